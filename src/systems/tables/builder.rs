//! Builder: polities and lists of your own, beside those built in or instead of them.

use std::fmt;

use thiserror::Error;

use super::draft::TablesDraft;
use super::encoding::Encoding;
use super::table::TableError;
use crate::model::fault::Fault;
use crate::systems::Systems;

impl Systems {
    /// Begins with what is built in, to which tables of your own are added.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// let table = "id,name,kind,from,to\nruritania,Ruritania,state,1870-01-01,\n";
    /// let systems = Systems::builder().polities("mine.csv", table).build()?;
    /// assert!(systems.polity("ruritania").is_some() && systems.polity("france").is_some());
    /// # Ok::<(), detente::systems::SystemsError>(())
    /// ```
    pub fn builder() -> SystemsBuilder {
        SystemsBuilder {
            draft: TablesDraft::builtin(),
            has_builtin: true,
            encoding: Encoding::Utf8,
        }
    }

    /// Begins with nothing: no polity, no list and no name but your own.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// let table = "id,name,kind,from,to\nruritania,Ruritania,state,1870-01-01,\n";
    /// let systems = Systems::empty_builder().polities("mine.csv", table).build()?;
    /// assert_eq!(systems.polities().count(), 1);
    /// # Ok::<(), detente::systems::SystemsError>(())
    /// ```
    pub fn empty_builder() -> SystemsBuilder {
        SystemsBuilder {
            draft: TablesDraft::default(),
            has_builtin: false,
            encoding: Encoding::Utf8,
        }
    }
}

/// Takes tables of polities, codes and the rest, and makes [`Systems`] of them.
///
/// A table is a text with a line for each row, and fields between tabs, commas or semicolons: a tab
/// in the header says that it is tabs. Between commas or semicolons a field may stand in quotation
/// marks. The header is the first line, or a comment with tabs as in the tables built in. Lines that
/// begin with `#` are comments. Columns stand in any order; those that are not named here are left
/// alone, and a row may end before columns that a table need not have. Days are written
/// `YYYY-MM-DD`, both inclusive, and left out where an end is open. The name under which a table is
/// given is that by which errors call it.
///
/// | table | columns it has | and may have |
/// |---|---|---|
/// | [`polities`](Self::polities) | `id`, `name`, `kind`, `from`, `to` | `note` |
/// | [`editions`](Self::editions) | `system`, `edition`, `first_day`, `last_day` | `citation` |
/// | [`codes`](Self::codes) | `system`, `code`, `polity`, `from`, `to` | `name`, `note`, `use` |
/// | [`successions`](Self::successions) | `from`, `to`, `kind`, `day` | `claim_by`, `note` |
/// | [`capitals`](Self::capitals) | `polity`, `capital`, `from`, `to` | |
/// | [`un_members`](Self::un_members) | `polity`, `admitted`, `left` | |
/// | [`names`](Self::names) | `polity`, `name`, `sort`, `lang`, `from`, `to` | |
///
/// A row adds to what was told before. One that would contradict it, a second polity of one id or a
/// code that stands for one polity twice on a day, is an error; so nothing is changed by mistake.
/// To change it on purpose a row has `replace` or `remove` in a column `change`, and says why in a
/// column `note`. It then stands for, or takes away, *every* row of tables before its own that is
/// about the same
///
/// - system, code and polity, in a table of codes,
/// - predecessor, successor and kind, in a table of successions,
/// - polity, in a table of polities, capitals or members of the United Nations,
/// - system, in a table of editions.
///
/// Several rows of one table may replace the same together. Polities and editions cannot be removed,
/// for other rows name them; names are added only. What was changed stands in
/// [`Systems::overrides`], and the note of a code in [`CodeSpell::note`](crate::systems::CodeSpell::note).
///
/// ```
/// use detente::date;
/// use detente::systems::{CodeSystem, Systems};
///
/// let systems = Systems::builder()
///     .polities("polities.csv", "id,name,kind,from,to\nruritania,Ruritania,state,1870-01-01,\n")
///     .editions(
///         "editions.csv",
///         "system,edition,first_day,last_day\nacme:list,2020,1816-01-01,2019-12-31\n",
///     )
///     .codes(
///         "acme.csv",
///         "system,code,polity,from,to\n\
///          acme:list,R1,ruritania,1870-01-01,\n\
///          acme:list,F1,france,,\n",
///     )
///     .build()?;
/// let list = CodeSystem::new("acme:list")?;
/// let code = systems.convert(&CodeSystem::COW, "220", &list, date!("1914-06-28"));
/// assert_eq!(code.exact().map(|code| code.code()), Some("F1"));
/// assert_eq!(systems.membership(&list)?.members_on(date!("1860-01-01"))?.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub struct SystemsBuilder {
    draft: TablesDraft,
    has_builtin: bool,
    encoding: Encoding,
}

/// How the rows of a table are added to those told before.
type Read = fn(&mut TablesDraft, &str, &str);

impl SystemsBuilder {
    /// Says how the tables given from here on are encoded. UTF-8 until then.
    ///
    /// ```
    /// use detente::systems::{Encoding, Systems};
    ///
    /// let table = b"id;name;kind;from;to\nandorra-2;Principat d\x92Andorra;state;;\n";
    /// assert!(Systems::builder().polities("a.csv", table).build().is_err());
    /// let systems = Systems::builder()
    ///     .encoding(Encoding::Windows1252)
    ///     .polities("a.csv", table)
    ///     .build()?;
    /// let name = systems.polity("andorra-2").map(|polity| polity.name());
    /// assert_eq!(name, Some("Principat d’Andorra"));
    /// # Ok::<(), detente::systems::SystemsError>(())
    /// ```
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Adds polities; `kind` is a [`PolityKind`](crate::systems::PolityKind).
    pub fn polities(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_polities)
    }

    /// Adds editions: of each system the days that its list speaks of, and how it is cited. A system
    /// of your own is called `acme:list`. A list without a last day goes on.
    pub fn editions(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_editions)
    }

    /// Adds codes, each with the polity that it stands for and the days. An open end is that of the
    /// edition. `name` is what the list calls the polity; the word `microstate` in `note` says that
    /// the list counts it as one, and the word `read` in `use` that it is an
    /// [alias](crate::systems::CodeSpell::is_alias).
    pub fn codes(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_codes)
    }

    /// Adds successions; `kind` is a [`SuccessionKind`](crate::systems::SuccessionKind), and `claim_by` who
    /// alone claims it.
    pub fn successions(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_succession)
    }

    /// Adds capitals. An open end is that of the polity.
    ///
    /// ```
    /// # use detente::{date, systems::Systems};
    /// let systems = Systems::builder()
    ///     .polities("polities.csv", "id,name,kind,from,to\nruritania,Ruritania,state,,\n")
    ///     .capitals("capitals.csv", "polity,capital,from,to\nruritania,Strelsau,,\n")
    ///     .build()?;
    /// let capital = systems.polity("ruritania").and_then(|polity| polity.capital_on(date!("1894-04-01")));
    /// assert_eq!(capital, Some("Strelsau"));
    /// # Ok::<(), detente::systems::SystemsError>(())
    /// ```
    pub fn capitals(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_capitals)
    }

    /// Adds memberships in the United Nations; `left` is the last day.
    pub fn un_members(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_seats)
    }

    /// Adds names. `sort` is a [`NameSort`](crate::systems::names::NameSort), a state's where it is empty; `lang` is
    /// the tag of a language, English where it is empty, `*` for every language. A name `=ID` stands for
    /// all names of that sort which the polity of that id has, and adds as many.
    ///
    /// ```
    /// # use detente::systems::{At, Systems};
    /// let systems = Systems::builder()
    ///     .polities("polities.csv", "id,name,kind,from,to\nruritania,Ruritania,state,,\n")
    ///     .names("names.csv", "polity,name,sort,lang,from,to\nruritania,Ruritanien,,de,,\n")
    ///     .build()?;
    /// assert_eq!(systems.names(At::Ever).find("Ruritanien").polity(), systems.polity("ruritania"));
    /// # Ok::<(), detente::systems::SystemsError>(())
    /// ```
    pub fn names(self, table: &str, text: impl AsRef<[u8]>) -> Self {
        self.take(table, text.as_ref(), TablesDraft::read_names)
    }

    fn take(mut self, table: &str, bytes: &[u8], read: Read) -> Self {
        match self.encoding.decode(bytes) {
            Ok(text) => read(&mut self.draft, table, &text),
            Err((line, fault)) => self.draft.errors.push(unreadable(table, line, fault)),
        }
        self
    }

    /// Makes the systems.
    ///
    /// # Errors
    /// With everything that is wrong in the tables, if anything is.
    pub fn build(self) -> Result<Systems, SystemsError> {
        match self.build_reporting() {
            (systems, errors) if errors.is_empty() => Ok(systems),
            (_, errors) => Err(SystemsError { errors }),
        }
    }

    /// Makes the systems without the rows that are at fault, and tells of each of them.
    ///
    /// A table without the columns it needs, or in another encoding, is left out as a whole. Of two rows
    /// that contradict each other the one told first stands, and a change by a row at fault is not
    /// made, unless the fault is that the new row contradicts another.
    ///
    /// ```
    /// use detente::systems::Systems;
    ///
    /// let table = "id,name,kind,from,to\nruritania,Ruritania,state,,\nstrelsau,Strelsau,city,,\n";
    /// let (systems, errors) = Systems::empty_builder().polities("mine.csv", table).build_reporting();
    /// assert_eq!(systems.polities().count(), 1);
    /// assert_eq!((errors.len(), errors[0].line(), errors[0].column()), (1, 3, Some("kind")));
    /// ```
    pub fn build_reporting(self) -> (Systems, Vec<TableError>) {
        self.draft.link(self.has_builtin)
    }
}

fn unreadable(table: &str, line: usize, fault: Fault) -> TableError {
    super::table::RowPlace { table: table.into(), line }.error(None, fault)
}

impl fmt::Debug for SystemsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemsBuilder").field("errors", &self.draft.errors).finish_non_exhaustive()
    }
}

/// Tables of which no [`Systems`] can be made.
///
/// ```
/// use detente::systems::Systems;
///
/// let table = "polity;capital;from;to\nfrance;;;\nfrence;Vichy;;\n";
/// let error = Systems::builder().capitals("mine.csv", table).build().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "mine.csv, line 2, column capital: found nothing, expected a text; and 1 more",
/// );
/// assert_eq!(error.errors()[1].nearest(), Some("france"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", Summary(.errors))]
pub struct SystemsError {
    errors: Vec<TableError>,
}

impl SystemsError {
    /// Everything that is wrong, by table and line; never empty.
    pub fn errors(&self) -> &[TableError] {
        &self.errors
    }
}

struct Summary<'e>(&'e [TableError]);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => Ok(()),
            [one] => one.fmt(f),
            [first, more @ ..] => write!(f, "{first}; and {} more", more.len()),
        }
    }
}
