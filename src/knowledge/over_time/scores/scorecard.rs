//! Scorecards: which of a source's statements are confirmed, refuted or open, and by whose word.

use std::fmt;

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::scoring::Scoring;
use crate::knowledge::citation::{self, Citation};
use crate::knowledge::over_time::testimony::Testimony;
use crate::knowledge::words::Words;
use crate::knowledge::{Checked, Knowledge, LookupError};
use crate::model::{Address, Key, Source, closed_codes};

closed_codes! {
    /// What has become of something a source said. Closed.
    ///
    /// ```
    /// use detente::knowledge::Outcome;
    ///
    /// assert_eq!("refuted".parse(), Ok(Outcome::Refuted));
    /// assert_eq!(Outcome::ALL.len(), 7);
    /// ```
    pub enum Outcome, "outcome" {
        /// An independent root says the same, as exactly or more so; a plan has come about.
        Confirmed = "confirmed",
        /// An independent root says what cannot be true beside it, and that is what is taken.
        Refuted = "refuted",
        /// An independent root contradicts it, and it is still what is taken.
        Contested = "contested",
        /// It was so as of its day, and something else came of it since: called off, and then held.
        Overtaken = "overtaken",
        /// The same root has since said otherwise, or taken it back.
        Withdrawn = "withdrawn",
        /// Of several things said together some are confirmed, and others are not borne out.
        Partly = "partly",
        /// Nobody independent has said anything that decides it.
        Open = "open",
    }
}

closed_codes! {
    /// What is scored of something that a source tells. Closed.
    ///
    /// ```
    /// use detente::knowledge::ScoredClaim;
    ///
    /// assert_eq!(ScoredClaim::Said.code(), "said");
    /// ```
    pub enum ScoredClaim, "claim" {
        /// That it is so.
        So = "so",
        /// That somebody said so: whatever is told of a statement but the truth of it.
        Said = "said",
    }
}

/// One thing that a source said, and what has become of it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned", "planned": "2024-06-18"},
/// #   {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::Outcome;
///
/// let known = dossier.as_known();
/// let card = known.scorecard("paper")?;
/// let plan = card.scores.iter().find(|score| score.detail == Some("progress")).ok_or("no plan")?;
/// assert_eq!(plan.outcome, Outcome::Confirmed);
/// assert_eq!(plan.to_string(), "progress planned: confirmed\n    by: held (agency)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScoredDetail<'k> {
    /// What it is about.
    pub about: Address,
    /// By whom it is told, and how.
    pub by: Citation<'k>,
    /// The detail; `None` where what is said is that there is such a thing.
    pub detail: Option<&'static str>,
    /// Whether it is scored that it is so, or that somebody said so.
    pub claim: ScoredClaim,
    /// The value said, or denied.
    pub value: Words,
    /// Whether the source denies it.
    pub denies: bool,
    /// What has become of it.
    pub outcome: Outcome,
    /// The words of independent roots that decide it, and of the same root where it is withdrawn.
    pub evidence: Vec<Testimony<'k>>,
    /// The check of it, where it is a superlative.
    pub checked: Option<Checked>,
}

impl fmt::Display for ScoredDetail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.denies { "not " } else { "" };
        match self.detail {
            None if self.claim == ScoredClaim::Said => write!(f, "that it was {not}said")?,
            None => write!(f, "that it is {not}{}", self.value)?,
            Some(detail) if self.checked.is_some() => write!(f, "{not}{detail}")?,
            Some(detail) => write!(f, "{detail} {not}{}", self.value)?,
        }
        write!(f, ": {}", self.outcome)?;
        for evidence in self.checked.iter().flat_map(|checked| &checked.evidence) {
            write!(f, "\n    {evidence}")?;
        }
        for word in &self.evidence {
            let lead = if word.confirms { "by" } else { "against it" };
            write!(f, "\n    {lead}: ")?;
            if word.about != self.about {
                write!(f, "{}: ", word.about)?;
            }
            write!(f, "{word}")?;
        }
        Ok(())
    }
}

/// What a source said in one account, and what has become of it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned", "planned": "2024-06-18"},
/// #   {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::Outcome;
///
/// let known = dossier.as_known();
/// let card = known.scorecard("paper")?;
/// let account = card.by_account().find(|account| account.scores.len() == 2).ok_or("no account")?;
/// // The visit came about, and a day later than was said.
/// assert_eq!(account.outcome(), Outcome::Partly);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ScoredAccount<'s, 'k> {
    /// What was said in it, one detail each; at least one.
    pub scores: &'s [ScoredDetail<'k>],
}

/// As an object: its `outcome` as a whole, and its `scores`.
impl Serialize for ScoredAccount<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("ScoredAccount", 2)?;
        object.serialize_field("outcome", &self.outcome())?;
        object.serialize_field("scores", self.scores)?;
        object.end()
    }
}

impl ScoredAccount<'_, '_> {
    /// What has become of the account as a whole: what holds of all that is decided of it, or that
    /// it is borne out in part.
    pub fn outcome(&self) -> Outcome {
        let decided = self.scores.iter().map(|score| score.outcome);
        let mut decided: Vec<Outcome> = decided.filter(|each| *each != Outcome::Open).collect();
        decided.dedup();
        match decided.as_slice() {
            [] => Outcome::Open,
            [one] => *one,
            _ if decided.contains(&Outcome::Confirmed) => Outcome::Partly,
            // Of what is not borne out, the worst.
            _ => decided.into_iter().min().unwrap_or(Outcome::Open),
        }
    }
}

/// What a source said, and what is confirmed, refuted or open of it, as known.
///
/// A statement is one detail of one account, or that there is such a thing. Only accounts by
/// independent roots count: a reprint confirms nothing. What a source only mentions is left out, for
/// it does not commit itself to it.
///
/// - A plan is confirmed when the thing is known to be under way or held, and refuted when it is
///   known to have been called off or not to have happened; another plan confirms nothing. So is
///   the day planned, by the day on which it was.
/// - A [deadline](crate::knowledge::Deadline) is confirmed when it was met, and refuted when it was missed,
///   whatever deadline is set later.
/// - An intention to conclude an agreement is confirmed by its signature.
/// - A superlative is [checked](crate::knowledge::Checked), that something is the last as of the day on which
///   it was said.
/// - Any other value is confirmed by one that is as exact: a month by a day in it, a city by a
///   square in it, a list by a list that holds its items. One that cannot be true beside it refutes
///   it where it is the one taken; otherwise it is contested.
/// - Free text is confirmed by the same text, and refuted by none.
/// - What was called off, and was held all the same, is overtaken: the calling off was true in its time.
/// - One party's word against another's is contested, whichever is taken.
/// - What others have from the same speaker confirms nothing.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned", "planned": "2024-06-18"},
/// #   {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::Outcome;
///
/// let known = dossier.as_known_on(date!("2024-06-20"));
/// let card = known.scorecard("paper")?;
/// assert_eq!(card.count(Outcome::Confirmed), 1);
/// let day = card.scores.iter().find(|score| score.detail == Some("planned")).ok_or("no plan")?;
/// assert_eq!(day.to_string(), "planned 2024-06-18: refuted\n    against it: 2024-06-19 (agency)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Scorecard<'k> {
    /// The source, by its id when written.
    #[serde(serialize_with = "citation::source")]
    pub source: &'k Source,
    /// The day up to which things are known; `None` for all that was ever told.
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub known_on: Option<NaiveDate>,
    /// Everything it said, in the order of nouns and ids.
    pub scores: Vec<ScoredDetail<'k>>,
}

impl<'k> Scorecard<'k> {
    /// How many statements have this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.of(outcome).count()
    }

    /// The statements with this outcome.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "paper",
    /// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "planned", "planned": "2024-06-18"},
    /// #   {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::knowledge::Outcome;
    ///
    /// let known = dossier.as_known();
    /// let card = known.scorecard("paper")?;
    /// let refuted: Vec<_> = card.of(Outcome::Refuted).map(|score| score.detail).collect();
    /// assert_eq!(refuted, [Some("planned")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &ScoredDetail<'k>> {
        self.scores.iter().filter(move |score| score.outcome == outcome)
    }

    /// The statements, account by account.
    pub fn by_account(&self) -> impl Iterator<Item = ScoredAccount<'_, 'k>> {
        let accounts = self.scores.chunk_by(|a, b| std::ptr::eq(a.by.provenance, b.by.provenance));
        accounts.map(|scores| ScoredAccount { scores })
    }
}

/// The counts, then each account of which something is decided.
impl fmt::Display for Scorecard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source.id)?;
        if let Some(day) = self.known_on {
            write!(f, ", as known on {day}")?;
        }
        let counted = Outcome::ALL.iter().map(|outcome| (outcome, self.count(*outcome)));
        for (i, (outcome, count)) in counted.filter(|(_, count)| *count > 0).enumerate() {
            write!(f, "{}{count} {outcome}", if i == 0 { ": " } else { ", " })?;
        }
        for account in self.by_account().filter(|account| account.outcome() != Outcome::Open) {
            let Some(first) = account.scores.first() else { continue };
            write!(f, "\n{}: {}", first.about, account.outcome())?;
            for score in account.scores.iter().filter(|score| score.outcome != Outcome::Open) {
                write!(f, "\n  {score}")?;
            }
        }
        Ok(())
    }
}

impl Knowledge {
    /// What a source said, and what is confirmed, refuted or open of it as known.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "paper",
    /// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "planned", "planned": "2024-06-18"},
    /// #   {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.scorecard("paper")?.source.id, "paper");
    /// assert!(known.scorecard("papers").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the dossier has no such source, if none of its accounts had been told yet, or if it is
    /// not listened to.
    pub fn scorecard(&self, source: impl Key<Source>) -> Result<Scorecard<'_>, LookupError> {
        let position = self.source_position(source.key())?;
        let mut scoring = Scoring::new(self, position);
        for (at, resolver) in self.things() {
            scoring.score(&at, resolver);
        }
        scoring.finish(&self.united().sources()[position])
    }
}
