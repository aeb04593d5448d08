//! Citations: by which source something is told, through whom, and in which way.

use std::fmt;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::knowledge::Knowledge;
use crate::model::{CitedSpeaker, Provenance, Source, SourceId, Stance};
use crate::time::UncertainDate;

/// The word of one source: which, and how it tells what it tells.
///
/// Its `Display` is the source and the chain behind it, by their ids; [`in_words`](Self::in_words)
/// names them.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "wire", "sources": {"wire": {"publisher": "The Wire", "published": "2024-06-17"}},
/// #  "organisations": {"kremlin": {"name": "the Kremlin"}},
/// #  "persons": {"p": {"born": "1952", "locator": "P3", "via": ["kremlin"]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::Person;
///
/// let known = dossier.as_known();
/// let born = known.person("p")?.explain(Person::BORN).chosen.ok_or("not told")?;
/// assert_eq!(born.citation().to_string(), "wire P3, citing kremlin");
/// assert_eq!(born.citation().in_words(&known), "The Wire, 17 June 2024, P3, citing the Kremlin");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Citation<'k> {
    /// The source.
    pub source: &'k Source,
    /// How it is told.
    pub provenance: &'k Provenance,
}

impl Citation<'_> {
    /// The day by which it had been told; `None` for a source of which no such day is known.
    pub fn known_on(self) -> Option<NaiveDate> {
        known_on(self.provenance)
    }

    /// The same by names and not by ids, as a reader would write it.
    pub fn in_words(self, known: &Knowledge) -> String {
        let source = self.source;
        let name = source.publisher.as_deref().or(source.title.as_deref());
        let mut words = name.unwrap_or(source.id.as_str()).to_owned();
        let published = source.published.as_ref().map(UncertainDate::in_words);
        for more in [published.as_deref(), self.provenance.locator()].into_iter().flatten() {
            words.extend([", ", more]);
        }
        let speaker = |link: &CitedSpeaker| {
            link.actor().map_or_else(|| link.to_string(), |actor| known.name_of(actor))
        };
        for (at, link) in self.provenance.via().iter().enumerate() {
            words.extend([citing(at), &speaker(link)]);
        }
        words.push_str(&stance(self.provenance.stance()));
        words
    }
}

impl fmt::Display for Citation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        chain(f, &self.source.id, self.provenance)
    }
}

/// The source, the chain as text and the day; then all else that is told of the way.
impl Serialize for Citation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, &self.source.id, self.provenance, serializer)
    }
}

/// Who knows what an account tells: whoever it is told by in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Root<'k> {
    /// The last speaker named in the chain, or whose own voice the source is; by id.
    Speaker(&'k str),
    /// The source from which the report derives in the end; by position.
    Source(u32),
}

impl Knowledge {
    /// Who knows what an account tells. Two papers that have it from one minister are of one root, and so
    /// is the minister's own page.
    pub(crate) fn root_of<'k>(&'k self, provenance: &'k Provenance) -> Root<'k> {
        let speaker = provenance.via().iter().rev().find_map(CitedSpeaker::actor);
        let root = provenance.slot.root;
        let voice = || self.united().sources().get(root as usize)?.voice_of.as_ref();
        speaker.or_else(voice).map_or(Root::Source(root), |actor| Root::Speaker(actor.as_str()))
    }

    /// The citation of an account that stands in the dossier.
    pub(crate) fn cite<'k>(&'k self, provenance: &'k Provenance) -> Option<Citation<'k>> {
        Some(Citation { source: self.source_of(provenance)?, provenance })
    }
}

/// A [`Citation`] that stands by itself, for what compares one dossier with another.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::ChangeKind;
///
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// let changes = dossier.as_known_on(date!("2024-06-20")).changes_since(&eve);
/// let ChangeKind::Changed { to, .. } = &changes[0].kind else { panic!("it is {}", changes[0]) };
/// let by = to.by.as_ref().ok_or("nobody")?;
/// assert_eq!((by.source.as_str(), by.known_on), ("agency", Some(date!("2024-06-20"))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Attribution {
    /// The source.
    pub source: SourceId,
    /// The day by which it had been told; `None` for a source of which no such day is known.
    pub known_on: Option<NaiveDate>,
    /// No more of it than shows: words that are written alike are one.
    shown: Provenance,
}

impl Attribution {
    pub(crate) fn of(known: &Knowledge, provenance: &Provenance) -> Option<Self> {
        let mut shown = Provenance::default();
        (shown.stance, shown.slot) = (provenance.stance, provenance.slot);
        shown.set_via(provenance.via().into());
        if let Some(locator) = provenance.locator() {
            shown.set_locator(locator.into());
        }
        let source = known.source_of(provenance)?.id.clone();
        Some(Self { source, known_on: known_on(provenance), shown })
    }

    /// Where in the source it stands, such as "P4" for the fourth paragraph.
    pub fn locator(&self) -> Option<&str> {
        self.shown.locator()
    }

    /// The chain behind the source, nearest link first.
    pub fn via(&self) -> &[CitedSpeaker] {
        self.shown.via()
    }

    /// How the source stands to what it says.
    pub fn stance(&self) -> Stance {
        self.shown.stance()
    }
}

impl fmt::Display for Attribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        chain(f, &self.source, &self.shown)
    }
}

/// As a [`Citation`].
impl Serialize for Attribution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, &self.source, &self.shown, serializer)
    }
}

fn known_on(provenance: &Provenance) -> Option<NaiveDate> {
    provenance.slot.told.day()
}

/// A source and the chain behind it, by ids: `article P1, citing kremlin`.
fn chain(f: &mut fmt::Formatter<'_>, source: &SourceId, provenance: &Provenance) -> fmt::Result {
    write!(f, "{source}")?;
    if let Some(locator) = provenance.locator() {
        write!(f, " {locator}")?;
    }
    for (at, link) in provenance.via().iter().enumerate() {
        write!(f, "{}{link}", citing(at))?;
    }
    f.write_str(&stance(provenance.stance()))
}

/// What leads to the speaker at a place of the chain.
fn citing(at: usize) -> &'static str {
    if at == 0 { ", citing " } else { ", citing in turn " }
}

fn stance(stance: Stance) -> String {
    match stance {
        Stance::Affirms => String::new(),
        stance => format!(", {stance} it"),
    }
}

fn serialize<S: Serializer>(
    chain: &impl fmt::Display,
    source: &SourceId,
    provenance: &Provenance,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("source", source)?;
    map.serialize_entry("chain", &chain.to_string())?;
    map.serialize_entry("known_on", &known_on(provenance).map(|day| day.to_string()))?;
    // The source stands there already.
    provenance.write(provenance.source(), &mut map)?;
    map.end()
}

/// Writes a source by its id.
pub(crate) fn source<S: Serializer>(source: &Source, serializer: S) -> Result<S::Ok, S::Error> {
    source.id.serialize(serializer)
}

/// Writes details by their names.
pub(crate) fn details<S: Serializer>(
    details: &[(&'static str, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(details.iter().map(|(name, text)| (name, text)))
}
