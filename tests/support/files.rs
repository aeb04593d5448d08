//! The files of the repository, wherever a test runs.

use std::path::{Path, PathBuf};

/// What the README says.
pub const README: &str = include_str!("../../README.md");

/// What a page of the guide says.
pub mod guide {
    /// On accounts that disagree.
    pub const ACCOUNTS: &str = include_str!("../../src/guide/accounts.md");
    /// On the JSON form.
    pub const JSON: &str = include_str!("../../src/guide/json.md");
    /// On what becomes of words.
    pub const OVER_TIME: &str = include_str!("../../src/guide/over_time.md");
    /// On standing and alignment.
    pub const RELATIONS: &str = include_str!("../../src/guide/relations.md");
    /// On codes and names.
    pub const STATES: &str = include_str!("../../src/guide/states.md");
}

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
