//! Superlatives checked: does the dossier bear out that something is the first, last or only one?
//!
//! A counter-example refutes the claim. Without one, only a source that claims to list all such
//! things can bear it out; otherwise it is not covered, and what speaks for it is shown.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::Knowledge;
use super::resolve::Chain;
use super::view::View;
use crate::model::{
    Among, Extreme, Id, Meeting, NounName, Place, RecordRef, Source, SourceId, Statement,
    Superlative, Visit, closed_codes,
};
use crate::time::{End, Period, Truth, UncertainDate, YearsBetween};

closed_codes! {
    /// What a check comes to. Closed.
    pub enum Verdict, "verdict" {
        /// The claim is borne out.
        Holds = "holds",
        /// The claim is refuted.
        Fails = "fails",
        /// No source lists such things completely, and no counter-example is known.
        NotCovered = "not_covered",
    }
}

/// Something that bears on a superlative.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Evidence {
    /// A record that the claim says there is not.
    CounterExample(RecordRef),
    /// A record that would be one, if its uncertain date falls so.
    PossibleCounterExample(RecordRef),
    /// The one before, on which "since" or "in so many years" rests, and the years between.
    Predecessor(RecordRef, Option<YearsBetween>),
    /// A source that lists such things completely for the time in question.
    Covers(SourceId),
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CounterExample(record) => write!(f, "against it: {record}"),
            Self::PossibleCounterExample(record) => write!(f, "perhaps against it: {record}"),
            Self::Predecessor(record, Some(years)) => {
                write!(f, "the one before: {record}, {years} earlier")
            }
            Self::Predecessor(record, None) => write!(f, "the one before: {record}"),
            Self::Covers(source) => write!(f, "{source} lists all such things"),
        }
    }
}

/// A superlative, and what the dossier has to say of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The claim.
    pub claim: Superlative,
    /// What the check comes to.
    pub verdict: Verdict,
    /// What the verdict rests on, and what speaks for the claim.
    pub evidence: Vec<Evidence>,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.claim, self.verdict)?;
        self.evidence
            .iter()
            .try_for_each(|evidence| write!(f, "\n  {evidence}"))
    }
}

impl View<'_, Statement> {
    /// Checks the superlative that the statement claims, if it claims one.
    ///
    /// The sources that make the claim do not count as covering it.
    pub fn check(self) -> Option<Checked> {
        let claim = self.superlative()?;
        let claimants: Vec<u32> = self
            .accounts()
            .map(|account| account.telling().slot.root)
            .collect();
        Some(self.known().check_claim(claim, &claimants))
    }
}

impl Knowledge {
    /// Checks a superlative that nobody in the dossier need have claimed.
    pub fn check(&self, claim: &Superlative) -> Checked {
        self.check_claim(claim, &[])
    }

    fn check_claim(&self, claim: &Superlative, claimants: &[u32]) -> Checked {
        let mut evidence = Vec::new();
        let subject = self.period_of(&claim.subject);
        let begins = subject.as_ref().and_then(Period::start);
        for (record, date) in self.rivals(claim) {
            let found = match claim.claim {
                Extreme::Only => Some(Evidence::CounterExample(record)),
                Extreme::First => earlier(claim, record, date.as_ref(), begins),
                Extreme::Last => later(record, date.as_ref(), begins),
            };
            evidence.extend(found);
        }
        let refuted = evidence
            .iter()
            .any(|e| matches!(e, Evidence::CounterExample(_)));
        let doubted = evidence
            .iter()
            .any(|e| matches!(e, Evidence::PossibleCounterExample(_)));
        let covering = self.covering(claim, begins, claimants);
        let covered = covering.is_some();
        evidence.extend(covering.map(|source| Evidence::Covers(source.id.clone())));
        let verdict = match (refuted, doubted, covered) {
            (true, _, _) => Verdict::Fails,
            (false, false, true) => Verdict::Holds,
            _ => Verdict::NotCovered,
        };
        Checked {
            claim: claim.clone(),
            verdict,
            evidence,
        }
    }

    /// The other records among which the claim ranges, with their dates.
    fn rivals(&self, claim: &Superlative) -> Vec<(RecordRef, Option<UncertainDate>)> {
        let (among, this) = (&claim.among, claim.subject.id());
        match claim.subject.noun() {
            NounName::Visit => self
                .visits()
                .filter(|visit| *visit.id() != *this && visit.has_happened())
                .filter(|visit| self.is_visit_among(*visit, among))
                .map(|visit| (visit.reference(), visit.begins()))
                .collect(),
            NounName::Meeting => self
                .meetings()
                .filter(|meeting| *meeting.id() != *this && meeting.has_happened())
                .filter(|meeting| self.is_meeting_among(*meeting, among))
                .map(|meeting| (meeting.reference(), meeting.date()))
                .collect(),
            NounName::Place => self
                .places()
                .filter(|place| *place.id() != *this && is_place_among(*place, among))
                .map(|place| (place.reference(), None))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn is_visit_among(&self, visit: View<'_, Visit>, among: &Among) -> bool {
        among
            .guest
            .as_ref()
            .is_none_or(|guest| visit.guest() == guest)
            && among.host.as_ref().is_none_or(|host| visit.host() == host)
            && among
                .form
                .as_ref()
                .is_none_or(|form| visit.form() == Some(form))
            && among
                .place
                .as_ref()
                .is_none_or(|place| self.is_visit_at(visit, place.as_str()))
    }

    fn is_meeting_among(&self, meeting: View<'_, Meeting>, among: &Among) -> bool {
        let here = |place: &str| {
            meeting
                .get(Meeting::PLACE)
                .is_some_and(|id| self.is_within(id.as_str(), place))
        };
        among
            .participants
            .iter()
            .all(|person| meeting.participants().contains(person))
            && among
                .place
                .as_ref()
                .is_none_or(|place| here(place.as_str()))
    }

    /// A source, told by then and not one of the claimants, that lists such things completely.
    fn covering(
        &self,
        claim: &Superlative,
        begins: Option<&UncertainDate>,
        claimants: &[u32],
    ) -> Option<&Source> {
        let window = window(claim, begins, self.known_on())?;
        (0_u32..)
            .zip(self.dossier().sources())
            .find_map(|(at, source)| {
                let told = match (self.known_on(), &source.published) {
                    (Some(day), Some(published)) => published.latest().is_some_and(|p| p <= day),
                    _ => true,
                };
                let independent = !claimants.contains(&self.root_of(at));
                let covers = source.covers.iter().any(|coverage| {
                    coverage.noun == claim.subject.noun()
                        && (coverage.of.is_empty() || self.is_covered(&coverage.of, &claim.among))
                        && coverage.during.covers_all(&window).is_certain()
                });
                (told && independent && covers).then_some(source)
            })
    }

    /// Whether a list kept for these actors and places holds everything the claim ranges over.
    fn is_covered(&self, of: &[String], among: &Among) -> bool {
        let listed = |id: &str| of.iter().any(|covered| covered == id);
        let guest = among.guest.iter().map(Id::as_str);
        let host = among.host.iter().map(Id::as_str);
        let state = among.state.iter().map(Id::as_str);
        let people = among.participants.iter().map(Id::as_str);
        let mut places = among
            .place
            .iter()
            .flat_map(|place| self.around(place.as_str()));
        guest.chain(host).chain(state).chain(people).any(listed)
            || places.any(|place| listed(place.id().as_str()))
    }

    /// The position of the source from which the one at this position derives in the end.
    fn root_of(&self, source: u32) -> u32 {
        let sources = self.dossier().sources();
        let parent = |at: &u32| {
            let parent = sources.get(*at as usize)?.derived_from.as_ref()?;
            let at = sources
                .binary_search_by(|source| source.id.cmp(parent))
                .ok()?;
            u32::try_from(at).ok()
        };
        std::iter::successors(Some(source), parent)
            .last()
            .unwrap_or(source)
    }
}

fn is_place_among(place: View<'_, Place>, among: &Among) -> bool {
    let tags = place.get(Place::TAGS).map_or(&[][..], |tags| tags.items());
    among
        .kind
        .as_ref()
        .is_none_or(|kind| place.get(Place::KIND) == Some(kind))
        && among.tags.iter().all(|tag| tags.contains(tag))
        && among
            .state
            .as_ref()
            .is_none_or(|state| place.state() == Some(state))
        && among
            .place
            .as_ref()
            .is_none_or(|outer| place.is_within(outer))
}

/// What an earlier record says about a claim to be the first.
fn earlier(
    claim: &Superlative,
    record: RecordRef,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> Option<Evidence> {
    let Some((date, begins)) = date.zip(begins) else {
        return Some(Evidence::PossibleCounterExample(record));
    };
    let before = date.before(begins);
    if before.is_impossible() {
        return None;
    }
    let years = YearsBetween::new(date, begins);
    // Without a limit every earlier one counts; with one, those within it and not at its end.
    let by_years = claim
        .years
        .zip(years.as_ref())
        .map(|(n, years)| match years.agrees_with(n) {
            Truth::No if *years.floor().start() >= n => Within::Outside,
            Truth::No => Within::Inside,
            _ => Within::AtEnd,
        });
    let by_since = claim
        .since
        .as_ref()
        .map(|since| match date.same_day(since) {
            Truth::No if date.before(since).is_certain() => Within::Outside,
            Truth::No => Within::Inside,
            _ => Within::AtEnd,
        });
    match by_years
        .into_iter()
        .chain(by_since)
        .max()
        .unwrap_or(Within::Inside)
    {
        Within::Outside => None,
        Within::AtEnd => Some(Evidence::Predecessor(record, years)),
        Within::Inside if before.is_certain() => Some(Evidence::CounterExample(record)),
        Within::Inside => Some(Evidence::PossibleCounterExample(record)),
    }
}

/// Where an earlier record lies to the time a claim speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    /// Before it.
    Outside,
    /// At its very beginning: the one before.
    AtEnd,
    /// Within it.
    Inside,
}

/// What another record says about a claim to be the last.
fn later(
    record: RecordRef,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> Option<Evidence> {
    match date
        .zip(begins)
        .map_or(Truth::Maybe, |(date, begins)| date.after(begins))
    {
        Truth::Yes => Some(Evidence::CounterExample(record)),
        Truth::Maybe => Some(Evidence::PossibleCounterExample(record)),
        Truth::No => None,
    }
}

/// The time for which a source must be complete to bear the claim out.
fn window(
    claim: &Superlative,
    begins: Option<&UncertainDate>,
    known_on: Option<NaiveDate>,
) -> Option<Period> {
    let day = |day: Option<NaiveDate>| day.map_or(End::Open, |day| End::On(day.into()));
    let (from, to) = match claim.claim {
        Extreme::First => {
            let since = claim.since.as_ref().and_then(UncertainDate::earliest);
            let latest = begins.and_then(UncertainDate::latest)?;
            let years = claim.years.and_then(|n| i32::try_from(n).ok());
            let back = years.and_then(|n| latest.with_year(latest.year().checked_sub(n + 1)?));
            (day(since.or(back)), day(Some(latest)))
        }
        Extreme::Last => (day(begins.and_then(UncertainDate::earliest)), day(known_on)),
        Extreme::Only => (day(known_on), day(known_on)),
    };
    Period::new(from, to).ok()
}

impl View<'_, Statement> {
    /// Who tells of the statement, as a reader would write it: `article P3, citing reports`.
    pub fn told_by(self) -> Vec<String> {
        let known = self.known();
        self.accounts()
            .filter_map(|account| {
                let telling = account.telling();
                let source = known.source_of(telling)?;
                Some(Chain { source, telling }.to_string())
            })
            .collect()
    }
}
