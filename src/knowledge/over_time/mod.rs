//! What becomes of words: changes, plans and what came of them, corrections, drift, scores.

pub(super) mod change;
mod changes;
pub(super) mod coming;
pub(super) mod corrections;
pub(super) mod deadlines;
pub(super) mod drift;
pub(super) mod news;
pub(super) mod outcomes;
pub(super) mod plans;
pub(super) mod scores;
pub(super) mod testimony;
