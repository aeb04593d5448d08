//! What goes wrong when a graph is asked.

use chrono::NaiveDate;
use thiserror::Error;

use crate::model::ActorId;
use crate::model::fault::{NearestIs, quoted};

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
