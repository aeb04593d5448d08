//! What benches share: numbers by which they make what they time, as good as random and the same on every machine;
//! and the processor's clock.

use std::fs;
use std::time::{Duration, SystemTime};

/// Seconds that this process has had of the processor, whoever else uses it; by the clock where the
/// system does not tell. They are told some hundred times a second.
#[must_use]
pub fn processor_seconds() -> f64 {
    let told = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    let by_clock = || SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    nanoseconds.map_or_else(by_clock, Duration::from_nanos).as_secs_f64()
}

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
