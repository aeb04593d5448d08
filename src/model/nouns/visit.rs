//! Trip, visit and meeting: who went where, with whom, and what was on the programme.

use chrono::NaiveDate;

use super::person::Person;
use crate::model::open_codes;
use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::{
    ActorId, IdSet, List, MeetingId, Noun, NounKind, OfficeId, PartKind, PartName, PersonId,
    PlaceId, Progress, RecordRef, TripId, VisitId, WhenDay, WhenSpan, done_by,
};

open_codes! {
    /// The form of a visit, after national protocol. Open.
    VisitForm / VisitForms, "form of visit" {
        STATE = "state": "the highest form, on invitation of the head of state, with full honours",
        OFFICIAL = "official": "formal, with fewer honours",
        OFFICIAL_WORKING = "official_working": "official in form, with reduced ceremony",
        WORKING = "working": "for business, with little ceremony",
        PRIVATE = "private": "personal, without duties of the host",
        INFORMAL = "informal": "of no fixed form",
        UNOFFICIAL = "unofficial": "not on invitation of the government",
        GUEST_OF_GOVERNMENT = "guest_of_government": "hosted, below the rank of a working visit",
        MULTILATERAL = "multilateral": "for a summit or conference of many",
        CEREMONIAL = "ceremonial": "for a funeral, inauguration or coronation",
        MEDICAL = "medical": "for treatment",
        TRANSIT = "transit": "a stop on the way",
    }
}

open_codes! {
    /// What a stop of a visit is. Open.
    StopKind / StopKinds, "kind of stop" {
        ARRIVAL = "arrival": "arrival",
        DEPARTURE = "departure": "departure",
        WELCOME = "welcome": "a ceremony of welcome",
        TALKS = "talks": "talks",
        OFFICIAL_MEETING = "official_meeting": "an official meeting",
        SIGNING = "signing": "the signing of documents",
        PRESS_STATEMENT = "press_statement": "statements to the press",
        PARADE = "parade": "a parade",
        WREATH = "wreath": "the laying of a wreath",
        CONCERT = "concert": "a concert or another performance",
        BANQUET = "banquet": "a banquet",
        WORSHIP = "worship": "a call at a place of worship",
        LODGING = "lodging": "where the guest stays",
        TOUR = "tour": "a tour of a site",
        GIFT = "gift": "an exchange of gifts",
    }
}

open_codes! {
    /// What a delegate does in a delegation. Open.
    DelegateRole / DelegateRoles, "role in a delegation" {
        ACCOMPANYING = "accompanying": "travels with the guest",
        NEGOTIATING = "negotiating": "takes part in talks",
        ADVANCE = "advance": "went ahead",
        HOST_SIDE = "host_side": "belongs to the host's side",
    }
}

identity! {
    /// What makes a visit: who visits whom.
    pub struct VisitIdentity / VisitDraft {
        /// Who comes.
        guest: PersonId,
        /// To whom: a state, or an organisation.
        host: ActorId,
    }
}

details! {
    /// A visit of one guest to one host. Plan and actual are kept apart.
    ///
    /// ```
    /// use detente::model::{Progress, Visit, VisitForm, VisitIdentity, VisitRecord};
    /// use detente::{date, id};
    ///
    /// let identity = VisitIdentity { guest: id!("vladimir-putin"), host: id!("north-korea") };
    /// let visit = VisitRecord::new(id!("putin-pyongyang-2024"), identity)
    ///     .with(Visit::PROGRESS, Progress::Planned)
    ///     .with(Visit::PLANNED, date!("2024-06-18"));
    /// assert_eq!(visit.accounts()[0].get(Visit::PROGRESS), Some(&Progress::Planned));
    /// ```
    pub struct Visit {
        /// How far it has got.
        progress PROGRESS: Progress,
        /// The form of the visit.
        form FORM: VisitForm,
        /// A word put on it, such as "friendly".
        label LABEL: String,
        /// When it is or was meant to be.
        planned PLANNED: WhenSpan,
        /// When it took place, in days at the place.
        actual ACTUAL: WhenSpan,
        /// Who invited the guest, where said; not always the host.
        inviter INVITER: ActorId,
        /// The offices in whose capacity the guest comes.
        capacity CAPACITY: List<OfficeId>,
        /// Where it takes place, more closely than the host says.
        place PLACE: PlaceId,
        /// The trip of which it is a leg.
        trip TRIP: TripId,
        /// What it is for.
        purpose PURPOSE: List<String>,
        /// What is to be talked about.
        topics TOPICS: List<String>,
        /// Who called it off.
        cancelled_by CANCELLED_BY: ActorId,
        /// Why it was put off, called off or cut short.
        why WHY: String,
        /// The visit, called off or put off, in whose place it stands.
        replaces REPLACES: VisitId,
        /// Whether the stops given are all there are.
        stops_closed STOPS_CLOSED: bool,
        /// Whether the delegates given are all there are.
        delegation_closed DELEGATION_CLOSED: bool,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }

        fn happened(&self) -> bool {
            self.progress.map_or(self.actual.is_some(), Progress::has_happened)
        }

        fn done_on(&self) -> Option<NaiveDate> {
            let actual = self.actual.as_ref().filter(|_| self.happened())?.fixed()?;
            let start = || actual.start().and_then(done_by);
            // Whoever tells of it while it goes on need not have waited for its end.
            match self.progress {
                Some(Progress::UnderWay) => start(),
                _ => actual.end().and_then(done_by).or_else(start),
            }
        }
    }
}

details! {
    /// A stop on the programme of a visit, with a progress of its own.
    pub struct Stop {
        /// What it is for.
        kind KIND: StopKind,
        /// Where.
        place PLACE: PlaceId,
        /// How far it has got.
        progress PROGRESS: Progress,
        /// When it is or was meant to be.
        planned PLANNED: WhenDay,
        /// When it took place.
        actual ACTUAL: WhenDay,
        /// With whom.
        company COMPANY: List<ActorId>,
        /// The meeting that it is, where that is a record.
        meeting MEETING: MeetingId,
        /// A word put on it.
        label LABEL: String,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }

        fn happened(&self) -> bool {
            self.progress.map_or(self.actual.is_some(), Progress::has_happened)
        }

        fn done_on(&self) -> Option<NaiveDate> {
            done_by(self.actual.as_ref().filter(|_| self.happened())?.fixed()?.date())
        }
    }
}

impl PartKind for Stop {
    type Key = PartName;
}

details! {
    /// Somebody in the delegation of a visit.
    pub struct Delegate {
        /// The office held, where said.
        office OFFICE: OfficeId,
        /// What the person does in it.
        role ROLE: DelegateRole,
        /// Whether it is a plan or has come about.
        progress PROGRESS: Progress,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }
    }
}

impl PartKind for Delegate {
    type Key = PersonId;
}

parts! {
    /// The parts of a visit.
    pub struct VisitParts of Visit {
        /// The stops on the programme, under names of the encoder's choice.
        stops STOPS: Stop,
        /// Who comes along, keyed by person.
        delegation DELEGATION: Delegate,
    }
}

impl Noun for Visit {
    type Identity = VisitIdentity;
    type Parts = VisitParts;
    const NOUN: NounKind = NounKind::Visit;
}

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
    /// let trip = TripRecord::new(id!("asia-2024"), TripIdentity { traveller: id!("vladimir-putin") })
    ///     .with_part(Trip::LEGS, Part::new(first).with(Leg::ORDER, 1u32));
    /// assert_eq!(trip.parts(Trip::LEGS).as_slice().len(), 1);
    /// # Ok::<(), detente::model::ReferenceError>(())
    /// ```
    pub struct Trip {
        /// How far it has got.
        progress PROGRESS: Progress,
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

open_codes! {
    /// How people meet. Open.
    MeetingMode / MeetingModes, "mode of meeting" {
        IN_PERSON = "in_person": "in person",
        CALL = "call": "by telephone",
        VIDEO = "video": "by video",
    }
}

identity! {
    /// What makes a meeting: who meets.
    pub struct MeetingIdentity / MeetingDraft {
        /// The persons who meet, two or more.
        participants: IdSet<Person, 2>,
    }
}

details! {
    /// A meeting of persons, within a visit or by itself.
    ///
    /// ```
    /// use detente::model::{IdSet, Meeting, MeetingIdentity, MeetingRecord};
    /// use detente::id;
    ///
    /// let participants = IdSet::new([id!("vladimir-putin"), id!("kim-jong-un")])?;
    /// let meeting = MeetingRecord::new(id!("putin-kim-2023"), MeetingIdentity { participants })
    ///     .with(Meeting::PLACE, id!("vladivostok"));
    /// assert_eq!(meeting.identity().participants.len(), 2);
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
    pub struct Meeting {
        /// How far it has got.
        progress PROGRESS: Progress,
        /// When it is or was meant to be.
        planned PLANNED: WhenDay,
        /// When it took place.
        actual ACTUAL: WhenDay,
        /// Where.
        place PLACE: PlaceId,
        /// The visit within which it falls.
        visit VISIT: VisitId,
        /// How they meet.
        mode MODE: MeetingMode,
        /// What it is for.
        purpose PURPOSE: List<String>,
        /// What is talked about.
        topics TOPICS: List<String>,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }

        fn happened(&self) -> bool {
            self.progress.map_or(self.actual.is_some(), Progress::has_happened)
        }

        fn done_on(&self) -> Option<NaiveDate> {
            done_by(self.actual.as_ref().filter(|_| self.happened())?.fixed()?.date())
        }
    }
}

impl Noun for Meeting {
    type Identity = MeetingIdentity;
    type Parts = ();
    const NOUN: NounKind = NounKind::Meeting;
}
