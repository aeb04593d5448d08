//! Comparing words: names without regard to case, marks and order, and quotes by what they share.

use std::collections::BTreeSet;

/// A name by which it can be found again: its words in lower case, without marks, in order.
pub(crate) fn folded(name: &str) -> String {
    let mut words: Vec<String> = words(name).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The words of a text, in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Whether all words of a name are in another as well, a letter by itself as the beginning of one.
pub(crate) fn is_part(short: &str, long: &str) -> bool {
    let (short, long): (Vec<String>, Vec<String>) = (words(short).collect(), words(long).collect());
    let is_letter = |word: &str| word.chars().nth(1).is_none();
    let is_in = |word: &String| {
        long.iter().any(|of| of == word || is_letter(word) && of.starts_with(word.as_str()))
    };
    short.iter().any(|word| !is_letter(word)) && short.iter().all(is_in)
}

/// Whether two names can be of one: they have a word in common, a letter by itself as the beginning of one,
/// or are not written in one alphabet.
pub(crate) fn can_be_one_name(one: &str, other: &str) -> bool {
    let is_latin =
        |name: &str| name.chars().find(|c| c.is_alphabetic()).is_none_or(|c| c < '\u{250}');
    let begins =
        |a: &String, b: &String| a == b || a.chars().nth(1).is_none() && b.starts_with(a.as_str());
    let others: Vec<String> = words(other).collect();
    is_latin(one) != is_latin(other)
        || words(one).any(|a| others.iter().any(|b| begins(&a, b) || begins(b, &a)))
}

/// Whether two quotes share at least half of the words that either has.
pub(crate) fn share_words(one: &str, other: &str) -> bool {
    let (one, other): (BTreeSet<_>, BTreeSet<_>) = (words(one).collect(), words(other).collect());
    let shared = one.intersection(&other).count();
    shared > 0 && 2 * shared >= one.union(&other).count()
}

/// How many words a text has.
pub(crate) fn count(text: &str) -> usize {
    words(text).count()
}

/// An address without what does not tell pages apart: scheme, `www.`, fragment, last slash.
pub(crate) fn address(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    rest.strip_suffix('/').unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        assert_eq!(folded("Kim Jong-un"), folded("KIM, Jong Un"));
        assert_ne!(folded("Kim Jong Un"), folded("Kim Jong Gyu"));
        assert_eq!(folded("…"), "");
    }

    #[test]
    fn a_name_is_part_of_another() {
        assert!(is_part("Holm", "Anna Holm") && is_part("A. Holm", "Holm, Anna"));
        assert!(!is_part("Peter Holm", "Anna Holm") && !is_part("A.", "Anna Holm"));
        assert!(!is_part("", "Anna Holm"));
    }

    #[test]
    fn an_address_is_of_the_page() {
        assert_eq!(address("https://www.example.org/a/#b"), address("http://example.org/a"));
        assert_ne!(address("https://example.org/a?b=1"), address("https://example.org/a?b=2"));
    }

    #[test]
    fn quotes_share_words_or_not() {
        assert!(share_words("an unbreakable relationship", "unbreakable relationship"));
        assert!(!share_words("an unbreakable relationship", "a friendly state visit"));
        assert!(!share_words("", ""));
    }
}
