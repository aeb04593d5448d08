//! Names, quotes and addresses with anything in them never break a page.

use detente::relations::Ties1;
use detente::{Dossier, write};
use proptest::prelude::*;
use serde_json::json;

use super::{assert_sound, elements, parse, text, xml};

/// A page in which everything that is text is this text.
fn page_of(text: &str) -> String {
    // Words as said are neither blank nor long.
    let said: String = format!("»{text}").chars().take(200).collect();
    let content = json!({
        "detente": 1, "source": "s", "title": text, "note": text,
        "sources": {"s": {"published": "2024-06-01", "title": text, "publisher": text, "url": text,
            "language": text, "note": text, "reliability": {"scale": text, "grade": text}},
            "t": {"published": "2024-06-02", "derived_from": "s"}},
        "states": {"a": {"name": text}, "b": {"name": text}},
        "persons": {"p": {"name": text, "quote": text, "note": text, "locator": text,
            "as_said": {"name": said}}, "q": {"accounts": [{"name": text}, {"by": "t", "name": "Q"}]}},
        "organisations": {"o": {"name": text}},
        "visits": {"v": {"guest": "p", "host": "a", "progress": "planned", "planned": "2024-06-18",
            "stops": {"arrival": {"label": text}}}},
        "statements": {"u": {"speaker": "p", "act": "praises", "about": ["person:q"], "gist": text}},
        "agreements": {"t": {"parties": ["a", "b"], "title": text, "acts": {
            "a domestic_approval": {"when": "2024-06-18", "organ": "o"}, "signed": {"when": "2024-06-17"}}}}
    });
    let dossier =
        Dossier::from_json(&content.to_string()).unwrap_or_else(|error| panic!("{error}"));
    let known = dossier.as_known();
    let model = Ties1::default();
    let page = write::page(&known).unwrap().title(text).picture(text, text);
    let page = page.pair("a", "b", &model).expect("they have a treaty");
    page.scorecard("s").expect("it tells of them").to_html()
}

#[test]
fn what_would_be_markup_is_text() {
    for name in [
        "</title></style><script>window.ran = 1</script>",
        "\"><img src=x onerror='window.ran = 1'>",
        "' onclick='window.ran = 1",
        "--><svg onload=alert(1)>",
        "]]><![CDATA[",
        "&lt;&amp;&#x0;&undefined;",
        "{{7*7}}${7*7}",
        "e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 🇰🇵",
        "صنعاء & <القاهرة>",
        " ",
    ] {
        let html = page_of(name);
        assert_sound(&html);
        let xml = xml(&html);
        let document = parse(&xml);
        let heading = elements(document.root(), "h1").next().map(text).unwrap_or_default();
        assert!(heading == name || name.trim().is_empty(), "{heading}");
    }
}

#[test]
fn what_turns_or_cannot_stand_is_shown_as_such() {
    for name in [
        "a\u{0}b\u{1b}[31m\u{85}\u{fffe}\u{ffff}",
        "\u{202e}tfel ot thgir\u{202c}\u{2066}\u{2067}\u{2069}\u{2069}",
        "line\nbreak\ttab\r\u{2028}",
    ] {
        assert_sound(&page_of(name));
    }
    let html = page_of(&"x".repeat(10_000));
    assert_sound(&html);
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let away = |url: &str| {
        let xml = xml(&page_of(url));
        let document = parse(&xml);
        let links: Vec<_> =
            elements(document.root(), "a").filter_map(|a| a.attribute("href")).collect();
        links
            .into_iter()
            .filter(|href| !href.starts_with('#'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt://x%0aalert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "java\nscript:alert(1)",
        "http:alert(1)",
    ] {
        assert!(away(url).is_empty(), "{url}");
    }
    for url in ["https://example.org/?a=1&b=\"<2>\"", "HTTP://example.org/"] {
        assert_eq!(away(url), [url.to_owned()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_gives_a_sound_page(
        name in "[ -~]{0,3}\\PC{0,20}[&<>\"'\u{0}-\u{20}\u{590}-\u{6ff}\u{2000}-\u{206f}]{0,6}",
    ) {
        assert_sound(&page_of(&name));
    }
}

#[test]
fn line_ends_and_marks_of_direction_do_no_harm() {
    let html = page_of("one\ttwo\r\nthree \u{200f}שלום\u{200e}");
    assert_sound(&html);
    assert!(html.contains("one\ttwo \nthree שלום") && !html.contains('\u{fffd}'));
}
