//! Files byte for byte.

use detente::date;
use support::files::in_repository;

use super::{described, formats, text, world};

/// Compares with a file; with `DETENTE_BLESS` set, writes it.
#[track_caller]
fn assert_as_agreed(name: &str, text: &str) {
    let folder = in_repository("tests/fixtures/golden/graph_files");
    let path = folder.join(name);
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    let line = agreed.lines().zip(text.lines()).position(|(one, other)| one != other);
    assert!(
        agreed == text,
        "{} is another text now, from line {:?}; if it is meant, run with DETENTE_BLESS=1",
        path.display(),
        line.map(|line| line + 1)
    );
}

#[test]
fn a_whole_graph_is_written_as_agreed() {
    let world = world();
    for (ending, write) in formats() {
        assert_as_agreed(&format!("world.{ending}"), &text(described(write((&world).into()))));
    }
    let possible = detente::write::gexf(&world).including_possible();
    assert_as_agreed("world.possible.gexf", &text(possible));
}

#[test]
fn a_day_is_written_as_agreed() {
    let day = world().at(date!("1996-05-01")).including_possible();
    for (ending, write) in formats() {
        assert_as_agreed(&format!("day.{ending}"), &text(described(write((&day).into()))));
    }
}

#[test]
fn the_order_of_entry_leaves_no_trace() {
    let tie = |from: &str, to: &str| {
        let during = "1950/1960".parse().expect("a period");
        let (from, to) = (from.parse().expect("an id"), to.parse().expect("an id"));
        detente::graph::DatedTie::directed(detente::model::TieKind::AID, from, to, &during).unwrap()
    };
    let graph = |ties: [(&str, &str); 2]| {
        detente::graph::RelationGraph::from_ties(ties.map(|(from, to)| tie(from, to))).unwrap()
    };
    let (one, other) = (graph([("a", "b"), ("c", "b")]), graph([("c", "b"), ("a", "b")]));
    for (_, write) in formats() {
        assert_eq!(text(write((&one).into())), text(write((&other).into())));
    }
}
