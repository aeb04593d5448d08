//! Merging dossiers, and asking which records may be the same. Each result is checked once before
//! it is timed.
//!
//! The numbers are of one core of a two-core virtual machine (Rust 1.95, `cargo bench`).
//!
//! - `merge_100k_with_100k_records`: 50,000 ids in common, 50,000 more on either side: 0.57 s.
//!   `clone_2_dossiers_of_100k_records`, 0.09 s, is the limit: the union has to own what it holds.
//!   Between the two lie the checks of everything merged, as in reading, and freeing the result.
//! - `proposals_150k_records`: every record put under its keys, and 50,000 pairs compared: 0.82 s,
//!   5 µs a record, most of it texts of keys and of reasons.
//! - `unite_50k_pairs_in_150k_records`: the first question after 50,000 claims of sameness: 0.76 s for
//!   a copy of the dossier with every reference looked up. Later questions find it made.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use detente::Dossier;
use detente::model::{Source, Visit};
use seeded::Random;

/// A list of `n` visits by the source `by`, of which those from `shared` on bear ids of its own;
/// each list gives the day of its own, one or two days apart.
fn list(by: &str, n: usize, shared: usize, shift: usize) -> Dossier {
    let people: Vec<String> =
        (0..500).map(|i| format!(r#""person-{i}": {{"name": "Person {i}"}}"#)).collect();
    let states: Vec<String> =
        (0..200).map(|i| format!(r#""state-{i}": {{"name": "State {i}"}}"#)).collect();
    let mut text = format!(
        r#"{{"detente": 1, "source": "{by}", "sources": {{"{by}": {{"title": "{by}"}}}},
        "persons": {{{}}}, "states": {{{}}}, "visits": {{"#,
        people.join(","),
        states.join(",")
    );
    let mut random = Random::new(0x2024_0619);
    for i in 0..n {
        let bits = random.bits();
        let (guest, host) = ((bits >> 33) % 500, (bits >> 45) % 200);
        let (year, month, day) = (1950 + i % 70, 1 + i % 12, 1 + (i / 840 + shift) % 28);
        let owner = if i < shared { "visit" } else { by };
        let comma = if i == 0 { "" } else { ",\n" };
        let _ = write!(
            text,
            r#"{comma}"{owner}-{i:06}": {{"guest": "person-{guest}", "host": "state-{host}", "planned": "{year}-{month:02}-{day:02}", "label": "of {by}"}}"#
        );
    }
    text.push_str("}}");
    Dossier::from_json(&text).expect("a dossier")
}

fn merging(c: &mut Criterion) {
    let (one, other) = (list("one", 100_000, 50_000, 0), list("other", 100_000, 50_000, 1));
    let both = one.merge(&other).expect("they can be merged");
    assert_eq!(both.records::<Visit>().len(), 150_000);
    assert_eq!(both.as_known().accounts().len(), 200_000 + 2 * 700);

    let mut group = c.benchmark_group("merging");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("merge_100k_with_100k_records", |b| {
        b.iter(|| black_box(&one).merge(black_box(&other)).map(|d| d.records::<Visit>().len()));
    });
    group.bench_function("clone_2_dossiers_of_100k_records", |b| {
        b.iter(|| {
            let clone = |dossier: &Dossier| dossier.clone().into_builder();
            (clone(black_box(&one)), clone(black_box(&other)))
        });
    });

    let proposals = both.proposals();
    let open = proposals.iter().filter(|proposal| !proposal.is_blocked()).count();
    assert!(open >= 48_000, "{open} proposals");
    group.bench_function("proposals_150k_records", |b| {
        b.iter(|| black_box(&both).proposals().len());
    });

    let editor = Source::new(detente::id!("editor"));
    let claims = proposals.iter().filter_map(|p| p.accept(detente::id!("editor")).ok()).flatten();
    let accepted =
        claims.fold(both.into_builder().source(editor), detente::dossier::DossierBuilder::record);
    let accepted = accepted.build().expect("what is proposed can be accepted");
    assert!(accepted.as_known().visits().count() <= 102_000);
    group.bench_function("unite_50k_pairs_in_150k_records", |b| {
        b.iter_batched(
            || accepted.clone().into_builder().build().expect("as before"),
            |dossier| dossier.as_known().visit("one-099999").is_ok(),
            criterion::BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, merging);
criterion_main!(benches);
