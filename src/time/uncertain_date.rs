//! One day, known to lie within bounds.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::truth::Truth;
use crate::time::DateError;
use crate::time::text::form::{pad, serde_as_text};
use crate::time::text::{edtf, pattern};

/// Some one day within bounds, of which either may be missing: `2024-06-17`, `2023-09`,
/// `../2024-06-17`.
///
/// The text is EDTF. Its marks `?` (questioned), `~` (approximate) and `%` (both) are a *note on
/// confidence and never move the bounds*: `2000?` is certainly before May 2001. Ask
/// [`is_questioned`](UncertainDate::is_questioned) and
/// [`is_approximate`](UncertainDate::is_approximate) where the mark matters.
///
/// An interval means some one day from its first to its last: `2024-06-18/2024-06-19` is the 18th
/// or the 19th. What went on from the 18th to the 19th is a [`Period`](super::period::Period).
///
/// Two dates are equal when they are written alike. That is not a statement about the world: two
/// events of `2023-09` need not fall on the same day, which is what
/// [`same_day`](UncertainDate::same_day) answers. There is no `Ord`; sort with
/// [`by_earliest`](UncertainDate::by_earliest).
///
/// Read are days, months, years, seasons, digits left out with `X`, marks, sets, and intervals with
/// `..` for a missing bound, levels 0 to 2. Refused are times of day, intervals with an empty end, and
/// years whose bounds are more than 400 years apart. Days of years beyond 9999, which EDTF cannot
/// write, are written `+12024-06-17`.
///
/// A date may be one of days with gaps between them: `156X-12-25` is some Christmas of the 1560s, and
/// `[1962,1964]` never a day of 1963 (so is `{1962,1964}`, read as one of both). [`on`](Self::on),
/// [`same_day`](Self::same_day) and [`refines`](Self::refines) go by the days; what asks for the first
/// and the last, as a tie of a graph does, takes all days between them.
///
/// ```
/// use detente::date;
/// use detente::time::{Truth, UncertainDate};
///
/// let meeting: UncertainDate = "2023-09".parse()?;
/// assert_eq!(meeting.earliest(), Some(date!("2023-09-01")));
/// assert_eq!(meeting.latest(), Some(date!("2023-09-30")));
/// assert_eq!(meeting.on(date!("2023-09-13")), Truth::Maybe);
///
/// let told: UncertainDate = "../2024-06-17".parse()?;
/// assert_eq!(meeting.before(&told), Truth::Maybe);
/// assert_eq!(told.before(&date!("2024-06-18").into()), Truth::Yes);
/// # Ok::<(), detente::time::DateError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UncertainDate {
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    /// Canonical EDTF; none if and only if this is an exact plain day, which then takes no
    /// allocation.
    text: Option<Box<str>>,
}

/// So many days are looked at one by one.
const MANY_DAYS: u32 = 4_000;

impl UncertainDate {
    /// A day that is known.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::UncertainDate;
    ///
    /// const EVE: UncertainDate = UncertainDate::day(date!("2024-06-17"));
    /// assert_eq!(EVE.to_string(), "2024-06-17");
    /// ```
    pub const fn day(day: NaiveDate) -> Self {
        Self { earliest: Some(day), latest: Some(day), text: None }
    }

    /// Some day of a year.
    ///
    /// # Errors
    ///
    /// When the year is beyond chrono's calendar.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// assert_eq!(UncertainDate::year(2000)?, "2000".parse()?);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn year(year: i32) -> Result<Self, DateError> {
        let text = match year {
            0..=9999 => format!("{year:04}"),
            -9999..0 => format!("{year:05}"),
            _ => format!("Y{year}"),
        };
        text.parse()
    }

    /// Some day of a month, counted from 1.
    ///
    /// # Errors
    ///
    /// When there is no such month, or the year has more than four digits.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// assert_eq!(UncertainDate::month(2023, 9)?, "2023-09".parse()?);
    /// assert!(UncertainDate::month(2023, 13).is_err());
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn month(year: i32, month: u32) -> Result<Self, DateError> {
        let sign = if year < 0 { "-" } else { "" };
        let text = format!("{sign}{:04}-{month:02}", year.unsigned_abs());
        if !(1..=12).contains(&month) {
            return Err(DateError::no_such_month(&text));
        }
        if !(-9999..=9999).contains(&year) {
            return Err(DateError::beyond_calendar(&text));
        }
        text.parse()
    }

    /// Some day from the first to the last given, both included; a bound that is not known is
    /// `None`.
    ///
    /// # Errors
    ///
    /// When the first day lies after the last.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::UncertainDate;
    ///
    /// let told = UncertainDate::between(None, Some(date!("2024-06-17")))?;
    /// assert_eq!(told.to_string(), "../2024-06-17");
    /// assert_eq!(UncertainDate::between(None, None)?.to_string(), "../..");
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn between(
        earliest: Option<NaiveDate>,
        latest: Option<NaiveDate>,
    ) -> Result<Self, DateError> {
        let text = match (earliest, latest) {
            (None, None) => edtf::ANY_DAY.to_owned(),
            (Some(first), None) => format!("{first}/.."),
            (None, Some(last)) => format!("../{last}"),
            (Some(first), Some(last)) if first == last => return Ok(Self::day(first)),
            (Some(first), Some(last)) => format!("{first}/{last}"),
        };
        if earliest.zip(latest).is_some_and(|(first, last)| first > last) {
            return Err(DateError::backwards(&text));
        }
        Ok(Self { earliest, latest, text: Some(text.into()) })
    }

    /// The date that is one side of an EDTF interval.
    pub(super) fn at(point: edtf::Point) -> Self {
        Self { earliest: Some(point.earliest), latest: Some(point.latest), text: point.text }
    }

    pub(super) fn up_to(point: &edtf::Point) -> Self {
        let text = format!("../{point}");
        Self { earliest: None, latest: Some(point.latest), text: Some(text.into()) }
    }

    pub(super) fn from_then_on(point: &edtf::Point) -> Self {
        let text = format!("{point}/..");
        Self { earliest: Some(point.earliest), latest: None, text: Some(text.into()) }
    }

    /// The first day it can be; `None` when that bound is missing.
    ///
    /// ```
    /// use detente::{UncertainDate, date};
    ///
    /// let told: UncertainDate = "../2024-06-17".parse()?;
    /// assert_eq!((told.earliest(), told.latest()), (None, Some(date!("2024-06-17"))));
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub const fn earliest(&self) -> Option<NaiveDate> {
        self.earliest
    }

    /// The last day it can be; `None` when that bound is missing.
    pub const fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// The day, where the bounds leave only one; a mark does not count, so `2024-06-17?` is a day
    /// too.
    ///
    /// ```
    /// use detente::{UncertainDate, date};
    ///
    /// assert_eq!("2024-06-17?".parse::<UncertainDate>()?.as_day(), Some(date!("2024-06-17")));
    /// assert_eq!("2024-06".parse::<UncertainDate>()?.as_day(), None);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn as_day(&self) -> Option<NaiveDate> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Whether any part is marked approximate (`~` or `%`).
    pub fn is_approximate(&self) -> bool {
        self.has_mark(['~', '%'])
    }

    /// Whether any part is marked questioned (`?` or `%`).
    ///
    /// ```
    /// use detente::UncertainDate;
    ///
    /// let date: UncertainDate = "2000?".parse()?;
    /// assert!(date.is_questioned() && !date.is_approximate());
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn is_questioned(&self) -> bool {
        self.has_mark(['?', '%'])
    }

    fn has_mark(&self, marks: [char; 2]) -> bool {
        self.text.as_deref().is_some_and(|text| text.contains(marks))
    }

    /// Whether this day lies before the other.
    ///
    /// ```
    /// use detente::time::{Truth, UncertainDate};
    ///
    /// let (year, month): (UncertainDate, UncertainDate) = ("2023".parse()?, "2023-09".parse()?);
    /// assert_eq!(year.before(&month), Truth::Maybe);
    /// assert_eq!(month.before(&"2024".parse()?), Truth::Yes);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn before(&self, other: &Self) -> Truth {
        let must = self.latest.zip(other.earliest).is_some_and(|(mine, theirs)| mine < theirs);
        let cannot = self.earliest.zip(other.latest).is_some_and(|(mine, theirs)| mine >= theirs);
        Truth::between(must, !cannot)
    }

    /// Whether this day lies after the other.
    pub fn after(&self, other: &Self) -> Truth {
        other.before(self)
    }

    /// Whether it is the day given.
    ///
    /// ```
    /// use detente::{Truth, UncertainDate, date};
    ///
    /// let meeting: UncertainDate = "2023-09".parse()?;
    /// assert_eq!(meeting.on(date!("2023-09-13")), Truth::Maybe);
    /// assert_eq!(meeting.on(date!("2023-10-01")), Truth::No);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn on(&self, day: NaiveDate) -> Truth {
        Truth::between(
            self.as_day() == Some(day),
            self.earliest.is_none_or(|first| first <= day)
                && self.latest.is_none_or(|last| day <= last)
                && self.can_be_within(Some(day), Some(day)),
        )
    }

    /// The text of a date that may have gaps between its bounds.
    pub(super) fn gappy(&self) -> Option<&str> {
        self.text.as_deref().filter(|text| pattern::may_have_gaps(text))
    }

    /// The first day that it can be from one to another, both included.
    fn first_day(&self, first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
        let first = self.earliest.map_or(first, |earliest| earliest.max(first));
        let last = self.latest.map_or(last, |latest| latest.min(last));
        if first > last {
            return None;
        }
        self.gappy().map_or(Some(first), |text| pattern::first_day(text, first, last))
    }

    /// Whether one of the days that it can be lies between two, both included.
    pub(super) fn can_be_within(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        let (first, last) = (first.unwrap_or(NaiveDate::MIN), last.unwrap_or(NaiveDate::MAX));
        self.gappy().is_none() || self.first_day(first, last).is_some()
    }

    /// The first day that both can be.
    fn first_of_both(&self, other: &Self) -> Option<NaiveDate> {
        let mut day = NaiveDate::MIN;
        loop {
            day = self.first_day(day, NaiveDate::MAX)?;
            let next = other.first_day(day, NaiveDate::MAX)?;
            if next == day {
                return Some(day);
            }
            day = next;
        }
    }

    /// Whether this and the other are the same day: only two exact days can certainly be.
    ///
    /// ```
    /// use detente::{Truth, UncertainDate};
    ///
    /// let meeting: UncertainDate = "2023-09".parse()?;
    /// assert_eq!(meeting.same_day(&meeting), Truth::Maybe);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn same_day(&self, other: &Self) -> Truth {
        let (mine, theirs) = (self.as_day(), other.as_day());
        Truth::between(
            mine.is_some() && mine == theirs,
            !self.before(other).is_certain()
                && !other.before(self).is_certain()
                && (self.gappy().or(other.gappy()).is_none()
                    || self.first_of_both(other).is_some()),
        )
    }

    /// Whether it says at least as much as the other: its days are all days of the other.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// let (day, month): (UncertainDate, UncertainDate) = ("2023-09-13".parse()?, "2023-09".parse()?);
    /// assert!(day.refines(&month) && month.refines(&month) && !month.refines(&day));
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn refines(&self, other: &Self) -> bool {
        other.earliest.is_none_or(|theirs| self.earliest.is_some_and(|mine| theirs <= mine))
            && other.latest.is_none_or(|theirs| self.latest.is_some_and(|mine| mine <= theirs))
            && (other.gappy().is_none() || self.fits_gaps_of(other))
    }

    /// Whether each of its days is one that a date with gaps can be; of very many, only if both are
    /// written alike.
    fn fits_gaps_of(&self, other: &Self) -> bool {
        if self.text == other.text {
            return true;
        }
        let (Some(mut day), Some(last)) = (self.earliest, self.latest) else { return false };
        for _ in 0..MANY_DAYS {
            let Some(own) = self.first_day(day, last) else { return true };
            if other.on(own).is_impossible() {
                return false;
            }
            let Some(next) = own.succ_opt() else { return true };
            day = next;
        }
        false
    }

    /// What both say together, or `None` where they contradict each other.
    ///
    /// The one of the two that already says as much is kept as it is written; of two with the same
    /// days, the shorter text. Of days with gaps, all days between the first and the last are taken, where
    /// neither already says it.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// let since: UncertainDate = "2023-09-10/..".parse()?;
    /// let both = since.intersect(&"2023-09".parse()?);
    /// assert_eq!(both, Some("2023-09-10/2023-09-30".parse()?));
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        match (self.refines(other), other.refines(self)) {
            (true, true) => {
                let key =
                    |date: &Self| (date.text.as_ref().map(|text| text.len()), date.text.clone());
                Some(if key(self) <= key(other) { self } else { other }.clone())
            }
            (true, false) => Some(self.clone()),
            (false, true) => Some(other.clone()),
            (false, false) if self.same_day(other).is_impossible() => None,
            (false, false) => {
                let earliest = self.earliest.max(other.earliest);
                let latest = match (self.latest, other.latest) {
                    (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
                    (mine, theirs) => mine.or(theirs),
                };
                Self::between(earliest, latest).ok()
            }
        }
    }

    /// A total order for lists: by first possible day (a missing one first), then by last (a
    /// missing one last), then by text. It orders the writing, not the events.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// let mut dates: Vec<UncertainDate> = vec!["2024".parse()?, "2024-01-01".parse()?, "../2025".parse()?];
    /// dates.sort_by(UncertainDate::by_earliest);
    /// let texts: Vec<String> = dates.iter().map(ToString::to_string).collect();
    /// assert_eq!(texts, ["../2025", "2024-01-01", "2024"]);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn by_earliest(a: &Self, b: &Self) -> Ordering {
        let last = |date: &Self| (date.latest.is_none(), date.latest);
        a.earliest
            .cmp(&b.earliest)
            .then_with(|| last(a).cmp(&last(b)))
            .then_with(|| a.text.cmp(&b.text))
    }

    /// Whether this is an exact day without a mark.
    pub(super) const fn is_plain_day(&self) -> bool {
        self.text.is_none()
    }

    /// Whether it is written with a slash.
    pub(crate) fn is_interval(&self) -> bool {
        self.text.as_deref().is_some_and(|text| text.contains('/'))
    }

    /// The text as the start of an EDTF interval, where there is one: `../A` is `..A` there.
    pub(super) fn as_start(&self) -> Option<String> {
        let text = self.to_string();
        match text.strip_prefix("../") {
            Some("..") => None,
            Some(last) => Some(format!("..{last}")),
            None => (!text.contains('/') && !pattern::is_set(&text)).then_some(text),
        }
    }

    /// The text as the end of an EDTF interval, where there is one: `A/..` is `A..` there.
    pub(super) fn as_end(&self) -> Option<String> {
        let text = self.to_string();
        match text.strip_suffix("/..") {
            Some("..") => None,
            Some(first) => Some(format!("{first}..")),
            None => (!text.contains('/') && !pattern::is_set(&text)).then_some(text),
        }
    }
}

impl From<NaiveDate> for UncertainDate {
    fn from(day: NaiveDate) -> Self {
        Self::day(day)
    }
}

impl FromStr for UncertainDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if let Some(day) = edtf::plain_day(text) {
            return Ok(Self::day(day));
        }
        let edtf::EdtfBounds { earliest, latest, text } = edtf::date(text)?;
        Ok(Self { earliest, latest, text })
    }
}

impl TryFrom<&str> for UncertainDate {
    type Error = DateError;

    fn try_from(text: &str) -> Result<Self, DateError> {
        text.parse()
    }
}

impl TryFrom<String> for UncertainDate {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl fmt::Display for UncertainDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.text, self.earliest) {
            (Some(text), _) => f.pad(text),
            (None, Some(day)) => pad(f, &day),
            // Not reached: without a text there is a day.
            (None, None) => f.pad(edtf::ANY_DAY),
        }
    }
}

impl fmt::Debug for UncertainDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UncertainDate({self})")
    }
}

serde_as_text!(UncertainDate, edtf::EXPECTING);
