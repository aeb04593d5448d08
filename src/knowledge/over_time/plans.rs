//! Plans: what is meant to come, who says so, and of what no news has come though its day is past.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::coming::done_instead;
use super::deadlines::up_to_deadline;
use crate::knowledge::Knowledge;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::citation::Citation;
use crate::knowledge::nouns::stages::is_intention;
use crate::knowledge::policy::sureness;
use crate::knowledge::{PartView, View};
use crate::model::Address;
use crate::model::{
    Act, Agreement, AnyAccount, Certainty, Delegate, Meeting, Progress, Role, Stop, Tie, Trip,
    Visit,
};
use crate::time::{End, Period, Truth};

/// One who says that something is planned, and how.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-17"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n",
/// #  "progress": "planned", "planned": "2024-06-18/2024-06-19"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let plans = known.plans(&"2024-06".parse()?);
/// let (plan, _) = plans.first().ok_or("no plan")?;
/// assert_eq!(plan.by[0].to_string(), "planned (paper)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Planner<'k> {
    /// How far it has got, by this account; `None` where it gives a day alone.
    pub progress: Option<Progress>,
    /// By whom it is told, and how.
    pub by: Citation<'k>,
}

impl fmt::Display for Planner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.progress {
            Some(progress) => write!(f, "{} ({})", progress.in_words(), self.by),
            None => write!(f, "planned ({})", self.by),
        }
    }
}

/// Something planned of which it is not known how it came out.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder()
/// #     .leader("putin", "russia", "2012-05-07/..")
/// #     .planned_visit("next", "putin", "north-korea", "2024-06-18/2024-06-19")
/// #     .build()?;
/// # let known = dossier.as_known();
/// let plans = known.plans(&"2024-06-01/2024-06-30".parse()?);
/// let [(plan, within)] = &plans[..] else { panic!("one plan") };
/// assert_eq!(plan.about.to_string(), "visit:next");
/// assert!(within.is_certain());
/// assert_eq!(plan.due, Some(date!("2024-06-19")));
/// assert_eq!(plan.overdue_since(date!("2024-06-25")), Some(date!("2024-06-20")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Plan<'k> {
    /// What is planned: a visit, a trip, a meeting, a stop, a delegate's coming, an act of an
    /// agreement, a tie.
    pub about: Address,
    /// How far it has got, as taken; `None` where only a day is told, where it is undecided, and for an
    /// intention.
    pub progress: Option<Progress>,
    /// Whether the accounts do not decide how far it has got, so that it may have been called off.
    pub is_undecided: bool,
    /// When it is to be: by its own word, or by that of the visit to which it belongs.
    pub when: Option<Period>,
    /// The last day on which it can come about as planned. Of a plan with a first day and no last
    /// one, the last possible first day; `None` where no such day is told.
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub due: Option<NaiveDate>,
    /// Who says so.
    pub by: Vec<Planner<'k>>,
}

impl Plan<'_> {
    /// How surely it is told, by the surest of those who say so.
    pub fn certainty(&self) -> Certainty {
        let told = self.by.iter().map(|planner| planner.by.provenance.certainty());
        told.max_by_key(|certainty| sureness(*certainty)).unwrap_or(Certainty::Unstated)
    }

    /// The first day on which it is overdue, if it is so on `day`: the day after the last on which
    /// it could have come about as planned.
    pub fn overdue_since(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.due.filter(|due| *due < day)?.checked_add_days(Days::new(1))
    }
}

impl fmt::Display for Plan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.about)?;
        if self.is_undecided {
            f.write_str(", perhaps no longer")?;
        }
        match &self.when {
            Some(when) => write!(f, ", {when}")?,
            None => f.write_str(", no day told")?,
        }
        for (i, planner) in self.by.iter().enumerate() {
            write!(f, "{}{planner}", if i == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}

/// A plan whose day has passed without a word on how it came out.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-17"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n",
/// #  "progress": "planned", "planned": "2024-06-18/2024-06-19"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// assert!(known.unconfirmed_plans(date!("2024-06-19")).is_empty());
/// let [plan] = &known.unconfirmed_plans(date!("2024-06-25"))[..] else { panic!("one plan") };
/// assert_eq!(
///     plan.to_string(),
///     "visit:v, 2024-06-18/2024-06-19: planned (paper); overdue since 2024-06-20"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct OverduePlan<'k> {
    /// The plan.
    pub plan: Plan<'k>,
    /// The first day on which it was overdue.
    #[serde(serialize_with = "crate::time::day")]
    pub since: NaiveDate,
}

impl fmt::Display for OverduePlan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; overdue since {}", self.plan, self.since)
    }
}

impl Knowledge {
    /// Every plan whose last possible day lies before `on` and of which nobody has told how it came
    /// out, in the order of nouns and ids. Such a thing is neither planned nor held any more.
    ///
    /// A stop is known to have come out by the meeting that it is, and the other way round; a
    /// programme falls with the visit it belongs to, but is not known to have been followed because
    /// the visit took place. Stops, delegates and meetings without a day of their own take that of
    /// the visit; an intention to conclude an agreement, that of the visit during which it is to be
    /// signed. What has no day planned and a deadline is due by the deadline.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .planned_visit("next", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// assert_eq!(known.unconfirmed_plans(date!("2024-06-19")).len(), 0);
    /// assert_eq!(known.unconfirmed_plans(date!("2024-06-20")).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unconfirmed_plans(&self, on: NaiveDate) -> Vec<OverduePlan<'_>> {
        let plans = self.all_plans().into_iter();
        let overdue = plans.filter_map(|plan| plan.overdue_since(on).map(|since| (plan, since)));
        overdue.map(|(plan, since)| OverduePlan { plan, since }).collect()
    }

    /// What is planned within a period at least in part, and whether that is certain, in the order
    /// of nouns and ids. A plan of unknown day may fall within any period.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .planned_visit("next", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// assert_eq!(known.plans(&"2024-06-19/2024-06-30".parse()?).len(), 1);
    /// assert_eq!(known.plans(&"2024-07-01/2024-07-31".parse()?).len(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn plans(&self, period: &Period) -> Vec<(Plan<'_>, Truth)> {
        let within = |plan: &Plan<'_>| match &plan.when {
            Some(when) if plan.is_undecided => when.overlaps(period).and(Truth::Maybe),
            Some(when) => when.overlaps(period),
            None => Truth::Maybe,
        };
        let plans = self.all_plans().into_iter().map(|plan| {
            let within = within(&plan);
            (plan, within)
        });
        plans.filter(|(_, within)| within.is_possible()).collect()
    }

    fn all_plans(&self) -> Vec<Plan<'_>> {
        let mut plans: Vec<Plan<'_>> = self.trips().filter_map(View::<Trip>::plan).collect();
        for visit in self.visits() {
            plans.extend(visit.plans());
        }
        plans.extend(self.meetings().filter_map(View::<Meeting>::plan));
        for agreement in self.agreements() {
            plans.extend(agreement.acts().filter_map(|act| act.plan(agreement)));
        }
        plans.extend(self.ties().filter_map(View::<Tie>::plan));
        plans
    }
}

/// How far something has got of which it is not known how it came out.
struct Pending {
    progress: Option<Progress>,
    is_undecided: bool,
}

/// How far a thing has got, unless it is known how it came out or all who told of it took it back.
fn pending(resolver: Resolver<'_>) -> Option<Pending> {
    resolver.standing().next()?;
    let progress = resolver.progress();
    let is_undecided = progress.is_none() && is_undecided(resolver);
    let is_pending = match progress {
        Some(progress) => progress.is_pending(),
        None if is_undecided => resolver.level_stages().into_iter().any(Progress::is_pending),
        None => !resolver.standing().any(AnyAccount::happened),
    };
    is_pending.then_some(Pending { progress, is_undecided })
}

fn is_undecided(resolver: Resolver<'_>) -> bool {
    !resolver.level_stages().is_empty()
}

impl Pending {
    /// What somebody tells as planned, perhaps no longer; `None` where nobody tells how far it has got.
    fn told(self) -> Option<Self> {
        (self.is_undecided || self.progress.is_some()).then_some(self)
    }
}

/// The plan of a thing that is pending.
fn plan(
    resolver: Resolver<'_>,
    about: Address,
    progress: Option<Progress>,
    when: Option<Period>,
) -> Plan<'_> {
    let planned = resolver.accounts.with_role(Role::Planned);
    let plans = |account: &dyn AnyAccount| match account.progress() {
        Some(progress) => progress.is_pending(),
        None => planned.is_some_and(|row| account.value(row.at).is_some()),
    };
    // Of an intention no account need say how far it has got.
    let is_said = resolver.standing().any(plans);
    let planners = resolver.standing().filter(|account| !is_said || plans(*account));
    let by = planners.filter_map(|account| {
        let by = resolver.known.cite(account.provenance())?;
        Some(Planner { progress: account.progress(), by })
    });
    let is_undecided = progress.is_none() && is_undecided(resolver);
    let due = when.as_ref().and_then(last_day).filter(|_| !is_undecided);
    Plan { about, progress, is_undecided, when, due, by: by.collect() }
}

/// The last day on which what is planned for a period can come about.
fn last_day(when: &Period) -> Option<NaiveDate> {
    when.latest().or_else(|| when.start().and_then(crate::time::UncertainDate::latest))
}

impl<'k> View<'k, Visit> {
    /// The plan of the visit, while it is not known how it came out.
    pub(crate) fn plan(self) -> Option<Plan<'k>> {
        let progress = pending(self.resolver())?.progress;
        // A visit of which no plan is told is none.
        let when = self.span(Visit::PLANNED).or_else(|| up_to_deadline(self.resolver()));
        if progress.is_none() && when.is_none() {
            return None;
        }
        Some(plan(self.resolver(), address(self), progress, when))
    }

    /// The day that its plan is due, if there is a plan and it has one; without asking who planned.
    pub(crate) fn due(self) -> Option<NaiveDate> {
        let happened = || {
            // Nearly always nobody says so, and then nobody need have taken it back.
            let says = |account: &dyn AnyAccount| account.happened();
            self.resolver().told().any(|(_, account)| says(account))
                && self.resolver().standing().any(says)
        };
        let progress = self.progress();
        let is_pending = progress.map_or_else(|| !happened(), Progress::is_pending);
        let is_decided = || progress.is_some() || !is_undecided(self.resolver());
        if !is_pending || !is_decided() || !self.is_affirmed() {
            return None;
        }
        let when = self.span(Visit::PLANNED).or_else(|| up_to_deadline(self.resolver()));
        last_day(&when?)
    }

    /// Its plan, and those of its programme.
    pub(crate) fn plans(self) -> Vec<Plan<'k>> {
        let mut plans: Vec<Plan<'k>> = self.plan().into_iter().collect();
        if !self.has_fallen() {
            plans.extend(self.stops().filter_map(|stop| stop.plan(self)));
            plans.extend(self.delegation().filter_map(|delegate| delegate.plan(self)));
        }
        plans
    }

    /// Whether it is known not to come about as planned, its programme with it.
    fn has_fallen(self) -> bool {
        self.progress().is_some_and(|progress| !progress.is_pending() && !progress.has_happened())
    }
}

fn address<N: crate::dossier::Recorded>(view: View<'_, N>) -> Address {
    Address { record: view.reference(), part: None }
}

impl<'k> View<'k, Trip> {
    /// The plan of the trip; none once a leg of it has happened.
    fn plan(self) -> Option<Plan<'k>> {
        let progress = pending(self.resolver())?.told()?.progress;
        let legs: Vec<_> = self
            .legs()
            .into_iter()
            .filter_map(|leg| self.known().resolve::<Visit>(leg.key()))
            .collect();
        if legs.iter().any(|visit| visit.has_happened()) {
            return None;
        }
        let periods: Vec<Period> = legs.iter().filter_map(|visit| visit.period()).collect();
        let ends = periods.first().zip(periods.last());
        let when = ends.and_then(|(first, last)| {
            Period::new(first.from().clone(), last.to().clone())
                .or_else(|_| Period::new(first.from().clone(), End::Unknown))
                .ok()
        });
        let when = when.or_else(|| up_to_deadline(self.resolver()));
        Some(plan(self.resolver(), address(self), progress, when))
    }
}

impl<'k> View<'k, Meeting> {
    fn plan(self) -> Option<Plan<'k>> {
        let progress = pending(self.resolver())?.progress;
        let own = self.day(Meeting::PLANNED).map(Period::on);
        let own = own.or_else(|| up_to_deadline(self.resolver()));
        if progress.is_none() && own.is_none() {
            return None;
        }
        let visit = self.get(Meeting::VISIT);
        let visit = visit.and_then(|id| self.known().find::<Visit>(id.as_str()));
        let is_it = |stop: &PartView<'_, Stop>| stop.get(Stop::MEETING) == Some(self.id());
        let is_known = |visit: View<'_, Visit>| {
            let mut stops = visit.stops().filter(is_it).filter_map(PartView::<Stop>::progress);
            visit.has_fallen() || stops.any(|progress| !progress.is_pending())
        };
        if visit.is_some_and(is_known) {
            return None;
        }
        let when = own.or_else(|| visit?.period());
        Some(plan(self.resolver(), address(self), progress, when))
    }
}

impl<'k> View<'k, Tie> {
    /// The plan of a tie that is promised: that it begin.
    fn plan(self) -> Option<Plan<'k>> {
        let progress = pending(self.resolver())?.told()?.progress;
        let when = self.period().or_else(|| up_to_deadline(self.resolver()));
        let mut plan = plan(self.resolver(), address(self), progress, when);
        let start = plan.when.as_ref().and_then(Period::start).filter(|_| !plan.is_undecided);
        plan.due = start.and_then(crate::time::UncertainDate::latest);
        Some(plan)
    }
}

impl<'k> PartView<'k, Stop> {
    fn plan(self, visit: View<'k, Visit>) -> Option<Plan<'k>> {
        let progress = pending(self.resolver())?.progress;
        let own = self.day(Stop::PLANNED).map(Period::on);
        let own = own.or_else(|| up_to_deadline(self.resolver()));
        if progress.is_none() && own.is_none() {
            return None;
        }
        let meeting = self.get(Stop::MEETING);
        let meeting = meeting.and_then(|id| self.known().find::<Meeting>(id.as_str()));
        let came_out = |progress: Progress| !progress.is_pending();
        if meeting.is_some_and(|it| it.has_happened() || it.progress().is_some_and(came_out)) {
            return None;
        }
        let part = Some(("stops", self.key().to_string()));
        let about = Address { record: visit.reference(), part };
        Some(plan(self.resolver(), about, progress, own.or_else(|| visit.period())))
    }
}

impl<'k> PartView<'k, Delegate> {
    fn plan(self, visit: View<'k, Visit>) -> Option<Plan<'k>> {
        let progress = pending(self.resolver())?.told()?.progress;
        let part = Some(("delegation", self.key().to_string()));
        let about = Address { record: visit.reference(), part };
        Some(plan(self.resolver(), about, progress, visit.period()))
    }
}

impl<'k> PartView<'k, Act> {
    /// The plan of an act that is pending, or of the conclusion that is intended.
    fn plan(self, agreement: View<'k, Agreement>) -> Option<Plan<'k>> {
        let progress = self.get(Act::PROGRESS).copied();
        let is_meant = is_intention(self.key().kind());
        let is_open = match progress {
            Some(progress) => progress.is_pending(),
            None => is_meant || pending(self.resolver()).is_some_and(|it| it.is_undecided),
        };
        if !self.is_affirmed() || !is_open {
            return None;
        }
        if done_instead(agreement, self.key()).any(|act| act.is_done().is_certain()) {
            return None;
        }
        // The day of an intention is the one on which it was held, not the one it aims at.
        let own = self.date().or_else(|| self.effect()).filter(|_| !is_meant);
        let visit = agreement.get(Agreement::VISIT);
        let visit = visit.and_then(|id| self.known().find::<Visit>(id.as_str()));
        let own = own.map(Period::on).or_else(|| up_to_deadline(self.resolver()));
        let when = own.or_else(|| visit?.period());
        let part = Some(("acts", self.key().to_string()));
        let about = Address { record: agreement.reference(), part };
        Some(plan(self.resolver(), about, progress, when))
    }
}
