//! Zone effects: one moment that is told under two civil days, because clocks differ.

use std::fmt;
use std::ops::RangeInclusive;

use serde::Serialize;

use crate::knowledge::Knowledge;
use crate::knowledge::View;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::citation::Citation;
use crate::model::{
    Account, AnyValue, DetailRow, NounKind, Provenance, Role, Stance, Stop, StopKind, ValueKind,
    Visit,
};
use crate::model::{Address, AddressRef};
use crate::time::{Instant, Moment, Period, UncertainDate};

/// The civil day that one account gives of a moment.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "sources": {"kcna": {}, "tass": {}}, "source": "kcna",
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "stops": {"arrival":
/// #  {"accounts": [{"actual": "2024-06-19T02:22+09:00"}, {"by": "tass", "actual": "2024-06-18"}]}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let days = &known.zone_effects()[0].days;
/// assert_eq!(days[0].to_string(), "2024-06-19 at UTC+9 (kcna)");
/// assert_eq!(days[1].offsets, -12 * 60..=6 * 60);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ZoneDay<'k> {
    /// The day.
    pub date: UncertainDate,
    /// The clocks on which the moment falls on the day, in minutes ahead of UTC, from the least to
    /// the greatest: those of the place where the account tells them, and else all on Earth that
    /// fit, by the hour.
    #[serde(serialize_with = "write_range")]
    pub offsets: RangeInclusive<i32>,
    /// By whom it is told, and how.
    pub by: Citation<'k>,
}

fn write_range<S: serde::Serializer>(
    range: &RangeInclusive<i32>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    (range.start(), range.end()).serialize(serializer)
}

impl fmt::Display for ZoneDay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at UTC{}", self.date, Offset(*self.offsets.start()))?;
        if self.offsets.start() != self.offsets.end() {
            write!(f, " to UTC{}", Offset(*self.offsets.end()))?;
        }
        write!(f, " ({})", self.by)
    }
}

struct Offset(i32);

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, minutes) = (if self.0 < 0 { '-' } else { '+' }, self.0.unsigned_abs());
        write!(f, "{sign}{}", minutes / 60)?;
        match minutes % 60 {
            0 => Ok(()),
            rest => write!(f, ":{rest:02}"),
        }
    }
}

/// Days that differ and do not disagree: both are the civil day of one moment, where clocks differ.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "sources": {"kcna": {}, "tass": {}}, "source": "kcna",
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "stops": {"arrival":
/// #  {"accounts": [{"actual": "2024-06-19T02:22+09:00"}, {"by": "tass", "actual": "2024-06-18"}]}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// assert!(known.disagreements().is_empty());
/// let [effect] = &known.zone_effects()[..] else { panic!("one effect") };
/// assert_eq!(
///     effect.to_string(),
///     "visit:v, stops, arrival: actual is one moment, 2024-06-19T02:22+09:00\n  \
///      2024-06-19 at UTC+9 (kcna)\n  2024-06-18 at UTC-12 to UTC+6 (tass)"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ZoneEffect<'k> {
    /// What it is about.
    pub about: Address,
    /// The detail.
    pub detail: &'static str,
    /// The moment.
    pub instant: Instant,
    /// The days, each with its clocks.
    pub days: Vec<ZoneDay<'k>>,
}

impl fmt::Display for ZoneEffect<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} is one moment, {}", self.about, self.detail, self.instant)?;
        self.days.iter().try_for_each(|day| write!(f, "\n  {day}"))
    }
}

impl Knowledge {
    /// Where accounts give different days of one moment, which is told by at least one of them: the
    /// moment, and on which clocks it falls on which day. In the order of nouns and ids.
    ///
    /// A day told without clocks is taken to be that of the moment if it is the civil day anywhere
    /// on Earth, from 12 hours behind UTC to 14 ahead. When a visit took place is measured by its
    /// stops of arrival and departure, where these tell the moment.
    pub fn zone_effects(&self) -> Vec<ZoneEffect<'_>> {
        let mut found = Vec::new();
        for (at, resolver) in self.things().filter(|(_, resolver)| resolver.accounts.len() > 1) {
            let mut effects = Effects { resolver, at: &at, found: &mut found };
            resolver.accounts.table.iter().for_each(|row| effects.of_detail(row));
        }
        found
    }

    /// Whether two values are periods of a visit that differ by nothing but the clocks at its
    /// arrival and departure.
    pub(crate) fn differ_by_zone(
        &self,
        visit: &str,
        one: &dyn AnyValue,
        other: &dyn AnyValue,
    ) -> bool {
        let Some((one, other)) = period(one).zip(period(other)) else { return false };
        let Some(visit) = self.find::<Visit>(visit) else { return false };
        let same = |a: Option<&UncertainDate>, b: Option<&UncertainDate>, kind: &StopKind| {
            let (Some(a), Some(b)) = (a, b) else { return true };
            let fits = |date: &UncertainDate, moment: &Moment| {
                moment.agrees_with(&Moment::from(date.clone()))
            };
            a.same_day(b).is_possible()
                || moments(visit, kind).iter().any(|(_, moment)| fits(a, moment) && fits(b, moment))
        };
        same(one.start(), other.start(), &StopKind::ARRIVAL)
            && same(one.end(), other.end(), &StopKind::DEPARTURE)
    }
}

/// One end of a period.
type End = for<'p> fn(&'p Period) -> Option<&'p UncertainDate>;

/// The moments told of the stops of one kind.
fn moments<'k>(visit: View<'k, Visit>, kind: &StopKind) -> Vec<(&'k Account<Stop>, &'k Moment)> {
    let stops = visit.stops().filter(|stop| stop.get(Stop::KIND) == Some(kind));
    let accounts = stops.flat_map(crate::knowledge::PartView::standing);
    let moment = |account: &'k Account<Stop>| account.get(Stop::ACTUAL)?.fixed();
    let moments = accounts.filter_map(|account| Some((account, moment(account)?)));
    moments.filter(|(_, moment)| moment.instant().is_some()).collect()
}

/// The period that a value is, unless it is told by another record.
fn period(value: &dyn AnyValue) -> Option<&Period> {
    match value.kind() {
        ValueKind::Span(when) => when.fixed(),
        _ => None,
    }
}

/// The moment that a value is, unless it is told by another record.
fn moment(value: &dyn AnyValue) -> Option<&Moment> {
    match value.kind() {
        ValueKind::Day(when) => when.fixed(),
        _ => None,
    }
}

/// The effects found in what is told of one thing.
struct Effects<'s, 'k> {
    resolver: Resolver<'k>,
    at: &'s AddressRef<'k>,
    found: &'s mut Vec<ZoneEffect<'k>>,
}

impl<'k> Effects<'_, 'k> {
    fn of_detail(&mut self, row: &'static DetailRow) {
        let words = self.resolver.words(row);
        let told = words.current().filter(|word| !word.denies).filter_map(|word| {
            let account = self.resolver.accounts.get(word.account)?;
            Some((account.provenance(), word.value?))
        });
        let told: Vec<_> = told.collect();
        let is_visit = self.at.noun == NounKind::Visit && self.at.part.is_none();
        if is_visit && row.role == Role::Actual {
            self.of_visit(row.name, &told);
            return;
        }
        let moments = told
            .iter()
            .filter_map(|(provenance, value)| Some((*provenance, moment(*value)?.clone())));
        self.add(row.name, &moments.collect::<Vec<_>>());
    }

    /// The first and last days of a visit, against the moments of arrival and departure.
    fn of_visit(&mut self, detail: &'static str, told: &[(&'k Provenance, &dyn AnyValue)]) {
        let Some(visit) = self.resolver.known.find::<Visit>(self.at.id) else { return };
        let ends: [(StopKind, End); 2] =
            [(StopKind::ARRIVAL, Period::start), (StopKind::DEPARTURE, Period::end)];
        for (kind, end) in ends {
            let days = told.iter().filter_map(|(provenance, value)| {
                Some((*provenance, Moment::from(end(period(*value)?)?.clone())))
            });
            let days: Vec<_> = days.collect();
            let is_told_apart = days.iter().any(|(_, one)| {
                days.iter().any(|(_, other)| one.date().same_day(other.date()).is_impossible())
            });
            let stops = moments(visit, &kind).into_iter();
            let stops = stops.map(|(account, moment)| (account.provenance(), moment.clone()));
            if is_told_apart {
                self.add(detail, &stops.chain(days).collect::<Vec<_>>());
            }
        }
    }

    /// Adds the effect that shows in these moments, if one does.
    fn add(&mut self, detail: &'static str, told: &[(&'k Provenance, Moment)]) {
        let instants = told.iter().filter_map(|(provenance, moment)| {
            let commits = provenance.stance() != Stance::Denies;
            moment.instant().filter(|_| commits).map(|instant| (moment, *instant))
        });
        for (moment, instant) in instants {
            let alike = told.iter().filter(|(_, other)| moment.agrees_with(other));
            let mut days: Vec<ZoneDay<'k>> = alike
                .filter_map(|(provenance, other)| self.day(&instant, provenance, other))
                .collect();
            days.dedup_by(|a, b| a.by.source.id == b.by.source.id && a.date == b.date);
            let differs = days.iter().any(|day| {
                days.first().is_some_and(|first| first.date.same_day(&day.date).is_impossible())
            });
            if differs {
                let about = self.at.address();
                self.found.push(ZoneEffect { about, detail, instant, days });
                return;
            }
        }
    }

    fn day(
        &self,
        instant: &Instant,
        provenance: &'k Provenance,
        told: &Moment,
    ) -> Option<ZoneDay<'k>> {
        let by = self.resolver.known.cite(provenance)?;
        let date = told.date().clone();
        let offsets = if let Some(own) = told.instant() {
            let minutes = own.to_chrono().offset().local_minus_utc() / 60;
            minutes..=minutes
        } else {
            let fits = |minutes: &i32| {
                instant.date_at(*minutes).is_some_and(|day| date.on(day).is_possible())
            };
            let mut minutes = Moment::HOURS_ON_EARTH.map(|hours| hours * 60).filter(fits);
            let first = minutes.next()?;
            first..=minutes.next_back().unwrap_or(first)
        };
        Some(ZoneDay { date, offsets, by })
    }
}
