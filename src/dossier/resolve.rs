//! Resolution: which of the values told of a detail is taken, and what it is taken over.

use std::fmt;

use super::Knowledge;
use super::policy::{Candidate, Rank};
use crate::model::{Account, Detail, Details, NounName, Source, Stance, Telling, Value};

/// One value as one source tells it.
#[derive(Debug)]
pub struct Told<'k, T> {
    value: &'k T,
    telling: &'k Telling,
    source: &'k Source,
    detail: &'static str,
}

impl<T> Clone for Told<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Told<'_, T> {}

impl<'k, T> Told<'k, T> {
    /// The value.
    pub fn value(&self) -> &'k T {
        self.value
    }

    /// How it is told.
    pub fn telling(&self) -> &'k Telling {
        self.telling
    }

    /// The source.
    pub fn source(&self) -> &'k Source {
        self.source
    }

    /// The words behind the value, if they were kept.
    pub fn said(&self) -> Option<&'k crate::time::Said> {
        self.telling.as_said(self.detail)
    }
}

impl<T: fmt::Display> fmt::Display for Told<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({})",
            self.value,
            Chain {
                source: self.source,
                telling: self.telling
            }
        )
    }
}

/// A source and the chain behind it, as a reader would write it: `article, citing kremlin`.
pub(crate) struct Chain<'a> {
    pub(crate) source: &'a Source,
    pub(crate) telling: &'a Telling,
}

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source.id)?;
        if let Some(locator) = self.telling.locator() {
            write!(f, " {locator}")?;
        }
        for (i, link) in self.telling.via().iter().enumerate() {
            write!(
                f,
                "{}{link}",
                if i == 0 {
                    ", citing "
                } else {
                    ", citing in turn "
                }
            )?;
        }
        match self.telling.stance() {
            Stance::Affirms => Ok(()),
            stance => write!(f, ", {stance} it"),
        }
    }
}

/// A value that was not taken.
#[derive(Debug)]
pub struct Beaten<'k, T> {
    /// The value, as told.
    pub told: Told<'k, T>,
    /// Why another was taken, in a few words.
    pub reason: &'static str,
}

/// Which value of a detail was taken, and everything it was taken over.
///
/// Its `Display` is the explanation, one value a line.
#[derive(Debug)]
#[non_exhaustive]
pub struct Resolution<'k, T> {
    /// The name of the detail.
    pub detail: &'static str,
    /// The value taken; `None` if nobody has told one.
    pub chosen: Option<Told<'k, T>>,
    /// Values told by then and not taken, the same value from other sources among them.
    pub beaten: Vec<Beaten<'k, T>>,
    /// Values that somebody denies.
    pub denied: Vec<Told<'k, T>>,
    /// Values that the same root has since replaced by a later word.
    pub replaced: Vec<Told<'k, T>>,
    /// Values told only later, or by sources not listened to.
    pub not_yet_told: Vec<Told<'k, T>>,
}

impl<T: Value> Resolution<'_, T> {
    /// Whether somebody denies the value taken, or tells one that cannot be true beside it.
    pub fn is_contested(&self) -> bool {
        let Some(chosen) = &self.chosen else {
            return false;
        };
        self.beaten
            .iter()
            .any(|beaten| !beaten.told.value.agrees_with(chosen.value))
            || self
                .denied
                .iter()
                .any(|denied| denied.value == chosen.value)
    }
}

impl<T: fmt::Display> fmt::Display for Resolution<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.chosen {
            Some(chosen) => write!(f, "{}: {chosen}", self.detail)?,
            None => write!(f, "{}: nobody has told it", self.detail)?,
        }
        if let Some(said) = self.chosen.as_ref().and_then(Told::said) {
            write!(f, ", said as \"{}\"", said.words())?;
        }
        for Beaten { told, reason } in &self.beaten {
            write!(f, "\n  over {told}: {reason}")?;
        }
        for told in &self.denied {
            write!(f, "\n  denied: {told}")?;
        }
        for told in &self.replaced {
            write!(f, "\n  since replaced: {told}")?;
        }
        for told in &self.not_yet_told {
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
    pub(crate) record: (NounName, &'k str),
}

impl<D> Clone for Resolver<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Resolver<'_, D> {}

/// An account that gives a value, and the rank it was given.
struct Ranked<'k, T> {
    account: usize,
    value: &'k T,
    rank: Rank,
    ruled: bool,
}

impl<'k, D: Details> Resolver<'k, D> {
    /// The value taken.
    pub(crate) fn pick<T: Value>(self, detail: Detail<D, T>) -> Option<&'k T> {
        let mut told = self.accounts.iter().filter_map(|account| {
            let value = detail.of(account.details())?;
            self.known
                .has_told(account.telling())
                .then_some((account.telling().stance(), value))
        });
        let (stance, value) = told.next()?;
        // Nearly every detail is told once, or told alike, and then needs no comparing.
        if stance != Stance::Denies
            && told.all(|(stance, other)| stance != Stance::Denies && other == value)
        {
            return Some(value);
        }
        self.ranked(detail).first().map(|best| best.value)
    }

    /// Every affirmed value that counts, best first.
    fn ranked<T: Value>(self, detail: Detail<D, T>) -> Vec<Ranked<'k, T>> {
        let live: Vec<(usize, &'k T)> = self
            .accounts
            .iter()
            .enumerate()
            .filter(|(_, account)| self.known.has_told(account.telling()))
            .filter_map(|(i, account)| Some((i, detail.of(account.details())?)))
            .collect();
        let current: Vec<(usize, &'k T)> = live
            .iter()
            .copied()
            .filter(|(i, _)| !self.is_replaced(detail, *i, live.iter().map(|(j, _)| *j)))
            .collect();
        let affirmed = |i: usize| self.accounts[i].telling().stance() != Stance::Denies;
        let mut ranked: Vec<Ranked<'k, T>> = current
            .iter()
            .filter(|(i, _)| affirmed(*i))
            .map(|&(account, value)| {
                let telling = self.accounts[account].telling();
                let same = current
                    .iter()
                    .filter(|(i, other)| affirmed(*i) && *other == value);
                let mut roots: Vec<u32> = same
                    .map(|(i, _)| self.accounts[*i].telling().slot.root)
                    .collect();
                roots.sort_unstable();
                roots.dedup();
                let candidate = Candidate {
                    telling,
                    progress: value.as_progress(),
                    happened: self.accounts[account]
                        .details()
                        .progress()
                        .is_some_and(crate::model::Progress::is_outcome),
                    roots: roots.len(),
                };
                let ruled = self.known.is_ruled(self.record, detail.name(), telling);
                Ranked {
                    account,
                    value,
                    rank: self.known.policy().rank(&candidate),
                    ruled,
                }
            })
            .collect();
        ranked.sort_by(|a, b| {
            let by_rank = (b.ruled, b.rank).cmp(&(a.ruled, a.rank));
            // Content, then source: never the order of entry.
            by_rank
                .then_with(|| a.value.to_string().cmp(&b.value.to_string()))
                .then_with(|| a.account.cmp(&b.account))
        });
        ranked
    }

    /// Whether the same root has told this detail otherwise later; to tell it again alike, as a
    /// reprint does, replaces nothing.
    fn is_replaced<T: Value>(
        self,
        detail: Detail<D, T>,
        account: usize,
        mut others: impl Iterator<Item = usize>,
    ) -> bool {
        let word = |account: usize| {
            let account = &self.accounts[account];
            let denied = account.telling().stance() == Stance::Denies;
            (account.telling().slot, denied, detail.of(account.details()))
        };
        let (slot, denied, value) = word(account);
        others.any(|other| {
            let (later, denied_later, value_later) = word(other);
            later.root == slot.root
                && later.told > slot.told
                && (denied_later, value_later) != (denied, value)
        })
    }

    /// The value taken, and everything it was taken over.
    pub(crate) fn explain<T: Value>(self, detail: Detail<D, T>) -> Resolution<'k, T> {
        let told = |account: usize, value: &'k T| {
            let telling = self.accounts[account].telling();
            let source = self.known.source_of(telling);
            source.map(|source| Told {
                value,
                telling,
                source,
                detail: detail.name(),
            })
        };
        let given = || {
            self.accounts
                .iter()
                .enumerate()
                .filter_map(|(i, account)| Some((i, detail.of(account.details())?)))
        };
        let is_told = |i: usize| self.known.has_told(self.accounts[i].telling());
        let live: Vec<usize> = given().map(|(i, _)| i).filter(|i| is_told(*i)).collect();
        let mut resolution = Resolution {
            detail: detail.name(),
            chosen: None,
            beaten: Vec::new(),
            denied: Vec::new(),
            replaced: Vec::new(),
            not_yet_told: Vec::new(),
        };
        for (i, value) in given() {
            let list = if !is_told(i) {
                &mut resolution.not_yet_told
            } else if self.is_replaced(detail, i, live.iter().copied()) {
                &mut resolution.replaced
            } else if self.accounts[i].telling().stance() == Stance::Denies {
                &mut resolution.denied
            } else {
                continue;
            };
            list.extend(told(i, value));
        }
        let ranked = self.ranked(detail);
        let mut ranked = ranked.iter();
        let Some(best) = ranked.next() else {
            return resolution;
        };
        resolution.chosen = told(best.account, best.value);
        resolution.beaten = ranked
            .filter_map(|other| {
                let reason = self.reason(best, other);
                told(other.account, other.value).map(|told| Beaten { told, reason })
            })
            .collect();
        resolution
    }

    fn reason<T: Value>(self, best: &Ranked<'k, T>, other: &Ranked<'k, T>) -> &'static str {
        if best.value == other.value {
            return "the same value";
        }
        if best.ruled && !other.ruled {
            return "ruled so";
        }
        match best.rank.iter().zip(&other.rank).position(|(a, b)| a > b) {
            Some(position) => self.known.policy().reason(position),
            None => "nothing but the alphabet",
        }
    }
}
