//! Checks dossiers, and prints what a careful editor would flag, each with its line and column.
//!
//! `cargo run --example check -- FILE…`, where `-` is standard input; `--json` prints each report
//! as JSON instead. The exit status is 0 if there are no errors, 1 if there are, and 2 if a file
//! cannot be read.

use std::io::{Read, Write};
use std::process::ExitCode;

use detente::Dossier;
use detente::dossier::Severity;
use detente::validation::Report;

const USAGE: &str = "usage: check [--json] FILE…
  FILE    a dossier; - for standard input
  --json  print one JSON object a file, with every issue";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_json = arguments.iter().any(|argument| argument == "--json");
    let files: Vec<&String> = arguments.iter().filter(|argument| *argument != "--json").collect();
    let unknown = files.iter().any(|file| file.starts_with('-') && *file != "-");
    if files.is_empty() || unknown {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match files.iter().map(|file| check(file, as_json, &mut out)).max() {
        // Whoever closes the pipe early has read enough.
        Some(worst) if out.flush().is_ok() => ExitCode::from(worst),
        _ => ExitCode::from(2),
    }
}

/// Checks one file; the exit status that it alone would give.
fn check(file: &str, as_json: bool, out: &mut impl Write) -> u8 {
    let bytes = match bytes(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{file}: {error}");
            return 2;
        }
    };
    let report = Dossier::check_json_bytes(&bytes).report;
    let printed = if as_json { print_json(file, &report, out) } else { print(file, &report, out) };
    match printed {
        Err(_) => 2,
        Ok(()) => u8::from(report.count(Severity::Error) > 0),
    }
}

fn bytes(file: &str) -> std::io::Result<Vec<u8>> {
    if file != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn print(file: &str, report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{file}")?;
    for issue in report.issues() {
        writeln!(out, "  {issue}")?;
    }
    let count = |severity, word: &str| match report.count(severity) {
        1 => format!("1 {word}"),
        number => format!("{number} {word}s"),
    };
    let errors = count(Severity::Error, "error");
    let (warnings, notes) = (count(Severity::Warning, "warning"), count(Severity::Note, "note"));
    writeln!(out, "  {errors}, {warnings}, {notes}")
}

fn print_json(file: &str, report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    let object = serde_json::json!({ "file": file, "report": report });
    writeln!(out, "{object}")
}
