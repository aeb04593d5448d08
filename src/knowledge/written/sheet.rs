//! Sheets: all that is told of one record, detail by detail and account by account, whatever its noun.

use crate::dossier::Recorded;
use crate::knowledge::choosing::resolution::{AnyCited, AnyResolution, CitedValue, Resolution};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::citation::Citation;
use crate::knowledge::knowledge::Knowledge;
use crate::knowledge::survey::given;
use crate::knowledge::view::View;
use crate::knowledge::words::Words;
use crate::model::{AnyAccount, AnyRecord, RecordRef};

/// All that is told of a record in one state of knowledge.
pub(crate) struct Sheet<'k> {
    pub(crate) record: RecordRef,
    /// What makes it the record it is, by field.
    pub(crate) identity: Vec<(&'static str, Words)>,
    pub(crate) whole: Entry<'k>,
    /// The parts told of, in the order of lists and keys.
    pub(crate) parts: Vec<PartSheet<'k>>,
}

/// All that is told of a part of a record.
pub(crate) struct PartSheet<'k> {
    pub(crate) list: &'static str,
    pub(crate) key: Words,
    pub(crate) entry: Entry<'k>,
}

/// The accounts of one thing, and what is taken from them.
pub(crate) struct Entry<'k> {
    pub(crate) accounts: Vec<Accounted<'k>>,
    /// The details that somebody tells, in the order in which they are written.
    pub(crate) readings: Vec<Reading<'k>>,
    pub(crate) is_affirmed: bool,
    /// Who denies that there is such a thing.
    pub(crate) denials: Vec<Citation<'k>>,
}

/// One account, with its details as text.
pub(crate) struct Accounted<'k> {
    pub(crate) by: Citation<'k>,
    pub(crate) details: Vec<(&'static str, Words)>,
}

/// One detail: the value taken, and what it was taken over.
pub(crate) struct Reading<'k> {
    pub(crate) detail: &'static str,
    pub(crate) chosen: Option<Worded<'k>>,
    pub(crate) others: Vec<(Worded<'k>, Fate)>,
    pub(crate) is_contested: bool,
}

/// A value as one source tells it.
pub(crate) struct Worded<'k> {
    pub(crate) value: Words,
    pub(crate) by: Citation<'k>,
}

/// What became of a value that is not the one taken.
#[derive(Clone, Copy)]
pub(crate) enum Fate {
    /// It is the one taken, told once more.
    Alike,
    /// Another was taken, for this reason.
    Beaten(&'static str),
    Denied,
    /// Nothing decides between it and others.
    Undecided,
    /// The same root has replaced it by a later word.
    Replaced,
    /// It repeats what its root has replaced.
    Stale,
    /// It is not what the report that it derives from says.
    Drifted,
}

impl Knowledge {
    /// The sheet of every record known, in the order of nouns and ids.
    pub(crate) fn sheets(&self) -> Vec<Sheet<'_>> {
        let records = self.united().sections().erased().into_iter().flatten();
        records.filter(|record| self.knows_any(*record)).map(|record| self.sheet(record)).collect()
    }

    fn sheet<'k>(&'k self, record: &'k dyn AnyRecord) -> Sheet<'k> {
        let of = (record.noun(), record.id());
        let mut refs = Vec::new();
        record.identity_refs(&mut |field, space, id| refs.push((field, (space, id.to_owned()))));
        let identity = record.identity_fields().into_iter().map(|(field, text)| {
            let ids = refs.iter().filter(|(of, _)| *of == field).map(|(_, id)| id.clone());
            (field, Words::with_ids(text, &ids.collect::<Vec<_>>()))
        });
        let identity = identity.collect();
        let resolver = |accounts| Resolver { known: self, accounts, record: of };
        let parts = record.parts().into_iter().filter_map(|part| {
            let entry = entry(resolver(part.accounts));
            let key = Words::of_key(part.key);
            (!entry.accounts.is_empty()).then_some(PartSheet { list: part.list, key, entry })
        });
        let parts = parts.collect();
        let whole = entry(resolver(record.accounts()));
        Sheet { record: RecordRef::new_unchecked(of.0, of.1), identity, whole, parts }
    }
}

impl<'k, N: Recorded> View<'k, N> {
    /// All that is told of it.
    pub(crate) fn sheet(self) -> Sheet<'k> {
        self.known().sheet(self.record())
    }
}

fn entry(resolver: Resolver<'_>) -> Entry<'_> {
    let accounts = resolver.told().filter_map(|(_, account)| accounted(resolver, account));
    let rows = resolver.accounts.table.iter();
    Entry {
        accounts: accounts.collect(),
        readings: rows.filter_map(|row| reading(resolver.explain(row))).collect(),
        is_affirmed: resolver.standing().next().is_some(),
        denials: resolver.denials().collect(),
    }
}

fn accounted<'k>(resolver: Resolver<'k>, account: &'k dyn AnyAccount) -> Option<Accounted<'k>> {
    let by = resolver.known.cite(account.provenance())?;
    let details = given(resolver.accounts, account);
    Some(Accounted {
        by,
        details: details.map(|(row, value)| (row.name, Words::of(value))).collect(),
    })
}

/// What is taken of a detail, and over what; `None` where nobody tells it.
fn reading(resolution: AnyResolution<'_>) -> Option<Reading<'_>> {
    let is_contested = resolution.is_contested();
    let Resolution { detail, chosen, undecided, beaten, denied, replaced, .. } = resolution;
    let (stale, drifted) = (resolution.stale, resolution.drifted);
    let taken = chosen.as_ref().map(CitedValue::value);
    let beaten = beaten.into_iter().map(|each| {
        let is_alike = taken == Some(each.value.value());
        (each.value, if is_alike { Fate::Alike } else { Fate::Beaten(each.reason) })
    });
    let denied = denied.into_iter().map(|told| (told, Fate::Denied));
    let replaced = replaced.into_iter().map(|told| (told, Fate::Replaced));
    let undecided = undecided.into_iter().map(|told| (told, Fate::Undecided));
    let stale = stale.into_iter().map(|told| (told, Fate::Stale));
    let drifted = drifted.into_iter().map(|told| (told, Fate::Drifted));
    let others = undecided.chain(beaten).chain(denied).chain(replaced).chain(stale).chain(drifted);
    let others: Vec<_> = others.map(|(told, fate)| (worded(told), fate)).collect();
    if chosen.is_none() && others.is_empty() {
        return None;
    }
    Some(Reading { detail, chosen: chosen.map(worded), others, is_contested })
}

fn worded(told: AnyCited<'_>) -> Worded<'_> {
    Worded { value: Words::of(told.value()), by: told.citation() }
}
