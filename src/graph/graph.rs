//! The relation graph: what is built once, and asked.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::store::bounds::Bounds;
use super::store::graph_data::GraphData;
use super::store::intern::as_place;
use super::store::lookup::{BrokenGraph, GraphLookupError};
use super::view::{ActorIx, TieIx, TieView};
use crate::model::fault::nearest;
use crate::model::{Actor, ActorId, Key, Suggestion};
use crate::time::Truth;

/// Dated, signed ties between actors, each with its evidence, to be asked about any time.
///
/// It is built once, from an iterator of ties or by a [`GraphBuilder`](super::builder::GraphBuilder), and then immutable; a clone
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

impl RelationGraph {
    /// Every actor, in the order of ids.
    pub fn actors(&self) -> std::slice::Iter<'_, ActorId> {
        self.0.actors.ids.iter()
    }

    /// The place of an actor in the graph.
    ///
    /// # Errors
    /// If the actor is not in the graph; the error names the closest one.
    pub fn actor_ix(&self, actor: impl Key<Actor>) -> Result<ActorIx, GraphLookupError> {
        self.0.actor(actor).map(ActorIx)
    }

    /// The actor at a place; `None` if the place is one of a larger graph.
    pub fn actor_at(&self, actor: ActorIx) -> Option<&ActorId> {
        self.0.actors.ids.get(actor.index())
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
    /// assert_eq!(graph.tie("pact")?.to().as_str(), "north-korea");
    /// assert_eq!(graph.tie("pakt").unwrap_err().to_string(), "no tie \"pakt\"; nearest is \"pact\"");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If no tie has it; the error names the closest one.
    pub fn tie(&self, id: impl Key<crate::model::Tie>) -> Result<TieView<'_>, GraphLookupError> {
        let names = &self.0.names;
        match names.find(id.key()) {
            Some(tie) => Ok(TieView::new(&self.0, tie, Truth::Yes)),
            None => Err(GraphLookupError::UnknownTie {
                id: id.key().to_owned(),
                nearest: {
                    let (by_id, sought) = (Arc::clone(&names.by_id), id.key().to_owned());
                    Suggestion::new(move || {
                        let ids = by_id.iter().map(|(id, _)| id.as_str());
                        nearest(&sought, ids).map(str::to_owned)
                    })
                },
            }),
        }
    }

    /// The first and the last day that any tie names as one of its bounds; `None` if none names
    /// any. Days outside are answered for: ties with an open end hold there, and no others.
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
    /// assert_eq!(graph.span(), Some((date!("1950-06-25"), date!("2024-12-04"))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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

/// As an object: the ids of its `actors`, and its `ties`.
impl Serialize for RelationGraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("RelationGraph", 2)?;
        object.serialize_field("actors", &*self.0.actors.ids)?;
        object.serialize_field("ties", &self.ties().collect::<Vec<_>>())?;
        object.end()
    }
}
