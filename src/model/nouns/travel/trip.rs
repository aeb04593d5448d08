//! Trip: visits and stops in order.

use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::{Id, Noun, NounKind, PartKind, PersonId, Progress, Record, RecordRef};

identity! {
    /// What makes a trip: who travels.
    pub struct TripIdentity / TripDraft {
        /// Who travels.
        traveller: PersonId,
    }
}

details! {
    /// A trip: visits and stops in order.
    ///
    /// ```
    /// use detente::model::{Leg, Part, RecordRef, Trip, TripIdentity, TripRecord};
    /// use detente::id;
    ///
    /// let first: RecordRef = "visit:putin-pyongyang-2024".parse()?;
    /// let trip = TripRecord::new(id!("asia-2024"), TripIdentity::new(id!("vladimir-putin")))
    ///     .with_part(Trip::LEGS, Part::new(first).with(Leg::ORDER, 1u32));
    /// assert_eq!(trip.parts(Trip::LEGS).as_slice().len(), 1);
    /// # Ok::<(), detente::model::ReferenceError>(())
    /// ```
    pub struct Trip {
        /// How far it has got.
        progress PROGRESS: Progress as Progress,
        /// Whether the legs given are all there are.
        legs_closed LEGS_CLOSED: bool,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }
    }
}

details! {
    /// A leg of a trip: a visit, or a place passed through.
    pub struct Leg {
        /// Its position, from 1.
        order ORDER: u32,
    }
}

impl PartKind for Leg {
    type Key = RecordRef;
}

parts! {
    /// The parts of a trip.
    pub struct TripParts of Trip {
        /// Its legs, keyed by the visit or place.
        legs LEGS: Leg,
    }
}

impl Noun for Trip {
    type Identity = TripIdentity;
    type Parts = TripParts;
    const NOUN: NounKind = NounKind::Trip;
}

/// The id of a trip.
pub type TripId = Id<Trip>;
/// A trip with the accounts given of it.
pub type TripRecord = Record<Trip>;
