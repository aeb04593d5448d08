//! Everything public, from outside, one module a subject.

#[cfg(feature = "json")]
mod agreements;
mod api;
mod architecture;
#[cfg(feature = "json")]
mod article;
#[cfg(feature = "json")]
mod bad_input;
#[cfg(feature = "json")]
mod knowledge;
#[cfg(feature = "json")]
mod merging;
mod readme;
#[cfg(feature = "json")]
mod record;
#[cfg(feature = "json")]
mod resolution;
#[cfg(feature = "json")]
mod round_trip;
mod source;
#[cfg(feature = "json")]
mod statements;
#[cfg(feature = "json")]
mod superlatives;
#[cfg(feature = "json")]
mod tenures;
mod time;
#[cfg(feature = "json")]
mod world;
