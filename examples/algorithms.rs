//! Algorithms of petgraph, and our own PageRank, on the graph of relations around Pyongyang.
//!
//! They run on a projection, which says what counts as a line: here every positive tie of the day,
//! several between two actors as one line, without direction.

use std::collections::BTreeMap;
use std::error::Error;

use detente::graph::petgraph::algo::{connected_components, dijkstra};
use detente::graph::{EdgeWeight, NodeIx, Projected, Projection, Undirected};
use detente::measure::PageRank;
use detente::relations::{SignTable, Voices};
use detente::{Dossier, date};

fn main() -> Result<(), Box<dyn Error>> {
    let article = Dossier::from_json(include_str!("pyongyang_2024/article.json"))?;
    let record = Dossier::from_json(include_str!("pyongyang_2024/record.json"))?;
    let relations = article.merge(&record)?.as_known().relations().build();
    let graph = relations.graph(SignTable::builtin(), &Voices::everyone())?;

    let snapshot = graph.at(date!("2024-12-04"));
    let friends = snapshot.project(Projection::simple().positive().undirected());
    println!("on {}: {} actors", friends.day(), friends.node_count());
    println!("{} ties, {} positive lines", snapshot.tie_count(), friends.edge_count());
    println!("{} components", connected_components(&friends));

    let steps = dijkstra(&friends, friends.node("north-korea")?, None, |_| 1_u32);
    println!("\nsteps from North Korea");
    for (node, steps) in sorted(&friends, steps) {
        println!("  {node}: {steps}");
    }

    let ranks = PageRank::default().of(&friends.arcs(EdgeWeight::total)?)?;
    println!("\nPageRank");
    for (node, rank) in friends.nodes().zip(ranks) {
        let actor = friends.actor(node).map_or("", |actor| actor.as_str());
        println!("  {rank:.3}  {actor}");
    }
    Ok(())
}

/// What was found for nodes, by the id of the actor.
fn sorted<T>(
    friends: &Projected<Undirected>,
    found: impl IntoIterator<Item = (NodeIx, T)>,
) -> BTreeMap<String, T> {
    let named = |node| friends.actor(node).map(ToString::to_string);
    found.into_iter().filter_map(|(node, of)| Some((named(node)?, of))).collect()
}
