//! Texts near dates: read and written the same, or refused with what was found.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use detente::date;
use detente::time::{End, Instant, Moment, NaiveDate, Period, Truth, UncertainDate, YearsBetween};
use support::bending::Dice;

use crate::bend::pick;
use crate::run::{Budget, run};

/// Dates, ends, periods, moments of every form.
const VALID: [&str; 35] = [
    "2024-06-17",
    "2024-06",
    "2024",
    "202X",
    "20XX",
    "2024-06-XX",
    "2024-XX",
    "2024-XX-XX",
    "1984?",
    "1984~",
    "1984%",
    "2004-06-~11",
    "2004-?06-11",
    "2004-06/2006-08",
    "../2024-06-17",
    "2024-06-17/..",
    "/2024",
    "2022/",
    "../..",
    "2024-21",
    "-0263",
    "0000",
    "9999-12-31",
    "2024-02-29",
    "open",
    "unknown",
    "still 2024-06-17",
    "from 1950-07 to still 1951-01-01",
    "from unknown to open",
    "on 2024-06",
    "2024-06-19T03:20:00+09:00",
    "2024-06-19T23:59:59Z",
    "2024-06-18/2024-06-19",
    "1918-02~/1940-06-15?",
    "1995-01-01/1999",
];

/// A valid one.
pub(crate) fn other(dice: &mut Dice) -> &'static str {
    pick::<&str>(dice, &VALID)
}

/// A text near one that is there.
pub(crate) fn moved(text: &str, dice: &mut Dice) -> String {
    const PIECES: [&str; 25] = [
        "..",
        "/",
        "-",
        "~",
        "?",
        "%",
        "X",
        "XX",
        "[",
        "]",
        "{",
        "}",
        ",",
        "Y",
        "still ",
        "from ",
        " to ",
        "T",
        "Z",
        "+14:00",
        "-0001",
        "é",
        "Y17000",
        "[2024-06-17,2024-06-18]",
        "T24:00:00Z",
    ];
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(2) {
        let at = dice.roll(chars.len() + 1);
        let digit = char::from_digit(u32::try_from(dice.roll(10)).unwrap_or(0), 10).unwrap_or('0');
        match dice.roll(8) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 => drop(chars.splice(at..at, pick(dice, &PIECES).chars())),
            2 => chars.truncate(at),
            3 => chars.extend(format!("/{}", pick(dice, &VALID)).chars()),
            4 => chars = pick(dice, &VALID).chars().collect(),
            5 => chars.insert(at, digit),
            _ => {
                let digits: Vec<usize> =
                    (0..chars.len()).filter(|at| chars[*at].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    chars[*pick(dice, &digits)] = digit;
                }
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn a_text_near_a_date_is_read_whole_or_refused() {
    let make = |dice: &mut Dice| moved(pick::<&str>(dice, &VALID), dice).into_bytes();
    let (good, all) = run("dates", &Budget::of_cases(8_000), make, holds);
    assert!(good * 5 > all && good < all, "{good} of {all}");
}

#[test]
fn dates_that_are_not_bent_are_read() {
    let refused: Vec<&str> = VALID.into_iter().filter(|text| !holds(text.as_bytes())).collect();
    assert_eq!(refused, [""; 0]);
}

/// Whether it is read as anything.
pub(crate) fn holds(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let date = again::<UncertainDate>(&text);
    let (end, period) = (again::<End>(&text), again::<Period>(&text));
    let moments = again::<Instant>(&text).is_some() | again::<Moment>(&text).is_some();
    if let Some(date) = &date {
        date_holds(date);
    }
    if let Some(period) = &period {
        period_holds(period);
    }
    date.is_some() || end.is_some() || period.is_some() || moments
}

/// What is read is written, and read the same.
fn again<T>(text: &str) -> Option<T>
where
    T: FromStr<Err: Display + Debug> + Display + Debug + PartialEq,
{
    match text.parse::<T>() {
        Ok(value) => {
            let written = value.to_string();
            let again = written.parse::<T>();
            assert_eq!(again.as_ref().ok(), Some(&value), "{text:?} is written {written:?}");
            Some(value)
        }
        Err(error) => {
            let said = error.to_string();
            assert!(!said.is_empty() && !said.contains('\n'), "{said}");
            None
        }
    }
}

const DAYS: [NaiveDate; 5] =
    [NaiveDate::MIN, date!("1984-02-29"), date!("2024-06-17"), date!("2024-12-31"), NaiveDate::MAX];

fn date_holds(date: &UncertainDate) {
    let (first, last) = (date.earliest(), date.latest());
    assert!(first.is_none() || last.is_none() || first <= last, "{date}: {first:?} {last:?}");
    for day in DAYS {
        let on = date.on(day);
        let within = first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last);
        assert!(within || on == Truth::No, "{date} on {day}: {on}");
        let own = UncertainDate::from(day);
        assert_eq!(date.before(&own), own.after(date), "{date} before {day}");
        let known = date.before(&own).is_certain() && !date.same_day(&own).is_impossible();
        assert!(!known, "{date} is before {day} and the same day");
        assert_eq!(date.same_day(&own), own.same_day(date));
        if let Some(years) = YearsBetween::new(date, &own) {
            assert!(years.floor().start() <= years.ceiling().end(), "{date} to {day}");
        }
        if let Some(both) = date.intersect(&own) {
            assert_eq!(both.as_day(), Some(day), "{date} and {day}");
        }
    }
    assert!(
        date.same_day(date).is_possible()
            && date.before(date).is_possible() == date.after(date).is_possible()
    );
    period_holds(&Period::whole(date));
    period_holds(&Period::on(date.clone()));
}

fn period_holds(period: &Period) {
    let (first, last) = (period.earliest(), period.latest());
    assert!(first.is_none() || last.is_none() || first <= last, "{period}");
    assert!(period.overlaps(period).is_possible(), "{period} is at no time");
    assert!(!period.before(period).is_certain(), "{period} is before itself");
    for day in DAYS {
        let holds = period.contains(day);
        let within = first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last);
        // A date with gaps is not every day between its first and its last.
        let may_be_off = period.one_day().is_some_and(|date| has_gaps(&date.to_string()));
        assert!(
            holds.is_possible() == within || within && may_be_off,
            "{period} is {holds} on {day}"
        );
        let own = Period::on(day.into());
        assert!(!holds.is_certain() || period.overlaps(&own).is_certain(), "{period} on {day}");
        assert_eq!(period.overlaps(&own), own.overlaps(period));
    }
    assert!(!period.in_words().is_empty());
}

/// Whether a date is written as one of several, or has a digit after one that is left out.
fn has_gaps(text: &str) -> bool {
    let is_digit = |it: char| it.is_ascii_digit();
    text.starts_with(['[', '{'])
        || text.split_once('X').is_some_and(|(_, after)| after.contains(is_digit))
}
