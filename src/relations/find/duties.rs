//! What agreements come to: what each party owes another, or that two have agreed; by stage and day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::finding::{Finder, pair_id, pairs};
use super::rules::{Ground, kind_of};
use crate::knowledge::{AgreementStatus, Life, PartView, Stage, View};
use crate::model::{ActorId, Agreement, AgreementForm, IdSpace};
use crate::relations::Relation;
use crate::relations::relation::Witnesses;
use crate::time::UncertainDate;

impl<'k> Finder<'k> {
    pub(crate) fn agreements(&mut self) {
        for agreement in self.known.agreements() {
            if let Err(reason) = self.agreement(agreement) {
                self.leave_out(agreement.reference(), reason);
            }
        }
    }

    fn agreement(&mut self, agreement: View<'k, Agreement>) -> Result<(), String> {
        if !agreement.is_affirmed() && !agreement.acts().any(PartView::is_affirmed) {
            return Err("only denied".to_owned());
        }
        let course = Course::of(agreement);
        let owed = self.obligations(&course)?;
        if agreement.get(Agreement::FORM) == Some(&AgreementForm::ARMISTICE) {
            return Err("an armistice is no cooperation".to_owned());
        }
        let parties: Vec<ActorId> =
            course.parties.iter().filter_map(|id| ActorId::new(id).ok()).collect();
        let kind = kind_of(&Ground::Agrees).ok_or("no rule is for it")?;
        let witnesses = self.of_agreement(agreement);
        for (one, other) in pairs(&parties) {
            if owed.contains(&(one.clone(), other.clone())) {
                continue;
            }
            let id = pair_id(&agreement.reference(), parties.len(), one, other);
            let relation = Relation::between(&id, kind.clone(), one.clone(), other.clone());
            let relation = relation.map_err(|error| error.to_string())?;
            self.add_told(course.staged(relation, one, other), agreement, &witnesses)?;
        }
        Ok(())
    }

    /// What is owed under an agreement; which pairs owe each other anything, lesser id first.
    fn obligations(&mut self, course: &Course<'k>) -> Result<BTreeSet<(ActorId, ActorId)>, String> {
        let agreement = course.agreement;
        let mut pairs = BTreeSet::new();
        for owed in agreement.parts(Agreement::OBLIGATIONS).filter(|each| each.is_affirmed()) {
            if agreement.binds().is_impossible() {
                let reason = format!("{} is promised, and not owed: it does not bind", owed.key());
                self.leave_out(agreement.reference(), reason);
                continue;
            }
            let (from, to) = (owed.key().from(), owed.key().to());
            let id = format!("{} {}", agreement.reference(), owed.key());
            let Some(kind) = kind_of(&Ground::Owes(owed.key().kind().clone())) else {
                self.leave_out(agreement.reference(), format!("no rule is for {}", owed.key()));
                continue;
            };
            let relation = Relation::directed(&id, kind, from.clone(), to.clone());
            let relation = relation.map_err(|error| error.to_string())?;
            // Whether both are parties.
            let both = agreement.party(from.as_str()).and(agreement.party(to.as_str()));
            if let Err(error) = both {
                self.leave_out(agreement.reference(), error.to_string());
                continue;
            }
            let relation = course.staged(relation, from, to);
            let relation = relation.during_if(owed.owed_during());
            let own = self.witnesses(owed.standing(), None);
            match self.add_told(relation, agreement, &own) {
                Ok(()) => pairs.extend([(from.min(to).clone(), from.max(to).clone())]),
                Err(reason) => self.leave_out(agreement.reference(), reason),
            }
        }
        Ok(pairs)
    }

    fn add_told(
        &mut self,
        relation: Relation,
        agreement: View<'k, Agreement>,
        witnesses: &Witnesses,
    ) -> Result<(), String> {
        if witnesses.is_empty() {
            return Err("only mentioned or denied".to_owned());
        }
        let relation = relation.under(&agreement.reference().to_string());
        let relation = relation.contested_if(agreement.is_denied());
        self.add(relation.witnesses_all(witnesses.clone()));
        Ok(())
    }

    /// Those who tell of an agreement, or of an act by which it came about.
    fn of_agreement(&self, agreement: View<'k, Agreement>) -> Witnesses {
        let own = self.witnesses(agreement.standing(), None);
        let acts = agreement.acts().filter(|act| act.is_done().is_possible());
        let acts = acts.map(|act| self.witnesses(act.standing(), None));
        let all = std::iter::once(own).chain(acts);
        Witnesses::new(all.flat_map(|some| some.iter().cloned().collect::<Vec<_>>()).collect())
    }
}

/// The course of an agreement: what it takes to tell where it stands between any two of its parties,
/// gathered once for all of them.
struct Course<'k> {
    agreement: View<'k, Agreement>,
    parties: Vec<&'k str>,
    life: Life<'k>,
    /// The days of acts: of all parties, and by whom each is done otherwise.
    common: BTreeSet<NaiveDate>,
    by_party: BTreeMap<&'k str, BTreeSet<NaiveDate>>,
}

impl<'k> Course<'k> {
    fn of(agreement: View<'k, Agreement>) -> Self {
        let (mut common, mut by_party) = (BTreeSet::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for act in agreement.acts() {
            let days = match act.key().party() {
                Some(party) => by_party.entry(party.as_str()).or_default(),
                None => &mut common,
            };
            let dates = [act.date(), act.effect(), act.told_by()].into_iter().flatten();
            let bounds = |date: UncertainDate| [date.earliest(), date.latest()];
            days.extend(dates.flat_map(bounds).flatten());
        }
        let parties = agreement.parties();
        Self { agreement, parties, life: Life::of(agreement), common, by_party }
    }

    /// The relation with the stages at which the agreement stands between two parties.
    fn staged(&self, mut relation: Relation, one: &ActorId, other: &ActorId) -> Relation {
        let known = self.agreement.known();
        let [one, other] = [one, other].map(|id| known.canonical(IdSpace::Actor, id.as_str()));
        let between = self.life.between(one, other);
        let own = between.bearing().filter_map(|party| self.by_party.get(party));
        let days: BTreeSet<NaiveDate> = own.chain([&self.common]).flatten().copied().collect();
        // Any day before the first tells how things stood in the beginning.
        let before = days.first().and_then(NaiveDate::pred_opt).unwrap_or_default();
        let days: Vec<NaiveDate> = std::iter::once(before).chain(days).collect();
        let statuses = between.over(&days);
        let is_nothing = |status: &AgreementStatus| status.settled() == Some(None);
        let is_open = statuses.iter().any(is_nothing);
        let is_meant = if is_open { between.is_meant_over(&days) } else { Vec::new() };
        let mut last: Option<Vec<Option<Stage>>> = None;
        for (at, (day, status)) in days.iter().zip(&statuses).enumerate() {
            let is_meant = is_nothing(status) && is_meant.get(at) == Some(&true);
            let stages =
                if is_meant { vec![Some(Stage::Intended)] } else { status.possible().to_vec() };
            if last.as_ref() != Some(&stages) {
                relation = relation.stages_from((at > 0).then_some(*day), stages.clone());
                last = Some(stages);
            }
        }
        relation
    }
}
