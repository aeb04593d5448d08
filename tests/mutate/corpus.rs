//! What is bent: the fixtures, good and bad, and the article.

use serde_json::Value;
use support::files::in_repository;
use support::pyongyang::ARTICLE;

/// A file, and what it holds, if it is JSON.
pub(crate) struct Seed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) value: Option<Value>,
}

impl Seed {
    fn new(bytes: Vec<u8>) -> Self {
        let value = serde_json::from_slice(&bytes).ok();
        Self { bytes, value }
    }
}

/// The files of these folders of fixtures, in the order of their names.
fn fixtures(folder: &str) -> Vec<Seed> {
    let folder = in_repository("tests/fixtures").join(folder);
    let entries = std::fs::read_dir(&folder).expect("a folder of fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| Seed::new(std::fs::read(path).expect("a fixture"))).collect()
}

/// All seeds: the good ones, which are the richest, what validation flags, and what is refused.
pub(crate) struct Corpus {
    pub(crate) good: Vec<Seed>,
    pub(crate) flagged: Vec<Seed>,
    pub(crate) invalid: Vec<Seed>,
}

impl Corpus {
    pub(crate) fn new() -> Self {
        let mut good = fixtures("valid");
        good.push(Seed::new(ARTICLE.into()));
        Self { good, flagged: fixtures("flagged"), invalid: fixtures("invalid") }
    }

    /// The texts of the good ones.
    pub(crate) fn dossiers(&self) -> impl Iterator<Item = &[u8]> {
        self.good.iter().map(|seed| &*seed.bytes)
    }
}
