//! The relations that the dossier on Pyongyang comes to, its scores explained item by item.

use std::fmt::Write as _;
use std::sync::LazyLock;

use detente::graph::RelationKind;
use detente::relations::rules;
use detente::relations::{Course, Relation, Relations, Score, Ties1, Trend, Voices};
use detente::time::NaiveDate;
use detente::{Dossier, date};
use support::files::{guide, in_repository};
use support::pyongyang::{MERGED, read};

static ARTICLE: LazyLock<Dossier> = LazyLock::new(|| read(support::pyongyang::ARTICLE));

const EVE: NaiveDate = date!("2024-06-17");
const VISIT: NaiveDate = date!("2024-06-19");
const AFTER: NaiveDate = date!("2024-06-20");
const EXCHANGE: NaiveDate = date!("2024-12-04");
const YEARS_END: NaiveDate = date!("2024-12-31");

fn known(day: NaiveDate) -> Relations {
    MERGED.as_known_on(day).relations().build()
}

fn score(relations: &Relations, (one, other): (&str, &str), on: NaiveDate) -> String {
    let model = Ties1::default();
    relations.alignment(one, other, &model).expect("both are known").on(on).score().to_string()
}

const RUSSIA_DPRK: (&str, &str) = ("russia", "north-korea");

#[test]
fn the_article_alone_gives_the_golden_scores_of_the_eve() {
    // Its M, V0, S, B and X. To what is pending the article adds the support that Putin vows.
    let relations = ARTICLE.as_known_on(EVE).relations().build();
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let own = pair.on(EVE);
    assert_eq!(own.score().to_string(), "+0.278");
    let (low, high) = own.band().unwrap();
    assert_eq!(format!("{low:.3} {high:.3}"), "0.278 0.563");
    let heard = pair.voices(Voices::own().and("russia")).on(EVE);
    assert_eq!(heard.score().to_string(), "+0.369");
    let pending = [
        "visit:putin-pyongyang-2024",
        "agreement:russia-dprk-2024",
        "tie:russia-will-back-nk",
        "meeting:putin-kim-2024",
    ];
    assert_eq!(own.pending().iter().map(|each| &*each.relation).collect::<Vec<_>>(), pending);
    assert_eq!(score(&relations, ("united-states", "north-korea"), EVE), "-0.160");
    assert_eq!(score(&relations, ("russia", "vietnam"), EVE), "+0.090");
}

#[test]
fn scores_of_the_whole_record_are_kept() {
    let (eve, after, end) = (known(EVE), known(AFTER), known(YEARS_END));
    assert_eq!(score(&eve, RUSSIA_DPRK, EVE), "+0.627");
    assert_eq!(score(&after, RUSSIA_DPRK, VISIT), "+0.716");
    assert_eq!(score(&end, RUSSIA_DPRK, date!("2024-12-03")), "+0.864");
    assert_eq!(score(&end, RUSSIA_DPRK, EXCHANGE), "+0.977");
    // A day before it was reported the treaty was, as far as known, signed.
    assert_eq!(score(&known(EXCHANGE), RUSSIA_DPRK, EXCHANGE), "+0.864");
    assert_eq!(score(&end, ("russia", "ukraine"), EXCHANGE), "-1.000");
}

#[test]
fn the_guide_gives_these_scores() {
    let model = Ties1::default();
    for (on, known_on) in
        [(EVE, EVE), (VISIT, AFTER), (date!("2024-12-03"), YEARS_END), (EXCHANGE, YEARS_END)]
    {
        let relations = known(known_on);
        let pair = relations.alignment("russia", "north-korea", &model).unwrap();
        let alignment = pair.on(on);
        let (low, high) = alignment.band().unwrap();
        let row =
            format!("| {on} | {known_on} | {} | {low:+.3} to {high:+.3} |", alignment.score());
        assert!(guide::RELATIONS.contains(&row), "{row}");
    }
}

/// Run with `DETENTE_BLESS=1` to write the file anew.
#[test]
fn each_score_is_explained_item_by_item() {
    let model = Ties1::default();
    let mut now = String::new();
    for (on, known_on) in
        [(EVE, EVE), (VISIT, AFTER), (date!("2024-12-03"), YEARS_END), (EXCHANGE, YEARS_END)]
    {
        let relations = known(known_on);
        for (one, other) in [RUSSIA_DPRK, ("united-states", "north-korea"), ("russia", "vietnam")] {
            let pair = relations.alignment(one, other, &model).unwrap();
            let heard = pair.clone().voices(Voices::own().and("russia"));
            writeln!(now, "{}\n\n{}\n", pair.on(on), heard.on(on)).unwrap();
        }
        writeln!(now, "{}\n", relations.standing("russia", "north-korea").unwrap().on(on)).unwrap();
    }
    let path = in_repository("tests/fixtures/golden/alignment.txt");
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let differ = golden.lines().zip(now.lines()).find(|(golden, now)| golden != now);
    assert!(golden == now, "first difference: {differ:?}; if meant, run with DETENTE_BLESS=1");
}

#[test]
fn every_score_recomputes_from_its_evidence() {
    let model = Ties1::default();
    let relations = known(YEARS_END);
    let actors = ["russia", "north-korea", "united-states", "vietnam", "ukraine", "china"];
    for (at, one) in actors.iter().enumerate() {
        for other in &actors[at + 1..] {
            let pair = relations.alignment(*one, *other, &model).unwrap();
            let alignment = pair.voices(Voices::everyone()).on(YEARS_END);
            match (alignment.score().value(), alignment.recompute(&model)) {
                (Some(score), Some(again)) => assert!((score - again).abs() < 1e-12),
                (score, again) => assert_eq!(score, again),
            }
        }
    }
}

#[test]
fn what_is_alleged_is_heard_in_that_voice_alone() {
    let relations = known(YEARS_END);
    let model = Ties1::default();
    let pair = relations.alignment("north-korea", "russia", &model).unwrap();
    let troops = "tie:nk-troops-with-russia";
    let own = pair.on(YEARS_END);
    assert!(own.unheard().any(|item| item == troops));
    let seoul = pair.clone().voices(Voices::own().and("south-korea")).on(YEARS_END);
    let evidence = seoul.evidence().iter().find(|each| &*each.relation == troops).unwrap();
    assert!(evidence.contested, "Moscow and Pyongyang deny it");
    assert!(evidence.quality < 0.75 && evidence.low == 0.0);
}

#[test]
fn assessments_come_to_nothing_and_plans_are_pending() {
    let relations = known(EVE);
    assert!(relations.get("statement:visit-strengthens-ties").is_none());
    let reason = relations
        .left_out()
        .iter()
        .find(|left| left.record.id() == "visit-strengthens-ties")
        .map(|left| left.reason.as_str());
    assert_eq!(reason, Some("an act that assesses is no stance"));
    let visit = relations.get("visit:putin-pyongyang-2024").unwrap();
    assert!(visit.is_pending());
    assert_eq!(visit.kind(), &RelationKind::STATE_VISIT);
    assert!(!known(AFTER).get("visit:putin-pyongyang-2024").unwrap().is_pending());
}

#[test]
fn a_speech_reported_under_two_names_counts_once() {
    let derived = MERGED.as_known_on(EVE).relations().deriving_from_relations().build();
    let concern = derived.get("statement:us-concern russia derived").unwrap();
    assert_eq!(concern.kind(), &RelationKind::CONCERN);
    assert!(known(EVE).get("statement:us-concern russia derived").is_none());
    let model = Ties1::default();
    let alignment = derived.alignment("united-states", "russia", &model).unwrap().on(EVE);
    let counted: Vec<&str> = alignment
        .evidence()
        .iter()
        .filter(|each| each.counts() && each.kind == RelationKind::CONCERN)
        .map(|each| &*each.relation)
        .collect();
    assert_eq!(counted.len(), 1, "{alignment}");
}

#[test]
fn a_trend_is_told_where_both_days_are_covered() {
    let relations = known(YEARS_END);
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    assert!(matches!(pair.trend(EVE, AFTER), Trend::Known { course: Course::Rising, .. }));
    let gap = date!("2024-08-01");
    assert_eq!(
        pair.trend(EVE, gap).to_string(),
        "cannot tell: no source tells of them on 2024-08-01"
    );
}

#[test]
fn steps_can_be_left_out_and_listeners_hold() {
    let known = MERGED.as_known_on(YEARS_END);
    let nothing = known.relations().without_visits().without_agreements();
    let nothing = nothing.without_statements().without_ties().build();
    assert_eq!(nothing.iter().count(), 0);
    assert_eq!(score(&nothing, RUSSIA_DPRK, EVE), Score::NoEvidence.to_string());
    let deaf = MERGED.knowledge().listening_to(|source, _| source.id == "article").build();
    let relations = deaf.relations().build();
    let roots = relations.iter().flat_map(Relation::witnesses);
    assert!(roots.into_iter().all(|witness| &*witness.source == "article"));
}

#[test]
fn results_are_written_with_what_they_rest_on() {
    let model = Ties1::default();
    let relations = known(EVE);
    let alignment = relations.alignment("russia", "north-korea", &model).unwrap().on(EVE);
    let written = serde_json::to_value(&alignment).unwrap();
    assert_eq!(
        (written["model"].as_str(), written["table"].as_str()),
        (Some("ties-1"), Some("signs-1"))
    );
    assert_eq!(
        (written["on"].as_str(), written["known_on"].as_str()),
        (Some("2024-06-17"), Some("2024-06-17"))
    );
    assert_eq!(written["evidence"][0]["kind"], "pledge_of_support");
    assert_eq!(written["evidence"][0]["ends"], "russia → north-korea");
    assert!(written["score"]["of"].is_f64());
    let standing = relations.standing("russia", "north-korea").unwrap().on(EVE);
    assert!(serde_json::to_string(&standing).unwrap().contains("\"sign\":\"+\""));
}

#[test]
fn the_rules_can_be_read() {
    let table: Vec<String> =
        rules().map(|(ground, kind)| format!("{ground} → {}", kind.in_words())).collect();
    assert_eq!(table[0], "a state visit of a leader → state visit");
    assert!(table.contains(&"a statement that praises → praise".to_owned()));
}
