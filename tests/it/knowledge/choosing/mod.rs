//! Choosing among accounts: the cases that others reported, cases of our own, and the laws of it.

mod acts;
mod cases;
mod chains;
mod derived;
mod laws;
mod resolution;
mod rulings;
mod stages;
mod witnesses;
