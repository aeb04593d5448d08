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
use super::sections::{Recorded, Section, SectionVisitor, SectionVisitorMut};
use crate::dossier::issues::issue::Issue;
use crate::dossier::issues::issue_code::IssueCode;
use crate::dossier::issues::json_path::JsonPath;
use crate::model::fault::Fault;
use crate::model::{Identity, NounKind, Pair, Record, RecordRef, Renaming, SameAs, Source, Stance};

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
    claims: Claims<'p>,
    refuse: &mut dyn FnMut(&'p Pair),
) -> Renaming {
    let mut gather = Gather { by_noun: claims, names: Renaming::new(), refuse };
    // The sections come in an order in which identities refer to earlier ones alone.
    contents.sections.each(&mut gather);
    gather.names
}

struct Gather<'p, 'r> {
    by_noun: HashMap<NounKind, Vec<&'p Pair>>,
    names: Renaming,
    refuse: &'r mut dyn FnMut(&'p Pair),
}

impl<'a> SectionVisitor<'a> for Gather<'_, '_> {
    fn section<N: Recorded>(&mut self, section: &'a Section<N>) {
        let Some(pairs) = self.by_noun.remove(&N::NOUN) else {
            return;
        };
        let mut classes = Classes::default();
        for pair in pairs {
            let record = |id| section.get(id).or_else(|| builtin::record(id));
            let records = (record(pair.one().id()), record(pair.other().id()));
            let (Some(one), Some(other)) = records else {
                continue;
            };
            if identity(one, &self.names) == identity(other, &self.names) {
                classes.join(one.id().as_str(), other.id().as_str());
            } else {
                (self.refuse)(pair);
            }
        }
        for (id, first) in classes.firsts() {
            self.names.add(&RecordRef::new_unchecked(N::NOUN, id), first);
        }
    }
}

fn identity<N: Recorded>(record: &Record<N>, names: &Renaming) -> N::Identity {
    let mut identity = record.identity().clone();
    identity.rename(names);
    identity
}

/// Makes one record of those that have come to bear one id.
struct Absorb;

impl SectionVisitorMut for Absorb {
    fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
        section.records.sort_by(|one, other| one.id().cmp(other.id()));
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

/// For each source the one from which it derives in the end, where some are one and the same.
fn roots<'a>(sources: &'a [Source], same: &[&'a Pair]) -> Vec<u32> {
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
    sources.iter().map(&mut root).collect()
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
    contents.sections.each(&mut Impossible { names: &names, issues });
    names
}

/// In which fields the identities of two records differ.
fn differing(contents: &Contents, pair: &Pair, names: &Renaming) -> String {
    struct Fields<'a> {
        pair: &'a Pair,
        names: &'a Renaming,
        differing: Vec<String>,
    }
    impl<'a> SectionVisitor<'a> for Fields<'_> {
        fn section<N: Recorded>(&mut self, section: &'a Section<N>) {
            let fields = |id: &str| {
                let record = section.get(id).filter(|_| N::NOUN == self.pair.noun());
                record.map(|record| identity(record, self.names).fields())
            };
            let both = fields(self.pair.one().id()).zip(fields(self.pair.other().id()));
            for ((name, one), (_, other)) in
                both.into_iter().flat_map(|(a, b)| a.into_iter().zip(b))
            {
                if one != other {
                    self.differing.push(format!("of {name} \"{one}\" and \"{other}\""));
                }
            }
        }
    }
    let mut fields = Fields { pair, names, differing: Vec::new() };
    contents.sections.each(&mut fields);
    fields.differing.join(", ")
}

/// Finds records that could not be, if what is said to be the same is: ties of one to itself.
struct Impossible<'a> {
    names: &'a Renaming,
    issues: &'a mut Vec<Issue>,
}

impl<'a> SectionVisitor<'a> for Impossible<'_> {
    fn section<N: Recorded>(&mut self, section: &'a Section<N>) {
        // What is said to be the same is named by such a claim as two.
        if self.names.is_empty() || N::NOUN == NounKind::SameAs {
            return;
        }
        for record in &section.records {
            if record.identity().clone().rename(self.names) {
                continue;
            }
            let fields = record.identity().fields().into_iter();
            let found: Vec<_> = fields.map(|(name, text)| format!("{name} \"{text}\"")).collect();
            let found = format!("{}, which are said to be one", found.join(", "));
            let fault = Fault::phrase(found, "two that are not the same");
            let path = JsonPath::record::<N>(record.id().as_str());
            self.issues.push(Issue::new(IssueCode::IdentityConflict, path, fault));
        }
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
        let roots = match copies {
            None => self.roots().to_vec(),
            Some(copies) => {
                let roots = roots(&contents.sources, &copies);
                contents.sections.each_mut(&mut SetRoots(&roots));
                roots
            }
        };
        let united = Self::from_parts(contents, names, roots);
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
