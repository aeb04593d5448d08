//! Asking for an alignment: of which two, by which model, in which voices, on which day.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::model::{Alignment, AlignmentModel, Evidence, Score, Weighing};
use super::model::{DimensionScore, in_order, signed};
use crate::graph::Sign;
use crate::model::fault::quoted;
use crate::model::{Actor, ActorId, Key, Suggestion, closed_codes};
use crate::relations::relation::Shown;
use crate::relations::{ActorError, Dimension, Relation, Relations, Voices};

/// Two actors and a model: asks for their alignment on any day.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let owed = Relation::directed("o", RelationKind::DEFENCE_OBLIGATION, id!("us"), id!("japan"))?
/// #     .during("1960/..".parse()?);
/// # let relations = Relations::of([owed]);
/// let model = Ties1::default();
/// let pair = relations.alignment("us", "japan", &model)?;
/// let day = date!("2010-01-01");
/// assert_eq!(pair.on(day).score().value(), Some(0.9));
/// // What one owes, the other may not.
/// assert_eq!(pair.clone().stance_of("japan")?.on(day).score().value(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Aligning<'r> {
    relations: &'r Relations,
    one: ActorId,
    other: ActorId,
    model: &'r dyn AlignmentModel,
    voices: Voices,
    stance_of: Option<ActorId>,
}

closed_codes! {
    /// Where a score is going. Closed.
    ///
    /// ```
    /// use detente::relations::Course;
    ///
    /// assert_eq!("rising".parse(), Ok(Course::Rising));
    /// assert_eq!(Course::Steady.to_string(), "steady");
    /// ```
    pub enum Course, "course" {
        /// They come closer.
        Rising = "rising",
        /// No change to speak of.
        Steady = "steady",
        /// They drift apart.
        Falling = "falling",
    }
}

/// How a score changed between two days, or why that cannot be told.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let relations = Relations::of([sanctions]);
/// # let model = Ties1::default();
/// use detente::relations::{Course, Trend};
/// use detente::time::Period;
///
/// let relations = relations.covering("2022-01-01/2024-12-31".parse::<Period>()?.into());
/// let pair = relations.alignment("japan", "russia", &model)?;
/// let trend = pair.trend(date!("2023-01-01"), date!("2024-01-01"));
/// assert!(matches!(trend, Trend::Known { course: Course::Steady, .. }));
/// assert_eq!(pair.trend(date!("2022-01-01"), date!("2024-01-01")), Trend::NoScore(date!("2022-01-01")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Trend {
    /// Both days are covered by some source, and both have a score.
    Known {
        /// The score on the first day.
        from: f64,
        /// The score on the second day.
        to: f64,
        /// Where it is going.
        course: Course,
    },
    /// No source tells of the two on this day: the score may have moved unseen.
    NotCovered(#[serde(serialize_with = "crate::time::day")] NaiveDate),
    /// There is no score on this day.
    NoScore(#[serde(serialize_with = "crate::time::day")] NaiveDate),
}

impl Trend {
    /// The later score less the earlier; `None` if it cannot be told.
    pub fn change(&self) -> Option<f64> {
        match self {
            Self::Known { from, to, .. } => Some(to - from),
            _ => None,
        }
    }
}

impl fmt::Display for Trend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known { from, to, course } => {
                let [change, from, to] = [to - from, *from, *to].map(signed);
                write!(f, "{course}, {change}: from {from} to {to}")
            }
            Self::NotCovered(day) => write!(f, "cannot tell: no source tells of them on {day}"),
            Self::NoScore(day) => write!(f, "cannot tell: there is no score on {day}"),
        }
    }
}

impl Relations {
    /// Where two actors stand under a model: ask [`on`](Aligning::on) a day.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Ties1};
    /// # use detente::{date, id};
    /// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
    /// #     .during("2022-02-25/..".parse()?);
    /// # let relations = Relations::of([sanctions]);
    /// # let model = Ties1::default();
    /// let pair = relations.alignment("japan", "russia", &model)?;
    /// assert_eq!(pair.on(date!("2022-02-24")).score().to_string(), "no evidence");
    /// assert_eq!(pair.on(date!("2022-02-25")).score().to_string(), "-0.480");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If either actor is unknown, or they are one.
    pub fn alignment<'r>(
        &'r self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
        model: &'r dyn AlignmentModel,
    ) -> Result<Aligning<'r>, ActorError> {
        Ok(Aligning::new(self, self.pair(one.key(), other.key())?, model))
    }
}

impl<'r> Aligning<'r> {
    pub(crate) fn new(
        relations: &'r Relations,
        (one, other): (ActorId, ActorId),
        model: &'r dyn AlignmentModel,
    ) -> Self {
        Self { relations, one, other, model, voices: Voices::own(), stance_of: None }
    }

    /// Listens to these voices; unless set, to what sources say themselves.
    pub fn voices(mut self, voices: Voices) -> Self {
        self.voices = voices;
        self
    }

    /// Asks for the stance of one toward the other: what leads from it, and what holds between two
    /// alike; unless set, for all that is between them.
    ///
    /// # Errors
    /// If it is neither of the two.
    pub fn stance_of(mut self, actor: impl Key<Actor>) -> Result<Self, ActorError> {
        let id = actor.key();
        let found = [&self.one, &self.other].into_iter().find(|one| **one == *id).cloned();
        let Some(found) = found else {
            let what = format!("{} is neither {} nor {}", quoted(id), self.one, self.other);
            return Err(ActorError::new(id, Suggestion::none(), what));
        };
        self.stance_of = Some(found);
        Ok(self)
    }

    /// The alignment on a day.
    pub fn on(&self, day: NaiveDate) -> Alignment {
        let mut weighed: Vec<Weighed<'_>> = Vec::new();
        let mut unheard = Vec::new();
        for relation in self.relations() {
            if !relation.is_heard(&self.voices) && !relation.is_meant_on(day) {
                unheard.push(relation.id().into());
            } else if let Some(weighing) = self.model.weigh(relation, day, &self.voices) {
                weighed.push(Weighed { relation, weighing });
            }
        }
        let sound = weighed.iter().all(Weighed::is_sound);
        weighed.iter_mut().for_each(Weighed::widen);
        let missing = [&self.one, &self.other].into_iter().find(|id| !is_there(id, day));
        if missing.is_some() {
            weighed.clear();
        }
        let groups = Groups::of(&weighed, self.relations);
        let parts = |read: Read| self.sides(&groups, read);
        let (at, low, high) = (parts(Weighing::contribution), parts(|w| w.low), parts(|w| w.high));
        let has_evidence = weighed.iter().any(|each| each.weighing.contribution() > 0.0);
        let is_sound = sound && [at, low, high].iter().all(|(p, n)| is_share(*p) && is_share(*n));
        let score = match missing {
            Some(missing) => Score::NotThere(missing.clone()),
            None if !is_sound => Score::Unsound,
            None if !has_evidence => Score::NoEvidence,
            None => Score::Of(at.0 - at.1),
        };
        let has_score = score.value().is_some();
        let (evidence, pending) = self.listed(&weighed, &groups);
        Alignment {
            one: self.one.clone(),
            other: self.other.clone(),
            stance_of: self.stance_of.clone(),
            on: day,
            known_on: self.relations.known_on(),
            voices: self.voices.clone(),
            model: self.model.name().into(),
            table: self.model.table().into(),
            positive: if has_score { at.0 } else { 0.0 },
            negative: if has_score { at.1 } else { 0.0 },
            // Two sides put together by a model may be rounded past each other.
            band: score.value().map(|s| (s.min(low.0 - high.1), s.max(high.0 - low.1))),
            dimensions: if has_score { self.dimensions(&groups) } else { Vec::new() },
            score,
            evidence,
            pending,
            unheard,
        }
    }

    /// How the score changed from one day to a later one. A day is covered if a source tells of the
    /// two on it, or says that it tells all of such things for a time that holds the day.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Ties1};
    /// # use detente::{date, id};
    /// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
    /// #     .during("2022-02-25/..".parse()?);
    /// # let relations = Relations::of([sanctions]);
    /// # let model = Ties1::default();
    /// let pair = relations.alignment("japan", "russia", &model)?;
    /// let trend = pair.trend(date!("2022-02-24"), date!("2022-02-25"));
    /// assert_eq!(trend.to_string(), "cannot tell: no source tells of them on 2022-02-24");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trend(&self, from: NaiveDate, to: NaiveDate) -> Trend {
        self.trend_between(&self.on(from), &self.on(to))
    }

    /// The trend between two days for which it has been asked already.
    pub(crate) fn trend_between(&self, before: &Alignment, after: &Alignment) -> Trend {
        let (from, to) = (before.on, after.on);
        let covers = |day: &NaiveDate| self.relations.covers(&self.one, &self.other, *day);
        if let Some(day) = [from, to].into_iter().find(|day| !covers(day)) {
            return Trend::NotCovered(day);
        }
        match (before.score.value(), after.score.value()) {
            (None, _) => Trend::NoScore(from),
            (_, None) => Trend::NoScore(to),
            (Some(before), Some(after)) => {
                let course = match after - before {
                    change if change.abs() < self.model.steady() => Course::Steady,
                    change if change > 0.0 => Course::Rising,
                    _ => Course::Falling,
                };
                Trend::Known { from: before, to: after, course }
            }
        }
    }

    /// The stretches from one day to a later one, first and last days included, on which no day is
    /// covered. A score there rests on what was told before, and may have moved unseen.
    ///
    /// ```
    /// # use detente::graph::RelationKind;
    /// # use detente::relations::{Relation, Relations, Ties1, Witness};
    /// # use detente::{date, id};
    /// let tension = Relation::between("t", RelationKind::TENSION, id!("us"), id!("north-korea"))?
    ///     .during("1953/..".parse()?)
    ///     .witness(Witness::own("article").known_on(date!("2024-06-17")));
    /// let (relations, model) = (Relations::of([tension]), Ties1::default());
    /// let pair = relations.alignment("us", "north-korea", &model)?;
    /// let gaps = pair.not_covered(date!("2024-06-01"), date!("2024-06-17"));
    /// assert_eq!(gaps, [(date!("2024-06-01"), date!("2024-06-16"))]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_covered(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        let mut turns = self.relations.turns_of_coverage(&self.one, &self.other);
        turns.retain(|day| *day > from && *day <= to);
        let mut gaps: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        let mut first = from;
        for next in turns.into_iter().map(Some).chain([None]) {
            // A turn lies after the first day there is.
            let last = next.and_then(|day| day.pred_opt()).unwrap_or(to);
            if first <= last && !self.relations.covers(&self.one, &self.other, first) {
                match gaps.last_mut() {
                    Some((_, end)) if end.succ_opt() == Some(first) => *end = last,
                    _ => gaps.push((first, last)),
                }
            }
            first = next.unwrap_or(to);
        }
        gaps
    }

    /// The relations between the two that bear on what is asked.
    fn relations(&self) -> impl Iterator<Item = &'r Relation> {
        let is_asked = |relation: &&Relation| {
            self.stance_of.as_ref().is_none_or(|actor| relation.is_from(actor.as_str()))
        };
        self.relations.between_ids(&self.one, &self.other).filter(is_asked)
    }

    /// What speaks for, and what against, by one reading of the weighings.
    fn sides(&self, groups: &Groups, read: Read) -> (f64, f64) {
        let side = |sign| self.model.combine(&groups.parts(sign, read));
        (side(Sign::Positive), side(Sign::Negative))
    }

    fn dimensions(&self, groups: &Groups) -> Vec<DimensionScore> {
        let alone = |dimension: Dimension, sign| {
            let mut parts = groups.parts(sign, Weighing::contribution);
            parts.retain(|(each, _)| *each == dimension);
            self.model.combine(&parts)
        };
        let all = Dimension::ALL.iter().map(|dimension| DimensionScore {
            dimension: *dimension,
            positive: alone(*dimension, Sign::Positive),
            negative: alone(*dimension, Sign::Negative),
        });
        all.filter(|each| each.positive > 0.0 || each.negative > 0.0).collect()
    }

    /// What counts, the heaviest first, and what is pending.
    fn listed(&self, weighed: &[Weighed<'_>], groups: &Groups) -> (Vec<Evidence>, Vec<Evidence>) {
        let (mut evidence, mut pending) = (Vec::new(), Vec::new());
        for (at, each) in weighed.iter().enumerate() {
            let mut row = Evidence::new(each.relation, &each.weighing, &self.voices);
            if row.witnesses.is_empty() {
                // What is meant is listed whoever tells of it, and says who does.
                row.witnesses = each.relation.witnesses().cloned().collect();
            }
            if row.contribution() > 0.0 {
                let first = groups.first_of(at);
                row.counted_with = (first != at).then(|| weighed[first].relation.id().into());
                evidence.push(row);
            } else if row.high > 0.0 {
                pending.push(row);
            }
        }
        let order = |a: &Evidence, b: &Evidence| {
            let by_weight = b.contribution().total_cmp(&a.contribution());
            by_weight
                .then_with(|| b.high.total_cmp(&a.high))
                .then_with(|| a.relation.cmp(&b.relation))
        };
        evidence.sort_by(order);
        pending.sort_by(order);
        (evidence, pending)
    }
}

/// A relation with what it weighs.
struct Weighed<'r> {
    relation: &'r Relation,
    weighing: Weighing,
}

impl Weighed<'_> {
    fn is_sound(&self) -> bool {
        let Weighing { severity, quality, stage, presence, low, high, .. } = self.weighing;
        [severity, quality, stage, presence, low, high].into_iter().all(is_share)
    }

    /// Makes the least and the most it can be hold what it is taken to be.
    fn widen(&mut self) {
        let taken = self.weighing.contribution();
        self.weighing.low = self.weighing.low.min(taken);
        self.weighing.high = self.weighing.high.max(taken);
    }

    /// What it counts once with: the act it is part of, as far as that is of the same dimension; the
    /// same duty under one agreement; the other spells of what stands.
    ///
    /// Dimensions are not weighed against each other: whichever of two counted, another relation could
    /// make it the lesser, and what speaks for would lower the score.
    fn key(&self, relations: &Relations) -> (Sign, Dimension, String) {
        let relation = self.relation;
        let kind = relation.kind().as_str();
        let key = match relation.agreement() {
            Some(agreement) => format!("owed {agreement} {kind}"),
            None if self.weighing.stands && relation.part_of().is_none() => {
                let matter = relation.matter().unwrap_or_default();
                format!("stands {kind} {} {matter}", Shown(relation.ends()))
            }
            None => format!("act {}", relations.whole_act(relation)),
        };
        (self.weighing.sign, self.weighing.dimension, key)
    }
}

/// Reads one number of a weighing.
type Read = fn(&Weighing) -> f64;

/// The weighed relations by what they count once with.
struct Groups {
    /// For each relation, the position of the one that counts.
    firsts: Vec<usize>,
    weighings: Vec<Vec<Weighing>>,
}

impl Groups {
    fn of(weighed: &[Weighed<'_>], relations: &Relations) -> Self {
        let mut members: BTreeMap<(Sign, Dimension, String), Vec<usize>> = BTreeMap::new();
        for (at, each) in weighed.iter().enumerate() {
            members.entry(each.key(relations)).or_default().push(at);
        }
        let mut firsts: Vec<usize> = (0..weighed.len()).collect();
        for group in members.values() {
            // The heaviest; of those that weigh the same, the first by id.
            let heaviest = group.iter().copied().max_by(|a, b| {
                let (a, b) = (&weighed[*a], &weighed[*b]);
                let by_weight = a.weighing.contribution().total_cmp(&b.weighing.contribution());
                by_weight.then_with(|| b.relation.id().cmp(a.relation.id()))
            });
            for at in group {
                firsts[*at] = heaviest.unwrap_or(*at);
            }
        }
        let weighings =
            members.values().map(|group| group.iter().map(|at| weighed[*at].weighing).collect());
        Self { firsts, weighings: weighings.collect() }
    }

    fn first_of(&self, at: usize) -> usize {
        self.firsts[at]
    }

    /// The contribution of each group of one sign, by one reading: that of its heaviest in it.
    fn parts(&self, sign: Sign, read: Read) -> Vec<(Dimension, f64)> {
        let signed = self.weighings.iter().filter(|group| group[0].sign == sign);
        let heaviest = signed.filter_map(|group| {
            let each = group.iter().map(|weighing| (weighing.dimension, read(weighing)));
            each.max_by(|(_, a), (_, b)| a.total_cmp(b))
        });
        in_order(heaviest.filter(|(_, part)| *part != 0.0).collect())
    }
}

fn is_share(number: f64) -> bool {
    (-1e-12..=1.0 + 1e-12).contains(&number)
}

/// Whether an actor exists on a day, as far as the built-in list of states says.
pub(crate) fn is_there(actor: &ActorId, day: NaiveDate) -> bool {
    let polity = crate::systems::Systems::builtin().polity(actor.as_str());
    polity.is_none_or(|polity| polity.existed_on(day))
}
