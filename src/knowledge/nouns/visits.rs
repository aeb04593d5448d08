//! Trips, visits and meetings as known: when, and which came before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::dates::unknown_day;
use crate::dossier::Recorded;
use crate::knowledge::knowledge::Itinerary;
use crate::knowledge::view::{came_about, came_or_comes, has_happened};
use crate::knowledge::written::because::{Grounds, Thing};
use crate::knowledge::written::found::{Scope, ever};
use crate::knowledge::{Found, Knowledge, PartView, Reasoned, View};
use crate::model::{
    ActorId, Delegate, IdSpace, Key, Leg, Meeting, NounKind, Person, PersonId, Place, PlaceId,
    Progress, Stop, Stretch, Trip, Visit, VisitForm,
};
use crate::time::{End, LastBefore, Period, Truth, UncertainDate, YearsBetween};

impl<'k> View<'k, Visit> {
    /// Who visits.
    pub fn guest(self) -> &'k PersonId {
        &self.identity().guest
    }

    /// Whom.
    pub fn host(self) -> &'k ActorId {
        &self.identity().host
    }

    /// How far the visit has got.
    pub fn progress(self) -> Option<Progress> {
        self.get(Visit::PROGRESS).copied()
    }

    /// The form of the visit.
    pub fn form(self) -> Option<&'k VisitForm> {
        self.get(Visit::FORM)
    }

    /// When it is or was meant to be; `None` also where the accounts do not decide.
    pub fn planned(self) -> Option<Period> {
        self.get(Visit::PLANNED).map(|when| self.known().span(when))
    }

    /// When it took place: as told of the whole, or else from the first stretch to the last; `None` also
    /// where the accounts do not decide.
    pub fn actual(self) -> Option<Period> {
        let whole = self.get(Visit::ACTUAL).map(|when| self.known().span(when));
        whole.or_else(|| around(&self.in_stretches()))
    }

    /// When it took place; before that is known, when it is meant to be. Where the accounts do not
    /// decide, on some of the days told. A day within it may be one elsewhere: see
    /// [`periods`](Self::periods).
    pub fn period(self) -> Option<Period> {
        self.whole().or_else(|| self.span(Visit::PLANNED))
    }

    /// From its first day to its last as it took place, on some of the days told where the accounts do not
    /// decide.
    pub(crate) fn whole(self) -> Option<Period> {
        self.actual().or_else(|| self.span(Visit::ACTUAL))
    }

    /// The periods in which the guest is there, in the order of their first days: the stretches of a visit
    /// that was interrupted, and else the one [`period`](Self::period), if it is known.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, Truth, date};
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"borea": {}},
    /// #  "persons": {"envoy": {}}, "visits": {"shuttle": {"guest": "envoy", "host": "borea", "stretches":
    /// #  {"1": {"actual": "1999-05-03/1999-05-06"}, "2": {"actual": "1999-05-09/1999-05-12"}}}}}"#;
    /// # let known = Dossier::from_json(text)?.as_known();
    /// let shuttle = known.visit("shuttle")?;
    /// let periods: Vec<_> = shuttle.periods().iter().map(ToString::to_string).collect();
    /// assert_eq!(periods, ["1999-05-03/1999-05-06", "1999-05-09/1999-05-12"]);
    /// assert_eq!(shuttle.period().ok_or("none")?.to_string(), "1999-05-03/1999-05-12");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn periods(self) -> Vec<Period> {
        let actual = self.actual_periods();
        if actual.is_empty() { self.span(Visit::PLANNED).into_iter().collect() } else { actual }
    }

    /// The periods in which the guest was there.
    pub(crate) fn actual_periods(self) -> Vec<Period> {
        let stretches = self.in_stretches();
        if stretches.is_empty() { self.whole().into_iter().collect() } else { stretches }
    }

    /// Whether the guest is there on a day, by what is told of the actual visit, or else by its plan; not,
    /// if it did not come about, and perhaps, where that is undecided or denied.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, Truth, date};
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"borea": {}},
    /// #  "persons": {"envoy": {}}, "visits": {"shuttle": {"guest": "envoy", "host": "borea", "stretches":
    /// #  {"1": {"actual": "1999-05-03/1999-05-06"}, "2": {"actual": "1999-05-09/1999-05-12"}}}}}"#;
    /// # let known = Dossier::from_json(text)?.as_known();
    /// let there = known.visit("shuttle")?.is_there_on(date!("1999-05-07"));
    /// assert_eq!(*there, Truth::No);
    /// let because = there.because();
    /// assert!(because.rests_on.iter().any(|point| point.words == "actual 1999-05-03/1999-05-06"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_there_on(self, day: NaiveDate) -> Reasoned<'k, Truth> {
        let dated = self.overlaps(&Period::on(day.into()));
        let is_there = match self.came_about() {
            Truth::No if came_or_comes(self.resolver(), self.progress(), false).is_impossible() => {
                Truth::No
            }
            Truth::Maybe => dated.and(Truth::Maybe),
            Truth::Yes | Truth::No => dated,
        };
        Reasoned::new(is_there, move |_| self.because_there())
    }

    /// Whether some day of it lies within a period; perhaps, where no day is known.
    pub(crate) fn overlaps(self, period: &Period) -> Truth {
        let periods = self.periods();
        let each = periods.iter().map(|when| when.overlaps(period));
        each.reduce(Truth::or).unwrap_or(Truth::Maybe)
    }

    /// The stretches that are told of.
    pub fn stretches(self) -> impl Iterator<Item = PartView<'k, Stretch>> {
        self.parts(Visit::STRETCHES).filter(|stretch| stretch.is_affirmed())
    }

    /// When the stretches were, in order.
    fn in_stretches(self) -> Vec<Period> {
        let actual = self.stretches().filter_map(|stretch| stretch.span(Stretch::ACTUAL));
        let mut periods: Vec<Period> = actual.collect();
        periods.sort_by_key(Period::bounds);
        periods
    }

    /// The first day, of the actual visit or of the plan.
    pub fn begins(self) -> Option<UncertainDate> {
        self.period()?.start().cloned()
    }

    /// Whether it has taken place or is taking place, as known; not, where the accounts do not decide.
    pub fn has_happened(self) -> bool {
        has_happened(self.resolver(), self.progress(), || self.whole().is_some())
    }

    /// The same: perhaps, where the accounts do not decide, and where somebody denies it.
    pub(crate) fn came_about(self) -> Truth {
        let is_told = self.resolver().told().next().is_some();
        // It may be told of by its stretches alone.
        let by_stretches = || Truth::known(self.whole().is_some());
        if is_told {
            came_about(self.resolver(), self.progress(), self.whole().is_some())
        } else {
            by_stretches()
        }
    }

    /// Whether it was planned for a time that had passed on the day up to which things are known,
    /// without a word on how it turned out. Such a plan is neither planned nor held any more.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .planned_visit("next", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let visit = known.visit("next")?;
    /// assert!(!visit.has_happened());
    /// assert_eq!(visit.planned().ok_or("no plan")?.to_string(), "2024-06-18/2024-06-19");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_unconfirmed(self) -> bool {
        let is_overdue = |day| self.due().is_some_and(|due| due < day);
        self.known().known_on().is_some_and(is_overdue)
    }

    /// The stops on the programme that are known.
    pub fn stops(self) -> impl Iterator<Item = PartView<'k, Stop>> {
        self.parts(Visit::STOPS)
    }

    /// Those known to come along.
    pub fn delegation(self) -> impl Iterator<Item = PartView<'k, Delegate>> {
        self.parts(Visit::DELEGATION)
    }

    /// Whether the delegates known are said to be all there are.
    pub fn delegation_is_closed(self) -> bool {
        self.get(Visit::DELEGATION_CLOSED).copied().unwrap_or(false)
    }

    /// The last visit before this one by the same guest to the same host, of those that certainly took
    /// place, and before it.
    ///
    /// `None` if none is known, which does not mean that there was none: whether it does, and which perhaps
    /// took place, is told by [`earlier_by_same_guest`](Self::earlier_by_same_guest).
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let visit = known.visit("pyongyang-2024")?;
    /// let before = visit.previous_by_same_guest().ok_or("none is known")?;
    /// assert_eq!(before.id(), &"pyongyang-2000");
    /// assert_eq!(before.previous_by_same_guest(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn previous_by_same_guest(self) -> Option<Self> {
        let begins = self.begins()?;
        let itinerary = self.known().kept(
            |kept| &mut kept.visits_to,
            self.guest().as_str(),
            || self.known().itinerary_of(self.guest(), |visit| [visit.host().as_str()].into()),
        );
        self.known().find(itinerary.get(self.host().as_str())?.before(&begins)?)
    }

    /// The last visit before this one by the same guest to the same place, or one within it.
    pub fn previous_by_same_guest_at(self, place: impl Key<Place>) -> Option<Self> {
        let place = self.known().canonical(IdSpace::Noun(NounKind::Place), place.key());
        let begins = self.begins()?;
        let itinerary = self.known().kept(
            |kept| &mut kept.visits_at,
            self.guest().as_str(),
            || self.known().itinerary_of(self.guest(), |visit| self.known().places_of(visit)),
        );
        self.known().find(itinerary.get(place)?.before(&begins)?)
    }

    /// The visits by the same guest to the same host that took place and began before this one, and
    /// whether that is certain: those that certainly did first, then the later. The first of these is the
    /// [previous](Self::previous_by_same_guest); where there is none, it says whether anybody lists all.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let earlier = known.visit("pyongyang-2024")?.earlier_by_same_guest();
    /// assert_eq!(earlier[0].0.id(), &"pyongyang-2000");
    /// assert!(earlier[0].1.is_certain());
    ///
    /// let none = known.visit("pyongyang-2000")?.earlier_by_same_guest();
    /// assert!(none.is_empty());
    /// assert_eq!(none.because().rule, "none is told of, and nobody lists all there are");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn earlier_by_same_guest(self) -> Found<'k, (Self, Truth)> {
        let begins = self.begins().unwrap_or_else(unknown_day);
        let before = |other: &UncertainDate| other.before(&begins);
        let mut found = self.others_by_same_guest(before);
        found.sort_by_cached_key(|(visit, truth)| (truth.is_certain(), visit.order()));
        found.reverse();
        let until = begins.latest().map_or(End::Open, |day| End::On(day.into()));
        let found = self.found_by_same_guest(found, Period::new(End::Open, until).ok());
        found.without(move |grounds| {
            self.rest_on_absent(grounds, |other: &UncertainDate| other.before(&begins));
        })
    }

    /// The same of those that began after this one: the sooner first.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let later = known.visit("pyongyang-2000")?.later_by_same_guest();
    /// assert_eq!(later[0].0.id(), &"pyongyang-2024");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn later_by_same_guest(self) -> Found<'k, (Self, Truth)> {
        let begins = self.begins().unwrap_or_else(unknown_day);
        let mut found = self.others_by_same_guest(|other: &UncertainDate| other.after(&begins));
        found.sort_by_cached_key(|(visit, truth)| (!truth.is_certain(), visit.order()));
        let from = begins.earliest().map_or(End::Open, |day| End::On(day.into()));
        let until = ever(self.known()).to().clone();
        let found = self.found_by_same_guest(found, Period::new(from, until).ok());
        found.without(move |grounds| {
            self.rest_on_absent(grounds, |other: &UncertainDate| other.after(&begins));
        })
    }

    /// The other visits of the guest to the host that took place, as far as they may lie so.
    fn others_by_same_guest(self, lies: impl Fn(&UncertainDate) -> Truth) -> Vec<(Self, Truth)> {
        let others = self.all_by_same_guest(lies);
        let others = others.map(|(other, lies_so)| (other, other.came_about().and(lies_so)));
        others.filter(|(_, truth)| truth.is_possible()).collect()
    }

    /// Rests an empty list on those visits that lie so, and did not take place.
    fn rest_on_absent(self, grounds: &mut Grounds, lies: impl Fn(&UncertainDate) -> Truth) {
        let all = self.all_by_same_guest(lies).filter(|(_, lies_so)| lies_so.is_possible());
        // What may still come has not come to nothing.
        let off = all.filter(|(other, _)| {
            came_or_comes(other.resolver(), other.progress(), false).is_impossible()
                || !other.is_affirmed()
        });
        off.for_each(|(other, _)| grounds.rest_on_absence(&Thing::record(other)));
    }

    /// The other visits of the guest to the host, and whether they lie so.
    fn all_by_same_guest(
        self,
        lies: impl Fn(&UncertainDate) -> Truth,
    ) -> impl Iterator<Item = (Self, Truth)> {
        let others = self.known().visits_by_guest(self.guest());
        let others = others.filter(move |other| other.host() == self.host() && *other != self);
        others.map(move |other| (other, other.begins().map_or(Truth::Maybe, |day| lies(&day))))
    }

    fn found_by_same_guest(
        self,
        found: Vec<(Self, Truth)>,
        during: Option<Period>,
    ) -> Found<'k, (Self, Truth)> {
        let during = during.unwrap_or_else(|| ever(self.known()));
        let of = vec![self.guest().as_str(), self.host().as_str()];
        let scope = Scope::new(self.known(), NounKind::Visit, of, during);
        Found::new(found, scope, |(visit, _), grounds| visit.ground(grounds))
    }

    /// Where it comes among others by the day on which it begins; those of unknown day first.
    fn order(self) -> (Option<NaiveDate>, Option<NaiveDate>, &'k str) {
        let day = self.begins();
        let first = day.as_ref().and_then(UncertainDate::earliest);
        (first, day.and_then(|day| day.latest()), self.id().as_str())
    }

    /// The years from the start of this visit to that of another; `None` if a day is not known.
    pub fn years_until(self, other: &Self) -> Option<YearsBetween> {
        YearsBetween::new(&self.begins()?, &other.begins()?)
    }

    /// The years since the last visit by the same guest to the same host.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let years = known.visit("pyongyang-2024")?.years_since_previous().ok_or("none is known")?;
    /// assert_eq!(years.to_string(), "23 years 10 months");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn years_since_previous(self) -> Option<YearsBetween> {
        self.previous_by_same_guest()?.years_until(&self)
    }

    /// The trip of which it is a leg: named by the visit, or naming it.
    pub fn trip(self) -> Option<View<'k, Trip>> {
        if let Some(trip) = self.get(Visit::TRIP) {
            return self.known().find(trip.as_str());
        }
        let this = self.reference();
        let mut trips = self.known().naming::<Trip>(self.id().as_str());
        trips.find(|trip| trip.part_at(Trip::LEGS, &this).is_some())
    }
}

impl<'k> View<'k, Trip> {
    /// Who travels.
    pub fn traveller(self) -> &'k PersonId {
        &self.identity().traveller
    }

    /// The legs in order; those of unknown position last.
    pub fn legs(self) -> Vec<PartView<'k, Leg>> {
        let mut legs: Vec<_> = self.parts(Trip::LEGS).collect();
        legs.sort_by_key(|leg| leg.get(Leg::ORDER).copied().unwrap_or(u32::MAX));
        legs
    }
}

impl PartView<'_, Stop> {
    /// How far the stop has got.
    pub fn progress(self) -> Option<Progress> {
        self.get(Stop::PROGRESS).copied()
    }

    /// When it took place or is meant to; some day of those told, where the accounts do not decide.
    pub fn date(self) -> Option<UncertainDate> {
        self.day(Stop::ACTUAL).or_else(|| self.day(Stop::PLANNED))
    }
}

impl<'k> View<'k, Meeting> {
    /// Who meets, in the order of their ids.
    pub fn participants(self) -> &'k [PersonId] {
        self.identity().participants.as_slice()
    }

    /// How far the meeting has got.
    pub fn progress(self) -> Option<Progress> {
        self.get(Meeting::PROGRESS).copied()
    }

    /// When it took place or is meant to; some day of those told, where the accounts do not decide.
    pub fn date(self) -> Option<UncertainDate> {
        self.day(Meeting::ACTUAL).or_else(|| self.day(Meeting::PLANNED))
    }

    /// The days on which it took place or is meant to: one, or to the last of several.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "persons": {"p": {}, "q": {}},
    /// #  "meetings": {"talks": {"participants": ["p", "q"], "actual": "2027-10-18", "until": "2027-10-21"}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// let days = known.meeting("talks")?.period().ok_or("no day")?;
    /// assert_eq!(days.to_string(), "2027-10-18/2027-10-21");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn period(self) -> Option<Period> {
        let first = self.date()?;
        let last = self.day(Meeting::UNTIL).and_then(|last| Period::new(first.clone(), last).ok());
        Some(last.unwrap_or_else(|| Period::on(first)))
    }

    /// Whether it has taken place, as known; not, where the accounts do not decide.
    pub fn has_happened(self) -> bool {
        has_happened(self.resolver(), self.progress(), || self.day(Meeting::ACTUAL).is_some())
    }

    /// The same: perhaps, where the accounts do not decide, and where somebody denies it.
    pub(crate) fn came_about(self) -> Truth {
        came_about(self.resolver(), self.progress(), self.day(Meeting::ACTUAL).is_some())
    }
}

/// From the first start of periods, which are in order, to the last end.
fn around(periods: &[Period]) -> Option<Period> {
    let from = periods.first()?.from().clone();
    let last = periods.iter().max_by_key(|period| {
        let [.., first, last] = period.bounds();
        (last, first)
    })?;
    Period::new(from, last.to().clone()).ok()
}

impl Knowledge {
    /// The visits of one guest, ordered by id.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// assert_eq!(known.visits_by_guest("putin").count(), 2);
    /// assert_eq!(known.visits_by_guest("kim-jong-un").count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn visits_by_guest(
        &self,
        guest: impl Key<Person>,
    ) -> impl Iterator<Item = View<'_, Visit>> {
        let guest = self.canonical(IdSpace::Noun(NounKind::Person), guest.key());
        self.at_positions(self.united().index().visits_by_guest.get(guest))
    }

    /// The visits to one host, ordered by id.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let hosts: Vec<_> = known.visits_to("north-korea").map(|visit| visit.host()).collect();
    /// assert_eq!(hosts, [&"north-korea", &"north-korea"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn visits_to(
        &self,
        host: impl Key<crate::model::Actor>,
    ) -> impl Iterator<Item = View<'_, Visit>> {
        let host = self.canonical(IdSpace::Actor, host.key());
        self.at_positions(self.united().index().visits_by_host.get(host))
    }

    /// The visits dated within a period at least in part, and whether that is certain.
    ///
    /// It is the actual date that counts, or else that of the plan: whether a visit has taken place
    /// is another question. A visit of unknown date may fall within any period.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let during = "2024-01-01/2024-12-31".parse()?;
    /// let visits: Vec<_> = known.visits_during(&during).collect();
    /// let [(visit, truth)] = visits[..] else { panic!("one visit") };
    /// assert_eq!(visit.id(), &"pyongyang-2024");
    /// assert!(truth.is_certain());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn visits_during(&self, period: &Period) -> impl Iterator<Item = (View<'_, Visit>, Truth)> {
        self.visits()
            .map(move |visit| (visit, visit.overlaps(period)))
            .filter(|(_, overlaps)| overlaps.is_possible())
    }

    /// The meetings in which all these persons take part, ordered by id.
    pub fn meetings_of<'k>(&'k self, persons: &[&str]) -> impl Iterator<Item = View<'k, Meeting>> {
        let person = IdSpace::Noun(NounKind::Person);
        let persons: Vec<&str> = persons.iter().map(|id| self.canonical(person, id)).collect();
        let all = |meeting: &View<'_, Meeting>| {
            persons.iter().all(|person| meeting.identity().participants.contains(person))
        };
        let naming: Box<dyn Iterator<Item = View<'k, Meeting>>> = match persons[..] {
            [] => Box::new(self.meetings()),
            [one] => Box::new(self.naming(one)),
            [one, other, ..] => Box::new(self.naming_both([one, other])),
        };
        naming.filter(all).collect::<Vec<_>>().into_iter()
    }

    /// Whether a visit takes place at a place or within it: by its own word, or by a stop there.
    pub(crate) fn is_visit_at(&self, visit: View<'_, Visit>, place: &str) -> bool {
        places_named(visit).any(|id| self.is_within(id.as_str(), place))
    }

    /// Where a visit takes place: the places named, and those around them, each once.
    fn places_of<'k>(&'k self, visit: View<'k, Visit>) -> HashSet<&'k str> {
        let mut all = HashSet::new();
        for place in places_named(visit) {
            // Around a place that was met before lies what was met then.
            let around = self.around(place.as_str()).map(|place| place.id().as_str());
            around.take_while(|id| all.insert(*id)).for_each(drop);
        }
        all
    }

    /// The visits of a guest that took place, put in order under each of their keys: the host, or the places.
    fn itinerary_of<'k>(
        &'k self,
        guest: &PersonId,
        keys: impl Fn(View<'k, Visit>) -> HashSet<&'k str>,
    ) -> Itinerary {
        let mut by_key: HashMap<&str, Vec<_>> = HashMap::new();
        for visit in self.visits_by_guest(guest) {
            if !visit.came_about().is_certain() {
                continue;
            }
            let Some(day) = visit.begins() else { continue };
            for key in keys(visit) {
                by_key.entry(key).or_default().push((day.clone(), visit.id().clone()));
            }
        }
        let ordered =
            |(key, visits): (&str, Vec<_>)| (key.into(), LastBefore::of(visits.into_iter()));
        by_key.into_iter().map(ordered).collect()
    }

    /// The record of this noun that a reference names, if it names one of this noun and it is known.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// use detente::model::{Person, Visit};
    ///
    /// let reference = "visit:pyongyang-2024".parse()?;
    /// assert_eq!(known.resolve::<Visit>(&reference).ok_or("not known")?.guest(), &"putin");
    /// assert_eq!(known.resolve::<Person>(&reference), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn resolve<N: Recorded>(&self, reference: &crate::model::RecordRef) -> Option<View<'_, N>> {
        if reference.noun() != N::NOUN {
            return None;
        }
        self.find(reference.id())
    }
}

/// The places that are named of a visit: its own, and those of its stops.
fn places_named(visit: View<'_, Visit>) -> impl Iterator<Item = &PlaceId> {
    let stops = visit.stops().filter_map(|stop| stop.get(Stop::PLACE));
    visit.get(Visit::PLACE).into_iter().chain(stops)
}
