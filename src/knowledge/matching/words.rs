//! Comparing words: names without regard to case, marks and order, and quotes by what they share.

use std::collections::BTreeSet;

/// A name by which it can be found again: its words in lower case, without marks, in order.
pub(crate) fn folded(name: &str) -> String {
    let mut words: Vec<String> = words(name).collect();
    words.sort_unstable();
    words.join(" ")
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
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
