//! Contradictions across records, denials of a whole, and days that differ by the clocks alone.

use detente::knowledge::Contradiction;
use detente::model::Visit;

use support::world::dossier;

fn contradictions(sections: &str) -> Vec<String> {
    let known = dossier(sections).as_known();
    known.contradictions().iter().map(ToString::to_string).collect()
}

const CHURCHES: &str = r#""places": {
    "trinity": {"kind": "church", "state": "north-korea"}, "chapel": {"kind": "church", "state": "north-korea"}},"#;

fn only(id: &str, subject: &str, by: &str) -> String {
    format!(
        r#""{id}": {{"by": "{by}", "speaker": "@author", "act": "claims_superlative", "superlative":
        {{"claim": "only", "subject": "place:{subject}", "among": {{"kind": "church", "state": "north-korea"}}}}}}"#
    )
}

#[test]
fn two_are_the_only_one() {
    let (one, other) = (only("a", "trinity", "early"), only("b", "chapel", "late"));
    let both = contradictions(&format!(r#"{CHURCHES} "statements": {{{one}, {other}}}"#));
    assert_eq!(
        both,
        [
            "place:trinity and place:chapel are each said to be the only one\n  statement:a (early)\n  statement:b (late)"
        ],
        "and not the two checks besides"
    );
    let alone = contradictions(&format!(r#"{CHURCHES} "statements": {{{one}}}"#));
    assert_eq!(alone.len(), 1);
    assert!(alone[0].starts_with("statement:a (early): "), "{alone:?}");
    assert!(alone[0].ends_with("fails\n  against it: place:chapel"), "{alone:?}");
    let same = only("b", "trinity", "late");
    let same = contradictions(&format!(
        r#""places": {{"trinity": {{"kind": "church", "state": "north-korea"}}}}, "statements": {{{one}, {same}}}"#
    ));
    assert!(same.is_empty(), "{same:?}");
}

#[test]
fn the_last_is_so_as_of_the_day_it_is_said() {
    let last = |actual: &str| {
        contradictions(&format!(
            r#""meetings": {{
                "m": {{"participants": ["kim", "putin"], "progress": "held", "actual": "2023-09-13"}},
                "n": {{"by": "late", "participants": ["kim", "putin"], "progress": "held", "actual": "{actual}"}}}},
            "statements": {{"last": {{"speaker": "@author", "act": "claims_superlative", "superlative":
                {{"claim": "last", "subject": "meeting:m", "among": {{"participants": ["kim", "putin"]}}}}}}}}"#
        ))
    };
    assert!(last("2024-06-19").is_empty());
    assert_eq!(last("2024-05-19").len(), 1);
}

#[test]
fn two_hold_an_office_of_one_seat() {
    let two = |seats: &str, first: &str, second: &str| {
        contradictions(&format!(
            r#""offices": {{"president": {{"of": "venezuela"{seats}}}}}, "tenures": {{
                "a": {{"person": "maduro", "office": "president", "criterion": "own_claim", {first}}},
                "b": {{"by": "late", "person": "guaido", "office": "president", "criterion": "own_claim", {second}}}}}"#
        ))
    };
    let seat = r#", "seats": 1"#;
    let (long, short) =
        (r#""from": "2013-04-19", "to": "open""#, r#""from": "2019-01-23", "to": "2023-01-05""#);
    assert_eq!(
        two(seat, long, short),
        ["two hold office:president by own claim on 2019-01-23\n  tenure:a (early)\n  tenure:b (late)"]
            .map(|line| line.replace("own claim", &detente::model::Criterion::OwnClaim.to_string()))
    );
    assert!(two("", long, short).is_empty(), "of how many is not said");
    assert!(two(r#", "seats": 2"#, long, short).is_empty());
    let until = r#""from": "2013-04-19", "to": "2019-01-23""#;
    assert!(two(seat, until, short).is_empty(), "handed over on the day");
    let still = r#""from": "2013-04-19", "to": "still 2019-02-01""#;
    assert_eq!(two(seat, still, short).len(), 1);
    let unknown = r#""from": "2013-04-19", "to": "unknown""#;
    assert!(two(seat, unknown, short).is_empty(), "perhaps over by then");
    let vague = r#""from": "2019", "to": "2019""#;
    assert!(two(seat, vague, short).is_empty());
}

#[test]
fn a_guest_is_at_two_hosts_at_once() {
    let two = |second: &str| {
        contradictions(&format!(
            r#""visits": {{"a": {{"guest": "putin", "host": "north-korea", "progress": "held", "actual": "2024-06-18/2024-06-20"}},
                "b": {{"guest": "putin", {second}}}}}"#
        ))
    };
    let china = |actual: &str| {
        two(&format!(r#""host": "china", "progress": "held", "actual": "{actual}""#))
    };
    assert_eq!(
        china("2024-06-19"),
        ["person:putin is at two hosts on 2024-06-19\n  visit:a (early)\n  visit:b (early)"]
    );
    assert!(china("2024-06-20/2024-06-21").is_empty(), "a day of travel");
    assert!(china("2024-06").is_empty());
    assert!(two(r#""host": "china", "planned": "2024-06-19""#).is_empty());
    assert!(two(r#""host": "north-korea", "progress": "held", "actual": "2024-06-19""#).is_empty());
    let known = dossier(
        r#""visits": {"a": {"guest": "kim", "host": "russia", "actual": "2024-06-01/2024-06-09"},
            "b": {"guest": "kim", "host": "china", "actual": "2024-06-03/2024-06-04"}}"#,
    )
    .as_known();
    let found = known.contradictions();
    assert!(matches!(&found[..], [Contradiction::TwoHosts { guest, .. }] if *guest == "kim"));
    assert_eq!(serde_json::to_value(&found).unwrap()[0]["two_hosts"]["on"], "2024-06-03");
}

#[test]
fn a_whole_is_denied() {
    let known = dossier(
        r#""visits": {"v": {"guest": "kim", "host": "japan", "accounts": [
            {"progress": "planned", "form": "state"}, {"by": "late", "stance": "denies"}],
            "stops": {"talks": {"accounts": [{"progress": "planned"}, {"by": "other", "stance": "denies"}]}}}}"#,
    )
    .as_known();
    let listed: Vec<String> = known.disagreements().iter().map(ToString::to_string).collect();
    assert_eq!(
        listed,
        [
            "visit:v: existence\n  so (early)\n  not so (late, denies it)",
            "visit:v, stops, talks: existence\n  so (early)\n  not so (other, denies it)",
        ]
    );
    let form = known.visit("v").unwrap().explain(Visit::FORM);
    assert!(form.is_contested());
    assert_eq!(form.to_string(), "form: state (early)\n  denied as a whole: late, denies it");
}

#[test]
fn a_denial_taken_back_contests_nothing() {
    let known = dossier(
        r#""visits": {"v": {"guest": "kim", "host": "japan", "accounts": [
            {"stance": "denies"}, {"by": "late", "form": "state"}, {"by": "correction", "form": "state"}]}}"#,
    )
    .as_known();
    assert!(known.disagreements().is_empty());
    assert!(!known.visit("v").unwrap().explain(Visit::FORM).is_contested());
}

#[test]
fn one_moment_on_two_days() {
    let effects = |first: &str, second: &str| {
        let known = dossier(&format!(
            r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", "stops": {{"arrival": {{"accounts": [
                {{"actual": "{first}"}}, {{"by": "late", "actual": "{second}"}}]}}}}}}}}"#
        ))
        .as_known();
        let effects: Vec<String> = known.zone_effects().iter().map(ToString::to_string).collect();
        (effects, known.disagreements().len())
    };
    let (found, disagreements) = effects("2024-06-19T02:22+09:00", "2024-06-18T20:22+03:00");
    assert_eq!(
        (found, disagreements),
        (
            vec!["visit:v, stops, arrival: actual is one moment, 2024-06-19T02:22+09:00\n  2024-06-19 at UTC+9 (early)\n  2024-06-18 at UTC+3 (late)".to_owned()],
            0
        )
    );
    assert_eq!(effects("2024-06-19T02:22+09:00", "2024-06-18T21:22+03:00"), (Vec::new(), 1));
    assert_eq!(effects("2024-06-19T02:22+09:00", "2024-06-17"), (Vec::new(), 1));
    assert_eq!(effects("2024-06-19T02:22+09:00", "2024-06-19"), (Vec::new(), 0));
    assert_eq!(effects("2024-06-19", "2024-06-18"), (Vec::new(), 1), "no moment is told");
    let (half, _) = effects("2024-06-18", "2024-06-19T04:15+05:45");
    assert!(
        half[0].ends_with("2024-06-18 at UTC-12 to UTC+1 (early)\n  2024-06-19 at UTC+5:45 (late)"),
        "{half:?}"
    );
}

#[test]
fn the_days_of_a_visit_by_its_arrival() {
    let known = |arrival: &str| {
        dossier(&format!(
            r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", "accounts": [
                {{"progress": "held", "actual": "2024-06-19"}},
                {{"by": "late", "progress": "held", "actual": "2024-06-18/2024-06-19"}}],
                "stops": {{"arrival": {{"kind": "arrival", {arrival}}}}}}}}}"#
        ))
        .as_known()
    };
    let told = known(r#""actual": "2024-06-19T02:22+09:00""#);
    assert!(told.disagreements().is_empty());
    let [effect] = &told.zone_effects()[..] else { panic!("one effect") };
    assert_eq!((effect.about.to_string().as_str(), effect.days.len()), ("visit:v", 2));
    let json = serde_json::to_value(effect).unwrap();
    assert_eq!(json["days"][1]["offsets"], serde_json::json!([-720, 360]));
    let untold = known(r#""actual": "2024-06-19""#);
    assert_eq!((untold.disagreements().len(), untold.zone_effects().len()), (1, 0));
    let later = known(r#""actual": "2024-06-19T21:22+09:00""#);
    assert_eq!((later.disagreements().len(), later.zone_effects().len()), (1, 0));
}

#[test]
fn a_statement_is_not_the_same_as_itself() {
    let known = dossier(
        r#""statements": {"a": {"speaker": "kim", "act": "praises", "may_be_same_as": ["a", "b"]},
            "b": {"speaker": "kim", "act": "praises"}}"#,
    )
    .as_known();
    let same: Vec<_> =
        known.statement("a").unwrap().may_be_same_as().map(|s| s.id().as_str()).collect();
    assert_eq!(same, ["b"]);
    assert_eq!(known.count_once(known.statements()).len(), 1);
}

#[test]
fn a_place_within_another_contradicts_nothing() {
    let disagreements = |within: &str| {
        let known = dossier(&format!(
            r#""places": {{"city": {{}}, "square": {{{within}}}}},
            "visits": {{"v": {{"guest": "putin", "host": "north-korea", "accounts": [
                {{"place": "city"}}, {{"by": "late", "place": "square"}}]}}}}"#
        ))
        .as_known();
        assert_eq!(
            known.visit("v").unwrap().explain(Visit::PLACE).is_contested(),
            !known.disagreements().is_empty()
        );
        known.disagreements().len()
    };
    assert_eq!(disagreements(r#""within": "city""#), 0);
    assert_eq!(disagreements(""), 1);
}
