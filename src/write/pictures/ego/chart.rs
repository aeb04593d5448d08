//! The ego network as it is drawn: nodes around, lines, scores where there is room.

use std::f64::consts::TAU;

use super::picture::EgoPicture;
use crate::write::colours::{AGAINST, FOR, INK, LINE, MUTED, PAPER};
use crate::write::pictures::bonds::{self, ALLEGED, Bond, BondKind};
use crate::write::pictures::drawing::frame::{self, MARGIN, WIDTH};
use crate::write::pictures::drawing::space::{Area, Point, place_on};
use crate::write::pictures::drawing::svg::Svg;
use crate::write::pictures::drawing::text::{Anchor, Style};

const NAME: Style = Style::new(12.5, INK);
const EGO: Style = Style::new(13.5, "#ffffff").bold();
const SCORE: Style = Style::new(11.5, INK).bold();
const NODE: f64 = 7.5;
/// The widest name beside a node.
const ROOM: f64 = 126.0;
const LINE_HEIGHT: f64 = 15.0;

/// How far along a line its score stands: the best place first.
const FROM_MIDDLE: [f64; 7] = [0.62, 0.56, 0.68, 0.5, 0.74, 0.45, 0.79];
const ACROSS: [f64; 13] =
    [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.27, 0.73, 0.22, 0.78, 0.17, 0.83];

/// Where everyone is.
struct EgoLayout {
    /// By node, the ego's first.
    points: Vec<Point>,
    /// Names beside nodes: where, which side of it is there, and the lines.
    names: Vec<(Point, Anchor, Vec<String>)>,
    bottom: f64,
}

impl EgoPicture {
    /// Writes the picture.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::new(WIDTH);
        let subtitle = self.subtitle();
        let top = frame::head(&mut svg, &self.title, &subtitle);
        let layout = self.layout(top);
        let unlabelled = self.draw_ties(&mut svg, &layout);
        self.draw_nodes(&mut svg, &layout);
        let keys = bonds::keys(self.ties.iter().map(|(.., bond)| *bond), sample);
        let bottom = frame::legend(&mut svg, &keys, layout.bottom + 18.0);
        let caption = self.caption(unlabelled);
        let height = frame::caption(&mut svg, &caption, bottom + 2.0);
        svg.finish(height, &self.title, &format!("{subtitle}. {caption}"))
    }

    fn subtitle(&self) -> String {
        let what = match (self.among, self.is_chosen) {
            (true, _) => "The scores of each two".to_owned(),
            (false, true) => format!("The score with each of {} others", self.ring.len()),
            (false, false) => "The score with each other actor it is tied to".to_owned(),
        };
        format!("{what}, from −1, all against, to +1, all for")
    }

    fn layout(&self, top: f64) -> EgoLayout {
        let (across, down) = match (self.ring.len(), self.among) {
            (0..=2, _) => (230.0, 60.0),
            (3..=4, false) => (235.0, 110.0),
            (3..=6, _) => (245.0, 150.0),
            (7..=10, _) => (250.0, 190.0),
            _ => (255.0, 230.0),
        };
        let middle = (WIDTH / 2.0, top + 42.0 + down);
        let mut layout = EgoLayout {
            points: vec![middle; self.names.len()],
            names: Vec::new(),
            bottom: middle.1,
        };
        #[expect(clippy::cast_precision_loss, reason = "a handful of nodes")]
        let count = self.ring.len() as f64;
        // Two stand side by side, so that the picture is no higher than it has to be.
        let first = if self.ring.len() > 2 { -TAU / 4.0 } else { 0.0 };
        for (at, node) in (0_u8..).zip(&self.ring) {
            let (sin, cos) = (first + TAU * f64::from(at) / count).sin_cos();
            let point = (middle.0 + across * cos, middle.1 + down * sin);
            layout.points[*node] = point;
            layout.bottom = layout.bottom.max(point.1 + 44.0);
            let style = if *node == 0 { NAME.bold() } else { NAME };
            layout.names.push(beside(style, point, (sin, cos), &self.names[*node]));
        }
        layout
    }

    /// Draws the lines and their scores; returns for how many of these there is no room.
    fn draw_ties(&self, svg: &mut Svg, layout: &EgoLayout) -> usize {
        let mut ties = self.ties.clone();
        // What is hollow covers what is below it, and what is wide would cover what is narrow.
        ties.sort_by(|(.., one), (.., other)| {
            let is_full = |bond: &Bond| *bond != Bond::Pending;
            is_full(one).cmp(&is_full(other)).then(other.strength().total_cmp(&one.strength()))
        });
        let lines: Vec<(Point, Point)> =
            ties.iter().map(|(a, b, _)| (layout.points[*a], layout.points[*b])).collect();
        // Where lines cross, wide ones would hide each other.
        let width = if self.among { 5.5 } else { 8.5 };
        for ((.., bond), line) in ties.iter().zip(&lines) {
            if let Some(kind) = bond.kind() {
                draw_line(svg, kind, width * bond.strength(), *line);
            }
        }
        let mut taken: Vec<Area> = layout.points.iter().map(|at| node_area(*at)).collect();
        taken.extend(layout.names.iter().flat_map(|(at, anchor, lines)| {
            lines.iter().enumerate().map(|(row, line)| name_area(*at, *anchor, row, line))
        }));
        if !self.among {
            taken.push(self.ego_area(layout));
        }
        let shares: &[f64] = if self.among { &ACROSS } else { &FROM_MIDDLE };
        let mut unlabelled = 0;
        for (at, (.., bond)) in ties.iter().enumerate() {
            let words = bond.words();
            let area = |point| Area::of_label(SCORE, point, &words);
            let Some(point) = place_on(&lines, at, shares, area, &taken) else {
                unlabelled += 1;
                continue;
            };
            taken.push(area(point));
            frame::on_paper(svg, SCORE, point, &words);
        }
        unlabelled
    }

    fn draw_nodes(&self, svg: &mut Svg, layout: &EgoLayout) {
        for node in &self.ring {
            let (x, y) = layout.points[*node];
            let circle = svg.element("circle").number("cx", x).number("cy", y).number("r", NODE);
            let circle = circle.attribute("fill", if *node == 0 { INK } else { "#ffffff" });
            circle.attribute("stroke", INK).number("stroke-width", 1.5).end();
        }
        for (node, ((x, y), anchor, lines)) in self.ring.iter().zip(&layout.names) {
            let style = if *node == 0 { NAME.bold() } else { NAME };
            let mut base = *y;
            for line in lines {
                style.draw(svg, *anchor, (*x, base), line);
                base += LINE_HEIGHT;
            }
        }
        if !self.among {
            let (middle, words) = (layout.points[0], self.ego_words());
            let width = EGO.width(&words) + 24.0;
            let pill = svg.rect([middle.0 - width / 2.0, middle.1 - 14.0, width, 28.0]);
            pill.number("rx", 14.0).attribute("fill", INK).end();
            EGO.draw(svg, Anchor::Middle, (middle.0, middle.1 + 4.8), &words);
        }
    }

    fn ego_words(&self) -> String {
        EGO.fit(&self.names[0], 150.0)
    }

    fn ego_area(&self, layout: &EgoLayout) -> Area {
        Area::around(layout.points[0], EGO.width(&self.ego_words()) + 30.0, 34.0)
    }

    fn caption(&self, unlabelled: usize) -> String {
        let mut caption = format!("Valid date: {}. {}", frame::long(self.day), self.basis);
        let mut say = |words: &str| {
            caption.push(' ');
            caption.push_str(words);
        };
        if self.ties.is_empty() {
            say("Nothing is known between those shown.");
        } else {
            say(
                "The wider a line, the stronger the score; no line is no evidence, which is not 0.",
            );
        }
        if !self.among && self.ring.len() > 2 {
            say(
                "Clockwise from the top: for, from the strongest on; then what has no score; then against, up to the strongest.",
            );
        }
        if self.left_out > 0 {
            let [noun, verb, are] = match self.left_out {
                1 => ["actor", "has", "is"],
                _ => ["actors", "have", "are"],
            };
            let weaker = if self.is_chosen { "weaker ties or none" } else { "weaker ties" };
            say(&format!("{} more {noun} {verb} {weaker} and {are} left out.", self.left_out));
        }
        if unlabelled > 0 {
            let verb = if unlabelled == 1 { "has" } else { "have" };
            say(&format!("{} {verb} no room on the lines.", frame::count(unlabelled, "score")));
        }
        bonds::say_missing(&mut caption, &self.absent, self.unsound);
        caption
    }
}

/// Where a name goes beside a node that lies in this direction, and its lines.
fn beside(
    style: Style,
    (x, y): Point,
    (sin, cos): (f64, f64),
    name: &str,
) -> (Point, Anchor, Vec<String>) {
    let gap = NODE + 7.0;
    let (anchor, x) = match cos {
        _ if cos.abs() < 0.05 => (Anchor::Middle, x),
        _ if cos > 0.0 => (Anchor::Start, x + gap),
        _ => (Anchor::End, x - gap),
    };
    let room = match anchor {
        Anchor::Middle => ROOM,
        Anchor::Start => (WIDTH - MARGIN - x).min(ROOM),
        Anchor::End => (x - MARGIN).min(ROOM),
    };
    let lines = frame::two_lines(style, name, room);
    #[expect(clippy::cast_precision_loss, reason = "one line or two")]
    let extra = (lines.len() - 1) as f64 * LINE_HEIGHT;
    let base = match anchor {
        Anchor::Middle if sin < 0.0 => y - gap - 2.0 - extra,
        Anchor::Middle => y + gap + 11.0,
        // Above the middle, two lines rise; below it they sink.
        _ => y + 4.5 + extra * (sin - 1.0) / 2.0,
    };
    ((x, base), anchor, lines)
}

fn name_area((x, y): Point, anchor: Anchor, row: usize, line: &str) -> Area {
    let width = NAME.bold().width(line);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    #[expect(clippy::cast_precision_loss, reason = "one line or two")]
    let base = y + row as f64 * LINE_HEIGHT;
    Area::new((left, base - 11.0), (left + width, base + 4.0))
}

fn node_area(at: Point) -> Area {
    Area::around(at, NODE * 2.0 + 4.0, NODE * 2.0 + 4.0)
}

fn draw_line(svg: &mut Svg, kind: BondKind, width: f64, (from, to): (Point, Point)) {
    let (colour, dashes) = match kind {
        BondKind::For => (FOR, None),
        BondKind::Even => (MUTED, None),
        BondKind::Against => (AGAINST, Some("10 5")),
        BondKind::Alleged => (ALLEGED, Some("2.5 4")),
        BondKind::Pending => (LINE, Some("12 6")),
    };
    let width = if kind == BondKind::Pending { 6.5 } else { 1.5 + width };
    let line = svg.line(from, to).attribute("stroke", colour).number("stroke-width", width);
    match dashes {
        Some(dashes) => line.attribute("stroke-dasharray", dashes),
        None => line,
    }
    .end();
    if kind == BondKind::Pending {
        let core = svg.line(from, to).attribute("stroke", PAPER);
        core.number("stroke-width", 3.5).end();
    }
}

fn sample(svg: &mut Svg, kind: BondKind, (x, y): Point) {
    draw_line(svg, kind, 4.0, ((x, y + 7.0), (x + 22.0, y + 7.0)));
}
