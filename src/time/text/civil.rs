//! A day written as a literal, checked when the program is compiled.

use chrono::NaiveDate;

/// A civil day from a literal: `date!("2024-06-17")` is a [`NaiveDate`](crate::time::NaiveDate).
///
/// The text is read while compiling, so a day that is not in the calendar does not compile.
///
/// ```
/// use detente::date;
/// use detente::time::NaiveDate;
///
/// const EVE: NaiveDate = date!("2024-06-17");
/// assert_eq!(EVE.to_string(), "2024-06-17");
/// ```
///
/// ```compile_fail
/// let no_such_day = detente::date!("2024-06-31");
/// ```
#[macro_export]
macro_rules! date {
    ($text:expr) => {
        const { $crate::time::civil_date($text) }
    };
}

/// The day a literal names; what [`date!`](crate::date!) expands to.
///
/// # Panics
///
/// When the text is not `YYYY-MM-DD` or names no day of the calendar. In [`date!`](crate::date!)
/// that is an error of compilation.
pub const fn civil_date(text: &str) -> NaiveDate {
    let bytes = text.as_bytes();
    assert!(
        bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-',
        "a date literal is written YYYY-MM-DD"
    );
    let year = number(bytes, 0, 4);
    let month = number(bytes, 5, 7);
    let day = number(bytes, 8, 10);
    match NaiveDate::from_ymd_opt(year.cast_signed(), month, day) {
        Some(date) => date,
        None => panic!("no such day in the calendar"),
    }
}

const fn number(bytes: &[u8], from: usize, to: usize) -> u32 {
    let mut value = 0;
    let mut at = from;
    while at < to {
        assert!(bytes[at].is_ascii_digit(), "a date literal is written YYYY-MM-DD");
        value = value * 10 + (bytes[at] - b'0') as u32;
        at += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::civil_date;

    #[test]
    #[should_panic(expected = "no such day in the calendar")]
    fn refuses_a_day_that_is_not_in_the_calendar() {
        civil_date("2023-02-29");
    }

    #[test]
    #[should_panic(expected = "YYYY-MM-DD")]
    fn refuses_another_form() {
        civil_date("2024-6-17");
    }
}
