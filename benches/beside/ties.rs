//! Rows of the relation graph: degrees on many dates, windows of neighbours, and loading.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

use chrono::{Days, NaiveDate};
use detente::date;
use detente::graph::petgraph::Direction::{Incoming, Outgoing};
use detente::graph::petgraph::graph::{DiGraph, NodeIndex};
use detente::graph::petgraph::visit::IntoNeighborsDirected;
use detente::graph::{DatedTie, GraphBuilder, Projection, RelationGraph};
use detente::model::{ActorId, TieKind};
use detente::read::TieCsv;
use detente::time::Period;

use crate::plain::{Plain, STATES, dates, digest, each_date, folder, name, plain};
use crate::{Measured, timed};

pub(crate) fn measure(row: &str, peer: &str) -> Option<Measured> {
    let (row, size) = row.split_once(':')?;
    let (ties, count) = size.split_once(':')?;
    let (ties, count) = (ties.parse().ok()?, count.parse().ok()?);
    Some(match (row, peer) {
        ("degrees", "detente") => by_sweep(&graph(&plain(ties)), count),
        ("degrees", "project") => by_projections(&graph(&plain(ties)), count),
        ("degrees", "petgraph") => by_petgraph(&plain(ties), count),
        ("degrees", "hand") => by_hand(&plain(ties), count),
        ("windows", "detente") => windows(&graph(&plain(ties)), count),
        ("windows", "petgraph") => windows_of_petgraph(&plain(ties), count),
        ("windows", "hand") => windows_by_hand(&plain(ties), count),
        ("build", "detente") => {
            let (ids, plain) = (ids(), plain(ties));
            let build = || RelationGraph::from_ties(dated(&ids, &plain)).expect("ties");
            timed(build, |graph| graph.tie_count() as u64)
        }
        ("build", "number") => {
            let (ids, plain) = (ids(), plain(ties));
            let build = || GraphBuilder::new().ties_by_number(&ids, numbered(&plain)).build();
            timed(|| build().expect("ties"), |graph| graph.tie_count() as u64)
        }
        ("load", "detente") => {
            let read = || {
                let table = TieCsv::new().for_path(input(ties)).expect("a table");
                RelationGraph::from_ties(table.map(|tie| tie.expect("a tie"))).expect("ties")
            };
            timed(read, |graph| graph.on(ONE_DAY).ties().len() as u64)
        }
        ("load", "petgraph") => timed(
            || petgraph_read(ties),
            |graph| {
                let held =
                    |(start, end): &&(NaiveDate, NaiveDate)| *start <= ONE_DAY && ONE_DAY <= *end;
                graph.edge_weights().filter(held).count() as u64
            },
        ),
        ("build", "petgraph") => {
            let plain = plain(ties);
            timed(|| petgraph_of(&plain), |graph| graph.edge_count() as u64)
        }
        _ => return None,
    })
}

/// Some day on which many ties hold.
const ONE_DAY: NaiveDate = date!("1900-01-01");

fn input(ties: usize) -> PathBuf {
    folder().join(format!("ties-{ties}.csv"))
}

/// Writes the ties for those who read files.
pub(crate) fn write_input(ties: usize) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(input(ties))?);
    writeln!(file, "from,to,kind,start,end")?;
    for tie in plain(ties) {
        writeln!(file, "{},{},aid,{},{}", name(tie.from), name(tie.to), tie.start, tie.end)?;
    }
    file.flush()
}

fn ids() -> Vec<ActorId> {
    let id = |state| ActorId::new(&name(state)).expect("an id");
    (0..usize::try_from(STATES).expect("small")).map(id).collect()
}

fn dated(ids: &[ActorId], plain: &[Plain]) -> impl Iterator<Item = DatedTie> {
    plain.iter().map(|tie| {
        let during = Period::new(tie.start, tie.end).expect("in order");
        let [from, to] = [tie.from, tie.to].map(|state| ids[state].clone());
        DatedTie::directed(TieKind::AID, from, to, &during).expect("two states")
    })
}

fn numbered(plain: &[Plain]) -> impl Iterator<Item = DatedTie<usize>> {
    plain.iter().map(|tie| {
        let during = Period::new(tie.start, tie.end).expect("in order");
        DatedTie::directed_by_number(TieKind::AID, tie.from, tie.to, &during).expect("two states")
    })
}

fn graph(plain: &[Plain]) -> RelationGraph {
    RelationGraph::from_ties(dated(&ids(), plain)).expect("ties")
}

/// Where the states stand in the order of their names, in which all results are told.
fn in_order() -> Vec<usize> {
    let mut states: Vec<usize> = (0..usize::try_from(STATES).expect("small")).collect();
    states.sort_by_key(|state| name(*state));
    states
}

fn by_sweep(graph: &RelationGraph, count: u64) -> Measured {
    let (first, last, step) = dates(count);
    let sweep = graph.sweep(first, last).every(u32::try_from(step).expect("small")).distinct();
    let degrees = || {
        let [out, into] = [sweep.clone().outgoing(), sweep.clone().incoming()];
        [out, into].map(|sweep| sweep.degrees().expect("not too large"))
    };
    timed(degrees, |[out, into]| {
        let [out, into] = [out, into].map(|one| one.iter().map(|(_, all)| all).collect::<Vec<_>>());
        let on = |day: usize| {
            let both = out.iter().zip(&into);
            both.flat_map(move |(out, into)| [out[day], into[day]].map(u64::from))
        };
        digest((0..usize::try_from(count).expect("small")).flat_map(on))
    })
}

fn by_projections(graph: &RelationGraph, count: u64) -> Measured {
    let degrees = || {
        let mut all = Vec::new();
        for day in each_date(count) {
            let projected = graph.at(day).project(Projection::simple());
            for node in projected.nodes() {
                all.push(projected.neighbors_directed(node, Outgoing).count() as u64);
                all.push(projected.neighbors_directed(node, Incoming).count() as u64);
            }
        }
        all
    };
    timed(degrees, |all| digest(all.iter().copied()))
}

/// For each date, a graph of the ties that hold on it, and the distinct neighbours of each node.
fn by_petgraph(plain: &[Plain], count: u64) -> Measured {
    let states = in_order();
    let degrees = || {
        let mut all = Vec::new();
        for day in each_date(count) {
            let mut graph: DiGraph<(), usize> = DiGraph::with_capacity(states.len(), 0);
            for _ in &states {
                graph.add_node(());
            }
            for (at, tie) in plain.iter().enumerate() {
                if tie.start <= day && day <= tie.end {
                    graph.add_edge(NodeIndex::new(tie.from), NodeIndex::new(tie.to), at);
                }
            }
            let mut met = vec![0_usize; states.len()];
            let mut mark = 0;
            for state in &states {
                for direction in [Outgoing, Incoming] {
                    mark += 1;
                    let mut distinct = 0;
                    for other in graph.neighbors_directed(NodeIndex::new(*state), direction) {
                        distinct += u64::from(met[other.index()] != mark);
                        met[other.index()] = mark;
                    }
                    all.push(distinct);
                }
            }
        }
        all
    };
    timed(degrees, |all| digest(all.iter().copied()))
}

/// Ties sorted by their ends and start beforehand. The days of each pair are joined, and enter where they
/// begin and end; sums along the dates are the degrees.
fn by_hand(plain: &[Plain], count: u64) -> Measured {
    let (first, _, step) = dates(count);
    let (states, dates) = (in_order(), usize::try_from(count).expect("small"));
    let mut sorted = plain.to_vec();
    sorted.sort_unstable_by_key(|tie| (tie.from, tie.to, tie.start));
    let before = |day: NaiveDate| {
        let days = u64::try_from((day - first).num_days()).expect("from the first day on");
        usize::try_from(days.div_ceil(step)).expect("small").min(dates)
    };
    let degrees = || {
        let mut changes = vec![0_i64; 2 * states.len() * (dates + 1)];
        for pair in sorted.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
            let rows = [2 * pair[0].from, 2 * pair[0].to + 1].map(|row| row * (dates + 1));
            let mut enter = |(start, end): (NaiveDate, NaiveDate)| {
                for row in rows {
                    changes[row + before(start)] += 1;
                    changes[row + before(end + Days::new(1))] -= 1;
                }
            };
            let mut held = (pair[0].start, pair[0].end);
            for tie in &pair[1..] {
                if tie.start <= held.1 {
                    held.1 = held.1.max(tie.end);
                } else {
                    enter(std::mem::replace(&mut held, (tie.start, tie.end)));
                }
            }
            enter(held);
        }
        for row in changes.chunks_mut(dates + 1) {
            for at in 1..row.len() {
                row[at] += row[at - 1];
            }
        }
        changes
    };
    timed(degrees, |numbers| {
        let rows = states.iter().flat_map(|state| [2 * state, 2 * state + 1]);
        let on = |day: usize| rows.clone().map(move |row| row * (dates + 1) + day);
        digest((0..dates).flat_map(on).map(|at| numbers[at].unsigned_abs()))
    })
}

const ONE: usize = 7;

fn window(day: NaiveDate) -> Period {
    Period::new(day, day + Days::new(30)).expect("in order")
}

fn windows(graph: &RelationGraph, count: u64) -> Measured {
    let id = name(ONE);
    let found = || {
        let of = |day| {
            let id: &str = &id;
            graph.during(&window(day)).neighbours(id).expect("there").len() as u64
        };
        each_date(count).map(of).collect::<Vec<_>>()
    };
    timed(found, |all| digest(all.iter().copied()))
}

fn windows_of_petgraph(plain: &[Plain], count: u64) -> Measured {
    let graph = petgraph_of(plain);
    let one = graph.node_indices().find(|node| graph[*node] == name(ONE)).expect("there");
    let found = || {
        let of = |day: NaiveDate| {
            let mut met = vec![false; graph.node_count()];
            for direction in [Outgoing, Incoming] {
                let mut edges = graph.neighbors_directed(one, direction).detach();
                while let Some((edge, other)) = edges.next(&graph) {
                    let (start, end) = graph[edge];
                    met[other.index()] |= start <= day + Days::new(30) && day <= end;
                }
            }
            met.iter().filter(|met| **met).count() as u64
        };
        each_date(count).map(of).collect::<Vec<_>>()
    };
    timed(found, |all| digest(all.iter().copied()))
}

fn windows_by_hand(plain: &[Plain], count: u64) -> Measured {
    let mut of_one: Vec<(NaiveDate, NaiveDate, usize)> = plain
        .iter()
        .filter(|tie| tie.from == ONE || tie.to == ONE)
        .map(|tie| (tie.start, tie.end, tie.from + tie.to - ONE))
        .collect();
    of_one.sort_unstable();
    let found = || {
        let of = |day: NaiveDate| {
            let mut met = vec![false; usize::try_from(STATES).expect("small")];
            let started = of_one.partition_point(|(start, ..)| *start <= day + Days::new(30));
            for (_, end, other) in &of_one[..started] {
                met[*other] |= day <= *end;
            }
            met.iter().filter(|met| **met).count() as u64
        };
        each_date(count).map(of).collect::<Vec<_>>()
    };
    timed(found, |all| digest(all.iter().copied()))
}

/// A graph of all ties, whose nodes are found by name.
fn petgraph_of(plain: &[Plain]) -> DiGraph<String, (NaiveDate, NaiveDate)> {
    let names: Vec<String> = (0..usize::try_from(STATES).expect("small")).map(name).collect();
    let mut graph = DiGraph::new();
    let mut nodes: HashMap<&str, NodeIndex> = HashMap::new();
    for tie in plain {
        let [from, to] = [tie.from, tie.to].map(|state| {
            let name = names[state].as_str();
            *nodes.entry(name).or_insert_with(|| graph.add_node(name.to_owned()))
        });
        graph.add_edge(from, to, (tie.start, tie.end));
    }
    graph
}

fn petgraph_read(ties: usize) -> DiGraph<String, (NaiveDate, NaiveDate)> {
    let file = BufReader::new(File::open(input(ties)).expect("a table"));
    let mut graph = DiGraph::new();
    let mut nodes: HashMap<String, NodeIndex> = HashMap::new();
    for line in file.lines().skip(1) {
        let line = line.expect("text");
        let cells: Vec<&str> = line.split(',').collect();
        let mut node = |name: &str| match nodes.get(name) {
            Some(node) => *node,
            None => {
                *nodes.entry(name.to_owned()).or_insert_with(|| graph.add_node(name.to_owned()))
            }
        };
        let (from, to) = (node(cells[0]), node(cells[1]));
        let day = |at: usize| cells[at].parse::<NaiveDate>().expect("a day");
        graph.add_edge(from, to, (day(3), day(4)));
    }
    graph
}
