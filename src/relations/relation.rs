//! Relations: the acts and obligations that relate actors, each with those who tell of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::voices::{Voice, Voices, Witness, independent};
use crate::graph::RelationKind;
use crate::knowledge::Stage;
use crate::model::fault::Fault;
use crate::model::{Actor, ActorId, Ends, IdSet, Key, RecordRef};
use crate::time::{Period, Truth, UncertainDate};

/// Those who tell of a relation, shared by all that come of one record.
pub(crate) type Witnesses = Arc<BTreeSet<Witness>>;

/// An act or an obligation between two actors: the thing itself, however many reports there are.
///
/// One that nobody is said to tell of is taken as given, and sure. One without a date is of unknown
/// date, unless its stages say when it holds.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Witness};
/// use detente::{date, id};
///
/// let (russia, dprk) = (id!("russia"), id!("north-korea"));
/// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, russia, dprk)?
///     .on(date!("2024-06-19"))
///     .witness(Witness::own("tass"));
/// assert_eq!(visit.to_string(), "visit:v, state visit: russia → north-korea, 2024-06-19");
/// # Ok::<(), detente::relations::RelationError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relation {
    id: Box<str>,
    kind: RelationKind,
    #[serde(serialize_with = "written_ends")]
    ends: Ends,
    when: Option<Period>,
    /// From which day on an agreement may stand at which stages; `None` from the beginning.
    #[serde(serialize_with = "written_stages")]
    stages: BTreeMap<Option<NaiveDate>, Vec<Option<Stage>>>,
    intensity: f64,
    witnesses: Witnesses,
    #[serde(rename = "contested")]
    is_contested: bool,
    within: Option<Box<str>>,
    agreement: Option<Box<str>>,
    thread: Option<Box<str>>,
    about: Option<Box<str>>,
    #[serde(rename = "pending")]
    is_pending: bool,
}

/// A relation that cannot be.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::id;
/// use detente::relations::Relation;
///
/// let error = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("japan")).unwrap_err();
/// assert!(error.to_string().starts_with("s: found "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{id}: {fault}")]
pub struct RelationError {
    id: Box<str>,
    fault: Fault,
}

impl Relation {
    /// What leads from one actor to another.
    ///
    /// # Errors
    /// If both are one.
    pub fn directed(
        id: &str,
        kind: RelationKind,
        from: ActorId,
        to: ActorId,
    ) -> Result<Self, RelationError> {
        if from == to {
            return Err(one_actor(id));
        }
        Ok(Self::with_ends(id, kind, Ends::Directed { from, to }))
    }

    /// What holds between two actors alike.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::id;
    /// use detente::relations::Relation;
    ///
    /// let tension = Relation::between("t", RelationKind::TENSION, id!("us"), id!("north-korea"))?;
    /// assert_eq!(tension.actors(), (&id!("north-korea"), &id!("us")));
    /// assert!(tension.is_from("us") && tension.is_from("north-korea"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If both are one.
    pub fn between(
        id: &str,
        kind: RelationKind,
        one: ActorId,
        other: ActorId,
    ) -> Result<Self, RelationError> {
        let ends = IdSet::new([one, other]).map_err(|_| one_actor(id))?;
        Ok(Self::with_ends(id, kind, Ends::Between(ends)))
    }

    pub(crate) fn with_ends(id: &str, kind: RelationKind, ends: Ends) -> Self {
        Self {
            id: id.into(),
            kind,
            ends,
            when: None,
            stages: BTreeMap::new(),
            intensity: 1.0,
            witnesses: Arc::default(),
            is_contested: false,
            within: None,
            agreement: None,
            thread: None,
            about: None,
            is_pending: false,
        }
    }

    /// It happened on this day, which may be uncertain.
    #[must_use]
    pub fn on(self, day: impl Into<UncertainDate>) -> Self {
        self.during(Period::on(day.into()))
    }

    /// It held, or went on, for this time.
    #[must_use]
    pub fn during(mut self, period: Period) -> Self {
        self.when = Some(period);
        self
    }

    /// From this day on the agreement it rests on stands at this stage. Before the first such day
    /// nothing is done.
    #[must_use]
    pub fn stage_from(self, day: NaiveDate, stage: Stage) -> Self {
        self.stages_from(Some(day), vec![Some(stage)])
    }

    /// The same where the dates leave several stages possible; from the beginning where no day is
    /// given.
    #[must_use]
    pub(crate) fn stages_from(
        mut self,
        day: Option<NaiveDate>,
        possible: Vec<Option<Stage>>,
    ) -> Self {
        self.stages.insert(day, possible);
        self
    }

    /// How strong it is within its kind, above 0 and at most 1; 1 unless set.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::id;
    /// # use detente::relations::Relation;
    /// let tension = Relation::between("t", RelationKind::TENSION, id!("us"), id!("north-korea"))?;
    /// assert_eq!(tension.clone().intensity(0.5)?.strength(), 0.5);
    /// let error = tension.intensity(2.0).unwrap_err();
    /// assert_eq!(error.to_string(), "t: found 2, expected an intensity above 0 and at most 1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If it is out of range or not a number.
    pub fn intensity(mut self, intensity: f64) -> Result<Self, RelationError> {
        if !(intensity > 0.0 && intensity <= 1.0) {
            let expected = "an intensity above 0 and at most 1";
            return Err(RelationError {
                id: self.id,
                fault: Fault::phrase(intensity.to_string(), expected),
            });
        }
        self.intensity = intensity;
        Ok(self)
    }

    /// Adds one who tells of it. The same again changes nothing.
    #[must_use]
    pub fn witness(mut self, witness: Witness) -> Self {
        Arc::make_mut(&mut self.witnesses).insert(witness);
        self
    }

    /// Somebody denies it.
    #[must_use]
    pub fn contested(mut self) -> Self {
        self.is_contested = true;
        self
    }

    /// It is part of this act, and counts once with it and all else that is.
    #[must_use]
    pub fn within(mut self, act: &str) -> Self {
        self.within = Some(act.into());
        self
    }

    /// It is owed under this agreement, which counts each kind once for a pair.
    #[must_use]
    pub fn under(mut self, agreement: &str) -> Self {
        self.agreement = Some(agreement.into());
        self
    }

    /// What tells it apart from what stands beside it of the same kind between the same two: the
    /// matter, the programme. What stands in one thread is one relation told in spells.
    #[must_use]
    pub fn thread(mut self, thread: &str) -> Self {
        self.thread = Some(thread.into());
        self
    }

    /// The relation that it is about: the pressure that a pledge is made against, the support that is
    /// criticised.
    #[must_use]
    pub fn about(mut self, relation: &str) -> Self {
        self.about = Some(relation.into());
        self
    }

    /// It is meant to come, and has not.
    #[must_use]
    pub fn pending(mut self) -> Self {
        self.is_pending = true;
        self
    }

    /// The same at this time, where one is known.
    pub(crate) fn during_if(self, period: Option<Period>) -> Self {
        match period {
            Some(period) => self.during(period),
            None => self,
        }
    }

    /// The same about this record, where it is about one.
    pub(crate) fn about_if(self, record: Option<&RecordRef>) -> Self {
        match record {
            Some(record) => self.about(&record.to_string()),
            None => self,
        }
    }

    /// The same as part of this act, where it is of one.
    pub(crate) fn within_if(self, act: Option<&str>) -> Self {
        match act {
            Some(act) => self.within(act),
            None => self,
        }
    }

    /// The same, contested if it is so.
    pub(crate) fn contested_if(mut self, is_contested: bool) -> Self {
        self.is_contested |= is_contested;
        self
    }

    /// The same with these to tell of it.
    pub(crate) fn witnesses_all(mut self, witnesses: Witnesses) -> Self {
        self.witnesses = witnesses;
        self
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is.
    pub fn kind(&self) -> &RelationKind {
        &self.kind
    }

    /// Between whom.
    pub fn ends(&self) -> &Ends {
        &self.ends
    }

    /// When, where it has a time of its own.
    pub fn period(&self) -> Option<&Period> {
        self.when.as_ref()
    }

    /// Whether it rests on an agreement whose stages are known.
    pub fn has_stages(&self) -> bool {
        !self.stages.is_empty()
    }

    /// The stages at which the agreement may stand on a day; `None` in it is "nothing done".
    pub fn stages_on(&self, day: NaiveDate) -> &[Option<Stage>] {
        self.stages.range(..=Some(day)).next_back().map_or(&[None], |(_, stages)| stages.as_slice())
    }

    /// The stages at which the agreement may stand, each with the day from which it may, which the
    /// first need not have.
    pub(crate) fn stages(&self) -> impl Iterator<Item = (Option<NaiveDate>, &[Option<Stage>])> {
        self.stages.iter().map(|(day, stages)| (*day, stages.as_slice()))
    }

    /// Whether it holds on a day: an act on its days, what stands for its time, and what is owed under
    /// an agreement while that is in force, provisionally applied or, if it is not binding, declared.
    ///
    /// What is pending, or only signed, does not hold. What has no time may hold on any day. Whether
    /// it is told in a voice that is listened to, and whether the actors exist then, is not asked.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::knowledge::Stage;
    /// use detente::relations::Relation;
    /// use detente::{date, id};
    ///
    /// let kind = RelationKind::DEFENCE_OBLIGATION;
    /// let pact = Relation::directed("p", kind, id!("russia"), id!("north-korea"))?
    ///     .stage_from(date!("2024-06-19"), Stage::Signed)
    ///     .stage_from(date!("2024-12-04"), Stage::InForce);
    /// assert!(pact.holds_on(date!("2024-12-03")).is_impossible());
    /// assert!(pact.holds_on(date!("2024-12-04")).is_certain());
    /// # Ok::<(), detente::relations::RelationError>(())
    /// ```
    pub fn holds_on(&self, day: NaiveDate) -> Truth {
        if self.is_pending {
            return Truth::No;
        }
        let in_time = self.when.as_ref().map(|period| period.contains(day));
        match in_time {
            Some(in_time) if self.has_stages() => in_time.and(is_operative(self.stages_on(day))),
            None if self.has_stages() => is_operative(self.stages_on(day)),
            in_time => in_time.unwrap_or(Truth::Maybe),
        }
    }

    /// The first day on which anything is done of the agreement it rests on.
    pub(crate) fn first_stage(&self) -> Option<NaiveDate> {
        let done =
            |stages: &[Option<Stage>]| stages.iter().all(|stage| *stage >= Some(Stage::Signed));
        let first = self.stages.iter().find(|(_, stages)| done(stages));
        first.and_then(|(day, _)| *day)
    }

    /// How strong it is within its kind, above 0 and at most 1.
    pub fn strength(&self) -> f64 {
        self.intensity
    }

    /// Those who tell of it, by source.
    pub fn witnesses(&self) -> impl Iterator<Item = &Witness> {
        self.witnesses.iter()
    }

    /// Those who tell of it in these voices, by source.
    pub(crate) fn heard<'i>(&'i self, voices: &Voices) -> impl Iterator<Item = &'i Witness> {
        self.witnesses().filter(move |witness| voices.hears(&witness.voice))
    }

    /// The independent roots on which it rests in these voices. Those for whom nobody is named are
    /// one at most, and none beside any other.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Voices, Witness};
    /// # use detente::{date, id};
    /// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
    ///     .on(date!("2024-06-20"))
    ///     .witness(Witness::own("rt"));
    /// let visit = visit.witness(Witness::own("reprint").resting_on("rt"));
    /// assert_eq!(visit.witnesses().count(), 2);
    /// assert_eq!(visit.roots(&Voices::own()).into_iter().collect::<Vec<_>>(), ["rt"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn roots(&self, voices: &Voices) -> BTreeSet<&str> {
        independent(self.heard(voices).map(|witness| &*witness.root).collect())
    }

    /// Whether it is told in any of these voices; what is taken as given, in all.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::id;
    /// # use detente::relations::{Relation, Voices, Witness};
    /// let praise = Relation::directed("s", RelationKind::PRAISE, id!("russia"), id!("north-korea"))?
    ///     .witness(Witness::own("article").quoting(id!("russia")));
    /// assert!(!praise.is_heard(&Voices::own()));
    /// assert!(praise.is_heard(&Voices::own().and("russia")));
    /// assert!(praise.is_claimed_by_alone("russia"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_heard(&self, voices: &Voices) -> bool {
        self.witnesses.is_empty() || self.heard(voices).next().is_some()
    }

    /// Whether nobody but this party tells of it: every witness quotes the party, or who speaks for
    /// it, and none says so itself.
    pub fn is_claimed_by_alone(&self, party: impl Key<Actor>) -> bool {
        let quotes = |witness: &Witness| match &witness.voice {
            Voice::Party { speaker, principal } => {
                *speaker == *party.key() || *principal == *party.key()
            }
            Voice::Own | Voice::Unnamed(_) => false,
        };
        !self.witnesses.is_empty() && self.witnesses().all(quotes)
    }

    /// Whether somebody denies it.
    pub fn is_contested(&self) -> bool {
        self.is_contested
    }

    /// Whether it is meant to come, and has not.
    pub fn is_pending(&self) -> bool {
        self.is_pending
    }

    /// Whether on this day it is meant to come and no more: pending, or resting on an agreement that
    /// is not signed yet. Whoever tells of it, it is listed as pending and counts for nothing.
    pub fn is_meant_on(&self, day: NaiveDate) -> bool {
        let is_intended = |stage: &Option<Stage>| stage.is_some_and(|stage| stage < Stage::Signed);
        self.is_pending || self.has_stages() && self.stages_on(day).iter().all(is_intended)
    }

    /// The act of which it is part.
    pub fn part_of(&self) -> Option<&str> {
        self.within.as_deref()
    }

    /// The agreement under which it is owed.
    pub fn agreement(&self) -> Option<&str> {
        self.agreement.as_deref()
    }

    /// What tells it apart from others of its kind.
    pub fn matter(&self) -> Option<&str> {
        self.thread.as_deref()
    }

    /// The relation that it is about.
    pub fn object(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// The two actors: from and to, or both in the order of their ids.
    pub fn actors(&self) -> (&ActorId, &ActorId) {
        match &self.ends {
            Ends::Directed { from, to } => (from, to),
            Ends::Between(ends) => (&ends.as_slice()[0], &ends.as_slice()[1]),
        }
    }

    /// Whether it relates these two, in whatever direction.
    pub fn relates(&self, one: &str, other: &str) -> bool {
        let (a, b) = self.actors();
        (*a == *one && *b == *other) || (*a == *other && *b == *one)
    }

    /// Whether it is a stance of this actor: it leads from it, or holds between two alike.
    pub fn is_from(&self, actor: &str) -> bool {
        match &self.ends {
            Ends::Directed { from, .. } => *from == *actor,
            Ends::Between(ends) => ends.contains(actor),
        }
    }
}

/// The stages at which an agreement does what it says.
const OPERATIVE: [Stage; 3] = [Stage::ProvisionallyApplied, Stage::Declared, Stage::InForce];

/// Whether an agreement does what it says, where it may stand at these stages.
pub(crate) fn is_operative(stages: &[Option<Stage>]) -> Truth {
    let operates = |stage: &Option<Stage>| stage.is_some_and(|stage| OPERATIVE.contains(&stage));
    Truth::between(stages.iter().all(operates), stages.iter().any(operates))
}

fn one_actor(id: &str) -> RelationError {
    let fault = Fault::phrase("one actor at both ends", "two different actors");
    RelationError { id: id.into(), fault }
}

fn written_stages<S: Serializer>(
    stages: &BTreeMap<Option<NaiveDate>, Vec<Option<Stage>>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let written = |day: &Option<NaiveDate>| day.map_or("..".to_owned(), |day| day.to_string());
    serializer.collect_map(stages.iter().map(|(day, stages)| (written(day), stages)))
}

pub(crate) fn written_ends<S: Serializer>(ends: &Ends, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Shown(ends))
}

/// Two ends, as a reader would write them.
pub(crate) struct Shown<'a>(pub(crate) &'a Ends);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ends::Directed { from, to } => write!(f, "{from} → {to}"),
            Ends::Between(ends) => write!(f, "{ends}"),
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}: {}", self.id, self.kind.in_words(), Shown(&self.ends))?;
        match &self.when {
            Some(when) => write!(f, ", {when}")?,
            None if self.stages.is_empty() => f.write_str(", no day told")?,
            None => {}
        }
        if self.is_pending {
            f.write_str(", pending")?;
        }
        if self.is_contested {
            f.write_str(", contested")?;
        }
        Ok(())
    }
}
