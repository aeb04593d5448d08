//! Resolution: which of the values told of a detail is taken, and what it is taken over.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::knowledge::Knowledge;
use super::policy::{Candidate, Rank};
use crate::model::{
    Account, Detail, Details, KnownFrom, NounKind, Progress, Provenance, Slot, Source, Stance,
    Value, Visit,
};

/// One value as one source tells it.
#[derive(Debug, Serialize)]
pub struct CitedValue<'k, T> {
    value: &'k T,
    #[serde(serialize_with = "super::citation::provenance")]
    provenance: &'k Provenance,
    #[serde(skip)]
    source: &'k Source,
    #[serde(skip)]
    detail: &'static str,
}

impl<T> Clone for CitedValue<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for CitedValue<'_, T> {}

impl<'k, T> CitedValue<'k, T> {
    /// The value.
    pub fn value(&self) -> &'k T {
        self.value
    }

    /// How it is told.
    pub fn provenance(&self) -> &'k Provenance {
        self.provenance
    }

    /// The source.
    pub fn source(&self) -> &'k Source {
        self.source
    }

    /// The words behind the value, if they were kept.
    pub fn said(&self) -> Option<&'k crate::time::Said> {
        self.provenance.as_said(self.detail)
    }
}

impl<T: Value> fmt::Display for CitedValue<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({})",
            self.value.shown(),
            Chain { source: self.source, provenance: self.provenance }
        )
    }
}

/// A source and the chain behind it, as a reader would write it: `article, citing kremlin`.
pub(crate) struct Chain<'a> {
    pub(crate) source: &'a Source,
    pub(crate) provenance: &'a Provenance,
}

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source.id)?;
        if let Some(locator) = self.provenance.locator() {
            write!(f, " {locator}")?;
        }
        for (i, link) in self.provenance.via().iter().enumerate() {
            write!(f, "{}{link}", if i == 0 { ", citing " } else { ", citing in turn " })?;
        }
        match self.provenance.stance() {
            Stance::Affirms => Ok(()),
            stance => write!(f, ", {stance} it"),
        }
    }
}

/// A value that was not taken.
#[derive(Debug, Serialize)]
pub struct Beaten<'k, T> {
    /// The value, as told.
    pub value: CitedValue<'k, T>,
    /// Why another was taken, in a few words.
    pub reason: &'static str,
}

/// Which value of a detail was taken, and everything it was taken over.
///
/// Its `Display` is the explanation, one value a line.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "sources": {"paper": {}, "agency": {}, "reprint": {"derived_from": "agency"}},
/// #  "persons": {"a": {"by": "paper"}, "b": {"by": "paper"}}, "places": {"x": {"by": "paper"}, "y": {"by": "paper"}},
/// #  "meetings": {"m": {"participants": ["a", "b"], "accounts": [{"by": "paper", "place": "x", "certainty": "possible"},
/// #  {"by": "agency", "place": "y"}, {"by": "reprint", "place": "y"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::Meeting;
///
/// let known = dossier.as_known();
/// let place = known.meeting("m")?.explain(Meeting::PLACE);
/// assert!(place.is_contested());
/// assert_eq!(
///     place.to_string(),
///     "place: y (agency)\n  over y (reprint): the same value\n  over x (paper): told more surely"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Resolution<'k, T> {
    /// The name of the detail.
    pub detail: &'static str,
    /// The value taken; `None` if nobody has told one.
    pub chosen: Option<CitedValue<'k, T>>,
    /// Values told by then and not taken, the same value from other sources among them.
    pub beaten: Vec<Beaten<'k, T>>,
    /// Values that somebody denies.
    pub denied: Vec<CitedValue<'k, T>>,
    /// Values that the same root has since replaced by a later word.
    pub replaced: Vec<CitedValue<'k, T>>,
    /// Values told only later, or by sources not listened to.
    pub not_yet_known: Vec<CitedValue<'k, T>>,
    /// Who denies that there is such a thing at all, and with it every value.
    pub denied_whole: Vec<Denial<'k>>,
    contested: bool,
}

/// Somebody's denial of a whole record or part.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Denial<'k> {
    /// How it is told.
    #[serde(serialize_with = "super::citation::provenance")]
    pub provenance: &'k Provenance,
    /// The source.
    #[serde(skip)]
    pub source: &'k Source,
}

impl fmt::Display for Denial<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Chain { source: self.source, provenance: self.provenance }.fmt(f)
    }
}

impl<T: Value> Resolution<'_, T> {
    /// Whether somebody denies the value taken, or the whole, or tells a value that cannot be true
    /// beside it. A place and one that it lies in can both be true; so can the days of a visit that
    /// differ by the clocks of its arrival alone.
    pub fn is_contested(&self) -> bool {
        self.chosen.is_some() && !self.denied_whole.is_empty() || self.is_value_contested()
    }

    /// Whether the value taken is contested, and not only the whole.
    pub(crate) fn is_value_contested(&self) -> bool {
        self.contested
    }
}

/// As an object with all of its fields, and whether the value is `contested`.
impl<T: Value> Serialize for Resolution<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Resolution", 8)?;
        object.serialize_field("detail", self.detail)?;
        object.serialize_field("chosen", &self.chosen)?;
        object.serialize_field("contested", &self.is_contested())?;
        object.serialize_field("beaten", &self.beaten)?;
        object.serialize_field("denied", &self.denied)?;
        object.serialize_field("replaced", &self.replaced)?;
        object.serialize_field("not_yet_known", &self.not_yet_known)?;
        object.serialize_field("denied_whole", &self.denied_whole)?;
        object.end()
    }
}

impl<T: Value> fmt::Display for Resolution<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.chosen {
            Some(chosen) => write!(f, "{}: {chosen}", self.detail)?,
            None => write!(f, "{}: nobody has told it", self.detail)?,
        }
        if let Some(said) = self.chosen.as_ref().and_then(CitedValue::said) {
            write!(f, ", said as \"{}\"", said.words())?;
        }
        for Beaten { value, reason } in &self.beaten {
            write!(f, "\n  over {value}: {reason}")?;
        }
        for told in &self.denied {
            write!(f, "\n  denied: {told}")?;
        }
        for denial in &self.denied_whole {
            write!(f, "\n  denied as a whole: {denial}")?;
        }
        for told in &self.replaced {
            write!(f, "\n  since replaced: {told}")?;
        }
        for told in &self.not_yet_known {
            write!(f, "\n  not yet told: {told}")?;
        }
        Ok(())
    }
}

/// The accounts of one thing, to be resolved in one state of knowledge.
pub(crate) struct Resolver<'k, D> {
    pub(crate) known: &'k Knowledge,
    pub(crate) accounts: &'k [Account<D>],
    /// The record they are accounts of, or part of; rulings name it.
    pub(crate) record: (NounKind, &'k str),
}

impl<D> Clone for Resolver<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Resolver<'_, D> {}

/// An account that gives a value, and the rank it was given.
pub(crate) struct Ranked<'k, T> {
    pub(crate) account: usize,
    pub(crate) value: &'k T,
    text: String,
    rank: Rank,
    ruled: bool,
}

/// What one account told by then says of a detail.
pub(crate) struct Word<'k, T> {
    pub(crate) account: usize,
    pub(crate) slot: Slot,
    pub(crate) denies: bool,
    /// The value affirmed or denied; `None` denies the whole.
    pub(crate) value: Option<&'k T>,
}

impl<T: PartialEq> Word<'_, T> {
    /// Whether this, told later by the same root, takes the place of `earlier`. A denial takes back
    /// the value it denies and no other; to tell a thing again alike, as a reprint does, replaces
    /// nothing.
    pub(crate) fn replaces(&self, earlier: &Self) -> bool {
        self.slot.is_later_word_than(earlier.slot)
            && match (earlier.denies, self.denies) {
                (false, false) => self.value != earlier.value,
                (false, true) => self.value.is_none() || self.value == earlier.value,
                (true, false) => self.value == earlier.value,
                (true, true) => false,
            }
    }
}

/// The words told by then on a detail, and the last day on which each root told one.
pub(crate) struct Words<'k, T> {
    pub(crate) words: Vec<Word<'k, T>>,
    last_told: HashMap<u32, KnownFrom>,
}

impl<'k, T: PartialEq> Words<'k, T> {
    fn new(words: Vec<Word<'k, T>>) -> Self {
        let mut last_told = HashMap::new();
        for Word { slot, .. } in &words {
            let last = last_told.entry(slot.root).or_insert(slot.told);
            *last = slot.told.max(*last);
        }
        Self { words, last_told }
    }

    pub(crate) fn is_replaced(&self, word: &Word<'k, T>) -> bool {
        // Most words are the last of their root, and need not be compared with all others.
        self.last_told[&word.slot.root] > word.slot.told
            && self.words.iter().any(|other| other.replaces(word))
    }
}

impl<'k, D: Details> Resolver<'k, D> {
    /// The accounts told by then.
    pub(crate) fn told(self) -> impl Iterator<Item = (usize, &'k Account<D>)> {
        let told =
            move |(_, account): &(usize, &Account<D>)| self.known.has_told(account.provenance());
        self.accounts.iter().enumerate().filter(told)
    }

    /// The accounts told by then that say that there is such a thing, and have not been taken back
    /// by a later word of the same root that denies the whole, or that it happened.
    pub(crate) fn standing(self) -> impl Iterator<Item = &'k Account<D>> {
        let told = move || self.told().map(|(_, account)| account);
        let denies = |account: &&Account<D>| account.provenance().stance() == Stance::Denies;
        let takes_back = move |other: &Account<D>, account: &Account<D>| {
            let as_happened = other.details().progress().is_some_and(Progress::has_happened);
            other.provenance().slot.is_later_word_than(account.provenance().slot)
                && (is_blanket(other) || as_happened && account.details().happened())
        };
        told().filter(move |account| {
            !denies(account) && !told().filter(denies).any(|other| takes_back(other, account))
        })
    }

    /// The accounts told by then that deny the whole, and have not been taken back by a later word
    /// of the same root.
    pub(crate) fn whole_denials(self) -> impl Iterator<Item = &'k Account<D>> {
        let told = move || self.told().map(|(_, account)| account);
        let takes_back = |other: &Account<D>, denial: &Account<D>| {
            let affirms =
                matches!(other.provenance().stance(), Stance::Affirms | Stance::Presupposes);
            affirms && other.provenance().slot.is_later_word_than(denial.provenance().slot)
        };
        let denials = told().filter(|account| is_blanket(account));
        denials.filter(move |denial| !told().any(|other| takes_back(other, denial)))
    }

    pub(crate) fn denials(self) -> impl Iterator<Item = Denial<'k>> {
        self.whole_denials().filter_map(move |account| {
            let provenance = account.provenance();
            Some(Denial { provenance, source: self.known.source_of(provenance)? })
        })
    }

    /// Whether somebody has denied it by then, and has not affirmed it since.
    pub(crate) fn is_denied(self) -> bool {
        let denies = |account: &Account<D>| account.provenance().stance() == Stance::Denies;
        let told = || self.told().map(|(_, account)| account);
        told().filter(|account| denies(account)).any(|denial| {
            let slot = denial.provenance().slot;
            !told().any(|other| !denies(other) && other.provenance().slot.is_later_word_than(slot))
        })
    }

    /// The value taken.
    pub(crate) fn pick<T: Value>(self, detail: Detail<D, T>) -> Option<&'k T> {
        let mut first: Option<&'k T> = None;
        for (_, account) in self.told() {
            let value = detail.of(account.details());
            let denies = account.provenance().stance() == Stance::Denies;
            // Nearly every detail is told once, or told alike, and then needs no comparing.
            let is_plain = !denies && value.is_none_or(|v| first.is_none_or(|first| v == first));
            if !is_plain {
                return self.ranked(&self.words(detail), detail).first().map(|best| best.value);
            }
            first = first.or(value);
        }
        first
    }

    /// Every word told by then that bears on a detail.
    pub(crate) fn words<T: Value>(self, detail: Detail<D, T>) -> Words<'k, T> {
        let words = self.told().filter_map(|(i, account)| {
            let value = detail.of(account.details());
            let word = Word {
                account: i,
                slot: account.provenance().slot,
                denies: account.provenance().stance() == Stance::Denies,
                value,
            };
            (value.is_some() || is_blanket(account)).then_some(word)
        });
        Words::new(words.collect())
    }

    /// Every affirmed value that counts, best first.
    pub(crate) fn ranked<T: Value>(
        self,
        words: &Words<'k, T>,
        detail: Detail<D, T>,
    ) -> Vec<Ranked<'k, T>> {
        let current = words.words.iter().filter(|word| !word.denies);
        let current = current.filter(|word| !words.is_replaced(word));
        let mut ranked: Vec<Ranked<'k, T>> = current
            .filter_map(|word| {
                let provenance = self.accounts[word.account].provenance();
                Some(Ranked {
                    account: word.account,
                    value: word.value?,
                    text: word.value?.shown(),
                    rank: Rank::default(),
                    ruled: self.known.is_ruled(self.record, detail.name(), provenance),
                })
            })
            .collect();
        // Equal values have equal texts, so that those that are alike come to stand together.
        ranked.sort_by(|a, b| a.text.cmp(&b.text).then(a.account.cmp(&b.account)));
        for alike in ranked.chunk_by_mut(|a, b| a.value == b.value) {
            self.rank(alike);
        }
        // Content, then source: never the order of entry. Sorting keeps what is equal in order.
        ranked.sort_by_key(|each| Reverse((each.ruled, !each.value.is_unknown(), each.rank)));
        put_last_heard_first(&mut ranked);
        ranked
    }

    /// Ranks accounts that all give one value.
    fn rank<T: Value>(self, alike: &mut [Ranked<'k, T>]) {
        let account = |at: &Ranked<'k, T>| &self.accounts[at.account];
        let roots = alike.iter().map(|each| account(each).provenance().slot.root);
        // What nobody is named for may rest on any of the others.
        let roots = roots.filter(|root| !self.known.is_unattributed(*root));
        let roots = roots.collect::<HashSet<_>>().len();
        for each in alike {
            let candidate = Candidate {
                provenance: account(each).provenance(),
                progress: each.value.as_progress(),
                happened: account(each).details().happened(),
                roots,
            };
            each.rank = self.known.policy().rank(&candidate);
        }
    }

    /// The value taken, and everything it was taken over.
    pub(crate) fn explain<T: Value>(self, detail: Detail<D, T>) -> Resolution<'k, T> {
        let words = self.words(detail);
        let told = |account: usize, value: &'k T| self.as_told(account, value, detail.name());
        let listed = |list: &dyn Fn(&Word<'k, T>) -> bool| {
            let listed = words.words.iter().filter(|word| list(word));
            listed.filter_map(|word| told(word.account, word.value?)).collect()
        };
        let ranked = self.ranked(&words, detail);
        let beaten = |best: &Ranked<'k, T>, other: &Ranked<'k, T>| {
            let reason = self.reason(best, other);
            told(other.account, other.value).map(|value| Beaten { value, reason })
        };
        let best = ranked.first();
        let contests = |word: &Word<'k, T>, chosen: &T| match (word.value, word.denies) {
            (Some(value), true) => value == chosen,
            (Some(value), false) => !self.can_both_be(detail.name(), value, chosen),
            (None, _) => false,
        };
        let current = || words.words.iter().filter(|word| !words.is_replaced(word));
        Resolution {
            contested: best.is_some_and(|best| current().any(|word| contests(word, best.value))),
            detail: detail.name(),
            chosen: best.and_then(|best| told(best.account, best.value)),
            beaten: best.map_or_else(Vec::new, |best| {
                let others = ranked.iter().skip(1);
                others.filter_map(|other| beaten(best, other)).collect()
            }),
            denied: listed(&|word| word.denies && !words.is_replaced(word)),
            replaced: listed(&|word| words.is_replaced(word)),
            not_yet_known: self.not_yet_known(detail),
            denied_whole: self.denials().collect(),
        }
    }

    /// Whether two values of a detail can both be true.
    fn can_both_be<T: Value>(self, detail: &str, one: &T, other: &T) -> bool {
        one.agrees_with(other)
            || self.known.is_within_either(one, other)
            || self.record.0 == NounKind::Visit
                && detail == Visit::ACTUAL.name()
                && self.known.differ_by_zone(self.record.1, one, other)
    }

    fn not_yet_known<T: Value>(self, detail: Detail<D, T>) -> Vec<CitedValue<'k, T>> {
        let accounts = self.accounts.iter().enumerate();
        accounts
            .filter(|(_, account)| !self.known.has_told(account.provenance()))
            .filter_map(|(i, account)| {
                self.as_told(i, detail.of(account.details())?, detail.name())
            })
            .collect()
    }

    fn as_told<T>(
        self,
        account: usize,
        value: &'k T,
        detail: &'static str,
    ) -> Option<CitedValue<'k, T>> {
        let provenance = self.accounts[account].provenance();
        let source = self.known.source_of(provenance)?;
        Some(CitedValue { value, provenance, source, detail })
    }

    fn reason<T: Value>(self, best: &Ranked<'k, T>, other: &Ranked<'k, T>) -> &'static str {
        if best.value == other.value {
            return "the same value";
        }
        if best.ruled && !other.ruled {
            return "ruled so";
        }
        if other.value.is_unknown() && !best.value.is_unknown() {
            return "known before unknown";
        }
        if other.value.last_heard().is_some_and(|day| best.value.last_heard() > Some(day)) {
            return "heard of later";
        }
        match best.rank.iter().zip(&other.rank).position(|(a, b)| a > b) {
            Some(position) => self.known.policy().reason(position),
            None => "nothing but the alphabet",
        }
    }
}

/// Where what is taken was still so on a day, the last such day told takes its place: it says the
/// same and more.
fn put_last_heard_first<T: Value>(ranked: &mut [Ranked<'_, T>]) {
    let Some(best) = ranked.first().filter(|best| !best.ruled && best.value.last_heard().is_some())
    else {
        return;
    };
    let heard = best.value.last_heard();
    let later = ranked.iter().enumerate().filter(|(_, each)| each.value.last_heard() > heard);
    let last = later.min_by_key(|(_, each)| Reverse(each.value.last_heard()));
    if let Some((at, _)) = last {
        ranked[..=at].rotate_right(1);
    }
}

/// Whether an account denies the whole of what it is of, and no detail of it.
pub(crate) fn is_blanket<D: Details>(account: &Account<D>) -> bool {
    account.provenance().stance() == Stance::Denies && *account.details() == D::default()
}
