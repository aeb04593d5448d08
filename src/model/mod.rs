//! The nouns of world politics, and the accounts that are given of them.
//!
//! A [`Record`] is an id, the plain fields that make it the one it is, and one or more
//! [`Account`]s: who says what about it, and how. A noun such as [`Visit`] is the set of details
//! an account of it may give; each detail is a constant (`Visit::FORM`) that sets it, reads it and
//! explains it. Nouns may have [parts](Part) (the stops of a visit, the acts of an agreement),
//! which are told of by accounts of their own.
//!
//! Lists of codes are closed (an enum with `ALL`, `code`, `from_code`) or open (a [`Code`], which
//! takes your own under a namespace); each says which.

mod account;
mod agreement;
mod body;
mod code;
mod details;
pub(crate) mod fault;
mod id;
mod id_set;
mod office;
mod organisation;
mod part;
mod person;
mod place;
mod progress;
mod record;
mod reference;
mod renaming;
mod same_as;
pub(crate) mod schema;
mod source;
mod state;
mod statement;
mod superlative;
mod telling;
mod tie;
mod value;
mod visit;
mod when;

pub(crate) use body::{RecordBody, WrittenBody};
pub(crate) use code::{TextVisitor, closed_codes, code_definition, open_codes};
pub(crate) use details::{FieldName, duplicate, missing, read_into};
pub(crate) use id::check as check_id;
pub(crate) use source::SourceFields;
pub(crate) use telling::Slot;

pub use account::Account;
pub use agreement::{
    Act, ActKey, ActKeyError, ActKind, ActKinds, Agreement, AgreementDraft, AgreementForm,
    AgreementForms, AgreementIdentity, AgreementParts, Binding, Obligation, ObligationKey,
    ObligationKeyError, ObligationType, ObligationTypes,
};
pub use code::{Code, CodeError, CodeList};
pub use details::{Detail, DetailVisitor, Details, Identity};
#[doc(hidden)]
pub use id::check_literal as check_id_literal;
pub use id::{
    Actor, ActorId, AgreementId, ConflictId, Id, IdError, Key, MeetingId, OfficeId, OrganisationId,
    PersonId, PlaceId, SameAsId, SourceId, StateId, StatementId, TenureId, TieId, TripId, VisitId,
};
pub use id_set::{IdSet, IdSetError};
pub use office::{
    Criterion, CriterionError, Office, OfficeDraft, OfficeFunction, OfficeFunctions,
    OfficeIdentity, OfficeParts, Tenure, TenureDraft, TenureEnd, TenureEnds, TenureIdentity,
    TenureMode, Title,
};
pub use organisation::{
    Member, Organisation, OrganisationKind, OrganisationKinds, OrganisationParts,
};
pub use part::{Part, PartKey, PartKind, PartList, PartVisitor, Parts, PartsOf, TellingSink};
pub use person::Person;
pub use place::{Place, PlaceKind, PlaceKinds};
pub use progress::Progress;
pub use record::{Noun, Record};
pub use reference::{NounName, PartName, RecordRef, ReferenceError, Speaker, Subject};
pub use renaming::Renaming;
pub use same_as::{Pair, PairError, SameAs, SameAsDraft, SameAsIdentity};
pub use source::{Basis, Reliability, Source, SourceCoverage};
pub use state::State;
pub use statement::{
    Assessment, Change, Conflict, Statement, StatementAct, StatementActs, StatementDraft,
    StatementForm, StatementForms, StatementIdentity,
};
pub use superlative::{Among, Extreme, Superlative};
pub use telling::{Certainty, Likelihood, Link, Scalar, Stance, Telling};
pub use tie::{Direction, Ends, Tie, TieDraft, TieError, TieIdentity, TieKind, TieKinds};
pub use value::{CodeSink, List, RefSink, Target, Value};
pub use visit::{
    Delegate, DelegateRole, DelegateRoles, Leg, Meeting, MeetingDraft, MeetingIdentity,
    MeetingMode, MeetingModes, Stop, StopKind, StopKinds, Trip, TripDraft, TripIdentity, TripParts,
    Visit, VisitDraft, VisitForm, VisitForms, VisitIdentity, VisitParts,
};
pub(crate) use when::done_by;
pub use when::{Dated, Order, Relative, When, WhenDay, WhenSpan};

/// A state with the accounts given of it.
pub type StateRecord = Record<State>;
/// A person with the accounts given of them.
pub type PersonRecord = Record<Person>;
/// An organisation with the accounts given of it.
pub type OrganisationRecord = Record<Organisation>;
/// A place with the accounts given of it.
pub type PlaceRecord = Record<Place>;
/// An office with the accounts given of it.
pub type OfficeRecord = Record<Office>;
/// A tenure with the accounts given of it.
pub type TenureRecord = Record<Tenure>;
/// A trip with the accounts given of it.
pub type TripRecord = Record<Trip>;
/// A visit with the accounts given of it.
pub type VisitRecord = Record<Visit>;
/// A meeting with the accounts given of it.
pub type MeetingRecord = Record<Meeting>;
/// An agreement with the accounts given of it.
pub type AgreementRecord = Record<Agreement>;
/// A statement with the accounts given of it.
pub type StatementRecord = Record<Statement>;
/// A conflict with the accounts given of it.
pub type ConflictRecord = Record<Conflict>;
/// A tie with the accounts given of it.
pub type TieRecord = Record<Tie>;
/// A claim that two records are about one thing, with the accounts given of it.
pub type SameAsRecord = Record<SameAs>;
