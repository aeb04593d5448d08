//! Record: an identity and the accounts given of it; and its parts, which are accounted for one by one.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::account::WrittenAccount;
use super::details::{FieldName, duplicate, unknown_field};
use super::fault::Fault;
use super::schema::{Described, ObjectSchema};
use super::telling::{Seen, Slot, Telling};
use super::{Account, Detail, Details, Id, Identity, NounName, Renaming, SourceId, Target};

/// A noun of the model: what kind of thing a record is about.
///
/// A noun is also the set of details that an account of such a record may give.
pub trait Noun: Details {
    /// The plain fields that make the record the one it is.
    type Identity: Identity;
    /// The lists of parts that its records have; `()` for none.
    type Parts: Parts;
    /// Its name.
    const NOUN: NounName;
}

/// A kind of part: a stop of a visit, an act of an agreement.
///
/// A part is told of by accounts of its own, under a key within its record: two accounts of one
/// part compete, two parts add up.
pub trait PartKind: Details {
    /// What tells the parts of one record apart.
    type Key: PartKey;
}

/// The key of a part: written as one text, read back from it.
pub trait PartKey:
    Described
    + FromStr<Err: fmt::Display>
    + fmt::Display
    + Ord
    + Clone
    + fmt::Debug
    + Send
    + Sync
    + 'static
{
    /// What such a key looks like, for error messages.
    const EXPECTED: &'static str;

    /// Hands every id in the key to `sink`.
    fn key_refs(&self, sink: &mut dyn FnMut(Target, &str)) {
        let _ = sink;
    }

    /// Gives every id in the key its new text, where the key could hold it.
    fn rename_key(&mut self, names: &Renaming) {
        let _ = names;
    }
}

/// A record: an id, an identity, the accounts given of it, and its parts.
///
/// ```
/// use detente::model::{Account, Progress, Visit, VisitForm, VisitIdentity, VisitRecord};
/// use detente::id;
///
/// let identity = VisitIdentity { guest: id!("vladimir-putin"), host: id!("north-korea") };
/// let record = VisitRecord::new(id!("putin-pyongyang-2024"), identity)
///     .with(Visit::PROGRESS, Progress::Planned)
///     .told(Account::new().via([id!("kremlin")]).with(Visit::FORM, VisitForm::STATE));
/// assert_eq!(record.accounts().len(), 2);
/// assert_eq!(record.identity().host, "north-korea");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Record<N: Noun> {
    id: Id<N>,
    body: Body<N::Identity, N, N::Parts>,
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
    key: P::Key,
    body: Body<(), P, ()>,
}

/// The parts of one kind within a record, ordered by key.
///
/// ```
/// use detente::id;
/// use detente::model::{Part, Visit, VisitIdentity, VisitRecord};
///
/// let identity = VisitIdentity { guest: id!("putin"), host: id!("north-korea") };
/// let visit = VisitRecord::new(id!("v"), identity)
///     .with_part(Visit::DELEGATION, Part::new(id!("lavrov")))
///     .with_part(Visit::DELEGATION, Part::new(id!("belousov")));
/// let keys: Vec<_> = visit.parts(Visit::DELEGATION).as_slice().iter().map(Part::key).collect();
/// assert_eq!(keys, [&"belousov", &"lavrov"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PartList<P: PartKind> {
    parts: Vec<Part<P>>,
}

/// The lists of parts that a noun's records have. Implemented by the model alone.
pub trait Parts: Default + Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The names of the lists in JSON.
    const NAMES: &'static [&'static str];

    /// Tells the schema of its lists.
    #[doc(hidden)]
    fn describe(object: &mut ObjectSchema<'_>);

    /// Reads the list under `key`, if it is one of ours, in place of what is there.
    ///
    /// # Errors
    /// If it is no such list.
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Hands each list to `visitor`.
    fn each<'a, V: PartVisitor<'a>>(&'a self, visitor: &mut V);

    /// Hands each telling of each part to `f`, with the details told.
    fn each_telling_mut(&mut self, f: &mut TellingSink<'_>);

    /// Makes sure that something is told of each part.
    fn ensure_accounts(&mut self);

    /// Puts the accounts of each part into an order that depends on their content alone.
    fn sort_accounts(&mut self);

    /// Adds the parts of `other`; accounts of a part that is in both are added up.
    fn absorb(&mut self, other: Self);

    /// Gives the ids in keys and accounts their new texts.
    fn rename(&mut self, names: &Renaming);
}

/// Does something with each list of parts.
pub trait PartVisitor<'a> {
    /// Called once for each list.
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'a PartList<P>);
}

/// Receives a telling, and the earliest day of what it reports as done.
pub type TellingSink<'f> = dyn FnMut(&mut Telling, Option<chrono::NaiveDate>) + 'f;

/// Where a noun keeps its parts of kind `P`; a constant of the noun, such as `Visit::STOPS`.
pub struct PartsOf<N: Noun, P: PartKind> {
    get: for<'a> fn(&'a N::Parts) -> &'a PartList<P>,
    get_mut: for<'a> fn(&'a mut N::Parts) -> &'a mut PartList<P>,
}

impl<N: Noun, P: PartKind> PartsOf<N, P> {
    pub(crate) const fn new(
        get: for<'a> fn(&'a N::Parts) -> &'a PartList<P>,
        get_mut: for<'a> fn(&'a mut N::Parts) -> &'a mut PartList<P>,
    ) -> Self {
        Self { get, get_mut }
    }
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving would ask for `N: Clone`")]
impl<N: Noun, P: PartKind> Clone for PartsOf<N, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N: Noun, P: PartKind> Copy for PartsOf<N, P> {}

impl<N: Noun, P: PartKind> fmt::Debug for PartsOf<N, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartsOf")
    }
}

impl<N: Noun> Record<N> {
    /// A record of which nothing has been told yet.
    ///
    /// If nothing is added, it stands in the dossier with one account by the default source, which
    /// says no more than that there is such a thing.
    pub fn new(id: Id<N>, identity: N::Identity) -> Self {
        let body = Body { identity, accounts: Vec::new(), parts: N::Parts::default() };
        Self { id, body }
    }

    /// Adds an account.
    #[must_use]
    pub fn told(mut self, account: Account<N>) -> Self {
        self.body.accounts.push(account);
        self
    }

    /// Sets `detail` in the latest account; in one by the default source, if there is none yet.
    #[must_use]
    pub fn with<T>(mut self, detail: Detail<N, T>, value: impl Into<T>) -> Self {
        detail.put(self.body.latest(), value.into());
        self
    }

    /// Adds a part; accounts of a part already there are added to it.
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
        ensure_account(&mut self.body.accounts);
        self.body.parts.ensure_accounts();
    }

    /// Hands each telling of the record and its parts to `f`.
    pub(crate) fn each_telling_mut(&mut self, f: &mut TellingSink<'_>) {
        for account in &mut self.body.accounts {
            let (telling, details) = account.parts_mut();
            f(telling, details.done_on());
        }
        self.body.parts.each_telling_mut(f);
    }

    /// Hands each telling of the record and its parts to `f`.
    pub(crate) fn each_telling(&self, f: &mut dyn FnMut(&Telling)) {
        struct Tellings<'f>(&'f mut dyn FnMut(&Telling));
        impl<'a> PartVisitor<'a> for Tellings<'_> {
            fn parts<P: PartKind>(&mut self, _: &'static str, parts: &'a PartList<P>) {
                let accounts = parts.parts.iter().flat_map(Part::accounts);
                accounts.for_each(|account| (self.0)(account.telling()));
            }
        }
        self.body.accounts.iter().for_each(|account| f(account.telling()));
        self.body.parts.each(&mut Tellings(f));
    }

    /// Adds the accounts and parts of another record of the same thing.
    pub(crate) fn absorb(&mut self, other: Self) {
        absorb(&mut self.body.accounts, other.body.accounts);
        self.body.parts.absorb(other.body.parts);
    }

    /// Gives every id in it its new text, its own included; `false` if its identity cannot take the
    /// new ids and keeps the old ones.
    pub(crate) fn rename(&mut self, names: &Renaming) -> bool {
        names.apply(Target::Noun(N::NOUN), &mut self.id);
        rename(&mut self.body.accounts, names);
        self.body.parts.rename(names);
        self.body.identity.rename(names)
    }

    /// Hands the place in the dossier of each telling to `f`.
    pub(crate) fn each_slot_mut(&mut self, f: &mut dyn FnMut(&mut Slot)) {
        self.each_telling_mut(&mut |telling, _| f(&mut telling.slot));
    }

    /// Puts its accounts and those of its parts in order.
    pub(crate) fn sort_all_accounts(&mut self) {
        self.body.parts.sort_accounts();
        self.sort_accounts();
    }

    /// Puts accounts into an order that depends on their content alone.
    pub(crate) fn sort_accounts(&mut self) {
        sort(&mut self.body.accounts);
        self.body.parts.sort_accounts();
    }
}

/// Adds accounts to others. Those that stand there already are left out, where that is soon seen;
/// sorting leaves out the rest.
fn absorb<D: Details>(accounts: &mut Vec<Account<D>>, more: Vec<Account<D>>) {
    const FEW: usize = 16;
    if accounts.len() > FEW {
        return accounts.extend(more);
    }
    for account in more {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
}

/// Where nothing is told, the default source tells that there is such a thing.
fn ensure_account<D: Details>(accounts: &mut Vec<Account<D>>) {
    if accounts.is_empty() {
        accounts.push(Account::default());
    }
}

fn rename<D: Details>(accounts: &mut [Account<D>], names: &Renaming) {
    for account in accounts {
        let (telling, details) = account.parts_mut();
        telling.rename(names);
        details.rename(names);
    }
}

/// Sorts accounts by source, place in it and all else they hold, so that the order of entry never
/// counts, and leaves out what is said twice in the same words.
fn sort<D: Details>(accounts: &mut Vec<Account<D>>) {
    if accounts.len() < 2 {
        return;
    }
    accounts.sort_by_cached_key(|account| {
        let telling = account.telling();
        let by = telling.by.clone();
        // The slot is part of the text and depends on the rest alone.
        (by, telling.locator.clone(), telling.via.clone(), format!("{account:?}"))
    });
    accounts.dedup();
}

impl<P: PartKind> Part<P> {
    /// A part of which nothing has been told yet.
    pub fn new(key: P::Key) -> Self {
        Self { key, body: Body { identity: (), accounts: Vec::new(), parts: () } }
    }

    /// Adds an account.
    #[must_use]
    pub fn told(mut self, account: Account<P>) -> Self {
        self.body.accounts.push(account);
        self
    }

    /// Sets `detail` in the latest account; in one by the default source, if there is none yet.
    #[must_use]
    pub fn with<T>(mut self, detail: Detail<P, T>, value: impl Into<T>) -> Self {
        detail.put(self.body.latest(), value.into());
        self
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
    pub fn get(&self, key: &P::Key) -> Option<&Part<P>> {
        self.parts.binary_search_by(|part| part.key.cmp(key)).ok().map(|at| &self.parts[at])
    }

    fn add(&mut self, part: Part<P>) {
        match self.parts.binary_search_by(|p| p.key.cmp(&part.key)) {
            Ok(at) => absorb(&mut self.parts[at].body.accounts, part.body.accounts),
            Err(at) => self.parts.insert(at, part),
        }
    }

    pub(crate) fn absorb(&mut self, other: Self) {
        other.parts.into_iter().for_each(|part| self.add(part));
    }

    pub(crate) fn rename(&mut self, names: &Renaming) {
        for mut part in std::mem::take(&mut self.parts) {
            part.key.rename_key(names);
            rename(&mut part.body.accounts, names);
            self.add(part);
        }
    }

    pub(crate) fn each_telling_mut(&mut self, f: &mut TellingSink<'_>) {
        for part in &mut self.parts {
            for account in &mut part.body.accounts {
                let (telling, details) = account.parts_mut();
                f(telling, details.done_on());
            }
        }
    }

    pub(crate) fn ensure_accounts(&mut self) {
        self.parts.iter_mut().for_each(|part| ensure_account(&mut part.body.accounts));
    }

    pub(crate) fn sort_accounts(&mut self) {
        self.parts.iter_mut().for_each(|part| sort(&mut part.body.accounts));
    }
}

/// What a record and a part have in common.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Body<I, D, P> {
    identity: I,
    accounts: Vec<Account<D>>,
    parts: P,
}

/// The body of a top-level record, as read under its id.
pub(crate) type RecordBody<N> = Body<<N as Noun>::Identity, N, <N as Noun>::Parts>;

impl<I, D: Details, P> Body<I, D, P> {
    /// The details of the latest account, which is made if there is none.
    fn latest(&mut self) -> &mut D {
        if self.accounts.is_empty() {
            self.accounts.push(Account::default());
        }
        let at = self.accounts.len() - 1;
        self.accounts[at].parts_mut().1
    }
}

impl<'de, I: Identity, D: Details, P: Parts> Deserialize<'de> for Body<I, D, P> {
    fn deserialize<S: Deserializer<'de>>(deserializer: S) -> Result<Self, S::Error> {
        deserializer.deserialize_map(BodyVisitor(PhantomData))
    }
}

struct BodyVisitor<I, D, P>(PhantomData<(I, D, P)>);

impl<'de, I: Identity, D: Details, P: Parts> de::Visitor<'de> for BodyVisitor<I, D, P> {
    type Value = Body<I, D, P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object {..}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut draft = I::Draft::default();
        let mut parts = P::default();
        let mut plain = Account::<D>::default();
        let mut accounts: Option<AccountList<D>> = None;
        let (mut seen, mut has_details) = (Seen::default(), false);
        let mut lists: Vec<Cow<'de, str>> = Vec::new();
        while let Some(key) = map.next_key_seed(FieldName)? {
            // A list that is empty leaves no other trace.
            if lists.contains(&key) {
                return Err(duplicate(&key));
            }
            if parts.read(&key, &mut map)? {
                lists.push(key);
                continue;
            }
            if I::read(&mut draft, &key, &mut map)? {
                continue;
            }
            if key == "accounts" {
                super::details::read_into(&mut accounts, &key, &mut map)?;
                continue;
            }
            let (telling, details) = plain.parts_mut();
            if details.read(&key, &mut map)? {
                has_details = true;
            } else if !telling.read(&mut seen, &key, &mut map)? {
                let known = I::NAMES.iter().chain(D::NAMES).chain(P::NAMES).chain(Telling::NAMES);
                return Err(unknown_field(&key, known.copied().chain(["accounts"])));
            }
        }
        let accounts = match accounts {
            None => vec![plain],
            Some(_) if has_details || seen.any() => return Err(both_forms()),
            Some(AccountList(list)) => list,
        };
        Ok(Body { identity: I::finish(draft)?, accounts, parts })
    }
}

fn both_forms<E: de::Error>() -> E {
    let fault = Fault::phrase(
        "details at top level and \"accounts\"",
        "one or the other: either one account's details, or a list of accounts",
    );
    E::custom(fault)
}

/// The accounts of a record or part in the longer form: one or more.
struct AccountList<D>(Vec<Account<D>>);

impl<'de, D: Details> Deserialize<'de> for AccountList<D> {
    fn deserialize<S: Deserializer<'de>>(deserializer: S) -> Result<Self, S::Error> {
        let accounts = Vec::deserialize(deserializer)?;
        if accounts.is_empty() {
            let fault = Fault::phrase("an empty list of accounts", "at least one account");
            return Err(de::Error::custom(fault));
        }
        Ok(Self(accounts))
    }
}

/// A body as written, against the dossier's default source.
pub(crate) struct WrittenBody<'a, I, D, P> {
    pub(crate) body: &'a Body<I, D, P>,
    pub(crate) default: Option<&'a SourceId>,
}

impl<I: Identity, D: Details, P: Parts> Serialize for WrittenBody<'_, I, D, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.body.identity.write(&mut map)?;
        match self.body.accounts.as_slice() {
            // The plain form says nothing of its source, so it must be the default one.
            [one] if one.telling().source() == self.default => one.write(self.default, &mut map)?,
            many => {
                let written = |account| WrittenAccount { account, default: self.default };
                map.serialize_entry("accounts", &many.iter().map(written).collect::<Vec<_>>())?;
            }
        }
        let mut writer = PartWriter { map, default: self.default, failed: None };
        self.body.parts.each(&mut writer);
        match writer.failed {
            Some(error) => Err(error),
            None => writer.map.end(),
        }
    }
}

struct PartWriter<'a, M: SerializeMap> {
    map: M,
    default: Option<&'a SourceId>,
    failed: Option<M::Error>,
}

impl<'a, M: SerializeMap> PartVisitor<'a> for PartWriter<'a, M> {
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'a PartList<P>) {
        if parts.parts.is_empty() || self.failed.is_some() {
            return;
        }
        let written = WrittenParts { parts: &parts.parts, default: self.default };
        self.failed = self.map.serialize_entry(name, &written).err();
    }
}

struct WrittenParts<'a, P: PartKind> {
    parts: &'a [Part<P>],
    default: Option<&'a SourceId>,
}

impl<P: PartKind> Serialize for WrittenParts<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.parts.len()))?;
        for part in self.parts {
            let body = WrittenBody { body: &part.body, default: self.default };
            map.serialize_entry(&part.key.to_string(), &body)?;
        }
        map.end()
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
            $($field: $crate::model::PartList<$part>,)*
        }

        impl $noun {
            $(
                $(#[doc = $fdoc])*
                pub const $konst: $crate::model::PartsOf<$noun, $part> =
                    $crate::model::PartsOf::new(
                        |parts: &$name| &parts.$field,
                        |parts: &mut $name| &mut parts.$field,
                    );
            )*
        }

        impl $crate::model::Parts for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn describe(object: &mut $crate::model::schema::ObjectSchema<'_>) {
                $(object.parts::<$part>(stringify!($field), concat!($($fdoc, "\n"),*));)*
            }

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

            fn each<'a, V: $crate::model::PartVisitor<'a>>(&'a self, visitor: &mut V) {
                $(visitor.parts(stringify!($field), &self.$field);)*
            }

            fn each_telling_mut(&mut self, f: &mut $crate::model::TellingSink<'_>) {
                $(self.$field.each_telling_mut(f);)*
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

    fn describe(_: &mut ObjectSchema<'_>) {}

    fn read<'de, A: MapAccess<'de>>(&mut self, _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }

    fn each<'a, V: PartVisitor<'a>>(&'a self, _: &mut V) {}

    fn each_telling_mut(&mut self, _: &mut TellingSink<'_>) {}

    fn ensure_accounts(&mut self) {}

    fn sort_accounts(&mut self) {}

    fn absorb(&mut self, (): ()) {}

    fn rename(&mut self, _: &Renaming) {}
}
