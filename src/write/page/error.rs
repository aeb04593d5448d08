//! Why a page or a card cannot be made.

use thiserror::Error;

use crate::knowledge::LookupError;
use crate::model::{RecordRef, ReferenceError};
use crate::relations::ActorError;

/// Why a page or a card cannot be made.
///
/// ```
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "persons": {"putin": {}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let error = detente::write::evidence_card(&known, "person:puttin").unwrap_err();
/// assert!(error.to_string().contains("putin"));
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PageError {
    /// A text that is no reference to a record.
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    /// There is no such record or source, or it was not known yet.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// An actor of whom no relation is told.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// More records are known than have room on a page.
    #[error("{records} records are known, and a page has room for {most}")]
    TooManyRecords {
        /// How many are known.
        records: usize,
        /// The most that have room.
        most: usize,
    },
    /// A source has no accounts of itself, and so no card.
    #[error("{0} is a source, of which there are no accounts")]
    Source(RecordRef),
}
