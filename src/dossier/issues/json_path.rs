//! Paths: the way to a value in a JSON file.

use std::fmt;

use crate::dossier::sections::Recorded;
use crate::model::NounKind;
use crate::model::fault::quoted;

/// The way to a value in a file: the keys and positions that lead to it.
///
/// Shown as `visits.putin-pyongyang-2024.accounts[1].form`; keys with other characters than those
/// of ids are quoted.
///
/// ```
/// use detente::Dossier;
/// use detente::dossier::JsonPath;
///
/// let error = Dossier::builder().visit("v", "nobody", "russia", "2024-06-19").build().unwrap_err();
/// let path: &JsonPath = error.issues()[0].path();
/// assert_eq!(path.to_string(), "visits.v.guest");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonPath(Vec<Step>);

/// One step of a [`JsonPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    Key(Box<str>),
    Index(usize),
}

impl JsonPath {
    /// The way to a record.
    pub(crate) fn record<N: Recorded>(id: &str) -> Self {
        Self::record_of(N::NOUN, id)
    }

    /// The way to a record of a noun.
    pub(crate) fn record_of(noun: NounKind, id: &str) -> Self {
        Self::default().key(noun.section()).key(id)
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    pub(crate) fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    #[cfg(feature = "json")]
    pub(crate) fn step(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if is_plain(key) => {
                    write!(f, "{}{key}", if i == 0 { "" } else { "." })?;
                }
                Step::Key(key) => write!(f, "[{}]", quoted(key))?,
            }
        }
        Ok(())
    }
}

fn is_plain(key: &str) -> bool {
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    !key.is_empty() && key.len() <= 200 && key.chars().all(legal)
}
