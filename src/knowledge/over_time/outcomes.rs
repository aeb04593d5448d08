//! Outcomes: what is told of how a thing that was planned came out.

use crate::dossier::Recorded;
use crate::knowledge::View;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::survey::SO;
use crate::knowledge::words::Words;
use crate::model::{Address, AnyAccount, AnyValue, Progress, Provenance, RecordRef, Role, Value};

/// How one account says that a thing came out.
pub(crate) struct News<'k> {
    pub(crate) about: Address,
    /// `None` where it is denied.
    pub(crate) progress: Option<Progress>,
    pub(crate) value: Words,
    pub(crate) provenance: &'k Provenance,
    /// Whether it is told of the thing itself, and not of another on which it depends.
    pub(crate) is_of_this: bool,
}

/// What is told by then, and not replaced since, of how a thing came out.
pub(crate) fn outcomes<'k>(resolver: Resolver<'k>, about: &Address) -> Vec<News<'k>> {
    let news = |account: &'k dyn AnyAccount, progress: Option<Progress>, value: Words| {
        let (about, provenance) = (about.clone(), account.provenance());
        News { about, progress, value, provenance, is_of_this: true }
    };
    let mut found = Vec::new();
    if let Some(row) = resolver.accounts.with_role(Role::Progress) {
        let words = resolver.words(row);
        for word in words.current() {
            let Some(account) = resolver.accounts.get(word.account) else { continue };
            let value = word.value.map_or_else(|| Words::plain(SO), Words::of);
            let progress = word.value.and_then(AnyValue::as_progress);
            found.push(news(account, progress.filter(|_| !word.denies), value));
        }
    }
    // A date on which it took place says so as well.
    for account in resolver.standing() {
        if account.progress().is_none() && account.happened() {
            found.push(news(account, Some(Progress::Held), Words::of(&Progress::Held)));
        }
    }
    found
}

pub(crate) fn outcomes_of<N: Recorded>(view: View<'_, N>) -> Vec<News<'_>> {
    outcomes(view.resolver(), &Address { record: RecordRef::from(view.id()), part: None })
}

/// Whether what is told of how a thing came out is against the claim.
pub(crate) fn fails(told: Progress, claim: Progress) -> bool {
    if claim.is_pending() {
        return matches!(told, Progress::Cancelled | Progress::DidNotHappen | Progress::Disproved);
    }
    match claim {
        Progress::Cancelled => told.has_happened(),
        Progress::Postponed => false,
        _ => !Value::agrees_with(&told, &claim),
    }
}
