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
//!
//! # The types of each noun
//!
//! | noun | record | id | identity | parts | codes | what it is |
//! |---|---|---|---|---|---|---|
//! | [`State`] | [`StateRecord`] | [`StateId`] | - | - | - | a polity, whoever governs it |
//! | [`Person`] | [`PersonRecord`] | [`PersonId`] | - | - | - | somebody, apart from any office |
//! | [`Organisation`] | [`OrganisationRecord`] | [`OrganisationId`] | - | [`Member`] | [`OrganisationKind`] | an organ, alliance, firm, armed group or bloc |
//! | [`Place`] | [`PlaceRecord`] | [`PlaceId`] | - | - | [`PlaceKind`] | a city, building, square or region |
//! | [`Office`] | [`OfficeRecord`] | [`OfficeId`] | [`OfficeIdentity`] | [`Title`] | [`OfficeFunction`] | a post, whoever holds it |
//! | [`Tenure`] | [`TenureRecord`] | [`TenureId`] | [`TenureIdentity`] | - | [`TenureMode`], [`TenureEnd`] | one unbroken hold of an office by one person |
//! | [`Trip`] | [`TripRecord`] | [`TripId`] | [`TripIdentity`] | [`Leg`] | - | visits and stops in order |
//! | [`Visit`] | [`VisitRecord`] | [`VisitId`] | [`VisitIdentity`] | [`Stop`], [`Delegate`] | [`VisitForm`], [`StopKind`], [`DelegateRole`] | one guest comes to one host |
//! | [`Meeting`] | [`MeetingRecord`] | [`MeetingId`] | [`MeetingIdentity`] | - | [`MeetingMode`] | persons meet |
//! | [`Agreement`] | [`AgreementRecord`] | [`AgreementId`] | [`AgreementIdentity`] | [`Act`], [`Obligation`] | [`AgreementForm`], [`Binding`], [`ActKind`], [`ObligationType`] | what parties agree, and what they do about it |
//! | [`Statement`] | [`StatementRecord`] | [`StatementId`] | [`StatementIdentity`] | - | [`StatementAct`], [`StatementForm`], [`AssessedChange`], [`Extreme`] | who says what about what |
//! | [`Conflict`] | [`ConflictRecord`] | [`ConflictId`] | - | - | - | what is fought over, under whose name for it |
//! | [`Tie`] | [`TieRecord`] | [`TieId`] | [`TieIdentity`] | - | [`TieKind`], [`Direction`] | what holds between two actors, or among several |
//! | [`SameAs`] | [`SameAsRecord`] | [`SameAsId`] | [`SameAsIdentity`] | - | - | the claim that two records are about one thing |
//!
//! A [`Source`], with its [`SourceId`], is plain: whoever encodes it vouches for it, and nobody gives
//! an account of it. States, persons and organisations are actors, whose ids share one space
//! ([`ActorId`]).

mod code;
pub(crate) mod fault;
mod id;
mod noun;
mod nouns;
mod progress;
mod reading;
mod record;
mod reference;
pub(crate) mod schema;
mod value;
mod when;

pub(crate) use code::{
    ClosedList, CodeSink, TextVisitor, closed_codes, code_definition, open_codes,
};
pub use code::{Code, CodeError, CodeList};
pub use fault::Suggestion;
#[doc(hidden)]
pub use id::check_id_literal;
pub use id::{Actor, ActorId, Id, IdError, IdSet, IdSetError, Key};
pub(crate) use id::{AnyId, actor_ids, check_id};
pub use noun::NounKind;
pub(crate) use noun::{IdSpace, RefSink};
pub use nouns::actors::organisation::{
    Member, MemberKey, MemberKeyError, Organisation, OrganisationId, OrganisationKind,
    OrganisationRecord,
};
pub use nouns::actors::person::{Person, PersonId, PersonRecord};
pub use nouns::actors::state::{State, StateId, StateRecord};
pub use nouns::agreement::{
    Act, ActKey, ActKeyError, ActKind, Agreement, AgreementForm, AgreementId, AgreementIdentity,
    AgreementRecord, Binding, Obligation, ObligationKey, ObligationKeyError, ObligationType,
};
pub use nouns::conflict::{Conflict, ConflictId, ConflictRecord};
pub use nouns::office::{Office, OfficeFunction, OfficeId, OfficeIdentity, OfficeRecord, Title};
pub use nouns::place::{Place, PlaceId, PlaceKind, PlaceRecord};
pub use nouns::same_as::{Pair, PairError, SameAs, SameAsId, SameAsIdentity, SameAsRecord};
pub use nouns::statement::{
    AssessedChange, Assessment, Statement, StatementAct, StatementForm, StatementId,
    StatementIdentity, StatementRecord,
};
pub use nouns::superlative::{Among, Extreme, Superlative};
pub use nouns::tenure::{
    Criterion, CriterionError, Tenure, TenureEnd, TenureId, TenureIdentity, TenureMode,
    TenureRecord,
};
pub(crate) use nouns::tie::TieKinds;
pub use nouns::tie::{Direction, Ends, Tie, TieError, TieId, TieIdentity, TieKind, TieRecord};
pub use nouns::travel::meeting::{Meeting, MeetingId, MeetingIdentity, MeetingMode, MeetingRecord};
pub use nouns::travel::trip::{Leg, Trip, TripId, TripIdentity, TripRecord};
pub use nouns::travel::visit::{
    Delegate, DelegateRole, Stop, StopKind, Stretch, Visit, VisitForm, VisitId, VisitIdentity,
    VisitRecord,
};
pub use progress::Progress;
pub(crate) use reading::{FieldName, duplicate, missing, read_into};
pub use record::account::Account;
pub(crate) use record::body::{WrittenBody, put_in_order};
#[cfg(feature = "json")]
pub(crate) use record::described::RecordOf;
pub use record::details::{Detail, Details, Identity};
#[cfg(feature = "html")]
pub(crate) use record::erased::AnyKey;
pub(crate) use record::erased::{
    Accounts, AnyAccount, AnyPart, AnyRecord, AnyValue, DetailRow, KeptValues, Role,
};
pub use record::key::{Address, PartKey, PartName};
pub(crate) use record::key::{AddressRef, ORDINAL, with_ordinal, write_ordinal};
pub use record::known_from::KnownFrom;
pub use record::noun::{Noun, PartsOf};
pub(crate) use record::part::PartVisitor;
pub use record::part::{Part, PartKind, PartList, Parts};
pub(crate) use record::provenance::Slot;
pub use record::provenance::{Certainty, Likelihood, Provenance, Scalar, Stance};
pub use record::record::Record;
pub(crate) use record::record::RecordBody;
pub use record::source::{Basis, Reliability, Source, SourceCoverage, SourceId};
pub(crate) use record::source::{SourceFields, UNATTRIBUTED, is_unattributed};
pub use reference::{CitedSpeaker, RecordRef, ReferenceError, Renaming, Speaker, Subject};
pub(crate) use value::Referred;
pub use value::{List, Value, ValueKind};
pub(crate) use when::done_by;
pub use when::{Dated, Order, Relative, When, WhenDay, WhenSpan};
