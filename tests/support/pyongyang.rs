//! The dossiers of the example on the visit of 2024.

use std::sync::LazyLock;

use detente::Dossier;

/// The article that announced the visit.
pub const ARTICLE: &str = include_str!("../../examples/pyongyang_2024/article.json");

/// The record that other sources give of it.
pub const RECORD: &str = include_str!("../../examples/pyongyang_2024/record.json");

/// Both, merged.
pub static MERGED: LazyLock<Dossier> =
    LazyLock::new(|| read(ARTICLE).merge(&read(RECORD)).expect("they merge"));

/// One of the two.
#[must_use]
pub fn read(text: &str) -> Dossier {
    Dossier::from_json(text).expect("it reads")
}
