//! Panels and conversions in bulk. Each result is checked once before it is timed.
//!
//! The numbers are of one core of a two-core virtual machine in use by others (Rust 1.95).
//!
//! - `directed_dyad_years_1.9M_rows_of_3_columns`: 12 ms.
//! - `state_days_5.8M_rows_of_2_columns`: 20 to 21 ms.
//! - `convert_1M_codes_on_days`: 14 to 16 ms, codes and days in no order; `convert_column` by size: in proportion.
//! - `rows_of_one_code`, `successors_of_all` by size: in proportion, but for a logarithm. Before, a converter of
//!   a code with n rows in two lists was made in the third power of n, and the successors of all in the square.
//! - `read`, by size: at most four times what the crate `csv` takes to go through the same bytes: 3.0, 3.7 and
//!   3.7 times (0.21, 2.1 and 23 ms; before, 0.28, 2.6 and 28 ms in the same run), linking included. The limit is
//!   that each row keeps two texts, and that ids are put in order.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use detente::date;
use detente::systems::{AnswerStatus, At, CodeSpell, CodeSystem, DyadOrder, Systems};
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
    for size in [1_000, 10_000, 100_000] {
        let (codes, days) = (&codes[..size], &days[..size]);
        let convert = || systems.convert_column(&CodeSystem::COW, codes, &CodeSystem::GW, days);
        c.bench_function(&format!("systems/convert_column/{size}"), |b| b.iter(convert));
    }
}

/// One code with many rows, in two lists: a day each, of a hundred polities in turn.
fn rows_of_one_code(c: &mut Criterion) {
    let [a, b] = ["acme:a", "acme:b"].map(|one| CodeSystem::new(one).expect("a system"));
    for size in [1_000, 10_000, 100_000] {
        let row = |i: usize| format!("p-{i},Place {i},state,,\n");
        let polities = "id,name,kind,from,to\n".to_owned() + &(0..100).map(row).collect::<String>();
        let mut codes = "system,code,polity,from,to\n".to_owned();
        for (system, at) in
            ["acme:a", "acme:b"].iter().flat_map(|one| (0..size).map(move |at| (one, at)))
        {
            let day = date!("0001-01-01") + chrono::Days::new(2 * at as u64);
            let _ = writeln!(codes, "{system},X,p-{},{day},{day}", at % 100);
        }
        let editions = "system,edition,first_day,last_day\n\
            acme:a,1,0001-01-01,2000-01-01\nacme:b,1,0001-01-01,2000-01-01\n";
        let builder = || Systems::empty_builder().polities("p", &polities).editions("e", editions);
        let build = || builder().codes("c", &codes).build().expect("the tables are right");
        let systems = build();
        let mut group = c.benchmark_group(format!("systems/rows_of_one_code/{size}"));
        group.sample_size(10);
        group.bench_function("build", |bench| bench.iter(build));
        group.bench_function("converter", |bench| bench.iter(|| systems.converter(&a, &b).is_ok()));
        let convert = || systems.convert(&a, "X", &b, At::Ever).status();
        group.bench_function("convert", |bench| bench.iter(convert));
        let polities = || systems.polity_of(&a, "X", At::Ever).candidates().len();
        assert_eq!(polities(), 100);
        group.bench_function("polity_of", |bench| bench.iter(polities));
        let membership = systems.membership(&a).expect("a list with days");
        let spells = || membership.spells().map(|spell| spell.polities().len()).sum::<usize>();
        assert_eq!(spells(), size);
        group.bench_function("polities_of_spells", |bench| bench.iter(spells));
        group.finish();
    }
}

/// Each polity follows another.
fn successions(c: &mut Criterion) {
    for size in [1_000, 10_000, 100_000] {
        let mut polities = "id,name,kind,from,to\n".to_owned();
        let mut links = "from,to,kind,day\n".to_owned();
        for i in 0..size {
            let _ = writeln!(polities, "p-{i},Place {i},state,,");
            let _ = writeln!(links, "p-{i},p-{},secession,", (i + 1) % size);
        }
        let builder = Systems::empty_builder().polities("p", polities).successions("s", links);
        let systems = builder.build().expect("the tables are right");
        let all = || systems.polities().map(|one| one.successors().len()).sum::<usize>();
        assert_eq!(all(), size);
        c.bench_function(&format!("systems/successors_of_all/{size}"), |b| b.iter(all));
    }
}

/// Tables of polities beside the same bytes gone through by the crate `csv`, which makes no values of them.
fn readers(c: &mut Criterion) {
    for size in [1_000, 10_000, 100_000] {
        let row = |i: usize| format!("p-{i},\"Place, {i}\",state,1900-01-01,,a remark on it\n");
        let text =
            "id,name,kind,from,to,note\n".to_owned() + &(0..size).map(row).collect::<String>();
        let mut group = c.benchmark_group(format!("systems/read/{size}"));
        group.sample_size(20);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("polities", |b| {
            b.iter(|| Systems::empty_builder().polities("p", black_box(&text)).build().is_ok());
        });
        group.bench_function("csv_alone", |b| {
            b.iter(|| {
                let mut reader = csv::Reader::from_reader(black_box(text.as_bytes()));
                let mut record = csv::StringRecord::new();
                let mut fields = 0;
                while reader.read_record(&mut record).expect("a record") {
                    fields += record.len();
                }
                fields
            });
        });
        group.finish();
    }
}

criterion_group!(benches, panels, conversions, rows_of_one_code, successions, readers);
criterion_main!(benches);
