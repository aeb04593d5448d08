//! Blocs of signed graphs: what the definition promises, and how near to the best they come.

use std::collections::BTreeSet;

use detente::measure::Blocs;
use proptest::prelude::*;

type Pair = (usize, usize, f64);

/// The bloc of each node.
fn places(blocs: &Blocs, nodes: usize) -> Vec<usize> {
    let mut of = vec![usize::MAX; nodes];
    for (at, bloc) in blocs.iter().enumerate() {
        for node in bloc {
            assert_eq!(of[*node], usize::MAX, "{node} is in two blocs");
            of[*node] = at;
        }
    }
    assert!(!of.contains(&usize::MAX), "every node is in a bloc");
    of
}

/// What lies within blocs, added up.
fn within(of: &[usize], pairs: &[Pair]) -> f64 {
    pairs.iter().filter(|(a, b, _)| of[*a] == of[*b]).map(|(.., weight)| weight).sum()
}

fn pairs(nodes: usize) -> impl Strategy<Value = Vec<Pair>> {
    let pair = (0..nodes, 0..nodes, -1.0..1.0_f64);
    let pairs = prop::collection::vec(pair, 0..40);
    pairs.prop_map(|pairs| pairs.into_iter().filter(|(a, b, _)| a != b).collect())
}

#[test]
fn camps_are_found_and_ordered() {
    // 1, 3, 5 against 0, 2; 4 has no one; 6 is for 0 and 2 a little, and against nobody.
    let all = [(1, 3, 0.5), (3, 5, 0.9), (0, 2, 0.7), (0, 1, -0.8), (2, 5, -0.6), (6, 0, 0.1)];
    let blocs = Blocs::of(7, all).unwrap();
    let found: Vec<&[usize]> = blocs.iter().collect();
    // Of two as large, the one with the lowest node is first; then who is least against it.
    assert_eq!(found, [&[0, 2, 6][..], &[4], &[3, 5, 1]]);
    assert_eq!((blocs.count(), blocs.fit()), (3, Some(1.0)));
}

#[test]
fn what_goes_against_the_blocs_is_counted() {
    let blocs = Blocs::of(3, [(0, 1, 0.8), (1, 2, 0.6), (0, 2, -0.2)]).unwrap();
    assert_eq!(blocs.iter().collect::<Vec<_>>(), [[1, 0, 2]]);
    assert!((blocs.fit().unwrap() - 1.4 / 1.6).abs() < 1e-12);
}

#[test]
fn nothing_is_a_bloc_by_itself() {
    assert_eq!(Blocs::of(0, []).unwrap(), Blocs::default());
    let alone = Blocs::of(3, [(0, 1, 0.0)]).unwrap();
    assert_eq!(alone.iter().collect::<Vec<_>>(), [[0], [1], [2]]);
    assert_eq!(alone.fit(), None);
    // What cancels out but for rounding draws nobody together.
    let torn = [(0, 1, 0.1), (0, 1, 0.2), (0, 1, -0.3)];
    assert_eq!(Blocs::of(2, torn).unwrap().count(), 2);
}

#[test]
fn extremes_do_not_overflow() {
    let all = [(0, 1, f64::MAX), (0, 1, f64::MAX), (1, 2, -f64::MAX), (2, 3, f64::MIN_POSITIVE)];
    let blocs = Blocs::of(4, all).unwrap();
    assert_eq!(places(&blocs, 4)[0], places(&blocs, 4)[1]);
    assert!(blocs.fit().unwrap() <= 1.0);
}

#[test]
fn pairs_that_cannot_be_are_refused() {
    let says = |pair: Pair, text: &str| {
        let error = Blocs::of(2, [(0, 1, 1.0), pair]).unwrap_err();
        assert_eq!((error.at(), error.to_string().as_str()), (1, text));
    };
    says((0, 2, 1.0), "pair 1 of 0 and 2: found a node that is none of the 2");
    says((1, 1, 1.0), "pair 1 of 1 and 1: found one node twice, expected two");
    says((0, 1, f64::NAN), "pair 1 of 0 and 1: found the weight NaN, expected a finite number");
    says(
        (1, 0, f64::NEG_INFINITY),
        "pair 1 of 1 and 0: found the weight -inf, expected a finite number",
    );
}

/// Every way to put so many nodes in blocs.
fn partitions(nodes: usize) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for _ in 0..nodes {
        let longer = all.iter().flat_map(|of: &Vec<usize>| {
            let blocs = of.iter().max().map_or(0, |last| last + 1);
            (0..=blocs).map(move |bloc| [&of[..], &[bloc]].concat())
        });
        all = longer.collect();
    }
    all
}

#[test]
fn they_come_near_the_best_there_is() {
    let all = partitions(6);
    assert_eq!(all.len(), 203);
    let mut state = 7_u64;
    let mut random = move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 32).unwrap()) / f64::from(u32::MAX) * 2.0 - 1.0
    };
    let (mut best_found, mut share) = (0, 0.0);
    for _ in 0..300 {
        let pairs: Vec<Pair> = (0..6)
            .flat_map(|a| (a + 1..6).map(move |b| (a, b)))
            .map(|(a, b)| (a, b, random()))
            .collect();
        let found = within(&places(&Blocs::of(6, pairs.iter().copied()).unwrap(), 6), &pairs);
        let best = all.iter().map(|of| within(of, &pairs)).fold(0.0, f64::max);
        assert!(found <= best + 1e-9);
        best_found += usize::from(found > best - 1e-9);
        share += if best > 0.0 { found / best } else { 1.0 } / 300.0;
    }
    assert!(best_found > 250 && share > 0.98, "the best in {best_found} of 300, {share:.3} of it");
}

proptest! {
    #[test]
    fn no_join_and_no_move_would_gain(pairs in pairs(9)) {
        let of = places(&Blocs::of(9, pairs.iter().copied()).unwrap(), 9);
        let found = within(&of, &pairs);
        for (one, other) in (0..9).flat_map(|a| (0..9).map(move |b| (a, b))) {
            let joined: Vec<usize> = of.iter().map(|at| if *at == one { other } else { *at }).collect();
            prop_assert!(within(&joined, &pairs) < found + 1e-9);
            // A node that goes to another bloc, or alone.
            for bloc in [other, 9] {
                let mut moved = of.clone();
                moved[one] = bloc;
                prop_assert!(within(&moved, &pairs) < found + 1e-9);
            }
        }
    }

    #[test]
    fn neither_order_nor_direction_matters(pairs in pairs(9), seed in any::<usize>()) {
        let mut turned: Vec<Pair> = pairs.iter().map(|(a, b, weight)| (*b, *a, *weight)).collect();
        turned.rotate_left(seed % pairs.len().max(1));
        prop_assert_eq!(Blocs::of(9, pairs).unwrap(), Blocs::of(9, turned).unwrap());
    }

    #[test]
    fn camps_are_always_found(camp in prop::collection::vec(0..3_usize, 8), weights in prop::collection::vec(0.1..1.0_f64, 28)) {
        let ends = (0..8).flat_map(|a| (a + 1..8).map(move |b| (a, b)));
        let sign = |a: usize, b: usize| if camp[a] == camp[b] { 1.0 } else { -1.0 };
        let pairs: Vec<Pair> = ends.zip(weights).map(|((a, b), weight)| (a, b, weight * sign(a, b))).collect();
        let blocs = Blocs::of(8, pairs).unwrap();
        let found: BTreeSet<BTreeSet<usize>> = blocs.iter().map(|bloc| bloc.iter().copied().collect()).collect();
        let expected: BTreeSet<BTreeSet<usize>> = (0..3)
            .map(|each| (0..8).filter(|node| camp[*node] == each).collect::<BTreeSet<usize>>())
            .filter(|bloc| !bloc.is_empty())
            .collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(blocs.fit(), Some(1.0));
    }
}
