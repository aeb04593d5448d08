//! Why an answer is what it is: the rule that gave it, what it rests on, and what spoke against.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::dossier::Recorded;
use crate::knowledge::choosing::resolution::{AnyCited, AnyResolution};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::citation::Attribution;
use crate::knowledge::view::{PartView, View};
use crate::knowledge::words::Words;
use crate::model::{
    Address, AddressRef, DetailRow, NounKind, PartKind, Progress, Provenance, Role, SourceId,
};

/// Why an answer is what it is. Its `Display` says it in words, one point a line.
///
/// ```
/// # use detente::{Dossier, date};
/// let dossier = Dossier::builder()
///     .agreement("pact", ["russia", "north-korea"])
///     .signed("2024-06-19")
///     .in_force("2024-12-04")
///     .build()?;
/// let known = dossier.as_known();
/// let status = known.agreement("pact")?.status_of("russia", date!("2024-12-31"))?;
/// let because = status.because();
/// assert_eq!(because.rule, "the last act done by then");
/// assert_eq!(because.rests_on[0].about.to_string(), "agreement:pact, acts, in_force");
/// assert_eq!(because.rests_on[0].words, "when 2024-12-04");
/// assert!(because.against.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Because {
    /// The rule by its name, in words.
    pub rule: &'static str,
    /// What it rests on.
    pub rests_on: Vec<Point>,
    /// What spoke against: denials of what it rests on, and values that cannot be true beside it.
    pub against: Vec<Point>,
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule)?;
        for point in &self.rests_on {
            write!(f, "\n  rests on {point}")?;
        }
        self.against.iter().try_for_each(|point| write!(f, "\n  against it {point}"))
    }
}

/// Something told that an answer rests on, or that speaks against it.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder()
/// #     .agreement("pact", ["russia", "north-korea"])
/// #     .signed("2024-06-19")
/// #     .build()?;
/// # let known = dossier.as_known();
/// let status = known.agreement("pact")?.status_of("russia", date!("2024-12-31"))?;
/// let [point] = &status.because().rests_on[..] else { panic!("it rests on one act") };
/// assert_eq!(point.about.to_string(), "agreement:pact, acts, signed");
/// assert_eq!(point.words, "when 2024-06-19");
/// assert!(point.by.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Point {
    /// What it is told of.
    pub about: Address,
    /// What is told: a detail and its value, or that there is such a thing or not.
    pub words: Words,
    /// By whom; `None` where it is found and not told.
    pub by: Option<Attribution>,
}

impl Point {
    /// Something that nobody need have told.
    pub(crate) fn found(about: Address, words: impl Into<String>) -> Self {
        Self { about, words: Words::plain(words), by: None }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.words)?;
        self.by.as_ref().map_or(Ok(()), |by| write!(f, " ({by})"))
    }
}

/// An answer with its reasons, which are put together only when they are asked for. It is used as the
/// answer itself is.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder()
/// #     .agreement("pact", ["russia", "north-korea"])
/// #     .signed("2024-06-19")
/// #     .in_force("2024-12-04")
/// #     .build()?;
/// # let known = dossier.as_known();
/// let status = known.agreement("pact")?.status_between("russia", "north-korea", date!("2024-07-01"))?;
/// assert_eq!(status.to_string(), "signed");
/// assert_eq!(status.because().rests_on[0].words, "when 2024-06-19");
/// assert_eq!(status.into_answer().to_string(), "signed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Reasoned<'k, T> {
    answer: T,
    why: Arc<Why<'k, T>>,
}

type Why<'k, T> = dyn Fn(&T) -> Because + Send + Sync + 'k;

impl<'k, T> Reasoned<'k, T> {
    pub(crate) fn new(answer: T, why: impl Fn(&T) -> Because + Send + Sync + 'k) -> Self {
        Self { answer, why: Arc::new(why) }
    }

    /// Why it is the answer.
    pub fn because(&self) -> Because {
        (self.why)(&self.answer)
    }

    /// The answer alone.
    pub fn into_answer(self) -> T {
        self.answer
    }
}

impl<T> Deref for Reasoned<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.answer
    }
}

/// As the answer.
impl<T: fmt::Debug> fmt::Debug for Reasoned<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.fmt(f)
    }
}

/// As the answer.
impl<T: fmt::Display> fmt::Display for Reasoned<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.fmt(f)
    }
}

/// Whether the answers are the same, for whatever reasons.
impl<T: PartialEq> PartialEq for Reasoned<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.answer == other.answer
    }
}

impl<T: Eq> Eq for Reasoned<'_, T> {}

/// As an object of the `answer` and why: `because`.
impl<T: Serialize> Serialize for Reasoned<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Reasoned", 2)?;
        object.serialize_field("answer", &self.answer)?;
        object.serialize_field("because", &self.because())?;
        object.end()
    }
}

/// A record or a part of one, with what is told of it.
#[derive(Clone)]
pub(crate) struct Thing<'k> {
    resolver: Resolver<'k>,
    part: Option<(&'static str, String)>,
}

impl<'k> Thing<'k> {
    pub(crate) fn record<N: Recorded>(view: View<'k, N>) -> Self {
        Self { resolver: view.resolver(), part: None }
    }

    /// A part, of the list with this name in JSON.
    pub(crate) fn part<P: PartKind>(list: &'static str, view: PartView<'k, P>) -> Self {
        Self { resolver: view.resolver(), part: Some((list, view.key().to_string())) }
    }

    pub(crate) fn address(&self) -> Address {
        let (noun, id) = self.resolver.record;
        let part = self.part.as_ref().map(|(list, key)| (*list, key as &dyn fmt::Display));
        AddressRef { noun, id, part }.address()
    }

    fn told(&self, words: Words, by: &Provenance) -> Point {
        let by = Attribution::of(self.resolver.known, by);
        Point { about: self.address(), words, by }
    }
}

/// A source as what something is said about.
pub(crate) fn of_source(source: &SourceId) -> Address {
    AddressRef { noun: NounKind::Source, id: source.as_str(), part: None }.address()
}

/// What an answer rests on and what spoke against, as it is gathered.
#[derive(Default)]
pub(crate) struct Grounds {
    pub(crate) rests_on: Vec<Point>,
    pub(crate) against: Vec<Point>,
}

impl Grounds {
    pub(crate) fn because(self, rule: &'static str) -> Because {
        Because { rule, rests_on: self.rests_on, against: self.against }
    }

    /// Rests it on the values taken of these details; on that there is such a thing, where none is.
    pub(crate) fn rest_on(&mut self, thing: &Thing<'_>, rows: &[&'static DetailRow]) {
        let before = self.rests_on.len();
        for row in rows {
            let resolution = thing.resolver.explain(row);
            if let Some(told) = &resolution.chosen {
                let words = value(&resolution, told);
                add(&mut self.rests_on, thing.told(words, told.provenance()));
            }
            self.contest(thing, &resolution);
        }
        if self.rests_on.len() == before {
            self.rest_on_existence(thing);
        }
        self.doubt(thing);
    }

    /// Rests it on what another answer rests on.
    pub(crate) fn rest_on_answer(&mut self, because: Because) {
        because.rests_on.into_iter().for_each(|point| add(&mut self.rests_on, point));
        because.against.into_iter().for_each(|point| add(&mut self.against, point));
    }

    /// Rests it on those who say that there is such a thing.
    fn rest_on_existence(&mut self, thing: &Thing<'_>) {
        for account in thing.resolver.standing() {
            let words = Words::plain("that there is such a thing");
            add(&mut self.rests_on, thing.told(words, account.provenance()));
        }
    }

    /// Adds who denies that there is such a thing.
    pub(crate) fn doubt(&mut self, thing: &Thing<'_>) {
        for account in thing.resolver.whole_denials() {
            let words = Words::plain("that there is no such thing");
            add(&mut self.against, thing.told(words, account.provenance()));
        }
    }

    /// Rests it on what is told of a thing that is not there: that it came out otherwise, or is denied.
    pub(crate) fn rest_on_absence(&mut self, thing: &Thing<'_>) {
        let is_told = thing.resolver.standing().next().is_some();
        if let Some(row) = thing.resolver.accounts.with_role(Role::Progress).filter(|_| is_told) {
            let resolution = thing.resolver.explain(row);
            for told in resolution.chosen.iter().chain(&resolution.undecided) {
                add(&mut self.rests_on, thing.told(value(&resolution, told), told.provenance()));
            }
            for told in resolution.beaten.iter().filter(|other| other.is_rival) {
                let words = value(&resolution, &told.value);
                add(&mut self.against, thing.told(words, told.value.provenance()));
            }
        }
        let mut denials = Self::default();
        denials.doubt(thing);
        denials.doubt_coming(thing);
        denials.against.into_iter().for_each(|point| add(&mut self.rests_on, point));
    }

    /// Adds who denies that it came about, where nobody need have said that it did.
    pub(crate) fn doubt_coming(&mut self, thing: &Thing<'_>) {
        let Some(row) = thing.resolver.accounts.with_role(Role::Progress) else { return };
        let resolution = thing.resolver.explain(row);
        let came =
            |told: &&AnyCited<'_>| told.value().as_progress().is_some_and(Progress::has_happened);
        for told in resolution.denied.iter().filter(came) {
            let words = value(&resolution, told).denied();
            add(&mut self.against, thing.told(words, told.provenance()));
        }
    }

    /// Adds what is told of a detail against what is taken of it, or instead of anything.
    pub(crate) fn contest_detail(&mut self, thing: &Thing<'_>, row: &'static DetailRow) {
        self.contest(thing, &thing.resolver.explain(row));
    }

    fn contest(&mut self, thing: &Thing<'_>, resolution: &AnyResolution<'_>) {
        let rivals = resolution.beaten.iter().filter(|other| other.is_rival);
        let rivals = rivals.map(|other| &other.value).chain(&resolution.undecided);
        let affirmed = rivals.map(|told| (value(resolution, told), told));
        // A denial of what is not taken speaks against nothing.
        let denied = resolution.denied.iter().filter(|_| resolution.is_value_contested());
        let denied = denied.map(|told| (value(resolution, told).denied(), told));
        for (words, told) in affirmed.chain(denied) {
            add(&mut self.against, thing.told(words, told.provenance()));
        }
    }
}

/// A value after the name of its detail.
fn value(resolution: &AnyResolution<'_>, told: &AnyCited<'_>) -> Words {
    Words::of(told.value()).after(&format!("{} ", resolution.detail))
}

/// Of one source that says a thing several times, one is enough.
fn add(all: &mut Vec<Point>, one: Point) {
    if !all.contains(&one) {
        all.push(one);
    }
}
