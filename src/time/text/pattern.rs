//! Patterns: which of the days between its bounds a date can be that leaves digits out (`156X-12-25`), or
//! that is one of several (`[1962,1964]`).

use chrono::{Datelike, NaiveDate};

use super::edtf;

/// Whether a written date may be one that has gaps between its first and its last day: a set, or a digit
/// that is told after one that is not. An interval is all days from its first to its last.
pub(crate) fn may_have_gaps(text: &str) -> bool {
    if text.contains('/') {
        return false;
    }
    let after = text.split_once('X').map_or("", |(_, after)| after);
    is_set(text) || after.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a date is written as one of several, or several.
pub(crate) fn is_set(text: &str) -> bool {
    text.starts_with(['[', '{'])
}

/// The first day from `first` to `last` that a date can be, by its text; `None` where there is none.
///
/// The text is canonical, and has passed [`may_have_gaps`].
pub(crate) fn first_day(text: &str, first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
    if !is_set(text) {
        return Mask::of(text).map_or(Some(first), |mask| mask.first_day(first, last));
    }
    let days = members(text).filter_map(|member| {
        let bounds = member.bounds()?;
        let first = bounds.earliest.map_or(first, |earliest| first.max(earliest));
        let last = bounds.latest.map_or(last, |latest| last.min(latest));
        if first > last {
            return None;
        }
        match member {
            Member::Date(text) => {
                Mask::of(text).map_or(Some(first), |it| it.first_day(first, last))
            }
            Member::Stretch(..) => Some(first),
        }
    });
    days.min()
}

/// What a set lists: a date, or all from one to another, of which either may be left out.
#[derive(Clone, Copy)]
pub(crate) enum Member<'t> {
    Date(&'t str),
    Stretch(&'t str, &'t str),
}

impl Member<'_> {
    /// Its bounds; `None` of what is no date.
    pub(crate) fn bounds(self) -> Option<edtf::EdtfBounds> {
        let point = |text: &str| edtf::point(text).ok();
        let (from, to) = match self {
            Member::Date(text) => return point(text).map(edtf::EdtfBounds::from),
            Member::Stretch(from, to) => (from, to),
        };
        let (first, last) = (point(from), point(to));
        if first.is_none() && !from.is_empty() || last.is_none() && !to.is_empty() {
            return None;
        }
        let (earliest, latest) = (first.map(|it| it.earliest), last.map(|it| it.latest));
        Some(edtf::EdtfBounds { earliest, latest, text: None })
    }
}

/// What a set lists.
pub(crate) fn members(text: &str) -> impl Iterator<Item = Member<'_>> {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
    inner.split(',').map(str::trim).map(|member| match member.split_once("..") {
        Some((from, to)) => Member::Stretch(from, to),
        None => Member::Date(member),
    })
}

/// A date of which digits are left out: each digit that is there has to be so.
pub(crate) struct Mask<'t> {
    is_before_year_0: bool,
    /// Year, month and day, as far as they are written.
    fields: [&'t [u8]; 3],
}

impl<'t> Mask<'t> {
    /// `None` of what is written otherwise, and fills the stretch between its bounds: a season, a year
    /// told by its power of ten.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        let text = text.trim_start_matches(MARKS);
        if text.contains(['Y', 'S']) {
            return None;
        }
        let is_before_year_0 = text.starts_with('-');
        let text = text.strip_prefix('-').unwrap_or(text);
        let mut parts = text.split('-').map(str::as_bytes);
        let fields = [parts.next()?, parts.next().unwrap_or(b"XX"), parts.next().unwrap_or(b"XX")];
        let is_season = fields[1].first().is_some_and(|digit| (b'2'..=b'9').contains(digit));
        (!is_season).then_some(Self { is_before_year_0, fields })
    }

    /// Its month, where it is told.
    pub(crate) fn month(&self) -> Option<u32> {
        told(self.fields[1])
    }

    /// Its day of the month, where it is told.
    pub(crate) fn day(&self) -> Option<u32> {
        told(self.fields[2])
    }

    fn first_day(&self, first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
        let years = (first.year()..=last.year()).filter(|year| self.has_year(*year));
        for year in years {
            for month in (1..=12).filter(|month| has(self.fields[1], *month, 2)) {
                let days = (1..=31).filter(|day| has(self.fields[2], *day, 2));
                let mut days = days.filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
                if let Some(day) = days.find(|day| (first..=last).contains(day)) {
                    return Some(day);
                }
            }
        }
        None
    }

    fn has_year(&self, year: i32) -> bool {
        (year < 0) == self.is_before_year_0 && has(self.fields[0], year.unsigned_abs(), 4)
    }
}

/// A number of which no digit is left out.
fn told(written: &[u8]) -> Option<u32> {
    let written: Vec<u8> =
        written.iter().copied().filter(|byte| !MARKS.contains(&char::from(*byte))).collect();
    edtf::number(&written)
}

/// The marks of doubt.
const MARKS: [char; 3] = ['?', '~', '%'];

/// Whether a number of so many digits fits what is written of it, marks of doubt apart.
fn has(written: &[u8], number: u32, digits: u32) -> bool {
    let written = written.iter().filter(|byte| !MARKS.contains(&char::from(**byte)));
    let mut places = (0..digits).rev();
    let is_digit = |(byte, place): (&u8, u32)| {
        *byte == b'X' || u32::from(byte.wrapping_sub(b'0')) == number / 10_u32.pow(place) % 10
    };
    written.zip(&mut places).all(is_digit)
}
