//! What held, ended and held again: members, stretches of a visit, and one source that gives two values.

use detente::dossier::IssueCode;
use detente::model::MemberKey;
use detente::relations::Ties1;
use detente::write::trip_strip;
use detente::{Dossier, Truth, date, id};

use support::shared::shared;
/// A dossier by a handbook of 2024 and one who comes later, with these sections.
fn told(sections: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "source": "handbook", "sources": {{"handbook": {{"published": "2024-06-01"}},
        "late": {{"published": "2024-07-01"}}}}, {sections}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.issues()))
}

/// A case of the shared files.
fn case(name: &str) -> Option<Dossier> {
    let text = shared(&format!("cases/{name}.json"))?;
    Some(Dossier::from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn unesco(members: &str) -> Dossier {
    told(&format!(r#""organisations": {{"unesco": {{{members}}}}}"#))
}

/// Where one source is found to say two things, and what is expected of it.
fn says_two(dossier: &Dossier) -> Vec<(String, String)> {
    let report = dossier.validate();
    let issues = report.issues().iter().filter(|issue| issue.code() == IssueCode::SaysTwo);
    issues.map(|issue| (issue.path().to_string(), issue.expected().to_owned())).collect()
}

fn member(dossier: &Dossier, actor: &str, on: &str) -> Truth {
    let known = dossier.as_known();
    known.organisation("unesco").unwrap().member_on(actor, on.parse().unwrap())
}

const LEFT_AND_CAME_BACK: &str = r#""members": {
    "united-kingdom": {"from": "1946-11-04", "to": "1985-12-31"},
    "united-kingdom 2": {"from": "1997-07-01", "to": "open"},
    "united-states": {"from": "1946-11-04", "to": "1984-12-31"},
    "united-states 2": {"from": "2003-10-01", "to": "2018-12-31"},
    "united-states 3": {"from": "2023-07"},
    "france": {"accounts": [{"from": "1946-11-04", "to": "open"}, {"by": "late", "stance": "denies"}]},
    "russia": {"stance": "denies"},
    "vietnam": {}
}"#;

#[test]
fn a_member_is_one_in_any_of_its_spells() {
    let dossier = unesco(LEFT_AND_CAME_BACK);
    assert!(says_two(&dossier).is_empty());
    for (actor, on, is) in [
        ("united-kingdom", "1946-11-03", Truth::No),
        ("united-kingdom", "1985-12-31", Truth::Yes),
        ("united-kingdom", "1990-01-01", Truth::No),
        ("united-kingdom", "2000-01-01", Truth::Yes),
        ("united-states", "1984-12-31", Truth::Yes),
        ("united-states", "2000-01-01", Truth::No),
        ("united-states", "2018-12-31", Truth::Yes),
        ("united-states", "2022-01-01", Truth::No),
        ("united-states", "2023-07-10", Truth::Maybe), // the day is not told
        ("united-states", "2024-01-01", Truth::Maybe), // nor until when
        ("france", "2000-01-01", Truth::Maybe),        // denied by one
        ("russia", "2000-01-01", Truth::No),           // only denied
        ("vietnam", "2000-01-01", Truth::Maybe),       // no day is told
        ("china", "2000-01-01", Truth::Maybe),         // nothing is told
    ] {
        assert_eq!(member(&dossier, actor, on), is, "{actor} on {on}");
    }
    let closed = unesco(&format!(r#""members_closed": true, {LEFT_AND_CAME_BACK}"#));
    assert_eq!(member(&closed, "china", "2000-01-01"), Truth::No);
    assert_eq!(member(&closed, "vietnam", "2000-01-01"), Truth::Maybe);
}

#[test]
fn each_spell_is_a_part() {
    let known = unesco(LEFT_AND_CAME_BACK).as_known();
    let spells = known.organisation("unesco").unwrap().members();
    let spells = spells.filter(|spell| *spell.key().actor() == "united-kingdom");
    let spells: Vec<_> =
        spells.map(|spell| (spell.key().ordinal(), spell.period().to_string())).collect();
    assert_eq!(spells, [(1, "1946-11-04/1985-12-31".into()), (2, "1997-07-01/..".into())]);
}

#[test]
fn keys_of_spells_are_read_as_they_are_written() {
    for (text, written) in
        [("france", Some("france")), ("france 1", Some("france")), ("france 2", Some("france 2"))]
            .into_iter()
            .chain(
                ["france 0", "france 2 3", "france two", "", " 2", "france  2"]
                    .map(|text| (text, None)),
            )
    {
        let key = text.parse::<MemberKey>().ok().map(|key| key.to_string());
        assert_eq!(key.as_deref(), written, "{text:?}");
    }
    assert_eq!("2".parse(), Ok(MemberKey::new(id!("2"))));
}

#[test]
fn one_source_that_gives_two_values_is_pointed_out_wherever_something_holds() {
    let two = |detail: &str, one: &str, other: &str| {
        format!(r#""accounts": [{{"{detail}": "{one}"}}, {{"{detail}": "{other}"}}]"#)
    };
    let days = ["1955-05-14/1968-09-13", "1990-01-01/1991-07-01"];
    let [one, other] = days;
    for (sections, path, hint) in [
        (
            format!(
                r#""organisations": {{"unesco": {{"members": {{"france": {{{}}}}}}}}}"#,
                two("from", "1946", "1997")
            ),
            "organisations.unesco.members.france.accounts[1].from",
            r#"a key with an ordinal, such as "france 2""#,
        ),
        (
            format!(
                r#""organisations": {{"unesco": {{"members": {{"france 2": {{{}}}}}}}}}"#,
                two("to", "1946", "open")
            ),
            r#"organisations.unesco.members["france 2"].accounts[1].to"#,
            r#"a key with an ordinal, such as "france 3""#,
        ),
        (
            format!(
                r#""agreements": {{"pact": {{"parties": ["france"], "acts": {{"france acceded": {{{}}}}}}}}}"#,
                two("when", "1976-09-23", "2013-01-10")
            ),
            r#"agreements.pact.acts["france acceded"].accounts[1].when"#,
            r#"a key with an ordinal, such as "france acceded 2""#,
        ),
        (
            format!(
                r#""agreements": {{"pact": {{"parties": ["france", "russia"], "obligations": {{"france russia defence": {{{}}}}}}}}}"#,
                two("during", one, other)
            ),
            r#"agreements.pact.obligations["france russia defence"].accounts[1].during"#,
            r#"a key with an ordinal, such as "france russia defence 2""#,
        ),
        (
            format!(
                r#""ties": {{"t": {{"kind": "sponsors", "from": "france", "to": "russia", {}}}}}"#,
                two("during", one, other)
            ),
            "ties.t.accounts[1].during",
            "a record of its own",
        ),
        (
            format!(
                r#""persons": {{"p": {{}}}}, "visits": {{"v": {{"guest": "p", "host": "france", {}}}}}"#,
                two("actual", one, other)
            ),
            "visits.v.accounts[1].actual",
            "`stretches`",
        ),
        (
            format!(
                r#""persons": {{"p": {{}}}}, "visits": {{"v": {{"guest": "p", "host": "france", {}}}}}"#,
                two("planned", "2024-06-18", "2024-07-18")
            ),
            "visits.v.accounts[1].planned",
            "(`as_of`)",
        ),
        (
            format!(r#""organisations": {{"o": {{{}}}}}"#, two("kind", "bloc", "group")),
            "organisations.o.accounts[1].kind",
            "in one voice",
        ),
    ] {
        let found = says_two(&told(&sections));
        let [(at, expected)] = &found[..] else { panic!("{sections}: {found:?}") };
        assert_eq!(at, path);
        assert!(expected.ends_with(hint), "{expected}");
    }
}

#[test]
fn what_one_source_may_well_say_is_not_pointed_out() {
    for accounts in [
        // What agrees is one value, told more or less exactly.
        r#"{"during": "1955/1968"}, {"during": "1955-05-14/1968-09-13"}"#,
        r#"{"during": "1955-05-14/.."}, {"during": {"from": "1955-05-14", "to": "still 2020-01-01"}}"#,
        // Two who do not agree are two.
        r#"{"during": "1955/1968"}, {"by": "late", "during": "1990/1991"}"#,
        r#"{"during": "1955/1968"}, {"via": ["russia"], "during": "1990/1991"}"#,
        // The one is denied, or only possible.
        r#"{"during": "1955/1968"}, {"stance": "denies", "during": "1990/1991"}"#,
        r#"{"during": "1955/1968"}, {"certainty": "possible", "during": "1990/1991"}"#,
        r#"{"during": "1955/1968"}, {"stance": "mentions", "during": "1990/1991"}"#,
        // Each has a day of its own.
        r#"{"during": "1955/1968", "as_of": "1960-01-01"}, {"during": "1990/1991", "as_of": "1990-01-01"}"#,
    ] {
        let tie = told(&format!(
            r#""ties": {{"t": {{"kind": "sponsors", "from": "france", "to": "china", "accounts": [{accounts}]}}}},
            "states": {{"russia": {{}}}}"#
        ));
        assert_eq!(says_two(&tie), [], "{accounts}");
    }
}

#[test]
fn a_member_that_left_and_came_back_is_no_matter_of_the_alphabet() {
    let Some(told) = case("en4-member-left-and-came-back") else { return };
    let paths: Vec<String> = says_two(&told).into_iter().map(|(path, _)| path).collect();
    let at = |end: &str| format!("organisations.unesco.members.united-kingdom.accounts[1].{end}");
    assert_eq!(paths, [at("from"), at("to")]);
    assert_eq!(member(&told, "united-kingdom", "2000-01-01"), Truth::Maybe);
}

const SHUTTLE: &str = r#""guest": "envoy", "host": "russia", "stretches": {
    "late": {"actual": "1999-05-09/1999-05-12"}, "early": {"actual": "1999-05-03/1999-05-06"}}"#;

/// A shuttle between Russia and China in May 1999, with what `more` adds to the visits.
fn shuttle(more: &str) -> Dossier {
    told(&format!(
        r#""persons": {{"envoy": {{}}}}, "offices": {{"o": {{"of": "france", "functions": ["head_of_government"]}}}},
        "tenures": {{"t": {{"person": "envoy", "office": "o", "criterion": "unstated", "from": "1990", "to": "open"}}}},
        "visits": {{"shuttle": {{{SHUTTLE}}}{more}}}"#
    ))
}

#[test]
fn a_guest_is_there_in_each_stretch_and_not_between() {
    let dossier = shuttle("");
    let known = dossier.as_known();
    let visit = known.visit("shuttle").unwrap();
    let periods: Vec<String> = visit.periods().iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["1999-05-03/1999-05-06", "1999-05-09/1999-05-12"]);
    assert_eq!(visit.period().unwrap().to_string(), "1999-05-03/1999-05-12");
    assert!(visit.has_happened());
    for (day, is) in [
        ("1999-05-02", Truth::No),
        ("1999-05-03", Truth::Yes),
        ("1999-05-06", Truth::Yes),
        ("1999-05-07", Truth::No),
        ("1999-05-08", Truth::No),
        ("1999-05-09", Truth::Yes),
        ("1999-05-13", Truth::No),
    ] {
        assert_eq!(*visit.is_there_on(day.parse().unwrap()), is, "{day}");
    }
    let on = |days: &str| {
        let during = days.parse().unwrap();
        (
            known.visits_during(&during).count(),
            known.visits_between("france", "russia", &during).unwrap().len(),
        )
    };
    assert_eq!(on("1999-05-07/1999-05-08"), (0, 0));
    assert_eq!(on("1999-05-06/1999-05-08"), (1, 1));
    assert_eq!(on("1999-05-12/1999-05-20"), (1, 1));
}

#[test]
fn a_visit_in_stretches_is_one_visit() {
    let dossier = shuttle(
        r#", "next": {"guest": "envoy", "host": "russia", "progress": "held", "actual": "2001-05-03"},
        "after": {"guest": "envoy", "host": "japan", "planned": {"after": "visit:shuttle", "within_days": 2}}"#,
    );
    let known = dossier.as_known();
    let next = known.visit("next").unwrap();
    assert_eq!(next.previous_by_same_guest().unwrap().id(), &"shuttle");
    assert_eq!(next.years_since_previous().unwrap().to_string(), "2 years");
    let after = known.visit("after").unwrap().begins().unwrap();
    assert_eq!(
        (after.earliest(), after.latest()),
        (Some(date!("1999-05-12")), Some(date!("1999-05-14")))
    );
    let relations = known.relations().build();
    let relation = relations.get("visit:shuttle").expect("told of by its stretches");
    assert_eq!(relation.period().unwrap().to_string(), "1999-05-03/1999-05-12");
    let model = Ties1::default();
    let score = relations.alignment("france", "russia", &model).unwrap().on(date!("1999-06-01"));
    assert_eq!(score.evidence().len(), 1);
}

/// A stay elsewhere between two stretches contradicts nothing, and one during a stretch does.
#[test]
fn who_was_elsewhere_between_two_stretches_was_not_at_two_places() {
    for (days, is_against) in [
        ("1999-05-07/1999-05-08", false),
        ("1999-05-06/1999-05-09", false),
        ("1999-05-05/1999-05-08", true),
        ("1999-05-04", true),
        ("1999-05-10/1999-05-20", true),
    ] {
        let dossier = shuttle(&format!(
            r#", "between": {{"guest": "envoy", "host": "china", "progress": "held", "actual": "{days}"}}"#
        ));
        let codes: Vec<IssueCode> =
            dossier.validate().issues().iter().map(detente::dossier::Issue::code).collect();
        assert_eq!(codes.contains(&IssueCode::OverlappingVisits), is_against, "{days}: {codes:?}");
        assert_eq!(dossier.as_known().contradictions().len(), usize::from(is_against), "{days}");
    }
    // Nor is one visit told twice, or a stretch of it a visit of its own.
    assert!(!shuttle("").validate().issues().iter().any(|it| it.code() == IssueCode::VisitTwice));
}

#[test]
fn what_belongs_to_a_visit_lies_in_one_of_its_stretches() {
    for (day, is_outside) in
        [("1999-05-03", false), ("1999-05-07", true), ("1999-05-12", false), ("1999-05-13", true)]
    {
        let dossier = shuttle(&format!(
            r#", "v": {{{SHUTTLE}, "stops": {{"talks": {{"progress": "held", "actual": "{day}"}}}}}}"#
        ));
        let outside = |it: &detente::dossier::Issue| it.code() == IssueCode::OutsideVisit;
        assert_eq!(dossier.validate().issues().iter().any(outside), is_outside, "{day}");
    }
    let whole = |days: &str| {
        let dossier = shuttle(&format!(r#", "v": {{{SHUTTLE}, "actual": "{days}"}}"#));
        let report = dossier.validate();
        let outside = report.issues().iter().filter(|it| it.code() == IssueCode::OutsideVisit);
        outside.map(|issue| issue.path().to_string()).collect::<Vec<_>>()
    };
    assert!(whole("1999-05-03/1999-05-12").is_empty());
    assert_eq!(whole("1999-05-03/1999-05-10"), ["visits.v.stretches.late.actual"]);
}

#[test]
fn a_strip_shows_each_stretch() {
    let bars = |dossier: &Dossier| {
        let svg = trip_strip(&dossier.as_known(), "visit:shuttle").unwrap().to_svg();
        svg.matches("<rect").count()
    };
    let whole = told(
        r#""persons": {"envoy": {}}, "visits": {"shuttle": {"guest": "envoy", "host": "russia", "actual": "1999-05-03/1999-05-12"}}"#,
    );
    assert_eq!(bars(&shuttle("")), bars(&whole) + 1);
}

#[test]
fn two_stretches_told_as_two_values_are_pointed_out() {
    let Some(told) = case("en5-a-visit-in-two-stretches") else { return };
    let [(path, expected)] = &says_two(&told)[..] else { panic!("one source gives two") };
    assert_eq!(path, "visits.shuttle.accounts[1].actual");
    assert!(expected.ends_with("for stretches of one visit `stretches`"), "{expected}");
    assert_eq!(told.as_known().visit("shuttle").unwrap().actual(), None);
}
