//! Offices and tenures as known: who holds what on a day, by which criterion, under which title.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::knowledge::knowledge::{ById, Kept};
use crate::knowledge::written::because::{Grounds, Thing};
use crate::knowledge::written::found::Scope;
use crate::knowledge::{Because, Found, Knowledge, LookupError, PartView, View};
use crate::model::{
    ActorId, Criterion, IdSpace, Key, NounKind, Office, OfficeId, Person, PersonId, Tenure, Title,
};
use crate::time::{End, GoingOn, Period, Truth, UncertainDate};

/// Somebody who holds an office on a day, certainly or perhaps.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
/// # let known = dossier.as_known();
/// use detente::model::Criterion;
///
/// let holders = known.holders("russia/leader", date!("2024-06-19"), &Criterion::EffectiveControl)?;
/// assert_eq!(holders[0].tenure.person(), &"putin");
/// assert!(holders[0].holds.is_certain());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Holder<'k> {
    /// The tenure.
    pub tenure: View<'k, Tenure>,
    /// Whether it holds on the day.
    pub holds: Truth,
    /// Whether another is told to hold the one seat there is, so that one of the two is wrong.
    #[serde(skip)]
    is_one_of_two: bool,
}

/// The rule where two are told to hold one seat.
const ONE_OF_TWO: &str = "two are told to hold the one seat there is";

impl Holder<'_> {
    /// Why it is held so: by the days told of the tenure.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// # let known = dossier.as_known();
    /// # use detente::model::Criterion;
    /// let holders = known.holders("russia/leader", date!("2024-06-19"), &Criterion::EffectiveControl)?;
    /// assert_eq!(holders[0].because().rule, "the day lies within the tenure");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn because(&self) -> Because {
        let mut grounds = Grounds::default();
        self.tenure.ground(&mut grounds);
        let rule = if self.is_one_of_two { ONE_OF_TWO } else { self.tenure.rule(self.holds) };
        grounds.because(rule)
    }
}

impl<'k> View<'k, Tenure> {
    /// Who holds the office.
    pub fn person(self) -> &'k PersonId {
        &self.identity().person
    }

    /// The office.
    pub fn office(self) -> &'k OfficeId {
        &self.identity().office
    }

    /// By what standard.
    pub fn criterion(self) -> &'k Criterion {
        &self.identity().criterion
    }

    /// From when until when, an end that nobody has told being unknown.
    pub fn period(self) -> Period {
        span(self.end(Tenure::FROM), self.end(Tenure::TO))
    }
}

/// So many tenures are looked through for each day; of more it is kept from when until when they can go on.
const FEW: usize = 8;

/// A period from two ends told apart. Where they contradict each other, neither is relied on.
pub(super) fn span(from: Option<End>, to: Option<End>) -> Period {
    let (from, to) = (from.unwrap_or(End::Unknown), to.unwrap_or(End::Unknown));
    Period::new(from, to).unwrap_or_else(|_| Period::on(super::dates::unknown_day()))
}

/// Of those who are told to hold one seat on a day, each holds it perhaps.
fn only_one_holds(holders: &mut [Holder<'_>], on: NaiveDate) {
    let is_at = |date: Option<&UncertainDate>| date.and_then(UncertainDate::as_day) == Some(on);
    let certain: Vec<(usize, View<'_, Tenure>, Period)> = holders
        .iter()
        .enumerate()
        .filter(|(_, holder)| holder.holds.is_certain())
        .map(|(at, holder)| (at, holder.tenure, holder.tenure.period()))
        .collect();
    // Whoever leaves on that day, or comes, hands over or is handed it.
    let (hands_over, holds): (Vec<_>, Vec<_>) =
        certain.iter().partition(|(.., period)| is_at(period.start()) || is_at(period.end()));
    let persons = |some: &[&(usize, View<'_, Tenure>, Period)]| {
        some.iter().map(|(_, tenure, _)| tenure.person()).collect::<HashSet<_>>().len()
    };
    let ends = |some: &[&(usize, View<'_, Tenure>, Period)]| {
        let begins = some.iter().filter(|(.., period)| is_at(period.start())).count();
        begins <= 1 && some.len() - begins <= 1
    };
    if persons(&holds) == 0 && ends(&hands_over) || persons(&[holds, hands_over].concat()) < 2 {
        return;
    }
    for (at, ..) in certain {
        holders[at].holds = Truth::Maybe;
        holders[at].is_one_of_two = true;
    }
}

impl<'k> View<'k, Office> {
    /// Whose office it is: a state, or an organisation.
    pub fn of(self) -> &'k ActorId {
        &self.identity().of
    }

    /// The title certainly borne on a day; the title without a period, where no other is known. `None`
    /// also where the accounts do not decide: [`titles_on`](Self::titles_on) has those between which they
    /// do not.
    pub fn title_on(self, day: NaiveDate) -> Option<&'k str> {
        let (title, holds) = self.borne_on(day).into_iter().next()?;
        holds.is_certain().then_some(title)
    }

    /// The titles borne on a day, and whether each is: those that certainly are first. The title without a
    /// period is borne where no other is.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, Truth, date};
    /// # let text = r#"{"detente": 1, "sources": {"a": {}, "b": {}}, "states": {"alba": {}}, "offices": {"head": {"of": "alba",
    /// #  "by": "a", "title": "head", "titles": {"1": {"accounts": [{"by": "a", "title": "regent", "from": "2030", "to": "2032"},
    /// #   {"by": "b", "title": "regent", "from": "2030", "to": "2035"}]}}}}}"#;
    /// # let known = Dossier::from_json(text)?.as_known();
    /// let office = known.office("head")?;
    /// assert_eq!(office.title_on(date!("2031-05-01")), Some("regent"));
    /// assert_eq!(office.title_on(date!("2034-05-01")), None);
    /// let titles = office.titles_on(date!("2034-05-01"));
    /// assert_eq!(titles[..], [("regent", Truth::Maybe), ("head", Truth::Maybe)]);
    /// assert_eq!(titles.because().against.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn titles_on(self, day: NaiveDate) -> Found<'k, (&'k str, Truth)> {
        Found::new(self.borne_on(day), Scope::nowhere(self.known()), move |(borne, _), grounds| {
            let is_it = |title: &&String| title.as_str() == *borne;
            let rows = [Title::TITLE.row(), Title::FROM.row(), Title::TO.row()];
            for title in self.parts(Office::TITLES).filter(|it| is_borne(*it, day).is_possible()) {
                if title.possible(Title::TITLE).iter().any(is_it) {
                    grounds.rest_on(&Thing::part("titles", title), &rows);
                }
            }
            if self.possible(Office::TITLE).iter().any(is_it) {
                grounds.rest_on(&Thing::record(self), &[Office::TITLE.row()]);
            }
        })
    }

    fn borne_on(self, day: NaiveDate) -> Vec<(&'k str, Truth)> {
        let mut borne: Vec<(&str, Truth)> = Vec::new();
        let mut add = |titles: Vec<&'k String>, holds: Truth| {
            let holds = if titles.len() > 1 { holds.and(Truth::Maybe) } else { holds };
            for title in titles.into_iter().filter(|_| holds.is_possible()) {
                match borne.iter_mut().find(|(told, _)| *told == title) {
                    Some((_, known)) => *known = known.or(holds),
                    None => borne.push((title, holds)),
                }
            }
        };
        let (mut is_dated, titles) = (Truth::No, self.parts(Office::TITLES));
        for (title, holds) in titles.map(|title| (title, is_borne(title, day))) {
            let texts = title.possible(Title::TITLE);
            is_dated = is_dated.or(if texts.is_empty() { Truth::No } else { holds });
            add(texts, holds);
        }
        add(self.possible(Office::TITLE), !is_dated);
        borne.sort_by_key(|(_, holds)| !holds.is_certain());
        borne
    }
}

/// Whether a title that an office bore for a time is borne on a day.
fn is_borne(title: PartView<'_, Title>, day: NaiveDate) -> Truth {
    let told = Truth::between(!title.is_denied(), title.is_affirmed());
    span(title.end(Title::FROM), title.end(Title::TO)).contains(day).and(told)
}

impl Knowledge {
    /// Who holds an office on a day, by a criterion that must be named: by control, by own claim,
    /// by recognition and by seat an office may have different holders.
    ///
    /// Those who certainly hold it come first, then those who perhaps do. A tenure that is only
    /// denied is none, and one that is also denied is held perhaps; so is one of several that are told to
    /// hold an office of one seat at once, unless one hands over to the other on that day.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"russia": {}},
    /// #  "persons": {"putin": {}}, "offices": {"russia/president": {"of": "russia"}}, "tenures": {"t":
    /// #  {"person": "putin", "office": "russia/president", "criterion": "effective_control",
    /// #   "from": "2012-05-07", "to": "open"}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::{date, model::Criterion};
    ///
    /// let known = dossier.as_known();
    /// let criterion = Criterion::EffectiveControl;
    /// let holders = known.holders("russia/president", date!("2024-06-17"), &criterion)?;
    /// assert_eq!(holders[0].tenure.person(), &"putin");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such office, or it was not known yet.
    pub fn holders(
        &self,
        office: impl Key<Office>,
        on: NaiveDate,
        by: &Criterion,
    ) -> Result<Found<'_, Holder<'_>>, LookupError> {
        let (office, day) = (self.office(office)?, UncertainDate::day(on));
        let mut holders: Vec<Holder<'_>> = self
            .tenures_in_on(office.id(), &day)
            .into_iter()
            .filter(|(tenure, _)| tenure.criterion() == by)
            .map(|(tenure, holds)| Holder { tenure, holds, is_one_of_two: false })
            .collect();
        if office.get(Office::SEATS) == Some(&1) {
            only_one_holds(&mut holders, on);
        }
        holders.sort_by_key(|holder| !holder.holds.is_certain());
        let scope = Scope::new(self, NounKind::Tenure, vec![office.of().as_str()], Period::on(day));
        let found = Found::new(holders, scope, |holder: &Holder<'_>, grounds| {
            holder.tenure.ground(grounds);
        });
        let by = by.clone();
        Ok(found.without(move |grounds| {
            self.rest_on_denied(office.id(), on, grounds, |tenure| *tenure.criterion() == by);
        }))
    }

    /// Rests it that nobody holds an office on a day on those tenures that are only denied.
    pub(super) fn rest_on_denied(
        &self,
        office: &OfficeId,
        on: NaiveDate,
        grounds: &mut Grounds,
        counts: impl Fn(View<'_, Tenure>) -> bool,
    ) {
        let all = self.at_positions(self.united().index().tenures_by_office.get(office.as_str()));
        let denied = all.filter(|tenure: &View<'_, Tenure>| {
            !tenure.is_affirmed() && tenure.period().contains(on).is_possible()
        });
        for tenure in denied.filter(|tenure| counts(*tenure)) {
            grounds.rest_on_absence(&Thing::record(tenure));
        }
    }

    /// The tenures of one person that can go on on a day, and whether they do; ordered by id.
    pub(crate) fn tenures_of_on(
        &self,
        person: &str,
        day: &UncertainDate,
    ) -> Vec<(View<'_, Tenure>, Truth)> {
        let person = self.canonical(IdSpace::Noun(NounKind::Person), person);
        let all = self.united().index().tenures_by_person.get(person);
        self.on_day(all, |kept| &mut kept.tenures_of, person, day)
    }

    /// The same of the tenures of one office.
    pub(super) fn tenures_in_on(
        &self,
        office: &OfficeId,
        day: &UncertainDate,
    ) -> Vec<(View<'_, Tenure>, Truth)> {
        let all = self.united().index().tenures_by_office.get(office.as_str());
        self.on_day(all, |kept| &mut kept.tenures_in, office.as_str(), day)
    }

    fn on_day(
        &self,
        all: Option<&Vec<usize>>,
        table: fn(&mut Kept) -> &mut ById<GoingOn<usize>>,
        id: &str,
        day: &UncertainDate,
    ) -> Vec<(View<'_, Tenure>, Truth)> {
        let Some(all) = all else { return Vec::new() };
        let put_in_order = || {
            let tenures = all.iter().filter_map(|at| Some((self.at_position(*at)?, *at)));
            let bounds = |(tenure, at): (View<'_, Tenure>, _)| (tenure.period().bounds(), at);
            GoingOn::of(tenures.map(bounds))
        };
        let is_long = all.len() > FEW;
        let some = is_long
            .then(|| self.kept(table, id, put_in_order).perhaps(Period::on(day.clone()).bounds()));
        let tenures = some.as_ref().unwrap_or(all).iter().filter_map(|at| self.at_position(*at));
        let held = tenures.map(|tenure: View<'_, Tenure>| (tenure, tenure.holds_at(day)));
        held.filter(|(_, holds)| holds.is_possible()).collect()
    }

    /// The tenures of one person, ordered by id.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// # let known = dossier.as_known();
    /// let offices: Vec<_> = known.tenures_of("putin").map(|tenure| tenure.office()).collect();
    /// assert_eq!(offices, [&"russia/leader"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tenures_of(&self, person: impl Key<Person>) -> impl Iterator<Item = View<'_, Tenure>> {
        let person = self.canonical(IdSpace::Noun(NounKind::Person), person.key());
        self.at_positions(self.united().index().tenures_by_person.get(person))
    }
}
