//! From records in any order to a dossier: gathered, checked, settled.

pub(super) mod builder;
pub(super) mod checks;
pub(super) mod rings;
pub(super) mod settle;
pub(super) mod short;
pub(super) mod unattributed;
