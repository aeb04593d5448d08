//! Dates in words, for people: "17 June 2024", "September 2023", "by 17 June 2024".

use chrono::{Datelike, NaiveDate};

use crate::time::{End, Period, UncertainDate};

impl UncertainDate {
    /// The date as a reader would write it. Marks of doubt (`?`, `~`) are left out.
    ///
    /// ```
    /// use detente::time::UncertainDate;
    ///
    /// let words = |edtf: &str| edtf.parse::<UncertainDate>().map(|date| date.in_words());
    /// assert_eq!(words("2024-06-17")?, "17 June 2024");
    /// assert_eq!(words("2023-09")?, "September 2023");
    /// assert_eq!(words("../2024-06-17")?, "by 17 June 2024");
    /// # Ok::<(), detente::time::DateError>(())
    /// ```
    pub fn in_words(&self) -> String {
        match (self.earliest(), self.latest()) {
            (Some(a), Some(b)) if a == b => day(a),
            (Some(a), Some(b)) if is_year(a, b) => a.year().to_string(),
            (Some(a), Some(b)) if is_month(a, b) => a.format("%B %Y").to_string(),
            (Some(a), Some(b)) => format!("some day between {} and {}", day(a), day(b)),
            (Some(a), None) => format!("{} or later", day(a)),
            (None, Some(b)) => format!("by {}", day(b)),
            (None, None) => "an unknown day".to_owned(),
        }
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
            (None, Some(latest)) => format!("{} or earlier", day(latest)),
            _ => start.in_words(),
        });
        match (start, self.to()) {
            (Some(from), End::On(to)) if from == to.in_words() => from,
            (Some(from), End::On(to)) => format!("{from} to {}", to.in_words()),
            (Some(from), End::Unknown) => format!("from {from}"),
            (Some(from), End::Open) => format!("since {from}"),
            (Some(from), End::Still(until)) => {
                format!("since {from}, still so on {}", day(*until))
            }
            (None, End::On(to)) => format!("until {}", to.in_words()),
            (None, End::Still(until)) => format!("still so on {}", day(*until)),
            (None, End::Open) => "at all times".to_owned(),
            (None, End::Unknown) => "at an unknown time".to_owned(),
        }
    }
}

/// "7 May 2012".
fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn is_year(a: NaiveDate, b: NaiveDate) -> bool {
    let (first, last) = ((a.month(), a.day()), (b.month(), b.day()));
    a.year() == b.year() && first == (1, 1) && last == (12, 31)
}

fn is_month(a: NaiveDate, b: NaiveDate) -> bool {
    let next = b.succ_opt();
    (a.year(), a.month(), a.day()) == (b.year(), b.month(), 1)
        && next.is_none_or(|next| next.day() == 1)
}
