//! Policy: how one value is chosen among those that were told.

use std::fmt;

use chrono::Datelike;

use crate::model::{Certainty, KnownFrom, Progress, Provenance, Stance};

/// A value that may be chosen, as a policy sees it: how it was told, never what it is.
///
/// ```
/// use detente::knowledge::{Candidate, Policy, Rank};
///
/// /// What has happened before what was planned, then what more tell.
/// #[derive(Debug)]
/// struct Deeds;
///
/// impl Policy for Deeds {
///     fn rank(&self, candidate: &Candidate<'_>) -> Rank {
///         let roots = i64::try_from(candidate.roots()).unwrap_or(i64::MAX);
///         [i64::from(candidate.happened()), roots, 0, 0, 0, 0, 0, 0]
///     }
///
///     fn reason(&self, position: usize) -> &'static str {
///         ["it happened", "told by more"].get(position).copied().unwrap_or("alike")
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub(crate) provenance: &'a Provenance,
    pub(crate) progress: Option<Progress>,
    pub(crate) happened: bool,
    pub(crate) roots: usize,
}

impl<'a> Candidate<'a> {
    /// Who tells it, and how.
    pub fn provenance(&self) -> &'a Provenance {
        self.provenance
    }

    /// From when on it has certainly been told.
    pub fn known_from(&self) -> KnownFrom {
        self.provenance.slot.told
    }

    /// The value itself, if what is chosen is a stage of progress.
    pub fn progress(&self) -> Option<Progress> {
        self.progress
    }

    /// Whether its account tells of something that has happened, and not of a plan.
    pub fn happened(&self) -> bool {
        self.happened
    }

    /// How many independent roots give this same value.
    pub fn roots(&self) -> usize {
        self.roots
    }
}

/// The rank of a candidate: compared from the first number to the last; greater wins.
///
/// ```
/// use detente::knowledge::Rank;
///
/// let (told_by_one, told_by_two): (Rank, Rank) = ([0, 1, 0, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0, 0, 0]);
/// assert!(told_by_two > told_by_one);
/// ```
pub type Rank = [i64; 8];

/// How one value is chosen among those that were told.
///
/// A policy gives each candidate a rank by itself, so that the order in which accounts were
/// entered cannot count. Where ranks are equal, content decides: the value whose text comes first.
///
/// ```
/// use detente::knowledge::{Candidate, Policy, Rank};
///
/// /// The latest word, whoever says it and however.
/// #[derive(Debug)]
/// struct Latest;
///
/// impl Policy for Latest {
///     fn rank(&self, candidate: &Candidate<'_>) -> Rank {
///         use detente::date;
///         let told = candidate.known_from().day();
///         let days = told.map_or(0, |day| (day - date!("2000-01-01")).num_days());
///         [days, 0, 0, 0, 0, 0, 0, 0]
///     }
///
///     fn reason(&self, _: usize) -> &'static str {
///         "told later"
///     }
/// }
/// ```
pub trait Policy: fmt::Debug + Send + Sync {
    /// The rank of a candidate.
    fn rank(&self, candidate: &Candidate<'_>) -> Rank;

    /// Why a candidate wins whose rank is first greater at `position`, in a few words.
    fn reason(&self, position: usize) -> &'static str;
}

/// The policy used where none is named.
///
/// For progress, an outcome beats a plan, and within each the latest told wins. For every other
/// detail: affirmed or presupposed before mentioned; what happened before what was planned;
/// certain, then unstated, then probable, then possible; more independent roots; later told; in the source's own voice before in
/// somebody else's.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::StandardPolicy;
/// use detente::model::Progress;
///
/// let known = dossier.knowledge().policy(StandardPolicy).build();
/// assert_eq!(known.visit("v")?.progress(), Some(Progress::Held));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct StandardPolicy;

impl Policy for StandardPolicy {
    fn rank(&self, candidate: &Candidate<'_>) -> Rank {
        let outcome = i64::from(candidate.progress.is_some_and(Progress::is_outcome));
        let told = match candidate.known_from() {
            KnownFrom::Always => i64::MIN,
            KnownFrom::Day(day) => i64::from(day.num_days_from_ce()),
            KnownFrom::Never => i64::MAX,
        };
        let of_progress = if candidate.progress.is_some() { told } else { 0 };
        let committed = i64::from(candidate.provenance.stance() != Stance::Mentions);
        let happened = i64::from(candidate.happened && candidate.progress.is_none());
        let certainty = i64::from(sureness(candidate.provenance.certainty()));
        let roots = i64::try_from(candidate.roots).unwrap_or(i64::MAX);
        // Outcome and its day are nought for all but progress; the rest follows in order.
        [
            outcome,
            of_progress,
            committed,
            happened,
            certainty,
            roots,
            told,
            i64::from(candidate.provenance.is_own_voice()),
        ]
    }

    fn reason(&self, position: usize) -> &'static str {
        match position {
            0 => "an outcome beats a plan",
            1 | 6 => "told later",
            2 => "affirmed, and not only mentioned",
            3 => "told of what happened, and not of a plan",
            4 => "told more surely",
            7 => "in the source's own voice",
            _ => "told by more independent sources",
        }
    }
}

/// How sure a word is, on the scale certain, unstated, probable, possible.
pub(crate) fn sureness(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Certain => 3,
        Certainty::Unstated => 2,
        Certainty::Probable => 1,
        Certainty::Possible => 0,
    }
}

/// A user's own decision on one detail of one record: the word of this source counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ruling {
    pub(crate) record: crate::model::RecordRef,
    pub(crate) detail: Box<str>,
    pub(crate) source: crate::model::SourceId,
}
