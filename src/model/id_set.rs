//! A set of ids, of a least size.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::fault::Fault;
use super::id::Id;
use super::renaming::Renaming;
use super::value::RefSink;
use super::value::Value;
use crate::model::schema::{Definitions, Described, Schema};

/// At least `MIN` different ids, in the order of their text.
///
/// ```
/// use detente::model::{IdSet, Person};
/// use detente::id;
///
/// let pair = IdSet::<Person, 2>::new([id!("b"), id!("a")])?;
/// assert_eq!(pair.to_string(), "a, b");
/// assert!(IdSet::<Person, 2>::new([id!("a"), id!("a")]).is_err());
/// # Ok::<(), detente::model::IdSetError>(())
/// ```
pub struct IdSet<N: ?Sized, const MIN: usize>(Box<[Id<N>]>);

/// A set of ids that holds one twice, or too few.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct IdSetError(Fault);

impl<N: ?Sized, const MIN: usize> IdSet<N, MIN> {
    /// The set of these ids, in whatever order they come.
    ///
    /// # Errors
    /// If an id stands twice, or there are fewer than `MIN`.
    pub fn new(ids: impl IntoIterator<Item = Id<N>>) -> Result<Self, IdSetError> {
        let mut ids: Vec<_> = ids.into_iter().collect();
        ids.sort();
        if let Some([twice, ..]) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            let found = format!("\"{twice}\" twice");
            return Err(IdSetError(Fault::phrase(found, "each id once")));
        }
        if ids.len() < MIN {
            let found = match ids.len() {
                0 => "no ids".to_owned(),
                1 => "only 1 id".to_owned(),
                number => format!("only {number} ids"),
            };
            return Err(IdSetError(Fault::phrase(found, format!("at least {MIN}"))));
        }
        Ok(Self(ids.into()))
    }

    /// The ids, in the order of their text.
    pub fn as_slice(&self) -> &[Id<N>] {
        &self.0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none; only a set that may be empty can be.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the id with this text is in the set.
    pub fn contains(&self, id: &str) -> bool {
        self.0.binary_search_by(|member| member.as_str().cmp(id)).is_ok()
    }
}

impl<N: ?Sized, const MIN: usize> Clone for IdSet<N, MIN> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<N: ?Sized, const MIN: usize> PartialEq for IdSet<N, MIN> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<N: ?Sized, const MIN: usize> Eq for IdSet<N, MIN> {}

impl<N: ?Sized, const MIN: usize> fmt::Debug for IdSet<N, MIN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter()).finish()
    }
}

impl<N: ?Sized, const MIN: usize> fmt::Display for IdSet<N, MIN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, id) in self.0.iter().enumerate() {
            write!(f, "{}{id}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl<N: ?Sized, const MIN: usize> Serialize for IdSet<N, MIN> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, N: ?Sized, const MIN: usize> Deserialize<'de> for IdSet<N, MIN> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl<N: ?Sized, const MIN: usize> Described for IdSet<N, MIN>
where
    Id<N>: Described,
{
    fn name() -> Cow<'static, str> {
        format!("{MIN}_or_more_of_{}", Id::<N>::name()).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        Schema::list_of(Id::<N>::schema(definitions))
            .with("minItems", MIN as i128)
            .with("uniqueItems", true)
    }

    fn schema(definitions: &mut Definitions) -> Schema {
        Self::definition(definitions)
    }
}

impl<N: ?Sized + 'static, const MIN: usize> Value for IdSet<N, MIN>
where
    Id<N>: Value,
{
    fn refs(&self, sink: &mut RefSink<'_>) {
        for id in &self.0 {
            id.refs(sink);
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        let mut ids = self.0.clone();
        ids.iter_mut().for_each(|id| {
            id.rename(names);
        });
        Self::new(ids).map(|renamed| *self = renamed).is_ok()
    }
}
