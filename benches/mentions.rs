//! Mentions of polities in running text.
//!
//! The limit is the text's bytes read once: some gigabytes a second. One look at two letters rules
//! most words of a text in Latin letters out; words that begin as a name does are followed along the
//! tree of names, and each mention allocates its candidates. On one core of a 2-core virtual machine
//! (Rust 1.95), with the names of the default features:
//!
//! - `english_16_mib`, one name in twelve words: 124 ms, 136 MB/s (to be reached: 100 MB/s), about a
//!   tenth of the limit;
//! - `many_scripts_16_mib`, half of whose words are names: 348 ms, 48 MB/s. In scripts without
//!   capitals every word has to be decoded and followed;
//! - `names_alone_16_mib`: 205 ms, 82 MB/s;
//! - `one_word_16_mib`, a word that never ends: 83 ms, 203 MB/s;
//! - `by_size`: in proportion to the text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use detente::date;
use detente::systems::Systems;
use seeded::Random;

const MIB: usize = 1 << 20;

/// Words of ordinary prose, and one name in twelve.
const ENGLISH: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "would",
    "agreement",
    "visit",
    "after",
    "The",
    "said",
    "talks",
    "on",
    "In",
    "Minister",
    "with",
    "officials",
    "for",
    "been",
    "security",
    "summit",
    "President",
    "from",
    "which",
    "has",
    "it",
    "its",
    "parties",
    "week.",
    "Monday",
    "signed",
];
const NAMES: &[&str] = &[
    "Russia",
    "North Korea",
    "South Korea",
    "the United States",
    "China",
    "Nigeria",
    "Niger",
    "Moscow",
    "Pyongyang",
    "Democratic Republic of the Congo",
    "Russian",
    "DPRK",
    "Guinea-Bissau",
    "Côte d’Ivoire",
    "Kremlin",
    "Papua New Guinea",
    "Japan",
];
const OTHER_SCRIPTS: &[&str] = &[
    "и",
    "что",
    "встреча",
    "Россия",
    "переговоры",
    "在北京",
    "会谈",
    "中国",
    "和",
    "朝鲜",
    "الرئيس",
    "روسيا",
    "في",
    "정상회담",
    "북한은",
    "러시아",
    "ของ",
    "รัสเซีย",
    "और",
    "रूस",
];

/// Some `bytes` of text: words drawn from `words`, and from `names` one in twelve.
fn text(bytes: usize, words: &'static [&str], names: &'static [&str]) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut random = Random::new(2024);
    for at in 1_usize.. {
        let among = if at.is_multiple_of(12) { names } else { words };
        text.push_str(among[usize::try_from(random.bits() >> 40).unwrap_or(0) % among.len()]);
        text.push(' ');
        if text.len() >= bytes {
            break;
        }
    }
    text
}

fn mentions(c: &mut Criterion) {
    let (systems, day) = (Systems::builtin(), date!("2024-06-17"));
    let mut group = c.benchmark_group("mentions");
    let texts = [
        ("english_16_mib", text(16 * MIB, ENGLISH, NAMES)),
        ("many_scripts_16_mib", text(16 * MIB, OTHER_SCRIPTS, OTHER_SCRIPTS)),
        ("names_alone_16_mib", text(16 * MIB, NAMES, NAMES)),
        ("one_word_16_mib", "R".repeat(16 * MIB)),
    ];
    for (name, text) in &texts {
        let found = systems.mentions(text, day).count();
        assert_eq!(found > 100_000, *name != "one_word_16_mib", "{name}: {found}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.sample_size(10);
        group.bench_function(*name, |b| b.iter(|| systems.mentions(black_box(text), day).count()));
    }
    group.finish();
}

/// A text as long as it may be, by its size.
fn sizes(c: &mut Criterion) {
    let (systems, day) = (Systems::builtin(), date!("2024-06-17"));
    let mut group = c.benchmark_group("mentions/by_size");
    for size in [1_000, 10_000, 100_000] {
        for (name, text) in [
            ("english", text(size, ENGLISH, NAMES)),
            ("one_name", "Papua New Guinea ".repeat(size / 17)),
        ] {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("{name}/{size}"), |b| {
                b.iter(|| systems.mentions(black_box(&text), day).count());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, mentions, sizes);
criterion_main!(benches);
