//! The ego network: which lines there are, how they look, and that scores can be read.

use detente::relations::{Relations, Ties1, Voices};
use detente::write::{EgoNetwork, ego_network};
use detente::{Dossier, date};
use proptest::prelude::*;
use serde_json::json;
use support::pyongyang::MERGED;

use super::assert_as_agreed;
use super::hostile::assert_whole;
use super::labels::{Label, assert_legible, labels};
use super::scored::{DAY, EIGHT, Plain, items, relations, scored};

/// A line that is drawn between two nodes.
struct Line {
    /// Where it leads from, and where to.
    ends: [f64; 4],
    width: f64,
    colour: String,
    dashes: Option<String>,
}

/// The lines of a picture, those of its legend left out, which are short and level.
fn lines(svg: &str) -> Vec<Line> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let lines = document.descendants().filter(|node| node.has_tag_name("line"));
    let line = |node: roxmltree::Node<'_, '_>| {
        let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        Line {
            ends: ["x1", "y1", "x2", "y2"].map(number),
            width: number("stroke-width"),
            colour: node.attribute("stroke").unwrap().to_owned(),
            dashes: node.attribute("stroke-dasharray").map(str::to_owned),
        }
    };
    lines.map(line).filter(Line::is_long).collect()
}

impl Line {
    fn is_long(&self) -> bool {
        let [x1, y1, x2, y2] = self.ends;
        (x2 - x1).hypot(y2 - y1) > 22.5
    }

    /// Whether it is the upper of two strokes, which makes the lower hollow.
    fn is_core(&self) -> bool {
        self.colour == "#fdfdfb"
    }

    fn crosses(&self, label: &Label) -> bool {
        let [x1, y1, x2, y2] = self.ends;
        (0..=1000).map(|at| f64::from(at) / 1000.0).any(|share| {
            let (x, y) = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share);
            (label.left..label.right).contains(&x) && (label.top..label.bottom).contains(&y)
        })
    }
}

fn russia<'r>(relations: &'r Relations, model: &'r Plain) -> EgoNetwork<'r> {
    ego_network(relations, "russia", model).unwrap()
}

#[test]
fn pictures_are_as_agreed() {
    let (relations, model) = (relations(), Plain::default());
    let network = russia(&relations, &model);
    let star = network.on(DAY).to_svg();
    assert_as_agreed("tests/fixtures/golden/ego.svg", &star);
    assert_legible("star", &star);
    let ring = network.with(EIGHT).unwrap().among_others().on(DAY).title("Eight states").to_svg();
    assert_as_agreed("tests/fixtures/golden/ego_among.svg", &ring);
    assert_legible("ring", &ring);
}

#[test]
fn a_line_tells_sign_and_strength_by_more_than_colour() {
    let (relations, model) = (relations(), Plain::default());
    let svg = russia(&relations, &model).on(DAY).to_svg();
    let (cores, strokes): (Vec<Line>, Vec<Line>) = lines(&svg).into_iter().partition(Line::is_core);
    let of = |dashes: Option<&str>| {
        strokes.iter().filter(|line| line.dashes.as_deref() == dashes).collect::<Vec<&Line>>()
    };
    // North Korea and China for, Japan torn; Ukraine and the United States against; Vietnam alleged.
    let [full, dashed, dotted] = [None, Some("10 5"), Some("2.5 4")].map(of);
    assert_eq!((full.len(), dashed.len(), dotted.len()), (3, 2, 1));
    let colours =
        |lines: &[&Line]| lines.iter().map(|line| line.colour.clone()).collect::<Vec<_>>();
    assert_eq!(colours(&full), ["#2f7f74", "#2f7f74", "#56616b"]);
    assert_eq!(colours(&dashed), ["#b4533f"; 2]);
    assert_eq!(colours(&dotted), ["#8b95a0"]);
    // India pending: two strokes.
    let pending = of(Some("12 6"));
    assert_eq!((strokes.len(), pending.len(), cores.len()), (7, 1, 1));
    assert!(cores[0].width < pending[0].width && cores[0].dashes.is_none());
    // Ukraine's −1.00 is widest, Japan's 0.00 is narrowest.
    let mut widths: Vec<f64> = full.iter().chain(&dashed).map(|line| line.width).collect();
    assert!(dashed[0].width > full[0].width && full[0].width > dashed[1].width);
    widths.sort_by(f64::total_cmp);
    assert!((widths[0] - full[2].width).abs() < 1e-9);
    let words: Vec<String> = labels(&svg).into_iter().map(|label| label.text).collect();
    for score in ["+0.95", "+0.40", "0.00", "−1.00", "−0.62", "(+0.25)", "pending"] {
        assert_eq!(words.iter().filter(|word| *word == score).count(), 1, "{score}");
    }
}

#[test]
fn no_score_of_a_star_lies_on_the_line_of_another() {
    let (relations, model) = (relations(), Plain::default());
    for ego in EIGHT {
        let svg = ego_network(&relations, ego, &model).unwrap().on(DAY).to_svg();
        let strokes: Vec<Line> = lines(&svg).into_iter().filter(|line| !line.is_core()).collect();
        let is_score =
            |text: &str| text.contains(['+', '−']) && text.len() < 10 || text == "pending";
        for label in labels(&svg).iter().filter(|label| is_score(&label.text)) {
            let below = strokes.iter().filter(|line| line.crosses(label)).count();
            assert_eq!(below, 1, "{ego}: {label:?}");
        }
    }
}

#[test]
fn who_is_heard_is_no_longer_alleged() {
    let (relations, model) = (relations(), Plain::default());
    let own = russia(&relations, &model).on(DAY).to_svg();
    assert!(own.contains("(+0.25)") && own.contains("in own voice"));
    let network = russia(&relations, &model).voices(Voices::own().and("russia"));
    let svg = network.on(DAY).to_svg();
    assert!(!svg.contains("(+0.25)") && svg.contains(">+0.25<"));
    assert!(svg.contains("in own voice and russia&apos;s"));
}

#[test]
fn no_evidence_is_no_line() {
    let (relations, model) = (relations(), Plain::default());
    let named =
        russia(&relations, &model).with(["north-korea", "india", "russia", "france"]).unwrap();
    let svg = named.on(DAY).to_svg();
    assert!(svg.contains(">France<"));
    // North Korea's, and the two strokes of India's.
    assert_eq!(lines(&svg).len(), 3);
    let before = named.on(date!("1950-01-01")).to_svg();
    assert!(before.contains("Not in existence then: Russia."), "{before}");
    assert!(before.contains("Nothing is known between those shown."));
}

#[test]
fn of_too_many_the_strongest_are_shown() {
    let model = Plain::default();
    let ids: Vec<String> = (10..30).map(|at| format!("state-{at}")).collect();
    let score =
        |at: usize| [1.0, -1.0][at % 2] * (0.98 - 0.02 * f64::from(u8::try_from(at).unwrap()));
    let items = ids.iter().enumerate().map(|(at, id)| scored("russia", id, score(at)));
    let relations = Relations::of(items);
    let network = russia(&relations, &model);
    let picture = network.on(DAY);
    let svg = picture.to_svg();
    assert_eq!(picture.left_out(), 6);
    assert!(svg.contains("6 more actors have weaker ties and are left out."));
    assert!(svg.contains(">state-23<") && !svg.contains(">state-24<"));
    assert_legible("a crowd", &svg);
    let among = network.among_others().on(DAY);
    assert_eq!(among.left_out(), 12);
    assert!(among.to_svg().contains(">state-17<") && !among.to_svg().contains(">state-18<"));
}

#[test]
fn the_order_of_what_is_given_does_not_matter() {
    let model = Plain::default();
    let mut turned = items();
    turned.reverse();
    let mut named = EIGHT;
    named.reverse();
    let (one, other) = (relations(), Relations::of(turned));
    for among in [false, true] {
        let draw = |relations: &Relations, named: [&str; 8]| {
            let network = ego_network(relations, "china", &model).unwrap().with(named).unwrap();
            if among { network.among_others() } else { network }.on(DAY).to_svg()
        };
        assert_eq!(draw(&one, EIGHT), draw(&other, named));
    }
}

#[test]
fn unknown_actors_are_named_with_the_nearest() {
    let (relations, model) = (relations(), Plain::default());
    let error = ego_network(&relations, "rusia", &model).unwrap_err();
    let text = "the relations know no actor \"rusia\"; nearest is \"russia\"";
    assert_eq!(error.to_string(), text);
    let error = russia(&relations, &model).with(["chna"]).unwrap_err();
    assert_eq!(error.to_string(), "the relations know no actor \"chna\"; nearest is \"china\"");
    assert!(russia(&relations, &model).with(["\u{0}\"<&"]).is_err());
}

#[test]
fn an_actor_alone_is_a_picture() {
    let (relations, model) = (Relations::default(), Ties1::default());
    for network in [
        ego_network(&relations, "russia", &model).unwrap(),
        ego_network(&relations, "russia", &model).unwrap().among_others(),
        ego_network(&relations, "russia", &model).unwrap().with(["russia"]).unwrap(),
    ] {
        let svg = network.on(DAY).to_svg();
        assert_legible("alone", &svg);
        assert!(svg.contains("Nothing is known between those shown."));
        assert!(lines(&svg).is_empty());
    }
}

#[test]
fn a_model_that_fails_is_reported() {
    let relations = relations();
    for factor in [f64::NAN, f64::INFINITY, 7.0, -1.0] {
        let model = Plain { factor, ..Plain::default() };
        let svg = russia(&relations, &model).on(DAY).to_svg();
        assert!(svg.contains("the model gave a number outside of 0 to 1"), "{factor}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert_legible("unsound", &svg);
    }
}

#[test]
fn the_caption_says_what_the_scores_rest_on() {
    let known = MERGED.as_known_on(date!("2024-12-31"));
    let (relations, model) = (known.relations().build(), Ties1::default());
    let network = ego_network(&relations, "russia", &model).unwrap();
    let svg = network.names_of(&known).on(DAY).to_svg();
    let text = "Valid date: 4 December 2024. Score by ties-1 with signs-1, in own voice, as known on 31 \
                December 2024.";
    assert!(svg.contains(text), "{svg}");
    assert!(svg.contains(">Republic<"), "Donetsk's, by the names of the dossier, in two lines");
    let score = relations.alignment("russia", "north-korea", &model).unwrap().on(DAY);
    assert!(svg.contains(&format!(">{:+.2}<", score.score().value().unwrap())));
}

/// A dossier in which so many states bear a name, and relations of each with the first.
fn named(names: &[String], score: f64) -> (Dossier, Relations) {
    let id = |at: usize| format!("s{at}");
    let states: serde_json::Map<String, serde_json::Value> =
        names.iter().enumerate().map(|(at, name)| (id(at), json!({"name": name}))).collect();
    let text = json!({
        "detente": 1, "source": "s", "sources": {"s": {"published": "2024-06-01"}}, "states": states
    });
    let dossier = Dossier::from_json(&text.to_string()).expect("any name is a name");
    let items = (1..names.len()).flat_map(|at| {
        let with_next = (at + 1 < names.len()).then(|| scored(&id(at), &id(at + 1), -score));
        [Some(scored("s0", &id(at), if at % 3 == 0 { -score } else { score })), with_next]
    });
    (dossier, Relations::of(items.flatten()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_names_can_be_read(
        names in prop::collection::vec("[ -~]{0,3}\\PC{0,40}[&<>\"'\u{0}-\u{20}\u{590}-\u{6ff}\u{2000}-\u{206f}]{0,6}", 1..18),
        score in 0.05..1.0_f64,
        model in "\\PC{0,12}[&<>\"\u{0}]{0,3}",
    ) {
        let (dossier, relations) = named(&names, score);
        let known = dossier.as_known();
        let model = Plain { name: model, factor: 1.0 };
        let ids: Vec<String> = (0..names.len()).map(|at| format!("s{at}")).collect();
        // An actor alone is in no relation, and no state.
        let Ok(network) = ego_network(&relations, "s0", &model) else { return Ok(()) };
        let network = network.names_of(&known).with(&ids).unwrap();
        for svg in [network.on(DAY).title(&names[0]).to_svg(), network.among_others().on(DAY).to_svg()] {
            assert_whole(&svg);
        }
    }

    #[test]
    fn no_label_lies_over_another(
        names in prop::collection::vec("[A-Za-z]{1,24}( [A-Za-z]{1,24}){0,4}", 2..18),
        score in 0.05..1.0_f64,
    ) {
        let (dossier, relations) = named(&names, score);
        let known = dossier.as_known();
        let model = Plain::default();
        let network = ego_network(&relations, "s0", &model).unwrap().names_of(&known);
        assert_legible("star", &network.on(DAY).to_svg());
        assert_legible("ring", &network.among_others().on(DAY).to_svg());
    }
}
