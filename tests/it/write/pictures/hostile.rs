//! Names with anything in them never break a picture.

use detente::relations::Ties1;
use detente::write::{
    dyad_timeline, ego_network, signed_matrix, treaty_lanes, trip_strip, two_times,
};
use detente::{Dossier, date};
use proptest::prelude::*;
use serde_json::json;

fn named(name: &str) -> Vec<String> {
    let text = json!({
        "detente": 1, "source": "s", "sources": {"s": {"published": "2024-06-01"}},
        "states": {"a": {"name": name}, "b": {"name": name}},
        "persons": {"p": {"name": name}}, "organisations": {"o": {"name": name}},
        "visits": {"v": {"guest": "p", "host": "a", "progress": "planned", "planned": "2024-06-18"}},
        "agreements": {"t": {"parties": ["a", "b"], "title": name, "acts": {
            "a domestic_approval": {"when": "2024-06-18", "organ": "o"}, "signed": {"when": "2024-06-17"}}}}
    });
    let dossier = Dossier::from_json(&text.to_string()).expect("any name is a name");
    let known = dossier.as_known();
    let (relations, model) = (known.relations().build(), Ties1::default());
    let network = ego_network(&relations, "a", &model).unwrap().names_of(&known);
    let matrix = signed_matrix(&relations, ["a", "b"], &model).unwrap().names_of(&known);
    let day = date!("2024-06-30");
    let pair = relations.alignment("a", "b", &model).unwrap();
    let timeline = dyad_timeline(&pair, [date!("2024-06-01"), day]).unwrap();
    vec![
        network.on(day).title(name).to_svg(),
        network.among_others().on(day).to_svg(),
        matrix.on(day).title(name).to_svg(),
        matrix.on_each([day, date!("2024-01-01")]).unwrap().to_svg(),
        timeline.title(name).caption(name).act(day, name).to_svg(),
        two_times(&dossier, "t").unwrap().title(name).to_svg(),
        two_times(&dossier, "v").unwrap().to_svg(),
        trip_strip(&known, "v").unwrap().to_svg(),
        treaty_lanes(&known, "t").unwrap().to_svg(),
    ]
}

#[track_caller]
pub(super) fn assert_whole(svg: &str) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    let elements = [
        "svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "polygon",
        "text",
    ];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(elements.contains(&node.tag_name().name()), "{}", node.tag_name().name());
        let text: String = node.attributes().map(|a| a.value()).chain(node.text()).collect();
        let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{200f}';
        assert!(
            !text.trim_matches('\n').contains(|c: char| c.is_control() && c != '\n' || turns(c))
        );
        let isolates = |c| text.matches(c).count();
        assert_eq!(isolates('\u{2068}'), isolates('\u{2069}'), "{text:?}");
    }
}

#[test]
fn names_that_would_be_markup() {
    for name in [
        "</text><script>alert(1)</script>",
        "\"/><a href='javascript:x'>",
        "<![CDATA[",
        "]]>",
        "&amp;&#x0;&undefined;",
        "<!--",
        "a\u{0}b\u{1b}[31m\u{85}\u{fffe}\u{ffff}",
        "\u{202e}tfel ot thgir\u{202c}\u{2066}\u{2067}\u{2069}",
        "صنعاء & <القاهرة>",
        "e\u{301}\u{301}\u{301}",
        "👩‍👩‍👧‍👦 🇰🇵",
        "line\nbreak\ttab\r\u{2028}",
        " ",
    ] {
        for svg in named(name) {
            assert_whole(&svg);
        }
    }
    for svg in named(&"x".repeat(20_000)) {
        assert_whole(&svg);
        assert!(svg.len() < 200_000);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_name_gives_a_whole_picture(name in "[ -~]{0,3}\\PC{0,20}[&<>\"'\u{0}-\u{20}\u{590}-\u{6ff}\u{2000}-\u{206f}]{0,6}") {
        for svg in named(&name) {
            assert_whole(&svg);
        }
    }
}
