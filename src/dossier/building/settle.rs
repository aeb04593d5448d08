//! Settling: the root of every source, and for each account the day by which it has been told.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::{KnownFrom, Slot, Source, SourceId};

/// Where each source stands, what its root is, and from when on it has told.
pub(super) struct SourceSlots {
    by_id: HashMap<SourceId, Slot>,
}

impl SourceSlots {
    pub(super) fn of(sources: &[Source], roots: &[u32]) -> Self {
        let slot = |(at, source): (u32, &Source), root: u32| {
            let told = match &source.published {
                None => KnownFrom::Always,
                Some(date) => date.latest().map_or(KnownFrom::Never, KnownFrom::Day),
            };
            Slot { source: at, root, told }
        };
        let by_id = (0u32..)
            .zip(sources)
            .zip(roots)
            .map(|(source, root)| (source.1.id.clone(), slot(source, *root)))
            .collect();
        Self { by_id }
    }

    /// The slot of accounts by a source, and the id of it that they share.
    pub(super) fn slot_of(&self, source: Option<&SourceId>) -> (Option<&SourceId>, Slot) {
        match source.and_then(|id| self.by_id.get_key_value(id)) {
            Some((id, slot)) => (Some(id), *slot),
            None => (None, Slot::default()),
        }
    }
}

/// The slot of an account by the source of this slot that reports something done on a day.
pub(super) fn reporting(slot: Slot, done_on: Option<NaiveDate>) -> Slot {
    match (slot.told, done_on) {
        // An undated source cannot have told of a deed before the day it was done.
        (KnownFrom::Always, Some(day)) => Slot { told: KnownFrom::Day(day), ..slot },
        _ => slot,
    }
}

/// For each source the one that it derives from in the end. Each way up is walked but once, so that
/// long chains of reprints cost no more than short ones.
pub(super) fn source_roots(sources: &[Source]) -> Vec<u32> {
    let positions: HashMap<&str, u32> =
        (0u32..).zip(sources).map(|(at, source)| (source.id.as_str(), at)).collect();
    let parent = |at: u32| -> Option<u32> {
        let parent = sources.get(at as usize)?.derived_from.as_ref()?;
        positions.get(parent.as_str()).copied()
    };
    let mut roots: Vec<Option<u32>> = vec![None; sources.len()];
    let known = |roots: &[Option<u32>], at: u32| roots.get(at as usize).copied().flatten();
    for start in (0u32..).take(sources.len()) {
        let mut way = vec![start];
        let mut at = start;
        // Rings were refused, so the way up ends.
        while let (None, Some(up)) = (known(&roots, at), parent(at)) {
            way.push(up);
            at = up;
        }
        let root = known(&roots, at).unwrap_or(at);
        for passed in way {
            roots[passed as usize] = Some(root);
        }
    }
    (0u32..).zip(roots).map(|(at, root)| root.unwrap_or(at)).collect()
}
