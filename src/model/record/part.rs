//! Parts of a record, which are accounted for one by one: stops, delegates, acts.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess};

use super::account::Account;
use super::body::{self, Body};
use super::details::{Detail, Details};
use super::erased::AnyPart;
use super::key::PartKey;
use super::provenance::Provenance;
use crate::model::Renaming;
use crate::model::fault::Fault;
use crate::model::reading::{FieldName, duplicate};
use crate::model::schema::Fields;

/// A kind of part: a stop of a visit, an act of an agreement.
///
/// A part is told of by accounts of its own, under a key within its record: two accounts of one
/// part compete, two parts add up.
///
/// ```
/// use detente::model::{Part, PartKind, Stop};
///
/// fn shown<P: PartKind>(part: &Part<P>) -> String {
///     part.key().to_string()
/// }
/// assert_eq!(shown(&Part::<Stop>::new("lodging".parse()?)), "lodging");
/// # Ok::<(), detente::model::IdError>(())
/// ```
pub trait PartKind: Details {
    /// What tells the parts of one record apart.
    type Key: PartKey;
}

/// One part of a record, with the accounts given of it.
///
/// ```
/// use detente::model::{Part, Stop, StopKind};
/// use detente::id;
///
/// let lodging = Part::<Stop>::new("lodging".parse()?)
///     .with(Stop::KIND, StopKind::LODGING)
///     .with(Stop::PLACE, id!("kumsusan-guesthouse"));
/// assert_eq!(lodging.key().as_str(), "lodging");
/// # Ok::<(), detente::model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Part<P: PartKind> {
    pub(crate) key: P::Key,
    pub(crate) body: Body<(), P, ()>,
}

/// The parts of one kind within a record, ordered by key.
///
/// ```
/// use detente::id;
/// use detente::model::{Part, Visit, VisitIdentity, VisitRecord};
///
/// let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
/// let visit = VisitRecord::new(id!("v"), identity)
///     .with_part(Visit::DELEGATION, Part::new(id!("lavrov")))
///     .with_part(Visit::DELEGATION, Part::new(id!("belousov")));
/// let keys: Vec<_> = visit.parts(Visit::DELEGATION).as_slice().iter().map(Part::key).collect();
/// assert_eq!(keys, [&"belousov", &"lavrov"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PartList<P: PartKind> {
    pub(crate) parts: Vec<Part<P>>,
}

/// The lists of parts that a noun's records have. The trait is sealed.
///
/// ```
/// use detente::model::{Noun, Office, Parts, State};
///
/// fn lists<N: Noun>() -> &'static [&'static str] {
///     N::Parts::NAMES
/// }
/// assert_eq!(lists::<Office>(), ["titles"]);
/// assert!(lists::<State>().is_empty());
/// ```
pub trait Parts: Fields + Default + Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The names of the lists in JSON.
    const NAMES: &'static [&'static str];

    /// Reads the list under `key`, if it is one of ours, in place of what is there.
    ///
    /// # Errors
    /// If it is no such list.
    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Hands each list to `visitor`.
    #[doc(hidden)]
    fn each<'a, V: PartVisitor<'a>>(&'a self, visitor: &mut V);

    /// The parts of every list, whatever their kinds, in the order of lists and keys.
    #[doc(hidden)]
    fn erased(&self) -> Vec<AnyPart<'_>>;

    /// Hands each provenance of each part to `f`.
    #[doc(hidden)]
    fn each_provenance(&self, f: &mut dyn FnMut(&Provenance));

    /// Hands each provenance of each part to `f`, with the details told.
    #[doc(hidden)]
    fn each_provenance_mut(&mut self, f: &mut ProvenanceSink<'_>);

    /// Makes sure that something is told of each part.
    #[doc(hidden)]
    fn ensure_accounts(&mut self);

    /// Puts the accounts of each part into an order that depends on their content alone.
    #[doc(hidden)]
    fn sort_accounts(&mut self);

    /// Adds the parts of `other`; accounts of a part that is in both are added up.
    #[doc(hidden)]
    fn absorb(&mut self, other: Self);

    /// Gives the ids in keys and accounts their new texts.
    #[doc(hidden)]
    fn rename(&mut self, names: &Renaming);
}

/// Does something with each list of parts.
pub trait PartVisitor<'a> {
    /// Called once for each list.
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'a PartList<P>);
}

/// Receives a provenance, and the earliest day of what it reports as done.
pub(crate) type ProvenanceSink<'f> = dyn FnMut(&mut Provenance, Option<chrono::NaiveDate>) + 'f;

impl<P: PartKind> Part<P> {
    /// A part of which nothing has been told yet.
    pub fn new(key: P::Key) -> Self {
        Self { key, body: Body { identity: (), accounts: Vec::new(), parts: () } }
    }

    /// Adds an account.
    #[must_use]
    pub fn account(mut self, account: Account<P>) -> Self {
        self.body.accounts.push(account);
        self
    }

    /// Sets `detail` in the latest account; in one by the default source, if there is none yet.
    #[must_use]
    pub fn with<T>(mut self, detail: Detail<P, T>, value: impl Into<T>) -> Self {
        detail.put(self.body.latest(), value.into());
        self
    }

    /// Sets `detail` to what a text says, as [`with`](Self::with) does to a value.
    ///
    /// ```
    /// use detente::model::{Part, Stop, StopKind};
    ///
    /// let stop = Part::<Stop>::new("lodging".parse()?).with_text(Stop::KIND, "lodging")?;
    /// assert_eq!(stop.accounts()[0].get(Stop::KIND), Some(&StopKind::LODGING));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the text is no value of the detail.
    pub fn with_text<T: FromStr>(self, detail: Detail<P, T>, text: &str) -> Result<Self, T::Err> {
        Ok(self.with(detail, text.parse::<T>()?))
    }

    /// What tells it apart within its record.
    pub fn key(&self) -> &P::Key {
        &self.key
    }

    /// Every account given, whenever it was told.
    pub fn accounts(&self) -> &[Account<P>] {
        &self.body.accounts
    }
}

impl<P: PartKind> Default for PartList<P> {
    fn default() -> Self {
        Self { parts: Vec::new() }
    }
}

impl<P: PartKind> PartList<P> {
    /// The parts, ordered by key.
    pub fn as_slice(&self) -> &[Part<P>] {
        &self.parts
    }

    /// The part with this key.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Part, Visit, VisitIdentity, VisitRecord};
    ///
    /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")))
    ///     .with_part(Visit::DELEGATION, Part::new(id!("lavrov")));
    /// assert!(visit.parts(Visit::DELEGATION).get(&id!("lavrov")).is_some());
    /// assert!(visit.parts(Visit::DELEGATION).get(&id!("belousov")).is_none());
    /// ```
    pub fn get(&self, key: &P::Key) -> Option<&Part<P>> {
        self.parts.binary_search_by(|part| part.key.cmp(key)).ok().map(|at| &self.parts[at])
    }

    pub(crate) fn add(&mut self, part: Part<P>) {
        match self.parts.binary_search_by(|p| p.key.cmp(&part.key)) {
            Ok(at) => body::absorb(&mut self.parts[at].body.accounts, part.body.accounts),
            Err(at) => self.parts.insert(at, part),
        }
    }

    pub(crate) fn absorb(&mut self, other: Self) {
        other.parts.into_iter().for_each(|part| self.add(part));
    }

    pub(crate) fn rename(&mut self, names: &Renaming) {
        for mut part in std::mem::take(&mut self.parts) {
            part.key.rename_key(names);
            body::rename(&mut part.body.accounts, names);
            self.add(part);
        }
    }

    pub(crate) fn each_provenance_mut(&mut self, f: &mut ProvenanceSink<'_>) {
        for part in &mut self.parts {
            for account in &mut part.body.accounts {
                let (provenance, details) = account.parts_mut();
                f(provenance, details.done_on());
            }
        }
    }

    pub(crate) fn ensure_accounts(&mut self) {
        self.parts.iter_mut().for_each(|part| body::ensure_account(&mut part.body.accounts));
    }

    pub(crate) fn sort_accounts(&mut self) {
        self.parts.shrink_to_fit();
        self.parts.iter_mut().for_each(|part| body::sort(&mut part.body.accounts));
    }
}

impl<'de, P: PartKind> Deserialize<'de> for PartList<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PartListVisitor(PhantomData))
    }
}

struct PartListVisitor<P>(PhantomData<P>);

impl<'de, P: PartKind> de::Visitor<'de> for PartListVisitor<P> {
    type Value = PartList<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of parts {key: {..}}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PartList<P>, A::Error> {
        let mut list = PartList::default();
        while let Some(text) = map.next_key_seed(FieldName)? {
            let key: P::Key = text
                .parse()
                .map_err(|_| de::Error::custom(Fault::text(&text, P::Key::EXPECTED)))?;
            if list.get(&key).is_some() {
                return Err(duplicate(&text));
            }
            list.add(Part { key, body: map.next_value()? });
        }
        Ok(list)
    }
}

/// Declares the lists of parts of a noun, and the constants that name them.
macro_rules! parts {
    (
        $(#[$doc:meta])*
        pub struct $name:ident of $noun:ident {
            $($(#[doc = $fdoc:literal])* $field:ident $konst:ident: $part:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($field: $crate::model::record::part::PartList<$part>,)*
        }

        impl $noun {
            $(
                $(#[doc = $fdoc])*
                pub const $konst: $crate::model::record::noun::PartsOf<$noun, $part> =
                    $crate::model::record::noun::PartsOf::new(
                        |parts: &$name| &parts.$field,
                        |parts: &mut $name| &mut parts.$field,
                    );
            )*
        }

        impl $crate::model::schema::Fields for $name {
            fn describe(object: &mut $crate::model::schema::ObjectSchema<'_>) {
                $($crate::model::record::described::parts::<$part>(
                    object,
                    stringify!($field),
                    concat!($($fdoc, "\n"),*),
                );)*
            }
        }

        impl $crate::model::record::part::Parts for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match key {
                    $(stringify!($field) => {
                        self.$field = map.next_value()?;
                    })*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn each<'a, V: $crate::model::record::part::PartVisitor<'a>>(&'a self, visitor: &mut V) {
                $(visitor.parts(stringify!($field), &self.$field);)*
            }

            fn erased(&self) -> Vec<$crate::model::record::erased::AnyPart<'_>> {
                let mut all = Vec::new();
                let mut names = Self::NAMES.iter().copied().enumerate();
                $(if let Some(list) = names.next() {
                    all.extend($crate::model::record::erased::AnyPart::all_of(list, &self.$field));
                })*
                all
            }

            fn each_provenance(&self, f: &mut dyn FnMut(&$crate::model::record::provenance::Provenance)) {
                $(for part in self.$field.as_slice() {
                    part.accounts().iter().for_each(|account| f(account.provenance()));
                })*
            }

            fn each_provenance_mut(&mut self, f: &mut $crate::model::record::part::ProvenanceSink<'_>) {
                $(self.$field.each_provenance_mut(f);)*
            }

            fn ensure_accounts(&mut self) {
                $(self.$field.ensure_accounts();)*
            }

            fn sort_accounts(&mut self) {
                $(self.$field.sort_accounts();)*
            }

            fn absorb(&mut self, other: Self) {
                $(self.$field.absorb(other.$field);)*
            }

            fn rename(&mut self, names: &$crate::model::Renaming) {
                $(self.$field.rename(names);)*
            }
        }
    };
}

pub(crate) use parts;

/// No parts.
impl Parts for () {
    const NAMES: &'static [&'static str] = &[];

    fn read<'de, A: MapAccess<'de>>(&mut self, _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }

    fn each<'a, V: PartVisitor<'a>>(&'a self, _: &mut V) {}

    fn erased(&self) -> Vec<AnyPart<'_>> {
        Vec::new()
    }

    fn each_provenance(&self, _: &mut dyn FnMut(&Provenance)) {}

    fn each_provenance_mut(&mut self, _: &mut ProvenanceSink<'_>) {}

    fn ensure_accounts(&mut self) {}

    fn sort_accounts(&mut self) {}

    fn absorb(&mut self, (): ()) {}

    fn rename(&mut self, _: &Renaming) {}
}
