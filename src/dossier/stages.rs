//! The stages of an agreement: derived from its acts, per party, per pair and per day.
//!
//! An act whose day is uncertain may or may not have been done by the day asked for. Both cases
//! are followed, and a status is settled only where they come out the same.

use chrono::NaiveDate;

use super::view::{PartView, View};
use crate::model::{Act, ActKind, Agreement, Id, closed_codes};
use crate::time::{Truth, UncertainDate};

closed_codes! {
    /// How far an agreement has come for a party, or between two. Closed; in the order of a life.
    pub enum Stage, "stage of an agreement" {
        /// Meant to be concluded.
        Intended = "intended",
        /// A text is proposed, drafted, adopted or initialled.
        Negotiated = "negotiated",
        /// Signed: not bound, but bound not to defeat its purpose (Vienna Convention, article 18).
        Signed = "signed",
        /// Approved at home, ratified, or joined, and not yet in force.
        Consented = "consented",
        /// Applied before it is in force.
        ProvisionallyApplied = "provisionally_applied",
        /// A soft instrument that has been made: politically, not legally, binding.
        Declared = "declared",
        /// In force.
        InForce = "in_force",
        /// In force, and not operating for a time.
        Suspended = "suspended",
        /// Kept from being in force between the two by an objection.
        Precluded = "precluded",
        /// Over: withdrawn from, expired, terminated or superseded.
        Ended = "ended",
    }
}

/// Where an agreement stands on a day: one stage, or several that the dates leave possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Each stage that is possible, in order; `None` is "nothing has been done".
    possible: Vec<Option<Stage>>,
}

impl Status {
    /// The stage, if the dates leave but one.
    ///
    /// `Some(None)` says for certain that nothing has been done yet.
    pub fn settled(&self) -> Option<Option<Stage>> {
        match self.possible.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Every stage the dates leave possible; `None` is "nothing has been done".
    pub fn possible(&self) -> &[Option<Stage>] {
        &self.possible
    }

    /// Whether it stands at this stage.
    pub fn is(&self, stage: Stage) -> Truth {
        match (self.possible.contains(&Some(stage)), self.possible.len()) {
            (false, _) => Truth::No,
            (true, 1) => Truth::Yes,
            (true, _) => Truth::Maybe,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, stage) in self.possible.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { " or " })?;
            match stage {
                Some(stage) => write!(f, "{stage}")?,
                None => f.write_str("nothing done")?,
            }
        }
        Ok(())
    }
}

/// An act that has been done, with what the status turns on.
struct Deed<'k> {
    act: PartView<'k, Act>,
    /// When it takes effect.
    effect: UncertainDate,
}

/// How many acts of uncertain day are followed both ways; above, only what is certain either way
/// could be told, at twice the work for each act more.
const FOLLOWED: usize = 10;

/// The acts of an agreement that have been done, in the order in which they take effect.
pub(crate) struct Life<'k> {
    agreement: View<'k, Agreement>,
    deeds: Vec<Deed<'k>>,
}

/// The acts taken to have been done, in one choice of those that may have been.
type Done<'d, 'k> = [&'d Deed<'k>];

impl<'k> Life<'k> {
    pub(crate) fn of(agreement: View<'k, Agreement>) -> Self {
        let mut deeds: Vec<Deed<'k>> = agreement
            .acts()
            .filter(|act| act.is_done() || is_intention(act.key().kind()))
            .map(|act| Deed {
                act,
                effect: act.takes_effect(),
            })
            .collect();
        // On one day the acts come in the order of an agreement's life.
        deeds.sort_by(|a, b| {
            let by_day = a.effect.latest().cmp(&b.effect.latest());
            by_day.then_with(|| order(a.act.key().kind()).cmp(&order(b.act.key().kind())))
        });
        Self { agreement, deeds }
    }

    /// Where it stands for one party on a day.
    pub(crate) fn status_of(&self, party: &str, on: NaiveDate) -> Status {
        self.follow(on, |done| self.stage_of(party, done))
    }

    /// Where it stands between two parties on a day.
    pub(crate) fn status_between(&self, one: &str, other: &str, on: NaiveDate) -> Status {
        self.follow(on, |done| self.stage_between(one, other, done))
    }

    /// The stages that `stage` comes to, over the acts certainly done and each choice of those
    /// that may have been.
    fn follow(&self, on: NaiveDate, stage: impl Fn(&Done<'_, 'k>) -> Option<Stage>) -> Status {
        let day = UncertainDate::day(on);
        // Done by the day: not after it.
        let done: Vec<Truth> = self
            .deeds
            .iter()
            .map(|deed| !deed.effect.after(&day))
            .collect();
        let open: Vec<usize> = (0..done.len())
            .filter(|i| done[*i] == Truth::Maybe)
            .take(FOLLOWED)
            .collect();
        let mut possible: Vec<Option<Stage>> = (0..1_u32 << open.len())
            .map(|choice| {
                let chosen = |i: usize| match open.iter().position(|at| *at == i) {
                    Some(bit) => choice >> bit & 1 == 1,
                    None => done[i].is_possible(),
                };
                let deeds = self.deeds.iter().enumerate().filter(|(i, _)| chosen(*i));
                stage(&deeds.map(|(_, deed)| deed).collect::<Vec<_>>())
            })
            .collect();
        possible.sort_unstable();
        possible.dedup();
        Status { possible }
    }

    fn stage_between(&self, one: &str, other: &str, done: &Done<'_, 'k>) -> Option<Stage> {
        let (a, b) = (self.stage_of(one, done), self.stage_of(other, done));
        let either = |stage| a == Some(stage) || b == Some(stage);
        if either(Stage::Ended) {
            return Some(Stage::Ended);
        }
        if precluded(one, other, done) {
            return Some(Stage::Precluded);
        }
        if either(Stage::Suspended) {
            return Some(Stage::Suspended);
        }
        // "Nothing done" is less than any stage.
        a.min(b)
    }

    /// Where it stands for one party, once the acts `done` have been done and no others.
    fn stage_of(&self, party: &str, done: &Done<'_, 'k>) -> Option<Stage> {
        if !self.has_joined(party, done) {
            return None;
        }
        let mut stage = None;
        for deed in done {
            let kind = deed.act.key().kind();
            let by = deed.party();
            // Whoever has been succeeded is a party no more.
            if *kind == ActKind::SUCCEEDED && deed.predecessor() == Some(party) {
                stage = Some(Stage::Ended);
            }
            if by.is_none_or(|id| id == party) || succeeds(party, by, done) {
                let reaches = by.is_some() || consents(party, done);
                stage = self.next_stage(stage, kind, reaches);
            }
        }
        stage
    }

    /// Whether `party` is one by then: from the start, or by an act of its own.
    fn has_joined(&self, party: &str, done: &Done<'_, 'k>) -> bool {
        self.agreement.identity().parties.contains(party)
            || done.iter().any(|deed| deed.party() == Some(party))
    }

    /// The stage that follows `stage` by an act of this kind.
    fn next_stage(&self, stage: Option<Stage>, kind: &ActKind, reaches: bool) -> Option<Stage> {
        let next = match kind {
            k if is_intention(k) => Stage::Intended,
            k if is_draft(k) => Stage::Negotiated,
            k if *k == ActKind::SIGNED && !self.agreement.is_binding() => Stage::Declared,
            k if *k == ActKind::SIGNED => Stage::Signed,
            k if gives_consent(k) || *k == ActKind::DOMESTIC_APPROVAL => Stage::Consented,
            k if *k == ActKind::PROVISIONALLY_APPLIED => Stage::ProvisionallyApplied,
            k if *k == ActKind::IN_FORCE && self.agreement.is_binding() && reaches => {
                Stage::InForce
            }
            k if *k == ActKind::SUSPENDED => return Some(Stage::Suspended),
            k if *k == ActKind::RESUMED => return Some(Stage::InForce),
            k if ends(k) => return Some(Stage::Ended),
            _ => return stage,
        };
        // A life goes forward: what comes late (an approval after entry into force) undoes nothing.
        stage.max(Some(next))
    }
}

impl<'k> Deed<'k> {
    fn party(&self) -> Option<&'k str> {
        self.act.key().party().map(Id::as_str)
    }

    fn predecessor(&self) -> Option<&'k str> {
        self.act.get(Act::PREDECESSOR).map(Id::as_str)
    }
}

/// Whether `party` has taken the place of `earlier`.
fn succeeds(party: &str, earlier: Option<&str>, done: &Done<'_, '_>) -> bool {
    earlier.is_some()
        && done.iter().any(|deed| {
            *deed.act.key().kind() == ActKind::SUCCEEDED
                && deed.party() == Some(party)
                && deed.predecessor() == earlier
        })
}

/// Whether an entry into force of the instrument reaches `party`: where consent is recorded party
/// by party, only those who have given it.
fn consents(party: &str, done: &Done<'_, '_>) -> bool {
    let mut consents = done
        .iter()
        .filter(|deed| gives_consent(deed.act.key().kind()))
        .peekable();
    consents.peek().is_none()
        || consents.any(|deed| {
            deed.party().is_none_or(|id| id == party) || succeeds(party, deed.party(), done)
        })
}

/// Whether an objection of one to a reservation of the other keeps it from force between them.
fn precluded(one: &str, other: &str, done: &Done<'_, '_>) -> bool {
    done.iter().any(|deed| {
        let pair = (deed.party(), deed.act.get(Act::ADDRESSEE).map(Id::as_str));
        let between = pair == (Some(one), Some(other)) || pair == (Some(other), Some(one));
        between
            && *deed.act.key().kind() == ActKind::OBJECTED
            && deed.act.get(Act::PRECLUDES_FORCE) == Some(&true)
            && !is_settled(pair.0, pair.1, done)
    })
}

/// Whether the objection is moot: the reservation, or the objection itself, has been withdrawn.
fn is_settled(objecting: Option<&str>, reserving: Option<&str>, done: &Done<'_, '_>) -> bool {
    done.iter().any(|deed| {
        let by = deed.party();
        let kind = deed.act.key().kind();
        (*kind == ActKind::RESERVATION_WITHDRAWN && by == reserving)
            || (*kind == ActKind::OBJECTION_WITHDRAWN && by == objecting)
    })
}

pub(crate) fn is_intention(kind: &ActKind) -> bool {
    *kind == ActKind::INTENDED
}

fn is_draft(kind: &ActKind) -> bool {
    [
        ActKind::PROPOSED,
        ActKind::DRAFTED,
        ActKind::ADOPTED,
        ActKind::INITIALLED,
    ]
    .contains(kind)
}

fn gives_consent(kind: &ActKind) -> bool {
    let consent = [
        ActKind::RATIFIED,
        ActKind::INSTRUMENT_EXCHANGED,
        ActKind::INSTRUMENT_DEPOSITED,
        ActKind::ACCEDED,
    ];
    consent.contains(kind)
}

/// Whether an act ends it. A notice does so by its effect, which is the day it is counted from.
fn ends(kind: &ActKind) -> bool {
    let ends = [
        ActKind::WITHDRAWN,
        ActKind::EXPIRED,
        ActKind::TERMINATED,
        ActKind::SUPERSEDED,
        ActKind::NOTICE_OF_WITHDRAWAL,
    ];
    ends.contains(kind)
}

/// Where an act comes among those of one day.
fn order(kind: &ActKind) -> u8 {
    match kind {
        k if is_intention(k) => 0,
        k if is_draft(k) => 1,
        k if *k == ActKind::SIGNED => 2,
        k if gives_consent(k) || *k == ActKind::DOMESTIC_APPROVAL => 3,
        k if *k == ActKind::IN_FORCE => 4,
        k if ends(k) => 6,
        _ => 5,
    }
}
