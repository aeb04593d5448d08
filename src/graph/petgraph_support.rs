//! petgraph's `visit` traits on a projection: all of the glue, in one place.

use std::marker::PhantomData;

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, EdgeRef, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges,
    IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
    IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap, Visitable,
};

use super::projection::{Directedness, EdgeIx, EdgeWeight, EdgesAt, Projected};
use super::snapshot::NodeIx;
use crate::graph::store::edges::Ends;
use crate::graph::store::intern::as_place;
use crate::model::ActorId;

/// An edge of a [`Projected`] graph, as it is met: on the way from its source to its target.
///
/// It is what petgraph hands to the closures of its algorithms.
///
/// ```
/// use detente::graph::petgraph::visit::IntoEdgeReferences;
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let edge = projected.edge_references().next().expect("one edge");
/// assert_eq!(projected[edge.source()].as_str(), "russia");
/// assert_eq!((edge.weight().ties(), edge.weight().total()), (1, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge<'a> {
    source: NodeIx,
    target: NodeIx,
    ix: EdgeIx,
    weight: &'a EdgeWeight,
}

impl<'a> Edge<'a> {
    /// Its place in the projection.
    pub fn ix(self) -> EdgeIx {
        self.ix
    }

    /// The actor it leads from; without a direction, the one from which it was come to.
    pub fn source(self) -> NodeIx {
        self.source
    }

    /// The actor it leads to.
    pub fn target(self) -> NodeIx {
        self.target
    }

    /// What it weighs.
    pub fn weight(self) -> &'a EdgeWeight {
        self.weight
    }
}

impl EdgeRef for Edge<'_> {
    type NodeId = NodeIx;
    type EdgeId = EdgeIx;
    type Weight = EdgeWeight;

    fn source(&self) -> NodeIx {
        self.source
    }

    fn target(&self) -> NodeIx {
        self.target
    }

    fn weight(&self) -> &EdgeWeight {
        self.weight
    }

    fn id(&self) -> EdgeIx {
        self.ix
    }
}

/// The nodes that an algorithm has visited. `FixedBitSet` cannot be used, for it asks of its
/// places a trait that only unsafe code implements.
///
/// ```
/// use detente::graph::petgraph::visit::{VisitMap, Visitable};
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let russia = projected.node("russia")?;
/// let mut visited = projected.visit_map();
/// assert!(visited.visit(russia)); // for the first time
/// assert!(!visited.visit(russia));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Visited(Vec<bool>);

impl VisitMap<NodeIx> for Visited {
    fn visit(&mut self, node: NodeIx) -> bool {
        self.0.get_mut(node.index()).is_some_and(|seen| !std::mem::replace(seen, true))
    }

    fn is_visited(&self, node: &NodeIx) -> bool {
        self.0.get(node.index()).is_some_and(|seen| *seen)
    }

    fn unvisit(&mut self, node: NodeIx) -> bool {
        self.0.get_mut(node.index()).is_some_and(std::mem::take)
    }
}

impl<D: Directedness> Projected<D> {
    /// The same as a graph of petgraph's own, which can be changed, mapped and kept: for
    /// algorithms that want to own what they work on, or weights that are lengths.
    ///
    /// Nodes and edges have the same numbers there as here.
    ///
    /// ```
    /// use detente::date;
    /// use detente::graph::petgraph::algo::bellman_ford;
    /// use detente::graph::petgraph::graph::NodeIndex;
    /// use detente::graph::{DatedTie, Projection, RelationGraph};
    /// use detente::id;
    /// use detente::model::TieKind;
    ///
    /// let since = "1950-01-01/..".parse()?;
    /// let tie = |from, to| DatedTie::directed(TieKind::AID, from, to, &since);
    /// let graph = RelationGraph::from_ties([
    ///     tie(id!("a"), id!("b"))?.with_intensity(0.5)?,
    ///     tie(id!("b"), id!("c"))?,
    /// ])?;
    ///
    /// let projected = graph.at(date!("2024-06-17")).project(Projection::simple());
    /// let lengths = projected
    ///     .to_petgraph()
    ///     .map_owned(|_, actor| actor, |_, weight| 1.0 / weight.strongest());
    /// let a = NodeIndex::new(projected.node("a")?.index());
    /// let paths = bellman_ford(&lengths, a).expect("no length is below 0");
    /// assert_eq!(paths.distances, [0.0, 2.0, 3.0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_petgraph(&self) -> petgraph::Graph<ActorId, EdgeWeight, D::EdgeType> {
        let mut graph = petgraph::Graph::with_capacity(self.node_count(), self.edge_count());
        for node in self.nodes() {
            graph.add_node(self[node].clone());
        }
        for ([from, to], weight) in self.edges.ends().zip(self.weights()) {
            graph.add_edge(from.into(), to.into(), *weight);
        }
        graph
    }
}

impl<D> GraphBase for Projected<D> {
    type NodeId = NodeIx;
    type EdgeId = EdgeIx;
}

impl<D> Data for Projected<D> {
    type NodeWeight = ActorId;
    type EdgeWeight = EdgeWeight;
}

impl<D: Directedness> GraphProp for Projected<D> {
    type EdgeType = D::EdgeType;
}

impl<D> NodeCount for Projected<D> {
    fn node_count(&self) -> usize {
        self.node_count()
    }
}

impl<D> EdgeCount for Projected<D> {
    fn edge_count(&self) -> usize {
        self.edge_count()
    }
}

impl<D> NodeIndexable for Projected<D> {
    fn node_bound(&self) -> usize {
        self.node_count()
    }

    fn to_index(&self, node: NodeIx) -> usize {
        node.index()
    }

    fn from_index(&self, at: usize) -> NodeIx {
        NodeIx(as_place(at))
    }
}

impl<D> NodeCompactIndexable for Projected<D> {}

impl<D> EdgeIndexable for Projected<D> {
    fn edge_bound(&self) -> usize {
        self.edge_count()
    }

    fn to_index(&self, edge: EdgeIx) -> usize {
        edge.index()
    }

    fn from_index(&self, at: usize) -> EdgeIx {
        EdgeIx(as_place(at))
    }
}

impl<D> Visitable for Projected<D> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![false; self.node_count()])
    }

    fn reset_map(&self, map: &mut Visited) {
        *map = self.visit_map();
    }
}

/// Every node of a projection.
///
/// ```
/// use detente::graph::petgraph::visit::IntoNodeIdentifiers;
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let places: Vec<usize> = projected.node_identifiers().map(|node| node.index()).collect();
/// assert_eq!(places, [0, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Nodes(std::ops::Range<u32>);

impl Iterator for Nodes {
    type Item = NodeIx;

    fn next(&mut self) -> Option<NodeIx> {
        self.0.next().map(NodeIx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<D> IntoNodeIdentifiers for &Projected<D> {
    type NodeIdentifiers = Nodes;

    fn node_identifiers(self) -> Nodes {
        Nodes(0..as_place(self.node_count()))
    }
}

/// Every node of a projection with its actor.
///
/// ```
/// use detente::graph::petgraph::visit::IntoNodeReferences;
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let actors: Vec<&str> = projected.node_references().map(|(_, actor)| actor.as_str()).collect();
/// assert_eq!(actors, ["north-korea", "russia"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct NodeReferences<'a, D> {
    graph: &'a Projected<D>,
    nodes: Nodes,
}

impl<'a, D> Iterator for NodeReferences<'a, D> {
    type Item = (NodeIx, &'a ActorId);

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.nodes.next()?;
        Some((node, &self.graph[node]))
    }
}

impl<'a, D> IntoNodeReferences for &'a Projected<D> {
    type NodeRef = (NodeIx, &'a ActorId);
    type NodeReferences = NodeReferences<'a, D>;

    fn node_references(self) -> Self::NodeReferences {
        NodeReferences { graph: self, nodes: self.node_identifiers() }
    }
}

/// The neighbours of a node, once for each edge.
///
/// ```
/// use detente::graph::petgraph::visit::IntoNeighbors;
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let (russia, korea) = (projected.node("russia")?, projected.node("north-korea")?);
/// assert_eq!(projected.neighbors(russia).collect::<Vec<_>>(), [korea]);
/// assert_eq!(projected.neighbors(korea).count(), 0); // the edge leads the other way
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Neighbours<'a>(std::slice::Iter<'a, u32>);

impl Iterator for Neighbours<'_> {
    type Item = NodeIx;

    fn next(&mut self) -> Option<NodeIx> {
        self.0.next().copied().map(NodeIx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }

    // Degrees are counted so; how many there are is known.
    fn count(self) -> usize {
        self.0.len()
    }
}

impl ExactSizeIterator for Neighbours<'_> {}

impl<'a, D: Directedness> IntoNeighbors for &'a Projected<D> {
    type Neighbors = Neighbours<'a>;

    fn neighbors(self, node: NodeIx) -> Neighbours<'a> {
        Neighbours(self.out(node).0.iter())
    }
}

impl<'a, D: Directedness> IntoNeighborsDirected for &'a Projected<D> {
    type NeighborsDirected = Neighbours<'a>;

    fn neighbors_directed(self, node: NodeIx, direction: Direction) -> Neighbours<'a> {
        match direction {
            Outgoing => self.neighbors(node),
            Incoming => Neighbours(self.into(node).0.iter()),
        }
    }
}

/// The edges at a node.
///
/// ```
/// use detente::graph::petgraph::Direction::Incoming;
/// use detente::graph::petgraph::visit::IntoEdgesDirected;
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let korea = projected.node("north-korea")?;
/// let owed: Vec<_> = projected.edges_directed(korea, Incoming).map(|edge| edge.source()).collect();
/// assert_eq!(owed, [projected.node("russia")?]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Edges<'a> {
    weights: &'a [EdgeWeight],
    node: NodeIx,
    direction: Direction,
    others: std::slice::Iter<'a, u32>,
    places: EdgesAt<'a>,
}

impl<'a> Iterator for Edges<'a> {
    type Item = Edge<'a>;

    fn next(&mut self) -> Option<Edge<'a>> {
        let (other, edge) = (NodeIx(*self.others.next()?), self.places.next()?);
        let (source, target) = match self.direction {
            Outgoing => (self.node, other),
            Incoming => (other, self.node),
        };
        let (ix, weight) = (EdgeIx(edge), &self.weights[edge as usize]);
        Some(Edge { source, target, ix, weight })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.others.size_hint()
    }

    fn count(self) -> usize {
        self.others.len()
    }
}

impl ExactSizeIterator for Edges<'_> {}

impl<'a, D: Directedness> IntoEdges for &'a Projected<D> {
    type Edges = Edges<'a>;

    fn edges(self, node: NodeIx) -> Edges<'a> {
        self.edges_directed(node, Outgoing)
    }
}

impl<'a, D: Directedness> IntoEdgesDirected for &'a Projected<D> {
    type EdgesDirected = Edges<'a>;

    fn edges_directed(self, node: NodeIx, direction: Direction) -> Edges<'a> {
        let (others, places) = if direction == Outgoing { self.out(node) } else { self.into(node) };
        Edges { weights: self.weights(), node, direction, others: others.iter(), places }
    }
}

/// Every edge of a projection, in order.
///
/// ```
/// use detente::graph::petgraph::visit::IntoEdgeReferences;
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
///
/// let ties: Vec<u32> = projected.edge_references().map(|edge| edge.weight().ties()).collect();
/// assert_eq!(ties, [1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct EdgeReferences<'a, D> {
    ends: Ends<'a>,
    weights: &'a [EdgeWeight],
    direction: PhantomData<D>,
}

impl<'a, D> Iterator for EdgeReferences<'a, D> {
    type Item = Edge<'a>;

    fn next(&mut self) -> Option<Edge<'a>> {
        let at = self.weights.len() - self.ends.len();
        let [from, to] = self.ends.next()?;
        let weight = &self.weights[at];
        Some(Edge { source: NodeIx(from), target: NodeIx(to), ix: EdgeIx(as_place(at)), weight })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ends.size_hint()
    }
}

impl<D> ExactSizeIterator for EdgeReferences<'_, D> {}

impl<'a, D> IntoEdgeReferences for &'a Projected<D> {
    type EdgeRef = Edge<'a>;
    type EdgeReferences = EdgeReferences<'a, D>;

    fn edge_references(self) -> Self::EdgeReferences {
        let (ends, weights) = (self.edges.ends(), self.weights());
        EdgeReferences { ends, weights, direction: PhantomData }
    }
}
