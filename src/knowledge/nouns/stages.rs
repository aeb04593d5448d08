//! The stages of an agreement: derived from its acts, per party, per pair and per day.
//!
//! An act whose day is uncertain may or may not have been done by the day asked for. Both cases
//! are followed, and a status is settled only where they come out the same. What is followed is not
//! each choice of acts but each state they lead to, of which there are few.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::course::own_stage;
use super::dates::{days, unknown_day};
use crate::knowledge::{PartView, View};
use crate::model::{Act, ActKind, Agreement, Id, closed_codes};
use crate::time::{Truth, UncertainDate};

closed_codes! {
    /// How far an agreement has come for a party, or between two. Closed; in the order of a life.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// use detente::knowledge::Stage;
    ///
    /// let status = known.agreement("pact")?.status_of("russia", date!("2024-07-01"))?;
    /// assert_eq!(status.settled(), Some(Some(Stage::Signed)));
    /// assert!(Stage::Signed < Stage::InForce);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
        /// Declared, applied or in force, and not operating for a time.
        Suspended = "suspended",
        /// In force for both, and kept from being so between the two by an objection.
        Precluded = "precluded",
        /// Over: withdrawn from, expired, terminated or superseded.
        Ended = "ended",
    }
}

/// Where an agreement stands on a day: one stage, or several that the dates leave possible.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"a": {}, "b": {}},
/// #  "agreements": {"treaty": {"parties": ["a", "b"], "acts": {"signed": {"when": "2024-06-19"},
/// #  "in_force": {"when": "2024-12"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::date;
/// use detente::knowledge::Stage;
///
/// let known = dossier.as_known();
/// let treaty = known.agreement("treaty")?;
/// assert_eq!(treaty.status_of("a", date!("2024-07-01"))?.settled(), Some(Some(Stage::Signed)));
/// // Somewhere in December: on the 4th it is one or the other.
/// let status = treaty.status_between("a", "b", date!("2024-12-04"))?;
/// assert_eq!(status.to_string(), "signed or in force");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct AgreementStatus {
    /// Each stage that is possible, in order; `None` is "nothing has been done".
    pub(super) possible: Vec<Option<Stage>>,
}

impl AgreementStatus {
    /// Every stage is possible.
    pub(super) fn anything() -> Self {
        let stages = Stage::ALL.iter().copied().map(Some);
        Self { possible: std::iter::once(None).chain(stages).collect() }
    }

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
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// use detente::knowledge::Stage;
    ///
    /// let status = known.agreement("pact")?.status_between("russia", "north-korea", date!("2024-12-04"))?;
    /// assert!(status.is(Stage::InForce).is_certain());
    /// assert!(status.is(Stage::Signed).is_impossible());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is(&self, stage: Stage) -> Truth {
        match (self.possible.contains(&Some(stage)), self.possible.len()) {
            (false, _) => Truth::No,
            (true, 1) => Truth::Yes,
            (true, _) => Truth::Maybe,
        }
    }
}

impl std::fmt::Display for AgreementStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, stage) in self.possible.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { " or " })?;
            match stage {
                Some(stage) => f.write_str(&stage.in_words())?,
                None => f.write_str("nothing done")?,
            }
        }
        Ok(())
    }
}

/// An act that has been done, perhaps or certainly, or the effect it has on a later day.
pub(super) struct Deed<'k> {
    pub(super) act: PartView<'k, Act>,
    pub(super) day: UncertainDate,
    /// Whether it has been done at all: perhaps, where the accounts do not decide.
    pub(super) done: Truth,
    /// Whether consent given by it binds from then on; until its effect it does not.
    pub(super) in_effect: bool,
    /// The place of an act that is perhaps done and has an effect later, which comes with it alone.
    pair: Option<usize>,
}

/// The acts of an agreement that have been done, in the order in which they take effect.
pub(crate) struct Life<'k> {
    pub(super) agreement: View<'k, Agreement>,
    pub(super) deeds: Vec<Deed<'k>>,
    /// Whether the consent of original parties is recorded party by party.
    records_consent: Truth,
    /// The places of the deeds of each party, of those that are of no one, and of the successions.
    by_party: HashMap<&'k str, Vec<usize>>,
    by_all: Vec<usize>,
    successions: Vec<usize>,
}

impl<'k> Life<'k> {
    pub(crate) fn of(agreement: View<'k, Agreement>) -> Self {
        let acts = agreement.acts().enumerate();
        let mut deeds: Vec<Deed<'k>> = acts.flat_map(|(at, act)| deeds_of(at, act)).collect();
        // On one day the acts come in the order of an agreement's life.
        deeds.sort_by_key(|deed| (place(&deed.day), order(deed.kind())));
        let original = &agreement.identity().parties;
        let own_consent = deeds.iter().filter(|deed| {
            gives_consent(deed.kind()) && deed.party().is_some_and(|id| original.contains(id))
        });
        let records_consent = Truth::any(own_consent.map(|deed| deed.done));
        let mut life = Self {
            agreement,
            deeds,
            records_consent,
            by_party: HashMap::new(),
            by_all: Vec::new(),
            successions: Vec::new(),
        };
        life.place();
        life
    }

    fn place(&mut self) {
        for (at, deed) in self.deeds.iter().enumerate() {
            match deed.party() {
                Some(party) => self.by_party.entry(party).or_default().push(at),
                None => self.by_all.push(at),
            }
            if deed.predecessor().is_some() {
                self.successions.push(at);
            }
        }
    }

    /// Whether it may stand elsewhere on the later of two days than it stood on the earlier one as
    /// known before, where the accounts known are the same.
    pub(crate) fn has_moved_since(&self, before: &Self, then: NaiveDate, now: NaiveDate) -> bool {
        let (then, now) = (UncertainDate::day(then), UncertainDate::day(now));
        let stays = |(old, new): (&Deed<'_>, &Deed<'_>)| {
            old.day == new.day && old.day.after(&then) == new.day.after(&now)
        };
        self.deeds.len() != before.deeds.len() || !before.deeds.iter().zip(&self.deeds).all(stays)
    }

    /// Where it stands for one party on a day. An agreement that every other party has left is over
    /// for the last one too.
    pub(crate) fn status_of(&self, party: &str, on: NaiveDate) -> AgreementStatus {
        let mut status = self.status_by_itself(party, on);
        if !self.knows_all_parties() {
            return status;
        }
        let own_line = self.line(party);
        let parties = self.agreement.parties();
        let mut others = parties.iter().filter(|id| !own_line.contains(*id)).peekable();
        if others.peek().is_none() || status.settled() == Some(None) {
            return status;
        }
        let left = |id: &&str| self.status_by_itself(id, on).is(Stage::Ended);
        status.end_with_others(Truth::all(others.map(left)));
        status
    }

    /// Whether the parties told are said to be all: only then can all others have left.
    pub(super) fn knows_all_parties(&self) -> bool {
        self.agreement.get(Agreement::PARTIES_CLOSED) == Some(&true)
    }

    pub(super) fn status_by_itself(&self, party: &str, on: NaiveDate) -> AgreementStatus {
        let lines = [self.line(party), Vec::new()];
        self.follow(&lines, &self.bearing(&lines), on, own_stage)
    }

    /// The deeds that bear on these, in order.
    pub(super) fn bearing(&self, lines: &Lines<'_>) -> Vec<&Deed<'k>> {
        let own = lines.iter().flatten().filter_map(|party| self.by_party.get(party));
        let mut places: Vec<usize> = own.flatten().chain(&self.by_all).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| &self.deeds[at]).collect()
    }

    /// A party, those whose place it has taken, they theirs, and those who have taken its own; the
    /// party first.
    pub(super) fn line<'a>(&self, party: &'a str) -> Vec<&'a str>
    where
        'k: 'a,
    {
        let mut line = vec![party];
        let add = |line: &mut Vec<&'a str>, found: Option<&'k str>| {
            line.extend(found.filter(|id| !line.contains(id)));
        };
        let mut at = 0;
        while let Some(&heir) = line.get(at) {
            let own = self.by_party.get(heir).into_iter().flatten();
            own.for_each(|at| add(&mut line, self.deeds[*at].predecessor()));
            at += 1;
        }
        let heirs = self.successions.iter().map(|at| &self.deeds[*at]);
        let heirs = heirs.filter(|deed| deed.predecessor() == Some(party));
        heirs.for_each(|deed| add(&mut line, deed.party()));
        line
    }

    /// The stages that `read` finds, over the acts certainly done by a day and each choice of those
    /// that may have been: of which the day is uncertain, or whether they were done at all.
    pub(super) fn follow(
        &self,
        lines: &Lines<'_>,
        deeds: &[&Deed<'k>],
        on: NaiveDate,
        read: impl Fn(&State) -> Option<Stage>,
    ) -> AgreementStatus {
        let day = UncertainDate::day(on);
        let mut states = self.starts(lines);
        for deed in deeds {
            add_deed(&mut states, deed, !deed.day.after(&day), lines);
            if states.len() > MOST_STATES {
                return AgreementStatus::anything();
            }
        }
        let possible: BTreeSet<Option<Stage>> = states.iter().map(read).collect();
        AgreementStatus { possible: possible.into_iter().collect() }
    }

    /// The state before anything has been done; several, where it is undecided what comes of the acts.
    pub(super) fn starts(&self, lines: &Lines<'_>) -> BTreeSet<State> {
        let binding = cases(self.agreement.binds());
        let all = binding.flat_map(|binds| {
            cases(self.records_consent).map(move |is_recorded| (binds, is_recorded))
        });
        all.map(|(binds, is_recorded)| self.start(lines, binds, is_recorded)).collect()
    }

    fn start(&self, lines: &Lines<'_>, is_binding: bool, records_consent: bool) -> State {
        let original = |id: &str| self.agreement.identity().parties.contains(id);
        let standing = |line: &[&str], at: usize| Standing {
            is_original: original(line[at]),
            is_binding,
            // Who joins needs consent of its own; an original party, where others' is recorded.
            is_bound: original(line[at]) && !records_consent,
            joined: original(line[at]),
            stands_for: vec![at],
            ..Standing::default()
        };
        State {
            sides: lines.each_ref().map(|line| {
                let members = 0..line.len();
                members.map(|at| standing(line, at)).collect()
            }),
            objects: [false; 2],
            begun: Vec::new(),
        }
    }
}

/// The answers that are possible to what is more or less known.
fn cases(known: Truth) -> impl Iterator<Item = bool> {
    let can_be = [known.is_possible(), !known.is_certain()];
    [true, false].into_iter().zip(can_be).filter_map(|(case, can_be)| can_be.then_some(case))
}

/// What states lead to by a deed, of which the day has come, or has perhaps.
pub(super) fn add_deed(
    states: &mut BTreeSet<State>,
    deed: &Deed<'_>,
    come: Truth,
    lines: &Lines<'_>,
) {
    if come.is_impossible() || states.len() > MOST_STATES {
        return;
    }
    for state in std::mem::take(states) {
        let done = come.and(deed.is_done_in(&state));
        if done.is_possible() {
            states.insert(state.after(deed, lines));
        }
        if !done.is_certain() {
            states.insert(state);
        }
    }
}

/// How many states are followed. Only successions and objections that are all uncertain could lead to
/// more; then nothing is settled.
pub(super) const MOST_STATES: usize = 4_000;

/// The lines of succession of one party, or of two.
pub(super) type Lines<'a> = [Vec<&'a str>; 2];

/// How far an agreement has come for the members of one line of succession, or of two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) sides: [Vec<Standing>; 2],
    /// Whether each side objects to a reservation of the other, keeping it from force between them.
    objects: [bool; 2],
    /// The places of acts perhaps done that are, and of which the effect is to come.
    begun: Vec<usize>,
}

/// How far an agreement has come for one actor.
#[expect(
    clippy::struct_excessive_bools,
    reason = "legal facts that hold or not each by itself, whatever came first"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    is_original: bool,
    is_binding: bool,
    /// Whether it is a party by then: from the start, or by an act of its own.
    joined: bool,
    /// Whether an entry into force of the instrument reaches it.
    is_bound: bool,
    /// How far it has come short of force. It goes forward only: what comes late (an approval after
    /// entry into force) undoes nothing.
    reached: Option<Stage>,
    in_force: bool,
    suspended: bool,
    /// Whether it has left, and whether the instrument is over for all.
    ended: bool,
    is_over: bool,
    has_signed: bool,
    /// Whether a notice of its withdrawal waits for its effect.
    notice_stands: bool,
    /// The members of its line whose acts are its own: itself, and those whose place it has taken.
    stands_for: Vec<usize>,
}

impl State {
    pub(super) fn between(&self) -> Option<Stage> {
        let (a, b) = (self.sides[0][0].stage(), self.sides[1][0].stage());
        let either = |stage| a == Some(stage) || b == Some(stage);
        if either(Stage::Ended) {
            return Some(Stage::Ended);
        }
        // "Nothing done" is less than any stage.
        let lesser = a.min(b);
        if lesser < Some(Stage::InForce) {
            // Suspended for one: whatever was declared or applied between them is so too.
            let applies = lesser >= Some(Stage::ProvisionallyApplied);
            return if applies && either(Stage::Suspended) {
                Some(Stage::Suspended)
            } else {
                lesser
            };
        }
        if self.objects.contains(&true) {
            return Some(Stage::Precluded);
        }
        a.max(b)
    }

    /// The state that follows by a deed.
    pub(super) fn after(&self, deed: &Deed<'_>, lines: &Lines<'_>) -> Self {
        let mut next = self.clone();
        for (side, line) in next.sides.iter_mut().zip(lines) {
            let by = deed.party().map(|id| line.iter().position(|member| *member == id));
            match by {
                Some(None) => {}
                Some(Some(at)) if *deed.kind() == ActKind::SUCCEEDED => {
                    succeed(side, at, line, deed.predecessor());
                }
                Some(Some(at)) => {
                    let heirs = side.iter_mut().filter(|each| each.stands_for.contains(&at));
                    heirs.for_each(|standing| standing.act(deed));
                }
                None => side.iter_mut().for_each(|standing| standing.act_of_all(deed)),
            }
        }
        for (at, objects) in next.objects.iter_mut().enumerate() {
            let (own, other) = (&lines[at], &lines[1 - at]);
            *objects = still_objects(*objects, deed, own, other);
        }
        next.begun.extend(deed.pair.filter(|_| !deed.in_effect));
        next
    }
}

/// The member at `at` of a line takes the place of a predecessor, whose side of it is over.
fn succeed(side: &mut [Standing], at: usize, line: &[&str], predecessor: Option<&str>) {
    let earlier = line.iter().position(|member| Some(*member) == predecessor);
    let Some(earlier) = earlier.filter(|earlier| *earlier != at) else {
        // Whose place is not said; that it is a party is.
        side[at].joined = true;
        side[at].is_bound = true;
        return;
    };
    let inherited = side[earlier].clone();
    side[earlier].ended = true;
    side[at].joined = true;
    side[at].inherit(&inherited);
}

/// Whether one side objects to a reservation of the other after a deed, if it did so or not before.
fn still_objects(before: bool, deed: &Deed<'_>, own: &[&str], other: &[&str]) -> bool {
    let kind = deed.kind();
    let by = |line: &[&str]| deed.party().is_some_and(|id| line.contains(&id));
    let addressee = deed.act.get(Act::ADDRESSEE).map(Id::as_str);
    let to_other = |unsaid| addressee.map_or(unsaid, |id| other.contains(&id));
    if *kind == ActKind::OBJECTED && by(own) && to_other(false) {
        return before || deed.act.get(Act::PRECLUDES_FORCE) == Some(&true);
    }
    // An objection goes with the reservation it meets, or is withdrawn itself.
    let withdrawn = *kind == ActKind::OBJECTION_WITHDRAWN && by(own) && to_other(true)
        || *kind == ActKind::RESERVATION_WITHDRAWN && by(other);
    before && !withdrawn
}

impl Standing {
    pub(super) fn stage(&self) -> Option<Stage> {
        if !self.joined {
            return None;
        }
        if self.ended || self.is_over {
            return Some(Stage::Ended);
        }
        let in_force = self.is_binding && self.in_force && self.is_bound;
        let reached = if in_force { Some(Stage::InForce) } else { self.reached };
        if self.suspended && reached >= Some(Stage::ProvisionallyApplied) {
            return Some(Stage::Suspended);
        }
        reached
    }

    /// An act of its own.
    fn act(&mut self, deed: &Deed<'_>) {
        let kind = deed.kind();
        if self.ended && (gives_consent(kind) || *kind == ActKind::IN_FORCE) {
            // Who consents after an end begins anew.
            *self = Self {
                is_binding: self.is_binding,
                in_force: self.in_force,
                is_over: self.is_over,
                stands_for: std::mem::take(&mut self.stands_for),
                ..Self::default()
            };
        }
        self.joined = true;
        // Its own entry into force and the effect of its consent bind it.
        self.is_bound |= *kind == ActKind::IN_FORCE || gives_consent(kind) && deed.in_effect;
        self.reach(kind);
        self.leave(deed);
        self.go_on(kind);
    }

    /// What it does to the end: takes back a consent that does not bind yet, or a notice that has no effect
    /// yet, or leaves.
    fn leave(&mut self, deed: &Deed<'_>) {
        let kind = deed.kind();
        let is_bound = self.in_force && self.is_bound;
        if [ActKind::CONSENT_WITHDRAWN, ActKind::WITHDRAWN].contains(kind)
            && !is_bound
            && self.reached == Some(Stage::Consented)
        {
            self.is_bound = false;
            self.reached = self.has_signed.then_some(Stage::Signed);
            self.ended |= !self.has_signed;
            return;
        }
        if *kind == ActKind::NOTICE_OF_WITHDRAWAL {
            // Given, it counts from the day of its effect on, unless it was taken back by then.
            self.ended |= deed.in_effect && self.notice_stands;
            self.notice_stands = !deed.in_effect;
            return;
        }
        // To go on as before where nothing is suspended is to take back a notice.
        if *kind == ActKind::NOTICE_REVOKED || *kind == ActKind::RESUMED && !self.suspended {
            self.notice_stands = false;
        }
        self.ended |= ends(kind);
    }

    /// An act of the instrument. What leads up to its force is of those who made it.
    fn act_of_all(&mut self, deed: &Deed<'_>) {
        let kind = deed.kind();
        if self.is_original {
            self.is_bound |= gives_consent(kind) && deed.in_effect;
            self.reach(kind);
        }
        // What comes into force once more after its end is not over any longer.
        self.is_over = ends(kind) && deed.in_effect || self.is_over && *kind != ActKind::IN_FORCE;
        self.go_on(kind);
    }

    fn reach(&mut self, kind: &ActKind) {
        let reached = match kind {
            k if is_intention(k) => Stage::Intended,
            k if makes_soft(k) && !self.is_binding => Stage::Declared,
            k if is_draft(k) => Stage::Negotiated,
            k if *k == ActKind::SIGNED => Stage::Signed,
            k if gives_consent(k) || *k == ActKind::DOMESTIC_APPROVAL => Stage::Consented,
            k if *k == ActKind::PROVISIONALLY_APPLIED => Stage::ProvisionallyApplied,
            _ => return,
        };
        self.reached = self.reached.max(Some(reached));
        self.has_signed |= *kind == ActKind::SIGNED;
    }

    fn go_on(&mut self, kind: &ActKind) {
        self.in_force |= *kind == ActKind::IN_FORCE;
        self.suspended = *kind == ActKind::SUSPENDED || self.suspended && *kind != ActKind::RESUMED;
    }

    fn inherit(&mut self, earlier: &Self) {
        self.is_original |= earlier.is_original;
        self.is_bound |= earlier.is_bound;
        self.reached = self.reached.max(earlier.reached);
        self.in_force |= earlier.in_force;
        self.suspended |= earlier.suspended;
        self.ended |= earlier.ended;
        self.is_over |= earlier.is_over;
        self.has_signed |= earlier.has_signed;
        self.notice_stands |= earlier.notice_stands;
        self.stands_for.extend(&earlier.stands_for);
        self.stands_for.sort_unstable();
        self.stands_for.dedup();
    }
}

impl<'k> Deed<'k> {
    fn kind(&self) -> &'k ActKind {
        self.act.key().kind()
    }

    /// Whether it is done once its day has come: an effect only after its act.
    fn is_done_in(&self, state: &State) -> Truth {
        let act = self.pair.filter(|_| self.in_effect);
        act.map_or(self.done, |act| Truth::known(state.begun.contains(&act)))
    }

    pub(super) fn party(&self) -> Option<&'k str> {
        self.act.key().party().map(Id::as_str)
    }

    pub(super) fn predecessor(&self) -> Option<&'k str> {
        let succeeds = *self.kind() == ActKind::SUCCEEDED;
        self.act.get(Act::PREDECESSOR).filter(|_| succeeds).map(Id::as_str)
    }
}

/// The deeds that an act comes to: itself, and its effect where that comes on another day.
fn deeds_of(at: usize, act: PartView<'_, Act>) -> Vec<Deed<'_>> {
    let kind = act.key().kind();
    let done = if is_intention(kind) {
        // However far it has got, whoever tells of an intention says that it was held.
        Truth::between(!act.is_denied(), true).and(Truth::known(act.is_affirmed()))
    } else {
        act.is_done()
    };
    if done.is_impossible() {
        return Vec::new();
    }
    let deed = |day, in_effect| Deed { act, day, done, in_effect, pair: None };
    let both = |day: UncertainDate, effect: UncertainDate| {
        // What has effect before it is done, as some acts do, is followed by itself.
        let is_pair = !done.is_certain() && place(&day) <= place(&effect);
        let pair = is_pair.then_some(at);
        vec![Deed { pair, ..deed(day, false) }, Deed { pair, ..deed(effect, true) }]
    };
    let day = act.date().or_else(|| act.told_by());
    match (day, act.effect()) {
        (Some(day), Some(effect)) if gives_consent(kind) => both(day, effect),
        // Signed or approved it is on the day, whatever comes of it later.
        (Some(day), _) if is_step(kind) => vec![deed(day, true)],
        (Some(day), Some(effect)) if *kind == ActKind::NOTICE_OF_WITHDRAWAL => both(day, effect),
        (_, Some(effect)) => vec![deed(effect, true)],
        // Notice ends nothing by itself, but from some later day on (article 56).
        (Some(day), None) if *kind == ActKind::NOTICE_OF_WITHDRAWAL => {
            let later = days(day.earliest(), None);
            both(day, later)
        }
        (Some(day), None) => vec![deed(day, true)],
        (None, None) => vec![deed(unknown_day(), true)],
    }
}

/// Where a deed comes among others by its day; those of unknown day last.
fn place(day: &UncertainDate) -> (bool, Option<NaiveDate>) {
    (day.latest().is_none(), day.latest())
}

pub(crate) fn is_intention(kind: &ActKind) -> bool {
    *kind == ActKind::INTENDED
}

fn is_draft(kind: &ActKind) -> bool {
    let drafts = [
        ActKind::PROPOSED,
        ActKind::DRAFTED,
        ActKind::ADOPTED,
        ActKind::ISSUED,
        ActKind::INITIALLED,
    ];
    drafts.contains(kind)
}

/// Whether an act makes an instrument that binds nobody in law.
fn makes_soft(kind: &ActKind) -> bool {
    [ActKind::ADOPTED, ActKind::ISSUED, ActKind::SIGNED].contains(kind)
}

/// Whether an act short of consent is done on its day, and not on that of its effect.
fn is_step(kind: &ActKind) -> bool {
    is_intention(kind)
        || is_draft(kind)
        || *kind == ActKind::SIGNED
        || *kind == ActKind::DOMESTIC_APPROVAL
}

pub(crate) fn gives_consent(kind: &ActKind) -> bool {
    let consent = [
        ActKind::RATIFIED,
        ActKind::INSTRUMENT_EXCHANGED,
        ActKind::INSTRUMENT_DEPOSITED,
        ActKind::ACCEDED,
    ];
    consent.contains(kind)
}

/// Whether who does such an act is a party from then on.
pub(crate) fn makes_party(kind: &ActKind) -> bool {
    [ActKind::IN_FORCE, ActKind::SUCCEEDED].contains(kind) || gives_consent(kind)
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
        k if ends(k) => 7,
        k if *k == ActKind::OBJECTION_WITHDRAWN || *k == ActKind::RESERVATION_WITHDRAWN => 6,
        _ => 5,
    }
}
