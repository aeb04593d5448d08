//! Reading EDTF: text to bounds and canonical text, and what is wrong with a text that is no date.
//!
//! The grammar is `edtf-core`'s; its temporal relations are not used, because they read an interval
//! as "sometime within" only. Everything it lets through that has no place in a date of this
//! library is refused here.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use edtf_core::{Bound, BoundDate, Edtf};

use super::pattern;
use super::remedy::remedy;

/// What the library asks for where a date is wanted.
pub(crate) const EXPECTING: &str = "an EDTF date such as 2024-06-17, 2023-09 or ../2024-06-17";

/// The text of the day of which nothing is known.
pub(crate) const ANY_DAY: &str = "../..";

/// Beyond this many days between its bounds a date such as `XXXX-12-25` says nothing about when:
/// 400 years.
const VAGUE_BEYOND_DAYS: i64 = 146_097;

/// Longer texts are no dates, and are not handed to the parser.
const LONGEST: usize = 128;

/// The text is not a date this library can hold.
///
/// [`text`](DateError::text) is the text at fault, [`reason`](DateError::reason) what is wrong with
/// it, and [`expected`](DateError::expected) what would be right.
///
/// ```
/// use detente::time::UncertainDate;
///
/// let error = "2024-06-31".parse::<UncertainDate>().unwrap_err();
/// assert_eq!(error.to_string(), r#"no such day: "2024-06-31" (June 2024 has 30 days)"#);
/// assert_eq!(error.text(), "2024-06-31");
/// assert_eq!(error.reason(), "June 2024 has 30 days");
/// assert_eq!(error.expected(), "an EDTF date: June 2024 has 30 days");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {text:?} ({})", kind.summary(), kind.reason())]
pub struct DateError {
    text: Box<str>,
    kind: EdtfKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum EdtfKind {
    NoYear,
    Form(&'static str),
    NoSuchDay {
        year: i32,
        month: u32,
        days: u32,
    },
    NoSuchMonth,
    Set,
    SetOfOthers,
    TimeOfDay,
    BeyondCalendar,
    TooVague,
    Backwards,
    EmptyBound,
    /// It is plain what was meant.
    Write(Box<str>),
}

/// There is no such error; for what is a date, or becomes one, without fail.
impl From<Infallible> for DateError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl DateError {
    fn new(text: &str, kind: EdtfKind) -> Self {
        Self { text: text.into(), kind }
    }

    /// The bounds of a date, or of a period, are the wrong way round.
    pub(crate) fn backwards(text: &str) -> Self {
        Self::new(text, EdtfKind::Backwards)
    }

    pub(crate) fn beyond_calendar(text: &str) -> Self {
        Self::new(text, EdtfKind::BeyondCalendar)
    }

    pub(crate) fn no_such_month(text: &str) -> Self {
        Self::new(text, EdtfKind::NoSuchMonth)
    }

    /// The same fault, told of the whole text in which it was found.
    pub(crate) fn within(self, text: &str) -> Self {
        Self::new(text, self.kind)
    }

    /// The same, or what to write if it is plain what was meant by the text.
    pub(crate) fn or_remedy(self, text: &str) -> Self {
        let is_of_form =
            matches!(self.kind, EdtfKind::NoYear | EdtfKind::Form(_) | EdtfKind::EmptyBound);
        match remedy(text).filter(|_| is_of_form) {
            Some(meant) => Self::new(text, EdtfKind::Write(meant.into())),
            None => self,
        }
    }

    /// Whether it has the form of a date, but the calendar has no such day.
    pub(crate) fn is_no_such_day(&self) -> bool {
        matches!(self.kind, EdtfKind::NoSuchDay { .. } | EdtfKind::NoSuchMonth)
    }

    /// The text at fault.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with the text, without the text.
    pub fn reason(&self) -> Cow<'static, str> {
        self.kind.reason()
    }

    /// What would be right: the words after "expected" in an error of reading.
    pub fn expected(&self) -> Cow<'static, str> {
        match &self.kind {
            EdtfKind::NoYear => EXPECTING.into(),
            EdtfKind::Form(reason) => format!("{EXPECTING}: {reason}").into(),
            other => format!("an EDTF date: {}", other.reason()).into(),
        }
    }
}

impl EdtfKind {
    fn summary(&self) -> &'static str {
        match self {
            Self::NoSuchDay { .. } => "no such day",
            Self::NoSuchMonth => "no such month",
            Self::NoYear | Self::Form(_) | Self::Write(_) => "not an EDTF date",
            Self::Set | Self::SetOfOthers | Self::TimeOfDay => "not one day",
            Self::BeyondCalendar => "beyond the calendar",
            Self::TooVague => "says too little",
            Self::Backwards => "wrong way round",
            Self::EmptyBound => "bound left empty",
        }
    }

    fn reason(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::NoYear => "a date begins with a year of four digits",
            Self::Form(reason) => reason,
            Self::NoSuchDay { year, month, days } => {
                return format!("{} {year} has {days} days", month_name(*month)).into();
            }
            Self::NoSuchMonth => "months run from 01 to 12",
            Self::Set => "one of several dates stands by itself, not within a period",
            Self::SetOfOthers => "a set lists dates, and stretches of them such as 1670..1672",
            Self::Write(meant) => return format!("write {meant}").into(),
            Self::TimeOfDay => "a date has no time of day; that belongs to an instant",
            Self::BeyondCalendar => "the year is beyond the calendar, or has no form in EDTF",
            Self::TooVague => "its earliest and latest day are more than 400 years apart",
            Self::Backwards => "it ends before it starts",
            Self::EmptyBound => "a bound that is not known is written ..",
        })
    }
}

/// A date without an interval: both bounds are there.
pub(crate) struct Point {
    pub(crate) earliest: NaiveDate,
    pub(crate) latest: NaiveDate,
    /// Canonical EDTF; none for an exact plain day.
    pub(crate) text: Option<Box<str>>,
}

impl Point {
    fn day(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day, text: None }
    }

    fn is_same_plain_day(&self, other: &Self) -> bool {
        self.text.is_none() && other.text.is_none() && self.earliest == other.earliest
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => write!(f, "{}", self.earliest),
        }
    }
}

/// The day a plain `YYYY-MM-DD` or `-YYYY-MM-DD` names. Days in years beyond 9999, which EDTF
/// cannot write, have the expanded form of ISO 8601 that chrono prints: `+12024-06-17`.
pub(crate) fn plain_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() == 10 {
        let (year, month, day) = plain_parts(bytes)?;
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let (sign, digits) = match bytes.split_first()? {
        (b'+', rest) => (1, rest),
        (b'-', rest) => (-1, rest),
        _ => return None,
    };
    let (year, rest) = digits.split_at_checked(digits.len().checked_sub(6)?)?;
    let expanded = (5..=6).contains(&year.len()) && year[0] != b'0';
    let before_year_zero = sign < 0 && year.len() == 4 && year != b"0000";
    if !(expanded || before_year_zero) || rest[0] != b'-' || rest[3] != b'-' {
        return None;
    }
    let year = sign * number(year)?.cast_signed();
    NaiveDate::from_ymd_opt(year, number(&rest[1..3])?, number(&rest[4..6])?)
}

fn plain_parts(bytes: &[u8]) -> Option<(i32, u32, u32)> {
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    Some((number(&bytes[..4])?.cast_signed(), number(&bytes[5..7])?, number(&bytes[8..])?))
}

/// The value of at most six digits.
pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0'))
    })
}

/// Reads a date that is not an interval.
pub(crate) fn point(text: &str) -> Result<Point, DateError> {
    if let Some(day) = plain_day(text) {
        return Ok(Point::day(day));
    }
    let edtf = match text.as_bytes().first() {
        Some(b'[' | b'{') => return Err(DateError::new(text, EdtfKind::Set)),
        _ if text.len() > LONGEST => return Err(DateError::new(text, EdtfKind::Form("too long"))),
        Some(b'0'..=b'9' | b'-' | b'+' | b'X' | b'Y' | b'?' | b'~' | b'%') => {
            Edtf::parse(text).map_err(|error| misread(text, error.message))?
        }
        _ => return Err(DateError::new(text, EdtfKind::NoYear)),
    };
    match &edtf {
        Edtf::Date(_) => {}
        Edtf::DateTime(_) => return Err(DateError::new(text, EdtfKind::TimeOfDay)),
        Edtf::Set(_) => return Err(DateError::new(text, EdtfKind::Set)),
        Edtf::Interval(_) => return Err(DateError::new(text, EdtfKind::Form("one slash at most"))),
    }
    let bounds = edtf.bounds();
    let (Some(earliest), Some(latest)) = (chrono_day(bounds.earliest), chrono_day(bounds.latest))
    else {
        return Err(DateError::new(text, EdtfKind::BeyondCalendar));
    };
    let is_vague = latest.signed_duration_since(earliest).num_days() > VAGUE_BEYOND_DAYS;
    if is_vague && !tells_month_or_day(text) {
        return Err(DateError::new(text, EdtfKind::TooVague));
    }
    Ok(Point { earliest, latest, text: Some(edtf.to_string().into()) })
}

/// Whether a date tells a digit of its month or day, whatever the year: `XXXX-12-25`.
fn tells_month_or_day(text: &str) -> bool {
    let after_year = text.trim_start_matches('-').split_once('-').map_or("", |(_, rest)| rest);
    after_year.bytes().any(|byte| byte.is_ascii_digit())
}

/// The bounds of any date, and its canonical text; no text for an exact plain day.
pub(crate) struct EdtfBounds {
    pub(crate) earliest: Option<NaiveDate>,
    pub(crate) latest: Option<NaiveDate>,
    pub(crate) text: Option<Box<str>>,
}

impl From<Point> for EdtfBounds {
    fn from(Point { earliest, latest, text }: Point) -> Self {
        Self { earliest: Some(earliest), latest: Some(latest), text }
    }
}

/// Reads one of several dates, `[1962,1964]`, or several of which it is one, `{1960,1961-12}`.
fn set(text: &str) -> Result<EdtfBounds, DateError> {
    if text.len() > LONGEST {
        return Err(DateError::new(text, EdtfKind::Form("too long")));
    }
    let canonical = match Edtf::parse(text).map_err(|error| misread(text, error.message))? {
        set @ Edtf::Set(_) => set.to_string(),
        _ => return Err(DateError::new(text, EdtfKind::Form("a set ends with its bracket"))),
    };
    let bounds: Option<Vec<_>> =
        pattern::members(&canonical).map(pattern::Member::bounds).collect();
    let bounds = bounds.ok_or_else(|| DateError::new(text, EdtfKind::SetOfOthers))?;
    let earliest: Option<Vec<_>> = bounds.iter().map(|it| it.earliest).collect();
    let latest: Option<Vec<_>> = bounds.iter().map(|it| it.latest).collect();
    let (earliest, latest) = (
        earliest.and_then(|days| days.into_iter().min()),
        latest.and_then(|days| days.into_iter().max()),
    );
    Ok(EdtfBounds { earliest, latest, text: Some(canonical.into()) })
}

/// Reads any date, or says what to write.
pub(crate) fn date(text: &str) -> Result<EdtfBounds, DateError> {
    bounds(text).map_err(|error| error.or_remedy(text))
}

/// Reads any date: a point, one of several, or an interval of points.
fn bounds(text: &str) -> Result<EdtfBounds, DateError> {
    if pattern::is_set(text) {
        return set(text);
    }
    let Some((from, to)) = text.split_once('/') else {
        return point(text).map(EdtfBounds::from);
    };
    if from.is_empty() || to.is_empty() {
        return Err(DateError::new(text, EdtfKind::EmptyBound));
    }
    let bound = |side: &str| {
        if side == ".." { Ok(None) } else { point(side).map(Some).map_err(|e| e.within(text)) }
    };
    let (from, to) = (bound(from)?, bound(to)?);
    let canonical = match (&from, &to) {
        (None, None) => Some(ANY_DAY.to_owned()),
        (Some(from), None) => Some(format!("{from}/..")),
        (None, Some(to)) => Some(format!("../{to}")),
        (Some(from), Some(to)) if from.earliest > to.latest => {
            return Err(DateError::backwards(text));
        }
        (Some(from), Some(to)) if from.is_same_plain_day(to) => None,
        (Some(from), Some(to)) => Some(format!("{from}/{to}")),
    };
    Ok(EdtfBounds {
        earliest: from.map(|point| point.earliest),
        latest: to.map(|point| point.latest),
        text: canonical.map(Into::into),
    })
}

fn chrono_day(bound: Bound) -> Option<NaiveDate> {
    let Bound::Date(BoundDate { year, month, day }) = bound else {
        return None;
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), day.into())
}

/// Says of a text the parser refuses what a reader can mend.
fn misread(text: &str, message: &'static str) -> DateError {
    let bytes = text.as_bytes();
    let kind = if let Some((year, month, _)) = plain_parts(bytes) {
        match days_in(year, month) {
            Some(days) => EdtfKind::NoSuchDay { year, month, days },
            None => EdtfKind::NoSuchMonth,
        }
    } else if bytes.len() == 7
        && bytes[4] == b'-'
        && number(&bytes[5..]).is_some()
        && number(&bytes[..4]).is_some()
    {
        EdtfKind::NoSuchMonth
    } else if bytes.contains(&b'T') && bytes.contains(&b':') {
        EdtfKind::TimeOfDay
    } else {
        EdtfKind::Form(message)
    };
    DateError::new(text, kind)
}

fn days_in(year: i32, month: u32) -> Option<u32> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    (28..=31).rev().find(|&day| first.with_day(day).is_some())
}

/// Its English name.
pub(crate) fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    month.checked_sub(1).and_then(|index| NAMES.get(index as usize)).copied().unwrap_or("the month")
}
