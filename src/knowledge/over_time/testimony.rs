//! Testimonies: words in favour of a statement or against it.

use std::fmt;

use serde::Serialize;

use crate::knowledge::Knowledge;
use crate::knowledge::citation::Citation;
use crate::knowledge::words::Words;
use crate::model::{Address, Provenance, Stance};

/// Somebody's word that bears on what a source said.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned", "planned": "2024-06-18"},
/// #   {"by": "agency", "progress": "held", "actual": "2024-06-19"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let card = known.scorecard("paper")?;
/// let day = card.scores.iter().find(|score| score.detail == Some("planned")).ok_or("no day")?;
/// let word = &day.evidence[0];
/// assert!(!word.confirms);
/// assert_eq!(word.to_string(), "2024-06-19 (agency)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Testimony<'k> {
    /// What the word is about: the same thing, or another that settles it, such as the signing of
    /// what was intended.
    pub about: Address,
    /// Whether it speaks for the statement, and not against it.
    pub confirms: bool,
    /// Whether it denies the value.
    pub denies: bool,
    /// The value.
    pub value: Words,
    /// By whom it is told, and how.
    pub by: Citation<'k>,
}

impl fmt::Display for Testimony<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.denies { "not " } else { "" };
        write!(f, "{not}{} ({})", self.value, self.by)
    }
}

/// The word of one account on something, in favour of a statement or against it.
pub(crate) fn witness<'k>(
    known: &'k Knowledge,
    about: &Address,
    provenance: &'k Provenance,
    value: Words,
    confirms: bool,
) -> Option<Testimony<'k>> {
    let by = known.cite(provenance)?;
    let denies = provenance.stance() == Stance::Denies;
    Some(Testimony { about: about.clone(), confirms, denies, value, by })
}
