//! Questions about a day or a period, answered from the columns without a snapshot.

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::graph::RelationGraph;
use super::kinds::Sign;
use super::store::by_actor::Met;
use super::store::graph_data::GraphData;
use super::store::lookup::GraphLookupError;
use super::view::TieView;
use crate::graph::Bounds;
use crate::graph::store::columns::VAGUE;
use crate::graph::store::intern::as_place;
use crate::model::{Actor, ActorId, Key};
use crate::time::{Period, Truth};

/// What can be asked about a day ([`RelationGraph::on`]) or a period ([`RelationGraph::during`]).
///
/// It holds what certainly is so on the day, or on any day of the period; with
/// [`including_possible`](Self::including_possible) also what may be. Ties of which an end does
/// not exist then are not there.
///
/// ```
/// use detente::graph::{RelationGraph, Sign, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::time::Period;
///
/// let during = "2022-02-24/..".parse()?;
/// let support = |from| {
///     let tie = DatedTie::directed(TieKind::POLITICAL_SUPPORT, from, id!("russia"), &during)?;
///     Ok::<_, detente::graph::TieRefused>(tie.with_sign(Sign::Positive))
/// };
/// let graph = RelationGraph::from_ties([support(id!("north-korea"))?, support(id!("belarus"))?])?;
///
/// let year = graph.during(&Period::whole(&"2023".parse()?));
/// assert_eq!(year.between("russia", "belarus")?.len(), 1);
/// assert_eq!(year.shared_friends("belarus", "north-korea")?, ["russia"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Window<'g> {
    graph: &'g GraphData,
    within: Bounds,
    is_exact: bool,
    possible: bool,
}

/// An actor that has ties with the one asked about, and how many.
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
/// let neighbours = graph.on(date!("2024-12-31")).neighbours("north-korea")?;
/// let russia = neighbours.iter().find(|one| one.actor().as_str() == "russia").expect("a neighbour");
/// assert_eq!((russia.ties(), russia.positive(), russia.negative()), (1, 1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour<'g> {
    actor: &'g ActorId,
    tally: Tally,
}

/// How many ties there are with a neighbour. A graph has fewer than 2²⁹.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Tally {
    /// By sign, and in the end those without.
    by_sign: [u32; 3],
    outgoing: u32,
    incoming: u32,
    certain: u32,
}

impl<'g> Neighbour<'g> {
    /// The actor.
    pub fn actor(&self) -> &'g ActorId {
        self.actor
    }

    /// How many ties there are between the two, in either direction.
    pub fn ties(&self) -> usize {
        self.tally.by_sign.iter().map(|ties| *ties as usize).sum()
    }

    /// How many of them are positive.
    pub fn positive(&self) -> usize {
        self.tally.by_sign[Sign::Positive as usize] as usize
    }

    /// How many of them are negative.
    pub fn negative(&self) -> usize {
        self.tally.by_sign[Sign::Negative as usize] as usize
    }

    /// How many of them lead to the neighbour, or hold alike.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// let day = graph.on(date!("2024-12-31"));
    /// let korea = day.neighbours("russia")?[0];
    /// assert_eq!((korea.outgoing(), korea.incoming()), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn outgoing(&self) -> usize {
        self.tally.outgoing as usize
    }

    /// How many of them lead from the neighbour, or hold alike.
    pub fn incoming(&self) -> usize {
        self.tally.incoming as usize
    }

    /// Whether any of them certainly holds.
    pub fn is_certain(&self) -> bool {
        self.tally.certain > 0
    }
}

/// The actor, and how many ties there are in all, positive and negative.
impl Serialize for Neighbour<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Neighbour", 5)?;
        fields.serialize_field("actor", self.actor())?;
        fields.serialize_field("ties", &self.ties())?;
        fields.serialize_field("positive", &self.positive())?;
        fields.serialize_field("negative", &self.negative())?;
        fields.serialize_field("certain", &self.is_certain())?;
        fields.end()
    }
}

impl<'g> Window<'g> {
    pub(crate) fn new(graph: &'g GraphData, within: Bounds) -> Self {
        Self { graph, within, is_exact: within.is_exact(), possible: false }
    }

    /// The same window, which also holds what may be so; each tie says which.
    #[must_use]
    pub fn including_possible(mut self) -> Self {
        self.possible = true;
        self
    }

    /// Every tie, by its ends in the order of ids, and then by its start.
    pub fn ties(self) -> impl ExactSizeIterator<Item = TieView<'g>> {
        let mut found = Vec::new();
        self.graph.columns.of_time(self.within.days(true), |tie| {
            found.extend(self.held(tie));
        });
        found.sort_unstable_by_key(|tie| tie.ix());
        found.into_iter()
    }

    /// The ties between two actors: those from one to the other, those back, and those that hold
    /// alike.
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
    /// let window = graph.on(date!("2024-12-31"));
    /// assert_eq!(window.between("russia", "north-korea")?[0].kind(), "defence_obligation");
    /// assert!(window.between("russia", "united-states")?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If an actor is not in the graph; the error names the closest one.
    pub fn between(
        self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
    ) -> Result<Vec<TieView<'g>>, GraphLookupError> {
        let (one, other) = (self.graph.actor(one)?, self.graph.actor(other)?);
        let mut found = Vec::new();
        // An actor has no ties with itself, so that none is found twice.
        let pairs = [self.graph.pairs.find(one, other), self.graph.pairs.find(other, one)];
        for pair in pairs.into_iter().flatten() {
            self.of_pair(pair, |tie| found.push(tie));
        }
        Ok(found)
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
    /// let before = graph.on(date!("2024-12-03")).neighbours("north-korea")?;
    /// assert_eq!(before.iter().map(|one| one.actor().as_str()).collect::<Vec<_>>(), ["united-states"]);
    /// assert_eq!(graph.on(date!("2024-12-04")).neighbours("north-korea")?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the actor is not in the graph; the error names the closest one.
    pub fn neighbours(self, of: impl Key<Actor>) -> Result<Vec<Neighbour<'g>>, GraphLookupError> {
        let graph = self.graph;
        let of = graph.actor(of)?;
        // Of few ties among many actors it is the ties that are gone through, and not the actors.
        let is_small = graph.by_actor.count(of) < graph.actors.ids.len() / 8;
        let others = if is_small { self.others(of) } else { Vec::new() };
        let places = if is_small { others.len() } else { graph.actors.ids.len() };
        let mut tallies = vec![Tally::default(); places];
        self.each_of(of, |met, is_certain| {
            let other = met.other();
            let at =
                if is_small { others.partition_point(|one| *one < other) } else { other as usize };
            let tally = &mut tallies[at];
            tally.by_sign[met.slot() % 3] += 1;
            tally.outgoing += u32::from(met.is_to_other());
            tally.incoming += u32::from(met.is_from_other());
            tally.certain += u32::from(is_certain);
        });
        let neighbour = |(at, tally): (usize, Tally)| {
            let actor = if is_small { others[at] as usize } else { at };
            Neighbour { actor: &graph.actors.ids[actor], tally }
        };
        let there = tallies.into_iter().enumerate().filter(|(_, tally)| tally.by_sign != [0; 3]);
        let mut neighbours = Vec::with_capacity(places.min(graph.by_actor.count(of)));
        neighbours.extend(there.map(neighbour));
        Ok(neighbours)
    }

    /// To how many others ties lead from an actor, those that hold alike among them.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// let day = graph.on(date!("2024-12-31"));
    /// assert_eq!((day.out_degree("russia")?, day.in_degree("russia")?), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the actor is not in the graph; the error names the closest one.
    pub fn out_degree(self, of: impl Key<Actor>) -> Result<usize, GraphLookupError> {
        let neighbours = self.neighbours(of)?;
        Ok(neighbours.iter().filter(|one| one.outgoing() > 0).count())
    }

    /// From how many others ties lead to an actor, those that hold alike among them.
    ///
    /// # Errors
    /// If the actor is not in the graph; the error names the closest one.
    pub fn in_degree(self, of: impl Key<Actor>) -> Result<usize, GraphLookupError> {
        let neighbours = self.neighbours(of)?;
        Ok(neighbours.iter().filter(|one| one.incoming() > 0).count())
    }

    /// The actors that have ties with one.
    fn others(self, of: u32) -> Vec<u32> {
        let mut others = Vec::new();
        self.each_of(of, |met, _| others.push(met.other()));
        others.sort_unstable();
        others.dedup();
        others
    }

    /// Calls `found` with each tie of an actor, and whether it certainly holds.
    fn each_of(self, of: u32, mut found: impl FnMut(Met, bool)) {
        let graph = self.graph;
        let is_plain = self.is_exact && !graph.has_spells;
        graph.by_actor.of(of, &graph.columns, self.within.days(true), |met| {
            // Nearly every tie, and nothing else of the window or the graph is read for it.
            if is_plain && met.tie() & VAGUE == 0 {
                found(met, true);
                return;
            }
            let holds = self.holds(met.tie());
            if holds.is_certain() || (self.possible && holds.is_possible()) {
                found(met, holds.is_certain());
            }
        });
    }

    /// The actors that have a positive tie with each of two, in the order of ids. One that has
    /// negative ties with them as well is still among them.
    ///
    /// # Errors
    /// If an actor is not in the graph; the error names the closest one.
    pub fn shared_friends(
        self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
    ) -> Result<Vec<&'g ActorId>, GraphLookupError> {
        self.shared(one, other, Neighbour::positive)
    }

    /// The actors that have a negative tie with each of two, in the order of ids. One that has
    /// positive ties with them as well is still among them.
    ///
    /// # Errors
    /// If an actor is not in the graph; the error names the closest one.
    pub fn shared_adversaries(
        self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
    ) -> Result<Vec<&'g ActorId>, GraphLookupError> {
        self.shared(one, other, Neighbour::negative)
    }

    fn shared(
        self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
        count: fn(&Neighbour<'g>) -> usize,
    ) -> Result<Vec<&'g ActorId>, GraphLookupError> {
        let actors = |of: Vec<Neighbour<'g>>| {
            of.into_iter().filter(|neighbour| count(neighbour) > 0).map(|one| one.actor)
        };
        let (one, other) = (self.neighbours(one)?, self.neighbours(other)?);
        let other: Vec<&ActorId> = actors(other).collect();
        Ok(actors(one).filter(|actor| other.binary_search(actor).is_ok()).collect())
    }

    fn of_pair(self, pair: u32, mut found: impl FnMut(TieView<'g>)) {
        let run = self.graph.pairs.run(pair);
        self.graph.columns.of_pair(run, self.within.days(true), |tie| {
            // Which of them are exact is not marked there.
            if let Some(tie) = self.held(as_place(tie) | VAGUE) {
                found(tie);
            }
        });
    }

    /// The tie, which may hold by its own dates, if it holds in the sense of the window.
    fn held(self, tie: u32) -> Option<TieView<'g>> {
        let holds = self.holds(tie);
        let enough = if self.possible { holds.is_possible() } else { holds.is_certain() };
        enough.then(|| TieView::new(self.graph, tie & !VAGUE, holds))
    }

    /// Whether a tie holds, which may by its own dates. One without the mark [`VAGUE`] certainly
    /// does by these in an exact window.
    #[inline]
    fn holds(self, tie: u32) -> Truth {
        let at = (tie & !VAGUE) as usize;
        if self.graph.has_spells {
            return self.graph.holds(at, self.within);
        }
        if tie & VAGUE == 0 && self.is_exact {
            return Truth::Yes;
        }
        Truth::between(self.graph.columns.bounds(at).meets(self.within).is_certain(), true)
    }
}

/// A tie that holds on one of two days and not, or less surely, on the other.
///
/// ```
/// use detente::date;
/// use detente::graph::{RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::time::Truth;
///
/// let (a, b) = (id!("russia"), id!("north-korea"));
/// let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, a, b, &"2024-12-04/..".parse()?)?;
/// let graph = RelationGraph::from_ties([pact])?;
///
/// let changes = graph.changes(date!("2024-06-17"), date!("2024-12-04"));
/// assert_eq!((changes[0].before(), changes[0].after()), (Truth::No, Truth::Yes));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieChange<'g> {
    tie: TieView<'g>,
    before: Truth,
}

impl<'g> TieChange<'g> {
    /// The tie, which [`holds`](TieView::holds) as it does on the later of the two days.
    pub fn tie(&self) -> TieView<'g> {
        self.tie
    }

    /// Whether it held on the first day.
    pub fn before(&self) -> Truth {
        self.before
    }

    /// Whether it holds on the second day.
    pub fn after(&self) -> Truth {
        self.tie.holds()
    }
}

/// The tie, and whether it held before and holds after.
impl Serialize for TieChange<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("TieChange", 3)?;
        fields.serialize_field("tie", &self.tie())?;
        fields.serialize_field("before", &self.before())?;
        fields.serialize_field("after", &self.after())?;
        fields.end()
    }
}

impl RelationGraph {
    /// What can be asked about one day without gathering all of it.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// assert_eq!(graph.on(date!("2024-12-03")).ties().len(), 0);
    /// assert_eq!(graph.on(date!("2024-12-04")).ties().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on(&self, day: NaiveDate) -> Window<'_> {
        Window::new(&self.0, Bounds::day(day))
    }

    /// What can be asked about a period: of each tie, whether it held on any day of it.
    ///
    /// ```
    /// use detente::time::Period;
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    ///
    /// let december = Period::whole(&"2024-12".parse()?);
    /// assert_eq!(graph.during(&december).ties().len(), 1); // on some day of it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn during(&self, period: &Period) -> Window<'_> {
        Window::new(&self.0, period.into())
    }

    /// Each tie of which one day tells another thing than another day: it began, ended, or became
    /// more or less sure. Ties that both began and ended in between are not among them.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    /// assert_eq!(graph.changes(date!("2024-12-03"), date!("2024-12-04")).len(), 1);
    /// assert!(graph.changes(date!("2024-12-04"), date!("2024-12-31")).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn changes(&self, before: NaiveDate, after: NaiveDate) -> Vec<TieChange<'_>> {
        let graph = &*self.0;
        let (before, after) = (Bounds::day(before), Bounds::day(after));
        let mut ties = Vec::new();
        for day in [before, after] {
            graph.columns.of_time(day.days(true), |tie| ties.push(tie & !VAGUE));
        }
        ties.sort_unstable();
        ties.dedup();
        let change = |tie: u32| {
            let [before, after] = [before, after].map(|day| graph.holds(tie as usize, day));
            let tie = TieView::new(graph, tie, after);
            (before != after).then_some(TieChange { tie, before })
        };
        ties.into_iter().filter_map(change).collect()
    }
}
