//! Rules about offices: who holds one with whom, and who comes in one that is not held.

use std::collections::{BTreeMap, HashMap};

use crate::dossier::IssueCode;
use crate::knowledge::View;
use crate::model::{
    Criterion, Delegate, List, NounKind, Office, OfficeFunction, OfficeId, Progress, Tenure,
    TenureMode, Visit,
};
use crate::time::{End, Period, Truth, UncertainDate};
use crate::validation::findings::{Findings, IssuePlace};
use crate::validation::times::Surely;

/// The functions that one person has at a time, where the seats of an office are not told.
const OF_ONE: [OfficeFunction; 9] = [
    OfficeFunction::EFFECTIVE_LEADER,
    OfficeFunction::HEAD_OF_STATE,
    OfficeFunction::HEAD_OF_GOVERNMENT,
    OfficeFunction::HEAD_OF_PARTY,
    OfficeFunction::HEAD_OF_ARMED_FORCES,
    OfficeFunction::FOREIGN_MINISTER,
    OfficeFunction::DEFENCE_MINISTER,
    OfficeFunction::MINISTER,
    OfficeFunction::LEGISLATURE_HEAD,
];

/// Whether one person alone can hold an office.
fn is_of_one(office: View<'_, Office>) -> bool {
    match office.get(Office::SEATS) {
        Some(seats) => *seats == 1,
        None => office
            .get(Office::FUNCTIONS)
            .is_some_and(|list| list.items().iter().any(|function| OF_ONE.contains(function))),
    }
}

/// Whether somebody stands in for the holder, who keeps the office.
fn stands_in(tenure: View<'_, Tenure>) -> bool {
    matches!(tenure.get(Tenure::MODE), Some(TenureMode::Acting | TenureMode::Interim))
}

/// A tenure with the days on which it certainly goes on.
type Dated<'k> = (Surely, View<'k, Tenure>);

pub(crate) fn overlapping_tenures(findings: &mut Findings<'_>) {
    let known = findings.known;
    let mut held: BTreeMap<(&OfficeId, &Criterion), Vec<Dated<'_>>> = BTreeMap::new();
    for tenure in known.tenures().filter(|t| !stands_in(*t) && t.is_affirmed()) {
        let Some(surely) = Surely::of(&tenure.period()) else { continue };
        held.entry((tenure.office(), tenure.criterion())).or_default().push((surely, tenure));
    }
    for ((office, _), mut tenures) in held {
        if tenures.len() < 2 {
            continue;
        }
        let of_one = known.find::<Office>(office.as_str()).is_some_and(is_of_one);
        tenures.sort_by_key(|(surely, _)| (surely.from, surely.to));
        overlaps_of(findings, &tenures, of_one);
    }
}

/// Compares each tenure with the longest before it, of the office or of the person.
fn overlaps_of(findings: &mut Findings<'_>, tenures: &[Dated<'_>], of_one: bool) {
    let mut longest: HashMap<&str, Dated<'_>> = HashMap::new();
    for (surely, tenure) in tenures {
        let key = if of_one { "" } else { tenure.person().as_str() };
        let Some((before, other)) = longest.get(key).copied() else {
            longest.insert(key, (*surely, *tenure));
            continue;
        };
        let same = findings.is_same(NounKind::Tenure, other.id().as_str(), tenure.id().as_str());
        if surely.clashes_with(before) && !same {
            let found = format!(
                "\"{}\" in \"{}\", which \"{}\" holds by \"{}\" {}",
                tenure.person(),
                tenure.office(),
                other.person(),
                other.id(),
                before.until()
            );
            let expected = "one holder at a time";
            findings.add(
                IssueCode::OverlappingTenures,
                IssuePlace::view(*tenure),
                "",
                found,
                expected,
            );
        }
        if surely.to > before.to {
            longest.insert(key, (*surely, *tenure));
        }
    }
}

/// Tenures of which no end is told before a later one of the same person, office and criterion.
pub(crate) fn end_not_told(findings: &mut Findings<'_>) {
    let known = findings.known;
    let mut spells: BTreeMap<_, Vec<Spell<'_, View<'_, Tenure>>>> = BTreeMap::new();
    for tenure in known.tenures().filter(|tenure| tenure.is_affirmed()) {
        let spell = Spell::of(tenure, tenure.get(Tenure::FROM), tenure.get(Tenure::TO));
        let key = (tenure.office(), tenure.person(), tenure.criterion());
        spells.entry(key).or_default().extend(spell);
    }
    for (tenure, later, from) in spells.into_values().flat_map(without_end) {
        if findings.is_same(NounKind::Tenure, tenure.id().as_str(), later.id().as_str()) {
            continue;
        }
        let found = format!("no end, before \"{}\" of the same person from {from}", later.id());
        findings.add(IssueCode::EndNotTold, IssuePlace::view(tenure), "", found, AN_END);
    }
}

/// What is wanted of a spell that ended.
pub(crate) const AN_END: &str = "when it ended, or unknown";

/// One of the spells in which something holds: from when on, and whether nobody tells of an end.
pub(crate) struct Spell<'k, T> {
    what: T,
    from: &'k UncertainDate,
    is_without_end: bool,
}

impl<'k, T> Spell<'k, T> {
    /// `None` where it is not told on which day it began.
    pub(crate) fn of(what: T, from: Option<&'k End>, to: Option<&'k End>) -> Option<Self> {
        let Some(End::On(from)) = from else { return None };
        Some(Self { what, from, is_without_end: to.is_none() })
    }
}

/// The spells without an end, each with the next one after it and the day on which that began.
pub(crate) fn without_end<T: Copy>(mut spells: Vec<Spell<'_, T>>) -> Vec<(T, T, &UncertainDate)> {
    spells.sort_by(|one, other| UncertainDate::by_earliest(one.from, other.from));
    let pairs = spells.windows(2).filter_map(|pair| match pair {
        [one, next] if one.is_without_end && one.from.before(next.from).is_certain() => {
            Some((one.what, next.what, next.from))
        }
        _ => None,
    });
    pairs.collect()
}

/// Guests and delegates who come in an office they certainly did not hold on any day of the visit.
pub(crate) fn not_in_office<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    let capacity = visit.get(Visit::CAPACITY);
    let mut delegates = visit.delegation().peekable();
    if capacity.is_none() && delegates.peek().is_none() {
        return;
    }
    let Some(when) = visit.period() else { return };
    for office in capacity.into_iter().flat_map(List::items) {
        if let Some(found) = holds_not(findings, visit.guest().as_str(), office, &when)
            && let Some(told) = capacity
        {
            let at = IssuePlace::view(visit).teller(visit.accounts(), Visit::CAPACITY, told);
            let place = ["capacity", office.as_str()];
            findings.add_id(IssueCode::NotInOffice, at, place, found, IN_OFFICE);
        }
    }
    for delegate in delegates {
        let comes = delegate
            .get(Delegate::PROGRESS)
            .is_none_or(|progress| progress.has_happened() || Progress::is_pending(*progress));
        let Some(office) = delegate.get(Delegate::OFFICE).filter(|_| comes) else { continue };
        if let Some(found) = holds_not(findings, delegate.key().as_str(), office, &when) {
            let at = IssuePlace::view(visit).part("delegation", delegate.key());
            let at = at.teller(delegate.accounts(), Delegate::OFFICE, office);
            findings.add(IssueCode::NotInOffice, at, "office", found, IN_OFFICE);
        }
    }
}

const IN_OFFICE: &str = "an office held on the days of the visit";

/// What is found where every tenure that a person is known to have had of an office lies elsewhere.
fn holds_not(
    findings: &Findings<'_>,
    person: &str,
    office: &OfficeId,
    when: &Period,
) -> Option<String> {
    let known = findings.known;
    let tenures = known.dossier().index().tenures_by_office.get(office.as_str());
    let own = known
        .at_positions::<Tenure>(tenures)
        .filter(|tenure| *tenure.person() == *person && tenure.is_affirmed());
    let periods: Vec<Period> = own.map(View::<Tenure>::period).collect();
    let first = periods.first()?;
    let holds = Truth::any(periods.iter().map(|period| period.overlaps(when)));
    holds
        .is_impossible()
        .then(|| format!("\"{office}\", which \"{person}\" held {first}, on {when}"))
}
