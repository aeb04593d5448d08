//! Surveys over the whole dossier: every account told, and where accounts disagree.

use std::fmt;

use super::knowledge::Knowledge;
use super::resolve::{Chain, Resolver};
use crate::dossier::{Recorded, Section, SectionVisitor};
use crate::model::{
    Account, Address, AddressRef, Detail, DetailVisitor, Details, NounKind, PartKind, PartList,
    PartVisitor, Parts, Provenance, Source, Stance, Value,
};

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
/// assert_eq!((told.about.to_string().as_str(), told.chain().as_str()), ("state:n", "a P1"));
/// assert_eq!(told.details, [("name", "N".to_owned())]);
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct CitedAccount<'k> {
    /// What it is about.
    pub about: Address,
    /// How it is told.
    #[serde(serialize_with = "super::citation::provenance")]
    pub provenance: &'k Provenance,
    /// The source.
    #[serde(skip)]
    pub source: &'k Source,
    /// The details it gives, by name, as text.
    #[serde(serialize_with = "super::citation::details")]
    pub details: Vec<(&'static str, String)>,
}

impl CitedAccount<'_> {
    /// The source and the chain behind it, as a reader would write them.
    pub fn chain(&self) -> String {
        Chain { source: self.source, provenance: self.provenance }.to_string()
    }
}

/// One side of a disagreement.
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Side<'k> {
    /// The value, as text.
    pub value: String,
    /// Whether the side denies it.
    pub denies: bool,
    /// How it is told.
    #[serde(serialize_with = "super::citation::provenance")]
    pub provenance: &'k Provenance,
    /// The source.
    #[serde(skip)]
    pub source: &'k Source,
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
    /// The sides, the value taken first.
    pub sides: Vec<Side<'k>>,
}

impl fmt::Display for Disagreement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.detail)?;
        for side in &self.sides {
            let chain = Chain { source: side.source, provenance: side.provenance };
            let not = if side.denies { "not " } else { "" };
            write!(f, "\n  {not}{} ({chain})", side.value)?;
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
    ///     known.accounts().into_iter().filter(|told| told.provenance.stance() == Stance::Presupposes);
    /// assert_eq!(presupposed.count(), 1);
    /// # Ok::<(), detente::dossier::DossierError>(())
    /// ```
    pub fn accounts(&self) -> Vec<CitedAccount<'_>> {
        let mut collect = CollectTold { known: self, told: Vec::new() };
        self.survey(&mut collect);
        collect.told
    }

    /// The words quoted in every account told, each with its source.
    pub(crate) fn quotes(&self) -> Vec<(&Source, &str)> {
        let mut collect = CollectQuotes { known: self, quotes: Vec::new() };
        self.survey(&mut collect);
        collect.quotes
    }

    /// Every detail on which what has been told disagrees, in the order of nouns and ids.
    ///
    /// Where a whole record or part is denied, that is listed once, as its `existence`. Values that
    /// can both be true do not disagree: a month and a day in it, one arrival dated in
    /// two time zones by its instant, open lists.
    pub fn disagreements(&self) -> Vec<Disagreement<'_>> {
        let mut collect = CollectDisagreements { known: self, found: Vec::new() };
        self.survey(&mut collect);
        collect.found
    }

    pub(crate) fn survey<'k, S: Surveyor<'k>>(&'k self, surveyor: &mut S) {
        self.united().sections().each(&mut Walk { surveyor });
    }
}

/// Does something with the accounts of each record and each part.
pub(crate) trait Surveyor<'k> {
    fn accounts<D: Details>(&mut self, at: &AddressRef<'k>, accounts: &'k [Account<D>]);
}

struct Walk<'s, S> {
    surveyor: &'s mut S,
}

impl<'k, S: Surveyor<'k>> SectionVisitor<'k> for Walk<'_, S> {
    fn section<N: Recorded>(&mut self, section: &'k Section<N>) {
        for record in &section.records {
            let id = record.id().as_str();
            let at = AddressRef { noun: N::NOUN, id, part: None };
            self.surveyor.accounts(&at, record.accounts());
            let mut parts = PartWalk { surveyor: self.surveyor, noun: N::NOUN, id };
            record.all_parts().each(&mut parts);
        }
    }
}

struct PartWalk<'s, 'k, S> {
    surveyor: &'s mut S,
    noun: NounKind,
    id: &'k str,
}

impl<'k, S: Surveyor<'k>> PartVisitor<'k> for PartWalk<'_, 'k, S> {
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'k PartList<P>) {
        for part in parts.as_slice() {
            let at = AddressRef { noun: self.noun, id: self.id, part: Some((name, part.key())) };
            self.surveyor.accounts(&at, part.accounts());
        }
    }
}

struct CollectQuotes<'k> {
    known: &'k Knowledge,
    quotes: Vec<(&'k Source, &'k str)>,
}

impl<'k> Surveyor<'k> for CollectQuotes<'k> {
    fn accounts<D: Details>(&mut self, _: &AddressRef<'k>, accounts: &'k [Account<D>]) {
        let told = accounts.iter().map(Account::provenance);
        let told = told.filter(|provenance| self.known.has_told(provenance));
        let quoted = told.filter_map(|provenance| {
            Some((self.known.source_of(provenance)?, provenance.quote()?))
        });
        self.quotes.extend(quoted);
    }
}

struct CollectTold<'k> {
    known: &'k Knowledge,
    told: Vec<CitedAccount<'k>>,
}

impl<'k> Surveyor<'k> for CollectTold<'k> {
    fn accounts<D: Details>(&mut self, at: &AddressRef<'k>, accounts: &'k [Account<D>]) {
        for account in accounts {
            let provenance = account.provenance();
            let Some(source) =
                self.known.source_of(provenance).filter(|_| self.known.has_told(provenance))
            else {
                continue;
            };
            let mut texts = Texts { details: account.details(), texts: Vec::new() };
            D::each(&mut texts);
            let about = at.address();
            self.told.push(CitedAccount { about, provenance, source, details: texts.texts });
        }
    }
}

struct Texts<'d, D> {
    details: &'d D,
    texts: Vec<(&'static str, String)>,
}

impl<D> DetailVisitor<D> for Texts<'_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        if let Some(value) = detail.of(self.details) {
            self.texts.push((detail.name(), value.shown()));
        }
    }
}

struct CollectDisagreements<'k> {
    known: &'k Knowledge,
    found: Vec<Disagreement<'k>>,
}

impl<'k> Surveyor<'k> for CollectDisagreements<'k> {
    fn accounts<D: Details>(&mut self, at: &AddressRef<'k>, accounts: &'k [Account<D>]) {
        let denied = |account: &Account<D>| account.provenance().stance() == Stance::Denies;
        if accounts.len() < 2 && !accounts.iter().any(denied) {
            return;
        }
        let accounts = Resolver { known: self.known, accounts, record: (at.noun, at.id) };
        self.found.extend(whole_denied(accounts, at));
        D::each(&mut Disagree { accounts, at, found: &mut self.found });
    }
}

/// The disagreement on whether there is such a thing: those who say so, and those who deny it.
fn whole_denied<'k, D: Details>(
    accounts: Resolver<'k, D>,
    at: &AddressRef<'k>,
) -> Option<Disagreement<'k>> {
    let side = |account: &'k Account<D>, denies| {
        let provenance = account.provenance();
        let source = accounts.known.source_of(provenance)?;
        Some(Side { value: SO.to_owned(), denies, provenance, source })
    };
    let denied: Vec<_> = accounts.whole_denials().filter_map(|each| side(each, true)).collect();
    let mut sides: Vec<_> = accounts.standing().filter_map(|each| side(each, false)).collect();
    // One source may tell of a thing in several accounts, and says but once that there is one.
    sides.dedup_by_key(|side| &side.source.id);
    if denied.is_empty() || sides.is_empty() {
        return None;
    }
    sides.extend(denied);
    Some(Disagreement { about: at.address(), detail: EXISTENCE, sides })
}

struct Disagree<'s, 'k, D> {
    accounts: Resolver<'k, D>,
    at: &'s AddressRef<'k>,
    found: &'s mut Vec<Disagreement<'k>>,
}

impl<D: Details> DetailVisitor<D> for Disagree<'_, '_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        let resolution = self.accounts.explain(detail);
        if !resolution.is_value_contested() {
            return;
        }
        let affirmed = resolution.chosen.iter().chain(resolution.beaten.iter().map(|b| &b.value));
        let sides = affirmed.map(|told| (told, false));
        let sides = sides.chain(resolution.denied.iter().map(|told| (told, true)));
        let sides = sides
            .map(|(told, denies)| Side {
                value: told.value().shown(),
                denies,
                provenance: told.provenance(),
                source: told.source(),
            })
            .collect();
        let about = self.at.address();
        self.found.push(Disagreement { about, detail: detail.name(), sides });
    }
}
