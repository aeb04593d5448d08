//! Office and tenure: posts, and who holds them by which criterion.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::RefSink;
use crate::model::fault::Fault;
use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::schema::{Definitions, Described, ID, Schema};
use crate::model::{
    ActorId, List, Noun, NounKind, OfficeId, OrganisationId, PartKind, PartName, PersonId,
    Renaming, Value, done_by,
};
use crate::model::{TextVisitor, closed_codes, open_codes};
use crate::time::{End, UncertainDate};

open_codes! {
    /// What the holder of an office does. Open.
    OfficeFunction / OfficeFunctions, "function of an office" {
        EFFECTIVE_LEADER = "effective_leader": "leads in fact, whatever the title",
        HEAD_OF_STATE = "head_of_state": "head of state",
        HEAD_OF_GOVERNMENT = "head_of_government": "head of government",
        DEPUTY_HEAD_OF_GOVERNMENT = "deputy_head_of_government": "deputy head of government",
        HEAD_OF_PARTY = "head_of_party": "head of a party",
        HEAD_OF_ARMED_FORCES = "head_of_armed_forces": "head of the armed forces",
        FOREIGN_MINISTER = "foreign_minister": "foreign minister",
        DEFENCE_MINISTER = "defence_minister": "defence minister",
        MINISTER = "minister": "another minister",
        LEGISLATURE_HEAD = "legislature_head": "head of a legislature",
        SPOKESPERSON = "spokesperson": "spokesperson",
        ENVOY = "envoy": "ambassador or another envoy",
        SECURITY_ADVISER = "security_adviser": "adviser on national security",
    }
}

closed_codes! {
    /// How a holder came to an office. Closed.
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
    /// What makes an office: whose it is.
    pub struct OfficeIdentity / OfficeDraft {
        /// The state or organisation whose office it is.
        of: ActorId,
    }
}

details! {
    /// An office: a post that goes on while holders, and even its title, change.
    ///
    /// ```
    /// use detente::model::{Office, OfficeFunction, OfficeIdentity, OfficeRecord};
    /// use detente::model::List;
    /// use detente::id;
    ///
    /// let office = OfficeRecord::new(id!("russia/president"), OfficeIdentity { of: id!("russia") })
    ///     .with(Office::TITLE, "President of Russia")
    ///     .with(Office::FUNCTIONS, List::open([OfficeFunction::HEAD_OF_STATE]));
    /// assert_eq!(office.identity().of, "russia");
    /// ```
    pub struct Office {
        /// The title, where it is not told by period.
        title TITLE: String,
        /// What its holder does.
        functions FUNCTIONS: List<OfficeFunction>,
        /// How many may hold it at once; not said where absent.
        seats SEATS: u32,
        /// Whether the titles given are all it has borne.
        titles_closed TITLES_CLOSED: bool,
    }
}

details! {
    /// A title the office bore for a time.
    pub struct Title {
        /// The title.
        title TITLE: String,
        /// Since when.
        from FROM: End,
        /// Until when.
        to TO: End,
    }
}

impl PartKind for Title {
    type Key = PartName;
}

parts! {
    /// The parts of an office.
    pub struct OfficeParts of Office {
        /// The titles it has borne.
        titles TITLES: Title,
    }
}

impl Noun for Office {
    type Identity = OfficeIdentity;
    type Parts = OfficeParts;
    const NOUN: NounKind = NounKind::Office;
}

identity! {
    /// What makes a tenure: who holds what, by which standard.
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
    /// let identity = TenureIdentity {
    ///     person: id!("vladimir-putin"),
    ///     office: id!("russia/president"),
    ///     criterion: Criterion::Unstated,
    /// };
    /// let tenure = TenureRecord::new(id!("putin-president"), identity)
    ///     .with(Tenure::FROM, End::Unknown)
    ///     .with(Tenure::TO, End::Still(date!("2024-06-17")));
    /// assert_eq!(tenure.identity().office, "russia/president");
    /// ```
    pub struct Tenure {
        /// Since when.
        from FROM: End,
        /// Until when.
        to TO: End,
        /// How the holder came to it; `acting` among them.
        mode MODE: TenureMode,
        /// How it ended.
        ended_by ENDED_BY: TenureEnd,
        /// The days on which it was renewed without a gap.
        reappointed REAPPOINTED: List<UncertainDate>,
        /// What the source calls the holder, such as "leader".
        described_as DESCRIBED_AS: String,
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

impl Value for TenureMode {}
