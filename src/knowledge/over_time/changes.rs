//! Changes: what two states of knowledge differ in, record by record.

use std::collections::HashSet;

use super::change::{ChangeKind, KnowledgeChange, Taken};
use crate::dossier::{Recorded, Section, SectionVisitor};
use crate::knowledge::Knowledge;
use crate::knowledge::choosing::choose::Reading;
use crate::knowledge::choosing::resolution::{AnyCited, AnyResolution};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::is_blanket;
use crate::knowledge::citation::Attribution;
use crate::knowledge::nouns::stages::Life;
use crate::knowledge::survey::{EXISTENCE, SO};
use crate::knowledge::words::Words;
use crate::model::{
    Accounts, Address, Agreement, AnyAccount, AnyPart, AnyRecord, AnyValue, Detail, DetailRow, Id,
    NounKind, Organisation, Place, Provenance, Record, RecordRef, Role, Value,
};

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
        let mut compare =
            Compare { earlier, later: self, rules_alike, moved: Vec::new(), changes: Vec::new() };
        if rules_alike {
            compare.moved = compare.moved_of(Place::WITHIN);
            compare.moved.extend(compare.moved_of(Organisation::PART_OF));
        }
        self.united().sections().each(&mut compare);
        compare.changes
    }
}

struct Compare<'k> {
    earlier: &'k Knowledge,
    later: &'k Knowledge,
    /// Whether both choose alike among the same accounts, which are those of one dossier.
    rules_alike: bool,
    /// The places and organisations that lie elsewhere than they did, and all that lie within them.
    moved: Vec<&'k str>,
    changes: Vec<KnowledgeChange>,
}

// By noun, and not erased: of most records nothing has changed, and finding that out is all there is
// to do.
impl<'k> SectionVisitor<'k> for Compare<'k> {
    fn section<N: Recorded>(&mut self, section: &'k Section<N>) {
        let before = N::section(self.earlier.united().sections());
        // Both are ordered by id; of one dossier they are the same, and go side by side.
        let mut gone = before.records.iter().peekable();
        let mut leaning = self.leaning::<N>().into_iter().peekable();
        for (at, record) in section.records.iter().enumerate() {
            while let Some(other) = gone.next_if(|other| other.id() < record.id()) {
                self.gone(other);
            }
            let other = gone.next_if(|other| other.id() == record.id());
            let leans = leaning.next_if_eq(&at).is_some();
            self.record(other, record, leans);
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

    fn record<N: Recorded>(
        &mut self,
        before: Option<&'k Record<N>>,
        now: &'k Record<N>,
        leans: bool,
    ) {
        let mut is_same = self.rules_alike;
        now.each_provenance(&mut |provenance| is_same &= self.is_heard_alike(provenance));
        if !is_same || leans {
            self.compare(before.map(|record| record as _), now, leans);
        }
        if N::NOUN == NounKind::Agreement {
            self.status(now.id().as_str(), is_same && !leans);
        }
    }

    /// The places of the records of which an answer may change by what is told of others: of those that
    /// date them, and of what lies within what; in order.
    fn leaning<N: Recorded>(&self) -> Vec<usize> {
        if !self.rules_alike {
            return Vec::new();
        }
        let united = self.later.united();
        let naming = self.moved.iter().filter_map(|id| united.naming::<N>(id)).flatten();
        let mut leaning: Vec<usize> =
            united.dated_by_others::<N>().iter().chain(naming).copied().collect();
        leaning.sort_unstable();
        leaning.dedup();
        leaning
    }

    /// The places or organisations that lie elsewhere than they did, and all that lie within them.
    fn moved_of<N: Recorded>(&self, around: Detail<N, Id<N>>) -> Vec<&'k str>
    where
        Id<N>: Value,
    {
        let around = |known: &'k Knowledge, id: &str| known.find::<N>(id)?.get(around);
        let records = || N::section(self.later.united().sections()).records.iter();
        let ids = || records().map(|record| record.id().as_str());
        let is_heard_otherwise = |record: &&'k Record<N>| {
            let mut is_same = true;
            record.each_provenance(&mut |provenance| is_same &= self.is_heard_alike(provenance));
            !is_same
        };
        let heard = records().filter(is_heard_otherwise).map(|record| record.id().as_str());
        let moved: HashSet<&str> =
            heard.filter(|id| around(self.earlier, id) != around(self.later, id)).collect();
        if moved.is_empty() {
            return Vec::new();
        }
        let lies_in_moved = |known: &'k Knowledge, id: &'k str| {
            let up = |id: &&'k str| around(known, id).map(Id::as_str);
            std::iter::successors(Some(id), up).any(|id| moved.contains(id))
        };
        ids()
            .filter(|id| lies_in_moved(self.earlier, id) || lies_in_moved(self.later, id))
            .collect()
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
    fn news(&self, all: Accounts<'k>) -> Vec<&'k dyn AnyAccount> {
        let is_new = |account: &&dyn AnyAccount| !self.is_heard_alike(account.provenance());
        all.iter().filter(is_new).collect()
    }

    fn compare(&mut self, before: Option<&'k dyn AnyRecord>, now: &'k dyn AnyRecord, leans: bool) {
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
                let new = resolver(later, now.accounts(), now);
                self.thing(|| address(now, None), old, new, leans);
                self.parts(before, now, leans);
            }
        }
    }

    /// Compares the parts of a record known both times, list by list.
    fn parts(&mut self, before: &'k dyn AnyRecord, now: &'k dyn AnyRecord, leans: bool) {
        let mut gone = before.parts().into_iter().peekable();
        for part in now.parts() {
            while let Some(other) = gone.next_if(|other| other.order(&part).is_lt()) {
                self.part_gone(now, &other);
            }
            let other = gone.next_if(|other| other.order(&part).is_eq());
            self.part(now, other, part, leans);
        }
        gone.for_each(|other| self.part_gone(now, &other));
    }

    fn part_gone(&mut self, record: &'k dyn AnyRecord, part: &AnyPart<'k>) {
        if self.earlier.knows_by(part.accounts) {
            self.change(address(record, Some(part)), ChangeKind::NoLongerKnown);
        }
    }

    fn part(
        &mut self,
        record: &'k dyn AnyRecord,
        before: Option<AnyPart<'k>>,
        now: AnyPart<'k>,
        leans: bool,
    ) {
        let before = before.filter(|other| self.earlier.knows_by(other.accounts));
        let about = || address(record, Some(&now));
        let taken = resolver(self.later, now.accounts, record);
        match (before, self.later.knows_by(now.accounts)) {
            (None, false) => {}
            (None, true) => self.change(about(), self.newly_known(taken)),
            (Some(_), false) => self.change(about(), ChangeKind::NoLongerKnown),
            (Some(_), true) if self.rules_alike && !leans && self.are_heard_alike(now.accounts) => {
            }
            (Some(before), true) => {
                let old = resolver(self.earlier, before.accounts, record);
                self.thing(about, old, taken, leans);
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
    fn thing(
        &mut self,
        about: impl Fn() -> Address,
        before: Resolver<'k>,
        now: Resolver<'k>,
        leans: bool,
    ) {
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
        let is_all = !self.rules_alike || leans;
        let may_change = |row: &&DetailRow| is_all || bear_on(&news, row);
        for row in now.accounts.table.iter().filter(may_change) {
            let mut kinds = changed(row, before, now);
            if leans && kinds.is_empty() {
                kinds.extend(dated_otherwise(row, before, now));
            }
            for kind in kinds {
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

/// Whether a detail can have come out otherwise by accounts that are heard in one of two states of
/// knowledge alone.
fn bear_on(news: &[&dyn AnyAccount], row: &DetailRow) -> bool {
    news.iter().any(|account| {
        account.value(row.at).is_some()
            || is_blanket(*account)
            || row.role == Role::Progress && account.happened()
    })
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

/// How the days of a detail have changed that is told as before, and dated by another record.
fn dated_otherwise(
    row: &'static DetailRow,
    before: Resolver<'_>,
    now: Resolver<'_>,
) -> Option<ChangeKind> {
    let is_leaning = |value: &dyn AnyValue| value.anchor().is_some();
    if !now.accounts.iter().filter_map(|account| account.value(row.at)).any(is_leaning) {
        return None;
    }
    let as_read = |resolver: Resolver<'_>| {
        let taken = resolver.best(row).filter(|taken| is_leaning(taken.value))?;
        let told = resolver.accounts.get(taken.account)?.provenance();
        let read = Reading::of(resolver.known, taken.value, told, row);
        let by = Attribution::of(resolver.known, told);
        Some(Taken { detail: row.name, value: Words::of(read.value()), by })
    };
    let (from, to) = as_read(before).zip(as_read(now))?;
    let why = "the record that dates it is dated otherwise";
    (from.value != to.value).then_some(ChangeKind::Changed { from, to, why })
}
