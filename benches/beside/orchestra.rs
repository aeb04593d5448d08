//! Who plays when: every peer of a row in turn, five times, each in a process of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::plain::folder;
use crate::{ties, world};

const ROUNDS: usize = 5;

/// A row of the table: what is done, its name in `measure`, whether memory is told, and by whom it is done.
struct Row {
    title: &'static str,
    name: &'static str,
    memory: bool,
    peers: &'static [&'static str],
}

const fn row(title: &'static str, name: &'static str, peers: &'static [&'static str]) -> Row {
    Row { title, name, memory: false, peers }
}

const ROWS: &[Row] = &[
    row(
        "out- and in-degrees by distinct neighbour on 1,000 dates, 1,000,000 ties",
        "degrees:1000000:1000",
        &["detente", "project", "hand", "petgraph"],
    ),
    row(
        "the same on 20 dates, 100,000 ties",
        "degrees:100000:20",
        &["detente", "project", "hand", "petgraph", "networkx"],
    ),
    row(
        "whose neighbours one state has in 1,000 windows of 30 days, 1,000,000 ties",
        "windows:1000000:1000",
        &["detente", "hand", "petgraph"],
    ),
    row(
        "the same, 100,000 ties",
        "windows:100000:1000",
        &["detente", "hand", "petgraph", "networkx"],
    ),
    Row {
        memory: true,
        ..row(
            "a graph of 1,000,000 ties in memory, ends by name",
            "build:1000000:1",
            &["detente", "number", "petgraph"],
        )
    },
    Row {
        memory: true,
        ..row(
            "1,000,000 ties read from CSV",
            "load:1000000:1",
            &["detente", "petgraph", "polars", "duckdb"],
        )
    },
    row(
        "1,912,290 dyad-years of the Correlates of War",
        "dyads",
        &["detente", "hand", "polars", "duckdb"],
    ),
    row("1,000,000 codes of ISO, letters to digits", "codes", &["detente", "country_converter"]),
    row("1,000,000 names of countries to codes", "names", &["detente", "country_converter"]),
];

/// Rows that are asked for by `large`.
const LARGE: &[Row] = &[row(
    "out- and in-degrees by distinct neighbour on 1,000 dates, 5,000,000 ties",
    "degrees:5000000:1000",
    &["detente", "project", "petgraph"],
)];

/// What the table calls a peer.
fn called(peer: &str) -> &str {
    match peer {
        "detente" => "this library",
        "project" => "this library, `at` and `project`",
        "number" => "this library, ends by number",
        "hand" => "by hand",
        other => other,
    }
}

fn is_python(peer: &str) -> bool {
    ["networkx", "polars", "duckdb", "country_converter"].contains(&peer)
}

/// Seconds, result and bytes, or why there are none.
type Told = Result<(f64, u64, u64), String>;

pub(crate) fn play() {
    for count in [100_000, 1_000_000] {
        ties::write_input(count).expect("a folder to write to");
    }
    world::write_inputs().expect("a folder to write to");
    let large = env::args().any(|word| word == "large");
    println!("| job | by | seconds | times ours | memory | same result |");
    println!("|---|---|--:|--:|--:|---|");
    for row in ROWS.iter().chain(if large { LARGE } else { &[] }) {
        lines(row);
    }
}

fn lines(row: &Row) {
    let mut told: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for peer in row.peers {
            let known = told.entry(peer).or_default();
            if !matches!(known.last(), Some(Err(_))) {
                known.push(measured(row.name, peer));
            }
        }
    }
    let median = |peer: &str| {
        let mut told: Vec<_> = told[peer].iter().filter_map(|one| one.as_ref().ok()).collect();
        told.sort_by(|a, b| a.0.total_cmp(&b.0));
        told.get(told.len() / 2).map(|one| **one)
    };
    let Some(ours) = median("detente") else {
        eprintln!("{} failed: {:?}", row.name, told["detente"]);
        return;
    };
    for (at, peer) in row.peers.iter().enumerate() {
        let title = if at == 0 { row.title } else { "" };
        let Some((seconds, result, bytes)) = median(peer) else {
            let why = told[peer].iter().find_map(|one| one.as_ref().err());
            eprintln!("left out of \"{}\": {}", row.title, why.map_or("", String::as_str));
            println!("| {title} | {} | not run |  |  |  |", called(peer));
            continue;
        };
        let memory = if row.memory { format!("{} MB", bytes / 1_000_000) } else { String::new() };
        let times = if at == 0 { String::new() } else { format!("{:.2}", seconds / ours.0) };
        let same = if result == ours.1 { "yes".to_owned() } else { differences(row.name, peer) };
        println!("| {title} | {} | {seconds:.4} | {times} | {memory} | {same} |", called(peer));
    }
}

fn measured(row: &str, peer: &str) -> Told {
    let mut command = if is_python(peer) {
        let python =
            env::var("DETENTE_BESIDE_PYTHON").map_err(|_| "there is no Python".to_owned())?;
        let mut command = Command::new(python);
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("beside/peers.py"));
        command.args([row, peer]).arg(folder());
        command
    } else {
        let mut command = Command::new(env::current_exe().map_err(|error| error.to_string())?);
        command.args(["measure", row, peer]);
        command
    };
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<&str> = said.split_whitespace().collect();
    if let ([seconds, result, bytes], true) = (&numbers[..], output.status.success())
        && let (Ok(seconds), Ok(result), Ok(bytes)) =
            (seconds.parse(), result.parse(), bytes.parse())
    {
        return Ok((seconds, result, bytes));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().last().unwrap_or("it failed").to_owned())
}

/// How many of the distinct answers of two differ, where both have kept theirs.
fn differences(row: &str, peer: &str) -> String {
    let kept = |peer: &str| {
        let text = fs::read_to_string(folder().join(format!("answers-{row}-{peer}.txt"))).ok()?;
        let lines = text.lines().filter_map(|line| line.rsplit_once('\t'));
        Some(
            lines
                .map(|(text, code)| (text.to_owned(), code.to_owned()))
                .collect::<BTreeMap<_, _>>(),
        )
    };
    let (Some(ours), Some(theirs)) = (kept("detente"), kept(peer)) else { return "NO".to_owned() };
    let other: Vec<_> =
        ours.iter().filter(|(text, code)| theirs.get(*text) != Some(code)).collect();
    for (text, code) in &other {
        eprintln!("{row}: {text:?} is {code} here, {:?} for {peer}", theirs.get(*text));
    }
    format!("all but {} of {}", other.len(), ours.len())
}
