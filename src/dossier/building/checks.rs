//! What must hold in every dossier: each id names one thing, each reference finds what it names,
//! and nothing lies within itself.

use std::cell::Cell;
use std::fmt;

use super::rings::Links;
use crate::dossier::builtin;
use crate::dossier::contents::Contents;
use crate::dossier::issues::issue::{Issue, Spot};
use crate::dossier::issues::issue_code::IssueCode;
use crate::dossier::issues::json_path::JsonPath;
use crate::model::fault::{Fault, with_article};
use crate::model::{
    Accounts, AnyPart, AnyRecord, AnyValue, DetailRow, IdSpace, NounKind, Provenance, RecordRef,
    Role, Source, SourceId,
};

/// Everything that is wrong with `dossier`, whose sections have been put in order.
pub(crate) fn issues(dossier: &Contents) -> Vec<Issue> {
    issues_beside(dossier, &[])
}

/// The same, where records with these ids were left out, to which others may refer.
pub(crate) fn issues_beside(dossier: &Contents, left_out: &[(NounKind, Box<str>)]) -> Vec<Issue> {
    let mut checks = ReferenceChecks {
        names: KnownIds::of(dossier, left_out),
        default: dossier.default_source.as_ref(),
        links: Links::default(),
        issues: Vec::new(),
    };
    checks.sources(dossier);
    for section in dossier.sections.erased() {
        checks.section(&section.collect::<Vec<_>>());
    }
    checks.actors();
    let ReferenceChecks { links, mut issues, .. } = checks;
    let names = crate::dossier::united::issues(dossier, &mut issues);
    links.renamed(&names).find_rings(&mut issues);
    issues
}

struct ReferenceChecks<'a> {
    names: KnownIds<'a>,
    default: Option<&'a SourceId>,
    links: Links,
    issues: Vec<Issue>,
}

/// Which ids there are, by noun.
#[derive(Default)]
struct KnownIds<'a> {
    by_noun: [Vec<&'a str>; NounKind::ALL.len()],
    /// How many more ids may be compared with misspelt ones.
    comparisons: Cell<usize>,
}

/// Where very many ids are wrong, the nearest is offered for the first of them alone: finding it
/// takes a look at every id there is. The number is told to users by `Issue::nearest`.
const COMPARISONS: usize = 300_000;

impl<'a> KnownIds<'a> {
    fn of(dossier: &'a Contents, left_out: &'a [(NounKind, Box<str>)]) -> Self {
        let mut names = Self { comparisons: Cell::new(COMPARISONS), ..Self::default() };
        for record in dossier.sections.erased().into_iter().flatten() {
            names.by_noun[record.noun() as usize].push(record.id());
        }
        let sources = dossier.sources.iter().map(|source| source.id.as_str());
        names.by_noun[NounKind::Source as usize] = sources.collect();
        for (noun, id) in left_out {
            names.by_noun[*noun as usize].push(id);
        }
        if !left_out.is_empty() {
            names.by_noun.iter_mut().for_each(|ids| ids.sort_unstable());
        }
        names
    }

    fn of_noun(&self, noun: NounKind) -> &[&'a str] {
        &self.by_noun[noun as usize]
    }

    fn has(&self, noun: NounKind, id: &str) -> bool {
        self.of_noun(noun).binary_search(&id).is_ok()
    }

    /// Whether `id` names something that `target` may point at.
    fn find(&self, target: IdSpace, id: &str) -> bool {
        match target {
            IdSpace::Noun(noun) => self.has(noun, id),
            IdSpace::Actor => ACTORS.iter().any(|noun| self.has(*noun, id)),
        }
    }

    /// Whether `id` names something in the dossier or something built in.
    fn knows(&self, target: IdSpace, id: &str) -> bool {
        self.find(target, id) || builtin::has(target, id)
    }

    /// What is wrong with a reference that finds nothing.
    fn fault(&self, target: IdSpace, id: &str) -> (IssueCode, Fault) {
        let wanted = match target {
            IdSpace::Noun(noun) => format!("the id of {}", with_article(noun.code())),
            IdSpace::Actor => "the id of a state, person or organisation".to_owned(),
        };
        if let Some(other) = NounKind::ALL.iter().find(|noun| self.has(**noun, id)) {
            let found = format!("\"{id}\", which is {}", with_article(other.code()));
            return (IssueCode::WrongNoun, Fault::phrase(found, wanted));
        }
        let nouns: &[NounKind] = match &target {
            IdSpace::Noun(noun) => std::slice::from_ref(noun),
            IdSpace::Actor => &ACTORS,
        };
        let fault = Fault::text(id, format!("{wanted} in this dossier"));
        let number: usize = nouns.iter().map(|noun| self.of_noun(*noun).len()).sum();
        let left = self.comparisons.get();
        self.comparisons.set(left.saturating_sub(number));
        if left == 0 {
            return (IssueCode::UnknownId, fault);
        }
        let candidates = nouns.iter().flat_map(|noun| self.of_noun(*noun)).copied();
        let mut fault = fault.nearest_of(id, candidates);
        fault.nearest = fault.nearest.or_else(|| builtin::nearest(target, id).map(str::to_owned));
        (IssueCode::UnknownId, fault)
    }
}

const ACTORS: [NounKind; 3] = [NounKind::State, NounKind::Person, NounKind::Organisation];

impl ReferenceChecks<'_> {
    fn reference(&mut self, path: impl FnOnce() -> JsonPath, target: IdSpace, id: &str) {
        if self.names.knows(target, id) {
            return;
        }
        let issue = self.broken(path(), target, id);
        self.issues.push(issue);
    }

    /// The issue that a reference finds nothing.
    fn broken(&self, path: JsonPath, target: IdSpace, id: &str) -> Issue {
        let (kind, fault) = self.names.fault(target, id);
        Issue::new(kind, path, fault).at(Spot::Id(id.into()))
    }

    /// Refuses what was built in code and could not be read back from a file.
    fn sound(&mut self, sound: bool, path: impl FnOnce() -> JsonPath, found: &dyn fmt::Display) {
        if !sound {
            let found = Fault::text(&found.to_string(), "a value that a file can hold");
            self.issues.push(Issue::new(IssueCode::UnreadableValue, path(), found));
        }
    }

    fn sources(&mut self, dossier: &Contents) {
        let source = IdSpace::Noun(NounKind::Source);
        if let Some(default) = self.default {
            self.reference(|| JsonPath::default().key("source"), source, default.as_str());
        }
        for pair in dossier.sources.windows(2).filter(|pair| pair[0].id == pair[1].id) {
            self.duplicate(JsonPath::default().key("sources").key(pair[0].id.as_str()));
        }
        for each in &dossier.sources {
            self.coverage(each);
            self.unattributed(each);
            if let Some(actor) = &each.voice_of {
                let path =
                    || JsonPath::default().key("sources").key(each.id.as_str()).key("voice_of");
                self.reference(path, IdSpace::Actor, actor.as_str());
            }
            let Some(parent) = &each.derived_from else {
                continue;
            };
            let path = JsonPath::default().key("sources").key(each.id.as_str()).key("derived_from");
            self.reference(|| path.clone(), source, parent.as_str());
            let to = RecordRef::new_unchecked(NounKind::Source, parent.as_str());
            let from = RecordRef::new_unchecked(NounKind::Source, each.id.as_str());
            self.links.add("derived from", from, to, path);
        }
    }

    /// Of nobody nothing is known; whoever is known gets another id.
    fn unattributed(&mut self, source: &Source) {
        let bare = Source { note: source.note.clone(), ..Source::new(source.id.clone()) };
        if !source.is_unattributed() || *source == bare {
            return;
        }
        let path = JsonPath::default().key("sources").key(source.id.as_str());
        let expected = "no fields under an id that stands for accounts without a source";
        let fault = Fault::phrase("fields of a source that is nobody's", expected);
        self.issues.push(Issue::new(IssueCode::UnreadableValue, path, fault));
    }

    /// A misspelt id would make a source cover less than it says, without a word.
    fn coverage(&mut self, source: &Source) {
        for (i, coverage) in source.covers.iter().enumerate() {
            for id in &coverage.of {
                if self.names.knows(IdSpace::Actor, id) || self.names.has(NounKind::Place, id) {
                    continue;
                }
                let path = JsonPath::default()
                    .key("sources")
                    .key(source.id.as_str())
                    .key("covers")
                    .index(i)
                    .key("of");
                let mut issue = self.broken(path, IdSpace::Actor, id);
                "the id of an actor or a place in this dossier"
                    .clone_into(&mut issue.fault.expected);
                self.issues.push(issue);
            }
        }
    }

    fn duplicate(&mut self, path: JsonPath) {
        let fault = Fault::phrase("an id that is used before", "each id once");
        self.issues.push(Issue::new(IssueCode::UsedTwice, path, fault).at(Spot::Key));
    }

    /// States, persons and organisations share one space of ids.
    fn actors(&mut self) {
        for (at, noun) in ACTORS.iter().enumerate() {
            let ids: Vec<&str> = self.names.of_noun(*noun).to_vec();
            for id in ids {
                let Some(other) = ACTORS[..at].iter().find(|other| self.names.has(**other, id))
                else {
                    continue;
                };
                let found = format!("\"{id}\", which is also {}", with_article(other.code()));
                let fault =
                    Fault::phrase(found, "different ids for states, persons and organisations");
                let path = JsonPath::default().key(noun.section()).key(id);
                self.issues.push(Issue::new(IssueCode::UsedTwice, path, fault).at(Spot::Key));
            }
        }
    }

    /// The records of one section.
    fn section(&mut self, records: &[&dyn AnyRecord]) {
        let twice = records.windows(2).filter(|pair| pair[0].id() == pair[1].id());
        for record in twice.map(|pair| pair[0]) {
            self.duplicate(JsonPath::record_of(record.noun(), record.id()));
        }
        for record in records {
            self.record(*record);
        }
    }

    fn record(&mut self, record: &dyn AnyRecord) {
        let base = || JsonPath::record_of(record.noun(), record.id());
        if !record.has_sound_identity() {
            self.sound(false, base, &"the identity of this record");
        }
        let mut wrong = Vec::new();
        record.identity_refs(&mut |field, target, id| {
            if !self.names.knows(target, id) {
                wrong.push(self.broken(base().key(field), target, id));
            }
        });
        self.issues.append(&mut wrong);
        let this = || RecordRef::new_unchecked(record.noun(), record.id());
        self.accounts(record.accounts(), &base, &this);
        for part in record.parts() {
            self.part(&part, &base, &this);
        }
    }

    fn part(
        &mut self,
        part: &AnyPart<'_>,
        record: &dyn Fn() -> JsonPath,
        this: &dyn Fn() -> RecordRef,
    ) {
        let base = || record().key(part.list).key(&part.key.to_string());
        let mut wrong = Vec::new();
        part.key.refs(&mut |target, id| {
            if !self.names.knows(target, id) {
                wrong.push(self.broken(base(), target, id).at(Spot::Key));
            }
        });
        self.issues.append(&mut wrong);
        self.accounts(part.accounts, &base, this);
    }

    fn accounts(
        &mut self,
        accounts: Accounts<'_>,
        base: &dyn Fn() -> JsonPath,
        this: &dyn Fn() -> RecordRef,
    ) {
        for (i, account) in accounts.iter().enumerate() {
            // One account stands in the plain form; where it was in a list, the reader finds it.
            let path = || {
                if accounts.len() == 1 { base() } else { base().key("accounts").index(i) }
            };
            self.provenance(account.provenance(), accounts.table, &path);
            for row in accounts.table {
                if let Some(value) = account.value(row.at) {
                    self.value(row, value, &path, this);
                }
            }
        }
    }

    fn value(
        &mut self,
        row: &DetailRow,
        value: &dyn AnyValue,
        path: &dyn Fn() -> JsonPath,
        this: &dyn Fn() -> RecordRef,
    ) {
        let path = || path().key(row.name);
        self.sound(value.is_sound(), path, &value.shown());
        value.refs(&mut |target, id| {
            self.reference(path, target, id);
            // Only these chains can close upon themselves besides relative dates.
            if let (Role::Within, IdSpace::Noun(noun)) = (row.role, target) {
                let word = if noun == NounKind::Place { "within" } else { "part of" };
                let to = RecordRef::new_unchecked(noun, id);
                self.links.add(word, this(), to, path());
            }
        });
        // Nothing is dated by a deadline, so that it may be counted from its own record.
        if let Some(anchor) = value.anchor().filter(|_| row.role != Role::Deadline) {
            self.links.add("dated by", this(), anchor.clone(), path());
        }
    }

    fn provenance(
        &mut self,
        provenance: &Provenance,
        table: &'static [DetailRow],
        path: &dyn Fn() -> JsonPath,
    ) {
        let mut wrong = Vec::new();
        provenance.refs(&mut |field, target, id| {
            if !self.names.knows(target, id) {
                wrong.push(self.broken(path().key(field), target, id));
            }
        });
        self.issues.append(&mut wrong);
        for link in provenance.via() {
            self.sound(link.is_sound(), || path().key("via"), &link.code());
        }
        for (name, value) in provenance.rare().into_iter().flat_map(|rare| rare.x.iter()) {
            let sound = value.is_sound() && !name.trim().is_empty();
            self.sound(sound, || path().key("x").key(name), value);
        }
        let said = provenance.rare().into_iter().flat_map(|rare| rare.as_said.names());
        let details = || table.iter().map(|row| row.name);
        for name in said.filter(|name| !details().any(|detail| detail == *name)) {
            let fault = Fault::text(name, "the name of a detail of this account");
            let fault = fault.nearest_of(name, details());
            let path = path().key("as_said").key(name);
            self.issues.push(Issue::new(IssueCode::UnreadableValue, path, fault).at(Spot::Key));
        }
    }
}
