//! The two-time chart.

pub(in crate::write) mod chart;
pub(in crate::write) mod picture;
mod question;
