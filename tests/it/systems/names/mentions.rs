//! Mentions of polities in running text.

use detente::date;
use detente::systems::{At, NameSort, Systems};
use proptest::prelude::*;

/// What `text` mentions on a day of 2024: each name as written, and what it may mean.
fn found(text: &str) -> Vec<(&str, String)> {
    found_at(text, At::Day(date!("2024-06-17")))
}

fn found_at(text: &str, at: At) -> Vec<(&str, String)> {
    let mentions = Systems::builtin().mentions(text, at);
    mentions.map(|mention| (&text[mention.span()], meant(&mention))).collect()
}

fn meant(mention: &detente::systems::Mention<'_>) -> String {
    let ids: Vec<_> = mention.polities().iter().map(|polity| polity.id().as_str()).collect();
    ids.join(" or ")
}

fn one<'t>(name: &'t str, polity: &str) -> Vec<(&'t str, String)> {
    vec![(name, polity.to_owned())]
}

#[test]
fn the_longest_name_is_meant() {
    assert_eq!(found("in South Sudan today"), one("South Sudan", "south-sudan"));
    assert_eq!(found("in Guinea-Bissau"), one("Guinea-Bissau", "guinea-bissau"));
    assert_eq!(found("Papua New Guinea's vote"), one("Papua New Guinea", "papua-new-guinea"));
    let congo = "the Democratic Republic of the Congo.";
    let name = "Democratic Republic of the Congo";
    assert_eq!(found(congo), one(name, "democratic-republic-of-the-congo"));
}

#[test]
fn nothing_within_a_longer_word_is_a_mention() {
    assert_eq!(found("Nigeria and Nigerien, Omani"), {
        let mut all = one("Nigeria", "nigeria");
        all.extend(one("Nigerien", "niger"));
        all.extend(one("Omani", "oman"));
        all
    });
    for text in ["Romanesque", "Maliciously", "Chadwick", "Jordanes", "1Russia", "Russia1", "xIran"]
    {
        assert_eq!(found(text), [], "{text}");
    }
    // A mark that belongs to the last letter makes it another letter.
    assert_eq!(found("Malie\u{301}"), []);
}

#[test]
fn small_letters_do_not_make_a_name() {
    for text in ["a turkey with china plates", "let us go", "Us and them", "so it is"] {
        assert_eq!(found(text), [], "{text}");
    }
    assert_eq!(found("THE US SAID"), one("US", "united-states"));
    assert_eq!(found("NORTH KOREA FIRES"), one("NORTH KOREA", "north-korea"));
}

#[test]
fn accents_apostrophes_and_blanks_do_not_count() {
    for text in ["Côte d’Ivoire", "Cote d'Ivoire", "Co\u{302}te d'Ivoire", "COTE D'IVOIRE"] {
        assert_eq!(found(text), one(text, "cote-divoire"), "{text}");
    }
    for text in ["North Korea", "North\nKorea", "North-Korea", "North\u{a0}Korea", "North  Korea"] {
        assert_eq!(found(text), one(text, "north-korea"), "{text:?}");
    }
    // An empty line ends a sentence.
    assert_eq!(found("in the North\n\nKorea's"), one("Korea", "north-korea or south-korea"));
    assert_eq!(found("the U.S. and"), one("U.S.", "united-states"));
    assert_eq!(found("(U.S.)."), one("U.S.", "united-states"));
    assert_eq!(found("St. Lucia"), one("St. Lucia", "saint-lucia"));
}

#[test]
fn what_only_holds_a_name_is_no_mention() {
    for text in ["Sea of Japan", "New Mexico", "the Gulf of Guinea", "a Washington Post report"] {
        assert_eq!(found(text), [], "{text}");
    }
    assert_eq!(found("New Mexico, Mexico"), one("Mexico", "mexico"));
}

#[test]
fn ambiguous_names_stay_ambiguous() {
    assert_eq!(found("Korea"), one("Korea", "north-korea or south-korea"));
    assert_eq!(found("the two Congos of Congo")[0].1.matches(" or ").count(), 1);
}

#[test]
fn a_text_is_read_as_one_of_its_time() {
    let in_1970 = At::Day(date!("1970-01-01"));
    assert_eq!(found_at("Upper Volta", in_1970), one("Upper Volta", "burkina-faso"));
    assert_eq!(found("Upper Volta"), []);
    assert_eq!(found_at("Korea", At::Year(1900)), one("Korea", "korea"));
    assert_eq!(found("the Soviet Union"), []);
    assert_eq!(found_at("the Soviet Union", in_1970), one("Soviet Union", "soviet-union"));
}

#[test]
fn names_in_other_scripts_are_found_as_these_write_words() {
    assert_eq!(found("Россия и КНДР"), {
        let mut all = one("Россия", "russia");
        all.extend(one("КНДР", "north-korea"));
        all
    });
    // Without blanks between words; but a word of another language stands for itself.
    assert_eq!(found("普京访问朝鲜。")[0], ("朝鲜", "north-korea".to_owned()));
    assert_eq!(found("マリア"), []);
    assert_eq!(found("マリは"), one("マリ", "mali"));
    assert_eq!(found("러시아는"), one("러시아", "russia"));
    assert_eq!(found("인도주의"), []);
    assert_eq!(found("ประเทศรัสเซีย")[0].1, "russia");
    assert_eq!(found("रूस ने"), one("रूस", "russia"));
}

#[test]
fn languages_and_sorts_are_chosen() {
    let systems = Systems::builtin();
    let text = "Island och Ryssland";
    let day = date!("2024-06-17");
    assert_eq!(systems.mentions(text, day).count(), 0);
    let swedish = systems.mentions(text, day).in_language("sv").expect("there are names");
    let swedish: Vec<_> = swedish.map(|mention| meant(&mention)).collect();
    assert_eq!(swedish, ["iceland", "russia"]);
    assert_eq!(systems.mentions(text, day).in_any_language().count(), 2);
    assert!(systems.mentions(text, day).in_language("tlh").is_err());

    let text = "The Kremlin said that Russian troops left Moscow.";
    let of = |sort| {
        let found = systems.mentions(text, day).of_sort(sort);
        found.map(|mention| &text[mention.span()]).collect::<Vec<_>>()
    };
    assert_eq!(of(NameSort::City), ["Moscow"]);
    assert_eq!(of(NameSort::Nationality), ["Russian"]);
    assert_eq!(of(NameSort::Government), ["Kremlin", "Moscow"]);
    assert_eq!(of(NameSort::State), [""; 0]);
}

#[test]
fn any_text_is_read() {
    let long = "North ".repeat(200_000) + "Korea";
    assert_eq!(found(&long), one("North Korea", "north-korea"));
    let blanks = format!("North{}Korea", " ".repeat(1_000_000));
    assert_eq!(found(&blanks), one("Korea", "north-korea or south-korea"));
    let marks = format!("Russia{}", "\u{301}".repeat(1_000_000));
    assert_eq!(found(&marks), one(&marks, "russia"));
    assert_eq!(found("\u{200f}Russia\u{200f} 🇷🇺"), one("Russia", "russia"));
    assert_eq!(found(""), []);
}

proptest! {
    #[test]
    fn spans_are_in_order_and_between_letters(text in "\\PC{0,60}") {
        let mut end = 0;
        for mention in Systems::builtin().mentions(&text, At::Ever).in_any_language() {
            prop_assert!(end <= mention.span().start && mention.span().start < mention.span().end);
            prop_assert!(!text[mention.span()].is_empty() && !mention.names().is_empty());
            end = mention.span().end;
        }
        prop_assert!(end <= text.len());
    }

    #[test]
    fn every_english_name_is_found_in_a_sentence(pick in 0_usize..10_000) {
        let systems = Systems::builtin();
        let all = systems.polities().collect::<Vec<_>>();
        let polity = all[pick % all.len()];
        let names = polity.names();
        let name = names[pick / all.len() % names.len()];
        let text = format!("yes, {} too", name.text());
        let mut found = systems.mentions(&text, At::Ever).in_any_language();
        let found = found.any(|mention| mention.polities().contains(&polity));
        prop_assert!(found, "{text}");
    }
}
