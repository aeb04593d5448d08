//! Writers that fail and readers that stop: nothing is taken for whole that is not.

use std::io::{self, ErrorKind, Read, Write};

use detente::Dossier;
use detente::dossier::DossierFileError;
use detente::relations::{SignTable, Voices};
use detente::write::{self, GraphFile, GraphFileError, Loss};

use crate::bend::pick;
use crate::corpus::Corpus;
use crate::run::{Budget, run};

/// How a stream of bytes behaves.
#[derive(Clone, Copy, Debug)]
struct Manner {
    /// How many bytes pass before it fails, or ends.
    passes: usize,
    /// How many pass at a time.
    at_once: usize,
    /// Whether it is interrupted before each.
    interrupted: bool,
}

fn broken() -> io::Error {
    io::Error::new(ErrorKind::StorageFull, "no room")
}

fn is_broken(error: &io::Error) -> bool {
    error.kind() == ErrorKind::StorageFull
}

struct Failing<T> {
    inner: T,
    manner: Manner,
    passed: usize,
    /// Whether it was interrupted last.
    was: bool,
}

impl<T> Failing<T> {
    fn new(inner: T, manner: Manner) -> Self {
        Self { inner, manner, passed: 0, was: false }
    }

    /// How many of so many bytes pass now.
    fn next(&mut self, len: usize) -> io::Result<usize> {
        if self.manner.interrupted && !std::mem::replace(&mut self.was, true) {
            return Err(ErrorKind::Interrupted.into());
        }
        self.was = false;
        if self.passed >= self.manner.passes && len > 0 {
            return Err(broken());
        }
        Ok(len.min(self.manner.at_once).min(self.manner.passes - self.passed))
    }
}

impl Write for Failing<Vec<u8>> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let len = self.next(bytes.len())?;
        self.inner.extend(&bytes[..len]);
        self.passed += len;
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Failing<&[u8]> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.next(buffer.len())?;
        let len = self.inner.read(&mut buffer[..len])?;
        self.passed += len;
        Ok(len)
    }
}

/// The first bytes of a case say how the stream behaves, and the rest is what goes through it.
fn manner(bytes: &[u8]) -> Option<(Manner, &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<6>()?;
    let [a, b, c, at_once, interrupted, _] = head.map(usize::from);
    let passes = (a << 16 | b << 8 | c) % (rest.len() + 2);
    Some((
        Manner { passes, at_once: 1 + at_once * at_once, interrupted: interrupted % 3 == 0 },
        rest,
    ))
}

fn with_manner(dice: &mut support::bending::Dice, rest: &[u8]) -> Vec<u8> {
    let head = (0..6).map(|_| u8::try_from(dice.roll(256)).unwrap_or(0));
    head.chain(rest.iter().copied()).collect()
}

#[test]
fn a_stream_that_fails_is_never_taken_for_whole() {
    let corpus = Corpus::new();
    let dossiers: Vec<&[u8]> = corpus.dossiers().collect();
    let small = &dossiers[..dossiers.len() - 1];
    let make = |dice: &mut support::bending::Dice| {
        let from = if dice.roll(20) == 0 { &dossiers } else { small };
        let dossier = *pick(dice, from);
        with_manner(dice, dossier)
    };
    let (good, all) = run("streams", &Budget::of_cases(80), make, holds);
    assert_eq!(good, all);
}

pub(crate) fn holds(bytes: &[u8]) -> bool {
    let Some((manner, rest)) = manner(bytes) else { return false };
    read_through(manner, rest);
    let Ok(dossier) = Dossier::from_json_bytes(rest) else { return false };
    let whole = dossier.to_json().into_bytes();
    written_through(manner, &whole, |writer| dossier.write_json(writer));
    let relations = dossier.as_known().relations().build();
    let graph = relations.graph(SignTable::builtin(), &Voices::everyone()).expect("they are few");
    let formats: &[fn(&detente::graph::RelationGraph) -> GraphFile<'_>] = &[
        |graph| write::dot(graph),
        |graph| write::gexf(graph),
        |graph| write::graphml(graph),
        |graph| write::node_link(graph),
        #[cfg(feature = "csv")]
        |graph| write::tie_csv(graph),
    ];
    for format in formats {
        let file = format(&graph).accepting(Loss::ALL.iter().copied());
        let whole = file.to_text().expect("all is accepted").into_bytes();
        // The place of the failure lies within each file in its turn.
        let manner = Manner { passes: manner.passes % (whole.len() + 2), ..manner };
        written_through(manner, &whole, |writer| match file.to_writer(writer) {
            Err(GraphFileError::Io(error)) => Err(error),
            other => {
                other.expect("nothing but the writer fails");
                Ok(())
            }
        });
    }
    true
}

/// What reaches a writer is the start of the whole, and that it failed is told.
fn written_through(
    manner: Manner,
    whole: &[u8],
    write: impl FnOnce(&mut Failing<Vec<u8>>) -> io::Result<()>,
) {
    let mut writer = Failing::new(Vec::new(), manner);
    let answer = write(&mut writer);
    let reached = &writer.inner;
    assert!(whole.starts_with(reached), "{manner:?}: other bytes were written");
    match answer {
        Ok(()) => assert_eq!(reached.len(), whole.len(), "{manner:?}: not all was written"),
        Err(error) => {
            assert!(is_broken(&error), "{manner:?}: {error}");
            assert!(manner.passes < whole.len(), "{manner:?}: it had room");
        }
    }
}

/// A reader that fails is no dossier; one that is slow is the same; one that ends early is cut.
fn read_through(manner: Manner, bytes: &[u8]) {
    let same = |one: &Result<Dossier, DossierFileError>, bytes: &[u8]| match (
        one,
        Dossier::from_json_bytes(bytes),
    ) {
        (Ok(one), Ok(other)) => assert!(*one == other, "{manner:?}: another dossier"),
        (Err(one), Err(other)) => assert_eq!(one.issues(), other.issues(), "{manner:?}"),
        (one, other) => panic!("{manner:?}: {one:?} and {other:?}"),
    };
    match Dossier::from_json_reader("it", Failing::new(bytes, manner)) {
        Err(DossierFileError::Io { error, .. }) => {
            assert!(is_broken(&error) && manner.passes <= bytes.len(), "{manner:?}: {error}");
        }
        other => {
            assert!(manner.passes > bytes.len(), "{manner:?}: it took no notice of a failure");
            same(&other, bytes);
        }
    }
    let cut = &bytes[..manner.passes.min(bytes.len())];
    let slow = Manner { passes: usize::MAX, ..manner };
    same(&Dossier::from_json_reader("it", Failing::new(cut, slow)), cut);
}

#[cfg(not(feature = "csv"))]
pub(crate) fn table_holds(_: &[u8]) -> bool {
    true
}

#[cfg(feature = "csv")]
pub(crate) use tables::table_holds;

#[cfg(feature = "csv")]
mod tables {
    use detente::graph::{DatedTie, RelationGraph};
    use detente::read::{ReadError, TieCsv};

    use super::*;

    const TABLES: [&str; 3] = [
        "id,from,to,kind,sign,symmetric,intensity,earliest_start,latest_start,earliest_end,latest_end,open,censored,evidence,about\n\
         tie:pact,russia,north-korea,defence_obligation,+,false,1,2024-12-04,2024-12-04,,,end,false,a b,\n\
         _:1,japan,russia,concern,-,false,0.25,2024-06-19,2024-06-20,2024-06-19,,,true,,tie:pact\n\
         _:2,a,b,aid,,true,1,2030-08-12,,,2030-08-20,,false,,\n",
        "source;target;kind;start;end\n2;732;defence_obligation;1953-10-01;..\n\"2\";\"740\";aid;;1996~\n",
        "\u{feff}from,to,kind,start,end,on\r\na,b,aid,1961-07-06,still 2024-06-17,2024-06-17\r\n\r\n\"c \"\"d\"\"\",b,acme:x,2022,,2024-06-17",
    ];

    #[test]
    fn a_bent_table_is_read_row_by_row_and_none_is_passed_over() {
        let make = |dice: &mut support::bending::Dice| {
            let mut table = (*pick(dice, &TABLES)).to_owned();
            for _ in 0..dice.roll(4) {
                let lines: Vec<&str> = table.split('\n').collect();
                let line = (*pick(dice, &lines)).to_owned();
                let cells: Vec<&str> = line.split(',').collect();
                let cell = crate::dates::moved(pick::<&str>(dice, &cells), dice);
                let more = line.replacen(*pick(dice, &cells), &cell, 1);
                table = format!("{table}\n{more}");
            }
            let bytes = if dice.roll(3) == 0 {
                table.into_bytes()
            } else {
                crate::bend::bytes(table.as_bytes(), dice)
            };
            with_manner(dice, &bytes)
        };
        let (good, all) = run("tables", &Budget::of_cases(1_500), make, table_holds);
        assert!(good * 20 > all, "{good} of {all}");
    }

    /// Whether the table gave any tie.
    pub(crate) fn table_holds(bytes: &[u8]) -> bool {
        let Some((manner, rest)) = manner(bytes) else { return false };
        let options =
            || TieCsv::new().with_delimiter(if rest.contains(&b';') { b';' } else { b',' });
        let read = |bytes: &[u8], manner: Manner| -> Rows {
            options().for_reader(Failing::new(bytes, manner)).map(Iterator::collect)
        };
        let slow = Manner { passes: usize::MAX, ..manner };
        let fast = Manner { at_once: usize::MAX, interrupted: false, ..slow };
        let (whole, slowly) = (read(rest, fast), read(rest, slow));
        assert_eq!(said(&whole), said(&slowly), "{manner:?}");
        failing(&read(rest, manner), &whole, manner, rest.len());
        let Ok(rows) = whole else { return false };
        let ties: Vec<DatedTie> = rows.into_iter().flatten().collect();
        let any = !ties.is_empty();
        if let Ok(graph) = RelationGraph::from_ties(ties) {
            graph.verify().unwrap_or_else(|fault| panic!("{fault}"));
            let file = write::tie_csv(&graph).accepting(Loss::ALL.iter().copied());
            let table = file.to_text().expect("all is accepted");
            let again = TieCsv::new().for_text(&table).expect("its headings").all();
            assert!(again.problems.is_empty(), "{:?}\n{table}", again.problems);
            let again =
                RelationGraph::from_ties(again.ties).unwrap_or_else(|e| panic!("{e}\n{table}"));
            assert!(again == graph, "not read as written:\n{table}");
        }
        any
    }

    type Rows = Result<Vec<Result<DatedTie, ReadError>>, ReadError>;

    fn said(rows: &Rows) -> String {
        format!("{rows:?}")
    }

    /// Of a reader that fails the rows before are read as ever, the failure is the last, and told.
    fn failing(rows: &Rows, whole: &Rows, manner: Manner, len: usize) {
        let is_told = |error: &ReadError| match error {
            ReadError::Io { source, .. } => is_broken(source),
            _ => false,
        };
        match (rows, whole) {
            (Err(error), Ok(_)) => {
                assert!(is_told(error) && manner.passes <= len, "{manner:?}: {error}");
            }
            (Err(_), Err(_)) => {}
            (Ok(_), Err(error)) => panic!("{manner:?}: read, and not if it is whole: {error}"),
            (Ok(rows), Ok(whole)) => {
                let (last, before) = match rows.split_last() {
                    Some((Err(error), before)) if is_told(error) => (Some(error), before),
                    _ => (None, &rows[..]),
                };
                assert_eq!(last.is_some(), manner.passes <= len, "{manner:?}: {rows:?}");
                let all =
                    whole.iter().zip(before).all(|(a, b)| format!("{a:?}") == format!("{b:?}"));
                assert!(all, "{manner:?}: {before:?} and {whole:?}");
            }
        }
    }
}
