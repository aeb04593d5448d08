//! Dates of days with gaps between them, what to write instead of what is no date, and dates in words.

use detente::time::{NaiveDate, Period, Truth, UncertainDate};
use proptest::prelude::*;
use support::shared::shared;

fn date(text: &str) -> UncertainDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn in_words(text: &str) -> String {
    // Only periods have an end that is not known or is not there.
    match text.parse::<UncertainDate>() {
        Ok(date) if !text.contains('/') => date.in_words(),
        _ => text.parse::<Period>().unwrap_or_else(|error| panic!("{error}")).in_words(),
    }
}

/// The rows of a case below its header; none, said aloud, where the files are not at hand.
fn rows(file: &str) -> Vec<Vec<String>> {
    let text = shared(&format!("cases/{file}.tsv")).unwrap_or_default();
    let rows = text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect());
    rows.collect()
}

#[test]
fn da1_digits_left_out_and_sets() {
    for row in rows("da1-digits-left-out-and-sets") {
        let [text, day, right] = &row[..] else { panic!("{row:?}") };
        assert_eq!(date(text).on(day.parse().unwrap()).to_string(), *right, "{text} on {day}");
    }
}

#[test]
fn da2_drafts_of_edtf() {
    for row in rows("da2-drafts-of-edtf") {
        let [text, right] = &row[..] else { panic!("{row:?}") };
        let (_, meant) = right.split_once(".. ").unwrap();
        let error = text.parse::<UncertainDate>().unwrap_err();
        assert_eq!(error.reason(), meant, "{text}");
        assert_eq!(text.parse::<Period>().unwrap_err().reason(), meant, "{text}");
    }
}

#[test]
fn wo6_dates_in_words() {
    for row in rows("wo6-dates-in-words") {
        let [text, right] = &row[..] else { panic!("{row:?}") };
        let words = if text.contains('/') {
            text.parse::<Period>().unwrap().in_words()
        } else {
            in_words(text)
        };
        assert_eq!(words, *right, "{text}");
    }
}

#[test]
fn what_to_write_instead() {
    let cases = [
        ("2024-6", "2024-06"),
        ("6.2024", "2024-06"),
        ("31/12/1999", "1999-12-31"),
        ("12/31/1999", "1999-12-31"),
        ("5/5/1999", "1999-05-05"),
        ("20240617", "2024-06-17"),
        ("17 June 2024", "2024-06-17"),
        ("June 17, 2024", "2024-06-17"),
        ("1st Sept. 1939", "1939-09-01"),
        ("Sep 1939", "1939-09"),
        ("199x-12", "199X-12"),
        ("unknown/2024", "/2024"),
        ("1984~?", "1984%"),
        ("2012-05-07/present", "2012-05-07/.."),
    ];
    for (text, meant) in cases {
        let write = format!("write {meant}");
        assert_eq!(text.parse::<Period>().unwrap_err().reason(), write, "{text}");
        assert!(meant.parse::<Period>().is_ok(), "{meant}");
    }
    // The fifth of June or the sixth of May: what is not plain is not guessed.
    for text in ["05/06/2024", "5-6-24", "31.02.2024", "May", "sep=;", "Julius 2024x", "0000000000"]
    {
        let error = text.parse::<UncertainDate>().unwrap_err();
        assert!(!error.reason().starts_with("write"), "{text}: {error}");
    }
}

#[test]
fn one_of_several() {
    let either = date("[1962,1964-05,1970..1972]");
    assert_eq!(either.to_string(), "[1962,1964-05,1970..1972]");
    assert_eq!(either.earliest(), date("1962").earliest());
    assert_eq!(either.latest(), date("1972").latest());
    let same = |other: &str| either.same_day(&date(other));
    assert_eq!(same("1963/1964-04"), Truth::No);
    assert_eq!(same("1964-04/1964-05-01"), Truth::Maybe);
    assert_eq!(same("1971-07-06"), Truth::Maybe);
    assert!(date("1971").refines(&either) && !date("1963").refines(&either));
    assert!(!date("1962/1964").refines(&either) && either.refines(&date("1962/1972")));
    assert_eq!(either.intersect(&date("1963")), None);
    assert_eq!(either.intersect(&date("1971")), Some(date("1971")));
    for text in ["[..1984]", "{1960..}", "[..1950,1984-11]", "[-0043-03-15,0014]"] {
        assert_eq!(date(text).to_string(), text);
    }
    assert_eq!(date("[..1984]").earliest(), None);
    assert_eq!(date("[..1984]").on("1985-01-01".parse().unwrap()), Truth::No);
    for text in ["[1962", "[]", "[1962,]", "[1962}", "[x]", "{1962/1964}", "[1962,1964]/1970"] {
        assert!(text.parse::<UncertainDate>().is_err(), "{text}");
    }
}

#[test]
fn a_period_on_a_day_with_gaps() {
    let christmas: Period = "156X-12-25".parse().unwrap();
    let within = |text: &str| christmas.overlaps(&text.parse().unwrap());
    assert_eq!(christmas.contains("1565-06-01".parse().unwrap()), Truth::No);
    assert_eq!(within("1565-06-01/1565-12-24"), Truth::No);
    assert_eq!(within("1565-06-01/1565-12-25"), Truth::Maybe);
    assert_eq!(within("1560-12-25/1569-12-25"), Truth::Yes);
    // A set is no side of an EDTF interval, and is written in full.
    let ends: Period = "from [1962,1964] to 1970".parse().unwrap();
    assert_eq!(ends.to_string(), "from [1962,1964] to 1970");
    assert_eq!(ends.to_string().parse::<Period>().unwrap(), ends);
    let json = serde_json::to_string(&ends).unwrap();
    assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), ends);
}

#[test]
fn dates_of_all_forms_in_words() {
    let cases = [
        ("0999-12-31", "31 December 999 CE"),
        ("1000-01-01", "1 January 1000"),
        ("-0001", "2 BCE"),
        ("199X", "some day between 1990 and 1999"),
        ("1985-XX-04", "day 4 of some month of 1985"),
        ("XXXX-12-XX", "some day of December of an unknown year"),
        ("XXXX-12-25", "25 December of an unknown year"),
        ("19X4", "some day of some year between 1904 and 1994"),
        ("[1962,1964]", "1962 or 1964"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672"),
        ("[..1984]", "some day up to 1984"),
        ("{1960..}", "some day from 1960 on"),
        ("2001-21", "some day between 1 March 2001 and 31 May 2001"),
        ("2024-06~/..", "since circa June 2024"),
    ];
    for (text, words) in cases {
        assert_eq!(in_words(text), words, "{text}");
    }
}

/// Whether a day fits a date with digits left out, digit by digit.
fn fits(mask: &str, day: NaiveDate) -> bool {
    let written = day.to_string();
    mask.len() == 10 && mask.bytes().zip(written.bytes()).all(|(m, d)| m == b'X' || m == d)
}

fn mask() -> impl Strategy<Value = String> {
    let digit =
        |known: &'static str| prop_oneof![Just("X".to_owned()), known.prop_map(String::from)];
    let month = prop_oneof![Just("XX"), Just("02"), Just("12"), Just("1X"), Just("0X")];
    let day = prop_oneof![Just("XX"), Just("04"), Just("28"), Just("2X"), Just("X1")];
    (digit("[0-2]"), digit("[0-9]"), month, day)
        .prop_map(|(ten, one, month, day)| format!("19{ten}{one}-{month}-{day}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_date_with_digits_left_out_is_the_days_that_fit(one in mask(), other in mask()) {
        let all: Vec<NaiveDate> = date("1900-01-01").earliest().unwrap().iter_days()
            .take_while(|day| *day <= date("1999-12-31").latest().unwrap()).collect();
        let days = |mask: &str| -> Vec<NaiveDate> {
            all.iter().copied().filter(|day| fits(mask, *day)).collect()
        };
        let (own, theirs) = (days(&one), days(&other));
        let (a, b) = (date(&one), date(&other));
        prop_assert_eq!((a.earliest(), a.latest()), (own.first().copied(), own.last().copied()));
        for day in &all {
            prop_assert_eq!(a.on(*day).is_possible(), own.contains(day), "{} on {}", one, day);
        }
        let shared = own.iter().any(|day| theirs.contains(day));
        prop_assert_eq!(a.same_day(&b).is_possible(), shared, "{} and {}", one, other);
        let within = own.iter().all(|day| theirs.contains(day));
        // Of very many days it is not said.
        prop_assert!(!a.refines(&b) || within, "{} in {}", one, other);
        if within && own.len() < 4_000 {
            prop_assert!(a.refines(&b), "{} in {}", one, other);
        }
        if let Some(both) = a.intersect(&b) {
            prop_assert!(shared);
            let common = own.iter().filter(|day| theirs.contains(day));
            for day in common {
                prop_assert!(both.on(*day).is_possible(), "{} and {} on {}", one, other, day);
            }
        }
    }
}
