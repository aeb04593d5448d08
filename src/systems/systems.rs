//! Systems: the polities and the lists, linked to each other.

use std::sync::{LazyLock, OnceLock};

use super::polity::Polity;
use super::succession::Succession;
use crate::model::StateId;
use crate::model::fault::{Fault, nearest};
use crate::systems::CodeSystem;
use crate::systems::Override;
use crate::systems::TableError;
use crate::systems::codes::list::ListTable;
use crate::systems::names::{NameDraft, NameTable};
use crate::systems::tables::draft::{LinkRow, PolityRow, SpellRow, TablesDraft};
use crate::systems::tables::table::RowPlace;
use crate::systems::{CountryList, UnknownSystem};
use crate::time::NaiveDate;

/// Each table built in: its name, its text, and how it is read.
pub(crate) type Embedded = (&'static str, &'static str, fn(&mut TablesDraft, &str, &str));

pub(crate) const TABLES: &[Embedded] = &[
    ("polities.tsv", include_str!("tables/rows/polities.tsv"), TablesDraft::read_polities),
    ("editions.tsv", include_str!("tables/rows/editions.tsv"), TablesDraft::read_editions),
    ("codes.tsv", include_str!("tables/rows/codes.tsv"), TablesDraft::read_codes),
    ("succession.tsv", include_str!("tables/rows/succession.tsv"), TablesDraft::read_succession),
    ("capitals.tsv", include_str!("tables/rows/capitals.tsv"), TablesDraft::read_capitals),
    ("un.tsv", include_str!("tables/rows/un.tsv"), TablesDraft::read_seats),
];

static BUILTIN: LazyLock<Systems> = LazyLock::new(|| {
    let (systems, errors) = embedded().link(true);
    debug_assert!(errors.is_empty(), "the tables built in are tested");
    systems
});

pub(crate) fn embedded() -> TablesDraft {
    let mut draft = TablesDraft::default();
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
/// use detente::systems::{CodeSystem, Systems};
///
/// let systems = Systems::builtin();
/// assert_eq!(systems.polity("namibia").map(|polity| polity.name()), Some("Namibia"));
/// assert!(systems.list(&CodeSystem::new("acme:list")?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Systems {
    /// By id.
    pub(crate) polities: Vec<PolityRow>,
    /// By system.
    pub(crate) lists: Vec<ListTable>,
    /// By day, then as told.
    pub(crate) links: Vec<(LinkRow, usize, usize)>,
    /// The places of the links by their earlier and by their later polity.
    pub(crate) links_from: Vec<(usize, usize)>,
    pub(crate) links_to: Vec<(usize, usize)>,
    /// By polity.
    pub(crate) capitals: Vec<(usize, SpellRow)>,
    pub(crate) seats: Vec<(usize, SpellRow)>,
    /// As told.
    pub(crate) overrides: Vec<Override>,
    /// Names told besides those built in.
    pub(crate) own_names: Vec<NameDraft>,
    pub(crate) has_builtin_names: bool,
    /// Read when first asked for.
    names: OnceLock<NameTable>,
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
    /// What is built in: polities from 1816 on, with the lists that [`CodeSystem`] names.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Nothing, but for what was changed in tables and whether the names built in are read.
    pub(crate) fn empty(overrides: Vec<Override>, has_builtin_names: bool) -> Self {
        Self {
            polities: Vec::new(),
            lists: Vec::new(),
            links: Vec::new(),
            links_from: Vec::new(),
            links_to: Vec::new(),
            capitals: Vec::new(),
            seats: Vec::new(),
            overrides,
            own_names: Vec::new(),
            has_builtin_names,
            names: OnceLock::new(),
        }
    }

    /// The polities, by id.
    ///
    /// ```
    /// # use detente::{date, systems::Systems};
    /// let then = |day| Systems::builtin().polities().filter(|polity| polity.existed_on(day)).count();
    /// assert!(then(date!("1900-01-01")) < then(date!("2000-01-01")));
    /// ```
    pub fn polities(&self) -> impl Iterator<Item = Polity<'_>> {
        (0..self.polities.len()).map(|at| Polity { systems: self, at })
    }

    /// The polity with this id.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// let japan = Systems::builtin().polity("japan").expect("it is built in");
    /// assert_eq!(japan.name(), "Japan");
    /// assert_eq!(Systems::builtin().polity("Japan"), None); // an id, not a name
    /// ```
    pub fn polity(&self, id: &str) -> Option<Polity<'_>> {
        Some(Polity { systems: self, at: self.place(id)? })
    }

    /// The id closest to `id`, where one is close enough to be meant.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// assert_eq!(Systems::builtin().nearest_polity("germny"), Some("germany"));
    /// ```
    pub fn nearest_polity(&self, id: &str) -> Option<&str> {
        nearest(id, self.polities.iter().map(|row| row.id.as_str()))
    }

    /// The lists, by system.
    pub fn lists(&self) -> impl Iterator<Item = CountryList<'_>> {
        self.lists.iter().map(|table| CountryList { systems: self, table })
    }

    /// The list of `system`.
    ///
    /// ```
    /// # use detente::systems::{CodeSystem, Systems};
    /// let list = Systems::builtin().list(&CodeSystem::GW)?;
    /// assert_eq!((list.system(), list.codes().next()), (&CodeSystem::GW, Some("2")));
    /// # Ok::<(), detente::systems::UnknownSystem>(())
    /// ```
    ///
    /// # Errors
    /// If nothing is told of it.
    pub fn list(&self, system: &CodeSystem) -> Result<CountryList<'_>, UnknownSystem> {
        self.lists().find(|list| list.system() == system).ok_or_else(|| UnknownSystem::new(system))
    }

    /// Every succession, by day; those without a day come first.
    ///
    /// ```
    /// # use detente::{date, systems::Systems};
    /// let unity = Systems::builtin().successions().filter(|one| one.day() == Some(date!("1990-10-03")));
    /// let unity: Vec<String> = unity.map(|one| one.to_string()).collect();
    /// assert!(unity.contains(&"east-germany to germany: merger on 1990-10-03".to_owned()));
    /// ```
    pub fn successions(&self) -> impl Iterator<Item = Succession<'_>> {
        self.links.iter().map(|link| self.succession(link))
    }

    /// The successions of a polity, which is the earlier or the later one, by day.
    pub(crate) fn successions_of(
        &self,
        by: &[(usize, usize)],
        polity: usize,
    ) -> Vec<Succession<'_>> {
        let start = by.partition_point(|(of, _)| *of < polity);
        let own = by.get(start..).unwrap_or_default().iter().take_while(|(of, _)| *of == polity);
        let links = own.filter_map(|(_, at)| self.links.get(*at));
        links.map(|link| self.succession(link)).collect()
    }

    fn succession<'s>(&'s self, (row, from, to): &'s (LinkRow, usize, usize)) -> Succession<'s> {
        let polity = |at: usize| Polity { systems: self, at };
        Succession { row, from: polity(*from), to: polity(*to) }
    }

    /// The rows of your own that changed what was told before, table by table. None of those built in.
    pub fn overrides(&self) -> impl Iterator<Item = &Override> {
        self.overrides.iter()
    }

    pub(crate) fn row(&self, at: usize) -> &PolityRow {
        // Places come from `link`, which counts the very rows.
        &self.polities[at]
    }

    pub(crate) fn capitals_on(&self, polity: usize, day: NaiveDate) -> Vec<&str> {
        on(&self.capitals, polity, day).map(|spell| &*spell.what).collect()
    }

    /// The capitals of a polity with the first and the last day of each, where they are told.
    pub(crate) fn capitals_of(
        &self,
        polity: usize,
    ) -> impl Iterator<Item = (&str, Option<NaiveDate>, Option<NaiveDate>)> {
        of(&self.capitals, polity).map(|spell| (&*spell.what, spell.from, spell.to))
    }

    pub(crate) fn names_table(&self) -> &NameTable {
        self.names.get_or_init(|| {
            let (names, errors) = NameTable::read(self, &self.own_names, self.has_builtin_names);
            debug_assert!(errors.is_empty(), "the tables built in are tested");
            names
        })
    }

    pub(crate) fn had_seat_on(&self, polity: usize, day: NaiveDate) -> bool {
        on(&self.seats, polity, day).next().is_some()
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.polities.binary_search_by(|row| row.id.as_str().cmp(id)).ok()
    }

    /// The error of a row that is about no polity, with the nearest one if there is to be a `hint`.
    pub(crate) fn no_polity(
        &self,
        place: &RowPlace,
        column: &str,
        id: &StateId,
        hint: bool,
    ) -> TableError {
        let ids = self.polities.iter().filter(|_| hint).map(|row| row.id.as_str());
        let fault = Fault::text(id.as_str(), "the id of a polity").nearest_of(id.as_str(), ids);
        place.error(Some(column), fault)
    }
}

/// What of `spells` a polity had.
fn of(spells: &[(usize, SpellRow)], polity: usize) -> impl Iterator<Item = &SpellRow> {
    let start = spells.partition_point(|(of, _)| *of < polity);
    let own = spells.get(start..).unwrap_or_default().iter();
    own.take_while(move |(of, _)| *of == polity).map(|(_, spell)| spell)
}

/// What of `spells` a polity had on a day.
fn on(
    spells: &[(usize, SpellRow)],
    polity: usize,
    day: NaiveDate,
) -> impl Iterator<Item = &SpellRow> {
    of(spells, polity)
        .filter(move |spell| spell.from.is_none_or(|from| from <= day))
        .filter(move |spell| spell.to.is_none_or(|to| day <= to))
}

#[cfg(test)]
mod tests {
    use super::embedded;
    use crate::systems::codes::list::Stretch;

    #[test]
    fn the_tables_built_in_have_no_mistake() {
        let (systems, errors) = embedded().link(true);
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
    }
}
