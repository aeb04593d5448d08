//! Records that are the same thing: proposed, said, and taken back.

mod proposals;
mod proposed_or_not;
mod same_as;
