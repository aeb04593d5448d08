//! What a user has ruled: of which thing, and by which source.

use detente::model::{Address, Progress, SourceId, Visit, VisitId};
use detente::{Dossier, id};

/// A visit of which these accounts tell, and of its talks as well. `b` is also known as `alias`.
fn dossier(accounts: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "sources": {{"a": {{}}, "b": {{}}, "c": {{}}, "alias": {{}}}},
        "persons": {{"p": {{"by": "a"}}}},
        "same_as": {{"one": {{"records": ["source:alias", "source:b"], "by": "a"}}}},
        "visits": {{"v": {{"guest": "p", "host": "north-korea", "accounts": [{accounts}],
            "stops": {{"talks": {{"accounts": [{accounts}]}}, "dinner": {{"by": "a", "progress": "planned"}}}}}}}}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{accounts}: {error}"))
}

/// What is taken of the progress of the visit and of its talks, where the user has ruled so.
fn ruled(about: impl Into<Address>, source: SourceId) -> [Option<Progress>; 2] {
    let held = r#"{"by": "b", "progress": "held"}"#;
    let planned = r#"{"by": "a", "progress": "planned"}"#;
    let dossier = dossier(&[planned, held].join(", "));
    let known = dossier.knowledge().ruling(about, "progress", source).build();
    let visit = known.visit("v").unwrap();
    [visit.progress(), visit.part(Visit::STOPS, "talks").unwrap().progress()]
}

#[test]
fn a_ruling_is_on_the_record_or_on_a_part() {
    let (visit, held, planned) = (VisitId::new("v").unwrap(), Progress::Held, Progress::Planned);
    assert_eq!(ruled(&visit, id!("a")), [Some(planned), Some(held)]);
    let part =
        |key: &str| Address { record: (&visit).into(), part: Some(("stops", key.to_owned())) };
    assert_eq!(ruled(part("talks"), id!("a")), [Some(held), Some(planned)]);
    assert_eq!(ruled(part("dinner"), id!("a")), [Some(held), Some(held)]);
}

#[test]
fn a_ruling_by_an_alias_is_heard() {
    let planned = r#"{"by": "b", "progress": "planned"}"#;
    let held = r#"{"by": "c", "progress": "held"}"#;
    for source in ["b", "alias"] {
        let by = SourceId::new(source).unwrap();
        let dossier = dossier(&[planned, held].join(", "));
        let known = dossier.knowledge().ruling(VisitId::new("v").unwrap(), "progress", by).build();
        assert_eq!(known.visit("v").unwrap().progress(), Some(Progress::Planned), "{source}");
    }
}
