//! Who held what when: F72 to F91.

use detente::model::{Criterion, Person, Tenure, TenureMode};
use detente::time::{End, NaiveDate, Truth};
use detente::{Knowledge, date};

use super::{AFTER, EVE, RECORD, expect, facts, gives, on, sides};

/// Who certainly holds an office on a day.
fn holders(known: &Knowledge, office: &str, day: NaiveDate) -> Vec<String> {
    let holders = known.holders(office, day, &Criterion::Unstated).expect("the office");
    let certain = holders.iter().filter(|holder| holder.holds == Truth::Yes);
    certain.map(|holder| holder.tenure.person().to_string()).collect()
}

fn since(known: &Knowledge, tenure: &str) -> NaiveDate {
    let tenure = known.tenure(tenure).expect("the tenure");
    let Some(End::On(day)) = tenure.get(Tenure::FROM) else { panic!("no day") };
    assert_eq!(day.earliest(), day.latest(), "to the day");
    day.earliest().expect("a day")
}

#[test]
fn the_minister_had_been_one_for_35_days() {
    let eve = on(EVE);
    let tenure = eve.tenure("belousov-defence-minister").expect("told in May");
    gives(tenure.explain(Tenure::FROM), "F76", "2024-05-14");
    let day = date!("2024-06-18");
    assert_eq!((day - since(&eve, "belousov-defence-minister")).num_days(), 35);
    assert_eq!(holders(&eve, "russia/defence-minister", EVE), ["andrei-belousov"]);
    let before = date!("2024-05-01");
    assert_eq!(holders(&RECORD.as_known(), "russia/defence-minister", before), ["sergei-shoigu"]);
    gives(
        eve.tenure("shoigu-security-council-secretary").expect("told").explain(Tenure::FROM),
        "F78",
        "2024-05-12",
    );
    let first_deputy = eve.tenure("belousov-first-deputy-prime-minister").expect("told in 2020");
    gives(first_deputy.explain(Tenure::FROM), "F77", "2020-01-21");
    gives(first_deputy.explain(Tenure::TO), "F77", "2024-05-07");
}

#[test]
fn the_president_four_times_told() {
    let known = RECORD.as_known();
    let president = |day| holders(&known, "russia/president", day);
    for day in [date!("2000-02-09"), date!("2000-07-19"), date!("2007-01-01"), EVE] {
        assert_eq!(president(day), ["vladimir-putin"], "{day}");
    }
    assert!(president(date!("2010-01-01")).is_empty());
    assert_eq!(holders(&known, "russia/prime-minister", date!("2010-01-01")), ["vladimir-putin"]);
    let acting = known.tenure("putin-acting-president").expect("told");
    gives(acting.explain(Tenure::FROM), "F72", "1999-12-31");
    assert_eq!(acting.get(Tenure::MODE), Some(&TenureMode::Acting));
    gives(
        known.tenure("putin-president-2000").expect("told").explain(Tenure::TO),
        "F73",
        "2008-05-07",
    );
    let now = known.tenure("putin-president").expect("told");
    gives(now.explain(Tenure::REAPPOINTED), "F75", "2018-05-07, 2024-05-07, …");
}

#[test]
fn one_tenure_for_each_minister_however_often_renewed() {
    let known = on(EVE);
    assert_eq!(since(&known, "lavrov-foreign-minister"), date!("2004-03-09"));
    assert_eq!(holders(&known, "russia/foreign-minister", EVE), ["sergei-lavrov"]);
    let lavrov = known.tenure("lavrov-foreign-minister").expect("told");
    assert!(
        lavrov.explain(Tenure::FROM).chosen.is_some_and(|t| facts(t.provenance()).contains("F79"))
    );
    let renewed: Vec<String> = lavrov
        .accounts()
        .filter_map(|account| account.get(Tenure::REAPPOINTED))
        .flat_map(|days| days.items().iter().map(ToString::to_string))
        .collect();
    for day in ["2004-05", "2008-05", "2012-05", "2018-05", "2020-01-21", "2024-05-14"] {
        assert!(renewed.contains(&day.to_owned()), "{day}");
    }
    assert_eq!(since(&known, "novak-deputy-prime-minister"), date!("2020-11-10"));
}

#[test]
fn who_led_vietnam() {
    let known = on(AFTER);
    assert_eq!(holders(&known, "vietnam/party-general-secretary", AFTER), ["nguyen-phu-trong"]);
    assert_eq!(holders(&known, "vietnam/president", AFTER), ["to-lam"]);
    assert_eq!(since(&known, "lam-president"), date!("2024-05-22"));
    let known = RECORD.as_known();
    let autumn = date!("2024-09-01");
    assert_eq!(holders(&known, "vietnam/party-general-secretary", autumn), ["to-lam"]);
    assert_eq!(holders(&known, "vietnam/president", autumn), ["to-lam"]);
    gives(known.tenure("lam-president").expect("told").explain(Tenure::TO), "F87", "2024-10-21");
    gives(
        known.tenure("cuong-president").expect("told").explain(Tenure::FROM),
        "F88",
        "2024-10-21",
    );
    let trong = known.tenure("trong-general-secretary").expect("told");
    gives(trong.explain(Tenure::TO), "F88", "2024-07-19");
    let died = known.person("nguyen-phu-trong").expect("told").explain(Person::DIED);
    assert!(!died.is_contested());
    // Eighty or eighty-one: two ways of counting, one day.
    assert_eq!(sides(&died), expect(&[("2024-07-19", &["s-shine", "s-tass-vn"])]));
}

#[test]
fn the_titles_of_kim() {
    let known = on(EVE);
    let title = |office: &str, day| known.office(office).expect("the office").title_on(day);
    let state = "north-korea/head-of-state-affairs";
    let first = "First Chairman of the National Defence Commission";
    assert_eq!(title(state, date!("2014-01-01")), Some(first));
    assert_eq!(title(state, EVE), Some("Chairman of State Affairs"));
    let party = "north-korea/head-of-party";
    assert_eq!(title(party, date!("2014-01-01")), Some("First Secretary"));
    assert_eq!(title(party, date!("2018-01-01")), Some("Chairman"));
    assert_eq!(title(party, date!("2023-06-01")), Some("General Secretary"));
    assert_eq!(since(&known, "kim-supreme-commander"), date!("2011-12-30"));
    assert_eq!(holders(&known, state, EVE), ["kim-jong-un"]);
    let il = known.tenure("kim-jong-il-leader").expect("told");
    gives(il.explain(Tenure::TO), "F81", "2011-12-17");
    let born = known.person("kim-jong-un").expect("told").explain(Person::BORN);
    assert!(born.is_contested());
    assert_eq!(
        sides(&born),
        expect(&[
            ("1982", &["general-knowledge"]),
            ("1983-01-08", &["s-wiki-kpa"]),
            ("1984-01-08?", &["s-brit"]),
        ])
    );
}

#[test]
fn leaders_elsewhere() {
    let known = RECORD.as_known();
    assert_eq!(since(&known, "xi-general-secretary"), date!("2012-11-15"));
    assert_eq!(since(&known, "xi-military-commission-chairman"), date!("2012-11-15"));
    assert_eq!(since(&known, "xi-president"), date!("2013-03-14"));
    assert_eq!(holders(&known, "united-states/president", EVE), ["joe-biden"]);
    assert_eq!(since(&known, "yoon-president"), date!("2022-05-10"));
    assert_eq!(since(&known, "kishida-prime-minister"), date!("2021-10-04"));
    // That his term ended was not known while it lasted.
    let then = on(EVE);
    let biden = then.tenure("biden-president").expect("told");
    assert_eq!(biden.get(Tenure::TO), None);
    let relations = known.tie("soviet-union-at-vietnam").expect("told");
    let starts = relations.period().and_then(|period| period.earliest());
    assert_eq!(starts, Some(date!("1950-01-30")));
}
