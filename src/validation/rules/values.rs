//! Rules about the values that accounts give, whatever the noun.

use chrono::NaiveDate;

use super::weekdays::weekday_of_another_day;
use crate::dossier::IssueCode;
use crate::model::{
    AnyAccount, AnyValue, DetailRow, IdSpace, Progress, Role, Stance, Subject, ValueKind, When,
};
use crate::time::{End, UncertainDate};
use crate::validation::accounts::{AccountWalk, Heard};
use crate::validation::findings::{Findings, IssuePlace};
use crate::validation::times::{first_day, first_of_span, last_day, last_of_span, next_day};

/// Applies the rules to each value of an account. What is only `intended` is never done.
pub(crate) fn check(
    walk: &mut AccountWalk<'_, '_>,
    heard: Heard<'_>,
    account: &dyn AnyAccount,
    table: &'static [DetailRow],
    intended: bool,
) {
    let published = heard.source.and_then(|source| source.published.as_ref());
    let progress = account.progress();
    let denies = heard.provenance.stance() == Stance::Denies;
    let published_by = published.and_then(UncertainDate::latest);
    // A cheap look: hardly any source tells of a deed dated after its own day.
    let tells_ahead = account.done_on().zip(published_by).is_some_and(|(d, p)| d > next_day(p));
    let mut values = Values {
        walk,
        heard,
        published_by,
        published_from: published.and_then(UncertainDate::earliest),
        tells_ahead: tells_ahead && !denies && !intended,
        progress: progress.filter(|_| !denies),
    };
    for row in table {
        if let Some(value) = account.value(row.at) {
            values.check(row, value);
        }
    }
}

struct Values<'w, 'f, 'k, 'a> {
    walk: &'w mut AccountWalk<'f, 'k>,
    heard: Heard<'a>,
    published_by: Option<NaiveDate>,
    published_from: Option<NaiveDate>,
    /// Whether something is told as done on a day that lies after the source's own.
    tells_ahead: bool,
    progress: Option<Progress>,
}

impl Values<'_, '_, '_, '_> {
    fn check(&mut self, row: &DetailRow, value: &dyn AnyValue) {
        let (at, name) = (self.heard.at, row.name);
        self.walk.codes.note(at, name, value);
        let mut itself = false;
        value.refs(&mut |target, id| {
            self.walk.referred.mark(target, id);
            itself |= is_itself(at, target, id);
        });
        // A date told by its own record is a ring, and refused as such; a deadline is none, and what a
        // record holds may be due so many days after it.
        let is_own_deadline = row.role == Role::Deadline && at.address.part.is_none();
        if itself && (value.anchor().is_none() || is_own_deadline) {
            let found = format!("\"{}\" itself", at.address.id);
            let expected = "another record";
            let code = IssueCode::RefersToItself;
            self.walk.findings.add_id(code, at, [name, at.address.id], found, expected);
        }
        blank_text(self.walk.findings, at, name, value);
        value.each_kind(&mut |kind| relation_to_itself(self.walk.findings, at, name, kind));
        self.still_after_told(name, value.kind());
        self.told_before_done(row, value.kind());
        self.planned_in_the_past(row, value.kind());
        self.actual_of_a_plan(row);
        self.two_days(row, value.kind());
        if let Some(said) = self.heard.provenance.as_said(name) {
            weekday_of_another_day(self.walk.findings, at, name, said.words(), value.kind());
        }
    }

    /// `A/B` is one notation of two meanings: of what has one day, some day between; of what lasts, all of
    /// them. Where the other may have been meant, that is said.
    fn two_days(&mut self, row: &DetailRow, value: ValueKind<'_>) {
        const LONG: i64 = 60;
        if !matches!(row.role, Role::Actual | Role::Planned) {
            return;
        }
        let at = self.heard.at;
        match value {
            ValueKind::Day(When::On(day)) if day.date().is_interval() => {
                let bounds = day.date().earliest().zip(day.date().latest());
                let Some((first, last)) = bounds.filter(|(first, last)| first < last) else {
                    return;
                };
                let found = format!("{first}/{last}, which is some day between the two");
                let expected = match at.address.part {
                    Some(_) => "one day",
                    None => "one day; of several the first here, and the last in \"until\"",
                };
                self.walk.findings.add(IssueCode::SomeDayBetween, at, row.name, found, expected);
            }
            ValueKind::Span(When::On(stay)) if at.address.part.is_none() => {
                let start = stay.start().and_then(UncertainDate::latest);
                let end = stay.end().and_then(UncertainDate::earliest);
                let days = start.zip(end).map(|(start, end)| (end - start).num_days() + 1);
                let Some(days) = days.filter(|days| *days > LONG) else { return };
                let found = format!("a stay of {days} days");
                let expected = "{\"on\": \"A/B\"}, if it was some day between";
                self.walk.findings.add(IssueCode::LongStay, at, row.name, found, expected);
            }
            _ => {}
        }
    }

    fn still_after_told(&mut self, name: &str, value: ValueKind<'_>) {
        let ValueKind::End(End::Still(day)) = value else { return };
        let Some(published) = self.published_by.filter(|published| *day > next_day(*published))
        else {
            return;
        };
        let found = format!("still so on {day}, in a source published by {published}");
        let expected = "a day on which the source could have heard of it";
        self.walk.findings.add(IssueCode::StillAfterTold, self.heard.at, name, found, expected);
    }

    fn told_before_done(&mut self, row: &DetailRow, value: ValueKind<'_>) {
        if !self.tells_ahead || !matches!(row.role, Role::Actual | Role::Dated) {
            return;
        }
        let day = match value {
            ValueKind::Day(when) => first_day(when),
            ValueKind::Span(when) => first_of_span(when),
            _ => None,
        };
        let told = day.zip(self.published_by).filter(|(day, by)| *day > next_day(*by));
        let Some((day, published)) = told else { return };
        let found = format!("done on {day} at the earliest, told by {published}");
        let expected = "a stage of progress that has not happened, or a later source";
        self.walk.findings.add(IssueCode::ToldBeforeDone, self.heard.at, row.name, found, expected);
    }

    fn planned_in_the_past(&mut self, row: &DetailRow, value: ValueKind<'_>) {
        if row.role != Role::Planned || !self.progress.is_some_and(Progress::is_pending) {
            return;
        }
        let day = match value {
            ValueKind::Day(when) => last_day(when),
            ValueKind::Span(when) => last_of_span(when),
            _ => None,
        };
        let past = day.zip(self.published_from).filter(|(day, from)| next_day(*day) < *from);
        let Some((day, published)) = past else { return };
        let found = format!("a plan for {day} at the latest, told on {published} or later");
        let expected = "a day that was still to come";
        self.walk.findings.add(
            IssueCode::PlannedInThePast,
            self.heard.at,
            row.name,
            found,
            expected,
        );
    }

    fn actual_of_a_plan(&mut self, row: &DetailRow) {
        let Some(progress) = self.progress.filter(|progress| !progress.has_happened()) else {
            return;
        };
        if row.role == Role::Actual {
            let found = format!("an actual date of something {}", progress.in_words());
            let expected = "\"planned\", or a stage of progress that has happened";
            let at = self.heard.at;
            self.walk.findings.add(IssueCode::ActualOfAPlan, at, row.name, found, expected);
        }
    }
}

/// Whether an id is that of the record it stands in.
pub(crate) fn is_itself(at: IssuePlace<'_>, target: IdSpace, id: &str) -> bool {
    let same_noun = match target {
        IdSpace::Noun(noun) => noun == at.address.noun,
        IdSpace::Actor => at.address.noun.is_actor(),
    };
    same_noun && id == at.address.id
}

/// A part that is keyed by its own record.
pub(crate) fn refers_to_itself_by_key(findings: &mut Findings<'_>, at: IssuePlace<'_>) {
    let found = format!("\"{}\" itself", at.address.id);
    findings.add_key(IssueCode::RefersToItself, at, found, "another record");
}

fn blank_text(findings: &mut Findings<'_>, at: IssuePlace<'_>, name: &str, value: &dyn AnyValue) {
    let mut is_blank = false;
    value.each_kind(&mut |kind| {
        is_blank |= matches!(kind, ValueKind::Text(text) if text.trim().is_empty());
    });
    if is_blank {
        findings.add(IssueCode::BlankText, at, name, "a blank text", "words, or no such field");
    }
}

fn relation_to_itself(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    name: &str,
    value: ValueKind<'_>,
) {
    if let ValueKind::Subject(subject) = value
        && let Subject::Relation(a, b) = subject
        && a == b
    {
        let text = subject.to_string();
        let found = format!("\"{text}\"");
        let expected = "two different actors";
        findings.add_id(IssueCode::RelationToItself, at, [name, &text], found, expected);
    }
}
