//! What accounts say of a detail, and which of it a later word of the same root has replaced.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{AnyAccount, AnyValue, KnownFrom, Progress, Slot, Stance};

/// What one account told by then says of a detail.
pub(crate) struct Word<'k> {
    pub(crate) account: usize,
    pub(crate) slot: Slot,
    pub(crate) denies: bool,
    /// The value affirmed or denied; `None` denies the whole.
    pub(crate) value: Option<&'k dyn AnyValue>,
    is_replaced: bool,
}

impl<'k> Word<'k> {
    pub(crate) fn new(
        account: usize,
        told: &'k dyn AnyAccount,
        value: Option<&'k dyn AnyValue>,
    ) -> Self {
        let slot = told.provenance().slot;
        Self { account, slot, denies: denies(told), value, is_replaced: false }
    }

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

    /// Whether a later word takes its place.
    pub(crate) fn is_replaced(&self) -> bool {
        self.is_replaced
    }
}

/// The words told by then on a detail, in the order of the accounts.
pub(crate) struct ToldWords<'k> {
    pub(crate) words: Vec<Word<'k>>,
}

impl<'k> ToldWords<'k> {
    pub(super) fn new(mut words: Vec<Word<'k>>) -> Self {
        for at in replaced(&words) {
            words[at].is_replaced = true;
        }
        Self { words }
    }

    /// The words that no later one replaces.
    pub(crate) fn current(&self) -> impl Iterator<Item = &Word<'k>> {
        self.words.iter().filter(|word| !word.is_replaced)
    }
}

/// The places of the words that a later one replaces.
fn replaced(words: &[Word<'_>]) -> Vec<usize> {
    const FEW: usize = 8;
    if words.len() <= FEW {
        let is_replaced = |at: &usize| words.iter().any(|other| other.replaces(&words[*at]));
        return (0..words.len()).filter(is_replaced).collect();
    }
    let mut days: HashMap<u32, (KnownFrom, KnownFrom)> = HashMap::new();
    for Word { slot, .. } in words {
        let (first, last) = days.entry(slot.root).or_insert((slot.told, slot.told));
        (*first, *last) = (slot.told.min(*first), slot.told.max(*last));
    }
    // Most roots have told all they tell on one day, and then nothing is replaced.
    let of_days = |at: &usize| days[&words[*at].slot.root];
    let mut latest_first: Vec<usize> = (0..words.len())
        .filter(|at| {
            let (first, last) = of_days(at);
            first < last
        })
        .collect();
    latest_first.sort_by_key(|at| (words[*at].slot.root, std::cmp::Reverse(words[*at].slot.told)));
    let mut found = Vec::new();
    for of_root in latest_first.chunk_by(|a, b| words[*a].slot.root == words[*b].slot.root) {
        let mut later = Later::default();
        for of_day in of_root.chunk_by(|a, b| words[*a].slot.told == words[*b].slot.told) {
            found.extend(of_day.iter().filter(|at| later.replaces(&words[**at])));
            for at in of_day {
                later.add(&words[*at]);
            }
        }
    }
    found
}

/// The words of one root told after some day, so arranged that no word need be compared with all of them.
#[derive(Default)]
struct Later<'w, 'k> {
    words: Vec<&'w Word<'k>>,
    sources: HashSet<u32>,
    /// Two values affirmed that differ, if there are two.
    values: Vec<&'k dyn AnyValue>,
    /// Those that deny, and those that affirm, by the text of their value: equal values have equal texts.
    by_text: [HashMap<String, Vec<&'w Word<'k>>>; 2],
}

impl<'w, 'k> Later<'w, 'k> {
    fn add(&mut self, word: &'w Word<'k>) {
        self.words.push(word);
        self.sources.insert(word.slot.source);
        let is_other =
            |value: &&dyn AnyValue| self.values.first().is_none_or(|first| first != value);
        let value = word.value.filter(|_| !word.denies && self.values.len() < 2);
        self.values.extend(value.filter(is_other));
        let text = word.value.map_or_else(String::new, AnyValue::shown);
        self.by_text[usize::from(word.denies)].entry(text).or_default().push(word);
    }

    /// Whether one of them replaces a word that is earlier than all.
    fn replaces(&self, word: &Word<'k>) -> bool {
        let alike = |denies: bool, text: &str| {
            let words = self.by_text[usize::from(denies)].get(text);
            words.into_iter().flatten().any(|later| later.replaces(word))
        };
        let Some(value) = word.value else { return false };
        let text = value.shown();
        if word.denies {
            return alike(false, &text);
        }
        self.tells_otherwise(word, value) || alike(true, &text) || alike(true, "")
    }

    /// Whether another source affirms another value.
    fn tells_otherwise(&self, word: &Word<'k>, value: &'k dyn AnyValue) -> bool {
        if !self.values.iter().any(|other| *other != value) {
            return false;
        }
        // Only a source without a date can be among them: it tells of each deed on its day.
        !self.sources.contains(&word.slot.source)
            || self.sources.len() > 1
                && self.words.iter().any(|later| !later.denies && later.replaces(word))
    }
}

/// The days of the last word of each root, for asking whether one came later than some other.
#[derive(Default)]
pub(super) struct LastWords(BTreeMap<u32, [Option<Slot>; 2]>);

impl LastWords {
    pub(super) fn of(slots: impl Iterator<Item = Slot>) -> Self {
        let mut last = Self::default();
        for slot in slots {
            let [first, second] = last.0.entry(slot.root).or_default();
            // A source is not later than itself, so that the last of another one is kept as well.
            if first.is_none_or(|kept| slot.told > kept.told) {
                if first.is_some_and(|kept| kept.source != slot.source) {
                    *second = *first;
                }
                *first = Some(slot);
            } else if first.is_some_and(|kept| kept.source != slot.source)
                && second.is_none_or(|kept| slot.told > kept.told)
            {
                *second = Some(slot);
            }
        }
        last
    }

    /// Whether one of them is a later word of the root that gave this one.
    pub(super) fn any_after(&self, slot: Slot) -> bool {
        let kept = self.0.get(&slot.root).into_iter().flatten();
        kept.flatten().any(|last| last.is_later_word_than(slot))
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

/// Whether an account says that there is such a thing.
pub(super) fn affirms(account: &dyn AnyAccount) -> bool {
    matches!(account.provenance().stance(), Stance::Affirms | Stance::Presupposes)
}

/// Whether an account denies that it happened.
pub(super) fn denies_that_it_happened(account: &dyn AnyAccount) -> bool {
    denies(account) && account.progress().is_some_and(Progress::has_happened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    /// Numbers as good as random, below a limit.
    fn numbers(mut state: u64) -> impl FnMut(u64) -> u64 {
        move |limit| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % limit
        }
    }

    /// Words of few roots, sources, days and values, so that much meets; some sources have no date, and tell
    /// on the days of their deeds.
    fn words(seed: u64) -> Vec<Word<'static>> {
        let mut below = numbers(seed);
        let many = below(20);
        let word = |account| {
            let source = u32::try_from(below(5)).unwrap_or(0);
            let told = match source {
                0..2 => below(4),
                dated => u64::from(dated),
            };
            let told = NaiveDate::from_num_days_from_ce_opt(i32::try_from(told).unwrap_or(0));
            let told = told.map_or(KnownFrom::Always, KnownFrom::Day);
            let values = &Progress::ALL[..3];
            let value = values.get(usize::try_from(below(4)).unwrap_or(0));
            let denies = value.is_none() || below(3) == 0;
            Word {
                account: usize::try_from(account).unwrap_or(0),
                slot: Slot { source, root: source % 2, told },
                denies,
                value: value.map(|value| value as &dyn AnyValue),
                is_replaced: false,
            }
        };
        (0..many).map(word).collect()
    }

    #[test]
    fn what_is_replaced_is_what_some_later_word_replaces() {
        for seed in 0..4_000 {
            let words = words(seed);
            let is_replaced = |at: &usize| words.iter().any(|other| other.replaces(&words[*at]));
            let plain: Vec<usize> = (0..words.len()).filter(is_replaced).collect();
            let mut found = replaced(&words);
            found.sort_unstable();
            assert_eq!(found, plain, "{seed}");
        }
    }

    #[test]
    fn a_later_word_is_found_without_a_look_at_all() {
        for seed in 0..1_000 {
            let slots: Vec<Slot> = words(seed).iter().map(|word| word.slot).collect();
            let last = LastWords::of(slots.iter().copied());
            for slot in &slots {
                let plain = slots.iter().any(|other| other.is_later_word_than(*slot));
                assert_eq!(last.any_after(*slot), plain, "{seed}");
            }
        }
    }
}
