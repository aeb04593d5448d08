//! The course of an agreement: where it stands on each of many days, or for each of many parties, in
//! one walk over its acts.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::agreements::NotAParty;
use super::stages::{AgreementStatus, Deed, Life, Lines, MOST_STATES, Stage, State, add_deed};
use crate::knowledge::View;
use crate::model::{Actor, Agreement, Key};
use crate::time::Truth;

impl<'k> View<'k, Agreement> {
    /// Where it stands between two parties on each of these days, which are in order: on each as
    /// [`status_between`](Self::status_between) has it.
    pub(crate) fn statuses_between(
        self,
        [one, other]: [&str; 2],
        days: &[NaiveDate],
    ) -> Result<Vec<AgreementStatus>, NotAParty> {
        let (one, other) = (self.party(one)?, self.party(other)?);
        let life = Life::of(self);
        Ok(life.course(&[life.line(one), life.line(other)], days, State::between))
    }

    /// Where it stands for one party on each of these days, which are in order: on each as
    /// [`status_of`](Self::status_of) has it.
    pub(crate) fn statuses_of(
        self,
        party: impl Key<Actor>,
        days: &[NaiveDate],
    ) -> Result<Vec<AgreementStatus>, NotAParty> {
        Ok(Life::of(self).statuses_of(self.party(party.key())?, days))
    }

    /// Where it stands on a day for each party, in their order: for each as
    /// [`status_of`](Self::status_of) has it.
    #[cfg_attr(
        not(any(feature = "html", test)),
        expect(dead_code, reason = "pages alone ask for it")
    )]
    pub(crate) fn status_of_each(self, on: NaiveDate) -> Vec<(&'k str, AgreementStatus)> {
        Life::of(self).status_of_each(on)
    }
}

impl<'k> Life<'k> {
    /// Where it stands between two parties, on any day.
    pub(crate) fn between<'a>(&'a self, one: &'a str, other: &'a str) -> Between<'a, 'k> {
        let lines = [self.line(one), self.line(other)];
        let deeds = self.bearing(&lines);
        Between { life: self, lines, deeds }
    }

    fn statuses_of(&self, party: &str, days: &[NaiveDate]) -> Vec<AgreementStatus> {
        let lines = [self.line(party), Vec::new()];
        let mut statuses = self.course(&lines, days, own_stage);
        if !self.knows_all_parties() {
            return statuses;
        }
        let parties = self.agreement.parties();
        let others: Vec<&str> =
            parties.into_iter().filter(|other| !lines[0].contains(other)).collect();
        if others.is_empty() {
            return statuses;
        }
        // On which days all others have left; one who has not is enough, and the first mostly is.
        let mut left = vec![Truth::Yes; days.len()];
        for other in others {
            let theirs = self.course(&[self.line(other), Vec::new()], days, own_stage);
            for (left, status) in left.iter_mut().zip(&theirs) {
                *left = left.and(status.is(Stage::Ended));
            }
            if left.iter().all(|left| left.is_impossible()) {
                break;
            }
        }
        for (status, left) in statuses.iter_mut().zip(left) {
            status.end_with_others(left);
        }
        statuses
    }

    fn status_of_each(&self, on: NaiveDate) -> Vec<(&'k str, AgreementStatus)> {
        let parties = self.agreement.parties();
        let own = parties.iter().map(|party| {
            let lines = [self.line(party), Vec::new()];
            let deeds = self.bearing(&lines);
            let status = walk(self.starts(&lines), &deeds, &lines, &[on], own_stage).pop();
            let [line, _] = lines;
            (line, status.unwrap_or_else(AgreementStatus::anything))
        });
        let own: Vec<(Vec<&str>, AgreementStatus)> = own.collect();
        if !self.knows_all_parties() {
            return parties
                .iter()
                .copied()
                .zip(own.into_iter().map(|(_, status)| status))
                .collect();
        }
        let ended: HashMap<&str, Truth> = parties
            .iter()
            .zip(&own)
            .map(|(party, (_, own))| (*party, own.is(Stage::Ended)))
            .collect();
        let count = |truth: Truth| ended.values().filter(|ended| **ended == truth).count();
        let (stay, doubtful) = (count(Truth::No), count(Truth::Maybe));
        let of_line = |line: &[&str], truth: Truth| {
            line.iter().filter(|member| ended.get(*member) == Some(&truth)).count()
        };
        let all = parties.iter().zip(&own).map(|(party, (line, own))| {
            let mut status = own.clone();
            let others = parties.len() - line.iter().filter(|id| ended.contains_key(*id)).count();
            let left = match () {
                () if others == 0 || stay > of_line(line, Truth::No) => Truth::No,
                () if doubtful > of_line(line, Truth::Maybe) => Truth::Maybe,
                () => Truth::Yes,
            };
            status.end_with_others(left);
            (*party, status)
        });
        all.collect()
    }

    /// The stages that `read` finds on each of these days, which are in order.
    fn course(
        &self,
        lines: &Lines<'_>,
        days: &[NaiveDate],
        read: fn(&State) -> Option<Stage>,
    ) -> Vec<AgreementStatus> {
        walk(self.starts(lines), &self.bearing(lines), lines, days, read)
    }
}

/// Where an agreement stands between two of its parties.
pub(crate) struct Between<'a, 'k> {
    life: &'a Life<'k>,
    lines: Lines<'a>,
    deeds: Vec<&'a Deed<'k>>,
}

impl Between<'_, '_> {
    /// The parties whose acts bear on it: the two, those whose place they have taken, and their heirs.
    pub(crate) fn bearing(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().flatten().copied()
    }

    /// Where it stands on a day.
    pub(crate) fn on(&self, day: NaiveDate) -> AgreementStatus {
        self.life.follow(&self.lines, &self.deeds, day, State::between)
    }

    /// Where it stands on each of these days, which are in order.
    pub(crate) fn over(&self, days: &[NaiveDate]) -> Vec<AgreementStatus> {
        walk(self.life.starts(&self.lines), &self.deeds, &self.lines, days, State::between)
    }

    /// Whether on each of these days, which are in order, one of the two means to conclude it, where
    /// nothing is done between them. Neither can have left then, so that it makes no difference what has
    /// become of the others.
    pub(crate) fn is_meant_over(&self, days: &[NaiveDate]) -> Vec<bool> {
        let mut is_meant = vec![false; days.len()];
        for line in &self.lines {
            let stages = self.life.course(&[line.clone(), Vec::new()], days, own_stage);
            for (is_meant, status) in is_meant.iter_mut().zip(&stages) {
                let stage = status.settled().flatten();
                *is_meant |= matches!(stage, Some(Stage::Intended | Stage::Negotiated));
            }
        }
        is_meant
    }
}

impl AgreementStatus {
    /// Adds that it is over once every other party has left, where something was done at all.
    pub(super) fn end_with_others(&mut self, left: Truth) {
        if self.settled() == Some(None) {
            return;
        }
        match left {
            Truth::Yes => self.possible = vec![Some(Stage::Ended)],
            Truth::Maybe if !self.possible.contains(&Some(Stage::Ended)) => {
                self.possible.push(Some(Stage::Ended));
            }
            _ => {}
        }
    }
}

/// How far the first member of the first line has come by itself.
pub(super) fn own_stage(state: &State) -> Option<Stage> {
    state.sides[0][0].stage()
}

/// Goes through the days, which are in order, with the acts that bear on these lines, which are in the
/// order of their last days: so those of which the day has certainly come are followed once.
fn walk(
    starts: BTreeSet<State>,
    deeds: &[&Deed<'_>],
    lines: &Lines<'_>,
    days: &[NaiveDate],
    read: fn(&State) -> Option<Stage>,
) -> Vec<AgreementStatus> {
    let mut coming: Vec<usize> = (0..deeds.len()).collect();
    coming.sort_by_key(|at| deeds[*at].day.earliest());
    let mut coming = coming.into_iter().peekable();
    // Those of which the day may have come, by their places.
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let (mut states, mut passed) = (starts, 0);
    let on_day = |on: &NaiveDate| {
        let may_be = |at: &usize| deeds[*at].day.earliest().is_none_or(|first| first <= *on);
        while let Some(at) = coming.next_if(may_be) {
            open.insert(at);
        }
        let is_past = |deed: &&&Deed<'_>| deed.day.latest().is_some_and(|last| last <= *on);
        while let Some(deed) = deeds.get(passed).filter(is_past) {
            add_deed(&mut states, deed, Truth::Yes, lines);
            open.remove(&passed);
            passed += 1;
        }
        status(states.clone(), open.iter().map(|at| deeds[*at]), lines, read)
    };
    days.iter().map(on_day).collect()
}

/// The stages after what was done on days that have certainly come, and after each choice of the rest.
fn status<'d, 'k: 'd>(
    mut states: BTreeSet<State>,
    open: impl Iterator<Item = &'d Deed<'k>>,
    lines: &Lines<'_>,
    read: fn(&State) -> Option<Stage>,
) -> AgreementStatus {
    open.for_each(|deed| add_deed(&mut states, deed, Truth::Maybe, lines));
    if states.len() > MOST_STATES {
        return AgreementStatus::anything();
    }
    let possible: BTreeSet<Option<Stage>> = states.iter().map(read).collect();
    AgreementStatus { possible: possible.into_iter().collect() }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use crate::dossier::Dossier;
    use crate::model::Agreement;
    use crate::time::NaiveDate;

    /// Acts by each of four parties and by all, some of uncertain day, with successions.
    fn dossier(seed: u64) -> Dossier {
        const KINDS: [&str; 10] = [
            "signed",
            "ratified",
            "in_force",
            "suspended",
            "resumed",
            "withdrawn",
            "succeeded",
            "intended",
            "domestic_approval",
            "expired",
        ];
        let mut state = seed;
        let mut below = |limit: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % limit
        };
        let mut acts = std::collections::BTreeMap::new();
        for _ in 0..=below(9) {
            let kind = KINDS[usize::try_from(below(10)).unwrap()];
            let party = ["", "a ", "b ", "c ", "d "][usize::try_from(below(5)).unwrap()];
            if kind == "succeeded" && party.is_empty() {
                continue;
            }
            let day = 1 + below(28);
            let when = match below(9) {
                0 => r#""when": "2000-01""#.to_owned(),
                1 => format!(r#""when": "2000-01-{day:02}/2000-02-{day:02}""#),
                2 => r#""progress": "held""#.to_owned(),
                3 => format!(
                    r#""accounts": [{{"progress": "held", "when": "2000-01-{day:02}"}},
                    {{"by": "r", "progress": "did_not_happen"}}]"#
                ),
                4 => format!(
                    r#""accounts": [{{"when": "2000-01-{day:02}"}}, {{"by": "r", "stance": "denies"}}]"#
                ),
                _ => format!(r#""when": "2000-01-{day:02}""#),
            };
            let of = if kind == "succeeded" && !when.contains("accounts") {
                r#", "predecessor": "a""#
            } else {
                ""
            };
            acts.insert(format!("{party}{kind}"), format!("{{{when}{of}}}"));
        }
        let acts: Vec<String> =
            acts.iter().map(|(key, act)| format!(r#""{key}": {act}"#)).collect();
        let text = format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "2001-01-01"}},
            "r": {{"published": "2001-01-01"}}}},
            "states": {{"a": {{}}, "b": {{}}, "c": {{}}, "d": {{}}}}, "agreements": {{"t": {{
            "parties": ["a", "b", "c"], "acts": {{{}}}}}}}}}"#,
            acts.join(",")
        );
        Dossier::from_json(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn many_days_and_many_parties_are_as_one_by_one() {
        let first = NaiveDate::from_ymd_opt(1999, 12, 30).unwrap();
        let days: Vec<NaiveDate> = first.iter_days().step_by(2).take(32).collect();
        for seed in 0..40 {
            let dossier = dossier(seed);
            let known = dossier.as_known();
            let treaty = known.get::<Agreement>("t").unwrap();
            let parties = treaty.parties();
            for one in &parties {
                let all = treaty.statuses_of(*one, &days).unwrap();
                let each =
                    days.iter().map(|day| treaty.status_of(*one, *day).unwrap().into_answer());
                assert!(all.into_iter().eq(each), "{one} of {seed}");
                for other in &parties {
                    let all = treaty.statuses_between([*one, *other], &days).unwrap();
                    let each = days.iter().map(|day| treaty.status_between(*one, *other, *day));
                    assert!(
                        all.into_iter().eq(each.map(|status| status.unwrap().into_answer())),
                        "{one}, {other} of {seed}"
                    );
                }
            }
            for day in days.iter().step_by(5) {
                let each = parties.iter().map(|party| (*party, treaty.status_of(*party, *day)));
                let each = each.map(|(party, status)| (party, status.unwrap().into_answer()));
                assert!(treaty.status_of_each(*day).into_iter().eq(each), "{day} of {seed}");
            }
        }
    }
}
