//! Rules about deadlines: that each has a last day, which had not passed, and is of something not yet done.

use chrono::NaiveDate;

use crate::dossier::IssueCode;
use crate::model::{
    Accounts, AnyAccount, DetailRow, Order, Progress, Role, Stance, ValueKind, When, WhenDay,
};
use crate::time::UncertainDate;
use crate::validation::findings::{Findings, IssuePlace};
use crate::validation::times::{last_day, next_day};

/// Applies the rules to the accounts of one thing. What is only `intended` is never done.
pub(crate) fn check(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    accounts: Accounts<'_>,
    intended: bool,
) {
    let row = accounts.with_role(Role::Deadline);
    let Some(row) = row.filter(|row| accounts.give(row)) else { return };
    let tells =
        |account: &dyn AnyAccount| account.progress().is_some() || is_dated(accounts, account);
    let is_told_how_far = intended || accounts.iter().any(tells);
    for (i, account) in accounts.iter().enumerate() {
        let provenance = account.provenance();
        let Some(ValueKind::Day(when)) = account.value(row.at).map(|value| value.kind()) else {
            continue;
        };
        if provenance.stance() == Stance::Denies {
            continue;
        }
        let at = at.account(i, accounts.len());
        without_day(findings, at, row, when);
        if !is_told_how_far && account.happened() {
            let found = format!("a deadline, {when}, of what counts as done");
            let expected = "a stage of progress beside it, such as planned";
            findings.add(IssueCode::DeadlineWithoutStage, at, row.name, found, expected);
        }
        let source = findings.known.source_of(provenance);
        let published = source.and_then(|source| source.published.as_ref());
        let from = published.and_then(UncertainDate::earliest);
        if account.progress().is_some_and(Progress::is_pending) {
            passed(findings, at, row, last_day(when).zip(from));
        }
    }
}

fn is_dated(accounts: Accounts<'_>, account: &dyn AnyAccount) -> bool {
    let rows = [Role::Actual, Role::Dated].into_iter().filter_map(|role| accounts.with_role(role));
    rows.into_iter().any(|row| account.value(row.at).is_some())
}

fn without_day(findings: &mut Findings<'_>, at: IssuePlace<'_>, row: &DetailRow, when: &WhenDay) {
    let has_day = match when {
        When::On(moment) => moment.date().latest().is_some(),
        When::Relative(relative) => {
            relative.order != Order::After || relative.within_days.is_some()
        }
    };
    if !has_day {
        let (found, expected) = (when.to_string(), "a last day, or within how many days");
        findings.add(IssueCode::DeadlineWithoutDay, at, row.name, found, expected);
    }
}

fn passed(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    row: &DetailRow,
    days: Option<(NaiveDate, NaiveDate)>,
) {
    let Some((last, published)) = days.filter(|(last, from)| next_day(*last) < *from) else {
        return;
    };
    let found = format!("due by {last}, told as still to come on {published} or later");
    let expected = "a day that was still to come";
    findings.add(IssueCode::DeadlinePassed, at, row.name, found, expected);
}
