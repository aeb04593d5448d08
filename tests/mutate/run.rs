//! Running cases by a seed, and telling of one that fails.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{Seek, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Once;
use std::time::{Duration, Instant};

use support::bending::Dice;

/// How long one case may take. What is small is answered at once; a minute is a fault.
const LONGEST: Duration = Duration::from_secs(60);

/// How long an input that fails is made smaller.
const SHRINKING: Duration = Duration::from_secs(60);

/// How much is run: so many cases, or as many as fit into a time.
pub(crate) struct Budget {
    seed: u64,
    cases: u64,
    until: Option<Instant>,
}

impl Budget {
    /// This number of cases, unless a time is asked for.
    pub(crate) fn of_cases(cases: u64) -> Self {
        let number = |name: &str| {
            let text = std::env::var(name).ok()?;
            Some(text.parse().unwrap_or_else(|_| panic!("{name} is {text:?}, and no number")))
        };
        let seconds = number("DETENTE_MUTATE_SECONDS").map(Duration::from_secs);
        Self {
            seed: number("DETENTE_MUTATE_SEED").unwrap_or(20_240_619),
            cases: if seconds.is_some() { u64::MAX } else { cases },
            until: seconds.map(|seconds| Instant::now() + seconds),
        }
    }

    /// The seed of each case, as long as there is time.
    fn cases(&self) -> impl Iterator<Item = u64> {
        let in_time = |_: &u64| self.until.is_none_or(|until| Instant::now() < until);
        (0..self.cases).take_while(in_time).map(|case| mixed(self.seed, case))
    }
}

/// A seed for a case that is unlike that of the next, and not 0.
fn mixed(seed: u64, case: u64) -> u64 {
    let mut z = seed.wrapping_add(case.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) | 1
}

/// Makes an input for each case and holds it to its law, which panics if it is broken, and says of
/// a good input that it went all the way. How many did, of how many.
#[track_caller]
pub(crate) fn run(
    name: &str,
    budget: &Budget,
    mut make: impl FnMut(&mut Dice) -> Vec<u8>,
    law: impl Fn(&[u8]) -> bool,
) -> (u64, u64) {
    let (mut good, mut all, mut longest) = (0, 0, Duration::ZERO);
    // A stack that overflows, or a walk without an end, leaves nothing behind but this.
    let mut running = budget.until.map(|_| Running::new(name));
    for seed in budget.cases() {
        let input = make(&mut Dice(seed));
        if let Some(running) = &mut running {
            running.now(&input);
        }
        let started = Instant::now();
        match caught(|| law(&input)) {
            Ok(went_on) => good += u64::from(went_on),
            Err(fault) => tell(name, budget, seed, &input, &fault, &law),
        }
        let took = started.elapsed();
        assert!(
            took < LONGEST,
            "{name}: case {seed} took {took:?}: {}",
            save(name, &input).display()
        );
        (all, longest) = (all + 1, longest.max(took));
    }
    println!(
        "{name}: {all} cases by seed {}, {good} good; the longest took {longest:?}",
        budget.seed
    );
    (good, all)
}

/// Fails with all that is needed to see the case again.
#[track_caller]
fn tell(
    name: &str,
    budget: &Budget,
    seed: u64,
    input: &[u8],
    fault: &Fault,
    law: impl Fn(&[u8]) -> bool,
) -> ! {
    let small = shrunk(input, |bytes| {
        caught(|| law(bytes)).err().is_some_and(|other| other.place == fault.place)
    });
    let said = caught(|| law(&small)).err().map_or_else(|| fault.said.clone(), |fault| fault.said);
    panic!(
        "{name}: case {seed} by seed {} fails at {}\n{said}\nthe input is saved in {}, and smaller in {}",
        budget.seed,
        fault.place,
        save(&format!("{name}-{seed}-whole"), input).display(),
        save(&format!("{name}-{seed}"), &small).display(),
    );
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("mutate-{name}"))
}

/// The file of the input that is running, which is opened once: that takes longer than most cases.
struct Running(File);

impl Running {
    fn new(name: &str) -> Self {
        let file = File::create(path(&format!("{name}-running")));
        Self(file.expect("the folder of builds takes a file"))
    }

    fn now(&mut self, input: &[u8]) {
        let Self(file) = self;
        let wrote = file.rewind().and_then(|()| file.write_all(input));
        let len = u64::try_from(input.len()).expect("a length");
        wrote.and_then(|()| file.set_len(len)).expect("it can be written");
    }
}

fn save(name: &str, input: &[u8]) -> PathBuf {
    let path = path(name);
    std::fs::write(&path, input).expect("the folder of builds takes a file");
    path
}

/// Where something panicked, and what it said.
#[derive(Clone)]
pub(crate) struct Fault {
    pub(crate) place: String,
    pub(crate) said: String,
}

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<Option<Fault>> = const { RefCell::new(None) };
}

/// What a law answers, or how it panicked, which is not printed.
pub(crate) fn caught<T>(law: impl FnOnce() -> T) -> Result<T, Fault> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                return usual(info);
            }
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            let text = info.payload().downcast_ref::<&str>().map(|text| (*text).to_owned());
            let said = text.or_else(|| info.payload().downcast_ref::<String>().cloned());
            LAST.set(Some(Fault { place, said: said.unwrap_or_default() }));
        }));
    });
    let before = IS_QUIET.replace(true);
    // What a law has seen of the input when it panics is given up with it.
    let answer = panic::catch_unwind(AssertUnwindSafe(law));
    IS_QUIET.set(before);
    answer.map_err(|_| LAST.take().expect("the hook has seen it"))
}

/// The least of what is left when parts are taken away while it still fails: nodes of JSON, or else
/// runs of bytes.
fn shrunk(input: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let until = Instant::now() + SHRINKING;
    let in_time = || Instant::now() < until;
    let mut least = input.to_vec();
    if let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(input)
        && fails(value.to_string().as_bytes())
    {
        least = value.to_string().into_bytes();
        let mut goes_on = true;
        while goes_on && in_time() {
            goes_on = false;
            let mut all = Vec::new();
            support::bending::pointers(&value, "", &mut all);
            // What holds others comes after them, and is tried first.
            for pointer in all.iter().rev().take_while(|_| in_time()) {
                let mut less = value.clone();
                if support::bending::remove(&mut less, pointer)
                    && fails(less.to_string().as_bytes())
                {
                    (value, goes_on) = (less, true);
                    least = value.to_string().into_bytes();
                }
            }
        }
        return least;
    }
    let mut size = least.len() / 2;
    while size > 0 && in_time() {
        let mut at = 0;
        while at + size <= least.len() && in_time() {
            let less = [&least[..at], &least[at + size..]].concat();
            if fails(&less) { least = less } else { at += size }
        }
        size /= 2;
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A law that is broken by every text with a 7 in it.
    fn no_seven(bytes: &[u8]) -> bool {
        assert!(!bytes.contains(&b'7'), "a seven");
        true
    }

    #[test]
    fn a_broken_law_is_told_with_its_seed_and_the_least_input() {
        let budget = Budget { seed: 3, cases: 50, until: None };
        let texts =
            |dice: &mut Dice| format!("[{}, {}, {{\"a\": 1}}]", dice.roll(50), dice.roll(9));
        let fault =
            caught(|| run("a-test-of-itself", &budget, |dice| texts(dice).into_bytes(), no_seven));
        let said = fault.expect_err("some text has a seven").said;
        assert!(said.contains("by seed 3 fails at tests/mutate/run.rs:"), "{said}");
        let path = said.rsplit(' ').next().expect("a path");
        let least = std::fs::read_to_string(path).expect("it is saved");
        let value: serde_json::Value = serde_json::from_str(&least).expect("it is JSON still");
        assert_eq!(value.as_array().map(Vec::len), Some(1), "{least}");
    }

    #[test]
    fn bytes_are_made_fewer() {
        let fails = |bytes: &[u8]| bytes.contains(&b'(') && bytes.contains(&b')');
        assert_eq!(shrunk(b"no json (of any sort) at all", fails), b"()");
    }

    #[test]
    fn each_case_has_a_seed_of_its_own() {
        let budget = Budget { seed: 1, cases: 1_000, until: None };
        let seeds: std::collections::HashSet<u64> = budget.cases().collect();
        assert!(seeds.len() == 1_000 && !seeds.contains(&0));
    }
}
