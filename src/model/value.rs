//! What a detail may hold, and lists that say whether they are complete.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::id::Id;
use super::progress::Progress;
use super::reference::{NounKind, RecordRef};
use super::renaming::Renaming;
use crate::model::schema::ObjectSchema;
use crate::model::schema::{Definitions, Described, Schema};

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdSpace {
    /// A record of this noun.
    Noun(NounKind),
    /// A state, person or organisation.
    Actor,
}

/// Receives each id a value refers to.
pub type RefSink<'f> = dyn FnMut(IdSpace, &str) + 'f;

/// Receives each code of the user's own in a value: the name of its list, the code, and the table
/// of the known ones.
pub type CodeSink<'f> = dyn FnMut(&'static str, &str, &'static [(&'static str, &'static str)]) + 'f;

/// A value that a detail of a record can hold.
///
/// The trait is sealed: each such type is also told of in the schema of the JSON form. The methods
/// have the defaults of a plain value, which agrees with what equals it and refers to
/// nothing.
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
    /// Whether both can be true of one thing: `2024-06` and `2024-06-19` can, two cities cannot.
    fn agrees_with(&self, other: &Self) -> bool {
        self == other
    }

    /// Whether `claim` is true if this is: a day bears out the month it lies in, a month not the day.
    fn bears_out(&self, claim: &Self) -> bool {
        self == claim
    }

    /// Hands every id in the value to `sink`.
    fn refs(&self, sink: &mut RefSink<'_>) {
        let _ = sink;
    }

    /// Hands every code in the value that is not a known one of its open list to `sink`.
    fn own_codes(&self, sink: &mut CodeSink<'_>) {
        let _ = sink;
    }

    /// Gives the ids in the value their new texts. Where the value could not hold them (a relation
    /// of an actor to itself) it stays as it is, and the answer is `false`.
    fn rename(&mut self, names: &Renaming) -> bool {
        let _ = names;
        true
    }

    /// Whether a file can hold it: whether reading what is written of it gives it back. What is read
    /// from a file always is; a few values built in code are not.
    fn is_sound(&self) -> bool {
        true
    }

    /// The record by which the value is told, if it is a date relative to one.
    fn anchor(&self) -> Option<&RecordRef> {
        None
    }

    /// Whether it says no more than that it is not known: any other value is then preferred.
    fn is_unknown(&self) -> bool {
        false
    }

    /// The last day on which it was heard to be so still: the later of two says all that the earlier
    /// does, and more.
    fn last_heard(&self) -> Option<NaiveDate> {
        None
    }

    /// The value as a stage of progress, which is resolved by a rule of its own.
    fn as_progress(&self) -> Option<Progress> {
        None
    }
}

impl Value for String {}
impl Value for bool {}
impl Value for u32 {}

macro_rules! id_values {
    ($($noun:ident => $target:expr,)*) => {$(
        impl Described for Id<super::$noun> {
            fn name() -> Cow<'static, str> {
                format!("{}_id", crate::model::schema::snake_case(stringify!($noun))).into()
            }

            fn definition(definitions: &mut Definitions) -> Schema {
                let of = match $target {
                    IdSpace::Noun(noun) => noun.code(),
                    IdSpace::Actor => "state, person or organisation",
                };
                definitions.refer::<super::id::AnyId>().described(&format!("The id of a {of}."))
            }
        }

        impl Value for Id<super::$noun> {
            fn refs(&self, sink: &mut RefSink<'_>) {
                sink($target, self.as_str());
            }

            fn rename(&mut self, names: &Renaming) -> bool {
                names.apply($target, self);
                true
            }
        }
    )*};
}

id_values! {
    Actor => IdSpace::Actor,
    State => IdSpace::Noun(NounKind::State),
    Person => IdSpace::Noun(NounKind::Person),
    Organisation => IdSpace::Noun(NounKind::Organisation),
    Place => IdSpace::Noun(NounKind::Place),
    Source => IdSpace::Noun(NounKind::Source),
    Office => IdSpace::Noun(NounKind::Office),
    Trip => IdSpace::Noun(NounKind::Trip),
    Visit => IdSpace::Noun(NounKind::Visit),
    Meeting => IdSpace::Noun(NounKind::Meeting),
    Agreement => IdSpace::Noun(NounKind::Agreement),
    Statement => IdSpace::Noun(NounKind::Statement),
    Conflict => IdSpace::Noun(NounKind::Conflict),
    Tie => IdSpace::Noun(NounKind::Tie),
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
    items: Vec<T>,
    closed: bool,
}

impl<T> List<T> {
    /// A list to which more may belong.
    pub fn open(items: impl IntoIterator<Item = T>) -> Self {
        Self { items: items.into_iter().collect(), closed: false }
    }

    /// A list that is said to be complete.
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
}

impl<T: PartialEq> List<T> {
    /// Whether `item` is among the items given.
    pub fn contains(&self, item: &T) -> bool {
        self.items.contains(item)
    }
}

impl<T: fmt::Display> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, item) in self.items.iter().enumerate() {
            let lead = if i == 0 { "" } else { ", " };
            write!(f, "{lead}{item}")?;
        }
        f.write_str(if self.closed { "" } else { ", …" })
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
                "all" => crate::model::read_into(&mut all, &key, &mut map)?,
                _ => return Err(crate::model::record::details::unknown_field(&key, ["all"])),
            }
        }
        all.map(List::closed).ok_or_else(|| crate::model::missing("all"))
    }
}
