//! Classes of things that stand for one, found pair by pair.

use std::collections::HashMap;
use std::hash::Hash;

/// Things that stand for one, each class led by the least of them.
pub(crate) struct Classes<K> {
    /// From each that is not the least of its class to a lesser one.
    leads: HashMap<K, K>,
}

impl<K> Default for Classes<K> {
    fn default() -> Self {
        Self { leads: HashMap::new() }
    }
}

impl<K: Copy + Ord + Hash> Classes<K> {
    /// The least of the class; the thing itself, if it stands alone.
    pub(crate) fn first(&self, thing: K) -> K {
        let mut at = thing;
        while let Some(lead) = self.leads.get(&at) {
            at = *lead;
        }
        at
    }

    /// Makes one class of those of two things.
    pub(crate) fn join(&mut self, one: K, other: K) {
        let (one, other) = (self.first(one), self.first(other));
        if one != other {
            self.leads.insert(one.max(other), one.min(other));
        }
    }

    /// Each thing that is not the least of its class, with the least.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = (K, K)> {
        self.leads.keys().map(|thing| (*thing, self.first(*thing)))
    }
}
