//! From when on an account can be known.

use chrono::NaiveDate;

/// From when on something has certainly been told: the earlier, the lesser.
///
/// ```
/// use detente::date;
/// use detente::model::KnownFrom;
///
/// let told = KnownFrom::Day(date!("2024-06-19"));
/// assert!(told.is_by(date!("2024-06-20")) && !told.is_by(date!("2024-06-18")));
/// assert!(KnownFrom::Always < told && told < KnownFrom::Never);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnownFrom {
    /// It counts as told at any time: its source bears no date, and reports nothing done on a day.
    #[default]
    Always,
    /// Since this day.
    Day(NaiveDate),
    /// On no day for certain: its source has no last day by which it was published.
    Never,
}

impl KnownFrom {
    /// The day, if it is one.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Always | Self::Never => None,
        }
    }

    /// Whether it has certainly been told by the end of a day.
    pub fn is_by(self, day: NaiveDate) -> bool {
        // Asked of every account whenever anything is: a comparison of days, and not of enums.
        match self {
            Self::Always => true,
            Self::Day(told) => told <= day,
            Self::Never => false,
        }
    }
}
