//! The model `ties-1`: direct ties, weighed by the table of signs.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::{AlignmentModel, Weighing};
use crate::knowledge::Stage;
use crate::model::{Certainty, is_unattributed};
use crate::relations::{Dimension, Mode, Relation, SignTable, Voice, Voices};
use crate::time::{End, Period, UncertainDate};

/// The model `ties-1`.
///
/// A relation contributes `weight × intensity × told × stage × left`:
///
/// - *told*: 1 if certain, or unstated; probable ¾; possible ½; inside the speech of a party or of
///   somebody unnamed ×¾; contested ×½; independent roots together `1 − Π(1 − q)`;
/// - *stage* of an agreement: signed or consented to ½, provisionally applied 0.9, declared or in
///   force 1, suspended ¼, else 0;
/// - *left*: 1 while it holds or goes on, and after an episode `2^(−days / half-life)`.
///
/// Within a dimension contributions come to `1 − Π(1 − c)`, dimensions together to `1 − Π(1 − λd)`;
/// the score is what speaks for less what speaks against. So repeats saturate: two hundred
/// communiqués do not outweigh a treaty.
///
/// A thing of uncertain time begins when it has certainly begun, and stands until it has certainly
/// ended; an episode is dated at its latest possible day that is not after the one asked about. The
/// band's low end leaves out whatever is not certain, its high end counts all that is meant.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{AlignmentModel, Dimension, SignTable, Ties1};
///
/// let model = Ties1::default();
/// assert_eq!((model.name(), model.table()), ("ties-1", "signs-1"));
/// assert_eq!(model.lambda(Dimension::Speech), 0.3);
///
/// let softer = SignTable::builtin().clone().with_half_life(&RelationKind::PRAISE, 90.0)?;
/// let mine = Ties1::with_table(softer).with_lambda(Dimension::Speech, 0.1)?;
/// assert_eq!((mine.name(), mine.table()), ("ties-1, changed", "signs-1, changed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ties1 {
    table: SignTable,
    lambda: BTreeMap<Dimension, f64>,
    name: &'static str,
}

/// A weight that a dimension cannot have.
///
/// ```
/// use detente::relations::{Dimension, Ties1};
///
/// let error = Ties1::default().with_lambda(Dimension::Speech, 2.0).unwrap_err();
/// assert_eq!(error.to_string(), "found 2 for speech, expected a number from 0 to 1");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("found {found} for {dimension}, expected a number from 0 to 1")]
pub struct LambdaError {
    dimension: Dimension,
    found: f64,
}

const PROBABLE: f64 = 0.75;
const POSSIBLE: f64 = 0.5;
const ATTRIBUTED: f64 = 0.75;
const CONTESTED: f64 = 0.5;

impl Default for Ties1 {
    fn default() -> Self {
        Self::with_table(SignTable::builtin().clone())
    }
}

impl Ties1 {
    /// The model with a table of one's own.
    pub fn with_table(table: SignTable) -> Self {
        let lambda = [
            (Dimension::Security, 1.0),
            (Dimension::Force, 1.0),
            (Dimension::Coercion, 0.8),
            (Dimension::Diplomacy, 0.6),
            (Dimension::Economy, 0.6),
            (Dimension::Speech, 0.3),
        ];
        Self { table, lambda: BTreeMap::from(lambda), name: "ties-1" }
    }

    /// The table of signs it reads.
    pub fn signs(&self) -> &SignTable {
        &self.table
    }

    /// How much a dimension can come to, from 0 to 1.
    pub fn lambda(&self, dimension: Dimension) -> f64 {
        self.lambda.get(&dimension).copied().unwrap_or(0.0)
    }

    /// Sets how much a dimension can come to.
    ///
    /// # Errors
    /// If it is not a number from 0 to 1.
    pub fn with_lambda(mut self, dimension: Dimension, lambda: f64) -> Result<Self, LambdaError> {
        if !(0.0..=1.0).contains(&lambda) {
            return Err(LambdaError { dimension, found: lambda });
        }
        if self.lambda(dimension).total_cmp(&lambda).is_ne() {
            self.lambda.insert(dimension, lambda);
            self.name = "ties-1, changed";
        }
        Ok(self)
    }
}

impl AlignmentModel for Ties1 {
    fn name(&self) -> &str {
        self.name
    }

    fn table(&self) -> &str {
        self.table.name()
    }

    fn weigh(&self, relation: &Relation, on: NaiveDate, voices: &Voices) -> Option<Weighing> {
        let row = self.table.get(relation.kind())?;
        let severity = row.weight()? * relation.strength();
        let quality = match quality(relation, voices) {
            None if relation.is_meant_on(on) => quality_of_plan(relation),
            quality => quality?,
        };
        let left = match presence(relation, row.mode(), on) {
            left if relation.is_pending() => {
                Span { low: 0.0, at: 0.0, high: if_done(relation, left, on) }
            }
            left => left,
        };
        let stage = stage(relation, on);
        let is_sure = !relation.is_contested() && is_sure(relation);
        let mut weighing = Weighing::new(row.dimension(), row.sign()?, severity);
        weighing.stands = row.mode().is_standing();
        weighing.quality = quality;
        weighing.stage = stage.at;
        weighing.presence = left.at;
        weighing.low = if is_sure { severity * stage.low * left.low } else { 0.0 };
        weighing.high = severity * stage.high * left.high;
        Some(weighing)
    }

    fn combine(&self, contributions: &[(Dimension, f64)]) -> f64 {
        let mut missing: BTreeMap<Dimension, f64> = BTreeMap::new();
        for (dimension, contribution) in contributions {
            *missing.entry(*dimension).or_insert(1.0) *= 1.0 - contribution;
        }
        let left = missing.into_iter().map(|(dimension, missing)| {
            let together = 1.0 - missing;
            1.0 - self.lambda(dimension) * together
        });
        1.0 - left.product::<f64>()
    }
}

/// A factor: by what is certain, as taken, and by all that is meant.
#[derive(Clone, Copy)]
struct Span {
    low: f64,
    at: f64,
    high: f64,
}

fn share(is: bool) -> f64 {
    if is { 1.0 } else { 0.0 }
}

/// How well a relation is told in these voices; `None` if in none of them.
fn quality(relation: &Relation, voices: &Voices) -> Option<f64> {
    let contested = if relation.is_contested() { CONTESTED } else { 1.0 };
    let mut roots: BTreeMap<&str, f64> = BTreeMap::new();
    for witness in relation.heard(voices) {
        let best = roots.entry(&witness.root).or_insert(0.0);
        let attributed = if witness.voice == Voice::Own { 1.0 } else { ATTRIBUTED };
        *best = best.max(certainty(witness.certainty) * attributed * contested);
    }
    if roots.is_empty() {
        // What is given and told of by nobody is vouched for by whoever gives it.
        return relation.is_heard(voices).then_some(contested);
    }
    // Whoever is not named may be one of the others, and adds nothing to them.
    let (unnamed, named): (Vec<_>, Vec<_>) =
        roots.into_iter().partition(|(root, _)| is_unattributed(root));
    let together = 1.0 - named.into_iter().map(|(_, q)| 1.0 - q).product::<f64>();
    Some(unnamed.into_iter().map(|(_, q)| q).fold(together, f64::max))
}

/// How well something meant is told: the plans of a party are its own to tell.
fn quality_of_plan(relation: &Relation) -> f64 {
    quality(relation, &Voices::everyone()).unwrap_or(0.0)
}

/// Whether somebody tells of it in the source's own voice, and without reserve.
fn is_sure(relation: &Relation) -> bool {
    let mut witnesses = relation.witnesses().peekable();
    witnesses.peek().is_none()
        || witnesses.any(|each| {
            let unreserved = [Certainty::Certain, Certainty::Unstated].contains(&each.certainty);
            each.voice == Voice::Own && unreserved
        })
}

fn certainty(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::Certain | Certainty::Unstated => 1.0,
        Certainty::Probable => PROBABLE,
        Certainty::Possible => POSSIBLE,
    }
}

/// What an agreement counts at a stage.
fn factor(stage: Option<Stage>) -> f64 {
    match stage {
        Some(Stage::Signed | Stage::Consented) => 0.5,
        Some(Stage::ProvisionallyApplied) => 0.9,
        Some(Stage::Declared | Stage::InForce) => 1.0,
        Some(Stage::Suspended) => 0.25,
        None | Some(Stage::Intended | Stage::Negotiated | Stage::Precluded | Stage::Ended) => 0.0,
    }
}

/// Where several stages are possible it has come as far as is certain, and is not over before that
/// is certain.
fn stage(relation: &Relation, on: NaiveDate) -> Span {
    if !relation.has_stages() {
        return Span { low: 1.0, at: 1.0, high: 1.0 };
    }
    let stages = relation.stages_on(on);
    let least = |stages: &mut dyn Iterator<Item = Option<Stage>>| {
        stages.map(factor).fold(f64::INFINITY, f64::min)
    };
    let low = least(&mut stages.iter().copied());
    let open = least(&mut stages.iter().copied().filter(|stage| *stage != Some(Stage::Ended)));
    let high = stages.iter().map(|stage| match stage {
        // What is meant or signed counts as done.
        Some(stage) if *stage < Stage::Declared => 1.0,
        stage => factor(*stage),
    });
    let at = if open.is_finite() { open } else { low };
    Span { low, at, high: high.fold(0.0, f64::max) }
}

/// How much of a relation is left on a day.
fn presence(relation: &Relation, mode: Mode, on: NaiveDate) -> Span {
    match (relation.period(), mode) {
        (None, _) if relation.has_stages() => Span { low: 1.0, at: 1.0, high: 1.0 },
        (None, _) => Span { low: 0.0, at: 0.0, high: 1.0 },
        (Some(period), Mode::Episodic { half_life }) => episode(period, half_life, on),
        (Some(period), mode) => standing(period, mode.half_life(), on),
    }
}

/// How much would be left of what is meant, had it been done: on its last day, where that is past.
fn if_done(relation: &Relation, left: Span, on: NaiveDate) -> f64 {
    let is_past = relation.period().and_then(Period::latest).is_some_and(|day| day < on);
    if is_past { left.high } else { 1.0 }
}

fn standing(period: &Period, half_life: Option<f64>, on: NaiveDate) -> Span {
    let begun = share(period.has_begun(on).is_certain());
    if let Some(end) = period.latest().filter(|end| *end < on) {
        let left = half_life.map_or(0.0, |half_life| begun * decay(end, on, half_life));
        return Span { low: left, at: left, high: left };
    }
    let holds = period.contains(on);
    Span { low: share(holds.is_certain()), at: begun, high: share(holds.is_possible()) }
}

fn episode(period: &Period, half_life: f64, on: NaiveDate) -> Span {
    if period.has_begun(on).is_impossible() {
        return Span { low: 0.0, at: 0.0, high: 0.0 };
    }
    let last = period.start().and_then(UncertainDate::latest);
    let end = match period.to() {
        End::On(end) => end.latest(),
        End::Still(day) => Some(*day),
        // Of an act that began, and of whose end nothing is known, no more is certain than that.
        End::Unknown => last,
        _ => None,
    };
    let left = decay(end.map_or(on, |day| day.min(on)), on, half_life);
    // That it was heard of since tells nothing of the day it is dated at.
    let has_been = *period.from() == End::Open || last.is_some_and(|day| day <= on);
    Span { low: share(has_been) * left, at: left, high: left }
}

fn decay(since: NaiveDate, on: NaiveDate, half_life: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "days of the calendar are few")]
    let days = (on - since).num_days().max(0) as f64;
    (-days / half_life).exp2()
}
