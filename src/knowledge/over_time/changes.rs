//! Changes: what is known that was not, and what has come to be known otherwise.

use std::fmt;

use serde::Serialize;

use crate::dossier::{Recorded, Section, SectionVisitor};
use crate::knowledge::choosing::resolution::{AnyCited, AnyResolution};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::{is_blanket, rests_on_others};
use crate::knowledge::citation::Attribution;
use crate::knowledge::nouns::stages::Life;
use crate::knowledge::survey::{EXISTENCE, SO};
use crate::knowledge::words::Words;
use crate::knowledge::{AgreementStatus, Knowledge};
use crate::model::{
    Accounts, Address, Agreement, AnyAccount, AnyPart, AnyRecord, DetailRow, NounKind, Provenance,
    Record, RecordRef, Role,
};

/// A detail as taken: its value, and by whose word.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::ChangeKind;
///
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// let changes = dossier.as_known_on(date!("2024-06-20")).changes_since(&eve);
/// let ChangeKind::Changed { from, to, .. } = &changes[0].kind else { panic!("it is {}", changes[0]) };
/// assert_eq!((from.to_string().as_str(), to.to_string().as_str()), ("progress planned", "progress held"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Taken {
    /// The detail.
    pub detail: &'static str,
    /// The value.
    pub value: Words,
    /// By whom.
    pub by: Option<Attribution>,
}

impl Taken {
    fn of(known: &Knowledge, told: &AnyCited<'_>, row: &DetailRow) -> Self {
        let by = Attribution::of(known, told.provenance());
        Self { detail: row.name, value: Words::of(told.value()), by }
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.detail, self.value)
    }
}

/// What has changed about a record or a part of one.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::knowledge::ChangeKind;
///
/// let eve = dossier.as_known_on(date!("2024-06-17"));
/// let changes = dossier.as_known_on(date!("2024-06-20")).changes_since(&eve);
/// let ChangeKind::Changed { why, .. } = &changes[0].kind else { panic!("it is {}", changes[0]) };
/// assert_eq!(*why, "an outcome beats a plan");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    /// The accounts do not decide any more, or between others than before.
    Undecided {
        /// The value taken before, if one was.
        was: Option<Taken>,
        /// The values between which they do not decide.
        between: Vec<Taken>,
    },
    /// A value is taken where the accounts did not decide before.
    Decided(Taken),
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
            ChangeKind::Undecided { was, between } => {
                let detail = between.first().map_or("", |taken| taken.detail);
                write!(f, "{detail}: undecided between ")?;
                for (at, taken) in between.iter().enumerate() {
                    write!(f, "{}{}", if at == 0 { "" } else { " and " }, taken.value)?;
                }
                was.iter().try_for_each(|was| write!(f, "; it was {}", was.value))
            }
            ChangeKind::Decided(taken) => write!(f, "{taken}: decided"),
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
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, date};
    /// # let text = r#"{"detente": 1, "source": "paper",
    /// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let later = dossier.as_known_on(date!("2024-06-20"));
    /// let changes = later.changes_since(&dossier.as_known_on(date!("2024-06-17")));
    /// assert_eq!(changes[0].about.to_string(), "visit:v");
    /// assert!(later.changes_since(&later).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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

// By noun, and not erased: of most records nothing has changed, and finding that out is all there is
// to do.
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
    fn gone(&mut self, record: &'k dyn AnyRecord) {
        if self.earlier.knows_any(record) {
            self.change(address(record, None), ChangeKind::NoLongerKnown);
        }
    }

    fn change(&mut self, about: Address, kind: ChangeKind) {
        self.changes.push(KnowledgeChange { about, kind });
    }

    fn record<N: Recorded>(&mut self, before: Option<&'k Record<N>>, now: &'k Record<N>) {
        let mut is_same = self.rules_alike;
        now.each_provenance(&mut |provenance| is_same &= self.is_heard_alike(provenance));
        if !is_same {
            self.compare(before.map(|record| record as _), now);
        }
        if N::NOUN == NounKind::Agreement {
            self.status(now.id().as_str(), is_same);
        }
    }

    /// Whether both know the same of these accounts.
    fn are_heard_alike(&self, accounts: Accounts<'_>) -> bool {
        accounts.iter().all(|account| self.is_heard_alike(account.provenance()))
    }

    /// Whether both or neither know of an account.
    fn is_heard_alike(&self, provenance: &Provenance) -> bool {
        self.earlier.has_told(provenance) == self.later.has_told(provenance)
    }

    /// What one of the two knows of a thing and the other does not.
    fn news(&self, all: Accounts<'k>) -> News<'k> {
        let is_new = |account: &&dyn AnyAccount| !self.is_heard_alike(account.provenance());
        News { all, new: all.iter().filter(is_new).collect(), rules_alike: self.rules_alike }
    }

    fn compare(&mut self, before: Option<&'k dyn AnyRecord>, now: &'k dyn AnyRecord) {
        let before = before.filter(|record| self.earlier.knows_any(*record));
        let (earlier, later) = (self.earlier, self.later);
        match (before, later.knows_any(now)) {
            (None, false) => {}
            (Some(_), false) => self.change(address(now, None), ChangeKind::NoLongerKnown),
            (None, true) => {
                let kind = self.newly_known(resolver(later, now.accounts(), now));
                self.change(address(now, None), kind);
            }
            (Some(before), true) => {
                let old = resolver(earlier, before.accounts(), now);
                self.thing(|| address(now, None), old, resolver(later, now.accounts(), now));
                self.parts(before, now);
            }
        }
    }

    /// Compares the parts of a record known both times, list by list.
    fn parts(&mut self, before: &'k dyn AnyRecord, now: &'k dyn AnyRecord) {
        let mut gone = before.parts().into_iter().peekable();
        for part in now.parts() {
            while let Some(other) = gone.next_if(|other| other.order(&part).is_lt()) {
                self.part_gone(now, &other);
            }
            let other = gone.next_if(|other| other.order(&part).is_eq());
            self.part(now, other, part);
        }
        gone.for_each(|other| self.part_gone(now, &other));
    }

    fn part_gone(&mut self, record: &'k dyn AnyRecord, part: &AnyPart<'k>) {
        if self.earlier.knows_by(part.accounts) {
            self.change(address(record, Some(part)), ChangeKind::NoLongerKnown);
        }
    }

    fn part(&mut self, record: &'k dyn AnyRecord, before: Option<AnyPart<'k>>, now: AnyPart<'k>) {
        let before = before.filter(|other| self.earlier.knows_by(other.accounts));
        let about = || address(record, Some(&now));
        let taken = resolver(self.later, now.accounts, record);
        match (before, self.later.knows_by(now.accounts)) {
            (None, false) => {}
            (None, true) => self.change(about(), self.newly_known(taken)),
            (Some(_), false) => self.change(about(), ChangeKind::NoLongerKnown),
            (Some(_), true) if self.rules_alike && self.are_heard_alike(now.accounts) => {}
            (Some(before), true) => {
                self.thing(about, resolver(self.earlier, before.accounts, record), taken);
            }
        }
    }

    fn newly_known(&self, now: Resolver<'k>) -> ChangeKind {
        let told =
            now.told().filter_map(|(_, account)| Attribution::of(self.later, account.provenance()));
        let mut by: Vec<Attribution> = told.collect();
        by.sort_by(|a, b| a.source.cmp(&b.source));
        by.dedup_by(|a, b| a.source == b.source);
        let rows = now.accounts.table.iter().filter(|row| now.accounts.give(row));
        let taken = rows.filter_map(|row| Some((row, now.explain(row).chosen?)));
        let details = taken.map(|(row, told)| Taken::of(self.later, &told, row)).collect();
        let affirmed = now.standing().next().is_some() || by.is_empty();
        ChangeKind::NewlyKnown { affirmed, by, details }
    }

    /// Compares what is known of one record or part, both times known.
    fn thing(&mut self, about: impl Fn() -> Address, before: Resolver<'k>, now: Resolver<'k>) {
        // A part may have been told of, and nothing of the record itself.
        let is_affirmed = |each: Resolver<'k>| each.standing().next().is_some();
        let was_told = before.told().next().is_some();
        match (is_affirmed(before), is_affirmed(now)) {
            (true, false) => self.change(about(), ChangeKind::TakenBack),
            (false, true) if was_told => self.change(about(), ChangeKind::Affirmed),
            _ => {}
        }
        // That the whole is denied is said once, and not of each detail.
        let is_denied =
            |each: Resolver<'k>| is_affirmed(each) && each.whole_denials().next().is_some();
        let so = || Taken { detail: EXISTENCE, value: Words::plain(SO), by: None };
        match (is_denied(before), is_denied(now)) {
            (false, true) => self.change(about(), ChangeKind::Contested(so())),
            (true, false) if is_affirmed(now) => {
                self.change(about(), ChangeKind::NoLongerContested(so()));
            }
            _ => {}
        }
        let news = self.news(now.accounts);
        for row in now.accounts.table.iter().filter(|row| news.bears_on(row)) {
            for kind in changed(row, before, now) {
                self.change(about(), kind);
            }
        }
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
                let from = old_life.between(one, other).on(old_day);
                let to = new_life.between(one, other).on(new_day);
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

/// The accounts of a thing, and which of them one of two states of knowledge has and the other has not.
struct News<'k> {
    all: Accounts<'k>,
    new: Vec<&'k dyn AnyAccount>,
    rules_alike: bool,
}

impl News<'_> {
    /// Whether a detail can have come out otherwise.
    fn bears_on(&self, row: &DetailRow) -> bool {
        let tells = |account: &&dyn AnyAccount| {
            account.value(row.at).is_some()
                || is_blanket(*account)
                || row.role == Role::Progress && account.happened()
        };
        let rests_on_others =
            |account: &dyn AnyAccount| account.value(row.at).is_some_and(rests_on_others);
        !self.rules_alike || self.new.iter().any(tells) || self.all.iter().any(rests_on_others)
    }
}

fn address(record: &dyn AnyRecord, part: Option<&AnyPart<'_>>) -> Address {
    Address {
        record: RecordRef::new_unchecked(record.noun(), record.id()),
        part: part.map(|part| (part.list, part.key.to_string())),
    }
}

fn resolver<'k>(
    known: &'k Knowledge,
    accounts: Accounts<'k>,
    record: &'k dyn AnyRecord,
) -> Resolver<'k> {
    Resolver { known, accounts, record: (record.noun(), record.id()) }
}

/// What has changed about a detail: the value taken, and whether it is contested.
fn changed(row: &'static DetailRow, before: Resolver<'_>, now: Resolver<'_>) -> Vec<ChangeKind> {
    // Most accounts give few of the details that there are.
    if !before.accounts.give(row) && !now.accounts.give(row) {
        return Vec::new();
    }
    let (old, new) = (before.explain(row), now.explain(row));
    let (was, is) = (old.chosen.as_ref(), new.chosen.as_ref());
    // Of most nothing has changed, and then nothing is put into words.
    let as_was = |told: &AnyCited<'_>| Taken::of(before.known, told, row);
    let as_is = |told: &AnyCited<'_>| Taken::of(now.known, told, row);
    let kind = match (was, is) {
        (was, None) if !new.undecided.is_empty() => {
            let is_news = was.is_some() || !is_alike(&old.undecided, &new.undecided);
            let between = unlike(&new.undecided).into_iter().map(as_is).collect();
            is_news.then_some(ChangeKind::Undecided { was: was.map(as_was), between })
        }
        (None, Some(is)) if !old.undecided.is_empty() => Some(ChangeKind::Decided(as_is(is))),
        (None, Some(is)) => Some(ChangeKind::Added(as_is(is))),
        (Some(was), None) => Some(ChangeKind::Dropped(as_was(was))),
        (Some(was), Some(is)) => why_other(&old, &new).map(|why| ChangeKind::Changed {
            from: as_was(was),
            to: as_is(is),
            why,
        }),
        (None, None) => old.undecided.first().map(|was| ChangeKind::Dropped(as_was(was))),
    };
    let contested = match (old.is_value_contested(), new.is_value_contested()) {
        (false, true) => is.map(as_is).map(ChangeKind::Contested),
        (true, false) => is.map(as_is).map(ChangeKind::NoLongerContested),
        _ => None,
    };
    kind.into_iter().chain(contested).collect()
}

/// The values between which accounts do not decide, each once.
fn unlike<'t, 'k>(undecided: &'t [AnyCited<'k>]) -> Vec<&'t AnyCited<'k>> {
    let mut unlike: Vec<_> = undecided.iter().collect();
    unlike.dedup_by(|one, other| one.value() == other.value());
    unlike
}

/// Whether accounts do not decide between the same values, each told by the same.
fn is_alike(one: &[AnyCited<'_>], other: &[AnyCited<'_>]) -> bool {
    let (one, other) = (unlike(one), unlike(other));
    let is_same = |one: &AnyCited<'_>, other: &AnyCited<'_>| {
        one.value() == other.value() && one.source().id == other.source().id
    };
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
}

/// Why another value is taken than was; `None` if none is.
fn why_other(old: &AnyResolution<'_>, new: &AnyResolution<'_>) -> Option<&'static str> {
    let was = old.chosen.as_ref()?.value();
    if new.chosen.as_ref()?.value() == was {
        return None;
    }
    if let Some(beaten) = new.beaten.iter().find(|each| each.value.value() == was) {
        return Some(beaten.reason);
    }
    let is_replaced = new.replaced.iter().any(|told| told.value() == was);
    Some(if is_replaced { "its source has since told it otherwise" } else { "no longer told" })
}
