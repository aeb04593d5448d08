//! How each state of a visit or an agreement looks: by colour and by pattern, so that it can be told
//! without colours and in print.

use super::svg::Svg;
use crate::knowledge::{AgreementStatus, Stage};
use crate::model::Progress;

/// How something looks. States that are alike for a reader look alike and differ by their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// Nothing was told of it.
    Untold,
    /// It was told of, and is not so.
    Nothing,
    /// It is talked of, or meant.
    Meant,
    /// It is planned, or a text is.
    Planned,
    /// Its day has passed without news.
    Unconfirmed,
    /// It has begun or is agreed, and is not complete.
    Begun,
    /// It is nearer completion.
    Advanced,
    /// It is declared or applied, short of force.
    Soft,
    /// It is so: held, in force.
    Full,
    /// It was, and is held up.
    HeldUp,
    /// It is kept from being so.
    Barred,
    /// It is over, or will not be.
    Over,
}

/// The marks of a pattern, in a square of eight pixels.
#[derive(Clone, Copy, Debug)]
enum Marks {
    None,
    Rising,
    Falling,
    Cross,
    Level,
    Upright,
    Dots,
    Grid,
}

impl Look {
    /// The ground, the marks and their colour.
    const fn design(self) -> (&'static str, Marks, &'static str) {
        match self {
            Self::Untold => ("#ffffff", Marks::Dots, "#c9ced3"),
            Self::Nothing => ("#f1f3f4", Marks::None, "#f1f3f4"),
            Self::Meant => ("#f8ecc9", Marks::Rising, "#d9b65a"),
            Self::Planned => ("#efcf8a", Marks::Falling, "#b98a2a"),
            Self::Unconfirmed => ("#e9ddf0", Marks::Cross, "#a384b8"),
            Self::Begun => ("#c3daee", Marks::Level, "#84add1"),
            Self::Advanced => ("#85b3d9", Marks::Dots, "#f4f9fd"),
            Self::Soft => ("#b5ddd2", Marks::Upright, "#6fb3a2"),
            Self::Full => ("#2f7f74", Marks::None, "#2f7f74"),
            Self::HeldUp => ("#e8c4bd", Marks::Cross, "#b9756a"),
            Self::Barred => ("#dcc9e2", Marks::Grid, "#a07fb0"),
            Self::Over => ("#b9c0c7", Marks::Falling, "#7c868f"),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Untold => "untold",
            Self::Nothing => "nothing",
            Self::Meant => "meant",
            Self::Planned => "planned",
            Self::Unconfirmed => "unconfirmed",
            Self::Begun => "begun",
            Self::Advanced => "advanced",
            Self::Soft => "soft",
            Self::Full => "full",
            Self::HeldUp => "held-up",
            Self::Barred => "barred",
            Self::Over => "over",
        }
    }

    /// The value of `fill` for it.
    pub(crate) fn fill(self, svg: &mut Svg) -> String {
        let (ground, marks, colour) = self.design();
        if let Marks::None = marks {
            return ground.to_owned();
        }
        let id = format!("detente-{}", self.code());
        pattern(svg, &id, |svg| {
            svg.rect([0.0, 0.0, 8.0, 8.0]).attribute("fill", ground).end();
            marks.draw(svg, colour);
        });
        format!("url(#{id})")
    }

    /// The value of `fill` for what is either this or `other`: bands of both.
    pub(crate) fn fill_or(self, other: Self, svg: &mut Svg) -> String {
        if self == other {
            return self.fill(svg);
        }
        let id = format!("detente-{}-or-{}", self.code(), other.code());
        let ((ground, ..), (band, ..)) = (self.design(), other.design());
        svg.define(&id, |svg| {
            let attributes = [
                ("id", id.as_str()),
                ("width", "12"),
                ("height", "12"),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", "rotate(45)"),
            ];
            svg.group("pattern", &attributes, |svg| {
                svg.rect([0.0, 0.0, 12.0, 12.0]).attribute("fill", ground).end();
                let stripe = svg.rect([0.0, 0.0, 5.0, 12.0]).attribute("fill", band);
                stripe.attribute("fill-opacity", "0.75").end();
            });
        });
        format!("url(#{id})")
    }
}

fn pattern(svg: &mut Svg, id: &str, draw: impl FnOnce(&mut Svg)) {
    let attributes =
        [("id", id), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse")];
    svg.define(id, |svg| svg.group("pattern", &attributes, draw));
}

impl Marks {
    fn draw(self, svg: &mut Svg, colour: &str) {
        // Slanted lines go on past the corners, so that squares join without gaps.
        let path = match self {
            Self::None => return,
            Self::Rising => "M-2 2L2 -2M0 8L8 0M6 10L10 6",
            Self::Falling => "M-2 6L2 10M0 0L8 8M6 -2L10 2",
            Self::Cross => "M0 8L8 0M0 0L8 8",
            Self::Level => "M0 2H8M0 6H8",
            Self::Upright => "M2 0V8M6 0V8",
            Self::Grid => "M0 4H8M4 0V8",
            Self::Dots => {
                for at in [2.0, 6.0] {
                    let dot = svg.element("circle").number("cx", at).number("cy", at);
                    dot.number("r", 1.0).attribute("fill", colour).end();
                }
                return;
            }
        };
        let line = svg.element("path").attribute("d", path).attribute("stroke", colour);
        line.number("stroke-width", 1.0).attribute("fill", "none").end();
    }
}

impl From<Stage> for Look {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Intended => Self::Meant,
            Stage::Negotiated => Self::Planned,
            Stage::Signed => Self::Begun,
            Stage::Consented => Self::Advanced,
            Stage::ProvisionallyApplied | Stage::Declared => Self::Soft,
            Stage::InForce => Self::Full,
            Stage::Suspended => Self::HeldUp,
            Stage::Precluded => Self::Barred,
            Stage::Ended => Self::Over,
        }
    }
}

impl From<Progress> for Look {
    fn from(progress: Progress) -> Self {
        match progress {
            Progress::Mooted | Progress::Invited | Progress::Promised => Self::Meant,
            Progress::Announced | Progress::Planned | Progress::Expected => Self::Planned,
            Progress::UnderWay => Self::Soft,
            Progress::Held => Self::Full,
            Progress::CutShort | Progress::Postponed => Self::HeldUp,
            Progress::Cancelled | Progress::DidNotHappen | Progress::Disproved => Self::Over,
        }
    }
}

/// What stands in one place of a picture: words, and how it looks; of what is one thing or another,
/// the first and the last that it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) words: String,
    pub(crate) looks: (Look, Look),
}

impl Mark {
    pub(crate) fn new(words: impl Into<String>, look: Look) -> Self {
        Self { words: words.into(), looks: (look, look) }
    }

    /// Where an agreement stands.
    pub(crate) fn of_status(status: &AgreementStatus) -> Self {
        let look = |stage: &Option<Stage>| stage.map_or(Look::Nothing, Look::from);
        let looks = status.possible().first().zip(status.possible().last());
        let looks = looks.map_or((Look::Nothing, Look::Nothing), |(a, b)| (look(a), look(b)));
        Self { words: status.to_string(), looks }
    }

    /// A thing that may be so, and may not.
    pub(crate) fn perhaps(self) -> Self {
        Self { words: format!("perhaps {}", self.words), looks: (Look::Nothing, self.looks.1) }
    }

    pub(crate) fn fill(&self, svg: &mut Svg) -> String {
        self.looks.0.fill_or(self.looks.1, svg)
    }
}
