//! How answers that point into a dossier are written: a source by its id, a telling with its source.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::model::{Source, Telling};

/// Writes how something is told, the source included.
pub(super) fn telling<S: Serializer>(telling: &Telling, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    telling.write(None, &mut map)?;
    map.end()
}

pub(super) fn source<S: Serializer>(source: &Source, serializer: S) -> Result<S::Ok, S::Error> {
    source.id.serialize(serializer)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde calls")]
pub(super) fn day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde calls"
)]
pub(super) fn day_if_any<S: Serializer>(
    day: &Option<NaiveDate>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}
