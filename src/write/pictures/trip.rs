//! The trip strip: legs and stops by day, as planned over as it came.

use std::collections::BTreeSet;

use chrono::{Datelike, Days as Span, NaiveDate};

use super::error::PictureError;
use super::subject;
use crate::knowledge::{Knowledge, PartView, Plan, View};
use crate::model::{NounKind, Progress, RecordRef, Stop, StopKind, Trip, Visit};
use crate::time::{Period, UncertainDate};
use crate::write::colours::{EDGE, GRID, INK, LINE};
use crate::write::pictures::drawing::frame::{self, Days, Key, LABEL, MARGIN, NOTE, Sample, WIDTH};
use crate::write::pictures::drawing::look::{Look, Mark};
use crate::write::pictures::drawing::svg::Svg;
use crate::write::pictures::drawing::text::{Anchor, Style, name};

/// A strip of a trip or a visit: a row for each leg and stop, in which the upper bar is what was
/// planned and the lower what came of it. It takes as long as it has rows (n log n), whatever else is
/// in the dossier.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-20"}},
/// #  "states": {"north-korea": {}}, "persons": {"putin": {}}, "visits": {"visit": {"guest": "putin",
/// #  "host": "north-korea", "progress": "held", "planned": "2024-06-18/2024-06-19", "actual": "2024-06-19"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::{date, write::trip_strip};
///
/// let strip = trip_strip(&dossier.as_known_on(date!("2024-06-30")), "visit")?;
/// assert!(strip.title("Two days became one").to_svg().contains("Two days became one"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TripStrip {
    record: RecordRef,
    title: String,
    subtitle: String,
    rows: Vec<TripRow>,
    first: NaiveDate,
    last: NaiveDate,
    known: String,
    sources: usize,
}

/// A leg, or a stop of one.
#[derive(Clone, Debug)]
struct TripRow {
    label: String,
    is_leg: bool,
    planned: Option<TripBar>,
    /// Where it has no day of its own in the plan: that of its visit.
    within: Option<TripBar>,
    /// Several, where it was interrupted.
    actual: Vec<TripBar>,
    /// How far it has got.
    mark: Mark,
}

/// The days of something: those on which it can be, and of them those on which it certainly is.
#[derive(Clone, Copy, Debug)]
struct TripBar {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    sure: Option<(NaiveDate, NaiveDate)>,
}

/// The strip of a trip, or of a single visit, as known.
///
/// The record is named by its id, or by a reference such as `trip:putin-asia-2024`.
///
/// ```
/// # use detente::Dossier;
/// # let dossier = Dossier::builder()
/// #     .leader("putin", "russia", "2012-05-07/..")
/// #     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
/// #     .agreement("pact", ["russia", "north-korea"])
/// #     .signed("2024-06-19")
/// #     .in_force("2024-12-04")
/// #     .build()?;
/// use detente::write::trip_strip;
///
/// let strip = trip_strip(&dossier.as_known(), "visit:pyongyang")?.title("Two days in June");
/// assert!(strip.to_svg().contains("Two days in June"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no such record or it was not known yet, or if nothing is told that has a day.
pub fn trip_strip(known: &Knowledge, id: impl AsRef<str>) -> Result<TripStrip, PictureError> {
    let record = subject::find::<Trip, Visit>(known.dossier(), id.as_ref(), "trip or visit")?;
    let mut told_of = vec![record.clone()];
    let (rows, subtitle) = if record.noun() == NounKind::Visit {
        (rows(known.visit(record.id())?), String::new())
    } else {
        let trip = known.trip(record.id())?;
        let legs = trip.legs().into_iter().flat_map(|leg| {
            told_of.push(leg.key().clone());
            match known.resolve::<Visit>(leg.key()) {
                Some(visit) => rows(visit),
                None => vec![elsewhere(known, leg.key())],
            }
        });
        (legs.collect::<Vec<_>>(), "Legs and stops. ".to_owned())
    };
    let bars = |row: &TripRow| {
        [row.planned, row.within]
            .into_iter()
            .flatten()
            .chain(row.actual.clone())
            .collect::<Vec<_>>()
    };
    let ends = rows.iter().flat_map(bars);
    let ends: BTreeSet<NaiveDate> = ends.flat_map(|bar| [bar.from, bar.to]).flatten().collect();
    let (Some(first), Some(last)) = (ends.first(), ends.last()) else {
        return Err(PictureError::Undated(record));
    };
    let sources = subject::sources(known, &told_of).len();
    Ok(TripStrip {
        title: subject::title(known, &record),
        subtitle: format!("{subtitle}In each row: above as planned, below as it came"),
        first: *first,
        last: *last,
        known: subject::known_on(known),
        sources,
        rows,
        record,
    })
}

fn rows(visit: View<'_, Visit>) -> Vec<TripRow> {
    OverdueStops::of(visit).rows(visit)
}

/// A leg that is no visit.
fn elsewhere(known: &Knowledge, leg: &RecordRef) -> TripRow {
    let period = known.period_of(leg);
    TripRow {
        label: subject::title(known, leg),
        is_leg: true,
        planned: None,
        within: None,
        actual: period.iter().map(TripBar::of).collect(),
        mark: match period {
            Some(_) => Mark::new("told of", Look::Full),
            None => Mark::new("no day told", Look::Nothing),
        },
    }
}

/// What of a visit was planned for a day that is past, and nobody has told how it came out: the key of
/// each part, and nothing for the visit itself.
struct OverdueStops(BTreeSet<String>);

impl OverdueStops {
    /// As of the day up to which things are known, or else the last on which anything was told.
    fn of(visit: View<'_, Visit>) -> Self {
        let known = visit.known();
        let day = known.known_on().or_else(|| known.dossier().days_told().last().copied());
        let is_overdue = |plan: &Plan<'_>| day.is_some_and(|day| plan.overdue_since(day).is_some());
        let overdue = visit.plans().into_iter().filter(is_overdue);
        Self(overdue.map(|plan| plan.about.part.map(|(_, key)| key).unwrap_or_default()).collect())
    }

    /// The rows of a visit: itself, and its stops by day.
    fn rows(&self, visit: View<'_, Visit>) -> Vec<TripRow> {
        let planned = visit.span(Visit::PLANNED).as_ref().map(TripBar::of);
        let actual: Vec<TripBar> = visit.actual_periods().iter().map(TripBar::of).collect();
        let mark = match visit.progress() {
            _ if self.0.contains("") => no_news(),
            progress => came(progress, !actual.is_empty()),
        };
        let host = name(&visit.known().name_of(visit.host()));
        let leg = TripRow { label: host, is_leg: true, planned, within: None, actual, mark };
        let mut stops: Vec<_> = visit.stops().collect();
        stops.sort_by_cached_key(|stop| place_in_day(*stop));
        let stops = stops.into_iter().map(|stop| self.stop(planned, stop));
        std::iter::once(leg).chain(stops).collect()
    }

    fn stop(&self, plan: Option<TripBar>, stop: PartView<'_, Stop>) -> TripRow {
        let planned = stop.day(Stop::PLANNED).as_ref().map(TripBar::of_day);
        let actual = stop.day(Stop::ACTUAL).as_ref().map(TripBar::of_day);
        let key = stop.key().to_string();
        let mark = match stop.progress() {
            _ if self.0.contains(&key) => no_news(),
            progress => came(progress, actual.is_some()),
        };
        let is_only_meant = stop.progress().is_none_or(|progress| !progress.is_outcome());
        let within = plan.filter(|_| planned.is_none() && actual.is_none() && is_only_meant);
        TripRow {
            label: name(&key.replace(['-', '_'], " ")),
            is_leg: false,
            planned,
            within,
            actual: actual.into_iter().collect(),
            mark,
        }
    }
}

/// How far it has got, by its progress or by its days.
fn came(progress: Option<Progress>, has_day: bool) -> Mark {
    match progress {
        Some(progress) => Mark::new(progress.in_words(), progress.into()),
        None if has_day => Mark::new("held", Look::Full),
        None => Mark::new("", Look::Nothing),
    }
}

fn no_news() -> Mark {
    Mark::new("no news", Look::Unconfirmed)
}

/// By day, the arrival first and the departure last; those of unknown day at the end.
fn place_in_day(stop: PartView<'_, Stop>) -> impl Ord + use<> {
    let day = stop.date().and_then(|date| date.earliest().or(date.latest()));
    let kind = match stop.get(Stop::KIND) {
        Some(kind) if *kind == StopKind::ARRIVAL => 0,
        Some(kind) if *kind == StopKind::WELCOME => 1,
        Some(kind) if *kind == StopKind::DEPARTURE => 9,
        _ => 5,
    };
    (day.is_none(), day, kind, stop.key().to_string())
}

impl TripBar {
    fn of(period: &Period) -> Self {
        let sure = || {
            let from = period.start()?.latest()?;
            let to = period.end().and_then(UncertainDate::earliest).unwrap_or(from);
            (from <= to).then_some((from, to))
        };
        Self { from: period.earliest(), to: period.latest(), sure: sure() }
    }

    fn of_day(date: &UncertainDate) -> Self {
        Self { from: date.earliest(), to: date.latest(), sure: date.as_day().map(|day| (day, day)) }
    }
}

const LEFT: f64 = 190.0;
const RIGHT: f64 = 110.0;
const LEG: f64 = 34.0;
const STOP: f64 = 22.0;
const HEADING: Style = Style::new(12.5, INK).bold();

/// Where days lie across the strip.
struct TripScale {
    first: NaiveDate,
    /// Pixels a day.
    day: f64,
}

impl TripScale {
    fn new(first: NaiveDate, last: NaiveDate) -> Self {
        let days = last.signed_duration_since(first).num_days() + 1;
        #[expect(clippy::cast_precision_loss, reason = "chrono has fewer days than that")]
        Self { first, day: (WIDTH - LEFT - RIGHT) / days as f64 }
    }

    /// Where a day begins.
    fn x(&self, day: NaiveDate) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "chrono has fewer days than that")]
        let days = day.signed_duration_since(self.first).num_days() as f64;
        (LEFT + days * self.day).clamp(LEFT, WIDTH - RIGHT)
    }

    /// The left end and the width of the days from one to another, which may be missing.
    fn span(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> (f64, f64) {
        let start = from.map_or(LEFT, |day| self.x(day));
        let end = to.map_or(WIDTH - RIGHT, |day| self.x(day) + self.day);
        (start, (end - start).max(1.0))
    }
}

impl TripStrip {
    /// Gives the picture a title in place of what its record is in words.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = name(title);
        self
    }

    /// Writes the strip.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::new(WIDTH);
        let top = frame::head(&mut svg, &self.title, &self.subtitle) + 26.0;
        let scale = TripScale::new(self.first, self.last);
        let heights = self.rows.iter().map(|row| if row.is_leg { LEG } else { STOP });
        let bottom = top + heights.clone().sum::<f64>();
        self.draw_days(&mut svg, &scale, top, bottom);
        let mut y = top;
        for (row, height) in self.rows.iter().zip(heights) {
            row.draw(&mut svg, &scale, y, height);
            y += height;
        }
        let bottom = frame::legend(&mut svg, &self.legend(), bottom + 18.0);
        let caption = format!(
            "{}, {}. Valid dates: {} to {}, civil days at the place. {}.",
            self.record,
            self.known,
            frame::long(self.first),
            frame::long(self.last),
            frame::count(self.sources, "source"),
        );
        let height = frame::caption(&mut svg, &caption, bottom + 2.0);
        svg.finish(height, &self.title, &format!("{}. {caption}", self.subtitle))
    }

    fn draw_days(&self, svg: &mut Svg, scale: &TripScale, top: f64, bottom: f64) {
        let days = Days::of(&[self.first, self.last]);
        let year = days.year().map(|year| year.to_string()).unwrap_or_default();
        LABEL.draw(svg, Anchor::End, (LEFT - 12.0, top - 8.0), &year);
        let is_wide = scale.day >= 8.0;
        let label = |day: NaiveDate| {
            let weekday = if is_wide { format!("{} ", day.weekday()) } else { String::new() };
            weekday + &days.short(day)
        };
        let ends = [self.first, self.last].map(|day| LABEL.width(&label(day)));
        let widest = ends[0].max(ends[1]) + 8.0;
        let mut day = self.first;
        let mut free = LEFT;
        loop {
            let (x, middle) = (scale.x(day), scale.x(day) + scale.day / 2.0);
            let is_labelled = middle - widest / 2.0 >= free - 8.0;
            if is_labelled || is_wide {
                svg.line((x, top), (x, bottom)).attribute("stroke", GRID).end();
            }
            let fits = middle + widest / 2.0 <= WIDTH - MARGIN;
            if is_labelled && fits {
                LABEL.draw(svg, Anchor::Middle, (middle, top - 8.0), &label(day));
                free = middle + widest / 2.0 + 8.0;
            }
            // Days narrower than a label are passed over at once.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a positive number, and small"
            )]
            let step = if is_wide { 1 } else { (widest / scale.day).ceil() as u64 };
            let next = day.checked_add_days(Span::new(step)).filter(|next| *next <= self.last);
            let Some(next) = next else { break };
            day = next;
        }
        let place = [LEFT, top, WIDTH - RIGHT - LEFT, bottom - top];
        svg.rect(place).attribute("fill", "none").attribute("stroke", EDGE).end();
    }

    fn legend(&self) -> Vec<Key> {
        let mut keys =
            vec![Key { sample: Sample::Drawn(Box::new(planned_sample)), words: "planned".into() }];
        if self.rows.iter().any(|row| row.within.is_some()) {
            let words = "planned for some day of these".into();
            keys.push(Key { sample: Sample::Drawn(Box::new(within_sample)), words });
        }
        let came = self.rows.iter().filter(|row| !row.actual.is_empty()).map(|row| &row.mark);
        keys.extend(frame::keys(came));
        if self.rows.iter().flat_map(|row| &row.actual).copied().any(TripBar::is_unsure) {
            let words = "perhaps on this day".into();
            keys.push(Key { sample: Sample::Drawn(Box::new(perhaps_sample)), words });
        }
        keys
    }
}

impl TripBar {
    /// Whether there are days on which it may be, and may not.
    fn is_unsure(self) -> bool {
        self.sure.is_none_or(|(from, to)| self.from != Some(from) || self.to != Some(to))
    }
}

impl TripRow {
    fn draw(&self, svg: &mut Svg, scale: &TripScale, y: f64, height: f64) {
        let middle = y + height / 2.0;
        svg.line((MARGIN, y), (WIDTH - MARGIN, y)).attribute("stroke", GRID).end();
        let (style, indent) = if self.is_leg { (HEADING, 0.0) } else { (LABEL, 14.0) };
        let label = style.fit(&self.label, LEFT - MARGIN - indent - 8.0);
        style.draw(svg, Anchor::Start, (MARGIN + indent, middle + 4.0), &label);
        let words = NOTE.fit(&self.mark.words, RIGHT - MARGIN - 8.0);
        NOTE.draw(svg, Anchor::Start, (WIDTH - RIGHT + 10.0, middle + 4.0), &words);

        let thick = if self.is_leg { 11.0 } else { 7.0 };
        if let Some(bar) = self.planned {
            let (x, width) = scale.span(bar.from, bar.to);
            draw_planned(svg, [x + 2.0, middle - thick - 0.5, (width - 4.0).max(3.0), thick]);
        }
        if let Some(bar) = self.within {
            let (x, width) = scale.span(bar.from, bar.to);
            draw_within(svg, (x + 2.0, middle - thick / 2.0), width - 4.0);
        }
        for bar in &self.actual {
            let place =
                |(x, width): (f64, f64)| [x + 2.0, middle + 1.5, (width - 4.0).max(3.0), thick];
            if bar.is_unsure() {
                draw_perhaps(svg, place(scale.span(bar.from, bar.to)));
            }
            if let Some((from, to)) = bar.sure {
                let fill = self.mark.fill(svg);
                let bar =
                    svg.rect(place(scale.span(Some(from), Some(to)))).attribute("fill", &fill);
                bar.number("rx", 2.0).end();
            }
        }
    }
}

fn draw_planned(svg: &mut Svg, place: [f64; 4]) {
    let fill = Look::Planned.fill(svg);
    let bar = svg.rect(place).attribute("fill", &fill).attribute("stroke", LINE);
    bar.attribute("stroke-dasharray", "3 2").number("rx", 2.0).end();
}

fn draw_within(svg: &mut Svg, (x, y): (f64, f64), width: f64) {
    let line = svg.line((x, y), (x + width.max(1.0), y)).attribute("stroke", "#b98a2a");
    line.number("stroke-width", 2.0).attribute("stroke-dasharray", "2 4").end();
}

fn draw_perhaps(svg: &mut Svg, place: [f64; 4]) {
    let bar = svg.rect(place).attribute("fill", "#ffffff").attribute("stroke", "#2f7f74");
    bar.attribute("stroke-dasharray", "3 2").number("rx", 2.0).end();
}

fn planned_sample(svg: &mut Svg, (x, y): (f64, f64)) {
    draw_planned(svg, [x, y + 2.0, 22.0, 9.0]);
}

fn within_sample(svg: &mut Svg, (x, y): (f64, f64)) {
    draw_within(svg, (x, y + 7.0), 22.0);
}

fn perhaps_sample(svg: &mut Svg, (x, y): (f64, f64)) {
    draw_perhaps(svg, [x, y + 2.0, 22.0, 9.0]);
}
