//! Treaty lanes: the acts of each party, day by day, and where it stands between each two.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::error::PictureError;
use super::subject;
use crate::knowledge::{Knowledge, PartView, View};
use crate::model::{Act, ActKind, Agreement, Id, IdSpace, RecordRef};
use crate::time::{Truth, UncertainDate};
use crate::write::colours::{EDGE, GRID, INK, LINE};
use crate::write::pictures::drawing::frame::{self, LABEL, MARGIN, NOTE, WIDTH};
use crate::write::pictures::drawing::look::{Look, Mark};
use crate::write::pictures::drawing::svg::Svg;
use crate::write::pictures::drawing::text::{Anchor, Style, name};

/// The most parties that have room beside each other.
const MOST: usize = 4;

/// The life of an agreement: time runs downwards, each party has a lane with its acts, and a bar for
/// each two tells where the agreement stands between them. It takes as long as there are acts
/// (n log n), whatever else is in the dossier.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-12-31"}},
/// #  "states": {"russia": {}, "north-korea": {}}, "agreements": {"treaty": {
/// #  "parties": ["russia", "north-korea"], "acts": {"russia signed": {"when": "2024-06-19"},
/// #  "north-korea signed": {"when": "2024-06-19"}, "in_force": {"when": "2024-12-04"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::write::treaty_lanes;
///
/// let lanes = treaty_lanes(&dossier.as_known(), "treaty")?;
/// assert!(lanes.to_svg().contains("in force"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TreatyLanes {
    record: RecordRef,
    title: String,
    lanes: Vec<String>,
    rows: Vec<LaneRow>,
    bars: Vec<LaneBar>,
    known: String,
    sources: usize,
}

/// What was done on one day.
#[derive(Clone, Debug)]
struct LaneRow {
    date: Option<UncertainDate>,
    /// By lane.
    acts: Vec<Vec<LaneDeed>>,
}

#[derive(Clone, Debug)]
struct LaneDeed {
    words: String,
    look: Look,
    /// Whether it is certain that it was done, and when.
    is_sure: bool,
}

/// Where it stands between two, from row to row.
#[derive(Clone, Debug)]
struct LaneBar {
    /// Their names.
    between: [String; 2],
    /// From the row at which it begins.
    marks: Vec<(usize, Mark)>,
}

/// The lanes of an agreement and all its parties, as known.
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
/// use detente::write::treaty_lanes;
///
/// assert!(treaty_lanes(&dossier.as_known(), "pact")?.to_svg().contains("in force"));
/// let error = treaty_lanes(&dossier.as_known(), "pakt").unwrap_err();
/// assert_eq!(error.to_string(), "no agreement \"pakt\"; nearest is \"agreement:pact\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no such agreement or it was not known yet, if it has more than four parties, or if no
/// act of it has a day.
pub fn treaty_lanes(known: &Knowledge, id: impl AsRef<str>) -> Result<TreatyLanes, PictureError> {
    let record = find(known, id.as_ref())?;
    let agreement = known.agreement(record.id())?;
    let parties = agreement.parties();
    if parties.len() > MOST {
        let parties = parties.len();
        return Err(PictureError::TooManyParties { agreement: record, parties, most: MOST });
    }
    TreatyLanes::new(agreement, record, &parties)
}

/// The lanes of some of the parties to an agreement, in this order, as known.
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
/// use detente::write::treaty_lanes_of;
///
/// let lanes = treaty_lanes_of(&dossier.as_known(), "pact", &["north-korea", "russia"])?;
/// assert!(lanes.title("The pact").to_svg().contains("The pact"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no such agreement or it was not known yet, if one of the actors is no party, if more
/// than four are named, or if no act of these has a day.
pub fn treaty_lanes_of(
    known: &Knowledge,
    id: impl AsRef<str>,
    parties: &[&str],
) -> Result<TreatyLanes, PictureError> {
    let record = find(known, id.as_ref())?;
    let agreement = known.agreement(record.id())?;
    let all = agreement.parties();
    let is_party =
        |party: &&&str| all.binary_search(&known.canonical(IdSpace::Actor, party)).is_ok();
    if let Some(other) = parties.iter().find(|party| !is_party(party)) {
        agreement.party(other)?;
    }
    if parties.len() > MOST {
        let parties = parties.len();
        return Err(PictureError::TooManyParties { agreement: record, parties, most: MOST });
    }
    TreatyLanes::new(agreement, record, parties)
}

fn find(known: &Knowledge, id: &str) -> Result<RecordRef, PictureError> {
    subject::find::<Agreement, Agreement>(known.dossier(), id, "agreement")
}

impl TreatyLanes {
    fn new(
        agreement: View<'_, Agreement>,
        record: RecordRef,
        parties: &[&str],
    ) -> Result<Self, PictureError> {
        let known = agreement.known();
        let is_shown = |act: &PartView<'_, Act>| {
            act.key().party().is_none_or(|party| parties.contains(&party.as_str()))
        };
        let acts: Vec<_> = agreement.acts().filter(is_shown).collect();
        let of_all = acts.iter().any(|act| act.key().party().is_none());
        let lane = |act: &PartView<'_, Act>| {
            let party = act.key().party().map(Id::as_str);
            parties.iter().position(|lane| Some(*lane) == party).unwrap_or(parties.len())
        };
        let lanes = parties.len() + usize::from(of_all);
        let mut rows: BTreeMap<_, LaneRow> = BTreeMap::new();
        for act in &acts {
            let date = act.date().or_else(|| act.effect()).or_else(|| act.told_by());
            let row = rows.entry(place_in_time(date.as_ref()));
            let row = row.or_insert_with(|| LaneRow { date, acts: vec![Vec::new(); lanes] });
            row.acts[lane(act)].push(LaneDeed::new(*act));
        }
        let rows: Vec<LaneRow> = rows.into_values().collect();
        if rows.iter().all(|row| row.day().is_none()) {
            return Err(PictureError::Undated(record));
        }
        let mut lanes: Vec<String> =
            parties.iter().map(|party| name(&known.name_of(*party))).collect();
        let pairs = (0..parties.len()).flat_map(|a| (a + 1..parties.len()).map(move |b| (a, b)));
        let bars = pairs.map(|(a, b)| LaneBar {
            between: [lanes[a].clone(), lanes[b].clone()],
            marks: standing(agreement, [parties[a], parties[b]], &rows),
        });
        let bars = bars.collect();
        if of_all {
            lanes.push("the instrument".to_owned());
        }
        Ok(Self {
            title: subject::title(known, &record),
            known: subject::known_on(known),
            sources: subject::sources(known, std::slice::from_ref(&record)).len(),
            lanes,
            rows,
            bars,
            record,
        })
    }

    /// Gives the picture a title in place of what its record is in words.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = name(title);
        self
    }
}

/// Rows come by the last day that their date can be, those of unknown day at the end.
fn place_in_time(date: Option<&UncertainDate>) -> impl Ord + use<> {
    let first = date.and_then(UncertainDate::earliest);
    let last = date.and_then(UncertainDate::latest).or(first);
    let words = date.map(UncertainDate::in_words).unwrap_or_default();
    (last.is_none(), last, date.is_none(), first, words)
}

/// Where it stands between two on the day of each row, where that is another than before.
fn standing(
    agreement: View<'_, Agreement>,
    pair: [&str; 2],
    rows: &[LaneRow],
) -> Vec<(usize, Mark)> {
    let mut dated: Vec<(NaiveDate, usize)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((row.day()?, at))).collect();
    dated.sort_unstable();
    let days: Vec<NaiveDate> = dated.iter().map(|(day, _)| *day).collect();
    let statuses = agreement.statuses_between(pair, &days).unwrap_or_default();
    let mut by_row: Vec<_> = dated.iter().map(|(_, at)| *at).zip(&statuses).collect();
    by_row.sort_unstable_by_key(|(at, _)| *at);
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    for (at, status) in by_row {
        let mark = Mark::of_status(status);
        if marks.last().is_none_or(|(_, last)| *last != mark) {
            marks.push((at, mark));
        }
    }
    marks
}

impl LaneRow {
    /// The day on which its acts have been done for certain, or else from which they may have been.
    fn day(&self) -> Option<NaiveDate> {
        self.date.as_ref().and_then(|date| date.latest().or(date.earliest()))
    }

    fn height(&self) -> f64 {
        let most = self.acts.iter().map(Vec::len).max().unwrap_or(1);
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let most = most as f64;
        10.0 + LINE_HEIGHT * most
    }
}

impl LaneDeed {
    fn new(act: PartView<'_, Act>) -> Self {
        let key = act.key();
        let kind = key.kind().in_words();
        // A code of one's own carries a namespace, which is nothing to a reader.
        let mut words = name(kind.split_once(':').map_or(kind.as_str(), |(_, own)| own));
        if let Some(organ) =
            act.get(Act::ORGAN).filter(|_| *key.kind() == ActKind::DOMESTIC_APPROVAL)
        {
            words = format!("{words}, {}", name(&act.known().name_of(organ)));
        }
        let (is_meant, is_done) = (*key.kind() == ActKind::INTENDED, act.is_done());
        if !act.is_affirmed() {
            words.push_str(" (denied)");
        } else if is_done == Truth::Maybe {
            words.push_str(" (perhaps)");
        } else if is_done.is_impossible() && !is_meant {
            let progress = act.get(Act::PROGRESS).map(|progress| progress.in_words());
            words = format!("{words} ({})", progress.unwrap_or_else(|| "not done".to_owned()));
        }
        let day = act.date().and_then(|date| date.as_day());
        Self { words, look: look(key.kind()), is_sure: is_done.is_certain() && day.is_some() }
    }
}

fn look(kind: &ActKind) -> Look {
    let is = |kinds: &[ActKind]| kinds.contains(kind);
    match () {
        () if is(&[ActKind::INTENDED]) => Look::Meant,
        () if is(&[ActKind::PROPOSED, ActKind::DRAFTED, ActKind::ADOPTED, ActKind::INITIALLED]) => {
            Look::Planned
        }
        () if is(&[ActKind::SIGNED]) => Look::Begun,
        () if is(&[ActKind::DOMESTIC_APPROVAL, ActKind::RATIFIED, ActKind::ACCEDED]) => {
            Look::Advanced
        }
        () if is(&[ActKind::INSTRUMENT_EXCHANGED, ActKind::INSTRUMENT_DEPOSITED]) => Look::Advanced,
        () if is(&[ActKind::PROVISIONALLY_APPLIED]) => Look::Soft,
        () if is(&[ActKind::IN_FORCE, ActKind::RESUMED, ActKind::SUCCEEDED]) => Look::Full,
        () if is(&[ActKind::SUSPENDED]) => Look::HeldUp,
        () if is(&[ActKind::RESERVED, ActKind::OBJECTED]) => Look::Barred,
        () if is(&[ActKind::WITHDRAWN, ActKind::EXPIRED, ActKind::TERMINATED]) => Look::Over,
        () if is(&[ActKind::SUPERSEDED, ActKind::NOTICE_OF_WITHDRAWAL]) => Look::Over,
        () => Look::Nothing,
    }
}

const LEFT: f64 = 150.0;
const LINE_HEIGHT: f64 = 17.0;
/// The room of a bar, where there is enough.
const BAR: f64 = 130.0;
/// Where the words of an act begin in its lane.
const TEXT: f64 = 16.0;
const HEADING: Style = Style::new(12.5, INK).bold();

/// Where lanes and bars lie.
struct LaneColumns {
    /// The left end and the width of each lane.
    lanes: Vec<(f64, f64)>,
    /// Where the bars begin.
    bars: f64,
    /// The room of each bar.
    bar: f64,
}

impl TreatyLanes {
    /// Each lane has the room that its words need and the same share of what is left; where there is
    /// too little, those that need most give way.
    #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn columns(&self) -> LaneColumns {
        let bar = (260.0 / self.bars.len().max(1) as f64).clamp(40.0, BAR);
        let bars = WIDTH - MARGIN - bar * self.bars.len() as f64;
        let room = bars - LEFT - 8.0;
        let mut needs: Vec<f64> = (0..self.lanes.len()).map(|lane| self.need(lane)).collect();
        let mut order: Vec<usize> = (0..needs.len()).collect();
        order.sort_by(|a, b| needs[*a].total_cmp(&needs[*b]));
        let mut left = room;
        for (taken, lane) in order.iter().enumerate() {
            let share = left / (order.len() - taken) as f64;
            needs[*lane] = needs[*lane].min(share);
            left -= needs[*lane];
        }
        let spare = left / needs.len().max(1) as f64;
        let lanes = needs.into_iter().scan(LEFT, |x, need| {
            let start = *x;
            *x += need + spare;
            Some((start, need + spare))
        });
        LaneColumns { lanes: lanes.collect(), bars, bar }
    }

    /// The room that the words of a lane need.
    fn need(&self, lane: usize) -> f64 {
        let words = self.rows.iter().flat_map(|row| &row.acts[lane]);
        let widths = words.map(|act| LABEL.width(&act.words) + TEXT + 10.0);
        widths.fold(HEADING.width(&self.lanes[lane]) + 18.0, f64::max)
    }

    /// Writes the lanes.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = Svg::new(WIDTH);
        let subtitle = "What each party did, day by day, and where it stood between them";
        let columns = self.columns();
        let headings = self.bars.iter().map(|bar| bar.heading(&columns).len()).max();
        let raised = if headings.is_some_and(|lines| lines > 1) { 40.0 } else { 26.0 };
        let top = frame::head(&mut svg, &self.title, subtitle) + raised;
        let (starts, bottom) = self.starts(top);
        self.draw_headings(&mut svg, &columns, top, bottom);
        self.draw_rows(&mut svg, &columns, &starts);
        for (at, bar) in self.bars.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a handful of bars")]
            let x = columns.bars + columns.bar * (at as f64 + 0.5);
            bar.draw(&mut svg, (x, columns.bar), &starts, bottom);
        }
        let marks = self.bars.iter().flat_map(|bar| bar.marks.iter().map(|(_, mark)| mark));
        let keys = frame::keys(marks);
        let bottom = frame::legend(&mut svg, &keys, bottom + 18.0);
        let caption = self.caption();
        let height = frame::caption(&mut svg, &caption, bottom + 2.0);
        svg.finish(height, &self.title, &format!("{subtitle}. {caption}"))
    }

    /// Where each row starts, and where the last ends. Between rows there is more room the longer it
    /// took from one to the next.
    fn starts(&self, top: f64) -> (Vec<f64>, f64) {
        let mut y = top + 4.0;
        let mut starts = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if self.gap(at).is_some_and(|days| days > 1) {
                y += GAP;
            }
            starts.push(y);
            y += row.height();
        }
        (starts, y + 4.0)
    }

    /// The days from the row before to this one, where both have a day.
    fn gap(&self, at: usize) -> Option<i64> {
        let before = self.rows.get(at.checked_sub(1)?)?.day()?;
        Some(self.rows[at].day()?.signed_duration_since(before).num_days())
    }

    fn draw_headings(&self, svg: &mut Svg, columns: &LaneColumns, top: f64, bottom: f64) {
        for (lane, (x, width)) in self.lanes.iter().zip(&columns.lanes) {
            let heading = HEADING.fit(lane, width - 16.0);
            HEADING.draw(svg, Anchor::Start, (*x, top - 10.0), &heading);
            let line = svg.line((x + 5.0, top), (x + 5.0, bottom)).attribute("stroke", EDGE);
            line.number("stroke-width", 2.0).end();
        }
        let mut x = columns.bars;
        for bar in &self.bars {
            let mut y = top - 10.0;
            for line in bar.heading(columns).iter().rev() {
                NOTE.draw(svg, Anchor::Middle, (x + columns.bar / 2.0, y), line);
                y -= 13.0;
            }
            x += columns.bar;
        }
        svg.line((MARGIN, top), (WIDTH - MARGIN, top)).attribute("stroke", EDGE).end();
    }

    fn draw_rows(&self, svg: &mut Svg, columns: &LaneColumns, starts: &[f64]) {
        for (at, (row, y)) in self.rows.iter().zip(starts).enumerate() {
            let base = y + LINE_HEIGHT;
            let date = row.date.as_ref().map_or("no day told".to_owned(), UncertainDate::in_words);
            let date = LABEL.fit(&date, LEFT - MARGIN - 10.0);
            LABEL.draw(svg, Anchor::Start, (MARGIN, base), &date);
            if at > 0 {
                svg.line((MARGIN, *y), (columns.bars - 8.0, *y)).attribute("stroke", GRID).end();
            }
            if let Some(days) = self.gap(at).filter(|days| *days > 1) {
                NOTE.draw(svg, Anchor::Start, (MARGIN, y - 5.0), &later(days));
            }
            for (acts, (x, width)) in row.acts.iter().zip(&columns.lanes) {
                let mut y = base;
                for act in acts {
                    act.draw(svg, (*x, y), *width);
                    y += LINE_HEIGHT;
                }
            }
        }
    }

    fn caption(&self) -> String {
        let days: Vec<NaiveDate> = self.rows.iter().filter_map(LaneRow::day).collect();
        let (first, last) = (days.iter().min(), days.iter().max());
        let valid = first.zip(last).map(|(first, last)| {
            format!("Valid dates: {} to {}. ", frame::long(*first), frame::long(*last))
        });
        format!(
            "{}, {}. {}{}. A dashed mark is of uncertain day, or not known to be done. Rows are not to scale.",
            self.record,
            self.known,
            valid.unwrap_or_default(),
            frame::count(self.sources, "source"),
        )
    }
}

/// The room between rows more than a day apart, for the words that say how long it took.
const GAP: f64 = 16.0;

fn later(days: i64) -> String {
    // From some years on nobody counts in days.
    if days < 1000 {
        format!("{days} days later")
    } else {
        format!("about {} years later", (days + 183) / 365)
    }
}

impl LaneDeed {
    fn draw(&self, svg: &mut Svg, (x, y): (f64, f64), lane: f64) {
        let fill = self.look.fill(svg);
        let mark = svg.element("circle").number("cx", x + 5.0).number("cy", y - 4.0);
        let mark = mark.number("r", 5.0).attribute("fill", &fill).attribute("stroke", LINE);
        if self.is_sure { mark } else { mark.attribute("stroke-dasharray", "2 2") }.end();
        let words = LABEL.fit(&self.words, lane - TEXT - 8.0);
        LABEL.draw(svg, Anchor::Start, (x + TEXT, y), &words);
    }
}

impl LaneBar {
    /// The names above it, in one line or two.
    fn heading(&self, columns: &LaneColumns) -> Vec<String> {
        let room = columns.bar - 6.0;
        let (one, other) = (&self.between[0], format!("– {}", self.between[1]));
        let whole = format!("{one} {other}");
        if NOTE.width(&whole) <= room {
            return vec![whole];
        }
        vec![NOTE.fit(one, room), NOTE.fit(&other, room)]
    }

    fn draw(&self, svg: &mut Svg, (x, room): (f64, f64), starts: &[f64], bottom: f64) {
        let ends = self.marks.iter().skip(1).map(|(at, _)| starts[*at]).chain([bottom]);
        for ((at, mark), end) in self.marks.iter().zip(ends) {
            let start = starts[*at];
            let fill = mark.fill(svg);
            let place = [x - room / 2.0 + 6.0, start, room - 12.0, end - start];
            svg.rect(place).attribute("fill", &fill).attribute("stroke", "#ffffff").end();
            if end - start >= 20.0 && LABEL.width(&mark.words) + 22.0 <= room {
                frame::plate(svg, LABEL, (x, f64::midpoint(start, end)), &mark.words);
            }
        }
    }
}
