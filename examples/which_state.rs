//! Which state is this, on this day, in whose list? One line with the explanation.
//!
//! `cargo run --example which_state -- SYSTEM CODE DATE`, where SYSTEM is `cow`, `cowc`, `gw`, `gwc`,
//! `iso2`, `iso3`, `ison`, `iso4`, `cameo`, `fips` …, and DATE is a day, a year, or `ever`. More
//! questions may follow; each gets its line. The exit status is 0 if each answer is exact, 1 if one
//! is not, and 2 if a question cannot be read.

use std::process::ExitCode;

use detente::systems::{At, Status, System, Systems};
use detente::time::NaiveDate;

const USAGE: &str = "usage: which_state SYSTEM CODE DATE [SYSTEM CODE DATE]…
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
    let [system, code, date] = question else {
        return 2;
    };
    let system = match System::new(system) {
        Ok(system) => system,
        Err(error) => {
            eprintln!("{error}");
            return 2;
        }
    };
    let Some(at) = at(date) else {
        eprintln!("found {date:?}, expected a day (1990-10-03), a year (1990), or ever");
        return 2;
    };
    let answer = Systems::builtin().polity_of(&system, code, at);
    println!("{} {code} {at}: {answer}", system.as_str());
    u8::from(answer.status() != Status::Exact)
}

fn at(date: &str) -> Option<At> {
    if date == "ever" {
        return Some(At::Ever);
    }
    let day = || date.parse::<NaiveDate>().map(At::Day);
    date.parse().map(At::Year).or_else(|_| day()).ok()
}
