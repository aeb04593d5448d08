//! Small numbers for what is named often.

use std::collections::HashMap;
use std::hash::Hash;

/// Numbers values in the order in which they are first met.
#[derive(Debug)]
pub(crate) struct Interner<T> {
    places: HashMap<T, u32>,
    items: Vec<T>,
    /// What was asked for last; ties often come sorted.
    last: usize,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { places: HashMap::new(), items: Vec::new(), last: 0 }
    }
}

impl<T: Clone + Eq + Hash + Ord> Interner<T> {
    pub(crate) fn place(&mut self, item: &T) -> u32 {
        match self.find(item) {
            Some(place) => place,
            None => self.add(item.clone()),
        }
    }

    pub(crate) fn place_own(&mut self, item: T) -> u32 {
        match self.find(&item) {
            Some(place) => place,
            None => self.add(item),
        }
    }

    fn find(&mut self, item: &T) -> Option<u32> {
        if self.items.get(self.last) == Some(item) {
            return Some(as_place(self.last));
        }
        let place = *self.places.get(item)?;
        self.last = place as usize;
        Some(place)
    }

    fn add(&mut self, item: T) -> u32 {
        let place = as_place(self.items.len());
        self.places.insert(item.clone(), place);
        self.items.push(item);
        place
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The values changed one by one, under the numbers they had. They have to stay distinct.
    pub(crate) fn map(self, change: impl FnMut(T) -> T) -> Self {
        Self { items: self.items.into_iter().map(change).collect(), ..Self::default() }
    }

    /// The values in their own order, and the place there of each one as it was numbered, so that
    /// the order in which they were met leaves no trace.
    pub(crate) fn sorted(self) -> (Vec<T>, Vec<u32>) {
        let mut by_value: Vec<usize> = (0..self.items.len()).collect();
        by_value.sort_unstable_by(|a, b| self.items[*a].cmp(&self.items[*b]));
        let mut ranks = vec![0; self.items.len()];
        for (rank, at) in by_value.iter().enumerate() {
            ranks[*at] = as_place(rank);
        }
        (by_value.iter().map(|at| self.items[*at].clone()).collect(), ranks)
    }
}

/// A place as a graph keeps it. A builder takes fewer than 2²⁹ ties, and so far fewer names than
/// there are numbers.
pub(crate) fn as_place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
