//! Chains: what a root says, what those who derive from it make of it, and which word of theirs counts.
//!
//! A copy never outranks, outlives or adds to what it copies. Word by word, in the order in which they
//! were told, a report derived from another speaks for its root where the root is silent; repeats it;
//! repeats what the root has replaced; brings a later word; or has drifted, and with it whoever repeats
//! the drift after it. What is told as of a later day of its own repeats nothing.

use std::collections::{HashMap, HashSet};

use super::told::{Standing, Word, is_within};
use crate::knowledge::Knowledge;
use crate::model::{AnyValue, DetailRow, KnownFrom};

/// Finds where each word stands among those of its root.
pub(super) fn find_standings(words: &mut [Word<'_>], known: &Knowledge, row: &DetailRow) {
    // Nearly always every source is its own root, and tells on one day.
    let mut by_root: HashMap<u32, Vec<usize>> = HashMap::new();
    if words.iter().all(|word| word.slot.source == word.slot.root) {
        return;
    }
    for (at, word) in words.iter().enumerate() {
        by_root.entry(word.slot.root).or_default().push(at);
    }
    let mut chains: Vec<Vec<usize>> = by_root.into_values().collect();
    chains.retain(|places| {
        let sources = || places.iter().filter_map(|at| words.get(*at)).map(|word| word.slot.source);
        sources().any(|source| Some(source) != sources().next())
    });
    for mut places in chains {
        let step = |word: &Word<'_>| known.united().steps_from_root(word.slot.source);
        let links: HashMap<usize, u32> = places.iter().map(|at| (*at, step(&words[*at]))).collect();
        let of_root = places.iter().filter(|at| links[at] == 0);
        let first = of_root.map(|at| words[*at].slot.told).min();
        // Nobody repeats what has not been said.
        let turn = |at: &usize| (first.max(Some(words[*at].slot.told)), links[at]);
        places.sort_by_key(turn);
        let turns: Vec<Vec<usize>> =
            places.chunk_by(|a, b| turn(a) == turn(b)).map(<[usize]>::to_vec).collect();
        let mut chain = Chain::new(Within { known, row });
        for turn in turns {
            let derives = turn.first().is_some_and(|at| links[at] > 0);
            chain.hear(words, &turn, derives);
        }
    }
}

/// What a root and those who derive from it have come to, as told so far.
struct Chain<'k, 'w> {
    within: Within<'w>,
    /// What it says now, and what it denies, by the places of the words.
    now: Vec<usize>,
    denied: Vec<usize>,
    copies: Vec<usize>,
    drifted: Vec<usize>,
    said: Said<'k>,
    past: Said<'k>,
}

/// What lies within what: by the values themselves, and as is known of places and organisations.
#[derive(Clone, Copy)]
struct Within<'w> {
    known: &'w Knowledge,
    row: &'w DetailRow,
}

impl Within<'_> {
    /// Whether who says `told` says `claim` as well.
    fn holds(self, told: &dyn AnyValue, claim: &dyn AnyValue) -> bool {
        is_within(self.known, self.row, told, claim)
    }
}

impl<'k, 'w> Chain<'k, 'w> {
    fn new(within: Within<'w>) -> Self {
        let (said, past) = (Said::default(), Said::default());
        let [now, denied, copies, drifted] = std::array::from_fn(|_| Vec::new());
        Self { within, now, denied, copies, drifted, said, past }
    }

    /// Whether a later word takes the place of an earlier one.
    fn replaces(&self, later: &Word<'k>, earlier: &Word<'k>) -> bool {
        let both = later.value.zip(earlier.value).filter(|_| !later.denies && !earlier.denies);
        later.replaces(earlier) && !both.is_some_and(|(now, was)| self.within.holds(was, now))
    }

    /// Hears what is told in one turn: each word is held against what was said before it alone.
    fn hear(&mut self, words: &mut [Word<'k>], turn: &[usize], derives: bool) {
        for at in turn {
            let standing =
                if derives { self.standing(words, &words[*at]) } else { Standing::Current };
            words[*at].standing = standing;
        }
        let new: Vec<usize> = turn.iter().copied().filter(|at| words[*at].is_current()).collect();
        let is_replaced =
            |at: &usize| new.iter().any(|new| self.replaces(&words[*new], &words[*at]));
        let old: Vec<usize> =
            self.now.iter().chain(&self.denied).copied().filter(is_replaced).collect();
        for at in &old {
            words[*at].standing = Standing::Replaced;
            self.past.add(&words[*at]);
        }
        self.copies.extend(turn.iter().filter(|at| words[**at].standing == Standing::Copy));
        self.drifted.extend(turn.iter().filter(|at| words[**at].standing == Standing::Drift));
        if !old.is_empty() {
            self.now.retain(|at| words[*at].is_current());
            self.denied.retain(|at| words[*at].is_current());
            self.said = Said::default();
            self.now.iter().for_each(|at| self.said.add(&words[*at]));
        }
        for at in new {
            if words[at].denies {
                self.denied.push(at);
            } else {
                self.now.push(at);
                self.said.add(&words[at]);
            }
        }
        if !old.is_empty() {
            self.give_up_copies(words);
        }
    }

    /// What was copied of a word goes when the word does.
    fn give_up_copies(&mut self, words: &mut [Word<'k>]) {
        let copies = std::mem::take(&mut self.copies);
        for at in copies {
            if self.is_said(words, &words[at]) {
                self.copies.push(at);
            } else {
                words[at].standing = Standing::Replaced;
            }
        }
    }

    /// How firmly something must be told for a word to be held against it: as firmly as the word, or as
    /// anything is that is said now. Who is sure does not repeat a guess that stands beside a sure word.
    fn bar(&self, words: &[Word<'k>], word: &Word<'k>) -> (bool, u8) {
        let said = self.now.iter().chain(&self.denied).map(|at| words[*at].firmness());
        said.max().unwrap_or_default().min(word.firmness())
    }

    /// Whether what is said now is this, or more exact.
    fn is_said(&self, words: &[Word<'k>], word: &Word<'k>) -> bool {
        let bar = self.bar(words, word);
        let is_denied = |at: &usize| words[*at].firmness() >= bar && words[*at].value == word.value;
        if word.affirmed().is_some() {
            self.said.holds(word, bar, self.within)
        } else {
            self.denied.iter().any(is_denied)
        }
    }

    /// Where the word of a report stands that derives from what was said before it.
    fn standing(&self, words: &[Word<'k>], word: &Word<'k>) -> Standing {
        if self.now.is_empty() && self.denied.is_empty() && self.past.said.is_empty() {
            return Standing::Current;
        }
        if self.is_said(words, word) {
            return Standing::Copy;
        }
        if self.past.holds(word, Default::default(), self.within) {
            return Standing::Stale;
        }
        let bar = self.bar(words, word);
        let is_later =
            |at: &usize| word.slot.told > words[*at].slot.told || words[*at].firmness() < bar;
        let is_news = self.now.iter().chain(&self.denied).all(is_later);
        if is_news && !self.repeats_drift(words, word) {
            Standing::Current
        } else {
            Standing::Drift
        }
    }

    /// Whether a word says again what something that its report derives from has slipped into.
    fn repeats_drift(&self, words: &[Word<'k>], word: &Word<'k>) -> bool {
        if self.drifted.is_empty() {
            return false;
        }
        let united = self.within.known.united();
        let up: HashSet<u32> = united.line_up(word.slot.source).collect();
        let drifted = self.drifted.iter().map(|at| &words[*at]);
        let of_line = drifted.filter(|of| up.contains(&united.first_same_source(of.slot.source)));
        of_line.filter(|of| of.denies == word.denies).any(|of| {
            let is_it = match of.affirmed().zip(word.affirmed()) {
                Some((said, value)) => self.within.holds(said, value),
                None => of.value == word.value,
            };
            is_it && !word.is_of_after(of.provenance.held_as_of()[1], self.within.row)
        })
    }
}

/// What was said, to be asked whether another repeats some of it.
#[derive(Default)]
struct Said<'k> {
    said: Vec<OneSaid<'k>>,
    texts: HashSet<String>,
}

/// A value, how firmly it was said, and the last day as of which.
struct OneSaid<'k> {
    value: &'k dyn AnyValue,
    firmness: (bool, u8),
    last: KnownFrom,
}

impl<'k> Said<'k> {
    fn add(&mut self, word: &Word<'k>) {
        let Some(value) = word.affirmed() else { return };
        self.texts.insert(value.shown());
        let [_, last] = word.provenance.held_as_of();
        self.said.push(OneSaid { value, firmness: word.firmness(), last });
    }

    /// Whether a word affirms one of those that are at least so firm, or what is vaguer.
    fn holds(&self, word: &Word<'_>, bar: (bool, u8), within: Within<'_>) -> bool {
        let Some(value) = word.affirmed() else { return false };
        // Equal values have equal texts; only what can be told more exactly is held against each.
        if value.is_exact() && !self.texts.contains(&value.shown()) {
            return false;
        }
        self.said.iter().any(|said| {
            said.firmness >= bar
                && within.holds(said.value, value)
                && !word.is_of_after(said.last, within.row)
        })
    }
}
