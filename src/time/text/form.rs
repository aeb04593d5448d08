//! What the types of this room share about their text.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

/// The room's one wording of a refusal: what was found, as a quoted text, and what would be right.
pub(crate) fn refusal<E: de::Error>(found: &str, expected: impl fmt::Display) -> E {
    E::custom(format_args!("found {found:?}, expected {expected}"))
}

/// Reads a field that may be left out, but not be given as `null`.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Writes a value as if it were a `str`, so that widths in a format string are kept.
pub(crate) fn pad(f: &mut fmt::Formatter<'_>, value: &impl fmt::Display) -> fmt::Result {
    if f.width().is_none() && f.precision().is_none() {
        write!(f, "{value}")
    } else {
        f.pad(&value.to_string())
    }
}

/// Serde as the `Display` text, read back through `FromStr`.
macro_rules! serde_as_text {
    ($type:ty, $expecting:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct FormVisitor;

                impl serde::de::Visitor<'_> for FormVisitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(|error: <$type as std::str::FromStr>::Err| {
                            $crate::time::text::form::refusal(error.text(), error.expected())
                        })
                    }
                }

                deserializer.deserialize_str(FormVisitor)
            }
        }
    };
}

pub(crate) use serde_as_text;
