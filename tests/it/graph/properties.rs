//! What holds in every graph: order means nothing, and every way of asking gives one answer.

use detente::graph::{DatedTie, GraphBuilder, Neighbour, Projection, RelationGraph, Sign, TieView};
use detente::model::{ActorId, TieId, TieKind};
use detente::time::{NaiveDate, Period, Truth};
use detente::{date, id};
use proptest::prelude::*;

const ACTORS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// Some day of the few years in which all happens.
fn day() -> impl Strategy<Value = NaiveDate> {
    (0..1_500_u64).prop_map(|n| date!("1990-01-01") + chrono::Days::new(n))
}

/// A period with ends of every sort.
fn period() -> impl Strategy<Value = Period> {
    let form = |(day, form): (NaiveDate, u8)| match form {
        0 => "open".to_owned(),
        1 => "unknown".to_owned(),
        2 => day.format("%Y-%m").to_string(),
        3 => day.format("%Y").to_string(),
        4 => format!("still {day}"),
        _ => day.to_string(),
    };
    let end = || (day(), 0..6_u8).prop_map(form);
    (end(), end()).prop_filter_map("ends before it starts", |(from, to)| {
        format!("from {from} to {to}").parse().ok()
    })
}

fn tie() -> impl Strategy<Value = DatedTie> {
    let kinds = [TieKind::SANCTIONS, TieKind::AID, TieKind::TENSION];
    (0..5_usize, 1..5_usize, period(), 0..3_usize, 0..3_u8, any::<bool>(), 1..4_u8).prop_map(
        move |(from, step, period, kind, sign, symmetric, intensity)| {
            let id = |at: usize| ActorId::new(ACTORS[at % 5]).unwrap();
            let kind = kinds[kind].clone();
            let new = if symmetric { DatedTie::between } else { DatedTie::directed };
            let tie = new(kind, id(from), id(from + step), &period).unwrap();
            let tie = tie.with_intensity(f64::from(intensity) / 4.0).unwrap();
            match sign {
                0 => tie.with_sign(Sign::Positive).with_evidence([id!("x")]),
                1 => tie.with_sign(Sign::Negative).with_evidence([id!("y"), id!("x")]),
                _ => tie,
            }
        },
    )
}

/// Ties, and spells of the first two actors.
fn world() -> impl Strategy<Value = (Vec<DatedTie>, [Vec<Period>; 2])> {
    let spells = || prop::collection::vec(period(), 0..3);
    (prop::collection::vec(tie(), 0..200), [spells(), spells()])
}

fn build((ties, spells): &(Vec<DatedTie>, [Vec<Period>; 2])) -> RelationGraph {
    let mut builder = GraphBuilder::new().ties(ties.iter().cloned());
    for (actor, spells) in ["a", "b"].into_iter().zip(spells) {
        builder = builder.actor_during(ActorId::new(actor).unwrap(), spells);
    }
    builder.build().unwrap()
}

/// Whether the actor exists on the day, asked of the periods themselves.
fn exists(actor: &str, spells: &[Vec<Period>; 2], day: NaiveDate) -> Truth {
    match ["a", "b"].iter().position(|other| *other == actor).map(|at| &spells[at]) {
        Some(spells) if !spells.is_empty() => {
            Truth::any(spells.iter().map(|spell| spell.contains(day)))
        }
        _ => Truth::Yes,
    }
}

fn shuffled<T: Clone>(items: &[T]) -> Vec<T> {
    let (left, right) = items.split_at(items.len() / 3);
    right.iter().rev().chain(left).cloned().collect()
}

proptest! {
    #[test]
    fn the_order_of_ties_means_nothing(world in world()) {
        let graph = build(&world);
        graph.verify().unwrap();
        let (ties, spells) = &world;
        prop_assert_eq!(&build(&(shuffled(ties), spells.clone())), &graph);
        prop_assert_eq!(graph.tie_count(), ties.len());
    }

    #[test]
    fn a_snapshot_is_what_a_naive_filter_finds(
        world in world(),
        periods in prop::collection::vec(period(), 0..60),
        day in day(),
    ) {
        // The periods are kept beside the ties, to be asked themselves.
        let (_, spells) = &world;
        let during = |at: usize| &periods[at];
        let ties: Vec<DatedTie> = (0..periods.len())
            .map(|at| {
                let [from, to] = [at, at + 1 + at % 4].map(|n| ActorId::new(ACTORS[n % 5]).unwrap());
                DatedTie::directed(TieKind::AID, from, to, during(at)).unwrap()
                    .with_id(TieId::new(&at.to_string()).unwrap())
            })
            .collect();
        let graph = build(&(ties.clone(), spells.clone()));
        for possible in [false, true] {
            let snapshot = graph.at(day);
            let snapshot = if possible { snapshot.including_possible() } else { snapshot };
            snapshot.verify().unwrap();
            let mut found: Vec<(usize, Truth)> = snapshot
                .ties()
                .map(|tie| (tie.id().unwrap().as_str().parse().unwrap(), tie.holds()))
                .collect();
            found.sort_by_key(|(at, _)| *at);
            let naive: Vec<(usize, Truth)> = (0..ties.len())
                .map(|at| {
                    let ends = [ties[at].from(), ties[at].to()];
                    let there = ends.map(|end| exists(end.as_str(), spells, day));
                    (at, Truth::all(there).and(during(at).contains(day)))
                })
                .filter(|(_, holds)| if possible { holds.is_possible() } else { holds.is_certain() })
                .collect();
            prop_assert_eq!(found, naive);
        }
    }

    #[test]
    fn every_way_of_asking_gives_one_answer(world in world(), day in day(), possible: bool) {
        let graph = build(&world);
        let (snapshot, window) = (graph.at(day), graph.on(day));
        let (snapshot, window) = if possible {
            (snapshot.including_possible(), window.including_possible())
        } else {
            (snapshot, window)
        };
        let held = |holds: Truth| if possible { holds.is_possible() } else { holds.is_certain() };
        let expected: Vec<_> =
            graph.ties().filter(|tie| held(tie.holds_on(day))).map(TieView::ix).collect();
        prop_assert!(snapshot.ties().map(TieView::ix).eq(expected.iter().copied()));
        prop_assert!(window.ties().map(TieView::ix).eq(expected.iter().copied()));

        let sweep = graph.sweep(day, day);
        let sweep = if possible { sweep.including_possible() } else { sweep };
        let degrees = sweep.degrees().unwrap();
        prop_assert_eq!(degrees.ties()[0] as usize, expected.len());
        for node in snapshot.nodes() {
            let actor = &snapshot[node];
            prop_assert_eq!(degrees.of(actor).unwrap()[0] as usize, snapshot.degree(node));
            prop_assert_eq!(snapshot.ties_of(node).count(), snapshot.degree(node));
            let neighbours = window.neighbours(actor).unwrap();
            prop_assert!(neighbours.iter().map(Neighbour::actor).eq(
                snapshot.neighbours(node).into_iter().map(|other| &snapshot[other])
            ));
            let ties: usize = neighbours.iter().map(Neighbour::ties).sum();
            prop_assert_eq!(ties, snapshot.degree(node));
            for neighbour in &neighbours {
                let between = window.between(actor, neighbour.actor()).unwrap();
                prop_assert_eq!(between.len(), neighbour.ties());
            }
        }
        for actor in snapshot.absent() {
            prop_assert_eq!(degrees.of(actor).unwrap()[0], 0);
        }
    }

    #[test]
    fn a_sweep_is_its_snapshots(world in world(), first in day(), step in 1..200_u32) {
        let graph = build(&world);
        let last = first + chrono::Days::new(900);
        let degrees = graph.sweep(first, last).every(step).negative().degrees().unwrap();
        for (at, day) in degrees.days().iter().enumerate() {
            let negative = |tie: &TieView<'_>| tie.sign() == Some(Sign::Negative);
            let snapshot = graph.at(*day);
            prop_assert_eq!(degrees.ties()[at] as usize, snapshot.ties().filter(negative).count());
            for (actor, numbers) in degrees.iter() {
                let there = snapshot.node(actor).map_or(0, |n| snapshot.ties_of(n).filter(negative).count());
                prop_assert_eq!(numbers[at] as usize, there);
            }
        }
    }

    #[test]
    fn projections_hold_together(world in world(), day in day()) {
        let snapshot = build(&world).at(day).including_possible();
        let simple = snapshot.project(Projection::simple());
        simple.verify().unwrap();
        let parallel = snapshot.project(Projection::parallel());
        parallel.verify().unwrap();
        let both_ways = snapshot.ties().filter(|tie| tie.is_symmetric()).count();
        prop_assert_eq!(parallel.edge_count(), snapshot.tie_count() + both_ways);
        let undirected = snapshot.project(Projection::parallel().undirected());
        undirected.verify().unwrap();
        prop_assert_eq!(undirected.edge_count(), snapshot.tie_count());
        let simple = snapshot.project(Projection::simple().undirected());
        simple.verify().unwrap();
        prop_assert!(simple.edge_count() <= 10);
        let none = snapshot.project(Projection::simple().kinds([TieKind::AT_WAR]));
        prop_assert_eq!((none.edge_count(), none.node_count()), (0, snapshot.node_count()));
    }

    #[test]
    fn a_change_is_told_and_nothing_else(world in world(), before in day(), after in day()) {
        let graph = build(&world);
        let changes = graph.changes(before, after);
        let expected = graph.ties().filter(|tie| tie.holds_on(before) != tie.holds_on(after));
        prop_assert!(changes.iter().map(|change| change.tie().ix()).eq(expected.map(TieView::ix)));
        for change in &changes {
            prop_assert_eq!(change.before(), change.tie().holds_on(before));
            prop_assert_eq!(change.after(), change.tie().holds_on(after));
        }
    }
}
