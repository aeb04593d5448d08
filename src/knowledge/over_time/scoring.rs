//! Scoring: how the words of others bear on what one source said.

use std::any::Any;

use super::outcomes::{News, fails, outcomes, outcomes_of};
use super::scorecard::{Outcome, Scorecard, ScoredDetail, Testimony};
use crate::knowledge::nouns::stages::{gives_consent, is_intention};
use crate::knowledge::resolve::{Resolver, Word, Words, is_blanket};
use crate::knowledge::survey::{SO, Surveyor};
use crate::knowledge::{Knowledge, LookupError, Verdict};
use crate::model::{
    Account, Act, ActKey, ActKind, Agreement, Detail, DetailVisitor, Details, Meeting, NounKind,
    Progress, Provenance, Source, Speaker, Stance, Statement, Stop, Superlative, Value, Visit,
    When, WhenDay, WhenSpan,
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

impl<'k> Surveyor<'k> for Scoring<'k> {
    fn accounts<D: Details>(&mut self, at: &AddressRef<'k>, accounts: &'k [Account<D>]) {
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
        if own.is_empty() {
            return;
        }
        let resolver = Resolver { known: self.known, accounts, record: (at.noun, at.id) };
        let thing = Thing { at, about: at.address(), root: self.root, resolver };
        let denies = |account: &Account<D>| account.provenance().stance() == Stance::Denies;
        // A stage of progress says that there is such a thing better than the bare fact.
        let is_staged =
            own.iter().any(|(_, each)| !denies(each) && each.details().progress().is_some());
        let mut says_so = !is_staged;
        for (index, account) in own {
            if is_blanket(account) {
                self.scores.push(thing.denial(account));
            } else if says_so && !denies(account) {
                self.scores.extend(thing.existence(account));
                says_so = false;
            }
            D::each(&mut EachDetail { thing: &thing, index, account, scores: &mut self.scores });
        }
    }
}

/// A record or a part of one, of which the source tells something.
struct Thing<'s, 'k, D> {
    at: &'s AddressRef<'k>,
    about: Address,
    /// The root of the source.
    root: u32,
    resolver: Resolver<'k, D>,
}

struct EachDetail<'s, 'k, D> {
    thing: &'s Thing<'s, 'k, D>,
    index: usize,
    account: &'k Account<D>,
    scores: &'s mut Vec<ScoredDetail<'k>>,
}

impl<D: Details> DetailVisitor<D> for EachDetail<'_, '_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        let Some(value) = detail.of(self.account.details()) else { return };
        // That something is not known is no statement on it.
        if !value.is_unknown() {
            self.scores.push(self.thing.score(self.index, self.account, detail, value));
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

impl<'k, D: Details> Thing<'_, 'k, D> {
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
    fn score<T: Value>(
        &self,
        index: usize,
        account: &'k Account<D>,
        detail: Detail<D, T>,
        value: &'k T,
    ) -> ScoredDetail<'k> {
        let provenance = account.provenance();
        let mut score = self.open(provenance, Some(detail.name()), value.shown());
        let words = self.resolver.words(detail);
        if let Some(taken_back) = self.taken_back(&words, index) {
            score.outcome = Outcome::Withdrawn;
            score.evidence = vec![taken_back];
            return score;
        }
        if let Some(claim) = (value as &dyn Any).downcast_ref::<Superlative>() {
            self.check(claim, &mut score);
            return score;
        }
        let case = match (value.as_progress(), actual(detail)) {
            _ if score.denies => self.of_denial(&words, detail, value),
            (Some(progress), _) => self.of_progress(account, progress),
            (_, Some(actual)) => {
                let planned = self.fixed(value);
                self.of_value(&self.resolver.words(actual), actual, &planned)
            }
            _ => self.of_value(&words, detail, value),
        };
        score.outcome = case.outcome();
        score.evidence = case.evidence;
        score
    }

    fn open(
        &self,
        provenance: &'k Provenance,
        detail: Option<&'static str>,
        value: String,
    ) -> ScoredDetail<'k> {
        ScoredDetail {
            about: self.about.clone(),
            provenance,
            detail,
            value,
            denies: provenance.stance() == Stance::Denies,
            outcome: Outcome::Open,
            evidence: Vec::new(),
            checked: None,
        }
    }

    /// The later word of the same root that says otherwise.
    fn taken_back<T: Value>(&self, words: &Words<'k, T>, index: usize) -> Option<Testimony<'k>> {
        let own = words.words.iter().find(|word| word.account == index)?;
        let later = words.words.iter().filter(|word| word.replaces(own)).find(|word| {
            let both = word.value.zip(own.value);
            word.denies != own.denies || both.is_some_and(|(a, b)| !a.agrees_with(b))
        })?;
        self.testimony(later, false)
    }

    fn testimony<T: Value>(&self, word: &Word<'k, T>, confirms: bool) -> Option<Testimony<'k>> {
        let value = word.value.map_or_else(|| SO.to_owned(), Value::shown);
        self.witness(self.resolver.accounts.get(word.account)?.provenance(), value, confirms)
    }

    fn witness(
        &self,
        provenance: &'k Provenance,
        value: String,
        confirms: bool,
    ) -> Option<Testimony<'k>> {
        witness(self.known(), &self.about, provenance, value, confirms)
    }

    /// The words that count on a detail.
    fn independent<'w, T: Value>(
        &'w self,
        words: &'w Words<'k, T>,
    ) -> impl Iterator<Item = &'w Word<'k, T>> {
        words.words.iter().filter(|word| {
            let account = self.resolver.accounts.get(word.account);
            account.is_some_and(|account| self.is_independent(account.provenance()))
                && !words.is_replaced(word)
        })
    }

    fn of_value<T: Value>(
        &self,
        words: &Words<'k, T>,
        detail: Detail<D, T>,
        claim: &T,
    ) -> Case<'k> {
        let mut case = Case::default();
        for word in self.independent(words) {
            let Some(value) = word.value else { continue };
            let told = self.fixed(value);
            let testimony = match word.denies {
                true if told == *claim => self.testimony(word, false),
                false if self.bears_out(&told, claim) => self.testimony(word, true),
                false if self.opposes(&told, claim) => self.testimony(word, false),
                _ => continue,
            };
            case.add(testimony);
        }
        let best = self.resolver.ranked(words, detail);
        let best = best.first().map(|best| self.fixed(best.value));
        case.is_overruled = best.is_some_and(|best| self.opposes(&best, claim));
        case
    }

    /// What bears on a denial of a value: others who deny it too, and those who say that it is so.
    fn of_denial<T: Value>(
        &self,
        words: &Words<'k, T>,
        detail: Detail<D, T>,
        denied: &T,
    ) -> Case<'k> {
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
        let best = self.resolver.pick(detail);
        case.is_overruled = best.is_some_and(|best| self.bears_out(best, denied));
        case
    }

    /// Whether the claim is true if what is told is: a place lies also where it lies within.
    fn bears_out<T: Value>(&self, told: &T, claim: &T) -> bool {
        told.bears_out(claim) || self.known().is_place_within(told, claim)
    }

    /// Whether both cannot be true. Words can: what is called one thing may be called another too.
    fn opposes<T: Value>(&self, told: &T, claim: &T) -> bool {
        let is_text = (claim as &dyn Any).is::<String>();
        let is_near = || self.known().is_within_either(told, claim);
        !is_text && !told.agrees_with(claim) && !is_near()
    }

    /// A value as it stands by itself: a date told by another record, as that record dates it.
    fn fixed<T: Value>(&self, value: &T) -> T {
        let any: &dyn Any = value;
        let span = any.downcast_ref::<WhenSpan>().map(|when| When::On(self.known().span(when)));
        let day = any.downcast_ref::<WhenDay>().filter(|when| when.anchor().is_some());
        let day = day.map(|when| WhenDay::from(self.known().day(when)));
        let span = span.as_ref().and_then(|span| (span as &dyn Any).downcast_ref::<T>());
        let day = day.as_ref().and_then(|day| (day as &dyn Any).downcast_ref::<T>());
        span.or(day).unwrap_or(value).clone()
    }

    fn of_progress(&self, own: &Account<D>, claim: Progress) -> Case<'k> {
        let mut case = Case::default();
        let chosen = find_detail("progress").and_then(|detail| self.resolver.pick(detail)).copied();
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
    fn elsewhere(&self, own: &Account<D>) -> Vec<News<'k>> {
        let known = self.known();
        let details: &dyn Any = own.details();
        let meeting = details.downcast_ref::<Stop>().and_then(|stop| Stop::MEETING.of(stop));
        let visit = details.downcast_ref::<Meeting>().and_then(|each| Meeting::VISIT.of(each));
        let mut news = Vec::new();
        if let Some(meeting) = meeting.and_then(|id| known.find::<Meeting>(id.as_str())) {
            news.extend(outcomes_of(meeting));
        }
        let around = match (self.at.noun, self.at.part) {
            (NounKind::Visit, Some(_)) => known.find::<Visit>(self.at.id),
            (NounKind::Meeting, _) => visit.and_then(|id| known.find::<Visit>(id.as_str())),
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
    fn existence(&self, account: &'k Account<D>) -> Option<ScoredDetail<'k>> {
        if !self.is_worth_saying(account) {
            return None;
        }
        let mut score = self.open(account.provenance(), None, SO.to_owned());
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
    fn denial(&self, account: &'k Account<D>) -> ScoredDetail<'k> {
        let mut score = self.open(account.provenance(), None, SO.to_owned());
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
                let failed = account.details().progress().filter(|progress| failed(*progress));
                let value = failed.map_or_else(|| SO.to_owned(), Progress::in_words);
                case.add(self.witness(provenance, value, failed.is_none()));
            }
        }
        case.is_overruled =
            !case.evidence.is_empty() && case.evidence.iter().all(|word| !word.confirms);
        let told = self.resolver.told().map(|(_, account)| account);
        for account in told.filter(|account| is_blanket(account)) {
            if self.is_independent(account.provenance()) {
                case.add(self.witness(account.provenance(), SO.to_owned(), false));
            }
        }
    }

    /// Whether the bare account says something that others could confirm.
    fn is_worth_saying(&self, account: &Account<D>) -> bool {
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
        !named.contains(&self.at.noun) || *account.details() == D::default()
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
                    let value = when.map_or_else(|| SO.to_owned(), ToString::to_string);
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
        let made_on = score.provenance.slot.told.day();
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
    value: String,
    confirms: bool,
) -> Option<Testimony<'k>> {
    let source = known.source_of(provenance)?;
    let denies = provenance.stance() == Stance::Denies;
    Some(Testimony { about: about.clone(), confirms, denies, value, provenance, source })
}

/// Whether an act is what an intention to conclude an agreement leads to.
pub(crate) fn concludes(kind: &ActKind) -> bool {
    *kind == ActKind::SIGNED || *kind == ActKind::IN_FORCE || gives_consent(kind)
}

/// The detail that tells how what is planned by this one came out.
fn actual<D: Details, T: Value>(detail: Detail<D, T>) -> Option<Detail<D, T>> {
    if detail.name() == "planned" { find_detail("actual") } else { None }
}

/// The detail of `D` with this name, if it is of this type.
pub(crate) fn find_detail<D: Details, T: Value>(name: &str) -> Option<Detail<D, T>> {
    struct Find<'n, D, T> {
        name: &'n str,
        found: Option<Detail<D, T>>,
    }
    impl<D: Details, T: Value> DetailVisitor<D> for Find<'_, D, T> {
        fn detail<U: Value>(&mut self, detail: Detail<D, U>) {
            if detail.name() == self.name {
                self.found = (&detail as &dyn Any).downcast_ref().copied();
            }
        }
    }
    let mut find = Find { name, found: None };
    D::each(&mut find);
    find.found
}
