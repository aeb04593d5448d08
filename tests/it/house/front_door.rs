//! The first programs of a user, each as short as it should be, and what goes wrong with them.

use detente::dossier::{DossierError, IssueCode, Severity};
use detente::graph::RelationKind;
use detente::model::{
    Account, Code, CodeList, Criterion, IdSet, Meeting, MeetingIdentity, MeetingRecord, Member,
    MemberKey, Office, OfficeFunction, OfficeIdentity, OfficeRecord, Organisation,
    OrganisationRecord, Part, Person, PersonRecord, Progress, Renaming, Source, Stance, Tenure,
    TenureIdentity, TenureRecord, TieKind, Visit, VisitForm, VisitIdentity, VisitRecord, WhenDay,
    WhenSpan,
};
use detente::relations::{Voices, Witness};
use detente::time::{End, NaiveDate};
use detente::{Dossier, List, Period, Truth, UncertainDate, date, id};
use proptest::prelude::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

// The world begins.
#[test]
fn a_small_world() -> Outcome {
    let dossier = Dossier::builder()
        .state("ruritania")
        .leader("putin", "russia", "2012-05-07/..")
        .leader("kim", "north-korea", "2011-12-17/..")
        .visit("v", "putin", "north-korea", "2024-06-18/2024-06-19")
        .agreement("pact", ["russia", "north-korea"])
        .signed("2024-06-19")
        .build()?;
    let known = dossier.as_known();
    for leader in known.leaders("russia", date!("2024-06-19"))? {
        println!("{leader}");
    }
    for (visit, truth) in
        known.visits_between("russia", "north-korea", &"2024-01/2024-12".parse()?)?
    {
        println!("{} went to {}: {truth}", visit.guest(), visit.host());
    }
    println!("{}", known.agreements_between("russia", "north-korea")?.len());
    Ok(())
}
// The world ends.

#[test]
fn the_small_world_is_told_in_25_lines() {
    let text = include_str!("front_door.rs");
    let world = text.split("// The world ").nth(1).unwrap();
    // Less the marker and the two lines of the test.
    let lines = world.trim().lines().count() - 2;
    assert!(lines <= 25, "{lines} lines");
}

fn world() -> Dossier {
    Dossier::builder()
        .state("ruritania")
        .leader("putin", "russia", "2012-05-07/..")
        .leader("kim", "north-korea", "2011-12-17/..")
        .visit("v", "putin", "north-korea", date!("2024-06-19"))
        .planned_visit("next", "kim", "russia", "2025")
        .agreement("pact", ["russia", "north-korea"])
        .signed(date!("2024-06-19"))
        .in_force("2024-12-04")
        .build()
        .unwrap()
}

#[test]
fn what_is_told_in_short_is_held_unless_it_is_said_to_be_planned() {
    let dossier = world();
    let known = dossier.as_known();
    let visit = known.visit("v").unwrap();
    assert_eq!(
        (visit.progress(), visit.actual()),
        (Some(Progress::Held), Some(date!("2024-06-19").into()))
    );
    let next = known.visit("next").unwrap();
    assert_eq!((next.progress(), next.actual().is_none()), (Some(Progress::Planned), true));
    let pact = known.agreement("pact").unwrap();
    let force = |day| pact.in_force_between("russia", "north-korea", day).unwrap();
    assert_eq!([force(date!("2024-12-03")), force(date!("2024-12-04"))], [Truth::No, Truth::Yes]);
}

#[test]
fn the_short_world_is_noted_and_without_fault() {
    let report = world().validate();
    let of = |severity| report.issues().iter().filter(move |issue| issue.severity() == severity);
    assert_eq!(of(Severity::Error).count() + of(Severity::Warning).count(), 0, "{report}");
    let noted = report.issues().iter().find(|issue| issue.code() == IssueCode::Unattributed);
    assert_eq!(noted.unwrap().found(), "12 accounts without a source");
}

#[test]
fn what_is_said_elsewhere_in_full_is_not_said_twice() {
    let named = PersonRecord::new(id!("putin"), ()).with(Person::NAME, "Vladimir Putin");
    let dossier = Dossier::builder()
        .leader("putin", "russia", "2000-05-07/2008-05-07")
        .leader("putin", "russia", "2012-05-07/..")
        .record(named)
        .build()
        .unwrap();
    let known = dossier.as_known();
    assert_eq!(known.person("putin").unwrap().name(), "Vladimir Putin");
    assert_eq!((known.offices().count(), known.tenures().count()), (1, 2));
}

#[test]
fn every_fault_is_kept_until_the_end() {
    let error = Dossier::builder()
        .signed("2024-06-19")
        .state("north korea")
        .leader("Vladimir Putin", "russia", "2012/..")
        .leader("kim", "north-korea", "2012/2011")
        .visit("v", "nobody", "russia", "2024-02-30")
        .visit("w", "kym", "russia", "2024")
        .agreement("pact", ["russia", "russia"])
        .signed("2024-06-19")
        .agreement("none", [""; 0])
        .agreement("well", ["russia", "north-korea"])
        .in_force("soon")
        .build()
        .unwrap_err();
    let issues: Vec<_> = error
        .issues()
        .iter()
        .map(|issue| (issue.code(), issue.path().to_string(), issue.found().to_owned()))
        .collect();
    let value =
        |path: &str, found: &str| (IssueCode::UnreadableValue, path.to_owned(), found.to_owned());
    assert_eq!(
        issues,
        [
            value("agreements", "signed before any agreement"),
            value("states[\"north korea\"]", "\"north korea\""),
            value("tenures[\"russia/leader/Vladimir Putin/2012\"].person", "\"Vladimir Putin\""),
            value("tenures.north-korea/leader/kim", "\"2012/2011\""),
            value("visits.v.actual", "\"2024-02-30\""),
            value("agreements.pact.parties", "\"russia\" twice"),
            value("agreements.none.parties", "no ids"),
            value("agreements.well.acts.in_force", "\"soon\""),
            (IssueCode::UnknownId, "visits.w.guest".to_owned(), "\"kym\"".to_owned()),
        ]
    );
}

#[test]
fn a_misspelt_guest_is_not_made_up() {
    let builder = Dossier::builder().leader("putin", "russia", "2012/..");
    let error = builder.visit("v", "puttin", "russia", "2024").build().unwrap_err();
    assert_eq!(error.issues()[0].nearest(), Some("putin"));
}

// Who leads.

#[test]
fn leaders_are_told_by_function_and_criterion() {
    let president = OfficeRecord::new(id!("ruritania/king"), OfficeIdentity::new(id!("ruritania")))
        .with(
            Office::FUNCTIONS,
            [OfficeFunction::HEAD_OF_STATE, OfficeFunction::HEAD_OF_ARMED_FORCES],
        );
    let crowned = |criterion| TenureIdentity::new(id!("rudolf"), id!("ruritania/king"), criterion);
    let dossier = Dossier::builder()
        .state("ruritania")
        .leader("black-michael", "ruritania", "1894/1894")
        .leader("rudolf", "ruritania", "1895-01-01/..")
        .record(president)
        .record(
            TenureRecord::new(id!("t"), crowned(Criterion::OwnClaim))
                .with(Tenure::FROM, date!("1893-07-01")),
        )
        .build()
        .unwrap();
    let known = dossier.as_known();
    let leaders = |day| -> Vec<String> {
        known.leaders("ruritania", day).unwrap().iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        leaders(date!("1894-07-01")),
        [
            "perhaps black-michael, effective leader by effective_control (ruritania/leader)",
            "perhaps rudolf, head of state by own_claim (ruritania/king)",
        ]
    );
    assert_eq!(
        leaders(date!("1895-07-01")),
        [
            "rudolf, effective leader by effective_control (ruritania/leader)",
            "perhaps rudolf, head of state by own_claim (ruritania/king)",
        ]
    );
    assert_eq!(known.offices_of("rudolf").unwrap().len(), 2);
    assert_eq!(leaders(date!("1890-01-01")), [""; 0]);
    assert!(
        known
            .leaders("ruritanja", date!("1895-01-01"))
            .unwrap_err()
            .to_string()
            .contains("\"ruritania\"")
    );
    assert!(known.offices_of("nobody").is_err());
}

#[test]
fn a_leader_whose_tenure_is_denied_leads_perhaps_or_not_at_all() {
    let office = OfficeRecord::new(id!("o"), OfficeIdentity::new(id!("russia")))
        .with(Office::FUNCTIONS, [OfficeFunction::HEAD_OF_GOVERNMENT]);
    let identity = || TenureIdentity::new(id!("p"), id!("o"), Criterion::Unstated);
    let tenure = |id, accounts: Vec<Account<Tenure>>| {
        accounts.into_iter().fold(TenureRecord::new(id, identity()), TenureRecord::account)
    };
    let dossier = |accounts| {
        Dossier::builder()
            .source(Source::new(id!("a")))
            .source(Source::new(id!("b")))
            .record(PersonRecord::new(id!("p"), ()))
            .record(office.clone())
            .record(tenure(id!("t"), accounts))
            .build()
            .unwrap()
    };
    let says = || {
        let period: Period = "2000-01-01/..".parse().unwrap();
        Account::by(id!("a")).with(Tenure::FROM, period.from().clone()).with(Tenure::TO, End::Open)
    };
    let denies = || Account::by(id!("b")).stance(Stance::Denies);
    let holds = |accounts| -> Vec<Truth> {
        let dossier: Dossier = dossier(accounts);
        let known = dossier.as_known();
        known
            .leaders("russia", date!("2001-01-01"))
            .unwrap()
            .iter()
            .map(|each| each.holds)
            .collect()
    };
    assert_eq!(holds(vec![says()]), [Truth::Yes]);
    assert_eq!(holds(vec![says(), denies()]), [Truth::Maybe]);
    assert_eq!(holds(vec![denies()]), []);
}

// Whose somebody is.

fn citizen(id: &'static str, of: &[&str]) -> PersonRecord {
    let states: Vec<_> = of.iter().map(|state| state.parse().unwrap()).collect();
    PersonRecord::new(id.parse().unwrap(), ()).with(Person::CITIZEN_OF, states)
}

#[test]
fn a_person_of_two_states_settles_nothing() {
    let dossier = Dossier::builder()
        .record(citizen("both", &["russia", "france"]))
        .record(citizen("one", &["france"]))
        .record(PersonRecord::new(id!("none"), ()))
        .leader("one", "russia", "2010-01-01/2012-12-31")
        .leader("two", "russia", "2010-01-01/2012-12-31")
        .leader("two", "france", "2011-01-01/2013-12-31")
        .leader("maybe", "russia", "2012/2015")
        .build()
        .unwrap();
    let known = dossier.as_known();
    let settled = |person, day| {
        let of = known.state_of(person, day).unwrap();
        of.settled().map(ToString::to_string)
    };
    assert_eq!(settled("both", date!("2011-06-01")), None);
    assert_eq!(settled("none", date!("2011-06-01")), None);
    // An office comes before citizenship, for its time.
    assert_eq!(settled("one", date!("2011-06-01")).as_deref(), Some("russia"));
    assert_eq!(settled("one", date!("2014-06-01")).as_deref(), Some("france"));
    assert_eq!(settled("two", date!("2010-06-01")).as_deref(), Some("russia"));
    assert_eq!(settled("two", date!("2011-06-01")), None);
    assert_eq!(settled("two", date!("2013-06-01")).as_deref(), Some("france"));
    assert_eq!(settled("maybe", date!("2012-06-01")), None);
    assert_eq!(settled("maybe", date!("2013-06-01")).as_deref(), Some("russia"));
    let both = known.state_of("both", date!("2011-06-01")).unwrap();
    assert_eq!([both.is("russia"), both.is("china")], [Truth::Maybe, Truth::No]);
    assert_eq!(known.state_of("none", date!("2011-06-01")).unwrap().is("china"), Truth::Maybe);
    assert!(known.state_of("nobody", date!("2011-06-01")).is_err());
}

#[test]
fn an_office_of_an_organ_is_one_of_its_state() {
    let kremlin =
        OrganisationRecord::new(id!("kremlin"), ()).with(Organisation::SPEAKS_FOR, id!("russia"));
    let putin = Part::new(MemberKey::new(id!("putin"))).with(Member::FROM, End::Unknown);
    let kremlin = kremlin.with_part(Organisation::MEMBERS, putin);
    let office = OfficeRecord::new(id!("kremlin/head"), OfficeIdentity::new(id!("kremlin")))
        .with(Office::FUNCTIONS, [OfficeFunction::HEAD_OF_STATE]);
    let identity = TenureIdentity::new(id!("putin"), id!("kremlin/head"), Criterion::Unstated);
    let dossier = Dossier::builder()
        .record(PersonRecord::new(id!("putin"), ()))
        .record(kremlin)
        .record(office)
        .record(
            TenureRecord::new(id!("t"), identity)
                .with(Tenure::FROM, End::Open)
                .with(Tenure::TO, End::Open),
        )
        .build()
        .unwrap();
    let known = dossier.as_known();
    let day = date!("2024-01-01");
    assert_eq!(known.leaders("russia", day).unwrap().len(), 1);
    assert!(
        known.state_of("putin", day).unwrap().settled().is_some_and(|state| *state == "russia")
    );
}

// What took place between two.

#[test]
fn visits_between_two_are_counted_in_both_directions_and_flagged() {
    let cancelled =
        VisitRecord::new(id!("cancelled"), VisitIdentity::new(id!("putin"), id!("north-korea")))
            .with(Visit::PROGRESS, Progress::Cancelled)
            .with(Visit::PLANNED, date!("2024-03-01"));
    let undated =
        VisitRecord::new(id!("undated"), VisitIdentity::new(id!("putin"), id!("north-korea")))
            .with(Visit::PROGRESS, Progress::Held);
    let dossier = Dossier::builder()
        .leader("putin", "russia", "2012-05-07/..")
        .leader("kim", "north-korea", "2011-12-17/..")
        .record(citizen("both", &["russia", "france"]))
        .record(PersonRecord::new(id!("none"), ()))
        .visit("there", "putin", "north-korea", "2024-06-18/2024-06-19")
        .visit("back", "kim", "russia", "2024-04-25")
        .visit("elsewhere", "putin", "vietnam", "2024-06-20")
        .visit("at-home", "kim", "north-korea", "2024-06-20")
        .visit("new-year", "kim", "russia", "2023-12-31/2024-01-01")
        .visit("some-day", "kim", "russia", "on 2023-12-01/2024-01-31")
        .visit("before", "kim", "russia", "2019-04-25")
        .visit("by-both", "both", "north-korea", "2024-05-01")
        .visit("by-none", "none", "north-korea", "2024-05-02")
        .planned_visit("plan", "putin", "north-korea", "2024-11")
        .record(cancelled)
        .record(undated)
        .build()
        .unwrap();
    let known = dossier.as_known();
    let period: Period = "2024-01-01/2024-12-31".parse().unwrap();
    let ids = |one: &str, other: &str| -> Vec<(String, Truth)> {
        let visits = known.visits_between(one, other, &period).unwrap();
        visits.into_iter().map(|(visit, truth)| (visit.id().to_string(), truth)).collect()
    };
    let all = ids("russia", "north-korea");
    let expected = [
        ("new-year", Truth::Yes),
        ("back", Truth::Yes),
        ("there", Truth::Yes),
        ("some-day", Truth::Maybe),
        ("by-both", Truth::Maybe),
        ("by-none", Truth::Maybe),
        ("plan", Truth::Maybe),
        ("undated", Truth::Maybe),
    ];
    let all: Vec<_> = all.iter().map(|(id, truth)| (id.as_str(), *truth)).collect();
    assert_eq!(all, expected);
    assert_eq!(ids("north-korea", "russia").len(), expected.len());
    assert_eq!(ids("russia", "vietnam").len(), 1);
    assert!(known.visits_between("russia", "north-corea", &period).is_err());
}

#[test]
fn a_visit_that_may_have_been_before_the_office_is_one_perhaps() {
    let dossier = Dossier::builder()
        .leader("putin", "russia", "2012-05-07/..")
        .visit("v", "putin", "north-korea", "2012")
        .build()
        .unwrap();
    let known = dossier.as_known();
    let visits =
        known.visits_between("russia", "north-korea", &"2012-01-01/2012-12-31".parse().unwrap());
    assert_eq!(visits.unwrap()[0].1, Truth::Maybe);
}

// Accounts without a source.

#[test]
fn nobody_is_never_independent_support() {
    let stage = |form| {
        VisitRecord::new(id!("v"), VisitIdentity::new(id!("p"), id!("russia")))
            .with(Visit::FORM, form)
            .with(Visit::PROGRESS, Progress::Held)
            .with(Visit::ACTUAL, date!("2024-01-01"))
    };
    let plain = |title: &str, form| {
        let builder = Dossier::builder().title(title).leader("p", "france", "2000/..");
        builder.record(stage(form)).build().unwrap()
    };
    let one = plain("one", VisitForm::STATE);
    let other = plain("other", VisitForm::STATE);
    let paper = Dossier::builder()
        .default_source(Source::new(id!("paper")))
        .leader("p", "france", "2000/..")
        .record(stage(VisitForm::WORKING))
        .build()
        .unwrap();
    let all = one.merge(&other).unwrap().merge(&paper).unwrap();
    assert_eq!(all.sources().iter().filter(|source| source.is_unattributed()).count(), 2);
    let known = all.as_known();
    // Two whom nobody names do not outvote one who is named.
    assert_eq!(known.visit("v").unwrap().form(), Some(&VisitForm::WORKING));
    let relations = known.relations().build();
    let visit = relations.get("visit:v").unwrap();
    assert_eq!(visit.witnesses().count(), 3);
    assert_eq!(visit.roots(&Voices::own()).into_iter().collect::<Vec<_>>(), ["paper"]);
    let both = one.merge(&other).unwrap();
    let both = both.as_known().relations().build();
    let visit = both.get("visit:v").unwrap();
    assert!(
        visit.witnesses().all(|witness: &Witness| witness.voice == detente::relations::Voice::Own)
    );
    assert_eq!(visit.roots(&Voices::own()).len(), 1);
}

#[test]
fn whoever_is_found_out_later_is_named_by_renaming() {
    let dossier = world();
    let nobody = dossier.default_source().unwrap();
    let nobody = format!("source:{nobody}").parse().unwrap();
    let names = Renaming::new().with(&nobody, "me").unwrap();
    let mine = dossier.renamed(&names).unwrap();
    assert!(!mine.sources()[0].is_unattributed());
    assert_eq!(mine.default_source().unwrap(), &"me");
}

#[test]
fn a_source_that_is_nobody_has_no_fields() {
    let told = Source::new(id!("unattributed/x")).published(date!("2024-01-01"));
    let error: DossierError = Dossier::builder().default_source(told).build().unwrap_err();
    assert_eq!(error.issues()[0].path().to_string(), "sources.unattributed/x");
}

#[cfg(feature = "json")]
#[test]
fn json_needs_no_source_and_says_so_when_written() {
    let text = r#"{"detente": 1, "states": {"ruritania": {}}}"#;
    let dossier = Dossier::from_json(text).unwrap();
    assert_eq!(Dossier::builder().state("ruritania").build().unwrap(), dossier);
    let written = dossier.to_json();
    assert!(written.contains("\"source\": \"unattributed/"), "{written}");
    assert_eq!(Dossier::from_json(&written).unwrap(), dossier);
    let checked = Dossier::check_json(text);
    assert!(checked.report.issues().iter().any(|issue| issue.code() == IssueCode::Unattributed));
    assert!(checked.dossier.is_some_and(|checked| checked == dossier));
}

/// A small world in which every fact is told or not.
fn worlds() -> impl Strategy<Value = Dossier> {
    (any::<[bool; 5]>(), 0..3u8, prop::option::of(0..2u8)).prop_map(|(told, day, source)| {
        let mut builder = Dossier::builder().leader("putin", "russia", "2012/..");
        if let Some(source) = source {
            builder = builder.source(Source::new(["a", "b"][usize::from(source)].parse().unwrap()));
            let by = Account::by(["a", "b"][usize::from(source)].parse().unwrap());
            let visit = VisitRecord::new(id!("w"), VisitIdentity::new(id!("putin"), id!("china")));
            builder = builder.record(visit.account(by.with(Visit::FORM, VisitForm::STATE)));
        }
        let day = NaiveDate::from_ymd_opt(2024, 6, 18 + u32::from(day)).unwrap();
        if told[0] {
            builder = builder.state("ruritania");
        }
        if told[1] {
            builder = builder.visit("v", "putin", "north-korea", day);
        }
        if told[2] {
            builder = builder.agreement("pact", ["russia", "north-korea"]).signed(day);
        }
        if told[3] {
            builder = builder.title("A title");
        }
        if told[4] {
            builder = builder.leader("kim", "north-korea", "2011/..");
        }
        builder.build().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn merging_what_nobody_said_keeps_its_laws(a in worlds(), b in worlds(), c in worlds()) {
        let merge = |one: &Dossier, other: &Dossier| one.merge(other).unwrap();
        prop_assert_eq!(&merge(&a, &a), &a);
        prop_assert_eq!(&merge(&a, &b), &merge(&b, &a));
        prop_assert_eq!(&merge(&merge(&a, &b), &c), &merge(&a, &merge(&b, &c)));
        let nobody = |dossier: &Dossier| {
            dossier.sources().iter().filter(|source| source.is_unattributed()).count()
        };
        let both = merge(&a, &b);
        let expected = if a == b { nobody(&a) } else { nobody(&a) + nobody(&b) };
        prop_assert_eq!(nobody(&both), expected);
        prop_assert_eq!(&merge(&both, &a), &both);
        // What is built on goes on by the same nobody.
        prop_assert_eq!(&a.clone().into_builder().build().unwrap(), &a);
    }
}

// A model of one's own, over what is owed.

#[cfg(feature = "json")]
mod obligations {
    use detente::date;
    use detente::graph::{RelationKind, Sign};
    use detente::relations::{AlignmentModel, Dimension, Relation, SignTable, Voices, Weighing};
    use detente::time::NaiveDate;
    use support::pyongyang::{RECORD, read};

    /// Any pact of defence, and nothing else.
    #[derive(Debug)]
    struct Pacts;

    impl AlignmentModel for Pacts {
        fn name(&self) -> &'static str {
            "pacts"
        }

        fn table(&self) -> &'static str {
            "none"
        }

        fn weigh(&self, relation: &Relation, on: NaiveDate, _: &Voices) -> Option<Weighing> {
            let is_pact = *relation.kind() == RelationKind::DEFENCE_OBLIGATION;
            let counts = is_pact && relation.holds_on(on).is_certain();
            counts.then(|| Weighing::new(Dimension::Security, Sign::Positive, 1.0))
        }

        fn combine(&self, parts: &[(Dimension, f64)]) -> f64 {
            parts.iter().map(|(_, part)| *part).fold(0.0, f64::max)
        }
    }

    #[test]
    fn a_model_of_ones_own_sees_what_is_owed_under_agreements() {
        let relations = read(RECORD).as_known().relations().build();
        let pair = relations.alignment("russia", "north-korea", &Pacts).unwrap();
        assert_eq!(pair.on(date!("2024-12-31")).score().value(), Some(1.0));
        // Signed in June, in force from the fourth of December.
        assert_eq!(pair.on(date!("2024-12-03")).score().value(), None);
    }

    #[test]
    fn the_graph_and_the_relations_agree_on_what_holds() {
        let relations = read(RECORD).as_known().relations().build();
        let graph = relations.graph(SignTable::builtin(), &Voices::everyone()).unwrap();
        let mut certain = 0;
        for day in
            [date!("1950-06-25"), date!("2000-07-19"), date!("2024-06-19"), date!("2024-12-31")]
        {
            for relation in relations.iter().filter(|each| each.is_heard(&Voices::everyone())) {
                let (one, other) = relation.actors();
                let Ok(ties) = graph.on(day).between(one, other) else { continue };
                let kind = relation.kind().as_str();
                let ties: Vec<_> = ties.iter().filter(|tie| tie.kind() == kind).collect();
                let is_there = |actor: &str| {
                    let polity = detente::systems::Systems::builtin().polity(actor);
                    polity.is_none_or(|it| {
                        it.from().is_none_or(|from| from <= day)
                            && it.to().is_none_or(|to| day <= to)
                    })
                };
                let both = is_there(one.as_str()) && is_there(other.as_str());
                if both && relation.holds_on(day).is_certain() {
                    certain += 1;
                    assert!(!ties.is_empty(), "{relation} on {day}");
                }
            }
        }
        assert!(certain > 5, "{certain} hold for certain");
    }
}

// Conversions.

#[test]
fn values_become_what_they_are_needed_as() {
    let day = date!("2024-06-19");
    assert_eq!(List::from(["a", "b"]), List::<String>::open(["a".to_owned(), "b".to_owned()]));
    assert_eq!(List::from(vec![1u32]), List::open([1u32]));
    assert!(!List::from([1u32]).is_closed());
    assert_eq!(Period::on(day.into()), day.into());
    let some_day: UncertainDate = "2024-06".parse().unwrap();
    assert_eq!(Period::on(some_day.clone()), some_day.clone().into());
    assert_eq!(WhenSpan::from(some_day.clone()).fixed(), Some(&Period::on(some_day)));
    assert_eq!(WhenSpan::from(day), "2024-06-19".parse().unwrap());
    assert_eq!(WhenDay::from(day), "2024-06-19".parse().unwrap());
    assert_eq!(End::from(None::<NaiveDate>), End::Unknown);
    assert_eq!(End::from(Some(day)), End::On(day.into()));
}

#[test]
fn texts_become_details_with_one_question_mark() -> Outcome {
    let account = Account::new()
        .with_text(Visit::ACTUAL, "2024-06-18/2024-06-19")?
        .with_text(Visit::FORM, "state")?;
    assert_eq!(account.get(Visit::FORM), Some(&VisitForm::STATE));
    assert!(Account::<Visit>::new().with_text(Visit::ACTUAL, "2024-06-19/2024-06-18").is_err());
    let error = Account::<Visit>::new().with_text(Visit::FORM, "stat").unwrap_err();
    assert_eq!(error.nearest(), Some("state"));
    let person = PersonRecord::new(id!("p"), ())
        .with_text(Person::NAME, "P")?
        .with_text(Person::BORN, "1952")?;
    assert!(person.accounts()[0].get(Person::BORN).is_some());
    Ok(())
}

#[test]
fn a_code_is_shown_as_it_is_read() {
    fn open<L: CodeList>(codes: impl Iterator<Item = Code<L>>) {
        for code in codes {
            assert_eq!(code.to_string().parse::<Code<L>>().unwrap(), code);
            assert!(!code.in_words().contains('_'));
        }
    }
    open(OfficeFunction::all());
    open(VisitForm::all());
    open(TieKind::all());
    open(RelationKind::all());
    for progress in Progress::ALL {
        assert_eq!(progress.to_string().parse::<Progress>().unwrap(), *progress);
    }
    assert_eq!(Progress::DidNotHappen.to_string(), "did_not_happen");
    assert_eq!(Progress::DidNotHappen.in_words(), "did not happen");
    let functions = List::from([OfficeFunction::HEAD_OF_STATE]);
    assert_eq!(functions.to_string(), "head_of_state, …");
    // What explains is for readers.
    let record = VisitRecord::new(id!("v"), VisitIdentity::new(id!("p"), id!("russia")))
        .with(Visit::FORM, VisitForm::OFFICIAL_WORKING);
    let dossier =
        Dossier::builder().default_source(Source::new(id!("me"))).leader("p", "france", "2000/..");
    let dossier = dossier.record(record).build().unwrap();
    let explained = dossier.as_known().visit("v").unwrap().explain(Visit::FORM).to_string();
    assert_eq!(explained, "form: official working (me)");
}

#[test]
fn meetings_between_two_are_of_people_of_both() {
    let meeting = |id: &'static str, people: [&str; 2], day: &str| {
        let people = IdSet::new(people.map(|person| person.parse().unwrap())).unwrap();
        MeetingRecord::new(id.parse().unwrap(), MeetingIdentity::new(people))
            .with_text(Meeting::ACTUAL, day)
            .unwrap()
    };
    let dossier = Dossier::builder()
        .leader("putin", "russia", "2012-05-07/..")
        .leader("kim", "north-korea", "2011-12-17/..")
        .leader("xi", "china", "2012-11-15/..")
        .record(meeting("m", ["kim", "putin"], "2023-09-13"))
        .record(meeting("early", ["kim", "putin"], "2012"))
        .record(meeting("other", ["xi", "putin"], "2023-03-20"))
        .build()
        .unwrap();
    let known = dossier.as_known();
    let all = "2000-01-01/2030-12-31".parse().unwrap();
    let meetings = known.meetings_between("north-korea", "russia", &all).unwrap();
    let ids: Vec<_> = meetings.iter().map(|(each, truth)| (each.id().as_str(), *truth)).collect();
    assert_eq!(ids, [("m", Truth::Yes), ("early", Truth::Maybe)]);
}

#[test]
fn an_act_is_neither_lost_nor_told_twice() {
    let pact = || Dossier::builder().agreement("pact", ["russia", "china"]);
    let twice = pact().signed("2020-01-01").signed("2021-01-01").build().unwrap_err();
    assert_eq!(twice.issues()[0].path().to_string(), "agreements.pact.acts.signed");
    let gone = pact().without::<detente::model::Agreement>(&id!("pact")).signed("2021-01-01");
    assert_eq!(gone.build().unwrap_err().issues()[0].found(), "signed before any agreement");
}

#[test]
fn an_office_of_another_state_is_not_taken_for_that_of_a_leader() {
    let office = OfficeRecord::new(id!("russia/leader"), OfficeIdentity::new(id!("china")));
    let error = Dossier::builder().record(office).leader("a", "russia", "2012/..").build();
    let error = error.unwrap_err();
    assert_eq!(error.issues()[0].code(), IssueCode::IdentityConflict);
    assert_eq!(error.issues()[0].path().to_string(), "offices.russia/leader");
}

#[test]
fn between_a_state_and_itself_there_is_nothing() {
    let dossier = world();
    let known = dossier.as_known();
    let year = Period::whole(&"2024".parse().unwrap());
    assert!(known.visits_between("russia", "russia", &year).unwrap().is_empty());
    assert!(known.meetings_between("russia", "russia", &year).unwrap().is_empty());
    assert!(known.agreements_between("russia", "russia").unwrap().is_empty());
}
