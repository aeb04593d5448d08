//! petgraph's algorithms on projections, and on the graphs of its own that projections become.

use std::collections::HashMap;

use detente::graph::petgraph::algo::{
    all_simple_paths, astar, bellman_ford, connected_components, dijkstra, floyd_warshall,
    greedy_feedback_arc_set, has_path_connecting, is_cyclic_directed, kosaraju_scc,
    maximum_matching, min_spanning_tree, page_rank, spfa, toposort,
};
use detente::graph::petgraph::data::FromElements;
use detente::graph::petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use detente::graph::petgraph::visit::NodeIndexable;
use detente::graph::{
    DatedTie, EdgeWeight, NodeIx, Projected, Projection, RelationGraph, Snapshot, Undirected,
};
use detente::model::{ActorId, TieKind};
use detente::{date, id};

/// a → b 0.5; b → c 1; a → c 0.2; c → d 0.25.
fn snapshot() -> Snapshot {
    let since = "1950-01-01/..".parse().unwrap();
    let tie = |from: ActorId, to: ActorId, intensity| {
        let tie = DatedTie::directed(TieKind::AID, from, to, &since).unwrap();
        tie.with_intensity(intensity).unwrap()
    };
    let graph = RelationGraph::from_ties([
        tie(id!("a"), id!("b"), 0.5),
        tie(id!("b"), id!("c"), 1.0),
        tie(id!("a"), id!("c"), 0.2),
        tie(id!("c"), id!("d"), 0.25),
    ]);
    graph.unwrap().at(date!("2024-06-17"))
}

fn directed() -> Projected {
    snapshot().project(Projection::simple())
}

fn undirected() -> Projected<Undirected> {
    snapshot().project(Projection::simple().undirected())
}

fn length(weight: &EdgeWeight) -> f64 {
    1.0 / weight.strongest()
}

/// The same graph, made by hand, with lengths.
fn by_hand() -> DiGraph<&'static str, f64> {
    let mut graph = DiGraph::new();
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| graph.add_node(name));
    graph.extend_with_edges([(a, b, 2.0), (a, c, 5.0), (b, c, 1.0), (c, d, 4.0)]);
    graph
}

#[test]
fn a_graph_of_petgraphs_own_is_the_same_graph() {
    let (projected, expected) = (directed(), by_hand());
    let owned: DiGraph<ActorId, EdgeWeight> = projected.clone().to_petgraph();
    assert!(owned.node_weights().map(ActorId::as_str).eq(expected.node_weights().copied()));
    let edges = |graph: &DiGraph<_, f64>| {
        let ends = |edge| graph.edge_endpoints(edge).map(|(a, b)| (a.index(), b.index()));
        graph.edge_indices().map(|edge| (ends(edge), graph[edge])).collect::<Vec<_>>()
    };
    let lengths = owned.map(|_, _| "", |_, weight| length(weight));
    assert_eq!(edges(&lengths), edges(&expected));
    let both_ways: UnGraph<ActorId, EdgeWeight> = undirected().to_petgraph();
    assert_eq!((both_ways.node_count(), both_ways.edge_count()), (4, 4));
}

#[test]
fn shortest_paths_are_the_same_everywhere() {
    let projected = directed();
    let expected = [0.0, 2.0, 3.0, 7.0];
    let a = projected.node("a").unwrap();
    let in_order = |found: &HashMap<NodeIx, f64>| -> Vec<f64> {
        projected.nodes().map(|node| found[&node]).collect()
    };
    let found = dijkstra(&projected, a, None, |edge| length(edge.weight()));
    assert_eq!(in_order(&found.into_iter().collect()), expected);
    let found = floyd_warshall(&projected, |edge| length(edge.weight())).unwrap();
    let found = found.into_iter().filter(|((from, _), _)| *from == a).map(|((_, to), l)| (to, l));
    assert_eq!(in_order(&found.collect()), expected);
    let found = spfa(&projected, a, |edge| length(edge.weight())).unwrap();
    assert_eq!(found.distances, expected);
    let d = projected.node("d").unwrap();
    let (found, path) =
        astar(&projected, a, |node| node == d, |edge| length(edge.weight()), |_| 0.0).unwrap();
    assert_eq!((found, path.len()), (7.0, 4));

    let lengths = projected.to_petgraph().map_owned(|_, actor| actor, |_, weight| length(&weight));
    assert_eq!(bellman_ford(&lengths, NodeIndex::new(0)).unwrap().distances, expected);
}

#[test]
fn spanning_trees_weigh_by_the_total() {
    let tree = UnGraph::<ActorId, EdgeWeight>::from_elements(min_spanning_tree(&undirected()));
    let total = tree.edge_weights().copied().fold(EdgeWeight::default(), |sum, one| sum + one);
    assert_eq!((tree.edge_count(), total.ties(), total.strongest()), (3, 3, 0.5));
    assert!((total.total() - 0.95).abs() < 1e-12);

    // By lengths, the strongest ties span it.
    let lengths =
        undirected().to_petgraph().map_owned(|_, actor| actor, |_, weight| length(&weight));
    let tree = UnGraph::<ActorId, f64>::from_elements(min_spanning_tree(&lengths));
    assert!((tree.edge_weights().sum::<f64>() - 7.0).abs() < 1e-12);
}

#[test]
fn ranks_components_and_orders_are_those_of_the_graph_by_hand() {
    let (projected, by_hand) = (directed(), by_hand());
    assert_eq!(page_rank(&projected, 0.85_f64, 30), page_rank(&by_hand, 0.85, 30));
    assert_eq!(connected_components(&projected), 1);
    assert_eq!(kosaraju_scc(&projected).len(), 4);
    assert!(!is_cyclic_directed(&projected));
    let order = toposort(&projected, None).unwrap();
    assert_eq!(order.into_iter().map(NodeIx::index).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let [a, d] = ["a", "d"].map(|actor| projected.node(actor).unwrap());
    assert!(
        has_path_connecting(&projected, a, d, None) && !has_path_connecting(&projected, d, a, None)
    );
    let paths = all_simple_paths::<Vec<_>, _, std::hash::RandomState>(&projected, a, d, 0, None);
    assert_eq!(paths.count(), 2);
    assert_eq!(greedy_feedback_arc_set(&projected.to_petgraph()).count(), 0);
    assert_eq!(maximum_matching(&undirected()).len(), 2);
    assert_eq!(projected.to_petgraph().node_bound(), 4);
}

#[test]
fn weights_are_ordered_and_added() {
    let weights: Vec<EdgeWeight> = directed().to_petgraph().edge_weights().copied().collect();
    assert!(weights[1] < weights[0] && weights[0] < weights[2]); // 0.2, 0.5, 1
    let sum = weights[0] + weights[1];
    assert_eq!((sum.ties(), sum.strongest(), sum.total()), (2, 0.5, 0.7));
    assert!(EdgeWeight::default() < weights[1]);
    let (snapshot, copy) = (snapshot(), snapshot().clone());
    assert_eq!(snapshot.tie_count(), copy.tie_count());
}
