//! The ego network.

pub(in crate::write) mod chart;
pub(in crate::write) mod picture;
