//! What is asked of a dossier and of a knowledge, of a thousand, ten thousand and a hundred thousand records of
//! nine nouns, about two accounts each. That the work is in proportion for other shapes as well (all accounts
//! of one record, all visits of one pair) is held by `tests/steps`, which counts.
//!
//! Microseconds a record, of the processor, on a machine that others used at the same time:
//!
//! | question | 1,000 | 10,000 | 100,000 |
//! |---|--:|--:|--:|
//! | `relations` | 3.0 | 3.5 | 4.9 |
//! | `validate` | 0.7 | 1.4 | 2.1 |
//! | `proposals` | 0.4 | 0.7 | 0.9 |
//! | `merge` with itself | 3.4 | 4.1 | 4.6 |
//! | `disagreements` | 2.6 | 2.9 | 3.0 |
//! | `corrections` | 0.7 | 1.1 | 1.1 |
//! | `scorecard` | 0.9 | 1.0 | 1.3 |
//! | `plans` | 0.2 | 0.3 | 0.3 |
//! | `changes_since` | 2.2 | 2.5 | 3.0 |
//! | `visits_between` | 0.6 | 0.7 | 1.2 |
//!
//! What grows between the sizes is waiting for memory: 100,000 records are 70 MB, and a count of what is asked
//! of the allocator is in proportion. The limit of `validate` is reading each account once.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use detente::knowledge::Knowledge;
use detente::time::Period;
use detente::{Dossier, date};
use support::growing::of_shape;

/// A question: its name, and how large its answer is.
type Question = (&'static str, fn(&Dossier, &Knowledge) -> usize);

const QUESTIONS: [Question; 14] = [
    ("relations", |_, known| known.relations().build().iter().count()),
    ("validate", |dossier, _| dossier.validate().issues().len()),
    ("proposals", |dossier, _| dossier.proposals().len()),
    ("merge", |dossier, _| dossier.merge(dossier).map_or(0, |merged| merged.sources().len())),
    ("accounts", |_, known| known.accounts().len()),
    ("disagreements", |_, known| known.disagreements().len()),
    ("contradictions", |_, known| known.contradictions().len()),
    ("corrections", |_, known| known.corrections().len()),
    ("zone_effects", |_, known| known.zone_effects().len()),
    ("scorecard", |_, known| known.scorecard("s0").map_or(0, |card| card.scores.len())),
    ("plans", |_, known| known.plans(&ever()).len()),
    ("changes_since", |dossier, known| {
        known.changes_since(&dossier.as_known_on(date!("2019-01-10"))).len()
    }),
    ("years_since_previous", |_, known| {
        known.visits().filter(|visit| visit.years_since_previous().is_some()).count()
    }),
    ("visits_between", |_, known| {
        known.visits_between("state-0", "state-1", &ever()).map_or(0, |visits| visits.len())
    }),
];

fn ever() -> Period {
    "1900/2100".parse().expect("a period")
}

fn questions(c: &mut Criterion) {
    for records in [1_000_usize, 10_000, 100_000] {
        let dossier = of_shape("mixed", records);
        let known = dossier.as_known();
        assert!(known.relations().build().iter().count() > records / 3);
        for (name, ask) in QUESTIONS {
            let mut group = c.benchmark_group(name);
            group.sample_size(10).throughput(Throughput::Elements(records as u64));
            group.bench_function(BenchmarkId::from_parameter(records), |b| {
                b.iter(|| ask(black_box(&dossier), black_box(&known)));
            });
            group.finish();
        }
    }
}

criterion_group!(benches, questions);
criterion_main!(benches);
