//! Pictures as SVG: a file or a folder for each, what it shows apart from how it is drawn.

pub(super) mod bonds;
pub(super) mod drawing;
pub(super) mod dyad;
pub(super) mod ego;
pub(super) mod error;
pub(super) mod lanes;
pub(super) mod matrix;
pub(super) mod subject;
pub(super) mod trip;
pub(super) mod two_times;
