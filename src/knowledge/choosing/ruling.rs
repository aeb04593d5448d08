//! Rulings: whether a user has decided for a word.

use crate::dossier::builtin;
use crate::knowledge::Knowledge;
use crate::model::{Accounts, Address, NounKind, Provenance, SourceId};

impl Knowledge {
    /// Whether the user has ruled that for a detail of a thing the word told so counts. The thing is the
    /// record, or the part of it, that these are the accounts of.
    pub(crate) fn is_ruled(
        &self,
        record: (NounKind, &str),
        accounts: Accounts<'_>,
        detail: &str,
        told: &Provenance,
    ) -> bool {
        self.rulings().iter().any(|ruling| {
            (ruling.about.record.noun(), ruling.about.record.id()) == record
                && *ruling.detail == *detail
                && self.is_by(told, &ruling.source)
                && self.are_of(accounts, &ruling.about)
        })
    }

    /// Whether something is told by a source, or by one that is the same.
    fn is_by(&self, told: &Provenance, source: &SourceId) -> bool {
        let united = self.united();
        let position = united.source_position(source.as_str());
        let position = position.and_then(|at| u32::try_from(at).ok());
        let first = |at| united.first_same_source(at);
        told.source() == Some(source)
            || position.is_some_and(|at| first(at) == first(told.slot.source))
    }

    /// Whether these are the accounts of this record, or part of one.
    fn are_of(&self, accounts: Accounts<'_>, about: &Address) -> bool {
        let (noun, id) = (about.record.noun(), about.record.id());
        let record = self.united().sections().record(noun, id);
        let Some(record) = record.or_else(|| builtin::any_record(noun, id)) else { return false };
        let Some((list, key)) = &about.part else { return record.accounts().is(accounts) };
        let mut parts = record.parts().into_iter().filter(|part| part.list == *list);
        parts.any(|part| part.accounts.is(accounts) && part.key.to_string() == *key)
    }
}
