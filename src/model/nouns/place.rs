//! Place: cities, buildings, squares and regions, each inside another.

use crate::model::open_codes;
use crate::model::record::details::details;
use crate::model::{Id, List, Noun, NounKind, Record, StateId};

open_codes! {
    /// What a place is. Open.
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
    pub struct Place {
        /// The name in use.
        name NAME: String,
        /// Other names.
        aka AKA: List<String>,
        /// What it is.
        kind KIND: PlaceKind,
        /// Words that narrow the kind down, such as `orthodox`.
        tags TAGS: List<String>,
        /// The place it lies in.
        within WITHIN: PlaceId as Within,
        /// The state it lies in; a place within another lies where that one does.
        state STATE: StateId,
        /// The state whose capital it is.
        capital_of CAPITAL_OF: StateId,
    }
}

impl Noun for Place {
    type Identity = ();
    type Parts = ();
    const NOUN: NounKind = NounKind::Place;
}

/// The id of a place.
pub type PlaceId = Id<Place>;
/// A place with the accounts given of it.
pub type PlaceRecord = Record<Place>;
