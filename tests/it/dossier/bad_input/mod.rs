//! Input that breaks a rule is refused with its place, and nothing makes the reader panic.

mod cases;
mod entries;
mod extremes;
mod messages;
mod mutants;
mod mutations;
