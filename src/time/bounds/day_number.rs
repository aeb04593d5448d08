//! Days as plain numbers, with what lies before and after all of them.

use chrono::{Datelike, NaiveDate};

/// A day counted from the common era, or one of the six bounds that are no day.
///
/// A bound that is missing is a number of its own beyond the calendar, and no `None`: a graph compares
/// millions of bounds to answer one question, and so each of them is one comparison of numbers
/// without a special case. chrono's days lie within ±96 million, far from all six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub(crate) struct DayNumber(i32);

impl DayNumber {
    /// Before all else: what may not be at all has certainly lasted to no later day.
    pub(crate) const BEFORE_ALL: Self = Self(i32::MIN);
    /// There is no start: it has always been so.
    pub(crate) const NO_START: Self = Self(i32::MIN + 1);
    /// There is a first day, and none is known. It is still a day, so it lies inside what has no start.
    pub(crate) const UNKNOWN_FIRST: Self = Self(i32::MIN + 2);
    /// There is a last day, and none is known. It is still a day, so it lies inside what has no end.
    pub(crate) const UNKNOWN_LAST: Self = Self(i32::MAX - 2);
    /// There is no end: it goes on for ever.
    pub(crate) const NO_END: Self = Self(i32::MAX - 1);
    /// After all else: what may not be at all has certainly begun on no earlier day.
    pub(crate) const AFTER_ALL: Self = Self(i32::MAX);

    /// The day; `None` if it is none.
    pub(crate) fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0)
    }

    /// Whether it is a day, and none of the six bounds.
    pub(crate) fn is_day(self) -> bool {
        (Self::UNKNOWN_FIRST < self) && (self < Self::UNKNOWN_LAST)
    }

    pub(crate) const fn get(self) -> i32 {
        self.0
    }

    /// The day before; before what has no start there is nothing.
    pub(crate) fn pred(self) -> Self {
        Self(self.0.saturating_sub(1)).max(Self::NO_START)
    }

    /// The day after; after what has no end there is nothing.
    pub(crate) fn succ(self) -> Self {
        Self(self.0.saturating_add(1)).min(Self::NO_END)
    }

    /// A number that orders as the day does, without a sign.
    pub(crate) fn ascending(self) -> u32 {
        self.0.cast_unsigned() ^ (1 << 31)
    }
}

impl From<NaiveDate> for DayNumber {
    fn from(day: NaiveDate) -> Self {
        Self(day.num_days_from_ce())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_day_lies_beyond_every_day() {
        let [first, last] = [NaiveDate::MIN, NaiveDate::MAX].map(DayNumber::from);
        assert!(DayNumber::BEFORE_ALL < DayNumber::NO_START);
        assert!(DayNumber::NO_START < DayNumber::UNKNOWN_FIRST);
        assert!(DayNumber::UNKNOWN_FIRST < first && last < DayNumber::UNKNOWN_LAST);
        assert!(DayNumber::UNKNOWN_LAST < DayNumber::NO_END);
        assert!(DayNumber::NO_END < DayNumber::AFTER_ALL);
        assert_eq!(DayNumber::NO_START.pred(), DayNumber::NO_START);
        assert_eq!(DayNumber::NO_END.succ(), DayNumber::NO_END);
        assert_eq!((first.date(), last.date()), (Some(NaiveDate::MIN), Some(NaiveDate::MAX)));
        assert_eq!((DayNumber::UNKNOWN_FIRST.date(), DayNumber::NO_END.date()), (None, None));
        assert_eq!((DayNumber::BEFORE_ALL.date(), DayNumber::AFTER_ALL.date()), (None, None));
        assert!(first.ascending() < last.ascending());
    }
}
