//! Everything public, from outside.

mod time;
