//! The frame of the page and its few elements: the document, tables, folds, pictures. What may not
//! stand in a page is taken out here, in one place.

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

/// The look of the page, for light and dark, phone and paper.
const STYLE: &str = include_str!("page.css");

/// The SHA-256 of the style, by which the page's policy lets it in and no other.
const STYLE_HASH: &str = "6W70CXvaeHTbeQeYwjCg+Zp8v6Gnt6njiFFfQq60aXY=";

/// A whole document. Its policy forbids everything but its own style and pictures held in the page.
pub(super) fn document(title: &str, body: Markup) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    let head = html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="color-scheme" content="light dark";
            title { (title) }
            style { (PreEscaped(STYLE)) }
        }
    };
    // Nearly all of a page is its body, which is kept where it was written, and not written anew.
    let mut page = body.into_string();
    page.insert_str(0, &format!("{}<html lang=\"en\">{}<body>", DOCTYPE.0, head.0));
    page.push_str("</body></html>");
    all_fit(page)
}

/// A text of which every character is as a page holds it.
fn all_fit(page: String) -> String {
    // Nearly all pages are plain, which is seen from their bytes at once.
    if page.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return page;
    }
    if page.chars().all(|c| fit(c) == Some(c)) {
        return page;
    }
    page.chars().filter_map(fit).collect()
}

/// A character as a page holds it. Texts from outside stand in elements of their own (`bdi`), so that
/// marks of direction are not needed; what would end such an element, or turn the text around it, is
/// shown as U+FFFD, as controls are.
fn fit(c: char) -> Option<char> {
    match c {
        ' '..='~' | '\n' | '\t' => Some(c),
        '\r' => Some(' '),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => None,
        '\u{2066}'..='\u{2069}' => Some(char::REPLACEMENT_CHARACTER),
        c if crate::write::pictures::drawing::svg::is_unfit(c) => Some(char::REPLACEMENT_CHARACTER),
        c => Some(c),
    }
}

/// Text from outside, kept from turning the text around it.
pub(super) fn free(text: &str) -> Free<'_> {
    Free(text)
}

/// Such a text, written where it stands: a page has hundreds of thousands.
pub(super) struct Free<'t>(&'t str);

impl Render for Free<'_> {
    fn render_to(&self, page: &mut String) {
        page.push_str("<bdi>");
        self.0.render_to(page);
        page.push_str("</bdi>");
    }
}

/// A text as the beginning of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

/// A day in words.
pub(super) fn day(day: chrono::NaiveDate) -> String {
    crate::time::UncertainDate::from(day).in_words()
}

/// A table whose first column names the row. On a phone each row becomes a block in which every cell
/// bears the name of its column; the roles keep it a table for those who listen.
pub(super) fn table(name: impl Render, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table role="table" {
            caption { (name) }
            thead role="rowgroup" {
                tr role="row" {
                    @for head in heads { th scope="col" role="columnheader" { (head) } }
                }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (at, (head, cell)) in heads.iter().zip(row).enumerate() {
                            @if at == 0 {
                                th scope="row" role="rowheader" { (cell) }
                            } @else {
                                td role="cell" data-head=(head) { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is folded away until asked for.
pub(super) fn fold(summary: impl Render, content: &Markup) -> Markup {
    html! { details { summary { (summary) } (content) } }
}

/// The first `shown` as a list, the rest folded away.
pub(super) fn list<R: Render>(items: &[R], shown: usize, rest: &str) -> Markup {
    let (first, more) = items.split_at(shown.min(items.len()));
    let bullets = |items: &[R]| html! { ul { @for item in items { li { (item) } } } };
    html! {
        @if !first.is_empty() { (bullets(first)) }
        @if !more.is_empty() { (fold(format!("{} {rest}", more.len()), &bullets(more))) }
    }
}

/// A picture as an image held in the page, where no script of it runs and no id of it clashes.
pub(super) fn picture(title: &str, svg: &str) -> Markup {
    // Without any words a reader who does not see it would not know that it is there.
    let title = if title.trim().is_empty() { "A picture" } else { title };
    html! {
        figure {
            img src=(data_uri(svg)) alt=(title);
            figcaption { (free(title)) }
        }
    }
}

fn data_uri(svg: &str) -> String {
    let mut uri = String::with_capacity(svg.len() * 5 / 4);
    uri.push_str("data:image/svg+xml;charset=utf-8,");
    let digit = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
    let mut rest = svg;
    // What is plain goes over in one piece.
    while let Some(at) = rest.find(|c| !is_plain(c)) {
        let (plain, other) = rest.split_at(at);
        uri.push_str(plain);
        let mut others = other.chars();
        let first = others.next().map_or(0, char::len_utf8);
        let (first, after) = other.split_at(first);
        for byte in first.bytes() {
            uri.push('%');
            uri.push(digit(byte >> 4));
            uri.push(digit(byte & 15));
        }
        rest = after;
    }
    uri.push_str(rest);
    uri
}

/// Whether a character stands in an address as it is.
fn is_plain(c: char) -> bool {
    const PLAIN: [bool; 128] = {
        let (mut plain, also) = ([false; 128], b" -_.,:;=/()!*'");
        let mut at = 0;
        while at < 128_u8 {
            plain[at as usize] = at.is_ascii_alphanumeric();
            at += 1;
        }
        let mut at = 0;
        while at < also.len() {
            plain[also[at] as usize] = true;
            at += 1;
        }
        plain
    };
    PLAIN.get(c as usize).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_one_word_of_ascii() {
        assert_eq!(
            data_uri("<a b=\"é#\">"),
            "data:image/svg+xml;charset=utf-8,%3Ca b=%22%C3%A9%23%22%3E"
        );
    }
}
