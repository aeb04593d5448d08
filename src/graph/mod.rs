//! Who is tied to whom, how, since when and on what evidence, as a graph that is asked about any
//! day.
//!
//! A [`RelationGraph`] holds dated [`DatedTie`]s between actors: directed or alike, signed or not,
//! parallel ones side by side. It is built once and then asked:
//!
//! | question | is asked of |
//! |---|---|
//! | what holds between two on a day, or at any time of a period; whose neighbours, which friends and adversaries two share | [`RelationGraph::on`], [`RelationGraph::during`] |
//! | who exists on a day, and all that holds between them | [`RelationGraph::at`], a [`Snapshot`] |
//! | paths, components, centrality | a [`Projection`] of a snapshot, on which petgraph's algorithms run |
//! | degrees, by ties or by [distinct](Sweep::distinct) neighbours, on a thousand days | [`RelationGraph::sweep`] |
//! | what is other on one day than on another | [`RelationGraph::changes`] |
//!
//! Each question tells what certainly holds; `including_possible()` adds what may, and each tie says
//! which. Ties of which an end [does not exist](GraphBuilder::actor_during) on the day are not
//! there. Indices are places, not identities: they are good for the one graph, snapshot or
//! projection that gave them.
//!
//! ```
//! use detente::date;
//! use detente::graph::petgraph::algo::connected_components;
//! use detente::graph::{GraphBuilder, Projection, Sign, DatedTie};
//! use detente::id;
//! use detente::model::TieKind;
//!
//! let pact = DatedTie::directed(
//!     TieKind::DEFENCE_OBLIGATION,
//!     id!("soviet-union"),
//!     id!("north-korea"),
//!     &"1961-07-06/1996".parse()?,
//! )?;
//! let trade = DatedTie::between(
//!     TieKind::TRADE_AGREEMENT,
//!     id!("china"),
//!     id!("north-korea"),
//!     &"1950/..".parse()?,
//! )?;
//! let graph = GraphBuilder::new()
//!     .actor_during(id!("soviet-union"), [&"1922-12-30/1991-12-26".parse()?])
//!     .actor(id!("mongolia"))
//!     .ties([pact, trade].map(|tie| tie.with_sign(Sign::Positive)))
//!     .build()?;
//!
//! let in_1980 = graph.on(date!("1980-01-01"));
//! assert_eq!(in_1980.shared_friends("china", "soviet-union")?, ["north-korea"]);
//!
//! let snapshot = graph.at(date!("1980-01-01"));
//! let friends = snapshot.project(Projection::simple().positive().undirected());
//! assert_eq!(connected_components(&friends), 2); // Mongolia is by itself
//!
//! // On the day the Soviet Union was no more, so was what it owed.
//! let later = graph.at(date!("1992-01-01"));
//! assert_eq!((later.node_count(), later.tie_count(), later.left_out()), (3, 1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builder;
mod filter;
mod graph;
mod kinds;
mod petgraph_support;
mod projection;
mod snapshot;
mod store;
mod sweep;
mod tie;
mod view;
mod window;

pub use builder::{GraphBuilder, GraphError};
pub use graph::RelationGraph;
pub use kinds::{RelationKind, Sign};
pub use petgraph_support::{
    Edge, EdgeReferences, Edges, Neighbours, NodeReferences, Nodes, Visited,
};
pub use projection::{
    Directed, Directedness, EdgeIx, EdgeWeight, Projected, Projection, Undirected,
};
pub use snapshot::{NodeIx, Snapshot};
pub(crate) use store::bounds::{Bounds, DayStretch, EVERY_DAY, stretches_of};
pub use store::lookup::{BrokenGraph, GraphLookupError};
pub use sweep::{Degrees, Sweep, SweepError};
pub use tie::{DatedTie, TieRefused};
pub(crate) use view::Dates;
pub use view::{ActorIx, TieIx, TieView};
pub use window::{Neighbour, TieChange, Window};

/// The petgraph whose `visit` traits [projections](Projected) have; a new major of it is a new
/// major of this crate.
pub use petgraph;
