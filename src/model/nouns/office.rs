//! Office: a post, and the titles it bears.

use crate::model::open_codes;
use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::{ActorId, Id, List, Noun, NounKind, PartKind, PartName, Record};
use crate::time::End;

open_codes! {
    /// What the holder of an office does. Open.
    ///
    /// ```
    /// use detente::model::OfficeFunction;
    ///
    /// assert_eq!("head_of_state".parse(), Ok(OfficeFunction::HEAD_OF_STATE));
    /// assert_eq!(OfficeFunction::EFFECTIVE_LEADER.meaning(), Some("leads in fact, whatever the title"));
    /// ```
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
    ///
    /// ```
    /// use detente::{id, model::OfficeIdentity};
    ///
    /// let identity = OfficeIdentity::new(id!("north-korea"));
    /// assert_eq!(identity.of, "north-korea");
    /// ```
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
    ///
    /// ```
    /// use detente::model::{Office, OfficeIdentity, OfficeRecord, Part, Title};
    /// use detente::{Dossier, date, id};
    ///
    /// let title = Part::new("rsfsr".parse()?)
    ///     .with(Title::TITLE, "President of the RSFSR")
    ///     .with_text(Title::FROM, "1991-07-10")?
    ///     .with_text(Title::TO, "1991-12-25")?;
    /// let office = OfficeRecord::new(id!("russia/president"), OfficeIdentity::new(id!("russia")))
    ///     .with(Office::TITLE, "President of Russia")
    ///     .with_part(Office::TITLES, title);
    /// let known = Dossier::builder().record(office).build()?.as_known();
    /// let office = known.office("russia/president")?;
    /// assert_eq!(office.title_on(date!("1991-08-19")), Some("President of the RSFSR"));
    /// assert_eq!(office.title_on(date!("2024-06-19")), Some("President of Russia"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Title {
        /// The title.
        title TITLE: String,
        /// Since when.
        from FROM: End,
        /// Until when.
        to TO: End as Until,
    }
}

impl PartKind for Title {
    type Key = PartName;
}

parts! {
    /// The parts of an office.
    pub struct OfficeParts of Office {
        /// The titles it has borne.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{Office, OfficeIdentity, OfficeRecord, Part, Title};
        ///
        /// let office = OfficeRecord::new(id!("north-korea/leader"), OfficeIdentity::new(id!("north-korea")))
        ///     .with_part(Office::TITLES, Part::new("second".parse()?).with(Title::TITLE, "General Secretary"))
        ///     .with_part(Office::TITLES, Part::new("first".parse()?).with(Title::TITLE, "First Secretary"));
        /// let titles = office.parts(Office::TITLES).as_slice();
        /// assert_eq!(titles[0].key().as_str(), "first"); // in the order of their names
        /// # Ok::<(), detente::model::IdError>(())
        /// ```
        titles TITLES: Title,
    }
}

impl Noun for Office {
    type Identity = OfficeIdentity;
    type Parts = OfficeParts;
    const NOUN: NounKind = NounKind::Office;
}

/// The id of an office.
///
/// ```
/// use detente::{id, model::OfficeId};
///
/// let office: OfficeId = id!("russia/president");
/// assert_eq!(office.as_str(), "russia/president");
/// ```
pub type OfficeId = Id<Office>;
/// An office with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Office, OfficeIdentity, OfficeRecord};
///
/// let presidency = OfficeRecord::new(id!("bosnia/presidency"), OfficeIdentity::new(id!("bosnia")))
///     .with(Office::SEATS, 3u32);
/// assert_eq!(presidency.accounts()[0].get(Office::SEATS), Some(&3));
/// ```
pub type OfficeRecord = Record<Office>;
