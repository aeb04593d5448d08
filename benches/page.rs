//! The page of a dossier, and evidence cards, by the number of records: of a hundred, forty-five are visits
//! (a third of them with a stop), twenty agreements, ten meetings, fifteen ties, the rest actors and
//! statements; two thirds have two accounts or more. Sources are a tenth of the records.
//!
//! Times are those that one core was at it, on a machine that others used at the same time.
//!
//! | bench | measured | a record | limit |
//! |---|---|---|---|
//! | `page/1000` | 63 ms | 63 µs | |
//! | `page/10000` | 730 ms | 73 µs | five kilobytes of page a record, two fifths of them a picture |
//! | `cards_of_100_of/1000` | 8.5 ms | 85 µs | |
//! | `cards_of_100_of/10000` | 9.0 ms | 90 µs | |
//! | `cards_of_100_of/100000` | 9.0 ms | 90 µs | as many whatever the dossier |
//!
//! Since these were taken, a page of 10,000 records takes 0.7 of the time in the same run, two thirds of the
//! instructions (342,000 a record), and 105 MB at the peak instead of 162.
//!
//! A page of 100,000 records is refused: 20,000 are the most.

use std::fmt::Write as _;
use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use detente::write::{self, PageError};
use detente::{Dossier, date};
use seeded::Random;

const FIRST: NaiveDate = date!("2000-01-01");

/// Writes a section of `n` records.
fn section(text: &mut String, name: &str, n: u64, record: impl FnMut(u64) -> String) {
    let records: Vec<String> = (0..n).map(record).collect();
    let _ = write!(text, r#", "{name}": {{{}}}"#, records.join(",\n"));
}

fn dossier(n: u64) -> Dossier {
    let mut random = Random::new(2024);
    let (sources, states, persons) = (n / 10, 40, n / 20);
    let rest = n - states - persons;
    let mut text = r#"{"detente": 1, "source": "s0""#.to_owned();
    let day = |random: &mut Random| FIRST + Days::new(random.below(9_000));
    section(&mut text, "sources", sources, |at| {
        format!(r#""s{at}": {{"title": "Paper {at}", "published": "{}"}}"#, day(&mut random))
    });
    section(&mut text, "states", states, |at| format!(r#""state-{at}": {{"name": "State {at}"}}"#));
    section(&mut text, "persons", persons, |at| {
        let by = random.below(sources);
        format!(r#""person-{at}": {{"name": "Person {at}", "by": "s{by}"}}"#)
    });
    section(&mut text, "visits", rest * 45 / 100, |at| {
        let (guest, host) = (random.below(persons), random.below(states));
        let (from, one, other) = (day(&mut random), random.below(sources), random.below(sources));
        let to = from + Days::new(1);
        let held = match random.below(3) {
            0 => String::new(),
            _ => format!(r#", {{"by": "s{other}", "progress": "held", "actual": "{from}"}}"#),
        };
        let stop = match random.below(3) {
            0 => format!(r#""talks": {{"by": "s{one}", "kind": "talks", "planned": "{from}"}}"#),
            _ => String::new(),
        };
        format!(
            r#""visit-{at}": {{"guest": "person-{guest}", "host": "state-{host}", "stops": {{{stop}}},
            "accounts": [{{"by": "s{one}", "progress": "planned", "planned": "{from}/{to}"}}{held}]}}"#
        )
    });
    let pair = |random: &mut Random, of: u64| {
        let one = random.below(of);
        (one, (one + 1 + random.below(of - 1)) % of)
    };
    section(&mut text, "meetings", rest * 10 / 100, |at| {
        let ((one, other), by) = (pair(&mut random, persons), random.below(sources));
        format!(
            r#""meeting-{at}": {{"participants": ["person-{one}", "person-{other}"], "by": "s{by}",
            "progress": "planned", "planned": "{}"}}"#,
            day(&mut random)
        )
    });
    section(&mut text, "agreements", rest * 20 / 100, |at| {
        let ((a, b), by, other) =
            (pair(&mut random, states), random.below(sources), random.below(sources));
        let signed = day(&mut random);
        let in_force = signed + Days::new(100);
        format!(
            r#""pact-{at}": {{"parties": ["state-{a}", "state-{b}"], "by": "s{by}", "title": "Pact {at}",
            "acts": {{"signed": {{"by": "s{by}", "when": "{signed}"}},
            "in_force": {{"by": "s{other}", "when": "{in_force}"}}}}}}"#
        )
    });
    section(&mut text, "ties", rest * 15 / 100, |at| {
        let ((from, to), by) = (pair(&mut random, states), random.below(sources));
        format!(
            r#""tie-{at}": {{"kind": "sanctions", "from": "state-{from}", "to": "state-{to}", "by": "s{by}",
            "during": "{}/.."}}"#,
            day(&mut random)
        )
    });
    section(&mut text, "statements", rest * 10 / 100, |at| {
        let (speaker, by) = (random.below(states), random.below(sources));
        format!(
            r#""word-{at}": {{"speaker": "state-{speaker}", "act": "praises", "by": "s{by}", "when": "{}"}}"#,
            day(&mut random)
        )
    });
    text.push('}');
    Dossier::from_json(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn pages(c: &mut Criterion) {
    let mut group = c.benchmark_group("page");
    group.sample_size(10);
    for n in [1_000, 10_000] {
        let dossier = dossier(n);
        let known = dossier.as_known();
        let html = || write::page(black_box(&known)).expect("there is room").to_html();
        println!("a page of {n} records has {} bytes", html().len());
        assert!(html().contains("id=\"visit:visit-7\""));
        group.throughput(Throughput::Elements(n));
        group.bench_function(BenchmarkId::from_parameter(n), |b| b.iter(|| html().len()));
    }
    group.finish();
    let many = dossier(100_000).as_known();
    assert!(matches!(write::page(&many), Err(PageError::TooManyRecords { .. })));
}

fn cards(c: &mut Criterion) {
    let mut group = c.benchmark_group("cards_of_100_of");
    group.sample_size(10);
    for n in [1_000, 10_000, 100_000] {
        let known = dossier(n).as_known();
        let card = |at: u64| {
            let card = write::evidence_card(black_box(&known), format!("visit:visit-{at}"));
            card.expect("it is there").to_html()
        };
        assert!(card(7).contains("Evidence card"));
        group.throughput(Throughput::Elements(100));
        group.bench_function(BenchmarkId::from_parameter(n), |b| {
            b.iter(|| (0..100).map(|at| card(at).len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, pages, cards);
criterion_main!(benches);
