//! Validation: what a careful editor would flag in a dossier, each finding with its place.
//!
//! Findings are data: [`Dossier::validate`](crate::Dossier::validate) and
//! [`Dossier::check_json`](crate::Dossier::check_json) return a [`Report`], and
//! [`Report::into_result`] turns it into a `Result` for whoever wants one.

mod accounts;
mod findings;
#[cfg(feature = "json")]
mod json;
mod report;
mod rules;
mod times;
mod validate;

#[cfg(feature = "json")]
pub use json::CheckedText;
pub use report::{Rejected, Report, Strictness};
pub use rules::provenance::QUOTE_WORDS;
