//! Details: the typed fields an account may give, and the keys by which they are set, read and explained.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;

use super::erased::{AnyValue, DetailRow};
use crate::model::schema::Fields;
use crate::model::{IdSpace, Progress, Renaming};

/// One detail of `D`: its name in JSON, its type, and where it is kept.
///
/// Details are constants of their noun (`Visit::FORM`). The same constant sets the detail in an
/// account, reads it from a view, and asks for the explanation of what was read:
///
/// ```
/// use detente::model::{Account, Visit, VisitForm};
///
/// let account = Account::new().with(Visit::FORM, VisitForm::STATE);
/// assert_eq!(account.get(Visit::FORM), Some(&VisitForm::STATE));
/// ```
pub struct Detail<D, T> {
    row: &'static DetailRow,
    get: for<'a> fn(&'a D) -> Option<&'a T>,
    set: fn(&mut D, T),
}

impl<D, T> Detail<D, T> {
    /// Called by the [`details!`](details) macro alone.
    pub(crate) const fn new(
        row: &'static DetailRow,
        get: for<'a> fn(&'a D) -> Option<&'a T>,
        set: fn(&mut D, T),
    ) -> Self {
        Self { row, get, set }
    }

    /// The name in JSON.
    ///
    /// ```
    /// use detente::model::Visit;
    ///
    /// assert_eq!(Visit::STOPS_CLOSED.name(), "stops_closed");
    /// ```
    pub fn name(&self) -> &'static str {
        self.row.name
    }

    /// The detail without its type.
    pub(crate) fn row(&self) -> &'static DetailRow {
        self.row
    }

    /// The value `details` gives, if it gives one.
    pub fn of<'a>(&self, details: &'a D) -> Option<&'a T> {
        (self.get)(details)
    }

    pub(crate) fn put(&self, details: &mut D, value: T) {
        (self.set)(details, value);
    }
}

impl<D, T> Clone for Detail<D, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D, T> Copy for Detail<D, T> {}

impl<D, T> fmt::Debug for Detail<D, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Detail").field(&self.name()).finish()
    }
}

/// A set of details: what one account can say about a record or a part of one.
///
/// The nouns and the kinds of parts have it. The trait is sealed.
///
/// ```
/// use detente::Progress;
/// use detente::model::{Account, Details, Visit};
///
/// let plan = Account::new().with(Visit::PROGRESS, Progress::Planned);
/// assert_eq!(plan.details().progress(), Some(Progress::Planned));
/// assert!(!plan.details().happened() && Visit::NAMES.contains(&"form"));
/// ```
pub trait Details:
    Fields + Default + Clone + PartialEq + fmt::Debug + Send + Sync + 'static
{
    /// The names of the details, in the order in which they are written.
    const NAMES: &'static [&'static str];
    /// The name of the type.
    #[doc(hidden)]
    const TYPE: &'static str;
    /// What the type is, as its documentation says.
    #[doc(hidden)]
    const DOC: &'static str;

    /// Reads the value of the field `key`, if it is one of ours.
    ///
    /// # Errors
    /// If the value is not of the detail's type, or was given before.
    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Writes the details that are given.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    #[doc(hidden)]
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Gives the ids in the details their new texts.
    #[doc(hidden)]
    fn rename(&mut self, names: &Renaming);

    /// The details, in the order in which they are written.
    #[doc(hidden)]
    const TABLE: &'static [DetailRow];

    /// The value given of the detail at this place of the table.
    #[doc(hidden)]
    fn value(&self, at: usize) -> Option<&dyn AnyValue>;

    /// Writes the detail at this place of the table, if it is given.
    #[doc(hidden)]
    fn write_at<M: SerializeMap>(&self, at: usize, map: &mut M) -> Result<(), M::Error>;

    /// How far the thing has got, as this account has it.
    fn progress(&self) -> Option<Progress> {
        None
    }

    /// Whether this account tells of something that has happened, and not of a plan.
    fn happened(&self) -> bool {
        self.progress().is_some_and(Progress::has_happened)
    }

    /// The day by which something reported here as done was done, before which nobody can have
    /// told it for certain.
    fn done_on(&self) -> Option<NaiveDate> {
        None
    }
}

/// Declares a set of details: the struct, its constants, and how it is read and written. A detail
/// that is read otherwise than most says by `as` for what it is. One that few accounts give is
/// `rare`: such details stand together in a struct of their own, which is there only where one of
/// them is given, so that the many accounts stay small.
macro_rules! details {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident / $rare:ident { $($body:tt)* }
        $($with:tt)*
    ) => {
        $crate::model::record::details::details! { @rare $rare of $name { $($body)* } }
        $crate::model::record::details::details! {
            @set { rare: Option<Box<$rare>>, }
            $(#[doc = $doc])*
            pub struct $name { $($body)* }
            $($with)*
        }
    };
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident { $($body:tt)* }
        $($with:tt)*
    ) => {
        $crate::model::record::details::details! {
            @set {}
            $(#[doc = $doc])*
            pub struct $name { $($body)* }
            $($with)*
        }
    };
    (@rare $rare:ident of $name:ident {
        $($(#[doc = $fdoc:literal])* $field:ident $konst:ident: $ty:ty $(as $role:ident)? $(= $place:ident)?,)*
    }) => {
        #[doc = concat!("What few accounts give of a [`", stringify!($name), "`].")]
        #[derive(Clone, Default, PartialEq)]
        struct $rare {
            $($field: $crate::model::record::details::details!(@in_rare $ty $(, $place)?),)*
        }
    };
    (
        @set { $($kept_rare:tt)* }
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $($(#[doc = $fdoc:literal])* $field:ident $konst:ident: $ty:ty $(as $role:ident)? $(= $place:ident)?,)*
        }
        $(with { $($extra:item)* })?
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Default, PartialEq)]
        #[allow(clippy::struct_field_names, reason = "a title has a title: fields bear the JSON's names")]
        pub struct $name {
            $($field: $crate::model::record::details::details!(@in_common $ty $(, $place)?),)*
            $($kept_rare)*
        }

        const _: () = {
        /// Where a detail is kept is nobody's business.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &$crate::model::record::details::details!(@of self, $field $($place)?)))*
                    .finish()
            }
        }

        /// Where each detail stands in the table.
        #[allow(non_camel_case_types, reason = "named for the fields")]
        enum TableAt { $($field,)* }

        impl $name {
            $(
                $(#[doc = $fdoc])*
                pub const $konst: $crate::model::record::details::Detail<$name, $ty> = $crate::model::record::details::Detail::new(
                    &<$name as $crate::model::record::details::Details>::TABLE[TableAt::$field as usize],
                    |details| $crate::model::record::details::details!(@of details, $field $($place)?),
                    |details, value| {
                        *$crate::model::record::details::details!(@slot details, $field $($place)?) = Some(value);
                    },
                );
            )*
        }

        impl $crate::model::schema::Fields for $name {
            fn describe(object: &mut $crate::model::schema::ObjectSchema<'_>) {
                $(object.optional::<$ty>(stringify!($field), concat!($($fdoc, "\n"),*));)*
            }
        }

        impl $crate::model::record::details::Details for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];
            const TYPE: &'static str = stringify!($name);
            const DOC: &'static str = concat!($($doc, "\n"),*);

            fn read<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match key {
                    $(stringify!($field) => {
                        let slot = $crate::model::record::details::details!(@slot self, $field $($place)?);
                        $crate::model::reading::read_into(slot, key, map)?;
                    })*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(
                    let value = $crate::model::record::details::details!(@of self, $field $($place)?);
                    $crate::model::reading::write_some(map, stringify!($field), value)?;
                )*
                Ok(())
            }

            fn rename(&mut self, names: &$crate::model::Renaming) {
                $(if let Some(value) = $crate::model::record::details::details!(@of_mut self, $field $($place)?) {
                    $crate::model::Value::rename(value, names);
                })*
            }

            const TABLE: &'static [$crate::model::record::erased::DetailRow] =
                &[$($crate::model::record::erased::DetailRow {
                    name: stringify!($field),
                    role: $crate::model::record::details::details!(@role $($role)?),
                    at: TableAt::$field as usize,
                }),*];

            fn value(&self, at: usize) -> Option<&dyn $crate::model::record::erased::AnyValue> {
                $(if at == TableAt::$field as usize {
                    let value = $crate::model::record::details::details!(@of self, $field $($place)?);
                    return value.map(|value| value as _);
                })*
                let _ = at;
                None
            }

            fn write_at<M: serde::ser::SerializeMap>(
                &self,
                at: usize,
                map: &mut M,
            ) -> Result<(), M::Error> {
                $(if at == TableAt::$field as usize {
                    let value = $crate::model::record::details::details!(@of self, $field $($place)?);
                    return $crate::model::reading::write_some(map, stringify!($field), value);
                })*
                let _ = (at, map);
                Ok(())
            }

            $($($extra)*)?
        }
        };
    };
    (@role) => {
        $crate::model::record::erased::Role::Plain
    };
    (@role $role:ident) => {
        $crate::model::record::erased::Role::$role
    };
    // In each of the two structs a detail of the other takes no room.
    (@in_common $ty:ty) => { Option<$ty> };
    (@in_common $ty:ty, rare) => { () };
    (@in_rare $ty:ty) => { () };
    (@in_rare $ty:ty, rare) => { Option<$ty> };
    (@of $details:ident, $field:ident) => {
        $details.$field.as_ref()
    };
    (@of $details:ident, $field:ident rare) => {
        $details.rare.as_ref().and_then(|rare| rare.$field.as_ref())
    };
    (@of_mut $details:ident, $field:ident) => {
        $details.$field.as_mut()
    };
    (@of_mut $details:ident, $field:ident rare) => {
        $details.rare.as_mut().and_then(|rare| rare.$field.as_mut())
    };
    (@slot $details:ident, $field:ident) => {
        &mut $details.$field
    };
    (@slot $details:ident, $field:ident rare) => {
        &mut $details.rare.get_or_insert_default().$field
    };
}

/// Declares the identity fields of a noun, all of which are required, and their constructor.
macro_rules! identity {
    (
        $(#[$doc:meta])*
        pub struct $name:ident / $draft:ident {
            $($(#[doc = $fdoc:literal])* $field:ident: $ty:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $fdoc])* pub $field: $ty,)*
        }

        impl $name {
            /// The identity with these fields.
            pub fn new($($field: $ty),*) -> Self {
                Self { $($field),* }
            }
        }

        #[doc = concat!("A [`", stringify!($name), "`] while it is read.")]
        #[derive(Debug, Default)]
        pub struct $draft {
            $($field: Option<$ty>,)*
        }

        impl $crate::model::schema::Fields for $name {
            fn describe(object: &mut $crate::model::schema::ObjectSchema<'_>) {
                $(object.required::<$ty>(stringify!($field), concat!($($fdoc, "\n"),*));)*
            }
        }

        impl $crate::model::record::details::Identity for $name {
            type Draft = $draft;
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read<'de, A: serde::de::MapAccess<'de>>(
                draft: &mut $draft,
                key: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match key {
                    $(stringify!($field) => {
                        $crate::model::reading::read_into(&mut draft.$field, key, map)?;
                    })*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn finish<E: serde::de::Error>(draft: $draft) -> Result<Self, E> {
                Ok(Self {
                    $($field: draft.$field
                        .ok_or_else(|| $crate::model::reading::missing(stringify!($field)))?,)*
                })
            }

            fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(map.serialize_entry(stringify!($field), &self.$field)?;)*
                Ok(())
            }

            fn is_sound(&self) -> bool {
                true $(&& $crate::model::Value::is_sound(&self.$field))*
            }

            fn refs(&self, sink: &mut dyn FnMut(&'static str, $crate::model::IdSpace, &str)) {
                $($crate::model::Value::refs(&self.$field, &mut |t, id| sink(stringify!($field), t, id));)*
            }

            fn fields(&self) -> Vec<(&'static str, String)> {
                vec![$((stringify!($field), $crate::model::Value::shown(&self.$field))),*]
            }

            fn rename(&mut self, names: &$crate::model::Renaming) -> bool {
                let mut renamed = self.clone();
                let fits = true $(&& $crate::model::Value::rename(&mut renamed.$field, names))*;
                if fits {
                    *self = renamed;
                }
                fits
            }
        }
    };
}

pub(crate) use {details, identity};

/// The plain fields that make a record the one it is.
///
/// The identities of the nouns have it. The trait is sealed.
///
/// ```
/// use detente::id;
/// use detente::model::{Identity, VisitIdentity};
///
/// let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
/// assert_eq!(VisitIdentity::NAMES, ["guest", "host"]);
/// assert_eq!(identity.host, "north-korea");
/// ```
pub trait Identity: Fields + Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The same fields while they are read, any of them still missing.
    #[doc(hidden)]
    type Draft: Default;
    /// The names of the fields, in the order in which they are written.
    const NAMES: &'static [&'static str];

    /// Reads the value of the field `key`, if it is one of ours.
    ///
    /// # Errors
    /// If the value is not of the field's type, or was given before.
    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(
        draft: &mut Self::Draft,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error>;

    /// The identity, once everything has been read.
    ///
    /// # Errors
    /// If a field is missing.
    #[doc(hidden)]
    fn finish<E: de::Error>(draft: Self::Draft) -> Result<Self, E>;

    /// Writes the fields.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    #[doc(hidden)]
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Whether a file can hold it, as [`Value::is_sound`].
    #[doc(hidden)]
    fn is_sound(&self) -> bool {
        true
    }

    /// Hands every id in the identity, with the name of its field, to `sink`.
    #[doc(hidden)]
    fn refs(&self, sink: &mut dyn FnMut(&'static str, IdSpace, &str));

    /// The fields as text, in the order of [`NAMES`](Self::NAMES).
    #[doc(hidden)]
    fn fields(&self) -> Vec<(&'static str, String)>;

    /// Gives the ids in the identity their new texts. Where it could not hold them (a tie of an
    /// actor to itself) it stays as it is, and the answer is `false`.
    #[doc(hidden)]
    fn rename(&mut self, names: &Renaming) -> bool;
}

/// No identity beyond the id.
impl Identity for () {
    type Draft = ();
    const NAMES: &'static [&'static str] = &[];

    fn read<'de, A: MapAccess<'de>>((): &mut (), _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }

    fn finish<E: de::Error>((): ()) -> Result<(), E> {
        Ok(())
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }

    fn refs(&self, _: &mut dyn FnMut(&'static str, IdSpace, &str)) {}

    fn fields(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn rename(&mut self, _: &Renaming) -> bool {
        true
    }
}
