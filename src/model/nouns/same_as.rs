//! The claim that two records are about one and the same thing.

use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::model::RefSink;
use crate::model::fault::Fault;
use crate::model::record::details::{details, identity};
use crate::model::schema::{Definitions, Described, Schema};
use crate::model::{Id, List, Noun, NounKind, Record, RecordRef, Renaming, Value};

/// Two records of one noun, in the order of their ids.
///
/// ```
/// use detente::model::Pair;
///
/// let pair = Pair::new("visit:pyongyang".parse()?, "visit:dprk-trip".parse()?)?;
/// assert_eq!(pair.to_string(), "visit:dprk-trip = visit:pyongyang");
/// assert!(Pair::new("visit:a".parse()?, "trip:a".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    one: RecordRef,
    other: RecordRef,
}

/// Two records that cannot be one and the same.
///
/// ```
/// use detente::model::Pair;
///
/// let error = Pair::new("visit:a".parse()?, "trip:a".parse()?).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "found \"visit:a\" and \"trip:a\", expected two different records of one noun"
/// );
/// # Ok::<(), detente::model::ReferenceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct PairError(Fault);

impl Pair {
    const EXPECTED: &'static str = "two different records of one noun";

    /// The pair of two records, whichever is named first.
    ///
    /// ```
    /// use detente::model::Pair;
    ///
    /// let pair = Pair::new("person:putin".parse()?, "person:vladimir-putin".parse()?)?;
    /// assert_eq!(pair, Pair::new("person:vladimir-putin".parse()?, "person:putin".parse()?)?);
    /// assert!(Pair::new("person:putin".parse()?, "person:putin".parse()?).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If they are of different nouns, are one record, or say themselves that records are the same.
    pub fn new(one: RecordRef, other: RecordRef) -> Result<Self, PairError> {
        let refuse = |found: String| PairError(Fault::phrase(found, Self::EXPECTED));
        if one.noun() != other.noun() {
            return Err(refuse(format!("\"{one}\" and \"{other}\"")));
        }
        if one == other {
            return Err(refuse(format!("\"{one}\" twice")));
        }
        if one.noun() == NounKind::SameAs {
            let expected = "records of what the dossier is about";
            return Err(PairError(Fault::text(&one.to_string(), expected)));
        }
        Ok(if one < other { Self { one, other } } else { Self { one: other, other: one } })
    }

    /// The noun of both.
    ///
    /// ```
    /// use detente::model::{NounKind, Pair};
    ///
    /// let pair = Pair::new("person:putin".parse()?, "person:vladimir-putin".parse()?)?;
    /// assert_eq!(pair.noun(), NounKind::Person);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn noun(&self) -> NounKind {
        self.one.noun()
    }

    /// The record whose id comes first.
    ///
    /// ```
    /// use detente::model::Pair;
    ///
    /// let pair = Pair::new("visit:pyongyang".parse()?, "visit:dprk-trip".parse()?)?;
    /// assert_eq!((pair.one().id(), pair.other().id()), ("dprk-trip", "pyongyang"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn one(&self) -> &RecordRef {
        &self.one
    }

    /// The other.
    ///
    /// ```
    /// use detente::model::Pair;
    ///
    /// let pair = Pair::new("visit:pyongyang".parse()?, "visit:dprk-trip".parse()?)?;
    /// assert_eq!(pair.other().to_string(), "visit:pyongyang");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn other(&self) -> &RecordRef {
        &self.other
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.one, self.other)
    }
}

impl Serialize for Pair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(2))?;
        list.serialize_element(&self.one)?;
        list.serialize_element(&self.other)?;
        list.end()
    }
}

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let records = Vec::<RecordRef>::deserialize(deserializer)?;
        let number = records.len();
        let [one, other] = <[RecordRef; 2]>::try_from(records).map_err(|_| {
            de::Error::custom(Fault::phrase(format!("{number} records"), Self::EXPECTED))
        })?;
        Self::new(one, other).map_err(de::Error::custom)
    }
}

impl Described for Pair {
    fn name() -> Cow<'static, str> {
        "pair".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        Schema::list_of(RecordRef::schema(definitions))
            .with("minItems", 2_i128)
            .with("maxItems", 2_i128)
            .with("uniqueItems", true)
            .described("Two different records of one noun.")
    }
}

impl Value for Pair {
    fn refs(&self, sink: &mut RefSink<'_>) {
        self.one.refs(sink);
        self.other.refs(sink);
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        let (mut one, mut other) = (self.one.clone(), self.other.clone());
        one.rename(names);
        other.rename(names);
        Self::new(one, other).map(|pair| *self = pair).is_ok()
    }
}

identity! {
    /// What makes a claim of sameness: the two records.
    ///
    /// ```
    /// use detente::model::{Pair, SameAsIdentity};
    ///
    /// let records = Pair::new("person:putin".parse()?, "person:vladimir-putin".parse()?)?;
    /// let identity = SameAsIdentity::new(records);
    /// assert_eq!(identity.records.to_string(), "person:putin = person:vladimir-putin");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct SameAsIdentity / SameAsDraft {
        /// The records said to be about one thing.
        records: Pair,
    }
}

details! {
    /// The claim that two records are about one and the same thing: two names of one visit, two
    /// copies of one report. An account of it that denies says that they are not.
    ///
    /// The records stay as they are. What is asked of either is answered from both, as long as the
    /// claim is affirmed and nobody's denial of it stands; without it they are two again.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Account, Pair, SameAs, SameAsIdentity, SameAsRecord};
    ///
    /// let records = Pair::new("visit:putin-pyongyang-2024".parse()?, "visit:dprk-trip".parse()?)?;
    /// let same = SameAsRecord::new(id!("the-june-visit"), SameAsIdentity::new(records))
    ///     .account(Account::by(id!("editor")).note("One guest, one host, one day."));
    /// assert_eq!(same.identity().records.one().id(), "dprk-trip");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct SameAs {
        /// What speaks for it, each reason in a few words.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{Pair, SameAs, SameAsIdentity, SameAsRecord};
        ///
        /// let records = Pair::new("visit:pyongyang".parse()?, "visit:dprk-trip".parse()?)?;
        /// let same = SameAsRecord::new(id!("the-june-visit"), SameAsIdentity::new(records))
        ///     .with(SameAs::REASONS, ["same guest", "same day"]);
        /// assert_eq!(same.accounts()[0].get(SameAs::REASONS).map(|reasons| reasons.items().len()), Some(2));
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        reasons REASONS: List<String>,
    }
}

impl Noun for SameAs {
    type Identity = SameAsIdentity;
    type Parts = ();
    const NOUN: NounKind = NounKind::SameAs;
}

/// The id of a claim that two records are about one thing.
///
/// ```
/// use detente::{id, model::SameAsId};
///
/// let id: SameAsId = id!("the-june-visit");
/// assert_eq!(id, "the-june-visit");
/// ```
pub type SameAsId = Id<SameAs>;
/// A claim that two records are about one thing, with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Pair, SameAsIdentity, SameAsRecord};
///
/// let records = Pair::new("visit:pyongyang".parse()?, "visit:dprk-trip".parse()?)?;
/// let same = SameAsRecord::new(id!("the-june-visit"), SameAsIdentity::new(records));
/// assert_eq!(same.identity().records.one().id(), "dprk-trip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type SameAsRecord = Record<SameAs>;
