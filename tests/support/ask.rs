//! Asking a dossier everything that can be asked without knowing what is in it.

use std::fmt::Write as _;

use detente::model::{RecordRef, Visit};
use detente::time::NaiveDate;
use detente::{Dossier, Knowledge, date};

/// Days to ask about: any, two amid the reports, and the ends of the calendar.
pub const DAYS: [Option<NaiveDate>; 5] = [
    None,
    Some(date!("2024-06-16")),
    Some(date!("2024-06-19")),
    Some(NaiveDate::MIN),
    Some(NaiveDate::MAX),
];

/// Asks for all there is, as known on a day. What is answered hardly matters; that it is does.
#[must_use]
pub fn ask_everything(dossier: &Dossier, day: Option<NaiveDate>) -> String {
    let known = day.map_or_else(|| dossier.as_known(), |day| dossier.as_known_on(day));
    let day = day.unwrap_or(date!("2024-07-01"));
    let mut said = String::new();
    survey(&known, &mut said);
    visits(&known, &mut said);
    agreements(&known, day, &mut said);
    offices(&known, day, &mut said);
    statements(&known, &mut said);
    records(&known, &mut said);
    said
}

fn survey(known: &Knowledge, said: &mut String) {
    for told in known.accounts() {
        write!(said, "{} {} {:?}", told.about, told.by, told.details).unwrap();
    }
    for disagreement in known.disagreements() {
        write!(said, "{disagreement}").unwrap();
    }
}

fn visits(known: &Knowledge, said: &mut String) {
    for visit in known.visits() {
        write!(said, "{:?} {:?}", visit.period(), visit.begins()).unwrap();
        write!(said, "{} {}", visit.has_happened(), visit.is_unconfirmed()).unwrap();
        write!(said, "{:?}", visit.years_since_previous()).unwrap();
        write!(said, "{}", visit.explain(Visit::PLANNED)).unwrap();
        let previous = visit.previous_by_same_guest();
        write!(said, "{:?}", previous.map(|before| before.id().clone())).unwrap();
        if let Some(period) = visit.period() {
            write!(said, "{}", known.visits_during(&period).count()).unwrap();
        }
    }
    for meeting in known.meetings() {
        write!(said, "{:?} {}", meeting.date(), meeting.has_happened()).unwrap();
    }
    for trip in known.trips() {
        write!(said, "{:?} {}", trip.traveller(), trip.legs().len()).unwrap();
    }
    for place in known.places() {
        write!(said, "{:?} {}", place.state(), place.stays().count()).unwrap();
    }
}

fn agreements(known: &Knowledge, day: NaiveDate, said: &mut String) {
    for agreement in known.agreements() {
        let parties = agreement.parties();
        write!(said, "{} {}", agreement.is_binding(), agreement.acts_by_day().len()).unwrap();
        for act in agreement.acts() {
            write!(said, "{:?} {} {}", act.date(), act.is_done(), act.is_pending()).unwrap();
        }
        for one in &parties {
            write!(said, "{:?}", agreement.status_of(*one, day).unwrap()).unwrap();
            for other in &parties {
                write!(said, "{:?}", agreement.status_between(*one, *other, day)).unwrap();
                let owed = agreement.obligations_on(*one, *other, day);
                write!(said, "{:?}", owed.map(|owed| owed.len())).unwrap();
            }
        }
    }
}

fn offices(known: &Knowledge, day: NaiveDate, said: &mut String) {
    for tenure in known.tenures() {
        write!(said, "{}", tenure.period()).unwrap();
        let holders = known.holders(tenure.office(), day, tenure.criterion());
        write!(said, "{:?}", holders.map(|holders| holders.len())).unwrap();
    }
    for office in known.offices() {
        write!(said, "{:?}", office.title_on(day)).unwrap();
    }
}

fn statements(known: &Knowledge, said: &mut String) {
    write!(said, "{}", known.count_once(known.statements()).len()).unwrap();
    for statement in known.statements() {
        write!(said, "{:?} {}", statement.date(), known.speaker(statement.speaker())).unwrap();
        for subject in statement.about() {
            write!(said, "{}", known.describe(subject)).unwrap();
        }
        if let Some(claim) = statement.superlative() {
            write!(said, "{} {:?}", known.describe_claim(claim), known.check(claim)).unwrap();
        }
    }
    for conflict in known.conflicts() {
        write!(said, "{:?} {}", conflict.period(), conflict.framings().len()).unwrap();
    }
    for tie in known.ties() {
        let (one, other) = tie.identity().actors();
        write!(said, "{:?} {}", tie.period(), tie.identity()).unwrap();
        write!(said, "{}", known.ties_between(one, other).count()).unwrap();
    }
}

fn records(known: &Knowledge, said: &mut String) {
    let told = known.accounts();
    let mut records: Vec<&RecordRef> = told.iter().map(|told| &told.about.record).collect();
    records.dedup();
    for record in records {
        write!(said, "{} {:?}", known.describe_record(record), known.period_of(record)).unwrap();
    }
}
