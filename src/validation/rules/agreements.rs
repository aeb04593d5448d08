//! Rules about agreements: in which order acts can be done, by whom, and who owes what.

use std::collections::{BTreeMap, HashSet};

use super::visits::outside;
use crate::dossier::IssueCode;
use crate::knowledge::{PartView, View};
use crate::knowledge::{gives_consent, makes_party};
use crate::model::{
    Act, ActKind, ActorId, Agreement, Id, Obligation, Organisation, Person, Progress, Visit,
};
use crate::time::UncertainDate;
use crate::validation::findings::{Findings, IssuePlace};

/// An act that has been done on a day.
#[derive(Clone)]
struct DatedAct<'k> {
    act: PartView<'k, Act>,
    day: UncertainDate,
}

impl<'k> DatedAct<'k> {
    fn party(&self) -> Option<&'k ActorId> {
        self.act.key().party()
    }
}

/// The acts of these kinds that have been done, with the days they are told of.
fn done<'k>(agreement: View<'k, Agreement>, kinds: &[ActKind]) -> Vec<DatedAct<'k>> {
    let acts = agreement.acts().filter(|act| kinds.contains(act.key().kind()));
    let acts = acts.filter(|act| act.is_done().is_certain());
    acts.filter_map(|act| Some(DatedAct { act, day: act.date()? })).collect()
}

/// Acts by those who did them; `None` is of all.
type ByParty<'k> = BTreeMap<Option<&'k ActorId>, Vec<DatedAct<'k>>>;

fn by_party<'k>(deeds: impl IntoIterator<Item = DatedAct<'k>>) -> ByParty<'k> {
    let mut by_party = ByParty::new();
    for deed in deeds {
        by_party.entry(deed.party()).or_default().push(deed);
    }
    by_party
}

/// The acts of a party; where it has none of its own, those of all.
fn of_party<'d, 'k>(deeds: &'d ByParty<'k>, party: Option<&'k ActorId>) -> &'d [DatedAct<'k>] {
    let own = deeds.get(&party).or_else(|| deeds.get(&None));
    own.map_or(&[], Vec::as_slice)
}

/// The first of `later`, if `deed` certainly came before all of them.
fn comes_before<'k>(deed: &DatedAct<'k>, later: &[DatedAct<'k>]) -> Option<DatedAct<'k>> {
    let before_all = later.iter().all(|other| deed.day.before(&other.day).is_certain());
    later.first().filter(|_| before_all).cloned()
}

fn at<'k>(agreement: View<'k, Agreement>, deed: &DatedAct<'k>) -> IssuePlace<'k> {
    let at = IssuePlace::view(agreement).part("acts", deed.act.key());
    match deed.act.get(Act::WHEN) {
        Some(when) => at.teller(deed.act.accounts(), Act::WHEN, when),
        None => at,
    }
}

fn add_before<'k>(
    findings: &mut Findings<'k>,
    code: IssueCode,
    agreement: View<'k, Agreement>,
    deed: &DatedAct<'k>,
    other: &DatedAct<'k>,
) {
    let found = format!("{}, before \"{}\" on {}", deed.day, other.act.key(), other.day);
    findings.add(code, at(agreement, deed), "when", found, "a day not before it");
}

pub(crate) fn ratified_before_signed<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let signed = by_party(done(agreement, &[ActKind::SIGNED]));
    for deed in done(agreement, &[ActKind::RATIFIED]) {
        if let Some(other) = comes_before(&deed, of_party(&signed, deed.party())) {
            add_before(findings, IssueCode::RatifiedBeforeSigned, agreement, &deed, &other);
        }
    }
}

pub(crate) fn in_force_before_signed<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let all = done(agreement, &[ActKind::SIGNED]);
    let signed = by_party(all.iter().cloned());
    for deed in done(agreement, &[ActKind::IN_FORCE]) {
        // Of the instrument as a whole the first signature counts, whosever it is.
        let before = match deed.party() {
            Some(party) => of_party(&signed, Some(party)),
            None => &all,
        };
        if let Some(other) = comes_before(&deed, before) {
            add_before(findings, IssueCode::InForceBeforeSigned, agreement, &deed, &other);
        }
    }
}

pub(crate) fn exchanged_before_ratified<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let all = done(agreement, &[ActKind::RATIFIED]);
    let ratified = by_party(all.iter().cloned());
    for deed in done(agreement, &[ActKind::INSTRUMENT_EXCHANGED, ActKind::INSTRUMENT_DEPOSITED]) {
        // An exchange of all needs the instruments of all, of which one may lack.
        let other = match deed.party() {
            Some(party) => comes_before(&deed, of_party(&ratified, Some(party))),
            None => all.iter().find(|other| deed.day.before(&other.day).is_certain()).cloned(),
        };
        if let Some(other) = other {
            add_before(findings, IssueCode::ExchangedBeforeRatified, agreement, &deed, &other);
        }
    }
}

pub(crate) fn in_force_before_ratified<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let all = done(agreement, &[ActKind::RATIFIED]);
    let ratified = by_party(all.iter().cloned());
    let is_of_two = agreement.identity().parties.len() <= 2;
    for deed in done(agreement, &[ActKind::IN_FORCE]) {
        let own = ratified.get(&deed.party()).map_or(&[][..], Vec::as_slice);
        // Between two it cannot be in force before both; among many it can.
        let lacks = |other: &&DatedAct<'_>| deed.day.before(&other.day).is_certain();
        let one_lacks =
            || all.iter().find(lacks).filter(|_| is_of_two && deed.party().is_none()).cloned();
        if let Some(other) = comes_before(&deed, own).or_else(one_lacks) {
            add_before(findings, IssueCode::InForceBeforeRatified, agreement, &deed, &other);
        }
    }
}

pub(crate) fn acceded_after_signed<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let signed = by_party(done(agreement, &[ActKind::SIGNED]));
    for deed in done(agreement, &[ActKind::ACCEDED]) {
        let own = signed.get(&deed.party()).filter(|_| deed.party().is_some());
        let before = own.into_iter().flatten().find(|own| own.day.before(&deed.day).is_certain());
        if let Some(before) = before {
            let found = format!("acceded on {}, after signing on {}", deed.day, before.day);
            let expected = "ratified, accepted or approved, by whoever has signed";
            let at = at(agreement, &deed);
            findings.add(IssueCode::AccededAfterSigned, at, "when", found, expected);
        }
    }
}

/// Whether an act is one of joining, be it no more than a signature.
fn joins(kind: &ActKind) -> bool {
    *kind == ActKind::SIGNED || makes_party(kind)
}

/// The acts by which a party leaves.
const LEAVES: [ActKind; 2] = [ActKind::WITHDRAWN, ActKind::NOTICE_OF_WITHDRAWAL];

/// Parties that left and are not told to have joined, where it is told of others.
pub(crate) fn left_without_joining<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let joined: HashSet<Option<&ActorId>> = agreement
        .acts()
        .filter(|act| joins(act.key().kind()) && act.is_done().is_possible())
        .map(|act| act.key().party())
        .collect();
    // What all do together they do as well; and where it is told of nobody it is only not told.
    let tells_of_all =
        |act: &PartView<'k, Act>| joins(act.key().kind()) && act.key().party().is_none();
    let by_all = agreement.acts().any(|act| {
        tells_of_all(&act) && act.is_done().is_possible() && *act.key().kind() != ActKind::IN_FORCE
    });
    if by_all || !joined.iter().any(Option::is_some) {
        return;
    }
    for act in agreement
        .acts()
        .filter(|act| LEAVES.contains(act.key().kind()) && act.is_done().is_certain())
    {
        let party = act.key().party();
        if party.is_some() && !joined.contains(&party) {
            let at = IssuePlace::view(agreement).part("acts", act.key());
            let found = format!("\"{}\", of whom it is not told that they joined", act.key());
            let expected = "the act by which it joined, or no such act";
            findings.add_key(IssueCode::LeftWithoutJoining, at, found, expected);
        }
    }
}

/// The acts that make nobody a party and that only a party can do.
const OF_A_PARTY: [ActKind; 12] = [
    ActKind::DOMESTIC_APPROVAL,
    ActKind::RESERVED,
    ActKind::OBJECTION_WITHDRAWN,
    ActKind::RESERVATION_WITHDRAWN,
    ActKind::PROVISIONALLY_APPLIED,
    ActKind::AMENDED,
    ActKind::EXTENDED,
    ActKind::NOTICE_OF_WITHDRAWAL,
    ActKind::WITHDRAWN,
    ActKind::SUSPENDED,
    ActKind::RESUMED,
    ActKind::TERMINATED,
];

pub(crate) fn act_by_no_party<'k>(findings: &mut Findings<'k>, agreement: View<'k, Agreement>) {
    let parties = agreement.parties();
    let original = &agreement.identity().parties;
    for act in agreement.acts() {
        let Some(actor) = act.key().party() else { continue };
        let kind = act.key().kind();
        let joins = *kind == ActKind::SIGNED || *kind == ActKind::IN_FORCE || gives_consent(kind);
        let outsider = OF_A_PARTY.contains(kind) && parties.binary_search(&actor.as_str()).is_err();
        let stands_for = joins && !original.contains(actor.as_str());
        let found = if outsider {
            format!("\"{actor}\", which is no party")
        } else if let Some(party) = principal(findings, agreement, actor).filter(|_| stands_for) {
            format!("\"{actor}\", which acts for \"{party}\"")
        } else if *kind == ActKind::SIGNED && signs_for_nobody(agreement, &parties, actor) {
            format!("\"{actor}\", which signed and is no party")
        } else {
            continue;
        };
        let first = parties.first().copied().unwrap_or("");
        let expected = format!("a party, such as \"{first}\", or one of \"witnesses\"");
        let at = IssuePlace::view(agreement).part("acts", act.key());
        findings.add_key(IssueCode::ActByNoParty, at, found, expected);
    }
}

/// Whether who signed neither is a party nor has another role in it.
fn signs_for_nobody(agreement: View<'_, Agreement>, parties: &[&str], actor: &ActorId) -> bool {
    parties.binary_search(&actor.as_str()).is_err() && !agreement.has_other_role(actor.as_str())
}

/// The party for which an organ speaks, or for which a person can only have acted.
fn principal<'k>(
    findings: &Findings<'k>,
    agreement: View<'k, Agreement>,
    actor: &ActorId,
) -> Option<&'k str> {
    let known = findings.known;
    let parties = agreement.identity().parties.as_slice();
    let is_party = |id: &&str| parties.iter().any(|party| party.as_str() == *id);
    let organ = known.find::<Organisation>(actor.as_str());
    if let Some(party) = organ.and_then(View::<Organisation>::speaks_for).map(Id::as_str) {
        return Some(party).filter(is_party);
    }
    known.find::<Person>(actor.as_str())?;
    let is_person = |party: &&ActorId| known.find::<Person>(party.as_str()).is_some();
    parties.iter().find(|party| !is_person(party)).map(Id::as_str)
}

pub(crate) fn obligation_of_no_party<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let parties = agreement.parties();
    for obligation in agreement.parts(Agreement::OBLIGATIONS) {
        let (from, to) = (obligation.key().from(), obligation.key().to());
        let outsider =
            [from, to].into_iter().find(|end| parties.binary_search(&end.as_str()).is_err());
        if let Some(outsider) = outsider {
            let at = IssuePlace::view(agreement).part("obligations", obligation.key());
            let found = format!("\"{outsider}\", which is no party");
            let expected = format!("the parties, {}", parties.join(", "));
            findings.add_key(IssueCode::ObligationOfNoParty, at, found, expected);
        }
    }
}

pub(crate) fn obligation_against_own_end<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    for obligation in agreement.parts(Agreement::OBLIGATIONS) {
        let Some(against) = obligation.get(Obligation::AGAINST) else { continue };
        if [obligation.key().from(), obligation.key().to()].contains(&against) {
            let at = IssuePlace::view(agreement).part("obligations", obligation.key());
            let at = at.teller(obligation.accounts(), Obligation::AGAINST, against);
            let found = format!("\"{against}\", one of the two");
            findings.add(IssueCode::AgainstOwnEnd, at, "against", found, "somebody else");
        }
    }
}

const ENDS: [ActKind; 3] = [ActKind::EXPIRED, ActKind::TERMINATED, ActKind::SUPERSEDED];

pub(crate) fn act_after_end<'k>(findings: &mut Findings<'k>, agreement: View<'k, Agreement>) {
    let ends = done(agreement, &ENDS);
    let left = done(agreement, &[ActKind::WITHDRAWN]);
    if ends.is_empty() && left.is_empty() {
        return;
    }
    let left = by_party(left.into_iter().filter(|end| end.party().is_some()));
    let joined = agreement.acts().filter(|act| joins(act.key().kind()));
    let joined = joined.filter_map(|act| Some(DatedAct { act, day: act.date()? }));
    let joined = by_party(joined.filter(|deed| left.contains_key(&deed.party())));
    for act in agreement.acts().filter(|act| act.is_done().is_certain()) {
        let (kind, Some(day)) = (act.key().kind(), act.date()) else { continue };
        if ENDS.contains(kind) || *kind == ActKind::WITHDRAWN || *kind == ActKind::PUBLISHED {
            continue;
        }
        let deed = DatedAct { act, day };
        let after = |end: &&DatedAct<'_>| end.day.before(&deed.day).is_certain();
        let over = ends.iter().filter(|end| end.party().is_none()).find(after);
        // Whoever has left can join once more, and from then on act.
        let own = left.get(&deed.party()).map_or(&[][..], Vec::as_slice);
        let again = joined.get(&deed.party()).map_or(&[][..], Vec::as_slice);
        let stays_out = |end: &DatedAct<'_>| {
            !again.iter().any(|other| end.day.before(&other.day).is_possible())
        };
        let is_out = !joins(kind) && own.iter().all(stays_out);
        let has_left = own.iter().find(after).filter(|_| is_out);
        if let Some(end) = over.or(has_left) {
            let found = format!("{}, after \"{}\" on {}", deed.day, end.act.key(), end.day);
            let expected = "a day before the end";
            findings.add(IssueCode::ActAfterEnd, at(agreement, &deed), "when", found, expected);
        }
    }
}

pub(crate) fn in_force_without_binding<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    if agreement.binds().is_possible() {
        return;
    }
    for act in agreement.acts().filter(|act| act.is_done().is_certain()) {
        if [ActKind::IN_FORCE, ActKind::PROVISIONALLY_APPLIED].contains(act.key().kind()) {
            let at = IssuePlace::view(agreement).part("acts", act.key());
            let found = format!("\"{}\" of a soft instrument", act.key());
            let expected = "\"binding\": \"yes\", or no such act";
            findings.add_key(IssueCode::InForceWithoutBinding, at, found, expected);
        }
    }
}

/// A signature outside of the visit during which it is to be given.
pub(crate) fn signed_outside_visit<'k>(
    findings: &mut Findings<'k>,
    agreement: View<'k, Agreement>,
) {
    let Some(visit) = agreement.get(Agreement::VISIT) else { return };
    let visit = findings.known.find::<Visit>(visit.as_str());
    for act in agreement.acts().filter(|act| *act.key().kind() == ActKind::SIGNED) {
        let is_plan = act.get(Act::PROGRESS).copied().is_some_and(Progress::is_pending);
        let periods = match visit {
            Some(visit) if is_plan => visit.planned().into_iter().collect(),
            Some(visit) => visit.actual_periods(),
            None => Vec::new(),
        };
        if let Some(found) = outside(act.date(), &periods)
            && let Some(when) = act.get(Act::WHEN)
        {
            let at = IssuePlace::view(agreement).part("acts", act.key());
            let at = at.teller(act.accounts(), Act::WHEN, when);
            let expected = "a day of the visit during which it is signed";
            findings.add(IssueCode::OutsideVisit, at, "when", found, expected);
        }
    }
}
