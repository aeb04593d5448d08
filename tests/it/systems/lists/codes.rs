//! Conversions between lists, against the crosswalks of the field.
//!
//! An answer has to be that of the reference, no more and no less, or stand in the list of
//! differences. What is compared:
//! - The codes of an answer, as a set: several polities that all have one code are that code.
//! - After the last day of a list, what it last said: the references carry on, and say nothing of
//!   it, while our answer tells the two apart by its status.
//! - In a year, every code that stood on any day of it. Without a date, every code that ever stood;
//!   the references then have one, so that each code which a list gave up for another is listed.
//! - countrycode's columns of Gleditsch and Ward are their list of states without the microstates,
//!   so microstates are left out of our answer. isard's have them.
//! - Not compared are the columns `p4n` and `vdem`, of two data sets which are no systems of ours.

use std::collections::{BTreeMap, BTreeSet};

use detente::systems::{Answer, At, CodeSpell, CodeSystem, Polity, Systems};

use super::differences::{Differences, lines};
use support::shared::{Row, oracle};

/// A column of the references, and the system of ours that it is.
struct Column {
    name: &'static str,
    system: CodeSystem,
    has_microstates: bool,
}

const fn column(name: &'static str, system: CodeSystem) -> Column {
    Column { name, system, has_microstates: true }
}

const fn without_microstates(name: &'static str, system: CodeSystem) -> Column {
    Column { name, system, has_microstates: false }
}

/// The columns of codes that countrycode has for every state.
const COUNTRYCODE: &[Column] = &[
    column("cown", CodeSystem::COW_2016),
    column("cowc", CodeSystem::COWC_2016),
    without_microstates("gwn", CodeSystem::GW),
    without_microstates("gwc", CodeSystem::GWC),
    column("iso2c", CodeSystem::ISO2),
    column("iso3c", CodeSystem::ISO3),
    column("iso3n", CodeSystem::ISON),
];

/// The numbers of the United Nations, which are those of ISO 3166-1.
const UN: &[Column] = &[column("un", CodeSystem::ISON)];

const ISARD: &[Column] = &[column("ccode", CodeSystem::COW_2016), column("gwcode", CodeSystem::GW)];

const NOT_OURS: &[&str] = &["p4n", "vdem"];

/// The codes of an answer in one text, as the references write them: `260`, `255|260`, or `-`.
fn codes(answer: &Answer<CodeSpell<'_>>, column: &Column) -> String {
    let candidates = match answer {
        Answer::AfterEdition { said, .. } => said,
        answer => answer.candidates(),
    };
    let counts = |one: &&CodeSpell<'_>| column.has_microstates || !one.is_microstate();
    let codes: BTreeSet<_> =
        candidates.iter().filter(counts).map(|one| plain(one.code())).collect();
    if codes.is_empty() {
        return "-".to_owned();
    }
    codes.into_iter().collect::<Vec<_>>().join("|")
}

/// As the references write it: numbers without leading zeros.
fn plain(code: &str) -> &str {
    if code.bytes().all(|byte| byte.is_ascii_digit()) { code.trim_start_matches('0') } else { code }
}

fn answer(from: &Column, code: &str, to: &Column, year: Option<i32>) -> String {
    let at = year.map_or(At::Ever, At::Year);
    codes(&Systems::builtin().convert(&from.system, code, &to.system, at), to)
}

/// A missing code as the list of differences writes it.
fn theirs(cell: &str) -> &str {
    if cell.is_empty() { "-" } else { cell }
}

#[test]
fn cow_and_gw_are_mapped_by_year_as_in_the_oracle() {
    let files = [("isard_cow_to_gw_by_year", [0, 1]), ("isard_gw_to_cow_by_year", [1, 0])];
    for (file, [from, to]) in files {
        let Some(rows) = oracle(&format!("codes/{file}.csv")) else {
            return;
        };
        let (from, to) = (&ISARD[from], &ISARD[to]);
        let mut expected: BTreeMap<(&str, i32), BTreeSet<&str>> = BTreeMap::new();
        // Where the code asked for is missing there is nothing to ask.
        for row in rows.iter().filter(|row| !row.get(from.name).is_empty()) {
            let partners = expected.entry((row.get(from.name), row.year())).or_default();
            partners.extend(Some(row.get(to.name)).filter(|code| !code.is_empty()));
        }
        let mut differences = Differences::of(file);
        for ((code, year), partners) in expected {
            let partners = partners.into_iter().collect::<Vec<_>>().join("|");
            let pair = [&*answer(from, code, to, Some(year)), theirs(&partners)];
            differences.compare(&format!("{} {code}", from.name), Some(year), to.name, pair);
        }
        differences.assert_none_else(1000);
    }
}

#[test]
fn the_code_map_is_ours_without_a_date() {
    let Some(rows) = oracle("codes/countrycode_code_map.csv") else {
        return;
    };
    let mut differences = Differences::of("countrycode_code_map");
    for row in &rows {
        let origin = row.get("origin");
        let Some(from) = COUNTRYCODE.iter().chain(UN).find(|column| column.name == origin) else {
            assert!(NOT_OURS.contains(&origin), "{origin} is compared");
            continue;
        };
        let asked = format!("{origin} {}", row.get("input"));
        for to in COUNTRYCODE.iter().filter(|to| to.name != origin) {
            let ours = answer(from, row.get("input"), to, None);
            differences.compare(&asked, None, to.name, [&*ours, theirs(row.get(to.name))]);
            // Their status, where they have one, is that of their code; so is ours then.
            let status = row.find(&format!("{}_status", to.name)).filter(|text| !text.is_empty());
            let exact = !row.get(to.name).is_empty();
            assert!(status.is_none_or(|status| status == if exact { "exact" } else { "no_match" }));
        }
    }
    differences.assert_none_else(1000);
}

#[test]
fn the_panel_of_codes_is_ours_in_each_year() {
    let Some(rows) = oracle("codes/countrycode_panel.csv") else {
        return;
    };
    let mut differences = Differences::of("countrycode_panel");
    for row in &rows {
        let year = Some(row.year());
        for from in COUNTRYCODE.iter().filter(|from| !row.get(from.name).is_empty()) {
            let asked = format!("{} {}", from.name, row.get(from.name));
            for to in COUNTRYCODE.iter().filter(|to| to.name != from.name) {
                let ours = answer(from, row.get(from.name), to, year);
                differences.compare(&asked, year, to.name, [&*ours, theirs(row.get(to.name))]);
            }
        }
        let number = theirs(row.get("iso3n"));
        let pair = [number, theirs(row.get("un"))];
        differences.compare(&format!("iso3n {number}"), year, "un", pair);
    }
    differences.assert_none_else(10_000);
}

#[test]
fn countries_are_called_as_in_the_oracle() {
    let files = ["codes/countrycode_code_map.csv", "codes/countrycode_panel.csv"];
    // What each name of theirs stands for in a list of ours, by our name.
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let Some(rows) = oracle(file) else {
            return;
        };
        for row in &rows {
            let polities = COUNTRYCODE.iter().chain(UN).flat_map(|column| polities(row, column));
            // An ampersand and a short Saint are ways of writing, and no other names.
            let theirs = row.get("country.name.en").replace('&', "and").replace("St.", "Saint");
            names.entry(theirs).or_default().extend(polities);
        }
    }
    let mut listed: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for line in lines().filter(|line| line.oracle == "country_names") {
        let theirs = line.asked[0].1.replace('&', "and").replace("St.", "Saint");
        listed.insert(theirs, line.ours[0].1.split('|').collect());
    }
    for (theirs, ours) in names {
        let theirs = if theirs.is_empty() { "-" } else { &theirs };
        let others: BTreeSet<_> = ours.into_iter().filter(|ours| *ours != theirs).collect();
        let known = listed.get(theirs).cloned().unwrap_or_default();
        assert!(others.is_subset(&known), "{theirs}: {others:?}, listed {known:?}");
    }
}

/// What the code of a row stands for: in its year, or, in the map without years, where it is asked.
fn polities(row: &Row, column: &Column) -> Vec<&'static str> {
    let (code, at) = match (row.find("year"), row.find("origin")) {
        (Some(_), _) => (row.get(column.name), At::Year(row.year())),
        (None, Some(origin)) if origin == column.name => (row.get("input"), At::Ever),
        _ => return Vec::new(),
    };
    let answer = Systems::builtin().polity_of(&column.system, code, at);
    let polities = match &answer {
        Answer::AfterEdition { said, .. } => said,
        answer => answer.candidates(),
    };
    polities.iter().map(|polity| polity.name()).collect()
}

/// The list is true of us, in the years which no file at hand has, and without any file.
#[test]
fn we_answer_as_the_list_of_differences_says() {
    let find = |name: &str| {
        let mut all = COUNTRYCODE.iter().chain(ISARD).chain(UN);
        all.find(|column| column.name == name).unwrap_or_else(|| panic!("no column {name}"))
    };
    for line in lines().filter(|line| line.oracle != "country_names") {
        for ((asked, year, to), says) in line.answers() {
            let (from, code) = asked.split_once(' ').expect("a column and a code");
            let ours = answer(find(from), code, find(&to), year);
            assert_eq!(ours, says, "{asked} in {year:?} to {to}");
        }
    }
    let names: BTreeSet<_> = Systems::builtin().polities().map(Polity::name).collect();
    for line in lines().filter(|line| line.oracle == "country_names") {
        let unknown: Vec<_> =
            line.ours[0].1.split('|').filter(|one| !names.contains(one)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
