//! Everything public, from outside.

mod round_trip;
mod time;
