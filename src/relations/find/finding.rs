//! Finding the relations that the records of a knowledge come to.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::principals::{Principals, Rank};
use super::rules::{Ground, kind_of};
use crate::graph::RelationKind;
use crate::knowledge::{Knowledge, PartView, View};
use crate::model::{
    Account, ActorId, Details, List, Meeting, MeetingMode, NounKind, Progress, Provenance,
    RecordRef, Stop, Subject, Tie, Visit, VisitForm,
};
use crate::relations::LeftOut;
use crate::relations::relation::Witnesses;
use crate::relations::relations::{Covered, Found};
use crate::relations::{Relation, Relations};
use crate::time::{End, Period, UncertainDate};

/// The steps by which relations are found in a knowledge. All records are read unless left out.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-20"}},
/// #  "persons": {"p": {}}, "offices": {"o": {"of": "russia", "functions": ["head_of_state"]}},
/// #  "tenures": {"t": {"person": "p", "office": "o", "criterion": "effective_control", "from": "2012", "to": "open"}},
/// #  "visits": {"v": {"guest": "p", "host": "north-korea", "form": "state", "progress": "held",
/// #  "actual": "2024-06-19"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known_on(date!("2024-06-20"));
/// let relations = known.relations().build();
/// let relations: Vec<String> = relations.iter().map(ToString::to_string).collect();
/// assert_eq!(relations, ["visit:v, state visit: russia → north-korea, 2024-06-19"]);
///
/// assert_eq!(known.relations().without_visits().build().iter().count(), 0);
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
#[expect(clippy::struct_excessive_bools, reason = "each step is taken or not, by itself")]
pub struct RelationsBuilder<'k> {
    known: &'k Knowledge,
    visits: bool,
    statements: bool,
    agreements: bool,
    ties: bool,
    derive: bool,
}

impl Knowledge {
    /// The relations that the records come to, by named steps.
    ///
    /// Ties are relations of their own kind, and so are memberships in organisations; visits, meetings, statements and agreements come to
    /// some by [`rules`](crate::relations::rules()). People and organs act for the state whose office they
    /// hold or for which they speak, on the day. Assessments come to nothing, plans are pending,
    /// and what is only alleged keeps its voice.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder()
    ///     .leader("putin", "russia", "2012-05-07/..")
    ///     .visit("v", "putin", "north-korea", "2024-06-18/2024-06-19")
    ///     .build()?;
    /// let relations = dossier.as_known().relations().build();
    /// let visit = relations.between("russia", "north-korea")?.next().ok_or("none")?;
    /// assert_eq!(visit.kind().as_str(), "official_or_working_visit");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn relations(&self) -> RelationsBuilder<'_> {
        RelationsBuilder {
            known: self,
            visits: true,
            statements: true,
            agreements: true,
            ties: true,
            derive: false,
        }
    }
}

impl RelationsBuilder<'_> {
    /// Leaves out visits and meetings.
    pub fn without_visits(mut self) -> Self {
        self.visits = false;
        self
    }

    /// Leaves out statements.
    pub fn without_statements(mut self) -> Self {
        self.statements = false;
        self
    }

    /// Leaves out agreements and what is owed under them.
    pub fn without_agreements(mut self) -> Self {
        self.agreements = false;
        self
    }

    /// Leaves out ties and memberships.
    pub fn without_ties(mut self) -> Self {
        self.ties = false;
        self
    }

    /// Lets a statement about the relation of two others be a stance toward each of them. The ids
    /// of such relations end in `derived`.
    pub fn deriving_from_relations(mut self) -> Self {
        self.derive = true;
        self
    }

    /// The relations. They may be many more than the records: an agreement of `n` parties comes to one between
    /// each two of them, and a meeting of the leaders of `n` states as well.
    pub fn build(self) -> Relations {
        let mut finder = Finder::new(self.known);
        if self.visits {
            finder.visits();
            finder.meetings();
        }
        if self.agreements {
            finder.agreements();
        }
        if self.statements {
            finder.statements(self.derive);
        }
        if self.ties {
            finder.ties();
            finder.memberships();
        }
        finder.finish()
    }
}

/// What has been found so far.
pub(crate) struct Finder<'k> {
    pub(crate) known: &'k Knowledge,
    pub(crate) principals: Principals<'k>,
    found: Found,
}

/// The nouns whose records come to relations: whoever tells all of them tells of any change.
const RELATING: [NounKind; 5] =
    [NounKind::Visit, NounKind::Meeting, NounKind::Agreement, NounKind::Statement, NounKind::Tie];

/// Whether something came about, and who says so.
#[derive(Clone)]
enum Came {
    Done(Witnesses),
    Pending(Witnesses),
    Not(&'static str),
}

impl<'k> Finder<'k> {
    fn new(known: &'k Knowledge) -> Self {
        let found = Found { known_on: known.known_on(), ..Found::default() };
        Self { known, principals: Principals { known }, found }
    }

    pub(crate) fn add(&mut self, relation: Relation) {
        self.found.relations.push(relation);
    }

    pub(crate) fn leave_out(&mut self, record: RecordRef, reason: impl Into<String>) {
        self.found.left_out.push(LeftOut { record, reason: reason.into() });
    }

    fn finish(mut self) -> Relations {
        let known = self.known;
        let states = known.states().map(|each| each.id().actor());
        let persons = known.persons().map(|each| each.id().actor());
        let organisations = known.organisations().map(|each| each.id().actor());
        self.found.actors.extend(states.chain(persons).chain(organisations));
        for source in known.united().sources().iter().filter(|each| known.listens_to_source(each)) {
            let told = source.published.as_ref().and_then(UncertainDate::latest);
            if known.known_on().is_some_and(|day| told.is_none_or(|told| told > day)) {
                continue;
            }
            let bears = source.covers.iter().filter(|coverage| RELATING.contains(&coverage.noun));
            let covers = bears.map(|coverage| Covered {
                of: coverage.of.iter().map(|id| id.as_str().into()).collect(),
                together: coverage.together,
                during: coverage.during.clone(),
            });
            self.found.covered.extend(covers);
        }
        self.found.left_out.sort_by_key(|each| each.record.to_string());
        Relations::from_found(self.found)
    }

    /// The witnesses of accounts, those who only mention it left out. A copy makes its root say nothing
    /// that the root does not say itself, in its own voice least of all.
    pub(crate) fn witnesses<'a, D: Details>(
        &self,
        accounts: impl Iterator<Item = &'a Account<D>>,
        own: Option<&ActorId>,
    ) -> Witnesses {
        let told: Vec<&Provenance> = accounts.map(Account::provenance).collect();
        let steps = |told: &Provenance| self.known.united().steps_from_root(told.slot.source);
        let mut nearest: HashMap<u32, u32> = HashMap::new();
        for each in &told {
            let nearest = nearest.entry(each.slot.root).or_insert(u32::MAX);
            *nearest = steps(each).min(*nearest);
        }
        let first = told.iter().filter(|each| nearest.get(&each.slot.root) == Some(&steps(each)));
        Witnesses::new(first.filter_map(|each| self.principals.witness(each, own)).collect())
    }

    /// Whether something came about or is meant to, and who says so.
    fn came<'a, D: Details>(
        &self,
        progress: Option<Progress>,
        happened: bool,
        accounts: impl Iterator<Item = &'a Account<D>>,
    ) -> Came {
        let is_pending = progress.is_none_or(Progress::is_pending);
        let says = |account: &&Account<D>| happened == account.details().happened();
        let said: Vec<_> = accounts.filter(says).collect();
        let witnesses = self.witnesses(said.into_iter(), None);
        match (happened, is_pending) {
            (false, false) => Came::Not("put off, called off, or did not happen"),
            _ if witnesses.is_empty() => Came::Not("only mentioned or denied"),
            (true, _) => Came::Done(witnesses),
            (false, true) => Came::Pending(witnesses),
        }
    }

    fn visits(&mut self) {
        for visit in self.known.visits() {
            if let Err(reason) = self.visit(visit) {
                self.leave_out(visit.reference(), reason);
            }
        }
    }

    fn visit(&mut self, visit: View<'k, Visit>) -> Result<(), String> {
        let came = self.came_of(visit);
        let on = visit.begins().as_ref().and_then(some_day).or(self.known.known_on());
        let guest = visit.guest().actor();
        let (from, rank) = self.acting(&guest, on)?;
        let to = self.principals.of(visit.host(), on);
        let ground = visit_ground(rank, visit.form())?;
        let kind = kind_of(&ground).ok_or("no rule is for it")?;
        let id = visit.reference().to_string();
        let relation =
            Relation::directed(&id, kind, from, to).map_err(|_| "guest and host are of one")?;
        let contested = visit.is_denied() || visit.explain(Visit::PROGRESS).is_contested();
        let (done, planned) = (visit.period(), visit.span(Visit::PLANNED));
        self.add_act(relation, came, contested, done.as_ref(), planned)
    }

    /// Whether a visit came about; that the guest was there may be told of its stretches alone.
    fn came_of(&self, visit: View<'k, Visit>) -> Came {
        // What perhaps came about is told of as done, and contested.
        let has_happened = visit.came_about().is_possible();
        match self.came(visit.progress(), has_happened, visit.standing()) {
            Came::Not(reason) if has_happened => {
                let told = visit.stretches().flat_map(PartView::standing);
                let witnesses = self.witnesses(told, None);
                if witnesses.is_empty() { Came::Not(reason) } else { Came::Done(witnesses) }
            }
            came => came,
        }
    }

    /// Adds an act that was done or is pending.
    fn add_act(
        &mut self,
        relation: Relation,
        came: Came,
        contested: bool,
        done: Option<&Period>,
        planned: Option<Period>,
    ) -> Result<(), String> {
        let (relation, witnesses) = match came {
            Came::Not(reason) => return Err(reason.to_owned()),
            Came::Done(witnesses) => {
                let told = witnesses.iter().filter_map(|each| each.known_on).min();
                (relation.during_if(done_by(done, told)).contested_if(contested), witnesses)
            }
            Came::Pending(witnesses) => (relation.pending().during_if(planned), witnesses),
        };
        self.add(relation.witnesses_all(witnesses));
        Ok(())
    }

    /// For whom a person acts, and in what rank.
    fn acting(&self, person: &ActorId, on: Option<NaiveDate>) -> Result<(ActorId, Rank), String> {
        let acting = self.principals.of_person(person, on);
        acting.ok_or_else(|| format!("for which state {person} acts is not known"))
    }

    fn meetings(&mut self) {
        let mut within: BTreeMap<&str, String> = BTreeMap::new();
        for visit in self.known.visits() {
            for meeting in visit.stops().filter_map(|stop| stop.get(Stop::MEETING)) {
                within.insert(meeting.as_str(), visit.reference().to_string());
            }
        }
        for meeting in self.known.meetings() {
            let stop = within.get(meeting.id().as_str());
            let visit = meeting.get(Meeting::VISIT).map(|id| RecordRef::from(id).to_string());
            let visit = visit.or_else(|| stop.cloned());
            if let Err(reason) = self.meeting(meeting, visit.as_deref()) {
                self.leave_out(meeting.reference(), reason);
            }
        }
    }

    fn meeting(&mut self, meeting: View<'k, Meeting>, visit: Option<&str>) -> Result<(), String> {
        if meeting.get(Meeting::MODE).is_some_and(|mode| *mode != MeetingMode::IN_PERSON) {
            return Err("not in person".to_owned());
        }
        let on = meeting.date().as_ref().and_then(some_day).or(self.known.known_on());
        let mut leaders: Vec<ActorId> = Vec::new();
        for person in meeting.participants() {
            if let Some((state, Rank::Leader)) = self.principals.of_person(&person.actor(), on) {
                leaders.push(state);
            }
        }
        leaders.sort();
        leaders.dedup();
        if leaders.len() < 2 {
            return Err("not known as a meeting of leaders of two states".to_owned());
        }
        let purposes = meeting.get(Meeting::PURPOSE).map_or(&[][..], |list| list.items());
        let is_crisis = purposes.iter().any(|purpose| purpose == "crisis talks");
        let ground = if is_crisis { Ground::LeadersMeetInCrisis } else { Ground::LeadersMeet };
        let kind = kind_of(&ground).ok_or("no rule is for it")?;
        let contested = meeting.is_denied() || meeting.explain(Meeting::PROGRESS).is_contested();
        let has_happened = meeting.came_about().is_possible();
        let came = self.came(meeting.progress(), has_happened, meeting.standing());
        let when = meeting.date().map(Period::on);
        for (one, other) in pairs(&leaders) {
            let id = pair_id(&meeting.reference(), leaders.len(), one, other);
            let relation = Relation::between(&id, kind.clone(), one.clone(), other.clone());
            let relation = relation.map_err(|error| error.to_string())?.within_if(visit);
            self.add_act(relation, came.clone(), contested, when.as_ref(), when.clone())?;
        }
        Ok(())
    }

    fn ties(&mut self) {
        for tie in self.known.ties() {
            if let Err(reason) = self.tie(tie) {
                self.leave_out(tie.reference(), reason);
            }
        }
    }

    fn tie(&mut self, tie: View<'k, Tie>) -> Result<(), String> {
        let progress = tie.get(Tie::PROGRESS).copied();
        let level = tie.resolver().level_stages();
        let happened = match (progress, level.as_slice()) {
            (None, level @ [_, ..]) => level.iter().any(|stage| stage.has_happened()),
            (progress, _) => progress.is_none_or(Progress::has_happened),
        };
        let came = self.came(progress, happened, tie.standing());
        let kind = RelationKind::from(tie.kind());
        let relation = Relation::with_ends(&tie.reference().to_string(), kind, tie.ends().clone());
        let matters = [Tie::REGARDING, Tie::AGAINST].into_iter().filter_map(|each| tie.get(each));
        let matters: Vec<&Subject> = matters.flat_map(List::items).collect();
        let matter: Vec<String> = matters.iter().map(ToString::to_string).collect();
        let relation =
            if matter.is_empty() { relation } else { relation.thread(&matter.join(", ")) };
        let mut relation = relation.about_if(matters.into_iter().find_map(tie_named));
        let witnesses = match came {
            Came::Not(reason) => return Err(reason.to_owned()),
            Came::Done(witnesses) => {
                let told: Vec<_> = witnesses.iter().filter_map(|each| each.known_on).collect();
                let heard = told.iter().min().zip(told.iter().max());
                let period =
                    tie.period().or_else(|| heard.map(|(first, last)| still(*first, *last)));
                if let Some(period) = period {
                    relation = relation.during(period);
                }
                witnesses
            }
            Came::Pending(witnesses) => {
                relation = relation.pending();
                witnesses
            }
        };
        if tie.is_denied() || !level.is_empty() {
            relation = relation.contested();
        }
        self.add(relation.witnesses_all(witnesses));
        Ok(())
    }
}

/// The tie that a subject names.
pub(crate) fn tie_named(subject: &Subject) -> Option<&RecordRef> {
    match subject {
        Subject::Record(record) if record.noun() == NounKind::Tie => Some(record),
        _ => None,
    }
}

/// By which rule a visit is a relation.
fn visit_ground(rank: Rank, form: Option<&VisitForm>) -> Result<Ground, String> {
    let bilateral = [
        VisitForm::STATE,
        VisitForm::OFFICIAL,
        VisitForm::OFFICIAL_WORKING,
        VisitForm::WORKING,
        VisitForm::INFORMAL,
        VisitForm::GUEST_OF_GOVERNMENT,
    ];
    if let Some(form) = form.filter(|form| !bilateral.contains(form)) {
        return Err(format!("a {} visit is no stance toward the host", form.in_words()));
    }
    match rank {
        Rank::Leader if form == Some(&VisitForm::STATE) => Ok(Ground::LeaderOnStateVisit),
        Rank::Leader => Ok(Ground::LeaderVisits),
        Rank::Minister => Ok(Ground::MinisterVisits),
        Rank::Other => Err("the guest is not known as a leader or minister".to_owned()),
    }
}

/// The pairs of several, in order.
pub(crate) fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    let rest = |at: usize| all.iter().skip(at + 1);
    all.iter().enumerate().flat_map(move |(at, one)| rest(at).map(move |other| (one, other)))
}

/// The id of what a record comes to between two of several.
pub(crate) fn pair_id(record: &RecordRef, of: usize, one: &ActorId, other: &ActorId) -> String {
    if of == 2 { record.to_string() } else { format!("{record} {one}~{other}") }
}

/// A day on which something took place or is to, for finding who held which office then.
pub(crate) fn some_day(date: &UncertainDate) -> Option<NaiveDate> {
    date.latest().or_else(|| date.earliest())
}

/// When something that is done took place: by the day on which it was told, at the latest; `None`
/// where neither is known.
pub(crate) fn done_by(when: Option<&Period>, told: Option<NaiveDate>) -> Option<Period> {
    let by = |date: Option<&UncertainDate>| {
        let earliest = date.and_then(UncertainDate::earliest);
        let latest = date.and_then(UncertainDate::latest);
        let bound = [latest, told].into_iter().flatten().min();
        let kept = date.filter(|_| bound == latest).cloned();
        // A provenance before the thing it reports as done bounds nothing.
        let bounded = || UncertainDate::between(earliest, bound).ok().filter(|_| bound.is_some());
        kept.or_else(bounded).or_else(|| date.cloned())
    };
    let start = by(when.and_then(Period::start))?;
    if when.is_none_or(|when| when.one_day().is_some()) {
        return Some(Period::on(start));
    }
    let end = match when.map(Period::to) {
        Some(End::On(date)) => by(Some(date)),
        Some(End::Unknown) => {
            told.and_then(|told| UncertainDate::between(start.earliest(), Some(told)).ok())
        }
        Some(end) => return Period::new(start.clone(), end.clone()).ok(),
        None => None,
    };
    let period = end.and_then(|end| Period::new(start.clone(), end).ok());
    Some(period.unwrap_or_else(|| Period::on(start)))
}

/// From some day up to that on which it was first told, and still so when last told.
pub(crate) fn still(first: NaiveDate, last: NaiveDate) -> Period {
    let begun = UncertainDate::between(None, Some(first)).map_or(End::Unknown, End::On);
    Period::new(begun, End::Still(last)).unwrap_or_else(|_| Period::on(UncertainDate::day(first)))
}
