//! Conversions between lists, against the crosswalks of the field.

use std::collections::BTreeMap;

use detente::systems::{Answer, At, CodeStretch, System, Systems};

use super::differences::assert_listed;
use super::shared::oracle;

/// The codes of an answer in one text: `260`, `255|260`, or nothing. The references carry on what a
/// list last said, which our answer tells apart.
fn codes(answer: &Answer<CodeStretch<'_>>) -> String {
    let candidates = match answer {
        Answer::AfterEdition { said, .. } => said,
        answer => answer.candidates(),
    };
    let codes: Vec<_> = candidates.iter().map(|one| one.code()).collect();
    codes.join("|")
}

#[test]
fn cow_and_gw_are_mapped_by_year_as_in_the_oracle() {
    let files = [
        ("isard_cow_to_gw_by_year", ("ccode", System::COW_2016), ("gwcode", System::GW)),
        ("isard_gw_to_cow_by_year", ("gwcode", System::GW), ("ccode", System::COW_2016)),
    ];
    for (file, (from_column, from), (to_column, to)) in files {
        let Some(rows) = oracle(&format!("codes/{file}.csv")) else {
            return;
        };
        let mut expected: BTreeMap<(&str, i32), Vec<&str>> = BTreeMap::new();
        // Where the code asked for is missing there is nothing to ask.
        for row in rows.iter().filter(|row| !row.get(from_column).is_empty()) {
            let partners = expected.entry((row.get(from_column), row.year())).or_default();
            partners.extend(Some(row.get(to_column)).filter(|code| !code.is_empty()));
        }
        let mut differing = BTreeMap::new();
        for ((code, year), partners) in expected {
            let answer = Systems::builtin().convert(&from, code, &to, At::Year(year));
            if codes(&answer) != partners.join("|") {
                differing.insert(format!("{code} in {year}"), codes(&answer));
            }
        }
        assert_listed(file, &differing);
    }
}

/// The columns of the country code tables that are systems of ours.
const COLUMNS: &[(&str, System)] = &[
    ("cown", System::COW),
    ("cowc", System::COWC),
    ("gwn", System::GW),
    ("gwc", System::GWC),
    ("iso2c", System::ISO2),
    ("iso3c", System::ISO3),
    ("iso3n", System::ISON),
];

/// As the references write it: numbers without leading zeros.
fn plain(code: &str) -> &str {
    if code.bytes().all(|byte| byte.is_ascii_digit()) { code.trim_start_matches('0') } else { code }
}

#[test]
fn the_code_map_has_nothing_that_we_do_not_have_at_some_time() {
    let Some(rows) = oracle("codes/countrycode_code_map.csv") else {
        return;
    };
    let (mut differing, mut compared) = (BTreeMap::new(), 0);
    for row in &rows {
        let Some((origin, from)) = COLUMNS.iter().find(|(name, _)| *name == row.get("origin"))
        else {
            continue;
        };
        for (column, to) in COLUMNS.iter().filter(|(column, _)| column != origin) {
            let expected = row.get(column);
            let answer = Systems::builtin().convert(from, row.get("input"), to, At::Ever);
            let ours = codes(&answer);
            compared += 1;
            if !ours.split('|').any(|code| plain(code) == expected) {
                differing.insert(format!("{origin} {} to {column}", row.get("input")), ours);
            }
        }
    }
    assert!(compared > 5000);
    assert_listed("countrycode_code_map", &differing);
}

#[test]
fn the_panel_of_codes_is_ours_in_each_year() {
    let Some(rows) = oracle("codes/countrycode_panel.csv") else {
        return;
    };
    let mut years: BTreeMap<(String, String), Vec<i32>> = BTreeMap::new();
    for row in &rows {
        let given = COLUMNS.iter().filter(|(column, _)| !row.get(column).is_empty());
        for (origin, from) in given.clone() {
            for (column, to) in given.clone().filter(|(column, _)| column != origin) {
                let (code, year) = (row.get(origin), row.year());
                let answer = Systems::builtin().convert(from, code, to, At::Year(year));
                let ours = codes(&answer);
                if !ours.split('|').any(|ours| plain(ours) == row.get(column)) {
                    let key = format!("{origin} {code} to {column}");
                    years.entry((key, ours)).or_default().push(year);
                }
            }
        }
    }
    let differing = years.into_iter().map(|((key, ours), years)| {
        let span = format!("{} to {}", years[0], years[years.len() - 1]);
        (format!("{key}, {} years of {span}", years.len()), ours)
    });
    assert_listed("countrycode_panel", &differing.collect());
}
