//! Corrections: what a source has since told otherwise, or taken back.

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;

use crate::knowledge::Knowledge;
use crate::knowledge::choosing::choose::Reading;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::{Heard, ToldWords, Word, is_blanket};
use crate::knowledge::citation::Attribution;
use crate::knowledge::survey::{EXISTENCE, SO};
use crate::knowledge::words::Words;
use crate::model::{Address, AddressRef, AnyAccount, DetailRow, Progress, Provenance, Slot};

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
    pub was: Words,
    /// By whom it was said.
    pub was_by: Attribution,
    /// What is said instead; `None` where it is only taken back.
    pub now: Option<Words>,
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
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, date};
    /// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-17"},
    /// #  "erratum": {"published": "2024-06-19", "derived_from": "paper"}},
    /// #  "persons": {"p": {"accounts": [{"born": "1952"}, {"by": "erratum", "born": "1953"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// assert!(dossier.as_known_on(date!("2024-06-18")).corrections().is_empty());
    /// assert_eq!(dossier.as_known_on(date!("2024-06-19")).corrections()[0].was, "1952");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn corrections(&self) -> Vec<Correction> {
        let mut found = Vec::new();
        for (at, resolver) in self.things().filter(|(_, resolver)| resolver.accounts.len() > 1) {
            let mut of_this = taken_back(resolver, &at);
            for row in resolver.accounts.table {
                of_this.extend(corrected(resolver, &at, row));
            }
            found.extend(each_once(of_this));
        }
        found
    }
}

/// The corrections of one thing, those that are told twice but once.
fn each_once(corrections: Vec<Correction>) -> Vec<Correction> {
    let mut kept: Vec<Correction> = Vec::new();
    // Equal ones have equal texts, so that each is compared with few.
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    for correction in corrections {
        let alike = by_text.entry(correction.to_string()).or_default();
        if !alike.iter().any(|at| kept.get(*at) == Some(&correction)) {
            alike.push(kept.len());
            kept.push(correction);
        }
    }
    kept
}

/// The words by which the whole is taken back that was said to be.
fn taken_back(resolver: Resolver<'_>, at: &AddressRef<'_>) -> Vec<Correction> {
    let told = || resolver.told().map(|(_, account)| account);
    let mut denials: HashMap<u32, Vec<&dyn AnyAccount>> = HashMap::new();
    for denial in told().filter(|account| is_blanket(*account)) {
        denials.entry(denial.provenance().slot.root).or_default().push(denial);
    }
    for of_root in denials.values_mut() {
        of_root.sort_by_key(|denial| denial.provenance().slot.told);
    }
    let mut found = Vec::new();
    for account in told().filter(|account| !is_blanket(*account)) {
        let earlier = account.provenance();
        let of_root = denials.get(&earlier.slot.root).map_or(&[][..], Vec::as_slice);
        let first =
            of_root.partition_point(|denial| denial.provenance().slot.told <= earlier.slot.told);
        let mut later = of_root.iter().skip(first).map(|denial| denial.provenance());
        let later = later.find(|later| Heard::of(later).overrides(Heard::of(earlier)));
        let Some(later) = later else { continue };
        found.extend(correction(
            resolver,
            at,
            EXISTENCE,
            (Words::plain(SO), earlier),
            (None, later),
        ));
    }
    found
}

fn correction(
    resolver: Resolver<'_>,
    at: &AddressRef<'_>,
    detail: &'static str,
    (was, was_by): (Words, &Provenance),
    (now, by): (Option<Words>, &Provenance),
) -> Option<Correction> {
    let was_by = Attribution::of(resolver.known, was_by)?;
    let by = Attribution::of(resolver.known, by)?;
    Some(Correction { about: at.address(), detail, was, was_by, now, by })
}

/// The words on a detail that later ones correct.
fn corrected(
    resolver: Resolver<'_>,
    at: &AddressRef<'_>,
    row: &'static DetailRow,
) -> Vec<Correction> {
    let words = resolver.words(row);
    let mut found = Vec::new();
    let mut replaced = words.words.iter().filter(|word| word.is_replaced()).peekable();
    // Of most details nothing is.
    if replaced.peek().is_none() {
        return found;
    }
    let by_root = ByRoot::of(&words);
    for word in replaced {
        let Some(value) = word.value else { continue };
        let Some(later) = corrected_by(resolver.known, &by_root, word, row) else { continue };
        let accounts = resolver.accounts;
        let both = accounts.get(word.account).zip(accounts.get(later.account));
        let Some((was_by, by)) = both else { continue };
        let was = Words::of(value);
        let was = if word.denies { was.denied() } else { was };
        let was = (was, was_by.provenance());
        let now = later.value.filter(|_| !later.denies).map(Words::of);
        found.extend(correction(resolver, at, row.name, was, (now, by.provenance())));
    }
    found
}

/// The first later word that corrects one; the denial of the whole is told of the whole.
fn corrected_by<'w, 'k>(
    known: &Knowledge,
    by_root: &ByRoot<'w, 'k>,
    word: &Word<'k>,
    row: &DetailRow,
) -> Option<&'w Word<'k>> {
    let read = |word: &Word<'k>| Some(Reading::of(known, word.value?, word.provenance, row));
    let was = read(word);
    let corrects = |later: &&'w Word<'k>| {
        let now = read(later);
        let Some((now, was)) = now.as_ref().zip(was.as_ref()) else { return false };
        let (now, was) = (now.value(), was.value());
        // How a plan goes on is news, and no correction.
        let is_news = was.as_progress().is_some_and(|was| !Progress::is_outcome(was));
        later.is_of_root()
            && later.replaces(word)
            && (later.denies != word.denies
                || !is_news && !now.agrees_with(was) && !known.is_within_either(now, was))
    };
    by_root.after(word.slot).find(corrects)
}

/// The words of each root, by when they were told and then as they stand.
struct ByRoot<'w, 'k>(HashMap<u32, Vec<&'w Word<'k>>>);

impl<'w, 'k> ByRoot<'w, 'k> {
    fn of(words: &'w ToldWords<'k>) -> Self {
        let mut by_root: HashMap<u32, Vec<&'w Word<'k>>> = HashMap::new();
        for word in &words.words {
            by_root.entry(word.slot.root).or_default().push(word);
        }
        for words in by_root.values_mut() {
            words.sort_by_key(|word| word.slot.told);
        }
        Self(by_root)
    }

    /// Those of its root that were told later, the earliest first.
    fn after(&self, slot: Slot) -> impl Iterator<Item = &'w Word<'k>> {
        let words = self.0.get(&slot.root).map_or(&[][..], Vec::as_slice);
        let first = words.partition_point(|word| word.slot.told <= slot.told);
        words.iter().skip(first).copied()
    }
}
