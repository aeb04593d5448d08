//! From … to, and what is known of each end.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::value::MapAccessDeserializer;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::end::{self, End};
use super::truth::Truth;
use super::uncertain_date::UncertainDate;
use crate::time::DateError;
use crate::time::bounds::day_number::DayNumber;
use crate::time::bounds::extent::{Extent, Range};
use crate::time::text::form::{pad, present, refusal};
use crate::time::text::{edtf, pattern};

const EXPECTING: &str = "a period such as 1961-07/1996 or 2012-05-07/.., or a map with from and to";
const EXPECTING_TEXT: &str = "a period such as 1961-07/1996 or 2012-05-07/..";

/// From … to, both ends included; each end is known, uncertain, open, unknown, or still so when
/// last heard.
///
/// A text is an EDTF interval: `2024-06-18/2024-06-19`, `1961-07/1996`, `2012-05-07/..` (open),
/// `2012-05-07/` (unknown), `../2000`. Each side of the slash is an uncertain date of its own.
/// `..A/B` starts on some day up to `A`, `A/B..` ends on some day from `B` on. A bare date is *one
/// day* that may be uncertain ([`Period::on`]), so `2023-09` is not the month; [`Period::whole`]
/// is.
///
/// What EDTF cannot say is written `from 2012 to still 2024-06-17`; in JSON `{"from": "2012", "to":
/// "still 2024-06-17"}`. Two periods are equal when they are written alike.
///
/// ```
/// use detente::date;
/// use detente::time::{End, Period, Truth};
///
/// let treaty: Period = "1961-07/1996".parse()?;
/// assert_eq!(treaty.contains(date!("1980-01-01")), Truth::Yes);
/// assert_eq!(treaty.contains(date!("1961-07-06")), Truth::Maybe);
/// assert_eq!(treaty.overlaps(&Period::whole(&"1996".parse()?)), Truth::Yes);
///
/// let tenure = Period::new(date!("2012-05-07"), End::Still(date!("2024-06-17")))?;
/// assert_eq!(tenure.contains(date!("2024-06-17")), Truth::Yes);
/// assert_eq!(tenure.contains(date!("2024-06-18")), Truth::Maybe);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Period {
    from: End,
    /// None when the period is the one day of `from`, which is then a date.
    to: Option<End>,
}

impl Period {
    /// A period from its ends.
    ///
    /// # Errors
    ///
    /// When it certainly ends before it starts, or its start is [`End::Still`].
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::{End, Period};
    ///
    /// let term = Period::new(date!("2012-05-07"), End::Open)?;
    /// assert_eq!(term.to_string(), "2012-05-07/..");
    /// assert!(Period::new(date!("2012-05-07"), date!("2012-05-06")).is_err());
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn new(from: impl Into<End>, to: impl Into<End>) -> Result<Self, PeriodError> {
        let (from, to) = (from.into(), to.into());
        // An exact day to the same exact day is one day, however it was put.
        let to = match (&from, &to) {
            (End::On(first), End::On(last)) if first == last && first.is_plain_day() => None,
            _ => Some(to),
        };
        let period = Self { from, to };
        if matches!(period.from, End::Still(_)) {
            return Err(PeriodError::new(&period.to_string(), "only an end can be still so"));
        }
        if period.extent().is_backwards() {
            return Err(PeriodError::new(&period.to_string(), "it ends before it starts"));
        }
        Ok(period)
    }

    /// One day, which may be uncertain.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::{Period, Truth};
    ///
    /// let some_day = Period::on("2023-09".parse()?);
    /// assert_eq!(some_day.contains(date!("2023-09-13")), Truth::Maybe);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn on(day: UncertainDate) -> Self {
        Self { from: End::On(day), to: None }
    }

    /// All the days from the first to the last a date can be; a bound that is missing leaves that
    /// end open.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::{Period, Truth};
    ///
    /// let september = Period::whole(&"2023-09".parse()?);
    /// assert_eq!(september.to_string(), "2023-09-01/2023-09-30");
    /// assert_eq!(september.contains(date!("2023-09-13")), Truth::Yes);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn whole(date: &UncertainDate) -> Self {
        let end = |day: Option<NaiveDate>| day.map_or(End::Open, End::from);
        match date.as_day() {
            Some(day) => Self::on(day.into()),
            None => Self { from: end(date.earliest()), to: Some(end(date.latest())) },
        }
    }

    /// Its start.
    ///
    /// ```
    /// use detente::Period;
    /// use detente::time::End;
    ///
    /// let tenure: Period = "2012-05-07/..".parse()?;
    /// assert_eq!((tenure.from().to_string().as_str(), tenure.to()), ("2012-05-07", &End::Open));
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub const fn from(&self) -> &End {
        &self.from
    }

    /// Its end; of one day the same as its start.
    pub fn to(&self) -> &End {
        self.to.as_ref().unwrap_or(&self.from)
    }

    /// The date it starts on, where its start is a date.
    pub fn start(&self) -> Option<&UncertainDate> {
        self.from().date()
    }

    /// The date it ends on, where its end is a date.
    pub fn end(&self) -> Option<&UncertainDate> {
        self.to().date()
    }

    /// The one day that the period is, where it is one day.
    ///
    /// ```
    /// use detente::time::Period;
    ///
    /// assert!("2023-09".parse::<Period>()?.one_day().is_some());
    /// assert!("2023-09/2023-09".parse::<Period>()?.one_day().is_none());
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn one_day(&self) -> Option<&UncertainDate> {
        if self.to.is_none() { self.start() } else { None }
    }

    /// The first day it can have held; `None` when there is no such bound.
    ///
    /// ```
    /// use detente::{Period, date};
    ///
    /// let treaty: Period = "1961-07/1996".parse()?;
    /// assert_eq!(treaty.earliest(), Some(date!("1961-07-01")));
    /// assert_eq!(treaty.latest(), Some(date!("1996-12-31")));
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.start().and_then(UncertainDate::earliest)
    }

    /// The last day it can have held; `None` when there is no such bound, as with an open end or
    /// one last heard of.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.end().and_then(UncertainDate::latest)
    }

    /// Whether it held on the day.
    ///
    /// Certainly from the last day it can have started to the first day it can have ended;
    /// certainly not before the first it can have started or after the last it can have ended. An
    /// open end holds for ever, an unknown end may have come on any day from the start on, and one
    /// last heard of on a day holds until that day, and maybe after.
    ///
    /// ```
    /// use detente::{Period, Truth, date};
    ///
    /// let treaty: Period = "1961-07/1996".parse()?;
    /// assert_eq!(treaty.contains(date!("1961-07-06")), Truth::Maybe);
    /// assert_eq!(treaty.contains(date!("1980-01-01")), Truth::Yes);
    /// assert_eq!(treaty.contains(date!("1997-01-01")), Truth::No);
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn contains(&self, day: NaiveDate) -> Truth {
        if let Some(date) = self.one_day() {
            return date.on(day);
        }
        self.extent().contains(day)
    }

    /// Whether it had begun by the end of the day, whether or not it is over.
    pub(crate) fn has_begun(&self, day: NaiveDate) -> Truth {
        self.extent().has_begun(day)
    }

    /// Whether the two have a day in common.
    ///
    /// To ask about a year, ask about [`Period::whole`] of it: `1961-07/1996` certainly overlaps
    /// the year 1996, though it may not contain a given day of it.
    ///
    /// ```
    /// use detente::time::{Period, Truth};
    ///
    /// let visit: Period = "2024-06-18/2024-06-19".parse()?;
    /// assert_eq!(visit.overlaps(&"2024-06-19/..".parse()?), Truth::Yes);
    /// assert_eq!(visit.overlaps(&"2024-06".parse()?), Truth::Maybe);
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn overlaps(&self, other: &Self) -> Truth {
        let can_be_in = |period: &Self, other: &Self| {
            let [first, _, _, last] = other.bounds();
            period.one_day().is_none_or(|date| date.can_be_within(first.date(), last.date()))
        };
        let can = can_be_in(self, other) && can_be_in(other, self);
        self.extent().overlaps(other.extent()).and(Truth::between(can, can))
    }

    /// Whether its last day lies before the first day of the other.
    ///
    /// ```
    /// use detente::{Period, Truth};
    ///
    /// let visit: Period = "2024-06-18/2024-06-19".parse()?;
    /// assert_eq!(visit.before(&"2024-06-20/..".parse()?), Truth::Yes);
    /// assert_eq!(visit.before(&"2024-06-19/..".parse()?), Truth::No);
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn before(&self, other: &Self) -> Truth {
        self.extent().before(other.extent())
    }

    /// When it can start and end.
    pub(super) fn extent(&self) -> Extent {
        let mut start = self.from.range(Range::NO_START);
        let end = self.to().range(Range::NO_END);
        if let End::Still(_) = self.to() {
            // So it was on that day, so by then it had started.
            start.hi = start.hi.min(end.lo);
        }
        Extent::new(start, end)
    }

    /// The first and the last day on which it can start, then those on which it can end.
    pub(crate) fn bounds(&self) -> [DayNumber; 4] {
        self.extent().bounds()
    }

    /// The EDTF text, where EDTF can say all of it.
    fn to_edtf(&self) -> Option<String> {
        let Some(to) = &self.to else {
            return self.one_day().filter(|day| !day.is_interval()).map(ToString::to_string);
        };
        let from = match &self.from {
            End::On(date) => date.as_start()?,
            End::Open => "..".to_owned(),
            End::Unknown if to.date().is_some() => String::new(),
            End::Unknown | End::Still(_) => return None,
        };
        let to = match to {
            End::On(date) => date.as_end()?,
            End::Open if self.from != End::Unknown => "..".to_owned(),
            End::Unknown if self.from.date().is_some() => String::new(),
            End::Open | End::Unknown | End::Still(_) => return None,
        };
        Some(format!("{from}/{to}"))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.to_edtf(), &self.to) {
            (Some(text), _) => f.pad(&text),
            (None, None) => pad(f, &format_args!("on {}", self.from)),
            (None, Some(to)) => pad(f, &format_args!("from {} to {to}", self.from)),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Period({self})")
    }
}

/// That one day.
impl From<NaiveDate> for Period {
    fn from(day: NaiveDate) -> Self {
        Self::on(day.into())
    }
}

/// One day, which may be uncertain; [`Period::whole`] is all the days it can be.
impl From<UncertainDate> for Period {
    fn from(day: UncertainDate) -> Self {
        Self::on(day)
    }
}

impl TryFrom<&str> for Period {
    type Error = PeriodError;

    fn try_from(text: &str) -> Result<Self, PeriodError> {
        text.parse()
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, PeriodError> {
        text.parse()
    }
}

/// There is no such error; for what is a period, or becomes one, without fail.
impl From<Infallible> for PeriodError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let misread = |error: DateError| PeriodError::of_date(text, &error.or_remedy(text));
        if let Some(day) = text.strip_prefix("on ") {
            return day.parse().map(Self::on).map_err(misread);
        }
        if let Some(ends) = text.strip_prefix("from ") {
            let (from, to) = ends
                .split_once(" to ")
                .ok_or_else(|| PeriodError::new(text, "from … is followed by to …"))?;
            let end = |side: &str| {
                side.parse::<End>().map_err(|error| PeriodError {
                    text: text.into(),
                    end: false,
                    ..error
                })
            };
            return Self::new(end(from)?, end(to)?);
        }
        let Some((from, to)) = text.split_once('/').filter(|_| !pattern::is_set(text)) else {
            return text.parse().map(Self::on).map_err(misread);
        };
        let from = match from {
            ".." => End::Open,
            "" => End::Unknown,
            _ => End::On(match from.strip_prefix("..") {
                Some(last) => UncertainDate::up_to(&edtf::point(last).map_err(misread)?),
                None => UncertainDate::at(edtf::point(from).map_err(misread)?),
            }),
        };
        let to = match to {
            ".." => End::Open,
            "" => End::Unknown,
            _ => End::On(match to.strip_suffix("..") {
                Some(first) => UncertainDate::from_then_on(&edtf::point(first).map_err(misread)?),
                None => UncertainDate::at(edtf::point(to).map_err(misread)?),
            }),
        };
        match (&from, &to) {
            (End::Open, End::Unknown) | (End::Unknown, End::Open | End::Unknown) => {
                Err(PeriodError::new(text, "one side of the slash is a date"))
            }
            _ => Self::new(from, to),
        }
    }
}

/// The text, or the pair of ends, is not a period.
///
/// ```
/// use detente::time::Period;
///
/// let error = "2024/2023".parse::<Period>().unwrap_err();
/// assert_eq!(error.to_string(), r#"not a period: "2024/2023" (it ends before it starts)"#);
/// assert_eq!(error.reason(), "it ends before it starts");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {}: {text:?} ({reason})", if *.end { "an end of a period" } else { "a period" })]
pub struct PeriodError {
    text: Box<str>,
    end: bool,
    /// The form is right, but a date in it is not in the calendar.
    no_such_day: bool,
    reason: Cow<'static, str>,
}

impl PeriodError {
    fn new(text: &str, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), end: false, no_such_day: false, reason: reason.into() }
    }

    /// A date in the text is none.
    fn of_date(text: &str, error: &DateError) -> Self {
        Self { no_such_day: error.is_no_such_day(), ..Self::new(text, error.reason()) }
    }

    /// The text is not an end of a period, as a date in it is none.
    pub(super) fn end_of_date(text: &str, error: &DateError) -> Self {
        Self { end: true, ..Self::of_date(text, error) }
    }

    /// The text is not an end of a period.
    pub(super) fn end(text: &str, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { end: true, ..Self::new(text, reason) }
    }

    /// The text at fault, or the pair of ends as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong, without the text.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What would be right: the words after "expected" in an error of reading.
    pub fn expected(&self) -> String {
        let what = match self {
            Self { no_such_day: true, .. } => "an EDTF date",
            Self { end: true, .. } => end::EXPECTING,
            _ => EXPECTING_TEXT,
        };
        format!("{what}: {}", self.reason)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(text) = self.to_edtf() {
            return serializer.serialize_str(&text);
        }
        if let Some(to) = &self.to {
            let mut map = serializer.serialize_struct("Period", 2)?;
            map.serialize_field("from", &self.from)?;
            map.serialize_field("to", to)?;
            map.end()
        } else {
            let mut map = serializer.serialize_struct("Period", 1)?;
            map.serialize_field("on", &self.from)?;
            map.end()
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    #[serde(default, deserialize_with = "present")]
    from: Option<End>,
    #[serde(default, deserialize_with = "present")]
    to: Option<End>,
    #[serde(default, deserialize_with = "present")]
    on: Option<UncertainDate>,
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PeriodVisitor;

        impl<'de> de::Visitor<'de> for PeriodVisitor {
            type Value = Period;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTING)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Period, E> {
                text.parse().map_err(|error: PeriodError| refusal(error.text(), error.expected()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Period, A::Error> {
                match Ends::deserialize(MapAccessDeserializer::new(map))? {
                    Ends { from: Some(from), to: Some(to), on: None } => Period::new(from, to)
                        .map_err(|error| refusal(error.text(), error.expected())),
                    Ends { from: None, to: None, on: Some(day) } => Ok(Period::on(day)),
                    Ends { on: Some(_), .. } => Err(refusal("on", "on alone, or from and to")),
                    Ends { from: None, .. } => Err(de::Error::missing_field("from")),
                    Ends { to: None, .. } => Err(de::Error::missing_field("to")),
                }
            }
        }

        deserializer.deserialize_any(PeriodVisitor)
    }
}
