//! Which state is this, on this day, in whose list or by what name? One line with the explanation.
//!
//! - `cargo run --example which_state -- SYSTEM CODE DATE`, where SYSTEM is `cow`, `cowc`, `gw`, `gwc`,
//!   `iso2`, `iso3`, `ison`, `iso4`, `cameo`, `fips` …, and DATE is a day, a year, or `ever`;
//! - `-- name NAME DATE` answers which state a name stands for, however it is written;
//! - `-- mentions FILE DATE` lists every mention of a state in a text, with its line and column.
//!
//! More questions may follow; each gets its lines. The exit status is 0 if each answer is exact, 1 if
//! one is not, and 2 if a question cannot be read.

use std::process::ExitCode;

use detente::systems::{AnswerStatus, At, CodeSystem, Mention, NameSort, PolityName, Systems};
use detente::time::NaiveDate;

const USAGE: &str = "usage: which_state SYSTEM CODE DATE | name NAME DATE | mentions FILE DATE …
  SYSTEM  cow, cowc, gw, gwc, isd, iso2, iso3, ison, iso4, cameo, fips
  DATE    a day (1990-10-03), a year (1990), or ever";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let questions = arguments.chunks_exact(3);
    if arguments.is_empty() || !questions.remainder().is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    questions.map(answer).max().unwrap_or(0).into()
}

/// Prints the answer to one question; the exit status that it alone would give.
fn answer(question: &[String]) -> u8 {
    let [asked, what, date] = question else {
        return 2;
    };
    let Some(at) = at(date) else {
        eprintln!("found {date:?}, expected a day (1990-10-03), a year (1990), or ever");
        return 2;
    };
    let status = match asked.as_str() {
        "name" => Ok(name(what, at)),
        "mentions" => mentions(what, at),
        system => code(system, what, at),
    };
    status.unwrap_or_else(|error| {
        eprintln!("{error}");
        2
    })
}

fn code(system: &str, code: &str, at: At) -> Result<u8, String> {
    let system = CodeSystem::new(system).map_err(|error| error.to_string())?;
    let answer = Systems::builtin().polity_of(&system, code, at);
    println!("{} {code} {at}: {answer}", system.as_str());
    Ok(u8::from(answer.status() != AnswerStatus::Exact))
}

fn name(name: &str, at: At) -> u8 {
    let found = Systems::builtin().names(at).of_any_sort().find(name);
    println!("name {at}: {found}");
    u8::from(found.status() != AnswerStatus::Exact)
}

fn mentions(file: &str, at: At) -> Result<u8, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let mut all_exact = true;
    for mention in Systems::builtin().mentions(&text, at) {
        let before = &text[..mention.span().start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
        let written = text[mention.span()].replace('\n', " ");
        println!("{file}:{line}:{column}: {written:?} is {}", meant(&mention));
        all_exact &= mention.polity().is_some();
    }
    Ok(u8::from(!all_exact))
}

/// The polities that may be meant, and by what sort of name, where it is not one of a state.
fn meant(mention: &Mention<'_>) -> String {
    let mut names = mention.names().to_vec();
    names.dedup_by_key(|name| name.polity().id());
    let one = |name: &PolityName<'_>| match name.sort() {
        NameSort::State => name.polity().to_string(),
        sort => format!("{} as {sort}", name.polity()),
    };
    names.iter().map(one).collect::<Vec<_>>().join(" or ")
}

fn at(date: &str) -> Option<At> {
    if date == "ever" {
        return Some(At::Ever);
    }
    let day = || date.parse::<NaiveDate>().map(At::Day);
    date.parse().map(At::Year).or_else(|_| day()).ok()
}
