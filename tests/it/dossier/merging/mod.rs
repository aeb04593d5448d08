//! Two dossiers as one: nothing is lost.

mod laws;
mod union;
