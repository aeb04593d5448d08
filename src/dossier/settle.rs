//! Settling: the root of every source, and for each account the day by which it has been told.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::{Slot, Source, SourceId};

/// Where each source stands.
pub(super) struct SourceSlots {
    by_id: HashMap<SourceId, SourcePlace>,
}

/// The position of a source, its root, and the day by which it has told.
#[derive(Clone, Copy, Default)]
pub(super) struct SourcePlace {
    slot: Slot,
    dated: bool,
}

impl SourceSlots {
    pub(super) fn of(sources: &[Source], roots: &[u32]) -> Self {
        let place = |(at, source): (u32, &Source), root: u32| {
            // Told for certain at the latest possible day; without a latest day, never.
            let published = source.published.as_ref();
            let told = published.map(|date| date.latest().unwrap_or(NaiveDate::MAX));
            let slot = Slot { source: at, root, told: told.unwrap_or(NaiveDate::MIN) };
            SourcePlace { slot, dated: told.is_some() }
        };
        let by_id = (0u32..)
            .zip(sources)
            .zip(roots)
            .map(|(source, root)| (source.1.id.clone(), place(source, *root)))
            .collect();
        Self { by_id }
    }

    pub(super) fn place(&self, source: Option<&SourceId>) -> SourcePlace {
        source.and_then(|id| self.by_id.get(id)).copied().unwrap_or_default()
    }
}

impl SourcePlace {
    /// The slot of an account by this source that reports something done on a day.
    pub(super) fn slot(self, done_on: Option<NaiveDate>) -> Slot {
        // An undated source cannot have told of a deed before the day it was done.
        let told = done_on.filter(|_| !self.dated).unwrap_or(self.slot.told);
        Slot { told, ..self.slot }
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
