//! The two-time chart: where a visit or an agreement stood on each day, as known on each day.

use chrono::NaiveDate;

use super::question::{StatusQuestion, cuts, stretches};
use crate::dossier::Dossier;
use crate::model::{Agreement, KnownFrom, NounKind, RecordRef, Visit};
use crate::write::PictureError;
use crate::write::pictures::drawing::look::Mark;
use crate::write::pictures::drawing::text::name;
use crate::write::pictures::subject;

/// A chart of two times: across, the day asked about; downwards, the day on which it is asked. A
/// cell tells where the visit or agreement stood on the one, as known on the other.
///
/// Both axes are cut at the same days, those on which anything changes, and each stretch between two
/// of them takes the same room. So the days themselves lie on the diagonal: to the right of it is
/// what was still to come.
///
/// To make it takes as long as there are accounts (n log n), on each day on which one of them says something
/// else than was taken before: who says the same again adds nothing to that. What is drawn grows with the
/// square of the days on which anything changes, of which there may be 366.
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
/// If there is no such record, if an agreement has other than two parties, if nothing is told that
/// has a day, or if it changes on more than 366 days.
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
/// If there is no such agreement, if either actor is no party, if nothing is told that has a day, or
/// if it changes on more than 366 days.
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

impl TwoTimes {
    fn new(
        dossier: &Dossier,
        record: RecordRef,
        question: &StatusQuestion<'_>,
    ) -> Result<Self, PictureError> {
        let cuts = cuts(dossier, &record, question)?;
        if cuts.is_empty() {
            return Err(PictureError::Undated(record));
        }
        let (mut cells, mut sources) = (Vec::new(), Vec::new());
        let mut told = None;
        for day in stretches(&cuts) {
            let known = dossier.as_known_on(day);
            cells.push(question.row(&known, &record, &cuts));
            // Which records are one may differ from day to day, and seldom does.
            let (_, first) = told
                .take()
                .filter(|(united, _): &(Dossier, Vec<KnownFrom>)| united.is(known.united()))
                .unwrap_or_else(|| (known.united().clone(), subject::first_told(&known, &record)));
            sources.push(first.partition_point(|told| told.is_by(day)));
            told = Some((known.united().clone(), first));
        }
        Ok(Self {
            title: subject::title(&dossier.as_known(), &record),
            subtitle: question.subtitle(),
            cells,
            sources,
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
