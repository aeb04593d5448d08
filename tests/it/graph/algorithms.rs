//! Algorithms of petgraph and rustworkx-core on projections, and our own, against networkx.

use std::collections::BTreeMap;

use detente::date;
use detente::graph::petgraph::algo::{connected_components, dijkstra, tarjan_scc};
use detente::graph::petgraph::visit::{Bfs, EdgeRef, IntoEdgeReferences, IntoNodeReferences};
use detente::graph::{
    DatedTie, Directedness, Edge, EdgeWeight, GraphBuilder, NodeIx, Projected, Projection,
    RelationGraph, Sign, Snapshot,
};
use detente::measure::PageRank;
use detente::model::{ActorId, TieKind};
use detente::time::NaiveDate;
use rustworkx_core::centrality::{
    betweenness_centrality, closeness_centrality, eigenvector_centrality,
};

use support::shared::oracle;

const DAY: NaiveDate = date!("1990-01-01");

/// The rows of a fixture, without its comments.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn id(text: &str) -> ActorId {
    ActorId::new(text).unwrap()
}

fn graph() -> RelationGraph {
    let ties = rows(include_str!("../../fixtures/graph/ties.tsv")).map(|row| {
        let new = if row[2] == "--" { DatedTie::between } else { DatedTie::directed };
        let tie = new(TieKind::POLITICAL_SUPPORT, id(row[0]), id(row[1]), &row[5].parse().unwrap());
        let tie = tie.unwrap().with_intensity(row[4].parse().unwrap()).unwrap();
        match row[3] {
            "+" => tie.with_sign(Sign::Positive),
            "-" => tie.with_sign(Sign::Negative),
            _ => tie,
        }
    });
    GraphBuilder::new()
        .ties(ties)
        .actor(id("jovia"))
        .actor_during(id("syldavia"), [&"1918-01-01/1989-12-31".parse().unwrap()])
        .build()
        .unwrap()
}

/// What networkx finds, by state.
fn expected(measure: &str) -> BTreeMap<String, f64> {
    rows(include_str!("../../fixtures/graph/networkx.tsv"))
        .filter(|row| row[0] == measure)
        .map(|row| (row[1].to_owned(), row[2].parse().unwrap()))
        .collect()
}

#[track_caller]
fn assert_near<D>(
    graph: &Projected<D>,
    found: impl IntoIterator<Item = f64>,
    measure: &str,
    off: f64,
) {
    let expected = expected(measure);
    let found: Vec<(NodeIx, f64)> = graph.nodes().zip(found).collect();
    assert_eq!(found.len(), expected.len(), "{measure}");
    for (node, value) in found {
        let state = graph[node].as_str();
        let right = expected[state];
        assert!((value - right).abs() <= off, "{measure} of {state}: {value}, networkx {right}");
    }
}

fn snapshot() -> Snapshot {
    let snapshot = graph().at(DAY);
    snapshot.verify().unwrap();
    assert_eq!((snapshot.node_count(), snapshot.left_out()), (10, 3));
    snapshot
}

fn all<T: Copy>(values: Vec<Option<T>>) -> impl Iterator<Item = T> {
    values.into_iter().map(|value| value.expect("every node has a value"))
}

#[test]
fn petgraph_finds_the_paths_and_components_of_networkx() {
    let snapshot = snapshot();
    let directed = snapshot.project(Projection::simple().positive());
    directed.verify().unwrap();
    let albia = directed.node("albia").unwrap();
    let lengths = dijkstra(&directed, albia, None, |edge| 1.0 / edge.weight().strongest());
    let expected_lengths = expected("dijkstra_from_albia");
    assert_eq!(lengths.len(), expected_lengths.len());
    for (node, length) in lengths {
        assert!((length - expected_lengths[directed[node].as_str()]).abs() < 1e-12);
    }

    let parts = tarjan_scc(&directed);
    let mut sizes = vec![0; directed.node_count()];
    for part in &parts {
        for node in part {
            sizes[node.index()] = part.len();
        }
    }
    let sizes = sizes.into_iter().map(|size| f64::from(u32::try_from(size).unwrap()));
    assert_near(&directed, sizes, "strong_component_size", 0.0);

    let undirected = snapshot.project(Projection::simple().positive().undirected());
    undirected.verify().unwrap();
    assert_eq!(connected_components(&undirected), 3);
    let reached = |from| {
        let mut walk = Bfs::new(&undirected, from);
        f64::from(u32::try_from(std::iter::from_fn(|| walk.next(&undirected)).count()).unwrap())
    };
    assert_near(&undirected, undirected.nodes().map(reached), "component_size", 0.0);
}

#[test]
fn rustworkx_finds_the_centrality_of_networkx() {
    let snapshot = snapshot();
    let directed = snapshot.project(Projection::simple().positive());
    let undirected = snapshot.project(Projection::simple().positive().undirected());
    let of_all = snapshot.project(Projection::simple().undirected());

    // Never in parallel threads: the graph is small.
    let found = betweenness_centrality(&directed, false, true, 1_000);
    assert_near(&directed, all(found), "betweenness_directed", 1e-12);
    let found = betweenness_centrality(&undirected, false, false, 1_000);
    assert_near(&undirected, all(found), "betweenness_undirected", 1e-12);
    let found = betweenness_centrality(&of_all, false, false, 0);
    assert_near(&of_all, all(found), "betweenness_of_all_signs", 1e-12);

    let found = closeness_centrality(&directed, true, 1_000);
    assert_near(&directed, all(found), "closeness_directed", 1e-12);
    let found = closeness_centrality(&undirected, true, 1_000);
    assert_near(&undirected, all(found), "closeness_undirected", 1e-12);

    let found = eigenvector(&undirected, |_| 1.0);
    assert_near(&undirected, found, "eigenvector_undirected", 1e-9);
    let found = eigenvector(&undirected, EdgeWeight::total);
    assert_near(&undirected, found, "eigenvector_weighted", 1e-9);
}

fn eigenvector<D: Directedness>(
    graph: &Projected<D>,
    weight: impl Fn(&EdgeWeight) -> f64,
) -> Vec<f64> {
    let weigh = |edge: Edge<'_>| Ok::<_, ()>(weight(edge.weight()));
    let found = eigenvector_centrality(graph, weigh, Some(100_000), Some(1e-13));
    found.unwrap().expect("it converges")
}

#[test]
fn page_rank_is_that_of_networkx() {
    let snapshot = snapshot();
    let rank = PageRank::default();
    let directed = snapshot.project(Projection::simple().positive());
    let found = rank.of(&directed.arcs(|_| 1.0).unwrap()).unwrap();
    assert_near(&directed, found, "pagerank_directed", 1e-12);

    let parallel = snapshot.project(Projection::parallel().positive());
    parallel.verify().unwrap();
    assert!(parallel.edge_count() > directed.edge_count());
    let found = rank.of(&parallel.arcs(EdgeWeight::total).unwrap()).unwrap();
    assert_near(&parallel, found, "pagerank_of_parallel", 1e-12);
    // Parallel ties add up as the one edge that stands for them does.
    let found = rank.of(&directed.arcs(EdgeWeight::total).unwrap()).unwrap();
    assert_near(&directed, found, "pagerank_of_parallel", 1e-12);

    let undirected = snapshot.project(Projection::simple().positive().undirected());
    let found = rank.of(&undirected.arcs(|_| 1.0).unwrap()).unwrap();
    assert_near(&undirected, found, "pagerank_undirected", 1e-12);
}

#[test]
fn an_edge_tells_of_the_ties_behind_it() {
    let snapshot = snapshot();
    let simple = snapshot.project(Projection::simple().positive());
    let (albia, borduria) = (simple.node("albia").unwrap(), simple.node("borduria").unwrap());
    let edge = (&simple)
        .edge_references()
        .find(|edge| (edge.source(), edge.target()) == (albia, borduria))
        .unwrap();
    assert_eq!(
        (edge.weight().ties(), edge.weight().strongest(), edge.weight().total()),
        (3, 1.0, 1.75)
    );
    assert_eq!(simple.ties(edge.id()).count(), 3);
    assert!(
        (&simple)
            .node_references()
            .map(|(_, actor)| actor)
            .eq(graph().actors().filter(|a| **a != "syldavia"))
    );
}

#[test]
fn places_of_larger_graphs_are_nowhere() {
    let snapshot = snapshot();
    let simple = snapshot.project(Projection::simple());
    let one = GraphBuilder::new().actor(id("x")).build().unwrap().at(DAY);
    let far = simple.nodes().last().unwrap();
    assert!(one.actor(far).is_none() && one.degree(far) == 0 && one.neighbours(far).is_empty());
    let one = one.project(Projection::simple());
    let edge = (&simple).edge_references().last().unwrap().id();
    assert!(one.actor(far).is_none() && one.ties(edge).next().is_none());
    assert_eq!(dijkstra(&one, one.nodes().next().unwrap(), None, |_| 1).len(), 1);
}

#[test]
fn page_rank_refuses_what_it_cannot_be_computed_with() {
    assert!([-0.1, 1.0, f64::NAN].iter().all(|damping| PageRank::new(*damping).is_err()));
    assert!(PageRank::default().with_tolerance(0.0).is_err());
    let simple = snapshot().project(Projection::simple());
    assert!(simple.arcs(|_| -1.0).is_err() && simple.arcs(|_| f64::NAN).is_err());
    let error = PageRank::default().with_rounds(2).of(&simple.arcs(|_| 1.0).unwrap()).unwrap_err();
    assert!(error.to_string().starts_with("ranks changed by "), "{error}");
    let huge = simple.arcs(|_| f64::MAX).unwrap();
    let found = PageRank::default().of(&huge).unwrap();
    assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

/// The alliance graphs of three years, in full.
#[test]
fn alliances_have_the_centrality_of_the_field() {
    let file = |name: &str| oracle(&format!("graphs/{name}.csv"));
    let (Some(edges), Some(nodes), Some(graphs)) =
        (file("alliance_edges"), file("node_centrality"), file("graph_measures"))
    else {
        return;
    };
    for year in [1914, 1962, 1999] {
        let nodes: Vec<_> = nodes.iter().filter(|row| row.year() == year).collect();
        let during = format!("{year}-01-01/{year}-12-31").parse().unwrap();
        let code = |text: &str| id(&format!("cow-{text}"));
        let ties = edges.iter().filter(|row| row.year() == year).map(|row| {
            let (one, other) = (code(row.get("ccode1")), code(row.get("ccode2")));
            let weight: f64 = row.get("weight").parse().unwrap();
            let kind = TieKind::DEFENCE_OBLIGATION;
            DatedTie::between(kind, one, other, &during)
                .unwrap()
                .with_intensity(weight / 3.0)
                .unwrap()
        });
        let builder = nodes
            .iter()
            .fold(GraphBuilder::new(), |builder, row| builder.actor(code(row.get("ccode"))));
        let snapshot =
            builder.ties(ties).build().unwrap().at(NaiveDate::from_ymd_opt(year, 7, 1).unwrap());
        let graph = snapshot.project(Projection::simple().undirected());
        assert_eq!(graph.node_count(), nodes.len());

        let ranks = PageRank::default().of(&graph.arcs(|_| 1.0).unwrap()).unwrap();
        let weighted = PageRank::default().of(&graph.arcs(EdgeWeight::strongest).unwrap()).unwrap();
        let betweenness = betweenness_centrality(&graph, false, false, 1_000);
        let closeness = closeness_centrality(&graph, true, 1_000);
        let vector = eigenvector(&graph, |_| 1.0);
        let strongest = vector.iter().copied().fold(0.0, f64::max);
        for row in nodes {
            let at = graph.node(&code(row.get("ccode"))).unwrap().index();
            let near = |column: &str, found: f64, off: f64| {
                let right: f64 = row.get(column).parse().unwrap();
                let off = off * right.abs().max(1.0);
                assert!(
                    (found - right).abs() <= off,
                    "{year} {} {column}: {found}, {right}",
                    row.get("ccode")
                );
            };
            near("pagerank", ranks[at], 1e-12);
            near("pagerank_weighted", weighted[at], 1e-12);
            near("betweenness", betweenness[at].unwrap(), 1e-10);
            near("closeness_networkx_wf", closeness[at].unwrap(), 1e-12);
            near("eigenvector_igraph", vector[at] / strongest, 1e-6);
            assert_eq!(
                snapshot.degree(graph.nodes().nth(at).unwrap()).to_string(),
                row.get("degree")
            );
        }
        let of_year = graphs.iter().find(|row| row.year() == year).unwrap();
        assert_eq!(connected_components(&graph).to_string(), of_year.get("components"));
        assert_eq!(graph.edge_count().to_string(), of_year.get("edges"));
    }
}
