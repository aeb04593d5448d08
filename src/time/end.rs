//! One end of a period, and what is known of it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::period::PeriodError;
use super::uncertain_date::UncertainDate;
use crate::time::DateError;
use crate::time::bounds::extent::Range;
use crate::time::text::edtf;
use crate::time::text::form::{pad, serde_as_text};

pub(super) const EXPECTING: &str = "an EDTF date, open, unknown or still 2024-06-17";

/// One end of a [`Period`](super::period::Period), its start or its end.
///
/// As text it is an EDTF date, `open`, `unknown` or `still 2024-06-17`.
///
/// ```
/// use detente::date;
/// use detente::time::End;
///
/// assert_eq!("still 2024-06-17".parse::<End>()?, End::Still(date!("2024-06-17")));
/// assert_eq!("1996".parse::<End>()?, End::On("1996".parse()?));
/// assert_eq!(End::Open.to_string(), "open");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// On that day, known or uncertain, which still belongs to the period.
    On(UncertainDate),
    /// There is none: the period goes on (or goes back) for ever.
    Open,
    /// There is one, and it is not known.
    Unknown,
    /// Still so when last heard of on that day: the news stops there, not the period.
    Still(NaiveDate),
}

impl End {
    /// Its date, where it is one.
    pub(super) fn date(&self) -> Option<&UncertainDate> {
        match self {
            Self::On(date) => Some(date),
            Self::Open | Self::Unknown | Self::Still(_) => None,
        }
    }

    /// The days it can be; `open` where there is no end.
    pub(super) fn range(&self, open: Range) -> Range {
        match self {
            Self::On(date) => Range::new(date.earliest(), date.latest()),
            Self::Open => open,
            Self::Unknown => Range::new(None, None),
            Self::Still(day) => Range::new(Some(*day), None),
        }
    }
}

impl From<UncertainDate> for End {
    fn from(date: UncertainDate) -> Self {
        Self::On(date)
    }
}

impl From<NaiveDate> for End {
    fn from(day: NaiveDate) -> Self {
        Self::On(day.into())
    }
}

/// `None` is an end that is not known: that there is none is more than its absence says, and is
/// [`End::Open`].
///
/// ```
/// use detente::time::End;
///
/// let left: Option<detente::time::NaiveDate> = None;
/// assert_eq!(End::from(left), End::Unknown);
/// ```
impl From<Option<NaiveDate>> for End {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Unknown, Self::from)
    }
}

/// `None` is an end that is not known.
impl From<Option<UncertainDate>> for End {
    fn from(date: Option<UncertainDate>) -> Self {
        date.map_or(Self::Unknown, Self::On)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(f),
            Self::Open => f.pad("open"),
            Self::Unknown => f.pad("unknown"),
            Self::Still(day) => pad(f, &format_args!("still {day}")),
        }
    }
}

impl FromStr for End {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        match text {
            "open" => Ok(Self::Open),
            "unknown" => Ok(Self::Unknown),
            _ => match text.strip_prefix("still ") {
                Some(day) => edtf::plain_day(day).map(Self::Still).ok_or_else(|| {
                    PeriodError::end(text, "still is followed by a day, YYYY-MM-DD")
                }),
                None => text
                    .parse()
                    .map(Self::On)
                    .map_err(|error: DateError| PeriodError::end_of_date(text, &error)),
            },
        }
    }
}

serde_as_text!(End, EXPECTING);
