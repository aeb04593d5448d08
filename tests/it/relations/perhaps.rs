//! Ties of which it is uncertain whether they are at all: what an agreement that was in force at an
//! uncertain time owes at another.

use detente::graph::{RelationGraph, TieView};
use detente::relations::{Relations, SignTable, Voices};
use detente::time::{NaiveDate, Period, Truth};
use detente::{Dossier, date};
use proptest::prelude::*;
use support::shared::shared;

fn relations(text: &str) -> Relations {
    let dossier = Dossier::from_json(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    dossier.as_known().relations().build()
}

fn graph(relations: &Relations) -> RelationGraph {
    let graph = relations.graph(SignTable::builtin(), &Voices::everyone()).expect("they are few");
    assert_eq!(graph.verify(), Ok(()));
    graph
}

/// A pact with these acts, and the defence owed under it for this time.
fn owed(acts: &str, during: &str) -> String {
    format!(
        r#"{{"detente": 1, "source": "a", "sources": {{"a": {{"published": "2039-06-17"}}}},
        "states": {{"alba": {{}}, "borea": {{}}}},
        "agreements": {{"pact": {{"form": "treaty", "parties": ["alba", "borea"], "acts": {{{acts}}},
            "obligations": {{"alba borea defence": {{{during}}}}}}}}}}}"#
    )
}

fn whole(text: &str) -> Period {
    text.parse().expect("a period")
}

/// What the graph says of a duty of one day under a pact in force from some day of that year.
fn is_one_possible_tie(graph: &RelationGraph) {
    let ever = [whole("2030-01-01/2030-12-31"), whole("2030-08-12"), whole("../..")];
    for period in &ever {
        assert_eq!(graph.during(period).ties().len(), 0, "certain during {period}");
        let ties = graph.during(period).including_possible().ties();
        assert_eq!(ties.map(TieView::holds).collect::<Vec<_>>(), [Truth::Maybe]);
    }
    for (day, possible) in
        [(date!("2030-08-11"), 0), (date!("2030-08-12"), 1), (date!("2030-08-13"), 0)]
    {
        assert_eq!(graph.on(day).ties().len(), 0);
        assert_eq!(graph.on(day).including_possible().ties().len(), possible, "on {day}");
        graph.at(day).verify().unwrap();
    }
    let tie = graph.ties().next().expect("one tie");
    let day = Some(date!("2030-08-12"));
    assert_eq!((tie.earliest_start(), tie.latest_end()), (day, day));
    assert_eq!((tie.latest_start(), tie.earliest_end()), (None, None));
    assert!(!tie.is_open() && !tie.has_no_start() && !tie.is_censored());
    assert_eq!(tie.to_string(), "defence obligation: alba → borea, 2030-08-12.. to ..2030-08-12");
}

#[test]
fn a_duty_of_one_day_under_a_pact_of_that_year_may_not_be_at_all() {
    let text = owed(r#""in_force": {"when": "2030"}"#, r#""during": "2030-08-12""#);
    is_one_possible_tie(&graph(&relations(&text)));
    if let Some(case) = shared("cases/ob1-relations-that-cannot-be.json") {
        is_one_possible_tie(&graph(&relations(&case)));
    }
}

#[cfg(feature = "csv")]
#[test]
fn its_row_tells_neither_its_latest_start_nor_its_earliest_end() {
    use detente::write;

    let text = owed(r#""in_force": {"when": "2030"}"#, r#""during": "2030-08-12""#);
    let graph = graph(&relations(&text));
    let table = write::tie_csv(&graph).accepting([write::Loss::Existence]).to_text().unwrap();
    let row = table.lines().nth(1).unwrap();
    assert!(row.contains(",2030-08-12,,,2030-08-12,,false,"), "{row}");
    is_one_possible_tie(&read_back(&table));
}

#[cfg(feature = "csv")]
fn read_back(table: &str) -> RelationGraph {
    let rows = detente::read::TieCsv::new().for_text(table).unwrap();
    let ties = rows.collect::<Result<Vec<_>, _>>().unwrap_or_else(|e| panic!("{e}\n{table}"));
    let graph = RelationGraph::from_ties(ties).unwrap();
    graph.verify().unwrap();
    graph
}

#[cfg(feature = "csv")]
#[test]
fn in_a_table_without_such_columns_what_is_not_told_is_only_unknown() {
    let ever = whole("../..");
    let certain = |table: &str| read_back(table).during(&ever).ties().len();
    let row = "a,b,aid,2030-08-12,,,2030-08-20";
    let headings = "from,to,kind,earliest_start,latest_start,earliest_end,latest_end";
    assert_eq!(certain(&format!("{headings}\n{row}\n")), 0);
    assert_eq!(
        certain("from,to,kind,earliest_start,latest_end\na,b,aid,2030-08-12,2030-08-20\n"),
        1
    );
    assert_eq!(certain(&format!("{headings}\na,b,aid,2030-08-12,2030-08-15,,2030-08-20\n")), 1);
    // Nothing at all is told of its time: it is some time.
    assert_eq!(certain(&format!("{headings}\na,b,aid,,,,\n")), 1);
}

#[test]
fn a_tie_that_is_against_itself_is_about_nothing() {
    let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2039-06-17"}},
        "states": {"alba": {}, "borea": {}},
        "ties": {"t": {"kind": "sanctions", "from": "alba", "to": "borea", "against": ["tie:t"]}}}"#;
    let graph = graph(&relations(text));
    assert!(graph.tie("t").unwrap().object().is_none());
}

/// A time told in one of many ways, over three years.
fn told() -> impl Strategy<Value = String> {
    (0..1_095_u64, 0..200_u64, 0..6_u8).prop_map(|(first, more, form)| {
        let first = date!("2030-01-01") + chrono::Days::new(first);
        match form {
            0 => first.format("%Y").to_string(),
            1 => first.format("%Y-%m").to_string(),
            2 => format!("../{first}"),
            3 => format!("{first}/{}", first + chrono::Days::new(more)),
            _ => first.to_string(),
        }
    })
}

/// A pact with acts of all sorts, and for how long something is owed under it.
fn world() -> impl Strategy<Value = String> {
    let acts = ["in_force", "suspended", "resumed", "terminated", "provisionally_applied"];
    let acts = prop::collection::vec((0..acts.len(), prop::option::of(told())), 1..5).prop_map(
        move |chosen| {
            let mut all = std::collections::BTreeMap::new();
            for (act, when) in chosen {
                let when = when.map_or_else(String::new, |when| format!(r#""when": "{when}""#));
                all.insert(acts[act], when);
            }
            let act = |(act, when): (&str, String)| format!(r#""{act}": {{{when}}}"#);
            all.into_iter().map(act).collect::<Vec<_>>().join(", ")
        },
    );
    let during = (told(), told(), 0..7_u8).prop_map(|(from, to, form)| match form {
        0 => String::new(),
        1 => r#""during": {"from": "2031", "to": "open"}"#.to_owned(),
        2 => format!(r#""during": {{"from": "unknown", "to": "{}"}}"#, last(&to)),
        3 => format!(r#""during": {{"from": "2029", "to": "still {}"}}"#, last(&to)),
        _ => format!(r#""during": "{from}""#),
    });
    (acts, during).prop_map(|(acts, during)| owed(&acts, &during))
}

/// The day a told time ends on, if it ends on one, or else its year.
fn last(told: &str) -> &str {
    told.rsplit('/').next().filter(|day| day.len() == 10).unwrap_or("2031-05-05")
}

fn days() -> impl Iterator<Item = NaiveDate> {
    date!("2028-12-31").iter_days().step_by(13).take_while(|day| *day < date!("2034-01-01"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..Default::default() })]

    #[test]
    fn what_is_owed_is_a_tie_when_it_holds(text in world()) {
        let relations = relations(&text);
        let graph = graph(&relations);
        let is_owed = |tie: &TieView<'_>| tie.kind() == "defence_obligation";
        let owed = relations.iter().find(|each| each.kind().as_str() == "defence_obligation");
        for day in days() {
            let holds = owed.map_or(Truth::No, |owed| owed.holds_on(day));
            let ties = graph.ties().filter(is_owed).map(|tie| tie.holds_on(day));
            let tied = Truth::any(ties);
            prop_assert_eq!(tied.is_possible(), holds.is_possible(), "on {}: {}", day, text);
            prop_assert!(!tied.is_certain() || holds.is_certain(), "on {}: {}", day, text);
        }
        // What may not be at all is certain in no time, however long.
        for tie in graph.ties().filter(|tie| tie.latest_start().is_none() && tie.earliest_end().is_none()) {
            if !tie.is_open() && !tie.has_no_start() && (tie.earliest_start().is_some() || tie.latest_end().is_some()) {
                let ever = graph.during(&whole("../..")).ties();
                prop_assert!(ever.into_iter().all(|other| other.ix() != tie.ix()), "{}: {}", tie, text);
            }
        }
    }
}

#[cfg(feature = "csv")]
proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..Default::default() })]

    #[test]
    fn what_may_not_be_is_read_back_as_it_was_written(text in world()) {
        use detente::write::{self, Loss};

        let graph = graph(&relations(&text));
        let file = write::tie_csv(&graph).accepting([Loss::ActorsWithoutTies, Loss::Existence]);
        let again = read_back(&file.to_text().unwrap());
        if again.actors().eq(graph.actors()) {
            prop_assert_eq!(&again, &graph);
        }
        prop_assert_eq!(again.tie_count(), graph.tie_count());
        for period in ["../..", "2030", "2030-03/2031-04", "2031-06-17"] {
            let of = |graph: &RelationGraph| {
                let all = graph.during(&whole(period)).including_possible().ties();
                all.map(|tie| (tie.to_string(), tie.holds())).collect::<Vec<_>>()
            };
            prop_assert_eq!(of(&again), of(&graph), "{}: {}", period, text);
        }
    }
}
