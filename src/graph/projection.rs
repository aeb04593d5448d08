//! Projection: a snapshot's ties as the edges of a graph for algorithms.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Add, Index, Range};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::filter::Filter;
use super::graph::RelationGraph;
use super::kinds::Sign;
use super::snapshot::{NodeIx, Snapshot};
use super::store::lookup::{BrokenGraph, GraphLookupError};
use super::view::TieView;
use crate::graph::store::columns::VAGUE;
use crate::graph::store::edges::{Adjacency, Arrow, EdgeList, with_turned};
use crate::graph::store::intern::as_place;
use crate::measure::{Arcs, ArcsError};
use crate::model::{Actor, ActorId, Code, CodeList, Key};
use crate::time::{NaiveDate, Truth};

/// Edges lead one way. A tie that holds alike becomes two edges.
///
/// ```
/// use detente::graph::{Directed, Projected, Projection};
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let during = "1950/..".parse()?;
/// # let trade = DatedTie::between(TieKind::TRADE_AGREEMENT, id!("china"), id!("russia"), &during)?;
/// # let day = RelationGraph::from_ties([trade])?.at(date!("2024-06-17"));
///
/// let trade: Projected<Directed> = day.project(Projection::simple());
/// assert_eq!(trade.edge_count(), 2); // it holds alike: there and back
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directed {}

/// Edges lead both ways, whatever the direction of the ties behind them.
///
/// ```
/// use detente::graph::{Projected, Projection, Undirected};
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let during = "1950/..".parse()?;
/// # let trade = DatedTie::between(TieKind::TRADE_AGREEMENT, id!("china"), id!("russia"), &during)?;
/// # let day = RelationGraph::from_ties([trade])?.at(date!("2024-06-17"));
///
/// let trade: Projected<Undirected> = day.project(Projection::simple().undirected());
/// assert_eq!(trade.edge_count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undirected {}

/// Whether edges lead one way or both: [`Directed`] or [`Undirected`]. The trait is sealed.
///
/// ```
/// use detente::graph::{Directed, Directedness, Projected, Undirected};
///
/// fn most_edges<D: Directedness>(graph: &Projected<D>) -> usize {
///     let pairs = graph.node_count() * graph.node_count().saturating_sub(1);
///     if D::ONE_WAY { pairs } else { pairs / 2 }
/// }
/// assert!(Directed::ONE_WAY && !Undirected::ONE_WAY);
/// ```
pub trait Directedness: sealed::Sealed + Copy + fmt::Debug + 'static {
    /// Whether they lead one way.
    const ONE_WAY: bool;
    /// The same in petgraph's words.
    type EdgeType: petgraph::EdgeType;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Directed {}
    impl Sealed for super::Undirected {}
}

impl Directedness for Directed {
    const ONE_WAY: bool = true;
    type EdgeType = petgraph::Directed;
}

impl Directedness for Undirected {
    const ONE_WAY: bool = false;
    type EdgeType = petgraph::Undirected;
}

/// How the ties of a snapshot become edges: which of them, one for each or one for each pair, with
/// a direction or without.
///
/// Most measures are defined for simple graphs, and a path over hostility is no path over
/// friendship; so that the choice stands in the code, there is no default.
///
/// ```
/// use detente::graph::Projection;
/// use detente::model::TieKind;
///
/// let alliances = Projection::simple()
///     .kinds([TieKind::DEFENCE_OBLIGATION, TieKind::CONSULTATION_OBLIGATION])
///     .positive()
///     .undirected();
/// assert_ne!(alliances, Projection::simple().undirected());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Projection<D = Directed> {
    parallel: bool,
    filter: Filter,
    direction: PhantomData<D>,
}

impl Projection {
    /// One edge for all ties of a pair in one direction.
    pub fn simple() -> Self {
        Self { parallel: false, filter: Filter::default(), direction: PhantomData }
    }

    /// One edge for each tie in each direction it has.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, Projection, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let since = "1950-01-01/..".parse()?;
    /// let tie = |kind| DatedTie::directed(kind, id!("russia"), id!("north-korea"), &since);
    /// let graph = RelationGraph::from_ties([tie(TieKind::AID)?, tie(TieKind::ARMS_TRANSFER)?])?;
    /// let day = graph.at(date!("2024-06-17"));
    /// assert_eq!(day.project(Projection::parallel()).edge_count(), 2);
    /// assert_eq!(day.project(Projection::simple()).edge_count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parallel() -> Self {
        Self { parallel: true, ..Self::simple() }
    }

    /// The same, with edges that lead both ways. Ties in either direction then make one edge, if
    /// the projection is simple.
    #[must_use]
    pub fn undirected(self) -> Projection<Undirected> {
        Projection { parallel: self.parallel, filter: self.filter, direction: PhantomData }
    }
}

impl<D> Projection<D> {
    /// Ties of these kinds alone; said again, of those as well.
    #[must_use]
    pub fn kinds<L: CodeList>(mut self, kinds: impl IntoIterator<Item = Code<L>>) -> Self {
        self.filter.add_kinds(kinds);
        self
    }

    /// Positive ties alone; with another sign named, those as well.
    #[must_use]
    pub fn positive(mut self) -> Self {
        self.filter.add_sign(Some(Sign::Positive));
        self
    }

    /// Negative ties alone; with another sign named, those as well.
    #[must_use]
    pub fn negative(mut self) -> Self {
        self.filter.add_sign(Some(Sign::Negative));
        self
    }

    /// Ties without a sign alone; with a sign named, those as well.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.filter.add_sign(None);
        self
    }
}

/// An edge's place in a projection: an index from 0 without gaps, and no identity.
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
/// let edge = projected.edge_references().next().expect("one edge").ix();
/// assert_eq!(edge.index(), 0);
/// let kinds: Vec<&str> = projected.ties(edge).map(|tie| tie.kind()).collect();
/// assert_eq!(kinds, ["defence_obligation"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeIx(pub(crate) u32);

impl EdgeIx {
    /// Its number, from 0, below [`Projected::edge_count`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an edge weighs: how many ties are behind it, and how intense they are.
///
/// It has what petgraph asks of weights: they are ordered by their total, then by the strongest and
/// by number, and add up to that of all the ties. It is no length: the more, the nearer. Algorithms
/// that take a length from a closure get one of your own there; for those that take the weight
/// itself, a spanning tree or Bellman-Ford, map a [graph of petgraph's own](Projected::to_petgraph)
/// to lengths first.
///
/// ```
/// use detente::graph::EdgeWeight;
///
/// let none = EdgeWeight::default();
/// assert_eq!((none.ties(), none.total()), (0, 0.0));
/// assert_eq!(none + none, none);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct EdgeWeight {
    ties: u32,
    strongest: f64,
    total: f64,
}

impl EdgeWeight {
    /// How many ties are behind the edge.
    pub const fn ties(&self) -> u32 {
        self.ties
    }

    /// The largest intensity among them, above 0 and at most 1.
    pub const fn strongest(&self) -> f64 {
        self.strongest
    }

    /// The sum of their intensities, above 0.
    pub const fn total(&self) -> f64 {
        self.total
    }
}

impl PartialOrd for EdgeWeight {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let key = |weight: &Self| (weight.total, weight.strongest, weight.ties);
        key(self).partial_cmp(&key(other))
    }
}

/// The weight of the ties behind either.
impl Add for EdgeWeight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            ties: self.ties.saturating_add(other.ties),
            strongest: self.strongest.max(other.strongest),
            total: self.total + other.total,
        }
    }
}

/// A graph for algorithms: the actors of a snapshot, and edges made of its ties.
///
/// A reference to it has petgraph's `visit` traits, so that algorithms of petgraph and of crates
/// built on it run on it. Its nodes are those of the snapshot, actors without any edge among them.
/// Edges are in the order of their nodes and, where parallel, of their ties.
///
/// ```
/// use detente::date;
/// use detente::graph::petgraph::algo::{connected_components, dijkstra};
/// use detente::graph::{Projection, RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
///
/// let since = "1950-01-01/..".parse()?;
/// let tie = |from, to| DatedTie::directed(TieKind::CONSULTATION_OBLIGATION, from, to, &since);
/// let graph = RelationGraph::from_ties([
///     tie(id!("a"), id!("b"))?.with_intensity(0.5)?,
///     tie(id!("b"), id!("c"))?,
///     tie(id!("d"), id!("e"))?,
/// ])?;
///
/// let snapshot = graph.at(date!("2024-06-17"));
/// let projected = snapshot.project(Projection::simple());
/// assert_eq!(connected_components(&projected), 2);
///
/// let (a, c) = (projected.node("a")?, projected.node("c")?);
/// let steps = dijkstra(&projected, a, Some(c), |edge| 1.0 / edge.weight().strongest());
/// assert_eq!(steps[&c], 3.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// (`edge.weight()` is a method of petgraph's `EdgeRef`, and of [`Edge`](crate::graph::Edge) itself.)
#[derive(Clone, Debug)]
pub struct Projected<D = Directed> {
    graph: RelationGraph,
    day: NaiveDate,
    actors: Vec<u32>,
    /// By the node each leads from; without a direction, by the lesser of the two.
    pub(crate) edges: EdgeList,
    /// The ties behind the edges, shared with the snapshot if they are all of its own; those that
    /// hold only possibly are marked.
    ties: Arc<Vec<u32>>,
    /// What each weighs, once it is asked for.
    weights: OnceLock<Vec<EdgeWeight>>,
    /// The edges by the node they lead to, and without a direction by both, once they are asked for.
    around: OnceLock<Adjacency>,
    direction: PhantomData<D>,
}

impl Snapshot {
    /// A graph for algorithms: of which of the ties, and how they become edges, the projection
    /// says.
    ///
    /// ```
    /// use detente::graph::Projection;
    /// # use detente::graph::{DatedTie, RelationGraph, Sign};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let (us, korea) = (id!("united-states"), id!("north-korea"));
    /// # let tension = DatedTie::between(TieKind::TENSION, us, korea, &"1950-06-25/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([
    /// #     pact.with_sign(Sign::Positive).with_id(id!("pact")).with_evidence([id!("treaty-text")]),
    /// #     tension.with_sign(Sign::Negative),
    /// # ])?;
    ///
    /// let day = graph.at(date!("2024-12-31"));
    /// let friends = day.project(Projection::simple().positive());
    /// assert_eq!((friends.node_count(), friends.edge_count()), (3, 1)); // who has no friend is there too
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn project<D: Directedness>(&self, projection: Projection<D>) -> Projected<D> {
        Projected::new(self, projection)
    }
}

impl<D: Directedness> Projected<D> {
    pub(crate) fn new(snapshot: &Snapshot, projection: Projection<D>) -> Self {
        let Projection { parallel, filter, .. } = projection;
        let graph = snapshot.graph.clone();
        let counts = filter.of_sorts(&graph.0);
        let (edges, ties) = if counts.is_none() && D::ONE_WAY && !graph.0.has_alike {
            let (starts, targets) = snapshot.runs();
            (EdgeList::new(starts, targets, parallel), Arc::clone(&snapshot.ties))
        } else {
            let arcs = chosen::<D>(snapshot, counts.as_deref());
            let runs = runs(&arcs, snapshot.node_count());
            let targets: Vec<u32> = arcs.iter().map(|(_, to, _)| *to).collect();
            let ties = arcs.into_iter().map(|(.., tie)| tie).collect();
            (EdgeList::new(&runs, &targets, parallel), Arc::new(ties))
        };
        Self {
            graph,
            day: snapshot.day(),
            actors: snapshot.actors.clone(),
            edges,
            ties,
            weights: OnceLock::new(),
            around: OnceLock::new(),
            direction: PhantomData,
        }
    }

    fn around(&self) -> &Adjacency {
        self.around.get_or_init(|| Adjacency::new(&self.edges, !D::ONE_WAY))
    }

    /// The nodes that edges lead to from a node, and these edges; none for a place of a larger
    /// projection.
    pub(crate) fn out(&self, node: NodeIx) -> (&[u32], EdgesAt<'_>) {
        if !D::ONE_WAY {
            return self.into(node);
        }
        match self.edges.starts.get(node.index()..node.index() + 2) {
            Some(ends) => {
                let targets = &self.edges.targets[ends[0] as usize..ends[1] as usize];
                (targets, EdgesAt::Run(ends[0]..ends[1]))
            }
            None => (&[], EdgesAt::Run(0..0)),
        }
    }

    /// The nodes from which edges lead to a node, and these edges.
    pub(crate) fn into(&self, node: NodeIx) -> (&[u32], EdgesAt<'_>) {
        let (others, edges) = self.around().at(node.index());
        (others, EdgesAt::List(edges.iter()))
    }
}

/// The edges at a node.
#[derive(Clone, Debug)]
pub(crate) enum EdgesAt<'a> {
    Run(Range<u32>),
    List(std::slice::Iter<'a, u32>),
}

impl Iterator for EdgesAt<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Self::Run(edges) => edges.next(),
            Self::List(edges) => edges.next().copied(),
        }
    }
}

/// The ties of a snapshot that count, as arcs in the order of their nodes: from one end to the other, or
/// both ways if they hold alike; without a direction from the lesser node to the greater.
fn chosen<D: Directedness>(snapshot: &Snapshot, counts: Option<&[bool]>) -> Vec<Arrow> {
    let graph = &snapshot.graph.0;
    let (mut arcs, mut to_turn) = (Vec::new(), Vec::new());
    for arc in snapshot.arcs() {
        let (from, to, tie) = arc;
        let sort = usize::from(graph.columns.sort[(tie & !VAGUE) as usize]);
        if counts.is_some_and(|counts| !counts[sort]) {
            continue;
        }
        if D::ONE_WAY || from < to {
            arcs.push(arc);
        }
        let turns = if D::ONE_WAY { graph.sorts[sort].symmetric } else { to < from };
        if turns {
            to_turn.push(arc);
        }
    }
    if to_turn.is_empty() { arcs } else { with_turned(&arcs, &to_turn, snapshot.node_count()) }
}

/// Where the arcs of each node start.
fn runs(arcs: &[Arrow], nodes: usize) -> Vec<u32> {
    let mut starts = vec![0; nodes + 1];
    for (from, ..) in arcs {
        starts[*from as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    starts
}

impl<D> Projected<D> {
    /// How many actors there are.
    pub fn node_count(&self) -> usize {
        self.actors.len()
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.edges.targets.len()
    }

    /// The day of the snapshot.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Every actor, in the order of ids.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIx> + use<D> {
        (0..as_place(self.node_count())).map(NodeIx)
    }

    /// The place of an actor, which is the same as in the snapshot.
    ///
    /// # Errors
    /// If the actor is not in the graph, or was not in the snapshot.
    pub fn node(&self, actor: impl Key<Actor>) -> Result<NodeIx, GraphLookupError> {
        self.graph.0.node(&self.actors, self.day, actor).map(NodeIx)
    }

    /// The actor at a place; `None` if the place is one of another, larger snapshot.
    pub fn actor(&self, node: NodeIx) -> Option<&ActorId> {
        let actor = self.actors.get(node.index())?;
        Some(&self.graph.0.actors.ids[*actor as usize])
    }

    /// The ties behind an edge; none for a place of a larger projection.
    pub fn ties(&self, edge: EdgeIx) -> impl Iterator<Item = TieView<'_>> {
        self.behind(edge).iter().map(|tie| {
            let holds = if tie & VAGUE == 0 { Truth::Yes } else { Truth::Maybe };
            TieView::new(&self.graph.0, tie & !VAGUE, holds)
        })
    }

    /// The ties behind an edge, with their marks.
    fn behind(&self, edge: EdgeIx) -> &[u32] {
        match self.edges.ties.get(edge.index()..edge.index() + 2) {
            Some(ends) => &self.ties[ends[0] as usize..ends[1] as usize],
            None => &[],
        }
    }

    /// What each edge weighs.
    pub(crate) fn weights(&self) -> &[EdgeWeight] {
        let columns = &self.graph.0.columns;
        let intensity = |tie: &u32| columns.intensity((tie & !VAGUE) as usize);
        let all_are_full = columns.all_are_full();
        let weight = |edge: u32| {
            let ties = self.behind(EdgeIx(edge));
            if all_are_full {
                let number = as_place(ties.len());
                return EdgeWeight { ties: number, strongest: 1.0, total: f64::from(number) };
            }
            let mut weight = EdgeWeight::default();
            for intensity in ties.iter().map(intensity) {
                let one = EdgeWeight { ties: 1, strongest: intensity, total: intensity };
                weight = weight + one;
            }
            weight
        };
        self.weights.get_or_init(|| (0..as_place(self.edge_count())).map(weight).collect())
    }
}

impl<D: Directedness> Projected<D> {
    /// How many edges there are at a node: with a direction, those out and those in.
    ///
    /// ```
    /// use detente::graph::{DatedTie, Projection, RelationGraph};
    /// use detente::model::TieKind;
    /// use detente::{date, id};
    ///
    /// let aid = DatedTie::directed(TieKind::AID, id!("china"), id!("laos"), &"2001/..".parse()?)?;
    /// let day = RelationGraph::from_ties([aid])?.at(date!("2024-06-17"));
    /// let projected = day.project(Projection::simple());
    /// assert_eq!(projected.degree(projected.node("laos")?), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn degree(&self, node: NodeIx) -> usize {
        let (out, into) = (self.out_degree(node), self.in_degree(node));
        if D::ONE_WAY { out + into } else { out }
    }

    /// How many edges lead from a node: of a simple projection, to how many others. Without a
    /// direction it is the [degree](Self::degree).
    ///
    /// ```
    /// # use detente::graph::{DatedTie, Projection, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let aid = DatedTie::directed(TieKind::AID, id!("china"), id!("laos"), &"2001/..".parse()?)?;
    /// # let day = RelationGraph::from_ties([aid])?.at(date!("2024-06-17"));
    /// let aid = day.project(Projection::simple());
    /// let (china, laos) = (aid.node("china")?, aid.node("laos")?);
    /// assert_eq!((aid.out_degree(china), aid.in_degree(china)), (1, 0));
    /// assert_eq!((aid.out_degree(laos), aid.in_degree(laos)), (0, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn out_degree(&self, node: NodeIx) -> usize {
        self.out(node).0.len()
    }

    /// How many edges lead to a node: of a simple projection, from how many others. Without a
    /// direction it is the [degree](Self::degree).
    pub fn in_degree(&self, node: NodeIx) -> usize {
        self.into(node).0.len()
    }

    /// The edges as weighted arcs between numbers, for the measures of this crate. An edge that
    /// leads both ways makes two.
    ///
    /// ```
    /// use detente::measure::PageRank;
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// # let projected = graph.at(date!("2024-12-31")).project(detente::graph::Projection::simple());
    ///
    /// let arcs = projected.arcs(|weight| weight.total())?;
    /// let ranks = PageRank::default().of(&arcs)?;
    /// assert!(ranks[projected.node("north-korea")?.index()] > ranks[projected.node("russia")?.index()]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If a weight is not a finite number, or is below 0.
    pub fn arcs(&self, mut weight: impl FnMut(&EdgeWeight) -> f64) -> Result<Arcs, ArcsError> {
        let weights: Vec<f64> = self.weights().iter().map(&mut weight).collect();
        let nodes = 0..as_place(self.node_count());
        let arcs = nodes.flat_map(|node| {
            let (others, edges) = self.out(NodeIx(node));
            others
                .iter()
                .zip(edges)
                .map(move |(to, edge)| (node as usize, *to as usize, edge as usize))
        });
        Arcs::new(self.node_count(), arcs.map(|(from, to, edge)| (from, to, weights[edge])))
    }

    /// Checks everything that has to hold in a projection. It is for tests.
    ///
    /// # Errors
    /// If something does not hold, which is a fault of this library.
    pub fn verify(&self) -> Result<(), BrokenGraph> {
        let nodes = self.node_count();
        let edges = self.edge_count();
        let EdgeList { starts, targets, ties } = &self.edges;
        if starts.len() != nodes + 1 || !starts.is_sorted() || starts[nodes] as usize != edges {
            return Err(BrokenGraph("an edge of a projection is at another node"));
        }
        let ends: Vec<[u32; 2]> = self.edges.ends().collect();
        let apart = ends.iter().all(|[from, to]| if D::ONE_WAY { from != to } else { from < to });
        if !apart || !ends.is_sorted() || targets.len() != edges || ties.len() != edges + 1 {
            return Err(BrokenGraph("the edges of a projection are not in order"));
        }
        for node in self.nodes() {
            let [out, into] = [self.out(node), self.into(node)];
            let is_end = |edge: u32, side: usize| ends[edge as usize][side] == node.0;
            let met =
                out.0.len() == out.1.clone().count() && into.0.len() == into.1.clone().count();
            let mut out_ends =
                out.1.map(|edge| is_end(edge, 0) || (!D::ONE_WAY && is_end(edge, 1)));
            let mut in_ends =
                into.1.map(|edge| is_end(edge, 1) || (!D::ONE_WAY && is_end(edge, 0)));
            if !met || !out_ends.all(|is| is) || !in_ends.all(|is| is) {
                return Err(BrokenGraph("an edge of a projection is at another node"));
            }
        }
        let behind = |edge: u32| {
            let [one, other] = ends[edge as usize].map(|node| self.actors[node as usize]);
            let mut ties = self.ties(EdgeIx(edge)).map(|tie| self.graph.0.ends(tie.ix().index()));
            ties.all(|ends| ends == (one, other) || ends == (other, one))
        };
        if !(0..as_place(edges)).all(behind) {
            return Err(BrokenGraph("a tie is behind an edge between others"));
        }
        Ok(())
    }
}

/// # Panics
/// If the place is one of another, larger snapshot; [`Projected::actor`] does not panic.
impl<D> Index<NodeIx> for Projected<D> {
    type Output = ActorId;

    fn index(&self, node: NodeIx) -> &ActorId {
        &self.graph.0.actors.ids[self.actors[node.index()] as usize]
    }
}
