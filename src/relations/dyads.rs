//! Every pair at once: who stands where on a day, whose score moved, and which triads do not fit.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::relations::Relations;
use super::voices::Voices;
use crate::model::ActorId;
use crate::relations::signed;
use crate::relations::{Aligning, Alignment, AlignmentModel, Evidence, Trend};

/// All pairs of actors that have anything between them, under a model.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Ties1};
/// use detente::{date, id};
///
/// let pact = Relation::directed("p", RelationKind::DEFENCE_OBLIGATION, id!("north-korea"), id!("russia"))?
///     .during("2024-12-04/..".parse()?);
/// let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
///     .during("2022-02-25/..".parse()?);
/// let relations = Relations::of([pact, sanctions]);
/// let model = Ties1::default();
/// let dyads = relations.dyads(&model);
///
/// let scores: Vec<String> = dyads.on(date!("2024-12-31")).map(|on| on.score().to_string()).collect();
/// assert_eq!(scores, ["-0.480", "+0.900"]); // Japan and Russia; North Korea and Russia
///
/// let moved = dyads.moved(date!("2024-09-30"), date!("2024-12-31"));
/// assert_eq!(moved[0].to_string(), "north-korea and russia: no evidence to +0.900\n  +0.900 p");
/// assert_eq!(moved.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Dyads<'r> {
    relations: &'r Relations,
    model: &'r dyn AlignmentModel,
    voices: Voices,
}

/// A pair of which one day has another score than an earlier one.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let pressure = Relation::directed("p", RelationKind::PRESSURE, id!("japan"), id!("russia"))?
/// #     .during("2020/..".parse()?);
/// # let relations = Relations::of([sanctions, pressure]);
/// # let model = Ties1::default();
/// let moved = relations.dyads(&model).moved(date!("2022-01-01"), date!("2022-12-31"));
/// let [moved] = &moved[..] else { panic!("one pair moved") };
/// assert_eq!(moved.pair(), (&id!("japan"), &id!("russia")));
/// assert!(moved.change().is_some_and(|change| change < 0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// Where they stood on the earlier day.
    pub before: Alignment,
    /// Where they stood on the later day.
    pub after: Alignment,
    /// The change as a trend, which says if a day is not covered: then the score moved by what is
    /// known, and may have moved unseen.
    pub trend: Trend,
}

/// A relation that moved a score.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let pressure = Relation::directed("p", RelationKind::PRESSURE, id!("japan"), id!("russia"))?
/// #     .during("2020/..".parse()?);
/// # let relations = Relations::of([sanctions, pressure]);
/// # let model = Ties1::default();
/// let moved = relations.dyads(&model).moved(date!("2022-01-01"), date!("2022-12-31"));
/// let relations = moved[0].relations();
/// assert_eq!(&*relations[0].relation, "s");
/// assert_eq!((relations[0].before, relations[0].after), (0.0, -0.6));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MovedRelation {
    /// The id of the relation.
    pub relation: Box<str>,
    /// What it contributed on the earlier day, below 0 if it spoke against; 0 if it did not count.
    pub before: f64,
    /// The same on the later day.
    pub after: f64,
}

/// Three actors of which every two have a score that is for or against.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// let against = |id, one, other| {
///     let rivalry = Relation::between(id, RelationKind::RIVALRY, one, other);
///     rivalry.map(|relation| relation.on(date!("2024-06-19")))
/// };
/// let relations = Relations::of([
///     against("ab", id!("a"), id!("b"))?,
///     against("ac", id!("a"), id!("c"))?,
///     against("bc", id!("b"), id!("c"))?,
/// ]);
/// let model = Ties1::default();
/// let triads = relations.dyads(&model).triads(date!("2024-06-19"));
/// assert_eq!(triads[0].actors, [id!("a"), id!("b"), id!("c")]);
/// // Three who are all against each other.
/// assert!(!triads[0].is_balanced() && triads[0].is_weakly_balanced());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Triad {
    /// The three, in the order of their ids.
    pub actors: [ActorId; 3],
    /// The scores of the first and the second, the first and the third, the second and the third.
    pub scores: [f64; 3],
}

impl Relations {
    /// All pairs that have anything between them, under a model.
    pub fn dyads<'r>(&'r self, model: &'r dyn AlignmentModel) -> Dyads<'r> {
        Dyads { relations: self, model, voices: Voices::own() }
    }
}

impl<'r> Dyads<'r> {
    /// Listens to these voices; unless set, to what sources say themselves.
    pub fn voices(mut self, voices: Voices) -> Self {
        self.voices = voices;
        self
    }

    /// The alignment of every pair on a day, in the order of their ids; those that have no score
    /// say why.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = Alignment> {
        self.pairs().map(move |pair| pair.on(day))
    }

    /// The pairs whose score moved between two days, those that moved most first: by no less than
    /// what the model calls [steady](AlignmentModel::steady). After them, by id, those that have a
    /// score on one of the days alone, for which no change can be told.
    pub fn moved(&self, from: NaiveDate, to: NaiveDate) -> Vec<Moved> {
        let moved = self.pairs().map(|pair| {
            let (before, after) = (pair.on(from), pair.on(to));
            let trend = pair.trend_between(&before, &after);
            Moved { before, after, trend }
        });
        let counts = |moved: &Moved| match moved.change() {
            Some(change) => change.abs() >= self.model.steady(),
            None => [&moved.before, &moved.after].iter().any(|on| on.score().value().is_some()),
        };
        let mut moved: Vec<Moved> = moved.filter(counts).collect();
        let size = |moved: &Moved| moved.change().map_or(-1.0, f64::abs);
        moved.sort_by(|a, b| size(b).total_cmp(&size(a)));
        moved
    }

    /// The triads on a day, by id: of `n` actors who all have scores with each other `n³/6`, each with three ids. A
    /// score nearer to 0 than what the model calls
    /// [steady](AlignmentModel::steady) is neither for nor against.
    pub fn triads(&self, day: NaiveDate) -> Vec<Triad> {
        let mut scores: BTreeMap<ActorId, BTreeMap<ActorId, f64>> = BTreeMap::new();
        for alignment in self.on(day) {
            let Some(score) = alignment.score().value() else { continue };
            if score.abs() >= self.model.steady() {
                let (one, other) = alignment.pair();
                scores.entry(one.clone()).or_default().insert(other.clone(), score);
            }
        }
        let mut triads = Vec::new();
        // Each pair stands under the first of its ids, so that a triad is met once.
        for (first, toward) in &scores {
            for (second, one) in toward {
                for (third, three) in scores.get(second).into_iter().flatten() {
                    let Some(two) = toward.get(third) else { continue };
                    let actors = [first, second, third].map(Clone::clone);
                    triads.push(Triad { actors, scores: [*one, *two, *three] });
                }
            }
        }
        triads
    }

    fn pairs(&self) -> impl Iterator<Item = Aligning<'r>> {
        let (relations, model) = (self.relations, self.model);
        let voices = self.voices.clone();
        let pairs = relations.pairs().cloned();
        pairs.map(move |pair| Aligning::new(relations, pair, model).voices(voices.clone()))
    }
}

impl Moved {
    /// The two, in the order of their ids.
    pub fn pair(&self) -> (&ActorId, &ActorId) {
        self.after.pair()
    }

    /// The later score less the earlier; `None` if either day has none.
    pub fn change(&self) -> Option<f64> {
        Some(self.after.score().value()? - self.before.score().value()?)
    }

    /// The relations that contribute another share than before, those that changed most first. What
    /// acts contribute fades from day to day, so that they are among them.
    pub fn relations(&self) -> Vec<MovedRelation> {
        let mut shares: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
        for (at, alignment) in [&self.before, &self.after].into_iter().enumerate() {
            for evidence in alignment.evidence().iter().filter(|evidence| evidence.counts()) {
                shares.entry(&evidence.relation).or_default()[at] += share(evidence);
            }
        }
        let changed = shares.into_iter().filter(|(_, [before, after])| after - before != 0.0);
        let relation = |(relation, [before, after]): (&str, [f64; 2])| MovedRelation {
            relation: relation.into(),
            before,
            after,
        };
        let mut relations: Vec<MovedRelation> = changed.map(relation).collect();
        relations.sort_by(|a, b| b.change().abs().total_cmp(&a.change().abs()));
        relations
    }
}

/// What it contributes, below 0 if it speaks against.
fn share(evidence: &Evidence) -> f64 {
    match evidence.sign {
        crate::graph::Sign::Positive => evidence.contribution(),
        crate::graph::Sign::Negative => -evidence.contribution(),
    }
}

impl MovedRelation {
    /// The later share less the earlier.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }
}

impl Triad {
    /// Whether it is balanced: none of its scores is against, or two are (Cartwright and Harary
    /// 1956, "Structural balance").
    pub fn is_balanced(&self) -> bool {
        self.against().is_multiple_of(2)
    }

    /// Whether it is balanced in the weaker sense, in which three who are all against each other
    /// are too (Davis 1967, "Clustering and structural balance in graphs").
    pub fn is_weakly_balanced(&self) -> bool {
        self.against() != 1
    }

    fn against(&self) -> usize {
        self.scores.iter().filter(|score| **score < 0.0).count()
    }
}

/// The pair, its scores and their change; then each relation that moved it, by how much.
impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, other) = self.pair();
        write!(f, "{one} and {other}: {} to {}", self.before.score(), self.after.score())?;
        if let Some(change) = self.change() {
            write!(f, ", {}", signed(change))?;
        }
        // What would be written as nothing is left to `relations`.
        let mut shown =
            self.relations().into_iter().filter(|relation| relation.change().abs() >= 0.000_5);
        shown.try_for_each(|relation| write!(f, "\n  {relation}"))
    }
}

impl fmt::Display for MovedRelation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", signed(self.change()), self.relation)
    }
}

/// The three, and the score of each two.
impl fmt::Display for Triad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([a, b, c], [ab, ac, bc]) = (&self.actors, self.scores.map(signed));
        write!(f, "{a} and {b} {ab}, {a} and {c} {ac}, {b} and {c} {bc}")
    }
}
