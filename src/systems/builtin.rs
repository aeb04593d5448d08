//! Systems: the polities and the lists, linked to each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

use super::draft::{CodeRow, Draft, LinkRow, PolityRow, SpellRow};
use super::list::{CountryList, Edition, ListTable, Stretch, UnknownSystem, key};
use super::names::{NameDraft, Names};
use super::polity::Polity;
use super::succession::Succession;
use super::system::System;
use super::table::TableError;
use crate::model::StateId;
use crate::model::fault::{Fault, nearest};
use crate::time::NaiveDate;

/// Each table built in: its name, its text, and how it is read.
type Embedded = (&'static str, &'static str, fn(&mut Draft, &str, &str));

const TABLES: &[Embedded] = &[
    ("polities.tsv", include_str!("table/polities.tsv"), Draft::read_polities),
    ("editions.tsv", include_str!("table/editions.tsv"), Draft::read_editions),
    ("codes.tsv", include_str!("table/codes.tsv"), Draft::read_codes),
    ("succession.tsv", include_str!("table/succession.tsv"), Draft::read_succession),
    ("capitals.tsv", include_str!("table/capitals.tsv"), Draft::read_capitals),
    ("un.tsv", include_str!("table/un.tsv"), Draft::read_seats),
];

static BUILTIN: LazyLock<Systems> = LazyLock::new(|| {
    let (systems, errors) = Systems::link(embedded());
    debug_assert!(errors.is_empty(), "the tables built in are tested");
    systems
});

fn embedded() -> Draft {
    let mut draft = Draft::default();
    for (name, text, read) in TABLES {
        read(&mut draft, name, text);
    }
    draft
}

/// Polities through time, and the lists that give them codes.
///
/// The tables built in are read when they are first asked for, and cost nothing before.
///
/// ```
/// use detente::systems::{System, Systems};
///
/// let systems = Systems::builtin();
/// assert_eq!(systems.polity("namibia").map(|polity| polity.name()), Some("Namibia"));
/// assert!(systems.list(&System::new("acme:list")?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Systems {
    /// By id.
    polities: Vec<PolityRow>,
    /// By system.
    lists: Vec<ListTable>,
    /// By day, then as told.
    links: Vec<(LinkRow, usize, usize)>,
    /// By polity.
    capitals: Vec<(usize, SpellRow)>,
    seats: Vec<(usize, SpellRow)>,
    /// Names told besides those built in.
    own_names: Vec<NameDraft>,
    /// Read when first asked for.
    names: OnceLock<Names>,
}

impl std::fmt::Debug for Systems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lists: Vec<&str> = self.lists.iter().map(|list| list.system.as_str()).collect();
        f.debug_struct("Systems")
            .field("polities", &self.polities.len())
            .field("lists", &lists)
            .finish_non_exhaustive()
    }
}

impl Systems {
    /// What is built in: polities from 1816 on, with the lists that [`System`] names.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The polities, by id.
    pub fn polities(&self) -> impl Iterator<Item = Polity<'_>> {
        (0..self.polities.len()).map(|at| Polity { systems: self, at })
    }

    /// The polity with this id.
    pub fn polity(&self, id: &str) -> Option<Polity<'_>> {
        Some(Polity { systems: self, at: self.place(id)? })
    }

    /// The id closest to `id`, where one is close enough to be meant.
    pub fn nearest_polity(&self, id: &str) -> Option<&str> {
        nearest(id, self.polities.iter().map(|row| row.id.as_str()))
    }

    /// The lists, by system.
    pub fn lists(&self) -> impl Iterator<Item = CountryList<'_>> {
        self.lists.iter().map(|table| CountryList { systems: self, table })
    }

    /// The list of `system`.
    ///
    /// # Errors
    /// If nothing is told of it.
    pub fn list(&self, system: &System) -> Result<CountryList<'_>, UnknownSystem> {
        self.lists().find(|list| list.system() == system).ok_or_else(|| UnknownSystem::new(system))
    }

    /// Every succession, by day; those without a day come first.
    pub fn successions(&self) -> impl Iterator<Item = Succession<'_>> {
        let polity = |at: usize| Polity { systems: self, at };
        self.links.iter().map(move |(row, from, to)| Succession {
            row,
            from: polity(*from),
            to: polity(*to),
        })
    }

    pub(super) fn row(&self, at: usize) -> &PolityRow {
        // Places come from `link`, which counts the very rows.
        &self.polities[at]
    }

    pub(super) fn capitals_on(&self, polity: usize, day: NaiveDate) -> Vec<&str> {
        on(&self.capitals, polity, day).map(|spell| &*spell.what).collect()
    }

    /// The capitals of a polity with the first and the last day of each, where they are told.
    pub(super) fn capitals_of(
        &self,
        polity: usize,
    ) -> impl Iterator<Item = (&str, Option<NaiveDate>, Option<NaiveDate>)> {
        let start = self.capitals.partition_point(|(of, _)| *of < polity);
        let own = self.capitals.get(start..).unwrap_or_default().iter();
        own.take_while(move |(of, _)| *of == polity)
            .map(|(_, spell)| (&*spell.what, spell.from, spell.to))
    }

    pub(super) fn names_table(&self) -> &Names {
        self.names.get_or_init(|| {
            let (names, errors) = Names::read(self, &self.own_names, true);
            debug_assert!(errors.is_empty(), "the tables built in are tested");
            names
        })
    }

    pub(super) fn had_seat_on(&self, polity: usize, day: NaiveDate) -> bool {
        on(&self.seats, polity, day).next().is_some()
    }

    /// Links the rows; what cannot be linked is left out and told.
    pub(super) fn link(draft: Draft) -> (Self, Vec<TableError>) {
        let Draft { mut polities, editions, codes, links, capitals, seats, names, mut errors } =
            draft;
        polities.sort_by(|a, b| a.id.cmp(&b.id).then(a.place.line.cmp(&b.place.line)));
        polities.dedup_by(|again, first| {
            let same = again.id == first.id;
            if same {
                errors.push(again.place.error(Some("id"), Fault::again(again.id.as_str())));
            }
            same
        });
        let mut systems = Self {
            polities,
            lists: Vec::new(),
            links: Vec::new(),
            capitals: Vec::new(),
            seats: Vec::new(),
            own_names: names,
            names: OnceLock::new(),
        };

        let mut told: BTreeMap<System, (Edition, Vec<CodeRow>)> = BTreeMap::new();
        for row in editions {
            let edition = Edition {
                name: row.edition,
                first_day: row.first_day,
                last_day: row.last_day,
                citation: row.citation,
            };
            if told.insert(row.system.clone(), (edition, Vec::new())).is_some() {
                let fault = Fault::again(row.system.as_str());
                errors.push(row.place.error(Some("system"), fault));
            }
        }
        for row in codes {
            if let Some((_, rows)) = told.get_mut(&row.system) {
                rows.push(row);
            } else {
                let fault = Fault::text(row.system.as_str(), "a system with an edition");
                errors.push(row.place.error(Some("system"), fault));
            }
        }
        for (system, (edition, rows)) in told {
            let rows = systems.linked(rows, &edition, &mut errors);
            systems.lists.push(ListTable::new(system, edition, rows));
        }

        for row in links {
            let ends = (systems.place(row.from.as_str()), systems.place(row.to.as_str()));
            match ends {
                (Some(from), Some(to)) => systems.links.push((row, from, to)),
                (from, _) => {
                    let (column, id) =
                        if from.is_none() { ("from", &row.from) } else { ("to", &row.to) };
                    errors.push(systems.no_polity(&row.place, column, id));
                }
            }
        }
        systems.links.sort_by_key(|(row, ..)| row.day);
        systems.capitals = systems.spells(capitals, &mut errors);
        systems.seats = systems.spells(seats, &mut errors);
        (systems, errors)
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.polities.binary_search_by(|row| row.id.as_str().cmp(id)).ok()
    }

    /// The stretches of one list, each with its code.
    fn linked(
        &self,
        rows: Vec<CodeRow>,
        edition: &Edition,
        errors: &mut Vec<TableError>,
    ) -> Vec<(Box<str>, Stretch)> {
        let mut seen: BTreeSet<(Box<str>, usize, NaiveDate)> = BTreeSet::new();
        let mut lasts: HashMap<(Box<str>, usize), NaiveDate> = HashMap::new();
        let mut stretches = Vec::with_capacity(rows.len());
        let mut rows = rows;
        rows.sort_by_key(|row| row.from);
        for row in rows {
            let Some(polity) = self.place(row.polity.as_str()) else {
                errors.push(self.no_polity(&row.place, "polity", &row.polity));
                continue;
            };
            let (from, to) = edition.days(row.from, row.to);
            let key = key(false, &row.code);
            if !seen.insert((key.clone(), polity, from)) {
                errors.push(row.place.error(Some("code"), Fault::again(&row.code)));
                continue;
            }
            if let Some(last) = lasts.insert((key, polity), to)
                && from <= last
            {
                let expected = format!("a day after {last}, up to which a row before it goes");
                errors
                    .push(row.place.error(Some("from"), Fault::text(&from.to_string(), expected)));
                continue;
            }
            let CodeRow { code, from, to, name, note, is_alias, .. } = row;
            stretches.push((code, Stretch { code: 0, polity, from, to, name, note, is_alias }));
        }
        stretches
    }

    fn spells(&self, rows: Vec<SpellRow>, errors: &mut Vec<TableError>) -> Vec<(usize, SpellRow)> {
        let mut spells = Vec::with_capacity(rows.len());
        for row in rows {
            match self.place(row.polity.as_str()) {
                Some(polity) => spells.push((polity, row)),
                None => errors.push(self.no_polity(&row.place, "polity", &row.polity)),
            }
        }
        spells.sort_by_key(|(polity, row)| (*polity, row.from));
        spells
    }

    pub(super) fn no_polity(
        &self,
        place: &super::table::Place,
        column: &str,
        id: &StateId,
    ) -> TableError {
        let ids = self.polities.iter().map(|row| row.id.as_str());
        let fault = Fault::text(id.as_str(), "the id of a polity").nearest_of(id.as_str(), ids);
        place.error(Some(column), fault)
    }
}

/// What of `spells` a polity had on a day.
fn on(
    spells: &[(usize, SpellRow)],
    polity: usize,
    day: NaiveDate,
) -> impl Iterator<Item = &SpellRow> {
    let start = spells.partition_point(|(of, _)| *of < polity);
    let own = spells.get(start..).unwrap_or_default().iter();
    own.take_while(move |(of, _)| *of == polity)
        .map(|(_, spell)| spell)
        .filter(move |spell| spell.from.is_none_or(|from| from <= day))
        .filter(move |spell| spell.to.is_none_or(|to| day <= to))
}

#[cfg(test)]
mod tests {
    use super::{Stretch, Systems, TABLES, embedded};

    #[test]
    fn the_tables_built_in_have_no_mistake() {
        let (systems, errors) = Systems::link(embedded());
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors, [""; 0]);
        assert!(systems.polities.len() > 200);
        for list in &systems.lists {
            for alias in list.stretches.iter().filter(|one| one.is_alias) {
                let (from, to) = list.days(alias);
                let stands = |one: &Stretch| list.days(one).0 <= from && to <= list.days(one).1;
                let written = list.written(alias.polity).any(|(_, one)| stands(one));
                assert!(written, "{} has a code to write beside each alias", list.system);
            }
        }
        assert!(TABLES.iter().map(|(_, text, _)| text.len()).sum::<usize>() < 1_000_000);
    }
}
