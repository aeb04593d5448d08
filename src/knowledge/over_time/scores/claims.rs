//! Claims: what a source tells of a detail, held against what others tell of it.

use super::scorecard::Outcome;
use super::scoring::Thing;
use crate::knowledge::choosing::choose::Reading;
use crate::knowledge::choosing::told::{ToldWords, Word};
use crate::knowledge::over_time::testimony::Testimony;
use crate::model::{AnyValue, DetailRow, Provenance, ValueKind, When};

/// What is told of one detail.
pub(super) struct ToldOf<'k> {
    words: ToldWords<'k>,
    /// The current words of sources that are independent of the one scored, by their places.
    independent: Vec<usize>,
    /// The words by which the root of the source may have replaced what the source said.
    of_root: Vec<usize>,
    /// The value taken, and how it is told.
    best: Option<(&'k dyn AnyValue, &'k Provenance)>,
    row: &'static DetailRow,
}

impl<'k> ToldOf<'k> {
    /// The current words of independent sources.
    fn independent(&self) -> impl Iterator<Item = &Word<'k>> {
        self.independent.iter().filter_map(|place| self.words.words.get(*place))
    }
}

/// What somebody tells of a detail: in his words, and as it is read.
pub(super) struct Claim<'v> {
    said: &'v dyn AnyValue,
    read: Reading<'v>,
    told: &'v Provenance,
}

impl Claim<'_> {
    /// A date told by another record as that one dates it; what was open when told as still so then.
    fn value(&self) -> &dyn AnyValue {
        self.read.value()
    }

    fn is_same(&self, other: &Claim<'_>) -> bool {
        self.said == other.said || self.value() == other.value()
    }

    /// Whether it is told by another record of which no day is known, so that any day would bear it out.
    fn is_without_days(&self) -> bool {
        self.said.anchor().is_some()
            && match self.value().kind() {
                ValueKind::Day(When::On(on)) => {
                    [on.date().earliest(), on.date().latest()] == [None; 2]
                }
                ValueKind::Span(When::On(on)) => [on.earliest(), on.latest()] == [None; 2],
                _ => false,
            }
    }
}

/// What speaks for a statement and against it.
#[derive(Clone, Default)]
pub(super) struct Case<'k> {
    pub(super) evidence: Vec<Testimony<'k>>,
    /// Whether what is taken, all told, is against it.
    pub(super) is_overruled: bool,
}

impl<'k> Case<'k> {
    pub(super) fn add(&mut self, testimony: Option<Testimony<'k>>) {
        self.evidence.extend(testimony);
    }

    /// What becomes of the statement of an account. One party's word against another's decides nothing.
    pub(super) fn outcome(&self, own: &Provenance) -> Outcome {
        let mut against = self.evidence.iter().filter(|word| !word.confirms).peekable();
        if against.peek().is_some() {
            let is_vouched =
                own.is_own_voice() || against.any(|word| word.by.provenance.is_own_voice());
            return if self.is_overruled && is_vouched {
                Outcome::Refuted
            } else {
                Outcome::Contested
            };
        }
        if self.evidence.is_empty() { Outcome::Open } else { Outcome::Confirmed }
    }
}

impl<'k> Thing<'_, 'k> {
    pub(super) fn told_of(&self, row: &'static DetailRow) -> ToldOf<'k> {
        let words = self.resolver.words(row);
        let is_independent = |word: &Word<'k>| {
            let account = self.resolver.accounts.get(word.account);
            account.is_some_and(|account| self.is_independent(account.provenance()))
        };
        let places = |holds: &dyn Fn(&Word<'k>) -> bool| {
            let words = words.words.iter().enumerate().filter(|(_, word)| holds(word));
            words.map(|(place, _)| place).collect()
        };
        let independent = places(&|word| word.is_current() && is_independent(word));
        let of_root =
            places(&|word| word.slot.root == self.root && word.slot.source != self.position);
        let best = self.resolver.choose(&words, row).taken.and_then(|taken| {
            Some((taken.value, self.resolver.accounts.get(taken.account)?.provenance()))
        });
        ToldOf { words, independent, of_root, best, row }
    }

    /// The later word of the same root that says otherwise.
    pub(super) fn taken_back(&self, told: &ToldOf<'k>, index: usize) -> Option<Testimony<'k>> {
        let words = &told.words.words;
        let own = words.binary_search_by_key(&index, |word| word.account).ok()?;
        let own = words.get(own).filter(|own| own.is_replaced())?;
        let later = told.of_root.iter().filter_map(|place| words.get(*place));
        let later = later.filter(|word| word.is_of_root() && word.replaces(own)).find(|word| {
            word.denies != own.denies || {
                let both = self.claim_of(word, told).zip(self.claim_of(own, told));
                both.is_some_and(|(one, other)| !one.value().agrees_with(other.value()))
            }
        })?;
        self.testimony(later, false)
    }

    pub(super) fn of_value(&self, told: &ToldOf<'k>, claim: &Claim<'_>) -> Case<'k> {
        let mut case = Case::default();
        let of_others = |word: &&Word<'k>| self.is_of_another(claim.told, word.provenance);
        for word in told.independent().filter(of_others) {
            let Some(value) = self.claim_of(word, told) else { continue };
            let testimony = match word.denies {
                true if value.is_same(claim) => self.testimony(word, false),
                false if self.bears_out(&value, claim) => self.testimony(word, true),
                false if self.opposes(&value, claim) => self.testimony(word, false),
                _ => continue,
            };
            case.add(testimony);
        }
        case.is_overruled = self.best(told).is_some_and(|best| self.opposes(&best, claim));
        case
    }

    /// What bears on a denial of a value: others who deny it too, and those who say that it is so.
    pub(super) fn of_denial(&self, told: &ToldOf<'k>, denied: &Claim<'_>) -> Case<'k> {
        let mut case = Case::default();
        let of_others = |word: &&Word<'k>| self.is_of_another(denied.told, word.provenance);
        for word in told.independent().filter(of_others) {
            let Some(value) = self.claim_of(word, told) else { continue };
            let testimony = match word.denies {
                true if value.is_same(denied) => self.testimony(word, true),
                false if self.bears_out(&value, denied) => self.testimony(word, false),
                false if self.opposes(&value, denied) => self.testimony(word, true),
                _ => continue,
            };
            case.add(testimony);
        }
        case.is_overruled = self.best(told).is_some_and(|best| self.bears_out(&best, denied));
        case
    }

    /// What somebody tells of a detail, to be held against what others tell.
    pub(super) fn claim<'v>(
        &self,
        value: &'v dyn AnyValue,
        told: &'v Provenance,
        row: &DetailRow,
    ) -> Claim<'v> {
        Claim { said: value, read: Reading::of(self.known(), value, told, row), told }
    }

    fn claim_of(&self, word: &Word<'k>, of: &ToldOf<'k>) -> Option<Claim<'k>> {
        Some(self.claim(word.value?, word.provenance, of.row))
    }

    /// What is taken, all told.
    fn best(&self, told: &ToldOf<'k>) -> Option<Claim<'k>> {
        told.best.map(|(value, by)| self.claim(value, by, told.row))
    }

    /// Whether the claim is true if what is told is: a place lies also where it lies within.
    fn bears_out(&self, told: &Claim<'_>, claim: &Claim<'_>) -> bool {
        let (one, other) = (told.value(), claim.value());
        if claim.is_without_days() {
            return told.said == claim.said;
        }
        one.bears_out(other) || self.known().is_value_within(one, other)
    }

    /// Whether both cannot be true. Words can: what is called one thing may be called another too.
    fn opposes(&self, told: &Claim<'_>, claim: &Claim<'_>) -> bool {
        let (one, other) = (told.value(), claim.value());
        let is_text = matches!(other.kind(), ValueKind::Text(_));
        !is_text && !one.agrees_with(other) && !self.known().is_within_either(one, other)
    }
}
