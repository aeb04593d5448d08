//! Panels and conversions in bulk. Each result is checked once before it is timed.
//!
//! The numbers are of one core of a two-core virtual machine in use by others (Rust 1.95).
//!
//! - `directed_dyad_years_1.9M_rows_of_3_columns`: 12 ms.
//! - `state_days_5.8M_rows_of_2_columns`: 20 to 21 ms.
//! - `convert_1M_codes_on_days`: 14 to 16 ms, codes and days in no order.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use detente::systems::{AnswerStatus, CodeSpell, CodeSystem, DyadOrder, Systems};
use detente::time::NaiveDate;
use seeded::Random;

fn panels(c: &mut Criterion) {
    let membership = Systems::builtin().membership(&CodeSystem::COW_2016).expect("it is built in");
    assert_eq!(membership.dyad_year_columns(DyadOrder::Directed).len(), 1_912_290);
    let mut group = c.benchmark_group("systems");
    group.sample_size(30);
    group.bench_function("directed_dyad_years_1.9M_rows_of_3_columns", |b| {
        b.iter(|| black_box(&membership).dyad_year_columns(DyadOrder::Directed));
    });
    assert_eq!(membership.state_day_columns().len(), 5_776_196);
    group.bench_function("state_days_5.8M_rows_of_2_columns", |b| {
        b.iter(|| black_box(&membership).state_day_columns());
    });
    group.finish();
}

fn conversions(c: &mut Criterion) {
    let systems = Systems::builtin();
    let list = systems.list(&CodeSystem::COW).expect("it is built in");
    let known: Vec<&str> = list.codes().collect();
    let first = NaiveDate::from_ymd_opt(1816, 1, 1).expect("a day");
    let (mut codes, mut days) = (Vec::new(), Vec::new());
    let mut random = Random::new(0x2024_0619);
    for _ in 0..1_000_000 {
        let bits = random.bits();
        let [code, day] = [bits >> 33, bits >> 43].map(|bits| usize::try_from(bits).unwrap_or(0));
        codes.push(known[code % known.len()]);
        days.push(first + chrono::Days::new(day as u64 % 76_000));
    }
    let convert = || systems.convert_column(&CodeSystem::COW, &codes, &CodeSystem::GW, &days);
    let column = convert().expect("the lists are built in");
    for row in (0..codes.len()).step_by(997) {
        let answer = systems.convert(&CodeSystem::COW, codes[row], &CodeSystem::GW, days[row]);
        assert_eq!(Some(answer.status()), column.status(row));
        assert_eq!(answer.exact().map(|code| code.code()), column.spell(row).map(CodeSpell::code));
    }
    assert!(column.count(AnswerStatus::Exact) > 300_000);
    c.bench_function("systems/convert_1M_codes_on_days", |b| b.iter(|| black_box(convert())));
}

criterion_group!(benches, panels, conversions);
criterion_main!(benches);
