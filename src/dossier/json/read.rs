//! Reading: from text, bytes, a reader or a file; every error with its place.

use std::collections::HashSet;
use std::fmt;
use std::io::Read;
use std::path::Path;

use serde::de::{self, Deserialize, Deserializer, MapAccess};

use super::locate::{floor_char, key_before, line_column, locate, value_start};
use crate::dossier::DossierBuilder;
use crate::dossier::contents::Contents;
use crate::dossier::{Dossier, Sections};
use crate::dossier::{DossierError, DossierFileError, Issue, IssueCode, JsonPath};
use crate::dossier::{Recorded, Section};
use crate::model::fault::Fault;
use crate::model::{FieldName, NounKind, Record, RecordBody, Source, SourceFields, SourceId};

/// The version of the format that is read and written.
pub(crate) const VERSION: u64 = 1;

impl Dossier {
    /// Reads a dossier from JSON, with or without a byte order mark.
    ///
    /// A text under `"$schema"`, by which editors find [the schema](Self::json_schema), is passed
    /// over, and not written again: its way leads from the place of the file that was read.
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
    /// Each issue names its line, column and path, what was found and what was expected.
    pub fn from_json(text: &str) -> Result<Self, DossierError> {
        let text = without_mark(text);
        let file =
            parse_as::<DossierFile>(text).map_err(|issue| DossierError { issues: vec![*issue] })?;
        DossierBuilder::of(file.0).build().map_err(|mut error| {
            locate(text, &mut error.issues);
            // What stands at one place keeps the order in which it was found.
            error.issues.sort_by_key(|issue| issue.position);
            error
        })
    }

    /// Reads a dossier from the bytes of a JSON file.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::from_json_bytes(br#"{"detente": 1, "states": {"ruritania": {}}}"#)?;
    /// assert!(dossier.as_known().state("ruritania").is_ok());
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json); also if the bytes are not UTF-8.
    pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, DossierError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_json(text),
            Err(error) => Err(DossierError { issues: vec![not_utf8(bytes, error.valid_up_to())] }),
        }
    }

    /// Reads a dossier from a reader, to its end. `name` stands for it in errors.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let text = r#"{"detente": 1, "states": {"ruritania": {}}}"#;
    /// let dossier = Dossier::from_json_reader("standard input", text.as_bytes())?;
    /// assert!(dossier.as_known().state("ruritania").is_ok());
    ///
    /// let error = Dossier::from_json_reader("standard input", &b"{"[..]).unwrap_err();
    /// assert_eq!(error.to_string(), "standard input is not a dossier");
    /// # Ok::<(), detente::dossier::DossierFileError>(())
    /// ```
    ///
    /// # Errors
    /// If the reader fails, or as [`from_json_bytes`](Self::from_json_bytes).
    pub fn from_json_reader(name: &str, mut reader: impl Read) -> Result<Self, DossierFileError> {
        let mut bytes = Vec::new();
        reader
            .read_to_end(&mut bytes)
            .map_err(|error| DossierFileError::Io { name: name.to_owned(), error })?;
        Self::from_json_bytes(&bytes)
            .map_err(|error| DossierFileError::Invalid { name: name.to_owned(), error })
    }

    /// Reads a dossier from a file.
    ///
    /// ```
    /// use detente::Dossier;
    /// # let path = std::env::temp_dir().join(format!("detente-read-{}.json", std::process::id()));
    /// # std::fs::write(&path, r#"{"detente": 1, "states": {"ruritania": {}}}"#)?;
    ///
    /// let dossier = Dossier::from_json_path(&path)?;
    /// assert!(dossier.as_known().state("ruritania").is_ok());
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the file cannot be read, or as [`from_json_bytes`](Self::from_json_bytes).
    pub fn from_json_path(path: impl AsRef<Path>) -> Result<Self, DossierFileError> {
        let name = path.as_ref().display().to_string();
        match std::fs::File::open(path) {
            Ok(file) => Self::from_json_reader(&name, file),
            Err(error) => Err(DossierFileError::Io { name, error }),
        }
    }
}

/// The text behind its byte order mark.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The issue that `bytes` are no text from the byte `at` on.
pub(crate) fn not_utf8(bytes: &[u8], at: usize) -> Issue {
    let valid = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
    let found = match bytes.get(at) {
        Some(byte) => format!("the byte 0x{byte:02x}"),
        None => "the end of the file".to_owned(),
    };
    let fault = Fault::phrase(found, "text in UTF-8");
    let mut issue = Issue::new(IssueCode::NotUtf8, JsonPath::default(), fault);
    issue.position = Some(line_column(&valid, valid.len()));
    issue
}

/// Reads a text, keeping track of the path, up to the first thing that cannot be read.
pub(crate) fn parse_as<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Box<Issue>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let failed = |error: &serde_json::Error, path: &JsonPath| Box::new(issue(text, error, path));
    let value = T::deserialize(tracked).map_err(|error| failed(&error, &path(&track.path())))?;
    json.end().map_err(|error| failed(&error, &JsonPath::default()))?;
    Ok(value)
}

fn path(tracked: &serde_path_to_error::Path) -> JsonPath {
    use serde_path_to_error::Segment;
    tracked.iter().fold(JsonPath::default(), |path, segment| match segment {
        Segment::Seq { index } => path.index(*index),
        Segment::Map { key } => path.key(key),
        Segment::Enum { variant } => path.key(variant),
        Segment::Unknown => path,
    })
}

/// Takes an error of the JSON reader apart.
fn issue(text: &str, error: &serde_json::Error, path: &JsonPath) -> Issue {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let stop = offset(text, error.line(), error.column());
    match Fault::from_message(message) {
        Some(fault) => value_issue(text, path, stop, fault),
        None if message == "number out of range" => {
            let fault = Fault::phrase("the number", "a number that 64 bits can hold");
            value_issue(text, path, stop, fault)
        }
        None => syntax_issue(text, error, message, path),
    }
}

/// The number that starts at `start`, shortened.
fn number_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
    let number = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    number.get(..40).unwrap_or(number)
}

/// The place to which the JSON reader, which counts bytes, had come.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    (before + column).min(text.len())
}

/// An issue with a value, an object or a key. The reader stops behind what it refuses: behind a
/// key, if that is at fault.
fn value_issue(text: &str, path: &JsonPath, stop: usize, fault: Fault) -> Issue {
    let kind =
        if fault.is_repetition() { IssueCode::UsedTwice } else { IssueCode::UnreadableValue };
    let (start, path) =
        key_before(text, path, stop).unwrap_or_else(|| (value_start(text, path), path.clone()));
    let mut issue = Issue::new(kind, path, fault);
    // A number is shown as it is written, and not as what became of it.
    if issue.fault.found.starts_with("the number") {
        issue.fault.found = format!("the number {}", number_at(text, start));
    }
    issue.position = Some(line_column(text, start));
    issue
}

/// An error in the JSON itself.
fn syntax_issue(text: &str, error: &serde_json::Error, message: &str, path: &JsonPath) -> Issue {
    let at = if error.is_eof() {
        text.trim_end().len()
    } else {
        // The column is that of the offending byte, from 1.
        floor_char(text, offset(text, error.line(), error.column()).saturating_sub(1))
    };
    let mut issue =
        Issue::new(IssueCode::BrokenJson, path.clone(), syntax(text, at, error, message));
    issue.position = Some(line_column(text, at));
    issue
}

fn syntax(text: &str, at: usize, error: &serde_json::Error, message: &str) -> Fault {
    if text.trim().is_empty() {
        return Fault::phrase("an empty file", DOSSIER);
    }
    if error.is_eof() {
        let what = message.strip_prefix("EOF while parsing ").unwrap_or("the dossier");
        return Fault::phrase("the end of the file", format!("the rest of {what}"));
    }
    let found = match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(c) => format!("{:?}", c.to_string()),
        None => "the end of the file".to_owned(),
    };
    match message {
        "trailing characters" => Fault::phrase(found, "nothing after the end of the dossier"),
        "trailing comma" => Fault::phrase("a comma before the closing bracket", "no comma there"),
        "recursion limit exceeded" => {
            Fault::phrase("brackets more than 127 deep", "no such nesting")
        }
        "key must be a string" => Fault::phrase(found, "a key in quotation marks"),
        "expected value" => Fault::phrase(found, "a value"),
        "expected ident" => Fault::phrase("a word that is no JSON", "true, false or null"),
        _ => match message.strip_prefix("expected ") {
            Some(expected) => Fault::phrase(
                found,
                expected.replace('`', "\"").replace("\"\"\"", "a quotation mark"),
            ),
            None => Fault::phrase(format!("broken JSON ({message})"), "well-formed JSON"),
        },
    }
}

/// What stands in a file.
const DOSSIER: &str = "a dossier {\"detente\": 1, ..}";

/// The error for a section or field given a second time.
fn second<E: de::Error>(name: &str) -> E {
    crate::model::duplicate(name)
}

/// A dossier as it stands in a file, before its references are checked.
pub(crate) struct DossierFile(pub(crate) Contents);

impl<'de> Deserialize<'de> for DossierFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor).map(Self)
    }
}

/// Reads a dossier that stands within something else: a struct of yours, or a value of another
/// format.
///
/// An error names the way to what is at fault, from the top of the dossier; a line and a column
/// are known only to who reads the text, and [`Dossier::from_json`] names every issue with both.
///
/// ```
/// use detente::Dossier;
///
/// #[derive(serde::Deserialize)]
/// struct Case {
///     analyst: String,
///     dossier: Dossier,
/// }
///
/// let value = serde_json::json!({
///     "analyst": "me",
///     "dossier": {"detente": 1, "source": "s", "sources": {"s": {}}, "states": {"ruritania": {}}},
/// });
/// let case: Case = serde_json::from_value(value)?;
/// assert_eq!(case.dossier.records::<detente::model::State>().len(), 1);
///
/// let value = serde_json::json!({"detente": 1, "states": {"ruritania": {"naem": "Ruritania"}}});
/// let error = serde_json::from_value::<Dossier>(value).unwrap_err();
/// assert!(error.to_string().starts_with(r#"states.ruritania: found "naem", expected a field"#));
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Dossier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let file: DossierFile = serde_path_to_error::deserialize(deserializer)
            .map_err(|error| de::Error::custom(within(&path(error.path()), error.inner())))?;
        DossierBuilder::of(file.0).build().map_err(de::Error::custom)
    }
}

/// An error of some deserialiser, with its path. What it says of its own place stays at the end,
/// where it looks for that again.
fn within(path: &JsonPath, error: &impl fmt::Display) -> String {
    let message = error.to_string();
    let (said, place) = match message.rfind(" at line ") {
        Some(at) => message.split_at(at),
        None => (message.as_str(), ""),
    };
    let said = Fault::from_message(said).map_or_else(|| said.to_owned(), |fault| fault.to_string());
    let way = path.to_string();
    if way.is_empty() { format!("{said}{place}") } else { format!("{way}: {said}{place}") }
}

struct FileVisitor;

impl<'de> de::Visitor<'de> for FileVisitor {
    type Value = Contents;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(DOSSIER)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Contents, A::Error> {
        let mut version: Option<Version> = None;
        let mut schema: Option<String> = None;
        let mut sources: Option<Sources> = None;
        let mut sections = Sections::default();
        let mut seen = HashSet::new();
        let Contents { mut title, mut note, mut default_source, .. } = Contents::default();
        while let Some(key) = map.next_key_seed(FieldName)? {
            match &*key {
                "detente" => crate::model::read_into(&mut version, &key, &mut map)?,
                // For editors; it says nothing of the world, and its way leads from this file alone.
                "$schema" => crate::model::read_into(&mut schema, &key, &mut map)?,
                "title" => crate::model::read_into(&mut title, &key, &mut map)?,
                "note" => crate::model::read_into(&mut note, &key, &mut map)?,
                "source" => crate::model::read_into(&mut default_source, &key, &mut map)?,
                "sources" => crate::model::read_into(&mut sources, &key, &mut map)?,
                // One that is empty leaves no other trace.
                _ if seen.contains(&*key) => return Err(second(&key)),
                _ if sections.read(&key, &mut map)? => {
                    seen.insert(key.into_owned());
                }
                _ => return Err(de::Error::custom(unknown_section(&key))),
            }
        }
        if version.is_none() {
            return Err(crate::model::missing("detente"));
        }
        let sources = sources.map(|list| list.0).unwrap_or_default();
        Ok(Contents { title, note, default_source, sources, sections })
    }
}

/// The fault of a key at the top of a file that is none of ours.
pub(crate) fn unknown_section(key: &str) -> Fault {
    let sections = NounKind::ALL.iter().map(|noun| noun.section());
    let known = sections.chain(["detente", "$schema", "title", "note", "source"]);
    Fault::text(key, "a section of a dossier").nearest_of(key, known)
}

/// The version of the format, which must be the one we read.
pub(crate) struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(VersionVisitor)
    }
}

struct VersionVisitor;

impl de::Visitor<'_> for VersionVisitor {
    type Value = Version;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}, the version of the format that this release reads")
    }

    fn visit_u64<E: de::Error>(self, version: u64) -> Result<Version, E> {
        match version {
            VERSION => Ok(Version),
            other => Err(E::custom(Fault::phrase(
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
        deserializer.deserialize_map(ById { read, expecting: "sources by id" }).map(Self)
    }
}

impl<'de, N: Recorded> Deserialize<'de> for Section<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = |id, body: RecordBody<N>| Record::from_body(id, body);
        let records = deserializer.deserialize_map(ById { read, expecting: "records by id" })?;
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
        let mut seen = SeenKeys::default();
        while let Some(id) = map.next_key::<crate::model::Id<N>>()? {
            if !seen.is_new(&id) {
                return Err(second(id.as_str()));
            }
            things.push((self.read)(id, map.next_value()?));
        }
        Ok(things)
    }
}

/// The ids read so far. While they come in order, as in every file we wrote, the last one is
/// enough to tell that another is new; they are looked up only once they do not.
struct SeenKeys<N: ?Sized> {
    in_order: Vec<crate::model::Id<N>>,
    looked_up: HashSet<crate::model::Id<N>>,
}

impl<N: ?Sized> Default for SeenKeys<N> {
    fn default() -> Self {
        Self { in_order: Vec::new(), looked_up: HashSet::new() }
    }
}

impl<N: ?Sized> SeenKeys<N> {
    fn is_new(&mut self, id: &crate::model::Id<N>) -> bool {
        if self.looked_up.is_empty() {
            if self.in_order.last().is_none_or(|last| last < id) {
                self.in_order.push(id.clone());
                return true;
            }
            self.looked_up = self.in_order.drain(..).collect();
        }
        self.looked_up.insert(id.clone())
    }
}
