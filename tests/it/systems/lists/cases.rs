//! The hard cases: states that split, joined, moved between codes, or are in no list.

use detente::date;
use detente::systems::{Answer, AnswerStatus, At, CodeSystem, SuccessionKind, Systems};
use detente::time::NaiveDate;

use support::shared::{at, guide_table};

fn polity(system: &CodeSystem, code: &str, day: NaiveDate) -> &'static str {
    let answer = Systems::builtin().polity_of(system, code, day);
    answer.exact().map_or("", |polity| polity.id().as_str())
}

#[test]
fn the_table_in_the_readme_is_so() {
    let rows = guide_table("| code | when | answer |");
    assert!(rows.len() >= 15);
    for cells in rows {
        let (system, code) = cells[0].split_once(' ').expect("a system and a code");
        let at = at(cells[1]);
        let system = system.parse().expect("a system");
        let answer = Systems::builtin().polity_of(&system, code, at);
        let ids = |all: &[detente::systems::Polity<'_>]| {
            let ids: Vec<_> = all.iter().map(|polity| polity.id().as_str()).collect();
            ids.join(" or ")
        };
        let says = match &answer {
            Answer::AfterEdition { said, .. } => format!("after the edition: {}", ids(said)),
            Answer::NotInSystem { .. } => "not in the system".to_owned(),
            Answer::Ambiguous(all) => format!("ambiguous: {}", ids(all)),
            Answer::Unknown { .. } => "unknown".to_owned(),
            answer => ids(answer.candidates()),
        };
        assert_eq!(says, cells[2], "{cells:?}");
    }
}

fn convert(from: &CodeSystem, code: &str, to: &CodeSystem, at: impl Into<At>) -> Vec<&'static str> {
    let answer = Systems::builtin().convert(from, code, to, at);
    answer.candidates().iter().map(|one| one.code()).collect()
}

fn id(text: &str) -> detente::model::StateId {
    text.parse().expect("an id")
}

#[test]
fn serbia_and_yugoslavia() {
    let (before, after) = (date!("2006-06-02"), date!("2006-06-06"));
    assert_eq!(convert(&CodeSystem::COW_2016, "345", &CodeSystem::GW, before), ["345"]);
    assert_eq!(convert(&CodeSystem::COW_2016, "345", &CodeSystem::GW, after), ["340"]);
    assert_eq!(
        convert(&CodeSystem::COW_2016, "345", &CodeSystem::GW, date!("1900-01-01")),
        ["340"]
    );
    assert_eq!(polity(&CodeSystem::COW, "345", date!("1980-05-04")), "yugoslavia");
    assert_eq!(polity(&CodeSystem::COW, "345", after), "serbia");
    assert_eq!(polity(&CodeSystem::ISO2, "CS", date!("2004-01-01")), "serbia-and-montenegro");
}

#[test]
fn the_germanies() {
    assert_eq!(polity(&CodeSystem::COW, "255", date!("1914-08-01")), "german-empire");
    assert_eq!(polity(&CodeSystem::COW, "260", date!("1990-10-02")), "west-germany");
    assert_eq!(polity(&CodeSystem::COW, "265", date!("1989-11-09")), "east-germany");
    assert_eq!(polity(&CodeSystem::COW, "255", date!("1990-10-03")), "germany");
    assert_eq!(polity(&CodeSystem::GW, "260", date!("1990-10-03")), "germany");
    let gone = Systems::builtin().polity_of(&CodeSystem::COW, "260", date!("1990-10-03"));
    assert_eq!(gone.status(), AnswerStatus::NotInSystem);
}

#[test]
fn the_yemens_and_the_vietnams() {
    let day = date!("1991-01-01");
    assert_eq!(polity(&CodeSystem::COW, "679", day), "yemen");
    assert_eq!(convert(&CodeSystem::COW, "679", &CodeSystem::GW, day), ["678"]);
    let before = date!("1989-01-01");
    assert_eq!(polity(&CodeSystem::COW, "678", before), polity(&CodeSystem::GW, "678", before));
    assert_eq!(convert(&CodeSystem::COW, "680", &CodeSystem::ISO2, before), ["YD"]);
    let war = date!("1968-01-30");
    assert_eq!(polity(&CodeSystem::COW, "816", war), "north-vietnam");
    assert_eq!(polity(&CodeSystem::COW, "817", war), "south-vietnam");
    assert_eq!(polity(&CodeSystem::COW, "816", date!("1980-01-01")), "vietnam");
}

#[test]
fn the_koreas() {
    assert_eq!(polity(&CodeSystem::COW, "730", date!("1900-01-01")), "korea");
    assert_eq!(polity(&CodeSystem::COW, "731", date!("1950-06-25")), "north-korea");
    assert_eq!(polity(&CodeSystem::COW, "732", date!("1950-06-25")), "south-korea");
    // Gleditsch and Ward have South Korea from 1948 on, COW from 1949.
    let day = date!("1948-12-31");
    assert_eq!(polity(&CodeSystem::GW, "732", day), "south-korea");
    assert_eq!(polity(&CodeSystem::COW, "732", day), "");
}

#[test]
fn russia_austria_hungary_and_czechoslovakia() {
    let at = |day| polity(&CodeSystem::COW, "365", day);
    assert_eq!(at(date!("1900-01-01")), "russian-empire");
    assert_eq!(at(date!("1980-01-01")), "soviet-union");
    assert_eq!(at(date!("2020-01-01")), "russia");
    assert_eq!(convert(&CodeSystem::COW, "365", &CodeSystem::ISO3, date!("1980-01-01")), ["SUN"]);
    assert_eq!(polity(&CodeSystem::COW, "300", date!("1914-06-28")), "austria-hungary");
    assert_eq!(polity(&CodeSystem::COW, "305", date!("1930-01-01")), "austria");
    assert_eq!(convert(&CodeSystem::COW, "315", &CodeSystem::ISO2, date!("1992-12-31")), ["CS"]);
    assert_eq!(polity(&CodeSystem::COW, "316", date!("1993-01-01")), "czechia");
}

#[test]
fn gran_colombia_sudan_and_timor() {
    assert_eq!(polity(&CodeSystem::GW, "99", date!("1825-01-01")), "gran-colombia");
    let answer = Systems::builtin().polity_of(&CodeSystem::COW, "99", date!("1825-01-01"));
    assert_eq!(answer.status(), AnswerStatus::Unknown);
    let answer = Systems::builtin().polity_of(&CodeSystem::COW, "626", date!("2011-07-08"));
    assert_eq!(answer.status(), AnswerStatus::NotInSystem);
    assert_eq!(polity(&CodeSystem::COW, "626", date!("2011-07-10")), "south-sudan");
    assert_eq!(convert(&CodeSystem::COW, "625", &CodeSystem::ISON, date!("2000-01-01")), ["736"]);
    assert_eq!(convert(&CodeSystem::COW, "625", &CodeSystem::ISON, date!("2015-01-01")), ["729"]);
    assert_eq!(convert(&CodeSystem::COW, "860", &CodeSystem::ISO3, date!("2010-01-01")), ["TLS"]);
}

#[test]
fn kosovo_taiwan_palestine_and_western_sahara() {
    let systems = Systems::builtin();
    assert_eq!(polity(&CodeSystem::COW, "347", date!("2010-01-01")), "kosovo");
    let kosovo = systems.code_of(&id("kosovo"), &CodeSystem::ISO2, date!("2010-01-01"));
    assert_eq!(kosovo.status(), AnswerStatus::NotInSystem);
    assert_eq!(polity(&CodeSystem::COW, "713", date!("2000-01-01")), "taiwan");
    assert_eq!(convert(&CodeSystem::COW, "713", &CodeSystem::ISO2, date!("2000-01-01")), ["TW"]);
    assert!(!systems.polity("taiwan").expect("a polity").un_member_on(date!("2000-01-01")));
    for (polity, code) in [("palestine", "PS"), ("western-sahara", "EH")] {
        let day = date!("2010-01-01");
        let iso = systems.code_of(&id(polity), &CodeSystem::ISO2, day);
        assert_eq!(iso.exact().map(|one| one.code()), Some(code));
        assert_eq!(
            systems.code_of(&id(polity), &CodeSystem::COW, day).status(),
            AnswerStatus::NotInSystem
        );
    }
}

#[test]
fn what_a_list_lacks_is_not_in_it() {
    let systems = Systems::builtin();
    for polity in ["donetsk-peoples-republic", "luhansk-peoples-republic", "abkhazia"] {
        let answer = systems.code_of(&id(polity), &CodeSystem::COW, date!("2020-01-01"));
        assert_eq!(answer.status(), AnswerStatus::NotInSystem, "{polity}: {answer}");
        let says = format!("not in the system: cow has nothing for {polity} on 2020-01-01");
        assert_eq!(answer.to_string(), says);
    }
}

#[test]
fn reused_codes_stand_for_what_they_stood_for() {
    // ISO gave CS and SK away again, and Namibia's letters are no missing value.
    assert_eq!(polity(&CodeSystem::ISO2, "CS", date!("1985-01-01")), "czechoslovakia");
    assert_eq!(polity(&CodeSystem::ISO2, "SK", date!("2000-01-01")), "slovakia");
    assert_eq!(polity(&CodeSystem::ISO2, "NA", date!("2000-01-01")), "namibia");
    assert_eq!(polity(&CodeSystem::ISO2, "na", date!("2000-01-01")), "namibia");
    // Gleditsch and Ward give 970 to Kiribati, COW to Nauru.
    let day = date!("2010-01-01");
    assert_eq!(polity(&CodeSystem::GW, "970", day), "kiribati");
    assert_eq!(polity(&CodeSystem::COW, "970", day), "nauru");
    assert_eq!(convert(&CodeSystem::COW, "970", &CodeSystem::GW, day), ["971"]);
    // The same two letters in two systems.
    assert_eq!(polity(&CodeSystem::FIPS, "GM", day), "germany");
    assert_eq!(polity(&CodeSystem::ISO2, "GM", day), "gambia");
}

#[test]
fn codes_are_read_as_their_system_writes_them() {
    let day = date!("1950-01-01");
    for code in ["2", "002", " 2 "] {
        assert_eq!(polity(&CodeSystem::COW, code, day), "united-states");
    }
    assert_eq!(polity(&CodeSystem::COWC, "usa", day), "united-states");
    assert_eq!(polity(&CodeSystem::ISON, "4", date!("2000-01-01")), "afghanistan");
    let long = "9".repeat(1_000_000);
    for code in ["USA", "", "-2", "2.0", "\u{200f}2", "🇺🇸", "99999999999999999999", &long] {
        let answer = Systems::builtin().polity_of(&CodeSystem::COW, code, day);
        assert_eq!(answer.status(), AnswerStatus::Unknown);
        assert!(answer.to_string().len() < 300);
    }
}

#[test]
fn a_list_that_has_ended_says_what_it_last_said() {
    let answer = Systems::builtin().polity_of(&CodeSystem::COW, "365", date!("2026-02-24"));
    let Answer::AfterEdition { last_day, said, .. } = &answer else {
        panic!("{answer}");
    };
    assert_eq!((*last_day, said[0].id().as_str()), (date!("2024-12-31"), "russia"));
    let says = "after the edition: cow ends on 2024-12-31, and then said russia (Russia)";
    assert_eq!(answer.to_string(), says);
    let long_before = Systems::builtin().polity_of(&CodeSystem::COW, "2", At::Year(i32::MIN));
    assert_eq!(long_before.status(), AnswerStatus::NotInSystem);
    let long_after = Systems::builtin().polity_of(&CodeSystem::COW, "2", At::Year(i32::MAX));
    assert_eq!(long_after.status(), AnswerStatus::AfterEdition);
}

#[test]
fn one_polity_follows_another() {
    let systems = Systems::builtin();
    let germany = systems.polity("germany").expect("a polity");
    assert!(germany.predecessors().iter().any(|one| one.from().id() == &id("east-germany")));
    let soviet_union = systems.polity("soviet-union").expect("a polity");
    let to_russia = |one: &&detente::systems::Succession<'_>| one.to().id() == &id("russia");
    let successors = soviet_union.successors();
    let russia = successors.iter().find(to_russia).expect("Russia follows");
    assert_eq!(russia.kind(), SuccessionKind::Continuation);
    let claimed = systems.successions().filter(|one| one.claimed_by().is_some());
    assert!(claimed.count() > 0, "claims are marked");
    let west_germany = systems.polity("west-germany").expect("a polity");
    assert_eq!(west_germany.capital_on(date!("1970-01-01")), Some("Bonn"));
    assert!(west_germany.un_member_on(date!("1980-01-01")));
    assert!(!west_germany.un_member_on(date!("1970-01-01")));
}

#[test]
fn a_column_answers_as_one_by_one() {
    let systems = Systems::builtin();
    let pairs = [
        (CodeSystem::COW, CodeSystem::GW),
        (CodeSystem::GWC, CodeSystem::ISO2),
        (CodeSystem::ISON, CodeSystem::COW),
        (CodeSystem::ISO2, CodeSystem::FIPS),
    ];
    for (from, to) in pairs {
        let list = systems.list(&from).expect("a list");
        let known = list.codes().chain(["", "ZZZZ", "00002", "a code that is too long"]);
        let known: Vec<_> = known.collect();
        let starts = (1810..2030).step_by(3).filter_map(|y| NaiveDate::from_ymd_opt(y, 10, 3));
        let (codes, days): (Vec<_>, Vec<_>) =
            starts.flat_map(|day| known.iter().map(move |code| (*code, day))).unzip();
        let column = systems.convert_column(&from, &codes, &to, &days).expect("equally long");
        for (row, (code, day)) in codes.iter().zip(&days).enumerate() {
            let answer = systems.convert(&from, code, &to, *day);
            assert_eq!(column.status(row), Some(answer.status()), "{code} on {day}: {answer}");
            assert_eq!(column.spell(row).as_ref(), answer.exact(), "{code} on {day}");
        }
    }
    let error = systems.convert_column(&CodeSystem::COW, &["2"], &CodeSystem::GW, &[]).unwrap_err();
    assert_eq!(error.to_string(), "there are 1 codes and 0 days; each code needs its day");
}
