//! A column of names: each distinct one is looked up once.

use serde::Serialize;

use super::find::NameFinder;
use super::found::NameMatch;
use super::texts::NameTexts;
use crate::systems::AnswerStatus;
use crate::systems::Polity;

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
        NameColumn { distinct, rows }
    }
}

/// What the names of a column stand for.
///
/// It is written as what was found for the `distinct` names, and for each of the `rows` the place
/// of its name among them.
///
/// ```
/// use detente::date;
/// use detente::systems::{AnswerStatus, Systems};
///
/// let column = Systems::builtin().names(date!("2024-06-17")).column(&["Russia", "Oz", "Russia"]);
/// assert_eq!((column.len(), column.distinct().len()), (3, 2));
/// assert_eq!(column.polity(2).map(|polity| polity.name()), Some("Russia"));
/// assert_eq!(column.count(AnswerStatus::Unknown), 1);
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct NameColumn<'s> {
    distinct: Vec<NameMatch<'s>>,
    /// For each row the place of its name among the distinct ones.
    rows: Vec<u32>,
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
        (0..self.len()).map(|row| self.polity(row))
    }

    /// What was found for each distinct name, in the order in which they first stand.
    pub fn distinct(&self) -> &[NameMatch<'s>] {
        &self.distinct
    }

    /// How many rows were answered so.
    pub fn count(&self, status: AnswerStatus) -> usize {
        (0..self.len()).filter(|row| self.status(*row) == Some(status)).count()
    }
}
