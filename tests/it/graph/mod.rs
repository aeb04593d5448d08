//! Dated ties: the graph of them, and what is asked of it.

mod algorithms;
mod building;
mod degrees;
mod owned_petgraph;
mod properties;
#[cfg(feature = "csv")]
mod ties_from_csv;
