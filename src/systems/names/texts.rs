//! Distinct texts, numbered in the order in which they came.

use std::hash::{BuildHasher, RandomState};

/// Distinct texts. The hash is quick rather than strong; its seed is another one each time, so that
/// nobody can choose texts which fall on one place.
#[derive(Debug)]
pub(super) struct NameTexts {
    seed: u64,
    /// A power of two many, at least half of them free: some bits of the hash, and the number of the
    /// text after 1, or 0 if free.
    slots: Vec<(u32, u32)>,
    all: String,
    /// Where each text ends in `all`.
    ends: Vec<usize>,
}

impl NameTexts {
    pub(super) fn new() -> Self {
        Self { seed: seed(), slots: vec![(0, 0); 64], all: String::new(), ends: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        let end = self.ends.get(number).unwrap_or(start);
        self.all.get(*start..*end).unwrap_or_default()
    }

    /// The number of `text`, if it is there.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        self.place(text, self.hash(text)).ok()
    }

    /// The number of `text`, which is the number of texts so far if it is new.
    pub(super) fn insert(&mut self, text: &str) -> usize {
        let hash = self.hash(text);
        let slot = match self.place(text, hash) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        let number = self.ends.len();
        self.all.push_str(text);
        self.ends.push(self.all.len());
        if let (Some(slot), Ok(after)) = (self.slots.get_mut(slot), u32::try_from(number + 1)) {
            *slot = (tag(hash), after);
        }
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// The number of a text, or the free slot where it belongs.
    fn place(&self, text: &str, hash: u64) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = start(hash) & mask;
        loop {
            match self.slots.get(at) {
                None | Some((_, 0)) => return Err(at),
                Some((of, after)) => {
                    let number = *after as usize - 1;
                    if *of == tag(hash) && self.get(number) == text {
                        return Ok(number);
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 4;
        self.slots.clear();
        self.slots.resize(size, (0, 0));
        for number in 0..self.ends.len() {
            let hash = self.hash(self.get(number));
            let mut at = start(hash) & (size - 1);
            while self.slots.get(at).is_some_and(|(_, after)| *after != 0) {
                at = (at + 1) & (size - 1);
            }
            if let (Some(slot), Ok(after)) = (self.slots.get_mut(at), u32::try_from(number + 1)) {
                *slot = (tag(hash), after);
            }
        }
    }

    fn hash(&self, text: &str) -> u64 {
        hash(self.seed, text)
    }
}

/// Another one each time, so that nobody can choose texts which have one hash.
pub(super) fn seed() -> u64 {
    RandomState::new().hash_one(0_u8) | 1
}

/// A hash that is quick rather than strong.
pub(super) fn hash(seed: u64, text: &str) -> u64 {
    let mix = |hash: u64, bits: u64| (hash.rotate_left(23) ^ bits).wrapping_mul(seed);
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let whole = chunks.iter().map(|chunk| u64::from_le_bytes(*chunk));
    let hash = whole.fold(seed, mix);
    // The one before them tells how many bytes the rest has.
    let hash = mix(hash, rest.iter().fold(1, |bits, byte| bits << 8 | u64::from(*byte)));
    mix(hash, hash >> 32)
}

/// The bits that tell most texts on one place apart.
fn tag(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// Where to look first.
fn start(hash: u64) -> usize {
    usize::try_from((hash >> 16) & 0xFFFF_FFFF).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::NameTexts;

    #[test]
    fn each_text_has_one_number() {
        let mut texts = NameTexts::new();
        let all: Vec<String> = (0..5_000).map(|i| "x".repeat(i % 40) + &i.to_string()).collect();
        for (number, text) in all.iter().enumerate() {
            assert_eq!(texts.find(text), None);
            assert_eq!(texts.insert(text), number);
        }
        for (number, text) in all.iter().enumerate() {
            assert_eq!(texts.insert(text), number);
            assert_eq!((texts.find(text), texts.get(number)), (Some(number), text.as_str()));
        }
        assert_eq!((texts.len(), texts.find("")), (5_000, None));
    }
}
