//! The state lists of the field, given as a user gives a list of his own, are the lists built in.

use std::collections::BTreeSet;

use detente::systems::{At, CodeSystem, CountryList, Encoding, SystemMembership, Systems};
use detente::time::NaiveDate;

use support::shared::file;

/// One line of a list: its code, its name, and its first and last day.
struct Line<'l> {
    code: &'l str,
    name: &'l [u8],
    from: NaiveDate,
    to: NaiveDate,
}

/// The table of codes that a user makes of a list without polities: for each line the polities for
/// which its code stands in the list built in, each in its days. `acme:list` ends on `end`.
fn table(lines: &[Line<'_>], list: CountryList<'_>, end: NaiveDate) -> Vec<u8> {
    let mut table = b"system\tcode\tpolity\tfrom\tto\tname\n".to_vec();
    for line in lines {
        for stretch in list.spells(line.code, At::Ever) {
            let from = stretch.from().map_or(line.from, |from| from.max(line.from));
            let to = stretch.to().map_or(line.to, |to| to.min(line.to));
            // One line of COW 345 ends on the day on which the next begins; either is of one polity.
            let is_touched = from == to && line.from < line.to;
            if to < from || is_touched {
                continue;
            }
            let to = if to == end { String::new() } else { to.to_string() };
            let (code, polity) = (line.code, stretch.polity().id());
            table.extend(format!("acme:list\t{code}\t{polity}\t{from}\t{to}\t").into_bytes());
            table.extend(line.name);
            table.push(b'\n');
        }
    }
    table
}

/// The systems with that list, of which no line is at fault.
fn with_list(table: &[u8], encoding: Encoding, end: NaiveDate) -> Systems {
    let edition = format!("system,edition,first_day,last_day\nacme:list,theirs,1816-01-01,{end}\n");
    let builder = Systems::builder().editions("edition", edition);
    builder.encoding(encoding).codes("list", table).build().expect("a table without a mistake")
}

fn spells(membership: &SystemMembership<'_>) -> BTreeSet<(String, NaiveDate, NaiveDate, bool)> {
    let spells = membership.spells();
    spells.map(|one| (one.code().to_owned(), one.from(), one.to(), one.is_open())).collect()
}

/// Every code stands for the same polities in every year in both lists.
fn assert_alike(systems: &Systems, codes: impl Iterator<Item = String>, system: &CodeSystem) {
    let own = CodeSystem::new("acme:list").expect("a system");
    for code in codes {
        for year in (1816..=2020).step_by(3) {
            let ours = Systems::builtin().polity_of(system, &code, At::Year(year));
            let theirs = systems.polity_of(&own, &code, At::Year(year));
            assert_eq!(theirs.candidates(), ours.candidates(), "{code} in {year}");
        }
    }
}

#[test]
fn the_states_of_the_correlates_of_war() {
    let Some(bytes) = file("data/cow-state-system/cow_statelist2024.csv") else {
        return;
    };
    let text = String::from_utf8(bytes).expect("UTF-8");
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let day = |fields: &[&str]| {
        let [year, month, day] = [0, 1, 2].map(|at| fields[at].parse::<u32>().expect("a number"));
        let year = i32::try_from(year).expect("a year");
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    };
    let lines: Vec<_> = rows
        .iter()
        .map(|row| Line {
            code: row[1],
            name: row[2].as_bytes(),
            from: day(&row[3..6]),
            to: day(&row[6..9]),
        })
        .collect();
    let end = lines.iter().map(|line| line.to).max().expect("a line");
    let list = Systems::builtin().list(&CodeSystem::COW).expect("a list");
    let systems = with_list(&table(&lines, list, end), Encoding::Utf8, end);

    let own = CodeSystem::new("acme:list").expect("a system");
    let theirs = systems.membership(&own).expect("days");
    let ours = Systems::builtin().membership(&CodeSystem::COW).expect("days");
    assert_eq!(spells(&theirs), spells(&ours));
    assert_eq!(theirs.state_years().count(), ours.state_years().count());
    assert_alike(&systems, list.codes().map(str::to_owned), &CodeSystem::COW);
}

#[test]
fn the_states_of_gleditsch_and_ward() {
    let Some(bytes) = file("data/gleditsch-ward/ksgmdw.txt") else {
        return;
    };
    // Names are in Windows-1252, so the file is taken apart as bytes.
    let rows = bytes.split(|byte| *byte == b'\n').skip(1).filter(|row| !row.is_empty());
    let lines: Vec<_> = rows
        .map(|row| {
            let row = row.strip_suffix(b"\r").unwrap_or(row);
            let fields: Vec<_> = row.split(|byte| *byte == b'\t').collect();
            let text = |at: usize| std::str::from_utf8(fields[at]).expect("ASCII");
            let day = |at| text(at).parse().expect("a day");
            Line { code: text(0), name: fields[2], from: day(3), to: day(4) }
        })
        .collect();
    let end = lines.iter().map(|line| line.to).max().expect("a line");
    let list = Systems::builtin().list(&CodeSystem::GW).expect("a list");
    let table = table(&lines, list, end);
    let error = Systems::builder().codes("list", &table).build().expect_err("no UTF-8");
    assert!(error.errors()[0].expected().contains("Windows-1252"), "{error}");
    let systems = with_list(&table, Encoding::Windows1252, end);

    let own = CodeSystem::new("acme:list").expect("a system");
    let theirs = systems.membership(&own).expect("days");
    let ours = Systems::builtin().membership(&CodeSystem::GW).expect("days");
    let ours = ours.retained(|spell| !spell.is_microstate());
    assert_eq!(spells(&theirs), spells(&ours));
    assert_alike(&systems, lines.iter().map(|line| line.code.to_owned()), &CodeSystem::GW);
    let own_list = systems.list(&own).expect("a list");
    let name = |code| own_list.spells(code, At::Ever)[0].name();
    assert_eq!((name("271"), name("437")), ("Württemberg", "Cote D’Ivoire"));
}
