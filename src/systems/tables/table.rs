//! Tables as text: rows under a header, every mistake with its line.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use super::delimited::{Records, TextRecord};
use crate::model::CodeError;
use crate::model::fault::{Fault, quoted};
use crate::time::NaiveDate;

/// A table at fault: which, in which line and column, what is there, and what should be.
///
/// ```
/// use detente::systems::Systems;
///
/// let table = "id,name,kind,from,to\nruritania,Ruritania,state,1870-13-01,\n";
/// let error = Systems::builder().polities("mine.csv", table).build().unwrap_err();
/// let first = &error.errors()[0];
/// assert_eq!((first.table(), first.line(), first.column()), ("mine.csv", 2, Some("from")));
/// assert_eq!(first.found(), "\"1870-13-01\"");
/// assert_eq!(first.expected(), "a day, written YYYY-MM-DD");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{table}, line {line}{}: {fault}", InColumn(.column.as_deref()))]
pub struct TableError {
    table: Arc<str>,
    line: usize,
    column: Option<Box<str>>,
    fault: Fault,
}

impl TableError {
    /// The name under which the table was given.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The line, from 1 on; that in which the row begins, if it has several.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, as the header calls it; `None` if it is about the row or table as a whole.
    pub fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    /// What is there, in words; a text in quotation marks, cut if it is long.
    pub fn found(&self) -> &str {
        &self.fault.found
    }

    /// What would be right, in words.
    pub fn expected(&self) -> &str {
        &self.fault.expected
    }

    /// What was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        self.fault.nearest.as_deref()
    }
}

struct InColumn<'c>(Option<&'c str>);

impl fmt::Display for InColumn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |column| write!(f, ", column {column}"))
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowPlace {
    pub(crate) table: Arc<str>,
    pub(crate) line: usize,
}

impl RowPlace {
    pub(crate) fn error(&self, column: Option<&str>, fault: Fault) -> TableError {
        let (table, column) = (self.table.clone(), column.map(Into::into));
        TableError { table, line: self.line, column, fault }
    }
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.table, self.line)
    }
}

/// A table, read row by row, of which one is in memory at a time.
pub(crate) struct Table<'t> {
    name: Arc<str>,
    columns: Vec<Cow<'t, str>>,
    /// How many fields a row has at least.
    needed: usize,
    records: Records<'t>,
    /// The row that was read last.
    record: TextRecord<'t>,
}

impl<'t> Table<'t> {
    /// A table that has `columns` at least, in any order.
    ///
    /// The header is the last comment with tabs before the rows, `# name<TAB>from`, or else the
    /// first line that is no comment. There is no table where it is at fault.
    pub(crate) fn new(
        name: &str,
        text: &'t str,
        columns: &[&str],
        errors: &mut Vec<TableError>,
    ) -> Option<Self> {
        let name: Arc<str> = name.into();
        let at = |line| RowPlace { table: name.clone(), line };
        let mut records = Records::new(text);
        let TextRecord { line, fields: header } = match header(&mut records) {
            Ok(header) => header,
            Err((line, fault)) => {
                errors.push(at(line).error(None, fault));
                return None;
            }
        };
        let faults = header_faults(&header, columns);
        if !faults.is_empty() {
            errors.extend(faults.into_iter().map(|fault| at(line).error(None, fault)));
            return None;
        }
        let last = header.iter().rposition(|column| columns.contains(&column.as_ref()));
        let needed = last.map_or(1, |last| last + 1);
        Some(Self { name, columns: header, needed, records, record: TextRecord::default() })
    }

    /// Leaves out all lines but those that begin with `start`, which stand together.
    pub(crate) fn keep(&mut self, start: &str) {
        self.records.keep(start);
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The next row, or why it cannot be told apart into fields; `None` at the end.
    pub(crate) fn next_row(&mut self) -> Option<Result<TableRow<'_>, TableError>> {
        let read = self.records.read(&mut self.record);
        match read.and_then(|is_there| if is_there { self.whole() } else { Ok(false) }) {
            Ok(true) => Some(Ok(TableRow { table: self, next: Cell::new(0) })),
            Ok(false) => None,
            Err((line, fault)) => {
                let place = RowPlace { table: self.name.clone(), line };
                Some(Err(place.error(None, fault)))
            }
        }
    }

    /// Whether there is a field for each column up to the last that is needed; remarks may be cut off.
    /// With one too many a text stands in the wrong column; with one too few an end is missing, and a
    /// state would go on that does not.
    fn whole(&self) -> Result<bool, (usize, Fault)> {
        let (found, most) = (self.record.fields.len(), self.columns.len());
        if (self.needed..=most).contains(&found) {
            return Ok(true);
        }
        let expected = if self.needed == most {
            format!("{most}, one for each column of the header")
        } else {
            format!("{} to {most}, one for each column of the header", self.needed)
        };
        Err((self.record.line, Fault::phrase(format!("{found} fields"), expected)))
    }
}

/// The names of the columns; the records that are left are the rows.
fn header<'t>(records: &mut Records<'t>) -> Result<TextRecord<'t>, (usize, Fault)> {
    let mut commented = None;
    let mut line = records.line();
    while let Some(skipped) = records.skip() {
        if skipped.starts_with('#') && skipped.contains('\t') {
            commented = Some((line, skipped));
        }
        line = records.line();
    }
    if let Some((line, header)) = commented {
        let header = header.trim_start_matches(['#', ' ']).split('\t');
        let fields = header.map(|column| Cow::Borrowed(column.trim())).collect();
        return Ok(TextRecord { line, fields });
    }
    records.set_separator();
    let mut header = TextRecord { line, fields: Vec::new() };
    records.read(&mut header).map(|_| header)
}

fn header_faults(header: &[Cow<'_, str>], columns: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for column in header.iter().filter(|column| !column.is_empty()) {
        if !seen.insert(column.as_ref()) {
            let found = format!("the column {} a second time", quoted(column));
            faults.push(Fault::phrase(found, "a name of its own for each column"));
        }
    }
    for missing in columns.iter().filter(|column| !seen.contains(*column)) {
        faults.push(Fault::phrase(shown(header), format!("one called {missing}")));
    }
    faults
}

fn shown(header: &[Cow<'_, str>]) -> String {
    const LONGEST: usize = 200;
    if header.is_empty() {
        return "no header".to_owned();
    }
    let columns = header.join(", ");
    if columns.len() > LONGEST {
        return format!("the columns {}", quoted(&columns));
    }
    format!("the columns {}", columns.escape_debug())
}

/// A row of a table.
pub(crate) struct TableRow<'r> {
    table: &'r Table<'r>,
    /// After the column that was asked for last.
    next: Cell<usize>,
}

impl<'r> TableRow<'r> {
    pub(crate) fn place(&self) -> RowPlace {
        RowPlace { table: self.table.name.clone(), line: self.line() }
    }

    pub(crate) fn line(&self) -> usize {
        self.table.record.line
    }

    /// The text in `column`, empty where the table has no such column.
    #[inline] // Columns are named by literals, which are then compared in one step.
    pub(crate) fn get(&self, column: &str) -> &'r str {
        let Table { columns, record, .. } = self.table;
        // Most are asked for in the order in which they stand.
        let next = self.next.get();
        let is_next = columns.get(next).is_some_and(|name| name == column);
        let at = if is_next { Some(next) } else { self.place_of(column) };
        let Some(at) = at else { return "" };
        self.next.set(at + 1);
        record.fields.get(at).map_or("", AsRef::as_ref)
    }

    #[cold]
    fn place_of(&self, column: &str) -> Option<usize> {
        self.table.columns.iter().position(|name| name == column)
    }

    /// The text in `column`, which must not be empty.
    #[inline]
    pub(crate) fn required(&self, column: &str) -> Result<&'r str, TableError> {
        match self.get(column) {
            "" => Err(self.nothing(column)),
            text => Ok(text),
        }
    }

    #[cold]
    fn nothing(&self, column: &str) -> TableError {
        self.error(column, Fault::phrase("nothing", "a text"))
    }

    #[cold]
    fn error(&self, column: &str, fault: Fault) -> TableError {
        self.place().error(Some(column), fault)
    }

    /// The text in `column` read by `read`, whose error says what is wrong.
    #[inline]
    pub(crate) fn parsed<T, E: fmt::Display>(
        &self,
        column: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, TableError> {
        let text = self.required(column)?;
        read(text).map_err(|_| self.error(column, Fault::text(text, expected)))
    }

    /// The code in `column`, of a list that `read` knows.
    #[inline]
    pub(crate) fn code<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, CodeError>,
    ) -> Result<T, TableError> {
        read(self.required(column)?).map_err(|error| self.error(column, error.into()))
    }

    /// The day in `column`, if one is given.
    #[inline]
    pub(crate) fn day(&self, column: &str) -> Result<Option<NaiveDate>, TableError> {
        let text = self.get(column);
        let day = if text.is_empty() { None } else { day(text) };
        if day.is_none() && !text.is_empty() {
            return Err(self.error(column, Fault::text(text, "a day, written YYYY-MM-DD")));
        }
        Ok(day)
    }
}

/// Stricter than what chrono reads, which takes blanks and signs.
fn day(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = i32::try_from(number([y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number([m1, m2])?, number([d1, d2])?)
}

fn number<const N: usize>(digits: [u8; N]) -> Option<u32> {
    let are_digits = digits.iter().all(u8::is_ascii_digit);
    let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit & 0xF));
    are_digits.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::Table;

    const TEXT: &str =
        "# a comment\n# name\tfrom\tto\n\nPrussia\t1816-01-01\t\nHanover\t1816-02-30\t\nCut\t";

    #[test]
    fn reads_rows_with_their_lines() {
        let mut errors = Vec::new();
        let mut table = Table::new("a.tsv", TEXT, &["name", "to"], &mut errors).unwrap();
        let row = table.next_row().unwrap().unwrap();
        assert_eq!(row.required("name"), Ok("Prussia"));
        assert_eq!(row.day("from").unwrap().unwrap().to_string(), "1816-01-01");
        assert_eq!((row.day("to"), row.get("name")), (Ok(None), "Prussia"));
        let error = row.required("to").unwrap_err().to_string();
        assert_eq!(error, "a.tsv, line 4, column to: found nothing, expected a text");
        let error = table.next_row().unwrap().unwrap().day("from").unwrap_err().to_string();
        let says =
            "a.tsv, line 5, column from: found \"1816-02-30\", expected a day, written YYYY-MM-DD";
        assert_eq!(error, says);
        let error = table.next_row().unwrap().map(|_| ()).unwrap_err().to_string();
        let says = "a.tsv, line 6: found 2 fields, expected 3, one for each column of the header";
        assert_eq!(error, says);
        assert!(table.next_row().is_none() && errors.is_empty());
    }

    #[test]
    fn keeps_the_rows_that_begin_alike_with_their_lines() {
        let text = "# a\tb\nx\t1\ny\t2\ny\t3\nyy\t4\n";
        let lines = |start: &str| {
            let mut table = Table::new("a.tsv", text, &["a"], &mut Vec::new()).unwrap();
            table.keep(start);
            let mut lines = Vec::new();
            while let Some(row) = table.next_row() {
                lines.push(row.unwrap().line());
            }
            lines
        };
        let kept = ["x\t", "y\t", "yy\t", "z\t"].map(lines);
        assert_eq!(kept, [vec![2], vec![3, 4], vec![5], vec![]]);
    }

    #[test]
    fn names_every_column_that_is_missing() {
        let mut errors = Vec::new();
        assert!(Table::new("a.tsv", TEXT, &["name", "code", "day"], &mut errors).is_none());
        let says = "a.tsv, line 2: found the columns name, from, to, expected one called code";
        assert_eq!(errors[0].to_string(), says);
        assert_eq!(errors.len(), 2);
    }

    #[test]
    fn days_are_written_in_one_way() {
        for text in ["+999-01-01", "2024 -1-01", "2024-1-001", "20240101", "２０２４", "2024-00-10"]
        {
            assert_eq!(super::day(text), None, "{text}");
        }
        assert!(super::day("0001-01-01").is_some());
    }
}
