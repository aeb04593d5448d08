//! Names against those of the country code tables of the field: every row, without a date.
//!
//! The references know no dates: they answer with a country of today, also to a former name. So we
//! are asked for a day of today, and for any time where the text is no name on that day. What we find
//! may be several polities that followed each other, as the Russian Empire and the Soviet Union. They
//! count as one answer if some list (Correlates of War, Gleditsch and Ward, ISO 3166-1) has one code
//! for all of them at some time. That answer is the reference's if a code common to them is one that
//! it gives; where it gives a country without a code, if they are what is called so. Where the
//! reference is ambiguous we have to have several polities.

use std::collections::{BTreeMap, BTreeSet};

use detente::date;
use detente::systems::{At, CodeSystem, NameMatch, Polity, Systems};

use support::shared::{Row, oracle};

const DIFFERENCES: &str = include_str!("differences.tsv");

/// The columns of the references, and the lists whose codes they have.
const COLUMNS: [(&str, CodeSystem); 3] =
    [("iso3c", CodeSystem::ISO3), ("cown", CodeSystem::COW), ("gwn", CodeSystem::GW)];

/// The codes of a list which all of `polities` had at some time, numbers without leading zeros.
fn common(polities: &[Polity<'_>], system: &CodeSystem) -> BTreeSet<String> {
    let codes = |polity: &Polity<'_>| -> BTreeSet<String> {
        let all = polity.codes().into_iter();
        all.filter(|code| code.system() == system)
            .map(|code| code.code().trim_start_matches('0').to_owned())
            .collect()
    };
    let each = polities.iter().map(codes);
    each.reduce(|a, b| a.intersection(&b).cloned().collect()).unwrap_or_default()
}

/// Whether our answer is what the reference has, which names a country, no country, or several.
fn agrees(found: &NameMatch<'_>, row: &Row, country: &str, ambiguous: bool) -> bool {
    let polities: Vec<_> = found.candidates().iter().map(|name| name.polity()).collect();
    let codes = COLUMNS.map(|(column, system)| (row.get(column), common(&polities, &system)));
    let is_one = codes.iter().any(|(_, ours)| !ours.is_empty());
    let told = codes.iter().any(|(theirs, _)| !theirs.is_empty());
    let same = codes.iter().any(|(theirs, ours)| ours.contains(*theirs));
    match (ambiguous, told) {
        (true, _) => polities.len() > 1 && (told || !is_one),
        (false, true) => same,
        (false, false) if country.is_empty() => polities.is_empty(),
        (false, false) => !polities.is_empty() && ids(&find(country, Some("en"))) == ids(found),
    }
}

/// The ids of the candidates, or nothing.
fn ids(found: &NameMatch<'_>) -> String {
    let ids: Vec<_> = found.candidates().iter().map(|name| name.polity().id().as_str()).collect();
    ids.join("|")
}

/// What a text names today, or else at some time.
fn find(text: &str, language: Option<&str>) -> NameMatch<'static> {
    let at = |at: At| {
        let names = Systems::builtin().names(at);
        let names = language.map_or(Ok(names), |tag| names.in_language(tag));
        names.expect("a language that has names").find(text)
    };
    let today = at(date!("2025-01-01").into());
    if today.candidates().is_empty() { at(At::Ever) } else { today }
}

/// The language of which a column has the patterns: German for `country.name.de`.
fn language(origin: &str) -> &str {
    match origin.strip_prefix("country.name") {
        Some("") => "en",
        Some(language) => language.trim_start_matches('.'),
        None => panic!("{origin} has no names"),
    }
}

/// Asserts that what differs from `oracle` is what the committed list says.
#[track_caller]
fn assert_listed(oracle: &str, differing: &BTreeMap<String, String>) {
    let listed: BTreeMap<String, String> = lines()
        .filter(|[of, ..]| *of == oracle)
        .map(|[_, key, ours, _]| (key.to_owned(), ours.to_owned()))
        .collect();
    let lines = |these: &BTreeMap<String, String>, others: &BTreeMap<String, String>| {
        let apart = these.iter().filter(|(key, ours)| others.get(*key) != Some(*ours));
        apart.map(|(key, ours)| format!("{oracle}\t{key}\t{ours}")).collect::<Vec<_>>()
    };
    let (new, gone) = (lines(differing, &listed), lines(&listed, differing));
    assert!(
        new.is_empty() && gone.is_empty(),
        "{} differ and are not in the list:\n{}\n{} are in the list and do not differ:\n{}",
        new.len(),
        new.join("\n"),
        gone.len(),
        gone.join("\n"),
    );
}

fn lines() -> impl Iterator<Item = [&'static str; 4]> {
    DIFFERENCES.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let fields: Vec<_> = line.split('\t').collect();
        fields.try_into().unwrap_or_else(|_| panic!("four fields: {line}"))
    })
}

#[test]
fn every_difference_has_its_reason_and_stands_once() {
    let mut seen = BTreeSet::new();
    for [oracle, key, _, reason] in lines() {
        assert!(reason.len() > 15, "{oracle} {key}");
        assert!(seen.insert((oracle, key)), "{oracle} {key} stands twice");
    }
}

#[test]
fn names_are_found_as_by_the_patterns_of_the_oracle() {
    let Some(rows) = oracle("codes/names_regex.csv") else {
        return;
    };
    let mut differing = BTreeMap::new();
    for row in &rows {
        let found = find(row.get("name"), Some(language(row.get("origin"))));
        if !agrees(&found, row, row.get("country.name.en"), row.get("status") == "ambiguous") {
            let key = format!("{} {:?}", row.get("origin"), row.get("name"));
            differing.insert(key, ids(&found));
        }
    }
    assert_eq!(rows.len(), 822);
    assert_listed("names_regex", &differing);
}

#[cfg(not(feature = "all-languages"))]
#[test]
fn names_in_many_languages_are_found_with_all_languages_alone() {
    eprintln!("skipped: oracles/codes/names_multilingual.csv asks for the feature all-languages");
}

#[cfg(feature = "all-languages")]
#[test]
fn names_in_many_languages_are_found_as_in_the_oracle() {
    let Some(rows) = oracle("codes/names_multilingual.csv") else {
        return;
    };
    let mut differing = BTreeMap::new();
    for row in &rows {
        let found = find(row.get("name"), None);
        if !agrees(&found, row, row.get("country"), false) {
            differing.insert(format!("{:?}", row.get("name")), ids(&found));
        }
    }
    assert_eq!(rows.len(), 1702);
    assert_listed("names_multilingual", &differing);
}
