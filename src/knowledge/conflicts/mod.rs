//! What cannot all be true: across records, across accounts, and across clocks.

pub(super) mod contradictions;
mod one_voice;
pub(super) mod zones;
