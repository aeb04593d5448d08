//! The dyad timeline: what speaks for and against two actors over time, from any series of numbers.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use thiserror::Error;

use crate::relations::{Aligning, Alignment, Score};
use crate::write::pictures::bonds;
use crate::write::pictures::drawing::text::name;

/// What speaks for and against two actors on one day, and the score that comes of it.
///
/// ```
/// use detente::date;
/// use detente::write::TimelinePoint;
///
/// let point = TimelinePoint::new(date!("2024-06-19"), 2.5, 0.5)?.with_score(0.6, [0.4, 0.7])?;
/// assert_eq!(point.day(), date!("2024-06-19"));
/// let error = TimelinePoint::new(date!("2024-06-19"), f64::NAN, 0.5).unwrap_err();
/// assert_eq!(error.to_string(), "2024-06-19: what is for is NaN, expected a finite number from 0 on");
/// # Ok::<(), detente::write::SeriesError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimelinePoint {
    pub(crate) day: NaiveDate,
    pub(crate) favour: f64,
    pub(crate) against: f64,
    /// The score, and the lowest and the highest it may be.
    pub(crate) score: Option<(f64, [f64; 2])>,
}

/// A series of numbers that cannot be drawn.
///
/// ```
/// use detente::date;
/// use detente::write::{DyadTimeline, SeriesError, TimelinePoint};
///
/// assert_eq!(DyadTimeline::new([]).unwrap_err(), SeriesError::Empty);
/// let error = TimelinePoint::new(date!("2024-06-19"), 1.0, -2.0).unwrap_err();
/// assert_eq!(error.to_string(), "2024-06-19: what is against is -2, expected a finite number from 0 on");
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// A weight is below zero, infinite or no number.
    #[error("{day}: what is {side} is {value}, expected a finite number from 0 on")]
    Weight {
        /// The day.
        day: NaiveDate,
        /// `for` or `against`.
        side: &'static str,
        /// What was found.
        value: f64,
    },
    /// A score or an end of its band does not lie from −1 to 1, or the score outside of its band.
    #[error("{day}: the score is {score} in {} to {}, expected -1 to 1 and the score within", band[0], band[1])]
    Score {
        /// The day.
        day: NaiveDate,
        /// The score.
        score: f64,
        /// Its band.
        band: [f64; 2],
    },
    /// The model gave a number that does not lie between 0 and 1.
    #[error("{0}: the model gave a number outside 0 to 1")]
    Unsound(NaiveDate),
    /// There are two points on one day.
    #[error("two points are given for {0}")]
    Twice(NaiveDate),
    /// There is no point.
    #[error("no point is given")]
    Empty,
}

impl TimelinePoint {
    /// What is for and what is against, each as a weight from zero on.
    ///
    /// # Errors
    /// If a weight is below zero, infinite or no number.
    pub fn new(day: NaiveDate, favour: f64, against: f64) -> Result<Self, SeriesError> {
        for (side, value) in [("for", favour), ("against", against)] {
            if !value.is_finite() || value < 0.0 {
                return Err(SeriesError::Weight { day, side, value });
            }
        }
        Ok(Self { day, favour, against, score: None })
    }

    /// Adds a score from −1 to 1, with the lowest and the highest that it may be.
    ///
    /// ```
    /// # use detente::{date, write::TimelinePoint};
    /// let point = TimelinePoint::new(date!("2024-06-19"), 2.5, 0.5)?;
    /// assert!(point.with_score(0.6, [0.4, 0.7]).is_ok());
    /// assert!(point.with_score(0.6, [0.7, 0.9]).is_err()); // outside of its band
    /// # Ok::<(), detente::write::SeriesError>(())
    /// ```
    ///
    /// # Errors
    /// If one of them does not lie from −1 to 1, or the score not in its band.
    pub fn with_score(mut self, score: f64, band: [f64; 2]) -> Result<Self, SeriesError> {
        let all = [-1.0, band[0], score, band[1], 1.0];
        if !all.is_sorted() {
            return Err(SeriesError::Score { day: self.day, score, band });
        }
        self.score = Some((score, band));
        Ok(self)
    }

    fn of(alignment: &Alignment) -> Result<Self, SeriesError> {
        if *alignment.score() == Score::Unsound {
            return Err(SeriesError::Unsound(alignment.on()));
        }
        let point = Self::new(alignment.on(), alignment.positive(), alignment.negative())?;
        match (alignment.score().value(), alignment.band()) {
            (Some(score), Some((low, high))) => point.with_score(score, [low, high]),
            _ => Ok(point),
        }
    }

    /// The day.
    pub const fn day(&self) -> NaiveDate {
        self.day
    }
}

/// A timeline of two actors: above the middle what is for, mirrored below it what is against; under
/// them the score with its band; ticks for acts; hatched where nothing is covered.
///
/// It is fed with plain numbers, of whatever model. Between two points lines are straight; across
/// days that are not covered there are none.
///
/// ```
/// use detente::date;
/// use detente::write::{DyadTimeline, TimelinePoint};
///
/// let point = |day, favour, against| TimelinePoint::new(day, favour, against);
/// let timeline = DyadTimeline::new([
///     point(date!("2023-01-01"), 1.0, 0.5)?,
///     point(date!("2024-12-31"), 3.0, 0.25)?,
/// ])?;
/// let svg = timeline
///     .title("Russia and North Korea")
///     .act(date!("2024-06-19"), "treaty signed")
///     .not_covered(date!("2023-03-01"), date!("2023-05-31"))
///     .caption("model ties-1, table signs-1, as known on 31 December 2024")
///     .to_svg();
/// assert!(svg.contains("treaty signed"));
/// # Ok::<(), detente::write::SeriesError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DyadTimeline {
    pub(crate) title: String,
    pub(crate) caption: String,
    /// In order, one a day, at least one.
    pub(crate) points: Vec<TimelinePoint>,
    pub(crate) acts: Vec<(NaiveDate, String)>,
    pub(crate) gaps: Vec<(NaiveDate, NaiveDate)>,
    /// The days on which numbers stand as last told, and which model they are by, in words.
    pub(crate) carried: Option<(Vec<(NaiveDate, NaiveDate)>, String)>,
}

/// The timeline of where two actors stand, on each of these days, with a caption that names the model,
/// the table, the voices and the day up to which things were known.
///
/// A strip below it is hatched where no source tells of the two: there the score rests on what was told
/// before. The score is made anew for each day, of all items of the two. Of items of your own you say so with [`covering`](crate::relations::Relations::covering). On a day
/// without a score none is drawn, and nothing for and against.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Ties1};
/// use detente::time::{NaiveDate, Period};
/// use detente::write::dyad_timeline;
/// use detente::{date, id};
///
/// let owed = Relation::directed("o", RelationKind::DEFENCE_OBLIGATION, id!("china"), id!("north-korea"))?
///     .during("1961-07-11/..".parse()?);
/// let relations = Relations::of([owed]).covering("1950/1980".parse::<Period>()?.into());
/// let model = Ties1::default();
/// let pair = relations.alignment("china", "north-korea", &model)?;
///
/// let years = (1955..=1975).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
/// let picture = dyad_timeline(&pair, years)?.act(date!("1961-07-11"), "treaty signed");
/// assert!(picture.to_svg().contains("Score by ties-1 with signs-1, in own voice"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no day, or the model gives a number that does not lie between 0 and 1.
pub fn dyad_timeline(
    aligning: &Aligning<'_>,
    days: impl IntoIterator<Item = NaiveDate>,
) -> Result<DyadTimeline, SeriesError> {
    let days: BTreeSet<NaiveDate> = days.into_iter().collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Err(SeriesError::Empty);
    };
    let mut points = Vec::new();
    let mut basis = String::new();
    let mut title = String::new();
    for day in &days {
        let alignment = aligning.on(*day);
        points.push(TimelinePoint::of(&alignment)?);
        if title.is_empty() {
            let (one, other) = alignment.pair();
            title = format!("{} and {}", bonds::built_in_name(one), bonds::built_in_name(other));
            basis = bonds::basis_of(&alignment);
        }
    }
    let carried = aligning.not_covered(*first, *last);
    let timeline = DyadTimeline { carried: Some((carried, basis)), ..DyadTimeline::new(points)? };
    Ok(timeline.title(&title))
}

impl DyadTimeline {
    /// A timeline of these points, in whatever order they are given.
    ///
    /// # Errors
    /// If there is none, or two on one day.
    pub fn new(points: impl IntoIterator<Item = TimelinePoint>) -> Result<Self, SeriesError> {
        let mut points: Vec<TimelinePoint> = points.into_iter().collect();
        points.sort_by_key(TimelinePoint::day);
        if points.is_empty() {
            return Err(SeriesError::Empty);
        }
        if let Some(pair) = points.windows(2).find(|pair| pair[0].day == pair[1].day) {
            return Err(SeriesError::Twice(pair[0].day));
        }
        let title = "For and against".to_owned();
        Ok(Self {
            title,
            caption: String::new(),
            points,
            acts: Vec::new(),
            gaps: Vec::new(),
            carried: None,
        })
    }

    /// Gives the picture a title.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = name(title);
        self
    }

    /// Says below the picture by which model, table and state of knowledge the numbers are, or what else
    /// is to be said.
    #[must_use]
    pub fn caption(mut self, caption: &str) -> Self {
        self.caption = name(caption);
        self
    }

    /// Marks an act. One outside of the days of the points is not drawn, and the caption counts it.
    #[must_use]
    pub fn act(mut self, day: NaiveDate, words: &str) -> Self {
        self.acts.push((day, name(words)));
        self
    }

    /// Hatches the days from `first` to `last`, both included: nothing is known of them.
    #[must_use]
    pub fn not_covered(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.gaps.push((first.min(last), first.max(last)));
        self
    }
}
