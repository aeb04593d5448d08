//! Pictures, by the size of what they are of, and by that of the dossier around it.
//!
//! Times are those that one core was at it, on a machine that others used at the same time.
//!
//! | bench | of | 1,000 | 10,000 | 100,000 | grows with |
//! |---|---|---|---|---|---|
//! | `two_times_of_reprints` | as many reprints of one plan, each on a day of its own | 0.7 ms | 6.6 ms | 130 ms | n log n |
//! | `two_times_of_witnesses` | as many who say the same by themselves | 0.5 ms | 5.1 ms | 105 ms | n log n |
//! | `trip_strip_of_stops` | as many stops of one visit | 1.9 ms | 18 ms | 210 ms | n log n, as its rows |
//! | `trip_strip_in` | one visit among as many | 13 µs | 13 µs | 13 µs | nothing |
//! | `treaty_lanes_of_acts` | as many acts of two parties | 3.6 ms | 38 ms | 510 ms | n log n, as its rows |
//! | `timeline_of_points` | as many days of a series | 1.6 ms | 16 ms | 140 ms | n |
//! | `timeline_of_gaps` | as many days of a series, a third of which are not covered | 1.6 ms | 16 ms | 170 ms | n log n |
//! | `timeline_of_acts` | as many acts of a series | 0.3 ms | 2.6 ms | 26 ms | n log n |
//! | `timeline_by_alignment` | as many relations of one pair, on 50 days | 24 ms | 320 ms | | n, fifty scores of all |
//! | `ego_network_of_hub` | an actor tied to as many | 1.9 ms | 19 ms | 190 ms | n log n |
//! | `signed_matrix_of_40` | 40 actors among as many relations | 0.8 ms | 1.2 ms | 13 ms | n and the 780 pairs |
//!
//! A two-time chart of as many days as change anything draws their square of cells: `two_times_of_news`
//! has 50 and 100 days on each of which another plan is told (20 ms, 80 ms). More than 366 changes are refused, and so the square has an end.

use std::fmt::Write as _;
use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use detente::graph::RelationKind;
use detente::model::ActorId;
use detente::relations::{Relation, Relations, Ties1, Witness};
use detente::time::Period;
use detente::write::{
    DyadTimeline, PictureError, TimelinePoint, dyad_timeline, ego_network, signed_matrix,
    treaty_lanes, trip_strip, two_times,
};
use detente::{Dossier, date, id};

const FIRST: NaiveDate = date!("1800-01-01");
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

fn day(at: u64) -> NaiveDate {
    FIRST + Days::new(at)
}

fn read(text: &str) -> Dossier {
    Dossier::from_json(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Items of an object or a list of JSON.
fn joined(n: u64, item: impl FnMut(u64) -> String) -> String {
    (0..n).map(item).collect::<Vec<_>>().join(",\n")
}

/// One visit of which `n` sources tell, one after the other.
fn reports(n: u64, source: impl Fn(u64) -> String, account: impl Fn(u64) -> String) -> Dossier {
    let sources =
        joined(n, |at| format!(r#""s{at}": {{"published": "{}"{}}}"#, day(at), source(at)));
    let accounts =
        joined(n, |at| format!(r#"{{"by": "s{at}", "progress": "planned", {}}}"#, account(at)));
    read(&format!(
        r#"{{"detente": 1, "source": "s0", "sources": {{{sources}}}, "states": {{"a": {{}}}},
        "persons": {{"p": {{}}}}, "visits": {{"v": {{"guest": "p", "host": "a", "accounts": [{accounts}]}}}}}}"#
    ))
}

/// Benches one call for each size.
fn series<I, T>(
    c: &mut Criterion,
    name: &str,
    sizes: &[u64],
    prepare: impl Fn(u64) -> I,
    call: impl Fn(&I) -> T,
) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    for n in sizes {
        let input = prepare(*n);
        group
            .bench_function(BenchmarkId::from_parameter(n), |b| b.iter(|| call(black_box(&input))));
    }
    group.finish();
}

fn of_two_times(c: &mut Criterion) {
    const PLAN: &str = r#""planned": "2100-03-03/2100-03-04""#;
    let chart = |dossier: &Dossier| two_times(dossier, "v").expect("it has days").to_svg().len();
    let reprint = |at: u64| match at {
        0 => String::new(),
        _ => r#", "derived_from": "s0""#.to_owned(),
    };
    let same = |_: u64| PLAN.to_owned();
    series(c, "two_times_of_reprints", &SIZES, |n| reports(n, reprint, same), chart);
    let alone = |_: u64| String::new();
    series(c, "two_times_of_witnesses", &SIZES, |n| reports(n, alone, same), chart);
    // Each tells of a day that nobody has told of, so that every row is another.
    let other = |at: u64| format!(r#""planned": "{}""#, day(200_000 + at));
    series(c, "two_times_of_news", &[50, 100], |n| reports(n, alone, other), chart);
    let many = two_times(&reports(1_000, alone, other), "v");
    assert!(matches!(many, Err(PictureError::TooManyDays { .. })));
}

fn of_trips(c: &mut Criterion) {
    let stops = |n: u64| {
        let stops = joined(n, |at| {
            format!(r#""stop-{at}": {{"kind": "talks", "planned": "{}"}}"#, day(at))
        });
        read(&format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "1799-01-01"}}}},
            "states": {{"a": {{}}}}, "persons": {{"p": {{}}}}, "visits": {{"visit-0": {{"guest": "p", "host": "a",
            "progress": "planned", "planned": "1800-01-01/2200-01-01", "stops": {{{stops}}}}}}}}}"#
        ))
    };
    let visits = |n: u64| {
        let visits = joined(n, |at| {
            let planned = day(at);
            format!(
                r#""visit-{at}": {{"guest": "p", "host": "a", "progress": "planned", "planned": "{planned}"}}"#
            )
        });
        read(&format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "1799-01-01"}}}},
            "states": {{"a": {{}}}}, "persons": {{"p": {{}}}}, "visits": {{{visits}}}}}"#
        ))
    };
    let strip = |dossier: &Dossier| {
        trip_strip(&dossier.as_known(), "visit:visit-0").expect("it has days").to_svg().len()
    };
    series(c, "trip_strip_of_stops", &SIZES, stops, strip);
    series(c, "trip_strip_in", &SIZES, visits, strip);
}

fn of_lanes(c: &mut Criterion) {
    let acts = |n: u64| {
        let acts = joined(n, |at| {
            let (kind, number) = (["suspended", "resumed"][usize::from(at % 2 == 1)], at / 2 + 1);
            let number = if number == 1 { String::new() } else { format!(" {number}") };
            format!(r#""a {kind}{number}": {{"when": "{}"}}"#, day(at))
        });
        read(&format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "2199-01-01"}}}},
            "states": {{"a": {{}}, "b": {{}}}}, "agreements": {{"t": {{"parties": ["a", "b"],
            "acts": {{"in_force": {{"when": "1790-01-01"}}, {acts}}}}}}}}}"#
        ))
    };
    let lanes = |dossier: &Dossier| {
        treaty_lanes(&dossier.as_known(), "t").expect("it has days").to_svg().len()
    };
    series(c, "treaty_lanes_of_acts", &SIZES, acts, lanes);
}

fn of_series(c: &mut Criterion) {
    let points = |n: u64| {
        let point = |at: u64| {
            let point = TimelinePoint::new(day(at), 2.5, 0.5).expect("finite");
            point.with_score(0.6, [0.4, 0.7]).expect("within its band")
        };
        DyadTimeline::new((0..n).map(point)).expect("one a day")
    };
    let gaps = |n: u64| {
        let days = (0..n).step_by(3).map(day);
        days.fold(points(n), |timeline, day| timeline.not_covered(day, day))
    };
    let acts =
        |n: u64| (0..n).fold(points(2), |all, at| all.act(day(at % 2), &format!("act {at}")));
    let svg = |timeline: &DyadTimeline| timeline.to_svg().len();
    series(c, "timeline_of_points", &SIZES, points, svg);
    series(c, "timeline_of_gaps", &SIZES, gaps, svg);
    series(c, "timeline_of_acts", &SIZES, acts, svg);
}

/// As many relations from one actor, with one other or each with another.
fn relations(n: u64, is_hub: bool) -> Relations {
    let kinds = [
        RelationKind::DEFENCE_OBLIGATION,
        RelationKind::STATE_VISIT,
        RelationKind::SANCTIONS,
        RelationKind::PRAISE,
    ];
    let relation = |at: u64| {
        let mut to = "actor-".to_owned();
        let _ = write!(to, "{}", if is_hub { at } else { 0 });
        let kind = kinds[usize::from(at.to_le_bytes()[0] % 4)].clone();
        let start = day(at * 613 % 60_000);
        let to = ActorId::new(&to).expect("an id");
        let relation = Relation::directed(&format!("item-{at}"), kind, id!("hub"), to);
        let relation = relation.expect("two actors");
        relation
            .during(Period::new(start, start + Days::new(500)).expect("in order"))
            .witness(Witness::own(&format!("source-{}", at % 97)))
    };
    Relations::of((0..n).map(relation))
}

fn of_relations(c: &mut Criterion) {
    let model = Ties1::default();
    let on = day(30_000);
    series(
        c,
        "timeline_by_alignment",
        &SIZES[..2],
        |n| relations(n, false),
        |relations| {
            let pair = relations.alignment("hub", "actor-0", &model).expect("both are there");
            dyad_timeline(&pair, (0..50).map(|at| day(at * 1_000))).expect("sound").to_svg().len()
        },
    );
    series(
        c,
        "ego_network_of_hub",
        &SIZES,
        |n| relations(n, true),
        |relations| {
            let network = ego_network(relations, "hub", &model).expect("it is there");
            network.on(on).to_svg().len()
        },
    );
    let names: Vec<String> = (0..40).map(|at| format!("actor-{at}")).collect();
    series(
        c,
        "signed_matrix_of_40",
        &SIZES,
        |n| relations(n, true),
        |relations| {
            let matrix = signed_matrix(relations, &names, &model).expect("all are there");
            matrix.on(on).to_svg().len()
        },
    );
}

criterion_group!(benches, of_two_times, of_trips, of_lanes, of_series, of_relations);
criterion_main!(benches);
