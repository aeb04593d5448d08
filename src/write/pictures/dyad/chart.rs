//! The dyad timeline as it is drawn: what is for and against, the score, acts where there is room.

use chrono::{Datelike, NaiveDate};

use super::picture::{DyadTimeline, TimelinePoint};
use crate::write::colours::{AGAINST, EDGE, FOR, GRID, INK, LINE, MUTED};
use crate::write::pictures::drawing::frame::{self, Key, LABEL, MARGIN, NOTE, Sample, WIDTH};
use crate::write::pictures::drawing::look::{Look, Mark};
use crate::write::pictures::drawing::svg::{Svg, number};
use crate::write::pictures::drawing::text::{Anchor, Style};

const LEFT: f64 = 66.0;
/// The height of what is for, and of what is against.
const HALF: f64 = 84.0;
const SCORE: f64 = 96.0;
/// The height of the strip that tells which days are covered.
const STRIP: f64 = 9.0;
const TICK: Style = Style::new(11.0, INK);
const LINE_HEIGHT: f64 = 17.0;
/// How many labels of acts may stand under each other.
const LINES: usize = 4;

/// Where days lie.
struct DyadScale {
    first: NaiveDate,
    days: f64,
}

impl DyadScale {
    fn new(points: &[TimelinePoint]) -> Self {
        let (first, last) = (points[0].day, points[points.len() - 1].day);
        Self { first, days: days(first, last).max(1.0) }
    }

    fn x(&self, day: NaiveDate) -> f64 {
        LEFT + days(self.first, day) / self.days * (WIDTH - LEFT - MARGIN)
    }
}

#[expect(clippy::cast_precision_loss, reason = "chrono has fewer days than that")]
fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    to.signed_duration_since(from).num_days() as f64
}

impl DyadTimeline {
    /// Writes the timeline.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::new(WIDTH);
        let subtitle = "What is for, above the middle; what is against, mirrored below";
        let top = frame::head(&mut svg, &self.title, subtitle) + 8.0;
        let scale = DyadScale::new(&self.points);
        let middle = top + HALF;
        let mut bottom = middle + HALF;
        let is_scored = self.points.iter().any(|point| point.score.is_some());
        if is_scored {
            bottom += 20.0 + SCORE;
        }
        let years = years(&scale, &self.points);
        for (x, _) in &years {
            svg.line((*x, top), (*x, bottom)).attribute("stroke", EDGE).end();
        }
        self.draw_weights(&mut svg, &scale, middle);
        if is_scored {
            self.draw_score(&mut svg, &scale, bottom - SCORE);
        }
        self.draw_gaps(&mut svg, &scale, top, bottom);
        self.draw_carried(&mut svg, &scale, &mut bottom);
        let (end, unlabelled) = self.draw_acts(&mut svg, &scale, top, bottom + 20.0);
        self.draw_years(&mut svg, &years, bottom + 9.0);
        let end = frame::legend(&mut svg, &self.legend(), end + 14.0);
        let caption = self.whole_caption(unlabelled);
        let height = frame::caption(&mut svg, &caption, end + 2.0);
        svg.finish(height, &self.title, &format!("{subtitle}. {caption}"))
    }

    /// The points in stretches without days that are not covered between them.
    fn stretches(&self) -> impl Iterator<Item = &[TimelinePoint]> {
        // By their first days, each with the last day of it and all before it.
        let mut gaps = self.gaps.clone();
        gaps.sort_unstable();
        let mut latest = NaiveDate::MIN;
        for (_, last) in &mut gaps {
            latest = latest.max(*last);
            *last = latest;
        }
        let is_covered = move |a: &TimelinePoint, b: &TimelinePoint| {
            let begun = gaps.partition_point(|(first, _)| *first < b.day);
            begun.checked_sub(1).is_none_or(|at| gaps[at].1 <= a.day)
        };
        self.points.chunk_by(is_covered)
    }

    fn draw_weights(&self, svg: &mut Svg, scale: &DyadScale, middle: f64) {
        let weights = self.points.iter().flat_map(|point| [point.favour, point.against]);
        let most = weights.fold(0.0, f64::max);
        // Of numbers that are all zero, or too small to divide by, nothing is drawn but the line.
        let unit = if most.is_normal() { most } else { 1.0 };
        for (height, words) in [(HALF, "for"), (-HALF, "against")] {
            let y = middle - height;
            svg.line((LEFT, y), (WIDTH - MARGIN, y)).attribute("stroke", GRID).end();
            let base = if height > 0.0 { y + 11.0 } else { y - 3.0 };
            LABEL.draw(svg, Anchor::End, (LEFT - 8.0, base), words);
            let base = if height > 0.0 { y + 25.0 } else { y - 17.0 };
            let most = NOTE.fit(&weight(most), LEFT - 16.0);
            NOTE.draw(svg, Anchor::End, (LEFT - 8.0, base), &most);
        }
        for stretch in self.stretches() {
            let favour = |point: &TimelinePoint| middle - point.favour / unit * HALF;
            let against = |point: &TimelinePoint| middle + point.against / unit * HALF;
            area(svg, scale, stretch, Look::Full, FOR, (&|_| middle, &favour));
            area(svg, scale, stretch, Look::HeldUp, AGAINST, (&|_| middle, &against));
        }
        svg.line((LEFT, middle), (WIDTH - MARGIN, middle)).attribute("stroke", LINE).end();
        NOTE.draw(svg, Anchor::End, (LEFT - 8.0, middle + 4.0), "0");
    }

    fn draw_score(&self, svg: &mut Svg, scale: &DyadScale, top: f64) {
        let y = |score: f64| top + (1.0 - score) / 2.0 * SCORE;
        for (score, words) in [(1.0, "+1"), (0.0, "score 0"), (-1.0, "−1")] {
            let line = svg.line((LEFT, y(score)), (WIDTH - MARGIN, y(score)));
            line.attribute("stroke", if score == 0.0 { MUTED } else { GRID }).end();
            NOTE.draw(svg, Anchor::End, (LEFT - 8.0, y(score) + 4.0), words);
        }
        let alike = |a: &TimelinePoint, b: &TimelinePoint| a.score.is_some() == b.score.is_some();
        let runs = self.stretches().flat_map(|stretch| stretch.chunk_by(alike));
        for scored in runs.filter(|run| run[0].score.is_some()) {
            let of = |point: &TimelinePoint| point.score.unwrap_or_default();
            let low = |point: &TimelinePoint| y(of(point).1[0]);
            let high = |point: &TimelinePoint| y(of(point).1[1]);
            area(svg, scale, scored, Look::Begun, "none", (&low, &high));
            let line = path(scale, scored.iter(), &|point| y(of(point).0));
            if let [only] = scored {
                let dot = svg.element("circle").number("cx", scale.x(only.day));
                dot.number("cy", y(of(only).0)).number("r", 2.5).attribute("fill", INK).end();
            } else if !line.is_empty() {
                let line = svg.element("path").attribute("d", &line).attribute("fill", "none");
                line.attribute("stroke", INK).number("stroke-width", 2.0).end();
            }
        }
    }

    fn draw_gaps(&self, svg: &mut Svg, scale: &DyadScale, top: f64, bottom: f64) {
        let last = self.points[self.points.len() - 1].day;
        for (from, to) in &self.gaps {
            let (from, to) = ((*from).max(scale.first), (*to).min(last));
            if from > to {
                continue;
            }
            let [x, width] = self.stretch(scale, from, to);
            let fill = Look::Over.fill(svg);
            let gap = svg.rect([x, top, width, bottom - top]).attribute("fill", &fill);
            gap.attribute("fill-opacity", "0.55").end();
        }
    }

    /// Draws a strip of the days on which a source tells of the two, hatched where none does.
    fn draw_carried(&self, svg: &mut Svg, scale: &DyadScale, bottom: &mut f64) {
        let Some((carried, _)) = &self.carried else { return };
        let top = *bottom + 12.0;
        *bottom = top + STRIP;
        NOTE.draw(svg, Anchor::End, (LEFT - 8.0, top + 8.0), "told");
        let whole = svg.rect([LEFT, top, WIDTH - LEFT - MARGIN, STRIP]);
        whole.attribute("fill", "#2f7f74").end();
        for (from, to) in carried {
            let [x, width] = self.stretch(scale, *from, *to);
            let fill = Look::Over.fill(svg);
            let ground = svg.rect([x, top, width, STRIP]).attribute("fill", "#ffffff");
            ground.end();
            svg.rect([x, top, width, STRIP]).attribute("fill", &fill).end();
        }
    }

    /// Where the days from one to another lie, as a left end and a width.
    fn stretch(&self, scale: &DyadScale, from: NaiveDate, to: NaiveDate) -> [f64; 2] {
        let last = self.points[self.points.len() - 1].day;
        let end = to.succ_opt().unwrap_or(to).min(last);
        [scale.x(from), (scale.x(end) - scale.x(from)).max(1.0)]
    }

    /// Draws a tick for each act and its words where there is room; returns where they end, and how
    /// many have none.
    fn draw_acts(&self, svg: &mut Svg, scale: &DyadScale, top: f64, start: f64) -> (f64, usize) {
        let mut acts: Vec<_> = self.acts.iter().filter(|(day, _)| self.is_shown(*day)).collect();
        acts.sort();
        let mut free = [LEFT - 40.0; LINES];
        let (mut end, mut unlabelled) = (start, 0);
        let mut labels = Vec::new();
        for (day, words) in acts {
            let x = scale.x(*day);
            let words = TICK.fit(words, 180.0);
            let width = TICK.width(&words);
            let left = (x - width / 2.0).min(WIDTH - MARGIN - width).max(MARGIN);
            let mut foot = start - 14.0;
            if let Some((line, free)) = (0_u8..).zip(&mut free).find(|(_, free)| **free <= left) {
                *free = left + width + 10.0;
                foot = start + f64::from(line) * LINE_HEIGHT;
                end = end.max(foot + LINE_HEIGHT);
                labels.push((left + width / 2.0, foot + 8.0, words));
            } else {
                unlabelled += 1;
            }
            let tick = svg.line((x, top), (x, foot)).attribute("stroke", LINE);
            tick.attribute("stroke-dasharray", "2 3").end();
        }
        // Over the ticks, which may pass behind the words of others.
        for (x, y, words) in labels {
            frame::on_paper(svg, TICK, (x, y), &words);
        }
        (end, unlabelled)
    }

    fn is_shown(&self, day: NaiveDate) -> bool {
        (self.points[0].day..=self.points[self.points.len() - 1].day).contains(&day)
    }

    /// Draws the years; of a time that shows less than two, its first and last day.
    fn draw_years(&self, svg: &mut Svg, years: &[(f64, String)], y: f64) {
        if years.len() > 1 {
            for (x, words) in years {
                frame::on_paper(svg, NOTE, (*x, y), words);
            }
            return;
        }
        let ends = [self.points[0].day, self.points[self.points.len() - 1].day].map(frame::long);
        let [first, last] = ends.each_ref().map(|words| NOTE.width(words) / 2.0);
        frame::on_paper(svg, NOTE, (LEFT + first, y), &ends[0]);
        if ends[0] != ends[1] {
            frame::on_paper(svg, NOTE, (WIDTH - MARGIN - last, y), &ends[1]);
        }
    }

    fn legend(&self) -> Vec<Key> {
        let mut marks = vec![Mark::new("for", Look::Full), Mark::new("against", Look::HeldUp)];
        if self.points.iter().any(|point| point.score.is_some()) {
            marks.push(Mark::new("score, within its band", Look::Begun));
        }
        let is_carried = self.carried.as_ref().is_some_and(|(days, _)| !days.is_empty());
        if !self.gaps.is_empty() || is_carried {
            marks.push(Mark::new("not covered", Look::Over));
        }
        let key = |mark: Mark| Key { words: mark.words.clone(), sample: Sample::Mark(mark) };
        marks.into_iter().map(key).collect()
    }

    fn whole_caption(&self, unlabelled: usize) -> String {
        let (first, last) = (self.points[0].day, self.points[self.points.len() - 1].day);
        let mut caption = format!("Valid dates: {} to {}. ", frame::long(first), frame::long(last));
        if let Some((carried, basis)) = &self.carried {
            caption.push_str(basis);
            caption.push(' ');
            if !carried.is_empty() {
                caption.push_str("On hatched days no source tells of the two, and the score rests on what was told before. ");
            }
        }
        let outside = self.acts.iter().filter(|(day, _)| !self.is_shown(*day)).count();
        for (number, words) in [(unlabelled, "without a label"), (outside, "outside of these days")]
        {
            if number > 0 {
                caption = format!("{caption}{} {words}. ", frame::count(number, "act"));
            }
        }
        caption + &self.caption
    }
}

/// A weight with two digits after the point, and in short where it is very large.
fn weight(value: f64) -> String {
    if value < 10_000.0 { format!("{value:.2}") } else { format!("{value:.1e}") }
}

/// At which height a point is drawn.
type Height<'h> = &'h dyn Fn(&TimelinePoint) -> f64;

/// Fills what lies between two lines, and draws the second; of one point, a thin bar.
fn area(
    svg: &mut Svg,
    scale: &DyadScale,
    points: &[TimelinePoint],
    look: Look,
    stroke: &str,
    (base, edge): (Height<'_>, Height<'_>),
) {
    let fill = look.fill(svg);
    if let [only] = points {
        let (top, bottom) = (edge(only).min(base(only)), edge(only).max(base(only)));
        let bar = svg.rect([scale.x(only.day) - 1.5, top, 3.0, bottom - top]);
        return bar.attribute("fill", &fill).end();
    }
    if points.is_empty() {
        return;
    }
    let there = path(scale, points.iter(), edge);
    let back = path(scale, points.iter().rev(), base).replacen('M', "L", 1);
    let shape = svg.element("path").attribute("d", &format!("{there}{back}Z"));
    shape.attribute("fill", &fill).end();
    let line = svg.element("path").attribute("d", &there).attribute("fill", "none");
    line.attribute("stroke", stroke).number("stroke-width", 1.5).end();
}

/// A path through points.
fn path<'p>(
    scale: &DyadScale,
    points: impl Iterator<Item = &'p TimelinePoint>,
    y: Height<'_>,
) -> String {
    let step = |(at, point): (usize, &TimelinePoint)| {
        let letter = if at == 0 { 'M' } else { 'L' };
        format!("{letter}{} {}", number(scale.x(point.day)), number(y(point)))
    };
    points.enumerate().map(step).collect()
}

/// Where years begin, and the years, as many as have room.
fn years(scale: &DyadScale, points: &[TimelinePoint]) -> Vec<(f64, String)> {
    let (first, last) = (points[0].day, points[points.len() - 1].day);
    let mut free = LEFT;
    // Where a year is narrower than its label, years are passed over.
    let room = (WIDTH - LEFT - MARGIN) / scale.days * 365.25;
    #[expect(clippy::cast_possible_truncation, reason = "the years that a label takes")]
    let step = (48.0 / room).ceil().max(1.0) as i32;
    let years = (first.year()..=last.year()).filter(|year| year.rem_euclid(step) == 0);
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let label = |day: NaiveDate| {
        let (x, words) = (scale.x(day), day.year().to_string());
        let half = NOTE.width(&words) / 2.0;
        let fits = day >= first && x - half >= free && x + half <= WIDTH;
        fits.then(|| {
            free = x + half + 6.0;
            (x, words)
        })
    };
    days.filter_map(label).collect()
}
