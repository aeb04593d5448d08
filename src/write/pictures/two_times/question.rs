//! What a cell of the two-time chart answers, and on which days the answer may change.

use std::collections::BTreeSet;
use std::ops::Bound::{Excluded, Unbounded};

use chrono::{Days as Span, NaiveDate};

use crate::dossier::Dossier;
use crate::knowledge::{AgreementStatus, Knowledge, View};
use crate::model::{Agreement, RecordRef, Visit};
use crate::time::{End, Truth, UncertainDate};
use crate::write::PictureError;
use crate::write::pictures::drawing::look::{Look, Mark};

/// The most days on which something may change: a stretch between two is two pixels wide then.
const MOST: usize = 366;

/// What a cell answers.
pub(super) enum StatusQuestion<'q> {
    /// Whether the visit is on.
    Visit,
    /// Where the agreement stands between two, of these names.
    Between([&'q str; 2], [String; 2]),
}

/// The days on which anything changes, on either axis, in order.
///
/// Rows are made for the days alone on which something new was told, or a plan fell due, and for one at
/// a time: between them nothing can change.
pub(super) fn cuts(
    dossier: &Dossier,
    record: &RecordRef,
    question: &StatusQuestion<'_>,
) -> Result<Vec<NaiveDate>, PictureError> {
    let axes = Axes::of(dossier, record, question);
    let valid: Vec<NaiveDate> = axes.valid.iter().copied().collect();
    let mut cuts = BTreeSet::new();
    let mut before: Option<Vec<Mark>> = None;
    for day in axes.rows(dossier, record, question) {
        let row = question.row(&dossier.as_known_on(day), record, &valid);
        let turns = valid.iter().zip(row.windows(2)).filter(|(_, pair)| pair[0] != pair[1]);
        cuts.extend(turns.map(|(day, _)| *day));
        if before.is_some_and(|before| before != row) {
            cuts.insert(day);
        }
        if cuts.len() > MOST {
            return Err(PictureError::TooManyDays { record: record.clone(), most: MOST });
        }
        before = Some(row);
    }
    Ok(cuts.into_iter().collect())
}

/// The days among which those are on which something changes.
struct Axes<'d> {
    /// Every day on which something was told in the dossier.
    told: &'d [NaiveDate],
    /// The days on which something new was told of the record, and the first on which anything was.
    news: Vec<NaiveDate>,
    /// The days on which the answer may be another than on the day before.
    valid: BTreeSet<NaiveDate>,
}

impl<'d> Axes<'d> {
    fn of(dossier: &'d Dossier, record: &RecordRef, question: &StatusQuestion<'_>) -> Self {
        let told = dossier.days_told();
        let mut news = dossier.news_of(record);
        news.extend(told.first());
        news.sort_unstable();
        news.dedup();
        let known = news.iter().map(|day| dossier.as_known_on(*day)).chain([dossier.as_known()]);
        let valid = known.flat_map(|known| question.days(&known, record)).collect();
        Self { told, news, valid }
    }

    /// The days for which a row is made: one before all, and those with which it may differ from the row
    /// before it.
    fn rows(
        &self,
        dossier: &Dossier,
        record: &RecordRef,
        question: &StatusQuestion<'_>,
    ) -> BTreeSet<NaiveDate> {
        let first = self.told.first().or(self.valid.first());
        let before = first.and_then(NaiveDate::pred_opt).unwrap_or(NaiveDate::MIN);
        let mut rows: BTreeSet<NaiveDate> = self.news.iter().copied().chain([before]).collect();
        let starts: Vec<NaiveDate> = rows.iter().copied().collect();
        for (at, start) in starts.iter().enumerate() {
            let due = question.due(&dossier.as_known_on(*start), record);
            let next = due.filter(|due| due >= start).and_then(|due| self.known_after(due));
            rows.extend(next.filter(|day| starts.get(at + 1).is_none_or(|news| day < news)));
        }
        rows
    }

    /// The first day after one on which it can be seen that a plan has come to nothing: one on which
    /// something was told, or on which the answer may change.
    fn known_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let told = self.told.get(self.told.partition_point(|told| *told <= day)).copied();
        let after = self.told.first().map_or(day, |first| day.max(*first));
        let valid = self.valid.range((Excluded(after), Unbounded)).next().copied();
        told.into_iter().chain(valid).min()
    }
}

/// A day in each stretch that these days begin, and before them one that lies before all.
pub(super) fn stretches(cuts: &[NaiveDate]) -> impl Iterator<Item = NaiveDate> + '_ {
    let before = cuts.first().and_then(NaiveDate::pred_opt).unwrap_or(NaiveDate::MIN);
    std::iter::once(before).chain(cuts.iter().copied())
}

impl StatusQuestion<'_> {
    /// The days on which the answer may change.
    fn days(&self, known: &Knowledge, record: &RecordRef) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        match self {
            Self::Visit => {
                let Ok(visit) = known.visit(record.id()) else { return days };
                for period in visit.span(Visit::PLANNED).into_iter().chain(visit.actual_periods()) {
                    days.extend(period.start().into_iter().flat_map(turns));
                    days.extend(period.end().into_iter().flat_map(turns));
                    if let End::Still(day) = period.to() {
                        days.extend(day.checked_add_days(Span::new(1)));
                    }
                }
            }
            Self::Between(..) => {
                let Ok(agreement) = known.agreement(record.id()) else { return days };
                for act in agreement.acts() {
                    let dates = [act.date(), act.effect(), act.told_by()];
                    days.extend(dates.iter().flatten().flat_map(turns));
                }
            }
        }
        days
    }

    /// The day on which a plan is due that is known of it, if there is one.
    fn due(&self, known: &Knowledge, record: &RecordRef) -> Option<NaiveDate> {
        match self {
            Self::Visit => known.visit(record.id()).ok()?.due(),
            Self::Between(..) => None,
        }
    }

    /// The answers on a day before all of these, which are in order, and on each of them.
    pub(super) fn row(
        &self,
        known: &Knowledge,
        record: &RecordRef,
        days: &[NaiveDate],
    ) -> Vec<Mark> {
        let days: Vec<NaiveDate> = stretches(days).collect();
        let alike = |mark: Mark| vec![mark; days.len()];
        let denied = || alike(Mark::new("denied", Look::Over));
        let untold = || alike(Mark::new("nothing told", Look::Untold));
        match self {
            Self::Visit => match known.visit(record.id()) {
                Ok(visit) if visit.is_denied() && !visit.is_affirmed() => denied(),
                Ok(visit) => visit_on(visit, &days),
                Err(_) => untold(),
            },
            Self::Between(pair, names) => match known.agreement(record.id()) {
                Ok(agreement) if agreement.is_denied() && !agreement.is_affirmed() => denied(),
                // Who joins is no party before somebody tells of it.
                Ok(agreement) => between(agreement, *pair, names, &days)
                    .unwrap_or_else(|| alike(Mark::new("not a party", Look::Nothing))),
                Err(_) => untold(),
            },
        }
    }

    pub(super) fn subtitle(&self) -> String {
        match self {
            Self::Visit => "On which days it was, as known on which day".to_owned(),
            Self::Between(_, [one, other]) => {
                format!("Where it stood between {one} and {other}, as known on which day")
            }
        }
    }
}

/// The days on which a question about a date changes its answer.
fn turns(date: &UncertainDate) -> impl Iterator<Item = NaiveDate> + use<> {
    let after = date.latest().and_then(|day| day.checked_add_days(Span::new(1)));
    [date.earliest(), date.latest(), after].into_iter().flatten()
}

/// Whether a visit is on, on each of these days.
fn visit_on(visit: View<'_, Visit>, days: &[NaiveDate]) -> Vec<Mark> {
    let is_open = visit.progress().is_none();
    let undecided = if is_open { visit.resolver().level_stages() } else { Vec::new() };
    let may_have = !undecided.is_empty() && visit.came_about().is_possible();
    let periods = if may_have || visit.has_happened() {
        visit.actual_periods()
    } else {
        visit.span(Visit::PLANNED).into_iter().collect()
    };
    let mark = match visit.progress() {
        _ if visit.is_unconfirmed() => Mark::new("planned, no news", Look::Unconfirmed),
        Some(progress) => Mark::new(progress.in_words(), progress.into()),
        None if !undecided.is_empty() => {
            let stages: Vec<String> = undecided.iter().map(|stage| stage.in_words()).collect();
            Mark::new(stages.join(" or "), Look::Meant)
        }
        None if visit.has_happened() => Mark::new("held", Look::Full),
        None if !periods.is_empty() => Mark::new("planned", Look::Planned),
        None => Mark::new("told of", Look::Meant),
    };
    let is_on = |day: &NaiveDate| periods.iter().map(|each| each.contains(*day)).reduce(Truth::or);
    let on = |day: &NaiveDate| match is_on(day) {
        Some(Truth::Yes) => mark.clone(),
        Some(Truth::No) => Mark::new("not that day", Look::Nothing),
        Some(Truth::Maybe) => mark.clone().perhaps(),
        None => Mark { words: format!("{}, day unknown", mark.words), ..mark.clone().perhaps() },
    };
    days.iter().map(on).collect()
}

/// Where an agreement stands between two on each of these days, which are in order; where nothing is
/// done between them, how far the one has come who has come further.
fn between(
    agreement: View<'_, Agreement>,
    pair: [&str; 2],
    names: &[String; 2],
    days: &[NaiveDate],
) -> Option<Vec<Mark>> {
    let statuses = agreement.statuses_between(pair, days).ok()?;
    let is_open = |status: &AgreementStatus| status.settled() == Some(None);
    let open: Vec<NaiveDate> = days
        .iter()
        .zip(&statuses)
        .filter(|(_, status)| is_open(status))
        .map(|(day, _)| *day)
        .collect();
    let one = agreement.statuses_of(pair[0], &open).ok()?;
    let other = agreement.statuses_of(pair[1], &open).ok()?;
    let mut each = one.iter().zip(&other);
    let mark = |status: &AgreementStatus| {
        let either = if is_open(status) { each.next() } else { None };
        either.map_or_else(|| Mark::of_status(status), |(one, other)| of_one(one, other, names))
    };
    Some(statuses.iter().map(mark).collect())
}

/// How far the one of two has come who has come further, and who it is.
fn of_one(one: &AgreementStatus, other: &AgreementStatus, names: &[String; 2]) -> Mark {
    let other_leads = other.possible() > one.possible();
    let (name, further) = if other_leads { (&names[1], other) } else { (&names[0], one) };
    let mark = Mark::of_status(further);
    if further.settled() == Some(None) {
        return mark;
    }
    Mark { words: format!("{} by {name}", mark.words), ..mark }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    /// The days of all changes, by a row for each day on which anything was told or an answer may be
    /// another, and a cell for each day that may be asked about.
    fn plain(
        dossier: &Dossier,
        record: &RecordRef,
        question: &StatusQuestion<'_>,
    ) -> Vec<NaiveDate> {
        let told: BTreeSet<NaiveDate> = dossier.days_told().iter().copied().collect();
        let (mut valid, mut known_days) = (BTreeSet::new(), told.clone());
        for known in told.iter().map(|day| dossier.as_known_on(*day)).chain([dossier.as_known()]) {
            let days = question.days(&known, record);
            known_days.extend(days.iter().copied().filter(|day| told.first() < Some(day)));
            valid.extend(days);
        }
        let known_days: Vec<NaiveDate> = known_days.into_iter().collect();
        let valid: Vec<NaiveDate> = valid.into_iter().collect();
        let row = |day| {
            let known = dossier.as_known_on(day);
            // Each cell by itself.
            let cell = |day: NaiveDate| question.row(&known, record, &[day]).remove(1);
            let before = question.row(&known, record, &valid).remove(0);
            [before].into_iter().chain(valid.iter().map(|day| cell(*day))).collect::<Vec<Mark>>()
        };
        let full: Vec<Vec<Mark>> = stretches(&known_days).map(row).collect();
        let rows = known_days.iter().zip(full.windows(2));
        let mut cuts: BTreeSet<NaiveDate> =
            rows.filter(|(_, pair)| pair[0] != pair[1]).map(|(day, _)| *day).collect();
        for (at, day) in valid.iter().enumerate() {
            if full.iter().any(|row| row[at] != row[at + 1]) {
                cuts.insert(*day);
            }
        }
        cuts.into_iter().collect()
    }

    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (self.0 >> 33) % limit
        }

        fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
            of[usize::try_from(self.below(of.len() as u64)).unwrap()]
        }
    }

    /// What ten sources, of which some derive from others and some have no day, say of a visit and of a
    /// treaty: often the same, sometimes something else, a denial, or a day that another visit tells.
    fn dossier(seed: u64) -> Dossier {
        let mut random = Random(seed);
        let sources: Vec<String> = (0..10)
            .map(|at| {
                let day = 1 + random.below(28);
                let published = match random.below(6) {
                    0 => String::new(),
                    _ => format!(r#""published": "2024-0{}-{day:02}""#, 1 + random.below(6)),
                };
                let derived = match random.below(3) {
                    0 if at > 0 => format!(r#""derived_from": "s{}""#, random.below(at)),
                    _ => String::new(),
                };
                let comma = if published.is_empty() || derived.is_empty() { "" } else { ", " };
                format!(r#""s{at}": {{{published}{comma}{derived}}}"#)
            })
            .collect();
        let mut told = |details: &[&str]| {
            let accounts: Vec<String> = (0..=random.below(9))
                .map(|_| {
                    let by = random.below(10);
                    let stance = random.one(&[
                        "",
                        "",
                        "",
                        "",
                        r#", "stance": "denies""#,
                        r#", "stance": "mentions""#,
                    ]);
                    let sure = random.one(&["", "", r#", "certainty": "possible""#]);
                    format!(r#"{{"by": "s{by}"{}{stance}{sure}}}"#, random.one(details))
                })
                .collect();
            format!("[{}]", accounts.join(","))
        };
        let visit = told(&[
            "",
            r#", "progress": "planned", "planned": "2024-03-03/2024-03-04""#,
            r#", "progress": "planned", "planned": "2024-03-03/2024-03-04""#,
            r#", "planned": "2024-03""#,
            r#", "progress": "planned", "planned": {"during": "visit:other"}"#,
            r#", "progress": "held", "actual": "2024-03-04""#,
            r#", "actual": "2024-03-05""#,
            r#", "progress": "cancelled""#,
        ]);
        let other = told(&[r#", "planned": "2024-04-01""#, r#", "planned": "2024-05-02""#]);
        let mut acts = |_: u64| {
            told(&[
                "",
                r#", "when": "2024-03-04""#,
                r#", "when": "2024-03-04""#,
                r#", "when": "2024-04""#,
            ])
        };
        let (signed, ratified, force) = (acts(0), acts(1), acts(2));
        let claims = match random.below(3) {
            0 => format!(
                r#", "same_as": {{"c": {{"records": ["visit:again", "visit:v"], "by": "s{}"}}}}"#,
                random.below(10)
            ),
            _ => String::new(),
        };
        let text = format!(
            r#"{{"detente": 1, "source": "s0", "sources": {{{}}}, "states": {{"a": {{}}, "b": {{}}}},
            "persons": {{"p": {{}}}}, "visits": {{"v": {{"guest": "p", "host": "a", "accounts": {visit}}},
            "again": {{"guest": "p", "host": "a", "by": "s3", "planned": "2024-03-09"}},
            "other": {{"guest": "p", "host": "b", "accounts": {other}}}}},
            "agreements": {{"t": {{"parties": ["a", "b"], "acts": {{"a signed": {{"accounts": {signed}}},
            "b ratified": {{"accounts": {ratified}}}, "in_force": {{"accounts": {force}}}}}}}}}{claims}}}"#,
            sources.join(",")
        );
        Dossier::from_json(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn a_plan_is_due_when_it_says_so() {
        for seed in 0..100 {
            let dossier = dossier(seed);
            for day in dossier.days_told() {
                let known = dossier.as_known_on(*day);
                let Ok(visit) = known.visit("v") else { continue };
                assert_eq!(visit.due(), visit.plan().and_then(|plan| plan.due), "{day} of {seed}");
            }
        }
    }

    #[test]
    fn no_change_is_passed_over() {
        for seed in 0..100 {
            let dossier = dossier(seed);
            let names = ["A".to_owned(), "B".to_owned()];
            for (record, question) in [
                ("visit:v", StatusQuestion::Visit),
                ("agreement:t", StatusQuestion::Between(["a", "b"], names)),
            ] {
                let record = record.parse().unwrap();
                let found = cuts(&dossier, &record, &question).unwrap();
                assert_eq!(found, plain(&dossier, &record, &question), "{record} of {seed}");
            }
        }
    }
}
