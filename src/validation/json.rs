//! Checking a text: everything that is wrong with it in one report, and the dossier if it is one.
//!
//! A text that can be read is read once. Only where something in it cannot be, it is read again,
//! record by record, and what cannot be read is left out, so that one slip does not hide the next.

use std::collections::{HashMap, HashSet};

use super::report::Report;
use crate::dossier::Dossier;
use crate::dossier::{Contents, DossierBuilder};
use crate::dossier::{DossierFile, Version, not_utf8, parse_as, unknown_section, without_mark};
use crate::dossier::{Issue, IssueCode, JsonPath, Spot};
use crate::dossier::{JsonEntry, entries, line_columns, locate};
use crate::dossier::{Recorded, Section, SectionVisitorMut};
use crate::model::fault::Fault;
use crate::model::{Id, NounKind, Record, RecordBody, SourceFields, SourceId};

/// A text that was checked: what is wrong with it, and the dossier if it is one.
///
/// ```
/// use detente::Dossier;
///
/// let text = r#"{"detente": 1, "source": "me", "sources": {"me": {"published": "2024-06-17"}},
///   "states": {"ruritania": {"nam": "Ruritania"}}, "persons": {"rudolf": {"born": "1870-02-30"}},
///   "visits": {"v": {"guest": "rudolf", "host": "ruritanja"}}}"#;
/// let checked = Dossier::check_json(text);
/// let codes: Vec<_> = checked.report.issues().iter().map(|issue| issue.code().code()).collect();
/// assert_eq!(codes, ["unreadable_value", "unreadable_value", "unknown_id"]);
/// assert_eq!(checked.report.issues()[1].line(), Some(2));
/// assert!(checked.dossier.is_none());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckedText {
    /// Every issue, in the order of the text, with line and column.
    pub report: Report,
    /// The dossier; `None` if the text is none.
    pub dossier: Option<Dossier>,
}

impl Dossier {
    /// Checks the text of a dossier, and reads it if it is one. Unlike
    /// [`from_json`](Self::from_json), which stops at the first value it cannot read, it goes on:
    /// every record that cannot be read is reported, and the others are validated like those of a
    /// dossier. What refers to a record left out is no further issue.
    ///
    /// Of one record that cannot be read the first fault is told, and of a text that is no JSON the
    /// place where it stops being JSON.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let text = r#"{"detente": 1, "states": {"ruritania": {"nam": "Ruritania"}}, "visits": {"v": {}}}"#;
    /// let checked = Dossier::check_json(text);
    /// assert_eq!(checked.report.issues().len(), 2);
    /// assert_eq!(checked.report.issues()[0].nearest(), Some("name"));
    /// assert!(checked.dossier.is_none());
    /// ```
    pub fn check_json(text: &str) -> CheckedText {
        let text = without_mark(text);
        match parse_as::<DossierFile>(text) {
            Ok(file) => Salvage::of(file.0).report(text),
            Err(issue) if issue.code() == IssueCode::BrokenJson => CheckedText::no_json(*issue),
            Err(_) => match parse_as::<serde::de::IgnoredAny>(text) {
                Ok(_) => Salvage::read(text).report(text),
                Err(issue) => CheckedText::no_json(*issue),
            },
        }
    }

    /// Checks the bytes of a JSON file, as [`check_json`](Self::check_json) does its text.
    ///
    /// ```
    /// use detente::Dossier;
    /// use detente::dossier::IssueCode;
    ///
    /// let checked = Dossier::check_json_bytes(b"\x89PNG\r\n");
    /// assert_eq!(checked.report.issues()[0].code(), IssueCode::NotUtf8);
    /// ```
    pub fn check_json_bytes(bytes: &[u8]) -> CheckedText {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::check_json(text),
            Err(error) => CheckedText::no_json(not_utf8(bytes, error.valid_up_to())),
        }
    }
}

impl CheckedText {
    fn no_json(issue: Issue) -> Self {
        Self { report: Report::new(vec![issue]), dossier: None }
    }
}

/// What can be read of a text, and what is wrong with the rest.
#[derive(Default)]
struct Salvage {
    contents: Contents,
    /// Each with where the text starts in which it has its place.
    unread: Vec<(Issue, usize)>,
    /// The records that could not be read, to which others may refer.
    left_out: Vec<(NounKind, Box<str>)>,
}

impl Salvage {
    fn of(contents: Contents) -> Self {
        Self { contents, ..Self::default() }
    }

    fn report(self, text: &str) -> CheckedText {
        let Self { contents, unread, left_out } = self;
        let (mut issues, dossier) = DossierBuilder::of(contents).examine(&left_out);
        let is_dossier = unread.is_empty() && issues.is_empty();
        // What is left out or misspelt may be the very thing that refers to the others.
        let rests_on_all = |issue: &Issue| {
            matches!(
                issue.code,
                IssueCode::NeverReferredTo | IssueCode::UnusedSource | IssueCode::Unattributed
            )
        };
        // What is said to be the same is united only where everything else holds.
        let united =
            if is_dossier { dossier.as_known() } else { dossier.knowledge().build_apart() };
        let found = dossier.issues(&united).into_iter();
        issues.extend(found.filter(|issue| is_dossier || !rests_on_all(issue)));
        drop(united);
        locate(text, &mut issues);
        issues.extend(in_place(text, unread));
        CheckedText { report: Report::new(issues), dossier: is_dossier.then(|| dossier.in_order()) }
    }

    /// Reads a text, which is JSON, entry by entry.
    fn read(text: &str) -> Self {
        let mut salvage = Self::default();
        if !text.trim_start().starts_with('{') {
            if let Err(issue) = parse_as::<DossierFile>(text) {
                salvage.unread.push((*issue, 0));
            }
            return salvage;
        }
        let mut seen = HashSet::new();
        for entry in entries(text, 0) {
            let path = JsonPath::default().key(&entry.key);
            let again = !seen.insert(entry.key.clone());
            if again {
                salvage.fault(&path, &entry, IssueCode::UsedTwice, Fault::again(&entry.key));
            }
            salvage.top(text, &path, &entry, again);
        }
        if !seen.contains("detente") {
            let fault = Fault::missing("detente");
            let mut issue = Issue::new(IssueCode::UnreadableValue, JsonPath::default(), fault);
            issue.position = Some((1, 1));
            let start = text.len() - text.trim_start().len();
            salvage.unread.push((issue, start));
        }
        salvage
    }

    /// Reads one entry at the top; one given again is looked into and not taken.
    fn top(&mut self, text: &str, path: &JsonPath, entry: &JsonEntry<'_>, again: bool) {
        let value = text.get(entry.start..entry.end).unwrap_or_default();
        let first = |told: Option<String>, old: &mut Option<String>| {
            if !again {
                *old = told;
            }
        };
        match &*entry.key {
            "detente" => {
                self.take::<Version>(path, entry.start, value);
            }
            // For editors; as in reading, only that it is a text matters.
            "$schema" => {
                self.take::<String>(path, entry.start, value);
            }
            "title" => first(self.take(path, entry.start, value), &mut self.contents.title),
            "note" => first(self.take(path, entry.start, value), &mut self.contents.note),
            "source" => {
                let source = self.take::<SourceId>(path, entry.start, value);
                if !again {
                    self.contents.default_source = source;
                }
            }
            "sources" => self.sources(text, path, entry),
            name if NounKind::ALL.iter().any(|noun| noun.section() == name) => {
                let mut sections = std::mem::take(&mut self.contents.sections);
                sections.each_mut(&mut SalvageSection { salvage: self, text, path, entry });
                self.contents.sections = sections;
            }
            name => self.fault(path, entry, IssueCode::UnreadableValue, unknown_section(name)),
        }
    }

    /// Reads a value that starts at `start`, or keeps what is wrong with it.
    fn take<'de, T: serde::Deserialize<'de>>(
        &mut self,
        path: &JsonPath,
        start: usize,
        text: &'de str,
    ) -> Option<T> {
        let issue = match parse_as(text) {
            Ok(value) => return Some(value),
            Err(issue) => *issue,
        };
        let steps = issue.path.steps().iter().cloned();
        let path = steps.fold(path.clone(), JsonPath::step);
        self.unread.push((issue.moved_to(path), start));
        None
    }

    /// Keeps what is wrong with the key of an entry.
    fn fault(&mut self, path: &JsonPath, entry: &JsonEntry<'_>, kind: IssueCode, fault: Fault) {
        let mut issue = Issue::new(kind, path.clone(), fault).at(Spot::Key);
        issue.position = Some((1, 1));
        self.unread.push((issue, entry.key_start));
    }

    /// The entries of a section, unless it is no object.
    fn section<'t>(
        &mut self,
        text: &'t str,
        path: &JsonPath,
        entry: &JsonEntry<'_>,
        whole: impl FnOnce(&'t str) -> Option<Box<Issue>>,
    ) -> Vec<JsonEntry<'t>> {
        let value = text.get(entry.start..entry.end).unwrap_or_default();
        if value.starts_with('{') {
            return entries(text, entry.start);
        }
        if let Some(issue) = whole(value) {
            self.unread.push((issue.moved_to(path.clone()), entry.start));
        }
        Vec::new()
    }

    /// The id that is the key of an entry.
    fn id<N: ?Sized + 'static>(
        &mut self,
        text: &str,
        path: &JsonPath,
        entry: &JsonEntry<'_>,
    ) -> Option<Id<N>> {
        let key = text.get(entry.key_start..entry.key_end).unwrap_or_default();
        self.take(path, entry.key_start, key)
    }

    fn sources(&mut self, text: &str, path: &JsonPath, section: &JsonEntry<'_>) {
        let whole = |value| parse_as::<HashMap<String, SourceFields>>(value).err();
        let mut seen: HashSet<SourceId> = HashSet::new();
        for entry in self.section(text, path, section, whole) {
            let path = path.clone().key(&entry.key);
            let Some(id) = self.id(text, &path, &entry) else { continue };
            let value = text.get(entry.start..entry.end).unwrap_or_default();
            let fields = self.take::<SourceFields>(&path, entry.start, value);
            if !seen.insert(id.clone()) {
                self.fault(&path, &entry, IssueCode::UsedTwice, Fault::again(&entry.key));
                continue;
            }
            match fields {
                Some(fields) => self.contents.sources.push(fields.into_source(id)),
                None => self.left_out.push((NounKind::Source, id.as_str().into())),
            }
        }
    }

    /// An id that stands a second time, for another thing if its identity is another.
    fn second<N: Recorded>(
        &mut self,
        path: &JsonPath,
        entry: &JsonEntry<'_>,
        [first, second]: [Option<&Record<N>>; 2],
    ) {
        let differ = first.zip(second).is_some_and(|(a, b)| a.identity() != b.identity());
        self.fault(path, entry, IssueCode::UsedTwice, Fault::again(&entry.key));
        if let Some((issue, _)) = self.unread.last_mut().filter(|_| differ) {
            issue.code = IssueCode::IdentityConflict;
            let found = format!("\"{}\" a second time, with another identity", entry.key);
            issue.fault = Fault::phrase(found, "another id for another thing");
        }
    }
}

/// Reads the records of the section that is called as the entry is.
struct SalvageSection<'s, 'a> {
    salvage: &'s mut Salvage,
    text: &'a str,
    path: &'a JsonPath,
    entry: &'a JsonEntry<'a>,
}

impl SectionVisitorMut for SalvageSection<'_, '_> {
    fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
        if N::NOUN.section() != self.entry.key {
            return;
        }
        let Self { salvage, text, path, entry } = self;
        let whole = |value| parse_as::<Section<N>>(value).err();
        // Where each id stands that was taken; `None` where its record could not be read.
        let mut seen: HashMap<Id<N>, Option<usize>> = HashMap::new();
        for (at, record) in section.records.iter().enumerate() {
            seen.insert(record.id().clone(), Some(at));
        }
        for entry in salvage.section(text, path, entry, whole) {
            let path = path.clone().key(&entry.key);
            let Some(id) = salvage.id::<N>(text, &path, &entry) else { continue };
            let value = text.get(entry.start..entry.end).unwrap_or_default();
            let body = salvage.take::<RecordBody<N>>(&path, entry.start, value);
            let record = body.map(|body| Record::from_body(id.clone(), body));
            if let Some(first) = seen.get(&id) {
                let first = first.and_then(|at| section.records.get(at));
                salvage.second(&path, &entry, [first, record.as_ref()]);
                continue;
            }
            seen.insert(id.clone(), record.as_ref().map(|_| section.records.len()));
            match record {
                Some(record) => section.records.push(record),
                None => salvage.left_out.push((N::NOUN, id.as_str().into())),
            }
        }
    }
}

/// Issues with their places in the whole text.
fn in_place(text: &str, unread: Vec<(Issue, usize)>) -> impl Iterator<Item = Issue> {
    let starts: Vec<usize> = unread.iter().map(|(_, start)| *start).collect();
    let places = line_columns(text, &starts);
    unread.into_iter().zip(places).map(|((mut issue, _), (line, column))| {
        let (below, right) = issue.position.unwrap_or((1, 1));
        let column = if below == 1 { column + right - 1 } else { right };
        issue.position = Some((line + below - 1, column));
        issue
    })
}
