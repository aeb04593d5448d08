//! Reasons of what is derived of one noun: of where an agreement stands, the acts without which it would
//! stand elsewhere; of who holds an office, the days of the tenure.

use chrono::NaiveDate;

use super::course::own_stage;
use super::stages::{AgreementStatus, Deed, Life, Lines, Stage, State};
use crate::knowledge::View;
use crate::knowledge::written::because::{Because, Grounds, Point, Thing};
use crate::model::{Act, Agreement, Meeting, Stretch, Tenure, Visit};
use crate::time::{Truth, UncertainDate};

const ONE_ACT: &str = "the last act done by then";
const ACTS: &str = "the acts done by then, the later over the earlier";
const NOTHING: &str = "no act is done by then";
const UNDECIDED: &str = "the accounts do not decide which acts were done by then";
const BINDING: &str = "the accounts do not decide whether it binds";
const BY_STRETCHES: &str = "by the stretches of the visit";
const BY_ITS_DAYS: &str = "by the days of the visit";
const BY_ITS_PLAN: &str = "by the plan of the visit, where no day of it is told";
const BINDS_BY_WORD: &str = "by what is told of whether it binds";
const BINDS_BY_FORM: &str = "by its form, where nobody tells whether it binds";
const BINDS_UNLESS_TOLD: &str = "it binds where nobody says otherwise";
const UNCERTAIN: &str = "by then acts of uncertain day may have been done or not";
const TOO_MANY: &str = "so many acts of uncertain day that nothing is excluded";
const OTHERS_LEFT: &str = "it is over for the last party once every other has left";
const LESSER: &str = "between two it stands where it does for the one who has come less far";
const OVER: &str = "between two it is over once it is over for one";
const SUSPENDED: &str = "between two it is suspended once it is for one";
const WITHIN: &str = "the day lies within the tenure";
const PERHAPS_WITHIN: &str = "the day may lie within the tenure";
const DENIED: &str = "the tenure is denied by somebody";
const PRECLUDED: &str = "an objection keeps it from force between the two";

impl<'k> Life<'k> {
    /// Why it stands so for a party on a day.
    pub(super) fn because_of(
        &self,
        status: &AgreementStatus,
        party: &str,
        on: NaiveDate,
    ) -> Because {
        let lines = [self.line(party), Vec::new()];
        let mut deeds = self.fewest(&lines, on, own_stage);
        let by_others = *status != self.status_by_itself(party, on);
        if by_others {
            let others = self.agreement.parties().into_iter().filter(|id| !lines[0].contains(id));
            let left = others.flat_map(|id| self.fewest(&[self.line(id), vec![]], on, own_stage));
            deeds.extend(left);
        }
        let rule = match () {
            () if by_others && status.settled().is_some() => OTHERS_LEFT,
            () => self.by_acts(status, &deeds),
        };
        self.grounds(&lines, &deeds).because(rule)
    }

    /// Why it stands so between two parties on a day.
    pub(super) fn because_between(
        &self,
        status: &AgreementStatus,
        [one, other]: [&str; 2],
        on: NaiveDate,
    ) -> Because {
        let lines = [self.line(one), self.line(other)];
        let deeds = self.fewest(&lines, on, State::between);
        let alike = self.status_by_itself(one, on) == self.status_by_itself(other, on);
        let rule = match status.settled() {
            Some(Some(Stage::Precluded)) => PRECLUDED,
            Some(Some(Stage::Ended)) if !alike => OVER,
            Some(Some(Stage::Suspended)) if !alike => SUSPENDED,
            Some(Some(_)) if !alike => LESSER,
            _ => self.by_acts(status, &deeds),
        };
        self.grounds(&lines, &deeds).because(rule)
    }

    /// The fewest of the deeds that bear on it by which it stands where it does; of those that do the
    /// same the later are kept.
    fn fewest(
        &self,
        lines: &Lines<'_>,
        on: NaiveDate,
        read: fn(&State) -> Option<Stage>,
    ) -> Vec<&Deed<'k>> {
        let day = UncertainDate::day(on);
        let mut deeds = self.bearing(lines);
        deeds.retain(|deed| !deed.day.after(&day).is_certain());
        let status = self.follow(lines, &deeds, on, read);
        let is_enough = |some: &[&Deed<'k>]| self.follow(lines, some, on, read) == status;
        let (mut kept, mut open) = (Vec::new(), vec![deeds.as_slice()]);
        while let Some(some) = open.pop() {
            let rest = open.iter().rev().flat_map(|later| later.iter());
            let others: Vec<&Deed<'k>> = kept.iter().chain(rest).copied().collect();
            if is_enough(&others) {
                continue;
            }
            // Of many few count, so that they are left out by halves.
            if let [one] = some {
                kept.push(*one);
            } else {
                let (earlier, later) = some.split_at(some.len() / 2);
                open.extend([later, earlier]);
            }
        }
        kept
    }

    /// The rule where it is by acts alone.
    fn by_acts(&self, status: &AgreementStatus, deeds: &[&Deed<'k>]) -> &'static str {
        let is_undecided = || deeds.iter().any(|deed| !deed.done.is_certain());
        match (status.settled(), deeds.len()) {
            _ if *status == AgreementStatus::anything() => TOO_MANY,
            (None, _) if is_undecided() => UNDECIDED,
            (None, _) if self.agreement.binds() == Truth::Maybe => BINDING,
            (None, _) => UNCERTAIN,
            (Some(None), _) => NOTHING,
            (Some(Some(_)), 1) => ONE_ACT,
            (Some(Some(_)), _) => ACTS,
        }
    }

    /// What these deeds rest on, and what spoke against: against them, and for any other act of those
    /// concerned. Without a deed it is the agreement itself that it rests on.
    fn grounds(&self, lines: &Lines<'_>, deeds: &[&Deed<'k>]) -> Grounds {
        let mut grounds = Grounds::default();
        for deed in deeds {
            let is_effect = deed.in_effect && deed.act.effect().as_ref() == Some(&deed.day);
            let row = if is_effect { Act::EFFECTIVE.row() } else { Act::WHEN.row() };
            let thing = Thing::part("acts", deed.act);
            grounds.rest_on(&thing, &[row]);
            grounds.contest_detail(&thing, Act::PROGRESS.row());
            grounds.doubt_coming(&thing);
        }
        let bears = |party: &str| lines.iter().flatten().any(|member| *member == party);
        for act in self.agreement.acts() {
            if act.key().party().is_none_or(|party| bears(party.as_str()))
                && !act.is_done().is_certain()
            {
                grounds.contest_detail(&Thing::part("acts", act), Act::PROGRESS.row());
            }
        }
        let agreement = Thing::record::<Agreement>(self.agreement);
        if deeds.is_empty() {
            self.agreement.ground(&mut grounds);
        }
        if grounds.rests_on.is_empty() {
            grounds.rests_on.push(Point::found(agreement.address(), "nobody says it is there"));
        }
        if self.agreement.binds() == Truth::Maybe {
            grounds.contest_detail(&agreement, Agreement::BINDING.row());
            grounds.contest_detail(&agreement, Agreement::FORM.row());
        }
        grounds.doubt(&agreement);
        grounds
    }
}

impl View<'_, Visit> {
    /// What its coming about rests on.
    pub(super) fn ground(self, grounds: &mut Grounds) {
        let when =
            [Visit::ACTUAL, Visit::PLANNED].into_iter().find(|when| self.span(*when).is_some());
        let rows = [Visit::PROGRESS.row()].into_iter().chain(when.map(|when| when.row()));
        let stretches = || self.stretches().filter(|it| it.span(Stretch::ACTUAL).is_some());
        // Of one that is told of by its stretches alone, they say that there is such a thing.
        if self.is_affirmed() || stretches().next().is_none() {
            grounds.rest_on(&Thing::record(self), &rows.collect::<Vec<_>>());
        }
        for stretch in stretches() {
            grounds.rest_on(&Thing::part("stretches", stretch), &[Stretch::ACTUAL.row()]);
        }
        grounds.doubt_coming(&Thing::record(self));
    }

    /// Why the guest is there on a day, or is not.
    pub(super) fn because_there(self) -> Because {
        let mut grounds = Grounds::default();
        self.ground(&mut grounds);
        let has_stretches = self.stretches().any(|it| it.span(Stretch::ACTUAL).is_some());
        grounds.because(match (has_stretches, self.whole().is_some()) {
            (true, _) => BY_STRETCHES,
            (false, true) => BY_ITS_DAYS,
            (false, false) => BY_ITS_PLAN,
        })
    }
}

impl View<'_, Meeting> {
    /// What its coming about rests on.
    pub(super) fn ground(self, grounds: &mut Grounds) {
        let when = [Meeting::ACTUAL, Meeting::PLANNED];
        let when = when.into_iter().find(|when| self.day(*when).is_some());
        let rows = [Meeting::PROGRESS.row()].into_iter().chain(when.map(|when| when.row()));
        grounds.rest_on(&Thing::record(self), &rows.collect::<Vec<_>>());
        grounds.doubt_coming(&Thing::record(self));
    }
}

impl View<'_, Agreement> {
    /// Why it binds in law, or does not.
    pub(super) fn because_binds(self, binds: Truth) -> Because {
        let mut grounds = Grounds::default();
        let told = !self.possible(Agreement::BINDING).is_empty();
        let row = if told { Agreement::BINDING.row() } else { Agreement::FORM.row() };
        grounds.rest_on(&Thing::record(self), &[row]);
        grounds.because(match (binds, told) {
            (Truth::Maybe, _) => BINDING,
            (_, true) => BINDS_BY_WORD,
            _ if self.get(Agreement::FORM).is_some() => BINDS_BY_FORM,
            _ => BINDS_UNLESS_TOLD,
        })
    }

    /// What it rests on that there is such an agreement.
    pub(super) fn ground(self, grounds: &mut Grounds) {
        let before = grounds.rests_on.len();
        grounds.rest_on(&Thing::record(self), &[]);
        if grounds.rests_on.len() == before {
            // It is known by its acts alone.
            let told = self.acts().filter(|act| act.is_affirmed());
            told.for_each(|act| grounds.rest_on(&Thing::part("acts", act), &[]));
        }
    }
}

impl View<'_, Tenure> {
    /// The rule by which it is held so on a day.
    pub(super) fn rule(self, holds: Truth) -> &'static str {
        match holds {
            Truth::Yes => WITHIN,
            _ if self.is_denied() => DENIED,
            _ => PERHAPS_WITHIN,
        }
    }

    /// What its days rest on.
    pub(super) fn ground(self, grounds: &mut Grounds) {
        grounds.rest_on(&Thing::record(self), &[Tenure::FROM.row(), Tenure::TO.row()]);
    }
}
