//! Rules about visits and meetings: in how many places a guest is at a time, and what belongs to a
//! visit and lies outside of it.

use std::collections::HashMap;

use crate::dossier::IssueCode;
use crate::knowledge::View;
use crate::model::{Id, Meeting, NounKind, Place, PlaceId, Progress, State, Stop, Stretch, Visit};
use crate::time::{Period, UncertainDate};
use crate::validation::findings::{Findings, IssuePlace};
use crate::validation::times::Surely;

/// A visit, or a stretch of one, with the days on which it certainly goes on.
#[derive(Clone, Copy)]
struct DatedVisit<'k> {
    surely: Surely,
    visit: View<'k, Visit>,
}

/// The visits of each guest that are held or meant to be, by their days.
fn by_guest<'k>(findings: &Findings<'k>) -> Vec<Vec<DatedVisit<'k>>> {
    let known = findings.known;
    let counts = |visit: &View<'_, Visit>| {
        let progress = visit.progress();
        visit.is_affirmed() && progress.is_none_or(|p| p.has_happened() || Progress::is_pending(p))
    };
    let dated = |visit: View<'k, Visit>| {
        let surely = visit.periods().into_iter().filter_map(|period| Surely::of(&period));
        surely.map(move |surely| DatedVisit { surely, visit })
    };
    let guests = known.dossier().index().visits_by_guest.values().filter(|all| all.len() > 1);
    guests
        .map(|positions| {
            let visits = known.at_positions::<Visit>(Some(positions)).filter(counts);
            let mut dated: Vec<_> = visits.flat_map(dated).collect();
            dated.sort_by_key(|dated| (dated.surely.from, dated.surely.to));
            dated
        })
        .collect()
}

/// Visits of one guest that go on at once.
pub(crate) fn at_once(findings: &mut Findings<'_>) {
    let guests = by_guest(findings);
    overlapping(findings, &guests);
    twice(findings, &guests);
}

/// Compares each visit with the longest before it to another state.
fn overlapping<'k>(findings: &mut Findings<'k>, guests: &[Vec<DatedVisit<'k>>]) {
    let is_state = |host: &str| findings.known.find::<State>(host).is_some();
    let mut found = Vec::new();
    for visits in guests {
        // The one that goes on longest, and the one that does among those to other hosts.
        let mut longest: [Option<DatedVisit<'_>>; 2] = [None, None];
        for dated in visits.iter().copied() {
            let host = dated.visit.host();
            if !is_state(host.as_str()) {
                continue;
            }
            let elsewhere = longest.iter().flatten().find(|other| other.visit.host() != host);
            if let Some(other) = elsewhere.filter(|o| o.surely.clashes_with(dated.surely)) {
                found.push((dated.visit, *other));
            }
            longest = with(longest, dated);
        }
    }
    for (visit, other) in found {
        let text = format!(
            "\"{}\" in \"{}\", and by \"{}\" in \"{}\" {}",
            visit.guest(),
            visit.host(),
            other.visit.id(),
            other.visit.host(),
            other.surely.until()
        );
        let expected = "one state at a time";
        findings.add(IssueCode::OverlappingVisits, IssuePlace::view(visit), "", text, expected);
    }
}

/// The two longest, to two hosts, of three.
fn with<'k>(
    [first, second]: [Option<DatedVisit<'k>>; 2],
    new: DatedVisit<'k>,
) -> [Option<DatedVisit<'k>>; 2] {
    let Some(best) = first else { return [Some(new), None] };
    let goes_on_longer = |a: DatedVisit<'_>, b: DatedVisit<'_>| a.surely.to > b.surely.to;
    if new.visit.host() == best.visit.host() {
        return [Some(if goes_on_longer(new, best) { new } else { best }), second];
    }
    if goes_on_longer(new, best) {
        return [Some(new), Some(best)];
    }
    let other = second.filter(|second| !goes_on_longer(new, *second));
    [Some(best), other.or(Some(new))]
}

/// Compares each visit with the longest before it to the same host.
fn twice<'k>(findings: &mut Findings<'k>, guests: &[Vec<DatedVisit<'k>>]) {
    let mut found = Vec::new();
    for visits in guests {
        let mut longest: HashMap<&str, DatedVisit<'_>> = HashMap::new();
        for dated in visits.iter().copied() {
            let host = dated.visit.host().as_str();
            let before = longest.get(host).copied();
            let is_one = |other: &DatedVisit<'_>| {
                other.surely.meets(dated.surely) && !other.surely.touches(dated.surely)
            };
            if let Some(other) = before.filter(is_one)
                && !findings.is_same(
                    NounKind::Visit,
                    other.visit.id().as_str(),
                    dated.visit.id().as_str(),
                )
            {
                found.push((dated.visit, other));
            }
            if before.is_none_or(|other| dated.surely.to > other.surely.to) {
                longest.insert(host, dated);
            }
        }
    }
    for (visit, other) in found {
        let text = format!("the guest, the host and days of \"{}\" as well", other.visit.id());
        let expected = "one record for one visit";
        findings.add(IssueCode::VisitTwice, IssuePlace::view(visit), "", text, expected);
    }
}

pub(crate) fn to_oneself<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    if *visit.host() == *visit.guest().as_str() {
        let found = format!("\"{}\", who is the guest", visit.host());
        findings.add(
            IssueCode::VisitToOneself,
            IssuePlace::view(visit),
            "host",
            found,
            "somebody else",
        );
    }
}

pub(crate) fn outside_host<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    let host = visit.host().as_str();
    let elsewhere = |place: &PlaceId| {
        let known = findings.known;
        known.find::<State>(host)?;
        let state = known.find::<Place>(place.as_str())?.state()?;
        (*state != *host).then(|| format!("\"{place}\", which lies in \"{state}\""))
    };
    let mut found = Vec::new();
    if let Some(place) = visit.get(Visit::PLACE) {
        let at = || IssuePlace::view(visit).teller(visit.accounts(), Visit::PLACE, place);
        found.extend(elsewhere(place).map(|text| (at(), text)));
    }
    for stop in visit.stops() {
        let Some(place) = stop.get(Stop::PLACE) else { continue };
        let at = || IssuePlace::view(visit).part("stops", stop.key());
        let at = || at().teller(stop.accounts(), Stop::PLACE, place);
        found.extend(elsewhere(place).map(|text| (at(), text)));
    }
    for (at, text) in found {
        let expected = format!("a place in the host's state, \"{host}\"");
        findings.add(IssueCode::OutsideHost, at, "place", text, expected);
    }
}

/// What is found where a day certainly lies outside of a visit, which lasts these periods.
pub(crate) fn outside(day: Option<UncertainDate>, periods: &[Period]) -> Option<String> {
    let day = Period::on(day?);
    let is_outside = |period: &Period| day.overlaps(period).is_impossible();
    let is_outside = !periods.is_empty() && periods.iter().all(is_outside);
    let shown = || periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    is_outside.then(|| format!("{day}, outside of the visit, {}", shown()))
}

const DURING: &str = "a day of the visit it belongs to";

pub(crate) fn stops_outside<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    let (actual, planned) = (visit.actual_periods(), Vec::from_iter(visit.planned()));
    for stop in visit.stops() {
        let at = IssuePlace::view(visit).part("stops", stop.key());
        for (detail, period) in [(Stop::ACTUAL, &actual), (Stop::PLANNED, &planned)] {
            let Some(when) = stop.get(detail) else { continue };
            if let Some(found) = outside(Some(findings.known.day(when)), period) {
                let at = at.teller(stop.accounts(), detail, when);
                findings.add(IssueCode::OutsideVisit, at, detail.name(), found, DURING);
            }
        }
    }
}

pub(crate) fn ends_before_start<'k>(findings: &mut Findings<'k>, meeting: View<'k, Meeting>) {
    let Some(last) = meeting.get(Meeting::UNTIL) else { return };
    let known = findings.known;
    let Some(first) = meeting.date().filter(|first| known.day(last).before(first).is_certain())
    else {
        return;
    };
    let at = IssuePlace::view(meeting).teller(meeting.accounts(), Meeting::UNTIL, last);
    let found = format!("until {}, from {first}", known.day(last));
    let expected = "a last day that is not before the first";
    findings.add(IssueCode::EndsBeforeStart, at, "until", found, expected);
}

pub(crate) fn meeting_outside<'k>(findings: &mut Findings<'k>, meeting: View<'k, Meeting>) {
    let Some(visit) = visit_of(findings, meeting) else { return };
    let (actual, planned) = (visit.actual_periods(), Vec::from_iter(visit.planned()));
    for (detail, period) in [(Meeting::ACTUAL, &actual), (Meeting::PLANNED, &planned)] {
        let Some(when) = meeting.get(detail) else { continue };
        if let Some(found) = outside(Some(findings.known.day(when)), period) {
            let at = IssuePlace::view(meeting).teller(meeting.accounts(), detail, when);
            findings.add(IssueCode::OutsideVisit, at, detail.name(), found, DURING);
        }
    }
}

/// Stretches outside of what is told of the whole.
pub(crate) fn stretches_outside<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    let Some(whole) = visit.get(Visit::ACTUAL).map(|when| findings.known.span(when)) else {
        return;
    };
    for stretch in visit.stretches() {
        let Some(when) = stretch.get(Stretch::ACTUAL) else { continue };
        let period = findings.known.span(when);
        let ends = [period.start(), period.end()].into_iter().flatten();
        let mut found =
            ends.filter_map(|end| outside(Some(end.clone()), std::slice::from_ref(&whole)));
        if let Some(found) = found.next() {
            let at = IssuePlace::view(visit).part("stretches", stretch.key());
            let at = at.teller(stretch.accounts(), Stretch::ACTUAL, when);
            findings.add(IssueCode::OutsideVisit, at, Stretch::ACTUAL.name(), found, DURING);
        }
    }
}

fn visit_of<'k>(findings: &Findings<'k>, meeting: View<'k, Meeting>) -> Option<View<'k, Visit>> {
    findings.known.find(meeting.get(Meeting::VISIT)?.as_str())
}

pub(crate) fn guest_in_delegation<'k>(findings: &mut Findings<'k>, visit: View<'k, Visit>) {
    let guest = visit.guest();
    if let Some(delegate) = visit.delegation().find(|delegate| delegate.key() == guest) {
        let at = IssuePlace::view(visit).part("delegation", delegate.key());
        let found = format!("\"{guest}\", who is the guest");
        findings.add_key(IssueCode::GuestInDelegation, at, found, "those who come along");
    }
}

pub(crate) fn meeting_without_visitors<'k>(
    findings: &mut Findings<'k>,
    meeting: View<'k, Meeting>,
) {
    let Some(visit) = visit_of(findings, meeting) else { return };
    let takes_part = |person: &str| {
        let mut there = meeting.participants().iter();
        there.any(|other| findings.is_same(NounKind::Person, other.as_str(), person))
    };
    let mut delegates = visit.delegation();
    if takes_part(visit.guest().as_str()) || delegates.any(|d| takes_part(Id::as_str(d.key()))) {
        return;
    }
    if let Some(told) = meeting.get(Meeting::VISIT) {
        let at = IssuePlace::view(meeting).teller(meeting.accounts(), Meeting::VISIT, told);
        let found = format!("\"{told}\", of which nobody takes part");
        let expected = format!("its guest, \"{}\", or a delegate in the meeting", visit.guest());
        findings.add(IssueCode::MeetingWithoutVisitors, at, "visit", found, expected);
    }
}
