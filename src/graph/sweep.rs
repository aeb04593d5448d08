//! Sweep: numbers for many days at once, in one pass over the ties.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::filter::Filter;
use super::graph::RelationGraph;
use super::kinds::Sign;
use super::store::graph_data::GraphData;
use super::store::lookup::GraphLookupError;
use super::store::pair_days::{PairDays, Way};
use crate::graph::DayStretch;
use crate::model::{Actor, ActorId, Code, CodeList, Key};

/// How many numbers a sweep may hold: 4 GiB of them.
const MOST: usize = 1 << 30;

/// Numbers for many days at once, in one pass over the ties instead of a snapshot a day. See
/// [`RelationGraph::sweep`].
///
/// What counts is what counts in snapshots: ties that certainly hold on the day, between actors
/// that certainly exist; with [`including_possible`](Self::including_possible) what may be as well.
///
/// ```
/// use detente::date;
/// use detente::graph::{RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
///
/// let (a, b) = (id!("russia"), id!("north-korea"));
/// let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, a, b, &"2024-12-04/..".parse()?)?;
/// let graph = RelationGraph::from_ties([pact])?;
///
/// let degrees = graph.sweep(date!("2024-12-03"), date!("2024-12-05")).degrees()?;
/// assert_eq!(degrees.of("russia")?, [0, 1, 1]);
/// assert_eq!(degrees.ties(), [0, 1, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It takes time in proportion to the ties, the spells of actors, pair by pair, and its answer: actors
/// times days.
#[derive(Clone, Debug)]
pub struct Sweep<'g> {
    graph: &'g GraphData,
    first: NaiveDate,
    last: NaiveDate,
    step: u32,
    possible: bool,
    distinct: bool,
    way: Way,
    filter: Filter,
}

/// Why there is nothing to sweep.
///
/// ```
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// let sweep = graph.sweep(date!("2024-12-01"), date!("2024-12-31"));
/// let error = sweep.every(0).degrees().unwrap_err();
/// assert_eq!(error.to_string(), "found a step of 0 days, expected 1 or more");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SweepError {
    /// The step is no day.
    #[error("found a step of 0 days, expected 1 or more")]
    NoStep,
    /// There would be too many numbers.
    #[error("found {days} days for {actors} actors, expected at most {most} numbers in all")]
    TooLarge {
        /// How many days there are.
        days: usize,
        /// How many actors there are.
        actors: usize,
        /// How many numbers there may be.
        most: usize,
    },
}

impl RelationGraph {
    /// Degrees and numbers of ties for many days at once, from the first to the last, both
    /// inclusive.
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
    /// let weeks = graph.sweep(date!("2024-11-25"), date!("2024-12-09")).every(7);
    /// assert_eq!(weeks.clone().degrees()?.of("north-korea")?, [1, 1, 2]);
    /// assert_eq!(weeks.positive().degrees()?.ties(), [0, 0, 1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sweep(&self, first: NaiveDate, last: NaiveDate) -> Sweep<'_> {
        Sweep::new(&self.0, first, last)
    }
}

impl<'g> Sweep<'g> {
    pub(crate) fn new(graph: &'g GraphData, first: NaiveDate, last: NaiveDate) -> Self {
        let (way, filter) = (Way::Either, Filter::default());
        Self { graph, first, last, step: 1, possible: false, distinct: false, way, filter }
    }

    /// Only every so many days, the first among them: 7 for weeks.
    #[must_use]
    pub fn every(mut self, days: u32) -> Self {
        self.step = days;
        self
    }

    /// Counts what may hold as well.
    #[must_use]
    pub fn including_possible(mut self) -> Self {
        self.possible = true;
        self
    }

    /// Counts ties of these kinds alone; said again, of those as well.
    #[must_use]
    pub fn kinds<L: CodeList>(mut self, kinds: impl IntoIterator<Item = Code<L>>) -> Self {
        self.filter.add_kinds(kinds);
        self
    }

    /// Counts positive ties alone; with another sign named, those as well.
    #[must_use]
    pub fn positive(mut self) -> Self {
        self.filter.add_sign(Some(Sign::Positive));
        self
    }

    /// Counts negative ties alone; with another sign named, those as well.
    #[must_use]
    pub fn negative(mut self) -> Self {
        self.filter.add_sign(Some(Sign::Negative));
        self
    }

    /// Counts ties without a sign alone; with a sign named, those as well.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.filter.add_sign(None);
        self
    }

    /// Counts whom an actor has ties with, each once, and not the ties: its degree in the
    /// [simple](super::projection::Projection::simple) graph.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// let tie = |from, to, during: &str| {
    ///     DatedTie::directed(TieKind::AID, from, to, &during.parse().expect("a period"))
    /// };
    /// let graph = RelationGraph::from_ties([
    ///     tie(id!("china"), id!("laos"), "2001/..")?,
    ///     tie(id!("china"), id!("laos"), "2010/..")?,
    ///     tie(id!("laos"), id!("china"), "2015/..")?,
    ///     tie(id!("japan"), id!("laos"), "2018/..")?,
    /// ])?;
    /// let sweep = graph.sweep(date!("2024-06-17"), date!("2024-06-17"));
    /// let of_laos = |sweep: detente::graph::Sweep<'_>| Ok::<_, Box<dyn std::error::Error>>(sweep.degrees()?.of("laos")?[0]);
    /// assert_eq!(of_laos(sweep.clone())?, 4);
    /// assert_eq!(of_laos(sweep.clone().distinct())?, 2);
    /// assert_eq!(of_laos(sweep.clone().distinct().outgoing())?, 1);
    /// assert_eq!(of_laos(sweep.distinct().incoming())?, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn distinct(mut self) -> Self {
        self.distinct = true;
        self
    }

    /// Counts for an actor the ties that lead from it, and those that hold alike; after
    /// [`incoming`](Self::incoming), these instead of those.
    #[must_use]
    pub fn outgoing(mut self) -> Self {
        self.way = Way::Out;
        self
    }

    /// Counts for an actor the ties that lead to it, and those that hold alike; after
    /// [`outgoing`](Self::outgoing), these instead of those.
    #[must_use]
    pub fn incoming(mut self) -> Self {
        self.way = Way::In;
        self
    }

    /// How many ties each actor has on each day, and how many there are: in either direction, unless
    /// one is named, and [distinct](Self::distinct) neighbours, if so named.
    ///
    /// # Errors
    /// If the step is 0 days, or actors times days make more than 2³⁰ numbers.
    pub fn degrees(&self) -> Result<Degrees<'g>, SweepError> {
        let days = Days64::new(self)?;
        let actors = self.graph.actors.ids.len();
        let rows = actors + 1;
        if days.count.checked_add(1).and_then(|n| n.checked_mul(rows)).is_none_or(|n| n > MOST) {
            return Err(SweepError::TooLarge { days: days.count, actors, most: MOST });
        }
        let mut numbers =
            DegreeChanges { width: days.count + 1, numbers: vec![0; rows * (days.count + 1)] };
        self.count(&days, &mut numbers);
        Ok(Degrees { graph: self.graph, days: days.dates(self), numbers: numbers.summed() })
    }

    /// Enters where what counts begins and ends: for the actors, and in the last row for all.
    fn count(&self, days: &Days64, changes: &mut DegreeChanges) {
        let Self { graph, possible, way, .. } = *self;
        let counts = self.filter.of_sorts(graph);
        let pairs = PairDays { graph, counts, possible, way };
        if self.distinct {
            pairs.each_neighbour(|actors, held| {
                days.within(held, |run| changes.enter(actors, run, 1));
            });
        } else {
            pairs.each_tie(|actors, held, ties| {
                days.within(held, |run| changes.enter(actors, run, ties));
            });
        }
    }
}

/// The days of a sweep, as numbers.
struct Days64 {
    first: i64,
    step: u32,
    count: usize,
}

impl Days64 {
    fn new(sweep: &Sweep<'_>) -> Result<Self, SweepError> {
        if sweep.step == 0 {
            return Err(SweepError::NoStep);
        }
        let (first, last) = (sweep.first.num_days_from_ce(), sweep.last.num_days_from_ce());
        let (first, last) = (i64::from(first), i64::from(last));
        let count = if last < first { 0 } else { (last - first) / i64::from(sweep.step) + 1 };
        Ok(Self { first, step: sweep.step, count: usize::try_from(count).unwrap_or(usize::MAX) })
    }

    /// Calls `found` with the run of days between two, both inclusive, if there are any.
    #[inline]
    fn within(&self, held: DayStretch, found: impl FnOnce((usize, usize))) {
        let before = |day: i64| match u32::try_from(day - self.first) {
            Ok(offset) => (offset.div_ceil(self.step) as usize).min(self.count),
            Err(_) if day < self.first => 0,
            Err(_) => self.count,
        };
        let run = (before(i64::from(held.0.get())), before(i64::from(held.1.get()) + 1));
        if run.0 < run.1 {
            found(run);
        }
    }

    fn dates(&self, sweep: &Sweep<'_>) -> Vec<NaiveDate> {
        let step = Days::new(u64::from(sweep.step));
        let next = |day: &NaiveDate| day.checked_add_days(step);
        std::iter::successors(Some(sweep.first), next).take(self.count).collect()
    }
}

/// By how much each number changes from day to day, row by row.
struct DegreeChanges {
    width: usize,
    numbers: Vec<u32>,
}

impl DegreeChanges {
    #[inline]
    fn enter(&mut self, actors: &[u32], (from, to): (usize, usize), number: u32) {
        let width = self.width;
        let row = |actor: &u32| *actor as usize * width;
        let all = self.numbers.len() - self.width;
        for row in actors.iter().map(row).chain([all]) {
            // They wrap below 0 and come back when they are summed.
            self.numbers[row + from] = self.numbers[row + from].wrapping_add(number);
            self.numbers[row + to] = self.numbers[row + to].wrapping_sub(number);
        }
    }

    /// The numbers themselves. The last of each row is what is beyond the days, and is dropped.
    fn summed(self) -> Vec<Vec<u32>> {
        let sum = |row: &[u32]| {
            let mut number = 0_u32;
            let mut next = |change: &u32| {
                number = number.wrapping_add(*change);
                number
            };
            row[..row.len() - 1].iter().map(&mut next).collect()
        };
        self.numbers.chunks(self.width).map(sum).collect()
    }
}

/// How many ties, or neighbours, each actor has on each of some days: what its [sweep](Sweep) counts.
///
/// ```
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// let degrees = graph.sweep(date!("2024-12-03"), date!("2024-12-05")).degrees()?;
/// assert_eq!(degrees.days()[1], date!("2024-12-04"));
/// for (actor, numbers) in degrees.iter() {
///     assert_eq!(numbers, [0, 1, 1], "of {actor}");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Degrees<'g> {
    graph: &'g GraphData,
    days: Vec<NaiveDate>,
    /// By actor, and in the end all.
    numbers: Vec<Vec<u32>>,
}

impl<'g> Degrees<'g> {
    /// The days.
    pub fn days(&self) -> &[NaiveDate] {
        &self.days
    }

    /// How many ties an actor has on each of the days, or neighbours; 0 where it does not exist.
    ///
    /// # Errors
    /// If the actor is not in the graph; the error names the closest one.
    pub fn of(&self, actor: impl Key<Actor>) -> Result<&[u32], GraphLookupError> {
        Ok(&self.numbers[self.graph.actor(actor)? as usize])
    }

    /// Every actor with its numbers, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = (&'g ActorId, &[u32])> {
        self.graph.actors.ids.iter().zip(self.numbers.iter().map(Vec::as_slice))
    }

    /// How many ties there are on each of the days. Of a sweep that counts
    /// [distinct](Sweep::distinct) neighbours it is how many pairs have any; with a direction, from
    /// one to the other and back are two.
    pub fn ties(&self) -> &[u32] {
        self.numbers.last().map_or(&[], Vec::as_slice)
    }
}

/// The days, the numbers of each actor by its id, and those of all ties.
impl Serialize for Degrees<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let days: Vec<String> = self.days().iter().map(ToString::to_string).collect();
        let actors: BTreeMap<&ActorId, &[u32]> = self.iter().collect();
        let mut fields = serializer.serialize_struct("Degrees", 3)?;
        fields.serialize_field("days", &days)?;
        fields.serialize_field("actors", &actors)?;
        fields.serialize_field("ties", self.ties())?;
        fields.end()
    }
}
