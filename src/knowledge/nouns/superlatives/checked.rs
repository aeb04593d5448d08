//! What a check of a superlative comes to, and what bears on it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::knowledge::Because;
use crate::knowledge::written::because::{Grounds, Point, of_source};
use crate::model::{Address, RecordRef, SourceId, Superlative, closed_codes};
use crate::time::YearsBetween;
closed_codes! {
    /// What a check comes to. Closed.
    ///
    /// ```
    /// use detente::knowledge::Verdict;
    ///
    /// assert_eq!("not_covered".parse(), Ok(Verdict::NotCovered));
    /// assert_eq!(Verdict::NotCovered.in_words(), "not covered");
    /// ```
    pub enum Verdict, "verdict" {
        /// The claim is borne out.
        Holds = "holds",
        /// The claim is refuted.
        Fails = "fails",
        /// No source lists such things completely, and no counter-example is known.
        NotCovered = "not_covered",
    }
}

/// Something that bears on a superlative.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
/// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
/// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
/// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::SuperlativeEvidence;
///
/// let known = dossier.as_known();
/// let checked = known.statement("only")?.check().ok_or("claims no superlative")?;
/// let [SuperlativeEvidence::CounterExample(chapel)] = &checked.evidence[..] else {
///     panic!("it is {checked}")
/// };
/// assert_eq!(chapel.to_string(), "place:chapel");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SuperlativeEvidence {
    /// A record that the claim says there is not.
    CounterExample(RecordRef),
    /// A record that would be one, if its uncertain date falls so.
    PossibleCounterExample(RecordRef),
    /// The one before, on which "since" or "in so many years" rests, and the years between.
    Predecessor(RecordRef, Option<YearsBetween>),
    /// A source that lists such things completely for the time in question.
    Covers(SourceId),
}

/// As text, the form of its `Display`.
impl Serialize for SuperlativeEvidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for SuperlativeEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CounterExample(record) => write!(f, "against it: {record}"),
            Self::PossibleCounterExample(record) => write!(f, "perhaps against it: {record}"),
            Self::Predecessor(record, Some(years)) => {
                write!(f, "the one before: {record}, {years} earlier")
            }
            Self::Predecessor(record, None) => write!(f, "the one before: {record}"),
            Self::Covers(source) => write!(f, "{source} lists all such things"),
        }
    }
}

/// A superlative, and what the dossier has to say of it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
/// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
/// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
/// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::{SuperlativeEvidence, Verdict};
///
/// let known = dossier.as_known();
/// let checked = known.statement("only")?.check().ok_or("claims no superlative")?;
/// assert_eq!(checked.verdict, Verdict::Fails);
/// assert_eq!(checked.evidence, [SuperlativeEvidence::CounterExample("place:chapel".parse()?)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Checked {
    /// The claim.
    pub claim: Superlative,
    /// What the check comes to.
    pub verdict: Verdict,
    /// What the verdict rests on, and what speaks for the claim.
    pub evidence: Vec<SuperlativeEvidence>,
    /// What is told against what may be a counter-example.
    #[serde(skip)]
    pub(super) doubts: Vec<Point>,
}

impl Checked {
    /// Why it comes to that: what bears the claim out or refutes it, and where nothing decides, what may
    /// be a counter-example, with what speaks for the claim against it.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
    /// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
    /// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
    /// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// # let known = dossier.as_known();
    /// let checked = known.statement("only")?.check().ok_or("claims no superlative")?;
    /// assert_eq!(
    ///     checked.because().to_string(),
    ///     "a counter-example is told of\n  rests on place:chapel: one that the claim excludes"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn because(&self) -> Because {
        let doubts = |evidence: &SuperlativeEvidence| {
            use SuperlativeEvidence::{CounterExample, PossibleCounterExample};
            matches!(evidence, CounterExample(_) | PossibleCounterExample(_))
        };
        let (against, speaking): (Vec<_>, Vec<_>) =
            self.evidence.iter().partition(|one| doubts(one));
        let rule = match (self.verdict, against.is_empty()) {
            (Verdict::Holds, _) => BORNE_OUT,
            (Verdict::Fails, _) => REFUTED,
            (Verdict::NotCovered, false) => DOUBTED,
            (Verdict::NotCovered, true) => NOT_COVERED,
        };
        let points = |some: Vec<&SuperlativeEvidence>| some.into_iter().map(point).collect();
        let (mut speaking, against): (Vec<_>, _) = (points(speaking), points(against));
        let (rests_on, against) = match self.verdict {
            Verdict::Holds => (speaking, against),
            Verdict::Fails | Verdict::NotCovered => {
                speaking.extend(self.doubts.iter().cloned());
                (against, speaking)
            }
        };
        Grounds { rests_on, against }.because(rule)
    }
}

const BORNE_OUT: &str = "no counter-example is told of, and all such things are listed";
const REFUTED: &str = "a counter-example is told of";
const DOUBTED: &str = "what may be a counter-example is told of";
const NOT_COVERED: &str = "no counter-example is told of, and nobody lists all such things";

/// A piece of evidence as what it is about, and what it says.
fn point(evidence: &SuperlativeEvidence) -> Point {
    let about = |record: &RecordRef| Address { record: record.clone(), part: None };
    match evidence {
        SuperlativeEvidence::CounterExample(record) => {
            Point::found(about(record), "one that the claim excludes")
        }
        SuperlativeEvidence::PossibleCounterExample(record) => {
            Point::found(about(record), "perhaps one that the claim excludes")
        }
        SuperlativeEvidence::Predecessor(record, Some(years)) => {
            Point::found(about(record), format!("the one before, {years} earlier"))
        }
        SuperlativeEvidence::Predecessor(record, None) => {
            Point::found(about(record), "the one before")
        }
        SuperlativeEvidence::Covers(source) => {
            Point::found(of_source(source), "lists all such things")
        }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.claim, self.verdict.in_words())?;
        self.evidence.iter().try_for_each(|evidence| write!(f, "\n  {evidence}"))
    }
}
