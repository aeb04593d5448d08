//! The frame of the page and its few elements: the document, tables, folds, pictures. What may not
//! stand in a page is taken out here, in one place.

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

/// The look of the page, for light and dark, phone and paper.
const STYLE: &str = include_str!("page.css");

/// The SHA-256 of the style, by which the page's policy lets it in and no other.
const STYLE_HASH: &str = "6W70CXvaeHTbeQeYwjCg+Zp8v6Gnt6njiFFfQq60aXY=";

/// A whole document, with what `body` writes. Its policy forbids everything but its own style and pictures held
/// in the page.
pub(super) fn document(title: &str, body: impl FnOnce(&mut String)) -> String {
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
    let mut page = format!("{}<html lang=\"en\">{}<body>", DOCTYPE.0, head.0);
    // Nearly all of a page is its body, which is written where it is to stand.
    body(&mut page);
    page.push_str("</body></html>");
    all_fit(page)
}

/// A text of which every character is as a page holds it.
fn all_fit(page: String) -> String {
    if is_all_fit(&page) { page } else { page.chars().filter_map(fit).collect() }
}

/// So many bytes are looked at together: few have other letters among them.
const TOGETHER: usize = 64;

fn is_all_fit(page: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let mut starts = (0..).step_by(TOGETHER);
    page.as_bytes().chunks(TOGETHER).zip(&mut starts).all(|(bytes, start)| {
        // Without an end as soon as one is found, many are compared in one step.
        bytes.iter().fold(true, |plain, byte| plain & is_plain(*byte))
            || characters(page, start, start + bytes.len()).chars().all(|c| fit(c) == Some(c))
    })
}

/// The characters of which any byte stands between two places.
fn characters(page: &str, start: usize, end: usize) -> &str {
    let is_boundary = |at: &usize| page.is_char_boundary(*at);
    let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
    let end = (end..page.len()).find(is_boundary).unwrap_or(page.len());
    page.get(start..end).unwrap_or(page)
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

/// What is written where it stands, by a closure, and not before: of what a page has hundreds of thousands.
pub(super) struct InPlace<W>(pub(super) W);

impl<W: Fn(&mut String)> Render for InPlace<W> {
    fn render_to(&self, page: &mut String) {
        self.0(page);
    }
}

impl Render for Free<'_> {
    fn render_to(&self, page: &mut String) {
        page.push_str("<bdi>");
        // Most texts are plain, and go over in one piece.
        let is_marked = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
        if self.0.as_bytes().iter().fold(false, |marked, byte| marked | is_marked(byte)) {
            self.0.render_to(page);
        } else {
            page.push_str(self.0);
        }
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
            img src=(DataUri(svg)) alt=(title);
            figcaption { (free(title)) }
        }
    }
}

/// A picture as an address that holds it.
struct DataUri<'s>(&'s str);

impl Render for DataUri<'_> {
    fn render_to(&self, page: &mut String) {
        page.reserve(self.0.len() * 3 / 2);
        page.push_str("data:image/svg+xml;charset=utf-8,");
        let mut held = [0; 3 * TOGETHER];
        for bytes in self.0.as_bytes().chunks(TOGETHER) {
            let mut end = 0;
            for byte in bytes {
                let (text, length) = IN_ADDRESSES[usize::from(*byte)];
                // Three bytes whatever the length: of the shorter ones the next is written over the rest.
                if let Some(place) = held.get_mut(end..end + 3) {
                    place.copy_from_slice(&text);
                }
                end += length;
            }
            // All of it is ASCII.
            let text = held.get(..end).and_then(|held| std::str::from_utf8(held).ok());
            page.push_str(text.unwrap_or_default());
        }
    }
}

/// Each byte as it stands in an address, and how long that is: itself, or `%00` to `%FF`.
const IN_ADDRESSES: [([u8; 3], usize); 256] = {
    let (mut all, digits) = ([([b'%'; 3], 3); 256], b"0123456789ABCDEF");
    let mut at = 0;
    while at < all.len() {
        all[at].0 = [b'%', digits[at >> 4], digits[at & 15]];
        at += 1;
    }
    let plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_.,:;=/()!*'";
    let mut at = 0;
    while at < plain.len() {
        all[plain[at] as usize] = ([plain[at], 0, 0], 1);
        at += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_one_word_of_ascii() {
        let uri = DataUri("<a b=\"é#\">").render().0;
        assert_eq!(uri, "data:image/svg+xml;charset=utf-8,%3Ca b=%22%C3%A9%23%22%3E");
    }

    #[test]
    fn what_is_unfit_is_found_wherever_it_stands() {
        for before in 0..2 * TOGETHER {
            let page = |c: &str| format!("{}{c}{}", " ".repeat(before), "é".repeat(TOGETHER));
            assert!(is_all_fit(&page("“")));
            for unfit in ["\u{202e}", "\u{7f}", "\u{200e}", "\r", "é\u{2066}"] {
                assert!(!is_all_fit(&page(unfit)), "{before} {unfit:?}");
            }
        }
    }
}
