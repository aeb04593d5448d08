//! What a chain of reports comes to: who repeats, who drifts, who brings news, and how firmly.

use detente::model::{Progress, Visit};
use detente::{Dossier, Knowledge};
use proptest::prelude::*;

/// What is known of one visit with these accounts. `root` is of 1 June 2024, and so is `early-copy`, which
/// rests on it. `retelling` and `late-retelling` of the 6th and 7th rest on `early-copy`; `edition` of the
/// 8th, `late-edition` of the 9th on `root`; `b` and `c`, of the 3rd and 4th, on nothing.
fn known(accounts: &str) -> Knowledge {
    let text = format!(
        r#"{{"detente": 1, "sources": {{
            "root": {{"published": "2024-06-01"}},
            "b": {{"published": "2024-06-03"}}, "c": {{"published": "2024-06-04"}},
            "early-copy": {{"published": "2024-06-01", "derived_from": "root"}},
            "retelling": {{"published": "2024-06-06", "derived_from": "early-copy"}},
            "late-retelling": {{"published": "2024-06-07", "derived_from": "retelling"}},
            "edition": {{"published": "2024-06-08", "derived_from": "root"}},
            "late-edition": {{"published": "2024-06-09", "derived_from": "root"}}}},
        "persons": {{"p": {{"by": "root"}}}},
        "places": {{"town": {{"by": "root"}}, "square": {{"by": "root", "within": "town"}},
            "port": {{"by": "root"}}, "isle": {{"by": "root"}}}},
        "visits": {{"v": {{"guest": "p", "host": "north-korea", "accounts": [{accounts}]}}}}}}"#
    );
    let dossier = Dossier::from_json(&text).unwrap_or_else(|error| panic!("{accounts}: {error}"));
    dossier.as_known()
}

/// The place taken, and how many words on it have drifted.
fn place(accounts: &str) -> (String, usize) {
    let known = known(accounts);
    let place = known.visit("v").unwrap().explain(Visit::PLACE);
    let taken = place.chosen.map_or("?".to_owned(), |told| told.value().to_string());
    (taken, place.drifted.len())
}

fn progress(accounts: &str) -> Option<Progress> {
    known(accounts).visit("v").unwrap().progress()
}

fn at(by: &str, place: &str) -> String {
    format!(r#"{{"by": "{by}", "place": "{place}"}}"#)
}

#[test]
fn who_repeats_a_slip_has_slipped() {
    for (accounts, expected) in [
        // The slip, told on by whoever read it, however late, and more vaguely.
        (vec![at("root", "port"), at("early-copy", "town"), at("retelling", "town")], ("port", 2)),
        (
            vec![at("root", "port"), at("early-copy", "square"), at("late-retelling", "town")],
            ("port", 2),
        ),
        // Neither repeats it: it says something of its own, later.
        (vec![at("root", "port"), at("early-copy", "town"), at("retelling", "isle")], ("isle", 1)),
        (
            vec![at("root", "port"), at("early-copy", "town"), at("retelling", "square")],
            ("square", 1),
        ),
        // The root itself says so since: what it says is no slip.
        (vec![at("root", "port"), at("early-copy", "town"), at("edition", "town")], ("town", 1)),
        // Where the root is silent its reader speaks for it.
        (vec![at("early-copy", "town"), at("retelling", "town")], ("town", 0)),
    ] {
        let accounts = accounts.join(", ");
        assert_eq!(place(&accounts), (expected.0.to_owned(), expected.1), "{accounts}");
    }
}

#[test]
fn a_denial_that_repeats_a_slip_has_slipped() {
    let denied = |by: &str| format!(r#"{{"by": "{by}", "place": "port", "stance": "denies"}}"#);
    let slip = [at("root", "port"), denied("early-copy"), denied("retelling")].join(", ");
    assert_eq!(place(&slip).0, "port");
    let news = [at("root", "port"), denied("retelling")].join(", ");
    assert_eq!(place(&news).0, "?");
}

#[test]
fn what_holds_as_of_a_later_day_is_no_copy() {
    let stage = |by: &str, stage: &str, as_of: &str| {
        let as_of =
            if as_of.is_empty() { String::new() } else { format!(r#", "as_of": "{as_of}""#) };
        format!(r#"{{"by": "{by}", "progress": "{stage}"{as_of}}}"#)
    };
    let before = [stage("root", "planned", ""), stage("b", "postponed", "")].join(", ");
    for (later, expected) in [
        // On again, as of a day after it was put off.
        (stage("edition", "planned", "2024-06-07"), Progress::Planned),
        // The old word once more, with no day of its own or an old one.
        (stage("edition", "planned", ""), Progress::Postponed),
        (stage("edition", "planned", "2024-06-01"), Progress::Postponed),
        // As of a day before it was put off.
        (stage("edition", "planned", "2024-06-02"), Progress::Postponed),
        // Some day of June may be any.
        (stage("edition", "planned", "2024-06"), Progress::Postponed),
    ] {
        assert_eq!(progress(&format!("{before}, {later}")), Some(expected), "{later}");
    }
    // What the root has since replaced is stale, but for who tells it as of a later day.
    let chain =
        [stage("root", "planned", ""), stage("edition", "postponed", "2024-06-04")].join(", ");
    let again = format!("{chain}, {}", stage("late-edition", "planned", ""));
    assert_eq!(progress(&again), Some(Progress::Postponed));
    let news = format!("{chain}, {}", stage("late-edition", "planned", "2024-06-06"));
    assert_eq!(progress(&news), Some(Progress::Planned));
}

#[test]
fn a_planned_day_as_of_a_later_day_is_no_copy() {
    let planned = |by: &str, day: &str, rest: &str| {
        format!(r#"{{"by": "{by}", "progress": "planned", "planned": "{day}"{rest}}}"#)
    };
    let told = [planned("root", "2024-07-05", ""), planned("b", "2024-07-26", "")].join(", ");
    let day = |accounts: &str| known(accounts).visit("v").unwrap().planned().unwrap().to_string();
    let copy = format!("{told}, {}", planned("edition", "2024-07-05", ""));
    assert_eq!(day(&copy), "2024-07-26");
    let news =
        format!("{told}, {}", planned("edition", "2024-07-05", r#", "as_of": "2024-06-07""#));
    assert_eq!(day(&news), "2024-07-05");
}

#[test]
fn a_guess_replaces_no_firm_word() {
    let guess = |by: &str, place: &str, how: &str| {
        format!(r#"{{"by": "{by}", "place": "{place}", {how}}}"#)
    };
    let possible = r#""certainty": "possible""#;
    let mentions = r#""stance": "mentions""#;
    for (accounts, expected) in [
        (vec![at("root", "port"), guess("edition", "isle", possible)], "port"),
        (vec![at("root", "port"), guess("edition", "isle", mentions)], "port"),
        // A guess is replaced by what is told as surely, or more so.
        (vec![guess("root", "port", possible), guess("edition", "isle", possible)], "isle"),
        (vec![guess("root", "port", possible), at("edition", "isle")], "isle"),
        // Who is sure of what somebody else only thought possible brings news, and no copy.
        (
            vec![
                at("root", "port"),
                guess("edition", "isle", possible),
                at("late-edition", "isle"),
            ],
            "isle",
        ),
        // But who is surer than the root itself has drifted no further than that.
        (
            vec![
                guess("root", "port", possible),
                at("edition", "port"),
                guess("b", "isle", r#""certainty": "probable""#),
            ],
            "isle",
        ),
        // Against others the guess counts as a guess, and costs the firm word nothing.
        (
            vec![
                at("root", "port"),
                at("b", "port"),
                at("c", "isle"),
                guess("edition", "town", possible),
            ],
            "port",
        ),
    ] {
        let accounts = accounts.join(", ");
        assert_eq!(place(&accounts).0, expected, "{accounts}");
    }
    let known = known(&[at("root", "port"), guess("edition", "isle", possible)].join(", "));
    let explained = known.visit("v").unwrap().explain(Visit::PLACE).to_string();
    assert_eq!(explained, "place: port (root)\n  over isle (edition): told more surely");
    assert!(known.corrections().is_empty());
}

#[test]
fn a_denial_that_is_only_possible_takes_nothing_back() {
    let denied =
        |rest: &str| format!(r#"{{"by": "edition", "place": "port", "stance": "denies"{rest}}}"#);
    let both = |rest: &str| [at("root", "port"), denied(rest)].join(", ");
    assert_eq!(place(&both("")).0, "?");
    assert_eq!(place(&both(r#", "certainty": "possible""#)).0, "port");
    // Nor is the whole taken back, but by who is as sure.
    let whole = |certainty: &str| {
        let denied =
            format!(r#"{{"by": "edition", "stance": "denies", "certainty": "{certainty}"}}"#);
        let known = known(&format!("{}, {denied}", at("root", "port")));
        let visit = known.visit("v").unwrap();
        (visit.is_affirmed(), visit.is_denied(), known.corrections().len())
    };
    assert_eq!(whole("unstated"), (false, true, 1));
    assert_eq!(whole("possible"), (true, true, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whatever others say: a report that repeats a slip of what it rests on changes no answer.
    #[test]
    fn a_repeated_slip_changes_nothing(
        root in prop::sample::select(vec!["town", "port", "isle"]),
        slip in prop::sample::select(vec!["town", "square", "port", "isle"]),
        others in prop::collection::vec(
            (prop::sample::select(vec!["b", "c", "edition"]), prop::sample::select(vec!["town", "port", "isle"])), 0..4),
    ) {
        let before = [at("root", root), at("early-copy", slip)];
        let others: Vec<String> = others.iter().map(|(by, where_to)| at(by, where_to)).collect();
        let before = [&before[..], &others[..]].concat();
        let with = [&before[..], &[at("late-retelling", slip)]].concat();
        prop_assert_eq!(place(&with.join(", ")).0, place(&before.join(", ")).0);
    }

    /// A guess of a report that rests on another changes no decided answer of what is told firmly.
    #[test]
    fn a_guess_of_the_chain_changes_nothing(
        told in prop::collection::vec(
            (prop::sample::select(vec!["root", "b", "c"]), prop::sample::select(vec!["town", "port", "isle"])), 1..5),
        guess in prop::sample::select(vec!["town", "port", "isle"]),
    ) {
        let firm: Vec<String> = told.iter().map(|(by, where_to)| at(by, where_to)).collect();
        let guess = format!(r#"{{"by": "edition", "place": "{guess}", "certainty": "possible"}}"#);
        let with = [&firm[..], &[guess]].concat();
        let (taken, _) = place(&firm.join(", "));
        if taken != "?" && told.iter().any(|(by, _)| *by == "root") {
            prop_assert_eq!(place(&with.join(", ")).0, taken);
        }
    }
}
