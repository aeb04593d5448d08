//! What every picture has around it: a title, a legend, a caption; and days as they are written.

use chrono::{Datelike, NaiveDate};

use super::look::Mark;
use super::svg::Svg;
use super::text::{Anchor, Style};
use crate::time::{day_in_words, month_name, year_in_words};
use crate::write::colours::{EDGE, INK, LINE, MUTED, PAPER};

/// The width of every picture: that of a README's column.
pub(crate) const WIDTH: f64 = 830.0;
/// The room left at either side.
pub(crate) const MARGIN: f64 = 20.0;

pub(crate) const LABEL: Style = Style::new(11.5, INK);
pub(crate) const NOTE: Style = Style::new(10.5, MUTED);
const TITLE: Style = Style::new(17.0, INK).bold();
const SUBTITLE: Style = Style::new(12.0, MUTED);

/// Draws the title and the line below it; returns where the picture begins.
pub(crate) fn head(svg: &mut Svg, title: &str, subtitle: &str) -> f64 {
    let room = WIDTH - 2.0 * MARGIN;
    TITLE.draw(svg, Anchor::Start, (MARGIN, 34.0), &TITLE.fit(title, room));
    SUBTITLE.draw(svg, Anchor::Start, (MARGIN, 54.0), &SUBTITLE.fit(subtitle, room));
    70.0
}

/// What the legend says of one look.
pub(crate) struct Key {
    pub(crate) sample: Sample,
    pub(crate) words: String,
}

/// What is shown beside the words of a legend.
pub(crate) enum Sample {
    Mark(Mark),
    /// A mark under a veil, with the line that the veil begins at.
    Veiled(Mark),
    /// Whatever is drawn at a corner.
    Drawn(Draw),
}

/// Draws something with its left top corner at a point.
type Draw = Box<dyn Fn(&mut Svg, (f64, f64))>;

/// The marks that differ in looks, each once in the order in which they come, with the words of all
/// that look so.
pub(crate) fn keys<'m>(marks: impl IntoIterator<Item = &'m Mark>) -> Vec<Key> {
    let mut found: Vec<(Mark, Vec<&str>)> = Vec::new();
    for mark in marks {
        match found.iter_mut().find(|(other, _)| other.looks == mark.looks) {
            Some((_, words)) if words.contains(&mark.words.as_str()) => {}
            Some((_, words)) => words.push(&mark.words),
            None => found.push((mark.clone(), vec![&mark.words])),
        }
    }
    found.sort_by_key(|(mark, _)| mark.looks);
    let key = |(mark, words): (Mark, Vec<&str>)| Key {
        sample: Sample::Mark(mark),
        words: words.join("; "),
    };
    found.into_iter().map(key).collect()
}

/// Draws a legend from `y` on; returns where it ends.
pub(crate) fn legend(svg: &mut Svg, keys: &[Key], mut y: f64) -> f64 {
    const SAMPLE: f64 = 22.0;
    let mut x = MARGIN;
    for key in keys {
        let words = LABEL.fit(&key.words, WIDTH - 2.0 * MARGIN - SAMPLE - 6.0);
        let width = SAMPLE + 6.0 + LABEL.width(&words);
        if x > MARGIN && x + width > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + 22.0);
        }
        key.sample.draw(svg, [x, y, SAMPLE, 14.0]);
        LABEL.draw(svg, Anchor::Start, (x + SAMPLE + 6.0, y + 11.0), &words);
        x += width + 20.0;
    }
    if keys.is_empty() { y } else { y + 22.0 }
}

impl Sample {
    fn draw(&self, svg: &mut Svg, place: [f64; 4]) {
        let [x, y, width, height] = place;
        match self {
            Self::Mark(mark) => swatch(svg, mark, place),
            Self::Veiled(mark) => {
                swatch(svg, mark, place);
                veil(svg, &[(x, y), (x + width, y), (x + width, y + height)]);
                svg.line((x, y), (x + width, y + height)).attribute("stroke", LINE).end();
            }
            Self::Drawn(draw) => draw(svg, (x, y)),
        }
    }
}

fn swatch(svg: &mut Svg, mark: &Mark, place: [f64; 4]) {
    let fill = mark.fill(svg);
    svg.rect(place).attribute("fill", &fill).attribute("stroke", EDGE).end();
}

/// Makes a region paler.
pub(crate) fn veil(svg: &mut Svg, corners: &[(f64, f64)]) {
    let point =
        |(x, y): &(f64, f64)| format!("{},{}", super::svg::number(*x), super::svg::number(*y));
    let points: Vec<String> = corners.iter().map(point).collect();
    let polygon = svg.element("polygon").attribute("points", &points.join(" "));
    polygon.attribute("fill", "#ffffff").attribute("fill-opacity", "0.5").end();
}

/// Draws a text on a ground of its own, so that it can be read on any pattern; its middle is given.
pub(crate) fn plate(svg: &mut Svg, style: Style, (x, y): (f64, f64), text: &str) {
    let (width, height) = (style.width(text) + 8.0, style.size + 5.0);
    let ground = svg.rect([x - width / 2.0, y - height / 2.0, width, height]).number("rx", 3.0);
    ground.attribute("fill", "#ffffff").attribute("fill-opacity", "0.88").end();
    style.draw(svg, Anchor::Middle, (x, y + style.size * 0.36), text);
}

/// Draws a text on the colour of the paper; its middle is given.
pub(crate) fn on_paper(svg: &mut Svg, style: Style, (x, y): (f64, f64), text: &str) {
    let (width, height) = (style.width(text) + 2.0, style.size + 3.0);
    let ground = svg.rect([x - width / 2.0, y - height / 2.0, width, height]);
    ground.attribute("fill", PAPER).end();
    style.draw(svg, Anchor::Middle, (x, y + style.size * 0.36), text);
}

/// Draws a caption from `y` on and returns the height of the whole picture.
pub(crate) fn caption(svg: &mut Svg, text: &str, y: f64) -> f64 {
    let lines = NOTE.wrap(text, WIDTH - 2.0 * MARGIN);
    let mut base = y + 12.0;
    for line in lines {
        NOTE.draw(svg, Anchor::Start, (MARGIN, base), &line);
        base += 15.0;
    }
    base
}

/// How the days of one picture are written: without the year where it is the same for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Days {
    year: Option<i32>,
}

impl Days {
    pub(crate) fn of(days: &[NaiveDate]) -> Self {
        let year = days.first().map(Datelike::year);
        Self { year: year.filter(|year| days.iter().all(|day| day.year() == *year)) }
    }

    /// The year they share.
    pub(crate) fn year(self) -> Option<i32> {
        self.year
    }

    pub(crate) fn short(self, day: NaiveDate) -> String {
        if self.year == Some(day.year()) {
            return format!("{} {}", day.day(), short_month(day));
        }
        dated(day)
    }
}

/// "17 Jun 2024".
pub(crate) fn dated(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), short_month(day), year_in_words(day))
}

/// "17 June 2024".
pub(crate) fn long(day: NaiveDate) -> String {
    day_in_words(day)
}

fn short_month(day: NaiveDate) -> &'static str {
    month_name(day).get(..3).unwrap_or_default()
}

/// "3 sources", "1 source".
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// A text in one line or two that have room; what does not fit is cut.
pub(crate) fn two_lines(style: Style, text: &str, room: f64) -> Vec<String> {
    if style.width(text) <= room {
        return vec![text.to_owned()];
    }
    let mut lines = style.wrap(text, room);
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(style.fit(&rest, room));
    }
    lines
}
