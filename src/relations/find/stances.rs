//! What statements come to: the stance of whoever speaks toward whom it concerns.

use std::collections::BTreeSet;

use super::finding::{Finder, done_by, some_day, tie_named};
use super::rules::{Ground, kind_of};
use crate::knowledge::View;
use crate::model::{ActorId, OrganisationId, Statement, Subject};
use crate::relations::Relation;
use crate::time::Period;

impl<'k> Finder<'k> {
    /// Statements that may be one are parts of one act, and count once.
    pub(crate) fn statements(&mut self, derive: bool) {
        let known = self.known;
        for group in known.count_once(known.statements()) {
            let whole = group.first().map(|first| first.reference().to_string());
            for statement in group {
                let is_part =
                    whole.as_deref().filter(|id| *id != statement.reference().to_string());
                if let Err(reason) = self.statement(statement, is_part, derive) {
                    self.leave_out(statement.reference(), reason);
                }
            }
        }
    }

    fn statement(
        &mut self,
        statement: View<'k, Statement>,
        whole: Option<&str>,
        derive: bool,
    ) -> Result<(), String> {
        let act = statement.act();
        let kind = kind_of(&Ground::Says(act.clone()));
        let kind = kind.ok_or_else(|| format!("an act that {} is no stance", act.in_words()))?;
        let from = self.speaks(statement).ok_or("who makes it is not named")?;
        let witnesses = self.witnesses(statement.standing(), Some(&from));
        if witnesses.is_empty() {
            return Err("only mentioned or denied".to_owned());
        }
        let by_content = self.by_content(statement, &from)?;
        let (toward, is_derived) = if let Some(stances) = by_content {
            (stances, false)
        } else {
            let (toward, is_derived) = self.toward(statement, &from, derive)?;
            (toward.into_iter().map(|to| (to, kind.clone())).collect(), is_derived)
        };
        let told = witnesses.iter().filter_map(|each| each.known_on).min();
        let period = done_by(statement.date().map(Period::on).as_ref(), told);
        for (at, (to, kind)) in toward.iter().enumerate() {
            let id = match (at, is_derived) {
                (0, false) => statement.reference().to_string(),
                (_, false) => format!("{} {to}", statement.reference()),
                (_, true) => format!("{} {to} derived", statement.reference()),
            };
            let relation = Relation::directed(&id, kind.clone(), from.clone(), to.clone());
            let relation = relation.map_err(|error| error.to_string())?;
            // Toward each of two others it is an act of its own.
            let whole = whole.map(|whole| {
                if is_derived { format!("{whole} {to} derived") } else { whole.to_owned() }
            });
            let relation = relation.during_if(period.clone()).within_if(whole.as_deref());
            let subjects = statement.get(Statement::CONTENT).into_iter().chain(statement.about());
            let relation = relation.about_if(subjects.into_iter().find_map(tie_named));
            let relation = relation.contested_if(statement.is_denied());
            self.add(relation.witnesses_all(witnesses.clone()));
        }
        Ok(())
    }

    /// For whom a statement is made: its principal, that of its organ, or that of its speaker.
    pub(crate) fn speaks(&self, statement: View<'k, Statement>) -> Option<ActorId> {
        let on = statement.date().as_ref().and_then(some_day).or(self.known.known_on());
        if let Some(principal) = statement.get(Statement::PRINCIPAL) {
            return Some(self.principals.of(principal, on));
        }
        let organ = statement.get(Statement::ORGAN).map(OrganisationId::actor);
        let actor = organ.or_else(|| statement.speaker().actor().cloned())?;
        Some(self.principals.of(&actor, on))
    }

    /// Toward whom a statement is a stance, and whether that is derived: the actors it is about; the
    /// other end of a relation of its own; whom it addresses; the other end of the tie it pledges.
    fn toward(
        &self,
        statement: View<'k, Statement>,
        from: &ActorId,
        derive: bool,
    ) -> Result<(BTreeSet<ActorId>, bool), String> {
        let on = statement.date().as_ref().and_then(some_day).or(self.known.known_on());
        let principal = |actor: &ActorId| self.principals.of(actor, on);
        let others = |actors: Vec<ActorId>| -> BTreeSet<ActorId> {
            actors.into_iter().filter(|actor| actor != from).collect()
        };
        let about = statement.about();
        let named = about.iter().filter_map(|subject| match subject {
            Subject::Record(record) if record.noun().is_actor() => {
                ActorId::new(record.id()).ok().map(|id| principal(&id))
            }
            _ => None,
        });
        let relations = about.iter().filter_map(|subject| match subject {
            Subject::Relation(one, other) => Some([principal(one), principal(other)]),
            _ => None,
        });
        let relations: Vec<_> = relations.collect();
        let own = relations.iter().filter(|ends| ends.contains(from)).flatten().cloned();
        let addressee = statement.get(Statement::ADDRESSEE).map(&principal);
        let ways = [
            others(named.collect()),
            others(own.collect()),
            others(addressee.into_iter().collect()),
        ];
        if let Some(way) = ways.into_iter().find(|way| !way.is_empty()) {
            return Ok((way, false));
        }
        let ends = others(relations.into_iter().flatten().collect());
        match (ends.is_empty(), derive) {
            (true, _) => Err("it concerns no other actor".to_owned()),
            (false, false) => Err("it is about a relation of others".to_owned()),
            (false, true) => Ok((ends, true)),
        }
    }
}
