//! Rules about actors and places: names, lives, memberships, who speaks for whom, what lies where.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};

use super::offices::{AN_END, Spell, without_end};
use crate::dossier::IssueCode;
use crate::dossier::Recorded;
use crate::knowledge::{PartView, View, can_be_one_name};
use crate::model::{
    Account, Conflict, Detail, Details, Id, IdSpace, List, Member, NounKind, Office, Organisation,
    Person, Place, Stance, State, Tenure, Title, Value,
};
use crate::time::{End, Period, Truth};
use crate::validation::findings::{Findings, IssuePlace};

/// Whether records of this noun are there for others to refer to.
pub(crate) fn is_to_be_referred_to(noun: NounKind) -> bool {
    noun.is_actor() || matches!(noun, NounKind::Place | NounKind::Office)
}

pub(crate) fn never_referred_to(findings: &mut Findings<'_>) {
    let Some(referred) = findings.referred.take() else { return };
    for noun in NounKind::ALL.iter().filter(|noun| is_to_be_referred_to(**noun)) {
        for id in referred.never(*noun) {
            let at = IssuePlace::record(*noun, id);
            let found = format!("\"{id}\", to which nothing refers");
            let expected = "a record that refers to it";
            findings.add_key(IssueCode::NeverReferredTo, at, found, expected);
        }
    }
}

pub(crate) fn same_name(findings: &mut Findings<'_>) {
    by_name(findings, State::NAME, |_| None);
    by_name(findings, Person::NAME, |_| None);
    by_name(findings, Organisation::NAME, |_| None);
    // Many states have a place of that name.
    by_name(findings, Place::NAME, |place| place.state().map(Id::as_str));
}

fn by_name<'k, N: Recorded>(
    findings: &mut Findings<'k>,
    name: Detail<N, String>,
    within: impl Fn(View<'k, N>) -> Option<&'k str>,
) {
    let mut bearers: HashMap<(&str, Option<&str>), &str> = HashMap::new();
    for view in findings.known.all::<N>() {
        let Some(value) = view.get(name) else { continue };
        let id = view.id().as_str();
        let first = *bearers.entry((value, within(view))).or_insert(id);
        if !findings.is_same(N::NOUN, first, id) {
            let at = IssuePlace::view(view).teller(view.accounts(), name, value);
            let found = format!("{value:?}, the name of \"{first}\" as well");
            let expected = "a name of its own, or one record for both";
            findings.add(IssueCode::SameName, at, "name", found, expected);
        }
    }
}

/// Another name altogether, or another day of birth: persons of two makers who chose one id.
pub(crate) fn two_persons<'k>(findings: &mut Findings<'k>, person: View<'k, Person>) {
    two_things(findings, person, Person::BORN, |one, other| {
        let days = one.get(Person::BORN).zip(other.get(Person::BORN));
        days.is_some_and(|(one, other)| one.same_day(other) == Truth::No)
    });
    two_things(findings, person, Person::NAME, |one, other| {
        !names(one).any(|a| names(other).any(|b| can_be_one_name(a, b)))
    });
}

fn names(account: &Account<Person>) -> impl Iterator<Item = &String> {
    let aka = account.get(Person::AKA).into_iter().flat_map(List::items);
    account.get(Person::NAME).into_iter().chain(aka)
}

pub(crate) fn two_places<'k>(findings: &mut Findings<'k>, place: View<'k, Place>) {
    two_states(findings, place, Place::STATE);
}

pub(crate) fn two_conflicts<'k>(findings: &mut Findings<'k>, conflict: View<'k, Conflict>) {
    two_states(findings, conflict, Conflict::STATE);
}

fn two_states<'k, N: Recorded>(
    findings: &mut Findings<'k>,
    view: View<'k, N>,
    state: Detail<N, Id<State>>,
) {
    let united = findings.united;
    let one =
        |id: &Id<State>| united.canonical(IdSpace::Noun(NounKind::State), id.as_str()).to_owned();
    two_things(findings, view, state, |a, b| {
        a.get(state).zip(b.get(state)).is_some_and(|(a, b)| a != b && one(a) != one(b))
    });
}

/// Two sources that tell of one id what cannot be of one thing. What one source tells twice it corrects.
fn two_things<'k, N: Recorded, T: Value>(
    findings: &mut Findings<'k>,
    view: View<'k, N>,
    detail: Detail<N, T>,
    is_other: impl Fn(&Account<N>, &Account<N>) -> bool,
) {
    let told: Vec<_> = view.accounts().collect();
    let affirmed = |account: &&&Account<N>| account.provenance().stance() != Stance::Denies;
    let mut tellers = told.iter().filter(affirmed).filter_map(|account| {
        Some((*account, detail.of(account.details())?, account.provenance().source()?))
    });
    let Some((one, first, by)) = tellers.next() else { return };
    let mut others = tellers.filter(|(_, _, source)| *source != by);
    let Some((_, value, _)) = others.find(|(other, ..)| is_other(one, other)) else { return };
    let at = IssuePlace::view(view).teller(told.iter().copied(), detail, value);
    let found = format!("{}, and {} by \"{by}\"", value.shown(), first.shown());
    let expected = "another id for one of them, if they are two";
    findings.add(IssueCode::OneIdTwoThings, at, detail.name(), found, expected);
}

pub(crate) fn speaks_through_another<'k>(
    findings: &mut Findings<'k>,
    organisation: View<'k, Organisation>,
) {
    let Some(principal) = organisation.speaks_for() else { return };
    let last = findings.known.find::<Organisation>(principal.as_str());
    let Some(last) = last.and_then(View::<Organisation>::speaks_for) else { return };
    let detail = Organisation::SPEAKS_FOR;
    let at = IssuePlace::view(organisation).teller(organisation.accounts(), detail, principal);
    let found = format!("\"{principal}\", which itself speaks for \"{last}\"");
    let expected = "whoever is spoken for in the end";
    findings.add(IssueCode::SpeaksThroughAnother, at, detail.name(), found, expected);
}

pub(crate) fn place_in_two_states<'k>(findings: &mut Findings<'k>, place: View<'k, Place>) {
    let Some(state) = place.get(Place::STATE) else { return };
    let mut around = findings.known.around(place.id().as_str()).skip(1);
    let other = around.find_map(|outer| Some((outer.id(), outer.get(Place::STATE)?)));
    let Some((outer, other)) = other.filter(|(_, other)| *other != state) else { return };
    let at = IssuePlace::view(place).teller(place.accounts(), Place::STATE, state);
    let found = format!("\"{state}\", within \"{outer}\", which lies in \"{other}\"");
    let expected = "the state that the place around it lies in";
    findings.add(IssueCode::PlaceInTwoStates, at, "state", found, expected);
}

/// The two ends of something that lasts, by noun or part.
type Ends<D> = (Detail<D, End>, Detail<D, End>);

const TENURE: Ends<Tenure> = (Tenure::FROM, Tenure::TO);
const MEMBER: Ends<Member> = (Member::FROM, Member::TO);
const TITLE: Ends<Title> = (Title::FROM, Title::TO);

/// One account that ends something before it starts.
pub(crate) fn reversed(findings: &mut Findings<'_>, at: IssuePlace<'_>, any: &dyn Any) {
    let mut ends = None;
    if let Some(tenure) = any.downcast_ref::<Tenure>() {
        ends = contradiction(tenure, TENURE).map(|found| ("to", found));
    } else if let Some(member) = any.downcast_ref::<Member>() {
        ends = contradiction(member, MEMBER).map(|found| ("to", found));
    } else if let Some(title) = any.downcast_ref::<Title>() {
        ends = contradiction(title, TITLE).map(|found| ("to", found));
    } else if let Some(person) = any.downcast_ref::<Person>()
        && let (Some(born), Some(died)) = (Person::BORN.of(person), Person::DIED.of(person))
        && died.before(born).is_certain()
    {
        ends = Some(("died", format!("{died}, and born on {born}")));
    }
    if let Some((field, found)) = ends {
        let expected = "an end that does not come before the start";
        findings.add(IssueCode::EndsBeforeStart, at, field, found, expected);
    }
}

/// What is found where one account's ends contradict each other.
fn contradiction<D>(details: &D, (from, to): Ends<D>) -> Option<String> {
    reversal(from.of(details)?, to.of(details)?)
}

fn reversal(from: &End, to: &End) -> Option<String> {
    let error = Period::new(from.clone(), to.clone()).err()?;
    Some(format!("{to}, with a start of {from}: {}", error.reason()))
}

/// Accounts that together end something before it starts, though none does so by itself.
fn reversed_across<'k, D: Details>(
    findings: &mut Findings<'k>,
    at: IssuePlace<'_>,
    accounts: impl Iterator<Item = &'k Account<D>> + Clone,
    ends: Ends<D>,
    [from, to]: [Option<&End>; 2],
) {
    let Some((from, to)) = from.zip(to) else { return };
    let Some(found) = reversal(from, to) else { return };
    if accounts.clone().any(|account| contradiction(account.details(), ends).is_some()) {
        return;
    }
    let at = at.teller(accounts, ends.1, to);
    let expected = "ends that can both be true";
    findings.add(IssueCode::EndsContradict, at, "to", found, expected);
}

pub(crate) fn tenure_reversed<'k>(findings: &mut Findings<'k>, tenure: View<'k, Tenure>) {
    let ends = [tenure.get(Tenure::FROM), tenure.get(Tenure::TO)];
    let accounts = tenure.record().accounts().iter();
    reversed_across(findings, IssuePlace::view(tenure), accounts, TENURE, ends);
}

pub(crate) fn members_reversed<'k>(
    findings: &mut Findings<'k>,
    organisation: View<'k, Organisation>,
) {
    for member in organisation.members() {
        let at = IssuePlace::view(organisation).part("members", member.key());
        let ends = [member.get(Member::FROM), member.get(Member::TO)];
        let accounts = member.accounts().collect::<Vec<_>>();
        reversed_across(findings, at, accounts.iter().copied(), MEMBER, ends);
    }
}

/// Memberships of which no end is told before a later one of the same member.
pub(crate) fn member_end_not_told<'k>(
    findings: &mut Findings<'k>,
    organisation: View<'k, Organisation>,
) {
    let mut spells: BTreeMap<&str, Vec<Spell<'k, PartView<'k, Member>>>> = BTreeMap::new();
    for member in organisation.members().filter(|member| member.is_affirmed()) {
        let spell = Spell::of(member, member.get(Member::FROM), member.get(Member::TO));
        spells.entry(member.key().actor().as_str()).or_default().extend(spell);
    }
    for (member, _, from) in spells.into_values().flat_map(without_end) {
        let at = IssuePlace::view(organisation).part("members", member.key());
        let found = format!("no end, before it is a member again from {from}");
        findings.add(IssueCode::EndNotTold, at, "", found, AN_END);
    }
}

pub(crate) fn titles_reversed<'k>(findings: &mut Findings<'k>, office: View<'k, Office>) {
    for title in office.parts(Office::TITLES) {
        let at = IssuePlace::view(office).part("titles", title.key());
        let ends = [title.get(Title::FROM), title.get(Title::TO)];
        let accounts = title.accounts().collect::<Vec<_>>();
        reversed_across(findings, at, accounts.iter().copied(), TITLE, ends);
    }
}

pub(crate) fn life_reversed<'k>(findings: &mut Findings<'k>, person: View<'k, Person>) {
    let (Some(born), Some(died)) = (person.get(Person::BORN), person.get(Person::DIED)) else {
        return;
    };
    let is_told_by_one = person
        .accounts()
        .any(|account| account.get(Person::BORN).is_some() && account.get(Person::DIED).is_some());
    if died.before(born).is_certain() && !is_told_by_one {
        let at = IssuePlace::view(person).teller(person.accounts(), Person::DIED, died);
        let expected = format!("a day not before that of birth, {born}");
        findings.add(IssueCode::EndsContradict, at, "died", died.to_string(), expected);
    }
}
