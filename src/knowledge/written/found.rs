//! Lists as answers: what is found, whether anybody lists all there is, and why.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::because::{Because, Grounds, Point, of_source};
use crate::knowledge::knowledge::Knowledge;
use crate::model::{NounKind, Source, SourceCoverage, SourceId, closed_codes};
use crate::time::{Coverage, End, Period, UncertainDate};

const FOUND: &str = "what is told of that fits the question";
const NONE_THERE: &str = "none is told of, and all there are would be";
const PARTLY_THERE: &str = "none is told of, and for a part all there are would be";
const ALL_OFF: &str =
    "those told of came to nothing or are denied, and all there are would be told of";
const PARTLY_OFF: &str =
    "those told of came to nothing or are denied, and for a part all there are would be told of";
const OFF: &str = "those told of came to nothing or are denied, and nobody lists all there are";
const NOT_COVERED: &str = "none is told of, and nobody lists all there are";

closed_codes! {
    /// For how much of what is asked somebody lists all there is. Closed.
    ///
    /// ```
    /// use detente::knowledge::CoveredFor;
    ///
    /// assert_eq!("in_part".parse(), Ok(CoveredFor::InPart));
    /// assert_eq!(CoveredFor::Nothing.in_words(), "nothing");
    /// ```
    pub enum CoveredFor, "how much is covered" {
        /// For all of it.
        All = "all",
        /// For some of the time, or of those asked about.
        InPart = "in_part",
        /// For none of it.
        Nothing = "nothing",
    }
}

/// Whether sources list all that a question can find, and which.
///
/// ```
/// # use detente::{Dossier, date, id};
/// use detente::knowledge::CoveredFor;
/// use detente::model::{NounKind, Source, SourceCoverage};
/// use detente::time::{Coverage, Period};
///
/// let visits = SourceCoverage {
///     noun: NounKind::Visit,
///     of: vec!["russia".to_owned(), "north-korea".to_owned()],
///     together: false,
///     during: Coverage::from("2000-01-01/2024-12-31".parse::<Period>()?),
/// };
/// let dossier = Dossier::builder()
///     .state("russia")
///     .state("north-korea")
///     .source(Source::new(id!("list")).covers(visits))
///     .build()?;
/// let known = dossier.as_known();
/// let found = known.visits_between("russia", "north-korea", &"2010-01-01/2010-12-31".parse()?)?;
/// assert!(found.is_empty());
/// assert_eq!(found.coverage().covered_for, CoveredFor::All);
/// assert_eq!(found.coverage().to_string(), "all, by list");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ListCoverage {
    /// For how much of what is asked.
    pub covered_for: CoveredFor,
    /// By which sources, for all of it together; in the order of their ids.
    pub by: Vec<SourceId>,
}

impl fmt::Display for ListCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.covered_for.in_words())?;
        for (at, source) in self.by.iter().enumerate() {
            write!(f, "{}{source}", if at == 0 { ", by " } else { ", " })?;
        }
        Ok(())
    }
}

/// A list as an answer: used as a slice, and able to say whether anybody lists all there is and why it
/// is the answer. Both are put together only when they are asked for.
///
/// ```
/// # use detente::{Dossier, date};
/// use detente::knowledge::CoveredFor;
///
/// let dossier = Dossier::builder().state("north-korea").leader("putin", "russia", "2012-05-07/..").build()?;
/// let known = dossier.as_known();
/// let leaders = known.leaders("russia", date!("2024-06-19"))?;
/// assert_eq!(leaders[0].person(), &"putin");
/// assert_eq!(leaders.because().rests_on[0].words, "from 2012-05-07");
///
/// let leaders = known.leaders("north-korea", date!("2024-06-19"))?;
/// assert!(leaders.is_empty());
/// assert_eq!(leaders.coverage().covered_for, CoveredFor::Nothing);
/// assert_eq!(leaders.because().rule, "none is told of, and nobody lists all there are");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Found<'k, T> {
    items: Vec<T>,
    scope: Scope<'k>,
    why: Arc<Why<'k, T>>,
    /// What would be found, had it come about and were it not denied.
    absent: Option<Arc<Absent<'k>>>,
}

type Why<'k, T> = dyn Fn(&T, &mut Grounds) + Send + Sync + 'k;
type Absent<'k> = dyn Fn(&mut Grounds) + Send + Sync + 'k;

impl<'k, T> Found<'k, T> {
    /// What is found in a scope, and what each rests on.
    pub(crate) fn new(
        items: Vec<T>,
        scope: Scope<'k>,
        why: impl Fn(&T, &mut Grounds) + Send + Sync + 'k,
    ) -> Self {
        Self { items, scope, why: Arc::new(why), absent: None }
    }

    /// The same with what an empty list rests on: what came to nothing, or is denied.
    pub(crate) fn without(mut self, absent: impl Fn(&mut Grounds) + Send + Sync + 'k) -> Self {
        self.absent = Some(Arc::new(absent));
        self
    }

    /// Whether there are sources that list all that is asked for: only then does it say of what is
    /// not found that it is not there. Sources count that had told by then, and are listened to.
    pub fn coverage(&self) -> ListCoverage {
        self.scope.covering().0
    }

    /// Why it is the answer: what each that is found rests on; where none is, what is told of those that came
    /// to nothing or are denied, and the sources that would list more.
    pub fn because(&self) -> Because {
        let mut grounds = Grounds::default();
        self.items.iter().for_each(|item| (self.why)(item, &mut grounds));
        if !self.items.is_empty() {
            return grounds.because(FOUND);
        }
        if let Some(absent) = &self.absent {
            absent(&mut grounds);
        }
        let is_told = !grounds.rests_on.is_empty();
        let (coverage, points) = self.scope.covering();
        grounds.rests_on.extend(points);
        grounds.because(match (coverage.covered_for, is_told) {
            (CoveredFor::All, false) => NONE_THERE,
            (CoveredFor::InPart, false) => PARTLY_THERE,
            (CoveredFor::Nothing, false) => NOT_COVERED,
            (CoveredFor::All, true) => ALL_OFF,
            (CoveredFor::InPart, true) => PARTLY_OFF,
            (CoveredFor::Nothing, true) => OFF,
        })
    }

    /// What is found, alone.
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }
}

impl<T> Deref for Found<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> IntoIterator for Found<'_, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'f, T> IntoIterator for &'f Found<'_, T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// As the list.
impl<T: fmt::Debug> fmt::Debug for Found<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

/// As an object of the `items`, their `coverage`, and why: `because`.
impl<T: Serialize> Serialize for Found<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Found", 3)?;
        object.serialize_field("items", &self.items)?;
        object.serialize_field("coverage", &self.coverage())?;
        object.serialize_field("because", &self.because())?;
        object.end()
    }
}

/// What a question ranges over.
#[derive(Clone)]
pub(crate) struct Scope<'k> {
    known: &'k Knowledge,
    noun: NounKind,
    /// In each part of it every record has all of these in its identity.
    parts: Vec<Vec<&'k str>>,
    during: Period,
}

impl<'k> Scope<'k> {
    /// Records of this noun that all have these in their identity, within a period.
    pub(crate) fn new(
        known: &'k Knowledge,
        noun: NounKind,
        of: Vec<&'k str>,
        during: Period,
    ) -> Self {
        Self { known, noun, parts: vec![of], during }
    }

    /// Nothing that any source could list.
    pub(crate) fn nowhere(known: &'k Knowledge) -> Self {
        Self { known, noun: NounKind::Source, parts: Vec::new(), during: ever(known) }
    }

    /// Such records of which each has one of these.
    pub(crate) fn of_either(
        known: &'k Knowledge,
        noun: NounKind,
        either: [&'k str; 2],
        during: Period,
    ) -> Self {
        Self { known, noun, parts: either.map(|one| vec![one]).into(), during }
    }

    /// How much of it is listed, by whom, and what each of them says that it lists.
    fn covering(&self) -> (ListCoverage, Vec<Point>) {
        let (mut by, mut points) = (Vec::new(), Vec::new());
        let mut stretches: Vec<Vec<Period>> = vec![Vec::new(); self.parts.len()];
        for source in self.known.united().sources() {
            let lists: Vec<&SourceCoverage> =
                source.covers.iter().filter(|list| self.bears(list)).collect();
            if lists.is_empty() || !self.known.has_told_by_itself(source) {
                continue;
            }
            by.push(source.id.clone());
            points.extend(
                lists.iter().map(|list| Point::found(of_source(&source.id), in_words(list))),
            );
            for (part, stretches) in self.parts.iter().zip(&mut stretches) {
                let lists = lists.iter().filter(|list| self.is_listed(list, part));
                stretches.extend(lists.flat_map(|list| list.during.iter()).cloned());
            }
        }
        let mut covered = stretches.into_iter().map(Coverage::new);
        let covered_for = match () {
            () if by.is_empty() => CoveredFor::Nothing,
            () if covered.all(|some| some.covers_all(&self.during).is_certain()) => CoveredFor::All,
            () => CoveredFor::InPart,
        };
        (ListCoverage { covered_for, by }, points)
    }

    /// Whether a list holds some of what lies in it.
    fn bears(&self, list: &SourceCoverage) -> bool {
        list.noun == self.noun
            && self.parts.iter().any(|part| self.is_listed(list, part))
            && list.during.iter().any(|period| period.overlaps(&self.during).is_possible())
    }

    /// Whether a list holds all records of a part.
    fn is_listed(&self, list: &SourceCoverage, part: &[&str]) -> bool {
        let mut of = list.of.iter().map(String::as_str);
        // Between two each record has both, one of them for a guest or a host.
        let is_asked = |id: &str| self.parts.iter().any(|part| part.contains(&id));
        match list.together && list.of.len() > 1 {
            _ if list.of.is_empty() => true,
            true => of.all(is_asked),
            false => of.any(|id| part.contains(&id)),
        }
    }
}

/// What a source says that it lists: "all visits of russia or north-korea, 2000/2024".
fn in_words(list: &SourceCoverage) -> String {
    let mut words = format!("all {}", list.noun.section().replace('_', " "));
    for (at, id) in list.of.iter().enumerate() {
        let and = if list.together { " and " } else { " or " };
        words.extend([if at == 0 { " of " } else { and }, id]);
    }
    for period in &list.during {
        words.extend([", ", &period.to_string()]);
    }
    words
}

impl Knowledge {
    /// Whether a source had told by then, and is listened to where it speaks for itself.
    pub(crate) fn has_told_by_itself(&self, source: &Source) -> bool {
        let told = match (self.known_on(), &source.published) {
            (Some(day), Some(published)) => published.latest().is_some_and(|told| told <= day),
            _ => true,
        };
        told && self.listens_to_source(source)
    }
}

/// All of time, up to the day by which things are known.
pub(crate) fn ever(known: &Knowledge) -> Period {
    let until = known.known_on().map_or(End::Open, |day| End::On(day.into()));
    Period::new(End::Open, until).unwrap_or_else(|_| Period::on(UncertainDate::day(NaiveDate::MIN)))
}
