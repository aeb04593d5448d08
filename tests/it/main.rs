//! Everything public, from outside.

mod api;
mod architecture;
mod source;
mod time;
