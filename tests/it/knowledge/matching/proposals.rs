//! What is proposed to be the same, why, and what stands against it.

use detente::dossier::DossierBuilder;
use detente::knowledge::{Blocker, Proposal, Reason};
use detente::model::{NounKind, SameAsRecord, Source};
use detente::{Dossier, id};

fn read(sections: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "source": "s", "sources": {{"s": {{}}, "editor": {{}}}}, {sections}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.issues()))
}

fn texts(dossier: &Dossier) -> Vec<String> {
    dossier.proposals().iter().map(ToString::to_string).collect()
}

fn only(dossier: &Dossier) -> Proposal {
    match &dossier.proposals()[..] {
        [one] => one.clone(),
        other => panic!("{} proposals: {other:#?}", other.len()),
    }
}

const WORLD: &str = r#""states": {"n": {}, "r": {}}, "persons": {"p": {}, "q": {}, "k": {}}"#;

#[test]
fn visits_need_guest_host_and_near_dates() {
    let visits = |a: &str, b: &str| {
        read(&format!(
            r#"{WORLD}, "visits": {{"a": {{"guest": "p", "host": "n", {a}}}, "b": {{"guest": "p", "host": "n", {b}}}}}"#
        ))
    };
    let near = only(&visits(r#""actual": "2024-06-19""#, r#""planned": "2024-06-22""#));
    assert!(!near.is_blocked());
    assert!(near.reasons.iter().any(|reason| matches!(reason, Reason::Dates { days: 3, .. })));
    assert!(texts(&visits(r#""actual": "2024-06-19""#, r#""planned": "2024-06-23""#)).is_empty());
    assert!(
        texts(&visits(r#""actual": "2024-06-19""#, r#""form": "state""#)).is_empty(),
        "no date"
    );

    // Both are complete and different: two visits in one week.
    let two = only(&visits(
        r#""progress": "held", "actual": "2024-06-19""#,
        r#""progress": "held", "actual": "2024-06-21""#,
    ));
    assert!(matches!(two.blockers[..], [Blocker::Differs { .. }]), "{two}");
    assert!(two.accept(id!("editor")).is_err());

    let other_guest = read(&format!(
        r#"{WORLD}, "visits": {{"a": {{"guest": "p", "host": "n", "actual": "2024-06-19"}},
            "b": {{"guest": "q", "host": "n", "actual": "2024-06-19"}}}}"#
    ));
    assert!(texts(&other_guest).is_empty());
}

/// Two of one name, as in reports that name the vice-minister after the leader.
#[test]
fn a_name_alone_is_never_enough() {
    let named = read(
        r#""persons": {"kim": {"name": "Kim Jong Un"}, "vice-minister": {"name": "KIM Jong-un"}}"#,
    );
    let proposal = only(&named);
    assert_eq!(proposal.blockers, [Blocker::NameAlone]);
    assert!(proposal.accept(id!("editor")).unwrap_err().to_string().contains("but a name"));
    for noun in ["states", "organisations", "places", "conflicts"] {
        let alone =
            only(&read(&format!(r#""{noun}": {{"a": {{"name": "X"}}, "b": {{"name": "x"}}}}"#)));
        assert_eq!(alone.blockers, [Blocker::NameAlone], "{noun}");
    }
}

#[test]
fn persons_are_known_by_office_birth_or_visit() {
    let people = r#""states": {"r": {}}, "persons": {"vp": {"name": "Vladimir Putin" BORN1},
        "putin": {"name": "V. Putin", "aka": ["Putin, Vladimir"] BORN2}}"#;
    let born = |a: &str, b: &str| read(&people.replace("BORN1", a).replace("BORN2", b));
    let same = only(&born(r#", "born": "1952-10-07""#, r#", "born": "1952-10-07""#));
    assert!(!same.is_blocked(), "{same}");
    let other = only(&born(r#", "born": "1952-10-07""#, r#", "born": "1953""#));
    assert!(
        other.blockers.iter().any(|b| matches!(b, Blocker::Differs { what: "birth", .. })),
        "{other}"
    );
    let vague = only(&born(r#", "born": "1952-10-07""#, r#", "born": "1952""#));
    assert_eq!(vague.blockers, [Blocker::NameAlone]);

    let office = |to: &str| {
        read(&format!(
            r#"{}, "offices": {{"o": {{"of": "r"}}}}, "tenures": {{
                "t": {{"person": "vp", "office": "o", "criterion": "unstated", "from": "2012-05-07", "to": "open"}},
                "u": {{"person": "putin", "office": "o", "criterion": "unstated", "from": "2000", "to": "{to}"}}}}"#,
            people.replace("BORN1", "").replace("BORN2", "")
        ))
    };
    let persons = |dossier: &Dossier| {
        dossier.proposals().into_iter().find(|p| p.pair.noun() == NounKind::Person).unwrap()
    };
    assert!(!persons(&office("open")).is_blocked());
    assert_eq!(
        persons(&office("2008")).blockers,
        [Blocker::NameAlone],
        "two spells, perhaps of two men"
    );
}

#[test]
fn what_refers_to_others_waits_for_them() {
    let dossier = read(
        r#""states": {"n": {"name": "North Korea"}, "dprk": {"name": "DPRK", "aka": ["North Korea"]}},
           "persons": {"vp": {"name": "Vladimir Putin", "born": "1952-10-07"}, "putin": {"name": "Vladimir Putin", "born": "1952-10-07"}},
           "places": {"a": {"name": "Pyongyang", "capital_of": "n"}, "b": {"name": "Pyongyang", "capital_of": "dprk"}},
           "visits": {"v": {"guest": "vp", "host": "n", "actual": "2024-06-19"},
             "w": {"guest": "putin", "host": "dprk", "planned": "2024-06-18/2024-06-19"}}"#,
    );
    let accept = |dossier: Dossier| {
        let open: Vec<SameAsRecord> = dossier
            .proposals()
            .iter()
            .filter_map(|p| p.accept(id!("editor")).ok())
            .flatten()
            .collect();
        let accepted = open.len();
        let dossier = open.into_iter().fold(dossier.into_builder(), DossierBuilder::record);
        (dossier.build().unwrap(), accepted)
    };
    let visits = |dossier: &Dossier| {
        dossier.proposals().into_iter().find(|p| p.pair.noun() == NounKind::Visit)
    };
    let waiting = visits(&dossier).unwrap();
    assert_eq!(waiting.blockers.len(), 2, "{waiting}");
    assert!(waiting.blockers.iter().all(|b| matches!(b, Blocker::Needs(_))));
    let (dossier, accepted) = accept(dossier);
    assert_eq!(accepted, 2, "{:?}", texts(&dossier));
    let (dossier, accepted) = accept(dossier);
    assert_eq!(accepted, 1, "the visits; {:?}", texts(&dossier));
    assert_eq!(dossier.as_known().visits().count(), 1);
    assert!(visits(&dossier).is_none(), "what is one is not proposed again");
}

#[test]
fn what_was_refused_is_said_to_be() {
    let visits = format!(
        r#"{WORLD}, "visits": {{"a": {{"guest": "p", "host": "n", "actual": "2024-06-19"}},
            "b": {{"guest": "p", "host": "n", "actual": "2024-06-19"}}}}"#
    );
    let dossier = read(&visits);
    let refusal = only(&dossier).refuse(id!("editor"));
    let refused = dossier.into_builder().record(refusal).build().unwrap();
    assert_eq!(only(&refused).blockers, [Blocker::Denied]);
    assert_eq!(refused.as_known().visits().count(), 2);
}

#[test]
fn each_noun_has_its_key() {
    let one = |sections: &str| only(&read(&format!("{WORLD}, {sections}"))).pair.to_string();
    assert_eq!(
        one(
            r#""meetings": {"a": {"participants": ["p", "k"], "actual": "2023-09-13"}, "b": {"participants": ["k", "p"], "actual": "2023-09"},
            "c": {"participants": ["k", "p"], "actual": "2019-04-25"}}"#
        ),
        "meeting:a = meeting:b"
    );
    assert_eq!(
        one(
            r#""agreements": {"a": {"parties": ["n", "r"], "acts": {"signed": {"when": "2024-06-19"}}},
            "b": {"parties": ["r", "n"], "acts": {"r signed": {"when": "2024-06"}}},
            "c": {"parties": ["r", "n"], "acts": {"signed": {"when": "2000-02-09"}}}}"#
        ),
        "agreement:a = agreement:b"
    );
    assert_eq!(
        one(
            r#""offices": {"a": {"of": "r", "title": "Minister of Defence"}, "b": {"of": "r", "title": "minister of defence"},
            "c": {"of": "n", "title": "Minister of Defence"}}"#
        ),
        "office:a = office:b"
    );
    assert_eq!(
        one(r#""ties": {"a": {"kind": "pressure", "from": "r", "to": "n", "during": "2020/2022"},
            "b": {"kind": "pressure", "from": "r", "to": "n", "during": "2021/2023"},
            "c": {"kind": "pressure", "from": "n", "to": "r", "during": "2021/2023"},
            "d": {"kind": "pressure", "from": "r", "to": "n", "during": "2024/2025"}}"#),
        "tie:a = tie:b"
    );
    assert_eq!(
        one(
            r#""statements": {"a": {"speaker": "r", "act": "praises", "when": "2024-06-18", "about": ["state:n"]},
            "b": {"speaker": "r", "act": "praises", "when": "2024-06-18", "about": ["state:n"]},
            "c": {"speaker": "r", "act": "praises", "when": "2024-06-18", "about": ["state:r"]}}"#
        ),
        "statement:a = statement:b"
    );
    assert_eq!(
        one(
            r#""visits": {"v": {"guest": "p", "host": "n"}}, "trips": {"a": {"traveller": "p", "legs": {"visit:v": {}}},
            "b": {"traveller": "p", "legs": {"visit:v": {}}}, "c": {"traveller": "p"}}"#
        ),
        "trip:a = trip:b"
    );
}

#[test]
fn copies_of_a_report_are_found() {
    let with = |fields: &str| {
        let text = format!(r#"{{"detente": 1, "sources": {{{fields}}}}}"#);
        let proposals = Dossier::from_json(&text).unwrap().proposals();
        proposals.iter().map(|p| (p.pair.to_string(), p.is_blocked())).collect::<Vec<_>>()
    };
    let found = |blocked| vec![("source:a = source:b".to_owned(), blocked)];
    assert_eq!(
        with(r#""a": {"url": "https://x.org/1"}, "b": {"url": "http://www.x.org/1/"}"#),
        found(false)
    );
    assert_eq!(
        with(r#""a": {"title": "T", "publisher": "P"}, "b": {"title": "t", "publisher": "p"}"#),
        found(false)
    );
    assert_eq!(with(r#""a": {"title": "T"}, "b": {"title": "T"}"#), []);
    assert_eq!(
        with(
            r#""a": {"url": "x.org", "published": "2024"}, "b": {"url": "x.org", "published": "2023"}"#
        ),
        found(true)
    );
    // What derives from one report already is one already.
    assert_eq!(with(r#""a": {"url": "x.org"}, "b": {"url": "x.org", "derived_from": "a"}"#), []);

    let quoted = r#"{"detente": 1, "sources": {"a": {}, "b": {}}, "persons": {"p": {"accounts": [
        {"by": "a", "quote": "a relationship of comrades in arms"}, {"by": "b", "quote": "A relationship of comrades-in-arms"}]}}}"#;
    let proposals = Dossier::from_json(quoted).unwrap().proposals();
    assert_eq!(proposals.len(), 1, "{proposals:?}");
}

#[test]
fn long_ids_make_a_claim_with_an_id_of_its_own() {
    let long = |end: &str| format!("{}{end}", "x".repeat(190));
    let dossier = Dossier::from_json(&format!(
        r#"{{"detente": 1, "sources": {{"{}": {{"url": "x.org"}}, "{}": {{"url": "x.org"}}}}}}"#,
        long("a"),
        long("b")
    ))
    .unwrap();
    let [record] = &only(&dossier).accept(id!("editor")).unwrap()[..] else { panic!("one record") };
    let record = record.clone();
    assert!(record.id().as_str().len() <= 200);
    let united = dossier.into_builder().source(Source::new(id!("editor"))).record(record).build();
    assert!(united.is_ok());
}
