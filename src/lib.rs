//! Placeholder crate page.
pub mod time;
