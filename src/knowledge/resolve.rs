//! Resolution: which of the values told of a detail is taken, and what it is taken over.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::citation::Citation;
use super::knowledge::Knowledge;
use super::policy::{Candidate, Rank};
use crate::model::{
    Account, Accounts, AnyAccount, AnyValue, Detail, DetailRow, Details, KnownFrom, NounKind,
    Progress, Provenance, Role, Slot, Source, Stance, Value,
};

/// One value as one source tells it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::{Progress, Visit};
///
/// let known = dossier.as_known_on(date!("2024-06-20"));
/// let chosen = known.visit("v")?.explain(Visit::PROGRESS).chosen.ok_or("not told")?;
/// assert_eq!(chosen.value(), &Progress::Held);
/// assert_eq!(chosen.source().id, "agency");
/// assert_eq!(chosen.to_string(), "held (agency)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct CitedValue<'k, T: ?Sized> {
    value: &'k T,
    by: Citation<'k>,
    #[serde(skip)]
    detail: &'static str,
}

impl<T: ?Sized> Clone for CitedValue<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for CitedValue<'_, T> {}

impl<'k, T: ?Sized> CitedValue<'k, T> {
    /// The value.
    pub fn value(&self) -> &'k T {
        self.value
    }

    /// By whom it is told, and how.
    pub fn citation(&self) -> Citation<'k> {
        self.by
    }

    /// How it is told.
    pub fn provenance(&self) -> &'k Provenance {
        self.by.provenance
    }

    /// The source.
    pub fn source(&self) -> &'k Source {
        self.by.source
    }

    /// The words behind the value, if they were kept.
    pub fn said(&self) -> Option<&'k crate::time::Said> {
        self.by.provenance.as_said(self.detail)
    }
}

impl<T: Value> fmt::Display for CitedValue<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.value.shown(), self.by)
    }
}

/// A value that was not taken.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::Visit;
///
/// let known = dossier.as_known_on(date!("2024-06-20"));
/// let progress = known.visit("v")?.explain(Visit::PROGRESS);
/// assert_eq!(progress.beaten[0].value.to_string(), "planned (paper)");
/// assert_eq!(progress.beaten[0].reason, "an outcome beats a plan");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct Beaten<'k, T: ?Sized> {
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
pub struct Resolution<'k, T: ?Sized> {
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
    pub denied_whole: Vec<Citation<'k>>,
    contested: bool,
}

impl<T: ?Sized> Resolution<'_, T> {
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

/// A resolution of which the type is not known.
pub(crate) type AnyResolution<'k> = Resolution<'k, dyn AnyValue + 'k>;

/// A cited value of which the type is not known.
pub(crate) type AnyCited<'k> = CitedValue<'k, dyn AnyValue + 'k>;

impl<'k> AnyCited<'k> {
    /// The same, by its type.
    fn typed<T: Value>(self) -> Option<CitedValue<'k, T>> {
        let value = self.value.as_any().downcast_ref()?;
        Some(CitedValue { value, by: self.by, detail: self.detail })
    }
}

impl<'k> AnyResolution<'k> {
    /// The same, by the type of its values.
    pub(crate) fn typed<T: Value>(self) -> Resolution<'k, T> {
        let all =
            |list: Vec<AnyCited<'k>>| list.into_iter().filter_map(CitedValue::typed).collect();
        let beaten =
            |Beaten { value, reason }| Some(Beaten { value: AnyCited::typed(value)?, reason });
        Resolution {
            detail: self.detail,
            chosen: self.chosen.and_then(CitedValue::typed),
            beaten: self.beaten.into_iter().filter_map(beaten).collect(),
            denied: all(self.denied),
            replaced: all(self.replaced),
            not_yet_known: all(self.not_yet_known),
            denied_whole: self.denied_whole,
            contested: self.contested,
        }
    }
}

/// The accounts of one thing, to be resolved in one state of knowledge.
#[derive(Clone, Copy)]
pub(crate) struct Resolver<'k> {
    pub(crate) known: &'k Knowledge,
    pub(crate) accounts: Accounts<'k>,
    /// The record they are accounts of, or part of; rulings name it.
    pub(crate) record: (NounKind, &'k str),
}

/// An account that gives a value, and the rank it was given.
pub(crate) struct Ranked<'k> {
    pub(crate) account: usize,
    pub(crate) value: &'k dyn AnyValue,
    text: String,
    rank: Rank,
    ruled: bool,
}

/// What one account told by then says of a detail.
pub(crate) struct Word<'k> {
    pub(crate) account: usize,
    pub(crate) slot: Slot,
    pub(crate) denies: bool,
    /// The value affirmed or denied; `None` denies the whole.
    pub(crate) value: Option<&'k dyn AnyValue>,
}

impl Word<'_> {
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
pub(crate) struct ToldWords<'k> {
    pub(crate) words: Vec<Word<'k>>,
    last_told: HashMap<u32, KnownFrom>,
}

impl<'k> ToldWords<'k> {
    fn new(words: Vec<Word<'k>>) -> Self {
        let mut last_told = HashMap::new();
        for Word { slot, .. } in &words {
            let last = last_told.entry(slot.root).or_insert(slot.told);
            *last = slot.told.max(*last);
        }
        Self { words, last_told }
    }

    pub(crate) fn is_replaced(&self, word: &Word<'k>) -> bool {
        // Most words are the last of their root, and need not be compared with all others.
        self.last_told[&word.slot.root] > word.slot.told
            && self.words.iter().any(|other| other.replaces(word))
    }

    /// The words that no later one replaces.
    pub(crate) fn current(&self) -> impl Iterator<Item = &Word<'k>> {
        self.words.iter().filter(|word| !self.is_replaced(word))
    }
}

/// The value taken of a detail whose type is known. The accounts are those of the resolver.
pub(crate) fn pick<'k, D: Details, T: Value>(
    resolver: Resolver<'k>,
    accounts: &'k [Account<D>],
    detail: Detail<D, T>,
) -> Option<&'k T> {
    let mut first: Option<&'k T> = None;
    for account in accounts {
        let provenance = account.provenance();
        if !resolver.known.has_told(provenance) {
            continue;
        }
        let value = detail.of(account.details());
        // Nearly every detail is told once, or told alike, and then needs no comparing.
        let is_plain = provenance.stance() != Stance::Denies
            && value.is_none_or(|v| first.is_none_or(|first| v == first));
        if !is_plain {
            let best = resolver.best(detail.row())?;
            return detail.of(accounts.get(best.account)?.details());
        }
        first = first.or(value);
    }
    first
}

impl<'k> Resolver<'k> {
    /// The accounts told by then, by their places.
    pub(crate) fn told(self) -> impl Iterator<Item = (usize, &'k dyn AnyAccount)> {
        let accounts = self.accounts.iter().enumerate();
        accounts.filter(move |(_, account)| self.known.has_told(account.provenance()))
    }

    /// The accounts told by then that say that there is such a thing, and have not been taken back
    /// by a later word of the same root that denies the whole, or that it happened.
    pub(crate) fn standing(self) -> impl Iterator<Item = &'k dyn AnyAccount> {
        self.standing_at().filter_map(move |at| self.accounts.get(at))
    }

    /// The same, by their places.
    pub(crate) fn standing_at(self) -> impl Iterator<Item = usize> {
        let told = self.told().filter(move |(_, account)| {
            !denies(*account)
                && !self.told().any(|(_, other)| denies(other) && takes_back(other, *account))
        });
        told.map(|(at, _)| at)
    }

    /// The accounts told by then that deny the whole, and have not been taken back by a later word
    /// of the same root.
    pub(crate) fn whole_denials(self) -> impl Iterator<Item = &'k dyn AnyAccount> {
        let told = move || self.told().map(|(_, account)| account);
        told().filter(move |account| {
            is_blanket(*account) && !told().any(|other| affirms_since(other, *account))
        })
    }

    pub(crate) fn denials(self) -> impl Iterator<Item = Citation<'k>> {
        self.whole_denials().filter_map(move |account| self.known.cite(account.provenance()))
    }

    /// Whether somebody has denied it by then, and has not affirmed it since.
    pub(crate) fn is_denied(self) -> bool {
        let told = || self.told().map(|(_, account)| account);
        told().filter(|account| denies(*account)).any(|denial| {
            let slot = denial.provenance().slot;
            !told().any(|other| !denies(other) && other.provenance().slot.is_later_word_than(slot))
        })
    }

    /// The value taken of a detail.
    pub(crate) fn best(self, row: &DetailRow) -> Option<Ranked<'k>> {
        self.ranked(&self.words(row), row).into_iter().next()
    }

    /// How far the thing has got, as taken.
    pub(crate) fn progress(self) -> Option<Progress> {
        self.best(self.accounts.with_role(Role::Progress)?)?.value.as_progress()
    }

    /// Every word told by then that bears on a detail.
    pub(crate) fn words(self, row: &DetailRow) -> ToldWords<'k> {
        let words = self.told().filter_map(|(i, account)| {
            let value = account.value(row.at);
            let slot = account.provenance().slot;
            let word = Word { account: i, slot, denies: denies(account), value };
            (value.is_some() || is_blanket(account)).then_some(word)
        });
        ToldWords::new(words.collect())
    }

    /// Every affirmed value that counts, best first.
    pub(crate) fn ranked(self, words: &ToldWords<'k>, row: &DetailRow) -> Vec<Ranked<'k>> {
        let current = words.current().filter(|word| !word.denies);
        let mut ranked: Vec<Ranked<'k>> = current
            .filter_map(|word| {
                let provenance = self.accounts.get(word.account)?.provenance();
                Some(Ranked {
                    account: word.account,
                    value: word.value?,
                    text: word.value?.shown(),
                    rank: Rank::default(),
                    ruled: self.known.is_ruled(self.record, row.name, provenance),
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
    fn rank(self, alike: &mut [Ranked<'k>]) {
        let accounts = alike.iter().filter_map(|each| self.accounts.get(each.account));
        let roots = accounts.map(|account| account.provenance().slot.root);
        // What nobody is named for may rest on any of the others.
        let roots: HashSet<u32> = roots.filter(|root| !self.known.is_unattributed(*root)).collect();
        for each in alike {
            let Some(account) = self.accounts.get(each.account) else { continue };
            let candidate = Candidate {
                provenance: account.provenance(),
                progress: each.value.as_progress(),
                happened: account.happened(),
                roots: roots.len(),
            };
            each.rank = self.known.policy().rank(&candidate);
        }
    }

    /// The value taken, and everything it was taken over.
    pub(crate) fn explain(self, row: &'static DetailRow) -> AnyResolution<'k> {
        let words = self.words(row);
        let cite = |account: usize, value: &'k dyn AnyValue| self.cite(account, value, row);
        let listed = |list: &dyn Fn(&Word<'k>) -> bool| {
            let listed = words.words.iter().filter(|word| list(word));
            listed.filter_map(|word| cite(word.account, word.value?)).collect()
        };
        let ranked = self.ranked(&words, row);
        let beaten = |best: &Ranked<'k>, other: &Ranked<'k>| {
            let reason = self.reason(best, other);
            cite(other.account, other.value).map(|value| Beaten { value, reason })
        };
        let best = ranked.first();
        let contests = |word: &Word<'k>, chosen: &dyn AnyValue| match (word.value, word.denies) {
            (Some(value), true) => value.is_same(chosen),
            (Some(value), false) => !self.can_both_be(row, value, chosen),
            (None, _) => false,
        };
        Resolution {
            contested: best
                .is_some_and(|best| words.current().any(|word| contests(word, best.value))),
            detail: row.name,
            chosen: best.and_then(|best| cite(best.account, best.value)),
            beaten: best.map_or_else(Vec::new, |best| {
                let others = ranked.iter().skip(1);
                others.filter_map(|other| beaten(best, other)).collect()
            }),
            denied: listed(&|word| word.denies && !words.is_replaced(word)),
            replaced: listed(&|word| words.is_replaced(word)),
            not_yet_known: self.not_yet_known(row),
            denied_whole: self.denials().collect(),
        }
    }

    /// Whether two values of a detail can both be true.
    fn can_both_be(self, row: &DetailRow, one: &dyn AnyValue, other: &dyn AnyValue) -> bool {
        one.agrees_with(other)
            || self.known.is_within_either(one, other)
            || self.record.0 == NounKind::Visit
                && row.role == Role::Actual
                && self.known.differ_by_zone(self.record.1, one, other)
    }

    fn not_yet_known(self, row: &'static DetailRow) -> Vec<AnyCited<'k>> {
        let accounts = self.accounts.iter().enumerate();
        accounts
            .filter(|(_, account)| !self.known.has_told(account.provenance()))
            .filter_map(|(i, account)| self.cite(i, account.value(row.at)?, row))
            .collect()
    }

    fn cite(
        self,
        account: usize,
        value: &'k dyn AnyValue,
        row: &'static DetailRow,
    ) -> Option<AnyCited<'k>> {
        let by = self.known.cite(self.accounts.get(account)?.provenance())?;
        Some(CitedValue { value, by, detail: row.name })
    }

    fn reason(self, best: &Ranked<'k>, other: &Ranked<'k>) -> &'static str {
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
fn put_last_heard_first(ranked: &mut [Ranked<'_>]) {
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

/// Whether an account denies what it is of, or a detail of it.
pub(crate) fn denies(account: &dyn AnyAccount) -> bool {
    account.provenance().stance() == Stance::Denies
}

/// Whether an account denies the whole of what it is of, and no detail of it.
pub(crate) fn is_blanket(account: &dyn AnyAccount) -> bool {
    denies(account) && account.is_bare()
}

/// Whether a denial is a later word of the same root, which takes back that there is such a thing, or
/// that it happened.
fn takes_back(denial: &dyn AnyAccount, account: &dyn AnyAccount) -> bool {
    let as_happened = denial.progress().is_some_and(Progress::has_happened);
    denial.provenance().slot.is_later_word_than(account.provenance().slot)
        && (is_blanket(denial) || as_happened && account.happened())
}

/// Whether an account is a later word of the same root as a denial, and says that there is such a
/// thing after all.
fn affirms_since(account: &dyn AnyAccount, denial: &dyn AnyAccount) -> bool {
    matches!(account.provenance().stance(), Stance::Affirms | Stance::Presupposes)
        && account.provenance().slot.is_later_word_than(denial.provenance().slot)
}
