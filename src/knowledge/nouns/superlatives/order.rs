//! How records lie to a claim: earlier or later, longer or shorter, within the time that it speaks of.

use super::checked::SuperlativeEvidence;
use crate::model::{Extreme, NounKind, RecordRef, Superlative};
use crate::time::{Coverage, End, Period, Truth, UncertainDate, YearsBetween};
use chrono::{Months, NaiveDate};
/// How many days something lasted, at least and at most.
pub(super) struct Length {
    least: i64,
    most: Option<i64>,
}

impl Length {
    /// The length up to a day, where one is given: what goes on is as long as it has been.
    pub(super) fn of(period: Option<&Period>, until: Option<NaiveDate>) -> Self {
        let unknown = Self { least: 1, most: None };
        let Some((period, start)) = period.and_then(|period| Some((period, period.start()?)))
        else {
            return unknown;
        };
        let (soonest, at_last) = match period.to() {
            End::On(date) => (date.earliest(), date.latest()),
            End::Still(day) => (Some(*day), until),
            End::Open => (until, until),
            End::Unknown => (None, until),
        };
        let by_then = |day: NaiveDate| until.map_or(day, |until| day.min(until));
        let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            from.zip(to).map(|(from, to)| (by_then(to) - from).num_days() + 1)
        };
        let least = days(start.latest(), soonest).unwrap_or(1).max(1);
        Self { least, most: days(start.earliest(), at_last).map(|most| most.max(least)) }
    }

    pub(super) fn is_shorter(&self, other: &Self) -> Truth {
        let must = self.most.is_some_and(|most| most < other.least);
        let can = other.most.is_none_or(|most| self.least < most);
        Truth::between(must, can)
    }
}

/// What a record is against a claim that holds only if something is not so of it.
pub(super) fn against(record: RecordRef, is_so: Truth) -> Option<SuperlativeEvidence> {
    match is_so {
        Truth::Yes => Some(SuperlativeEvidence::CounterExample(record)),
        Truth::Maybe => Some(SuperlativeEvidence::PossibleCounterExample(record)),
        Truth::No => None,
    }
}

/// A list of "2003/2010" as everybody means it: from the first day of the one year to the last of the other.
pub(super) fn whole_ends(during: &Coverage) -> Coverage {
    Coverage::new(during.iter().map(|period| {
        let whole = (period.one_day().is_none())
            .then(|| {
                let from = whole_end(period.from(), UncertainDate::earliest);
                Period::new(from, whole_end(period.to(), UncertainDate::latest)).ok()
            })
            .flatten();
        whole.unwrap_or_else(|| period.clone())
    }))
}

/// The outermost day of an end told as a year or a month; an end that is vague in another way stays so.
pub(super) fn whole_end(end: &End, outermost: impl Fn(&UncertainDate) -> Option<NaiveDate>) -> End {
    let is_vague = |date: &UncertainDate| {
        let is_doubted = date.is_approximate() || date.is_questioned();
        is_doubted || date.is_interval() || date.to_string().contains('X')
    };
    match end {
        End::On(date) if !is_vague(date) => {
            outermost(date).map_or_else(|| end.clone(), |day| End::On(day.into()))
        }
        _ => end.clone(),
    }
}

/// What an earlier record says about a claim to be the first.
pub(super) fn earlier(
    claim: &Superlative,
    record: RecordRef,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> Option<SuperlativeEvidence> {
    let Some((date, begins)) = date.zip(begins) else {
        return Some(SuperlativeEvidence::PossibleCounterExample(record));
    };
    let before = date.before(begins);
    if before.is_impossible() {
        return None;
    }
    let years = YearsBetween::new(date, begins);
    // Without a limit every earlier one counts; with one, those within it and not at its end.
    let by_years = claim.years.zip(years.as_ref()).map(|(n, years)| match years.agrees_with(n) {
        Truth::No if *years.floor().start() >= n => Within::Outside,
        Truth::No => Within::Inside,
        _ => Within::AtEnd,
    });
    let by_since = claim.since.as_ref().map(|since| match date.same_day(since) {
        Truth::No if date.before(since).is_certain() => Within::Outside,
        Truth::No => Within::Inside,
        _ => Within::AtEnd,
    });
    match by_years.into_iter().chain(by_since).max().unwrap_or(Within::Inside) {
        Within::Outside => None,
        Within::AtEnd => Some(SuperlativeEvidence::Predecessor(record, years)),
        Within::Inside if before.is_certain() => Some(SuperlativeEvidence::CounterExample(record)),
        Within::Inside => Some(SuperlativeEvidence::PossibleCounterExample(record)),
    }
}

/// Where an earlier record lies to the time a claim speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    /// Before it.
    Outside,
    /// At its very beginning: the one before.
    AtEnd,
    /// Within it.
    Inside,
}

/// What another record says about a claim to be the last.
pub(super) fn later(
    record: RecordRef,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> Option<SuperlativeEvidence> {
    against(record, date.zip(begins).map_or(Truth::Maybe, |(date, begins)| date.after(begins)))
}

/// Whether a record certainly began before the time a claim speaks of.
pub(super) fn is_outside(
    claim: &Superlative,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> bool {
    let Some((date, from)) = date.zip(limit(claim, begins)) else { return false };
    date.before(&UncertainDate::day(from)).is_certain()
}

/// The day from which a claim speaks, if it is limited: of two limits the earlier one, since what lies
/// within either counts.
pub(super) fn limit(claim: &Superlative, begins: Option<&UncertainDate>) -> Option<NaiveDate> {
    let since = claim.since.as_ref().and_then(UncertainDate::earliest);
    let latest = begins.and_then(UncertainDate::latest);
    let years = claim.years.zip(latest).and_then(|(n, latest)| years_before(latest, n));
    since.into_iter().chain(years).min()
}

/// The same day so many years earlier, or the last of its month.
pub(super) fn years_before(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(years.checked_mul(12)?))
}

/// The time for which a source must be complete to bear the claim out.
pub(super) fn window(
    claim: &Superlative,
    begins: Option<&UncertainDate>,
    until: Option<NaiveDate>,
) -> Option<Period> {
    let day = |day: Option<NaiveDate>| day.map_or(End::Open, |day| End::On(day.into()));
    let (from, to) = match claim.claim {
        Extreme::First => {
            let latest = begins.and_then(UncertainDate::latest)?;
            (day(limit(claim, begins)), day(Some(latest)))
        }
        Extreme::Last => (day(begins.and_then(UncertainDate::earliest)), day(until)),
        Extreme::Longest | Extreme::Shortest => (day(limit(claim, begins)), day(until)),
        // Places are there on the day; a visit or a meeting may have been at any time before.
        Extreme::Only if claim.subject.noun() == NounKind::Place => (day(until), day(until)),
        Extreme::Only => (End::Open, day(until)),
    };
    Period::new(from, to).ok()
}
