//! Membership in a system: who is in a list, from which day to which.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::at::At;
use super::polity::Polity;
use super::systems::Systems;
use crate::systems::CodeSystem;
use crate::systems::codes::convert::keep_first;
use crate::systems::codes::list::Stretch;
use crate::systems::{CountryList, UnknownSystem};
use crate::time::NaiveDate;

/// Panels count no days outside of these, whatever a table says.
const FIRST: NaiveDate = crate::date!("0001-01-01");
const LAST: NaiveDate = crate::date!("9999-12-31");

/// A time without a break in which a code was in a list, whatever polities it stood for.
///
/// ```
/// use detente::systems::{CodeSystem, Systems};
///
/// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
/// let russia = membership.spells().find(|spell| spell.code() == "365").expect("a member");
/// assert_eq!((russia.from().to_string().as_str(), russia.is_open()), ("1816-01-01", true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Spell<'s> {
    list: CountryList<'s>,
    pub(super) place: usize,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    is_open: bool,
    first: &'s Stretch,
    /// The place of the first stretch.
    start: usize,
}

impl<'s> Spell<'s> {
    /// The code.
    pub fn code(self) -> &'s str {
        self.list.view(self.first).code()
    }

    /// The first day, inclusive.
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day that is counted, inclusive. It is no exit where the spell [is
    /// open](Self::is_open).
    pub fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether the spell still stood on the last day of the list, so that its end is not known.
    pub fn is_open(self) -> bool {
        self.is_open
    }

    /// Whether the list counts it among the microstates.
    pub fn is_microstate(self) -> bool {
        self.list.view(self.first).is_microstate()
    }

    /// The polities the code stood for in this time, in order.
    pub fn polities(self) -> Vec<Polity<'s>> {
        let table = self.list.table;
        // They are in order; those before the first of this time were over by then.
        let stretches = table.stretches.get(self.start..).unwrap_or_default().iter();
        let begun =
            stretches.take_while(|one| one.code == self.place && table.days(one).0 <= self.to);
        let held = begun.filter(|one| self.from <= table.days(one).1);
        let mut all: Vec<_> = held.map(|one| self.list.view(one).polity()).collect();
        keep_first(&mut all, |polity| polity.at);
        all
    }
}

/// As an object: `code`, `from`, `to`, `open`, `microstate`, and the ids of its `polities`.
impl Serialize for Spell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Spell", 6)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("from", &self.from.to_string())?;
        object.serialize_field("to", &self.to.to_string())?;
        object.serialize_field("open", &self.is_open)?;
        object.serialize_field("microstate", &self.is_microstate())?;
        object.serialize_field("polities", &self.polities())?;
        object.end()
    }
}

/// A day that a list does not speak of.
///
/// ```
/// use detente::date;
/// use detente::systems::{CodeSystem, Systems};
///
/// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
/// let error = membership.members_on(date!("2024-01-01")).unwrap_err();
/// assert_eq!(error.days().1, date!("2016-12-31"));
/// assert_eq!(
///     error.to_string(),
///     "cow-2016 speaks of 1816-01-01 to 2016-12-31 and says nothing of 2024-01-01"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} speaks of {first} to {last} and says nothing of {day}", .system.as_str())]
pub struct OutsideEdition {
    system: CodeSystem,
    first: NaiveDate,
    last: NaiveDate,
    day: NaiveDate,
}

impl OutsideEdition {
    /// The first and the last day that are spoken of, both inclusive.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.first, self.last)
    }
}

/// Why there is no membership of a list.
///
/// ```
/// use detente::date;
/// use detente::systems::{CodeSystem, SystemMembershipError, Systems};
///
/// let systems = Systems::builtin();
/// let error = systems.membership(&CodeSystem::ISO3).unwrap_err();
/// assert_eq!(error, SystemMembershipError::Unbounded(CodeSystem::ISO3));
/// let of_2020 = systems.list(&CodeSystem::ISO3)?.between(date!("2020-01-01"), date!("2020-12-31"));
/// assert!(of_2020.spells().any(|spell| spell.code() == "JPN"));
/// # Ok::<(), detente::systems::UnknownSystem>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SystemMembershipError {
    /// Nothing is told of the list.
    #[error(transparent)]
    System(#[from] UnknownSystem),
    /// The list has no first or no last day; [`CountryList::between`] takes some.
    #[error("{} has no first and last day, so its membership is to be asked for between two days", .0.as_str())]
    Unbounded(CodeSystem),
}

impl Systems {
    /// Who is in the list of `system`, over all the days it speaks of.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::{CodeSystem, Systems};
    /// let membership = Systems::builtin().membership(&CodeSystem::GW)?;
    /// let members = membership.members_on(date!("1992-06-01"))?;
    /// assert!(members.iter().any(|spell| spell.code() == "315")); // Czechoslovakia
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If nothing is told of the list, or it has no first and last day.
    pub fn membership(
        &self,
        system: &CodeSystem,
    ) -> Result<SystemMembership<'_>, SystemMembershipError> {
        let list = self.list(system)?;
        match (list.first_day(), list.last_day()) {
            (Some(first), Some(end)) => Ok(list.between(first, end)),
            _ => Err(SystemMembershipError::Unbounded(system.clone())),
        }
    }
}

impl<'s> CountryList<'s> {
    /// Who is in the list between two days, both inclusive. Days after the last one of the list,
    /// and outside of the years 1 to 9999, are not counted.
    pub fn between(self, first: NaiveDate, last: NaiveDate) -> SystemMembership<'s> {
        let (first, last) = (first.max(FIRST), last.min(LAST).min(self.table.last_day()));
        let mut spells: Vec<Spell<'s>> = Vec::new();
        for (start, stretch) in self.table.stretches.iter().enumerate() {
            let (from, to) = self.table.days(stretch);
            let (from, to) = (from.max(first), to.min(last));
            if to < from {
                continue;
            }
            let is_open = stretch.to.is_none() && to == last;
            match spells.last_mut() {
                Some(spell)
                    if spell.place == stretch.code
                        && spell.to.succ_opt().is_none_or(|next| from <= next) =>
                {
                    spell.is_open |= is_open;
                    spell.to = spell.to.max(to);
                }
                _ => spells.push(Spell {
                    list: self,
                    place: stretch.code,
                    from,
                    to,
                    is_open,
                    first: stretch,
                    start,
                }),
            }
        }
        SystemMembership { list: self, spells, first, last }
    }
}

/// The spells of a list over some days, from which its panels are made.
///
/// ```
/// use detente::date;
/// use detente::systems::{DyadOrder, CodeSystem, Systems};
///
/// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
/// let members = membership.members_on(date!("1816-01-01"))?;
/// assert_eq!(members.len(), 23);
/// assert!(membership.members_on(date!("2024-01-01")).is_err());
/// assert_eq!(membership.dyad_years(DyadOrder::Undirected).count(), 956_145);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SystemMembership<'s> {
    pub(super) list: CountryList<'s>,
    /// By code, then by day.
    pub(super) spells: Vec<Spell<'s>>,
    first: NaiveDate,
    last: NaiveDate,
}

impl<'s> SystemMembership<'s> {
    /// The list.
    pub fn list(&self) -> CountryList<'s> {
        self.list
    }

    /// The spells, by code and then by day.
    pub fn spells(&self) -> impl Iterator<Item = Spell<'s>> {
        self.spells.iter().copied()
    }

    /// Keeps the spells that `keep` says yes to: `without microstates`, or those of one region.
    ///
    /// ```
    /// # use detente::systems::{CodeSystem, Systems};
    /// let all = Systems::builtin().membership(&CodeSystem::GW)?;
    /// let larger = all.clone().retained(|spell| !spell.is_microstate());
    /// assert!(larger.spells().count() < all.spells().count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn retained(mut self, mut keep: impl FnMut(Spell<'s>) -> bool) -> Self {
        self.spells.retain(|spell| keep(*spell));
        self
    }

    /// Carries the spells that are open at the end on to the last day of `year`, as if nothing had
    /// changed since: the "most recent year" of other tools, given and not taken from a clock.
    /// Earlier years than that of the last day change nothing.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::{CodeSystem, Systems};
    /// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?.carried_to(2024);
    /// assert!(membership.members_on(date!("2024-01-01"))?.iter().any(|spell| spell.code() == "365"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn carried_to(mut self, year: i32) -> Self {
        let until = At::Year(year).days().1.min(LAST);
        if until > self.last {
            for spell in self.spells.iter_mut().filter(|spell| spell.is_open) {
                spell.to = until;
            }
            self.last = until;
        }
        self
    }

    /// The members on `day`, by code.
    ///
    /// # Errors
    /// If the list does not speak of the day.
    pub fn members_on(&self, day: NaiveDate) -> Result<Vec<Spell<'s>>, OutsideEdition> {
        if day < self.first || self.last < day {
            let system = self.list.system().clone();
            return Err(OutsideEdition { system, first: self.first, last: self.last, day });
        }
        Ok(self.spells().filter(|spell| spell.from <= day && day <= spell.to).collect())
    }
}

/// As an object: `system`, `first` and `last`, the days that are counted, and its `spells`.
impl Serialize for SystemMembership<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("SystemMembership", 4)?;
        object.serialize_field("system", self.list.system())?;
        object.serialize_field("first", &self.first.to_string())?;
        object.serialize_field("last", &self.last.to_string())?;
        object.serialize_field("spells", &self.spells)?;
        object.end()
    }
}
