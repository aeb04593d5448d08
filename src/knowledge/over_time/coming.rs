//! Coming about: whether what was to be done was, and on which day, by the word of whom.

use chrono::NaiveDate;

use super::testimony::Testimony;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::nouns::dates::days;
use crate::knowledge::nouns::stages::{gives_consent, is_intention};
use crate::knowledge::survey::SO;
use crate::knowledge::view::came_about;
use crate::knowledge::words::Words;
use crate::knowledge::{Knowledge, PartView, View};
use crate::model::{
    Act, ActKey, ActKind, Address, AddressRef, Agreement, AnyAccount, AnyValue, DetailRow,
    KnownFrom, Meeting, NounKind, Progress, Role, Stance, Statement, Stop, Subject, Tie, Trip,
    ValueKind, Visit,
};
use crate::time::{Truth, UncertainDate};

/// Whether something that was to be done was.
#[derive(Clone)]
pub(super) enum Came {
    /// It was, on this day.
    On(UncertainDate),
    /// It is to be, on this day; or it was not, before it.
    NotBefore(UncertainDate),
    /// It will not be: it was called off, or is known not to have happened.
    Not,
    /// Nobody tells of it.
    Untold,
}

/// Whether something was done, and who says so.
#[derive(Clone)]
pub(super) struct Coming<'k> {
    pub(super) came: Came,
    /// Those who say so; whether that speaks for the deadline is for whoever holds it against one.
    pub(super) told: Vec<Testimony<'k>>,
}

impl<'k> Coming<'k> {
    /// Whether what stands at an address was done: by its own accounts, or by those of what it is.
    pub(super) fn of(at: &AddressRef<'k>, resolver: Resolver<'k>) -> Self {
        let act = act_key(at);
        // The day of an intention is the one on which it was held.
        let is_meant = act.as_ref().is_some_and(|act| is_intention(act.kind()));
        let own = if is_meant { Self::untold() } else { Self::own(&at.address(), resolver) };
        let is_visit = at.noun == NounKind::Visit && at.part.is_none();
        if is_visit && !matches!(own.came, Came::On(_)) {
            let instead = Self::instead(at.id, resolver.known);
            return instead.unwrap_or(own);
        }
        if own.is_settled() {
            return own;
        }
        let elsewhere = Self::elsewhere(at, act.as_ref(), resolver);
        let tells_more = |found: &Self| found.is_settled() || matches!(own.came, Came::Untold);
        elsewhere.filter(tells_more).unwrap_or(own)
    }

    /// What came of the visits in its place of one that was put off or called off, if that is told.
    fn instead(visit: &str, known: &'k Knowledge) -> Option<Self> {
        let (mut replaced, mut at) = (vec![visit], 0);
        let mut found: Option<Self> = None;
        while let Some(&id) = replaced.get(at) {
            let naming = known.naming::<Visit>(id).filter(|other| other.is_affirmed());
            for other in
                naming.filter(|other| other.get(Visit::REPLACES).is_some_and(|of| *of == *id))
            {
                if replaced.contains(&other.id().as_str()) {
                    continue;
                }
                replaced.push(other.id().as_str());
                let came = Self::of_view(other);
                match came.came {
                    Came::On(_) => return Some(came),
                    Came::NotBefore(_) => found = Some(came),
                    Came::Not | Came::Untold => {}
                }
            }
            at += 1;
        }
        found
    }

    /// Whether it is known how it came out.
    fn is_settled(&self) -> bool {
        matches!(self.came, Came::On(_) | Came::Not)
    }

    fn untold() -> Self {
        Self { came: Came::Untold, told: Vec::new() }
    }

    /// By its own accounts.
    fn own(about: &Address, resolver: Resolver<'k>) -> Self {
        let accounts = resolver.accounts;
        let day = accounts.with_role(Role::Actual).or_else(|| accounts.with_role(Role::Dated));
        let Some(stages) = accounts.with_role(Role::Progress) else {
            return day.map_or_else(Self::untold, |row| Self::once(about, resolver, row));
        };
        let progress = resolver.progress();
        let unsaid = || resolver.standing().any(|account| is_done(resolver, account));
        match came_about(resolver, progress, progress.is_none() && unsaid()) {
            Truth::Yes => return Self::done(about, resolver, day),
            Truth::Maybe => return Self::done(about, resolver, day).perhaps(),
            Truth::No => {}
        }
        // What is put off may still be in time.
        let is_open = |progress: Progress| progress.is_pending() || progress == Progress::Postponed;
        if progress.is_none_or(is_open) {
            return Self::planned(about, resolver);
        }
        Self { came: Came::Not, told: who_tell(about, resolver, stages) }
    }

    /// The same if it was done at all: then on its day, and else perhaps later.
    fn perhaps(self) -> Self {
        let came = match self.came {
            Came::On(day) => Came::On(days(day.earliest(), None)),
            other => other,
        };
        Self { came, ..self }
    }

    /// What happened, on the day that is told or on some day up to that on which it was.
    fn done(about: &Address, resolver: Resolver<'k>, row: Option<&DetailRow>) -> Self {
        if let Some((row, day)) = row.and_then(|row| Some((row, day_of(resolver, row)?))) {
            return Self { came: Came::On(day), told: who_tell(about, resolver, row) };
        }
        let mut first: Option<NaiveDate> = None;
        let mut told = Vec::new();
        for account in resolver.standing().filter(|account| is_done(resolver, *account)) {
            let provenance = account.provenance();
            if let KnownFrom::Day(day) = provenance.slot.told {
                first = Some(first.map_or(day, |first| first.min(day)));
            }
            let value = account.progress().map_or_else(|| Words::plain(SO), |it| Words::of(&it));
            told.extend(testimony(about, resolver, account, value));
        }
        Self { came: Came::On(days(None, first)), told }
    }

    /// What is to be, on the day that it is now planned for.
    fn planned(about: &Address, resolver: Resolver<'k>) -> Self {
        let accounts = resolver.accounts;
        let row = accounts.with_role(Role::Planned).or_else(|| accounts.with_role(Role::Dated));
        let planned = row.and_then(|row| Some((row, day_of(resolver, row)?)));
        planned.map_or_else(Self::untold, |(row, day)| Self {
            came: Came::NotBefore(day),
            told: who_tell(about, resolver, row),
        })
    }

    /// What is done once, and has no stages: a day is told, or it is denied up to one.
    fn once(about: &Address, resolver: Resolver<'k>, row: &DetailRow) -> Self {
        if let Some(day) = day_of(resolver, row) {
            return Self { came: Came::On(day), told: who_tell(about, resolver, row) };
        }
        let words = resolver.words(row);
        let denied = words.current().filter_map(|word| {
            let last = day_told(resolver.known, word.value.filter(|_| word.denies)?)?.latest()?;
            Some((last, word))
        });
        let Some((last, word)) = denied.max_by_key(|(last, _)| *last) else {
            return Self::untold();
        };
        let account = resolver.accounts.get(word.account);
        let value = word.value.map_or_else(|| Words::plain(SO), Words::of);
        let told = account.and_then(|account| testimony(about, resolver, account, value));
        let came = Came::NotBefore(days(last.succ_opt(), None));
        Self { came, told: told.into_iter().collect() }
    }

    /// By what it is, what it is made of, or what it leads to.
    fn elsewhere(
        at: &AddressRef<'k>,
        act: Option<&ActKey>,
        resolver: Resolver<'k>,
    ) -> Option<Self> {
        let known = resolver.known;
        match (at.noun, at.part) {
            (NounKind::Visit, Some(("stops", _))) => {
                let meeting = id_of(resolver, Role::Meeting);
                let meeting = meeting.and_then(|id| known.find::<Meeting>(id)).map(Self::of_view);
                // A programme falls with the visit, and is not followed because the visit took place.
                let visit = known.find::<Visit>(at.id).map(Self::of_view);
                meeting.or_else(|| visit.filter(|visit| matches!(visit.came, Came::Not)))
            }
            (NounKind::Meeting, None) => {
                let visit = known.find::<Visit>(id_of(resolver, Role::Visit)?)?;
                let is_it = |stop: &PartView<'k, Stop>| {
                    stop.get(Stop::MEETING).is_some_and(|id| id.as_str() == at.id)
                };
                let stop = visit.stops().find(is_it)?;
                let part = Some(("stops", stop.key().to_string()));
                Some(Self::own(&Address { record: visit.reference(), part }, stop.resolver()))
            }
            (NounKind::Trip, None) => Self::of_legs(known.find::<Trip>(at.id)?),
            (NounKind::Agreement, Some(("acts", _))) => {
                let agreement = known.find::<Agreement>(at.id)?;
                let done = done_instead(agreement, act?);
                Self::first(done.map(|act| Self::of_act(agreement, act)))
            }
            (NounKind::Statement, None) => {
                let statement = known.find::<Statement>(at.id)?;
                Self::of_content(known, statement.get(Statement::CONTENT)?)
            }
            _ => None,
        }
    }

    fn of_view<N: crate::dossier::Recorded>(view: View<'k, N>) -> Self {
        Self::own(&Address { record: view.reference(), part: None }, view.resolver())
    }

    fn of_act(agreement: View<'k, Agreement>, act: PartView<'k, Act>) -> Self {
        let part = Some(("acts", act.key().to_string()));
        Self::own(&Address { record: agreement.reference(), part }, act.resolver())
    }

    /// A trip begins with the first of its legs.
    fn of_legs(trip: View<'k, Trip>) -> Option<Self> {
        let legs = trip.legs().into_iter();
        let visits = legs.filter_map(|leg| trip.known().resolve::<Visit>(leg.key()));
        let all: Vec<Self> = visits.map(Self::of_view).collect();
        Self::first(all.iter().cloned()).or_else(|| all.into_iter().next())
    }

    /// What a pledge is a pledge of, where that is something that comes about.
    fn of_content(known: &'k Knowledge, content: &Subject) -> Option<Self> {
        let Subject::Record(record) = content else { return None };
        let id = record.id();
        match record.noun() {
            NounKind::Visit => known.find::<Visit>(id).map(Self::of_view),
            NounKind::Meeting => known.find::<Meeting>(id).map(Self::of_view),
            NounKind::Tie => known.find::<Tie>(id).map(Self::of_view),
            NounKind::Trip => {
                let trip = known.find::<Trip>(id)?;
                Some(Self::of_view(trip)).filter(Self::is_settled).or_else(|| Self::of_legs(trip))
            }
            NounKind::Agreement => {
                let agreement = known.find::<Agreement>(id)?;
                let concluding = agreement.acts().filter(|act| concludes(act.key().kind()));
                let done = concluding.filter(|act| act.is_done().is_possible());
                Self::first(done.map(|act| Self::of_act(agreement, act)))
            }
            _ => None,
        }
    }

    /// The first of those that were done.
    fn first(all: impl Iterator<Item = Self>) -> Option<Self> {
        let done = all.filter_map(|each| match &each.came {
            Came::On(day) => Some((day.clone(), each)),
            _ => None,
        });
        done.min_by(|(a, _), (b, _)| UncertainDate::by_earliest(a, b)).map(|(_, first)| first)
    }
}

/// The acts that were done, or perhaps, by which another has come about: one of all parties for that of one, and the
/// conclusion for the intention.
pub(super) fn done_instead<'k>(
    agreement: View<'k, Agreement>,
    own: &ActKey,
) -> impl Iterator<Item = PartView<'k, Act>> {
    let is_meant = is_intention(own.kind());
    agreement.acts().filter(move |act| {
        let is_its = act.key().party().is_none_or(|id| own.party().is_none_or(|own| own == id));
        let kind = act.key().kind();
        let is_kind = if is_meant { concludes(kind) } else { kind == own.kind() };
        act.key() != own && is_its && is_kind && act.is_done().is_possible()
    })
}

fn act_key(at: &AddressRef<'_>) -> Option<ActKey> {
    let (list, key) = at.part?;
    if (at.noun, list) == (NounKind::Agreement, "acts") {
        key.to_string().parse().ok()
    } else {
        None
    }
}

/// Whether an account says that it was done. One that gives a deadline and nothing else of it does not.
fn is_done(resolver: Resolver<'_>, account: &dyn AnyAccount) -> bool {
    let gives = |role| {
        let row = resolver.accounts.with_role(role);
        row.is_some_and(|row| account.value(row.at).is_some())
    };
    let says_when = || gives(Role::Actual) || gives(Role::Dated);
    let is_told = account.progress().is_some() || !gives(Role::Deadline) || says_when();
    account.happened() && is_told
}

/// The record that a detail names.
fn id_of(resolver: Resolver<'_>, role: Role) -> Option<&str> {
    match resolver.best(resolver.accounts.with_role(role)?)?.value.kind() {
        ValueKind::Id(_, id) => Some(id),
        _ => None,
    }
}

/// The day taken of a detail; the first, of one that lasts.
fn day_of(resolver: Resolver<'_>, row: &DetailRow) -> Option<UncertainDate> {
    day_told(resolver.known, resolver.best(row)?.value)
}

fn day_told(known: &Knowledge, value: &dyn AnyValue) -> Option<UncertainDate> {
    match value.kind() {
        ValueKind::Day(when) => Some(known.day(when)),
        ValueKind::Span(when) => known.span(when).start().cloned(),
        _ => None,
    }
}

/// Those who tell the value taken of a detail.
fn who_tell<'k>(about: &Address, resolver: Resolver<'k>, row: &DetailRow) -> Vec<Testimony<'k>> {
    let words = resolver.words(row);
    let Some(taken) = resolver.choose(&words, row).taken else { return Vec::new() };
    let telling = words.current().filter(|word| {
        let is_alike = word.value.is_some_and(|value| value == taken.value);
        !word.denies && (is_alike || word.account == taken.account)
    });
    let told = telling.filter_map(|word| {
        let account = resolver.accounts.get(word.account)?;
        testimony(about, resolver, account, Words::of(word.value?))
    });
    told.collect()
}

fn testimony<'k>(
    about: &Address,
    resolver: Resolver<'k>,
    account: &'k dyn AnyAccount,
    value: Words,
) -> Option<Testimony<'k>> {
    let provenance = account.provenance();
    let by = resolver.known.cite(provenance)?;
    let denies = provenance.stance() == Stance::Denies;
    Some(Testimony { about: about.clone(), confirms: true, denies, value, by })
}

/// Whether an act is what an intention to conclude an agreement leads to.
pub(super) fn concludes(kind: &ActKind) -> bool {
    *kind == ActKind::SIGNED || *kind == ActKind::IN_FORCE || gives_consent(kind)
}
