//! Folded names near another: which of ten thousands differ from it by few letters.
//!
//! Every name has a *signature*: a bit for each letter that is in it, and another if it is in it
//! twice. One edit changes at most two bits, so that all but a few names are ruled out by counting
//! bits, without a look at their letters.
//!
//! A word that stands in some English name is spelt as it is meant: `Northern Ireland` is not
//! `Southern Ireland` with two letters wrong. How far a name may be away is told by the others. The same
//! is true of a word of another language that many names have: `République du Togo` is not `République du
//! Congo` with two letters wrong of twenty.
//!
//! Every misspelt text is held against the signatures of all names of about its length, which is the
//! work that grows with the names there are.

use std::ops::Range;

use super::fold::{Folded, letters};
use super::index::NameIndex;
use super::row::NameRow;
use super::table::ENGLISH;
use super::texts::NameTexts;
use crate::model::fault::edits;

/// The fewest letters needed for another name to be taken for one: of four, one is too many.
const SHORTEST: usize = 5;

/// The fewest letters of a text of which a word in doubt may be two edits away, if another tells much.
const LONG: usize = 12;

/// How many edits a name may be away if so many of its letters are in doubt.
fn limit(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..10 => 1,
        10..20 => 2,
        _ => 3,
    }
}

/// In the names of how many polities a word of another language stands, if it says nothing about which.
const COMMON: usize = 3;

/// In the English names of how many polities a word may stand that tells which is meant. Republics, islands
/// and what is north of something are more.
const FEW: usize = 4;

/// The folded names by their length, and the English ones without the blanks between their words.
#[derive(Debug)]
pub(super) struct Nearby {
    vocabulary: Vocabulary,
    keys: Signed,
    joined: Signed,
    joined_names: Vec<JoinedName>,
}

/// The words of names, and in the names of how many polities each stands.
#[derive(Debug)]
struct Vocabulary {
    words: NameTexts,
    uses: Vec<WordUse>,
}

/// The use of a word in English names; if there is none, in those of other languages.
#[derive(Clone, Copy, Debug)]
struct WordUse {
    is_english: bool,
    /// Names come by polity, so that the last one is enough to count each once.
    last_polity: usize,
    polities: usize,
}

impl Vocabulary {
    fn put(&mut self, name: &str, polity: usize, is_english: bool) {
        for word in name.split(' ') {
            let at = self.words.insert(word);
            let first = WordUse { is_english, last_polity: polity, polities: 1 };
            match self.uses.get_mut(at) {
                None => self.uses.push(first),
                Some(known) if is_english && !known.is_english => *known = first,
                Some(known) if is_english == known.is_english && known.last_polity != polity => {
                    *known = WordUse { polities: known.polities + 1, ..first };
                }
                Some(_) => {}
            }
        }
    }

    /// The use of a word that is taken to be right.
    fn right(&self, word: &str) -> Option<WordUse> {
        let known = self.words.find(word).and_then(|at| self.uses.get(at)).copied();
        known.filter(|known| known.is_english || known.polities >= COMMON)
    }
}

/// An English name of several words without the blanks between them.
#[derive(Debug)]
struct JoinedName {
    /// The letters of all its words, those that come and go too.
    text: Box<str>,
    blanks: usize,
    number: usize,
}

/// Signatures by the number of letters.
#[derive(Debug)]
struct Signed {
    /// Where those of each number of letters start in the two lists below, and an end.
    starts: Vec<usize>,
    signatures: Vec<u64>,
    numbers: Vec<u32>,
}

/// The names so far nearest to a text.
struct Nearest {
    /// How far those found are away; before there are any, how far one may be.
    distance: usize,
    found: Vec<usize>,
}

impl Nearest {
    /// `None` if no name can be meant.
    fn new(name: &Folded, vocabulary: &Vocabulary) -> Option<Self> {
        let (mut letters, mut doubtful, mut tells) = (0, 0, false);
        for word in name.key().split(' ') {
            let of_word = word.chars().count();
            letters += of_word;
            match vocabulary.right(word) {
                None => doubtful += of_word,
                Some(known) => tells |= of_word > 2 && known.is_english && known.polities <= FEW,
            }
        }
        let alone = limit(doubtful);
        let distance = match alone {
            // Beside a word that tells much, a short one may have a letter wrong: `Costa Rca`.
            0 if tells && doubtful > 0 => 1,
            1 if tells && letters >= LONG => 2,
            _ => alone,
        };
        (distance > 0).then_some(Self { distance, found: Vec::new() })
    }

    /// Keeps a name that is within the distance, unless another is nearer.
    fn put(&mut self, number: usize, distance: usize) {
        if distance < self.distance {
            self.found.clear();
            self.distance = distance;
        }
        if distance == self.distance {
            self.found.push(number);
        }
    }
}

impl Nearby {
    pub(super) fn new(index: &NameIndex, names: &[NameRow]) -> Self {
        let row = |place: &u32| names.get(*place as usize);
        let mut vocabulary = Vocabulary { words: NameTexts::new(), uses: Vec::new() };
        let (mut keys, mut joined, mut joined_names) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..index.len() {
            let (key, _) = index.texts(number);
            keys.push((sign(key), number));
            let rows = || index.of_key(number).iter().filter_map(row);
            let english = rows().find(|row| row.language == ENGLISH);
            let Some(of) = english.or_else(|| rows().next()) else { continue };
            vocabulary.put(key, of.polity, english.is_some());
            let Some(english) = english else { continue };
            let (text, blanks) = join_words(&english.text);
            // A short form is another name, and one word has nothing to be joined with.
            if blanks > 0 && !english.text.contains('.') {
                joined.push((sign(&text), joined_names.len()));
                joined_names.push(JoinedName { text: text.into(), blanks, number });
            }
        }
        Self { vocabulary, keys: Signed::new(keys), joined: Signed::new(joined), joined_names }
    }

    /// The nearest names that fit, all at one distance, if any is within the limit.
    pub(super) fn nearest(
        &self,
        index: &NameIndex,
        name: &Folded,
        text: &str,
        fits: impl Fn(usize) -> bool,
    ) -> Option<(usize, Vec<usize>)> {
        let mut nearest = Nearest::new(name, &self.vocabulary)?;
        let (letters, signature) = sign(name.key());
        for number in self.keys.alike(letters, signature, nearest.distance) {
            let (key, words) = index.texts(number);
            let limit = nearest.distance;
            // A letter wrong at the start of a word moves it when words are sorted.
            let sorted = between(name.key(), key, limit);
            let alike = name.is_sorted() && words == key;
            let in_order = if alike { None } else { between(&name.words, words, limit) };
            let Some(distance) = sorted.into_iter().chain(in_order).min() else {
                continue;
            };
            if fits(number) {
                nearest.put(number, distance);
            }
        }
        self.nearest_joined(text, &fits, &mut nearest);
        let Nearest { distance, mut found } = nearest;
        found.sort_unstable();
        found.dedup();
        (!found.is_empty()).then_some((distance, found))
    }
}

impl Nearby {
    /// Words that are joined, and slips in those that come and go: `Bosnia andHerzegovina`.
    fn nearest_joined(&self, text: &str, fits: impl Fn(usize) -> bool, nearest: &mut Nearest) {
        let (joined, blanks) = join_words(text);
        let (letters, signature) = sign(&joined);
        for at in self.joined.alike(letters, signature, nearest.distance) {
            let Some(other) = self.joined_names.get(at) else { continue };
            // Blanks that are lost or put in count as one letter, however many.
            let by_blanks = usize::from(blanks != other.blanks);
            let Some(limit) = nearest.distance.checked_sub(by_blanks) else { continue };
            let Some(distance) = between(&joined, &other.text, limit) else { continue };
            if distance + by_blanks > 0 && fits(other.number) {
                nearest.put(other.number, distance + by_blanks);
            }
        }
    }
}

impl Signed {
    fn new(mut all: Vec<((usize, u64), usize)>) -> Self {
        all.sort_unstable_by_key(|((letters, _), number)| (*letters, *number));
        let longest = all.last().map_or(0, |((letters, _), _)| *letters);
        let of = |length| all.partition_point(|((letters, _), _)| *letters < length);
        let starts = (0..=longest + 1).map(of).collect();
        let signatures = all.iter().map(|((_, signature), _)| *signature).collect();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let numbers = all.iter().map(|(_, at)| number(*at)).collect();
        Self { starts, signatures, numbers }
    }

    /// The numbers of those that so many edits may make of a text.
    fn alike(&self, letters: usize, signature: u64, edits: usize) -> Vec<usize> {
        let places = self.lengths(letters.saturating_sub(edits)..letters + edits + 1);
        match edits {
            1 => self.alike_in::<2>(places, signature),
            2 => self.alike_in::<4>(places, signature),
            _ => self.alike_in::<6>(places, signature),
        }
    }

    /// The names at some places whose signatures differ by at most so many bits from one.
    fn alike_in<const BITS: usize>(&self, places: Range<usize>, signature: u64) -> Vec<usize> {
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

/// The words of a text as one, those that come and go too, and how many blanks were between them.
fn join_words(text: &str) -> (String, usize) {
    let letters = letters(text);
    let words = || letters.split(' ').map(|word| word.trim_end_matches('.'));
    let blanks = words().filter(|word| !word.is_empty()).count().saturating_sub(1);
    (words().collect(), blanks)
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
