//! Yes, maybe, no.

use std::fmt;
use std::ops::Not;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::time::text::form as text;

/// An answer about uncertain things: yes, maybe or no.
///
/// It does not turn into a `bool` by itself: the caller says whether a *maybe* counts, with
/// [`is_certain`](Truth::is_certain) or [`is_possible`](Truth::is_possible). The connectives are
/// Kleene's: a *no* settles an `and`, a *yes* settles an `or`, whatever the other side.
///
/// ```
/// use detente::time::Truth;
///
/// assert_eq!(Truth::Yes.and(Truth::Maybe), Truth::Maybe);
/// assert_eq!(Truth::Yes.or(Truth::Maybe), Truth::Yes);
/// assert_eq!(!Truth::Maybe, Truth::Maybe);
/// assert!(Truth::Maybe.is_possible() && !Truth::Maybe.is_certain());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// Certainly so.
    Yes,
    /// What is known does not settle it.
    Maybe,
    /// Certainly not so.
    No,
}

impl Truth {
    /// The answer where it is known: [`Yes`](Truth::Yes) or [`No`](Truth::No).
    ///
    /// ```
    /// use detente::time::Truth;
    ///
    /// assert_eq!(Truth::known(2 > 1), Truth::Yes);
    /// ```
    pub const fn known(answer: bool) -> Self {
        if answer { Self::Yes } else { Self::No }
    }

    /// The answer to a question of which it is known whether it must be so, and whether it can be
    /// so.
    pub(crate) const fn between(must: bool, can: bool) -> Self {
        match (must, can) {
            (true, _) => Self::Yes,
            (false, true) => Self::Maybe,
            (false, false) => Self::No,
        }
    }

    /// Whether it is certainly so: a *maybe* does not count.
    ///
    /// ```
    /// use detente::Truth;
    ///
    /// assert!(Truth::Yes.is_certain() && !Truth::Maybe.is_certain());
    /// ```
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// Whether it may be so: a *maybe* counts.
    ///
    /// ```
    /// use detente::Truth;
    ///
    /// assert!(Truth::Maybe.is_possible() && !Truth::No.is_possible());
    /// ```
    pub const fn is_possible(self) -> bool {
        !matches!(self, Self::No)
    }

    /// Whether it is certainly not so.
    pub const fn is_impossible(self) -> bool {
        matches!(self, Self::No)
    }

    /// Both: the weaker of the two answers.
    ///
    /// ```
    /// use detente::Truth;
    ///
    /// assert_eq!(Truth::Maybe.and(Truth::No), Truth::No);
    /// ```
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self::between(
            self.is_certain() && other.is_certain(),
            self.is_possible() && other.is_possible(),
        )
    }

    /// Either: the stronger of the two answers.
    ///
    /// ```
    /// use detente::Truth;
    ///
    /// assert_eq!(Truth::Maybe.or(Truth::No), Truth::Maybe);
    /// ```
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self::between(
            self.is_certain() || other.is_certain(),
            self.is_possible() || other.is_possible(),
        )
    }

    /// Whether all are so; of none at all, yes.
    ///
    /// ```
    /// use detente::time::Truth;
    ///
    /// assert_eq!(Truth::all([Truth::Yes, Truth::Maybe]), Truth::Maybe);
    /// assert_eq!(Truth::all([]), Truth::Yes);
    /// ```
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::Yes;
        for answer in answers {
            all = all.and(answer);
            if all.is_impossible() {
                break;
            }
        }
        all
    }

    /// Whether any is so; of none at all, no.
    ///
    /// ```
    /// use detente::time::Truth;
    ///
    /// assert_eq!(Truth::any([Truth::No, Truth::Maybe]), Truth::Maybe);
    /// assert_eq!(Truth::any([]), Truth::No);
    /// ```
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Self::No;
        for answer in answers {
            any = any.or(answer);
            if any.is_certain() {
                break;
            }
        }
        any
    }

    /// Whether it is so of the one of these that there is, where it is not known which; `None` of none at all.
    pub(crate) fn of_one_of<T>(
        any: impl IntoIterator<Item = T>,
        is_so: impl Fn(T) -> bool,
    ) -> Option<Self> {
        let each = any.into_iter().map(|one| Self::known(is_so(one)));
        each.reduce(|one, other| if one == other { one } else { Self::Maybe })
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Maybe => "maybe",
            Self::No => "no",
        }
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Maybe => Self::Maybe,
            Self::No => Self::Yes,
        }
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl Serialize for Truth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Truth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TruthVisitor;

        impl de::Visitor<'_> for TruthVisitor {
            type Value = Truth;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("yes, maybe or no")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Truth, E> {
                match word {
                    "yes" => Ok(Truth::Yes),
                    "maybe" => Ok(Truth::Maybe),
                    "no" => Ok(Truth::No),
                    _ => Err(text::refusal(word, "yes, maybe or no")),
                }
            }
        }

        deserializer.deserialize_str(TruthVisitor)
    }
}
