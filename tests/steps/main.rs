//! That the work of a call grows no faster than what it is given: counted in allocations, never in time.
//!
//! A program of its own, as an allocator that counts counts for all threads: one test measures at a time.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

mod count;
#[cfg(feature = "json")]
mod dossier;
mod graph;
#[cfg(feature = "json")]
mod knowledge;
mod memory;
mod systems;
#[cfg(feature = "json")]
mod write;

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;
