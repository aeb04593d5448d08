//! Finding: from a text to the polities which it names.

use thiserror::Error;

use super::fold::{fold, without_notes};
use super::found::{Found, NameHow, NameMatch, sort_of_name};
use super::index::{LONGEST, NameIndex};
use super::row::{NameRow, NameSort, PolityName};
use super::table::{ENGLISH, NameTable, starts_with_tag};
use crate::model::fault::quoted;
use crate::systems::At;
use crate::systems::Systems;
use crate::systems::codes::convert::common_days;

/// A language in which no name is told.
///
/// ```
/// use detente::systems::{At, Systems};
///
/// let error = Systems::builtin().names(At::Ever).in_language("tlh").unwrap_err();
/// assert_eq!(error.tag(), "tlh");
/// assert_eq!(error.to_string(), "there are no names in the language \"tlh\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there are no names in the language {}", quoted(.tag))]
pub struct UnknownLanguage {
    tag: Box<str>,
}

impl UnknownLanguage {
    /// The tag asked for.
    pub fn tag(&self) -> &str {
        &self.tag
    }
}

/// Finds the polities which a text names, at a time, for a sort of names and in a language: in any
/// language, and for names of states and territories, unless it is told otherwise.
///
/// Ways are tried in order, and the first that finds a name of the sort, in the language and in use
/// at the time is the answer. All polities that are found so are candidates.
///
/// 1. The text is written as a name is. It may be the usual name of its polity
///    ([`NameHow::Exact`]) or another one ([`NameHow::Alias`]). Blanks around it do
///    not count.
/// 2. It is a name but for case, accents, punctuation, the order of its words, short forms such as
///    `St.` and `Rep.`, articles and `and` ([`NameHow::Folded`]). Notes of those who made a table, such
///    as `(est.)`, `(provisional)` or `[2]`, are left out. If it has a part in brackets or
///    after a stroke and each part is a name, as in `Myanmar (Burma)`, what is in brackets decides
///    between several; what stands beside a stroke is another candidate.
/// 3. It is a few letters away from a name ([`NameHow::Fuzzy`]): one of five to nine letters, two of
///    up to nineteen, three of more. Words that stand in English names, or in many of another language,
///    are taken to be right and are not counted, so that `Northern Ireland` is not read as `Southern
///    Ireland`. Beside a word that stands in the names of few states a shorter one may be one letter
///    away (`Costa Rca`), and in twelve letters two may be wrong. By itself a shorter name is
///    not guessed at. Blanks that are lost between words are as one letter. The nearest names count,
///    whenever they were in use.
///
/// A text that is a name, but not at the time, of the sort or in the language, is no misspelling of
/// another one: then the answer tells of what it is a name [otherwise](NameMatch::otherwise).
///
/// At [`At::Ever`] the names of all times count, so that `Russia` may be one of three polities that
/// followed each other; give a day or a year where you can.
///
/// ```
/// use detente::date;
/// use detente::systems::{NameHow, NameSort, AnswerStatus, Systems};
///
/// let systems = Systems::builtin();
/// let names = systems.names(date!("2024-06-17"));
/// let found = names.find("Korea, Dem. People's Rep. of");
/// assert_eq!(found.polity(), systems.polity("north-korea"));
/// assert_eq!(found.how(), Some(NameHow::Folded));
/// assert_eq!(names.find("Korea").status(), AnswerStatus::Ambiguous);
///
/// let governments = names.of_sort(NameSort::Government);
/// assert_eq!(governments.find("the Kremlin").polity(), systems.polity("russia"));
/// let kremlin_in_1950 = systems.names(date!("1950-01-01")).of_sort(NameSort::Government);
/// assert_eq!(kremlin_in_1950.find("Kremlin").polity(), systems.polity("soviet-union"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NameFinder<'s> {
    systems: &'s Systems,
    at: At,
    sort: Option<NameSort>,
    language: Option<&'s str>,
}

impl Systems {
    /// What finds polities by the names that were in use at a time.
    ///
    /// ```
    /// use detente::systems::{At, Systems};
    ///
    /// let names = Systems::builtin().names(At::Year(1980));
    /// assert_eq!(names.find("USSR").polity(), Systems::builtin().polity("soviet-union"));
    /// ```
    pub fn names(&self, at: impl Into<At>) -> NameFinder<'_> {
        NameFinder { systems: self, at: at.into(), sort: Some(NameSort::State), language: None }
    }

    /// The languages in which names are told, as tags of BCP 47.
    ///
    /// ```
    /// # use detente::systems::Systems;
    /// assert!(Systems::builtin().name_languages().any(|tag| tag == "ru"));
    /// ```
    pub fn name_languages(&self) -> impl Iterator<Item = &str> {
        self.names_table().languages()
    }

    /// The tag asked for, or the nearest wider one, as the tables write it.
    pub(super) fn language_of(&self, tag: &str) -> Result<&str, UnknownLanguage> {
        let mut asked = tag;
        loop {
            let within = |told: &&str| starts_with_tag(told, asked);
            if let Some(told) = self.name_languages().find(within) {
                return Ok(told.get(..asked.len()).unwrap_or(told));
            }
            match asked.rsplit_once('-') {
                Some((wider, _)) => asked = wider,
                None => return Err(UnknownLanguage { tag: tag.into() }),
            }
        }
    }
}

impl<'s> NameFinder<'s> {
    /// The same for names of `sort` alone. What stands for a government may also be the city where
    /// it has its seat.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::{NameSort, Systems};
    /// let cities = Systems::builtin().names(date!("2024-06-17")).of_sort(NameSort::City);
    /// assert_eq!(cities.find("Moscow").polity(), Systems::builtin().polity("russia"));
    /// assert_eq!(cities.find("Russia").polity(), None);
    /// ```
    #[must_use]
    pub fn of_sort(self, sort: NameSort) -> Self {
        Self { sort: Some(sort), ..self }
    }

    /// The same for names of every sort.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::Systems;
    /// let names = Systems::builtin().names(date!("2024-06-17"));
    /// assert_eq!(names.find("Pyongyang").polity(), None); // no name of a state
    /// assert_eq!(names.of_any_sort().find("Pyongyang").polity(), Systems::builtin().polity("north-korea"));
    /// ```
    #[must_use]
    pub fn of_any_sort(self) -> Self {
        Self { sort: None, ..self }
    }

    /// The same for names in a language, and those that are used in every language. A tag stands for
    /// what is within it and what it is within: `zh` for `zh-Hant`, and `pt-BR` for `pt`. The
    /// usual names of polities in English count in every language, since many are the same there and
    /// are not told again.
    ///
    /// ```
    /// use detente::systems::{At, Systems};
    ///
    /// let names = Systems::builtin().names(At::Ever);
    /// assert!(names.in_language("en")?.find("North Korea").polity().is_some());
    /// let error = names.in_language("tlh").unwrap_err();
    /// assert_eq!(error.to_string(), "there are no names in the language \"tlh\"");
    /// # Ok::<(), detente::systems::UnknownLanguage>(())
    /// ```
    ///
    /// # Errors
    /// If no name is told in the language.
    pub fn in_language(self, tag: &str) -> Result<Self, UnknownLanguage> {
        Ok(Self { language: Some(self.systems.language_of(tag)?), ..self })
    }

    /// The polities which `text` names.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{AnswerStatus, Systems};
    ///
    /// let systems = Systems::builtin();
    /// let names = systems.names(date!("2000-01-01"));
    /// let found = names.find("North Koraea");
    /// assert_eq!((found.polity(), found.distance()), (systems.polity("north-korea"), 1));
    /// assert_eq!(names.find("Soviet Union").status(), AnswerStatus::NotInSystem);
    /// assert_eq!(names.find("Atlantis").status(), AnswerStatus::Unknown);
    /// ```
    pub fn find(&self, text: &str) -> NameMatch<'s> {
        let text = text.trim();
        let search = Search { finder: *self, names: self.systems.names_table() };
        let found = if text.len() > LONGEST { None } else { search.run(text) };
        NameMatch::new(text, *self, found)
    }

    pub(super) fn systems(&self) -> &'s Systems {
        self.systems
    }

    /// The time asked of.
    pub(super) fn at(&self) -> At {
        self.at
    }

    /// What a text is to be, in words: `name of a state in ru`.
    pub(super) fn wanted(&self) -> String {
        let language = self.language.map_or(String::new(), |tag| format!(" in {tag}"));
        format!("{}{language}", sort_of_name(self.sort))
    }
}

/// One question, asked of the tables.
struct Search<'s> {
    finder: NameFinder<'s>,
    names: &'s NameTable,
}

impl<'s> Search<'s> {
    fn run(&self, text: &str) -> Option<Found<'s>> {
        let is_written = |row: &u32| is_written(&self.row(*row).text, text);
        let written = self.names.written(text).filter(is_written);
        let written = self.one_each(written.filter(|row| self.fits_at(*row)));
        if !written.is_empty() {
            let usual = written.iter().all(|name| name.is_usual());
            let how = if usual { NameHow::Exact } else { NameHow::Alias };
            return found(how, 0, written, true);
        }
        let index = self.names.index(text);
        let name = fold(text);
        let whole = index.of(&name);
        let folded = self.one_each(whole.iter().copied().filter(|row| self.fits_at(*row)));
        if !folded.is_empty() {
            return found(NameHow::Folded, 0, folded, true);
        }
        if let Some(bare) = without_notes(text) {
            let found = self.run(&bare)?;
            return Some(Found { how: found.how.max(NameHow::Folded), ..found });
        }
        let mut known = whole.to_vec();
        let by_parts = self.parts(index, text, &mut known);
        if !by_parts.is_empty() {
            return found(NameHow::Folded, 0, by_parts, true);
        }
        if !known.is_empty() {
            return found(NameHow::Folded, 0, self.one_each(known), false);
        }
        let (distance, near) = index.near(&name, text, &self.names.rows, |row| self.fits(row))?;
        let near = near.into_iter().filter(|row| self.fits(*row));
        let (then, otherwise): (Vec<u32>, Vec<u32>) = near.partition(|row| self.fits_at(*row));
        let fits = !then.is_empty();
        let names = self.one_each(if fits { then } else { otherwise });
        found(NameHow::Fuzzy, distance, names, fits)
    }

    /// What the parts of a text stand for together. The rows of all go into `known`, if each has some.
    fn parts(&self, index: &NameIndex, text: &str, known: &mut Vec<u32>) -> Vec<PolityName<'s>> {
        let mut fitting: Vec<Vec<PolityName<'s>>> = Vec::new();
        let (mut others, known_as_whole) = (Vec::new(), known.len());
        for part in parts(text) {
            let rows = index.of(&fold(part));
            if rows.is_empty() {
                // It may say that quite another thing is meant, as in `Ireland (North)`.
                known.truncate(known_as_whole);
                return Vec::new();
            }
            known.extend(rows);
            let then = self.one_each(rows.iter().copied().filter(|row| self.fits_at(*row)));
            if then.is_empty() {
                others.push(self.one_each(rows.iter().copied()));
            } else {
                fitting.push(then);
            }
        }
        // Each list is by polity.
        let is_in = |name: &PolityName<'_>, names: &Vec<PolityName<'_>>| {
            names.binary_search_by_key(&name.row.polity, |other| other.row.polity).is_ok()
        };
        let in_all =
            |name: &PolityName<'s>| fitting.iter().chain(&others).all(|names| is_in(name, names));
        let any: Vec<_> = fitting.iter().flatten().copied().collect();
        let all: Vec<_> = any.iter().copied().filter(in_all).collect();
        let either = text.contains('/') || all.is_empty();
        match (either, others.is_empty()) {
            (false, _) => one_each(all),
            (true, true) => one_each(any),
            (true, false) => Vec::new(),
        }
    }

    /// Whether a row is of the sort and in the language.
    fn fits(&self, row: u32) -> bool {
        let row = self.row(row);
        let of_sort = self.finder.sort.is_none_or(|sort| row.sort.serves(sort));
        of_sort && self.finder.language.is_none_or(|tag| self.names.is_in_language(row, tag))
    }

    /// Whether it is in use at the time as well.
    fn fits_at(&self, row: u32) -> bool {
        common_days(self.row(row).days, self.finder.at.days()).is_some() && self.fits(row)
    }

    fn row(&self, place: u32) -> &'s NameRow {
        // Places come from the index, which counts the very rows.
        &self.names.rows[place as usize]
    }

    fn one_each(&self, places: impl IntoIterator<Item = u32>) -> Vec<PolityName<'s>> {
        let systems = self.finder.systems;
        let rows = places.into_iter().map(|place| self.row(place));
        one_each(rows.map(|row| PolityName { systems, row }))
    }
}

/// Names by polity: of several names of one polity the one that says most.
fn one_each<'s>(names: impl IntoIterator<Item = PolityName<'s>>) -> Vec<PolityName<'s>> {
    let mut each: Vec<PolityName<'s>> = names.into_iter().collect();
    // Stable: of names that say as much the first stays.
    each.sort_by(|a, b| a.row.polity.cmp(&b.row.polity).then_with(|| rank(a).cmp(&rank(b))));
    each.dedup_by_key(|name| name.row.polity);
    each
}

/// The lowest says most: the usual name, then states before other sorts, then English.
fn rank<'s>(name: &PolityName<'s>) -> impl Ord + use<'s> {
    let row = name.row;
    (!row.usual, row.sort, row.language != ENGLISH, name.language(), row.days, name.text())
}

#[expect(clippy::unnecessary_wraps, reason = "it ends a search that may find nothing")]
fn found(
    how: NameHow,
    distance: usize,
    names: Vec<PolityName<'_>>,
    fits: bool,
) -> Option<Found<'_>> {
    Some(Found { how, distance, names, fits })
}

/// Whether a text is a name letter by letter. The two apostrophes are one.
fn is_written(name: &str, text: &str) -> bool {
    let straight = |c| if c == '’' { '\'' } else { c };
    name.chars().map(straight).eq(text.chars().map(straight))
}

/// The parts of a text: what stands outside of brackets and strokes, and what within; none if it is
/// in one part.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let cut = |c| matches!(c, '(' | ')' | '[' | ']' | '/' | '（' | '）');
    let several = text.contains(cut);
    text.split(cut).filter(move |part| several && !part.trim().is_empty())
}
