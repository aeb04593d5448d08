//! Reports: every issue of a dossier, and how strict to be about them.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use thiserror::Error;

use crate::dossier::{Issue, IssueCode, Severity};

/// Every issue of a dossier, in the order of the file, or of the sections where it was not read
/// from text.
///
/// A report is data: it can be printed line by line, serialised, counted, and made a `Result` by
/// saying how strict to be.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"a": {}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::dossier::{IssueCode, Severity};
/// use detente::validation::Strictness;
///
/// let report = dossier.validate();
/// assert_eq!(report.count(Severity::Warning), 1);
/// assert_eq!(report.issues()[0].code(), IssueCode::UndatedSource);
/// assert!(report.clone().into_result(&Strictness::errors()).is_ok());
/// assert!(report.into_result(&Strictness::strict()).is_err());
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    issues: Vec<Issue>,
}

impl Report {
    pub(crate) fn new(mut issues: Vec<Issue>) -> Self {
        issues.sort_by(Issue::order);
        Self { issues }
    }

    /// Every issue.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.issues.is_empty()
    }

    /// How many there are of one severity.
    ///
    /// ```
    /// use detente::Dossier;
    /// use detente::dossier::Severity;
    ///
    /// let report = Dossier::builder().state("ruritania").build()?.validate();
    /// assert_eq!((report.count(Severity::Error), report.count(Severity::Note)), (0, 2));
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn count(&self, severity: Severity) -> usize {
        self.issues.iter().filter(|issue| issue.severity() == severity).count()
    }

    /// Takes the report as it is, if every issue in it is tolerated.
    ///
    /// ```
    /// use detente::Dossier;
    /// use detente::dossier::IssueCode;
    /// use detente::validation::Strictness;
    ///
    /// let report = Dossier::builder().state("ruritania").build()?.validate();
    /// let careful = Strictness::strict().refusing(IssueCode::Unattributed);
    /// assert!(report.clone().into_result(&Strictness::strict()).is_ok());
    /// assert_eq!(report.into_result(&careful).unwrap_err().refused().count(), 1);
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    ///
    /// # Errors
    /// If one is not; the error has the whole report, so that nothing is lost either way.
    pub fn into_result(self, strictness: &Strictness) -> Result<Self, Rejected> {
        let refused: Vec<usize> = (0..self.issues.len())
            .filter(|at| !strictness.tolerates(self.issues[*at].code()))
            .collect();
        if refused.is_empty() { Ok(self) } else { Err(Rejected { report: self, refused }) }
    }
}

/// One issue a line.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, issue) in self.issues.iter().enumerate() {
            write!(f, "{}{issue}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("errors", &self.count(Severity::Error))?;
        map.serialize_entry("warnings", &self.count(Severity::Warning))?;
        map.serialize_entry("notes", &self.count(Severity::Note))?;
        map.serialize_entry("issues", &self.issues)?;
        map.end()
    }
}

/// How strict to be: which issues make a report an error.
///
/// ```
/// use detente::dossier::IssueCode;
/// use detente::validation::Strictness;
///
/// let strictness = Strictness::strict()
///     .tolerating(IssueCode::UndatedSource)
///     .refusing(IssueCode::OwnCode);
/// assert!(strictness.tolerates(IssueCode::UndatedSource));
/// assert!(!strictness.tolerates(IssueCode::OwnCode));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Strictness {
    /// The codes that are refused, in order.
    refused: Vec<IssueCode>,
}

impl Strictness {
    fn refusing_all(refuses: impl Fn(IssueCode) -> bool) -> Self {
        Self { refused: IssueCode::ALL.iter().copied().filter(|code| refuses(*code)).collect() }
    }

    /// Refuses errors and warnings, and tolerates notes.
    ///
    /// ```
    /// use detente::dossier::IssueCode;
    /// use detente::validation::Strictness;
    ///
    /// assert!(!Strictness::strict().tolerates(IssueCode::UndatedSource));
    /// assert!(Strictness::strict().tolerates(IssueCode::SameName));
    /// ```
    pub fn strict() -> Self {
        Self::refusing_all(|code| code.severity() >= Severity::Warning)
    }

    /// Refuses errors alone.
    ///
    /// ```
    /// use detente::dossier::IssueCode;
    /// use detente::validation::Strictness;
    ///
    /// assert!(Strictness::errors().tolerates(IssueCode::UndatedSource));
    /// assert!(!Strictness::errors().tolerates(IssueCode::EndsBeforeStart));
    /// ```
    pub fn errors() -> Self {
        Self::refusing_all(|code| code.severity() == Severity::Error)
    }

    /// Refuses only what keeps a text from being a dossier.
    ///
    /// ```
    /// use detente::dossier::IssueCode;
    /// use detente::validation::Strictness;
    ///
    /// assert!(Strictness::lenient().tolerates(IssueCode::EndsBeforeStart));
    /// assert!(!Strictness::lenient().tolerates(IssueCode::UnknownId));
    /// ```
    pub fn lenient() -> Self {
        Self::refusing_all(IssueCode::is_of_reading)
    }

    /// Tolerates issues of this code.
    pub fn tolerating(mut self, code: IssueCode) -> Self {
        self.refused.retain(|refused| *refused != code);
        self
    }

    /// Refuses issues of this code.
    pub fn refusing(mut self, code: IssueCode) -> Self {
        if let Err(at) = self.refused.binary_search(&code) {
            self.refused.insert(at, code);
        }
        self
    }

    /// Whether issues of this code are tolerated.
    pub fn tolerates(&self, code: IssueCode) -> bool {
        self.refused.binary_search(&code).is_err()
    }
}

/// A report with issues that are not tolerated.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// use detente::validation::Strictness;
///
/// let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}}"#;
/// let report = Dossier::from_json(text)?.validate();
/// let rejected = report.into_result(&Strictness::strict()).unwrap_err();
/// assert_eq!(rejected.refused().count(), 1);
/// assert_eq!(rejected.into_report().issues().len(), 2);
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct Rejected {
    report: Report,
    refused: Vec<usize>,
}

impl Rejected {
    /// The issues that are not tolerated, in the order of the report; one at least.
    pub fn refused(&self) -> impl Iterator<Item = &Issue> {
        self.refused.iter().filter_map(|at| self.report.issues.get(*at))
    }

    /// The whole report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The whole report, to be kept.
    pub fn into_report(self) -> Report {
        self.report
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut refused = self.refused();
        match refused.next() {
            Some(first) => write!(f, "{first}")?,
            None => f.write_str("no issue")?,
        }
        match refused.count() {
            0 => Ok(()),
            more => write!(f, " (and {more} more)"),
        }
    }
}
