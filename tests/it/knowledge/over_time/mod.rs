//! What becomes of what was said.

mod changes;
mod corrections;
mod deadlines;
mod drift;
mod plans;
mod scorecard;
