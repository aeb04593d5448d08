//! References: to a record of any noun, to a relation, to whoever speaks; and new ids for what is
//! referred to.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::code::TextVisitor;
use super::fault::Fault;
use super::id::{ActorId, Id, IdError, check_id};
use super::noun::{IdSpace, NounKind};
use super::schema::{Definitions, Described, ID, Schema, one_of};

/// A reference to a record of any noun, written `visit:putin-pyongyang-2024`.
///
/// ```
/// use detente::model::{NounKind, RecordRef, VisitId};
///
/// let visit = VisitId::new("putin-pyongyang-2024")?;
/// let any = RecordRef::from(&visit);
/// assert_eq!(any.noun(), NounKind::Visit);
/// assert_eq!("visit:putin-pyongyang-2024".parse(), Ok(any));
/// # Ok::<(), detente::model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    noun: NounKind,
    id: Arc<str>,
}

/// A text that is no reference.
///
/// ```
/// use detente::model::RecordRef;
///
/// let error = "vist:putin-pyongyang-2024".parse::<RecordRef>().unwrap_err();
/// assert!(error.to_string().ends_with(r#"nearest is "visit""#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct ReferenceError(Fault);

impl RecordRef {
    /// The noun of the record.
    pub fn noun(&self) -> NounKind {
        self.noun
    }

    /// The id of the record, as text.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The space its id is from.
    pub(crate) fn space(&self) -> IdSpace {
        IdSpace::Noun(self.noun)
    }

    pub(crate) fn new_unchecked(noun: NounKind, id: &str) -> Self {
        debug_assert!(check_id(id).is_ok(), "ids are checked where they are read");
        Self { noun, id: id.into() }
    }
}

impl FromStr for RecordRef {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let fault = || Fault::text(text, "a reference such as visit:putin-pyongyang-2024");
        let (noun, id) = text.split_once(':').ok_or_else(|| ReferenceError(fault()))?;
        let nouns = NounKind::ALL.iter().map(|noun| noun.code());
        let noun = NounKind::from_code(noun)
            .map_err(|_| ReferenceError(fault().nearest_of(noun, nouns)))?;
        check_id(id).map_err(|_| ReferenceError(fault()))?;
        Ok(Self { noun, id: id.into() })
    }
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.noun.code(), self.id)
    }
}

/// A reference within a longer text, as an expression without anchors.
fn reference_expression() -> String {
    format!("{}:{ID}", one_of(NounKind::ALL.iter().map(|noun| noun.code())))
}

impl Described for RecordRef {
    fn name() -> Cow<'static, str> {
        "reference".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^{}$", reference_expression()))
            .described("A record of any noun, by its noun and id.")
            .examples(&["visit:putin-pyongyang-2024"])
    }
}

/// What a statement or a tie can be about: a record, or the relation between two actors.
///
/// A relation is written `relation:north-korea~russia`; it has no direction, and its ends are kept
/// in the order of their ids.
///
/// ```
/// use detente::model::Subject;
///
/// let relation: Subject = "relation:russia~north-korea".parse()?;
/// assert_eq!(relation.to_string(), "relation:north-korea~russia");
/// # Ok::<(), detente::model::ReferenceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// A record.
    Record(RecordRef),
    /// The whole relation between two actors, lesser id first.
    Relation(ActorId, ActorId),
}

impl Subject {
    /// The relation between two actors, whichever is named first.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::Subject;
    ///
    /// let relation = Subject::relation(id!("russia"), id!("north-korea"));
    /// assert_eq!(relation, Subject::relation(id!("north-korea"), id!("russia")));
    /// ```
    pub fn relation(a: ActorId, b: ActorId) -> Self {
        if a <= b { Self::Relation(a, b) } else { Self::Relation(b, a) }
    }
}

impl<R: Into<RecordRef>> From<R> for Subject {
    fn from(record: R) -> Self {
        Self::Record(record.into())
    }
}

impl FromStr for Subject {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let Some(ends) = text.strip_prefix("relation:") else {
            return text.parse().map(Self::Record);
        };
        ends.split_once('~')
            .and_then(|(a, b)| Some((ActorId::new(a).ok()?, ActorId::new(b).ok()?)))
            .map(|(a, b)| Self::relation(a, b))
            .ok_or_else(|| {
                ReferenceError(Fault::text(text, "two actors, as in relation:north-korea~russia"))
            })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(record) => write!(f, "{record}"),
            Self::Relation(a, b) => write!(f, "relation:{a}~{b}"),
        }
    }
}

impl Described for Subject {
    fn name() -> Cow<'static, str> {
        "subject".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^({}|relation:{ID}~{ID})$", reference_expression()))
            .described("A record of any noun, or the relation between two actors.")
            .examples(&["visit:putin-pyongyang-2024", "relation:north-korea~russia"])
    }
}

/// A link in the chain through which a source has something: a named actor, or an unnamed one.
///
/// Written as the actor's id, or as `?` and a word for the unnamed ("?reports").
///
/// ```
/// use detente::model::CitedSpeaker;
///
/// let link: CitedSpeaker = "?reports".parse()?;
/// assert_eq!(link.actor(), None);
/// assert_eq!(link.to_string(), "unnamed reports");
/// # Ok::<(), detente::model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CitedSpeaker {
    /// A state, person or organisation.
    Named(ActorId),
    /// Somebody the source does not name; the word is the source's, such as `reports`.
    Unnamed(Box<str>),
}

impl CitedSpeaker {
    /// The actor, if one is named.
    pub fn actor(&self) -> Option<&ActorId> {
        match self {
            Self::Named(actor) => Some(actor),
            Self::Unnamed(_) => None,
        }
    }

    /// Whether the word for somebody unnamed can be read back.
    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Self::Named(_) => true,
            Self::Unnamed(word) => check_id(word).is_ok(),
        }
    }

    /// The form written in files.
    ///
    /// ```
    /// use detente::model::CitedSpeaker;
    ///
    /// let unnamed: CitedSpeaker = "?reports".parse()?;
    /// assert_eq!(unnamed.code(), "?reports");
    /// assert_eq!(unnamed.to_string(), "unnamed reports");
    /// # Ok::<(), detente::model::IdError>(())
    /// ```
    pub fn code(&self) -> String {
        match self {
            Self::Named(actor) => actor.to_string(),
            Self::Unnamed(word) => format!("?{word}"),
        }
    }
}

impl From<ActorId> for CitedSpeaker {
    fn from(actor: ActorId) -> Self {
        Self::Named(actor)
    }
}

impl FromStr for CitedSpeaker {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.strip_prefix('?') {
            Some(word) => check_id(word).map(|()| Self::Unnamed(word.into())),
            None => ActorId::new(text).map(Self::Named),
        }
    }
}

impl fmt::Display for CitedSpeaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(actor) => write!(f, "{actor}"),
            Self::Unnamed(word) => write!(f, "unnamed {word}"),
        }
    }
}

impl Described for CitedSpeaker {
    fn name() -> Cow<'static, str> {
        "link".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!(r"^\??{ID}$"))
            .described("An actor's id, or ?word for somebody unnamed.")
            .examples(&["?reports"])
    }
}

impl Serialize for CitedSpeaker {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for CitedSpeaker {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = "an actor's id, or ?word for somebody unnamed";
        deserializer.deserialize_str(TextVisitor { name, parse: str::parse })
    }
}

/// Who makes a statement.
///
/// Written as an actor's id, as `?` and a word for somebody unnamed (`?observers`), or as
/// `@author` for the author of the source itself.
///
/// ```
/// use detente::model::Speaker;
///
/// assert_eq!("@author".parse(), Ok(Speaker::Author));
/// assert!("?observers".parse::<Speaker>()?.actor().is_none());
/// # Ok::<(), detente::model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Speaker {
    /// The author of the source, in the source's own voice.
    Author,
    /// Somebody else, named or not.
    Other(CitedSpeaker),
}

impl Speaker {
    /// The actor, if one is named.
    pub fn actor(&self) -> Option<&ActorId> {
        match self {
            Self::Author => None,
            Self::Other(link) => link.actor(),
        }
    }
}

impl From<ActorId> for Speaker {
    fn from(actor: ActorId) -> Self {
        Self::Other(CitedSpeaker::Named(actor))
    }
}

impl FromStr for Speaker {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text {
            "@author" => Ok(Self::Author),
            _ => text.parse().map(Self::Other),
        }
    }
}

impl fmt::Display for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Author => f.write_str("the author"),
            Self::Other(link) => write!(f, "{link}"),
        }
    }
}

impl Described for Speaker {
    fn name() -> Cow<'static, str> {
        "speaker".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!(r"^(@author|\??{ID})$"))
            .described("An actor's id, ?word for somebody unnamed, or @author.")
            .examples(&["@author", "?observers"])
    }
}

impl Serialize for Speaker {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Author => serializer.serialize_str("@author"),
            Self::Other(link) => link.serialize(serializer),
        }
    }
}

macro_rules! as_text {
    ($($ty:ty: $name:literal,)*) => {$(
        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(TextVisitor { name: $name, parse: str::parse })
            }
        }
    )*};
}

as_text! {
    RecordRef: "a reference such as visit:putin-pyongyang-2024",
    Subject: "a reference such as visit:putin-pyongyang-2024 or relation:north-korea~russia",
    Speaker: "an actor's id, ?word for somebody unnamed, or @author",
}

impl Serialize for RecordRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// New ids for some records.
///
/// ```
/// use detente::model::Renaming;
///
/// let names = Renaming::new().with(&"person:vp".parse()?, "vladimir-putin")?;
/// assert_eq!(names.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    by_noun: BTreeMap<NounKind, HashMap<Box<str>, Arc<str>>>,
}

impl Renaming {
    /// No new id for anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a new id for one record, in place of one given before.
    ///
    /// # Errors
    /// If `to` is no id.
    pub fn with(mut self, record: &RecordRef, to: &str) -> Result<Self, IdError> {
        check_id(to)?;
        self.add(record, to);
        Ok(self)
    }

    /// Adds a new id that is known to be one.
    pub(crate) fn add(&mut self, record: &RecordRef, to: &str) {
        self.by_noun.entry(record.noun()).or_default().insert(record.id().into(), to.into());
    }

    /// For how many records there is a new id.
    pub fn len(&self) -> usize {
        self.by_noun.values().map(HashMap::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_noun.is_empty()
    }

    /// The new id of what is referred to, if it has one.
    pub(crate) fn of(&self, target: IdSpace, id: &str) -> Option<&Arc<str>> {
        let of_noun = |noun: &NounKind| self.by_noun.get(noun)?.get(id);
        match target {
            IdSpace::Noun(noun) => of_noun(&noun),
            IdSpace::Actor => NounKind::ALL.iter().filter(|noun| noun.is_actor()).find_map(of_noun),
        }
    }

    /// The old ids of the records of a noun whose new id is `to`, in their order.
    pub(crate) fn others(&self, noun: NounKind, to: &str) -> Vec<&str> {
        let all = self.by_noun.get(&noun).into_iter().flatten();
        let mut others: Vec<&str> =
            all.filter(|(_, new)| ***new == *to).map(|(id, _)| &**id).collect();
        others.sort_unstable();
        others
    }

    /// Gives a reference its new id.
    pub(crate) fn apply_to_reference(&self, record: &mut RecordRef) {
        if let Some(id) = self.of(record.space(), &record.id) {
            record.id = Arc::clone(id);
        }
    }

    /// Gives an id its new text.
    pub(crate) fn apply<N: ?Sized>(&self, target: IdSpace, id: &mut Id<N>) {
        if let Some(text) = self.of(target, id.as_str()) {
            *id = Id::from_checked(Arc::clone(text));
        }
    }
}
