//! What a statement pledges, demands, rejects or judges: who does it, to whom, and whether for or against.

use std::collections::BTreeMap;

use super::finding::{Finder, some_day};
use super::rules::{Ground, kind_of};
use crate::graph::{RelationKind, Sign};
use crate::knowledge::View;
use crate::model::{
    ActorId, Agreement, AgreementForm, Ends, NounKind, RecordRef, Statement, StatementAct, Subject,
    Tie, Visit,
};
use crate::relations::SignTable;

/// What says nothing without the deed that is meant.
const OF_A_DEED: [StatementAct; 4] =
    [StatementAct::PLEDGES, StatementAct::THREATENS, StatementAct::DEMANDS, StatementAct::REJECTS];

/// The stances of a statement: toward whom, and of what kind.
pub(crate) type Stances = BTreeMap<ActorId, RelationKind>;

/// A deed that somebody speaks of.
#[derive(Default)]
pub(crate) struct Deed {
    by: Vec<ActorId>,
    to: Vec<ActorId>,
    /// Those who do it together, each to the others.
    mutual: Vec<ActorId>,
    is_harm: bool,
}

impl<'k> Finder<'k> {
    /// The stances that follow from the content of a statement; `None` where it has none, and needs none.
    pub(crate) fn by_content(
        &self,
        statement: View<'k, Statement>,
        from: &ActorId,
    ) -> Result<Option<Stances>, String> {
        let (act, words) = (statement.act(), statement.act().in_words());
        let record = statement.get(Statement::CONTENT).and_then(|subject| match subject {
            Subject::Record(record) if !record.noun().is_actor() => Some(record),
            _ => None,
        });
        let Some(record) = record.filter(|_| takes_a_deed(act)) else {
            let needs = OF_A_DEED.contains(act);
            return if needs { Err(format!("what it {words} is not told")) } else { Ok(None) };
        };
        let on = statement.date().as_ref().and_then(some_day).or(self.known.known_on());
        let principal = |actor: &ActorId| self.principals.of(actor, on);
        let deed = self.deed(record, principal).ok_or_else(|| {
            format!("what it {words}, {record}, is neither for nor against anybody")
        })?;
        deed.stances(act, from).map(Some)
    }

    /// The deed that a record is, if it is one and has a sign.
    fn deed(&self, record: &RecordRef, principal: impl Fn(&ActorId) -> ActorId) -> Option<Deed> {
        let all = |actors: &[ActorId]| actors.iter().map(&principal).collect();
        match record.noun() {
            NounKind::Tie => {
                let tie = self.known.resolve::<Tie>(record)?;
                let row = SignTable::builtin().get(&RelationKind::from(tie.kind()))?;
                let is_harm = row.sign()? == Sign::Negative;
                Some(match tie.ends() {
                    Ends::Directed { from, to } => {
                        let (by, to) = (vec![principal(from)], vec![principal(to)]);
                        Deed { by, to, is_harm, ..Deed::default() }
                    }
                    Ends::Between(ends) => {
                        Deed { mutual: all(ends.as_slice()), is_harm, ..Deed::default() }
                    }
                })
            }
            NounKind::Visit => {
                let visit = self.known.resolve::<Visit>(record)?;
                let by = vec![principal(&visit.guest().actor())];
                Some(Deed { by, to: vec![principal(visit.host())], ..Deed::default() })
            }
            NounKind::Agreement => {
                let agreement = self.known.resolve::<Agreement>(record)?;
                let is_truce = agreement.get(Agreement::FORM) == Some(&AgreementForm::ARMISTICE);
                let parties =
                    agreement.parties().into_iter().filter_map(|id| ActorId::new(id).ok());
                let parties: Vec<ActorId> = parties.collect();
                (!is_truce).then(|| Deed { mutual: all(&parties), ..Deed::default() })
            }
            // Whoever rejects or praises a word rejects or praises who said it.
            NounKind::Statement => {
                let by = self.speaks(self.known.resolve::<Statement>(record)?)?;
                Some(Deed { by: vec![by], ..Deed::default() })
            }
            _ => None,
        }
    }
}

/// Whether what an act of speech is toward somebody follows from a deed that it speaks of.
fn takes_a_deed(act: &StatementAct) -> bool {
    kind_of(&Ground::SaysOfHarm(act.clone())).is_some()
}

impl Deed {
    /// Toward whom a deed is done, the sign of what is said of it is that of the act times that of the
    /// deed; toward whoever is judged by it, or is asked to do it, that of the act alone.
    fn stances(self, act: &StatementAct, from: &ActorId) -> Result<Stances, String> {
        let is_own = *act == StatementAct::PLEDGES || *act == StatementAct::THREATENS;
        let is_asked = *act == StatementAct::DEMANDS;
        if !self.mutual.is_empty() && !self.mutual.contains(from) {
            return Err("it is about a relation of others".to_owned());
        }
        let mut stances = Stances::new();
        let alone = kind_of(&Ground::Says(act.clone()));
        let done = kind_of(&Ground::SaysOfHarm(act.clone())).filter(|_| self.is_harm);
        // Whoever asks somebody to do good to a third asks nothing of the third.
        let done = done.or_else(|| alone.clone().filter(|_| !is_asked));
        for to in self.to.iter().chain(&self.mutual).filter(|to| *to != from) {
            stances.extend(done.clone().map(|kind| (to.clone(), kind)));
        }
        let asked = self.mutual.iter().filter(|_| is_asked);
        let doers = self.by.iter().filter(|_| !is_own).chain(asked);
        for by in doers.filter(|by| *by != from) {
            stances.extend(alone.clone().map(|kind| (by.clone(), kind)));
        }
        if stances.is_empty() { Err("it concerns no other actor".to_owned()) } else { Ok(stances) }
    }
}
