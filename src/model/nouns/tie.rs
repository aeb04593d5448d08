//! Tie: something that holds between two actors, as a record that others can be about.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;

use crate::model::fault::Fault;
use crate::model::reading::{missing, read_into};
use crate::model::record::details::details;
use crate::model::schema::{Fields, Node, ObjectSchema, Schema, texts};
use crate::model::{
    Actor, ActorId, CodeList, Id, IdSet, IdSpace, Identity, List, Noun, NounKind, Progress, Record,
    Renaming, Subject, Value, WhenDay, WhenSpan, done_by,
};
use crate::model::{closed_codes, open_codes};

open_codes! {
    /// What holds between two actors. Open; a kind of your own carries a namespace (`acme:cyber`).
    ///
    /// ```
    /// use detente::model::TieKind;
    ///
    /// assert_eq!("sanctions".parse(), Ok(TieKind::SANCTIONS));
    /// assert_eq!(TieKind::SANCTIONS.meaning(), Some("from has sanctions on to"));
    /// assert_eq!(TieKind::new("acme:cyber")?.meaning(), None);
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    TieKind / TieKinds, "kind of tie" {
        DEFENCE_OBLIGATION = "defence_obligation": "from owes to help if attacked",
        OFFENCE_OBLIGATION = "offence_obligation": "from owes to help also in attack",
        NEUTRALITY_OBLIGATION = "neutrality_obligation": "from owes to neutrality",
        NONAGGRESSION_OBLIGATION = "nonaggression_obligation": "from owes to not to attack",
        CONSULTATION_OBLIGATION = "consultation_obligation": "from owes to consultation",
        DEFENCE_COOPERATION = "defence_cooperation": "they cooperate in defence",
        BASING_OR_HOSTING = "basing_or_hosting": "from gives to a base",
        FIGHTS_FOR = "fights_for": "from has troops beside those of to",
        ARMS_TRANSFER = "arms_transfer": "from gives or sells to arms",
        INTELLIGENCE_SHARING = "intelligence_sharing": "from tells to what its services know",
        JOINT_EXERCISE = "joint_exercise": "they exercise together",
        POLITICAL_SUPPORT = "political_support": "from stands up for to",
        RECOGNISES = "recognises": "from recognises to",
        RECOGNITION_WITHDRAWN = "recognition_withdrawn": "from no longer recognises to",
        ENDORSES_CLAIM = "endorses_claim": "from endorses a claim of to",
        DIPLOMATIC_RELATIONS = "diplomatic_relations": "from is represented at to",
        RELATIONS_SEVERED = "relations_severed": "they have broken relations",
        EXPELS_OR_DOWNGRADES = "expels_or_downgrades": "from lowers its relations with to",
        MEDIATES_FOR = "mediates_for": "from mediates for to",
        COOPERATION_AGREEMENT = "cooperation_agreement": "they have an agreement or partnership",
        TRADE_AGREEMENT = "trade_agreement": "they have an agreement on trade",
        TRADE_FLOW = "trade_flow": "from sells to",
        AID = "aid": "from gives to aid",
        LOAN_OR_INVESTMENT = "loan_or_investment": "from lends to or invests in to",
        DESCRIBED_AS_ALLY = "described_as_ally": "a source calls them allies; no obligation is meant",
        TENSION = "tension": "there is tension between them",
        PRESSURE = "pressure": "from puts pressure on to",
        SANCTIONS = "sanctions": "from has sanctions on to",
        EMBARGO_OR_BLOCKADE = "embargo_or_blockade": "from cuts to off",
        SUPPORTS_OPPONENT = "supports_opponent": "from supports whoever fights to",
        TERRITORIAL_CLAIM = "territorial_claim": "from claims territory of to",
        RIVALRY = "rivalry": "they are coded as rivals",
        MOBILISES_OR_DISPLAYS = "mobilises_or_displays": "from shows force to to",
        USES_FORCE = "uses_force": "from uses force against to",
        INVADES = "invades": "from has invaded to",
        AT_WAR = "at_war": "they are at war",
        OCCUPIES_OR_ANNEXES = "occupies_or_annexes": "from holds territory of to",
        SUCCESSION = "succession": "from succeeds to",
        SPONSORS = "sponsors": "from sponsors to",
        HOSTS_EXILE = "hosts_exile": "from hosts to in exile",
        CONTIGUITY = "contiguity": "their territories touch",
    }
}

closed_codes! {
    /// Whether a kind of tie leads from one end to the other. Closed.
    ///
    /// ```
    /// use detente::model::{Direction, TieKind};
    ///
    /// assert_eq!(TieKind::SANCTIONS.direction(), Some(Direction::Directed));
    /// assert_eq!(TieKind::AT_WAR.direction(), Some(Direction::Symmetric));
    /// ```
    pub enum Direction, "direction" {
        /// It leads from one to the other.
        Directed = "directed",
        /// It holds between the two alike.
        Symmetric = "symmetric",
    }
}

impl TieKind {
    /// The kinds that hold between two alike; every other known one is directed.
    const SYMMETRIC: [Self; 10] = [
        Self::DEFENCE_COOPERATION,
        Self::JOINT_EXERCISE,
        Self::RELATIONS_SEVERED,
        Self::COOPERATION_AGREEMENT,
        Self::TRADE_AGREEMENT,
        Self::DESCRIBED_AS_ALLY,
        Self::TENSION,
        Self::RIVALRY,
        Self::AT_WAR,
        Self::CONTIGUITY,
    ];

    /// Whether ties of this kind have a direction; `None` for a kind of your own, each of whose
    /// ties says so itself by the ends it gives.
    ///
    /// ```
    /// use detente::model::{Direction, TieKind};
    ///
    /// assert_eq!(TieKind::TENSION.direction(), Some(Direction::Symmetric));
    /// assert_eq!(TieKind::new("acme:cyber")?.direction(), None);
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    pub fn direction(&self) -> Option<Direction> {
        self.meaning()?;
        let symmetric = Self::SYMMETRIC.contains(self);
        Some(if symmetric { Direction::Symmetric } else { Direction::Directed })
    }
}

/// The two ends of a tie; never one and the same.
///
/// ```
/// use detente::id;
/// use detente::model::{Ends, TieIdentity, TieKind};
///
/// let tie = TieIdentity::between(TieKind::TENSION, id!("united-states"), id!("north-korea"))?;
/// let Ends::Between(ends) = tie.ends() else { panic!("tension has no direction") };
/// assert_eq!(ends.to_string(), "north-korea, united-states");
/// assert!(TieIdentity::directed(TieKind::TENSION, id!("a"), id!("b")).is_err());
/// # Ok::<(), detente::model::TieError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ends {
    /// From one to the other.
    Directed {
        /// Whose stance or act it is.
        from: ActorId,
        /// Toward whom.
        to: ActorId,
    },
    /// Between the two alike.
    Between(IdSet<Actor, 2>),
}

/// What makes a tie: its kind and its two ends.
///
/// In JSON a directed tie has `from` and `to`, a symmetric one `between`.
///
/// ```
/// use detente::id;
/// use detente::model::{TieIdentity, TieKind};
///
/// let support = TieIdentity::directed(TieKind::POLITICAL_SUPPORT, id!("russia"), id!("north-korea"))?;
/// assert_eq!(support.to_string(), "political support: russia → north-korea");
/// # Ok::<(), detente::model::TieError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TieIdentity {
    kind: TieKind,
    ends: Ends,
}

/// Two ends that a tie of some kind cannot have.
///
/// ```
/// use detente::id;
/// use detente::model::{TieIdentity, TieKind};
///
/// let error = TieIdentity::between(TieKind::PRESSURE, id!("us"), id!("dprk")).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "found \"between\" for the directed kind pressure, expected \"from\" and \"to\""
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TieError(Fault);

impl TieIdentity {
    /// A tie that leads from one actor to another.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Ends, TieIdentity, TieKind};
    ///
    /// let aid = TieIdentity::directed(TieKind::AID, id!("china"), id!("north-korea"))?;
    /// assert_eq!(aid.ends(), &Ends::Directed { from: id!("china"), to: id!("north-korea") });
    /// assert!(TieIdentity::directed(TieKind::AID, id!("china"), id!("china")).is_err());
    /// # Ok::<(), detente::model::TieError>(())
    /// ```
    ///
    /// # Errors
    /// If the kind is symmetric, or both ends are one.
    pub fn directed(kind: TieKind, from: ActorId, to: ActorId) -> Result<Self, TieError> {
        if kind.direction() == Some(Direction::Symmetric) {
            let found = format!("\"from\" and \"to\" for the symmetric kind {}", kind.as_str());
            return Err(TieError(Fault::phrase(found, "\"between\": [one, other]")));
        }
        if from == to {
            let found = format!("\"{from}\" at both ends");
            return Err(TieError(Fault::phrase(found, "two different actors")));
        }
        Ok(Self { kind, ends: Ends::Directed { from, to } })
    }

    /// A tie that holds between two actors alike.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{TieIdentity, TieKind};
    ///
    /// let one = TieIdentity::between(TieKind::AT_WAR, id!("south-korea"), id!("north-korea"))?;
    /// let other = TieIdentity::between(TieKind::AT_WAR, id!("north-korea"), id!("south-korea"))?;
    /// assert_eq!(one, other);
    /// # Ok::<(), detente::model::TieError>(())
    /// ```
    ///
    /// # Errors
    /// If the kind is directed, or both ends are one.
    pub fn between(kind: TieKind, one: ActorId, other: ActorId) -> Result<Self, TieError> {
        let ends = IdSet::new([one, other]).map_err(|_| {
            TieError(Fault::phrase("one actor at both ends", "two different actors"))
        })?;
        Self::between_set(kind, ends)
    }

    fn between_set(kind: TieKind, ends: IdSet<Actor, 2>) -> Result<Self, TieError> {
        if kind.direction() == Some(Direction::Directed) {
            let found = format!("\"between\" for the directed kind {}", kind.as_str());
            return Err(TieError(Fault::phrase(found, "\"from\" and \"to\"")));
        }
        if ends.len() != 2 {
            let found = format!("{} actors", ends.len());
            return Err(TieError(Fault::phrase(found, "two: a tie has two ends")));
        }
        Ok(Self { kind, ends: Ends::Between(ends) })
    }

    /// What holds.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{TieIdentity, TieKind};
    ///
    /// let aid = TieIdentity::directed(TieKind::AID, id!("china"), id!("north-korea"))?;
    /// assert_eq!(aid.kind(), &TieKind::AID);
    /// # Ok::<(), detente::model::TieError>(())
    /// ```
    pub fn kind(&self) -> &TieKind {
        &self.kind
    }

    /// Between whom.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Ends, TieIdentity, TieKind};
    ///
    /// let aid = TieIdentity::directed(TieKind::AID, id!("china"), id!("north-korea"))?;
    /// assert!(matches!(aid.ends(), Ends::Directed { to, .. } if *to == "north-korea"));
    /// # Ok::<(), detente::model::TieError>(())
    /// ```
    pub fn ends(&self) -> &Ends {
        &self.ends
    }

    /// The two actors: from and to, or both in the order of their ids.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{TieIdentity, TieKind};
    ///
    /// let aid = TieIdentity::directed(TieKind::AID, id!("russia"), id!("north-korea"))?;
    /// assert_eq!(aid.actors(), (&id!("russia"), &id!("north-korea")));
    /// let tension = TieIdentity::between(TieKind::TENSION, id!("united-states"), id!("north-korea"))?;
    /// assert_eq!(tension.actors(), (&id!("north-korea"), &id!("united-states")));
    /// # Ok::<(), detente::model::TieError>(())
    /// ```
    pub fn actors(&self) -> (&ActorId, &ActorId) {
        match &self.ends {
            Ends::Directed { from, to } => (from, to),
            Ends::Between(ends) => (&ends.as_slice()[0], &ends.as_slice()[1]),
        }
    }
}

/// A tie's identity while it is read.
#[derive(Debug, Default)]
pub struct TieDraft {
    kind: Option<TieKind>,
    from: Option<ActorId>,
    to: Option<ActorId>,
    between: Option<IdSet<Actor, 2>>,
}

impl Fields for TieIdentity {
    fn describe(object: &mut ObjectSchema<'_>) {
        object.required::<TieKind>("kind", "What holds.");
        object.optional::<ActorId>("from", "Whose stance or act it is.");
        object.optional::<ActorId>("to", "Toward whom.");
        object.optional::<IdSet<Actor, 2>>("between", "The two between whom it holds alike.");
        object.rule("oneOf", forms());
    }
}

impl Identity for TieIdentity {
    type Draft = TieDraft;
    const NAMES: &'static [&'static str] = &["kind", "from", "to", "between"];

    fn read<'de, A: MapAccess<'de>>(
        draft: &mut TieDraft,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        match key {
            "kind" => read_into(&mut draft.kind, key, map)?,
            "from" => read_into(&mut draft.from, key, map)?,
            "to" => read_into(&mut draft.to, key, map)?,
            "between" => read_into(&mut draft.between, key, map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish<E: de::Error>(draft: TieDraft) -> Result<Self, E> {
        let kind = draft.kind.ok_or_else(|| missing("kind"))?;
        let identity = match (draft.from, draft.to, draft.between) {
            (Some(from), Some(to), None) => Self::directed(kind, from, to),
            (None, None, Some(ends)) => Self::between_set(kind, ends),
            (None, None, None) => return Err(missing("between\" or \"from")),
            (None, Some(_), None) => return Err(missing("from")),
            (Some(_), None, None) => return Err(missing("to")),
            _ => Err(TieError(Fault::phrase(
                "\"between\" beside \"from\" or \"to\"",
                "\"from\" and \"to\", or \"between\" alone",
            ))),
        };
        identity.map_err(E::custom)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("kind", &self.kind)?;
        match &self.ends {
            Ends::Directed { from, to } => {
                map.serialize_entry("from", from)?;
                map.serialize_entry("to", to)
            }
            Ends::Between(ends) => map.serialize_entry("between", ends),
        }
    }

    fn refs(&self, sink: &mut dyn FnMut(&'static str, IdSpace, &str)) {
        match &self.ends {
            Ends::Directed { from, to } => {
                sink("from", IdSpace::Actor, from.as_str());
                sink("to", IdSpace::Actor, to.as_str());
            }
            Ends::Between(ends) => ends.refs(&mut |target, id| sink("between", target, id)),
        }
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("kind", self.kind.in_words())];
        match &self.ends {
            Ends::Directed { from, to } => {
                fields.extend([("from", from.to_string()), ("to", to.to_string())]);
            }
            Ends::Between(ends) => fields.push(("between", ends.to_string())),
        }
        fields
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        match &mut self.ends {
            Ends::Between(ends) => ends.rename(names),
            Ends::Directed { from, to } => {
                let (mut new_from, mut new_to) = (from.clone(), to.clone());
                new_from.rename(names);
                new_to.rename(names);
                if new_from == new_to {
                    return false;
                }
                (*from, *to) = (new_from, new_to);
                true
            }
        }
    }
}

/// The two forms of ends, each with the kinds that cannot have it.
fn forms() -> Vec<Node> {
    let none_of = |direction| {
        let kinds = TieKinds::TABLE.iter().map(|(code, _)| *code);
        let kinds: Vec<_> =
            kinds.filter(|code| TieKind::known(code).direction() == Some(direction)).collect();
        Schema::default().with("not", Schema::default().with("enum", texts(&kinds)))
    };
    let directed =
        Schema::default().with("kind", none_of(Direction::Symmetric)).with("between", false);
    let symmetric = Schema::default()
        .with("kind", none_of(Direction::Directed))
        .with("from", false)
        .with("to", false)
        .with("between", Schema::default().with("maxItems", 2));
    let form = |doc, required: &[&'static str], properties: Schema| {
        let form = Schema::default().described(doc).with("required", texts(required));
        Node::Schema(form.with("properties", properties))
    };
    vec![
        form("A tie that leads from one to the other.", &["from", "to"], directed),
        form("A tie that holds between two alike.", &["between"], symmetric),
    ]
}

impl fmt::Display for TieIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.ends {
            Ends::Directed { from, to } => write!(f, "{}: {from} → {to}", self.kind.in_words()),
            Ends::Between(ends) => write!(f, "{}: {ends}", self.kind.in_words()),
        }
    }
}

details! {
    /// A tie between two actors. Being a record, it can itself be what another tie or a statement
    /// is about.
    ///
    /// ```
    /// use detente::model::{Account, Stance, Tie, TieIdentity, TieKind, TieRecord};
    /// use detente::id;
    ///
    /// let (us, dprk) = (id!("united-states"), id!("north-korea"));
    /// let identity = TieIdentity::directed(TieKind::PRESSURE, us, dprk)?;
    /// let pressure = TieRecord::new(id!("us-presses-nk"), identity)
    ///     .account(Account::new().via([id!("vladimir-putin")]).stance(Stance::Presupposes));
    /// assert_eq!(pressure.identity().kind(), &TieKind::PRESSURE);
    /// # Ok::<(), detente::model::TieError>(())
    /// ```
    pub struct Tie / RareTie {
        /// How far it has got; a promised tie does not hold yet.
        progress PROGRESS: Progress as Progress,
        /// When it holds.
        ///
        /// ```
        /// use detente::model::{Tie, TieIdentity, TieKind, TieRecord};
        /// use detente::{Dossier, Truth, date, id};
        ///
        /// let identity = TieIdentity::directed(TieKind::SANCTIONS, id!("united-states"), id!("north-korea"))?;
        /// let sanctions = TieRecord::new(id!("sanctions"), identity).with_text(Tie::DURING, "2008-06-26/..")?;
        /// let known = Dossier::builder().record(sanctions).build()?.as_known();
        /// let during = known.tie("sanctions")?.period().expect("a period");
        /// assert_eq!(during.contains(date!("2024-06-19")), Truth::Yes);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        during DURING: WhenSpan as Dated,
        /// The last day on which it can begin in time.
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// Against whom or what it is directed.
        against AGAINST: List<Subject> = rare,
        /// In what matter.
        regarding REGARDING: List<Subject> = rare,
        /// On what grounds.
        because BECAUSE: List<Subject> = rare,
        /// A grade within the kind, such as "de facto".
        grade GRADE: String = rare,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }

        fn happened(&self) -> bool {
            self.progress.is_none_or(Progress::has_happened)
        }

        fn done_on(&self) -> Option<NaiveDate> {
            let during = self.during.as_ref().filter(|_| self.happened())?;
            during.fixed()?.start().and_then(done_by)
        }
    }
}

impl Noun for Tie {
    type Identity = TieIdentity;
    type Parts = ();
    const NOUN: NounKind = NounKind::Tie;
}

/// The id of a tie.
///
/// ```
/// use detente::{id, model::TieId};
///
/// let tie: TieId = id!("us-presses-nk");
/// assert_eq!(tie, "us-presses-nk");
/// ```
pub type TieId = Id<Tie>;
/// A tie with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Tie, TieIdentity, TieKind, TieRecord};
///
/// let identity = TieIdentity::between(TieKind::RIVALRY, id!("north-korea"), id!("south-korea"))?;
/// let rivalry = TieRecord::new(id!("korean-rivalry"), identity).with(Tie::GRADE, "enduring");
/// assert_eq!(rivalry.identity().kind(), &TieKind::RIVALRY);
/// # Ok::<(), detente::model::TieError>(())
/// ```
pub type TieRecord = Record<Tie>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symmetric_kind_is_in_the_table() {
        for kind in &TieKind::SYMMETRIC {
            assert!(TieKinds::TABLE.iter().any(|(code, _)| *code == kind.as_str()), "{kind}");
        }
    }
}
