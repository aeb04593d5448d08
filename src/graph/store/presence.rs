//! When an actor exists, made ready to be asked many times: whatever the number of its spells, a
//! question is a few binary searches.

use super::bounds::{Bounds, DayStretch, EVERY_DAY, stretches_of};
use crate::time::{DayNumber, Truth};

/// The spells of an actor, as its ties ask about them.
///
/// Of three stretches that have a day in common two by two, all have one in common; so that it is enough
/// to know on which days there is any spell. Where the ends of a stretch are so uncertain that it holds
/// on no day for certain, though on some day it does, it has to lie within a single spell.
#[derive(Debug, PartialEq)]
pub(crate) struct Presence {
    /// The days of all spells, apart and ascending: certain ones, and possible ones.
    days: [Box<[DayStretch]>; 2],
    /// Of each spell the last day on which it can start and the first on which it can end, by the
    /// former; for the latter stands the latest of those up to here.
    widest: Box<[DayStretch]>,
    /// The spells that are certain on no day: the first day on which they can end and the last on
    /// which they can start, ascending.
    vague: Box<[DayStretch]>,
}

impl Presence {
    /// Of spells; without any it is every day.
    pub(crate) fn new(spells: &[Bounds]) -> Self {
        let days = [false, true].map(|possible| stretches_of(spells, possible).into_boxed_slice());
        let mut widest: Vec<DayStretch> = spells.iter().map(|spell| spell.days(false)).collect();
        let mut vague: Vec<DayStretch> = widest
            .iter()
            .filter(|(first, last)| last < first)
            .map(|(first, last)| (*last, *first))
            .collect();
        vague.sort_unstable();
        widest.sort_unstable();
        if spells.is_empty() {
            widest.push(EVERY_DAY);
        }
        let mut latest = DayNumber::NO_START;
        for (_, last) in &mut widest {
            latest = latest.max(*last);
            *last = latest;
        }
        Self { days, widest: widest.into_boxed_slice(), vague: vague.into_boxed_slice() }
    }

    /// The days on which it exists in the given sense, apart and ascending.
    pub(crate) fn days(&self, possible: bool) -> &[DayStretch] {
        &self.days[usize::from(possible)]
    }

    /// Whether one spell certainly lasts from the first day to the last.
    fn covers(&self, (first, last): DayStretch) -> bool {
        let started = self.widest.partition_point(|(start, _)| *start <= first);
        started > 0 && self.widest[started - 1].1 >= last
    }

    /// Whether it exists at any time within the bounds.
    pub(crate) fn meets(&self, within: Bounds) -> Truth {
        let (first, last) = within.days(false);
        let certain = if first > last {
            self.covers((last, first))
        } else {
            from_first(self.days(false), first).next().is_some_and(|days| days.0 <= last)
                || vague_within(self, (first, last)).next().is_some()
        };
        let (first, last) = within.days(true);
        Truth::between(
            certain,
            from_first(self.days(true), first).next().is_some_and(|days| days.0 <= last),
        )
    }

    /// Whether both exist at one time within all of the bounds, which have to meet.
    pub(crate) fn meet(&self, other: &Self, bounds: [Bounds; 2]) -> Truth {
        let common = |possible: bool| {
            let [(a, b), (c, d)] = bounds.map(|bounds| bounds.days(possible));
            (a.max(c), b.min(d))
        };
        Truth::between(
            self.certainly_meet(other, common(false)),
            meet_within(self.days(true), other.days(true), common(true)),
        )
    }

    fn certainly_meet(&self, other: &Self, within: DayStretch) -> bool {
        let (first, last) = within;
        if first > last {
            return self.covers((last, first)) && other.covers((last, first));
        }
        let lies_in =
            |one: &Self, other: &Self| vague_within(one, within).any(|spell| other.covers(*spell));
        meet_within(self.days(false), other.days(false), within)
            || lies_in(self, other)
            || lies_in(other, self)
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        size_of_val(&*self.days[0])
            + size_of_val(&*self.days[1])
            + size_of_val(&*self.widest)
            + size_of_val(&*self.vague)
    }
}

/// The stretches that end on a day or after it.
pub(crate) fn from_first(
    days: &[DayStretch],
    first: DayNumber,
) -> impl Iterator<Item = &DayStretch> {
    days[days.partition_point(|(_, last)| *last < first)..].iter()
}

/// The spells that are certain on no day and lie within the days, both ends inclusive.
fn vague_within(
    presence: &Presence,
    (first, last): DayStretch,
) -> impl Iterator<Item = &DayStretch> {
    let from = presence.vague.partition_point(|(start, _)| *start < first);
    let started = presence.vague[from..].iter().take_while(move |(start, _)| *start <= last);
    started.filter(move |(_, end)| *end <= last)
}

/// Whether two lists of stretches have a day in common within some days. The shorter list is
/// walked, and the longer one searched.
fn meet_within(one: &[DayStretch], other: &[DayStretch], (first, last): DayStretch) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    from_first(few, first).take_while(|days| days.0 <= last).any(|days| {
        let (first, last) = (days.0.max(first), days.1.min(last));
        from_first(many, first).next().is_some_and(|days| days.0 <= last)
    })
}

/// The days that two lists of stretches have in common, apart and ascending.
pub(crate) fn common(one: &[DayStretch], other: &[DayStretch]) -> Vec<DayStretch> {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut found = Vec::new();
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let days = (x.0.max(y.0), x.1.min(y.1));
        if days.0 <= days.1 {
            found.push(days);
        }
        if x.1 < y.1 {
            a.next();
        } else {
            b.next();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bounds of every form over a few days.
    fn all() -> Vec<Bounds> {
        let days = [
            DayNumber::NO_START,
            DayNumber::UNKNOWN_FIRST,
            day(1),
            day(2),
            day(4),
            day(5),
            DayNumber::UNKNOWN_LAST,
            DayNumber::NO_END,
        ];
        let mut all = Vec::new();
        for a in days {
            for b in days {
                for c in days {
                    for d in days {
                        if a <= b && a <= c && b <= d && c <= d {
                            all.push(Bounds { start: [a, b], end: [c, d] });
                        }
                    }
                }
                all.extend((a <= b).then(|| Bounds::perhaps((a, b))));
            }
        }
        all
    }

    fn day(n: i32) -> DayNumber {
        chrono::NaiveDate::from_num_days_from_ce_opt(700_000 + n).unwrap().into()
    }

    fn spells<'s>(own: &'s [Bounds], ever: &'s [Bounds]) -> &'s [Bounds] {
        if own.is_empty() { ever } else { own }
    }

    fn some(all: &[Bounds], at: usize) -> Vec<Bounds> {
        (0..at % 4).map(|n| all[(at * 31 + n * 1_009) % all.len()]).collect()
    }

    #[test]
    fn it_answers_as_spells_asked_one_by_one() {
        let all = all();
        let ever = [Bounds { start: [DayNumber::NO_START; 2], end: [DayNumber::NO_END; 2] }];
        for at in 0..60_000_usize {
            let [one, other] = [some(&all, at / 3), some(&all, at / 5 + 17)];
            let [a, b] = [&one, &other].map(|spells| Presence::new(spells));
            let (tie, within) = (all[at * 7 % all.len()], all[at * 13 % all.len()]);
            let (one, other) = (spells(&one, &ever), spells(&other, &ever));
            assert_eq!(a.meets(within), Truth::any(one.iter().map(|spell| spell.meets(within))));
            let expected = Truth::any(one.iter().flat_map(|one| {
                other.iter().map(move |other| {
                    let all = [tie, within, *one, *other];
                    let rest = |at: usize| all[at + 1..].iter().map(move |b| all[at].meets(*b));
                    Truth::all((0..all.len()).flat_map(rest))
                })
            }));
            let found = tie.meets(within).and(a.meet(&b, [tie, within]));
            assert_eq!(found, expected, "{tie} within {within}: {one:?} and {other:?}");
        }
    }
}
