//! No label lies over another or outside of the picture.

use std::fmt::Write as _;

use detente::write::{treaty_lanes, trip_strip, two_times};

use super::{of_the_example, pictures};

/// A label and the box that it takes.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

pub(super) fn labels(svg: &str) -> Vec<Label> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let label = |node: roxmltree::Node<'_, '_>| {
        let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        let text = node.text().unwrap_or_default().to_owned();
        let (x, y, size) = (number("x"), number("y"), number("font-size"));
        let weight = if node.attribute("font-weight").is_some() { 1.07 } else { 1.0 };
        let width = width(&text) * size * weight;
        let left = match node.attribute("text-anchor") {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        Label { text, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.22 * size }
    };
    texts.map(label).collect()
}

/// How wide a text is in a common sans-serif font, by classes of characters.
fn width(text: &str) -> f64 {
    let advance = |c: char| match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.22,
        ' ' | 'f' | 't' | 'I' | '.' | ',' | ':' | ';' | '/' | '!' => 0.28,
        'r' | '(' | ')' | '-' => 0.34,
        'm' | 'M' | 'W' | '…' | '→' | '↓' => 0.95,
        'w' | 'A'..='Z' => 0.72,
        c if c.is_ascii() => 0.556,
        '\u{2066}'..='\u{2069}' => 0.0,
        '–' | '’' => 0.556,
        '\u{2e80}'..='\u{ffef}' => 1.0,
        _ => 0.65,
    };
    text.chars().map(advance).sum()
}

#[track_caller]
pub(super) fn assert_legible(name: &str, svg: &str) {
    let labels = labels(svg);
    let document = roxmltree::Document::parse(svg).unwrap();
    let height: f64 = document.root_element().attribute("height").unwrap().parse().unwrap();
    assert!(labels.len() > 3, "{name} has labels");
    for (at, one) in labels.iter().enumerate() {
        let inside = one.left >= 0.0 && one.right <= 830.0 && one.bottom <= height;
        assert!(inside && one.top >= 0.0, "{name}: {one:?} is outside of the picture");
        for other in &labels[at + 1..] {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            assert!(across <= 0.0 || down <= 0.0, "{name}: {one:?} lies over {other:?}");
        }
    }
}

#[test]
fn no_label_lies_over_another() {
    for (name, svg) in pictures().into_iter().chain(of_the_example()) {
        assert_legible(name, &svg);
    }
}

#[test]
fn nor_where_there_is_much_of_everything() {
    const LONG: &str = "The Most Serene and Perpetual United Commonwealth of the Seven Islands";
    let mut acts = String::new();
    for month in 1..=12 {
        for (party, day) in [("russia ", 3), ("china ", 3), ("", 17)] {
            let _ = write!(
                acts,
                "\"{party}extended {month}\": {{\"when\": \"2023-{month:02}-{day:02}\"}}, "
            );
        }
        let _ = write!(acts, "\"japan acme:a_very_long_step_of_domestic_law_{month}\": {{}}, ");
    }
    let states = r#""states": {"russia": {}"#;
    let long = format!(r#""states": {{"russia": {{"name": "{LONG}"}}"#);
    let world = support::world::text(&format!(
        r#""visits": {{"v": {{"guest": "putin", "host": "russia", "accounts": [
            {{"progress": "planned", "planned": "2019/2024-06-19"}},
            {{"by": "late", "progress": "held", "actual": "2019-03/2023"}}],
            "stops": {{"a-{key}": {{"planned": "2020-02-02"}}}}}}}},
        "agreements": {{"t": {{"parties": ["china", "japan", "north-korea", "russia"], "title": "{LONG} {LONG}",
            "acts": {{{acts} "signed": {{"when": "2023-01"}}}}}}}}"#,
        key = "long-".repeat(30) + "stop",
    ))
    .replace(states, &long);
    let world = detente::Dossier::from_json(&world).unwrap();
    assert_legible("lanes", &treaty_lanes(&world.as_known(), "t").unwrap().to_svg());
    assert_legible("trip", &trip_strip(&world.as_known(), "v").unwrap().to_svg());
    assert_legible("two times", &two_times(&world, "v").unwrap().to_svg());
}

#[test]
fn nor_where_there_are_many_stretches() {
    let mut accounts = String::new();
    let mut sources = String::new();
    for day in 1..=28 {
        let comma = if day == 1 { "" } else { ", " };
        let _ = write!(sources, "{comma}\"s{day}\": {{\"published\": \"2024-05-{day:02}\"}}");
        let _ = write!(
            accounts,
            "{comma}{{\"by\": \"s{day}\", \"progress\": \"planned\", \"planned\": \"2024-07-{day:02}\"}}"
        );
    }
    let text = format!(
        r#"{{"detente": 1, "sources": {{{sources}}}, "states": {{"n": {{"by": "s1"}}}}, "persons": {{"p": {{"by": "s1"}}}},
        "visits": {{"v": {{"guest": "p", "host": "n", "accounts": [{accounts}]}}}}}}"#
    );
    let world = detente::Dossier::from_json(&text).unwrap();
    assert_legible("two times", &two_times(&world, "v").unwrap().to_svg());
}
