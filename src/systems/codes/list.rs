//! The list of one system: its edition, its codes, and the stretches for which they stood.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use thiserror::Error;

use super::code_spell::CodeSpell;
use super::code_system::CodeSystem;
use crate::model::fault::nearest;
use crate::model::put_in_order;
use crate::systems::At;
use crate::systems::Systems;
use crate::time::NaiveDate;

/// A span of days, both ends inclusive.
pub(crate) type Days = (NaiveDate, NaiveDate);

/// The first day of what has no first day, and the last of what has no last. Columns are compared with
/// the days of codes and names by the million, and so a missing one is a day beyond all that are told,
/// and no `Option`.
pub(crate) const SINCE_EVER: NaiveDate = NaiveDate::MIN;
pub(crate) const FOR_EVER: NaiveDate = NaiveDate::MAX;

/// The most bytes that a code may have.
pub(crate) const LONGEST_CODE: usize = 1000;

/// The most codes that a list may have: panels hold the place of a code in two bytes.
pub(crate) const MOST_CODES: usize = 65_535;

/// A list that nothing has been told of.
///
/// ```
/// use detente::systems::{CodeSystem, Systems};
///
/// let error = Systems::builtin().list(&CodeSystem::new("acme:list")?).unwrap_err();
/// assert_eq!(error.system().as_str(), "acme:list");
/// assert_eq!(error.to_string(), "there is no list for the system \"acme:list\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no list for the system \"{}\"", .system.as_str())]
pub struct UnknownSystem {
    system: CodeSystem,
}

impl UnknownSystem {
    pub(crate) fn new(system: &CodeSystem) -> Self {
        Self { system: system.clone() }
    }

    /// The system asked for.
    pub fn system(&self) -> &CodeSystem {
        &self.system
    }
}

/// One stretch: a code stands for a polity, both ends inclusive.
#[derive(Debug)]
pub(crate) struct Stretch {
    /// Its place among the codes of the list.
    pub(crate) code: usize,
    /// Its place among the polities.
    pub(crate) polity: usize,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) name: Box<str>,
    pub(crate) note: Box<str>,
    /// Whether it is read only, beside the code that is written.
    pub(crate) is_alias: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub(crate) name: Box<str>,
    pub(crate) first_day: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    pub(crate) citation: Box<str>,
}

impl Edition {
    /// The first and the last day of what its list has from one day to another, where a day not given
    /// is that of the edition.
    pub(crate) fn days(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Days {
        let from = from.or(self.first_day).unwrap_or(SINCE_EVER);
        (from, to.unwrap_or(self.last()))
    }

    /// The last day of its list; the last there is, if it goes on.
    fn last(&self) -> NaiveDate {
        self.last_day.unwrap_or(FOR_EVER)
    }
}

/// The list of a system: of one that is built in, the table is made when it is first asked for.
#[derive(Debug)]
pub(crate) struct ListSlot {
    pub(crate) system: CodeSystem,
    pub(crate) edition: Edition,
    pub(crate) table: OnceLock<ListTable>,
}

#[derive(Debug)]
pub(crate) struct ListTable {
    pub(crate) system: CodeSystem,
    pub(crate) edition: Edition,
    /// In order: by number, if the codes are numbers.
    pub(crate) codes: Vec<Box<str>>,
    /// By code, then by first day.
    pub(crate) stretches: Vec<Stretch>,
    /// Of each stretch the last day of it and of those of its code before it.
    lasts: Vec<NaiveDate>,
    /// The stretches of each code.
    ranges: Vec<Range<usize>>,
    /// The stretches of each polity, by polity, then in the order of `stretches`.
    by_polity: Vec<(usize, usize)>,
    numeric: bool,
    index: HashMap<Box<str>, usize>,
}

impl ListTable {
    /// The codes are given with their stretches, in which the code's place is not set yet.
    pub(crate) fn new(
        system: CodeSystem,
        edition: Edition,
        numeric: bool,
        mut told: Vec<(Box<str>, Stretch)>,
    ) -> Self {
        put_in_order(&mut told, |(a, x), (b, y)| {
            order(numeric, a).cmp(&order(numeric, b)).then(x.from.cmp(&y.from))
        });
        let (mut codes, mut ranges) = (Vec::<Box<str>>::new(), Vec::<Range<usize>>::new());
        let mut stretches = Vec::with_capacity(told.len());
        for (at, (code, mut stretch)) in told.into_iter().enumerate() {
            match (codes.last(), ranges.last_mut()) {
                (Some(last), Some(range)) if *last == code => range.end = at + 1,
                _ => {
                    codes.push(code);
                    ranges.push(at..at + 1);
                }
            }
            stretch.code = codes.len() - 1;
            stretches.push(stretch);
        }
        let mut by_polity: Vec<_> =
            stretches.iter().enumerate().map(|(at, stretch)| (stretch.polity, at)).collect();
        by_polity.sort_unstable();
        let index =
            codes.iter().enumerate().map(|(at, code)| (key(numeric, code).into(), at)).collect();
        let lasts = lasts(&edition, &stretches);
        Self { system, edition, codes, stretches, lasts, ranges, by_polity, numeric, index }
    }

    /// The place of a code as people write it: `2`, `002`, `usa`.
    pub(crate) fn find(&self, code: &str) -> Option<usize> {
        // A megabyte need not be copied to be looked up.
        if code.len() > LONGEST_CODE {
            return None;
        }
        self.index.get(&*key(self.numeric, code)).copied()
    }

    pub(crate) fn is_numeric(&self) -> bool {
        self.numeric
    }

    /// The code that was probably meant. One number is as good as another beside it.
    pub(crate) fn nearest(&self, code: &str) -> Option<Box<str>> {
        if self.numeric {
            return None;
        }
        nearest(code, self.codes.iter().map(AsRef::as_ref)).map(Into::into)
    }

    /// The stretches of the code at `code`, with their places.
    pub(crate) fn of_code(&self, code: usize) -> impl Iterator<Item = (usize, &Stretch)> {
        let range = self.ranges.get(code).cloned().unwrap_or_default();
        let start = range.start;
        (start..).zip(self.stretches.get(range).unwrap_or_default())
    }

    /// The stretches of the code at `code` that may have one of these days, with their places: of many, those
    /// are left out that begin later, and those before the first that can last so long.
    pub(crate) fn of_code_within(
        &self,
        code: usize,
        (first, last): Days,
    ) -> impl Iterator<Item = (usize, &Stretch)> {
        let range = self.ranges.get(code).cloned().unwrap_or_default();
        let (stretches, lasts) = (self.stretches.get(range.clone()), self.lasts.get(range.clone()));
        let stretches = stretches.unwrap_or_default();
        let begun = stretches.partition_point(|stretch| self.days(stretch).0 <= last);
        let ended = lasts.unwrap_or_default().partition_point(|last| *last < first);
        let within = stretches.get(ended..begun).unwrap_or_default();
        (range.start + ended..).zip(within)
    }

    /// The stretches of the codes to write for the polity at `polity`, with their places.
    pub(crate) fn written(&self, polity: usize) -> impl Iterator<Item = (usize, &Stretch)> {
        self.of_polity(polity).filter(|(_, stretch)| !stretch.is_alias)
    }

    /// The stretches of the polity at `polity`, with their places.
    pub(crate) fn of_polity(&self, polity: usize) -> impl Iterator<Item = (usize, &Stretch)> {
        let start = self.by_polity.partition_point(|(of, _)| *of < polity);
        let own = self.by_polity.get(start..).unwrap_or_default();
        own.iter()
            .take_while(move |(of, _)| *of == polity)
            .filter_map(|(_, at)| self.stretches.get(*at).map(|stretch| (*at, stretch)))
    }

    /// The first and the last day of a stretch, as far as the list goes.
    pub(crate) fn days(&self, stretch: &Stretch) -> Days {
        self.edition.days(stretch.from, stretch.to)
    }

    pub(crate) fn last_day(&self) -> NaiveDate {
        self.edition.last()
    }
}

/// Of each stretch the last day of it and of those of its code before it, which only grows.
fn lasts(edition: &Edition, stretches: &[Stretch]) -> Vec<NaiveDate> {
    let mut before: Option<(usize, NaiveDate)> = None;
    let last = |stretch: &Stretch| {
        let (_, own) = edition.days(stretch.from, stretch.to);
        let of_code = before.filter(|(code, _)| *code == stretch.code);
        let last = of_code.map_or(own, |(_, last)| last.max(own));
        before = Some((stretch.code, last));
        last
    };
    stretches.iter().map(last).collect()
}

pub(crate) fn is_number(code: &str) -> bool {
    !code.is_empty() && code.len() <= 9 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// By number where codes are numbers: as text without leading zeros, shorter before longer.
fn order(numeric: bool, code: &str) -> (usize, &str) {
    let code = if numeric { code.trim_start_matches('0') } else { code };
    (if numeric { code.len() } else { 0 }, code)
}

/// What codes are looked up by: numbers without leading zeros, letters without case.
pub(crate) fn key(numeric: bool, code: &str) -> Cow<'_, str> {
    let code = code.trim();
    match (numeric, code.trim_start_matches('0')) {
        (true, "") if !code.is_empty() => "0".into(),
        (true, number) => number.into(),
        (false, _) if code.bytes().any(|byte| byte.is_ascii_lowercase()) => {
            code.to_ascii_uppercase().into()
        }
        (false, _) => code.into(),
    }
}

/// One list of country codes, in one edition.
///
/// ```
/// use detente::systems::{CodeSystem, Systems};
///
/// let list = Systems::builtin().list(&CodeSystem::COW_2016)?;
/// assert_eq!(list.last_day().map(|day| day.to_string()).as_deref(), Some("2016-12-31"));
/// assert!(list.codes().any(|code| code == "731"));
/// # Ok::<(), detente::systems::UnknownSystem>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CountryList<'s> {
    pub(crate) systems: &'s Systems,
    pub(crate) table: &'s ListTable,
}

impl<'s> CountryList<'s> {
    /// The system the list is the table of.
    pub fn system(self) -> &'s CodeSystem {
        &self.table.system
    }

    /// The edition, such as `v2016`.
    pub fn edition(self) -> &'s str {
        &self.table.edition.name
    }

    /// How the list wants to be cited.
    pub fn citation(self) -> &'s str {
        &self.table.edition.citation
    }

    /// The first day the list speaks of, if it has one.
    pub fn first_day(self) -> Option<NaiveDate> {
        self.table.edition.first_day
    }

    /// The last day the list speaks of: what stands open on it was so when last heard. `None` for
    /// a list that goes on.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.table.edition.last_day
    }

    /// The codes, in order: by number where all are numbers, else by letters.
    pub fn codes(self) -> impl Iterator<Item = &'s str> {
        self.table.codes.iter().map(AsRef::as_ref)
    }

    /// The stretches of `code` at a time, in order; none if the list does not have the code.
    ///
    /// ```
    /// # use detente::systems::{At, CodeSystem, Systems};
    /// let list = Systems::builtin().list(&CodeSystem::COW)?;
    /// let germany = list.spells("255", At::Year(1914));
    /// assert_eq!(germany[0].polity().id().as_str(), "german-empire");
    /// assert!(list.spells("255", At::Year(1960)).is_empty());
    /// # Ok::<(), detente::systems::UnknownSystem>(())
    /// ```
    pub fn spells(self, code: &str, at: impl Into<At>) -> Vec<CodeSpell<'s>> {
        let Some(code) = self.table.find(code) else {
            return Vec::new();
        };
        let (first, last) = at.into().days();
        self.table
            .of_code_within(code, (first, last))
            .filter(|(_, stretch)| {
                let (from, to) = self.table.days(stretch);
                from <= last && first <= to
            })
            .map(|(_, stretch)| self.view(stretch))
            .collect()
    }

    pub(crate) fn view(self, stretch: &'s Stretch) -> CodeSpell<'s> {
        CodeSpell { list: self, stretch }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each row of a code its days, as numbers from a first day on.
    fn table(rows: &[(u64, u64)]) -> ListTable {
        let day = |at: u64| Some(NaiveDate::default() + chrono::Days::new(at));
        let system = CodeSystem::new("acme:list").unwrap();
        let edition =
            Edition { name: "1".into(), first_day: day(0), last_day: None, citation: "".into() };
        let told = rows.iter().enumerate().map(|(polity, (from, to))| {
            let (name, note) = ("".into(), "".into());
            let (from, to) = (day(*from), day(*to));
            ("X".into(), Stretch { code: 0, polity, from, to, name, note, is_alias: false })
        });
        ListTable::new(system, edition, false, told.collect())
    }

    #[test]
    fn few_stretches_of_a_code_are_looked_at_for_a_day() {
        let table = table(&(0..10_000).map(|at| (2 * at, 2 * at + 1)).collect::<Vec<_>>());
        for at in 0..20_000 {
            let day = NaiveDate::default() + chrono::Days::new(at);
            assert_eq!(table.of_code_within(0, (day, day)).count(), 1, "{at}");
        }
    }

    #[test]
    fn no_stretch_that_has_a_day_is_left_out() {
        let mut state = 7_u64;
        let mut below = |limit: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % limit
        };
        for _ in 0..500 {
            let many = below(12);
            let mut row = |_| {
                let from = below(30);
                (from, from + below(9))
            };
            let rows: Vec<_> = (0..many).map(&mut row).collect();
            let table = table(&rows);
            for first in 0..40 {
                let day = |at| NaiveDate::default() + chrono::Days::new(at);
                let days = (day(first), day(first + below(3)));
                let has = |(at, one): (usize, &Stretch)| {
                    let (from, to) = table.days(one);
                    (from <= days.1 && days.0 <= to).then_some(at)
                };
                let found: Vec<_> = table.of_code_within(0, days).filter_map(has).collect();
                let all: Vec<_> = table.of_code(0).filter_map(has).collect();
                assert_eq!(found, all, "{rows:?} {days:?}");
            }
        }
    }
}
