//! Inputs that are the same for all, and what the system tells of this process.

use std::fs;
use std::path::PathBuf;

use chrono::{Days, NaiveDate};
use detente::date;
use seeded::Random;

pub(crate) const STATES: u64 = 300;
pub(crate) const FIRST: NaiveDate = date!("1800-01-01");
pub(crate) const DAYS: u64 = 219 * 365;

/// A tie as a program without this library would keep it.
#[derive(Clone, Copy)]
pub(crate) struct Plain {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) start: NaiveDate,
    pub(crate) end: NaiveDate,
}

/// Ties among 300 states over 219 years, of up to 38 years each.
pub(crate) fn plain(ties: usize) -> Vec<Plain> {
    let mut random = Random::new(2024);
    let small = |n| usize::try_from(n).expect("small");
    let mut tie = || {
        let from = random.below(STATES);
        let to = (from + 1 + random.below(STATES - 1)) % STATES;
        let start = FIRST + Days::new(random.below(DAYS));
        let end = start + Days::new(random.below(14_000));
        Plain { from: small(from), to: small(to), start, end }
    };
    (0..ties).map(|_| tie()).collect()
}

/// As many dates, spread over the years: the first day and every so many.
pub(crate) fn dates(count: u64) -> (NaiveDate, NaiveDate, u64) {
    let step = DAYS / count;
    (FIRST, FIRST + Days::new(step * (count - 1)), step)
}

pub(crate) fn each_date(count: u64) -> impl Iterator<Item = NaiveDate> {
    let (first, _, step) = dates(count);
    (0..count).map(move |n| first + Days::new(n * step))
}

pub(crate) fn name(state: usize) -> String {
    format!("state-{state}")
}

/// The numbers of all dates and states as one, in their order.
pub(crate) fn digest(numbers: impl IntoIterator<Item = u64>) -> u64 {
    let join = |sum: u64, n: u64| (sum.wrapping_mul(31).wrapping_add(n)) % 1_000_000_007;
    numbers.into_iter().fold(0, join)
}

/// Where inputs are written for those who read files.
pub(crate) fn folder() -> PathBuf {
    let folder = std::env::var_os("DETENTE_BESIDE").map_or_else(std::env::temp_dir, PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder to write to");
    folder
}

/// The most memory that this process has had, from now on if it is asked anew; 0 where the system
/// does not tell.
pub(crate) fn peak_of_memory(anew: bool) -> u64 {
    if anew {
        // It tells again from here on.
        let _ = fs::write("/proc/self/clear_refs", "5");
    }
    let told = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
