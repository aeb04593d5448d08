//! Letters: what of a character counts in a name, and where a word begins and ends in each script.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LetterPart {
    /// A letter, digit or sign that counts.
    Letter,
    /// A blank or a hyphen: one is as good as another, and several are one.
    Gap,
    /// A mark over the letter before it: left out.
    Accent,
    /// A full stop, an apostrophe, a sign without width: left out.
    Silent,
}

pub(super) fn letter_part(c: char) -> LetterPart {
    match c {
        'a'..='z' | 'A'..='Z' => LetterPart::Letter,
        ' ' | '-' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2010}'..='\u{2015}' | '\u{202f}' => {
            LetterPart::Gap
        }
        '.' | '\'' | '`' | '\u{b4}' | '\u{2bb}'..='\u{2bd}' | '\u{2018}' | '\u{2019}' => {
            LetterPart::Silent
        }
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => LetterPart::Silent,
        c if is_accent(c) => LetterPart::Accent,
        c if c.is_whitespace() => LetterPart::Gap,
        _ => LetterPart::Letter,
    }
}

/// Whether a mark can be left out without making another word: accents, the points of Hebrew and
/// the vowel signs of Arabic, not the vowels of India or Thailand.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Hands on the letters of a character, small and without accents.
pub(super) fn small_letters(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        return each(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |plain| {
        if !is_accent(plain) {
            plain.to_lowercase().filter(|c| !is_accent(*c)).for_each(&mut each);
        }
    });
}

/// A way of writing, as far as it bears on where words begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    /// Words stand apart: Latin, Cyrillic, Arabic, Devanagari and most others.
    Apart,
    /// Words stand apart, and end in particles: Hangul.
    Hangul,
    /// Words of other languages stand apart from what is around them: Katakana.
    Katakana,
    /// Words follow each other without a sign: Han, Hiragana, Thai, Lao, Khmer, Burmese.
    Together,
    /// No part of a word.
    None,
}

/// The scripts without blanks between words, from one character to another.
const TOGETHER: [(char, char); 8] = [
    ('\u{e00}', '\u{eff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3041}', '\u{309f}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{3ffff}'),
];

fn writing(c: char) -> Writing {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Writing::Apart,
        '\0'..='\u{7f}' => Writing::None,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => {
            Writing::Hangul
        }
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => {
            Writing::Katakana
        }
        c if TOGETHER.iter().any(|(first, last)| (*first..=*last).contains(&c)) => {
            Writing::Together
        }
        c if c.is_alphanumeric() || is_combining_mark(c) => Writing::Apart,
        _ => Writing::None,
    }
}

/// Whether a word can begin with `first`, after `before`.
pub(super) fn begins(before: Option<char>, first: char) -> bool {
    let Some(before) = before else {
        return true;
    };
    match (writing(before), writing(first)) {
        (before, Writing::Apart) => before != Writing::Apart,
        (before, first @ (Writing::Hangul | Writing::Katakana)) => before != first,
        (_, Writing::Together | Writing::None) => true,
    }
}

/// Whether a word can end with `last`, before `rest`.
pub(super) fn ends(last: char, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else {
        return true;
    };
    match (writing(last), writing(next)) {
        (Writing::Apart, next) => next != Writing::Apart,
        (Writing::Hangul, Writing::Hangul) => {
            PARTICLES.iter().any(|particle| rest.starts_with(particle))
        }
        (Writing::Katakana, next) => next != Writing::Katakana,
        // A vowel sign belongs to the letter before it.
        (Writing::Together, Writing::Together) => !is_combining_mark(next),
        _ => true,
    }
}

/// What Korean writes after a noun without a blank.
const PARTICLES: [&str; 26] = [
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "으로", "만", "까지",
    "부터", "보다", "처럼", "및", "인", "측", "군", "산", "발", "행", "간",
];
