//! Resolving: which of the values told of a detail is taken, and what it is taken over.

use chrono::NaiveDate;

use super::choose::{Choosing, Chosen, Reading, Taken};
use super::contest::Contest;
use super::resolution::{AnyCited, AnyResolution, Beaten, CitedValue, Resolution};
use super::told::{
    Heard, LastWords, Repeats, Standing, ToldWords, Word, affirms, denies, denies_that_it_happened,
    is_blanket,
};
use crate::knowledge::citation::Citation;
use crate::knowledge::knowledge::Knowledge;
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

/// The value taken of a detail whose type is known. The accounts are those of the resolver.
pub(crate) fn pick<'k, D: Details, T: Value>(
    resolver: Resolver<'k>,
    accounts: &'k [Account<D>],
    detail: Detail<D, T>,
) -> Option<&'k T> {
    let mut first: Option<&'k T> = None;
    if detail.row().role == Role::Planned && accounts.len() > 1 && resolver.tells_of_delay() {
        return resolver.best(detail.row())?.value.as_any().downcast_ref();
    }
    for account in accounts {
        let provenance = account.provenance();
        if !resolver.known.has_told(provenance) {
            continue;
        }
        let value = detail.of(account.details());
        // Nearly every detail is told once, or told alike, and then needs no comparing.
        let is_plain = provenance.stance() != Stance::Denies
            && value.is_none_or(|v| first.is_none_or(|first| v == first))
            // Who gives the days on which it was tells how it came out.
            && (value.is_some() || accounts.len() == 1 || !tells_outcome(account, detail));
        if !is_plain {
            return contested(resolver, detail.row())?.as_any().downcast_ref();
        }
        first = first.or(value);
    }
    first
}

// Apart, so that what is not contested makes no room for it.
#[cold]
fn contested<'k>(resolver: Resolver<'k>, row: &DetailRow) -> Option<&'k dyn AnyValue> {
    Some(resolver.best(row)?.value)
}

/// Whether a detail is the progress of a thing, of which an account tells by its days alone.
fn tells_outcome<D: Details, T: Value>(account: &Account<D>, detail: Detail<D, T>) -> bool {
    detail.row().role == Role::Progress && account.details().happened()
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
        // Nearly nothing is denied, and then nobody can have taken it back.
        let is_denied = self.told().any(|(_, account)| denies(account));
        let taken_back = is_denied.then(|| TakenBack::of(self));
        let stands = move |account: &dyn AnyAccount| match &taken_back {
            Some(taken_back) => !denies(account) && !taken_back.holds(self.known, account),
            None => true,
        };
        self.told().filter(move |(_, account)| stands(*account)).map(|(at, _)| at)
    }

    /// The accounts told by then that deny the whole, and have not been taken back by a later word
    /// of the same root.
    pub(crate) fn whole_denials(self) -> impl Iterator<Item = &'k dyn AnyAccount> {
        let told = move || self.told().map(|(_, account)| account);
        let mut denials = told().filter(|account| is_blanket(*account)).peekable();
        let repeats = self.repeats(is_blanket);
        // Nearly nothing is denied, and then nobody need have affirmed it since.
        let affirming = told().filter(|account| affirms(*account));
        let affirming = affirming.filter(|_| denials.peek().is_some());
        let affirming = affirming.map(|account| Heard::of(account.provenance()));
        let affirmed =
            LastWords::of(affirming.filter(|heard| !repeats.is_stale(self.known, *heard)));
        denials.filter(move |denial| !affirmed.any_after(Heard::of(denial.provenance())))
    }

    /// What is needed to tell who repeats what its root has taken back by such denials.
    fn repeats(self, of: fn(&dyn AnyAccount) -> bool) -> Repeats {
        let heard = |holds: &dyn Fn(&dyn AnyAccount) -> bool| -> Vec<Heard> {
            let told = self.told().filter(|(_, account)| holds(*account));
            told.map(|(_, account)| Heard::of(account.provenance())).collect()
        };
        let denials = heard(&of);
        if denials.is_empty() {
            return Repeats::default();
        }
        Repeats::of(&heard(&affirms), &denials)
    }

    pub(crate) fn denials(self) -> impl Iterator<Item = Citation<'k>> {
        self.whole_denials().filter_map(move |account| self.known.cite(account.provenance()))
    }

    /// Whether somebody has denied it by then, and has not affirmed it since.
    pub(crate) fn is_denied(self) -> bool {
        let told = || self.told().map(|(_, account)| account);
        let heard = |denying: bool| {
            let told = told().filter(move |account| denies(*account) == denying);
            told.map(|account| Heard::of(account.provenance()))
        };
        let mut denials = heard(true).peekable();
        if denials.peek().is_none() {
            return false;
        }
        let repeats = self.repeats(denies);
        let since =
            LastWords::of(heard(false).filter(|heard| !repeats.is_stale(self.known, *heard)));
        denials.any(|denial| !since.any_after(denial))
    }

    /// The value taken of a detail.
    pub(crate) fn best(self, row: &DetailRow) -> Option<Taken<'k>> {
        Choosing::new(self, &self.words(row), row).best()
    }

    /// How far the thing has got, as taken.
    pub(crate) fn progress(self) -> Option<Progress> {
        self.best(self.accounts.with_role(Role::Progress)?)?.value.as_progress()
    }

    /// The stages between which the accounts do not decide; none, where they do.
    pub(crate) fn level_stages(self) -> Vec<Progress> {
        let row = self.accounts.with_role(Role::Progress).filter(|_| self.accounts.len() > 1);
        let Some(row) = row else { return Vec::new() };
        let level = self.choose(&self.words(row), row).level.into_iter();
        level.filter_map(|(_, value)| value.as_progress()).collect()
    }

    /// How far the thing had got on a day, by the stages told as of that day or before. What has since
    /// been corrected does not count: what came out otherwise than was said.
    pub(crate) fn progress_on(self, day: NaiveDate) -> Option<Progress> {
        let row = self.accounts.with_role(Role::Progress)?;
        let mut words = self.words(row).words;
        let is_outcome = |word: &Word<'k>| {
            word.value.and_then(AnyValue::as_progress).is_some_and(Progress::is_outcome)
        };
        words.retain(|word| word.is_of_root() && !(word.is_replaced() && is_outcome(word)));
        words.retain(|word| word.provenance.held_as_of()[1].is_by(day));
        for word in &mut words {
            word.standing = Standing::Current;
        }
        let words = ToldWords::new(words, self.known, row);
        self.choose(&words, row).taken?.value.as_progress()
    }

    /// Every word told by then that bears on a detail.
    pub(crate) fn words(self, row: &DetailRow) -> ToldWords<'k> {
        let has_plan = row.role == Role::Progress && self.tells_of_plan(row);
        let words = self.told().filter_map(|(i, account)| {
            let implied = || account.implied_progress(self.accounts.table).filter(|_| has_plan);
            let value = account.value(row.at).or_else(implied);
            (value.is_some() || is_blanket(account)).then(|| Word::new(i, account, value))
        });
        let mut words = ToldWords::new(words.collect(), self.known, row);
        if row.role == Role::Planned && self.tells_of_delay() {
            words.put_off(&self.delays());
        }
        words
    }

    /// Whether somebody ever tells that the thing was put off.
    fn tells_of_delay(self) -> bool {
        self.accounts.iter().any(|account| account.progress() == Some(Progress::Postponed))
    }

    /// The words told by then that it was put off, but for those that a denial has taken back.
    fn delays(self) -> Vec<Word<'k>> {
        let Some(row) = self.accounts.with_role(Role::Progress) else { return Vec::new() };
        let (denials, mut told): (Vec<_>, Vec<_>) =
            self.words(row).words.into_iter().partition(|word| word.denies);
        told.retain(|word| {
            let is_delay = word.value.and_then(AnyValue::as_progress) == Some(Progress::Postponed);
            let is_taken_back = || denials.iter().any(|denial| denial.replaces(word));
            is_delay && word.is_of_root() && !is_taken_back()
        });
        told
    }

    /// Whether somebody tells of the thing as of a plan. Then whoever gives the days on which it was has
    /// told how it came out.
    fn tells_of_plan(self, progress: &DetailRow) -> bool {
        let stages =
            self.told().filter_map(|(_, account)| account.value(progress.at)?.as_progress());
        let mut stages = stages;
        stages.any(|stage| !stage.is_outcome())
    }

    /// Which value of a detail is taken, and what becomes of the others.
    pub(crate) fn choose(self, words: &ToldWords<'k>, row: &DetailRow) -> Chosen<'k> {
        Choosing::new(self, words, row).choose()
    }

    /// The value taken, and everything it was taken over.
    pub(crate) fn explain(self, row: &'static DetailRow) -> AnyResolution<'k> {
        let words = self.words(row);
        let cite = |account: usize, value: &'k dyn AnyValue| self.cite(account, value, row);
        let listed = |list: &dyn Fn(&Word<'k>) -> bool| {
            let listed = words.words.iter().filter(|word| list(word));
            listed.filter_map(|word| cite(word.account, word.value?)).collect()
        };
        let stands = |standing: Standing| {
            let affirmed = move |word: &Word<'k>| !word.denies && word.standing == standing;
            listed(&affirmed)
        };
        let chosen = self.choose(&words, row);
        let beaten = chosen.others.iter().filter_map(|other| {
            let value = cite(other.account, other.value)?;
            let is_rival = other.is_rival && !self.is_past(&chosen, other.account, other.value);
            Some(Beaten { value, reason: other.reason, is_rival })
        });
        let copies =
            words.words.iter().filter(|word| !word.denies && word.standing == Standing::Copy);
        let copies = copies.filter_map(|word| {
            let value = cite(word.account, word.value?)?;
            let is_alike = chosen.taken.is_some_and(|taken| taken.value == value.value);
            let reason = if is_alike { SAME } else { COPY };
            Some(Beaten { value, reason, is_rival: false })
        });
        let level = chosen.level.iter().filter_map(|(account, value)| cite(*account, *value));
        Resolution {
            contested: chosen.is_undecided() || self.is_contested(&words, row, &chosen),
            detail: row.name,
            chosen: chosen.taken.and_then(|taken| cite(taken.account, taken.value)),
            undecided: level.collect(),
            beaten: {
                let mut beaten: Vec<_> = beaten.chain(copies).collect();
                beaten.sort_by_key(|each| each.reason != SAME);
                beaten
            },
            denied: listed(&|word| word.denies && word.is_current()),
            replaced: listed(&|word| word.is_replaced()),
            stale: stands(Standing::Stale),
            drifted: stands(Standing::Drift),
            not_yet_known: self.not_yet_known(row),
            denied_whole: self.denials().collect(),
        }
    }

    /// Whether some word that counts speaks against the value taken. Both are read: a date that another
    /// record tells by its days, an end that was open when told as no more than that.
    fn is_contested(self, words: &ToldWords<'k>, row: &DetailRow, chosen: &Chosen<'k>) -> bool {
        let Some(taken) = chosen.taken else { return false };
        let Some(by) = self.accounts.get(taken.account).map(AnyAccount::provenance) else {
            return false;
        };
        let contest = Contest { known: self.known, record: self.record, row, is_to_come: false };
        let read = Reading::of(self.known, taken.value, by, row);
        let mut current = words.current().filter_map(|word| Some((word, word.value?)));
        current.any(|(word, value)| {
            if !word.denies && value == taken.value || self.is_past(chosen, word.account, value) {
                return false;
            }
            let told = Reading::of(self.known, value, word.provenance, row);
            if !word.denies {
                return !contest.can_both_be(told.value(), read.value());
            }
            // A denial of a month is one of each day in it.
            value == taken.value || contest.is_within(read.value(), told.value())
        })
    }

    /// Whether a stage of a plan is told as of a day that is certainly before that of the one taken: it may
    /// have been so then, and contests nothing. An outcome stands whenever it is told.
    fn is_past(self, chosen: &Chosen<'k>, account: usize, value: &dyn AnyValue) -> bool {
        let is_plan = value.as_progress().is_some_and(|stage| !stage.is_outcome());
        let as_of = |account: usize| Some(self.accounts.get(account)?.provenance().held_as_of());
        let taken = chosen.taken.filter(|_| is_plan).and_then(|taken| as_of(taken.account));
        let both = as_of(account).zip(taken);
        both.is_some_and(|([_, last], [first, _])| last < first)
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
}

/// What has taken back that there is such a thing, or that it happened.
struct TakenBack {
    whole: LastWords,
    deed: LastWords,
    of_whole: Repeats,
    of_deed: Repeats,
}

impl TakenBack {
    fn of(resolver: Resolver<'_>) -> Self {
        let last = |of: fn(&dyn AnyAccount) -> bool| {
            let denials = resolver.told().filter(move |(_, account)| of(*account));
            LastWords::of(denials.map(|(_, account)| Heard::of(account.provenance())))
        };
        Self {
            whole: last(is_blanket),
            deed: last(denies_that_it_happened),
            of_whole: resolver.repeats(is_blanket),
            of_deed: resolver.repeats(denies_that_it_happened),
        }
    }

    fn holds(&self, known: &Knowledge, account: &dyn AnyAccount) -> bool {
        let heard = Heard::of(account.provenance());
        self.whole.any_after(heard)
            || self.of_whole.is_stale(known, heard)
            || account.happened()
                && (self.deed.any_after(heard) || self.of_deed.is_stale(known, heard))
    }
}

const SAME: &str = "the same value";
const COPY: &str = "copied from its root";
