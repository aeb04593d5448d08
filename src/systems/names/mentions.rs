//! Mentions: where a running text speaks of polities.

use std::fmt;
use std::ops::Range;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::find::UnknownLanguage;
use super::keys::{Capitals, FoundKey, NameKeys};
use super::letters::begins;
use super::row::{NameRow, NameSort, PolityName};
use super::table::{ENGLISH, NameTable};
use crate::systems::At;
use crate::systems::Polity;
use crate::systems::Systems;
use crate::systems::codes::convert::common_days;
use crate::systems::codes::list::Days;

impl Systems {
    /// Every mention of a polity in `text`, read as a text of the time `at`, from left to right.
    ///
    /// A mention is the longest name that begins where it begins: "South Sudan" is no mention of
    /// Sudan, and nothing within a longer word is one ("Niger" in "Nigeria"). Mentions do not
    /// overlap. A name has to be in use at the time, and to begin with a capital letter where it
    /// does; an abbreviation has to be in capitals. Accents, apostrophes, full stops, hyphens and
    /// the width of blanks do not count. Names of seas and places that hold the name of a polity
    /// ("Sea of Japan", "New Mexico") are no mentions.
    ///
    /// In Latin letters, English names are looked for; in other scripts, those of every language.
    /// [`Mentions::in_language`] changes that. Words that change their endings are found where the
    /// tables have the form. Names of more than 600 bytes are not looked for.
    ///
    /// A text is gone through once. A mention tells all polities that may be meant, so that with many
    /// of one name the work grows with that answer; and each mention looks at every row of the name.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::Systems;
    ///
    /// let text = "Niger left; Nigeria and South Korea stayed. Россия тоже.";
    /// let found: Vec<_> = Systems::builtin()
    ///     .mentions(text, date!("2024-06-17"))
    ///     .map(|mention| (&text[mention.span()], mention.polity().map(|one| one.id().as_str())))
    ///     .collect();
    /// let expected = [
    ///     ("Niger", Some("niger")),
    ///     ("Nigeria", Some("nigeria")),
    ///     ("South Korea", Some("south-korea")),
    ///     ("Россия", Some("russia")),
    /// ];
    /// assert_eq!(found, expected);
    /// ```
    pub fn mentions<'s, 't>(&'s self, text: &'t str, at: impl Into<At>) -> Mentions<'s, 't> {
        let (names, days) = (self.names_table(), at.into().days());
        Mentions {
            systems: self,
            names,
            text,
            at: 0,
            days,
            sort: None,
            language: Language::ByScript,
            found: Vec::new(),
        }
    }
}

/// The mentions of polities in a text, from left to right. Made by [`Systems::mentions`].
///
/// ```
/// use detente::date;
/// use detente::systems::{NameSort, Systems};
///
/// let mentions = Systems::builtin().mentions("Russian words in Moscow", date!("2024-06-17"));
/// let cities: Vec<_> = mentions.of_sort(NameSort::City).map(|city| city.span()).collect();
/// assert_eq!(cities, [17..23]);
/// ```
#[derive(Clone)]
#[must_use = "an iterator finds nothing until it is asked"]
pub struct Mentions<'s, 't> {
    systems: &'s Systems,
    names: &'s NameTable,
    text: &'t str,
    at: usize,
    days: Days,
    sort: Option<NameSort>,
    language: Language<'s>,
    /// The names from one place on; kept to be used again.
    found: Vec<FoundKey>,
}

/// Which languages names are taken from.
#[derive(Clone, Copy, Debug)]
enum Language<'s> {
    /// English in Latin letters, every language in others.
    ByScript,
    One(&'s str),
    Any,
}

impl Mentions<'_, '_> {
    /// Only names in a language, and those used in every language: a tag of BCP 47, which stands for
    /// what is within it and what it is within.
    ///
    /// # Errors
    /// If no name is told in the language.
    pub fn in_language(self, tag: &str) -> Result<Self, UnknownLanguage> {
        Ok(Self { language: Language::One(self.systems.language_of(tag)?), ..self })
    }

    /// Names in every language, in Latin letters too. Short words of one language are names in
    /// another: "Island" is Iceland in German.
    ///
    /// ```
    /// # use detente::date;
    /// # use detente::systems::Systems;
    /// let mentions = || Systems::builtin().mentions("Er reiste nach Island.", date!("2024-06-17"));
    /// assert_eq!(mentions().count(), 0);
    /// let island = mentions().in_any_language().next().expect("a mention");
    /// assert_eq!(island.polity(), Systems::builtin().polity("iceland"));
    /// ```
    pub fn in_any_language(mut self) -> Self {
        self.language = Language::Any;
        self
    }

    /// Only names of one sort. Capitals are names for governments too.
    pub fn of_sort(mut self, sort: NameSort) -> Self {
        self.sort = Some(sort);
        self
    }

    /// Whether a name may be meant, as far as its letters do not tell.
    fn may_mean(&self, row: &NameRow, is_latin: bool) -> bool {
        let speaks = match self.language {
            Language::Any => true,
            Language::One(tag) => self.names.is_in_language(row, tag),
            Language::ByScript => {
                !is_latin || self.names.language(row).is_none_or(|language| language == "en")
            }
        };
        speaks
            && self.sort.is_none_or(|sort| row.sort.serves(sort))
            && common_days(row.days, self.days).is_some()
    }
}

impl<'s> Mentions<'s, '_> {
    /// The keys of the names that a mention may be which begins with a letter of ASCII.
    fn ascii_keys(&self) -> &'s NameKeys {
        match self.language {
            Language::ByScript => self.names.english_keys(),
            Language::One(_) | Language::Any => self.names.keys(),
        }
    }

    /// The longest name at `start`: where it ends, and what it may mean. A name of something else
    /// means nothing.
    fn longest(&mut self, keys: &NameKeys, start: usize) -> Option<(usize, Vec<PolityName<'s>>)> {
        let mut found = std::mem::take(&mut self.found);
        keys.follow(self.text, start, &mut found);
        let longest = found.iter().rev().find_map(|one| self.meant(keys, start, *one));
        self.found = found;
        longest
    }

    fn meant(
        &self,
        keys: &NameKeys,
        start: usize,
        found: FoundKey,
    ) -> Option<(usize, Vec<PolityName<'s>>)> {
        let written = &self.text[start..found.end];
        let rows = keys.rows(found);
        let mut meant: Vec<PolityName<'s>> = Vec::new();
        for key in rows {
            let Some(row) = self.names.rows.get(key.place as usize) else {
                continue;
            };
            if !self.may_mean(row, key.is_latin) || !is_in_case(key.capitals, written) {
                continue;
            }
            let name = PolityName { systems: self.systems, row };
            // Rows stand by polity, and there are few sorts.
            let mut of_polity =
                meant.iter_mut().rev().take_while(|other| other.row.polity == row.polity);
            match of_polity.find(|other| other.row.sort == row.sort) {
                // One name of a polity is enough; the English one tells most readers most.
                Some(other) if row.language == ENGLISH => *other = name,
                Some(_) => {}
                None => meant.push(name),
            }
        }
        if meant.is_empty() && !rows.is_empty() {
            return None;
        }
        // The last stop of "U.S." belongs to it.
        let mut letters = written.chars();
        let abbreviated = letters.next_back().is_some() && letters.as_str().ends_with('.');
        let stop = abbreviated && self.text[found.end..].starts_with('.');
        Some((found.end + usize::from(stop), meant))
    }
}

impl<'s> Iterator for Mentions<'s, '_> {
    type Item = Mention<'s>;

    fn next(&mut self) -> Option<Mention<'s>> {
        let bytes = self.text.as_bytes();
        let ascii_keys = self.ascii_keys();
        while let Some(byte) = bytes.get(self.at) {
            let start = self.at;
            if !ascii_keys.firsts().can_begin(*byte, bytes.get(start + 1).copied()) {
                self.at += 1;
                continue;
            }
            let first = self.text[start..].chars().next()?;
            self.at += first.len_utf8();
            let before = || self.text[..start].chars().next_back();
            let can_begin = first.is_ascii() || self.names.firsts().can_begin_with(first);
            if !can_begin || !begins(before(), first) {
                continue;
            }
            let keys = if first.is_ascii() { ascii_keys } else { self.names.keys() };
            let Some((end, names)) = self.longest(keys, start) else {
                continue;
            };
            self.at = end;
            if !names.is_empty() {
                return Some(Mention { start, end, names });
            }
        }
        None
    }
}

impl fmt::Debug for Mentions<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mentions").field("at", &self.at).finish_non_exhaustive()
    }
}

/// As a list of the mentions that are still to come.
impl Serialize for Mentions<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.clone())
    }
}

/// A mention: where it stands in the text, and what it may mean.
///
/// ```
/// use detente::date;
/// use detente::systems::Systems;
///
/// let mut mentions = Systems::builtin().mentions("Korea spoke.", date!("2024-06-17"));
/// let korea = mentions.next().expect("a mention");
/// assert_eq!((korea.span(), korea.polity()), (0..5, None));
/// let candidates: Vec<_> = korea.polities().iter().map(|one| one.id().as_str()).collect();
/// assert_eq!(candidates, ["north-korea", "south-korea"]);
/// ```
#[derive(Clone, Debug)]
pub struct Mention<'s> {
    start: usize,
    end: usize,
    names: Vec<PolityName<'s>>,
}

impl<'s> Mention<'s> {
    /// The bytes of the text which it takes.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The names that may be meant, by polity; one for each polity and sort.
    pub fn names(&self) -> &[PolityName<'s>] {
        &self.names
    }

    /// The polities that may be meant, by id, each once.
    pub fn polities(&self) -> Vec<Polity<'s>> {
        let mut polities: Vec<_> = self.names.iter().map(|name| name.polity()).collect();
        polities.dedup();
        polities
    }

    /// The polity, if it is one and only one.
    pub fn polity(&self) -> Option<Polity<'s>> {
        match self.polities()[..] {
            [polity] => Some(polity),
            _ => None,
        }
    }
}

/// As an object: the bytes `start` and `end` of its span, the id of the one `polity`, and `names`.
impl Serialize for Mention<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Mention", 4)?;
        object.serialize_field("start", &self.start)?;
        object.serialize_field("end", &self.end)?;
        object.serialize_field("polity", &self.polity())?;
        object.serialize_field("names", &self.names)?;
        object.end()
    }
}

/// Its span and what it may mean: `0..5: north-korea (North Korea) or south-korea (South Korea)`.
impl fmt::Display for Mention<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}: ", self.start, self.end)?;
        for (at, polity) in self.polities().iter().enumerate() {
            let or = if at > 0 { " or " } else { "" };
            write!(f, "{or}{polity}")?;
        }
        Ok(())
    }
}

/// Whether a text has capitals where a name needs them.
fn is_in_case(capitals: Capitals, written: &str) -> bool {
    match capitals {
        Capitals::Nowhere => true,
        // A name begins with a letter, and so does what was found for it.
        Capitals::First => written.chars().next().is_some_and(char::is_uppercase),
        Capitals::All => !written.chars().any(char::is_lowercase),
    }
}
