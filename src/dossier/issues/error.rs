//! Why something is no dossier: the issues that keep it from being one.

use std::fmt;

use thiserror::Error;

use super::issue::Issue;

/// Why something is not a dossier: every issue found.
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
/// assert_eq!(error.issues().len(), 2);
/// let first = &error.issues()[0];
/// assert_eq!((first.line(), first.path().to_string().as_str()), (Some(2), "visits.v.guest"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct DossierError {
    pub(crate) issues: Vec<Issue>,
}

impl DossierError {
    /// What is wrong, in the order of the file; never empty.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let error = Dossier::builder().agreement("a pact", ["russia", "north-korea"]).build().unwrap_err();
    /// assert_eq!(error.issues()[0].found(), "\"a pact\"");
    /// ```
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }
}

impl fmt::Display for DossierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.issues.as_slice() {
            [] => f.write_str("not a dossier"),
            [one] => one.write_unclassed(f),
            [first, rest @ ..] => {
                first.write_unclassed(f)?;
                write!(f, " (and {} more)", rest.len())
            }
        }
    }
}

/// Why a dossier could not be read from a file or a reader.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// use detente::Dossier;
/// use detente::dossier::DossierFileError;
///
/// let error = Dossier::from_json_path("/no/such/dossier.json").unwrap_err();
/// assert!(matches!(error, DossierFileError::Io { .. }) && error.issues().is_empty());
/// assert_eq!(error.to_string(), "cannot read /no/such/dossier.json");
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DossierFileError {
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

impl DossierFileError {
    /// What is wrong with the dossier, if it could be read at all.
    pub fn issues(&self) -> &[Issue] {
        match self {
            Self::Io { .. } => &[],
            Self::Invalid { error, .. } => error.issues(),
        }
    }
}
