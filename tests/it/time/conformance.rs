//! Our own list of EDTF texts, so that a change in the parser beneath is seen here first.

use detente::time::{End, Period, UncertainDate};

/// Text, first day, last day (a dash for a missing one), canonical text.
pub(crate) const READ: &[[&str; 4]] = &[
    ["2024-06-17", "2024-06-17", "2024-06-17", "2024-06-17"],
    ["2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"],
    ["2000-02-29", "2000-02-29", "2000-02-29", "2000-02-29"],
    ["0000-01-01", "0000-01-01", "0000-01-01", "0000-01-01"],
    ["-0044-03-15", "-0044-03-15", "-0044-03-15", "-0044-03-15"],
    ["+12024-06-17", "+12024-06-17", "+12024-06-17", "+12024-06-17"],
    ["-12024-06-17", "-12024-06-17", "-12024-06-17", "-12024-06-17"],
    ["2023-09", "2023-09-01", "2023-09-30", "2023-09"],
    ["2023-02", "2023-02-01", "2023-02-28", "2023-02"],
    ["2024-02", "2024-02-01", "2024-02-29", "2024-02"],
    ["1900-02", "1900-02-01", "1900-02-28", "1900-02"],
    ["1996", "1996-01-01", "1996-12-31", "1996"],
    ["0000", "0000-01-01", "0000-12-31", "0000"],
    ["-0043", "-0043-01-01", "-0043-12-31", "-0043"],
    ["Y12000", "+12000-01-01", "+12000-12-31", "Y12000"],
    ["Y-12000", "-12000-01-01", "-12000-12-31", "Y-12000"],
    ["9999-24", "9999-12-01", "+10000-02-29", "9999-24"],
    // Marks.
    ["2024-06-17?", "2024-06-17", "2024-06-17", "2024-06-17?"],
    ["2024-06~", "2024-06-01", "2024-06-30", "2024-06~"],
    ["1984%", "1984-01-01", "1984-12-31", "1984%"],
    ["2004-06~-11", "2004-06-11", "2004-06-11", "2004-06~-11"],
    ["?2004-06-~11", "2004-06-11", "2004-06-11", "2004?-06-~11"],
    ["?2004-?06-?11", "2004-06-11", "2004-06-11", "2004-06-11?"],
    // Digits not given.
    ["19XX", "1900-01-01", "1999-12-31", "19XX"],
    ["199X", "1990-01-01", "1999-12-31", "199X"],
    ["19X4", "1904-01-01", "1994-12-31", "19X4"],
    ["2024-XX", "2024-01-01", "2024-12-31", "2024-XX"],
    ["2024-06-XX", "2024-06-01", "2024-06-30", "2024-06-XX"],
    ["2023-02-2X", "2023-02-20", "2023-02-28", "2023-02-2X"],
    ["2024-XX-XX", "2024-01-01", "2024-12-31", "2024-XX-XX"],
    ["2024-1X", "2024-10-01", "2024-12-31", "2024-1X"],
    ["2024-XX-31", "2024-01-31", "2024-12-31", "2024-XX-31"],
    ["199X-02-29", "1992-02-29", "1996-02-29", "199X-02-29"],
    ["1950S2", "1900-01-01", "1999-12-31", "1950S2"],
    // Seasons and other parts of a year.
    ["2001-21", "2001-03-01", "2001-05-31", "2001-21"],
    ["2001-24", "2001-12-01", "2002-02-28", "2001-24"],
    ["2003-24", "2003-12-01", "2004-02-29", "2003-24"],
    ["2001-34", "2001-04-01", "2001-06-30", "2001-34"],
    ["2001-41", "2001-07-01", "2001-12-31", "2001-41"],
    // Some day within.
    ["2024-06-18/2024-06-19", "2024-06-18", "2024-06-19", "2024-06-18/2024-06-19"],
    ["2024-06-18/2024-06-18", "2024-06-18", "2024-06-18", "2024-06-18"],
    ["2024-06-18?/2024-06-18", "2024-06-18", "2024-06-18", "2024-06-18?/2024-06-18"],
    ["1961-07/1996", "1961-07-01", "1996-12-31", "1961-07/1996"],
    ["2024-06/2024-03", "-", "-", "refused"],
    ["2024/2024-03", "2024-01-01", "2024-03-31", "2024/2024-03"],
    ["1500/2000", "1500-01-01", "2000-12-31", "1500/2000"],
    ["../2024-06-17", "-", "2024-06-17", "../2024-06-17"],
    ["2024-06/..", "2024-06-01", "-", "2024-06/.."],
    ["../..", "-", "-", "../.."],
    ["19XX~/..", "1900-01-01", "-", "19XX~/.."],
    ["+12024-06-17/..", "+12024-06-17", "-", "+12024-06-17/.."],
];

#[test]
fn dates_are_read() {
    for [text, first, last, canonical] in READ {
        let Ok(date) = text.parse::<UncertainDate>() else {
            assert_eq!(*canonical, "refused", "{text}");
            continue;
        };
        let bound = |day: Option<detente::time::NaiveDate>| {
            day.map_or_else(|| "-".to_owned(), |day| day.to_string())
        };
        assert_eq!([bound(date.earliest()), bound(date.latest())], [*first, *last], "{text}");
        assert_eq!(date.to_string(), *canonical);
        assert_eq!(canonical.parse::<UncertainDate>().unwrap(), date);
        assert_eq!(UncertainDate::try_from(*text), UncertainDate::try_from((*text).to_owned()));
    }
}

/// Text, and what is said about it.
const REFUSED: &[[&str; 2]] = &[
    ["", r#"not an EDTF date: "" (a date begins with a year of four digits)"#],
    ["Tuesday", r#"not an EDTF date: "Tuesday" (a date begins with a year of four digits)"#],
    [" 2024", r#"not an EDTF date: " 2024" (a date begins with a year of four digits)"#],
    ["2024-06-31", r#"no such day: "2024-06-31" (June 2024 has 30 days)"#],
    ["2023-02-29", r#"no such day: "2023-02-29" (February 2023 has 28 days)"#],
    ["1900-02-29", r#"no such day: "1900-02-29" (February 1900 has 28 days)"#],
    ["2024-06-00", r#"no such day: "2024-06-00" (June 2024 has 30 days)"#],
    ["2024-13-01", r#"no such month: "2024-13-01" (months run from 01 to 12)"#],
    ["2024-21-01", r#"no such month: "2024-21-01" (months run from 01 to 12)"#],
    ["2024-00", r#"no such month: "2024-00" (months run from 01 to 12)"#],
    ["2024-42", r#"no such month: "2024-42" (months run from 01 to 12)"#],
    [
        "2024-06-19T02:22:00",
        r#"not one day: "2024-06-19T02:22:00" (a date has no time of day; that belongs to an instant)"#,
    ],
    [
        "2024-06-19T02:22+09:00",
        r#"not one day: "2024-06-19T02:22+09:00" (a date has no time of day; that belongs to an instant)"#,
    ],
    [
        "Y17E7",
        r#"beyond the calendar: "Y17E7" (the year is beyond the calendar, or has no form in EDTF)"#,
    ],
    [
        "XXXX",
        r#"says too little: "XXXX" (its earliest and latest day are more than 400 years apart)"#,
    ],
    [
        "1XXX",
        r#"says too little: "1XXX" (its earliest and latest day are more than 400 years apart)"#,
    ],
    [
        "2024-06-18/2024-06-17",
        r#"wrong way round: "2024-06-18/2024-06-17" (it ends before it starts)"#,
    ],
    ["2024/", r#"bound left empty: "2024/" (a bound that is not known is written ..)"#],
    ["/2024", r#"bound left empty: "/2024" (a bound that is not known is written ..)"#],
    ["2024-06-31/..", r#"no such day: "2024-06-31/.." (June 2024 has 30 days)"#],
    ["2024/2025/2026", r#"not an EDTF date: "2024/2025/2026" (one slash at most)"#],
];

#[test]
fn other_texts_are_refused_in_words() {
    for [text, message] in REFUSED {
        let error = text.parse::<UncertainDate>().unwrap_err();
        assert_eq!(error.to_string(), *message);
        assert_eq!(error.text(), *text);
    }
    for text in [
        "2024-6-17",
        "20240617",
        "2024-06-17 ",
        "17.06.2024",
        "24",
        "-0000",
        "2024-06-17\0",
        "２０２４",
        "2024-X1-3X-",
        "..",
        "../",
        "//",
        "../../..",
        "..2000/2001",
        "2000/2001..",
        "+2024-06-17",
        "Y2024",
        "Y-300000",
        "-0000-01-01",
        "-044-01-01",
        "2024-06-3X-01",
        "+012024-06-17",
        "2024-02-3X",
        "Y99999999999999999999999",
    ] {
        assert!(text.parse::<UncertainDate>().is_err(), "{text}");
    }
    assert!("9".repeat(100_000).parse::<UncertainDate>().is_err());
}

#[test]
fn constructors_write_what_is_read() {
    for year in [-262_143, -10_000, -9999, -44, -1, 0, 1, 999, 2024, 9999, 10_000, 262_142] {
        let date = UncertainDate::year(year).unwrap();
        assert_eq!(date.to_string().parse::<UncertainDate>().unwrap(), date);
        assert_eq!(date.earliest(), detente::time::NaiveDate::from_ymd_opt(year, 1, 1));
    }
    for year in [i32::MIN, -262_145, 262_144, i32::MAX] {
        assert!(UncertainDate::year(year).is_err());
    }
    assert_eq!(UncertainDate::month(-44, 3).unwrap().to_string(), "-0044-03");
    for (year, month) in
        [(2024, 0), (2024, 13), (2024, 21), (10_000, 1), (i32::MIN, 1), (2024, u32::MAX)]
    {
        assert!(UncertainDate::month(year, month).is_err());
    }
}

#[test]
fn periods_are_read() {
    for text in [
        "2024-06-18/2024-06-19",
        "1961-07/1996",
        "2012-05-07/..",
        "2012-05-07/",
        "../2000",
        "/2000",
        "../..",
        "..2000/2001",
        "2000/2001..",
        "2000-05?/2001~",
        "2023-09",
        "2023-09/2023-09",
        "2023-09-13",
        "from 2012 to still 2024-06-17",
        "from unknown to unknown",
        "from unknown to open",
        "from open to unknown",
        "from 2000 to ../2004",
        "from 2000/.. to 2004",
        "on ../2000",
        "on 2000-01-01/2000-01-05",
        "on ../..",
        "from ../.. to 2000",
        "from 2000/2001 to 2004",
    ] {
        assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
    }
    for text in [
        "",
        "/",
        "../",
        "/..",
        "2024/2023",
        "2024-06-18/2024-06-17",
        "2000/2001/2002",
        "2000../2001",
        "2000/..2001",
        "..../2000",
        "2000/....",
        "2024-06-31/..",
        "from 2000",
        "from a to b",
        "from still 2000-01-01 to open",
        "on",
        "on ",
        "still 2024-06-17",
        "open",
        "from 2000 to 2001 to 2002",
        "2024-06-18/still 2024-06-20",
        "2024-06-18T20:00:00/..",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
}

#[test]
fn ends_are_read() {
    for text in [
        "open",
        "unknown",
        "still 2024-06-17",
        "still -0675-10-03",
        "still +12024-06-17",
        "2024-06~",
        "../2000",
    ] {
        assert_eq!(text.parse::<End>().unwrap().to_string(), text);
    }
    for text in ["", "Open", "still", "still 2024-06", "still  2024-06-17", "..", "present"] {
        assert!(text.parse::<End>().is_err(), "{text}");
    }
}
