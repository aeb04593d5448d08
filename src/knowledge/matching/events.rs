//! Which tenures, visits, meetings, agreements and the rest may be the same.

use chrono::NaiveDate;

use super::draft::{Draft, Finder};
use super::words::{folded, share_words};
use crate::knowledge::View;
use crate::model::{
    ActKind, Agreement, Conflict, Ends, Id, IdSet, IdSpace, Meeting, NounKind, RecordRef,
    Statement, Subject, Tenure, Tie, Trip, Visit,
};
use crate::time::{Period, UncertainDate};

const ACTOR: IdSpace = IdSpace::Actor;

const fn of(noun: NounKind) -> IdSpace {
    IdSpace::Noun(noun)
}

impl<'k> Finder<'k> {
    pub(crate) fn events(&mut self) {
        self.tenures();
        self.visits();
        self.trips();
        self.meetings();
        self.agreements();
        self.conflicts();
        self.ties();
        self.statements();
    }

    fn tenures(&mut self) {
        self.compare::<Tenure>(
            |finder, tenure| {
                let person = finder.lead_of(of(NounKind::Person), tenure.person());
                let office = finder.lead_of(of(NounKind::Office), tenure.office());
                vec![format!("{person} {office}")]
            },
            |tenure| tenure.period().earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                let persons = (one.person().as_str(), other.person().as_str());
                finder.refers(&mut draft, "person", of(NounKind::Person), persons);
                let offices = (one.office().as_str(), other.office().as_str());
                finder.refers(&mut draft, "office", of(NounKind::Office), offices);
                if !draft.overlap(&one.period(), &other.period()) {
                    return None;
                }
                if one.criterion() != other.criterion() {
                    draft.differs("criterion", one.criterion(), other.criterion());
                }
                Some(draft)
            },
        );
    }

    fn visits(&mut self) {
        self.compare::<Visit>(
            |finder, visit| {
                let guest = finder.lead_of(of(NounKind::Person), visit.guest());
                vec![format!("{guest} {}", finder.lead_of(ACTOR, visit.host()))]
            },
            |visit| visit.period()?.earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                let guests = (one.guest().as_str(), other.guest().as_str());
                finder.refers(&mut draft, "guest", of(NounKind::Person), guests);
                finder.refers(
                    &mut draft,
                    "host",
                    ACTOR,
                    (one.host().as_str(), other.host().as_str()),
                );
                let (a, b) = one.period().zip(other.period())?;
                if !draft.near(&a, &b) {
                    return None;
                }
                // Two visits that both took place, each on days that are known, are two.
                let completed = complete(one).zip(complete(other));
                if completed.as_ref().is_some_and(|(a, b)| come_back(a, b)) {
                    return None;
                }
                if let Some((a, b)) = completed.filter(|(a, b)| !a.overlaps(b).is_possible()) {
                    draft.differs("days on which it took place", a, b);
                }
                Some(draft)
            },
        );
    }

    /// Trips that share a leg.
    fn trips(&mut self) {
        let legs = |finder: &Self, trip: View<'k, Trip>| -> Vec<(String, &'k RecordRef)> {
            let lead = |leg: &'k RecordRef| finder.lead(of(leg.noun()), leg.id()).to_owned();
            trip.legs().into_iter().map(|leg| (lead(leg.key()), leg.key())).collect()
        };
        self.compare::<Trip>(
            |finder, trip| {
                let traveller = finder.lead_of(of(NounKind::Person), trip.traveller());
                let legs = legs(finder, trip).into_iter();
                legs.map(|(lead, leg)| format!("{traveller} {} {lead}", leg.noun().in_words()))
                    .collect()
            },
            |_| None,
            |finder, one, other| {
                let mut draft = Draft::default();
                let travellers = (one.traveller().as_str(), other.traveller().as_str());
                finder.refers(&mut draft, "traveller", of(NounKind::Person), travellers);
                let others = legs(finder, other);
                let shared = legs(finder, one).into_iter().find(|(lead, leg)| {
                    others.iter().any(|(other, at)| other == lead && at.noun() == leg.noun())
                });
                draft.same("leg", shared?.1);
                Some(draft)
            },
        );
    }

    fn meetings(&mut self) {
        self.compare::<Meeting>(
            |finder, meeting| {
                vec![finder.leads(of(NounKind::Person), &meeting.identity().participants)]
            },
            |meeting| meeting.date()?.earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                let sets = (&one.identity().participants, &other.identity().participants);
                finder.same_set(&mut draft, "persons", of(NounKind::Person), sets);
                let (a, b) = one.date().zip(other.date())?;
                if !a.same_day(&b).is_possible() {
                    return None;
                }
                draft.near(&Period::on(a), &Period::on(b)).then_some(draft)
            },
        );
    }

    fn agreements(&mut self) {
        let signed = |agreement: View<'k, Agreement>| -> Option<UncertainDate> {
            let mut acts = agreement.acts_by_day().into_iter();
            acts.find(|act| *act.key().kind() == ActKind::SIGNED)?.date()
        };
        self.compare::<Agreement>(
            |finder, agreement| vec![finder.leads(ACTOR, &agreement.identity().parties)],
            |agreement| signed(agreement)?.earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                let titles = one.get(Agreement::TITLE).zip(other.get(Agreement::TITLE));
                if let Some((title, _)) = titles.filter(|(a, b)| folded(a) == folded(b)) {
                    draft.same("title", title);
                }
                if let Some((a, b)) = signed(one).zip(signed(other)) {
                    if a.same_day(&b).is_possible() {
                        draft.near(&Period::on(a), &Period::on(b));
                    } else {
                        draft.differs("day of signing", a, b);
                    }
                }
                if !draft.has_reasons() {
                    return None;
                }
                let sets = (&one.identity().parties, &other.identity().parties);
                finder.same_set(&mut draft, "parties", ACTOR, sets);
                draft.compare("form", one.get(Agreement::FORM), other.get(Agreement::FORM));
                Some(draft)
            },
        );
    }

    fn conflicts(&mut self) {
        self.compare::<Conflict>(
            |_, conflict| {
                conflict.get(Conflict::NAME).map(|name| folded(name)).into_iter().collect()
            },
            |conflict| conflict.period()?.earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                draft.same("name", one.get(Conflict::NAME)?);
                let states = one.get(Conflict::STATE).zip(other.get(Conflict::STATE));
                let same =
                    states.filter(|(a, b)| finder.lead_of(ACTOR, a) == finder.lead_of(ACTOR, b));
                if let Some((state, _)) = same {
                    draft.same("state", state);
                }
                if let Some((a, b)) = one.period().zip(other.period()) {
                    draft.overlap(&a, &b);
                }
                if draft.reasons() < 2 {
                    draft.name_alone();
                }
                Some(draft)
            },
        );
    }

    fn ties(&mut self) {
        self.compare::<Tie>(
            |finder, tie| {
                let (one, other) = tie.identity().actors();
                let mut ends = [finder.lead_of(ACTOR, one), finder.lead_of(ACTOR, other)];
                if matches!(tie.ends(), Ends::Between(_)) {
                    ends.sort_unstable();
                }
                vec![format!("{} {}", tie.kind().in_words(), ends.join(" "))]
            },
            |tie| tie.period()?.earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                draft.same("kind", one.kind().in_words());
                let ((a, b), (c, d)) = (one.identity().actors(), other.identity().actors());
                let crossed = finder.lead_of(ACTOR, a) != finder.lead_of(ACTOR, c);
                let (c, d) = if crossed { (d, c) } else { (c, d) };
                finder.refers(&mut draft, "end", ACTOR, (a.as_str(), c.as_str()));
                finder.refers(&mut draft, "other end", ACTOR, (b.as_str(), d.as_str()));
                let (a, b) = one.period().zip(other.period())?;
                draft.overlap(&a, &b).then_some(draft)
            },
        );
    }

    /// Statements of one speaker that do the same on one day, about the same or in like words.
    fn statements(&mut self) {
        self.compare::<Statement>(
            |finder, statement| {
                let speaker = statement.speaker();
                let who = speaker.actor().map(|actor| finder.lead_of(ACTOR, actor).to_owned());
                // What different authors say is not one statement.
                who.map(|who| format!("{who} {}", statement.act().in_words())).into_iter().collect()
            },
            |statement| statement.date()?.earliest(),
            |finder, one, other| {
                let mut draft = Draft::default();
                let speakers = one.speaker().actor().zip(other.speaker().actor())?;
                let ids = (speakers.0.as_str(), speakers.1.as_str());
                finder.refers(&mut draft, "speaker", ACTOR, ids);
                draft.same("act", one.act().in_words());
                let (a, b) = one.date().zip(other.date())?;
                if !a.same_day(&b).is_possible() || !draft.near(&Period::on(a), &Period::on(b)) {
                    return None;
                }
                let about = |statement: View<'k, Statement>| -> Vec<Vec<&'k str>> {
                    let mut about: Vec<_> =
                        statement.about().iter().map(|subject| finder.leads_of(subject)).collect();
                    about.sort_unstable();
                    about
                };
                let same_subject = !one.about().is_empty() && about(one) == about(other);
                if let Some(subject) = one.about().first().filter(|_| same_subject) {
                    draft.same("subject", subject);
                }
                let quote = |statement: View<'k, Statement>| {
                    statement.accounts().find_map(|account| account.provenance().quote())
                };
                let quotes = quote(one).zip(quote(other));
                if let Some((a, _)) = quotes.filter(|(a, b)| share_words(a, b)) {
                    draft.same("words, at least half of them", format_args!("\"{a}\""));
                } else if !same_subject {
                    return None;
                }
                Some(draft)
            },
        );
    }

    /// The ids of a set as a key.
    fn leads<N: ?Sized, const MIN: usize>(
        &self,
        target: IdSpace,
        ids: &'k IdSet<N, MIN>,
    ) -> String {
        let mut leads: Vec<&str> =
            ids.as_slice().iter().map(|id| self.lead_of(target, id)).collect();
        leads.sort_unstable();
        leads.join(" ")
    }

    fn leads_of(&self, subject: &'k Subject) -> Vec<&'k str> {
        let mut leads = match subject {
            Subject::Record(record) => vec![self.lead(of(record.noun()), record.id())],
            Subject::Relation(a, b) => vec![self.lead_of(ACTOR, a), self.lead_of(ACTOR, b)],
        };
        leads.sort_unstable();
        leads
    }

    /// Both name a set: the same, or one that may be the same member by member.
    fn same_set<N: ?Sized, const MIN: usize>(
        &self,
        draft: &mut Draft,
        what: &'static str,
        target: IdSpace,
        (one, other): (&'k IdSet<N, MIN>, &'k IdSet<N, MIN>),
    ) {
        if one == other {
            return draft.same(what, one);
        }
        let lead = |id: &'k Id<N>| self.lead_of(target, id);
        for a in one.as_slice() {
            if let Some(b) = other.as_slice().iter().find(|b| lead(a) == lead(b)) {
                self.refers(draft, what, target, (a.as_str(), b.as_str()));
            }
        }
    }
}

/// When a visit took place, if that is known to the day.
fn complete(visit: View<'_, Visit>) -> Option<Period> {
    let period = visit.whole().filter(|_| visit.has_happened())?;
    let known = |date: Option<&UncertainDate>| -> Option<NaiveDate> { date?.as_day() };
    known(period.start()).and(known(period.end()))?;
    Some(period)
}

/// Whether one ends on the day on which the other begins, and neither is of that day alone: who leaves and
/// comes back on one day has been away between.
fn come_back(one: &Period, other: &Period) -> bool {
    let days = |period: &Period| Some((period.earliest()?, period.latest()?));
    let Some((one, other)) = days(one).zip(days(other)) else { return false };
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    first.1 == second.0 && first.0 < first.1 && second.0 < second.1
}
