//! Two dossiers as one: nothing is lost.

mod laws;
mod two_things;
mod union;
