//! Rules about trips: the order of their legs, and whose they are.

use crate::dossier::IssueCode;
use crate::knowledge::{PartView, View};
use crate::model::{Leg, NounKind, Trip, Visit};
use crate::validation::findings::{Findings, IssuePlace};

/// The legs that are given a position, by it.
fn in_order(trip: View<'_, Trip>) -> Vec<(u32, PartView<'_, Leg>)> {
    let legs = trip.parts(Trip::LEGS).filter(|leg| leg.is_affirmed());
    let mut legs: Vec<_> = legs.filter_map(|leg| Some((*leg.get(Leg::ORDER)?, leg))).collect();
    legs.sort_by(|(a, one), (b, other)| (a, one.key()).cmp(&(b, other.key())));
    legs
}

fn at<'k>(trip: View<'k, Trip>, leg: PartView<'k, Leg>) -> IssuePlace<'k> {
    IssuePlace::view(trip).part("legs", leg.key())
}

pub(crate) fn order_twice<'k>(findings: &mut Findings<'k>, trip: View<'k, Trip>) {
    for pair in in_order(trip).windows(2) {
        let [(a, one), (b, other)] = pair else { continue };
        if a != b {
            continue;
        }
        if let Some(order) = other.get(Leg::ORDER) {
            let at = at(trip, *other).teller(other.accounts(), Leg::ORDER, order);
            let found = format!("{b}, the position of {} as well", one.key());
            findings.add(IssueCode::LegOrderTwice, at, "order", found, "each position once");
        }
    }
}

pub(crate) fn out_of_order<'k>(findings: &mut Findings<'k>, trip: View<'k, Trip>) {
    let known = findings.known;
    let dated = in_order(trip).into_iter().filter_map(|(order, leg)| {
        let visit = known.resolve::<Visit>(leg.key())?;
        Some((order, leg, visit.period()?))
    });
    let dated: Vec<_> = dated.collect();
    for pair in dated.windows(2) {
        let [(a, one, before), (b, other, after)] = pair else { continue };
        if a < b && after.before(before).is_certain() {
            let found = format!("{after}, before {} on {before}, which it is to follow", one.key());
            let expected = "a position that its days allow";
            findings.add_key(IssueCode::LegsOutOfOrder, at(trip, *other), found, expected);
        }
    }
}

/// Whether the guest of a visit is the traveller of a trip.
fn is_by(findings: &Findings<'_>, visit: View<'_, Visit>, trip: View<'_, Trip>) -> bool {
    let traveller = trip.identity().traveller.as_str();
    findings.is_same(NounKind::Person, visit.guest().as_str(), traveller)
}

pub(crate) fn leg_of_another<'k>(findings: &mut Findings<'k>, trip: View<'k, Trip>) {
    let traveller = &trip.identity().traveller;
    for leg in trip.parts(Trip::LEGS) {
        let visit = findings.known.resolve::<Visit>(leg.key());
        let by_another = |visit: &View<'_, Visit>| !is_by(findings, *visit, trip);
        if let Some(visit) = visit.filter(by_another) {
            let found = format!("a visit by \"{}\"", visit.guest());
            let expected = format!("one by the traveller, \"{traveller}\"");
            findings.add_key(IssueCode::LegOfAnother, at(trip, leg), found, expected);
        }
    }
}

/// A visit that names the trip of somebody else.
pub(crate) fn visit_of_another<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    let Some(told) = visit.get(Visit::TRIP) else { return };
    let Some(trip) = findings.known.find::<Trip>(told.as_str()) else { return };
    let traveller = &trip.identity().traveller;
    if !is_by(findings, visit, trip) {
        let at = IssuePlace::view(visit).teller(visit.accounts(), Visit::TRIP, told);
        let found = format!("\"{told}\", a trip of \"{traveller}\"");
        let expected = format!("one of the guest, \"{}\"", visit.guest());
        findings.add(IssueCode::LegOfAnother, at, "trip", found, expected);
    }
}
