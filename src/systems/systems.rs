//! Systems: the polities and the lists, linked to each other.

use std::sync::{LazyLock, OnceLock};

use super::polity::Polity;
use super::succession::Succession;
use crate::model::StateId;
use crate::model::fault::{Fault, nearest};
use crate::systems::CodeSystem;
use crate::systems::Override;
use crate::systems::TableError;
use crate::systems::codes::list::ListSlot;
use crate::systems::names::{NameDraft, NameTable};
use crate::systems::tables::draft::{LinkRow, PolityRow, SpellRow, TablesDraft};
use crate::systems::tables::polity_rows::PolityRows;
use crate::systems::tables::table::RowPlace;
use crate::systems::{CountryList, UnknownSystem};
use crate::time::NaiveDate;

static BUILTIN: LazyLock<Systems> = LazyLock::new(|| {
    let (systems, errors) = TablesDraft::builtin().link(true);
    debug_assert!(errors.is_empty(), "the tables built in are tested");
    systems
});

/// Polities through time, and the lists that give them codes.
///
/// Each table built in is read when it is first asked for, and costs nothing before.
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
    pub(crate) polities: PolityRows,
    /// By system.
    pub(crate) lists: Vec<ListSlot>,
    /// These are read when first asked for, where they are those built in.
    pub(crate) links: OnceLock<Links>,
    pub(crate) capitals: OnceLock<PolitySpells>,
    pub(crate) seats: OnceLock<PolitySpells>,
    /// As told.
    pub(crate) overrides: Vec<Override>,
    /// Names told besides those built in.
    pub(crate) own_names: Vec<NameDraft>,
    pub(crate) has_builtin_names: bool,
    /// Read when first asked for.
    pub(crate) names: OnceLock<NameTable>,
}

/// The successions, with the places of the earlier and the later polity.
#[derive(Default)]
pub(crate) struct Links {
    /// By day, then as told.
    pub(crate) told: Vec<(LinkRow, usize, usize)>,
    /// Their places by their earlier and by their later polity.
    pub(crate) from: Vec<(usize, usize)>,
    pub(crate) to: Vec<(usize, usize)>,
}

/// What polities had for a time, by polity and then by day.
pub(crate) type PolitySpells = Vec<(usize, SpellRow)>;

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

    /// The polities, what was changed in tables, and whether the names built in are read.
    pub(crate) fn new(
        polities: PolityRows,
        overrides: Vec<Override>,
        has_builtin_names: bool,
    ) -> Self {
        Self {
            polities,
            lists: Vec::new(),
            links: OnceLock::new(),
            capitals: OnceLock::new(),
            seats: OnceLock::new(),
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
        nearest(id, self.polities.ids())
    }

    /// The lists, by system.
    pub fn lists(&self) -> impl Iterator<Item = CountryList<'_>> {
        self.lists.iter().map(|slot| self.list_in(slot))
    }

    fn list_in<'s>(&'s self, slot: &'s ListSlot) -> CountryList<'s> {
        let builtin = || self.builtin_list(&slot.system, &slot.edition);
        CountryList { systems: self, table: slot.table.get_or_init(builtin) }
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
        let slot = self.lists.iter().find(|slot| slot.system == *system);
        slot.map(|slot| self.list_in(slot)).ok_or_else(|| UnknownSystem::new(system))
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
        self.links().told.iter().map(|link| self.succession(link))
    }

    pub(crate) fn links(&self) -> &Links {
        self.links.get_or_init(|| self.builtin_links())
    }

    fn capitals(&self) -> &PolitySpells {
        self.capitals.get_or_init(|| self.builtin_capitals())
    }

    /// The successions of a polity, which is the earlier or the later one, by day.
    pub(crate) fn successions_of(
        &self,
        by: &[(usize, usize)],
        polity: usize,
    ) -> Vec<Succession<'_>> {
        let start = by.partition_point(|(of, _)| *of < polity);
        let own = by.get(start..).unwrap_or_default().iter().take_while(|(of, _)| *of == polity);
        let links = own.filter_map(|(_, at)| self.links().told.get(*at));
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
        self.polities.row(at)
    }

    pub(crate) fn capitals_on(&self, polity: usize, day: NaiveDate) -> Vec<&str> {
        on(self.capitals(), polity, day).map(|spell| &*spell.what).collect()
    }

    /// The capitals of a polity with the first and the last day of each, where they are told.
    pub(crate) fn capitals_of(
        &self,
        polity: usize,
    ) -> impl Iterator<Item = (&str, Option<NaiveDate>, Option<NaiveDate>)> {
        of(self.capitals(), polity).map(|spell| (&*spell.what, spell.from, spell.to))
    }

    pub(crate) fn names_table(&self) -> &NameTable {
        self.names.get_or_init(|| {
            let (names, errors) = NameTable::read(self, &self.own_names, self.has_builtin_names);
            debug_assert!(errors.is_empty(), "the tables built in are tested");
            names
        })
    }

    pub(crate) fn had_seat_on(&self, polity: usize, day: NaiveDate) -> bool {
        let seats = self.seats.get_or_init(|| self.builtin_seats());
        on(seats, polity, day).next().is_some()
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.polities.place(id)
    }

    /// The error of a row that is about no polity, with the nearest one if there is to be a `hint`.
    pub(crate) fn no_polity(
        &self,
        place: &RowPlace,
        column: &str,
        id: &StateId,
        hint: bool,
    ) -> TableError {
        let ids = self.polities.ids().filter(|_| hint);
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
    use super::{Systems, TablesDraft};
    use crate::systems::codes::list::Stretch;

    /// The tables built in, read as tables of one's own are.
    fn read_at_once() -> Systems {
        let mut draft = TablesDraft::default();
        let read = [
            TablesDraft::read_polities,
            TablesDraft::read_editions,
            TablesDraft::read_codes,
            TablesDraft::read_succession,
            TablesDraft::read_capitals,
            TablesDraft::read_seats,
        ];
        for ((name, text), read) in TablesDraft::BUILTIN.into_iter().zip(read) {
            read(&mut draft, name, text);
        }
        let (systems, errors) = draft.link(true);
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors, [""; 0]);
        systems
    }

    #[test]
    fn what_is_read_when_asked_for_is_what_is_read_at_once() {
        let (systems, at_once) = (Systems::builtin(), read_at_once());
        let lists = |of: &Systems| {
            of.lists()
                .map(|list| format!("{:?}", list.codes().collect::<Vec<_>>()))
                .collect::<Vec<_>>()
        };
        assert_eq!(lists(systems), lists(&at_once));
        for (one, other) in systems.polities().zip(at_once.polities()) {
            assert_eq!(
                format!("{one:?} {:?}", one.codes()),
                format!("{other:?} {:?}", other.codes())
            );
        }
        let successions =
            |of: &Systems| of.successions().map(|one| one.to_string()).collect::<Vec<_>>();
        assert_eq!(successions(systems), successions(&at_once));
    }

    #[test]
    fn the_tables_built_in_have_no_mistake() {
        let systems = read_at_once();
        assert!(systems.polities.len() > 200);
        for list in systems.lists() {
            let list = list.table;
            for alias in list.stretches.iter().filter(|one| one.is_alias) {
                let (from, to) = list.days(alias);
                let stands = |one: &Stretch| list.days(one).0 <= from && to <= list.days(one).1;
                let written = list.written(alias.polity).any(|(_, one)| stands(one));
                assert!(written, "{} has a code to write beside each alias", list.system);
            }
        }
    }
}
