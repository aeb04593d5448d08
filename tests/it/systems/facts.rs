//! A small part of what the references say, which a clone without the files checks too. Each
//! conversion is asked on both sides of a change, so that a row moved by a day is noticed.

use detente::date;
use detente::systems::{At, CodeSystem, DyadOrder, SystemMembership, Systems};
use detente::time::NaiveDate;

/// For a year: the state-years, the members on 1 January and on 31 December, the undirected
/// dyad-years and the state-days.
type Year = (i32, [usize; 5]);

const COW: &[Year] = &[
    (1816, [23, 23, 23, 253, 8418]),
    (1860, [46, 45, 42, 1032, 15609]),
    (1914, [45, 45, 45, 990, 16425]),
    (1918, [50, 44, 49, 1223, 16855]),
    (1920, [59, 53, 59, 1711, 21058]),
    (1938, [66, 66, 65, 2145, 23797]),
    (1940, [62, 62, 54, 1891, 20964]),
    (1944, [58, 52, 58, 1653, 19670]),
    (1960, [107, 90, 107, 5671, 35439]),
    (1976, [151, 149, 151, 11325, 54737]),
    (1990, [165, 161, 161, 13522, 58842]),
    (1992, [181, 177, 181, 16290, 66060]),
    (2006, [193, 192, 193, 18528, 70283]),
    (2016, [195, 195, 195, 18915, 71370]),
];

const GW: &[Year] = &[
    (1816, [49, 48, 49, 1176, 17744]),
    (1860, [68, 68, 68, 2278, 24888]),
    (1914, [60, 60, 60, 1770, 21900]),
    (1918, [67, 58, 66, 2209, 21846]),
    (1920, [67, 67, 67, 2211, 24522]),
    (1940, [73, 73, 70, 2628, 26079]),
    (1944, [72, 70, 72, 2556, 25858]),
    (1960, [114, 97, 114, 6441, 38106]),
    (1976, [157, 156, 157, 12246, 57282]),
    (1990, [172, 171, 170, 14706, 62387]),
    (1992, [188, 185, 188, 17578, 68457]),
    (2006, [194, 192, 193, 18720, 70292]),
    (2020, [197, 197, 197, 19306, 72102]),
];

fn counted(list: &CodeSystem, year: i32) -> [usize; 5] {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    let (start, end) = (day(1, 1), day(12, 31));
    let within: SystemMembership<'_> =
        Systems::builtin().list(list).expect("a list").between(start, end);
    let on = |day| within.members_on(day).expect("within the year").len();
    [
        within.state_years().count(),
        on(start),
        on(end),
        within.dyad_years(DyadOrder::Undirected).count(),
        within.state_days().count(),
    ]
}

#[test]
fn a_year_has_as_many_states_pairs_and_days_as_the_field_counts() {
    for (list, years) in [(CodeSystem::COW_2016, COW), (CodeSystem::GW, GW)] {
        for (year, counts) in years {
            assert_eq!(counted(&list, *year), *counts, "{list} in {year}");
        }
    }
}

/// A code, the list asked, and the answer on two days; `-` for none.
type Change = (&'static str, &'static str, [(NaiveDate, &'static str); 2]);

const CHANGES: &[Change] = &[
    ("cow-2016 260", "gw", [(date!("1990-10-02"), "260"), (date!("1990-10-03"), "-")]),
    ("cow-2016 255", "gw", [(date!("1990-10-02"), "-"), (date!("1990-10-03"), "260")]),
    ("cow-2016 255", "gw", [(date!("1945-05-07"), "255"), (date!("1945-05-08"), "-")]),
    ("gw 260", "cow-2016", [(date!("1990-10-02"), "260"), (date!("1990-10-03"), "255")]),
    ("gw 678", "cow-2016", [(date!("1990-05-21"), "678"), (date!("1990-05-22"), "679")]),
    ("cow-2016 680", "gw", [(date!("1990-05-21"), "680"), (date!("1990-05-22"), "-")]),
    ("cow-2016 345", "gw", [(date!("2006-06-03"), "345"), (date!("2006-06-05"), "340")]),
    ("cow-2016 345", "gw", [(date!("1915-10-01"), "340"), (date!("1915-10-02"), "-")]),
    ("cow-2016 345", "gw", [(date!("1918-11-30"), "-"), (date!("1918-12-01"), "345")]),
    ("cow-2016 345", "iso2", [(date!("2003-07-22"), "YU"), (date!("2003-07-23"), "CS")]),
    ("cow-2016 365", "iso3", [(date!("1991-12-25"), "SUN"), (date!("1991-12-26"), "RUS")]),
    ("cow-2016 365", "iso2", [(date!("1922-12-29"), "RU"), (date!("1922-12-30"), "SU")]),
    ("cow-2016 315", "iso2", [(date!("1992-12-31"), "CS"), (date!("1993-01-01"), "-")]),
    ("gw 316", "iso3", [(date!("1992-12-31"), "-"), (date!("1993-01-01"), "CZE")]),
    ("cow-2016 732", "gw", [(date!("1949-06-28"), "-"), (date!("1949-06-29"), "732")]),
    ("gw 732", "cow-2016", [(date!("1949-06-28"), "-"), (date!("1949-06-29"), "732")]),
    ("cow-2016 816", "iso2", [(date!("1976-07-01"), "VD"), (date!("1976-07-02"), "VN")]),
    ("cow-2016 817", "gw", [(date!("1975-04-30"), "817"), (date!("1975-05-01"), "-")]),
    ("cow-2016 970", "gw", [(date!("1999-09-13"), "-"), (date!("1999-09-14"), "971")]),
    ("gw 970", "cow-2016", [(date!("1999-09-13"), "-"), (date!("1999-09-14"), "946")]),
    ("gw 973", "cow-2016", [(date!("2000-09-04"), "-"), (date!("2000-09-05"), "947")]),
    ("cow-2016 812", "gw", [(date!("1954-04-30"), "-"), (date!("1954-05-01"), "812")]),
    ("cow-2016 600", "gw", [(date!("1904-01-01"), "600"), (date!("1904-01-02"), "-")]),
    ("cow-2016 652", "gw", [(date!("1958-02-01"), "652"), (date!("1958-02-02"), "-")]),
    ("cow-2016 305", "gw", [(date!("1938-03-13"), "305"), (date!("1938-03-14"), "-")]),
    ("cow-2016 366", "gw", [(date!("1991-09-05"), "-"), (date!("1991-09-06"), "366")]),
    ("cow-2016 347", "gw", [(date!("2008-02-19"), "-"), (date!("2008-02-20"), "347")]),
    ("cow-2016 341", "gw", [(date!("2006-06-11"), "-"), (date!("2006-06-12"), "341")]),
    ("cow-2016 860", "iso3", [(date!("2002-09-26"), "-"), (date!("2002-09-27"), "TLS")]),
    ("cow-2016 626", "iso3", [(date!("2011-07-08"), "-"), (date!("2011-07-09"), "SSD")]),
    ("cow-2016 625", "ison", [(date!("2011-07-08"), "736"), (date!("2011-07-09"), "729")]),
    ("cow-2016 530", "ison", [(date!("1993-05-23"), "230"), (date!("1993-05-24"), "231")]),
    ("cow-2016 490", "iso2", [(date!("1997-07-13"), "ZR"), (date!("1997-07-14"), "CD")]),
    ("cow-2016 439", "iso2", [(date!("1984-08-03"), "HV"), (date!("1984-08-04"), "BF")]),
    ("cow-2016 434", "iso2", [(date!("1974-12-14"), "BJ"), (date!("1974-12-15"), "DY")]),
    ("cow-2016 775", "iso2", [(date!("1989-12-04"), "BU"), (date!("1989-12-05"), "MM")]),
    ("cow-2016 360", "iso3", [(date!("2002-01-31"), "ROM"), (date!("2002-02-01"), "ROU")]),
    ("cow-2016 552", "iso2", [(date!("1980-04-17"), "RH"), (date!("1980-04-18"), "ZW")]),
    ("cow-2016 95", "ison", [(date!("1979-09-30"), "590"), (date!("1979-10-01"), "591")]),
    ("cow-2016 260", "ison", [(date!("1974-12-14"), "276"), (date!("1974-12-15"), "280")]),
    ("iso2 CS", "gw", [(date!("1992-12-31"), "315"), (date!("2003-07-23"), "345")]),
    ("iso2 SK", "iso3", [(date!("1975-05-15"), "SKM"), (date!("1975-05-16"), "SVK")]),
    ("iso2 GE", "iso3", [(date!("1979-07-11"), "GEL"), (date!("1979-07-12"), "GEO")]),
    ("iso2 AI", "iso3", [(date!("1977-06-26"), "AFI"), (date!("1983-01-01"), "AIA")]),
    ("iso2 VA", "cow-2016", [(date!("1860-11-05"), "327"), (date!("1860-11-06"), "-")]),
    ("iso3 DEU", "fips", [(date!("1990-10-02"), "GE"), (date!("1990-10-03"), "GM")]),
    ("cow 365", "cameo", [(date!("1991-12-25"), "SUN"), (date!("1991-12-26"), "RUS")]),
];

#[test]
fn codes_change_on_their_day() {
    for (asked, to, days) in CHANGES {
        let (from, code) = asked.split_once(' ').expect("a system and a code");
        let (from, to): (CodeSystem, CodeSystem) =
            (from.parse().expect("one"), to.parse().expect("one"));
        for (day, expected) in days {
            let answer = Systems::builtin().convert(&from, code, &to, At::Day(*day));
            let codes: Vec<_> = answer.candidates().iter().map(|one| one.code()).collect();
            let says = if codes.is_empty() { "-".to_owned() } else { codes.join("|") };
            assert_eq!(says, *expected, "{asked} to {to} on {day}: {answer}");
        }
    }
}
