//! Choosing among accounts that disagree: what each says, and what is taken.

pub(super) mod resolution;
pub(super) mod resolver;
pub(super) mod told;
