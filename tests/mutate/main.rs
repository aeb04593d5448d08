//! Dossiers, tables, dates, readers and writers bent by a seed, each held to what holds whatever the
//! input: nothing panics, what is wrong is told with its place, and nothing is lost.
//!
//! `cargo test` runs a few cases, the same each time. As many as fit into some time, by a seed of yours:
//!
//! ```sh
//! DETENTE_MUTATE_SECONDS=900 DETENTE_MUTATE_SEED=7 cargo test --release --all-features --test mutate -- --nocapture
//! ```
//!
//! Where a case fails, its seed is printed, and the input, made as small as it goes, is saved beside;
//! `DETENTE_MUTATE_FILE=<the file> cargo test --all-features --test mutate a_saved_case` runs it again.

mod bend;
mod corpus;
mod dates;
mod laws;
mod pictures;
mod relations;
mod run;
mod streams;
