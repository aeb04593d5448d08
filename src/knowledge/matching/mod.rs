//! Which records may be about one thing, and records that are said to be so, read as one.

pub(super) mod draft;
pub(super) mod entities;
pub(super) mod events;
pub(super) mod proposals;
pub(super) mod together;
pub(super) mod words;
