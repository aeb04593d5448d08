//! Corrections: what a source has since told otherwise, or taken back.

use std::fmt;

use serde::Serialize;

use super::changes::Attribution;
use crate::knowledge::Knowledge;
use crate::knowledge::resolve::{Resolver, Word, Words, is_blanket};
use crate::knowledge::survey::{EXISTENCE, SO, Surveyor};
use crate::model::{Account, Detail, DetailVisitor, Details, Progress, Provenance, Value};
use crate::model::{Address, AddressRef};

/// Something said that a later word of the same root corrects or retracts.
///
/// A report derived from another is of the same root. What is told more exactly, or repeated, is no
/// correction; neither is news, as when a plan is called off.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-17"},
/// #  "erratum": {"published": "2024-06-19", "derived_from": "paper"}},
/// #  "persons": {"p": {"accounts": [{"born": "1952"}, {"by": "erratum", "born": "1953"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let [correction] = &known.corrections()[..] else { panic!("one correction") };
/// assert_eq!(correction.to_string(), "person:p: born 1952 (paper) corrected to 1953 (erratum)");
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Correction {
    /// What it is about.
    pub about: Address,
    /// The detail; `existence` where the whole is taken back.
    pub detail: &'static str,
    /// What was said.
    pub was: String,
    /// By whom it was said.
    pub was_by: Attribution,
    /// What is said instead; `None` where it is only taken back.
    pub now: Option<String>,
    /// By whom, and since when.
    pub by: Attribution,
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {} ({})", self.about, self.detail, self.was, self.was_by)?;
        match &self.now {
            Some(now) => write!(f, " corrected to {now} ({})", self.by),
            None => write!(f, " taken back ({})", self.by),
        }
    }
}

impl Knowledge {
    /// What each root has corrected or taken back by a later word told by then, in the order of
    /// nouns and ids.
    pub fn corrections(&self) -> Vec<Correction> {
        let mut collect = Collect { known: self, found: Vec::new() };
        self.survey(&mut collect);
        collect.found
    }
}

struct Collect<'k> {
    known: &'k Knowledge,
    found: Vec<Correction>,
}

impl<'k> Surveyor<'k> for Collect<'k> {
    fn accounts<D: Details>(&mut self, at: &AddressRef<'k>, accounts: &'k [Account<D>]) {
        if accounts.len() < 2 {
            return;
        }
        let resolver = Resolver { known: self.known, accounts, record: (at.noun, at.id) };
        let mut found = Vec::new();
        found.extend(taken_back(resolver, at));
        D::each(&mut EachDetail { resolver, at, found: &mut found });
        for correction in found {
            if !self.found.contains(&correction) {
                self.found.push(correction);
            }
        }
    }
}

/// The words by which the whole is taken back that was said to be.
fn taken_back<D: Details>(resolver: Resolver<'_, D>, at: &AddressRef<'_>) -> Vec<Correction> {
    let told = || resolver.told().map(|(_, account)| account);
    let denials: Vec<_> = told().filter(|account| is_blanket(account)).collect();
    let mut found = Vec::new();
    for account in told().filter(|account| !is_blanket(account)) {
        let earlier = account.provenance();
        let later = denials.iter().map(|denial| denial.provenance());
        let later = later.filter(|later| later.slot.is_later_word_than(earlier.slot));
        let Some(later) = later.min_by_key(|later| later.slot.told) else { continue };
        found.extend(correction(resolver, at, EXISTENCE, (SO.to_owned(), earlier), (None, later)));
    }
    found
}

fn correction<D: Details>(
    resolver: Resolver<'_, D>,
    at: &AddressRef<'_>,
    detail: &'static str,
    (was, was_by): (String, &Provenance),
    (now, by): (Option<String>, &Provenance),
) -> Option<Correction> {
    let was_by = Attribution::of(resolver.known, was_by)?;
    let by = Attribution::of(resolver.known, by)?;
    Some(Correction { about: at.address(), detail, was, was_by, now, by })
}

struct EachDetail<'s, 'k, D> {
    resolver: Resolver<'k, D>,
    at: &'s AddressRef<'k>,
    found: &'s mut Vec<Correction>,
}

impl<D: Details> DetailVisitor<D> for EachDetail<'_, '_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        let words = self.resolver.words(detail);
        for word in words.words.iter().filter(|word| words.is_replaced(word)) {
            let Some(value) = word.value else { continue };
            let Some(later) = corrected_by(&words, word) else { continue };
            let provenance = |word: &Word<'_, T>| {
                self.resolver.accounts.get(word.account).map(Account::provenance)
            };
            let Some((was_by, by)) = provenance(word).zip(provenance(later)) else { continue };
            let not = if word.denies { "not " } else { "" };
            let was = format!("{not}{}", value.shown());
            let now = later.value.filter(|_| !later.denies).map(Value::shown);
            let found = correction(self.resolver, self.at, detail.name(), (was, was_by), (now, by));
            self.found.extend(found);
        }
    }
}

/// The first later word that corrects one; the denial of the whole is told of the whole.
fn corrected_by<'w, 'k, T: Value>(
    words: &'w Words<'k, T>,
    word: &Word<'k, T>,
) -> Option<&'w Word<'k, T>> {
    let corrects = |later: &&Word<'k, T>| {
        let Some((now, was)) = later.value.zip(word.value) else { return false };
        // How a plan goes on is news, and no correction.
        let is_news = was.as_progress().is_some_and(|was| !Progress::is_outcome(was));
        later.replaces(word) && (later.denies != word.denies || !is_news && !now.agrees_with(was))
    };
    words.words.iter().filter(corrects).min_by_key(|later| later.slot.told)
}
