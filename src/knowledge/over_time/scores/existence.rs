//! Whether there is such a thing, whether it was said, and whether what was said is so.

use std::collections::HashMap;

use super::claims::Case;
use super::scorecard::{ScoredClaim, ScoredDetail};
use super::scoring::Thing;
use crate::knowledge::choosing::told::is_blanket;
use crate::knowledge::nouns::stages::is_intention;
use crate::knowledge::over_time::coming::concludes;
use crate::knowledge::over_time::testimony::witness;
use crate::knowledge::survey::SO;
use crate::knowledge::words::Words;
use crate::knowledge::{Knowledge, View};
use crate::model::{
    Account, Act, ActKey, ActKind, Address, Agreement, AnyAccount, DetailRow, Details, NounKind,
    Progress, Provenance, Speaker, Statement, StatementAct, Subject,
};

/// Whether a detail says what something is called or of which sort it is, which nobody claims: that a
/// city is one.
pub(super) fn is_bookkeeping(noun: NounKind, row: &DetailRow) -> bool {
    let is_named = matches!(
        noun,
        NounKind::State
            | NounKind::Person
            | NounKind::Organisation
            | NounKind::Place
            | NounKind::Office
    );
    is_named && matches!(row.name, "name" | "aka" | "kind" | "title")
}

/// The statements by which what is said in others is denied or confirmed.
pub(super) fn answers(known: &Knowledge) -> HashMap<&str, Vec<View<'_, Statement>>> {
    let mut answers: HashMap<&str, Vec<View<'_, Statement>>> = HashMap::new();
    for statement in known.statements() {
        if ![StatementAct::DENIES, StatementAct::CONFIRMS].contains(statement.act()) {
            continue;
        }
        if let Some(Subject::Record(said)) = statement.get(Statement::CONTENT)
            && said.noun() == NounKind::Statement
        {
            answers.entry(said.id()).or_default().push(statement);
        }
    }
    answers
}

impl<'k> Thing<'_, 'k> {
    /// That there is such a thing, as the account says without a word on how far it has got.
    pub(super) fn existence(&self, account: &'k dyn AnyAccount) -> Option<ScoredDetail<'k>> {
        if !self.is_worth_saying(account) {
            return None;
        }
        let mut score = self.open(account.provenance(), None, Words::plain(SO));
        let act = self.act();
        let is_meant = act.as_ref().is_some_and(|act| is_intention(act.kind()));
        let own = account.provenance();
        let mut case = if is_meant { Case::default() } else { self.same_said_by_others(own) };
        if let Some(act) = act {
            self.acts_done(&act, &mut case);
        }
        score.outcome = case.outcome(own);
        score.evidence = case.evidence;
        Some(score)
    }

    /// That what is said in a statement is so, where others have denied or confirmed it; that it was said
    /// is another matter.
    pub(super) fn truth(
        &self,
        account: &'k dyn AnyAccount,
        answers: &[View<'k, Statement>],
    ) -> Option<ScoredDetail<'k>> {
        let own = account.provenance();
        let statement = self.known().find::<Statement>(self.at.id)?;
        let mut case = Case::default();
        for answer in answers.iter().filter(|answer| answer.speaker() != statement.speaker()) {
            let told = answer.standing().map(Account::provenance);
            let others =
                told.filter(|told| self.is_independent(told) && self.is_of_another(own, told));
            for told in others {
                let about = Address { record: answer.reference(), part: None };
                let confirms = *answer.act() == StatementAct::CONFIRMS;
                case.add(witness(self.known(), &about, told, Words::plain(SO), confirms));
            }
        }
        if case.evidence.is_empty() {
            return None;
        }
        let gist = statement.get(Statement::GIST);
        let mut score =
            self.open(own, None, gist.map_or_else(|| Words::plain(SO), |gist| Words::of(gist)));
        score.claim = ScoredClaim::So;
        // One speaker's word against another's.
        score.outcome = case.outcome(own);
        score.evidence = case.evidence;
        Some(score)
    }

    /// That the whole is denied.
    pub(super) fn denial(&self, account: &'k dyn AnyAccount) -> ScoredDetail<'k> {
        let mut score = self.open(account.provenance(), None, Words::plain(SO));
        let mut case = self.same_said_by_others(account.provenance());
        // Here to say so is to speak against it.
        case.evidence.iter_mut().for_each(|word| word.confirms = !word.confirms);
        case.is_overruled = !case.evidence.iter().any(|word| word.confirms);
        score.outcome = case.outcome(account.provenance());
        score.evidence = case.evidence;
        score
    }

    /// The same without those who have it from whom the account has it.
    fn same_said_by_others(&self, own: &Provenance) -> Case<'k> {
        let mut case = self.same_said().clone();
        case.evidence.retain(|word| self.is_of_another(own, word.by.provenance));
        case
    }

    /// Those who say that there is such a thing, and those who deny it as a whole.
    fn same_said(&self) -> &Case<'k> {
        self.same_said.get_or_init(|| self.weigh_same_said())
    }

    fn weigh_same_said(&self) -> Case<'k> {
        let mut case = Case::default();
        let failed = |progress| matches!(progress, Progress::DidNotHappen | Progress::Disproved);
        for account in self.resolver.standing() {
            let provenance = account.provenance();
            if self.is_independent(provenance) {
                let failed = account.progress().filter(|progress| failed(*progress));
                let value = failed.map_or_else(|| Words::plain(SO), |failed| Words::of(&failed));
                case.add(self.witness(provenance, value, failed.is_none()));
            }
        }
        case.is_overruled =
            !case.evidence.is_empty() && case.evidence.iter().all(|word| !word.confirms);
        let told = self.resolver.told().map(|(_, account)| account);
        for account in told.filter(|account| is_blanket(*account)) {
            if self.is_independent(account.provenance()) {
                case.add(self.witness(account.provenance(), Words::plain(SO), false));
            }
        }
        case
    }

    /// Whether the bare account says something that others could confirm.
    fn is_worth_saying(&self, account: &dyn AnyAccount) -> bool {
        let named = [
            NounKind::State,
            NounKind::Person,
            NounKind::Organisation,
            NounKind::Place,
            NounKind::Office,
        ];
        if self.at.part.is_some() {
            return true;
        }
        // That the author says it is true by itself.
        if self.at.noun == NounKind::Statement {
            let statement = self.known().find::<Statement>(self.at.id);
            return statement.is_some_and(|statement| *statement.speaker() != Speaker::Author);
        }
        !named.contains(&self.at.noun) || account.is_bare() && self.resolver.is_denied()
    }

    /// The act that is scored, if it is one.
    fn act(&self) -> Option<ActKey> {
        let (list, key) = self.at.part?;
        if (self.at.noun, list) != (NounKind::Agreement, "acts") {
            return None;
        }
        key.to_string().parse().ok()
    }

    /// The acts told by others that bear an act out: of one party by that of all, and an intention
    /// by its coming about.
    fn acts_done(&self, own: &ActKey, case: &mut Case<'k>) {
        let Some(agreement) = self.known().find::<Agreement>(self.at.id) else { return };
        let is_meant = is_intention(own.kind());
        let bears_out =
            |kind: &ActKind| if is_meant { concludes(kind) } else { kind == own.kind() };
        let of_all = agreement.acts_of(None);
        let of_party = own.party().into_iter().flat_map(|party| agreement.acts_of(Some(party)));
        let acts = of_all
            .chain(of_party)
            .filter(|act| act.key() != own && bears_out(act.key().kind()))
            .filter(|act| act.is_done().is_certain());
        for act in acts {
            let part = Some(("acts", act.key().to_string()));
            let about = Address { record: agreement.reference(), part };
            for account in act.standing().filter(|account| account.details().happened()) {
                let provenance = account.provenance();
                if self.is_independent(provenance) {
                    let when = account.get(Act::WHEN);
                    let value = when.map_or_else(|| Words::plain(SO), |when| Words::of(when));
                    case.add(witness(self.known(), &about, provenance, value, true));
                }
            }
        }
    }
}
