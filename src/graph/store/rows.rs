//! Ties as a builder takes them, and the order in which a graph keeps them.

use std::cmp::Ordering;

use super::bounds::Bounds;
use super::columns::Columns;
use super::intern::as_place;
use super::pairs::Pairs;
use crate::model::TieId;

/// How many ties are fetched at a time.
pub(crate) const FETCHED: usize = 1 << 10;

/// A tie whose names are numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TieRow {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) bounds: Bounds,
    pub(crate) intensity: f64,
    pub(crate) sort: u32,
    pub(crate) evidence: u32,
}

/// The ids of the rows that have one, by row, and what rows are about.
#[derive(Debug, Default)]
pub(crate) struct RowNames {
    pub(crate) ids: Vec<(u32, TieId)>,
    pub(crate) about: Vec<(u32, TieId)>,
}

impl RowNames {
    /// What tells ties apart that are alike in everything else.
    fn of(&self, row: u32) -> [Option<&TieId>; 2] {
        [&self.ids, &self.about].map(|names| {
            let at = names.binary_search_by_key(&row, |(row, _)| *row).ok()?;
            Some(&names[at].1)
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.about.is_empty()
    }
}

/// The rows by ends and start, and after that by everything else that a tie is.
pub(crate) fn in_order(rows: &[TieRow], names: &RowNames, actors: usize) -> Vec<u32> {
    let (ends, mut keys) = by_first_end(rows, actors);
    let mut order = Vec::with_capacity(rows.len());
    let mut from = 0;
    for to in ends {
        let of_one = &mut keys[from..to];
        of_one.sort_unstable();
        for run in of_one.chunk_by(|a, b| a >> 32 == b >> 32) {
            let at = order.len();
            order.extend(run.iter().map(|key| row_of(*key)));
            if run.len() > 1 {
                order[at..].sort_unstable_by(|a, b| by_content(rows, names, *a, *b));
            }
        }
        from = to;
    }
    order
}

/// A key for each row, those of each first end together, and where these end. A key has the second
/// end, the start and the row: one number is compared several times faster than fields, and of one
/// actor there are fewer than of all.
fn by_first_end(rows: &[TieRow], actors: usize) -> (Vec<usize>, Vec<u128>) {
    let mut next = vec![0_usize; actors];
    for row in rows {
        next[row.from as usize] += 1;
    }
    let mut before = 0;
    for next in &mut next {
        before += std::mem::replace(next, before);
    }
    let mut keys = vec![0; rows.len()];
    for (at, row) in (0_u32..).zip(rows) {
        let start = u128::from(row.bounds.start[0].ascending());
        let next = &mut next[row.from as usize];
        keys[*next] = u128::from(row.to) << 64 | start << 32 | u128::from(at);
        *next += 1;
    }
    (next, keys)
}

#[expect(clippy::cast_possible_truncation, reason = "the lowest part is the row")]
fn row_of(key: u128) -> u32 {
    key as u32
}

fn by_content(rows: &[TieRow], names: &RowNames, a: u32, b: u32) -> Ordering {
    let (one, other) = (&rows[a as usize], &rows[b as usize]);
    let key = |row: &TieRow| (row.bounds, row.sort, row.evidence);
    key(one).cmp(&key(other)).then_with(|| one.intensity.total_cmp(&other.intensity)).then_with(
        || if names.is_empty() { Ordering::Equal } else { names.of(a).cmp(&names.of(b)) },
    )
}

/// The columns of the rows in this order, and the pairs of actors they are between.
pub(crate) fn columns(rows: &[TieRow], order: &[u32], actors: usize) -> (Pairs, Columns) {
    let mut columns = Columns::with_capacity(rows.len());
    let mut pairs: Vec<[u32; 3]> = Vec::new();
    // Rows lie anywhere. Fetched many at a time, without a branch between, they are waited for at once.
    let mut fetched: Vec<TieRow> = Vec::with_capacity(FETCHED);
    for (chunk, order) in order.chunks(FETCHED).enumerate() {
        fetched.clear();
        fetched.extend(order.iter().map(|row| rows[*row as usize]));
        for (at, row) in (chunk * FETCHED..).zip(&fetched) {
            if pairs.last().is_none_or(|[from, to, _]| (*from, *to) != (row.from, row.to)) {
                pairs.push([row.from, row.to, as_place(at)]);
            }
            // There are no more of them than 65,536.
            let sort = u16::try_from(row.sort).unwrap_or(u16::MAX);
            columns.push(row.bounds, row.intensity, sort, row.evidence);
        }
    }
    columns.shrink();
    (Pairs::new(&pairs, actors, rows.len()), columns)
}
