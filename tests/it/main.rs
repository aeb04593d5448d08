//! Everything public, from outside, one module a subject.

mod api;
mod architecture;
#[cfg(feature = "json")]
mod article;
mod source;
mod time;
