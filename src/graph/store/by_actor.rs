//! The index by which an actor's ties of a time are found.

use super::bounds::DayStretch;
use super::columns::{Columns, TieSort, VAGUE, each_reaching, latest_by_block};
use super::pairs::Pairs;
use crate::time::DayNumber;

/// The lowest bit of a sign's slot.
const SLOT: u32 = 29;

/// The bits of a tie's place.
const PLACE: u32 = (1 << SLOT) - 1;

/// How many ties a graph can hold: as many as those bits tell apart.
pub(crate) const MOST_TIES: usize = PLACE as usize;

/// The ties of each actor, those from it and those to it, by the first day on which they can start.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ByActor {
    /// Where the ties of each actor start, and in the end where those of the last one end.
    first: Vec<usize>,
    /// Places of ties, those with an uncertain end marked [`VAGUE`]; the two bits below hold the
    /// [slot](Sort::slot) of the sign, so that counting by sign touches nothing else.
    ties: Vec<u32>,
    /// Their latest ends, side by side.
    end: Vec<DayNumber>,
    /// The latest of them in each block.
    latest: Vec<DayNumber>,
}

impl ByActor {
    pub(crate) fn new(columns: &Columns, sorts: &[TieSort], pairs: &Pairs, actors: usize) -> Self {
        let mut first = vec![0; actors + 1];
        let ends = |tie: usize| {
            let pair = columns.pair[tie] as usize;
            [pairs.from[pair] as usize, pairs.to[pair] as usize]
        };
        for tie in 0..columns.len() {
            for actor in ends(tie) {
                first[actor + 1] += 1;
            }
        }
        for actor in 0..actors {
            first[actor + 1] += first[actor];
        }
        let mut next = first.clone();
        let mut ties = vec![0; 2 * columns.len()];
        let mut end = vec![DayNumber::NO_START; 2 * columns.len()];
        for tie in columns.in_time() {
            let at = (tie & !VAGUE) as usize;
            let slot = u32::from(sorts[usize::from(columns.sort[at])].slot());
            for actor in ends(at) {
                ties[next[actor]] = tie | slot << SLOT;
                end[next[actor]] = columns.end[1][at];
                next[actor] += 1;
            }
        }
        let latest = latest_by_block(&end);
        Self { first, ties, end, latest }
    }

    /// Calls `found` with each tie of the actor that may hold on a day from `first` to `last`, marked
    /// [`VAGUE`] if one of its ends is uncertain, and the slot of its sign, by start.
    pub(crate) fn of(
        &self,
        actor: u32,
        columns: &Columns,
        (first, last): DayStretch,
        mut found: impl FnMut(u32, usize),
    ) {
        let run = self.first[actor as usize]..self.first[actor as usize + 1];
        let has_started = |tie: &u32| columns.start[0][(*tie & PLACE) as usize] <= last;
        let started = run.start + self.ties[run.clone()].partition_point(has_started);
        let ties = &self.ties;
        each_reaching(&self.end, &self.latest, run.start..started, first, &mut |at| {
            let tie = ties[at];
            found(tie & (VAGUE | PLACE), (tie >> SLOT & 3) as usize);
        });
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        size_of_val(&*self.first)
            + size_of_val(&*self.ties)
            + size_of_val(&*self.end)
            + size_of_val(&*self.latest)
    }
}
