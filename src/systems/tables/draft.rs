//! Rows of the tables before they are linked: texts made days, codes and ids, each with its place.

use std::collections::BTreeSet;

use super::change::{CHANGE, Override, RowChange, TableChanges, removes};
use super::table::{RowPlace, Table, TableError, TableRow};
use crate::model::StateId;
use crate::systems::CodeSystem;
use crate::systems::PolityKind;
use crate::systems::SuccessionKind;
use crate::systems::codes::list::LONGEST_CODE;
use crate::systems::names::NameDraft;
use crate::time::NaiveDate;

pub(crate) struct PolityRow {
    pub(crate) place: RowPlace,
    pub(crate) id: StateId,
    pub(crate) texts: NameAndNote,
    pub(crate) kind: PolityKind,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
}

/// The name of a polity and what is remarked on it, kept as one text: there are many of them.
pub(crate) struct NameAndNote {
    both: Box<str>,
    note: usize,
}

impl NameAndNote {
    fn new(name: &str, note: &str) -> Self {
        Self { both: [name, note].concat().into(), note: name.len() }
    }

    pub(crate) fn name(&self) -> &str {
        self.both.get(..self.note).unwrap_or_default()
    }

    pub(crate) fn note(&self) -> &str {
        self.both.get(self.note..).unwrap_or_default()
    }
}

pub(crate) struct EditionRow {
    pub(crate) place: RowPlace,
    pub(crate) system: CodeSystem,
    pub(crate) edition: Box<str>,
    pub(crate) first_day: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    pub(crate) citation: Box<str>,
}

pub(crate) struct CodeRow {
    pub(crate) place: RowPlace,
    pub(crate) system: CodeSystem,
    pub(crate) code: Box<str>,
    pub(crate) polity: StateId,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) name: Box<str>,
    pub(crate) note: Box<str>,
    /// Whether it is read only, beside the code that is written.
    pub(crate) is_alias: bool,
}

pub(crate) struct LinkRow {
    pub(crate) place: RowPlace,
    pub(crate) from: StateId,
    pub(crate) to: StateId,
    pub(crate) kind: SuccessionKind,
    pub(crate) day: Option<NaiveDate>,
    pub(crate) claim_by: Box<str>,
    pub(crate) note: Box<str>,
}

/// What a polity had or was for a time: a capital, or a seat in the United Nations.
pub(crate) struct SpellRow {
    pub(crate) place: RowPlace,
    pub(crate) polity: StateId,
    /// The capital; empty for a seat in the United Nations.
    pub(crate) what: Box<str>,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
}

/// A table built in: its name, and its text.
pub(crate) type Embedded = (&'static str, &'static str);

/// How the rows of a table are read, and by what one is known.
pub(crate) struct TableLayout<R> {
    /// The table of them that is built in.
    pub(crate) builtin: Embedded,
    /// What a row tells.
    pub(crate) noun: &'static str,
    /// The columns that the table must have.
    pub(crate) columns: &'static [&'static str],
    /// Those by which a row is known that another table changes, and their texts in a row.
    pub(crate) key: &'static [&'static str],
    pub(crate) key_of: fn(&R) -> Vec<&str>,
    /// The changes that may be made.
    pub(crate) changes: &'static [RowChange],
    pub(crate) read: fn(&TableRow<'_>) -> Result<R, TableError>,
}

pub(super) const POLITIES: TableLayout<PolityRow> = TableLayout {
    builtin: ("polities.tsv", include_str!("rows/polities.tsv")),
    noun: "polity",
    columns: &["id", "name", "kind", "from", "to"],
    key: &["id"],
    key_of: |row| vec![row.id.as_str()],
    // Other tables tell of a polity, and would tell of nothing.
    changes: &[RowChange::Replace],
    read: |row| {
        let (from, to) = read_period(row, "from", "to")?;
        Ok(PolityRow {
            place: row.place(),
            id: read_polity(row, "id")?,
            texts: NameAndNote::new(row.required("name")?, row.get("note")),
            kind: row.code("kind", PolityKind::from_code)?,
            from,
            to,
        })
    },
};

pub(super) const EDITIONS: TableLayout<EditionRow> = TableLayout {
    builtin: ("editions.tsv", include_str!("rows/editions.tsv")),
    noun: "edition",
    columns: &["system", "edition", "first_day", "last_day"],
    key: &["system"],
    key_of: |row| vec![row.system.as_str()],
    changes: &[RowChange::Replace],
    read: |row| {
        let (first_day, last_day) = read_period(row, "first_day", "last_day")?;
        Ok(EditionRow {
            place: row.place(),
            system: system(row)?,
            edition: row.required("edition")?.into(),
            first_day,
            last_day,
            citation: row.get("citation").into(),
        })
    },
};

/// What a code has to be.
const CODE: &str = "a code of at most 1000 bytes";
const _: () = assert!(LONGEST_CODE == 1000, "as it is said");

pub(super) const CODES: TableLayout<CodeRow> = TableLayout {
    builtin: ("codes.tsv", include_str!("rows/codes.tsv")),
    noun: "code",
    columns: &["system", "code", "polity", "from", "to"],
    key: &["system", "code", "polity"],
    key_of: |row| vec![row.system.as_str(), &row.code, row.polity.as_str()],
    changes: RowChange::ALL,
    read: |row| {
        let (from, to) = read_period(row, "from", "to")?;
        let code = row.parsed("code", CODE, |code| {
            if code.len() > LONGEST_CODE { Err("too long") } else { Ok(code.into()) }
        })?;
        Ok(CodeRow {
            place: row.place(),
            system: system(row)?,
            code,
            polity: read_polity(row, "polity")?,
            from,
            to,
            name: row.get("name").into(),
            note: row.get("note").into(),
            is_alias: is_alias(row)?,
        })
    },
};

pub(super) const LINKS: TableLayout<LinkRow> = TableLayout {
    builtin: ("succession.tsv", include_str!("rows/succession.tsv")),
    noun: "succession",
    columns: &["from", "to", "kind", "day"],
    key: &["from", "to", "kind"],
    key_of: |row| vec![row.from.as_str(), row.to.as_str(), row.kind.code()],
    changes: RowChange::ALL,
    read: |row| {
        Ok(LinkRow {
            place: row.place(),
            from: read_polity(row, "from")?,
            to: read_polity(row, "to")?,
            kind: row.code("kind", SuccessionKind::from_code)?,
            day: row.day("day")?,
            claim_by: row.get("claim_by").into(),
            note: row.get("note").into(),
        })
    },
};

pub(super) const CAPITALS: TableLayout<SpellRow> = TableLayout {
    builtin: ("capitals.tsv", include_str!("rows/capitals.tsv")),
    noun: "capital",
    columns: &["polity", "capital", "from", "to"],
    key: &["polity"],
    key_of: |row| vec![row.polity.as_str()],
    changes: RowChange::ALL,
    read: |row| spell(row, row.required("capital")?, "from", "to"),
};

pub(super) const SEATS: TableLayout<SpellRow> = TableLayout {
    builtin: ("un.tsv", include_str!("rows/un.tsv")),
    noun: "seat in the United Nations",
    columns: &["polity", "admitted", "left"],
    key: &["polity"],
    key_of: |row| vec![row.polity.as_str()],
    changes: RowChange::ALL,
    read: |row| spell(row, "", "admitted", "left"),
};

/// What tables tell of one thing.
pub(crate) struct Told<R> {
    pub(crate) rows: Vec<R>,
    /// Whether the table built in is the first of them, and is not read yet: it is when others are added to
    /// it, or once it is asked for.
    pub(crate) is_waiting: bool,
}

impl<R> Default for Told<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), is_waiting: false }
    }
}

impl<R> Told<R> {
    fn builtin() -> Self {
        Self { is_waiting: true, ..Self::default() }
    }

    /// The rows, the table built in among them.
    pub(crate) fn all(&mut self, layout: &TableLayout<R>) -> &mut Vec<R> {
        if std::mem::take(&mut self.is_waiting) {
            self.rows = layout.builtin_rows("");
        }
        &mut self.rows
    }
}

/// Everything told of polities and lists, not linked yet.
#[derive(Default)]
pub(crate) struct TablesDraft {
    pub(crate) polities: Told<PolityRow>,
    pub(crate) editions: Told<EditionRow>,
    pub(crate) codes: Told<CodeRow>,
    pub(crate) links: Told<LinkRow>,
    pub(crate) capitals: Told<SpellRow>,
    pub(crate) seats: Told<SpellRow>,
    pub(crate) names: Told<NameDraft>,
    /// What rows changed of those told before their table.
    pub(crate) overrides: Vec<Override>,
    /// What was wrong in the tables read so far; the rows at fault are left out.
    pub(crate) errors: Vec<TableError>,
}

impl TablesDraft {
    #[cfg(test)]
    pub(in crate::systems) const BUILTIN: [Embedded; 6] = [
        POLITIES.builtin,
        EDITIONS.builtin,
        CODES.builtin,
        LINKS.builtin,
        CAPITALS.builtin,
        SEATS.builtin,
    ];

    /// What is built in. Names are told apart, as there are many.
    pub(crate) fn builtin() -> Self {
        Self {
            polities: Told::builtin(),
            editions: Told::builtin(),
            codes: Told::builtin(),
            links: Told::builtin(),
            capitals: Told::builtin(),
            seats: Told::builtin(),
            ..Self::default()
        }
    }
}

/// Each adds the rows of a table to those told before, and makes the changes it asks for.
impl TablesDraft {
    pub(crate) fn read_polities(&mut self, name: &str, text: &str) {
        self.take(&POLITIES, |draft| &mut draft.polities, name, text);
    }

    pub(crate) fn read_editions(&mut self, name: &str, text: &str) {
        self.take(&EDITIONS, |draft| &mut draft.editions, name, text);
    }

    pub(crate) fn read_codes(&mut self, name: &str, text: &str) {
        self.take(&CODES, |draft| &mut draft.codes, name, text);
    }

    pub(crate) fn read_succession(&mut self, name: &str, text: &str) {
        self.take(&LINKS, |draft| &mut draft.links, name, text);
    }

    pub(crate) fn read_capitals(&mut self, name: &str, text: &str) {
        self.take(&CAPITALS, |draft| &mut draft.capitals, name, text);
    }

    pub(crate) fn read_seats(&mut self, name: &str, text: &str) {
        self.take(&SEATS, |draft| &mut draft.seats, name, text);
    }

    pub(crate) fn take<R>(
        &mut self,
        layout: &TableLayout<R>,
        before: fn(&mut Self) -> &mut Told<R>,
        name: &str,
        text: &str,
    ) {
        let Some(mut table) = Table::new(name, text, layout.columns, &mut self.errors) else {
            return;
        };
        // The rows of this table stand after those told before, and the line of each beside them, where they
        // may be asked for.
        let mut rows = std::mem::take(before(self).all(layout));
        let (told_before, mut lines) = (rows.len(), Vec::new());
        let (may_change, mut changes) = (table.has(CHANGE), TableChanges::default());
        let mut tell = |row: &TableRow<'_>| {
            if may_change { layout.row(row, &mut changes) } else { (layout.read)(row).map(Some) }
        };
        while let Some(row) = table.next_row() {
            match row.and_then(|row| Ok((row.line(), tell(&row)?))) {
                Ok((line, Some(told))) => {
                    rows.push(told);
                    if may_change {
                        lines.push(line);
                    }
                }
                Ok((_, None)) => {}
                Err(error) => self.errors.push(error),
            }
        }
        if !changes.is_empty() {
            self.change(layout, changes, &mut rows, told_before, &lines);
        }
        before(self).rows = rows;
    }

    fn change<R>(
        &mut self,
        layout: &TableLayout<R>,
        changes: TableChanges,
        rows: &mut Vec<R>,
        told_before: usize,
        lines: &[usize],
    ) {
        let told = rows.split_off(told_before);
        let mut unmade = Vec::new();
        self.overrides.extend(changes.apply(layout, rows, &mut unmade));
        // What would replace nothing is no addition either.
        let at_fault: BTreeSet<usize> = unmade.iter().map(TableError::line).collect();
        let told = told.into_iter().zip(lines).filter(|(_, line)| !at_fault.contains(line));
        rows.extend(told.map(|(row, _)| row));
        self.errors.extend(unmade);
    }
}

impl<R> TableLayout<R> {
    /// The rows of the table built in that begin with `start`, where those stand together.
    pub(super) fn builtin_rows(&self, start: &str) -> Vec<R> {
        let (name, text) = self.builtin;
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        if let Some(mut table) = Table::new(name, text, self.columns, &mut errors) {
            if !start.is_empty() {
                table.keep(start);
            }
            while let Some(row) = table.next_row() {
                match row.and_then(|row| (self.read)(&row)) {
                    Ok(row) => rows.push(row),
                    Err(error) => errors.push(error),
                }
            }
        }
        debug_assert!(errors.is_empty(), "the tables built in are tested");
        rows
    }

    /// What a row tells; `None` if it takes away only.
    fn row(&self, row: &TableRow<'_>, changes: &mut TableChanges) -> Result<Option<R>, TableError> {
        // Read first, for a row that cannot be read changes nothing.
        let told = if removes(row) { None } else { Some((self.read)(row)?) };
        changes.read(row, self)?;
        Ok(told)
    }
}

fn spell(row: &TableRow<'_>, what: &str, first: &str, last: &str) -> Result<SpellRow, TableError> {
    let (from, to) = read_period(row, first, last)?;
    Ok(SpellRow {
        place: row.place(),
        polity: read_polity(row, "polity")?,
        what: what.into(),
        from,
        to,
    })
}

#[inline]
pub(crate) fn read_polity(row: &TableRow<'_>, column: &str) -> Result<StateId, TableError> {
    row.parsed(column, "the id of a polity", StateId::new)
}

fn system(row: &TableRow<'_>) -> Result<CodeSystem, TableError> {
    row.code("system", CodeSystem::new)
}

fn is_alias(row: &TableRow<'_>) -> Result<bool, TableError> {
    match row.get("use") {
        "" => Ok(false),
        _ => row.parsed("use", "nothing, or read", |text| match text {
            "read" => Ok(true),
            _ => Err("another word"),
        }),
    }
}

/// Two days, either of which may not be given, in order.
#[inline]
pub(crate) fn read_period(
    row: &TableRow<'_>,
    first: &str,
    last: &str,
) -> Result<(Option<NaiveDate>, Option<NaiveDate>), TableError> {
    let (from, to) = (row.day(first)?, row.day(last)?);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let expected = format!("a day not before {from}");
        return row.parsed(last, &expected, |_| Err::<_, &str>("backward"));
    }
    Ok((from, to))
}
