//! The table of signs as text: lines of cells parted by tabs.

use std::fmt;

use thiserror::Error;

use super::table::{Mode, SignRow, SignTable, UNSIGNED};
use crate::graph::Sign;
use crate::model::fault::Fault;

impl SignTable {
    /// Reads a table as [`Self::to_text`] writes it: lines of cells parted by tabs. The first is
    /// `table` and its name, the second the names of the columns, in any order; every other is a
    /// row. Lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// With line and column, if a cell is none of what may stand there, a column is missing or
    /// unknown, or a kind stands twice.
    pub fn from_text(text: &str) -> Result<Self, SignTableError> {
        let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
        let mut lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let last = text.lines().count();
        let (at, first) = lines.next().unwrap_or((last, ""));
        let name = first.strip_prefix("table\t").map(str::trim).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| {
            SignTableError::new(at, "table", &Fault::text(first, "\"table\", a tab and a name"))
        })?;
        let (at, header) = lines.next().unwrap_or((last, ""));
        let columns = columns(at, header)?;
        let mut table = Self::new(name);
        for (at, line) in lines {
            let row = Cells { at, texts: line.split('\t').collect(), columns: &columns }.row()?;
            let kind = row.kind.clone();
            if table.rows.insert(kind, row).is_some() {
                let fault = Fault::phrase("a second row of its kind", "each kind once");
                return Err(SignTableError::new(at, "kind", &fault));
            }
        }
        Ok(table)
    }

    /// The table as text that can be read back.
    pub fn to_text(&self) -> String {
        let mut text = format!("table\t{}\n{}\n", self.name, COLUMNS.join("\t"));
        for row in self.rows() {
            let number = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
            let cells = [
                row.kind.as_str(),
                row.dimension.code(),
                row.sign.map_or(UNSIGNED, Sign::code),
                row.direction.code(),
                row.mode.code(),
                &number(row.mode.half_life()),
                &number(row.weight),
                &row.note,
            ];
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        text
    }
}

const COLUMNS: [&str; 8] =
    ["kind", "dimension", "sign", "direction", "mode", "half_life", "weight", "note"];

/// Where each of [`COLUMNS`] stands.
fn columns(at: usize, header: &str) -> Result<[usize; 8], SignTableError> {
    let names: Vec<&str> = header.split('\t').map(str::trim).collect();
    if let Some(unknown) = names.iter().find(|name| !COLUMNS.contains(name)) {
        let fault = Fault::text(unknown, "a name of a column").nearest_of(unknown, COLUMNS);
        return Err(SignTableError::new(at, "header", &fault));
    }
    let mut columns = [0; 8];
    for (place, column) in columns.iter_mut().zip(COLUMNS) {
        *place = names.iter().position(|name| *name == column).ok_or_else(|| {
            let expected = format!("the column \"{column}\"");
            SignTableError::new(at, "header", &Fault::phrase("nothing", expected))
        })?;
    }
    Ok(columns)
}

/// One line of a table.
struct Cells<'a> {
    at: usize,
    texts: Vec<&'a str>,
    columns: &'a [usize; 8],
}

impl Cells<'_> {
    fn cell(&self, column: usize) -> &str {
        self.texts.get(self.columns[column]).map_or("", |cell| cell.trim())
    }

    fn parse<T>(&self, column: usize) -> Result<T, SignTableError>
    where
        T: std::str::FromStr<Err: fmt::Display>,
    {
        let parsed = self.cell(column).parse();
        parsed.map_err(|error: T::Err| SignTableError {
            line: self.at,
            column: COLUMNS[column],
            what: error.to_string(),
        })
    }

    fn number(&self, column: usize) -> Result<Option<f64>, SignTableError> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let fault = || Fault::text(cell, "a number");
        let number = cell.parse().map_err(|_| self.wrong(column, &fault()))?;
        Ok(Some(number))
    }

    fn wrong(&self, column: usize, fault: &Fault) -> SignTableError {
        SignTableError::new(self.at, COLUMNS[column], fault)
    }

    fn row(&self) -> Result<SignRow, SignTableError> {
        if self.texts.len() > COLUMNS.len() {
            let found = format!("{} cells", self.texts.len());
            return Err(self.wrong(7, &Fault::phrase(found, "eight at most")));
        }
        let mode = match (self.cell(4), self.number(5)?) {
            ("standing", None) => Mode::Standing,
            ("standing", Some(half_life)) => Mode::StandingThenFading { half_life },
            ("episodic", Some(half_life)) => Mode::Episodic { half_life },
            ("episodic", None) => {
                return Err(self.wrong(5, &Fault::phrase("nothing", "the days of an episode")));
            }
            (mode, _) => return Err(self.wrong(4, &Fault::text(mode, "standing or episodic"))),
        };
        let row = SignRow {
            kind: self.parse(0)?,
            dimension: self.parse(1)?,
            sign: if self.cell(2) == UNSIGNED { None } else { Some(self.parse(2)?) },
            direction: self.parse(3)?,
            mode,
            weight: self.number(6)?,
            note: self.cell(7).into(),
        };
        row.check().map_err(|(column, fault)| SignTableError::new(self.at, column, &fault))?;
        Ok(row)
    }
}

/// A text that is no table of signs: where, and why.
///
/// ```
/// use detente::relations::SignTable;
///
/// let text = SignTable::builtin().to_text().replace("\t0.4\t", "\t4\t");
/// let error = SignTable::from_text(&text).unwrap_err();
/// assert_eq!(error.column(), "weight");
/// assert!(error.to_string().ends_with("found 4, expected a number above 0 and at most 1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {what}")]
pub struct SignTableError {
    line: usize,
    column: &'static str,
    what: String,
}

impl SignTableError {
    fn new(line: usize, column: &'static str, fault: &Fault) -> Self {
        Self { line, column, what: fault.to_string() }
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The name of the column; `table` or `header` for the first two lines.
    pub fn column(&self) -> &str {
        self.column
    }
}
