//! Snapshot: who exists on a day, and which ties hold between them.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::graph::RelationGraph;
use super::store::graph_data::GraphData;
use super::store::lookup::{BrokenGraph, GraphLookupError};
use super::view::{ActorIx, TieView};
use crate::graph::Bounds;
use crate::graph::store::columns::VAGUE;
use crate::graph::store::intern::as_place;
use crate::graph::store::pairs::grouped;
use crate::model::{Actor, ActorId, Key};
use crate::time::{DayNumber, Truth};

/// An actor's place in a snapshot and in the projections of it: an index from 0 without gaps, and
/// no identity. It means nothing in another snapshot, not even of the next day.
///
/// ```
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// let snapshot = graph.at(date!("2024-12-31"));
/// let russia = snapshot.node("russia")?;
/// assert_eq!((russia.index(), snapshot[russia].as_str()), (1, "russia"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(pub(crate) u32);

impl NodeIx {
    /// Its number, from 0, below [`Snapshot::node_count`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Who exists on a day, and which ties hold between them.
///
/// Only actors that exist on the day are nodes, those without ties among them; a tie is there if
/// it holds on the day and both its ends exist. What is left out for want of an end is counted. A
/// snapshot owns what it holds, shares the graph behind it, and can be sent to another thread.
///
/// It is no graph for algorithms: parallel ties, signs and directions would mislead most of them.
/// [`project`](Self::project) makes one, and says of which ties.
///
/// ```
/// use detente::date;
/// use detente::graph::{Projection, RelationGraph, Sign, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
///
/// let tie = |from, to| {
///     let since = "2001-07-16/..".parse().expect("a period");
///     DatedTie::directed(TieKind::CONSULTATION_OBLIGATION, from, to, &since)
/// };
/// let graph = RelationGraph::from_ties([
///     tie(id!("china"), id!("russia"))?.with_sign(Sign::Positive),
///     tie(id!("russia"), id!("china"))?.with_sign(Sign::Positive),
/// ])?;
///
/// let snapshot = graph.at(date!("2024-06-17"));
/// let china = snapshot.node("china")?;
/// assert_eq!((snapshot[china].as_str(), snapshot.degree(china)), ("china", 2));
///
/// let friends = snapshot.project(Projection::simple().positive().undirected());
/// assert_eq!(friends.edge_count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(crate) graph: RelationGraph,
    day: NaiveDate,
    possible: bool,
    /// The actor of each node, ascending.
    pub(crate) actors: Vec<u32>,
    /// Where the ties that lead from a node start.
    starts: Vec<u32>,
    /// The node to which each tie leads.
    targets: Vec<u32>,
    /// The ties by node and then by place; those that hold only possibly are marked.
    pub(crate) ties: Arc<Vec<u32>>,
    left_out: usize,
    /// Where the ties that lead to a node start, and their places in `ties`.
    into: OnceLock<(Vec<u32>, Vec<u32>)>,
}

impl RelationGraph {
    /// The state of things on a day: who exists, and which ties certainly hold between them.
    ///
    /// A snapshot costs as much as it holds. A question about one or two actors is answered
    /// without one by [`on`](Self::on), one about many days by [`sweep`](Self::sweep).
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// let (before, after) = (graph.at(date!("2024-12-03")), graph.at(date!("2024-12-04")));
    /// assert_eq!((before.node_count(), before.tie_count()), (2, 0));
    /// assert_eq!((after.node_count(), after.tie_count()), (2, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(&self, day: NaiveDate) -> Snapshot {
        Snapshot::new(self.clone(), day, false)
    }
}

/// What is no node.
const NOWHERE: u32 = u32::MAX;

impl Snapshot {
    pub(crate) fn new(graph: RelationGraph, day: NaiveDate, possible: bool) -> Self {
        let gathered = Gathered::of(&graph.0, day, possible);
        let Gathered { actors, starts, targets, ties, left_out, .. } = gathered;
        let (ties, into) = (Arc::new(ties), OnceLock::new());
        Self { graph, day, possible, actors, starts, targets, ties, left_out, into }
    }

    /// The snapshot of the same day which also holds what is only possible; each tie says which.
    #[must_use]
    pub fn including_possible(self) -> Self {
        if self.possible { self } else { Self::new(self.graph, self.day, true) }
    }

    /// The day.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Whether the day lies within [`RelationGraph::span`]. Outside, nothing is told of the day
    /// itself: open ties are taken to hold on, and that is all there is.
    pub fn is_within_span(&self) -> bool {
        self.graph.span().is_some_and(|(first, last)| first <= self.day && self.day <= last)
    }

    /// How many actors there are.
    pub fn node_count(&self) -> usize {
        self.actors.len()
    }

    /// How many ties there are.
    pub fn tie_count(&self) -> usize {
        self.ties.len()
    }

    /// Every actor, in the order of ids.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeIx> + use<> {
        (0..as_place(self.node_count())).map(NodeIx)
    }

    /// The place of an actor.
    ///
    /// # Errors
    /// If the actor is not in the graph, or does not exist on the day.
    pub fn node(&self, actor: impl Key<Actor>) -> Result<NodeIx, GraphLookupError> {
        self.graph.0.node(&self.actors, self.day, actor).map(NodeIx)
    }

    /// The place of an actor here by its place in the graph; `None` if it is not there on the day.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// let day = graph.at(date!("2024-12-31"));
    /// let ends = day.ties().map(|tie| [tie.from_ix(), tie.to_ix()].map(|actor| day.node_of(actor)));
    /// assert!(ends.flatten().all(|node| node.is_some()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn node_of(&self, actor: ActorIx) -> Option<NodeIx> {
        if self.actors.len() == self.graph.0.actors.ids.len() {
            return (actor.index() < self.actors.len()).then_some(NodeIx(actor.0));
        }
        self.actors.binary_search(&actor.0).ok().map(|node| NodeIx(as_place(node)))
    }

    /// The actor at a place; `None` if the place is one of another, larger snapshot.
    pub fn actor(&self, node: NodeIx) -> Option<&ActorId> {
        let actor = self.actors.get(node.index())?;
        Some(&self.graph.0.actors.ids[*actor as usize])
    }

    /// Every actor with its place in the graph and when it exists, in the order of ids; without a
    /// spell on every day.
    pub(crate) fn existence(&self) -> impl Iterator<Item = (usize, &ActorId, &[Bounds])> {
        self.actors.iter().map(|actor| self.graph.0.actors.existence(*actor as usize))
    }

    /// Every tie, by its ends in the order of ids, and then by its start.
    pub fn ties(&self) -> impl ExactSizeIterator<Item = TieView<'_>> {
        self.ties.iter().map(|tie| self.view(*tie))
    }

    /// The ties of one actor: those that lead from it or that it is the first of, then the others.
    pub fn ties_of(&self, node: NodeIx) -> impl Iterator<Item = TieView<'_>> {
        let (out, into) = self.at(node);
        out.iter().chain(into.map(|at| &self.ties[*at as usize])).map(|tie| self.view(*tie))
    }

    /// How many ties an actor has, in either direction.
    pub fn degree(&self, node: NodeIx) -> usize {
        let (out, into) = self.at(node);
        out.len() + into.len()
    }

    /// The actors that have ties with one, in the order of ids.
    ///
    /// ```
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
    /// let day = graph.at(date!("2024-12-31"));
    /// let others = day.neighbours(day.node("north-korea")?);
    /// assert_eq!(others.iter().map(|node| day[*node].as_str()).collect::<Vec<_>>(), ["russia", "united-states"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn neighbours(&self, node: NodeIx) -> Vec<NodeIx> {
        let mut found: Vec<NodeIx> = self
            .ties_of(node)
            .flat_map(|tie| [tie.from_ix(), tie.to_ix()])
            .filter_map(|actor| self.node_of(actor))
            .filter(|other| *other != node)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The actors of the graph that are not there: those that do not exist on the day, or of which
    /// that is only possible.
    pub fn absent(&self) -> impl Iterator<Item = &ActorId> {
        let mut there = self.actors.iter().peekable();
        (0..).zip(&*self.graph.0.actors.ids).filter_map(move |(at, id)| {
            there.next_if(|actor| **actor == at).is_none().then_some(id)
        })
    }

    /// How many ties would be there by their own dates, but for an end that is
    /// [absent](Self::absent).
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    fn view(&self, tie: u32) -> TieView<'_> {
        let holds = if tie & VAGUE == 0 { Truth::Yes } else { Truth::Maybe };
        TieView::new(&self.graph.0, tie & !VAGUE, holds)
    }

    /// The ties that lead from a node, and the places of those that lead to it; none for a place
    /// of a larger snapshot.
    fn at(&self, node: NodeIx) -> (&[u32], std::slice::Iter<'_, u32>) {
        let run = |starts: &[u32]| match starts.get(node.index()..node.index() + 2) {
            Some(ends) => ends[0] as usize..ends[1] as usize,
            None => 0..0,
        };
        let (into, places) = self.into.get_or_init(|| grouped(&self.targets, self.node_count()));
        (&self.ties[run(&self.starts)], places[run(into)].iter())
    }

    /// Where the ties that lead from each node start, and to which node each tie leads.
    pub(crate) fn runs(&self) -> (&[u32], &[u32]) {
        (&self.starts, &self.targets)
    }

    /// From which node to which each tie leads, and the tie with its mark.
    pub(crate) fn arcs(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let runs = (0..).zip(self.starts.windows(2));
        runs.flat_map(move |(node, run)| {
            let run = run[0] as usize..run[1] as usize;
            let ends = self.targets[run.clone()].iter().zip(&self.ties[run]);
            ends.map(move |(to, tie)| (node, *to, *tie))
        })
    }

    /// Checks everything that has to hold in a snapshot, by asking about each tie of the graph. It
    /// is for tests.
    ///
    /// # Errors
    /// If something does not hold, which is a fault of this library.
    pub fn verify(&self) -> Result<(), BrokenGraph> {
        let (graph, day) = (&self.graph.0, Bounds::day(self.day));
        let enough = |holds: Truth| {
            if self.possible { holds.is_possible() } else { holds.is_certain() }
        };
        let there =
            (0..as_place(graph.actors.ids.len())).filter(|a| enough(graph.actors.exists(*a, day)));
        if !there.eq(self.actors.iter().copied()) {
            return Err(BrokenGraph("the actors of a snapshot are not those of its day"));
        }
        let expected = (0..as_place(graph.columns.len())).filter_map(|tie| {
            let holds = graph.holds(tie as usize, day);
            enough(holds).then_some(if holds.is_certain() { tie } else { tie | VAGUE })
        });
        if !expected.eq(self.ties.iter().copied()) {
            return Err(BrokenGraph("the ties of a snapshot are not those of its day"));
        }
        let ends = |(from, to, tie): (u32, u32, u32)| {
            let nodes = (self.actors[from as usize], self.actors[to as usize]);
            graph.ends((tie & !VAGUE) as usize) == nodes
        };
        if self.arcs().count() != self.ties.len() || !self.arcs().all(ends) {
            return Err(BrokenGraph("a tie of a snapshot is at another node"));
        }
        Ok(())
    }
}

/// # Panics
/// If the place is one of another, larger snapshot; [`Snapshot::actor`] does not panic.
impl Index<NodeIx> for Snapshot {
    type Output = ActorId;

    fn index(&self, node: NodeIx) -> &ActorId {
        &self.graph.0.actors.ids[self.actors[node.index()] as usize]
    }
}

/// As an object: its `day`, the ids of the `actors` that are there, its `ties`, and how many were
/// `left_out`.
impl Serialize for Snapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let actors: Vec<&ActorId> = self.nodes().map(|node| &self[node]).collect();
        let mut object = serializer.serialize_struct("Snapshot", 4)?;
        object.serialize_field("day", &self.day.to_string())?;
        object.serialize_field("actors", &actors)?;
        object.serialize_field("ties", &self.ties().collect::<Vec<_>>())?;
        object.serialize_field("left_out", &self.left_out)?;
        object.end()
    }
}

/// The columns of a snapshot while they are made.
#[derive(Default)]
struct Gathered {
    actors: Vec<u32>,
    starts: Vec<u32>,
    targets: Vec<u32>,
    ties: Vec<u32>,
    left_out: usize,
    /// Which ties hold, one bit for each.
    held: Vec<u64>,
    /// Which of them only possibly do.
    perhaps: Vec<u32>,
}

impl Gathered {
    fn of(graph: &GraphData, day: NaiveDate, possible: bool) -> Self {
        let mut all = Self::default();
        let count = all.hold(graph, day, possible);
        all.ties.reserve_exact(count);
        all.targets.reserve_exact(count);
        let there = graph.has_spells.then(|| all.exist(graph, day, possible));
        match there {
            None => {
                all.actors = (0..as_place(graph.actors.ids.len())).collect();
                all.link(graph, |actor| actor, |_, _| true);
            }
            Some((nodes, perhaps)) => {
                let certain = |from: u32, to: u32| !perhaps[from as usize] && !perhaps[to as usize];
                all.link(graph, |actor| nodes[actor as usize], certain);
            }
        }
        all
    }

    /// Marks the ties that hold on the day, so that they come out sorted, and counts them.
    fn hold(&mut self, graph: &GraphData, day: NaiveDate, possible: bool) -> usize {
        let columns = &graph.columns;
        self.held = vec![0; columns.len().div_ceil(64)];
        let (mut count, day) = (0, DayNumber::from(day));
        columns.of_time((day, day), |mut tie| {
            if tie & VAGUE != 0 {
                tie &= !VAGUE;
                let at = tie as usize;
                let (first, last) = columns.days(at, false);
                if first > day || day > last {
                    if !possible {
                        return;
                    }
                    self.perhaps.push(tie);
                }
            }
            self.held[tie as usize / 64] |= 1 << (tie % 64);
            count += 1;
        });
        self.perhaps.sort_unstable();
        count
    }

    /// Gathers the actors that are there. Of every actor of the graph, the node it becomes, and
    /// whether it only possibly exists.
    fn exist(
        &mut self,
        graph: &GraphData,
        day: NaiveDate,
        possible: bool,
    ) -> (Vec<u32>, Vec<bool>) {
        let count = graph.actors.ids.len();
        let (mut nodes, mut perhaps) = (vec![NOWHERE; count], vec![false; count]);
        for actor in 0..as_place(count) {
            let exists = graph.actors.exists(actor, Bounds::day(day));
            if exists.is_certain() || (possible && exists.is_possible()) {
                nodes[actor as usize] = as_place(self.actors.len());
                perhaps[actor as usize] = !exists.is_certain();
                self.actors.push(actor);
            }
        }
        (nodes, perhaps)
    }

    /// Puts the marked ties to the nodes they lead from.
    fn link(
        &mut self,
        graph: &GraphData,
        node: impl Fn(u32) -> u32,
        certain: impl Fn(u32, u32) -> bool,
    ) {
        let nodes = self.actors.len();
        self.starts = vec![0; nodes + 1];
        let (held, perhaps) = (std::mem::take(&mut self.held), std::mem::take(&mut self.perhaps));
        let mut perhaps = perhaps.into_iter().peekable();
        for (word, mut bits) in (0_u32..).zip(held) {
            while bits != 0 {
                let tie = word * 64 + bits.trailing_zeros();
                bits &= bits - 1;
                let is_vague = perhaps.next_if_eq(&tie).is_some();
                let (from, to) = graph.ends(tie as usize);
                let (source, target) = (node(from), node(to));
                if source == NOWHERE || target == NOWHERE {
                    self.left_out += 1;
                    continue;
                }
                let vague = is_vague || !certain(from, to);
                self.ties.push(if vague { tie | VAGUE } else { tie });
                self.targets.push(target);
                self.starts[source as usize + 1] += 1;
            }
        }
        for node in 0..nodes {
            self.starts[node + 1] += self.starts[node];
        }
    }
}
