//! Whatever is asked, and whatever stands in a table, there is an answer and no panic.

use std::fmt::Write as _;

use detente::date;
use detente::systems::{
    Answer, AnswerStatus, At, CodeSpell, CodeSystem, DyadOrder, Encoding, Spell, Systems,
};
use detente::time::NaiveDate;
use proptest::prelude::*;

fn odd_texts() -> Vec<String> {
    let plain = [
        "",
        " ",
        "\0",
        "-1",
        "+2",
        "2.0",
        "1e3",
        "٢",
        "２",
        "NaN",
        "NA",
        "🇫🇷",
        "👩‍👩‍👧",
        "\u{202E}ASU",
    ];
    let plain = plain.iter().map(ToString::to_string);
    let long =
        ["9", "A", "é", "👍", "\u{200F}", " ", "0"].map(|text| text.repeat(1_000_000 / text.len()));
    plain.chain(long).chain(["2\u{200F}".into(), format!("{}2", "0".repeat(990))]).collect()
}

fn odd_times() -> Vec<At> {
    let days = [
        NaiveDate::MIN,
        NaiveDate::MAX,
        date!("0001-01-01"),
        date!("1815-12-31"),
        date!("9999-12-31"),
    ];
    let years = [i32::MIN, -1, 0, 1815, 2024, 2025, 262_142, 262_143, i32::MAX];
    days.map(At::Day).into_iter().chain(years.map(At::Year)).chain([At::Ever]).collect()
}

#[test]
fn odd_questions_have_typed_answers() {
    let systems = Systems::builtin();
    let own = CodeSystem::new("acme:list").expect("a system");
    let times = odd_times();
    for text in odd_texts() {
        for system in [CodeSystem::COW, CodeSystem::ISO2, CodeSystem::ISON, own.clone()] {
            // Of a name of megabytes it is told in a line of a few bytes that it is unknown.
            for at in times.iter().copied().take(if text.len() > 2000 { 2 } else { 99 }) {
                let answer = systems.polity_of(&system, &text, at);
                assert!(answer.to_string().len() < 1000);
                let known = system != own && matches!(text.trim_start_matches('0'), "2" | "NA");
                assert_eq!(
                    answer.status() != AnswerStatus::Unknown,
                    known && allowed(&system, &text),
                    "{system} {text:.20}"
                );
                let answer = systems.convert(&system, &text, &CodeSystem::GW, at);
                assert!(answer.to_string().len() < 1000);
            }
        }
        assert!(
            systems.polity(&text).is_none()
                && systems.nearest_polity(&text).is_none_or(|id| id.len() < 100)
        );
        assert!(systems.list(&CodeSystem::COW).expect("a list").spells(&text, At::Ever).len() < 2);
        let column = systems.convert_column(
            &CodeSystem::COW,
            &[&text],
            &CodeSystem::ISO3,
            &[NaiveDate::MAX],
        );
        assert_eq!(column.expect("equally long").count(AnswerStatus::Exact), 0);
    }
}

fn allowed(system: &CodeSystem, text: &str) -> bool {
    (*system == CodeSystem::ISO2) == (text == "NA") && *system != CodeSystem::ISON
}

#[test]
fn odd_times_have_typed_answers() {
    let systems = Systems::builtin();
    let usa = |at| systems.polity_of(&CodeSystem::COW, "2", at);
    for at in odd_times() {
        let expected = match at {
            At::Day(day) if day < date!("1816-01-01") => AnswerStatus::NotInSystem,
            At::Day(day) if day > date!("2024-12-31") => AnswerStatus::AfterEdition,
            At::Year(year) if year < 1816 => AnswerStatus::NotInSystem,
            At::Year(year) if year > 2024 => AnswerStatus::AfterEdition,
            _ => AnswerStatus::Exact,
        };
        assert_eq!(usa(at).status(), expected, "{at:?}");
    }
    let membership = systems.membership(&CodeSystem::COW).expect("a membership");
    assert!(
        membership.members_on(NaiveDate::MIN).is_err()
            && membership.members_on(NaiveDate::MAX).is_err()
    );
    let list = systems.list(&CodeSystem::COW).expect("a list");
    assert_eq!(list.between(NaiveDate::MAX, NaiveDate::MIN).spells().count(), 0);
    assert!(list.between(NaiveDate::MIN, NaiveDate::MAX).spells().count() > 200);
    let ends = |year| membership.clone().carried_to(year).spells().map(Spell::to).max();
    assert_eq!(ends(i32::MIN), Some(date!("2024-12-31")));
    assert_eq!(ends(2030), Some(date!("2030-12-31")));
    assert_eq!(
        (ends(10_000), ends(i32::MAX)),
        (Some(date!("9999-12-31")), Some(date!("9999-12-31")))
    );
}

const POLITIES: &str = "id,name,kind,from,to\na,A,state,,\nb,B,state,,\nc,C,state,,\n";

#[test]
fn odd_fields_are_refused_or_kept() {
    let huge = "x".repeat(1_000_000);
    for odd in odd_texts().into_iter().chain([huge]) {
        let field = odd.replace('"', "\"\"");
        let codes = format!(
            "system,code,polity,from,to,name,note\ncow,\"{field}\",france,,,{field},{field}\n"
        );
        let names = format!("polity,name,sort,lang,from,to\nfrance,\"{field}\",,{field},,\n");
        let polities =
            format!("id,name,kind,from,to\n\"{field}\",France,state,,\nfr-2,\"{field}\",state,,\n");
        let (systems, errors) = Systems::empty_builder()
            .polities("world", "id,name,kind,from,to\nfrance,France,state,,\n")
            .editions("lists", "system,edition,first_day,last_day\ncow,1,,\n")
            .polities(&format!("polities {odd}"), polities)
            .codes("codes", &codes)
            .names("names", names)
            .encoding(Encoding::Windows1252)
            .codes("codes", &codes)
            .build_reporting();
        assert!(!errors.is_empty(), "{odd:.20}");
        let told = errors.iter().map(|error| error.found().len() + error.expected().len());
        assert!(told.max() < Some(1000));
        assert!(
            systems
                .polities()
                .all(|polity| !polity.name().is_empty() && polity.id().as_str().len() <= 200)
        );
        let france = systems.polity("france").expect("a polity");
        assert!(!france.names().is_empty());
    }
}

#[test]
fn a_list_has_an_end() {
    let mut codes = String::from("system,code,polity,from,to\n");
    for code in 0..65_540 {
        writeln!(codes, "acme:list,{code},a,,").expect("a text grows");
    }
    let (systems, errors) = Systems::empty_builder()
        .polities("polities", POLITIES)
        .editions(
            "editions",
            "system,edition,first_day,last_day\nacme:list,1,2000-01-01,2000-01-02\n",
        )
        .codes("codes", &codes)
        .build_reporting();
    let list = CodeSystem::new("acme:list").expect("a system");
    assert_eq!(errors.len(), 5);
    assert_eq!(errors[0].expected(), "at most 65535 codes in a list");
    let columns = systems.membership(&list).expect("days").state_day_columns();
    assert_eq!(columns.len(), 2 * 65_535);
    assert_eq!(columns.get(2 * 65_535 - 1), Some(("65534", date!("2000-01-02"))));
}

#[test]
fn rows_without_number_are_told_without_long_looking() {
    let mut codes = String::from("system,code,polity,from,to,change,note\n");
    for row in 0..20_000 {
        writeln!(codes, "cow,{row},nowhere-{row},,,replace,x").expect("a text grows");
    }
    let (_, errors) = Systems::builder().codes("codes", &codes).build_reporting();
    assert_eq!(errors.len(), 20_000);
}

/// A row of a list: its code, polity, and two days of a hundred.
fn row() -> impl Strategy<Value = (String, usize, u32, u32)> {
    let code = prop_oneof![
        (0..30_u32).prop_map(|code| code.to_string()),
        (0..3_u32).prop_map(|code| format!("{:06}", code * 4321)),
        "[0-9]{1,8}",
    ];
    let odd = prop_oneof![4 => code, 1 => "[a-cA-C]{1,9}", 1 => "[a-zé]{3} [0-9]"];
    (odd, 0..3_usize, 0..100_u32, 0..100_u32)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_list_of_anything_is_converted_alike_by_row_and_by_column(
        rows in proptest::collection::vec(row(), 1..40),
        others in proptest::collection::vec(row(), 1..40),
    ) {
        let day = |day: u32| date!("1999-12-01").iter_days().nth(day as usize).expect("a day");
        let mut codes = String::from("system,code,polity,from,to\n");
        for (system, rows) in [("acme:one", &rows), ("acme:two", &others)] {
            for (code, polity, from, to) in rows {
                let polity = ["a", "b", "c"][*polity];
                writeln!(codes, "{system},{code},{polity},{},{}", day(*from), day(*to))?;
            }
        }
        let (systems, errors) = Systems::empty_builder()
            .polities("polities", POLITIES)
            .editions("editions", "system,edition,first_day,last_day\nacme:one,1,,\nacme:two,1,,2000-02-20\n")
            .codes("codes", &codes)
            .build_reporting();
        let one = CodeSystem::new("acme:one")?;
        let two = CodeSystem::new("acme:two")?;
        let list = |system| systems.list(system).expect("a list");
        let kept: usize = systems.polities().map(|polity| polity.codes().len()).sum();
        prop_assert_eq!(kept + errors.len(), rows.len() + others.len());

        let asked: Vec<_> = rows.iter().map(|row| row.0.as_str()).chain(["1", "007", "4321"]).collect();
        let converter = systems.converter(&one, &two)?;
        for days in [0, 13, 50, 81, 90].map(day) {
            let column = converter.column(&asked, &vec![days; asked.len()])?;
            for (at, code) in asked.iter().enumerate() {
                let answer = systems.convert(&one, code, &two, days);
                prop_assert_eq!(column.status(at), Some(answer.status()), "{} {}", code, answer);
                prop_assert_eq!(column.spell(at), answer.exact().copied());
            }
        }
        let membership = list(&one).between(day(0), day(99));
        let pairs: Vec<_> = membership.dyad_years(DyadOrder::Directed).collect();
        prop_assert!(pairs.iter().all(|(a, b, _)| a != b));
        let days = membership.state_days().count();
        prop_assert_eq!(days, membership.state_day_columns().len());
        prop_assert_eq!(days, (0..100).map(day).map(|day| membership.members_on(day).map_or(0, |all| all.len())).sum::<usize>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_told(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        cut in 0..200_usize,
        put in 0..200_usize,
        encoding in proptest::sample::select(Encoding::ALL),
    ) {
        let table = "system,code,polity,from,to,name,note,change\n\
            cow,2,united-states,1816-01-01,,\"U,S\",x,replace\r\n\
            cow,3,france,1816-01-01,1820-01-01,\"two\nlines\",,\r\
            iso2,ZZ,germany,,1914-01-01,,,\n";
        let mut mutated = table.as_bytes().to_vec();
        let (cut, put) = (cut.min(mutated.len()), put.min(mutated.len()));
        mutated.splice(put..put, bytes.iter().copied().take(3));
        for table in [&bytes[..], &mutated, &table.as_bytes()[..cut]] {
            let builder = Systems::builder().encoding(encoding).codes("t", table);
            let (systems, errors) = builder.build_reporting();
            let answer = systems.polity_of(&CodeSystem::COW, "2", date!("1900-01-01"));
            prop_assert!(matches!(answer, Answer::Exact(_) | Answer::Ambiguous(_)), "{}", answer);
            prop_assert!(errors.iter().all(|error| error.table() == "t" && error.line() < 200));
        }
    }
}

#[test]
fn a_code_of_many_rows_is_converted_as_it_is_asked_of_each_day() {
    let [a, b] = ["acme:a", "acme:b"].map(|one| CodeSystem::new(one).expect("a system"));
    let mut codes = "system,code,polity,from,to\n".to_owned();
    let first = date!("0001-01-01");
    let day = |days: usize| first + chrono::Days::new(days as u64);
    for i in 0..200 {
        let [from, to] = [3 * i, 3 * i + 1].map(day);
        let _ = writeln!(codes, "acme:a,X,{},{from},{to}", ["a", "b"][i % 2]);
        let [from, to] = [2 * i, 2 * i + 1].map(day);
        let polity = ["a", "b", "c"][i % 3];
        let _ = writeln!(codes, "acme:b,{},{polity},{from},{to}", ["Y", "Z"][i % 2]);
        if i % 5 == 0 {
            let _ = writeln!(codes, "acme:b,W,{polity},{from},{to}");
        }
    }
    let editions = "system,edition,first_day,last_day\n\
        acme:a,1,0001-01-01,2000-01-01\nacme:b,1,0001-01-01,2000-01-01\n";
    let builder = Systems::empty_builder().polities("p", POLITIES).editions("e", editions);
    let systems = builder.codes("c", codes).build_reporting().0;
    let days: Vec<NaiveDate> = first.iter_days().take(700).collect();
    let asked = vec!["X"; days.len()];
    let column = systems.convert_column(&a, &asked, &b, &days).expect("two lists");
    let held = systems.identifier(&a).expect("a list").column(&asked, &days).expect("as many");
    for (row, day) in days.iter().enumerate() {
        let answer = systems.convert(&a, "X", &b, *day);
        assert_eq!(column.status(row), Some(answer.status()), "{day}");
        assert_eq!(column.spell(row), answer.exact().copied(), "{day}");
        let answer = systems.polity_of(&a, "X", *day);
        assert_eq!(held.status(row), Some(answer.status()), "{day}");
        assert_eq!(held.spell(row).map(CodeSpell::polity), answer.exact().copied(), "{day}");
    }
    for status in [AnswerStatus::Exact, AnswerStatus::Ambiguous, AnswerStatus::NotInSystem] {
        assert!(column.count(status) > 0, "{status:?}");
    }
}
