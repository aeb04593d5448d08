//! How many years lie between two dates, and whether a number somebody gave is one of the right
//! ones.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::truth::Truth;
use super::uncertain_date::UncertainDate;

/// The years between two dates, whichever of the two comes first.
///
/// Between two exact days three numbers can rightly be given: the full years that have passed
/// ([`floor`](YearsBetween::floor)), the same with the year begun counted
/// ([`ceiling`](YearsBetween::ceiling)), and the difference of the calendar years
/// ([`calendar`](YearsBetween::calendar)). Between uncertain dates each is a range. A year is full
/// on the anniversary; that of 29 February is 1 March in years that do not have that day.
///
/// ```
/// use detente::date;
/// use detente::time::{Truth, YearsBetween};
///
/// let (first, second) = (date!("2000-07-19").into(), date!("2024-06-19").into());
/// let gap = YearsBetween::new(&first, &second).expect("both are bounded");
/// assert_eq!(gap.to_string(), "23 years 11 months");
/// assert_eq!(gap.agrees_with(24), Truth::Yes);
/// assert_eq!(gap.agrees_with(23), Truth::Yes);
/// assert_eq!(gap.agrees_with(25), Truth::No);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct YearsBetween {
    floor: RangeInclusive<u32>,
    ceiling: RangeInclusive<u32>,
    calendar: RangeInclusive<u32>,
    /// Full months between two exact days.
    months: Option<u32>,
}

impl YearsBetween {
    /// The years between two dates; `None` when one of them lacks a bound.
    ///
    /// The order of the two makes no difference: where they overlap, the least there can be between
    /// them is nothing.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::YearsBetween;
    ///
    /// let gap = YearsBetween::new(&"2000".parse()?, &date!("2024-06-18").into()).expect("bounded");
    /// assert_eq!((gap.floor(), gap.ceiling(), gap.calendar()), (23..=24, 24..=25, 24..=24));
    /// assert!(YearsBetween::new(&"../2000".parse()?, &"2024".parse()?).is_none());
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn new(a: &UncertainDate, b: &UncertainDate) -> Option<Self> {
        let (a_first, a_last) = (a.earliest()?, a.latest()?);
        let (b_first, b_last) = (b.earliest()?, b.latest()?);
        // For overlapping dates the two nearest days are one.
        let nearest = if a_last < b_first {
            (a_last, b_first)
        } else if b_last < a_first {
            (b_last, a_first)
        } else {
            let shared = a_first.max(b_first);
            (shared, shared)
        };
        // The two farthest days are the ends of one of these; one of the two is the right way
        // round.
        let farthest = [(a_first, b_last), (b_first, a_last)];
        let range = |measure: fn((NaiveDate, NaiveDate)) -> u32| {
            let in_order = farthest.into_iter().filter(|(first, last)| first <= last);
            measure(nearest)..=in_order.map(measure).max().unwrap_or_default()
        };
        let months = a.as_day().and(b.as_day()).map(|_| full_months(nearest));
        Some(Self {
            floor: range(full_years),
            ceiling: range(begun_years),
            calendar: range(calendar_years),
            months,
        })
    }

    /// The full years that have passed, from the least to the most.
    pub fn floor(&self) -> RangeInclusive<u32> {
        self.floor.clone()
    }

    /// The years that have passed with the one begun counted as a whole, from the least to the
    /// most.
    pub fn ceiling(&self) -> RangeInclusive<u32> {
        self.ceiling.clone()
    }

    /// The difference of the calendar years, from the least to the most.
    pub fn calendar(&self) -> RangeInclusive<u32> {
        self.calendar.clone()
    }

    /// Whether "in `years` years" is a right way to put it: whether that is the floor, the ceiling
    /// or the difference of the calendar years.
    ///
    /// Between uncertain dates the answer is yes when it holds for every pair of days, no when for
    /// none.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::{Truth, YearsBetween};
    ///
    /// let gap = YearsBetween::new(&"2000".parse()?, &date!("2024-06-18").into()).expect("bounded");
    /// assert_eq!(gap.agrees_with(24), Truth::Yes);
    /// assert_eq!(gap.agrees_with(25), Truth::Maybe);
    /// assert_eq!(gap.agrees_with(26), Truth::No);
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn agrees_with(&self, years: u32) -> Truth {
        // Of two days the difference of the calendar years is the floor or the ceiling, so a number
        // agrees when it lies between these. Both grow with the distance, and without a leap, so
        // the extremes speak for all pairs.
        Truth::between(
            *self.floor.end() <= years && years <= *self.ceiling.start(),
            *self.floor.start() <= years && years <= *self.ceiling.end(),
        )
    }
}

/// As an object: `floor`, `ceiling` and `calendar`, each the least and the most, and of two exact
/// days the full `months`.
impl Serialize for YearsBetween {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ends = |range: &RangeInclusive<u32>| [*range.start(), *range.end()];
        let mut object = serializer.serialize_struct("YearsBetween", 4)?;
        object.serialize_field("floor", &ends(&self.floor))?;
        object.serialize_field("ceiling", &ends(&self.ceiling))?;
        object.serialize_field("calendar", &ends(&self.calendar))?;
        object.serialize_field("months", &self.months)?;
        object.end()
    }
}

/// `23 years 11 months` between two exact days; `23 to 24 years`, the full ones, between uncertain
/// dates.
impl fmt::Display for YearsBetween {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |n: u32| if n == 1 { "" } else { "s" };
        let (least, most) = (*self.floor.start(), *self.floor.end());
        match self.months.map(|months| (months / 12, months % 12)) {
            Some((0, 0)) => f.write_str("less than a month"),
            Some((0, months)) => write!(f, "{months} month{}", plural(months)),
            Some((years, 0)) => write!(f, "{years} year{}", plural(years)),
            Some((years, months)) => {
                write!(f, "{years} year{} {months} month{}", plural(years), plural(months))
            }
            None if most == 0 => f.write_str("less than a year"),
            None if least == most => write!(f, "{most} year{}", plural(most)),
            None => write!(f, "{least} to {most} year{}", plural(most)),
        }
    }
}

/// The day of a year as an ordered number on which anniversaries fall: 29 February counts as 1
/// March where it must.
fn anniversary(day: NaiveDate, year: i32) -> (u32, u32) {
    match (day.month(), day.day()) {
        (2, 29) if !NaiveDate::from_ymd_opt(year, 1, 1).is_some_and(|first| first.leap_year()) => {
            (3, 1)
        }
        other => other,
    }
}

fn calendar_years((from, to): (NaiveDate, NaiveDate)) -> u32 {
    from.year().abs_diff(to.year())
}

fn full_years((from, to): (NaiveDate, NaiveDate)) -> u32 {
    // In the same year `from` is not after `to`, so there is a year to take away whenever this is
    // true.
    calendar_years((from, to)) - u32::from((to.month(), to.day()) < anniversary(from, to.year()))
}

fn begun_years((from, to): (NaiveDate, NaiveDate)) -> u32 {
    let on_the_day = (to.month(), to.day()) == anniversary(from, to.year());
    full_years((from, to)) + u32::from(!on_the_day)
}

fn full_months((from, to): (NaiveDate, NaiveDate)) -> u32 {
    let months = from.year().abs_diff(to.year()) * 12 + to.month();
    months - from.month() - u32::from(to.day() < from.day())
}
