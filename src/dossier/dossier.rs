//! The dossier: an immutable container of records and sources.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use super::contents::Contents;
use super::lines::Lines;
use super::mentions::Mentions;
use super::sections::{Recorded, Sections};
use crate::model::{Record, Renaming, Source, SourceId};

/// A dossier: sources, and the accounts they give of states, visits, agreements and the rest.
///
/// A dossier is checked when it is built, and then never changes; cloning it is cheap. Ask it what
/// was [known on a day](Self::as_known_on), or [at all](Self::as_known).
///
/// ```
/// use detente::model::{Source, State, StateRecord};
/// use detente::{Dossier, date, id};
///
/// let dossier = Dossier::builder()
///     .default_source(Source::new(id!("article")).published(date!("2024-06-17")))
///     .record(StateRecord::new(id!("north-korea"), ()).with(State::NAME, "North Korea"))
///     .build()?;
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// assert_eq!(eve.state("north-korea")?.name(), "North Korea");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Dossier {
    inner: Arc<DossierData>,
}

struct DossierData {
    contents: Contents,
    /// The ids under which records that are united are read; none but in a united dossier.
    names: Renaming,
    /// For each source the position of the one that it derives from in the end.
    roots: Vec<u32>,
    /// For each source the first of those that are said to be the same; nothing, where none are.
    same_sources: Vec<u32>,
    /// For each source how many reports lie between it and that one, itself counted.
    lines: OnceLock<Lines>,
    index: OnceLock<IdIndex>,
    mentions: Mentions,
    /// Every day on which something was told, in order.
    days_told: OnceLock<Box<[NaiveDate]>>,
    /// The dossier united by the claims last asked for, by their positions.
    union: Mutex<Option<(Box<[usize]>, Dossier)>>,
}

/// Look-ups that are worth preparing once, by position in their section.
#[derive(Default)]
pub(crate) struct IdIndex {
    pub(crate) visits_by_guest: HashMap<Box<str>, Vec<usize>>,
    pub(crate) visits_by_host: HashMap<Box<str>, Vec<usize>>,
    pub(crate) tenures_by_office: HashMap<Box<str>, Vec<usize>>,
    pub(crate) tenures_by_person: HashMap<Box<str>, Vec<usize>>,
}

impl Dossier {
    /// What the dossier is called.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().title("The road to Pyongyang").build()?;
    /// assert_eq!(dossier.title(), Some("The road to Pyongyang"));
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn title(&self) -> Option<&str> {
        self.inner.contents.title.as_deref()
    }

    /// A remark of whoever made it.
    pub fn note(&self) -> Option<&str> {
        self.inner.contents.note.as_deref()
    }

    /// The source of accounts that name none.
    pub fn default_source(&self) -> Option<&SourceId> {
        self.inner.contents.default_source.as_ref()
    }

    /// The sources, ordered by id.
    ///
    /// ```
    /// use detente::model::Source;
    /// use detente::{Dossier, id};
    ///
    /// let builder = Dossier::builder().source(Source::new(id!("paper"))).source(Source::new(id!("agency")));
    /// let dossier = builder.build()?;
    /// let ids: Vec<&str> = dossier.sources().iter().map(|source| source.id.as_str()).collect();
    /// assert_eq!(ids, ["agency", "paper"]);
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn sources(&self) -> &[Source] {
        &self.inner.contents.sources
    }

    /// The source with this id.
    ///
    /// ```
    /// use detente::model::Source;
    /// use detente::{Dossier, id};
    ///
    /// let dossier = Dossier::builder().source(Source::new(id!("paper")).title("The Paper")).build()?;
    /// assert_eq!(dossier.source("paper").and_then(|s| s.title.as_deref()), Some("The Paper"));
    /// assert!(dossier.source("agency").is_none());
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources().get(self.source_position(id)?)
    }

    /// The position of the source with this id.
    pub(crate) fn source_position(&self, id: &str) -> Option<usize> {
        self.sources().binary_search_by(|source| source.id.as_str().cmp(id)).ok()
    }

    /// The records of one noun, ordered by id, with every account given of them.
    ///
    /// ```
    /// use detente::Dossier;
    /// use detente::model::State;
    ///
    /// let dossier = Dossier::builder().state("ruritania").state("freedonia").build()?;
    /// let ids: Vec<&str> = dossier.records::<State>().iter().map(|r| r.id().as_str()).collect();
    /// assert_eq!(ids, ["freedonia", "ruritania"]);
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn records<N: Recorded>(&self) -> &[Record<N>] {
        &N::section(self.sections()).records
    }

    /// What the dossier holds, for a builder to go on from.
    pub(crate) fn into_contents(self) -> Contents {
        match Arc::try_unwrap(self.inner) {
            Ok(inner) => inner.contents,
            Err(shared) => shared.contents.clone(),
        }
    }

    /// The dossier with accounts in their own order, and not in that of entry.
    #[cfg(feature = "json")]
    pub(crate) fn in_order(self) -> Self {
        let roots = self.roots().to_vec();
        let mut contents = self.into_contents();
        contents.sort_accounts();
        Self::from_parts(contents, Renaming::new(), roots)
    }

    /// Whether both are one dossier, and not only equal.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    pub(crate) fn sections(&self) -> &Sections {
        &self.inner.contents.sections
    }

    pub(crate) fn contents(&self) -> &Contents {
        &self.inner.contents
    }

    /// A dossier of contents that have been checked and settled.
    pub(crate) fn from_parts(contents: Contents, names: Renaming, roots: Vec<u32>) -> Self {
        let (index, days_told, union) = (OnceLock::new(), OnceLock::new(), Mutex::new(None));
        let (lines, mentions) = (OnceLock::new(), Mentions::default());
        let data = DossierData {
            contents,
            names,
            roots,
            same_sources: Vec::new(),
            lines,
            index,
            mentions,
            days_told,
            union,
        };
        Self { inner: Arc::new(data) }
    }

    /// The same, in which these sources are one and the same: for each the first of them.
    pub(super) fn with_same_sources(mut self, same: Vec<u32>) -> Self {
        if let Some(data) = Arc::get_mut(&mut self.inner) {
            data.same_sources = same;
        }
        self
    }

    /// The first of the sources that are said to be the same as this one; itself, where none is.
    pub(crate) fn first_same_source(&self, source: u32) -> u32 {
        self.inner.same_sources.get(source as usize).copied().unwrap_or(source)
    }

    /// The ids under which records that are united are read.
    pub(crate) fn names(&self) -> &Renaming {
        &self.inner.names
    }

    /// For each source the position of the one that it derives from in the end.
    pub(crate) fn roots(&self) -> &[u32] {
        &self.inner.roots
    }

    /// How many steps a source is derived from its root; 0 for a root.
    pub(crate) fn steps_from_root(&self, source: u32) -> u32 {
        self.lines().steps(source)
    }

    /// A source, then what it derives from, nearest first; each by the first of those that are the same.
    pub(crate) fn line_up(&self, source: u32) -> impl Iterator<Item = u32> + '_ {
        self.lines().up(self.first_same_source(source))
    }

    fn lines(&self) -> &Lines {
        let same = |at| self.first_same_source(at);
        self.inner.lines.get_or_init(|| Lines::of(self.sources(), &same))
    }

    /// The dossier united by these claims, if it is the one last asked for.
    pub(crate) fn kept_union(&self, claims: &[usize]) -> Option<Self> {
        let kept = self.inner.union.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(by, _)| **by == *claims).map(|(_, dossier)| dossier.clone())
    }

    pub(crate) fn keep_union(&self, claims: &[usize], united: &Self) {
        let mut kept = self.inner.union.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((claims.into(), united.clone()));
    }

    pub(crate) fn index(&self) -> &IdIndex {
        self.inner.index.get_or_init(|| IdIndex::of(self.contents()))
    }

    /// The records of a noun that name an id, by position.
    pub(crate) fn naming<N: Recorded>(&self, id: &str) -> Option<&Vec<usize>> {
        self.inner.mentions.of::<N>(self.sections(), id)
    }

    /// The records of a noun that other records date, by position.
    pub(crate) fn dated_by_others<N: Recorded>(&self) -> &[usize] {
        self.inner.mentions.dated_by_others::<N>(self.sections())
    }

    /// The stops that are somewhere said to be at a place: each with its visit, by position.
    pub(crate) fn stops_at(&self, place: &str) -> Option<&[(usize, usize)]> {
        self.inner.mentions.stops_at(self.sections(), place)
    }

    /// The visits whose host is a person, by position.
    pub(crate) fn visits_to_people(&self) -> &[usize] {
        self.inner.mentions.visits_to_people(self.sections())
    }

    /// Every day on which something was told, in order, found once. What has always been told, and
    /// what has no day by which it certainly was, has none.
    pub(crate) fn days_told(&self) -> &[NaiveDate] {
        self.inner.days_told.get_or_init(|| self.sections().days_told())
    }
}

impl IdIndex {
    fn of(contents: &Contents) -> Self {
        let sections = &contents.sections;
        let mut index = Self::default();
        for (at, visit) in crate::model::Visit::section(sections).records.iter().enumerate() {
            let identity = visit.identity();
            push(&mut index.visits_by_guest, identity.guest.as_str(), at);
            push(&mut index.visits_by_host, identity.host.as_str(), at);
        }
        for (at, tenure) in crate::model::Tenure::section(sections).records.iter().enumerate() {
            push(&mut index.tenures_by_office, tenure.identity().office.as_str(), at);
            push(&mut index.tenures_by_person, tenure.identity().person.as_str(), at);
        }
        index
    }
}

fn push(map: &mut HashMap<Box<str>, Vec<usize>>, key: &str, at: usize) {
    match map.get_mut(key) {
        Some(list) => list.push(at),
        None => {
            map.insert(key.into(), vec![at]);
        }
    }
}

impl PartialEq for Dossier {
    fn eq(&self, other: &Self) -> bool {
        self.inner.contents == other.inner.contents
    }
}

impl fmt::Debug for Dossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dossier")
            .field("title", &self.title())
            .field("sources", &self.sources().len())
            .finish_non_exhaustive()
    }
}
