//! Progress: how far a thing has got.

use super::code::closed_codes;

closed_codes! {
    /// How far a thing has got. Closed; in two groups, plans and outcomes.
    ///
    /// An outcome beats a plan, whenever each was told; within a group the latest told wins, so
    /// that planned, cancelled, planned, held comes out as held. A plan never becomes an outcome
    /// because its day has passed.
    ///
    /// ```
    /// use detente::Progress;
    ///
    /// assert_eq!("under_way".parse(), Ok(Progress::UnderWay));
    /// assert!(Progress::Planned.is_pending() && !Progress::Planned.has_happened());
    /// assert!(Progress::DidNotHappen.is_outcome() && !Progress::DidNotHappen.has_happened());
    /// ```
    pub enum Progress, "stage of progress" {
        /// Talked of.
        Mooted = "mooted",
        /// An invitation was made.
        Invited = "invited",
        /// Promised by whoever would do it.
        Promised = "promised",
        /// Made public by whoever would do it.
        Announced = "announced",
        /// Planned by whoever would do it.
        Planned = "planned",
        /// Thought likely to come.
        Expected = "expected",
        /// Put off, to a day or indefinitely.
        Postponed = "postponed",
        /// Called off.
        Cancelled = "cancelled",
        /// Begun and not over.
        UnderWay = "under_way",
        /// Took place.
        Held = "held",
        /// Took place, and ended before it should have.
        CutShort = "cut_short",
        /// Was meant to take place and did not.
        DidNotHappen = "did_not_happen",
        /// Was said to have taken place, and shown not to have.
        Disproved = "disproved",
    }
}

impl Progress {
    /// Whether it says how the thing turned out, and not what was meant.
    ///
    /// ```
    /// use detente::Progress;
    ///
    /// assert!(Progress::Held.is_outcome() && Progress::DidNotHappen.is_outcome());
    /// assert!(!Progress::Cancelled.is_outcome());
    /// ```
    pub const fn is_outcome(self) -> bool {
        matches!(
            self,
            Self::UnderWay | Self::Held | Self::CutShort | Self::DidNotHappen | Self::Disproved
        )
    }

    /// Whether the thing has taken place, in whole or in part, or is taking place.
    ///
    /// ```
    /// use detente::Progress;
    ///
    /// assert!(Progress::CutShort.has_happened() && !Progress::Disproved.has_happened());
    /// ```
    pub const fn has_happened(self) -> bool {
        matches!(self, Self::UnderWay | Self::Held | Self::CutShort)
    }

    /// Whether it is meant to come: a plan that has not been put off or called off.
    ///
    /// ```
    /// use detente::Progress;
    ///
    /// assert!(Progress::Announced.is_pending());
    /// assert!(!Progress::Postponed.is_pending() && !Progress::Held.is_pending());
    /// ```
    pub const fn is_pending(self) -> bool {
        !self.is_outcome() && !matches!(self, Self::Postponed | Self::Cancelled)
    }

    /// How far along it is among the stages of its group.
    pub(crate) const fn place(self) -> u8 {
        self as u8
    }
}
