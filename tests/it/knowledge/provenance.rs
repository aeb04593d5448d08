//! What could be known on a day: provenance, look-ups, filters, and dates told by other records.

use detente::knowledge::LookupError;
use detente::model::{Progress, Scalar, Stop, Visit};
use detente::{Dossier, Knowledge, Period, Truth, date};

use support::world::dossier;

fn told_by(published: &str, visit: &str) -> Dossier {
    let text = format!(
        r#"{{"detente": 1, "source": "s", "sources": {{"s": {{{published}}}}},
        "states": {{"north-korea": {{}}}}, "persons": {{"putin": {{}}}},
        "visits": {{"putin-2024": {{"guest": "putin", "host": "north-korea"{visit}}}}}}}"#
    );
    Dossier::from_json(&text).unwrap()
}

#[test]
fn told_on_the_day_of_publication() {
    let dossier = told_by(r#""published": "2024-06-17""#, "");
    assert!(dossier.as_known_on(date!("2024-06-17")).visit("putin-2024").is_ok());
    let error = dossier.as_known_on(date!("2024-06-16")).visit("putin-2024").unwrap_err();
    assert_eq!(
        error.to_string(),
        "visit \"putin-2024\" was not known yet: first told on 2024-06-17"
    );
}

#[test]
fn told_for_certain_at_the_latest_day() {
    let dossier = told_by(r#""published": "2024-06""#, "");
    assert!(dossier.as_known_on(date!("2024-06-29")).visit("putin-2024").is_err());
    assert!(dossier.as_known_on(date!("2024-06-30")).visit("putin-2024").is_ok());
    let dossier = told_by(r#""published": "2024-06-17/..""#, "");
    let error = dossier.as_known_on(date!("2024-12-31")).visit("putin-2024").unwrap_err();
    assert_eq!(
        error.to_string(),
        "visit \"putin-2024\" was not known yet: no source of it has a last day of publication"
    );
    assert!(dossier.as_known().visit("putin-2024").is_ok());
}

#[test]
fn an_undated_source_does_not_tell_before_the_deed() {
    let knows = |visit: &str, day| {
        let known = told_by("", visit).as_known_on(day);
        known.visit("putin-2024").is_ok()
    };
    let plan = r#", "progress": "planned", "planned": "2024-06-18""#;
    assert!(knows(plan, date!("1990-01-01")), "a plan may always have been told");
    let held = r#", "progress": "held", "actual": "2024-06-18/2024-06-19""#;
    assert!(!knows(held, date!("2024-06-18")), "it was not over");
    assert!(knows(held, date!("2024-06-19")));
    let under_way = r#", "progress": "under_way", "actual": "2024-06-18/2024-06-19""#;
    assert!(knows(under_way, date!("2024-06-18")));
    let by_date_alone = r#", "actual": "2024-06""#;
    assert!(!knows(by_date_alone, date!("2024-06-29")));
    assert!(knows(by_date_alone, date!("2024-06-30")));
}

#[test]
fn look_ups_say_why_they_fail() {
    let dossier = told_by(r#""published": "2024-06-17""#, "");
    let known = dossier.as_known();
    assert_eq!(
        known.visit("putin-2025").unwrap_err().to_string(),
        "no visit \"putin-2025\"; nearest is \"putin-2024\""
    );
    let deaf = dossier.knowledge().listening_to(|_, _| false).build();
    assert!(matches!(deaf.visit("putin-2024"), Err(LookupError::NotListenedTo { .. })));
}

#[test]
fn the_first_day_is_that_of_those_listened_to() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china",
            "accounts": [{}, {"by": "late", "label": "friendly"}]}}"#,
    );
    let late = dossier.knowledge().listening_to(|source, _| source.id == *"late");
    let error = late.known_on(date!("2024-06-10")).build().visit("v").unwrap_err();
    let LookupError::NotYetKnown { first_told, .. } = error else { panic!("{error}") };
    assert_eq!(first_told, Some(date!("2024-07-01")));
}

#[test]
fn a_plan_whose_day_passed_is_unconfirmed() {
    for progress in [r#", "progress": "planned""#, ""] {
        let plan = format!(r#"{progress}, "planned": "2024-06-18/2024-06-19""#);
        let dossier = told_by(r#""published": "2024-06-17""#, &plan);
        let on = |day| {
            let known = dossier.as_known_on(day);
            let visit = known.visit("putin-2024").unwrap();
            (visit.is_unconfirmed(), visit.has_happened())
        };
        assert_eq!(on(date!("2024-06-19")), (false, false));
        assert_eq!(on(date!("2024-12-31")), (true, false));
    }
}

#[test]
fn knowledge_outlives_the_dossier_and_crosses_threads() {
    let known: Knowledge = {
        let dossier = told_by(r#""published": "2024-06-17""#, r#", "progress": "planned""#);
        dossier.as_known()
    };
    let progress = std::thread::spawn(move || known.visit("putin-2024").unwrap().progress());
    assert_eq!(progress.join().unwrap(), Some(Progress::Planned));
}

#[test]
fn visits_are_filtered_by_guest_host_and_time() {
    let dossier = dossier(
        r#""visits": {
            "a": {"guest": "putin", "host": "china", "actual": "2024-05-16/2024-05-17"},
            "b": {"guest": "putin", "host": "north-korea", "planned": "2024"},
            "c": {"guest": "kim", "host": "china", "actual": "2018-03-25"},
            "d": {"guest": "kim", "host": "russia"},
            "e": {"by": "late", "guest": "putin", "host": "china", "actual": "2024-05-18"}}"#,
    );
    let known = dossier.as_known_on(date!("2024-06-20"));
    let ids = |visits: Vec<detente::knowledge::View<'_, Visit>>| {
        let ids: Vec<String> = visits.iter().map(|visit| visit.id().to_string()).collect();
        ids.join(" ")
    };
    assert_eq!(ids(known.visits_by_guest("putin").collect()), "a b");
    assert_eq!(ids(known.visits_to("china").collect()), "a c");
    let may: Period = "2024-05-01/2024-05-31".parse().unwrap();
    let during: Vec<(String, Truth)> =
        known.visits_during(&may).map(|(visit, truth)| (visit.id().to_string(), truth)).collect();
    let expected = [("a", Truth::Yes), ("b", Truth::Maybe), ("d", Truth::Maybe)];
    assert_eq!(during, expected.map(|(id, truth)| (id.to_owned(), truth)));
}

#[test]
fn a_field_of_ones_own_is_the_one_told_last() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "accounts": [
            {"by": "late", "x": {"grade": 2}}, {"x": {"grade": 1, "note": "kept"}}]}}"#,
    );
    let known = dossier.as_known();
    let visit = known.visit("v").unwrap();
    assert_eq!(visit.x("grade"), Some(&Scalar::Integer(2)));
    assert_eq!(visit.x("note"), Some(&Scalar::from("kept")));
    assert_eq!(visit.x("grad"), None);
    let before = dossier.as_known_on(date!("2024-06-01"));
    assert_eq!(before.visit("v").unwrap().x("grade"), Some(&Scalar::Integer(1)));
}

/// When the visit `v` is, told by the visit `first`.
fn relative(when: &str) -> String {
    let dossier = dossier(&format!(
        r#""visits": {{
            "first": {{"guest": "putin", "host": "china", "planned": "2024-06-18/2024-06-19"}},
            "v": {{"guest": "putin", "host": "north-korea", "planned": {when}}}}}"#
    ));
    let known = dossier.as_known();
    known.visit("v").unwrap().period().unwrap().to_string()
}

#[test]
fn dates_told_by_another_record() {
    let after = relative(r#"{"after": "visit:first"}"#);
    assert_eq!(after, "from 2024-06-19/.. to unknown");
    let soon = relative(r#"{"after": "visit:first", "within_days": 3}"#);
    assert_eq!(soon, "from 2024-06-19/2024-06-22 to unknown");
    let before = relative(r#"{"before": "visit:first", "within_days": 3}"#);
    assert_eq!(before, "from ../2024-06-18 to 2024-06-15/2024-06-18");
    let during = relative(r#"{"during": "visit:first"}"#);
    assert_eq!(during, "from 2024-06-18/2024-06-19 to 2024-06-18/2024-06-19");
}

#[test]
fn what_comes_before_is_over_by_then() {
    let dossier = dossier(
        r#""visits": {
            "first": {"guest": "putin", "host": "china", "planned": "2024-06-18"},
            "v": {"guest": "putin", "host": "north-korea", "planned": {"before": "visit:first"}}}"#,
    );
    let known = dossier.as_known();
    let july: Period = "2024-07-01/2024-07-31".parse().unwrap();
    assert_eq!(known.visits_during(&july).count(), 0);
}

#[test]
fn a_day_after_a_day_is_bounded_by_both() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "actual": "2024-06-18"}},
        "statements": {
            "a": {"speaker": "kremlin", "act": "states", "when": {"after": "visit:v", "within_days": 3}},
            "b": {"speaker": "kremlin", "act": "states", "when": {"after": "statement:a", "within_days": 2}}}"#,
    );
    let known = dossier.as_known();
    let date = known.statement("b").unwrap().date().unwrap();
    assert_eq!(date.to_string(), "2024-06-18/2024-06-23");
}

/// A tour on which each visit follows the one before.
fn tour(legs: usize, first: &str) -> Dossier {
    let first = format!(
        r#""v0": {{"guest": "putin", "host": "china", "accounts": [
            {{"planned": "2024-06-18"}}, {{"by": "late", "planned": "{first}"}}]}}"#
    );
    let leg = |leg: usize| {
        let before = leg - 1;
        format!(
            r#""v{leg}": {{"guest": "putin", "host": "china", "planned": {{"after": "visit:v{before}"}}}}"#
        )
    };
    let visits: Vec<String> = std::iter::once(first).chain((1..legs).map(leg)).collect();
    let visits = visits.join(", ");
    dossier(&format!(r#""visits": {{{visits}}}"#))
}

#[test]
fn when_the_first_leg_moves_the_others_move() {
    let dossier = tour(3, "2024-07-10");
    let begins = |known: Knowledge| {
        let visit = known.visit("v2").unwrap();
        visit.begins().unwrap().earliest()
    };
    let early = dossier.as_known_on(date!("2024-06-01"));
    assert_eq!(begins(early), Some(date!("2024-06-18")));
    assert_eq!(begins(dossier.as_known()), Some(date!("2024-07-10")));
}

#[test]
fn a_chain_of_a_hundred_links_is_followed_to_its_end() {
    let known = tour(101, "2024-07-10").as_known();
    let last = known.visit("v100").unwrap();
    assert_eq!(last.begins().unwrap().earliest(), Some(date!("2024-07-10")));
}

#[test]
fn one_arrival_in_two_time_zones_is_no_disagreement() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea", "stops": {"arrival": {"accounts": [
            {"progress": "held", "actual": {"date": "2024-06-19", "instant": "2024-06-19T02:22+09:00"}},
            {"by": "late", "progress": "held", "actual": {"date": "2024-06-18", "instant": "2024-06-18T20:22+03:00"}}]}}}}"#,
    );
    let known = dossier.as_known();
    assert!(known.disagreements().is_empty());
    let arrival = known.visit("v").unwrap().part(Visit::STOPS, "arrival").unwrap();
    assert!(!arrival.explain(Stop::ACTUAL).is_contested());
}
