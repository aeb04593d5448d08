//! Plain facts in one call each: a state, a leader, a visit, an agreement. What is wrong with them is
//! kept until the dossier is built.

use std::collections::HashMap;

use chrono::Datelike;

use super::builder::DossierBuilder;
use crate::dossier::issues::issue::Issue;
use crate::dossier::issues::issue_code::IssueCode;
use crate::dossier::issues::json_path::JsonPath;
use crate::dossier::sections::Recorded;
use crate::model::fault::Fault;
use crate::model::{
    Act, ActKey, ActKind, Actor, Agreement, AgreementId, AgreementIdentity, AgreementRecord,
    Criterion, Detail, Id, IdSet, Key, Noun, Office, OfficeFunction, OfficeId, OfficeIdentity,
    OfficeRecord, Part, Person, PersonRecord, Progress, Record, State, StateRecord, Tenure,
    TenureIdentity, TenureRecord, Visit, VisitIdentity, VisitRecord, WhenSpan, put_in_order,
};
use crate::time::{DateError, Period, PeriodError, UncertainDate};

/// What was told in short, as far as it is not a record yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Short {
    issues: Vec<Issue>,
    /// Those told of by the way, who stand there unless they have records of their own.
    persons: Vec<PersonRecord>,
    offices: Vec<OfficeRecord>,
    agreement: Latest,
}

/// The agreement told of last, whose acts may follow.
#[derive(Clone, Debug, Default, PartialEq)]
enum Latest {
    #[default]
    None,
    /// There was something wrong with it, which is a problem already.
    Refused,
    Told(AgreementId),
}

impl DossierBuilder {
    /// Adds a state, by its id. States that are [built in](crate::systems::Systems::builtin) are
    /// there without it.
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder()
    ///     .title("Three states")
    ///     .state("ruritania")
    ///     .leader("rudolf", "ruritania", "1894/..")
    ///     .leader("putin", "russia", "2012-05-07/..")
    ///     .visit("v", "putin", "ruritania", "2024-06-19")
    ///     .agreement("pact", ["russia", "ruritania"])
    ///     .signed("2024-06-19")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.leaders("russia", date!("2024-06-19"))?[0].person(), &"putin");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn state(mut self, id: impl Key<State>) -> Self {
        match self.id::<State>(id.key(), || JsonPath::record::<State>(id.key())) {
            Some(id) => self.record(StateRecord::new(id, ())),
            None => self,
        }
    }

    /// Adds somebody who leads a state in fact for a time: the person, unless there is a record of
    /// one, an office of effective leader, and a tenure of it by effective control.
    ///
    /// The time is a period or its text: `"2012-05-07/.."` for one that goes on, `"2012-05-07/"`
    /// for one whose end is not known. One person can begin to lead a state once a year; who does so
    /// twice, or leads as the head of this or that, is told of by [`record`](Self::record).
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder().leader("putin", "russia", "2012-05-07/..").build()?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.leaders("russia", date!("2024-06-19"))?[0].person(), &"putin");
    /// assert!(known.leaders("russia", date!("2012-05-06"))?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn leader<P: TryInto<Period, Error: Into<PeriodError>>>(
        mut self,
        person: impl Key<Person>,
        state: impl Key<State>,
        during: P,
    ) -> Self {
        let (who, whose) = (person.key(), state.key());
        let office = format!("{whose}/leader");
        let during = during.try_into().map_err(Into::into);
        let start = during.as_ref().ok().and_then(Period::earliest);
        let tenure = match start {
            Some(day) => format!("{office}/{who}/{}", day.year()),
            None => format!("{office}/{who}"),
        };
        let path = || JsonPath::record::<Tenure>(&tenure);
        let person = self.id::<Person>(who, || path().key("person"));
        let state = self.id::<State>(whose, || path().key("office"));
        let during = self.period(during, path);
        let (Some(person), Some(state), Some(during)) = (person, state, during) else {
            return self;
        };
        let office = self.id::<Office>(&office, || path().key("office"));
        let tenure = self.id::<Tenure>(&tenure, path);
        let (Some(office), Some(tenure)) = (office, tenure) else { return self };
        self.short.persons.push(PersonRecord::new(person.clone(), ()));
        self.short.offices.push(leading(office.clone(), &state));
        let identity = TenureIdentity::new(person, office, Criterion::EffectiveControl);
        let tenure = TenureRecord::new(tenure, identity)
            .with(Tenure::FROM, during.from().clone())
            .with(Tenure::TO, during.to().clone());
        self.record(tenure)
    }

    /// Adds a visit that was held, of a person to a state or organisation, on a day or for a time.
    ///
    /// The guest is a [leader](Self::leader), or somebody of whom there is a record.
    ///
    /// ```
    /// use detente::{Dossier, Progress};
    ///
    /// let dossier = Dossier::builder()
    ///     .leader("putin", "russia", "2012-05-07/..")
    ///     .visit("v", "putin", "north-korea", "2024-06-18/2024-06-19")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.visit("v")?.progress(), Some(Progress::Held));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn visit<P: TryInto<Period, Error: Into<PeriodError>>>(
        self,
        id: impl Key<Visit>,
        guest: impl Key<Person>,
        host: impl Key<Actor>,
        when: P,
    ) -> Self {
        let when = when.try_into().map_err(Into::into);
        self.visit_at([id.key(), guest.key(), host.key()], Progress::Held, Visit::ACTUAL, when)
    }

    /// Adds a visit that is meant to be, as [`visit`](Self::visit) does one that was held.
    ///
    /// ```
    /// use detente::{Dossier, Progress};
    ///
    /// let dossier = Dossier::builder()
    ///     .leader("kim", "north-korea", "2011-12-17/..")
    ///     .planned_visit("v", "kim", "russia", "2025")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.visit("v")?.progress(), Some(Progress::Planned));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn planned_visit<P: TryInto<Period, Error: Into<PeriodError>>>(
        self,
        id: impl Key<Visit>,
        guest: impl Key<Person>,
        host: impl Key<Actor>,
        when: P,
    ) -> Self {
        let when = when.try_into().map_err(Into::into);
        self.visit_at([id.key(), guest.key(), host.key()], Progress::Planned, Visit::PLANNED, when)
    }

    fn visit_at(
        mut self,
        [visit, guest, host]: [&str; 3],
        progress: Progress,
        detail: Detail<Visit, WhenSpan>,
        when: Result<Period, PeriodError>,
    ) -> Self {
        let path = || JsonPath::record::<Visit>(visit);
        let id = self.id::<Visit>(visit, path);
        let guest = self.id::<Person>(guest, || path().key("guest"));
        let host = self.id::<Actor>(host, || path().key("host"));
        let when = self.period(when, || path().key(detail.name()));
        let (Some(id), Some(guest), Some(host), Some(when)) = (id, guest, host, when) else {
            return self;
        };
        let visit = VisitRecord::new(id, VisitIdentity::new(guest, host))
            .with(Visit::PROGRESS, progress)
            .with(detail, when);
        self.record(visit)
    }

    /// Adds an agreement between parties, of which nothing is done yet; [`signed`](Self::signed) and
    /// [`in_force`](Self::in_force) may follow.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let dossier = Dossier::builder().agreement("pact", ["russia", "north-korea"]).build()?;
    /// let known = dossier.as_known();
    /// assert!(known.agreement("pact")?.identity().parties.contains("russia"));
    /// assert!(Dossier::builder().agreement("pact", ["russia", "russia"]).build().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn agreement<K: Key<Actor>>(
        mut self,
        id: impl Key<Agreement>,
        parties: impl IntoIterator<Item = K>,
    ) -> Self {
        self.short.agreement = Latest::Refused;
        let path = || JsonPath::record::<Agreement>(id.key());
        let parties: Vec<K> = parties.into_iter().collect();
        let ids: Vec<_> = (parties.iter().enumerate())
            .filter_map(|(at, party)| {
                self.id::<Actor>(party.key(), || path().key("parties").index(at))
            })
            .collect();
        let Some(id) = self.id::<Agreement>(id.key(), path) else { return self };
        if ids.len() < parties.len() {
            return self;
        }
        match IdSet::new(ids) {
            Ok(parties) => {
                self.short.agreement = Latest::Told(id.clone());
                self.record(AgreementRecord::new(id, AgreementIdentity::new(parties)))
            }
            Err(error) => {
                self.refuse(path().key("parties"), error.into_fault());
                self
            }
        }
    }

    /// The agreement told of last by [`agreement`](Self::agreement) was signed by all on this day.
    ///
    /// ```
    /// use detente::Dossier;
    ///
    /// let pact = Dossier::builder().agreement("pact", ["russia", "north-korea"]).signed("2024-06-19");
    /// let dossier = pact.build()?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.agreement("pact")?.parts(detente::model::Agreement::ACTS).count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn signed<D: TryInto<UncertainDate, Error: Into<DateError>>>(self, day: D) -> Self {
        self.act(&ActKind::SIGNED, day.try_into().map_err(Into::into))
    }

    /// The agreement told of last by [`agreement`](Self::agreement) entered into force on this day.
    ///
    /// ```
    /// use detente::{Dossier, date};
    ///
    /// let dossier = Dossier::builder()
    ///     .agreement("pact", ["russia", "north-korea"])
    ///     .signed("2024-06-19")
    ///     .in_force("2024-12-04")
    ///     .build()?;
    /// let known = dossier.as_known();
    /// let pact = known.agreement("pact")?;
    /// assert!(pact.in_force_between("russia", "north-korea", date!("2024-12-31"))?.is_certain());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_force<D: TryInto<UncertainDate, Error: Into<DateError>>>(self, day: D) -> Self {
        self.act(&ActKind::IN_FORCE, day.try_into().map_err(Into::into))
    }

    fn act(mut self, kind: &ActKind, day: Result<UncertainDate, DateError>) -> Self {
        let id = match &self.short.agreement {
            Latest::Told(id) => id.clone(),
            Latest::Refused => return self,
            Latest::None => return self.before_any(kind),
        };
        let path = || JsonPath::record::<Agreement>(id.as_str()).key("acts").key(kind.as_str());
        let day = match day {
            Ok(day) => day,
            Err(error) => {
                self.refuse(path(), date_fault(&error));
                return self;
            }
        };
        let key = ActKey::of_all(kind.clone());
        let records = &mut Agreement::section_mut(&mut self.contents.sections).records;
        // It may have been taken out again since.
        let Some(at) = records.iter().rposition(|record| *record.id() == id) else {
            return self.before_any(kind);
        };
        if records[at].parts(Agreement::ACTS).as_slice().iter().any(|act| *act.key() == key) {
            let found = format!("{} a second time", kind.in_words());
            self.refuse(path(), Fault::phrase(found, "one day for each act"));
            return self;
        }
        let act = Part::new(key).with(Act::WHEN, day);
        let record = records.remove(at).with_part(Agreement::ACTS, act);
        records.insert(at, record);
        self
    }

    fn before_any(mut self, kind: &ActKind) -> Self {
        let found = format!("{} before any agreement", kind.in_words());
        let path = JsonPath::default().key(Agreement::NOUN.section());
        self.refuse(path, Fault::phrase(found, "an agreement first"));
        self
    }

    /// What was wrong with what was told in short; the rest becomes records.
    pub(super) fn take_short(&mut self) -> Vec<Issue> {
        let Short { mut issues, persons, offices, .. } = std::mem::take(&mut self.short);
        self.add_missing(persons, &mut issues);
        self.add_missing(offices, &mut issues);
        issues
    }

    /// Adds those of which there is no record, and refuses those of which there is another.
    fn add_missing<N: Recorded>(&mut self, mut told: Vec<Record<N>>, issues: &mut Vec<Issue>) {
        put_in_order(&mut told, |one, other| one.id().cmp(other.id()));
        told.dedup_by(|one, other| one.id() == other.id());
        let records = &mut N::section_mut(&mut self.contents.sections).records;
        let there: HashMap<Id<N>, N::Identity> =
            records.iter().map(|record| (record.id().clone(), record.identity().clone())).collect();
        for record in told {
            let path = || JsonPath::record::<N>(record.id().as_str());
            match there.get(record.id()) {
                None => records.push(record),
                Some(own) if own == record.identity() => {}
                Some(_) => {
                    let expected = "another id, for that is the one of what `leader` tells of";
                    let fault = Fault::phrase("a record of another identity", expected);
                    issues.push(Issue::new(IssueCode::IdentityConflict, path(), fault));
                }
            }
        }
    }

    fn id<N: ?Sized>(&mut self, text: &str, path: impl FnOnce() -> JsonPath) -> Option<Id<N>> {
        let refused = Id::new(text).map_err(|error| self.refuse(path(), error.fault()));
        refused.ok()
    }

    fn period(
        &mut self,
        when: Result<Period, PeriodError>,
        path: impl FnOnce() -> JsonPath,
    ) -> Option<Period> {
        let fault = |error: PeriodError| Fault::text(error.text(), error.expected());
        when.map_err(|error| self.refuse(path(), fault(error))).ok()
    }

    fn refuse(&mut self, path: JsonPath, fault: Fault) {
        self.short.issues.push(Issue::new(IssueCode::UnreadableValue, path, fault));
    }
}

fn date_fault(error: &DateError) -> Fault {
    Fault::text(error.text(), error.expected())
}

/// The office of whoever leads a state in fact.
fn leading(office: OfficeId, state: &Id<State>) -> OfficeRecord {
    OfficeRecord::new(office, OfficeIdentity::new(state.actor()))
        .with(Office::FUNCTIONS, [OfficeFunction::EFFECTIVE_LEADER])
}
