//! Deadlines: by when something was to be done, who said so, and what came of it.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::coming::{Came, Coming};
use super::testimony::Testimony;
use crate::knowledge::Knowledge;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::Word;
use crate::knowledge::citation::Citation;
use crate::knowledge::nouns::dates::{days, unknown_day};
use crate::knowledge::words::Words;
use crate::model::{
    Address, AddressRef, AnyValue, Order, Relative, Role, ValueKind, When, closed_codes,
};
use crate::time::{Period, UncertainDate};

closed_codes! {
    /// What has come of a deadline. Closed.
    ///
    /// ```
    /// use detente::knowledge::DeadlineOutcome;
    ///
    /// assert_eq!("missed".parse(), Ok(DeadlineOutcome::Missed));
    /// assert_eq!(DeadlineOutcome::ALL.len(), 5);
    /// ```
    pub enum DeadlineOutcome, "outcome of a deadline" {
        /// Its last day has not passed, and nobody tells that it was met.
        Due = "due",
        /// It was done on the last day or before.
        Met = "met",
        /// It was done later; its last day has passed, and it is put off to a later one, was not done
        /// by then, or will not be done at all.
        Missed = "missed",
        /// It was done on a day that may be either side of the last.
        Perhaps = "perhaps",
        /// Its last day has passed, and nobody tells whether it was done.
        Unknown = "unknown",
    }
}

/// A deadline: by when something was to be done, who said so, and what came of it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "daily",
/// #  "sources": {"daily": {"published": "2031-05-02"}, "agency": {"published": "2031-09-10"}},
/// #  "states": {"borea": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "borea", "accounts": [
/// #   {"progress": "planned", "deadline": "2031-09"},
/// #   {"by": "agency", "progress": "planned", "planned": "2031-10-20"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::DeadlineOutcome;
///
/// let known = dossier.as_known();
/// let [deadline] = &known.overdue(date!("2031-10-01"))[..] else { panic!("one deadline") };
/// assert_eq!(deadline.outcome, DeadlineOutcome::Missed);
/// assert_eq!((deadline.last_day(), deadline.days), (Some(date!("2031-09-30")), Some(20)));
/// assert_eq!(
///     deadline.to_string(),
///     "visit:v, by 2031-09-30 (2031-09), as set by daily: missed by 20 days, if done on 2031-10-20\n  \
///      because: 2031-10-20 (agency)"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Deadline<'k> {
    /// What is to be done: a visit, a stop, a meeting, a trip, a tie, an act or an obligation of an
    /// agreement, what a statement pledges or demands.
    pub about: Address,
    /// The last day on which it can be done in time; not certain where another record tells it.
    pub day: UncertainDate,
    /// The same as the first who set it told it.
    pub told: Words,
    /// Who set it. Whoever tells of another day sets another deadline.
    pub by: Vec<Citation<'k>>,
    /// What has come of it.
    pub outcome: DeadlineOutcome,
    /// When it was done.
    pub done: Option<UncertainDate>,
    /// When it is to be done, as now planned; where it is only known not to have been done by some day,
    /// the days after.
    pub to_come: Option<UncertainDate>,
    /// How many days were to spare if it is met, and how many it is late if it is missed: so many at
    /// least, where a day is not certain.
    pub days: Option<u64>,
    /// Who tells what came of it.
    pub evidence: Vec<Testimony<'k>>,
}

impl Deadline<'_> {
    /// The last day on which it can be done in time, where it has one.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.day.latest()
    }

    /// The first day on which it is overdue, if it is so on `day`: the day after the last on which it could
    /// be met. What was done by `day`, perhaps, or will not be done at all is waited for no longer.
    pub fn overdue_since(&self, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.last_day().filter(|last| *last < day)?;
        let is_done = |done: &UncertainDate| done.earliest().is_none_or(|first| first <= day);
        let is_off = self.outcome == DeadlineOutcome::Missed
            && self.done.is_none()
            && self.to_come.is_none();
        let is_waited_for = !is_off && !self.done.as_ref().is_some_and(is_done);
        last.succ_opt().filter(|_| is_waited_for)
    }

    /// What has come of it: "missed by 20 days", "met with 5 days to spare".
    pub fn outcome_in_words(&self) -> String {
        let day = self.done.as_ref().or(self.to_come.as_ref());
        let is_exact = [Some(&self.day), day].iter().all(|day| day.is_some_and(is_one_day));
        let count = self.days.map(|days| {
            let least = if is_exact { "" } else { "at least " };
            format!("{least}{days} day{}", if days == 1 { "" } else { "s" })
        });
        match (self.outcome, count) {
            (DeadlineOutcome::Met, Some(count)) => format!("met with {count} to spare"),
            (DeadlineOutcome::Missed, Some(count)) => format!("missed by {count}"),
            (DeadlineOutcome::Perhaps, _) => "perhaps met".to_owned(),
            (DeadlineOutcome::Unknown, _) => "not known to be met".to_owned(),
            (outcome, _) => outcome.to_string(),
        }
    }

    /// The day on which it was done or is planned for, with how it is so.
    pub(crate) fn came_or_comes(&self) -> Option<(&'static str, &UncertainDate)> {
        let done = self.done.as_ref().map(|day| ("done on", day));
        let how =
            if self.outcome == DeadlineOutcome::Missed { "if done on" } else { "planned for" };
        // What was not done by some day has no day planned.
        let planned = self.to_come.as_ref().filter(|day| day.latest().is_some());
        done.or_else(|| planned.map(|day| (how, day)))
    }
}

fn is_one_day(day: &UncertainDate) -> bool {
    day.as_day().is_some()
}

impl fmt::Display for Deadline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, by {}", self.about, self.day)?;
        if self.told != *self.day.to_string() {
            write!(f, " ({})", self.told)?;
        }
        for (at, by) in self.by.iter().enumerate() {
            write!(f, "{}{by}", if at == 0 { ", as set by " } else { "; " })?;
        }
        write!(f, ": {}", self.outcome_in_words())?;
        if let Some((how, day)) = self.came_or_comes() {
            write!(f, ", {how} {day}")?;
        }
        self.evidence.iter().try_for_each(|word| write!(f, "\n  because: {word}"))
    }
}

impl Knowledge {
    /// Every deadline whose last day falls, perhaps, within a period, with what came of it, in the order
    /// of nouns and ids and of their days.
    ///
    /// Each day by which sources say that a thing is to be done is a deadline of its own: one set in
    /// May and another set in September are two, and neither the second nor a new day planned keeps the
    /// first. Only a source that denies what it said takes its deadline back. A deadline has passed
    /// where its last day is before that up to which things are known; where there is no such day, each has.
    ///
    /// It is met by what came about: a visit, stop, meeting or trip that took place (or begun), a visit in the
    /// place of one that was [put off](crate::model::Visit::REPLACES), a tie that
    /// began, an act that was done; of an obligation or a statement, by the day on which it is said to be
    /// [fulfilled](crate::model::Obligation::FULFILLED), and by what a statement has as its content.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "gazette", "sources": {"gazette": {"published": "2030-02-12"}},
    /// #  "states": {"alba": {}, "borea": {}}, "agreements": {"accord": {"parties": ["alba", "borea"],
    /// #   "acts": {"signed": {"when": "2030-02-11"}},
    /// #   "obligations": {"alba borea my:dismantle-posts": {"deadline": {"after": "agreement:accord", "within_days": 90}}}}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// let deadlines = known.deadlines(&"2030".parse()?);
    /// assert_eq!(
    ///     deadlines[0].to_string(),
    ///     "agreement:accord, obligations, alba borea my:dismantle-posts, by 2030-05-12 \
    ///      (after agreement:accord, within 90 days), as set by gazette: not known to be met"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deadlines(&self, period: &Period) -> Vec<Deadline<'_>> {
        let within = |deadline: &Deadline<'_>| {
            Period::on(deadline.day.clone()).overlaps(period).is_possible()
        };
        self.all_deadlines(self.known_on()).filter(within).collect()
    }

    /// Every deadline that has certainly passed before `on` without that being done, as far as is known, in
    /// the order of nouns and ids and of their days. What came about since is told with it.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, date};
    /// # let text = r#"{"detente": 1, "source": "gazette", "sources": {"gazette": {"published": "2030-02-12"}},
    /// #  "states": {"alba": {}, "borea": {}}, "agreements": {"accord": {"parties": ["alba", "borea"],
    /// #   "obligations": {"alba borea my:dismantle-posts": {"deadline": "2030-10"}}}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// assert!(known.overdue(date!("2030-10-31")).is_empty());
    /// let [posts] = &known.overdue(date!("2030-11-01"))[..] else { panic!("one deadline") };
    /// assert_eq!(posts.outcome_in_words(), "not known to be met");
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn overdue(&self, on: NaiveDate) -> Vec<Deadline<'_>> {
        let is_overdue = |deadline: &Deadline<'_>| deadline.overdue_since(on).is_some();
        self.all_deadlines(Some(on)).filter(is_overdue).collect()
    }

    /// Every deadline, with what came of it as seen on a day.
    fn all_deadlines(&self, as_of: Option<NaiveDate>) -> impl Iterator<Item = Deadline<'_>> {
        let set = self.things().flat_map(move |(at, resolver)| deadlines_of(&at, resolver, as_of));
        set.map(|(deadline, _)| deadline)
    }
}

/// The deadlines set for one thing, in the order of their days, each with the places of the accounts that
/// set it.
pub(super) fn deadlines_of<'k>(
    at: &AddressRef<'k>,
    resolver: Resolver<'k>,
    as_of: Option<NaiveDate>,
) -> Vec<(Deadline<'k>, Vec<usize>)> {
    let row = resolver.accounts.with_role(Role::Deadline);
    let Some(row) = row.filter(|row| resolver.accounts.give(row)) else { return Vec::new() };
    let words = resolver.words(row);
    let standing: Vec<usize> = resolver.standing_at().collect();
    let denials: Vec<&Word<'k>> =
        words.words.iter().filter(|word| word.denies && word.value.is_some()).collect();
    let stands = |word: &Word<'k>| {
        let is_taken_back = || denials.iter().any(|denial| denial.replaces(word));
        word.is_of_root() && standing.binary_search(&word.account).is_ok() && !is_taken_back()
    };
    let set = words.words.iter().filter(|word| !word.denies && stands(word));
    let mut set: Vec<(UncertainDate, &Word<'k>)> =
        set.filter_map(|word| Some((last_day(resolver.known, word.value?)?, word))).collect();
    if set.is_empty() {
        return Vec::new();
    }
    set.sort_by(|(a, _), (b, _)| UncertainDate::by_earliest(a, b));
    let coming = Coming::of(at, resolver);
    let is_one = |a: &UncertainDate, b: &UncertainDate| a.refines(b) && b.refines(a);
    let each = set.chunk_by(|(a, _), (b, _)| is_one(a, b)).filter_map(|set| {
        let (day, first) = set.first()?;
        let (outcome, days) = judge(day, &coming.came, as_of);
        let (done, to_come) = match coming.came.clone() {
            Came::On(day) => (Some(day), None),
            Came::NotBefore(day) => (None, Some(day)),
            Came::Not | Came::Untold => (None, None),
        };
        let by = set.iter().filter_map(|(_, word)| resolver.known.cite(word.provenance)).collect();
        let confirms = outcome == DeadlineOutcome::Met;
        let evidence = coming.told.iter().map(|word| Testimony { confirms, ..word.clone() });
        let deadline = Deadline {
            about: at.address(),
            day: day.clone(),
            told: Words::of(first.value?),
            by,
            outcome,
            done,
            to_come,
            days,
            evidence: evidence.collect(),
        };
        Some((deadline, set.iter().map(|(_, word)| word.account).collect()))
    });
    each.collect()
}

/// The days up to the deadline taken of a thing, for what is planned for no day of its own.
pub(super) fn up_to_deadline(resolver: Resolver<'_>) -> Option<Period> {
    let row = resolver.accounts.with_role(Role::Deadline);
    let row = row.filter(|row| resolver.accounts.give(row))?;
    let last = last_day(resolver.known, resolver.best(row)?.value)?.latest()?;
    Some(Period::on(days(None, Some(last))))
}

/// The last day on which a thing can be done in time.
fn last_day(known: &Knowledge, deadline: &dyn AnyValue) -> Option<UncertainDate> {
    let ValueKind::Day(when) = deadline.kind() else { return None };
    Some(match when {
        When::On(moment) => moment.date().latest().map_or_else(unknown_day, UncertainDate::day),
        When::Relative(relative) => last_by_record(known, relative).unwrap_or_else(unknown_day),
    })
}

/// Before another is the day on which it begins, during it that on which it ends, and after it so many days
/// from then; if nobody says how many, there is no last day.
fn last_by_record(known: &Knowledge, relative: &Relative) -> Option<UncertainDate> {
    let period = known.period_of(&relative.to)?;
    let anchor = match relative.order {
        Order::Before => period.start(),
        Order::After | Order::During => period.end(),
    }?;
    let more = match relative.order {
        Order::Before | Order::During => 0,
        Order::After => relative.within_days?,
    };
    let moved = |day: Option<NaiveDate>| day?.checked_add_days(Days::new(more.into()));
    Some(days(moved(anchor.earliest()), moved(anchor.latest())))
}

/// What came of a deadline, as seen on a day, and how many days were to spare or it is late.
fn judge(
    day: &UncertainDate,
    came: &Came,
    as_of: Option<NaiveDate>,
) -> (DeadlineOutcome, Option<u64>) {
    let has_passed = day.latest().is_some_and(|last| as_of.is_none_or(|day| last < day));
    let late =
        |done: &UncertainDate| between(day.latest(), done.earliest()).filter(|days| *days > 0);
    match came {
        Came::On(done) => match (between(done.latest(), day.earliest()), late(done)) {
            (Some(days), _) => (DeadlineOutcome::Met, Some(days)),
            (None, Some(days)) => (DeadlineOutcome::Missed, Some(days)),
            (None, None) => (DeadlineOutcome::Perhaps, None),
        },
        _ if !has_passed => (DeadlineOutcome::Due, None),
        Came::Not => (DeadlineOutcome::Missed, None),
        Came::NotBefore(planned) => late(planned)
            .map_or((DeadlineOutcome::Unknown, None), |days| (DeadlineOutcome::Missed, Some(days))),
        Came::Untold => (DeadlineOutcome::Unknown, None),
    }
}

/// How many days lie between two that are in order.
fn between(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Option<u64> {
    let (first, last) = first.zip(last)?;
    u64::try_from((last - first).num_days()).ok()
}
