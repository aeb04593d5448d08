//! Surveys over the whole dossier: every account told, and where accounts disagree.

use std::fmt;

use super::citation::Citation;
use super::knowledge::Knowledge;
use super::words::Words;
use crate::knowledge::choosing::resolution::{AnyCited, Beaten};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::denies;
use crate::model::{Accounts, Address, AddressRef, AnyAccount, AnyValue, DetailRow, Source};

/// The name under which it is listed whether there is such a thing at all.
pub(crate) const EXISTENCE: &str = "existence";
/// The value by which it is told that there is.
pub(crate) const SO: &str = "so";

/// One account told, of whatever noun.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {"name": "N", "locator": "P1"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let told = &known.accounts()[0];
/// assert_eq!((told.about.to_string().as_str(), told.by.to_string().as_str()), ("state:n", "a P1"));
/// assert_eq!(told.details, [("name", "N".to_owned())]);
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct CitedAccount<'k> {
    /// What it is about.
    pub about: Address,
    /// By whom it is told, and how.
    pub by: Citation<'k>,
    /// The details it gives, by name, as text.
    #[serde(serialize_with = "super::citation::details")]
    pub details: Vec<(&'static str, String)>,
}

/// One side of a disagreement.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "sources": {"paper": {}, "agency": {}},
/// #  "persons": {"p": {"accounts": [{"by": "paper", "born": "1983-01-08"}, {"by": "agency", "born": "1984"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let sides = &known.disagreements()[0].sides;
/// let mut born: Vec<_> = sides.iter().map(|side| (side.by.to_string(), side.value.as_str())).collect();
/// born.sort();
/// assert_eq!(born[0], ("agency".to_owned(), "1984"));
/// assert!(!sides[0].denies);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Side<'k> {
    /// The value.
    pub value: Words,
    /// Whether the side denies it.
    pub denies: bool,
    /// By whom it is told, and how.
    pub by: Citation<'k>,
}

/// A detail on which accounts disagree: values that cannot both be true, or one that is denied.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "sources": {"paper": {}, "agency": {}},
/// #  "persons": {"p": {"accounts": [{"by": "paper", "born": "1983-01-08"}, {"by": "agency", "born": "1984"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let [birth] = &known.disagreements()[..] else { panic!("one disagreement") };
/// assert_eq!((birth.about.to_string().as_str(), birth.detail), ("person:p", "born"));
/// assert_eq!(birth.sides.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Disagreement<'k> {
    /// What the accounts are about.
    pub about: Address,
    /// The detail; `existence` where the whole is denied.
    pub detail: &'static str,
    /// The sides, the value taken first; where it is undecided, those between which it is.
    pub sides: Vec<Side<'k>>,
}

impl fmt::Display for Disagreement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.detail)?;
        for side in &self.sides {
            let not = if side.denies { "not " } else { "" };
            write!(f, "\n  {not}{} ({})", side.value, side.by)?;
        }
        Ok(())
    }
}

impl Knowledge {
    /// Every account told, in the order of nouns and ids: what a source says, taken for granted or
    /// denied included.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}},
    /// #  "states": {"russia": {"stance": "presupposes"}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::model::Stance;
    ///
    /// let known = dossier.as_known();
    /// let presupposed =
    ///     known.accounts().into_iter().filter(|told| told.by.provenance.stance() == Stance::Presupposes);
    /// assert_eq!(presupposed.count(), 1);
    /// # Ok::<(), detente::dossier::DossierError>(())
    /// ```
    pub fn accounts(&self) -> Vec<CitedAccount<'_>> {
        let told = self.things().flat_map(|(at, resolver)| {
            resolver.told().filter_map(move |(_, account)| {
                let by = self.cite(account.provenance())?;
                let details = given(resolver.accounts, account);
                let details = details.map(|(row, value)| (row.name, value.shown())).collect();
                Some(CitedAccount { about: at.address(), by, details })
            })
        });
        told.collect()
    }

    /// The words quoted in every account told, each with its source.
    pub(crate) fn quotes(&self) -> Vec<(&Source, &str)> {
        let told = self.things().flat_map(|(_, resolver)| resolver.told());
        let told = told.map(|(_, account)| account.provenance());
        told.filter_map(|provenance| Some((self.source_of(provenance)?, provenance.quote()?)))
            .collect()
    }

    /// Every detail on which what has been told disagrees, in the order of nouns and ids.
    ///
    /// Where a whole record or part is denied, that is listed once, as its `existence`. Values that
    /// can both be true do not disagree: a month and a day in it, one arrival dated in
    /// two time zones by its instant, open lists.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "sources": {"paper": {}, "agency": {}},
    /// #  "persons": {"p": {"accounts": [{"by": "paper", "born": "1983-01-08"}, {"by": "agency", "born": "1984"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// let about: Vec<_> = known.disagreements().iter().map(|each| each.about.to_string()).collect();
    /// assert_eq!(about, ["person:p"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn disagreements(&self) -> Vec<Disagreement<'_>> {
        let mut found = Vec::new();
        for (at, resolver) in self.things() {
            if resolver.accounts.len() < 2 && !resolver.accounts.iter().any(denies) {
                continue;
            }
            found.extend(whole_denied(resolver, &at));
            let rows = resolver.accounts.table.iter();
            found.extend(rows.filter_map(|row| disagreement(resolver, &at, row)));
        }
        found
    }

    /// Every record and every part, with its accounts, in the order of nouns and ids; told of by
    /// then or not.
    pub(crate) fn things(&self) -> impl Iterator<Item = (AddressRef<'_>, Resolver<'_>)> {
        let records = self.united().sections().erased().into_iter().flatten();
        records.flat_map(move |record| {
            let (noun, id) = (record.noun(), record.id());
            let thing = move |part, accounts| {
                (
                    AddressRef { noun, id, part },
                    Resolver { known: self, accounts, record: (noun, id) },
                )
            };
            let parts = record.parts().into_iter();
            let parts =
                parts.map(move |part| thing(Some((part.list, part.key as _)), part.accounts));
            std::iter::once(thing(None, record.accounts())).chain(parts)
        })
    }
}

/// The details that an account gives.
pub(crate) fn given<'k>(
    accounts: Accounts<'k>,
    account: &'k dyn AnyAccount,
) -> impl Iterator<Item = (&'static DetailRow, &'k dyn AnyValue)> {
    accounts.table.iter().filter_map(|row| Some((row, account.value(row.at)?)))
}

/// The disagreement on whether there is such a thing: those who say so, and those who deny it.
fn whole_denied<'k>(resolver: Resolver<'k>, at: &AddressRef<'k>) -> Option<Disagreement<'k>> {
    let side = |account: &'k dyn AnyAccount, denies| {
        let by = resolver.known.cite(account.provenance())?;
        Some(Side { value: Words::plain(SO), denies, by })
    };
    let denied: Vec<_> = resolver.whole_denials().filter_map(|each| side(each, true)).collect();
    let mut sides: Vec<_> = resolver.standing().filter_map(|each| side(each, false)).collect();
    // One source may tell of a thing in several accounts, and says but once that there is one.
    sides.dedup_by_key(|side| &side.by.source.id);
    if denied.is_empty() || sides.is_empty() {
        return None;
    }
    sides.extend(denied);
    Some(Disagreement { about: at.address(), detail: EXISTENCE, sides })
}

/// The disagreement on a detail: the values told of it, and those denied.
fn disagreement<'k>(
    resolver: Resolver<'k>,
    at: &AddressRef<'k>,
    row: &'static DetailRow,
) -> Option<Disagreement<'k>> {
    let resolution = resolver.explain(row);
    if !resolution.is_value_contested() {
        return None;
    }
    let side = |told: &AnyCited<'k>, denies| Side {
        value: Words::of(told.value()),
        denies,
        by: told.citation(),
    };
    let taken = resolution.chosen.as_ref().map(AnyCited::value);
    let is_side = |other: &&Beaten<'k, dyn AnyValue + 'k>| {
        other.is_rival || taken.is_some_and(|taken| taken == other.value.value())
    };
    let others = resolution.beaten.iter().filter(is_side).map(|other| &other.value);
    let affirmed = resolution.chosen.iter().chain(&resolution.undecided).chain(others);
    let affirmed = affirmed.map(|told| side(told, false));
    let sides = affirmed.chain(resolution.denied.iter().map(|told| side(told, true))).collect();
    Some(Disagreement { about: at.address(), detail: row.name, sides })
}
