//! Rules about lives: nobody takes part in anything before their birth or after their death, at either end of
//! what lasts.

use std::collections::HashMap;

use crate::dossier::IssueCode;
use crate::knowledge::View;
use crate::model::{Act, Criterion, Id, Person, Tenure};
use crate::time::{End, Period, UncertainDate};
use crate::validation::findings::{Findings, IssuePlace};

/// The first day on which a person can have lived, and the last.
struct Lifetime {
    born: Option<UncertainDate>,
    died: Option<UncertainDate>,
}

/// Persons who take part in something before their birth or after their death.
pub(crate) fn out_of_life(findings: &mut Findings<'_>) {
    let known = findings.known;
    let life = |person: View<'_, Person>| {
        let life = Lifetime {
            born: person.get(Person::BORN).cloned(),
            died: person.get(Person::DIED).cloned(),
        };
        (life.born.is_some() || life.died.is_some()).then_some(life)
    };
    let lives: HashMap<&str, Lifetime> =
        known.persons().filter_map(|person| Some((person.id().as_str(), life(person)?))).collect();
    if lives.is_empty() {
        return;
    }
    for visit in known.visits() {
        let Some(when) = visit.period() else { continue };
        let at = IssuePlace::view(visit);
        let guest = visit.guest().as_str();
        lived(findings, &lives, guest, at, "guest", &when);
        if !is_dead_by(&lives, guest, &when) {
            outlasts(findings, &lives, guest, at, "guest", when.to());
        }
        for delegate in visit.delegation().filter(|delegate| delegate.is_affirmed()) {
            let at = at.part("delegation", delegate.key());
            lived(findings, &lives, delegate.key().as_str(), at, "", &when);
        }
    }
    for meeting in known.meetings() {
        let Some(when) = meeting.date().map(Period::on) else { continue };
        for person in meeting.participants() {
            lived(
                findings,
                &lives,
                person.as_str(),
                IssuePlace::view(meeting),
                "participants",
                &when,
            );
        }
    }
    for tenure in known.tenures().filter(|tenure| tenure.is_affirmed()) {
        let (person, at) = (tenure.person().as_str(), IssuePlace::view(tenure));
        if let Some(End::On(from)) = tenure.get(Tenure::FROM) {
            lived(findings, &lives, person, at, "person", &Period::on(from.clone()));
        }
        // Some are held for ever in name, as their holders or those after them claim.
        let in_name = *tenure.criterion() == Criterion::OwnClaim;
        if let Some(to) = tenure.get(Tenure::TO).filter(|_| !in_name) {
            let at = at.teller(tenure.accounts(), Tenure::TO, to);
            outlasts(findings, &lives, person, at, "to", to);
        }
    }
    for statement in known.statements() {
        let speaker = statement.speaker().actor().map(Id::as_str);
        let Some((speaker, when)) = speaker.zip(statement.date()) else { continue };
        let at = IssuePlace::view(statement);
        lived(findings, &lives, speaker, at, "speaker", &Period::on(when));
    }
    for agreement in known.agreements() {
        for act in agreement.acts().filter(|act| act.is_done().is_certain()) {
            let Some((person, when)) = act.get(Act::PERSON).zip(act.date()) else { continue };
            let at = IssuePlace::view(agreement).part("acts", act.key());
            let at = at.teller(act.accounts(), Act::PERSON, person);
            lived(findings, &lives, person.as_str(), at, "person", &Period::on(when));
        }
    }
}

fn lived(
    findings: &mut Findings<'_>,
    lives: &HashMap<&str, Lifetime>,
    person: &str,
    at: IssuePlace<'_>,
    field: &str,
    when: &Period,
) {
    let Some(Lifetime { born, died }) = lives.get(person) else { return };
    if let Some(born) = born
        && when.before(&Period::on(born.clone())).is_certain()
    {
        let found = format!("\"{person}\" on {when}, born on {born}");
        out_of(findings, IssueCode::ActsBeforeBirth, at, [field, person], found);
    }
    if let Some(died) = died
        && is_over_by(died, when)
    {
        let found = format!("\"{person}\" on {when}, dead since {died}");
        out_of(findings, IssueCode::ActsAfterDeath, at, [field, person], found);
    }
}

/// Whether all of it certainly came after a death.
fn is_dead_by(lives: &HashMap<&str, Lifetime>, person: &str, when: &Period) -> bool {
    let died = lives.get(person).and_then(|life| life.died.as_ref());
    died.is_some_and(|died| is_over_by(died, when))
}

/// Whether who died on a day was certainly dead before any of it.
fn is_over_by(died: &UncertainDate, when: &Period) -> bool {
    Period::on(died.clone()).before(when).is_certain()
}

/// What a person is told to do or hold until a day after their death, or without an end.
fn outlasts(
    findings: &mut Findings<'_>,
    lives: &HashMap<&str, Lifetime>,
    person: &str,
    at: IssuePlace<'_>,
    field: &str,
    end: &End,
) {
    let Some(died) = lives.get(person).and_then(|life| life.died.as_ref()) else { return };
    let goes_on = match end {
        End::On(last) => died.before(last).is_certain(),
        End::Still(day) => died.before(&UncertainDate::day(*day)).is_certain(),
        // What goes on for ever goes on after every death.
        End::Open => true,
        End::Unknown => false,
    };
    if goes_on {
        let found = format!("\"{person}\" to {end}, dead since {died}");
        let expected = "an end that is not after the death";
        findings.add(IssueCode::EndsAfterDeath, at, field, found, expected);
    }
}

fn out_of(
    findings: &mut Findings<'_>,
    code: IssueCode,
    at: IssuePlace<'_>,
    place: [&str; 2],
    found: String,
) {
    let expected = "somebody alive on that day";
    match place {
        ["", _] => findings.add_key(code, at, found, expected),
        place => findings.add_id(code, at, place, found, expected),
    }
}
