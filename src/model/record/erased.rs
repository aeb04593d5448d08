//! Records without their types: what every walk over a dossier needs of a value, an account, a part
//! and a record, whatever its noun. A walk is then a plain loop, compiled once.

use std::any::Any;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::account::Account;
use super::details::{Details, Identity};
use super::key::PartKey;
use super::noun::Noun;
use super::part::{PartKind, PartList, Parts};
use super::provenance::Provenance;
use super::record::Record;
use crate::model::value::ValueKind;
use crate::model::{CodeSink, IdSpace, NounKind, Progress, RecordRef, RefSink, Renaming, Value};
use crate::time::Period;

/// What a detail is for, where it is read otherwise than most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing in particular.
    Plain,
    /// How far the thing has got.
    Progress,
    /// When it is to be.
    Planned,
    /// When it was.
    Actual,
    /// The last day on which it can be done in time.
    Deadline,
    /// The day or the days on which it is done.
    Dated,
    /// The last day on which it holds.
    Until,
    /// The meeting that a stop is.
    Meeting,
    /// The visit in the course of which a meeting is held.
    Visit,
    /// That of which it is a part, which is of the same noun.
    Within,
}

/// One detail in the table of its noun or part, whatever its type.
#[derive(Clone, Copy, Debug)]
pub struct DetailRow {
    /// The name in JSON.
    pub name: &'static str,
    /// What it is for.
    pub role: Role,
    /// The place in the table.
    pub at: usize,
}

/// The value of a detail, whatever its type. Values of two types are never the same and agree in
/// nothing.
pub trait AnyValue: fmt::Debug + Send + Sync {
    /// Whether both are equal.
    fn is_same(&self, other: &dyn AnyValue) -> bool;
    /// As [`Value::agrees_with`].
    fn agrees_with(&self, other: &dyn AnyValue) -> bool;
    /// As [`Value::bears_out`].
    fn bears_out(&self, claim: &dyn AnyValue) -> bool;
    /// As [`Value::is_exact`].
    fn is_exact(&self) -> bool;
    /// As [`Value::together`], of this value and others of its type.
    fn together(&self, others: &[&dyn AnyValue]) -> Option<Box<dyn AnyValue>>;
    /// What all the values leave of this, by [`Value::common`].
    fn common(&self, others: &[&dyn AnyValue]) -> Option<Box<dyn AnyValue>>;
    /// As [`Value::refs`].
    fn refs(&self, sink: &mut RefSink<'_>);
    /// As [`Value::own_codes`].
    fn own_codes(&self, sink: &mut CodeSink<'_>);
    /// As [`Value::is_sound`].
    fn is_sound(&self) -> bool;
    /// As [`Value::anchor`].
    fn anchor(&self) -> Option<&RecordRef>;
    /// As [`Value::is_unknown`].
    fn is_unknown(&self) -> bool;
    /// As [`Value::last_heard`].
    fn last_heard(&self) -> Option<NaiveDate>;
    /// As [`Value::as_progress`].
    fn as_progress(&self) -> Option<Progress>;
    /// As [`Value::shown`].
    fn shown(&self) -> String;
    /// As [`Value::kind`].
    fn kind(&self) -> ValueKind<'_>;
    /// As [`Value::item_texts`].
    fn item_texts(&self) -> Vec<String>;
    /// As [`Value::each_kind`].
    fn each_kind(&self, f: &mut dyn FnMut(ValueKind<'_>));
    /// Itself, to be given its type again.
    fn as_any(&self) -> &dyn Any;
}

impl dyn AnyValue + '_ {
    /// The period that it is, unless it is told by another record.
    pub(crate) fn as_period(&self) -> Option<&Period> {
        match self.kind() {
            ValueKind::Period(period) => Some(period),
            ValueKind::Span(when) => when.fixed(),
            _ => None,
        }
    }
}

impl<T: Value> AnyValue for T {
    fn is_same(&self, other: &dyn AnyValue) -> bool {
        other.as_any().downcast_ref().is_some_and(|other| self == other)
    }

    fn agrees_with(&self, other: &dyn AnyValue) -> bool {
        other.as_any().downcast_ref().is_some_and(|other| Value::agrees_with(self, other))
    }

    fn bears_out(&self, claim: &dyn AnyValue) -> bool {
        claim.as_any().downcast_ref().is_some_and(|claim| Value::bears_out(self, claim))
    }

    fn is_exact(&self) -> bool {
        Value::is_exact(self)
    }

    fn together(&self, others: &[&dyn AnyValue]) -> Option<Box<dyn AnyValue>> {
        let others = others.iter().filter_map(|other| other.as_any().downcast_ref());
        let all: Vec<&T> = std::iter::once(self).chain(others).collect();
        Some(Box::new(T::together(&all)?))
    }

    fn common(&self, others: &[&dyn AnyValue]) -> Option<Box<dyn AnyValue>> {
        let mut others = others.iter().filter_map(|other| other.as_any().downcast_ref());
        let all = others.try_fold(self.clone(), |left, other| Value::common(&left, other))?;
        Some(Box::new(all))
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        Value::refs(self, sink);
    }

    fn own_codes(&self, sink: &mut CodeSink<'_>) {
        Value::own_codes(self, sink);
    }

    fn is_sound(&self) -> bool {
        Value::is_sound(self)
    }

    fn anchor(&self) -> Option<&RecordRef> {
        Value::anchor(self)
    }

    fn is_unknown(&self) -> bool {
        Value::is_unknown(self)
    }

    fn last_heard(&self) -> Option<NaiveDate> {
        Value::last_heard(self)
    }

    fn as_progress(&self) -> Option<Progress> {
        Value::as_progress(self)
    }

    fn shown(&self) -> String {
        Value::shown(self)
    }

    fn kind(&self) -> ValueKind<'_> {
        Value::kind(self)
    }

    fn item_texts(&self) -> Vec<String> {
        Value::item_texts(self)
    }

    fn each_kind(&self, f: &mut dyn FnMut(ValueKind<'_>)) {
        Value::each_kind(self, f);
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl<'b> PartialEq<dyn AnyValue + 'b> for dyn AnyValue + '_ {
    fn eq(&self, other: &(dyn AnyValue + 'b)) -> bool {
        self.is_same(other)
    }
}

/// An account, whatever it is of.
pub(crate) trait AnyAccount: fmt::Debug {
    fn provenance(&self) -> &Provenance;
    /// What it gives of the detail at this place of the table.
    fn value(&self, at: usize) -> Option<&dyn AnyValue>;
    /// Whether it gives no detail.
    fn is_bare(&self) -> bool;
    /// As [`Details::progress`].
    fn progress(&self) -> Option<Progress>;
    /// As [`Details::happened`].
    fn happened(&self) -> bool;
    /// As [`Details::done_on`].
    fn done_on(&self) -> Option<NaiveDate>;
    /// The stage that it tells without a word on it, by the days on which the thing was.
    fn implied_progress(&self, table: &[DetailRow]) -> Option<&'static dyn AnyValue> {
        static HELD: Progress = Progress::Held;
        let is_dated = |row: &DetailRow| matches!(row.role, Role::Actual | Role::Dated);
        let gives_days = || table.iter().any(|row| is_dated(row) && self.value(row.at).is_some());
        (self.progress().is_none() && self.happened() && gives_days()).then_some(&HELD)
    }
    /// Its details, to be given their type again.
    fn details(&self) -> &dyn Any;
}

impl<D: Details> AnyAccount for Account<D> {
    fn provenance(&self) -> &Provenance {
        Account::provenance(self)
    }

    fn value(&self, at: usize) -> Option<&dyn AnyValue> {
        Account::details(self).value(at)
    }

    fn is_bare(&self) -> bool {
        *Account::details(self) == D::default()
    }

    fn progress(&self) -> Option<Progress> {
        Account::details(self).progress()
    }

    fn happened(&self) -> bool {
        Account::details(self).happened()
    }

    fn done_on(&self) -> Option<NaiveDate> {
        Account::details(self).done_on()
    }

    fn details(&self) -> &dyn Any {
        Account::<D>::details(self)
    }
}

/// A list of accounts of one thing, whatever it is.
trait AnyAccounts {
    fn len(&self) -> usize;
    fn get(&self, at: usize) -> Option<&dyn AnyAccount>;
}

impl<D: Details> AnyAccounts for Vec<Account<D>> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn get(&self, at: usize) -> Option<&dyn AnyAccount> {
        self.as_slice().get(at).map(|account| account as &dyn AnyAccount)
    }
}

/// The accounts of one thing, and the table of what they may give.
#[derive(Clone, Copy)]
pub(crate) struct Accounts<'a> {
    list: &'a dyn AnyAccounts,
    /// The details, in the order in which they are written.
    pub(crate) table: &'static [DetailRow],
}

impl<'a> Accounts<'a> {
    pub(crate) fn of<D: Details>(list: &'a Vec<Account<D>>) -> Self {
        Self { list, table: D::TABLE }
    }

    pub(crate) fn len(self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(self, at: usize) -> Option<&'a dyn AnyAccount> {
        self.list.get(at)
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'a dyn AnyAccount> + Clone + use<'a> {
        (0..self.len()).filter_map(move |at| self.get(at))
    }

    /// The detail that is for this, if the thing has one.
    pub(crate) fn with_role(self, role: Role) -> Option<&'static DetailRow> {
        self.table.iter().find(|row| row.role == role)
    }

    /// Whether two of them are the same in all they hold.
    pub(crate) fn are_same(self, one: &dyn AnyAccount, other: &dyn AnyAccount) -> bool {
        let mut details = self.table.iter().map(|row| (one.value(row.at), other.value(row.at)));
        one.provenance() == other.provenance() && details.all(|(one, other)| one == other)
    }

    /// Whether both are the accounts of one thing.
    pub(crate) fn is(self, other: Accounts<'_>) -> bool {
        std::ptr::addr_eq(self.list, other.list)
    }

    /// Whether any account gives the detail.
    pub(crate) fn give(self, row: &DetailRow) -> bool {
        self.iter().any(|account| account.value(row.at).is_some())
    }
}

/// The key of a part, whatever its kind.
pub(crate) trait AnyKey: fmt::Display {
    fn refs(&self, sink: &mut dyn FnMut(IdSpace, &str));
    /// The order among the keys of one list.
    fn order(&self, other: &dyn AnyKey) -> Ordering;
    fn as_any(&self) -> &dyn Any;
}

impl<K: PartKey> AnyKey for K {
    fn refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        self.key_refs(sink);
    }

    fn order(&self, other: &dyn AnyKey) -> Ordering {
        other.as_any().downcast_ref().map_or(Ordering::Less, |other| self.cmp(other))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A part of a record, whatever its kind.
#[derive(Clone, Copy)]
pub struct AnyPart<'a> {
    /// The name of its list.
    pub(crate) list: &'static str,
    /// The place of its list among those of the noun.
    pub(crate) list_at: usize,
    pub(crate) key: &'a dyn AnyKey,
    pub(crate) accounts: Accounts<'a>,
}

impl fmt::Debug for AnyPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnyPart({}, {})", self.list, self.key)
    }
}

impl<'a> AnyPart<'a> {
    /// The parts of a list, in the order of their keys.
    pub(crate) fn all_of<P: PartKind>(
        (list_at, list): (usize, &'static str),
        parts: &'a PartList<P>,
    ) -> impl Iterator<Item = Self> {
        parts.as_slice().iter().map(move |part| {
            let accounts = Accounts::of(&part.body.accounts);
            Self { list, list_at, key: part.key(), accounts }
        })
    }

    /// The order of the parts of two records of one noun.
    pub(crate) fn order(&self, other: &AnyPart<'_>) -> Ordering {
        self.list_at.cmp(&other.list_at).then_with(|| self.key.order(other.key))
    }
}

/// A record, whatever its noun.
pub(crate) trait AnyRecord {
    fn noun(&self) -> NounKind;
    fn id(&self) -> &str;
    fn accounts(&self) -> Accounts<'_>;
    /// Hands each provenance of the record and its parts to `f`.
    fn each_provenance(&self, f: &mut dyn FnMut(&Provenance));
    /// The parts of every list, in the order of lists and keys.
    fn parts(&self) -> Vec<AnyPart<'_>>;
    /// As [`Identity::fields`].
    fn identity_fields(&self) -> Vec<(&'static str, String)>;
    /// As [`Identity::fields`], with ids read under other names.
    fn identity_fields_under(&self, names: &Renaming) -> Vec<(&'static str, String)>;
    /// Whether the identity of another record is the same, with ids read under other names.
    fn is_same_under(&self, names: &Renaming, other: &dyn AnyRecord) -> bool;
    /// Whether the identity can hold the other names.
    fn can_take(&self, names: &Renaming) -> bool;
    /// Itself, to be given its noun again.
    fn as_any(&self) -> &dyn Any;
    /// As [`Identity::is_sound`].
    fn has_sound_identity(&self) -> bool;
    /// As [`Identity::refs`].
    fn identity_refs(&self, sink: &mut dyn FnMut(&'static str, IdSpace, &str));
}

impl<N: Noun> AnyRecord for Record<N> {
    fn noun(&self) -> NounKind {
        N::NOUN
    }

    fn id(&self) -> &str {
        Record::id(self).as_str()
    }

    fn accounts(&self) -> Accounts<'_> {
        Accounts::of(&self.body().accounts)
    }

    fn each_provenance(&self, f: &mut dyn FnMut(&Provenance)) {
        Record::each_provenance(self, f);
    }

    fn parts(&self) -> Vec<AnyPart<'_>> {
        self.all_parts().erased()
    }

    fn identity_fields(&self) -> Vec<(&'static str, String)> {
        self.identity().fields()
    }

    fn identity_fields_under(&self, names: &Renaming) -> Vec<(&'static str, String)> {
        identity_under(self, names).fields()
    }

    fn is_same_under(&self, names: &Renaming, other: &dyn AnyRecord) -> bool {
        other
            .as_any()
            .downcast_ref::<Self>()
            .is_some_and(|other| identity_under(self, names) == identity_under(other, names))
    }

    fn can_take(&self, names: &Renaming) -> bool {
        self.identity().clone().rename(names)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn has_sound_identity(&self) -> bool {
        self.identity().is_sound()
    }

    fn identity_refs(&self, sink: &mut dyn FnMut(&'static str, IdSpace, &str)) {
        self.identity().refs(sink);
    }
}

/// The identity of a record, as it is with ids read under other names.
fn identity_under<N: Noun>(record: &Record<N>, names: &Renaming) -> N::Identity {
    let mut identity = record.identity().clone();
    identity.rename(names);
    identity
}

/// Values that no single account tells, and that are taken all the same: the start that one gives with the
/// end that another gives, what open lists come to together. Each is kept once and for as long as this is,
/// so that a getter hands it out as it does a told one.
#[derive(Default)]
pub(crate) struct KeptValues {
    first: OnceLock<Box<KeptValue>>,
}

/// Those whose hash ends in the same bits; the next bits lead on.
struct KeptValue {
    value: Box<dyn AnyValue>,
    next: [OnceLock<Box<KeptValue>>; 4],
}

impl KeptValues {
    /// The value, as kept: the one that was there, if there was an equal one.
    pub(crate) fn keep(&self, value: Box<dyn AnyValue>) -> &dyn AnyValue {
        let mut hasher = DefaultHasher::new();
        value.shown().hash(&mut hasher);
        let mut bits = hasher.finish();
        let mut value = Some(value);
        let mut at = &self.first;
        loop {
            let node = at.get_or_init(|| {
                let value = value.take().unwrap_or_else(|| Box::new(String::new()));
                Box::new(KeptValue { value, next: Default::default() })
            });
            // Taken, if it was put here; else compared with what was here before.
            match &value {
                Some(sought) if !sought.is_same(&*node.value) => {}
                _ => return &*node.value,
            }
            let way = usize::try_from(bits % 4).unwrap_or(0);
            bits = bits.rotate_right(2);
            at = &node.next[way];
        }
    }
}

/// A copy of the knowledge makes its own.
impl Clone for KeptValues {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for KeptValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptValues")
    }
}

#[cfg(test)]
mod tests {
    use super::KeptValues;

    #[test]
    fn each_value_is_kept_once_and_stays_where_it_is() {
        let made = KeptValues::default();
        let text = |n: usize| format!("value {n}");
        let kept: Vec<_> = (0..500).map(|n| made.keep(Box::new(text(n)))).collect();
        for (n, first) in kept.iter().enumerate() {
            let again = made.keep(Box::new(text(n)));
            assert_eq!(again.shown(), text(n));
            assert!(std::ptr::addr_eq(again, *first), "{n}");
        }
        // Equal in text, and not the same.
        assert!(made.keep(Box::new(true)).is_same(&true));
        assert_eq!(made.keep(Box::new("true".to_owned())).shown(), "true");
    }
}
