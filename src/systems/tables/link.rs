//! Linking: rows that name each other are tied together, and those that cannot be are told.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::draft::{
    CAPITALS, CODES, CodeRow, EDITIONS, EditionRow, LINKS, LinkRow, POLITIES, SEATS, SpellRow,
    TablesDraft, Told,
};
use super::polity_rows::PolityRows;
use super::table::{RowPlace, TableError};
use crate::model::fault::{Fault, quoted};
use crate::model::{StateId, put_in_order};
use crate::systems::CodeSystem;
use crate::systems::Systems;
use crate::systems::codes::list::{
    Days, Edition, FOR_EVER, ListSlot, ListTable, MOST_CODES, SINCE_EVER, Stretch, is_number, key,
};
use crate::systems::names::NameDraft;
use crate::systems::systems::{Links, PolitySpells};
use crate::time::NaiveDate;

/// How many errors are told with the nearest id: to look for it takes long, and a table with more is
/// not mended by hand.
pub(crate) const MOST_HINTS: usize = 20;

impl TablesDraft {
    /// Links the rows. What cannot be linked is left out and told; of two rows that cannot both be,
    /// the one told first stands. The errors are in the order of tables by name, and of lines.
    pub(crate) fn link(mut self, has_builtin_names: bool) -> (Systems, Vec<TableError>) {
        self.polities.all(&POLITIES);
        let are_lists_builtin = self.editions.is_waiting && self.codes.is_waiting;
        self.editions.all(&EDITIONS);
        if !are_lists_builtin {
            self.codes.all(&CODES);
        }
        let mut errors = self.errors;
        let polities = PolityRows::new(self.polities.rows, |row, first| {
            errors.push(twice(&row.place, "id", row.id.as_str(), &first.place));
        });
        let systems = Systems::new(polities, self.overrides, has_builtin_names);
        let mut linker = Linker { systems: &systems, errors };
        let lists = linker.lists(self.editions.rows, self.codes.rows, are_lists_builtin);
        let links = once(self.links, |rows| linker.links(rows));
        let capitals = once(self.capitals, |rows| linker.capitals(rows));
        let seats = once(self.seats, |rows| linker.seats(rows));
        let own_names = linker.names(self.names.rows);
        let mut errors = linker.errors;
        put_in_order(&mut errors, |a, b| (a.table(), a.line()).cmp(&(b.table(), b.line())));
        (Systems { lists, links, capitals, seats, own_names, ..systems }, errors)
    }
}

/// What rows are linked to; nothing yet, where they are those built in and nothing more.
fn once<R, T>(told: Told<R>, link: impl FnOnce(Vec<R>) -> T) -> OnceLock<T> {
    if told.is_waiting { OnceLock::new() } else { link(told.rows).into() }
}

/// What is built in is linked once it is asked for; a test links it as other tables are.
impl Systems {
    /// The list of a system that is built in.
    pub(in crate::systems) fn builtin_list(
        &self,
        system: &CodeSystem,
        edition: &Edition,
    ) -> ListTable {
        let rows = CODES.builtin_rows(&format!("{}\t", system.as_str()));
        let of_system = rows.into_iter().filter(|row| row.system == *system).collect();
        self.link_builtin(|linker| linker.list(system.clone(), edition.clone(), of_system))
    }

    pub(in crate::systems) fn builtin_links(&self) -> Links {
        self.link_builtin(|linker| linker.links(LINKS.builtin_rows("")))
    }

    pub(in crate::systems) fn builtin_capitals(&self) -> PolitySpells {
        self.link_builtin(|linker| linker.capitals(CAPITALS.builtin_rows("")))
    }

    pub(in crate::systems) fn builtin_seats(&self) -> PolitySpells {
        self.link_builtin(|linker| linker.seats(SEATS.builtin_rows("")))
    }

    fn link_builtin<T>(&self, link: impl FnOnce(&mut Linker<'_>) -> T) -> T {
        let mut linker = Linker { systems: self, errors: Vec::new() };
        let made = link(&mut linker);
        debug_assert!(linker.errors.is_empty(), "the tables built in are tested");
        made
    }
}

struct Linker<'s> {
    /// Of which only the polities are there yet.
    systems: &'s Systems,
    errors: Vec<TableError>,
}

impl Linker<'_> {
    /// The lists by system; of those `builtin` only what they are called.
    fn lists(
        &mut self,
        editions: Vec<EditionRow>,
        codes: Vec<CodeRow>,
        are_builtin: bool,
    ) -> Vec<ListSlot> {
        let mut told: BTreeMap<CodeSystem, (EditionRow, Vec<CodeRow>)> = BTreeMap::new();
        for row in editions {
            if let Some((first, _)) = told.get(&row.system) {
                self.errors.push(twice(&row.place, "system", row.system.as_str(), &first.place));
            } else {
                told.insert(row.system.clone(), (row, Vec::new()));
            }
        }
        for row in codes {
            if let Some((_, rows)) = told.get_mut(&row.system) {
                rows.push(row);
                continue;
            }
            let fault = Fault::text(row.system.as_str(), "a system with an edition");
            self.errors.push(row.place.error(Some("system"), fault));
        }
        let mut lists = Vec::with_capacity(told.len());
        for (system, (row, rows)) in told {
            let edition = Edition {
                name: row.edition,
                first_day: row.first_day,
                last_day: row.last_day,
                citation: row.citation,
            };
            let list = || self.list(system.clone(), edition.clone(), rows);
            let table = if are_builtin { OnceLock::new() } else { list().into() };
            lists.push(ListSlot { system, edition, table });
        }
        lists
    }

    fn list(&mut self, system: CodeSystem, edition: Edition, rows: Vec<CodeRow>) -> ListTable {
        let (numeric, stretches) = self.stretches(&system, &edition, rows);
        ListTable::new(system, edition, numeric, stretches)
    }

    /// The stretches of one list, each with its code, and whether all codes are numbers.
    fn stretches(
        &mut self,
        system: &CodeSystem,
        edition: &Edition,
        rows: Vec<CodeRow>,
    ) -> (bool, Vec<(Box<str>, Stretch)>) {
        let rows = self.of_polities(rows, |row| (&row.place, "polity", &row.polity));
        let mut checks = LinkChecks::new(system, edition, &rows);
        let mut stretches = Vec::with_capacity(rows.len());
        for (polity, row) in rows {
            if let Err((column, fault)) = checks.check(polity, &row) {
                self.errors.push(row.place.error(Some(column), fault));
                continue;
            }
            let CodeRow { code, from, to, name, note, is_alias, .. } = row;
            stretches.push((code, Stretch { code: 0, polity, from, to, name, note, is_alias }));
        }
        (checks.numeric, stretches)
    }

    fn links(&mut self, links: Vec<LinkRow>) -> Links {
        let (mut seen, mut told) = (BTreeSet::new(), Vec::with_capacity(links.len()));
        let links = self.of_polities(links, |row| (&row.place, "from", &row.from));
        for (to, (from, row)) in self.of_polities(links, |(_, row)| (&row.place, "to", &row.to)) {
            let fault = if from == to {
                Some(Fault::text(row.to.as_str(), "another polity than the one that it follows"))
            } else if seen.insert((from, to, row.kind.code(), row.day)) {
                None
            } else {
                Some(Fault::phrase("a succession that is told of already", "each of them once"))
            };
            match fault {
                Some(fault) => self.errors.push(row.place.error(Some("to"), fault)),
                None => told.push((row, from, to)),
            }
        }
        put_in_order(&mut told, |(a, ..), (b, ..)| a.day.cmp(&b.day));
        let by = |end: fn(&(LinkRow, usize, usize)) -> usize| {
            let mut by: Vec<_> = told.iter().map(end).zip(0..).collect();
            by.sort_unstable();
            by
        };
        let (from, to) = (by(|(_, from, _)| *from), by(|(.., to)| *to));
        Links { told, from, to }
    }

    fn capitals(&mut self, rows: Vec<SpellRow>) -> PolitySpells {
        self.spells(rows, "from")
    }

    fn seats(&mut self, rows: Vec<SpellRow>) -> PolitySpells {
        self.spells(rows, "admitted")
    }

    fn spells(&mut self, rows: Vec<SpellRow>, from_column: &str) -> PolitySpells {
        let mut taken = TakenDays::default();
        let mut spells = self.of_polities(rows, |row| (&row.place, "polity", &row.polity));
        spells.retain(|(polity, row)| {
            let days = (row.from.unwrap_or(SINCE_EVER), row.to.unwrap_or(FOR_EVER));
            let other = taken.put((*polity, row.what.clone()), days, &row.place);
            let fault = other.map(|other| overlapping(&other));
            let error = fault.map(|fault| row.place.error(Some(from_column), fault));
            let is_right = error.is_none();
            self.errors.extend(error);
            is_right
        });
        put_in_order(&mut spells, |(a, one), (b, other)| (a, one.from).cmp(&(b, other.from)));
        spells
    }

    fn names(&mut self, mut names: Vec<NameDraft>) -> Vec<NameDraft> {
        names.retain(|name| {
            let error = name.error(self.systems, self.errors.len() < MOST_HINTS);
            let is_right = error.is_none();
            self.errors.extend(error);
            is_right
        });
        names
    }

    /// The rows with the places of their polities, without those of none.
    fn of_polities<R>(
        &mut self,
        rows: Vec<R>,
        polity: impl Fn(&R) -> (&RowPlace, &'static str, &StateId),
    ) -> Vec<(usize, R)> {
        let mut linked = Vec::with_capacity(rows.len());
        for row in rows {
            let (place, column, id) = polity(&row);
            if let Some(at) = self.systems.place(id.as_str()) {
                linked.push((at, row));
                continue;
            }
            let hint = self.errors.len() < MOST_HINTS;
            self.errors.push(self.systems.no_polity(place, column, id, hint));
        }
        linked
    }
}

/// What a row of a list is held against.
struct LinkChecks<'e> {
    system: &'e CodeSystem,
    edition: &'e Edition,
    numeric: bool,
    /// How each code is written, by what it is looked up by, and its place.
    spelt: HashMap<Box<str>, (Box<str>, usize)>,
    taken: TakenDays<(usize, usize)>,
}

impl<'e> LinkChecks<'e> {
    fn new(system: &'e CodeSystem, edition: &'e Edition, rows: &[(usize, CodeRow)]) -> Self {
        // A list of numbers is one of numbers, whatever another table adds to it.
        let first = rows.first().map(|(_, row)| &row.place.table);
        let of_first = rows.iter().filter(|(_, row)| Some(&row.place.table) == first);
        let numeric = of_first.map(|(_, row)| &row.code).all(|code| is_number(code));
        Self { system, edition, numeric, spelt: HashMap::new(), taken: TakenDays::default() }
    }

    /// # Errors
    /// With the column at fault.
    fn check(&mut self, polity: usize, row: &CodeRow) -> Result<(), (&'static str, Fault)> {
        self.edition_has(row)?;
        let code = self.code(&row.code).map_err(|fault| ("code", fault))?;
        let days = self.edition.days(row.from, row.to);
        let other = self.taken.put((code, polity), days, &row.place);
        other.map_or(Ok(()), |other| Err(("from", overlapping(&other))))
    }

    /// What is open at the end of an edition is so when last heard; a day beyond would be heard of
    /// nowhere.
    fn edition_has(&self, row: &CodeRow) -> Result<(), (&'static str, Fault)> {
        for (column, day) in [("from", row.from), ("to", row.to)] {
            let Some(day) = day else { continue };
            let expected = if self.edition.first_day.is_some_and(|first| day < first) {
                self.edition.first_day.map(|first| format!("a day from {first} on"))
            } else if self.edition.last_day.is_some_and(|last| last < day) {
                self.edition.last_day.map(|last| format!("a day up to {last}"))
            } else {
                None
            };
            if let Some(expected) = expected {
                let system = self.system.as_str();
                let expected = format!("{expected}, as the edition of {system} has");
                return Err((column, Fault::text(&day.to_string(), expected)));
            }
        }
        Ok(())
    }

    /// The place of a code that is written as it was before.
    fn code(&mut self, code: &str) -> Result<usize, Fault> {
        let system = self.system.as_str();
        if self.numeric && !is_number(code) {
            return Err(Fault::text(code, format!("a number, as all codes of {system} are")));
        }
        let next = self.spelt.len();
        let key = key(self.numeric, code);
        if let Some((spelt, at)) = self.spelt.get(&*key) {
            let is_same = **spelt == *code;
            let other =
                || Fault::text(code, format!("{}, as it was written before", quoted(spelt)));
            return if is_same { Ok(*at) } else { Err(other()) };
        }
        if next == MOST_CODES {
            return Err(Fault::text(code, format!("at most {MOST_CODES} codes in a list")));
        }
        self.spelt.insert(key.into(), (code.into(), next));
        Ok(next)
    }
}

/// The days that are taken already, of things that can be there once at a time: by thing and first day the
/// last day, and where they were taken.
struct TakenDays<K>(BTreeMap<(K, NaiveDate), (NaiveDate, RowPlace)>);

impl<K> Default for TakenDays<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord + Clone> TakenDays<K> {
    /// Takes days, or says where one of them was taken before.
    fn put(&mut self, key: K, (from, to): Days, place: &RowPlace) -> Option<RowPlace> {
        // They stand apart, so the last to begin is the last to end.
        if let Some(((of, _), (end, other))) = self.0.range(..=(key.clone(), to)).next_back()
            && *of == key
            && from <= *end
        {
            return Some(other.clone());
        }
        self.0.insert((key, from), (to, place.clone()));
        None
    }
}

fn overlapping(other: &RowPlace) -> Fault {
    let found = format!("days of which {other} tells the same");
    Fault::phrase(found, "other days, or a row that changes that one")
}

fn twice(place: &RowPlace, column: &str, text: &str, other: &RowPlace) -> TableError {
    let found = format!("{}, which stands in {other}", quoted(text));
    place.error(Some(column), Fault::phrase(found, "another, or a row that changes that one"))
}
