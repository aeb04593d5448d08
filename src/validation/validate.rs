//! The rules and what each is asked of. Each is a small function; [`accounts`] applies those that are
//! about single accounts of whatever noun, and the tables here list the others.

use super::accounts;
use super::findings::Findings;
use super::report::Report;
use super::rules::{actors, agreements, lives, offices, sources, statements, trips, visits};
use crate::dossier::Issue;
use crate::dossier::{Dossier, Recorded};
use crate::knowledge::{Knowledge, View};
use crate::model::{
    Agreement, Conflict, Meeting, Office, Organisation, Person, Place, Statement, Tenure, Tie,
    Trip, Visit,
};

/// A rule over the dossier as a whole.
type Rule = fn(&mut Findings<'_>);
/// A rule over each record of one noun, as known in full.
type RecordRule<N> = for<'k> fn(&mut Findings<'k>, View<'k, N>);

const RULES: &[Rule] = &[
    accounts::check,
    sources::unattributed,
    sources::undated,
    sources::unused,
    sources::derived_before_origin,
    sources::covers_nothing,
    actors::same_name,
    actors::never_referred_to,
    lives::out_of_life,
    offices::overlapping_tenures,
    offices::end_not_told,
    visits::at_once,
];

const PERSONS: &[RecordRule<Person>] = &[actors::life_reversed, actors::two_persons];
const ORGANISATIONS: &[RecordRule<Organisation>] =
    &[actors::speaks_through_another, actors::members_reversed, actors::member_end_not_told];
const OFFICES: &[RecordRule<Office>] = &[actors::titles_reversed];
const PLACES: &[RecordRule<Place>] = &[actors::place_in_two_states, actors::two_places];
const CONFLICTS: &[RecordRule<Conflict>] = &[actors::two_conflicts];
const TENURES: &[RecordRule<Tenure>] = &[actors::tenure_reversed];
const TRIPS: &[RecordRule<Trip>] =
    &[trips::order_twice, trips::out_of_order, trips::leg_of_another];
const VISITS: &[RecordRule<Visit>] = &[
    visits::to_oneself,
    visits::outside_host,
    visits::stops_outside,
    visits::stretches_outside,
    visits::guest_in_delegation,
    offices::not_in_office,
    trips::visit_of_another,
];
const MEETINGS: &[RecordRule<Meeting>] =
    &[visits::meeting_outside, visits::meeting_without_visitors, visits::ends_before_start];
const AGREEMENTS: &[RecordRule<Agreement>] = &[
    agreements::ratified_before_signed,
    agreements::in_force_before_signed,
    agreements::exchanged_before_ratified,
    agreements::in_force_before_ratified,
    agreements::acceded_after_signed,
    agreements::left_without_joining,
    agreements::act_by_no_party,
    agreements::obligation_of_no_party,
    agreements::act_after_end,
    agreements::in_force_without_binding,
    agreements::signed_outside_visit,
    agreements::obligation_against_own_end,
];
const STATEMENTS: &[RecordRule<Statement>] = &[statements::superlative_without_subject];
const TIES: &[RecordRule<Tie>] = &[statements::tie_against_own_end];

impl Dossier {
    /// Everything a careful editor would flag, from errors to notes.
    ///
    /// A dossier can be built only if its references hold, so that a report of one built in code has
    /// no issue of reading; [`check_json`](Self::check_json) reports both together. Paths are those
    /// of the dossier as [`to_json`](Self::to_json) writes it.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
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
    pub(crate) fn issues(&self, united: &Knowledge) -> Vec<Issue> {
        let known = self.knowledge().build_apart();
        let mut findings = Findings { known: &known, united, issues: Vec::new(), referred: None };
        for rule in RULES {
            rule(&mut findings);
        }
        each(&mut findings, PERSONS);
        each(&mut findings, ORGANISATIONS);
        each(&mut findings, PLACES);
        each(&mut findings, CONFLICTS);
        each(&mut findings, OFFICES);
        each(&mut findings, TENURES);
        each(&mut findings, TRIPS);
        each(&mut findings, VISITS);
        each(&mut findings, MEETINGS);
        each(&mut findings, AGREEMENTS);
        each(&mut findings, STATEMENTS);
        each(&mut findings, TIES);
        findings.issues
    }
}

fn each<N: Recorded>(findings: &mut Findings<'_>, rules: &[RecordRule<N>]) {
    for view in findings.known.all::<N>() {
        for rule in rules {
            rule(findings, view);
        }
    }
}
