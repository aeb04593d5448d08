//! What is bent: the fixtures, good and bad, small dossiers of every shape, and the article.

use serde_json::Value;
use support::files::in_repository;
use support::growing::SHAPES;
use support::pyongyang::ARTICLE;

/// A pact whose acts and obligations have days that one step makes uncertain, and ties about each other.
const PACT: &str = r#"{"detente": 1, "source": "a",
    "sources": {"a": {"published": "2029-06-17"}, "b": {"published": "2030-06-17", "derived_from": "a"}},
    "states": {"alba": {}, "borea": {}, "cyrene": {}},
    "agreements": {"pact": {"form": "treaty", "parties": ["alba", "borea"], "acts": {
        "alba signed": {"when": "2024-01-05"}, "borea signed": {"when": "2024-01"},
        "in_force": {"when": "2024"}, "suspended": {"when": "2025-03"}, "resumed": {"when": "2025-09-01"},
        "terminated": {"when": "2026/2027"}},
        "obligations": {"alba borea defence": {"during": "2024-08-12"},
            "borea alba consultation": {"during": "2024-06-19/.."}}}},
    "ties": {"pressure": {"kind": "sanctions", "from": "alba", "to": "cyrene", "during": {"from": "2020", "to": "still 2024-06-17"}},
        "support": {"kind": "political_support", "from": "borea", "to": "cyrene", "during": "2022-02/..",
            "against": ["tie:pressure"]}},
    "statements": {"concern": {"speaker": "alba", "act": "expresses_concern", "addressee": "borea",
        "when": "2024-06-18", "about": ["tie:support"]}}}"#;

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
        good.push(Seed::new(PACT.into()));
        good.extend(SHAPES.iter().map(|(_, make)| Seed::new(make(4).into_bytes())));
        good.push(Seed::new(ARTICLE.into()));
        Self { good, flagged: fixtures("flagged"), invalid: fixtures("invalid") }
    }

    /// The texts of the good ones.
    pub(crate) fn dossiers(&self) -> impl Iterator<Item = &[u8]> {
        self.good.iter().map(|seed| &*seed.bytes)
    }
}
