//! The builder of a graph: actors and ties in any order, checked and sorted once.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use thiserror::Error;

use super::graph::RelationGraph;
use super::store::graph_data::{Actors, EvidenceColumn, GraphData, TieNames};
use super::tie::DatedTie;
use crate::graph::Bounds;
use crate::graph::store::by_actor::MOST_TIES;
use crate::graph::store::columns::{Columns, TieSort};
use crate::graph::store::intern::{Interner, as_place};
use crate::graph::store::pairs::Pairs;
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
    actors: Interner<ActorId>,
    kinds: Interner<Cow<'static, str>>,
    sources: Interner<SourceId>,
    /// Sets of sources, each in the order of their places; the first is empty.
    evidence: Interner<Vec<u32>>,
    sorts: Interner<TieSort>,
    spells: HashMap<u32, Vec<Bounds>>,
    rows: Vec<TieRow>,
    ids: Vec<(u32, TieId)>,
    about: Vec<(u32, TieId)>,
}

/// A tie whose names are numbers.
#[derive(Clone, Copy, Debug)]
struct TieRow {
    from: u32,
    to: u32,
    bounds: Bounds,
    intensity: f64,
    sort: u32,
    evidence: u32,
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
    /// There are more ties, or more sorts of them, than a graph can hold.
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
    pub fn actor(mut self, actor: ActorId) -> Self {
        self.actors.place_own(actor);
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
    pub fn actor_during<'p>(
        mut self,
        actor: ActorId,
        periods: impl IntoIterator<Item = &'p Period>,
    ) -> Self {
        let place = self.actors.place_own(actor);
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

    fn push(&mut self, tie: DatedTie) {
        let row = as_place(self.rows.len());
        let sort = TieSort {
            kind: self.kinds.place(&tie.kind),
            sign: tie.sign,
            symmetric: tie.symmetric,
            censored: tie.censored,
        };
        let mut sources: Vec<u32> = tie.evidence.iter().map(|s| self.sources.place(s)).collect();
        sources.sort_unstable();
        sources.dedup();
        self.rows.push(TieRow {
            from: self.actors.place(&tie.from),
            to: self.actors.place(&tie.to),
            bounds: tie.bounds,
            intensity: tie.intensity,
            sort: self.sorts.place(&sort),
            evidence: self.evidence.place(&sources),
        });
        self.ids.extend(tie.id.map(|id| (row, id)));
        self.about.extend(tie.about.map(|id| (row, id)));
    }

    /// The graph.
    ///
    /// # Errors
    /// If two ties have one id, a tie is about one that is not there, or there are 2²⁹ ties or
    /// more, or more than 65,536 combinations of kind, sign and direction.
    pub fn build(mut self) -> Result<RelationGraph, GraphError> {
        self.refuse_too_many()?;
        let (actors, actor_ranks) = std::mem::take(&mut self.actors).sorted();
        let (kinds, sorts) = self.sorted_sorts();
        let (sorts, sort_ranks) = sorts.sorted();
        let (evidence, evidence_ranks) = self.sorted_evidence();

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

        let names = self.names_of_rows();
        let order = in_order(&self.rows, &names);
        let names = self.names(&order)?;
        let (pairs, columns) = columns(&self.rows, &order, actors.len());
        let actors = Actors { ids: actors, spells };
        Ok(RelationGraph(Arc::new(GraphData::new(
            actors, kinds, sorts, evidence, pairs, columns, names,
        ))))
    }

    fn refuse_too_many(&self) -> Result<(), GraphError> {
        let sorts = usize::from(u16::MAX) + 1;
        for (what, found, most) in [
            ("ties", self.rows.len(), MOST_TIES),
            ("combinations of kind, sign and direction", self.sorts.len(), sorts),
        ] {
            if found > most {
                return Err(GraphError::TooMany { what, found, most });
            }
        }
        Ok(())
    }

    /// The codes of kinds in their order, and the sorts with the places they have there.
    fn sorted_sorts(&mut self) -> (Vec<Cow<'static, str>>, Interner<TieSort>) {
        let (kinds, ranks) = std::mem::take(&mut self.kinds).sorted();
        let sorts = std::mem::take(&mut self.sorts);
        (kinds, sorts.map(|sort| TieSort { kind: ranks[sort.kind as usize], ..sort }))
    }

    fn sorted_evidence(&mut self) -> (EvidenceColumn, Vec<u32>) {
        let (sources, ranks) = std::mem::take(&mut self.sources).sorted();
        let sets = std::mem::take(&mut self.evidence).map(|mut set: Vec<u32>| {
            for source in &mut set {
                *source = ranks[*source as usize];
            }
            set.sort_unstable();
            set
        });
        let (sets, set_ranks) = sets.sorted();
        (EvidenceColumn::new(sources, &sets), set_ranks)
    }

    /// The id and the object of each tie that has one.
    fn names_of_rows(&self) -> HashMap<u32, [Option<&TieId>; 2]> {
        let mut names: HashMap<u32, [Option<&TieId>; 2]> = HashMap::new();
        for (row, id) in &self.ids {
            names.entry(*row).or_default()[0] = Some(id);
        }
        for (row, id) in &self.about {
            names.entry(*row).or_default()[1] = Some(id);
        }
        names
    }

    fn names(&self, order: &[u32]) -> Result<TieNames, GraphError> {
        if self.ids.is_empty() && self.about.is_empty() {
            return Ok(TieNames::default());
        }
        let mut places = vec![0; order.len()];
        for (at, row) in order.iter().enumerate() {
            places[*row as usize] = as_place(at);
        }
        let named = |(row, id): &(u32, TieId)| (id.clone(), places[*row as usize]);
        let mut by_id: Vec<(TieId, u32)> = self.ids.iter().map(named).collect();
        by_id.sort_unstable();
        if let Some(twice) = by_id.windows(2).find(|two| two[0].0 == two[1].0) {
            return Err(GraphError::IdTwice { id: twice[0].0.clone() });
        }
        let mut about = Vec::with_capacity(self.about.len());
        for (row, id) in &self.about {
            let object = by_id.binary_search_by(|(other, _)| other.cmp(id));
            let Ok(object) = object else {
                let near = nearest(id.as_str(), by_id.iter().map(|(id, _)| id.as_str()));
                let near = by_id.iter().map(|(id, _)| id).find(|id| near == Some(id.as_str()));
                return Err(GraphError::AboutNothing { id: id.clone(), nearest: near.cloned() });
            };
            about.push((by_id[object].1, places[*row as usize]));
        }
        about.sort_unstable();
        Ok(TieNames::new(by_id, about))
    }
}

/// The rows by ends and start, and after that by everything else that a tie is.
fn in_order(rows: &[TieRow], names: &HashMap<u32, [Option<&TieId>; 2]>) -> Vec<u32> {
    // Ends, start and row in one number sort several times faster than a comparison of fields.
    let mut keys: Vec<u128> = (0_u32..)
        .zip(rows)
        .map(|(at, row)| {
            let ends = u128::from(row.from) << 96 | u128::from(row.to) << 64;
            ends | u128::from(row.bounds.start[0].ascending()) << 32 | u128::from(at)
        })
        .collect();
    keys.sort_unstable();
    #[expect(clippy::cast_possible_truncation, reason = "the lowest quarter is the row")]
    let mut order: Vec<u32> = keys.iter().map(|key| *key as u32).collect();
    let mut at = 0;
    for run in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        let end = at + run.len();
        if run.len() > 1 {
            order[at..end].sort_unstable_by(|a, b| by_content(rows, names, *a, *b));
        }
        at = end;
    }
    order
}

fn by_content(
    rows: &[TieRow],
    names: &HashMap<u32, [Option<&TieId>; 2]>,
    a: u32,
    b: u32,
) -> Ordering {
    let (one, other) = (&rows[a as usize], &rows[b as usize]);
    let key = |row: &TieRow| (row.bounds, row.sort, row.evidence);
    key(one).cmp(&key(other)).then_with(|| one.intensity.total_cmp(&other.intensity)).then_with(
        || if names.is_empty() { Ordering::Equal } else { names.get(&a).cmp(&names.get(&b)) },
    )
}

/// The columns of the rows in this order, and the pairs of actors they are between.
fn columns(rows: &[TieRow], order: &[u32], actors: usize) -> (Pairs, Columns) {
    let mut columns = Columns::with_capacity(rows.len());
    let mut pairs: Vec<[u32; 3]> = Vec::new();
    for (at, row) in order.iter().enumerate() {
        let row = &rows[*row as usize];
        if pairs.last().is_none_or(|[from, to, _]| (*from, *to) != (row.from, row.to)) {
            pairs.push([row.from, row.to, as_place(at)]);
        }
        columns.pair.push(as_place(pairs.len() - 1));
        for side in 0..2 {
            columns.start[side].push(row.bounds.start[side]);
            columns.end[side].push(row.bounds.end[side]);
        }
        columns.intensity.push(row.intensity);
        // There are no more of them than 65,536.
        columns.sort.push(u16::try_from(row.sort).unwrap_or(u16::MAX));
        columns.evidence.push(row.evidence);
    }
    columns.index();
    (Pairs::new(&pairs, actors, rows.len()), columns)
}
