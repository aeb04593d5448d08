//! The journey of June 2024, and those before it: F1 to F31, F60 to F71.

use detente::knowledge::{PartView, SuperlativeEvidence, Verdict, View};
use detente::model::{Delegate, Id, Meeting, Progress, Stop, Superlative, Trip, Visit};
use detente::time::Truth;
use detente::{Dossier, Knowledge, date};

use super::{AFTER, EVE, RECORD, expect, facts, gives, on, sides};

fn visit(known: &Knowledge) -> View<'_, Visit> {
    known.visit("putin-pyongyang-2024").expect("the visit")
}

fn stop<'k>(visit: View<'k, Visit>, key: &str) -> PartView<'k, Stop> {
    visit.part(Visit::STOPS, key).unwrap_or_else(|| panic!("no stop {key}"))
}

#[test]
fn the_visit_is_planned_on_the_eve_and_held_thereafter() {
    let (rumoured, eve, after) = (on(date!("2024-06-10")), on(EVE), on(AFTER));
    gives(visit(&rumoured).explain(Visit::PROGRESS), "F4", "mooted");
    gives(visit(&on(date!("2023-09-30"))).explain(Visit::PROGRESS), "F2", "invited");
    let visit_then = visit(&eve);
    gives(visit_then.explain(Visit::PROGRESS), "F3", "planned");
    gives(visit_then.explain(Visit::PLANNED), "F3", "2024-06-18/2024-06-19");
    gives(visit_then.explain(Visit::FORM), "F1", "state");
    gives(visit_then.explain(Visit::LABEL), "F1", "friendly");
    gives(visit_then.explain(Visit::INVITER), "F1", "kim-jong-un");
    assert_eq!(visit_then.actual(), None);
    let visit = visit(&after);
    gives(visit.explain(Visit::PROGRESS), "F11", "held");
    gives(visit.explain(Visit::ACTUAL), "F11", "2024-06-19");
    assert_eq!(visit.planned().map(|p| p.to_string()).as_deref(), Some("2024-06-18/2024-06-19"));
    assert!(!visit.explain(Visit::PROGRESS).is_contested());
}

#[test]
fn the_announcement_is_made_by_both_sides() {
    let eve = on(EVE);
    let about = "visit:putin-pyongyang-2024".parse().expect("a subject");
    let announced: Vec<String> = eve
        .statements_about(&about)
        .filter(|statement| statement.act().to_string() == "announces")
        .filter(|statement| statement.accounts().all(|a| facts(a.provenance()).contains("F1")))
        .map(|statement| statement.speaker().to_string())
        .collect();
    assert_eq!(announced, ["kcna", "kremlin"]);
    let kcna = eve.statement("kcna-announces-visit").expect("told on the day");
    let when = kcna.explain(detente::model::Statement::WHEN);
    assert!(!when.is_contested(), "an hour, and its day");
}

#[test]
fn he_arrived_on_two_days_at_once() {
    let known = on(AFTER);
    let arrival = stop(visit(&known), "arrival");
    let actual = arrival.explain(Stop::ACTUAL);
    gives(arrival.explain(Stop::ACTUAL), "F10", "2024-06-19T02:22+09:00");
    gives(arrival.explain(Stop::PLACE), "F10", "sunan-airport");
    assert_eq!(
        sides(&actual),
        expect(&[
            ("2024-06-18", &["s-tass-arr"]),
            ("2024-06-19", &["s-tass-arr"]),
            ("2024-06-19T02:22+09:00", &["s-arrive", "s-arrive"]),
            ("2024-06-19T02:46+09:00", &["s-donga"]),
        ])
    );
    assert!(actual.is_contested(), "by the minute");
    let chosen = actual.chosen.expect("told");
    assert!(facts(chosen.provenance()).contains("F12"));
    let moment = chosen.value().fixed().expect("no other record tells it");
    let instant = moment.instant().expect("to the minute");
    assert_eq!(instant.date_at(9 * 60), Some(date!("2024-06-19")), "in Pyongyang");
    assert_eq!(instant.date_at(3 * 60), Some(date!("2024-06-18")), "in Moscow");
    assert_eq!(instant.date_at(0), Some(date!("2024-06-18")));
    // The dateline does not disagree with the minute; it has the day elsewhere.
    assert!(moment.agrees_with(&date!("2024-06-18").into()));

    assert_eq!(arrival.get(Stop::PLANNED).map(ToString::to_string).as_deref(), Some("2024-06-18"));
    let in_moscow = on(date!("2024-06-18"));
    gives(stop(visit(&in_moscow), "arrival").explain(Stop::PROGRESS), "F10", "held");
    assert_eq!(visit(&in_moscow).progress(), Some(Progress::UnderWay));
}

#[test]
fn the_programme_is_fulfilled_the_parade_in_part() {
    let known = on(AFTER);
    let visit = visit(&known);
    let held = [
        ("lodging", "F13", "lodging", Some("kumsusan-guesthouse")),
        ("welcome", "F14", "welcome", Some("kim-il-sung-square")),
        ("parade", "F14", "welcome", Some("kim-il-sung-square")),
        ("talks", "F15", "talks", Some("kumsusan-residence")),
        ("signing", "F16", "signing", Some("pyongyang")),
        ("press-statements", "F17", "press_statement", None),
        ("wreath", "F18", "wreath", Some("liberation-monument")),
        ("concert", "F18", "concert", None),
        ("church", "F19", "worship", Some("life-giving-trinity")),
        ("gifts", "F21", "gift", None),
    ];
    for (key, fact, kind, place) in held {
        let stop = stop(visit, key);
        gives(stop.explain(Stop::PROGRESS), fact, "held");
        gives(stop.explain(Stop::ACTUAL), fact, "2024-06-19");
        gives(stop.explain(Stop::KIND), fact, kind);
        assert_eq!(stop.get(Stop::PLACE).map(Id::as_str), place, "{key}");
    }
    gives(stop(visit, "parade").explain(Stop::LABEL), "F14", "a ceremony, not a parade");
    gives(stop(visit, "departure").explain(Stop::ACTUAL), "F23", "2024-06-19/2024-06-20");
    assert_eq!(stop(visit, "walk-and-tea").progress(), Some(Progress::Planned), "no more is heard");

    let planned = on(date!("2024-06-18"));
    for key in ["welcome", "talks", "walk-and-tea", "signing", "press-statements"] {
        gives(stop(self::visit(&planned), key).explain(Stop::PLANNED), "F6", "2024-06-19");
        assert_eq!(stop(self::visit(&planned), key).progress(), Some(Progress::Planned), "{key}");
    }
}

#[test]
fn three_lengths_are_given_of_three_things() {
    let known = on(AFTER);
    let visit = visit(&known);
    let given = |name: &str| visit.x(name).map(ToString::to_string);
    assert_eq!(given("hours_in_the_country").as_deref(), Some("21"));
    assert_eq!(given("hours_together_as_planned").as_deref(), Some("9"));
    let talk: Vec<String> = stop(visit, "talks")
        .accounts()
        .filter_map(|account| account.provenance().x("hours_of_talk_more_than"))
        .map(ToString::to_string)
        .collect();
    assert_eq!(talk.len(), 2, "{talk:?}");
}

#[test]
fn hanoi_comes_next() {
    let known = on(AFTER);
    let visit = known.visit("putin-vietnam-2024").expect("the visit");
    gives(visit.explain(Visit::PLANNED), "F3", "2024-06-19/2024-06-20");
    gives(visit.explain(Visit::INVITER), "F26", "nguyen-phu-trong");
    gives(visit.explain(Visit::FORM), "F26", "state");
    gives(visit.explain(Visit::PROGRESS), "F27", "held");
    assert_eq!(visit.actual().and_then(|period| period.latest()), Some(date!("2024-06-20")));
    let arrival = stop(visit, "arrival").explain(Stop::ACTUAL);
    assert_eq!(
        sides(&arrival),
        expect(&[
            ("2024-06-19", &["s-sggp"]),
            ("2024-06-20T01:45+07:00", &["s-bna"]),
            ("2024-06-20T01:50+07:00", &["s-viewus"]),
        ])
    );
    let delegation: Vec<(&str, Option<&Progress>)> =
        visit.delegation().map(|d| (d.key().as_str(), d.get(Delegate::PROGRESS))).collect();
    let held = Some(&Progress::Held);
    assert_eq!(
        delegation,
        [("dmitry-chernyshenko", held), ("gennady-bezdetko", held), ("sergei-lavrov", held)]
    );
    assert!(!visit.delegation_is_closed(), "among others");
    for (key, whom) in [("welcome", "to-lam"), ("meeting-trong", "nguyen-phu-trong")] {
        let company = stop(visit, key).get(Stop::COMPANY).map(ToString::to_string);
        assert!(company.is_some_and(|company| company.contains(whom)), "{key}");
    }
    gives(stop(visit, "departure").explain(Stop::PROGRESS), "F30", "held");
    assert!(on(date!("2024-06-19")).visit("putin-vietnam-2024").is_ok_and(|v| !v.has_happened()));
    let trip = visit.trip().expect("the trip");
    let legs: Vec<String> = trip.legs().iter().map(|leg| leg.key().to_string()).collect();
    let expected = ["place:yakutsk", "visit:putin-pyongyang-2024", "visit:putin-vietnam-2024"];
    assert_eq!(legs, expected);
    assert!(trip.is_affirmed() && trip.get(Trip::PROGRESS).is_some());
    let before = known.statement("first-to-vietnam-since-2017").expect("told");
    let [SuperlativeEvidence::Predecessor(earlier, _)] =
        &before.check().expect("a claim").evidence[..]
    else {
        panic!("a predecessor alone")
    };
    assert_eq!(earlier.to_string(), "visit:putin-vietnam-2017");
}

const FIRST_IN_24_YEARS: &str = r#"{"claim": "first", "subject": "visit:putin-pyongyang-2024",
    "among": {"guest": "vladimir-putin", "host": "north-korea"}, "years": 24}"#;

#[test]
fn it_was_his_first_visit_in_24_years() {
    let claim: Superlative = serde_json::from_str(FIRST_IN_24_YEARS).expect("a claim");
    let known = on(AFTER);
    let visit = visit(&known);
    let previous = visit.previous_by_same_guest().expect("that of 2000");
    gives(previous.explain(Visit::ACTUAL), "F60", "2000-07-19/2000-07-20");
    let gap = previous.years_until(&visit).expect("both days are known");
    assert_eq!(gap.to_string(), "23 years 11 months");
    assert_eq!(gap.agrees_with(24), Truth::Yes);

    let checked = known.check(&claim);
    assert_eq!(checked.verdict, Verdict::Holds, "{checked}");
    let evidence: Vec<String> = checked.evidence.iter().map(ToString::to_string).collect();
    assert_eq!(
        evidence,
        [
            "the one before: visit:putin-pyongyang-2000, 23 years 11 months earlier",
            "encoder-visits lists all such things"
        ]
    );
    assert_eq!(on(EVE).check(&claim).verdict, Verdict::NotCovered, "nobody could know on the eve");
    // The list is of his visits to North Korea, not of everybody's, and not of his to anywhere.
    for among in [r#""host": "north-korea""#, r#""guest": "vladimir-putin""#] {
        let among = format!(
            r#"{{"claim": "only", "subject": "visit:putin-pyongyang-2024", "among": {{{among}}}}}"#
        );
        let checked = known.check(&serde_json::from_str(&among).expect("a claim"));
        assert!(
            !checked.evidence.iter().any(|e| matches!(e, SuperlativeEvidence::Covers(_))),
            "{checked}"
        );
    }
}

#[test]
fn the_claim_fails_once_another_visit_is_told() {
    let claim: Superlative = serde_json::from_str(FIRST_IN_24_YEARS).expect("a claim");
    let text = r#"{"detente": 1, "sources": {"s": {}}, "source": "s",
        "states": {"north-korea": {}}, "persons": {"vladimir-putin": {}}, "visits": {"between":
        {"guest": "vladimir-putin", "host": "north-korea", "progress": "held", "actual": "2010-05-01"}}}"#;
    let other = Dossier::from_json(text).expect("it reads");
    let between = other.as_known().visit("between").expect("it").record().clone();
    let source = detente::model::Source::new(detente::id!("s"));
    let dossier = Dossier::clone(&RECORD).into_builder().source(source).record(between).build();
    let checked = dossier.expect("still sound").as_known_on(AFTER).check(&claim);
    assert_eq!(checked.verdict, Verdict::Fails, "{checked}");
}

#[test]
fn they_last_met_at_the_cosmodrome() {
    let eve = on(EVE);
    let meeting = eve.meeting("putin-kim-2023").expect("told in 2023");
    gives(meeting.explain(Meeting::PLACE), "F66", "vostochny");
    gives(meeting.explain(Meeting::ACTUAL), "F66", "2023-09-13");
    let sources = ["s-kbs-vost", "s-people23", "s-tass-11", "wire"];
    assert_eq!(sides(&meeting.explain(Meeting::PLACE)), expect(&[("vostochny", &sources)]));
    let first = eve.meeting("putin-kim-2019").expect("told in 2019");
    gives(first.explain(Meeting::ACTUAL), "F64", "2019-04-25");
    gives(first.explain(Meeting::PLACE), "F64", "far-eastern-federal-university");
    let campus = eve.place("far-eastern-federal-university").expect("a place");
    assert!(campus.is_within("vladivostok") && campus.is_within("russky-island"));
    assert!(!eve.place("vostochny").expect("a place").is_within("vladivostok"));
}

#[test]
fn their_meetings_are_counted() {
    let persons = ["vladimir-putin", "kim-jong-un"];
    let held = |known: &Knowledge| known.meetings_of(&persons).filter(|m| m.has_happened()).count();
    assert_eq!(held(&on(EVE)), 2);
    let after = on(AFTER);
    assert_eq!(held(&after), 3);
    let third = after.statement("third-meeting").expect("told");
    assert!(third.accounts().all(|account| facts(account.provenance()).contains("F31")));
    assert_eq!(third.x("number").map(ToString::to_string).as_deref(), Some("3"));
    assert_eq!(held(&RECORD.as_known()), 4);
    let fourth = RECORD.as_known();
    gives(
        fourth.meeting("putin-kim-2025").expect("told").explain(Meeting::PLACE),
        "F71",
        "beijing",
    );
    let first = after.statement("first-putin-kim-summit").expect("told");
    let since = after.check(&first.superlative().expect("a claim").clone());
    // TASS counted three, so that none came before.
    assert_eq!(since.verdict, Verdict::Holds, "{since}");
}

#[test]
fn kim_in_russia_in_2023() {
    let known = on(EVE);
    let visit = known.visit("kim-russia-2023").expect("told");
    let actual = visit.explain(Visit::ACTUAL);
    assert!(actual.is_contested(), "the 11th or the 12th");
    assert_eq!(
        sides(&actual),
        expect(&[
            ("2023-09-11/", &["s-tass-11"]),
            ("2023-09-12/", &["s-pt"]),
            ("2023-09-12/2023-09-17", &["s-orinoco"]),
        ])
    );
    let vladivostok = stop(visit, "vladivostok");
    gives(vladivostok.explain(Stop::COMPANY), "F67", "sergei-shoigu, …");
    gives(vladivostok.explain(Stop::ACTUAL), "F67", "2023-09-16/2023-09-17");
}

#[test]
fn others_came_before() {
    let known = on(EVE);
    let xi = known.visit("xi-north-korea-2019").expect("told in 2019");
    gives(xi.explain(Visit::ACTUAL), "F69", "2019-06-20/2019-06-21");
    gives(xi.explain(Visit::FORM), "F69", "state");
    gives(xi.explain(Visit::INVITER), "F69", "kim-jong-un");
    let earlier = xi.previous_by_same_guest().expect("as vice president");
    gives(earlier.explain(Visit::ACTUAL), "F69", "2008-06");
    let lavrov = known.visit("lavrov-north-korea-2023").expect("told");
    gives(lavrov.explain(Visit::PROGRESS), "F70", "held");
    let announced = on(date!("2023-10-16"));
    let before = announced.visit("lavrov-north-korea-2023").expect("told ahead");
    assert_eq!(before.progress(), Some(Progress::Announced));
    gives(
        known.meeting("kim-jong-il-medvedev-2011").expect("told").explain(Meeting::PLACE),
        "F63",
        "ulan-ude",
    );
    gives(
        known.visit("kim-jong-il-moscow-2001").expect("told").explain(Visit::ACTUAL),
        "F62",
        "2001-08-04",
    );
}

#[test]
fn the_article_departs_from_the_wire_in_seven_points() {
    let known = RECORD.as_known();
    let drifted: Vec<(Option<&str>, String)> = known
        .accounts()
        .into_iter()
        .filter(|told| told.by.provenance.x("drift").is_some())
        .map(|told| (told.by.provenance.locator(), told.by.source.id.to_string()))
        .collect();
    assert!(drifted.iter().all(|(_, source)| source == "wire"), "{drifted:?}");
    let points: std::collections::BTreeSet<Option<&str>> =
        drifted.iter().map(|(point, _)| *point).collect();
    let names: Vec<String> = (1..=7).map(|number| format!("point {number}")).collect();
    assert_eq!(points, names.iter().map(|name| Some(name.as_str())).collect());
    let article = RECORD.sources().iter().find(|source| source.id == "article");
    let parent = article.and_then(|article| article.derived_from.as_ref());
    assert_eq!(parent.map(Id::as_str), Some("wire"));
    // What the wire tells, its copies do not contradict, so that no later word replaces the article's.
    for told in known.accounts() {
        assert!(!["s-wire-a", "s-wire-b", "s-sentinel"].contains(&told.by.source.id.as_str()));
    }
}
