//! States through time: who is in which list when, under which code, and by which name.

mod extremes;
mod facts;
mod lists;
mod names;
mod own;
mod succession;
