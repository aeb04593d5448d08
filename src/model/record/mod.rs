//! What every record is made of: an identity, accounts with their provenance, details, parts; and sources.

pub(super) mod account;
pub(super) mod body;
pub(super) mod described;
pub(super) mod details;
pub(super) mod erased;
pub(super) mod key;
pub(super) mod known_from;
pub(super) mod noun;
pub(super) mod part;
pub(super) mod provenance;
pub(super) mod record;
pub(super) mod source;
