//! The centrality that rustworkx-core finds in the graph of relations.

use detente::date;
use detente::graph::Projection;
use detente::relations::{SignTable, Voices};
use rustworkx_core::centrality::{betweenness_centrality, closeness_centrality};
use support::pyongyang::MERGED;

#[test]
fn rustworkx_runs_on_the_relations_around_pyongyang() {
    let relations = MERGED.as_known().relations().build();
    let graph = relations.graph(SignTable::builtin(), &Voices::everyone()).unwrap();
    let snapshot = graph.at(date!("2024-12-04"));
    let friends = snapshot.project(Projection::simple().positive().undirected());
    let between = betweenness_centrality(&friends, false, true, 1_000);
    let close = closeness_centrality(&friends, true, 1_000);
    let found = friends.nodes().zip(between.into_iter().zip(close)).map(|(node, of)| {
        let actor = friends.actor(node).unwrap().as_str();
        format!("{actor}: {:.3}, {:.3}", of.0.unwrap(), of.1.unwrap())
    });
    let expected = [
        "china: 0.000, 0.250",
        "donetsk-republic: 0.000, 0.000",
        "japan: 0.000, 0.148",
        "luhansk-republic: 0.000, 0.000",
        "north-korea: 0.000, 0.250",
        "russia: 0.056, 0.333",
        "south-korea: 0.000, 0.148",
        "ukraine: 0.000, 0.000",
        "united-states: 0.028, 0.222",
        "vietnam: 0.000, 0.200",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
