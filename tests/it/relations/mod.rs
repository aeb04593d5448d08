//! What records come to, and where actors stand: signs, scores and what they rest on.

mod alignment;
mod dyads;
#[cfg(feature = "json")]
mod found;
mod laws;
#[cfg(feature = "json")]
mod memberships;
#[cfg(feature = "json")]
mod perhaps;
mod signs;
#[cfg(feature = "json")]
mod stances;
mod standing;
#[cfg(feature = "json")]
mod tied;
#[cfg(feature = "json")]
mod written;
