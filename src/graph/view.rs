//! A tie of a graph, as it is looked at.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::kinds::Sign;
use super::store::graph_data::GraphData;
use crate::graph::Bounds;
use crate::graph::store::bounds::write_end;
use crate::model::{ActorId, SourceId, TieId};
use crate::time::day_if_any;
use crate::time::{DayNumber, Truth};

/// A tie's place in the graph that gave it: an index, and no identity. It outlives neither the
/// graph nor a change of what the graph is built from.
///
/// ```
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// let ix = graph.ties().next().expect("one tie").ix();
/// assert_eq!(ix.index(), 0);
/// assert_eq!(graph.tie_at(ix).map(|tie| tie.kind()), Some("defence_obligation"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieIx(pub(crate) u32);

impl TieIx {
    /// Its number, from 0, below [`RelationGraph::tie_count`](super::graph::RelationGraph::tie_count).
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An actor's place among [`RelationGraph::actors`](super::graph::RelationGraph::actors): an index,
/// and no identity. Programs that keep something for each actor of a graph keep it in a list by this
/// number.
///
/// ```
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// let mut obligations = vec![0; graph.actors().len()];
/// for tie in graph.on(date!("2024-12-31")).ties() {
///     obligations[tie.from_ix().index()] += 1; // no text is looked up
/// }
/// let russia = graph.actor_ix("russia")?;
/// assert_eq!(obligations[russia.index()], 1);
/// assert_eq!(graph.actor_at(russia).map(|actor| actor.as_str()), Some("russia"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorIx(pub(crate) u32);

impl ActorIx {
    /// Its number, from 0, below the number of [actors](super::graph::RelationGraph::actors).
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A tie of a graph, and whether it holds in the time that was asked about.
///
/// ```
/// use detente::date;
/// use detente::graph::{RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::time::Truth;
///
/// let (ussr, dprk) = (id!("soviet-union"), id!("north-korea"));
/// let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, ussr, dprk, &"1961-07-06/1996".parse()?)?;
/// let graph = RelationGraph::from_ties([pact])?;
///
/// let late = graph.on(date!("1996-05-01")).including_possible();
/// let tie = late.ties().next().expect("it may have held");
/// assert_eq!((tie.holds(), tie.kind()), (Truth::Maybe, "defence_obligation"));
/// assert_eq!(tie.latest_end(), Some(date!("1996-12-31")));
/// assert_eq!(
///     tie.to_string(),
///     "defence obligation: soviet-union → north-korea, 1961-07-06 to 1996-01-01..1996-12-31",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct TieView<'g> {
    graph: &'g GraphData,
    tie: u32,
    holds: Truth,
}

impl<'g> TieView<'g> {
    pub(crate) fn new(graph: &'g GraphData, tie: u32, holds: Truth) -> Self {
        Self { graph, tie, holds }
    }

    fn at(self) -> usize {
        self.tie as usize
    }

    pub(crate) fn bounds(self) -> Bounds {
        self.graph.columns.bounds(self.at())
    }

    /// The places of its ends among the actors of the whole graph.
    pub(crate) fn places(self) -> [usize; 2] {
        [self.from_ix().index(), self.to_ix().index()]
    }

    /// Its place in the graph.
    pub fn ix(self) -> TieIx {
        TieIx(self.tie)
    }

    /// Its id, where it was given one.
    pub fn id(self) -> Option<&'g TieId> {
        self.graph.names.id(self.tie)
    }

    /// The code of its kind.
    pub fn kind(self) -> &'g str {
        self.graph.kind(self.graph.sort(self.at()))
    }

    /// Whose stance or act it is; of a tie that holds alike, the first in the order of ids.
    pub fn from(self) -> &'g ActorId {
        &self.graph.actors.ids[self.graph.ends(self.at()).0 as usize]
    }

    /// Toward whom; of a tie that holds alike, the second in the order of ids.
    pub fn to(self) -> &'g ActorId {
        &self.graph.actors.ids[self.graph.ends(self.at()).1 as usize]
    }

    /// The place of [`from`](Self::from) in the graph.
    pub fn from_ix(self) -> ActorIx {
        ActorIx(self.graph.ends(self.at()).0)
    }

    /// The place of [`to`](Self::to) in the graph.
    pub fn to_ix(self) -> ActorIx {
        ActorIx(self.graph.ends(self.at()).1)
    }

    /// Whether it holds between the two alike.
    pub fn is_symmetric(self) -> bool {
        self.graph.sort(self.at()).symmetric
    }

    /// Its sign, where it has one.
    pub fn sign(self) -> Option<Sign> {
        self.graph.sort(self.at()).sign
    }

    /// Its intensity within its kind, above 0 and at most 1.
    pub fn intensity(self) -> f64 {
        self.graph.columns.intensity(self.at())
    }

    /// The sources behind it, in the order of ids.
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
    /// let pact = graph.tie("pact")?;
    /// let sources: Vec<&str> = pact.evidence().map(|source| source.as_str()).collect();
    /// assert_eq!(sources, ["treaty-text"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn evidence(self) -> impl ExactSizeIterator<Item = &'g SourceId> {
        self.graph.sources(self.at())
    }

    /// Whether it holds in the time that was asked about, on which both its ends exist: certainly
    /// or perhaps. A tie asked for by itself, without a time, certainly holds.
    pub fn holds(self) -> Truth {
        self.holds
    }

    /// Whether it holds, and both its ends exist, on a day.
    ///
    /// ```
    /// use detente::time::Truth;
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    ///
    /// let pact = graph.ties().next().expect("one tie");
    /// assert_eq!(pact.holds_on(date!("2024-12-03")), Truth::No);
    /// assert_eq!(pact.holds_on(date!("2024-12-04")), Truth::Yes);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn holds_on(self, day: NaiveDate) -> Truth {
        self.graph.holds(self.at(), Bounds::day(day))
    }

    /// The first day on which it can have started; `None` if there is no such bound.
    pub fn earliest_start(self) -> Option<NaiveDate> {
        self.bounds().start[0].date()
    }

    /// The last day on which it can have started; `None` if there is no such bound.
    pub fn latest_start(self) -> Option<NaiveDate> {
        self.bounds().start[1].date()
    }

    /// The first day on which it can have ended; `None` if there is no such bound.
    pub fn earliest_end(self) -> Option<NaiveDate> {
        self.bounds().end[0].date()
    }

    /// The last day on which it can have ended; `None` if there is no such bound.
    pub fn latest_end(self) -> Option<NaiveDate> {
        self.bounds().end[1].date()
    }

    /// Whether all that is known of its end is that it was still so on
    /// [`earliest_end`](Self::earliest_end).
    pub fn is_censored(self) -> bool {
        self.graph.sort(self.at()).censored
    }

    /// Whether it has no end: it holds for ever, as far as is known.
    pub fn is_open(self) -> bool {
        self.bounds().end[0] == DayNumber::NO_END
    }

    /// Whether it has no start: it has always held, as far as is known.
    pub fn has_no_start(self) -> bool {
        self.bounds().start[1] == DayNumber::NO_START
    }

    /// Which of its ends is open, as files say it; of a bound that is missing it tells whether
    /// there is none, or none is known.
    pub(crate) fn open_ends(self) -> Option<&'static str> {
        match (self.has_no_start(), self.is_open()) {
            (false, false) => None,
            (true, false) => Some("start"),
            (false, true) => Some("end"),
            (true, true) => Some("both"),
        }
    }

    /// The tie that it is about.
    pub fn object(self) -> Option<TieView<'g>> {
        let object = self.graph.names.object(self.tie)?;
        Some(Self::new(self.graph, object, Truth::Yes))
    }

    /// The ties that are about it.
    pub fn those_about_it(self) -> impl Iterator<Item = TieView<'g>> {
        self.graph.names.about(self.tie).map(move |tie| Self::new(self.graph, tie, Truth::Yes))
    }
}

/// What is known of it; a bound that is missing, an id or a sign that it has not, is null.
///
/// ```
/// # use detente::graph::{RelationGraph, DatedTie};
/// # use detente::id;
/// # use detente::model::TieKind;
/// # let since = "2024-12-04/..".parse()?;
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, id!("a"), id!("b"), &since)?;
/// # let graph = RelationGraph::from_ties([pact])?;
/// # #[cfg(feature = "json")]
/// # {
/// let written = serde_json::to_value(graph.ties().collect::<Vec<_>>())?;
/// assert_eq!(written[0]["kind"], "defence_obligation");
/// assert_eq!(written[0]["earliest_start"], "2024-12-04");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for TieView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            id: self.id(),
            from: self.from(),
            to: self.to(),
            kind: self.kind(),
            sign: self.sign(),
            symmetric: self.is_symmetric(),
            intensity: self.intensity(),
            earliest_start: self.earliest_start(),
            latest_start: self.latest_start(),
            earliest_end: self.earliest_end(),
            latest_end: self.latest_end(),
            open: self.open_ends(),
            censored: self.is_censored(),
            evidence: self.evidence().collect(),
            about: self.object().and_then(TieView::id),
            holds: self.holds(),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct Written<'g> {
    id: Option<&'g TieId>,
    from: &'g ActorId,
    to: &'g ActorId,
    kind: &'g str,
    sign: Option<Sign>,
    symmetric: bool,
    intensity: f64,
    #[serde(serialize_with = "day_if_any")]
    earliest_start: Option<NaiveDate>,
    #[serde(serialize_with = "day_if_any")]
    latest_start: Option<NaiveDate>,
    #[serde(serialize_with = "day_if_any")]
    earliest_end: Option<NaiveDate>,
    #[serde(serialize_with = "day_if_any")]
    latest_end: Option<NaiveDate>,
    open: Option<&'static str>,
    censored: bool,
    evidence: Vec<&'g SourceId>,
    about: Option<&'g TieId>,
    holds: Truth,
}

/// Two views are equal if they are of one tie of one graph.
impl PartialEq for TieView<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.graph, other.graph) && self.tie == other.tie
    }
}

impl fmt::Debug for TieView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TieView({self})")
    }
}

/// Kind, ends and dates: `tension: north-korea – united-states, 1950-06-25 to open`.
impl fmt::Display for TieView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrow = if self.is_symmetric() { '–' } else { '→' };
        let kind = self.kind().replace('_', " ");
        write!(f, "{kind}: {} {arrow} {}, {}", self.from(), self.to(), Dates(*self))
    }
}

/// The dates of a tie: `1950-06-25 to open`.
pub(crate) struct Dates<'g>(pub(crate) TieView<'g>);

impl fmt::Display for Dates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bounds { start, end } = self.0.bounds();
        write_end(f, start)?;
        f.write_str(" to ")?;
        if self.0.is_censored() {
            f.write_str("still ")?;
            return write_end(f, [end[0]; 2]);
        }
        write_end(f, end)
    }
}
