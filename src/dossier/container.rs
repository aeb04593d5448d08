//! The dossier: an immutable container of records and sources, and the builder that checks it.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use super::problem::{DossierError, JsonPath, Problem, ProblemKind, Step};
use super::sections::{Recorded, SectionVisitorMut, Sections};
use super::{Knowledge, KnowledgeBuilder, Section, checks};
use crate::model::{Id, NounName, Record, Renaming, Slot, Source, SourceId};

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
///     .told_by(Source::new(id!("article")).published(date!("2024-06-17")))
///     .record(StateRecord::new(id!("north-korea"), ()).with(State::NAME, "North Korea"))
///     .build()?;
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// assert_eq!(eve.state("north-korea")?.name(), "North Korea");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Dossier {
    inner: Arc<Inner>,
}

struct Inner {
    contents: DossierBuilder,
    /// The ids under which records that are united are read; none but in a united dossier.
    names: Renaming,
    /// For each source the position of the one that it derives from in the end.
    roots: Vec<u32>,
    index: OnceLock<Index>,
    /// The dossier united by the claims last asked for, by their positions.
    union: Mutex<Option<(Box<[usize]>, Dossier)>>,
}

/// Look-ups that are worth preparing once, by position in their section.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) visits_by_guest: HashMap<Box<str>, Vec<usize>>,
    pub(crate) visits_by_host: HashMap<Box<str>, Vec<usize>>,
    pub(crate) tenures_by_office: HashMap<Box<str>, Vec<usize>>,
}

impl Dossier {
    /// An empty dossier to be filled.
    pub fn builder() -> DossierBuilder {
        DossierBuilder::default()
    }

    /// What could be known on `day`: everything told by then, nothing told later.
    pub fn as_known_on(&self, day: NaiveDate) -> Knowledge {
        self.knowledge().known_on(day).build()
    }

    /// Everything, whenever it was told.
    pub fn as_known(&self) -> Knowledge {
        self.knowledge().build()
    }

    /// The long form: known on a day or at all, from whom, resolved by which policy.
    pub fn knowledge(&self) -> KnowledgeBuilder {
        KnowledgeBuilder::new(self.clone())
    }

    /// What the dossier is called.
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
    pub fn sources(&self) -> &[Source] {
        &self.inner.contents.sources
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources().get(self.source_position(id)?)
    }

    /// The position of the source with this id.
    pub(crate) fn source_position(&self, id: &str) -> Option<usize> {
        self.sources().binary_search_by(|source| source.id.as_str().cmp(id)).ok()
    }

    /// The records of one noun, ordered by id, with every account given of them.
    pub fn records<N: Recorded>(&self) -> &[Record<N>] {
        &N::section(self.sections()).records
    }

    /// A builder that holds what this dossier holds, to be added to.
    pub fn into_builder(self) -> DossierBuilder {
        match Arc::try_unwrap(self.inner) {
            Ok(inner) => inner.contents,
            Err(shared) => shared.contents.clone(),
        }
    }

    /// The dossier with accounts in their own order, and not in that of entry.
    #[cfg(feature = "json")]
    pub(crate) fn in_order(self) -> Self {
        let roots = self.roots().to_vec();
        let mut contents = self.into_builder();
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

    pub(crate) fn contents(&self) -> &DossierBuilder {
        &self.inner.contents
    }

    /// A dossier of contents that have been checked and settled.
    pub(crate) fn from_parts(contents: DossierBuilder, names: Renaming, roots: Vec<u32>) -> Self {
        let (index, union) = (OnceLock::new(), Mutex::new(None));
        Self { inner: Arc::new(Inner { contents, names, roots, index, union }) }
    }

    /// The ids under which records that are united are read.
    pub(crate) fn names(&self) -> &Renaming {
        &self.inner.names
    }

    /// For each source the position of the one that it derives from in the end.
    pub(crate) fn roots(&self) -> &[u32] {
        &self.inner.roots
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

    pub(crate) fn index(&self) -> &Index {
        self.inner.index.get_or_init(|| Index::of(self.contents()))
    }
}

impl Index {
    fn of(contents: &DossierBuilder) -> Self {
        let sections = &contents.sections;
        let mut index = Self::default();
        for (at, visit) in crate::model::Visit::section(sections).records.iter().enumerate() {
            let identity = visit.identity();
            push(&mut index.visits_by_guest, identity.guest.as_str(), at);
            push(&mut index.visits_by_host, identity.host.as_str(), at);
        }
        for (at, tenure) in crate::model::Tenure::section(sections).records.iter().enumerate() {
            push(&mut index.tenures_by_office, tenure.identity().office.as_str(), at);
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

/// A dossier in the making.
///
/// Nothing is checked until [`build`](Self::build), so records may be added in any order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DossierBuilder {
    pub(crate) title: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) default_source: Option<SourceId>,
    pub(crate) sources: Vec<Source>,
    pub(crate) sections: Sections,
}

impl DossierBuilder {
    /// Sets what the dossier is called.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets a remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Adds a source, and makes it the one of all accounts that name none.
    #[must_use]
    pub fn told_by(mut self, source: Source) -> Self {
        self.default_source = Some(source.id.clone());
        self.source(source)
    }

    /// Adds a source.
    #[must_use]
    pub fn source(mut self, source: Source) -> Self {
        self.sources.push(source);
        self
    }

    /// Adds a record.
    #[must_use]
    pub fn record<N: Recorded>(mut self, record: Record<N>) -> Self {
        N::section_mut(&mut self.sections).records.push(record);
        self
    }

    /// Takes a record out again, if it is there: a claim of sameness, for example.
    #[must_use]
    pub fn without<N: Recorded>(mut self, id: &Id<N>) -> Self {
        N::section_mut(&mut self.sections).records.retain(|record| record.id() != id);
        self
    }

    /// Checks everything and makes it a dossier.
    ///
    /// # Errors
    /// If an id is used twice or names nothing, if records form a ring, or if an account has no
    /// source: every such problem is listed.
    pub fn build(mut self) -> Result<Dossier, DossierError> {
        self.prepare();
        let problems = checks::problems(&self);
        if !problems.is_empty() {
            return Err(DossierError { problems });
        }
        let roots = source_roots(&self.sources);
        self.settle(&roots);
        self.sort_accounts();
        Ok(Dossier::from_parts(self, Renaming::new(), roots))
    }

    /// What is wrong, and something to look further into even so: a dossier with accounts in the
    /// order of entry and without the links that close rings, which would lead round for ever.
    #[cfg(feature = "json")]
    pub(crate) fn examine(mut self, left_out: &[(NounName, Box<str>)]) -> (Vec<Problem>, Dossier) {
        self.prepare();
        let problems = checks::problems_beside(&self, left_out);
        self.open_rings(&problems);
        let roots = source_roots(&self.sources);
        self.settle(&roots);
        (problems, Dossier::from_parts(self, Renaming::new(), roots))
    }

    /// Takes out the records at which rings close, and no longer derives a source that closes one.
    #[cfg(feature = "json")]
    fn open_rings(&mut self, problems: &[Problem]) {
        struct TakeOut<'a>(HashSet<(&'a str, &'a str)>);
        impl SectionVisitorMut for TakeOut<'_> {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                let name = N::NOUN.section();
                section.records.retain(|record| !self.0.contains(&(name, record.id().as_str())));
            }
        }
        let rings = problems.iter().filter(|problem| problem.kind == ProblemKind::Ring);
        let closing: HashSet<(&str, &str)> = rings
            .filter_map(|ring| match ring.path.steps() {
                [Step::Key(section), Step::Key(id), ..] => Some((&**section, &**id)),
                _ => None,
            })
            .collect();
        if closing.is_empty() {
            return;
        }
        let sources = NounName::Source.section();
        for source in &mut self.sources {
            if closing.contains(&(sources, source.id.as_str())) {
                source.derived_from = None;
            }
        }
        self.sections.each_mut(&mut TakeOut(closing));
    }

    /// Puts accounts into an order that depends on their content alone.
    fn sort_accounts(&mut self) {
        struct Sort;
        impl SectionVisitorMut for Sort {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                section.records.iter_mut().for_each(Record::sort_all_accounts);
            }
        }
        self.sections.each_mut(&mut Sort);
    }

    /// Orders sources and records by id, and sees that each record has an account.
    fn prepare(&mut self) {
        struct Prepare;
        impl SectionVisitorMut for Prepare {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                let ordered = |a: &Record<N>, b: &Record<N>| a.id().cmp(b.id());
                if !section.records.is_sorted_by(|a, b| ordered(a, b).is_le()) {
                    section.records.sort_by(ordered);
                }
                section.records.iter_mut().for_each(Record::ensure_accounts);
            }
        }
        self.sources.sort_by(|a, b| a.id.cmp(&b.id));
        self.sources.iter_mut().for_each(Source::sort_coverage);
        self.sections.each_mut(&mut Prepare);
    }

    /// Names the source of every account, and finds the day by which each has been told.
    fn settle(&mut self, roots: &[u32]) {
        struct Settle<'a> {
            default: Option<&'a SourceId>,
            slots: &'a SourceSlots,
        }
        impl SectionVisitorMut for Settle<'_> {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                let place = self.slots.place(self.default);
                for record in &mut section.records {
                    record.each_telling_mut(&mut |telling, done_on| {
                        // Most accounts are by the default source, which is looked up once.
                        let place = match &telling.by {
                            None => place,
                            by => self.slots.place(by.as_ref()),
                        };
                        telling.by = telling.by.take().or_else(|| self.default.cloned());
                        telling.slot = place.slot(done_on);
                    });
                }
            }
        }
        let slots = SourceSlots::of(&self.sources, roots);
        let default = self.default_source.as_ref();
        self.sections.each_mut(&mut Settle { default, slots: &slots });
    }
}

/// Where each source stands.
struct SourceSlots {
    by_id: HashMap<SourceId, SourcePlace>,
}

/// The position of a source, its root, and the day by which it has told.
#[derive(Clone, Copy, Default)]
struct SourcePlace {
    slot: Slot,
    dated: bool,
}

impl SourceSlots {
    fn of(sources: &[Source], roots: &[u32]) -> Self {
        let place = |(at, source): (u32, &Source), root: u32| {
            // Told for certain at the latest possible day; without a latest day, never.
            let published = source.published.as_ref();
            let told = published.map(|date| date.latest().unwrap_or(NaiveDate::MAX));
            let slot = Slot { source: at, root, told: told.unwrap_or(NaiveDate::MIN) };
            SourcePlace { slot, dated: told.is_some() }
        };
        let by_id = (0u32..)
            .zip(sources)
            .zip(roots)
            .map(|(source, root)| (source.1.id.clone(), place(source, *root)))
            .collect();
        Self { by_id }
    }

    fn place(&self, source: Option<&SourceId>) -> SourcePlace {
        source.and_then(|id| self.by_id.get(id)).copied().unwrap_or_default()
    }
}

impl SourcePlace {
    /// The slot of an account by this source that reports something done on a day.
    fn slot(self, done_on: Option<NaiveDate>) -> Slot {
        // An undated source cannot have told of a deed before the day it was done.
        let told = done_on.filter(|_| !self.dated).unwrap_or(self.slot.told);
        Slot { told, ..self.slot }
    }
}

/// For each source the one that it derives from in the end. Each way up is walked but once, so that
/// long chains of reprints cost no more than short ones.
fn source_roots(sources: &[Source]) -> Vec<u32> {
    let positions: HashMap<&str, u32> =
        (0u32..).zip(sources).map(|(at, source)| (source.id.as_str(), at)).collect();
    let parent = |at: u32| -> Option<u32> {
        let parent = sources.get(at as usize)?.derived_from.as_ref()?;
        positions.get(parent.as_str()).copied()
    };
    let mut roots: Vec<Option<u32>> = vec![None; sources.len()];
    let known = |roots: &[Option<u32>], at: u32| roots.get(at as usize).copied().flatten();
    for start in (0u32..).take(sources.len()) {
        let mut way = vec![start];
        let mut at = start;
        // Rings were refused, so the way up ends.
        while let (None, Some(up)) = (known(&roots, at), parent(at)) {
            way.push(up);
            at = up;
        }
        let root = known(&roots, at).unwrap_or(at);
        for passed in way {
            roots[passed as usize] = Some(root);
        }
    }
    (0u32..).zip(roots).map(|(at, root)| root.unwrap_or(at)).collect()
}

impl JsonPath {
    /// The way to a record.
    pub(crate) fn record<N: Recorded>(id: &str) -> Self {
        Self::default().key(N::NOUN.section()).key(id)
    }
}

impl Problem {
    /// Whether it stands before `other` in the file; by path where no position is known.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.position.cmp(&other.position)
    }
}
