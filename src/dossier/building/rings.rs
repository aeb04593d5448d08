//! Chains of records that lie within, derive from, or are dated by one another: that none closes upon
//! itself, and none is too long to be followed again for every record in it.

use std::collections::BTreeMap;

use crate::dossier::issues::issue::Issue;
use crate::dossier::issues::issue_code::IssueCode;
use crate::dossier::issues::json_path::JsonPath;
use crate::model::fault::Fault;
use crate::model::{NounKind, RecordRef, Renaming, Value};

/// From each record to others, with the place where that is said.
type Edges = BTreeMap<RecordRef, Vec<(RecordRef, JsonPath)>>;

/// The links of each kind that must not close upon themselves.
#[derive(Default)]
pub(crate) struct Links {
    kinds: BTreeMap<&'static str, Edges>,
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
        self.kinds.entry(kind).or_default().entry(from).or_default().push((to, path));
    }

    /// The links between records that are read under other ids.
    pub(crate) fn renamed(self, names: &Renaming) -> Self {
        if names.is_empty() {
            return self;
        }
        let mut renamed = Self::default();
        let read_as = |record: RecordRef| {
            let mut record = record;
            record.rename(names);
            record
        };
        for (kind, edges) in self.kinds {
            for (from, out) in edges {
                let from = read_as(from);
                for (to, path) in out {
                    renamed.add(kind, from.clone(), read_as(to), path);
                }
            }
        }
        renamed
    }

    /// Reports one issue for each ring, at the link that closes it, and one for each link at which a chain
    /// comes to be too long.
    pub(crate) fn find_rings(&self, issues: &mut Vec<Issue>) {
        for (kind, links) in &self.kinds {
            find(kind, links, issues);
        }
    }
}

/// How far the walk has come with a record.
#[derive(Clone, Copy)]
enum WayMark {
    /// On the way being walked, at this position.
    OnWay(usize),
    /// Done with: everything it leads to has been walked, so many links at most.
    Done(usize),
}

/// How many links a chain may have. What stands at its head is answered by following it to its end, but
/// for sources: the root of each is found once for all.
const MOST_LINKS: usize = 100;

/// A depth-first walk with a stack of its own, so that a chain of any length is walked.
fn find(kind: &str, links: &Edges, issues: &mut Vec<Issue>) {
    let mut marks: BTreeMap<&RecordRef, WayMark> = BTreeMap::new();
    let (mut rings, mut long) = (Vec::new(), Vec::new());
    for start in links.keys() {
        if marks.contains_key(start) {
            continue;
        }
        // Each step of the way, and which of its links is to be followed next.
        let mut way: Vec<(&RecordRef, usize)> = vec![(start, 0)];
        marks.insert(start, WayMark::OnWay(0));
        while let Some((at, next)) = way.last_mut() {
            let Some((to, path)) = links.get(*at).and_then(|out| out.get(*next)) else {
                let (length, link) = longest(links.get(*at), &marks);
                let is_long = length > MOST_LINKS && at.noun() != NounKind::Source;
                if let Some((to, path)) = link.filter(|_| is_long) {
                    long.push(too_long(kind, at, to, path));
                }
                // What is too long is cut there, and counted anew.
                marks.insert(at, WayMark::Done(if is_long { 0 } else { length }));
                way.pop();
                continue;
            };
            *next += 1;
            match marks.get(to) {
                Some(WayMark::Done(_)) => {}
                Some(WayMark::OnWay(from)) => rings.push(ring(kind, &way[*from..], to, path)),
                None => {
                    marks.insert(to, WayMark::OnWay(way.len()));
                    way.push((to, 0));
                }
            }
        }
    }
    // The members of a long ring are told by where it closes.
    issues.append(if rings.is_empty() { &mut long } else { &mut rings });
}

/// How many links the longest chain has that goes on from a record, and by which link it does.
fn longest<'l>(
    out: Option<&'l Vec<(RecordRef, JsonPath)>>,
    marks: &BTreeMap<&RecordRef, WayMark>,
) -> (usize, Option<&'l (RecordRef, JsonPath)>) {
    let length = |(to, _): &(RecordRef, JsonPath)| match marks.get(to) {
        Some(WayMark::Done(length)) => length + 1,
        // A link that closes a ring is an issue of its own.
        _ => 0,
    };
    let link = out.into_iter().flatten().max_by_key(|link| length(link));
    (link.map_or(0, length), link)
}

fn too_long(kind: &str, from: &RecordRef, to: &RecordRef, path: &JsonPath) -> Issue {
    let found = format!("\"{}\" → \"{}\" → … ({kind})", from.id(), to.id());
    let expected = format!("a chain of {MOST_LINKS} links at most");
    Issue::new(IssueCode::LongChain, path.clone(), Fault::phrase(found, expected))
}

/// The ring that the link at `path` closes by leading back to `to`, where it began.
fn ring(kind: &str, members: &[(&RecordRef, usize)], to: &RecordRef, path: &JsonPath) -> Issue {
    // A long ring is named by its start; its members are in the file.
    const SHOWN: usize = 5;
    let found = match members {
        [(one, _)] => format!("\"{}\" {kind} itself", one.id()),
        many => {
            let shown: Vec<&str> = many.iter().take(SHOWN).map(|(at, _)| at.id()).collect();
            let more = if many.len() > SHOWN { " → …" } else { "" };
            format!("a ring: {}{more} → {} ({kind})", shown.join(" → "), to.id())
        }
    };
    Issue::new(IssueCode::Ring, path.clone(), Fault::phrase(found, "a chain that ends"))
}
