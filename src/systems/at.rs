//! At: the time a question is asked about.

use std::fmt;

use serde::{Serialize, Serializer};

use super::codes::list::{FOR_EVER, SINCE_EVER};
use crate::time::NaiveDate;

/// The time a question about a list is asked of: a day, any day of a year, or any day at all.
///
/// A day is an [`At`] by itself, so that `systems.polity_of(&system, code, day)` can be written.
/// There is no default: who has no date asks for [`Ever`](At::Ever), and gets every candidate.
///
/// ```
/// use detente::date;
/// use detente::systems::At;
///
/// assert_eq!(At::from(date!("1990-10-03")).to_string(), "on 1990-10-03");
/// assert_eq!(At::Year(1990).to_string(), "in 1990");
/// assert_eq!(At::Ever.to_string(), "at any time");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum At {
    /// On this day.
    Day(NaiveDate),
    /// On any day of this calendar year.
    Year(i32),
    /// On any day.
    Ever,
}

impl At {
    /// The first and the last day meant, both inclusive.
    pub(super) fn days(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Day(day) => (day, day),
            Self::Ever => (SINCE_EVER, FOR_EVER),
            Self::Year(year) => {
                // A year out of the calendar is as far away as its nearest day.
                let edge = if year < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
                let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(edge);
                (day(1, 1), day(12, 31))
            }
        }
    }
}

impl From<NaiveDate> for At {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "on {day}"),
            Self::Year(year) => write!(f, "in {year}"),
            Self::Ever => f.write_str("at any time"),
        }
    }
}

/// As text: `2024-06-19`, `2024` or `ever`.
impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => serializer.collect_str(day),
            Self::Year(year) => serializer.collect_str(year),
            Self::Ever => serializer.serialize_str("ever"),
        }
    }
}
