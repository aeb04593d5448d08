//! The one place where SVG is written: elements, groups, numbers.

use std::collections::BTreeMap;

use crate::write::colours::{EDGE, INK, PAPER};

use crate::write::xml::{Element, close};

/// The fonts asked for, all of about the same widths; `text::width` measures by them.
const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/// So much room a drawing has from the start: a small one need not be moved as it grows.
const ROOM: usize = 2048;

/// A drawing that grows downwards: its height is told when it is finished.
#[derive(Debug)]
pub(crate) struct Svg {
    width: f64,
    body: String,
    /// Definitions by id, each written once.
    defs: BTreeMap<String, String>,
}

impl Svg {
    pub(crate) fn new(width: f64) -> Self {
        Self { width, body: String::with_capacity(ROOM), defs: BTreeMap::new() }
    }

    /// Starts an element; `Element::end` or `Element::text` ends it.
    pub(crate) fn element(&mut self, name: &'static str) -> Element<'_> {
        Element::new(&mut self.body, name, drawn)
    }

    pub(crate) fn rect(&mut self, [x, y, width, height]: [f64; 4]) -> Element<'_> {
        let rect = self.element("rect").number("x", x).number("y", y);
        rect.number("width", width).number("height", height)
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64)) -> Element<'_> {
        let line = self.element("line").number("x1", from.0).number("y1", from.1);
        line.number("x2", to.0).number("y2", to.1)
    }

    /// Keeps a definition under an id, for `url(#id)`.
    pub(crate) fn define(&mut self, id: &str, write: impl FnOnce(&mut Self)) {
        if self.defs.contains_key(id) {
            return;
        }
        let mut part = Self::new(self.width);
        write(&mut part);
        self.defs.insert(id.to_owned(), part.body);
    }

    /// A group of what `write` draws, under the attributes given.
    pub(crate) fn group(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        write: impl FnOnce(&mut Self),
    ) {
        let mut element = self.element(name);
        for (attribute, value) in attributes {
            element = element.attribute(attribute, value);
        }
        element.open();
        write(self);
        close(&mut self.body, name);
    }

    /// The whole document, on a ground of its own so that it can be read on dark pages too.
    pub(crate) fn finish(self, height: f64, title: &str, description: &str) -> String {
        let (width, high) = (number(self.width), number(height));
        let mut whole = Self::new(self.width);
        whole.body.reserve(self.body.len() + ROOM);
        let view = format!("0 0 {width} {high}");
        let attributes = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", width.as_str()),
            ("height", high.as_str()),
            ("viewBox", view.as_str()),
            ("role", "img"),
            ("font-family", FONTS),
            ("fill", INK),
        ];
        whole.group("svg", &attributes, |svg| {
            svg.element("title").text(title);
            svg.element("desc").text(description);
            if !self.defs.is_empty() {
                svg.group("defs", &[], |svg| svg.body.extend(self.defs.into_values()));
            }
            let ground = svg.rect([0.5, 0.5, svg.width - 1.0, height - 1.0]).number("rx", 6.0);
            ground.attribute("fill", PAPER).attribute("stroke", EDGE).end();
            svg.body.push_str(&self.body);
        });
        whole.body
    }
}

impl Element<'_> {
    pub(crate) fn number(self, name: &str, value: f64) -> Self {
        self.plain(name, |out| push_number(out, value))
    }
}

/// A number to a tenth of a pixel, without a sign or a fraction that says nothing.
pub(crate) fn number(value: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

fn push_number(out: &mut String, value: f64) {
    // A whole number of tenths is written many times faster than a fraction. Halfway between two the digits
    // that follow decide, which only the writer of fractions knows.
    let tenths = (value * 10.0).round();
    if value.abs() < 1e9 && (value * 10.0 - tenths).abs() < 0.499 {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and within the bounds")]
        return push_tenths(out, tenths as i64);
    }
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    out.push_str(if text == "-0" { "0" } else { text });
}

fn push_tenths(out: &mut String, tenths: i64) {
    if tenths < 0 {
        out.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    push_digits(out, whole);
    if tenth > 0 {
        out.push('.');
        push_digits(out, tenth);
    }
}

/// A number of few digits, without a form to be gone through.
fn push_digits(out: &mut String, number: u64) {
    if number >= 10 {
        push_digits(out, number / 10);
    }
    out.extend(u8::try_from(number % 10).map(|digit| char::from(b'0' + digit)));
}

/// What is drawn in place of a character: what XML cannot hold, and what would turn the order of the
/// text around it, is shown as U+FFFD.
fn drawn(c: char) -> char {
    if is_unfit(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// Whether a character is none that XML holds, a control, or one that embeds or overrides a
/// direction. Isolates, which only keep directions apart, are fit.
pub(crate) fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, -0.01, 1.0, 2.25, -3.5, 1000.04].map(number);
        assert_eq!(texts, ["0", "0", "1", "2.2", "-3.5", "1000"]);
    }

    /// Many times faster, and not otherwise.
    #[test]
    fn numbers_are_those_of_the_standard_library() {
        let written = |value: f64| {
            let text = format!("{value:.1}");
            let text = text.strip_suffix(".0").unwrap_or(&text).to_owned();
            if text == "-0" { "0".to_owned() } else { text }
        };
        for at in -4_000..4_000 {
            let value = f64::from(at) / 40.0;
            for value in [value, value.next_up(), value.next_down(), value * 1.7, 1.0 / value] {
                assert_eq!(number(value), written(value), "{value:?}");
            }
        }
        for value in [1e9, 1e15, -1e300, 123_456_789.05, f64::MIN_POSITIVE, -0.0] {
            assert_eq!(number(value), written(value));
        }
    }

    #[test]
    fn no_text_turns_others() {
        let mut svg = Svg::new(1.0);
        svg.element("text").text("a<\u{0}\n\u{202e}\u{2068}ش\u{2069}");
        assert_eq!(svg.body, "<text>a&lt;\u{fffd}\u{fffd}\u{fffd}\u{2068}ش\u{2069}</text>\n");
    }
}
