//! Names in bulk. Each result is checked once before it is timed.
//!
//! What is first asked for is read and made then, once for the life of the program. In millions of
//! instructions (`valgrind --tool=callgrind`, a program that asks this alone, the tables that it needs among it):
//!
//! | | at first | before | now | to be reached |
//! |---|---|---|---|---|
//! | `first_polity_of` | 54 | 39 | 3.7 | 18 |
//! | `first_name`, written as it is | 199 | 72 | 41 | 66 |
//! | `first_mentions`, of a text in English | 232 | 82 | 51 | 77 |
//! | `first_with_own_codes` | 54 | 39 | 30 | |
//!
//! A list is asked for by itself, so that 800 rows are read for it and not 5,000; the limit is that each of them
//! is read, checked and linked, and keeps some texts. With codes of one's own all lists are read and checked.
//!
//! Of misspelt names (`5000_slips_told`, by the rule of `seeded::misspelt`) 96 in a hundred are found,
//! before 73; to be reached are 95, and that none is another state. Of slips in any word
//! (`5000_slips_anywhere`) 89 are found, before 65; the rest are mostly names of four or five letters, of which a
//! slip leaves other words.
//!
//! - `codes_of_1M_names_of_292_distinct` is to be level with `own_map_of_1M_names_of_292_distinct`: each row is
//!   hashed and compared once, and has its code by its place among the distinct names (0.8 of the own map);
//! - `codes`, `find_one_of_namesakes` and `mention_namesakes` by size: in proportion;
//! - `1M_names_of_292_distinct`: 9 ms of processor time on one core of a two-core virtual machine in heavy use by
//!   others (Rust 1.95), the best of sixty runs; to be reached: 40 ms (R's countrycode: 93 ms);
//! - `5000_messy_distinct_names`: 7 to 9 ms by the clock; to be reached: 10 ms. Each is
//!   folded; those that fold to no name are held against all names with nearly the same letters.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use detente::date;
use detente::systems::{
    AnswerStatus, At, CodeSpell, CodeSystem, NameHow, Polity, PolityKind, PolityName, Systems,
};
use seeded::misspelt::{Slips, misspelt};

fn repeated(c: &mut Criterion) {
    let systems = Systems::builtin();
    let names = systems.names(date!("2024-06-17"));
    let distinct: Vec<&str> = systems.polities().map(Polity::name).take(292).collect();
    let row = |row: usize| distinct[row.wrapping_mul(7919) % distinct.len()].to_owned();
    let rows: Vec<String> = (0..1_000_000).map(row).collect();
    let column = names.column(&rows);
    assert_eq!((column.len(), column.distinct().len()), (1_000_000, 292));
    for row in (0..rows.len()).step_by(997) {
        assert_eq!(column.polity(row), names.find(&rows[row]).polity());
    }
    assert!(column.count(AnswerStatus::Exact) > 300_000);
    c.bench_function("names/1M_names_of_292_distinct", |b| {
        b.iter(|| black_box(&names).column(&rows));
    });
    c.bench_function("names/codes_of_1M_names_of_292_distinct", |b| {
        b.iter(|| black_box(&names).column(&rows).codes(&CodeSystem::ISO3));
    });
    c.bench_function("names/own_map_of_1M_names_of_292_distinct", |b| {
        b.iter(|| {
            let mut known = HashMap::new();
            let code = |name| {
                names
                    .find(name)
                    .polity()?
                    .code(&CodeSystem::ISO3, date!("2024-06-17"))
                    .exact()
                    .copied()
            };
            let code_of = |name| *known.entry(name).or_insert_with(|| code(name));
            rows.iter().map(String::as_str).map(code_of).collect::<Vec<Option<CodeSpell<'_>>>>()
        });
    });
    for size in [1_000, 10_000, 100_000] {
        let rows = &rows[..size];
        c.bench_function(&format!("names/codes/{size}"), |b| {
            b.iter(|| black_box(&names).column(rows).codes(&CodeSystem::ISO3));
        });
    }
}

/// Names of every language in other case, order and punctuation, a fifth with a letter wrong.
fn messy() -> Vec<String> {
    let names = Systems::builtin().polities().flat_map(Polity::names);
    let texts: Vec<&str> = names.map(PolityName::text).collect();
    let mut messy = BTreeSet::new();
    for i in 0.. {
        let text = texts[(i * 7919) % texts.len()];
        let mut letters: Vec<char> = text.chars().collect();
        let wrong = i % letters.len().max(1);
        messy.insert(match i % 10 {
            0 | 1 => text.to_uppercase(),
            2 => text.to_lowercase(),
            3 => format!("  {text}. "),
            4 => text.split(' ').rev().collect::<Vec<_>>().join(" "),
            5 => text.replace('é', "e").replace(' ', "-"),
            6 => format!("the {text}"),
            7 => text.replace("Republic", "Rep.").replace(" and ", " & "),
            8 => {
                letters.remove(wrong);
                letters.into_iter().collect()
            }
            _ => {
                letters.swap(wrong, wrong.saturating_sub(1));
                letters.into_iter().collect()
            }
        });
        if messy.len() == 5_000 {
            break;
        }
    }
    messy.into_iter().collect()
}

fn distinct(c: &mut Criterion) {
    let (names, rows) = (Systems::builtin().names(At::Ever), messy());
    let column = names.column(&rows);
    assert_eq!(column.distinct().len(), 5_000);
    let by = |how| column.distinct().iter().filter(|found| found.how() == Some(how)).count();
    assert!(by(NameHow::Folded) > 2_000 && by(NameHow::Fuzzy) > 400);
    assert!(column.count(AnswerStatus::Unknown) < 500);
    c.bench_function("names/5000_messy_distinct_names", |b| {
        b.iter(|| black_box(&names).column(&rows));
    });
}

/// Names of states and territories of today with slips; how many are found is held by a test too.
fn slips(c: &mut Criterion) {
    let (systems, day) = (Systems::builtin(), date!("2024-06-17"));
    let names = systems.names(day);
    let is_one = |polity: &Polity<'_>| {
        let is_place = !matches!(polity.kind(), PolityKind::Group | PolityKind::Claimant);
        is_place && polity.existed_on(day) && names.find(polity.name()).polity() == Some(*polity)
    };
    let polities: Vec<Polity<'_>> = systems.polities().filter(is_one).collect();
    let texts: Vec<&str> = polities.iter().map(|polity| polity.name()).collect();
    let ever = systems.names(At::Ever).of_any_sort();
    let is_name = |text: &str| ever.find(text).how().is_some_and(|how| how != NameHow::Fuzzy);
    for (slips, label) in [(Slips::Told, "told"), (Slips::Anywhere, "anywhere")] {
        let rows = misspelt(&texts, is_name, slips, 5_000, 2024);
        let found = |(text, meant): &(String, usize)| {
            names.find(text).polity().is_some_and(|polity| polity == polities[*meant])
        };
        let right = rows.iter().filter(|row| found(row)).count();
        let any = rows.iter().filter(|(text, _)| names.find(text).polity().is_some()).count();
        println!("{label}: {right} of {} found, {} another state", rows.len(), any - right);
        c.bench_function(&format!("names/5000_slips_{label}"), |b| {
            b.iter(|| rows.iter().filter(|(text, _)| names.find(text).polity().is_some()).count());
        });
    }
}

/// What is read and made when it is first asked for.
fn first_calls(c: &mut Criterion) {
    let build = || Systems::builder().build().expect("nothing is added");
    let day = date!("2024-06-17");
    c.bench_function("names/first_polity_of", |b| {
        let asked =
            |systems: &Systems| systems.polity_of(&CodeSystem::COW, "365", day).exact().is_some();
        b.iter(|| asked(&build()));
    });
    c.bench_function("names/first_with_own_codes", |b| {
        let own = "system,code,polity,from,to\n";
        b.iter(|| Systems::builder().codes("mine.csv", own).build().expect("nothing is added"));
    });
    c.bench_function("names/first_name", |b| {
        let first = |systems: &Systems| systems.names(day).find("Russia").polity().is_some();
        b.iter_batched_ref(build, |systems| first(systems), BatchSize::PerIteration);
    });
    c.bench_function("names/first_folded_name", |b| {
        let first = |systems: &Systems| systems.names(day).find("RUSSIA").polity().is_some();
        b.iter_batched_ref(build, |systems| first(systems), BatchSize::PerIteration);
    });
    c.bench_function("names/first_mentions", |b| {
        let first = |systems: &Systems| systems.mentions("Russia and Japan met.", day).count();
        b.iter_batched_ref(build, |systems| first(systems), BatchSize::PerIteration);
    });
}

/// Many polities of one name: found, and mentioned.
fn namesakes(c: &mut Criterion) {
    for size in [1_000, 10_000, 100_000] {
        let mut polities = "id,name,kind,from,to\n".to_owned();
        let mut names = "polity,name,sort,lang,from,to\n".to_owned();
        for i in 0..size {
            let _ = writeln!(polities, "p-{i},Place {i},state,,");
            let _ = writeln!(names, "p-{i},Ruritania,,,,");
        }
        let builder = Systems::empty_builder().polities("p", polities).names("n", names);
        let systems = builder.build().expect("the tables are right");
        let find = || systems.names(At::Ever).find("Ruritania (ruritania)").candidates().len();
        assert_eq!(find(), size);
        c.bench_function(&format!("names/find_one_of_namesakes/{size}"), |b| b.iter(find));
        let mention = || {
            systems
                .mentions("Ruritania spoke.", At::Ever)
                .map(|one| one.names().len())
                .sum::<usize>()
        };
        assert_eq!(mention(), size);
        c.bench_function(&format!("names/mention_namesakes/{size}"), |b| b.iter(mention));
    }
}

criterion_group!(benches, repeated, distinct, slips, first_calls, namesakes);
criterion_main!(benches);
