//! Source: who speaks in a dossier, since when, after whom, and about what completely.

use std::borrow::Cow;

use crate::model::closed_codes;
use crate::model::reading::object;
use crate::model::{ActorId, Id, IdSpace, NounKind, Referred, Renaming};
use crate::time::{Coverage, UncertainDate};

closed_codes! {
    /// How the day of publication is known. Closed.
    ///
    /// ```
    /// use detente::model::{Basis, Source};
    /// use detente::{date, id};
    ///
    /// let mut notebook = Source::new(id!("notebook")).published(date!("2024-06-17"));
    /// notebook.published_basis = Some(Basis::Inferred);
    /// assert_eq!(Basis::from_code("inferred"), Ok(Basis::Inferred));
    /// ```
    pub enum Basis, "basis" {
        /// It stands in the source.
        Printed = "printed",
        /// It was inferred by whoever encoded the source.
        Inferred = "inferred",
    }
}

object! {
    /// A grade of reliability on a named scale, such as `F` on `admiralty`.
    ///
    /// Grades of different scales are not comparable, and the library never turns one into a
    /// number.
    ///
    /// ```
    /// use detente::model::Reliability;
    ///
    /// let grade = Reliability { scale: "admiralty".to_owned(), grade: "F".to_owned() };
    /// assert_eq!(grade.to_string(), "F (admiralty)");
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Reliability, "a grade {\"scale\": .., \"grade\": ..}" {
        /// The scale.
        pub scale: String = required,
        /// The grade, as the scale writes it.
        pub grade: String = required,
    }
}

impl std::fmt::Display for Reliability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.grade, self.scale)
    }
}

object! {
    /// What a source claims to tell completely: only a covering source can make an absence.
    ///
    /// ```
    /// use detente::model::{NounKind, SourceCoverage};
    /// use detente::time::{Coverage, Period};
    ///
    /// let visits = SourceCoverage {
    ///     noun: NounKind::Visit,
    ///     of: vec!["north-korea".to_owned()],
    ///     together: false,
    ///     during: Coverage::from("1948/2024".parse::<Period>()?),
    /// };
    /// assert!(!visits.during.is_empty());
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SourceCoverage, "what is covered {\"noun\": .., \"of\": .., \"during\": ..}" {
        /// The noun of the records it lists.
        pub noun: NounKind = required,
        /// The ids of actors and places it lists them for: a record is covered if it has one of
        /// these in its identity; for places, if it lies in one of them. Empty: for all. Each must
        /// be an actor or a place of the dossier.
        pub of: Vec<String> = default,
        /// Whether a record is covered only if it has all of these, not one of them: the meetings
        /// of two persons, the visits of one guest to one host.
        pub together: bool = default,
        /// The time for which the list is complete.
        pub during: Coverage = required,
    }
}

object! {
    /// A source: a report, a data set, a person's notebook.
    ///
    /// Nothing about a source is itself an account: it is the frame in which accounts stand, and
    /// whoever encodes it vouches for it.
    ///
    /// ```
    /// use detente::model::Source;
    /// use detente::{date, id};
    ///
    /// let article = Source::new(id!("article")).published(date!("2024-06-17"));
    /// assert_eq!(article.published.unwrap().latest(), Some(date!("2024-06-17")));
    /// ```
    ///
    /// By itself it is written as under its id in a file, with the id among its fields:
    /// `{"id": "article", "published": "2024-06-17"}`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Source, "a source {\"id\": .., ..}" {
        /// Its id.
        pub id: SourceId = required,
        /// Its title or a description.
        pub title: Option<String> = optional,
        /// Who published it.
        pub publisher: Option<String> = optional,
        /// Where it can be read.
        pub url: Option<String> = optional,
        /// Its language, as an IETF tag.
        pub language: Option<String> = optional,
        /// When it was published. It has certainly been told by the latest of these days.
        pub published: Option<UncertainDate> = optional,
        /// How the day of publication is known.
        pub published_basis: Option<Basis> = optional,
        /// The source it reprints or rests on; support is counted by independent roots.
        pub derived_from: Option<SourceId> = optional,
        /// The actor whose own word it is: of a ministry's web page, the ministry. What others have
        /// from that actor and what the source says itself are then of one root.
        pub voice_of: Option<ActorId> = optional,
        /// How reliable it is held to be.
        pub reliability: Option<Reliability> = optional,
        /// What it tells completely.
        pub covers: Vec<SourceCoverage> = default,
        /// A remark of whoever encoded it.
        pub note: Option<String> = optional,
    }
}

/// Under this stand the ids of sources that stand for nobody.
pub(crate) const UNATTRIBUTED: &str = "unattributed/";

/// Whether a source with this id stands for nobody.
pub(crate) fn is_unattributed(id: &str) -> bool {
    id.starts_with(UNATTRIBUTED)
}

impl Source {
    /// A source of which nothing else is known.
    pub fn new(id: SourceId) -> Self {
        SourceFields::default().into_source(id)
    }

    /// Whether it stands for nobody: the source of accounts for which none is named.
    ///
    /// Such a source is made when a dossier is built, under an id of its own below
    /// `unattributed/`, and has no fields. It is never independent support.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().state("ruritania").build()?;
    /// assert!(dossier.sources()[0].is_unattributed());
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn is_unattributed(&self) -> bool {
        is_unattributed(self.id.as_str())
    }

    /// Sets the title.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the day of publication, printed in the source or not.
    #[must_use]
    pub fn published(mut self, date: impl Into<UncertainDate>) -> Self {
        self.published = Some(date.into());
        self
    }

    /// Sets the source it reprints or rests on.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::Source;
    ///
    /// let reprint = Source::new(id!("paper")).derived_from(id!("agency"));
    /// assert_eq!(reprint.derived_from, Some(id!("agency")));
    /// ```
    #[must_use]
    pub fn derived_from(mut self, source: SourceId) -> Self {
        self.derived_from = Some(source);
        self
    }

    /// Sets the actor whose own word it is.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::Source;
    ///
    /// let page = Source::new(id!("kremlin-ru")).voice_of(id!("kremlin"));
    /// assert_eq!(page.voice_of, Some(id!("kremlin")));
    /// ```
    #[must_use]
    pub fn voice_of(mut self, actor: ActorId) -> Self {
        self.voice_of = Some(actor);
        self
    }

    /// Adds something it tells completely.
    #[must_use]
    pub fn covers(mut self, coverage: SourceCoverage) -> Self {
        self.covers.push(coverage);
        self
    }

    /// Gives every id in it its new text, its own included.
    pub(crate) fn rename(&mut self, names: &Renaming) {
        let this = IdSpace::Noun(NounKind::Source);
        names.apply(this, &mut self.id);
        if let Some(parent) = &mut self.derived_from {
            names.apply(this, parent);
        }
        if let Some(actor) = &mut self.voice_of {
            names.apply(IdSpace::Actor, actor);
        }
        for id in self.covers.iter_mut().flat_map(|coverage| &mut coverage.of) {
            let place = IdSpace::Noun(NounKind::Place);
            let text = names.of(IdSpace::Actor, id).or_else(|| names.of(place, id));
            if let Some(text) = text {
                *id = text.to_string();
            }
        }
    }

    /// Puts what it covers into an order that depends on the content alone.
    pub(crate) fn sort_coverage(&mut self) {
        if self.covers.len() > 1 {
            self.covers.sort_by_cached_key(|coverage| format!("{coverage:?}"));
            self.covers.dedup();
        }
    }

    /// The fields as they stand under the id in a file.
    pub(crate) fn fields(&self) -> SourceFields {
        let Self { id: _, title, publisher, url, language, published, .. } = self.clone();
        let Self { published_basis, derived_from, voice_of, reliability, covers, note, .. } =
            self.clone();
        SourceFields {
            title,
            publisher,
            url,
            language,
            published,
            published_basis,
            derived_from,
            voice_of,
            reliability,
            covers,
            note,
        }
    }
}

object! {
    /// A source: a report, a data set, a person's notebook. As written under its id.
    #[derive(Debug, Default)]
    pub(crate) struct SourceFields, "a source {..}" {
        /// Its title or a description.
        title: Option<String> = optional,
        /// Who published it.
        publisher: Option<String> = optional,
        /// Where it can be read.
        url: Option<String> = optional,
        /// Its language, as an IETF tag.
        language: Option<String> = optional,
        /// When it was published. It has certainly been told by the latest of these days.
        published: Option<UncertainDate> = optional,
        /// How the day of publication is known.
        published_basis: Option<Basis> = optional,
        /// The source it reprints or rests on; support is counted by independent roots.
        derived_from: Option<SourceId> = optional,
        /// The actor whose own word it is: of a ministry's web page, the ministry. What others have
        /// from that actor and what the source says itself are then of one root.
        voice_of: Option<ActorId> = optional,
        /// How reliable it is held to be.
        reliability: Option<Reliability> = optional,
        /// What it tells completely.
        covers: Vec<SourceCoverage> = default,
        /// A remark of whoever encoded it.
        note: Option<String> = optional,
    }
}

impl SourceFields {
    pub(crate) fn into_source(self, id: SourceId) -> Source {
        Source {
            id,
            title: self.title,
            publisher: self.publisher,
            url: self.url,
            language: self.language,
            published: self.published,
            published_basis: self.published_basis,
            derived_from: self.derived_from,
            voice_of: self.voice_of,
            reliability: self.reliability,
            covers: self.covers,
            note: self.note,
        }
    }
}

/// The id of a source.
///
/// ```
/// use detente::id;
/// use detente::model::{Source, SourceId};
///
/// let article: SourceId = id!("article");
/// assert_eq!(Source::new(article).id, "article");
/// ```
pub type SourceId = Id<Source>;

impl Referred for Source {
    const SPACE: IdSpace = IdSpace::Noun(NounKind::Source);

    fn name() -> Cow<'static, str> {
        "source_id".into()
    }
}
