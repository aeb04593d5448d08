//! Measures of graphs, as mathematics: they know numbers, and nothing of the world.
//!
//! [`Arcs`] is a graph of numbered nodes with weighted arcs; a projection of a snapshot
//! [gives one](crate::graph::Projected::arcs). [`PageRank`] ranks its nodes. [`Blocs`] are the nodes of a
//! signed graph that go together.
//!
//! ```
//! use detente::measure::{Arcs, PageRank};
//!
//! // 0 and 1 point to 2, which points back to 0.
//! let arcs = Arcs::new(3, [(0, 2, 1.0), (1, 2, 1.0), (2, 0, 1.0)])?;
//! let ranks = PageRank::default().of(&arcs)?;
//! assert!(ranks[2] > ranks[0] && ranks[0] > ranks[1]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arcs;
mod blocs;
mod pagerank;

pub use arcs::{Arcs, ArcsError};
pub use blocs::{Blocs, BlocsError};
pub use pagerank::{NotConverged, PageRank, PageRankError};
