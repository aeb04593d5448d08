//! Organisation: organs of states, alliances, firms, armed groups, and groups without a list of members.

use crate::model::record::details::details;
use crate::model::record::part::parts;
use crate::model::{
    ActorId, Id, List, Noun, NounKind, PartKind, PlaceId, Record, StateId, actor_ids, open_codes,
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
    /// A membership: from when until when an actor belongs to an organisation.
    ///
    /// ```
    /// use detente::model::{Member, Organisation, OrganisationRecord, Part};
    /// use detente::{Dossier, id, time::End};
    ///
    /// let nato = OrganisationRecord::new(id!("nato"), ())
    ///     .with_part(Organisation::MEMBERS, Part::new(id!("finland")).with_text(Member::FROM, "2023-04-04")?);
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

impl PartKind for Member {
    type Key = ActorId;
}

parts! {
    /// The parts of an organisation.
    pub struct OrganisationParts of Organisation {
        /// Its members, keyed by the member's id.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{Organisation, OrganisationRecord, Part};
        ///
        /// let bloc = OrganisationRecord::new(id!("bloc"), ())
        ///     .with_part(Organisation::MEMBERS, Part::new(id!("russia")))
        ///     .with_part(Organisation::MEMBERS, Part::new(id!("belarus")));
        /// assert!(bloc.parts(Organisation::MEMBERS).get(&id!("belarus")).is_some());
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
