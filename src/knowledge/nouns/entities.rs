//! States, persons, organisations and places as known: names, what lies where, who speaks for whom.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::offices::span;
use crate::dossier::builtin;
use crate::knowledge::Knowledge;
use crate::knowledge::{PartView, View};
use crate::model::{
    Actor, ActorId, AnyValue, IdSpace, Key, Member, NounKind, Organisation, Person, Place, PlaceId,
    State, StateId, Stop, StopKind, ValueKind, Visit,
};
use crate::time::{Period, Truth};

/// A stay: a visit, and its stop at the place asked for.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}}, "persons": {"xi": {}},
/// #  "places": {"house": {}}, "visits": {"v": {"guest": "xi", "host": "n", "stops":
/// #  {"s": {"kind": "lodging", "place": "house", "progress": "held"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let guests: Vec<_> = known.place("house")?.stays().map(|stay| stay.visit.guest()).collect();
/// assert_eq!(guests, [&"xi"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Stay<'k> {
    /// The visit during which it falls.
    pub visit: View<'k, Visit>,
    /// The stop.
    pub stop: PartView<'k, Stop>,
}

macro_rules! names {
    ($($noun:ident),*) => {$(
        impl<'k> View<'k, $noun> {
            /// The name as known; the id, where nobody has told one.
            pub fn name(self) -> &'k str {
                self.get($noun::NAME).map_or(self.id().as_str(), String::as_str)
            }
        }
    )*};
}

names!(Person, Organisation, Place);

impl<'k> View<'k, State> {
    /// The name as known; where nobody has told one, that of the built-in state with this id, or the
    /// id.
    pub fn name(self) -> &'k str {
        let told = self.get(State::NAME).map(String::as_str);
        let id = self.id().as_str();
        let built_in =
            || builtin::name(id).or_else(|| self.other_ids().into_iter().find_map(builtin::name));
        told.or_else(built_in).unwrap_or(id)
    }
}

impl<'k> View<'k, Organisation> {
    /// For whom it speaks.
    pub fn speaks_for(self) -> Option<&'k ActorId> {
        self.get(Organisation::SPEAKS_FOR)
    }

    /// The members known, in the order of their keys; one who left and came back has a part for each
    /// spell.
    pub fn members(self) -> impl Iterator<Item = PartView<'k, Member>> {
        self.parts(Organisation::MEMBERS)
    }

    /// Whether an actor is a member on a day, in whichever spell.
    ///
    /// Outside of the spells told of it, a member is none. Of whom no spell is told it is not known, unless
    /// the members told are all there are. A spell that is only denied is none, and one that is also denied
    /// is one perhaps.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, Truth, date};
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "organisations": {"unesco": {"members": {
    /// #  "united-kingdom": {"from": "1946-11-04", "to": "1985-12-31"},
    /// #  "united-kingdom 2": {"from": "1997-07-01", "to": "open"}}}}}"#;
    /// # let known = Dossier::from_json(text)?.as_known();
    /// let unesco = known.organisation("unesco")?;
    /// assert_eq!(unesco.members().count(), 2);
    /// assert_eq!(unesco.member_on("united-kingdom", date!("1990-01-01")), Truth::No);
    /// assert_eq!(unesco.member_on("united-kingdom", date!("2000-01-01")), Truth::Yes);
    /// assert_eq!(unesco.member_on("france", date!("2000-01-01")), Truth::Maybe);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn member_on(self, actor: impl Key<Actor>, on: NaiveDate) -> Truth {
        let actor = self.known().canonical(IdSpace::Actor, actor.key());
        let spells = self.members().filter(|spell| *spell.key().actor() == *actor);
        let unlisted = if self.members_are_closed() { Truth::No } else { Truth::Maybe };
        spells.map(|spell| spell.holds_on(on)).reduce(Truth::or).unwrap_or(unlisted)
    }

    /// Whether the members known are said to be all there are; a group is expanded only then.
    pub fn members_are_closed(self) -> bool {
        self.get(Organisation::MEMBERS_CLOSED).copied().unwrap_or(false)
    }
}

impl PartView<'_, Member> {
    /// From when until when, an end that nobody has told being unknown.
    pub fn period(self) -> Period {
        span(self.end(Member::FROM), self.end(Member::TO))
    }

    /// Whether this spell goes on on a day.
    fn holds_on(self, day: NaiveDate) -> Truth {
        let goes_on = self.period().contains(day);
        let is_certain = goes_on.is_certain() && !self.resolver().is_denied();
        Truth::between(
            is_certain && self.is_affirmed(),
            goes_on.is_possible() && self.is_affirmed(),
        )
    }
}

impl<'k> View<'k, Place> {
    /// The state it lies in, by its own word or by that of a place around it.
    pub fn state(self) -> Option<&'k StateId> {
        self.known().around(self.id().as_str()).find_map(|place| place.get(Place::STATE))
    }

    /// Whether it is the place `other`, or lies within it.
    pub fn is_within(self, other: impl Key<Place>) -> bool {
        let other = self.known().canonical(IdSpace::Noun(NounKind::Place), other.key());
        self.known().is_within(self.id().as_str(), other)
    }

    /// The state whose capital it is.
    pub fn capital_of(self) -> Option<&'k StateId> {
        self.get(Place::CAPITAL_OF)
    }

    /// The stops of visits at this place or within it, ordered by the visit's id.
    pub fn stops(self) -> impl Iterator<Item = Stay<'k>> {
        let known = self.known();
        let mut told: Vec<(usize, usize)> = Vec::new();
        let here = known.within(self);
        for place in &here {
            told.extend(known.united().stops_at(place).into_iter().flatten());
        }
        // The stops of a visit stand one after the other, and one may be said to be at several places.
        told.sort_unstable();
        told.dedup();
        told.into_iter().filter_map(move |(visit, stop)| {
            let visit = known.at_position::<Visit>(visit)?;
            let stop = visit.part_number(Visit::STOPS, stop)?;
            let is_here = |id: &PlaceId| here.contains(id.as_str());
            stop.get(Stop::PLACE).is_some_and(is_here).then_some(Stay { visit, stop })
        })
    }

    /// Who stays or has stayed here, or is to: the stops for lodging.
    pub fn stays(self) -> impl Iterator<Item = Stay<'k>> {
        self.stops().filter(|stay| stay.stop.get(Stop::KIND) == Some(&StopKind::LODGING))
    }
}

impl Knowledge {
    /// A place and those around it, from the inside out.
    pub(crate) fn around<'k>(&'k self, place: &str) -> impl Iterator<Item = View<'k, Place>> {
        // One account may put a place within another that a second account puts within the first;
        // such rings were refused when the dossier was built.
        std::iter::successors(self.find::<Place>(place), |place| {
            self.find(place.get(Place::WITHIN)?.as_str())
        })
    }

    /// An organisation and those it is part of, from the inside out.
    fn parts_up<'k>(&'k self, body: &str) -> impl Iterator<Item = View<'k, Organisation>> {
        // Rings were refused when the dossier was built.
        std::iter::successors(self.find::<Organisation>(body), |body| {
            self.find(body.get(Organisation::PART_OF)?.as_str())
        })
    }

    /// A place and those within it.
    fn within<'k>(&'k self, place: View<'k, Place>) -> HashSet<&'k str> {
        let mut all = HashSet::from([place.id().as_str()]);
        let mut outer = vec![place];
        while let Some(around) = outer.pop() {
            for inner in self.naming::<Place>(around.id().as_str()) {
                let lies_there = inner.get(Place::WITHIN) == Some(around.id());
                if lies_there && all.insert(inner.id().as_str()) {
                    outer.push(inner);
                }
            }
        }
        all
    }

    /// Whether two values are places or organisations of which the one lies within the other.
    pub(crate) fn is_within_either(&self, one: &dyn AnyValue, other: &dyn AnyValue) -> bool {
        self.is_value_within(one, other) || self.is_value_within(other, one)
    }

    /// Whether two values are places of which the first lies within the second, or organisations of
    /// which the first is part of the second.
    pub(crate) fn is_value_within(&self, inner: &dyn AnyValue, outer: &dyn AnyValue) -> bool {
        const PLACE: IdSpace = IdSpace::Noun(NounKind::Place);
        const BODY: IdSpace = IdSpace::Noun(NounKind::Organisation);
        match (inner.kind(), outer.kind()) {
            (ValueKind::Id(PLACE, inner), ValueKind::Id(PLACE, outer)) => {
                self.is_within(inner, outer)
            }
            (ValueKind::Id(BODY | IdSpace::Actor, inner), ValueKind::Id(_, outer)) => {
                self.parts_up(inner).any(|body| *body.id() == *outer)
            }
            _ => false,
        }
    }

    /// Whether one place is another, or lies within it.
    pub(crate) fn is_within(&self, inner: &str, outer: &str) -> bool {
        self.around(inner).any(|place| *place.id() == *outer)
    }

    /// The name of an actor as known; the id, where nobody has told one.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// # let known = dossier.as_known();
    /// assert_eq!(known.name_of("north-korea"), "North Korea");
    /// assert_eq!(known.name_of("putin"), "putin"); // Nobody has told a name.
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn name_of(&self, actor: impl Key<Actor>) -> String {
        let id = actor.key();
        let state = self.find::<State>(id).map(View::<State>::name);
        let person = || self.find::<Person>(id).map(View::<Person>::name);
        let organisation = || self.find::<Organisation>(id).map(View::<Organisation>::name);
        state.or_else(person).or_else(organisation).unwrap_or(id).to_owned()
    }
}
