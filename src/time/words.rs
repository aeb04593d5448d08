//! Dates in words, for people: "17 June 2024", "September 2023", "by 17 June 2024".

use chrono::{Datelike, NaiveDate};

use crate::time::text::edtf;
use crate::time::text::pattern::{self, Mask, Member};
use crate::time::{End, Period, UncertainDate};

impl UncertainDate {
    /// The date as a reader would write it, with its era where the year alone would mislead, and with its
    /// marks of doubt: `?` is perhaps, `~` circa.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// let words = |edtf: &str| edtf.parse::<UncertainDate>().map(|date| date.in_words());
    /// assert_eq!(words("2024-06-17")?, "17 June 2024");
    /// assert_eq!(words("2023-09")?, "September 2023");
    /// assert_eq!(words("../2024-06-17")?, "by 17 June 2024");
    /// assert_eq!(words("2000%")?, "perhaps circa 2000");
    /// // Years before our era are counted with a year 0, which is 1 BCE.
    /// assert_eq!(words("-0043-03-15")?, "15 March 44 BCE");
    /// assert_eq!(words("156X-12-25")?, "25 December of some year between 1560 and 1569");
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn in_words(&self) -> String {
        let perhaps = if self.is_questioned() { "perhaps " } else { "" };
        let circa = if self.is_approximate() { "circa " } else { "" };
        let date = self.gappy().and_then(pattern_in_words);
        format!("{perhaps}{circa}{}", date.unwrap_or_else(|| self.bounds_in_words()))
    }

    fn bounds_in_words(&self) -> String {
        match (self.earliest(), self.latest()) {
            (Some(a), Some(b)) if a == b => day_in_words(a),
            (Some(a), Some(b)) if is_month(a, b) => month(a),
            (Some(a), Some(b)) if is_years(a, b) && a.year() == b.year() => year(a.year()),
            (Some(a), Some(b)) if is_years(a, b) => {
                format!("some day between {} and {}", year(a.year()), year(b.year()))
            }
            (Some(a), Some(b)) => {
                format!("some day between {} and {}", day_in_words(a), day_in_words(b))
            }
            (Some(a), None) => format!("{} or later", day_in_words(a)),
            (None, Some(b)) => format!("by {}", day_in_words(b)),
            (None, None) => "an unknown day".to_owned(),
        }
    }
}

/// One of several dates, or one with digits left out, in words.
fn pattern_in_words(text: &str) -> Option<String> {
    if !pattern::is_set(text) {
        return Mask::of(text)?.in_words(text);
    }
    let plain = |text: &str| text.parse::<UncertainDate>().ok().map(|date| date.in_words());
    let member = |member: Member<'_>| match member {
        Member::Date(date) => plain(date),
        Member::Stretch("", to) => Some(format!("some day up to {}", plain(to)?)),
        Member::Stretch(from, "") => Some(format!("some day from {} on", plain(from)?)),
        Member::Stretch(from, to) => Some(format!("{} to {}", plain(from)?, plain(to)?)),
    };
    let members: Option<Vec<String>> = pattern::members(text).map(member).collect();
    let mut members = members?;
    let last = members.pop()?;
    Some(if members.is_empty() { last } else { format!("{} or {last}", members.join(", ")) })
}

impl Mask<'_> {
    fn in_words(&self, text: &str) -> Option<String> {
        let bounds: UncertainDate = text.parse().ok()?;
        let (first, last) = (bounds.earliest()?.year(), bounds.latest()?.year());
        let in_year = match (first, last) {
            (0, 9999) => "an unknown year".to_owned(),
            _ if first == last => year(first),
            _ => format!("some year between {} and {}", year(first), year(last)),
        };
        Some(match (self.month(), self.day()) {
            (Some(month), Some(day)) => format!("{day} {} of {in_year}", edtf::month_name(month)),
            (Some(month), None) => format!("some day of {} of {in_year}", edtf::month_name(month)),
            (None, Some(day)) => format!("day {day} of some month of {in_year}"),
            (None, None) => format!("some day of {in_year}"),
        })
    }
}

impl Period {
    /// The period as a reader would write it.
    ///
    /// ```
    /// use detente::time::{End, Period, UncertainDate};
    ///
    /// let words = |edtf: &str| edtf.parse::<Period>().map(|period| period.in_words());
    /// assert_eq!(words("2024-06-18/2024-06-19")?, "18 June 2024 to 19 June 2024");
    /// assert_eq!(words("2012-05-07/..")?, "since 7 May 2012");
    /// assert_eq!(words("2024-06-18/")?, "from 18 June 2024");
    ///
    /// let by_then: UncertainDate = "../2024-06-17".parse()?;
    /// assert_eq!(Period::new(by_then, End::Unknown)?.in_words(), "from 17 June 2024 or earlier");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_words(&self) -> String {
        if let Some(date) = self.one_day() {
            return date.in_words();
        }
        // "from by 17 June 2024" is no English.
        let start = self.start().map(|start| match (start.earliest(), start.latest()) {
            (None, Some(latest)) => format!("{} or earlier", day_in_words(latest)),
            _ => start.in_words(),
        });
        let is_begin_unknown = *self.from() == End::Unknown;
        match (start, self.to()) {
            (Some(from), End::On(to)) if from == to.in_words() => from,
            (Some(from), End::On(to)) => format!("{from} to {}", to.in_words()),
            (Some(from), End::Unknown) => format!("from {from}"),
            (Some(from), End::Open) => format!("since {from}"),
            (Some(from), End::Still(until)) => {
                format!("since {from}, still so on {}", day_in_words(*until))
            }
            (None, End::On(to)) if is_begin_unknown => {
                format!("to {}, begin unknown", to.in_words())
            }
            (None, End::On(to)) => format!("until {}", to.in_words()),
            (None, End::Still(until)) if is_begin_unknown => {
                format!("still so on {}, begin unknown", day_in_words(*until))
            }
            (None, End::Still(until)) => format!("still so on {}", day_in_words(*until)),
            (None, End::Open) if is_begin_unknown => "from an unknown day on".to_owned(),
            (None, End::Open) => "at all times".to_owned(),
            (None, End::Unknown) => "at an unknown time".to_owned(),
        }
    }
}

/// "7 May 2012".
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month(day))
}

/// "May".
pub(crate) fn month_name(day: NaiveDate) -> &'static str {
    edtf::month_name(day.month())
}

/// The year of a day: "2012", "14 CE", "44 BCE".
pub(crate) fn year_in_words(day: NaiveDate) -> String {
    year(day.year())
}

/// "May 2012".
fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), year(day.year()))
}

/// "2012", "14 CE", "44 BCE": the year before 1 is 0 in the reckoning of ISO 8601, and 1 BCE.
fn year(year: i32) -> String {
    match year {
        1000.. => year.to_string(),
        1..1000 => format!("{year} CE"),
        _ => format!("{} BCE", 1 - year),
    }
}

/// Whether a stretch is of whole years.
fn is_years(a: NaiveDate, b: NaiveDate) -> bool {
    (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31)
}

fn is_month(a: NaiveDate, b: NaiveDate) -> bool {
    let next = b.succ_opt();
    (a.year(), a.month(), a.day()) == (b.year(), b.month(), 1)
        && next.is_none_or(|next| next.day() == 1)
}
