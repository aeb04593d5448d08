//! Everything public, from outside, one module a subject.

mod api;
mod architecture;
mod article;
mod source;
mod time;
