//! The index of names: the rows that share one folded name, and the folded names near another.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::fold::{Folded, fold};
use super::nearby::Nearby;
use super::row::NameRow;
use super::texts::{NameTexts, hash, seed};

/// The most bytes that a text may have to be taken for a name: several times more than any name has,
/// whatever its script.
pub(super) const LONGEST: usize = 600;

/// The rows by their folded names.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// The folded names that there are.
    keys: NameTexts,
    /// The words of each in the order of its first row; empty if that is the order of the key.
    words: Vec<Box<str>>,
    /// Where the rows of each start in `rows`, and an end.
    starts: Vec<u32>,
    /// The places of rows, by key, then in order.
    rows: Vec<u32>,
    nearby: OnceLock<Nearby>,
}

impl NameIndex {
    /// Of the rows that are `among` them.
    pub(super) fn new(names: &[NameRow], among: impl Fn(&NameRow) -> bool) -> Self {
        let (mut keys, mut words) = (NameTexts::new(), Vec::new());
        let mut of = Vec::with_capacity(names.len());
        for (place, row) in (0_u32..).zip(names).filter(|(_, row)| among(row)) {
            let name = fold(&row.text);
            let number = keys.insert(name.key());
            if number == words.len() {
                let in_order = if name.is_sorted() { Box::default() } else { name.words.into() };
                words.push(in_order);
            }
            of.push((number, place));
        }
        let mut starts = vec![0_u32; keys.len() + 1];
        for (number, _) in &of {
            starts[number + 1] += 1;
        }
        for number in 1..starts.len() {
            starts[number] += starts[number - 1];
        }
        // Rows come in order, and stay so among those of one name.
        let (mut rows, mut next) = (vec![0; of.len()], starts.clone());
        for (number, place) in of {
            rows[next[number] as usize] = place;
            next[number] += 1;
        }
        Self { keys, words, starts, rows, nearby: OnceLock::new() }
    }

    /// The places of the rows with this folded name.
    pub(super) fn of(&self, name: &Folded) -> &[u32] {
        self.keys.find(name.key()).map_or(&[], |number| self.of_key(number))
    }

    /// Every folded name so near to `name` that it may be meant, with its distance and its rows: the
    /// nearest alone, all at one distance. Only names of which a row `fits` are looked at.
    pub(super) fn near(
        &self,
        name: &Folded,
        text: &str,
        names: &[NameRow],
        fits: impl Fn(u32) -> bool,
    ) -> Option<(usize, Vec<u32>)> {
        let nearby = self.nearby.get_or_init(|| Nearby::new(self, names));
        let fits = |number| self.of_key(number).iter().any(|row| fits(*row));
        let (distance, numbers) = nearby.nearest(self, name, text, fits)?;
        let rows = numbers.into_iter().flat_map(|number| self.of_key(number)).copied();
        Some((distance, rows.collect()))
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The words of a folded name, sorted and in order.
    pub(super) fn texts(&self, number: usize) -> (&str, &str) {
        let key = self.keys.get(number);
        let words = self.words.get(number).filter(|words| !words.is_empty());
        (key, words.map_or(key, |words| words))
    }

    /// The places of the rows of a folded name.
    pub(super) fn of_key(&self, number: usize) -> &[u32] {
        let at = |number: usize| self.starts.get(number).map_or(0, |at| *at as usize);
        self.rows.get(Range { start: at(number), end: at(number + 1) }).unwrap_or_default()
    }
}

/// The places of rows by the hashes of their texts: most texts that name a polity do so letter by letter, and
/// need not be folded.
#[derive(Debug)]
pub(super) struct WrittenNames {
    seed: u64,
    /// By hash, then by place.
    places: Vec<(u64, u32)>,
}

impl WrittenNames {
    pub(super) fn new(rows: &[NameRow]) -> Self {
        let seed = seed();
        let hash = |row: &NameRow| hash(seed, &straight(&row.text));
        let mut places: Vec<_> = rows.iter().map(hash).zip(0..).collect();
        places.sort_unstable();
        Self { seed, places }
    }

    /// The places, in order, of the rows that may have the text, and of few others.
    pub(super) fn find(&self, text: &str) -> impl Iterator<Item = u32> + use<'_> {
        let hash = hash(self.seed, &straight(text));
        let start = self.places.partition_point(|(other, _)| *other < hash);
        let places = self.places.get(start..).unwrap_or_default();
        places.iter().take_while(move |(other, _)| *other == hash).map(|(_, place)| *place)
    }
}

/// The two apostrophes are one.
fn straight(text: &str) -> Cow<'_, str> {
    if text.contains('\u{2019}') { text.replace('\u{2019}', "'").into() } else { text.into() }
}
