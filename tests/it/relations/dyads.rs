//! All pairs at once: scores, moves and triads.

use detente::date;
use detente::graph::RelationKind;
use detente::model::ActorId;
use detente::relations::{Relation, Relations, Ties1, Trend, Voices, Witness};
use detente::time::{Coverage, NaiveDate};

const BEFORE: NaiveDate = date!("2024-09-30");
const AFTER: NaiveDate = date!("2024-12-31");

fn id(text: &str) -> ActorId {
    ActorId::new(text).expect("an id")
}

fn item(name: &str, kind: RelationKind, [from, to]: [&str; 2], during: &str) -> Relation {
    let item = Relation::directed(name, kind, id(from), id(to)).expect("two actors");
    item.during(during.parse().expect("a period"))
}

fn relations() -> Relations {
    Relations::of([
        item("pact", RelationKind::DEFENCE_OBLIGATION, ["a", "b"], "2024-12-04/.."),
        item("trade", RelationKind::TRADE_AGREEMENT, ["a", "b"], "2000-01-01/.."),
        item("war", RelationKind::INVADES, ["c", "a"], "2022-02-24/.."),
        item("sanctions", RelationKind::SANCTIONS, ["c", "b"], "2022-02-24/2024-11-30"),
        item("aid", RelationKind::POLITICAL_SUPPORT, ["d", "c"], "2024-10-01/.."),
        item("said", RelationKind::SANCTIONS, ["d", "a"], "2024-10-01/..")
            .witness(Witness::own("paper").quoting(id("a"))),
    ])
}

#[test]
fn what_moved_is_listed_with_what_moved_it_most_first() {
    let relations = relations();
    let model = Ties1::default();
    let moved = relations.dyads(&model).moved(BEFORE, AFTER);
    let pairs: Vec<_> =
        moved.iter().map(|one| (one.pair().0.as_str(), one.pair().1.as_str())).collect();
    // The war goes on: its pair has not moved. Those without a number before or after come last.
    assert_eq!(pairs, [("a", "b"), ("b", "c"), ("c", "d")]);
    let pact = &moved[0];
    let expected = 1.0 - (1.0 - 0.9) * (1.0 - 0.6 * 0.3) - 0.6 * 0.3;
    assert!((pact.change().unwrap() - expected).abs() < 1e-12);
    let items = pact.relations();
    assert_eq!(items.len(), 1);
    assert_eq!((&*items[0].relation, items[0].before, items[0].after), ("pact", 0.0, 0.9));
    assert_eq!(moved[1].change(), None);
    assert_eq!(moved[1].to_string(), "b and c: -0.480 to no evidence\n  +0.600 sanctions");
    assert_eq!(moved[0].trend, Trend::NotCovered(BEFORE));

    let covered =
        relations.covering(Coverage::from(detente::Period::whole(&"2024".parse().unwrap())));
    let moved = covered.dyads(&model).moved(BEFORE, AFTER);
    assert!(matches!(moved[0].trend, Trend::Known { .. }));
    assert!(moved[0].trend.change() == moved[0].change());
}

#[test]
fn nothing_moves_between_a_day_and_itself() {
    let (relations, model) = (relations(), Ties1::default());
    let moved = relations.dyads(&model).moved(AFTER, AFTER);
    assert!(moved.iter().all(|one| one.change().is_none_or(|change| change == 0.0)));
    assert!(moved.is_empty(), "{moved:?}");
}

#[test]
fn a_pair_is_listed_as_alignment_has_it() {
    let (relations, model) = (relations(), Ties1::default());
    let all: Vec<_> = relations.dyads(&model).voices(Voices::everyone()).on(AFTER).collect();
    assert_eq!(all.len(), 5);
    for on in all {
        let (one, other) = on.pair();
        let pair = relations.alignment(one, other, &model).unwrap();
        assert_eq!(pair.voices(Voices::everyone()).on(AFTER), on);
    }
}

#[test]
fn triads_are_balanced_by_the_number_of_their_adversaries() {
    let (relations, model) = (relations(), Ties1::default());
    let triads = relations.dyads(&model).triads(BEFORE);
    // a and b are friends, and c is against both.
    assert_eq!(triads.len(), 1);
    assert_eq!(triads[0].actors, [id("a"), id("b"), id("c")]);
    assert!(triads[0].is_balanced() && triads[0].is_weakly_balanced());

    let heard = relations.dyads(&model).voices(Voices::everyone());
    let triads = heard.triads(AFTER);
    assert_eq!(triads.len(), 1);
    // d stands by c, which is at war with a; and d is said to be against a.
    assert_eq!(triads[0].actors, [id("a"), id("c"), id("d")]);
    assert!(triads[0].is_balanced());
    assert_eq!(triads[0].to_string(), "a and c -1.000, a and d -0.360, c and d +0.180");

    let all_against = Relations::of([
        item("1", RelationKind::INVADES, ["a", "b"], "2022-02-24/.."),
        item("2", RelationKind::INVADES, ["b", "c"], "2022-02-24/.."),
        item("3", RelationKind::INVADES, ["c", "a"], "2022-02-24/.."),
    ]);
    let triads = all_against.dyads(&model).triads(AFTER);
    assert!(!triads[0].is_balanced() && triads[0].is_weakly_balanced());
}

#[test]
fn of_nothing_there_is_nothing() {
    let (relations, model) = (Relations::default(), Ties1::default());
    let dyads = relations.dyads(&model);
    assert_eq!(dyads.on(AFTER).count(), 0);
    assert!(dyads.moved(BEFORE, AFTER).is_empty() && dyads.triads(AFTER).is_empty());
}

#[test]
fn what_one_party_alone_tells_is_known_as_such() {
    let relations = relations();
    let alone = |party: &str| -> Vec<&str> {
        relations.iter().filter(|item| item.is_claimed_by_alone(party)).map(Relation::id).collect()
    };
    assert_eq!(alone("a"), ["said"]);
    assert!(alone("d").is_empty());
}
