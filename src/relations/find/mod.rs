//! From records to relations: one file for what agreements come to, one for statements, one for people.

pub(super) mod contents;
pub(super) mod duties;
pub(super) mod finding;
pub(super) mod memberships;
pub(super) mod principals;
pub(super) mod rules;
pub(super) mod stances;
