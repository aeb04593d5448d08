//! What is written: files of graphs, pictures, and the page of a dossier.

mod graph_files;
#[cfg(all(feature = "json", feature = "html"))]
mod page;
#[cfg(feature = "json")]
mod pictures;
#[cfg(feature = "json")]
mod wording;
