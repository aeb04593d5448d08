//! Plans: what is meant to come, and what nobody has told of since.

use detente::model::{Certainty, Progress};
use detente::{Dossier, Truth, date};

use support::world::dossier;

/// What is unconfirmed on 1 August, by a dossier of these sections.
fn unconfirmed(sections: &str) -> Vec<String> {
    let dossier = dossier(sections);
    let known = dossier.as_known();
    known.unconfirmed_plans(date!("2024-08-01")).iter().map(ToString::to_string).collect()
}

fn visit(details: &str) -> Vec<String> {
    unconfirmed(&format!(
        r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", {details}}}}},
        "meetings": {{"m": {{"participants": ["kim", "putin"], "visit": "v"}}}}"#
    ))
}

#[test]
fn a_visit_is_overdue_from_the_day_after() {
    let plan = r#""progress": "planned", "planned": "2024-06-18/2024-06-19""#;
    let overdue = "visit:v, 2024-06-18/2024-06-19: planned (early); overdue since 2024-06-20";
    assert_eq!(visit(plan), [overdue]);
    let open = r#""progress": "expected", "planned": {"from": "2024-06-18", "to": "unknown"}"#;
    let due = visit(open);
    assert!(due[0].ends_with("expected (early); overdue since 2024-06-19"), "{due:?}");
    assert!(visit(r#""progress": "planned", "planned": "2024-08-01""#).is_empty());
    assert!(visit(r#""progress": "planned""#).is_empty(), "no day to pass");
    let told =
        |more: &str| visit(&format!(r#""accounts": [{{{plan}}}, {{"by": "late", {more}}}]"#));
    for outcome in ["under_way", "held", "cancelled", "postponed", "did_not_happen"] {
        assert!(told(&format!(r#""progress": "{outcome}""#)).is_empty(), "{outcome}");
    }
    assert!(told(r#""actual": "2024-06-19", "progress": "held""#).is_empty());
    let again = told(r#""progress": "planned", "via": ["kremlin"]"#);
    assert!(again[0].contains("planned (early), planned (late, citing kremlin)"), "{again:?}");
}

#[test]
fn the_programme_takes_the_day_of_the_visit() {
    let held = |stops: &str| {
        visit(&format!(
            r#""progress": "held", "actual": "2024-06-19",
            "stops": {{{stops}}}, "delegation": {{"maduro": {{"progress": "planned"}}}}"#
        ))
    };
    let maduro =
        "visit:v, delegation, maduro, 2024-06-19: planned (early); overdue since 2024-06-20";
    assert_eq!(held(r#""gift": {"progress": "held"}"#), [maduro]);
    let own = held(r#""gift": {"progress": "expected", "planned": "2024-06-25"}"#);
    assert_eq!(
        own[0],
        "visit:v, stops, gift, 2024-06-25: expected (early); overdue since 2024-06-26"
    );
    let fallen = r#""progress": "cancelled", "planned": "2024-06-19", "stops": {"talks": {"progress": "planned"}}"#;
    assert!(visit(fallen).is_empty(), "falls with the visit");
}

#[test]
fn a_stop_and_the_meeting_that_it_is() {
    let both = |stop: &str, meeting: &str| {
        unconfirmed(&format!(
            r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", "progress": "held", "actual": "2024-06-19",
                "stops": {{"talks": {{"progress": "{stop}", "meeting": "m"}}}}}}}},
            "meetings": {{"m": {{"participants": ["kim", "putin"], "visit": "v", "progress": "{meeting}"}}}}"#
        ))
    };
    assert_eq!(both("planned", "planned").len(), 2);
    assert!(both("held", "planned").is_empty());
    assert!(both("planned", "held").is_empty());
}

#[test]
fn trips_intentions_and_promises() {
    let plans = unconfirmed(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea", "planned": "2024-06-18"},
            "w": {"guest": "putin", "host": "china", "planned": "2024-06-20"},
            "x": {"guest": "kim", "host": "china", "progress": "held"}},
        "trips": {
            "t": {"traveller": "putin", "progress": "expected", "legs": {"visit:v": {"order": 1}, "visit:w": {"order": 2}}},
            "u": {"traveller": "kim", "progress": "expected", "legs": {"visit:x": {}}}},
        "agreements": {
            "a": {"parties": ["russia", "north-korea"], "visit": "v", "acts": {"russia intended": {"when": "2024-06-01"}}},
            "b": {"parties": ["russia", "north-korea"], "acts": {"russia intended": {}}},
            "c": {"parties": ["russia", "north-korea"], "visit": "v", "acts": {"russia intended": {}, "signed": {"when": "2024-06-19"}}},
            "d": {"parties": ["russia", "china"], "acts": {"china ratified": {"progress": "planned", "when": "2024-07-01"}}}},
        "ties": {
            "p": {"kind": "political_support", "from": "russia", "to": "north-korea", "progress": "promised", "during": "2024-07-01/2025-07-01"},
            "q": {"kind": "political_support", "from": "russia", "to": "china", "during": "2024-07-01/2025-07-01"}}"#,
    );
    let about: Vec<&str> = plans.iter().filter_map(|plan| plan.split(", 2024").next()).collect();
    assert_eq!(
        about,
        [
            "trip:t",
            "visit:v",
            "visit:w",
            "agreement:a, acts, russia intended",
            "agreement:d, acts, china ratified",
            "tie:p",
        ]
    );
}

#[test]
fn what_is_planned_in_a_period() {
    let dossier = dossier(
        r#""visits": {
            "a": {"guest": "putin", "host": "china", "accounts": [
                {"progress": "planned", "planned": "2024-06-18", "certainty": "possible"},
                {"by": "late", "progress": "expected", "certainty": "probable"}]},
            "b": {"guest": "putin", "host": "north-korea", "progress": "mooted"},
            "c": {"guest": "putin", "host": "japan", "progress": "planned", "planned": "2024-07-18"},
            "d": {"guest": "kim", "host": "japan", "progress": "held", "actual": "2024-06-18"},
            "e": {"guest": "kim", "host": "china", "progress": "planned", "planned": "2024"}}"#,
    );
    let known = dossier.as_known();
    let plans = known.plans(&"2024-06-01/2024-06-30".parse().unwrap());
    let found: Vec<_> =
        plans.iter().map(|(p, sure)| (p.about.record.id().to_owned(), *sure)).collect();
    let found: Vec<_> = found.iter().map(|(id, sure)| (id.as_str(), *sure)).collect();
    assert_eq!(found, [("a", Truth::Yes), ("b", Truth::Maybe), ("e", Truth::Maybe)]);
    let (first, _) = &plans[0];
    assert_eq!((first.certainty(), first.by.len()), (Certainty::Probable, 2));
    assert_eq!(first.progress, Some(Progress::Expected));
    let json = serde_json::to_value(first).unwrap();
    assert_eq!((&json["about"], &json["due"]), (&"visit:a".into(), &"2024-06-18".into()));
}

#[test]
fn a_plan_known_of_is_not_told_of_before() {
    let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}, "b": {"published": "2024-06-25"}},
        "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
            {"progress": "planned", "planned": "2024-06-18"}, {"by": "b", "progress": "held"}]}}}"#;
    let dossier = Dossier::from_json(text).unwrap();
    let count = |known_on, on| dossier.as_known_on(known_on).unconfirmed_plans(on).len();
    assert_eq!(count(date!("2024-06-16"), date!("2024-06-20")), 0);
    assert_eq!(count(date!("2024-06-20"), date!("2024-06-20")), 1);
    assert_eq!(count(date!("2024-06-25"), date!("2024-06-25")), 0);
}
