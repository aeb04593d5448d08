//! References: to a record of any noun, to a relation, to whoever speaks.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::code::{TextVisitor, closed_codes};
use super::fault::Fault;
use super::id::{ActorId, Id, IdError};
use super::renaming::Renaming;
use super::value::RefSink;
use super::value::{IdSpace, Value};
use crate::model::schema::{Definitions, Described, ID, Schema, one_of};
use crate::model::{CitedSpeaker, Noun, PartKey};

closed_codes! {
    /// The nouns of the model. Closed.
    pub enum NounKind, "noun" {
        /// A state.
        State = "state",
        /// A person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
        /// A place.
        Place = "place",
        /// A source.
        Source = "source",
        /// An office.
        Office = "office",
        /// A tenure.
        Tenure = "tenure",
        /// A trip.
        Trip = "trip",
        /// A visit.
        Visit = "visit",
        /// A meeting.
        Meeting = "meeting",
        /// An agreement.
        Agreement = "agreement",
        /// A statement.
        Statement = "statement",
        /// A conflict.
        Conflict = "conflict",
        /// A tie.
        Tie = "tie",
        /// The claim that two records are about one thing.
        SameAs = "same_as",
    }
}

impl NounKind {
    /// The section of a dossier that holds records of this noun, such as `visits`.
    pub const fn section(self) -> &'static str {
        match self {
            Self::State => "states",
            Self::Person => "persons",
            Self::Organisation => "organisations",
            Self::Place => "places",
            Self::Source => "sources",
            Self::Office => "offices",
            Self::Tenure => "tenures",
            Self::Trip => "trips",
            Self::Visit => "visits",
            Self::Meeting => "meetings",
            Self::Agreement => "agreements",
            Self::Statement => "statements",
            Self::Conflict => "conflicts",
            Self::Tie => "ties",
            Self::SameAs => "same_as",
        }
    }

    /// Whether records of this noun can act and be one end of a tie.
    pub const fn is_actor(self) -> bool {
        matches!(self, Self::State | Self::Person | Self::Organisation)
    }
}

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

    pub(crate) fn new_unchecked(noun: NounKind, id: &str) -> Self {
        debug_assert!(super::id::check_id(id).is_ok(), "ids are checked where they are read");
        Self { noun, id: id.into() }
    }
}

impl<N: Noun> From<&Id<N>> for RecordRef {
    fn from(id: &Id<N>) -> Self {
        Self::new_unchecked(N::NOUN, id.as_str())
    }
}

impl<N: Noun> From<Id<N>> for RecordRef {
    fn from(id: Id<N>) -> Self {
        Self::from(&id)
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
        super::id::check_id(id).map_err(|_| ReferenceError(fault()))?;
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

impl Value for RecordRef {
    fn refs(&self, sink: &mut RefSink<'_>) {
        sink(IdSpace::Noun(self.noun), &self.id);
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        if let Some(id) = names.of(IdSpace::Noun(self.noun), &self.id) {
            self.id = Arc::clone(id);
        }
        true
    }
}

impl PartKey for RecordRef {
    const EXPECTED: &'static str = "a reference such as visit:putin-pyongyang-2024";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        Value::refs(self, sink);
    }

    fn rename_key(&mut self, names: &Renaming) {
        Value::rename(self, names);
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
    pub fn relation(a: ActorId, b: ActorId) -> Self {
        if a <= b { Self::Relation(a, b) } else { Self::Relation(b, a) }
    }

    /// Whether the subject is this record.
    pub fn is<N: Noun>(&self, id: &Id<N>) -> bool {
        matches!(self, Self::Record(r) if r.noun() == N::NOUN && r.id() == id.as_str())
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

impl Value for Subject {
    /// The ends of a relation stand in the order of their ids.
    fn is_sound(&self) -> bool {
        !matches!(self, Self::Relation(a, b) if a > b)
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        match self {
            Self::Record(record) => record.refs(sink),
            Self::Relation(a, b) => {
                a.refs(sink);
                b.refs(sink);
            }
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        match self {
            Self::Record(record) => record.rename(names),
            Self::Relation(a, b) => {
                let (mut one, mut other) = (a.clone(), b.clone());
                one.rename(names);
                other.rename(names);
                if one == other {
                    return false;
                }
                *self = Self::relation(one, other);
                true
            }
        }
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

impl Value for Speaker {
    fn is_sound(&self) -> bool {
        match self {
            Self::Author => true,
            Self::Other(link) => link.is_sound(),
        }
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        if let Some(actor) = self.actor() {
            actor.refs(sink);
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        match self {
            Self::Other(CitedSpeaker::Named(actor)) => actor.rename(names),
            _ => true,
        }
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

/// The key of a part that the encoder names: `lodging`, `first-talks`. It follows the rules of ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName(Box<str>);

impl PartName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PartName {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        super::id::check_id(text).map(|()| Self(text.into()))
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Described for PartName {
    fn name() -> Cow<'static, str> {
        "part_name".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        definitions.refer::<super::id::AnyId>().described("A name of the encoder's choice.")
    }
}

impl PartKey for PartName {
    const EXPECTED: &'static str = "a name for the part, written like an id";
}

impl<N: ?Sized + 'static> PartKey for Id<N>
where
    Self: Value,
{
    const EXPECTED: &'static str = "an id";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        Value::refs(self, sink);
    }

    fn rename_key(&mut self, names: &Renaming) {
        Value::rename(self, names);
    }
}
