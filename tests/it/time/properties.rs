//! Laws, and answers counted out over every day an uncertain end can be.

use std::collections::BTreeSet;

use detente::date;
use detente::time::{
    Coverage, End, Instant, Moment, NaiveDate, Period, Truth, UncertainDate, YearsBetween,
};
use proptest::prelude::*;

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(Truth::Yes), Just(Truth::Maybe), Just(Truth::No)]
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        4 => 0..20_i32,
        2 => -80_000..80_000_i32,
        1 => -90_000_000..90_000_000_i32,
    ]
    .prop_map(|offset| nth(i64::from(offset)))
}

fn nth(offset: i64) -> NaiveDate {
    date!("2024-02-20") + chrono::TimeDelta::days(offset)
}

pub(crate) fn any_date() -> impl Strategy<Value = UncertainDate> {
    prop_oneof![
        any_day().prop_map(UncertainDate::from),
        (any::<Option<bool>>(), any_day(), any_day()).prop_map(|(open, a, b)| {
            let (first, last) = (a.min(b), a.max(b));
            match open {
                Some(true) => UncertainDate::between(None, Some(last)),
                Some(false) => UncertainDate::between(Some(first), None),
                None => UncertainDate::between(Some(first), Some(last)),
            }
            .unwrap()
        }),
        (-9999..9999_i32, 1..=12_u32)
            .prop_map(|(year, month)| UncertainDate::month(year, month).unwrap()),
        (-200_000..200_000_i32).prop_map(|year| UncertainDate::year(year).unwrap()),
        "(19|20)[0-9X]{2}(-(0[1-9]|1[0-2]|2[1-4]|XX))?[?~%]?"
            .prop_filter_map("EDTF", |text| text.parse().ok()),
        "20[0-9]{2}[?~%]?-[?~%]?(0[1-9]|XX)-[?~%]?([012][1-8]|XX)[?~%]?/?(\\.\\.)?"
            .prop_filter_map("EDTF", |text| text.parse().ok()),
        Just("../..".parse().unwrap()),
    ]
}

pub(crate) fn any_end() -> impl Strategy<Value = End> {
    prop_oneof![
        4 => any_date().prop_map(End::On),
        1 => Just(End::Open),
        1 => Just(End::Unknown),
        1 => any_day().prop_map(End::Still),
    ]
}

pub(crate) fn any_period() -> impl Strategy<Value = Period> {
    prop_oneof![
        1 => any_date().prop_map(Period::on),
        1 => any_date().prop_map(|date| Period::whole(&date)),
        4 => (any_end(), any_end()).prop_filter_map("in order", |(from, to)| Period::new(from, to).ok()),
    ]
}

proptest! {
    #[test]
    fn truth_is_kleenes(a in truth(), b in truth(), c in truth()) {
        prop_assert_eq!(!!a, a);
        prop_assert_eq!(!(a.and(b)), (!a).or(!b));
        prop_assert_eq!(a.and(b), b.and(a));
        prop_assert_eq!(a.or(b.or(c)), a.or(b).or(c));
        prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
        prop_assert_eq!(a.and(a.or(b)), a);
        prop_assert_eq!(Truth::all([a, b, c]), a.and(b).and(c));
        prop_assert_eq!(Truth::any([a, b, c]), a.or(b).or(c));
        prop_assert_eq!(a.is_impossible(), !a.is_possible());
    }

    #[test]
    fn dates_survive_text_and_json(date in any_date()) {
        prop_assert_eq!(&date.to_string().parse::<UncertainDate>().unwrap(), &date);
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<UncertainDate>(&json).unwrap(), date);
    }

    #[test]
    fn periods_survive_text_and_json(period in any_period()) {
        prop_assert_eq!(&period.to_string().parse::<Period>().unwrap(), &period);
        let json = serde_json::to_string(&period).unwrap();
        prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }

    #[test]
    fn ends_survive_text(end in any_end()) {
        prop_assert_eq!(end.to_string().parse::<End>().unwrap(), end);
    }

    #[test]
    fn dates_compare(a in any_date(), b in any_date(), day in any_day()) {
        prop_assert_eq!(a.before(&b), b.after(&a));
        if a.before(&b).is_certain() {
            prop_assert!(b.before(&a).is_impossible());
            prop_assert!(a.same_day(&b).is_impossible());
        }
        prop_assert_eq!(a.same_day(&b), b.same_day(&a));
        prop_assert_eq!(a.on(day), a.same_day(&day.into()));
        prop_assert_eq!(UncertainDate::by_earliest(&a, &b).is_eq(), a == b);
        prop_assert_eq!(UncertainDate::by_earliest(&a, &b), UncertainDate::by_earliest(&b, &a).reverse());
        prop_assert_eq!(Period::on(a.clone()).contains(day), a.on(day));
    }

    #[test]
    fn dates_intersect(a in any_date(), b in any_date(), day in any_day()) {
        let both = a.intersect(&b);
        prop_assert_eq!(&both, &b.intersect(&a));
        prop_assert_eq!(both.is_some(), a.same_day(&b).is_possible());
        // Of days with gaps, all between the first and the last are taken.
        let has_gaps = [&a, &b].map(ToString::to_string).iter().any(|text| {
            text.split_once('X').is_some_and(|(_, after)| after.contains(|it: char| it.is_ascii_digit()))
        });
        if let Some(both) = both {
            let of_both = a.on(day).is_possible() && b.on(day).is_possible();
            prop_assert!(has_gaps || both.refines(&a) && both.refines(&b));
            prop_assert!(both.on(day).is_possible() == of_both || has_gaps && !of_both);
            prop_assert_eq!(both.to_string().parse::<UncertainDate>().unwrap(), both);
        }
    }

    #[test]
    fn periods_compare(a in any_period(), b in any_period(), day in any_day()) {
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        prop_assert_eq!(a.overlaps(&Period::on(day.into())), a.contains(day));
        if a.before(&b).is_certain() {
            prop_assert!(a.overlaps(&b).is_impossible());
            prop_assert!(b.before(&a).is_impossible());
        }
        if a.contains(day).is_possible() {
            prop_assert!(a.earliest().is_none_or(|first| first <= day));
            prop_assert!(a.latest().is_none_or(|last| day <= last));
        }
        let coverage = Coverage::new([a.clone(), b.clone(), a.clone()]);
        prop_assert_eq!(&coverage, &Coverage::new([b, a]));
        prop_assert_eq!(coverage.covers(day), coverage.covers_all(&Period::on(day.into())));
    }

    #[test]
    fn any_text_is_answered(text in any::<String>(), near in "[0-9XYESTZ?~%./:+\\-\\[\\]{},]{0,24}", odd in "[fo]n? ?[a-z0-9 .é/-]{0,30}") {
        for text in [text, near, odd] {
            if let Ok(date) = text.parse::<UncertainDate>() {
                prop_assert_eq!(date.to_string().parse::<UncertainDate>().unwrap(), date);
            }
            if let Ok(period) = text.parse::<Period>() {
                prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
            }
            let _ = text.parse::<Moment>();
            let _ = text.parse::<End>();
        }
    }

    #[test]
    fn instants_survive(text in "20[0-9]{2}-0[1-9]-[012][1-8]T[01][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?(Z|[+-][01][0-9]:[0-5][0-9])") {
        if let Ok(instant) = text.parse::<Instant>() {
            prop_assert_eq!(instant.to_string().parse::<Instant>().unwrap(), instant);
            let moment = Moment::from(instant);
            let json = serde_json::to_string(&moment).unwrap();
            prop_assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
        }
    }
}

/// A period of the small world, in which days run from 0 to 5, with every pair of days it can be.
#[derive(Clone, Debug)]
struct Small {
    period: Period,
    pairs: BTreeSet<(i64, i64)>,
}

/// The end of all days; a missing bound leaves more days than are asked about.
const EVER: i64 = 10;

fn small_end(is_start: bool) -> impl Strategy<Value = (End, BTreeSet<i64>)> {
    let edge = if is_start { -EVER } else { EVER };
    prop_oneof![
        4 => (0..6_i64, 0..3_i64).prop_map(|(first, length)| {
            let last = first + length;
            let date = UncertainDate::between(Some(nth(first)), Some(nth(last))).unwrap();
            (End::On(date), (first..=last).collect())
        }),
        1 => (0..6_i64).prop_map(|last| {
            (End::On(UncertainDate::between(None, Some(nth(last))).unwrap()), (1 - EVER..=last).collect())
        }),
        1 => Just((End::Open, BTreeSet::from([edge]))),
        1 => Just((End::Unknown, (1 - EVER..EVER).collect())),
        1 => (0..6_i64).prop_map(move |day| (End::Still(nth(day)), (day..EVER).collect())),
    ]
}

fn small_period() -> impl Strategy<Value = Small> {
    let spans = (small_end(true), small_end(false)).prop_filter_map("in order", |(from, to)| {
        let still = match to.0 {
            End::Still(day) => Some((day - nth(0)).num_days()),
            _ => None,
        };
        let mut pairs = BTreeSet::new();
        for &start in &from.1 {
            for &end in &to.1 {
                if start <= end && still.is_none_or(|day| start <= day) {
                    pairs.insert((start, end));
                }
            }
        }
        let period = Period::new(from.0.clone(), to.0).ok();
        // The two agree on what is in order, but for a start that is no start.
        assert!(period.is_none() == pairs.is_empty() || matches!(from.0, End::Still(_)));
        Some(Small { period: period?, pairs })
    });
    let days = (0..6_i64, 0..3_i64).prop_map(|(first, length)| Small {
        period: Period::on(
            UncertainDate::between(Some(nth(first)), Some(nth(first + length))).unwrap(),
        ),
        pairs: (first..=first + length).map(|day| (day, day)).collect(),
    });
    prop_oneof![4 => spans, 1 => days]
}

fn counted(mut cases: impl Iterator<Item = bool>) -> Truth {
    let first = cases.next().expect("a case");
    if cases.all(|case| case == first) { Truth::known(first) } else { Truth::Maybe }
}

proptest! {
    #[test]
    fn answers_are_those_counted_out(a in small_period(), b in small_period()) {
        for day in 0..8 {
            let expected = counted(a.pairs.iter().map(|(start, end)| *start <= day && day <= *end));
            prop_assert_eq!(a.period.contains(nth(day)), expected, "{:?} on {}", a.period, nth(day));
        }
        let both = || a.pairs.iter().flat_map(|x| b.pairs.iter().map(move |y| (x, y)));
        prop_assert_eq!(
            a.period.overlaps(&b.period),
            counted(both().map(|(x, y)| x.0 <= y.1 && y.0 <= x.1))
        );
        prop_assert_eq!(a.period.before(&b.period), counted(both().map(|(x, y)| x.1 < y.0)));
    }

    #[test]
    fn coverage_is_that_counted_out(a in small_period(), b in small_period(), asked in small_period()) {
        let within = |day: i64, (start, end): &(i64, i64)| *start <= day && day <= *end;
        let mut answers = BTreeSet::new();
        'count: for asked in &asked.pairs {
            for x in &a.pairs {
                for y in &b.pairs {
                    answers.insert((asked.0..=asked.1).all(|day| within(day, x) || within(day, y)));
                    if answers.len() == 2 {
                        break 'count;
                    }
                }
            }
        }
        let expected = counted(answers.into_iter());
        let answer = Coverage::new([a.period.clone(), b.period.clone()]).covers_all(&asked.period);
        // One uncertain day is taken for all the days it can be, so that what is impossible may be called possible.
        let one_uncertain_day = |small: &Small| small.period.one_day().is_some_and(|day| day.as_day().is_none());
        if (one_uncertain_day(&a) || one_uncertain_day(&b)) && expected.is_impossible() {
            prop_assert!(!answer.is_certain());
        } else {
            prop_assert_eq!(answer, expected, "{:?} or {:?} for {:?}", a, b, asked);
        }
    }

    #[test]
    fn years_are_those_counted_out(
        a in (-500..500_i64, 0..20_i64), b in (-500..500_i64, 0..20_i64), years in -3..3_i64, n in 0..6_u32,
    ) {
        let b = (b.0 + years * 365, b.1);
        let date = |(first, length)| UncertainDate::between(Some(nth(first)), Some(nth(first + length))).unwrap();
        let gap = YearsBetween::new(&date(a), &date(b)).unwrap();
        let mut floors = BTreeSet::new();
        let mut ceilings = BTreeSet::new();
        let mut calendars = BTreeSet::new();
        let mut agree = Vec::new();
        for x in a.0..=a.0 + a.1 {
            for y in b.0..=b.0 + b.1 {
                use chrono::Datelike;
                let (first, second) = (nth(x.min(y)), nth(x.max(y)));
                let floor = second.years_since(first).unwrap();
                let eve = second.pred_opt().unwrap();
                // The year is full on the day itself when it was not on its eve.
                let full = first == second || eve.years_since(first).is_none_or(|before| before < floor);
                let ceiling = if full { floor } else { floor + 1 };
                let calendar = second.year().abs_diff(first.year());
                agree.push(n == floor || n == ceiling || n == calendar);
                floors.insert(floor);
                ceilings.insert(ceiling);
                calendars.insert(calendar);
            }
        }
        let range = |set: &BTreeSet<u32>| *set.first().unwrap()..=*set.last().unwrap();
        prop_assert_eq!(gap.floor(), range(&floors));
        prop_assert_eq!(gap.ceiling(), range(&ceilings));
        prop_assert_eq!(gap.calendar(), range(&calendars));
        prop_assert_eq!(gap.agrees_with(n), counted(agree.into_iter()));
    }
}

/// Whether all days of a stretch can be given to different single days, tried out.
fn can_fill(wanted: &[i64], days: &[(i64, i64)]) -> bool {
    let Some((first, rest)) = wanted.split_first() else { return true };
    (0..days.len()).any(|at| {
        let mut others = days.to_vec();
        let (from, to) = others.swap_remove(at);
        (from..=to).contains(first) && can_fill(rest, &others)
    })
}

proptest! {
    #[test]
    fn single_days_cover_as_trying_all_out_has_it(
        days in prop::collection::vec((0..6_i64, 0..4_i64), 0..5),
        stretches in prop::collection::vec((0..6_i64, 0..2_i64), 0..2),
        (first, length) in (0..6_i64, 0..5_i64),
    ) {
        // What is told twice is one stretch.
        let days: BTreeSet<_> = days.into_iter().map(|(from, more)| (from, from + more)).collect();
        let days: Vec<_> = days.into_iter().collect();
        let day = |(from, to): &(i64, i64)| {
            Period::on(UncertainDate::between(Some(nth(*from)), Some(nth(*to))).unwrap())
        };
        let stretch = |(from, more): &(i64, i64)| {
            // Two days at least, so that it is no single one.
            Period::new(nth(*from), nth(from + more + 1)).unwrap()
        };
        let coverage: Coverage = days.iter().map(day).chain(stretches.iter().map(stretch)).collect();
        let asked = Period::new(nth(first), nth(first + length)).unwrap();
        let is_left = |day: &i64| !stretches.iter().any(|(s, more)| (*s..=s + more + 1).contains(day));
        let wanted: Vec<i64> = (first..=first + length).filter(is_left).collect();
        let covers = coverage.covers_all(&asked);
        prop_assert_eq!(covers.is_possible(), can_fill(&wanted, &days));
        let sure = |day: &i64| days.contains(&(*day, *day));
        prop_assert_eq!(covers.is_certain(), wanted.iter().all(sure));
    }
}
