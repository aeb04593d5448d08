//! Uncertain dates, periods, moments and coverage.

pub(crate) mod conformance;
mod dates;
mod gaps;
mod json;
pub(crate) mod properties;
