//! Person: somebody, apart from any office.

use crate::model::record::details::details;
use crate::model::{Id, List, Noun, NounKind, Record, StateId, actor_ids};
use crate::time::UncertainDate;

details! {
    /// A person. Offices are tenures, never titles of the person.
    ///
    /// ```
    /// use detente::model::{Person, PersonRecord};
    /// use detente::id;
    ///
    /// let person = PersonRecord::new(id!("vladimir-putin"), ()).with(Person::NAME, "Vladimir Putin");
    /// assert_eq!(person.id(), &"vladimir-putin");
    /// ```
    pub struct Person / RarePerson {
        /// The name in use.
        name NAME: String,
        /// Other names and spellings.
        aka AKA: List<String> = rare,
        /// Day of birth.
        born BORN: UncertainDate,
        /// Day of death.
        died DIED: UncertainDate = rare,
        /// States of which the person is a citizen.
        citizen_of CITIZEN_OF: List<StateId> = rare,
    }
}

impl Noun for Person {
    type Identity = ();
    type Parts = ();
    const NOUN: NounKind = NounKind::Person;
}

/// The id of a person.
///
/// ```
/// use detente::{id, model::PersonId};
///
/// let kim: PersonId = id!("kim-jong-un");
/// assert_eq!(kim.actor(), "kim-jong-un"); // the same id, as that of an actor
/// ```
pub type PersonId = Id<Person>;
/// A person with the accounts given of them.
///
/// ```
/// use detente::Dossier;
/// use detente::model::{Person, PersonRecord};
///
/// let dossier = Dossier::builder().leader("kim-jong-un", "north-korea", "2011-12-17/..").build()?;
/// let persons: &[PersonRecord] = dossier.records::<Person>();
/// assert_eq!(persons[0].id(), &"kim-jong-un");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type PersonRecord = Record<Person>;

actor_ids!(Person);
