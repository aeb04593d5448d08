//! The cases of choosing that users of other tools have reported, where the files are at hand.

use detente::dossier::IssueCode;
use detente::knowledge::{Outcome, Scorecard, ScoredClaim, Stage};
use detente::model::{Act, Agreement, Tie, Visit};
use detente::relations::{Score, Ties1, Voices};
use detente::time::{NaiveDate, Truth};
use detente::{Dossier, Knowledge, Progress, date};
use support::shared::shared;

/// What is known by the dossier of a case; `None`, said aloud, where the files are not at hand.
fn case(file: &str) -> Option<Knowledge> {
    let text = shared(&format!("cases/{file}.json"))?;
    let dossier = Dossier::from_json(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    Some(dossier.as_known())
}

fn is_flagged(known: &Knowledge, code: IssueCode) -> bool {
    known.dossier().validate().issues().iter().any(|issue| issue.code() == code)
}

/// The score of two on a day, heard in the sources' own voices.
fn score(known: &Knowledge, one: &str, other: &str, day: NaiveDate) -> Score {
    let relations = known.relations().build();
    let model = Ties1::default();
    let aligning = relations.alignment(one, other, &model).expect("two actors");
    aligning.voices(Voices::own()).on(day).score().clone()
}

fn outcomes(card: &Scorecard<'_>, detail: Option<&str>) -> Vec<Outcome> {
    let of = card.scores.iter().filter(|score| score.detail == detail);
    of.map(|score| score.outcome).collect()
}

#[test]
fn st1_a_report_of_three_stages_decides_nothing() {
    let Some(known) = case("st1-planned-cancelled-planned") else { return };
    assert_eq!(known.meeting("talks").unwrap().progress(), None);
    let [(plan, within)] = &known.plans(&"2031-07".parse().unwrap())[..] else { panic!("one") };
    assert!(plan.is_undecided && *within == Truth::Maybe);
    assert!(known.unconfirmed_plans(date!("2031-08-01")).is_empty());
    assert!(is_flagged(&known, IssueCode::StagesWithoutOrder));
}

#[test]
fn st2_a_day_that_was_put_off_is_not_overdue() {
    let Some(known) = case("st2-postponed-to-a-new-day") else { return };
    let visit = known.visit("v").unwrap();
    assert_eq!((visit.progress(), visit.planned()), (None, None));
    assert!(known.unconfirmed_plans(date!("2032-03-02")).is_empty());
    assert!(is_flagged(&known, IssueCode::StagesWithoutOrder));
}

#[test]
fn ve1_a_year_hides_no_disagreement() {
    let Some(known) = case("ve1-year-hides-a-disagreement") else { return };
    let embargo = known.tie("embargo").unwrap();
    assert_eq!(embargo.period().unwrap().earliest(), Some(date!("2034-10-09")));
    let [one] = &known.disagreements()[..] else { panic!("of the two days") };
    assert_eq!(one.sides.len(), 2);
    assert!(matches!(score(&known, "alba", "borea", date!("2034-12-01")), Score::Of(s) if s < 0.0));
}

#[test]
fn ve2_a_year_bears_out_the_day() {
    let Some(known) = case("ve2-year-of-an-act") else { return };
    let pact = known.agreement("pact").unwrap();
    let act = pact.parts(Agreement::ACTS).next().unwrap();
    assert_eq!(act.date().and_then(|day| day.as_day()), Some(date!("2019-09-23")));
    assert!(!act.explain(Act::WHEN).is_contested());
    let status = pact.status_between("alba", "borea", date!("2019-11-01")).unwrap();
    assert_eq!(status.settled(), Some(Some(Stage::Signed)));
}

#[test]
fn ve3_the_day_is_that_at_the_place() {
    let Some(known) = case("ve3-midnight-at-the-place") else { return };
    let pact = known.agreement("pact").unwrap();
    let act = pact.parts(Agreement::ACTS).next().unwrap();
    assert_eq!(act.date().and_then(|day| day.as_day()), Some(date!("2029-12-31")));
    assert!(known.corrections().is_empty() && known.disagreements().is_empty());
    let status = pact.status_between("alba", "borea", date!("2029-12-31")).unwrap();
    assert_eq!(status.settled(), Some(Some(Stage::Signed)));
}

#[test]
fn ve4_an_end_stands_though_it_was_still_so_before() {
    let Some(known) = case("ve4-still-told-after-the-end") else { return };
    for tie in ["blockade", "ban"] {
        let tie = known.tie(tie).unwrap();
        assert_eq!(tie.period().unwrap().latest(), Some(date!("2029-07-14")));
        assert!(!tie.explain(Tie::DURING).is_contested());
    }
    assert_eq!(score(&known, "alba", "borea", date!("2030-06-01")), Score::NoEvidence);
}

#[test]
fn ce1_a_wording_is_no_evidence_against_two() {
    let Some(known) = case("ce1-certain-against-two") else { return };
    let place = known.visit("v").unwrap().explain(Visit::PLACE);
    assert_eq!(place.chosen.as_ref().map(|told| told.value().as_str()), Some("port-town"));
    assert!(place.is_contested());
}

#[test]
fn ce2_an_end_is_no_word_against_certainly_still() {
    let Some(known) = case("ce2-certain-still-against-the-end") else { return };
    let war = known.tie("war").unwrap();
    assert_eq!(war.period().unwrap().to_string(), "2024-02-09/2027-01-15");
    let Score::Of(after) = score(&known, "alba", "borea", date!("2028-06-01")) else {
        panic!("a war leaves a mark")
    };
    assert!(after > -1.0, "{after}");
}

#[test]
fn pl1_of_a_plan_the_newest_word_counts() {
    let Some(known) = case("pl1-new-day-against-two-old-papers") else { return };
    let planned = known.visit("v").unwrap().planned().unwrap();
    assert_eq!(planned.to_string(), "2031-11-26");
    assert!(known.unconfirmed_plans(date!("2031-11-06")).is_empty());
}

#[test]
fn pl2_days_of_what_is_there_are_an_outcome() {
    let Some(known) = case("pl2-told-as-holding-later") else { return };
    assert!(known.unconfirmed_plans(date!("2030-12-31")).is_empty());
    let Score::Of(there) = score(&known, "alba", "borea", date!("2030-12-31")) else {
        panic!("it is there")
    };
    assert!(there > 0.0);
}

#[test]
fn co1_what_a_copy_adds_is_drift() {
    let Some(known) = case("co1-copy-further-than-its-root") else { return };
    let progress = known.visit("v").unwrap().explain(Visit::PROGRESS);
    assert_eq!(progress.chosen.map(|told| *told.value()), Some(Progress::UnderWay));
    assert_eq!(progress.drifted.len(), 1);
}

#[test]
fn co2_a_copy_gives_its_root_no_own_voice() {
    let Some(known) = case("co2-copy-drops-the-speaker") else { return };
    assert_eq!(score(&known, "alba", "dorada", date!("2030-02-11")), Score::NoEvidence);
}

#[test]
fn co3_a_mirror_of_an_old_edition_is_stale() {
    let Some(known) = case("co3-stale-copy-of-an-older-edition") else { return };
    let during = known.tie("listed").unwrap().explain(Tie::DURING);
    assert_eq!(during.stale.len(), 1, "{during}");
    assert_eq!(
        during.chosen.map(|told| told.value().to_string()).as_deref(),
        Some("2028-01-01/2031-01-10")
    );
    let corrections: Vec<String> = known.corrections().iter().map(ToString::to_string).collect();
    assert!(!corrections.iter().any(|each| each.contains("mirror")), "{corrections:?}");
    let Score::Of(after) = score(&known, "alba", "shipper", date!("2031-12-31")) else { return };
    assert!(after > -0.4, "{after}");
}

#[test]
fn co4_a_correction_stands_against_a_late_reprint() {
    let Some(known) = case("co4-reprint-of-a-corrected-day") else { return };
    let visit = known.visit("v").unwrap();
    assert_eq!(visit.actual().unwrap().to_string(), "2030-05-01");
    let corrections: Vec<String> = known.corrections().iter().map(ToString::to_string).collect();
    assert_eq!(
        corrections,
        ["visit:v: actual 2030-05-02 (wire) corrected to 2030-05-01 (wire-corr)"]
    );
}

#[test]
fn in1_one_denial_in_two_outlets_confirms_nothing() {
    let Some(known) = case("in1-one-denial-in-two-outlets") else { return };
    let card = known.scorecard("daily").unwrap();
    assert!(!outcomes(&card, Some("progress")).contains(&Outcome::Confirmed));
}

#[test]
fn in2_one_speaker_is_one_root() {
    let Some(known) = case("in2-one-speaker-counted-twice") else { return };
    let actual = known.visit("v").unwrap().explain(Visit::ACTUAL);
    assert_eq!(actual.chosen.as_ref().map(|told| told.source().id.as_str()), Some("agency"));
    assert!(actual.beaten.iter().all(|beaten| beaten.reason == "in the source's own voice"));
}

#[test]
fn sc1_that_it_was_said_is_not_that_it_is_so() {
    let Some(known) = case("sc1-said-so-and-so") else { return };
    let card = known.scorecard("daily").unwrap();
    let of = |claim| card.scores.iter().filter(move |score| score.claim == claim);
    assert!(of(ScoredClaim::Said).all(|score| score.outcome == Outcome::Confirmed), "{card}");
    let so: Vec<Outcome> = of(ScoredClaim::So).map(|score| score.outcome).collect();
    assert_eq!(so, [Outcome::Contested], "{card}");
}

#[test]
fn sc2_called_off_was_true_then() {
    let Some(known) = case("sc2-cancelled-was-true-then") else { return };
    let card = known.scorecard("daily").unwrap();
    assert_eq!(outcomes(&card, Some("progress")), [Outcome::Overtaken]);
}

#[test]
fn sc3_the_day_of_a_visit_that_was_not_is_refuted() {
    let Some(known) = case("sc3-day-of-a-visit-that-was-not") else { return };
    let card = known.scorecard("daily").unwrap();
    assert_eq!(outcomes(&card, Some("planned")), [Outcome::Refuted]);
    assert_eq!(outcomes(&card, Some("progress")), [Outcome::Refuted]);
}

#[test]
fn sc4_one_word_against_another_is_contested() {
    let Some(known) = case("sc4-denial-against-an-accusation") else { return };
    for source in ["radio", "daily"] {
        let card = known.scorecard(source).unwrap();
        assert_eq!(outcomes(&card, None), [Outcome::Contested], "{card}");
    }
}

#[test]
fn sc5_a_body_holds_its_committees() {
    let Some(known) = case("sc5-body-and-its-committee") else { return };
    assert!(known.disagreements().is_empty());
    let card = known.scorecard("daily").unwrap();
    assert_eq!(outcomes(&card, Some("addressee")), [Outcome::Confirmed]);
}

#[test]
fn dr1_an_id_and_its_aliases_are_one() {
    let Some(known) = case("dr1-derived-from-an-alias") else { return };
    assert_eq!(known.drift("paper").unwrap().len(), 3);
}

#[test]
fn ve5_one_notation_of_two_meanings_is_pointed_out() {
    let Some(known) = case("ve5-one-notation-two-meanings") else { return };
    assert!(is_flagged(&known, IssueCode::SomeDayBetween));
    assert!(is_flagged(&known, IssueCode::LongStay));
}
