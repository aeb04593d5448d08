//! Record: an identity, the accounts given of it, and its parts.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::body::{self, Body, WrittenBody};
use super::details::{Detail, Identity};
use super::noun::{Noun, PartsOf};
use super::part::{Part, PartKind, PartList, Parts, ProvenanceSink};
use super::provenance::{Provenance, Slot};
use crate::model::reading::{missing, read_into};
use crate::model::{Id, IdSpace, Renaming};

/// A record: an id, an identity, the accounts given of it, and its parts.
///
/// ```
/// use detente::model::{Account, Progress, Visit, VisitForm, VisitIdentity, VisitRecord};
/// use detente::id;
///
/// let identity = VisitIdentity::new(id!("vladimir-putin"), id!("north-korea"));
/// let record = VisitRecord::new(id!("putin-pyongyang-2024"), identity)
///     .with(Visit::PROGRESS, Progress::Planned)
///     .account(Account::new().via([id!("kremlin")]).with(Visit::FORM, VisitForm::STATE));
/// assert_eq!(record.accounts().len(), 2);
/// assert_eq!(record.identity().host, "north-korea");
/// ```
///
/// By itself it is written and read as in a file, with the id among its fields: `{"id":
/// "putin-pyongyang-2024", "guest": .., "host": .., "accounts": [..]}`. Away from its dossier it has
/// no default source, so that accounts of a named source stand in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<N: Noun> {
    id: Id<N>,
    body: Body<N::Identity, N, N::Parts>,
}

/// The body of a top-level record, as read under its id.
pub(crate) type RecordBody<N> = Body<<N as Noun>::Identity, N, <N as Noun>::Parts>;

impl<N: Noun> Record<N> {
    /// A record of which nothing has been told yet.
    ///
    /// If nothing is added, it stands in the dossier with one account by the default source, which
    /// says no more than that there is such a thing.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{VisitIdentity, VisitRecord};
    ///
    /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")));
    /// assert!(visit.id() == &"v" && visit.accounts().is_empty());
    /// ```
    pub fn new(id: Id<N>, identity: N::Identity) -> Self {
        let body = Body { identity, accounts: Vec::new(), parts: N::Parts::default() };
        Self { id, body }
    }

    /// Adds an account.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Account, State, StateRecord};
    ///
    /// let state = StateRecord::new(id!("north-korea"), ())
    ///     .account(Account::by(id!("paper")).with(State::NAME, "North Korea"))
    ///     .account(Account::by(id!("kcna")).with(State::NAME, "DPRK"));
    /// assert_eq!(state.accounts().len(), 2);
    /// ```
    #[must_use]
    pub fn account(mut self, account: Account<N>) -> Self {
        self.body.accounts.push(account);
        self
    }

    /// Sets `detail` in the latest account; in one by the default source, if there is none yet.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{State, StateRecord};
    ///
    /// let state = StateRecord::new(id!("north-korea"), ()).with(State::NAME, "North Korea");
    /// assert_eq!(state.accounts()[0].get(State::NAME).map(String::as_str), Some("North Korea"));
    /// ```
    #[must_use]
    pub fn with<T>(mut self, detail: Detail<N, T>, value: impl Into<T>) -> Self {
        detail.put(self.body.latest(), value.into());
        self
    }

    /// Sets `detail` to what a text says, as [`with`](Self::with) does to a value.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Person, PersonRecord};
    ///
    /// let person = PersonRecord::new(id!("putin"), ()).with_text(Person::BORN, "1952-10-07")?;
    /// assert!(person.accounts()[0].get(Person::BORN).is_some());
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    ///
    /// # Errors
    /// If the text is no value of the detail.
    pub fn with_text<T: FromStr>(self, detail: Detail<N, T>, text: &str) -> Result<Self, T::Err> {
        Ok(self.with(detail, text.parse::<T>()?))
    }

    /// Adds a part; accounts of a part already there are added to it.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{MemberKey, Organisation, OrganisationRecord, Part};
    ///
    /// let bloc = OrganisationRecord::new(id!("brics"), ())
    ///     .with_part(Organisation::MEMBERS, Part::new(MemberKey::new(id!("russia"))))
    ///     .with_part(Organisation::MEMBERS, Part::new(MemberKey::new(id!("china"))));
    /// assert_eq!(bloc.parts(Organisation::MEMBERS).as_slice()[0].key().actor(), &"china");
    /// ```
    #[must_use]
    pub fn with_part<P: PartKind>(mut self, list: PartsOf<N, P>, part: Part<P>) -> Self {
        (list.get_mut)(&mut self.body.parts).add(part);
        self
    }

    /// The record's id.
    pub fn id(&self) -> &Id<N> {
        &self.id
    }

    /// The fields that make it this record.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{VisitIdentity, VisitRecord};
    ///
    /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")));
    /// assert_eq!(visit.identity().guest, "putin");
    /// ```
    pub fn identity(&self) -> &N::Identity {
        &self.body.identity
    }

    /// Every account given, whenever it was told.
    pub fn accounts(&self) -> &[Account<N>] {
        &self.body.accounts
    }

    /// The parts of one kind, ordered by key.
    pub fn parts<P: PartKind>(&self, list: PartsOf<N, P>) -> &PartList<P> {
        (list.get)(&self.body.parts)
    }

    pub(crate) fn all_parts(&self) -> &N::Parts {
        &self.body.parts
    }

    pub(crate) fn from_body(id: Id<N>, body: RecordBody<N>) -> Self {
        Self { id, body }
    }

    pub(crate) fn body(&self) -> &RecordBody<N> {
        &self.body
    }

    /// Makes sure that something is told, so that the record and each part has a source.
    pub(crate) fn ensure_accounts(&mut self) {
        body::ensure_account(&mut self.body.accounts);
        self.body.parts.ensure_accounts();
    }

    /// Hands each provenance of the record and its parts to `f`.
    pub(crate) fn each_provenance_mut(&mut self, f: &mut ProvenanceSink<'_>) {
        for account in &mut self.body.accounts {
            let (provenance, details) = account.parts_mut();
            f(provenance, details.done_on());
        }
        self.body.parts.each_provenance_mut(f);
    }

    /// Hands each provenance of the record and its parts to `f`.
    pub(crate) fn each_provenance(&self, f: &mut dyn FnMut(&Provenance)) {
        self.body.accounts.iter().for_each(|account| f(account.provenance()));
        self.body.parts.each_provenance(f);
    }

    /// Adds the accounts and parts of another record of the same thing.
    pub(crate) fn absorb(&mut self, other: Self) {
        body::absorb(&mut self.body.accounts, other.body.accounts);
        self.body.parts.absorb(other.body.parts);
    }

    /// Gives every id in it its new text, its own included; `false` if its identity cannot take the
    /// new ids and keeps the old ones.
    pub(crate) fn rename(&mut self, names: &Renaming) -> bool {
        names.apply(IdSpace::Noun(N::NOUN), &mut self.id);
        body::rename(&mut self.body.accounts, names);
        self.body.parts.rename(names);
        self.body.identity.rename(names)
    }

    /// Hands the place in the dossier of each provenance to `f`.
    pub(crate) fn each_slot_mut(&mut self, f: &mut dyn FnMut(&mut Slot)) {
        self.each_provenance_mut(&mut |provenance, _| f(&mut provenance.slot));
    }

    /// Puts its accounts and those of its parts into an order that depends on their content alone.
    pub(crate) fn sort_accounts(&mut self) {
        body::sort(&mut self.body.accounts);
        self.body.parts.sort_accounts();
    }
}

/// What the id is called where a record is written by itself. No field of ours is called so.
const ID: &str = "id";

impl<N: Noun> Serialize for Record<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(ID, &self.id)?;
        WrittenBody { body: &self.body, default: None }.write(map)?.end()
    }
}

impl<'de, N: Noun> Deserialize<'de> for Record<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor(PhantomData))
    }
}

struct RecordVisitor<N>(PhantomData<N>);

impl<'de, N: Noun> de::Visitor<'de> for RecordVisitor<N> {
    type Value = Record<N>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} {{\"id\": .., ..}}", N::NOUN)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Record<N>, A::Error> {
        let mut id = None;
        let body = body::read(map, &[ID], |key, map: &mut A| match key {
            ID => read_into(&mut id, key, map).map(|()| true),
            _ => Ok(false),
        })?;
        Ok(Record { id: id.ok_or_else(|| missing(ID))?, body })
    }
}
