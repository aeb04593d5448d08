//! Policy: how one value is chosen among those that were told.

use std::fmt;

use chrono::Datelike;

use crate::model::{Address, Certainty, KnownFrom, Progress, Provenance, SourceId, Stance};

/// A value that may be chosen, as a policy sees it: how it was told, never what it is.
///
/// Values that agree are one, and the finest of them stands for all. It is asked for its rank once for
/// each account that tells it, and the best of these ranks counts.
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
///         Rank::of([i64::from(candidate.happened()), roots])
///     }
///
///     fn reason(&self, place: usize) -> &'static str {
///         ["it happened", "told by more"].get(place).copied().unwrap_or("alike")
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub(crate) provenance: &'a Provenance,
    pub(crate) progress: Option<Progress>,
    pub(crate) happened: bool,
    pub(crate) is_to_come: bool,
    pub(crate) roots: usize,
    pub(crate) as_of: [KnownFrom; 2],
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

    /// The first and the last day as of which it may be told to hold, by the latest of those who tell
    /// it: the day on which it was told, where nothing is said of that.
    pub fn as_of(&self) -> [KnownFrom; 2] {
        self.as_of
    }

    /// The value itself, if what is chosen is a stage of progress.
    pub fn progress(&self) -> Option<Progress> {
        self.progress
    }

    /// Whether its account tells of something that has happened, and not of a plan.
    pub fn happened(&self) -> bool {
        self.happened
    }

    /// Whether it is a detail of something of which everybody still speaks as of a plan.
    pub fn is_to_come(&self) -> bool {
        self.is_to_come
    }

    /// How many independent roots say this, or what it lies within, and nothing else. A root is the last
    /// speaker named in the chain, or else the source from which the report derives in the end.
    pub fn roots(&self) -> usize {
        self.roots
    }
}

/// The rank of a candidate: compared from the first place to the last. At each, those go out that lie
/// below another which is still left; greater wins.
///
/// A place may hold a range, where it is not known which it is; a range is below another if all of it is.
///
/// ```
/// use detente::knowledge::Rank;
///
/// let (told_by_one, told_by_two) = (Rank::of([0, 1]), Rank::of([0, 2]));
/// assert!(told_by_two.high(1) > told_by_one.high(1));
/// let some_day = Rank::of([0]).between(0, 3, 7);
/// assert_eq!((some_day.low(0), some_day.high(0), some_day.high(1)), (3, 7, 0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rank {
    low: [i64; Self::PLACES],
    high: [i64; Self::PLACES],
}

impl Rank {
    /// How many places a rank has.
    pub const PLACES: usize = 9;

    /// The rank with these numbers at its first places, and 0 at the others; more than there are places
    /// count for nothing.
    pub fn of<const N: usize>(numbers: [i64; N]) -> Self {
        let mut rank = Self::default();
        for (place, number) in numbers.into_iter().enumerate().take(Self::PLACES) {
            rank = rank.between(place, number, number);
        }
        rank
    }

    /// The same with a range at a place, counted from 0; itself, where there is no such place.
    #[must_use]
    pub fn between(mut self, place: usize, low: i64, high: i64) -> Self {
        if let (Some(lower), Some(upper)) = (self.low.get_mut(place), self.high.get_mut(place)) {
            (*lower, *upper) = (low.min(high), high.max(low));
        }
        self
    }

    /// The lowest number that it can be at a place, counted from 0; 0, where there is no such place.
    pub fn low(&self, place: usize) -> i64 {
        self.low.get(place).copied().unwrap_or(0)
    }

    /// The highest.
    pub fn high(&self, place: usize) -> i64 {
        self.high.get(place).copied().unwrap_or(0)
    }

    /// The lowest and the highest at a place.
    pub(crate) fn range(&self, place: usize) -> (i64, i64) {
        (self.low(place), self.high(place))
    }

    /// The highest at each place, by which the words of one value are put in order.
    pub(crate) fn upper(&self) -> [i64; Self::PLACES] {
        self.high
    }
}

/// How one value is chosen among those that were told.
///
/// What agrees is one value before a policy is asked, and what a user has ruled stands. A policy gives
/// each candidate a rank by itself, so that the order in which accounts were entered cannot count. What
/// is level by all ranks, and cannot be true together, is undecided.
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
///         Rank::of([told.map_or(0, |day| (day - date!("2000-01-01")).num_days())])
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

    /// Why a candidate wins that is above another first at `place`, counted from 0, in a few words.
    fn reason(&self, place: usize) -> &'static str;
}

/// The policy used where none is named.
///
/// For progress, an outcome beats a plan, and within each the latest wins by the day as of which it is
/// told. Then, and for every other detail: affirmed or presupposed before mentioned; what happened before
/// what was planned; certain or unstated, then probable, then possible; of what is yet to come, the latest
/// told; more independent roots; in the source's own voice before in somebody else's; told later.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
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
        let is_stage = candidate.progress.is_some();
        let outcome = candidate.progress.is_some_and(Progress::is_outcome);
        let committed = candidate.provenance.stance() != Stance::Mentions;
        let happened = candidate.happened && !is_stage;
        let certainty = i64::from(firmness(candidate.provenance.certainty()));
        let roots = i64::try_from(candidate.roots).unwrap_or(i64::MAX);
        let own = candidate.provenance.is_own_voice();
        let told = number(candidate.known_from());
        let [outcome, committed, happened, own] =
            [outcome, committed, happened, own].map(i64::from);
        let rank = Rank::of([outcome, 0, committed, happened, certainty, 0, roots, own, told]);
        let [first, last] = candidate.as_of.map(number);
        match (is_stage, candidate.is_to_come) {
            (true, _) => rank.between(1, first, last),
            (false, true) => rank.between(5, first, last),
            (false, false) => rank,
        }
    }

    fn reason(&self, place: usize) -> &'static str {
        match place {
            0 => "an outcome beats a plan",
            1 => "so as of a later day",
            2 => "affirmed, and not only mentioned",
            3 => "told of what happened, and not of a plan",
            4 => "told more surely",
            5 | 8 => "told later",
            6 => "told by more independent sources",
            _ => "in the source's own voice",
        }
    }
}

/// A day as a number in order.
fn number(told: KnownFrom) -> i64 {
    match told {
        KnownFrom::Always => i64::MIN,
        KnownFrom::Day(day) => i64::from(day.num_days_from_ce()),
        KnownFrom::Never => i64::MAX,
    }
}

/// How firmly a word is told, by which values compete: that nothing is said of it is no doubt.
pub(crate) fn firmness(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Certain | Certainty::Unstated => 2,
        Certainty::Probable => 1,
        Certainty::Possible => 0,
    }
}

/// How firmly something is told: whether whoever tells it commits itself to it, then how surely.
pub(crate) fn firmness_of(told: &Provenance) -> (bool, u8) {
    (told.stance() != Stance::Mentions, firmness(told.certainty()))
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

/// A user's own decision on one detail of one record, or of one part of it: the word of this source counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ruling {
    pub(crate) about: Address,
    pub(crate) detail: Box<str>,
    pub(crate) source: SourceId,
}
