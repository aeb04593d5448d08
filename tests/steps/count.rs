//! The counting, and what is held of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(feature = "json")]
use detente::{
    Dossier, Knowledge,
    model::{Provenance, Source},
};
use stats_alloc::Region;

use super::COUNTING;

/// How much more an item may come to at the larger size than at the smaller: logarithms and tables that double.
const PER_ITEM: f64 = 1.35;

/// What a call asked of the allocator, and of the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    /// Allocations, and those that were made larger.
    times: usize,
    /// Bytes, whether given back or not.
    bytes: usize,
    /// Accounts that were looked at, where each look is counted.
    accounts: usize,
}

/// Looks at accounts, by all tests so far.
static HEARD: AtomicUsize = AtomicUsize::new(0);

/// All that was told, where each look at an account is counted: looking through a long list asks nothing of the
/// allocator.
#[cfg(feature = "json")]
pub(super) fn listening(dossier: &Dossier) -> Knowledge {
    let listen = |_: &Source, _: &Provenance| {
        HEARD.fetch_add(1, Ordering::Relaxed);
        true
    };
    dossier.knowledge().listening_to(listen).build()
}

/// One test counts at a time, and none makes an input meanwhile: what others ask would be counted too.
static ALONE: Mutex<()> = Mutex::new(());

/// Has one test run at a time: for tests that ask much of the allocator and count nothing.
pub(super) fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn asked<T>(call: impl FnOnce() -> T) -> Asked {
    let before = HEARD.load(Ordering::Relaxed);
    let region = Region::new(COUNTING);
    let made = call();
    let change = region.change();
    drop(made);
    Asked {
        times: change.allocations + change.reallocations,
        bytes: change.bytes_allocated,
        accounts: HEARD.load(Ordering::Relaxed) - before,
    }
}

/// What a call asks at each of two sizes.
fn asked_at<I, T>(
    sizes: [usize; 2],
    prepare: impl Fn(usize) -> I,
    call: impl Fn(&I) -> T,
) -> [Asked; 2] {
    let _alone = alone();
    sizes.map(|size| {
        let input = prepare(size);
        asked(|| call(&input))
    })
}

/// What a call makes, and the bytes of it that are kept once the call is done. The test is to be [`alone`].
pub(super) fn kept<T>(call: impl FnOnce() -> T) -> (T, usize) {
    let region = Region::new(COUNTING);
    let made = call();
    let change = region.change();
    (made, change.bytes_allocated.saturating_sub(change.bytes_deallocated))
}

/// Holds a call to work in proportion: `prepare` makes the input for a size, `call` is counted. Of an input four
/// times as large it may ask four times as much, and [`PER_ITEM`] more.
pub(super) fn grows_in_proportion<I, T>(
    what: &str,
    sizes: [usize; 2],
    prepare: impl Fn(usize) -> I,
    call: impl Fn(&I) -> T,
) {
    assert_eq!(out_of_proportion(what, sizes, prepare, call), None);
}

/// What a call asks more of than [`grows_in_proportion`] allows, if anything.
pub(super) fn out_of_proportion<I, T>(
    what: &str,
    sizes: [usize; 2],
    prepare: impl Fn(usize) -> I,
    call: impl Fn(&I) -> T,
) -> Option<String> {
    let [small, large] = asked_at(sizes, prepare, call);
    let times_larger = ratio(sizes[1], sizes[0]);
    let units = [
        ("allocations", small.times, large.times),
        ("bytes", small.bytes, large.bytes),
        ("looks at accounts", small.accounts, large.accounts),
    ];
    units.into_iter().find_map(|(unit, before, after)| {
        // What is asked once, whatever the size, is no growth.
        let growth = ratio(after, before.max(1)) / times_larger;
        let [smaller, larger] = sizes;
        (growth > PER_ITEM).then(|| {
            format!(
                "{what}: {before} {unit} for {smaller}, {after} for {larger}: {growth:.2} times as many an item"
            )
        })
    })
}

/// Holds a call to the same work whatever the size.
pub(super) fn stays_the_same<I, T>(
    what: &str,
    sizes: [usize; 2],
    prepare: impl Fn(usize) -> I,
    call: impl Fn(&I) -> T,
) {
    let [small, large] = asked_at(sizes, prepare, call);
    assert_eq!(small, large, "{what}, of {} and of {}", sizes[0], sizes[1]);
}

#[allow(clippy::cast_precision_loss, reason = "counts of a test are small")]
fn ratio(a: usize, b: usize) -> f64 {
    a as f64 / b as f64
}

#[test]
#[should_panic(expected = "times as many an item")]
fn a_square_is_seen() {
    let square = |n: &usize| (0..*n).map(|_| Vec::<u8>::with_capacity(*n)).collect::<Vec<_>>();
    grows_in_proportion("a square", [100, 400], |n| n, square);
}

#[test]
fn a_proportion_passes() {
    let line = |n: &usize| (0..*n).map(|_| Vec::<u8>::with_capacity(16)).collect::<Vec<_>>();
    grows_in_proportion("a line", [100, 400], |n| n, line);
}

#[test]
#[should_panic(expected = "a line, of 100 and of 400")]
fn what_grows_is_seen() {
    let line = |n: &usize| Vec::<u8>::with_capacity(*n);
    stays_the_same("a line", [100, 400], |n| n, line);
}
