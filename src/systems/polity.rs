//! Polity: a state in the sense of history, under one id of ours.

use std::fmt;

use serde::{Serialize, Serializer};

use super::answer::Answer;
use super::at::At;
use super::succession::Succession;
use super::systems::Systems;
use crate::model::{StateId, closed_codes};
use crate::systems::CodeSpell;
use crate::systems::CodeSystem;
use crate::systems::names::PolityName;
use crate::systems::tables::draft::PolityRow;
use crate::time::NaiveDate;

closed_codes! {
    /// What sort of polity one is.
    ///
    /// ```
    /// use detente::systems::{PolityKind, Systems};
    ///
    /// let kind = |id| Systems::builtin().polity(id).map(|polity| polity.kind());
    /// assert_eq!(kind("japan"), Some(PolityKind::State));
    /// assert_eq!(kind("andorra"), Some(PolityKind::Microstate));
    /// assert_eq!(kind("greenland"), Some(PolityKind::Territory));
    /// ```
    pub enum PolityKind, "kind of polity" {
        /// A state that some list of states has, or had.
        State = "state",
        /// A state that lists leave out, or mark, for its size.
        Microstate = "microstate",
        /// A territory with a code of its own, and no state.
        Territory = "territory",
        /// What claims or claimed to be a state, and is in no list of states.
        Claimant = "claimant",
        /// Several polities under one code.
        Group = "group",
    }
}

/// A polity: what an id such as `soviet-union` stands for.
///
/// ```
/// use detente::systems::{PolityKind, Systems};
///
/// let korea = Systems::builtin().polity("north-korea").expect("it is built in");
/// assert_eq!((korea.name(), korea.kind()), ("North Korea", PolityKind::State));
/// assert_eq!(korea.to_string(), "north-korea (North Korea)");
/// ```
#[derive(Clone, Copy)]
pub struct Polity<'s> {
    pub(super) systems: &'s Systems,
    /// Its place among the polities.
    pub(super) at: usize,
}

impl<'s> Polity<'s> {
    fn row(self) -> &'s PolityRow {
        self.systems.row(self.at)
    }

    /// Its id, which is that of the state in dossiers.
    pub fn id(self) -> &'s StateId {
        &self.row().id
    }

    /// Its name in English.
    pub fn name(self) -> &'s str {
        self.row().texts.name()
    }

    /// What sort of polity it is.
    pub fn kind(self) -> PolityKind {
        self.row().kind
    }

    /// What is to be known about its boundaries in time; mostly empty.
    pub fn note(self) -> &'s str {
        self.row().texts.note()
    }

    /// Its first day, inclusive; `None` if it is older than what is told.
    pub fn from(self) -> Option<NaiveDate> {
        self.row().from
    }

    /// Its last day, inclusive; `None` if it lasts.
    pub fn to(self) -> Option<NaiveDate> {
        self.row().to
    }

    /// Whether it existed on `day`, as far as is told.
    ///
    /// ```
    /// # use detente::{date, systems::Systems};
    /// let east = Systems::builtin().polity("east-germany").expect("it is built in");
    /// assert!(east.existed_on(date!("1990-10-02")) && !east.existed_on(date!("1990-10-03")));
    /// ```
    pub fn existed_on(self, day: NaiveDate) -> bool {
        self.from().is_none_or(|from| from <= day) && self.to().is_none_or(|to| day <= to)
    }

    /// Every code it ever had in any list: by list, then by code and day.
    pub fn codes(self) -> Vec<CodeSpell<'s>> {
        let of = |list: crate::systems::CountryList<'s>| {
            list.table.of_polity(self.at).map(move |(_, stretch)| list.view(stretch))
        };
        self.systems.lists().flat_map(of).collect()
    }

    /// Its code in `system` at a time.
    ///
    /// ```
    /// # use detente::systems::{At, CodeSystem, Systems};
    /// let union = Systems::builtin().polity("soviet-union").expect("it is built in");
    /// let code = |system| union.code(&system, At::Year(1985)).exact().map(|code| code.code());
    /// assert_eq!((code(CodeSystem::COW), code(CodeSystem::ISO3)), (Some("365"), Some("SUN")));
    /// ```
    pub fn code(self, system: &CodeSystem, at: impl Into<At>) -> Answer<CodeSpell<'s>> {
        self.systems.code_of(self.id(), system, at)
    }

    /// Every name it has or had, in every language and of every sort; the usual one in English first.
    pub fn names(self) -> Vec<PolityName<'s>> {
        let rows = self.systems.names_table().of(self.at);
        rows.iter().map(|row| PolityName { systems: self.systems, row }).collect()
    }

    /// Its capitals on `day`: mostly one, sometimes two, none where none is told.
    pub fn capitals_on(self, day: NaiveDate) -> Vec<&'s str> {
        self.systems.capitals_on(self.at, day)
    }

    /// Its capital on `day`, if one and only one is told.
    ///
    /// ```
    /// # use detente::{date, systems::Systems};
    /// let empire = Systems::builtin().polity("russian-empire").expect("it is built in");
    /// assert_eq!(empire.capital_on(date!("1914-08-31")), Some("Saint Petersburg"));
    /// assert_eq!(empire.capital_on(date!("1914-09-01")), Some("Petrograd"));
    /// ```
    pub fn capital_on(self, day: NaiveDate) -> Option<&'s str> {
        match self.capitals_on(day)[..] {
            [capital] => Some(capital),
            _ => None,
        }
    }

    /// Whether it was a member of the United Nations on `day`, under whichever name it had there.
    ///
    /// ```
    /// # use detente::{date, systems::Systems};
    /// let east = Systems::builtin().polity("east-germany").expect("it is built in");
    /// assert!(!east.un_member_on(date!("1973-09-17")) && east.un_member_on(date!("1973-09-18")));
    /// ```
    pub fn un_member_on(self, day: NaiveDate) -> bool {
        self.systems.had_seat_on(self.at, day)
    }

    /// What it came from: the successions in which it is the later one, by day.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// let germany = Systems::builtin().polity("germany").expect("it is built in");
    /// let before = germany.predecessors();
    /// let before: Vec<&str> = before.iter().map(|one| one.from().name()).collect();
    /// assert_eq!(before, ["East Germany", "West Germany"]);
    /// ```
    pub fn predecessors(self) -> Vec<Succession<'s>> {
        self.systems.successions_of(&self.systems.links().to, self.at)
    }

    /// What came of it: the successions in which it is the earlier one, by day.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// let union = Systems::builtin().polity("soviet-union").expect("it is built in");
    /// assert!(union.successors().iter().any(|one| one.to().name() == "Russia"));
    /// ```
    pub fn successors(self) -> Vec<Succession<'s>> {
        self.systems.successions_of(&self.systems.links().from, self.at)
    }
}

impl PartialEq for Polity<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Polity<'_> {}

impl fmt::Debug for Polity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Polity({})", self.id())
    }
}

/// Its id, and its name.
impl fmt::Display for Polity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.id(), self.name())
    }
}

/// As its id.
impl Serialize for Polity<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.id().serialize(serializer)
    }
}
