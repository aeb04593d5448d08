//! Scorecards: what has become of what a source said, detail by detail, by the words of others.

mod came_out;
mod claims;
mod existence;
pub(crate) mod scorecard;
mod scoring;
