//! Details: the typed fields an account may give, and the keys by which they are set, read and explained.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use crate::model::fault::Fault;
use crate::model::schema::ObjectSchema;
use crate::model::{Progress, Renaming, Value};

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
    name: &'static str,
    get: for<'a> fn(&'a D) -> Option<&'a T>,
    set: fn(&mut D, T),
}

impl<D, T> Detail<D, T> {
    /// Called by the [`details!`](details) macro alone.
    pub(crate) const fn new(
        name: &'static str,
        get: for<'a> fn(&'a D) -> Option<&'a T>,
        set: fn(&mut D, T),
    ) -> Self {
        Self { name, get, set }
    }

    /// The name in JSON.
    pub fn name(&self) -> &'static str {
        self.name
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
        f.debug_tuple("Detail").field(&self.name).finish()
    }
}

/// A set of details: what one account can say about a record or a part of one.
///
/// Implemented by the nouns and parts of the model; it is not meant to be implemented elsewhere.
pub trait Details: Default + Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The names of the details, in the order in which they are written.
    const NAMES: &'static [&'static str];
    /// The name of the type.
    #[doc(hidden)]
    const TYPE: &'static str;
    /// What the type is, as its documentation says.
    #[doc(hidden)]
    const DOC: &'static str;

    /// Tells the schema of its details.
    #[doc(hidden)]
    fn describe(object: &mut ObjectSchema<'_>);

    /// Reads the value of the field `key`, if it is one of ours.
    ///
    /// # Errors
    /// If the value is not of the detail's type, or was given before.
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Writes the details that are given.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Gives the ids in the details their new texts.
    fn rename(&mut self, names: &Renaming);

    /// Hands every detail, typed, to `visitor`.
    fn each<V: DetailVisitor<Self>>(visitor: &mut V);

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

/// Does something with each detail of `D`, whatever its type.
pub trait DetailVisitor<D> {
    /// Called once for each detail, in the order of [`Details::NAMES`].
    fn detail<T: Value>(&mut self, detail: Detail<D, T>);
}

/// Declares a set of details: the struct, its constants, and how it is read and written.
macro_rules! details {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $($(#[doc = $fdoc:literal])* $field:ident $konst:ident: $ty:ty,)*
        }
        $(with { $($extra:item)* })?
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(clippy::struct_field_names, reason = "a title has a title: fields bear the JSON's names")]
        pub struct $name {
            $($field: Option<$ty>,)*
        }

        impl $name {
            $(
                $(#[doc = $fdoc])*
                pub const $konst: $crate::model::record::details::Detail<$name, $ty> = $crate::model::record::details::Detail::new(
                    stringify!($field),
                    |details| details.$field.as_ref(),
                    |details, value| details.$field = Some(value),
                );
            )*
        }

        impl $crate::model::record::details::Details for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];
            const TYPE: &'static str = stringify!($name);
            const DOC: &'static str = concat!($($doc, "\n"),*);

            fn describe(object: &mut $crate::model::schema::ObjectSchema<'_>) {
                $(object.optional::<$ty>(stringify!($field), concat!($($fdoc, "\n"),*));)*
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match key {
                    $(stringify!($field) => {
                        $crate::model::record::details::read_into(&mut self.$field, key, map)?;
                    })*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $($crate::model::record::details::write_some(map, stringify!($field), self.$field.as_ref())?;)*
                Ok(())
            }

            fn rename(&mut self, names: &$crate::model::Renaming) {
                $(if let Some(value) = &mut self.$field {
                    $crate::model::Value::rename(value, names);
                })*
            }

            fn each<V: $crate::model::record::details::DetailVisitor<Self>>(visitor: &mut V) {
                $(visitor.detail($name::$konst);)*
            }

            $($($extra)*)?
        }
    };
}

/// Declares the identity fields of a noun: a plain public struct, all of whose fields are required.
macro_rules! identity {
    (
        $(#[$doc:meta])*
        pub struct $name:ident / $draft:ident {
            $($(#[doc = $fdoc:literal])* $field:ident: $ty:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $fdoc])* pub $field: $ty,)*
        }

        #[doc = concat!("A [`", stringify!($name), "`] while it is read.")]
        #[derive(Debug, Default)]
        pub struct $draft {
            $($field: Option<$ty>,)*
        }

        impl $crate::model::record::details::Identity for $name {
            type Draft = $draft;
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn describe(object: &mut $crate::model::schema::ObjectSchema<'_>) {
                $(object.required::<$ty>(stringify!($field), concat!($($fdoc, "\n"),*));)*
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(
                draft: &mut $draft,
                key: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match key {
                    $(stringify!($field) => {
                        $crate::model::record::details::read_into(&mut draft.$field, key, map)?;
                    })*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn finish<E: serde::de::Error>(draft: $draft) -> Result<Self, E> {
                Ok(Self {
                    $($field: draft.$field
                        .ok_or_else(|| $crate::model::record::details::missing(stringify!($field)))?,)*
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
                vec![$((stringify!($field), self.$field.to_string())),*]
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

/// Declares a plain struct that is read from an object and written as one. Serde's derive would
/// also take a list, and a `null` for an optional field, and would lose both when the struct is
/// written again. A field is `required`, `optional` (`None` where it is left out), or left out
/// where it has its `default`.
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        #[derive($($derived:ident),*)]
        $vis:vis struct $name:ident, $what:literal {
            $($(#[doc = $fdoc:literal])* $fvis:vis $field:ident: $ty:ty = $need:ident,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive($($derived),*)]
        $vis struct $name {
            $($(#[doc = $fdoc])* $fvis $field: $ty,)*
        }

        impl $crate::model::schema::Described for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                $crate::model::schema::snake_case(stringify!($name)).into()
            }

            fn definition(definitions: &mut $crate::model::schema::Definitions) -> $crate::model::schema::Schema {
                let mut object = $crate::model::schema::ObjectSchema::new(definitions);
                $($crate::model::record::details::object!(
                    @describe $need object, $ty, stringify!($field), concat!($($fdoc, "\n"),*)
                );)*
                object.finish(concat!($($doc, "\n"),*))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $($crate::model::record::details::object!(@write $need map, stringify!($field), self.$field);)*
                serde::ser::SerializeMap::end(map)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        use $crate::model::record::details::{FieldName, read_into, unknown_field};
                        $(let mut $field = None;)*
                        while let Some(key) = map.next_key_seed(FieldName)? {
                            match &*key {
                                $(stringify!($field) => read_into(&mut $field, &key, &mut map)?,)*
                                _ => return Err(unknown_field(&key, [$(stringify!($field)),*])),
                            }
                        }
                        Ok($name {
                            $($field: $crate::model::record::details::object!(@read $need $field),)*
                        })
                    }
                }

                deserializer.deserialize_map(Visitor)
            }
        }
    };
    (@describe required $object:ident, $ty:ty, $name:expr, $doc:expr) => {
        $object.required::<$ty>($name, $doc)
    };
    (@describe $need:ident $object:ident, $ty:ty, $name:expr, $doc:expr) => {
        $object.optional::<$ty>($name, $doc)
    };
    (@write required $map:ident, $name:expr, $value:expr) => {
        serde::ser::SerializeMap::serialize_entry(&mut $map, $name, &$value)?
    };
    (@write optional $map:ident, $name:expr, $value:expr) => {
        $crate::model::record::details::write_some(&mut $map, $name, $value.as_ref())?
    };
    (@write default $map:ident, $name:expr, $value:expr) => {
        $crate::model::record::details::write_some(
            &mut $map,
            $name,
            $crate::model::record::details::unless_default(&$value),
        )?
    };
    (@read required $field:ident) => {
        $field.ok_or_else(|| $crate::model::record::details::missing(stringify!($field)))?
    };
    (@read optional $field:ident) => {
        $field
    };
    (@read default $field:ident) => {
        $field.unwrap_or_default()
    };
}

pub(crate) use {details, identity, object};

/// The plain fields that make a record the one it is.
///
/// Implemented by the identities of the nouns; it is not meant to be implemented elsewhere.
pub trait Identity: Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The same fields while they are read, any of them still missing.
    type Draft: Default;
    /// The names of the fields, in the order in which they are written.
    const NAMES: &'static [&'static str];

    /// Tells the schema of its fields.
    #[doc(hidden)]
    fn describe(object: &mut ObjectSchema<'_>);

    /// Reads the value of the field `key`, if it is one of ours.
    ///
    /// # Errors
    /// If the value is not of the field's type, or was given before.
    fn read<'de, A: MapAccess<'de>>(
        draft: &mut Self::Draft,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error>;

    /// The identity, once everything has been read.
    ///
    /// # Errors
    /// If a field is missing.
    fn finish<E: de::Error>(draft: Self::Draft) -> Result<Self, E>;

    /// Writes the fields.
    ///
    /// # Errors
    /// Whatever the serialiser reports.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Whether a file can hold it, as [`Value::is_sound`].
    fn is_sound(&self) -> bool {
        true
    }

    /// Hands every id in the identity, with the name of its field, to `sink`.
    fn refs(&self, sink: &mut dyn FnMut(&'static str, IdSpace, &str));

    /// The fields as text, in the order of [`NAMES`](Self::NAMES).
    fn fields(&self) -> Vec<(&'static str, String)>;

    /// Gives the ids in the identity their new texts. Where it could not hold them (a tie of an
    /// actor to itself) it stays as it is, and the answer is `false`.
    fn rename(&mut self, names: &Renaming) -> bool;
}

use crate::model::IdSpace;

/// No identity beyond the id.
impl Identity for () {
    type Draft = ();
    const NAMES: &'static [&'static str] = &[];

    fn describe(_: &mut ObjectSchema<'_>) {}

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

/// Reads the value of `key` into a slot that must still be empty.
pub(crate) fn read_into<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    key: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(duplicate(key));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// Writes a field that has a value.
pub(crate) fn write_some<T: Serialize, M: SerializeMap>(
    map: &mut M,
    key: &'static str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(key, value),
        None => Ok(()),
    }
}

/// The value, if it is not the one that a field left out has.
pub(crate) fn unless_default<T: Default + PartialEq>(value: &T) -> Option<&T> {
    Some(value).filter(|value| **value != T::default())
}

/// The error for a key that stands twice in one object.
pub(crate) fn duplicate<E: de::Error>(key: &str) -> E {
    E::custom(Fault::again(key))
}

/// The error for a field that must be there.
pub(crate) fn missing<E: de::Error>(field: &str) -> E {
    E::custom(Fault::missing(field))
}

/// The error for a field that is none of `fields`.
pub(crate) fn unknown_field<'a, E: de::Error>(
    key: &str,
    fields: impl IntoIterator<Item = &'a str>,
) -> E {
    E::custom(Fault::unknown_field(key, fields))
}

/// A key of an object, borrowed from the input where it can be.
pub(crate) struct FieldName;

impl<'de> de::DeserializeSeed<'de> for FieldName {
    type Value = std::borrow::Cow<'de, str>;

    fn deserialize<D: de::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> de::Visitor<'de> for FieldName {
    type Value = std::borrow::Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.to_owned().into())
    }
}
