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
use crate::model::reading::{FieldName, duplicate, object, write_some};
use crate::model::schema::{Definitions, Described, NOT_BLANK, ObjectSchema, Schema, texts};
use crate::model::{CitedSpeaker, KnownFrom, Renaming, Value};
use crate::time::{Moment, Said};

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
    /// How surely an account says it. Closed.
    ///
    /// It is a wording, and no default: what a report states flatly is `unstated`, and only words such as
    /// "certainly", "confirmed" or "officially" are `certain`. The two rank alike when values compete.
    ///
    /// ```
    /// use detente::model::{Account, Certainty, Visit};
    ///
    /// let rumour = Account::<Visit>::new().certainty(Certainty::Possible);
    /// assert_eq!(rumour.provenance().certainty(), Certainty::Possible);
    /// assert_eq!(Account::<Visit>::new().provenance().certainty(), Certainty::Unstated);
    /// ```
    pub enum Certainty, "certainty" {
        /// Worded as certain ("certainly", "confirmed", "officially").
        Certain = "certain",
        /// Worded as likely.
        Probable = "probable",
        /// Worded as possible ("may").
        Possible = "possible",
        /// Stated flatly: nothing is said of how sure it is.
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
#[derive(Clone, PartialEq)]
pub struct Provenance {
    pub(crate) by: Option<SourceId>,
    /// What the accounts of a list do not have, kept apart so that the many stay small. It is
    /// there only where it says something.
    telling: Option<Box<Telling>>,
    pub(crate) slot: Slot,
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
}

/// Through whom, where and in which words an account is told.
#[derive(Clone, Default, PartialEq)]
struct Telling {
    via: Box<[CitedSpeaker]>,
    locator: Option<Box<str>>,
    quote: Option<Box<str>>,
    /// What few accounts have at all.
    rare: Option<Box<Rare>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rare {
    pub(crate) as_of: Option<Box<Moment>>,
    pub(crate) likelihood: Option<Box<Likelihood>>,
    pub(crate) as_said: ByName<Said>,
    pub(crate) note: Option<Box<str>>,
    pub(crate) x: ByName<Scalar>,
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
            telling: None,
            slot: Slot::default(),
            stance: Stance::Affirms,
            certainty: Certainty::Unstated,
        }
    }
}

/// Where a field is kept is nobody's business.
#[allow(clippy::missing_fields_in_debug, reason = "what is kept apart is shown field by field")]
impl fmt::Debug for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provenance")
            .field("by", &self.by)
            .field("via", &self.via())
            .field("stance", &self.stance)
            .field("certainty", &self.certainty)
            .field("locator", &self.locator())
            .field("quote", &self.quote())
            .field("rare", &self.rare())
            .field("slot", &self.slot)
            .finish()
    }
}

impl Provenance {
    /// The names of the fields in JSON, in the order in which they are written.
    pub const NAMES: &'static [&'static str] = &[
        "by",
        "via",
        "stance",
        "certainty",
        "as_of",
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
        self.telling.as_ref().map_or(&[], |telling| &telling.via)
    }

    /// How the account stands to what it says.
    pub fn stance(&self) -> Stance {
        self.stance
    }

    /// How surely it says it.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// As of when what it tells of the progress of a thing held; `None` for as of when it was told.
    ///
    /// ```
    /// use detente::date;
    /// use detente::model::{Account, Progress, Visit};
    ///
    /// let invited = Account::new().with(Visit::PROGRESS, Progress::Invited).as_of(date!("2024-03-26"));
    /// assert_eq!(invited.provenance().as_of().map(ToString::to_string).as_deref(), Some("2024-03-26"));
    /// assert_eq!(Account::<Visit>::new().provenance().as_of(), None);
    /// ```
    pub fn as_of(&self) -> Option<&Moment> {
        self.rare()?.as_of.as_deref()
    }

    /// The word of probability used, with its scale.
    pub fn likelihood(&self) -> Option<&Likelihood> {
        self.rare()?.likelihood.as_deref()
    }

    /// Where in the source it stands, such as "P4" for the fourth paragraph.
    pub fn locator(&self) -> Option<&str> {
        self.telling.as_ref()?.locator.as_deref()
    }

    /// A few of the source's own words.
    pub fn quote(&self) -> Option<&str> {
        self.telling.as_ref()?.quote.as_deref()
    }

    /// The words behind the normalised value of the detail `name`.
    pub fn as_said(&self, name: &str) -> Option<&Said> {
        self.rare()?.as_said.get(name)
    }

    /// A remark of whoever encoded the account.
    pub fn note(&self) -> Option<&str> {
        self.rare()?.note.as_deref()
    }

    /// A user's own field.
    pub fn x(&self, name: &str) -> Option<&Scalar> {
        self.rare()?.x.get(name)
    }

    /// Every field of the user's own, by name.
    #[cfg(feature = "html")]
    pub(crate) fn own_fields(&self) -> impl Iterator<Item = (&str, &Scalar)> {
        self.rare().into_iter().flat_map(|rare| rare.x.iter())
    }

    /// The first and the last day as of which what it tells of progress may have held; as of no day
    /// after that on which it was told.
    pub(crate) fn held_as_of(&self) -> [KnownFrom; 2] {
        let told = self.slot.told;
        let Some(as_of) = self.as_of().map(Moment::date) else { return [told; 2] };
        let first = as_of.earliest().map_or(KnownFrom::Always, KnownFrom::Day);
        let last = as_of.latest().map_or(told, KnownFrom::Day);
        // Who bears no date may have told it whenever it held.
        let last = if told == KnownFrom::Always { last } else { last.min(told) };
        [first.min(last), last]
    }

    /// Whether the source speaks for itself, and not only of what somebody else says.
    pub fn is_own_voice(&self) -> bool {
        self.via().is_empty()
    }

    /// What few accounts have.
    pub(crate) fn rare(&self) -> Option<&Rare> {
        self.telling.as_ref()?.rare.as_deref()
    }

    pub(crate) fn set_via(&mut self, via: Box<[CitedSpeaker]>) {
        self.tell(|telling| telling.via = via);
    }

    pub(crate) fn set_locator(&mut self, locator: Box<str>) {
        self.tell(|telling| telling.locator = Some(locator));
    }

    pub(crate) fn set_quote(&mut self, quote: Box<str>) {
        self.tell(|telling| telling.quote = Some(quote));
    }

    /// Changes what few accounts have.
    pub(crate) fn tell_rare(&mut self, set: impl FnOnce(&mut Rare)) {
        self.tell(|telling| change(&mut telling.rare, set));
    }

    fn tell(&mut self, set: impl FnOnce(&mut Telling)) {
        change(&mut self.telling, set);
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
            "via" => self.set_via(map.next_value()?),
            "stance" => self.stance = map.next_value()?,
            "certainty" => self.certainty = map.next_value()?,
            "locator" => self.set_locator(map.next_value()?),
            "quote" => self.set_quote(map.next_value()?),
            "as_of" => {
                let as_of = map.next_value()?;
                self.tell_rare(|rare| rare.as_of = Some(as_of));
            }
            "likelihood" => {
                let likelihood = map.next_value()?;
                self.tell_rare(|rare| rare.likelihood = Some(likelihood));
            }
            "as_said" => {
                let said = map.next_value()?;
                self.tell_rare(|rare| rare.as_said = said);
            }
            "note" => {
                let note = map.next_value()?;
                self.tell_rare(|rare| rare.note = Some(note));
            }
            _ => {
                let x = map.next_value()?;
                self.tell_rare(|rare| rare.x = x);
            }
        }
        Ok(true)
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
        if !self.is_own_voice() {
            map.serialize_entry("via", self.via())?;
        }
        if self.stance != Stance::Affirms {
            map.serialize_entry("stance", &self.stance)?;
        }
        if self.certainty != Certainty::Unstated {
            map.serialize_entry("certainty", &self.certainty)?;
        }
        write_some(map, "as_of", self.as_of())?;
        write_some(map, "likelihood", self.likelihood())?;
        write_some(map, "locator", self.locator().as_ref())?;
        write_some(map, "quote", self.quote().as_ref())?;
        let Some(rare) = self.rare() else {
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
        for link in self.telling.iter_mut().flat_map(|telling| &mut telling.via) {
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
        for actor in self.via().iter().filter_map(CitedSpeaker::actor) {
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
        object.optional::<Moment>(
            "as_of",
            "As of when the progress told of held; absent: when told.",
        );
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

/// Changes what is kept apart; what then says nothing is given up, since an account with it equals
/// one without.
fn change<T: Default + PartialEq>(kept: &mut Option<Box<T>>, set: impl FnOnce(&mut T)) {
    let mut changed = kept.take().unwrap_or_default();
    set(&mut changed);
    *kept = Some(changed).filter(|changed| **changed != T::default());
}

/// Which fields of a provenance were read already: one bit a field, in the order of the names.
#[derive(Default)]
pub(crate) struct Seen(u16);

impl Seen {
    pub(crate) fn any(&self) -> bool {
        self.0 != 0
    }
}

/// Values by name, in the order of the names. Most accounts that have any have one or two, for which
/// a tree would take room for eleven: it comes in where there are many.
#[derive(Clone, PartialEq)]
#[allow(
    clippy::box_collection,
    reason = "a tree of none is three words, and there is hardly ever one"
)]
pub(crate) struct ByName<T> {
    few: Vec<(Box<str>, T)>,
    many: Option<Box<BTreeMap<Box<str>, T>>>,
}

/// So many are looked through in a list.
const FEW: usize = 16;

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { few: Vec::new(), many: None }
    }
}

impl<T> ByName<T> {
    /// Where the name stands among few, or would.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.few.binary_search_by(|(other, _)| (**other).cmp(name))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        match &self.many {
            Some(many) => many.get(name),
            None => self.find(name).ok().map(|at| &self.few[at].1),
        }
    }

    /// Sets the value of a name, in place of one it has.
    pub(crate) fn insert(&mut self, name: &str, value: T) {
        if let Some(many) = &mut self.many {
            many.insert(name.into(), value);
            return;
        }
        match self.find(name) {
            Ok(at) => self.few[at].1 = value,
            Err(at) if self.few.len() < FEW => {
                self.few.reserve_exact(1);
                self.few.insert(at, (name.into(), value));
            }
            Err(_) => {
                let few = std::mem::take(&mut self.few).into_iter();
                self.many = Some(Box::new(few.chain([(name.into(), value)]).collect()));
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        let few = self.few.iter().map(|(name, value)| (name, value));
        few.chain(self.many.iter().flat_map(|many| &**many)).map(|(name, value)| (&**name, value))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }
}

impl<T: fmt::Debug> fmt::Debug for ByName<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// Refuses a name given twice and a blank one.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByNameVisitor(std::marker::PhantomData))
    }
}

struct ByNameVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> de::Visitor<'de> for ByNameVisitor<T> {
    type Value = ByName<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object {..}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByName<T>, A::Error> {
        let mut entries = ByName::default();
        while let Some(key) = map.next_key_seed(FieldName)? {
            if key.trim().is_empty() {
                return Err(de::Error::custom(Fault::text(&key, "a name that is not blank")));
            }
            if entries.get(&key).is_some() {
                return Err(duplicate(&key));
            }
            entries.insert(&key, map.next_value()?);
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::ByName;

    #[test]
    fn names_are_in_order_however_many_and_however_they_came() {
        for number in [0, 1, 2, 15, 16, 17, 40] {
            let (mut there, mut back) = (ByName::default(), ByName::default());
            for i in 0..number {
                there.insert(&format!("{i:02}"), i);
                back.insert(&format!("{:02}", number - 1 - i), 0);
            }
            (0..number).for_each(|i| back.insert(&format!("{i:02}"), i));
            assert_eq!(there, back);
            assert_eq!((there.is_empty(), there.get("99")), (number == 0, None));
            assert!(there.iter().map(|(_, value)| *value).eq(0..number));
            assert!((0..number).all(|i| there.get(&format!("{i:02}")) == Some(&i)));
        }
    }
}
