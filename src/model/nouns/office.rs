//! Office: a post, and the titles it bears.

use crate::model::open_codes;
use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::{ActorId, Id, List, Noun, NounKind, PartKind, PartName, Record};
use crate::time::End;

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
    /// let office = OfficeRecord::new(id!("russia/president"), OfficeIdentity::new(id!("russia")))
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

/// The id of an office.
pub type OfficeId = Id<Office>;
/// An office with the accounts given of it.
pub type OfficeRecord = Record<Office>;
