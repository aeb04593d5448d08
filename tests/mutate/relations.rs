//! What holds of the relations that a knowledge comes to, of their graph, its files and its scores.

use std::hint::black_box;

use detente::date;
use detente::graph::{Projection, RelationGraph, TieView};
use detente::knowledge::Knowledge;
use detente::relations::{Alignment, AlignmentModel, Relations, SignTable, Ties1, Voices};
use detente::time::{NaiveDate, Period};
use detente::write::{self, GraphFile, Loss};

const DAYS: [NaiveDate; 4] =
    [date!("2024-06-19"), date!("2020-01-01"), NaiveDate::MIN, NaiveDate::MAX];

pub(crate) fn hold(known: &Knowledge) {
    for relations in
        [known.relations().build(), known.relations().deriving_from_relations().build()]
    {
        for relation in relations.iter() {
            black_box(relation.to_string());
        }
        scores(&relations);
        for voices in [Voices::own(), Voices::everyone()] {
            let graph = relations.graph(SignTable::builtin(), &voices).expect("they are few");
            holds(&graph);
        }
    }
}

/// A graph keeps its invariants; what is certain in no time is so on no day; files lose nothing.
fn holds(graph: &RelationGraph) {
    graph.verify().unwrap_or_else(|fault| panic!("{fault}"));
    for day in DAYS {
        let (certain, possible) = (graph.at(day), graph.at(day).including_possible());
        certain.verify().and_then(|()| possible.verify()).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(certain.tie_count() <= possible.tie_count());
        let on = graph.on(day).ties().map(TieView::ix);
        assert!(on.eq(certain.ties().map(TieView::ix)), "a window is another day than a snapshot");
        let projection = possible.project(Projection::simple());
        projection.verify().unwrap_or_else(|fault| panic!("{fault}"));
    }
    let ever: Period = "../..".parse().expect("a period");
    for tie in graph.during(&ever).ties() {
        assert!(tie.holds().is_certain());
        assert!(
            tie.earliest_start() <= tie.latest_start() || tie.latest_start().is_none(),
            "{tie}"
        );
    }
    files(graph);
}

fn text(file: GraphFile<'_>) -> String {
    file.accepting(Loss::ALL.iter().copied()).to_text().expect("all is accepted")
}

fn files(graph: &RelationGraph) {
    black_box((text(write::dot(graph)), text(write::node_link(graph))));
    for xml in [text(write::graphml(graph)), text(write::gexf(graph))] {
        roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    }
    #[cfg(feature = "csv")]
    {
        let table = text(write::tie_csv(graph));
        let all = detente::read::TieCsv::new().for_text(&table).expect("its headings").all();
        assert!(all.problems.is_empty(), "{:?}\n{table}", all.problems);
        let again = RelationGraph::from_ties(all.ties).unwrap_or_else(|e| panic!("{e}\n{table}"));
        again.verify().unwrap_or_else(|fault| panic!("{fault}"));
        if graph.tie_count() > 0 {
            assert_eq!(text(write::tie_csv(&again)), table, "read and written again");
        }
    }
}

/// Scores lie in their bands, and follow from their evidence.
fn scores(relations: &Relations) {
    let model = Ties1::default();
    let everyone = relations.dyads(&model).voices(Voices::everyone());
    for day in [date!("2024-06-19"), date!("2031-01-01")] {
        for alignment in everyone.on(day) {
            score_holds(&alignment, &model);
        }
        black_box(everyone.triads(day).len());
    }
    for moved in everyone.moved(date!("2024-06-01"), date!("2024-07-01")) {
        black_box((moved.change(), moved.relations()));
    }
}

fn score_holds(alignment: &Alignment, model: &dyn AlignmentModel) {
    let score = alignment.score().value();
    assert_eq!(alignment.recompute(model), score, "{alignment}");
    assert!((0.0..=1.0).contains(&alignment.positive()), "{alignment}");
    assert!((0.0..=1.0).contains(&alignment.negative()), "{alignment}");
    if let (Some(score), Some((low, high))) = (score, alignment.band()) {
        assert!(low <= score && score <= high, "{alignment}");
        assert!((-1.0..=1.0).contains(&low) && (-1.0..=1.0).contains(&high), "{alignment}");
    }
}
