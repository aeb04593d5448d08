//! Chains: what a root says, what those who derive from it make of it, and which word of theirs counts.
//!
//! A copy never outranks, outlives or adds to what it copies. Word by word, in the order in which they
//! were told, a report derived from another speaks for its root where the root is silent; repeats it;
//! repeats what the root has replaced; brings a later word; or has drifted.

use std::collections::{HashMap, HashSet};

use super::told::{Standing, Word, is_within};
use crate::knowledge::Knowledge;
use crate::model::{AnyValue, DetailRow};

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
        Self { within, now: Vec::new(), denied: Vec::new(), copies: Vec::new(), said, past }
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
            if let Some(value) = words[*at].value.filter(|_| !words[*at].denies) {
                self.past.add(value);
            }
        }
        self.copies.extend(turn.iter().filter(|at| words[**at].standing == Standing::Copy));
        if !old.is_empty() {
            self.now.retain(|at| words[*at].is_current());
            self.denied.retain(|at| words[*at].is_current());
            self.said = Said::of(self.now.iter().filter_map(|at| words[*at].value));
        }
        for at in new {
            if words[at].denies {
                self.denied.push(at);
            } else {
                self.now.push(at);
                words[at].value.into_iter().for_each(|value| self.said.add(value));
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
            let is_said = match words[at].value.filter(|_| !words[at].denies) {
                Some(value) => self.said.holds(value, self.within),
                None => self.denied.iter().any(|denied| words[*denied].value == words[at].value),
            };
            if is_said {
                self.copies.push(at);
            } else {
                words[at].standing = Standing::Replaced;
            }
        }
    }

    /// Where the word of a report stands that derives from what was said before it.
    fn standing(&self, words: &[Word<'k>], word: &Word<'k>) -> Standing {
        if self.now.is_empty() && self.denied.is_empty() && self.past.values.is_empty() {
            return Standing::Current;
        }
        let is_later = |at: &usize| word.slot.told > words[*at].slot.told;
        let Some(value) = word.value.filter(|_| !word.denies) else {
            let is_said = self.denied.iter().any(|at| words[*at].value == word.value);
            let is_news = self.now.iter().chain(&self.denied).all(is_later);
            return match (is_said, is_news) {
                (true, _) => Standing::Copy,
                (false, true) => Standing::Current,
                (false, false) => Standing::Drift,
            };
        };
        if self.said.holds(value, self.within) {
            return Standing::Copy;
        }
        if self.past.holds(value, self.within) {
            return Standing::Stale;
        }
        let is_news = self.now.iter().chain(&self.denied).all(is_later);
        if is_news { Standing::Current } else { Standing::Drift }
    }
}

/// Values that were said, to be asked whether another repeats one of them.
#[derive(Default)]
struct Said<'k> {
    values: Vec<&'k dyn AnyValue>,
    texts: HashSet<String>,
}

impl<'k> Said<'k> {
    fn of(values: impl Iterator<Item = &'k dyn AnyValue>) -> Self {
        let mut said = Self::default();
        values.for_each(|value| said.add(value));
        said
    }

    fn add(&mut self, value: &'k dyn AnyValue) {
        self.texts.insert(value.shown());
        self.values.push(value);
    }

    /// Whether a value equals one of them, or is vaguer.
    fn holds(&self, value: &dyn AnyValue, within: Within<'_>) -> bool {
        // Equal values have equal texts; only what can be told more exactly is held against each.
        if value.is_exact() && !self.texts.contains(&value.shown()) {
            return false;
        }
        self.values.iter().any(|said| within.holds(*said, value))
    }
}
