//! How a wrong value is described while reading, so that the reader can take the sentence apart again.
//!
//! Deserialisers carry errors as text. Every checked value therefore words its error in one form,
//! `found X, expected Y` and, where one is close, `; nearest is Z`. The JSON reader reads that form
//! back into its parts.

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::time::{DateError, PeriodError};

/// What was found, what would have been right, and the nearest valid word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) found: String,
    pub(crate) expected: String,
    pub(crate) nearest: Option<String>,
}

impl Fault {
    /// A fault whose `found` is shown quoted and shortened.
    pub(crate) fn text(found: &str, expected: impl Into<String>) -> Self {
        Self { found: quoted(found), expected: expected.into(), nearest: None }
    }

    /// A fault whose `found` is a phrase, not a quotation.
    pub(crate) fn phrase(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { found: found.into(), expected: expected.into(), nearest: None }
    }

    /// Adds the closest of `candidates`, where one is close enough to be meant.
    pub(crate) fn nearest_of<'a>(
        mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        self.nearest = nearest(word, candidates).map(str::to_owned);
        self
    }

    /// The fault of a key that stands a second time in its object.
    pub(crate) fn again(key: &str) -> Self {
        Self::phrase(format!("{}{AGAIN}", quoted(key)), "each key once")
    }

    /// The fault of a field that must be there and is not.
    pub(crate) fn missing(field: &str) -> Self {
        Self::phrase("nothing", format!("the field \"{field}\""))
    }

    /// The fault of a field that is none of `fields`.
    pub(crate) fn unknown_field<'a>(key: &str, fields: impl IntoIterator<Item = &'a str>) -> Self {
        Self::text(key, "a field of this object (your own go into \"x\")").nearest_of(key, fields)
    }
}

impl From<PeriodError> for Fault {
    fn from(error: PeriodError) -> Self {
        Self::text(error.text(), error.expected())
    }
}

impl From<DateError> for Fault {
    fn from(error: DateError) -> Self {
        Self::text(error.text(), error.expected())
    }
}

/// What is said of a key that stands a second time.
pub(crate) const AGAIN: &str = " a second time";

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, expected, nearest } = self;
        write!(f, "found {found}, expected {expected}{}", NearestIs(nearest.as_ref()))
    }
}

/// How every error ends that has a suggestion.
pub(crate) const NEAREST_IS: &str = "; nearest is ";

/// The end of an error: what was probably meant, or nothing.
pub(crate) struct NearestIs<'a, T: ?Sized>(pub(crate) Option<&'a T>);

impl<T: fmt::Display + ?Sized> fmt::Display for NearestIs<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(nearest) => write!(f, "{NEAREST_IS}\"{nearest}\""),
            None => Ok(()),
        }
    }
}

/// The id that was probably meant where one was not found.
///
/// Looking for it takes a comparison with every id there is, and is put off until it is read or shown: a
/// look-up that fails costs no more than one that does not. The issues of a dossier that is refused have theirs
/// at once, and so only up to a limit: see [`Issue::nearest`](crate::dossier::Issue::nearest).
///
/// ```
/// use detente::Dossier;
/// use detente::knowledge::LookupError;
///
/// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
/// let known = dossier.as_known();
/// let Err(LookupError::Unknown { nearest, .. }) = known.person("puttin") else { panic!("found") };
/// assert_eq!(nearest.get(), Some("putin"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Suggestion(Arc<LazyLock<Option<String>, Search>>);

type Search = Box<dyn FnOnce() -> Option<String> + Send>;

impl Suggestion {
    pub(crate) fn new(search: impl FnOnce() -> Option<String> + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(search))))
    }

    /// Where nothing can be meant.
    pub(crate) fn none() -> Self {
        Self::new(|| None)
    }

    /// The id; `None` where none is near enough to be meant.
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl PartialEq for Suggestion {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Suggestion {}

/// As what is suggested.
impl fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// Quotes `text` as a program would, cut after 60 characters so that a huge field stays readable.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((cut, _)) => {
            format!("{:?} and {} bytes more", &text[..cut], text.len() - cut)
        }
        None => format!("{text:?}"),
    }
}

/// The candidate with the fewest edits from `word`, if at most a third of it is different.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest_among(word, &mut candidates.into_iter())
}

/// The same, compiled once, whatever the candidates come from.
fn nearest_among<'a>(word: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    // A mistyped id is short; comparing a megabyte against every id would help nobody.
    if word.len() > 200 {
        return None;
    }
    let limit = (word.chars().count() / 3).max(2);
    candidates
        .filter(|c| c.len().abs_diff(word.len()) <= limit * 4)
        .map(|c| (edits(word, c), c))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, c)| c)
}

/// How many characters are to be inserted, deleted, replaced, or swapped with their neighbour, to
/// get from one word to the other.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // The rows of the table of distances for the last two characters of `a`, and for this one.
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for j in 0..b.len() {
            let replaced = last[j] + usize::from(a[i] != b[j]);
            let mut fewest = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                fewest = fewest.min(before[j - 1] + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// "a visit", "an office".
pub(crate) fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_close_word_is_offered() {
        assert_eq!(
            nearest("putin-pyongang-2024", ["putin-pyongyang-2024", "xi"]),
            Some("putin-pyongyang-2024")
        );
        assert_eq!(nearest("abc", ["xyz-long"]), None);
        assert_eq!(nearest("qoute", ["note", "quote"]), Some("quote"));
        assert_eq!(edits("", "ab") + edits("ab", "") + edits("ab", "ba"), 5);
    }
}
