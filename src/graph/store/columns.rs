//! The columns in which a graph keeps its ties, and the index by which those of a time are found.

use std::ops::Range;

use super::bounds::{Bounds, DayStretch};
use crate::graph::Sign;
use crate::time::DayNumber;

/// How many ties share one entry of the index.
const BLOCK: usize = 64;

/// Marks, in a list of ties, one that holds only possibly; in the order of time, one with an
/// uncertain end.
pub(crate) const VAGUE: u32 = 1 << 31;

/// What many ties have in common beside their ends and their dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TieSort {
    /// Place of the kind's code.
    pub(crate) kind: u32,
    pub(crate) sign: Option<Sign>,
    pub(crate) symmetric: bool,
    pub(crate) censored: bool,
}

impl TieSort {
    /// Where ties of its sign are counted, of three: for, against, without a sign.
    pub(crate) fn slot(self) -> u8 {
        self.sign.map_or(2, |sign| sign as u8)
    }
}

/// The ties, sorted by their two ends and their start.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub(crate) pair: Vec<u32>,
    pub(crate) start: [Vec<DayNumber>; 2],
    pub(crate) end: [Vec<DayNumber>; 2],
    pub(crate) intensity: Vec<f64>,
    pub(crate) sort: Vec<u16>,
    pub(crate) evidence: Vec<u32>,
    /// The latest end in each block.
    latest: Vec<DayNumber>,
    by_start: ByStart,
}

/// The ties by the first day on which they can start.
#[derive(Debug, Default, PartialEq)]
struct ByStart {
    /// Places of ties, those with an uncertain end marked.
    ties: Vec<u32>,
    /// Their latest ends, side by side.
    end: Vec<DayNumber>,
    /// The latest of them in each block.
    latest: Vec<DayNumber>,
}

impl Columns {
    pub(crate) fn with_capacity(ties: usize) -> Self {
        let days = || [Vec::with_capacity(ties), Vec::with_capacity(ties)];
        Self {
            pair: Vec::with_capacity(ties),
            start: days(),
            end: days(),
            intensity: Vec::with_capacity(ties),
            sort: Vec::with_capacity(ties),
            evidence: Vec::with_capacity(ties),
            ..Self::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.pair.len()
    }

    pub(crate) fn bounds(&self, tie: usize) -> Bounds {
        Bounds {
            start: [self.start[0][tie], self.start[1][tie]],
            end: [self.end[0][tie], self.end[1][tie]],
        }
    }

    /// Whether a tie that may hold within the bounds certainly does.
    pub(crate) fn is_certain(&self, tie: usize, within: Bounds) -> bool {
        self.start[1][tie] <= within.end[0] && within.start[1] <= self.end[0][tie]
    }

    /// Builds the index, once every tie is there.
    pub(crate) fn index(&mut self) {
        self.latest = latest_by_block(&self.end[1]);
        // One number a tie, which sorts by the start and then by the place.
        let mut keys: Vec<u64> = (0_u32..)
            .zip(&self.start[0])
            .map(|(tie, start)| u64::from(start.ascending()) << 32 | u64::from(tie))
            .collect();
        keys.sort_unstable();
        self.by_start.ties = keys
            .into_iter()
            .map(|key| {
                #[expect(clippy::cast_possible_truncation, reason = "the lower half is the place")]
                let tie = key as u32;
                let exact = self.bounds(tie as usize).is_exact();
                if exact { tie } else { tie | VAGUE }
            })
            .collect();
        let end = |tie: &u32| self.end[1][(tie & !VAGUE) as usize];
        self.by_start.end = self.by_start.ties.iter().map(end).collect();
        self.by_start.latest = latest_by_block(&self.by_start.end);
    }

    /// Calls `found` with each tie of a run of one pair that may hold on a day from `first` to
    /// `last`, in order.
    pub(crate) fn of_pair(
        &self,
        run: Range<usize>,
        (first, last): DayStretch,
        mut found: impl FnMut(usize),
    ) {
        if run.len() <= BLOCK {
            let days = self.start[0][run.clone()].iter().zip(&self.end[1][run.clone()]);
            for (at, (_, end)) in run.zip(days.take_while(|(start, _)| **start <= last)) {
                if *end >= first {
                    found(at);
                }
            }
            return;
        }
        let started = run.start + self.start[0][run.clone()].partition_point(|day| *day <= last);
        each_reaching(&self.end[1], &self.latest, run.start..started, first, &mut found);
    }

    /// Calls `found` with each tie that may hold on a day from `first` to `last`, marked
    /// [`VAGUE`] if one of its ends is uncertain, by start.
    pub(crate) fn of_time(&self, (first, last): DayStretch, mut found: impl FnMut(u32)) {
        let ByStart { ties, end, latest } = &self.by_start;
        let has_started = |tie: &u32| self.start[0][(tie & !VAGUE) as usize] <= last;
        let started = ties.partition_point(has_started);
        each_reaching(end, latest, 0..started, first, &mut |at| found(ties[at]));
    }

    /// The places of all ties, those with an uncertain end marked [`VAGUE`], by the first day on
    /// which they can start.
    pub(crate) fn in_time(&self) -> impl Iterator<Item = u32> {
        self.by_start.ties.iter().copied()
    }

    /// How many bytes the columns take.
    pub(crate) fn size(&self) -> usize {
        let days = [&self.start[0], &self.start[1], &self.end[0], &self.end[1], &self.latest];
        let by_start = [&self.by_start.end, &self.by_start.latest];
        let places = [&self.pair, &self.evidence, &self.by_start.ties];
        4 * days.iter().chain(&by_start).map(|column| column.capacity()).sum::<usize>()
            + 4 * places.iter().map(|column| column.capacity()).sum::<usize>()
            + 8 * self.intensity.capacity()
            + 2 * self.sort.capacity()
    }

    /// What is wrong with the index, if anything is.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let n = self.len();
        let days = self.start.iter().chain(&self.end).map(Vec::len);
        let rest = [self.intensity.len(), self.sort.len(), self.evidence.len()];
        if !days.chain(rest).all(|len| len == n) {
            return Some("the columns differ in length");
        }
        if self.latest != latest_by_block(&self.end[1])
            || self.by_start.latest != latest_by_block(&self.by_start.end)
        {
            return Some("a block's latest end is not that of its ties");
        }
        let place = |tie: &u32| (tie & !VAGUE) as usize;
        let ties = &self.by_start.ties;
        let mut seen = vec![false; n];
        for tie in ties.iter().map(place) {
            match seen.get_mut(tie) {
                Some(seen) if !*seen => *seen = true,
                _ => return Some("a tie stands twice in the order of time, or is none"),
            }
        }
        let start = |tie: &u32| self.start[0][place(tie)];
        if ties.len() != n || !ties.is_sorted_by_key(start) {
            return Some("the ties are not in the order of time");
        }
        let marked = |tie: &u32| (tie & VAGUE == 0) == self.bounds(place(tie)).is_exact();
        let ends = ties.iter().zip(&self.by_start.end).all(|(t, e)| self.end[1][place(t)] == *e);
        (!ends || !ties.iter().all(marked)).then_some("the order of time tells of other ends")
    }
}

pub(crate) fn latest_by_block(ends: &[DayNumber]) -> Vec<DayNumber> {
    let latest = |block: &[DayNumber]| block.iter().copied().max().unwrap_or(DayNumber::NO_START);
    ends.chunks(BLOCK).map(latest).collect()
}

/// The places in `run` whose end is not before `first`; whole blocks that end before it are passed
/// over.
pub(crate) fn each_reaching(
    ends: &[DayNumber],
    latest: &[DayNumber],
    run: Range<usize>,
    first: DayNumber,
    found: &mut impl FnMut(usize),
) {
    if run.is_empty() {
        return;
    }
    let blocks = run.start / BLOCK..run.end.div_ceil(BLOCK);
    for (block, latest) in blocks.clone().zip(&latest[blocks]) {
        if *latest < first {
            continue;
        }
        let from = run.start.max(block * BLOCK);
        let to = run.end.min((block + 1) * BLOCK);
        // Kept without a branch on each end: which ones reach the day cannot be foreseen. Numbers are
        // compared, and not days: that takes two thirds of the time.
        let (mut kept, mut len, first) = ([0_u8; BLOCK], 0, first.get());
        for (at, end) in (0_u8..).zip(&ends[from..to]) {
            kept[len % BLOCK] = at;
            len += usize::from(end.get() >= first);
        }
        for at in &kept[..len] {
            found(from + usize::from(*at));
        }
    }
}
