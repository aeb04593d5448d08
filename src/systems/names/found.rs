//! What a text was found to name, and how.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::find::NameFinder;
use super::row::{NameSort, PolityName};
use crate::model::closed_codes;
use crate::model::fault::quoted;
use crate::systems::AnswerStatus;
use crate::systems::Polity;

closed_codes! {
    /// How a name was recognised, from the surest way to the least sure.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{NameHow, Systems};
    ///
    /// let names = Systems::builtin().names(date!("2024-06-17"));
    /// let how = ["North Korea", "DPRK", "north korea", "North Koraea"].map(|text| names.find(text).how());
    /// let ways = [NameHow::Exact, NameHow::Alias, NameHow::Folded, NameHow::Fuzzy];
    /// assert_eq!(how, ways.map(Some));
    /// ```
    pub enum NameHow, "way to recognise a name" {
        /// As the usual name of its polity in English, letter by letter.
        Exact = "exact",
        /// As another name, letter by letter.
        Alias = "alias",
        /// But for case, accents, punctuation, order of words, short forms and articles.
        Folded = "folded",
        /// But for a few letters, of which [`NameMatch::distance`] tells the number.
        Fuzzy = "fuzzy",
    }
}

/// What a text names. Shown in one line that explains itself.
///
/// ```
/// use detente::date;
/// use detente::systems::Systems;
///
/// let names = Systems::builtin().names(date!("2000-01-01"));
/// assert_eq!(
///     names.find("north korea").to_string(),
///     "north-korea (North Korea): \"north korea\" is \"North Korea\", folded"
/// );
/// assert_eq!(
///     names.find("Korea").to_string(),
///     "ambiguous: \"Korea\" is north-korea (North Korea) or south-korea (South Korea)"
/// );
/// ```
#[derive(Clone, Debug)]
pub struct NameMatch<'s> {
    asked: Box<str>,
    finder: NameFinder<'s>,
    found: Option<Found<'s>>,
}

/// The names that were found.
#[derive(Clone, Debug)]
pub(super) struct Found<'s> {
    pub(super) how: NameHow,
    pub(super) distance: usize,
    /// By polity, each once; at least one.
    pub(super) names: Vec<PolityName<'s>>,
    /// Whether they are of the time, the sort and the language asked for.
    pub(super) fits: bool,
}

impl<'s> NameMatch<'s> {
    pub(super) fn new(asked: &str, finder: NameFinder<'s>, found: Option<Found<'s>>) -> Self {
        Self { asked: asked.into(), finder, found }
    }

    /// The text asked for, without the blanks around it.
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// How the question was answered: `Exact` with one polity, however its name was recognised;
    /// `Ambiguous` with several; `NotInSystem` if the text is a name, but not at the time, of the sort
    /// or in the language; `Unknown` if it is no name at all.
    pub fn status(&self) -> AnswerStatus {
        match &self.found {
            None => AnswerStatus::Unknown,
            Some(found) if !found.fits => AnswerStatus::NotInSystem,
            Some(found) if found.names.len() == 1 => AnswerStatus::Exact,
            Some(_) => AnswerStatus::Ambiguous,
        }
    }

    /// The polity, if it is one and only one.
    pub fn polity(&self) -> Option<Polity<'s>> {
        match self.candidates() {
            [name] => Some(name.polity()),
            _ => None,
        }
    }

    /// The name of each polity that may be meant, by the id of the polity.
    pub fn candidates(&self) -> &[PolityName<'s>] {
        self.names(true)
    }

    /// The names which the text is at other times, of other sorts or in other languages, where it is
    /// none as asked.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::Systems;
    ///
    /// let found = Systems::builtin().names(date!("2000-01-01")).find("Soviet Union");
    /// assert!(found.candidates().is_empty());
    /// let name = found.otherwise()[0];
    /// assert_eq!(name.polity().id().as_str(), "soviet-union");
    /// assert_eq!(name.to(), Some(date!("1991-12-25")));
    /// ```
    pub fn otherwise(&self) -> &[PolityName<'s>] {
        self.names(false)
    }

    fn names(&self, fitting: bool) -> &[PolityName<'s>] {
        let found = self.found.as_ref().filter(|found| found.fits == fitting);
        found.map_or(&[], |found| &found.names)
    }

    /// How it was recognised; `None` if it is no name at all.
    pub fn how(&self) -> Option<NameHow> {
        self.found.as_ref().map(|found| found.how)
    }

    /// How many letters it is away from the names found, a swap of neighbours counted once: 0 unless
    /// it is [`Fuzzy`](NameHow::Fuzzy).
    pub fn distance(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.distance)
    }
}

/// As an object: `asked`, `status`, `how`, `distance`, the id of the one `polity`, `candidates` and
/// `otherwise`.
impl Serialize for NameMatch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("NameMatch", 7)?;
        object.serialize_field("asked", self.asked())?;
        object.serialize_field("status", &self.status())?;
        object.serialize_field("how", &self.how())?;
        object.serialize_field("distance", &self.distance())?;
        object.serialize_field("polity", &self.polity())?;
        object.serialize_field("candidates", self.candidates())?;
        object.serialize_field("otherwise", self.otherwise())?;
        object.end()
    }
}

impl fmt::Display for NameMatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = quoted(&self.asked);
        let Some(found) = &self.found else {
            return write!(f, "unknown: {asked} is no {}", self.finder.wanted());
        };
        match (&found.names[..], found.fits) {
            ([name], true) => {
                write!(f, "{}: {asked} is ", name.polity())?;
                found.say_how(f, *name)
            }
            (names, true) => {
                write!(f, "ambiguous: {asked} is ")?;
                if found.how == NameHow::Fuzzy {
                    write!(f, "{} away from a name of ", letters(found.distance))?;
                }
                or(f, names, |f, name| name.polity().fmt(f))
            }
            (names, false) => {
                let (wanted, at) = (self.finder.wanted(), self.finder.at());
                write!(f, "not in the system: {asked} is no {wanted} {at}; otherwise ")?;
                if found.how == NameHow::Fuzzy {
                    write!(f, "{} away from ", letters(found.distance))?;
                }
                or(f, names, describe)
            }
        }
    }
}

impl Found<'_> {
    /// How the text asked for is `name`.
    fn say_how(&self, f: &mut fmt::Formatter<'_>, name: PolityName<'_>) -> fmt::Result {
        match self.how {
            NameHow::Exact => f.write_str("its usual name"),
            NameHow::Alias => f.write_str("a name of it"),
            NameHow::Folded => write!(f, "{:?}, folded", name.text()),
            NameHow::Fuzzy => write!(f, "{} away from {:?}", letters(self.distance), name.text()),
        }
    }
}

/// A name with what it is a name of, and when.
fn describe(f: &mut fmt::Formatter<'_>, name: PolityName<'_>) -> fmt::Result {
    let article = if name.sort() == NameSort::City { "the" } else { "a" };
    write!(f, "{article} {}", sort_of_name(Some(name.sort())))?;
    if let Some(language) = name.language().filter(|language| *language != "en") {
        write!(f, " in {language}")?;
    }
    write!(f, ", {}", name.polity())?;
    match (name.from(), name.to()) {
        (None, None) => Ok(()),
        (Some(from), None) => write!(f, ", from {from}"),
        (None, Some(to)) => write!(f, ", to {to}"),
        (Some(from), Some(to)) => write!(f, ", from {from} to {to}"),
    }
}

/// What names of a sort are called.
pub(super) fn sort_of_name(sort: Option<NameSort>) -> &'static str {
    match sort {
        None => "name",
        Some(NameSort::State) => "name of a state",
        Some(NameSort::Nationality) => "nationality",
        Some(NameSort::City) => "city",
        Some(NameSort::Government) => "name of a government",
    }
}

fn letters(distance: usize) -> String {
    format!("{distance} letter{}", if distance == 1 { "" } else { "s" })
}

/// The most names that are shown one by one.
const SHOWN: usize = 4;

fn or<'s>(
    f: &mut fmt::Formatter<'_>,
    names: &[PolityName<'s>],
    show: impl Fn(&mut fmt::Formatter<'_>, PolityName<'s>) -> fmt::Result,
) -> fmt::Result {
    for (at, name) in names.iter().take(SHOWN).enumerate() {
        f.write_str(if at > 0 { " or " } else { "" })?;
        show(f, *name)?;
    }
    match names.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " or {more} more"),
    }
}
