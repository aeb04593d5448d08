//! What a picture is of: a record found by its id or reference, and who told of it when.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::error::PictureError;
use crate::dossier::{Dossier, Recorded};
use crate::knowledge::Knowledge;
use crate::model::fault::nearest;
use crate::model::{Accounts, Id, IdSpace, KnownFrom, Provenance, RecordRef, SourceId};

/// The record of one of two nouns that `text` names, by its id or with its noun before it.
pub(crate) fn find<A: Recorded, B: Recorded>(
    dossier: &Dossier,
    text: &str,
    among: &'static str,
) -> Result<RecordRef, PictureError> {
    let records = |text: &str| {
        let one = reference::<A>(dossier, text);
        let other = reference::<B>(dossier, text);
        (one, other)
    };
    match records(text) {
        (Some(one), Some(other)) if one != other => {
            Err(PictureError::Ambiguous { id: text.to_owned(), one, other })
        }
        (Some(one), _) | (None, Some(one)) => Ok(one),
        (None, None) => {
            let id = text.split_once(':').map_or(text, |(_, id)| id);
            let near_a = nearest(id, ids::<A>(dossier)).and_then(|id| reference::<A>(dossier, id));
            let near_b = nearest(id, ids::<B>(dossier)).and_then(|id| reference::<B>(dossier, id));
            let closest = nearest(id, near_a.iter().chain(&near_b).map(RecordRef::id));
            let nearest = near_a.iter().chain(&near_b).find(|near| Some(near.id()) == closest);
            let nearest = nearest.cloned();
            Err(PictureError::Unknown { id: text.to_owned(), among, nearest })
        }
    }
}

fn ids<N: Recorded>(dossier: &Dossier) -> impl Iterator<Item = &str> {
    dossier.records::<N>().iter().map(|record| record.id().as_str())
}

/// The record with this id, or of this reference.
fn reference<N: Recorded>(dossier: &Dossier, text: &str) -> Option<RecordRef> {
    let id = text.strip_prefix(N::NOUN.code()).and_then(|rest| rest.strip_prefix(':'));
    let id = id.unwrap_or(text);
    let records = dossier.records::<N>();
    let at = records.binary_search_by(|record| Id::as_str(record.id()).cmp(id)).ok()?;
    Some(RecordRef::from(records[at].id()))
}

/// What a record is in words, as a title.
pub(crate) fn title(known: &Knowledge, record: &RecordRef) -> String {
    let words = known.describe_record(record);
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    let words: String = first.into_iter().flatten().chain(letters).collect();
    crate::write::pictures::drawing::text::name(&words)
}

/// The sources that had told of records, under whichever of their ids.
pub(crate) fn sources<'k>(known: &'k Knowledge, records: &[RecordRef]) -> BTreeSet<&'k SourceId> {
    let mut sources = BTreeSet::new();
    for record in records {
        each_account(known, record, |told| {
            let source = known.source_of(told).filter(|_| known.has_told(told));
            sources.extend(source.map(|source| &source.id));
        });
    }
    sources
}

/// From when on each source of a record had told of it, the first of them first, where everyone is
/// heard.
pub(crate) fn first_told(known: &Knowledge, record: &RecordRef) -> Vec<KnownFrom> {
    let mut first: HashMap<u32, KnownFrom> = HashMap::new();
    each_account(known, record, |told| {
        let slot = told.slot;
        let first = first.entry(slot.source).or_insert(slot.told);
        *first = slot.told.min(*first);
    });
    let mut first: Vec<KnownFrom> = first.into_values().collect();
    first.sort_unstable();
    first
}

/// Hands each account of a record and its parts to `f`, told by then or not.
fn each_account<'k>(known: &'k Knowledge, record: &RecordRef, mut f: impl FnMut(&'k Provenance)) {
    let noun = record.noun();
    let id = known.canonical(IdSpace::Noun(noun), record.id());
    let Some(record) = known.united().sections().record(noun, id) else { return };
    let parts = record.parts();
    let lists = parts.iter().map(|part| part.accounts).chain([record.accounts()]);
    lists.flat_map(Accounts::iter).for_each(|account| f(account.provenance()));
}

/// The day up to which things are known, in words.
pub(crate) fn known_on(known: &Knowledge) -> String {
    day_known(known.known_on())
}

/// The day up to which things are known, where there is one.
pub(crate) fn day_known(day: Option<NaiveDate>) -> String {
    match day {
        Some(day) => format!("as known on {}", crate::write::pictures::drawing::frame::long(day)),
        None => "by all that was ever told".to_owned(),
    }
}
