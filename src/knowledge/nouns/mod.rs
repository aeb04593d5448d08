//! Answers that are derived for one noun: when, who, where it stands.

pub(super) mod agreements;
pub(super) mod between;
pub(super) mod course;
pub(super) mod dates;
pub(super) mod entities;
pub(super) mod leaders;
pub(super) mod offices;
mod reasons;
pub(super) mod stages;
pub(super) mod statements;
pub(super) mod superlatives;
pub(super) mod visits;
