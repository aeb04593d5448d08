//! What a file loses is told before it is written, and accepted by name.

use std::io;

use detente::graph::{DatedTie, GraphBuilder, RelationGraph};
use detente::model::TieKind;
use detente::write::{self, GraphFileError, Loss};
use detente::{date, id};

use super::world;

#[test]
fn what_is_certain_on_no_day_is_not_on_the_timeline() {
    let world = world();
    let file = write::gexf(&world);
    let losses = file.losses();
    let [lost] = &losses[..] else { panic!("{losses:?}") };
    assert_eq!((lost.loss(), lost.count()), (Loss::Uncertain, 4));
    assert_eq!(lost.first()[0], "atlantis");
    let (text, possible) =
        (super::text(file), super::text(write::gexf(&world).including_possible()));
    for (text, is_there) in [(text, false), (possible, true)] {
        // A tie of which an end is not there would make a reader invent that end.
        assert_eq!(text.contains(r#"id="atlantis""#), is_there);
        assert_eq!(text.contains(r#"target="atlantis""#), is_there);
        assert_eq!(text.contains("trade_agreement"), is_there);
    }
    assert_eq!(write::gexf(&world).including_possible().losses(), []);
    assert_eq!(write::gexf(&world.at(date!("1996-05-01"))).losses(), [], "a day has no timeline");
}

#[test]
fn a_refusal_names_what_to_accept_and_writes_nothing() {
    struct Untouched;
    impl io::Write for Untouched {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            panic!("nothing is written")
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let graph = GraphBuilder::new().actor(id!("iceland")).build().unwrap();
    let file = write::graphml(&graph).title("\u{0}").labels(|_| "\u{fffe}").signed_by("ok");
    let error = file.to_writer(Untouched).unwrap_err();
    assert_eq!(
        error.to_string(),
        "graphml does not carry 2 texts with characters that cannot be held: the title; the label of \
         iceland; accept Loss::Characters to write the rest"
    );
    let GraphFileError::Loss(error) = error else { panic!("{error}") };
    assert_eq!(error.losses(), file.losses());
    assert!(file.clone().accepting([Loss::Uncertain]).to_text().is_err());
    assert!(file.accepting([Loss::Characters]).to_text().is_ok());
}

#[test]
fn a_writer_that_fails_is_told_of() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let world = world();
    for (_, write) in super::formats() {
        let file = write((&world).into()).accepting(Loss::ALL.iter().copied());
        let error = file.to_writer(Full).unwrap_err();
        assert_eq!(error.to_string(), "the graph could not be written");
        let GraphFileError::Io(error) = error else { panic!("{error}") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}

#[test]
fn a_large_graph_goes_out_in_pieces() {
    struct Pieces {
        longest: usize,
        all: usize,
    }
    impl io::Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.longest = self.longest.max(bytes.len());
            self.all += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let during = "1950-01-01/1960-01-01".parse().unwrap();
    let tie = DatedTie::directed(TieKind::AID, id!("a"), id!("b"), &during).unwrap();
    let graph = RelationGraph::from_ties(vec![tie; 10_000]).unwrap();
    for (ending, write) in super::formats() {
        let mut pieces = Pieces { longest: 0, all: 0 };
        write((&graph).into()).to_writer(&mut pieces).unwrap();
        assert!(pieces.longest < 20_000 && pieces.all > 700_000, "{ending}: {}", pieces.longest);
    }
}

#[cfg(feature = "csv")]
#[test]
fn a_table_of_ties_loses_what_is_of_actors_and_of_the_whole() {
    let world = world();
    let losses = write::tie_csv(&world).title("T").losses();
    let found: Vec<_> = losses.iter().map(|lost| (lost.loss(), lost.count())).collect();
    let expected = [(Loss::Heading, 1), (Loss::ActorsWithoutTies, 1), (Loss::Existence, 4)];
    assert_eq!(found, expected);
    let all = losses.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(all[2], "when 4 actors exist: atlantis; baltic; north-korea …");
}

#[test]
fn nothing_is_lost_without_need() {
    let during = "1950-01-01/1960-01-01".parse().unwrap();
    let tie = DatedTie::directed(TieKind::AID, id!("a"), id!("b"), &during).unwrap();
    let graph = RelationGraph::from_ties([tie]).unwrap();
    let empty = RelationGraph::from_ties([]).unwrap();
    for (_, write) in super::formats() {
        for of in [&graph, &empty] {
            assert_eq!(write(of.into()).losses(), []);
            assert!(write(of.into()).to_text().is_ok());
        }
    }
    let forever = GraphBuilder::new()
        .actor_during(id!("a"), [&"../..".parse().unwrap()])
        .tie(DatedTie::directed(TieKind::AID, id!("a"), id!("b"), &during).unwrap());
    let forever = forever.build().unwrap();
    for (_, write) in super::formats() {
        assert_eq!(write((&forever).into()).losses(), [], "always is no spell");
    }
}

#[cfg(feature = "csv")]
#[test]
fn a_label_that_a_spreadsheet_would_run_is_told_and_can_be_defused() {
    let tie = DatedTie::directed(TieKind::AID, id!("a"), id!("b"), &"2024/..".parse().unwrap());
    let graph = GraphBuilder::new().tie(tie.unwrap()).actor(id!("alone")).build().unwrap();
    let accepted = [Loss::ActorsWithoutTies];
    for begin in ["=", "+", "-", "@", "\t", "\r", "\n"] {
        let label = format!("{begin}cmd|' /C calc'!A0");
        let file = || write::tie_csv(&graph).labels(|_| &*label).accepting(accepted);
        let lost: Vec<_> = file().losses().iter().map(|lost| (lost.loss(), lost.count())).collect();
        // The label of who is in no row is not written.
        assert_eq!(lost, [(Loss::ActorsWithoutTies, 1), (Loss::Formulas, 2)]);
        assert!(matches!(file().to_text(), Err(GraphFileError::Loss(_))));
        let cell = |text: String| {
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            let row = rows.records().next().unwrap().unwrap();
            row.get(row.len() - 1).unwrap().to_owned()
        };
        let plain = file().accepting([Loss::Formulas]).to_text().unwrap();
        assert_eq!(cell(plain), label);
        let defused = file().defusing_formulas().accepting([Loss::Formulas]);
        assert_eq!(defused.losses().len(), 1);
        assert_eq!(cell(defused.to_text().unwrap()), format!("'{label}"));
    }
    for harmless in ["Korea", "a=b", " =1", "'=1", ""] {
        let file = write::tie_csv(&graph).labels(|_| harmless).accepting(accepted);
        assert_eq!(file.to_text().unwrap(), file.defusing_formulas().to_text().unwrap());
    }
}
