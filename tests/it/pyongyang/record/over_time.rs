//! The article and the record over time: what became of what the article said, and what drifted.

use detente::knowledge::Outcome;
use detente::{Knowledge, date};

use super::merged::on;
use super::{AFTER, EVE};

fn outcome(known: &Knowledge, about: &str, detail: Option<&str>) -> Outcome {
    let card = known.scorecard("article").expect("it is a source");
    let mut scores = card.scores.iter();
    let score = scores.find(|s| s.about.to_string() == about && s.detail == detail);
    score.unwrap_or_else(|| panic!("{about}, {detail:?}")).outcome
}

#[test]
fn the_article_is_scored() {
    let known = on(date!("2024-12-31"));
    let of = |about: &str, detail: &str| outcome(&known, about, Some(detail));
    for stop in ["church", "concert", "lodging", "parade", "press-statements", "talks"] {
        let about = format!("visit:putin-pyongyang-2024, stops, {stop}");
        assert_eq!(of(&about, "progress"), Outcome::Confirmed, "{stop}");
    }
    assert_eq!(of("visit:putin-pyongyang-2024, stops, parade", "kind"), Outcome::Refuted);
    assert_eq!(
        of("visit:putin-pyongyang-2024, stops, official-meetings", "progress"),
        Outcome::Open
    );
    assert_eq!(of("meeting:putin-kim-2023", "actual"), Outcome::Confirmed);
    assert_eq!(of("meeting:putin-kim-2023", "place"), Outcome::Refuted);
    assert_eq!(of("statement:first-in-24-years", "superlative"), Outcome::Confirmed);
    assert_eq!(of("statement:last-met-in-september", "superlative"), Outcome::Confirmed);
    let intended = "agreement:russia-dprk-2024, acts, russia intended";
    assert_eq!(outcome(&known, intended, None), Outcome::Confirmed);
    assert_eq!(outcome(&on(EVE), intended, None), Outcome::Open);
    assert_eq!(outcome(&on(AFTER), intended, None), Outcome::Confirmed);
}

#[test]
fn the_article_drifts_from_the_wire() {
    let drift = on(date!("2024-12-31")).drift("article").expect("it is a source");
    let drift: Vec<String> = drift.iter().map(ToString::to_string).collect();
    for told in [
        "meeting:putin-kim-2023: place vostochny (wire point 1) became vladivostok",
        "acts, russia intended: the speaker changed from unnamed russian-media",
        "acts, russia intended: certainty was raised from possible",
        "meeting:putin-kim-2024: progress was raised from expected (wire point 3) to planned",
        "delegation, andrei-belousov: progress was raised from expected",
        "statement:us-concern: the speaker, unnamed spokesman, was lost",
        "statement:putin-vow: venue North Korean state media (wire point 6) was left out",
    ] {
        assert!(drift.iter().any(|line| line.contains(told)), "{told}: {drift:#?}");
    }
}

#[test]
fn the_arrival_is_one_moment_on_two_days() {
    let known = on(AFTER);
    let effects: Vec<String> = known.zone_effects().iter().map(ToString::to_string).collect();
    let arrival = "visit:putin-pyongyang-2024, stops, arrival: actual is one moment";
    assert!(effects.iter().any(|effect| effect.starts_with(arrival)), "{effects:?}");
}

#[test]
fn what_a_reader_learns_from_day_to_day() {
    let changes = |from, to| -> Vec<String> {
        on(to).changes_since(&on(from)).iter().map(ToString::to_string).collect()
    };
    let signed = changes(EVE, date!("2024-06-20"));
    let status =
        "agreement:russia-dprk-2024: status nothing done -> signed, between north-korea and russia";
    assert!(signed.iter().any(|line| line == status), "{signed:#?}");
    let force = changes(date!("2024-12-04"), date!("2024-12-05"));
    for told in [
        "agreement:russia-dprk-2024: status signed -> in force, between north-korea and russia",
        "agreement:russia-dprk-2000: status in force -> ended, between north-korea and russia",
    ] {
        assert!(force.iter().any(|line| line == told), "{told}: {force:#?}");
    }
}

#[test]
fn the_troops_are_denied_as_a_whole() {
    let known = on(date!("2024-12-31"));
    let listed = known.disagreements();
    let troops = listed.iter().find(|each| each.about.to_string() == "tie:nk-troops-with-russia");
    let troops = troops.expect("listed");
    assert_eq!(
        (troops.detail, troops.sides.iter().filter(|side| side.denies).count()),
        ("existence", 2)
    );
}
