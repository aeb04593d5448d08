//! What a picture is of: a record found by its id or reference, and who told of it when.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::error::PictureError;
use crate::dossier::{Dossier, Recorded};
use crate::knowledge::Knowledge;
use crate::model::fault::nearest;
use crate::model::{Id, IdSpace, KnownFrom, RecordRef, SourceId};

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

/// Every day on which something of a dossier was told, in order. What has always been told, and what
/// has no day by which it certainly was, has none.
pub(crate) fn days_told(dossier: &Dossier) -> BTreeSet<NaiveDate> {
    let known = dossier.as_known();
    let told = known.accounts().into_iter().map(|account| account.by.provenance.slot.told);
    told.filter_map(KnownFrom::day).collect()
}

/// The sources that had told of records, under whichever of their ids.
pub(crate) fn sources<'k>(known: &'k Knowledge, records: &[RecordRef]) -> BTreeSet<&'k SourceId> {
    let read_as = |record: &RecordRef| {
        let noun = record.noun();
        (noun, known.canonical(IdSpace::Noun(noun), record.id()).to_owned())
    };
    let records: BTreeSet<_> = records.iter().map(read_as).collect();
    let told =
        known.accounts().into_iter().filter(|told| records.contains(&read_as(&told.about.record)));
    told.map(|told| &told.by.source.id).collect()
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
