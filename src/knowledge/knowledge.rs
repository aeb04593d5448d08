//! Knowledge: what could be known of a dossier, on a day, from whom; and the look-ups in it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;
use thiserror::Error;

use super::view::View;
use crate::dossier::Recorded;
use crate::dossier::{Dossier, builtin};
use crate::knowledge::policy::{Policy, Ruling, StandardPolicy};
use crate::model::fault::{NearestIs, nearest, quoted};
use crate::model::{
    Accounts, Address, Agreement, AnyRecord, AnyValue, Conflict, IdSpace, KeptValues, Key,
    KnownFrom, Meeting, NounKind, Office, Organisation, Person, Place, Provenance, Record, SameAs,
    Slot, Source, SourceId, State, Statement, Suggestion, Tenure, Tie, Trip, Value, Visit, VisitId,
};
use crate::time::{GoingOn, LastBefore};

/// What could be known of a dossier: on a day or at all, from some or from everyone.
///
/// It holds no copy of anything. Views are looked up in it, and resolve what they are asked for
/// when they are asked. Little is kept, once it was asked for: in which order a guest came to a
/// host or a place, which of many tenures can have gone on on a day, and which of many accounts of one thing is taken.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}},
/// #  "states": {"north-korea": {}}, "persons": {"vladimir-putin": {}}, "visits": {"putin-pyongyang-2024":
/// #  {"guest": "vladimir-putin", "host": "north-korea", "progress": "planned"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::Progress;
///
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// let visit = eve.visit("putin-pyongyang-2024")?;
/// assert_eq!(visit.progress(), Some(Progress::Planned));
///
/// let error = eve.visit("putin-pyongang-2024").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "no visit \"putin-pyongang-2024\"; nearest is \"putin-pyongyang-2024\""
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Knowledge {
    dossier: Dossier,
    /// What is read: the dossier, its records united as the claims in effect have it.
    united: Dossier,
    known_on: Option<NaiveDate>,
    listens_to: Option<Arc<Listener>>,
    /// `None` for the standard one.
    policy: Option<Arc<dyn Policy>>,
    rulings: Vec<Ruling>,
    /// Values taken that no account tells as a whole.
    made: KeptValues,
    /// What was worth keeping when it was asked for; made then.
    kept: OnceLock<Arc<Mutex<Kept>>>,
}

/// What is kept once it was asked for: what is put in order by day, for questions that are asked of each of many
/// days, and what is taken of a thing that many tell of.
#[derive(Default)]
pub(crate) struct Kept {
    /// Of each record and detail, the position of the account whose value is taken.
    pub(crate) taken: ById<Option<usize>>,
    /// Of each guest, by host.
    pub(crate) visits_to: ById<Itinerary>,
    /// Of each guest, by place.
    pub(crate) visits_at: ById<Itinerary>,
    /// Tenures by position, of each person.
    pub(crate) tenures_of: ById<GoingOn<usize>>,
    /// The same, in each office.
    pub(crate) tenures_in: ById<GoingOn<usize>>,
}

/// What is kept of each record that was asked about.
pub(crate) type ById<T> = HashMap<Box<str>, Arc<T>>;

/// Of one guest: by the id of the host or the place, which of the visits that took place came before which.
pub(crate) type Itinerary = HashMap<Box<str>, LastBefore<VisitId>>;

type Listener = dyn Fn(&Source, &Provenance) -> bool + Send + Sync;

impl Dossier {
    /// What could be known on `day`: everything told by then, nothing told later.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, date};
    /// # let text = r#"{"detente": 1, "source": "paper",
    /// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::model::Progress;
    ///
    /// let progress = |day| dossier.as_known_on(day).visit("v").map(|visit| visit.progress());
    /// assert_eq!(progress(date!("2024-06-17")), Ok(Some(Progress::Planned)));
    /// assert_eq!(progress(date!("2024-06-20")), Ok(Some(Progress::Held)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_known_on(&self, day: NaiveDate) -> Knowledge {
        self.knowledge().known_on(day).build()
    }

    /// Everything, whenever it was told.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.person("putin")?.id(), &"putin");
    /// assert_eq!(known.known_on(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_known(&self) -> Knowledge {
        self.knowledge().build()
    }

    /// The long form: known on a day or at all, from whom, resolved by which policy.
    pub fn knowledge(&self) -> KnowledgeBuilder {
        KnowledgeBuilder::new(self.clone())
    }
}

/// The long form of asking what could be known.
///
/// ```
/// use detente::{Dossier, date};
///
/// # let dossier = Dossier::builder().build()?;
/// let known = dossier
///     .knowledge()
///     .known_on(date!("2024-06-17"))
///     .listening_to(|source, provenance| provenance.is_own_voice() && source.derived_from.is_none())
///     .build();
/// # Ok::<(), detente::dossier::DossierError>(())
/// ```
#[must_use]
pub struct KnowledgeBuilder {
    knowledge: Knowledge,
}

impl KnowledgeBuilder {
    pub(crate) fn new(dossier: Dossier) -> Self {
        Self {
            knowledge: Knowledge {
                united: dossier.clone(),
                dossier,
                known_on: None,
                listens_to: None,
                policy: None,
                rulings: Vec::new(),
                made: KeptValues::default(),
                kept: OnceLock::new(),
            },
        }
    }

    /// Leaves out what was told after `day`.
    pub fn known_on(mut self, day: NaiveDate) -> Self {
        self.knowledge.known_on = Some(day);
        self
    }

    /// Leaves out accounts for which `listen` says no.
    pub fn listening_to(
        mut self,
        listen: impl Fn(&Source, &Provenance) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.knowledge.listens_to = Some(Arc::new(listen));
        self
    }

    /// Chooses among values by `policy`.
    pub fn policy(mut self, policy: impl Policy + 'static) -> Self {
        self.knowledge.policy = Some(Arc::new(policy));
        self
    }

    /// Rules that for the detail `detail` of a record the word of `source` counts, and of whatever is the
    /// same source.
    ///
    /// A ruling on a record is none on its parts. Those are ruled by an [`Address`] with the list and the
    /// key of the part.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "paper",
    /// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::id;
    /// use detente::model::{Progress, VisitId};
    ///
    /// let visit: VisitId = id!("v");
    /// let known = dossier.knowledge().ruling(&visit, "progress", id!("paper")).build();
    /// assert_eq!(known.visit("v")?.progress(), Some(Progress::Planned));
    ///
    /// use detente::model::Address;
    /// let talks = Address { record: visit.into(), part: Some(("stops", "talks".to_owned())) };
    /// let known = dossier.knowledge().ruling(talks, "progress", id!("paper")).build();
    /// assert_eq!(known.visit("v")?.progress(), Some(Progress::Held));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ruling(mut self, about: impl Into<Address>, detail: &str, source: SourceId) -> Self {
        self.knowledge.rulings.push(Ruling { about: about.into(), detail: detail.into(), source });
        self
    }

    /// The same, each record by itself, whatever is said to be the same as it.
    pub(crate) fn build_apart(self) -> Knowledge {
        self.knowledge
    }

    /// The knowledge so described.
    pub fn build(self) -> Knowledge {
        let known = self.knowledge;
        let claims = known.claims_in_effect();
        if claims.is_empty() {
            return known;
        }
        let united = known.dossier.united(&claims);
        known.reading(united)
    }
}

impl fmt::Debug for KnowledgeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KnowledgeBuilder").field(&self.knowledge).finish()
    }
}

/// Why a look-up found nothing.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}}, "states": {"n": {}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let error = dossier.as_known_on(date!("2024-06-16")).state("n").unwrap_err();
/// assert_eq!(error.to_string(), "state \"n\" was not known yet: first told on 2024-06-17");
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LookupError {
    /// The dossier has no such record.
    #[error("no {} {}{}", noun.code(), quoted(id), NearestIs(nearest.get()))]
    Unknown {
        /// The noun asked for.
        noun: NounKind,
        /// The id asked for.
        id: String,
        /// The id that was probably meant.
        nearest: Suggestion,
    },
    /// There is such a record, but it was not yet known on the day.
    #[error("{} \"{id}\" was not known yet: {}", noun.code(), told_first(*first_told))]
    NotYetKnown {
        /// The noun asked for.
        noun: NounKind,
        /// The id asked for.
        id: String,
        /// The first day by which somebody who is listened to had told of it; `None` if its sources
        /// bear no date by which they had certainly been published.
        first_told: Option<NaiveDate>,
    },
    /// There is such a record, but none of those who are listened to has told of it.
    #[error("{} \"{id}\" is told of by nobody who is listened to", noun.code())]
    NotListenedTo {
        /// The noun asked for.
        noun: NounKind,
        /// The id asked for.
        id: String,
    },
}

fn told_first(day: Option<NaiveDate>) -> String {
    day.map_or_else(
        || "no source of it has a last day of publication".to_owned(),
        |day| format!("first told on {day}"),
    )
}

impl Knowledge {
    /// The dossier, as it was built.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// The dossier with the records united that are said to be the same.
    pub(crate) fn united(&self) -> &Dossier {
        &self.united
    }

    /// The claims of sameness that are affirmed while nobody's denial stands, by position.
    fn claims_in_effect(&self) -> Vec<usize> {
        let claims = &SameAs::section(self.dossier.sections()).records;
        let in_effect = |record: &Record<SameAs>| {
            let view = View::new(self, record);
            view.is_affirmed() && !view.is_denied()
        };
        let positions = claims.iter().enumerate().filter(|(_, record)| in_effect(record));
        positions.map(|(at, _)| at).collect()
    }

    /// The id under which a record is read: that of the first among those that are the same.
    pub(crate) fn canonical<'a>(&'a self, target: IdSpace, id: &'a str) -> &'a str {
        self.united.names().of(target, id).map_or(id, |text| text)
    }

    /// The day up to which things are known; `None` for all that was ever told.
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.known_on
    }

    pub(crate) fn rulings(&self) -> &[Ruling] {
        &self.rulings
    }

    pub(crate) fn policy(&self) -> &dyn Policy {
        self.policy.as_deref().unwrap_or(&StandardPolicy)
    }

    /// What was known here, with the records united that are so in a later knowledge of the same
    /// dossier; `None` if they are so already, or it is another dossier.
    pub(crate) fn united_like(&self, later: &Self) -> Option<Self> {
        if !self.dossier.is(&later.dossier) || self.united.is(&later.united) {
            return None;
        }
        Some(self.clone().reading(later.united.clone()))
    }

    /// The same, read from a dossier with records united, and ruling on them under their ids there.
    fn reading(mut self, united: Dossier) -> Self {
        for ruling in &mut self.rulings {
            ruling.about.record.rename(united.names());
        }
        self.united = united;
        self.kept = OnceLock::new();
        self
    }

    /// Whether both choose alike wherever they hear the same accounts, and those are of one dossier.
    pub(crate) fn chooses_like(&self, other: &Self) -> bool {
        let policies = match (&self.policy, &other.policy) {
            (None, None) => true,
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        policies && self.rulings == other.rulings && self.united.is(&other.united)
    }

    /// Whether an account had been told by then, by somebody who is listened to.
    pub(crate) fn has_told(&self, provenance: &Provenance) -> bool {
        self.known_on.is_none_or(|day| provenance.slot.told.is_by(day))
            && self.listens_to(provenance)
    }

    /// Whether the source of an account is listened to, whenever it told.
    pub(crate) fn listens_to(&self, provenance: &Provenance) -> bool {
        // That there is a state is nobody's word.
        let Some(listen) = self.listens_to.as_ref().filter(|_| !is_builtin(provenance)) else {
            return true;
        };
        self.source_of(provenance).is_some_and(|source| listen(source, provenance))
    }

    /// Whether a source is listened to where it speaks for itself.
    pub(crate) fn listens_to_source(&self, source: &Source) -> bool {
        let listens = |listen: &Arc<Listener>| listen(source, &Provenance::default());
        self.listens_to.as_ref().is_none_or(listens)
    }

    /// The source of an account that stands in the dossier.
    pub(crate) fn source_of(&self, provenance: &Provenance) -> Option<&Source> {
        if is_builtin(provenance) {
            return Some(&builtin::SOURCE);
        }
        self.united.sources().get(provenance.slot.source as usize)
    }

    /// Whether the source at this position stands for nobody.
    pub(crate) fn is_unattributed(&self, position: u32) -> bool {
        self.united.sources().get(position as usize).is_some_and(Source::is_unattributed)
    }

    /// What one of the tables keeps of a record; made when first asked for.
    pub(crate) fn kept<T>(
        &self,
        table: fn(&mut Kept) -> &mut ById<T>,
        id: &str,
        make: impl FnOnce() -> T,
    ) -> Arc<T> {
        let all = || {
            let all = self.kept.get_or_init(Arc::default);
            all.lock().unwrap_or_else(PoisonError::into_inner)
        };
        let kept = table(&mut all()).get(id).cloned();
        if let Some(kept) = kept {
            return kept;
        }
        // Made without the lock: a policy of one's own may ask for another.
        let first = Arc::new(make());
        Arc::clone(table(&mut all()).entry(id.into()).or_insert(first))
    }

    /// The position of the source with this id.
    pub(crate) fn source_position(&self, id: &str) -> Result<usize, LookupError> {
        self.united.source_position(id).ok_or_else(|| {
            let (united, sought) = (self.united.clone(), id.to_owned());
            let nearest = Suggestion::new(move || {
                let ids = united.sources().iter().map(|source| source.id.as_str());
                nearest(&sought, ids).map(str::to_owned)
            });
            LookupError::Unknown { noun: NounKind::Source, id: id.to_owned(), nearest }
        })
    }

    /// A value that no account tells as a whole, kept for as long as this is.
    pub(crate) fn keep(&self, value: Box<dyn AnyValue>) -> &dyn AnyValue {
        self.made.keep(value)
    }

    /// Whether anybody had told of the record, or of a part of it.
    pub(crate) fn knows<N: Recorded>(&self, record: &Record<N>) -> bool {
        // Most records are told of themselves.
        record.accounts().iter().any(|account| self.has_told(account.provenance()))
            || self.knows_any(record)
    }

    /// The same of a record whose noun is not known.
    pub(crate) fn knows_any(&self, record: &dyn AnyRecord) -> bool {
        self.knows_by(record.accounts())
            || record.parts().iter().any(|part| self.knows_by(part.accounts))
    }

    /// Whether any of these accounts had been told.
    pub(crate) fn knows_by(&self, accounts: Accounts<'_>) -> bool {
        accounts.iter().any(|account| self.has_told(account.provenance()))
    }

    /// The record with this id, as known.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// # let known = dossier.as_known();
    /// use detente::model::Person;
    ///
    /// let putin = known.get::<Person>("putin")?;
    /// assert_eq!(putin, known.person("putin")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the dossier has none, or it was not known yet.
    pub fn get<N: Recorded>(&self, id: impl Key<N>) -> Result<View<'_, N>, LookupError> {
        let id = self.canonical(IdSpace::Noun(N::NOUN), id.key());
        let section = N::section(self.united.sections());
        let Some(record) = section.get(id).or_else(|| self.built_in(id)) else {
            let (united, sought) = (self.united.clone(), id.to_owned());
            let nearest = Suggestion::new(move || nearest_record::<N>(&united, &sought));
            return Err(LookupError::Unknown { noun: N::NOUN, id: id.to_owned(), nearest });
        };
        if self.knows(record) {
            return Ok(View::new(self, record));
        }
        let mut first = None;
        record.each_provenance(&mut |provenance| {
            if self.listens_to(provenance) {
                let told = provenance.slot.told;
                first = Some(first.map_or(told, |first: KnownFrom| first.min(told)));
            }
        });
        let id = id.to_owned();
        Err(match first {
            Some(first_told) => {
                LookupError::NotYetKnown { noun: N::NOUN, id, first_told: first_told.day() }
            }
            None => LookupError::NotListenedTo { noun: N::NOUN, id },
        })
    }

    /// The record with this id, if there is one and it is known: [`get`](Self::get) for whoever does not
    /// ask why not.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// # let known = dossier.as_known();
    /// use detente::model::{Organisation, Person};
    ///
    /// assert!(known.find::<Person>("putin").is_some());
    /// assert!(known.find::<Organisation>("putin").is_none());
    /// # Ok::<(), detente::DossierError>(())
    /// ```
    pub fn find<N: Recorded>(&self, id: impl Key<N>) -> Option<View<'_, N>> {
        let id = self.canonical(IdSpace::Noun(N::NOUN), id.key());
        let record = N::section(self.united.sections()).get(id).or_else(|| self.built_in(id))?;
        self.knows(record).then(|| View::new(self, record))
    }

    /// The built-in record with this id, unless the dossier has another actor of that name.
    fn built_in<N: Recorded>(&self, id: &str) -> Option<&'static Record<N>> {
        // Nothing but a state is built in, and the tables are read only where one may be meant.
        if N::NOUN != NounKind::State {
            return None;
        }
        let sections = self.united.sections();
        let is_other = Person::section(sections).get(id).is_some()
            || Organisation::section(sections).get(id).is_some();
        if is_other { None } else { builtin::record(id) }
    }

    /// Every record of a noun in the dossier that is known, ordered by id. States that are built in
    /// are found by their ids and not listed.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// use detente::model::Visit;
    ///
    /// let ids: Vec<_> = known.all::<Visit>().map(|visit| visit.id().as_str()).collect();
    /// assert_eq!(ids, ["pyongyang-2000", "pyongyang-2024"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn all<N: Recorded>(&self) -> impl Iterator<Item = View<'_, N>> {
        let records = &N::section(self.united.sections()).records;
        records.iter().filter(|record| self.knows(record)).map(|record| View::new(self, record))
    }

    /// The records of a noun that name an id anywhere and are known, ordered by id: where a question starts
    /// whose answer has few of them.
    pub(crate) fn naming<N: Recorded>(
        &self,
        id: &str,
    ) -> impl Iterator<Item = View<'_, N>> + use<'_, N> {
        self.at_positions(self.united().naming::<N>(id))
    }

    /// The same of one of two ids, that which fewer name.
    pub(crate) fn naming_both<N: Recorded>(
        &self,
        [one, other]: [&str; 2],
    ) -> impl Iterator<Item = View<'_, N>> + use<'_, N> {
        let both = [one, other].map(|id| self.united().naming::<N>(id));
        self.at_positions(both.into_iter().min_by_key(|list| list.map_or(0, Vec::len)).flatten())
    }

    /// The records at these positions of their section that are known.
    pub(crate) fn at_positions<'k, N: Recorded>(
        &'k self,
        positions: Option<&'k Vec<usize>>,
    ) -> impl Iterator<Item = View<'k, N>> + use<'k, N> {
        positions.into_iter().flatten().filter_map(|at| self.at_position(*at))
    }

    /// The record at this position of its section, if it is known.
    pub(crate) fn at_position<N: Recorded>(&self, at: usize) -> Option<View<'_, N>> {
        let record = N::section(self.united.sections()).records.get(at)?;
        self.knows(record).then(|| View::new(self, record))
    }
}

/// The id of this noun that is nearest to one that was not found.
fn nearest_record<N: Recorded>(united: &Dossier, id: &str) -> Option<String> {
    let records = &N::section(united.sections()).records;
    let near = nearest(id, records.iter().map(|record| record.id().as_str()));
    near.or_else(|| builtin::nearest(IdSpace::Noun(N::NOUN), id)).map(str::to_owned)
}

/// Whether an account stands in no dossier, but is built in.
fn is_builtin(provenance: &Provenance) -> bool {
    provenance.slot.source == Slot::default().source
}

macro_rules! lookups {
    ($($one:ident $many:ident: $noun:ident, $words:literal;)*) => {
        impl Knowledge {
            $(
                #[doc = concat!("The ", $words, " with this id, as known.")]
                ///
                /// # Errors
                /// If the dossier has none, or it was not known yet.
                pub fn $one(&self, id: impl Key<$noun>) -> Result<View<'_, $noun>, LookupError> {
                    self.get(id)
                }

                #[doc = concat!("Every ", $words, " that is known, ordered by id.")]
                pub fn $many(&self) -> impl Iterator<Item = View<'_, $noun>> {
                    self.all()
                }
            )*
        }
    };
}

lookups! {
    state states: State, "state";
    person persons: Person, "person";
    organisation organisations: Organisation, "organisation";
    place places: Place, "place";
    office offices: Office, "office";
    tenure tenures: Tenure, "tenure";
    trip trips: Trip, "trip";
    visit visits: Visit, "visit";
    meeting meetings: Meeting, "meeting";
    agreement agreements: Agreement, "agreement";
    statement statements: Statement, "statement";
    conflict conflicts: Conflict, "conflict";
    tie ties: Tie, "tie";
    same_as all_same_as: SameAs, "claim that two records are about one thing";
}

impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Knowledge")
            .field("dossier", &self.dossier)
            .field("known_on", &self.known_on)
            .field("policy", &self.policy())
            .finish_non_exhaustive()
    }
}
