//! What has changed between two states of knowledge.

use detente::knowledge::ChangeKind;
use detente::{Dossier, Knowledge, date};

use support::world::dossier;

fn lines(later: &Knowledge, earlier: &Knowledge) -> Vec<String> {
    later.changes_since(earlier).iter().map(ToString::to_string).collect()
}

/// What is new on 4 July against 1 June.
fn since_june(sections: &str) -> Vec<String> {
    let dossier = dossier(sections);
    lines(&dossier.as_known_on(date!("2024-07-04")), &dossier.as_known_on(date!("2024-06-01")))
}

fn of_visit(accounts: &str) -> Vec<String> {
    since_june(&format!(
        r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", "accounts": [{accounts}]}}}}"#
    ))
}

#[test]
fn a_record_is_newly_known_once() {
    let told = since_june(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea",
            "accounts": [{"by": "late", "progress": "held"}, {"by": "other", "label": "friendly"}],
            "stops": {"talks": {"by": "late", "progress": "held"}}}}"#,
    );
    assert_eq!(told, ["visit:v: progress held, label friendly (newly told by late; other)"]);
    let denied = since_june(
        r#""visits": {"v": {"guest": "putin", "host": "china", "by": "late", "stance": "denies"}}"#,
    );
    assert_eq!(denied, ["visit:v: (newly told by late, denies it)"]);
}

#[test]
fn a_part_is_newly_known() {
    let told = since_june(
        r#""agreements": {"treaty": {"parties": ["russia", "north-korea"],
            "acts": {"signed": {"by": "late", "when": "2024-06-19"}}}}"#,
    );
    assert_eq!(
        told,
        [
            "agreement:treaty, acts, signed: when 2024-06-19 (newly told by late)",
            "agreement:treaty: status nothing done -> signed, between north-korea and russia",
        ]
    );
}

#[test]
fn details_are_told_changed_and_dropped() {
    let told =
        of_visit(r#"{"form": "state"}, {"by": "late", "form": "state", "label": "friendly"}"#);
    assert_eq!(told, ["visit:v: label friendly, newly told by late"]);
    let changed = of_visit(r#"{"form": "state"}, {"by": "late", "form": "working"}"#);
    assert_eq!(
        changed,
        [
            "visit:v: form state (early) -> working (late): told later",
            "visit:v: form working: now contested",
        ]
    );
    let corrected = of_visit(r#"{"form": "state"}, {"by": "correction", "form": "working"}"#);
    assert_eq!(
        corrected,
        [
            "visit:v: form state (early) -> working (correction): its source has since told it otherwise"
        ]
    );
    let dropped = of_visit(
        r#"{"form": "state", "label": "friendly"}, {"by": "correction", "form": "state", "stance": "denies"}"#,
    );
    assert_eq!(dropped, ["visit:v: form state: taken back, and nothing else told"]);
    let alike = of_visit(r#"{"form": "state"}, {"by": "late", "form": "state"}"#);
    assert!(alike.is_empty(), "{alike:?}");
}

#[test]
fn denials_contest_and_take_back() {
    let denied =
        of_visit(r#"{"form": "state"}, {"by": "late", "form": "state", "stance": "denies"}"#);
    assert_eq!(denied, ["visit:v: form state: now contested"]);
    let whole = of_visit(r#"{"form": "state"}, {"by": "late", "stance": "denies"}"#);
    assert_eq!(whole, ["visit:v: existence so: now contested"], "once, not for each detail");
    let taken_back =
        of_visit(r#"{"progress": "planned"}, {"by": "correction", "stance": "denies"}"#);
    assert_eq!(
        taken_back,
        [
            "visit:v: taken back by all who told of it",
            "visit:v: progress planned: taken back, and nothing else told",
        ]
    );
}

#[test]
fn a_dispute_is_settled() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea", "accounts": [
            {"form": "state"}, {"by": "late", "form": "working"}, {"by": "correction", "form": "working"}]}}"#,
    );
    let (before, after) = (date!("2024-07-01"), date!("2024-07-03"));
    let changes = lines(&dossier.as_known_on(after), &dossier.as_known_on(before));
    assert_eq!(changes, ["visit:v: form working: no longer contested"]);
}

#[test]
fn a_treaty_enters_into_force_by_the_day_alone() {
    let dossier = dossier(
        r#""agreements": {"treaty": {"parties": ["russia", "north-korea", "china"], "acts": {
            "signed": {"when": "2024-06-19"}, "in_force": {"when": "2024-12-04"}}}}"#,
    );
    let on = |day| dossier.as_known_on(day);
    let (eve, day) = (on(date!("2024-12-03")), on(date!("2024-12-04")));
    let changes = day.changes_since(&eve);
    let [change] = &changes[..] else { panic!("{changes:?}") };
    let ChangeKind::Status { between, .. } = &change.kind else { panic!("{change}") };
    assert_eq!(between.len(), 3, "every pair, in one change");
    assert!(change.to_string().starts_with("agreement:treaty: status signed -> in force"));
    assert!(lines(&eve, &on(date!("2024-06-20"))).is_empty());
    assert!(lines(&dossier.as_known(), &eve).is_empty(), "no day to compare on");
}

#[test]
fn who_is_listened_to_counts() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea", "accounts": [
            {"form": "state"}, {"by": "late", "form": "working"}]}}"#,
    );
    let all = dossier.as_known();
    let early = dossier.knowledge().listening_to(|source, _| source.id == *"early").build();
    let changes = lines(&early, &all);
    assert_eq!(
        changes,
        [
            "visit:v: form working (late) -> state (early): no longer told",
            "visit:v: form state: no longer contested",
        ]
    );
    let deaf = dossier.knowledge().listening_to(|_, _| false).build();
    assert!(lines(&deaf, &all).contains(&"visit:v: no longer told of".to_owned()));
    let ruled = dossier.knowledge().ruling(
        "visit:v".parse::<detente::model::RecordRef>().unwrap(),
        "form",
        detente::id!("early"),
    );
    let ruled = lines(&ruled.build(), &all);
    assert_eq!(ruled, ["visit:v: form working (late) -> state (early): ruled so"]);
}

#[test]
fn two_dossiers_are_compared_by_id() {
    let one = dossier(
        r#""visits": {"a": {"guest": "putin", "host": "china"}, "b": {"guest": "kim", "host": "china",
            "stops": {"x": {}, "y": {}}}}"#,
    );
    let two = dossier(
        r#""visits": {"b": {"guest": "kim", "host": "china", "label": "new", "stops": {"y": {}, "z": {}}},
            "c": {"guest": "kim", "host": "russia"}}"#,
    );
    assert_eq!(
        lines(&two.as_known(), &one.as_known()),
        [
            "visit:a: no longer told of",
            "visit:b: label new, newly told by early",
            "visit:b, stops, x: no longer told of",
            "visit:b, stops, z: (newly told by early)",
            "visit:c: (newly told by early)",
        ]
    );
}

#[test]
fn changes_are_written() {
    let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}}, "states": {"n": {"name": "N"}}}"#;
    let dossier = Dossier::from_json(text).unwrap();
    let changes = dossier.as_known().changes_since(&dossier.as_known_on(date!("2024-06-16")));
    let json = serde_json::to_value(&changes).unwrap();
    assert_eq!(json[0]["about"], "state:n");
    assert_eq!(json[0]["kind"]["newly_known"]["by"][0]["known_on"], "2024-06-17");
}

#[test]
fn a_day_told_by_another_record_changes_with_it() {
    let told = |second: &str, anchor: &str| {
        since_june(&format!(
            r#""visits": {{
                "first": {{"guest": "kim", "host": "russia", "accounts": [{{"actual": "2024-05-10"}} {anchor}]}},
                "second": {{"guest": "putin", "host": "north-korea", "accounts": [{second}]}}}}"#
        ))
    };
    let of_second = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().filter(|line| line.starts_with("visit:second")).collect()
    };
    let after = r#"{"actual": {"after": "visit:first"}}"#;
    assert!(told(after, "").is_empty());
    let later = r#", {"by": "correction", "actual": "2024-05-20"}"#;
    assert_eq!(
        of_second(told(after, later)),
        [
            "visit:second: actual from 2024-05-10/.. to unknown (early) -> from 2024-05-20/.. to unknown (early): the record that dates it is dated otherwise"
        ]
    );
    // A value that it is held against competes with other days.
    let against = format!(r#"{after}, {{"by": "early", "locator": "P2", "actual": "2024-05-15"}}"#);
    assert_eq!(
        of_second(told(&against, later)),
        [
            "visit:second: actual: undecided between after visit:first and 2024-05-15; it was 2024-05-15"
        ]
    );
}

#[test]
fn what_lies_within_what_changes_an_answer() {
    let told = |within: &str| {
        since_june(&format!(
            r#""places": {{"town": {{"by": "early"}}, "square": {{"accounts": [{{"by": "early"}} {within}]}}}},
            "meetings": {{"m": {{"participants": ["putin", "kim"], "accounts": [
                {{"place": "square", "progress": "held"}},
                {{"place": "town", "progress": "held", "locator": "P2"}}]}}}}"#
        ))
    };
    assert!(told("").is_empty());
    assert_eq!(
        told(r#", {"by": "late", "within": "town"}"#),
        [
            "place:square: within town, newly told by late",
            "meeting:m: place square: decided",
            "meeting:m: place square: no longer contested"
        ]
    );
}
