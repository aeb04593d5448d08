//! Days, periods and moments: what they say of each other, and which texts are none.

use detente::date;
use detente::time::{
    Coverage, DateError, End, Instant, InstantError, Moment, MomentError, Period, PeriodError,
    Said, SaidError, Truth, UncertainDate, YearsBetween,
};

use Truth::{Maybe, No, Yes};

fn day(text: &str) -> UncertainDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn values_cross_threads_and_are_small() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug + Eq + std::hash::Hash>() {}
    fn error<T: Send + Sync + std::error::Error + 'static>() {}
    shared::<Truth>();
    shared::<UncertainDate>();
    shared::<End>();
    shared::<Period>();
    shared::<YearsBetween>();
    shared::<Instant>();
    shared::<Moment>();
    shared::<Said>();
    shared::<Coverage>();
    error::<DateError>();
    error::<PeriodError>();
    error::<InstantError>();
    error::<MomentError>();
    error::<SaidError>();
    assert_eq!(size_of::<UncertainDate>(), 24);
}

#[test]
fn marks_do_not_move_bounds() {
    for text in ["2000?", "2000~", "2000%"] {
        assert_eq!(day(text).before(&day("2001-05")), Yes, "{text}");
    }
    assert!(day("2000~").is_approximate() && !day("2000~").is_questioned());
    assert!(day("2000?").is_questioned() && !day("2000?").is_approximate());
    assert!(day("2000-05%").is_questioned() && day("2000-05%").is_approximate());
    assert_eq!(day("2024-06-17?").as_day(), Some(date!("2024-06-17")));
    assert_ne!(day("2024-06-17?"), day("2024-06-17"));
}

#[test]
fn an_uncertain_day_is_not_its_own_equal() {
    assert_eq!(day("2023-09").same_day(&day("2023-09")), Maybe);
    assert_eq!(day("2023-09-13").same_day(&day("2023-09-13")), Yes);
    assert_eq!(day("2023-09").same_day(&day("2023-10")), No);
    assert_eq!(day("../2023-09").same_day(&day("2023-10/..")), No);
    assert_eq!(day("../..").same_day(&day("2023-10")), Maybe);
}

#[test]
fn dates_keep_their_width_in_a_table() {
    assert_eq!(format!("{:<12}|", day("2024-06-17")), "2024-06-17  |");
    assert_eq!(format!("{:>9}|", day("2024-06")), "  2024-06|");
}

const DAYS: &[(&str, &[(&str, Truth)])] = &[
    (
        "2024-06-18/2024-06-19",
        &[("2024-06-17", No), ("2024-06-18", Yes), ("2024-06-19", Yes), ("2024-06-20", No)],
    ),
    (
        "1961-07/1996",
        &[
            ("1961-06-30", No),
            ("1961-07-06", Maybe),
            ("1961-07-31", Yes),
            ("1970-01-01", Yes),
            ("1996-01-01", Yes),
            ("1996-01-02", Maybe),
            ("1996-12-31", Maybe),
            ("1997-01-01", No),
        ],
    ),
    ("2012-05-07/..", &[("2012-05-06", No), ("2012-05-07", Yes), ("2999-01-01", Yes)]),
    // A period has its first day, whenever it ends.
    ("2012-05-07/", &[("2012-05-06", No), ("2012-05-07", Yes), ("2012-05-08", Maybe)]),
    ("/2012-05-07", &[("2012-05-06", Maybe), ("2012-05-07", Yes), ("2012-05-08", No)]),
    (
        "../2000",
        &[("-0500-01-01", Yes), ("2000-01-01", Yes), ("2000-06-01", Maybe), ("2001-01-01", No)],
    ),
    ("..2000/2001", &[("1500-01-01", Maybe), ("2000-12-31", Yes), ("2001-02-01", Maybe)]),
    ("2000/2001..", &[("2000-12-31", Yes), ("2001-01-01", Yes), ("2050-01-01", Maybe)]),
    // It ends on 1 March, so by then it has started.
    ("2000/2000-03-01", &[("2000-02-29", Maybe), ("2000-03-01", Yes), ("2000-03-02", No)]),
    ("2023-09", &[("2023-08-31", No), ("2023-09-13", Maybe), ("2023-10-01", No)]),
    ("2023-09-13", &[("2023-09-12", No), ("2023-09-13", Yes), ("2023-09-14", No)]),
    (
        "from 2012 to still 2024-06-17",
        &[("2012-05-01", Maybe), ("2024-06-17", Yes), ("2024-06-18", Maybe)],
    ),
    // Still so in May, so it had begun by May.
    ("from 2024 to still 2024-05-01", &[("2024-04-30", Maybe), ("2024-05-01", Yes)]),
    ("from unknown to still 2024-05-01", &[("2024-04-30", Maybe), ("2024-05-01", Yes)]),
    ("from unknown to unknown", &[("2024-04-30", Maybe)]),
    ("../..", &[("2024-04-30", Yes)]),
    ("on ../2000", &[("1500-01-01", Maybe), ("2001-01-01", No)]),
];

#[test]
fn periods_answer_for_days() {
    for (text, days) in DAYS {
        for (when, expected) in *days {
            let when = day(when).as_day().unwrap();
            assert_eq!(period(text).contains(when), *expected, "{text} on {when}");
        }
    }
}

#[test]
fn periods_compare() {
    let year = Period::whole(&day("1996"));
    assert_eq!(period("1961-07/1996").overlaps(&year), Yes);
    assert_eq!(period("1961-07/1995").overlaps(&year), No);
    assert_eq!(period("1961-07/").overlaps(&year), Maybe);
    assert_eq!(period("2000/2001").before(&period("2002/..")), Yes);
    assert_eq!(period("2000/2002").before(&period("2002/..")), Maybe);
    assert_eq!(period("2000/..").before(&period("2002")), No);
    assert_eq!(period("2000/").before(&period("2002")), Maybe);
    assert_eq!(period("2003").before(&period("../2002")), No);
}

#[test]
fn periods_are_checked() {
    let still = End::Still(date!("2024-06-17"));
    assert!(Period::new(still.clone(), End::Open).is_err());
    assert!(Period::new(date!("2024-06-18"), still.clone()).is_err());
    assert!(Period::new(day("2024"), still).is_ok());
    assert!(Period::new(day("2024"), date!("2024-01-01")).is_ok());
    assert!(Period::new(date!("2024-01-02"), day("../2024-01-01")).is_err());
    let one = Period::new(date!("2024-01-02"), date!("2024-01-02")).unwrap();
    assert_eq!(one, period("2024-01-02"));
    assert_eq!(one.end(), Some(&day("2024-01-02")));
    assert_eq!(period("2000-02/2001-03").latest(), Some(date!("2001-03-31")));
    assert_eq!(period("2000-02/..").latest(), None);
    assert_eq!(Period::whole(&day("../2000")).to_string(), "../2000-12-31");
}

#[test]
fn years_between() {
    let gap = |a: &str, b: &str| YearsBetween::new(&day(a), &day(b)).unwrap();
    let cases = [
        ("2000-07-19", "2024-06-19", "23 years 11 months"),
        ("2024-06-19", "2000-07-19", "23 years 11 months"),
        ("2000-02-29", "2001-02-28", "11 months"),
        ("2000-02-29", "2001-03-01", "1 year"),
        ("2000-02-29", "2004-02-29", "4 years"),
        ("2023-01-31", "2023-02-28", "less than a month"),
        ("2023-01-01", "2024-02-15", "1 year 1 month"),
        ("2000", "2024-06-18", "23 to 24 years"),
        ("2000-01", "2024-06-18", "24 years"),
        ("2023-09", "2024-06-18", "less than a year"),
        ("2023", "2023", "less than a year"),
        ("199X", "2000", "0 to 10 years"),
    ];
    for (a, b, text) in cases {
        assert_eq!(gap(a, b).to_string(), text, "{a} {b}");
    }
    let anniversary = gap("2000-07-19", "2024-07-19");
    assert_eq!((anniversary.floor(), anniversary.ceiling()), (24..=24, 24..=24));
    assert_eq!(anniversary.agrees_with(25), No);
    let visits = gap("2000-07-19", "2024-06-19");
    assert_eq!((visits.floor(), visits.ceiling(), visits.calendar()), (23..=23, 24..=24, 24..=24));
    // One lies within the other: no two days, one of each, are fifty years apart.
    assert_eq!(gap("1950/2000", "1975-01-01").floor(), 0..=25);
    assert!(YearsBetween::new(&day("../2000"), &day("2001")).is_none());
}

#[test]
fn instants_are_read_and_printed() {
    let same = [
        ("2024-06-19T02:22+09:00", "2024-06-19T02:22+09:00"),
        ("2024-06-19T02:22:00+09:00", "2024-06-19T02:22+09:00"),
        ("2024-06-19T02:22:05.250Z", "2024-06-19T02:22:05.25Z"),
        ("2024-06-19T02:22:00.000000001Z", "2024-06-19T02:22:00.000000001Z"),
        ("2024-06-19T02:22+00:00", "2024-06-19T02:22Z"),
        ("2024-06-19T02:22-03:30", "2024-06-19T02:22-03:30"),
        ("0000-01-01T00:00+23:59", "0000-01-01T00:00+23:59"),
        ("9999-12-31T23:59-23:59", "9999-12-31T23:59-23:59"),
    ];
    for (text, printed) in same {
        let instant: Instant = text.parse().unwrap();
        assert_eq!(instant.to_string(), printed);
        assert_eq!(printed.parse::<Instant>().unwrap(), instant);
        assert_eq!(Instant::try_from(instant.to_chrono()).unwrap(), instant);
    }
    for text in [
        "",
        "2024-06-19",
        "2024-06-19T02:22",
        "2024-06-19 02:22Z",
        "2024-06-31T02:22Z",
        "2024-06-19T24:00Z",
        "2024-06-19T23:59:60Z",
        "2024-06-19T02:22-00:00",
        "2024-06-19T02:22+24:00",
        "2024-06-19T02:22+9",
        "2024-06-19T02:22.5Z",
        "2024-06-19T2:22Z",
        "2024-06-19T02:22:05.Z",
        "2024-06-19T02:22ZZ",
        "2024-06-19T02é2Z",
        "+12024-06-19T02:22Z",
    ] {
        assert!(text.parse::<Instant>().is_err(), "{text}");
    }
    let landed: Instant = "2024-06-19T02:22+09:00".parse().unwrap();
    assert_eq!(landed.date_at(i32::MAX), None);
    assert_eq!(landed.date_at(24 * 60), None);
}

#[test]
fn moments_agree_across_the_world() {
    let moment = |text: &str| text.parse::<Moment>().unwrap();
    let agree = |a: &str, b: &str| {
        let (a, b) = (moment(a), moment(b));
        assert_eq!(a.agrees_with(&b), b.agrees_with(&a));
        a.agrees_with(&b)
    };
    assert!(agree("2024-06-19T02:22+09:00", "2024-06-18T20:22+03:00"));
    assert!(!agree("2024-06-19T02:22+09:00", "2024-06-19T02:23+09:00"));
    assert!(agree("2024-06-19T02:22+09:00", "2024-06-18"));
    assert!(agree("2024-06-19T02:22+09:00", "2024-06"));
    assert!(!agree("2024-06-19T02:22+09:00", "2024-06-20"));
    assert!(agree("2024-06-18", "2024-06"));
    assert!(!agree("2024-06-18", "2024-06-19"));
}

#[test]
fn single_days_never_cover_more_days_than_they_are() {
    let covers = |days: &[&str], asked: &str| {
        Coverage::new(days.iter().map(|day| period(day))).covers_all(&period(asked))
    };
    assert_eq!(covers(&["2020-03", "2020-21"], "2020-03-01/2020-03-03"), No);
    assert_eq!(covers(&["2020-03", "2020-21"], "2020-03-01/2020-03-02"), Maybe);
    // One day alone can be either end of it, and neither can be both.
    assert_eq!(covers(&["2020-03", "2020"], "2020-03-31/2020-04-01"), Maybe);
    assert_eq!(covers(&["2020-03", "2020-02"], "2020-03-31/2020-04-01"), No);
    assert_eq!(covers(&["2020-03", "2020-03-15"], "2020-03-15/2020-03-16"), Maybe);
    // A stretch leaves gaps, which days fill one by one.
    assert_eq!(
        covers(&["2020-03-02/2020-03-30", "2020", "2020-03"], "2020-03-01/2020-03-31"),
        Maybe
    );
    assert_eq!(covers(&["2020-03-02/2020-03-30", "2020"], "2020-03-01/2020-03-31"), No);
    assert_eq!(covers(&["2020", "2021"], "2020-05-05/.."), No);
    // What is one day in the end needs but one.
    assert_eq!(covers(&["2020"], "2020-05"), Maybe);
    assert_eq!(covers(&["2019"], "2020-05"), No);
}

#[test]
fn coverage_joins_its_stretches() {
    let coverage = Coverage::new([period("2000-01-01/.."), period("1990-01-01/1999-12-31")]);
    assert_eq!(coverage.to_string(), "1990-01-01/1999-12-31, 2000-01-01/..");
    assert_eq!(coverage.covers_all(&period("1990-01-01/..")), Yes);
    assert_eq!(coverage.covers_all(&period("1995/2005")), Yes);
    assert_eq!(coverage.covers_all(&period("1989-12-31/1999")), No);
    assert_eq!(coverage.covers_all(&period("/1999")), Maybe);
    assert_eq!(coverage.covers_all(&period("../1999")), No);
    assert_eq!(coverage.covers(date!("1989-12-31")), No);
    let heard =
        Coverage::from(Period::new(date!("1990-01-01"), End::Still(date!("2020-12-31"))).unwrap());
    assert_eq!(heard.covers_all(&period("2019-01-01/2020-12-31")), Yes);
    assert_eq!(heard.covers_all(&period("2019-01-01/2021-12-31")), Maybe);
    // An end that is not known is still an end.
    assert_eq!(Coverage::from(period("1990-01-01/")).covers_all(&period("1995/..")), No);
    assert_eq!(Coverage::default().covers_all(&period("2000")), No);
    assert_eq!(Coverage::default().to_string(), "nothing");
    assert_eq!((&coverage).into_iter().count(), 2);
}

#[test]
fn said_has_words() {
    assert!(Said::new("").is_err() && Said::new("\n\t").is_err());
    assert!(Said::new("é".repeat(200)).is_ok());
    assert!(Said::new("é".repeat(201)).is_err());
}
