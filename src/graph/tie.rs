//! A dated tie: one dated relation, as it is handed to a graph.

use std::borrow::Cow;

use thiserror::Error;

use super::kinds::Sign;
use crate::graph::Bounds;
use crate::model::{ActorId, Code, CodeList, SourceId, TieId};
use crate::time::{End, Period};

/// One dated relation between two actors, as it is handed to a [`RelationGraph`](super::graph::RelationGraph).
///
/// Its ends are ids; where a program has numbers for them, they can be places in a list of ids
/// ([`GraphBuilder::ties_by_number`](super::builder::GraphBuilder::ties_by_number)). Its kind is any code of an open list: a [`TieKind`](crate::model::TieKind), or one of your own
/// with a namespace. It has no sign until one is given, the intensity 1, and no evidence.
///
/// ```
/// use detente::graph::{Sign, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
///
/// let sanctions = DatedTie::directed(
///     TieKind::SANCTIONS,
///     id!("united-states"),
///     id!("north-korea"),
///     &"2008-06-26/..".parse()?,
/// )?
/// .with_sign(Sign::Negative)
/// .with_intensity(0.8)?
/// .with_evidence([id!("eo-13466")]);
/// assert_eq!(sanctions.to().as_str(), "north-korea");
///
/// let war: Result<_, _> = DatedTie::between(TieKind::AT_WAR, id!("a"), id!("a"), &"1950/1953".parse()?);
/// assert_eq!(war.unwrap_err().to_string(), "a tie of \"a\" to itself");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DatedTie<E = ActorId> {
    pub(crate) from: E,
    pub(crate) to: E,
    pub(crate) kind: Cow<'static, str>,
    pub(crate) symmetric: bool,
    pub(crate) bounds: Bounds,
    pub(crate) censored: bool,
    pub(crate) sign: Option<Sign>,
    pub(crate) intensity: f64,
    pub(crate) evidence: Vec<SourceId>,
    pub(crate) id: Option<TieId>,
    pub(crate) about: Option<TieId>,
}

impl DatedTie {
    /// A tie that leads from one actor to another while the period lasts.
    ///
    /// ```
    /// # use detente::graph::DatedTie;
    /// # use detente::model::TieKind;
    /// # use detente::id;
    /// let aid = DatedTie::directed(TieKind::AID, id!("china"), id!("north-korea"), &"1950/..".parse()?)?;
    /// assert_eq!((aid.from().as_str(), aid.to().as_str(), aid.is_symmetric()), ("china", "north-korea", false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If both ends are one actor.
    pub fn directed<L: CodeList>(
        kind: Code<L>,
        from: ActorId,
        to: ActorId,
        during: &Period,
    ) -> Result<Self, TieRefused> {
        if from == to {
            return Err(TieRefused::SelfTie { actor: from });
        }
        Ok(Self::new(kind.into_text(), from, to, during, false))
    }

    /// A tie that holds between two actors alike while the period lasts.
    ///
    /// ```
    /// # use detente::graph::DatedTie;
    /// # use detente::model::TieKind;
    /// # use detente::id;
    /// let during = "1937-07-07/1945-09-09".parse()?;
    /// let war = DatedTie::between(TieKind::AT_WAR, id!("japan"), id!("china"), &during)?;
    /// assert_eq!((war.kind(), war.is_symmetric()), ("at_war", true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If both ends are one actor.
    pub fn between<L: CodeList>(
        kind: Code<L>,
        one: ActorId,
        other: ActorId,
        during: &Period,
    ) -> Result<Self, TieRefused> {
        if one == other {
            return Err(TieRefused::SelfTie { actor: one });
        }
        Ok(Self::new(kind.into_text(), one, other, during, true))
    }
}

impl DatedTie<usize> {
    /// A tie that leads from one actor to another, each by its place in a list, while the period lasts.
    ///
    /// # Errors
    /// If both ends are one actor.
    pub fn directed_by_number<L: CodeList>(
        kind: Code<L>,
        from: usize,
        to: usize,
        during: &Period,
    ) -> Result<Self, TieRefused> {
        if from == to {
            return Err(TieRefused::SelfNumber { number: from });
        }
        Ok(Self::new(kind.into_text(), from, to, during, false))
    }

    /// A tie that holds between two actors alike, each by its place in a list, while the period lasts.
    ///
    /// # Errors
    /// If both ends are one actor.
    pub fn between_by_number<L: CodeList>(
        kind: Code<L>,
        one: usize,
        other: usize,
        during: &Period,
    ) -> Result<Self, TieRefused> {
        if one == other {
            return Err(TieRefused::SelfNumber { number: one });
        }
        Ok(Self::new(kind.into_text(), one, other, during, true))
    }
}

impl<E> DatedTie<E> {
    fn new(kind: Cow<'static, str>, from: E, to: E, during: &Period, symmetric: bool) -> Self {
        Self {
            from,
            to,
            kind,
            symmetric,
            bounds: during.into(),
            censored: matches!(during.to(), End::Still(_)),
            sign: None,
            intensity: 1.0,
            evidence: Vec::new(),
            id: None,
            about: None,
        }
    }

    /// The same tie with this sign.
    #[must_use]
    pub fn with_sign(mut self, sign: Sign) -> Self {
        self.sign = Some(sign);
        self
    }

    /// The same tie with this intensity within its kind, above 0 and at most 1.
    ///
    /// # Errors
    /// If it is not a number of that range.
    pub fn with_intensity(mut self, intensity: f64) -> Result<Self, TieRefused> {
        if !(intensity > 0.0 && intensity <= 1.0) {
            return Err(TieRefused::Intensity { found: intensity });
        }
        self.intensity = intensity;
        Ok(self)
    }

    /// The same tie with these sources behind it. Their order, and naming one twice, mean nothing.
    #[must_use]
    pub fn with_evidence(mut self, sources: impl IntoIterator<Item = SourceId>) -> Self {
        self.evidence.extend(sources);
        self
    }

    /// The same tie with an id, by which it is found and by which other ties can be about it.
    #[must_use]
    pub fn with_id(mut self, id: TieId) -> Self {
        self.id = Some(id);
        self
    }

    /// The same tie as one that is about another tie: concern about an alliance, say.
    ///
    /// ```
    /// # use detente::graph::{DatedTie, RelationGraph, RelationKind};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// let during = "2024-12-04/..".parse()?;
    /// let concern = DatedTie::directed(RelationKind::CONCERN, id!("japan"), id!("russia"), &during)?;
    /// let graph = RelationGraph::from_ties([pact.with_id(id!("pact")), concern.about(id!("pact"))])?;
    /// let about = graph.tie("pact")?.those_about_it().map(|tie| tie.kind()).collect::<Vec<_>>();
    /// assert_eq!(about, ["concern"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn about(mut self, tie: TieId) -> Self {
        self.about = Some(tie);
        self
    }

    /// Whose stance or act it is; of a tie that holds alike, the one named first.
    pub fn from(&self) -> &E {
        &self.from
    }

    /// Toward whom; of a tie that holds alike, the one named second.
    pub fn to(&self) -> &E {
        &self.to
    }

    /// The code of its kind.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Whether it holds between the two alike.
    pub fn is_symmetric(&self) -> bool {
        self.symmetric
    }

    /// Its sign, where it has one.
    pub fn sign(&self) -> Option<Sign> {
        self.sign
    }

    /// Its intensity within its kind, above 0 and at most 1.
    pub fn intensity(&self) -> f64 {
        self.intensity
    }
}

/// What no tie can be.
///
/// ```
/// use detente::graph::DatedTie;
/// # use detente::{id, model::TieKind};
///
/// let aid = DatedTie::directed(TieKind::AID, id!("china"), id!("north-korea"), &"1950/..".parse()?)?;
/// let error = aid.with_intensity(1.5).unwrap_err();
/// assert_eq!(error.to_string(), "found the intensity 1.5, expected a number above 0 and at most 1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum TieRefused {
    /// Both ends are one actor.
    #[error("a tie of \"{actor}\" to itself")]
    SelfTie {
        /// The actor at both ends.
        actor: ActorId,
    },
    /// Both ends are one place in the list of actors.
    #[error("a tie of actor {number} to itself")]
    SelfNumber {
        /// The place of the actor at both ends, from 0.
        number: usize,
    },
    /// The intensity is not above 0 and at most 1.
    #[error("found the intensity {found}, expected a number above 0 and at most 1")]
    Intensity {
        /// The number that was given.
        found: f64,
    },
}
