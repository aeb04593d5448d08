//! The names of the fields.

use std::collections::BTreeSet;

use detente::model::*;

/// In the short form of a record all of these stand in one object.
#[test]
fn the_fields_of_a_record_never_collide() {
    fn check<N: Noun>() -> NounKind {
        let fields =
            [N::Identity::NAMES, N::NAMES, N::Parts::NAMES, Provenance::NAMES, &["accounts"]];
        assert_distinct(N::NOUN.code(), &fields.concat());
        N::NOUN
    }
    fn check_part<P: PartKind>(part: &str) {
        assert_distinct(part, &[P::NAMES, Provenance::NAMES, &["accounts"]].concat());
    }
    macro_rules! nouns { ($($noun:ty),*) => { [$(check::<$noun>()),*] } }

    let checked = nouns![
        State,
        Person,
        Organisation,
        Place,
        Office,
        Tenure,
        Trip,
        Visit,
        Meeting,
        Agreement,
        Statement,
        Conflict,
        Tie,
        SameAs
    ];
    let nouns = NounKind::ALL.iter().filter(|noun| **noun != NounKind::Source);
    assert!(nouns.eq(&checked), "every noun is checked");

    check_part::<Member>("member");
    check_part::<Title>("title");
    check_part::<Leg>("leg");
    check_part::<Stop>("stop");
    check_part::<Delegate>("delegate");
    check_part::<Act>("act");
    check_part::<Obligation>("obligation");
}

fn assert_distinct(of: &str, fields: &[&str]) {
    let mut seen = BTreeSet::new();
    let twice: Vec<&&str> = fields.iter().filter(|field| !seen.insert(**field)).collect();
    assert!(twice.is_empty(), "a {of} has these fields twice: {twice:?}");
}
