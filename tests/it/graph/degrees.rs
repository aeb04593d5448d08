//! Degrees, neighbours and places against a plain model: lists of ties and spells that are gone through anew for
//! each question. `DETENTE_GRAPHS=100000` tries so many random graphs, instead of some thousands.

use std::collections::BTreeSet;

use detente::date;
use detente::graph::petgraph::visit::{IntoEdgeReferences, IntoEdges, IntoNeighbors};
use detente::graph::{
    DatedTie, Degrees, Edge, GraphBuilder, GraphError, Projection, RelationGraph, Sign, Sweep,
};
use detente::model::{ActorId, TieKind};
use detente::time::{NaiveDate, Period, Truth};

const FIRST: NaiveDate = date!("2000-01-01");

/// Numbers that are the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % limit
    }

    fn place(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(limit as u64)).unwrap()
    }
}

struct PlainTie {
    from: usize,
    to: usize,
    alike: bool,
    kind: TieKind,
    sign: Option<Sign>,
    during: Period,
}

/// How a tie is made, by its kind, its ends and its time.
type New<E> = fn(TieKind, E, E, &Period) -> DatedTie<E>;

/// What a graph holds, as lists.
struct Plain {
    actors: Vec<ActorId>,
    spells: Vec<Vec<Period>>,
    ties: Vec<PlainTie>,
}

fn day(random: &mut Random) -> NaiveDate {
    FIRST + chrono::Days::new(random.below(40))
}

fn period(random: &mut Random) -> Period {
    loop {
        let [from, to] = [0, 1].map(|_| match random.below(9) {
            0 => "open".to_owned(),
            1 => "unknown".to_owned(),
            2 => day(random).format("%Y-%m").to_string(),
            3 => format!("still {}", day(random)),
            _ => day(random).to_string(),
        });
        // Some end before they start, and are none.
        if let Ok(period) = format!("from {from} to {to}").parse() {
            return period;
        }
    }
}

impl Plain {
    fn random(random: &mut Random) -> Self {
        let count = 2 + random.place(5);
        // The order of numbers is not that of ids.
        let actors = (0..count).map(|n| ActorId::new(&format!("{}-{n}", (n * 5) % 7)).unwrap());
        let spells = (0..count).map(|_| {
            let some = if random.below(3) == 0 { random.below(4) } else { 0 };
            (0..some).map(|_| period(random)).collect()
        });
        let (actors, spells) = (actors.collect(), spells.collect());
        let kinds = [TieKind::AID, TieKind::SANCTIONS, TieKind::TENSION];
        let mut tie = |_| {
            let from = random.place(count);
            PlainTie {
                from,
                to: (from + 1 + random.place(count - 1)) % count,
                alike: random.below(4) == 0,
                kind: kinds[random.place(3)].clone(),
                sign: [None, Some(Sign::Positive), Some(Sign::Negative)][random.place(3)],
                during: period(random),
            }
        };
        let ties = (0..25).map(&mut tie).collect::<Vec<_>>();
        let kept = random.place(ties.len());
        Self { actors, spells, ties: ties.into_iter().take(kept).collect() }
    }

    fn dated<E: Clone>(&self, ends: impl Fn(usize) -> E, new: [New<E>; 2]) -> Vec<DatedTie<E>> {
        let dated = |tie: &PlainTie| {
            let new = new[usize::from(tie.alike)];
            let dated = new(tie.kind.clone(), ends(tie.from), ends(tie.to), &tie.during);
            match tie.sign {
                Some(sign) => dated.with_sign(sign),
                None => dated,
            }
        };
        self.ties.iter().map(dated).collect()
    }

    fn graph(&self, by_number: bool) -> RelationGraph {
        let mut builder = GraphBuilder::new();
        for (actor, spells) in self.actors.iter().zip(&self.spells) {
            builder = builder.actor_during(actor.clone(), spells);
        }
        let builder = if by_number {
            let ties = self.dated(
                |end| end,
                [
                    |kind, from, to, during| {
                        DatedTie::directed_by_number(kind, from, to, during).unwrap()
                    },
                    |kind, from, to, during| {
                        DatedTie::between_by_number(kind, from, to, during).unwrap()
                    },
                ],
            );
            builder.ties_by_number(&self.actors, ties)
        } else {
            let ties = self.dated(
                |end| self.actors[end].clone(),
                [
                    |kind, from, to, during| DatedTie::directed(kind, from, to, during).unwrap(),
                    |kind, from, to, during| DatedTie::between(kind, from, to, during).unwrap(),
                ],
            );
            builder.ties(ties)
        };
        builder.build().unwrap()
    }

    fn exists(&self, actor: usize, day: NaiveDate) -> Truth {
        if self.spells[actor].is_empty() {
            return Truth::Yes;
        }
        Truth::any(self.spells[actor].iter().map(|spell| spell.contains(day)))
    }

    /// The ties that hold on a day and count: from, to, and whether they hold alike.
    fn on(&self, day: NaiveDate, choice: &Choice) -> Vec<(usize, usize, bool)> {
        let holds = |tie: &&PlainTie| {
            let there = [tie.from, tie.to].map(|end| self.exists(end, day));
            let holds = Truth::all(there).and(tie.during.contains(day));
            if choice.possible { holds.is_possible() } else { holds.is_certain() }
        };
        let counts = |tie: &&PlainTie| {
            choice.kind.as_ref().is_none_or(|kind| *kind == tie.kind)
                && (choice.signs.is_empty() || choice.signs.contains(&tie.sign))
        };
        let ends = |tie: &PlainTie| (tie.from, tie.to, tie.alike);
        self.ties.iter().filter(holds).filter(counts).map(ends).collect()
    }
}

/// Which ties count.
struct Choice {
    possible: bool,
    kind: Option<TieKind>,
    /// None are all.
    signs: Vec<Option<Sign>>,
}

impl Choice {
    fn random(random: &mut Random) -> Self {
        let signs = [None, Some(Sign::Positive), Some(Sign::Negative)];
        Self {
            possible: random.below(2) == 0,
            kind: (random.below(3) == 0).then_some(TieKind::AID),
            signs: (0..random.below(3)).map(|_| signs[random.place(3)]).collect(),
        }
    }

    fn sweep<'g>(&self, sweep: Sweep<'g>) -> Sweep<'g> {
        let sweep = if self.possible { sweep.including_possible() } else { sweep };
        let sweep = match &self.kind {
            Some(kind) => sweep.kinds([kind.clone()]),
            None => sweep,
        };
        self.signs.iter().fold(sweep, |sweep, sign| match sign {
            None => sweep.unsigned(),
            Some(Sign::Positive) => sweep.positive(),
            Some(_) => sweep.negative(),
        })
    }

    fn projection(&self, projection: Projection) -> Projection {
        let projection = match &self.kind {
            Some(kind) => projection.kinds([kind.clone()]),
            None => projection,
        };
        self.signs.iter().fold(projection, |projection, sign| match sign {
            None => projection.unsigned(),
            Some(Sign::Positive) => projection.positive(),
            Some(_) => projection.negative(),
        })
    }
}

/// The arcs of ties: those that hold alike lead both ways.
fn arcs(ties: &[(usize, usize, bool)]) -> Vec<(usize, usize)> {
    let both = |(from, to, alike): &(usize, usize, bool)| {
        let back = alike.then_some((*to, *from));
        std::iter::once((*from, *to)).chain(back)
    };
    ties.iter().flat_map(both).collect()
}

/// To how many ends arcs lead from an actor, each once if they are distinct.
fn count(arcs: &[(usize, usize)], actor: usize, distinct: bool) -> usize {
    let others = || arcs.iter().filter(|(from, _)| *from == actor).map(|(_, to)| *to);
    if distinct { others().collect::<BTreeSet<_>>().len() } else { others().count() }
}

fn turned(arcs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    arcs.iter().map(|(from, to)| (*to, *from)).collect()
}

fn distinct(arcs: &[(usize, usize)]) -> usize {
    arcs.iter().collect::<BTreeSet<_>>().len()
}

/// Both ways, whatever the direction.
fn around(ties: &[(usize, usize, bool)]) -> Vec<(usize, usize)> {
    ties.iter().flat_map(|(from, to, _)| [(*from, *to), (*to, *from)]).collect()
}

fn sweeps(plain: &Plain, graph: &RelationGraph, random: &mut Random) {
    let (choice, step) = (Choice::random(random), 1 + u32::try_from(random.below(9)).unwrap());
    let (first, last) = (day(random), day(random));
    let sweep = choice.sweep(graph.sweep(first, last).every(step));
    let of_ties = [sweep.clone(), sweep.clone().outgoing(), sweep.clone().incoming()];
    let of_ties = of_ties.map(|sweep| sweep.degrees().unwrap());
    let sweep = sweep.distinct();
    let of_others = [sweep.clone(), sweep.clone().outgoing(), sweep.incoming()];
    let of_others = of_others.map(|sweep| sweep.degrees().unwrap());
    for (at, day) in of_ties[0].days().iter().enumerate() {
        let ties = plain.on(*day, &choice);
        let ways = [around(&ties), arcs(&ties), turned(&arcs(&ties))];
        let pairs: BTreeSet<_> = ties.iter().map(|(a, b, _)| (a.min(b), a.max(b))).collect();
        let totals = [pairs.len(), distinct(&ways[1]), distinct(&ways[1])];
        for (way, arcs) in ways.iter().enumerate() {
            assert_eq!(of_ties[way].ties()[at] as usize, ties.len(), "{day}");
            assert_eq!(of_others[way].ties()[at] as usize, totals[way], "{day}");
            for (actor, id) in plain.actors.iter().enumerate() {
                let of = |degrees: &Degrees<'_>| degrees.of(id).unwrap()[at] as usize;
                assert_eq!(
                    of(&of_ties[way]),
                    count(arcs, actor, false),
                    "{id} on {day}, way {way}"
                );
                assert_eq!(
                    of(&of_others[way]),
                    count(arcs, actor, true),
                    "{id} on {day}, way {way}"
                );
            }
        }
    }
}

fn projections(plain: &Plain, graph: &RelationGraph, random: &mut Random) {
    let (choice, day) = (Choice::random(random), day(random));
    let snapshot = graph.at(day);
    let snapshot = if choice.possible { snapshot.including_possible() } else { snapshot };
    snapshot.verify().unwrap();
    let ties = plain.on(day, &choice);
    let (arcs, around) = (arcs(&ties), around(&ties));
    for parallel in [false, true] {
        let projection = if parallel { Projection::parallel() } else { Projection::simple() };
        let projection = choice.projection(projection);
        let one_way = snapshot.project(projection.clone());
        let both_ways = snapshot.project(projection.undirected());
        one_way.verify().unwrap();
        both_ways.verify().unwrap();
        for (actor, id) in plain.actors.iter().enumerate() {
            let Ok(node) = one_way.node(id) else {
                assert!(!around.iter().any(|(from, _)| *from == actor));
                continue;
            };
            let degrees = (one_way.out_degree(node), one_way.in_degree(node));
            assert_eq!(degrees.0, count(&arcs, actor, !parallel));
            assert_eq!(degrees.1, count(&turned(&arcs), actor, !parallel));
            assert_eq!(one_way.degree(node), degrees.0 + degrees.1);
            assert_eq!(both_ways.degree(node), count(&around, actor, !parallel));
            assert_eq!(both_ways.out_degree(node), both_ways.in_degree(node));
            // However it is walked, it is the same.
            assert_eq!(one_way.neighbors(node).count(), degrees.0);
            let stepped: Vec<_> = both_ways.neighbors(node).collect();
            assert!(both_ways.edges(node).map(Edge::target).eq(stepped.iter().copied()));
            assert!(stepped.is_sorted());
        }
        let behind: usize =
            one_way.edge_references().map(|edge| one_way.ties(edge.ix()).count()).sum();
        assert_eq!(behind, arcs.len());
        let weighed: u32 = both_ways.edge_references().map(|edge| edge.weight().ties()).sum();
        assert_eq!(weighed as usize, ties.len());
    }
}

fn windows(plain: &Plain, graph: &RelationGraph, random: &mut Random) {
    let choice = Choice { kind: None, signs: Vec::new(), ..Choice::random(random) };
    let day = day(random);
    let ties = plain.on(day, &choice);
    let arcs = arcs(&ties);
    let window = graph.on(day);
    let window = if choice.possible { window.including_possible() } else { window };
    for (actor, id) in plain.actors.iter().enumerate() {
        let neighbours = window.neighbours(id).unwrap();
        assert_eq!(neighbours.len(), count(&around(&ties), actor, true));
        assert_eq!(window.out_degree(id).unwrap(), count(&arcs, actor, true));
        assert_eq!(window.in_degree(id).unwrap(), count(&turned(&arcs), actor, true));
        for neighbour in &neighbours {
            let other = plain.actors.iter().position(|id| id == neighbour.actor()).unwrap();
            let between = |from, to| arcs.iter().filter(|arc| **arc == (from, to)).count();
            assert_eq!(neighbour.outgoing(), between(actor, other));
            assert_eq!(neighbour.incoming(), between(other, actor));
        }
    }
    for tie in window.ties() {
        assert_eq!(graph.actor_at(tie.from_ix()), Some(tie.from()));
        assert_eq!(graph.actor_ix(tie.to()).unwrap(), tie.to_ix());
    }
    let snapshot = graph.at(day);
    for actor in graph.actors() {
        let node = snapshot.node_of(graph.actor_ix(actor).unwrap());
        assert_eq!(node, snapshot.node(actor).ok());
    }
}

#[test]
fn every_degree_is_that_of_a_plain_list() {
    let graphs = std::env::var("DETENTE_GRAPHS").ok().and_then(|n| n.parse().ok()).unwrap_or(3_000);
    for seed in 1..=graphs {
        let mut random = Random(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15));
        let plain = Plain::random(&mut random);
        let graph = plain.graph(seed % 2 == 0);
        let checked = std::panic::catch_unwind(move || {
            graph.verify().unwrap();
            sweeps(&plain, &graph, &mut random);
            projections(&plain, &graph, &mut random);
            windows(&plain, &graph, &mut random);
        });
        assert!(checked.is_ok(), "the graph of seed {seed}");
    }
}

#[test]
fn ends_by_number_make_the_same_graph() {
    let mut random = Random(42);
    for _ in 0..200 {
        let plain = Plain::random(&mut random);
        assert_eq!(plain.graph(true), plain.graph(false));
    }
}

#[test]
fn numbers_that_are_no_actors_are_refused() {
    let actors = ["a", "b"].map(|id| ActorId::new(id).unwrap());
    let during = "2000/..".parse().unwrap();
    let tie = |from, to| DatedTie::directed_by_number(TieKind::AID, from, to, &during);
    let build = |actors: &[ActorId], tie| GraphBuilder::new().ties_by_number(actors, [tie]).build();
    assert_eq!(build(&actors, tie(1, 0).unwrap()).unwrap().tie_count(), 1);
    let error = build(&actors, tie(1, 2).unwrap()).unwrap_err();
    assert_eq!(error, GraphError::NoSuchNumber { number: 2, actors: 2 });
    assert_eq!(error.to_string(), "a tie of actor 2, where there are 2, counted from 0");
    let twice = [actors[0].clone(), actors[1].clone(), actors[0].clone()];
    let error = build(&twice, tie(0, 2).unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "the actor \"a\" is listed twice");
    assert_eq!(tie(3, 3).unwrap_err().to_string(), "a tie of actor 3 to itself");
    let between = DatedTie::between_by_number(TieKind::TENSION, 3, 3, &during);
    assert!(between.is_err());
}
