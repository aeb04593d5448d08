//! A column of names: each distinct one is looked up once.

use serde::Serialize;

use super::find::NameFinder;
use super::found::NameMatch;
use super::texts::NameTexts;
use crate::systems::AnswerStatus;
use crate::systems::At;
use crate::systems::CodeColumn;
use crate::systems::CodeSystem;
use crate::systems::Polity;
use crate::systems::UnknownSystem;

impl<'s> NameFinder<'s> {
    /// What each name of a column stands for, as [`find`](Self::find) has it. However often a name
    /// is repeated, it is looked up once.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{AnswerStatus, Systems};
    ///
    /// let names = Systems::builtin().names(date!("2024-06-17"));
    /// let column = names.column(&["Russia", "Korea", "Russia", "Oz"]);
    /// let ids: Vec<_> = column.polities().map(|one| one.map(|one| one.id().as_str())).collect();
    /// assert_eq!(ids, [Some("russia"), None, Some("russia"), None]);
    /// assert_eq!(column.status(1), Some(AnswerStatus::Ambiguous));
    ///
    /// // What is to be looked at by hand, each name once.
    /// let open = column.distinct().iter().filter(|found| found.polity().is_none());
    /// assert_eq!(open.map(|found| found.asked()).collect::<Vec<_>>(), ["Korea", "Oz"]);
    /// ```
    pub fn column<T: AsRef<str>>(&self, names: &[T]) -> NameColumn<'s> {
        let (mut texts, mut distinct) = (NameTexts::new(), Vec::new());
        let rows = names.iter().map(|name| {
            let number = texts.insert(name.as_ref());
            if number == distinct.len() {
                distinct.push(self.find(name.as_ref()));
            }
            u32::try_from(number).unwrap_or(u32::MAX)
        });
        let rows = rows.collect();
        NameColumn { distinct, rows, finder: *self }
    }
}

/// What the names of a column stand for.
///
/// It is written as what was found for the `distinct` names, and for each of the `rows` the place
/// of its name among them.
///
/// ```
/// use detente::date;
/// use detente::systems::{AnswerStatus, CodeSystem, Systems};
///
/// let column = Systems::builtin().names(date!("2024-06-17")).column(&["Russia", "Oz", "Russia"]);
/// assert_eq!((column.len(), column.distinct().len()), (3, 2));
/// assert_eq!(column.polity(2).map(|polity| polity.name()), Some("Russia"));
/// assert_eq!(column.count(AnswerStatus::Unknown), 1);
///
/// // What is asked of each polity is asked once of each distinct name.
/// assert_eq!(column.places(), [0, 1, 0]);
/// let codes = column.codes(&CodeSystem::ISO3)?;
/// assert_eq!(codes.codes().collect::<Vec<_>>(), [Some("RUS"), None, Some("RUS")]);
/// # Ok::<(), detente::systems::UnknownSystem>(())
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct NameColumn<'s> {
    distinct: Vec<NameMatch<'s>>,
    /// For each row the place of its name among the distinct ones.
    rows: Vec<u32>,
    #[serde(skip)]
    finder: NameFinder<'s>,
}

impl<'s> NameColumn<'s> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What was found for the row at `row`; `None` after the last row.
    pub fn get(&self, row: usize) -> Option<&NameMatch<'s>> {
        self.distinct.get(*self.rows.get(row)? as usize)
    }

    /// How the row at `row` was answered; `None` after the last row.
    pub fn status(&self, row: usize) -> Option<AnswerStatus> {
        self.get(row).map(NameMatch::status)
    }

    /// The polity of the row at `row`, if it is one and only one.
    pub fn polity(&self, row: usize) -> Option<Polity<'s>> {
        self.get(row)?.polity()
    }

    /// The polities, in the order of the rows; `None` where there is not one and only one.
    pub fn polities(&self) -> impl Iterator<Item = Option<Polity<'s>>> {
        let each: Vec<_> = self.distinct.iter().map(NameMatch::polity).collect();
        self.rows.iter().map(move |place| each.get(*place as usize).copied().flatten())
    }

    /// What was found for each distinct name, in the order in which they first stand.
    pub fn distinct(&self) -> &[NameMatch<'s>] {
        &self.distinct
    }

    /// For each row the place of its name among the [distinct](Self::distinct) ones, from 0 on. What
    /// follows from a name can so be worked out once for each distinct one, and handed to the rows.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::Systems;
    /// let names = Systems::builtin().names(date!("2024-06-17"));
    /// let column = names.column(&["Chad", "Mali", "Chad"]);
    /// let capitals: Vec<Option<&str>> = (column.distinct().iter())
    ///     .map(|found| found.polity()?.capital_on(date!("2024-06-17")))
    ///     .collect();
    /// let of_rows: Vec<_> = column.places().iter().map(|place| capitals[*place as usize]).collect();
    /// assert_eq!(of_rows, [Some("N’Djamena"), Some("Bamako"), Some("N’Djamena")]);
    /// ```
    pub fn places(&self) -> &[u32] {
        &self.rows
    }

    /// The codes to write for the polities of the rows in `system`, at the time for which the names
    /// were looked up. It answers as [`Systems::code_of`](crate::systems::Systems::code_of) does,
    /// asked once for each distinct name. Where a name stands for no polity or for several, its row
    /// is answered as the name was.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::{AnswerStatus, CodeSystem, Systems};
    /// let names = Systems::builtin().names(date!("1985-06-01"));
    /// let codes = names.column(&["USSR", "Korea", "Oz", "Ghana"]).codes(&CodeSystem::COW)?;
    /// assert_eq!(codes.codes().collect::<Vec<_>>(), [Some("365"), None, None, Some("452")]);
    /// assert_eq!(codes.status(1), Some(AnswerStatus::Ambiguous));
    /// assert_eq!(codes.status(2), Some(AnswerStatus::Unknown));
    /// # Ok::<(), detente::systems::UnknownSystem>(())
    /// ```
    ///
    /// # Errors
    /// If nothing is told of the system.
    pub fn codes(&self, system: &CodeSystem) -> Result<CodeColumn<'s>, UnknownSystem> {
        let (systems, at): (_, At) = (self.finder.systems(), self.finder.at());
        let each = self.distinct.iter().map(|found| found.polity().ok_or(found.status()));
        Ok(CodeColumn::of_polities(systems.list(system)?, at, each, &self.rows))
    }

    /// How many rows were answered so.
    pub fn count(&self, status: AnswerStatus) -> usize {
        let each: Vec<bool> = self.distinct.iter().map(|one| one.status() == status).collect();
        self.rows.iter().filter(|place| each.get(**place as usize) == Some(&true)).count()
    }
}
