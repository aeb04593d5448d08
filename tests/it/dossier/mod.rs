//! What was said: reading, writing and merging it.

mod bad_input;
mod builtin_states;
mod merging;
mod round_trip;
mod schema;
