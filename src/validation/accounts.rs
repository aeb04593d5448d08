//! The walk over every account of every record and part, of whatever noun, and what it remembers.

use std::any::Any;
use std::collections::BTreeMap;

use super::findings::{Findings, IssuePlace};
use crate::dossier::Dossier;
use crate::dossier::Recorded;
use crate::dossier::{Issue, IssueCode, JsonPath, Spot};
use crate::dossier::{Section, SectionVisitor};
use crate::knowledge::is_intention;
use crate::model::fault::{Fault, edits};
use crate::model::{
    Account, ActKey, AnyValue, Details, IdSpace, Identity, NounKind, ObligationKey, PartKey,
    PartKind, PartList, PartVisitor, Parts, Provenance, Record, Source, StatementIdentity,
    TieIdentity,
};
use crate::validation::rules::{
    actors as rules_actors, provenance as rules_provenance, values as rules_values,
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
    dossier.sections().each(&mut walk);
    for id in dossier.sources().iter().flat_map(|s| &s.covers).flat_map(|covers| &covers.of) {
        walk.referred.mark(IdSpace::Actor, id);
        walk.referred.mark(IdSpace::Noun(NounKind::Place), id);
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

impl<'k> SectionVisitor<'k> for AccountWalk<'_, 'k> {
    fn section<N: Recorded>(&mut self, section: &'k Section<N>) {
        for record in &section.records {
            self.record(record);
        }
    }
}

impl<'k> AccountWalk<'_, 'k> {
    fn record<N: Recorded>(&mut self, record: &'k Record<N>) {
        let at = IssuePlace::record(N::NOUN, record.id().as_str());
        self.identity(at, record.identity());
        self.accounts(at, record.accounts(), false);
        record.all_parts().each(&mut PartAccountWalk { walk: self, at });
    }

    fn identity<I: Identity>(&mut self, at: IssuePlace<'_>, identity: &I) {
        identity.refs(&mut |_, target, id| self.referred.mark(target, id));
        let identity: &dyn Any = identity;
        if let Some(statement) = identity.downcast_ref::<StatementIdentity>() {
            self.codes.note(at, "act", &statement.act);
        }
        if let Some(tie) = identity.downcast_ref::<TieIdentity>() {
            self.codes.note(at, "kind", tie.kind());
        }
    }

    fn accounts<D: Details>(
        &mut self,
        at: IssuePlace<'k>,
        accounts: &'k [Account<D>],
        intended: bool,
    ) {
        for (i, account) in accounts.iter().enumerate() {
            let provenance = account.provenance();
            let source = self.findings.known.source_of(provenance);
            let heard = Heard { at: at.account(i, accounts.len()), provenance, source };
            for rule in rules_provenance::RULES {
                rule(self.findings, heard);
            }
            rules_provenance::said_of_nothing(self.findings, heard, account.details());
            provenance.refs(&mut |_, target, id| self.referred.mark(target, id));
            rules_values::check(self, heard, account.details(), intended);
            rules_actors::reversed(self.findings, heard.at, account.details());
        }
        rules_provenance::says_both(self.findings, at, accounts);
        rules_provenance::account_twice(self.findings, at, accounts);
    }
}

struct PartAccountWalk<'w, 'f, 'k> {
    walk: &'w mut AccountWalk<'f, 'k>,
    at: IssuePlace<'k>,
}

impl<'k> PartVisitor<'k> for PartAccountWalk<'_, '_, 'k> {
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'k PartList<P>) {
        for part in parts.as_slice() {
            let at = self.at.part(name, part.key());
            let mut itself = false;
            part.key().key_refs(&mut |target, id| {
                self.walk.referred.mark(target, id);
                itself |= rules_values::is_itself(at, target, id);
            });
            if itself {
                rules_values::refers_to_itself_by_key(self.walk.findings, at);
            }
            let intended = self.key(at, part.key());
            self.walk.accounts(at, part.accounts(), intended);
        }
    }
}

impl PartAccountWalk<'_, '_, '_> {
    /// Looks at the codes in a key, and tells whether it is of something only meant.
    fn key<K: PartKey>(&mut self, at: IssuePlace<'_>, key: &K) -> bool {
        let key: &dyn Any = key;
        if let Some(obligation) = key.downcast_ref::<ObligationKey>() {
            self.walk.codes.note(at, "", obligation.kind());
        }
        let Some(act) = key.downcast_ref::<ActKey>() else { return false };
        self.walk.codes.note(at, "", act.kind());
        is_intention(act.kind())
    }
}

/// Which records are referred to by others.
pub(crate) struct Referred<'k> {
    ids: [Vec<&'k str>; NounKind::ALL.len()],
    marks: [Vec<bool>; NounKind::ALL.len()],
}

impl<'k> Referred<'k> {
    fn of(dossier: &'k Dossier) -> Self {
        struct Ids<'i, 'k>(&'i mut [Vec<&'k str>; NounKind::ALL.len()]);
        impl<'k> SectionVisitor<'k> for Ids<'_, 'k> {
            fn section<N: Recorded>(&mut self, section: &'k Section<N>) {
                // Visits, statements and the like are told for their own sake.
                if rules_actors::is_to_be_referred_to(N::NOUN) {
                    self.0[N::NOUN as usize] =
                        section.records.iter().map(|record| record.id().as_str()).collect();
                }
            }
        }
        let mut ids: [Vec<&'k str>; NounKind::ALL.len()] = Default::default();
        dossier.sections().each(&mut Ids(&mut ids));
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
