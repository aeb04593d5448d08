//! The dossier: accounts of records, by sources, and what could be known from them.
//!
//! A [`Dossier`] is read from JSON or built in code, checked once and then immutable.
//! [`Dossier::as_known_on`] answers with a [`Knowledge`]: what could be known on a day. Records
//! are looked up in it as [`View`]s, whose getters choose among the accounts told by then and can
//! [explain](View::explain) the choice.

mod checks;
mod container;
#[cfg(feature = "json")]
mod json;
mod knowledge;
mod policy;
mod problem;
mod resolve;
mod rings;
mod sections;
mod view;

pub use container::{Dossier, DossierBuilder};
pub use knowledge::{Knowledge, KnowledgeBuilder, LookupError};
pub use policy::{Candidate, Policy, Rank, StandardPolicy};
pub use problem::{DossierError, JsonPath, Problem, ProblemKind, ReadError};
pub use resolve::{Beaten, Resolution, Told};
pub use sections::Recorded;
pub use sections::{Section, Sections};
pub use view::{PartView, View};
