//! Projection: a snapshot's ties as the edges of a graph for algorithms.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Add, Index};

use serde::Serialize;

use super::filter::Filter;
use super::graph::RelationGraph;
use super::kinds::Sign;
use super::snapshot::{NodeIx, Snapshot};
use super::store::lookup::{BrokenGraph, GraphLookupError};
use super::view::TieView;
use crate::graph::store::columns::VAGUE;
use crate::graph::store::intern::as_place;
use crate::graph::store::pairs::grouped;
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
    /// From which node to which each edge leads; without a direction, the lesser first.
    pub(crate) ends: Vec<[u32; 2]>,
    pub(crate) weights: Vec<EdgeWeight>,
    /// Where the ties of an edge start.
    starts: Vec<u32>,
    /// The ties behind the edges; those that hold only possibly are marked.
    ties: Vec<u32>,
    pub(crate) out: Adjacency,
    /// Without a direction it is empty, for it would be the same as `out`.
    into: Adjacency,
    direction: PhantomData<D>,
}

/// The edges at each node, with the node at their other end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Adjacency {
    starts: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

impl Adjacency {
    /// Of edges and the node they are entered at, with the node at their other end.
    fn new(nodes: usize, entries: &[(u32, u32, u32)]) -> Self {
        let groups: Vec<u32> = entries.iter().map(|(node, ..)| *node).collect();
        let (starts, places) = grouped(&groups, nodes);
        let entry = |at: &u32| {
            let (_, other, edge) = entries[*at as usize];
            (other, edge)
        };
        Self { starts, entries: places.iter().map(entry).collect() }
    }

    /// The edges at a node; none for a place of a larger projection.
    pub(crate) fn at(&self, node: NodeIx) -> &[(u32, u32)] {
        match self.starts.get(node.index()..node.index() + 2) {
            Some(ends) => &self.entries[ends[0] as usize..ends[1] as usize],
            None => &[],
        }
    }
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
        let mut arcs = Vec::new();
        for (from, to, tie) in snapshot.arcs() {
            let at = (tie & !VAGUE) as usize;
            if !counts[usize::from(graph.0.columns.sort[at])] {
                continue;
            }
            if D::ONE_WAY {
                arcs.push((from, to, tie));
                if graph.0.sort(at).symmetric {
                    arcs.push((to, from, tie));
                }
            } else {
                arcs.push((from.min(to), from.max(to), tie));
            }
        }
        arcs.sort_unstable_by_key(|(from, to, tie)| (*from, *to, tie & !VAGUE));

        let edges = arcs.chunk_by(|a, b| !parallel && (a.0, a.1) == (b.0, b.1));
        let (mut ends, mut weights, mut starts) = (Vec::new(), Vec::new(), vec![0]);
        for edge in edges {
            let intensity = |tie: u32| graph.0.columns.intensity[(tie & !VAGUE) as usize];
            let mut weight = EdgeWeight { ties: as_place(edge.len()), strongest: 0.0, total: 0.0 };
            for (_, _, tie) in edge {
                weight.strongest = weight.strongest.max(intensity(*tie));
                weight.total += intensity(*tie);
            }
            ends.push([edge[0].0, edge[0].1]);
            weights.push(weight);
            starts.push(starts[starts.len() - 1] + weight.ties);
        }
        let ties = arcs.into_iter().map(|(_, _, tie)| tie).collect();
        let (out, into) = adjacency::<D>(&ends, snapshot.node_count());
        Self {
            graph,
            day: snapshot.day(),
            actors: snapshot.actors.clone(),
            ends,
            weights,
            starts,
            ties,
            out,
            into,
            direction: PhantomData,
        }
    }

    pub(crate) fn back(&self) -> &Adjacency {
        if D::ONE_WAY { &self.into } else { &self.out }
    }
}

/// The edges by the node they lead from, and by the node they lead to if they have a direction.
fn adjacency<D: Directedness>(ends: &[[u32; 2]], nodes: usize) -> (Adjacency, Adjacency) {
    let forth = (0..).zip(ends).map(|(edge, [from, to])| (*from, *to, edge));
    let back = (0..).zip(ends).map(|(edge, [from, to])| (*to, *from, edge));
    if D::ONE_WAY {
        let [forth, back]: [Vec<_>; 2] = [forth.collect(), back.collect()];
        return (Adjacency::new(nodes, &forth), Adjacency::new(nodes, &back));
    }
    let mut both: Vec<_> = forth.chain(back).collect();
    both.sort_unstable();
    (Adjacency::new(nodes, &both), Adjacency::default())
}

impl<D> Projected<D> {
    /// How many actors there are.
    pub fn node_count(&self) -> usize {
        self.actors.len()
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.ends.len()
    }

    /// The day of the snapshot.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Every actor, in the order of ids.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIx> + use<D> {
        (0..as_place(self.node_count())).map(NodeIx)
    }

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
        self.out.at(node).len() + self.into.at(node).len()
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
        let ties = match self.starts.get(edge.index()..edge.index() + 2) {
            Some(ends) => &self.ties[ends[0] as usize..ends[1] as usize],
            None => &[],
        };
        ties.iter().map(|tie| {
            let holds = if tie & VAGUE == 0 { Truth::Yes } else { Truth::Maybe };
            TieView::new(&self.graph.0, tie & !VAGUE, holds)
        })
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
        let weights: Vec<f64> = self.weights.iter().map(&mut weight).collect();
        let nodes = 0..as_place(self.node_count());
        let arcs = nodes.flat_map(|node| {
            let edges = self.out.at(NodeIx(node)).iter();
            edges.map(move |(to, edge)| (node as usize, *to as usize, *edge as usize))
        });
        Arcs::new(self.node_count(), arcs.map(|(from, to, edge)| (from, to, weights[edge])))
    }
}

impl<D: Directedness> Projected<D> {
    /// Checks everything that has to hold in a projection. It is for tests.
    ///
    /// # Errors
    /// If something does not hold, which is a fault of this library.
    pub fn verify(&self) -> Result<(), BrokenGraph> {
        let nodes = self.node_count();
        let edges = self.edge_count();
        let (out, into) = adjacency::<D>(&self.ends, nodes);
        if out != self.out || into != self.into {
            return Err(BrokenGraph("an edge of a projection is at another node"));
        }
        let apart = self.ends.iter().all(|[from, to]| from != to);
        if !apart || !self.ends.is_sorted() || self.starts.len() != edges + 1 {
            return Err(BrokenGraph("the edges of a projection are not in order"));
        }
        let behind = |edge: u32| {
            let [one, other] = self.ends[edge as usize].map(|node| self.actors[node as usize]);
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
