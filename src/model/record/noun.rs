//! Noun: what kind of thing a record is about, and what its records are made of.

use std::borrow::Cow;
use std::fmt;

use super::details::{Details, Identity};
use super::key::Address;
use super::part::{PartKind, PartList, Parts};
use crate::model::schema::snake_case;
use crate::model::{Id, IdSpace, NounKind, RecordRef, Referred, Subject};

/// A noun of the model: what kind of thing a record is about.
///
/// A noun is also the set of details that an account of such a record may give.
///
/// ```
/// use detente::model::{Noun, Visit};
///
/// fn section<N: Noun>() -> &'static str {
///     N::NOUN.section()
/// }
/// assert_eq!(section::<Visit>(), "visits");
/// ```
pub trait Noun: Details {
    /// The plain fields that make the record the one it is.
    type Identity: Identity;
    /// The lists of parts that its records have; `()` for none.
    type Parts: Parts;
    /// Its name.
    const NOUN: NounKind;
}

/// Ids refer to records of their noun.
impl<N: Noun> Referred for N {
    const SPACE: IdSpace = IdSpace::Noun(N::NOUN);

    fn name() -> Cow<'static, str> {
        format!("{}_id", snake_case(N::TYPE)).into()
    }
}

impl<N: Noun> From<&Id<N>> for RecordRef {
    fn from(id: &Id<N>) -> Self {
        Self::new_unchecked(N::NOUN, id.as_str())
    }
}

impl<N: Noun> From<Id<N>> for RecordRef {
    fn from(id: Id<N>) -> Self {
        Self::from(&id)
    }
}

/// A record itself, by its id.
impl<N: Noun> From<Id<N>> for Address {
    fn from(id: Id<N>) -> Self {
        RecordRef::from(id).into()
    }
}

/// A record itself, by its id.
impl<N: Noun> From<&Id<N>> for Address {
    fn from(id: &Id<N>) -> Self {
        RecordRef::from(id).into()
    }
}

impl Subject {
    /// Whether the subject is this record.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Subject, VisitId};
    ///
    /// let visit: VisitId = id!("putin-pyongyang-2024");
    /// assert!(Subject::from(&visit).is(&visit));
    /// ```
    pub fn is<N: Noun>(&self, id: &Id<N>) -> bool {
        matches!(self, Self::Record(r) if r.noun() == N::NOUN && r.id() == id.as_str())
    }
}

/// Where a noun keeps its parts of kind `P`; a constant of the noun, such as `Visit::STOPS`.
///
/// ```
/// use detente::id;
/// use detente::model::{Part, Visit, VisitIdentity, VisitRecord};
///
/// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")))
///     .with_part(Visit::DELEGATION, Part::new(id!("lavrov")));
/// assert_eq!(visit.parts(Visit::DELEGATION).as_slice().len(), 1);
/// assert!(visit.parts(Visit::STOPS).as_slice().is_empty());
/// ```
pub struct PartsOf<N: Noun, P: PartKind> {
    pub(crate) get: for<'a> fn(&'a N::Parts) -> &'a PartList<P>,
    pub(crate) get_mut: for<'a> fn(&'a mut N::Parts) -> &'a mut PartList<P>,
}

impl<N: Noun, P: PartKind> PartsOf<N, P> {
    pub(crate) const fn new(
        get: for<'a> fn(&'a N::Parts) -> &'a PartList<P>,
        get_mut: for<'a> fn(&'a mut N::Parts) -> &'a mut PartList<P>,
    ) -> Self {
        Self { get, get_mut }
    }
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving would ask for `N: Clone`")]
impl<N: Noun, P: PartKind> Clone for PartsOf<N, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N: Noun, P: PartKind> Copy for PartsOf<N, P> {}

impl<N: Noun, P: PartKind> fmt::Debug for PartsOf<N, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartsOf")
    }
}
