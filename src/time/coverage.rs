//! The stretches of time of which a source says that it is complete.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::period::Period;
use super::truth::Truth;
use super::uncertain_date::UncertainDate;

/// The stretches of time for which a source claims to be complete, so that its silence there means
/// *no*.
///
/// Outside of them a value is *not covered*, which is never zero. Stretches are kept apart, sorted
/// and without repetition, so that the order in which they are given makes no difference; questions
/// are answered for their union, in which a stretch that ends on one day and one that starts on the
/// next leave no gap.
///
/// ```
/// use detente::date;
/// use detente::time::{Coverage, Period, Truth};
///
/// let wars: Coverage = ["1816-01-01/2007-12-31".parse::<Period>()?].into_iter().collect();
/// assert_eq!(wars.covers(date!("1950-06-25")), Truth::Yes);
/// assert_eq!(wars.covers(date!("2024-06-18")), Truth::No);
/// assert_eq!(wars.covers_all(&"1950-06-25/1953-07-27".parse()?), Truth::Yes);
/// assert!(Coverage::default().is_empty());
/// # Ok::<(), detente::time::PeriodError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Coverage {
    periods: Vec<Period>,
}

impl Coverage {
    /// The stretches given. A stretch that is a bare date covers one day, which may be uncertain;
    /// [`Period::whole`] makes it a whole month or year.
    ///
    /// ```
    /// use detente::time::Coverage;
    ///
    /// let kept = Coverage::new(["2000/2010".parse()?, "1990/1995".parse()?]);
    /// assert_eq!(kept.to_string(), "1990/1995, 2000/2010");
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn new(periods: impl IntoIterator<Item = Period>) -> Self {
        let mut periods: Vec<Period> = periods.into_iter().collect();
        periods.sort_by_cached_key(|period| (period.extent(), period.to_string()));
        periods.dedup();
        Self { periods }
    }

    /// Whether the day is covered; nothing is where there are no stretches.
    ///
    /// ```
    /// use detente::date;
    /// use detente::time::{Coverage, Truth};
    ///
    /// let kept = Coverage::new(["1990-01-01/1995-12-31".parse()?, "2000/..".parse()?]);
    /// assert_eq!(kept.covers(date!("1998-01-01")), Truth::No);
    /// assert_eq!(kept.covers(date!("2000-06-15")), Truth::Maybe);
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn covers(&self, day: NaiveDate) -> Truth {
        Truth::any(self.periods.iter().map(|period| period.contains(day)))
    }

    /// Whether every day of the period is covered, be it by several stretches together.
    ///
    /// A stretch that is one uncertain day covers any one of the days it can be, and no second: two
    /// such days never cover three.
    ///
    /// ```
    /// use detente::time::{Coverage, Truth};
    ///
    /// let coverage = Coverage::new(["1990/1999-12-31".parse()?, "2000-01-01/..".parse()?]);
    /// assert_eq!(coverage.covers_all(&"1998-03-01/2004-03-01".parse()?), Truth::Yes);
    /// assert_eq!(coverage.covers_all(&"1990-03-01/1991-01-01".parse()?), Truth::Maybe);
    /// assert_eq!(coverage.covers_all(&"1989/1991".parse()?), Truth::No);
    ///
    /// // One day of March and one of spring.
    /// let days = Coverage::new(["2020-03".parse()?, "2020-21".parse()?]);
    /// assert_eq!(days.covers_all(&"2020-03-01/2020-03-02".parse()?), Truth::Maybe);
    /// assert_eq!(days.covers_all(&"2020-03-01/2020-03-03".parse()?), Truth::No);
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    pub fn covers_all(&self, period: &Period) -> Truth {
        if let Some(day) = period.one_day().and_then(UncertainDate::as_day) {
            return self.covers(day);
        }
        let is_day = |period: &&Period| period.one_day().is_some();
        let (days, stretches): (Vec<&Period>, Vec<&Period>) = self.periods.iter().partition(is_day);
        let extents = |some: Vec<&Period>| some.into_iter().map(Period::extent).collect::<Vec<_>>();
        period.extent().is_covered_by(&extents(stretches), &extents(days))
    }

    /// Whether it has no stretch at all.
    pub fn is_empty(&self) -> bool {
        self.periods.is_empty()
    }

    /// The stretches, by when they can start.
    pub fn iter(&self) -> std::slice::Iter<'_, Period> {
        self.periods.iter()
    }
}

impl From<Period> for Coverage {
    fn from(period: Period) -> Self {
        Self { periods: vec![period] }
    }
}

impl FromIterator<Period> for Coverage {
    fn from_iter<I: IntoIterator<Item = Period>>(periods: I) -> Self {
        Self::new(periods)
    }
}

impl<'a> IntoIterator for &'a Coverage {
    type Item = &'a Period;
    type IntoIter = std::slice::Iter<'a, Period>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The stretches with commas between them, or `nothing`.
impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, rest)) = self.periods.split_first() else {
            return f.pad("nothing");
        };
        write!(f, "{first}")?;
        rest.iter().try_for_each(|period| write!(f, ", {period}"))
    }
}

impl Serialize for Coverage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.periods.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Coverage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::new)
    }
}
