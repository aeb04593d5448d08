//! Scorecards: what has become of what a source said, by independent words alone.

use detente::knowledge::{LookupError, Outcome};
use detente::{Dossier, Knowledge, date};

use support::world::dossier;

/// The outcome of what a source says of a thing, by the name of the detail.
fn outcome(known: &Knowledge, source: &str, about: &str, detail: Option<&str>) -> Outcome {
    let card = known.scorecard(source).unwrap();
    let mut scores = card.scores.iter();
    let score = scores.find(|s| s.about.to_string() == about && s.detail == detail);
    score.unwrap_or_else(|| panic!("{about}, {detail:?}:\n{card}")).outcome
}

fn of_visit(accounts: &str, detail: &str) -> Outcome {
    let dossier = dossier(&format!(
        r#""places": {{"pyongyang": {{"by": "undated"}}, "beijing": {{"by": "undated"}},
            "square": {{"by": "undated", "within": "pyongyang"}}}},
        "visits": {{"v": {{"guest": "putin", "host": "north-korea", "accounts": [{accounts}]}}}}"#
    ));
    outcome(&dossier.as_known(), "early", "visit:v", Some(detail))
}

#[test]
fn a_plan_is_confirmed_by_what_comes_of_it() {
    let plan =
        |others: &str| of_visit(&format!(r#"{{"progress": "planned"}}{others}"#), "progress");
    assert_eq!(plan(""), Outcome::Open);
    assert_eq!(plan(r#", {"by": "late", "progress": "planned"}"#), Outcome::Open);
    assert_eq!(plan(r#", {"by": "late", "progress": "held"}"#), Outcome::Confirmed);
    assert_eq!(plan(r#", {"by": "late", "actual": "2024-06-19"}"#), Outcome::Confirmed);
    assert_eq!(plan(r#", {"by": "late", "progress": "cancelled"}"#), Outcome::Refuted);
    assert_eq!(plan(r#", {"by": "late", "progress": "did_not_happen"}"#), Outcome::Refuted);
    assert_eq!(plan(r#", {"by": "late", "progress": "postponed"}"#), Outcome::Open);
    let taken_up =
        r#", {"by": "late", "progress": "cancelled"}, {"by": "other", "progress": "planned"}"#;
    assert_eq!(plan(taken_up), Outcome::Open);
    let denied = r#", {"by": "late", "progress": "planned", "stance": "denies"}"#;
    assert_eq!(plan(denied), Outcome::Contested);
    let mentioned = r#", {"by": "late", "progress": "held", "stance": "mentions"}"#;
    assert_eq!(plan(mentioned), Outcome::Open);
    let both =
        r#", {"by": "late", "progress": "did_not_happen"}, {"by": "other", "progress": "held"}"#;
    assert_eq!(plan(both), Outcome::Contested);
}

#[test]
fn a_reprint_confirms_nothing() {
    let held = |by: &str| {
        let accounts = format!(
            r#"{{"progress": "held", "form": "state"}}, {{"by": "{by}", "progress": "held", "form": "state"}}"#
        );
        [of_visit(&accounts, "progress"), of_visit(&accounts, "form")]
    };
    assert_eq!(held("reprint"), [Outcome::Open; 2]);
    assert_eq!(held("late"), [Outcome::Confirmed; 2]);
}

#[test]
fn the_same_root_withdraws() {
    let form = |detail: &str| {
        of_visit(&format!(r#"{{"form": "state"}}, {{"by": "correction", {detail}}}"#), "form")
    };
    assert_eq!(form(r#""form": "working""#), Outcome::Withdrawn);
    assert_eq!(form(r#""form": "state", "stance": "denies""#), Outcome::Withdrawn);
    assert_eq!(form(r#""form": "state""#), Outcome::Open);
    let date = r#"{"actual": "2024-06"}, {"by": "correction", "actual": "2024-06-19"}"#;
    assert_eq!(of_visit(date, "actual"), Outcome::Open, "told more exactly, and not taken back");
}

#[test]
fn a_value_is_confirmed_by_one_as_exact() {
    let by = |own: &str, other: &str, detail: &str| {
        of_visit(&format!(r#"{{{own}}}, {{"by": "late", {other}}}"#), detail)
    };
    let (month, day) = (r#""actual": "2023-09""#, r#""actual": "2023-09-13""#);
    assert_eq!(by(month, day, "actual"), Outcome::Confirmed);
    assert_eq!(by(day, month, "actual"), Outcome::Open);
    let (city, square) = (r#""place": "pyongyang""#, r#""place": "square""#);
    assert_eq!(by(city, square, "place"), Outcome::Confirmed);
    assert_eq!(by(square, city, "place"), Outcome::Open);
    let (some, more) = (r#""topics": ["trade"]"#, r#""topics": ["gas", "trade"]"#);
    assert_eq!(by(some, more, "topics"), Outcome::Confirmed);
    assert_eq!(by(more, some, "topics"), Outcome::Open);
    let all = r#""topics": {"all": ["gas"]}"#;
    assert_eq!(by(some, all, "topics"), Outcome::Refuted);
    assert_eq!(by(r#""label": "friendly""#, r#""label": "historic""#, "label"), Outcome::Open);
}

#[test]
fn a_contradiction_refutes_where_it_is_what_is_taken() {
    let place = |own: &str, other: &str| {
        let accounts = format!(
            r#"{{"place": "pyongyang"{own}}}, {{"by": "late", "place": "beijing"{other}}}"#
        );
        of_visit(&accounts, "place")
    };
    assert_eq!(place("", ""), Outcome::Refuted, "told later");
    assert_eq!(place(r#", "certainty": "certain""#, ""), Outcome::Refuted, "a wording alone");
    assert_eq!(place("", r#", "certainty": "possible""#), Outcome::Contested);
    let denied =
        r#"{"place": "pyongyang"}, {"by": "late", "place": "pyongyang", "stance": "denies"}"#;
    assert_eq!(of_visit(denied, "place"), Outcome::Contested);
}

#[test]
fn planned_days_are_measured_by_the_days_that_were() {
    let planned = |plan: &str, actual: &str| {
        let accounts =
            format!(r#"{{"progress": "planned", "planned": {plan}}}, {{"by": "late", {actual}}}"#);
        of_visit(&accounts, "planned")
    };
    let held = r#""progress": "held", "actual": "2024-06-19/2024-06-20""#;
    assert_eq!(planned(r#""2024-06-19/2024-06-20""#, held), Outcome::Confirmed);
    assert_eq!(planned(r#"{"from": "2024-06", "to": "unknown"}"#, held), Outcome::Confirmed);
    assert_eq!(planned(r#"{"from": "2024-06-18", "to": "unknown"}"#, held), Outcome::Refuted);
    let plan = r#""planned": "2024-06-21""#;
    assert_eq!(planned(r#""2024-06-18""#, plan), Outcome::Open, "a plan beside a plan");
}

#[test]
fn a_denial_is_scored_as_what_it_is() {
    let of = |other: &str| {
        let own = r#"{"form": "state", "stance": "denies"}"#;
        of_visit(&format!(r#"{own}, {{"by": "late", {other}}}"#), "form")
    };
    assert_eq!(of(r#""form": "state""#), Outcome::Refuted);
    assert_eq!(of(r#""form": "working""#), Outcome::Confirmed);
    assert_eq!(of(r#""label": "friendly""#), Outcome::Open);
}

#[test]
fn that_there_is_such_a_thing() {
    let tie = |accounts: &str| {
        let sections = format!(
            r#""ties": {{"t": {{"kind": "tension", "between": ["north-korea", "united-states"], "accounts": [{accounts}]}}}}"#
        );
        outcome(&dossier(&sections).as_known(), "early", "tie:t", None)
    };
    assert_eq!(tie("{}"), Outcome::Open);
    assert_eq!(tie(r#"{}, {"by": "reprint"}"#), Outcome::Open);
    assert_eq!(tie(r#"{}, {"by": "late"}"#), Outcome::Confirmed);
    assert_eq!(tie(r#"{}, {"by": "late", "stance": "denies"}"#), Outcome::Contested);
    assert_eq!(tie(r#"{"stance": "denies"}, {"by": "late"}"#), Outcome::Refuted);
    assert_eq!(
        tie(r#"{"stance": "denies"}, {"by": "late", "stance": "denies"}"#),
        Outcome::Confirmed
    );
}

#[test]
fn an_intention_is_confirmed_by_the_signature() {
    let intended = |acts: &str| {
        let sections = format!(
            r#""agreements": {{"a": {{"parties": ["russia", "north-korea"], "acts": {{
                "russia intended": {{"when": "../2024-06-01"}}{acts}}}}}}}"#
        );
        let known = dossier(&sections).as_known();
        outcome(&known, "early", "agreement:a, acts, russia intended", None)
    };
    assert_eq!(intended(""), Outcome::Open);
    assert_eq!(intended(r#", "signed": {"by": "late", "when": "2024-06-19"}"#), Outcome::Confirmed);
    assert_eq!(intended(r#", "russia signed": {"by": "late"}"#), Outcome::Confirmed);
    assert_eq!(intended(r#", "north-korea signed": {"by": "late"}"#), Outcome::Open);
    assert_eq!(intended(r#", "signed": {"by": "reprint", "when": "2024-06-19"}"#), Outcome::Open);
    let planned = r#", "signed": {"by": "late", "progress": "planned"}"#;
    assert_eq!(intended(planned), Outcome::Open);
}

#[test]
fn as_known_on_a_day() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea", "accounts": [
            {"progress": "planned"}, {"by": "late", "progress": "held"}]}}"#,
    );
    let on = |day| outcome(&dossier.as_known_on(day), "early", "visit:v", Some("progress"));
    assert_eq!(on(date!("2024-06-30")), Outcome::Open);
    assert_eq!(on(date!("2024-07-01")), Outcome::Confirmed);
    let early = dossier.as_known_on(date!("2024-05-31"));
    assert_eq!(
        early.scorecard("early").unwrap_err().to_string(),
        "source \"early\" was not known yet: first told on 2024-06-01"
    );
    let error = dossier.as_known().scorecard("erly").unwrap_err();
    assert!(
        matches!(error, LookupError::Unknown { nearest, .. } if nearest.get() == Some("early"))
    );
    let deaf = dossier.knowledge().listening_to(|_, _| false).build();
    assert!(matches!(deaf.scorecard("early"), Err(LookupError::NotListenedTo { .. })));
    assert!(dossier.as_known().scorecard("undated").unwrap().scores.is_empty());
}

/// An article before a visit, and what others told of it afterwards.
const PYONGYANG: &str = r#"{"detente": 1, "source": "article", "sources": {
    "article": {"published": "2024-06-17"},
    "agency": {"published": "2024-06-20"},
    "list": {"published": "2024-06-30", "covers": [
        {"noun": "visit", "of": ["putin"], "during": ["1999-01-01/2024-12-31"]},
        {"noun": "meeting", "of": ["putin"], "during": ["1999-01-01/2024-12-31"]}]}},
  "states": {"north-korea": {}, "russia": {}},
  "persons": {"putin": {}, "kim": {}, "lavrov": {}, "novak": {}},
  "places": {"vladivostok": {}, "vostochny": {"by": "agency"}, "square": {}},
  "visits": {
    "v-2000": {"guest": "putin", "host": "north-korea", "progress": "held", "actual": "2000/2000"},
    "v": {"guest": "putin", "host": "north-korea",
      "accounts": [{"progress": "planned"}, {"by": "agency", "progress": "held", "actual": "2024-06-19"}],
      "stops": {
        "concert": {"accounts": [{"kind": "concert", "progress": "expected"}, {"by": "agency", "kind": "concert", "progress": "held"}]},
        "parade": {"accounts": [{"kind": "parade", "place": "square", "progress": "expected"},
            {"by": "agency", "kind": "welcome", "place": "square", "progress": "held"}]},
        "talks": {"kind": "talks", "progress": "planned", "meeting": "m-2024"}},
      "delegation": {
        "lavrov": {"accounts": [{"progress": "planned"}, {"by": "agency", "progress": "held"}]},
        "novak": {"progress": "planned"}}}},
  "meetings": {
    "m-2023": {"participants": ["kim", "putin"], "accounts": [
        {"progress": "held", "actual": "2023-09", "place": "vladivostok"},
        {"by": "agency", "progress": "held", "actual": "2023-09-13", "place": "vostochny"}]},
    "m-2024": {"participants": ["kim", "putin"], "accounts": [
        {"progress": "planned"}, {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}},
  "statements": {
    "first": {"speaker": "@author", "act": "claims_superlative", "superlative": {"claim": "first",
        "subject": "visit:v", "among": {"guest": "putin", "host": "north-korea"}, "years": 24}},
    "last-met": {"speaker": "@author", "act": "claims_superlative", "superlative": {"claim": "last",
        "subject": "meeting:m-2023", "among": {"participants": ["kim", "putin"]}}}}}"#;

#[test]
fn an_article_is_scored() {
    let dossier = Dossier::from_json(PYONGYANG).unwrap();
    let known = dossier.as_known_on(date!("2024-06-30"));
    let of = |about: &str, detail: &str| outcome(&known, "article", about, Some(detail));
    for part in ["stops, concert", "stops, parade", "stops, talks", "delegation, lavrov"] {
        assert_eq!(of(&format!("visit:v, {part}"), "progress"), Outcome::Confirmed, "{part}");
    }
    assert_eq!(of("visit:v, delegation, novak", "progress"), Outcome::Open);
    assert_eq!(of("visit:v, stops, parade", "kind"), Outcome::Refuted);
    assert_eq!(of("meeting:m-2023", "actual"), Outcome::Confirmed);
    assert_eq!(of("meeting:m-2023", "place"), Outcome::Refuted);
    assert_eq!(of("statement:first", "superlative"), Outcome::Confirmed);
    assert_eq!(of("statement:last-met", "superlative"), Outcome::Confirmed, "as of the 17th");
    let card = known.scorecard("article").unwrap();
    let parade = card.by_account().find(|a| a.scores[0].about.to_string().ends_with("parade"));
    assert_eq!(parade.unwrap().outcome(), Outcome::Partly);
    let text = card.to_string();
    let line = "visit:v, stops, talks: confirmed\n  progress planned: confirmed\n    by: meeting:m-2024: held (agency)";
    assert!(text.contains(line), "{text}");
    assert!(text.contains("against it: vostochny (agency)"), "{text}");
}

#[test]
fn a_programme_falls_with_the_visit() {
    let dossier = dossier(
        r#""visits": {"v": {"guest": "putin", "host": "north-korea",
            "accounts": [{"progress": "planned"}, {"by": "late", "progress": "did_not_happen"}],
            "stops": {"talks": {"progress": "planned"}}}},
        "meetings": {"m": {"participants": ["kim", "putin"], "visit": "v", "progress": "planned"}}"#,
    );
    let known = dossier.as_known();
    for about in ["visit:v, stops, talks", "meeting:m"] {
        assert_eq!(outcome(&known, "early", about, Some("progress")), Outcome::Refuted, "{about}");
    }
}

#[test]
fn a_scorecard_is_written() {
    let dossier = Dossier::from_json(PYONGYANG).unwrap();
    let known = dossier.as_known_on(date!("2024-06-30"));
    let json = serde_json::to_value(known.scorecard("article").unwrap()).unwrap();
    assert_eq!((&json["source"], &json["known_on"]), (&"article".into(), &"2024-06-30".into()));
    let place = json["scores"].as_array().unwrap().iter().find(|s| s["value"] == "vladivostok");
    let place = place.unwrap();
    assert_eq!(place["outcome"], "refuted");
    assert_eq!(place["evidence"][0]["by"]["source"], "agency");
}

#[test]
fn what_is_not_known_is_no_statement() {
    let dossier = dossier(
        r#""offices": {"president": {"of": "russia"}}, "tenures": {"t": {"person": "putin", "office": "president",
            "criterion": "unstated", "accounts": [{"from": "unknown", "to": "still 2024-06-01"},
            {"by": "late", "from": "2012-05-07", "to": "still 2024-07-01"}]}}"#,
    );
    let known = dossier.as_known();
    let card = known.scorecard("early").unwrap();
    let of_tenure = card.scores.iter().filter(|score| score.about.to_string() == "tenure:t");
    let details: Vec<_> = of_tenure.map(|score| (score.detail, score.outcome)).collect();
    assert_eq!(details, [(None, Outcome::Confirmed), (Some("to"), Outcome::Confirmed)]);
}

/// What becomes of the day of a visit, and of the days of a tie, told by `early`.
fn of_days(first_visit: &str, planned: &str, others: &str) -> Outcome {
    let dossier = dossier(&format!(
        r#""visits": {{
            "first": {{"guest": "kim", "host": "russia", "by": "undated" {first_visit}}},
            "v": {{"guest": "putin", "host": "north-korea", "accounts": [
                {{"progress": "held", "actual": {planned}}}{others}]}}}}"#
    ));
    outcome(&dossier.as_known(), "early", "visit:v", Some("actual"))
}

#[test]
fn a_day_told_by_another_record_is_held_against_days() {
    let first = r#", "actual": "2024-05-10/2024-05-12""#;
    let after = r#"{"after": "visit:first"}"#;
    let held = |when: &str| format!(r#", {{"by": "late", "progress": "held", "actual": {when}}}"#);
    for (first, claim, others, expected) in [
        (first, after, held(r#""2024-05-20/2024-05-21""#), Outcome::Confirmed),
        (first, after, held(r#""2024-05-02/2024-05-03""#), Outcome::Refuted),
        (first, r#""2024-05-01/2024-05-03""#, held(after), Outcome::Refuted),
        (first, after, held(after), Outcome::Confirmed),
        // What is told by a record that has no day is borne out by the same words alone.
        ("", after, held(r#""2024-05-20/2024-05-21""#), Outcome::Open),
        ("", after, held(after), Outcome::Confirmed),
    ] {
        assert_eq!(of_days(first, claim, &others), expected, "{first} {claim} {others}");
    }
}

#[test]
fn what_was_open_when_told_is_still_so_then() {
    let tie = |others: &str| {
        let dossier = dossier(&format!(
            r#""ties": {{"t": {{"kind": "pressure", "from": "russia", "to": "north-korea", "accounts": [
                {{"during": "2020-01-01/.."}}{others}]}}}}"#
        ));
        outcome(&dossier.as_known(), "early", "tie:t", Some("during"))
    };
    let by =
        |source: &str, during: &str| format!(r#", {{"by": "{source}", "during": "{during}"}}"#);
    assert_eq!(tie(""), Outcome::Open);
    // It ended later, or was still so later.
    assert_eq!(tie(&by("late", "2020-01-01/2024-06-20")), Outcome::Confirmed);
    assert_eq!(tie(&by("late", "2020-01-01/..")), Outcome::Confirmed);
    // It had ended by then.
    assert_eq!(tie(&by("late", "2020-01-01/2024-05-20")), Outcome::Refuted);
    // A later edition that tells the end takes nothing back.
    let edition = by("correction", "2020-01-01/2024-06-20");
    assert_eq!(tie(&edition), Outcome::Open);
    assert_eq!(
        tie(&format!("{edition}{}", by("late", "2020-01-01/2024-06-20"))),
        Outcome::Confirmed
    );
    assert_eq!(tie(&by("correction", "2020-01-01/2024-05-20")), Outcome::Withdrawn);
}
