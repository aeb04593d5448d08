//! Everything public, from outside, one module a subject.

mod api;
mod architecture;
#[cfg(feature = "json")]
mod article;
#[cfg(feature = "json")]
mod bad_input;
mod readme;
#[cfg(feature = "json")]
mod round_trip;
mod source;
mod time;
