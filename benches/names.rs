//! Names in bulk. Each result is checked once before it is timed.
//!
//! The numbers are processor time on one core of a two-core virtual machine in heavy use by others
//! (Rust 1.95), the best of sixty runs, with the names of the default features. Before anything is
//! timed the tables have been read (7 to 9 ms) and indexed (7 to 8 ms), once for the life of the
//! program; what finds misspelt names is made when the first is met (4 ms).
//!
//! - `1M_names_of_292_distinct`: 9 ms, and 13 ms by the clock; to be reached: 40 ms (R's countrycode:
//!   93 ms). Each row is hashed and compared once, which is the limit.
//! - `5000_messy_distinct_names`: 7 to 9 ms by the clock; to be reached: 10 ms. Each is
//!   folded; those that fold to no name are held against all names with nearly the same letters.

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use detente::date;
use detente::systems::{AnswerStatus, At, NameHow, Polity, PolityName, Systems};

fn repeated(c: &mut Criterion) {
    let systems = Systems::builtin();
    let names = systems.names(date!("2024-06-17"));
    let distinct: Vec<&str> = systems.polities().map(Polity::name).take(292).collect();
    let row = |row: usize| distinct[row.wrapping_mul(7919) % distinct.len()].to_owned();
    let rows: Vec<String> = (0..1_000_000).map(row).collect();
    let column = names.column(&rows);
    assert_eq!((column.len(), column.distinct().len()), (1_000_000, 292));
    for row in (0..rows.len()).step_by(997) {
        assert_eq!(column.polity(row), names.find(&rows[row]).polity());
    }
    assert!(column.count(AnswerStatus::Exact) > 300_000);
    c.bench_function("names/1M_names_of_292_distinct", |b| {
        b.iter(|| black_box(&names).column(&rows));
    });
}

/// Names of every language in other case, order and punctuation, a fifth with a letter wrong.
fn messy() -> Vec<String> {
    let names = Systems::builtin().polities().flat_map(Polity::names);
    let texts: Vec<&str> = names.map(PolityName::text).collect();
    let mut messy = BTreeSet::new();
    for i in 0.. {
        let text = texts[(i * 7919) % texts.len()];
        let mut letters: Vec<char> = text.chars().collect();
        let wrong = i % letters.len().max(1);
        messy.insert(match i % 10 {
            0 | 1 => text.to_uppercase(),
            2 => text.to_lowercase(),
            3 => format!("  {text}. "),
            4 => text.split(' ').rev().collect::<Vec<_>>().join(" "),
            5 => text.replace('é', "e").replace(' ', "-"),
            6 => format!("the {text}"),
            7 => text.replace("Republic", "Rep.").replace(" and ", " & "),
            8 => {
                letters.remove(wrong);
                letters.into_iter().collect()
            }
            _ => {
                letters.swap(wrong, wrong.saturating_sub(1));
                letters.into_iter().collect()
            }
        });
        if messy.len() == 5_000 {
            break;
        }
    }
    messy.into_iter().collect()
}

fn distinct(c: &mut Criterion) {
    let (names, rows) = (Systems::builtin().names(At::Ever), messy());
    let column = names.column(&rows);
    assert_eq!(column.distinct().len(), 5_000);
    let by = |how| column.distinct().iter().filter(|found| found.how() == Some(how)).count();
    assert!(by(NameHow::Folded) > 2_000 && by(NameHow::Fuzzy) > 400);
    assert!(column.count(AnswerStatus::Unknown) < 500);
    c.bench_function("names/5000_messy_distinct_names", |b| {
        b.iter(|| black_box(&names).column(&rows));
    });
}

criterion_group!(benches, repeated, distinct);
criterion_main!(benches);
