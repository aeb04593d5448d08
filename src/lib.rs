//! Placeholder crate page.
pub mod dossier;
pub mod model;
pub mod time;

pub use dossier::Dossier;
