//! When: a day or a stretch of time, given as such or relative to another record.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::{self, Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::code::closed_codes;
use super::fault::Fault;
use super::noun::RefSink;
use super::reading::{FieldName, duplicate, missing, read_into, unknown_field};
use super::reference::{RecordRef, Renaming};
use super::schema::{Definitions, Described, Node, ObjectSchema, Schema, texts};
use super::value::{Value, ValueKind};
use crate::time::{End, Moment, Period, UncertainDate};

closed_codes! {
    /// How a date lies to the record it is told by. Closed.
    ///
    /// ```
    /// use detente::model::{Order, RecordRef, WhenDay};
    ///
    /// let WhenDay::Relative(told) = WhenDay::before("visit:v".parse::<RecordRef>()?) else { panic!() };
    /// assert_eq!(told.order, Order::Before);
    /// # Ok::<(), detente::model::ReferenceError>(())
    /// ```
    pub enum Order, "order" {
        /// Later than it ("following his visit").
        After = "after",
        /// Earlier than it.
        Before = "before",
        /// While it lasts.
        During = "during",
    }
}

/// A date told by another record: "after that visit".
///
/// It is resolved when it is asked for, so that when the first leg moves the second moves too.
///
/// ```
/// use detente::model::{Order, Relative, WhenDay};
///
/// let to = "visit:putin-pyongyang-2024".parse()?;
/// let soon = Relative { order: Order::After, to, within_days: Some(30) };
/// let when = WhenDay::Relative(Box::new(soon));
/// assert_eq!(when.to_string(), "after visit:putin-pyongyang-2024, within 30 days");
/// # Ok::<(), detente::model::ReferenceError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// How the date lies to the record.
    pub order: Order,
    /// The record.
    pub to: RecordRef,
    /// At most so many days from it; not said where absent.
    pub within_days: Option<u32>,
}

/// A date of type `T`, or one relative to another record.
///
/// In JSON a [`WhenDay`] is `"2024-06-18"`, `{"date": "2024-06-19", "instant":
/// "2024-06-19T02:22+09:00"}` or `{"after": "visit:putin-pyongyang-2024"}`; a [`WhenSpan`] is
/// `"2024-06-18/2024-06-19"`, `{"from": "2024-06-18", "to": "unknown"}` or relative likewise.
///
/// ```
/// use detente::model::{Order, When, WhenSpan};
///
/// let when: WhenSpan = serde_json::from_str(r#"{"after": "visit:putin-pyongyang-2024"}"#)?;
/// let When::Relative(relative) = when else { panic!("told by another record") };
/// assert_eq!(relative.order, Order::After);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum When<T> {
    /// A date of its own.
    On(T),
    /// A date told by another record.
    Relative(Box<Relative>),
}

/// When something happened that takes a day: some one day, perhaps with the very moment.
///
/// ```
/// use detente::date;
/// use detente::model::WhenDay;
///
/// let signed: WhenDay = date!("2024-06-19").into();
/// assert_eq!(signed.to_string(), "2024-06-19");
/// ```
pub type WhenDay = When<Moment>;

/// When something held or lasted: a period with two ends.
///
/// ```
/// use detente::model::WhenSpan;
///
/// let visit: WhenSpan = "2024-06-18/2024-06-19".parse()?;
/// assert!(visit.fixed().is_some() && visit.anchor().is_none());
/// # Ok::<(), detente::time::PeriodError>(())
/// ```
pub type WhenSpan = When<Period>;

impl<T> When<T> {
    /// A date after the record `to`.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{VisitId, WhenDay};
    ///
    /// let visit: VisitId = id!("putin-pyongyang-2024");
    /// assert_eq!(WhenDay::after(visit).to_string(), "after visit:putin-pyongyang-2024");
    /// ```
    pub fn after(to: impl Into<RecordRef>) -> Self {
        Self::relative(Order::After, to.into())
    }

    /// A date before the record `to`.
    pub fn before(to: impl Into<RecordRef>) -> Self {
        Self::relative(Order::Before, to.into())
    }

    /// A date during the record `to`.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{VisitId, WhenDay};
    ///
    /// let visit: VisitId = id!("putin-pyongyang-2024");
    /// assert_eq!(WhenDay::during(visit).to_string(), "during visit:putin-pyongyang-2024");
    /// ```
    pub fn during(to: impl Into<RecordRef>) -> Self {
        Self::relative(Order::During, to.into())
    }

    fn relative(order: Order, to: RecordRef) -> Self {
        let within_days = None;
        Self::Relative(Box::new(Relative { order, to, within_days }))
    }

    /// The record by which the date is told, if it is.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{VisitId, WhenDay};
    ///
    /// let visit: VisitId = id!("putin-pyongyang-2024");
    /// assert_eq!(WhenDay::after(visit.clone()).anchor(), Some(&(&visit).into()));
    /// ```
    pub fn anchor(&self) -> Option<&RecordRef> {
        match self {
            Self::On(_) => None,
            Self::Relative(relative) => Some(&relative.to),
        }
    }

    /// The date, if it is given as such.
    pub fn fixed(&self) -> Option<&T> {
        match self {
            Self::On(date) => Some(date),
            Self::Relative(_) => None,
        }
    }
}

impl From<NaiveDate> for WhenDay {
    fn from(day: NaiveDate) -> Self {
        Self::On(Moment::from(day))
    }
}

impl From<UncertainDate> for WhenDay {
    fn from(date: UncertainDate) -> Self {
        Self::On(Moment::from(date))
    }
}

impl From<Moment> for WhenDay {
    fn from(moment: Moment) -> Self {
        Self::On(moment)
    }
}

impl From<NaiveDate> for WhenSpan {
    fn from(day: NaiveDate) -> Self {
        Self::On(Period::on(UncertainDate::from(day)))
    }
}

impl From<UncertainDate> for WhenSpan {
    fn from(date: UncertainDate) -> Self {
        Self::On(Period::on(date))
    }
}

impl From<Period> for WhenSpan {
    fn from(period: Period) -> Self {
        Self::On(period)
    }
}

/// A date of its own; one told by another record is made by [`When::after`] and its siblings.
impl<T: FromStr> FromStr for When<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse().map(Self::On)
    }
}

impl Relative {
    fn fmt_with(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.order, self.to)?;
        match self.within_days {
            Some(days) => write!(f, ", within {days} days"),
            None => Ok(()),
        }
    }
}

impl<T: fmt::Display> fmt::Display for When<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(f),
            Self::Relative(relative) => relative.fmt_with(f),
        }
    }
}

/// A type of date that stands in a [`When`].
///
/// ```
/// use detente::model::Dated;
/// use detente::time::{Moment, Period};
///
/// assert_eq!(Moment::FIELDS, ["date", "instant"]);
/// assert!(Period::EXPECTED.starts_with("a period such as"));
/// ```
pub trait Dated: Value + FromStr<Err: fmt::Display> {
    /// What it looks like in JSON.
    const EXPECTED: &'static str;
    /// The fields of its longer form.
    const FIELDS: &'static [&'static str];

    /// What a date is that may be relative to another record.
    #[doc(hidden)]
    fn kind_of(when: &When<Self>) -> ValueKind<'_>;
}

impl Dated for Moment {
    const EXPECTED: &'static str =
        "a date such as \"2024-06-18\", {\"date\": .., \"instant\": ..} or {\"after\": ..}";
    const FIELDS: &'static [&'static str] = &["date", "instant"];

    fn kind_of(when: &When<Self>) -> ValueKind<'_> {
        ValueKind::Day(when)
    }
}

impl Dated for Period {
    const EXPECTED: &'static str =
        "a period such as \"2024-06-18/2024-06-19\", {\"from\": .., \"to\": ..} or {\"after\": ..}";
    const FIELDS: &'static [&'static str] = &["from", "to", "on"];

    fn kind_of(when: &When<Self>) -> ValueKind<'_> {
        ValueKind::Span(when)
    }
}

impl Described for Relative {
    fn name() -> Cow<'static, str> {
        "relative_date".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let mut object = ObjectSchema::new(definitions);
        let mut forms = Vec::new();
        for order in Order::ALL {
            let doc = format!("The record {} which it is.", order.code());
            object.optional::<RecordRef>(order.code(), &doc);
            let form = Schema::default().with("required", texts(&[order.code()]));
            forms.push(Node::Schema(form));
        }
        object.optional::<u32>("within_days", "At most so many days from it.");
        object.rule("oneOf", forms);
        object.finish("A date told by another record.")
    }
}

impl<T: Described> Described for When<T> {
    fn name() -> Cow<'static, str> {
        format!("{}_or_relative", T::name()).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        Schema::any_of([T::schema(definitions), Relative::schema(definitions)])
    }
}

/// An object whose first key has been read already, and is read once more.
struct Replay<'k, A> {
    first: Option<&'k str>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(de::value::StrDeserializer::new(key)).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

impl<T: Serialize> Serialize for When<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let relative = match self {
            Self::On(date) => return date.serialize(serializer),
            Self::Relative(relative) => relative,
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(relative.order.code(), &relative.to)?;
        if let Some(days) = relative.within_days {
            map.serialize_entry("within_days", &days)?;
        }
        map.end()
    }
}

impl<'de, T: Dated> Deserialize<'de> for When<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WhenVisitor(std::marker::PhantomData))
    }
}

struct WhenVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Dated> de::Visitor<'de> for WhenVisitor<T> {
    type Value = When<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<When<T>, E> {
        // Reading words the refusal as found and expected; parsing does not.
        T::deserialize(de::value::StrDeserializer::new(text)).map(When::On)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<When<T>, A::Error> {
        let Some(key) = map.next_key_seed(FieldName)? else {
            return Err(de::Error::custom(Fault::phrase("an empty object", T::EXPECTED)));
        };
        if key == "within_days" || Order::from_code(&key).is_ok() {
            return read_relative(&key, &mut map).map(|r| When::Relative(Box::new(r)));
        }
        if T::FIELDS.contains(&&*key) {
            let replay = Replay { first: Some(&key), rest: map };
            return T::deserialize(de::value::MapAccessDeserializer::new(replay)).map(When::On);
        }
        let orders = Order::ALL.iter().map(|order| order.code());
        Err(unknown_field(&key, orders.chain(T::FIELDS.iter().copied())))
    }
}

fn read_relative<'de, A: MapAccess<'de>>(first: &str, map: &mut A) -> Result<Relative, A::Error> {
    let mut told: Option<(Order, RecordRef)> = None;
    let mut within_days = None;
    let mut key: Cow<'_, str> = first.into();
    loop {
        match Order::from_code(&key) {
            Ok(order) if told.as_ref().is_some_and(|(first, _)| *first == order) => {
                return Err(duplicate(&key));
            }
            Ok(_) if told.is_some() => {
                let found = format!("a second order, {}", super::fault::quoted(&key));
                return Err(de::Error::custom(Fault::phrase(
                    found,
                    "one of after, before, during",
                )));
            }
            Ok(order) => told = Some((order, map.next_value()?)),
            Err(_) if key == "within_days" => read_into(&mut within_days, &key, map)?,
            Err(_) => {
                return Err(unknown_field(&key, ["after", "before", "during", "within_days"]));
            }
        }
        match map.next_key_seed(FieldName)? {
            Some(next) => key = next.into_owned().into(),
            None => break,
        }
    }
    let (order, to) = told.ok_or_else(|| missing("after"))?;
    Ok(Relative { order, to, within_days })
}

/// The day by which something dated so was done; where its date has no last day, the first.
pub(crate) fn done_by(date: &UncertainDate) -> Option<NaiveDate> {
    date.latest().or_else(|| date.earliest())
}

impl<T: Dated> Value for When<T> {
    fn kind(&self) -> ValueKind<'_> {
        T::kind_of(self)
    }

    /// Dates that can both be true agree; against a relative date nothing is held.
    fn agrees_with(&self, other: &Self) -> bool {
        match (self.fixed(), other.fixed()) {
            (Some(a), Some(b)) => a.agrees_with(b),
            _ => true,
        }
    }

    fn bears_out(&self, claim: &Self) -> bool {
        match (self.fixed(), claim.fixed()) {
            (Some(told), Some(claim)) => told.bears_out(claim),
            _ => self == claim,
        }
    }

    fn is_exact(&self) -> bool {
        self.fixed().is_some_and(Value::is_exact)
    }

    fn common(&self, other: &Self) -> Option<Self> {
        self.fixed()?.common(other.fixed()?).map(Self::On)
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        if let Some(anchor) = When::anchor(self) {
            anchor.refs(sink);
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        match self {
            Self::On(_) => true,
            Self::Relative(relative) => relative.to.rename(names),
        }
    }

    fn anchor(&self) -> Option<&RecordRef> {
        When::anchor(self)
    }

    fn is_unknown(&self) -> bool {
        self.fixed().is_some_and(Value::is_unknown)
    }
}

impl Value for Moment {
    /// A bare day is told more exactly by an instant.
    fn is_exact(&self) -> bool {
        self.instant().is_some()
    }

    fn common(&self, other: &Self) -> Option<Self> {
        if self.instant().or(other.instant()).is_some() {
            return None;
        }
        self.date().common(other.date()).map(Self::from)
    }

    fn agrees_with(&self, other: &Self) -> bool {
        Moment::agrees_with(self, other)
    }

    fn bears_out(&self, claim: &Self) -> bool {
        match (self.instant(), claim.instant()) {
            (None, Some(_)) => false,
            (None, None) => self.date().refines(claim.date()),
            (Some(_), _) => Moment::agrees_with(self, claim),
        }
    }
}

impl Value for UncertainDate {
    fn is_exact(&self) -> bool {
        self.as_day().is_some()
    }

    fn common(&self, other: &Self) -> Option<Self> {
        self.intersect(other)
    }

    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Date(self)
    }

    fn agrees_with(&self, other: &Self) -> bool {
        self.same_day(other).is_possible()
    }

    fn bears_out(&self, claim: &Self) -> bool {
        self.refines(claim)
    }
}

impl Value for Period {
    fn is_exact(&self) -> bool {
        self.from().is_exact() && self.to().is_exact()
    }

    fn kind(&self) -> ValueKind<'_> {
        ValueKind::Period(self)
    }

    fn is_unknown(&self) -> bool {
        self.from().is_unknown() && self.to().is_unknown()
    }

    fn agrees_with(&self, other: &Self) -> bool {
        self.from().agrees_with(other.from()) && self.to().agrees_with(other.to())
    }

    fn bears_out(&self, claim: &Self) -> bool {
        self.from().bears_out(claim.from()) && self.to().bears_out(claim.to())
    }
}

impl Value for End {
    fn is_exact(&self) -> bool {
        matches!(self, Self::On(date) if date.is_exact())
    }

    fn common(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::On(one), Self::On(other)) => one.common(other).map(Self::On),
            _ => None,
        }
    }

    fn kind(&self) -> ValueKind<'_> {
        ValueKind::End(self)
    }

    fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    fn last_heard(&self) -> Option<NaiveDate> {
        match self {
            Self::Still(day) => Some(*day),
            _ => None,
        }
    }

    fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::On(a), Self::On(b)) => a.agrees_with(b),
            (Self::On(end), Self::Still(day)) | (Self::Still(day), Self::On(end)) => {
                end.latest().is_none_or(|latest| latest >= *day)
            }
            (Self::On(_), Self::Open) | (Self::Open, Self::On(_)) => false,
            _ => true,
        }
    }
    /// That something was still so on a day is borne out by an end that came no earlier.
    fn bears_out(&self, claim: &Self) -> bool {
        match (self, claim) {
            (_, Self::Unknown) | (Self::Open, Self::Still(_)) => true,
            (Self::On(told), Self::On(claim)) => told.refines(claim),
            (Self::On(end), Self::Still(day)) => {
                end.earliest().is_some_and(|earliest| earliest >= *day)
            }
            (Self::Still(told), Self::Still(day)) => told >= day,
            _ => self == claim,
        }
    }
}
