//! Reading: from text, bytes, a reader or a file; every error with its place.

use std::collections::HashSet;
use std::fmt;
use std::io::Read;
use std::path::Path;

use serde::de::{self, Deserialize, Deserializer, MapAccess};

use super::locate::{Place, position_of};
use crate::dossier::container::DossierBuilder;
use crate::dossier::problem::{DossierError, JsonPath, Problem, ProblemKind, ReadError};
use crate::dossier::sections::{Recorded, Section};
use crate::dossier::{Dossier, Sections};
use crate::model::fault::Fault;
use crate::model::{FieldName, NounName, Record, RecordBody, Source, SourceFields, SourceId};

/// The version of the format that is read and written.
pub(super) const VERSION: u64 = 1;

impl Dossier {
    /// Reads a dossier from JSON.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::from_json(
    ///     r#"{"detente": 1, "source": "me", "sources": {"me": {}}, "states": {"ruritania": {}}}"#,
    /// )?;
    /// assert_eq!(dossier.as_known().states().count(), 1);
    /// # Ok::<(), detente::dossier::DossierError>(())
    /// ```
    ///
    /// # Errors
    /// If the text is not JSON, a value is not what may stand there, or a reference finds nothing.
    /// Each problem names its line, column and path, what was found and what was expected.
    pub fn from_json(text: &str) -> Result<Self, DossierError> {
        let builder = parse(text).map_err(|problem| DossierError {
            problems: vec![problem],
        })?;
        builder.build().map_err(|mut error| {
            for problem in &mut error.problems {
                problem.position = find(text, problem);
            }
            error.problems.sort_by(Problem::order);
            error
        })
    }

    /// Reads a dossier from the bytes of a JSON file, with or without a byte order mark.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json); also if the bytes are not UTF-8.
    pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, DossierError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_json(text),
            Err(error) => Err(DossierError {
                problems: vec![not_utf8(bytes, error.valid_up_to())],
            }),
        }
    }

    /// Reads a dossier from a reader, to its end. `name` stands for it in errors.
    ///
    /// # Errors
    /// If the reader fails, or as [`from_json_bytes`](Self::from_json_bytes).
    pub fn from_json_reader(name: &str, mut reader: impl Read) -> Result<Self, ReadError> {
        let mut bytes = Vec::new();
        reader
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::Io {
                name: name.to_owned(),
                error,
            })?;
        Self::from_json_bytes(&bytes).map_err(|error| ReadError::Invalid {
            name: name.to_owned(),
            error,
        })
    }

    /// Reads a dossier from a file.
    ///
    /// # Errors
    /// If the file cannot be read, or as [`from_json_bytes`](Self::from_json_bytes).
    pub fn from_json_path(path: impl AsRef<Path>) -> Result<Self, ReadError> {
        let name = path.as_ref().display().to_string();
        match std::fs::File::open(path) {
            Ok(file) => Self::from_json_reader(&name, file),
            Err(error) => Err(ReadError::Io { name, error }),
        }
    }
}

/// Where a problem found after reading stands in the text.
fn find(text: &str, problem: &Problem) -> Option<(usize, usize)> {
    // A record given twice is shown at its second place.
    let place = match problem.kind {
        ProblemKind::Duplicate => Place::Key,
        _ => Place::Value,
    };
    position_of(text, problem.path.steps(), place)
}

fn not_utf8(bytes: &[u8], at: usize) -> Problem {
    let valid = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
    let found = match bytes.get(at) {
        Some(byte) => format!("the byte 0x{byte:02x}"),
        None => "the end of the file".to_owned(),
    };
    let fault = Fault::phrase(found, "text in UTF-8");
    let mut problem = Problem::new(ProblemKind::Encoding, JsonPath::default(), fault);
    let line = valid.lines().count().max(1);
    let column = valid
        .rsplit('\n')
        .next()
        .map_or(0, |last| last.chars().count())
        + 1;
    problem.position = Some((line, column));
    problem
}

/// Reads the text, keeping track of the path, up to the first thing that cannot be read.
fn parse(text: &str) -> Result<DossierBuilder, Problem> {
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let builder = DossierFile::deserialize(tracked)
        .map_err(|error| problem(text, &error, &path(&track.path())))?;
    json.end()
        .map_err(|error| problem(text, &error, &JsonPath::default()))?;
    Ok(builder.0)
}

fn path(tracked: &serde_path_to_error::Path) -> JsonPath {
    use serde_path_to_error::Segment;
    tracked
        .iter()
        .fold(JsonPath::default(), |path, segment| match segment {
            Segment::Seq { index } => path.index(*index),
            Segment::Map { key } => path.key(key),
            Segment::Enum { variant } => path.key(variant),
            Segment::Unknown => path,
        })
}

/// Takes an error of the JSON reader apart.
fn problem(text: &str, error: &serde_json::Error, path: &JsonPath) -> Problem {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let (kind, fault) = match Fault::from_message(message) {
        Some(fault) => (ProblemKind::Value, fault),
        None => (ProblemKind::Syntax, syntax(text, error, message)),
    };
    let mut problem = Problem::new(kind, path.clone(), fault);
    let line = error.line().max(1);
    // The reader counts bytes; people count characters.
    let before = text
        .lines()
        .nth(line - 1)
        .and_then(|l| l.get(..error.column()));
    let column = before.map_or(error.column(), |before| before.chars().count());
    problem.position = Some((line, column.max(1)));
    problem
}

/// An error in the JSON itself.
fn syntax(text: &str, error: &serde_json::Error, message: &str) -> Fault {
    if error.is_eof() {
        let found = if text.trim().is_empty() {
            "an empty file"
        } else {
            "the end of the file"
        };
        let expected = match message.split_once("EOF while parsing ") {
            Some((_, what)) => format!("the rest of {}", with_article(what)),
            None => "the rest of the dossier".to_owned(),
        };
        return Fault::phrase(found, expected);
    }
    match message.strip_prefix("expected ") {
        Some(expected) => Fault::phrase("something else", expected),
        None => Fault::phrase(format!("broken JSON ({message})"), "well-formed JSON"),
    }
}

fn with_article(what: &str) -> String {
    crate::dossier::checks::with_article(what)
}

/// The error for a section or field given a second time.
pub(crate) fn second<E: de::Error>(name: &str) -> E {
    crate::model::duplicate(name)
}

/// A dossier as it stands in a file, before its references are checked.
struct DossierFile(DossierBuilder);

impl<'de> Deserialize<'de> for DossierFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor).map(Self)
    }
}

struct FileVisitor;

impl<'de> de::Visitor<'de> for FileVisitor {
    type Value = DossierBuilder;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dossier {\"detente\": 1, ..}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DossierBuilder, A::Error> {
        let mut version: Option<Version> = None;
        let mut sources: Option<Sources> = None;
        let mut sections = Sections::default();
        let DossierBuilder {
            mut title,
            mut note,
            mut default_source,
            ..
        } = DossierBuilder::default();
        while let Some(key) = map.next_key_seed(FieldName)? {
            match &*key {
                "detente" => crate::model::read_into(&mut version, &key, &mut map)?,
                "title" => crate::model::read_into(&mut title, &key, &mut map)?,
                "note" => crate::model::read_into(&mut note, &key, &mut map)?,
                "source" => crate::model::read_into(&mut default_source, &key, &mut map)?,
                "sources" => crate::model::read_into(&mut sources, &key, &mut map)?,
                _ if sections.read(&key, &mut map)? => {}
                _ => return Err(unknown_section(&key)),
            }
        }
        if version.is_none() {
            return Err(crate::model::missing("detente"));
        }
        let sources = sources.map(|list| list.0).unwrap_or_default();
        Ok(DossierBuilder {
            title,
            note,
            default_source,
            sources,
            sections,
        })
    }
}

fn unknown_section<E: de::Error>(key: &str) -> E {
    let sections = NounName::ALL.iter().map(|noun| noun.section());
    let known = sections.chain(["detente", "title", "note", "source"]);
    E::custom(Fault::text(key, "a section of a dossier").nearest_of(key, known))
}

/// The version of the format, which must be the one we read.
struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            VERSION => Ok(Self),
            other => Err(de::Error::custom(Fault::phrase(
                format!("version {other}"),
                format!("version {VERSION}, the one this release reads"),
            ))),
        }
    }
}

/// The sources of a file, keyed by id.
struct Sources(Vec<Source>);

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = |id: SourceId, fields: SourceFields| fields.into_source(id);
        deserializer
            .deserialize_map(ById {
                read,
                expecting: "sources by id",
            })
            .map(Self)
    }
}

impl<'de, N: Recorded> Deserialize<'de> for Section<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = |id, body: RecordBody<N>| Record::from_body(id, body);
        let records = deserializer.deserialize_map(ById {
            read,
            expecting: "records by id",
        })?;
        Ok(Self { records })
    }
}

/// Reads an object of things keyed by id, and refuses an id that stands twice.
struct ById<N: ?Sized, B, T> {
    read: fn(crate::model::Id<N>, B) -> T,
    expecting: &'static str,
}

impl<'de, N: ?Sized, B: Deserialize<'de>, T> de::Visitor<'de> for ById<N, B, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of {}", self.expecting)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
        let mut things = Vec::new();
        let mut seen = HashSet::new();
        while let Some(id) = map.next_key::<crate::model::Id<N>>()? {
            if !seen.insert(id.clone()) {
                return Err(second(id.as_str()));
            }
            things.push((self.read)(id, map.next_value()?));
        }
        Ok(things)
    }
}
