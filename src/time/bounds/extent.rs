//! The bounds of both ends of a period, as day numbers on which every question is two comparisons.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::NaiveDate;

use super::day_number::DayNumber;
use crate::time::truth::Truth;

/// The first and the last day an end can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::time) struct Range {
    pub(in crate::time) lo: DayNumber,
    pub(in crate::time) hi: DayNumber,
}

impl Range {
    pub(in crate::time) const NO_START: Self =
        Self { lo: DayNumber::NO_START, hi: DayNumber::NO_START };
    pub(in crate::time) const NO_END: Self = Self { lo: DayNumber::NO_END, hi: DayNumber::NO_END };

    pub(in crate::time) fn new(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> Self {
        Self {
            lo: earliest.map_or(DayNumber::UNKNOWN_FIRST, DayNumber::from),
            hi: latest.map_or(DayNumber::UNKNOWN_LAST, DayNumber::from),
        }
    }
}

/// When a stretch of time can start and when it can end, each bound tightened by the other: an end
/// does not precede its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::time) struct Extent {
    start: Range,
    end: Range,
}

impl Extent {
    pub(in crate::time) fn new(start: Range, end: Range) -> Self {
        Self {
            start: Range { lo: start.lo, hi: start.hi.min(end.hi) },
            end: Range { lo: end.lo.max(start.lo), hi: end.hi },
        }
    }

    /// The bounds of its start, then those of its end.
    pub(in crate::time) fn bounds(self) -> [DayNumber; 4] {
        [self.start.lo, self.start.hi, self.end.lo, self.end.hi]
    }

    /// Whether it ends before it starts, whichever days the two are.
    pub(in crate::time) fn is_backwards(self) -> bool {
        self.start.lo > self.start.hi
    }

    pub(in crate::time) fn contains(self, day: NaiveDate) -> Truth {
        let day = DayNumber::from(day);
        Truth::between(
            self.start.hi <= day && day <= self.end.lo,
            self.start.lo <= day && day <= self.end.hi,
        )
    }

    pub(in crate::time) fn has_begun(self, day: NaiveDate) -> Truth {
        let day = DayNumber::from(day);
        Truth::between(self.start.hi <= day, self.start.lo <= day)
    }

    pub(in crate::time) fn overlaps(self, other: Self) -> Truth {
        Truth::between(
            self.start.hi <= other.end.lo && other.start.hi <= self.end.lo,
            self.start.lo <= other.end.hi && other.start.lo <= self.end.hi,
        )
    }

    pub(in crate::time) fn before(self, other: Self) -> Truth {
        Truth::between(self.end.hi < other.start.lo, self.end.lo < other.start.hi)
    }

    /// The days on which it certainly holds, if there are any.
    fn core(self) -> Option<Range> {
        (self.start.hi <= self.end.lo).then_some(Range { lo: self.start.hi, hi: self.end.lo })
    }

    /// The days on which it may hold.
    fn outer(self) -> Range {
        Range { lo: self.start.lo, hi: self.end.hi }
    }

    /// Whether all of it lies within the union of other stretches and of single days.
    pub(in crate::time) fn is_covered_by(self, stretches: &[Self], days: &[Self]) -> Truth {
        let all = || stretches.iter().chain(days);
        let certain = union(all().filter_map(|other| other.core()));
        let outer = self.outer();
        let within = |whole: &Range| whole.lo <= outer.lo && outer.hi <= whole.hi;
        let can = match self.core() {
            // The least it can be is its core. A stretch can be all that it may hold on.
            Some(core) => {
                let possible = union(stretches.iter().map(|other| other.outer()));
                let days: Vec<Range> = days.iter().map(|day| day.outer()).collect();
                fill(&gaps(core, &possible), days)
            }
            // The least it can be is one day between the two.
            None => all()
                .map(|other| other.outer())
                .any(|stretch| stretch.lo <= self.start.hi && self.end.lo <= stretch.hi),
        };
        Truth::between(certain.iter().any(within), can)
    }
}

/// The days of a stretch that lie in none of the others, which are apart and in order.
fn gaps(whole: Range, others: &[Range]) -> Vec<Range> {
    let mut gaps = Vec::new();
    let mut next = whole.lo;
    for other in others {
        if other.hi < next {
            continue;
        }
        if other.lo > whole.hi {
            break;
        }
        if next < other.lo {
            gaps.push(Range { lo: next, hi: other.lo.pred() });
        }
        if other.hi >= whole.hi {
            return gaps;
        }
        next = other.hi.succ();
    }
    gaps.push(Range { lo: next, hi: whole.hi });
    gaps
}

/// Whether each day of the gaps, which are in order, can be a single day of its own, each of which lies
/// somewhere in its range.
fn fill(gaps: &[Range], mut days: Vec<Range>) -> bool {
    let length = |gap: &Range| i64::from(gap.hi.get()) - i64::from(gap.lo.get()) + 1;
    let wanted: i64 = gaps.iter().map(length).sum();
    // More days than there are: no gap without an end goes beyond this.
    if usize::try_from(wanted).is_ok_and(|wanted| wanted > days.len()) {
        return false;
    }
    days.sort_unstable();
    let mut days = days.into_iter().peekable();
    // The last day of each range that has begun; the one that ends first has to be used first.
    let mut begun = BinaryHeap::new();
    for gap in gaps {
        let mut at = gap.lo;
        while at <= gap.hi {
            while let Some(day) = days.next_if(|day| day.lo <= at) {
                begun.push(Reverse(day.hi));
            }
            while begun.peek().is_some_and(|Reverse(last)| *last < at) {
                begun.pop();
            }
            if begun.pop().is_none() {
                return false;
            }
            at = at.succ();
        }
    }
    true
}

/// The union of stretches of days, adjacent ones joined, in order.
fn union(stretches: impl Iterator<Item = Range>) -> Vec<Range> {
    let mut sorted: Vec<Range> = stretches.collect();
    sorted.sort_unstable();
    let mut joined: Vec<Range> = Vec::with_capacity(sorted.len());
    for next in sorted {
        match joined.last_mut() {
            Some(last) if next.lo <= last.hi.succ() => last.hi = last.hi.max(next.hi),
            _ => joined.push(next),
        }
    }
    joined
}
