//! Bytes of delimited text on their way to a parser that takes anything: watched for what it would
//! take without a word.

use std::io::{self, Chain, Cursor, ErrorKind, Read};

/// The most bytes that one record may have. A quotation mark that is never closed would else take
/// in the rest of a file, however large that is.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// A reader that knows, of the bytes it has handed on, whether they end within quotation marks, and
/// that gives up within a record that is too long.
#[derive(Debug)]
pub(super) struct Guarded<R> {
    inner: Chain<Cursor<Vec<u8>>, R>,
    delimiter: u8,
    at: At,
    /// Of the record that is being handed on.
    bytes: usize,
    is_at_end: bool,
}

/// Where in a field the last byte was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// A quotation mark among others: it ends them, or stands for one if another follows.
    Mark,
}

const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

impl<R: Read> Guarded<R> {
    /// A reader behind its byte order mark, and behind further ones, as joined files have them: the
    /// parser would take a first piece that is nothing else for the end.
    pub(super) fn new(mut reader: R, delimiter: u8) -> io::Result<Self> {
        let mut start = Vec::new();
        reader.by_ref().take(3).read_to_end(&mut start)?;
        while start == BYTE_ORDER_MARK {
            start.clear();
            reader.by_ref().take(3).read_to_end(&mut start)?;
        }
        let inner = Cursor::new(start).chain(reader);
        Ok(Self { inner, delimiter, at: At::Start, bytes: 0, is_at_end: false })
    }
}

impl<R> Guarded<R> {
    /// Whether all has been read, and ends within quotation marks. The parser asks for more only
    /// when it has used up what it has, so that the record it is at is then the last.
    pub(super) fn ends_quoted(&self) -> bool {
        self.is_at_end && self.at == At::Quoted
    }

    /// Whether it gave up, in a record that is too long.
    pub(super) fn gave_up(&self) -> bool {
        self.bytes > MOST_BYTES
    }

    fn watch(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.bytes += 1;
            self.at = match (self.at, *byte) {
                (At::Quoted, b'"') => At::Mark,
                (At::Quoted, _) | (At::Start | At::Mark, b'"') => At::Quoted,
                (_, b'\n' | b'\r') => {
                    self.bytes = 0;
                    At::Start
                }
                (_, byte) if byte == self.delimiter => At::Start,
                _ => At::Plain,
            };
        }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Only here, so that the records before it in the same buffer are parsed first.
        if self.gave_up() {
            return Err(io::Error::other("a record is too long"));
        }
        let count = loop {
            match self.inner.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.is_at_end = count == 0 && !buffer.is_empty();
        self.watch(&buffer[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends_quoted(text: &[u8]) -> bool {
        let mut guarded = Guarded::new(text, b',').expect("it is memory");
        io::copy(&mut guarded, &mut io::sink()).expect("it is short");
        guarded.ends_quoted()
    }

    #[test]
    fn an_open_quotation_mark_is_seen_and_a_stray_one_is_not() {
        assert!(ends_quoted(b"a,\"b"));
        assert!(ends_quoted(b"a\n\"b\"\""));
        assert!(ends_quoted(b"\xef\xbb\xbf\"a"));
        assert!(!ends_quoted(b"a,\"b\"\"\""));
        assert!(!ends_quoted(b"5\" gun,b"));
        assert!(!ends_quoted(b"\"a\"\r\n"));
        assert!(!ends_quoted(b""));
    }
}
