//! The polities of all tables, in the order of their ids.

use super::draft::PolityRow;
use crate::model::StateId;

/// Polities by id, each once. They stay where they were told, next to their texts, for to move each to its
/// place, and to let it go from there, takes longer than to read it.
pub(crate) struct PolityRows {
    told: Vec<PolityRow>,
    /// Where each stands among them, in the order of ids.
    by_id: Vec<usize>,
}

impl PolityRows {
    /// Of those of one id the one told first, and `twice` is handed each other with it.
    pub(crate) fn new(told: Vec<PolityRow>, mut twice: impl FnMut(&PolityRow, &PolityRow)) -> Self {
        if told.is_sorted_by(|a, b| a.id < b.id) {
            let by_id = (0..told.len()).collect();
            return Self { told, by_id };
        }
        // By what is at hand first, for ids lie anywhere; those of one id stay as they were told.
        let mut places: Vec<(u64, usize)> =
            told.iter().map(|row| beginning(&row.id)).zip(0..).collect();
        places.sort_unstable();
        for alike in places.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            alike.sort_by(|a, b| told[a.1].id.cmp(&told[b.1].id));
        }
        places.dedup_by(|at, first| {
            let is_twice = at.0 == first.0 && told[at.1].id == told[first.1].id;
            if is_twice {
                twice(&told[at.1], &told[first.1]);
            }
            is_twice
        });
        let by_id = places.into_iter().map(|(_, at)| at).collect();
        Self { told, by_id }
    }

    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// The row at this place in the order of ids.
    pub(crate) fn row(&self, place: usize) -> &PolityRow {
        &self.told[self.by_id[place]]
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.by_id.binary_search_by(|at| self.told[*at].id.as_str().cmp(id)).ok()
    }

    /// The ids, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.iter().map(|at| self.told[*at].id.as_str())
    }
}

/// The first bytes of an id, in the order of which ids stand.
fn beginning(id: &StateId) -> u64 {
    let text = id.as_str().as_bytes();
    let padded = || {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(text).for_each(|(at, byte)| *at = *byte);
        bytes
    };
    u64::from_be_bytes(text.first_chunk().copied().unwrap_or_else(padded))
}
