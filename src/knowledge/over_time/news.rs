//! News: the days on which something new was told of a record. To say once more what is taken anyhow is
//! no news, however many do.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use crate::dossier::{Dossier, Recorded};
use crate::knowledge::Knowledge;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::choosing::told::denies;
use crate::model::{
    Accounts, AnyAccount, AnyRecord, DetailRow, KnownFrom, NounKind, RecordRef, SameAs,
};

impl Dossier {
    /// The days on which what is answered of a record may have changed because something was told, in
    /// order, where everyone is heard and the standard policy chooses.
    ///
    /// Counted are accounts of the record, of what is said to be the same, and of those by which its
    /// days are told; where anything is said to be the same as another, every one of these, and else
    /// those that are no echo.
    pub(crate) fn news_of(&self, record: &RecordRef) -> Vec<NaiveDate> {
        let things = things(self, record);
        let mut by_day: BTreeMap<NaiveDate, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, thing) in things.iter().enumerate() {
            for (account, each) in thing.accounts.iter().enumerate() {
                if let Some(day) = each.provenance().slot.told.day() {
                    by_day.entry(day).or_default().push((at, account));
                }
            }
        }
        let claims = &SameAs::section(self.sections()).records;
        if !claims.is_empty() {
            let mut days: BTreeSet<NaiveDate> = by_day.into_keys().collect();
            for claim in claims {
                claim.each_provenance(&mut |told| days.extend(told.slot.told.day()));
            }
            return days.into_iter().collect();
        }
        let Some(before) = by_day.keys().next().and_then(NaiveDate::pred_opt) else {
            return by_day.into_keys().collect();
        };
        let mut last = LastNews::new(self.as_known_on(before));
        let is_news = |(day, told): (NaiveDate, Vec<(usize, usize)>)| {
            if told.iter().all(|(thing, account)| last.is_echo(*thing, &things[*thing], *account)) {
                return None;
            }
            last = LastNews::new(self.as_known_on(day));
            Some(day)
        };
        by_day.into_iter().filter_map(is_news).collect()
    }
}

/// A record or a part of one.
struct Thing<'d> {
    record: (NounKind, &'d str),
    accounts: Accounts<'d>,
    is_denied: bool,
    /// The roots of which several reports tell: there one word may count for less because of another.
    chains: HashSet<u32>,
    /// Whether anybody tells of it as of a plan, of which the days on which it was tell the outcome.
    has_plan: bool,
}

/// The records on which answers about one rest, part by part.
fn things<'d>(dossier: &'d Dossier, record: &RecordRef) -> Vec<Thing<'d>> {
    let mut same: HashMap<&RecordRef, Vec<&RecordRef>> = HashMap::new();
    for claim in &SameAs::section(dossier.sections()).records {
        let pair = &claim.identity().records;
        same.entry(pair.one()).or_default().push(pair.other());
        same.entry(pair.other()).or_default().push(pair.one());
    }
    let (mut things, mut seen, mut todo) = (Vec::new(), BTreeSet::new(), vec![record.clone()]);
    while let Some(next) = todo.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        todo.extend(same.get(&next).into_iter().flatten().copied().cloned());
        let found = dossier.sections().record(next.noun(), next.id());
        for thing in found.into_iter().flat_map(things_of) {
            let rows = thing.accounts.table.iter();
            let values = rows
                .flat_map(|row| thing.accounts.iter().filter_map(|account| account.value(row.at)));
            let anchors: BTreeSet<RecordRef> =
                values.filter_map(|value| value.anchor()).cloned().collect();
            todo.extend(anchors);
            things.push(thing);
        }
    }
    things
}

fn things_of(record: &dyn AnyRecord) -> Vec<Thing<'_>> {
    let of = (record.noun(), record.id());
    let parts = record.parts().into_iter().map(|part| part.accounts);
    let all = parts.chain([record.accounts()]);
    let is_denied = |accounts: Accounts<'_>| accounts.iter().any(denies);
    let thing = |accounts| {
        let (is_denied, chains) = (is_denied(accounts), chains(accounts));
        let plans =
            |account: &dyn AnyAccount| account.progress().is_some_and(|it| !it.is_outcome());
        Thing { record: of, accounts, is_denied, chains, has_plan: accounts.iter().any(plans) }
    };
    all.map(thing).collect()
}

/// The roots of which more than one report tells.
fn chains(accounts: Accounts<'_>) -> HashSet<u32> {
    let mut first: HashMap<u32, u32> = HashMap::new();
    let slots = accounts.iter().map(|account| account.provenance().slot);
    let others = slots.filter(|slot| *first.entry(slot.root).or_insert(slot.source) != slot.source);
    others.map(|slot| slot.root).collect()
}

/// What was known when something new was told last.
struct LastNews {
    known: Knowledge,
    /// By thing, and by the place of each detail: the account of which the value is taken. Nothing,
    /// where nobody had told of the thing on a day.
    taken: HashMap<usize, Option<Vec<Option<usize>>>>,
}

impl LastNews {
    fn new(known: Knowledge) -> Self {
        Self { known, taken: HashMap::new() }
    }

    /// Whether an account that comes later says nothing but what is taken already of a thing that was
    /// told of, and that nobody ever denies. It is another word for what wins by what is told so far,
    /// so that the same wins again; whatever else the thing comes to rests on what it says already.
    fn is_echo(&mut self, at: usize, thing: &Thing<'_>, account: usize) -> bool {
        if thing.is_denied {
            return false;
        }
        let resolver =
            Resolver { known: &self.known, accounts: thing.accounts, record: thing.record };
        let taken = self.taken.entry(at).or_insert_with(|| {
            // On which day a thing was first told is asked as well.
            let mut told = resolver.told().map(|(_, account)| account.provenance().slot.told);
            told.find_map(KnownFrom::day)?;
            Some(thing.accounts.table.iter().map(|row| taken(resolver, row)).collect())
        });
        let (Some(taken), Some(account)) = (taken, thing.accounts.get(account)) else {
            return false;
        };
        let is_of_chain = thing.chains.contains(&account.provenance().slot.root);
        let implied = account.implied_progress(thing.accounts.table);
        if is_of_chain || thing.has_plan && implied.is_some() {
            return false;
        }
        thing.accounts.table.iter().zip(taken).all(|(row, taken)| {
            let Some(value) = account.value(row.at) else { return true };
            let taken = taken.and_then(|at| thing.accounts.get(at)?.value(row.at));
            // What was heard of last stands before what ranks first, which may go by this word.
            value.last_heard().is_none() && taken.is_some_and(|taken| taken == value)
        })
    }
}

/// The account of which the value of a detail is taken, of accounts that deny nothing.
fn taken(resolver: Resolver<'_>, row: &DetailRow) -> Option<usize> {
    let mut giving = resolver.told().filter_map(|(at, account)| Some((at, account.value(row.at)?)));
    let (first, value) = giving.next()?;
    // Where all say the same nothing need be ranked.
    if giving.all(|(_, other)| other == value) {
        return Some(first);
    }
    // What is put together of several is told by none.
    let best = resolver.best(row)?;
    let told = resolver.accounts.get(best.account)?.value(row.at);
    told.filter(|told| *told == best.value).map(|_| best.account)
}
