//! States through time: who is in which list when, under which code.

mod cases;
mod codes;
mod differences;
mod facts;
mod lists;
mod mentions;
mod panels;
mod shared;
mod succession;
