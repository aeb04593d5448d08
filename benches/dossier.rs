//! Reading, asking and writing dossiers. Each result is checked once before it is timed.
//!
//! The numbers are of one core of a two-core virtual machine (Rust 1.95, `cargo bench`).
//!
//! - `parse_200k_records`: JSON of 200,000 visits (28 MB) to a checked dossier, with the path of
//!   every value tracked and every reference resolved: 72 MB/s. `skip_200k_records`, the same bytes
//!   walked by `serde_json` and nothing kept, is the limit: 870 MB/s, twelve times as fast. Between
//!   the two lie the path, the values themselves (280 bytes for each account), and the checks.
//! - `write_200k_records`: back to indented JSON.
//! - `as_known_on_100k_records_*`: nothing is copied or filtered beforehand, so it costs an `Arc`,
//!   under 40 ns at any size.
//! - `getters_600k_of_100k_records_*`: six details of each of 100,000 visits. With one account each,
//!   10 ms: 16 ns a getter. With two, of which the second has not been told yet, 29 ms, and 49 ms
//!   where both have and give the same values (`getters_600k_contested_2_accounts`). The limit is
//!   touching the accounts once: 28 and 56 MB, about 3 and 6 ms at 10 GB/s.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use detente::model::{Progress, Visit};
use detente::{Dossier, Knowledge, date};
use seeded::Random;

/// A dossier of `n` visits in the plain form, or with a second account each; the same every time.
fn visits(n: usize, accounts: usize) -> String {
    let mut text = String::from(
        r#"{"detente": 1, "source": "list", "sources": {"list": {"published": "2020-01-01"}, "press": {"published": "2024-01-01"}},
"#,
    );
    let people = (0..500).map(|i| format!(r#""person-{i}": {{}}"#)).collect::<Vec<_>>().join(",");
    let states = (0..200).map(|i| format!(r#""state-{i}": {{}}"#)).collect::<Vec<_>>().join(",");
    let _ = write!(text, "\"persons\": {{{people}}},\n\"states\": {{{states}}},\n\"visits\": {{\n");
    let mut random = Random::new(0x2024_0619);
    for i in 0..n {
        let bits = random.bits();
        let (guest, host) = ((bits >> 33) % 500, (bits >> 45) % 200);
        let (year, month, day) = (1950 + i % 70, 1 + i % 12, 1 + i % 28);
        let comma = if i == 0 { "" } else { ",\n" };
        let details = format!(
            r#""progress": "held", "form": "state", "actual": "{year}-{month:02}-{day:02}", "why": "talks""#
        );
        let identity = format!(r#""guest": "person-{guest}", "host": "state-{host}""#);
        let _ = match accounts {
            1 => write!(text, "{comma}\"visit-{i:06}\": {{{identity}, {details}}}"),
            _ => write!(
                text,
                "{comma}\"visit-{i:06}\": {{{identity}, \"accounts\": [{{{details}}}, {{\"by\": \"press\", {details}, \"label\": \"friendly\"}}]}}"
            ),
        };
    }
    text.push_str("\n}}\n");
    text
}

fn parse(c: &mut Criterion) {
    let text = visits(200_000, 1);
    let dossier = Dossier::from_json(&text).expect("the text is a dossier");
    assert_eq!(dossier.records::<Visit>().len(), 200_000);
    let mut group = c.benchmark_group("dossier");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("parse_200k_records", |b| {
        b.iter(|| Dossier::from_json(black_box(&text)).map(|d| d.records::<Visit>().len()));
    });
    group.bench_function("skip_200k_records", |b| {
        b.iter(|| serde_json::from_str::<serde::de::IgnoredAny>(black_box(&text)).is_ok());
    });
    group.bench_function("write_200k_records", |b| {
        b.iter(|| black_box(&dossier).to_json().len());
    });
    group.finish();
}

/// Six details of every visit.
fn six_details(known: &Knowledge) -> usize {
    known
        .visits()
        .map(|visit| {
            usize::from(visit.get(Visit::PROGRESS) == Some(&Progress::Held))
                + usize::from(visit.get(Visit::FORM).is_some())
                + usize::from(visit.get(Visit::ACTUAL).is_some())
                + usize::from(visit.get(Visit::WHY).is_some())
                + usize::from(visit.get(Visit::LABEL).is_some())
                + usize::from(visit.get(Visit::PLACE).is_some())
        })
        .sum()
}

fn knowledge(c: &mut Criterion) {
    let mut group = c.benchmark_group("knowledge");
    for accounts in [1, 2] {
        let dossier = Dossier::from_json(&visits(100_000, accounts)).expect("a dossier");
        let known = dossier.as_known_on(date!("2022-01-01"));
        assert_eq!(six_details(&known), 400_000, "the press has not told yet");
        assert_eq!(six_details(&dossier.as_known()), if accounts == 1 { 400_000 } else { 500_000 });
        group.bench_function(format!("as_known_on_100k_records_{accounts}_accounts"), |b| {
            b.iter(|| black_box(&dossier).as_known_on(black_box(date!("2022-01-01"))));
        });
        group.bench_function(format!("getters_600k_of_100k_records_{accounts}_accounts"), |b| {
            b.iter(|| six_details(black_box(&known)));
        });
        let all = dossier.as_known();
        group.bench_function(format!("getters_600k_contested_{accounts}_accounts"), |b| {
            b.iter(|| six_details(black_box(&all)));
        });
    }
    group.finish();
}

criterion_group!(benches, parse, knowledge);
criterion_main!(benches);
