#![doc = include_str!("../README.md")]

pub mod dossier;
pub mod model;
pub mod time;

pub use dossier::{Dossier, DossierError, Knowledge, LookupError};
pub use model::{Account, Certainty, List, Progress, Record, Stance};
pub use time::{Period, Truth, UncertainDate};
