//! Problems: what is wrong with a dossier, where, and what would be right.

use std::fmt;

use thiserror::Error;

use super::sections::Recorded;
use crate::model::fault::Fault;

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The bytes are not UTF-8.
    Encoding,
    /// The text is not JSON.
    Syntax,
    /// A value, field or key is not what may stand there.
    Value,
    /// An id names no record.
    UnknownId,
    /// An id names a record of another noun.
    WrongNoun,
    /// An id is used twice, or a key stands twice in one object.
    Duplicate,
    /// Records lie within, derive from, or are dated by one another in a ring.
    Ring,
    /// Nobody is named as the source of an account.
    NoSource,
    /// Two different things are merged under one id, or said to be the same.
    Conflict,
}

/// The way to a value in a file: the keys and positions that lead to it.
///
/// Shown as `visits.putin-pyongyang-2024.accounts[1].form`; keys with other characters than those
/// of ids are quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonPath(Vec<Step>);

/// One step of a [`JsonPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    Key(Box<str>),
    Index(usize),
}

impl JsonPath {
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
                Step::Key(key) => write!(f, "[{}]", crate::model::fault::quoted(key))?,
            }
        }
        Ok(())
    }
}

fn is_plain(key: &str) -> bool {
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    !key.is_empty() && key.len() <= 200 && key.chars().all(legal)
}

/// What of the thing at the end of a path is at fault, for finding it in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// Its value.
    Value,
    /// Its key.
    Key,
    /// This id, which stands in its value or is it.
    Id(Box<str>),
}

/// Something with a path, whose line and column can be found in a text.
#[cfg(feature = "json")]
pub(crate) trait Placed {
    /// The path, what at its end is at fault, and the place once it is found.
    fn place(&mut self) -> (&mut JsonPath, &Spot, &mut Option<(usize, usize)>);
}

#[cfg(feature = "json")]
impl Placed for Problem {
    fn place(&mut self) -> (&mut JsonPath, &Spot, &mut Option<(usize, usize)>) {
        (&mut self.path, &self.spot, &mut self.position)
    }
}

/// One thing that is wrong with a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub(crate) kind: ProblemKind,
    pub(crate) path: JsonPath,
    pub(crate) spot: Spot,
    pub(crate) position: Option<(usize, usize)>,
    pub(crate) fault: Fault,
}

impl Problem {
    pub(crate) fn new(kind: ProblemKind, path: JsonPath, fault: Fault) -> Self {
        Self { kind, path, spot: Spot::Value, position: None, fault }
    }

    /// Says what of the thing at the end of the path is at fault.
    pub(crate) fn at(mut self, spot: Spot) -> Self {
        self.spot = spot;
        self
    }

    /// What kind of thing is wrong.
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// Where it stands: the way to it from the top of the dossier.
    pub fn path(&self) -> &JsonPath {
        &self.path
    }

    /// The line, from 1, on which the value at fault starts, or the key if that is at fault; `None`
    /// for a dossier built in code.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|(line, _)| line)
    }

    /// The column, in characters from 1, at which it starts; `None` for a dossier built in code.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|(_, column)| column)
    }

    /// What was found there.
    pub fn found(&self) -> &str {
        &self.fault.found
    }

    /// What would have been right.
    pub fn expected(&self) -> &str {
        &self.fault.expected
    }

    /// The valid id, code or field that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        self.fault.nearest.as_deref()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.position {
            write!(f, "line {line} column {column}: ")?;
        }
        if !self.path.0.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.fault)
    }
}

/// Why something is not a dossier: every problem found.
///
/// Reading stops at the first value that cannot be read; once all can, every broken reference is
/// listed.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// use detente::Dossier;
///
/// let text = r#"{"detente": 1, "source": "me", "sources": {"me": {}},
///   "visits": {"v": {"guest": "nobody", "host": "nowhere"}}}"#;
/// let error = Dossier::from_json(text).unwrap_err();
/// assert_eq!(error.problems().len(), 2);
/// let first = &error.problems()[0];
/// assert_eq!((first.line(), first.path().to_string().as_str()), (Some(2), "visits.v.guest"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct DossierError {
    pub(crate) problems: Vec<Problem>,
}

impl DossierError {
    /// What is wrong, in the order of the file; never empty.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for DossierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [] => f.write_str("not a dossier"),
            [one] => write!(f, "{one}"),
            [first, rest @ ..] => write!(f, "{first} (and {} more)", rest.len()),
        }
    }
}

/// Why a dossier could not be read from a file or a reader.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes could not be had.
    #[error("cannot read {name}")]
    Io {
        /// The file or reader.
        name: String,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// They are no dossier.
    #[error("{name} is not a dossier")]
    Invalid {
        /// The file or reader.
        name: String,
        /// What is wrong with it.
        #[source]
        error: DossierError,
    },
}

impl ReadError {
    /// What is wrong with the dossier, if it could be read at all.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Io { .. } => &[],
            Self::Invalid { error, .. } => error.problems(),
        }
    }
}

impl JsonPath {
    /// The way to a record.
    pub(crate) fn record<N: Recorded>(id: &str) -> Self {
        Self::default().key(N::NOUN.section()).key(id)
    }
}

impl Problem {
    /// Whether it stands before `other` in the file; by path where no position is known.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.position.cmp(&other.position)
    }
}
