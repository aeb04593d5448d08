//! Nouns: what kinds of things there are records of, and the spaces their ids form.

use super::code::closed_codes;

closed_codes! {
    /// The nouns of the model. Closed.
    ///
    /// ```
    /// use detente::model::NounKind;
    ///
    /// assert_eq!(NounKind::from_code("visit")?, NounKind::Visit);
    /// assert!(NounKind::State.is_actor() && !NounKind::Visit.is_actor());
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    pub enum NounKind, "noun" {
        /// A state.
        State = "state",
        /// A person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
        /// A place.
        Place = "place",
        /// A source.
        Source = "source",
        /// An office.
        Office = "office",
        /// A tenure.
        Tenure = "tenure",
        /// A trip.
        Trip = "trip",
        /// A visit.
        Visit = "visit",
        /// A meeting.
        Meeting = "meeting",
        /// An agreement.
        Agreement = "agreement",
        /// A statement.
        Statement = "statement",
        /// A conflict.
        Conflict = "conflict",
        /// A tie.
        Tie = "tie",
        /// The claim that two records are about one thing.
        SameAs = "same_as",
    }
}

impl NounKind {
    /// The section of a dossier that holds records of this noun, such as `visits`.
    ///
    /// ```
    /// use detente::model::NounKind;
    ///
    /// assert_eq!(NounKind::Visit.section(), "visits");
    /// assert_eq!(NounKind::SameAs.section(), "same_as");
    /// ```
    pub const fn section(self) -> &'static str {
        match self {
            Self::State => "states",
            Self::Person => "persons",
            Self::Organisation => "organisations",
            Self::Place => "places",
            Self::Source => "sources",
            Self::Office => "offices",
            Self::Tenure => "tenures",
            Self::Trip => "trips",
            Self::Visit => "visits",
            Self::Meeting => "meetings",
            Self::Agreement => "agreements",
            Self::Statement => "statements",
            Self::Conflict => "conflicts",
            Self::Tie => "ties",
            Self::SameAs => "same_as",
        }
    }

    /// Whether records of this noun can act and be one end of a tie.
    pub const fn is_actor(self) -> bool {
        matches!(self, Self::State | Self::Person | Self::Organisation)
    }
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdSpace {
    /// A record of this noun.
    Noun(NounKind),
    /// A state, person or organisation.
    Actor,
}

/// Receives each id a value refers to.
pub(crate) type RefSink<'f> = dyn FnMut(IdSpace, &str) + 'f;
