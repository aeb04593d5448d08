//! Merging: the union of two dossiers, which keeps every account of both.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use super::contents::Contents;
use super::dossier::Dossier;
use super::sections::{Recorded, Section, SectionVisitorMut};
use crate::dossier::building::builder::DossierBuilder;
use crate::dossier::issues::error::DossierError;
use crate::dossier::issues::issue::Issue;
use crate::dossier::issues::issue_code::IssueCode;
use crate::dossier::issues::json_path::JsonPath;
use crate::model::fault::Fault;
use crate::model::{AnyRecord, Basis, Record, Renaming, Source, SourceId, is_unattributed};

impl Dossier {
    /// This dossier and another as one: every source, and every account of every record.
    ///
    /// Records of one noun and id are one record, with the accounts and parts of both; what both
    /// say in the same words by the same source is kept once. Sources of one id are one source,
    /// whose fields are those of either. The order does not count, nor does merging twice: merging
    /// is idempotent, commutative and associative. Titles and notes are joined, each once. Accounts
    /// keep their sources by name; the default source is that of the two whose id comes first.
    /// Accounts without a source stay by the [source](Source::is_unattributed) that stands for nobody
    /// in their own dossier: two such dossiers have two.
    ///
    /// Records that are about one thing under two ids stay two. Ask [`proposals`](Self::proposals)
    /// which may be the same, and say so by a [`SameAs`](crate::model::SameAs) record.
    /// Things that are two under one id become one: persons, places and conflicts have nothing in their
    /// identity to hold them apart. [`validate`](Self::validate) finds what cannot be of one thing
    /// ([`IssueCode::OneIdTwoThings`]); [rename](Self::renamed) one of them, and merge again.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// use detente::Dossier;
    ///
    /// let paper = r#"{"detente": 1, "source": "paper", "sources": {"paper": {}, "agency": {}},
    ///   "states": {"n": {}}, "persons": {"p": {"name": "P"}}}"#;
    /// let agency = r#"{"detente": 1, "source": "agency", "sources": {"agency": {"title": "Agency"}},
    ///   "persons": {"p": {"born": "1952"}}}"#;
    /// let (paper, agency) = (Dossier::from_json(paper)?, Dossier::from_json(agency)?);
    /// let both = paper.merge(&agency)?;
    /// assert_eq!(both.as_known().person("p").map(|p| p.accounts().count()), Ok(2));
    /// assert_eq!(both, agency.merge(&paper)?);
    /// assert_eq!(both, both.merge(&paper)?);
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    ///
    /// # Errors
    /// If an id stands for two different things: records whose identities differ, sources of which
    /// a field differs, a state and a person. Give one of them [another id](Self::renamed), then
    /// merge again. Also if the two together close a ring that neither has.
    pub fn merge(&self, other: &Self) -> Result<Self, DossierError> {
        let (mine, theirs) = (self.contents(), other.contents());
        let mut issues = Vec::new();
        let mut merged = Contents {
            title: joined(mine.title.as_deref(), theirs.title.as_deref(), " + "),
            note: joined(mine.note.as_deref(), theirs.note.as_deref(), "\n"),
            default_source: default_of(
                mine.default_source.as_ref(),
                theirs.default_source.as_ref(),
            ),
            sources: union(&mine.sources, &theirs.sources, source_order, |one, other| {
                unite_sources(one, other, &mut issues)
            }),
            sections: mine.sections.clone(),
        };
        merged.sections.each_mut(&mut Union { theirs, issues: &mut issues });
        if !issues.is_empty() {
            return Err(DossierError { issues });
        }
        DossierBuilder::of(merged).build()
    }

    /// The same dossier with other ids for some records or sources, wherever they are referred to.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// use detente::Dossier;
    /// use detente::model::Renaming;
    ///
    /// let text = r#"{"detente": 1, "source": "s", "sources": {"s": {}}, "persons": {"p": {}},
    ///   "states": {"n": {}}, "visits": {"v": {"guest": "p", "host": "n"}}}"#;
    /// let dossier = Dossier::from_json(text)?;
    /// let names = Renaming::new().with(&"person:p".parse()?, "putin")?;
    /// let renamed = dossier.renamed(&names)?;
    /// assert_eq!(renamed.as_known().visit("v")?.guest(), &"putin");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If a new id is that of another record already.
    pub fn renamed(&self, names: &Renaming) -> Result<Self, DossierError> {
        let mut contents = self.contents().clone();
        contents.rename(names);
        DossierBuilder::of(contents).build()
    }
}

/// The union of two lists, each in order and without repetition; what is in both is united.
fn union<T: Clone>(
    mine: &[T],
    theirs: &[T],
    order: impl Fn(&T, &T) -> Ordering,
    mut unite: impl FnMut(T, &T) -> T,
) -> Vec<T> {
    let mut all = Vec::with_capacity(mine.len().max(theirs.len()));
    let (mut mine, mut theirs) = (mine.iter().peekable(), theirs.iter().peekable());
    while let (Some(one), Some(other)) = (mine.peek(), theirs.peek()) {
        match order(one, other) {
            Ordering::Less => all.extend(mine.next().cloned()),
            Ordering::Greater => all.extend(theirs.next().cloned()),
            Ordering::Equal => {
                all.push(unite((*one).clone(), other));
                mine.next();
                theirs.next();
            }
        }
    }
    all.extend(mine.cloned());
    all.extend(theirs.cloned());
    all
}

struct Union<'a> {
    theirs: &'a Contents,
    issues: &'a mut Vec<Issue>,
}

impl SectionVisitorMut for Union<'_> {
    fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
        let theirs = &N::section(&self.theirs.sections).records;
        if theirs.is_empty() {
            return;
        }
        let mine = std::mem::take(&mut section.records);
        let order = |one: &Record<N>, other: &Record<N>| one.id().cmp(other.id());
        section.records = union(&mine, theirs, order, |mut one, other| {
            if one.identity() == other.identity() {
                one.absorb(other.clone());
            } else {
                self.issues.extend(differences(&one, other));
            }
            one
        });
    }
}

/// One issue for each field of the identity that differs.
fn differences(one: &dyn AnyRecord, other: &dyn AnyRecord) -> Vec<Issue> {
    let base = JsonPath::record_of(one.noun(), one.id());
    let ours = one.identity_fields();
    let theirs = other.identity_fields().into_iter();
    theirs
        .filter(|field| !ours.contains(field))
        .map(|(name, found)| {
            let mine = ours.iter().find(|(ours, _)| *ours == name);
            let mine = mine.map(|(_, text)| text.as_str()).unwrap_or_default();
            conflict(base.clone().key(name), &found, &mine)
        })
        .collect()
}

/// What stands in the second dossier under an id that in the first is of something else.
fn conflict(path: JsonPath, found: &dyn fmt::Display, expected: &dyn fmt::Display) -> Issue {
    let expected = format!("\"{expected}\", as in the dossier it is merged with, or another id");
    Issue::new(IssueCode::IdentityConflict, path, Fault::text(&found.to_string(), expected))
}

fn source_order(one: &Source, other: &Source) -> Ordering {
    one.id.cmp(&other.id)
}

/// One source of which two dossiers tell: what either says of it.
fn unite_sources(mut one: Source, other: &Source, issues: &mut Vec<Issue>) -> Source {
    let base = JsonPath::default().key("sources").key(one.id.as_str());
    let mut fill = Fill { base: &base, issues };
    fill.field("title", &mut one.title, other.title.as_ref());
    fill.field("publisher", &mut one.publisher, other.publisher.as_ref());
    fill.field("url", &mut one.url, other.url.as_ref());
    fill.field("language", &mut one.language, other.language.as_ref());
    fill.field("published", &mut one.published, other.published.as_ref());
    fill.field("derived_from", &mut one.derived_from, other.derived_from.as_ref());
    fill.field("voice_of", &mut one.voice_of, other.voice_of.as_ref());
    fill.field("reliability", &mut one.reliability, other.reliability.as_ref());
    // Whoever has seen the day printed knows it better than one who has inferred it.
    let bases = [one.published_basis, other.published_basis];
    one.published_basis =
        [Basis::Printed, Basis::Inferred].into_iter().find(|basis| bases.contains(&Some(*basis)));
    one.note = joined(one.note.as_deref(), other.note.as_deref(), "\n");
    let more = other.covers.iter().filter(|coverage| !one.covers.contains(coverage));
    let more: Vec<_> = more.cloned().collect();
    one.covers.extend(more);
    one
}

struct Fill<'a> {
    base: &'a JsonPath,
    issues: &'a mut Vec<Issue>,
}

impl Fill<'_> {
    /// Takes over a field that is missing; one that differs is an issue.
    fn field<T>(&mut self, name: &str, mine: &mut Option<T>, theirs: Option<&T>)
    where
        T: Clone + PartialEq + fmt::Display,
    {
        match (&mine, theirs) {
            (Some(one), Some(other)) if one != other => {
                self.issues.push(conflict(self.base.clone().key(name), other, one));
            }
            (None, Some(other)) => *mine = Some(other.clone()),
            _ => {}
        }
    }
}

/// Two texts as one, each of their parts once and in order.
fn joined(one: Option<&str>, other: Option<&str>, separator: &str) -> Option<String> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) if one != other => (one, other),
        (one, other) => return one.or(other).map(str::to_owned),
    };
    let parts: BTreeSet<&str> = one.split(separator).chain(other.split(separator)).collect();
    Some(parts.into_iter().collect::<Vec<_>>().join(separator))
}

/// The default source of two dossiers together: the lesser id, and somebody before nobody.
fn default_of(one: Option<&SourceId>, other: Option<&SourceId>) -> Option<SourceId> {
    let both = one.into_iter().chain(other);
    both.min_by_key(|id| (is_unattributed(id.as_str()), *id)).cloned()
}
