//! The colours of pictures and of drawn graphs, by what they are for.

pub(crate) const PAPER: &str = "#fdfdfb";
pub(crate) const EDGE: &str = "#d5dade";
pub(crate) const GRID: &str = "#e3e7ea";
pub(crate) const INK: &str = "#1f2933";
pub(crate) const MUTED: &str = "#56616b";
/// Lines that mean something: the diagonal, the frame of what was planned.
pub(crate) const LINE: &str = "#36424d";

/// What is for, and what is against.
pub(crate) const FOR: &str = "#2f7f74";
pub(crate) const AGAINST: &str = "#b4533f";
