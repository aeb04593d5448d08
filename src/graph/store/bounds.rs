//! When a tie, an actor's existence or a question can start and end, as plain day numbers.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::time::{Period, Truth};

/// The first and the last day on which something can start, and on which it can end.
///
/// A bound that is missing lies beyond every day of the calendar, so that comparisons need no
/// special case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Bounds {
    pub(crate) start: [i32; 2],
    pub(crate) end: [i32; 2],
}

impl Bounds {
    /// One certain day.
    pub(crate) fn day(day: NaiveDate) -> Self {
        let day = day.num_days_from_ce();
        Self { start: [day; 2], end: [day; 2] }
    }

    /// Whether the two have a day in common.
    ///
    /// Any number of stretches have a common day if every two of them have one, so that three or
    /// four are asked about pair by pair.
    pub(crate) fn meets(self, other: Self) -> Truth {
        Truth::between(
            self.start[1] <= other.end[0] && other.start[1] <= self.end[0],
            self.start[0] <= other.end[1] && other.start[0] <= self.end[1],
        )
    }

    /// The days on which it holds in the given sense, both inclusive; last before first if none.
    pub(crate) fn days(self, possible: bool) -> (i32, i32) {
        if possible { (self.start[0], self.end[1]) } else { (self.start[1], self.end[0]) }
    }

    /// Whether it certainly holds on every day.
    pub(crate) fn is_ever(self) -> bool {
        (self.start[1], self.end[0]) == (i32::MIN, i32::MAX)
    }

    /// Whether what may hold on a day certainly does.
    pub(crate) fn is_exact(self) -> bool {
        self.start[0] == self.start[1] && self.end[0] == self.end[1]
    }
}

impl From<&Period> for Bounds {
    fn from(period: &Period) -> Self {
        let [a, b, c, d] = period.bounds();
        Self { start: [a, b], end: [c, d] }
    }
}

/// Start and end, parted by a stroke: `1961-07-06/1996-01-01..1996-12-31`.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_end(f, self.start)?;
        f.write_str("/")?;
        write_end(f, self.end)
    }
}

/// An end that may be on any day from the first to the last.
pub(crate) fn write_end(f: &mut fmt::Formatter<'_>, [first, last]: [i32; 2]) -> fmt::Result {
    match (date(first), date(last)) {
        (None, None) if first == last => f.write_str("open"),
        (None, None) => f.write_str("unknown"),
        (Some(day), Some(_)) if first == last => write!(f, "{day}"),
        (Some(first), Some(last)) => write!(f, "{first}..{last}"),
        (Some(first), None) => write!(f, "{first}.."),
        (None, Some(last)) => write!(f, "..{last}"),
    }
}

/// The days on which any of the spells holds in the given sense, apart from each other; every day,
/// if there is no spell.
pub(crate) fn apart(spells: &[Bounds], possible: bool) -> Vec<(i32, i32)> {
    if spells.is_empty() {
        return vec![(i32::MIN, i32::MAX)];
    }
    let mut days: Vec<(i32, i32)> =
        spells.iter().map(|spell| spell.days(possible)).filter(|days| days.0 <= days.1).collect();
    days.sort_unstable();
    let mut apart: Vec<(i32, i32)> = Vec::with_capacity(days.len());
    for next in days {
        match apart.last_mut() {
            Some(last) if next.0 <= last.1 => last.1 = last.1.max(next.1),
            _ => apart.push(next),
        }
    }
    apart
}

/// The day of a bound; `None` if it is missing.
pub(crate) fn date(bound: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(bound)
}
