//! Text as it is drawn: how wide it is about, and how it is shortened, broken and made safe.

use super::svg::{Svg, is_unfit};

/// The widths of the printable ASCII characters in Helvetica, in thousandths of the size.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// How much wider another font may be that a reader has in place of those asked for.
const SLACK: f64 = 1.06;

/// The most characters of a text that are drawn: marks above and below take no room, and a name of a
/// million of them would.
const MOST: usize = 500;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) colour: &'static str,
}

impl Style {
    pub(crate) const fn new(size: f64, colour: &'static str) -> Self {
        Self { size, bold: false, colour }
    }

    pub(crate) const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// About how wide a text is so set, rather too wide than too narrow.
    pub(crate) fn width(self, text: &str) -> f64 {
        self.width_of(thousandths(text))
    }

    fn width_of(self, thousandths: f64) -> f64 {
        let weight = if self.bold { 1.08 } else { 1.0 };
        thousandths / 1000.0 * self.size * weight * SLACK
    }

    /// The text, or as much of its start as has room, with an ellipsis.
    pub(crate) fn fit(self, text: &str, room: f64) -> String {
        let is_longer = text.chars().nth(MOST).is_some();
        if !is_longer && self.width(text) <= room {
            return text.to_owned();
        }
        let room = room - self.width("…");
        let (mut kept, mut thousandths) = (String::new(), 0.0);
        for c in text.chars().take(MOST) {
            thousandths += f64::from(advance(c));
            if self.width_of(thousandths) > room {
                break;
            }
            kept.push(c);
        }
        if is_open(&kept) {
            kept.push(POP_ISOLATE);
        }
        format!("{}…", kept.trim_end())
    }

    /// The text in lines that have room; a word that has none is shortened.
    pub(crate) fn wrap(self, text: &str, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        // The width of the last line, so that no line is measured anew for each of its words.
        let (mut depth, mut width) = (0_usize, 0.0);
        for word in text.split(' ') {
            let goes_on = depth > 0;
            depth += word.matches(FIRST_STRONG_ISOLATE).count();
            depth = depth.saturating_sub(word.matches(POP_ISOLATE).count());
            if lines.is_empty()
                || self.width_of(width + thousandths(" ") + thousandths(word)) > room
            {
                lines.push(String::new());
                width = 0.0;
            } else if let Some(line) = lines.last_mut() {
                line.push(' ');
                width += thousandths(" ");
            }
            let Some(line) = lines.last_mut() else { continue };
            let before = line.len();
            // A name that is kept apart is so in each line, and behind a word that was shortened.
            if goes_on && !is_open(line) {
                line.push(FIRST_STRONG_ISOLATE);
            }
            if line.trim_start_matches(FIRST_STRONG_ISOLATE).is_empty() {
                line.push_str(&self.fit(word, room));
            } else {
                line.push_str(&self.fit(word, f64::INFINITY));
            }
            width += line.get(before..).map_or(0.0, thousandths);
        }
        for line in lines.iter_mut().filter(|line| is_open(line)) {
            line.push(POP_ISOLATE);
        }
        lines
    }

    /// Draws a text with its base line at `y`.
    pub(crate) fn draw(self, svg: &mut Svg, anchor: Anchor, (x, y): (f64, f64), text: &str) {
        let mut element = svg.element("text").number("x", x).number("y", y);
        element = element.number("font-size", self.size).attribute("fill", self.colour);
        if self.bold {
            element = element.attribute("font-weight", "bold");
        }
        match anchor {
            Anchor::Start => element,
            Anchor::Middle => element.attribute("text-anchor", "middle"),
            Anchor::End => element.attribute("text-anchor", "end"),
        }
        .text(text);
    }
}

/// Which point of a text is placed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The width of a text in thousandths of the size, a whole number.
fn thousandths(text: &str) -> f64 {
    text.chars().map(|c| f64::from(advance(c))).sum()
}

/// The width of a character in thousandths of the size.
fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(ASCII[c as usize - 0x20]),
        '–' | '·' | '…' | '’' | '‘' => 800,
        // Marks above and below, and what keeps directions apart, take no room.
        '\u{300}'..='\u{36f}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200d}' => 0,
        // Wide scripts of East Asia, and pictographs.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' => 1000,
        c if c as u32 >= 0x1_0000 => 1200,
        _ => 720,
    }
}

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Whether something is opened in a text to keep directions apart, and not closed.
fn is_open(text: &str) -> bool {
    text.matches(FIRST_STRONG_ISOLATE).count() > text.matches(POP_ISOLATE).count()
}

/// A text of others, such as a name, made fit to stand among ours: controls are shown as U+FFFD, and
/// what is written from right to left does not turn what stands around it.
pub(crate) fn name(text: &str) -> String {
    let is_isolate = |c: char| ('\u{2066}'..='\u{2069}').contains(&c);
    let fit = |c| if is_unfit(c) || is_isolate(c) { char::REPLACEMENT_CHARACTER } else { c };
    let mut out = String::new();
    // What stands between two words from right to left goes with them; after the last it does not.
    let mut between: Option<String> = None;
    // Marks of direction do for a whole line what the isolates do for a name alone.
    let is_mark = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    for c in text.trim().chars().filter(|c| !is_mark(c)).map(fit) {
        match (&mut between, is_right_to_left(c)) {
            (None, false) => out.push(c),
            (None, true) => {
                out.extend([FIRST_STRONG_ISOLATE, c]);
                between = Some(String::new());
            }
            (Some(held), true) => {
                out.push_str(held);
                out.push(c);
                held.clear();
            }
            (Some(held), false) if !c.is_alphabetic() => held.push(c),
            (Some(held), false) => {
                out.push(POP_ISOLATE);
                out.push_str(held);
                out.push(c);
                between = None;
            }
        }
    }
    if let Some(held) = between {
        out.push(POP_ISOLATE);
        out.push_str(&held);
    }
    out
}

/// Whether a character is of a script that is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        || matches!(c, '\u{1_0800}'..='\u{1_0fff}' | '\u{1_e800}'..='\u{1_efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style::new(10.0, "#000");

    #[test]
    fn a_text_is_shortened_to_its_room() {
        assert_eq!(STYLE.fit("signed", 100.0), "signed");
        let short = STYLE.fit("comprehensive strategic partnership", 60.0);
        assert!(short.ends_with('…') && STYLE.width(&short) <= 60.0, "{short}");
        assert_eq!(STYLE.fit("signed", 0.0), "…");
        let marks = "e\u{301}".repeat(3) + &"\u{301}".repeat(1_000_000);
        assert!(STYLE.fit(&marks, 100.0).chars().count() <= MOST + 1);
        assert!(STYLE.wrap(&format!("a {marks}"), 100.0).concat().chars().count() <= MOST + 3);
        let arabic = STYLE.fit(&name("شششششششششششششش"), 40.0);
        assert_eq!(arabic.matches(['\u{2068}', '\u{2069}']).count(), 2, "{arabic:?}");
    }

    #[test]
    fn lines_are_broken_at_spaces() {
        let lines = STYLE.wrap("one two three four", 50.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| STYLE.width(line) <= 50.0));
        assert_eq!(lines.join(" "), "one two three four");
        let shortened_and_followed = "%#*Σaaaaaaaaaaaaש>\" ש";
        for text in [
            "שששששששששששששש שלום one",
            "a שלום שלום שלום b",
            "ש ששששששששששששששש",
            shortened_and_followed,
        ] {
            for line in STYLE.wrap(&name(text), 50.0) {
                let isolates = |c| line.matches(c).count();
                assert_eq!(isolates('\u{2068}'), isolates('\u{2069}'), "{line:?}");
            }
        }
    }

    #[test]
    fn names_of_others_stay_apart() {
        assert_eq!(name("Kim\u{202e}\u{0}"), "Kim\u{fffd}\u{fffd}");
        assert_eq!(name("שלום"), "\u{2068}שלום\u{2069}");
        assert_eq!(name("\u{200f}שלום\u{200e} 1"), "\u{2068}שלום\u{2069} 1");
        assert_eq!(name("a שלום שלום 1 b"), "a \u{2068}שלום שלום\u{2069} 1 b");
    }
}
