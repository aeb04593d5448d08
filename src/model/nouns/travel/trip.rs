//! Trip: visits and stops in order.

use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::{Id, Noun, NounKind, PartKind, PersonId, Progress, Record, RecordRef, WhenDay};

identity! {
    /// What makes a trip: who travels.
    ///
    /// ```
    /// use detente::{id, model::TripIdentity};
    ///
    /// let identity = TripIdentity::new(id!("vladimir-putin"));
    /// assert_eq!(identity.traveller, "vladimir-putin");
    /// ```
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
    pub struct Trip / RareTrip {
        /// How far it has got.
        progress PROGRESS: Progress as Progress,
        /// The last day on which it can begin in time.
        deadline DEADLINE: WhenDay as Deadline = rare,
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
    ///
    /// ```
    /// use detente::model::{Leg, Part, RecordRef, VisitId};
    /// use detente::id;
    ///
    /// let hanoi: VisitId = id!("putin-hanoi-2024");
    /// let leg = Part::new(RecordRef::from(&hanoi)).with(Leg::ORDER, 2u32);
    /// assert_eq!(leg.key().to_string(), "visit:putin-hanoi-2024");
    /// assert_eq!(leg.accounts()[0].get(Leg::ORDER), Some(&2));
    /// ```
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
        ///
        /// ```
        /// use detente::model::{Leg, Part, Trip, TripIdentity, TripRecord};
        /// use detente::{Dossier, id};
        ///
        /// let trip = TripRecord::new(id!("asia-2024"), TripIdentity::new(id!("putin")))
        ///     .with_part(Trip::LEGS, Part::new("visit:hanoi".parse()?).with(Leg::ORDER, 2u32))
        ///     .with_part(Trip::LEGS, Part::new("visit:pyongyang".parse()?).with(Leg::ORDER, 1u32));
        /// let known = Dossier::builder()
        ///     .leader("putin", "russia", "2012-05-07/..")
        ///     .visit("pyongyang", "putin", "north-korea", "2024-06-19")
        ///     .visit("hanoi", "putin", "vietnam", "2024-06-20")
        ///     .record(trip)
        ///     .build()?
        ///     .as_known();
        /// let legs = known.trip("asia-2024")?.legs();
        /// assert_eq!((legs[0].key().id(), legs[1].key().id()), ("pyongyang", "hanoi"));
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        legs LEGS: Leg,
    }
}

impl Noun for Trip {
    type Identity = TripIdentity;
    type Parts = TripParts;
    const NOUN: NounKind = NounKind::Trip;
}

/// The id of a trip.
///
/// ```
/// use detente::{id, model::TripId};
///
/// let trip: TripId = id!("asia-2024");
/// assert_eq!(trip, "asia-2024");
/// ```
pub type TripId = Id<Trip>;
/// A trip with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Progress, Trip, TripIdentity, TripRecord};
///
/// let trip = TripRecord::new(id!("asia-2024"), TripIdentity::new(id!("vladimir-putin")))
///     .with(Trip::PROGRESS, Progress::Planned);
/// assert_eq!(trip.identity().traveller, "vladimir-putin");
/// ```
pub type TripRecord = Record<Trip>;
