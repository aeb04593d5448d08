//! The timeline of two actors, from a series of plain numbers.

use detente::date;
use detente::time::NaiveDate;
use detente::write::{DyadTimeline, SeriesError, TimelinePoint};
use proptest::prelude::*;

use super::assert_as_agreed;
use super::labels::assert_legible;

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
