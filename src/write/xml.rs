//! The one place where XML is written: elements, attributes, escapes.

/// What stands at the head of a file.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// An element being written; `end`, `text` or `open` ends its tag.
#[must_use]
pub(crate) struct Element<'s> {
    out: &'s mut String,
    name: &'static str,
    /// What is written in place of a character.
    fit: fn(char) -> char,
}

impl<'s> Element<'s> {
    pub(super) fn new(out: &'s mut String, name: &'static str, fit: fn(char) -> char) -> Self {
        out.push('<');
        out.push_str(name);
        Self { out, name, fit }
    }

    /// An element in which a text stands as it is, as far as XML can hold it.
    pub(super) fn of_data(out: &'s mut String, name: &'static str) -> Self {
        Self::new(out, name, held)
    }

    pub(super) fn attribute(self, name: &str, value: &str) -> Self {
        let fit = self.fit;
        self.plain(name, |out| escape(out, value, fit))
    }

    /// An attribute whose value `write` adds, of characters that stand as they are.
    pub(super) fn plain(self, name: &str, write: impl FnOnce(&mut String)) -> Self {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        write(self.out);
        self.out.push('"');
        self
    }

    /// Ends it without content.
    pub(super) fn end(self) {
        self.out.push_str("/>\n");
    }

    /// Ends it with text.
    pub(super) fn text(self, text: &str) {
        self.out.push('>');
        escape(self.out, text, self.fit);
        close(self.out, self.name);
    }

    /// Leaves it open for children; [`close`] ends it.
    pub(super) fn open(self) {
        self.out.push_str(">\n");
    }
}

/// Ends an element with content.
pub(super) fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

/// Writes text so that no character of it is read as markup, or as white space that means nothing.
fn escape(out: &mut String, text: &str, fit: fn(char) -> char) {
    // Most texts go out as they are, which is seen of many bytes in one step where none ends the look.
    let as_it_is = |byte: &u8| {
        matches!(byte, b' '..=b'~') & !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
    };
    if text.as_bytes().iter().fold(true, |all, byte| all & as_it_is(byte)) {
        return out.push_str(text);
    }
    for c in text.chars().map(fit) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

/// Whether XML can hold a character, as itself or by its number.
pub(super) fn can_hold(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn held(c: char) -> char {
    if can_hold(c) { c } else { char::REPLACEMENT_CHARACTER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        let mut out = String::new();
        Element::of_data(&mut out, "a")
            .attribute("b", "\"<&'\n")
            .text("]]>\u{0}\t\r\u{202e}\u{85}");
        assert_eq!(
            out,
            "<a b=\"&quot;&lt;&amp;&apos;&#10;\">]]&gt;\u{fffd}&#9;&#13;\u{202e}\u{85}</a>\n"
        );
    }
}
