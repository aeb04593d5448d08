//! The signed matrix as it is drawn: names, cells, frames around blocs.

use std::fmt::Write as _;

use super::picture::{MatrixPicture, Panel};
use crate::write::colours::{AGAINST, EDGE, FOR, INK, LINE, MUTED};
use crate::write::pictures::bonds::{self, Bond, BondKind};
use crate::write::pictures::drawing::frame::{self, Key, MARGIN, Sample, WIDTH};
use crate::write::pictures::drawing::look::Look;
use crate::write::pictures::drawing::svg::Svg;
use crate::write::pictures::drawing::text::{Anchor, Style};

const NAME: Style = Style::new(12.0, INK);
const NUMBER: Style = Style::new(11.0, MUTED);
const SMALL_NAME: Style = Style::new(10.5, INK);
const DAY: Style = Style::new(12.0, INK).bold();
const LINE_HEIGHT: f64 = 14.0;
const NUMBER_ROOM: f64 = 22.0;
/// The room between matrices side by side.
const GAP: f64 = 18.0;
/// The narrowest cell in which a sign has room.
const SMALLEST: f64 = 12.0;
/// The widest name before a row.
const ROOM: f64 = 150.0;
/// The widest a cell is.
const WIDEST: f64 = 100.0;
/// The highest a cell is.
const HIGHEST: f64 = 46.0;

/// Where the cells of one matrix lie.
#[derive(Clone, Copy)]
struct MatrixGrid {
    left: f64,
    top: f64,
    wide: f64,
    high: f64,
    size: usize,
}

#[expect(clippy::cast_precision_loss, reason = "at most forty rows")]
impl MatrixGrid {
    fn x(&self, column: usize) -> f64 {
        self.left + column as f64 * self.wide
    }

    fn y(&self, row: usize) -> f64 {
        self.top + row as f64 * self.high
    }

    /// The left, top, width and height of a cell.
    fn cell(&self, row: usize, column: usize) -> [f64; 4] {
        [self.x(column), self.y(row), self.wide, self.high]
    }

    /// The grid of `size` rows, of which `beside` have room from `left` on.
    fn new(size: usize, left: f64, beside: usize) -> Self {
        let room = WIDTH - MARGIN - left - GAP * (beside - 1) as f64;
        let wide = (room / beside as f64 / size.max(1) as f64).min(WIDEST);
        Self { left, top: 0.0, wide, high: wide.min(HIGHEST), size }
    }

    fn bottom(&self) -> f64 {
        self.y(self.size)
    }

    /// The grid of the matrix that stands so far across.
    fn beside(self, across: usize) -> Self {
        let step = self.x(self.size) - self.left + GAP;
        Self { left: self.left + across as f64 * step, ..self }
    }
}

impl MatrixPicture {
    /// Writes the picture.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::new(WIDTH);
        let subtitle = "Scores from −1, all against, to +1, all for; frames are around blocs";
        let top = frame::head(&mut svg, &self.title, subtitle);
        let bottom = match self.panels.as_slice() {
            [only] => self.draw_one(&mut svg, only, top),
            panels => self.draw_several(&mut svg, panels, top),
        };
        let bonds = self.panels.iter().flat_map(|panel| panel.cells.iter().flatten().copied());
        let mut keys = bonds::keys(bonds, sample);
        if self.panels.iter().any(|panel| panel.is_there.contains(&false)) {
            let sample = |svg: &mut Svg, (x, y)| draw_absence(svg, [x, y, 22.0, 14.0]);
            let words = "does not exist then".to_owned();
            keys.push(Key { sample: Sample::Drawn(Box::new(sample)), words });
        }
        let bottom = frame::legend(&mut svg, &keys, bottom + 18.0);
        let caption = self.caption();
        let height = frame::caption(&mut svg, &caption, bottom + 2.0);
        svg.finish(height, &self.title, &format!("{subtitle}. {caption}"))
    }

    fn draw_one(&self, svg: &mut Svg, panel: &Panel, top: f64) -> f64 {
        let left = MARGIN + self.name_room() + 10.0;
        let mut grid = MatrixGrid::new(self.names.len(), left, 1);
        if let Some(heads) = self.heads(&grid) {
            let lines = heads.iter().map(Vec::len).max().unwrap_or(1);
            grid.top = top + if lines > 1 { 40.0 } else { 26.0 };
            draw_heads(svg, &grid, &heads);
            self.draw_names(svg, &grid, false);
        } else {
            // Columns have numbers, and the rows say which is whose.
            grid = MatrixGrid::new(self.names.len(), left + NUMBER_ROOM, 1);
            grid.top = top + 26.0;
            for at in 0..grid.size {
                let x = grid.x(at) + grid.wide / 2.0;
                NUMBER.draw(svg, Anchor::Middle, (x, grid.top - 7.0), &(at + 1).to_string());
            }
            self.draw_names(svg, &grid, true);
        }
        let words = CellWords::of(&self.panels, &grid);
        self.draw_panel(svg, &grid, panel, words);
        grid.bottom()
    }

    /// Draws the matrices of several days, as many beside each other as leave room for scores.
    fn draw_several(&self, svg: &mut Svg, panels: &[Panel], top: f64) -> f64 {
        let left = MARGIN + self.name_room() + 10.0;
        let beside = |rows: usize| panels.len().div_ceil(rows);
        let grid = |rows: &usize| MatrixGrid::new(self.names.len(), left, beside(*rows));
        let has_room = |rows: &usize| {
            let is_whole =
                CellWords::of(&self.panels, &grid(rows)).is_some_and(|words| words.is_whole);
            beside(*rows) <= 4 && is_whole
        };
        let rows = (1..=panels.len()).find(has_room);
        let rows = rows.or_else(|| (1..=panels.len()).find(|rows| grid(rows).wide >= SMALLEST));
        let rows = rows.unwrap_or(panels.len());
        let mut grid = grid(&rows);
        let words = CellWords::of(&self.panels, &grid);
        let mut y = top;
        for line in panels.chunks(beside(rows)) {
            grid.top = y + 28.0;
            self.draw_names(svg, &grid, false);
            for (at, panel) in line.iter().enumerate() {
                let grid = grid.beside(at);
                let day =
                    DAY.fit(&frame::long(panel.day), grid.x(grid.size) - grid.left + GAP - 4.0);
                DAY.draw(svg, Anchor::Start, (grid.left, grid.top - 9.0), &day);
                self.draw_panel(svg, &grid, panel, words);
            }
            y = grid.bottom() + 10.0;
        }
        grid.bottom()
    }

    fn name_room(&self) -> f64 {
        self.names.iter().map(|name| NAME.width(name)).fold(40.0, f64::max).min(ROOM)
    }

    /// The names above the columns, if all have room there whole.
    fn heads(&self, grid: &MatrixGrid) -> Option<Vec<Vec<String>>> {
        let head = |name: &String| {
            let lines = frame::two_lines(NAME, name, grid.wide - 8.0);
            lines.iter().all(|line| !line.ends_with('…')).then_some(lines)
        };
        self.names.iter().map(head).collect()
    }

    /// Names before the rows, in two lines where these are high enough.
    fn draw_names(&self, svg: &mut Svg, grid: &MatrixGrid, numbered: bool) {
        for (at, name) in self.names.iter().enumerate() {
            let (mut right, middle) = (grid.left - 10.0, grid.y(at) + grid.high / 2.0);
            if numbered {
                let number = (at + 1).to_string();
                NUMBER.draw(svg, Anchor::End, (right, middle + 4.0), &number);
                right -= NUMBER_ROOM;
            }
            let style = if grid.high < 15.0 { SMALL_NAME } else { NAME };
            let room = right - MARGIN;
            let is_high = grid.high >= 2.0 * LINE_HEIGHT + 2.0;
            let lines = if is_high {
                frame::two_lines(style, name, room)
            } else {
                vec![style.fit(name, room)]
            };
            let mut base = middle + style.size * 0.36;
            if lines.len() > 1 {
                base -= LINE_HEIGHT / 2.0;
            }
            for line in &lines {
                style.draw(svg, Anchor::End, (right, base), line);
                base += LINE_HEIGHT;
            }
        }
    }

    fn draw_panel(
        &self,
        svg: &mut Svg,
        grid: &MatrixGrid,
        panel: &Panel,
        words: Option<CellWords>,
    ) {
        for (row, bonds) in panel.cells.iter().enumerate() {
            for (column, bond) in bonds.iter().enumerate() {
                let cell @ [x, y, wide, high] = grid.cell(row, column);
                if !panel.is_there[row] || !panel.is_there[column] {
                    draw_absence(svg, cell);
                } else if row == column {
                    svg.rect(cell).attribute("fill", "#f1f3f4").end();
                    svg.line((x, y), (x + wide, y + high)).attribute("stroke", EDGE).end();
                } else if let Some(kind) = bond.kind() {
                    draw_ground(svg, kind, bond.strength(), cell);
                    if let Some(words) = words {
                        words.draw_in(svg, *bond, cell);
                    }
                }
            }
        }
        self.draw_frames(svg, grid);
    }

    /// Lines between rows and columns, stronger ones between blocs, and a frame around each bloc.
    fn draw_frames(&self, svg: &mut Svg, grid: &MatrixGrid) {
        let starts = self.sizes.iter().scan(0, |end, size| {
            *end += size;
            Some(*end - size)
        });
        let starts: Vec<usize> = starts.collect();
        let (right, bottom) = (grid.x(grid.size), grid.bottom());
        for at in 0..=grid.size {
            let is_border = at > 0 && starts.contains(&at);
            let colour = if is_border { MUTED } else { EDGE };
            let (x, y) = (grid.x(at), grid.y(at));
            svg.line((grid.left, y), (right, y)).attribute("stroke", colour).end();
            svg.line((x, grid.top), (x, bottom)).attribute("stroke", colour).end();
        }
        for (start, size) in starts.iter().zip(&self.sizes) {
            let ([x, y, ..], end) = (grid.cell(*start, *start), start + size);
            let bloc = svg.rect([x, y, grid.x(end) - x, grid.y(end) - y]);
            let bloc = bloc.attribute("fill", "none").attribute("stroke", INK);
            bloc.number("stroke-width", 2.5).end();
        }
    }

    fn caption(&self) -> String {
        let days: Vec<String> = self.panels.iter().map(|panel| frame::long(panel.day)).collect();
        let (valid, together) = match days.as_slice() {
            [day] => (format!("Valid date: {day}"), ""),
            [first, .., last] if days.len() > 4 => {
                (format!("Valid dates: {} from {first} to {last}", days.len()), " on all days")
            }
            _ => (format!("Valid dates: {}", days.join(", ")), " on all days"),
        };
        let mut caption = format!("{valid}. {} ", self.basis);
        caption.push_str("A blank cell is no evidence, which is not 0. ");
        let _ = write!(
            caption,
            "Blocs are found by joining those whose scores with each other{together} add up to more than 0"
        );
        let _ = match self.fit {
            Some(fit) => write!(
                caption,
                "; {:.0} % of all scores, counted by strength, agree with them.",
                // Not all, where not quite all do.
                (fit * 100.0).floor()
            ),
            None => write!(caption, "."),
        };
        bonds::say_missing(&mut caption, &self.absent, self.unsound);
        caption
    }
}

fn draw_heads(svg: &mut Svg, grid: &MatrixGrid, heads: &[Vec<String>]) {
    for (at, lines) in heads.iter().enumerate() {
        let mut base = grid.top - 8.0;
        for line in lines.iter().rev() {
            NAME.draw(svg, Anchor::Middle, (grid.x(at) + grid.wide / 2.0, base), line);
            base -= LINE_HEIGHT;
        }
    }
}

/// How the words of cells are set: the same for all of a picture.
#[derive(Clone, Copy)]
struct CellWords {
    size: f64,
    /// Whether a score has room whole, or only its sign.
    is_whole: bool,
}

impl CellWords {
    /// The largest type in which every score has room; in cells too small for any, only signs.
    fn of(panels: &[Panel], grid: &MatrixGrid) -> Option<Self> {
        let drawn = |bond: &&Bond| bond.kind().is_some();
        let mut bonds = Vec::new();
        for panel in panels {
            bonds.extend(panel.cells.iter().flatten().filter(drawn));
        }
        let fits = |size: &&f64| {
            let style = Style::new(**size, INK).bold();
            // What is pending has a frame of its own, and is known by it.
            let is_pending = |bond: &Bond| *bond == Bond::Pending;
            let has_room =
                |bond: &&Bond| is_pending(bond) || style.width(&bond.words()) + 3.0 <= grid.wide;
            bonds.iter().all(has_room) && **size + 3.0 <= grid.high
        };
        let whole = [14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.5].iter().find(fits);
        let whole = whole.map(|size| Self { size: *size, is_whole: true });
        whole.or_else(|| (grid.wide >= SMALLEST).then_some(Self { size: 11.0, is_whole: false }))
    }

    fn draw_in(self, svg: &mut Svg, bond: Bond, [x, y, wide, high]: [f64; 4]) {
        let words = if self.is_whole { bond.words() } else { sign(bond).to_owned() };
        let is_dark = matches!(bond.kind(), Some(BondKind::For | BondKind::Against))
            && step(bond.strength()) > 2;
        let style = Style::new(self.size, if is_dark { "#ffffff" } else { INK }).bold();
        if bond == Bond::Pending && style.width(&words) + 14.0 > wide {
            return;
        }
        let base = y + high / 2.0 + self.size * 0.36;
        style.draw(svg, Anchor::Middle, (x + wide / 2.0, base), &words);
    }
}

/// What stands in a cell that is too small for a score.
fn sign(bond: Bond) -> &'static str {
    match bond.kind() {
        Some(BondKind::For) => "+",
        Some(BondKind::Against) => "−",
        Some(BondKind::Even) => "0",
        Some(BondKind::Alleged) => "?",
        Some(BondKind::Pending) | None => "",
    }
}

/// In which quarter of its range a strength lies.
fn step(strength: f64) -> usize {
    [0.25, 0.5, 0.75].iter().filter(|bound| strength >= **bound).count()
}

fn draw_ground(svg: &mut Svg, kind: BondKind, strength: f64, [x, y, wide, high]: [f64; 4]) {
    let fill = match kind {
        BondKind::For => ["#dceee9", "#a9d3c8", "#5fa497", FOR][step(strength)].to_owned(),
        BondKind::Against => against(svg, step(strength)),
        BondKind::Alleged => dotted(svg),
        BondKind::Even => "#ffffff".to_owned(),
        BondKind::Pending => {
            let place = [x + 4.0, y + 4.0, wide - 8.0, high - 8.0];
            let frame = svg.rect(place).attribute("fill", "none").attribute("stroke", LINE);
            return frame.attribute("stroke-dasharray", "4 3").end();
        }
    };
    svg.rect([x, y, wide, high]).attribute("fill", &fill).end();
}

/// Draws the cell of one who does not exist, paler than what is known.
fn draw_absence(svg: &mut Svg, cell: [f64; 4]) {
    let fill = Look::Over.fill(svg);
    svg.rect(cell).attribute("fill", &fill).attribute("fill-opacity", "0.45").end();
}

/// The pattern of what is against, the darker the stronger.
fn against(svg: &mut Svg, step: usize) -> String {
    let (ground, lines) = [
        ("#f8e6e0", "#e6bcb0"),
        ("#eebfb1", "#d99784"),
        ("#cf8069", "#b9624a"),
        (AGAINST, "#96402e"),
    ][step];
    let id = format!("detente-against-{}", step + 1);
    pattern(svg, &id, |svg| {
        svg.rect([0.0, 0.0, 8.0, 8.0]).attribute("fill", ground).end();
        let line = svg.element("path").attribute("d", "M-2 6L2 10M0 0L8 8M6 -2L10 2");
        line.attribute("stroke", lines).number("stroke-width", 1.5).attribute("fill", "none").end();
    });
    format!("url(#{id})")
}

fn dotted(svg: &mut Svg) -> String {
    let id = "detente-alleged";
    pattern(svg, id, |svg| {
        svg.rect([0.0, 0.0, 8.0, 8.0]).attribute("fill", "#eef0f2").end();
        for at in [2.0, 6.0] {
            let dot = svg.element("circle").number("cx", at).number("cy", at);
            dot.number("r", 1.0).attribute("fill", "#b9c0c7").end();
        }
    });
    format!("url(#{id})")
}

fn pattern(svg: &mut Svg, id: &str, draw: impl FnOnce(&mut Svg)) {
    let attributes =
        [("id", id), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse")];
    svg.define(id, |svg| svg.group("pattern", &attributes, draw));
}

fn sample(svg: &mut Svg, kind: BondKind, (x, y): (f64, f64)) {
    let place = [x, y, 22.0, 14.0];
    match kind {
        BondKind::For | BondKind::Against => {
            draw_ground(svg, kind, 0.3, [x, y, 11.0, 14.0]);
            draw_ground(svg, kind, 0.9, [x + 11.0, y, 11.0, 14.0]);
        }
        BondKind::Pending => return draw_ground(svg, kind, 0.0, [x - 3.0, y - 3.0, 28.0, 20.0]),
        BondKind::Even | BondKind::Alleged => draw_ground(svg, kind, 0.5, place),
    }
    svg.rect(place).attribute("fill", "none").attribute("stroke", EDGE).end();
}
