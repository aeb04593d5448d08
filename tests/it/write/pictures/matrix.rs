//! The signed matrix: what its cells tell, the order of blocs, and several days beside each other.

use detente::relations::{Relations, Ties1, Voices};
use detente::time::NaiveDate;
use detente::write::{SignedMatrix, signed_matrix};
use detente::{Dossier, date};
use proptest::prelude::*;
use serde_json::json;
use support::pyongyang::MERGED;

use super::assert_as_agreed;
use super::hostile::assert_whole;
use super::labels::{assert_legible, labels};
use super::scored::{DAY, EIGHT, Plain, items, relations, scored};

fn eight<'r>(relations: &'r Relations, model: &'r Plain) -> SignedMatrix<'r> {
    signed_matrix(relations, EIGHT, model).unwrap()
}

/// The texts of a picture.
fn words(svg: &str) -> Vec<String> {
    labels(svg).into_iter().map(|label| label.text).collect()
}

fn first_of(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap()
}

#[test]
fn pictures_are_as_agreed() {
    for (name, svg) in drawn() {
        assert_as_agreed(&format!("tests/fixtures/golden/{name}.svg"), &svg);
        assert_legible(name, &svg);
    }
}

/// A picture of one day, and one of several.
pub(super) fn drawn() -> Vec<(&'static str, String)> {
    let (relations, model) = (relations(), Plain::default());
    let matrix = eight(&relations, &model);
    let each = matrix.on_each([1944, 1960, 2000].map(first_of)).unwrap();
    vec![("matrix", matrix.on(DAY).to_svg()), ("matrices", each.to_svg())]
}

#[test]
fn every_score_stands_in_two_cells() {
    let (relations, model) = (relations(), Plain::default());
    let all = words(&eight(&relations, &model).on(DAY).to_svg());
    let count = |word: &str| all.iter().filter(|each| *each == word).count();
    for score in ["+0.95", "+0.40", "−1.00", "+0.92", "−0.16", "+0.90", "+0.60", "−0.62", "0.00"]
    {
        assert_eq!(count(score), 2, "{score}");
    }
    assert_eq!((count("(+0.25)"), count("(−0.35)"), count("pending")), (2, 2, 4));
    let heard = eight(&relations, &model).voices(Voices::everyone()).on(DAY).to_svg();
    assert!(
        !heard.contains("(+0.25)") && heard.contains(">+0.25<") && heard.contains("in every voice")
    );
}

#[test]
fn blocs_are_those_of_the_scores() {
    let (relations, model) = (relations(), Plain::default());
    let blocs = eight(&relations, &model).on(DAY);
    let blocs = blocs.blocs();
    let of = |id: &str| blocs.iter().position(|bloc| bloc.contains(&id));
    assert_eq!(of("russia"), of("north-korea"));
    assert_eq!(of("russia"), of("china"));
    assert_eq!(of("united-states"), of("ukraine"));
    assert_ne!(of("russia"), of("ukraine"));
    // What is alleged or pending joins nobody.
    assert_eq!(blocs[of("vietnam").unwrap()], ["vietnam"]);
    assert_eq!(blocs.iter().flatten().count(), 8);
}

#[test]
fn sign_and_strength_are_told_by_more_than_colour() {
    let (relations, model) = (relations(), Plain::default());
    let svg = eight(&relations, &model).on(DAY).to_svg();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let in_cells = document.descendants().filter(|node| {
        let height = node.attribute("height").and_then(|height| height.parse::<f64>().ok());
        node.has_tag_name("rect") && height.is_some_and(|height| height > 30.0 && height < 60.0)
    });
    // Plain grounds are for what is for, torn or the diagonal; all else bears a pattern or a frame.
    let plain = ["#dceee9", "#a9d3c8", "#5fa497", "#2f7f74", "#ffffff", "#f1f3f4", "none"];
    let patterns = ["url(#detente-against-", "url(#detente-alleged)"];
    for fill in in_cells.filter_map(|cell| cell.attribute("fill")) {
        let is_known =
            plain.contains(&fill) || patterns.iter().any(|pattern| fill.starts_with(pattern));
        assert!(is_known, "{fill}");
    }
    assert!(svg.contains("url(#detente-against-4)") && svg.contains("id=\"detente-against-4\""));
}

#[test]
fn who_does_not_exist_is_left_out_or_hatched() {
    let model = Plain::default();
    let relations =
        Relations::of([scored("soviet-union", "china", -0.5), scored("russia", "china", 0.4)]);
    let matrix = signed_matrix(&relations, ["china", "russia", "soviet-union"], &model).unwrap();
    let now = matrix.on(DAY);
    assert_eq!(now.blocs(), [["china", "russia"]]);
    assert!(now.to_svg().contains("Not in existence then: Soviet Union."));
    let each = matrix.on_each([1970, 2020].map(first_of)).unwrap();
    assert_eq!(each.blocs().len(), 2);
    assert!(each.to_svg().contains("does not exist then"));
    assert!(!each.to_svg().contains("Not in existence"));
    let never = matrix.on(date!("1700-01-01")).to_svg();
    assert_legible("nobody", &never);
}

#[test]
fn the_order_of_what_is_given_does_not_matter() {
    let model = Plain::default();
    let mut turned = items();
    turned.reverse();
    let mut named = EIGHT;
    named.reverse();
    let (one, other) = (relations(), Relations::of(turned));
    let draw = |relations: &Relations, named: [&str; 8], years: [i32; 2]| {
        let matrix = signed_matrix(relations, named, &model).unwrap();
        matrix.on(DAY).to_svg() + &matrix.on_each(years.map(first_of)).unwrap().to_svg()
    };
    assert_eq!(draw(&one, EIGHT, [1960, 2020]), draw(&other, named, [2020, 1960]));
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let (relations, model) = (relations(), Plain::default());
    let says = |actors: &[&str], text: &str| {
        let error = signed_matrix(&relations, actors.iter().copied(), &model).unwrap_err();
        assert_eq!(error.to_string(), text);
    };
    says(&[], "the number of different actors is 0, expected 2 to 40");
    says(&["russia", "russia"], "the number of different actors is 1, expected 2 to 40");
    says(&["russia", "chna"], "the relations know no actor \"chna\"; nearest is \"china\"");
    let many: Vec<String> = (100..150).map(|at| format!("state-{at}")).collect();
    let items = many.windows(2).map(|two| scored(&two[0], &two[1], 0.5));
    let crowd = Relations::of(items);
    let error = signed_matrix(&crowd, &many, &model).unwrap_err();
    assert_eq!(error.to_string(), "the number of different actors is 50, expected 2 to 40");
    let error = eight(&relations, &model).on_each([]).unwrap_err();
    assert_eq!(error.to_string(), "the number of different days is 0, expected 1 to 12");
    assert!(eight(&relations, &model).on_each((1950..1970).map(first_of)).is_err());
    assert!(eight(&relations, &model).on_each([DAY, DAY]).is_ok());
    let empty = Relations::default();
    let nothing = signed_matrix(&empty, EIGHT, &model).unwrap().on(DAY);
    assert_legible("nothing", &nothing.to_svg());
    assert_eq!(nothing.blocs().len(), 8);
}

#[test]
fn a_model_that_fails_is_reported() {
    let relations = relations();
    for factor in [f64::NAN, f64::INFINITY, 7.0, -1.0] {
        let model = Plain { factor, ..Plain::default() };
        let svg = eight(&relations, &model).on(DAY).to_svg();
        assert!(svg.contains("the model gave a number outside of 0 to 1"), "{factor}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn scores_are_those_of_the_relations() {
    let known = MERGED.as_known_on(date!("2024-12-31"));
    let (relations, model) = (known.relations().build(), Ties1::default());
    let actors = ["russia", "north-korea", "united-states", "ukraine", "vietnam", "china"];
    let all = words(&signed_matrix(&relations, actors, &model).unwrap().on(DAY).to_svg());
    for (at, one) in actors.iter().enumerate() {
        for other in &actors[at + 1..] {
            let score = relations.alignment(*one, *other, &model).unwrap().on(DAY);
            let Some(score) = score.score().value() else { continue };
            let score = format!("{score:+.2}").replace('-', "−");
            assert!(all.contains(&score), "{one} and {other}: {score}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_label_lies_over_another(
        names in prop::collection::vec("[A-Za-z]{1,24}( [A-Za-z]{1,24}){0,4}", 2..40),
        score in 0.05..1.0_f64,
        days in 2..12_usize,
    ) {
        let (dossier, relations, ids) = named(&names, score);
        let (known, model) = (dossier.as_known(), Plain::default());
        let matrix = signed_matrix(&relations, &ids, &model).unwrap().names_of(&known);
        assert_legible("matrix", &matrix.on(DAY).to_svg());
        let days = DAY.iter_days().step_by(400).take(days);
        assert_legible("matrices", &matrix.on_each(days).unwrap().to_svg());
    }

    #[test]
    fn any_names_are_drawn(
        names in prop::collection::vec("[ -~]{0,3}\\PC{0,40}[&<>\"'\u{0}-\u{20}\u{590}-\u{6ff}\u{2000}-\u{206f}]{0,6}", 2..18),
        model in "\\PC{0,12}[&<>\"\u{0}]{0,3}",
    ) {
        let (dossier, relations, ids) = named(&names, 0.5);
        let (known, model) = (dossier.as_known(), Plain { name: model, factor: 1.0 });
        let matrix = signed_matrix(&relations, &ids, &model).unwrap().names_of(&known);
        assert_whole(&matrix.on(DAY).title(&names[0]).to_svg());
        assert_whole(&matrix.on_each([DAY, date!("2020-01-01")]).unwrap().to_svg());
    }
}

/// A dossier in which so many states bear a name, relations of each with the next two, and their ids.
fn named(names: &[String], score: f64) -> (Dossier, Relations, Vec<String>) {
    let ids: Vec<String> = (0..names.len()).map(|at| format!("s{at}")).collect();
    let states: serde_json::Map<String, serde_json::Value> =
        ids.iter().cloned().zip(names.iter().map(|name| json!({"name": name}))).collect();
    let text = json!({
        "detente": 1, "source": "s", "sources": {"s": {"published": "2024-06-01"}}, "states": states
    });
    let dossier = Dossier::from_json(&text.to_string()).expect("any name is a name");
    let near = ids.windows(2).map(|two| scored(&two[0], &two[1], score));
    let far = ids.windows(3).map(|three| scored(&three[0], &three[2], -score));
    let relations = Relations::of(near.chain(far));
    (dossier, relations, ids)
}
