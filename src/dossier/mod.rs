//! The dossier: accounts of records, by sources, and what could be known from them.
//!
//! A [`Dossier`] is read from JSON or built in code, checked once and then immutable.
//! [`Dossier::as_known_on`] answers with a [`Knowledge`]: what could be known on a day. Records
//! are looked up in it as [`View`]s, whose getters choose among the accounts told by then and can
//! [explain](View::explain) the choice.

mod agreements;
mod builtin;
mod changes;
mod checks;
mod classes;
mod container;
mod contradictions;
mod corrections;
mod dates;
mod describe;
mod drift;
mod entities;
#[cfg(feature = "json")]
mod json;
mod knowledge;
mod merge;
mod outcomes;
mod plans;
mod policy;
mod problem;
mod proposals;
mod resolve;
mod rings;
mod scorecard;
mod scoring;
mod sections;
#[cfg(feature = "html")]
mod sheet;
mod stages;
mod statements;
mod superlatives;
mod survey;
mod tenures;
mod united;
mod validate;
mod view;
mod visits;
mod written;
mod zones;

pub use agreements::NotAParty;
pub use changes::{Attribution, ChangeKind, KnowledgeChange, Taken};
pub use container::{Dossier, DossierBuilder};
pub use contradictions::{Claim, Contradiction};
pub use corrections::Correction;
pub use drift::{Drift, DriftKind};
pub use entities::Stay;
#[cfg(feature = "json")]
pub use json::CheckedText;
pub use knowledge::{Knowledge, KnowledgeBuilder, LookupError};
pub use plans::{OverduePlan, Plan, Planner};
pub use policy::{Candidate, Policy, Rank, StandardPolicy};
pub use problem::{DossierError, JsonPath, Problem, ProblemKind, ReadError};
pub use proposals::{Blocked, Blocker, Proposal, Reason};
pub use resolve::{Beaten, Denial, Resolution, Told};
pub use scorecard::{Outcome, Score, Scorecard, ScoredAccount, Testimony};
pub use sections::Recorded;
pub use sections::{Section, Sections};
#[cfg(feature = "html")]
pub(crate) use sheet::{
    Accounted, Entry, Fate, PartSheet, Reading, Sheet, Worded, Words, moment_in_words,
};
pub use stages::{Stage, Status};
pub use superlatives::{Checked, Evidence, Verdict};
pub use survey::{Address, Disagreement, Side, ToldAccount};
pub use tenures::Holder;
pub use validate::{Issue, IssueCode, QUOTE_WORDS, Rejected, Report, Severity, Strictness};
pub use view::{PartView, View};
pub use zones::{ZoneDay, ZoneEffect};
