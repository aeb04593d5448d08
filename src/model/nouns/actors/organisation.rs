//! Organisation: organs of states, alliances, firms, armed groups, and groups without a list of members.

use crate::model::record::details::details;
use crate::model::record::part::parts;
use crate::model::{
    ActorId, Id, List, Noun, NounKind, PartKind, PlaceId, Record, StateId, actor_ids, open_codes,
};
use crate::time::End;

open_codes! {
    /// What an organisation is. Open.
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
    pub struct Organisation {
        /// The name in use.
        name NAME: String,
        /// Other names.
        aka AKA: List<String>,
        /// What it is.
        kind KIND: OrganisationKind,
        /// For whom it speaks: the principal of an organ.
        speaks_for SPEAKS_FOR: ActorId,
        /// The organisation it belongs to.
        part_of PART_OF: OrganisationId as Within,
        /// Where it sits.
        seat SEAT: PlaceId,
        /// The state it claims to be the government of.
        claims CLAIMS: StateId,
        /// Whether the members listed are all there are.
        members_closed MEMBERS_CLOSED: bool,
    }
}

details! {
    /// A membership: from when until when an actor belongs to an organisation.
    pub struct Member {
        /// Since when.
        from FROM: End,
        /// Until when.
        to TO: End,
        /// In what way: "observer", "suspended".
        status STATUS: String,
    }
}

impl PartKind for Member {
    type Key = ActorId;
}

parts! {
    /// The parts of an organisation.
    pub struct OrganisationParts of Organisation {
        /// Its members, keyed by the member's id.
        members MEMBERS: Member,
    }
}

impl Noun for Organisation {
    type Identity = ();
    type Parts = OrganisationParts;
    const NOUN: NounKind = NounKind::Organisation;
}

/// The id of an organisation.
pub type OrganisationId = Id<Organisation>;
/// An organisation with the accounts given of it.
pub type OrganisationRecord = Record<Organisation>;

actor_ids!(Organisation);
