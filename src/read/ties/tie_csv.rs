//! How a table of ties is read: its columns, its words, and where it comes from.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::cells::Meanings;
use super::columns::{Headings, TieColumn};
use super::reading::ReadTies;
use crate::graph::RelationKind;
use crate::read::ReadError;

/// A table of ties as CSV (feature `csv`): one that [`write::tie_csv`](crate::write::tie_csv)
/// wrote, or one of your own.
///
/// Only `from`, `to` and `kind` have to be there, under a row of headings in any order;
/// [`TieColumn`] lists the others. A column that is none of them is refused, with the nearest that
/// is one, unless it is [passed over](Self::without_column) by name. A graph that was written is
/// read with all that was written of its ties.
///
/// An empty cell of a date is an end that is not known, as in EDTF (`2022/`), and `..` one that
/// does not exist; [`blank_is_open`](Self::blank_is_open) takes the one for the other. In a table
/// without a column for it there is no such bound.
///
/// Text is UTF-8, with or without a byte order mark, its fields in quotation marks or not; blanks
/// around them do not count. A record is at most a mebibyte long.
///
/// ```
/// use detente::date;
/// use detente::graph::RelationGraph;
/// use detente::read::{TieColumn, TieCsv};
///
/// let table = "\
/// from,to,kind,start,end,sign
/// soviet-union,north-korea,defence_obligation,1961-07-06,1996,+
/// japan,north-korea,embargo,2006-10-14,..,-
/// ";
/// let ties = TieCsv::new().with_namespace("acme").for_text(table)?;
/// let graph = RelationGraph::from_ties(ties.collect::<Result<Vec<_>, _>>()?)?;
/// assert_eq!(graph.on(date!("2024-06-17")).between("japan", "north-korea")?[0].kind(), "acme:embargo");
///
/// // Other people's headings.
/// let table = "ccode1;ccode2;kind\n2;732;defence_obligation\n";
/// let ties = TieCsv::new()
///     .with_delimiter(b';')
///     .with_column(TieColumn::From, "ccode1")
///     .with_column(TieColumn::To, "ccode2")
///     .for_text(table)?;
/// assert_eq!(ties.count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct TieCsv {
    pub(super) headings: Headings,
    pub(super) meanings: Meanings,
    pub(super) delimiter: u8,
    pub(super) source_name: Option<String>,
}

impl Default for TieCsv {
    fn default() -> Self {
        Self::new()
    }
}

impl TieCsv {
    /// Tables with our own headings and commas.
    pub fn new() -> Self {
        Self {
            headings: Headings::default(),
            meanings: Meanings::default(),
            delimiter: b',',
            source_name: None,
        }
    }

    /// Reads a column under a heading of your own instead of the usual one.
    pub fn with_column(mut self, column: TieColumn, heading: &str) -> Self {
        self.headings.own.retain(|(moved, _)| *moved != column);
        self.headings.own.push((column, heading.to_owned()));
        self
    }

    /// Passes over a column, also one of ties; said again, over that one as well.
    pub fn without_column(mut self, heading: &str) -> Self {
        self.headings.passed_over.push(heading.to_owned());
        self
    }

    /// Passes over every column that is none of ties, a misspelt one too.
    ///
    /// ```
    /// # use detente::read::TieCsv;
    /// let table = "from,to,kind,remark\nrussia,north-korea,aid,in kind\n";
    /// assert!(TieCsv::new().for_text(table).is_err());
    /// assert_eq!(TieCsv::new().without_other_columns().for_text(table)?.count(), 1);
    /// # Ok::<(), detente::read::ReadError>(())
    /// ```
    pub fn without_other_columns(mut self) -> Self {
        self.headings.pass_over_others = true;
        self
    }

    /// Reads a word of your own as a kind: `ally` as `defence_obligation`, say.
    ///
    /// ```
    /// # use detente::{graph::RelationKind, read::TieCsv};
    /// let options = TieCsv::new().with_kind("ally", RelationKind::DEFENCE_OBLIGATION);
    /// let tie = options.for_text("from,to,kind\nrussia,north-korea,ally\n")?.next().expect("a row")?;
    /// assert_eq!(tie.kind(), "defence_obligation");
    /// # Ok::<(), detente::read::ReadError>(())
    /// ```
    pub fn with_kind(mut self, word: &str, kind: RelationKind) -> Self {
        self.meanings.kinds.retain(|(own, _)| own != word);
        self.meanings.kinds.push((word.to_owned(), kind));
        self
    }

    /// Reads every kind that is none of ours as one of this namespace: `embargo` as
    /// `acme:embargo`. A misspelt one of ours is then one of yours.
    ///
    /// ```
    /// # use detente::read::TieCsv;
    /// let options = TieCsv::new().with_namespace("acme");
    /// let tie = options.for_text("from,to,kind\njapan,north-korea,embargo\n")?.next().expect("a row")?;
    /// assert_eq!(tie.kind(), "acme:embargo");
    /// # Ok::<(), detente::read::ReadError>(())
    /// ```
    pub fn with_namespace(mut self, namespace: &str) -> Self {
        self.meanings.namespace = Some(namespace.to_owned());
        self
    }

    /// Takes an empty cell of a date for an end that does not exist: what began then still is.
    ///
    /// ```
    /// # use detente::graph::RelationGraph;
    /// # use detente::{date, read::TieCsv};
    /// let table = "from,to,kind,start,end\njapan,north-korea,sanctions,2006-10-14,\n";
    /// let in_2024 = |options: TieCsv| {
    ///     let graph = RelationGraph::from_ties(options.for_text(table)?.all().ties)?;
    ///     Ok::<_, Box<dyn std::error::Error>>(graph.on(date!("2024-06-17")).ties().len())
    /// };
    /// assert_eq!(in_2024(TieCsv::new())?, 0); // it may have ended
    /// assert_eq!(in_2024(TieCsv::new().blank_is_open())?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn blank_is_open(mut self) -> Self {
        self.meanings.blank_is_open = true;
        self
    }

    /// Expects another byte than a comma between fields, such as `b';'` or `b'\t'`.
    pub fn with_delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// What errors call the table; else it is the path, or "the text", or "the reader".
    pub fn with_source_name(mut self, name: &str) -> Self {
        self.source_name = Some(name.to_owned());
        self
    }

    /// The ties of a reader. It needs no buffer of its own.
    ///
    /// ```
    /// # use detente::read::TieCsv;
    /// let bytes: &[u8] = b"from,to,kind\nrussia,north-korea,aid\n";
    /// let tie = TieCsv::new().for_reader(bytes)?.next().expect("a row")?;
    /// assert_eq!(tie.to().as_str(), "north-korea");
    /// # Ok::<(), detente::read::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// If it cannot be read, or its headings are not those of a table of ties.
    pub fn for_reader<R: Read>(self, reader: R) -> Result<ReadTies<R>, ReadError> {
        ReadTies::new(self, reader, "the reader")
    }

    /// The ties of a file.
    ///
    /// ```
    /// # use detente::read::TieCsv;
    /// let error = TieCsv::new().for_path("no/such/table.csv").unwrap_err();
    /// assert!(error.is_io());
    /// assert_eq!(error.to_string(), "no/such/table.csv could not be read");
    /// ```
    ///
    /// # Errors
    /// If it cannot be opened or read, or its headings are not those of a table of ties.
    pub fn for_path(self, path: impl AsRef<Path>) -> Result<ReadTies<File>, ReadError> {
        let path = path.as_ref();
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => ReadTies::new(self, file, &name),
            Err(source) => Err(ReadError::Io { source_name: name, source }),
        }
    }

    /// The ties of a text.
    ///
    /// ```
    /// # use detente::read::TieCsv;
    /// let all = TieCsv::new().for_text("from,to,kind\nrussia,north-korea,aid\n")?.all();
    /// assert_eq!((all.ties.len(), all.problems.len()), (1, 0));
    /// assert!(TieCsv::new().for_text("from,to\n").is_err());
    /// # Ok::<(), detente::read::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// If its headings are not those of a table of ties.
    pub fn for_text(self, text: &str) -> Result<ReadTies<&[u8]>, ReadError> {
        ReadTies::new(self, text.as_bytes(), "the text")
    }
}
