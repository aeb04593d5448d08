//! Tenure: who holds an office, from when until when, by which criterion.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::fault::Fault;
use crate::model::record::details::{details, identity};
use crate::model::schema::{Definitions, Described, ID, Schema};
use crate::model::{
    ActorId, Id, List, Noun, NounKind, OfficeId, OrganisationId, PersonId, Record, RefSink,
    Renaming, Value, done_by,
};
use crate::model::{TextVisitor, closed_codes, open_codes};
use crate::time::{End, UncertainDate};

closed_codes! {
    /// How a holder came to an office. Closed.
    ///
    /// ```
    /// use detente::model::TenureMode;
    ///
    /// assert_eq!("de_facto".parse(), Ok(TenureMode::DeFacto));
    /// assert_eq!(TenureMode::DeFacto.in_words(), "de facto");
    /// assert!(TenureMode::from_code("acme:coup").is_err()); // the list is closed
    /// ```
    pub enum TenureMode, "mode of tenure" {
        /// By election.
        Elected = "elected",
        /// By appointment.
        Appointed = "appointed",
        /// By birth.
        Hereditary = "hereditary",
        /// In place of the holder, for a time.
        Acting = "acting",
        /// Until a holder is found.
        Interim = "interim",
        /// In fact, without title.
        DeFacto = "de_facto",
        /// By own proclamation.
        SelfProclaimed = "self_proclaimed",
    }
}

open_codes! {
    /// How a tenure ended. Open.
    ///
    /// ```
    /// use detente::model::TenureEnd;
    ///
    /// assert_eq!("died".parse(), Ok(TenureEnd::DIED));
    /// assert_eq!(TenureEnd::TERM_END.meaning(), Some("the term ran out"));
    /// assert_eq!(TenureEnd::new("acme:impeached")?.as_str(), "acme:impeached");
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    TenureEnd / TenureEnds, "end of a tenure" {
        TERM_END = "term_end": "the term ran out",
        RESIGNED = "resigned": "resigned",
        DISMISSED = "dismissed": "was dismissed",
        DIED = "died": "died",
        REMOVED_IRREGULARLY = "removed_irregularly": "was removed by force or against the rules",
        OFFICE_ABOLISHED = "office_abolished": "the office was abolished",
        TRANSFERRED = "transferred": "went to another office",
    }
}

/// By what standard somebody holds an office; there is no holder as such.
///
/// ```
/// use detente::model::Criterion;
///
/// let criterion: Criterion = "recognised_by united-states".parse()?;
/// assert_eq!(criterion.to_string(), "recognised_by united-states");
/// assert!("recognised_by".parse::<Criterion>().is_err());
/// # Ok::<(), detente::model::CriterionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Criterion {
    /// Exercises its powers in fact; what Archigos and REIGN code.
    EffectiveControl,
    /// Claims it.
    OwnClaim,
    /// Is recognised as its holder by this actor.
    RecognisedBy(ActorId),
    /// Is seated for it at this organisation.
    SeatedAt(OrganisationId),
    /// The source calls the person so without saying by what standard.
    Unstated,
}

/// A text that names no criterion.
///
/// ```
/// use detente::model::Criterion;
///
/// let error = "recognized_by united-states".parse::<Criterion>().unwrap_err();
/// assert!(error.to_string().starts_with("found \"recognized_by united-states\", expected effective_control"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CriterionError(Fault);

const CRITERIA: &str =
    "effective_control, own_claim, recognised_by ACTOR, seated_at ORGANISATION or unstated";

impl FromStr for Criterion {
    type Err = CriterionError;

    fn from_str(text: &str) -> Result<Self, CriterionError> {
        let parsed = match text.split_once(' ') {
            None if text == "effective_control" => Some(Self::EffectiveControl),
            None if text == "own_claim" => Some(Self::OwnClaim),
            None if text == "unstated" => Some(Self::Unstated),
            Some(("recognised_by", id)) => ActorId::new(id).ok().map(Self::RecognisedBy),
            Some(("seated_at", id)) => OrganisationId::new(id).ok().map(Self::SeatedAt),
            _ => None,
        };
        parsed.ok_or_else(|| CriterionError(Fault::text(text, CRITERIA)))
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EffectiveControl => f.write_str("effective_control"),
            Self::OwnClaim => f.write_str("own_claim"),
            Self::RecognisedBy(actor) => write!(f, "recognised_by {actor}"),
            Self::SeatedAt(organisation) => write!(f, "seated_at {organisation}"),
            Self::Unstated => f.write_str("unstated"),
        }
    }
}

impl Serialize for Criterion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Criterion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor { name: CRITERIA, parse: str::parse })
    }
}

impl Described for Criterion {
    fn name() -> Cow<'static, str> {
        "criterion".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::any_of([
            Schema::constant("effective_control", "Exercises its powers in fact."),
            Schema::constant("own_claim", "Claims it."),
            Schema::constant("unstated", "Is called so; by what standard is not said."),
            Schema::pattern(format!("^recognised_by {ID}$"))
                .described("Is recognised as its holder by this actor."),
            Schema::pattern(format!("^seated_at {ID}$"))
                .described("Is seated for it at this organisation."),
        ])
        .described("By what standard somebody holds an office.")
    }
}

impl Value for Criterion {
    fn refs(&self, sink: &mut RefSink<'_>) {
        match self {
            Self::RecognisedBy(actor) => actor.refs(sink),
            Self::SeatedAt(organisation) => organisation.refs(sink),
            _ => {}
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        match self {
            Self::RecognisedBy(actor) => actor.rename(names),
            Self::SeatedAt(organisation) => organisation.rename(names),
            _ => true,
        }
    }
}

identity! {
    /// What makes a tenure: who holds what, by which standard.
    ///
    /// ```
    /// use detente::{id, model::{Criterion, TenureIdentity}};
    ///
    /// let recognised = Criterion::RecognisedBy(id!("united-states"));
    /// let identity = TenureIdentity::new(id!("juan-guaido"), id!("venezuela/president"), recognised);
    /// assert_eq!(identity.criterion.to_string(), "recognised_by united-states");
    /// assert_eq!(identity.person, "juan-guaido");
    /// ```
    pub struct TenureIdentity / TenureDraft {
        /// Who holds it.
        person: PersonId,
        /// The office held.
        office: OfficeId,
        /// By what standard.
        criterion: Criterion,
    }
}

details! {
    /// A tenure: one unbroken hold of an office by one person, re-appointments included.
    ///
    /// ```
    /// use detente::model::{Criterion, Tenure, TenureIdentity, TenureRecord};
    /// use detente::{date, id, time::End};
    ///
    /// let identity = TenureIdentity::new(id!("vladimir-putin"), id!("russia/president"), Criterion::Unstated);
    /// let tenure = TenureRecord::new(id!("putin-president"), identity)
    ///     .with(Tenure::FROM, End::Unknown)
    ///     .with(Tenure::TO, End::Still(date!("2024-06-17")));
    /// assert_eq!(tenure.identity().office, "russia/president");
    /// ```
    pub struct Tenure / RareTenure {
        /// Since when.
        from FROM: End,
        /// Until when.
        to TO: End as Until,
        /// How the holder came to it; `acting` among them.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{Criterion, Tenure, TenureIdentity, TenureMode, TenureRecord};
        ///
        /// let by = Criterion::EffectiveControl;
        /// let identity = TenureIdentity::new(id!("vladimir-putin"), id!("russia/president"), by);
        /// let acting = TenureRecord::new(id!("putin-acting"), identity)
        ///     .with(Tenure::MODE, TenureMode::Acting);
        /// assert_eq!(acting.accounts()[0].get(Tenure::MODE), Some(&TenureMode::Acting));
        /// ```
        mode MODE: TenureMode,
        /// How it ended.
        ended_by ENDED_BY: TenureEnd,
        /// The days on which it was renewed without a gap.
        reappointed REAPPOINTED: List<UncertainDate> = rare,
        /// What the source calls the holder, such as "leader".
        described_as DESCRIBED_AS: String = rare,
    }
    with {
        fn done_on(&self) -> Option<NaiveDate> {
            match &self.from {
                Some(End::On(day)) => done_by(day),
                _ => None,
            }
        }
    }
}

impl Noun for Tenure {
    type Identity = TenureIdentity;
    type Parts = ();
    const NOUN: NounKind = NounKind::Tenure;
}

/// The id of a tenure.
///
/// ```
/// use detente::{id, model::TenureId};
///
/// let tenure: TenureId = id!("putin-president");
/// assert_eq!(tenure, "putin-president");
/// ```
pub type TenureId = Id<Tenure>;
/// A tenure with the accounts given of it.
///
/// ```
/// use detente::Dossier;
/// use detente::model::{Criterion, Tenure, TenureRecord};
///
/// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
/// let tenures: &[TenureRecord] = dossier.records::<Tenure>();
/// assert_eq!(tenures[0].identity().criterion, Criterion::EffectiveControl);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type TenureRecord = Record<Tenure>;

impl Value for TenureMode {
    fn shown(&self) -> String {
        self.in_words()
    }
}
