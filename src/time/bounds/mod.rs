//! Bounds as plain numbers of days, on which every question is a comparison or two.

pub(super) mod day_number;
pub(super) mod extent;
pub(super) mod going_on;
pub(super) mod last_before;
