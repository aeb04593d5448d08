//! Proposals that can be accepted only together: what happened, and those in it.

use std::collections::BTreeMap;

use super::proposals::{Blocker, Proposal, Reason};
use crate::model::{NounKind, Pair};

/// Of whom a person is known besides a name.
pub(crate) const OFFICE_AT_A_TIME: &str = "office at a time";

/// A proposal, and whether it tells of one and the same day by two sources.
pub(crate) struct Found {
    pub(crate) proposal: Proposal,
    pub(crate) is_firm: bool,
}

/// Where a pair stands: sources are matched first; the other nouns stand in the order of what refers to what.
type Place = (bool, NounKind, Pair);

type Places = BTreeMap<Place, Proposal>;

fn place(pair: &Pair) -> Place {
    (pair.noun() != NounKind::Source, pair.noun(), pair.clone())
}

/// The proposals in order, those that wait for one another as one.
pub(crate) fn together(found: Vec<Found>) -> Vec<Proposal> {
    let waits = |one: &&Found| needed(&one.proposal).is_some();
    let waiting: Vec<(Pair, bool)> =
        found.iter().filter(waits).map(|one| (one.proposal.pair.clone(), one.is_firm)).collect();
    let mut places: Places =
        found.into_iter().map(|one| (place(&one.proposal.pair), one.proposal)).collect();
    for (pair, is_firm) in waiting {
        match pair.noun() {
            NounKind::Tenure => with_its_person(&mut places, &pair),
            NounKind::Visit | NounKind::Meeting | NounKind::Agreement if is_firm => {
                with_those_in_it(&mut places, &pair);
            }
            _ => {}
        }
    }
    places.into_values().collect()
}

/// What would first have to be said to be the same, if nothing else stands in the way.
fn needed(proposal: &Proposal) -> Option<Vec<Pair>> {
    let pairs = proposal.blockers.iter().map(|blocker| match blocker {
        Blocker::Needs(pair) => Some(pair.clone()),
        _ => None,
    });
    pairs.collect::<Option<Vec<Pair>>>().filter(|pairs| !pairs.is_empty())
}

/// Two persons are the same by an office that both hold: then it is held once.
fn with_its_person(places: &mut Places, tenure: &Pair) {
    let Some(proposal) = places.get(&place(tenure)) else { return };
    let Some([person]) = needed(proposal).and_then(only) else {
        return;
    };
    let by_office =
        |reason: &Reason| matches!(reason, Reason::Same { what, .. } if *what == OFFICE_AT_A_TIME);
    let is_ground = |one: &Proposal| !one.is_blocked() && one.reasons.iter().any(by_office);
    if !places.get(&place(&person)).is_some_and(is_ground) {
        return;
    }
    let Some(mut tenure) = places.remove(&place(tenure)) else { return };
    tenure.blockers.clear();
    if let Some(person) = places.get_mut(&place(&person)) {
        person.with.push(tenure);
    }
}

fn only(pairs: Vec<Pair>) -> Option<[Pair; 1]> {
    pairs.try_into().ok()
}

/// Same names, same company, same day: what speaks for each is the others.
fn with_those_in_it(places: &mut Places, event: &Pair) {
    let Some(needed) = places.get(&place(event)).and_then(needed) else { return };
    let blockers = |pair: &Pair| places.get(&place(pair)).map(|one| &one.blockers[..]);
    let by_name = |pair: &Pair| blockers(pair) == Some(&[Blocker::NameAlone]);
    let is_open = |pair: &Pair| blockers(pair).is_some_and(<[Blocker]>::is_empty);
    // Where each can be accepted by itself, it is not for the event to say.
    if !needed.iter().any(by_name) || !needed.iter().all(|pair| by_name(pair) || is_open(pair)) {
        return;
    }
    let mut those: Vec<Proposal> =
        needed.iter().filter_map(|pair| places.remove(&place(pair))).collect();
    for one in &mut those {
        one.blockers.clear();
        let (one_id, other_id) = (event.one().to_string(), event.other().to_string());
        let what = "company on one day";
        one.reasons.push(Reason::Alike { what, one: one_id, other: other_id });
    }
    if let Some(event) = places.get_mut(&place(event)) {
        event.blockers.clear();
        event.with = those;
    }
}
