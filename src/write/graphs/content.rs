//! What is written of a graph, in whatever format.

use chrono::NaiveDate;

use crate::graph::{Bounds, RelationGraph, Snapshot, TieView};
use crate::model::ActorId;

/// What a file is of: a whole graph with its times, or one day of it.
///
/// The functions that write files take a reference to either.
///
/// ```
/// use detente::write::{self, GraphOrDay};
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::model::TieKind;
/// # use detente::{date, id};
/// # let (russia, korea) = (id!("russia"), id!("north-korea"));
/// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
/// # let graph = RelationGraph::from_ties([pact])?;
///
/// let day = graph.at(date!("2024-12-03"));
/// let ties = |of: GraphOrDay<'_>| write::dot(of).to_text().map(|text| text.matches(" -> ").count());
/// assert_eq!((ties((&graph).into())?, ties((&day).into())?), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum GraphOrDay<'g> {
    /// All ties at any time.
    Graph(&'g RelationGraph),
    /// The ties and actors of a day.
    Day(&'g Snapshot),
}

impl<'g> From<&'g RelationGraph> for GraphOrDay<'g> {
    fn from(graph: &'g RelationGraph) -> Self {
        Self::Graph(graph)
    }
}

impl<'g> From<&'g Snapshot> for GraphOrDay<'g> {
    fn from(day: &'g Snapshot) -> Self {
        Self::Day(day)
    }
}

/// What is written, in whatever format.
#[derive(Clone, Debug)]
pub(crate) struct Content<'g> {
    pub(crate) of: GraphOrDay<'g>,
    pub(crate) title: Option<String>,
    /// The name of the table of signs.
    pub(crate) signs: Option<String>,
    /// The labels of actors in their order, if there are any.
    pub(crate) labels: Option<Vec<String>>,
    /// Whether a timeline holds what is only possible.
    pub(crate) possible: bool,
    /// Whether labels that a spreadsheet would run are written so that it shows them.
    pub(crate) defused: bool,
}

/// An actor as it is written.
#[derive(Clone, Copy)]
pub(crate) struct FileNode<'c> {
    /// Its place in the whole graph.
    pub(crate) place: usize,
    pub(crate) id: &'c ActorId,
    pub(crate) label: Option<&'c str>,
    /// When it exists; without a spell on every day.
    pub(crate) spells: &'c [Bounds],
}

impl<'g> Content<'g> {
    pub(crate) fn new(of: GraphOrDay<'g>) -> Self {
        Self { of, title: None, signs: None, labels: None, possible: false, defused: false }
    }

    /// The day, if it is of one.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        match self.of {
            GraphOrDay::Graph(_) => None,
            GraphOrDay::Day(day) => Some(day.day()),
        }
    }

    pub(crate) fn is_of_a_day(&self) -> bool {
        self.day().is_some()
    }

    /// Every tie, in the order of the graph.
    pub(crate) fn ties(&self) -> Box<dyn Iterator<Item = TieView<'g>> + 'g> {
        match self.of {
            GraphOrDay::Graph(graph) => Box::new(graph.ties()),
            GraphOrDay::Day(day) => Box::new(day.ties()),
        }
    }

    /// Every actor, in the order of ids.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = FileNode<'_>> {
        self.existence().enumerate().map(|(at, (place, id, spells))| {
            let label = self.labels.as_ref().and_then(|labels| labels.get(at));
            let spells = if spells.iter().any(|spell| spell.is_ever()) { &[] } else { spells };
            FileNode { place, id, label: label.map(String::as_str), spells }
        })
    }

    /// The place of every actor and when it exists, in the order of ids.
    pub(crate) fn existence(
        &self,
    ) -> Box<dyn Iterator<Item = (usize, &'g ActorId, &'g [Bounds])> + 'g> {
        match self.of {
            GraphOrDay::Graph(graph) => Box::new(graph.existence()),
            GraphOrDay::Day(day) => Box::new(day.existence()),
        }
    }
}

impl FileNode<'_> {
    /// Writes when the actor exists, spell by spell; nothing if it is on every day.
    pub(crate) fn exists(&self) -> Option<String> {
        let spells: Vec<String> = self.spells.iter().map(ToString::to_string).collect();
        (!spells.is_empty()).then(|| spells.join(" "))
    }
}
