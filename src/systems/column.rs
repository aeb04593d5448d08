//! Columns: a million codes, each on its day, converted at once.

use thiserror::Error;

use super::answer::Status;
use super::builtin::Systems;
use super::codes::CodeStretch;
use super::convert::{common, partners};
use super::list::{CountryList, ListTable, UnknownSystem};
use super::system::System;
use crate::time::NaiveDate;

/// Codes and days that are not equally many.
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
/// use detente::systems::{Status, System, Systems};
///
/// let converter = Systems::builtin().converter(&System::COW, &System::ISO3)?;
/// let days = [date!("1985-01-01"), date!("1985-01-01"), date!("2000-01-01")];
/// let column = converter.column(&["365", "2", "260"], &days)?;
/// assert_eq!(column.codes().collect::<Vec<_>>(), [Some("SUN"), Some("USA"), None]);
/// assert_eq!(column.status(2), Some(Status::NotInSystem));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Converter<'s> {
    source: CountryList<'s>,
    target: CountryList<'s>,
    /// For each code of the source its pieces, which fill all time in order.
    pieces: Vec<Piece>,
    starts: Vec<u32>,
    keys: Keys,
}

/// From the piece before up to `last`, inclusive.
#[derive(Clone, Debug)]
struct Piece {
    last: NaiveDate,
    cell: Cell,
}

impl Systems {
    /// Makes the conversion from codes of `from` to codes of `to` ready for many rows.
    ///
    /// # Errors
    /// If nothing is told of one of the lists.
    pub fn converter(&self, from: &System, to: &System) -> Result<Converter<'_>, UnknownSystem> {
        let (source, target) = (self.list(from)?, self.list(to)?);
        Ok(Converter::new(source, target, |place, day| {
            let found = partners(source, place, target, (day, day));
            one_of(found.iter().map(|(at, _)| *at))
        }))
    }

    /// Makes the conversion from codes of `from` to polities ready for many rows; the stretches of
    /// the columns are those of `from` itself.
    ///
    /// # Errors
    /// If nothing is told of the list.
    pub fn identifier(&self, from: &System) -> Result<Converter<'_>, UnknownSystem> {
        let source = self.list(from)?;
        Ok(Converter::new(source, source, |place, day| {
            let held = source.table.of_code(place);
            one_of(
                held.filter(|(_, one)| common(source.table.days(one), (day, day)).is_some())
                    .map(|(at, _)| at),
            )
        }))
    }

    /// Converts a column of codes, each on the day beside it.
    ///
    /// # Errors
    /// If nothing is told of one of the lists, or the columns are not equally long.
    pub fn convert_column<S: AsRef<str>>(
        &self,
        from: &System,
        codes: &[S],
        to: &System,
        days: &[NaiveDate],
    ) -> Result<CodeColumn<'_>, ColumnError> {
        Ok(self.converter(from, to)?.column(codes, days)?)
    }
}

/// Why a column cannot be converted.
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
        cell_on: impl Fn(usize, NaiveDate) -> Cell,
    ) -> Self {
        let end = source.table.last_day().min(target.table.last_day());
        let (mut pieces, mut starts) = (Vec::new(), Vec::new());
        for place in 0..source.table.codes.len() {
            starts.push(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
            let mut firsts = first_days(source.table, place, target.table);
            firsts.retain(|first| *first <= end);
            let lasts = firsts.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([end]);
            for (first, last) in firsts.iter().zip(lasts) {
                pieces.push(Piece { last, cell: cell_on(place, *first) });
            }
            pieces.push(Piece { last: NaiveDate::MAX, cell: AFTER_EDITION });
        }
        Self { source, target, pieces, starts, keys: Keys::new(source.table) }
    }

    /// The system of the codes that are given.
    pub fn from(&self) -> &'s System {
        self.source.system()
    }

    /// The system of the codes that come out.
    pub fn to(&self) -> &'s System {
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
        let Some(place) = self.keys.find(code, self.source.table) else {
            return UNKNOWN;
        };
        let start = self.starts.get(place).map_or(usize::MAX, |start| *start as usize);
        let pieces = self.pieces.get(start..).unwrap_or_default();
        // A code has few pieces, and the last of them has no end.
        pieces.iter().find(|piece| day <= piece.last).map_or(UNKNOWN, |piece| piece.cell)
    }
}

/// The days on which the answer for a code may change: in order, each once, from the first day on.
fn first_days(source: &ListTable, place: usize, target: &ListTable) -> Vec<NaiveDate> {
    let mut days = vec![NaiveDate::MIN];
    let mut edges = |(from, to): (NaiveDate, NaiveDate)| {
        days.push(from);
        days.extend(to.succ_opt());
    };
    for (_, held) in source.of_code(place) {
        edges(source.days(held));
        for (_, theirs) in target.of_polity(held.polity) {
            edges(target.days(theirs));
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// The codes of a list by their text, for texts that are short and plain.
#[derive(Clone, Debug)]
struct Keys {
    numeric: bool,
    /// A power of two many; the place of `EMPTY` is free.
    slots: Vec<(u64, u32)>,
}

const EMPTY: u64 = u64::MAX;

impl Keys {
    fn new(table: &ListTable) -> Self {
        let size = (table.codes.len() * 4).next_power_of_two().max(16);
        let mut keys = Self { numeric: table.is_numeric(), slots: vec![(EMPTY, 0); size] };
        for (place, code) in (0..).zip(&table.codes) {
            let Some(key) = keys.pack(code) else {
                continue;
            };
            let mut at = keys.start(key);
            while keys.slots.get(at).is_some_and(|(taken, _)| *taken != EMPTY) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = keys.slots.get_mut(at) {
                *slot = (key, place);
            }
        }
        keys
    }

    fn find(&self, code: &str, table: &ListTable) -> Option<usize> {
        let Some(key) = self.pack(code) else {
            return table.find(code);
        };
        let mut at = self.start(key);
        loop {
            match self.slots.get(at)? {
                (taken, place) if *taken == key => return Some(*place as usize),
                (EMPTY, _) => return None,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Where to look first: Fibonacci hashing.
    fn start(&self, key: u64) -> usize {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        usize::try_from(hash).unwrap_or(0) & (self.slots.len() - 1)
    }

    /// A short text without blanks as a number that is its own; `None` for the others.
    fn pack(&self, code: &str) -> Option<u64> {
        let bytes = code.as_bytes();
        if bytes.is_empty() || bytes.len() > 7 {
            return None;
        }
        let mut key = 0;
        for byte in bytes {
            key = match byte {
                b'0'..=b'9' if self.numeric => key * 10 + u64::from(byte - b'0'),
                b'!'..=b'~' if !self.numeric => (key << 8) | u64::from(byte.to_ascii_uppercase()),
                _ => return None,
            };
        }
        Some(key)
    }
}

/// A converted column: for each row a code of the list, or why there is none.
#[derive(Clone, Debug)]
pub struct CodeColumn<'s> {
    target: CountryList<'s>,
    cells: Vec<Cell>,
}

impl<'s> CodeColumn<'s> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How the row at `row` was answered; `None` after the last row.
    pub fn status(&self, row: usize) -> Option<Status> {
        self.cells.get(row).map(|cell| status(*cell))
    }

    /// The stretch found for the row at `row`, if it is exact.
    pub fn stretch(&self, row: usize) -> Option<CodeStretch<'s>> {
        self.cells.get(row).and_then(|cell| self.view(*cell))
    }

    /// The codes, in the order of the rows; `None` where the answer is not exact.
    pub fn codes(&self) -> impl Iterator<Item = Option<&'s str>> {
        self.cells.iter().map(|cell| self.view(*cell).map(CodeStretch::code))
    }

    /// How many rows were answered so.
    pub fn count(&self, as_status: Status) -> usize {
        self.cells.iter().filter(|cell| status(**cell) == as_status).count()
    }

    fn view(&self, cell: Cell) -> Option<CodeStretch<'s>> {
        let stretch = self.target.table.stretches.get(cell as usize)?;
        Some(self.target.view(stretch))
    }
}

fn status(cell: Cell) -> Status {
    match cell {
        NOT_IN_SYSTEM => Status::NotInSystem,
        AMBIGUOUS => Status::Ambiguous,
        AFTER_EDITION => Status::AfterEdition,
        UNKNOWN => Status::Unknown,
        _ => Status::Exact,
    }
}
