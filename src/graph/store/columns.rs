//! The columns in which a graph keeps its ties, and the index by which those of a time are found.

use std::ops::Range;

use super::bounds::{Bounds, DayStretch};
use super::sparse::Sparse;
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
    /// The first day on which each can start.
    pub(crate) first: Vec<DayNumber>,
    /// The last day on which each can end.
    pub(crate) last: Vec<DayNumber>,
    /// Where an end is uncertain, the last day on which it can start and the first on which it can end.
    between: Sparse<[DayNumber; 2]>,
    /// Where it is not 1.
    intensity: Sparse<f64>,
    pub(crate) sort: Vec<u16>,
    /// The set of sources, where it is not the first, which is empty.
    evidence: Sparse<u32>,
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
        Self {
            first: Vec::with_capacity(ties),
            last: Vec::with_capacity(ties),
            sort: Vec::with_capacity(ties),
            ..Self::default()
        }
    }

    /// Adds a tie at the end. A graph has no more sorts than 65,536.
    pub(crate) fn push(&mut self, bounds: Bounds, intensity: f64, sort: u16, set: u32) {
        let Bounds { start, end } = bounds;
        self.first.push(start[0]);
        self.last.push(end[1]);
        self.between.push((!bounds.is_exact()).then_some([start[1], end[0]]));
        self.intensity.push((intensity < 1.0).then_some(intensity));
        self.sort.push(sort);
        self.evidence.push((set > 0).then_some(set));
    }

    pub(crate) fn len(&self) -> usize {
        self.first.len()
    }

    #[inline]
    pub(crate) fn bounds(&self, tie: usize) -> Bounds {
        let (first, last) = (self.first[tie], self.last[tie]);
        match self.between.get(tie) {
            Some([latest, earliest]) => Bounds { start: [first, latest], end: [earliest, last] },
            None => Bounds { start: [first; 2], end: [last; 2] },
        }
    }

    /// The days on which a tie holds in the given sense, both inclusive; last before first if none.
    #[inline]
    pub(crate) fn days(&self, tie: usize, possible: bool) -> DayStretch {
        let certain = if possible { None } else { self.between.get(tie) };
        certain.map_or((self.first[tie], self.last[tie]), |[first, last]| (first, last))
    }

    pub(crate) fn intensity(&self, tie: usize) -> f64 {
        self.intensity.get(tie).unwrap_or(1.0)
    }

    /// Whether every tie has the intensity 1.
    pub(crate) fn all_are_full(&self) -> bool {
        self.intensity.is_empty()
    }

    /// The place of the set of sources behind a tie.
    pub(crate) fn evidence(&self, tie: usize) -> u32 {
        self.evidence.get(tie).unwrap_or(0)
    }

    /// The first and the last day that any tie names as one of its bounds.
    pub(crate) fn span(&self) -> Option<DayStretch> {
        let between = self.between.values().iter().flatten();
        let days = self.first.iter().chain(&self.last).chain(between).copied();
        days.filter(|day| day.is_day()).fold(None, |span: Option<DayStretch>, day| {
            Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        })
    }

    /// Gives back what was set aside for more ties.
    pub(crate) fn shrink(&mut self) {
        self.evidence.shrink();
        self.between.shrink();
        self.intensity.shrink();
    }

    /// Builds the index, once every tie is there.
    pub(crate) fn index(&mut self) {
        self.latest = latest_by_block(&self.last);
        let mut ties = in_order_of(&self.first);
        for tie in &mut ties {
            if self.between.get(*tie as usize).is_some() {
                *tie |= VAGUE;
            }
        }
        let end = |tie: &u32| self.last[(tie & !VAGUE) as usize];
        let end: Vec<DayNumber> = ties.iter().map(end).collect();
        self.by_start = ByStart { ties, latest: latest_by_block(&end), end };
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
            let days = self.first[run.clone()].iter().zip(&self.last[run.clone()]);
            for (at, (_, end)) in run.zip(days.take_while(|(start, _)| **start <= last)) {
                if *end >= first {
                    found(at);
                }
            }
            return;
        }
        let started = run.start + self.first[run.clone()].partition_point(|day| *day <= last);
        each_reaching(&self.last, &self.latest, run.start..started, first, &mut found);
    }

    /// Calls `found` with each tie that may hold on a day from `first` to `last`, marked
    /// [`VAGUE`] if one of its ends is uncertain, by start.
    pub(crate) fn of_time(&self, (first, last): DayStretch, mut found: impl FnMut(u32)) {
        let ByStart { ties, end, latest } = &self.by_start;
        let has_started = |tie: &u32| self.first[(tie & !VAGUE) as usize] <= last;
        let started = ties.partition_point(has_started);
        each_reaching(end, latest, 0..started, first, &mut |at| found(ties[at]));
    }

    /// The places of all ties, those with an uncertain end marked [`VAGUE`], by the first day on
    /// which they can start.
    pub(crate) fn in_time(&self) -> &[u32] {
        &self.by_start.ties
    }

    /// How many bytes the columns take.
    pub(crate) fn size(&self) -> usize {
        let days = [&self.first, &self.last, &self.latest];
        let by_start = [&self.by_start.end, &self.by_start.latest];
        4 * days.iter().chain(&by_start).map(|column| column.capacity()).sum::<usize>()
            + 4 * self.by_start.ties.capacity()
            + 2 * self.sort.capacity()
            + self.between.size()
            + self.intensity.size()
            + self.evidence.size()
    }

    /// What is wrong with the index, if anything is.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let n = self.len();
        let sparse = [self.between.len(), self.intensity.len(), self.evidence.len()];
        let rest = [self.last.len(), self.sort.len()];
        if !sparse.iter().chain(&rest).all(|len| *len == n) {
            return Some("the columns differ in length");
        }
        if self.latest != latest_by_block(&self.last)
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
        let start = |tie: &u32| (self.first[place(tie)], place(tie));
        if ties.len() != n || !ties.is_sorted_by_key(start) {
            return Some("the ties are not in the order of time");
        }
        let marked = |tie: &u32| (tie & VAGUE == 0) == self.bounds(place(tie)).is_exact();
        let ends = ties.iter().zip(&self.by_start.end).all(|(t, e)| self.last[place(t)] == *e);
        (!ends || !ties.iter().all(marked)).then_some("the order of time tells of other ends")
    }
}

/// The places of the days in the order of the days, those of one day in their own order.
fn in_order_of(days: &[DayNumber]) -> Vec<u32> {
    let real = || days.iter().filter(|day| day.is_day()).map(|day| i64::from(day.get()));
    let (first, last) = (real().min().unwrap_or(0), real().max().unwrap_or(0));
    let spread = usize::try_from(last - first).unwrap_or(usize::MAX);
    if spread > 4 * days.len() {
        return sorted(days);
    }
    // As many days as ties or few more: counting them is several times faster than comparing.
    let bucket = |day: DayNumber| match day {
        DayNumber::NO_START => 0,
        DayNumber::UNKNOWN_FIRST => 1,
        DayNumber::UNKNOWN_LAST => spread + 3,
        DayNumber::NO_END => spread + 4,
        day => usize::try_from(i64::from(day.get()) - first).map_or(0, |offset| offset + 2),
    };
    let mut next = vec![0_u32; spread + 6];
    for day in days {
        next[bucket(*day) + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut places = vec![0; days.len()];
    for (place, day) in (0..).zip(days) {
        let next = &mut next[bucket(*day)];
        places[*next as usize] = place;
        *next += 1;
    }
    places
}

fn sorted(days: &[DayNumber]) -> Vec<u32> {
    // One number a tie, which sorts by the start and then by the place.
    let mut keys: Vec<u64> = (0_u32..)
        .zip(days)
        .map(|(tie, start)| u64::from(start.ascending()) << 32 | u64::from(tie))
        .collect();
    keys.sort_unstable();
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is the place")]
    keys.into_iter().map(|key| key as u32).collect()
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
