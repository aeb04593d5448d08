//! The days on which pairs of actors have ties, pair by pair: what a sweep counts.

use super::bounds::{DayStretch, EVERY_DAY};
use super::graph_data::GraphData;
use super::intern::as_place;
use super::presence::{common, from_first};
use crate::time::DayNumber;

/// Which ties of an actor count by their direction. A tie that holds alike has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Either,
    Out,
    In,
}

/// Those for whom something counts: one of the two ends, or both.
type Counting<'a> = &'a [u32];

/// What is counted of the ties of a graph.
pub(crate) struct PairDays<'g> {
    pub(crate) graph: &'g GraphData,
    /// Of each sort of tie, whether it counts; if there is none, every sort does.
    pub(crate) counts: Option<Vec<bool>>,
    pub(crate) possible: bool,
    pub(crate) way: Way,
}

impl PairDays<'_> {
    /// Calls `found` with the actors for whom ties count, the days, and how many ties they are.
    pub(crate) fn each_tie(&self, mut found: impl FnMut(Counting<'_>, DayStretch, u32)) {
        let (mut both, mut steps) = (Vec::new(), Vec::new());
        for pair in 0..as_place(self.graph.pairs.len()) {
            let ends = self.graph.pairs.ends(pair);
            let run = self.graph.pairs.run(pair);
            let there = self.there(ends, &mut both);
            if there.is_empty() {
                continue;
            }
            if let [days] = there {
                for tie in run.filter(|tie| self.is_counted(*tie)) {
                    let (first, last) = self.graph.columns.days(tie, self.possible);
                    let held = (first.max(days.0), last.min(days.1));
                    if held.0 <= held.1 {
                        self.for_whom(ends, self.is_alike(tie), |who| found(who, held, 1));
                    }
                }
                continue;
            }
            // Not tie by tie: many of them on many stretches would be the product of both.
            for alike in [false, true] {
                let ties = run.clone().filter(|tie| self.is_alike(*tie) == alike);
                self.steps_of(ties, &mut steps);
                self.for_whom(ends, alike, |who| {
                    each_level(&steps, |days, ties| {
                        each_within(there, days, |days| found(who, days, ties));
                    });
                });
            }
        }
    }

    /// Calls `found` with the actors who have a neighbour in each other, and the days, apart from
    /// one another for each such pair.
    pub(crate) fn each_neighbour(&self, mut found: impl FnMut(Counting<'_>, DayStretch)) {
        let pairs = &self.graph.pairs;
        let (mut both, mut days) = (Vec::new(), Vec::new());
        let mut sorts = self.graph.sorts.iter().enumerate();
        let alike = sorts.any(|(at, sort)| sort.symmetric && self.counts_sort(at));
        let with_reverse = alike || self.way == Way::Either;
        for pair in 0..as_place(pairs.len()) {
            let (from, to) = pairs.ends(pair);
            let reverse = if with_reverse { pairs.find(to, from) } else { None };
            // The two directions are looked at once, from the pair that stands first.
            if reverse.is_some_and(|reverse| reverse < pair) {
                continue;
            }
            let own = pairs.run(pair);
            let back = reverse.map_or(0..0, |reverse| pairs.run(reverse));
            let there = self.there((from, to), &mut both);
            if there.is_empty() {
                continue;
            }
            let mut tell = |ends: (u32, u32), days: &[DayStretch]| {
                self.for_whom(ends, false, |who| {
                    for days in days {
                        each_within(there, *days, |days| found(who, days));
                    }
                });
            };
            if self.way == Way::Either {
                self.joined(own.chain(back), &mut days);
                tell((from, to), &days);
                continue;
            }
            self.joined(own.clone(), &mut days);
            tell((from, to), &days);
            if with_reverse {
                self.joined(own.filter(|tie| self.is_alike(*tie)).chain(back), &mut days);
                tell((to, from), &days);
            }
        }
    }

    fn counts_sort(&self, sort: usize) -> bool {
        self.counts.as_ref().is_none_or(|counts| counts[sort])
    }

    fn is_counted(&self, tie: usize) -> bool {
        self.counts_sort(usize::from(self.graph.columns.sort[tie]))
    }

    fn is_alike(&self, tie: usize) -> bool {
        self.graph.sort(tie).symmetric
    }

    /// Calls `found` with those for whom a tie from one to the other counts.
    fn for_whom(&self, (from, to): (u32, u32), alike: bool, mut found: impl FnMut(Counting<'_>)) {
        match self.way {
            Way::Out if !alike => found(&[from]),
            Way::In if !alike => found(&[to]),
            _ => found(&[from, to]),
        }
    }

    /// The days on which two actors exist, apart and ascending.
    fn there<'a>(
        &'a self,
        (from, to): (u32, u32),
        both: &'a mut Vec<DayStretch>,
    ) -> &'a [DayStretch] {
        let presence = self.graph.actors.presence();
        if presence.is_empty() {
            return &[EVERY_DAY];
        }
        let days = |actor: u32| presence[actor as usize].days(self.possible);
        match (days(from), days(to)) {
            ([EVERY_DAY], days) | (days, [EVERY_DAY]) => days,
            (one, other) => {
                *both = common(one, other);
                both
            }
        }
    }

    /// The days on which any of the ties holds that count, apart and ascending.
    fn joined(&self, ties: impl Iterator<Item = usize>, days: &mut Vec<DayStretch>) {
        days.clear();
        let mut ascending = true;
        for tie in ties.filter(|tie| self.is_counted(*tie)) {
            let held = self.graph.columns.days(tie, self.possible);
            if held.0 > held.1 {
                continue;
            }
            match days.last_mut() {
                // Most follow on one another, so that few are left to be sorted.
                Some(last) if last.0 <= held.0 && held.0 <= last.1.succ() => {
                    last.1 = last.1.max(held.1);
                }
                Some(last) => {
                    ascending &= last.0 <= held.0;
                    days.push(held);
                }
                None => days.push(held),
            }
        }
        if ascending {
            return;
        }
        days.sort_unstable();
        days.dedup_by(|next, last| {
            let joins = next.0 <= last.1.succ();
            if joins {
                last.1 = last.1.max(next.1);
            }
            joins
        });
    }

    /// By how many the number of ties that count changes on which days, ascending.
    fn steps_of(&self, ties: impl Iterator<Item = usize>, steps: &mut Vec<(DayNumber, i32)>) {
        steps.clear();
        for tie in ties.filter(|tie| self.is_counted(*tie)) {
            let (first, last) = self.graph.columns.days(tie, self.possible);
            if first <= last {
                steps.extend([(first, 1), (last.succ(), -1)]);
            }
        }
        steps.sort_unstable();
    }
}

/// Calls `found` with each stretch of days between two steps, and how many ties there are on it.
fn each_level(steps: &[(DayNumber, i32)], mut found: impl FnMut(DayStretch, u32)) {
    let mut ties = 0;
    for (at, (day, step)) in steps.iter().enumerate() {
        ties += step;
        let next = steps.get(at + 1).map_or(DayNumber::NO_END, |(day, _)| *day);
        if next > *day {
            // As many end as have begun, so that there are never fewer than none.
            found((*day, next.pred()), u32::try_from(ties).unwrap_or(0));
        }
    }
}

/// Calls `found` with what one stretch has in common with others, which are apart and ascending.
fn each_within(others: &[DayStretch], days: DayStretch, mut found: impl FnMut(DayStretch)) {
    for other in from_first(others, days.0).take_while(|other| other.0 <= days.1) {
        found((other.0.max(days.0), other.1.min(days.1)));
    }
}
