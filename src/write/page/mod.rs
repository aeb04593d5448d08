//! A whole dossier as one HTML page, and a record as a card.

mod briefing;
mod card;
mod document;
mod error;
mod findings;
mod html;
mod index;
mod pair;
mod single;
mod sources;

pub use document::{Page, page};
pub use error::PageError;
pub use single::{EvidenceCard, evidence_card};
