//! Dates as reports give them: some day in September 2023, by the 17th, since 2012 and still so
//! when last heard.
//!
//! Two types carry almost everything. An [`UncertainDate`] is *one day* that may not be known
//! exactly; a [`Period`] runs *from … to*, and each [`End`] is a date, open, unknown, or "still so
//! when last heard". The same text means different things in the two: `2023-09` is some one day of
//! that month as a date, and the whole month only by [`Period::whole`]. The field decides, never
//! the parser. Texts are EDTF (ISO 8601-2, Annex A, levels 0 to 2).
//!
//! Questions are answered by [`Truth`]: yes, maybe or no. There is no `Ord` on an uncertain date,
//! so that `a < b` does not compile beside [`a.before(&b)`](UncertainDate::before).
//!
//! Days are civil days *at the place*: an aeroplane that lands at 02:22 in Pyongyang on the 19th
//! lands on the 18th in Moscow. A [`Moment`] is such a day with, where it is known, the [`Instant`]
//! that settles what other places call it.
//!
//! ```
//! use detente::date;
//! use detente::time::{Period, Truth, UncertainDate};
//!
//! let visit: UncertainDate = "2023-09".parse()?;
//! assert_eq!(visit.before(&date!("2024-06-18").into()), Truth::Yes);
//!
//! let treaty: Period = "1961-07/1996".parse()?;
//! assert_eq!(treaty.contains(date!("1980-01-01")), Truth::Yes);
//! assert_eq!(treaty.contains(date!("1996-05-01")), Truth::Maybe);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bounds;
mod coverage;
mod end;
mod instant;
mod moment;
mod period;
mod said;
mod text;
mod truth;
mod uncertain_date;
mod words;
mod years;

pub(crate) use bounds::day_number::DayNumber;
pub(crate) use bounds::going_on::GoingOn;
pub(crate) use bounds::last_before::LastBefore;
pub use coverage::Coverage;
pub use end::End;
pub use instant::{Instant, InstantError};
pub use moment::{Moment, MomentError};
pub use period::{Period, PeriodError};
pub use said::{Said, SaidError};
#[doc(hidden)]
pub use text::civil::civil_date;
pub use text::edtf::DateError;
pub(crate) use text::written::{day, day_if_any};
pub use truth::Truth;
pub use uncertain_date::UncertainDate;
pub(crate) use words::{day_in_words, month_name, year_in_words};
pub use years::YearsBetween;

pub use chrono::NaiveDate;
