//! Everything public, from outside, one module a subject.

mod api;
mod architecture;
#[cfg(feature = "json")]
mod article;
mod bad_input;
mod round_trip;
mod source;
mod time;
