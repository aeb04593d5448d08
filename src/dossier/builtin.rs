//! States that need no record of their own: those that are built in.
//!
//! A reference to a state of which the dossier has no record, and which is the id of a built-in
//! polity, leads there. What a dossier itself records under that id stands before it.

use std::any::Any;
use std::sync::LazyLock;

use super::sections::Recorded;
use crate::model::fault::edits;
use crate::model::{Account, AnyRecord, Id, IdSpace, NounKind, Record, Source, State};
use crate::systems::Systems;

/// The source of what is built in.
pub(crate) static SOURCE: LazyLock<Source> = LazyLock::new(|| {
    Source::new(Id::constant("detente/systems")).title("The polities that are built into detente")
});

/// The polities as records, in the order of their ids.
static STATES: LazyLock<Vec<Record<State>>> = LazyLock::new(|| {
    let record = |polity: crate::systems::Polity<'_>| {
        let account = Account::by(SOURCE.id.clone()).with(State::NAME, polity.name());
        Record::new(polity.id().clone(), ()).account(account)
    };
    Systems::builtin().polities().map(record).collect()
});

/// The built-in record of a noun with this id.
pub(crate) fn record<N: Recorded>(id: &str) -> Option<&'static Record<N>> {
    if N::NOUN != NounKind::State || !is_state(id) {
        return None;
    }
    let at = STATES.binary_search_by(|record| record.id().as_str().cmp(id)).ok()?;
    (STATES.get(at)? as &dyn Any).downcast_ref()
}

/// The same, whatever the noun.
pub(crate) fn any_record(noun: NounKind, id: &str) -> Option<&'static dyn AnyRecord> {
    let state = record::<State>(id).filter(|_| noun == NounKind::State)?;
    Some(state)
}

/// The English name of a built-in state.
pub(crate) fn name(id: &str) -> Option<&'static str> {
    Some(Systems::builtin().polity(id)?.name())
}

/// Whether what is referred to is built in.
pub(crate) fn has(target: IdSpace, id: &str) -> bool {
    matches!(target, IdSpace::Actor | IdSpace::Noun(NounKind::State)) && is_state(id)
}

/// The built-in id that was probably meant; but for a slip, an id is one of the dossier's own.
pub(crate) fn nearest(target: IdSpace, id: &str) -> Option<&'static str> {
    const LONGEST: usize = 60;
    if !matches!(target, IdSpace::Actor | IdSpace::Noun(NounKind::State)) || id.len() > LONGEST {
        return None;
    }
    let slips = (id.chars().count() / 5).max(1);
    let ids = Systems::builtin().polities().map(|polity| polity.id().as_str());
    let near = ids.map(|known| (edits(id, known), known)).filter(|(edits, _)| *edits <= slips);
    near.min().map(|(_, known)| known)
}

fn is_state(id: &str) -> bool {
    Systems::builtin().polity(id).is_some()
}
