//! Ids: the names by which records are known, typed by the noun they name; and sets of them.

use std::borrow::Borrow;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::fault::Fault;
use crate::model::schema::{Definitions, Described, ID, Schema};

/// Longest id, in bytes.
const MAX_BYTES: usize = 200;

/// What every id must look like, as errors say it.
const GRAMMAR: &str = "an id: letters and digits, then also - _ . /, at most 200 bytes";

/// The id of a record of noun `N`, such as `putin-pyongyang-2024`.
///
/// An id is bare in its own dossier and namespaced when it comes from a data set (`atop/4940`). It
/// starts with a letter or digit (of any script) and goes on with letters, digits, `-`, `_`, `.`
/// and `/`, at most 200 bytes in all. Ids compare, order and hash by their text. An id of one noun
/// cannot be used to look up another.
///
/// ```
/// use detente::model::{Id, State, VisitId};
///
/// let visit = VisitId::new("putin-pyongyang-2024")?;
/// assert_eq!(visit.as_str(), "putin-pyongyang-2024");
/// assert!(Id::<State>::new("north korea").is_err());
/// # Ok::<(), detente::model::IdError>(())
/// ```
pub struct Id<N: ?Sized> {
    text: Arc<str>,
    noun: PhantomData<fn() -> Box<N>>,
}

/// An actor: a state, a person or an organisation.
///
/// These three share one space of ids within a dossier, so that `"from": "russia"` needs no
/// further word. It exists only as the target of an [`ActorId`].
///
/// ```
/// use detente::id;
/// use detente::model::{Actor, Id, PersonId};
///
/// let putin: PersonId = id!("putin");
/// let actor: Id<Actor> = putin.actor();
/// assert_eq!(actor, "putin");
/// ```
#[derive(Debug)]
pub enum Actor {}

/// The id of a state, person or organisation.
///
/// ```
/// use detente::id;
/// use detente::model::{ActorId, StateId};
///
/// let state: StateId = id!("north-korea");
/// let host: ActorId = id!("north-korea");
/// assert_eq!(host, state.actor());
/// ```
pub type ActorId = Id<Actor>;
impl<N: ?Sized> Id<N> {
    /// Checks `text` and makes it an id.
    ///
    /// ```
    /// use detente::model::StateId;
    ///
    /// assert_eq!(StateId::new("north-korea")?, "north-korea");
    /// assert!(StateId::new("").is_err() && StateId::new("-north").is_err());
    /// # Ok::<(), detente::model::IdError>(())
    /// ```
    ///
    /// # Errors
    /// If `text` is empty, too long, or holds a character that ids may not.
    pub fn new(text: &str) -> Result<Self, IdError> {
        check_id(text)?;
        Ok(Self { text: text.into(), noun: PhantomData })
    }

    /// An id from a literal; [`id!`](crate::id) checks the literal while compiling.
    ///
    /// # Panics
    /// If `text` is not an id in ASCII.
    pub fn constant(text: &'static str) -> Self {
        check_id_literal(text);
        Self { text: text.into(), noun: PhantomData }
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// An id from a text that has been checked.
    pub(crate) fn from_checked(text: Arc<str>) -> Self {
        debug_assert!(check_id(&text).is_ok(), "ids are checked where they are read");
        Self { text, noun: PhantomData }
    }

    /// Where the text stands in memory. Clones have it in common; and as long as one of them is
    /// kept, no other text stands there.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.text).cast::<u8>().addr()
    }

    /// The same text as an id of another noun; for the places where the noun is known otherwise.
    pub(crate) fn cast<M: ?Sized>(&self) -> Id<M> {
        Id { text: Arc::clone(&self.text), noun: PhantomData }
    }
}

/// An id from a literal, checked while compiling; the noun is inferred.
///
/// ```
/// use detente::{id, model::PersonId};
///
/// let guest: PersonId = id!("vladimir-putin");
/// assert_eq!(guest, "vladimir-putin");
/// ```
///
/// ```compile_fail
/// let guest: detente::model::PersonId = detente::id!("Vladimir Putin"); // a space
/// ```
#[macro_export]
macro_rules! id {
    ($text:literal) => {{
        const { $crate::model::check_id_literal($text) };
        $crate::model::Id::constant($text)
    }};
}

/// Panics unless `text` is an id in ASCII; what [`id!`](crate::id) calls while compiling.
///
/// # Panics
/// If `text` is not an id, or has a character outside ASCII.
#[doc(hidden)]
pub const fn check_id_literal(text: &str) {
    let bytes = text.as_bytes();
    assert!(!bytes.is_empty() && bytes.len() <= MAX_BYTES, "an id has 1 to 200 bytes");
    assert!(bytes[0].is_ascii_alphanumeric(), "an id starts with a letter or digit");
    let mut i = 0;
    while i < bytes.len() {
        let legal =
            bytes[i].is_ascii_alphanumeric() || matches!(bytes[i], b'-' | b'_' | b'.' | b'/');
        assert!(legal, "an id holds letters, digits and - _ . / only");
        i += 1;
    }
}

/// Refuses what is not an id.
pub(crate) fn check_id(text: &str) -> Result<(), IdError> {
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    // Most ids are of ASCII, and need not be taken apart into characters.
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/');
    let starts_well = text.chars().next().is_some_and(char::is_alphanumeric);
    let is_legal = || text.as_bytes().iter().all(plain) || text.chars().all(legal);
    if starts_well && text.len() <= MAX_BYTES && is_legal() {
        return Ok(());
    }
    Err(IdError { text: text.into() })
}

/// The id of anything, for the schema.
pub(crate) enum AnyId {}

impl Described for AnyId {
    fn name() -> Cow<'static, str> {
        "id".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^{ID}$"))
            .with("maxLength", MAX_BYTES as i128)
            .with("$comment", GRAMMAR)
    }
}

/// A text that cannot be an id.
///
/// ```
/// use detente::model::VisitId;
///
/// let error = VisitId::new("north korea").unwrap_err();
/// assert_eq!(error.text(), "north korea");
/// assert!(error.to_string().starts_with(r#"found "north korea", expected an id"#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Fault::text(text, GRAMMAR))]
pub struct IdError {
    text: Box<str>,
}

impl IdError {
    pub(crate) fn fault(&self) -> Fault {
        Fault::text(&self.text, GRAMMAR)
    }

    /// The text that was refused.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl From<IdError> for Fault {
    fn from(error: IdError) -> Self {
        Self::text(&error.text, GRAMMAR)
    }
}

impl<N: ?Sized> Clone for Id<N> {
    fn clone(&self) -> Self {
        self.cast()
    }
}

impl<N: ?Sized> PartialEq for Id<N> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<N: ?Sized> Eq for Id<N> {}

impl<N: ?Sized> PartialEq<str> for Id<N> {
    fn eq(&self, other: &str) -> bool {
        &*self.text == other
    }
}

impl<N: ?Sized> PartialEq<&str> for Id<N> {
    fn eq(&self, other: &&str) -> bool {
        &*self.text == *other
    }
}

impl<N: ?Sized> PartialOrd for Id<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<N: ?Sized> Ord for Id<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<N: ?Sized> Hash for Id<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<N: ?Sized> fmt::Debug for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({:?})", &*self.text)
    }
}

impl<N: ?Sized> fmt::Display for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Equal, ordered and hashed as its text.
impl<N: ?Sized> Borrow<str> for Id<N> {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl<N: ?Sized> AsRef<str> for Id<N> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<N: ?Sized> FromStr for Id<N> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}

impl<N: ?Sized> TryFrom<&str> for Id<N> {
    type Error = IdError;

    fn try_from(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}

impl<N: ?Sized> TryFrom<String> for Id<N> {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::new(&text)
    }
}

impl<N: ?Sized> Serialize for Id<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, N: ?Sized> Deserialize<'de> for Id<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(IdVisitor).map(Self::from_checked)
    }
}

/// Reads the text of an id, whatever the noun.
struct IdVisitor;

impl de::Visitor<'_> for IdVisitor {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(GRAMMAR)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Arc<str>, E> {
        check_id(text).map(|()| text.into()).map_err(E::custom)
    }
}

/// What can name a record of noun `N` in a lookup: a literal, or an id of that very noun.
///
/// The trait is sealed. A lookup by the wrong noun's id does not compile:
///
/// ```compile_fail
/// # use detente::{Dossier, model::StateId};
/// # let dossier = Dossier::builder().build().unwrap();
/// let state = StateId::new("russia").unwrap();
/// let _ = dossier.as_known().visit(&state); // a visit is not found by a state's id
/// ```
pub trait Key<N: ?Sized>: Copy + sealed::Sealed {
    /// The text to look up.
    fn key(&self) -> &str;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for &str {}
    impl Sealed for &String {}
    impl<N: ?Sized> Sealed for &super::Id<N> {}
}

impl<N: ?Sized> Key<N> for &str {
    fn key(&self) -> &str {
        self
    }
}

impl<N: ?Sized> Key<N> for &String {
    fn key(&self) -> &str {
        self
    }
}

impl<N: ?Sized> Key<N> for &Id<N> {
    fn key(&self) -> &str {
        &self.text
    }
}

/// Makes the ids of a noun ids of actors as well.
macro_rules! actor_ids {
    ($noun:ty) => {
        impl $crate::model::Id<$noun> {
            /// The same id, as that of an actor.
            ///
            /// ```
            /// use detente::id;
            /// use detente::model::PersonId;
            ///
            /// let putin: PersonId = id!("putin");
            /// assert_eq!(putin.actor(), "putin");
            /// ```
            pub fn actor(&self) -> $crate::model::ActorId {
                self.cast()
            }
        }

        impl $crate::model::Key<$crate::model::Actor> for &$crate::model::Id<$noun> {
            fn key(&self) -> &str {
                self.as_str()
            }
        }
    };
}

pub(crate) use actor_ids;

/// At least `MIN` different ids, in the order of their text.
///
/// ```
/// use detente::model::{IdSet, Person};
/// use detente::id;
///
/// let pair = IdSet::<Person, 2>::new([id!("b"), id!("a")])?;
/// assert_eq!(pair.to_string(), "a, b");
/// assert!(IdSet::<Person, 2>::new([id!("a"), id!("a")]).is_err());
/// # Ok::<(), detente::model::IdSetError>(())
/// ```
pub struct IdSet<N: ?Sized, const MIN: usize>(Box<[Id<N>]>);

/// A set of ids that holds one twice, or too few.
///
/// ```
/// use detente::id;
/// use detente::model::{IdSet, State};
///
/// let error = IdSet::<State, 2>::new([id!("russia")]).unwrap_err();
/// assert_eq!(error.to_string(), "found only 1 id, expected at least 2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct IdSetError(Fault);

impl IdSetError {
    pub(crate) fn into_fault(self) -> Fault {
        self.0
    }
}

impl<N: ?Sized, const MIN: usize> IdSet<N, MIN> {
    /// The set of these ids, in whatever order they come.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Actor, IdSet};
    ///
    /// let parties = IdSet::<Actor, 2>::new([id!("russia"), id!("north-korea")])?;
    /// assert_eq!(parties.as_slice()[0], "north-korea");
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
    ///
    /// # Errors
    /// If an id stands twice, or there are fewer than `MIN`.
    pub fn new(ids: impl IntoIterator<Item = Id<N>>) -> Result<Self, IdSetError> {
        // As texts, so that sorting is compiled once and not for each noun.
        let mut ids: Vec<Arc<str>> = ids.into_iter().map(|id| id.text).collect();
        ids.sort_unstable();
        if let Some([twice, ..]) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            let found = format!("\"{twice}\" twice");
            return Err(IdSetError(Fault::phrase(found, "each id once")));
        }
        if ids.len() < MIN {
            let found = match ids.len() {
                0 => "no ids".to_owned(),
                1 => "only 1 id".to_owned(),
                number => format!("only {number} ids"),
            };
            return Err(IdSetError(Fault::phrase(found, format!("at least {MIN}"))));
        }
        Ok(Self(ids.into_iter().map(Id::from_checked).collect()))
    }

    /// The ids, in the order of their text.
    pub fn as_slice(&self) -> &[Id<N>] {
        &self.0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none; only a set that may be empty can be.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the id with this text is in the set.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Actor, IdSet};
    ///
    /// let parties = IdSet::<Actor, 2>::new([id!("russia"), id!("north-korea")])?;
    /// assert!(parties.contains("russia") && !parties.contains("china"));
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
    pub fn contains(&self, id: &str) -> bool {
        self.0.binary_search_by(|member| member.as_str().cmp(id)).is_ok()
    }
}

impl<N: ?Sized, const MIN: usize> Clone for IdSet<N, MIN> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<N: ?Sized, const MIN: usize> PartialEq for IdSet<N, MIN> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<N: ?Sized, const MIN: usize> Eq for IdSet<N, MIN> {}

impl<N: ?Sized, const MIN: usize> fmt::Debug for IdSet<N, MIN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter()).finish()
    }
}

impl<N: ?Sized, const MIN: usize> fmt::Display for IdSet<N, MIN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, id) in self.0.iter().enumerate() {
            write!(f, "{}{id}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl<N: ?Sized, const MIN: usize> Serialize for IdSet<N, MIN> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, N: ?Sized, const MIN: usize> Deserialize<'de> for IdSet<N, MIN> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl<N: ?Sized, const MIN: usize> Described for IdSet<N, MIN>
where
    Id<N>: Described,
{
    fn name() -> Cow<'static, str> {
        format!("{MIN}_or_more_of_{}", Id::<N>::name()).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        Schema::list_of(Id::<N>::schema(definitions))
            .with("minItems", MIN as i128)
            .with("uniqueItems", true)
    }

    fn schema(definitions: &mut Definitions) -> Schema {
        Self::definition(definitions)
    }
}
