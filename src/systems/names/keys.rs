//! Keys: the letters of every name, in order, so that a text can be followed along them.

use std::ops::Range;

use super::index::LONGEST;
use super::letters::{LetterPart, ends, letter_part, small_letters};
use super::row::NameRow;

/// Names that hold the name of a polity and stand for something else.
const OTHERS: &str = include_str!("../tables/rows/others.tsv");

/// Blanks in a row within one name; more of them, or an empty line, part two words.
const WIDEST_GAP: usize = 8;

/// The keys of all names, as a tree of their bytes.
#[derive(Debug)]
pub(super) struct NameKeys {
    /// The root first; the children of a node follow each other.
    nodes: Vec<KeyNode>,
    /// The byte that leads to each node from its parent.
    bytes: Vec<u8>,
    /// The rows of each key within `rows`; none, if it stands for no polity.
    ranges: Vec<Range<u32>>,
    rows: Vec<KeyRow>,
    firsts: Firsts,
}

#[derive(Clone, Copy, Debug)]
struct KeyNode {
    /// Its first child, and the one after its last.
    children: (u32, u32),
    /// The key that ends here, or `NONE`.
    key: u32,
}

/// A name with a key, and what is asked of a text before it can be meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyRow {
    /// The place of its row.
    pub(super) place: u32,
    pub(super) capitals: Capitals,
    /// Whether it is in Latin letters.
    pub(super) is_latin: bool,
}

/// Where a name has to have capital letters: where it has them, at the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    /// Nowhere; perhaps its script has none.
    Nowhere,
    /// In its first letter.
    First,
    /// In all, for it is an abbreviation.
    All,
}

impl KeyRow {
    fn new(place: u32, name: &str) -> Self {
        let first = first_letter(name);
        let capitals = match (first.is_uppercase(), name.chars().any(char::is_lowercase)) {
            (false, _) => Capitals::Nowhere,
            (true, true) => Capitals::First,
            (true, false) => Capitals::All,
        };
        Self { place, capitals, is_latin: is_latin(first) }
    }
}

/// The first character of a name that counts.
pub(super) fn first_letter(name: &str) -> char {
    name.chars().find(|c| letter_part(*c) == LetterPart::Letter).unwrap_or_default()
}

/// Whether a letter is Latin; a name is, if its first letter is.
pub(super) fn is_latin(letter: char) -> bool {
    letter < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&letter)
}

/// No key, no row.
const NONE: u32 = u32::MAX;

/// A name found in a text: where it ends, and which key it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundKey {
    pub(super) end: usize,
    key: u32,
}

impl NameKeys {
    /// Of the names that are `among` them.
    pub(super) fn new(names: &[NameRow], among: impl Fn(&NameRow) -> bool) -> Self {
        let mut told: Vec<(Box<str>, u32)> = Vec::with_capacity(names.len());
        let mut firsts = Firsts::new();
        let short = (0..).zip(names).filter(|(_, row)| row.text.len() <= LONGEST);
        for (at, row) in short.filter(|(_, row)| among(row)) {
            firsts.add(&row.text);
            let key = key(&row.text);
            told.extend(variant(&key).map(|key| (key.into(), at)));
            told.push((key.into(), at));
        }
        for other in others() {
            firsts.add(other);
            told.push((key(other).into(), NONE));
        }
        told.sort_unstable();
        told.dedup();

        let (mut ranges, mut rows, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for same in told.chunk_by(|(a, _), (b, _)| a == b) {
            let start = count(rows.len());
            rows.extend(same.iter().filter_map(|(_, place)| {
                let name = names.get(*place as usize)?;
                Some(KeyRow::new(*place, &name.text))
            }));
            ranges.push(start..count(rows.len()));
            keys.extend(same.first().map(|(key, _)| &**key));
        }
        let (nodes, bytes) = tree(&keys);
        Self { nodes, bytes, ranges, rows, firsts }
    }

    pub(super) fn firsts(&self) -> &Firsts {
        &self.firsts
    }

    /// The names with the key found; none, if it stands for no polity.
    pub(super) fn rows(&self, found: FoundKey) -> &[KeyRow] {
        let range = self.ranges.get(found.key as usize);
        let range = range.map(|range| range.start as usize..range.end as usize);
        range.and_then(|range| self.rows.get(range)).unwrap_or_default()
    }

    /// Every name which `text` has from `start` on, the shortest first.
    pub(super) fn follow(&self, text: &str, start: usize, found: &mut Vec<FoundKey>) {
        found.clear();
        let mut node = self.nodes.first().copied();
        let mut last = None;
        let mut rest = text[start..].char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            match letter_part(c) {
                LetterPart::Silent => continue,
                LetterPart::Accent => {}
                LetterPart::Gap => {
                    let (mut width, mut lines) = (1, usize::from(c == '\n'));
                    while let Some((_, gap)) =
                        rest.next_if(|(_, c)| letter_part(*c) == LetterPart::Gap)
                    {
                        width += 1;
                        lines += usize::from(gap == '\n');
                    }
                    node = node.filter(|_| width <= WIDEST_GAP && lines <= 1);
                    node = node.and_then(|node| self.child(node, b' '));
                    last = None;
                }
                LetterPart::Letter if c.is_ascii() => {
                    node = node.and_then(|node| self.child(node, c.to_ascii_lowercase() as u8));
                    last = Some(c);
                }
                LetterPart::Letter => {
                    small_letters(c, |small| node = self.after(node, small));
                    last = Some(c);
                }
            }
            let Some(node) = node else {
                return;
            };
            let end = start + at + c.len_utf8();
            if node.key != NONE && last.is_some_and(|last| ends(last, &text[end..])) {
                found.push(FoundKey { end, key: node.key });
            }
        }
    }

    /// The node to which `c` leads.
    fn after(&self, node: Option<KeyNode>, c: char) -> Option<KeyNode> {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().fold(node, |node, byte| self.child(node?, byte))
    }

    fn child(&self, node: KeyNode, byte: u8) -> Option<KeyNode> {
        let (start, end) = (node.children.0 as usize, node.children.1 as usize);
        let at = self.bytes.get(start..end)?.iter().position(|label| *label == byte)?;
        self.nodes.get(start + at).copied()
    }
}

fn others() -> impl Iterator<Item = &'static str> {
    OTHERS.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// How names begin, so that most words of a text need not be looked at.
#[derive(Debug)]
pub(super) struct Firsts {
    /// For each byte, the letters that follow it, as [`letter_bit`] has them.
    bytes: [u32; 256],
    /// For each character of the basic plane, whether a name begins with it.
    others: Vec<u64>,
}

/// The bit of an ASCII letter, large or small. What is none may be left out, or stand for several,
/// and has them all.
fn letter_bit(byte: Option<u8>) -> u32 {
    match byte {
        Some(byte) if byte.is_ascii_alphabetic() => 1 << (byte & 31),
        _ => u32::MAX,
    }
}

impl Firsts {
    fn new() -> Self {
        let mut bytes = [0; 256];
        // Of other characters the first byte says too little.
        bytes[128..].fill(u32::MAX);
        Self { bytes, others: vec![0; 1024] }
    }

    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut firsts = Self::new();
        names.for_each(|name| firsts.add(name));
        others().for_each(|other| firsts.add(other));
        firsts
    }

    /// Whether any name may begin as the bytes of a text do from one place on.
    pub(super) fn can_begin(&self, first: u8, second: Option<u8>) -> bool {
        let seconds = self.bytes[usize::from(first)];
        seconds != 0 && seconds & letter_bit(second) != 0
    }

    /// Whether any name begins with `c`, which is not ASCII.
    pub(super) fn can_begin_with(&self, c: char) -> bool {
        let at = c as usize;
        self.others.get(at / 64).is_none_or(|bits| bits >> (at % 64) & 1 == 1)
    }

    fn add(&mut self, name: &str) {
        let mut letters = name.chars().skip_while(|c| letter_part(*c) != LetterPart::Letter);
        let Some(first) = letters.next() else {
            return;
        };
        let second = letters.next().and_then(|c| u8::try_from(c).ok());
        let seconds = letter_bit(second);
        // A text may leave out its accent, or write it capital.
        let mut firsts = vec![first];
        small_letters(first, |small| firsts.extend(small.to_uppercase().chain([small])));
        firsts.retain(|c| !first.is_uppercase() || !c.is_lowercase());
        for first in firsts {
            let at = first as usize;
            match self.bytes.get_mut(at).filter(|_| first.is_ascii()) {
                Some(known) => *known |= seconds,
                None => self.others.get_mut(at / 64).into_iter().for_each(|b| *b |= 1 << (at % 64)),
            }
        }
    }
}

/// The tree of `keys`, which are in order and each once: its nodes, and the byte before each.
fn tree(keys: &[&str]) -> (Vec<KeyNode>, Vec<u8>) {
    let leaf = KeyNode { children: (0, 0), key: NONE };
    let (mut nodes, mut bytes) = (vec![leaf], vec![0]);
    // The keys below each node, which are alike up to a depth.
    let mut below = vec![(0..keys.len(), 0)];
    let mut at = 0;
    while let Some((mut range, depth)) = below.get(at).cloned() {
        if keys.get(range.start).is_some_and(|key| key.len() == depth) {
            nodes[at].key = count(range.start);
            range.start += 1;
        }
        nodes[at].children.0 = count(nodes.len());
        let next = |key: &&str| key.as_bytes().get(depth).copied().unwrap_or_default();
        let mut start = range.start;
        for alike in keys[range].chunk_by(|a, b| next(a) == next(b)) {
            below.push((start..start + alike.len(), depth + 1));
            bytes.extend(alike.first().map(next));
            nodes.push(leaf);
            start += alike.len();
        }
        nodes[at].children.1 = count(nodes.len());
        at += 1;
    }
    (nodes, bytes)
}

/// The tables have some ten thousand names of some ten bytes.
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(NONE)
}

/// The letters of a name as they are followed: small, without accents, one blank between words.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        match letter_part(c) {
            LetterPart::Letter => small_letters(c, |small| key.push(small)),
            LetterPart::Gap if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            _ => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The same name with a word written shorter.
fn variant(key: &str) -> Option<String> {
    let may_be_shorter = key.contains("saint ") || key.contains(" and ");
    may_be_shorter.then(|| key.replace("saint ", "st ").replace(" and ", " & "))
}
