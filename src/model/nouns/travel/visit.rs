//! Visit: who goes to whom, with whom, and what is on the programme.

use chrono::NaiveDate;

use crate::model::open_codes;
use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::{
    ActorId, Id, List, MeetingId, Noun, NounKind, OfficeId, PartKind, PartName, PersonId, PlaceId,
    Progress, Record, TripId, WhenDay, WhenSpan, done_by,
};

open_codes! {
    /// The form of a visit, after national protocol. Open.
    ///
    /// ```
    /// use detente::model::VisitForm;
    ///
    /// assert_eq!("state".parse(), Ok(VisitForm::STATE));
    /// assert_eq!(VisitForm::OFFICIAL_WORKING.in_words(), "official working");
    /// assert_eq!(VisitForm::WORKING.meaning(), Some("for business, with little ceremony"));
    /// ```
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
    ///
    /// ```
    /// use detente::model::StopKind;
    ///
    /// assert_eq!("wreath".parse(), Ok(StopKind::WREATH));
    /// assert_eq!(StopKind::LODGING.meaning(), Some("where the guest stays"));
    /// ```
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
    ///
    /// ```
    /// use detente::model::DelegateRole;
    ///
    /// assert_eq!(DelegateRole::ADVANCE.meaning(), Some("went ahead"));
    /// assert_eq!(DelegateRole::new("acme:interpreter")?.as_str(), "acme:interpreter");
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    DelegateRole / DelegateRoles, "role in a delegation" {
        ACCOMPANYING = "accompanying": "travels with the guest",
        NEGOTIATING = "negotiating": "takes part in talks",
        ADVANCE = "advance": "went ahead",
        HOST_SIDE = "host_side": "belongs to the host's side",
    }
}

identity! {
    /// What makes a visit: who visits whom.
    ///
    /// ```
    /// use detente::{id, model::VisitIdentity};
    ///
    /// let identity = VisitIdentity::new(id!("vladimir-putin"), id!("north-korea"));
    /// assert_eq!((identity.guest.as_str(), identity.host.as_str()), ("vladimir-putin", "north-korea"));
    /// ```
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
    /// let identity = VisitIdentity::new(id!("vladimir-putin"), id!("north-korea"));
    /// let visit = VisitRecord::new(id!("putin-pyongyang-2024"), identity)
    ///     .with(Visit::PROGRESS, Progress::Planned)
    ///     .with(Visit::PLANNED, date!("2024-06-18"));
    /// assert_eq!(visit.accounts()[0].get(Visit::PROGRESS), Some(&Progress::Planned));
    /// ```
    pub struct Visit / RareVisit {
        /// How far it has got.
        progress PROGRESS: Progress as Progress,
        /// The form of the visit.
        form FORM: VisitForm,
        /// A word put on it, such as "friendly".
        label LABEL: String,
        /// When it is or was meant to be.
        ///
        /// ```
        /// use detente::model::{RecordRef, Visit, VisitIdentity, VisitRecord, WhenSpan};
        /// use detente::id;
        ///
        /// let pyongyang: RecordRef = "visit:pyongyang".parse()?;
        /// let identity = VisitIdentity::new(id!("putin"), id!("vietnam"));
        /// let hanoi = VisitRecord::new(id!("hanoi"), identity)
        ///     .with(Visit::PLANNED, WhenSpan::after(pyongyang));
        /// let planned = hanoi.accounts()[0].get(Visit::PLANNED).expect("a date");
        /// assert_eq!(planned.to_string(), "after visit:pyongyang");
        /// # Ok::<(), detente::model::ReferenceError>(())
        /// ```
        planned PLANNED: WhenSpan as Planned,
        /// When it took place, in days at the place. A guest who was elsewhere between is there in
        /// [stretches](Visit::STRETCHES).
        ///
        /// ```
        /// use detente::model::{Progress, Visit, VisitIdentity, VisitRecord};
        /// use detente::id;
        ///
        /// let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
        /// let visit = VisitRecord::new(id!("pyongyang"), identity)
        ///     .with(Visit::PROGRESS, Progress::Held)
        ///     .with_text(Visit::PLANNED, "2024-06-18/2024-06-19")?
        ///     .with_text(Visit::ACTUAL, "2024-06-19")?;
        /// assert_ne!(visit.accounts()[0].get(Visit::ACTUAL), visit.accounts()[0].get(Visit::PLANNED));
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        actual ACTUAL: WhenSpan as Actual,
        /// The last day on which it can begin in time: "by May" is the last of May. Another deadline
        /// told later, or another day planned, does not keep it.
        ///
        /// ```
        /// use detente::model::{Visit, VisitIdentity, VisitRecord};
        /// use detente::{Dossier, date, id};
        ///
        /// let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
        /// let visit = VisitRecord::new(id!("v"), identity)
        ///     .with_text(Visit::DEADLINE, "2024-05")?
        ///     .with_text(Visit::ACTUAL, "2024-06-19")?;
        /// let leader = Dossier::builder().leader("putin", "russia", "2012/..");
        /// let known = leader.record(visit).build()?.as_known();
        /// assert_eq!(known.deadlines(&"2024-05".parse()?)[0].days, Some(19));
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// Who invited the guest, where said; not always the host.
        inviter INVITER: ActorId = rare,
        /// The offices in whose capacity the guest comes.
        capacity CAPACITY: List<OfficeId> = rare,
        /// Where it takes place, more closely than the host says.
        place PLACE: PlaceId,
        /// The trip of which it is a leg.
        trip TRIP: TripId = rare,
        /// What it is for.
        purpose PURPOSE: List<String> = rare,
        /// What is to be talked about.
        topics TOPICS: List<String> = rare,
        /// Who called it off.
        cancelled_by CANCELLED_BY: ActorId = rare,
        /// Why it was put off, called off or cut short.
        why WHY: String,
        /// The visit, called off or put off, in whose place it stands.
        replaces REPLACES: VisitId = rare,
        /// Whether the stops given are all there are.
        stops_closed STOPS_CLOSED: bool = rare,
        /// Whether the delegates given are all there are.
        delegation_closed DELEGATION_CLOSED: bool = rare,
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
    /// A stretch of a visit that was interrupted: days on which the guest was there, before or after days
    /// elsewhere.
    ///
    /// ```
    /// use detente::model::{Part, Stretch, Visit, VisitIdentity, VisitRecord};
    /// use detente::{Dossier, Truth, date, id};
    ///
    /// let there = |name: &str, days: &str| -> Result<_, Box<dyn std::error::Error>> {
    ///     Ok(Part::new(name.parse()?).with_text(Stretch::ACTUAL, days)?)
    /// };
    /// let shuttle = VisitRecord::new(id!("shuttle"), VisitIdentity::new(id!("kissinger"), id!("israel")))
    ///     .with_part(Visit::STRETCHES, there("1", "1974-05-02/1974-05-03")?)
    ///     .with_part(Visit::STRETCHES, there("2", "1974-05-06/1974-05-08")?);
    /// let leader = Dossier::builder().leader("kissinger", "united-states", "1973/1977");
    /// let known = leader.record(shuttle).build()?.as_known();
    /// let shuttle = known.visit("shuttle")?;
    /// assert_eq!(shuttle.periods().len(), 2);
    /// assert_eq!(*shuttle.is_there_on(date!("1974-05-04")), Truth::No);
    /// assert_eq!(shuttle.actual().ok_or("no days")?.to_string(), "1974-05-02/1974-05-08");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Stretch {
        /// From when until when, in days at the place.
        actual ACTUAL: WhenSpan as Actual,
        /// Where, more closely than the host says.
        place PLACE: PlaceId,
    }
    with {
        fn happened(&self) -> bool {
            self.actual.is_some()
        }

        fn done_on(&self) -> Option<NaiveDate> {
            let actual = self.actual.as_ref()?.fixed()?;
            actual.end().and_then(done_by).or_else(|| actual.start().and_then(done_by))
        }
    }
}

impl PartKind for Stretch {
    type Key = PartName;
}

details! {
    /// A stop on the programme of a visit, with a progress of its own.
    ///
    /// ```
    /// use detente::model::{Part, Stop, StopKind, Visit, VisitIdentity, VisitRecord};
    /// use detente::id;
    ///
    /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")))
    ///     .with_part(Visit::STOPS, Part::new("lodging".parse()?).with(Stop::KIND, StopKind::LODGING));
    /// let stop = &visit.parts(Visit::STOPS).as_slice()[0];
    /// assert_eq!(stop.accounts()[0].get(Stop::KIND), Some(&StopKind::LODGING));
    /// # Ok::<(), detente::model::IdError>(())
    /// ```
    pub struct Stop / RareStop {
        /// What it is for.
        kind KIND: StopKind,
        /// Where.
        place PLACE: PlaceId,
        /// How far it has got.
        progress PROGRESS: Progress as Progress,
        /// When it is or was meant to be.
        planned PLANNED: WhenDay as Planned,
        /// When it took place.
        actual ACTUAL: WhenDay as Actual,
        /// The last day on which it can take place in time.
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// With whom.
        company COMPANY: List<ActorId> = rare,
        /// The meeting that it is, where that is a record.
        meeting MEETING: MeetingId as Meeting = rare,
        /// A word put on it.
        label LABEL: String = rare,
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
    ///
    /// ```
    /// use detente::model::{Delegate, DelegateRole, Part};
    /// use detente::id;
    ///
    /// let lavrov = Part::<Delegate>::new(id!("sergei-lavrov"))
    ///     .with(Delegate::OFFICE, id!("russia/foreign-minister"))
    ///     .with(Delegate::ROLE, DelegateRole::NEGOTIATING);
    /// assert_eq!(lavrov.key(), &"sergei-lavrov");
    /// assert_eq!(lavrov.accounts()[0].get(Delegate::ROLE), Some(&DelegateRole::NEGOTIATING));
    /// ```
    pub struct Delegate {
        /// The office held, where said.
        office OFFICE: OfficeId,
        /// What the person does in it.
        role ROLE: DelegateRole,
        /// Whether it is a plan or has come about.
        progress PROGRESS: Progress as Progress,
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
        /// The stretches in which the guest was there, under names of the encoder's choice. They are all
        /// days of it; where `actual` is told as well, that is from the first to the last.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{Part, Stretch, Visit, VisitIdentity, VisitRecord};
        ///
        /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")))
        ///     .with_part(Visit::STRETCHES, Part::new("1".parse()?).with_text(Stretch::ACTUAL, "2024-06-18")?);
        /// assert_eq!(visit.parts(Visit::STRETCHES).as_slice().len(), 1);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        stretches STRETCHES: Stretch,
        /// The stops on the programme, under names of the encoder's choice.
        ///
        /// ```
        /// use detente::model::{Part, Stop, StopKind, Visit, VisitIdentity, VisitRecord};
        /// use detente::{Dossier, id};
        ///
        /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")))
        ///     .with_part(Visit::STOPS, Part::new("talks".parse()?).with(Stop::KIND, StopKind::TALKS))
        ///     .with_part(Visit::STOPS, Part::new("concert".parse()?).with(Stop::KIND, StopKind::CONCERT));
        /// let leader = Dossier::builder().leader("putin", "russia", "2012/..");
        /// let known = leader.record(visit).build()?.as_known();
        /// let kinds: Vec<_> = known.visit("v")?.stops().filter_map(|stop| stop.get(Stop::KIND)).collect();
        /// assert_eq!(kinds, [&StopKind::CONCERT, &StopKind::TALKS]);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        stops STOPS: Stop,
        /// Who comes along, keyed by person.
        ///
        /// ```
        /// use detente::model::{Delegate, Part, Progress, Visit, VisitIdentity, VisitRecord};
        /// use detente::id;
        ///
        /// let belousov = Part::new(id!("belousov")).with(Delegate::PROGRESS, Progress::Planned);
        /// let visit = VisitRecord::new(id!("v"), VisitIdentity::new(id!("putin"), id!("north-korea")))
        ///     .with_part(Visit::DELEGATION, belousov);
        /// assert!(visit.parts(Visit::DELEGATION).get(&id!("belousov")).is_some());
        /// ```
        delegation DELEGATION: Delegate,
    }
}

impl Noun for Visit {
    type Identity = VisitIdentity;
    type Parts = VisitParts;
    const NOUN: NounKind = NounKind::Visit;
}

/// The id of a visit.
///
/// ```
/// use detente::{id, model::VisitId};
///
/// let visit: VisitId = id!("putin-pyongyang-2024");
/// assert_eq!(visit, "putin-pyongyang-2024");
/// ```
pub type VisitId = Id<Visit>;
/// A visit with the accounts given of it.
///
/// ```
/// use detente::Dossier;
/// use detente::model::{Visit, VisitRecord};
///
/// let dossier = Dossier::builder()
///     .leader("putin", "russia", "2012-05-07/..")
///     .visit("pyongyang", "putin", "north-korea", "2024-06-19")
///     .build()?;
/// let visits: &[VisitRecord] = dossier.records::<Visit>();
/// assert_eq!(visits[0].identity().host, "north-korea");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type VisitRecord = Record<Visit>;
