//! Tables as text: tab-separated, with a header and `#` comments, every mistake with its line.

use std::fmt;

use thiserror::Error;

use crate::model::fault::Fault;
use crate::time::NaiveDate;

/// A table at fault: which, in which line and column, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{table}, line {line}{}: {fault}", InColumn(.column.as_deref()))]
pub(super) struct TableError {
    table: Box<str>,
    line: usize,
    column: Option<Box<str>>,
    fault: Fault,
}

struct InColumn<'c>(Option<&'c str>);

impl fmt::Display for InColumn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |column| write!(f, ", column {column}"))
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) table: Box<str>,
    pub(super) line: usize,
}

impl Place {
    pub(super) fn error(&self, column: Option<&str>, fault: Fault) -> TableError {
        let (table, column) = (self.table.clone(), column.map(Into::into));
        TableError { table, line: self.line, column, fault }
    }
}

/// The rows of a tab-separated table, each with its line.
pub(super) struct Table<'t> {
    name: &'t str,
    columns: Vec<&'t str>,
    lines: Vec<(usize, &'t str)>,
}

impl<'t> Table<'t> {
    /// The header is the last comment with tabs before the rows: `# name<TAB>from`.
    ///
    /// # Errors
    /// If one of `columns` is not in the header.
    pub(super) fn read(name: &'t str, text: &'t str, columns: &[&str]) -> Result<Self, TableError> {
        let mut lines: Vec<_> = (1..).zip(text.lines()).filter(|(_, l)| !l.is_empty()).collect();
        let is_comment = |(_, line): &&(usize, &str)| line.starts_with('#');
        let head = lines.iter().take_while(is_comment).filter(|(_, line)| line.contains('\t'));
        let (line, header) = head.last().copied().unwrap_or((1, ""));
        let header: Vec<&str> = header.trim_start_matches(['#', ' ']).split('\t').collect();
        if let Some(missing) = columns.iter().find(|column| !header.contains(column)) {
            let found = format!("the columns {}", header.join(", "));
            let place = Place { table: name.into(), line };
            return Err(place.error(None, Fault::phrase(found, format!("one called {missing}"))));
        }
        lines.retain(|line| !is_comment(&line));
        Ok(Self { name, columns: header, lines })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.lines.iter().map(|(line, text)| Row {
            table: self,
            line: *line,
            fields: text.split('\t').map(str::trim).collect(),
        })
    }
}

/// A row of a table.
pub(super) struct Row<'r> {
    table: &'r Table<'r>,
    line: usize,
    fields: Vec<&'r str>,
}

impl<'r> Row<'r> {
    pub(super) fn place(&self) -> Place {
        Place { table: self.table.name.into(), line: self.line }
    }

    /// The text in `column`, empty where the row ends before it.
    pub(super) fn get(&self, column: &str) -> &'r str {
        let at = self.table.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.fields.get(at)).copied().unwrap_or_default()
    }

    /// The text in `column`, which must not be empty.
    pub(super) fn required(&self, column: &str) -> Result<&'r str, TableError> {
        match self.get(column) {
            "" => Err(self.place().error(Some(column), Fault::phrase("nothing", "a text"))),
            text => Ok(text),
        }
    }

    /// The text in `column` read by `read`, whose error says what is wrong.
    pub(super) fn parsed<T, E: fmt::Display>(
        &self,
        column: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, TableError> {
        let text = self.required(column)?;
        read(text).map_err(|_| self.place().error(Some(column), Fault::text(text, expected)))
    }

    /// The day in `column`, if one is given.
    pub(super) fn day(&self, column: &str) -> Result<Option<NaiveDate>, TableError> {
        let text = self.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse() {
            Ok(day) if text.len() == 10 => Ok(Some(day)),
            _ => {
                let fault = Fault::text(text, "a day, written YYYY-MM-DD");
                Err(self.place().error(Some(column), fault))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    const TEXT: &str =
        "# a comment\n# name\tfrom\tto\n\nPrussia\t1816-01-01\t\nHanover\t1816-02-30\n";

    #[test]
    fn reads_rows_with_their_lines() {
        let table = Table::read("a.tsv", TEXT, &["name", "to"]).unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows[0].required("name"), Ok("Prussia"));
        assert_eq!(rows[0].day("from").unwrap().unwrap().to_string(), "1816-01-01");
        assert_eq!(rows[0].day("to"), Ok(None));
        let error = rows[1].day("from").unwrap_err().to_string();
        let says =
            "a.tsv, line 5, column from: found \"1816-02-30\", expected a day, written YYYY-MM-DD";
        assert_eq!(error, says);
        let error = rows[0].required("to").unwrap_err().to_string();
        assert_eq!(error, "a.tsv, line 4, column to: found nothing, expected a text");
    }

    #[test]
    fn names_the_column_that_is_missing() {
        let error = Table::read("a.tsv", TEXT, &["name", "code"]).err().unwrap().to_string();
        let says = "a.tsv, line 2: found the columns name, from, to, expected one called code";
        assert_eq!(error, says);
    }
}
