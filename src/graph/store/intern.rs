//! Small numbers for what is named often.

use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
use std::hash::Hash;

use super::columns::TieSort;
use crate::model::Id;

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
        self.find(item).unwrap_or_else(|| self.add(item.clone()))
    }

    fn find<Q: Eq + Hash + ?Sized>(&mut self, item: &Q) -> Option<u32>
    where
        T: Borrow<Q>,
    {
        if self.items.get(self.last).is_some_and(|last| last.borrow() == item) {
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

    /// The values in their own order, and the place there of each one as it was numbered, so that
    /// the order in which they were met leaves no trace.
    pub(crate) fn sorted(self) -> (Vec<T>, Vec<u32>) {
        drop(self.places);
        sorted(self.items)
    }
}

impl Interner<Vec<u32>> {
    fn place_of(&mut self, set: &[u32]) -> u32 {
        self.find(set).unwrap_or_else(|| self.add(set.to_vec()))
    }
}

/// A text that may be known by where it stands in memory, without a look at it.
pub(crate) trait Standing: Clone + Eq + Hash + Ord {
    /// Where it stands.
    fn address(&self) -> usize;

    /// Whether both stand at one place, and so are one text.
    fn is_where(&self, other: &Self) -> bool;
}

impl<N: ?Sized> Standing for Id<N> {
    fn address(&self) -> usize {
        Self::address(self)
    }

    fn is_where(&self, other: &Self) -> bool {
        Self::address(self) == Self::address(other)
    }
}

impl Standing for Cow<'static, str> {
    fn address(&self) -> usize {
        self.as_ptr().addr()
    }

    fn is_where(&self, other: &Self) -> bool {
        match (self, other) {
            // With its length, for one text may start where another does.
            (Self::Borrowed(one), Self::Borrowed(other)) => std::ptr::eq(*one, *other),
            _ => false,
        }
    }
}

/// Numbers texts, as [`Interner`] does. Ties mostly come with a few texts that are shared by many:
/// one of those that are kept here is found by its address, and its text is not read.
#[derive(Debug)]
pub(crate) struct TextInterner<T> {
    all: Interner<T>,
    /// Places, by a part of the address.
    by_address: Vec<u32>,
}

impl<T> Default for TextInterner<T> {
    fn default() -> Self {
        Self { all: Interner::default(), by_address: vec![0; 256] }
    }
}

impl<T: Standing> TextInterner<T> {
    pub(crate) fn place(&mut self, text: &T) -> u32 {
        let slot = self.slot(text);
        let place = self.by_address[slot];
        // What is kept there is alive, so that nothing else can stand where it does.
        if self.all.items.get(place as usize).is_some_and(|kept| kept.is_where(text)) {
            return place;
        }
        let place = self.all.place(text);
        if self.all.items[place as usize].is_where(text) {
            self.by_address[slot] = place;
        }
        if self.all.len() * 2 > self.by_address.len() {
            self.widen();
        }
        place
    }

    fn slot(&self, text: &T) -> usize {
        // Addresses of texts of one size are multiples of it: the higher bits of a product are not.
        let mixed = (text.address() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        usize::try_from(mixed).unwrap_or(0) & (self.by_address.len() - 1)
    }

    fn widen(&mut self) {
        self.by_address = vec![0; self.by_address.len() * 2];
        for (place, text) in (0..).zip(&self.all.items) {
            let slot = self.slot(text);
            self.by_address[slot] = place;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// As [`Interner::sorted`].
    pub(crate) fn sorted(self) -> (Vec<T>, Vec<u32>) {
        self.all.sorted()
    }
}

/// Numbers the sorts of ties in the order in which they are first met.
#[derive(Debug, Default)]
pub(crate) struct Sorts {
    all: Vec<TieSort>,
    /// From 1, by kind, sign and direction.
    places: Vec<u32>,
}

impl Sorts {
    pub(crate) fn place(&mut self, sort: TieSort) -> u32 {
        let forms = usize::from(sort.slot()) * 4
            + usize::from(sort.symmetric) * 2
            + usize::from(sort.censored);
        let at = sort.kind as usize * 12 + forms;
        if at >= self.places.len() {
            self.places.resize(at + 12, 0);
        }
        if self.places[at] == 0 {
            self.all.push(sort);
            self.places[at] = as_place(self.all.len());
        }
        self.places[at] - 1
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The sorts in their order, given the ranks of kinds, and the place there of each.
    pub(crate) fn sorted(self, kinds: &[u32]) -> (Vec<TieSort>, Vec<u32>) {
        let ranked = |sort: TieSort| TieSort { kind: kinds[sort.kind as usize], ..sort };
        sorted(self.all.into_iter().map(ranked).collect())
    }
}

/// Numbers sets of sources, each of which is ascending.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    all: Interner<Vec<u32>>,
    /// From 1: that of the set without a source, and then of those of one, by the source.
    of_few: Vec<u32>,
}

impl Sets {
    pub(crate) fn place(&mut self, set: &[u32]) -> u32 {
        let at = match *set {
            [] => 0,
            [only] => only as usize + 1,
            _ => return self.all.place_of(set),
        };
        if at >= self.of_few.len() {
            self.of_few.resize(at + 1, 0);
        }
        if self.of_few[at] == 0 {
            self.of_few[at] = self.all.place_of(set) + 1;
        }
        self.of_few[at] - 1
    }

    /// The sets in their order, given the ranks of sources, and the place there of each.
    pub(crate) fn sorted(self, sources: &[u32]) -> (Vec<Vec<u32>>, Vec<u32>) {
        let ranked = |mut set: Vec<u32>| {
            for source in &mut set {
                *source = sources[*source as usize];
            }
            set.sort_unstable();
            set
        };
        sorted(self.all.items.into_iter().map(ranked).collect())
    }
}

/// As [`Interner::sorted`].
fn sorted<T: Ord>(items: Vec<T>) -> (Vec<T>, Vec<u32>) {
    let mut by_value: Vec<(T, u32)> = items.into_iter().zip(0..).collect();
    by_value.sort_unstable();
    let mut ranks = vec![0; by_value.len()];
    for (rank, (_, at)) in by_value.iter().enumerate() {
        ranks[*at as usize] = as_place(rank);
    }
    (by_value.into_iter().map(|(item, _)| item).collect(), ranks)
}

/// A place as a graph keeps it. A builder takes fewer than 2²⁹ ties, and so far fewer names than
/// there are numbers.
pub(crate) fn as_place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
