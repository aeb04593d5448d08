//! Validation: what a careful editor would flag in a dossier, each finding with its place.
//!
//! Findings are data: [`Dossier::validate`] and [`Dossier::check_json`] return a [`Report`], and
//! [`Report::into_result`] turns it into a `Result` for whoever wants one. Each rule is a small
//! function; [`accounts`] applies those that are about single accounts of whatever noun, and the
//! tables here list the others.

mod accounts;
mod issue;
mod report;
mod rules_actors;
mod rules_agreements;
mod rules_offices;
mod rules_sources;
mod rules_statements;
mod rules_telling;
mod rules_trips;
mod rules_values;
mod rules_visits;
mod times;

use std::fmt;

use super::problem::{JsonPath, Spot};
use super::survey::At as Thing;
use super::view::View;
use super::{Dossier, Knowledge, Recorded};
use crate::model::fault::Fault;
use crate::model::{
    Account, Agreement, Detail, Details, Meeting, NounName, Office, Organisation, Person, Place,
    Statement, Target, Tenure, Tie, Trip, Value, Visit,
};

pub use issue::{Issue, IssueCode, Severity};
pub use report::{Rejected, Report, Strictness};
pub use rules_telling::QUOTE_WORDS;

/// A rule over the dossier as a whole.
type Rule = fn(&mut Findings<'_>);
/// A rule over each record of one noun, as known in full.
type RecordRule<N> = for<'k> fn(&mut Findings<'k>, View<'k, N>);

const RULES: &[Rule] = &[
    accounts::check,
    rules_sources::undated,
    rules_sources::unused,
    rules_sources::derived_before_origin,
    rules_sources::covers_nothing,
    rules_actors::same_name,
    rules_actors::never_referred_to,
    rules_actors::out_of_life,
    rules_offices::overlapping_tenures,
    rules_visits::at_once,
];

const PERSONS: &[RecordRule<Person>] = &[rules_actors::life_reversed];
const ORGANISATIONS: &[RecordRule<Organisation>] =
    &[rules_actors::speaks_through_another, rules_actors::members_reversed];
const OFFICES: &[RecordRule<Office>] = &[rules_actors::titles_reversed];
const PLACES: &[RecordRule<Place>] = &[rules_actors::place_in_two_states];
const TENURES: &[RecordRule<Tenure>] = &[rules_actors::tenure_reversed];
const TRIPS: &[RecordRule<Trip>] =
    &[rules_trips::order_twice, rules_trips::out_of_order, rules_trips::leg_of_another];
const VISITS: &[RecordRule<Visit>] = &[
    rules_visits::to_oneself,
    rules_visits::outside_host,
    rules_visits::stops_outside,
    rules_visits::guest_in_delegation,
    rules_offices::not_in_office,
    rules_trips::visit_of_another,
];
const MEETINGS: &[RecordRule<Meeting>] =
    &[rules_visits::meeting_outside, rules_visits::meeting_without_visitors];
const AGREEMENTS: &[RecordRule<Agreement>] = &[
    rules_agreements::ratified_before_signed,
    rules_agreements::in_force_before_signed,
    rules_agreements::exchanged_before_ratified,
    rules_agreements::in_force_before_ratified,
    rules_agreements::act_by_no_party,
    rules_agreements::obligation_of_no_party,
    rules_agreements::act_after_end,
    rules_agreements::in_force_without_binding,
    rules_agreements::signed_outside_visit,
    rules_agreements::obligation_against_own_end,
];
const STATEMENTS: &[RecordRule<Statement>] = &[rules_statements::superlative_without_subject];
const TIES: &[RecordRule<Tie>] = &[rules_statements::tie_against_own_end];

impl Dossier {
    /// Everything a careful editor would flag, from errors to notes.
    ///
    /// A dossier can be built only if its references hold, so that a report of one built in code has
    /// no issue of reading; [`check_json`](Self::check_json) reports both together. Paths are those
    /// of the dossier as [`to_json`](Self::to_json) writes it.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}},
    /// #  "states": {"russia": {}}, "persons": {"putin": {}}, "offices": {"president": {"of": "russia"}},
    /// #  "tenures": {"t": {"person": "putin", "office": "president", "criterion": "effective_control",
    /// #   "from": "2012-05-07", "to": "2008"}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::dossier::IssueCode;
    ///
    /// let report = dossier.validate();
    /// let [issue] = report.issues() else { panic!("one issue") };
    /// assert_eq!(issue.code(), IssueCode::EndsBeforeStart);
    /// assert_eq!(issue.path().to_string(), "tenures.t.to");
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn validate(&self) -> Report {
        Report::new(self.issues(&self.as_known()))
    }

    /// The issues in no particular order; `united` knows which records are said to be the same.
    ///
    /// The rules look at each record by itself, so that every issue has the place where it stands.
    pub(super) fn issues(&self, united: &Knowledge) -> Vec<Issue> {
        let known = self.knowledge().build_apart();
        let mut findings = Findings { known: &known, united, issues: Vec::new(), referred: None };
        for rule in RULES {
            rule(&mut findings);
        }
        findings.each(PERSONS);
        findings.each(ORGANISATIONS);
        findings.each(PLACES);
        findings.each(OFFICES);
        findings.each(TENURES);
        findings.each(TRIPS);
        findings.each(VISITS);
        findings.each(MEETINGS);
        findings.each(AGREEMENTS);
        findings.each(STATEMENTS);
        findings.each(TIES);
        findings.issues
    }
}

/// What has been found so far, and the knowledge it is found in: all that was ever told.
struct Findings<'k> {
    known: &'k Knowledge,
    united: &'k Knowledge,
    issues: Vec<Issue>,
    /// What other records refer to, once every account has been walked.
    referred: Option<accounts::Referred<'k>>,
}

impl Findings<'_> {
    /// Whether two ids name one thing, by themselves or because it is said so.
    fn is_same(&self, noun: NounName, one: &str, other: &str) -> bool {
        let canonical = |id| self.united.canonical(Target::Noun(noun), id).to_owned();
        one == other || canonical(one) == canonical(other)
    }

    fn each<N: Recorded>(&mut self, rules: &[RecordRule<N>]) {
        for view in self.known.all::<N>() {
            for rule in rules {
                rule(self, view);
            }
        }
    }

    /// Adds an issue with the value of `field` at `at`; of the whole, where that is empty.
    fn add(
        &mut self,
        code: IssueCode,
        at: At<'_>,
        field: &str,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.add_fault(code, at, field, Fault::phrase(found, expected));
    }

    fn add_fault(&mut self, code: IssueCode, at: At<'_>, field: &str, fault: Fault) {
        let path = if field.is_empty() { at.path() } else { at.path().key(field) };
        self.push(code, at, path, Spot::Value, fault);
    }

    /// Adds an issue with an id or a text in the value of `field` at `at`.
    fn add_id(
        &mut self,
        code: IssueCode,
        at: At<'_>,
        [field, id]: [&str; 2],
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let path = at.path().key(field);
        self.push(code, at, path, Spot::Id(id.into()), Fault::phrase(found, expected));
    }

    /// Adds an issue with the key of the part or record at `at`.
    fn add_key(
        &mut self,
        code: IssueCode,
        at: At<'_>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.push(code, at, at.path(), Spot::Key, Fault::phrase(found, expected));
    }

    /// Adds an issue with `key` in the object `field`.
    fn add_within(
        &mut self,
        code: IssueCode,
        at: At<'_>,
        [field, key]: [&str; 2],
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let path = at.path().key(field).key(key);
        self.push(code, at, path, Spot::Key, Fault::phrase(found, expected));
    }

    fn push(&mut self, code: IssueCode, at: At<'_>, path: JsonPath, spot: Spot, fault: Fault) {
        let subject = Some(at.thing.address());
        self.issues.push(Issue { code, subject, path, spot, position: None, fault });
    }
}

/// Where a rule looks: a record or a part of one, and which of its accounts.
#[derive(Clone, Copy)]
struct At<'a> {
    thing: Thing<'a>,
    /// The position of the account; `None` for an only one, which stands in the plain form, and for
    /// the whole.
    account: Option<usize>,
}

impl<'a> At<'a> {
    fn record(noun: NounName, id: &'a str) -> Self {
        Self { thing: Thing { noun, id, part: None }, account: None }
    }

    fn view<N: Recorded>(view: View<'a, N>) -> Self {
        Self::record(N::NOUN, view.id().as_str())
    }

    fn part(self, list: &'static str, key: &'a dyn fmt::Display) -> Self {
        Self { thing: Thing { part: Some((list, key)), ..self.thing }, account: None }
    }

    /// One of so many accounts.
    fn account(self, at: usize, number: usize) -> Self {
        Self { account: (number > 1).then_some(at), ..self }
    }

    /// The account of which `value`, chosen among all of them, is.
    fn teller<'k, D: Details, T: Value>(
        self,
        accounts: impl Iterator<Item = &'k Account<D>>,
        detail: Detail<D, T>,
        value: &T,
    ) -> Self {
        let is_it = |account: &Account<D>| {
            detail.of(account.details()).is_some_and(|own| std::ptr::eq(own, value))
        };
        let told: Vec<bool> = accounts.map(is_it).collect();
        match told.iter().position(|told| *told) {
            Some(at) => self.account(at, told.len()),
            None => self,
        }
    }

    fn path(&self) -> JsonPath {
        let Thing { noun, id, part } = self.thing;
        let path = JsonPath::default().key(noun.section()).key(id);
        let path = match part {
            Some((list, key)) => path.key(list).key(&key.to_string()),
            None => path,
        };
        match self.account {
            Some(at) => path.key("accounts").index(at),
            None => path,
        }
    }
}
