//! Deadlines: who set them, and whether they were met.

use detente::knowledge::{Deadline, DeadlineOutcome, Outcome};
use detente::{Dossier, date};

use support::world::dossier;

/// What is told of the deadlines of June to September 2024, by a dossier of these sections.
fn told(sections: &str) -> Vec<String> {
    let dossier = dossier(sections);
    let known = dossier.as_known();
    let period = "2024-06/2024-09".parse().unwrap();
    known.deadlines(&period).iter().map(|deadline| line(&deadline.to_string())).collect()
}

/// The first line, without who set it.
fn line(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    match first.split_once(", as set by ").map(|(what, rest)| (what, rest.split_once(": "))) {
        Some((what, Some((_, came)))) => format!("{what}: {came}"),
        _ => first.to_owned(),
    }
}

fn visit(details: &str) -> Vec<String> {
    told(&format!(r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", {details}}}}}"#))
}

#[track_caller]
fn is_of_visit(details: &str, outcome: &str) {
    assert_eq!(
        visit(details),
        [format!("visit:v, by 2024-06-30 (2024-06): {outcome}")],
        "{details}"
    );
}

const MOVED: &str = r#"{"detente": 1, "source": "daily",
    "sources": {"daily": {"published": "2031-05-02"}, "agency": {"published": "2031-09-10"}},
    "states": {"borea": {}}, "persons": {"premier-a": {}}, "visits": {"v": {"guest": "premier-a", "host": "borea",
    "accounts": [{"progress": "planned", "deadline": "2031-09"},
        {"by": "agency", "progress": "planned", "planned": "2031-10-20"}]}}}"#;

#[test]
fn a_new_day_does_not_keep_an_old_promise() {
    let dossier = Dossier::from_json(MOVED).unwrap();
    let known = dossier.as_known_on(date!("2031-10-01"));
    let [missed] = &known.overdue(date!("2031-10-01"))[..] else { panic!("one deadline") };
    assert_eq!((missed.last_day(), missed.days), (Some(date!("2031-09-30")), Some(20)));
    assert_eq!(missed.outcome_in_words(), "missed by 20 days");
    assert_eq!(missed.by[0].to_string(), "daily");
    assert_eq!(missed.evidence[0].to_string(), "2031-10-20 (agency)");
    let card = known.scorecard("daily").unwrap();
    let score = card.scores.iter().find(|score| score.detail == Some("deadline")).unwrap();
    assert_eq!(
        score.to_string(),
        "deadline 2031-09: refuted\n    against it: missed by 20 days (agency)"
    );
    assert!(known.unconfirmed_plans(date!("2031-10-01")).is_empty(), "planned for the 20th");
    assert_eq!(known.unconfirmed_plans(date!("2031-10-21")).len(), 1);
}

#[test]
fn nothing_is_missed_before_its_day_has_passed() {
    let dossier = Dossier::from_json(MOVED).unwrap();
    let known = dossier.as_known_on(date!("2031-09-30"));
    assert!(known.overdue(date!("2031-09-30")).is_empty());
    let due = &known.deadlines(&"2031".parse().unwrap())[0];
    assert_eq!(
        line(&due.to_string()),
        "visit:v, by 2031-09-30 (2031-09): due, planned for 2031-10-20"
    );
    let card = known.scorecard("daily").unwrap();
    assert!(card.of(Outcome::Open).any(|score| score.detail == Some("deadline")));
    // Of a visit of which no other day is told, the plan is due by the deadline.
    let first = dossier.as_known_on(date!("2031-05-02"));
    let plans = first.plans(&"2031-09".parse().unwrap());
    assert_eq!(plans[0].0.to_string(), "visit:v, on ../2031-09-30: planned (daily)");
    assert!(first.unconfirmed_plans(date!("2031-09-30")).is_empty());
    let overdue = first.unconfirmed_plans(date!("2031-10-01"));
    assert_eq!(overdue[0].since, date!("2031-10-01"));
}

#[test]
fn a_duty_with_a_last_day() {
    let duty = |accounts: &str| {
        let text = format!(
            r#"{{"detente": 1, "source": "gazette", "sources": {{"gazette": {{"published": "2030-02-12"}},
                "wire": {{"published": "2030-11-20"}}}},
            "states": {{"alba": {{}}, "borea": {{}}}}, "agreements": {{"accord": {{"parties": ["alba", "borea"],
            "form": "treaty", "acts": {{"signed": {{"when": "2030-02-11"}}, "in_force": {{"when": "2030-02-11"}}}},
            "obligations": {{"alba borea my:dismantle-posts": {{"accounts": [{{"deadline": "2030-10"}}{accounts}]}}}}}}}}}}"#
        );
        Dossier::from_json(&text).unwrap()
    };
    let words = |accounts: &str, on| {
        let dossier = duty(accounts);
        let known = dossier.as_known();
        known.overdue(on).iter().map(Deadline::outcome_in_words).collect::<Vec<_>>()
    };
    let nothing: [&str; 0] = [];
    assert_eq!(words("", date!("2030-11-01")), ["not known to be met"]);
    assert_eq!(words("", date!("2030-10-31")), nothing);
    let known = duty("").as_known();
    let accord = known.agreement("accord").unwrap();
    let owed = accord.obligations_on("alba", "borea", date!("2030-11-01")).unwrap();
    assert!(owed[0].is_owed().is_certain(), "it is owed still");
    let met = r#", {"by": "wire", "fulfilled": "2030-10-12"}"#;
    assert_eq!(words(met, date!("2030-11-01")), nothing);
    let late = r#", {"by": "wire", "fulfilled": "2030-11-12"}"#;
    assert_eq!(words(late, date!("2030-11-01")), ["missed by 12 days"]);
    assert_eq!(words(late, date!("2030-11-12")), nothing);
    let denied = r#", {"by": "wire", "stance": "denies", "fulfilled": "../2030-11-20"}"#;
    let missed = "missed by at least 21 days";
    assert_eq!(words(denied, date!("2030-12-01")), [missed]);
}

#[test]
fn what_a_visit_comes_to() {
    let by = r#""progress": "planned", "deadline": "2024-06""#;
    let two = |more: &str| format!(r#""accounts": [{{{by}}}, {{"by": "late", {more}}}]"#);
    is_of_visit(by, "not known to be met");
    is_of_visit(&two(r#""actual": "2024-06-25""#), "met with 5 days to spare, done on 2024-06-25");
    is_of_visit(
        &two(r#""actual": "2024-06-30/2024-07-02""#),
        "met with 0 days to spare, done on 2024-06-30",
    );
    is_of_visit(&two(r#""actual": "2024-07-01""#), "missed by 1 day, done on 2024-07-01");
    is_of_visit(&two(r#""actual": "2024-07""#), "missed by at least 1 day, done on 2024-07");
    is_of_visit(
        &two(r#""actual": "2024-06""#),
        "met with at least 0 days to spare, done on 2024-06",
    );
    is_of_visit(&two(r#""actual": "2024""#), "perhaps met, done on 2024");
    // Without a day it was done by the day on which that was told.
    is_of_visit(&two(r#""progress": "held""#), "perhaps met, done on ../2024-07-01");
    for off in ["cancelled", "did_not_happen", "disproved"] {
        is_of_visit(&two(&format!(r#""progress": "{off}""#)), "missed");
    }
    is_of_visit(&two(r#""progress": "postponed""#), "not known to be met");
    let put_off = two(r#""progress": "postponed", "planned": "2024-07-10""#);
    is_of_visit(&put_off, "missed by 10 days, if done on 2024-07-10");
    is_of_visit(&two(r#""planned": "2024-06-25""#), "not known to be met, planned for 2024-06-25");
}

#[test]
fn each_day_told_is_a_deadline_of_its_own() {
    let account =
        |by: &str, more: &str| format!(r#"{{"by": "{by}", "progress": "planned", {more}}}"#);
    let accounts = |all: &[String]| visit(&format!(r#""accounts": [{}]"#, all.join(", ")));
    let june = || account("early", r#""deadline": "2024-06""#);
    let two = accounts(&[june(), account("late", r#""deadline": "2024-08""#)]);
    assert_eq!(
        two,
        [
            "visit:v, by 2024-06-30 (2024-06): not known to be met",
            "visit:v, by 2024-08-31 (2024-08): not known to be met"
        ]
    );
    let one = accounts(&[june(), account("other", r#""deadline": "2024-06-30""#)]);
    assert_eq!(one, ["visit:v, by 2024-06-30 (2024-06): not known to be met"]);
    let denied = account("late", r#""deadline": "2024-06", "stance": "denies""#);
    assert_eq!(accounts(&[june(), denied]).len(), 1, "denied by another");
    let taken_back = r#"{"by": "correction", "stance": "denies", "deadline": "2024-06"}"#;
    assert!(accounts(&[june(), taken_back.to_owned()]).is_empty());
    let all_taken_back = r#"{"by": "correction", "stance": "denies"}"#;
    assert!(accounts(&[june(), all_taken_back.to_owned()]).is_empty());
    assert_eq!(accounts(&[june(), account("reprint", r#""deadline": "2024-06""#)]).len(), 1);
}

#[test]
fn whatever_can_be_late() {
    let told = told(
        r#""visits": {
            "v": {"guest": "putin", "host": "north-korea", "actual": "2024-06-19/2024-06-20", "stops": {
                "a": {"progress": "planned", "meeting": "m", "deadline": "2024-06-20"},
                "b": {"actual": "2024-06-20", "deadline": "2024-06-19"}}},
            "w": {"guest": "putin", "host": "china", "progress": "cancelled",
                "stops": {"c": {"progress": "planned", "deadline": "2024-06-20"}}}},
        "meetings": {"m": {"participants": ["kim", "putin"], "visit": "v", "actual": "2024-06-19", "deadline": "2024-06-18"}},
        "trips": {"t": {"traveller": "putin", "progress": "expected", "deadline": "2024-06", "legs": {"visit:v": {"order": 1}}}},
        "agreements": {"a": {"parties": ["russia", "north-korea"], "acts": {
            "russia intended": {"when": "2024-06-01", "deadline": "2024-06"},
            "signed": {"when": "2024-07-02"},
            "in_force": {"progress": "planned", "when": "2024-09-01", "deadline": "2024-08"},
            "russia ratified": {"progress": "planned", "deadline": {"after": "agreement:a", "within_days": 30}}}}},
        "ties": {
            "p": {"kind": "aid", "from": "russia", "to": "north-korea", "during": "2024-07-01/2025-07-01", "deadline": "2024-06"},
            "q": {"kind": "aid", "from": "russia", "to": "china", "progress": "promised", "deadline": "2024-06"}},
        "statements": {
            "aid": {"speaker": "putin", "act": "pledges", "content": "tie:p", "deadline": "2024-07"},
            "come": {"speaker": "putin", "act": "pledges", "content": "trip:t", "deadline": "2024-06-18"},
            "sign": {"speaker": "kim", "act": "demands", "content": "agreement:a", "deadline": "2024-07-02"},
            "go": {"speaker": "kim", "act": "demands", "gist": "Leave.", "deadline": {"before": "visit:v"}, "fulfilled": "2024-06-10"},
            "silent": {"speaker": "kim", "act": "demands", "deadline": {"during": "visit:v"}}}"#,
    );
    let expected = [
        "trip:t, by 2024-06-30 (2024-06): met with 11 days to spare, done on 2024-06-19",
        "visit:v, stops, a, by 2024-06-20: met with 1 day to spare, done on 2024-06-19",
        "visit:v, stops, b, by 2024-06-19: missed by 1 day, done on 2024-06-20",
        "visit:w, stops, c, by 2024-06-20: missed",
        "meeting:m, by 2024-06-18: missed by 1 day, done on 2024-06-19",
        "agreement:a, acts, in_force, by 2024-08-31 (2024-08): missed by 1 day, if done on 2024-09-01",
        "agreement:a, acts, russia intended, by 2024-06-30 (2024-06): missed by 2 days, done on 2024-07-02",
        "agreement:a, acts, russia ratified, by 2024-08-01 (after agreement:a, within 30 days): not known to be met",
        "statement:aid, by 2024-07-31 (2024-07): met with 30 days to spare, done on 2024-07-01",
        "statement:come, by 2024-06-18: missed by 1 day, done on 2024-06-19",
        "statement:go, by 2024-06-19 (before visit:v): met with 9 days to spare, done on 2024-06-10",
        "statement:sign, by 2024-07-02: met with 0 days to spare, done on 2024-07-02",
        "statement:silent, by 2024-06-20 (during visit:v): not known to be met",
        "tie:p, by 2024-06-30 (2024-06): missed by 1 day, done on 2024-07-01",
        "tie:q, by 2024-06-30 (2024-06): not known to be met",
    ];
    assert_eq!(told, expected, "{told:#?}");
}

#[test]
fn a_deadline_is_as_certain_as_the_day_it_is_counted_from() {
    let posts = |signed: &str, fulfilled: &str| {
        told(&format!(
            r#""agreements": {{"a": {{"parties": ["russia", "north-korea"], "acts": {{"signed": {{"when": "{signed}"}}}},
            "obligations": {{"russia north-korea my:leave": {{"deadline": {{"after": "agreement:a", "within_days": 10}},
                "fulfilled": "{fulfilled}"}}}}}}}}"#
        ))
    };
    let came = |fulfilled: &str| posts("2024-06-01/2024-06-05", fulfilled).concat();
    assert!(came("2024-06-11").ends_with("met with at least 0 days to spare, done on 2024-06-11"));
    assert!(came("2024-06-13").ends_with("perhaps met, done on 2024-06-13"));
    assert!(came("2024-06-16").ends_with("missed by at least 1 day, done on 2024-06-16"));
    // Of what has no last day nothing is ever late, and it may fall within any period.
    assert!(
        posts("2024-06-01/..", "2024-07-01").concat().ends_with("perhaps met, done on 2024-07-01")
    );
    let open = visit(
        r#""progress": "planned", "deadline": {"after": "visit:w"}}, "w": {"guest": "kim", "host": "china""#,
    );
    assert_eq!(open, ["visit:v, by ../.. (after visit:w): due"]);
}

#[test]
fn overdue_is_what_has_not_been_done_by_then() {
    let dossier = dossier(
        r#""visits": {
            "done": {"guest": "putin", "host": "china", "actual": "2024-06-20", "deadline": "2024-06-10"},
            "off": {"guest": "putin", "host": "japan", "progress": "cancelled", "deadline": "2024-06-10"},
            "perhaps": {"guest": "kim", "host": "japan", "progress": "held", "by": "undated", "deadline": "2024-06-10"},
            "silent": {"guest": "kim", "host": "china", "progress": "planned", "deadline": "2024-06-10"}}"#,
    );
    let known = dossier.as_known();
    let overdue = |on| {
        let overdue = known.overdue(on).into_iter();
        overdue.map(|each| each.about.record.id().to_owned()).collect::<Vec<_>>()
    };
    assert!(overdue(date!("2024-06-10")).is_empty());
    assert_eq!(overdue(date!("2024-06-19")), ["done", "silent"]);
    assert_eq!(overdue(date!("2024-06-20")), ["silent"]);
    let deadlines = known.deadlines(&"2024-06-10".parse().unwrap());
    let outcomes: Vec<_> = deadlines.iter().map(|each| each.outcome).collect();
    let missed = DeadlineOutcome::Missed;
    assert_eq!(outcomes, [missed, missed, DeadlineOutcome::Perhaps, DeadlineOutcome::Unknown]);
    assert!(known.deadlines(&"2024-06-11".parse().unwrap()).is_empty());
    let json = serde_json::to_value(&deadlines[0]).unwrap();
    let fields = ["day", "told", "outcome", "done", "days"].map(|field| json[field].to_string());
    assert_eq!(fields, ["\"2024-06-10\"", "\"2024-06-10\"", "\"missed\"", "\"2024-06-20\"", "10"]);
}

#[test]
fn a_source_is_judged_by_what_came_of_its_deadline() {
    let outcome = |accounts: &str, source: &str| {
        let dossier = dossier(&format!(
            r#""visits": {{"v": {{"guest": "putin", "host": "china", "accounts": [
                {{"progress": "planned", "deadline": "2024-06"}}, {accounts}]}}}}"#
        ));
        let known = dossier.as_known();
        let card = known.scorecard(source).unwrap();
        let mut scores = card.scores.iter().filter(|score| score.detail == Some("deadline"));
        scores.next().map(|score| score.outcome)
    };
    let early = |accounts: &str| outcome(accounts, "early");
    assert_eq!(early(r#"{"by": "late", "actual": "2024-06-20"}"#), Some(Outcome::Confirmed));
    assert_eq!(early(r#"{"by": "late", "actual": "2024-07-20"}"#), Some(Outcome::Refuted));
    assert_eq!(early(r#"{"by": "late", "progress": "cancelled"}"#), Some(Outcome::Refuted));
    assert_eq!(early(r#"{"by": "late", "deadline": "2024-06"}"#), Some(Outcome::Open));
    assert_eq!(early(r#"{"by": "late", "deadline": "2024-08"}"#), Some(Outcome::Open));
    assert_eq!(early(r#"{"by": "correction", "deadline": "2024-08"}"#), Some(Outcome::Open));
    let own_word = r#"{"by": "correction", "actual": "2024-07-20"}"#;
    assert_eq!(early(own_word), Some(Outcome::Open), "its own root");
    let taken_back = r#"{"by": "correction", "deadline": "2024-06", "stance": "denies"}"#;
    assert_eq!(early(taken_back), Some(Outcome::Withdrawn));
}

#[test]
fn a_visit_in_the_place_of_another_is_what_came_of_its_deadline() {
    let visits = |first: &str, second: &str| {
        told(&format!(
            r#""visits": {{"v": {{"guest": "putin", "host": "north-korea", "deadline": "2024-06", {first}}},
            "w": {{"guest": "putin", "host": "north-korea", "replaces": "v", {second}}}}}"#
        ))
    };
    let held = r#""progress": "held", "actual": "2024-06-25""#;
    let later = r#""progress": "planned", "planned": "2024-07-05""#;
    let called_off = r#""progress": "cancelled""#;
    for first in [r#""progress": "postponed""#, called_off, r#""progress": "planned""#] {
        for (second, outcome) in [
            (held, "met with 5 days to spare, done on 2024-06-25"),
            (later, "missed by 5 days, if done on 2024-07-05"),
        ] {
            assert_eq!(
                visits(first, second),
                [format!("visit:v, by 2024-06-30 (2024-06): {outcome}")],
                "{first}"
            );
        }
    }
    // Nothing came of either; and what took place itself needs no other.
    assert_eq!(visits(called_off, called_off), ["visit:v, by 2024-06-30 (2024-06): missed"]);
    let own = r#""progress": "held", "actual": "2024-06-10""#;
    let met = "visit:v, by 2024-06-30 (2024-06): met with 20 days to spare, done on 2024-06-10";
    assert_eq!(visits(own, later), [met]);
}

#[test]
fn a_chain_of_visits_in_each_other_s_place_is_followed_to_its_end() {
    let visit = |id: &str, of: &str, more: &str| {
        format!(
            r#""{id}": {{"guest": "putin", "host": "north-korea", "replaces": "{of}", {more}}}"#
        )
    };
    let off = r#""progress": "postponed""#;
    // The first is said to stand in the place of the last, too.
    let all = [
        visit("a", "c", r#""progress": "postponed", "deadline": "2024-06""#),
        visit("b", "a", off),
        visit("c", "b", r#""progress": "held", "actual": "2024-07-10""#),
    ];
    assert_eq!(
        told(&format!(r#""visits": {{{}}}"#, all.join(", "))),
        ["visit:a, by 2024-06-30 (2024-06): missed by 10 days, done on 2024-07-10"]
    );
}
