//! The index by which an actor's ties of a time are found.

use super::bounds::DayStretch;
use super::columns::{Columns, TieSort, VAGUE, each_reaching, latest_by_block};
use super::intern::as_place;
use super::pairs::Pairs;
use super::rows::FETCHED;
use crate::time::DayNumber;

/// The lowest bit of a sign's slot.
const SLOT: u32 = 29;

/// The bits of a tie's place.
const PLACE: u32 = (1 << SLOT) - 1;

/// How many ties a graph can hold: as many as those bits tell apart.
pub(crate) const MOST_TIES: usize = PLACE as usize;

/// Marks, beside the other end of a tie, one that leads to it, and one that leads from it.
const TO_OTHER: u32 = 1 << 31;
const FROM_OTHER: u32 = 1 << 30;

/// How many actors a graph can hold: as many as are left beside those marks.
pub(crate) const MOST_ACTORS: usize = FROM_OTHER as usize;

/// The ties of each actor, those from it and those to it, by the first day on which they can start.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ByActor {
    /// Where the ties of each actor start, and in the end where those of the last one end.
    first: Vec<usize>,
    /// Places of ties, those with an uncertain end marked [`VAGUE`]; the two bits below hold the
    /// [slot](TieSort::slot) of the sign.
    ties: Vec<u32>,
    /// Who is at the other end, with the marks above, so that counting touches nothing else.
    others: Vec<u32>,
    /// The latest ends, side by side.
    end: Vec<DayNumber>,
    /// The latest of them in each block.
    latest: Vec<DayNumber>,
}

/// A tie of an actor, as it is met.
#[derive(Clone, Copy)]
pub(crate) struct Met {
    tie: u32,
    other: u32,
}

impl Met {
    /// The tie, marked [`VAGUE`] if one of its ends is uncertain.
    pub(crate) fn tie(self) -> u32 {
        self.tie & (VAGUE | PLACE)
    }

    /// The [slot](TieSort::slot) of its sign.
    pub(crate) fn slot(self) -> usize {
        (self.tie >> SLOT & 3) as usize
    }

    /// Who is at the other end.
    pub(crate) fn other(self) -> u32 {
        self.other & !(TO_OTHER | FROM_OTHER)
    }

    /// Whether it leads to the other, or holds alike.
    pub(crate) fn is_to_other(self) -> bool {
        self.other & TO_OTHER != 0
    }

    /// Whether it leads from the other, or holds alike.
    pub(crate) fn is_from_other(self) -> bool {
        self.other & FROM_OTHER != 0
    }
}

impl ByActor {
    pub(crate) fn new(columns: &Columns, sorts: &[TieSort], pairs: &Pairs, actors: usize) -> Self {
        let mut first = vec![0; actors + 1];
        for pair in 0..as_place(pairs.len()) {
            let ((from, to), ties) = (pairs.ends(pair), pairs.run(pair).len());
            first[from as usize + 1] += ties;
            first[to as usize + 1] += ties;
        }
        for actor in 0..actors {
            first[actor + 1] += first[actor];
        }
        let mut next = first.clone();
        let (mut ties, mut others) = (vec![0; 2 * columns.len()], vec![0; 2 * columns.len()]);
        let mut end = vec![DayNumber::NO_START; 2 * columns.len()];
        let pair_of = pairs.of_each();
        let fetch = |tie: &u32| {
            let at = (tie & !VAGUE) as usize;
            (*tie, pairs.ends(pair_of[at]), columns.sort[at], columns.last[at])
        };
        // They are put side by side in the order of time, in which they lie anywhere.
        let mut fetched = Vec::with_capacity(FETCHED);
        for chunk in columns.in_time().chunks(FETCHED) {
            fetched.clear();
            fetched.extend(chunk.iter().map(fetch));
            for (tie, (from, to), sort, last) in &fetched {
                let sort = sorts[usize::from(*sort)];
                let back = if sort.symmetric { TO_OTHER | FROM_OTHER } else { 0 };
                let tie = tie | u32::from(sort.slot()) << SLOT;
                for (actor, other) in [(from, to | TO_OTHER | back), (to, from | FROM_OTHER | back)]
                {
                    let next = &mut next[*actor as usize];
                    (ties[*next], others[*next], end[*next]) = (tie, other, *last);
                    *next += 1;
                }
            }
        }
        let latest = latest_by_block(&end);
        Self { first, ties, others, end, latest }
    }

    /// How many ties an actor has at any time.
    pub(crate) fn count(&self, actor: u32) -> usize {
        self.first[actor as usize + 1] - self.first[actor as usize]
    }

    /// Calls `found` with each tie of the actor that may hold on a day from `first` to `last`, by
    /// start.
    pub(crate) fn of(
        &self,
        actor: u32,
        columns: &Columns,
        (first, last): DayStretch,
        mut found: impl FnMut(Met),
    ) {
        let run = self.first[actor as usize]..self.first[actor as usize + 1];
        let has_started = |tie: &u32| columns.first[(*tie & PLACE) as usize] <= last;
        let started = run.start + self.ties[run.clone()].partition_point(has_started);
        let Self { ties, others, .. } = self;
        each_reaching(&self.end, &self.latest, run.start..started, first, &mut |at| {
            found(Met { tie: ties[at], other: others[at] });
        });
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        size_of_val(&*self.first)
            + size_of_val(&*self.ties)
            + size_of_val(&*self.others)
            + size_of_val(&*self.end)
            + size_of_val(&*self.latest)
    }
}
