//! What agreements come to: what each party owes another, or that two have agreed; by stage and day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::finding::{Finder, pair_id, pairs};
use super::rules::{Ground, kind_of};
use crate::knowledge::{NotAParty, PartView, Stage, View};
use crate::model::{Act, ActKind, ActorId, Agreement, AgreementForm, Obligation};
use crate::relations::{Relation, Witness};
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
        let owed = self.obligations(agreement)?;
        if agreement.get(Agreement::FORM) == Some(&AgreementForm::ARMISTICE) {
            return Err("an armistice is no cooperation".to_owned());
        }
        let parties: Vec<ActorId> =
            agreement.parties().into_iter().filter_map(|id| ActorId::new(id).ok()).collect();
        let kind = kind_of(&Ground::Agrees).ok_or("no rule is for it")?;
        let witnesses = self.of_agreement(agreement);
        let days = days_of(agreement);
        for (one, other) in pairs(&parties) {
            if owed.contains(&(one.clone(), other.clone())) {
                continue;
            }
            let id = pair_id(&agreement.reference(), parties.len(), one, other);
            let relation = Relation::between(&id, kind.clone(), one.clone(), other.clone());
            let relation = relation.map_err(|error| error.to_string())?;
            let relation = staged(relation, agreement, (one, other), &days);
            let relation = relation.map_err(|error| error.to_string())?;
            self.add_told(relation, agreement, &witnesses)?;
        }
        Ok(())
    }

    /// What is owed under an agreement; which pairs owe each other anything, lesser id first.
    fn obligations(
        &mut self,
        agreement: View<'k, Agreement>,
    ) -> Result<BTreeSet<(ActorId, ActorId)>, String> {
        let mut pairs = BTreeSet::new();
        let days = days_of(agreement);
        for owed in agreement.parts(Agreement::OBLIGATIONS).filter(|each| each.is_affirmed()) {
            let (from, to) = (owed.key().from(), owed.key().to());
            let id = format!("{} {}", agreement.reference(), owed.key());
            let Some(kind) = kind_of(&Ground::Owes(owed.key().kind().clone())) else {
                self.leave_out(agreement.reference(), format!("no rule is for {}", owed.key()));
                continue;
            };
            let relation = Relation::directed(&id, kind, from.clone(), to.clone());
            let relation = relation.map_err(|error| error.to_string())?;
            let relation = match staged(relation, agreement, (from, to), &days) {
                Ok(relation) => relation,
                Err(error) => {
                    self.leave_out(agreement.reference(), error.to_string());
                    continue;
                }
            };
            let during = owed.get(Obligation::DURING).map(|when| self.known.span(when));
            let relation = relation.during_if(during);
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
        witnesses: &[Witness],
    ) -> Result<(), String> {
        if witnesses.is_empty() {
            return Err("only mentioned or denied".to_owned());
        }
        let relation = relation.under(&agreement.reference().to_string());
        let relation = relation.contested_if(agreement.is_denied());
        self.add(relation.witnesses_all(witnesses.iter().cloned()));
        Ok(())
    }

    /// Those who tell of an agreement, or of an act by which it came about.
    fn of_agreement(&self, agreement: View<'k, Agreement>) -> Vec<Witness> {
        let mut witnesses = self.witnesses(agreement.standing(), None);
        for act in agreement.acts().filter(|act| act.is_done()) {
            witnesses.extend(self.witnesses(act.standing(), None));
        }
        witnesses
    }
}

/// The days on which an agreement may come to stand elsewhere.
fn days_of(agreement: View<'_, Agreement>) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for act in agreement.acts() {
        let dates = [act.date(), act.effect(), act.told_by()].into_iter().flatten();
        let bounds = |date: UncertainDate| [date.earliest(), date.latest()];
        days.extend(dates.flat_map(bounds).flatten());
    }
    days
}

/// The relation with the stages at which the agreement stands between two.
fn staged(
    mut relation: Relation,
    agreement: View<'_, Agreement>,
    (one, other): (&ActorId, &ActorId),
    days: &BTreeSet<NaiveDate>,
) -> Result<Relation, NotAParty> {
    let mut last: Option<Vec<Option<Stage>>> = None;
    // Any day before the first tells how things stood in the beginning.
    let before = days.first().and_then(NaiveDate::pred_opt).unwrap_or_default();
    let beginning = std::iter::once((None, before));
    for (from, day) in beginning.chain(days.iter().map(|day| (Some(*day), *day))) {
        let status = agreement.status_between(one, other, day)?;
        let mut stages = declared(agreement, status.possible(), day);
        if stages == [None] && is_meant_by_either(agreement, (one, other), day)? {
            stages = vec![Some(Stage::Intended)];
        }
        if last.as_ref() != Some(&stages) {
            relation = relation.stages_from(from, stages.clone());
            last = Some(stages);
        }
    }
    Ok(relation)
}

/// Whether one of two means to conclude it, though nothing is done between them.
fn is_meant_by_either(
    agreement: View<'_, Agreement>,
    (one, other): (&ActorId, &ActorId),
    day: NaiveDate,
) -> Result<bool, NotAParty> {
    let means = |party| agreement.status_of(party, day).map(|status| status.settled());
    let is_open = |stage| matches!(stage, Some(Some(Stage::Intended | Stage::Negotiated)));
    Ok(is_open(means(one)?) || is_open(means(other)?))
}

/// The stages, with a soft instrument made by its adoption: it is not signed, and has no other act.
fn declared(
    agreement: View<'_, Agreement>,
    stages: &[Option<Stage>],
    day: NaiveDate,
) -> Vec<Option<Stage>> {
    let day = UncertainDate::day(day);
    let adopted = agreement.acts().filter(|act| *act.key().kind() == ActKind::ADOPTED);
    let dates = adopted.filter(|act| act.is_done()).filter_map(PartView::<Act>::date);
    let is_made =
        !agreement.is_binding() && dates.into_iter().any(|date| date.after(&day).is_impossible());
    let stage = |stage: &Option<Stage>| match stage {
        Some(Stage::Negotiated) if is_made => Some(Stage::Declared),
        stage => *stage,
    };
    stages.iter().map(stage).collect()
}
