//! The tally of what is for and against.

use detente::graph::{RelationKind, Sign};
use detente::knowledge::Stage;
use detente::model::ActorId;
use detente::relations::{Relation, Relations, SignTable, Voices, Witness};
use detente::time::{NaiveDate, UncertainDate};
use detente::{date, id};

fn a() -> ActorId {
    id!("acme")
}

fn b() -> ActorId {
    id!("bravo")
}

fn relations() -> Relations {
    let during = |item: Relation, text: &str| item.during(text.parse().expect("a period"));
    let item = |id: &str, kind| Relation::directed(id, kind, a(), b()).expect("two actors");
    Relations::of([
        during(item("s1", RelationKind::SANCTIONS), "2014-03-17/2016-01-16")
            .witness(Witness::own("x")),
        during(item("s2", RelationKind::SANCTIONS), "2022-02-24/..").witness(Witness::own("y")),
        item("p1", RelationKind::PRAISE).on(date!("2020-05-01")).witness(Witness::own("x")),
        item("p2", RelationKind::PRAISE)
            .on(date!("2021-05-01"))
            .witness(Witness::own("x").quoting(a())),
        item("o", RelationKind::DEFENCE_OBLIGATION)
            .stage_from(date!("2023-01-01"), Stage::Intended)
            .stage_from(date!("2023-06-01"), Stage::Signed)
            .stage_from(date!("2025-01-01"), Stage::Ended),
        item("v", RelationKind::STATE_VISIT).pending(),
    ])
}

#[test]
fn what_stands_is_counted_while_it_does_and_acts_from_their_day_on() {
    let relations = relations();
    let standing = relations.standing("acme", "bravo").unwrap();
    let on = |day| standing.on(day);
    assert_eq!(on(date!("2015-01-01")).negative(), 1);
    assert_eq!((on(date!("2018-01-01")).negative(), on(date!("2018-01-01")).positive()), (0, 0));
    let late = on(date!("2023-03-01"));
    assert_eq!((late.positive(), late.negative()), (1, 1));
    assert_eq!(*late.pending, ["o".into(), "v".into()]);
    assert_eq!(on(date!("2024-01-01")).positive(), 2);
    assert_eq!(on(date!("2025-01-01")).positive(), 1);
    let sanctions = late.tallies.iter().find(|tally| tally.sign == Some(Sign::Negative)).unwrap();
    assert_eq!(sanctions.since, Some(date!("2022-02-24")));
    assert_eq!(sanctions.roots, ["y".into()]);
}

#[test]
fn voices_and_tables_can_be_chosen() {
    let relations = relations();
    let standing = relations.standing("acme", "bravo").unwrap();
    assert_eq!(standing.evidence().count(), 5);
    let heard = standing.clone().voices(Voices::own().and("acme"));
    assert_eq!(heard.on(date!("2022-01-01")).positive(), 2);
    let none = SignTable::new("none");
    let unsigned = standing.signs(&none).on(date!("2024-01-01"));
    assert_eq!((unsigned.positive(), unsigned.negative(), &*unsigned.table), (0, 0, "none"));
    assert!(unsigned.to_string().contains("\n  0 sanctions: acme → bravo, 1 since 2022-02-24"));
    assert!(relations.standing("acme", "brovo").is_err());
}

#[test]
fn many_days_are_told_as_each_alone() {
    let uncertain =
        [("visit", "2024-06-18/2024-06-19"), ("talks", "2023-09"), ("toast", "../2024-06-17")];
    let acts = uncertain.map(|(id, day)| {
        let day: UncertainDate = day.parse().expect("a date");
        Relation::directed(id, RelationKind::PRAISE, a(), b()).expect("two actors").on(day)
    });
    let spell = |id: &str, text: &str| {
        let item = Relation::directed(id, RelationKind::SANCTIONS, a(), b()).expect("two actors");
        item.during(text.parse().expect("a period"))
    };
    let mut items: Vec<Relation> = relations().iter().cloned().chain(acts).collect();
    items.extend([spell("u", "2019-05-03/2021"), spell("o", "../2022-01-09"), spell("n", "/2020")]);
    let relations = Relations::of(items);
    let standing = relations.standing("acme", "bravo").unwrap();
    let days = || date!("2013-12-01").iter_days().take(4_100);
    for (day, on) in days().zip(standing.over(days())) {
        assert_eq!(on, standing.on(day));
    }
    // In any order.
    let back: Vec<_> = days().collect();
    let back = || back.iter().rev().copied().step_by(3);
    assert!(standing.over(back()).eq(back().map(|day| standing.on(day))));
    let edges = [NaiveDate::MIN, date!("2024-01-01"), NaiveDate::MAX];
    assert!(standing.over(edges).eq(edges.map(|day| standing.on(day))));
}
