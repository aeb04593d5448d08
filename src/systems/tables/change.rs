//! Changes of rows: a row that stands for rows told before it, or takes them away, and says why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::draft::TableLayout;
use super::link::MOST_HINTS;
use super::table::{RowPlace, TableError, TableRow};
use crate::model::fault::{Fault, nearest};
use crate::model::{closed_codes, put_in_order};

closed_codes! {
    /// What a row of a table does to rows that were told before its table.
    ///
    /// ```
    /// use detente::systems::{CodeSystem, RowChange, Systems};
    ///
    /// let table = "system,code,polity,from,to,note,change\n\
    ///     cow,860,timor-leste,,,not counted here,remove\n";
    /// let systems = Systems::builder().codes("mine.csv", table).build()?;
    /// assert_eq!(systems.overrides().next().map(|one| one.change()), Some(RowChange::Remove));
    /// assert!(systems.list(&CodeSystem::COW)?.codes().all(|code| code != "860"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum RowChange, "change" {
        /// It stands in their place.
        Replace = "replace",
        /// It takes them away.
        Remove = "remove",
    }
}

/// A row of your own that changed what was told before.
///
/// ```
/// use detente::date;
/// use detente::systems::{RowChange, CodeSystem, Systems};
///
/// let table = "system,code,polity,from,to,note,change\n\
///     cow,860,timor-leste,1999-10-25,,counted from the UN administration on,replace\n";
/// let systems = Systems::builder().codes("mine.csv", table).build()?;
/// let one = systems.overrides().next().expect("a change");
/// assert_eq!((one.change(), one.of()), (RowChange::Replace, "code cow 860 timor-leste"));
/// assert_eq!((one.table(), one.line()), ("mine.csv", 2));
///
/// let answer = systems.polity_of(&CodeSystem::COW, "860", date!("2000-01-01"));
/// assert_eq!(answer.exact().map(|polity| polity.name()), Some("Timor-Leste"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    change: RowChange,
    of: Box<str>,
    place: RowPlace,
    note: Box<str>,
}

impl Override {
    /// Whether rows were replaced or removed.
    pub fn change(&self) -> RowChange {
        self.change
    }

    /// Which rows: what they tell, and by what they are known.
    pub fn of(&self) -> &str {
        &self.of
    }

    /// The table in which the change stands.
    pub fn table(&self) -> &str {
        &self.place.table
    }

    /// The line in it, from 1 on.
    pub fn line(&self) -> usize {
        self.place.line
    }

    /// Why it was made.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// As an object: `change`, `of`, `table`, `line` and `note`.
impl Serialize for Override {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Override", 5)?;
        object.serialize_field("change", &self.change)?;
        object.serialize_field("of", self.of())?;
        object.serialize_field("table", self.table())?;
        object.serialize_field("line", &self.line())?;
        object.serialize_field("note", self.note())?;
        object.end()
    }
}

/// Such as `replace code cow 860 timor-leste: counted from 1999 on (mine.csv, line 2)`.
impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {} ({})", self.change, self.of, self.note, self.place)
    }
}

/// The changes that a table asks for, by the key of the rows they are about.
#[derive(Default)]
pub(crate) struct TableChanges(BTreeMap<Vec<Box<str>>, Vec<Override>>);

impl TableChanges {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps the change that a row asks for in the column `change`, if it does.
    ///
    /// # Errors
    /// If the change cannot be made to rows of this table, has no note, or the row tells more than it
    /// may.
    pub(crate) fn read<R>(
        &mut self,
        row: &TableRow<'_>,
        layout: &TableLayout<R>,
    ) -> Result<(), TableError> {
        if row.get(CHANGE).is_empty() {
            return Ok(());
        }
        let codes: Vec<_> = layout.changes.iter().map(|change| change.code()).collect();
        let expected = match codes[..] {
            [] => format!("nothing, as a {} is added and not changed", layout.noun),
            _ => format!("{}, or nothing", codes.join(" or ")),
        };
        let change = row.parsed(CHANGE, &expected, |text| {
            layout.changes.iter().copied().find(|change| change.code() == text).ok_or("no change")
        })?;
        let key = layout.key.iter().map(|column| row.required(column));
        let key: Vec<_> = key.collect::<Result<_, _>>()?;
        let note = row.required("note")?.into();
        if change == RowChange::Remove {
            empty_but_for_key(row, layout)?;
        }
        let of = format!("{} {}", layout.noun, key.join(" ")).into();
        let one = Override { change, of, place: row.place(), note };
        self.0.entry(key.into_iter().map(Into::into).collect()).or_default().push(one);
        Ok(())
    }

    /// Takes the rows that are changed out of `before`, and tells the changes that were made, by
    /// line. A change of what is not there is an error.
    pub(crate) fn apply<R>(
        self,
        layout: &TableLayout<R>,
        before: &mut Vec<R>,
        errors: &mut Vec<TableError>,
    ) -> Vec<Override> {
        let there: BTreeSet<Vec<&str>> = before.iter().map(layout.key_of).collect();
        let changed: BTreeMap<Vec<&str>, _> = self.0.iter().map(|(k, c)| (texts(k), c)).collect();
        let mut made = Vec::new();
        for (key, changes) in &changed {
            if there.contains(key) {
                made.extend(changes.iter().cloned());
                continue;
            }
            let meant = if errors.len() < MOST_HINTS { nearest_key(key, &there) } else { None };
            errors.extend(
                changes.iter().map(|one| nothing_to_change(layout, one, key, meant.clone())),
            );
        }
        put_in_order(&mut made, |a, b| a.place.line.cmp(&b.place.line));
        before.retain(|row| !changed.contains_key(&(layout.key_of)(row)));
        made
    }
}

fn texts(key: &[Box<str>]) -> Vec<&str> {
    key.iter().map(AsRef::as_ref).collect()
}

/// The column in which changes are asked for.
pub(crate) const CHANGE: &str = "change";

/// Whether the row takes rows away and tells nothing itself.
pub(crate) fn removes(row: &TableRow<'_>) -> bool {
    row.get(CHANGE) == RowChange::Remove.code()
}

fn empty_but_for_key<R>(row: &TableRow<'_>, layout: &TableLayout<R>) -> Result<(), TableError> {
    let mut others = layout.columns.iter().filter(|column| !layout.key.contains(column));
    let Some(told) = others.find(|column| !row.get(column).is_empty()) else {
        return Ok(());
    };
    let fault = Fault::text(row.get(told), "nothing, as all rows of this key are removed");
    Err(row.place().error(Some(told), fault))
}

fn nothing_to_change<R>(
    layout: &TableLayout<R>,
    one: &Override,
    key: &[&str],
    nearest: Option<String>,
) -> TableError {
    let expected = format!("a {} that was told before this table", layout.noun);
    let fault = Fault { nearest, ..Fault::text(&key.join(" "), expected) };
    one.place.error(layout.key.first().copied(), fault)
}

/// The key that differs in its last part alone, or else the one with the fewest slips.
fn nearest_key(key: &[&str], there: &BTreeSet<Vec<&str>>) -> Option<String> {
    let (_, first) = key.split_last()?;
    let twin = there.iter().find(|other| !first.is_empty() && other.starts_with(first));
    if let Some(twin) = twin {
        return Some(twin.join(" "));
    }
    let all: Vec<String> = there.iter().map(|key| key.join(" ")).collect();
    nearest(&key.join(" "), all.iter().map(AsRef::as_ref)).map(str::to_owned)
}
