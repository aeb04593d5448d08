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
        start: [DayNumber::UNKNOWN_FIRST, DayNumber::UNKNOWN_LAST],
        end: [DayNumber::UNKNOWN_FIRST, DayNumber::UNKNOWN_LAST],
    };

    /// What may hold between these days, both inclusive, and may not be at all, so that it certainly
    /// holds in no time, however long. Without either day nothing is told of its time.
    pub(crate) fn perhaps((first, last): DayStretch) -> Self {
        let (first, last) =
            (first.max(DayNumber::UNKNOWN_FIRST), last.min(DayNumber::UNKNOWN_LAST));
        if !first.is_day() && !last.is_day() {
            return Self::SOME_TIME;
        }
        Self { start: [first, DayNumber::AFTER_ALL], end: [DayNumber::BEFORE_ALL, last] }
    }

    /// Whether it may not be at all.
    pub(crate) fn may_not_be(self) -> bool {
        (self.start[1], self.end[0]) == (DayNumber::AFTER_ALL, DayNumber::BEFORE_ALL)
    }

    /// Whether no bound contradicts another: it can begin by the day on which it can end.
    pub(crate) fn is_sound(self) -> bool {
        let Self { start, end } = self;
        let fits =
            start[0] <= start[1] && end[0] <= end[1] && start[0] <= end[0] && start[1] <= end[1];
        fits || self.may_not_be() && self == Self::perhaps(self.days(true)) && start[0] <= end[1]
    }

    /// The time of both at once, if they may have any. Where they need not meet, it may not be at all.
    pub(crate) fn common(self, other: Self) -> Option<Self> {
        let [first, from] = [0, 1].map(|at| self.start[at].max(other.start[at]));
        let [until, last] = [0, 1].map(|at| self.end[at].min(other.end[at]));
        match self.meets(other) {
            Truth::No => None,
            Truth::Yes => Some(Self { start: [first, from], end: [until, last] }),
            Truth::Maybe => Some(Self::perhaps((first, last))),
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i32) -> DayNumber {
        NaiveDate::from_num_days_from_ce_opt(n).unwrap().into()
    }

    /// Every pair of ends that there can be over a few days, each end on one of two days.
    fn all() -> Vec<Bounds> {
        let mut all = Vec::new();
        for code in 0..5_i32.pow(4) {
            let [a, b, c, d] = [code % 5, code / 5 % 5, code / 25 % 5, code / 125].map(day);
            let bounds = Bounds { start: [a, b], end: [c, d] };
            all.extend((a <= b && c <= d && bounds.is_sound()).then_some(bounds));
        }
        all
    }

    /// The stretches that something of these bounds can be.
    fn stretches(of: Bounds) -> impl Iterator<Item = (i32, i32)> + Clone {
        let run = |[first, last]: [DayNumber; 2]| first.get()..=last.get();
        run(of.start)
            .flat_map(move |from| run(of.end).map(move |to| (from, to)))
            .filter(|(from, to)| from <= to)
    }

    #[test]
    fn what_two_have_in_common_is_what_each_of_their_stretches_has() {
        let all = all();
        for one in &all {
            for other in &all {
                let each = stretches(*one)
                    .flat_map(|a| stretches(*other).map(move |b| (a.0.max(b.0), a.1.min(b.1))));
                let (there, not): (Vec<_>, Vec<_>) = each.partition(|(from, to)| from <= to);
                let Some(common) = one.common(*other) else {
                    assert!(there.is_empty(), "{one} and {other}");
                    continue;
                };
                assert!(common.is_sound(), "{one} and {other}: {common}");
                assert_eq!(common.may_not_be(), !not.is_empty(), "{one} and {other}: {common}");
                let first = there.iter().map(|days| days.0).min().map(day);
                let last = there.iter().map(|days| days.1).max().map(day);
                assert_eq!((Some(common.start[0]), Some(common.end[1])), (first, last));
            }
        }
    }

    #[test]
    fn what_may_not_be_is_certain_in_no_time() {
        let ever = Bounds { start: [DayNumber::NO_START; 2], end: [DayNumber::NO_END; 2] };
        let perhaps = Bounds::perhaps((day(3), DayNumber::NO_END));
        assert_eq!(perhaps.meets(ever), Truth::Maybe);
        assert_eq!(perhaps.meets(perhaps), Truth::Maybe);
        assert_eq!(perhaps.meets(Bounds { end: [day(2); 2], ..ever }), Truth::No);
        assert!(perhaps.is_sound() && perhaps.may_not_be() && !perhaps.is_ever());
        let some_time = Bounds::perhaps(EVERY_DAY);
        assert!(some_time.is_sound() && !some_time.may_not_be());
        assert!(!Bounds { start: [day(1), day(3)], end: [day(1), day(2)] }.is_sound());
    }
}
