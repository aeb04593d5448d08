//! The walk over every account of every record and part, of whatever noun, and what it remembers.

use std::any::Any;
use std::collections::BTreeMap;

use super::findings::{Findings, IssuePlace};
use crate::dossier::Dossier;
use crate::dossier::{Issue, IssueCode, JsonPath, Spot};
use crate::knowledge::is_intention;
use crate::model::fault::{Fault, edits};
use crate::model::{
    Accounts, ActKey, AnyPart, AnyRecord, AnyValue, IdSpace, NounKind, ObligationKey, Provenance,
    Source, StatementRecord, TieRecord,
};
use crate::validation::rules::{
    actors as rules_actors, deadlines as rules_deadlines, provenance as rules_provenance,
    values as rules_values,
};

/// An account as rules see it: where it stands, how it is told, and by which source.
#[derive(Clone, Copy)]
pub(crate) struct Heard<'a> {
    pub(crate) at: IssuePlace<'a>,
    pub(crate) provenance: &'a Provenance,
    pub(crate) source: Option<&'a Source>,
}

/// Applies every rule about single accounts, and about the accounts of one thing.
pub(crate) fn check(findings: &mut Findings<'_>) {
    let dossier = findings.known.dossier();
    let referred = Referred::of(dossier);
    let mut walk = AccountWalk { findings, referred, codes: Codes::default() };
    for record in dossier.sections().erased().into_iter().flatten() {
        walk.record(record);
    }
    for id in dossier.sources().iter().flat_map(|s| &s.covers).flat_map(|covers| &covers.of) {
        walk.referred.mark(IdSpace::Actor, id);
        walk.referred.mark(IdSpace::Noun(NounKind::Place), id);
    }
    for actor in dossier.sources().iter().filter_map(|source| source.voice_of.as_ref()) {
        walk.referred.mark(IdSpace::Actor, actor.as_str());
    }
    let AccountWalk { findings, referred, codes } = walk;
    codes.report(findings);
    findings.referred = Some(referred);
}

pub(crate) struct AccountWalk<'f, 'k> {
    pub(crate) findings: &'f mut Findings<'k>,
    pub(crate) referred: Referred<'k>,
    pub(crate) codes: Codes,
}

impl<'k> AccountWalk<'_, 'k> {
    fn record(&mut self, record: &'k dyn AnyRecord) {
        let at = IssuePlace::record(record.noun(), record.id());
        self.identity(at, record);
        self.accounts(at, record.accounts(), false);
        for part in record.parts() {
            self.part(at.part(part.list, part.key), &part);
        }
    }

    fn identity(&mut self, at: IssuePlace<'_>, record: &dyn AnyRecord) {
        record.identity_refs(&mut |_, target, id| self.referred.mark(target, id));
        if let Some(statement) = record.as_any().downcast_ref::<StatementRecord>() {
            self.codes.note(at, "act", &statement.identity().act);
        }
        if let Some(tie) = record.as_any().downcast_ref::<TieRecord>() {
            self.codes.note(at, "kind", tie.identity().kind());
        }
    }

    fn part(&mut self, at: IssuePlace<'k>, part: &AnyPart<'k>) {
        let mut itself = false;
        part.key.refs(&mut |target, id| {
            self.referred.mark(target, id);
            itself |= rules_values::is_itself(at, target, id);
        });
        if itself {
            rules_values::refers_to_itself_by_key(self.findings, at);
        }
        let intended = self.key(at, part.key.as_any());
        self.accounts(at, part.accounts, intended);
    }

    /// Looks at the codes in a key, and tells whether it is of something only meant.
    fn key(&mut self, at: IssuePlace<'_>, key: &dyn Any) -> bool {
        if let Some(obligation) = key.downcast_ref::<ObligationKey>() {
            self.codes.note(at, "", obligation.kind());
        }
        let Some(act) = key.downcast_ref::<ActKey>() else { return false };
        self.codes.note(at, "", act.kind());
        is_intention(act.kind())
    }

    fn accounts(&mut self, at: IssuePlace<'k>, accounts: Accounts<'k>, intended: bool) {
        let table = accounts.table;
        for (i, account) in accounts.iter().enumerate() {
            let provenance = account.provenance();
            let source = self.findings.known.source_of(provenance);
            let heard = Heard { at: at.account(i, accounts.len()), provenance, source };
            for rule in rules_provenance::RULES {
                rule(self.findings, heard);
            }
            rules_provenance::said_of_nothing(self.findings, heard, account, table);
            provenance.refs(&mut |_, target, id| self.referred.mark(target, id));
            rules_values::check(self, heard, account, table, intended);
            rules_actors::reversed(self.findings, heard.at, account.details());
        }
        rules_provenance::says_both(self.findings, at, accounts);
        rules_provenance::stages_without_order(self.findings, at, accounts);
        rules_provenance::says_two(self.findings, at, accounts);
        rules_provenance::account_twice(self.findings, at, accounts);
        rules_deadlines::check(self.findings, at, accounts, intended);
    }
}

/// Which records are referred to by others.
pub(crate) struct Referred<'k> {
    ids: [Vec<&'k str>; NounKind::ALL.len()],
    marks: [Vec<bool>; NounKind::ALL.len()],
}

impl<'k> Referred<'k> {
    fn of(dossier: &'k Dossier) -> Self {
        let mut ids: [Vec<&'k str>; NounKind::ALL.len()] = Default::default();
        for record in dossier.sections().erased().into_iter().flatten() {
            // Visits, statements and the like are told for their own sake.
            if rules_actors::is_to_be_referred_to(record.noun()) {
                ids[record.noun() as usize].push(record.id());
            }
        }
        let marks = std::array::from_fn(|noun| vec![false; ids[noun].len()]);
        Self { ids, marks }
    }

    pub(crate) fn mark(&mut self, target: IdSpace, id: &str) {
        let nouns: &[NounKind] = match &target {
            IdSpace::Noun(noun) => std::slice::from_ref(noun),
            IdSpace::Actor => &[NounKind::State, NounKind::Person, NounKind::Organisation],
        };
        for noun in nouns {
            let noun = *noun as usize;
            if let Ok(at) = self.ids[noun].binary_search(&id) {
                self.marks[noun][at] = true;
            }
        }
    }

    /// The ids of one noun that nothing refers to.
    pub(crate) fn never(&self, noun: NounKind) -> impl Iterator<Item = &'k str> {
        let noun = noun as usize;
        let marked = self.ids[noun].iter().zip(&self.marks[noun]);
        marked.filter(|(_, marked)| !**marked).map(|(id, _)| *id)
    }
}

/// Codes of one's own, each with where it stands first and how often it is used.
#[derive(Default)]
pub(crate) struct Codes {
    used: BTreeMap<(&'static str, String), Use>,
}

struct Use {
    path: JsonPath,
    spot: Spot,
    table: &'static [(&'static str, &'static str)],
    times: usize,
}

impl Codes {
    /// Notes the codes of one's own in `value`, which stands at `field`, or in the key of a part.
    pub(crate) fn note(&mut self, at: IssuePlace<'_>, field: &str, value: &dyn AnyValue) {
        value.own_codes(&mut |list, code, table| {
            let used = self.used.entry((list, code.to_owned())).or_insert_with(|| {
                let (path, spot) = match field {
                    "" => (at.path(), Spot::Key),
                    _ => (at.path().key(field), Spot::Id(code.into())),
                };
                Use { path, spot, table, times: 0 }
            });
            used.times += 1;
        });
    }

    fn report(self, findings: &mut Findings<'_>) {
        for ((list, code), Use { path, spot, table, times }) in self.used {
            let word = code.split_once(':').map_or(code.as_str(), |(_, word)| word);
            let known = table.iter().map(|(known, _)| *known).find(|known| is_like(word, known));
            let times = if times == 1 { String::new() } else { format!(", {times} times") };
            let found = format!("\"{code}\"{times}");
            let (code, expected) = if known.is_some() {
                (IssueCode::CodeLikeKnown, format!("a {list}"))
            } else {
                (IssueCode::OwnCode, format!("a known {list}, where one fits"))
            };
            let mut fault = Fault::phrase(found, expected);
            fault.nearest = known.map(str::to_owned);
            findings.issues.push(Issue::new(code, path, fault).at(spot));
        }
    }
}

/// Whether a word is a known code but for its case, its hyphens, or one letter of a longer one.
fn is_like(word: &str, known: &str) -> bool {
    const LONG: usize = 5;
    if word.len() > 100 {
        return false;
    }
    let word = word.to_lowercase().replace(['-', '.'], "_");
    word == known || known.len() >= LONG && edits(&word, known) == 1
}
