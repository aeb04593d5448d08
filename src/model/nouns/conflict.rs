//! Conflict: what is fought over, by whom, and under which name.

use chrono::NaiveDate;

use crate::model::record::details::details;
use crate::model::{
    ActorId, Id, List, Noun, NounKind, PlaceId, Record, StateId, WhenSpan, done_by,
};

details! {
    /// A conflict. What it is called and how it is seen belong to each account, with its holder.
    ///
    /// ```
    /// use detente::model::{Account, Conflict, ConflictRecord};
    /// use detente::id;
    ///
    /// let war = ConflictRecord::new(id!("ukraine"), ())
    ///     .account(Account::new().with(Conflict::FRAMING, "invasion"))
    ///     .account(Account::new().via([id!("vladimir-putin")]).with(Conflict::FRAMING, "actions"));
    /// assert_eq!(war.accounts().len(), 2);
    /// ```
    pub struct Conflict / RareConflict {
        /// A neutral working name.
        name NAME: String,
        /// The word the account uses for it: "invasion", "special operation".
        ///
        /// ```
        /// use detente::model::{Account, Conflict, ConflictRecord, OrganisationRecord};
        /// use detente::{Dossier, id};
        ///
        /// let war = ConflictRecord::new(id!("ukraine"), ())
        ///     .account(Account::new().with(Conflict::FRAMING, "invasion"))
        ///     .account(Account::new().via([id!("kremlin")]).with(Conflict::FRAMING, "special operation"));
        /// let kremlin = OrganisationRecord::new(id!("kremlin"), ());
        /// let known = Dossier::builder().record(kremlin).record(war).build()?.as_known();
        /// assert_eq!(known.conflict("ukraine")?.framings().len(), 2);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        framing FRAMING: String = rare,
        /// Who takes part.
        parties PARTIES: List<ActorId> = rare,
        /// Who began it, as the account has it.
        initiator INITIATOR: ActorId = rare,
        /// The state in which it is fought.
        state STATE: StateId = rare,
        /// Where, more closely.
        place PLACE: PlaceId = rare,
        /// When.
        during DURING: WhenSpan as Dated,
    }
    with {
        fn done_on(&self) -> Option<NaiveDate> {
            self.during.as_ref()?.fixed()?.start().and_then(done_by)
        }
    }
}

impl Noun for Conflict {
    type Identity = ();
    type Parts = ();
    const NOUN: NounKind = NounKind::Conflict;
}

/// The id of a conflict.
///
/// ```
/// use detente::{id, model::ConflictId};
///
/// let conflict: ConflictId = id!("korean-war");
/// assert_eq!(conflict, "korean-war");
/// ```
pub type ConflictId = Id<Conflict>;
/// A conflict with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Conflict, ConflictRecord};
///
/// let war = ConflictRecord::new(id!("korean-war"), ())
///     .with(Conflict::PARTIES, [id!("north-korea"), id!("south-korea")])
///     .with_text(Conflict::DURING, "1950-06-25/1953-07-27")?;
/// assert!(war.accounts()[0].get(Conflict::PARTIES).is_some_and(|parties| parties.items().len() == 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type ConflictRecord = Record<Conflict>;
