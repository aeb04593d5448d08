//! States through time: who is in which list when, under which code.

mod cases;
mod codes;
mod differences;
mod extremes;
mod facts;
mod lists;
mod mentions;
mod name_oracles;
mod names;
mod own;
mod own_bad;
mod own_shared;
mod panels;
mod succession;
