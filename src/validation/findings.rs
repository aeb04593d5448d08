//! What rules find: issues, each at its place in the dossier.

use std::fmt;

use super::accounts::Referred;
use crate::dossier::{Issue, IssueCode, JsonPath, Recorded, Spot};
use crate::knowledge::{Knowledge, View};
use crate::model::fault::Fault;
use crate::model::{Account, AddressRef, Detail, Details, IdSpace, NounKind, Value};

/// What has been found so far, and the knowledge it is found in: all that was ever told.
pub(super) struct Findings<'k> {
    pub(super) known: &'k Knowledge,
    pub(super) united: &'k Knowledge,
    pub(super) issues: Vec<Issue>,
    /// What other records refer to, once every account has been walked.
    pub(super) referred: Option<Referred<'k>>,
}

impl Findings<'_> {
    /// Whether two ids name one thing, by themselves or because it is said so.
    pub(super) fn is_same(&self, noun: NounKind, one: &str, other: &str) -> bool {
        let canonical = |id| self.united.canonical(IdSpace::Noun(noun), id).to_owned();
        one == other || canonical(one) == canonical(other)
    }

    /// Adds an issue with the value of `field` at `at`; of the whole, where that is empty.
    pub(super) fn add(
        &mut self,
        code: IssueCode,
        at: IssuePlace<'_>,
        field: &str,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.add_fault(code, at, field, Fault::phrase(found, expected));
    }

    pub(super) fn add_fault(
        &mut self,
        code: IssueCode,
        at: IssuePlace<'_>,
        field: &str,
        fault: Fault,
    ) {
        let path = if field.is_empty() { at.path() } else { at.path().key(field) };
        self.push(code, path, Spot::Value, fault);
    }

    /// Adds an issue with an id or a text in the value of `field` at `at`.
    pub(super) fn add_id(
        &mut self,
        code: IssueCode,
        at: IssuePlace<'_>,
        [field, id]: [&str; 2],
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let path = at.path().key(field);
        self.push(code, path, Spot::Id(id.into()), Fault::phrase(found, expected));
    }

    /// Adds an issue with the key of the part or record at `at`.
    pub(super) fn add_key(
        &mut self,
        code: IssueCode,
        at: IssuePlace<'_>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.push(code, at.path(), Spot::Key, Fault::phrase(found, expected));
    }

    /// Adds an issue with `key` in the object `field`.
    pub(super) fn add_within(
        &mut self,
        code: IssueCode,
        at: IssuePlace<'_>,
        [field, key]: [&str; 2],
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let path = at.path().key(field).key(key);
        self.push(code, path, Spot::Key, Fault::phrase(found, expected));
    }

    pub(super) fn push(&mut self, code: IssueCode, path: JsonPath, spot: Spot, fault: Fault) {
        self.issues.push(Issue::new(code, path, fault).at(spot));
    }
}

/// Where a rule looks: a record or a part of one, and which of its accounts.
#[derive(Clone, Copy)]
pub(super) struct IssuePlace<'a> {
    pub(super) address: AddressRef<'a>,
    /// The position of the account; `None` for an only one, which stands in the plain form, and for
    /// the whole.
    pub(super) account: Option<usize>,
}

impl<'a> IssuePlace<'a> {
    pub(super) fn record(noun: NounKind, id: &'a str) -> Self {
        Self { address: AddressRef { noun, id, part: None }, account: None }
    }

    pub(super) fn view<N: Recorded>(view: View<'a, N>) -> Self {
        Self::record(N::NOUN, view.id().as_str())
    }

    pub(super) fn part(self, list: &'static str, key: &'a dyn fmt::Display) -> Self {
        Self { address: AddressRef { part: Some((list, key)), ..self.address }, account: None }
    }

    /// One of so many accounts.
    pub(super) fn account(self, at: usize, number: usize) -> Self {
        Self { account: (number > 1).then_some(at), ..self }
    }

    /// The account of which `value`, chosen among all of them, is.
    pub(super) fn teller<'k, D: Details, T: Value>(
        self,
        accounts: impl Iterator<Item = &'k Account<D>>,
        detail: Detail<D, T>,
        value: &T,
    ) -> Self {
        let is_it = |account: &Account<D>| {
            detail.of(account.details()).is_some_and(|own| std::ptr::eq(own, value))
        };
        let told: Vec<bool> = accounts.map(is_it).collect();
        match told.iter().position(|told| *told) {
            Some(at) => self.account(at, told.len()),
            None => self,
        }
    }

    pub(super) fn path(&self) -> JsonPath {
        let AddressRef { noun, id, part } = self.address;
        let path = JsonPath::default().key(noun.section()).key(id);
        let path = match part {
            Some((list, key)) => path.key(list).key(&key.to_string()),
            None => path,
        };
        match self.account {
            Some(at) => path.key("accounts").index(at),
            None => path,
        }
    }
}
