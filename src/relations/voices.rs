//! Witnesses: who tells of a relation, in whose voice, and who is listened to.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Actor, ActorId, Certainty, Key, is_unattributed};

/// Who vouches for something.
///
/// ```
/// use detente::id;
/// use detente::relations::Voice;
///
/// let speaker = Voice::Party { speaker: id!("kremlin"), principal: id!("russia") };
/// assert_eq!(speaker.to_string(), "russia's voice, by kremlin");
/// assert_eq!(Voice::Unnamed("reports".into()).to_string(), "unnamed reports");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Voice {
    /// The source itself.
    Own,
    /// A named party, inside whose speech alone it is told.
    Party {
        /// Who is quoted.
        speaker: ActorId,
        /// For whom: the state whose office or organ it is; the speaker itself, if none is known.
        principal: ActorId,
    },
    /// Somebody the source does not name; the word is the source's.
    Unnamed(Box<str>),
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => f.write_str("own voice"),
            Self::Party { speaker, principal } if speaker == principal => {
                write!(f, "{speaker}'s voice")
            }
            Self::Party { speaker, principal } => write!(f, "{principal}'s voice, by {speaker}"),
            Self::Unnamed(word) => write!(f, "unnamed {word}"),
        }
    }
}

/// Whose voices are listened to. The sources' own always are.
///
/// ```
/// use detente::relations::Voices;
///
/// assert_eq!(Voices::own().to_string(), "own voice");
/// assert_eq!(Voices::own().and("russia").to_string(), "own voice and russia's");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Voices {
    parties: BTreeSet<Box<str>>,
    everyone: bool,
}

impl Voices {
    /// What sources say themselves, and nothing else.
    pub fn own() -> Self {
        Self::default()
    }

    /// What anybody is quoted as saying, the unnamed included.
    pub fn everyone() -> Self {
        Self { parties: BTreeSet::new(), everyone: true }
    }

    /// Also what this party is quoted as saying: a speaker, or the state spoken for.
    #[must_use]
    pub fn and(mut self, party: impl Key<Actor>) -> Self {
        self.parties.insert(party.key().into());
        self
    }

    /// Whether a voice is listened to.
    ///
    /// ```
    /// use detente::id;
    /// use detente::relations::{Voice, Voices};
    ///
    /// let kremlin = Voice::Party { speaker: id!("kremlin"), principal: id!("russia") };
    /// assert!(!Voices::own().hears(&kremlin));
    /// assert!(Voices::own().and("russia").hears(&kremlin));
    /// assert!(Voices::everyone().hears(&kremlin));
    /// ```
    pub fn hears(&self, voice: &Voice) -> bool {
        match voice {
            Voice::Own => true,
            Voice::Party { speaker, principal } => {
                let named = |id: &ActorId| self.parties.contains(id.as_str());
                self.everyone || named(speaker) || named(principal)
            }
            Voice::Unnamed(_) => self.everyone,
        }
    }
}

impl fmt::Display for Voices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.everyone {
            return f.write_str("every voice");
        }
        f.write_str("own voice")?;
        self.parties.iter().try_for_each(|party| write!(f, " and {party}'s"))
    }
}

/// One who tells of a relation.
///
/// ```
/// use detente::id;
/// use detente::model::Certainty;
/// use detente::relations::Witness;
///
/// let reprint = Witness::own("reprint").resting_on("wire").certainty(Certainty::Probable);
/// assert_eq!(reprint.to_string(), "reprint (from wire), probable");
/// assert_eq!(Witness::own("wire").quoting(id!("russia")).to_string(), "wire in russia's voice");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Witness {
    /// The source.
    pub source: Box<str>,
    /// Whom it rests on in the end: the last speaker named in its chain, or else the source from which it
    /// derives; itself, if on none. Support is counted by roots.
    pub root: Box<str>,
    /// Who vouches for it.
    pub voice: Voice,
    /// How surely it is told.
    pub certainty: Certainty,
    /// The day on which it was told, where known.
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub known_on: Option<NaiveDate>,
}

/// The roots that are independent of each other. Whoever is not named may be any of the others, so
/// that all of them are none beside one who is, and one where nobody is.
pub(crate) fn independent<T: AsRef<str> + Ord>(mut roots: BTreeSet<T>) -> BTreeSet<T> {
    let is_named = |root: &T| !is_unattributed(root.as_ref());
    if roots.iter().any(is_named) {
        roots.retain(is_named);
    }
    while roots.len() > 1 && roots.last().is_some_and(|root| !is_named(root)) {
        roots.pop_last();
    }
    roots
}

impl Witness {
    /// A source that tells of it in its own voice, and does not say how surely.
    pub fn own(source: &str) -> Self {
        let (voice, certainty) = (Voice::Own, Certainty::Unstated);
        Self { source: source.into(), root: source.into(), voice, certainty, known_on: None }
    }

    /// The same inside the speech of a party.
    #[must_use]
    pub fn quoting(mut self, party: ActorId) -> Self {
        self.voice = Voice::Party { speaker: party.clone(), principal: party };
        self
    }

    /// The same by this voice.
    #[must_use]
    pub fn by_voice(mut self, voice: Voice) -> Self {
        self.voice = voice;
        self
    }

    /// The same as a reprint of another source.
    #[must_use]
    pub fn resting_on(mut self, root: &str) -> Self {
        self.root = root.into();
        self
    }

    /// The same, told so surely.
    #[must_use]
    pub fn certainty(mut self, certainty: Certainty) -> Self {
        self.certainty = certainty;
        self
    }

    /// The same, told on this day.
    #[must_use]
    pub fn known_on(mut self, day: NaiveDate) -> Self {
        self.known_on = Some(day);
        self
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if self.root != self.source {
            write!(f, " (from {})", self.root)?;
        }
        if self.voice != Voice::Own {
            write!(f, " in {}", self.voice)?;
        }
        match self.certainty {
            Certainty::Unstated | Certainty::Certain => Ok(()),
            certainty => write!(f, ", {certainty}"),
        }
    }
}
