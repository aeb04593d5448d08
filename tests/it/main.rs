//! Everything public, from outside.

mod article;
mod time;
