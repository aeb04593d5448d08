//! The pairs of actors that have ties, and where the ties of each are.

use std::ops::Range;

use super::intern::as_place;

/// The pairs of actors that have ties, sorted, and the run of ties of each.
#[derive(Debug, PartialEq)]
pub(crate) struct Pairs {
    pub(crate) from: Vec<u32>,
    pub(crate) to: Vec<u32>,
    first: Vec<u32>,
    /// Where the pairs that lead from an actor start.
    out: Vec<u32>,
    /// A bit for each tie that is the first of its pair.
    opens: Vec<u64>,
    /// How many such ties there are before each word of them: so the pair of a tie is counted, and not
    /// looked for.
    before: Vec<u32>,
}

impl Pairs {
    pub(crate) fn new(pairs: &[[u32; 3]], actors: usize, ties: usize) -> Self {
        let column = |at: usize| pairs.iter().map(|pair| pair[at]).collect::<Vec<u32>>();
        let (from, to, mut first) = (column(0), column(1), column(2));
        first.push(as_place(ties));
        first.shrink_to_fit();
        let (out, _) = grouped(&from, actors);
        let (opens, before) = openings(&first, ties);
        Self { from, to, first, out, opens, before }
    }

    /// The pair of a tie.
    #[inline]
    pub(crate) fn of(&self, tie: usize) -> u32 {
        let upto = self.opens[tie / 64] & (u64::MAX >> (63 - tie % 64));
        // The first of all ties opens the first pair.
        self.before[tie / 64] + upto.count_ones() - 1
    }

    /// The pair of each tie.
    pub(crate) fn of_each(&self) -> Vec<u32> {
        let mut of_each = Vec::with_capacity(self.first.last().map_or(0, |ties| *ties as usize));
        for pair in 0..as_place(self.len()) {
            of_each.extend(std::iter::repeat_n(pair, self.run(pair).len()));
        }
        of_each
    }

    /// How many pairs there are.
    pub(crate) fn len(&self) -> usize {
        self.from.len()
    }

    /// The two actors of a pair.
    pub(crate) fn ends(&self, pair: u32) -> (u32, u32) {
        (self.from[pair as usize], self.to[pair as usize])
    }

    /// The ties of a pair.
    pub(crate) fn run(&self, pair: u32) -> Range<usize> {
        self.first[pair as usize] as usize..self.first[pair as usize + 1] as usize
    }

    /// The pair that leads from one to the other.
    pub(crate) fn find(&self, from: u32, to: u32) -> Option<u32> {
        let pairs = self.out[from as usize]..self.out[from as usize + 1];
        let at = self.to[pairs.start as usize..pairs.end as usize].binary_search(&to).ok()?;
        Some(pairs.start + as_place(at))
    }

    pub(crate) fn size(&self) -> usize {
        let columns = [&self.from, &self.to, &self.first, &self.out, &self.before];
        4 * columns.iter().map(|column| column.capacity()).sum::<usize>()
            + 8 * self.opens.capacity()
    }

    pub(crate) fn fault(&self, actors: usize) -> Option<&'static str> {
        let n = self.from.len();
        let ends = || self.from.iter().zip(&self.to);
        if !ends().is_sorted_by(|a, b| a < b) {
            return Some("the pairs are not sorted, or one stands twice");
        }
        if ends().any(|(from, to)| from == to || (*from).max(*to) as usize >= actors) {
            return Some("a pair is one actor twice, or nobody");
        }
        let (out, _) = grouped(&self.from, actors);
        let right = out == self.out && self.first.len() == n + 1;
        if !right || !self.first.is_sorted_by(|a, b| a < b) {
            return Some("pairs are not found where they are");
        }
        let of_each = (0..).zip(self.of_each()).all(|(tie, pair)| self.of(tie) == pair);
        (!of_each).then_some("the pair of a tie is not found")
    }
}

/// A bit for each tie that is the first of its pair, and how many there are before each word of bits.
fn openings(first: &[u32], ties: usize) -> (Vec<u64>, Vec<u32>) {
    let mut opens = vec![0_u64; ties.div_ceil(64)];
    // The last one is where the ties end.
    for tie in first.iter().take(first.len().saturating_sub(1)) {
        opens[*tie as usize / 64] |= 1 << (tie % 64);
    }
    let mut before = Vec::with_capacity(opens.len());
    let mut count = 0;
    for word in &opens {
        before.push(count);
        count += word.count_ones();
    }
    (opens, before)
}

/// Where the values of each group start, and the places of the values group by group.
pub(crate) fn grouped(groups: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; count + 1];
    for group in groups {
        starts[*group as usize + 1] += 1;
    }
    for group in 0..count {
        starts[group + 1] += starts[group];
    }
    let mut next = starts.clone();
    let mut places = vec![0; groups.len()];
    for (at, group) in groups.iter().enumerate() {
        let next = &mut next[*group as usize];
        places[*next as usize] = as_place(at);
        *next += 1;
    }
    (starts, places)
}
