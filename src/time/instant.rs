//! A point in time with the offset of the place it is told for.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::time::text::edtf::{number, plain_day};
use crate::time::text::form::{pad, serde_as_text};

pub(super) const EXPECTING: &str = "an instant such as 2024-06-19T02:22+09:00";

/// A point in time, with the local time and the offset it is told in.
///
/// The text is RFC 3339, with or without seconds: `2024-06-19T02:22+09:00`. It is printed without
/// seconds that are zero, and with `Z` for the offset zero. Leap seconds and the offset `-00:00`,
/// which says that the local time is not known, are refused; years run from 0 to 9999.
///
/// Two instants are equal when they are written alike; whether they are the same moment asks
/// [`same_moment`](Instant::same_moment).
///
/// ```
/// use detente::date;
/// use detente::time::Instant;
///
/// let pyongyang: Instant = "2024-06-19T02:22+09:00".parse()?;
/// let moscow: Instant = "2024-06-18T20:22+03:00".parse()?;
/// assert!(pyongyang.same_moment(&moscow) && pyongyang != moscow);
/// assert_eq!(pyongyang.local_date(), date!("2024-06-19"));
/// assert_eq!(pyongyang.date_at(3 * 60), Some(date!("2024-06-18")));
/// # Ok::<(), detente::time::InstantError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Instant(DateTime<FixedOffset>);

impl Instant {
    /// The civil day at the place the instant is told for.
    pub fn local_date(&self) -> NaiveDate {
        self.0.date_naive()
    }

    /// Whether both are the same point in time, whatever the local time is.
    ///
    /// ```
    /// use detente::time::Instant;
    ///
    /// let pyongyang: Instant = "2024-06-19T02:22+09:00".parse()?;
    /// assert!(pyongyang.same_moment(&"2024-06-18T17:22Z".parse()?));
    /// # Ok::<(), detente::time::InstantError>(())
    /// ```
    pub fn same_moment(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// The civil day at a place whose clocks are that many minutes ahead of UTC; `None` when no
    /// offset is so large.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::Instant;
    ///
    /// let pyongyang: Instant = "2024-06-19T02:22+09:00".parse()?;
    /// assert_eq!(pyongyang.date_at(0), Some(date!("2024-06-18")));
    /// # Ok::<(), detente::time::InstantError>(())
    /// ```
    pub fn date_at(&self, offset_minutes: i32) -> Option<NaiveDate> {
        let offset = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
        Some(self.0.with_timezone(&offset).date_naive())
    }

    /// The same as chrono's type.
    pub const fn to_chrono(&self) -> DateTime<FixedOffset> {
        self.0
    }

    fn key(&self) -> (NaiveDateTime, i32) {
        (self.0.naive_local(), self.0.offset().local_minus_utc())
    }
}

impl PartialEq for Instant {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Instant {}

impl Hash for Instant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl TryFrom<DateTime<FixedOffset>> for Instant {
    type Error = InstantError;

    fn try_from(instant: DateTime<FixedOffset>) -> Result<Self, InstantError> {
        let seconds_east = instant.offset().local_minus_utc();
        // At the edge of chrono's calendar the local time may not exist; `naive_local` would panic.
        let local = instant.naive_utc().checked_add_offset(*instant.offset());
        match local {
            Some(local)
                if seconds_east % 60 == 0
                    && (0..=9999).contains(&local.year())
                    && local.nanosecond() < 1_000_000_000 =>
            {
                Ok(Self(instant))
            }
            _ => Err(InstantError::new(
                &format!("{:?} UTC", instant.naive_utc()),
                "it cannot be written in RFC 3339 without loss",
            )),
        }
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    fn from_str(text: &str) -> Result<Self, InstantError> {
        read(text).map_err(|reason| InstantError::new(text, reason))
    }
}

fn read(text: &str) -> Result<Instant, &'static str> {
    const FORM: &str = "a day, T, a time of day and an offset";
    let (day, rest) = text.split_once('T').ok_or(FORM)?;
    if day.len() != 10 {
        return Err(FORM);
    }
    let day = plain_day(day).ok_or("there is no such day")?;
    let at = rest.find(['Z', '+', '-']).ok_or("the offset from UTC is missing")?;
    let (clock, offset) = rest.split_at_checked(at).ok_or(FORM)?;
    let offset = read_offset(offset)?;
    let time = read_clock(clock).ok_or("the time of day is hh:mm or hh:mm:ss, up to 23:59:59")?;
    day.and_time(time)
        .and_local_timezone(offset)
        .single()
        .map(Instant)
        .ok_or("it lies beyond the calendar")
}

fn read_clock(text: &str) -> Option<NaiveTime> {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) if clock.len() == 8 => (clock, fraction),
        Some(_) => return None,
        None => (text, "0"),
    };
    let bytes = clock.as_bytes();
    let (hour, minute) = (number(bytes.get(..2)?)?, number(bytes.get(3..5)?)?);
    let second = match bytes.len() {
        5 => 0,
        8 if bytes[5] == b':' => number(&bytes[6..])?,
        _ => return None,
    };
    if bytes[2] != b':' || fraction.is_empty() || fraction.len() > 9 || second > 59 {
        return None;
    }
    let mut nanoseconds = 0;
    for place in 0..9 {
        let digit = fraction.as_bytes().get(place).unwrap_or(&b'0');
        nanoseconds = nanoseconds * 10 + number(&[*digit])?;
    }
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanoseconds)
}

fn read_offset(text: &str) -> Result<FixedOffset, &'static str> {
    const FORM: &str = "the offset from UTC is Z or such as +09:00";
    if text == "Z" {
        return FixedOffset::east_opt(0).ok_or(FORM);
    }
    if text == "-00:00" {
        return Err("the offset -00:00 says that the local time is not known; UTC is Z");
    }
    let bytes = text.as_bytes();
    if bytes.len() != 6 || bytes[3] != b':' {
        return Err(FORM);
    }
    let (hours, minutes) = number(&bytes[1..3])
        .zip(number(&bytes[4..]))
        .filter(|(_, minutes)| *minutes < 60)
        .ok_or(FORM)?;
    let seconds = (hours * 3600 + minutes * 60).cast_signed();
    FixedOffset::east_opt(if bytes[0] == b'-' { -seconds } else { seconds }).ok_or(FORM)
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.0.naive_local();
        let (second, nanosecond) = (local.second(), local.nanosecond());
        let seconds =
            if (second, nanosecond) == (0, 0) { String::new() } else { format!(":{second:02}") };
        let fraction = if nanosecond == 0 { String::new() } else { format!(".{nanosecond:09}") };
        let fraction = fraction.trim_end_matches('0');
        let offset = match self.0.offset().local_minus_utc() / 60 {
            0 => "Z".to_owned(),
            minutes => {
                let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        };
        let (date, hour, minute) = (local.date(), local.hour(), local.minute());
        pad(f, &format_args!("{date}T{hour:02}:{minute:02}{seconds}{fraction}{offset}"))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, &format_args!("Instant({self})"))
    }
}

serde_as_text!(Instant, EXPECTING);

/// The text is not an instant.
///
/// ```
/// use detente::time::Instant;
///
/// let error = "2024-06-19T02:22".parse::<Instant>().unwrap_err();
/// assert_eq!(error.to_string(), r#"not an instant: "2024-06-19T02:22" (the offset from UTC is missing)"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an instant: {text:?} ({reason})")]
pub struct InstantError {
    text: Box<str>,
    reason: &'static str,
}

impl InstantError {
    fn new(text: &str, reason: &'static str) -> Self {
        Self { text: text.into(), reason }
    }

    /// The text at fault.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, without the text.
    pub fn reason(&self) -> &str {
        self.reason
    }

    /// What would be right: the words after "expected" in an error of reading.
    pub fn expected(&self) -> String {
        format!("{EXPECTING}: {}", self.reason)
    }
}
