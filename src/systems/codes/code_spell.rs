//! A code that stands for a polity for a time.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::code_system::CodeSystem;
use super::list::{CountryList, Stretch};
use crate::systems::Polity;
use crate::time::NaiveDate;

/// A code of a list, the polity it stands for, and since when until when.
///
/// Shown as `gw 260, Germany (from 1990-10-03)`.
///
/// ```
/// use detente::systems::{At, CodeSystem, Systems};
///
/// let list = Systems::builtin().list(&CodeSystem::COW)?;
/// let spells = list.spells("365", At::Ever);
/// assert_eq!(spells[2].polity().id().as_str(), "soviet-union");
/// # Ok::<(), detente::systems::UnknownSystem>(())
/// ```
#[derive(Clone, Copy)]
pub struct CodeSpell<'s> {
    pub(crate) list: CountryList<'s>,
    pub(crate) stretch: &'s Stretch,
}

impl<'s> CodeSpell<'s> {
    /// The system the code is of.
    pub fn system(self) -> &'s CodeSystem {
        self.list.system()
    }

    /// The code as the list writes it: `2`, `USA`, `004`.
    pub fn code(self) -> &'s str {
        self.list.table.codes.get(self.stretch.code).map_or("", AsRef::as_ref)
    }

    /// What the code stands for.
    pub fn polity(self) -> Polity<'s> {
        Polity { systems: self.list.systems, at: self.stretch.polity }
    }

    /// The first day, inclusive; `None` if it was so before the list begins.
    pub fn from(self) -> Option<NaiveDate> {
        self.stretch.from
    }

    /// The last day, inclusive; `None` if it is still so on the last day of the list.
    pub fn to(self) -> Option<NaiveDate> {
        self.stretch.to
    }

    /// What the list calls the polity.
    pub fn name(self) -> &'s str {
        if self.stretch.name.is_empty() { self.polity().name() } else { &self.stretch.name }
    }

    /// What is remarkable about the row; mostly empty.
    pub fn note(self) -> &'s str {
        &self.stretch.note
    }

    /// Whether the code is read as the polity, while another is the one to write.
    ///
    /// ```
    /// use detente::systems::{At, CodeSystem, Systems};
    ///
    /// let list = Systems::builtin().list(&CodeSystem::CAMEO)?;
    /// assert!(list.spells("ROU", At::Ever)[0].is_alias());
    /// let romania = Systems::builtin().polity("romania").expect("it is built in");
    /// assert_eq!(romania.code(&CodeSystem::CAMEO, At::Ever).exact().map(|one| one.code()), Some("ROM"));
    /// # Ok::<(), detente::systems::UnknownSystem>(())
    /// ```
    pub fn is_alias(self) -> bool {
        self.stretch.is_alias
    }

    /// Whether the list counts the polity among the microstates.
    pub fn is_microstate(self) -> bool {
        self.note().split([';', ',', ' ']).any(|word| word == "microstate")
    }
}

impl PartialEq for CodeSpell<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.system() == other.system()
            && (self.code(), self.from(), self.to()) == (other.code(), other.from(), other.to())
            && self.polity() == other.polity()
    }
}

impl Eq for CodeSpell<'_> {}

impl fmt::Debug for CodeSpell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeStretch({self})")
    }
}

impl fmt::Display for CodeSpell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (system, name) = (self.system().as_str(), self.name());
        write!(f, "{system} {}, {name}", self.code())?;
        match (self.from(), self.to()) {
            (None, None) => Ok(()),
            (Some(from), None) => write!(f, " (from {from})"),
            (None, Some(to)) => write!(f, " (to {to})"),
            (Some(from), Some(to)) => write!(f, " ({from} to {to})"),
        }
    }
}

/// As an object: `system`, `code`, `polity`, `from`, `to`.
impl Serialize for CodeSpell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let mut object = serializer.serialize_struct("CodeStretch", 5)?;
        object.serialize_field("system", self.system())?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("polity", self.polity().id())?;
        object.serialize_field("from", &day(self.from()))?;
        object.serialize_field("to", &day(self.to()))?;
        object.end()
    }
}
