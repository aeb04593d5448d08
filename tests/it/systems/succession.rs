//! Who followed whom: the great changes of the map, day by day, with claims told from record.

use std::collections::BTreeSet;

use detente::date;
use detente::systems::{CodeSystem, SuccessionKind, Systems};
use detente::time::NaiveDate;

use SuccessionKind::{Annexation, Continuation, Dissolution, Merger, Occupation, Secession};

/// From, to, how, on which day, and by whom alone it is claimed.
type Event = (&'static str, &'static str, SuccessionKind, NaiveDate, Option<&'static str>);

#[track_caller]
fn assert_told(events: &[Event]) {
    for (from, to, kind, day, claimed_by) in events {
        let told: Vec<_> = Systems::builtin()
            .successions()
            .filter(|one| one.from().id().as_str() == *from && one.to().id().as_str() == *to)
            .map(|one| (one.kind(), one.day(), one.claimed_by()))
            .collect();
        assert!(told.contains(&(*kind, Some(*day), *claimed_by)), "{from} to {to}: {told:?}");
    }
}

/// What came of a polity as a matter of record.
fn followers(polity: &str, kind: SuccessionKind) -> BTreeSet<&'static str> {
    let polity = Systems::builtin().polity(polity).expect("it is built in");
    let recorded = polity.successors().into_iter().filter(|one| one.claimed_by().is_none());
    recorded.filter(|one| one.kind() == kind).map(|one| one.to().id().as_str()).collect()
}

#[test]
fn empires_came_apart_after_the_first_war() {
    assert_told(&[
        ("austria-hungary", "czechoslovakia", Secession, date!("1918-10-28"), None),
        ("austria-hungary", "austria", Dissolution, date!("1918-11-12"), None),
        ("austria-hungary", "hungary", Dissolution, date!("1918-11-16"), None),
        ("kingdom-of-serbia", "yugoslavia", Continuation, date!("1918-12-01"), None),
        ("russian-empire", "soviet-russia", Continuation, date!("1917-11-07"), None),
        ("soviet-russia", "soviet-union", Continuation, date!("1922-12-30"), None),
        ("ottoman-empire", "turkey", Continuation, date!("1922-11-01"), None),
    ]);
    assert_eq!(followers("austria-hungary", Dissolution), ["austria", "hungary"].into());
}

#[test]
fn fifteen_states_followed_the_soviet_union() {
    let left = followers("soviet-union", Secession);
    assert_eq!(left, ["estonia", "latvia", "lithuania"].into());
    let parts = followers("soviet-union", Dissolution);
    assert_eq!((parts.len(), parts.contains("ukraine")), (11, true));
    assert_eq!(followers("soviet-union", Continuation), ["russia"].into());
    assert_told(&[("soviet-union", "russia", Continuation, date!("1991-12-26"), None)]);
}

#[test]
fn the_baltic_states_were_occupied_annexed_in_claim_and_restored() {
    assert_told(&[
        ("lithuania", "soviet-union", Occupation, date!("1940-06-15"), None),
        ("latvia", "soviet-union", Occupation, date!("1940-06-17"), None),
        ("estonia", "soviet-union", Occupation, date!("1940-06-17"), None),
        ("lithuania", "soviet-union", Annexation, date!("1940-08-03"), Some("soviet-union")),
        ("latvia", "soviet-union", Annexation, date!("1940-08-05"), Some("soviet-union")),
        ("estonia", "soviet-union", Annexation, date!("1940-08-06"), Some("soviet-union")),
        ("soviet-union", "estonia", Secession, date!("1991-09-06"), None),
    ]);
    // One state went on throughout, which the lists leave out for the time.
    let estonia = Systems::builtin().polity("estonia").expect("it is built in");
    assert!(estonia.existed_on(date!("1960-01-01")) && estonia.to().is_none());
    assert!(estonia.code(&CodeSystem::COW, date!("1960-01-01")).exact().is_none());
}

#[test]
fn yugoslavia_czechoslovakia_and_sudan_came_apart() {
    assert_told(&[
        ("yugoslavia", "slovenia", Dissolution, date!("1991-06-25"), None),
        ("yugoslavia", "croatia", Dissolution, date!("1991-06-25"), None),
        ("yugoslavia", "north-macedonia", Dissolution, date!("1991-09-08"), None),
        ("yugoslavia", "bosnia-and-herzegovina", Dissolution, date!("1992-03-03"), None),
        ("yugoslavia", "serbia-and-montenegro", Dissolution, date!("1992-04-27"), None),
        ("serbia-and-montenegro", "montenegro", Secession, date!("2006-06-03"), None),
        ("serbia-and-montenegro", "serbia", Continuation, date!("2006-06-03"), None),
        ("serbia", "kosovo", Secession, date!("2008-02-17"), Some("kosovo")),
        ("czechoslovakia", "czechia", Dissolution, date!("1993-01-01"), None),
        ("czechoslovakia", "slovakia", Dissolution, date!("1993-01-01"), None),
        ("sudan", "south-sudan", Secession, date!("2011-07-09"), None),
        ("ethiopia", "eritrea", Secession, date!("1993-05-24"), None),
    ]);
    assert_eq!(followers("yugoslavia", Dissolution).len(), 5);
}

#[test]
fn unions_were_made_and_some_undone() {
    assert_told(&[
        ("egypt", "united-arab-republic", Merger, date!("1958-02-22"), None),
        ("syria", "united-arab-republic", Merger, date!("1958-02-22"), None),
        ("united-arab-republic", "syria", Secession, date!("1961-09-28"), None),
        ("tanganyika", "tanzania", Continuation, date!("1964-04-26"), None),
        ("zanzibar", "tanzania", Merger, date!("1964-04-26"), None),
        ("north-vietnam", "vietnam", Continuation, date!("1976-07-02"), None),
        ("south-vietnam", "vietnam", Merger, date!("1976-07-02"), None),
        ("north-yemen", "yemen", Merger, date!("1990-05-22"), None),
        ("south-yemen", "yemen", Merger, date!("1990-05-22"), None),
        ("west-germany", "germany", Continuation, date!("1990-10-03"), None),
        ("east-germany", "germany", Merger, date!("1990-10-03"), None),
        ("hong-kong", "china", Merger, date!("1997-07-01"), None),
    ]);
}

#[test]
fn what_only_the_taker_holds_is_a_claim() {
    assert_told(&[
        ("kuwait", "iraq", Occupation, date!("1990-08-02"), None),
        ("kuwait", "iraq", Annexation, date!("1990-08-28"), Some("iraq")),
        ("timor-leste", "indonesia", Annexation, date!("1976-07-17"), Some("indonesia")),
        ("ukraine", "russia", Occupation, date!("2014-02-27"), None),
        ("republic-of-crimea", "russia", Annexation, date!("2014-03-18"), Some("russia")),
        ("donetsk-peoples-republic", "russia", Annexation, date!("2022-09-30"), Some("russia")),
        ("luhansk-peoples-republic", "russia", Annexation, date!("2022-09-30"), Some("russia")),
        ("ukraine", "russia", Annexation, date!("2022-09-30"), Some("russia")),
    ]);
    // Whoever claims is one of the two.
    for one in Systems::builtin().successions() {
        let ends = [one.from().id().as_str(), one.to().id().as_str()];
        assert!(one.claimed_by().is_none_or(|by| ends.contains(&by)), "{one}");
    }
}

/// Polities and successions are told apart, and have to agree.
#[test]
fn a_state_that_is_continued_ends_the_day_before() {
    // Between these some years passed under others' rule, or two codes of ISO 3166 overlap.
    let apart = ["papal-states", "german-empire", "french-southern-and-antarctic-territories"];
    let continued = Systems::builtin().successions().filter(|one| one.kind() == Continuation);
    for one in continued.filter(|one| one.claimed_by().is_none()) {
        if !apart.contains(&one.from().id().as_str()) {
            let next = one.from().to().and_then(|last| last.succ_opt());
            assert_eq!(next, one.day(), "{one}");
        }
    }
}

#[test]
fn one_number_of_gleditsch_and_ward_stands_for_one_after_another() {
    let cases = [
        ("340", [("1900-01-01", "kingdom-of-serbia"), ("2010-01-01", "serbia")]),
        ("345", [("1930-01-01", "yugoslavia"), ("2000-01-01", "serbia-and-montenegro")]),
        ("260", [("1990-10-02", "west-germany"), ("1990-10-03", "germany")]),
        ("678", [("1990-05-21", "north-yemen"), ("1990-05-22", "yemen")]),
        ("816", [("1976-07-01", "north-vietnam"), ("1976-07-02", "vietnam")]),
        ("510", [("1964-04-25", "tanganyika"), ("1964-04-26", "tanzania")]),
        ("325", [("1861-03-16", "sardinia"), ("1861-03-17", "italy")]),
        ("640", [("1922-10-31", "ottoman-empire"), ("1922-11-01", "turkey")]),
    ];
    for (code, days) in cases {
        for (day, polity) in days {
            let day: NaiveDate = day.parse().expect("a day");
            let answer = Systems::builtin().polity_of(&CodeSystem::GW, code, day);
            let found = answer.exact().map(|one| one.id().as_str());
            assert_eq!(found, Some(polity), "{code} on {day}: {answer}");
        }
    }
    // Between its two bearers, from 1915 to 2006, the number 340 was nobody's.
    let between = Systems::builtin().polity_of(&CodeSystem::GW, "340", date!("1950-01-01"));
    assert!(between.candidates().is_empty(), "{between}");
}
