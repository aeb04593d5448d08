//! The builder of a graph: actors and ties in any order, checked and sorted once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use thiserror::Error;

use super::graph::RelationGraph;
use super::store::graph_data::{Actors, EvidenceColumn, GraphData, TieNames};
use super::tie::DatedTie;
use crate::graph::Bounds;
use crate::graph::store::by_actor::{MOST_ACTORS, MOST_TIES};
use crate::graph::store::columns::TieSort;
use crate::graph::store::intern::{Sets, Sorts, TextInterner, as_place};
use crate::graph::store::rows::{RowNames, TieRow, columns, in_order};
use crate::model::fault::{NearestIs, nearest};
use crate::model::{ActorId, SourceId, TieId};
use crate::time::Period;

/// What a [`RelationGraph`] is built from.
///
/// The order in which ties and actors are given leaves no trace in the graph. Ties are never
/// collapsed: two that are alike in everything are two.
///
/// ```
/// use detente::date;
/// use detente::graph::{GraphBuilder, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
///
/// let forever = "1900-01-01/..".parse()?;
/// let graph = GraphBuilder::new()
///     .actor_during(id!("soviet-union"), [&"1922-12-30/1991-12-26".parse()?])
///     .actor(id!("iceland"))
///     .tie(DatedTie::between(TieKind::TENSION, id!("soviet-union"), id!("united-states"), &forever)?)
///     .build()?;
///
/// assert_eq!(graph.at(date!("1980-01-01")).tie_count(), 1);
/// let later = graph.at(date!("2000-01-01"));
/// assert_eq!((later.tie_count(), later.left_out()), (0, 1)); // one of its ends is no more
/// assert_eq!(later.absent().map(|actor| actor.as_str()).collect::<Vec<_>>(), ["soviet-union"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct GraphBuilder {
    actors: TextInterner<ActorId>,
    kinds: TextInterner<Cow<'static, str>>,
    sources: TextInterner<SourceId>,
    /// Sets of sources, each in the order of their places.
    evidence: Sets,
    sorts: Sorts,
    spells: HashMap<u32, Vec<Bounds>>,
    rows: Vec<TieRow>,
    names: RowNames,
    /// What was wrong with numbers, the first time.
    fault: Option<GraphError>,
}

/// Why ties do not make a graph.
///
/// ```
/// use detente::graph::{DatedTie, GraphError, RelationGraph};
/// # use detente::{id, model::TieKind};
///
/// let during = "1961/..".parse()?;
/// let tie = DatedTie::directed(TieKind::AID, id!("china"), id!("north-korea"), &during)?.with_id(id!("aid"));
/// let error = RelationGraph::from_ties([tie.clone(), tie]).unwrap_err();
/// assert_eq!(error, GraphError::IdTwice { id: id!("aid") });
/// assert_eq!(error.to_string(), "two ties with the id \"aid\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GraphError {
    /// Two ties have one id.
    #[error("two ties with the id \"{id}\"")]
    IdTwice {
        /// The id.
        id: TieId,
    },
    /// A tie is about one that is not there.
    #[error("a tie about \"{id}\", which is no tie here{}", NearestIs(nearest.as_ref()))]
    AboutNothing {
        /// The id that was given.
        id: TieId,
        /// The id that was probably meant.
        nearest: Option<TieId>,
    },
    /// A tie is about itself.
    #[error("the tie \"{id}\" is about itself")]
    AboutItself {
        /// The id of the tie.
        id: TieId,
    },
    /// A tie has a number at an end that is no place in the list of actors.
    #[error("a tie of actor {number}, where there are {actors}, counted from 0")]
    NoSuchNumber {
        /// The number at the end of the tie.
        number: usize,
        /// How many actors the list has.
        actors: usize,
    },
    /// An actor stands twice in the list by which others are numbered.
    #[error("the actor \"{id}\" is listed twice")]
    ActorTwice {
        /// The actor.
        id: ActorId,
    },
    /// There are more ties, actors, or sorts of ties than a graph can hold.
    #[error("found {found} {what}, expected at most {most}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there can be.
        most: usize,
    },
}

impl RelationGraph {
    /// The graph of these ties and the actors at their ends, each of which exists on every day.
    ///
    /// A [`GraphBuilder`] also takes actors without ties, and the days on which one exists.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::id;
    /// let during = "1937-07-07/1945-09-09".parse()?;
    /// let tie = DatedTie::between(TieKind::AT_WAR, id!("japan"), id!("china"), &during)?;
    /// let graph = RelationGraph::from_ties([tie])?;
    /// assert_eq!((graph.actors().count(), graph.tie_count()), (2, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`GraphBuilder::build`].
    pub fn from_ties(ties: impl IntoIterator<Item = DatedTie>) -> Result<Self, GraphError> {
        GraphBuilder::new().ties(ties).build()
    }
}

impl GraphBuilder {
    /// A builder without actors and ties.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an actor that is there on every day, with or without ties. Ends of ties need not be
    /// added.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "an id is handed over, as to every builder")]
    pub fn actor(mut self, actor: ActorId) -> Self {
        self.actors.place(&actor);
        self
    }

    /// Says that an actor exists in these periods alone; said again, in those as well. Outside of
    /// them neither the actor nor its ties are there. Without any period it is there on every day.
    ///
    /// ```
    /// # use detente::graph::GraphBuilder;
    /// # use detente::{date, id};
    /// let graph = GraphBuilder::new()
    ///     .actor_during(id!("poland"), [&"1918-11-11/1939-10-05".parse()?, &"1945/..".parse()?])
    ///     .build()?;
    /// assert!(graph.at(date!("1930-01-01")).node("poland").is_ok());
    /// assert!(graph.at(date!("1942-01-01")).node("poland").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "an id is handed over, as to every builder")]
    pub fn actor_during<'p>(
        mut self,
        actor: ActorId,
        periods: impl IntoIterator<Item = &'p Period>,
    ) -> Self {
        let place = self.actors.place(&actor);
        let spells = periods.into_iter().map(Bounds::from);
        self.spells.entry(place).or_default().extend(spells);
        self
    }

    /// Adds a tie.
    #[must_use]
    pub fn tie(mut self, tie: DatedTie) -> Self {
        self.push(tie);
        self
    }

    /// Adds ties.
    #[must_use]
    pub fn ties(mut self, ties: impl IntoIterator<Item = DatedTie>) -> Self {
        let ties = ties.into_iter();
        self.rows.reserve(ties.size_hint().0.min(MOST_TIES));
        for tie in ties {
            self.push(tie);
        }
        self
    }

    /// Adds ties whose ends are places in a list of actors, from 0, so that no id is looked up for
    /// them. Every actor of the list is there, with or without ties.
    ///
    /// ```
    /// use detente::graph::{DatedTie, GraphBuilder};
    /// use detente::model::TieKind;
    /// use detente::{date, id};
    ///
    /// let actors = [id!("japan"), id!("russia"), id!("north-korea")];
    /// let during = "2024-12-04/..".parse()?;
    /// let pact = DatedTie::directed_by_number(TieKind::DEFENCE_OBLIGATION, 1, 2, &during)?;
    /// let graph = GraphBuilder::new().ties_by_number(&actors, [pact]).build()?;
    /// assert_eq!(graph.on(date!("2024-12-31")).between("russia", "north-korea")?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ties_by_number(
        mut self,
        actors: &[ActorId],
        ties: impl IntoIterator<Item = DatedTie<usize>>,
    ) -> Self {
        let mut listed = HashSet::new();
        let mut places = Vec::with_capacity(actors.len());
        for actor in actors {
            let place = self.actors.place(actor);
            if !listed.insert(place) {
                self.fault.get_or_insert_with(|| GraphError::ActorTwice { id: actor.clone() });
            }
            places.push(place);
        }
        let ties = ties.into_iter();
        self.rows.reserve(ties.size_hint().0.min(MOST_TIES));
        for tie in ties {
            match (places.get(tie.from), places.get(tie.to)) {
                (Some(from), Some(to)) => self.push_between(*from, *to, tie),
                (from, _) => {
                    let number = if from.is_none() { tie.from } else { tie.to };
                    let none = GraphError::NoSuchNumber { number, actors: actors.len() };
                    self.fault.get_or_insert(none);
                }
            }
        }
        self
    }

    fn push(&mut self, tie: DatedTie) {
        let (from, to) = (self.actors.place(&tie.from), self.actors.place(&tie.to));
        self.push_between(from, to, tie);
    }

    fn push_between<E>(&mut self, from: u32, to: u32, tie: DatedTie<E>) {
        let row = as_place(self.rows.len());
        let sort = TieSort {
            kind: self.kinds.place(&tie.kind),
            sign: tie.sign,
            symmetric: tie.symmetric,
            censored: tie.censored,
        };
        let evidence = self.set_of(&tie.evidence);
        self.rows.push(TieRow {
            from,
            to,
            bounds: tie.bounds,
            intensity: tie.intensity,
            sort: self.sorts.place(sort),
            evidence,
        });
        self.names.ids.extend(tie.id.map(|id| (row, id)));
        self.names.about.extend(tie.about.map(|id| (row, id)));
    }

    /// The place of a set of sources.
    fn set_of(&mut self, sources: &[SourceId]) -> u32 {
        match sources {
            [] => return self.evidence.place(&[]),
            [only] => return self.evidence.place(&[self.sources.place(only)]),
            _ => {}
        }
        let mut places: Vec<u32> = sources.iter().map(|one| self.sources.place(one)).collect();
        places.sort_unstable();
        places.dedup();
        self.evidence.place(&places)
    }

    /// The graph.
    ///
    /// # Errors
    /// If two ties have one id, a tie is about one that is not there or about itself, a number is no place in its
    /// list of actors or an actor stands in that twice, or there are 2²⁹ ties or
    /// more, more than 2³⁰ actors, or more than 65,536 combinations of kind, sign and direction.
    pub fn build(mut self) -> Result<RelationGraph, GraphError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        self.refuse_too_many()?;
        let (actors, actor_ranks) = std::mem::take(&mut self.actors).sorted();
        let (kinds, kind_ranks) = std::mem::take(&mut self.kinds).sorted();
        let (sorts, sort_ranks) = std::mem::take(&mut self.sorts).sorted(&kind_ranks);
        let (sources, source_ranks) = std::mem::take(&mut self.sources).sorted();
        let (sets, evidence_ranks) = std::mem::take(&mut self.evidence).sorted(&source_ranks);
        let evidence = EvidenceColumn::new(sources, &sets);

        for row in &mut self.rows {
            row.from = actor_ranks[row.from as usize];
            row.to = actor_ranks[row.to as usize];
            row.sort = sort_ranks[row.sort as usize];
            row.evidence = evidence_ranks[row.evidence as usize];
            // What holds alike is kept from the first to the second in the order of ids.
            if sorts[row.sort as usize].symmetric && row.from > row.to {
                std::mem::swap(&mut row.from, &mut row.to);
            }
        }
        let mut spells = vec![Box::default(); actors.len()];
        for (actor, mut periods) in std::mem::take(&mut self.spells) {
            periods.sort_unstable();
            periods.dedup();
            spells[actor_ranks[actor as usize] as usize] = periods.into_boxed_slice();
        }

        let order = in_order(&self.rows, &self.names, actors.len());
        let names = self.names(&order)?;
        let (pairs, mut columns) = columns(&self.rows, &order, actors.len());
        // What has been read is given back before the index is made.
        drop((self, order));
        columns.index();
        let actors = Actors::new(actors, spells);
        Ok(RelationGraph(Arc::new(GraphData::new(
            actors, kinds, sorts, evidence, pairs, columns, names,
        ))))
    }

    fn refuse_too_many(&self) -> Result<(), GraphError> {
        let sorts = usize::from(u16::MAX) + 1;
        for (what, found, most) in [
            ("ties", self.rows.len(), MOST_TIES),
            ("actors", self.actors.len(), MOST_ACTORS),
            ("combinations of kind, sign and direction", self.sorts.len(), sorts),
        ] {
            if found > most {
                return Err(GraphError::TooMany { what, found, most });
            }
        }
        Ok(())
    }

    fn names(&self, order: &[u32]) -> Result<TieNames, GraphError> {
        if self.names.is_empty() {
            return Ok(TieNames::default());
        }
        let mut places = vec![0; order.len()];
        for (at, row) in order.iter().enumerate() {
            places[*row as usize] = as_place(at);
        }
        let named = |(row, id): &(u32, TieId)| (id.clone(), places[*row as usize]);
        let mut by_id: Vec<(TieId, u32)> = self.names.ids.iter().map(named).collect();
        by_id.sort_unstable();
        if let Some(twice) = by_id.windows(2).find(|two| two[0].0 == two[1].0) {
            return Err(GraphError::IdTwice { id: twice[0].0.clone() });
        }
        let mut about = Vec::with_capacity(self.names.about.len());
        for (row, id) in &self.names.about {
            let object = by_id.binary_search_by(|(other, _)| other.cmp(id));
            let Ok(object) = object else {
                let near = nearest(id.as_str(), by_id.iter().map(|(id, _)| id.as_str()));
                let near = by_id.iter().map(|(id, _)| id).find(|id| near == Some(id.as_str()));
                return Err(GraphError::AboutNothing { id: id.clone(), nearest: near.cloned() });
            };
            if by_id[object].1 == places[*row as usize] {
                return Err(GraphError::AboutItself { id: id.clone() });
            }
            about.push((by_id[object].1, places[*row as usize]));
        }
        about.sort_unstable();
        Ok(TieNames::new(by_id, about))
    }
}
