//! Rows of the systems of states: dyad-years, and columns of codes and of names.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use chrono::{Datelike, NaiveDate};
use detente::date;
use detente::systems::{CodeSystem, DyadOrder, Polity, Systems};

use crate::plain::{digest, folder};
use crate::{Measured, timed};

const TODAY: NaiveDate = date!("2024-06-17");
const ROWS: usize = 1_000_000;

pub(crate) fn measure(row: &str, peer: &str) -> Option<Measured> {
    Some(match (row, peer) {
        ("dyads", "detente") => dyads(),
        ("dyads", "hand") => dyads_by_hand(),
        ("codes", "detente") => codes(),
        ("names", "detente") => names(),
        _ => return None,
    })
}

/// Writes what others read: the spells of a list, and the columns.
pub(crate) fn write_inputs() -> std::io::Result<()> {
    let mut spells = String::from("code,from,to\n");
    for (code, from, to) in spells_of_cow() {
        let _ = writeln!(spells, "{code},{from},{to}");
    }
    fs::write(folder().join("spells.csv"), spells)?;
    fs::write(
        folder().join("codes.csv"),
        format!("text\n{}\n", column(|(code, _)| code).join("\n")),
    )?;
    let names = column(|(_, polity)| polity.name());
    fs::write(folder().join("names.csv"), format!("text\n\"{}\"\n", names.join("\"\n\"")))
}

fn spells_of_cow() -> Vec<(u64, NaiveDate, NaiveDate)> {
    let members = Systems::builtin().membership(&CodeSystem::COW_2016).expect("a list");
    let number = |code: &str| code.parse().expect("a number");
    members.spells().map(|spell| (number(spell.code()), spell.from(), spell.to())).collect()
}

/// A sum that does not depend on the order of rows.
fn row(one: u64, other: u64, year: i32) -> u64 {
    one * 1_000_003 + other * 1_009 + u64::from(year.unsigned_abs())
}

fn dyads() -> Measured {
    let members = Systems::builtin().membership(&CodeSystem::COW_2016).expect("a list");
    let made = || members.dyad_year_columns(DyadOrder::Directed);
    timed(made, |panel| {
        let number = |code: &str| code.parse().expect("a number");
        panel.rows().map(|(one, other, year)| row(number(one), number(other), year)).sum()
    })
}

fn dyads_by_hand() -> Measured {
    let spells = spells_of_cow();
    let made = || {
        let mut rows: Vec<(u64, u64, i32)> = Vec::new();
        for (one, from, to) in &spells {
            for (other, since, until) in spells.iter().filter(|(other, ..)| other != one) {
                let (first, last) = (from.max(since), to.min(until));
                if first <= last {
                    rows.extend((first.year()..=last.year()).map(|year| (*one, *other, year)));
                }
            }
        }
        // A state may leave and come back within a year.
        rows.sort_unstable();
        rows.dedup();
        rows
    };
    timed(made, |rows| rows.iter().map(|(one, other, year)| row(*one, *other, *year)).sum())
}

/// The polities that have both codes of ISO today, with that of two letters.
fn polities() -> Vec<(&'static str, Polity<'static>)> {
    let list = Systems::builtin().list(&CodeSystem::ISO2).expect("a list");
    let found = list.codes().filter_map(|code| {
        let polity = list.spells(code, TODAY).first()?.polity();
        polity.code(&CodeSystem::ISON, TODAY).exact()?;
        Some((code, polity))
    });
    found.collect()
}

fn column(text: impl Fn((&'static str, Polity<'static>)) -> &'static str) -> Vec<&'static str> {
    let polities = polities();
    (0..ROWS).map(|row| text(polities[row.wrapping_mul(7_919) % polities.len()])).collect()
}

fn number(code: Option<&str>) -> u64 {
    code.and_then(|code| code.parse().ok()).unwrap_or(0)
}

/// Keeps what was answered for each text, so that answers can be laid side by side.
fn keep(row: &str, texts: &[&str], answers: &[u64]) -> u64 {
    let distinct: BTreeMap<_, _> = texts.iter().zip(answers).collect();
    let lines: Vec<String> =
        distinct.iter().map(|(text, code)| format!("{text}\t{code}")).collect();
    let kept = folder().join(format!("answers-{row}-detente.txt"));
    fs::write(kept, lines.join("\n")).expect("a folder to write to");
    digest(answers.iter().copied())
}

fn codes() -> Measured {
    let codes = column(|(code, _)| code);
    let days = vec![TODAY; codes.len()];
    let systems = Systems::builtin();
    let made = || {
        let found = systems.convert_column(&CodeSystem::ISO2, &codes, &CodeSystem::ISON, &days);
        found.expect("two lists")
    };
    timed(made, |found| keep("codes", &codes, &found.codes().map(number).collect::<Vec<_>>()))
}

fn names() -> Measured {
    let names = column(|(_, polity)| polity.name());
    let made = || {
        let found = Systems::builtin().names(TODAY).column(&names);
        let code = |polity: Polity<'static>| {
            polity.code(&CodeSystem::ISON, TODAY).exact().map(|one| one.code())
        };
        let distinct: Vec<_> = found
            .distinct()
            .iter()
            .map(|one| (one.asked().to_owned(), one.polity().and_then(code)))
            .collect();
        (found, distinct)
    };
    timed(made, |(found, distinct)| {
        let by_name: BTreeMap<&str, u64> =
            distinct.iter().map(|(name, code)| (name.as_str(), number(*code))).collect();
        let asked = (0..found.len()).filter_map(|row| found.get(row));
        let answers: Vec<u64> = asked.map(|one| by_name[one.asked()]).collect();
        keep("names", &names, &answers)
    })
}
