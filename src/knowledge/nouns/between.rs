//! What took place between two states, as known: visits and meetings of their people, agreements.

use std::collections::BTreeSet;

use super::dates::unknown_day;
use crate::dossier::Recorded;
use crate::knowledge::view::came_or_comes;
use crate::knowledge::written::because::Thing;
use crate::knowledge::written::found::{Scope, ever};
use crate::knowledge::{Found, Knowledge, LookupError, PartView, View};
use crate::model::{
    ActorId, Agreement, Id, Key, Meeting, NounKind, Organisation, Person, PersonId, State, Visit,
};
use crate::time::{Period, Truth, UncertainDate};

impl Knowledge {
    /// The visits that took place between two states within a period, at least in part: of people
    /// of either to the other, and whether that is certain.
    ///
    /// A guest is of the state for which they [stand](Self::state_of) on the day they come; a host
    /// is the state, an organ of it, or one of its people. It is certain only where that is settled,
    /// the days certainly overlap with the period, and the visit is said to have been held by
    /// somebody and denied by nobody. A visit that may have come about, is undated, or is by a
    /// guest of whom no state is known, is one perhaps; one called off, put off or only denied is
    /// none.
    ///
    /// Between a state and itself there is nothing. Certain ones come first, then the earlier. A year is asked for by [`Period::whole`]: `2024` by
    /// itself is some day of it.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder()
    ///     .leader("putin", "russia", "2012-05-07/..")
    ///     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    ///     .planned_visit("next", "putin", "north-korea", "2024-12")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// let visits = known.visits_between("north-korea", "russia", &"2024-01-01/2024-12-31".parse()?)?;
    /// let answers: Vec<_> = visits.iter().map(|(visit, truth)| (visit.id().as_str(), truth.is_certain())).collect();
    /// assert_eq!(answers, [("pyongyang-2024", true), ("next", false)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such state, or it was not known yet.
    pub fn visits_between(
        &self,
        one: impl Key<State>,
        other: impl Key<State>,
        during: &Period,
    ) -> Result<Found<'_, (View<'_, Visit>, Truth)>, LookupError> {
        let (one, other) = (self.state(one)?.id(), self.state(other)?.id());
        let pair = [one.actor(), other.actor()];
        let visits = self.visits_to_either(&pair).map(|visit| {
            let came = came_or_comes(visit.resolver(), visit.progress(), visit.has_happened());
            let is_sure = !visit.is_denied() && !visit.explain(Visit::PROGRESS).is_contested();
            let came = came.and(Truth::between(is_sure, visit.is_affirmed()));
            let dated = visit.overlaps(during);
            let day = visit.begins().unwrap_or_else(unknown_day);
            let truth = came.and(dated);
            // Of whom a guest is costs most to find, and need not be known of most visits.
            let relates = || self.is_visit_between(visit, &pair, &day);
            (visit, if truth.is_possible() { truth.and(relates()) } else { truth })
        });
        let states = [one.as_str(), other.as_str()];
        let scope = Scope::of_either(self, NounKind::Visit, states, during.clone());
        let visits = in_order(visits, View::begins);
        let (during, all) = (during.clone(), pair.clone());
        let found = Found::new(visits, scope, |(visit, _), grounds| visit.ground(grounds));
        Ok(found.without(move |grounds| {
            for visit in self.visits().filter(|visit| visit.overlaps(&during).is_possible()) {
                let day = visit.begins().unwrap_or_else(unknown_day);
                if self.is_visit_between(visit, &all, &day).is_possible() {
                    grounds.rest_on_absence(&Thing::record(visit));
                }
            }
        }))
    }

    /// Whether a visit on a day is one of people of one state to the other.
    fn is_visit_between(
        &self,
        visit: View<'_, Visit>,
        pair: &[ActorId; 2],
        day: &UncertainDate,
    ) -> Truth {
        let both = [visit.guest().actor(), visit.host().clone()];
        self.two_are_of(both.into_iter(), pair, day)
    }

    /// The meetings that took place within a period in which people of both states took part, and
    /// whether that is certain: as [`visits_between`](Self::visits_between) has it for visits.
    ///
    /// # Errors
    /// If there is no such state, or it was not known yet.
    pub fn meetings_between(
        &self,
        one: impl Key<State>,
        other: impl Key<State>,
        during: &Period,
    ) -> Result<Found<'_, (View<'_, Meeting>, Truth)>, LookupError> {
        let (one, other) = (self.state(one)?.id(), self.state(other)?.id());
        let pair = [one.actor(), other.actor()];
        let meetings = self.meetings().map(|meeting| {
            let came =
                came_or_comes(meeting.resolver(), meeting.progress(), meeting.has_happened());
            let is_sure =
                !meeting.is_denied() && !meeting.explain(Meeting::PROGRESS).is_contested();
            let came = came.and(Truth::between(is_sure, meeting.is_affirmed()));
            let truth = came.and(falls_within(meeting, during));
            let relates = || self.is_meeting_between(meeting, &pair);
            (meeting, if truth.is_possible() { truth.and(relates()) } else { truth })
        });
        let states = vec![one.as_str(), other.as_str()];
        let scope = Scope::new(self, NounKind::Meeting, states, during.clone());
        let meetings = in_order(meetings, View::<Meeting>::date);
        let (during, all) = (during.clone(), pair.clone());
        let found = Found::new(meetings, scope, |(meeting, _), grounds| meeting.ground(grounds));
        Ok(found.without(move |grounds| {
            let all_then = self.meetings().filter(|it| falls_within(*it, &during).is_possible());
            for meeting in all_then.filter(|it| self.is_meeting_between(*it, &all).is_possible()) {
                grounds.rest_on_absence(&Thing::record(meeting));
            }
        }))
    }

    /// Whether people of both states take part in a meeting.
    fn is_meeting_between(&self, meeting: View<'_, Meeting>, pair: &[ActorId; 2]) -> Truth {
        let people = meeting.participants().iter().map(PersonId::actor);
        self.two_are_of(people, pair, &meeting.date().unwrap_or_else(unknown_day))
    }

    /// The agreements to which both are or were parties, at whatever stage, by id: whoever made one, or
    /// joined it later. Where it stands between the two on a day is told by
    /// [`status_between`](View::status_between). One that is only denied is none.
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder()
    ///     .agreement("pact", ["russia", "north-korea"])
    ///     .signed("2024-06-19")
    ///     .in_force("2024-12-04")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// let [pact] = known.agreements_between("north-korea", "russia")?[..] else { panic!("one pact") };
    /// assert!(pact.in_force_between("russia", "north-korea", date!("2024-12-31"))?.is_certain());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such state, or it was not known yet.
    pub fn agreements_between(
        &self,
        one: impl Key<State>,
        other: impl Key<State>,
    ) -> Result<Found<'_, View<'_, Agreement>>, LookupError> {
        let (one, other) = (self.state(one)?.id(), self.state(other)?.id());
        let is_of_both = move |agreement: &View<'_, Agreement>| {
            let parties = agreement.parties();
            let is_party = |state: &Id<State>| parties.contains(&state.as_str());
            one != other && is_party(one) && is_party(other)
        };
        let is_told = |agreement: &View<'_, Agreement>| {
            agreement.is_affirmed() || agreement.acts().any(PartView::is_affirmed)
        };
        let states = [one.as_str(), other.as_str()];
        let agreements = self.naming_both(states).filter(is_told).filter(is_of_both).collect();
        let scope = Scope::new(self, NounKind::Agreement, states.into(), ever(self));
        let found = Found::new(agreements, scope, |agreement, grounds| agreement.ground(grounds));
        Ok(found.without(move |grounds| {
            for agreement in self.naming_both::<Agreement>(states).filter(is_of_both) {
                grounds.rest_on_absence(&Thing::record(agreement));
            }
        }))
    }

    /// The visits whose host may be of one of two states: the state, an organ of it, or a person, of whom it
    /// depends on the day.
    fn visits_to_either(&self, pair: &[ActorId; 2]) -> impl Iterator<Item = View<'_, Visit>> {
        let hosts = pair.iter().flat_map(|state| self.acting_for(state));
        let hosts: BTreeSet<ActorId> = hosts.collect();
        let to_actors = hosts.into_iter().flat_map(|host| {
            let naming = self.naming::<Visit>(host.as_str());
            naming.filter(move |visit| *visit.host() == host)
        });
        let to_people = self.united().visits_to_people();
        to_actors.chain(to_people.iter().filter_map(|at| self.at_position(*at)))
    }

    /// An actor and the organs that act for it.
    fn acting_for(&self, principal: &ActorId) -> Vec<ActorId> {
        let mut actors = vec![principal.clone()];
        let mut next = 0;
        while let Some(actor) = actors.get(next).cloned() {
            next += 1;
            for organ in self.naming::<Organisation>(actor.as_str()) {
                let organ = organ.id().actor();
                if !actors.contains(&organ) && self.principal_of(&organ) == *principal {
                    actors.push(organ);
                }
            }
        }
        actors
    }

    /// Whether of these actors one is of the one state, and another of the other, on a day; never, if the
    /// two states are one.
    fn two_are_of(
        &self,
        actors: impl Iterator<Item = ActorId>,
        [one, other]: &[ActorId; 2],
        day: &UncertainDate,
    ) -> Truth {
        if one == other {
            return Truth::No;
        }
        // Each is seen with all before it at once: whether any of them is of the state that it is not.
        let (mut any_of_one, mut any_of_other, mut two) = (Truth::No, Truth::No, Truth::No);
        for actor in actors {
            let [of_one, of_other] = self.is_of(&actor, [one, other], day);
            two = two.or(of_one.and(any_of_other)).or(of_other.and(any_of_one));
            if two.is_certain() {
                break;
            }
            any_of_one = any_of_one.or(of_one);
            any_of_other = any_of_other.or(of_other);
        }
        two
    }

    /// Of each state, whether an actor is that state, an organ of it, or one of its people on a day.
    fn is_of(&self, actor: &ActorId, states: [&ActorId; 2], day: &UncertainDate) -> [Truth; 2] {
        if let Some(person) = self.find::<Person>(actor.as_str()) {
            let stands = self.allegiance(person, day);
            return states.map(|state| stands.is(state.as_str()));
        }
        let principal = self.principal_of(actor);
        states.map(|state| Truth::known(principal == *state))
    }
}

/// Whether a meeting falls within a period; perhaps, where its day is not known.
fn falls_within(meeting: View<'_, Meeting>, during: &Period) -> Truth {
    meeting.date().map_or(Truth::Maybe, |day| Period::on(day).overlaps(during))
}

/// What is possible, the certain first and then by day.
fn in_order<'k, N: Recorded>(
    all: impl Iterator<Item = (View<'k, N>, Truth)>,
    day: impl Fn(View<'k, N>) -> Option<UncertainDate>,
) -> Vec<(View<'k, N>, Truth)> {
    let mut found: Vec<_> = all.filter(|(_, truth)| truth.is_possible()).collect();
    found.sort_by_cached_key(|(record, truth)| {
        let first = day(*record).and_then(|day| day.earliest().or_else(|| day.latest()));
        (!truth.is_certain(), first.is_none(), first, record.id().clone())
    });
    found
}
