//! Provenance: who gives an account, through whom, and with what commitment.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::source::SourceId;
use crate::model::closed_codes;
use crate::model::fault::Fault;
use crate::model::reading::{FieldName, duplicate, object, read_into, write_some};
use crate::model::schema::{Definitions, Described, NOT_BLANK, ObjectSchema, Schema, texts};
use crate::model::{CitedSpeaker, KnownFrom, Renaming, Value};
use crate::time::Said;

closed_codes! {
    /// How an account stands to what it says. Closed.
    ///
    /// ```
    /// use detente::model::{Account, Stance, Visit, VisitForm};
    ///
    /// let denial = Account::new().stance(Stance::Denies).with(Visit::FORM, VisitForm::STATE);
    /// assert_eq!(denial.provenance().stance(), Stance::Denies);
    /// assert_eq!("presupposes".parse(), Ok(Stance::Presupposes));
    /// ```
    pub enum Stance, "stance" {
        /// Says that it is so.
        Affirms = "affirms",
        /// Takes it for granted inside something else it says.
        Presupposes = "presupposes",
        /// Brings it up without commitment.
        Mentions = "mentions",
        /// Says that it is not so.
        Denies = "denies",
    }
}

closed_codes! {
    /// How surely an account says it. Closed; what is not worded is `unstated`, never `certain`.
    ///
    /// ```
    /// use detente::model::{Account, Certainty, Visit};
    ///
    /// let rumour = Account::<Visit>::new().certainty(Certainty::Possible);
    /// assert_eq!(rumour.provenance().certainty(), Certainty::Possible);
    /// assert_eq!(Account::<Visit>::new().provenance().certainty(), Certainty::Unstated);
    /// ```
    pub enum Certainty, "certainty" {
        /// Worded as certain.
        Certain = "certain",
        /// Worded as likely.
        Probable = "probable",
        /// Worded as possible ("may").
        Possible = "possible",
        /// Nothing is said of how sure it is.
        Unstated = "unstated",
    }
}

object! {
    /// A word of probability with the scale it belongs to; "likely" is 55–80 % on one, over 66 % on
    /// another, so the word keeps its scale.
    ///
    /// ```
    /// use detente::model::{Account, Certainty, Likelihood, Visit};
    ///
    /// let likely = Likelihood { word: "likely".to_owned(), scale: Some("icd-203".to_owned()) };
    /// let account = Account::<Visit>::new().certainty(Certainty::Probable).likelihood(likely.clone());
    /// assert_eq!(account.provenance().likelihood(), Some(&likely));
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Likelihood, "a likelihood {\"word\": .., \"scale\": ..}" {
        /// The word used, such as "likely".
        pub word: String = required,
        /// The scale, such as `icd-203`; absent where the word is everyday language.
        pub scale: Option<String> = optional,
    }
}

/// A value of a user's own field: text, a whole or finite decimal number, or yes or no.
///
/// Numbers lie within ±9223372036854775807. Readers see a whole number beyond that as a decimal one
/// and would lose its last digits, so such numbers are refused; they can be given as text.
///
/// ```
/// use detente::model::{Account, Scalar, Visit};
///
/// let account = Account::<Visit>::new().x("pages", 3_i64).x("desk", "Asia");
/// assert_eq!(account.provenance().x("pages"), Some(&Scalar::Integer(3)));
/// assert_eq!(account.provenance().x("desk"), Some(&Scalar::Text("Asia".into())));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// A text.
    Text(Box<str>),
    /// A whole number.
    Integer(i64),
    /// A finite decimal number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl Scalar {
    const EXPECTED: &str = "a number within ±9223372036854775807, or a text";

    /// Whether it can be written and read back.
    pub(crate) fn is_sound(&self) -> bool {
        match self {
            // 2 to the 63rd, the first whole number that no longer fits.
            Self::Number(n) => n.abs() < 9_223_372_036_854_775_808.0,
            _ => true,
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(n) => write!(f, "{n}"),
            Self::Number(n) => write!(f, "{n}"),
            Self::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

impl Described for Scalar {
    fn name() -> Cow<'static, str> {
        "scalar".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        let types = texts(&["string", "number", "boolean"]);
        Schema::default()
            .with("type", types)
            .with("minimum", i128::from(i64::MIN))
            .with("exclusiveMaximum", i128::from(i64::MAX) + 1)
            .described("A text, a number, or true or false.")
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Scalar {
    fn from(n: i64) -> Self {
        Self::Integer(n)
    }
}

impl From<bool> for Scalar {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(n) => serializer.serialize_i64(*n),
            Self::Number(n) => serializer.serialize_f64(*n),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl de::Visitor<'_> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, or true or false")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Scalar, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(n))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Scalar, E> {
        let fault = || Fault::phrase(format!("the number {n}"), Scalar::EXPECTED);
        i64::try_from(n).map(Scalar::Integer).map_err(|_| E::custom(fault()))
    }

    fn visit_f64<E: de::Error>(self, n: f64) -> Result<Scalar, E> {
        let scalar = Scalar::Number(n);
        let fault = || Fault::phrase(format!("the number {n:e}"), Scalar::EXPECTED);
        if scalar.is_sound() { Ok(scalar) } else { Err(E::custom(fault())) }
    }
}

/// Who gives an account and how: its source, the chain behind it, and the commitment made.
///
/// ```
/// use detente::model::{Account, Certainty, Place, Stance};
///
/// let account = Account::<Place>::new().quote("reportedly").locator("P4");
/// assert_eq!(account.provenance().stance(), Stance::Affirms);
/// assert_eq!(account.provenance().certainty(), Certainty::Unstated);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    pub(crate) by: Option<SourceId>,
    pub(crate) via: Vec<CitedSpeaker>,
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
    pub(crate) locator: Option<Box<str>>,
    pub(crate) quote: Option<Box<str>>,
    /// What few accounts have, kept apart so that the many stay small.
    pub(crate) rare: Option<Box<Rare>>,
    pub(crate) slot: Slot,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rare {
    pub(crate) likelihood: Option<Likelihood>,
    pub(crate) as_said: BTreeMap<Box<str>, Said>,
    pub(crate) note: Option<Box<str>>,
    pub(crate) x: BTreeMap<Box<str>, Scalar>,
}

/// Where an account stands in its dossier: found once when the dossier is built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Position of the source among the dossier's sources.
    pub(crate) source: u32,
    /// Position of the source that this one derives from in the end; itself, if from none.
    pub(crate) root: u32,
    /// From when on it has certainly been told.
    pub(crate) told: KnownFrom,
}

impl Default for Slot {
    fn default() -> Self {
        Self { source: u32::MAX, root: u32::MAX, told: KnownFrom::Always }
    }
}

impl Slot {
    /// Whether this is a later word of the root that gave `earlier`. A source is of one day, and is
    /// not later than itself.
    pub(crate) fn is_later_word_than(self, earlier: Self) -> bool {
        self.root == earlier.root && self.told > earlier.told && self.source != earlier.source
    }
}

/// The position in a dossier is no part of what an account says.
impl PartialEq for Slot {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Default for Provenance {
    fn default() -> Self {
        Self {
            by: None,
            via: Vec::new(),
            stance: Stance::Affirms,
            certainty: Certainty::Unstated,
            locator: None,
            quote: None,
            rare: None,
            slot: Slot::default(),
        }
    }
}

impl Provenance {
    /// The names of the fields in JSON, in the order in which they are written.
    pub const NAMES: &'static [&'static str] = &[
        "by",
        "via",
        "stance",
        "certainty",
        "likelihood",
        "locator",
        "quote",
        "as_said",
        "note",
        "x",
    ];

    /// What may stand under `as_said`; which details it may name depends on the account.
    pub(crate) fn said_by_name(definitions: &mut Definitions) -> Schema {
        Schema::keyed(Said::schema(definitions)).described("The words behind details, by name.")
    }

    /// The source; `None` only before the account stands in a dossier, and then the default one, or
    /// the one that [stands for nobody](crate::model::Source::is_unattributed).
    pub fn source(&self) -> Option<&SourceId> {
        self.by.as_ref()
    }

    /// The chain behind the source, nearest link first: whom the source has it from.
    pub fn via(&self) -> &[CitedSpeaker] {
        &self.via
    }

    /// How the account stands to what it says.
    pub fn stance(&self) -> Stance {
        self.stance
    }

    /// How surely it says it.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// The word of probability used, with its scale.
    pub fn likelihood(&self) -> Option<&Likelihood> {
        self.rare.as_ref()?.likelihood.as_ref()
    }

    /// Where in the source it stands, such as "P4" for the fourth paragraph.
    pub fn locator(&self) -> Option<&str> {
        self.locator.as_deref()
    }

    /// A few of the source's own words.
    pub fn quote(&self) -> Option<&str> {
        self.quote.as_deref()
    }

    /// The words behind the normalised value of the detail `name`.
    pub fn as_said(&self, name: &str) -> Option<&Said> {
        self.rare.as_ref()?.as_said.get(name)
    }

    /// A remark of whoever encoded the account.
    pub fn note(&self) -> Option<&str> {
        self.rare.as_ref()?.note.as_deref()
    }

    /// A user's own field.
    pub fn x(&self, name: &str) -> Option<&Scalar> {
        self.rare.as_ref()?.x.get(name)
    }

    /// Every field of the user's own, by name.
    #[cfg(feature = "html")]
    pub(crate) fn own_fields(&self) -> impl Iterator<Item = (&str, &Scalar)> {
        self.rare.iter().flat_map(|rare| &rare.x).map(|(name, value)| (&**name, value))
    }

    /// Whether the source speaks for itself, and not only of what somebody else says.
    pub fn is_own_voice(&self) -> bool {
        self.via.is_empty()
    }

    pub(crate) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// Reads the field `key`, if it is one of a provenance's.
    pub(crate) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        seen: &mut Seen,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        let Some(position) = Self::NAMES.iter().position(|name| *name == key) else {
            return Ok(false);
        };
        if seen.0 & (1 << position) != 0 {
            return Err(duplicate(key));
        }
        seen.0 |= 1 << position;
        match key {
            "by" => self.by = Some(map.next_value()?),
            "via" => self.via = map.next_value()?,
            "stance" => self.stance = map.next_value()?,
            "certainty" => self.certainty = map.next_value()?,
            "likelihood" => read_into(&mut self.rare_mut().likelihood, key, map)?,
            "locator" => self.locator = Some(map.next_value()?),
            "quote" => self.quote = Some(map.next_value()?),
            "as_said" => {
                let said = map.next_value::<UniqueMap<_>>()?.0;
                self.rare_unless(said.is_empty(), |rare| rare.as_said = said);
            }
            "note" => self.rare_mut().note = Some(map.next_value()?),
            _ => {
                let x = map.next_value::<UniqueMap<_>>()?.0;
                self.rare_unless(x.is_empty(), |rare| rare.x = x);
            }
        }
        Ok(true)
    }

    /// An empty map says nothing, and an account with one equals an account without.
    fn rare_unless(&mut self, empty: bool, set: impl FnOnce(&mut Rare)) {
        if !empty {
            set(self.rare_mut());
        }
    }

    /// Writes what differs from an account without a word on how it is told.
    pub(crate) fn write<M: SerializeMap>(
        &self,
        default: Option<&SourceId>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        if self.by.as_ref() != default {
            write_some(map, "by", self.by.as_ref())?;
        }
        if !self.via.is_empty() {
            map.serialize_entry("via", &self.via)?;
        }
        if self.stance != Stance::Affirms {
            map.serialize_entry("stance", &self.stance)?;
        }
        if self.certainty != Certainty::Unstated {
            map.serialize_entry("certainty", &self.certainty)?;
        }
        write_some(map, "likelihood", self.likelihood())?;
        write_some(map, "locator", self.locator.as_ref())?;
        write_some(map, "quote", self.quote.as_ref())?;
        let Some(rare) = &self.rare else {
            return Ok(());
        };
        if !rare.as_said.is_empty() {
            map.serialize_entry("as_said", &rare.as_said)?;
        }
        write_some(map, "note", rare.note.as_ref())?;
        if !rare.x.is_empty() {
            map.serialize_entry("x", &rare.x)?;
        }
        Ok(())
    }

    /// Gives the ids in the chain and of the source their new texts.
    pub(crate) fn rename(&mut self, names: &Renaming) {
        if let Some(by) = &mut self.by {
            by.rename(names);
        }
        for link in &mut self.via {
            if let CitedSpeaker::Named(actor) = link {
                actor.rename(names);
            }
        }
    }

    /// Hands every id of the provenance, with its field, to `sink`.
    pub(crate) fn refs(&self, sink: &mut dyn FnMut(&'static str, crate::model::IdSpace, &str)) {
        if let Some(by) = &self.by {
            by.refs(&mut |target, id| sink("by", target, id));
        }
        for actor in self.via.iter().filter_map(CitedSpeaker::actor) {
            actor.refs(&mut |target, id| sink("via", target, id));
        }
    }
}

impl Described for Provenance {
    fn name() -> Cow<'static, str> {
        "telling".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let mut object = ObjectSchema::new(definitions);
        object.optional::<SourceId>("by", "The source; where absent, that of the dossier.");
        object
            .optional::<Vec<CitedSpeaker>>("via", "Through whom the source has it, nearest first.");
        object.optional::<Stance>("stance", "How the account stands to what it says.");
        object.optional::<Certainty>("certainty", "How surely it says it.");
        object.optional::<Likelihood>("likelihood", "The word of probability used.");
        object.optional::<String>("locator", "Where in the source it stands, such as P4.");
        object.optional::<String>("quote", "A few of the source's own words.");
        let said = Self::said_by_name(object.definitions());
        object.property("as_said", said);
        object.optional::<String>("note", "A remark of whoever encoded the account.");
        let own = Schema::keyed(Scalar::schema(object.definitions()));
        let own = own.with("propertyNames", Schema::pattern(NOT_BLANK));
        object.property("x", own.described("Fields of your own."));
        object.finish("Who tells an account, and how.")
    }
}

/// Which fields of a provenance were read already: one bit a field, in the order of the names.
#[derive(Default)]
pub(crate) struct Seen(u16);

impl Seen {
    pub(crate) fn any(&self) -> bool {
        self.0 != 0
    }
}

/// A map from text to `T` that refuses a key given twice and an empty one.
pub(crate) struct UniqueMap<T>(pub(crate) BTreeMap<Box<str>, T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for UniqueMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(UniqueVisitor(std::marker::PhantomData))
    }
}

struct UniqueVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> de::Visitor<'de> for UniqueVisitor<T> {
    type Value = UniqueMap<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object {..}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueMap<T>, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key_seed(FieldName)? {
            if key.trim().is_empty() {
                return Err(de::Error::custom(Fault::text(&key, "a name that is not blank")));
            }
            if entries.contains_key(&*key) {
                return Err(duplicate(&key));
            }
            entries.insert(Box::from(&*key), map.next_value()?);
        }
        Ok(UniqueMap(entries))
    }
}
