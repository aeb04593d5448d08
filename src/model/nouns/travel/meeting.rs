//! Meeting: who met whom, within a visit or by itself.

use chrono::NaiveDate;

use crate::model::open_codes;
use crate::model::record::details::{details, identity};
use crate::model::{
    Id, IdSet, List, Noun, NounKind, Person, PlaceId, Progress, Record, VisitId, WhenDay, done_by,
};

open_codes! {
    /// How people meet. Open.
    ///
    /// ```
    /// use detente::model::MeetingMode;
    ///
    /// assert_eq!("call".parse(), Ok(MeetingMode::CALL));
    /// assert_eq!(MeetingMode::CALL.meaning(), Some("by telephone"));
    /// ```
    MeetingMode / MeetingModes, "mode of meeting" {
        IN_PERSON = "in_person": "in person",
        CALL = "call": "by telephone",
        VIDEO = "video": "by video",
    }
}

identity! {
    /// What makes a meeting: who meets.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{IdSet, MeetingIdentity};
    ///
    /// let identity = MeetingIdentity::new(IdSet::new([id!("vladimir-putin"), id!("kim-jong-un")])?);
    /// assert!(identity.participants.contains("kim-jong-un"));
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
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
    /// let meeting = MeetingRecord::new(id!("putin-kim-2023"), MeetingIdentity::new(participants))
    ///     .with(Meeting::PLACE, id!("vladivostok"));
    /// assert_eq!(meeting.identity().participants.len(), 2);
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
    pub struct Meeting / RareMeeting {
        /// How far it has got.
        progress PROGRESS: Progress as Progress,
        /// When it is or was meant to be.
        planned PLANNED: WhenDay as Planned,
        /// When it took place: the day, or the first of several. `A/B` is some day between the two; a
        /// meeting of several days has its first here and its last in `until`.
        actual ACTUAL: WhenDay as Actual,
        /// The last day of a meeting of several.
        ///
        /// ```
        /// use detente::model::{IdSet, Meeting, MeetingIdentity, MeetingRecord};
        /// use detente::{date, id};
        ///
        /// let identity = MeetingIdentity::new(IdSet::new([id!("envoy-a"), id!("envoy-b")])?);
        /// let talks = MeetingRecord::new(id!("talks"), identity)
        ///     .with(Meeting::ACTUAL, date!("2027-10-18"))
        ///     .with(Meeting::UNTIL, date!("2027-10-21"));
        /// assert!(talks.accounts()[0].get(Meeting::UNTIL).is_some());
        /// # Ok::<(), detente::model::IdSetError>(())
        /// ```
        until UNTIL: WhenDay = rare,
        /// The last day on which it can take place in time.
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// Where.
        place PLACE: PlaceId,
        /// The visit within which it falls.
        ///
        /// ```
        /// use detente::id;
        /// use detente::model::{IdSet, Meeting, MeetingIdentity, MeetingRecord};
        ///
        /// let identity = MeetingIdentity::new(IdSet::new([id!("putin"), id!("kim-jong-un")])?);
        /// let talks = MeetingRecord::new(id!("talks"), identity).with(Meeting::VISIT, id!("pyongyang"));
        /// assert!(talks.accounts()[0].get(Meeting::VISIT).is_some_and(|visit| *visit == "pyongyang"));
        /// # Ok::<(), detente::model::IdSetError>(())
        /// ```
        visit VISIT: VisitId as Visit = rare,
        /// How they meet.
        mode MODE: MeetingMode = rare,
        /// What it is for.
        purpose PURPOSE: List<String> = rare,
        /// What is talked about.
        topics TOPICS: List<String> = rare,
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

/// The id of a meeting.
///
/// ```
/// use detente::{id, model::MeetingId};
///
/// let meeting: MeetingId = id!("putin-kim-2023");
/// assert_eq!(meeting, "putin-kim-2023");
/// ```
pub type MeetingId = Id<Meeting>;
/// A meeting with the accounts given of it.
///
/// ```
/// use detente::model::{IdSet, Meeting, MeetingIdentity, MeetingMode, MeetingRecord};
/// use detente::{date, id};
///
/// let identity = MeetingIdentity::new(IdSet::new([id!("putin"), id!("xi-jinping")])?);
/// let call = MeetingRecord::new(id!("putin-xi-call"), identity)
///     .with(Meeting::MODE, MeetingMode::CALL)
///     .with(Meeting::ACTUAL, date!("2024-02-08"));
/// assert_eq!(call.accounts()[0].get(Meeting::MODE), Some(&MeetingMode::CALL));
/// # Ok::<(), detente::model::IdSetError>(())
/// ```
pub type MeetingRecord = Record<Meeting>;
