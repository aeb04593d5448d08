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

    /// The fault of a key that stands a second time in its object.
    pub(crate) fn again(key: &str) -> Self {
        Self::phrase(format!("{}{AGAIN}", quoted(key)), "each key once")
    }

    /// Whether something stands there that has been given before.
    pub(crate) fn is_repetition(&self) -> bool {
        self.found.ends_with(AGAIN)
    }

    /// The fault of a field that must be there and is not.
    pub(crate) fn missing(field: &str) -> Self {
        Self::phrase("nothing", format!("the field \"{field}\""))
    }

    /// The fault of a field that is none of `fields`.
    pub(crate) fn unknown_field<'a>(key: &str, fields: impl IntoIterator<Item = &'a str>) -> Self {
        Self::text(key, "a field of this object (your own go into \"x\")").nearest_of(key, fields)
    }

    /// Reads a message in this form, or in one of serde's own.
    pub(crate) fn from_message(message: &str) -> Option<Self> {
        match message.strip_prefix("found ") {
            Some(body) => Self::split(body),
            None => Self::from_serde(message),
        }
    }

    fn split(body: &str) -> Option<Self> {
        let split = end_of_found(body)?;
        let (found, rest) = (body.get(..split)?, body.get(split + EXPECTED.len()..)?);
        let (expected, nearest) = match rest.rsplit_once("; nearest is ") {
            Some((expected, nearest)) => (expected, Some(nearest.trim_matches('"').to_owned())),
            None => (rest, None),
        };
        Some(Self {
            found: shortened(found),
            expected: expected.to_owned(),
            nearest,
        })
    }

    fn from_serde(message: &str) -> Option<Self> {
        if let Some(body) = ["invalid type: ", "invalid value: "]
            .iter()
            .find_map(|lead| message.strip_prefix(lead))
        {
            let Self {
                found, expected, ..
            } = Self::split(body)?;
            return Some(Self::phrase(
                found_plainly(&found),
                expected_plainly(&expected),
            ));
        }
        if let Some(body) = message.strip_prefix("invalid length ") {
            let Self {
                found, expected, ..
            } = Self::split(body)?;
            return Some(Self::phrase(format!("{found} items"), expected));
        }
        let field = |lead| {
            message
                .strip_prefix(lead)?
                .strip_prefix('`')?
                .strip_suffix('`')
        };
        if let Some(field) = field("missing field ") {
            return Some(Self::missing(field));
        }
        if let Some(field) = field("duplicate field ") {
            return Some(Self::again(field));
        }
        let is_field = message.starts_with("unknown field `");
        let body = message
            .strip_prefix("unknown field `")
            .or_else(|| message.strip_prefix("unknown variant `"))?;
        // The word may hold anything; what serde expects are names of our own.
        let (word, known) = body
            .rsplit_once("`, expected ")
            .or_else(|| body.rsplit_once("`, there are no "))?;
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        if is_field {
            return Some(Self::unknown_field(word, known));
        }
        let expected = format!("one of {}", known.join(", "));
        Some(Self::text(word, expected).nearest_of(word, known))
    }
}

/// What is said of a key that stands a second time.
const AGAIN: &str = " a second time";

/// What stands between the found and the expected.
const EXPECTED: &str = ", expected ";

/// Where, in `X, expected Y`, X ends; a quotation within it may hold the same words.
fn end_of_found(body: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (i, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted && body[i..].starts_with(EXPECTED) => return Some(i),
            _ => {}
        }
    }
    None
}

/// Cuts a long quotation, as [`quoted`] would have.
fn shortened(found: &str) -> String {
    let Some((cut, _)) = found
        .char_indices()
        .nth(300)
        .filter(|_| found.ends_with('"'))
    else {
        return found.to_owned();
    };
    // An escape is not cut in two.
    let kept = found[..cut].trim_end_matches('\\');
    format!("{kept}\" and {} bytes more", found.len() - kept.len() - 1)
}

/// What serde found, in words for people who do not program.
fn found_plainly(found: &str) -> String {
    let of = |lead| found.strip_prefix(lead)?.strip_suffix('`');
    if let Some(number) = of("integer `").or_else(|| of("floating point `")) {
        return format!("the number {number}");
    }
    if let Some(flag) = of("boolean `") {
        return flag.to_owned();
    }
    match found {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "unit value" => "null".to_owned(),
        _ => shortened(found.strip_prefix("string ").unwrap_or(found)),
    }
}

/// What serde expects, in the same words.
fn expected_plainly(expected: &str) -> &str {
    match expected {
        "a sequence" => "a list",
        "a map" => "an object",
        "a string" => "a text",
        "a boolean" => "true or false",
        "u16" | "u32" | "u64" => "a whole number, not negative",
        _ => expected,
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

/// How many characters are to be inserted, deleted, replaced, or swapped with their neighbour, to
/// get from one word to the other.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // The rows of the table of distances for the last two characters of `a`, and for this one.
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
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
        let parts = |message| {
            let Fault {
                found,
                expected,
                nearest,
            } = Fault::from_message(message).unwrap();
            (found, expected, nearest.unwrap_or_default())
        };
        let is = |found: &str, expected: &str, nearest: &str| {
            (found.to_owned(), expected.to_owned(), nearest.to_owned())
        };
        assert_eq!(
            parts("invalid type: integer `5`, expected a string"),
            is("the number 5", "a text", "")
        );
        assert_eq!(
            parts("invalid type: string \"a, expected b\", expected a boolean"),
            is("\"a, expected b\"", "true or false", "")
        );
        assert_eq!(
            parts("missing field `scale`"),
            is("nothing", "the field \"scale\"", "")
        );
        assert_eq!(
            parts("duplicate field `scale`"),
            is("\"scale\" a second time", "each key once", "")
        );
        let unknown = "a field of this object (your own go into \"x\")";
        assert_eq!(
            parts("unknown field `scal`, expected `scale` or `grade`"),
            is("\"scal\"", unknown, "scale")
        );
        assert_eq!(
            parts("unknown field `a`, expected `b`, expected one of `scale`, `grade`").0,
            "\"a`, expected `b\""
        );
        assert_eq!(
            parts("unknown variant `fir`, expected one of `first`, `last`, `only`"),
            is("\"fir\"", "one of first, last, only", "first")
        );
        assert_eq!(
            parts("found nothing, expected the field \"a\"").0,
            "nothing"
        );
        assert_eq!(Fault::from_message("EOF while parsing a value"), None);
    }

    #[test]
    fn a_long_quotation_is_cut_and_an_escape_is_not_cut_in_two() {
        let long = format!("found {:?}, expected a date", "\n".repeat(100_000));
        let found = Fault::from_message(&long).unwrap().found;
        assert!(
            found.len() < 350 && found.ends_with(" bytes more"),
            "{found}"
        );
        assert!(found.contains("\\n\" and"), "{found}");
    }

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
