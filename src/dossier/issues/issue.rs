//! Issues: what is wrong with a dossier, or looks wrong to a careful editor, and where it stands.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::issue_code::{IssueCode, Severity};
use super::json_path::{JsonPath, Step};
use crate::model::fault::Fault;
use crate::model::{
    Address, Agreement, Noun, NounKind, Office, Organisation, Parts, RecordRef, Trip, Visit,
    check_id,
};

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

/// One thing that is wrong with a dossier, or that a careful editor would flag.
///
/// Its `Display` is one line.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let report = dossier.validate();
/// assert_eq!(
///     report.issues()[0].to_string(),
///     "warning: undated_source: sources.a: found no day of publication, \
///      expected \"published\", a day or bounds for one"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub(crate) code: IssueCode,
    address: Option<Address>,
    pub(crate) path: JsonPath,
    pub(crate) spot: Spot,
    pub(crate) position: Option<(usize, usize)>,
    pub(crate) fault: Fault,
}

impl Issue {
    /// About the record, or the part of one, to which the path leads.
    pub(crate) fn new(code: IssueCode, path: JsonPath, fault: Fault) -> Self {
        let address = address_of(&path);
        Self { code, address, path, spot: Spot::Value, position: None, fault }
    }

    /// Says what of the thing at the end of the path is at fault.
    pub(crate) fn at(mut self, spot: Spot) -> Self {
        self.spot = spot;
        self
    }

    /// The same issue at another path: that in the whole of which a part was read.
    #[cfg(feature = "json")]
    pub(crate) fn moved_to(mut self, path: JsonPath) -> Self {
        self.address = address_of(&path);
        self.path = path;
        self
    }

    /// What it is.
    ///
    /// ```
    /// use detente::Dossier;
    /// use detente::dossier::{IssueCode, Severity};
    ///
    /// let report = Dossier::builder().state("ruritania").build()?.validate();
    /// let codes: Vec<IssueCode> = report.issues().iter().map(|issue| issue.code()).collect();
    /// assert_eq!(codes, [IssueCode::Unattributed, IssueCode::NeverReferredTo]);
    /// assert!(report.issues().iter().all(|issue| issue.severity() == Severity::Note));
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn code(&self) -> IssueCode {
        self.code
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What it is about: a record, or a part of one; `None` for the dossier as a whole.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let error = Dossier::builder().visit("v", "nobody", "russia", "2024-06-19").build().unwrap_err();
    /// let address = error.issues()[0].address().expect("it is about a visit");
    /// assert_eq!(address.to_string(), "visit:v");
    /// ```
    pub fn address(&self) -> Option<&Address> {
        self.address.as_ref()
    }

    /// Where it stands: the way to it from the top of the dossier. In a dossier that was not read
    /// from text, as [`to_json`](crate::dossier::Dossier::to_json) would write it.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let error = Dossier::builder().visit("v", "nobody", "russia", "2024-06-19").build().unwrap_err();
    /// assert_eq!(error.issues()[0].path().to_string(), "visits.v.guest");
    /// ```
    pub fn path(&self) -> &JsonPath {
        &self.path
    }

    /// The line, from 1, on which the value at fault starts, or the key if that is at fault; `None`
    /// where no text was checked.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// use detente::Dossier;
    ///
    /// let error = Dossier::from_json("{\"detente\": 1,\n  \"states\": {\"a b\": {}}}").unwrap_err();
    /// assert_eq!((error.issues()[0].line(), error.issues()[0].column()), (Some(2), Some(14)));
    /// ```
    pub fn line(&self) -> Option<usize> {
        self.position.map(|(line, _)| line)
    }

    /// The column, in characters from 1, at which it starts; `None` where no text was checked.
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
    ///
    /// For an id that is not found it takes a comparison with every id of its noun. Once 300,000 were made for one
    /// dossier no more are, so that a file in which all ids are wrong is refused at once: later issues have none.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let error = Dossier::builder().agreement("pact", ["russia", "north-koreo"]).build().unwrap_err();
    /// assert_eq!(error.issues()[0].nearest(), Some("north-korea"));
    /// ```
    pub fn nearest(&self) -> Option<&str> {
        self.fault.nearest.as_deref()
    }

    /// Where it comes in a report: by line and column, or else in the order of the sections.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let steps = |issue: &Self| section_rank(issue.path.steps().first());
        self.position
            .cmp(&other.position)
            .then_with(|| steps(self).cmp(&steps(other)))
            .then_with(|| self.path.steps().cmp(other.path.steps()))
            .then_with(|| self.code.cmp(&other.code))
            .then_with(|| self.fault.found.cmp(&other.fault.found))
    }
}

/// Sources stand before the sections of records, and what is of the whole before both.
fn section_rank(step: Option<&Step>) -> usize {
    let Some(Step::Key(name)) = step else { return 0 };
    let rank = |noun: &NounKind| match noun {
        NounKind::Source => 1,
        other => 2 + *other as usize,
    };
    NounKind::ALL.iter().find(|noun| noun.section() == &**name).map_or(0, rank)
}

impl Issue {
    /// Writes it without its severity and code, which say nothing where every issue is an error.
    pub(crate) fn write_unclassed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_position(f)?;
        self.write_fault(f)
    }

    fn write_position(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "line {line} column {column}: "),
            None => Ok(()),
        }
    }

    fn write_fault(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.steps().is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.fault)
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_position(f)?;
        write!(f, "{}: {}: ", self.severity(), self.code.code())?;
        self.write_fault(f)
    }
}

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &self.code)?;
        map.serialize_entry("severity", &self.severity())?;
        if let Some(Address { record, part }) = &self.address {
            map.serialize_entry("subject", record)?;
            if let Some((list, key)) = part {
                map.serialize_entry("part", &WrittenPart { list, key })?;
            }
        }
        map.serialize_entry("path", &self.path.to_string())?;
        if let Some((line, column)) = self.position {
            map.serialize_entry("line", &line)?;
            map.serialize_entry("column", &column)?;
        }
        map.serialize_entry("found", self.found())?;
        map.serialize_entry("expected", self.expected())?;
        if let Some(nearest) = self.nearest() {
            map.serialize_entry("nearest", nearest)?;
        }
        map.end()
    }
}

/// The part of a record, as it is written.
#[derive(Serialize)]
struct WrittenPart<'a> {
    list: &'static str,
    key: &'a str,
}

/// The record, and the part of it, to which a path leads.
fn address_of(path: &JsonPath) -> Option<Address> {
    let [Step::Key(section), Step::Key(id), rest @ ..] = path.steps() else { return None };
    let noun = NounKind::ALL.iter().find(|noun| noun.section() == &**section)?;
    check_id(id).ok()?;
    let record = RecordRef::new_unchecked(*noun, id);
    let part = match rest {
        [Step::Key(list), Step::Key(key), ..] => {
            list_of(list).map(|list| (list, key.clone().into_string()))
        }
        _ => None,
    };
    Some(Address { record, part })
}

/// The list of parts with this name.
fn list_of(name: &str) -> Option<&'static str> {
    const fn of<N: Noun>() -> &'static [&'static str] {
        N::Parts::NAMES
    }
    let lists = [of::<Visit>(), of::<Trip>(), of::<Agreement>()];
    let lists = lists.into_iter().chain([of::<Organisation>(), of::<Office>()]);
    lists.flatten().copied().find(|list| *list == name)
}
