//! The rules, by what they are about. Each is a small function that adds what it finds.

pub(super) mod actors;
pub(super) mod agreements;
pub(super) mod deadlines;
pub(super) mod lives;
pub(super) mod offices;
pub(super) mod provenance;
pub(super) mod sources;
pub(super) mod statements;
pub(super) mod trips;
pub(super) mod values;
pub(super) mod visits;
pub(super) mod weekdays;
