//! The files of the repository, wherever a test runs.

use std::path::{Path, PathBuf};

/// What the README says.
pub const README: &str = include_str!("../../README.md");

/// The file or folder that lies there in the repository.
#[must_use]
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The text of a file below `tests/fixtures/`.
#[must_use]
pub fn fixture(name: &str) -> String {
    std::fs::read_to_string(in_repository("tests/fixtures").join(name)).expect(name)
}
