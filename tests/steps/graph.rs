//! The graph of ties, on the shapes that could make it ask for more than its share.

use chrono::Days;
use detente::date;
use detente::graph::{DatedTie, GraphBuilder, Projection, RelationGraph};
use detente::model::{ActorId, SourceId, TieId, TieKind};
use detente::time::{NaiveDate, Period};

use crate::count::grows_in_proportion;

const SIZES: [usize; 2] = [2_000, 8_000];
const FIRST: NaiveDate = date!("1900-01-01");
const DAY: NaiveDate = date!("1950-01-01");

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    OnePair,
    OneHub,
    EachApart,
    ManySpells,
    EachNamed,
}

const SHAPES: [Shape; 5] =
    [Shape::OnePair, Shape::OneHub, Shape::EachApart, Shape::ManySpells, Shape::EachNamed];

fn actor(n: usize) -> ActorId {
    ActorId::new(&format!("actor-{n:06}")).unwrap()
}

fn days(n: usize, length: u64) -> Period {
    let start = FIRST + Days::new(n as u64 * 7_919 % 36_500);
    Period::new(start, start + Days::new(length)).unwrap()
}

fn ties(shape: Shape, size: usize) -> Vec<DatedTie> {
    let tie = |n: usize| {
        let (from, to) = match shape {
            Shape::OneHub => (0, 1 + n),
            Shape::EachApart => (2 * n, 2 * n + 1),
            _ => (n % 2, 1 - n % 2),
        };
        let during = days(n, 18_000);
        let tie = DatedTie::directed(TieKind::AID, actor(from), actor(to), &during).unwrap();
        if shape != Shape::EachNamed {
            return tie;
        }
        let id = |n: usize| TieId::new(&format!("tie-{n:06}")).unwrap();
        let source = SourceId::new(&format!("source-{n:06}")).unwrap();
        let tie = tie.with_id(id(n)).with_evidence([source]);
        if n == 0 { tie } else { tie.about(id(n / 2)) }
    };
    (0..size).map(tie).collect()
}

fn build((shape, ties): &(Shape, Vec<DatedTie>)) -> RelationGraph {
    let mut builder = GraphBuilder::new().ties(ties.iter().cloned());
    if *shape == Shape::ManySpells {
        for at in 0..2 {
            // A week apart, and those of both on common days; one of each is on the day itself.
            let weeks = ties.len() as u64;
            let first = DAY - Days::new(7 * (weeks / 2) + 2 * at);
            let spell = |week| {
                let start = first + Days::new(7 * week);
                Period::new(start, start + Days::new(3)).unwrap()
            };
            let spells: Vec<Period> = (0..weeks).map(spell).collect();
            builder = builder.actor_during(actor(usize::from(at == 1)), &spells);
        }
    }
    builder.build().unwrap()
}

/// Holds a call to proportion on each of the shapes.
fn on_each_shape<T>(what: &str, call: impl Fn(&RelationGraph) -> T) {
    for shape in SHAPES {
        let prepare = |size| build(&(shape, ties(shape, size)));
        grows_in_proportion(&format!("{what}, {shape:?}"), SIZES, prepare, &call);
    }
}

#[test]
fn building_asks_in_proportion_to_ties() {
    for shape in SHAPES {
        let prepare = |size| (shape, ties(shape, size));
        grows_in_proportion(&format!("build, {shape:?}"), SIZES, prepare, build);
    }
    let by_number = |size| {
        let tie = |n| DatedTie::directed_by_number(TieKind::AID, n, n + 1, &days(n, 700)).unwrap();
        let actors: Vec<ActorId> = (0..=size).map(actor).collect();
        (actors, (0..size).map(tie).collect::<Vec<_>>())
    };
    grows_in_proportion("build by number", SIZES, by_number, |(actors, ties)| {
        GraphBuilder::new().ties_by_number(actors, ties.iter().cloned()).build().unwrap()
    });
}

#[test]
fn a_day_asks_in_proportion_to_ties() {
    on_each_shape("at", |graph| graph.at(DAY));
    on_each_shape("project", |graph| graph.at(DAY).project(Projection::simple()));
    on_each_shape("walk", |graph| {
        let edges = graph.at(DAY).project(Projection::parallel().undirected());
        edges.nodes().map(|node| edges.degree(node)).sum::<usize>()
    });
    on_each_shape("neighbours of a snapshot", |graph| {
        let day = graph.at(DAY);
        day.nodes().map(|node| day.neighbours(node).len()).sum::<usize>()
    });
}

#[test]
fn many_days_ask_in_proportion_to_ties_and_answer() {
    let last = FIRST + Days::new(36_500);
    on_each_shape("degrees", |graph| {
        graph.sweep(FIRST, last).every(9_000).degrees().unwrap().ties().len()
    });
    on_each_shape("distinct degrees", |graph| {
        let sweep = graph.sweep(FIRST, last).every(9_000).distinct();
        sweep.outgoing().degrees().unwrap().ties().len()
    });
}

#[test]
fn a_window_asks_in_proportion_to_ties() {
    let years = Period::new(DAY, DAY + Days::new(3_650)).unwrap();
    on_each_shape("ties of a window", |graph| graph.during(&years).ties().len());
    on_each_shape("between", |graph| {
        graph.during(&years).between("actor-000000", "actor-000001").unwrap().len()
    });
    // Of all of them, each once: what is asked for an actor is in proportion to its own ties.
    on_each_shape("neighbours of all", |graph| {
        let window = graph.during(&years);
        graph.actors().map(|actor| window.neighbours(actor).unwrap().len()).sum::<usize>()
    });
    on_each_shape("changes", |graph| graph.changes(DAY, DAY + Days::new(3_650)).len());
}
