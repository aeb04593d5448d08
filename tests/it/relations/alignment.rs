//! The scores of `ties-1` on ties given directly: the golden fixtures, and what the formula leaves
//! to be decided.

use detente::graph::{RelationKind, Sign};
use detente::knowledge::Stage;
use detente::model::{ActorId, Certainty};
use detente::relations::{
    Aligning, AlignmentModel, Course, Dimension, Relation, Relations, Score, Ties1, Trend, Voice,
    Voices, Weighing, Witness,
};
use detente::time::{NaiveDate, Period, UncertainDate};
use detente::{date, id};

fn russia() -> ActorId {
    id!("russia")
}

fn north_korea() -> ActorId {
    id!("north-korea")
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn day(text: &str) -> UncertainDate {
    text.parse().unwrap()
}

/// From Russia to North Korea, in the source's own voice.
fn act(id: &str, kind: RelationKind, when: &str) -> Relation {
    let item = Relation::directed(id, kind, russia(), north_korea()).unwrap();
    item.on(day(when)).witness(Witness::own("article"))
}

/// M, V0, S and B of the fixtures.
fn before() -> Vec<Relation> {
    let meeting = Relation::between("m", RelationKind::LEADER_MEETING, russia(), north_korea());
    let backs = Relation::directed("b", RelationKind::POLITICAL_SUPPORT, north_korea(), russia());
    let backs = backs.unwrap().during(period("2022-02-24/.."));
    let affinity = Relation::directed("s3", RelationKind::AFFINITY_CLAIM, north_korea(), russia());
    vec![
        meeting.unwrap().on(day("2023-09")).witness(Witness::own("article")),
        act("v0", RelationKind::STATE_VISIT, "2000"),
        act("s1", RelationKind::PRAISE, "../2024-06-17"),
        act("s2", RelationKind::PLEDGE_OF_SUPPORT, "../2024-06-17"),
        affinity.unwrap().on(day("../2024-06-17")).witness(Witness::own("article")),
        backs.witness(Witness::own("article").quoting(russia())),
    ]
}

/// X: a state visit and an agreement to come.
fn eve() -> Relations {
    let agreement =
        Relation::between("x2", RelationKind::COOPERATION_AGREEMENT, russia(), north_korea());
    let mut items = before();
    items.push(act("x1", RelationKind::STATE_VISIT, "2024-06-18").pending());
    items.push(agreement.unwrap().pending());
    Relations::of(items)
}

/// V1 and T, the treaty as told by then.
fn after(in_force: bool) -> Relations {
    let mut items = before();
    items.push(act("v1", RelationKind::STATE_VISIT, "2024-06-19"));
    let owed = [RelationKind::DEFENCE_OBLIGATION, RelationKind::CONSULTATION_OBLIGATION];
    for kind in owed {
        for (from, to) in [(russia(), north_korea()), (north_korea(), russia())] {
            let id = format!("t {from} {}", kind.as_str());
            let item = Relation::directed(&id, kind.clone(), from, to).unwrap().under("treaty");
            let item = item.stage_from(date!("2024-06-19"), Stage::Signed);
            let force = date!("2024-12-04");
            items.push(if in_force { item.stage_from(force, Stage::InForce) } else { item });
        }
    }
    Relations::of(items)
}

/// The score and its band, to three decimals.
#[track_caller]
fn gives(asked: &Aligning<'_>, on: NaiveDate, score: f64, low: f64, high: f64) {
    let alignment = asked.on(on);
    let (found_low, found_high) = alignment.band().expect("a band");
    let found = [alignment.score().value().expect("a score"), found_low, found_high];
    let near = |(found, golden): (&f64, &f64)| (found - golden).abs() <= 0.000_5 + 1e-9;
    assert!(found.iter().zip(&[score, low, high]).all(near), "{found:?}\n{alignment}");
    let again = alignment.recompute(&Ties1::default()).expect("evidence");
    assert!((again - found[0]).abs() < 1e-12, "{again} is recomputed for {}", found[0]);
}

#[track_caller]
fn russia_and_north_korea(relations: &Relations, on: NaiveDate, own: [f64; 3], with: [f64; 3]) {
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    gives(&pair, on, own[0], own[1], own[2]);
    let heard = pair.voices(Voices::own().and("russia"));
    gives(&heard, on, with[0], with[1], with[2]);
}

#[test]
fn on_the_eve_the_scores_are_the_golden_ones() {
    russia_and_north_korea(
        &eve(),
        date!("2024-06-17"),
        // Published as 0.513; the formula gives 0.51248.
        [0.278, 0.278, 0.512],
        [0.369, 0.278, 0.563],
    );
}

#[test]
fn after_the_visit_the_scores_are_the_golden_ones() {
    russia_and_north_korea(
        &after(false),
        date!("2024-06-19"),
        [0.730, 0.730, 0.958],
        [0.756, 0.730, 0.963],
    );
}

#[test]
fn in_december_the_scores_are_the_golden_ones() {
    russia_and_north_korea(
        &after(true),
        date!("2024-12-03"),
        [0.684, 0.684, 0.951],
        [0.718, 0.684, 0.958],
    );
    russia_and_north_korea(
        &after(true),
        date!("2024-12-04"),
        [0.951, 0.951, 0.951],
        [0.956, 0.951, 0.958],
    );
}

#[test]
fn a_day_before_it_was_told_the_treaty_is_signed() {
    russia_and_north_korea(
        &after(false),
        date!("2024-12-04"),
        [0.683, 0.683, 0.951],
        [0.718, 0.683, 0.958],
    );
}

#[test]
fn the_other_pairs_have_their_golden_scores() {
    let us = || id!("united-states");
    let tension = Relation::between("t", RelationKind::TENSION, us(), north_korea()).unwrap();
    let pressure = Relation::directed("p", RelationKind::PRESSURE, us(), north_korea()).unwrap();
    let ally = Relation::between("a", RelationKind::DESCRIBED_AS_ALLY, russia(), id!("vietnam"));
    let still: Period = Period::new(
        "unknown".parse::<detente::time::End>().unwrap(),
        "still 2024-06-17".parse::<detente::time::End>().unwrap(),
    )
    .unwrap();
    let relations = Relations::of([
        tension.during(still.clone()).witness(Witness::own("article")),
        pressure.during(still.clone()).witness(Witness::own("article").quoting(russia())),
        ally.unwrap().during(still).witness(Witness::own("article")),
    ]);
    let model = Ties1::default();
    let on = date!("2024-06-17");
    let pair = relations.alignment("united-states", "north-korea", &model).unwrap();
    assert_eq!(pair.on(on).score().to_string(), "-0.160");
    assert_eq!(pair.on(on).unheard().collect::<Vec<_>>(), ["p"]);
    let heard = pair.clone().voices(Voices::own().and("russia"));
    assert_eq!(heard.on(on).score().to_string(), "-0.304");
    let allies = relations.alignment("russia", "vietnam", &model).unwrap();
    assert_eq!(allies.on(on).score().to_string(), "+0.090");
}

#[test]
fn no_evidence_is_not_nought() {
    let relations = eve();
    let model = Ties1::default();
    let nothing = relations.alignment("russia", "japan", &model).unwrap().on(date!("2024-06-17"));
    assert_eq!(nothing.score(), &Score::NoEvidence);
    assert_eq!((nothing.band(), nothing.recompute(&model)), (None, None));
    assert!(nothing.to_string().contains(": no evidence, by ties-1 with signs-1, in own voice"));
}

#[test]
fn who_does_not_exist_on_the_day_has_no_score() {
    let soviet: ActorId = id!("soviet-union");
    let owed =
        Relation::directed("o", RelationKind::DEFENCE_OBLIGATION, soviet, north_korea()).unwrap();
    let relations = Relations::of([owed.during(period("1961-07-06/1996-09-10"))]);
    let model = Ties1::default();
    let pair = relations.alignment("soviet-union", "north-korea", &model).unwrap();
    assert_eq!(pair.on(date!("1970-01-01")).score().to_string(), "+0.900");
    let later = pair.on(date!("1995-01-01"));
    assert_eq!(later.score(), &Score::NotThere(id!("soviet-union")));
    assert!(later.evidence().is_empty());
}

#[test]
fn unequal_duties_count_by_the_larger_and_in_each_direction_by_its_own() {
    let (us, japan): (ActorId, ActorId) = (id!("united-states"), id!("japan"));
    let owed = |id, kind, from: &ActorId, to: &ActorId| {
        let item = Relation::directed(id, kind, from.clone(), to.clone()).unwrap();
        item.under("us-japan-1960").stage_from(date!("1960-06-23"), Stage::InForce)
    };
    let half = owed("back", RelationKind::DEFENCE_OBLIGATION, &japan, &us).intensity(0.5).unwrap();
    let relations = Relations::of([owed("d", RelationKind::DEFENCE_OBLIGATION, &us, &japan), half]);
    let model = Ties1::default();
    let pair = relations.alignment("united-states", "japan", &model).unwrap();
    let on = date!("2010-01-01");
    assert_eq!(pair.on(on).score().to_string(), "+0.900");
    assert_eq!(pair.on(on).evidence()[1].counted_with.as_deref(), Some("d"));
    let of = |actor: &str| pair.clone().stance_of(actor).unwrap().on(on).score().to_string();
    assert_eq!((of("united-states"), of("japan")), ("+0.900".into(), "+0.450".into()));
    assert!(pair.clone().stance_of("russia").is_err());
}

#[test]
fn a_meeting_within_a_visit_counts_once_with_it() {
    let meeting = act("meeting", RelationKind::LEADER_MEETING, "2024-06-19").within("visit");
    let toast = act("toast", RelationKind::PRAISE, "2024-06-19").within("meeting");
    let visit = act("visit", RelationKind::STATE_VISIT, "2024-06-19");
    let relations = Relations::of([meeting, toast, visit]);
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let alignment = pair.on(date!("2024-06-19"));
    // What was said there is another side of it, and counts in its own dimension.
    assert_eq!(alignment.score().to_string(), "+0.297");
    let counted = alignment.evidence().iter().filter(|each| each.counts());
    assert_eq!(counted.map(|each| &*each.relation).collect::<Vec<_>>(), ["visit", "toast"]);
    let meeting = alignment.evidence().iter().find(|each| &*each.relation == "meeting");
    assert_eq!(meeting.unwrap().counted_with.as_deref(), Some("visit"));
    assert_eq!(alignment.recompute(&model), alignment.score().value());
}

#[test]
fn what_is_surely_said_on_a_doubtful_visit_takes_nothing_from_it() {
    let doubtful = Witness::own("paper").certainty(Certainty::Possible);
    let visit = Relation::directed("visit", RelationKind::STATE_VISIT, russia(), north_korea());
    let visit = visit.unwrap().on(day("2024-06-19")).witness(doubtful);
    let claim = act("claim", RelationKind::AFFINITY_CLAIM, "2024-06-19").within("visit");
    let model = Ties1::default();
    let score = |all: Vec<Relation>| {
        let relations = Relations::of(all);
        let pair = relations.alignment("russia", "north-korea", &model).unwrap();
        let alignment = pair.on(date!("2024-06-19"));
        let score = alignment.score().value().unwrap();
        let (low, high) = alignment.band().unwrap();
        assert!(low <= score && score <= high, "{alignment}");
        assert_eq!(alignment.recompute(&model), Some(score));
        score
    };
    let alone = score(vec![visit.clone()]);
    assert!((alone - 0.12).abs() < 1e-9);
    assert!(score(vec![visit.clone(), claim.clone()]) > alone.max(score(vec![claim])));
}

#[test]
fn a_score_lies_in_its_band_in_whatever_voices() {
    // Told plainly by one, and heard only as the words of another.
    let sure = act("x", RelationKind::STATE_VISIT, "2024-06-19").witness(Witness::own("a"));
    let relations = Relations::of([sure.witness(Witness::own("b").quoting(id!("kim")))]);
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    for voices in [Voices::own(), Voices::everyone(), Voices::own().and("kim")] {
        let alignment = pair.clone().voices(voices).on(date!("2024-06-19"));
        let Some(score) = alignment.score().value() else { continue };
        let (low, high) = alignment.band().unwrap();
        assert!(low <= score && score <= high, "{alignment}");
    }
}

#[test]
fn how_it_is_told_weighs() {
    let item = || {
        let item = Relation::directed("x", RelationKind::FIGHTS_FOR, north_korea(), russia());
        item.unwrap().during(period("2024-10-08/.."))
    };
    let quality = |item: Relation| {
        let relations = Relations::of([item]);
        let model = Ties1::default();
        let pair = relations.alignment("russia", "north-korea", &model).unwrap();
        pair.voices(Voices::everyone()).on(date!("2024-10-31")).evidence()[0].quality
    };
    let near = |found: f64, right: f64| assert!((found - right).abs() < 1e-12, "{found} {right}");
    let own = || Witness::own("a");
    near(quality(item()), 1.0);
    near(quality(item().witness(own().certainty(Certainty::Probable))), 0.75);
    near(quality(item().witness(own().certainty(Certainty::Possible))), 0.5);
    near(quality(item().witness(own()).contested()), 0.5);
    near(quality(item().witness(own().quoting(id!("nis")))), 0.75);
    near(quality(item().witness(own().by_voice(Voice::Unnamed("officials".into())))), 0.75);
    let (seoul, nato) = (own().quoting(id!("nis")), Witness::own("b").quoting(id!("nato")));
    near(quality(item().witness(seoul.clone()).witness(nato.clone())), 1.0 - 0.25 * 0.25);
    // A reprint is no second root.
    near(quality(item().witness(seoul).witness(nato.resting_on("a"))), 0.75);
}

#[test]
fn stages_count_as_the_table_says() {
    let stages = [
        (Stage::Intended, None),
        (Stage::Negotiated, None),
        (Stage::Signed, Some(0.5)),
        (Stage::Consented, Some(0.5)),
        (Stage::ProvisionallyApplied, Some(0.9)),
        (Stage::Declared, Some(1.0)),
        (Stage::InForce, Some(1.0)),
        (Stage::Suspended, Some(0.25)),
        (Stage::Ended, None),
    ];
    for (stage, factor) in stages {
        let item =
            Relation::directed("x", RelationKind::DEFENCE_OBLIGATION, russia(), north_korea());
        let relations = Relations::of([item.unwrap().stage_from(date!("2024-01-01"), stage)]);
        let model = Ties1::default();
        let pair = relations.alignment("russia", "north-korea", &model).unwrap();
        let alignment = pair.on(date!("2024-06-01"));
        assert_eq!(alignment.evidence().first().map(|each| each.stage), factor, "{stage}");
        assert_eq!(alignment.pending().len(), usize::from(stage < Stage::Signed), "{stage}");
        assert_eq!(pair.on(date!("2023-12-31")).score(), &Score::NoEvidence);
    }
}

#[test]
fn what_stands_begins_for_certain_and_ends_for_certain() {
    let sanctions =
        Relation::directed("x", RelationKind::SANCTIONS, russia(), north_korea()).unwrap();
    let relations = Relations::of([sanctions.during(period("2006-10/2010"))]);
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let score = |on| pair.on(on).score().value();
    assert_eq!(score(date!("2006-10-14")), None);
    assert_eq!(pair.on(date!("2006-10-14")).pending().len(), 1);
    let certain = pair.on(date!("2008-01-01"));
    assert!(certain.band().is_some_and(|(low, high)| (low - high).abs() < 1e-12));
    // In 2010 it may be over: it stands, and the band says that it may not.
    let perhaps = pair.on(date!("2010-06-01"));
    assert_eq!(perhaps.score(), certain.score());
    assert_eq!(perhaps.band().map(|band| band.1), Some(0.0));
    assert_eq!(score(date!("2011-01-01")), None);
}

#[test]
fn an_invasion_that_is_over_leaves_a_mark() {
    let invades = Relation::directed("x", RelationKind::INVADES, russia(), north_korea()).unwrap();
    let relations = Relations::of([invades.during(period("2000-01-01/2000-12-31"))]);
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    assert_eq!(pair.on(date!("2000-06-01")).score().to_string(), "-1.000");
    assert_eq!(pair.on(date!("2010-12-29")).score().to_string(), "-0.500");
}

#[test]
fn a_trend_needs_both_days_covered() {
    let told = |item: Relation, day| item.witness(Witness::own("news").known_on(day));
    let (first, last) = (date!("2024-06-17"), date!("2024-06-20"));
    let praise = told(act("s", RelationKind::PRAISE, "2024-06-17"), first);
    let visit = told(act("v", RelationKind::STATE_VISIT, "2024-06-19"), last);
    let relations = Relations::of([praise, visit]);
    let model = Ties1::default();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let Trend::Known { course, .. } = pair.trend(first, last) else { panic!("it is known") };
    assert_eq!(course, Course::Rising);
    let unknown = pair.trend(first, date!("2024-12-03"));
    assert_eq!(unknown, Trend::NotCovered(date!("2024-12-03")));
    assert_eq!(unknown.change(), None);
    let covered =
        relations.clone().covering("2024-01-01/2025-12-31".parse::<Period>().unwrap().into());
    let pair = covered.alignment("russia", "north-korea", &model).unwrap();
    assert!(matches!(
        pair.trend(first, date!("2024-06-18")),
        Trend::Known { course: Course::Steady, .. }
    ));
    assert_eq!(pair.trend(date!("2024-06-01"), first), Trend::NoScore(date!("2024-06-01")));
}

#[test]
fn a_dimension_can_be_weighed_otherwise() {
    let relations = eve();
    let model = Ties1::default().with_lambda(Dimension::Speech, 0.0).unwrap();
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    let alignment = pair.on(date!("2024-06-17"));
    assert_eq!(
        (alignment.score().to_string().as_str(), alignment.model()),
        ("+0.091", "ties-1, changed")
    );
    for lambda in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert!(Ties1::default().with_lambda(Dimension::Speech, lambda).is_err());
    }
}

/// Gives a number that is none between 0 and 1.
#[derive(Debug)]
struct Unsound(f64);

impl AlignmentModel for Unsound {
    fn name(&self) -> &'static str {
        "unsound"
    }

    fn table(&self) -> &'static str {
        "none"
    }

    fn weigh(&self, _: &Relation, _: NaiveDate, _: &Voices) -> Option<Weighing> {
        Some(Weighing::new(Dimension::Security, Sign::Positive, self.0))
    }

    fn combine(&self, parts: &[(Dimension, f64)]) -> f64 {
        parts.iter().map(|(_, part)| part).sum()
    }
}

#[test]
fn a_model_that_gives_no_share_gives_no_score() {
    let relations = eve();
    // Several times 0.9 is no share either.
    for number in [f64::NAN, f64::INFINITY, -0.5, 1.5, 0.9] {
        let model = Unsound(number);
        let pair = relations.alignment("russia", "north-korea", &model).unwrap();
        assert_eq!(pair.on(date!("2024-06-17")).score(), &Score::Unsound, "{number}");
    }
    let model = Unsound(0.1);
    let pair = relations.alignment("russia", "north-korea", &model).unwrap();
    assert!(pair.on(date!("2024-06-17")).score().value().is_some());
}

#[test]
fn the_first_and_last_days_there_are_can_be_asked_about() {
    let model = Ties1::default();
    for relations in [eve(), after(true), Relations::of([])] {
        let pair = relations.alignment("russia", "north-korea", &model).unwrap();
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let alignment = pair.clone().voices(Voices::everyone()).on(day);
            assert!(alignment.score().value().is_none_or(f64::is_finite), "{alignment}");
            let standing = relations.standing("russia", "north-korea").unwrap();
            assert!(!standing.on(day).to_string().is_empty());
        }
        assert_eq!(pair.trend(NaiveDate::MIN, NaiveDate::MAX).change(), None);
    }
}

#[test]
fn actors_that_are_not_known_are_named() {
    let relations = eve();
    let model = Ties1::default();
    let error = relations.alignment("north-corea", "russia", &model).unwrap_err();
    assert_eq!((error.actor(), error.nearest()), ("north-corea", Some("north-korea")));
    assert!(relations.alignment("russia", "russia", &model).is_err());
    assert!(Relation::between("x", RelationKind::TENSION, russia(), russia()).is_err());
    for intensity in [0.0, -1.0, 1.5, f64::NAN, f64::INFINITY] {
        assert!(act("x", RelationKind::TENSION, "2024").intensity(intensity).is_err());
    }
}
