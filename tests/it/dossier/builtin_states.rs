//! States that a dossier refers to without a record of its own: those that are built in.

use detente::dossier::IssueCode;
use detente::knowledge::LookupError;
use detente::model::State;
use detente::{Dossier, date};

fn visit(host: &str, more: &str) -> String {
    format!(
        r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "2024-06-17"}}}}, "persons": {{"putin": {{}}}},
        "visits": {{"v": {{"guest": "putin", "host": "{host}"}}}} {more}}}"#
    )
}

#[test]
fn a_built_in_state_needs_no_record() {
    let dossier = Dossier::from_json(&visit("north-korea", "")).unwrap();
    let known = dossier.as_known_on(date!("2024-06-17"));
    assert_eq!(known.name_of("north-korea"), "North Korea");
    assert_eq!(known.state("north-korea").unwrap().name(), "North Korea");
    assert_eq!(known.visits_to("north-korea").count(), 1);
    assert_eq!(known.describe(&"visit:v".parse().unwrap()), "putin's visit to North Korea");
    // By whose word it has that name is no secret.
    let name = known.state("north-korea").unwrap().explain(State::NAME);
    assert_eq!(name.to_string(), "name: North Korea (detente/systems)");
    // It is known on every day, and to everyone.
    let early =
        dossier.knowledge().known_on(date!("1900-01-01")).listening_to(|_, _| false).build();
    assert!(early.state("north-korea").is_ok());
    // It is not copied into the dossier.
    assert_eq!(known.states().count(), 0);
    assert!(!dossier.to_json().contains("\"states\""));
    assert_eq!(Dossier::from_json(&dossier.to_json()).unwrap(), dossier);
}

#[test]
fn what_a_dossier_records_stands_before_what_is_built_in() {
    let more = r#", "states": {"north-korea": {"name": "DPRK"}, "russia": {"aka": ["Moscow"]}}"#;
    let dossier = Dossier::from_json(&visit("north-korea", more)).unwrap();
    let known = dossier.as_known();
    assert_eq!(known.name_of("north-korea"), "DPRK");
    assert_eq!(known.name_of("russia"), "Russia", "a record without a name has that of its id");
    assert_eq!(known.states().count(), 2);

    let georgia = r#", "organisations": {"georgia": {"name": "The State of Georgia"}}"#;
    let dossier = Dossier::from_json(&visit("georgia", georgia)).unwrap();
    let known = dossier.as_known();
    assert_eq!(known.name_of("georgia"), "The State of Georgia");
    assert!(known.state("georgia").is_err());
}

#[test]
fn a_misspelt_one_is_found() {
    let error = Dossier::from_json(&visit("norht-korea", "")).unwrap_err();
    let [issue] = error.issues() else { panic!("{error}") };
    assert_eq!(issue.code(), IssueCode::UnknownId);
    assert_eq!(issue.nearest(), Some("north-korea"));
    let dossier = Dossier::from_json(&visit("north-korea", "")).unwrap();
    let known = dossier.as_known();
    let Err(LookupError::Unknown { nearest, .. }) = known.state("norht-korea") else { panic!() };
    assert_eq!(nearest.get(), Some("north-korea"));
    assert!(Dossier::from_json(&visit("ruritania", "")).is_err());
}

#[test]
fn a_state_of_ones_own_can_be_said_to_be_a_built_in_one() {
    let more = r#", "states": {"dprk": {}}, "same_as": {"x": {"records": ["state:dprk", "state:north-korea"]}}"#;
    let dossier = Dossier::from_json(&visit("north-korea", more)).unwrap();
    let known = dossier.as_known();
    assert_eq!(known.visits_to("dprk").count(), 1);
    assert_eq!(known.state("north-korea").unwrap().id(), &"dprk");
    assert_eq!(known.name_of("dprk"), "North Korea");
}
