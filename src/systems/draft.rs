//! Rows of the tables before they are linked: texts made days, codes and ids, each with its place.

use super::names::NameDraft;
use super::polity::PolityKind;
use super::succession::SuccessionKind;
use super::system::System;
use super::table::{Place, Row, Table, TableError};
use crate::model::StateId;
use crate::time::NaiveDate;

pub(super) struct PolityRow {
    pub(super) place: Place,
    pub(super) id: StateId,
    pub(super) name: Box<str>,
    pub(super) kind: PolityKind,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) note: Box<str>,
}

pub(super) struct EditionRow {
    pub(super) place: Place,
    pub(super) system: System,
    pub(super) edition: Box<str>,
    pub(super) first_day: Option<NaiveDate>,
    pub(super) last_day: Option<NaiveDate>,
    pub(super) citation: Box<str>,
}

pub(super) struct CodeRow {
    pub(super) place: Place,
    pub(super) system: System,
    pub(super) code: Box<str>,
    pub(super) polity: StateId,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) name: Box<str>,
    pub(super) note: Box<str>,
    /// Whether it is read only, beside the code that is written.
    pub(super) is_alias: bool,
}

pub(super) struct LinkRow {
    pub(super) place: Place,
    pub(super) from: StateId,
    pub(super) to: StateId,
    pub(super) kind: SuccessionKind,
    pub(super) day: Option<NaiveDate>,
    pub(super) claim_by: Box<str>,
    pub(super) note: Box<str>,
}

/// What a polity had or was for a time: a capital, or a seat in the United Nations.
pub(super) struct SpellRow {
    pub(super) place: Place,
    pub(super) polity: StateId,
    /// The capital; empty for a seat in the United Nations.
    pub(super) what: Box<str>,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
}

/// Everything told of polities and lists, not linked yet.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) polities: Vec<PolityRow>,
    pub(super) editions: Vec<EditionRow>,
    pub(super) codes: Vec<CodeRow>,
    pub(super) links: Vec<LinkRow>,
    pub(super) capitals: Vec<SpellRow>,
    pub(super) seats: Vec<SpellRow>,
    pub(super) names: Vec<NameDraft>,
    /// What was wrong in the tables read so far; the rows at fault are left out.
    pub(super) errors: Vec<TableError>,
}

impl Draft {
    pub(super) fn read_polities(&mut self, name: &str, text: &str) {
        let columns = ["id", "name", "kind", "from", "to", "note"];
        self.polities = self.rows(name, text, &columns, |row| {
            let (from, to) = period(row, "from", "to")?;
            Ok(PolityRow {
                place: row.place(),
                id: polity(row, "id")?,
                name: row.required("name")?.into(),
                kind: row.parsed("kind", "a kind of polity", PolityKind::from_code)?,
                from,
                to,
                note: row.get("note").into(),
            })
        });
    }

    pub(super) fn read_editions(&mut self, name: &str, text: &str) {
        let columns = ["system", "edition", "first_day", "last_day", "citation"];
        self.editions = self.rows(name, text, &columns, |row| {
            let (first_day, last_day) = period(row, "first_day", "last_day")?;
            Ok(EditionRow {
                place: row.place(),
                system: system(row)?,
                edition: row.required("edition")?.into(),
                first_day,
                last_day,
                citation: row.get("citation").into(),
            })
        });
    }

    pub(super) fn read_codes(&mut self, name: &str, text: &str) {
        let columns = ["system", "code", "polity", "from", "to", "name", "note", "use"];
        self.codes = self.rows(name, text, &columns, |row| {
            let (from, to) = period(row, "from", "to")?;
            Ok(CodeRow {
                place: row.place(),
                system: system(row)?,
                code: row.required("code")?.into(),
                polity: polity(row, "polity")?,
                from,
                to,
                name: row.get("name").into(),
                note: row.get("note").into(),
                is_alias: is_alias(row)?,
            })
        });
    }

    pub(super) fn read_succession(&mut self, name: &str, text: &str) {
        let columns = ["from", "to", "kind", "day", "claim_by", "note"];
        self.links = self.rows(name, text, &columns, |row| {
            Ok(LinkRow {
                place: row.place(),
                from: polity(row, "from")?,
                to: polity(row, "to")?,
                kind: row.parsed("kind", "a kind of succession", SuccessionKind::from_code)?,
                day: row.day("day")?,
                claim_by: row.get("claim_by").into(),
                note: row.get("note").into(),
            })
        });
    }

    pub(super) fn read_capitals(&mut self, name: &str, text: &str) {
        self.capitals = self.spells(name, text, &["polity", "capital", "from", "to"]);
    }

    pub(super) fn read_seats(&mut self, name: &str, text: &str) {
        self.seats = self.spells(name, text, &["polity", "note", "admitted", "left"]);
        for seat in &mut self.seats {
            seat.what = Box::default();
        }
    }

    /// Columns: the polity, what it had, its first day and its last.
    fn spells(&mut self, name: &str, text: &str, columns: &[&str; 4]) -> Vec<SpellRow> {
        let [of, what, from, to] = columns;
        self.rows(name, text, columns, |row| {
            let (first, last) = period(row, from, to)?;
            Ok(SpellRow {
                place: row.place(),
                polity: polity(row, of)?,
                what: row.get(what).into(),
                from: first,
                to: last,
            })
        })
    }

    pub(super) fn rows<T>(
        &mut self,
        name: &str,
        text: &str,
        columns: &[&str],
        read: impl Fn(&Row<'_>) -> Result<T, TableError>,
    ) -> Vec<T> {
        let mut rows = Vec::new();
        match Table::read(name, text, columns) {
            Err(error) => self.errors.push(error),
            Ok(table) => {
                for row in table.rows() {
                    match read(&row) {
                        Ok(row) => rows.push(row),
                        Err(error) => self.errors.push(error),
                    }
                }
            }
        }
        rows
    }
}

pub(super) fn polity(row: &Row<'_>, column: &str) -> Result<StateId, TableError> {
    row.parsed(column, "the id of a polity", StateId::new)
}

fn system(row: &Row<'_>) -> Result<System, TableError> {
    row.parsed("system", "a system of country codes", System::new)
}

fn is_alias(row: &Row<'_>) -> Result<bool, TableError> {
    match row.get("use") {
        "" => Ok(false),
        _ => row.parsed("use", "nothing, or read", |text| match text {
            "read" => Ok(true),
            _ => Err("another word"),
        }),
    }
}

/// Two days, either of which may not be given, in order.
pub(super) fn period(
    row: &Row<'_>,
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
