//! Ties from tables.

mod cells;
pub(super) mod columns;
pub(super) mod reading;
pub(super) mod tie_csv;
