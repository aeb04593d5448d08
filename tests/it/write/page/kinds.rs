//! Pages and cards of little: nothing at all, one record of each noun, what cannot be had.

use detente::model::NounKind;
use detente::relations::Ties1;
use detente::{Dossier, date, write};

use super::{assert_sound, by_id, classed, elements, parse, text, xml};
use support::world::dossier;

/// One record of each noun, beside the sources and actors all tests have.
const RECORDS: &[(&str, &str)] = &[
    ("state:venezuela", r#""visits": {}"#),
    ("person:putin", r#""visits": {}"#),
    ("organisation:kremlin", r#""visits": {}"#),
    ("place:square", r#""places": {"square": {"kind": "square", "state": "russia"}}"#),
    ("office:chair", r#""offices": {"chair": {"of": "kremlin", "title": "chair"}}"#),
    (
        "tenure:first",
        r#""offices": {"chair": {"of": "kremlin"}}, "tenures": {"first": {"office": "chair", "person": "putin", "criterion": "unstated", "from": "2000-05-07"}}"#,
    ),
    (
        "trip:tour",
        r#""visits": {"v": {"guest": "putin", "host": "china"}}, "trips": {"tour": {"traveller": "putin", "legs": {"visit:v": {"order": 1}}}}"#,
    ),
    (
        "visit:v",
        r#""visits": {"v": {"guest": "putin", "host": "china", "progress": "planned", "planned": "2024-06-18/2024-06-19", "stops": {"arrival": {"kind": "arrival"}}}}"#,
    ),
    (
        "meeting:m",
        r#""meetings": {"m": {"participants": ["putin", "kim"], "planned": "2024-06-19"}}"#,
    ),
    (
        "agreement:t",
        r#""agreements": {"t": {"parties": ["russia", "north-korea"], "acts": {"russia signed": {"when": "2024-06-19"}}}}"#,
    ),
    (
        "statement:s",
        r#""statements": {"s": {"speaker": "putin", "act": "praises", "about": ["person:kim"], "when": "2024-05"}}"#,
    ),
    ("conflict:war", r#""conflicts": {"war": {"state": "japan", "during": "1904/1905"}}"#),
    (
        "tie:tense",
        r#""ties": {"tense": {"kind": "tension", "between": ["japan", "russia"], "during": "1950/.."}}"#,
    ),
    (
        "same_as:claim",
        r#""same_as": {"claim": {"records": ["visit:v", "visit:w"], "stance": "denies"}}, "visits": {"v": {"guest": "putin", "host": "china"}, "w": {"guest": "putin", "host": "china"}}"#,
    ),
];

#[test]
fn an_empty_dossier_has_a_page_that_says_so() {
    for text_of in [r#"{"detente": 1}"#, r#"{"detente": 1, "source": "a", "sources": {"a": {}}}"#] {
        let dossier = Dossier::from_json(text_of).unwrap();
        for known in [dossier.as_known(), dossier.as_known_on(date!("2024-01-01"))] {
            let html = write::page(&known).unwrap().to_html();
            assert_sound(&html);
            let xml = xml(&html);
            assert!(text(parse(&xml).root()).contains("Nothing is told in this dossier"));
        }
    }
}

#[test]
fn one_record_of_each_noun_has_a_card() {
    assert_eq!(RECORDS.len(), NounKind::ALL.len() - 1, "a source has no card");
    for (record, sections) in RECORDS {
        let known = dossier(sections).as_known();
        assert_sound(&write::page(&known).unwrap().to_html());
        let html = write::evidence_card(&known, record).unwrap().to_html();
        assert_sound(&html);
        let xml = xml(&html);
        let document = parse(&xml);
        assert_eq!(elements(by_id(&document, "cards"), "article").count(), 1, "{record}");
        assert!(classed(by_id(&document, record), "account").count() > 0, "{record}");
    }
}

#[test]
fn a_denied_thing_says_who_denies_it() {
    let known = dossier(
        r#""ties": {"t": {"kind": "tension", "between": ["japan", "russia"], "accounts": [
            {"during": "1950/.."}, {"by": "other", "stance": "denies"}]},
            "u": {"kind": "tension", "between": ["japan", "china"], "stance": "denies"}}"#,
    )
    .as_known();
    let xml = xml(&write::page(&known).unwrap().to_html());
    let document = parse(&xml);
    let doubt = |id| classed(by_id(&document, id), "doubt").map(text).collect::<Vec<_>>();
    assert_eq!(doubt("tie:t"), ["Denied by other, 4 Jul 2024."]);
    assert_eq!(doubt("tie:u"), ["Only denied by early, 1 Jun 2024."]);
}

#[test]
fn a_built_in_state_has_a_card_of_its_own() {
    let known = dossier(r#""places": {}"#).as_known();
    assert_sound(&write::evidence_card(&known, "state:france").unwrap().to_html());
}

#[test]
fn what_cannot_be_had_is_an_error_that_names_it() {
    let known = dossier(r#""visits": {"v": {"guest": "putin", "host": "china", "by": "late"}}"#);
    let (now, before) = (known.as_known(), known.as_known_on(date!("2024-06-01")));
    let error = |text: &str| write::evidence_card(&now, text).unwrap_err().to_string();
    assert!(error("visit:w").contains("\"v\""), "{}", error("visit:w"));
    assert!(error("visits:v").contains("visit"), "{}", error("visits:v"));
    assert!(error("source:late").contains("no accounts"), "{}", error("source:late"));
    let early = write::evidence_card(&before, "visit:v").unwrap_err().to_string();
    assert!(early.contains("2024-07-01"), "{early}");
    let model = Ties1::default();
    assert!(write::page(&now).unwrap().pair("putin", "nobody-at-all", &model).is_err());
    assert!(write::page(&now).unwrap().scorecard("nothing").is_err());
    assert!(write::page(&now).unwrap().two_times("nothing").is_err());
}

#[test]
fn a_page_of_too_many_records_is_refused() {
    let states = |number: usize| {
        let states = (0..number).map(|at| format!("state-{at}"));
        states.fold(Dossier::builder(), |all, id| all.state(&id)).build().unwrap().as_known()
    };
    assert!(write::page(&states(20_000)).is_ok());
    let error = write::page(&states(20_001)).unwrap_err();
    assert_eq!(error.to_string(), "20001 records are known, and a page has room for 20000");
}
