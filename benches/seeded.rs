//! Numbers by which benches make what they time: as good as random, and the same on every machine.

#[path = "seeded/misspelt.rs"]
pub mod misspelt;

/// A linear congruential generator, with the numbers of Knuth's MMIX.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers that follow a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, of whose bits the higher are the more random ones.
    pub fn bits(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }

    /// The next number, below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        (self.bits() >> 33) % limit
    }
}
