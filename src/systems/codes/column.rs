//! Columns: a million codes, each on its day, converted at once.

use std::collections::BTreeSet;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::code_spell::CodeSpell;
use super::code_system::CodeSystem;
use super::convert::common_days;
use super::list::{CountryList, Days, FOR_EVER, ListTable, SINCE_EVER, UnknownSystem};
use crate::systems::AnswerStatus;
use crate::systems::At;
use crate::systems::Polity;
use crate::systems::Systems;
use crate::time::NaiveDate;

/// Codes and days that are not equally many.
///
/// ```
/// use detente::date;
/// use detente::systems::{CodeSystem, Systems};
///
/// let converter = Systems::builtin().converter(&CodeSystem::COW, &CodeSystem::ISO3)?;
/// let error = converter.column(&["2", "365"], &[date!("1985-01-01")]).unwrap_err();
/// assert_eq!(error.to_string(), "there are 2 codes and 1 days; each code needs its day");
/// # Ok::<(), detente::systems::UnknownSystem>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there are {codes} codes and {days} days; each code needs its day")]
pub struct LengthError {
    codes: usize,
    days: usize,
}

/// What a row has: a place among the stretches, or one of these.
type Cell = u32;
const NOT_IN_SYSTEM: Cell = Cell::MAX;
const AMBIGUOUS: Cell = Cell::MAX - 1;
const AFTER_EDITION: Cell = Cell::MAX - 2;
const UNKNOWN: Cell = Cell::MAX - 3;

/// A conversion between two lists, made ready for many rows.
///
/// It answers as [`Systems::convert`] does on a day, without the wording.
///
/// ```
/// use detente::date;
/// use detente::systems::{AnswerStatus, CodeSystem, Systems};
///
/// let converter = Systems::builtin().converter(&CodeSystem::COW, &CodeSystem::ISO3)?;
/// let days = [date!("1985-01-01"), date!("1985-01-01"), date!("2000-01-01")];
/// let column = converter.column(&["365", "2", "260"], &days)?;
/// assert_eq!(column.codes().collect::<Vec<_>>(), [Some("SUN"), Some("USA"), None]);
/// assert_eq!(column.status(2), Some(AnswerStatus::NotInSystem));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Converter<'s> {
    source: CountryList<'s>,
    target: CountryList<'s>,
    /// For each code of the source its pieces, which fill all time in order.
    pieces: Vec<Pieces>,
    keys: CodeKeys,
}

/// How many pieces of a code stand side by side. Few codes have more.
const SIDE_BY_SIDE: usize = 8;

/// The pieces of one code: each goes from the one before up to its last day, inclusive.
///
/// Days come in no order, so that a loop that ends at the right piece is guessed wrongly by the
/// machine for most rows; counting the pieces before a day takes the same steps for every row.
#[derive(Clone, Debug)]
struct Pieces {
    lasts: [NaiveDate; SIDE_BY_SIDE],
    cells: [Cell; SIDE_BY_SIDE],
    /// What comes after those, mostly nothing.
    more: Vec<(NaiveDate, Cell)>,
}

impl Pieces {
    fn new(all: &[(NaiveDate, Cell)]) -> Self {
        let at = |at: usize| all.get(at).copied().unwrap_or((FOR_EVER, AFTER_EDITION));
        Self {
            lasts: std::array::from_fn(|i| at(i).0),
            cells: std::array::from_fn(|i| at(i).1),
            more: all.get(SIDE_BY_SIDE..).unwrap_or_default().to_vec(),
        }
    }

    fn on(&self, day: NaiveDate) -> Cell {
        let before = self.lasts.iter().map(|last| usize::from(*last < day)).sum::<usize>();
        match self.cells.get(before) {
            Some(cell) => *cell,
            None => self.more.iter().find(|(last, _)| day <= *last).map_or(UNKNOWN, |(_, c)| *c),
        }
    }
}

impl Systems {
    /// Makes the conversion from codes of `from` to codes of `to` ready for many rows.
    ///
    /// # Errors
    /// If nothing is told of one of the lists.
    pub fn converter(
        &self,
        from: &CodeSystem,
        to: &CodeSystem,
    ) -> Result<Converter<'_>, UnknownSystem> {
        let (source, target) = (self.list(from)?, self.list(to)?);
        Ok(Converter::new(source, target, |place| meetings(source.table, place, target.table)))
    }

    /// Makes the conversion from codes of `from` to polities ready for many rows; the stretches of
    /// the columns are those of `from` itself.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::{CodeSystem, Systems};
    /// let days = [date!("1989-11-09"), date!("1991-01-01")];
    /// let column = Systems::builtin().identifier(&CodeSystem::COW)?.column(&["260", "255"], &days)?;
    /// let names = (0..2).map(|row| column.spell(row).map(|spell| spell.polity().name()));
    /// assert_eq!(names.collect::<Vec<_>>(), [Some("West Germany"), Some("Germany")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If nothing is told of the list.
    pub fn identifier(&self, from: &CodeSystem) -> Result<Converter<'_>, UnknownSystem> {
        let source = self.list(from)?;
        Ok(Converter::new(source, source, |place| {
            let held = source.table.of_code(place);
            let meeting = |(at, one)| Meeting { days: source.table.days(one), code: at, place: at };
            held.map(meeting).collect()
        }))
    }

    /// Converts a column of codes, each on the day beside it.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::{CodeSystem, Systems};
    /// let (cow, iso) = (CodeSystem::COW, CodeSystem::ISO3);
    /// let days = [date!("1985-01-01"), date!("2000-01-01")];
    /// let column = Systems::builtin().convert_column(&cow, &["365", "365"], &iso, &days)?;
    /// assert_eq!(column.codes().collect::<Vec<_>>(), [Some("SUN"), Some("RUS")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If nothing is told of one of the lists, or the columns are not equally long.
    pub fn convert_column<S: AsRef<str>>(
        &self,
        from: &CodeSystem,
        codes: &[S],
        to: &CodeSystem,
        days: &[NaiveDate],
    ) -> Result<CodeColumn<'_>, ColumnError> {
        Ok(self.converter(from, to)?.column(codes, days)?)
    }
}

/// Why a column cannot be converted.
///
/// ```
/// use detente::date;
/// use detente::systems::{CodeSystem, ColumnError, Systems};
///
/// let (cow, iso) = (CodeSystem::COW, CodeSystem::ISO3);
/// let error = Systems::builtin().convert_column(&cow, &["2", "365"], &iso, &[date!("1985-01-01")]);
/// assert!(matches!(error, Err(ColumnError::Length(_))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// Nothing is told of a list.
    #[error(transparent)]
    System(#[from] UnknownSystem),
    /// The columns are not equally long.
    #[error(transparent)]
    Length(#[from] LengthError),
}

fn one_of(mut places: impl Iterator<Item = usize>) -> Cell {
    match (places.next(), places.next()) {
        (None, _) => NOT_IN_SYSTEM,
        (Some(one), None) => Cell::try_from(one).unwrap_or(UNKNOWN),
        (Some(_), Some(_)) => AMBIGUOUS,
    }
}

impl<'s> Converter<'s> {
    fn new(
        source: CountryList<'s>,
        target: CountryList<'s>,
        meetings: impl Fn(usize) -> Vec<Meeting>,
    ) -> Self {
        let end = source.table.last_day().min(target.table.last_day());
        let pieces = (0..source.table.codes.len()).map(|place| {
            let mut all = cells(meetings(place), end);
            all.push((FOR_EVER, AFTER_EDITION));
            Pieces::new(&all)
        });
        let (pieces, keys) = (pieces.collect(), CodeKeys::new(source.table));
        Self { source, target, pieces, keys }
    }

    /// The system of the codes that are given.
    pub fn from(&self) -> &'s CodeSystem {
        self.source.system()
    }

    /// The system of the codes that come out.
    pub fn to(&self) -> &'s CodeSystem {
        self.target.system()
    }

    /// Converts each code on the day beside it.
    ///
    /// # Errors
    /// If there are not as many days as codes.
    pub fn column<S: AsRef<str>>(
        &self,
        codes: &[S],
        days: &[NaiveDate],
    ) -> Result<CodeColumn<'s>, LengthError> {
        if codes.len() != days.len() {
            return Err(LengthError { codes: codes.len(), days: days.len() });
        }
        let rows = codes.iter().zip(days);
        let cells = rows.map(|(code, day)| self.cell(code.as_ref(), *day)).collect();
        Ok(CodeColumn { target: self.target, cells })
    }

    fn cell(&self, code: &str, day: NaiveDate) -> Cell {
        let place = self.keys.find(code, self.source.table);
        place.and_then(|place| self.pieces.get(place)).map_or(UNKNOWN, |pieces| pieces.on(day))
    }
}

/// Days on which a code of the source stands for what a code of the target stands for.
#[derive(Clone, Copy)]
struct Meeting {
    days: Days,
    /// The code of the target.
    code: usize,
    /// The place of its stretch.
    place: usize,
}

/// Where the stretches of a code meet those of the target, polity by polity.
fn meetings(source: &ListTable, place: usize, target: &ListTable) -> Vec<Meeting> {
    let held = source.of_code(place).map(|(_, held)| (held.polity, source.days(held)));
    let mut held: Vec<(usize, Days)> = held.collect();
    held.sort_unstable();
    let mut all = Vec::new();
    for of_one in held.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((polity, _)) = of_one.first() else { continue };
        for (place, theirs) in target.written(*polity) {
            let days = target.days(theirs);
            // Those of one code and polity stand apart, and so are met in order.
            let next = of_one.partition_point(|(_, held)| held.1 < days.0);
            let met = of_one.get(next..).unwrap_or_default().iter();
            all.extend(met.map_while(|(_, held)| {
                Some(Meeting { days: common_days(*held, days)?, code: theirs.code, place })
            }));
        }
    }
    all
}

/// What a code has from day to day up to `end`, each cell with its last day.
fn cells(mut meetings: Vec<Meeting>, end: NaiveDate) -> Vec<(NaiveDate, Cell)> {
    meetings.sort_unstable_by_key(|one| one.days);
    let edges = |one: &Meeting| [Some(one.days.0), one.days.1.succ_opt()];
    let mut firsts: Vec<_> = meetings.iter().flat_map(edges).flatten().collect();
    firsts.push(SINCE_EVER);
    firsts.sort_unstable();
    firsts.dedup();
    firsts.retain(|first| *first <= end);
    let lasts = firsts.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([end]);
    let mut all: Vec<(NaiveDate, Cell)> = Vec::new();
    let (mut next, mut ends, mut now) = (0, BTreeSet::new(), BTreeSet::new());
    for (first, last) in firsts.iter().zip(lasts) {
        while let Some(one) = meetings.get(next).filter(|one| one.days.0 <= *first) {
            ends.insert((one.days.1, next));
            now.insert((one.code, one.place, next));
            next += 1;
        }
        while let Some((_, at)) = ends.first().copied().filter(|(to, _)| to < first) {
            ends.pop_first();
            now.remove(&(meetings[at].code, meetings[at].place, at));
        }
        let cell = match (now.first(), now.last()) {
            (Some((one, place, _)), Some((other, ..))) if one == other => {
                Cell::try_from(*place).unwrap_or(UNKNOWN)
            }
            (Some(_), _) => AMBIGUOUS,
            (None, _) => NOT_IN_SYSTEM,
        };
        match all.last_mut() {
            Some(before) if before.1 == cell => before.0 = last,
            _ => all.push((last, cell)),
        }
    }
    all
}

/// The codes of a list by their text, for texts that are short.
#[derive(Clone, Debug)]
struct CodeKeys {
    /// A power of two many, most of them free.
    slots: Vec<(u64, u32)>,
}

/// The key of a free slot, which no text has.
const FREE: u64 = u64::MAX;

impl CodeKeys {
    fn new(table: &ListTable) -> Self {
        let size = (table.codes.len() * 8).next_power_of_two().max(16);
        let mut keys = Self { slots: vec![(FREE, 0); size] };
        for (place, code) in (0..).zip(&table.codes) {
            keys.insert(code, place);
            // Numbers of three digits are common, written with zeros or without.
            if table.is_numeric() {
                let number = code.trim_start_matches('0');
                let shortest = number.len().max(1);
                (shortest..=shortest.max(3)).for_each(|width| {
                    keys.insert(&format!("{number:0>width$}"), place);
                });
            }
        }
        keys
    }

    fn insert(&mut self, code: &str, place: u32) {
        let Some(key) = pack(code) else {
            return;
        };
        let mut at = self.start(key);
        while self.slots.get(at).is_some_and(|(taken, _)| *taken != FREE && *taken != key) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (key, place);
        }
    }

    fn find(&self, code: &str, table: &ListTable) -> Option<usize> {
        let Some(key) = pack(code) else {
            return table.find(code);
        };
        let mut at = self.start(key);
        loop {
            match self.slots.get(at)? {
                (taken, place) if *taken == key => return Some(*place as usize),
                (FREE, _) if code.starts_with('0') || code.trim().len() < code.len() => {
                    return table.find(code);
                }
                (FREE, _) => return None,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Where to look first: Fibonacci hashing.
    fn start(&self, key: u64) -> usize {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        usize::try_from(hash).unwrap_or(0) & (self.slots.len() - 1)
    }
}

/// A text of at most seven bytes as a number that is its own, letters without case.
fn pack(code: &str) -> Option<u64> {
    let bytes = code.as_bytes();
    let up = |byte: u8| u64::from(byte.to_ascii_uppercase());
    if (1..=3).contains(&bytes.len()) {
        // The first, the middle and the last byte are all there are, whatever the length, which the
        // machine then need not guess.
        let (first, last) = (bytes.first()?, bytes.last()?);
        let middle = bytes.get(bytes.len() / 2)?;
        let length = u64::try_from(bytes.len()).ok()?;
        return Some((length << 24) | (up(*first) << 16) | (up(*middle) << 8) | up(*last));
    }
    // A one before them tells four bytes and more from each other and from three.
    let longer = (4..=7).contains(&bytes.len());
    longer.then(|| bytes.iter().fold(1, |key, byte| (key << 8) | up(*byte)))
}

/// A converted column: for each row a code of the list, or why there is none.
///
/// ```
/// use detente::date;
/// use detente::systems::{AnswerStatus, CodeSystem, Systems};
///
/// let day = date!("1985-01-01");
/// let converter = Systems::builtin().converter(&CodeSystem::COW, &CodeSystem::ISO3)?;
/// let column = converter.column(&["365", "999"], &[day, day])?;
/// assert_eq!(column.codes().collect::<Vec<_>>(), [Some("SUN"), None]);
/// assert_eq!(column.count(AnswerStatus::Unknown), 1);
/// assert_eq!(column.spell(0).map(|spell| spell.polity().name()), Some("Soviet Union"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CodeColumn<'s> {
    target: CountryList<'s>,
    cells: Vec<Cell>,
}

impl<'s> CodeColumn<'s> {
    /// The codes in `target` at a time of distinct polities, or why there is none, handed to rows
    /// which have their places.
    pub(in crate::systems) fn of_polities(
        target: CountryList<'s>,
        at: At,
        distinct: impl Iterator<Item = Result<Polity<'s>, AnswerStatus>>,
        rows: &[u32],
    ) -> Self {
        let each: Vec<Cell> = distinct
            .map(|polity| polity.map_or_else(cell_of, |polity| written(target, polity.at, at)))
            .collect();
        let cells = rows.iter().map(|place| each.get(*place as usize).copied().unwrap_or(UNKNOWN));
        Self { target, cells: cells.collect() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How the row at `row` was answered; `None` after the last row.
    pub fn status(&self, row: usize) -> Option<AnswerStatus> {
        self.cells.get(row).map(|cell| status(*cell))
    }

    /// The spell found for the row at `row`, if it is exact.
    pub fn spell(&self, row: usize) -> Option<CodeSpell<'s>> {
        self.cells.get(row).and_then(|cell| self.view(*cell))
    }

    /// The codes, in the order of the rows; `None` where the answer is not exact.
    pub fn codes(&self) -> impl Iterator<Item = Option<&'s str>> {
        self.cells.iter().map(|cell| self.view(*cell).map(CodeSpell::code))
    }

    /// How many rows were answered so.
    pub fn count(&self, as_status: AnswerStatus) -> usize {
        self.cells.iter().filter(|cell| status(**cell) == as_status).count()
    }

    fn view(&self, cell: Cell) -> Option<CodeSpell<'s>> {
        let stretch = self.target.table.stretches.get(cell as usize)?;
        Some(self.target.view(stretch))
    }
}

/// As an object: the `system` of the codes, and for each row its code in `codes`, null where it has
/// none, and how it was answered in `status`.
impl Serialize for CodeColumn<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let statuses: Vec<AnswerStatus> = self.cells.iter().map(|cell| status(*cell)).collect();
        let mut object = serializer.serialize_struct("CodeColumn", 3)?;
        object.serialize_field("system", self.target.system())?;
        object.serialize_field("codes", &self.codes().collect::<Vec<_>>())?;
        object.serialize_field("status", &statuses)?;
        object.end()
    }
}

/// What is to be written in a list for a polity at a time, as [`Systems::code_of`] has it.
fn written(target: CountryList<'_>, polity: usize, at: At) -> Cell {
    let days = at.days();
    if days.0 > target.table.last_day() {
        return AFTER_EDITION;
    }
    let mut in_force: Vec<(usize, usize)> = target
        .table
        .written(polity)
        .filter(|(_, one)| common_days(target.table.days(one), days).is_some())
        .map(|(place, one)| (one.code, place))
        .collect();
    // They stand by code, which counts once.
    in_force.dedup_by_key(|(code, _)| *code);
    one_of(in_force.into_iter().map(|(_, place)| place))
}

/// The cell of what has no code.
fn cell_of(status: AnswerStatus) -> Cell {
    match status {
        AnswerStatus::Ambiguous => AMBIGUOUS,
        AnswerStatus::NotInSystem => NOT_IN_SYSTEM,
        AnswerStatus::AfterEdition => AFTER_EDITION,
        AnswerStatus::Exact | AnswerStatus::Unknown => UNKNOWN,
    }
}

fn status(cell: Cell) -> AnswerStatus {
    match cell {
        NOT_IN_SYSTEM => AnswerStatus::NotInSystem,
        AMBIGUOUS => AnswerStatus::Ambiguous,
        AFTER_EDITION => AnswerStatus::AfterEdition,
        UNKNOWN => AnswerStatus::Unknown,
        _ => AnswerStatus::Exact,
    }
}
