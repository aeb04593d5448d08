//! Scoring: how the words of others bear on what one source said.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::deadlines::{Deadline, DeadlineOutcome, deadlines_of};
use super::existence::{answers, is_bookkeeping};
use super::outcomes::{News, fails, outcomes, outcomes_of};
use super::scorecard::{Outcome, Scorecard, ScoredClaim, ScoredDetail, Testimony};
use crate::knowledge::choosing::choose::Reading;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::{ToldWords, Word, denies, is_blanket};
use crate::knowledge::citation::Citation;
use crate::knowledge::survey::{SO, given};
use crate::knowledge::words::Words;
use crate::knowledge::{Knowledge, LookupError, Verdict, View};
use crate::model::{
    Accounts, AnyAccount, AnyValue, DetailRow, Meeting, NounKind, Progress, Provenance, Role,
    Source, Stance, Statement, Stop, Superlative, ValueKind, Visit, When, WhenDay,
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
    /// By statement, the statements that deny or confirm what it says.
    answers: OnceCell<HashMap<&'k str, Vec<View<'k, Statement>>>>,
}

impl<'k> Scoring<'k> {
    pub(crate) fn new(known: &'k Knowledge, position: usize) -> Self {
        let source = u32::try_from(position).unwrap_or(u32::MAX);
        let root = known.united().roots().get(position).copied().unwrap_or(source);
        let (scores, unheard) = (Vec::new(), Vec::new());
        Self { known, source, root, scores, has_told: false, unheard, answers: OnceCell::new() }
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
        let thing = Thing::new(at, source, [self.source, self.root], resolver);
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
            let given = given.filter(|(row, _)| !is_bookkeeping(at.noun, row));
            self.scores.extend(given.map(|(row, value)| thing.score(index, account, row, value)));
            if at.noun == NounKind::Statement && !denies(account) {
                let answers = self.answers.get_or_init(|| answers(self.known));
                let answers = answers.get(at.id).map_or(&[][..], Vec::as_slice);
                self.scores.extend(thing.truth(account, answers));
            }
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
pub(super) struct Thing<'s, 'k> {
    pub(super) at: &'s AddressRef<'k>,
    about: Address,
    source: &'k Source,
    /// The positions of the source and of its root.
    position: u32,
    root: u32,
    pub(super) resolver: Resolver<'k>,
    /// What is told of each detail that was asked about, by its place: looked up once for all accounts.
    told: RefCell<BTreeMap<usize, Rc<ToldOf<'k>>>>,
    pub(super) same_said: OnceCell<Case<'k>>,
    progress: OnceCell<(Option<Progress>, Vec<News<'k>>)>,
    claimants: OnceCell<Vec<u32>>,
    /// What came of the deadlines, by the places of the accounts that set them.
    deadlines: OnceCell<BTreeMap<usize, Rc<Case<'k>>>>,
}

/// What is told of one detail.
struct ToldOf<'k> {
    words: ToldWords<'k>,
    /// The current words of sources that are independent of the one scored, by their places.
    independent: Vec<usize>,
    /// The words by which the root of the source may have replaced what the source said.
    of_root: Vec<usize>,
    best: Option<&'k dyn AnyValue>,
}

impl<'k> ToldOf<'k> {
    /// The current words of independent sources.
    fn independent(&self) -> impl Iterator<Item = &Word<'k>> {
        self.independent.iter().filter_map(|place| self.words.words.get(*place))
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

impl<'s, 'k> Thing<'s, 'k> {
    fn new(
        at: &'s AddressRef<'k>,
        source: &'k Source,
        [position, root]: [u32; 2],
        resolver: Resolver<'k>,
    ) -> Self {
        Self {
            at,
            about: at.address(),
            source,
            position,
            root,
            resolver,
            told: RefCell::default(),
            same_said: OnceCell::new(),
            progress: OnceCell::new(),
            claimants: OnceCell::new(),
            deadlines: OnceCell::new(),
        }
    }

    fn told(&self, row: &DetailRow) -> Rc<ToldOf<'k>> {
        if let Some(told) = self.told.borrow().get(&row.at) {
            return Rc::clone(told);
        }
        let told = Rc::new(self.told_of(row));
        self.told.borrow_mut().insert(row.at, Rc::clone(&told));
        told
    }

    fn told_of(&self, row: &DetailRow) -> ToldOf<'k> {
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
        let best = self.resolver.choose(&words, row).taken.map(|taken| taken.value);
        ToldOf { words, independent, of_root, best }
    }

    pub(super) fn known(&self) -> &'k Knowledge {
        self.resolver.known
    }

    /// Whether a word counts: by another root, which is somebody and commits itself to it.
    pub(super) fn is_independent(&self, provenance: &Provenance) -> bool {
        let root = provenance.slot.root;
        root != self.root
            && !self.known().is_unattributed(root)
            && provenance.stance() != Stance::Mentions
    }

    /// Whether it is told by somebody else than what the account tells: two papers that have it from one
    /// minister are one.
    pub(super) fn is_of_another(&self, own: &Provenance, other: &Provenance) -> bool {
        self.known().root_of(own) != self.known().root_of(other)
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
        let deadline = (row.role == Role::Deadline).then(|| self.of_deadline(index)).flatten();
        if let Some(case) = deadline {
            score.outcome = case.outcome(provenance);
            score.evidence.clone_from(&case.evidence);
            return score;
        }
        let told = self.told(row);
        if let Some(taken_back) = self.taken_back(&told, index) {
            score.outcome = Outcome::Withdrawn;
            score.evidence = vec![taken_back];
            return score;
        }
        if let Some(claim) = value.as_any().downcast_ref::<Superlative>() {
            self.check(claim, &mut score);
            return score;
        }
        let case = match (value.as_progress(), self.actual(row)) {
            _ if score.denies => self.of_denial(provenance, &told, value),
            (Some(progress), _) => {
                let case = self.of_progress(account, progress);
                score.outcome = case.outcome(provenance);
                if score.outcome == Outcome::Refuted && self.is_overtaken(provenance, progress) {
                    score.outcome = Outcome::Overtaken;
                }
                score.evidence = case.evidence;
                return score;
            }
            (_, Some(actual)) => self.of_planned_day(account, actual, value),
            _ => self.of_value(provenance, &told, value),
        };
        score.outcome = case.outcome(provenance);
        score.evidence = case.evidence;
        score
    }

    /// Whether a stage was true as of its day and something else came of it since.
    fn is_overtaken(&self, provenance: &Provenance, stage: Progress) -> bool {
        let [first, last] = provenance.held_as_of();
        let later = |news: &News<'k>| {
            let [from, _] = news.provenance.held_as_of();
            news.progress.is_some_and(Progress::has_happened) && from > last
        };
        let is_setback = matches!(stage, Progress::Cancelled | Progress::Postponed);
        is_setback && first <= last && self.news().1.iter().any(later)
    }

    /// What is planned for a day is measured by the day on which it was, and falls with the thing.
    fn of_planned_day(
        &self,
        account: &'k dyn AnyAccount,
        actual: &DetailRow,
        value: &'k dyn AnyValue,
    ) -> Case<'k> {
        let own = account.provenance();
        let planned = self.fixed(value);
        let case = self.of_value(own, &self.told(actual), planned.value());
        if !case.evidence.is_empty() {
            return case;
        }
        let mut fallen = self.of_progress(account, Progress::Planned);
        fallen.evidence.retain(|word| !word.confirms);
        fallen
    }

    pub(super) fn open(
        &self,
        provenance: &'k Provenance,
        detail: Option<&'static str>,
        value: Words,
    ) -> ScoredDetail<'k> {
        ScoredDetail {
            about: self.about.clone(),
            by: Citation { source: self.source, provenance },
            detail,
            claim: if self.at.noun == NounKind::Statement {
                ScoredClaim::Said
            } else {
                ScoredClaim::So
            },
            value,
            denies: provenance.stance() == Stance::Denies,
            outcome: Outcome::Open,
            evidence: Vec::new(),
            checked: None,
        }
    }

    /// The later word of the same root that says otherwise.
    fn taken_back(&self, told: &ToldOf<'k>, index: usize) -> Option<Testimony<'k>> {
        let words = &told.words.words;
        let own = words.binary_search_by_key(&index, |word| word.account).ok()?;
        let own = words.get(own).filter(|own| own.is_replaced())?;
        let later = told.of_root.iter().filter_map(|place| words.get(*place));
        let later = later.filter(|word| word.is_of_root() && word.replaces(own)).find(|word| {
            let both = word.value.zip(own.value);
            word.denies != own.denies || both.is_some_and(|(a, b)| !a.agrees_with(b))
        })?;
        self.testimony(later, false)
    }

    fn testimony(&self, word: &Word<'k>, confirms: bool) -> Option<Testimony<'k>> {
        let value = word.value.map_or_else(|| Words::plain(SO), Words::of);
        self.witness(self.resolver.accounts.get(word.account)?.provenance(), value, confirms)
    }

    pub(super) fn witness(
        &self,
        provenance: &'k Provenance,
        value: Words,
        confirms: bool,
    ) -> Option<Testimony<'k>> {
        witness(self.known(), &self.about, provenance, value, confirms)
    }

    fn of_value(&self, own: &Provenance, told: &ToldOf<'k>, claim: &dyn AnyValue) -> Case<'k> {
        let mut case = Case::default();
        let of_others = |word: &&Word<'k>| self.is_of_another(own, word.provenance);
        for word in told.independent().filter(of_others) {
            let Some(value) = word.value else { continue };
            let fixed = self.fixed(value);
            let testimony = match word.denies {
                true if fixed.value() == claim => self.testimony(word, false),
                false if self.bears_out(fixed.value(), claim) => self.testimony(word, true),
                false if self.opposes(fixed.value(), claim) => self.testimony(word, false),
                _ => continue,
            };
            case.add(testimony);
        }
        let best = told.best.map(|best| self.fixed(best));
        case.is_overruled = best.is_some_and(|best| self.opposes(best.value(), claim));
        case
    }

    /// What came of a deadline that the account sets and that was not taken back: to repeat it bears
    /// nothing out, and another deadline takes nothing back.
    fn of_deadline(&self, index: usize) -> Option<&Case<'k>> {
        let cases = self.deadlines.get_or_init(|| {
            let set = deadlines_of(self.at, self.resolver, self.known().known_on());
            let cases = set.into_iter().flat_map(|(deadline, accounts)| {
                let case = Rc::new(self.of_outcome(deadline));
                accounts.into_iter().map(move |account| (account, Rc::clone(&case)))
            });
            cases.collect()
        });
        cases.get(&index).map(|case| &**case)
    }

    fn of_outcome(&self, deadline: Deadline<'k>) -> Case<'k> {
        let is_overruled = deadline.outcome == DeadlineOutcome::Missed;
        if !is_overruled && deadline.outcome != DeadlineOutcome::Met {
            return Case::default();
        }
        let value = Words::plain(deadline.outcome_in_words());
        let told = deadline.evidence.into_iter();
        let told = told.filter(|word| self.is_independent(word.by.provenance));
        let evidence = told.map(|word| Testimony { value: value.clone(), ..word }).collect();
        Case { evidence, is_overruled }
    }

    /// What bears on a denial of a value: others who deny it too, and those who say that it is so.
    fn of_denial(&self, own: &Provenance, told: &ToldOf<'k>, denied: &dyn AnyValue) -> Case<'k> {
        let mut case = Case::default();
        let of_others = |word: &&Word<'k>| self.is_of_another(own, word.provenance);
        for word in told.independent().filter(of_others) {
            let Some(value) = word.value else { continue };
            let testimony = match word.denies {
                true if value == denied => self.testimony(word, true),
                false if self.bears_out(value, denied) => self.testimony(word, false),
                false if self.opposes(value, denied) => self.testimony(word, true),
                _ => continue,
            };
            case.add(testimony);
        }
        case.is_overruled = told.best.is_some_and(|best| self.bears_out(best, denied));
        case
    }

    /// Whether the claim is true if what is told is: a place lies also where it lies within.
    fn bears_out(&self, told: &dyn AnyValue, claim: &dyn AnyValue) -> bool {
        told.bears_out(claim) || self.known().is_value_within(told, claim)
    }

    /// Whether both cannot be true. Words can: what is called one thing may be called another too.
    fn opposes(&self, told: &dyn AnyValue, claim: &dyn AnyValue) -> bool {
        let is_text = matches!(claim.kind(), ValueKind::Text(_));
        let is_near = || self.known().is_within_either(told, claim);
        !is_text && !told.agrees_with(claim) && !is_near()
    }

    /// A value as it stands by itself: a date told by another record, as that record dates it.
    fn fixed<'v>(&self, value: &'v dyn AnyValue) -> Reading<'v> {
        match value.kind() {
            ValueKind::Span(when) => Reading::Made(Box::new(When::On(self.known().span(when)))),
            ValueKind::Day(when) if when.anchor().is_some() => {
                Reading::Made(Box::new(WhenDay::from(self.known().day(when))))
            }
            _ => Reading::AsTold(value),
        }
    }

    /// The detail that tells how what is planned by this one came out.
    fn actual(&self, row: &DetailRow) -> Option<&'static DetailRow> {
        let is_planned = row.role == Role::Planned;
        self.resolver.accounts.with_role(Role::Actual).filter(|_| is_planned)
    }

    fn of_progress(&self, own: &dyn AnyAccount, claim: Progress) -> Case<'k> {
        let mut case = Case::default();
        let (chosen, of_this) = self.news();
        let chosen = *chosen;
        let elsewhere = self.elsewhere(own);
        let elsewhere = elsewhere.iter().filter(|news| self.is_independent(news.provenance));
        let of_others = |news: &&News<'k>| self.is_of_another(own.provenance(), news.provenance);
        for news in of_this.iter().chain(elsewhere).filter(of_others) {
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
            let value = news.value.clone();
            case.add(witness(self.known(), &news.about, news.provenance, value, confirms));
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

    /// How far the thing has got, as taken, and what others tell of how it came out.
    fn news(&self) -> &(Option<Progress>, Vec<News<'k>>) {
        self.progress.get_or_init(|| {
            let news = outcomes(self.resolver, &self.about).into_iter();
            let news = news.filter(|news| self.is_independent(news.provenance));
            (self.resolver.progress(), news.collect())
        })
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

    fn check(&self, claim: &Superlative, score: &mut ScoredDetail<'k>) {
        let claimants = self.claimants.get_or_init(|| {
            let standing = self.resolver.standing();
            standing.map(|account| account.provenance().slot.root).chain([self.root]).collect()
        });
        let made_on = score.by.known_on();
        let checked = self.known().check_claim(claim, claimants, made_on);
        score.outcome = match (checked.verdict, score.denies) {
            (Verdict::Holds, false) | (Verdict::Fails, true) => Outcome::Confirmed,
            (Verdict::Fails, false) | (Verdict::Holds, true) => Outcome::Refuted,
            (Verdict::NotCovered, _) => Outcome::Open,
        };
        score.checked = Some(checked);
    }
}

/// The word of one account on something, in favour of a statement or against it.
pub(super) fn witness<'k>(
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
