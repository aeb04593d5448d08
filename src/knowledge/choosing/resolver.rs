//! Resolving: which of the values told of a detail is taken, and what it is taken over.

use std::cmp::Reverse;

use super::resolution::{AnyCited, AnyResolution, Beaten, CitedValue, Resolution};
use super::told::{
    LastWords, ToldWords, Word, affirms, denies, denies_that_it_happened, is_blanket,
};
use crate::knowledge::citation::Citation;
use crate::knowledge::knowledge::Knowledge;
use crate::knowledge::policy::{Candidate, Rank};
use crate::model::{
    Account, Accounts, AnyAccount, AnyValue, Detail, DetailRow, Details, NounKind, Progress, Role,
    Stance, Value,
};

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
    rank: Rank,
    ruled: bool,
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
        let slots = |of: fn(&dyn AnyAccount) -> bool| {
            let denials = self.told().filter(move |(_, account)| of(*account));
            LastWords::of(denials.map(|(_, account)| account.provenance().slot))
        };
        let (whole, happened) = (slots(is_blanket), slots(denies_that_it_happened));
        let is_taken_back = move |account: &dyn AnyAccount| {
            let slot = account.provenance().slot;
            whole.any_after(slot) || account.happened() && happened.any_after(slot)
        };
        let told = self.told();
        told.filter(move |(_, it)| !denies(*it) && !is_taken_back(*it)).map(|(at, _)| at)
    }

    /// The accounts told by then that deny the whole, and have not been taken back by a later word
    /// of the same root.
    pub(crate) fn whole_denials(self) -> impl Iterator<Item = &'k dyn AnyAccount> {
        let told = move || self.told().map(|(_, account)| account);
        let mut denials = told().filter(|account| is_blanket(*account)).peekable();
        // Nearly nothing is denied, and then nobody need have affirmed it since.
        let affirming =
            told().filter(|account| affirms(*account)).filter(|_| denials.peek().is_some());
        let affirmed = LastWords::of(affirming.map(|account| account.provenance().slot));
        denials.filter(move |denial| !affirmed.any_after(denial.provenance().slot))
    }

    pub(crate) fn denials(self) -> impl Iterator<Item = Citation<'k>> {
        self.whole_denials().filter_map(move |account| self.known.cite(account.provenance()))
    }

    /// Whether somebody has denied it by then, and has not affirmed it since.
    pub(crate) fn is_denied(self) -> bool {
        let told = || self.told().map(|(_, account)| account);
        let slots = |denying: bool| {
            let told = told().filter(move |account| denies(*account) == denying);
            told.map(|account| account.provenance().slot)
        };
        let mut denials = slots(true).peekable();
        if denials.peek().is_none() {
            return false;
        }
        let since = LastWords::of(slots(false));
        denials.any(|denial| !since.any_after(denial))
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
            (value.is_some() || is_blanket(account)).then(|| Word::new(i, account, value))
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
                    rank: Rank::default(),
                    ruled: self.known.is_ruled(self.record, row.name, provenance),
                })
            })
            .collect();
        // Equal values have equal texts, so that those that are alike come to stand together; most stand
        // alone, and need none.
        if ranked.len() > 1 {
            ranked.sort_by_cached_key(|each| (each.value.shown(), each.account));
        }
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
        let mut roots: Vec<u32> = roots.filter(|root| !self.known.is_unattributed(*root)).collect();
        roots.sort_unstable();
        roots.dedup();
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
            denied: listed(&|word| word.denies && !word.is_replaced()),
            replaced: listed(&|word| word.is_replaced()),
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
