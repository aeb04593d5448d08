//! Choosing among accounts that disagree: what each says, and what is taken.

mod chain;
pub(super) mod choose;
mod contest;
pub(super) mod resolution;
pub(super) mod resolver;
mod ruling;
mod support;
pub(super) mod told;
