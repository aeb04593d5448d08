//! The relation graph at the size of a data set: 1,000,000 ties among 300 states over 219 years.
//!
//! Times are of one core of a machine that others used at the same time. Ties come from up to two
//! years (short, 4,553 of them on the average date) to up to 38 (long, 82,394).
//!
//! | bench | measured | limit |
//! |---|---|---|
//! | `build_1m_ties` | 220 to 240 ms, 47 bytes a tie; 460 ms and 59 bytes before ids were found by address | 60 MB read, sorted and written: some 80 ms; as much again is the reading of ties and freeing them |
//! | `snapshots_of_short_ties` | 0.10 to 0.15 s; petgraph, rebuilt, 2.2 s | a bit a tie cleared and read, 125 kB a date: 0.03 s |
//! | `snapshots_of_long_ties` | 0.70 s; petgraph, rebuilt, 5 to 6 s | the ties' 12 bytes read and 8 written, 1.6 GB in all: 0.2 s |
//! | `degrees_of_all_by_sweep` | 10 ms | 14 MB read once and 6 numbers a tie changed: 5 ms |
//! | `distinct_degrees_of_all_by_sweep` | 10 ms | the same, and 4 numbers changed for each stretch of a pair: 5 ms |
//! | `distinct_degrees_of_all_by_projections` | 0.92 s; petgraph rebuilt 6.2 s | the snapshots, and 82 million ties read and compared: 0.8 s |
//! | `neighbours_of_one_in_windows` | 3.3 to 3.6 ms; before, 4.3 to 4.6 ms; a loop by hand over one actor's ties, which counts nothing, 2.0 ms | 1,200 ends compared a window, 580 ties each read in one place and counted in four: 2.5 ms |
//! | `ties_of_one_pair` | 0.25 ms | 11 ties, found in two binary searches |
//!
//! `benches/beside` has other libraries on such ties in the same run, `graph_sizes` every call at several sizes.

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use detente::date;
use detente::graph::petgraph::graph::{DiGraph, NodeIndex};
use detente::graph::{DatedTie, Projection, RelationGraph, Sign};
use detente::model::{ActorId, SourceId, TieKind};
use detente::time::Period;
use seeded::Random;

const TIES: usize = 1_000_000;
const STATES: u64 = 300;
const DATES: usize = 1_000;
const FIRST: NaiveDate = date!("1800-01-01");
const DAYS: u64 = 219 * 365;

/// A tie as a program without this library would keep it.
#[derive(Clone, Copy)]
struct Plain {
    from: u64,
    to: u64,
    start: NaiveDate,
    end: NaiveDate,
}

/// Ties that last up to so many days.
fn plain(longest: u64) -> Vec<Plain> {
    let mut random = Random::new(2024);
    let mut tie = || {
        let from = random.below(STATES);
        let to = (from + 1 + random.below(STATES - 1)) % STATES;
        let start = FIRST + Days::new(random.below(DAYS));
        Plain { from, to, start, end: start + Days::new(random.below(longest)) }
    };
    (0..TIES).map(|_| tie()).collect()
}

fn ties(plain: &[Plain]) -> Vec<DatedTie> {
    let states: Vec<ActorId> =
        (0..STATES).map(|n| ActorId::new(&format!("state-{n}")).expect("an id")).collect();
    let sources: Vec<SourceId> =
        (0..50).map(|n| SourceId::new(&format!("source-{n}")).expect("an id")).collect();
    let kinds: Vec<TieKind> = TieKind::all().collect();
    let mut random = Random::new(6);
    let mut tie = |plain: &Plain| {
        let during = Period::new(plain.start, plain.end).expect("in order");
        let kind = kinds[usize::try_from(random.below(40)).expect("small")].clone();
        let [from, to] =
            [plain.from, plain.to].map(|n| states[usize::try_from(n).expect("small")].clone());
        let source = sources[usize::try_from(random.below(50)).expect("small")].clone();
        let tie = DatedTie::directed(kind, from, to, &during).expect("two states");
        let sign = if random.below(3) == 0 { Sign::Negative } else { Sign::Positive };
        tie.with_sign(sign).with_evidence([source])
    };
    plain.iter().map(&mut tie).collect()
}

/// As many dates, spread over the years.
fn dates() -> Vec<NaiveDate> {
    (0..DATES as u64).map(|n| FIRST + Days::new(n * DAYS / DATES as u64)).collect()
}

const SHORT: u64 = 730;
const LONG: u64 = 14_000;

fn build(c: &mut Criterion) {
    let ties = ties(&plain(LONG));
    let graph = RelationGraph::from_ties(ties.iter().cloned()).expect("ties");
    graph.verify().expect("whole");
    println!("{} bytes a tie", graph.size_in_bytes() / TIES);
    assert!(graph.size_in_bytes() < 48 * TIES);
    let mut group = c.benchmark_group("graph");
    group.sample_size(10);
    group.bench_function("build_1m_ties", |b| {
        let build = |ties| RelationGraph::from_ties(ties).expect("ties");
        b.iter_batched(|| ties.clone(), build, BatchSize::PerIteration);
    });
    group.finish();
}

/// What there is without this library: for each date, a graph of the ties that hold on it.
fn rebuilt(ties: &[Plain], day: NaiveDate) -> DiGraph<(), usize> {
    let mut graph = DiGraph::with_capacity(usize::try_from(STATES).expect("small"), 0);
    for _ in 0..STATES {
        graph.add_node(());
    }
    for (at, tie) in ties.iter().enumerate() {
        if tie.start <= day && day <= tie.end {
            let node = |n: u64| NodeIndex::new(usize::try_from(n).expect("small"));
            graph.add_edge(node(tie.from), node(tie.to), at);
        }
    }
    graph
}

fn snapshots(c: &mut Criterion) {
    let mut group = c.benchmark_group("graph_1m_ties_1000_dates");
    group.sample_size(10);
    for (name, longest) in [("short", SHORT), ("long", LONG)] {
        let plain = plain(longest);
        let graph = RelationGraph::from_ties(ties(&plain)).expect("ties");
        let dates = dates();
        let alive = |day: &NaiveDate| graph.at(*day).tie_count();
        for day in [dates[0], dates[500], dates[999]] {
            assert_eq!(alive(&day), rebuilt(&plain, day).edge_count());
        }
        println!(
            "{name}: {} ties on the average date",
            dates.iter().map(alive).sum::<usize>() / DATES
        );
        group.bench_function(format!("snapshots_of_{name}_ties"), |b| {
            b.iter(|| dates.iter().map(alive).sum::<usize>());
        });
        group.bench_function(format!("petgraph_rebuilt_of_{name}_ties"), |b| {
            b.iter(|| {
                dates.iter().map(|day| rebuilt(black_box(&plain), *day).edge_count()).sum::<usize>()
            });
        });
    }
    group.finish();
}

fn questions(c: &mut Criterion) {
    let plain = plain(LONG);
    let graph = RelationGraph::from_ties(ties(&plain)).expect("ties");
    let dates = dates();
    let (first, last) = (dates[0], dates[DATES - 1]);
    let mut group = c.benchmark_group("graph_1m_ties_1000_dates");

    let sweep = || graph.sweep(first, last).every(80).degrees().expect("not too large");
    assert!(sweep().days().len().abs_diff(DATES) < 5);
    let on_one = graph.at(sweep().days()[500]).tie_count();
    assert_eq!(sweep().ties()[500] as usize, on_one);
    group.bench_function("degrees_of_all_by_sweep", |b| b.iter(sweep));

    let sweep = graph.sweep(first, last).every(80).distinct().outgoing();
    let distinct = || sweep.degrees().expect("not too large");
    let day = graph.at(distinct().days()[500]).project(Projection::simple());
    assert_eq!(distinct().ties()[500] as usize, day.edge_count());
    group.bench_function("distinct_degrees_of_all_by_sweep", |b| b.iter(distinct));
    group.bench_function("distinct_degrees_of_all_by_projections", |b| {
        let most = |day: &NaiveDate| {
            let day = graph.at(*day).project(Projection::simple());
            day.nodes().map(|node| day.in_degree(node).max(day.out_degree(node))).max()
        };
        b.iter(|| dates.iter().map(most).max());
    });

    let windows: Vec<Period> = dates
        .iter()
        .map(|day| Period::new(*day, *day + Days::new(30)).expect("in order"))
        .collect();
    group.bench_function("neighbours_of_one_in_windows", |b| {
        b.iter(|| {
            let found = |period| graph.during(period).neighbours("state-7").expect("there").len();
            windows.iter().map(found).sum::<usize>()
        });
    });
    group.bench_function("ties_of_one_pair", |b| {
        b.iter(|| {
            let found = |day: &NaiveDate| graph.on(*day).between("state-7", "state-8");
            dates.iter().map(|day| found(day).expect("there").len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, build, snapshots, questions);
criterion_main!(benches);
