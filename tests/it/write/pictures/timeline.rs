//! The timeline of two actors, from a series of plain numbers.

use detente::date;
use detente::relations::{Relations, Trend, Witness};
use detente::time::{Coverage, NaiveDate};
use detente::write::{DyadTimeline, SeriesError, TimelinePoint, dyad_timeline};
use proptest::prelude::*;

use super::assert_as_agreed;
use super::labels::assert_legible;
use super::scored::{Plain, scored};

/// Two actors of whom little is heard at first; then relations warm, and once they cool.
fn example() -> DyadTimeline {
    let series = [
        ("2018-01-01", 0.6, 1.1, -0.25),
        ("2018-07-01", 0.8, 0.9, -0.05),
        ("2019-04-25", 1.6, 0.7, 0.33),
        ("2019-12-31", 1.2, 0.8, 0.17),
        ("2021-02-01", 0.9, 0.8, 0.05),
        ("2022-03-01", 1.5, 0.6, 0.36),
        ("2023-09-13", 2.4, 0.5, 0.55),
        ("2024-06-19", 3.6, 0.5, 0.68),
        ("2024-12-04", 4.1, 0.4, 0.76),
        ("2025-06-30", 3.8, 0.4, 0.74),
    ];
    let points = series.map(|(day, favour, against, score)| {
        let day: NaiveDate = day.parse().unwrap();
        let band = [score - 0.15, (score + 0.1_f64).min(1.0)];
        TimelinePoint::new(day, favour, against).unwrap().with_score(score, band).unwrap()
    });
    DyadTimeline::new(points)
        .unwrap()
        .title("Two neighbours, an example of made-up numbers")
        .act(date!("2019-04-25"), "first summit")
        .act(date!("2023-09-13"), "second summit")
        .act(date!("2024-06-19"), "treaty signed")
        .act(date!("2024-12-04"), "treaty in force")
        .act(date!("2030-01-01"), "outside")
        .not_covered(date!("2020-01-01"), date!("2021-01-31"))
        .caption("Made-up numbers, by no model.")
}

#[test]
fn the_example_is_as_agreed() {
    let svg = example().to_svg();
    assert_as_agreed("tests/fixtures/golden/dyad_timeline.svg", &svg);
    assert_legible("dyad timeline", &svg);
    assert!(svg.contains("1 act outside of these days"));
}

#[test]
fn the_order_of_points_does_not_matter() {
    let point = |day, favour| TimelinePoint::new(day, favour, 1.0).unwrap();
    let (a, b) = (point(date!("2020-01-01"), 1.0), point(date!("2021-01-01"), 2.0));
    let draw = |points| DyadTimeline::new(points).unwrap().to_svg();
    assert_eq!(draw([a, b]), draw([b, a]));
}

#[test]
fn numbers_that_are_none_are_refused() {
    let day = date!("2024-06-19");
    for wrong in [f64::NAN, f64::INFINITY, -0.1, f64::NEG_INFINITY] {
        assert!(matches!(TimelinePoint::new(day, wrong, 0.0), Err(SeriesError::Weight { .. })));
        assert!(matches!(TimelinePoint::new(day, 0.0, wrong), Err(SeriesError::Weight { .. })));
    }
    let point = TimelinePoint::new(day, 1.0, 1.0).unwrap();
    for (score, band) in [
        (f64::NAN, [0.0, 0.0]),
        (0.5, [f64::NAN, 0.6]),
        (0.5, [0.6, 0.7]),
        (0.5, [0.4, 1.1]),
        (-1.5, [-1.5, 0.0]),
    ] {
        assert!(matches!(point.with_score(score, band), Err(SeriesError::Score { .. })));
    }
    assert_eq!(DyadTimeline::new([]).unwrap_err(), SeriesError::Empty);
    assert_eq!(DyadTimeline::new([point, point]).unwrap_err(), SeriesError::Twice(day));
}

#[test]
fn extremes_are_drawn() {
    let points = |days: [NaiveDate; 2], weight| {
        days.map(|day| TimelinePoint::new(day, weight, weight).unwrap())
    };
    let ages = [NaiveDate::MIN, NaiveDate::MAX];
    for series in [points(ages, f64::MAX), points(ages, f64::MIN_POSITIVE / 4.0), points(ages, 0.0)]
    {
        let timeline = DyadTimeline::new(series).unwrap().not_covered(ages[0], ages[1]);
        let svg = timeline.act(NaiveDate::MAX, "the end").to_svg();
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert_legible("ages", &svg);
    }
    let one = TimelinePoint::new(date!("2024-06-19"), 1.0, 2.0).unwrap();
    let one = DyadTimeline::new([one.with_score(0.0, [-1.0, 1.0]).unwrap()]).unwrap();
    assert_legible("one point", &one.to_svg());
}

/// Relations of two, told of on some days and covered in some years.
fn two() -> Relations {
    let pact = scored("russia", "north-korea", 0.9)
        .witness(Witness::own("wire").known_on(date!("2001-05-05")));
    let ban = scored("russia", "north-korea", -0.4)
        .witness(Witness::own("wire").known_on(date!("2003-07-01")));
    let years =
        ["1998-02-03/1999-12-31", "2000-01-01/2000-06-30"].map(|text| text.parse().unwrap());
    Relations::of([pact, ban]).covering(Coverage::new(years))
}

#[test]
fn an_alignment_is_drawn_with_what_it_rests_on() {
    let (relations, model) = (two(), Plain::default());
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let years =
        |years: std::ops::Range<i32>| years.filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let svg =
        dyad_timeline(&pair, years(1996..2006)).unwrap().act(date!("2001-05-05"), "pact").to_svg();
    assert_legible("alignment", &svg);
    assert_as_agreed("tests/fixtures/golden/dyad_timeline_of_alignment.svg", &svg);
    let text =
        "Score by plain with no table, in own voice, by all that was ever told. On hatched days no";
    assert!(svg.contains(">Russia and North Korea<") && svg.contains(text), "{svg}");
    let turned =
        dyad_timeline(&pair, years(1996..2006).rev()).unwrap().act(date!("2001-05-05"), "pact");
    assert_eq!(svg, turned.to_svg());
    let covered =
        dyad_timeline(&pair, [date!("1999-01-01"), date!("2000-01-01")]).unwrap().to_svg();
    assert!(!covered.contains("not covered") && covered.contains(">told<"));
    assert_legible(
        "before there was a score",
        &dyad_timeline(&pair, years(1900..1960)).unwrap().to_svg(),
    );
}

#[test]
fn an_alignment_that_is_none_is_refused() {
    let (relations, model) = (two(), Plain { factor: f64::NAN, ..Plain::default() });
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    assert_eq!(dyad_timeline(&pair, []).unwrap_err(), SeriesError::Empty);
    let error = dyad_timeline(&pair, [date!("2001-01-01")]).unwrap_err();
    assert_eq!(error.to_string(), "2001-01-01: the model gave a number outside 0 to 1");
}

#[test]
fn days_are_covered_as_a_trend_has_it() {
    let (relations, model) = (two(), Plain::default());
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let (first, last) = (date!("1997-12-01"), date!("2004-01-01"));
    let gaps = pair.not_covered(first, last);
    for day in first.iter_days().take_while(|day| *day <= last) {
        let in_gap = gaps.iter().any(|(from, to)| (*from..=*to).contains(&day));
        assert_eq!(in_gap, matches!(pair.trend(day, day), Trend::NotCovered(_)), "{day}");
    }
    assert!(gaps.windows(2).all(|two| two[0].1.succ_opt() < Some(two[1].0)), "{gaps:?}");
    assert_eq!(pair.not_covered(last, first), []);
    assert_eq!(pair.not_covered(NaiveDate::MIN, NaiveDate::MAX).len(), 4);
    assert_eq!(pair.not_covered(date!("1999-01-01"), date!("2000-06-30")), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_label_of_an_act_lies_over_another(
        acts in prop::collection::vec((0..2000_usize, "[a-zA-Z ]{1,60}"), 0..40),
    ) {
        let mut timeline = example();
        for (at, words) in acts {
            let day = date!("2018-01-01").iter_days().nth(at).expect("chrono has more days");
            timeline = timeline.act(day, &words);
        }
        assert_legible("acts", &timeline.to_svg());
    }
}
