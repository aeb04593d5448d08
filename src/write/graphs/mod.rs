//! Graphs as files: a file of code for each format, and what all of them tell and lose.

pub(super) mod content;
pub(super) mod dot;
mod format;
pub(super) mod gexf;
pub(super) mod graph_file;
pub(super) mod graphml;
mod lines;
pub(super) mod losses;
#[cfg(feature = "json")]
pub(super) mod node_link;
#[cfg(feature = "csv")]
pub(super) mod tie_csv;
mod tie_fields;
