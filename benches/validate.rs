//! Validating dossiers. Each result is checked once before it is timed.
//!
//! The numbers are of one core of a two-core virtual machine (Rust 1.95, `cargo bench`).
//!
//! - `100k_records`: the report on 100,000 visits with a stop each, 200,000 accounts in all: 0.54 s,
//!   under 3 µs an account. The limit is walking the accounts, 480 bytes each, once for the rules
//!   about single accounts and once for each of the few rules that compare records.
//! - `100k_records_20k_errors`: the same with 20,000 issues to be worded and put in order: 0.59 s.
//! - `check_json_100k_records`: from 23 MB of JSON; half of it is reading.
//! - `check_json_100k_records_read_twice`: one value that cannot be read costs a second reading.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use detente::Dossier;
use detente::dossier::{IssueCode, Severity};
use detente::model::Visit;
use seeded::Random;

const RECORDS: usize = 100_000;

/// A dossier of so many visits of one day, with a stop, by 500 guests to 200 hosts, each in an
/// office of its own; the same every time. Every `flawed`-th visit tells of something done after
/// its source was published.
fn visits(flawed: usize) -> String {
    let mut text = String::from(
        r#"{"detente": 1, "source": "list", "sources": {"list": {"published": "2020-01-01"}},
"#,
    );
    let mut section = |name: &str, number: usize, record: &dyn Fn(usize) -> String| {
        let records: Vec<String> = (0..number).map(record).collect();
        let _ = writeln!(text, "\"{name}\": {{{}}},", records.join(",\n"));
    };
    section("persons", 500, &|i| format!(r#""person-{i}": {{"born": "19{:02}"}}"#, i % 50));
    section("states", 200, &|i| format!(r#""state-{i}": {{"name": "State {i}"}}"#));
    section("places", 200, &|i| format!(r#""place-{i}": {{"state": "state-{i}"}}"#));
    section("offices", 500, &|i| {
        let state = i % 200;
        format!(r#""office-{i}": {{"of": "state-{state}", "functions": ["head_of_state"]}}"#)
    });
    section("tenures", 500, &|i| {
        format!(
            r#""tenure-{i}": {{"person": "person-{i}", "office": "office-{i}", "criterion": "unstated", "from": "1950", "to": "open"}}"#
        )
    });
    let mut random = Random::new(0x2024_0619);
    let mut draws = Vec::with_capacity(RECORDS);
    for _ in 0..RECORDS {
        let bits = random.bits();
        draws.push(((bits >> 33) % 500, (bits >> 45) % 200));
    }
    section("visits", RECORDS, &|i| {
        let (guest, host) = draws[i];
        let year = if flawed > 0 && i % flawed == 0 { 2021 } else { 1951 + i % 69 };
        let day = format!("{year}-{:02}-{:02}", 1 + i % 12, 1 + i % 28);
        format!(
            r#""visit-{i:06}": {{"guest": "person-{guest}", "host": "state-{host}", "progress": "held", "form": "state", "actual": "{day}", "capacity": ["office-{guest}"], "stops": {{"talks": {{"kind": "talks", "place": "place-{host}", "actual": "{day}"}}}}}}"#
        )
    });
    text.truncate(text.trim_end().len() - 1);
    text + "}\n"
}

fn validate(c: &mut Criterion) {
    let mut group = c.benchmark_group("validate");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    let sound = visits(0);
    let dossier = Dossier::from_json(&sound).expect("a dossier");
    assert_eq!(dossier.records::<Visit>().len(), RECORDS);
    assert_eq!(dossier.validate().count(Severity::Error), 0);
    group.bench_function("100k_records", |b| {
        b.iter(|| black_box(&dossier).validate().issues().len());
    });

    let flawed = visits(10);
    let dossier = Dossier::from_json(&flawed).expect("a dossier");
    let late = |issue: &&detente::dossier::Issue| issue.code() == IssueCode::ToldBeforeDone;
    assert_eq!(dossier.validate().issues().iter().filter(late).count(), 2 * RECORDS / 10);
    group.bench_function("100k_records_20k_errors", |b| {
        b.iter(|| black_box(&dossier).validate().issues().len());
    });

    group.throughput(Throughput::Bytes(sound.len() as u64));
    group.bench_function("check_json_100k_records", |b| {
        b.iter(|| Dossier::check_json(black_box(&sound)).report.issues().len());
    });
    group.bench_function("check_json_100k_records_20k_errors", |b| {
        b.iter(|| Dossier::check_json(black_box(&flawed)).report.issues().len());
    });
    // One value keeps the text from being read at once.
    let unread = flawed.replacen("\"progress\": \"held\"", "\"progress\": \"hled\"", 1);
    assert!(Dossier::check_json(&unread).dossier.is_none());
    group.bench_function("check_json_100k_records_read_twice", |b| {
        b.iter(|| Dossier::check_json(black_box(&unread)).report.issues().len());
    });
    group.finish();
}

criterion_group!(benches, validate);
criterion_main!(benches);
