//! The two-time chart as it is drawn: axes, cells, the diagonal of today, and labels where there is room.

use chrono::NaiveDate;

use super::picture::TwoTimes;
use crate::write::colours::{EDGE, INK, LINE, MUTED};
use crate::write::pictures::drawing::frame::{self, Days, Key, LABEL, MARGIN, NOTE, Sample, WIDTH};
use crate::write::pictures::drawing::look::{Look, Mark};
use crate::write::pictures::drawing::svg::Svg;
use crate::write::pictures::drawing::text::{Anchor, Style};

const ROW: f64 = 36.0;
const TICK: Style = Style::new(11.0, INK);

/// Where the cells lie.
struct TimesGrid {
    left: f64,
    top: f64,
    /// The width of a column.
    column: f64,
    /// How many stretches each axis has.
    size: usize,
    /// The first row that is drawn.
    first: usize,
}

impl TimesGrid {
    #[expect(clippy::cast_precision_loss, reason = "so many columns are never drawn")]
    fn new([left, top]: [f64; 2], size: usize, first: usize) -> Self {
        Self { left, top, column: (WIDTH - left - MARGIN) / size as f64, size, first }
    }

    #[expect(clippy::cast_precision_loss, reason = "so many columns are never drawn")]
    fn x(&self, column: usize) -> f64 {
        self.left + column as f64 * self.column
    }

    #[expect(clippy::cast_precision_loss, reason = "so many rows are never drawn")]
    fn y(&self, row: usize) -> f64 {
        self.top + row.saturating_sub(self.first) as f64 * ROW
    }

    fn corner(&self, row: usize, column: usize) -> (f64, f64) {
        (self.x(column), self.y(row))
    }

    /// The left, top, width and height of cells: first row, first column, rows, columns.
    fn place(&self, [row, column, rows, columns]: [usize; 4]) -> [f64; 4] {
        let ((x, y), (right, bottom)) =
            (self.corner(row, column), self.corner(row + rows, column + columns));
        [x, y, right - x, bottom - y]
    }
}

/// Cells of the same words that lie side by side, and where there is most room for them.
struct Patch<'c> {
    mark: &'c Mark,
    /// The largest rectangle within: first row, first column, rows, columns.
    widest: [usize; 4],
}

impl TwoTimes {
    /// Writes the chart.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::new(WIDTH);
        let top = frame::head(&mut svg, &self.title, &self.subtitle) + 50.0;
        let rows = self.rows();
        let labels = self.row_labels(&rows);
        let widest = labels.iter().map(|label| LABEL.width(label)).fold(60.0, f64::max);
        let grid = TimesGrid::new([MARGIN + widest + 10.0, top], self.cells.len(), rows[0]);
        self.draw_axes(&mut svg, &grid, &labels);
        let bottom = self.draw_cells(&mut svg, &grid);
        let mut keys = frame::keys(rows.iter().flat_map(|row| &self.cells[*row]));
        let sample = keys.iter().rev().find_map(|key| match &key.sample {
            Sample::Mark(mark) => Some(mark.clone()),
            _ => None,
        });
        keys.extend(sample.map(|mark| Key {
            sample: Sample::Veiled(mark),
            words: "right of the line: still to come on the day known".to_owned(),
        }));
        let bottom = frame::legend(&mut svg, &keys, bottom + 18.0);
        let caption = self.caption();
        let height = frame::caption(&mut svg, &caption, bottom + 2.0);
        svg.finish(height, &self.title, &format!("{}. {caption}", self.subtitle))
    }

    /// The rows that are drawn: from the first on in which something is told.
    fn rows(&self) -> Vec<usize> {
        let tells = |row: &Vec<Mark>| row.iter().any(|mark| mark.looks.1 != Look::Untold);
        let first = self.cells.iter().position(tells).unwrap_or_default();
        (first..self.cells.len()).collect()
    }

    fn row_labels(&self, rows: &[usize]) -> Vec<String> {
        let days = Days::of(&self.cuts);
        let label = |row: &usize| {
            let (first, second) = self.stretch(*row, days);
            second.map_or(first.clone(), |second| format!("{first} {second}"))
        };
        rows.iter().map(label).collect()
    }

    /// A stretch in words: its start, and its end where it has one.
    fn stretch(&self, at: usize, days: Days) -> (String, Option<String>) {
        let from = at.checked_sub(1).map(|at| self.cuts[at]);
        let to = self.cuts.get(at).and_then(NaiveDate::pred_opt);
        match (from, to) {
            (None, _) => ("before".to_owned(), self.cuts.first().map(|day| days.short(*day))),
            (Some(from), None) => (days.short(from), Some("and after".to_owned())),
            (Some(from), Some(to)) if from == to => (days.short(from), None),
            (Some(from), Some(to)) => (days.short(from), Some(format!("– {}", days.short(to)))),
        }
    }

    fn draw_axes(&self, svg: &mut Svg, grid: &TimesGrid, labels: &[String]) {
        let days = Days::of(&self.cuts);
        let year = days.year().map(|year| format!(", {year}")).unwrap_or_default();
        let across = format!("the day asked about{year} →");
        NOTE.draw(svg, Anchor::Start, (grid.left, grid.top - 38.0), &across);
        NOTE.draw(svg, Anchor::End, (grid.left - 10.0, grid.top - 6.0), "known on ↓");
        // A label that has no room stands for itself and those after it, until there is room.
        let mut free = grid.left;
        for at in 0..grid.size {
            let (first, second) = self.stretch(at, days);
            let (from, to) = (grid.x(at), grid.x(at + 1));
            let middle = f64::midpoint(from, to);
            let half =
                TICK.width(&first).max(second.as_deref().map_or(0.0, |s| TICK.width(s))) / 2.0;
            if middle - half < free || middle + half > WIDTH {
                continue;
            }
            free = middle + half + 4.0;
            let raise = if second.is_some() { 19.0 } else { 6.0 };
            TICK.draw(svg, Anchor::Middle, (middle, grid.top - raise), &first);
            if let Some(second) = second {
                TICK.draw(svg, Anchor::Middle, (middle, grid.top - 6.0), &second);
            }
        }
        for (row, label) in (grid.first..).zip(labels) {
            let (x, y) = (grid.left - 10.0, grid.y(row));
            LABEL.draw(svg, Anchor::End, (x, y + 16.0), label);
            let told = frame::count(self.sources[row], "source");
            NOTE.draw(svg, Anchor::End, (x, y + 29.0), &told);
        }
    }

    /// Draws the cells and the diagonal; returns where they end.
    fn draw_cells(&self, svg: &mut Svg, grid: &TimesGrid) -> f64 {
        for row in grid.first..grid.size {
            for run in self.cells[row].chunk_by(PartialEq::eq).scan(0, |end, run| {
                *end += run.len();
                Some(*end - run.len()..*end)
            }) {
                let fill = self.cells[row][run.start].fill(svg);
                let place = grid.place([row, run.start, 1, run.len()]);
                svg.rect(place).attribute("fill", &fill).end();
            }
        }
        self.draw_edges(svg, grid);
        let ((x, y), (right, bottom)) =
            (grid.corner(grid.first, grid.first), grid.corner(grid.size, grid.size));
        frame::veil(svg, &[(x, y), (right, y), (right, bottom)]);
        let line = svg.line((x, y), (right, bottom)).attribute("stroke", LINE);
        line.number("stroke-width", 1.5).attribute("stroke-dasharray", "5 3").end();
        let whole = grid.place([grid.first, 0, grid.size - grid.first, grid.size]);
        svg.rect(whole).attribute("fill", "none").attribute("stroke", MUTED).end();
        for patch in self.patches(grid.first) {
            let [x, y, room, high] = grid.place(patch.widest);
            if LABEL.width(&patch.mark.words) + 14.0 <= room {
                let middle = (x + room / 2.0, y + high / 2.0);
                frame::plate(svg, LABEL, middle, &patch.mark.words);
            }
        }
        bottom
    }

    /// Lines where one state borders on another, and thin ones between rows.
    fn draw_edges(&self, svg: &mut Svg, grid: &TimesGrid) {
        let rows = (grid.first..grid.size).flat_map(|row| (0..grid.size).map(move |at| (row, at)));
        for (row, column) in rows {
            let mark = &self.cells[row][column];
            let here = grid.corner(row, column);
            if column > 0 && self.cells[row][column - 1] != *mark {
                let line = svg.line(here, grid.corner(row + 1, column));
                line.attribute("stroke", "#ffffff").number("stroke-width", 2.0).end();
            }
            if row > grid.first {
                let line = svg.line(here, grid.corner(row, column + 1));
                let is_border = self.cells[row - 1][column] != *mark;
                let (colour, width) = if is_border { ("#ffffff", 2.0) } else { (EDGE, 0.5) };
                line.attribute("stroke", colour).number("stroke-width", width).end();
            }
        }
    }

    /// Cells of one mark that hang together, with the largest rectangle in each such patch.
    fn patches(&self, first: usize) -> Vec<Patch<'_>> {
        let size = self.cells.len();
        let (ids, mut patches) = self.connected(first);
        let mut best = vec![(0, 0); patches.len()];
        // How many cells of the patch lie above each other, up from this row.
        let mut heights = vec![0; size];
        for row in first..size {
            for column in 0..size {
                let goes_on = row > first && ids[row][column] == ids[row - 1][column];
                heights[column] = if goes_on { heights[column] + 1 } else { 1 };
            }
            for start in 0..size {
                let id = ids[row][start];
                let mut high = usize::MAX;
                for end in (start..size).take_while(|end| ids[row][*end] == id) {
                    high = high.min(heights[end]);
                    let wide = end + 1 - start;
                    if (high * wide, wide) > best[id] {
                        best[id] = (high * wide, wide);
                        patches[id].widest = [row + 1 - high, start, high, wide];
                    }
                }
            }
        }
        patches
    }

    /// To which patch each cell belongs, and the patches.
    fn connected(&self, first: usize) -> (Vec<Vec<usize>>, Vec<Patch<'_>>) {
        const NONE: usize = usize::MAX;
        let size = self.cells.len();
        let mut ids = vec![vec![NONE; size]; size];
        let mut patches = Vec::new();
        for start in (first..size).flat_map(|row| (0..size).map(move |column| (row, column))) {
            if ids[start.0][start.1] != NONE {
                continue;
            }
            let mark = &self.cells[start.0][start.1];
            let mut next = vec![start];
            while let Some((row, column)) = next.pop() {
                let inside = row >= first && row < size && column < size;
                if !inside || ids[row][column] != NONE || self.cells[row][column] != *mark {
                    continue;
                }
                ids[row][column] = patches.len();
                next.extend([(row + 1, column), (row, column + 1)]);
                next.extend(row.checked_sub(1).map(|row| (row, column)));
                next.extend(column.checked_sub(1).map(|column| (row, column)));
            }
            patches.push(Patch { mark, widest: [start.0, start.1, 1, 1] });
        }
        (ids, patches)
    }

    fn caption(&self) -> String {
        let (first, last) = (self.cuts[0], self.cuts[self.cuts.len() - 1]);
        let known = match self.rows()[0].checked_sub(1) {
            Some(at) => frame::long(self.cuts[at]),
            None => format!("before {}", frame::long(first)),
        };
        let sources = self.sources.last().copied().unwrap_or_default();
        format!(
            "{}. Valid dates: before {} to {} and after. Known dates: {} to {}. {}. \
             Both axes are cut where anything changes; stretches are not to scale.",
            self.record,
            frame::long(first),
            frame::long(last),
            known,
            frame::long(last),
            frame::count(sources, "source"),
        )
    }
}
