//! Drift: how a report differs from the one it derives from.

use std::fmt;

use serde::Serialize;

use super::changes::Attribution;
use crate::knowledge::policy::sureness;
use crate::knowledge::resolve::Resolver;
use crate::knowledge::survey::Surveyor;
use crate::knowledge::{Knowledge, LookupError};
use crate::model::{
    Account, Certainty, CitedSpeaker, Detail, DetailVisitor, Details, Key, Progress, Provenance,
    Source, Stance, Value,
};
use crate::model::{Address, AddressRef};

/// In what a report differs from the one it derives from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DriftKind {
    /// A detail has another value.
    Changed {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: String,
        /// The value now.
        now: String,
    },
    /// A detail is told less exactly: a month in place of a day.
    Vaguer {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: String,
        /// The value now.
        now: String,
    },
    /// A detail is told more exactly than by the report it derives from.
    MoreExact {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: String,
        /// The value now.
        now: String,
    },
    /// A detail is left out.
    Lost {
        /// The detail.
        detail: &'static str,
        /// The value before.
        was: String,
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
    /// # Errors
    /// If the dossier has no such source.
    pub fn drift(&self, source: impl Key<Source>) -> Result<Vec<Drift>, LookupError> {
        let own = self.source_position(source.key())?;
        let united = self.united();
        let sources = united.sources();
        // Rings were refused when the dossier was built; none is longer than there are sources.
        let up = |at: &usize| {
            let parent = sources.get(*at)?.derived_from.as_ref()?;
            united.source_position(parent.as_str())
        };
        let line = std::iter::successors(Some(own), up).take(sources.len());
        let line = line.filter_map(|at| u32::try_from(at).ok()).collect();
        let mut compare = Compare { known: self, line, found: Vec::new() };
        self.survey(&mut compare);
        Ok(compare.found)
    }
}

struct Compare<'k> {
    known: &'k Knowledge,
    /// The report, the one it derives from, and so on up.
    line: Vec<u32>,
    found: Vec<Drift>,
}

impl<'k> Surveyor<'k> for Compare<'k> {
    fn accounts<D: Details>(&mut self, at: &AddressRef<'k>, accounts: &'k [Account<D>]) {
        let resolver = Resolver { known: self.known, accounts, record: (at.noun, at.id) };
        let of = |source: &u32| -> Vec<&'k Account<D>> {
            let told = resolver.told().map(|(_, account)| account);
            told.filter(|account| account.provenance().slot.source == *source).collect()
        };
        let Some((own, up)) = self.line.split_first() else { return };
        let own = of(own);
        let up: Vec<&Account<D>> = up.iter().flat_map(of).collect();
        if own.is_empty() || up.is_empty() {
            return;
        }
        let mut found = Vec::new();
        let mut note = |kind, from: &Provenance, to: &Provenance| {
            let both = Attribution::of(self.known, from).zip(Attribution::of(self.known, to));
            found.extend(both.map(|(from, to)| Drift { about: at.address(), kind, from, to }));
        };
        for account in &own {
            if let Some(from) = counterpart(account, &up) {
                let kinds = of_provenance(from.provenance(), account.provenance());
                for kind in kinds {
                    note(kind, from.provenance(), account.provenance());
                }
            }
        }
        D::each(&mut EachDetail { own: &own, up: &up, note: &mut note });
        self.found.extend(found);
    }
}

/// The account up the line that an account has most in common with: of those that give most of the
/// details it gives, the nearest.
fn counterpart<'a, D: Details>(
    account: &Account<D>,
    up: &[&'a Account<D>],
) -> Option<&'a Account<D>> {
    struct Shared<'d, D> {
        one: &'d D,
        other: &'d D,
        count: usize,
    }
    impl<D: Details> DetailVisitor<D> for Shared<'_, D> {
        fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
            let both = detail.of(self.one).is_some() && detail.of(self.other).is_some();
            self.count += usize::from(both);
        }
    }
    let shared = |other: &Account<D>| {
        let mut shared = Shared { one: account.details(), other: other.details(), count: 0 };
        D::each(&mut shared);
        shared.count
    };
    // The last of several that are equal is taken, so that the nearest must come last.
    let best = up.iter().rev().max_by_key(|other| shared(other))?;
    let is_bare = |account: &Account<D>| *account.details() == D::default();
    (shared(best) > 0 || is_bare(account) || is_bare(best)).then_some(*best)
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

struct EachDetail<'s, 'k, D, F> {
    own: &'s [&'k Account<D>],
    up: &'s [&'k Account<D>],
    note: &'s mut F,
}

impl<D: Details, F: FnMut(DriftKind, &Provenance, &Provenance)> DetailVisitor<D>
    for EachDetail<'_, '_, D, F>
{
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        let gives = |account: &&&Account<D>| account.get(detail).is_some();
        // The nearest report that gives it; it may give several values, in several accounts.
        let Some(nearest) = self.up.iter().find(gives) else { return };
        let source = nearest.provenance().slot.source;
        let up = || self.up.iter().filter(|each| each.provenance().slot.source == source);
        let own: Vec<_> = self.own.iter().filter(gives).collect();
        let Some(first) = self.own.first() else { return };
        for from in up().filter(gives).filter(|_| own.is_empty()) {
            let was = from.get(detail).map(Value::shown).unwrap_or_default();
            let kind = DriftKind::Lost { detail: detail.name(), was };
            (self.note)(kind, from.provenance(), first.provenance());
        }
        for to in own {
            let Some(now) = to.get(detail) else { continue };
            let told = || up().filter_map(|from| Some((*from, from.get(detail)?)));
            if told().any(|(_, was)| was == now) {
                continue;
            }
            let agreeing = told().find(|(_, was)| was.agrees_with(now));
            let Some((from, was)) = agreeing.or_else(|| told().next()) else { continue };
            (self.note)(of_value(detail.name(), was, now), from.provenance(), to.provenance());
        }
    }
}

/// How a value has changed into another.
fn of_value<T: Value>(detail: &'static str, was: &T, now: &T) -> DriftKind {
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
    let (is_vaguer, is_more_exact) = (was.bears_out(now), now.bears_out(was));
    let (was, now) = (was.shown(), now.shown());
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
