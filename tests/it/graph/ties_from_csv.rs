//! Tables of ties: what is read, what is refused and where, and that nothing is lost.

use std::io::{self, Read};

use detente::graph::{
    DatedTie, GraphBuilder, Projection, RelationGraph, RelationKind, Sign, TieView,
};
use detente::model::{ActorId, SourceId, TieId};
use detente::read::{ReadError, TieColumn, TieCsv};
use detente::time::{End, NaiveDate, Period, Truth, UncertainDate};
use detente::write::{self, Loss};
use detente::{date, id};
use proptest::prelude::*;

fn graph(options: TieCsv, table: &str) -> RelationGraph {
    let ties = options.for_text(table).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    let graph = RelationGraph::from_ties(ties).unwrap();
    graph.verify().unwrap();
    graph
}

#[track_caller]
fn problems(options: TieCsv, table: &str) -> Vec<String> {
    match options.for_text(table) {
        Ok(ties) => ties.all().problems.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[track_caller]
fn refuses(table: &str, expected: &str) {
    assert_eq!(problems(TieCsv::new(), table), [expected], "for {table:?}");
}

#[test]
fn three_columns_are_a_table() {
    let graph = graph(TieCsv::new(), "kind,to,from\naid,north-korea,china\n");
    let tie = graph.ties().next().unwrap();
    assert_eq!(
        (tie.from().as_str(), tie.to().as_str(), tie.kind()),
        ("china", "north-korea", "aid")
    );
    assert!(tie.is_open() && tie.has_no_start() && !tie.is_symmetric());
    assert_eq!((tie.sign(), tie.intensity(), tie.evidence().len()), (None, 1.0, 0));
    assert_eq!(graph.on(date!("1066-10-14")).ties().len(), 1);
}

#[test]
fn dates_are_edtf_and_say_what_is_not_known() {
    let table = "from,to,kind,start,end\n\
                 a,b,aid,1961-07-06,1996\n\
                 a,c,aid,2022,\n\
                 a,d,aid,..,still 2024-06-17\n\
                 a,e,aid,,..\n";
    let holds = |graph: &RelationGraph, to: &str, day| {
        let ties = graph.on(day).including_possible().between("a", &ActorId::new(to).unwrap());
        ties.unwrap().first().map(|tie| tie.holds())
    };
    let known = graph(TieCsv::new(), table);
    assert_eq!(holds(&known, "b", date!("1996-06-01")), Some(Truth::Maybe));
    assert_eq!(holds(&known, "c", date!("2030-01-01")), Some(Truth::Maybe));
    assert_eq!(holds(&known, "d", date!("2024-06-17")), Some(Truth::Yes));
    assert_eq!(holds(&known, "e", date!("2024-06-17")), Some(Truth::Maybe));
    let open = graph(TieCsv::new().blank_is_open(), table);
    assert_eq!(holds(&open, "c", date!("2030-01-01")), Some(Truth::Yes));
    assert_eq!(holds(&open, "e", date!("1066-10-14")), Some(Truth::Yes));
}

#[test]
fn a_table_of_other_people_is_read_by_what_is_said_of_it() {
    let table = "\u{feff}\"Country A\";\"Country B\"; type;note\r\n2;200;ally;\"a \"\"note\"\"; in\r\ntwo lines\"\r\n2;365;rival;\r\n";
    let options = TieCsv::new()
        .with_delimiter(b';')
        .with_column(TieColumn::From, "Country A")
        .with_column(TieColumn::To, "Country B")
        .with_column(TieColumn::Kind, "type")
        .with_kind("ally", RelationKind::DEFENCE_OBLIGATION)
        .with_namespace("mid");
    assert_eq!(
        problems(options.clone(), table),
        [
            r#"the text, line 1, column "note": found "note", expected a column of ties; TieCsv::without_column passes over what is none"#
        ]
    );
    let graph = graph(options.without_column("note"), table);
    let kinds: Vec<&str> = graph.ties().map(TieView::kind).collect();
    assert_eq!(kinds, ["defence_obligation", "mid:rival"]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cell = |heading: &str, text: &str, expected: &str| {
        refuses(
            &format!("from,to,kind,{heading}\na,b,aid,{text}\n"),
            &format!("the text, line 2, record 1, column {heading:?}: {expected}"),
        );
    };
    cell("sign", "plus", r#"found "plus", expected a sign: +, -"#);
    cell("symmetric", "yes", r#"found "yes", expected true, false or nothing"#);
    cell("intensity", "NaN", r#"found "NaN", expected a number above 0 and at most 1"#);
    cell("intensity", "high", r#"found "high", expected a number above 0 and at most 1"#);
    cell("open", "left", r#"found "left", expected start, end, both or nothing"#);
    cell("earliest_end", "2024-6-1", r#"found "2024-6-1", expected a day, YYYY-MM-DD"#);
    cell(
        "censored",
        "true",
        r#"found "true", expected false, or the day on which it was last heard of as its earliest end"#,
    );
    cell(
        "about",
        "_:3",
        r#"found "_:3", expected an id: letters and digits, then also - _ . /, at most 200 bytes"#,
    );
    cell(
        "start",
        "1.7.2024",
        r#"found "1.7.2024", expected an EDTF date, open, unknown or still 2024-06-17: write 2024-07-01"#,
    );
    refuses(
        "from,to,kind\na,b,defense_obligation\n",
        r#"the text, line 2, record 1, column "kind": found "defense_obligation", expected a kind of relation, or one of your own with a namespace (acme:word), which TieCsv::with_namespace gives it; nearest is "defence_obligation""#,
    );
    refuses(
        "from,to,kind,start,end\na,b,aid,2024,2023\n",
        r#"the text, line 2, record 1, column "end": found "2024/2023", expected a period such as 1961-07/1996 or 2012-05-07/..: it ends before it starts"#,
    );
    refuses(
        "from,to,kind\n,b,aid\n",
        r#"the text, line 2, record 1, column "from": found nothing, expected the id of an actor"#,
    );
    refuses(
        "from,to,kind,end,open\na,b,aid,2024,end\n",
        r#"the text, line 2, record 1, column "open": found "end", expected no date at an end that is open"#,
    );
    refuses(
        "from,to,kind,on\na,b,aid,2024-06-17\na,b,aid,2024-06-18\n",
        r#"the text, line 3, record 2, column "on": found "2024-06-18", expected "2024-06-17" as before, for a tie of two days would be two"#,
    );
}

#[test]
fn headings_are_all_known_and_stand_once() {
    refuses("", "the text, line 1: found nothing, expected a row of headings");
    refuses(
        "from,to\na,b\n",
        r#"the text, line 1: found the headings from, to, expected also "kind"; TieCsv::with_column reads another"#,
    );
    refuses(
        "from,to,kind,kind\n",
        r#"the text, line 1, column "kind": found "kind" a second time, expected each key once"#,
    );
    refuses(
        "from,source,to,kind\n",
        r#"the text, line 1, column "source": found "from" beside "source", expected one of the two, which say the same"#,
    );
    refuses(
        "from,to,kind,start,latest_start\n",
        r#"the text, line 1: found "start" beside "latest_start", expected one of the two, which say the same"#,
    );
    refuses(
        "from;to;kind\n",
        r#"the text, line 1, column "from;to;kind": found "from;to;kind", expected headings between commas; TieCsv::with_delimiter sets another delimiter"#,
    );
    assert_eq!(TieCsv::new().for_text("from,to,kind").unwrap().count(), 0);
    let table = "from,to,kind,score\na,b,aid,7\n";
    assert_eq!(TieCsv::new().without_other_columns().for_text(table).unwrap().count(), 1);
}

#[test]
fn after_a_wrong_record_the_next_is_read() {
    let table = "from,to,kind\na,b,aid\na,b\n\"a\nb\",c,aid\nb,c,aid\n";
    let all = TieCsv::new().for_text(table).unwrap().all();
    assert_eq!(all.ties.len(), 2);
    let places: Vec<_> = all
        .problems
        .iter()
        .map(|problem| problem.record().map(|record| (record.record(), record.line())).unwrap())
        .collect();
    assert_eq!(places, [(Some(2), 3), (Some(3), 4)]);
    assert_eq!(
        all.problems[0].to_string(),
        "the text, line 3, record 2: found 2 fields, expected 3 fields, as many as headings"
    );
}

#[test]
fn a_file_that_is_cut_within_quotation_marks_is_told() {
    refuses(
        "from,to,kind\na,b,\"aid",
        "the text, line 2, record 1: found a quotation mark that is never closed, \
         expected a second one before the end; nothing after it is read",
    );
    refuses(
        "from,to,kind\n\"a,b,aid\nb,c,aid\n",
        "the text, line 2, record 1: found a quotation mark that is never closed, \
         expected a second one before the end; nothing after it is read",
    );
    refuses(
        "from,to,\"kind\n",
        "the text, line 1: found a quotation mark that is never closed, \
         expected a second one before the end; nothing after it is read",
    );
    assert!(problems(TieCsv::new(), "from,to,kind\na,b,aid").is_empty());
}

/// A row that never ends.
struct Endless(&'static [u8]);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        if count > 0 {
            return Ok(count);
        }
        buffer.fill(b'x');
        Ok(buffer.len())
    }
}

#[test]
fn a_record_without_an_end_does_not_fill_the_memory() {
    let ties = TieCsv::new().for_reader(Endless(b"from,to,kind\na,b,aid\n\"")).unwrap();
    let all = ties.all();
    assert_eq!((all.ties.len(), all.problems.len()), (1, 1));
    assert_eq!(
        all.problems[0].to_string(),
        "the reader, line 3, record 2: found a record of more than 1048576 bytes, expected shorter \
         ones, with each quotation mark closed; nothing after it is read"
    );
    let huge = format!("from,to,kind\na,b,\"{}\"\n", "y".repeat(1_000_000));
    let found = &problems(TieCsv::new(), &huge)[0];
    assert!(found.len() < 400, "{found}");
}

#[test]
fn what_is_no_text_and_no_file_is_told() {
    let table: &[u8] = b"from,to,kind\ncura\xe7ao,b,aid\n";
    let ties = TieCsv::new().with_source_name("islands").for_reader(table).unwrap();
    let problems: Vec<ReadError> = ties.filter_map(Result::err).collect();
    assert_eq!(
        problems[0].to_string(),
        "islands, line 2, record 1, column \"from\": found bytes that are no UTF-8 after \"cura\", \
         expected text in UTF-8"
    );
    let error = TieCsv::new().for_path("no/such/file.csv").unwrap_err();
    assert!(error.is_io() && error.record().is_none());
    assert_eq!(error.to_string(), "no/such/file.csv could not be read");
    assert!(std::error::Error::source(&error).is_some());
}

fn day() -> impl Strategy<Value = NaiveDate> {
    // Days before our era and beyond four digits among them.
    (-1_000_000_i32..4_000_000)
        .prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).expect("within the calendar"))
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::Open),
        Just(End::Unknown),
        day().prop_map(End::Still),
        day().prop_map(End::from),
        (prop::option::of(day()), prop::option::of(day()))
            .prop_filter_map("backwards", |(a, b)| {
                UncertainDate::between(a, b).ok().map(End::On)
            }),
    ]
}

fn tie() -> impl Strategy<Value = DatedTie> {
    let period =
        (end(), end()).prop_filter_map("ends before it starts", |(a, b)| Period::new(a, b).ok());
    let kind = prop_oneof![
        prop::sample::select(RelationKind::all().collect::<Vec<_>>()),
        Just(RelationKind::new("acme:cyber-ops").unwrap()),
    ];
    let intensity = (1..=u32::MAX).prop_map(|n| f64::from(n) / f64::from(u32::MAX));
    let sources = prop::collection::vec(prop::sample::select(vec!["a", "b/1", "ü"]), 0..3);
    (period, kind, intensity, sources, 0..5_usize, 1..5_usize, 0..3_u8, any::<bool>()).prop_map(
        |(period, kind, intensity, sources, from, step, sign, symmetric)| {
            let actors = ["russia", "北朝鮮", "a.b/c", "1", "x-y_z"];
            let actor = |at: usize| ActorId::new(actors[at % 5]).unwrap();
            let new = if symmetric { DatedTie::between } else { DatedTie::directed };
            let tie = new(kind, actor(from), actor(from + step), &period).unwrap();
            let tie = tie.with_intensity(intensity).unwrap();
            let tie = tie.with_evidence(sources.into_iter().map(|id| SourceId::new(id).unwrap()));
            match sign {
                0 => tie.with_sign(Sign::Positive),
                1 => tie.with_sign(Sign::Negative),
                _ => tie,
            }
        },
    )
}

/// Some of the ties have ids, and some are about those.
fn named(ties: Vec<DatedTie>) -> Vec<DatedTie> {
    let id = |at: usize| TieId::new(&format!("t{at}")).unwrap();
    let name = |(at, tie): (usize, DatedTie)| match at % 3 {
        0 => tie.with_id(id(at)),
        1 => tie.about(id(at - 1)),
        _ => tie,
    };
    ties.into_iter().enumerate().map(name).collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_written_the_same(
        ties in prop::collection::vec(tie(), 0..40).prop_map(named),
        labelled: bool,
    ) {
        let graph = RelationGraph::from_ties(ties).unwrap();
        let mut file = write::tie_csv(&graph);
        if labelled {
            file = file.labels(|actor| format!("={actor}, \"so\"\r\ncalled "));
            file = file.accepting([Loss::Formulas]);
        }
        let text = file.to_text().unwrap();
        let read = TieCsv::new().for_text(&text).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
        let read = RelationGraph::from_ties(read).unwrap();
        read.verify().unwrap();
        prop_assert_eq!(&read, &graph);
        prop_assert_eq!(write::tie_csv(&read).to_text().unwrap(), write::tie_csv(&graph).to_text().unwrap());
    }

    #[test]
    fn a_day_is_read_as_its_ties(ties in prop::collection::vec(tie(), 0..40)) {
        let day = RelationGraph::from_ties(ties).unwrap().at(date!("2024-06-17"));
        let file = write::tie_csv(&day).accepting([Loss::ActorsWithoutTies]).to_text().unwrap();
        let read = TieCsv::new().for_text(&file).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
        let read = GraphBuilder::new().ties(read).build().unwrap().at(date!("2024-06-17"));
        prop_assert!(read.ties().map(|tie| tie.to_string()).eq(day.ties().map(|tie| tie.to_string())));
    }

    #[test]
    fn no_bytes_are_lost_or_end_in_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut table = b"from,to,kind\n".to_vec();
        table.extend(&bytes);
        let all = TieCsv::new().for_reader(table.as_slice()).unwrap().all();
        let is_blank = |byte: &u8| matches!(byte, b'\n' | b'\r');
        prop_assert_eq!(all.ties.len() + all.problems.len() > 0, !bytes.iter().all(is_blank));
    }
}

#[test]
fn a_reader_that_gives_a_byte_at_a_time_is_read_the_same() {
    struct Slow<'t>(&'t [u8]);
    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }
    let table = "\u{feff}from,to,kind,evidence\r\n\"a\",b,aid,\"x y\"\r\n\r\nb,\"c\",tension,";
    let slow: Vec<DatedTie> =
        TieCsv::new().for_reader(Slow(table.as_bytes())).unwrap().map(Result::unwrap).collect();
    let fast: Vec<DatedTie> = TieCsv::new().for_text(table).unwrap().map(Result::unwrap).collect();
    assert_eq!((slow.len(), &slow), (2, &fast));
    let from: ActorId = id!("a");
    assert_eq!(fast[0].from(), &from);
}

#[test]
fn a_mark_of_byte_order_in_a_piece_of_its_own_is_not_the_end() {
    let (mark, table): (&[u8], &[u8]) = (&[0xef, 0xbb, 0xbf], b"from,to,kind\na,b,aid\n");
    for marks in 0..4 {
        let mut pieces: Box<dyn Read> = Box::new(table);
        for _ in 0..marks {
            pieces = Box::new(mark.chain(pieces));
        }
        let ties = TieCsv::new().for_reader(pieces).expect("its headings").all();
        assert_eq!((ties.ties.len(), ties.problems.len()), (1, 0), "{marks} marks");
    }
}

#[test]
fn without_a_column_for_it_the_kind_says_whether_a_tie_leads_one_way() {
    let table = "from,to,kind\na,b,trade_agreement\na,b,aid\n";
    let ties = TieCsv::new().for_text(table).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    let graph = RelationGraph::from_ties(ties).unwrap();
    let day = graph.at(date!("2024-06-17"));
    let alike: Vec<bool> = day.ties().map(TieView::is_symmetric).collect();
    assert_eq!(alike.iter().filter(|alike| **alike).count(), 1);
    let back = day.project(Projection::simple());
    // One edge there, for both kinds, and one back.
    assert_eq!(back.degree(back.node("a").unwrap()), 2);
}

#[test]
fn the_day_of_a_table_is_a_day() {
    let table = "from,to,kind,on\na,b,aid,banana\na,b,aid,2024-01-01\na,c,aid,2024-01-01\n";
    let all = TieCsv::new().for_text(table).unwrap().all();
    assert_eq!((all.ties.len(), all.problems.len()), (2, 1));
    assert!(all.problems[0].to_string().contains("banana"), "{}", all.problems[0]);
}
