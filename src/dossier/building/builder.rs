//! The builder of a dossier: records and sources in any order, checked and settled once.

#[cfg(feature = "json")]
use std::collections::HashSet;

use super::checks;
use super::settle::{SourceSlots, reporting, source_roots};
use super::short::Short;
use crate::dossier::contents::Contents;
use crate::dossier::dossier::Dossier;
use crate::dossier::issues::error::DossierError;
#[cfg(feature = "json")]
use crate::dossier::issues::{issue::Issue, issue_code::IssueCode, json_path::Step};
use crate::dossier::sections::{Recorded, Section, SectionVisitorMut};
#[cfg(feature = "json")]
use crate::model::NounKind;
use crate::model::{Id, Record, Renaming, Source, SourceId, put_in_order};

/// A dossier in the making.
///
/// Nothing is checked until [`build`](Self::build), so records may be added in any order. Records in
/// full, with accounts by sources, are added by [`record`](Self::record); plain facts by
/// [`state`](Self::state), [`leader`](Self::leader), [`visit`](Self::visit) and
/// [`agreement`](Self::agreement).
///
/// ```
/// use detente::Dossier;
///
/// let builder = Dossier::builder().agreement("pact", ["russia", "north-korea"]).title("A treaty");
/// assert_eq!(builder.build()?.title(), Some("A treaty"));
///
/// let misspelt = Dossier::builder().agreement("pact", ["russia", "north-koreo"]);
/// assert_eq!(misspelt.build().unwrap_err().issues()[0].nearest(), Some("north-korea"));
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DossierBuilder {
    pub(crate) contents: Contents,
    pub(super) short: Short,
}

impl Dossier {
    /// An empty dossier to be filled.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().state("ruritania").build()?;
    /// assert!(dossier.as_known().state("ruritania").is_ok());
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn builder() -> DossierBuilder {
        DossierBuilder::default()
    }

    /// A builder that holds what this dossier holds, to be added to.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().leader("rudolf", "ruritania", "1894/..").state("ruritania").build()?;
    /// let more = dossier.into_builder().visit("v", "rudolf", "russia", "1896-05").build()?;
    /// assert_eq!(more.as_known().visit("v")?.guest(), &"rudolf");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn into_builder(self) -> DossierBuilder {
        DossierBuilder::of(self.into_contents())
    }
}

impl DossierBuilder {
    /// A builder that starts from contents that have been checked.
    pub(crate) fn of(contents: Contents) -> Self {
        Self { contents, short: Short::default() }
    }

    /// Sets what the dossier is called.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.contents.title = Some(title.into());
        self
    }

    /// Sets a remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.contents.note = Some(note.into());
        self
    }

    /// Adds a source, and makes it the one of all accounts that name none.
    ///
    /// ```
    /// use detente::model::Source;
    /// use detente::{Dossier, id};
    ///
    /// let dossier =
    ///     Dossier::builder().default_source(Source::new(id!("article"))).state("ruritania").build()?;
    /// let known = dossier.as_known();
    /// let account = known.state("ruritania")?.accounts().next().expect("one account");
    /// assert_eq!(account.provenance().source(), Some(&id!("article")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn default_source(mut self, source: Source) -> Self {
        self.contents.default_source = Some(source.id.clone());
        self.source(source)
    }

    /// Adds a source.
    ///
    /// ```
    /// use detente::model::{Account, Source, State, StateRecord};
    /// use detente::{Dossier, date, id};
    ///
    /// let told = Account::by(id!("paper")).with(State::NAME, "Ruritania");
    /// let dossier = Dossier::builder()
    ///     .source(Source::new(id!("paper")).published(date!("2024-06-17")))
    ///     .record(StateRecord::new(id!("ruritania"), ()).account(told))
    ///     .build()?;
    /// assert!(dossier.as_known_on(date!("2024-06-16")).state("ruritania").is_err());
    /// assert!(dossier.as_known_on(date!("2024-06-17")).state("ruritania").is_ok());
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    #[must_use]
    pub fn source(mut self, source: Source) -> Self {
        self.contents.sources.push(source);
        self
    }

    /// Adds a record.
    ///
    /// ```
    /// use detente::model::{Person, PersonRecord};
    /// use detente::{Dossier, id};
    ///
    /// let putin = PersonRecord::new(id!("putin"), ()).with(Person::NAME, "Vladimir Putin");
    /// let dossier = Dossier::builder().record(putin).build()?;
    /// assert_eq!(dossier.as_known().person("putin")?.name(), "Vladimir Putin");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn record<N: Recorded>(mut self, record: Record<N>) -> Self {
        N::section_mut(&mut self.contents.sections).records.push(record);
        self
    }

    /// Takes a record out again, if it is there: a claim of sameness, for example.
    ///
    /// ```
    /// use detente::model::{State, StateId};
    /// use detente::{Dossier, id};
    ///
    /// let dossier = Dossier::builder().state("ruritania").state("freedonia").build()?;
    /// let freedonia: StateId = id!("freedonia");
    /// let one = dossier.into_builder().without(&freedonia).build()?;
    /// assert_eq!(one.records::<State>().len(), 1);
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    #[must_use]
    pub fn without<N: Recorded>(mut self, id: &Id<N>) -> Self {
        N::section_mut(&mut self.contents.sections).records.retain(|record| record.id() != id);
        self
    }

    /// Checks everything and makes it a dossier.
    ///
    /// ```
    /// use detente::Dossier;
    /// use detente::dossier::IssueCode;
    ///
    /// let error = Dossier::builder().visit("v", "nobody", "nowhere", "2024-06-19").build().unwrap_err();
    /// let codes: Vec<IssueCode> = error.issues().iter().map(|issue| issue.code()).collect();
    /// assert_eq!(codes, [IssueCode::UnknownId, IssueCode::UnknownId]);
    /// ```
    ///
    /// # Errors
    /// If an id is used twice or names nothing, if records form a ring, or if a text is no id or no
    /// date: every such issue is listed.
    pub fn build(mut self) -> Result<Dossier, DossierError> {
        let mut issues = self.take_short();
        self.prepare();
        issues.extend(checks::issues(&self.contents));
        if !issues.is_empty() {
            return Err(DossierError { issues });
        }
        self.contents.attribute();
        let roots = source_roots(&self.contents.sources);
        self.settle(&roots);
        self.contents.sort_accounts();
        Ok(Dossier::from_parts(self.contents, Renaming::new(), roots))
    }

    /// What is wrong, and something to look further into even so: a dossier with accounts in the
    /// order of entry and without the links that close rings, which would lead round for ever.
    #[cfg(feature = "json")]
    pub(crate) fn examine(mut self, left_out: &[(NounKind, Box<str>)]) -> (Vec<Issue>, Dossier) {
        self.prepare();
        let issues = checks::issues_beside(&self.contents, left_out);
        self.open_rings(&issues);
        self.contents.attribute();
        let roots = source_roots(&self.contents.sources);
        self.settle(&roots);
        (issues, Dossier::from_parts(self.contents, Renaming::new(), roots))
    }

    /// Takes out the records at which rings close, and no longer derives a source that closes one.
    #[cfg(feature = "json")]
    fn open_rings(&mut self, issues: &[Issue]) {
        struct TakeOut<'a>(HashSet<(&'a str, &'a str)>);
        impl SectionVisitorMut for TakeOut<'_> {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                let name = N::NOUN.section();
                section.records.retain(|record| !self.0.contains(&(name, record.id().as_str())));
            }
        }
        let is_closing =
            |issue: &&Issue| matches!(issue.code, IssueCode::Ring | IssueCode::LongChain);
        let rings = issues.iter().filter(is_closing);
        let closing: HashSet<(&str, &str)> = rings
            .filter_map(|ring| match ring.path.steps() {
                [Step::Key(section), Step::Key(id), ..] => Some((&**section, &**id)),
                _ => None,
            })
            .collect();
        if closing.is_empty() {
            return;
        }
        let sources = NounKind::Source.section();
        for source in &mut self.contents.sources {
            if closing.contains(&(sources, source.id.as_str())) {
                source.derived_from = None;
            }
        }
        self.contents.sections.each_mut(&mut TakeOut(closing));
    }

    /// Orders sources and records by id, and sees that each record has an account.
    fn prepare(&mut self) {
        struct Prepare;
        impl SectionVisitorMut for Prepare {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                section.put_in_order();
                section.records.iter_mut().for_each(Record::ensure_accounts);
            }
        }
        put_in_order(&mut self.contents.sources, |a, b| a.id.cmp(&b.id));
        self.contents.sources.iter_mut().for_each(Source::sort_coverage);
        self.contents.sections.each_mut(&mut Prepare);
    }

    /// Names the source of every account, and finds the day by which each has been told.
    fn settle(&mut self, roots: &[u32]) {
        struct Settle<'a> {
            default: Option<&'a SourceId>,
            slots: &'a SourceSlots,
        }
        impl SectionVisitorMut for Settle<'_> {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                let usual = self.slots.slot_of(self.default);
                for record in &mut section.records {
                    record.each_provenance_mut(&mut |provenance, done_on| {
                        // Most accounts are by the default source, which is looked up once.
                        let (by, slot) = match &provenance.by {
                            None => usual,
                            by => self.slots.slot_of(by.as_ref()),
                        };
                        if let Some(by) = by {
                            provenance.by = Some(by.clone());
                        }
                        provenance.slot = reporting(slot, done_on);
                    });
                }
            }
        }
        let slots = SourceSlots::of(&self.contents.sources, roots);
        let default = self.contents.default_source.as_ref();
        self.contents.sections.each_mut(&mut Settle { default, slots: &slots });
    }
}
