//! The ties of a table, one after the other.

use std::io::{self, Read};

use chrono::NaiveDate;
use csv::{ByteRecord, ReaderBuilder, Trim};

use super::cells::{Meanings, Row, RowFault};
use super::columns::{Columns, TieColumn};
use super::tie_csv::TieCsv;
use crate::graph::DatedTie;
use crate::model::Suggestion;
use crate::model::fault::Fault;
use crate::read::guarded::{Guarded, MOST_BYTES};
use crate::read::{ReadError, RecordError};

/// The ties of a table, one after the other, of which one is in memory at a time.
///
/// Every row that is not blank is a tie or an error. After the error of a record it goes on with
/// the next one; it ends after one of the file: if it cannot be read on, a record is too long, or a
/// quotation mark is never closed.
///
/// ```
/// use detente::read::TieCsv;
///
/// let table = "from,to,kind\nrussia,north-korea,aid\nrussia,russia,aid\nchina,russia,trade\n";
/// let all = TieCsv::new().for_text(table)?.all();
/// assert_eq!((all.ties.len(), all.problems.len()), (1, 2));
/// assert_eq!(
///     all.problems[0].to_string(),
///     "the text, line 3, record 2, column \"to\": found \"russia\", \
///      expected another actor than the one it is from"
/// );
/// # Ok::<(), detente::read::ReadError>(())
/// ```
#[derive(Debug)]
pub struct ReadTies<R> {
    rows: csv::Reader<Guarded<R>>,
    record: ByteRecord,
    columns: Columns,
    meanings: Meanings,
    source_name: String,
    /// How many records have been met.
    met: u64,
    /// The day of which the table is, if it says so.
    on: Option<String>,
    is_over: bool,
}

/// All that a table holds: its ties, and every record that is none.
///
/// ```
/// use detente::read::TieCsv;
///
/// let table = "from,to,kind\nrussia,north-korea,aid\nchina,russia,trade\n";
/// let all = TieCsv::new().for_text(table)?.all();
/// assert_eq!(all.ties[0].kind(), "aid");
/// assert_eq!(all.problems[0].record().map(|record| record.found()), Some("\"trade\""));
/// # Ok::<(), detente::read::ReadError>(())
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct AllTies {
    /// The ties, in the order of the table.
    pub ties: Vec<DatedTie>,
    /// Why the other records are none, in the order of the table.
    pub problems: Vec<ReadError>,
}

impl<R: Read> ReadTies<R> {
    pub(super) fn new(options: TieCsv, reader: R, name: &str) -> Result<Self, ReadError> {
        let TieCsv { headings, meanings, delimiter, source_name } = options;
        let source_name = source_name.unwrap_or_else(|| name.to_owned());
        let reader = match Guarded::new(reader, delimiter) {
            Ok(reader) => reader,
            Err(source) => return Err(ReadError::Io { source_name, source }),
        };
        let rows = ReaderBuilder::new()
            .delimiter(delimiter)
            // Both are done here, where an error can say more.
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(reader);
        let mut all = Self {
            rows,
            record: ByteRecord::new(),
            columns: Columns::default(),
            meanings,
            source_name,
            met: 0,
            on: None,
            is_over: false,
        };
        all.advance()?;
        all.columns = Columns::find(&all.record, &headings)
            .map_err(|(heading, fault)| all.error(heading, fault, None))?;
        Ok(all)
    }

    /// Every tie, and every problem.
    pub fn all(self) -> AllTies {
        let mut all = AllTies::default();
        for tie in self {
            match tie {
                Ok(tie) => all.ties.push(tie),
                Err(problem) => all.problems.push(problem),
            }
        }
        all
    }

    /// Reads the next record; false at the end.
    fn advance(&mut self) -> Result<bool, ReadError> {
        let read = self.rows.read_byte_record(&mut self.record);
        let line = self.record.position().map_or(1, csv::Position::line);
        if self.rows.get_ref().gave_up() && read.is_err() {
            let found = format!("a record of more than {MOST_BYTES} bytes");
            return Err(self.cut(line, found, "shorter ones, with each quotation mark closed"));
        }
        if self.rows.get_ref().ends_quoted() {
            let found = "a quotation mark that is never closed".to_owned();
            return Err(self.cut(line, found, "a second one before the end"));
        }
        read.map_err(|error| self.io(error))
    }

    fn io(&mut self, error: csv::Error) -> ReadError {
        self.is_over = true;
        let source = match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        };
        ReadError::Io { source_name: self.source_name.clone(), source }
    }

    /// The error of a record after which nothing can be read.
    fn cut(&mut self, line: u64, found: String, expected: &str) -> ReadError {
        self.is_over = true;
        let record = (self.columns.count() > 0).then_some(self.met + 1);
        let expected = format!("{expected}; nothing after it is read");
        ReadError::Record(Box::new(RecordError {
            source_name: self.source_name.clone(),
            record,
            line,
            column: None,
            fault: Fault::phrase(found, expected),
            meant: None,
        }))
    }

    /// The error of the record that was read last.
    fn error(&self, column: Option<String>, fault: Fault, meant: Option<Suggestion>) -> ReadError {
        ReadError::Record(Box::new(RecordError {
            source_name: self.source_name.clone(),
            record: (self.met > 0).then_some(self.met),
            line: self.record.position().map_or(1, csv::Position::line),
            column,
            fault,
            meant,
        }))
    }

    fn tie(&mut self) -> Result<DatedTie, ReadError> {
        let (found, expected) = (self.record.len(), self.columns.count());
        if found != expected {
            let fault =
                Fault::phrase(fields(found), format!("{}, as many as headings", fields(expected)));
            return Err(self.error(None, fault, None));
        }
        let row = Row { record: &self.record, columns: &self.columns, meanings: &self.meanings };
        let tie = one_day(row, &mut self.on).and_then(|()| row.tie());
        tie.map_err(|RowFault { column, fault, meant }| {
            self.error(self.columns.heading(column).map(str::to_owned), fault, meant)
        })
    }
}

/// Refuses a second day: the same tie would be there once for each.
fn one_day(row: Row<'_>, on: &mut Option<String>) -> Result<(), RowFault> {
    let day = row.cell(TieColumn::On)?;
    if !day.is_empty() && day.parse::<NaiveDate>().is_err() {
        return Err((TieColumn::On, Fault::text(day, "a day such as 2024-06-17")).into());
    }
    match on {
        Some(on) if on != day => {
            let expected = format!("{on:?} as before, for a tie of two days would be two");
            Err((TieColumn::On, Fault::text(day, expected)).into())
        }
        Some(_) => Ok(()),
        None => {
            *on = Some(day.to_owned());
            Ok(())
        }
    }
}

fn fields(count: usize) -> String {
    if count == 1 { "1 field".to_owned() } else { format!("{count} fields") }
}

impl<R: Read> Iterator for ReadTies<R> {
    type Item = Result<DatedTie, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        match self.advance() {
            Ok(true) => {
                self.met += 1;
                Some(self.tie())
            }
            Ok(false) => {
                self.is_over = true;
                None
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<R: Read> std::iter::FusedIterator for ReadTies<R> {}
