//! Alignment: a score of where two actors stand, under a named model, with everything it rests on.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::graph::{RelationKind, Sign};
use crate::model::{ActorId, Ends};
use crate::relations::relation::Shown;
use crate::relations::{Dimension, Relation, Voices, Witness, independent};

/// What one relation weighs on a day, by a model: four factors, and the least and the most they can be.
///
/// ```
/// use detente::graph::Sign;
/// use detente::relations::{Dimension, Weighing};
///
/// let mut weighing = Weighing::new(Dimension::Security, Sign::Positive, 0.9);
/// weighing.stage = 0.5;
/// assert_eq!(weighing.contribution(), 0.45);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Weighing {
    /// What side of the relation it belongs to.
    pub dimension: Dimension,
    /// For or against.
    pub sign: Sign,
    /// Whether it is a state of things, and not an act: such relations of one kind and thread between
    /// the same two are one, told in spells, and count once.
    pub stands: bool,
    /// How grave it is: the weight of its kind and its own intensity.
    pub severity: f64,
    /// How well it is told.
    pub quality: f64,
    /// How far an agreement has come.
    pub stage: f64,
    /// How much of it is left on the day.
    pub presence: f64,
    /// What it contributes if only what is certain counts.
    pub low: f64,
    /// What it contributes if all is so and comes about.
    pub high: f64,
}

impl Weighing {
    /// A weighing that contributes its severity, for certain.
    pub fn new(dimension: Dimension, sign: Sign, severity: f64) -> Self {
        Self {
            dimension,
            sign,
            stands: false,
            severity,
            quality: 1.0,
            stage: 1.0,
            presence: 1.0,
            low: severity,
            high: severity,
        }
    }

    /// The product of its factors.
    pub fn contribution(&self) -> f64 {
        self.severity * self.quality * self.stage * self.presence
    }
}

/// How relations come to a score. [`Ties1`](super::ties1::Ties1) is one; yours is another.
///
/// A model weighs one relation at a time, and puts together what speaks for and what speaks against.
/// Who is asked about, in which direction, whose voices are heard, and what counts once, is not its
/// business. Every number it gives lies between 0 and 1; one that does not makes the score
/// [`Score::Unsound`].
///
/// ```
/// use detente::relations::{AlignmentModel, Dimension, Voices, Relation, Weighing};
/// use detente::graph::{RelationKind, Sign};
/// use detente::relations::Relations;
/// use detente::{date, id, time::NaiveDate};
///
/// /// Any pact of defence, and nothing else.
/// #[derive(Debug)]
/// struct Pacts;
///
/// impl AlignmentModel for Pacts {
///     fn name(&self) -> &str { "pacts" }
///     fn table(&self) -> &str { "none" }
///     fn weigh(&self, relation: &Relation, on: NaiveDate, _: &Voices) -> Option<Weighing> {
///         let holds = relation.holds_on(on).is_certain();
///         let is_pact = *relation.kind() == RelationKind::DEFENCE_OBLIGATION && holds;
///         is_pact.then(|| Weighing::new(Dimension::Security, Sign::Positive, 1.0))
///     }
///     fn combine(&self, parts: &[(Dimension, f64)]) -> f64 {
///         parts.iter().map(|(_, part)| *part).fold(0.0, f64::max)
///     }
/// }
///
/// let pact = Relation::directed("p", RelationKind::DEFENCE_OBLIGATION, id!("a"), id!("b"))?
///     .during("1961-07-06/1996-09-10".parse()?);
/// let relations = Relations::of([pact]);
/// let pair = relations.alignment("a", "b", &Pacts)?;
/// assert_eq!(pair.on(date!("1970-01-01")).score().value(), Some(1.0));
/// assert_eq!(pair.on(date!("2000-01-01")).score().value(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait AlignmentModel: fmt::Debug + Send + Sync {
    /// Its name and version, as results cite it.
    fn name(&self) -> &str;

    /// The name of the table of signs it reads.
    fn table(&self) -> &str;

    /// What a relation weighs on a day in these voices; `None` if it has no bearing.
    fn weigh(&self, relation: &Relation, on: NaiveDate, voices: &Voices) -> Option<Weighing>;

    /// What contributions of one sign come to together; nothing comes to 0.
    fn combine(&self, contributions: &[(Dimension, f64)]) -> f64;

    /// A change of the score of less than this is no change.
    fn steady(&self) -> f64 {
        0.05
    }
}

/// A score, or why there is none.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let relations = Relations::of([sanctions]);
/// # let model = Ties1::default();
/// use detente::relations::Score;
///
/// let pair = relations.alignment("japan", "russia", &model)?;
/// assert_eq!(pair.on(date!("2022-02-25")).score().to_string(), "-0.480");
/// // To know nothing is not 0.
/// assert_eq!(pair.on(date!("2022-02-24")).score(), &Score::NoEvidence);
/// assert_eq!(Score::NoEvidence.value(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Score {
    /// From −1, all against, to 1, all for.
    Of(f64),
    /// Nothing is known between the two that counts on the day. That is not 0.
    NoEvidence,
    /// This state did not exist on the day.
    NotThere(ActorId),
    /// The model gave a number that does not lie between 0 and 1.
    Unsound,
}

impl Score {
    /// The number, if there is one.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Of(score) => Some(*score),
            _ => None,
        }
    }
}

/// A score to three decimals with its sign, which is "+" for what is 0 so.
pub(crate) fn signed(score: f64) -> String {
    let text = format!("{score:+.3}");
    if text == "-0.000" { "+0.000".to_owned() } else { text }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(score) => f.write_str(&signed(*score)),
            Self::NoEvidence => f.write_str("no evidence"),
            Self::NotThere(actor) => write!(f, "no score, for {actor} did not exist"),
            Self::Unsound => f.write_str("no score, for the model gave a number outside 0 to 1"),
        }
    }
}

/// A relation as it bears on a score.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let relations = Relations::of([sanctions]);
/// # let model = Ties1::default();
/// let alignment = relations.alignment("japan", "russia", &model)?.on(date!("2024-06-19"));
/// let evidence = &alignment.evidence()[0];
/// assert_eq!((&*evidence.relation, evidence.severity), ("s", 0.6));
/// assert!(evidence.counts() && !evidence.contested);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The id of the relation.
    pub relation: Box<str>,
    /// What it is.
    pub kind: RelationKind,
    /// Between whom.
    #[serde(serialize_with = "crate::relations::relation::written_ends")]
    pub ends: Ends,
    /// What side of the relation it belongs to.
    pub dimension: Dimension,
    /// For or against.
    pub sign: Sign,
    /// How grave it is.
    pub severity: f64,
    /// How well it is told.
    pub quality: f64,
    /// How far an agreement has come.
    pub stage: f64,
    /// How much of it is left on the day.
    pub presence: f64,
    /// What it contributes if only what is certain counts.
    pub low: f64,
    /// What it contributes if all is so and comes about.
    pub high: f64,
    /// The relation that counts in its place: what is one act, or owed under one agreement, counts once
    /// in a dimension.
    pub counted_with: Option<Box<str>>,
    /// Whether somebody denies it.
    pub contested: bool,
    /// Those who tell of it, in the voices heard.
    pub witnesses: Vec<Witness>,
}

impl Evidence {
    pub(crate) fn new(relation: &Relation, weighing: &Weighing, voices: &Voices) -> Self {
        Self {
            relation: relation.id().into(),
            kind: relation.kind().clone(),
            ends: relation.ends().clone(),
            dimension: weighing.dimension,
            sign: weighing.sign,
            severity: weighing.severity,
            quality: weighing.quality,
            stage: weighing.stage,
            presence: weighing.presence,
            low: weighing.low,
            high: weighing.high,
            counted_with: None,
            contested: relation.is_contested(),
            witnesses: relation.heard(voices).cloned().collect(),
        }
    }

    /// The product of its factors; what it adds to the score is nothing if another counts in its
    /// place.
    pub fn contribution(&self) -> f64 {
        self.severity * self.quality * self.stage * self.presence
    }

    /// Whether it is this relation that counts, of those that count once.
    pub fn counts(&self) -> bool {
        self.counted_with.is_none()
    }

    /// The independent roots it rests on.
    pub fn roots(&self) -> Vec<&str> {
        let roots = self.witnesses.iter().map(|witness| &*witness.root).collect();
        independent(roots).into_iter().collect()
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:.3} {}", self.sign.code(), self.contribution(), self.dimension)?;
        write!(f, "  {}: {} [{}]", self.kind.in_words(), Shown(&self.ends), self.relation)?;
        write!(f, "  weight {:.2}", self.severity)?;
        for (name, factor) in
            [("told", self.quality), ("stage", self.stage), ("left", self.presence)]
        {
            if factor < 1.0 {
                write!(f, " × {name} {factor:.3}")?;
            }
        }
        if self.contested {
            f.write_str(", contested")?;
        }
        if let Some(other) = &self.counted_with {
            write!(f, ", counted with {other}")?;
        }
        for (i, root) in self.roots().into_iter().enumerate() {
            write!(f, "{}{root}", if i == 0 { "; " } else { ", " })?;
        }
        Ok(())
    }
}

/// What one dimension alone would come to.
///
/// ```
/// # use detente::graph::RelationKind;
/// # use detente::relations::{Relation, Relations, Ties1};
/// # use detente::{date, id};
/// # let sanctions = Relation::directed("s", RelationKind::SANCTIONS, id!("japan"), id!("russia"))?
/// #     .during("2022-02-25/..".parse()?);
/// # let relations = Relations::of([sanctions]);
/// # let model = Ties1::default();
/// use detente::relations::Dimension;
///
/// let alignment = relations.alignment("japan", "russia", &model)?.on(date!("2024-06-19"));
/// let coercion = alignment.dimensions()[0];
/// assert_eq!(coercion.dimension, Dimension::Coercion);
/// assert!(coercion.positive == 0.0 && coercion.negative > 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DimensionScore {
    /// The dimension.
    pub dimension: Dimension,
    /// What speaks for, from 0 to 1.
    pub positive: f64,
    /// What speaks against, from 0 to 1.
    pub negative: f64,
}

/// Where two actors stand on a day, under a model: the score, its band, and what they rest on.
///
/// It is about their direct ties alone: not about how alike they treat others, and not about
/// events. Its `Display` is the whole account, one relation a line.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Relation, Relations, Ties1, Witness};
/// use detente::{date, id};
///
/// let (us, dprk) = (id!("united-states"), id!("north-korea"));
/// let tension = Relation::between("tie:tension", RelationKind::TENSION, us, dprk)?
///     .during("1953/..".parse()?)
///     .witness(Witness::own("article"));
/// let relations = Relations::of([tension]);
/// let model = Ties1::default();
/// let alignment = relations
///     .alignment("united-states", "north-korea", &model)?
///     .on(date!("2024-06-17"));
/// assert_eq!(alignment.score().to_string(), "-0.160");
/// assert_eq!(alignment.recompute(&model), alignment.score().value());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alignment {
    pub(crate) one: ActorId,
    pub(crate) other: ActorId,
    /// Whose stance it is, where it is one's alone.
    pub(crate) stance_of: Option<ActorId>,
    #[serde(serialize_with = "crate::time::day")]
    pub(crate) on: NaiveDate,
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub(crate) known_on: Option<NaiveDate>,
    pub(crate) voices: Voices,
    pub(crate) model: Box<str>,
    pub(crate) table: Box<str>,
    pub(crate) score: Score,
    pub(crate) positive: f64,
    pub(crate) negative: f64,
    pub(crate) band: Option<(f64, f64)>,
    pub(crate) dimensions: Vec<DimensionScore>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) pending: Vec<Evidence>,
    pub(crate) unheard: Vec<Box<str>>,
}

impl Alignment {
    /// The score.
    pub fn score(&self) -> &Score {
        &self.score
    }

    /// What speaks for, from 0 to 1.
    pub fn positive(&self) -> f64 {
        self.positive
    }

    /// What speaks against, from 0 to 1.
    pub fn negative(&self) -> f64 {
        self.negative
    }

    /// The lesser of what speaks for and what speaks against: how torn they are.
    pub fn ambivalence(&self) -> f64 {
        self.positive.min(self.negative)
    }

    /// The lowest and the highest the score can be: by what is certain, and by all that is told or
    /// meant. `None` where there is no score.
    pub fn band(&self) -> Option<(f64, f64)> {
        self.band
    }

    /// What each dimension alone would come to, in their order; those with nothing left out.
    pub fn dimensions(&self) -> &[DimensionScore] {
        &self.dimensions
    }

    /// What the score rests on, the heaviest first.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// What is meant to come or may be so: nothing in the score, something in the band.
    pub fn pending(&self) -> &[Evidence] {
        &self.pending
    }

    /// The relations that are told only in voices that were not heard.
    pub fn unheard(&self) -> impl Iterator<Item = &str> {
        self.unheard.iter().map(|id| &**id)
    }

    /// The two, in the order in which they were asked about.
    pub fn pair(&self) -> (&ActorId, &ActorId) {
        (&self.one, &self.other)
    }

    /// Whose stance toward the other it is; `None` for the score of both.
    pub fn stance_of(&self) -> Option<&ActorId> {
        self.stance_of.as_ref()
    }

    /// The day it is about.
    pub fn on(&self) -> NaiveDate {
        self.on
    }

    /// The day up to which things were known; `None` for all that was ever told.
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.known_on
    }

    /// The voices heard.
    pub fn voices(&self) -> &Voices {
        &self.voices
    }

    /// The model, by name.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The table of signs, by name.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The score computed once more, from the evidence alone; `None` where there is no score.
    pub fn recompute(&self, model: &dyn AlignmentModel) -> Option<f64> {
        let side = |sign| {
            let counted = self.evidence.iter().filter(|each| each.counts() && each.sign == sign);
            let parts: Vec<_> = counted.map(|each| (each.dimension, each.contribution())).collect();
            model.combine(&in_order(parts))
        };
        self.score.value().map(|_| side(Sign::Positive) - side(Sign::Negative))
    }
}

/// Contributions in the order in which they are put together, so that one score is one number to its
/// last digit.
pub(super) fn in_order(mut parts: Vec<(Dimension, f64)>) -> Vec<(Dimension, f64)> {
    parts.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| b.total_cmp(a)));
    parts
}

impl fmt::Display for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stance_of {
            Some(one) => {
                let other = if *one == self.one { &self.other } else { &self.one };
                write!(f, "{one} toward {other}")?;
            }
            None => write!(f, "{} and {}", self.one, self.other)?,
        }
        write!(f, " on {}: {}", self.on, self.score)?;
        if let Some((low, high)) = self.band {
            write!(f, " [{}, {}]", signed(low), signed(high))?;
        }
        write!(f, ", by {} with {}, in {}", self.model, self.table, self.voices)?;
        if let Some(day) = self.known_on {
            write!(f, ", as known on {day}")?;
        }
        if self.score.value().is_some() {
            write!(f, "\n  for {:.3}, against {:.3}", self.positive, self.negative)?;
            for each in &self.dimensions {
                write!(f, "; {}", each.dimension)?;
                for (sign, side) in [("+", each.positive), ("-", each.negative)] {
                    if side > 0.0 {
                        write!(f, " {sign}{side:.3}")?;
                    }
                }
            }
        }
        for evidence in &self.evidence {
            write!(f, "\n  {evidence}")?;
        }
        for pending in &self.pending {
            let (kind, ends) = (pending.kind.in_words(), Shown(&pending.ends));
            write!(f, "\n  pending or possible, {}{:.3}", pending.sign.code(), pending.high)?;
            write!(f, "  {kind}: {ends} [{}]", pending.relation)?;
        }
        if !self.unheard.is_empty() {
            write!(f, "\n  not heard: {}", self.unheard.join(", "))?;
        }
        Ok(())
    }
}
