//! Times as rules compare them: only what is certain counts.

use chrono::{Days, NaiveDate};

use crate::model::{When, WhenDay, WhenSpan};
use crate::time::{DayNumber, End, Period, UncertainDate};

/// The days on which something was certainly so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Surely {
    pub(crate) from: DayNumber,
    pub(crate) to: DayNumber,
}

impl Surely {
    /// From the last day it can have started to the first it can have ended.
    pub(crate) fn of(period: &Period) -> Option<Self> {
        let from = match period.from() {
            End::On(day) => day.latest().map(DayNumber::from),
            End::Open => Some(DayNumber::NO_START),
            _ => None,
        };
        let to = match period.to() {
            End::On(day) => day.earliest().map(DayNumber::from),
            End::Open => Some(DayNumber::NO_END),
            End::Still(day) => Some(DayNumber::from(*day)),
            End::Unknown => from,
        };
        // Nothing but the last day heard of is certain of what has no known start.
        let from = from.or(match period.to() {
            End::Still(day) => Some(DayNumber::from(*day)),
            _ => None,
        })?;
        Some(Self { from, to: to? }).filter(|sure| sure.from <= sure.to)
    }

    /// Up to when, in words.
    pub(crate) fn until(self) -> String {
        match self.to.date() {
            Some(day) => format!("until {day} at least"),
            None => "without an end".to_owned(),
        }
    }

    /// Whether both go on for more than a day that one hands over to the other.
    pub(crate) fn clashes_with(self, other: Self) -> bool {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        let within = |inner: Self, outer: Self| outer.from < inner.from && inner.to < outer.to;
        from < to || within(self, other) || within(other, self)
    }

    /// Whether one of them ends on the day on which the other begins, and neither is of that day alone: who
    /// leaves and comes back on one day has been away between.
    pub(crate) fn touches(self, other: Self) -> bool {
        let (first, second) = if self.from < other.from { (self, other) } else { (other, self) };
        first.to == second.from && first.from < first.to && second.from < second.to
    }

    /// Whether both have a day in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.from.max(other.from) <= self.to.min(other.to)
    }
}

/// The day after `day`, which at some place on Earth has begun while it lasts.
pub(crate) fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The first day of a date told as such.
pub(crate) fn first_day(when: &WhenDay) -> Option<NaiveDate> {
    when.fixed()?.date().earliest()
}

/// The first day of a period told as such.
pub(crate) fn first_of_span(when: &WhenSpan) -> Option<NaiveDate> {
    when.fixed()?.start().and_then(UncertainDate::earliest)
}

/// The last day of a date or period told as such.
pub(crate) fn last_day(when: &WhenDay) -> Option<NaiveDate> {
    match when {
        When::On(moment) => moment.date().latest(),
        When::Relative(_) => None,
    }
}

/// The last day of a period told as such.
pub(crate) fn last_of_span(when: &WhenSpan) -> Option<NaiveDate> {
    when.fixed()?.latest()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn surely(text: &str) -> Surely {
        Surely::of(&text.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_handover_is_no_clash_and_a_day_within_is() {
        assert!(!surely("2024-06-18/2024-06-19").clashes_with(surely("2024-06-19/2024-06-20")));
        assert!(surely("2024-06-18/2024-06-19").meets(surely("2024-06-19/2024-06-20")));
        assert!(surely("2024-06-19/2024-06-20").touches(surely("2024-06-18/2024-06-19")));
        assert!(!surely("2024-06-19/2024-06-20").touches(surely("2024-06-19")));
        assert!(surely("2024-06-18/2024-06-20").clashes_with(surely("2024-06-19")));
        assert!(!surely("2024-06-18").clashes_with(surely("2024-06-18")));
        assert!(surely("2024-06-18/2024-06-20").clashes_with(surely("2024-06-19/..")));
    }

    #[test]
    fn only_what_is_certain_counts() {
        assert_eq!(Surely::of(&"2024-06".parse().unwrap()), None);
        assert_eq!(
            Surely::of(&"2023/2024".parse().unwrap()).and_then(|s| s.from.date()),
            Some(date!("2023-12-31"))
        );
        assert!(!surely("2023-01/2023-02").clashes_with(surely("2023-02/2023-03")));
    }
}
