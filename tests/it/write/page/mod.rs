//! The page of a dossier: that all that is told stands in it once, that every link leads somewhere,
//! and that nothing in a dossier breaks it.

mod content;
mod hostile;
mod kinds;
mod policy;

use roxmltree::{Document, Node};

/// The page as XML: it is well-formed but for the declaration and the elements that are never closed.
fn xml(html: &str) -> String {
    let page = html.strip_prefix("<!DOCTYPE html>").expect("it says what it is");
    let mut xml = String::new();
    let mut rest = page;
    while let Some(at) = ["<meta ", "<img "].iter().filter_map(|tag| rest.find(tag)).min() {
        let end = at + rest[at..].find('>').expect("the tag ends");
        xml.push_str(&rest[..end]);
        xml.push('/');
        rest = &rest[end..];
    }
    xml + rest
}

#[track_caller]
fn parse(xml: &str) -> Document<'_> {
    Document::parse(xml).unwrap_or_else(|error| panic!("{error}"))
}

fn elements<'a, 'd>(under: Node<'a, 'd>, name: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    under.descendants().filter(move |node| node.has_tag_name(name))
}

fn classed<'a, 'd>(under: Node<'a, 'd>, class: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    under.descendants().filter(move |node| node.attribute("class") == Some(class))
}

/// All the text in an element.
fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

fn by_id<'a, 'd>(document: &'a Document<'d>, id: &str) -> Node<'a, 'd> {
    let found = document.descendants().find(|node| node.attribute("id") == Some(id));
    found.unwrap_or_else(|| panic!("there is no {id}"))
}

/// What holds of every page, whatever is in it.
#[track_caller]
fn assert_sound(html: &str) {
    const ELEMENTS: &str = "a article bdi blockquote body caption code dd details div dl dt em figcaption \
        figure footer h1 h2 h3 h4 h5 head header html img li main meta nav ol p section span strong style \
        summary table tbody td th thead title tr ul";
    const ATTRIBUTES: &str = "alt aria-label charset class content data-head href http-equiv id lang name \
        open rel role scope src title";
    let allowed = |list: &str, name: &str| list.split_whitespace().any(|one| one == name);
    let xml = xml(html);
    let document = parse(&xml);
    let mut ids = std::collections::BTreeSet::new();
    let nodes = || document.descendants().filter(Node::is_element);
    for node in nodes() {
        let name = node.tag_name().name();
        assert!(allowed(ELEMENTS, name), "an element {name}");
        for attribute in node.attributes() {
            assert!(allowed(ATTRIBUTES, attribute.name()), "an attribute {}", attribute.name());
        }
        assert!(node.attribute("id").is_none_or(|id| ids.insert(id.to_owned())), "an id twice");
        assert!(node.attribute("src").is_none_or(|src| src.starts_with("data:image/svg+xml;")));
        assert!(name != "img" || node.attribute("alt").is_some_and(|alt| !alt.is_empty()));
        assert!(name != "th" || node.attribute("scope").is_some());
    }
    for link in elements(document.root(), "a") {
        let href = link.attribute("href").expect("a link leads somewhere");
        match href.strip_prefix('#') {
            Some(id) => assert!(ids.contains(id), "nothing is called {id}"),
            None => assert!(href.starts_with("http://") || href.starts_with("https://"), "{href}"),
        }
    }
    assert_headings_in_order(&document);
    let turns =
        |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    assert!(!html.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t') || turns(c)));
}

#[track_caller]
fn assert_headings_in_order(document: &Document<'_>) {
    let mut before = 0;
    for node in document.descendants().filter(Node::is_element) {
        let level = node.tag_name().name().strip_prefix('h').and_then(|n| n.parse::<u32>().ok());
        let Some(level) = level else { continue };
        assert!(level <= before + 1, "h{level} follows h{before}: {}", text(node));
        before = level;
    }
    assert_eq!(elements(document.root(), "h1").count(), 1);
}
