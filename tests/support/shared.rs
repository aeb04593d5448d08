//! The reference answers, where the files are at hand.

use std::collections::HashMap;
use std::path::PathBuf;

use detente::systems::At;
use detente::time::NaiveDate;

use crate::files::guide;

/// The rows of a reference file, or `None`, said aloud, if the files are not at hand.
pub fn oracle(path: &str) -> Option<Vec<Row>> {
    Some(rows(&shared(&format!("oracles/{path}"))?, ','))
}

/// The rows of a data file, likewise.
pub fn data(path: &str, separator: char) -> Option<Vec<Row>> {
    Some(rows(&shared(&format!("data/{path}"))?, separator))
}

/// The text of a shared file.
pub fn shared(path: &str) -> Option<String> {
    // Some old lists write names in another encoding; only codes and days of them are compared.
    Some(String::from_utf8_lossy(&file(path)?).into_owned())
}

fn rows(text: &str, separator: char) -> Vec<Row> {
    let mut lines = text.lines();
    let header: Vec<String> = fields(lines.next().expect("a header"), separator);
    let row = |line: &str| Row(header.iter().cloned().zip(fields(line, separator)).collect());
    lines.map(row).collect()
}

/// The bytes of a file that is shared and not part of the crate, or `None`, said aloud.
pub fn file(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("DETENTE_SHARED") else {
        eprintln!("skipped: DETENTE_SHARED is not set, so {path} is not compared");
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

/// A row of a file, by its columns.
#[derive(Debug)]
pub struct Row(HashMap<String, String>);

impl Row {
    /// The text in a column.
    pub fn get(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("there is a column {column}"))
    }

    /// The text in a column that a file may lack.
    pub fn find(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }

    /// The number in a column.
    pub fn number(&self, column: &str) -> i64 {
        self.get(column).parse().expect("a number")
    }

    /// The number in the column of years.
    pub fn year(&self) -> i32 {
        self.get("year").parse().expect("a year")
    }
}

/// A field with a separator in it stands between quotes.
fn fields(line: &str, separator: char) -> Vec<String> {
    let (mut all, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => all.push(String::new()),
            c => all.last_mut().expect("a field").push(c),
        }
    }
    all
}

/// The rows of the table in the guide to states with this header, each cut into its cells.
pub fn guide_table(header: &str) -> Vec<Vec<&'static str>> {
    let head = format!("{header}\n|---|---|---|\n");
    let (_, table) = guide::STATES.split_once(&head).expect("a table with this header");
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// A day or a year.
pub fn at(text: &str) -> At {
    let day = text.parse::<NaiveDate>().map(At::Day);
    day.unwrap_or_else(|_| At::Year(text.parse().expect("a day or a year")))
}
