//! Superlatives checked: does the dossier bear out that something is the first, last, only, longest or
//! shortest one?
//!
//! A counter-example refutes the claim. Without one, only a source that claims to list all such
//! things can bear it out; otherwise it is not covered, and what speaks for it is shown.

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::{Serialize, Serializer};

use crate::dossier::Recorded;
use crate::knowledge::view::came_about;
use crate::knowledge::written::because::{Grounds, Point, of_source};
use crate::knowledge::{Because, Knowledge, PartView, View};
use crate::model::{
    ActKind, ActorId, Address, Agreement, Among, Conflict, Extreme, Id, KnownFrom, Meeting,
    NounKind, Office, Organisation, Person, PersonId, Place, RecordRef, SameAs, Source,
    SourceCoverage, SourceId, State, Statement, Stop, Superlative, Tenure, Tie, Trip, Visit,
    closed_codes,
};
use crate::time::{Coverage, End, Period, Truth, UncertainDate, YearsBetween};

closed_codes! {
    /// What a check comes to. Closed.
    ///
    /// ```
    /// use detente::knowledge::Verdict;
    ///
    /// assert_eq!("not_covered".parse(), Ok(Verdict::NotCovered));
    /// assert_eq!(Verdict::NotCovered.in_words(), "not covered");
    /// ```
    pub enum Verdict, "verdict" {
        /// The claim is borne out.
        Holds = "holds",
        /// The claim is refuted.
        Fails = "fails",
        /// No source lists such things completely, and no counter-example is known.
        NotCovered = "not_covered",
    }
}

/// Something that bears on a superlative.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
/// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
/// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
/// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::SuperlativeEvidence;
///
/// let known = dossier.as_known();
/// let checked = known.statement("only")?.check().ok_or("claims no superlative")?;
/// let [SuperlativeEvidence::CounterExample(chapel)] = &checked.evidence[..] else {
///     panic!("it is {checked}")
/// };
/// assert_eq!(chapel.to_string(), "place:chapel");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SuperlativeEvidence {
    /// A record that the claim says there is not.
    CounterExample(RecordRef),
    /// A record that would be one, if its uncertain date falls so.
    PossibleCounterExample(RecordRef),
    /// The one before, on which "since" or "in so many years" rests, and the years between.
    Predecessor(RecordRef, Option<YearsBetween>),
    /// A source that lists such things completely for the time in question.
    Covers(SourceId),
}

/// As text, the form of its `Display`.
impl Serialize for SuperlativeEvidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for SuperlativeEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CounterExample(record) => write!(f, "against it: {record}"),
            Self::PossibleCounterExample(record) => write!(f, "perhaps against it: {record}"),
            Self::Predecessor(record, Some(years)) => {
                write!(f, "the one before: {record}, {years} earlier")
            }
            Self::Predecessor(record, None) => write!(f, "the one before: {record}"),
            Self::Covers(source) => write!(f, "{source} lists all such things"),
        }
    }
}

/// A superlative, and what the dossier has to say of it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
/// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
/// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
/// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::{SuperlativeEvidence, Verdict};
///
/// let known = dossier.as_known();
/// let checked = known.statement("only")?.check().ok_or("claims no superlative")?;
/// assert_eq!(checked.verdict, Verdict::Fails);
/// assert_eq!(checked.evidence, [SuperlativeEvidence::CounterExample("place:chapel".parse()?)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Checked {
    /// The claim.
    pub claim: Superlative,
    /// What the check comes to.
    pub verdict: Verdict,
    /// What the verdict rests on, and what speaks for the claim.
    pub evidence: Vec<SuperlativeEvidence>,
    /// What is told against what may be a counter-example.
    #[serde(skip)]
    doubts: Vec<Point>,
}

impl Checked {
    /// Why it comes to that: what bears the claim out or refutes it, and where nothing decides, what may
    /// be a counter-example, with what speaks for the claim against it.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}},
    /// #  "places": {"trinity": {"kind": "church", "state": "n"}, "chapel": {"kind": "church", "state": "n"}},
    /// #  "statements": {"only": {"speaker": "@author", "act": "claims_superlative", "superlative":
    /// #  {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// # let known = dossier.as_known();
    /// let checked = known.statement("only")?.check().ok_or("claims no superlative")?;
    /// assert_eq!(
    ///     checked.because().to_string(),
    ///     "a counter-example is told of\n  rests on place:chapel: one that the claim excludes"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn because(&self) -> Because {
        let doubts = |evidence: &SuperlativeEvidence| {
            use SuperlativeEvidence::{CounterExample, PossibleCounterExample};
            matches!(evidence, CounterExample(_) | PossibleCounterExample(_))
        };
        let (against, speaking): (Vec<_>, Vec<_>) =
            self.evidence.iter().partition(|one| doubts(one));
        let rule = match (self.verdict, against.is_empty()) {
            (Verdict::Holds, _) => BORNE_OUT,
            (Verdict::Fails, _) => REFUTED,
            (Verdict::NotCovered, false) => DOUBTED,
            (Verdict::NotCovered, true) => NOT_COVERED,
        };
        let points = |some: Vec<&SuperlativeEvidence>| some.into_iter().map(point).collect();
        let (mut speaking, against): (Vec<_>, _) = (points(speaking), points(against));
        let (rests_on, against) = match self.verdict {
            Verdict::Holds => (speaking, against),
            Verdict::Fails | Verdict::NotCovered => {
                speaking.extend(self.doubts.iter().cloned());
                (against, speaking)
            }
        };
        Grounds { rests_on, against }.because(rule)
    }
}

const BORNE_OUT: &str = "no counter-example is told of, and all such things are listed";
const REFUTED: &str = "a counter-example is told of";
const DOUBTED: &str = "what may be a counter-example is told of";
const NOT_COVERED: &str = "no counter-example is told of, and nobody lists all such things";

/// A piece of evidence as what it is about, and what it says.
fn point(evidence: &SuperlativeEvidence) -> Point {
    let about = |record: &RecordRef| Address { record: record.clone(), part: None };
    match evidence {
        SuperlativeEvidence::CounterExample(record) => {
            Point::found(about(record), "one that the claim excludes")
        }
        SuperlativeEvidence::PossibleCounterExample(record) => {
            Point::found(about(record), "perhaps one that the claim excludes")
        }
        SuperlativeEvidence::Predecessor(record, Some(years)) => {
            Point::found(about(record), format!("the one before, {years} earlier"))
        }
        SuperlativeEvidence::Predecessor(record, None) => {
            Point::found(about(record), "the one before")
        }
        SuperlativeEvidence::Covers(source) => {
            Point::found(of_source(source), "lists all such things")
        }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.claim, self.verdict.in_words())?;
        self.evidence.iter().try_for_each(|evidence| write!(f, "\n  {evidence}"))
    }
}

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
                agreement.was_concluded().and(Truth::known(among.parties.iter().all(has)))
            }),
            NounKind::Tie => self.others(this, |tie: View<'_, Tie>| {
                let (one, other) = tie.identity().actors();
                let has = |party: &ActorId| party == one || party == other;
                let kind = among.tie.as_ref().is_none_or(|kind| kind == tie.kind());
                let is_among = Truth::known(kind && among.parties.iter().all(has));
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
        let parties = among.parties.iter().map(Id::as_str);
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

/// How many days something lasted, at least and at most.
struct Length {
    least: i64,
    most: Option<i64>,
}

impl Length {
    /// The length up to a day, where one is given: what goes on is as long as it has been.
    fn of(period: Option<&Period>, until: Option<NaiveDate>) -> Self {
        let unknown = Self { least: 1, most: None };
        let Some((period, start)) = period.and_then(|period| Some((period, period.start()?)))
        else {
            return unknown;
        };
        let (soonest, at_last) = match period.to() {
            End::On(date) => (date.earliest(), date.latest()),
            End::Still(day) => (Some(*day), until),
            End::Open => (until, until),
            End::Unknown => (None, until),
        };
        let by_then = |day: NaiveDate| until.map_or(day, |until| day.min(until));
        let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            from.zip(to).map(|(from, to)| (by_then(to) - from).num_days() + 1)
        };
        let least = days(start.latest(), soonest).unwrap_or(1).max(1);
        Self { least, most: days(start.earliest(), at_last).map(|most| most.max(least)) }
    }

    fn is_shorter(&self, other: &Self) -> Truth {
        let must = self.most.is_some_and(|most| most < other.least);
        let can = other.most.is_none_or(|most| self.least < most);
        Truth::between(must, can)
    }
}

/// What a record is against a claim that holds only if something is not so of it.
fn against(record: RecordRef, is_so: Truth) -> Option<SuperlativeEvidence> {
    match is_so {
        Truth::Yes => Some(SuperlativeEvidence::CounterExample(record)),
        Truth::Maybe => Some(SuperlativeEvidence::PossibleCounterExample(record)),
        Truth::No => None,
    }
}

/// A list of "2003/2010" as everybody means it: from the first day of the one year to the last of the other.
fn whole_ends(during: &Coverage) -> Coverage {
    Coverage::new(during.iter().map(|period| {
        let whole = (period.one_day().is_none())
            .then(|| {
                let from = whole_end(period.from(), UncertainDate::earliest);
                Period::new(from, whole_end(period.to(), UncertainDate::latest)).ok()
            })
            .flatten();
        whole.unwrap_or_else(|| period.clone())
    }))
}

/// The outermost day of an end told as a year or a month; an end that is vague in another way stays so.
fn whole_end(end: &End, outermost: impl Fn(&UncertainDate) -> Option<NaiveDate>) -> End {
    let is_vague = |date: &UncertainDate| {
        let is_doubted = date.is_approximate() || date.is_questioned();
        is_doubted || date.is_interval() || date.to_string().contains('X')
    };
    match end {
        End::On(date) if !is_vague(date) => {
            outermost(date).map_or_else(|| end.clone(), |day| End::On(day.into()))
        }
        _ => end.clone(),
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

/// What an earlier record says about a claim to be the first.
fn earlier(
    claim: &Superlative,
    record: RecordRef,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> Option<SuperlativeEvidence> {
    let Some((date, begins)) = date.zip(begins) else {
        return Some(SuperlativeEvidence::PossibleCounterExample(record));
    };
    let before = date.before(begins);
    if before.is_impossible() {
        return None;
    }
    let years = YearsBetween::new(date, begins);
    // Without a limit every earlier one counts; with one, those within it and not at its end.
    let by_years = claim.years.zip(years.as_ref()).map(|(n, years)| match years.agrees_with(n) {
        Truth::No if *years.floor().start() >= n => Within::Outside,
        Truth::No => Within::Inside,
        _ => Within::AtEnd,
    });
    let by_since = claim.since.as_ref().map(|since| match date.same_day(since) {
        Truth::No if date.before(since).is_certain() => Within::Outside,
        Truth::No => Within::Inside,
        _ => Within::AtEnd,
    });
    match by_years.into_iter().chain(by_since).max().unwrap_or(Within::Inside) {
        Within::Outside => None,
        Within::AtEnd => Some(SuperlativeEvidence::Predecessor(record, years)),
        Within::Inside if before.is_certain() => Some(SuperlativeEvidence::CounterExample(record)),
        Within::Inside => Some(SuperlativeEvidence::PossibleCounterExample(record)),
    }
}

/// Where an earlier record lies to the time a claim speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    /// Before it.
    Outside,
    /// At its very beginning: the one before.
    AtEnd,
    /// Within it.
    Inside,
}

/// What another record says about a claim to be the last.
fn later(
    record: RecordRef,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> Option<SuperlativeEvidence> {
    against(record, date.zip(begins).map_or(Truth::Maybe, |(date, begins)| date.after(begins)))
}

/// Whether a record certainly began before the time a claim speaks of.
fn is_outside(
    claim: &Superlative,
    date: Option<&UncertainDate>,
    begins: Option<&UncertainDate>,
) -> bool {
    let Some((date, from)) = date.zip(limit(claim, begins)) else { return false };
    date.before(&UncertainDate::day(from)).is_certain()
}

/// The day from which a claim speaks, if it is limited: of two limits the earlier one, since what lies
/// within either counts.
fn limit(claim: &Superlative, begins: Option<&UncertainDate>) -> Option<NaiveDate> {
    let since = claim.since.as_ref().and_then(UncertainDate::earliest);
    let latest = begins.and_then(UncertainDate::latest);
    let years = claim.years.zip(latest).and_then(|(n, latest)| years_before(latest, n));
    since.into_iter().chain(years).min()
}

/// The same day so many years earlier, or the last of its month.
fn years_before(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(years.checked_mul(12)?))
}

/// The time for which a source must be complete to bear the claim out.
fn window(
    claim: &Superlative,
    begins: Option<&UncertainDate>,
    until: Option<NaiveDate>,
) -> Option<Period> {
    let day = |day: Option<NaiveDate>| day.map_or(End::Open, |day| End::On(day.into()));
    let (from, to) = match claim.claim {
        Extreme::First => {
            let latest = begins.and_then(UncertainDate::latest)?;
            (day(limit(claim, begins)), day(Some(latest)))
        }
        Extreme::Last => (day(begins.and_then(UncertainDate::earliest)), day(until)),
        Extreme::Longest | Extreme::Shortest => (day(limit(claim, begins)), day(until)),
        // Places are there on the day; a visit or a meeting may have been at any time before.
        Extreme::Only if claim.subject.noun() == NounKind::Place => (day(until), day(until)),
        Extreme::Only => (End::Open, day(until)),
    };
    Period::new(from, to).ok()
}

impl View<'_, Statement> {
    /// Who tells of the statement, as a reader would write it: `article P3, citing reports`.
    pub fn told_by(self) -> Vec<String> {
        let known = self.known();
        self.accounts()
            .filter_map(|account| known.cite(account.provenance()))
            .map(|by| by.to_string())
            .collect()
    }
}
