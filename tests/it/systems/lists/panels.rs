//! Members, state-years, dyad-years and state-days, against the field's own panels.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use detente::date;
use detente::systems::{CodeSystem, DyadOrder, Spell, SystemMembership, Systems};

use support::shared::{Row, oracle};

const M: i64 = 1_000_003;

/// Rows, and the two checksums of the reference answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    rows: i64,
    linear: i64,
    mix: i64,
}

impl Sums {
    fn pair(&mut self, a: i64, b: i64, year: i32) {
        let year = i64::from(year);
        self.rows += 1;
        self.linear = (self.linear + 31 * a + 17 * b + year) % M;
        self.mix = (self.mix + (1000 * a + b) * year % M) % M;
    }

    fn day(&mut self, code: i64, day: NaiveDate) {
        let ymd = i64::from(day.year()) * 10_000 + i64::from(day.month() * 100 + day.day());
        self.rows += 1;
        self.linear = (self.linear + 31 * code + ymd) % M;
        self.mix = (self.mix + code * ymd % M) % M;
    }

    fn of(row: &Row) -> Self {
        let [rows, linear, mix] =
            ["rows", "checksum_linear", "checksum_mix"].map(|column| row.number(column));
        Self { rows, linear, mix }
    }
}

/// The list that the reference answers call so.
fn membership(system: &str) -> SystemMembership<'static> {
    let system = if system == "cow" { CodeSystem::COW_2016 } else { CodeSystem::GW };
    Systems::builtin().membership(&system).expect("it is built in")
}

fn number(code: &str) -> i64 {
    code.parse().expect("the lists number their states")
}

fn dyads(row: &Row) -> DyadOrder {
    if row.get("directed") == "1" { DyadOrder::Directed } else { DyadOrder::Undirected }
}

fn state_year_sums(membership: &SystemMembership<'_>) -> Sums {
    let mut sums = Sums::default();
    membership.state_years().for_each(|(code, year)| sums.pair(number(code), 0, year));
    sums
}

fn numbers(names: &[&str]) -> Vec<i64> {
    names.iter().map(|name| number(name)).collect()
}

fn dyad_year_sums(
    membership: &SystemMembership<'_>,
    dyads: DyadOrder,
) -> (Sums, BTreeMap<i32, Sums>) {
    let columns = membership.dyad_year_columns(dyads);
    let numbers = numbers(columns.names());
    let (mut all, mut by_year) = (Sums::default(), BTreeMap::<i32, Sums>::new());
    for ((a, b), year) in columns.code1().iter().zip(columns.code2()).zip(columns.year()) {
        let (a, b) = (numbers[usize::from(*a)], numbers[usize::from(*b)]);
        all.pair(a, b, i32::from(*year));
        by_year.entry(i32::from(*year)).or_default().pair(a, b, i32::from(*year));
    }
    (all, by_year)
}

fn state_day_sums(membership: &SystemMembership<'_>) -> (Sums, BTreeMap<i32, Sums>) {
    let columns = membership.state_day_columns();
    let numbers = numbers(columns.names());
    let (mut all, mut by_year) = (Sums::default(), BTreeMap::<i32, Sums>::new());
    for (code, day) in columns.code().iter().zip(columns.day()) {
        all.day(numbers[usize::from(*code)], *day);
        by_year.entry(day.year()).or_default().day(numbers[usize::from(*code)], *day);
    }
    (all, by_year)
}

fn codes(spells: &[Spell<'static>]) -> BTreeSet<&'static str> {
    spells.iter().map(|spell| spell.code()).collect()
}

#[test]
fn the_totals_are_those_of_the_field() {
    let (cow, gw) = (membership("cow"), membership("gw"));
    let sums = |rows, linear, mix| Sums { rows, linear, mix };
    assert_eq!(state_year_sums(&cow), sums(15_951, 527_605, 136_940));
    assert_eq!(state_year_sums(&gw), sums(19_864, 147_969, 999_465));
    assert_eq!(dyad_year_sums(&cow, DyadOrder::Directed).0, sums(1_912_290, 219_400, 523_597));
    assert_eq!(dyad_year_sums(&cow, DyadOrder::Undirected).0, sums(956_145, 383_877, 684_700));
    assert_eq!(dyad_year_sums(&gw, DyadOrder::Directed).0, sums(2_445_018, 474_842, 944_087));
    assert_eq!(dyad_year_sums(&gw, DyadOrder::Undirected).0, sums(1_222_509, 13_243, 636_515));
    assert_eq!(state_day_sums(&cow).0, sums(5_776_196, 68_248, 156_409));
    assert_eq!(state_day_sums(&gw).0, sums(7_209_913, 900_615, 458_074));
}

/// No reference counts these two; their files, where at hand, are compared row by row.
#[test]
fn the_lists_without_reference_keep_every_day() {
    let days = |system| state_day_sums(&Systems::builtin().membership(&system).expect("a list")).0;
    let sums = |rows, linear, mix| Sums { rows, linear, mix };
    assert_eq!(days(CodeSystem::COW), sums(6_345_986, 193_698, 12_500));
    assert_eq!(days(CodeSystem::ISD), sums(10_792_605, 538_979, 976_573));
}

#[test]
fn carried_to_a_year_the_totals_are_those_with_the_most_recent_year() {
    let (cow, gw) = (membership("cow").carried_to(2025), membership("gw").carried_to(2025));
    let sums = |rows, linear, mix| Sums { rows, linear, mix };
    assert_eq!(state_year_sums(&cow), sums(17_706, 599_804, 565_676));
    assert_eq!(state_year_sums(&gw), sums(20_849, 454_671, 332_141));
    assert_eq!(dyad_year_sums(&cow, DyadOrder::Directed).0, sums(2_252_760, 794_317, 853_307));
    assert_eq!(dyad_year_sums(&gw, DyadOrder::Directed).0, sums(2_638_078, 117_977, 186_178));
    assert_eq!(state_day_sums(&cow).0, sums(6_417_161, 382_527, 191_102));
    assert_eq!(cow.members_on(date!("2025-12-31")).map(|members| members.len()), Ok(195));
    let early = membership("cow").carried_to(1900);
    assert_eq!(state_year_sums(&early).rows, 15_951, "an earlier year changes nothing");
}

#[test]
fn a_pair_that_shares_a_year_and_no_day_is_no_dyad_year() {
    let rows: BTreeSet<_> = membership("cow").dyad_years(DyadOrder::Directed).collect();
    for (a, b, year) in [("115", "817", 1975), ("210", "255", 1945), ("211", "255", 1945)] {
        assert!(!rows.contains(&(a, b, year)) && !rows.contains(&(b, a, year)));
    }
    assert!(rows.contains(&("210", "255", 1939)) && !rows.contains(&("210", "210", 1939)));
}

#[test]
fn the_row_form_and_the_columns_are_one() {
    let membership = membership("gw").retained(|spell| spell.code() < "3");
    for dyads in DyadOrder::ALL {
        let rows: Vec<_> = membership.dyad_years(*dyads).collect();
        assert!(rows.len() > 1000 && rows.is_sorted_by_key(|(a, b, y)| (number(a), number(b), *y)));
        assert!(membership.dyad_year_columns(*dyads).rows().eq(rows));
    }
    assert!(membership.state_year_columns().rows().eq(membership.state_years()));
    assert!(membership.state_day_columns().rows().eq(membership.state_days()));
}

#[test]
fn members_on_some_days() {
    let count = |system, day| membership(system).members_on(day).map(|members| members.len());
    assert_eq!(count("cow", date!("1816-01-01")), Ok(23));
    assert_eq!(count("cow", date!("2016-12-31")), Ok(195));
    assert_eq!(count("gw", date!("2020-12-31")), Ok(197));
    let error = membership("cow").members_on(date!("2017-01-01")).unwrap_err().to_string();
    let says = "cow-2016 speaks of 1816-01-01 to 2016-12-31 and says nothing of 2017-01-01";
    assert_eq!(error, says);
}

#[test]
fn members_are_those_of_the_oracle() {
    let Some(rows) = oracle("systems/members_on_date.csv") else {
        return;
    };
    let mut expected: BTreeMap<(String, NaiveDate), BTreeSet<String>> = BTreeMap::new();
    for row in &rows {
        let key = (row.get("system").to_owned(), row.get("date").parse().expect("a day"));
        expected.entry(key).or_default().insert(row.get("code").to_owned());
    }
    assert!(!expected.is_empty());
    for ((system, day), expected) in expected {
        let members = membership(&system).members_on(day).expect("a day of the edition");
        let members: BTreeSet<String> = codes(&members).into_iter().map(str::to_owned).collect();
        assert_eq!(members, expected, "{system} on {day}");
    }
    for row in oracle("systems/crosscheck_states_pkg.csv").expect("the other is there") {
        let day = row.get("date").parse().expect("a day");
        let members = membership(row.get("system")).members_on(day).expect("in the edition");
        for column in ["n_states", "n_isard"] {
            assert_eq!(i64::try_from(members.len()), Ok(row.number(column)), "{column} on {day}");
        }
        assert_eq!([row.get("only_in_states_pkg"), row.get("only_in_isard")], [""; 2], "{day}");
    }
}

#[test]
fn years_are_those_of_the_oracle() {
    let Some(rows) = oracle("systems/year_counts.csv") else {
        return;
    };
    for row in &rows {
        let (membership, year) = (membership(row.get("system")), row.year());
        let in_year = membership.clone().retained(|spell| in_year(spell, year));
        let spells: Vec<_> = in_year.spells().collect();
        let all = codes(&spells);
        let large: Vec<_> = spells.iter().copied().filter(|s| !s.is_microstate()).collect();
        let counted = membership.state_years().filter(|(_, of)| *of == year).count();
        let on = |month, day| {
            let day = NaiveDate::from_ymd_opt(year, month, day).expect("a day");
            membership.members_on(day).expect("in the edition").len()
        };
        let numbers = [counted, all.len(), codes(&large).len(), on(1, 1), on(6, 30), on(12, 31)];
        let columns = [
            "stateyear_rows",
            "distinct_codes",
            "nonmicro_codes",
            "on_jan1",
            "on_jun30",
            "on_dec31",
        ];
        for (number, column) in numbers.into_iter().zip(columns) {
            assert_eq!(i64::try_from(number), Ok(row.number(column)), "{column} of {year}");
        }
        assert_eq!(all.iter().map(|code| number(code)).sum::<i64>(), row.number("sum_codes"));
    }
}

fn in_year(spell: Spell<'_>, year: i32) -> bool {
    (spell.from().year()..=spell.to().year()).contains(&year)
}

/// The package documents `exact` as membership on the very day of the period on which the series
/// starts, which from 1 January is its `first`. The rows called `exact` are not that: in every year
/// of the file they have the states and the sum of `any`, also where `first` has fewer. They are
/// reproduced as they are; membership on 1 January is checked by `first`, and by `on_jan1` above.
#[test]
fn the_panels_of_another_package_are_reproduced() {
    let Some(rows) = oracle("systems/states_pkg_panel_counts.csv") else {
        return;
    };
    for row in &rows {
        let (membership, year) = (membership(row.get("system")), row.year());
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        let members: Vec<_> = match row.get("partial") {
            "any" | "exact" => membership.spells().filter(|spell| in_year(*spell, year)).collect(),
            "last" => membership.members_on(day(12, 31)).expect("in the edition"),
            "first" => membership.members_on(day(1, 1)).expect("in the edition"),
            other => panic!("no such rule: {other}"),
        };
        let all = codes(&members);
        assert_eq!(i64::try_from(all.len()), Ok(row.number("n_states")), "{year}");
        assert_eq!(all.iter().map(|code| number(code)).sum::<i64>(), row.number("sum_codes"));
    }
}

#[test]
fn dyads_and_days_by_year_are_those_of_the_oracle() {
    let (Some(dyad_rows), Some(day_rows)) =
        (oracle("systems/dyadyears_by_year.csv"), oracle("systems/statedays_by_year.csv"))
    else {
        return;
    };
    let mut by_year = BTreeMap::new();
    for system in ["cow", "gw"] {
        for kind in DyadOrder::ALL {
            by_year.insert((system, Some(*kind)), dyad_year_sums(&membership(system), *kind).1);
        }
        by_year.insert((system, None), state_day_sums(&membership(system)).1);
    }
    let sums = |row: &Row, kind| by_year.get(&(row.get("system"), kind))?.get(&row.year()).copied();
    for row in &dyad_rows {
        assert_eq!(sums(row, Some(dyads(row))), Some(Sums::of(row)), "dyads of {}", row.year());
    }
    for row in &day_rows {
        assert_eq!(sums(row, None), Some(Sums::of(row)), "days of {}", row.year());
    }
}

#[test]
fn totals_are_those_of_the_oracle() {
    let Some(rows) = oracle("systems/totals.csv") else {
        return;
    };
    for row in &rows {
        let (args, mut membership) = (row.get("args"), membership(row.get("system")));
        if args.contains("mry=TRUE") {
            membership = membership.carried_to(2025);
        }
        let sums = match (row.get("fun"), args.contains("directed=TRUE")) {
            ("create_stateyears", _) => state_year_sums(&membership),
            ("create_statedays", _) => state_day_sums(&membership).0,
            (_, true) => dyad_year_sums(&membership, DyadOrder::Directed).0,
            (_, false) => dyad_year_sums(&membership, DyadOrder::Undirected).0,
        };
        assert_eq!(sums, Sums::of(row), "{} of {} with {args}", row.get("fun"), row.get("system"));
    }
}

#[test]
fn spells_are_those_of_the_oracle() {
    let files = [
        ("cow", "inputs/cow_system_spells.csv", "ccode"),
        ("gw", "inputs/gw_system_spells.csv", "gwcode"),
        ("cow", "inputs/states_pkg_cowstates.csv", "cowcode"),
        ("gw", "inputs/states_pkg_gwstates.csv", "gwcode"),
    ];
    for (system, file, column) in files {
        let Some(rows) = oracle(file) else {
            return;
        };
        let membership = membership(system);
        let last = membership.list().last_day().expect("an edition").to_string();
        // One of the packages writes the end of the data as no end.
        let end = |row: &Row| row.get("end").replace("9999-12-31", &last);
        let text = |row: &Row, column: &str| row.get(column).to_owned();
        let expected: BTreeSet<_> =
            rows.iter().map(|row| (text(row, column), text(row, "start"), end(row))).collect();
        let told: BTreeSet<_> = membership
            .spells()
            .map(|one| (one.code().to_owned(), one.from().to_string(), one.to().to_string()))
            .collect();
        assert_eq!(told, expected, "{file}");
    }
}

#[test]
fn false_dyads_are_left_out() {
    for (system, file, prefix) in [
        ("cow", "inputs/false_cow_dyads.csv", "ccode"),
        ("gw", "inputs/false_gw_dyads.csv", "gwcode"),
    ] {
        let Some(rows) = oracle(file) else {
            return;
        };
        let told: BTreeSet<_> = membership(system).dyad_years(DyadOrder::Directed).collect();
        for row in &rows {
            let [a, b] = [1, 2].map(|end| row.get(&format!("{prefix}{end}")));
            assert!(!told.contains(&(a, b, row.year())), "{a} {b} in {}", row.year());
        }
    }
}
