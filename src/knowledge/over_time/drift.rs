//! Drift: how a report differs from the one it derives from.

use std::fmt;

use serde::Serialize;

use crate::knowledge::choosing::choose::Reading;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::citation::Attribution;
use crate::knowledge::policy::sureness;
use crate::knowledge::words::Words;
use crate::knowledge::{Knowledge, LookupError};
use crate::model::{
    Accounts, AnyAccount, AnyValue, Certainty, CitedSpeaker, DetailRow, Key, Progress, Provenance,
    Source, Stance,
};
use crate::model::{Address, AddressRef};

/// In what a report differs from the one it derives from.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "wire", "sources": {"wire": {}, "article": {"derived_from": "wire"}},
/// #  "persons": {"p": {}, "q": {}}, "places": {"vostochny": {}, "vladivostok": {}}, "meetings": {"m":
/// #  {"participants": ["p", "q"],
/// #  "accounts": [{"place": "vostochny"}, {"by": "article", "place": "vladivostok"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::DriftKind;
///
/// let known = dossier.as_known();
/// let drift = known.drift("article")?;
/// let DriftKind::Changed { detail, was, now } = &drift[0].kind else { panic!("it is {}", drift[0]) };
/// assert_eq!(*detail, "place");
/// assert_eq!((was.as_str(), now.as_str()), ("vostochny", "vladivostok"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DriftKind {
    /// A detail has another value.
    Changed {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: Words,
        /// The value now.
        now: Words,
    },
    /// A detail is told less exactly: a month in place of a day.
    Vaguer {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: Words,
        /// The value now.
        now: Words,
    },
    /// A detail is told more exactly than by the report it derives from.
    MoreExact {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: Words,
        /// The value now.
        now: Words,
    },
    /// A detail is left out.
    Lost {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: Words,
    },
    /// A thing has got further: what was expected is planned.
    ProgressRaised {
        /// The stage before.
        was: Progress,
        /// The stage now.
        now: Progress,
    },
    /// A thing has not got as far.
    ProgressLowered {
        /// The stage before.
        was: Progress,
        /// The stage now.
        now: Progress,
    },
    /// It is told more surely.
    CertaintyRaised {
        /// The certainty before.
        was: Certainty,
        /// The certainty now.
        now: Certainty,
    },
    /// It is told less surely.
    CertaintyLowered {
        /// The certainty before.
        was: Certainty,
        /// The certainty now.
        now: Certainty,
    },
    /// It is told in another stance: what was mentioned is affirmed, or denied.
    StanceChanged {
        /// The stance before.
        was: Stance,
        /// The stance now.
        now: Stance,
    },
    /// Somebody else is said to say it; the chain of speakers, nearest first.
    SpeakerChanged {
        /// The chain before.
        was: Vec<CitedSpeaker>,
        /// The chain now.
        now: Vec<CitedSpeaker>,
    },
    /// What somebody is said to say is told in the report's own voice.
    SpeakerLost {
        /// The chain before.
        was: Vec<CitedSpeaker>,
    },
    /// The words quoted are left out.
    QuoteLost {
        /// The words.
        was: String,
    },
    /// Other words are quoted.
    QuoteChanged {
        /// The words before.
        was: String,
        /// The words now.
        now: String,
    },
}

/// One thing in which a report differs from the one it derives from.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "wire", "sources": {"wire": {}, "article": {"derived_from": "wire"}},
/// #  "persons": {"p": {}, "q": {}}, "places": {"vostochny": {}, "vladivostok": {}}, "meetings": {"m": {"participants": ["p", "q"],
/// #  "accounts": [{"place": "vostochny"}, {"by": "article", "place": "vladivostok"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let [drift] = &known.drift("article")?[..] else { panic!("one drift") };
/// assert_eq!(drift.to_string(), "meeting:m: place vostochny (wire) became vladivostok (article)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Drift {
    /// What it is about.
    pub about: Address,
    /// In what they differ.
    pub kind: DriftKind,
    /// The report derived from, directly or by others between.
    pub from: Attribution,
    /// The report asked about.
    pub to: Attribution,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (&self.from, &self.to);
        write!(f, "{}: ", self.about)?;
        match &self.kind {
            DriftKind::Changed { detail, was, now } => {
                write!(f, "{detail} {was} ({from}) became {now} ({to})")
            }
            DriftKind::Vaguer { detail, was, now } => {
                write!(f, "{detail} {was} ({from}) became vaguer, {now} ({to})")
            }
            DriftKind::MoreExact { detail, was, now } => {
                write!(f, "{detail} {was} ({from}) became more exact, {now} ({to})")
            }
            DriftKind::Lost { detail, was } => {
                write!(f, "{detail} {was} ({from}) was left out ({to})")
            }
            DriftKind::ProgressRaised { was, now } => {
                let (was, now) = (was.in_words(), now.in_words());
                write!(f, "progress was raised from {was} ({from}) to {now} ({to})")
            }
            DriftKind::ProgressLowered { was, now } => {
                let (was, now) = (was.in_words(), now.in_words());
                write!(f, "progress was lowered from {was} ({from}) to {now} ({to})")
            }
            DriftKind::CertaintyRaised { was, now } => {
                write!(f, "certainty was raised from {was} ({from}) to {now} ({to})")
            }
            DriftKind::CertaintyLowered { was, now } => {
                write!(f, "certainty was lowered from {was} ({from}) to {now} ({to})")
            }
            DriftKind::StanceChanged { was, now } => {
                write!(f, "stance {was} ({from}) became {now} ({to})")
            }
            DriftKind::SpeakerChanged { was, now } => {
                let (was, now) = (chain(was), chain(now));
                write!(f, "the speaker changed from {was} to {now} ({from} -> {to})")
            }
            DriftKind::SpeakerLost { was } => {
                write!(f, "the speaker, {}, was lost ({from} -> {to})", chain(was))
            }
            DriftKind::QuoteLost { was } => {
                write!(f, "the quotation \"{was}\" was lost ({from} -> {to})")
            }
            DriftKind::QuoteChanged { was, now } => {
                write!(f, "the quotation \"{was}\" became \"{now}\" ({from} -> {to})")
            }
        }
    }
}

/// A chain of speakers in words; the source itself, where there is none.
fn chain(links: &[CitedSpeaker]) -> String {
    let links: Vec<String> = links.iter().map(ToString::to_string).collect();
    if links.is_empty() { "its own voice".to_owned() } else { links.join(" citing ") }
}

impl Knowledge {
    /// In what a report differs from those it derives from, in the order of nouns and ids: values,
    /// certainty, stance and speaker changed or lost, thing by thing.
    ///
    /// Only things of which both tell are compared, each detail with the nearest report up the
    /// chain that gives it. What a report leaves out altogether, or adds, is no drift.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::Dossier;
    /// # let text = r#"{"detente": 1, "source": "wire", "sources": {"wire": {}, "article": {"derived_from": "wire"}},
    /// #  "persons": {"p": {}, "q": {}}, "places": {"vostochny": {}, "vladivostok": {}}, "meetings": {"m":
    /// #  {"participants": ["p", "q"],
    /// #  "accounts": [{"place": "vostochny"}, {"by": "article", "place": "vladivostok"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// assert_eq!(known.drift("article")?.len(), 1);
    /// assert_eq!(known.drift("wire")?.len(), 0); // It derives from none.
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the dossier has no such source.
    pub fn drift(&self, source: impl Key<Source>) -> Result<Vec<Drift>, LookupError> {
        let own = self.source_position(source.key())?;
        let united = self.united();
        let line: Vec<u32> = united.line_up(u32::try_from(own).unwrap_or(u32::MAX)).collect();
        let Some((own, up)) = line.split_first() else { return Ok(Vec::new()) };
        let same = |source: u32| united.first_same_source(source);
        Ok(self
            .things()
            .flat_map(|(at, resolver)| drift_of(resolver, &at, *own, up, &same))
            .collect())
    }
}

/// What differs in what a report tells of one thing from those up the line of those it derives from.
fn drift_of(
    resolver: Resolver<'_>,
    at: &AddressRef<'_>,
    own: u32,
    up: &[u32],
    same: &dyn Fn(u32) -> u32,
) -> Vec<Drift> {
    let of = |source: &u32| {
        let source = *source;
        let told = resolver.told().map(|(_, account)| account);
        told.filter(move |account| same(account.provenance().slot.source) == source)
    };
    let own: Vec<&dyn AnyAccount> = of(&own).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let up: Vec<&dyn AnyAccount> = up.iter().flat_map(of).collect();
    let mut steps = Vec::new();
    for account in &own {
        if let Some(from) = counterpart(resolver.accounts, *account, &up) {
            let (from, to) = (from.provenance(), account.provenance());
            steps.extend(of_provenance(from, to).into_iter().map(|kind| (kind, from, to)));
        }
    }
    for row in resolver.accounts.table {
        steps.extend(of_detail(resolver.known, row, &own, &up));
    }
    let drift = |(kind, from, to): DriftStep<'_>| {
        let from = Attribution::of(resolver.known, from)?;
        Some(Drift { about: at.address(), kind, from, to: Attribution::of(resolver.known, to)? })
    };
    steps.into_iter().filter_map(drift).collect()
}

/// A difference, and between whose words.
type DriftStep<'k> = (DriftKind, &'k Provenance, &'k Provenance);

/// The account up the line that an account has most in common with: of those that give most of the
/// details it gives, the nearest.
fn counterpart<'a>(
    accounts: Accounts<'_>,
    account: &dyn AnyAccount,
    up: &[&'a dyn AnyAccount],
) -> Option<&'a dyn AnyAccount> {
    let shared = |other: &dyn AnyAccount| {
        let gives = |each: &dyn AnyAccount, row: &DetailRow| each.value(row.at).is_some();
        accounts.table.iter().filter(|row| gives(account, row) && gives(other, row)).count()
    };
    // The last of several that are equal is taken, so that the nearest must come last.
    let best = *up.iter().rev().max_by_key(|other| shared(**other))?;
    (shared(best) > 0 || account.is_bare() || best.is_bare()).then_some(best)
}

/// How the provenance has changed.
fn of_provenance(from: &Provenance, to: &Provenance) -> Vec<DriftKind> {
    let mut kinds = Vec::new();
    let (was, now) = (from.certainty(), to.certainty());
    match sureness(now).cmp(&sureness(was)) {
        std::cmp::Ordering::Greater => kinds.push(DriftKind::CertaintyRaised { was, now }),
        std::cmp::Ordering::Less => kinds.push(DriftKind::CertaintyLowered { was, now }),
        std::cmp::Ordering::Equal => {}
    }
    let (was, now) = (from.stance(), to.stance());
    if was != now {
        kinds.push(DriftKind::StanceChanged { was, now });
    }
    // Who cites the one that cites somebody has lost nobody.
    let (was, now) = (from.via().to_vec(), to.via().to_vec());
    if now.is_empty() && !was.is_empty() {
        kinds.push(DriftKind::SpeakerLost { was });
    } else if !now.ends_with(&was) || was.is_empty() && !now.is_empty() {
        kinds.push(DriftKind::SpeakerChanged { was, now });
    }
    match (from.quote(), to.quote()) {
        (Some(was), None) => kinds.push(DriftKind::QuoteLost { was: was.into() }),
        (Some(was), Some(now)) if !was.contains(now) && !now.contains(was) => {
            kinds.push(DriftKind::QuoteChanged { was: was.into(), now: now.into() });
        }
        _ => {}
    }
    kinds
}

/// What differs in a detail. The nearest report that gives it is compared with; it may give several
/// values, in several accounts.
fn of_detail<'k>(
    known: &Knowledge,
    row: &'static DetailRow,
    own: &[&'k dyn AnyAccount],
    up: &[&'k dyn AnyAccount],
) -> Vec<DriftStep<'k>> {
    let given = |accounts: &[&'k dyn AnyAccount]| -> Vec<_> {
        accounts.iter().filter_map(|each| Some((each.provenance(), each.value(row.at)?))).collect()
    };
    let (own_given, mut up) = (given(own), given(up));
    let Some(nearest) = up.first().map(|(from, _)| from.slot.source) else { return Vec::new() };
    up.retain(|(from, _)| from.slot.source == nearest);
    if own_given.is_empty() {
        let Some(first) = own.first() else { return Vec::new() };
        let lost =
            |value: &dyn AnyValue| DriftKind::Lost { detail: row.name, was: Words::of(value) };
        return up.iter().map(|(from, was)| (lost(*was), *from, first.provenance())).collect();
    }
    let mut steps = Vec::new();
    for (to, now) in own_given {
        if up.iter().any(|(_, was)| *was == now) {
            continue;
        }
        let near = |(from, was): &&(&Provenance, &dyn AnyValue)| {
            let was = Reading::of(known, *was, from, row);
            let now = Reading::of(known, now, to, row);
            was.value().agrees_with(now.value()) || known.is_within_either(was.value(), now.value())
        };
        if let Some((from, was)) = up.iter().find(near).or(up.first()) {
            steps.push((of_value(known, row, (*from, *was), (to, now)), *from, to));
        }
    }
    steps
}

/// How a value has changed into another.
fn of_value(
    known: &Knowledge,
    row: &'static DetailRow,
    (from, was): (&Provenance, &dyn AnyValue),
    (to, now): (&Provenance, &dyn AnyValue),
) -> DriftKind {
    let stages = was.as_progress().zip(now.as_progress());
    let steps =
        stages.and_then(|(was, now)| step(was).zip(step(now)).map(|steps| (was, now, steps)));
    match steps {
        Some((was, now, (from, to))) if from < to => return DriftKind::ProgressRaised { was, now },
        Some((was, now, (from, to))) if from > to => {
            return DriftKind::ProgressLowered { was, now };
        }
        _ => {}
    }
    let (earlier, later) = (Reading::of(known, was, from, row), Reading::of(known, now, to, row));
    // A place is told more exactly by one within it, an organisation by a part of it.
    let says = |one: &dyn AnyValue, other: &dyn AnyValue| {
        one.bears_out(other) || known.is_value_within(one, other)
    };
    let is_vaguer = says(earlier.value(), later.value());
    let is_more_exact = says(later.value(), earlier.value());
    let (detail, was, now) = (row.name, Words::of(was), Words::of(now));
    match (is_vaguer, is_more_exact) {
        (true, false) => DriftKind::Vaguer { detail, was, now },
        (false, true) => DriftKind::MoreExact { detail, was, now },
        _ => DriftKind::Changed { detail, was, now },
    }
}

/// How far a thing has got, from talk to deed; what was put off or has failed stands on no such line.
fn step(progress: Progress) -> Option<u8> {
    Some(match progress {
        Progress::Mooted => 0,
        Progress::Expected => 1,
        Progress::Invited => 2,
        Progress::Promised => 3,
        Progress::Announced => 4,
        Progress::Planned => 5,
        Progress::UnderWay => 6,
        Progress::Held => 7,
        _ => return None,
    })
}
