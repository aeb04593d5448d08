//! The work of finding proposals: records by key, what is alike so far, and one pair at a time.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use chrono::NaiveDate;

use super::proposals::{Blocker, Doubt, Proposal, Reason};
use super::together::{Found, together};
use crate::dossier::{Classes, Dossier, Recorded};
use crate::knowledge::Knowledge;
use crate::knowledge::View;
use crate::model::Value;
use crate::model::{
    Id, IdSpace, NounKind, Organisation, Pair, Person, RecordRef, SameAs, Stance, State,
};
use crate::time::{DayNumber, Period, UncertainDate};

/// How many days apart the dates of one visit may be told.
const DAYS_APART: i64 = 3;

/// With how many of those that come next each record of a key is compared.
const NEIGHBOURS: usize = 16;

/// Finds proposals, noun by noun.
pub(crate) struct Finder<'k> {
    pub(crate) known: &'k Knowledge,
    /// What may be the same by the proposals so far.
    alike: Classes<(Space, &'k str)>,
    denied: HashSet<Pair>,
    found: Vec<Found>,
}

/// Ids that can be compared with one another: those of actors, and those of each other noun.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Space {
    Actors,
    Of(NounKind),
}

impl Space {
    fn of(target: IdSpace) -> Self {
        match target {
            IdSpace::Noun(noun) if !noun.is_actor() => Self::Of(noun),
            _ => Self::Actors,
        }
    }
}

/// What is found on one pair.
#[derive(Default)]
pub(crate) struct Draft {
    reasons: Vec<Reason>,
    doubts: Vec<Doubt>,
    blockers: Vec<Blocker>,
    on_one_day: bool,
    of_one_source: bool,
}

impl Draft {
    pub(crate) fn same(&mut self, what: &'static str, value: impl fmt::Display) {
        self.reasons.push(Reason::Same { what, value: value.to_string() });
    }

    pub(crate) fn differs(
        &mut self,
        what: &'static str,
        one: impl fmt::Display,
        other: impl fmt::Display,
    ) {
        let (one, other) = (one.to_string(), other.to_string());
        self.blockers.push(Blocker::Differs { what, one, other });
    }

    /// Both have a value: the same, which speaks for it, or not, on which sources may differ.
    pub(crate) fn compare<T: Value>(
        &mut self,
        what: &'static str,
        one: Option<&T>,
        other: Option<&T>,
    ) {
        match (one, other) {
            (Some(one), Some(other)) if one == other => self.same(what, one.shown()),
            (Some(one), Some(other)) => {
                let (one, other) = (one.shown(), other.shown());
                self.doubts.push(Doubt { what, one, other });
            }
            _ => {}
        }
    }

    /// One source tells both, and does not differ with itself: what differs, differs.
    fn tell_by_one(&mut self) {
        self.of_one_source = true;
        let doubts = self.doubts.drain(..);
        let differs = |Doubt { what, one, other }| Blocker::Differs { what, one, other };
        self.blockers.extend(doubts.map(differs));
    }

    /// Dates that are near speak for it; the answer is whether they are.
    pub(crate) fn near(&mut self, one: &Period, other: &Period) -> bool {
        let Some(days) = days_apart(one, other).filter(|days| *days <= DAYS_APART) else {
            return false;
        };
        let days = u32::try_from(days).unwrap_or_default();
        let is_exact = one.start().and_then(UncertainDate::as_day).is_some();
        self.on_one_day = is_exact && one == other;
        let (one, other) = (one.to_string(), other.to_string());
        self.reasons.push(Reason::Dates { one, other, days });
        true
    }

    /// Periods that can overlap speak for it; the answer is whether they can.
    pub(crate) fn overlap(&mut self, one: &Period, other: &Period) -> bool {
        if !can_meet(one, other) {
            return false;
        }
        let (one, other) = (one.to_string(), other.to_string());
        if one == other {
            self.same("period", one);
        } else {
            self.reasons.push(Reason::Alike { what: "periods", one, other });
        }
        true
    }

    pub(crate) fn has_reasons(&self) -> bool {
        !self.reasons.is_empty()
    }

    pub(crate) fn reasons(&self) -> usize {
        self.reasons.len()
    }

    pub(crate) fn name_alone(&mut self) {
        self.blockers.push(Blocker::NameAlone);
    }
}

/// Whether two periods can have a day in common. Of a begin of which no more is known than by when it was,
/// that day counts: else what may have begun at any time would agree with whatever was before.
pub(crate) fn can_meet(one: &Period, other: &Period) -> bool {
    let ends = |period: &Period| {
        let [first, by, _, last] = period.bounds();
        let is_vague = first == DayNumber::UNKNOWN_FIRST && by.is_day();
        (if is_vague { by } else { first }, last)
    };
    let ((a_first, a_last), (b_first, b_last)) = (ends(one), ends(other));
    a_first <= b_last && b_first <= a_last && one.overlaps(other).is_possible()
}

/// Whether one source tells both.
fn told_by_one<N: Recorded>(one: View<'_, N>, other: View<'_, N>) -> bool {
    let tells = |source| other.accounts().any(|told| told.provenance().source() == Some(source));
    one.accounts().filter_map(|told| told.provenance().source()).any(tells)
}

/// The first day and the last day that a period certainly reaches or may, as far as both are known.
fn bounds(period: &Period) -> Option<(NaiveDate, NaiveDate)> {
    let first = period.earliest()?;
    let last = period.latest().or_else(|| period.start()?.latest())?;
    Some((first, last))
}

/// The least number of days between two periods; `None` where it is not known when they are.
fn days_apart(one: &Period, other: &Period) -> Option<i64> {
    let ((a_first, a_last), (b_first, b_last)) = (bounds(one)?, bounds(other)?);
    let gap = |end: NaiveDate, start: NaiveDate| (start - end).num_days();
    Some(gap(a_last, b_first).max(gap(b_last, a_first)).max(0))
}

/// Each with those that come next, the one of the lesser id first.
pub(crate) fn neighbours<'b, T: Copy>(
    bucket: &'b [T],
    id: impl Fn(&T) -> &str + Copy + 'b,
) -> impl Iterator<Item = (T, T)> + 'b {
    bucket.iter().enumerate().flat_map(move |(at, one)| {
        let next = bucket.iter().skip(at + 1).take(NEIGHBOURS);
        next.map(move |other| if id(one) <= id(other) { (*one, *other) } else { (*other, *one) })
    })
}

impl Dossier {
    /// Which records may be about one thing, by all that is told of them: sources first, then who
    /// and what they tell of, then what happened. Within a noun the order is that of the ids.
    ///
    /// Records are compared that share a key: a visit its guest and host, with dates within three
    /// days; a meeting its persons and day; a tenure person and office, with periods that
    /// overlap; an agreement its parties, with the day of signing or the title; a person a form of
    /// the name, with an office, a date of birth or a visit in common, or a part of it with an office of one seat. Where a key has very many
    /// records, each is compared with those that come next to it by date or id.
    ///
    /// An event that both place on one day, and those in it who have but their names in common, are
    /// one [proposal](Proposal::with): same names, same company, same day. Where else a proposal waits
    /// for others, accepting those unblocks it: ask again.
    pub fn proposals(&self) -> Vec<Proposal> {
        let known = self.as_known();
        let mut finder = Finder::new(&known);
        finder.entities();
        finder.events();
        finder.finish()
    }
}

impl<'k> Finder<'k> {
    pub(crate) fn new(known: &'k Knowledge) -> Self {
        let is_denied = |claim: &View<'_, SameAs>| {
            claim.accounts().any(|account| account.provenance().stance() == Stance::Denies)
        };
        let claims = known.all::<SameAs>().filter(is_denied);
        let denied = claims.map(|claim| claim.identity().records.clone()).collect();
        Self { known, alike: Classes::default(), denied, found: Vec::new() }
    }

    /// The proposals found, noun by noun and in the order of the ids.
    pub(crate) fn finish(self) -> Vec<Proposal> {
        together(self.found)
    }

    /// The id that leads those which may be the same as this one.
    pub(crate) fn lead(&self, target: IdSpace, id: &'k str) -> &'k str {
        self.alike.first((Space::of(target), id)).1
    }

    pub(crate) fn lead_of<N: ?Sized>(&self, target: IdSpace, id: &'k Id<N>) -> &'k str {
        self.lead(target, id.as_str())
    }

    /// A reference to the actor with this id.
    fn actor(&self, id: &str) -> Option<RecordRef> {
        let noun = if self.known.find::<State>(id).is_some() {
            NounKind::State
        } else if self.known.find::<Person>(id).is_some() {
            NounKind::Person
        } else {
            self.known.find::<Organisation>(id).map(|_| NounKind::Organisation)?
        };
        Some(RecordRef::new_unchecked(noun, id))
    }

    /// Both refer to a record: to one, which speaks for it, or to two that may be the same, which
    /// would have to be said first.
    pub(crate) fn refers(
        &self,
        draft: &mut Draft,
        what: &'static str,
        target: IdSpace,
        (one, other): (&str, &str),
    ) {
        if one == other {
            return draft.same(what, one);
        }
        let reference = |id: &str| match target {
            IdSpace::Noun(noun) => Some(RecordRef::new_unchecked(noun, id)),
            IdSpace::Actor => self.actor(id),
        };
        let pair = reference(one).zip(reference(other)).and_then(|(a, b)| Pair::new(a, b).ok());
        let Some(pair) = pair else {
            return draft.differs(what, one, other);
        };
        let (one, other) = (one.to_owned(), other.to_owned());
        draft.reasons.push(Reason::Alike { what, one, other });
        draft.blockers.push(Blocker::Needs(pair));
    }

    /// Proposes a pair, unless nothing speaks for it.
    pub(crate) fn propose(
        &mut self,
        noun: NounKind,
        (one, other): (&'k str, &'k str),
        mut draft: Draft,
    ) {
        let reference = |id| RecordRef::new_unchecked(noun, id);
        let pair = Pair::new(reference(one), reference(other)).ok();
        let Some(pair) = pair.filter(|_| draft.has_reasons()) else {
            return;
        };
        if self.denied.contains(&pair) {
            draft.blockers.push(Blocker::Denied);
        }
        let Draft { reasons, doubts, blockers, on_one_day, of_one_source } = draft;
        let differs =
            |blocker: &Blocker| matches!(blocker, Blocker::Differs { .. } | Blocker::Denied);
        if !blockers.iter().any(differs) {
            let space = Space::of(IdSpace::Noun(noun));
            self.alike.join((space, one), (space, other));
        }
        let proposal = Proposal { pair, reasons, doubts, blockers, with: Vec::new() };
        // One source that has two ids for persons of one name has a reason for it.
        self.found.push(Found { proposal, is_firm: on_one_day && !of_one_source });
    }

    /// Compares the records of a noun that share a key. `compare` says what speaks for a pair and
    /// what against it; `None`, that they are not to be proposed.
    pub(crate) fn compare<N: Recorded>(
        &mut self,
        keys: impl Fn(&Self, View<'k, N>) -> Vec<String>,
        date: impl Fn(View<'k, N>) -> Option<NaiveDate>,
        compare: impl Fn(&Self, View<'k, N>, View<'k, N>) -> Option<Draft>,
    ) {
        let mut by_key: BTreeMap<String, Vec<View<'k, N>>> = BTreeMap::new();
        for view in self.known.all::<N>() {
            for key in keys(self, view) {
                by_key.entry(key).or_default().push(view);
            }
        }
        let mut seen: HashSet<(&'k str, &'k str)> = HashSet::new();
        for mut bucket in by_key.into_values().filter(|bucket| bucket.len() > 1) {
            bucket.sort_by_cached_key(|view| date(*view));
            for (one, other) in neighbours(&bucket, |view| view.id().as_str()) {
                let pair = (one.id().as_str(), other.id().as_str());
                if pair.0 == pair.1 || !seen.insert(pair) {
                    continue;
                }
                if let Some(mut draft) = compare(self, one, other) {
                    if told_by_one(one, other) {
                        draft.tell_by_one();
                    }
                    self.propose(N::NOUN, pair, draft);
                }
            }
        }
    }
}
