//! Folding: what is left of a name when everything is taken away in which two spellings of it differ.
//!
//! Letters lose their case and their accents, punctuation becomes blanks, apostrophes and marks that
//! are not seen go, usual short forms are written out, articles and `and` go, and words stand in
//! order: `Korea, Dem. People's Rep. of` and `the Democratic People’s Republic of Korea` are one. What makers
//! of tables note in brackets behind a name is no part of it.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Words that come and go within one name. The articles are those of languages which put one before
/// the name of a country in running text; the last two are Yoruba for `the country of`.
const DROPPED: &[&str] = &[
    "the",
    "of",
    "and",
    "le",
    "la",
    "les",
    "et",
    "el",
    "los",
    "las",
    "y",
    "il",
    "i",
    "e",
    "der",
    "die",
    "das",
    "und",
    "en",
    "og",
    "och",
    "orileede",
    "orilɛede",
];

/// Short forms that stand for one word wherever they stand.
const SHORT: &[(&str, &str)] = &[
    ("st", "saint"),
    ("ste", "sainte"),
    ("rep", "republic"),
    ("repub", "republic"),
    ("dem", "democratic"),
    ("isls", "islands"),
    ("terr", "territory"),
    ("utd", "united"),
    ("n", "north"),
    ("s", "south"),
    ("people", "peoples"),
];

/// Short forms that are to be told by their full stop from words of other languages.
const SHORT_WITH_STOP: &[(&str, &str)] = &[
    ("e", "east"),
    ("w", "west"),
    ("is", "islands"),
    ("fed", "federal"),
    ("cent", "central"),
    ("afr", "african"),
    ("eq", "equatorial"),
    ("fr", "french"),
    ("br", "british"),
    ("ter", "territory"),
    ("soc", "socialist"),
    ("sts", "states"),
];

/// A name folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::systems) struct Folded {
    /// Its words in their order, a blank between two.
    pub(in crate::systems) words: String,
    /// The same words sorted, if that is another order.
    sorted: Option<String>,
}

impl Folded {
    /// The words sorted: what names are looked up by.
    pub(in crate::systems) fn key(&self) -> &str {
        self.sorted.as_ref().unwrap_or(&self.words)
    }

    pub(in crate::systems) fn is_sorted(&self) -> bool {
        self.sorted.is_none()
    }
}

/// Folds a name. Empty if there is no letter or digit in it.
pub(in crate::systems) fn fold(text: &str) -> Folded {
    let letters = letters(text);
    // Most names are one word, which is all there is, even if it is one that comes and goes.
    if !letters.contains([' ', '.']) {
        let words = FoldedWord { text: &letters, stop: false }.in_full().to_owned();
        return Folded { words, sorted: None };
    }
    let mut words: Vec<FoldedWord<'_>> = Vec::with_capacity(8);
    words.extend(letters.split(' ').filter_map(FoldedWord::new));
    let kept = join(kept(&words));
    // A name that is nothing but such words is made of them.
    let words = if kept.is_empty() { join(words.iter()) } else { kept };
    if words.split(' ').is_sorted() {
        return Folded { words, sorted: None };
    }
    let mut sorted: Vec<&str> = words.split(' ').collect();
    sorted.sort_unstable();
    Folded { sorted: Some(sorted.join(" ")), words }
}

/// A word, and whether a full stop ends it.
struct FoldedWord<'t> {
    text: &'t str,
    stop: bool,
}

impl<'t> FoldedWord<'t> {
    fn new(text: &'t str) -> Option<Self> {
        let bare = text.trim_end_matches('.');
        (!bare.is_empty()).then_some(Self { text: bare, stop: bare.len() < text.len() })
    }

    fn is_letter(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some() && letters.next().is_none()
    }

    fn in_full(&self) -> &'t str {
        let full = |forms: &[(&str, &'static str)]| {
            forms.iter().find(|(short, _)| *short == self.text).map(|(_, full)| *full)
        };
        let with_stop = || if self.stop { full(SHORT_WITH_STOP) } else { None };
        // Most words are longer than every short form.
        let short = self.text.len() <= 6;
        let found = if short { full(SHORT).or_else(with_stop) } else { None };
        found.unwrap_or(self.text)
    }
}

/// The words without those that come and go. A letter beside a letter is an initial.
fn kept<'w, 't>(words: &'w [FoldedWord<'t>]) -> impl Iterator<Item = &'w FoldedWord<'t>> {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(FoldedWord::is_letter);
    let is_dropped = move |(at, word): &(usize, &FoldedWord<'t>)| {
        let initial =
            word.is_letter() && (is_letter(at.checked_sub(1)) || is_letter(at.checked_add(1)));
        !word.stop && !initial && DROPPED.contains(&word.text)
    };
    words.iter().enumerate().filter(move |of| !is_dropped(of)).map(|(_, word)| word)
}

/// Words in full, a blank between two. Letters that follow each other are initials: `u s a` is `usa`.
fn join<'w>(words: impl Iterator<Item = &'w FoldedWord<'w>>) -> String {
    let mut joined = String::with_capacity(32);
    let mut words = words.peekable();
    let mut after_letter = false;
    while let Some(word) = words.next() {
        let letter = word.is_letter();
        let initial = letter && (after_letter || words.peek().is_some_and(|next| next.is_letter()));
        let joins = initial && after_letter;
        if !joined.is_empty() && !joins {
            joined.push(' ');
        }
        joined.push_str(if initial { word.text } else { word.in_full() });
        after_letter = letter;
    }
    joined
}

/// The letters and digits of a text, small and bare, full stops after words, and blanks for the rest.
pub(super) fn letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii() {
            ascii(c, &mut folded);
        } else if is_plain(c) {
            folded.push(c);
        } else if !is_dropped(c) {
            c.to_lowercase().for_each(|c| decompose_compatible(c, |c| other(c, &mut folded)));
        }
    }
    folded
}

/// Whether a character is surely not folded to a letter or digit of ASCII. No text in ASCII is a name of such
/// characters, or near it.
pub(super) fn is_far_from_ascii(c: char) -> bool {
    match c {
        '\0'..='\x7f' => !c.is_ascii_alphanumeric(),
        '\u{370}'..='\u{1cff}' => true,
        _ => {
            matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        }
    }
}

fn ascii(c: char, folded: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => folded.push(c),
        'A'..='Z' => folded.push(c.to_ascii_lowercase()),
        '\'' | '`' => {}
        // The word ends with it.
        '.' => folded.push_str(". "),
        _ => folded.push(' '),
    }
}

/// The common letters that stay as they are, which need no look into the tables of Unicode.
fn is_plain(c: char) -> bool {
    matches!(c,
        'а'..='и' | 'к'..='я' | 'α'..='ρ' | 'σ'..='ω' | 'ა'..='ჺ' | 'ա'..='ֆ' | 'א'..='ת'
        | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' | 'अ'..='न' | 'प'..='र' | 'ก'..='ะ' | '一'..='鿿')
}

/// What leaves no trace: apostrophes, and characters that are not seen.
fn is_dropped(c: char) -> bool {
    matches!(c,
        // Accents that stand by themselves, letters like apostrophes, quotation marks, primes.
        '\u{b4}' | '\u{2b9}'..='\u{2bf}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{a78c}'
        | '\u{ff07}' | '\u{55a}' | '\u{5f3}'
        // Soft hyphens, joiners, directions, variants, the mark of byte order; lengthened Arabic.
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// A character without its marks.
fn other(c: char, folded: &mut String) {
    if c.is_ascii() {
        return ascii(c, folded);
    }
    // Vowel signs of Indian scripts are of class 0, and stay: without them other words remain.
    if canonical_combining_class(c) != 0 {
        return;
    }
    match c {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ł' => folded.push('l'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ŧ' => folded.push('t'),
        'ς' => folded.push('σ'),
        // One letter, as it is written in Persian, Urdu, Uyghur … and in Arabic.
        'ک' => folded.push('ك'),
        'ی' | 'ى' | 'ې' => folded.push('ي'),
        'ہ' | 'ھ' | 'ە' | 'ة' => folded.push('ه'),
        c if c.is_alphanumeric() => folded.push(c),
        _ => folded.push(' '),
    }
}

/// Words of those who made a table, about the number beside a name and not about the state. No sovereign,
/// side or year is among them: those may say that another state is meant.
const NOTES: &[&str] = &[
    "approx",
    "approximate",
    "corrected",
    "est",
    "estimate",
    "estimated",
    "estimates",
    "footnote",
    "forecast",
    "imputed",
    "incomplete",
    "interpolated",
    "note",
    "notes",
    "partial",
    "prelim",
    "preliminary",
    "proj",
    "projected",
    "projection",
    "prov",
    "provisional",
    "rev",
    "revised",
    "rounded",
    "sic",
    "unofficial",
    "updated",
];

/// The text without its notes in brackets; `None` if it has none, or nothing else.
pub(super) fn without_notes(text: &str) -> Option<String> {
    let mut bare = String::new();
    let (mut rest, mut found) = (text, false);
    while let Some((before, open)) = rest.split_once(['(', '[']) {
        let (inner, after) = open.split_once([')', ']'])?;
        bare.push_str(before);
        if is_note(inner) {
            found = true;
        } else {
            let bracketed = rest.len() - after.len();
            bare.push_str(rest.get(before.len()..bracketed)?);
        }
        rest = after;
    }
    bare.push_str(rest);
    let bare = bare.trim();
    (found && !bare.is_empty()).then(|| bare.to_owned())
}

fn is_note(text: &str) -> bool {
    let mut words =
        text.split([' ', '.', ',', ';', '-']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(is_note_word)
}

/// A number is that of a footnote, if it is too short for a year.
fn is_note_word(word: &str) -> bool {
    let is_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number || NOTES.iter().any(|note| word.eq_ignore_ascii_case(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_folded_alike() {
        let alike: &[&[&str]] = &[
            &[
                "Democratic People's Republic of Korea",
                "Korea, Dem. People’s Rep. of",
                "KOREA (the democratic people republic of)",
            ],
            &["U.S.A.", "USA", "u s a", "U. S. A."],
            &["U.A.E.", "UAE", "u a e"],
            &["D.P.R. Korea", "D.P.R Korea", "Korea, DPR", "DPR Korea"],
            &["N. Korea", "North Korea", "Korea, North", "N Korea", "Korea (North)"],
            &["E. Germany", "East Germany", "Germany, East"],
            &[
                "St. Vincent & the Grenadines",
                "Saint Vincent and the Grenadines",
                "St-Vincent/Grenadines",
            ],
            &["Côte d’Ivoire", "COTE D'IVOIRE", "Co\u{302}te dʼIvoire"],
            &["Marshall Is.", "Marshall Islands", "the Marshall Isls"],
            &["Sao Tome e Principe", "São Tomé & Príncipe", "Sao Tome and Principe"],
            &["Türkiye", "TURKIYE", "türki\u{200b}ye"],
            &["Færøerne", "FAEROERNE"],
            &["Россия", "россия", "РОССИЯ", "\u{200f}Россия\u{200e}"],
            &["کوریا", "كوريا"],
            &["コンゴ・キンシャサ", "コンゴ キンシャサ", "ｺﾝｺﾞ･ｷﾝｼｬｻ"],
            &["🇫🇷 France", "France!", "  france "],
            &["la France", "France"],
        ];
        for group in alike {
            for text in *group {
                assert_eq!(fold(text).key(), fold(group[0]).key(), "{text}");
            }
        }
    }

    #[test]
    fn other_names_stay_apart() {
        let apart = [
            ("Niger", "Nigeria"),
            ("Congo", "Republic of the Congo"),
            ("माली", "मलावी"),
            ("ROK", "ROC"),
            ("Sainte-Lucie", "Saint-Lucie"),
        ];
        for (a, b) in apart {
            assert_ne!(fold(a).key(), fold(b).key());
        }
    }

    #[test]
    fn plain_letters_are_what_the_tables_make_of_them() {
        for c in ('\u{80}'..=char::MAX).filter(|c| is_plain(*c)) {
            let mut folded = String::new();
            assert!(!is_dropped(c));
            c.to_lowercase().for_each(|c| decompose_compatible(c, |c| other(c, &mut folded)));
            assert_eq!(folded, c.to_string());
        }
    }

    #[test]
    fn what_is_far_from_ascii_is_folded_to_none_of_it() {
        for c in (char::MIN..=char::MAX).filter(|c| is_far_from_ascii(*c)) {
            let folded = letters(&c.to_string());
            assert!(!folded.contains(|c: char| c.is_ascii_alphanumeric()), "{c:?} {folded:?}");
        }
    }

    #[test]
    fn words_are_kept_in_their_order_too() {
        let folded = fold("United Kingdom of Great Britain");
        assert_eq!(folded.words, "united kingdom great britain");
        assert_eq!(folded.key(), "britain great kingdom united");
        assert_eq!(fold("The").key(), "the");
        assert_eq!(fold(" .. 🙂 \u{301}").key(), "");
    }

    #[test]
    fn notes_go_and_what_may_tell_a_state_stays() {
        for (text, bare) in [
            ("Mali (est.)", Some("Mali")),
            ("Mali [2] (prov., rev.)", Some("Mali")),
            ("(est.) Mali", Some("Mali")),
            ("Myanmar (Burma) (est.)", Some("Myanmar (Burma)")),
            ("Korea (North)", None),
            ("Congo (B)", None),
            ("Germany (1985)", None),
            ("Réunion (France)", None),
            ("(est.)", None),
            ("Mali ()", None),
            ("Mali (est", None),
            ("Mali (est.", None),
            ("Mali", None),
        ] {
            assert_eq!(without_notes(text).as_deref(), bare, "{text}");
        }
    }
}
