//! Everything public, from outside.

mod api;
mod architecture;
mod article;
mod source;
mod time;
