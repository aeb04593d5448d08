//! The dossier: what was said. Accounts of records, by sources.
//!
//! A [`Dossier`] is read from JSON or built in code, checked once and then immutable; two are merged
//! without loss. Plain facts need no source and one call each: see [`DossierBuilder::state`].
//! [`Dossier::as_known_on`] answers with a [`Knowledge`](crate::Knowledge): what could be known on a day.

mod building;
pub(crate) mod builtin;
mod contents;
mod dossier;
mod issues;
#[cfg(feature = "json")]
mod json;
mod lines;
mod mentions;
mod merge;
mod sections;
mod united;

pub use building::builder::DossierBuilder;
#[cfg(feature = "json")]
pub(crate) use contents::Contents;
pub use dossier::Dossier;
pub use issues::error::{DossierError, DossierFileError};
pub use issues::issue::Issue;
pub(crate) use issues::issue::Spot;
pub use issues::issue_code::{IssueCode, Severity};
pub use issues::json_path::JsonPath;
#[cfg(feature = "json")]
pub(crate) use json::locate::{JsonEntry, entries, line_columns, locate};
#[cfg(feature = "json")]
pub(crate) use json::read::{
    DossierFile, Version, not_utf8, parse_as, unknown_section, without_mark,
};
pub use sections::Recorded;
pub(crate) use sections::{Section, SectionVisitor, SectionVisitorMut, Sections};
pub(crate) use united::Classes;
