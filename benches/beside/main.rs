//! What this library takes beside what others take for the same, on the same inputs and in one run.
//!
//! `benches/beside/run` builds and runs it. Each measurement is a process of its own, and those of a row take
//! turns, five times; what counts is the median of the processor's seconds. A row is a row only if all
//! came to the same result. What stands in the table:
//!
//! - *by hand*: what a program without any library would do, an index for the job and nothing else;
//! - *petgraph*: the graph of petgraph, made anew for each date where it has no dates;
//! - the others are asked as their documentation asks, on one thread.

mod orchestra;
mod plain;
mod ties;
mod world;

use std::process::ExitCode;

use seeded::processor_seconds;

/// What a measurement comes to.
pub(crate) struct Measured {
    /// Seconds of the processor.
    pub(crate) seconds: f64,
    /// A number that is the same whoever computes it.
    pub(crate) result: u64,
    /// By how many bytes the memory at its highest exceeds that before.
    pub(crate) bytes: u64,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["measure", row, peer] => {
            let Some(measured) = ties::measure(row, peer).or_else(|| world::measure(row, peer))
            else {
                eprintln!("no row {row} of {peer}");
                return ExitCode::FAILURE;
            };
            println!("{} {} {}", measured.seconds, measured.result, measured.bytes);
        }
        // Cargo adds words of its own.
        _ => orchestra::play(),
    }
    ExitCode::SUCCESS
}

/// Times a call, by the processor's clock for this process: the first one, or the average of many if it
/// is too short for that clock.
pub(crate) fn timed<T>(call: impl Fn() -> T, result: impl FnOnce(&T) -> u64) -> Measured {
    let before = plain::peak_of_memory(true);
    let start = processor_seconds();
    let made = call();
    let mut seconds = processor_seconds() - start;
    let bytes = plain::peak_of_memory(false).saturating_sub(before);
    if seconds < 0.1 {
        let (start, mut calls) = (processor_seconds(), 0);
        while processor_seconds() - start < 0.3 {
            std::hint::black_box(call());
            calls += 1;
        }
        seconds = (processor_seconds() - start) / f64::from(calls);
    }
    Measured { seconds, result: result(&made), bytes }
}
