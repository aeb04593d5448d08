//! Records that are the same thing: proposed, said, and taken back.

mod proposals;
mod same_as;
