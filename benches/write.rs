//! Writing a graph at the size of a large data set: 100,000 ties among 300 states over 219 years.
//!
//! Times are of one core of a machine that others used at the same time; nothing goes to a disk. What is
//! lost is looked for within them. A tenth and a hundredth as many ties are written in a tenth and a
//! hundredth of the time.
//!
//! | bench | written | measured | a second | networkx 3.6.1, a like graph |
//! |---|---|---|---|---|
//! | `dot` | 35 MB | 77 ms | 430 MiB | |
//! | `graphml` | 44 MB | 86 ms | 490 MiB | 5.4 s |
//! | `gexf` | 59 MB | 115 ms | 490 MiB | 5.3 s |
//! | `node_link` | 28 MB | 93 ms | 290 MiB | 1.1 s |
//! | `tie_csv` | 11 MB | 71 ms | 154 MiB | |

use std::io;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use detente::date;
use detente::graph::{DatedTie, RelationGraph, Sign};
use detente::model::{ActorId, SourceId, TieKind};
use detente::time::Period;
use detente::write::{self, GraphFile, Loss};
use seeded::Random;

const TIES: usize = 100_000;
const STATES: u64 = 300;
const FIRST: NaiveDate = date!("1800-01-01");
const DAYS: u64 = 219 * 365;

/// Every tie has both dates, a sign and a source.
fn graph(ties: usize) -> RelationGraph {
    let mut random = Random::new(2024);
    let kinds: Vec<TieKind> = TieKind::all().collect();
    let state = |n: u64| ActorId::new(&format!("state-{n}")).expect("an id");
    let mut tie = || {
        let from = random.below(STATES);
        let to = (from + 1 + random.below(STATES - 1)) % STATES;
        let start = FIRST + Days::new(random.below(DAYS));
        let during = Period::new(start, start + Days::new(random.below(14_000))).expect("in order");
        let kind = kinds[usize::try_from(random.below(40)).expect("small")].clone();
        let sign = if random.below(3) == 0 { Sign::Negative } else { Sign::Positive };
        let source = SourceId::new(&format!("source-{}", random.below(50))).expect("an id");
        let tie = DatedTie::directed(kind, state(from), state(to), &during).expect("two states");
        tie.with_sign(sign).with_evidence([source])
    };
    RelationGraph::from_ties((0..ties).map(|_| tie())).expect("ties")
}

/// Counts what is written, and drops it.
struct Counted(u64);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn files(c: &mut Criterion) {
    for (name, ties) in
        [("write_1k_ties", 1_000), ("write_10k_ties", 10_000), ("write_100k_ties", TIES)]
    {
        files_of(c, name, &graph(ties));
    }
}

fn files_of(c: &mut Criterion, name: &str, graph: &RelationGraph) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    let formats: [(&str, GraphFile<'_>); 5] = [
        ("dot", write::dot(graph)),
        ("graphml", write::graphml(graph)),
        ("gexf", write::gexf(graph)),
        ("node_link", write::node_link(graph)),
        ("tie_csv", write::tie_csv(graph)),
    ];
    for (name, file) in formats {
        let file = file.accepting(Loss::ALL.iter().copied());
        let write = || {
            let mut counted = Counted(0);
            file.to_writer(&mut counted).expect("all is accepted");
            counted.0
        };
        assert_eq!(write(), file.to_text().expect("all is accepted").len() as u64);
        println!("{name}: {} bytes", write());
        group.throughput(Throughput::Bytes(write()));
        group.bench_function(name, |b| b.iter(write));
    }
    group.finish();
}

criterion_group!(benches, files);
criterion_main!(benches);
