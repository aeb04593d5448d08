//! How a wrong value is described while reading, so that the reader can take the sentence apart again.
//!
//! Deserialisers carry errors as text. Every checked value therefore words its error in one form,
//! `found X, expected Y` and, where one is close, `; nearest is Z`, and [`Fault::from_message`]
//! reads that form back into its parts.

use std::fmt;

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
        Self {
            found: quoted(found),
            expected: expected.into(),
            nearest: None,
        }
    }

    /// A fault whose `found` is a phrase, not a quotation.
    pub(crate) fn phrase(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            expected: expected.into(),
            nearest: None,
        }
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

    /// Reads a message in this form, or in serde's own `invalid type: X, expected Y`.
    pub(crate) fn from_message(message: &str) -> Option<Self> {
        let body = [
            "found ",
            "invalid type: ",
            "invalid value: ",
            "invalid length ",
        ]
        .iter()
        .find_map(|lead| message.strip_prefix(lead))?;
        // A quotation may itself hold the words we split at, so it is stepped over first.
        let start = quotation_length(body);
        let split = start + body.get(start..)?.find(", expected ")?;
        let (found, rest) = (body.get(..split)?, body.get(split + ", expected ".len()..)?);
        let (expected, nearest) = match rest.rsplit_once("; nearest is ") {
            Some((expected, nearest)) => (expected, Some(nearest.trim_matches('"').to_owned())),
            None => (rest, None),
        };
        Some(Self {
            found: found.to_owned(),
            expected: expected.to_owned(),
            nearest,
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}, expected {}", self.found, self.expected)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; nearest is \"{nearest}\""),
            None => Ok(()),
        }
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

/// Length in bytes of the quotation at the start of `text`; 0 if there is none.
fn quotation_length(text: &str) -> usize {
    let Some(at) = text.find('"') else { return 0 };
    let mut escaped = false;
    for (i, c) in text.char_indices().skip_while(|(i, _)| *i <= at) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i,
            _ => {}
        }
    }
    0
}

/// The candidate with the fewest edits from `word`, if at most a third of it is different.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // A mistyped id is short; comparing a megabyte against every id would help nobody.
    if word.len() > 200 {
        return None;
    }
    let limit = (word.chars().count() / 3).max(2);
    candidates
        .into_iter()
        .filter(|c| c.len().abs_diff(word.len()) <= limit * 4)
        .map(|c| (edits(word, c), c))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, c)| c)
}

/// Levenshtein distance: insertions, deletions and replacements of characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replace = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_survives_being_worded() {
        let fault = Fault::text("a, expected \"b\"", "a code of visit form")
            .nearest_of("stat", ["state", "working"]);
        assert_eq!(fault.nearest.as_deref(), Some("state"));
        assert_eq!(Fault::from_message(&fault.to_string()), Some(fault));
    }

    #[test]
    fn serde_s_own_wording_is_read_too() {
        let fault = Fault::from_message("invalid type: integer `5`, expected a string").unwrap();
        assert_eq!(
            (fault.found.as_str(), fault.expected.as_str()),
            ("integer `5`", "a string")
        );
        assert_eq!(Fault::from_message("EOF while parsing a value"), None);
    }

    #[test]
    fn only_a_close_word_is_offered() {
        assert_eq!(
            nearest("putin-pyongang-2024", ["putin-pyongyang-2024", "xi"]),
            Some("putin-pyongyang-2024")
        );
        assert_eq!(nearest("abc", ["xyz-long"]), None);
    }
}
