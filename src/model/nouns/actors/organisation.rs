//! Organisation: organs of states, alliances, firms, armed groups, and groups without a list of members.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::model::record::details::details;
use crate::model::record::part::parts;
use crate::model::schema::{Definitions, Described, ID, Schema};
use crate::model::{
    ActorId, Id, IdSpace, List, Noun, NounKind, ORDINAL, PartKey, PartKind, PlaceId, Record,
    Renaming, StateId, Value, actor_ids, open_codes, with_ordinal, write_ordinal,
};
use crate::time::End;

open_codes! {
    /// What an organisation is. Open.
    ///
    /// ```
    /// use detente::model::OrganisationKind;
    ///
    /// assert_eq!(OrganisationKind::ARMED_GROUP.in_words(), "armed group");
    /// assert_eq!(OrganisationKind::BLOC.meaning(), Some("states that act or are spoken of together"));
    /// assert_eq!(OrganisationKind::new("acme:think_tank")?.meaning(), None);
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    OrganisationKind / OrganisationKinds, "kind of organisation" {
        ORGAN = "organ": "an organ of a state, such as a ministry or a presidential office",
        ARMED_FORCE = "armed_force": "an armed force of a state",
        PARTY = "party": "a political party",
        INTERGOVERNMENTAL = "intergovernmental": "an organisation whose members are states",
        BLOC = "bloc": "states that act or are spoken of together",
        GROUP = "group": "a group that a source names without saying who belongs to it",
        ARMED_GROUP = "armed_group": "an armed group that serves no state openly",
        AUTHORITY = "authority": "a rival government, a government in exile, or another that claims a polity",
        MEDIA = "media": "a news agency, paper or broadcaster",
        FIRM = "firm": "a business",
        RELIGIOUS = "religious": "a religious body",
        NON_GOVERNMENTAL = "non_governmental": "a non-governmental organisation",
    }
}

details! {
    /// An organisation; also a group or bloc, which is never expanded unless its members are listed.
    ///
    /// ```
    /// use detente::model::{Organisation, OrganisationKind, OrganisationRecord};
    /// use detente::id;
    ///
    /// let kremlin = OrganisationRecord::new(id!("kremlin"), ())
    ///     .with(Organisation::KIND, OrganisationKind::ORGAN)
    ///     .with(Organisation::SPEAKS_FOR, id!("russia"));
    /// assert_eq!(kremlin.accounts().len(), 1);
    /// ```
    pub struct Organisation / RareOrganisation {
        /// The name in use.
        name NAME: String,
        /// Other names.
        aka AKA: List<String> = rare,
        /// What it is.
        kind KIND: OrganisationKind,
        /// For whom it speaks: the principal of an organ.
        speaks_for SPEAKS_FOR: ActorId = rare,
        /// The organisation it belongs to.
        part_of PART_OF: OrganisationId as Within = rare,
        /// Where it sits.
        seat SEAT: PlaceId = rare,
        /// The state it claims to be the government of.
        claims CLAIMS: StateId = rare,
        /// Whether the members listed are all there are.
        ///
        /// ```
        /// use detente::{Dossier, id};
        /// use detente::model::{Organisation, OrganisationRecord};
        ///
        /// let west = OrganisationRecord::new(id!("the-west"), ());
        /// let g7 = OrganisationRecord::new(id!("g7"), ()).with(Organisation::MEMBERS_CLOSED, true);
        /// let known = Dossier::builder().record(west).record(g7).build()?.as_known();
        /// assert!(known.organisation("g7")?.members_are_closed());
        /// assert!(!known.organisation("the-west")?.members_are_closed());
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        members_closed MEMBERS_CLOSED: bool = rare,
    }
}

details! {
    /// A spell of membership: from when until when an actor belongs to an organisation.
    ///
    /// ```
    /// use detente::model::{Member, MemberKey, Organisation, OrganisationRecord, Part};
    /// use detente::{Dossier, id, time::End};
    ///
    /// let finland = Part::new(MemberKey::new(id!("finland"))).with_text(Member::FROM, "2023-04-04")?;
    /// let nato = OrganisationRecord::new(id!("nato"), ()).with_part(Organisation::MEMBERS, finland);
    /// let known = Dossier::builder().state("finland").record(nato).build()?.as_known();
    /// let finland = known.organisation("nato")?.members().next().expect("one member");
    /// assert_eq!(finland.get(Member::FROM), Some(&End::On("2023-04-04".parse()?)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Member {
        /// Since when.
        from FROM: End,
        /// Until when.
        to TO: End as Until,
        /// In what way: "observer", "suspended".
        status STATUS: String,
    }
}

/// Tells the spells of the members of one organisation apart: who, and which of several spells.
/// Written `united-kingdom`; having left and come back, `united-kingdom 2`.
///
/// ```
/// use detente::model::MemberKey;
///
/// let again: MemberKey = "united-kingdom 2".parse()?;
/// assert_eq!((again.actor().as_str(), again.ordinal()), ("united-kingdom", 2));
/// assert_eq!(again.to_string(), "united-kingdom 2");
/// # Ok::<(), detente::model::MemberKeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MemberKey {
    actor: ActorId,
    ordinal: u16,
}

/// A text that is no key of a member.
///
/// ```
/// use detente::model::MemberKey;
///
/// let error = "france 0".parse::<MemberKey>().unwrap_err(); // the first is 1, and is not written
/// assert!(error.to_string().starts_with("found \"france 0\", expected a member"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::model::fault::Fault::text(text, MemberKey::EXPECTED))]
pub struct MemberKeyError {
    text: Box<str>,
}

impl MemberKey {
    /// The first spell of a member, and mostly the only one; of a further one the key is parsed.
    ///
    /// ```
    /// use detente::{id, model::MemberKey};
    ///
    /// assert_eq!("france".parse(), Ok(MemberKey::new(id!("france"))));
    /// ```
    pub fn new(actor: ActorId) -> Self {
        Self { actor, ordinal: 1 }
    }

    /// Who belongs to the organisation.
    ///
    /// ```
    /// use detente::{id, model::MemberKey};
    ///
    /// assert_eq!("france 3".parse::<MemberKey>()?.actor(), &id!("france"));
    /// # Ok::<(), detente::model::MemberKeyError>(())
    /// ```
    pub fn actor(&self) -> &ActorId {
        &self.actor
    }

    /// Which of the member's spells it is, from 1.
    ///
    /// ```
    /// use detente::model::MemberKey;
    ///
    /// assert_eq!("france 3".parse::<MemberKey>()?.ordinal(), 3);
    /// # Ok::<(), detente::model::MemberKeyError>(())
    /// ```
    pub fn ordinal(&self) -> u16 {
        self.ordinal
    }
}

impl FromStr for MemberKey {
    type Err = MemberKeyError;

    fn from_str(text: &str) -> Result<Self, MemberKeyError> {
        let parse = || {
            let (actor, ordinal) = with_ordinal(text)?;
            Some(Self { actor: actor.parse().ok()?, ordinal })
        };
        parse().ok_or_else(|| MemberKeyError { text: text.into() })
    }
}

impl fmt::Display for MemberKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.actor)?;
        write_ordinal(f, self.ordinal)
    }
}

impl Described for MemberKey {
    fn name() -> Cow<'static, str> {
        "member_key".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^{ID}{ORDINAL}$"))
            .described("A member; which of several spells.")
            .examples(&["united-kingdom", "united-kingdom 2"])
    }
}

impl PartKey for MemberKey {
    const EXPECTED: &'static str =
        "a member, such as \"united-kingdom\", or \"united-kingdom 2\" for the second spell";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        self.actor.refs(sink);
    }

    fn rename_key(&mut self, names: &Renaming) {
        self.actor.rename(names);
    }
}

impl PartKind for Member {
    type Key = MemberKey;
}

parts! {
    /// The parts of an organisation.
    pub struct OrganisationParts of Organisation {
        /// Its members, keyed by the member's id; whoever left and came back has a key for each spell.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{Organisation, OrganisationRecord, Part};
        ///
        /// let unesco = OrganisationRecord::new(id!("unesco"), ())
        ///     .with_part(Organisation::MEMBERS, Part::new("united-kingdom".parse()?))
        ///     .with_part(Organisation::MEMBERS, Part::new("united-kingdom 2".parse()?));
        /// assert!(unesco.parts(Organisation::MEMBERS).get(&"united-kingdom 2".parse()?).is_some());
        /// # Ok::<(), detente::model::MemberKeyError>(())
        /// ```
        members MEMBERS: Member,
    }
}

impl Noun for Organisation {
    type Identity = ();
    type Parts = OrganisationParts;
    const NOUN: NounKind = NounKind::Organisation;
}

/// The id of an organisation.
///
/// ```
/// use detente::{id, model::OrganisationId};
///
/// let nato: OrganisationId = id!("nato");
/// assert_eq!(nato.actor(), "nato"); // the same id, as that of an actor
/// ```
pub type OrganisationId = Id<Organisation>;
/// An organisation with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Organisation, OrganisationRecord};
///
/// let nato = OrganisationRecord::new(id!("nato"), ()).with(Organisation::SEAT, id!("brussels"));
/// assert!(nato.accounts()[0].get(Organisation::SEAT).is_some_and(|seat| *seat == "brussels"));
/// ```
pub type OrganisationRecord = Record<Organisation>;

actor_ids!(Organisation);
