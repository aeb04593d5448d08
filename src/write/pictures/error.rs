//! Why a picture cannot be drawn.

use thiserror::Error;

use crate::knowledge::{LookupError, NotAParty};
use crate::model::RecordRef;
use crate::model::fault::{NearestIs, quoted};
use crate::relations::ActorError;

/// Why a picture cannot be drawn.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"a": {}, "b": {}},
/// #  "agreements": {"treaty": {"parties": ["a", "b"]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::write::two_times;
///
/// let error = two_times(&dossier, "treety").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "no visit or agreement \"treety\"; nearest is \"agreement:treaty\""
/// );
/// let error = two_times(&dossier, "treaty").unwrap_err();
/// assert_eq!(error.to_string(), "nothing with a day is told of agreement:treaty");
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PictureError {
    /// There is no such record among those that the picture can show.
    #[error("no {among} {}{}", quoted(id), NearestIs(nearest.as_ref()))]
    Unknown {
        /// What was asked for.
        id: String,
        /// The nouns that the picture can show.
        among: &'static str,
        /// What was probably meant.
        nearest: Option<RecordRef>,
    },
    /// More than one record bears the id; a reference such as `visit:…` tells which is meant.
    #[error("{} is two records, {one} and {other}; say which", quoted(id))]
    Ambiguous {
        /// What was asked for.
        id: String,
        /// One of them.
        one: RecordRef,
        /// Another.
        other: RecordRef,
    },
    /// There is such a record, and it was not known yet, or not from those who are listened to.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// An actor is asked about that is no party.
    #[error(transparent)]
    NotAParty(#[from] NotAParty),
    /// The agreement has other than two parties, so that two have to be named.
    #[error("{agreement} has {} parties, so name two of them: {}", parties.len(), parties.join(", "))]
    NameTwo {
        /// The agreement.
        agreement: RecordRef,
        /// Its parties.
        parties: Vec<String>,
    },
    /// There are more parties than lanes.
    #[error(
        "{agreement} has {parties} parties, and there are {most} lanes; name those to be shown"
    )]
    TooManyParties {
        /// The agreement.
        agreement: RecordRef,
        /// How many parties it has.
        parties: usize,
        /// How many can be shown.
        most: usize,
    },
    /// It changes on more days than have room on an axis.
    #[error("{record} changes on more than {most} days, which is what there is room for")]
    TooManyDays {
        /// The visit or agreement.
        record: RecordRef,
        /// The most days that have room.
        most: usize,
    },
    /// An actor is named that nobody knows.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// Too few actors are named, or more than have room.
    #[error("the number of different actors is {found}, expected {least} to {most}")]
    Actors {
        /// How many different ones are named.
        found: usize,
        /// The fewest that can be drawn.
        least: usize,
        /// The most that have room.
        most: usize,
    },
    /// No day is named, or more than have room.
    #[error("the number of different days is {found}, expected 1 to {most}")]
    Days {
        /// How many different ones are named.
        found: usize,
        /// The most that have room.
        most: usize,
    },
    /// Nothing is told that has a day, so there is no axis.
    #[error("nothing with a day is told of {0}")]
    Undated(RecordRef),
}
