//! The relation graph; where actors stand: signs, scores and what they rest on.

mod alignment;
mod core;
mod core_algorithms;
mod core_laws;
mod dyads;
#[cfg(feature = "json")]
mod found;
mod laws;
#[cfg(feature = "json")]
mod record;
mod signs;
mod standing;
#[cfg(feature = "json")]
mod tied;
#[cfg(feature = "json")]
mod written;
