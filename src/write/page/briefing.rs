//! The briefing: visits and meetings as planned and as they came, agreements by pair of parties, and
//! what is still to come.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use maud::{Markup, Render, html};

use super::document::Page;
use super::html::{capital, day as in_full, fold, free, list, table};
use super::index::PageIndex;
use crate::knowledge::{Deadline, OverduePlan, PartView, Plan, View};
use crate::model::{Act, Agreement, Meeting, Progress, RecordRef, Stop, Visit};
use crate::time::{End, Period, UncertainDate};

/// How many rows of a table are shown at once.
const SHOWN: usize = 8;

/// Most parties of which each pair has a line of its own.
const PAIRED: usize = 4;

pub(super) fn section(index: &PageIndex<'_>, page: &Page<'_>) -> Markup {
    let overdue = OverdueOnPage::on(index, page.day);
    let parts = [
        coming_and_going(index, &overdue),
        programmes(index, &overdue),
        agreements(index, page.day),
        page.day.map(|day| to_come(index, day)).unwrap_or_default(),
        unconfirmed(index, &overdue),
        page.day.map(|day| late(index, day)).unwrap_or_default(),
    ];
    let is_empty = parts.iter().all(|part| part.0.is_empty());
    html! {
        @if !is_empty {
            section id="briefing" {
                h2 { "Briefing" }
                @for part in &parts { (part) }
            }
        }
    }
}

/// A table whose rows beyond the first few are folded away.
fn long_table(name: &str, heads: &[&str], rows: &[Vec<Markup>], rest: &str) -> Markup {
    let (first, more) = rows.split_at(SHOWN.min(rows.len()));
    html! {
        (table(name, heads, first))
        @if !more.is_empty() {
            (fold(format!("{} {rest}", more.len()), &table(format!("{name}, {rest}"), heads, more)))
        }
    }
}

fn nothing() -> Markup {
    html! { span.said { "not told" } }
}

fn days(periods: &[Period]) -> Markup {
    let words: Vec<String> = periods.iter().map(Period::in_words).collect();
    if words.is_empty() { nothing() } else { free(&words.join(", ")).render() }
}

fn a_day(date: Option<UncertainDate>) -> Markup {
    date.map_or_else(nothing, |date| free(&date.in_words()).render())
}

fn how_far(progress: Option<Progress>, is_unconfirmed: bool) -> Markup {
    html! {
        @match progress {
            Some(progress) => (progress.in_words()),
            None => (nothing()),
        }
        @if is_unconfirmed { " " span.mark { "unconfirmed" } }
    }
}

/// What was planned for a day that has passed, without a word on how it came out.
struct OverdueOnPage<'k> {
    plans: Vec<OverduePlan<'k>>,
    /// The visits, meetings and stops among them.
    visits: BTreeSet<(RecordRef, Option<String>)>,
}

impl<'k> OverdueOnPage<'k> {
    fn on(index: &PageIndex<'k>, day: Option<NaiveDate>) -> Self {
        let plans = day.map(|day| index.known.unconfirmed_plans(day)).unwrap_or_default();
        let stops = |part: &(&str, _)| part.0 == "stops";
        let all = plans.iter().map(|overdue| overdue.plan.about.clone());
        let all = all.filter(|about| about.part.as_ref().is_none_or(stops));
        let visits = all.map(|about| (about.record, about.part.map(|(_, key)| key))).collect();
        Self { plans, visits }
    }

    fn has(&self, record: &RecordRef, stop: Option<&str>) -> bool {
        self.visits.contains(&(record.clone(), stop.map(str::to_owned)))
    }
}

/// Visits and meetings, the latest first.
fn coming_and_going(index: &PageIndex<'_>, overdue: &OverdueOnPage<'_>) -> Markup {
    let known = index.known;
    let visits = known.visits().map(|visit| {
        let progress = how_far(visit.progress(), overdue.has(&visit.reference(), None));
        let row = vec![
            index.record_as_title(&visit.reference()),
            progress,
            days(visit.span(Visit::PLANNED).as_slice()),
            days(&visit.actual_periods()),
        ];
        (visit.begins().and_then(|day| day.latest()), visit.reference(), row)
    });
    let meetings = known.meetings().map(|meeting| {
        let when = |detail| meeting.day(detail);
        let (planned, actual) = (when(Meeting::PLANNED), when(Meeting::ACTUAL));
        let progress = how_far(meeting.progress(), overdue.has(&meeting.reference(), None));
        let latest = meeting.date().and_then(|day| day.latest());
        let row = vec![
            index.record_as_title(&meeting.reference()),
            progress,
            a_day(planned),
            a_day(actual),
        ];
        (latest, meeting.reference(), row)
    });
    let mut rows: Vec<(Option<NaiveDate>, RecordRef, Vec<Markup>)> =
        visits.chain(meetings).collect();
    rows.sort_by(|a, b| Reverse(a.0).cmp(&Reverse(b.0)).then_with(|| a.1.cmp(&b.1)));
    let rows: Vec<_> = rows.into_iter().map(|(_, _, row)| row).collect();
    let heads = ["What", "How far", "Planned", "As it came"];
    html! {
        @if !rows.is_empty() {
            h3 { "Visits and meetings" }
            (long_table("Visits and meetings, the latest first", &heads, &rows, "earlier"))
        }
    }
}

/// The programme of each visit, stop by stop.
fn programmes(index: &PageIndex<'_>, overdue: &OverdueOnPage<'_>) -> Markup {
    let mut visits: Vec<_> = index.known.visits().collect();
    let begins = |visit: View<'_, Visit>| visit.begins().and_then(|day| day.latest());
    visits.sort_by_key(|visit| Reverse(begins(*visit)));
    html! {
        @for visit in visits {
            @let stops: Vec<_> = visit.stops().map(|stop| {
                let is_overdue = overdue.has(&visit.reference(), Some(stop.key().as_str()));
                stop_row(index, stop, is_overdue)
            }).collect();
            @if !stops.is_empty() { (programme(index, visit, &stops)) }
        }
    }
}

fn programme(index: &PageIndex<'_>, visit: View<'_, Visit>, stops: &[Vec<Markup>]) -> Markup {
    let name = index.described(&visit.reference());
    let name = html! {
        "Programme: " (free(&name))
        @if let Some(period) = visit.period() { ", " (period.in_words()) }
    };
    let heads = ["Stop", "How far", "Planned", "As it came"];
    fold(&name, &table(&name, &heads, stops))
}

fn stop_row(index: &PageIndex<'_>, stop: PartView<'_, Stop>, is_overdue: bool) -> Vec<Markup> {
    let when = |detail| stop.day(detail);
    let place = stop.get(Stop::PLACE).map(RecordRef::from);
    let what = html! {
        (capital(stop.key().as_str()))
        @if let Some(place) = &place { ", " (index.record(place)) }
    };
    vec![
        what,
        how_far(stop.progress(), is_overdue),
        a_day(when(Stop::PLANNED)),
        a_day(when(Stop::ACTUAL)),
    ]
}

/// Where each agreement stands on the day, and what was done last.
fn agreements(index: &PageIndex<'_>, day: Option<NaiveDate>) -> Markup {
    let mut all: Vec<_> = index.known.agreements().map(|one| (last_act(one, day), one)).collect();
    all.sort_by(|a, b| {
        Reverse(a.0.as_ref().map(|act| act.0))
            .cmp(&Reverse(b.0.as_ref().map(|act| act.0)))
            .then_with(|| a.1.id().cmp(b.1.id()))
    });
    let rows = all.into_iter().map(|(last, agreement)| {
        let last = last.map_or_else(nothing, |(_, act)| act_in_words(index, act));
        let stands = day.map_or_else(nothing, |day| statuses(index, agreement, day));
        vec![index.record_as_title(&agreement.reference()), stands, last]
    });
    let rows: Vec<_> = rows.collect();
    let name = day.map_or("Agreements".into(), |day| format!("Agreements on {}", in_full(day)));
    html! {
        @if !rows.is_empty() {
            h3 { "Agreements" }
            (long_table(&name, &["Agreement", "Where it stands", "Last done"], &rows, "more"))
        }
    }
}

/// Where an agreement stands between each two parties, or for each if they are many.
fn statuses(index: &PageIndex<'_>, agreement: View<'_, Agreement>, day: NaiveDate) -> Markup {
    let parties = agreement.parties();
    if parties.len() > PAIRED {
        let each = agreement.status_of_each(day).into_iter().map(|(party, status)| {
            html! { (index.actor(party)) ": " (status) }
        });
        return list(&each.collect::<Vec<_>>(), PAIRED, "more parties");
    }
    let pairs = parties
        .iter()
        .enumerate()
        .flat_map(|(at, one)| parties[at + 1..].iter().map(move |other| (*one, *other)));
    let lines = pairs.filter_map(|(one, other)| {
        let status = agreement.status_between(one, other, day).ok()?;
        Some(html! { strong { (status) } ", " (index.actor(one)) " and " (index.actor(other)) })
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() { nothing() } else { list(&lines, usize::MAX, "") }
}

/// What was done last of an agreement, up to the day if there is one.
fn last_act(
    agreement: View<'_, Agreement>,
    day: Option<NaiveDate>,
) -> Option<(NaiveDate, PartView<'_, Act>)> {
    let done = agreement.acts().filter(|act| act.is_done().is_possible());
    let dated = done.filter_map(|act| Some((act.date()?.latest()?, act)));
    let dated = dated.filter(|(latest, _)| day.is_none_or(|day| *latest <= day));
    dated.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.key().cmp(a.1.key())))
}

fn act_in_words(index: &PageIndex<'_>, act: PartView<'_, Act>) -> Markup {
    html! {
        (act.key().kind().in_words())
        @if let Some(party) = act.key().party() { " by " (index.actor(party.as_str())) }
        @if let Some(date) = act.date() { ", " (date.in_words()) }
    }
}

/// What is planned for the day or later.
fn to_come(index: &PageIndex<'_>, day: NaiveDate) -> Markup {
    let Ok(ahead) = Period::new(End::from(day), End::Open) else {
        return html! {};
    };
    let plans = index.known.plans(&ahead);
    let open = plans.iter().filter(|(plan, _)| plan.overdue_since(day).is_none());
    let plans: Vec<_> = open.map(|(plan, _)| in_words(index, plan)).collect();
    html! {
        @if !plans.is_empty() {
            h3 { "Planned" }
            (list(&plans, SHOWN, "more plans"))
        }
    }
}

fn unconfirmed(index: &PageIndex<'_>, overdue: &OverdueOnPage<'_>) -> Markup {
    let plans: Vec<_> = overdue
        .plans
        .iter()
        .map(|overdue| {
            html! { (in_words(index, &overdue.plan)) " " span.mark { "overdue since " (in_full(overdue.since)) } }
        })
        .collect();
    html! {
        @if !plans.is_empty() {
            h3 { "Planned, and not heard of since" }
            (list(&plans, SHOWN, "more"))
        }
    }
}

/// What was to be done by a day that has passed, and is not known to have been.
fn late(index: &PageIndex<'_>, day: NaiveDate) -> Markup {
    let overdue = index.known.overdue(day);
    let deadlines: Vec<_> =
        overdue.iter().map(|deadline| deadline_in_words(index, deadline)).collect();
    html! {
        @if !deadlines.is_empty() {
            h3 { "Deadlines that have passed" }
            (list(&deadlines, SHOWN, "more deadlines"))
        }
    }
}

fn deadline_in_words(index: &PageIndex<'_>, deadline: &Deadline<'_>) -> Markup {
    html! {
        (index.address(&deadline.about)) ", by " (free(&deadline.day.in_words())) ", as set by "
        @for (at, by) in deadline.by.iter().enumerate() {
            @if at > 0 { "; " }
            (index.by(*by))
        }
        ": " span.mark { (deadline.outcome_in_words()) }
        @if let Some((how, day)) = deadline.came_or_comes() { ", " (how) " " (free(&day.in_words())) }
        @for (at, word) in deadline.evidence.iter().enumerate() {
            (if at == 0 { " (" } else { "; " }) (index.by(word.by))
        }
        @if !deadline.evidence.is_empty() { ")" }
    }
}

fn in_words(index: &PageIndex<'_>, plan: &Plan<'_>) -> Markup {
    html! {
        (index.address(&plan.about)) ", "
        @match &plan.when {
            Some(when) => (free(&when.in_words())),
            None => "no day told",
        }
        ": "
        @for (at, planner) in plan.by.iter().enumerate() {
            @if at > 0 { "; " }
            @match planner.progress {
                Some(progress) => (progress.in_words()),
                None => "planned",
            }
            " (" (index.by(planner.by)) ")"
        }
    }
}
