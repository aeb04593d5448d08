//! Records that are said to be the same: read as one under either id, and two again when asked.

use detente::dossier::IssueCode;
use detente::knowledge::LookupError;
use detente::model::{
    Account, Pair, Person, SameAs, SameAsIdentity, SameAsRecord, Source, Stance, Tenure, Visit,
};
use detente::{Dossier, date, id};

use support::world::told_by;

fn two_visits(more: &str) -> Dossier {
    told_by(
        "paper",
        &format!(
            r#", "visits": {{
                "june": {{"guest": "putin", "host": "north-korea", "progress": "planned", "stops": {{"tea": {{}}}}}},
                "dprk-trip": {{"guest": "putin", "host": "north-korea", "form": "state", "stops": {{"tea": {{"label": "x"}}}}}},
                "later": {{"guest": "putin", "host": "north-korea", "planned": {{"after": "visit:june"}}}}}},
              "statements": {{"s": {{"speaker": "@author", "act": "characterises", "about": ["visit:june"]}}}} {more}"#
        ),
    )
}

fn same(one: &str, other: &str) -> SameAsIdentity {
    let records = Pair::new(one.parse().unwrap(), other.parse().unwrap()).unwrap();
    SameAsIdentity::new(records)
}

fn editor() -> Source {
    Source::new(id!("editor"))
}

fn the_june_visit() -> SameAsRecord {
    SameAsRecord::new(id!("one"), same("visit:june", "visit:dprk-trip"))
        .account(Account::by(id!("editor")))
}

#[test]
fn both_ids_lead_to_one_record() {
    let dossier = two_visits("").into_builder().source(editor()).record(the_june_visit());
    let dossier = dossier.build().unwrap();
    let known = dossier.as_known();
    for id in ["june", "dprk-trip"] {
        let visit = known.visit(id).unwrap();
        assert_eq!(visit.id(), &"dprk-trip");
        assert_eq!(visit.other_ids(), ["june"]);
        assert_eq!(visit.accounts().count(), 2);
        assert!(visit.progress().is_some() && visit.form().is_some());
        let [tea] = &visit.stops().collect::<Vec<_>>()[..] else { panic!("one stop") };
        assert_eq!(tea.accounts().count(), 2);
    }
    assert_eq!(known.visits().count(), 2);
    assert_eq!(known.visits_by_guest("putin").count(), 2);
    for subject in ["visit:june", "visit:dprk-trip"] {
        assert_eq!(known.statements_about(&subject.parse().unwrap()).count(), 1);
    }
    let anchor = known.visit("later").unwrap().get(Visit::PLANNED).unwrap().anchor().unwrap();
    assert_eq!(anchor.id(), "dprk-trip");
    // What is written is what was entered, with the claim.
    assert_eq!(known.dossier().records::<Visit>().len(), 3);
    assert_eq!(Dossier::from_json(&dossier.to_json()).unwrap(), dossier);
    assert!(matches!(known.visit("julie").unwrap_err(), LookupError::Unknown { .. }));
}

#[test]
fn a_claim_can_be_taken_back() {
    let dossier = two_visits("").into_builder().source(editor()).record(the_june_visit());
    let dossier = dossier.build().unwrap();
    let without = dossier.clone().into_builder().without::<SameAs>(&id!("one")).build().unwrap();
    assert_eq!(without.as_known().visits().count(), 3);
    assert_eq!(without.records::<Visit>(), two_visits("").records::<Visit>());

    // Or denied, by the same editor or another: nothing is united while that stands.
    let denied = the_june_visit().account(Account::by(id!("paper")).stance(Stance::Denies));
    let denied = two_visits("").into_builder().source(editor()).record(denied).build().unwrap();
    assert_eq!(denied.as_known().visits().count(), 3);
}

#[test]
fn a_claim_holds_from_the_day_it_is_made() {
    let dated = Source::new(id!("editor")).published(date!("2024-07-01"));
    let later = Source::new(id!("second-thoughts"))
        .published(date!("2024-08-01"))
        .derived_from(id!("editor"));
    let claim =
        the_june_visit().account(Account::by(id!("second-thoughts")).stance(Stance::Denies));
    let dossier =
        two_visits("").into_builder().source(dated).source(later).record(claim).build().unwrap();
    let visits = |day| dossier.as_known_on(day).visits().count();
    assert_eq!(visits(date!("2024-06-30")), 3);
    assert_eq!(visits(date!("2024-07-01")), 2);
    assert_eq!(visits(date!("2024-08-01")), 3);
    assert_eq!(visits(date!("2024-07-31")), 2);
    let deaf = dossier.knowledge().listening_to(|source, _| source.id == "paper").build();
    assert_eq!(deaf.visits().count(), 3);
}

#[test]
fn chains_of_claims_are_one_thing() {
    let claims = r#""same_as": {"a": {"records": ["visit:june", "visit:later"]},
        "b": {"records": ["visit:dprk-trip", "visit:june"]}}, "statements""#;
    // A date told by the visit that it is itself would be a ring; see below.
    let text = two_visits("")
        .to_json()
        .replace(r#""after": "visit:june""#, r#""from": "2024", "to": "open""#)
        .replacen(r#""statements""#, claims, 1);
    let dossier = Dossier::from_json(&text).unwrap();
    let known = dossier.as_known();
    assert_eq!(known.visit("later").unwrap().other_ids(), ["june", "later"]);
    assert_eq!(known.visits().count(), 1);
}

fn issues(text: &str) -> Vec<(IssueCode, String)> {
    let error = Dossier::from_json(text).unwrap_err();
    error.issues().iter().map(|p| (p.code(), p.path().to_string())).collect()
}

#[test]
fn a_claim_that_closes_a_ring_is_refused() {
    let text = two_visits("").to_json();
    let claim = r#""same_as": {"a": {"records": ["visit:later", "visit:june"]}}, "statements""#;
    let found = issues(&text.replacen(r#""statements""#, claim, 1));
    assert_eq!(found, [(IssueCode::Ring, "visits.later.planned".to_owned())]);
}

#[test]
fn records_of_two_identities_are_not_the_same() {
    let text = |more: &str| {
        format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{}}}}, "states": {{"n": {{}}}},
            "persons": {{"vp": {{}}, "putin": {{}}}}, "offices": {{"o": {{"of": "n"}}}},
            "tenures": {{"t": {{"person": "vp", "office": "o", "criterion": "unstated"}},
                "u": {{"person": "putin", "office": "o", "criterion": "unstated"}}}},
            "visits": {{"a": {{"guest": "vp", "host": "n"}}, "b": {{"guest": "putin", "host": "n"}}}},
            "same_as": {{"v": {{"records": ["visit:a", "visit:b"]}}, "t": {{"records": ["tenure:u", "tenure:t"]}} {more}}}}}"#
        )
    };
    let found = issues(&text(""));
    let path = |id: &str| (IssueCode::IdentityConflict, format!("same_as.{id}.records"));
    assert_eq!(found, [path("v"), path("t")]);

    // They are, once their guests are.
    let claim = r#", "p": {"records": ["person:vp", "person:putin"]}"#;
    let dossier = Dossier::from_json(&text(claim)).unwrap();
    let known = dossier.as_known();
    assert_eq!(known.visits().count(), 1);
    assert_eq!(known.tenures().count(), 1);
    assert_eq!(known.persons().count(), 1);
    assert_eq!(known.visit("a").unwrap().guest(), &"putin");
    assert_eq!(known.visits_by_guest("vp").count(), 1);
    assert_eq!(known.tenures_of("vp").count(), 1);
    assert_eq!(known.tenure("t").unwrap().get(Tenure::FROM), None);
    // Told one by one: the visits are the same only from when the guests are.
    let later =
        text(r#", "p": {"records": ["person:vp", "person:putin"], "accounts": [{"by": "late"}]}"#)
            .replace(r#""s": {}"#, r#""s": {}, "late": {"published": "2024-02-01"}"#);
    let dossier = Dossier::from_json(&later).unwrap();
    assert_eq!(dossier.as_known_on(date!("2024-01-31")).visits().count(), 2);
    assert_eq!(dossier.as_known_on(date!("2024-02-01")).visits().count(), 1);
}

#[test]
fn nothing_is_made_to_tie_an_actor_to_itself() {
    let text = r#"{"detente": 1, "source": "s", "sources": {"s": {}}, "states": {"a": {}, "b": {}},
        "ties": {"t": {"kind": "pressure", "from": "a", "to": "b"}},
        "same_as": {"x": {"records": ["state:a", "state:b"]}}}"#;
    assert_eq!(issues(text), [(IssueCode::IdentityConflict, "ties.t".to_owned())]);
}

#[test]
fn pairs_are_of_two_records_of_one_noun() {
    let text = |records: &str| {
        format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{}}}}, "states": {{"a": {{}}}},
            "persons": {{"p": {{}}}}, "same_as": {{"x": {{"records": {records}}}}}}}"#
        )
    };
    for wrong in [
        r#"["state:a", "person:p"]"#,
        r#"["state:a", "state:a"]"#,
        r#"["state:a"]"#,
        r#"["state:a", "state:b", "state:c"]"#,
        r#"["same_as:x", "same_as:y"]"#,
        r#"["state:a", "state:nowhere"]"#,
    ] {
        let error = Dossier::from_json(&text(wrong)).unwrap_err();
        assert!(error.issues()[0].line().is_some(), "{wrong}: {error}");
    }
}

#[test]
fn copies_of_one_report_count_once() {
    let text = |claim: &str| {
        format!(
            r#"{{"detente": 1, "sources": {{"a": {{}}, "b": {{}}, "wire": {{}}, "c": {{"derived_from": "wire"}}}},
            "persons": {{"p": {{"accounts": [{{"by": "a", "name": "X", "aka": ["1"]}}, {{"by": "b", "name": "X", "aka": ["2"]}},
                {{"by": "c", "name": "Y"}}, {{"by": "wire", "name": "Y", "aka": ["3"]}}]}}}} {claim}}}"#
        )
    };
    let name = |text: &str| {
        let dossier = Dossier::from_json(text).unwrap();
        let known = dossier.as_known();
        known.person("p").unwrap().get(Person::NAME).unwrap().clone()
    };
    assert_eq!(name(&text("")), "X", "two roots against one");
    let claim = r#", "same_as": {"s": {"records": ["source:a", "source:b"], "accounts": [{"by": "wire"}]}}"#;
    let dossier = Dossier::from_json(&text(claim)).unwrap();
    let known = dossier.as_known();
    let explained = known.person("p").unwrap().explain(Person::NAME).to_string();
    assert!(explained.starts_with("name: undecided"), "{explained}");
    assert_eq!(dossier.sources().len(), 4);
}
