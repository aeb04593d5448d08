//! Superlatives checked: does the dossier bear out that something is the first, last, only, longest or
//! shortest one?
//!
//! A counter-example refutes the claim. Without one, only a source that claims to list all such
//! things can bear it out; otherwise it is not covered, and what speaks for it is shown.

mod check;
pub(in crate::knowledge) mod checked;
mod order;
