//! What is written, byte for byte.

use std::fmt::Write as _;

use detente::date;
use detente::relations::Ties1;
use detente::write::{ego_network, signed_matrix, two_times};
use support::files::{README, guide};
use support::pyongyang::{ARTICLE, MERGED, RECORD, read};

use super::{assert_as_agreed, of_the_example, pictures};

#[test]
fn pictures_are_as_agreed() {
    for (name, svg) in pictures() {
        assert_as_agreed(&format!("tests/fixtures/golden/{name}.svg"), &svg);
    }
}

/// The pictures of the README and the guide: the name of the link, that of the file, and the picture.
fn of_the_readme() -> [(&'static str, &'static str, String); 3] {
    let known = MERGED.as_known_on(date!("2024-12-31"));
    let (relations, model) = (known.relations().build(), Ties1::default());
    let in_force = date!("2024-12-04");
    let network = ego_network(&relations, "russia", &model).unwrap().names_of(&known).on(in_force);
    let six = ["russia", "north-korea", "united-states", "ukraine", "vietnam", "china"];
    let matrix = signed_matrix(&relations, six, &model).unwrap();
    let matrices = matrix.on_each([date!("2024-06-17"), in_force]).unwrap();
    [
        ("two-times", "treaty_two_times", two_times(&MERGED, "russia-dprk-2024").unwrap().to_svg()),
        ("around-russia", "around_russia", network.to_svg()),
        ("blocs", "blocs", matrices.to_svg()),
    ]
}

#[test]
fn the_pictures_of_the_readme_are_up_to_date() {
    let mut links = String::new();
    for (link, file, svg) in of_the_readme() {
        assert_as_agreed(&format!("assets/{file}.svg"), &svg);
        let stands = |page: &str| page.contains(&format!("assets/{file}.svg\n"));
        assert!(stands(README) || stands(guide::RELATIONS), "{link}");
        // In rustdoc, where no file lies beside the text, the name leads to the picture itself.
        let _ = write!(links, "[{link}]: data:image/svg+xml,");
        for byte in svg.bytes() {
            let _ = match byte {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => write!(links, "{}", char::from(byte)),
                _ => write!(links, "%{byte:02X}"),
            };
        }
        links.push('\n');
    }
    assert_as_agreed("assets/pictures.links", &links);
}

#[test]
fn the_same_is_drawn_again_whichever_way_it_was_merged() {
    let other_way = read(RECORD).merge(&read(ARTICLE)).unwrap();
    let one = two_times(&MERGED, "russia-dprk-2024").unwrap();
    let other = two_times(&other_way, "russia-dprk-2024").unwrap();
    assert_eq!(one.to_svg(), other.to_svg());
}

#[test]
fn states_differ_by_more_than_colour() {
    // Two fills that are plain colours would be told apart by colour alone: there is one dark and
    // one light one, and everything else bears a pattern.
    let plain = ["#f1f3f4", "#2f7f74"];
    for (name, svg) in pictures().into_iter().chain(of_the_example()) {
        let document = roxmltree::Document::parse(&svg).unwrap();
        let is_in_pattern = |node: &roxmltree::Node<'_, '_>| {
            node.ancestors().any(|ancestor| ancestor.has_tag_name("pattern"))
        };
        let shapes = document.descendants().filter(|node| {
            (node.has_tag_name("rect") || node.has_tag_name("circle")) && !is_in_pattern(node)
        });
        for fill in shapes.filter_map(|node| node.attribute("fill")) {
            let is_ground = ["none", "#ffffff", "#fdfdfb"].contains(&fill);
            let is_known = is_ground || plain.contains(&fill) || fill.starts_with("url(#");
            assert!(is_known, "{name}: {fill}");
        }
    }
}

/// What `url(#id)` names is there, and nothing that is there goes unused.
#[test]
fn patterns_are_defined_where_they_are_used() {
    let matrices = super::matrix::drawn();
    for (name, svg) in pictures().into_iter().chain(of_the_example()).chain(matrices) {
        let document = roxmltree::Document::parse(&svg).unwrap();
        let ids: std::collections::BTreeSet<String> = document
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .map(|id| format!("url(#{id})"))
            .collect();
        let used: std::collections::BTreeSet<String> = document
            .descendants()
            .filter_map(|node| node.attribute("fill"))
            .filter(|fill| fill.starts_with("url("))
            .map(str::to_owned)
            .collect();
        assert_eq!(ids, used, "{name}");
    }
}
