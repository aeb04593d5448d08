//! United dossiers: records that are said to be about one thing, read as one.
//!
//! The dossier itself is never changed by a claim that two records are the same. What is asked is
//! answered from a copy in which they are one record under the id that comes first, and in which
//! every reference to either leads to it. The copy is made when such claims are in effect, and kept
//! as long as the same ones are.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::builtin;
use super::contents::Contents;
use super::dossier::Dossier;
use super::sections::{Recorded, Section, SectionVisitorMut, Sections};
use crate::dossier::issues::issue::Issue;
use crate::dossier::issues::issue_code::IssueCode;
use crate::dossier::issues::json_path::JsonPath;
use crate::model::fault::Fault;
use crate::model::{NounKind, Pair, Record, RecordRef, Renaming, SameAs, Source, Stance};

/// Claims of sameness, by noun.
type Claims<'p> = HashMap<NounKind, Vec<&'p Pair>>;

fn by_noun<'p>(claims: impl Iterator<Item = &'p Pair>) -> Claims<'p> {
    let mut by_noun = Claims::new();
    claims.for_each(|pair| by_noun.entry(pair.noun()).or_default().push(pair));
    by_noun
}

/// The ids under which records are read, by these claims.
///
/// They are followed noun by noun, so that two visits of one guest under two ids are the same once
/// the guests are. Claims on records whose identities still differ are handed to `refuse`.
fn names<'p>(
    contents: &Contents,
    mut claims: Claims<'p>,
    refuse: &mut dyn FnMut(&'p Pair),
) -> Renaming {
    let mut names = Renaming::new();
    // The sections come in an order in which identities refer to earlier ones alone.
    for noun in Sections::NOUNS {
        let Some(pairs) = claims.remove(noun) else {
            continue;
        };
        let mut classes = Classes::default();
        for pair in pairs {
            let record =
                |id| contents.sections.record(*noun, id).or_else(|| builtin::any_record(*noun, id));
            let records = (record(pair.one().id()), record(pair.other().id()));
            let (Some(one), Some(other)) = records else {
                continue;
            };
            if one.is_same_under(&names, other) {
                classes.join(one.id(), other.id());
            } else {
                refuse(pair);
            }
        }
        for (id, first) in classes.firsts() {
            names.add(&RecordRef::new_unchecked(*noun, id), first);
        }
    }
    names
}

/// Makes one record of those that have come to bear one id.
struct Absorb;

impl SectionVisitorMut for Absorb {
    fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
        section.put_in_order();
        let mut records: Vec<Record<N>> = Vec::with_capacity(section.records.len());
        // Each is put in order once, however many it takes in.
        let mut absorbing = HashSet::new();
        for record in std::mem::take(&mut section.records) {
            match records.last_mut().filter(|last| last.id() == record.id()) {
                None => records.push(record),
                Some(last) => {
                    last.absorb(record);
                    absorbing.insert(records.len() - 1);
                }
            }
        }
        for at in absorbing {
            records[at].sort_accounts();
        }
        section.records = records;
    }
}

struct SetRoots<'a>(&'a [u32]);

impl SectionVisitorMut for SetRoots<'_> {
    fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
        for record in &mut section.records {
            record.each_slot_mut(&mut |slot| {
                slot.root = self.0.get(slot.source as usize).copied().unwrap_or(slot.root);
            });
        }
    }
}

/// For each source the one from which it derives in the end, where some are one and the same; and the first
/// of those that are.
fn roots<'a>(sources: &'a [Source], same: &[&'a Pair]) -> (Vec<u32>, Vec<u32>) {
    let ids: HashMap<&str, usize> =
        sources.iter().enumerate().map(|(at, source)| (source.id.as_str(), at)).collect();
    let mut classes: Classes<&str> = Classes::default();
    for pair in same {
        classes.join(pair.one().id(), pair.other().id());
    }
    classes.settle();
    // One report derives from what any of its copies is said to derive from.
    let mut parents: HashMap<&str, &str> = HashMap::new();
    for source in sources {
        let class = classes.first(source.id.as_str());
        let parent = source.derived_from.as_ref().map(|id| classes.first(id.as_str()));
        if let Some(parent) = parent.filter(|parent| *parent != class) {
            parents.entry(class).or_insert(parent);
        }
    }
    let mut roots: HashMap<&str, &str> = HashMap::new();
    let mut root = |source: &'a Source| {
        let mut at = classes.first(source.id.as_str());
        let mut way = Vec::new();
        // Claims may close a ring of sources; it is left where it was entered.
        while let (None, Some(parent)) = (roots.get(at), parents.get(at)) {
            if way.len() > sources.len() {
                break;
            }
            way.push(at);
            at = parent;
        }
        let root = roots.get(at).copied().unwrap_or(at);
        roots.extend(way.into_iter().map(|passed| (passed, root)));
        ids.get(root).and_then(|at| u32::try_from(*at).ok()).unwrap_or(u32::MAX)
    };
    let roots = sources.iter().map(&mut root).collect();
    let first = |source: &Source| ids.get(classes.first(source.id.as_str()));
    let first = |source| first(source).and_then(|at| u32::try_from(*at).ok()).unwrap_or(u32::MAX);
    (roots, sources.iter().map(first).collect())
}

/// What is wrong with the claims of sameness in a dossier, all taken together; and the ids under
/// which records are read if all are in effect.
pub(crate) fn issues(contents: &Contents, issues: &mut Vec<Issue>) -> Renaming {
    let claims = &SameAs::section(&contents.sections).records;
    let affirmed = |record: &&Record<SameAs>| {
        let denies = |stance| stance == Stance::Denies;
        let mut stances = record.accounts().iter().map(|account| account.provenance().stance());
        record.accounts().is_empty() || stances.any(|stance| !denies(stance))
    };
    let claims: Vec<_> = claims.iter().filter(affirmed).collect();
    if claims.is_empty() {
        return Renaming::new();
    }
    let mut refused: HashSet<&Pair> = HashSet::new();
    let pairs = claims.iter().map(|claim| &claim.identity().records);
    let names = names(contents, by_noun(pairs), &mut |pair| {
        refused.insert(pair);
    });
    for claim in claims.iter().filter(|claim| refused.contains(&claim.identity().records)) {
        let pair = &claim.identity().records;
        let found = format!("{pair}, {}", differing(contents, pair, &names));
        let fault = Fault::phrase(found, "records of one identity, under these ids or the same");
        let path = JsonPath::record::<SameAs>(claim.id().as_str()).key("records");
        issues.push(Issue::new(IssueCode::IdentityConflict, path, fault));
    }
    impossible(contents, &names, issues);
    names
}

/// In which fields the identities of two records differ.
fn differing(contents: &Contents, pair: &Pair, names: &Renaming) -> String {
    let fields = |id: &str| {
        let record = contents.sections.record(pair.noun(), id);
        record.map(|record| record.identity_fields_under(names)).unwrap_or_default()
    };
    let both = fields(pair.one().id()).into_iter().zip(fields(pair.other().id()));
    let differing = both.filter(|((_, one), (_, other))| one != other);
    let differing =
        differing.map(|((name, one), (_, other))| format!("of {name} \"{one}\" and \"{other}\""));
    differing.collect::<Vec<_>>().join(", ")
}

/// Finds records that could not be, if what is said to be the same is: ties of one to itself.
fn impossible(contents: &Contents, names: &Renaming, issues: &mut Vec<Issue>) {
    if names.is_empty() {
        return;
    }
    for record in contents.sections.erased().into_iter().flatten() {
        // What is said to be the same is named by such a claim as two.
        if record.noun() == NounKind::SameAs || record.can_take(names) {
            continue;
        }
        let fields = record.identity_fields().into_iter();
        let found: Vec<_> = fields.map(|(name, text)| format!("{name} \"{text}\"")).collect();
        let found = format!("{}, which are said to be one", found.join(", "));
        let fault = Fault::phrase(found, "two that are not the same");
        let path = JsonPath::record_of(record.noun(), record.id());
        issues.push(Issue::new(IssueCode::IdentityConflict, path, fault));
    }
}

impl Dossier {
    /// The dossier in which the records of these claims are one, by position of the claims.
    pub(crate) fn united(&self, claims: &[usize]) -> Self {
        let kept = self.kept_union(claims);
        if let Some(dossier) = kept {
            return dossier;
        }
        let records = &SameAs::section(self.sections()).records;
        let pairs = claims.iter().filter_map(|at| Some(&records.get(*at)?.identity().records));
        let mut claimed = by_noun(pairs);
        let copies = claimed.remove(&NounKind::Source);
        let names = names(self.contents(), claimed, &mut |_| {});
        let mut contents = self.contents().clone();
        if !names.is_empty() {
            contents.rename(&names);
            contents.sections.each_mut(&mut Absorb);
        }
        let (roots, same) = match copies {
            None => (self.roots().to_vec(), Vec::new()),
            Some(copies) => {
                let (roots, same) = roots(&contents.sources, &copies);
                contents.sections.each_mut(&mut SetRoots(&roots));
                (roots, same)
            }
        };
        let united = Self::from_parts(contents, names, roots).with_same_sources(same);
        self.keep_union(claims, &united);
        united
    }
}

/// Things that stand for one, each class led by the least of them.
pub(crate) struct Classes<K> {
    /// From each that is not the least of its class to a lesser one.
    leads: HashMap<K, K>,
}

impl<K> Default for Classes<K> {
    fn default() -> Self {
        Self { leads: HashMap::new() }
    }
}

impl<K: Copy + Ord + Hash> Classes<K> {
    /// The least of the class; the thing itself, if it stands alone.
    pub(crate) fn first(&self, thing: K) -> K {
        let mut at = thing;
        while let Some(lead) = self.leads.get(&at) {
            at = *lead;
        }
        at
    }

    /// Makes one class of those of two things.
    pub(crate) fn join(&mut self, one: K, other: K) {
        let (one, other) = (self.lead_at_once(one), self.lead_at_once(other));
        if one != other {
            self.leads.insert(one.max(other), one.min(other));
        }
    }

    /// Leads everything on the way from a thing to the least of its class there at once, so that no way is
    /// long twice.
    fn lead_at_once(&mut self, thing: K) -> K {
        let first = self.first(thing);
        let mut at = thing;
        while let Some(lead) = self.leads.get_mut(&at).filter(|lead| **lead != first) {
            at = std::mem::replace(lead, first);
        }
        first
    }

    /// Each thing that is not the least of its class, with the least.
    pub(crate) fn firsts(mut self) -> impl Iterator<Item = (K, K)> {
        self.settle();
        self.leads.into_iter()
    }

    /// Leads each thing at once, once all are joined.
    pub(crate) fn settle(&mut self) {
        let things: Vec<K> = self.leads.keys().copied().collect();
        for thing in things {
            self.lead_at_once(thing);
        }
    }
}
