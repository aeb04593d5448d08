//! Scoring: how the words of others bear on what one source said.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::claims::{Case, ToldOf};
use super::existence::{answers, is_bookkeeping};
use super::scorecard::{Outcome, Scorecard, ScoredClaim, ScoredDetail};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::{Word, denies, is_blanket};
use crate::knowledge::citation::Citation;
use crate::knowledge::over_time::outcomes::News;
use crate::knowledge::over_time::testimony::{Testimony, witness};
use crate::knowledge::survey::{SO, given};
use crate::knowledge::words::Words;
use crate::knowledge::{Knowledge, LookupError, Verdict, View};
use crate::model::{
    Accounts, Address, AddressRef, AnyAccount, AnyValue, DetailRow, NounKind, Progress, Provenance,
    Role, Source, Stance, Statement, Superlative,
};

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
    pub(super) about: Address,
    source: &'k Source,
    /// The positions of the source and of its root.
    pub(super) position: u32,
    pub(super) root: u32,
    pub(super) resolver: Resolver<'k>,
    /// What is told of each detail that was asked about, by its place: looked up once for all accounts.
    told: RefCell<BTreeMap<usize, Rc<ToldOf<'k>>>>,
    pub(super) same_said: OnceCell<Case<'k>>,
    pub(super) progress: OnceCell<(Option<Progress>, Vec<News<'k>>)>,
    claimants: OnceCell<Vec<u32>>,
    /// What came of the deadlines, by the places of the accounts that set them.
    pub(super) deadlines: OnceCell<BTreeMap<usize, Rc<Case<'k>>>>,
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

    pub(super) fn told(&self, row: &'static DetailRow) -> Rc<ToldOf<'k>> {
        if let Some(told) = self.told.borrow().get(&row.at) {
            return Rc::clone(told);
        }
        let told = Rc::new(self.told_of(row));
        self.told.borrow_mut().insert(row.at, Rc::clone(&told));
        told
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
            _ if score.denies => self.of_denial(&told, &self.claim(value, provenance, row)),
            (Some(progress), _) => {
                let case = self.of_progress(account, progress);
                score.outcome = case.outcome(provenance);
                if score.outcome == Outcome::Refuted && self.is_overtaken(provenance, progress) {
                    score.outcome = Outcome::Overtaken;
                }
                score.evidence = case.evidence;
                return score;
            }
            (_, Some(actual)) => self.of_planned_day(account, [row, actual], value),
            _ => self.of_value(&told, &self.claim(value, provenance, row)),
        };
        score.outcome = case.outcome(provenance);
        score.evidence = case.evidence;
        score
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

    pub(super) fn testimony(&self, word: &Word<'k>, confirms: bool) -> Option<Testimony<'k>> {
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
