//! Changes as data and in words: what is known that was not, and what has come to be known otherwise.

use std::fmt;

use serde::Serialize;

use crate::knowledge::choosing::resolution::AnyCited;
use crate::knowledge::citation::Attribution;
use crate::knowledge::words::Words;
use crate::knowledge::{AgreementStatus, Knowledge};
use crate::model::{Address, DetailRow};

/// A detail as taken: its value, and by whose word.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::ChangeKind;
///
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// let changes = dossier.as_known_on(date!("2024-06-20")).changes_since(&eve);
/// let ChangeKind::Changed { from, to, .. } = &changes[0].kind else { panic!("it is {}", changes[0]) };
/// assert_eq!((from.to_string().as_str(), to.to_string().as_str()), ("progress planned", "progress held"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Taken {
    /// The detail.
    pub detail: &'static str,
    /// The value.
    pub value: Words,
    /// By whom.
    pub by: Option<Attribution>,
}

impl Taken {
    pub(super) fn of(known: &Knowledge, told: &AnyCited<'_>, row: &DetailRow) -> Self {
        let by = Attribution::of(known, told.provenance());
        Self { detail: row.name, value: Words::of(told.value()), by }
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.detail, self.value)
    }
}

/// What has changed about a record or a part of one.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::ChangeKind;
///
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// let changes = dossier.as_known_on(date!("2024-06-20")).changes_since(&eve);
/// let ChangeKind::Changed { why, .. } = &changes[0].kind else { panic!("it is {}", changes[0]) };
/// assert_eq!(*why, "an outcome beats a plan");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// It was not known, and now is: by whom, and what is taken of it. Its parts and details are
    /// not listed again.
    NewlyKnown {
        /// Whether somebody says that there is such a thing, and does not only deny it.
        affirmed: bool,
        /// By whom it is told, each source once.
        by: Vec<Attribution>,
        /// The details known.
        details: Vec<Taken>,
    },
    /// It was known, and is not any more: those who told of it are not listened to, or it is not in
    /// the dossier.
    NoLongerKnown,
    /// All who had said that there is such a thing have taken it back.
    TakenBack,
    /// Somebody says that there is such a thing, of which none was said to be, or had been taken back.
    Affirmed,
    /// A detail is told for the first time.
    Added(Taken),
    /// Another value is taken.
    Changed {
        /// The value taken before, and by whose word.
        from: Taken,
        /// The value taken now, and by whose word.
        to: Taken,
        /// Why, in a few words.
        why: &'static str,
    },
    /// The accounts do not decide any more, or between others than before.
    Undecided {
        /// The value taken before, if one was.
        was: Option<Taken>,
        /// The values between which they do not decide.
        between: Vec<Taken>,
    },
    /// A value is taken where the accounts did not decide before.
    Decided(Taken),
    /// The value taken has been taken back, and no other is told.
    Dropped(Taken),
    /// The value taken is now denied, or told otherwise by somebody, and was not before.
    Contested(Taken),
    /// Nobody contests the value taken any more.
    NoLongerContested(Taken),
    /// An agreement stands at another stage between parties than it did: each on the day of its
    /// knowledge.
    Status {
        /// The pairs of parties, in order.
        between: Vec<(String, String)>,
        /// Where it stood on the earlier day, as known then.
        from: AgreementStatus,
        /// Where it stands on the later day, as known now.
        to: AgreementStatus,
    },
}

/// One thing that has changed between two states of knowledge.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let (eve, later) = (dossier.as_known_on(date!("2024-06-17")), dossier.as_known_on(date!("2024-06-20")));
/// let changes = later.changes_since(&eve);
/// assert_eq!(changes.len(), 1);
/// assert_eq!(
///     changes[0].to_string(),
///     "visit:v: progress planned (paper) -> held (agency): an outcome beats a plan"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct KnowledgeChange {
    /// What it is about.
    pub about: Address,
    /// What has changed.
    pub kind: ChangeKind,
}

impl fmt::Display for KnowledgeChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.about)?;
        match &self.kind {
            ChangeKind::NewlyKnown { by, details, .. } => {
                list(f, details)?;
                let lead = if details.is_empty() { "" } else { " " };
                write!(f, "{lead}(newly told by ")?;
                for (i, by) in by.iter().enumerate() {
                    write!(f, "{}{by}", if i == 0 { "" } else { "; " })?;
                }
                f.write_str(")")
            }
            ChangeKind::NoLongerKnown => f.write_str("no longer told of"),
            ChangeKind::TakenBack => f.write_str("taken back by all who told of it"),
            ChangeKind::Affirmed => f.write_str("said to be so, as nobody said before"),
            ChangeKind::Added(taken) => {
                write!(f, "{taken}")?;
                by(f, ", newly told by", taken)
            }
            ChangeKind::Changed { from, to, why } => {
                write!(f, "{from}")?;
                by(f, "", from)?;
                write!(f, " -> {}", to.value)?;
                by(f, "", to)?;
                write!(f, ": {why}")
            }
            ChangeKind::Undecided { was, between } => {
                let detail = between.first().map_or("", |taken| taken.detail);
                write!(f, "{detail}: undecided between ")?;
                for (at, taken) in between.iter().enumerate() {
                    write!(f, "{}{}", if at == 0 { "" } else { " and " }, taken.value)?;
                }
                was.iter().try_for_each(|was| write!(f, "; it was {}", was.value))
            }
            ChangeKind::Decided(taken) => write!(f, "{taken}: decided"),
            ChangeKind::Dropped(taken) => write!(f, "{taken}: taken back, and nothing else told"),
            ChangeKind::Contested(taken) => write!(f, "{taken}: now contested"),
            ChangeKind::NoLongerContested(taken) => write!(f, "{taken}: no longer contested"),
            ChangeKind::Status { between, from, to } => {
                write!(f, "status {from} -> {to}, between ")?;
                let pairs: Vec<String> =
                    between.iter().map(|(a, b)| format!("{a} and {b}")).collect();
                list(f, &pairs)
            }
        }
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T]) -> fmt::Result {
    items.iter().enumerate().try_for_each(|(i, item)| {
        let lead = if i == 0 { "" } else { ", " };
        write!(f, "{lead}{item}")
    })
}

fn by(f: &mut fmt::Formatter<'_>, lead: &str, taken: &Taken) -> fmt::Result {
    match &taken.by {
        Some(by) if lead.is_empty() => write!(f, " ({by})"),
        Some(by) => write!(f, "{lead} {by}"),
        None => Ok(()),
    }
}
