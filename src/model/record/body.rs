//! What a record and a part have in common: an identity, accounts, parts; read and written in the
//! short form, where there is one account, or the long one.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::account::WrittenAccount;
use super::details::{Details, Identity};
use super::part::{Part, PartKind, PartList, PartVisitor, Parts};
use super::provenance::{Provenance, Seen};
use crate::model::fault::Fault;
use crate::model::reading::{FieldName, duplicate, read_into, unknown_field};
use crate::model::{Renaming, SourceId};

/// Adds accounts to others. Those that stand there already are left out, where that is soon seen;
/// sorting leaves out the rest.
pub(crate) fn absorb<D: Details>(accounts: &mut Vec<Account<D>>, more: Vec<Account<D>>) {
    const FEW: usize = 16;
    if accounts.len() > FEW {
        return accounts.extend(more);
    }
    for account in more {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
}

/// Where nothing is told, the default source tells that there is such a thing.
pub(crate) fn ensure_account<D: Details>(accounts: &mut Vec<Account<D>>) {
    if accounts.is_empty() {
        accounts.push(Account::default());
    }
}

pub(crate) fn rename<D: Details>(accounts: &mut [Account<D>], names: &Renaming) {
    for account in accounts {
        let (provenance, details) = account.parts_mut();
        provenance.rename(names);
        details.rename(names);
    }
}

/// Sorts accounts by source, place in it and all else they hold, so that the order of entry never
/// counts, leaves out what is said twice in the same words, and gives back the room for more.
pub(crate) fn sort<D: Details>(accounts: &mut Vec<Account<D>>) {
    if accounts.len() > 1 {
        let told: Vec<_> = accounts.iter().map(Account::provenance).collect();
        let order = in_order(&told, &|at| format!("{:?}", accounts[at]));
        arrange(accounts, order);
        accounts.dedup();
    }
    accounts.shrink_to_fit();
}

/// The places of accounts in their order. Their texts, in which all that they hold stands, are made
/// only of those that are told alike; the slot is part of a text and depends on the rest alone.
fn in_order(told: &[&Provenance], text: &dyn Fn(usize) -> String) -> Vec<usize> {
    let texts: Vec<OnceCell<String>> = told.iter().map(|_| OnceCell::new()).collect();
    let text = |at: usize| texts[at].get_or_init(|| text(at));
    let told_as = |at: usize| (&told[at].by, told[at].locator(), told[at].via());
    order_of(told.len(), &|one, other| {
        told_as(one).cmp(&told_as(other)).then_with(|| text(one).cmp(text(other)))
    })
}

/// Sorts as `sort_by` does, which is compiled anew for each type and each order, at 8 kB: here the
/// places are sorted, and the things put where they belong.
pub(crate) fn put_in_order<T>(things: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    if !things.is_sorted_by(|one, other| order(one, other).is_le()) {
        let places = order_of(things.len(), &|one, other| order(&things[one], &things[other]));
        arrange(things, places);
    }
}

/// The places of so many things in their order, equal ones as they stand.
fn order_of(number: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..number).collect();
    places.sort_by(|one, other| order(*one, *other));
    places
}

/// Puts at each place what stands at the one named for it.
fn arrange<T>(things: &mut [T], mut places: Vec<usize>) {
    for at in 0..things.len() {
        let mut from = places[at];
        // What stood at a place that is done has been swapped away, to where its own leads.
        while from < at {
            from = places[from];
        }
        places[at] = from;
        things.swap(at, from);
    }
}

/// What a record and a part have in common.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Body<I, D, P> {
    pub(crate) identity: I,
    pub(crate) accounts: Vec<Account<D>>,
    pub(crate) parts: P,
}

impl<I, D: Details, P> Body<I, D, P> {
    /// The details of the latest account, which is made if there is none.
    pub(crate) fn latest(&mut self) -> &mut D {
        if self.accounts.is_empty() {
            self.accounts.push(Account::default());
        }
        let at = self.accounts.len() - 1;
        self.accounts[at].parts_mut().1
    }
}

impl<'de, I: Identity, D: Details, P: Parts> Deserialize<'de> for Body<I, D, P> {
    fn deserialize<S: Deserializer<'de>>(deserializer: S) -> Result<Self, S::Error> {
        deserializer.deserialize_map(BodyVisitor(PhantomData))
    }
}

struct BodyVisitor<I, D, P>(PhantomData<(I, D, P)>);

impl<'de, I: Identity, D: Details, P: Parts> de::Visitor<'de> for BodyVisitor<I, D, P> {
    type Value = Body<I, D, P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object {..}")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        read(map, &[], |_, _| Ok(false))
    }
}

/// Reads a body from an object in which other fields may stand too. Those are read by `other`, which
/// says whether a key is one of them.
pub(super) fn read<'de, I: Identity, D: Details, P: Parts, A: MapAccess<'de>>(
    mut map: A,
    others: &[&str],
    mut other: impl FnMut(&str, &mut A) -> Result<bool, A::Error>,
) -> Result<Body<I, D, P>, A::Error> {
    let mut draft = I::Draft::default();
    let mut parts = P::default();
    let mut plain = Account::<D>::default();
    let mut accounts: Option<AccountList<D>> = None;
    let (mut seen, mut has_details) = (Seen::default(), false);
    let mut lists: Vec<Cow<'de, str>> = Vec::new();
    while let Some(key) = map.next_key_seed(FieldName)? {
        // A list that is empty leaves no other trace.
        if lists.contains(&key) {
            return Err(duplicate(&key));
        }
        if other(&key, &mut map)? {
            continue;
        }
        if parts.read(&key, &mut map)? {
            lists.push(key);
            continue;
        }
        if I::read(&mut draft, &key, &mut map)? {
            continue;
        }
        if key == "accounts" {
            read_into(&mut accounts, &key, &mut map)?;
            continue;
        }
        let (provenance, details) = plain.parts_mut();
        if details.read(&key, &mut map)? {
            has_details = true;
        } else if !provenance.read(&mut seen, &key, &mut map)? {
            let known = I::NAMES.iter().chain(D::NAMES).chain(P::NAMES).chain(Provenance::NAMES);
            return Err(unknown_field(
                &key,
                known.copied().chain(["accounts"]).chain(others.iter().copied()),
            ));
        }
    }
    let accounts = match accounts {
        None => vec![plain],
        Some(_) if has_details || seen.any() => return Err(both_forms()),
        Some(AccountList(list)) => list,
    };
    Ok(Body { identity: I::finish(draft)?, accounts, parts })
}

fn both_forms<E: de::Error>() -> E {
    let fault = Fault::phrase(
        "details at top level and \"accounts\"",
        "one or the other: either one account's details, or a list of accounts",
    );
    E::custom(fault)
}

/// The accounts of a record or part in the longer form: one or more.
struct AccountList<D>(Vec<Account<D>>);

impl<'de, D: Details> Deserialize<'de> for AccountList<D> {
    fn deserialize<S: Deserializer<'de>>(deserializer: S) -> Result<Self, S::Error> {
        let accounts = Vec::deserialize(deserializer)?;
        if accounts.is_empty() {
            let fault = Fault::phrase("an empty list of accounts", "at least one account");
            return Err(de::Error::custom(fault));
        }
        Ok(Self(accounts))
    }
}

/// A body as written, against the dossier's default source.
pub(crate) struct WrittenBody<'a, I, D, P> {
    pub(crate) body: &'a Body<I, D, P>,
    pub(crate) default: Option<&'a SourceId>,
}

impl<I: Identity, D: Details, P: Parts> Serialize for WrittenBody<'_, I, D, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer.serialize_map(None)?)?.end()
    }
}

impl<I: Identity, D: Details, P: Parts> WrittenBody<'_, I, D, P> {
    /// Writes the fields into an object already begun.
    pub(super) fn write<M: SerializeMap>(&self, mut map: M) -> Result<M, M::Error> {
        self.body.identity.write(&mut map)?;
        match self.body.accounts.as_slice() {
            // The plain form says nothing of its source, so it must be the default one.
            [one] if one.provenance().source() == self.default => {
                one.write(self.default, &mut map)?;
            }
            many => {
                let written = |account| WrittenAccount { account, default: self.default };
                map.serialize_entry("accounts", &many.iter().map(written).collect::<Vec<_>>())?;
            }
        }
        let mut writer = PartWriter { map, default: self.default, failed: None };
        self.body.parts.each(&mut writer);
        match writer.failed {
            Some(error) => Err(error),
            None => Ok(writer.map),
        }
    }
}

struct PartWriter<'a, M: SerializeMap> {
    map: M,
    default: Option<&'a SourceId>,
    failed: Option<M::Error>,
}

impl<'a, M: SerializeMap> PartVisitor<'a> for PartWriter<'a, M> {
    fn parts<P: PartKind>(&mut self, name: &'static str, parts: &'a PartList<P>) {
        if parts.parts.is_empty() || self.failed.is_some() {
            return;
        }
        let written = WrittenParts { parts: &parts.parts, default: self.default };
        self.failed = self.map.serialize_entry(name, &written).err();
    }
}

struct WrittenParts<'a, P: PartKind> {
    parts: &'a [Part<P>],
    default: Option<&'a SourceId>,
}

impl<P: PartKind> Serialize for WrittenParts<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.parts.len()))?;
        for part in self.parts {
            let body = WrittenBody { body: &part.body, default: self.default };
            map.serialize_entry(&part.key.to_string(), &body)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::put_in_order;

    #[test]
    fn things_are_sorted_as_by_the_standard_library() {
        let mut bits: u64 = 0x2024_0619;
        for number in 0..40 {
            let mut things: Vec<(u64, usize)> = (0..number)
                .map(|at| {
                    bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ((bits >> 33) % 7, at)
                })
                .collect();
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            put_in_order(&mut things, |(one, _), (other, _)| one.cmp(other));
            assert_eq!(things, expected, "equal ones stay as they stand");
        }
    }
}
