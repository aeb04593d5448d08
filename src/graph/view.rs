//! A tie of a graph, as it is looked at.

use std::fmt;

use chrono::NaiveDate;

use super::bounds::{Bounds, date};
use super::graph::{Inner, TieIx};
use super::tie::Sign;
use crate::model::{ActorId, SourceId, TieId};
use crate::time::Truth;

/// A tie of a graph, and whether it holds in the time that was asked about.
///
/// ```
/// use detente::date;
/// use detente::graph::{RelationGraph, Tie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::time::Truth;
///
/// let (ussr, dprk) = (id!("soviet-union"), id!("north-korea"));
/// let pact = Tie::directed(TieKind::DEFENCE_OBLIGATION, ussr, dprk, &"1961-07-06/1996".parse()?)?;
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
    graph: &'g Inner,
    tie: u32,
    holds: Truth,
}

impl<'g> TieView<'g> {
    pub(super) fn new(graph: &'g Inner, tie: u32, holds: Truth) -> Self {
        Self { graph, tie, holds }
    }

    fn at(self) -> usize {
        self.tie as usize
    }

    fn bounds(self) -> Bounds {
        self.graph.columns.bounds(self.at())
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
        self.graph.columns.intensity[self.at()]
    }

    /// The sources behind it, in the order of ids.
    pub fn evidence(self) -> impl ExactSizeIterator<Item = &'g SourceId> {
        self.graph.sources(self.at())
    }

    /// Whether it holds in the time that was asked about, on which both its ends exist: certainly
    /// or perhaps. A tie asked for by itself, without a time, certainly holds.
    pub fn holds(self) -> Truth {
        self.holds
    }

    /// Whether it holds, and both its ends exist, on a day.
    pub fn holds_on(self, day: NaiveDate) -> Truth {
        self.graph.holds(self.at(), Bounds::day(day))
    }

    /// The first day on which it can have started; `None` if there is no such bound.
    pub fn earliest_start(self) -> Option<NaiveDate> {
        date(self.bounds().start[0])
    }

    /// The last day on which it can have started; `None` if there is no such bound.
    pub fn latest_start(self) -> Option<NaiveDate> {
        date(self.bounds().start[1])
    }

    /// The first day on which it can have ended; `None` if there is no such bound.
    pub fn earliest_end(self) -> Option<NaiveDate> {
        date(self.bounds().end[0])
    }

    /// The last day on which it can have ended; `None` if there is no such bound.
    pub fn latest_end(self) -> Option<NaiveDate> {
        date(self.bounds().end[1])
    }

    /// Whether all that is known of its end is that it was still so on
    /// [`earliest_end`](Self::earliest_end).
    pub fn is_censored(self) -> bool {
        self.graph.sort(self.at()).censored
    }

    /// Whether it has no end: it holds for ever, as far as is known.
    pub fn is_open(self) -> bool {
        self.bounds().end[0] == i32::MAX
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
        write!(f, "{kind}: {} {arrow} {}, ", self.from(), self.to())?;
        let Bounds { start, end } = self.bounds();
        write_end(f, start)?;
        f.write_str(" to ")?;
        if self.is_censored() {
            f.write_str("still ")?;
            return write_end(f, [end[0]; 2]);
        }
        write_end(f, end)
    }
}

fn write_end(f: &mut fmt::Formatter<'_>, [first, last]: [i32; 2]) -> fmt::Result {
    match (date(first), date(last)) {
        (None, None) if first == last => f.write_str("open"),
        (None, None) => f.write_str("unknown"),
        (Some(day), Some(_)) if first == last => write!(f, "{day}"),
        (Some(first), Some(last)) => write!(f, "{first}..{last}"),
        (Some(first), None) => write!(f, "{first}.."),
        (None, Some(last)) => write!(f, "..{last}"),
    }
}
