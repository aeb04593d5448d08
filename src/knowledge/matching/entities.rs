//! Which sources, states, persons, organisations, places and offices may be the same.

use std::collections::{BTreeMap, HashSet};

use super::draft::{Draft, Finder, can_meet, neighbours};
use super::together::OFFICE_AT_A_TIME;
use super::words::{address, count, folded, is_part, words};
use crate::knowledge::View;
use crate::model::{
    IdSpace, List, NounKind, Office, Organisation, Person, Place, Source, State, Tenure, Visit,
};
use crate::time::Truth;

/// A quote of so many words is not found in two reports by chance.
const WORDS_OF_A_QUOTE: usize = 5;

const ACTOR: IdSpace = IdSpace::Actor;
const PLACE: IdSpace = IdSpace::Noun(NounKind::Place);
const OFFICE: IdSpace = IdSpace::Noun(NounKind::Office);

/// Every name given.
fn names<'a>(name: Option<&'a String>, aka: Option<&'a List<String>>) -> Vec<&'a String> {
    name.into_iter().chain(aka.into_iter().flat_map(List::items)).collect()
}

/// Every form of a name by which it can be found.
fn name_keys(name: Option<&String>, aka: Option<&List<String>>) -> Vec<String> {
    let mut keys: Vec<String> = names(name, aka).into_iter().map(|name| folded(name)).collect();
    keys.retain(|key| !key.is_empty());
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A form of the name that both have speaks for it.
fn same_name(draft: &mut Draft, one: &[&'_ String], other: &[&'_ String]) {
    let keys: Vec<String> = other.iter().map(|name| folded(name)).collect();
    if let Some(name) = one.iter().find(|name| keys.contains(&folded(name))) {
        draft.same("name", name);
    }
}

/// A name of which the other has all words, and more, speaks for it a little: "Holm" for "Anna Holm".
fn part_of_name(draft: &mut Draft, one: &[&'_ String], other: &[&'_ String]) {
    let pairs = one.iter().flat_map(|a| other.iter().flat_map(move |b| [(a, b), (b, a)]));
    if let Some((name, _)) = pairs.clone().find(|(a, b)| is_part(a, b)) {
        draft.same("part of the name", name);
    }
}

/// What speaks for one thing besides its name, or else that nothing does.
fn more_than_a_name(mut draft: Draft) -> Draft {
    if draft.reasons() < 2 {
        draft.name_alone();
    }
    draft
}

macro_rules! names_of {
    ($view:expr, $noun:ident) => {
        &names($view.get($noun::NAME), $view.get($noun::AKA))
    };
}

macro_rules! keys_of {
    ($view:expr, $noun:ident) => {
        name_keys($view.get($noun::NAME), $view.get($noun::AKA))
    };
}

impl<'k> Finder<'k> {
    pub(crate) fn entities(&mut self) {
        self.sources();
        self.states();
        self.organisations();
        self.places();
        self.offices();
        self.persons();
    }

    /// Sources are one report in two copies if they have one address, one title and publisher or
    /// day, or if they quote the same words at length.
    fn sources(&mut self) {
        let known = self.known;
        let mut by_key: BTreeMap<String, Vec<&'k Source>> = BTreeMap::new();
        for source in known.united().sources() {
            for key in source_keys(source) {
                by_key.entry(key).or_default().push(source);
            }
        }
        for (source, quote) in known.quotes() {
            if count(quote) >= WORDS_OF_A_QUOTE {
                let with_key = by_key.entry(format!("quote {}", folded(quote))).or_default();
                if !with_key.iter().any(|other| other.id == source.id) {
                    with_key.push(source);
                }
            }
        }
        let quoted: HashSet<_> = by_key
            .iter()
            .filter(|(key, _)| key.starts_with("quote "))
            .flat_map(|(_, sources)| neighbours(sources, |source| source.id.as_str()))
            .map(|(a, b)| (a.id.as_str(), b.id.as_str()))
            .collect();
        let mut seen = HashSet::new();
        let pairs = |sources| neighbours(sources, |source: &&Source| source.id.as_str());
        for (a, b) in by_key.values().flat_map(|sources| pairs(sources)) {
            let pair = (a.id.as_str(), b.id.as_str());
            if !seen.insert(pair) || self.same_root(a, b) {
                continue;
            }
            let mut draft = compare_sources(a, b);
            if quoted.contains(&pair) {
                draft.same("words", "quoted at length by both");
            }
            // Two reports after one other are not copies of each other.
            let parents = a.derived_from.as_ref().zip(b.derived_from.as_ref());
            if let Some((a, b)) = parents.filter(|_| draft.has_reasons()) {
                let ids = (a.as_str(), b.as_str());
                self.refers(&mut draft, "source behind it", IdSpace::Noun(NounKind::Source), ids);
            }
            self.propose(NounKind::Source, pair, draft);
        }
    }

    fn same_root(&self, one: &Source, other: &Source) -> bool {
        let united = self.known.united();
        let root =
            |source: &Source| united.roots().get(united.source_position(source.id.as_str())?);
        root(one) == root(other)
    }

    /// A state's name is borne by others, past and present; a capital or an office in common is not.
    fn states(&mut self) {
        let mut features: BTreeMap<&'k str, HashSet<String>> = BTreeMap::new();
        for place in self.known.places() {
            if let Some(state) = place.get(Place::CAPITAL_OF) {
                let names =
                    keys_of!(place, Place).into_iter().map(|name| format!("capital {name}"));
                features.entry(state.as_str()).or_default().extend(names);
            }
        }
        for office in self.known.offices() {
            let title = office.get(Office::TITLE).map(|title| format!("office {}", folded(title)));
            features.entry(office.identity().of.as_str()).or_default().extend(title);
        }
        self.compare::<State>(
            |_, state| keys_of!(state, State),
            |_| None,
            |_, one, other| {
                let mut draft = Draft::default();
                same_name(&mut draft, names_of!(one, State), names_of!(other, State));
                let of = |state: View<'_, State>| features.get(state.id().as_str());
                if let Some((a, b)) = of(one).zip(of(other))
                    && let Some(shared) = a.intersection(b).min()
                {
                    draft.same("capital or office", shared);
                }
                Some(more_than_a_name(draft))
            },
        );
    }

    fn organisations(&mut self) {
        self.compare::<Organisation>(
            |_, organisation| keys_of!(organisation, Organisation),
            |_| None,
            |finder, one, other| {
                let mut draft = Draft::default();
                same_name(&mut draft, names_of!(one, Organisation), names_of!(other, Organisation));
                draft.compare("kind", one.get(Organisation::KIND), other.get(Organisation::KIND));
                let principals = one.speaks_for().zip(other.speaks_for());
                if let Some((a, b)) = principals {
                    let ids = (a.as_str(), b.as_str());
                    finder.may_refer(&mut draft, "principal", ACTOR, ids);
                }
                Some(more_than_a_name(draft))
            },
        );
    }

    fn places(&mut self) {
        self.compare::<Place>(
            |_, place| keys_of!(place, Place),
            |_| None,
            |finder, one, other| {
                let mut draft = Draft::default();
                same_name(&mut draft, names_of!(one, Place), names_of!(other, Place));
                draft.compare("kind", one.get(Place::KIND), other.get(Place::KIND));
                if let Some((a, b)) = one.state().zip(other.state()) {
                    finder.may_refer(&mut draft, "state", ACTOR, (a.as_str(), b.as_str()));
                }
                if let Some((a, b)) = one.get(Place::WITHIN).zip(other.get(Place::WITHIN)) {
                    let same = finder.lead_of(PLACE, a) == finder.lead_of(PLACE, b);
                    if same {
                        draft.same("place around it", a);
                    }
                }
                Some(more_than_a_name(draft))
            },
        );
    }

    /// One office has one title, or one function where a title is not given by both.
    fn offices(&mut self) {
        self.compare::<Office>(
            |finder, office| {
                let of = finder.lead_of(ACTOR, &office.identity().of);
                let title = office.get(Office::TITLE).map(|title| folded(title));
                let functions = office.functions().iter().map(|f| f.as_str().to_owned());
                title.into_iter().chain(functions).map(|key| format!("{of} {key}")).collect()
            },
            |_| None,
            |finder, one, other| {
                let mut draft = Draft::default();
                let titles = [one, other].map(|office| office.get(Office::TITLE));
                let shared = one.functions().iter().find(|f| other.functions().contains(f));
                match titles {
                    [Some(a), Some(b)] if folded(a) == folded(b) => draft.same("title", a),
                    [Some(_), Some(_)] => return None,
                    _ => draft.same("function", shared?.in_words()),
                }
                let of = (one.identity().of.as_str(), other.identity().of.as_str());
                finder.refers(&mut draft, "holder of the office", ACTOR, of);
                Some(draft)
            },
        );
    }

    /// A person is known by more than a name: by an office, a birth, or a visit in common; by a part of
    /// a name, if the office can have but one holder.
    fn persons(&mut self) {
        let mut tenures: BTreeMap<&'k str, Vec<View<'k, Tenure>>> = BTreeMap::new();
        for tenure in self.known.tenures() {
            tenures.entry(tenure.person().as_str()).or_default().push(tenure);
        }
        let none = Vec::new();
        let of = |person: View<'k, Person>| tenures.get(person.id().as_str()).unwrap_or(&none);
        self.compare::<Person>(
            |finder, person| {
                let mut keys = keys_of!(person, Person);
                let names: Vec<String> = keys.iter().flat_map(|name| words(name)).collect();
                for tenure in of(person) {
                    let office = finder.lead_of(OFFICE, tenure.office());
                    keys.extend(names.iter().map(|word| format!("{word} of {office}")));
                }
                keys
            },
            |_| None,
            |finder, one, other| {
                let mut draft = Draft::default();
                same_name(&mut draft, names_of!(one, Person), names_of!(other, Person));
                let by_part = !draft.has_reasons();
                if by_part {
                    part_of_name(&mut draft, names_of!(one, Person), names_of!(other, Person));
                    draft.has_reasons().then_some(())?;
                }
                for (what, detail) in [("birth", Person::BORN), ("death", Person::DIED)] {
                    let Some((a, b)) = one.get(detail).zip(other.get(detail)) else { continue };
                    match a.same_day(b) {
                        Truth::Yes => draft.same(what, a),
                        Truth::No => draft.differs(what, a, b),
                        Truth::Maybe => {}
                    }
                }
                let shared = |a: &View<'k, Tenure>, b: &View<'k, Tenure>| {
                    finder.lead_of(OFFICE, a.office()) == finder.lead_of(OFFICE, b.office())
                        && can_meet(&a.period(), &b.period())
                };
                let office = of(one).iter().find(|a| of(other).iter().any(|b| shared(a, b)));
                let is_shared = |office| {
                    let office = finder.known.find::<Office>(office);
                    office.and_then(|office| office.get(Office::SEATS)).is_some_and(|n| *n > 1)
                };
                if by_part && office.is_none_or(|tenure| is_shared(tenure.office().as_str())) {
                    return None;
                }
                if let Some(tenure) = office {
                    draft.same(OFFICE_AT_A_TIME, tenure.office());
                }
                finder.shared_visit(&mut draft, one, other);
                Some(more_than_a_name(draft))
            },
        );
    }

    /// Whether both are told to visit one host within a few days.
    fn shared_visit(&self, draft: &mut Draft, one: View<'k, Person>, other: View<'k, Person>) {
        let known = self.known;
        for a in known.visits_by_guest(one.id()) {
            for b in known.visits_by_guest(other.id()) {
                if self.lead_of(ACTOR, a.host()) != self.lead_of(ACTOR, b.host()) {
                    continue;
                }
                let dates = a.period().zip(b.period());
                let mut near = Draft::default();
                if dates.is_some_and(|(a, b)| near.near(&a, &b)) {
                    let host: View<'_, Visit> = a;
                    return draft.same("host of a visit at a time", host.host());
                }
            }
        }
    }

    /// Both refer to something: to one thing or to two that may be the same, which speaks for it,
    /// or to others, which speaks against it. Nothing has to be said first, as no identity is at
    /// stake.
    fn may_refer(
        &self,
        draft: &mut Draft,
        what: &'static str,
        target: IdSpace,
        (one, other): (&'k str, &'k str),
    ) {
        if self.lead(target, one) == self.lead(target, other) {
            draft.same(what, one);
        } else {
            draft.differs(what, one, other);
        }
    }
}

fn source_keys(source: &Source) -> Vec<String> {
    let url = source.url.as_ref().map(|url| format!("url {}", address(url)));
    let title = source.title.as_ref().map(|title| format!("title {}", folded(title)));
    url.into_iter().chain(title).collect()
}

fn compare_sources(one: &Source, other: &Source) -> Draft {
    let mut draft = Draft::default();
    if let Some((a, b)) = one.url.as_ref().zip(other.url.as_ref())
        && address(a) == address(b)
    {
        draft.same("address", address(a));
    }
    let titles = one.title.as_ref().zip(other.title.as_ref());
    let same_title = titles.is_some_and(|(a, b)| folded(a) == folded(b));
    let publishers = one.publisher.as_ref().zip(other.publisher.as_ref());
    let same_publisher = publishers.is_some_and(|(a, b)| folded(a) == folded(b));
    let days = one.published.as_ref().zip(other.published.as_ref());
    let same_day = days.is_some_and(|(a, b)| a.same_day(b).is_certain());
    if let (true, Some(title)) = (same_title && (same_publisher || same_day), &one.title) {
        draft.same("title", title);
    }
    if same_day && draft.has_reasons() {
        draft.compare("day of publication", one.published.as_ref(), other.published.as_ref());
    }
    if let Some((a, b)) = days.filter(|(a, b)| !a.same_day(b).is_possible())
        && draft.has_reasons()
        && !same_publisher
    {
        draft.differs("day of publication", a, b);
    }
    draft
}
