//! What goes wrong while a file is read: the file itself, or one record of it.

use std::fmt;
use std::io;

use thiserror::Error;

use crate::model::Suggestion;
use crate::model::fault::{Fault, NearestIs};

/// Why a file, or one record of it, is not read.
///
/// ```
/// use detente::read::TieCsv;
///
/// let table = "from,to,kind\nrussia,north-korea,allied\n";
/// let error = TieCsv::new().for_text(table)?.next().expect("a row").unwrap_err();
/// let record = error.record().expect("the text itself is fine");
/// assert_eq!((record.record(), record.line(), record.column()), (Some(1), 2, Some("kind")));
/// assert_eq!(record.found(), "\"allied\"");
/// # Ok::<(), detente::read::ReadError>(())
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be opened or read on.
    #[error("{source_name} could not be read")]
    Io {
        /// What is read, as errors call it.
        source_name: String,
        /// Why.
        source: io::Error,
    },
    /// A record, or the row of headings, is not what it has to be.
    #[error(transparent)]
    Record(Box<RecordError>),
}

impl ReadError {
    /// Whether the file could not be opened or read on, whatever stands in it.
    pub fn is_io(&self) -> bool {
        matches!(self, Self::Io { .. })
    }

    /// The record that is wrong, if that is the reason.
    pub fn record(&self) -> Option<&RecordError> {
        match self {
            Self::Io { .. } => None,
            Self::Record(error) => Some(error),
        }
    }
}

/// A record that is not what it has to be: where it stands, what was found and what was expected.
///
/// ```
/// use detente::read::TieCsv;
///
/// let table = "from,to,kind,sign\nrussia,north-korea,aid,plus\n";
/// let error = TieCsv::new().for_text(table)?.next().expect("a row").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the text, line 2, record 1, column \"sign\": found \"plus\", expected a sign: +, -"
/// );
/// # Ok::<(), detente::read::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    pub(super) source_name: String,
    pub(super) record: Option<u64>,
    pub(super) line: u64,
    pub(super) column: Option<String>,
    pub(super) fault: Fault,
    /// What was probably meant, where it is not looked for before it is asked for.
    pub(super) meant: Option<Suggestion>,
}

impl RecordError {
    /// What is read, as errors call it: a path, or the name that a reader was given.
    pub fn source_name(&self) -> &str {
        &self.source_name
    }

    /// The number of the record, from 1; `None` of the row of headings.
    pub fn record(&self) -> Option<u64> {
        self.record
    }

    /// The line on which the record begins, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The heading of the column, as it stands in the file; `None` if it is about the whole record.
    pub fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    /// What was found.
    pub fn found(&self) -> &str {
        &self.fault.found
    }

    /// What was expected.
    pub fn expected(&self) -> &str {
        &self.fault.expected
    }

    /// The word that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        self.meant.as_ref().map_or(self.fault.nearest.as_deref(), Suggestion::get)
    }
}

impl std::error::Error for RecordError {}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.source_name, self.line)?;
        if let Some(record) = self.record {
            write!(f, ", record {record}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column:?}")?;
        }
        let meant = self.meant.as_ref().and_then(Suggestion::get);
        write!(f, ": {}{}", self.fault, NearestIs(meant))
    }
}
