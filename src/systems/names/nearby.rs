//! Folded names near another: which of ten thousands differ from it by few letters.
//!
//! Every name has a *signature*: a bit for each letter that is in it, and another if it is in it
//! twice. One edit changes at most two bits, so that all but a few names are ruled out by counting
//! bits, without a look at their letters.
//!
//! A word that stands in some English name is spelt as it is meant: `Northern Ireland` is not
//! `Southern Ireland` with two letters wrong. How far a name may be away is told by the others.

use std::ops::Range;

use super::fold::Folded;
use super::index::NameIndex;
use super::row::NameRow;
use super::table::ENGLISH;
use super::texts::NameTexts;
use crate::model::fault::edits;

/// The fewest letters needed for another name to be taken for one: of four, one is too many.
const SHORTEST: usize = 5;

/// How many edits a name may be away if so many of its letters are in doubt.
fn limit(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..10 => 1,
        10..20 => 2,
        _ => 3,
    }
}

/// The folded names by their length.
#[derive(Debug)]
pub(super) struct Nearby {
    /// Every word that stands in an English name.
    vocabulary: NameTexts,
    /// Where the names of each length start in the two lists below, and an end.
    starts: Vec<usize>,
    signatures: Vec<u64>,
    numbers: Vec<u32>,
}

impl Nearby {
    pub(super) fn new(index: &NameIndex, names: &[NameRow]) -> Self {
        let english =
            |row: &u32| names.get(*row as usize).is_some_and(|row| row.language == ENGLISH);
        let mut all: Vec<(usize, u64, u32)> = Vec::with_capacity(index.len());
        let mut vocabulary = NameTexts::new();
        for number in 0..index.len() {
            let (key, _) = index.texts(number);
            if index.of_key(number).iter().any(english) {
                for word in key.split(' ') {
                    vocabulary.insert(word);
                }
            }
            let (letters, signature) = sign(key);
            all.extend(u32::try_from(number).map(|number| (letters, signature, number)));
        }
        all.sort_unstable_by_key(|(letters, _, number)| (*letters, *number));
        let longest = all.last().map_or(0, |(letters, ..)| *letters);
        let of = |length| all.partition_point(|(letters, ..)| *letters < length);
        let starts = (0..=longest + 1).map(of).collect();
        let signatures = all.iter().map(|(_, signature, _)| *signature).collect();
        let numbers = all.iter().map(|(.., number)| *number).collect();
        Self { vocabulary, starts, signatures, numbers }
    }

    /// The nearest names that fit, all at one distance, if any is within the limit.
    pub(super) fn nearest(
        &self,
        index: &NameIndex,
        name: &Folded,
        fits: impl Fn(usize) -> bool,
    ) -> Option<(usize, Vec<usize>)> {
        let (letters, signature) = sign(name.key());
        let doubtful = name.key().split(' ').filter(|word| self.vocabulary.find(word).is_none());
        let mut limit = limit(doubtful.map(|word| word.chars().count()).sum());
        if limit == 0 {
            return None;
        }
        let places = self.lengths(letters.saturating_sub(limit)..letters + limit + 1);
        let alike = match limit {
            1 => self.alike::<2>(places, signature),
            2 => self.alike::<4>(places, signature),
            _ => self.alike::<6>(places, signature),
        };
        let mut found = Vec::new();
        for number in alike {
            let (key, words) = index.texts(number);
            // A letter wrong at the start of a word moves it when words are sorted.
            let sorted = between(name.key(), key, limit);
            let alike = name.is_sorted() && words == key;
            let in_order = if alike { None } else { between(&name.words, words, limit) };
            let Some(distance) = sorted.into_iter().chain(in_order).min() else {
                continue;
            };
            if !fits(number) {
                continue;
            }
            if distance < limit {
                found.clear();
                limit = distance;
            }
            found.push(number);
        }
        (!found.is_empty()).then_some((limit, found))
    }

    /// The names at some places whose signatures differ by at most so many bits from one.
    fn alike<const BITS: usize>(&self, places: Range<usize>, signature: u64) -> Vec<usize> {
        let signatures = self.signatures.get(places.clone()).unwrap_or_default();
        let numbers = self.numbers.get(places).unwrap_or_default();
        let is_alike = |other: u64| {
            let mut differing = other ^ signature;
            // Taking the lowest bit away so often is quicker than counting all.
            for _ in 0..BITS {
                differing &= differing.wrapping_sub(1);
            }
            differing == 0
        };
        let all = signatures.iter().zip(numbers);
        all.filter(|(other, _)| is_alike(**other)).map(|(_, number)| *number as usize).collect()
    }

    /// The places of the names of some lengths.
    fn lengths(&self, lengths: Range<usize>) -> Range<usize> {
        let start = |length: usize| self.starts.get(length).copied().unwrap_or(self.numbers.len());
        start(lengths.start)..start(lengths.end)
    }
}

/// How many letters a folded name has, blanks apart, and its signature.
fn sign(key: &str) -> (usize, u64) {
    let (mut letters, mut signature) = (0, 0_u64);
    for c in key.chars().filter(|c| *c != ' ') {
        letters += 1;
        let c = u32::from(c);
        let letter = c.wrapping_sub(u32::from('a'));
        let (once, twice) = if letter < 26 { (letter, letter + 26) } else { (c, c * 5 + 29) };
        // A letter whose bit is taken, by itself or by another, has a second one.
        let (once, twice) = (1 << (once % 64), 1 << (twice % 64));
        signature |= if signature & once == 0 { once } else { twice };
    }
    (letters, signature)
}

/// The edits from one text to another, if they are no more than `limit`.
fn between(a: &str, b: &str, limit: usize) -> Option<usize> {
    // What both begin and end with is no edit.
    let same = |(a, b): &(char, char)| a == b;
    let start = a.chars().zip(b.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (a.get(start..)?, b.get(start..)?);
    let ends = a.chars().rev().zip(b.chars().rev());
    let end = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum::<usize>();
    let (a, b) = (a.get(..a.len() - end)?, b.get(..b.len() - end)?);
    let lengths = (a.chars().count(), b.chars().count());
    let most = lengths.0.max(lengths.1);
    if lengths.0.abs_diff(lengths.1) > limit {
        return None;
    }
    // The first and the last of what is left differ: one edit leaves one letter, or two swapped.
    let one = most <= 1 || lengths == (2, 2) && a.chars().eq(b.chars().rev());
    let distance = if one {
        most.min(1)
    } else if limit > 1 {
        edits(a, b)
    } else {
        2
    };
    (distance <= limit).then_some(distance)
}
