//! The JSON form of a dossier: `{"detente": 1, "source": .., "sources": {..}, "visits": {..}, ..}`.
//!
//! One section a noun, its records keyed by id. A record has its details at top level, or a list
//! `accounts`. Unknown fields and keys given twice are refused.

pub(super) mod locate;
mod message;
pub(super) mod read;
mod replace;
mod schema;
mod write;
