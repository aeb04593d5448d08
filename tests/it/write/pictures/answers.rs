//! What pictures tell is what the views tell, and what cannot be drawn is an error that says why.

use detente::time::NaiveDate;
use detente::write::{
    PictureError, treaty_lanes, treaty_lanes_of, trip_strip, two_times, two_times_between,
};
use detente::{Progress, Truth, date};

use super::WORLD;
use support::pyongyang::MERGED;
use support::world::dossier;

/// Every day from the one to the other.
fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> + Clone {
    from.iter_days().take_while(move |day| *day <= to)
}

#[test]
fn a_cell_of_a_treaty_is_its_status_as_known_then() {
    let chart = two_times(&WORLD, "treaty").unwrap();
    for known_on in days(date!("2024-05-25"), date!("2024-07-10")) {
        let known = WORLD.as_known_on(known_on);
        for day in days(date!("2024-05-25"), date!("2024-07-10")) {
            let told = chart.on(day, known_on);
            let Ok(treaty) = known.agreement("treaty") else {
                assert_eq!(told, "nothing told");
                continue;
            };
            let status = treaty.status_between("russia", "north-korea", day).unwrap();
            if status.settled() == Some(None) {
                let alone = treaty.status_of("russia", day).unwrap();
                let by_one = format!("{alone} by Russia");
                assert!(told == by_one || told == alone.to_string(), "{told}");
            } else {
                assert_eq!(told, status.to_string(), "on {day}, known on {known_on}");
            }
        }
    }
}

#[test]
fn a_cell_of_a_visit_is_whether_it_is_on_as_known_then() {
    let chart = two_times(&WORLD, "visit:first").unwrap();
    for known_on in days(date!("2024-05-25"), date!("2024-07-10")) {
        let known = WORLD.as_known_on(known_on);
        for day in days(date!("2024-06-15"), date!("2024-06-22")) {
            let Ok(visit) = known.visit("first") else {
                assert_eq!(chart.on(day, known_on), "nothing told");
                continue;
            };
            let expected = match visit.period().unwrap().contains(day) {
                Truth::No => "not that day",
                _ if visit.is_unconfirmed() => "planned, no news",
                _ if visit.progress() == Some(Progress::Held) => "held",
                _ => "planned",
            };
            assert_eq!(chart.on(day, known_on), expected, "on {day}, known on {known_on}");
        }
    }
}

#[test]
fn the_treaty_of_pyongyang_in_two_times() {
    let chart = two_times(&MERGED, "russia-dprk-2024").unwrap();
    let told = |valid, known| chart.on(valid, known);
    let (eve, signing) = (date!("2024-06-17"), date!("2024-06-19"));
    let (force, reported) = (date!("2024-12-04"), date!("2024-12-05"));
    assert_eq!(told(signing, date!("2024-06-16")), "nothing told");
    assert_eq!(told(eve, eve), "intended by Russia");
    assert_eq!(told(signing, date!("2024-06-20")), "signed");
    assert_eq!(told(force, force), "signed");
    assert_eq!(told(force, reported), "in force");
    assert_eq!(told(date!("2024-12-03"), reported), "consented");
    assert!(chart.days().is_sorted());
}

#[test]
fn a_visit_without_a_day_may_be_on_any() {
    let world = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "accounts": [{"progress": "invited"},
            {"by": "late", "planned": "2024-08-01/2024-08-02", "progress": "planned"}]}}"#,
    );
    let chart = two_times(&world, "v").unwrap();
    let august = date!("2024-08-01");
    assert_eq!(chart.on(august, date!("2024-06-10")), "invited, day unknown");
    assert_eq!(chart.on(august, date!("2024-07-01")), "planned");
    assert_eq!(chart.on(august, date!("2024-08-02")), "planned");
    assert_eq!(chart.on(august, date!("2024-08-03")), "planned, no news");
}

#[track_caller]
fn says(error: &PictureError, text: &str) {
    assert_eq!(error.to_string(), text);
}

#[test]
fn what_is_not_there_is_named_with_the_nearest() {
    let known = WORLD.as_known();
    says(
        &two_times(&WORLD, "treatey").unwrap_err(),
        "no visit or agreement \"treatey\"; nearest is \"agreement:treaty\"",
    );
    says(
        &two_times(&WORLD, "visit:treaty").unwrap_err(),
        "no visit or agreement \"visit:treaty\"; nearest is \"agreement:treaty\"",
    );
    says(
        &trip_strip(&known, "toor").unwrap_err(),
        "no trip or visit \"toor\"; nearest is \"trip:tour\"",
    );
    says(&treaty_lanes(&known, "").unwrap_err(), "no agreement \"\"");
    let long = "x".repeat(100_000);
    assert!(treaty_lanes(&known, long).unwrap_err().to_string().len() < 1000);
}

#[test]
fn what_is_not_known_yet_is_no_picture() {
    let early = WORLD.as_known_on(date!("2024-05-01"));
    let text = "trip \"tour\" was not known yet: first told on 2024-06-01";
    says(&trip_strip(&early, "tour").unwrap_err(), text);
    let text = "agreement \"treaty\" was not known yet: first told on 2024-06-01";
    says(&treaty_lanes(&early, "treaty").unwrap_err(), text);
}

#[test]
fn two_parties_are_named_where_there_are_more() {
    let text = "agreement:pact has 3 parties, so name two of them: china, north-korea, russia";
    says(&two_times(&WORLD, "pact").unwrap_err(), text);
    let chart = two_times_between(&WORLD, "pact", "russia", "china").unwrap();
    assert_eq!(chart.on(date!("1970-01-01"), date!("2024-06-01")), "in force");
    let error = two_times_between(&WORLD, "pact", "russia", "chine").unwrap_err();
    assert!(matches!(&error, PictureError::NotAParty(error) if error.nearest() == Some("china")));
    let error = treaty_lanes_of(&WORLD.as_known(), "pact", &["russia", "japan"]).unwrap_err();
    assert!(matches!(error, PictureError::NotAParty(_)));
}

#[test]
fn a_crowd_is_not_drawn_in_lanes() {
    let parties = ["china", "japan", "north-korea", "russia", "united-states"];
    let world = dossier(&format!(
        r#""agreements": {{"t": {{"parties": {parties:?}, "acts": {{"signed": {{"when": "1960"}}}}}}}}"#
    ));
    let known = world.as_known();
    let text = "agreement:t has 5 parties, and there are 4 lanes; name those to be shown";
    says(&treaty_lanes(&known, "t").unwrap_err(), text);
    says(&treaty_lanes_of(&known, "t", &parties).unwrap_err(), text);
    assert!(treaty_lanes_of(&known, "t", &["japan", "china"]).is_ok());
    assert!(treaty_lanes_of(&known, "t", &[]).is_ok());
}

#[test]
fn one_id_of_two_nouns_has_to_say_which() {
    let world = dossier(
        r#""visits": {"x": {"guest": "putin", "host": "china", "progress": "held", "actual": "2024-05-01"}},
        "agreements": {"x": {"parties": ["china", "russia"], "acts": {"signed": {"when": "2024-05-02"}}}}"#,
    );
    let text = "\"x\" is two records, visit:x and agreement:x; say which";
    says(&two_times(&world, "x").unwrap_err(), text);
    assert_eq!(two_times(&world, "visit:x").unwrap().days().len(), 3);
    assert!(two_times(&world, "agreement:x").is_ok());
}

#[test]
fn what_has_no_day_has_no_axis() {
    let world = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "by": "undated", "form": "state"}},
        "agreements": {"t": {"parties": ["china", "russia"], "by": "undated"}}"#,
    );
    let known = world.as_known();
    says(&trip_strip(&known, "v").unwrap_err(), "nothing with a day is told of visit:v");
    says(&treaty_lanes(&known, "t").unwrap_err(), "nothing with a day is told of agreement:t");
    says(&two_times(&world, "t").unwrap_err(), "nothing with a day is told of agreement:t");
}

#[test]
fn what_is_recorded_twice_is_one_picture() {
    let world = dossier(
        r#""visits": {
            "june": {"guest": "putin", "host": "china", "progress": "planned", "planned": "2024-07-02"},
            "later": {"guest": "putin", "host": "china", "by": "late", "progress": "held", "actual": "2024-07-02"}},
        "same_as": {"same": {"records": ["visit:june", "visit:later"], "by": "late"}}"#,
    );
    let of = |id: &str| two_times(&world, id).unwrap();
    let day = date!("2024-07-02");
    for chart in [of("june"), of("later")] {
        assert_eq!(chart.on(day, date!("2024-07-01")), "held");
        assert!(chart.to_svg().contains(" 2 sources"), "{}", chart.to_svg());
    }
    assert_eq!(of("june").on(day, date!("2024-06-10")), "planned");
    assert_eq!(of("later").on(day, date!("2024-06-10")), "nothing told");
}

#[test]
fn what_is_only_denied_is_denied() {
    let world = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "accounts": [
            {"progress": "held", "actual": "2024-05-01"},
            {"by": "correction", "stance": "denies"}]}}"#,
    );
    let chart = two_times(&world, "v").unwrap();
    let day = date!("2024-05-01");
    assert_eq!(chart.on(day, date!("2024-06-02")), "held");
    assert_eq!(chart.on(day, date!("2024-07-03")), "denied");
}

#[test]
fn more_changes_than_there_is_room_for_are_refused() {
    let acts = |number: u32| {
        let first = date!("2000-01-01").iter_days();
        let act = |(at, day): (u32, NaiveDate)| {
            let kind = if at % 2 == 0 { "suspended" } else { "resumed" };
            let number = if at < 2 { String::new() } else { format!(" {}", at / 2 + 1) };
            format!(r#""russia {kind}{number}": {{"when": "{day}"}}"#)
        };
        let acts: Vec<String> = (0..number).zip(first).map(act).collect();
        dossier(&format!(
            r#""agreements": {{"t": {{"parties": ["china", "russia"], "acts": {{
            "in_force": {{"when": "1999-01-01"}}, {}}}}}}}"#,
            acts.join(",")
        ))
    };
    // In force, and told of: two days besides.
    assert_eq!(two_times(&acts(364), "t").unwrap().days().len(), 366);
    let error = two_times(&acts(365), "t").unwrap_err();
    says(&error, "agreement:t changes on more than 366 days, which is what there is room for");
}
