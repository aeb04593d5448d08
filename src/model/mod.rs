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

mod code;
pub(crate) mod fault;
mod id;
mod id_set;
mod nouns;
mod progress;
mod record;
mod reference;
mod renaming;
pub(crate) mod schema;
mod value;
mod when;

pub use code::{Code, CodeError, CodeList};
pub(crate) use code::{TextVisitor, closed_codes, code_definition, open_codes};
#[doc(hidden)]
pub use id::check_id_literal;
pub use id::{
    Actor, ActorId, AgreementId, ConflictId, Id, IdError, Key, MeetingId, OfficeId, OrganisationId,
    PersonId, PlaceId, SameAsId, SourceId, StateId, StatementId, TenureId, TieId, TripId, VisitId,
};
pub(crate) use id::{AnyId, check_id};
pub use id_set::{IdSet, IdSetError};
pub use nouns::agreement::{
    Act, ActKey, ActKeyError, ActKind, ActKinds, Agreement, AgreementDraft, AgreementForm,
    AgreementForms, AgreementIdentity, AgreementParts, Binding, Obligation, ObligationKey,
    ObligationKeyError, ObligationType, ObligationTypes,
};
pub use nouns::office::{
    Criterion, CriterionError, Office, OfficeDraft, OfficeFunction, OfficeFunctions,
    OfficeIdentity, OfficeParts, Tenure, TenureDraft, TenureEnd, TenureEnds, TenureIdentity,
    TenureMode, Title,
};
pub use nouns::organisation::{
    Member, Organisation, OrganisationKind, OrganisationKinds, OrganisationParts,
};
pub use nouns::person::Person;
pub use nouns::place::{Place, PlaceKind, PlaceKinds};
pub use nouns::same_as::{Pair, PairError, SameAs, SameAsDraft, SameAsIdentity};
pub use nouns::state::State;
pub use nouns::statement::{
    AssessedChange, Assessment, Conflict, Statement, StatementAct, StatementActs, StatementDraft,
    StatementForm, StatementForms, StatementIdentity,
};
pub use nouns::superlative::{Among, Extreme, Superlative};
pub use nouns::tie::{Direction, Ends, Tie, TieDraft, TieError, TieIdentity, TieKind, TieKinds};
pub use nouns::visit::{
    Delegate, DelegateRole, DelegateRoles, Leg, Meeting, MeetingDraft, MeetingIdentity,
    MeetingMode, MeetingModes, Stop, StopKind, StopKinds, Trip, TripDraft, TripIdentity, TripParts,
    Visit, VisitDraft, VisitForm, VisitForms, VisitIdentity, VisitParts,
};
pub use progress::Progress;
pub use record::account::Account;
pub(crate) use record::body::{RecordBody, WrittenBody};
pub use record::details::{Detail, DetailVisitor, Details, Identity};
pub(crate) use record::details::{FieldName, duplicate, missing, read_into};
pub use record::part::{
    Part, PartKey, PartKind, PartList, PartVisitor, Parts, PartsOf, ProvenanceSink,
};
pub(crate) use record::provenance::Slot;
pub use record::provenance::{Certainty, CitedSpeaker, Likelihood, Provenance, Scalar, Stance};
pub use record::record::{Noun, Record};
pub(crate) use record::source::SourceFields;
pub use record::source::{Basis, Reliability, Source, SourceCoverage};
pub use reference::{NounKind, PartName, RecordRef, ReferenceError, Speaker, Subject};
pub use renaming::Renaming;
pub use value::{CodeSink, IdSpace, List, RefSink, Value};
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
