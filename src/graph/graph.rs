//! The relation graph: what it holds, and how its parts are found.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::builder::{GraphBuilder, GraphError};
use super::snapshot::{NodeIx, Snapshot};
use super::sweep::Sweep;
use super::tie::DatedTie;
use super::view::TieView;
use super::window::Window;
use crate::graph::store::by_actor::ByActor;
use crate::graph::store::columns::{Columns, TieSort};
use crate::graph::store::intern::as_place;
use crate::graph::store::pairs::Pairs;
use crate::graph::{Bounds, DayStretch};
use crate::model::fault::{NearestIs, nearest, quoted};
use crate::model::{Actor, ActorId, Key, SourceId, TieId};
use crate::time::{Period, Truth};

/// Dated, signed ties between actors, each with its evidence, to be asked about any time.
///
/// It is built once, from an iterator of ties or by a [`GraphBuilder`], and then immutable; a clone
/// is cheap and shares all of it. Ties are directed or hold alike, and parallel ones are kept.
///
/// ```
/// use detente::date;
/// use detente::graph::{RelationGraph, Sign, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
///
/// let pact = DatedTie::directed(
///     TieKind::DEFENCE_OBLIGATION,
///     id!("russia"),
///     id!("north-korea"),
///     &"2024-12-04/..".parse()?,
/// )?;
/// let tension = DatedTie::between(
///     TieKind::TENSION,
///     id!("united-states"),
///     id!("north-korea"),
///     &"1950-06-25/..".parse()?,
/// )?;
/// let graph = RelationGraph::from_ties([
///     pact.with_sign(Sign::Positive),
///     tension.with_sign(Sign::Negative),
/// ])?;
///
/// for neighbour in graph.on(date!("2024-12-31")).neighbours("north-korea")? {
///     println!("{}: {} for, {} against", neighbour.actor(), neighbour.positive(), neighbour.negative());
/// }
/// assert_eq!(graph.on(date!("2024-12-31")).neighbours("north-korea")?.len(), 2);
/// assert_eq!(graph.on(date!("2024-06-17")).neighbours("north-korea")?.len(), 1);
///
/// let error = graph.on(date!("2024-12-31")).neighbours("north-corea").unwrap_err();
/// assert_eq!(error.to_string(), r#"no actor "north-corea"; nearest is "north-korea""#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RelationGraph(pub(crate) Arc<GraphData>);

/// A tie's place in the graph that gave it: an index, and no identity. It outlives neither the
/// graph nor a change of what the graph is built from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieIx(pub(crate) u32);

impl TieIx {
    /// Its number, from 0, below [`RelationGraph::tie_count`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a graph is asked for and does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GraphLookupError {
    /// No actor of the graph has the id.
    #[error("no actor {}{}", quoted(id), NearestIs(nearest.as_ref()))]
    UnknownActor {
        /// The id asked for.
        id: String,
        /// The id that was probably meant.
        nearest: Option<String>,
    },
    /// The actor does not exist on the day.
    #[error("\"{id}\" does not {}exist on {day}", if *perhaps { "certainly " } else { "" })]
    NotThen {
        /// The id asked for.
        id: ActorId,
        /// The day that was asked about.
        day: NaiveDate,
        /// Whether it may exist then.
        perhaps: bool,
    },
    /// No tie of the graph has the id.
    #[error("no tie {}{}", quoted(id), NearestIs(nearest.as_ref()))]
    UnknownTie {
        /// The id asked for.
        id: String,
        /// The id that was probably meant.
        nearest: Option<String>,
    },
}

/// Something that has to hold in every graph, and does not in this one: a fault of the library.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the graph is broken: {0}")]
pub struct BrokenGraph(pub(crate) &'static str);

impl RelationGraph {
    /// The graph of these ties and the actors at their ends, each of which exists on every day.
    ///
    /// A [`GraphBuilder`] also takes actors without ties, and the days on which one exists.
    ///
    /// # Errors
    /// As [`GraphBuilder::build`].
    pub fn from_ties(ties: impl IntoIterator<Item = DatedTie>) -> Result<Self, GraphError> {
        GraphBuilder::new().ties(ties).build()
    }

    /// The state of things on a day: who exists, and which ties certainly hold between them.
    ///
    /// A snapshot costs as much as it holds. A question about one or two actors is answered
    /// without one by [`on`](Self::on), one about many days by [`sweep`](Self::sweep).
    pub fn at(&self, day: NaiveDate) -> Snapshot {
        Snapshot::new(self.clone(), day, false)
    }

    /// What can be asked about one day without gathering all of it.
    pub fn on(&self, day: NaiveDate) -> Window<'_> {
        Window::new(&self.0, Bounds::day(day))
    }

    /// What can be asked about a period: of each tie, whether it held on any day of it.
    pub fn during(&self, period: &Period) -> Window<'_> {
        Window::new(&self.0, period.into())
    }

    /// Degrees and numbers of ties for many days at once, from the first to the last, both
    /// inclusive.
    pub fn sweep(&self, first: NaiveDate, last: NaiveDate) -> Sweep<'_> {
        Sweep::new(&self.0, first, last)
    }

    /// Every actor, in the order of ids.
    pub fn actors(&self) -> std::slice::Iter<'_, ActorId> {
        self.0.actors.ids.iter()
    }

    /// Every actor with its place and when it exists, in the order of ids; without a spell on
    /// every day.
    pub(crate) fn existence(&self) -> impl Iterator<Item = (usize, &ActorId, &[Bounds])> {
        (0..self.0.actors.ids.len()).map(|place| self.0.actors.existence(place))
    }

    /// How many ties there are at any time.
    pub fn tie_count(&self) -> usize {
        self.0.columns.len()
    }

    /// Every tie at any time, by its ends in the order of ids, and then by its start.
    pub fn ties(&self) -> impl ExactSizeIterator<Item = TieView<'_>> {
        (0..as_place(self.tie_count())).map(|tie| TieView::new(&self.0, tie, Truth::Yes))
    }

    /// The tie at a place; `None` if the place is one of a larger graph.
    pub fn tie_at(&self, tie: TieIx) -> Option<TieView<'_>> {
        (tie.index() < self.tie_count()).then(|| TieView::new(&self.0, tie.0, Truth::Yes))
    }

    /// The tie with an id.
    ///
    /// # Errors
    /// If no tie has it; the error names the closest one.
    pub fn tie(&self, id: impl Key<crate::model::Tie>) -> Result<TieView<'_>, GraphLookupError> {
        let names = &self.0.names;
        match names.find(id.key()) {
            Some(tie) => Ok(TieView::new(&self.0, tie, Truth::Yes)),
            None => Err(GraphLookupError::UnknownTie {
                id: id.key().to_owned(),
                nearest: nearest(id.key(), names.by_id.iter().map(|(id, _)| id.as_str()))
                    .map(str::to_owned),
            }),
        }
    }

    /// The first and the last day that any tie names as one of its bounds; `None` if none names
    /// any. Days outside are answered for: ties with an open end hold there, and no others.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.0.span
    }

    /// How many bytes of memory the graph takes, without the texts of ids.
    pub fn size_in_bytes(&self) -> usize {
        self.0.size()
    }

    /// Checks everything that has to hold in a graph, in time proportional to its size. It is for
    /// tests.
    ///
    /// # Errors
    /// If something does not hold, which is a fault of this library.
    pub fn verify(&self) -> Result<(), BrokenGraph> {
        self.0.fault().map_or(Ok(()), |fault| Err(BrokenGraph(fault)))
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct GraphData {
    pub(crate) actors: Actors,
    kinds: Vec<Cow<'static, str>>,
    pub(crate) sorts: Vec<TieSort>,
    evidence: EvidenceColumn,
    pub(crate) pairs: Pairs,
    pub(crate) columns: Columns,
    pub(crate) by_actor: ByActor,
    pub(crate) names: TieNames,
    pub(crate) span: Option<(NaiveDate, NaiveDate)>,
    /// Whether any actor does not exist on every day.
    pub(crate) has_spells: bool,
}

/// The actors in the order of their ids, and when each exists; no spell is on every day.
#[derive(Debug, PartialEq)]
pub(crate) struct Actors {
    pub(crate) ids: Vec<ActorId>,
    pub(crate) spells: Vec<Box<[Bounds]>>,
}

impl Actors {
    pub(crate) fn existence(&self, place: usize) -> (usize, &ActorId, &[Bounds]) {
        (place, &self.ids[place], &self.spells[place])
    }

    /// Whether the actor exists at any time within the bounds.
    pub(crate) fn exists(&self, actor: u32, within: Bounds) -> Truth {
        let spells = &self.spells[actor as usize];
        if spells.is_empty() {
            return Truth::Yes;
        }
        Truth::any(spells.iter().map(|spell| spell.meets(within)))
    }
}

/// The sets of sources that ties have in common.
#[derive(Debug, PartialEq)]
pub(crate) struct EvidenceColumn {
    sources: Vec<SourceId>,
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl EvidenceColumn {
    pub(crate) fn new(sources: Vec<SourceId>, sets: &[Vec<u32>]) -> Self {
        let members = sets.concat();
        let mut starts = Vec::with_capacity(sets.len() + 1);
        starts.push(0);
        starts.extend(sets.iter().scan(0, |end, set| {
            *end += as_place(set.len());
            Some(*end)
        }));
        Self { sources, starts, members }
    }
}

/// The ids of the few ties that have one, and what ties are about.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct TieNames {
    by_id: Vec<(TieId, u32)>,
    /// Places in `by_id`, by the tie.
    by_tie: Vec<(u32, u32)>,
    /// The object and the tie that is about it.
    about: Vec<(u32, u32)>,
    /// The tie and its object.
    objects: Vec<(u32, u32)>,
}

impl TieNames {
    pub(crate) fn new(by_id: Vec<(TieId, u32)>, about: Vec<(u32, u32)>) -> Self {
        let mut by_tie: Vec<(u32, u32)> =
            (0..).zip(&by_id).map(|(at, (_, tie))| (*tie, at)).collect();
        by_tie.sort_unstable();
        let mut objects: Vec<(u32, u32)> = about.iter().map(|(of, tie)| (*tie, *of)).collect();
        objects.sort_unstable();
        Self { by_id, by_tie, about, objects }
    }

    fn find(&self, id: &str) -> Option<u32> {
        let at = self.by_id.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        Some(self.by_id[at].1)
    }

    pub(crate) fn id(&self, tie: u32) -> Option<&TieId> {
        let at = self.by_tie.binary_search_by_key(&tie, |(tie, _)| *tie).ok()?;
        Some(&self.by_id[self.by_tie[at].1 as usize].0)
    }

    /// The ties that are about this one.
    pub(crate) fn about(&self, object: u32) -> impl Iterator<Item = u32> {
        let from = self.about.partition_point(|(about, _)| *about < object);
        self.about[from..].iter().take_while(move |(of, _)| *of == object).map(|(_, tie)| *tie)
    }

    /// What the tie is about.
    pub(crate) fn object(&self, tie: u32) -> Option<u32> {
        let at = self.objects.binary_search_by_key(&tie, |(tie, _)| *tie).ok()?;
        Some(self.objects[at].1)
    }
}

impl GraphData {
    pub(crate) fn new(
        actors: Actors,
        kinds: Vec<Cow<'static, str>>,
        sorts: Vec<TieSort>,
        evidence: EvidenceColumn,
        pairs: Pairs,
        columns: Columns,
        names: TieNames,
    ) -> Self {
        let has_spells = actors.spells.iter().any(|spells| !spells.is_empty());
        let by_actor = ByActor::new(&columns, &sorts, &pairs, actors.ids.len());
        let days = columns.start.iter().chain(&columns.end).flatten();
        let days = days.copied().filter(|day| day.date().is_some());
        let span = days.fold(None, |span: Option<DayStretch>, day| {
            Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        });
        let span = span.and_then(|(first, last)| first.date().zip(last.date()));
        Self { actors, kinds, sorts, evidence, pairs, columns, by_actor, names, span, has_spells }
    }

    pub(crate) fn actor(&self, id: impl Key<Actor>) -> Result<u32, GraphLookupError> {
        let ids = &self.actors.ids;
        match ids.binary_search_by(|other| other.as_str().cmp(id.key())) {
            Ok(at) => Ok(as_place(at)),
            Err(_) => Err(GraphLookupError::UnknownActor {
                id: id.key().to_owned(),
                nearest: nearest(id.key(), ids.iter().map(ActorId::as_str)).map(str::to_owned),
            }),
        }
    }

    /// The place of an actor among those that are there on a day.
    pub(crate) fn node(
        &self,
        there: &[u32],
        day: NaiveDate,
        actor: impl Key<Actor>,
    ) -> Result<NodeIx, GraphLookupError> {
        let at = self.actor(actor)?;
        match there.binary_search(&at) {
            Ok(node) => Ok(NodeIx(as_place(node))),
            Err(_) => Err(GraphLookupError::NotThen {
                id: self.actors.ids[at as usize].clone(),
                day,
                perhaps: self.actors.exists(at, Bounds::day(day)).is_possible(),
            }),
        }
    }

    pub(crate) fn sort(&self, tie: usize) -> TieSort {
        self.sorts[usize::from(self.columns.sort[tie])]
    }

    pub(crate) fn kind(&self, sort: TieSort) -> &str {
        &self.kinds[sort.kind as usize]
    }

    pub(crate) fn ends(&self, tie: usize) -> (u32, u32) {
        let pair = self.columns.pair[tie] as usize;
        (self.pairs.from[pair], self.pairs.to[pair])
    }

    pub(crate) fn sources(&self, tie: usize) -> impl ExactSizeIterator<Item = &SourceId> {
        let EvidenceColumn { sources, starts, members } = &self.evidence;
        let set = self.columns.evidence[tie] as usize;
        let members = &members[starts[set] as usize..starts[set + 1] as usize];
        members.iter().map(|source| &sources[*source as usize])
    }

    /// Whether the tie holds, and both its ends exist, on a common day within the bounds.
    pub(crate) fn holds(&self, tie: usize, within: Bounds) -> Truth {
        let bounds = self.columns.bounds(tie);
        let holds = bounds.meets(within);
        if !self.has_spells || holds.is_impossible() {
            return holds;
        }
        let (from, to) = self.ends(tie);
        let spells = |actor: u32| match &*self.actors.spells[actor as usize] {
            [] => &[Bounds::EVER],
            spells => spells,
        };
        Truth::any(spells(from).iter().flat_map(|one| {
            spells(to).iter().map(move |other| {
                let all = [bounds, within, *one, *other];
                let rest = |at: usize| all[at + 1..].iter().map(move |b| all[at].meets(*b));
                Truth::all((0..all.len()).flat_map(rest))
            })
        }))
    }

    fn size(&self) -> usize {
        let spells = self.actors.spells.iter().map(|spells| size_of_val(&**spells));
        self.columns.size()
            + self.by_actor.size()
            + self.pairs.size()
            + size_of_val(&*self.actors.ids)
            + size_of_val(&*self.actors.spells)
            + spells.sum::<usize>()
            + size_of_val(&*self.sorts)
            + size_of_val(&*self.kinds)
            + size_of_val(&*self.evidence.sources)
            + size_of_val(&*self.evidence.starts)
            + size_of_val(&*self.evidence.members)
            + size_of_val(&*self.names.by_id)
            + size_of_val(&*self.names.by_tie)
            + size_of_val(&*self.names.about)
            + size_of_val(&*self.names.objects)
    }

    fn fault(&self) -> Option<&'static str> {
        let pairs = self.pairs.fault(self.actors.ids.len()).or(self.columns.fault());
        if pairs.is_some() {
            return pairs;
        }
        let Self { actors, sorts, pairs, columns, .. } = self;
        if self.by_actor != ByActor::new(columns, sorts, pairs, actors.ids.len()) {
            return Some("the ties of an actor are not found where they are");
        }
        let distinct = |ids: &[ActorId]| ids.is_sorted_by(|a, b| a < b);
        if !distinct(&self.actors.ids) || !self.sorts.is_sorted_by(|a, b| a < b) {
            return Some("the names are not sorted, or one stands twice");
        }
        for pair in 0..as_place(self.pairs.from.len()) {
            let run = self.pairs.run(pair);
            if run.is_empty() || self.columns.pair[run.clone()].iter().any(|of| *of != pair) {
                return Some("a tie stands with another pair");
            }
            if !self.columns.start[0][run].is_sorted() {
                return Some("the ties of a pair are not sorted by start");
            }
        }
        for tie in 0..self.columns.len() {
            let intensity = self.columns.intensity[tie];
            let Bounds { start, end } = self.columns.bounds(tie);
            if start[0] > start[1] || end[0] > end[1] || start[0] > end[0] || start[1] > end[1] {
                return Some("a tie ends before it starts");
            }
            if !(intensity > 0.0 && intensity <= 1.0) {
                return Some("an intensity is out of its range");
            }
            let (from, to) = self.ends(tie);
            if self.sort(tie).symmetric && from > to {
                return Some("a tie that holds alike stands the wrong way round");
            }
        }
        None
    }
}
