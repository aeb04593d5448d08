//! Delimited text: records of fields, between tabs, or between commas with quotation marks.

use std::borrow::Cow;

use super::encoding::line_ends;
use crate::model::fault::Fault;

/// A record, and the line in which it begins.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TextRecord<'t> {
    pub(crate) line: usize,
    /// Without the blanks around them.
    pub(crate) fields: Vec<Cow<'t, str>>,
}

/// The records of a text, one after the other. Lines end with LF, CR, or CR and LF.
///
/// Lines that begin with `#`, and records without any text, are passed over. Between tabs a
/// quotation mark is a character like others. Elsewhere a field may stand in quotation marks, and
/// then holds separators, line ends, and quotation marks written twice.
#[derive(Debug)]
pub(crate) struct Records<'t> {
    rest: &'t str,
    line: usize,
    /// A character of one byte, which is part of no other.
    separator: u8,
    /// Which bytes end a field: looked up, as nearly every byte is asked.
    ends: [bool; 256],
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut records = Self { rest: text, line: 1, separator: b'\t', ends: [false; 256] };
        records.separate_by(b'\t');
        records
    }

    fn separate_by(&mut self, separator: u8) {
        self.separator = separator;
        self.ends = [false; 256];
        for end in [separator, b'\r', b'\n'] {
            self.ends[usize::from(end)] = true;
        }
    }

    /// The number of the line at which the next record is looked for.
    pub(crate) fn line(&self) -> usize {
        self.line
    }

    /// Sets the separator to that which stands in the next line: a tab, else a comma, else a
    /// semicolon, which programs write where a comma is part of numbers.
    pub(crate) fn set_separator(&mut self) {
        let line = self.rest_of_line().as_bytes();
        let there = [b'\t', b',', b';'].into_iter().find(|separator| line.contains(separator));
        self.separate_by(there.unwrap_or(b','));
    }

    /// The next line, if it is a comment or blank.
    pub(crate) fn skip(&mut self) -> Option<&'t str> {
        // Most lines begin with a letter.
        if self.rest.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        let line = self.rest_of_line();
        let skipped = !self.rest.is_empty() && (line.starts_with('#') || line.trim().is_empty());
        skipped.then(|| {
            self.next_line();
            line
        })
    }

    fn rest_of_line(&self) -> &'t str {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let end = self.rest.as_bytes().iter().position(is_end).unwrap_or(self.rest.len());
        self.rest.get(..end).unwrap_or_default()
    }

    fn next_line(&mut self) {
        let end = self.rest_of_line().len();
        let width = match self.rest.as_bytes().get(end..) {
            Some([b'\r', b'\n', ..]) => 2,
            _ => 1,
        };
        self.rest = self.rest.get(end + width..).unwrap_or_default();
        self.line += 1;
    }

    /// Puts the next record into `record`, of which the fields are used again; false at the end.
    pub(crate) fn read(&mut self, record: &mut TextRecord<'t>) -> Result<bool, (usize, Fault)> {
        loop {
            while self.skip().is_some() {}
            if self.rest.is_empty() {
                return Ok(false);
            }
            self.record(record)?;
            if record.fields.iter().any(|field| !field.is_empty()) {
                return Ok(true);
            }
        }
    }

    fn record(&mut self, record: &mut TextRecord<'t>) -> Result<(), (usize, Fault)> {
        record.line = self.line;
        record.fields.clear();
        loop {
            record.fields.push(self.field()?);
            if self.rest.as_bytes().first() != Some(&self.separator) {
                break;
            }
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        self.next_line();
        Ok(())
    }

    /// Goes on at the first line that begins with `start`, and ends before the first after it that does not.
    pub(crate) fn keep(&mut self, start: &str) {
        let rest = self.rest;
        let later = || rest.find(&format!("\n{start}")).map_or(rest.len(), |at| at + 1);
        let first = if rest.starts_with(start) { 0 } else { later() };
        self.line += line_ends(rest.get(..first).unwrap_or_default().as_bytes());
        let mut end = first;
        while let Some(line) = rest.get(end..).filter(|line| line.starts_with(start)) {
            end += line.find('\n').map_or(line.len(), |at| at + 1);
        }
        self.rest = rest.get(first..end).unwrap_or_default();
    }

    fn field(&mut self) -> Result<Cow<'t, str>, (usize, Fault)> {
        if self.separator != b'\t'
            && matches!(self.rest.as_bytes().first(), Some(b'"' | b' '))
            && let Some(rest) = self.rest.trim_start_matches(' ').strip_prefix('"')
        {
            self.rest = rest;
            return self.quoted();
        }
        let is_end = |byte: &u8| self.ends[usize::from(*byte)];
        let end = self.rest.as_bytes().iter().position(is_end).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        Ok(Cow::Borrowed(trimmed(field)))
    }

    /// A field whose first quotation mark has been read.
    fn quoted(&mut self) -> Result<Cow<'t, str>, (usize, Fault)> {
        let (first, line) = (self.rest, self.line);
        let mut field = Cow::Borrowed("");
        loop {
            // Most are short, and gone through before a search for one byte is set up.
            let end = self.rest.as_bytes().iter().position(|byte| *byte == b'"');
            let parts =
                end.and_then(|end| Some((self.rest.get(..end)?, self.rest.get(end + 1..)?)));
            let Some((part, rest)) = parts else {
                return Err(self.give_up(first, line, "no second quotation mark"));
            };
            field += part;
            self.line += line_ends(part.as_bytes());
            let Some(more) = rest.strip_prefix('"') else {
                self.rest = rest.trim_start_matches(' ');
                break;
            };
            field += "\"";
            self.rest = more;
        }
        let next = self.rest.as_bytes().first();
        if next.is_some_and(|next| ![self.separator, b'\r', b'\n'].contains(next)) {
            return Err(self.give_up(first, line, "text after the second quotation mark"));
        }
        Ok(match field {
            Cow::Borrowed(field) => Cow::Borrowed(trimmed(field)),
            Cow::Owned(field) => Cow::Owned(field.trim().to_owned()),
        })
    }

    /// Goes on after the line of the quotation mark at fault, so that the lines that follow are
    /// not lost with it.
    fn give_up(&mut self, first: &'t str, line: usize, found: &str) -> (usize, Fault) {
        (self.rest, self.line) = (first, line);
        self.next_line();
        (line, Fault::phrase(found, "a field between two quotation marks, those within it doubled"))
    }
}

/// Without the blanks around it, of which most fields have none.
fn trimmed(field: &str) -> &str {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = field.as_bytes();
    if is_letter(bytes.first()) && is_letter(bytes.last()) { field } else { field.trim() }
}

#[cfg(test)]
mod tests {
    use super::{Records, TextRecord};

    fn fields(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut records = Records::new(text);
        records.set_separator();
        let (mut record, mut all) = (TextRecord::default(), Vec::new());
        loop {
            match records.read(&mut record) {
                Ok(true) => {
                    let shown = record.fields.iter().map(ToString::to_string).collect();
                    all.push((record.line, shown));
                }
                Ok(false) => return all,
                Err((line, _)) => all.push((line, Vec::new())),
            }
        }
    }

    fn line(line: usize, fields: &[&str]) -> (usize, Vec<String>) {
        (line, fields.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn quotation_marks_hold_commas_line_ends_and_themselves() {
        let text = "a,b\n\"x, y\" , \"say \"\"no\"\"\"\r\n\"two\r\nlines\",\r,,\r# no,row\rc, d ";
        let expected = [
            line(1, &["a", "b"]),
            line(2, &["x, y", "say \"no\""]),
            line(3, &["two\r\nlines", ""]),
            line(7, &["c", "d"]),
        ];
        assert_eq!(fields(text), expected);
    }

    #[test]
    fn between_tabs_a_quotation_mark_is_a_character() {
        assert_eq!(fields("a\t\"b\"\tc,d\r"), [line(1, &["a", "\"b\"", "c,d"])]);
        assert_eq!(fields("a;\"b;\""), [line(1, &["a", "b;"])]);
    }

    #[test]
    fn after_a_lone_quotation_mark_the_next_line_is_read() {
        let expected = [line(1, &["a", "b"]), line(2, &[]), line(3, &["e", "f"])];
        assert_eq!(fields("a,b\nc,\"d\ne,f\n"), expected);
        assert_eq!(fields("a,b\nc,\"d\"d\ne,f\n"), expected);
        assert_eq!(fields(""), []);
    }
}
