//! The codes of issues, each with why it is flagged and how grave it is.

use crate::model::closed_codes;

closed_codes! {
    /// How much an issue matters. Closed; in order, the gravest last.
    ///
    /// ```
    /// use detente::dossier::{IssueCode, Severity};
    ///
    /// assert_eq!(IssueCode::UndatedSource.severity(), Severity::Warning);
    /// assert!(Severity::Note < Severity::Warning && Severity::Warning < Severity::Error);
    /// ```
    pub enum Severity, "severity" {
        /// Worth a look, and often meant so.
        Note = "note",
        /// Probably a slip, or something that makes answers weaker than they could be.
        Warning = "warning",
        /// It cannot be as it is told, or it cannot be read.
        Error = "error",
    }
}

closed_codes! {
    /// What an issue is. Closed; each with why it is flagged.
    ///
    /// ```
    /// use detente::dossier::IssueCode;
    ///
    /// assert_eq!(IssueCode::from_code("same_name")?, IssueCode::SameName);
    /// assert_eq!(IssueCode::VisitTwice.in_words(), "visit twice");
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    pub enum IssueCode, "issue" {
        /// The bytes are not UTF-8, so that nothing in them can be trusted. An error of reading.
        NotUtf8 = "not_utf8",
        /// The text is not JSON; what follows the place cannot be read. An error of reading.
        BrokenJson = "broken_json",
        /// A value, field or key is not what may stand there, so that its record is left out. An
        /// error of reading.
        UnreadableValue = "unreadable_value",
        /// A key stands twice in one object, or an id names two things; one of them would be lost.
        /// An error of reading.
        UsedTwice = "used_twice",
        /// An id stands twice with different identities, or two things of different identity are said
        /// to be the same: another guest is another visit, and needs another id. An error of
        /// reading.
        IdentityConflict = "identity_conflict",
        /// An id names nothing, mostly because it is misspelt. An error of reading.
        UnknownId = "unknown_id",
        /// An id names something of another noun than may stand there. An error of reading.
        WrongNoun = "wrong_noun",
        /// A chain of records that lie within, derive from, or are dated by one another has more than a
        /// hundred links. An error of reading.
        LongChain = "long_chain",
        /// Records lie within, derive from, or are dated by one another in a ring, and questions
        /// about them would never end. An error of reading.
        Ring = "ring",

        /// No source is named for some accounts. They count, and support nothing: name one for each,
        /// or one for the whole dossier.
        Unattributed = "unattributed",
        /// A source has no day of publication, so that its word counts as told at any time.
        UndatedSource = "undated_source",
        /// No account is by the source, none derives from it and it covers nothing.
        UnusedSource = "unused_source",
        /// A source was published before the one it derives from.
        DerivedBeforeOrigin = "derived_before_origin",
        /// A source claims to tell something completely, for no time at all.
        CoversNothing = "covers_nothing",

        /// A quotation is longer than a few words, which neither the model nor the law on quoting
        /// needs: see [`QUOTE_WORDS`](crate::validation::QUOTE_WORDS).
        QuoteTooLong = "quote_too_long",
        /// Words as said are kept for a detail that the account does not give.
        SaidOfNothing = "said_of_nothing",
        /// A word of probability stands beside no certainty, or beside `certain`: values are chosen
        /// by the certainty, so the word would not count.
        LikelihoodMismatch = "likelihood_mismatch",
        /// Something is told as certain on the word of somebody unnamed.
        CertainThroughUnnamed = "certain_through_unnamed",
        /// One actor stands twice in a chain of speakers.
        ChainRepeats = "chain_repeats",
        /// A day is given as `A/B`, which is some day between the two, and not all of them.
        SomeDayBetween = "some_day_between",
        /// A stay of more than sixty days, as `A/B` is read of a visit.
        LongStay = "long_stay",
        /// A stage of progress is told as of a day after the one on which it was told.
        AsOfAfterTold = "as_of_after_told",
        /// One source tells, in one voice, stages that exclude each other, and not which came first.
        StagesWithoutOrder = "stages_without_order",
        /// One source affirms and denies the same value in the same voice.
        SaysBoth = "says_both",
        /// One source gives two values that exclude each other for one detail, in one voice and as of
        /// one day, so that neither is taken. Two spells are two parts or two records; plans that were
        /// changed have a day of their own each (`as_of`).
        SaysTwo = "says_two",
        /// The words as said name a day of the week, and the value is another.
        WeekdayOfAnotherDay = "weekday_of_another_day",
        /// Two accounts of one thing are the same in all they hold.
        AccountTwice = "account_twice",

        /// A source tells as done what, by its own day, had not been done yet. A day is allowed for
        /// zones of time. Give `progress` to what is only meant to come.
        ToldBeforeDone = "told_before_done",
        /// A source tells as still to come what, by its own day, lay in the past.
        PlannedInThePast = "planned_in_the_past",
        /// A source tells as still to come what was due by a day that, by its own, lay in the past. It may
        /// have been late by then.
        DeadlinePassed = "deadline_passed",
        /// A deadline has no last day, so that it never passes: `2031/..`, or after a record without a word
        /// on within how many days.
        DeadlineWithoutDay = "deadline_without_day",
        /// An act or a tie is given a deadline, and nobody tells how far it has got: it then counts as
        /// done. Give `progress` to what is only meant to come.
        DeadlineWithoutStage = "deadline_without_stage",
        /// "Still so" on a day when the source had long been published.
        StillAfterTold = "still_after_told",
        /// An account gives an actual date and a stage of progress by which it did not take place.
        ActualOfAPlan = "actual_of_a_plan",

        /// A text is empty or blank.
        BlankText = "blank_text",
        /// A code of one's own is used, which no built-in answer understands. Noted once a code.
        OwnCode = "own_code",
        /// A code of one's own is but a letter from a known one, without which it will be missed.
        CodeLikeKnown = "code_like_known",
        /// A record refers to itself: a statement that may be the same as itself, a member of
        /// itself.
        RefersToItself = "refers_to_itself",
        /// A relation has one actor at both ends.
        RelationToItself = "relation_to_itself",

        /// Something ends before it starts, in one account: a tenure, a membership, a life.
        EndsBeforeStart = "ends_before_start",
        /// Start and end, taken from different accounts, contradict each other.
        EndsContradict = "ends_contradict",
        /// A person takes part in something before being born.
        ActsBeforeBirth = "acts_before_birth",
        /// A person takes part in something, or comes into an office, after death.
        ActsAfterDeath = "acts_after_death",
        /// What a person holds or does is told to go on after their death, or without an end.
        EndsAfterDeath = "ends_after_death",
        /// An organisation speaks for one that itself speaks for somebody; words are attributed one
        /// step far, and will not reach the last.
        SpeaksThroughAnother = "speaks_through_another",
        /// Two records of a noun bear one name; they may be one.
        SameName = "same_name",
        /// Two sources tell of one id what cannot be of one thing: names without a word in common, other days
        /// of birth, other states. Files of different makers may each mean another by it.
        OneIdTwoThings = "one_id_two_things",
        /// Nothing refers to an actor, a place or an office.
        NeverReferredTo = "never_referred_to",
        /// A place is said to be in another state than the place it lies within.
        PlaceInTwoStates = "place_in_two_states",

        /// An office that one person can hold has two holders for more than the day of a handover,
        /// by one criterion; or one person holds an office twice at a time.
        OverlappingTenures = "overlapping_tenures",
        /// No end is told of a tenure or membership, and a later one of the same follows it: it ended
        /// before that began.
        EndNotTold = "end_not_told",
        /// A guest or delegate comes in an office that the person certainly did not hold then.
        NotInOffice = "not_in_office",

        /// The guest of a visit is its host.
        VisitToOneself = "visit_to_oneself",
        /// A guest is in two states at a time, for more than the day of travel.
        OverlappingVisits = "overlapping_visits",
        /// Two visits of one guest to one host at the same time: one visit, told twice.
        VisitTwice = "visit_twice",
        /// A visit or a stop takes place in another state than the host.
        OutsideHost = "outside_host",
        /// A stop, a stretch, a meeting or a signature is dated outside of the visit it belongs to.
        OutsideVisit = "outside_visit",
        /// The guest stands in the guest's own delegation.
        GuestInDelegation = "guest_in_delegation",
        /// A meeting falls within a visit, and neither the guest nor a delegate takes part in it.
        MeetingWithoutVisitors = "meeting_without_visitors",
        /// Two legs of a trip have one position.
        LegOrderTwice = "leg_order_twice",
        /// A leg of a trip lies before one that it is to follow.
        LegsOutOfOrder = "legs_out_of_order",
        /// A leg of a trip is a visit by another person than the traveller.
        LegOfAnother = "leg_of_another",

        /// A party ratified before it signed.
        RatifiedBeforeSigned = "ratified_before_signed",
        /// An agreement entered into force before it was signed.
        InForceBeforeSigned = "in_force_before_signed",
        /// An instrument of ratification was exchanged or deposited before there was one.
        ExchangedBeforeRatified = "exchanged_before_ratified",
        /// An agreement entered into force for a party before that party ratified it.
        InForceBeforeRatified = "in_force_before_ratified",
        /// An act that only a party can do is done by somebody else; the organ or the person of a
        /// party is told in the details of the act, and not by its key.
        ActByNoParty = "act_by_no_party",
        /// An obligation is owed by or to somebody who is no party.
        ObligationOfNoParty = "obligation_of_no_party",
        /// A party is told to have acceded to what it had signed. Whoever has signed ratifies, accepts or
        /// approves (Vienna Convention on the Law of Treaties, Articles 14 and 15).
        AccededAfterSigned = "acceded_after_signed",
        /// A party is told to have left what it is not told to have joined, though of others that is told.
        LeftWithoutJoining = "left_without_joining",
        /// An act is done after the agreement ended, or by a party that had left.
        ActAfterEnd = "act_after_end",
        /// A soft instrument is said to be in force; such are never in force.
        InForceWithoutBinding = "in_force_without_binding",

        /// The subject of a superlative is not among the records that it ranges over.
        SuperlativeWithoutSubject = "superlative_without_subject",
        /// A tie or an obligation is directed against one of its own ends.
        AgainstOwnEnd = "against_own_end",
    }
}

impl IssueCode {
    /// How much an issue of this code matters.
    ///
    /// ```
    /// use detente::dossier::{IssueCode, Severity};
    ///
    /// assert_eq!(IssueCode::EndsBeforeStart.severity(), Severity::Error);
    /// assert!(Severity::Note < Severity::Error);
    /// ```
    pub const fn severity(self) -> Severity {
        match self {
            Self::NotUtf8
            | Self::BrokenJson
            | Self::UnreadableValue
            | Self::UsedTwice
            | Self::IdentityConflict
            | Self::UnknownId
            | Self::WrongNoun
            | Self::LongChain
            | Self::Ring
            | Self::DerivedBeforeOrigin
            | Self::SaysBoth
            | Self::ToldBeforeDone
            | Self::StillAfterTold
            | Self::ActualOfAPlan
            | Self::RefersToItself
            | Self::RelationToItself
            | Self::EndsBeforeStart
            | Self::ActsBeforeBirth
            | Self::ActsAfterDeath
            | Self::VisitToOneself
            | Self::LegOrderTwice
            | Self::RatifiedBeforeSigned
            | Self::InForceBeforeSigned
            | Self::SuperlativeWithoutSubject => Severity::Error,
            Self::Unattributed
            | Self::UnusedSource
            | Self::DeadlinePassed
            | Self::AccededAfterSigned
            | Self::OwnCode
            | Self::SpeaksThroughAnother
            | Self::SameName
            | Self::NeverReferredTo => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// Whether it keeps a text from being a dossier at all.
    ///
    /// ```
    /// use detente::dossier::IssueCode;
    ///
    /// assert!(IssueCode::UnknownId.is_of_reading());
    /// assert!(!IssueCode::EndsBeforeStart.is_of_reading());
    /// ```
    pub const fn is_of_reading(self) -> bool {
        (self as usize) <= (Self::Ring as usize)
    }
}
