//! Leaders and allegiance as known: who leads a state on a day, which offices somebody holds, and for
//! which state somebody stands.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use chrono::NaiveDate;

use crate::knowledge::written::because::{Grounds, Thing};
use crate::knowledge::written::found::{Scope, ever};
use crate::knowledge::{Because, Found, Knowledge, LookupError, Reasoned, View};
use crate::model::{
    ActorId, Criterion, Key, List, NounKind, Office, OfficeFunction, Organisation, OrganisationId,
    Person, PersonId, State, StateId, Tenure,
};
use crate::time::{End, Period, Truth, UncertainDate};

/// The functions of those who lead a state, the one in fact first.
pub(crate) const LEADING: [OfficeFunction; 3] = [
    OfficeFunction::EFFECTIVE_LEADER,
    OfficeFunction::HEAD_OF_STATE,
    OfficeFunction::HEAD_OF_GOVERNMENT,
];

const BY_OFFICE: &str = "by the offices certainly held that day";
const PERHAPS_BY_OFFICE: &str = "by citizenship, and the offices perhaps held that day";
const BY_OFFICE_ALONE: &str = "by the offices perhaps held that day, which settle nothing";
const PERHAPS_CITIZEN: &str = "by citizenship, of which the accounts do not decide";
const FUNCTION: &str = "the accounts do not decide what the holder of the office does";
const BY_CITIZENSHIP: &str = "by citizenship, where no office is held that day";
const BY_NOTHING: &str = "neither an office nor citizenship is known";

/// Somebody who leads a state on a day, certainly or perhaps: by which function and criterion.
///
/// Who leads by several functions, or by several criteria, is listed for each.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
/// # let known = dossier.as_known();
/// use detente::model::{Criterion, OfficeFunction};
///
/// let leader = &known.leaders("russia", date!("2024-06-19"))?[0];
/// assert_eq!(leader.person(), &"putin");
/// assert_eq!(leader.criterion(), &Criterion::EffectiveControl);
/// assert_eq!(leader.function, &OfficeFunction::EFFECTIVE_LEADER);
/// assert!(leader.holds.is_certain());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Leader<'k> {
    /// The office.
    pub office: View<'k, Office>,
    /// The tenure.
    pub tenure: View<'k, Tenure>,
    /// The function of the office by which its holder leads.
    pub function: &'k OfficeFunction,
    /// Whether it is held on the day.
    pub holds: Truth,
}

impl<'k> Leader<'k> {
    /// Who leads.
    pub fn person(&self) -> &'k PersonId {
        self.tenure.person()
    }

    /// By what standard.
    pub fn criterion(&self) -> &'k Criterion {
        self.tenure.criterion()
    }

    /// Why: by the days told of the tenure, and the functions of the office.
    pub fn because(&self) -> Because {
        let mut grounds = Grounds::default();
        self.ground(&mut grounds);
        let of_office = self.office.leading_functions().into_iter();
        let is_its = of_office.filter(|(function, _)| *function == self.function);
        let is_undecided = is_its.map(|(_, is_its)| is_its).any(|is_its| is_its == Truth::Maybe);
        grounds.because(if is_undecided { FUNCTION } else { self.tenure.rule(self.holds) })
    }

    fn ground(&self, grounds: &mut Grounds) {
        self.tenure.ground(grounds);
        grounds.rest_on(&Thing::record(self.office), &[Office::FUNCTIONS.row()]);
    }
}

/// `putin, effective leader by effective_control (russia/leader)`, with a `perhaps` in front where
/// it is not certain.
impl fmt::Display for Leader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let perhaps = if self.holds.is_certain() { "" } else { "perhaps " };
        let (function, criterion) = (self.function.in_words(), self.criterion());
        write!(f, "{perhaps}{}, {function} by {criterion} ({})", self.person(), self.office.id())
    }
}

/// An office that somebody holds or has held.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
/// # let known = dossier.as_known();
/// use detente::model::OfficeFunction;
///
/// let held = known.offices_of("putin")?[0];
/// assert_eq!(held.tenure.period().to_string(), "2012-05-07/..");
/// assert_eq!(held.functions(), [OfficeFunction::EFFECTIVE_LEADER]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct HeldOffice<'k> {
    /// The office.
    pub office: View<'k, Office>,
    /// The tenure: by what criterion, and when.
    pub tenure: View<'k, Tenure>,
}

impl<'k> HeldOffice<'k> {
    /// What its holder does, as far as told.
    pub fn functions(self) -> &'k [OfficeFunction] {
        self.office.functions()
    }

    /// Whether it is held on a day.
    pub fn holds_on(self, day: NaiveDate) -> Truth {
        self.tenure.holds_on(day)
    }
}

/// For which state somebody stands on a day: by the offices held, and else by citizenship.
///
/// ```
/// use detente::{Dossier, date};
///
/// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
/// let known = dossier.as_known();
/// let stands = known.state_of("putin", date!("2024-06-19"))?;
/// assert!(stands.settled().is_some_and(|state| *state == "russia"));
/// assert_eq!(known.state_of("putin", date!("2011-06-19"))?.settled(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct StateOf {
    states: BTreeSet<StateId>,
    settled: bool,
}

impl StateOf {
    /// The state, if it is certain: `None` where none is known, several are, or the only one known
    /// is by an office that was perhaps not held.
    pub fn settled(&self) -> Option<&StateId> {
        self.states.first().filter(|_| self.settled)
    }

    /// The states it may be, as far as known, in the order of their ids; where there is none it may
    /// be any.
    pub fn possible(&self) -> impl Iterator<Item = &StateId> {
        self.states.iter()
    }

    /// Whether it is this state: perhaps, where nothing is known.
    pub fn is(&self, state: impl Key<State>) -> Truth {
        let is_named = self.states.iter().any(|each| *each == *state.key());
        Truth::between(is_named && self.settled, is_named || self.states.is_empty())
    }
}

impl View<'_, Tenure> {
    /// Whether it goes on on a day: perhaps, too, where somebody denies that there is such a tenure;
    /// no, where nobody affirms it.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// # let known = dossier.as_known();
    /// let tenure = known.tenures_of("putin").next().ok_or("no tenure")?;
    /// assert!(tenure.holds_on(date!("2024-06-19")).is_certain());
    /// assert!(tenure.holds_on(date!("2011-06-19")).is_impossible());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn holds_on(self, day: NaiveDate) -> Truth {
        self.holds_at(&UncertainDate::day(day))
    }

    /// The same for a day that may be uncertain: certain where it goes on on any day that can be
    /// meant.
    pub(super) fn holds_at(self, day: &UncertainDate) -> Truth {
        let period = self.period();
        let all = |day: Option<NaiveDate>| day.is_some_and(|day| period.contains(day).is_certain());
        let must = all(day.earliest()) && all(day.latest()) && !self.is_denied();
        let can = self.is_affirmed() && period.overlaps(&Period::on(day.clone())).is_possible();
        // Nobody holds an office after death; where it is told that one does, one of the two is wrong.
        let is_dead = can && self.is_dead_before(day);
        let goes_on = !is_dead || *period.to() != End::Unknown;
        Truth::between(must && can && !is_dead, can && goes_on)
    }

    /// Whether who holds it certainly died before a day. What is held by claim alone may outlast its holder.
    fn is_dead_before(self, day: &UncertainDate) -> bool {
        if *self.criterion() == Criterion::OwnClaim {
            return false;
        }
        let person = self.known().find::<Person>(self.person().as_str());
        let died = person.and_then(|person| person.get(Person::DIED));
        died.is_some_and(|died| died.before(day).is_certain())
    }
}

impl<'k> View<'k, Office> {
    /// What its holder does, as far as told; nothing, where the accounts do not decide.
    pub fn functions(self) -> &'k [OfficeFunction] {
        self.get(Office::FUNCTIONS).map_or(&[], |list| list.items())
    }

    /// The functions by which its holder leads, and whether the accounts decide that they are its own.
    fn leading_functions(self) -> Vec<(&'k OfficeFunction, Truth)> {
        let lists = self.possible(Office::FUNCTIONS);
        let mut leading: Vec<(&OfficeFunction, Truth)> = Vec::new();
        for function in lists.iter().flat_map(|list| list.items()) {
            let is_new = leading.iter().all(|(each, _)| *each != function);
            if is_new && LEADING.contains(function) {
                let is_its = Truth::of_one_of(&lists, |list| list.items().contains(function));
                leading.push((function, is_its.unwrap_or(Truth::No)));
            }
        }
        leading
    }
}

impl Knowledge {
    /// Who leads a state on a day, by whatever function and criterion: as its effective leader, head
    /// of state or head of government. Offices of an organ that is part of the state count as its own.
    ///
    /// Those who certainly do come first; then by function, and by the id of the tenure. Where the accounts
    /// do not decide what the holder of an office does, they lead perhaps. An empty
    /// list says that no leader is known; that there was none only where its
    /// [`coverage`](Found::coverage) is all.
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder()
    ///     .leader("yeltsin", "russia", "1991-07-10/1999-12-31")
    ///     .leader("putin", "russia", "2000/2008")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// let leaders = known.leaders("russia", date!("1995-01-01"))?;
    /// assert_eq!(leaders[0].to_string(), "yeltsin, effective leader by effective_control (russia/leader)");
    /// // On some day of 2000 he began; by the first of March that is not certain.
    /// assert!(!known.leaders("russia", date!("2000-03-01"))?[0].holds.is_certain());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such state, or it was not known yet.
    pub fn leaders(
        &self,
        state: impl Key<State>,
        on: NaiveDate,
    ) -> Result<Found<'_, Leader<'_>>, LookupError> {
        let id = self.state(state)?.id();
        let state = id.actor();
        let day = UncertainDate::day(on);
        let offices = self.offices_for(&state).into_iter();
        let mut leaders: Vec<Leader<'_>> = offices
            .flat_map(|office| {
                let functions = office.leading_functions().into_iter();
                functions.map(move |(function, is_its)| (office, function, is_its))
            })
            .flat_map(|(office, function, is_its)| {
                let held = self.tenures_in_on(office.id(), &day).into_iter();
                held.map(move |(tenure, holds)| {
                    let holds = holds.and(is_its);
                    Leader { office, tenure, function, holds }
                })
            })
            .collect();
        let rank = |leader: &Leader<'_>| LEADING.iter().position(|each| each == leader.function);
        leaders.sort_by(|a, b| {
            let order = |leader: &Leader<'_>| (!leader.holds.is_certain(), rank(leader));
            order(a).cmp(&order(b)).then_with(|| a.tenure.id().cmp(b.tenure.id()))
        });
        let scope = Scope::new(self, NounKind::Tenure, vec![id.as_str()], Period::on(day));
        let offices = self.offices_for(&state);
        Ok(Found::new(leaders, scope, Leader::ground).without(move |grounds| {
            let leading = offices.iter().filter(|office| !office.leading_functions().is_empty());
            leading.for_each(|office| self.rest_on_denied(office.id(), on, grounds, |_| true));
        }))
    }

    /// The offices that a person holds or has held, as known, by the id of the tenure.
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// let known = dossier.as_known();
    /// let [office] = known.offices_of("putin")?[..] else { panic!("one office") };
    /// assert_eq!(office.office.id(), &"russia/leader");
    /// assert!(office.holds_on(date!("2024-06-19")).is_certain());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such person, or they were not known yet.
    pub fn offices_of(
        &self,
        person: impl Key<Person>,
    ) -> Result<Found<'_, HeldOffice<'_>>, LookupError> {
        let person = self.person(person)?.id();
        let tenures = self.tenures_of(person).filter(|tenure| tenure.is_affirmed());
        let held = tenures.filter_map(|tenure| {
            Some(HeldOffice { office: self.find(tenure.office().as_str())?, tenure })
        });
        let scope = Scope::new(self, NounKind::Tenure, vec![person.as_str()], ever(self));
        let found = Found::new(held.collect(), scope, |held: &HeldOffice<'_>, grounds| {
            held.tenure.ground(grounds);
        });
        Ok(found.without(move |grounds| {
            let denied = self.tenures_of(person).filter(|tenure| !tenure.is_affirmed());
            denied.for_each(|tenure| grounds.rest_on_absence(&Thing::record(tenure)));
        }))
    }

    /// For which state a person stands on a day. Offices come before citizenship, and of offices
    /// those certainly held before those perhaps held, which settle nothing unless the person is a
    /// citizen of that state.
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// let known = dossier.as_known();
    /// let stands = known.state_of("putin", date!("2024-06-19"))?;
    /// assert!(stands.is("russia").is_certain());
    /// // Nothing is known of the year before.
    /// assert!(known.state_of("putin", date!("2011-06-19"))?.is("russia").is_possible());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such person, or they were not known yet.
    pub fn state_of(
        &self,
        person: impl Key<Person>,
        on: NaiveDate,
    ) -> Result<Reasoned<'_, StateOf>, LookupError> {
        let (person, day) = (self.person(person)?, UncertainDate::day(on));
        let stands = self.allegiance(person, &day);
        Ok(Reasoned::new(stands, move |_| self.because_stands(person, &day)))
    }

    /// Why a person stands for a state on a day, or for none known.
    fn because_stands(&self, person: View<'_, Person>, on: &UncertainDate) -> Because {
        let mut grounds = Grounds::default();
        let mut held = self.tenures_of_on(person.id().as_str(), on);
        held.retain(|(tenure, _)| self.state_of_office(*tenure).is_some());
        let is_held = held.iter().any(|(_, holds)| holds.is_certain());
        held.retain(|(_, holds)| !is_held || holds.is_certain());
        for (tenure, _) in &held {
            tenure.ground(&mut grounds);
        }
        let citizen = person.possible(Person::CITIZEN_OF);
        let is_citizen = !citizen.is_empty();
        if !is_held && is_citizen {
            grounds.rest_on(&Thing::record(person), &[Person::CITIZEN_OF.row()]);
        }
        grounds.because(match (is_held, held.is_empty(), is_citizen) {
            (true, ..) => BY_OFFICE,
            (false, _, true) if citizen.len() > 1 => PERHAPS_CITIZEN,
            (false, false, true) => PERHAPS_BY_OFFICE,
            (false, false, false) => BY_OFFICE_ALONE,
            (false, true, true) => BY_CITIZENSHIP,
            (false, true, false) => BY_NOTHING,
        })
    }

    /// For which state a person stands on a day that may be uncertain.
    pub(crate) fn allegiance(&self, person: View<'_, Person>, on: &UncertainDate) -> StateOf {
        let tenures = self.tenures_of_on(person.id().as_str(), on).into_iter();
        let held =
            tenures.filter_map(|(tenure, holds)| Some((self.state_of_office(tenure)?, holds)));
        let held: Vec<(StateId, Truth)> = held.collect();
        let of = |counts: fn(Truth) -> bool| -> BTreeSet<StateId> {
            held.iter()
                .filter(|(_, holds)| counts(*holds))
                .map(|(state, _)| state.clone())
                .collect()
        };
        let certain = of(Truth::is_certain);
        if !certain.is_empty() {
            return StateOf { settled: certain.len() == 1, states: certain };
        }
        let citizen = person.possible(Person::CITIZEN_OF);
        let is_citizen = !citizen.is_empty() && citizen.iter().all(|list| !list.items().is_empty());
        let mut states = of(Truth::is_possible);
        states.extend(citizen.into_iter().flat_map(List::items).cloned());
        StateOf { settled: states.len() == 1 && is_citizen, states }
    }

    /// The state whose office a tenure is of; `None` where it is another's, or not known.
    fn state_of_office(&self, tenure: View<'_, Tenure>) -> Option<StateId> {
        let office = self.find::<Office>(tenure.office().as_str())?;
        let of = self.principal_of(office.of());
        self.find::<State>(of.as_str()).map(|state| state.id().clone())
    }

    /// For whom an actor acts: an organ for whom it speaks for or what it is part of, and everyone
    /// else for themselves.
    pub(crate) fn principal_of(&self, actor: &ActorId) -> ActorId {
        let mut at = actor.clone();
        // As many steps as there can be organs within organs; a ring ends here too.
        for _ in 0..8 {
            let Some(organ) = self.find::<Organisation>(at.as_str()) else { break };
            let Some(next) = acts_for(organ) else { break };
            at = next;
        }
        at
    }

    /// The offices of an actor and of the organs that act for it, ordered by id.
    fn offices_for(&self, principal: &ActorId) -> Vec<View<'_, Office>> {
        let mut seen = HashSet::from([principal.clone()]);
        let mut actors = vec![principal.clone()];
        let mut offices = Vec::new();
        while let Some(actor) = actors.pop() {
            let own = self.naming::<Office>(actor.as_str()).filter(|office| *office.of() == actor);
            // Through more organs than are followed it is another's.
            offices.extend(own.filter(|office| self.principal_of(office.of()) == *principal));
            let organs = self.naming::<Organisation>(actor.as_str());
            let organs = organs.filter(|organ| acts_for(*organ).as_ref() == Some(&actor));
            actors.extend(
                organs.map(|organ| organ.id().actor()).filter(|id| seen.insert(id.clone())),
            );
        }
        offices.sort_unstable_by_key(|office| office.id());
        offices
    }
}

/// For whom an organ speaks, or else what it is part of.
fn acts_for(organ: View<'_, Organisation>) -> Option<ActorId> {
    let part_of = || organ.get(Organisation::PART_OF).map(OrganisationId::actor);
    organ.get(Organisation::SPEAKS_FOR).cloned().or_else(part_of)
}
