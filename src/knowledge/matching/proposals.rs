//! Proposals: which records may be about one thing, what speaks for it and what against.
//!
//! Nothing is united by a proposal. It is accepted by a [`SameAs`] record that somebody vouches
//! for, and taken back by leaving that record out again, or by denying it.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::model::{
    Account, Id, List, Pair, SameAs, SameAsIdentity, SameAsRecord, SourceId, Stance,
};

/// Two records that may be about one thing.
///
/// Its `Display` is the pair, then a line for each reason and each thing that speaks against it, then
/// what it is to be accepted with.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// use detente::Dossier;
///
/// let text = r#"{"detente": 1, "source": "s", "sources": {"s": {}, "editor": {}},
///   "states": {"n": {}}, "persons": {"p": {}}, "visits": {
///     "june-visit": {"guest": "p", "host": "n", "planned": "2024-06-18/2024-06-19"},
///     "dprk-trip": {"guest": "p", "host": "n", "actual": "2024-06-19"}}}"#;
/// let dossier = Dossier::from_json(text)?;
/// let [proposal] = &dossier.proposals()[..] else { panic!("one proposal") };
/// assert_eq!(proposal.to_string(), "\
/// visit:dprk-trip = visit:june-visit
///   for: same guest: p
///   for: same host: n
///   for: dates that can be the same: 2024-06-19 and 2024-06-18/2024-06-19");
///
/// let same = proposal.accept(detente::id!("editor"))?;
/// let united = same.into_iter().fold(dossier.into_builder(), |all, one| all.record(one)).build()?;
/// let known = united.as_known();
/// assert_eq!(known.visits().count(), 1);
/// assert_eq!(known.visit("june-visit")?.id(), &"dprk-trip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Proposal {
    /// The records.
    pub pair: Pair,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
    /// What speaks against it without standing in its way: details on which sources may differ.
    pub doubts: Vec<Doubt>,
    /// What speaks against it; with any of these it cannot be accepted as it is.
    pub blockers: Vec<Blocker>,
    /// What is accepted with it, as neither can be without the other: those who met, with their
    /// meeting; the tenures by which two persons are known to be one, with the persons.
    pub with: Vec<Proposal>,
}

/// What speaks for two records being about one thing.
///
/// ```
/// use detente::Dossier;
/// use detente::knowledge::Reason;
///
/// let dossier = Dossier::builder()
///     .leader("putin", "russia", "2012-05-07/..")
///     .planned_visit("dprk-trip", "putin", "north-korea", "2024-06-17")
///     .visit("june-visit", "putin", "north-korea", "2024-06-18/2024-06-19")
///     .build()?;
/// let [proposal] = &dossier.proposals()[..] else { panic!("one proposal") };
/// assert_eq!(proposal.reasons[0], Reason::Same { what: "guest", value: "putin".into() });
/// assert!(matches!(proposal.reasons[2], Reason::Dates { days: 1, .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Both have this.
    Same {
        /// What of them.
        what: &'static str,
        /// The value both have.
        value: String,
    },
    /// Both have something, and it may be the same.
    Alike {
        /// What of them.
        what: &'static str,
        /// The value that the first has.
        one: String,
        /// The value that the other has.
        other: String,
    },
    /// Their dates can be the same, or lie some days apart.
    Dates {
        /// The date of the first.
        one: String,
        /// The date of the other.
        other: String,
        /// The least number of days between them, 0 if they can be the same.
        days: u32,
    },
}

/// A detail in which two records differ, as sources may that tell of one thing.
///
/// It stands in the way only if one source tells both: then it is a [`Blocker::Differs`].
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// use detente::Dossier;
/// use detente::knowledge::Doubt;
///
/// let text = r#"{"detente": 1, "sources": {"daily": {}, "agency": {}}, "states": {"n": {}, "r": {}},
///   "agreements": {
///     "a": {"by": "daily", "parties": ["n", "r"], "form": "treaty", "title": "Friendship"},
///     "b": {"by": "agency", "parties": ["n", "r"], "form": "memorandum", "title": "Friendship"}}}"#;
/// let [proposal] = &Dossier::from_json(text)?.proposals()[..] else { panic!("one proposal") };
/// assert!(!proposal.is_blocked());
/// let Doubt { what, one, other } = &proposal.doubts[0];
/// assert_eq!((*what, &one[..], &other[..]), ("form", "treaty", "memorandum"));
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// What of them.
    pub what: &'static str,
    /// The value that the first has.
    pub one: String,
    /// The value that the other has.
    pub other: String,
}

/// What speaks against two records being about one thing.
///
/// ```
/// use detente::knowledge::Blocker;
/// # use detente::model::{Person, PersonRecord};
/// # use detente::{Dossier, id};
/// let dossier = Dossier::builder()
///     .record(PersonRecord::new(id!("kim"), ()).with(Person::NAME, "Kim Jong Un"))
///     .record(PersonRecord::new(id!("vice-minister"), ()).with(Person::NAME, "KIM Jong-un"))
///     .build()?;
/// let [proposal] = &dossier.proposals()[..] else { panic!("one proposal") };
/// assert_eq!(proposal.blockers, [Blocker::NameAlone]);
/// assert_eq!(proposal.blockers[0].to_string(), "nothing but a name speaks for it");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Blocker {
    /// Nothing but a name speaks for it, and many share a name.
    NameAlone,
    /// Something that cannot be both.
    Differs {
        /// What of them.
        what: &'static str,
        /// The value that the first has.
        one: String,
        /// The value that the other has.
        other: String,
    },
    /// They refer to two records that would first have to be said to be the same.
    Needs(Pair),
    /// Somebody says that they are not.
    Denied,
}

/// A proposal is blocked and cannot be accepted as it is.
///
/// ```
/// # use detente::model::{Person, PersonRecord};
/// # use detente::{Dossier, id};
/// let dossier = Dossier::builder()
///     .record(PersonRecord::new(id!("kim"), ()).with(Person::NAME, "Kim Jong Un"))
///     .record(PersonRecord::new(id!("vice-minister"), ()).with(Person::NAME, "KIM Jong-un"))
///     .build()?;
/// let [proposal] = &dossier.proposals()[..] else { panic!("one proposal") };
/// let error = proposal.accept(id!("editor")).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "person:kim = person:vice-minister cannot be accepted: nothing but a name speaks for it"
/// );
/// assert_eq!(error.blockers().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{pair} cannot be accepted: {}", texts(blockers))]
pub struct Blocked {
    pair: Pair,
    blockers: Vec<Blocker>,
}

fn texts(blockers: &[Blocker]) -> String {
    blockers.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Blocked {
    /// What blocks it.
    pub fn blockers(&self) -> &[Blocker] {
        &self.blockers
    }
}

impl Proposal {
    /// Whether something speaks against it.
    pub fn is_blocked(&self) -> bool {
        !self.blockers.is_empty()
    }

    /// The records by which `source` says that the two are the same, and all that is accepted
    /// [with](Self::with) them, each with its reasons.
    ///
    /// The id of each depends on the two records alone, so that the same match accepted in two dossiers
    /// is one record when they are merged. A source without a day of publication says so at all
    /// times; one with a day, from then on.
    ///
    /// # Errors
    /// If the proposal is blocked. Who knows better may still build the record by hand.
    pub fn accept(&self, source: SourceId) -> Result<Vec<SameAsRecord>, Blocked> {
        if self.is_blocked() {
            let (pair, blockers) = (self.pair.clone(), self.blockers.clone());
            return Err(Blocked { pair, blockers });
        }
        let mut records = Vec::new();
        for one in &self.with {
            records.extend(one.accept(source.clone())?);
        }
        let reasons = self.reasons.iter().map(ToString::to_string);
        let account = Account::by(source).with(SameAs::REASONS, List::open(reasons));
        records.push(self.record().account(account));
        Ok(records)
    }

    /// The record by which `source` says that the two are not the same; they are then no longer
    /// proposed without that being said.
    ///
    /// ```
    /// # use detente::model::{Person, PersonRecord};
    /// # use detente::{Dossier, id};
    /// let dossier = Dossier::builder()
    ///     .record(PersonRecord::new(id!("kim"), ()).with(Person::NAME, "Kim Jong Un"))
    ///     .record(PersonRecord::new(id!("vice-minister"), ()).with(Person::NAME, "KIM Jong-un"))
    ///     .build()?;
    /// let [proposal] = &dossier.proposals()[..] else { panic!("one proposal") };
    /// let refused = proposal.refuse(id!("editor"));
    /// let editor = detente::model::Source::new(id!("editor"));
    /// let dossier = dossier.into_builder().source(editor).record(refused).build()?;
    /// assert!(dossier.proposals().iter().all(|proposal| proposal.is_blocked()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn refuse(&self, source: SourceId) -> SameAsRecord {
        self.record().account(Account::by(source).stance(Stance::Denies))
    }

    fn record(&self) -> SameAsRecord {
        let (noun, one, other) = (self.pair.noun(), self.pair.one().id(), self.pair.other().id());
        let text = format!("{}/{one}/{other}", noun.code());
        let id = Id::new(&text).unwrap_or_else(|_| shortened(&text));
        SameAsRecord::new(id, SameAsIdentity::new(self.pair.clone()))
    }
}

/// An id for a text that is too long for one: its start, and a number that depends on all of it.
fn shortened(text: &str) -> Id<SameAs> {
    const KEPT: usize = 150;
    // FNV-1a, 64 bits: the same on every machine and in every version.
    let number = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let end = (0..=KEPT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let kept = text.get(..end).unwrap_or_default();
    Id::from_checked(format!("{kept}.{number:016x}").into())
}

impl Proposal {
    fn write(&self, f: &mut fmt::Formatter<'_>, indent: &str) -> fmt::Result {
        write!(f, "{}", self.pair)?;
        for reason in &self.reasons {
            write!(f, "\n{indent}for: {reason}")?;
        }
        for doubt in &self.doubts {
            write!(f, "\n{indent}although: {doubt}")?;
        }
        for blocker in &self.blockers {
            write!(f, "\n{indent}against: {blocker}")?;
        }
        for one in &self.with {
            write!(f, "\n{indent}together with ")?;
            one.write(f, &format!("{indent}  "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "  ")
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same { what, value } => write!(f, "same {what}: {value}"),
            Self::Alike { what, one, other } => {
                write!(f, "{what} that may be the same: {one} and {other}")
            }
            Self::Dates { one, other, days: 0 } if one == other => write!(f, "same date: {one}"),
            Self::Dates { one, other, days: 0 } => {
                write!(f, "dates that can be the same: {one} and {other}")
            }
            Self::Dates { one, other, days } => {
                let unit = if *days == 1 { "day" } else { "days" };
                write!(f, "dates {days} {unit} apart: {one} and {other}")
            }
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} and {}", self.what, self.one, self.other)
    }
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameAlone => f.write_str("nothing but a name speaks for it"),
            Self::Differs { what, one, other } => write!(f, "{what}: {one} and {other}"),
            Self::Needs(pair) => write!(f, "first it must be said that {pair}"),
            Self::Denied => f.write_str("somebody says that they are not the same"),
        }
    }
}
