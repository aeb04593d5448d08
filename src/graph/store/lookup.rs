//! What goes wrong when a graph is asked.

use chrono::NaiveDate;
use thiserror::Error;

use crate::model::fault::{NearestIs, quoted};
use crate::model::{ActorId, Suggestion};

/// What a graph is asked for and does not have.
///
/// ```
/// use detente::graph::GraphBuilder;
/// use detente::{date, id};
///
/// let during = "1922-12-30/1991-12-26".parse()?;
/// let graph = GraphBuilder::new().actor_during(id!("soviet-union"), [&during]).build()?;
/// let error = graph.at(date!("2000-01-01")).node("soviet-union").unwrap_err();
/// assert_eq!(error.to_string(), "\"soviet-union\" does not exist on 2000-01-01");
/// let error = graph.at(date!("1980-01-01")).node("soviet-onion").unwrap_err();
/// assert_eq!(error.to_string(), "no actor \"soviet-onion\"; nearest is \"soviet-union\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GraphLookupError {
    /// No actor of the graph has the id.
    #[error("no actor {}{}", quoted(id), NearestIs(nearest.get()))]
    UnknownActor {
        /// The id asked for.
        id: String,
        /// The id that was probably meant.
        nearest: Suggestion,
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
    #[error("no tie {}{}", quoted(id), NearestIs(nearest.get()))]
    UnknownTie {
        /// The id asked for.
        id: String,
        /// The id that was probably meant.
        nearest: Suggestion,
    },
}

/// Something that has to hold in every graph, and does not in this one: a fault of the library.
///
/// ```
/// use detente::graph::RelationGraph;
///
/// let graph = RelationGraph::from_ties([])?;
/// assert_eq!(graph.verify(), Ok(())); // or a broken graph, which is to be reported
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the graph is broken: {0}")]
pub struct BrokenGraph(pub(crate) &'static str);
