//! Answers that start from what names an id, or from an order kept, against a look at every record.

use std::fmt::Write as _;

use detente::knowledge::{PartView, View};
use detente::model::{
    ActorId, Criterion, Id, List, Meeting, Office, OfficeFunction, Organisation, OrganisationId,
    Person, State, Statement, Stop, StopKind, Subject, Tenure, Trip, Visit,
};
use detente::time::{NaiveDate, Period, Truth, UncertainDate};
use detente::{Dossier, Knowledge, date};
use proptest::prelude::*;

/// Numbers that are drawn one after the other.
struct Tape<'t>(std::iter::Cycle<std::slice::Iter<'t, usize>>);

impl Tape<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.0.next().expect("a tape has no end") % n
    }

    fn day(&mut self) -> String {
        let (year, month) = (2000 + self.below(3), 1 + self.below(12));
        match self.below(4) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{:02}", 1 + self.below(28)),
        }
    }

    /// Up to three accounts, each with some of these details.
    fn accounts(&mut self, details: &[&dyn Fn(&mut Self) -> String]) -> String {
        let accounts: Vec<String> = (0..=self.below(3))
            .map(|_| {
                let mut account = format!(r#"{{"by": "s{}""#, self.below(3));
                if self.below(8) == 0 {
                    account.push_str(r#", "stance": "denies""#);
                }
                for detail in details {
                    if self.below(3) > 0 {
                        let _ = write!(account, ", {}", detail(self));
                    }
                }
                account + "}"
            })
            .collect();
        format!(r#""accounts": [{}]"#, accounts.join(", "))
    }

    fn section(
        &mut self,
        name: &str,
        n: usize,
        record: impl Fn(&mut Self, usize) -> String,
    ) -> String {
        let records: Vec<_> = (0..n).map(|at| record(self, at)).collect();
        format!(",\n\"{name}\": {{{}}}", records.join(",\n"))
    }

    /// A small dossier in which a few things are named often, by accounts that disagree.
    fn dossier(&mut self) -> Dossier {
        let mut text = String::from(
            r#"{"detente": 1, "source": "s0", "sources": {"s0": {"published": "2001-01-01"},
            "s1": {"published": "2002-01-01"}, "s2": {"published": "2003-01-01"}}"#,
        );
        text += &self.actors();
        text += &self.travel();
        text += &self.words();
        text.push('}');
        Dossier::from_json(&text).unwrap_or_else(|error| panic!("{:?}\n{text}", error.issues()))
    }

    /// States, persons, organs within organs, places within places, offices and who holds them.
    fn actors(&mut self) -> String {
        let mut text = String::new();
        text += &self.section("states", 3, |_, at| format!(r#""state-{at}": {{}}"#));
        text += &self.section("persons", 4, |tape, at| {
            let citizen = |tape: &mut Self| format!(r#""citizen_of": ["state-{}"]"#, tape.below(3));
            format!(r#""person-{at}": {{{}}}"#, tape.accounts(&[&citizen]))
        });
        text += &self.section("organisations", 3, |tape, at| {
            // An organ is one of an actor before it: rings are refused.
            let of = |tape: &mut Self| match (at, tape.below(3)) {
                (0, of) => format!(r#""speaks_for": "state-{of}""#),
                (_, 0) => format!(r#""part_of": "organ-{}""#, tape.below(at)),
                _ => format!(r#""speaks_for": "organ-{}""#, tape.below(at)),
            };
            format!(r#""organ-{at}": {{{}}}"#, tape.accounts(&[&of]))
        });
        text += &self.section("places", 6, |tape, at| {
            let within = |tape: &mut Self| match at {
                0 => r#""state": "state-1""#.to_owned(),
                // The last two are said to be one, and nothing lies within them.
                _ => format!(r#""within": "place-{}""#, tape.below(at.min(4))),
            };
            format!(r#""place-{at}": {{{}}}"#, tape.accounts(&[&within]))
        });
        text += &self.section("offices", 4, |tape, at| {
            let of = ["state-0", "organ-0", "organ-1", "organ-2"][tape.below(4)];
            format!(r#""office-{at}": {{"of": "{of}", "functions": ["head_of_state"]}}"#)
        });
        text += &self.section("tenures", 30, |tape, at| {
            let from = |tape: &mut Self| format!(r#""from": "{}""#, tape.day());
            let to = |tape: &mut Self| match tape.below(3) {
                0 => r#""to": "open""#.to_owned(),
                _ => format!(r#""to": "{}""#, tape.day().replace("200", "201")),
            };
            format!(
                r#""tenure-{at:02}": {{"person": "person-{}", "office": "office-{}", "criterion": "effective_control", {}}}"#,
                tape.below(2),
                tape.below(4),
                tape.accounts(&[&from, &to])
            )
        });
        text
    }

    /// Visits with a stop, trips and meetings.
    fn travel(&mut self) -> String {
        let progress = |tape: &mut Self| {
            format!(r#""progress": "{}""#, ["held", "planned", "cancelled"][tape.below(3)])
        };
        let when = |tape: &mut Self| format!(r#""actual": "{}""#, tape.day());
        let place = |tape: &mut Self| format!(r#""place": "place-{}""#, tape.below(6));
        let mut text = String::new();
        text += &self.section("trips", 3, |tape, at| {
            let leg = tape.below(6);
            format!(
                r#""trip-{at}": {{"traveller": "person-0", "legs": {{"visit:visit-{leg}": {{"by": "s{}"}}}}}}"#,
                tape.below(3)
            )
        });
        text += &self.section("visits", 8, |tape, at| {
            let kind = |tape: &mut Self| {
                format!(r#""kind": "{}""#, ["lodging", "talks"][tape.below(2)])
            };
            let stop = tape.accounts(&[&kind, &place]);
            format!(
                r#""visit-{at}": {{"guest": "person-{}", "host": "state-1", {}, "stops": {{"stop": {{{stop}}}}}}}"#,
                tape.below(2),
                tape.accounts(&[&progress, &when, &place])
            )
        });
        text += &self.section("meetings", 5, |tape, at| {
            let (one, other) = (tape.below(4), tape.below(3));
            let more = format!(", \"person-{}\"", (one + 2) % 4).repeat(usize::from(other != 1));
            let other = (one + 1) % 4;
            format!(
                r#""meeting-{at}": {{"participants": ["person-{one}", "person-{other}"{more}], {}}}"#,
                tape.accounts(&[&progress, &when])
            )
        });
        text
    }

    /// Agreements, statements and ties, and two places that are one.
    fn words(&mut self) -> String {
        let actor = |tape: &mut Self| {
            let of = ["state-0", "state-1", "person-0", "organ-0", "organ-1", "organ-2"];
            of[tape.below(6)].to_owned()
        };
        let mut text = String::new();
        text += &self.section("agreements", 4, |tape, at| {
            let one = tape.below(3);
            format!(
                r#""pact-{at}": {{"parties": ["state-{one}", "state-{}"], {}, "acts": {{"state-{} ratified": {{"when": "2001"}}}}}}"#,
                (one + 1) % 3,
                tape.accounts(&[]),
                tape.below(3)
            )
        });
        text += &self.section("statements", 8, |tape, at| {
            let about = |tape: &mut Self| match tape.below(3) {
                0 => r#""about": ["relation:state-0~state-1"]"#.to_owned(),
                1 => format!(r#""about": ["visit:visit-{}", "state:state-2"]"#, tape.below(8)),
                _ => format!(r#""content": "visit:visit-{}""#, tape.below(8)),
            };
            let same = |tape: &mut Self| {
                format!(r#""may_be_same_as": ["statement-{}"]"#, (at + 1 + tape.below(7)) % 8)
            };
            let organ = |tape: &mut Self| format!(r#""organ": "organ-{}""#, tape.below(3));
            let speaker = actor(tape);
            format!(
                r#""statement-{at}": {{"speaker": "{speaker}", "act": "praises", {}}}"#,
                tape.accounts(&[&about, &same, &organ])
            )
        });
        text += &self.section("ties", 6, |tape, at| {
            let one = tape.below(3);
            let other = (one + 1 + tape.below(2)) % 3;
            format!(r#""tie-{at}": {{"kind": "aid", "from": "state-{one}", "to": "state-{other}", "by": "s{}"}}"#, tape.below(3))
        });
        text += &self.section("same_as", 1, |tape, _| {
            let records = r#"["place:place-4", "place:place-5"]"#;
            format!(r#""same": {{"records": {records}, "by": "s{}"}}"#, tape.below(3))
        });
        text
    }
}

fn ids<'k, N: detente::dossier::Recorded>(
    views: impl IntoIterator<Item = View<'k, N>>,
) -> Vec<&'k str> {
    views.into_iter().map(|view| view.id().as_str()).collect()
}

const DAYS: [NaiveDate; 3] = [date!("2000-06-15"), date!("2001-03-01"), date!("2012-01-01")];

/// Who holds what is asked of each tenure.
fn tenures(known: &Knowledge) {
    for (person, on) in known.persons().flat_map(|person| DAYS.map(|day| (person, day))) {
        let of_state = |tenure: &View<'_, Tenure>| {
            let office = known.find::<Office>(tenure.office())?;
            known.find::<State>(principal(known, office.of()).as_str())
        };
        let tenures: Vec<_> = known
            .tenures_of(person.id())
            .filter_map(|tenure| Some((of_state(&tenure)?.id().as_str(), tenure.holds_on(on))))
            .collect();
        let of = |counts: fn(Truth) -> bool| {
            let held = tenures.iter().filter(|(_, holds)| counts(*holds)).map(|(state, _)| *state);
            held.collect::<std::collections::BTreeSet<_>>()
        };
        let mut states = of(Truth::is_certain);
        if states.is_empty() {
            states = of(Truth::is_possible);
            let citizen = person.get(Person::CITIZEN_OF);
            states.extend(citizen.into_iter().flat_map(List::items).map(Id::as_str));
        }
        let stands = known.state_of(person.id(), on).unwrap();
        let stands: Vec<&str> = stands.possible().map(Id::as_str).collect();
        assert_eq!(stands, states.into_iter().collect::<Vec<_>>(), "{person:?} on {on}");
    }
    for (office, on) in known.offices().flat_map(|office| DAYS.map(|day| (office, day))) {
        let by = Criterion::EffectiveControl;
        let held = known.tenures().filter(|tenure| tenure.office() == office.id());
        let held = held.map(|tenure| (tenure, tenure.holds_on(on)));
        let (certain, perhaps): (Vec<_>, Vec<_>) = held
            .filter(|(_, holds)| holds.is_possible())
            .partition(|(_, holds)| holds.is_certain());
        let plain = ids(certain.into_iter().chain(perhaps).map(|(tenure, _)| tenure));
        let holders = known.holders(office.id(), on, &by).unwrap();
        assert_eq!(ids(holders.iter().map(|holder| holder.tenure)), plain, "{office:?} on {on}");
    }
}

/// For whom an actor acts: by what is told of each organ.
fn principal(known: &Knowledge, actor: &ActorId) -> ActorId {
    let Some(organ) = known.find::<Organisation>(actor.as_str()) else { return actor.clone() };
    let part_of = || organ.get(Organisation::PART_OF).map(OrganisationId::actor);
    let of = organ.get(Organisation::SPEAKS_FOR).cloned().or_else(part_of);
    of.map_or_else(|| actor.clone(), |of| principal(known, &of))
}

fn leaders(known: &Knowledge) {
    for (state, on) in known.states().flat_map(|state| DAYS.map(|day| (state, day))) {
        let offices =
            known.offices().filter(|office| principal(known, office.of()) == state.id().actor());
        let leads =
            |office: &View<'_, Office>| office.functions().contains(&OfficeFunction::HEAD_OF_STATE);
        let mut plain: Vec<_> = offices
            .filter(leads)
            .flat_map(|office| known.tenures().filter(move |tenure| tenure.office() == office.id()))
            .map(|tenure| (!tenure.holds_on(on).is_certain(), tenure.id().as_str(), tenure))
            .filter(|(_, _, tenure)| tenure.holds_on(on).is_possible())
            .collect();
        plain.sort_by_key(|(unsure, id, _)| (*unsure, *id));
        let leaders = known.leaders(state.id(), on).unwrap();
        let plain = ids(plain.into_iter().map(|(_, _, tenure)| tenure));
        assert_eq!(ids(leaders.iter().map(|leader| leader.tenure)), plain, "{state:?} on {on}");
    }
}

/// Whether a visit took place by word that nobody denies.
fn certainly_happened(visit: View<'_, Visit>) -> bool {
    let progress = visit.explain(Visit::PROGRESS);
    let is_denied = progress.denied.iter().any(|told| told.value().has_happened());
    visit.has_happened() && visit.is_affirmed() && progress.denied_whole.is_empty() && !is_denied
}

fn travel(known: &Knowledge) {
    for visit in known.visits() {
        let leg =
            |trip: &View<'_, Trip>| trip.legs().iter().any(|leg| *leg.key() == visit.reference());
        assert_eq!(visit.trip(), known.trips().find(leg), "{visit:?}");
        for place in known.places() {
            let there = |other: &View<'_, Visit>| {
                let stops = other.stops().filter_map(|stop| stop.get(Stop::PLACE));
                let mut named = other.get(Visit::PLACE).into_iter().chain(stops);
                named.any(|id| known.place(id).is_ok_and(|at| at.is_within(place.id())))
            };
            let others = known.visits_by_guest(visit.guest()).filter(there);
            let others = others.filter(|other| *other != visit && certainly_happened(*other));
            let begun = others.filter_map(|other| Some((other.begins()?, other)));
            let before = begun.filter(|(day, _)| {
                visit.begins().is_some_and(|begins| day.before(&begins).is_certain())
            });
            let last = before.max_by(|(a, x), (b, y)| {
                (a.earliest(), a.latest(), x.id()).cmp(&(b.earliest(), b.latest(), y.id()))
            });
            let previous = visit.previous_by_same_guest_at(place.id());
            assert_eq!(previous, last.map(|(_, visit)| visit), "{visit:?} {place:?}");
        }
        for stop in visit.stops() {
            assert!(visit.part(Visit::STOPS, stop.key().as_str()).is_some());
        }
        assert!(visit.part(Visit::STOPS, "no such").is_none());
    }
    for place in known.places() {
        let stops = known.visits().flat_map(|visit| visit.stops().map(move |stop| (visit, stop)));
        let here: Vec<_> = stops
            .filter(|(_, stop)| {
                let at = stop.get(Stop::PLACE);
                at.and_then(|at| known.place(at).ok()).is_some_and(|at| at.is_within(place.id()))
            })
            .collect();
        let plain = ids(here.iter().map(|(visit, _)| *visit));
        assert_eq!(ids(place.stops().map(|stay| stay.visit)), plain, "{place:?}");
        let lodging =
            here.iter().filter(|(_, stop)| stop.get(Stop::KIND) == Some(&StopKind::LODGING));
        assert_eq!(place.stays().count(), lodging.count(), "{place:?}");
    }
}

fn statements(known: &Knowledge) {
    let relation: Subject = "relation:state-0~state-1".parse().unwrap();
    let visits = known.visits().map(|visit| Subject::from(visit.reference()));
    let states = known.states().map(|state| Subject::from(state.reference()));
    for subject in visits.chain(states).chain([relation]) {
        let about = |statement: &View<'_, Statement>| {
            statement.about().contains(&subject)
                || statement.get(Statement::CONTENT) == Some(&subject)
        };
        let plain = ids(known.statements().filter(about));
        assert_eq!(ids(known.statements_about(&subject)), plain, "{subject}");
    }
    for actor in ["state-0", "person-0", "organ-0", "organ-1", "organ-2"] {
        let plain = ids(known.statements().filter(|statement| statement.is_by(actor)));
        assert_eq!(ids(known.statements_by(actor)), plain, "{actor}");
    }
    for one in known.statements() {
        let names = |a: View<'_, Statement>, b: View<'_, Statement>| {
            a.get(Statement::MAY_BE_SAME_AS).is_some_and(|list| list.contains(b.id()))
        };
        let same = known.statements().filter(|other| names(one, *other) || names(*other, one));
        assert_eq!(ids(one.may_be_same_as()), ids(same.filter(|other| *other != one)), "{one:?}");
    }
}

fn pairs(known: &Knowledge) {
    let states: Vec<_> = known.states().collect();
    let during = Period::whole(&UncertainDate::year(2001).unwrap());
    for (one, other) in states.iter().flat_map(|one| states.iter().map(move |other| (one, other))) {
        let (a, b) = (one.id().as_str(), other.id().as_str());
        let ties = known.ties().filter(|tie| {
            let (from, to) = tie.identity().actors();
            (*from == *a && *to == *b) || (*from == *b && *to == *a)
        });
        assert_eq!(ids(known.ties_between(a, b)), ids(ties), "{a} {b}");
        let agreements = known.agreements().filter(|agreement| {
            let parties = agreement.parties();
            let told = agreement.is_affirmed() || agreement.acts().any(PartView::is_affirmed);
            a != b && told && parties.contains(&a) && parties.contains(&b)
        });
        assert_eq!(ids(known.agreements_between(a, b).unwrap()), ids(agreements), "{a} {b}");
        let mut met = known.meetings_between(a, b, &during).unwrap().into_vec();
        met.sort_by_key(|(meeting, _)| meeting.id());
        let plain = known.meetings().filter_map(|meeting| {
            let truth = two_of(known, meeting, [a, b])?;
            let of = met.iter().find(|(each, _)| *each == meeting).map(|(_, truth)| *truth);
            // Whether it came about, and in time, is no question of pairs.
            let came = of.is_none_or(|of| of.and(truth) == of);
            Some((meeting, truth.is_possible() || of.is_none(), came))
        });
        for (meeting, may_be, came) in plain {
            assert!(may_be && came, "{meeting:?} {a} {b}");
        }
    }
    for persons in [&["person-0"][..], &["person-1", "person-2"], &[]] {
        let all = |meeting: &View<'_, Meeting>| {
            persons.iter().all(|person| meeting.participants().iter().any(|id| *id == **person))
        };
        assert_eq!(
            ids(known.meetings_of(persons)),
            ids(known.meetings().filter(all)),
            "{persons:?}"
        );
    }
}

/// Whether of the participants one is of the one state and another of the other, pair by pair; `None` where the
/// day is no one day.
fn two_of(known: &Knowledge, meeting: View<'_, Meeting>, [a, b]: [&str; 2]) -> Option<Truth> {
    let day = meeting.date()?.as_day()?;
    let is = |person, state| known.state_of(person, day).map_or(Truth::No, |of| of.is(state));
    let people = meeting.participants();
    let others = |one| people.iter().filter(move |other| *other != one);
    let pairs = people.iter().flat_map(|one| others(one).map(move |other| (one, other)));
    let two = Truth::any(pairs.map(|(one, other)| is(one, a).and(is(other, b))));
    Some(if a == b { Truth::No } else { two })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_is_passed_over(tape in prop::collection::vec(0_usize..1_000, 301..700)) {
        let dossier = Tape(tape.iter().cycle()).dossier();
        for known in [dossier.as_known(), dossier.as_known_on(date!("2002-06-01"))] {
            tenures(&known);
            leaders(&known);
            travel(&known);
            statements(&known);
            pairs(&known);
        }
    }
}
