//! What a detail may hold, and lists that say whether they are complete.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::code::{Code, CodeList, CodeSink};
use super::id::{Actor, AnyId, Id, IdSet};
use super::noun::{IdSpace, NounKind, RefSink};
use super::progress::Progress;
use super::reading::{missing, read_into, unknown_field};
use super::reference::{CitedSpeaker, RecordRef, Renaming, Speaker, Subject};
use super::schema::{Definitions, Described, ObjectSchema, Schema};
use super::when::{WhenDay, WhenSpan};
use crate::time::{End, Period, UncertainDate};

/// A value that a detail of a record can hold.
///
/// The trait is sealed: each such type is also told of in the schema of the JSON form. The methods
/// have the defaults of a plain value, which agrees with what equals it and refers to
/// nothing.
///
/// ```
/// use detente::UncertainDate;
/// use detente::model::{OfficeFunction, Value};
///
/// let (day, month): (UncertainDate, UncertainDate) = ("2024-06-19".parse()?, "2024-06".parse()?);
/// assert!(day.agrees_with(&month) && day.bears_out(&month) && !month.bears_out(&day));
/// assert_eq!(OfficeFunction::HEAD_OF_STATE.shown(), "head of state");
/// # Ok::<(), detente::time::DateError>(())
/// ```
pub trait Value:
    Described
    + Clone
    + PartialEq
    + fmt::Debug
    + fmt::Display
    + Serialize
    + DeserializeOwned
    + Send
    + Sync
    + 'static
{
    /// As a reader would write it: a code in words, everything else as its `Display` has it.
    fn shown(&self) -> String {
        self.to_string()
    }

    /// Whether both can be true of one thing: `2024-06` and `2024-06-19` can, two cities cannot.
    fn agrees_with(&self, other: &Self) -> bool {
        self == other
    }

    /// Whether `claim` is true if this is: a day bears out the month it lies in, a month not the day.
    fn bears_out(&self, claim: &Self) -> bool {
        self == claim
    }

    /// Whether nothing can be told more exactly, so that no value but its equal bears it out.
    #[doc(hidden)]
    fn is_exact(&self) -> bool {
        true
    }

    /// What several values come to that add up, as lists do that are not closed; `None` where they do
    /// not.
    #[doc(hidden)]
    fn together(values: &[&Self]) -> Option<Self> {
        let _ = values;
        None
    }

    /// What another value that may be true as well leaves of this: of dates, the days that both allow.
    #[doc(hidden)]
    fn common(&self, other: &Self) -> Option<Self> {
        let _ = other;
        None
    }

    /// Hands every id in the value to `sink`.
    #[doc(hidden)]
    fn refs(&self, sink: &mut RefSink<'_>) {
        let _ = sink;
    }

    /// Hands every code in the value that is not a known one of its open list to `sink`.
    #[doc(hidden)]
    fn own_codes(&self, sink: &mut CodeSink<'_>) {
        let _ = sink;
    }

    /// Gives the ids in the value their new texts. Where the value could not hold them (a relation
    /// of an actor to itself) it stays as it is, and the answer is `false`.
    #[doc(hidden)]
    fn rename(&mut self, names: &Renaming) -> bool {
        let _ = names;
        true
    }

    /// Whether a file can hold it: whether reading what is written of it gives it back. What is read
    /// from a file always is; a few values built in code are not.
    #[doc(hidden)]
    fn is_sound(&self) -> bool {
        true
    }

    /// The record by which the value is told, if it is a date relative to one.
    #[doc(hidden)]
    fn anchor(&self) -> Option<&RecordRef> {
        None
    }

    /// Whether it says no more than that it is not known: any other value is then preferred.
    #[doc(hidden)]
    fn is_unknown(&self) -> bool {
        false
    }

    /// The last day on which it was heard to be so still: the later of two says all that the earlier
    /// does, and more.
    #[doc(hidden)]
    fn last_heard(&self) -> Option<NaiveDate> {
        None
    }

    /// The value as a stage of progress, which is resolved by a rule of its own.
    #[doc(hidden)]
    fn as_progress(&self) -> Option<Progress> {
        None
    }

    /// What it is, where values of its type are read otherwise than others.
    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Other
    }

    /// Its items as texts, as they stand in a file; of a value that is no list, itself.
    #[doc(hidden)]
    fn item_texts(&self) -> Vec<String> {
        vec![self.to_string()]
    }

    /// Hands on what it is; of a list, what each item is.
    fn each_kind(&self, f: &mut dyn FnMut(ValueKind<'_>)) {
        f(self.kind());
    }
}

/// A value by what it is, where that makes a difference to those who read values of all types.
///
/// ```
/// use detente::model::{Value, ValueKind, VisitForm};
///
/// assert!(matches!(true.kind(), ValueKind::Flag(true)));
/// assert!(matches!("friendly".to_owned().kind(), ValueKind::Text("friendly")));
/// assert!(matches!(VisitForm::STATE.kind(), ValueKind::Other));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ValueKind<'a> {
    /// Free text.
    Text(&'a str),
    /// Yes or no.
    Flag(bool),
    /// A day, more or less known.
    Date(&'a UncertainDate),
    /// An end of a period.
    End(&'a End),
    /// A period.
    Period(&'a Period),
    /// A day that may be relative to another record.
    Day(&'a WhenDay),
    /// A period that may be relative to another record.
    Span(&'a WhenSpan),
    /// A record, or an actor, by its id.
    Id(IdSpace, &'a str),
    /// What a statement is about.
    Subject(&'a Subject),
    /// Anything else.
    Other,
}

impl Value for String {
    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Text(self)
    }
}

impl Value for bool {
    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Flag(*self)
    }
}

impl Value for u32 {}

impl<L: CodeList> Value for Code<L> {
    fn shown(&self) -> String {
        self.in_words()
    }

    fn own_codes(&self, sink: &mut CodeSink<'_>) {
        self.if_own(sink);
    }
}

impl Value for Progress {
    fn shown(&self) -> String {
        self.in_words()
    }

    fn as_progress(&self) -> Option<Progress> {
        Some(*self)
    }

    /// Stages of a plan follow each other without contradiction, and an outcome follows a plan.
    fn agrees_with(&self, other: &Self) -> bool {
        self == other
            || self.is_outcome() != other.is_outcome()
            || self.is_pending() && other.is_pending()
            || matches!((self, other), (Self::UnderWay, o) | (o, Self::UnderWay) if o.has_happened())
    }

    /// A plan is borne out by what comes of it, and not by another plan.
    fn bears_out(&self, claim: &Self) -> bool {
        match claim {
            plan if plan.is_pending() => self.has_happened(),
            Self::UnderWay => self.has_happened(),
            Self::Cancelled => matches!(self, Self::Cancelled | Self::DidNotHappen),
            _ => self == claim,
        }
    }
}

impl Value for RecordRef {
    fn refs(&self, sink: &mut RefSink<'_>) {
        sink(self.space(), self.id());
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        names.apply_to_reference(self);
        true
    }
}

impl Value for Subject {
    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Subject(self)
    }

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

impl<N: ?Sized + 'static, const MIN: usize> Value for IdSet<N, MIN>
where
    Id<N>: Value,
{
    fn refs(&self, sink: &mut RefSink<'_>) {
        for id in self.as_slice() {
            id.refs(sink);
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        let mut ids = self.as_slice().to_vec();
        for id in &mut ids {
            id.rename(names);
        }
        Self::new(ids).map(|renamed| *self = renamed).is_ok()
    }
}

/// What the ids of a noun, or of all actors, refer to.
pub(crate) trait Referred: 'static {
    /// Where such ids are looked up.
    const SPACE: IdSpace;

    /// What the definition of such ids is called.
    fn name() -> Cow<'static, str>;
}

impl Referred for Actor {
    const SPACE: IdSpace = IdSpace::Actor;

    fn name() -> Cow<'static, str> {
        "actor_id".into()
    }
}

impl<N: Referred> Described for Id<N> {
    fn name() -> Cow<'static, str> {
        N::name()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let of = match N::SPACE {
            IdSpace::Noun(noun) => noun.code(),
            IdSpace::Actor => "state, person or organisation",
        };
        definitions.refer::<AnyId>().described(&format!("The id of a {of}."))
    }
}

impl<N: Referred> Value for Id<N> {
    /// A place may lie in another, an organisation be part of one.
    fn is_exact(&self) -> bool {
        let nested = [NounKind::Place, NounKind::Organisation].map(IdSpace::Noun);
        N::SPACE != IdSpace::Actor && !nested.contains(&N::SPACE)
    }

    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Id(N::SPACE, self.as_str())
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        sink(N::SPACE, self.as_str());
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        names.apply(N::SPACE, self);
        true
    }
}

/// A list that says whether it is complete.
///
/// In JSON a bare array is open ("such as": there may be more); a complete list is written
/// `{"all": [..]}`.
///
/// ```
/// use detente::model::List;
///
/// let topics: List<String> = serde_json::from_str(r#"["trade"]"#)?;
/// assert!(!topics.is_closed());
/// let parties: List<String> = serde_json::from_str(r#"{"all": ["a", "b"]}"#)?;
/// assert!(parties.is_closed());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List<T> {
    items: Box<[T]>,
    closed: bool,
}

impl<T> List<T> {
    /// A list to which more may belong.
    ///
    /// ```
    /// use detente::List;
    ///
    /// let purposes: List<String> = List::open(["trade".to_owned()]);
    /// assert_eq!(purposes.to_string(), "trade, …");
    /// ```
    pub fn open(items: impl IntoIterator<Item = T>) -> Self {
        Self { items: items.into_iter().collect(), closed: false }
    }

    /// A list that is said to be complete.
    ///
    /// ```
    /// use detente::List;
    ///
    /// let purposes: List<String> = List::closed(["trade".to_owned()]);
    /// assert!(purposes.is_closed());
    /// assert_eq!(purposes.to_string(), "trade");
    /// ```
    pub fn closed(items: impl IntoIterator<Item = T>) -> Self {
        Self { items: items.into_iter().collect(), closed: true }
    }

    /// The items given, in the order given.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Whether the list is said to be complete.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The items as text, with a sign that there may be more.
    fn joined(&self, text: impl Fn(&T) -> String) -> String {
        let items = self.items.iter().map(text).collect::<Vec<_>>().join(", ");
        if self.closed { items } else { items + ", …" }
    }
}

/// An open list: that there are no others is said by [`List::closed`] alone.
impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        Self::open(items)
    }
}

/// An open list.
impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self::open(items)
    }
}

/// An open list of texts.
impl<const N: usize> From<[&str; N]> for List<String> {
    fn from(items: [&str; N]) -> Self {
        Self::open(items.map(str::to_owned))
    }
}

impl<T: PartialEq> List<T> {
    /// Whether `item` is among the items given.
    ///
    /// ```
    /// use detente::List;
    ///
    /// assert!(List::from([2, 3]).contains(&2));
    /// ```
    pub fn contains(&self, item: &T) -> bool {
        self.items.contains(item)
    }
}

impl<T: fmt::Display> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined(T::to_string))
    }
}

impl<T: Described> Described for List<T> {
    fn name() -> Cow<'static, str> {
        format!("list_of_{}", T::name()).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let open = Vec::<T>::schema(definitions).described("Some of them; there may be more.");
        let mut closed = ObjectSchema::new(definitions);
        closed.required::<Vec<T>>("all", "All of them.");
        Schema::any_of([open, closed.finish("A list that is said to be complete.")])
    }
}

impl<T: Value> Value for List<T> {
    fn shown(&self) -> String {
        self.joined(T::shown)
    }

    /// Open lists add up; a closed one is contradicted by an item it lacks.
    fn agrees_with(&self, other: &Self) -> bool {
        let covers = |a: &Self, b: &Self| !a.closed || b.items.iter().all(|i| a.items.contains(i));
        covers(self, other) && covers(other, self)
    }

    /// A list bears out each of its items; that there are no others only if it is complete itself.
    fn bears_out(&self, claim: &Self) -> bool {
        let holds = |a: &Self, b: &Self| b.items.iter().all(|item| a.items.contains(item));
        holds(self, claim) && (!claim.closed || self.closed && holds(claim, self))
    }

    fn is_exact(&self) -> bool {
        false
    }

    /// Open lists add up; a closed one says it all.
    fn together(lists: &[&Self]) -> Option<Self> {
        if lists.iter().any(|list| list.closed) {
            return None;
        }
        let mut seen = HashSet::new();
        let items = lists.iter().flat_map(|list| &list.items);
        Some(Self::open(items.filter(|item| seen.insert(item.to_string())).cloned()))
    }

    fn is_sound(&self) -> bool {
        self.items.iter().all(Value::is_sound)
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        for item in &self.items {
            item.refs(sink);
        }
    }

    fn own_codes(&self, sink: &mut CodeSink<'_>) {
        for item in &self.items {
            item.own_codes(sink);
        }
    }

    fn item_texts(&self) -> Vec<String> {
        self.items.iter().map(ToString::to_string).collect()
    }

    fn each_kind(&self, f: &mut dyn FnMut(ValueKind<'_>)) {
        for item in &self.items {
            item.each_kind(f);
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        let mut all = true;
        for item in &mut self.items {
            all &= item.rename(names);
        }
        all
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.closed {
            return self.items.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("all", &self.items)?;
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(std::marker::PhantomData))
    }
}

struct ListVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> de::Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list [..], or {\"all\": [..]} for a complete one")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(List::open(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<List<T>, A::Error> {
        let mut all: Option<Vec<T>> = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "all" => read_into(&mut all, &key, &mut map)?,
                _ => return Err(unknown_field(&key, ["all"])),
            }
        }
        all.map(List::closed).ok_or_else(|| missing("all"))
    }
}
