//! What several rooms of tests share.
//!
//! A helper that does not find what it needs panics, and the test that asked fails.

#![allow(clippy::missing_panics_doc, reason = "to panic is how a test fails")]

#[cfg(feature = "json")]
pub mod ask;
pub mod bending;
pub mod files;
#[cfg(feature = "json")]
pub mod growing;
#[cfg(feature = "json")]
pub mod pyongyang;
pub mod shared;
#[cfg(feature = "json")]
pub mod world;
