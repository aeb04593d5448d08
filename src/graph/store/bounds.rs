//! When a tie, an actor's existence or a question can start and end, as day numbers.

use std::fmt;

use chrono::NaiveDate;

use crate::time::{DayNumber, Period, Truth};

/// The days of something, both inclusive; last before first if there are none.
pub(crate) type DayStretch = (DayNumber, DayNumber);

/// Every day.
pub(crate) const EVERY_DAY: DayStretch = (DayNumber::NO_START, DayNumber::NO_END);

/// The first and the last day on which something can start, and on which it can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Bounds {
    pub(crate) start: [DayNumber; 2],
    pub(crate) end: [DayNumber; 2],
}

impl Bounds {
    /// What may hold on any day, for nothing is told of its time.
    pub(crate) const SOME_TIME: Self = Self {
        start: [DayNumber::NO_START, DayNumber::NO_END],
        end: [DayNumber::NO_START, DayNumber::NO_END],
    };

    /// One certain day.
    pub(crate) fn day(day: NaiveDate) -> Self {
        let day = DayNumber::from(day);
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
    pub(crate) fn days(self, possible: bool) -> DayStretch {
        if possible { (self.start[0], self.end[1]) } else { (self.start[1], self.end[0]) }
    }

    /// Whether it certainly holds on every day.
    pub(crate) fn is_ever(self) -> bool {
        (self.start[1], self.end[0]) == EVERY_DAY
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
pub(crate) fn write_end(f: &mut fmt::Formatter<'_>, [first, last]: [DayNumber; 2]) -> fmt::Result {
    match (first.date(), last.date()) {
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
pub(crate) fn stretches_of(spells: &[Bounds], possible: bool) -> Vec<DayStretch> {
    if spells.is_empty() {
        return vec![EVERY_DAY];
    }
    let mut days: Vec<DayStretch> =
        spells.iter().map(|spell| spell.days(possible)).filter(|days| days.0 <= days.1).collect();
    days.sort_unstable();
    let mut joined: Vec<DayStretch> = Vec::with_capacity(days.len());
    for next in days {
        match joined.last_mut() {
            Some(last) if next.0 <= last.1 => last.1 = last.1.max(next.1),
            _ => joined.push(next),
        }
    }
    joined
}
