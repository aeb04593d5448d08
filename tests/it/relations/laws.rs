//! What no score may depend on, and what it must: by random relations.

use detente::graph::{RelationKind, Sign};
use detente::id;
use detente::model::{ActorId, Certainty, Ends};
use detente::relations::{Alignment, Relation, Relations, SignTable, Ties1, Voices, Witness};
use detente::time::{NaiveDate, Period};
use proptest::prelude::*;

/// A relation in numbers, from which items are made.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what may be so of an item, each by itself")]
struct Plain {
    kind: usize,
    backwards: bool,
    start: i64,
    days: i64,
    intensity: f64,
    certainty: usize,
    root: u8,
    party: bool,
    contested: bool,
    pending: bool,
}

const SPAN: i64 = 2_000;

fn day(at: i64) -> NaiveDate {
    detente::date!("2015-01-01") + chrono::Days::new(at.unsigned_abs())
}

fn plain() -> impl Strategy<Value = Plain> {
    let kinds = 0..RelationKind::all().count();
    let told =
        (0..4_usize, 0..4_u8, any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    let when = (0..SPAN, 0..400_i64);
    (kinds, any::<bool>(), when, 0.01..=1.0_f64, told).prop_map(
        |(kind, backwards, (start, days), intensity, told)| {
            let (certainty, root, party, contested, pending) = told;
            Plain {
                kind,
                backwards,
                start,
                days,
                intensity,
                certainty,
                root,
                party,
                contested,
                pending,
            }
        },
    )
}

impl Plain {
    fn kind(&self) -> RelationKind {
        RelationKind::all().nth(self.kind).expect("one of them")
    }

    fn item(
        &self,
        name: &str,
        (one, other): (&ActorId, &ActorId),
        first: i64,
        last: i64,
    ) -> Relation {
        let (from, to) = if self.backwards { (other, one) } else { (one, other) };
        let symmetric = SignTable::builtin().get(&self.kind()).expect("a row").direction()
            == detente::model::Direction::Symmetric;
        let item = if symmetric {
            Relation::between(name, self.kind(), from.clone(), to.clone())
        } else {
            Relation::directed(name, self.kind(), from.clone(), to.clone())
        };
        let during: Period = format!("{}/{}", day(first), day(last)).parse().expect("in order");
        let item = item.expect("two actors").during(during).witness(self.witness());
        let item = item.intensity(self.intensity).expect("in range");
        let item = if self.contested { item.contested() } else { item };
        if self.pending { item.pending() } else { item }
    }

    fn witness(&self) -> Witness {
        let certainty = Certainty::ALL[self.certainty];
        let own = Witness::own(&format!("source-{}", self.root)).certainty(certainty);
        if self.party { own.quoting(id!("party")) } else { own }
    }
}

fn a() -> ActorId {
    id!("acme")
}

fn b() -> ActorId {
    id!("bravo")
}

fn items(all: &[Plain]) -> Vec<Relation> {
    let item = |(at, each): (usize, &Plain)| {
        each.item(&format!("i{at}"), (&a(), &b()), each.start, each.start + each.days)
    };
    all.iter().enumerate().map(item).collect()
}

/// The relations, each part of another or of itself, where one is drawn.
fn nested(all: &[(Plain, Option<prop::sample::Index>)]) -> Vec<Relation> {
    let plain: Vec<Plain> = all.iter().map(|(each, _)| each.clone()).collect();
    let within = |(item, (_, whole)): (Relation, &(Plain, Option<prop::sample::Index>))| match whole
    {
        Some(whole) => item.within(&format!("i{}", whole.index(all.len()))),
        None => item,
    };
    items(&plain).into_iter().zip(all).map(within).collect()
}

fn asked(items: Vec<Relation>, (one, other): (&ActorId, &ActorId), on: i64) -> Alignment {
    let mut items = items;
    // So that both are known, whatever was drawn.
    items.push(Relation::between("none", RelationKind::CONTIGUITY, a(), b()).expect("two actors"));
    items.push(
        Relation::between("no", RelationKind::CONTIGUITY, id!("yankee"), id!("zulu")).expect("two"),
    );
    let relations = Relations::of(items);
    let model = Ties1::default();
    let pair = relations.alignment(one, other, &model).expect("both are known");
    pair.voices(Voices::everyone()).on(day(on))
}

#[track_caller]
fn same(one: &Alignment, other: &Alignment) {
    match (one.score().value(), other.score().value()) {
        (Some(one), Some(other)) => assert!((one - other).abs() < 1e-9, "{one} {other}"),
        (one, other) => assert_eq!(one, other),
    }
    let near =
        |(a, b): ((f64, f64), (f64, f64))| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
    assert_eq!(one.band().is_some(), other.band().is_some());
    assert!(one.band().zip(other.band()).is_none_or(near), "{:?} {:?}", one.band(), other.band());
}

proptest! {
    #[test]
    fn scores_keep_their_bounds_and_can_be_recomputed(all in prop::collection::vec(plain(), 0..12), on in 0..SPAN) {
        let alignment = asked(items(&all), (&a(), &b()), on);
        prop_assert!((0.0..=1.0).contains(&alignment.positive()));
        prop_assert!((0.0..=1.0).contains(&alignment.negative()));
        prop_assert!(alignment.ambivalence() <= alignment.positive());
        if let (Some(score), Some((low, high))) = (alignment.score().value(), alignment.band()) {
            prop_assert!((-1.0..=1.0).contains(&score));
            prop_assert!(-1.0 <= low && low <= score + 1e-9 && score <= high + 1e-9 && high <= 1.0);
            let again = alignment.recompute(&Ties1::default()).expect("evidence");
            prop_assert!((again - score).abs() < 1e-9);
        } else {
            prop_assert!(alignment.evidence().is_empty());
        }
    }

    #[test]
    fn it_is_the_same_from_either_side_and_in_any_order(all in prop::collection::vec(plain(), 0..10), on in 0..SPAN) {
        let alignment = asked(items(&all), (&a(), &b()), on);
        same(&alignment, &asked(items(&all), (&b(), &a()), on));
        let mut reversed = items(&all);
        reversed.reverse();
        same(&alignment, &asked(reversed, (&a(), &b()), on));
    }

    #[test]
    fn reprints_have_no_effect(all in prop::collection::vec(plain(), 1..10), on in 0..SPAN) {
        let reprinted = |(at, item): (usize, Relation)| {
            let witness = all[at].witness();
            let root = witness.root.clone();
            (0..3).fold(item, |item, n| {
                let mut reprint = witness.clone().resting_on(&root);
                reprint.source = format!("reprint-{n}").into();
                item.witness(reprint)
            })
        };
        let reprints = items(&all).into_iter().enumerate().map(reprinted).collect();
        same(&asked(items(&all), (&a(), &b()), on), &asked(reprints, (&a(), &b()), on));
    }

    #[test]
    fn splitting_a_spell_has_no_effect(all in prop::collection::vec(plain(), 1..8), at in 0..400_i64, on in 0..SPAN) {
        let split = |(n, each): (usize, &Plain)| {
            let (name, last) = (format!("i{n}"), each.start + each.days);
            let middle = each.start + at % (each.days + 1);
            let is_standing = SignTable::builtin().get(&each.kind()).is_some_and(|row| row.mode().is_standing());
            let ends = (&a(), &b());
            if !is_standing || middle == last {
                return vec![each.item(&name, ends, each.start, last)];
            }
            vec![
                each.item(&format!("{name}-1"), ends, each.start, middle),
                each.item(&format!("{name}-2"), ends, middle + 1, last),
            ]
        };
        let halves = all.iter().enumerate().flat_map(split).collect();
        same(&asked(items(&all), (&a(), &b()), on), &asked(halves, (&a(), &b()), on));
    }

    #[test]
    fn renaming_has_no_effect(all in prop::collection::vec(plain(), 0..10), on in 0..SPAN) {
        let (y, z): (ActorId, ActorId) = (id!("yankee"), id!("zulu"));
        let renamed = |(at, each): (usize, &Plain)| {
            // The order of ids is turned round, too.
            each.item(&format!("r{}", 100 - at), (&z, &y), each.start, each.start + each.days)
        };
        let renamed = all.iter().enumerate().map(renamed).collect();
        same(&asked(items(&all), (&a(), &b()), on), &asked(renamed, (&z, &y), on));
    }

    #[test]
    fn more_for_never_lowers(all in prop::collection::vec(plain(), 1..10), more in plain(), on in 0..SPAN) {
        let row = SignTable::builtin().get(&more.kind()).expect("a row");
        prop_assume!(row.sign() == Some(Sign::Positive));
        let before = asked(items(&all), (&a(), &b()), on);
        let mut with = items(&all);
        with.push(more.item("more", (&a(), &b()), more.start, more.start + more.days));
        let after = asked(with, (&a(), &b()), on);
        if let (Some(before), Some(after)) = (before.score().value(), after.score().value()) {
            prop_assert!(after >= before - 1e-9);
        }
        prop_assert!(after.positive() >= before.positive() - 1e-9);
        prop_assert!((after.negative() - before.negative()).abs() < 1e-9);
    }

    #[test]
    fn parts_of_a_whole_never_lower_it_and_are_recomputed(
        all in prop::collection::vec((plain(), prop::option::of(any::<prop::sample::Index>())), 1..10),
        on in 0..SPAN,
    ) {
        let with = asked(nested(&all), (&a(), &b()), on);
        prop_assert_eq!(with.recompute(&Ties1::default()), with.score().value());
        if let (Some(score), Some((low, high))) = (with.score().value(), with.band()) {
            prop_assert!(low <= score && score <= high, "{}", with);
        }
        // Without the last relation, which no other may be a part of.
        let last = all.len() - 1;
        let is_whole = |whole: &Option<prop::sample::Index>| {
            whole.is_some_and(|whole| whole.index(all.len()) == last)
        };
        prop_assume!(!all[..last].iter().any(|(_, whole)| is_whole(whole)));
        let mut fewer = nested(&all);
        fewer.pop();
        let without = asked(fewer, (&a(), &b()), on);
        prop_assert!(without.positive() <= with.positive() + 1e-9);
        prop_assert!(without.negative() <= with.negative() + 1e-9);
    }

    #[test]
    fn a_stance_is_never_more_than_what_is_between(all in prop::collection::vec(plain(), 1..10), on in 0..SPAN) {
        let relations = Relations::of(items(&all));
        let model = Ties1::default();
        let pair = relations.alignment("acme", "bravo", &model).expect("both are known");
        let whole = pair.on(day(on));
        for actor in ["acme", "bravo"] {
            let stance = pair.clone().stance_of(actor).expect("one of them").on(day(on));
            prop_assert!(stance.positive() <= whole.positive() + 1e-9);
            prop_assert!(stance.negative() <= whole.negative() + 1e-9);
            let is_own = |ends: &Ends| match ends {
                Ends::Directed { from, .. } => *from == *actor,
                _ => true,
            };
            prop_assert!(stance.evidence().iter().all(|each| is_own(&each.ends)));
        }
    }
}
