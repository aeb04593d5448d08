//! Where we answer otherwise than a reference, and why: `differences.tsv` has every row of it.

use std::collections::BTreeMap;

const TABLE: &str = include_str!("differences.tsv");

/// Asserts that the answers that differ from those of `oracle` are the ones in the committed list.
#[track_caller]
pub(super) fn assert_listed(oracle: &str, differing: &BTreeMap<String, String>) {
    let listed: BTreeMap<String, String> = rows()
        .filter(|[of, ..]| *of == oracle)
        .map(|[_, key, ours, _]| (key.to_owned(), ours.to_owned()))
        .collect();
    let line = |(key, ours): (&String, &String)| format!("{oracle}\t{key}\t{ours}");
    let new: Vec<_> =
        differing.iter().filter(|(k, v)| listed.get(*k) != Some(v)).map(line).collect();
    let gone: Vec<_> =
        listed.iter().filter(|(k, v)| differing.get(*k) != Some(v)).map(line).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "{} differ and are not in the list:\n{}\n{} are in the list and do not differ:\n{}",
        new.len(),
        new.join("\n"),
        gone.len(),
        gone.join("\n"),
    );
}

fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let fields: Vec<_> = line.split('\t').collect();
        fields.try_into().unwrap_or_else(|_| panic!("four fields: {line}"))
    })
}

#[test]
fn every_difference_has_its_reason_and_stands_once() {
    let mut seen = BTreeMap::new();
    for [oracle, key, ours, reason] in rows() {
        assert!(reason.len() > 10, "{oracle} {key}");
        assert_eq!(seen.insert((oracle, key), ours), None, "{oracle} {key} stands twice");
    }
}
