//! One id in files of different makers: borne out by what is told of it, or flagged.

use detente::Dossier;
use detente::dossier::IssueCode;
use support::shared::shared;

/// The paths at which two things are found under one id.
fn flagged(dossier: &Dossier) -> Vec<String> {
    let report = dossier.validate();
    let issues = report.issues().iter().filter(|issue| issue.code() == IssueCode::OneIdTwoThings);
    issues.map(|issue| issue.path().to_string()).collect()
}

#[test]
fn me1_one_id_two_persons() {
    let read = |file: &str| {
        let text = shared(&format!("cases/{file}.json"))?;
        Some(Dossier::from_json(&text).unwrap_or_else(|error| panic!("{file}: {error}")))
    };
    let files = read("me1-one-id-two-persons").zip(read("me1-one-id-two-persons.other"));
    let Some((one, other)) = files else { return };
    let found = flagged(&one.merge(&other).unwrap());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("persons.holm") && found[0].ends_with("born"), "{found:?}");
    assert!(found[1].starts_with("places.springfield"), "{found:?}");
    assert_eq!(found, flagged(&other.merge(&one).unwrap()));
    assert!(flagged(&one).is_empty() && flagged(&other).is_empty());
}

#[test]
fn what_cannot_be_of_one_thing_and_what_can() {
    let person = |fields: &str| format!(r#""persons": {{"x": {{{fields}}}}}"#);
    let place = |fields: &str| format!(r#""places": {{"x": {{{fields}}}}}"#);
    let table = [
        (person(r#""name": "Anna Holm""#), person(r#""name": "Peter Dahl""#), 1),
        (person(r#""name": "Anna Holm""#), person(r#""name": "Anna Dahl""#), 0),
        (person(r#""name": "A. Holm-Dahl""#), person(r#""name": "Dahl, Anna""#), 0),
        (person(r#""name": "Kim Jong Un""#), person(r#""name": "김정은""#), 0),
        (
            person(r#""name": "Mary Ann Evans""#),
            person(r#""name": "George Eliot", "aka": ["Mary Ann Evans"]"#),
            0,
        ),
        (person(r#""born": "1984""#), person(r#""born": "1984-01-08""#), 0),
        (person(r#""born": "1984""#), person(r#""born": "1924""#), 1),
        (place(r#""state": "canada""#), place(r#""state": "canada", "kind": "city""#), 0),
        (place(r#""state": "canada""#), place(r#""state": "france""#), 1),
    ];
    for (mine, theirs, right) in table {
        let read = |by: &str, sections: &str| {
            let text = format!(
                r#"{{"detente": 1, "source": "{by}", "sources": {{"{by}": {{}}}}, {sections}}}"#
            );
            Dossier::from_json(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
        };
        let both = read("daily", &mine).merge(&read("agency", &theirs)).unwrap();
        assert_eq!(flagged(&both).len(), right, "{mine} and {theirs}");
        // What one source tells twice it corrects.
        let alone = read("daily", &mine).merge(&read("daily", &theirs)).unwrap();
        assert_eq!(flagged(&alone).len(), 0, "{mine} and {theirs}");
    }
}

#[test]
fn states_that_are_one_are_no_two() {
    let text = |by: &str, state: &str| {
        format!(
            r#"{{"detente": 1, "source": "{by}", "sources": {{"{by}": {{}}}},
                "states": {{"a": {{}}, "b": {{}}}}, "same_as": {{"s": {{"records": ["state:a", "state:b"]}}}},
                "places": {{"x": {{"state": "{state}"}}}}}}"#
        )
    };
    let read = |by, state| Dossier::from_json(&text(by, state)).unwrap();
    assert!(flagged(&read("daily", "a").merge(&read("agency", "b")).unwrap()).is_empty());
}
