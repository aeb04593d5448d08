//! Files of others and of our own, read record by record.
//!
//! A reader is made of options (`with_…`) that a source finishes: `for_path`, `for_reader` or
//! `for_text`. What comes out is an iterator that holds one record at a time. Each record is either
//! kept or an error that says where it stands and why it is not; the iterator then goes on with the
//! next one, so that `?` is the strict way and `all` the one that lists every problem.
//!
//! | reader | of | gives |
//! |---|---|---|
//! | `TieCsv` (feature `csv`) | a table of ties, such as `write::tie_csv` writes | [`DatedTie`](crate::graph::DatedTie)s |

#[cfg(feature = "csv")]
mod error;
#[cfg(feature = "csv")]
mod guarded;
#[cfg(feature = "csv")]
mod ties;

#[cfg(feature = "csv")]
pub use error::{ReadError, RecordError};
#[cfg(feature = "csv")]
pub use ties::columns::TieColumn;
#[cfg(feature = "csv")]
pub use ties::reading::{AllTies, ReadTies};
#[cfg(feature = "csv")]
pub use ties::tie_csv::TieCsv;
