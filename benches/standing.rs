//! Where two states stand, day by day: 40 items between one pair, and as many between others.
//!
//! Times are of one core of a machine that others used at the same time.
//!
//! | bench | measured | limit |
//! |---|---|---|
//! | `standing_of_40_items_over_1000_dates` | 0.6 ms | the 70 days on which something changes, at 8 µs each: 0.56 ms |
//! | `standing_of_40_items_on_1000_dates_one_by_one` | 8.2 ms | a tally is made anew for each day: some 150 small texts |
//! | `alignment_of_40_items_over_1000_dates` | 19 ms | every factor of 40 items is kept as evidence, which decays from day to day |

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use detente::graph::RelationKind;
use detente::knowledge::Stage;
use detente::relations::{Relation, Relations, Ties1, Witness};
use detente::time::Period;
use detente::{date, id};

const FIRST: NaiveDate = date!("2014-01-01");
const DAYS: u64 = 4_000;
const DATES: u64 = 1_000;

/// Every fourth item an obligation that goes through the stages of its agreement, an act, a spell,
/// and something said.
fn relations() -> Relations {
    let kinds = [
        RelationKind::DEFENCE_OBLIGATION,
        RelationKind::STATE_VISIT,
        RelationKind::SANCTIONS,
        RelationKind::PRAISE,
    ];
    let states = [id!("russia"), id!("north-korea"), id!("china")];
    let item = |n: u64| {
        let at = usize::try_from(n).expect("small");
        let kind = kinds[at % 4].clone();
        let [from, to] = if n < 20 {
            [0, 1]
        } else if n < 40 {
            [1, 0]
        } else {
            [0, 2]
        };
        let (from, to) = (states[from].clone(), states[to].clone());
        let item = Relation::directed(&format!("item-{n}"), kind, from, to).expect("two states");
        let day = FIRST + Days::new(n * 613 % DAYS);
        let item = match n % 4 {
            0 => item
                .stage_from(day, Stage::Signed)
                .stage_from(day + Days::new(200), Stage::InForce)
                .stage_from(day + Days::new(2_000), Stage::Ended),
            2 => item.during(Period::new(day, day + Days::new(500)).expect("in order")),
            _ => item.on(day),
        };
        item.witness(Witness::own(&format!("source-{}", n % 7)))
    };
    Relations::of((0..80).map(item))
}

fn dates() -> impl Iterator<Item = NaiveDate> {
    (0..DATES).map(|n| FIRST + Days::new(n * DAYS / DATES))
}

fn standing(c: &mut Criterion) {
    let relations = relations();
    let standing = relations.standing("russia", "north-korea").expect("both are there");
    let by_one: Vec<_> = dates().map(|day| standing.on(day)).collect();
    assert!(standing.over(dates()).eq(by_one));
    c.bench_function("standing_of_40_items_over_1000_dates", |b| {
        b.iter(|| standing.over(dates()).map(|on| on.positive()).sum::<usize>());
    });
    c.bench_function("standing_of_40_items_on_1000_dates_one_by_one", |b| {
        b.iter(|| dates().map(|day| standing.on(day).positive()).sum::<usize>());
    });
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).expect("both are there");
    c.bench_function("alignment_of_40_items_over_1000_dates", |b| {
        b.iter(|| dates().filter_map(|day| pair.on(day).score().value()).sum::<f64>());
    });
}

criterion_group!(benches, standing);
criterion_main!(benches);
