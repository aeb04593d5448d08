//! The reference answers, where the files are at hand.

use std::collections::HashMap;
use std::path::PathBuf;

/// The rows of a reference file, or `None`, said aloud, if the files are not at hand.
pub(super) fn oracle(path: &str) -> Option<Vec<Row>> {
    let Some(folder) = std::env::var_os("DETENTE_SHARED") else {
        eprintln!("skipped: DETENTE_SHARED is not set, so oracles/{path} is not compared");
        return None;
    };
    let path = PathBuf::from(folder).join("oracles").join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.lines();
    let header: Vec<String> = fields(lines.next().expect("a header"));
    let row = |line: &str| Row(header.iter().cloned().zip(fields(line)).collect());
    Some(lines.map(row).collect())
}

pub(super) struct Row(HashMap<String, String>);

impl Row {
    pub(super) fn get(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("there is a column {column}"))
    }

    pub(super) fn number(&self, column: &str) -> i64 {
        self.get(column).parse().expect("a number")
    }

    pub(super) fn year(&self) -> i32 {
        self.get("year").parse().expect("a year")
    }
}

/// Comma-separated; a field with a comma stands between quotes.
fn fields(line: &str) -> Vec<String> {
    let (mut all, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            c => all.last_mut().expect("a field").push(c),
        }
    }
    all
}
