//! The room `systems`: many rows of one code, many polities of one name, long columns and texts.

use std::fmt::Write as _;

use detente::date;
use detente::systems::{At, CodeSystem, DyadOrder, NameFinder, Systems};

use super::count::{grows_in_proportion, stays_the_same};

const SIZES: [usize; 2] = [1_000, 4_000];

/// So many polities, all called Ruritania too.
fn namesakes(count: usize) -> Systems {
    let mut polities = "id,name,kind,from,to\n".to_owned();
    let mut names = "polity,name,sort,lang,from,to\n".to_owned();
    for i in 0..count {
        let _ = writeln!(polities, "p-{i},Place {i},state,,");
        let _ = writeln!(names, "p-{i},Ruritania,,,,");
    }
    let systems = Systems::empty_builder().polities("p", polities).names("n", names).build();
    systems.expect("the tables are right")
}

/// A list in which one code stands for another polity each year, or each second year for the same.
fn many_rows(count: usize, polities: usize) -> Systems {
    let mut of = "id,name,kind,from,to\n".to_owned();
    for i in 0..polities {
        let _ = writeln!(of, "p-{i},Place {i},state,,");
    }
    let mut codes = "system,code,polity,from,to\n".to_owned();
    let first = date!("0001-01-01");
    for system in ["acme:a", "acme:b"] {
        for i in 0..count {
            let day = first + chrono::Days::new(2 * i as u64);
            let _ = writeln!(codes, "{system},X,p-{},{day},{day}", i % polities);
        }
    }
    let editions = "system,edition,first_day,last_day\n\
        acme:a,1,0001-01-01,2000-01-01\nacme:b,1,0001-01-01,2000-01-01\n";
    let builder = Systems::empty_builder().polities("p", of).editions("e", editions);
    builder.codes("c", codes).build().expect("the tables are right")
}

fn system(name: &str) -> CodeSystem {
    CodeSystem::new(name).expect("a system")
}

/// The names of today, with all that is made when a name or a text is first asked about: to be called where an
/// input is made, so that it is not counted.
fn names_of_today() -> NameFinder<'static> {
    let (systems, day) = (Systems::builtin(), date!("2024-06-17"));
    systems.names(day).find("Rusian");
    systems.mentions("Élan Russia", day).count();
    systems.names(day)
}

#[test]
fn columns_of_names() {
    let distinct = ["Russia", "Mali", "Korea", "Oz", "Chad"];
    let rows = |rows: usize| (0..rows).map(|row| distinct[row % 5]).collect::<Vec<_>>();
    let column = |size: usize| (names_of_today(), rows(size));
    grows_in_proportion("a column of names", SIZES, column, |(names, rows)| names.column(rows));
    let found = |size: usize| names_of_today().column(&rows(size));
    grows_in_proportion("its codes", SIZES, found, |found| found.codes(&CodeSystem::ISO3));
    grows_in_proportion("its polities", SIZES, found, |found| found.polities().count());
}

#[test]
fn columns_of_codes() {
    let day = date!("1990-01-01");
    let input = |rows: usize| {
        let systems = Systems::builtin();
        // The lists are read when they are first asked for.
        systems.convert(&CodeSystem::COW, "2", &CodeSystem::GW, day);
        let codes: Vec<&str> = (0..rows).map(|row| ["2", "365", "999", "710"][row % 4]).collect();
        (systems, codes, vec![day; rows])
    };
    grows_in_proportion("a column of codes", SIZES, input, |(systems, codes, days)| {
        systems.convert_column(&CodeSystem::COW, codes, &CodeSystem::GW, days).is_ok()
    });
}

#[test]
fn polities_of_one_name() {
    let find = |systems: &Systems| systems.names(At::Ever).find("ruritania").candidates().len();
    grows_in_proportion("a name of many", SIZES, namesakes, find);
    let parts = |systems: &Systems| {
        let found = systems.names(At::Ever).find("Ruritania (Ruritania)");
        assert!(found.candidates().len() >= SIZES[0]);
    };
    grows_in_proportion("a name of many in parts", SIZES, namesakes, parts);
    let mention = |systems: &Systems| {
        let found = systems.mentions("Ruritania spoke.", At::Ever).next().expect("a mention");
        assert!(found.names().len() >= SIZES[0]);
    };
    grows_in_proportion("a mention of many", SIZES, namesakes, mention);
}

#[test]
fn mentions_in_a_text() {
    let text = |of: &'static str| {
        move |size: usize| {
            names_of_today();
            of.repeat(size)
        }
    };
    let count = |text: &String| Systems::builtin().mentions(text, date!("2024-06-17")).count();
    let sentence = text("Russia and North Korea met in Île-de-France. ");
    grows_in_proportion("mentions", SIZES, sentence, count);
    grows_in_proportion("one long word", SIZES, text("Russ"), count);
    grows_in_proportion("one name", SIZES, text("Papua New Guinea "), count);
}

#[test]
fn rows_of_one_code() {
    let (a, b) = (system("acme:a"), system("acme:b"));
    for of in [1, 2, 500] {
        let systems = |rows: usize| many_rows(rows, of);
        let converter = |systems: &Systems| systems.converter(&a, &b).is_ok();
        grows_in_proportion("a converter", SIZES, systems, converter);
        let convert = |systems: &Systems| systems.convert(&a, "X", &b, At::Ever).status();
        grows_in_proportion("a conversion", SIZES, systems, convert);
        let polities = |systems: &Systems| {
            let all = systems.polity_of(&a, "X", At::Ever);
            assert_eq!(all.candidates().len(), of);
        };
        grows_in_proportion("the polities of a code", SIZES, systems, polities);
        let spells = |systems: &Systems| {
            let membership = systems.membership(&a).expect("a list");
            membership.spells().map(|spell| spell.polities().len()).sum::<usize>()
        };
        grows_in_proportion("the polities of spells", SIZES, systems, spells);
        let column = |systems: &Systems| {
            let converter = systems.converter(&a, &b).expect("the lists are there");
            let days = vec![date!("0002-01-01"); SIZES[0]];
            converter.column(&vec!["X"; SIZES[0]], &days).map(|column| column.len())
        };
        grows_in_proportion("a column of a converter", SIZES, systems, column);
        let codes = |systems: &Systems| {
            systems.polities().map(|polity| polity.codes().len()).sum::<usize>()
        };
        grows_in_proportion("the codes of polities", SIZES, systems, codes);
    }
}

#[test]
fn one_day_of_many_rows() {
    let a = system("acme:a");
    let systems = |rows: usize| many_rows(rows, 500);
    // Whatever the number of rows, for one day few of them are looked at and one is kept.
    stays_the_same("the polity of a code", SIZES, systems, |systems| {
        assert!(systems.polity_of(&a, "X", date!("0002-01-02")).exact().is_some());
    });
}

#[test]
fn panels_of_many_spells() {
    let a = system("acme:a");
    let systems = |rows: usize| many_rows(rows, 3);
    let dyads = |systems: &Systems| {
        let membership = systems.membership(&a).expect("a list");
        membership.dyad_years(DyadOrder::Directed).count() + membership.state_days().count()
    };
    grows_in_proportion("panels", SIZES, systems, dyads);
}

#[test]
fn successions_of_many_polities() {
    let systems = |count: usize| {
        let mut polities = "id,name,kind,from,to\n".to_owned();
        let mut links = "from,to,kind,day\n".to_owned();
        for i in 0..count {
            let _ = writeln!(polities, "p-{i},Place {i},state,,");
            let _ = writeln!(links, "p-{i},p-{},secession,", (i + 1) % count);
        }
        let builder = Systems::empty_builder().polities("p", polities);
        builder.successions("s", links).build().expect("the tables are right")
    };
    let all = |systems: &Systems| {
        systems
            .polities()
            .map(|one| one.successors().len() + one.predecessors().len())
            .sum::<usize>()
    };
    grows_in_proportion("successions", SIZES, systems, all);
}

#[test]
fn tables_of_many_rows() {
    let text = |rows: usize| {
        let row = |i: usize| format!("p-{i},\"Place, {i}\",state,1900-01-01,\n");
        "id,name,kind,from,to\n".to_owned() + &(0..rows).map(row).collect::<String>()
    };
    let build = |text: &String| Systems::empty_builder().polities("p", text).build().is_ok();
    grows_in_proportion("a table", SIZES, text, build);
    let wrong = |rows: usize| {
        let row = |i: usize| format!("nowhere-{i},Place {i},,,,\n");
        "polity,name,sort,lang,from,to\n".to_owned() + &(0..rows).map(row).collect::<String>()
    };
    let report = |text: &String| Systems::builder().names("n", text).build_reporting().1.len();
    grows_in_proportion("a table of faults", SIZES, wrong, report);
}
