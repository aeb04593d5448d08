//! Taking the sentences in which values word their errors apart again, and serde's own as well.

use crate::model::fault::{AGAIN, Fault, NEAREST_IS};

impl Fault {
    /// Whether something stands there that has been given before.
    pub(crate) fn is_repetition(&self) -> bool {
        self.found.ends_with(AGAIN)
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
        let (expected, nearest) = match rest.rsplit_once(NEAREST_IS) {
            Some((expected, nearest)) => (expected, Some(nearest.trim_matches('"').to_owned())),
            None => (rest, None),
        };
        Some(Self { found: shortened(found), expected: expected.to_owned(), nearest })
    }

    fn from_serde(message: &str) -> Option<Self> {
        if let Some(body) =
            ["invalid type: ", "invalid value: "].iter().find_map(|lead| message.strip_prefix(lead))
        {
            let Self { found, expected, .. } = Self::split(body)?;
            return Some(Self::phrase(found_plainly(&found), expected_plainly(&expected)));
        }
        if let Some(body) = message.strip_prefix("invalid length ") {
            let Self { found, expected, .. } = Self::split(body)?;
            return Some(Self::phrase(format!("{found} items"), expected));
        }
        let field = |lead| message.strip_prefix(lead)?.strip_prefix('`')?.strip_suffix('`');
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
        let (word, known) =
            body.rsplit_once("`, expected ").or_else(|| body.rsplit_once("`, there are no "))?;
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        if is_field {
            return Some(Self::unknown_field(word, known));
        }
        let expected = format!("one of {}", known.join(", "));
        Some(Self::text(word, expected).nearest_of(word, known))
    }
}

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

/// Cuts a long quotation, as those of our own are.
fn shortened(found: &str) -> String {
    let Some((cut, _)) = found.char_indices().nth(300).filter(|_| found.ends_with('"')) else {
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
            let Fault { found, expected, nearest } = Fault::from_message(message).unwrap();
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
        assert_eq!(parts("missing field `scale`"), is("nothing", "the field \"scale\"", ""));
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
        assert_eq!(parts("found nothing, expected the field \"a\"").0, "nothing");
        assert_eq!(Fault::from_message("EOF while parsing a value"), None);
    }

    #[test]
    fn a_long_quotation_is_cut_and_an_escape_is_not_cut_in_two() {
        let long = format!("found {:?}, expected a date", "\n".repeat(100_000));
        let found = Fault::from_message(&long).unwrap().found;
        assert!(found.len() < 350 && found.ends_with(" bytes more"), "{found}");
        assert!(found.contains("\\n\" and"), "{found}");
    }
}
