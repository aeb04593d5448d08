//! No title, label or id breaks a file, and what a format can hold it holds as it is.

use detente::graph::{DatedTie, GraphBuilder, RelationGraph};
use detente::model::{ActorId, TieKind};
use detente::write;
use proptest::prelude::*;
use roxmltree::Document;

use super::{formats, text};

/// Texts that have broken files elsewhere.
pub(super) const HOSTILE: &[&str] = &[
    "</node><script>alert(1)</script>",
    "\"/><a href='javascript:x'>",
    "\"]; evil [label=\"",
    "back\\slash\\",
    "\\N \\G \\l \\\"",
    "<![CDATA[ ]]> <!-- -- -->",
    "&amp;&#x0;&undefined;",
    "nul\u{0}bell\u{7}escape\u{1b}[31m",
    "\u{85}\u{fffe}\u{ffff}\u{feff}",
    "\u{202e}tfel ot thgir\u{202c}\u{2066}\u{2067}\u{2069}",
    "صنعاء & <القاهرة>",
    "\u{301}lone mark, e\u{301}\u{301}",
    "👩‍👩‍👧‍👦 🇰🇵",
    "line\nbreak\ttab\rreturn\r\n\u{2028}",
    "=HYPERLINK(\"x\"), 'a';\"b\"",
    " ",
    "",
];

/// Two actors with a label, one of which no ASCII id has, and a tie of a kind of somebody's own.
pub(super) fn graph() -> RelationGraph {
    let actor = |id: &str| ActorId::new(id).expect("an id");
    let during = "1950/1960".parse().expect("a period");
    let kind = TieKind::new("ünï:مود").expect("a code");
    let tie =
        DatedTie::directed(kind, actor("한국/1"), actor("ا-ب.ג_²"), &during).expect("two actors");
    GraphBuilder::new().tie(tie).actor(actor("ा")).build().expect("a graph")
}

/// What XML holds of a text.
fn held(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect()
}

fn assert_carried(hostile: &str) {
    let graph = graph();
    for (ending, write) in formats() {
        let whole =
            text(write((&graph).into()).title(hostile).signed_by(hostile).labels(|_| hostile));
        match ending {
            "graphml" => {
                let document = Document::parse(&whole).expect("it is XML");
                let data = document.descendants().filter(|node| node.has_tag_name("data"));
                let said = |key: &'static str| {
                    let of_key =
                        data.clone().filter(move |node| node.attribute("key") == Some(key));
                    of_key
                        .map(|node| node.text().unwrap_or_default().to_owned())
                        .collect::<Vec<_>>()
                };
                assert_eq!(said("label"), vec![held(hostile); 3]);
                assert_eq!(said("name_of_graph"), [held(hostile)]);
                assert_eq!(said("kind"), ["ünï:مود"]);
            }
            "gexf" => {
                let document = Document::parse(&whole).expect("it is XML");
                let nodes = document.descendants().filter(|node| node.has_tag_name("node"));
                let labels: Vec<_> = nodes.filter_map(|node| node.attribute("label")).collect();
                assert_eq!(labels, vec![held(hostile); 3]);
            }
            #[cfg(feature = "json")]
            "json" => {
                let whole: serde_json::Value = serde_json::from_str(&whole).expect("it is JSON");
                assert_eq!(whole["graph"]["name"], hostile);
                assert_eq!(whole["nodes"][0]["label"], hostile);
            }
            #[cfg(feature = "csv")]
            "csv" => {
                let mut rows = csv::Reader::from_reader(whole.as_bytes());
                let row = rows.records().next().expect("a row").expect("it is CSV");
                assert_eq!(row.get(row.len() - 1), Some(hostile));
            }
            _ => assert_eq!(quotes(&whole) % 2, 0, "{whole}"),
        }
    }
}

/// How many quotes of DOT open or end a text.
fn quotes(dot: &str) -> usize {
    let (mut count, mut escaped) = (0, false);
    for c in dot.chars() {
        count += usize::from(c == '"' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

/// What an attribute of DOT holds: its pieces put together as graphviz does it, then its escapes and
/// entities read as those of a label.
fn read_back(dot: &str, name: &str) -> String {
    let (_, rest) = dot.split_once(&format!("{name}=\"")).expect("the attribute is there");
    let mut chars = rest.chars().peekable();
    let mut held = String::new();
    loop {
        match chars.next().expect("the text ends") {
            '"' => {
                let more: String = chars.clone().take(4).collect();
                if more != " + \"" {
                    break;
                }
                chars.by_ref().nth(3);
            }
            '\\' => match chars.next().expect("an escape") {
                'n' => held.push('\n'),
                c @ ('"' | '\\') => held.push(c),
                c => panic!("found \\{c}"),
            },
            c => held.push(c),
        }
    }
    held.replace("&amp;", "&")
}

#[track_caller]
fn assert_read_back(label: &str) {
    let graph = graph();
    let dot = text(write::dot(&graph).labels(|_| label).signed_by(label));
    let name = if label.chars().count() > 200 { "whole_label" } else { "label" };
    assert_eq!(read_back(&dot, name), held(label));
    assert_eq!(read_back(&dot, "signs"), held(label));
}

#[test]
fn in_dot_runs_of_backslashes_are_read_back() {
    let long = "x".repeat(300);
    for run in 0..6 {
        let slashes = "\\".repeat(run);
        for next in ["\"", "\n", "n", "", "&", "\"\""] {
            assert_read_back(&format!("{slashes}{next}"));
            assert_read_back(&format!("{long}{slashes}{next}{long}"));
            assert_read_back(&format!("{long}{slashes}{next}"));
            // Wherever a piece ends.
            for at in 15_990..16_004 {
                assert_read_back(&format!("{}{slashes}{next}{long}", "x".repeat(at)));
            }
        }
    }
}

#[test]
fn hostile_texts_are_carried() {
    for hostile in HOSTILE {
        assert_carried(hostile);
    }
    assert_carried(&"x".repeat(10_000));
}

#[test]
fn in_dot_a_label_is_drawn_as_it_is() {
    let graph = graph();
    let text = text(write::dot(&graph).labels(|_| "a\\N \"b\" &lt;\nc"));
    assert!(text.contains(r#"[label="a\\N \"b\" &amp;lt;\nc"]"#), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_long_label_of_dot_is_read_back(text in "([\\\\\"\n&a]{0,40}x{0,60}){4,12}") {
        assert_read_back(&text);
    }

    #[test]
    fn any_text_is_carried(text in "[ -~]{0,3}\\PC{0,20}[&<>\"'\\\\\u{0}-\u{20}\u{590}-\u{6ff}\u{2000}-\u{206f}\u{fff0}-\u{ffff}]{0,6}") {
        assert_carried(&text);
    }
}
