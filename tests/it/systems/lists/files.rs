//! The lists, against the files of their makers.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use detente::systems::{CodeSystem, Systems};

use support::shared::{Row, data};

/// A code, and its first and last day.
type Told = BTreeSet<(String, NaiveDate, NaiveDate)>;

/// The spells of ours.
fn ours(system: &CodeSystem, has_microstates: Option<bool>) -> Told {
    let membership = Systems::builtin().membership(system).expect("it is built in");
    let counts = |micro: bool| has_microstates.is_none_or(|wanted| wanted == micro);
    let spells = membership.spells().filter(|spell| counts(spell.is_microstate()));
    spells.map(|spell| (spell.code().to_owned(), spell.from(), spell.to())).collect()
}

/// The rows of a file, those of one code joined where no day lies between them.
fn theirs(rows: &[Row], code: &str, day: impl Fn(&Row, bool) -> NaiveDate) -> Told {
    let told: Told = rows
        .iter()
        .filter(|row| !row.get(code).trim().is_empty())
        .map(|row| (row.get(code).trim().to_owned(), day(row, false), day(row, true)))
        .collect();
    let mut joined: Vec<(String, NaiveDate, NaiveDate)> = Vec::new();
    for (code, from, to) in told {
        match joined.last_mut() {
            Some((last, _, end)) if *last == code && from <= *end + chrono::Days::new(1) => {
                *end = to.max(*end);
            }
            _ => joined.push((code, from, to)),
        }
    }
    joined.into_iter().collect()
}

#[track_caller]
fn assert_same(ours: &Told, theirs: &Told, list: &str) {
    let only = |a: &Told, b: &Told| a.difference(b).cloned().collect::<Vec<_>>();
    let (added, lacking) = (only(ours, theirs), only(theirs, ours));
    assert!(added.is_empty() && lacking.is_empty(), "{list}: added {added:?}, lacking {lacking:?}");
}

#[test]
fn correlates_of_war_in_both_editions_by_number_and_by_letters() {
    let editions = [
        ("states2016.csv", CodeSystem::COW_2016, CodeSystem::COWC_2016),
        ("cow_statelist2024.csv", CodeSystem::COW, CodeSystem::COWC),
    ];
    for (file, numbers, letters) in editions {
        let Some(rows) = data(&format!("cow-state-system/{file}"), ',') else {
            return;
        };
        let day = |row: &Row, is_last: bool| {
            let part = |name: &str| {
                let column = format!("{}{name}", if is_last { "end" } else { "st" });
                u32::try_from(row.number(&column)).expect("a part of a date")
            };
            let year = i32::try_from(part("year")).expect("a year");
            NaiveDate::from_ymd_opt(year, part("month"), part("day")).expect("a day")
        };
        assert_same(&ours(&numbers, None), &theirs(&rows, "ccode", day), file);
        assert_same(&ours(&letters, None), &theirs(&rows, "stateabb", day), file);
    }
}

#[test]
fn gleditsch_and_ward_with_their_microstates() {
    let day = |row: &Row, is_last: bool| {
        row.get(if is_last { "end" } else { "start" }).trim().parse().expect("a day")
    };
    for (file, is_micro) in [("ksgmdw.txt", false), ("microstates.txt", true)] {
        let Some(rows) = data(&format!("gleditsch-ward/{file}"), '\t') else {
            return;
        };
        let (numbers, letters) =
            (ours(&CodeSystem::GW, Some(is_micro)), ours(&CodeSystem::GWC, Some(is_micro)));
        assert_same(&numbers, &theirs(&rows, "statenumber", day), file);
        assert_same(&letters, &theirs(&rows, "stateid", day), file);
    }
}

#[test]
fn the_international_systems_dataset() {
    let Some(rows) = data("isd/isd_2_2_update_reversedates.csv", ',') else {
        return;
    };
    let day = |row: &Row, is_last: bool| {
        row.get(if is_last { "End" } else { "Start" }).trim().parse().expect("a day")
    };
    assert_same(&ours(&CodeSystem::ISD, None), &theirs(&rows, "COWNum", day), "isd");
}

#[cfg(feature = "json")]
#[test]
fn the_codes_of_iso_3166_that_are_in_use() {
    let Some(text) = support::shared::shared("data/iso-codes/iso_3166-1.json") else {
        return;
    };
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let entries = file["3166-1"].as_array().expect("a list of entries");
    assert!(entries.len() > 240);
    let day = detente::date!("2024-01-01");
    let systems = Systems::builtin();
    for (key, system) in [
        ("alpha_2", CodeSystem::ISO2),
        ("alpha_3", CodeSystem::ISO3),
        ("numeric", CodeSystem::ISON),
    ] {
        let theirs: BTreeSet<&str> = entries.iter().filter_map(|one| one[key].as_str()).collect();
        let list = systems.list(&system).expect("it is built in");
        let ours = list.codes().filter(|code| !list.spells(code, day).is_empty()).collect();
        assert_eq!(theirs, ours, "{system}");
        // The three codes of an entry are those of one polity.
        for entry in entries {
            let code = |key: &str| entry[key].as_str().expect("a code");
            let converted = systems.convert(&CodeSystem::ISO2, code("alpha_2"), &system, day);
            assert_eq!(converted.exact().map(|one| one.code()), Some(code(key)), "{entry}");
        }
    }
}
