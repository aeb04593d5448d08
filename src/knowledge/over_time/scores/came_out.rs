//! What came of a plan: whether it came about, on which day, and whether a deadline was met.

use std::rc::Rc;

use super::claims::Case;
use super::scoring::Thing;
use crate::knowledge::over_time::deadlines::{Deadline, DeadlineOutcome, deadlines_of};
use crate::knowledge::over_time::outcomes::{News, fails, outcomes, outcomes_of};
use crate::knowledge::over_time::testimony::{Testimony, witness};
use crate::knowledge::words::Words;
use crate::model::{
    Address, AnyAccount, AnyValue, DetailRow, Meeting, NounKind, Progress, Provenance, Role, Stop,
    ValueKind, Visit,
};

impl<'k> Thing<'_, 'k> {
    /// Whether a stage was true as of its day and something else came of it since.
    pub(super) fn is_overtaken(&self, provenance: &Provenance, stage: Progress) -> bool {
        let [first, last] = provenance.held_as_of();
        let later = |news: &News<'k>| {
            let [from, _] = news.provenance.held_as_of();
            news.progress.is_some_and(Progress::has_happened) && from > last
        };
        let is_setback = matches!(stage, Progress::Cancelled | Progress::Postponed);
        is_setback && first <= last && self.news().1.iter().any(later)
    }

    /// What is planned for a day is measured by the day on which it was, and falls with the thing.
    pub(super) fn of_planned_day(
        &self,
        account: &'k dyn AnyAccount,
        [planned, actual]: [&'static DetailRow; 2],
        value: &'k dyn AnyValue,
    ) -> Case<'k> {
        let claim = self.claim(value, account.provenance(), planned);
        let case = self.of_value(&self.told(actual), &claim);
        if !case.evidence.is_empty() {
            return case;
        }
        let mut fallen = self.of_progress(account, Progress::Planned);
        fallen.evidence.retain(|word| !word.confirms);
        fallen
    }

    pub(super) fn of_progress(&self, own: &dyn AnyAccount, claim: Progress) -> Case<'k> {
        let mut case = Case::default();
        let (chosen, of_this) = self.news();
        let chosen = *chosen;
        let elsewhere = self.elsewhere(own);
        let elsewhere = elsewhere.iter().filter(|news| self.is_independent(news.provenance));
        let of_others = |news: &&News<'k>| self.is_of_another(own.provenance(), news.provenance);
        for news in of_this.iter().chain(elsewhere).filter(of_others) {
            let confirms = match news.progress {
                Some(told) if told.bears_out(&claim) => true,
                // Called off, and taken up again.
                Some(Progress::Cancelled)
                    if news.is_of_this && chosen != Some(Progress::Cancelled) =>
                {
                    continue;
                }
                Some(told) if fails(told, claim) => false,
                Some(_) => continue,
                None => false,
            };
            let value = news.value.clone();
            case.add(witness(self.known(), &news.about, news.provenance, value, confirms));
        }
        let happened = case.evidence.iter().any(|word| word.confirms);
        // Where nobody tells more of the thing itself, what is told elsewhere counts.
        case.is_overruled = match chosen {
            Some(chosen) if chosen.is_outcome() || chosen == Progress::Cancelled => {
                fails(chosen, claim)
            }
            _ => !happened && case.evidence.iter().all(|word| !word.denies),
        };
        case
    }

    /// How far the thing has got, as taken, and what others tell of how it came out.
    fn news(&self) -> &(Option<Progress>, Vec<News<'k>>) {
        self.progress.get_or_init(|| {
            let news = outcomes(self.resolver, &self.about).into_iter();
            let news = news.filter(|news| self.is_independent(news.provenance));
            (self.resolver.progress(), news.collect())
        })
    }

    /// What other records tell of how the thing came out: a stop by the meeting that it is, a
    /// meeting by the stop, and both by a visit that did not come about.
    fn elsewhere(&self, own: &dyn AnyAccount) -> Vec<News<'k>> {
        let known = self.known();
        let accounts = self.resolver.accounts;
        let record = |role| match own.value(accounts.with_role(role)?.at)?.kind() {
            ValueKind::Id(_, id) => Some(id),
            _ => None,
        };
        let (meeting, visit) = (record(Role::Meeting), record(Role::Visit));
        let mut news = Vec::new();
        if let Some(meeting) = meeting.and_then(|id| known.find::<Meeting>(id)) {
            news.extend(outcomes_of(meeting));
        }
        let around = match (self.at.noun, self.at.part) {
            (NounKind::Visit, Some(_)) => known.find::<Visit>(self.at.id),
            (NounKind::Meeting, _) => visit.and_then(|id| known.find::<Visit>(id)),
            _ => None,
        };
        let Some(around) = around else { return news };
        if self.at.noun == NounKind::Meeting {
            let is_it = |id: &crate::model::MeetingId| id.as_str() == self.at.id;
            let stops = around.stops().filter(|stop| stop.get(Stop::MEETING).is_some_and(is_it));
            for stop in stops {
                let part = Some(("stops", stop.key().to_string()));
                news.extend(outcomes(
                    stop.resolver(),
                    &Address { record: around.reference(), part },
                ));
            }
        }
        // That the visit took place says nothing of what was on its programme.
        let failed = |progress: Progress| !progress.is_pending() && !progress.has_happened();
        if around.progress().is_some_and(failed) {
            let all = outcomes_of(around).into_iter();
            news.extend(all.filter(|each| each.progress.is_some_and(failed)));
        }
        for each in &mut news {
            each.is_of_this = false;
        }
        news
    }

    /// The detail that tells how what is planned by this one came out.
    pub(super) fn actual(&self, row: &DetailRow) -> Option<&'static DetailRow> {
        let is_planned = row.role == Role::Planned;
        self.resolver.accounts.with_role(Role::Actual).filter(|_| is_planned)
    }

    /// What came of a deadline that the account sets and that was not taken back: to repeat it bears
    /// nothing out, and another deadline takes nothing back.
    pub(super) fn of_deadline(&self, index: usize) -> Option<&Case<'k>> {
        let cases = self.deadlines.get_or_init(|| {
            let set = deadlines_of(self.at, self.resolver, self.known().known_on());
            let cases = set.into_iter().flat_map(|(deadline, accounts)| {
                let case = Rc::new(self.of_outcome(deadline));
                accounts.into_iter().map(move |account| (account, Rc::clone(&case)))
            });
            cases.collect()
        });
        cases.get(&index).map(|case| &**case)
    }

    fn of_outcome(&self, deadline: Deadline<'k>) -> Case<'k> {
        let is_overruled = deadline.outcome == DeadlineOutcome::Missed;
        if !is_overruled && deadline.outcome != DeadlineOutcome::Met {
            return Case::default();
        }
        let value = Words::plain(deadline.outcome_in_words());
        let told = deadline.evidence.into_iter();
        let told = told.filter(|word| self.is_independent(word.by.provenance));
        let evidence = told.map(|word| Testimony { value: value.clone(), ..word }).collect();
        Case { evidence, is_overruled }
    }
}
