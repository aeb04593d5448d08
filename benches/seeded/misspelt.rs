//! Names as people misspell them.
//!
//! # The rule
//!
//! Each text is one of the names that are given, drawn alike, with slips and perhaps with a note:
//!
//! - one slip; in a name of ten letters or more as often two;
//! - a slip is, each as often as another: a letter lost, a letter written twice, a letter put in, a
//!   letter for another, two neighbours swapped, or the blank or hyphen between two words lost (in a
//!   name of one word: two neighbours swapped). It is anywhere in a word, its first letter included,
//!   and what is put in is any letter of the alphabet;
//! - with [`Slips::Told`] a slip is in a word of five letters or more, in each such word once at most
//!   until it has ten, and of five letters none is lost: of `Chad` or `Oman` a slip leaves other words.
//!   Names without such a word are passed over. With [`Slips::Anywhere`] they are in any word;
//! - behind every fourth text stands a note in brackets, one of [`NOTES`].
//!
//! What a slip makes another name (`Iran` and `Iraq`), or no slip at all, is drawn anew, as a function
//! says that is given: nothing in such a text would tell what was meant. A text that is as near to
//! another name as to its own stays, and may be told as ambiguous.

use super::Random;

/// The notes that tables have behind names.
pub const NOTES: [&str; 10] = [
    "(est.)",
    "(estimate)",
    "(prov.)",
    "(provisional)",
    "(preliminary)",
    "(revised)",
    "(1)",
    "[2]",
    "[note 3]",
    "(approx.)",
];

/// In which words slips are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slips {
    /// In words in which a slip can be told.
    Told,
    /// In any word.
    Anywhere,
}

/// So many misspelt names, each with the place of the name that was meant.
///
/// # Panics
/// If there is none of `names` in which a slip may be.
#[must_use]
pub fn misspelt(
    names: &[&str],
    is_name: impl Fn(&str) -> bool,
    slips: Slips,
    count: usize,
    seed: u64,
) -> Vec<(String, usize)> {
    let lengths = |name: &str| name.split([' ', '-']).map(|word| word.chars().count()).max();
    let may_slip = |name: &str| slips == Slips::Anywhere || lengths(name) >= Some(SHORT);
    assert!(names.iter().any(|name| may_slip(name)), "a name in which a slip may be");
    let mut random = Random::new(seed);
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let meant = below(&mut random, names.len());
        if !may_slip(names[meant]) {
            continue;
        }
        let mut name = Slipping::new(names[meant], slips);
        let twice = name.letters.len() >= LONG && below(&mut random, 2) == 0;
        for _ in 0..=usize::from(twice) {
            name.slip(&mut random);
        }
        let mut text: String = name.letters.into_iter().collect();
        if text == names[meant] || is_name(&text) {
            continue;
        }
        if below(&mut random, 4) == 0 {
            text.push(' ');
            text.push_str(NOTES[below(&mut random, NOTES.len())]);
        }
        all.push((text, meant));
    }
    all
}

/// The fewest letters of a word in which a slip can be told, and of one in which two can.
const SHORT: usize = 5;
const LONG: usize = 10;

fn below(random: &mut Random, limit: usize) -> usize {
    usize::try_from(random.below(limit as u64)).unwrap_or(0)
}

/// A name, letter by letter, and how many more slips may be in the word of each.
struct Slipping {
    letters: Vec<char>,
    more: Vec<usize>,
    slips: Slips,
}

impl Slipping {
    fn new(name: &str, slips: Slips) -> Self {
        let letters: Vec<char> = name.chars().collect();
        let mut more = Vec::with_capacity(letters.len());
        for word in letters.chunk_by(|a, b| is_gap(*a) == is_gap(*b)) {
            let may = match word.len() {
                _ if word.iter().any(|c| !c.is_alphabetic()) => 0,
                _ if slips == Slips::Anywhere => 2,
                0..SHORT => 0,
                SHORT..LONG => 1,
                _ => 2,
            };
            more.extend(word.iter().map(|_| may));
        }
        Self { letters, more, slips }
    }

    fn slip(&mut self, random: &mut Random) {
        let kind = random.below(6);
        let gaps: Vec<usize> =
            (0..self.letters.len()).filter(|at| is_gap(self.letters[*at])).collect();
        if kind == 5 && !gaps.is_empty() {
            let at = gaps[below(random, gaps.len())];
            self.letters.remove(at);
            self.more.remove(at);
            return;
        }
        let places: Vec<usize> = (0..self.letters.len()).filter(|at| self.more[*at] > 0).collect();
        if places.is_empty() {
            return;
        }
        let at = places[below(random, places.len())];
        let (start, end) = self.word(at);
        (start..end).for_each(|at| self.more[at] = self.more[at].saturating_sub(1));
        let letter = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
        match kind {
            0 if end - start > SHORT || self.slips == Slips::Anywhere => {
                self.letters.remove(at);
                self.more.remove(at);
            }
            1 | 2 => {
                let letter = if kind == 1 { self.letters[at] } else { letter };
                self.letters.insert(at, letter);
                self.more.insert(at, self.more[at]);
            }
            3 => self.letters[at] = letter,
            _ => self.letters.swap(at, if at + 1 < end { at + 1 } else { at.max(1) - 1 }),
        }
    }

    /// Where the word of a letter begins and ends.
    fn word(&self, at: usize) -> (usize, usize) {
        let end = (at..self.letters.len()).find(|at| is_gap(self.letters[*at]));
        let start = (0..at).rev().find(|at| is_gap(self.letters[*at]));
        (start.map_or(0, |gap| gap + 1), end.unwrap_or(self.letters.len()))
    }
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-')
}
