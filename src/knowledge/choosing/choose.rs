//! Choosing: the words that count are read and sent into a contest, a period end by end.

use super::contest::{Contest, Entrant, FEW, Fate, Outcome, Why};
use super::resolver::Resolver;
use super::told::{ToldWords, Word};
use crate::knowledge::Knowledge;
use crate::model::{
    AnyAccount, AnyValue, DetailRow, Provenance, Role, ValueKind, When, WhenDay, WhenSpan,
};
use crate::time::{End, Period, UncertainDate};

/// A value that is taken, and the account cited for it.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'k> {
    pub(crate) account: usize,
    pub(crate) value: &'k dyn AnyValue,
}

/// A value that is not the one taken, or that another account tells as well.
pub(crate) struct Other<'k> {
    pub(crate) account: usize,
    pub(crate) value: &'k dyn AnyValue,
    pub(crate) reason: &'static str,
    /// Whether it competes with what is taken.
    pub(crate) is_rival: bool,
}

/// Which value of a detail is taken.
pub(crate) struct Chosen<'k> {
    pub(crate) taken: Option<Taken<'k>>,
    /// What is level and excludes each other; then nothing is taken.
    pub(crate) level: Vec<(usize, &'k dyn AnyValue)>,
    /// The other values that count, the nearest to be taken first.
    pub(crate) others: Vec<Other<'k>>,
}

impl Chosen<'_> {
    pub(crate) fn is_undecided(&self) -> bool {
        !self.level.is_empty()
    }
}

/// The days between which the accounts do not decide: some day of all those told of the start, and of the
/// end. `None` where it is decided, and of what is no date.
pub(crate) fn undecided_days(resolver: Resolver<'_>, row: &DetailRow) -> Option<Period> {
    let chosen = resolver.choose(&resolver.words(row), row);
    let periods = chosen.level.iter().filter_map(|(account, value)| {
        let told = resolver.accounts.get(*account)?.provenance();
        match Reading::of(resolver.known, *value, told, row).value().kind() {
            ValueKind::Span(When::On(period)) | ValueKind::Period(period) => Some(period.clone()),
            ValueKind::Day(When::On(moment)) => Some(Period::on(moment.date().clone())),
            ValueKind::Date(date) => Some(Period::on(date.clone())),
            _ => None,
        }
    });
    let periods: Vec<Period> = periods.collect();
    let start = one_of(&periods.iter().map(Period::from).collect::<Vec<_>>())?;
    let end = one_of(&periods.iter().map(Period::to).collect::<Vec<_>>())?;
    Period::new(start.clone(), end).or_else(|_| Period::new(start, End::Unknown)).ok()
}

/// The end between which and others the accounts do not decide.
pub(crate) fn undecided_end(resolver: Resolver<'_>, row: &DetailRow) -> Option<End> {
    let chosen = resolver.choose(&resolver.words(row), row);
    let ends = chosen.level.iter().filter_map(|(_, value)| match value.kind() {
        ValueKind::End(end) => Some(end),
        _ => None,
    });
    one_of(&ends.collect::<Vec<_>>())
}

/// Some day of those of several ends; the end itself, where all are one.
fn one_of(ends: &[&End]) -> Option<End> {
    let first = *ends.first()?;
    if ends.iter().all(|end| *end == first) {
        return Some(first.clone());
    }
    let dates = || ends.iter().map(|end| if let End::On(date) = end { Some(date) } else { None });
    let earliest: Option<Vec<_>> = dates().map(|date| date?.earliest()).collect();
    let latest: Option<Vec<_>> = dates().map(|date| date?.latest()).collect();
    let earliest = earliest.and_then(|days| days.into_iter().min());
    let latest = latest.and_then(|days| days.into_iter().max());
    if earliest.is_none() && latest.is_none() {
        return Some(End::Unknown);
    }
    UncertainDate::between(earliest, latest).ok().map(End::On)
}

/// A value as it is held against others: a date that another record tells is dated by it, and an end that
/// was open when told is known to be still so then.
pub(crate) enum Reading<'v> {
    AsTold(&'v dyn AnyValue),
    Made(Box<dyn AnyValue>),
}

impl<'v> Reading<'v> {
    pub(crate) fn of(
        known: &Knowledge,
        value: &'v dyn AnyValue,
        told: &Provenance,
        row: &DetailRow,
    ) -> Self {
        match value.kind() {
            ValueKind::Day(when) if when.anchor().is_some() => {
                Self::Made(Box::new(WhenDay::from(known.day(when))))
            }
            ValueKind::Span(when) if when.anchor().is_some() => {
                Self::Made(Box::new(WhenSpan::from(known.span(when))))
            }
            ValueKind::Span(When::On(period)) if *period.to() == End::Open => {
                let period = Period::new(period.from().clone(), still(told));
                period
                    .map_or(Self::AsTold(value), |read| Self::Made(Box::new(WhenSpan::from(read))))
            }
            ValueKind::End(End::Open) if row.role == Role::Until => {
                Self::Made(Box::new(still(told)))
            }
            _ => Self::AsTold(value),
        }
    }

    pub(crate) fn value(&self) -> &dyn AnyValue {
        match self {
            Self::AsTold(value) => *value,
            Self::Made(value) => &**value,
        }
    }
}

/// What is known of an end that was open when told: it was still so on that day. Whoever bears no date
/// tells it still.
fn still(told: &Provenance) -> End {
    told.slot.told.day().map_or(End::Open, End::Still)
}

/// The words on one detail that count, read.
pub(super) struct Choosing<'w, 'k> {
    resolver: Resolver<'k>,
    row: &'w DetailRow,
    told: Vec<Told<'w, 'k>>,
    is_to_come: bool,
}

/// A word that counts: its value as it stands and as it is read, and whether its account tells of
/// something that has happened.
struct Told<'w, 'k> {
    word: &'w Word<'k>,
    value: &'k dyn AnyValue,
    reading: Reading<'k>,
    happened: bool,
}

impl Told<'_, '_> {
    fn read(&self) -> &dyn AnyValue {
        self.reading.value()
    }
}

impl<'w, 'k> Choosing<'w, 'k> {
    pub(super) fn new(
        resolver: Resolver<'k>,
        words: &'w ToldWords<'k>,
        row: &'w DetailRow,
    ) -> Self {
        let is_ruled = |word: &&Word<'k>| Self::is_ruled(resolver, row, word.provenance);
        // What the user has ruled stands, whatever became of the word.
        let affirmed = words.words.iter().filter(|word| !word.denies && word.value.is_some());
        let counts = affirmed.filter(|word| word.is_current() || is_ruled(word));
        let account = |word: &Word<'k>| resolver.accounts.get(word.account);
        let told = counts.filter_map(|word| {
            let value = word.value?;
            let reading = Reading::of(resolver.known, value, word.provenance, row);
            let happened = account(word).is_some_and(AnyAccount::happened);
            Some(Told { word, value, reading, happened })
        });
        let told: Vec<_> = told.collect();
        let plans = |told: &Told<'_, 'k>| {
            account(told.word).and_then(AnyAccount::progress).is_some_and(|it| !it.is_outcome())
        };
        let is_to_come = row.role == Role::Planned
            || told.len() > 1 && !told.iter().any(|told| told.happened) && told.iter().any(plans);
        Self { resolver, row, told, is_to_come }
    }

    fn is_ruled(resolver: Resolver<'_>, row: &DetailRow, told: &Provenance) -> bool {
        let (record, accounts) = (resolver.record, resolver.accounts);
        resolver.known.is_ruled(record, accounts, row.name, told)
    }

    /// The value taken, if one is.
    pub(super) fn best(&self) -> Option<Taken<'k>> {
        if let Some(best) = self.only().or_else(|| self.best_of_few()) {
            return Some(self.taken(best, None));
        }
        let (best, made) = {
            let (outcome, put_together) = self.outcome();
            (outcome.best?, outcome.made.or(put_together))
        };
        Some(self.taken(best, made))
    }

    fn taken(&self, best: usize, made: Option<Box<dyn AnyValue>>) -> Taken<'k> {
        let told = &self.told[best];
        let made = made.map(|made| self.resolver.known.keep(made));
        Taken { account: told.word.account, value: made.unwrap_or(told.value) }
    }

    /// The place of the only one told.
    fn only(&self) -> Option<usize> {
        (self.told.len() == 1).then_some(0)
    }

    /// The place of the value taken, where that is soon seen: of a few values that cannot be told more
    /// exactly.
    fn best_of_few(&self) -> Option<usize> {
        let is_plain = |value: &dyn AnyValue| value.is_exact() && value.as_period().is_none();
        if self.told.len() > FEW || !self.told.iter().all(|told| is_plain(told.read())) {
            return None;
        }
        let entrants = self.told.iter().map(|told| self.entrant(told, told.read()));
        self.contesting().best_of_few(&entrants.collect::<Vec<_>>())
    }

    fn outcome(&self) -> (Outcome, Option<Box<dyn AnyValue>>) {
        self.by_ends().unwrap_or_else(|| {
            let whole: Vec<_> = self.told.iter().map(Told::read).collect();
            (self.contest(&whole), None)
        })
    }

    pub(super) fn choose(self) -> Chosen<'k> {
        if let Some(only) = self.only() {
            let taken = Some(self.taken(only, None));
            return Chosen { taken, level: Vec::new(), others: Vec::new() };
        }
        let (Outcome { fates, best, made }, put_together) = self.outcome();
        let taken = best.map(|best| self.taken(best, made.or(put_together)));
        let mut order: Vec<usize> = (0..fates.len()).filter(|at| Some(*at) != best).collect();
        // What is alike stays in the order of the accounts, which is that of their sources.
        order.sort_by_key(|at| std::cmp::Reverse(fates[*at]));
        let (mut level, mut others) = (Vec::new(), Vec::new());
        for at in order {
            let &Told { word, value, .. } = &self.told[at];
            if fates[at] == Fate::Level {
                level.push((word.account, value));
                continue;
            }
            let is_rival = matches!(fates[at], Fate::Beaten(Why::Rank(_) | Why::Ruled))
                && taken.is_none_or(|taken| taken.value != value);
            let is_alike = taken.is_some_and(|taken| taken.value == value);
            let reason = self.reason(fates[at], is_alike);
            others.push(Other { account: word.account, value, reason, is_rival });
        }
        Chosen { taken, level, others }
    }

    fn reason(&self, fate: Fate, is_alike: bool) -> &'static str {
        match fate {
            _ if is_alike => "the same value",
            Fate::Taken | Fate::Level => "says the same, or adds to it",
            Fate::Within => "told more exactly",
            Fate::Beaten(Why::IsUnknown) => "known before unknown",
            Fate::Beaten(Why::Ruled) => "ruled so",
            Fate::Beaten(Why::Rank(place)) => self.resolver.known.policy().reason(place),
        }
    }

    /// Holds values against each other, one of each word: the value read, or a part of it.
    fn contest(&self, values: &[&dyn AnyValue]) -> Outcome {
        let entrants = self.told.iter().zip(values);
        let entrants = entrants.map(|(told, read)| self.entrant(told, *read));
        self.contesting().decide(&entrants.collect::<Vec<_>>())
    }

    fn contesting(&self) -> Contest<'_> {
        Contest {
            known: self.resolver.known,
            record: self.resolver.record,
            row: self.row,
            is_to_come: self.is_to_come,
        }
    }

    fn entrant<'v>(&self, told: &Told<'_, 'k>, read: &'v dyn AnyValue) -> Entrant<'v>
    where
        'k: 'v,
    {
        let is_ruled = Self::is_ruled(self.resolver, self.row, told.word.provenance);
        Entrant { read, provenance: told.word.provenance, happened: told.happened, is_ruled }
    }

    /// Of periods, the start and the end each by itself, and the period that they make if no account
    /// tells it; `None` for other values, for one period alone, and where the two would be upside down.
    fn by_ends(&self) -> Option<(Outcome, Option<Box<dyn AnyValue>>)> {
        let periods: Option<Vec<&Period>> =
            self.told.iter().map(|told| told.read().as_period()).collect();
        let periods = periods.filter(|periods| periods.windows(2).any(|two| two[0] != two[1]))?;
        let begin: Vec<&dyn AnyValue> = periods.iter().map(|period| period.from() as _).collect();
        let told = self.told.iter().map(|told| told.word.provenance);
        let end: Vec<End> = periods
            .iter()
            .zip(told)
            .map(|(period, told)| match period.to() {
                End::Open => still(told),
                end => end.clone(),
            })
            .collect();
        let end: Vec<&dyn AnyValue> = end.iter().map(|end| end as _).collect();
        let (starts, ends) = (self.contest(&begin), self.contest(&end));
        let fates: Vec<Fate> = starts.fates.iter().zip(&ends.fates).map(both).collect();
        let undecided = |outcome: &Outcome| outcome.best.is_none();
        let (Some(first), Some(last)) = (starts.best, ends.best) else {
            let level = |at: usize| {
                undecided(&starts) && starts.fates[at] == Fate::Level
                    || undecided(&ends) && ends.fates[at] == Fate::Level
            };
            let fates = fates.iter().enumerate();
            let fates = fates.map(|(at, fate)| if level(at) { Fate::Level } else { *fate });
            return Some((Outcome { fates: fates.collect(), best: None, made: None }, None));
        };
        if starts.made.is_none() && ends.made.is_none() {
            let is_whole = |at: &usize| begin[*at] == begin[first] && end[*at] == end[last];
            let whole = [first, last].into_iter().chain(0..fates.len()).find(is_whole);
            if whole.is_some() {
                return Some((Outcome { fates, best: whole, made: None }, None));
            }
        }
        // The ends of two that never meet are no period.
        if periods[first].overlaps(periods[last]).is_impossible() {
            return None;
        }
        let told = |at: usize| self.told[at].value.as_period().unwrap_or(periods[at]);
        let made = |made: Option<Box<dyn AnyValue>>, told: &End| {
            let made = made.and_then(|made| made.as_any().downcast_ref().cloned());
            made.unwrap_or_else(|| told.clone())
        };
        let from = made(starts.made, told(first).from());
        let to = made(ends.made, told(last).to());
        let period = Period::new(from, to).ok()?;
        let period: Box<dyn AnyValue> = match self.told[first].value.kind() {
            ValueKind::Period(_) => Box::new(period),
            _ => Box::new(WhenSpan::from(period)),
        };
        let best = if told(first).from().is_unknown() { last } else { first };
        Some((Outcome { fates, best: Some(best), made: None }, Some(period)))
    }
}

/// What becomes of a period of which the start and the end fare so.
fn both((start, end): (&Fate, &Fate)) -> Fate {
    // An end that is not known leaves a period as good as its start, and the other way round.
    let is_silent = |fate: &Fate| *fate == Fate::Beaten(Why::IsUnknown);
    match (is_silent(start), is_silent(end)) {
        (true, _) => (*end).min(Fate::Within),
        (_, true) => (*start).min(Fate::Within),
        _ => *start.min(end),
    }
}
