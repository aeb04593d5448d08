//! Contradictions across records: each is told by itself, and they cannot all be true.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::dossier::Recorded;
use crate::knowledge::Attribution;
use crate::knowledge::View;
use crate::knowledge::{Checked, Knowledge, SuperlativeEvidence, Verdict};
use crate::model::{
    Criterion, Extreme, Office, OfficeId, Person, PersonId, RecordRef, Stance, Statement,
    Superlative, Tenure, Visit,
};
use crate::time::{End, Period, UncertainDate};

/// A record that takes part in a contradiction, and who tells of it.
///
/// ```
/// use detente::knowledge::Contradiction;
/// use detente::{Dossier, date};
///
/// let dossier = Dossier::builder()
///     .leader("putin", "russia", "2012-05-07/..")
///     .visit("hanoi", "putin", "vietnam", "2024-06-18/2024-06-20")
///     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-20")
///     .build()?;
/// let known = dossier.as_known();
/// let contradictions = known.contradictions();
/// let [Contradiction::TwoHosts { visits: [hanoi, _], on, .. }] = &contradictions[..] else {
///     panic!("at two hosts")
/// };
/// assert_eq!((hanoi.record.id(), *on), ("hanoi", date!("2024-06-18")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Claim {
    /// The record.
    pub record: RecordRef,
    /// Who says that it is so.
    pub by: Vec<Attribution>,
}

impl Claim {
    fn of<N: Recorded>(view: View<'_, N>) -> Self {
        let provenances = view.standing().map(crate::model::Account::provenance);
        let provenances = provenances.filter(|provenance| provenance.stance() != Stance::Mentions);
        let by = provenances.filter_map(|provenance| Attribution::of(view.known(), provenance));
        Self { record: view.reference(), by: by.collect() }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.record)?;
        for (i, by) in self.by.iter().enumerate() {
            write!(f, "{}{by}", if i == 0 { " (" } else { "; " })?;
        }
        f.write_str(if self.by.is_empty() { "" } else { ")" })
    }
}

/// Records that cannot all be as they are told.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {}, "guide": {}}, "states": {"n": {}},
/// #  "places": {"trinity": {}, "chapel": {}}, "statements": {
/// #  "a": {"speaker": "@author", "act": "claims_superlative", "superlative":
/// #   {"claim": "only", "subject": "place:trinity", "among": {"kind": "church", "state": "n"}}},
/// #  "b": {"speaker": "@author", "act": "claims_superlative", "by": "guide", "superlative":
/// #   {"claim": "only", "subject": "place:chapel", "among": {"kind": "church", "state": "n"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let [two] = &known.contradictions()[..] else { panic!("one contradiction") };
/// assert_eq!(
///     two.to_string(),
///     "place:trinity and place:chapel are each said to be the only one\n  \
///      statement:a (paper)\n  statement:b (guide)"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Contradiction {
    /// Two things are each claimed to be the only one of their kind.
    TwoOnly {
        /// The two things.
        subjects: [RecordRef; 2],
        /// The two statements that claim it, in the same order.
        statements: [Claim; 2],
    },
    /// A record that is known contradicts a superlative.
    Superlative {
        /// The statement that claims it.
        statement: Claim,
        /// The check, which fails.
        checked: Box<Checked>,
    },
    /// Two persons certainly hold an office at once, by one criterion, that has one seat.
    TwoHolders {
        /// The office.
        office: OfficeId,
        /// The criterion.
        criterion: Criterion,
        /// The two tenures.
        tenures: [Claim; 2],
        /// The first day on which both hold it.
        #[serde(serialize_with = "crate::time::day")]
        on: NaiveDate,
    },
    /// One guest is certainly at two hosts at once. To leave one on the day of arrival at the other
    /// is none.
    TwoHosts {
        /// The guest.
        guest: PersonId,
        /// The two visits.
        visits: [Claim; 2],
        /// The first day on which the guest is at both.
        #[serde(serialize_with = "crate::time::day")]
        on: NaiveDate,
    },
    /// A person certainly holds an office or visits somebody after their death.
    AfterDeath {
        /// The person.
        person: PersonId,
        /// The record of the person, and the tenure or visit.
        records: [Claim; 2],
        /// The last day on which the person can have died.
        #[serde(serialize_with = "crate::time::day")]
        died: NaiveDate,
        /// The last day on which it certainly goes on.
        #[serde(serialize_with = "crate::time::day")]
        on: NaiveDate,
    },
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let claims = match self {
            Self::TwoOnly { subjects: [one, other], statements } => {
                write!(f, "{one} and {other} are each said to be the only one")?;
                statements
            }
            Self::Superlative { statement, checked } => {
                return write!(f, "{statement}: {checked}");
            }
            Self::TwoHolders { office, criterion, tenures, on } => {
                write!(f, "two hold office:{office} by {criterion} on {on}")?;
                tenures
            }
            Self::TwoHosts { guest, visits, on } => {
                write!(f, "person:{guest} is at two hosts on {on}")?;
                visits
            }
            Self::AfterDeath { person, records, died, on } => {
                write!(f, "person:{person}, dead by {died}, on {on}")?;
                records
            }
        };
        claims.iter().try_for_each(|claim| write!(f, "\n  {claim}"))
    }
}

impl Knowledge {
    /// Every contradiction across records that is known: superlatives, holders of offices, and
    /// guests, and the dead, in this order, each in the order of ids. What accounts of one record contradict each
    /// other in is listed by [`disagreements`](Self::disagreements).
    ///
    /// An office has one seat only where that is said. Contradictions are between two: of `n` claims to be
    /// the only one among the same things, each contradicts each, and all `n²/2` are listed.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        self.superlatives(&mut found);
        self.two_holders(&mut found);
        self.two_hosts(&mut found);
        self.after_death(&mut found);
        found
    }

    fn superlatives(&self, found: &mut Vec<Contradiction>) {
        let mut only: BTreeMap<String, Vec<View<'_, Statement>>> = BTreeMap::new();
        let mut failed = Vec::new();
        for statement in self.statements().filter(|statement| statement.is_affirmed()) {
            let Some(claim) = statement.superlative() else { continue };
            if claim.claim == Extreme::Only {
                only.entry(scope(claim)).or_default().push(statement);
            }
            let checked = statement.check();
            failed.extend(
                checked.filter(|checked| checked.verdict == Verdict::Fails).map(|c| (statement, c)),
            );
        }
        let subject = |statement: View<'_, Statement>| {
            statement.superlative().map(|claim| claim.subject.clone())
        };
        for statements in only.values() {
            for (i, one) in statements.iter().enumerate() {
                for other in statements.iter().skip(i + 1) {
                    let Some((a, b)) = subject(*one).zip(subject(*other)) else { continue };
                    if a != b {
                        let statements = [Claim::of(*one), Claim::of(*other)];
                        found.push(Contradiction::TwoOnly { subjects: [a, b], statements });
                    }
                }
            }
        }
        let subjects: BTreeMap<&str, HashSet<RecordRef>> = only
            .iter()
            .map(|(scope, all)| (&**scope, all.iter().filter_map(|each| subject(*each)).collect()))
            .collect();
        for (statement, mut checked) in failed {
            // That two are each said to be the only one is listed already.
            let claim = &checked.claim;
            let listed = subjects.get(&*scope(claim)).filter(|_| claim.claim == Extreme::Only);
            checked.evidence.retain(|evidence| match evidence {
                SuperlativeEvidence::CounterExample(record) => {
                    !listed.is_some_and(|subjects| subjects.contains(record))
                }
                _ => true,
            });
            let refuted = |evidence: &SuperlativeEvidence| {
                matches!(evidence, SuperlativeEvidence::CounterExample(_))
            };
            if checked.evidence.iter().any(refuted) {
                let (statement, checked) = (Claim::of(statement), Box::new(checked));
                found.push(Contradiction::Superlative { statement, checked });
            }
        }
    }

    fn two_holders(&self, found: &mut Vec<Contradiction>) {
        for office in self.offices().filter(|office| office.get(Office::SEATS) == Some(&1)) {
            let tenures = self.united().index().tenures_by_office.get(office.id().as_str());
            let held: Vec<Held<'_, Tenure>> = self
                .at_positions::<Tenure>(tenures)
                .filter(|tenure| tenure.is_affirmed())
                .filter_map(|tenure| Held::of(tenure, &tenure.period()))
                .collect();
            let clash = |one: &Held<'_, Tenure>, other: &Held<'_, Tenure>| {
                let (a, b) = (one.view, other.view);
                a.person() != b.person() && a.criterion() == b.criterion() && !one.meets(other)
            };
            each_overlap(held, clash, |one, other, on| {
                let (a, b) = (one.view, other.view);
                found.push(Contradiction::TwoHolders {
                    office: office.id().clone(),
                    criterion: a.criterion().clone(),
                    tenures: [Claim::of(a), Claim::of(b)],
                    on,
                });
            });
        }
    }

    fn two_hosts(&self, found: &mut Vec<Contradiction>) {
        let mut by_guest: BTreeMap<&PersonId, Vec<Held<'_, Visit>>> = BTreeMap::new();
        for visit in self.visits().filter(|visit| visit.is_affirmed() && visit.has_happened()) {
            let periods = visit.actual_periods();
            let held = periods.iter().filter_map(|period| Held::of(visit, period));
            by_guest.entry(visit.guest()).or_default().extend(held);
        }
        for (guest, held) in by_guest {
            let clash = |one: &Held<'_, Visit>, other: &Held<'_, Visit>| {
                one.view.host() != other.view.host() && !one.meets(other)
            };
            each_overlap(held, clash, |one, other, on| {
                let visits = [Claim::of(one.view), Claim::of(other.view)];
                found.push(Contradiction::TwoHosts { guest: guest.clone(), visits, on });
            });
        }
    }
}

impl Knowledge {
    fn after_death(&self, found: &mut Vec<Contradiction>) {
        let died = |person: View<'_, Person>| person.get(Person::DIED)?.latest();
        for person in self.persons() {
            let Some(died) = died(person) else { continue };
            let mut add = |claim: Claim, last: NaiveDate| {
                // "Without an end" is no day.
                let on =
                    if last == NaiveDate::MAX { died.succ_opt().unwrap_or(last) } else { last };
                let records = [Claim::of(person), claim];
                let person = person.id().clone();
                found.push(Contradiction::AfterDeath { person, records, died, on });
            };
            let counts = |tenure: &View<'_, Tenure>| {
                // What is held by claim alone may outlast its holder.
                tenure.is_affirmed() && *tenure.criterion() != Criterion::OwnClaim
            };
            for tenure in self.tenures_of(person.id()).filter(counts) {
                let held = Held::of(tenure, &tenure.period()).filter(|held| held.last > died);
                if let Some(held) = held {
                    add(Claim::of(tenure), held.last);
                }
            }
            for visit in self.visits_by_guest(person.id()) {
                if !visit.is_affirmed() || !visit.has_happened() {
                    continue;
                }
                let periods = visit.actual_periods();
                let held = periods.iter().filter_map(|period| Held::of(visit, period));
                let last = held.map(|held| held.last).filter(|last| *last > died).max();
                if let Some(last) = last {
                    add(Claim::of(visit), last);
                }
            }
        }
    }
}

/// Among what a claim is made, as text.
fn scope(claim: &Superlative) -> String {
    format!("{} {:?}", claim.subject.noun().code(), claim.among)
}

/// A record with the days on which it certainly holds.
struct Held<'k, N: Recorded> {
    view: View<'k, N>,
    first: NaiveDate,
    last: NaiveDate,
    /// Whether it began on the first day, and ended on the last, and was not only heard of then.
    begins: bool,
    ends: bool,
}

impl<'k, N: Recorded> Held<'k, N> {
    /// `None` where no day is certain.
    fn of(view: View<'k, N>, period: &Period) -> Option<Self> {
        // Of what has no known start, the day on which it was still so is certain.
        let still = if let End::Still(day) = period.to() { Some(*day) } else { None };
        let start = period.start().and_then(UncertainDate::latest);
        let first = start.or(still)?;
        let last = match period.to() {
            End::On(date) => date.earliest()?,
            End::Still(day) => *day,
            End::Open => NaiveDate::MAX,
            End::Unknown => first,
        };
        let (begins, ends) = (start.is_some(), still.is_none());
        (first <= last).then_some(Self { view, first, last, begins, ends })
    }

    /// Whether all they share is a day on which the one may end and the other begin.
    fn meets(&self, other: &Self) -> bool {
        let (from, to) = (self.first.max(other.first), self.last.min(other.last));
        let at_end =
            |each: &Self| each.begins && each.first == from || each.ends && each.last == from;
        from == to && at_end(self) && at_end(other)
    }
}

/// Hands on each two that certainly share a day, with the first such day, in the order of ids.
fn each_overlap<'k, N: Recorded>(
    mut held: Vec<Held<'k, N>>,
    clash: impl Fn(&Held<'k, N>, &Held<'k, N>) -> bool,
    mut f: impl FnMut(&Held<'k, N>, &Held<'k, N>, NaiveDate),
) {
    held.sort_by(|a, b| (a.first, a.view.id()).cmp(&(b.first, b.view.id())));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (i, one) in held.iter().enumerate() {
        // Ordered by their first days: none after the first that begins too late can overlap.
        let later = held.iter().enumerate().skip(i + 1);
        let overlapping = later.take_while(|(_, other)| other.first <= one.last);
        pairs.extend(overlapping.filter(|(_, other)| clash(one, other)).map(|(j, _)| (i, j)));
    }
    let ids = |(i, j): &(usize, usize)| {
        let id = |at: &usize| held.get(*at).map(|each| each.view.id());
        let (a, b) = (id(i), id(j));
        (a.min(b), a.max(b))
    };
    pairs.sort_by(|a, b| ids(a).cmp(&ids(b)));
    // What lasts in stretches may meet another in several of them.
    pairs.dedup_by(|a, b| ids(a) == ids(b));
    for (i, j) in pairs {
        let Some((one, other)) = held.get(i).zip(held.get(j)) else { continue };
        let on = other.first;
        let (one, other) =
            if one.view.id() < other.view.id() { (one, other) } else { (other, one) };
        f(one, other, on);
    }
}
