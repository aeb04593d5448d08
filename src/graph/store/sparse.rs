//! Values of the few ties that differ from the rest.

/// A value for some of many places; the others have what is usual there.
///
/// A bit a place says whether it has one, and how many there are before each 64 of them says where it
/// is: so a place without a value takes a fifth of a byte, and none is searched for.
#[derive(Debug, PartialEq)]
pub(crate) struct Sparse<T> {
    len: usize,
    marks: Vec<u64>,
    /// How many values there are before each word of marks.
    before: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { len: 0, marks: Vec::new(), before: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy> Sparse<T> {
    /// Adds a place at the end.
    pub(crate) fn push(&mut self, value: Option<T>) {
        if let Some(value) = value {
            // Places without a value take nothing until there is one after them.
            while self.marks.len() <= self.len / 64 {
                self.marks.push(0);
                // A graph has fewer ties than 2²⁹.
                self.before.push(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
            }
            self.marks[self.len / 64] |= 1 << (self.len % 64);
            self.values.push(value);
        }
        self.len += 1;
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The value at a place, if it has one of its own.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> Option<T> {
        let (word, bit) = (*self.marks.get(at / 64)?, at % 64);
        if word >> bit & 1 == 0 {
            return None;
        }
        let below = (word & ((1 << bit) - 1)).count_ones();
        Some(self.values[(self.before[at / 64] + below) as usize])
    }

    /// All values, in the order of their places.
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }

    /// Whether no place has a value of its own.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Gives back what was set aside for more.
    pub(crate) fn shrink(&mut self) {
        self.marks.shrink_to_fit();
        self.before.shrink_to_fit();
        self.values.shrink_to_fit();
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        size_of_val(&*self.marks)
            + size_of_val(&*self.before)
            + self.values.capacity() * size_of::<T>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_at_its_place_and_nowhere_else() {
        let given: Vec<Option<usize>> =
            (0..1_000).map(|at| (at % 7 == 3 || (300..420).contains(&at)).then_some(at)).collect();
        let mut sparse = Sparse::default();
        for value in &given {
            sparse.push(*value);
        }
        assert_eq!(sparse.len(), given.len());
        for (at, value) in given.iter().enumerate() {
            assert_eq!(sparse.get(at), *value);
        }
        assert!(sparse.values().iter().copied().eq(given.into_iter().flatten()));
    }
}
