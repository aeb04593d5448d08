//! Sheets: all that is told of one record, detail by detail and account by account, whatever its noun.

use std::any::Any;

use super::knowledge::Knowledge;
use super::resolve::{CitedValue, Denial, Resolution, Resolver};
use super::view::View;
use crate::dossier::{Recorded, Section, SectionVisitor};
use crate::model::{
    Account, Detail, DetailVisitor, Details, IdSpace, Identity, NounKind, PartKey, PartKind,
    PartList, PartVisitor, Parts, Provenance, RecordRef, Source, Value, WhenDay, WhenSpan,
};
use crate::time::{End, Period, UncertainDate};

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
    pub(crate) denials: Vec<Denial<'k>>,
}

/// One account, with its details as text.
pub(crate) struct Accounted<'k> {
    pub(crate) provenance: &'k Provenance,
    pub(crate) source: &'k Source,
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
    pub(crate) provenance: &'k Provenance,
    pub(crate) source: &'k Source,
}

/// What became of a value that is not the one taken.
#[derive(Clone, Copy)]
pub(crate) enum Fate {
    /// It is the one taken, told once more.
    Alike,
    /// Another was taken, for this reason.
    Beaten(&'static str),
    Denied,
    /// The same root has replaced it by a later word.
    Replaced,
}

/// A value in words, and the ids that stand in it.
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) ids: Vec<(IdSpace, String)>,
}

impl Knowledge {
    /// The sheet of every record known, in the order of nouns and ids.
    pub(crate) fn sheets(&self) -> Vec<Sheet<'_>> {
        let mut collect = Collect { known: self, sheets: Vec::new() };
        self.united().sections().each(&mut collect);
        collect.sheets
    }
}

struct Collect<'k> {
    known: &'k Knowledge,
    sheets: Vec<Sheet<'k>>,
}

impl<'k> SectionVisitor<'k> for Collect<'k> {
    fn section<N: Recorded>(&mut self, section: &'k Section<N>) {
        let known = section.records.iter().filter(|record| self.known.knows(record));
        self.sheets.extend(known.map(|record| View::new(self.known, record).sheet()));
    }
}

impl<'k, N: Recorded> View<'k, N> {
    /// All that is told of it.
    pub(crate) fn sheet(self) -> Sheet<'k> {
        sheet(self)
    }
}

fn sheet<N: Recorded>(view: View<'_, N>) -> Sheet<'_> {
    let (known, record) = (view.known(), view.record());
    let mut identity: Vec<(&'static str, Words)> = record
        .identity()
        .fields()
        .into_iter()
        .map(|(field, text)| (field, Words { text, ids: Vec::new() }))
        .collect();
    record.identity().refs(&mut |field, target, id| {
        if let Some((_, words)) = identity.iter_mut().find(|(name, _)| *name == field) {
            words.ids.push((target, id.to_owned()));
        }
    });
    let mut parts =
        CollectParts { known, record: (N::NOUN, record.id().as_str()), parts: Vec::new() };
    record.all_parts().each(&mut parts);
    Sheet { record: view.reference(), identity, whole: entry(view.resolver()), parts: parts.parts }
}

struct CollectParts<'k> {
    known: &'k Knowledge,
    record: (NounKind, &'k str),
    parts: Vec<PartSheet<'k>>,
}

impl<'k> PartVisitor<'k> for CollectParts<'k> {
    fn parts<P: PartKind>(&mut self, list: &'static str, parts: &'k PartList<P>) {
        for part in parts.as_slice() {
            let (known, record) = (self.known, self.record);
            let entry = entry(Resolver { known, accounts: part.accounts(), record });
            if entry.accounts.is_empty() {
                continue;
            }
            let mut key = Words { text: part.key().to_string(), ids: Vec::new() };
            part.key().key_refs(&mut |target, id| key.ids.push((target, id.to_owned())));
            self.parts.push(PartSheet { list, key, entry });
        }
    }
}

fn entry<D: Details>(resolver: Resolver<'_, D>) -> Entry<'_> {
    let accounts = resolver.told().filter_map(|(_, account)| accounted(resolver, account));
    let mut readings = Readings { resolver, readings: Vec::new() };
    D::each(&mut readings);
    Entry {
        accounts: accounts.collect(),
        readings: readings.readings,
        is_affirmed: resolver.standing().next().is_some(),
        denials: resolver.denials().collect(),
    }
}

fn accounted<'k, D: Details>(
    resolver: Resolver<'k, D>,
    account: &'k Account<D>,
) -> Option<Accounted<'k>> {
    let provenance = account.provenance();
    let source = resolver.known.source_of(provenance)?;
    let mut given = Given { details: account.details(), given: Vec::new() };
    D::each(&mut given);
    Some(Accounted { provenance, source, details: given.given })
}

struct Given<'d, D> {
    details: &'d D,
    given: Vec<(&'static str, Words)>,
}

impl<D> DetailVisitor<D> for Given<'_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        if let Some(value) = detail.of(self.details) {
            self.given.push((detail.name(), words(value)));
        }
    }
}

struct Readings<'k, D> {
    resolver: Resolver<'k, D>,
    readings: Vec<Reading<'k>>,
}

impl<D: Details> DetailVisitor<D> for Readings<'_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        let resolution = self.resolver.explain(detail);
        let is_contested = resolution.is_contested();
        let Resolution { detail, chosen, beaten, denied, replaced, .. } = resolution;
        let taken = chosen.as_ref().map(CitedValue::value);
        let beaten = beaten.into_iter().map(|each| {
            let is_alike = taken == Some(each.value.value());
            (each.value, if is_alike { Fate::Alike } else { Fate::Beaten(each.reason) })
        });
        let denied = denied.into_iter().map(|told| (told, Fate::Denied));
        let replaced = replaced.into_iter().map(|told| (told, Fate::Replaced));
        let others = beaten.chain(denied).chain(replaced);
        let others: Vec<_> = others.map(|(told, fate)| (worded(told), fate)).collect();
        if chosen.is_none() && others.is_empty() {
            return;
        }
        self.readings.push(Reading { detail, chosen: chosen.map(worded), others, is_contested });
    }
}

fn worded<T: Value>(told: CitedValue<'_, T>) -> Worded<'_> {
    Worded { value: words(told.value()), provenance: told.provenance(), source: told.source() }
}

fn words<T: Value>(value: &T) -> Words {
    let mut ids = Vec::new();
    value.refs(&mut |target, id| ids.push((target, id.to_owned())));
    Words { text: in_words(value), ids }
}

/// A value as a reader would write it: days in words, all else by its `Display`.
fn in_words<T: Value>(value: &T) -> String {
    let any = value as &dyn Any;
    if let Some(date) = any.downcast_ref::<UncertainDate>() {
        return date.in_words();
    }
    match any.downcast_ref::<End>() {
        Some(End::On(date)) => return date.in_words(),
        Some(End::Still(day)) => {
            return format!("still so on {}", UncertainDate::from(*day).in_words());
        }
        _ => {}
    }
    if let Some(is) = any.downcast_ref::<bool>() {
        return if *is { "yes" } else { "no" }.to_owned();
    }
    if let Some(moment) = any.downcast_ref::<WhenDay>().and_then(WhenDay::fixed) {
        return match moment.instant() {
            Some(_) => moment_in_words(&moment.to_string()).unwrap_or_else(|| moment.to_string()),
            None => moment.date().in_words(),
        };
    }
    let span = any.downcast_ref::<WhenSpan>().and_then(WhenSpan::fixed);
    if let Some(period) = span.or_else(|| any.downcast_ref::<Period>()) {
        return period.in_words();
    }
    value.shown()
}

/// `2024-06-19T02:22+09:00` as "19 June 2024, 02:22+09:00"; `None` if it is not of this form.
pub(crate) fn moment_in_words(text: &str) -> Option<String> {
    let (date, time) = text.split_once('T')?;
    let date: UncertainDate = date.parse().ok()?;
    time.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{}, {time}", date.in_words()))
}
