//! Renaming: new ids for some records, carried into everything that refers to them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::id::{Id, IdError};
use super::reference::{NounKind, RecordRef};
use super::value::IdSpace;

/// New ids for some records.
///
/// ```
/// use detente::model::Renaming;
///
/// let names = Renaming::new().with(&"person:vp".parse()?, "vladimir-putin")?;
/// assert_eq!(names.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    by_noun: BTreeMap<NounKind, HashMap<Box<str>, Arc<str>>>,
}

impl Renaming {
    /// No new id for anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a new id for one record, in place of one given before.
    ///
    /// # Errors
    /// If `to` is no id.
    pub fn with(mut self, record: &RecordRef, to: &str) -> Result<Self, IdError> {
        super::id::check_id(to)?;
        self.add(record, to);
        Ok(self)
    }

    /// Adds a new id that is known to be one.
    pub(crate) fn add(&mut self, record: &RecordRef, to: &str) {
        self.by_noun.entry(record.noun()).or_default().insert(record.id().into(), to.into());
    }

    /// For how many records there is a new id.
    pub fn len(&self) -> usize {
        self.by_noun.values().map(HashMap::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_noun.is_empty()
    }

    /// The new id of what is referred to, if it has one.
    pub(crate) fn of(&self, target: IdSpace, id: &str) -> Option<&Arc<str>> {
        let of_noun = |noun: &NounKind| self.by_noun.get(noun)?.get(id);
        match target {
            IdSpace::Noun(noun) => of_noun(&noun),
            IdSpace::Actor => NounKind::ALL.iter().filter(|noun| noun.is_actor()).find_map(of_noun),
        }
    }

    /// The old ids of the records of a noun whose new id is `to`, in their order.
    pub(crate) fn others(&self, noun: NounKind, to: &str) -> Vec<&str> {
        let all = self.by_noun.get(&noun).into_iter().flatten();
        let mut others: Vec<&str> =
            all.filter(|(_, new)| ***new == *to).map(|(id, _)| &**id).collect();
        others.sort_unstable();
        others
    }

    /// Gives an id its new text.
    pub(crate) fn apply<N: ?Sized>(&self, target: IdSpace, id: &mut Id<N>) {
        if let Some(text) = self.of(target, id.as_str()) {
            *id = Id::from_checked(Arc::clone(text));
        }
    }
}
