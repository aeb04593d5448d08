//! State: a polity, whoever governs it.

use crate::model::record::details::details;
use crate::model::{Id, List, Noun, NounKind, Record, actor_ids};

details! {
    /// A state in the sense of a polity: `russia`, `soviet-union`, or one of a world of your own.
    ///
    /// Its id is the identity; country codes are labels that lists give it for a time.
    ///
    /// ```
    /// use detente::model::{State, StateRecord};
    /// use detente::id;
    ///
    /// let state = StateRecord::new(id!("north-korea"), ()).with(State::NAME, "North Korea");
    /// assert_eq!(state.accounts()[0].get(State::NAME).map(String::as_str), Some("North Korea"));
    /// ```
    pub struct State / RareState {
        /// The name in use.
        name NAME: String,
        /// Other names.
        aka AKA: List<String> = rare,
    }
}

impl Noun for State {
    type Identity = ();
    type Parts = ();
    const NOUN: NounKind = NounKind::State;
}

/// The id of a state.
///
/// ```
/// use detente::{id, model::StateId};
///
/// let state: StateId = id!("north-korea");
/// assert_eq!(state.actor(), "north-korea"); // the same id, as that of an actor
/// ```
pub type StateId = Id<State>;
/// A state with the accounts given of it.
///
/// ```
/// use detente::Dossier;
/// use detente::model::{State, StateRecord};
///
/// let dossier = Dossier::builder().state("ruritania").build()?;
/// let states: &[StateRecord] = dossier.records::<State>();
/// assert!(states.iter().any(|state| *state.id() == "ruritania"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type StateRecord = Record<State>;

actor_ids!(State);
