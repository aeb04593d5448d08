//! The timeline of two actors.

pub(in crate::write) mod chart;
pub(in crate::write) mod picture;
