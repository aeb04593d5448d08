//! Relations: all that relates actors, found in a knowledge or given, and the questions to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::relation::Relation;
use crate::model::fault::NearestIs;
use crate::model::fault::{nearest, quoted};
use crate::model::{Actor, ActorId, Key, RecordRef, Suggestion};
use crate::systems::Systems;
use crate::time::{Coverage, End};

/// The acts and obligations that relate actors: immutable, and without a lifetime.
///
/// They are found in a [`Knowledge`](crate::knowledge::Knowledge) by
/// [`relations`](crate::knowledge::Knowledge::relations), or given by whoever has a table of their own.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Ties1};
/// use detente::{date, id};
///
/// let support = |id, from, to| {
///     let kind = RelationKind::POLITICAL_SUPPORT;
///     Relation::directed(id, kind, from, to).map(|relation| relation.on(date!("2024-06-17")))
/// };
/// let relations = Relations::of([support("t", id!("north-korea"), id!("russia"))?]);
/// assert_eq!(relations.between("russia", "north-korea")?.count(), 1);
///
/// let error = relations.alignment("rusia", "north-korea", &Ties1::default()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the relations know no actor \"rusia\"; nearest is \"russia\""
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Relations {
    all: Vec<Relation>,
    /// The positions of relations by their two actors, the lesser id first.
    by_pair: BTreeMap<(ActorId, ActorId), Vec<usize>>,
    by_id: BTreeMap<Box<str>, usize>,
    actors: Arc<BTreeSet<ActorId>>,
    covered: Vec<Covered>,
    known_on: Option<NaiveDate>,
    left_out: Vec<LeftOut>,
}

/// What somebody tells completely.
#[derive(Clone, Debug)]
pub(crate) struct Covered {
    /// For whom; empty for all.
    pub(crate) of: Vec<Box<str>>,
    /// Whether only for these together.
    pub(crate) together: bool,
    pub(crate) during: Coverage,
}

impl Covered {
    fn covers(&self, one: &ActorId, other: &ActorId, day: NaiveDate) -> bool {
        let named = |id: &ActorId| self.of.iter().any(|each| *id == **each);
        let is_meant = match (self.of.is_empty(), self.together) {
            (true, _) => true,
            (false, true) => named(one) && named(other),
            (false, false) => named(one) || named(other),
        };
        is_meant && self.during.covers(day).is_certain()
    }
}

/// A record that comes to no relation, and why.
///
/// ```
/// use detente::Dossier;
///
/// let dossier = Dossier::builder()
///     .leader("putin", "russia", "2012-05-07/..")
///     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
///     .build()?;
/// let relations = dossier.as_known().relations().build();
/// let [left] = relations.left_out() else { panic!("one is left out") };
/// assert_eq!(left.record.to_string(), "visit:pyongyang-2000");
/// assert_eq!(left.reason, "for which state putin acts is not known");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The record.
    pub record: RecordRef,
    /// Why it comes to none, in a few words.
    pub reason: String,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.record, self.reason)
    }
}

/// As an object: `known_on`, the `relations` by id, and what was `left_out`.
impl Serialize for Relations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Relations", 3)?;
        object.serialize_field("known_on", &self.known_on.map(|day| day.to_string()))?;
        object.serialize_field("relations", &self.all)?;
        object.serialize_field("left_out", &self.left_out)?;
        object.end()
    }
}

/// An actor is asked about that the relations do not know, or that is not one of the two.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let relations = Relations::of([sanctions]);
/// # let model = Ties1::default();
/// let error = relations.standing("japan", "rusia").unwrap_err();
/// assert_eq!(error.to_string(), "the relations know no actor \"rusia\"; nearest is \"russia\"");
/// assert_eq!((error.actor(), error.nearest()), ("rusia", Some("russia")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}{}", NearestIs(nearest.get()))]
pub struct ActorError {
    actor: String,
    nearest: Suggestion,
    what: String,
}

impl ActorError {
    pub(crate) fn new(actor: &str, nearest: Suggestion, what: String) -> Self {
        Self { actor: actor.to_owned(), nearest, what }
    }

    /// The actor asked about.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The actor that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        self.nearest.get()
    }
}

/// What is found in a knowledge.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) relations: Vec<Relation>,
    pub(crate) actors: BTreeSet<ActorId>,
    pub(crate) covered: Vec<Covered>,
    pub(crate) known_on: Option<NaiveDate>,
    pub(crate) left_out: Vec<LeftOut>,
}

impl Relations {
    /// All of these, as they are given. Their order does not matter.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Voices, Witness};
    /// # use detente::{date, id};
    /// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
    ///     .on(date!("2024-06-20"))
    ///     .witness(Witness::own("rt"));
    /// let relations = Relations::of([visit]);
    /// assert_eq!(relations.iter().count(), 1);
    /// assert!(relations.get("visit:v").is_some_and(|visit| visit.is_heard(&Voices::own())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(relations: impl IntoIterator<Item = Relation>) -> Self {
        Self::from_found(Found { relations: relations.into_iter().collect(), ..Found::default() })
    }

    pub(crate) fn from_found(mut found: Found) -> Self {
        found
            .relations
            .sort_by_cached_key(|relation| (relation.id().to_owned(), relation.to_string()));
        let mut actors = found.actors;
        let mut relations = Self {
            covered: found.covered,
            known_on: found.known_on,
            left_out: found.left_out,
            ..Self::default()
        };
        for (at, relation) in found.relations.iter().enumerate() {
            let (one, other) = relation.actors();
            let pair = (one.min(other).clone(), one.max(other).clone());
            actors.extend([pair.0.clone(), pair.1.clone()]);
            relations.by_pair.entry(pair).or_default().push(at);
            relations.by_id.entry(relation.id().into()).or_insert(at);
        }
        relations.all = found.relations;
        relations.actors = Arc::new(actors);
        relations
    }

    /// Says that for this time everything is told: no news is then no change.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Ties1};
    /// # use detente::{date, id};
    /// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
    /// #     .during("2022-02-25/..".parse()?);
    /// # let relations = Relations::of([sanctions]);
    /// # let model = Ties1::default();
    /// use detente::time::Period;
    ///
    /// // All sanctions of these years are in the table.
    /// let relations = relations.covering("2022-01-01/2024-12-31".parse::<Period>()?.into());
    /// let pair = relations.alignment("japan", "russia", &model)?;
    /// assert_eq!(pair.not_covered(date!("2022-01-01"), date!("2024-12-31")), []);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn covering(mut self, during: Coverage) -> Self {
        self.covered.push(Covered { of: Vec::new(), together: false, during });
        self
    }

    /// Every relation, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Relation> {
        self.all.iter()
    }

    /// The relation with this id.
    pub fn get(&self, id: &str) -> Option<&Relation> {
        self.by_id.get(id).map(|at| &self.all[*at])
    }

    /// The relations between two actors in either direction, by id.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Voices, Witness};
    /// # use detente::{date, id};
    /// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, id!("russia"), id!("vietnam"))?
    ///     .on(date!("2024-06-20"))
    ///     .witness(Witness::own("rt"));
    /// let relations = Relations::of([visit]);
    /// assert_eq!(relations.between("vietnam", "russia")?.count(), 1);
    /// assert_eq!(relations.between("vietnam", "japan")?.count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If either actor is unknown, or they are one.
    pub fn between(
        &self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
    ) -> Result<impl Iterator<Item = &Relation>, ActorError> {
        let (one, other) = self.pair(one.key(), other.key())?;
        Ok(self.between_ids(&one, &other))
    }

    pub(crate) fn between_ids(
        &self,
        one: &ActorId,
        other: &ActorId,
    ) -> impl Iterator<Item = &Relation> + use<'_> {
        let pair = (one.min(other).clone(), one.max(other).clone());
        self.by_pair.get(&pair).into_iter().flatten().map(|at| &self.all[*at])
    }

    /// The pairs that have relations, each in the order of its ids.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = &(ActorId, ActorId)> {
        self.by_pair.keys()
    }

    /// The actors known: those of the relations, and every state, person and organisation of the
    /// knowledge they were found in.
    pub fn actors(&self) -> impl Iterator<Item = &ActorId> {
        self.actors.iter()
    }

    /// The day up to which things were known; `None` for all that was ever told.
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.known_on
    }

    /// The records that come to no relation, and why; by noun and id.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// Whether a source tells of the two on a day, or tells all of such things for a time with it.
    pub(crate) fn covers(&self, one: &ActorId, other: &ActorId, day: NaiveDate) -> bool {
        let told =
            |relation: &Relation| relation.witnesses().any(|witness| witness.known_on == Some(day));
        self.covered.iter().any(|covered| covered.covers(one, other, day))
            || self.between_ids(one, other).any(told)
    }

    /// The days from which on another answer of [`covers`](Self::covers) may be right.
    pub(crate) fn turns_of_coverage(&self, one: &ActorId, other: &ActorId) -> BTreeSet<NaiveDate> {
        let days = |end: &End| match end {
            End::On(date) => [date.earliest(), date.latest()],
            End::Still(day) => [Some(*day), None],
            End::Open | End::Unknown => [None, None],
        };
        let periods = self.covered.iter().flat_map(|covered| covered.during.iter());
        let ends = periods.flat_map(|period| [days(period.from()), days(period.to())]);
        let relations = self.between_ids(one, other);
        let told = relations.flat_map(Relation::witnesses).map(|witness| witness.known_on);
        let days: Vec<NaiveDate> = ends.flatten().chain(told).flatten().collect();
        days.into_iter().flat_map(|day| [Some(day), day.succ_opt()]).flatten().collect()
    }

    /// The act of which a relation is part in the end; its own id, if it is none's.
    pub(crate) fn whole_act<'i>(&'i self, relation: &'i Relation) -> &'i str {
        let mut at = relation.id();
        let mut next = relation.part_of();
        let mut seen = BTreeSet::from([at]);
        while let Some(act) = next {
            // Parts of each other in a ring are one act, under the first of their ids.
            if !seen.insert(act) {
                return seen.first().copied().unwrap_or(at);
            }
            at = act;
            next = self.get(act).and_then(Relation::part_of);
        }
        at
    }

    /// The ids of two different actors that are known.
    pub(crate) fn pair(&self, one: &str, other: &str) -> Result<(ActorId, ActorId), ActorError> {
        let pair = (self.actor(one)?, self.actor(other)?);
        if pair.0 == pair.1 {
            let what = format!("{} is asked about with itself", quoted(one));
            return Err(ActorError::new(one, Suggestion::none(), what));
        }
        Ok(pair)
    }

    /// The actor with this id: one that is known here, or a built-in state.
    pub(crate) fn actor(&self, id: &str) -> Result<ActorId, ActorError> {
        if let Some(actor) = self.actors.get(id) {
            return Ok(actor.clone());
        }
        let systems = Systems::builtin();
        if let Some(polity) = systems.polity(id) {
            return Ok(polity.id().actor());
        }
        let (actors, sought) = (Arc::clone(&self.actors), id.to_owned());
        let nearest = Suggestion::new(move || {
            let known = nearest(&sought, actors.iter().map(ActorId::as_str));
            known.or_else(|| systems.nearest_polity(&sought)).map(str::to_owned)
        });
        let what = format!("the relations know no actor {}", quoted(id));
        Err(ActorError::new(id, nearest, what))
    }
}
