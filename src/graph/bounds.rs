//! When a tie, an actor's existence or a question can start and end, as plain day numbers.

use chrono::{Datelike, NaiveDate};

use crate::time::{Period, Truth};

/// The first and the last day on which something can start, and on which it can end.
///
/// A bound that is missing lies beyond every day of the calendar, so that comparisons need no
/// special case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Bounds {
    pub(super) start: [i32; 2],
    pub(super) end: [i32; 2],
}

impl Bounds {
    /// One certain day.
    pub(super) fn day(day: NaiveDate) -> Self {
        let day = day.num_days_from_ce();
        Self { start: [day; 2], end: [day; 2] }
    }

    /// Whether the two have a day in common.
    ///
    /// Any number of stretches have a common day if every two of them have one, so that three or
    /// four are asked about pair by pair.
    pub(super) fn meets(self, other: Self) -> Truth {
        Truth::between(
            self.start[1] <= other.end[0] && other.start[1] <= self.end[0],
            self.start[0] <= other.end[1] && other.start[0] <= self.end[1],
        )
    }

    /// The days on which it holds in the given sense, both inclusive; last before first if none.
    pub(super) fn days(self, possible: bool) -> (i32, i32) {
        if possible { (self.start[0], self.end[1]) } else { (self.start[1], self.end[0]) }
    }

    /// Whether what may hold on a day certainly does.
    pub(super) fn is_exact(self) -> bool {
        self.start[0] == self.start[1] && self.end[0] == self.end[1]
    }
}

impl From<&Period> for Bounds {
    fn from(period: &Period) -> Self {
        let [a, b, c, d] = period.bounds();
        Self { start: [a, b], end: [c, d] }
    }
}

/// The day of a bound; `None` if it is missing.
pub(super) fn date(bound: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(bound)
}
