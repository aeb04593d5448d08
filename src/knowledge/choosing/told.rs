//! What accounts say of a detail, word by word, and which of it counts.

use std::collections::{BTreeMap, HashMap};

use super::chain;
use crate::knowledge::Knowledge;
use crate::knowledge::policy::firmness_of;
use crate::model::{
    AnyAccount, AnyValue, DetailRow, KnownFrom, Progress, Provenance, Role, Slot, Stance, ValueKind,
};
use crate::time::End;

/// Where a word stands among those of one root and of what derives from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It counts.
    Current,
    /// A later word of its root has taken its place; of a planned day, that it was put off.
    Replaced,
    /// It repeats what its root says, as exactly or less, and adds nothing to it.
    Copy,
    /// It repeats what its root has replaced or taken back.
    Stale,
    /// It says otherwise than what it derives from, and no later.
    Drift,
}

/// What one account told by then says of a detail.
pub(crate) struct Word<'k> {
    pub(crate) account: usize,
    pub(crate) slot: Slot,
    pub(crate) denies: bool,
    /// The value affirmed or denied; `None` denies the whole.
    pub(crate) value: Option<&'k dyn AnyValue>,
    pub(crate) provenance: &'k Provenance,
    pub(super) standing: Standing,
}

impl<'k> Word<'k> {
    pub(crate) fn new(
        account: usize,
        told: &'k dyn AnyAccount,
        value: Option<&'k dyn AnyValue>,
    ) -> Self {
        let provenance = told.provenance();
        let standing = Standing::Current;
        Self { account, slot: provenance.slot, denies: denies(told), value, provenance, standing }
    }

    /// Whether this, told later by the same root, takes the place of `earlier`. A denial takes back
    /// what lies within the value it denies; what is only vaguer, or adds to a list that is not closed,
    /// replaces nothing, and neither does a stage that is told as of an earlier day, nor what is told
    /// less firmly: an edition that thinks another day possible has not taken back the one it was sure of.
    pub(crate) fn replaces(&self, earlier: &Self) -> bool {
        self.slot.is_later_word_than(earlier.slot)
            && self.firmness() >= earlier.firmness()
            && match (earlier.denies, self.denies) {
                (false, false) => {
                    let both = self.value.zip(earlier.value);
                    both.is_some_and(|(now, was)| {
                        now != was && !leaves(now, was) && !is_of_before(self, earlier)
                    })
                }
                (false, true) => {
                    let both = self.value.zip(earlier.value);
                    both.is_none_or(|(denied, was)| holds(was, denied))
                }
                (true, false) => self.value == earlier.value,
                (true, true) => false,
            }
    }

    /// The value, if it is affirmed.
    pub(super) fn affirmed(&self) -> Option<&'k dyn AnyValue> {
        self.value.filter(|_| !self.denies)
    }

    /// How firmly it is told.
    pub(super) fn firmness(&self) -> (bool, u8) {
        firmness_of(self.provenance)
    }

    /// Whether it tells of a detail on which one may stand otherwise from day to day as it was on a day
    /// of its own, later than this one: then it is news, though it says the same.
    pub(super) fn is_of_after(&self, last: KnownFrom, row: &DetailRow) -> bool {
        matches!(row.role, Role::Progress | Role::Planned)
            && self.provenance.as_of().is_some()
            && self.provenance.held_as_of()[0] > last
    }

    /// Whether a later word takes its place.
    pub(crate) fn is_replaced(&self) -> bool {
        self.standing == Standing::Replaced
    }

    /// Whether it counts: no later word takes its place, and it is more than a copy.
    pub(crate) fn is_current(&self) -> bool {
        self.standing == Standing::Current
    }

    /// Whether its root said it: it is no copy, and no slip of one.
    pub(crate) fn is_of_root(&self) -> bool {
        matches!(self.standing, Standing::Current | Standing::Replaced)
    }
}

/// Whether who says `told` says `claim` as well: it is equal, or vaguer. A stage says itself alone.
fn holds(told: &dyn AnyValue, claim: &dyn AnyValue) -> bool {
    if told == claim {
        return true;
    }
    if claim.is_exact() {
        return false;
    }
    // An end in 2024 says more than that it was still so in May of that year, and agrees with it.
    let is_end = matches!(told.kind(), ValueKind::End(End::On(_)));
    let is_still = matches!(claim.kind(), ValueKind::End(End::Still(_)));
    told.bears_out(claim) || is_end && is_still && told.agrees_with(claim)
}

/// Whether the first value of a detail is the second, told as exactly or more: by the values themselves,
/// and as is known of places and organisations.
pub(super) fn is_within(
    known: &Knowledge,
    row: &DetailRow,
    inner: &dyn AnyValue,
    outer: &dyn AnyValue,
) -> bool {
    // Asked of what lies where as taken, this would be asked in order to answer itself.
    holds(inner, outer) || row.role != Role::Within && known.is_value_within(inner, outer)
}

/// Whether a later word leaves what was told as it is: it is vaguer in each of its parts, or adds to it.
fn leaves(now: &dyn AnyValue, was: &dyn AnyValue) -> bool {
    let ends = now.as_period().zip(was.as_period());
    ends.map_or_else(
        || holds(was, now) || now.agrees_with(was) && now.together(&[was]).is_some(),
        |(now, was)| {
            let near = |now: &dyn AnyValue, was: &dyn AnyValue| holds(was, now) || holds(now, was);
            near(now.from(), was.from()) && near(now.to(), was.to())
        },
    )
}

/// Whether a stage is told as of a day that is certainly earlier.
fn is_of_before(now: &Word<'_>, was: &Word<'_>) -> bool {
    let is_stage = |word: &Word<'_>| word.value.is_some_and(|value| value.as_progress().is_some());
    is_stage(now) && now.provenance.as_of().is_some() && {
        let [_, last] = now.provenance.held_as_of();
        last < was.provenance.held_as_of()[0]
    }
}

/// The words told by then on a detail, in the order of the accounts.
pub(crate) struct ToldWords<'k> {
    pub(crate) words: Vec<Word<'k>>,
}

impl<'k> ToldWords<'k> {
    pub(super) fn new(mut words: Vec<Word<'k>>, known: &Knowledge, row: &DetailRow) -> Self {
        chain::find_standings(&mut words, known, row);
        Self { words }
    }

    /// A day that was planned before the plan was put off, by a word as firm, is planned no more.
    pub(super) fn put_off(&mut self, delays: &[Word<'k>]) {
        let day = |word: &Word<'_>| word.provenance.held_as_of();
        for word in self.words.iter_mut().filter(|word| word.is_current() && !word.denies) {
            let is_put_off = |delay: &Word<'k>| {
                delay.firmness() >= word.firmness() && day(delay)[0] > day(word)[1]
            };
            if delays.iter().any(is_put_off) {
                word.standing = Standing::Replaced;
            }
        }
    }

    /// The words that count.
    pub(crate) fn current(&self) -> impl Iterator<Item = &Word<'k>> {
        self.words.iter().filter(|word| word.is_current())
    }
}

/// Who told something, when, and how firmly.
#[derive(Clone, Copy)]
pub(crate) struct Heard {
    slot: Slot,
    firmness: (bool, u8),
}

impl Heard {
    pub(crate) fn of(told: &Provenance) -> Self {
        Self { slot: told.slot, firmness: firmness_of(told) }
    }

    /// Whether this is a later word of the root that gave `earlier`, told as firmly.
    pub(crate) fn overrides(self, earlier: Self) -> bool {
        self.slot.is_later_word_than(earlier.slot) && self.firmness >= earlier.firmness
    }
}

/// The last words of each root by how firmly it told them, for asking whether one came later than some
/// other.
#[derive(Default)]
pub(super) struct LastWords(ByFirmness<[Option<Slot>; 2]>);

/// By roots, and by how firmly they told something.
type ByFirmness<T> = BTreeMap<(u32, (bool, u8)), T>;

impl LastWords {
    pub(super) fn of(heard: impl Iterator<Item = Heard>) -> Self {
        let mut last = Self::default();
        for Heard { slot, firmness } in heard {
            let [first, second] = last.0.entry((slot.root, firmness)).or_default();
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

    /// Whether one of them is a later word of the root that gave this one, told as firmly.
    pub(super) fn any_after(&self, heard: Heard) -> bool {
        let root = heard.slot.root;
        let as_firm = self.0.range((root, heard.firmness)..=(root, (true, u8::MAX)));
        as_firm.flat_map(|(_, kept)| kept).flatten().any(|last| last.is_later_word_than(heard.slot))
    }
}

/// From when on a root has taken back what it had said, so that whoever repeats it since is stale.
#[derive(Default)]
pub(super) struct Repeats {
    taken_back: HashMap<u32, KnownFrom>,
}

impl Repeats {
    /// By the words that affirm and those that deny.
    pub(super) fn of(affirming: &[Heard], denying: &[Heard]) -> Self {
        let earliest = |day: &mut KnownFrom, heard: &Heard| *day = heard.slot.told.min(*day);
        let mut first: ByFirmness<KnownFrom> = BTreeMap::new();
        for heard in affirming {
            let key = (heard.slot.root, heard.firmness);
            earliest(first.entry(key).or_insert(heard.slot.told), heard);
        }
        let mut taken_back: HashMap<u32, KnownFrom> = HashMap::new();
        for heard in denying {
            let root = heard.slot.root;
            let mut said = first.range((root, (false, 0))..=(root, heard.firmness));
            if said.any(|(_, first)| *first < heard.slot.told) {
                earliest(taken_back.entry(root).or_insert(heard.slot.told), heard);
            }
        }
        Self { taken_back }
    }

    /// Whether a report that rests on another repeats what that one has taken back.
    pub(super) fn is_stale(&self, known: &Knowledge, Heard { slot, .. }: Heard) -> bool {
        let since = self.taken_back.get(&slot.root);
        since.is_some_and(|since| slot.told > *since)
            && known.united().steps_from_root(slot.source) > 0
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

    #[test]
    fn a_later_word_is_found_without_a_look_at_all() {
        for seed in 0..1_000_u64 {
            let mut state = seed;
            let mut below = |limit: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                u32::try_from((state >> 33) % limit).unwrap_or(0)
            };
            let many = below(20);
            let heard = |_| {
                let (source, day) = (below(5), i32::try_from(below(4)).unwrap_or(0));
                let told = NaiveDate::from_num_days_from_ce_opt(day);
                let told = told.map_or(KnownFrom::Always, KnownFrom::Day);
                let firmness = (below(2) == 0, u8::try_from(below(3)).unwrap_or(0));
                Heard { slot: Slot { source, root: source % 2, told }, firmness }
            };
            let told: Vec<Heard> = (0..many).map(heard).collect();
            let last = LastWords::of(told.iter().copied());
            for heard in &told {
                let plain = told.iter().any(|other| other.overrides(*heard));
                assert_eq!(last.any_after(*heard), plain, "{seed}");
            }
        }
    }
}
