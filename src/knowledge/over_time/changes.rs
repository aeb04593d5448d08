//! Changes: what is known that was not, and what has come to be known otherwise.

use std::any::Any;
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::dossier::{Recorded, Section, SectionVisitor};
use crate::knowledge::nouns::stages::Life;
use crate::knowledge::resolve::{Chain, Resolver};
use crate::knowledge::survey::{EXISTENCE, SO};
use crate::knowledge::{AgreementStatus, CitedValue, Knowledge};
use crate::model::Address;
use crate::model::{
    Account, Agreement, Detail, DetailVisitor, Details, NounKind, PartKind, PartList, PartVisitor,
    Parts, Provenance, Record, SourceId, Value,
};

/// Whose word a change rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Attribution {
    /// The source.
    pub source: SourceId,
    /// The source and the chain behind it, as a reader would write them.
    pub chain: String,
    /// The day by which it had been told; `None` for a source of which no such day is known.
    #[serde(serialize_with = "crate::time::day_if_any")]
    pub known_on: Option<NaiveDate>,
}

impl fmt::Display for Attribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chain)
    }
}

impl Attribution {
    pub(crate) fn of(known: &Knowledge, provenance: &Provenance) -> Option<Self> {
        let source = known.source_of(provenance)?;
        Some(Self {
            source: source.id.clone(),
            chain: Chain { source, provenance }.to_string(),
            known_on: provenance.slot.told.day(),
        })
    }
}

/// A detail as taken: its value, and by whose word.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Taken {
    /// The detail.
    pub detail: &'static str,
    /// The value, as text.
    pub value: String,
    /// By whom.
    pub by: Option<Attribution>,
}

impl Taken {
    fn of<T: Value>(known: &Knowledge, told: &CitedValue<'_, T>, detail: &'static str) -> Self {
        let by = Attribution::of(known, told.provenance());
        Self { detail, value: told.value().shown(), by }
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.detail, self.value)
    }
}

/// What has changed about a record or a part of one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// It was not known, and now is: by whom, and what is taken of it. Its parts and details are
    /// not listed again.
    NewlyKnown {
        /// Whether somebody says that there is such a thing, and does not only deny it.
        affirmed: bool,
        /// By whom it is told, each source once.
        by: Vec<Attribution>,
        /// The details known.
        details: Vec<Taken>,
    },
    /// It was known, and is not any more: those who told of it are not listened to, or it is not in
    /// the dossier.
    NoLongerKnown,
    /// All who had said that there is such a thing have taken it back.
    TakenBack,
    /// Somebody says that there is such a thing, of which none was said to be, or had been taken back.
    Affirmed,
    /// A detail is told for the first time.
    Added(Taken),
    /// Another value is taken.
    Changed {
        /// The value taken before, and by whose word.
        from: Taken,
        /// The value taken now, and by whose word.
        to: Taken,
        /// Why, in a few words.
        why: &'static str,
    },
    /// The value taken has been taken back, and no other is told.
    Dropped(Taken),
    /// The value taken is now denied, or told otherwise by somebody, and was not before.
    Contested(Taken),
    /// Nobody contests the value taken any more.
    NoLongerContested(Taken),
    /// An agreement stands at another stage between parties than it did: each on the day of its
    /// knowledge.
    Status {
        /// The pairs of parties, in order.
        between: Vec<(String, String)>,
        /// Where it stood on the earlier day, as known then.
        from: AgreementStatus,
        /// Where it stands on the later day, as known now.
        to: AgreementStatus,
    },
}

/// One thing that has changed between two states of knowledge.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let (eve, later) = (dossier.as_known_on(date!("2024-06-17")), dossier.as_known_on(date!("2024-06-20")));
/// let changes = later.changes_since(&eve);
/// assert_eq!(changes.len(), 1);
/// assert_eq!(
///     changes[0].to_string(),
///     "visit:v: progress planned (paper) -> held (agency): an outcome beats a plan"
/// );
/// # Ok::<(), detente::DossierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct KnowledgeChange {
    /// What it is about.
    pub about: Address,
    /// What has changed.
    pub kind: ChangeKind,
}

impl fmt::Display for KnowledgeChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.about)?;
        match &self.kind {
            ChangeKind::NewlyKnown { by, details, .. } => {
                list(f, details)?;
                let lead = if details.is_empty() { "" } else { " " };
                write!(f, "{lead}(newly told by ")?;
                for (i, by) in by.iter().enumerate() {
                    write!(f, "{}{by}", if i == 0 { "" } else { "; " })?;
                }
                f.write_str(")")
            }
            ChangeKind::NoLongerKnown => f.write_str("no longer told of"),
            ChangeKind::TakenBack => f.write_str("taken back by all who told of it"),
            ChangeKind::Affirmed => f.write_str("said to be so, as nobody said before"),
            ChangeKind::Added(taken) => {
                write!(f, "{taken}")?;
                by(f, ", newly told by", taken)
            }
            ChangeKind::Changed { from, to, why } => {
                write!(f, "{from}")?;
                by(f, "", from)?;
                write!(f, " -> {}", to.value)?;
                by(f, "", to)?;
                write!(f, ": {why}")
            }
            ChangeKind::Dropped(taken) => write!(f, "{taken}: taken back, and nothing else told"),
            ChangeKind::Contested(taken) => write!(f, "{taken}: now contested"),
            ChangeKind::NoLongerContested(taken) => write!(f, "{taken}: no longer contested"),
            ChangeKind::Status { between, from, to } => {
                write!(f, "status {from} -> {to}, between ")?;
                let pairs: Vec<String> =
                    between.iter().map(|(a, b)| format!("{a} and {b}")).collect();
                list(f, &pairs)
            }
        }
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T]) -> fmt::Result {
    items.iter().enumerate().try_for_each(|(i, item)| {
        let lead = if i == 0 { "" } else { ", " };
        write!(f, "{lead}{item}")
    })
}

fn by(f: &mut fmt::Formatter<'_>, lead: &str, taken: &Taken) -> fmt::Result {
    match &taken.by {
        Some(by) if lead.is_empty() => write!(f, " ({by})"),
        Some(by) => write!(f, "{lead} {by}"),
        None => Ok(()),
    }
}

impl Knowledge {
    /// What has changed since an earlier state of knowledge: what is newly known, told otherwise,
    /// taken back or contested, and at which stage agreements stand, in the order of nouns and ids.
    ///
    /// Both are meant to be of one dossier. Records of two dossiers are compared by their ids.
    /// Stages of agreements are compared where both have a day up to which things are known; each
    /// stands as known on its day, on that day.
    ///
    /// Records that have come to be read as one are compared as one; that they are the same is listed
    /// as what it is, a record newly known.
    ///
    /// What nobody has told of between the two costs no more than to look at the days on which its
    /// accounts were told.
    pub fn changes_since(&self, earlier: &Self) -> Vec<KnowledgeChange> {
        let united = earlier.united_like(self);
        let earlier = united.as_ref().unwrap_or(earlier);
        let rules_alike = self.chooses_like(earlier);
        let mut compare = Compare { earlier, later: self, rules_alike, changes: Vec::new() };
        self.united().sections().each(&mut compare);
        compare.changes
    }
}

struct Compare<'k> {
    earlier: &'k Knowledge,
    later: &'k Knowledge,
    /// Whether both choose alike among the same accounts, which are those of one dossier.
    rules_alike: bool,
    changes: Vec<KnowledgeChange>,
}

impl<'k> SectionVisitor<'k> for Compare<'k> {
    fn section<N: Recorded>(&mut self, section: &'k Section<N>) {
        let before = N::section(self.earlier.united().sections());
        // Both are ordered by id; of one dossier they are the same, and go side by side.
        let mut gone = before.records.iter().peekable();
        for record in &section.records {
            while let Some(other) = gone.next_if(|other| other.id() < record.id()) {
                self.gone(other);
            }
            let other = gone.next_if(|other| other.id() == record.id());
            self.record(other, record);
        }
        gone.for_each(|other| self.gone(other));
    }
}

impl<'k> Compare<'k> {
    fn gone<N: Recorded>(&mut self, record: &'k Record<N>) {
        if self.earlier.knows(record) {
            self.change(address::<N>(record, None), ChangeKind::NoLongerKnown);
        }
    }

    fn change(&mut self, about: Address, kind: ChangeKind) {
        self.changes.push(KnowledgeChange { about, kind });
    }

    fn record<N: Recorded>(&mut self, before: Option<&'k Record<N>>, now: &'k Record<N>) {
        let mut is_same = self.rules_alike;
        now.each_provenance(&mut |provenance| is_same &= self.is_heard_alike(provenance));
        if !is_same {
            self.compare(before, now);
        }
        if N::NOUN == NounKind::Agreement {
            self.status(now.id().as_str(), is_same);
        }
    }

    /// Whether both or neither know of an account.
    fn is_heard_alike(&self, provenance: &Provenance) -> bool {
        self.earlier.has_told(provenance) == self.later.has_told(provenance)
    }

    fn compare<N: Recorded>(&mut self, before: Option<&'k Record<N>>, now: &'k Record<N>) {
        let before = before.filter(|record| self.earlier.knows(record));
        let about = || address::<N>(now, None);
        match (before, self.later.knows(now)) {
            (None, false) => {}
            (Some(_), false) => self.change(about(), ChangeKind::NoLongerKnown),
            (None, true) => {
                let kind = self.newly_known(resolver(self.later, now.accounts(), now));
                self.change(about(), kind);
            }
            (Some(before), true) => {
                let old = resolver(self.earlier, before.accounts(), now);
                self.thing(about, old, resolver(self.later, now.accounts(), now));
                now.all_parts().each(&mut CompareParts { compare: self, before, now });
            }
        }
    }

    fn newly_known<D: Details>(&self, now: Resolver<'k, D>) -> ChangeKind {
        let told =
            now.told().filter_map(|(_, account)| Attribution::of(self.later, account.provenance()));
        let mut by: Vec<Attribution> = told.collect();
        by.sort_by(|a, b| a.source.cmp(&b.source));
        by.dedup_by(|a, b| a.source == b.source);
        let mut taken = EachTaken { now, taken: Vec::new() };
        D::each(&mut taken);
        let affirmed = now.standing().next().is_some() || by.is_empty();
        ChangeKind::NewlyKnown { affirmed, by, details: taken.taken }
    }

    /// Compares what is known of one record or part, both times known.
    fn thing<D: Details>(
        &mut self,
        about: impl Fn() -> Address,
        before: Resolver<'k, D>,
        now: Resolver<'k, D>,
    ) {
        // A part may have been told of, and nothing of the record itself.
        let is_affirmed = |each: Resolver<'k, D>| each.standing().next().is_some();
        let was_told = before.told().next().is_some();
        match (is_affirmed(before), is_affirmed(now)) {
            (true, false) => self.change(about(), ChangeKind::TakenBack),
            (false, true) if was_told => self.change(about(), ChangeKind::Affirmed),
            _ => {}
        }
        // That the whole is denied is said once, and not of each detail.
        let is_denied =
            |each: Resolver<'k, D>| is_affirmed(each) && each.whole_denials().next().is_some();
        let so = || Taken { detail: EXISTENCE, value: SO.to_owned(), by: None };
        match (is_denied(before), is_denied(now)) {
            (false, true) => self.change(about(), ChangeKind::Contested(so())),
            (true, false) if is_affirmed(now) => {
                self.change(about(), ChangeKind::NoLongerContested(so()));
            }
            _ => {}
        }
        D::each(&mut EachChange { compare: self, about: &about, before, now });
    }

    /// Where an agreement stands, each time on the day of knowledge.
    fn status(&mut self, id: &str, is_same: bool) {
        let days = self.earlier.known_on().zip(self.later.known_on());
        let agreements = |known: &'k Knowledge| known.find::<Agreement>(id);
        let both = agreements(self.earlier).zip(agreements(self.later));
        let Some(((old_day, new_day), (before, now))) = days.zip(both) else { return };
        let (old_life, new_life) = (Life::of(before), Life::of(now));
        if is_same && !new_life.has_moved_since(&old_life, old_day, new_day) {
            return;
        }
        let parties = now.parties();
        let was_party = before.parties();
        let mut changed: Vec<ChangeKind> = Vec::new();
        for (i, one) in parties.iter().enumerate() {
            for other in parties.iter().skip(i + 1) {
                if !was_party.contains(one) || !was_party.contains(other) {
                    continue;
                }
                let from = old_life.status_between(one, other, old_day);
                let to = new_life.status_between(one, other, new_day);
                if from == to {
                    continue;
                }
                let pair = ((*one).to_owned(), (*other).to_owned());
                let alike = changed.iter_mut().find_map(|kind| match kind {
                    ChangeKind::Status { between, from: a, to: b } if *a == from && *b == to => {
                        Some(between)
                    }
                    _ => None,
                });
                match alike {
                    Some(pairs) => pairs.push(pair),
                    None => changed.push(ChangeKind::Status { between: vec![pair], from, to }),
                }
            }
        }
        for kind in changed {
            self.change(Address { record: now.reference(), part: None }, kind);
        }
    }
}

fn address<N: Recorded>(record: &Record<N>, part: Option<(&'static str, String)>) -> Address {
    Address { record: record.id().into(), part }
}

fn resolver<'k, N: Recorded, D: Details>(
    known: &'k Knowledge,
    accounts: &'k [Account<D>],
    record: &'k Record<N>,
) -> Resolver<'k, D> {
    Resolver { known, accounts, record: (N::NOUN, record.id().as_str()) }
}

/// Compares the parts of a record known both times, list by list.
struct CompareParts<'s, 'k, N: Recorded> {
    compare: &'s mut Compare<'k>,
    before: &'k Record<N>,
    now: &'k Record<N>,
}

impl<'k, N: Recorded> PartVisitor<'k> for CompareParts<'_, 'k, N> {
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'k PartList<P>) {
        let mut find = FindParts::<P> { name, found: None };
        self.before.all_parts().each(&mut find);
        let (earlier, later) = (self.compare.earlier, self.compare.later);
        let knows = |known: &Knowledge, accounts: &[Account<P>]| {
            accounts.iter().any(|account| known.has_told(account.provenance()))
        };
        let about = |key: &P::Key| address::<N>(self.now, Some((name, key.to_string())));
        let mut gone = find.found.map_or(&[][..], PartList::as_slice).iter().peekable();
        for part in parts.as_slice() {
            while let Some(other) = gone.next_if(|other| other.key() < part.key()) {
                if knows(earlier, other.accounts()) {
                    self.compare.change(about(other.key()), ChangeKind::NoLongerKnown);
                }
            }
            let before = gone.next_if(|other| other.key() == part.key());
            let before = before.filter(|other| knows(earlier, other.accounts()));
            let now = resolver(later, part.accounts(), self.now);
            match (before, knows(later, part.accounts())) {
                (None, false) => {}
                (None, true) => {
                    let kind = self.compare.newly_known(now);
                    self.compare.change(about(part.key()), kind);
                }
                (Some(_), false) => {
                    self.compare.change(about(part.key()), ChangeKind::NoLongerKnown);
                }
                (Some(before), true) => {
                    let mut provenances = part.accounts().iter().map(Account::provenance);
                    let rules_alike = self.compare.rules_alike;
                    if !rules_alike || !provenances.all(|each| self.compare.is_heard_alike(each)) {
                        let old = resolver(earlier, before.accounts(), self.now);
                        self.compare.thing(|| about(part.key()), old, now);
                    }
                }
            }
        }
        for other in gone.filter(|other| knows(earlier, other.accounts())) {
            self.compare.change(about(other.key()), ChangeKind::NoLongerKnown);
        }
    }
}

/// The list of parts with this name.
struct FindParts<'k, P: PartKind> {
    name: &'static str,
    found: Option<&'k PartList<P>>,
}

impl<'k, P: PartKind> PartVisitor<'k> for FindParts<'k, P> {
    fn parts<Q: PartKind>(&mut self, name: &'static str, parts: &'k PartList<Q>) {
        if name == self.name {
            self.found = (parts as &dyn Any).downcast_ref();
        }
    }
}

/// Every detail taken of one thing.
struct EachTaken<'k, D> {
    now: Resolver<'k, D>,
    taken: Vec<Taken>,
}

impl<D: Details> DetailVisitor<D> for EachTaken<'_, D> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        if !is_told(self.now, detail) {
            return;
        }
        let chosen = self.now.explain(detail).chosen;
        self.taken.extend(chosen.map(|told| Taken::of(self.now.known, &told, detail.name())));
    }
}

/// Whether any account gives the detail: most give few of those that there are.
fn is_told<D: Details, T: Value>(resolver: Resolver<'_, D>, detail: Detail<D, T>) -> bool {
    resolver.accounts.iter().any(|account| detail.of(account.details()).is_some())
}

struct EachChange<'s, 'k, D, A> {
    compare: &'s mut Compare<'k>,
    about: &'s A,
    before: Resolver<'k, D>,
    now: Resolver<'k, D>,
}

impl<D: Details, A: Fn() -> Address> DetailVisitor<D> for EachChange<'_, '_, D, A> {
    fn detail<T: Value>(&mut self, detail: Detail<D, T>) {
        if !is_told(self.before, detail) && !is_told(self.now, detail) {
            return;
        }
        let (old, new) = (self.before.explain(detail), self.now.explain(detail));
        let taken = |known, told: &CitedValue<'_, T>| Taken::of(known, told, detail.name());
        let (earlier, later) = (self.compare.earlier, self.compare.later);
        let kind = match (&old.chosen, &new.chosen) {
            (None, Some(now)) => Some(ChangeKind::Added(taken(later, now))),
            (Some(before), None) => Some(ChangeKind::Dropped(taken(earlier, before))),
            (Some(before), Some(now)) if before.value() != now.value() => {
                let beaten = new.beaten.iter().find(|each| each.value.value() == before.value());
                let is_replaced = new.replaced.iter().any(|told| told.value() == before.value());
                let otherwise = if is_replaced {
                    "its source has since told it otherwise"
                } else {
                    "no longer told"
                };
                let why = beaten.map_or(otherwise, |beaten| beaten.reason);
                Some(ChangeKind::Changed {
                    from: taken(earlier, before),
                    to: taken(later, now),
                    why,
                })
            }
            _ => None,
        };
        let contested = match (&new.chosen, old.is_value_contested(), new.is_value_contested()) {
            (Some(now), false, true) => Some(ChangeKind::Contested(taken(later, now))),
            (Some(now), true, false) => Some(ChangeKind::NoLongerContested(taken(later, now))),
            _ => None,
        };
        for kind in kind.into_iter().chain(contested) {
            self.compare.change((self.about)(), kind);
        }
    }
}
