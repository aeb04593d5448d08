//! The civil day of something, and the instant where it is known.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::value::MapAccessDeserializer;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::instant::{Instant, InstantError};
use super::uncertain_date::UncertainDate;
use crate::time::DateError;
use crate::time::text::form::{pad, refusal};

const EXPECTING: &str =
    "an EDTF date, an instant such as 2024-06-19T02:22+09:00, or a map with date and instant";

/// When something happened: the civil day at the place, and the instant where it is known.
///
/// The instant is what lets two reports of one event agree though they name different days.
///
/// As text, and in JSON, it is an EDTF date or an instant; in JSON a moment with an instant is
/// written `{"date": "2024-06-19", "instant": "2024-06-19T02:22+09:00"}`.
///
/// ```
/// use detente::time::Moment;
///
/// let pyongyang: Moment = "2024-06-19T02:22+09:00".parse()?;
/// let moscow: Moment = "2024-06-18T20:22+03:00".parse()?;
/// assert_ne!(pyongyang.date(), moscow.date());
/// assert!(pyongyang.agrees_with(&moscow));
/// # Ok::<(), detente::time::MomentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    date: UncertainDate,
    instant: Option<Instant>,
}

impl Moment {
    /// The clocks of the world, in hours ahead of UTC.
    pub(crate) const HOURS_ON_EARTH: std::ops::RangeInclusive<i32> = -12..=14;

    /// A moment from the civil day at the place and, where it is known, the instant, told in the
    /// local time of the place.
    ///
    /// # Errors
    ///
    /// When the local day of the instant is not one that the date can be.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::Moment;
    ///
    /// let landed = "2024-06-19T02:22+09:00".parse()?;
    /// assert!(Moment::new("2024-06".parse()?, Some(landed)).is_ok());
    /// assert!(Moment::new(date!("2024-06-18").into(), Some(landed)).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(date: UncertainDate, instant: Option<Instant>) -> Result<Self, MomentError> {
        match instant {
            Some(instant) if date.on(instant.local_date()).is_impossible() => Err(MomentError {
                text: instant.to_string().into(),
                kind: MomentErrorKind::NotOn(date),
            }),
            _ => Ok(Self { date, instant }),
        }
    }

    /// The civil day at the place.
    pub const fn date(&self) -> &UncertainDate {
        &self.date
    }

    /// The instant, where it is known.
    pub const fn instant(&self) -> Option<&Instant> {
        self.instant.as_ref()
    }

    /// Whether the two can be one and the same moment.
    ///
    /// Two instants decide it, whatever the civil days. An instant agrees with a bare day when it
    /// is that day anywhere on Earth at that instant, where clocks run from 12 hours behind UTC to
    /// 14 ahead. Two bare days agree when they can be the same day.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::Moment;
    ///
    /// let landed: Moment = "2024-06-19T02:22+09:00".parse()?;
    /// assert!(landed.agrees_with(&date!("2024-06-18").into()));
    /// assert!(!landed.agrees_with(&date!("2024-06-17").into()));
    /// # Ok::<(), detente::time::MomentError>(())
    /// ```
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (&self.instant, &other.instant) {
            (Some(mine), Some(theirs)) => mine.same_moment(theirs),
            (Some(instant), None) => is_somewhere(&other.date, instant),
            (None, Some(instant)) => is_somewhere(&self.date, instant),
            (None, None) => self.date.same_day(&other.date).is_possible(),
        }
    }
}

/// Whether the date can be the civil day at some place on Earth at the instant.
fn is_somewhere(date: &UncertainDate, instant: &Instant) -> bool {
    Moment::HOURS_ON_EARTH
        .filter_map(|hours| instant.date_at(hours * 60))
        .any(|day| date.on(day).is_possible())
}

impl From<UncertainDate> for Moment {
    fn from(date: UncertainDate) -> Self {
        Self { date, instant: None }
    }
}

impl From<NaiveDate> for Moment {
    fn from(day: NaiveDate) -> Self {
        UncertainDate::day(day).into()
    }
}

impl From<Instant> for Moment {
    /// The moment on the instant's local day.
    fn from(instant: Instant) -> Self {
        Self { date: instant.local_date().into(), instant: Some(instant) }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        // No date has both.
        if text.contains('T') && text.contains(':') {
            return text.parse::<Instant>().map(Self::from).map_err(|error| MomentError {
                text: error.text().into(),
                kind: MomentErrorKind::Instant(error),
            });
        }
        text.parse::<UncertainDate>().map(Self::from).map_err(|error| MomentError {
            text: error.text().into(),
            kind: MomentErrorKind::Date(error),
        })
    }
}

/// The date; the instant, where it is known and says the day; or `2024-06
/// (2024-06-19T02:22+09:00)`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.instant {
            None => self.date.fmt(f),
            Some(instant) if self.date.is_plain_day() => instant.fmt(f),
            Some(instant) => pad(f, &format_args!("{} ({instant})", self.date)),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(instant) = &self.instant else {
            return self.date.serialize(serializer);
        };
        let mut map = serializer.serialize_struct("Moment", 2)?;
        map.serialize_field("date", &self.date)?;
        map.serialize_field("instant", instant)?;
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MomentParts {
    date: UncertainDate,
    instant: Instant,
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MomentVisitor;

        impl<'de> de::Visitor<'de> for MomentVisitor {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTING)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Moment, E> {
                text.parse().map_err(|error: MomentError| refusal(error.text(), error.expected()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Moment, A::Error> {
                let MomentParts { date, instant } =
                    MomentParts::deserialize(MapAccessDeserializer::new(map))?;
                Moment::new(date, Some(instant))
                    .map_err(|error| refusal(error.text(), error.expected()))
            }
        }

        deserializer.deserialize_any(MomentVisitor)
    }
}

/// The text is not a moment, or the instant does not fall on the date.
///
/// ```
/// use detente::date;
/// use detente::time::Moment;
///
/// let landed = "2024-06-19T02:22+09:00".parse()?;
/// let error = Moment::new(date!("2024-06-18").into(), Some(landed)).unwrap_err();
/// assert_eq!(error.to_string(), r#"not a moment: "2024-06-19T02:22+09:00" (the date is 2024-06-18)"#);
/// # Ok::<(), detente::time::InstantError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a moment: {text:?} ({})", self.reason())]
pub struct MomentError {
    text: Box<str>,
    kind: MomentErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum MomentErrorKind {
    Date(DateError),
    Instant(InstantError),
    NotOn(UncertainDate),
}

impl MomentError {
    /// The text at fault.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, without the text.
    pub fn reason(&self) -> Cow<'_, str> {
        match &self.kind {
            MomentErrorKind::Date(error) => error.reason(),
            MomentErrorKind::Instant(error) => error.reason().into(),
            MomentErrorKind::NotOn(date) => format!("the date is {date}").into(),
        }
    }

    /// What would be right: the words after "expected" in an error of reading.
    pub fn expected(&self) -> String {
        match &self.kind {
            MomentErrorKind::Date(error) => error.expected().into_owned(),
            MomentErrorKind::Instant(error) => error.expected(),
            MomentErrorKind::NotOn(date) => format!("an instant on the date {date}"),
        }
    }
}
