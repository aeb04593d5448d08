//! Place: cities, buildings, squares and regions, each inside another.

use crate::model::open_codes;
use crate::model::record::details::details;
use crate::model::{Id, List, Noun, NounKind, Record, StateId};

open_codes! {
    /// What a place is. Open.
    ///
    /// ```
    /// use detente::model::PlaceKind;
    ///
    /// assert_eq!("city".parse(), Ok(PlaceKind::CITY));
    /// assert_eq!(PlaceKind::BORDER_POINT.meaning(), Some("a crossing point of a border"));
    /// assert_eq!(PlaceKind::new("citty").unwrap_err().nearest(), Some("city"));
    /// ```
    PlaceKind / PlaceKinds, "kind of place" {
        REGION = "region": "a region, defined or not",
        CITY = "city": "a city or town",
        SQUARE = "square": "a square",
        BUILDING = "building": "a building or a group of them",
        RESIDENCE = "residence": "a residence or guest house",
        CHURCH = "church": "a place of worship",
        AIRPORT = "airport": "an airport",
        SPACEPORT = "spaceport": "a cosmodrome or spaceport",
        BORDER_POINT = "border_point": "a crossing point of a border",
        TERRITORY = "territory": "a territory, also a disputed one",
    }
}

details! {
    /// A place. It may lie within another place, and in a state.
    ///
    /// ```
    /// use detente::model::{Place, PlaceKind, PlaceRecord};
    /// use detente::id;
    ///
    /// let city = PlaceRecord::new(id!("pyongyang"), ())
    ///     .with(Place::KIND, PlaceKind::CITY)
    ///     .with(Place::STATE, id!("north-korea"))
    ///     .with(Place::CAPITAL_OF, id!("north-korea"));
    /// assert_eq!(city.accounts().len(), 1);
    /// ```
    pub struct Place / RarePlace {
        /// The name in use.
        name NAME: String,
        /// Other names.
        aka AKA: List<String> = rare,
        /// What it is.
        kind KIND: PlaceKind,
        /// Words that narrow the kind down, such as `orthodox`.
        tags TAGS: List<String> = rare,
        /// The place it lies in.
        ///
        /// ```
        /// use detente::{Dossier, id};
        /// use detente::model::{Place, PlaceRecord};
        ///
        /// let known = Dossier::builder()
        ///     .record(PlaceRecord::new(id!("pyongyang"), ()).with(Place::STATE, id!("north-korea")))
        ///     .record(PlaceRecord::new(id!("kim-il-sung-square"), ()).with(Place::WITHIN, id!("pyongyang")))
        ///     .build()?
        ///     .as_known();
        /// let square = known.place("kim-il-sung-square")?;
        /// assert!(square.is_within("pyongyang"));
        /// assert_eq!(square.state().map(|state| state.as_str()), Some("north-korea"));
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        within WITHIN: PlaceId as Within,
        /// The state it lies in; a place within another lies where that one does.
        state STATE: StateId = rare,
        /// The state whose capital it is.
        capital_of CAPITAL_OF: StateId = rare,
    }
}

impl Noun for Place {
    type Identity = ();
    type Parts = ();
    const NOUN: NounKind = NounKind::Place;
}

/// The id of a place.
///
/// ```
/// use detente::{id, model::{PlaceId, RecordRef}};
///
/// let id: PlaceId = id!("kumsusan-guesthouse");
/// assert_eq!(RecordRef::from(&id).to_string(), "place:kumsusan-guesthouse");
/// ```
pub type PlaceId = Id<Place>;
/// A place with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Place, PlaceKind, PlaceRecord};
///
/// let airport = PlaceRecord::new(id!("sunan"), ()).with(Place::KIND, PlaceKind::AIRPORT);
/// assert_eq!(airport.accounts()[0].get(Place::KIND), Some(&PlaceKind::AIRPORT));
/// ```
pub type PlaceRecord = Record<Place>;
