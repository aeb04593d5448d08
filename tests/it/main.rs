//! Everything public, from outside.

mod bad_input;
mod round_trip;
mod time;
