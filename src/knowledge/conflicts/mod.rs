//! What cannot all be true: across records, across accounts, and across clocks.

pub(super) mod contradictions;
pub(super) mod zones;
