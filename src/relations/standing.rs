//! Standing: what is for and what against between two actors, by kind, and since when.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::relation::Relation;
use super::relation::Shown;
use super::relations::{ActorError, Relations};
use super::voices::{Voices, Witness, independent};
use crate::graph::{RelationKind, Sign};
use crate::knowledge::Stage;
use crate::model::{Actor, ActorId, Ends, Key};
use crate::relations::signs::table::UNSIGNED;
use crate::relations::{SignRow, SignTable};
use crate::systems::Systems;
use crate::time::{End, Truth, UncertainDate};

/// Two actors, whose ties are tallied on any day.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Witness};
/// use detente::{date, id};
///
/// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
///     .on(date!("2024-06-20"))
///     .witness(Witness::own("rt"))
///     .witness(Witness::own("reprint").resting_on("rt"));
/// let relations = Relations::of([visit]);
/// let standing = relations.standing("russia", "vietnam")?;
/// assert_eq!(
///     standing.on(date!("2024-06-30")).to_string(),
///     "russia and vietnam on 2024-06-30, by signs-1, in own voice\n  \
///      + state visit: russia → vietnam, 1 on 2024-06-20; told by 1 root: rt"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Standing<'r> {
    relations: &'r Relations,
    one: ActorId,
    other: ActorId,
    voices: Voices,
    table: &'r SignTable,
}

/// Relations of one kind in one direction, as they stand on a day.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Voices, Witness};
/// # use detente::{date, id};
/// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
///     .on(date!("2024-06-20"))
///     .witness(Witness::own("rt"));
/// let relations = Relations::of([visit]);
/// let standing = relations.standing("russia", "vietnam")?.voices(Voices::own()).on(date!("2024-06-30"));
/// let tally = &standing.tallies[0];
/// assert_eq!((tally.kind.as_str(), tally.relations.len()), ("state_visit", 1));
/// assert_eq!((tally.since, &*tally.roots[0]), (Some(date!("2024-06-20")), "rt"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// For or against; `None` if neither.
    pub sign: Option<Sign>,
    /// What they are.
    pub kind: RelationKind,
    /// Whether they hold on the day, or were done by then, or perhaps only. Those that do and those that
    /// perhaps do are tallied apart.
    pub holds: Truth,
    /// Between whom.
    #[serde(serialize_with = "super::relation::written_ends")]
    pub ends: Ends,
    /// The relations, by id; parts of one act, and duties under one agreement, are listed each.
    pub relations: Vec<Box<str>>,
    /// The first day on which the first of them can have begun or been done; `None` where no such
    /// day is known.
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub since: Option<NaiveDate>,
    /// The last possible day, up to the one asked about, of the last of them that is an act.
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub last: Option<NaiveDate>,
    /// The independent roots that tell of any of them, by id.
    pub roots: Vec<Box<str>>,
}

/// The ties of two actors on a day, by sign and kind.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Voices, Witness};
/// # use detente::{date, id};
/// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
///     .on(date!("2024-06-20"))
///     .witness(Witness::own("rt"));
/// let relations = Relations::of([visit]);
/// let standing = relations.standing("russia", "vietnam")?.voices(Voices::own());
/// assert_eq!(standing.on(date!("2024-06-19")).positive(), 0);
/// let after = standing.on(date!("2024-06-20"));
/// assert_eq!((after.positive(), after.negative(), after.pending.len()), (1, 0, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StandingOn {
    /// The first actor asked about.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// The day.
    #[serde(serialize_with = "crate::time::day")]
    pub on: NaiveDate,
    /// The name of the table of signs.
    pub table: Arc<str>,
    /// The voices heard.
    pub voices: Voices,
    /// What stands and what was done, for certain or perhaps; those for first, then those against, then
    /// the unsigned.
    pub tallies: Arc<[Tally]>,
    /// What is meant to come.
    pub pending: Arc<[Box<str>]>,
}

impl StandingOn {
    /// How many relations are certainly for.
    pub fn positive(&self) -> usize {
        self.count(|tally| tally.holds.is_certain() && tally.sign == Some(Sign::Positive))
    }

    /// How many relations are certainly against.
    pub fn negative(&self) -> usize {
        self.count(|tally| tally.holds.is_certain() && tally.sign == Some(Sign::Negative))
    }

    /// How many relations perhaps hold or were done, and are counted neither for nor against: they may
    /// not have begun, or may be over.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations};
    /// # use detente::{date, id};
    /// let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
    ///     .during("2022-02-25/2029".parse()?);
    /// let relations = Relations::of([sanctions]);
    /// let standing = relations.standing("russia", "japan")?;
    /// let (sure, open) = (standing.on(date!("2028-12-31")), standing.on(date!("2029-06-01")));
    /// assert_eq!((sure.negative(), sure.perhaps()), (1, 0));
    /// assert_eq!((open.negative(), open.perhaps()), (0, 1)); // some day of 2029 is the last
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn perhaps(&self) -> usize {
        self.count(|tally| !tally.holds.is_certain())
    }

    fn count(&self, counts: impl Fn(&Tally) -> bool) -> usize {
        let counted = self.tallies.iter().filter(|tally| counts(tally));
        counted.map(|tally| tally.relations.len()).sum()
    }
}

impl Relations {
    /// The tally of what is for and what against between two actors: ask
    /// [`on`](Standing::on) a day.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Ties1};
    /// # use detente::{date, id};
    /// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
    /// #     .during("2022-02-25/..".parse()?);
    /// # let relations = Relations::of([sanctions]);
    /// # let model = Ties1::default();
    /// let standing = relations.standing("russia", "japan")?;
    /// assert_eq!(standing.on(date!("2022-02-24")).negative(), 0);
    /// assert_eq!(standing.on(date!("2022-02-25")).negative(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If either actor is unknown, or they are one.
    pub fn standing(
        &self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
    ) -> Result<Standing<'_>, ActorError> {
        Ok(Standing::new(self, self.pair(one.key(), other.key())?))
    }
}

impl<'r> Standing<'r> {
    fn new(relations: &'r Relations, (one, other): (ActorId, ActorId)) -> Self {
        let (voices, table) = (Voices::own(), SignTable::builtin());
        Self { relations, one, other, voices, table }
    }

    /// Listens to these voices; unless set, to what sources say themselves.
    pub fn voices(mut self, voices: Voices) -> Self {
        self.voices = voices;
        self
    }

    /// Signs by this table; unless set, by the built-in one.
    pub fn signs(mut self, table: &'r SignTable) -> Self {
        self.table = table;
        self
    }

    /// Every relation between the two with those who tell of it, by id.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Voices, Witness};
    /// # use detente::{date, id};
    /// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
    ///     .on(date!("2024-06-20"))
    ///     .witness(Witness::own("rt"));
    /// let relations = Relations::of([visit]);
    /// let standing = relations.standing("russia", "vietnam")?.voices(Voices::own());
    /// let (visit, witnesses) = standing.evidence().next().ok_or("nothing told")?;
    /// assert_eq!((visit.id(), &*witnesses[0].source), ("visit:v", "rt"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn evidence(&self) -> impl Iterator<Item = (&'r Relation, Vec<&'r Witness>)> {
        let relations = self.relations;
        let relations = relations.between_ids(&self.one, &self.other);
        let voices = self.voices.clone();
        relations.filter_map(move |relation| {
            let heard: Vec<_> = relation.heard(&voices).collect();
            relation.is_heard(&voices).then_some((relation, heard))
        })
    }

    /// The tally on a day. What stands is counted while it certainly goes on, an act from its day on,
    /// however long ago; what may not have begun, or may be over, is tallied apart, as perhaps.
    pub fn on(&self, day: NaiveDate) -> StandingOn {
        let mut tallies: BTreeMap<(bool, Option<Sign>, String, bool), Tally> = BTreeMap::new();
        let mut pending = Vec::new();
        let actors_are_there = [&self.one, &self.other]
            .into_iter()
            .all(|actor| crate::relations::is_there(actor, day));
        for (relation, witnesses) in self.evidence().filter(|_| actors_are_there) {
            match self.state(relation, day) {
                State::Pending => pending.push(relation.id().into()),
                State::Holds(Truth::No) => {}
                State::Holds(holds) => {
                    let sign = self.table.get(relation.kind()).and_then(SignRow::sign);
                    let key = format!("{} {}", relation.kind().as_str(), Shown(relation.ends()));
                    // What is neither for nor against comes last.
                    let tally = tallies.entry((sign.is_none(), sign, key, !holds.is_certain()));
                    let tally = tally.or_insert_with(|| Tally::new(sign, holds, relation));
                    tally.add(relation, self.is_act(relation), day, &witnesses);
                }
            }
        }
        StandingOn {
            one: self.one.clone(),
            other: self.other.clone(),
            on: day,
            table: self.table.name().into(),
            voices: self.voices.clone(),
            tallies: tallies.into_values().collect(),
            pending: pending.into(),
        }
    }

    /// The tally on each of many days, as [`on`](Self::on) has it for one. It is made anew only
    /// where it changes, so that thousands of days cost little more than the changes between them.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations};
    /// # use detente::{date, id};
    /// # let pact = Relation::directed("p", RelationKind::DEFENCE_OBLIGATION, id!("russia"), id!("vietnam"))?
    /// #     .during("2024-12-04/..".parse()?);
    /// # let relations = Relations::of([pact]);
    /// let standing = relations.standing("russia", "vietnam")?;
    /// let days = date!("2024-12-01").iter_days().take(7);
    /// let counts: Vec<usize> = standing.over(days).map(|on| on.positive()).collect();
    /// assert_eq!(counts, [0, 0, 0, 1, 1, 1, 1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn over(
        &self,
        days: impl IntoIterator<Item = NaiveDate>,
    ) -> impl Iterator<Item = StandingOn> {
        let turns = self.turns();
        // The last one made, and the days on which it is the same, the last exclusive.
        let mut made: Option<(StandingOn, Option<NaiveDate>, Option<NaiveDate>)> = None;
        days.into_iter().map(move |day| {
            if let Some((standing, from, until)) = &made
                && from.is_none_or(|from| from <= day)
                && until.is_none_or(|until| day < until)
            {
                return StandingOn { on: day, ..standing.clone() };
            }
            let standing = self.on(day);
            // The last day of an act that may still go on is the day asked about.
            let moves = standing.tallies.iter().any(|tally| tally.last == Some(day));
            let next = turns.partition_point(|turn| *turn <= day);
            made = Some(if moves {
                (standing.clone(), Some(day), day.succ_opt())
            } else {
                let from = next.checked_sub(1).map(|last| turns[last]);
                (standing.clone(), from, turns.get(next).copied())
            });
            standing
        })
    }

    /// The days from which on something may count that did not, or no longer does.
    fn turns(&self) -> Vec<NaiveDate> {
        let mut turns = Vec::new();
        let after = |day: NaiveDate| day.succ_opt();
        for (relation, _) in self.evidence() {
            turns.extend(relation.stages().filter_map(|(day, _)| day));
            let ends =
                relation.period().into_iter().flat_map(|period| [period.from(), period.to()]);
            for end in ends {
                let days = match end {
                    End::On(date) => [date.earliest(), date.latest()],
                    End::Still(heard) => [Some(*heard); 2],
                    End::Open | End::Unknown => continue,
                };
                // What begins turns on a day, and what ends on the day after.
                turns.extend(
                    days.into_iter().flatten().flat_map(|day| [Some(day), after(day)]).flatten(),
                );
            }
        }
        for actor in [&self.one, &self.other] {
            let Some(polity) = Systems::builtin().polity(actor.as_str()) else { continue };
            turns.extend(polity.from());
            turns.extend(polity.to().and_then(after));
        }
        turns.sort_unstable();
        turns.dedup();
        turns
    }

    fn is_act(&self, relation: &Relation) -> bool {
        self.table.get(relation.kind()).is_some_and(|row| !row.mode().is_standing())
    }

    fn state(&self, relation: &Relation, day: NaiveDate) -> State {
        if relation.is_meant_on(day) {
            return State::Pending;
        }
        let in_time = match relation.period() {
            Some(period) if self.is_act(relation) => period.has_begun(day),
            Some(period) => period.contains(day),
            None if relation.has_stages() => Truth::Yes,
            None => Truth::Maybe,
        };
        if !relation.has_stages() {
            return State::Holds(in_time);
        }
        // An agreement counts from its signature to its end.
        let counts = |stage: &Option<Stage>| {
            stage.is_some_and(|stage| stage >= Stage::Signed && stage != Stage::Ended)
        };
        let stages = relation.stages_on(day);
        let stands = Truth::between(stages.iter().all(counts), stages.iter().any(counts));
        let is_meant = |stage: &Option<Stage>| stage.is_some_and(|stage| stage < Stage::Signed);
        if stands.is_impossible() && stages.iter().any(is_meant) {
            return State::Pending;
        }
        State::Holds(in_time.and(stands))
    }
}

enum State {
    Pending,
    Holds(Truth),
}

impl Tally {
    fn new(sign: Option<Sign>, holds: Truth, relation: &Relation) -> Self {
        Self {
            sign,
            holds,
            kind: relation.kind().clone(),
            ends: relation.ends().clone(),
            relations: Vec::new(),
            since: None,
            last: None,
            roots: Vec::new(),
        }
    }

    fn add(&mut self, relation: &Relation, is_act: bool, day: NaiveDate, witnesses: &[&Witness]) {
        let first = match relation.period() {
            Some(period) => period.start().and_then(UncertainDate::earliest),
            None => relation.first_stage(),
        };
        let is_first = self.relations.is_empty();
        self.since = if is_first { first } else { self.since.zip(first).map(|(a, b)| a.min(b)) };
        if let Some(period) = relation.period().filter(|_| is_act) {
            let last = period.latest().map_or(day, |last| last.min(day));
            self.last = self.last.max(Some(last));
        }
        self.relations.push(relation.id().into());
        let roots = witnesses.iter().map(|witness| witness.root.clone());
        let roots: BTreeSet<Box<str>> = self.roots.drain(..).chain(roots).collect();
        self.roots = independent(roots).into_iter().collect();
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, count) = (self.sign.map_or(UNSIGNED, Sign::code), self.relations.len());
        let perhaps = if self.holds.is_certain() { "" } else { "perhaps " };
        write!(f, "{sign} {perhaps}{}: {}, {count}", self.kind.in_words(), Shown(&self.ends))?;
        match (self.since, self.last) {
            (Some(since), Some(last)) if since == last => write!(f, " on {last}")?,
            (Some(since), Some(last)) => write!(f, " from {since} to {last}")?,
            (None, Some(last)) => write!(f, " by {last}")?,
            (Some(since), None) => write!(f, " since {since}")?,
            (None, None) => {}
        }
        match self.roots.len() {
            0 => f.write_str("; as given"),
            1 => write!(f, "; told by 1 root: {}", self.roots[0]),
            n => write!(f, "; told by {n} roots: {}", self.roots.join(", ")),
        }
    }
}

impl fmt::Display for StandingOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, other, on) = (&self.one, &self.other, self.on);
        write!(f, "{one} and {other} on {on}, by {}, in {}", self.table, self.voices)?;
        if self.tallies.is_empty() {
            f.write_str("\n  nothing")?;
        }
        self.tallies.iter().try_for_each(|tally| write!(f, "\n  {tally}"))?;
        self.pending.iter().try_for_each(|relation| write!(f, "\n  pending: {relation}"))
    }
}
