//! What becomes of what was said.

mod changes;
mod corrections;
mod drift;
mod plans;
mod scorecard;
