//! The rule that a day told by its name in the week is a day of that name.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::dossier::IssueCode;
use crate::model::{ValueKind, When};
use crate::time::{End, UncertainDate};
use crate::validation::findings::{Findings, IssuePlace};

/// The days of the week as reports in some languages name them, Monday first.
const NAMES: [&[&str]; 7] = [
    &["monday", "montag", "lundi", "lunes", "понедельник"],
    &["tuesday", "dienstag", "mardi", "martes", "вторник"],
    &["wednesday", "mittwoch", "mercredi", "miércoles", "среда", "среду"],
    &["thursday", "donnerstag", "jeudi", "jueves", "четверг"],
    &["friday", "freitag", "vendredi", "viernes", "пятница", "пятницу"],
    &["saturday", "samstag", "sonnabend", "samedi", "sábado", "суббота", "субботу"],
    &["sunday", "sonntag", "dimanche", "domingo", "воскресенье"],
];

/// Words beside the name of a day that move it.
const MOVING: [&str; 8] =
    ["after", "before", "eve", "later", "earlier", "following", "night", "ago"];

/// The day of the week that words name; `None` of none, of several, and where other words move it.
fn named(words: &str) -> Option<Weekday> {
    let words = words.to_lowercase();
    let words: Vec<&str> = words.split(|it: char| !it.is_alphabetic()).collect();
    if words.iter().any(|word| MOVING.contains(word)) {
        return None;
    }
    let is_named = |names: &[&str]| words.iter().any(|word| names.contains(word));
    let mut days = (0_u8..7).filter(|day| is_named(NAMES[usize::from(*day)]));
    let day = days.next().filter(|_| days.next().is_none())?;
    Weekday::try_from(day).ok()
}

/// The dates in a value, each of which the words may name.
fn dates(value: ValueKind<'_>) -> Vec<UncertainDate> {
    match value {
        ValueKind::Date(date) | ValueKind::End(End::On(date)) => vec![date.clone()],
        ValueKind::Day(When::On(moment)) => vec![moment.date().clone()],
        ValueKind::Span(When::On(period)) | ValueKind::Period(period) => {
            [period.start(), period.end()].into_iter().flatten().cloned().collect()
        }
        _ => Vec::new(),
    }
}

/// Words that name a day of the week, beside a value of which no day is one.
pub(crate) fn weekday_of_another_day(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    name: &str,
    words: &str,
    value: ValueKind<'_>,
) {
    let dates = dates(value);
    let Some(weekday) = named(words).filter(|_| !dates.is_empty()) else { return };
    // A week or more has a day of each name.
    let days: Option<Vec<Vec<NaiveDate>>> = dates.iter().map(few_days).collect();
    let Some(days) = days.map(|days| days.concat()) else { return };
    let Some(day) = days.first().filter(|_| days.iter().all(|day| day.weekday() != weekday)) else {
        return;
    };
    let found = format!("{day}, a {}, said as {words:?}", day.format("%A"));
    let expected = format!("a {}", in_words(weekday));
    findings.add(IssueCode::WeekdayOfAnotherDay, at, name, found, expected);
}

/// The days that a date can be, if they are fewer than a week.
fn few_days(date: &UncertainDate) -> Option<Vec<NaiveDate>> {
    let (first, last) = date.earliest().zip(date.latest())?;
    ((last - first).num_days() < 6)
        .then(|| first.iter_days().take_while(|it| *it <= last).collect())
}

fn in_words(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_is_named_or_none() {
        assert_eq!(named("on Tuesday evening"), Some(Weekday::Tue));
        assert_eq!(named("во вторник"), Some(Weekday::Tue));
        for words in ["the day after Tuesday", "Tuesday or Wednesday", "in June", "Tuesday night"] {
            assert_eq!(named(words), None, "{words}");
        }
    }
}
