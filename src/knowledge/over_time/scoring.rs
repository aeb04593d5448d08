//! Scoring: how the words of others bear on what one source said.

use super::outcomes::{News, fails, outcomes, outcomes_of};
use super::scorecard::{Outcome, Scorecard, ScoredDetail, Testimony};
use crate::knowledge::citation::Citation;
use crate::knowledge::nouns::stages::{gives_consent, is_intention};
use crate::knowledge::resolve::{Resolver, ToldWords, Word, denies, is_blanket};
use crate::knowledge::survey::{SO, given};
use crate::knowledge::words::Words;
use crate::knowledge::{Knowledge, LookupError, Verdict};
use crate::model::{
    Accounts, Act, ActKey, ActKind, Agreement, AnyAccount, AnyValue, DetailRow, Details, Meeting,
    NounKind, Progress, Provenance, Role, Source, Speaker, Stance, Statement, Stop, Superlative,
    ValueKind, Visit, When, WhenDay,
};
use crate::model::{Address, AddressRef};

/// Scores everything that one source says.
pub(crate) struct Scoring<'k> {
    known: &'k Knowledge,
    source: u32,
    root: u32,
    scores: Vec<ScoredDetail<'k>>,
    /// Whether it had told anything by then.
    has_told: bool,
    /// The provenances not heard: not yet told, or not listened to.
    unheard: Vec<&'k Provenance>,
}

impl<'k> Scoring<'k> {
    pub(crate) fn new(known: &'k Knowledge, position: usize) -> Self {
        let source = u32::try_from(position).unwrap_or(u32::MAX);
        let root = known.united().roots().get(position).copied().unwrap_or(source);
        Self { known, source, root, scores: Vec::new(), has_told: false, unheard: Vec::new() }
    }

    pub(crate) fn finish(self, source: &'k Source) -> Result<Scorecard<'k>, LookupError> {
        let known_on = self.known.known_on();
        if self.has_told || self.unheard.is_empty() {
            return Ok(Scorecard { source, known_on, scores: self.scores });
        }
        let (noun, id) = (NounKind::Source, source.id.to_string());
        let listened = |provenance: &&&Provenance| self.known.listens_to(provenance);
        let told =
            self.unheard.iter().filter(listened).map(|provenance| provenance.slot.told).min();
        Err(match told {
            Some(told) => LookupError::NotYetKnown { noun, id, first_told: told.day() },
            None => LookupError::NotListenedTo { noun, id },
        })
    }
}

impl<'k> Scoring<'k> {
    /// Scores what the source tells of one thing.
    pub(crate) fn score(&mut self, at: &AddressRef<'k>, resolver: Resolver<'k>) {
        let Some(source) = self.known.united().sources().get(self.source as usize) else { return };
        let own = self.own(resolver.accounts);
        if own.is_empty() {
            return;
        }
        let thing = Thing { at, about: at.address(), source, root: self.root, resolver };
        // A stage of progress says that there is such a thing better than the bare fact.
        let is_staged = own.iter().any(|(_, each)| !denies(*each) && each.progress().is_some());
        let mut says_so = !is_staged;
        for (index, account) in own {
            if is_blanket(account) {
                self.scores.push(thing.denial(account));
            } else if says_so && !denies(account) {
                self.scores.extend(thing.existence(account));
                says_so = false;
            }
            // That something is not known is no statement on it.
            let given = given(resolver.accounts, account);
            let given = given.filter(|(_, value)| !value.is_unknown());
            self.scores.extend(given.map(|(row, value)| thing.score(index, account, row, value)));
        }
    }

    /// The accounts by the source itself to which it commits itself; those not heard are noted.
    fn own(&mut self, accounts: Accounts<'k>) -> Vec<(usize, &'k dyn AnyAccount)> {
        let mut own = Vec::new();
        for (i, account) in accounts.iter().enumerate() {
            let provenance = account.provenance();
            if provenance.slot.source != self.source {
                continue;
            }
            if !self.known.has_told(provenance) {
                self.unheard.push(provenance);
                continue;
            }
            self.has_told = true;
            if provenance.stance() != Stance::Mentions {
                own.push((i, account));
            }
        }
        own
    }
}

/// A record or a part of one, of which the source tells something.
struct Thing<'s, 'k> {
    at: &'s AddressRef<'k>,
    about: Address,
    source: &'k Source,
    /// The root of the source.
    root: u32,
    resolver: Resolver<'k>,
}

/// A value that does not depend on another record.
enum Fixed<'v> {
    AsTold(&'v dyn AnyValue),
    Dated(Box<dyn AnyValue>),
}

impl Fixed<'_> {
    fn value(&self) -> &dyn AnyValue {
        match self {
            Self::AsTold(value) => *value,
            Self::Dated(value) => &**value,
        }
    }
}

/// What speaks for a statement and against it.
#[derive(Default)]
struct Case<'k> {
    evidence: Vec<Testimony<'k>>,
    /// Whether what is taken, all told, is against it.
    is_overruled: bool,
}

impl<'k> Case<'k> {
    fn add(&mut self, testimony: Option<Testimony<'k>>) {
        self.evidence.extend(testimony);
    }

    fn outcome(&self) -> Outcome {
        if self.evidence.iter().any(|word| !word.confirms) {
            return if self.is_overruled { Outcome::Refuted } else { Outcome::Contested };
        }
        if self.evidence.is_empty() { Outcome::Open } else { Outcome::Confirmed }
    }
}

impl<'k> Thing<'_, 'k> {
    fn known(&self) -> &'k Knowledge {
        self.resolver.known
    }

    /// Whether a word counts: by another root, which is somebody and commits itself to it.
    fn is_independent(&self, provenance: &Provenance) -> bool {
        let root = provenance.slot.root;
        root != self.root
            && !self.known().is_unattributed(root)
            && provenance.stance() != Stance::Mentions
    }

    /// What the account says of a detail, and what has become of it.
    fn score(
        &self,
        index: usize,
        account: &'k dyn AnyAccount,
        row: &'static DetailRow,
        value: &'k dyn AnyValue,
    ) -> ScoredDetail<'k> {
        let provenance = account.provenance();
        let mut score = self.open(provenance, Some(row.name), Words::of(value));
        let words = self.resolver.words(row);
        if let Some(taken_back) = self.taken_back(&words, index) {
            score.outcome = Outcome::Withdrawn;
            score.evidence = vec![taken_back];
            return score;
        }
        if let Some(claim) = value.as_any().downcast_ref::<Superlative>() {
            self.check(claim, &mut score);
            return score;
        }
        let case = match (value.as_progress(), self.actual(row)) {
            _ if score.denies => self.of_denial(&words, row, value),
            (Some(progress), _) => self.of_progress(account, progress),
            (_, Some(actual)) => {
                let planned = self.fixed(value);
                self.of_value(&self.resolver.words(actual), actual, planned.value())
            }
            _ => self.of_value(&words, row, value),
        };
        score.outcome = case.outcome();
        score.evidence = case.evidence;
        score
    }

    fn open(
        &self,
        provenance: &'k Provenance,
        detail: Option<&'static str>,
        value: Words,
    ) -> ScoredDetail<'k> {
        ScoredDetail {
            about: self.about.clone(),
            by: Citation { source: self.source, provenance },
            detail,
            value,
            denies: provenance.stance() == Stance::Denies,
            outcome: Outcome::Open,
            evidence: Vec::new(),
            checked: None,
        }
    }

    /// The later word of the same root that says otherwise.
    fn taken_back(&self, words: &ToldWords<'k>, index: usize) -> Option<Testimony<'k>> {
        let own = words.words.iter().find(|word| word.account == index)?;
        let later = words.words.iter().filter(|word| word.replaces(own)).find(|word| {
            let both = word.value.zip(own.value);
            word.denies != own.denies || both.is_some_and(|(a, b)| !a.agrees_with(b))
        })?;
        self.testimony(later, false)
    }

    fn testimony(&self, word: &Word<'k>, confirms: bool) -> Option<Testimony<'k>> {
        let value = word.value.map_or_else(|| Words::plain(SO), Words::of);
        self.witness(self.resolver.accounts.get(word.account)?.provenance(), value, confirms)
    }

    fn witness(
        &self,
        provenance: &'k Provenance,
        value: Words,
        confirms: bool,
    ) -> Option<Testimony<'k>> {
        witness(self.known(), &self.about, provenance, value, confirms)
    }

    /// The words that count on a detail.
    fn independent<'w>(&'w self, words: &'w ToldWords<'k>) -> impl Iterator<Item = &'w Word<'k>> {
        words.current().filter(|word| {
            let account = self.resolver.accounts.get(word.account);
            account.is_some_and(|account| self.is_independent(account.provenance()))
        })
    }

    fn of_value(&self, words: &ToldWords<'k>, row: &DetailRow, claim: &dyn AnyValue) -> Case<'k> {
        let mut case = Case::default();
        for word in self.independent(words) {
            let Some(value) = word.value else { continue };
            let told = self.fixed(value);
            let testimony = match word.denies {
                true if told.value() == claim => self.testimony(word, false),
                false if self.bears_out(told.value(), claim) => self.testimony(word, true),
                false if self.opposes(told.value(), claim) => self.testimony(word, false),
                _ => continue,
            };
            case.add(testimony);
        }
        let best = self.resolver.ranked(words, row);
        let best = best.first().map(|best| self.fixed(best.value));
        case.is_overruled = best.is_some_and(|best| self.opposes(best.value(), claim));
        case
    }

    /// What bears on a denial of a value: others who deny it too, and those who say that it is so.
    fn of_denial(&self, words: &ToldWords<'k>, row: &DetailRow, denied: &dyn AnyValue) -> Case<'k> {
        let mut case = Case::default();
        for word in self.independent(words) {
            let Some(value) = word.value else { continue };
            let testimony = match word.denies {
                true if value == denied => self.testimony(word, true),
                false if self.bears_out(value, denied) => self.testimony(word, false),
                false if self.opposes(value, denied) => self.testimony(word, true),
                _ => continue,
            };
            case.add(testimony);
        }
        let best = self.resolver.best(row);
        case.is_overruled = best.is_some_and(|best| self.bears_out(best.value, denied));
        case
    }

    /// Whether the claim is true if what is told is: a place lies also where it lies within.
    fn bears_out(&self, told: &dyn AnyValue, claim: &dyn AnyValue) -> bool {
        told.bears_out(claim) || self.known().is_place_within(told, claim)
    }

    /// Whether both cannot be true. Words can: what is called one thing may be called another too.
    fn opposes(&self, told: &dyn AnyValue, claim: &dyn AnyValue) -> bool {
        let is_text = matches!(claim.kind(), ValueKind::Text(_));
        let is_near = || self.known().is_within_either(told, claim);
        !is_text && !told.agrees_with(claim) && !is_near()
    }

    /// A value as it stands by itself: a date told by another record, as that record dates it.
    fn fixed<'v>(&self, value: &'v dyn AnyValue) -> Fixed<'v> {
        match value.kind() {
            ValueKind::Span(when) => Fixed::Dated(Box::new(When::On(self.known().span(when)))),
            ValueKind::Day(when) if when.anchor().is_some() => {
                Fixed::Dated(Box::new(WhenDay::from(self.known().day(when))))
            }
            _ => Fixed::AsTold(value),
        }
    }

    /// The detail that tells how what is planned by this one came out.
    fn actual(&self, row: &DetailRow) -> Option<&'static DetailRow> {
        let is_planned = row.role == Role::Planned;
        self.resolver.accounts.with_role(Role::Actual).filter(|_| is_planned)
    }

    fn of_progress(&self, own: &dyn AnyAccount, claim: Progress) -> Case<'k> {
        let mut case = Case::default();
        let chosen = self.resolver.progress();
        for news in outcomes(self.resolver, &self.about).into_iter().chain(self.elsewhere(own)) {
            if !self.is_independent(news.provenance) {
                continue;
            }
            let confirms = match news.progress {
                Some(told) if told.bears_out(&claim) => true,
                // Called off, and taken up again.
                Some(Progress::Cancelled)
                    if news.is_of_this && chosen != Some(Progress::Cancelled) =>
                {
                    continue;
                }
                Some(told) if fails(told, claim) => false,
                Some(_) => continue,
                None => false,
            };
            case.add(witness(self.known(), &news.about, news.provenance, news.value, confirms));
        }
        let happened = case.evidence.iter().any(|word| word.confirms);
        // Where nobody tells more of the thing itself, what is told elsewhere counts.
        case.is_overruled = match chosen {
            Some(chosen) if chosen.is_outcome() || chosen == Progress::Cancelled => {
                fails(chosen, claim)
            }
            _ => !happened && case.evidence.iter().all(|word| !word.denies),
        };
        case
    }

    /// What other records tell of how the thing came out: a stop by the meeting that it is, a
    /// meeting by the stop, and both by a visit that did not come about.
    fn elsewhere(&self, own: &dyn AnyAccount) -> Vec<News<'k>> {
        let known = self.known();
        let accounts = self.resolver.accounts;
        let record = |role| match own.value(accounts.with_role(role)?.at)?.kind() {
            ValueKind::Id(_, id) => Some(id),
            _ => None,
        };
        let (meeting, visit) = (record(Role::Meeting), record(Role::Visit));
        let mut news = Vec::new();
        if let Some(meeting) = meeting.and_then(|id| known.find::<Meeting>(id)) {
            news.extend(outcomes_of(meeting));
        }
        let around = match (self.at.noun, self.at.part) {
            (NounKind::Visit, Some(_)) => known.find::<Visit>(self.at.id),
            (NounKind::Meeting, _) => visit.and_then(|id| known.find::<Visit>(id)),
            _ => None,
        };
        let Some(around) = around else { return news };
        if self.at.noun == NounKind::Meeting {
            let is_it = |id: &crate::model::MeetingId| id.as_str() == self.at.id;
            let stops = around.stops().filter(|stop| stop.get(Stop::MEETING).is_some_and(is_it));
            for stop in stops {
                let part = Some(("stops", stop.key().to_string()));
                news.extend(outcomes(
                    stop.resolver(),
                    &Address { record: around.reference(), part },
                ));
            }
        }
        // That the visit took place says nothing of what was on its programme.
        let failed = |progress: Progress| !progress.is_pending() && !progress.has_happened();
        if around.progress().is_some_and(failed) {
            let all = outcomes_of(around).into_iter();
            news.extend(all.filter(|each| each.progress.is_some_and(failed)));
        }
        for each in &mut news {
            each.is_of_this = false;
        }
        news
    }

    /// That there is such a thing, as the account says without a word on how far it has got.
    fn existence(&self, account: &'k dyn AnyAccount) -> Option<ScoredDetail<'k>> {
        if !self.is_worth_saying(account) {
            return None;
        }
        let mut score = self.open(account.provenance(), None, Words::plain(SO));
        let mut case = Case::default();
        let act = self.act();
        if !act.as_ref().is_some_and(|act| is_intention(act.kind())) {
            self.same_said(&mut case);
        }
        if let Some(act) = act {
            self.acts_done(&act, &mut case);
        }
        score.outcome = case.outcome();
        score.evidence = case.evidence;
        Some(score)
    }

    /// That the whole is denied.
    fn denial(&self, account: &'k dyn AnyAccount) -> ScoredDetail<'k> {
        let mut score = self.open(account.provenance(), None, Words::plain(SO));
        let mut case = Case::default();
        self.same_said(&mut case);
        // Here to say so is to speak against it.
        case.evidence.iter_mut().for_each(|word| word.confirms = !word.confirms);
        case.is_overruled = !case.evidence.iter().any(|word| word.confirms);
        score.outcome = case.outcome();
        score.evidence = case.evidence;
        score
    }

    /// Those who say that there is such a thing, and those who deny it as a whole.
    fn same_said(&self, case: &mut Case<'k>) {
        let failed = |progress| matches!(progress, Progress::DidNotHappen | Progress::Disproved);
        for account in self.resolver.standing() {
            let provenance = account.provenance();
            if self.is_independent(provenance) {
                let failed = account.progress().filter(|progress| failed(*progress));
                let value = failed.map_or_else(|| Words::plain(SO), |failed| Words::of(&failed));
                case.add(self.witness(provenance, value, failed.is_none()));
            }
        }
        case.is_overruled =
            !case.evidence.is_empty() && case.evidence.iter().all(|word| !word.confirms);
        let told = self.resolver.told().map(|(_, account)| account);
        for account in told.filter(|account| is_blanket(*account)) {
            if self.is_independent(account.provenance()) {
                case.add(self.witness(account.provenance(), Words::plain(SO), false));
            }
        }
    }

    /// Whether the bare account says something that others could confirm.
    fn is_worth_saying(&self, account: &dyn AnyAccount) -> bool {
        let named = [
            NounKind::State,
            NounKind::Person,
            NounKind::Organisation,
            NounKind::Place,
            NounKind::Office,
        ];
        if self.at.part.is_some() {
            return true;
        }
        // That the author says it is true by itself.
        if self.at.noun == NounKind::Statement {
            let statement = self.known().find::<Statement>(self.at.id);
            return statement.is_some_and(|statement| *statement.speaker() != Speaker::Author);
        }
        !named.contains(&self.at.noun) || account.is_bare()
    }

    /// The act that is scored, if it is one.
    fn act(&self) -> Option<ActKey> {
        let (list, key) = self.at.part?;
        if (self.at.noun, list) != (NounKind::Agreement, "acts") {
            return None;
        }
        key.to_string().parse().ok()
    }

    /// The acts told by others that bear an act out: of one party by that of all, and an intention
    /// by its coming about.
    fn acts_done(&self, own: &ActKey, case: &mut Case<'k>) {
        let Some(agreement) = self.known().find::<Agreement>(self.at.id) else { return };
        let is_meant = is_intention(own.kind());
        let bears_out =
            |kind: &ActKind| if is_meant { concludes(kind) } else { kind == own.kind() };
        let acts = agreement.acts().filter(|act| {
            let is_its = act.key().party().is_none_or(|party| own.party() == Some(party));
            act.key() != own && is_its && bears_out(act.key().kind()) && act.is_done()
        });
        for act in acts {
            let part = Some(("acts", act.key().to_string()));
            let about = Address { record: agreement.reference(), part };
            for account in act.standing().filter(|account| account.details().happened()) {
                let provenance = account.provenance();
                if self.is_independent(provenance) {
                    let when = account.get(Act::WHEN);
                    let value = when.map_or_else(|| Words::plain(SO), |when| Words::of(when));
                    case.add(witness(self.known(), &about, provenance, value, true));
                }
            }
        }
    }

    fn check(&self, claim: &Superlative, score: &mut ScoredDetail<'k>) {
        let claimants: Vec<u32> = self
            .resolver
            .standing()
            .map(|account| account.provenance().slot.root)
            .chain([self.root])
            .collect();
        let made_on = score.by.known_on();
        let checked = self.known().check_claim(claim, &claimants, made_on);
        score.outcome = match (checked.verdict, score.denies) {
            (Verdict::Holds, false) | (Verdict::Fails, true) => Outcome::Confirmed,
            (Verdict::Fails, false) | (Verdict::Holds, true) => Outcome::Refuted,
            (Verdict::NotCovered, _) => Outcome::Open,
        };
        score.checked = Some(checked);
    }
}

/// The word of one account on something, in favour of a statement or against it.
fn witness<'k>(
    known: &'k Knowledge,
    about: &Address,
    provenance: &'k Provenance,
    value: Words,
    confirms: bool,
) -> Option<Testimony<'k>> {
    let by = known.cite(provenance)?;
    let denies = provenance.stance() == Stance::Denies;
    Some(Testimony { about: about.clone(), confirms, denies, value, by })
}

/// Whether an act is what an intention to conclude an agreement leads to.
pub(crate) fn concludes(kind: &ActKind) -> bool {
    *kind == ActKind::SIGNED || *kind == ActKind::IN_FORCE || gives_consent(kind)
}
