//! Succession: how one polity came to follow another, and who says so where it is disputed.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::polity::Polity;
use crate::model::closed_codes;
use crate::systems::tables::draft::LinkRow;
use crate::time::NaiveDate;

closed_codes! {
    /// How one polity followed another.
    ///
    /// ```
    /// use detente::systems::{SuccessionKind, Systems};
    ///
    /// let east = Systems::builtin().polity("east-germany").expect("it is built in");
    /// assert_eq!(east.successors()[0].kind(), SuccessionKind::Merger);
    /// let empire = Systems::builtin().polity("german-empire").expect("it is built in");
    /// let annexed = empire.predecessors().into_iter().find(|one| one.kind() == SuccessionKind::Annexation);
    /// assert_eq!(annexed.map(|one| one.from().name()), Some("Austria"));
    /// ```
    pub enum SuccessionKind, "kind of succession" {
        /// The later one is the earlier one under another name or order.
        Continuation = "continuation",
        /// The earlier one came apart, and the later one is a part.
        Dissolution = "dissolution",
        /// The earlier one went into the later one together with others.
        Merger = "merger",
        /// The later one left the earlier one, which went on.
        Secession = "secession",
        /// The earlier one was taken into the later one.
        Annexation = "annexation",
        /// The earlier one was held by the later one.
        Occupation = "occupation",
    }
}

/// One polity followed another.
///
/// ```
/// use detente::systems::Systems;
///
/// let russia = Systems::builtin().polity("russia").expect("it is built in");
/// let from: Vec<_> = russia.predecessors().iter().map(|one| one.from().name()).collect();
/// assert!(from.contains(&"Soviet Union"));
/// ```
#[derive(Clone, Copy)]
pub struct Succession<'s> {
    pub(super) row: &'s LinkRow,
    pub(super) from: Polity<'s>,
    pub(super) to: Polity<'s>,
}

impl<'s> Succession<'s> {
    /// The earlier polity.
    pub fn from(self) -> Polity<'s> {
        self.from
    }

    /// The later polity.
    pub fn to(self) -> Polity<'s> {
        self.to
    }

    /// How.
    pub fn kind(self) -> SuccessionKind {
        self.row.kind
    }

    /// The first day of the later order, where one is told.
    pub fn day(self) -> Option<NaiveDate> {
        self.row.day
    }

    /// By whom the succession is claimed; `None` if it is a matter of record.
    pub fn claimed_by(self) -> Option<&'s str> {
        Some(&*self.row.claim_by).filter(|by| !by.is_empty())
    }

    /// What is to be known about it; mostly empty.
    pub fn note(self) -> &'s str {
        &self.row.note
    }
}

/// As an object: the ids `from` and `to`, `kind`, `day`, `claimed_by` and `note`.
impl Serialize for Succession<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Succession", 6)?;
        object.serialize_field("from", &self.from)?;
        object.serialize_field("to", &self.to)?;
        object.serialize_field("kind", &self.kind())?;
        object.serialize_field("day", &self.day().map(|day| day.to_string()))?;
        object.serialize_field("claimed_by", &self.claimed_by())?;
        object.serialize_field("note", self.note())?;
        object.end()
    }
}

impl fmt::Debug for Succession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Succession({self})")
    }
}

/// Such as `soviet-union to russia: continuation on 1991-12-26, claimed by russia`.
impl fmt::Display for Succession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}: {}", self.from.id(), self.to.id(), self.kind())?;
        if let Some(day) = self.day() {
            write!(f, " on {day}")?;
        }
        self.claimed_by().map_or(Ok(()), |by| write!(f, ", claimed by {by}"))
    }
}
