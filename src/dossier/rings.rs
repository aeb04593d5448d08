//! Rings: records that lie within, derive from, or are dated by one another, round and round.

use std::collections::BTreeMap;

use super::problem::{JsonPath, Problem, ProblemKind};
use crate::model::RecordRef;
use crate::model::fault::Fault;

/// The links of each kind that must not close upon themselves.
#[derive(Default)]
pub(crate) struct Links {
    kinds: BTreeMap<&'static str, BTreeMap<RecordRef, Vec<(RecordRef, JsonPath)>>>,
}

impl Links {
    /// Adds that `from` is, say, `within` `to`, as stands at `path`.
    pub(crate) fn add(
        &mut self,
        kind: &'static str,
        from: RecordRef,
        to: RecordRef,
        path: JsonPath,
    ) {
        self.kinds
            .entry(kind)
            .or_default()
            .entry(from)
            .or_default()
            .push((to, path));
    }

    /// Reports one problem for each ring, at the link that closes it.
    pub(crate) fn find_rings(&self, problems: &mut Vec<Problem>) {
        for (kind, links) in &self.kinds {
            find(kind, links, problems);
        }
    }
}

type Edges = BTreeMap<RecordRef, Vec<(RecordRef, JsonPath)>>;

/// A depth-first walk with a stack of its own, so that a chain of any length is walked.
fn find(kind: &str, links: &Edges, problems: &mut Vec<Problem>) {
    let mut done: BTreeMap<&RecordRef, bool> = BTreeMap::new();
    for start in links.keys() {
        if done.contains_key(start) {
            continue;
        }
        // Each step of the way, and which of its links is to be followed next.
        let mut way: Vec<(&RecordRef, usize)> = vec![(start, 0)];
        done.insert(start, false);
        while let Some((at, next)) = way.last_mut() {
            let Some((to, path)) = links.get(*at).and_then(|out| out.get(*next)) else {
                done.insert(at, true);
                way.pop();
                continue;
            };
            *next += 1;
            match done.get(to) {
                Some(true) => {}
                Some(false) => problems.push(ring(kind, &way, to, path)),
                None => {
                    done.insert(to, false);
                    way.push((to, 0));
                }
            }
        }
    }
}

fn ring(kind: &str, way: &[(&RecordRef, usize)], to: &RecordRef, path: &JsonPath) -> Problem {
    let from = way.iter().position(|(at, _)| *at == to).unwrap_or(0);
    let members: Vec<&str> = way[from..].iter().map(|(at, _)| at.id()).collect();
    let found = match members.as_slice() {
        [one] => format!("\"{one}\" {kind} itself"),
        // A long ring is named by its start; its members are in the file.
        many => {
            let shown = many.len().min(5);
            let more = if many.len() > shown { " → …" } else { "" };
            format!(
                "a ring: {}{more} → {} ({kind})",
                many[..shown].join(" → "),
                to.id()
            )
        }
    };
    Problem::new(
        ProblemKind::Ring,
        path.clone(),
        Fault::phrase(found, "a chain that ends"),
    )
}
