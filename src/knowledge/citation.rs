//! How answers that point into a dossier are written: a source by its id, a provenance with its source.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::model::{Provenance, Source};

/// Writes how something is told, the source included.
pub(crate) fn provenance<S: Serializer>(
    provenance: &Provenance,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    provenance.write(None, &mut map)?;
    map.end()
}

pub(crate) fn source<S: Serializer>(source: &Source, serializer: S) -> Result<S::Ok, S::Error> {
    source.id.serialize(serializer)
}

/// Writes details by their names.
pub(crate) fn details<S: Serializer>(
    details: &[(&'static str, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(details.iter().map(|(name, text)| (name, text)))
}
