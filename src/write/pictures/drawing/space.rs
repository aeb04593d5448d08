//! Where labels go among lines: boxes, what crosses them, and the best place of several.

use super::text::Style;

/// A point of a picture.
pub(crate) type Point = (f64, f64);

/// A box of a picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    pub(crate) fn new((left, top): Point, (right, bottom): Point) -> Self {
        Self { left, top, right, bottom }
    }

    /// The box of a width and a height around a point.
    pub(crate) fn around((x, y): Point, width: f64, height: f64) -> Self {
        Self::new((x - width / 2.0, y - height / 2.0), (x + width / 2.0, y + height / 2.0))
    }

    /// The box that a text takes around a point, with some room to what is beside it.
    pub(crate) fn of_label(style: Style, at: Point, text: &str) -> Self {
        Self::around(at, style.width(text) + 12.0, style.size + 8.0)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let across = self.right.min(other.right) > self.left.max(other.left);
        across && self.bottom.min(other.bottom) > self.top.max(other.top)
    }

    /// Whether a straight line runs through it.
    fn is_crossed(&self, (from, to): (Point, Point)) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        for (toward, within) in sides {
            if toward == 0.0 {
                if within < 0.0 {
                    return false;
                }
            } else if toward < 0.0 {
                enters = enters.max(within / toward);
            } else {
                leaves = leaves.min(within / toward);
            }
        }
        enters <= leaves
    }
}

/// The place on a line, of several by how far along it they are, where a box lies over nothing that is
/// taken and over as few other lines as can be; of those, the first. `None` if every place is taken.
pub(crate) fn place_on(
    lines: &[(Point, Point)],
    line: usize,
    shares: &[f64],
    area: impl Fn(Point) -> Area,
    taken: &[Area],
) -> Option<Point> {
    let (from, to) = lines[line];
    let mut best: Option<(usize, Point)> = None;
    for share in shares {
        let at = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        let area = area(at);
        if taken.iter().any(|other| area.overlaps(other)) {
            continue;
        }
        let others = lines.iter().enumerate().filter(|(other, _)| *other != line);
        let crossed = others.filter(|(_, other)| area.is_crossed(**other)).count();
        if best.is_none_or(|(fewest, _)| crossed < fewest) {
            best = Some((crossed, at));
        }
    }
    best.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Area = Area { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };

    #[test]
    fn lines_cross_a_box_or_pass_it() {
        for line in
            [((0.0, 15.0), (30.0, 15.0)), ((15.0, 12.0), (15.0, 13.0)), ((0.0, 0.0), (12.0, 12.0))]
        {
            assert!(BOX.is_crossed(line), "{line:?}");
        }
        for line in
            [((0.0, 5.0), (30.0, 5.0)), ((0.0, 0.0), (9.0, 9.0)), ((0.0, 18.0), (18.0, 30.0))]
        {
            assert!(!BOX.is_crossed(line), "{line:?}");
        }
    }

    #[test]
    fn a_label_goes_where_fewest_lines_cross() {
        let lines = [((0.0, 0.0), (100.0, 0.0)), ((50.0, -50.0), (50.0, 50.0))];
        let area = |at| Area::around(at, 10.0, 10.0);
        let place = |taken: &[Area]| place_on(&lines, 0, &[0.5, 0.2, 0.8], area, taken);
        assert_eq!(place(&[]), Some((20.0, 0.0)));
        assert_eq!(place(&[area((20.0, 0.0))]), Some((80.0, 0.0)));
        assert_eq!(place(&[Area::around((50.0, 0.0), 100.0, 10.0)]), None);
    }
}
