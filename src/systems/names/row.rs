//! A name: which string stands for which polity, in which language, for what, and when.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::model::closed_codes;
use crate::systems::Polity;
use crate::systems::Systems;
use crate::systems::codes::list::{Days, FOR_EVER, SINCE_EVER};
use crate::time::NaiveDate;

closed_codes! {
    /// What a name is a name of.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{NameSort, Systems};
    ///
    /// let names = Systems::builtin().names(date!("2024-06-17"));
    /// assert_eq!(names.of_sort(NameSort::City).find("Moscow").polity(), Systems::builtin().polity("russia"));
    /// assert_eq!(names.of_sort(NameSort::State).find("Moscow").polity(), None);
    /// ```
    pub enum NameSort, "sort of name" {
        /// A state or territory: Russia, USSR.
        State = "state",
        /// Its people, or what belongs to it: Russian, Britons.
        Nationality = "nationality",
        /// Its capital or seat of government: Moscow.
        City = "city",
        /// What stands for its government: the Kremlin.
        Government = "government",
    }
}

impl NameSort {
    /// Whether a name of this sort is one of `asked`: a capital is a name for a government.
    pub(super) fn serves(self, asked: Self) -> bool {
        self == asked || (self, asked) == (Self::City, Self::Government)
    }
}

/// A name, linked to its polity.
#[derive(Clone, Debug)]
pub(in crate::systems) struct NameRow {
    /// The place of its polity.
    pub(in crate::systems) polity: usize,
    pub(in crate::systems) text: Box<str>,
    pub(in crate::systems) sort: NameSort,
    /// The place of its language.
    pub(in crate::systems) language: u16,
    /// The days on which it is in use, within those of the polity.
    pub(in crate::systems) days: Days,
    /// Whether its days are told, and not only those of its polity.
    pub(in crate::systems) dated: bool,
    /// Whether it is the usual name of its polity in English.
    pub(in crate::systems) usual: bool,
}

/// A name of a polity.
///
/// ```
/// use detente::systems::{NameSort, Systems};
///
/// let korea = Systems::builtin().polity("north-korea").expect("it is built in");
/// let names = korea.names();
/// let short = names.iter().find(|name| name.text() == "DPRK").expect("a name");
/// assert_eq!((short.sort(), short.language()), (NameSort::State, None));
/// assert!(names.iter().any(|name| name.text() == "КНДР" && name.language() == Some("ru")));
/// ```
#[derive(Clone, Copy)]
pub struct PolityName<'s> {
    pub(in crate::systems) systems: &'s Systems,
    pub(in crate::systems) row: &'s NameRow,
}

impl<'s> PolityName<'s> {
    /// The name as it is written.
    pub fn text(self) -> &'s str {
        &self.row.text
    }

    /// What it is a name of.
    pub fn sort(self) -> NameSort {
        self.row.sort
    }

    /// Its language, a tag of BCP 47 such as `en` or `zh-Hant`; `None` if it is used in every language.
    pub fn language(self) -> Option<&'s str> {
        self.systems.names_table().language(self.row)
    }

    /// The polity which it stands for.
    pub fn polity(self) -> Polity<'s> {
        Polity { systems: self.systems, at: self.row.polity }
    }

    /// The first day on which it is in use, inclusive; `None` if that is not told.
    pub fn from(self) -> Option<NaiveDate> {
        Some(self.row.days.0).filter(|day| *day != SINCE_EVER)
    }

    /// The last day on which it is in use, inclusive; `None` if it still is.
    pub fn to(self) -> Option<NaiveDate> {
        Some(self.row.days.1).filter(|day| *day != FOR_EVER)
    }

    /// Whether it is the usual name of its polity in English.
    pub fn is_usual(self) -> bool {
        self.row.usual
    }
}

/// As an object: `text`, `sort`, `language`, the id of its `polity`, `from`, `to` and `usual`.
impl Serialize for PolityName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let mut object = serializer.serialize_struct("PolityName", 7)?;
        object.serialize_field("text", self.text())?;
        object.serialize_field("sort", &self.sort())?;
        object.serialize_field("language", &self.language())?;
        object.serialize_field("polity", &self.polity())?;
        object.serialize_field("from", &day(self.from()))?;
        object.serialize_field("to", &day(self.to()))?;
        object.serialize_field("usual", &self.is_usual())?;
        object.end()
    }
}

impl fmt::Debug for PolityName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PolityName({:?}, {})", self.text(), self.polity().id())
    }
}

/// As it is written.
impl fmt::Display for PolityName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
