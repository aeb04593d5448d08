//! Mentions: which records name an id, found once for every question that asks so.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::sections::{Recorded, Sections};
use crate::model::{Accounts, AnyAccount, AnyRecord, NounKind, Person, Stop, Visit};

/// For each id, by position in one section, what names it.
type ByName<T> = HashMap<Box<str>, Vec<T>>;

/// What names which ids, whoever tells it: where a question starts whose answer has few records. Which of them
/// answer it depends on what is known, and is seen from the records themselves.
#[derive(Default)]
pub(crate) struct Mentions {
    /// The records of each noun; made for those that are asked for.
    records: [OnceLock<ByName<usize>>; NounKind::ALL.len()],
    /// The records of each noun that other records date; made for those that are asked for.
    dated_by_others: [OnceLock<Box<[usize]>>; NounKind::ALL.len()],
    /// Visits with their stops, by place.
    stops: OnceLock<ByName<(usize, usize)>>,
    /// The visits whose host is a person.
    to_people: OnceLock<Vec<usize>>,
}

impl Mentions {
    /// The records of a noun that name an id anywhere: in what makes them the ones they are, in what is told of
    /// them or of a part, or in the key of a part.
    pub(crate) fn of<N: Recorded>(&self, sections: &Sections, id: &str) -> Option<&Vec<usize>> {
        let all = self.records.get(N::NOUN as usize)?.get_or_init(|| {
            let mut all = ByName::new();
            for (at, record) in N::section(sections).records.iter().enumerate() {
                each_id(record, &mut |id| note(&mut all, id, at));
            }
            all
        });
        all.get(id)
    }

    /// The records of a noun of which somebody tells a date relative to another record, by position.
    pub(crate) fn dated_by_others<N: Recorded>(&self, sections: &Sections) -> &[usize] {
        let Some(kept) = self.dated_by_others.get(N::NOUN as usize) else { return &[] };
        kept.get_or_init(|| {
            let records = N::section(sections).records.iter().enumerate();
            records.filter(|(_, record)| is_dated_by_another(*record)).map(|(at, _)| at).collect()
        })
    }

    /// The stops that are somewhere said to be at a place: each with its visit, by position.
    pub(crate) fn stops_at(&self, sections: &Sections, place: &str) -> Option<&[(usize, usize)]> {
        let all = self.stops.get_or_init(|| {
            let mut all = ByName::new();
            for (at, visit) in Visit::section(sections).records.iter().enumerate() {
                for (stop_at, stop) in visit.parts(Visit::STOPS).as_slice().iter().enumerate() {
                    let places = stop.accounts().iter().filter_map(|told| told.get(Stop::PLACE));
                    places.for_each(|place| note(&mut all, place.as_str(), (at, stop_at)));
                }
            }
            all
        });
        all.get(place).map(Vec::as_slice)
    }

    /// The visits whose host is a person, by position.
    pub(crate) fn visits_to_people(&self, sections: &Sections) -> &[usize] {
        self.to_people.get_or_init(|| {
            let people = Person::section(sections);
            let visits = Visit::section(sections).records.iter().enumerate();
            let to_people =
                visits.filter(|(_, visit)| people.get(visit.identity().host.as_str()).is_some());
            to_people.map(|(at, _)| at).collect()
        })
    }
}

/// Notes that what stands at `at` names an id: once, as all it says comes one after the other.
fn note<T: PartialEq>(all: &mut ByName<T>, id: &str, at: T) {
    match all.get_mut(id) {
        Some(list) if list.last() == Some(&at) => {}
        Some(list) => list.push(at),
        None => {
            all.insert(id.into(), vec![at]);
        }
    }
}

/// Hands each id that a record names to `sink`.
fn each_id(record: &dyn AnyRecord, sink: &mut dyn FnMut(&str)) {
    record.identity_refs(&mut |_, _, id| sink(id));
    ids_told(record.accounts(), sink);
    for part in record.parts() {
        part.key.refs(&mut |_, id| sink(id));
        ids_told(part.accounts, sink);
    }
}

/// Hands each id in what accounts tell to `sink`.
fn ids_told(accounts: Accounts<'_>, sink: &mut dyn FnMut(&str)) {
    for account in accounts.iter() {
        let values = accounts.table.iter().filter_map(|row| account.value(row.at));
        values.for_each(|value| value.refs(&mut |_, id| sink(id)));
    }
}

fn is_dated_by_another(record: &dyn AnyRecord) -> bool {
    let tells = |accounts: Accounts<'_>| {
        let value = |account: &dyn AnyAccount| {
            let mut values = accounts.table.iter().filter_map(|row| account.value(row.at));
            values.any(|value| value.anchor().is_some())
        };
        accounts.iter().any(value)
    };
    tells(record.accounts()) || record.parts().iter().any(|part| tells(part.accounts))
}
