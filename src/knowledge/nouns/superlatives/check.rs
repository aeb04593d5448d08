//! Checking: among which records a claim ranges, which of them speak against it, and who lists all.

use super::checked::{Checked, SuperlativeEvidence, Verdict};
use super::order::{Length, against, earlier, is_outside, later, whole_ends, window};
use crate::dossier::Recorded;
use crate::knowledge::view::came_about;
use crate::knowledge::written::because::Grounds;
use crate::knowledge::{Knowledge, PartView, View};
use crate::model::{
    ActKind, ActorId, Agreement, Among, Conflict, Extreme, Id, IdSet, KnownFrom, Meeting, NounKind,
    Office, Organisation, Person, PersonId, Place, RecordRef, SameAs, Source, SourceCoverage,
    State, Statement, Stop, Superlative, Tenure, Tie, Trip, Visit,
};
use crate::time::{Period, Truth, UncertainDate};
use chrono::NaiveDate;
impl View<'_, Statement> {
    /// Checks the superlative that the statement claims, if it claims one, as of the day on which it
    /// was first claimed: what comes later does not refute that something was the last.
    ///
    /// The sources that make the claim do not count as covering it.
    pub fn check(self) -> Option<Checked> {
        let claim = self.superlative()?;
        let slots = || self.standing().map(|account| account.provenance().slot);
        let roots: Vec<u32> = slots().map(|slot| slot.root).collect();
        let made_on = slots().map(|slot| slot.told).min().and_then(KnownFrom::day);
        Some(self.known().check_claim(claim, &roots, made_on))
    }
}

impl Knowledge {
    /// Checks a superlative that nobody in the dossier need have claimed.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
    /// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
    /// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
    /// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::knowledge::Verdict;
    ///
    /// let known = dossier.as_known();
    /// let claim = known.statement("only")?.superlative().ok_or("claims no superlative")?;
    /// assert_eq!(known.check(claim).verdict, Verdict::Fails);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self, claim: &Superlative) -> Checked {
        self.check_claim(claim, &[], None)
    }

    /// Checks a claim made on a day, where one is given: that something is the last is not refuted
    /// by what came after the claim.
    pub(crate) fn check_claim(
        &self,
        claim: &Superlative,
        claimants: &[u32],
        made_on: Option<NaiveDate>,
    ) -> Checked {
        // A record that has stood so far is not refuted by what came after the claim.
        let stood = matches!(claim.claim, Extreme::Last | Extreme::Longest | Extreme::Shortest);
        let until = made_on.filter(|_| stood).or(self.known_on());
        let yet_to_come = |date: Option<&UncertainDate>| {
            let made_on = made_on.filter(|_| stood).map(UncertainDate::day);
            made_on.zip(date).is_some_and(|(made_on, date)| date.after(&made_on).is_certain())
        };
        let (mut evidence, mut doubts) = (Vec::new(), Grounds::default());
        let subject = self.period_of(&claim.subject);
        let begins = subject.as_ref().and_then(Period::start);
        let rivals = self.rivals(claim).into_iter();
        let lasts = |period: Option<&Period>| Length::of(period, until);
        let own = lasts(subject.as_ref());
        for Rival { record, date, belongs } in rivals.filter(|r| !yet_to_come(r.date.as_ref())) {
            let found = match claim.claim {
                Extreme::Only => Some(SuperlativeEvidence::CounterExample(record)),
                Extreme::First => earlier(claim, record, date.as_ref(), begins),
                Extreme::Last => later(record, date.as_ref(), begins),
                Extreme::Longest | Extreme::Shortest
                    if is_outside(claim, date.as_ref(), begins) =>
                {
                    None
                }
                Extreme::Longest => {
                    let longer = own.is_shorter(&lasts(self.period_of(&record).as_ref()));
                    against(record, longer)
                }
                Extreme::Shortest => {
                    let shorter = lasts(self.period_of(&record).as_ref()).is_shorter(&own);
                    against(record, shorter)
                }
            };
            let found = found.map(|found| found.in_so_far(belongs));
            if let Some(SuperlativeEvidence::PossibleCounterExample(record)) = &found {
                self.ground_rival(record, &mut doubts);
            }
            evidence.extend(found);
        }
        let refuted = evidence.iter().any(|e| matches!(e, SuperlativeEvidence::CounterExample(_)));
        let doubted =
            evidence.iter().any(|e| matches!(e, SuperlativeEvidence::PossibleCounterExample(_)));
        let covering = self.covering(claim, begins, claimants, until);
        let covered = covering.is_some();
        evidence.extend(covering.map(|source| SuperlativeEvidence::Covers(source.id.clone())));
        let verdict = match (refuted, doubted, covered) {
            (true, _, _) => Verdict::Fails,
            (false, false, true) => Verdict::Holds,
            _ => Verdict::NotCovered,
        };
        Checked { claim: claim.clone(), verdict, evidence, doubts: doubts.against }
    }

    /// The other records among which the claim ranges, or may range.
    fn rivals(&self, claim: &Superlative) -> Vec<Rival> {
        let (among, this) = (&claim.among, claim.subject.id());
        let rival = |record: RecordRef, date, belongs: Truth| {
            let counts = belongs.is_possible() && record.id() != this;
            counts.then_some(Rival { record, date, belongs })
        };
        match claim.subject.noun() {
            NounKind::Visit => self
                .visits_perhaps_among(among)
                .filter_map(|v| {
                    let belongs = v.came_about().and(self.is_visit_among(v, among));
                    rival(v.reference(), v.begins(), belongs)
                })
                .collect(),
            NounKind::Meeting => self
                .meetings()
                .filter_map(|m| {
                    let belongs = m.came_about().and(self.is_meeting_among(m, among));
                    rival(m.reference(), m.date(), belongs)
                })
                .collect(),
            NounKind::Place => self
                .places()
                .filter(|place| place.is_affirmed())
                .filter_map(|p| rival(p.reference(), None, is_place_among(p, among)))
                .collect(),
            NounKind::Agreement => self.others(this, |agreement: View<'_, Agreement>| {
                let parties = agreement.parties();
                let has = |party: &ActorId| parties.contains(&party.as_str());
                agreement.was_concluded().and(Truth::known(parties_of(among).all(has)))
            }),
            NounKind::Tie => self.others(this, |tie: View<'_, Tie>| {
                let (one, other) = tie.identity().actors();
                let has = |party: &ActorId| party == one || party == other;
                let kind = among.tie.as_ref().is_none_or(|kind| kind == tie.kind());
                let is_among = Truth::known(kind && parties_of(among).all(has));
                came_about(tie.resolver(), tie.get(Tie::PROGRESS).copied(), true).and(is_among)
            }),
            NounKind::Trip => self.others(this, |trip: View<'_, Trip>| {
                came_about(trip.resolver(), trip.get(Trip::PROGRESS).copied(), true)
            }),
            NounKind::Tenure => self.others(this, |tenure: View<'_, Tenure>| {
                Truth::known(among.office.as_ref().is_none_or(|office| office == tenure.office()))
            }),
            NounKind::Statement => self.others::<Statement>(this, |_| Truth::Yes),
            NounKind::Conflict => self.others::<Conflict>(this, |_| Truth::Yes),
            NounKind::Office => self.others::<Office>(this, |_| Truth::Yes),
            NounKind::Person => self.others::<Person>(this, |_| Truth::Yes),
            NounKind::Organisation => self.others::<Organisation>(this, |_| Truth::Yes),
            NounKind::State => self.others::<State>(this, |_| Truth::Yes),
            NounKind::SameAs => self.others::<SameAs>(this, |_| Truth::Yes),
            // A source is told by nobody: it is the frame in which accounts stand.
            NounKind::Source => Vec::new(),
        }
    }

    /// The other records of a noun that somebody affirms, each as far as it counts.
    fn others<'k, N: Recorded>(
        &'k self,
        this: &str,
        counts: impl Fn(View<'k, N>) -> Truth,
    ) -> Vec<Rival> {
        self.all::<N>()
            .filter(|view| view.is_affirmed() && view.id().as_str() != this)
            .filter_map(|view| {
                let (record, belongs) = (view.reference(), counts(view));
                let date = self.period_of(&record).and_then(|period| period.start().cloned());
                belongs.is_possible().then_some(Rival { record, date, belongs })
            })
            .collect()
    }

    /// What is told of the coming about of what may be a counter-example.
    fn ground_rival(&self, record: &RecordRef, grounds: &mut Grounds) {
        if let Some(visit) = self.resolve::<Visit>(record) {
            visit.ground(grounds);
        } else if let Some(meeting) = self.resolve::<Meeting>(record) {
            meeting.ground(grounds);
        }
    }

    /// The visits of the guest, or else to the host, if one is named; or else all.
    fn visits_perhaps_among<'a>(
        &'a self,
        among: &'a Among,
    ) -> Box<dyn Iterator<Item = View<'a, Visit>> + 'a> {
        match (&among.guest, &among.host) {
            (Some(guest), _) => Box::new(self.visits_by_guest(guest)),
            (None, Some(host)) => Box::new(self.visits_to(host)),
            (None, None) => Box::new(self.visits()),
        }
    }

    fn is_visit_among(&self, visit: View<'_, Visit>, among: &Among) -> Truth {
        let guest = among.guest.as_ref().is_none_or(|guest| visit.guest() == guest);
        let host = among.host.as_ref().is_none_or(|host| visit.host() == host);
        let office = among.office.as_ref().map_or(Truth::Yes, |office| {
            let tenures = self.tenures_of(visit.guest()).filter(|held| held.office() == office);
            Truth::any(tenures.map(|held| match visit.begins() {
                Some(day) => held.holds_at(&day),
                None => Truth::Maybe,
            }))
        });
        let form = is(among.form.as_ref(), visit.form());
        let place = among.place.as_ref().map_or(Truth::Yes, |place| {
            let is_placed = visit.get(Visit::PLACE).is_some()
                || visit.stops().any(|stop| stop.get(Stop::PLACE).is_some());
            match self.is_visit_at(visit, place.as_str()) {
                true => Truth::Yes,
                // Nobody has said where it took place: there, perhaps, if the host is there.
                false if !is_placed && self.may_host_at(visit.host(), place.as_str()) => {
                    Truth::Maybe
                }
                false => Truth::No,
            }
        });
        Truth::known(guest && host).and(office).and(form).and(place)
    }

    /// Whether a visit to a host can take place at a place: not if that lies in another state.
    fn may_host_at(&self, host: &ActorId, place: &str) -> bool {
        let place = self.find::<Place>(place);
        let state = place.and_then(View::<Place>::state);
        let is_state = self.find::<State>(host.as_str()).is_some();
        !is_state || state.is_none_or(|state| *host == *state.as_str())
    }

    fn is_meeting_among(&self, meeting: View<'_, Meeting>, among: &Among) -> Truth {
        let present = |person: &PersonId| meeting.participants().contains(person);
        let place = match (&among.place, meeting.get(Meeting::PLACE)) {
            (None, _) => Truth::Yes,
            (Some(_), None) => Truth::Maybe,
            (Some(place), Some(id)) => Truth::known(self.is_within(id.as_str(), place.as_str())),
        };
        Truth::known(among.participants.iter().all(present)).and(place)
    }

    /// A source, told by then and not one of the claimants, that lists such things completely.
    fn covering(
        &self,
        claim: &Superlative,
        begins: Option<&UncertainDate>,
        claimants: &[u32],
        until: Option<NaiveDate>,
    ) -> Option<&Source> {
        let window = window(claim, begins, until)?;
        let roots = self.united().roots();
        self.united().sources().iter().zip(roots).find_map(|(source, root)| {
            let independent = !claimants.contains(root);
            let covers = source.covers.iter().any(|coverage| {
                coverage.noun == claim.subject.noun()
                    && (coverage.of.is_empty() || self.is_covered(coverage, &claim.among))
                    && whole_ends(&coverage.during).covers_all(&window).is_certain()
            });
            let counts = independent && covers && self.has_told_by_itself(source);
            counts.then_some(source)
        })
    }

    /// Whether a list kept for some actors and places holds everything the claim ranges over.
    fn is_covered(&self, coverage: &SourceCoverage, among: &Among) -> bool {
        let guest = among.guest.iter().map(Id::as_str);
        let host = among.host.iter().map(Id::as_str);
        let state = among.state.iter().map(Id::as_str);
        let people = among.participants.iter().map(Id::as_str);
        let parties = parties_of(among).map(Id::as_str);
        let named: Vec<&str> =
            guest.chain(host).chain(state).chain(people).chain(parties).collect();
        let around = || among.place.iter().flat_map(|place| self.around(place.as_str()));
        let is_place = coverage.noun == NounKind::Place;
        let ranges_over_one = |id: &String| {
            named.contains(&id.as_str())
                || around().any(|place| place.id() == id.as_str())
                // A list of the places of a state holds those of its cities.
                || is_place && around().filter_map(View::<Place>::state).any(|state| state == id.as_str())
        };
        let mut of = coverage.of.iter();
        if coverage.together { of.all(ranges_over_one) } else { of.any(ranges_over_one) }
    }
}

fn is_place_among(place: View<'_, Place>, among: &Among) -> Truth {
    let kind = is(among.kind.as_ref(), place.get(Place::KIND));
    let state = is(among.state.as_ref(), place.state());
    let tags = match place.get(Place::TAGS) {
        Some(tags) => Truth::known(among.tags.iter().all(|tag| tags.contains(tag))),
        None if among.tags.is_empty() => Truth::Yes,
        None => Truth::Maybe,
    };
    let within = match &among.place {
        None => Truth::Yes,
        Some(outer) if place.is_within(outer) => Truth::Yes,
        // Of a place nobody has said where it lies.
        Some(_) if place.get(Place::WITHIN).is_none() && place.state().is_none() => Truth::Maybe,
        Some(_) => Truth::No,
    };
    Truth::all([kind, state, tags, within])
}

impl View<'_, Agreement> {
    /// Whether it was signed; perhaps, where nobody tells of a signature.
    fn was_concluded(self) -> Truth {
        let signed: Vec<Truth> = self
            .acts()
            .filter(|act| *act.key().kind() == ActKind::SIGNED)
            .map(PartView::is_done)
            .collect();
        if signed.is_empty() { Truth::Maybe } else { Truth::any(signed) }
    }
}

/// Another record among which a claim ranges, as far as is known.
struct Rival {
    record: RecordRef,
    date: Option<UncertainDate>,
    belongs: Truth,
}

impl SuperlativeEvidence {
    /// What it is worth, where the record may not be among those ranged over.
    fn in_so_far(self, belongs: Truth) -> Self {
        match self {
            Self::CounterExample(record) if !belongs.is_certain() => {
                Self::PossibleCounterExample(record)
            }
            other => other,
        }
    }
}

/// Whether a detail is as wanted; perhaps, where nobody has told it.
fn is<T: PartialEq>(wanted: Option<&T>, told: Option<&T>) -> Truth {
    match (wanted, told) {
        (None, _) => Truth::Yes,
        (Some(_), None) => Truth::Maybe,
        (Some(wanted), Some(told)) => Truth::known(wanted == told),
    }
}

fn parties_of(among: &Among) -> impl Iterator<Item = &ActorId> {
    among.parties.iter().flat_map(IdSet::as_slice)
}
