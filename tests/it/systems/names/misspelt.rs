//! Misspelt names: most are found, and none is another state.

use detente::date;
use detente::systems::{AnswerStatus, At, NameHow, Polity, PolityKind, Systems};
use seeded::misspelt::{Slips, misspelt};

/// How many of a hundred misspelt names of states and territories of today are found.
#[track_caller]
fn found_in_a_hundred(slips: Slips) -> usize {
    const COUNT: usize = 5_000;
    let systems = Systems::builtin();
    let (today, ever) = (systems.names(date!("2024-06-17")), systems.names(At::Ever).of_any_sort());
    let is_one = |polity: &Polity<'_>| {
        !matches!(polity.kind(), PolityKind::Group | PolityKind::Claimant)
            && polity.existed_on(date!("2024-06-17"))
            && today.find(polity.name()).polity() == Some(*polity)
    };
    let polities: Vec<Polity<'_>> = systems.polities().filter(is_one).collect();
    let names: Vec<&str> = polities.iter().map(|polity| polity.name()).collect();
    assert!(names.len() > 250);
    let is_name = |text: &str| ever.find(text).how().is_some_and(|how| how != NameHow::Fuzzy);
    let mut right = 0;
    for (text, meant) in misspelt(&names, is_name, slips, COUNT, 2024) {
        let found = today.find(&text);
        if found.status() == AnswerStatus::Exact {
            assert_eq!(found.polity(), Some(polities[meant]), "{found}");
            right += 1;
        }
    }
    right * 100 / COUNT
}

#[test]
fn of_slips_that_can_be_told_nineteen_in_twenty_are_found() {
    let share = found_in_a_hundred(Slips::Told);
    assert!(share >= 95, "{share}");
}

#[test]
fn of_slips_anywhere_seventeen_in_twenty_are_found() {
    let share = found_in_a_hundred(Slips::Anywhere);
    assert!(share >= 85, "{share}");
}

#[test]
fn words_that_say_what_sort_of_state_one_is_do_not_make_names_alike() {
    let names = Systems::builtin().names(date!("2024-06-17"));
    for text in [
        "République du Togo",
        "República do Togo",
        "République du Tonga",
        "République de Chili",
        "Republic of Tog",
        "Kingdom of Ton",
        "Guinea (Bissau side)",
        "Ireland (Ulster)",
    ] {
        let found = names.find(text);
        assert_ne!(found.status(), AnswerStatus::Exact, "{found}");
    }
    let names = Systems::builtin().names(date!("1985-06-01"));
    assert_eq!(names.find("الجمهورية العربية السورية").polity(), None);
}

#[test]
fn notes_and_joined_words_leave_a_name_what_it_is() {
    let names = Systems::builtin().names(date!("2024-06-17"));
    for (text, id, how, distance) in [
        ("Mali (est.)", "mali", NameHow::Folded, 0),
        ("Mali [2] (prov., rev.)", "mali", NameHow::Folded, 0),
        ("Myanmr (provisional)", "myanmar", NameHow::Fuzzy, 1),
        ("NorthKorea", "north-korea", NameHow::Fuzzy, 1),
        ("BosniaandHerzegovina", "bosnia-and-herzegovina", NameHow::Fuzzy, 1),
        ("Saint Vincent adn the Grenadines", "saint-vincent-and-the-grenadines", NameHow::Fuzzy, 1),
        ("Sri Lnka", "sri-lanka", NameHow::Fuzzy, 1),
        ("Costa Rca", "costa-rica", NameHow::Fuzzy, 1),
    ] {
        let found = names.find(text);
        let polity = found.polity().map(|polity| polity.id().as_str());
        assert_eq!(
            (polity, found.how(), found.distance()),
            (Some(id), Some(how), distance),
            "{found}"
        );
    }
}
