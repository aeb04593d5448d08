//! Answers as data: what they are written as.

use detente::graph::{DatedTie, RelationGraph, RelationKind, Sign};
use detente::knowledge::Stage;
use detente::model::TieKind;
use detente::relations::{Relation, Relations, Ties1, Witness};
use detente::{date, id};
use serde_json::{json, to_value};

fn graph() -> RelationGraph {
    let pact = DatedTie::directed(
        TieKind::DEFENCE_OBLIGATION,
        id!("soviet-union"),
        id!("north-korea"),
        &"1961-07-06/1996".parse().unwrap(),
    );
    let pact = pact.unwrap().with_sign(Sign::Positive).with_evidence([id!("atop")]);
    let aid = DatedTie::directed(
        TieKind::AID,
        id!("china"),
        id!("north-korea"),
        &"1962/".parse().unwrap(),
    );
    RelationGraph::from_ties([pact.with_id(id!("pact")), aid.unwrap().about(id!("pact"))]).unwrap()
}

#[test]
fn a_tie_is_written_with_all_that_is_known_of_it() {
    let graph = graph();
    assert_eq!(
        to_value(graph.tie("pact").unwrap()).unwrap(),
        json!({
            "id": "pact", "from": "soviet-union", "to": "north-korea", "kind": "defence_obligation",
            "sign": "+", "symmetric": false, "intensity": 1.0, "earliest_start": "1961-07-06",
            "latest_start": "1961-07-06", "earliest_end": "1996-01-01", "latest_end": "1996-12-31",
            "open": null, "censored": false, "evidence": ["atop"], "about": null, "holds": "yes"
        })
    );
    let aid = to_value(graph.ties().next().unwrap()).unwrap();
    assert_eq!(
        [&aid["id"], &aid["about"], &aid["latest_end"]],
        [&json!(null), &json!("pact"), &json!(null)]
    );
}

#[test]
fn neighbours_and_changes_are_written() {
    let graph = graph();
    let neighbours = graph.on(date!("1970-01-01")).including_possible().neighbours("north-korea");
    assert_eq!(
        to_value(neighbours.unwrap()).unwrap(),
        json!([
            {"actor": "china", "ties": 1, "positive": 0, "negative": 0, "certain": false},
            {"actor": "soviet-union", "ties": 1, "positive": 1, "negative": 0, "certain": true}
        ])
    );
    let changes = graph.changes(date!("1961-01-01"), date!("1961-12-31"));
    let changes = to_value(changes).unwrap();
    assert_eq!([&changes[0]["before"], &changes[0]["after"]], ["no", "yes"]);
    assert_eq!(changes[0]["tie"]["id"], "pact");
}

#[test]
fn degrees_are_written_by_day() {
    let graph = graph();
    let degrees = graph.sweep(date!("1961-07-05"), date!("1961-07-06")).degrees().unwrap();
    assert_eq!(
        to_value(degrees).unwrap(),
        json!({
            "days": ["1961-07-05", "1961-07-06"], "ties": [0, 1],
            "actors": {"china": [0, 0], "north-korea": [0, 1], "soviet-union": [0, 1]}
        })
    );
}

#[test]
fn items_and_what_moved_are_written_whole() {
    let owed =
        Relation::directed("o", RelationKind::DEFENCE_OBLIGATION, id!("russia"), id!("vietnam"))
            .expect("two actors")
            .stage_from(date!("2024-06-19"), Stage::Signed)
            .stage_from(date!("2024-12-04"), Stage::InForce)
            .under("agreement:a")
            .witness(Witness::own("tass"));
    assert_eq!(
        to_value(&owed).expect("it is written"),
        json!({
            "id": "o", "kind": "defence_obligation", "ends": "russia → vietnam", "when": null,
            "stages": {"2024-06-19": ["signed"], "2024-12-04": ["in_force"]}, "intensity": 1.0,
            "witnesses": [{"source": "tass", "root": "tass", "voice": "own",
                "certainty": "unstated", "known_on": null}],
            "contested": false, "within": null, "agreement": "agreement:a", "thread": null,
            "about": null, "pending": false,
        })
    );
    let (relations, model) = (Relations::of([owed]), Ties1::default());
    let moved = relations.dyads(&model).moved(date!("2024-06-30"), date!("2024-12-31"));
    let written = to_value(&moved).expect("it is written");
    let scores = ["before", "after"].map(|day| written[0][day]["score"]["of"].as_f64().unwrap());
    assert!((scores[0] - 0.45).abs() < 1e-12 && (scores[1] - 0.9).abs() < 1e-12, "{scores:?}");
}
