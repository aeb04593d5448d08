//! Outcomes: what is told of how a thing that was planned came out.

use super::scoring::find_detail;
use crate::dossier::Recorded;
use crate::knowledge::View;
use crate::knowledge::resolve::Resolver;
use crate::knowledge::survey::SO;
use crate::model::Address;
use crate::model::{Account, Details, Progress, Provenance, RecordRef, Value};

/// How one account says that a thing came out.
pub(crate) struct News<'k> {
    pub(crate) about: Address,
    /// `None` where it is denied.
    pub(crate) progress: Option<Progress>,
    pub(crate) value: String,
    pub(crate) provenance: &'k Provenance,
    /// Whether it is told of the thing itself, and not of another on which it depends.
    pub(crate) is_of_this: bool,
}

/// What is told by then, and not replaced since, of how a thing came out.
pub(crate) fn outcomes<'k, D: Details>(
    resolver: Resolver<'k, D>,
    about: &Address,
) -> Vec<News<'k>> {
    let news = |account: &'k Account<D>, progress: Option<Progress>, value: String| {
        let (about, provenance) = (about.clone(), account.provenance());
        News { about, progress, value, provenance, is_of_this: true }
    };
    let mut found = Vec::new();
    if let Some(detail) = find_detail::<D, Progress>("progress") {
        let words = resolver.words(detail);
        for word in words.words.iter().filter(|word| !words.is_replaced(word)) {
            let Some(account) = resolver.accounts.get(word.account) else { continue };
            let value = word.value.map_or_else(|| SO.to_owned(), |progress| progress.in_words());
            found.push(news(account, word.value.copied().filter(|_| !word.denies), value));
        }
    }
    // A date on which it took place says so as well.
    for account in resolver.standing() {
        if account.details().progress().is_none() && account.details().happened() {
            found.push(news(account, Some(Progress::Held), Progress::Held.in_words()));
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
        _ => !told.agrees_with(&claim),
    }
}
