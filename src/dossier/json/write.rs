//! Writing: the whole dossier, without loss, in an order that depends on its content alone.

use std::io::Write;
use std::path::Path;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::read::VERSION;
use super::replace::replace;
use crate::dossier::Dossier;
use crate::dossier::sections::SectionVisitor;
use crate::dossier::{Recorded, Section};
use crate::model::{Source, SourceId, WrittenBody};

impl Dossier {
    /// The dossier as JSON, indented, sections in the order of the nouns and records in that of
    /// their ids. Reading it gives an equal dossier, and writing that the same bytes.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let text = r#"{"states": {"b": {}, "a": {}}, "detente": 1, "source": "s", "sources": {"s": {}}}"#;
    /// let dossier = Dossier::from_json(text)?;
    /// let written = dossier.to_json();
    /// assert_eq!(Dossier::from_json(&written)?, dossier);
    /// assert_eq!(Dossier::from_json(&written)?.to_json(), written);
    /// # Ok::<(), detente::dossier::DossierError>(())
    /// ```
    pub fn to_json(&self) -> String {
        // A dossier holds finite numbers and text keys only, so nothing in it can fail to be written.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// Writes the dossier as [`to_json`](Self::to_json) has it.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().title("Nothing yet").build()?;
    /// let mut bytes = Vec::new();
    /// dossier.write_json(&mut bytes)?;
    /// assert_eq!(Dossier::from_json_bytes(&bytes)?, dossier);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the writer fails.
    pub fn write_json(&self, mut writer: impl Write) -> std::io::Result<()> {
        writer.write_all(self.to_json().as_bytes())?;
        writer.flush()
    }

    /// Writes the dossier to a file, in place of what is there.
    ///
    /// The older file is whole until the new one is: that is written beside it, in the same folder
    /// and under a name that begins with `.detente-`, brought to the disk, and renamed. If anything
    /// fails it is removed. Of the older file the permissions are kept, where the system has them, and
    /// not its owner nor other names of it (hard links); a symbolic link is kept, and what it leads
    /// to replaced. A read-only file is refused, and what is no file (a pipe) written to as it is.
    ///
    /// ```
    /// use detente::Dossier;
    /// # let path = std::env::temp_dir().join(format!("detente-write-{}.json", std::process::id()));
    ///
    /// let dossier = Dossier::builder().title("Nothing yet").build()?;
    /// dossier.write_json_path(&path)?;
    /// assert_eq!(Dossier::from_json_path(&path)?, dossier);
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the file cannot be written, or none beside it; or if what is there is read-only.
    pub fn write_json_path(&self, path: impl AsRef<Path>) -> std::io::Result<()> {
        replace(path.as_ref(), |file| self.write_json(file))
    }
}

impl Serialize for Dossier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let contents = self.contents();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("detente", &VERSION)?;
        if let Some(title) = &contents.title {
            map.serialize_entry("title", title)?;
        }
        if let Some(note) = &contents.note {
            map.serialize_entry("note", note)?;
        }
        if let Some(source) = &contents.default_source {
            map.serialize_entry("source", source)?;
        }
        if !contents.sources.is_empty() {
            map.serialize_entry("sources", &WrittenSources(&contents.sources))?;
        }
        let default = contents.default_source.as_ref();
        let mut writer = SectionWriter { map, default, failed: None };
        contents.sections.each(&mut writer);
        match writer.failed {
            Some(error) => Err(S::Error::custom(error)),
            None => writer.map.end(),
        }
    }
}

struct WrittenSources<'a>(&'a [Source]);

impl Serialize for WrittenSources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|source| (&source.id, source.fields())))
    }
}

struct SectionWriter<'a, M: SerializeMap> {
    map: M,
    default: Option<&'a SourceId>,
    failed: Option<M::Error>,
}

impl<'a, M: SerializeMap> SectionVisitor<'a> for SectionWriter<'a, M> {
    fn section<N: Recorded>(&mut self, section: &'a Section<N>) {
        if section.records.is_empty() || self.failed.is_some() {
            return;
        }
        let written = WrittenSection { section, default: self.default };
        self.failed = self.map.serialize_entry(N::NOUN.section(), &written).err();
    }
}

struct WrittenSection<'a, N: Recorded> {
    section: &'a Section<N>,
    default: Option<&'a SourceId>,
}

impl<N: Recorded> Serialize for WrittenSection<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let records = &self.section.records;
        serializer.collect_map(records.iter().map(|record| {
            (record.id(), WrittenBody { body: record.body(), default: self.default })
        }))
    }
}
