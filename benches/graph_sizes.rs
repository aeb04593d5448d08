//! Every call of the room `graph` that is given ties or a graph, at 1,000, 10,000 and 100,000 ties, on graphs of
//! the shapes that could make it grow faster than its work.
//!
//! It prints a table: nanoseconds of the processor for each tie, at each size, and by how much they grow from the
//! left to the right. A call that grew with the square would grow by 100. On one core of a two-core virtual
//! machine that others used, at 100,000 ties, from the shape with least to that with most:
//!
//! | call | measured, a tie | grows by at most | limit |
//! |---|---|--:|---|
//! | `build` | 130 to 880 ns, most with 100,000 actors, kinds or sources | 2.2 | reading, sorting and writing a tie: 100 ns |
//! | `tie` by id, with what it is about | 840 ns for four look-ups | 5.0 | 17 comparisons of texts that lie anywhere: 400 ns |
//! | `at`, `project`, neighbours of all | 1 to 72 ns | 1.2; 5 where a day holds next to nothing, from 1 ns to 5 | a tie read and written: 5 ns |
//! | `project` and `degrees` with 60,000 kinds named | 210 to 270 ns | 1.2 | each kind hashed: 50 ns |
//! | `degrees` of ten days, of ties and distinct | 6 to 77 ns | 1.2; 9 with ever denser spells, 1.0 from 10,000 on | 5 ns |
//! | `neighbours` of every actor in a window | 2 to 470 ns, most where each has one | 1.7 | an actor looked up and a list made: 100 ns |
//! | `ties` of a window, `between`, `changes`, `holds_on` | 0 to 13 ns | 1.9 | 4 ns |
//!
//! Limits that are refused by name: 2²⁹ ties, 65,536 sorts of ties, 2³⁰ numbers of a sweep.

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use detente::date;
use detente::graph::petgraph::Direction::{Incoming, Outgoing};
use detente::graph::petgraph::visit::{IntoEdges, IntoNeighborsDirected};
use detente::graph::{
    DatedTie, EdgeWeight, GraphBuilder, Projection, RelationGraph, RelationKind, Sign, TieView,
};
use detente::model::{ActorId, SourceId, TieId};
use detente::time::Period;
use seeded::{Random, processor_seconds};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const FIRST: NaiveDate = date!("1900-01-01");
const MIDDLE: NaiveDate = date!("1950-01-01");
const DAYS: u64 = 36_525;

/// How the ties of a graph lie.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Among300,
    OnePair,
    OneHub,
    EachApart,
    OneDay,
    ManySpells,
    ManyKinds,
    ManyWeights,
    EachNamed,
}

use Shape::{
    Among300, EachApart, EachNamed, ManyKinds, ManySpells, ManyWeights, OneDay, OneHub, OnePair,
};

const SHAPES: [Shape; 9] =
    [Among300, OnePair, OneHub, EachApart, OneDay, ManySpells, ManyKinds, ManyWeights, EachNamed];

/// What a graph is built of.
struct World {
    ties: Vec<DatedTie>,
    spells: Vec<(ActorId, Vec<Period>)>,
    kinds: Vec<RelationKind>,
}

fn small(n: u64) -> usize {
    usize::try_from(n).expect("small")
}

fn actor(n: usize) -> ActorId {
    ActorId::new(&format!("actor-{n}")).expect("an id")
}

fn world(shape: Shape, size: usize) -> World {
    let mut random = Random::new(7);
    let count = if shape == EachApart { 2 * size } else { size.max(300) };
    let actors: Vec<ActorId> = (0..count).map(actor).collect();
    let kinds: Vec<RelationKind> = match shape {
        // More than 65,536 sorts are refused.
        ManyKinds => (0..size.min(60_000))
            .map(|n| RelationKind::new(&format!("acme:kind-{n}")).expect("a kind"))
            .collect(),
        _ => vec![RelationKind::AID, RelationKind::SANCTIONS, RelationKind::TENSION],
    };
    let mut tie = |n: usize| {
        let (from, to) = match shape {
            OnePair | ManySpells => (n % 2, 1 - n % 2),
            OneHub => (0, 1 + n % (count - 1)),
            EachApart => (2 * n, 2 * n + 1),
            _ => {
                let from = small(random.below(300));
                (from, (from + 1 + small(random.below(299))) % 300)
            }
        };
        let start = FIRST + Days::new(random.below(DAYS));
        let during = match shape {
            OneDay => Period::new(MIDDLE, MIDDLE),
            _ => Period::new(start, start + Days::new(random.below(7_300))),
        };
        let during = during.expect("in order");
        let kind = kinds[n % kinds.len()].clone();
        let new = if n.is_multiple_of(5) { DatedTie::between } else { DatedTie::directed };
        let tie = new(kind, actors[from].clone(), actors[to].clone(), &during).expect("two");
        let tie = tie.with_sign(if n.is_multiple_of(3) { Sign::Negative } else { Sign::Positive });
        let source = |n: usize| SourceId::new(&format!("source-{n}")).expect("an id");
        let id = |n: usize| TieId::new(&format!("tie-{n}")).expect("an id");
        match shape {
            ManyWeights => tie
                .with_intensity(1.0 / f64::from(u32::try_from(n + 1).expect("small")))
                .expect("in range")
                .with_evidence([source(n), source(n / 2)]),
            EachNamed => tie.with_id(id(n)).about(id(n / 2)),
            _ => tie,
        }
    };
    let ties = (0..size).map(&mut tie).collect();
    let spell = |n: usize| {
        let start = FIRST + Days::new((n as u64 * 7) % DAYS);
        Period::new(start, start + Days::new(n as u64 % 5)).expect("in order")
    };
    let spells = match shape {
        ManySpells => (0..2)
            .map(|at| (actors[at].clone(), (0..size).map(|n| spell(2 * n + at)).collect()))
            .collect(),
        _ => Vec::new(),
    };
    World { ties, spells, kinds }
}

fn build(world: &World) -> RelationGraph {
    let mut builder = GraphBuilder::new().ties(world.ties.iter().cloned());
    for (actor, spells) in &world.spells {
        builder = builder.actor_during(actor.clone(), spells);
    }
    builder.build().expect("ties")
}

type Call = fn(&World, &RelationGraph) -> usize;

/// Each call, and how much of it there was.
const CALLS: [(&str, Call); 19] = [
    ("build", |world, _| build(world).tie_count()),
    ("ties, all fields", |_, graph| {
        let ends = |tie: TieView<'_>| tie.from_ix().index() + tie.evidence().len();
        graph.ties().map(ends).sum::<usize>()
            + graph.ties().map(|tie| tie.kind().len()).sum::<usize>()
    }),
    ("tie, object, those about it", |_, graph| {
        let ids = graph.ties().filter_map(TieView::id);
        let found = ids.map(|id| graph.tie(id).expect("there"));
        found.map(|tie| tie.those_about_it().count() + usize::from(tie.object().is_some())).sum()
    }),
    ("holds_on", |_, graph| graph.ties().filter(|tie| tie.holds_on(MIDDLE).is_possible()).count()),
    ("at", |_, graph| graph.at(MIDDLE).tie_count()),
    ("at, including possible", |_, graph| graph.at(MIDDLE).including_possible().tie_count()),
    ("neighbours and ties of all of a snapshot", |_, graph| {
        let day = graph.at(MIDDLE);
        let of = |node| day.neighbours(node).len() + day.ties_of(node).count() + day.degree(node);
        day.nodes().map(of).sum()
    }),
    ("project, simple", |_, graph| {
        let edges = graph.at(MIDDLE).project(Projection::simple());
        let of = |node| {
            edges.neighbors_directed(node, Outgoing).count()
                + edges.neighbors_directed(node, Incoming).count()
        };
        edges.nodes().map(of).sum()
    }),
    ("project, parallel, both ways, by sign", |_, graph| {
        let edges = graph.at(MIDDLE).project(Projection::parallel().negative().undirected());
        edges
            .nodes()
            .map(|node| edges.edges(node).filter(|edge| edge.weight().ties() > 0).count())
            .sum()
    }),
    ("project, by kinds", |world, graph| {
        let kinds = world.kinds.iter().cloned();
        graph.at(MIDDLE).project(Projection::simple().kinds(kinds)).edge_count()
    }),
    ("arcs, to_petgraph", |_, graph| {
        let edges = graph.at(MIDDLE).project(Projection::simple());
        edges.arcs(EdgeWeight::total).expect("sound").arc_count() + edges.to_petgraph().edge_count()
    }),
    ("degrees of ten days", |_, graph| {
        let sweep = graph.sweep(FIRST, FIRST + Days::new(36_500)).every(3_650);
        sweep.degrees().expect("not too many").ties().len()
    }),
    ("distinct degrees of ten days", |world, graph| {
        let sweep = graph.sweep(FIRST, FIRST + Days::new(36_500)).every(3_650).distinct();
        let sweep = sweep.kinds(world.kinds.iter().cloned());
        sweep.outgoing().degrees().expect("not too many").ties().len()
    }),
    ("ties of a day", |_, graph| graph.on(MIDDLE).ties().len()),
    ("ties of ten years", |_, graph| graph.during(&ten_years()).ties().len()),
    ("between", |_, graph| {
        graph.during(&ten_years()).between("actor-0", "actor-1").expect("there").len()
    }),
    ("neighbours of all", |_, graph| {
        let window = graph.during(&ten_years());
        graph.actors().map(|actor| window.neighbours(actor).expect("there").len()).sum()
    }),
    ("shared friends", |_, graph| {
        graph.on(MIDDLE).shared_friends("actor-0", "actor-1").expect("there").len()
    }),
    ("changes", |_, graph| graph.changes(MIDDLE, MIDDLE + Days::new(3_650)).len()),
];

fn ten_years() -> Period {
    Period::new(MIDDLE, MIDDLE + Days::new(3_650)).expect("in order")
}

/// The average of as many calls as take a tenth of a second.
fn nanoseconds(call: impl Fn() -> usize, size: usize) -> f64 {
    let mut calls = 1_u32;
    loop {
        let start = processor_seconds();
        for _ in 0..calls {
            black_box(call());
        }
        let seconds = processor_seconds() - start;
        if seconds > 0.1 {
            let size = f64::from(u32::try_from(size).expect("small"));
            return seconds * 1e9 / f64::from(calls) / size;
        }
        calls *= 2;
    }
}

fn main() {
    println!("| shape | call | 1,000 | 10,000 | 100,000 | growth |");
    println!("|---|---|--:|--:|--:|--:|");
    for shape in SHAPES {
        let made = SIZES.map(|size| {
            let world = world(shape, size);
            let graph = build(&world);
            (world, graph)
        });
        for (name, call) in CALLS {
            let [a, b, c] = [0, 1, 2].map(|at| {
                let (world, graph) = &made[at];
                nanoseconds(|| call(world, graph), SIZES[at])
            });
            println!("| {shape:?} | {name} | {a:.1} | {b:.1} | {c:.1} | {:.1} |", c / a.max(0.1));
        }
    }
}
