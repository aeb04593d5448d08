//! Merging by id: unions of sources, records, parts and accounts, and what cannot be united.

use detente::Dossier;
use detente::dossier::IssueCode;
use detente::model::{Basis, Person, Renaming, Visit};

use support::world::told_by;

const VISIT: &str = r#", "visits": {"v": {"guest": "putin", "host": "north-korea""#;

#[test]
fn accounts_and_parts_of_one_record_add_up() {
    let paper = told_by(
        "paper",
        &format!(
            r#"{VISIT}, "progress": "planned", "stops": {{"talks": {{"kind": "talks"}}}}}}}}"#
        ),
    );
    let agency = told_by(
        "agency",
        &format!(
            r#"{VISIT}, "progress": "held", "stops": {{"talks": {{"kind": "talks"}}, "tea": {{"label": "tea"}}}}}}}}"#
        ),
    );
    let both = paper.merge(&agency).unwrap();
    let known = both.as_known();
    let visit = known.visit("v").unwrap();
    assert_eq!(visit.accounts().count(), 2);
    let stops: Vec<_> =
        visit.stops().map(|s| (s.key().to_string(), s.accounts().count())).collect();
    assert_eq!(stops, [("talks".to_owned(), 2), ("tea".to_owned(), 1)]);
    assert_eq!(visit.explain(Visit::PROGRESS).chosen.unwrap().source().id, "agency");
    assert_eq!(both.default_source().unwrap(), &"agency");
    assert_eq!(both.to_json(), agency.merge(&paper).unwrap().to_json());
}

#[test]
fn what_is_said_twice_in_the_same_words_is_kept_once() {
    let one = told_by("paper", r#", "places": {"x": {"name": "X", "locator": "P1"}}"#);
    assert_eq!(one.merge(&one).unwrap(), one);
    assert_eq!(one.merge(&one).unwrap().as_known().place("x").unwrap().accounts().count(), 1);
    let other = told_by("paper", r#", "places": {"x": {"name": "X", "locator": "P2"}}"#);
    assert_eq!(one.merge(&other).unwrap().as_known().place("x").unwrap().accounts().count(), 2);
}

fn source(fields: &str) -> Dossier {
    Dossier::from_json(&format!(r#"{{"detente": 1, "sources": {{"a": {{{fields}}}, "b": {{}}}}}}"#))
        .unwrap()
}

#[test]
fn a_source_is_what_either_says_of_it() {
    let one = source(
        r#""title": "T", "published": "2024-06-17", "published_basis": "inferred", "note": "n""#,
    );
    let other = source(
        r#""published": "2024-06-17", "published_basis": "printed", "derived_from": "b", "note": "m\nn",
           "covers": [{"noun": "visit", "during": ["2024"]}]"#,
    );
    let both = one.merge(&other).unwrap();
    assert_eq!(both, other.merge(&one).unwrap());
    let a = both.source("a").unwrap();
    assert_eq!(a.title.as_deref(), Some("T"));
    assert_eq!(a.published_basis, Some(Basis::Printed));
    assert_eq!(a.derived_from.as_ref().unwrap(), &"b");
    assert_eq!(a.note.as_deref(), Some("m\nn"));
    assert_eq!(a.covers.len(), 1);
}

#[test]
fn one_id_for_two_things_is_a_conflict() {
    let other_guest = r#", "visits": {"v": {"guest": "xi", "host": "north-korea"}}"#;
    let xi = Dossier::from_json(&format!(
        r#"{{"detente": 1, "source": "b", "sources": {{"b": {{}}}}, "states": {{"north-korea": {{}}}}, "persons": {{"xi": {{}}}} {other_guest}}}"#
    ))
    .unwrap();
    let putin = told_by("a", &format!("{VISIT}}}}}"));
    let error = putin.merge(&xi).unwrap_err();
    let [issue] = error.issues() else { panic!("{error}") };
    assert_eq!(issue.code(), IssueCode::IdentityConflict);
    assert_eq!(issue.path().to_string(), "visits.v.guest");
    assert_eq!(issue.found(), "\"xi\"");
    assert!(issue.expected().starts_with("\"putin\""), "{issue}");

    // The way out that the error names.
    let names = Renaming::new().with(&"visit:v".parse().unwrap(), "xi-visit").unwrap();
    let both = putin.merge(&xi.renamed(&names).unwrap()).unwrap();
    assert_eq!(both.as_known().visits().count(), 2);
}

#[test]
fn conflicts_of_sources_and_actors_are_reported() {
    let error = source(r#""title": "T", "url": "u""#).merge(&source(r#""title": "S", "url": "w""#));
    let paths: Vec<_> = error.unwrap_err().issues().iter().map(|p| p.path().to_string()).collect();
    assert_eq!(paths, ["sources.a.title", "sources.a.url"]);

    let state = told_by("a", "");
    let person =
        r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "persons": {"north-korea": {}}}"#;
    let error = state.merge(&Dossier::from_json(person).unwrap()).unwrap_err();
    assert_eq!(error.issues()[0].code(), IssueCode::UsedTwice);
}

#[test]
fn a_ring_that_only_both_together_close_is_refused() {
    let within = |a: &str, b: &str| {
        told_by("a", &format!(r#", "places": {{"{a}": {{"within": "{b}"}}, "{b}": {{}}}}"#))
    };
    let error = within("x", "y").merge(&within("y", "x")).unwrap_err();
    assert_eq!(error.issues()[0].code(), IssueCode::Ring);
}

#[test]
fn titles_are_joined_once_each() {
    let titled = |title: &str| Dossier::builder().title(title).build().unwrap();
    let both = titled("B").merge(&titled("A")).unwrap();
    assert_eq!(both.title(), Some("A + B"));
    assert_eq!(both.merge(&titled("B")).unwrap().title(), Some("A + B"));
    assert_eq!(titled("B").merge(&Dossier::builder().build().unwrap()).unwrap().title(), Some("B"));
}

#[test]
fn another_id_is_carried_everywhere() {
    let dossier = told_by(
        "paper",
        r#", "visits": {"v": {"guest": "putin", "host": "north-korea", "trip": "t", "via": ["putin"],
             "delegation": {"putin": {}}}},
           "trips": {"t": {"traveller": "putin", "legs": {"visit:v": {"order": 1}}}},
           "agreements": {"a": {"parties": ["north-korea", "putin"], "acts": {"putin signed": {"person": "putin"}},
             "obligations": {"putin north-korea defence": {}}}},
           "statements": {"s": {"speaker": "putin", "act": "claims_superlative", "when": {"after": "visit:v"},
             "about": ["visit:v", "relation:north-korea~putin"],
             "superlative": {"claim": "first", "subject": "visit:v", "among": {"guest": "putin"}}}},
           "ties": {"k": {"kind": "pressure", "from": "putin", "to": "north-korea"}}"#,
    );
    let names = Renaming::new().with(&"person:putin".parse().unwrap(), "vladimir").unwrap();
    let names = names.with(&"visit:v".parse().unwrap(), "w").unwrap();
    assert_eq!(names.len(), 2);
    let renamed = dossier.renamed(&names).unwrap();
    let text = renamed.to_json();
    assert!(!text.contains("putin") && !text.contains("visit:v\""), "{text}");
    assert_eq!(renamed.as_known().person("vladimir").unwrap().get(Person::NAME), None);

    let taken = Renaming::new().with(&"person:putin".parse().unwrap(), "north-korea").unwrap();
    assert!(dossier.renamed(&taken).is_err());
    assert!(Renaming::new().with(&"person:putin".parse().unwrap(), "two words").is_err());
}
