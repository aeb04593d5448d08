//! The two-time chart: where a visit or an agreement stood on each day, as known on each day.

use std::collections::BTreeSet;

use chrono::{Days as Span, NaiveDate};

use crate::dossier::Dossier;
use crate::knowledge::{Knowledge, View};
use crate::model::{Agreement, NounKind, RecordRef, Visit};
use crate::time::{End, Period, Truth, UncertainDate};
use crate::write::PictureError;
use crate::write::pictures::drawing::look::{Look, Mark};
use crate::write::pictures::drawing::text::name;
use crate::write::pictures::subject;

/// A chart of two times: across, the day asked about; downwards, the day on which it is asked. A
/// cell tells where the visit or agreement stood on the one, as known on the other.
///
/// Both axes are cut at the same days, those on which anything changes, and each stretch between two
/// of them takes the same room. So the days themselves lie on the diagonal: to the right of it is
/// what was still to come.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "eve", "sources": {"eve": {"published": "2024-06-17"},
/// #  "after": {"published": "2024-06-20"}}, "states": {"a": {}, "b": {}}, "agreements": {"treaty": {
/// #  "parties": ["a", "b"], "acts": {"intended": {"when": "2024-06-17"},
/// #  "signed": {"by": "after", "when": "2024-06-19"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::{date, write::two_times};
///
/// let chart = two_times(&dossier, "treaty")?;
/// assert_eq!(chart.on(date!("2024-06-19"), date!("2024-06-19")), "intended");
/// assert_eq!(chart.on(date!("2024-06-19"), date!("2024-06-20")), "signed");
/// assert!(chart.title("A treaty").to_svg().starts_with("<svg "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TwoTimes {
    pub(crate) record: RecordRef,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    /// The first day of each stretch but the first, which has none.
    pub(crate) cuts: Vec<NaiveDate>,
    /// By day known, then by day asked about.
    pub(crate) cells: Vec<Vec<Mark>>,
    /// Sources by day known.
    pub(crate) sources: Vec<usize>,
}

/// The two-time chart of a visit, or of an agreement between its two parties.
///
/// The record is named by its id, or by a reference such as `visit:putin-pyongyang-2024`.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder()
/// #     .leader("putin", "russia", "2012-05-07/..")
/// #     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
/// #     .agreement("pact", ["russia", "north-korea"])
/// #     .signed("2024-06-19")
/// #     .in_force("2024-12-04")
/// #     .build()?;
/// use detente::write::two_times;
///
/// let chart = two_times(&dossier, "pact")?.title("The pact");
/// assert!(chart.days().contains(&date!("2024-12-04")));
/// assert!(chart.to_svg().contains("The pact"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no such record, if an agreement has other than two parties, or if nothing is told
/// that has a day.
pub fn two_times(dossier: &Dossier, id: impl AsRef<str>) -> Result<TwoTimes, PictureError> {
    let record = subject::find::<Visit, Agreement>(dossier, id.as_ref(), "visit or agreement")?;
    if record.noun() == NounKind::Visit {
        return TwoTimes::new(dossier, record, &StatusQuestion::Visit);
    }
    let known = dossier.as_known();
    let parties = known.agreement(record.id())?.identity().parties.as_slice().to_vec();
    match parties.as_slice() {
        [one, other] => two_times_between(dossier, record.id(), one.as_str(), other.as_str()),
        _ => Err(PictureError::NameTwo {
            agreement: record,
            parties: parties.iter().map(ToString::to_string).collect(),
        }),
    }
}

/// The two-time chart of an agreement between two of its parties.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder()
/// #     .leader("putin", "russia", "2012-05-07/..")
/// #     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
/// #     .agreement("pact", ["russia", "north-korea"])
/// #     .signed("2024-06-19")
/// #     .in_force("2024-12-04")
/// #     .build()?;
/// use detente::write::two_times_between;
///
/// assert!(two_times_between(&dossier, "pact", "russia", "north-korea")?.days().contains(&date!("2024-06-19")));
/// assert!(two_times_between(&dossier, "pact", "russia", "japan").is_err()); // no party
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If there is no such agreement, if either actor is no party, or if nothing is told that has a day.
pub fn two_times_between(
    dossier: &Dossier,
    id: impl AsRef<str>,
    one: impl AsRef<str>,
    other: impl AsRef<str>,
) -> Result<TwoTimes, PictureError> {
    let record = subject::find::<Agreement, Agreement>(dossier, id.as_ref(), "agreement")?;
    let (one, other) = (one.as_ref(), other.as_ref());
    let known = dossier.as_known();
    // Who is a party by nobody's word yet is one by the last.
    let agreement = known.agreement(record.id())?;
    agreement.party(one)?;
    agreement.party(other)?;
    let names = [one, other].map(|party| name(&known.name_of(party)));
    TwoTimes::new(dossier, record, &StatusQuestion::Between([one, other], names))
}

/// What a cell answers.
enum StatusQuestion<'q> {
    /// Whether the visit is on.
    Visit,
    /// Where the agreement stands between two, of these names.
    Between([&'q str; 2], [String; 2]),
}

impl TwoTimes {
    fn new(
        dossier: &Dossier,
        record: RecordRef,
        question: &StatusQuestion<'_>,
    ) -> Result<Self, PictureError> {
        let told = subject::days_told(dossier);
        let mut valid = BTreeSet::new();
        let mut known_days = told.clone();
        for known in told.iter().map(|day| dossier.as_known_on(*day)).chain([dossier.as_known()]) {
            let days = question.days(&known, &record);
            // A plan turns into one of which there is no news on the day after its last.
            known_days.extend(days.iter().copied().filter(|day| told.first() < Some(day)));
            valid.extend(days);
        }
        let known_days: Vec<NaiveDate> = known_days.into_iter().collect();
        let valid: Vec<NaiveDate> = valid.into_iter().collect();

        let row = |known: &Knowledge, days: &[NaiveDate]| -> Vec<Mark> {
            stretches(days).map(|day| question.answer(known, &record, day)).collect()
        };
        let full: Vec<Vec<Mark>> =
            stretches(&known_days).map(|day| row(&dossier.as_known_on(day), &valid)).collect();
        let mut cuts = BTreeSet::new();
        let rows = known_days.iter().zip(full.windows(2));
        cuts.extend(rows.filter(|(_, pair)| pair[0] != pair[1]).map(|(day, _)| *day));
        for (at, day) in valid.iter().enumerate() {
            if full.iter().any(|row| row[at] != row[at + 1]) {
                cuts.insert(*day);
            }
        }
        let cuts: Vec<NaiveDate> = cuts.into_iter().collect();
        if cuts.is_empty() {
            return Err(PictureError::Undated(record));
        }

        let known: Vec<Knowledge> = stretches(&cuts).map(|day| dossier.as_known_on(day)).collect();
        let all = dossier.as_known();
        let subject = std::slice::from_ref(&record);
        let sources = |known| subject::sources(known, subject).len();
        Ok(Self {
            title: subject::title(&all, &record),
            subtitle: question.subtitle(),
            cells: known.iter().map(|known| row(known, &cuts)).collect(),
            sources: known.iter().map(sources).collect(),
            cuts,
            record,
        })
    }

    /// Gives the picture a title in place of what its record is in words.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = name(title);
        self
    }

    /// What the chart tells of the day `valid` as known on the day `known`, in words.
    pub fn on(&self, valid: NaiveDate, known: NaiveDate) -> &str {
        let at = |day: NaiveDate| self.cuts.partition_point(|cut| *cut <= day);
        &self.cells[at(known)][at(valid)].words
    }

    /// The days on which anything changes, on either axis, in order.
    pub fn days(&self) -> &[NaiveDate] {
        &self.cuts
    }
}

/// A day in each stretch that these days begin, and before them one that lies before all.
fn stretches(cuts: &[NaiveDate]) -> impl Iterator<Item = NaiveDate> {
    let before = cuts.first().and_then(NaiveDate::pred_opt).unwrap_or(NaiveDate::MIN);
    std::iter::once(before).chain(cuts.iter().copied())
}

impl StatusQuestion<'_> {
    /// The days on which the answer may change.
    fn days(&self, known: &Knowledge, record: &RecordRef) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        match self {
            Self::Visit => {
                let Ok(visit) = known.visit(record.id()) else { return days };
                for period in [visit.planned(), visit.actual()].into_iter().flatten() {
                    days.extend(period.start().into_iter().flat_map(turns));
                    days.extend(period.end().into_iter().flat_map(turns));
                    if let End::Still(day) = period.to() {
                        days.extend(day.checked_add_days(Span::new(1)));
                    }
                }
            }
            Self::Between(..) => {
                let Ok(agreement) = known.agreement(record.id()) else { return days };
                for act in agreement.acts() {
                    let dates = [act.date(), act.effect(), act.told_by()];
                    days.extend(dates.iter().flatten().flat_map(turns));
                }
            }
        }
        days
    }

    fn answer(&self, known: &Knowledge, record: &RecordRef, day: NaiveDate) -> Mark {
        let untold = || Mark::new("nothing told", Look::Untold);
        let denied = || Mark::new("denied", Look::Over);
        match self {
            Self::Visit => match known.visit(record.id()) {
                Ok(visit) if visit.is_denied() && !visit.is_affirmed() => denied(),
                Ok(visit) => visit_on(visit, day),
                Err(_) => untold(),
            },
            Self::Between(pair, names) => match known.agreement(record.id()) {
                Ok(agreement) if agreement.is_denied() && !agreement.is_affirmed() => denied(),
                // Who joins is no party before somebody tells of it.
                Ok(agreement) => between(agreement, pair, names, day)
                    .unwrap_or_else(|| Mark::new("not a party", Look::Nothing)),
                Err(_) => untold(),
            },
        }
    }

    fn subtitle(&self) -> String {
        match self {
            Self::Visit => "On which days it was, as known on which day".to_owned(),
            Self::Between(_, [one, other]) => {
                format!("Where it stood between {one} and {other}, as known on which day")
            }
        }
    }
}

/// The days on which a question about a date changes its answer.
fn turns(date: &UncertainDate) -> impl Iterator<Item = NaiveDate> + use<> {
    let after = date.latest().and_then(|day| day.checked_add_days(Span::new(1)));
    [date.earliest(), date.latest(), after].into_iter().flatten()
}

/// Whether a visit is on.
fn visit_on(visit: View<'_, Visit>, day: NaiveDate) -> Mark {
    let period: Option<Period> =
        if visit.has_happened() { visit.actual() } else { visit.planned() };
    let mark = match visit.progress() {
        _ if visit.is_unconfirmed() => Mark::new("planned, no news", Look::Unconfirmed),
        Some(progress) => Mark::new(progress.in_words(), progress.into()),
        None if visit.has_happened() => Mark::new("held", Look::Full),
        None if period.is_some() => Mark::new("planned", Look::Planned),
        None => Mark::new("told of", Look::Meant),
    };
    match period.map(|period| period.contains(day)) {
        Some(Truth::Yes) => mark,
        Some(Truth::No) => Mark::new("not that day", Look::Nothing),
        Some(Truth::Maybe) => mark.perhaps(),
        None => Mark { words: format!("{}, day unknown", mark.words), ..mark.perhaps() },
    }
}

/// Where an agreement stands between two; where nothing is done between them, how far the one has
/// come who has come further.
fn between(
    agreement: View<'_, Agreement>,
    pair: &[&str; 2],
    names: &[String; 2],
    day: NaiveDate,
) -> Option<Mark> {
    let status = agreement.status_between(pair[0], pair[1], day).ok()?;
    if status.settled() != Some(None) {
        return Some(Mark::of_status(&status));
    }
    let one = agreement.status_of(pair[0], day).ok()?;
    let other = agreement.status_of(pair[1], day).ok()?;
    let other_leads = other.possible() > one.possible();
    let (name, further) = if other_leads { (&names[1], other) } else { (&names[0], one) };
    let mark = Mark::of_status(&further);
    if further.settled() == Some(None) {
        return Some(mark);
    }
    Some(Mark { words: format!("{} by {name}", mark.words), ..mark })
}
