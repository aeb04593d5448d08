//! Names: what a text stands for, on a day, for a sort and in a language.

use chrono::TimeDelta;
use detente::date;
use detente::systems::{AnswerStatus, At, NameFinder, NameHow, NameMatch, NameSort, Systems};
use proptest::prelude::*;

use support::shared::{at, guide_table};

fn names(at: impl Into<At>) -> NameFinder<'static> {
    Systems::builtin().names(at)
}

/// The ids of what may be meant, `|` between two.
fn ids(found: &NameMatch<'_>) -> String {
    let ids: Vec<_> = found.candidates().iter().map(|name| name.polity().id().as_str()).collect();
    ids.join("|")
}

fn year(year: i32) -> At {
    At::Year(year)
}

#[test]
fn the_names_in_the_readme_are_so() {
    let rows = guide_table("| name | when | answer |");
    assert!(rows.len() >= 10);
    for cells in rows {
        let found = names(at(cells[1])).of_any_sort().find(cells[0]);
        let says = match found.status() {
            AnswerStatus::Exact => ids(&found),
            AnswerStatus::Ambiguous => format!("ambiguous: {}", ids(&found).replace('|', " or ")),
            AnswerStatus::NotInSystem => "not in the system".to_owned(),
            _ => "unknown".to_owned(),
        };
        assert_eq!(says, cells[2], "{cells:?}: {found}");
    }
}

#[test]
fn a_name_is_recognised_in_the_surest_way() {
    let names = names(date!("2024-06-17"));
    for (text, id, how, distance) in [
        ("North Korea", "north-korea", NameHow::Exact, 0),
        (" North Korea\t", "north-korea", NameHow::Exact, 0),
        ("Democratic People's Republic of Korea", "north-korea", NameHow::Alias, 0),
        ("DPRK", "north-korea", NameHow::Alias, 0),
        ("КНДР", "north-korea", NameHow::Alias, 0),
        ("NORTH KOREA", "north-korea", NameHow::Folded, 0),
        ("North-Korea", "north-korea", NameHow::Folded, 0),
        ("n. korea", "north-korea", NameHow::Folded, 0),
        ("d.p.r.k.", "north-korea", NameHow::Folded, 0),
        ("Korea (the Democratic People’s Republic of)", "north-korea", NameHow::Folded, 0),
        ("KOREA, DEM. PEOPLE'S REP.", "north-korea", NameHow::Folded, 0),
        ("Côte d'Ivoire", "cote-divoire", NameHow::Exact, 0),
        ("COTE D'IVOIRE", "cote-divoire", NameHow::Folded, 0),
        ("st. vincent & grenadines", "saint-vincent-and-the-grenadines", NameHow::Folded, 0),
        ("marshall is.", "marshall-islands", NameHow::Folded, 0),
        ("🇫🇷 France 🇫🇷", "france", NameHow::Folded, 0),
        ("\u{202e}France\u{200f}", "france", NameHow::Folded, 0),
        ("MYANMAR (Burma)", "myanmar", NameHow::Folded, 0),
        ("Untied Kingdom", "united-kingdom", NameHow::Fuzzy, 1),
        ("Unitd Kingdm", "united-kingdom", NameHow::Fuzzy, 2),
        ("Kazahkstan", "kazakhstan", NameHow::Fuzzy, 1),
        ("Rusian Federation", "russia", NameHow::Fuzzy, 1),
        ("Federation, Rusian", "russia", NameHow::Fuzzy, 1),
    ] {
        let found = names.find(text);
        assert_eq!(ids(&found), id, "{found}");
        assert_eq!((found.how(), found.distance()), (Some(how), distance), "{found}");
        assert_eq!((found.status(), found.asked()), (AnswerStatus::Exact, text.trim()));
    }
}

#[test]
fn what_may_be_several_stays_ambiguous() {
    let names = names(date!("2024-06-17"));
    for (text, candidates) in [
        ("Korea", "north-korea|south-korea"),
        ("Congo", "democratic-republic-of-the-congo|republic-of-the-congo"),
        ("Guinea", "equatorial-guinea|guinea|guinea-bissau"),
    ] {
        let found = names.find(text);
        assert_eq!(
            (found.status(), &*ids(&found)),
            (AnswerStatus::Ambiguous, candidates),
            "{found}"
        );
        assert_eq!(found.polity(), None);
    }
    for text in ["Guiana", "Micronesia", "Virgin Islands", "Saint Martin", "ROC"] {
        let found = names.find(text);
        assert_eq!(found.status(), AnswerStatus::Ambiguous, "{found}");
    }
}

#[test]
fn the_day_decides() {
    for (text, at, expected) in [
        ("Burma", date!("1950-01-01").into(), "myanmar"),
        ("Zaire", date!("1985-01-01").into(), "democratic-republic-of-the-congo"),
        ("Zaire", date!("2000-01-01").into(), ""),
        ("Upper Volta", date!("1970-01-01").into(), "burkina-faso"),
        ("Korea", date!("1900-01-01").into(), "korea"),
        ("Korea", date!("2000-01-01").into(), "north-korea|south-korea"),
        ("Germany", date!("1900-01-01").into(), "german-empire"),
        ("Germany", date!("2000-01-01").into(), "germany"),
        ("East Germany", date!("1950-01-01").into(), "east-germany"),
        ("West Germany", date!("2000-01-01").into(), ""),
        ("GDR", year(1970), "east-germany"),
        ("Russia", date!("1900-01-01").into(), "russian-empire"),
        ("Russia", date!("1950-01-01").into(), "soviet-union"),
        ("Russia", date!("2000-01-01").into(), "russia"),
        ("Россия", date!("2000-01-01").into(), "russia"),
        ("Persia", date!("1900-01-01").into(), "iran"),
        ("Siam", date!("1900-01-01").into(), "thailand"),
        ("Vietnam", date!("2000-01-01").into(), "vietnam"),
    ] {
        let at: At = at;
        let found = names(at).find(text);
        assert_eq!(ids(&found), expected, "{found}");
    }
}

#[test]
fn a_name_of_another_time_is_no_misspelling() {
    let found = names(date!("2024-06-17")).find("Zaire");
    assert_eq!(found.status(), AnswerStatus::NotInSystem);
    assert_eq!((found.candidates().len(), found.polity()), (0, None));
    let [name] = found.otherwise() else {
        panic!("one polity was called Zaire: {found}");
    };
    assert_eq!(name.polity().id().as_str(), "democratic-republic-of-the-congo");
    assert_eq!(name.to(), Some(date!("1997-05-16")));
    assert_eq!(
        found.to_string(),
        "not in the system: \"Zaire\" is no name of a state on 2024-06-17; otherwise a name of a \
         state, democratic-republic-of-the-congo (Democratic Republic of the Congo), from \
         1971-10-27 to 1997-05-16"
    );
    // And nor is a misspelling of it anything of today.
    let found = names(date!("2024-06-17")).find("Soveit Union");
    assert_eq!((found.status(), found.distance()), (AnswerStatus::NotInSystem, 1), "{found}");
}

#[test]
fn a_name_is_found_for_a_sort() {
    let names = names(date!("2024-06-17"));
    let (state, any) = (names, names.of_any_sort());
    let [people, city, government] =
        [NameSort::Nationality, NameSort::City, NameSort::Government].map(|s| names.of_sort(s));
    for (finder, text, expected) in [
        (people, "Russian", "russia"),
        (people, "North Korean", "north-korea"),
        (people, "Russia", ""),
        (city, "Pyongyang", "north-korea"),
        (city, "Kremlin", ""),
        (government, "Pyongyang", "north-korea"),
        (government, "the Kremlin", "russia"),
        (government, "White House", "united-states"),
        (government, "Russia", ""),
        (state, "Moscow", ""),
        (state, "Dominican", ""),
        (any, "Moscow", "russia"),
        (any, "Russian", "russia"),
        (any, "Russia", "russia"),
        (any, "Luxembourg", "luxembourg"),
    ] {
        let found = finder.find(text);
        assert_eq!(ids(&found), expected, "{found}");
    }
    let found = state.find("Moscow");
    assert_eq!(found.status(), AnswerStatus::NotInSystem);
    assert_eq!(found.otherwise()[0].sort(), NameSort::City);
    // What says most is the name given: the usual name of the state, not of its capital.
    assert!(any.find("Luxembourg").candidates()[0].is_usual());
}

#[test]
fn a_name_is_found_in_a_language() {
    let names = names(date!("2024-06-17"));
    let within = |tag: &str| names.in_language(tag).expect("a language");
    assert_eq!(ids(&within("ru").find("Франция")), "france");
    assert_eq!(ids(&within("RU-ru").find("франция")), "france");
    assert_eq!(ids(&within("ru").find("DPRK")), "north-korea");
    assert_eq!(ids(&within("zh").find("法國")), "france");
    let found = within("en").find("Франция");
    assert_eq!(found.status(), AnswerStatus::NotInSystem);
    assert!(found.to_string().contains("is no name of a state in en on 2024-06-17"), "{found}");
    let error = names.in_language("xx-Latn").unwrap_err();
    assert_eq!(error.tag(), "xx-Latn");
    for tag in ["", "-", "e", "en_", "🙂", "e-n", "--"] {
        assert!(names.in_language(tag).is_err(), "{tag}");
    }
}

#[test]
fn what_is_no_name_is_unknown() {
    let names = names(At::Ever).of_any_sort();
    let long = "🙂".repeat(300_000);
    let a_megabyte = "Russia ".repeat(150_000);
    for text in ["", " ", "Atlantis", "n/a", "?", "()", "((", "/", "123", "\u{301}", "🙂", "\u{0}"]
    {
        let found = names.find(text);
        assert_eq!((found.status(), found.how()), (AnswerStatus::Unknown, None), "{found}");
        assert!(found.otherwise().is_empty());
    }
    for text in [&long, &a_megabyte] {
        let found = names.find(text);
        assert_eq!(found.status(), AnswerStatus::Unknown);
        assert!(found.to_string().len() < 500);
    }
    let padded = format!("{}Russia{0}", " ".repeat(500_000));
    assert_eq!(ids(&names.find(&padded)), ids(&names.find("Russia")));
    assert_eq!(names.find("Ireland (North)").status(), AnswerStatus::Unknown);
    assert_eq!(names.find("Atlantis").to_string(), "unknown: \"Atlantis\" is no name");
}

#[test]
fn short_names_are_not_guessed_at() {
    let names = names(date!("2024-06-17"));
    for text in ["Irax", "Mal", "USB", "Cubb", "Northern Ireland"] {
        assert_eq!(names.find(text).distance(), 0, "{text}");
    }
}

#[test]
fn parts_are_read_together() {
    let names = names(date!("2024-06-17"));
    for (text, expected) in [
        ("Korea (DPRK)", "north-korea"),
        ("Swaziland [Eswatini]", "eswatini"),
        ("Guinea (Conakry)", "guinea"),
        ("Congo (Kinshasa)", "democratic-republic-of-the-congo"),
        ("Ireland (North)", ""),
        ("France (Paraguay)", "france|paraguay"),
        ("France (USSR)", ""),
        ("France / Spain", "france|spain"),
        ("Saint Martin/Sint Maarten", "saint-martin|sint-maarten"),
    ] {
        let found = names.find(text);
        assert_eq!(ids(&found), expected, "{found}");
    }
}

#[test]
fn every_name_is_found_on_its_days() {
    for polity in Systems::builtin().polities() {
        for name in polity.names() {
            let days = (name.from(), name.to());
            if days.0.zip(days.1).is_some_and(|(from, to)| from > to) {
                continue;
            }
            let day = name.from().or(name.to()).unwrap_or(date!("1900-01-01"));
            let finder = names(day).of_sort(name.sort());
            let finder = match name.language() {
                Some(tag) => finder.in_language(tag).expect("it has a name"),
                None => finder,
            };
            let found = finder.find(name.text());
            let has = |one: &detente::systems::PolityName<'_>| one.polity() == polity;
            assert!(found.candidates().iter().any(has), "{name:?} on {day}: {found}");
            assert!(found.how() <= Some(NameHow::Alias), "{found}");
        }
    }
}

#[test]
fn a_column_is_answered_as_one_by_one() {
    let names = names(date!("1990-06-01"));
    let texts = [
        "Russia",
        "Korea",
        "",
        "Zaire",
        "Russia",
        "russia",
        "Zaire ",
        "Atlantis",
        "Untied Kingdom",
    ];
    let column = names.column(&texts);
    assert_eq!((column.len(), column.distinct().len()), (9, 8));
    for (row, text) in texts.iter().enumerate() {
        let found = names.find(text);
        assert_eq!(column.get(row).map(ToString::to_string), Some(found.to_string()));
        assert_eq!(column.status(row), Some(found.status()));
        assert_eq!(column.polity(row), found.polity());
    }
    assert_eq!(column.polities().flatten().count(), 6);
    assert_eq!(column.count(AnswerStatus::Ambiguous), 1);
    assert!(column.get(9).is_none() && column.status(9).is_none() && column.polity(9).is_none());
    assert!(names.column::<&str>(&[]).is_empty());
}

/// Texts like names: pieces of them, marks, other scripts, brackets.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Korea", "republic", "of", "the", "St.", "N.", "u", "s", ".", ",", "(", ")", "/", "'", " ",
        "\u{301}", "\u{200f}", "İ", "ß", "한국", "نیا", "🙂", "Ǆ", "é", "&", "-", "\u{feff}", "ﷺ",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    ]
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in text(), day in -100_000..100_000_i64, sort in 0..5_usize) {
        let epoch = date!("1900-01-01");
        let finder = names(epoch + TimeDelta::days(day));
        let finder = match NameSort::ALL.get(sort) {
            Some(sort) => finder.of_sort(*sort),
            None => finder.of_any_sort(),
        };
        let found = finder.find(&text);
        prop_assert!(!found.to_string().is_empty());
        prop_assert!(found.candidates().is_empty() || found.otherwise().is_empty());
        prop_assert_eq!(found.polity().is_some(), found.status() == AnswerStatus::Exact);
        prop_assert_eq!(found.how().is_none(), found.status() == AnswerStatus::Unknown);
        let _ = finder.in_language(&text).is_ok();
    }

    #[test]
    fn case_and_order_of_words_do_not_count(at in any::<prop::sample::Index>()) {
        let polities: Vec<_> = Systems::builtin().polities().collect();
        let polity = at.get(&polities);
        let mut words: Vec<_> = polity.name().split(' ').rev().collect();
        words.retain(|word| word.len() > 1);
        let found = names(At::Ever).find(&words.join(" ").to_uppercase());
        prop_assert!(found.candidates().iter().any(|name| name.polity() == *polity), "{}", found);
    }
}
