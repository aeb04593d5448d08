//! Answer: what a list says to a question, and what it does not say.

use std::fmt;

use serde::Serialize;

use super::at::At;
use crate::model::closed_codes;
use crate::model::fault::{NearestIs, quoted};
use crate::systems::CodeSystem;
use crate::time::NaiveDate;

closed_codes! {
    /// How a question was answered.
    ///
    /// ```
    /// use detente::systems::{AnswerStatus, At, CodeSystem, Systems};
    ///
    /// let status = |code, at| Systems::builtin().polity_of(&CodeSystem::COW_2016, code, at).status();
    /// assert_eq!(status("2", At::Year(2000)), AnswerStatus::Exact);
    /// assert_eq!(status("2", At::Year(2020)), AnswerStatus::AfterEdition);
    /// assert_eq!(status("999", At::Ever), AnswerStatus::Unknown);
    /// assert_eq!(AnswerStatus::NotInSystem.code(), "not_in_system");
    /// ```
    pub enum AnswerStatus, "status of an answer" {
        /// With one answer.
        Exact = "exact",
        /// With several, between which nothing in the question decides.
        Ambiguous = "ambiguous",
        /// The list has nothing at that time.
        NotInSystem = "not_in_system",
        /// The list ends before that time.
        AfterEdition = "after_edition",
        /// The list never had such a code.
        Unknown = "unknown",
    }
}

/// What a list answers. Shown in one line that explains itself.
///
/// ```
/// use detente::date;
/// use detente::systems::{Answer, At, CodeSystem, Systems};
///
/// let systems = Systems::builtin();
/// // Germany was reunited in the course of 1990.
/// let in_year = systems.polity_of(&CodeSystem::COW, "260", At::Year(1990));
/// assert_eq!(in_year.exact().map(|polity| polity.name()), Some("West Germany"));
/// let answer = systems.polity_of(&CodeSystem::COW, "260", date!("1995-01-01"));
/// assert!(matches!(answer, Answer::NotInSystem { .. }));
/// let answer = systems.polity_of(&CodeSystem::COW, "999", date!("1995-01-01"));
/// assert!(matches!(answer, Answer::Unknown { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Answer<T> {
    /// This, and nothing else.
    Exact(T),
    /// Several; nothing in the question decides between them.
    Ambiguous(Vec<T>),
    /// The list goes as far as the time asked of, and has nothing then.
    NotInSystem {
        /// The list that has nothing.
        system: CodeSystem,
        /// What was looked for in it: a code, or the id of a polity.
        asked: Box<str>,
        /// The time asked of.
        at: At,
        /// What the answer would be at other times.
        otherwise: Vec<T>,
    },
    /// The time asked of is after the last day of the list.
    AfterEdition {
        /// The list that has ended.
        system: CodeSystem,
        /// Its last day.
        #[serde(serialize_with = "crate::time::day")]
        last_day: NaiveDate,
        /// What the answer was on that day: mostly one, none if the code was out of use by then.
        said: Vec<T>,
    },
    /// No such code, polity or list at any time.
    Unknown {
        /// The list that was asked.
        system: CodeSystem,
        /// What it does not know.
        asked: Box<str>,
        /// What was probably meant.
        nearest: Option<Box<str>>,
    },
}

impl<T> Answer<T> {
    /// Which of the five it is.
    pub fn status(&self) -> AnswerStatus {
        match self {
            Self::Exact(_) => AnswerStatus::Exact,
            Self::Ambiguous(_) => AnswerStatus::Ambiguous,
            Self::NotInSystem { .. } => AnswerStatus::NotInSystem,
            Self::AfterEdition { .. } => AnswerStatus::AfterEdition,
            Self::Unknown { .. } => AnswerStatus::Unknown,
        }
    }

    /// The one answer, if it is exact.
    pub fn exact(&self) -> Option<&T> {
        match self {
            Self::Exact(one) => Some(one),
            _ => None,
        }
    }

    /// What holds at the time asked of: one, several or none. What the list said before it ended is
    /// not among them.
    ///
    /// ```
    /// # use detente::systems::{At, CodeSystem, Systems};
    /// let answer = Systems::builtin().polity_of(&CodeSystem::COW, "365", At::Year(1991));
    /// let ids: Vec<&str> = answer.candidates().iter().map(|polity| polity.id().as_str()).collect();
    /// assert_eq!(ids, ["soviet-union", "russia"]);
    /// assert_eq!(answer.exact(), None);
    /// ```
    pub fn candidates(&self) -> &[T] {
        match self {
            Self::Exact(one) => std::slice::from_ref(one),
            Self::Ambiguous(all) => all,
            _ => &[],
        }
    }

    /// The same answer with every candidate made another by `f`.
    ///
    /// ```
    /// # use detente::systems::{Answer, At, CodeSystem, Systems};
    /// let answer = Systems::builtin().polity_of(&CodeSystem::ISO3, "JPN", At::Year(2000));
    /// assert_eq!(answer.map(|polity| polity.name()), Answer::Exact("Japan"));
    /// ```
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Answer<U> {
        let mut all = |these: Vec<T>| these.into_iter().map(&mut f).collect();
        match self {
            Self::Ambiguous(these) => Answer::Ambiguous(all(these)),
            Self::NotInSystem { system, asked, at, otherwise } => {
                Answer::NotInSystem { system, asked, at, otherwise: all(otherwise) }
            }
            Self::AfterEdition { system, last_day, said } => {
                Answer::AfterEdition { system, last_day, said: all(said) }
            }
            Self::Unknown { system, asked, nearest } => Answer::Unknown { system, asked, nearest },
            Self::Exact(one) => Answer::Exact(f(one)),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(one) => one.fmt(f),
            Self::Ambiguous(all) => write!(f, "ambiguous: {}", Listed(all, " or ")),
            Self::NotInSystem { system, asked, at, otherwise } => {
                let system = system.as_str();
                write!(f, "not in the system: {system} has nothing for {asked} {at}")?;
                if otherwise.is_empty() {
                    return Ok(());
                }
                write!(f, "; at other times {}", Listed(otherwise, " or "))
            }
            Self::AfterEdition { system, last_day, said } => {
                write!(f, "after the edition: {} ends on {last_day}, ", system.as_str())?;
                if said.is_empty() {
                    return f.write_str("and had nothing then");
                }
                write!(f, "and then said {}", Listed(said, " or "))
            }
            Self::Unknown { system, asked, nearest } => {
                write!(f, "unknown: {} does not know {}", system.as_str(), quoted(asked))?;
                NearestIs(nearest.as_deref()).fmt(f)
            }
        }
    }
}

struct Listed<'a, T>(&'a [T], &'a str);

impl<T: fmt::Display> fmt::Display for Listed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, one) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(self.1)?;
            }
            one.fmt(f)?;
        }
        Ok(())
    }
}
