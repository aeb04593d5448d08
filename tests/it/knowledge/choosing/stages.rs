//! Histories of plans, each stage with a day of its own.

use detente::model::{Progress, Visit};
use detente::{Dossier, Knowledge, date};

/// What is known of a visit with these accounts. `a`, `b` and `c` tell on the 1st to the 3rd of June 2024.
fn known(accounts: &[&str]) -> Knowledge {
    let text = format!(
        r#"{{"detente": 1, "sources": {{
            "a": {{"published": "2024-06-01"}}, "b": {{"published": "2024-06-02"}},
            "c": {{"published": "2024-06-03"}}}},
        "persons": {{"p": {{"by": "a"}}}},
        "visits": {{"v": {{"guest": "p", "host": "north-korea", "accounts": [{}]}}}}}}"#,
        accounts.join(", ")
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{accounts:?}: {error}")).as_known()
}

#[test]
fn an_older_stage_contests_nothing() {
    for (accounts, is_contested) in [
        // Put off, and on again: one report, two reports, by days of their own or by when they were told.
        (
            [
                r#"{"by": "a", "progress": "postponed", "as_of": "2024-05-09"}"#,
                r#"{"by": "a", "progress": "planned", "as_of": "2024-05-15"}"#,
            ],
            false,
        ),
        (
            [r#"{"by": "a", "progress": "planned"}"#, r#"{"by": "b", "progress": "cancelled"}"#],
            false,
        ),
        (
            [
                r#"{"by": "a", "progress": "planned"}"#,
                r#"{"by": "a", "progress": "cancelled", "as_of": "2024-05-09"}"#,
            ],
            false,
        ),
        // As of days that may lie in either order.
        (
            [
                r#"{"by": "a", "progress": "postponed", "as_of": "2024-05"}"#,
                r#"{"by": "b", "progress": "planned", "as_of": "2024-05-15"}"#,
            ],
            true,
        ),
        // What came about came about, whenever it is told.
        (
            [r#"{"by": "a", "progress": "did_not_happen"}"#, r#"{"by": "b", "progress": "held"}"#],
            true,
        ),
        // A plan denied while it was none yet.
        (
            [
                r#"{"by": "a", "progress": "planned", "stance": "denies"}"#,
                r#"{"by": "b", "progress": "planned"}"#,
            ],
            false,
        ),
        (
            [
                r#"{"by": "a", "progress": "planned"}"#,
                r#"{"by": "b", "progress": "planned", "stance": "denies"}"#,
            ],
            true,
        ),
    ] {
        let known = known(&accounts);
        let explained = known.visit("v").unwrap().explain(Visit::PROGRESS);
        assert_eq!(explained.is_contested(), is_contested, "{explained}");
        assert_eq!(known.disagreements().len(), usize::from(is_contested), "{explained}");
    }
}

#[test]
fn an_older_stage_takes_no_side() {
    let known = known(&[
        r#"{"by": "a", "progress": "cancelled"}"#,
        r#"{"by": "b", "progress": "did_not_happen"}"#,
        r#"{"by": "c", "progress": "held"}"#,
    ]);
    let [one] = &known.disagreements()[..] else { panic!("of the two outcomes") };
    let sides: Vec<String> = one.sides.iter().map(|side| side.value.to_string()).collect();
    assert_eq!(sides, ["held", "did not happen"]);
}

#[test]
fn a_day_that_was_put_off_is_planned_no_more() {
    let planned = r#"{"by": "a", "progress": "planned", "planned": "2024-07-05"}"#;
    let put_off = r#"{"by": "b", "progress": "postponed"}"#;
    let again = r#"{"by": "c", "progress": "planned"}"#;
    for (accounts, expected) in [
        (vec![planned], Some("2024-07-05")),
        (vec![planned, put_off], None),
        (vec![planned, put_off, again], None),
        // Told anew: another day, or the same.
        (
            vec![
                planned,
                put_off,
                r#"{"by": "c", "progress": "planned", "planned": "2024-07-26"}"#,
            ],
            Some("2024-07-26"),
        ),
        (
            vec![
                planned,
                put_off,
                r#"{"by": "c", "progress": "planned", "planned": "2024-07-05"}"#,
            ],
            Some("2024-07-05"),
        ),
        // Put off to a day.
        (
            vec![
                planned,
                r#"{"by": "b", "progress": "postponed", "planned": "2024-07-20"}"#,
                again,
            ],
            Some("2024-07-20"),
        ),
        // It was put off before that day was planned, or on a day of which that is not certain.
        (
            vec![planned, r#"{"by": "b", "progress": "postponed", "as_of": "2024-05-20"}"#],
            Some("2024-07-05"),
        ),
        (
            vec![planned, r#"{"by": "b", "progress": "postponed", "as_of": "2024"}"#],
            Some("2024-07-05"),
        ),
        // That it may be put off puts off no day.
        (
            vec![
                planned,
                r#"{"by": "b", "progress": "postponed", "certainty": "possible"}"#,
                again,
            ],
            Some("2024-07-05"),
        ),
        // Nor does who denies that it is.
        (
            vec![planned, r#"{"by": "b", "progress": "postponed", "stance": "denies"}"#],
            Some("2024-07-05"),
        ),
    ] {
        let known = known(&accounts);
        let visit = known.visit("v").unwrap();
        let day = visit.planned().map(|when| when.to_string());
        assert_eq!(day.as_deref(), expected, "{}", visit.explain(Visit::PLANNED));
        let explained = visit.explain(Visit::PLANNED).chosen.map(|told| told.value().to_string());
        assert_eq!(explained.as_deref(), expected, "{accounts:?}");
    }
    let known = known(&[planned, put_off, again]);
    assert!(known.unconfirmed_plans(date!("2024-08-01")).is_empty());
    let before = known.dossier().as_known_on(date!("2024-06-01"));
    assert_eq!(before.visit("v").unwrap().planned().unwrap().to_string(), "2024-07-05");
}

#[test]
fn a_history_in_one_report_revives_no_day() {
    let known = known(&[
        r#"{"by": "a", "progress": "planned", "planned": "2024-05-20", "as_of": "2024-05-03"}"#,
        r#"{"by": "a", "progress": "postponed", "as_of": "2024-05-09"}"#,
        r#"{"by": "a", "progress": "planned", "as_of": "2024-05-15"}"#,
    ]);
    let visit = known.visit("v").unwrap();
    assert_eq!((visit.progress(), visit.planned()), (Some(Progress::Planned), None));
    assert!(known.unconfirmed_plans(date!("2024-06-15")).is_empty());
}
