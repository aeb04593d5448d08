//! The words behind a date.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::uncertain_date::UncertainDate;
use crate::time::text::form::refusal;

/// The most characters that words as said may have.
const LONGEST: usize = 200;

const EXPECTING: &str = "the words as said, or a map with words and anchor";

/// The words as they were said, kept beside the value made of them: "Tuesday", "in 24 years".
///
/// Words such as "Tuesday" are said from some day, the *anchor*. Without one they are anchored at
/// the publication of the source. In JSON they are a plain text, or `{"words": "Tuesday", "anchor":
/// "2024-06-17"}`.
///
/// ```
/// use detente::time::Said;
///
/// let said = Said::anchored("Tuesday", "2024-06-17".parse()?)?;
/// assert_eq!(said.words(), "Tuesday");
/// assert_eq!(said.to_string(), r#""Tuesday", said from 2024-06-17"#);
/// assert!(Said::new("Tuesday")?.anchor().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Said {
    words: Box<str>,
    anchor: Option<UncertainDate>,
}

impl Said {
    /// Words said from the day the source was published.
    ///
    /// ```
    /// use detente::time::Said;
    ///
    /// assert_eq!(Said::new("in 24 years")?.to_string(), r#""in 24 years""#);
    /// assert!(Said::new("word ".repeat(100)).is_err());
    /// # Ok::<(), detente::time::SaidError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When there are no words, or more than 200 characters.
    pub fn new(words: impl Into<Box<str>>) -> Result<Self, SaidError> {
        let words = words.into();
        let reason = if words.trim().is_empty() {
            "it has no words"
        } else if words.chars().nth(LONGEST).is_some() {
            "it has more than 200 characters"
        } else {
            return Ok(Self { words, anchor: None });
        };
        Err(SaidError { text: words, reason })
    }

    /// Words said from another day.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::Said;
    ///
    /// let said = Said::anchored("Tuesday", date!("2024-06-17").into())?;
    /// assert_eq!(said.anchor(), Some(&date!("2024-06-17").into()));
    /// # Ok::<(), detente::time::SaidError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When there are no words, or more than 200 characters.
    pub fn anchored(words: impl Into<Box<str>>, anchor: UncertainDate) -> Result<Self, SaidError> {
        Ok(Self { anchor: Some(anchor), ..Self::new(words)? })
    }

    /// The words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The day they are said from; `None` is the publication of the source.
    pub const fn anchor(&self) -> Option<&UncertainDate> {
        self.anchor.as_ref()
    }
}

/// The words in quotation marks, and the anchor where there is one.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.words)?;
        self.anchor.iter().try_for_each(|anchor| write!(f, ", said from {anchor}"))
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(anchor) = &self.anchor else {
            return serializer.serialize_str(&self.words);
        };
        let mut map = serializer.serialize_struct("Said", 2)?;
        map.serialize_field("words", &self.words)?;
        map.serialize_field("anchor", anchor)?;
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidParts {
    words: Box<str>,
    anchor: UncertainDate,
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SaidVisitor;

        impl<'de> de::Visitor<'de> for SaidVisitor {
            type Value = Said;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTING)
            }

            fn visit_str<E: de::Error>(self, words: &str) -> Result<Said, E> {
                Said::new(words).map_err(|error| refusal(error.text(), error.expected()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Said, A::Error> {
                let SaidParts { words, anchor } =
                    SaidParts::deserialize(MapAccessDeserializer::new(map))?;
                Said::anchored(words, anchor)
                    .map_err(|error| refusal(error.text(), error.expected()))
            }
        }

        deserializer.deserialize_any(SaidVisitor)
    }
}

/// The words are none, or too many.
///
/// ```
/// use detente::time::Said;
///
/// let error = Said::new(" ").unwrap_err();
/// assert_eq!(error.to_string(), r#"not words as said: " " (it has no words)"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not words as said: {text:?} ({reason})")]
pub struct SaidError {
    text: Box<str>,
    reason: &'static str,
}

impl SaidError {
    /// The text at fault.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, without the text.
    pub fn reason(&self) -> &str {
        self.reason
    }

    /// What would be right: the words after "expected" in an error of reading.
    pub fn expected(&self) -> String {
        format!("words as said: {}", self.reason)
    }
}
