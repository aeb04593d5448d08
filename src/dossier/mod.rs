//! The dossier: what was said. Accounts of records, by sources.
//!
//! A [`Dossier`] is read from JSON or built in code, checked once and then immutable; two are merged
//! without loss. Plain facts need no source and one call each: see [`DossierBuilder::state`].
//! [`Dossier::as_known_on`] answers with a [`Knowledge`](crate::Knowledge): what could be known on a day.

mod builder;
pub(crate) mod builtin;
mod checks;
mod contents;
mod dossier;
mod error;
mod issue;
mod issue_code;
#[cfg(feature = "json")]
mod json;
mod json_path;
mod merge;
mod rings;
mod sections;
mod settle;
mod short;
mod unattributed;
mod united;

pub use builder::DossierBuilder;
pub(crate) use checks::with_article;
#[cfg(feature = "json")]
pub(crate) use contents::Contents;
pub use dossier::Dossier;
pub use error::{DossierError, ReadError};
pub use issue::Issue;
pub(crate) use issue::Spot;
pub use issue_code::{IssueCode, Severity};
#[cfg(feature = "json")]
pub(crate) use json::locate::{JsonEntry, entries, line_columns, locate};
#[cfg(feature = "json")]
pub(crate) use json::read::{
    DossierFile, Version, not_utf8, parse_as, unknown_section, without_mark,
};
pub use json_path::JsonPath;
pub use sections::Recorded;
pub(crate) use sections::{Section, SectionVisitor, SectionVisitorMut, Sections};
pub(crate) use united::Classes;
