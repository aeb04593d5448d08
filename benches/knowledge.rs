//! Comparing two states of knowledge. Each result is checked once before it is timed.
//!
//! The numbers are of one core of a two-core virtual machine (Rust 1.95, `cargo bench`).
//!
//! - `changes_since/100k_records_none_told`: nothing was told between the two days, and only the
//!   days of telling are looked at, two for each visit: 11 ms, most of it waiting for memory.
//! - `changes_since/100k_records_1_in_100_told`: a source told of every hundredth visit: 9 ms.
//! - `changes_since/100k_records_all_told`: a second source told of every visit, so that each of
//!   100,000 has a detail more and another progress: 0.56 s, 3 microseconds a change.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use detente::knowledge::Knowledge;
use detente::model::{Progress, Visit, VisitForm};
use detente::{Dossier, date};

/// A dossier of `n` planned visits, of every `each`th of which it is told later that it was held.
fn visits(n: usize, each: usize) -> String {
    let mut text = String::from(
        r#"{"detente": 1, "source": "list", "sources": {"list": {"published": "2020-01-01"}, "press": {"published": "2024-01-01"}},
"persons": {"guest": {}}, "states": {"host": {}}, "visits": {"#,
    );
    for i in 0..n {
        let comma = if i == 0 { "" } else { "," };
        let plan = r#""progress": "planned", "planned": "2023-06-18", "form": "state""#;
        let identity = r#""guest": "guest", "host": "host""#;
        let _ = match i % each {
            0 => write!(
                text,
                "{comma}\n\"visit-{i:06}\": {{{identity}, \"accounts\": [{{{plan}}}, {{\"by\": \"press\", \"progress\": \"held\", \"actual\": \"2023-06-18\"}}]}}"
            ),
            _ => write!(text, "{comma}\n\"visit-{i:06}\": {{{identity}, {plan}}}"),
        };
    }
    text.push_str("\n}}\n");
    text
}

fn changes(c: &mut Criterion) {
    let mut group = c.benchmark_group("changes_since");
    group.sample_size(10);
    for (name, each, told) in [("none", 1, 0), ("1_in_100", 100, 1_000), ("all", 1, 100_000)] {
        let dossier = Dossier::from_json(&visits(100_000, each)).expect("a dossier");
        let day = if told == 0 { date!("2023-01-01") } else { date!("2024-01-01") };
        let (earlier, later) = (dossier.as_known_on(date!("2022-01-01")), dossier.as_known_on(day));
        assert_eq!(later.changes_since(&earlier).len(), 2 * told, "progress, and when it was");
        group.bench_function(format!("100k_records_{name}_told"), |b| {
            b.iter(|| black_box(&later).changes_since(black_box(&earlier)).len());
        });
    }
    group.finish();
}

fn getters(c: &mut Criterion) {
    let mut group = c.benchmark_group("getters");
    group.sample_size(20);
    for (name, each) in [("once", 1_000_000), ("twice", 1)] {
        let dossier = Dossier::from_json(&visits(10_000, each)).expect("a dossier");
        let known = dossier.as_known_on(date!("2024-01-01"));
        let held = if each == 1 { 10_000 } else { 1 };
        let count = |known: &Knowledge| {
            known.visits().filter(|visit| visit.progress() == Some(Progress::Held)).count()
        };
        assert_eq!(count(&known), held, "each told of twice, and the first");
        group.bench_function(format!("10k_visits_progress_told_{name}"), |b| {
            b.iter(|| count(black_box(&known)));
        });
        let form = |known: &Knowledge| {
            known.visits().filter(|visit| visit.get(Visit::FORM) == Some(&VisitForm::STATE)).count()
        };
        assert_eq!(form(&known), 10_000, "all are visits of state");
        group.bench_function(format!("10k_visits_form_told_{name}"), |b| {
            b.iter(|| form(black_box(&known)));
        });
    }
    group.finish();
}

criterion_group!(benches, changes, getters);
criterion_main!(benches);
