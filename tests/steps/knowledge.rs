//! Every question to a dossier and to a knowledge, for dossiers of each shape.

use std::hint::black_box;

use detente::dossier::Severity;
use detente::knowledge::Knowledge;
use detente::model::Visit;
use detente::time::Period;
use detente::{Dossier, date};
use support::growing::{SHAPES, of_shape};

use super::count::{alone, grows_in_proportion, stays_the_same};

/// A question: its name, and what is counted of it.
type Question = (&'static str, fn(&Dossier, &Knowledge));

const QUESTIONS: [Question; 24] = [
    ("to_json", |dossier, _| drop(black_box(dossier.to_json()))),
    ("merge", |dossier, _| drop(black_box(dossier.merge(dossier).expect("with itself")))),
    ("validate", |dossier, _| drop(black_box(dossier.validate()))),
    ("proposals", |dossier, _| drop(black_box(dossier.proposals()))),
    ("as_known", |dossier, _| drop(black_box(dossier.as_known()))),
    ("relations", |_, known| drop(black_box(known.relations().build()))),
    ("accounts", |_, known| drop(black_box(known.accounts()))),
    ("disagreements", |_, known| drop(black_box(known.disagreements()))),
    ("contradictions", |_, known| drop(black_box(known.contradictions()))),
    ("corrections", |_, known| drop(black_box(known.corrections()))),
    ("zone_effects", |_, known| drop(black_box(known.zone_effects()))),
    ("scorecard", |_, known| drop(black_box(known.scorecard("s0")))),
    ("drift", |_, known| drop(black_box(known.drift("s0")))),
    ("plans", |_, known| drop(black_box(known.plans(&ever())))),
    ("unconfirmed_plans", |_, known| drop(black_box(known.unconfirmed_plans(date!("2040-01-01"))))),
    ("changes_since", |dossier, known| {
        drop(black_box(known.changes_since(&dossier.as_known_on(date!("2019-02-01")))));
    }),
    ("explain", |_, known| {
        for visit in known.visits() {
            black_box((visit.explain(Visit::PROGRESS), visit.explain(Visit::ACTUAL)));
        }
    }),
    ("is_denied", |_, known| {
        for visit in known.visits() {
            black_box((visit.is_affirmed(), visit.is_denied()));
        }
    }),
    ("period", |_, known| known.visits().for_each(|visit| drop(black_box(visit.period())))),
    ("years_since_previous", |_, known| {
        for visit in known.visits() {
            black_box(visit.years_since_previous());
        }
    }),
    ("check", |_, known| known.statements().for_each(|each| drop(black_box(each.check())))),
    ("describe", |_, known| {
        for visit in known.visits() {
            black_box(known.describe_record(&visit.reference()));
        }
    }),
    ("leaders", |_, known| drop(black_box(known.leaders("state-0", date!("1960-01-01"))))),
    ("visits_between", |_, known| {
        drop(black_box(known.visits_between("state-0", "state-1", &ever())));
    }),
];

/// Where the answer itself is larger than what is asked about, with the reason.
const LARGER_ANSWERS: [(&str, &str, &str); 5] = [
    ("parties of an agreement", "relations", "there is one between each two parties"),
    ("superlatives about one set", "contradictions", "each claim contradicts each other one"),
    ("superlatives about one set", "check", "each claim has all others against it"),
    ("superlatives about one set", "scorecard", "each claim has all others against it"),
    ("participants of one meeting", "proposals", "offices alike in all are pairs"),
];

/// Where the work is larger than the answer: a person's tenures are looked through for each day, as nobody
/// has many.
const SQUARES: [(&str, &str); 2] =
    [("offices of one person", "relations"), ("offices of one person", "visits_between")];

fn ever() -> Period {
    "1900/2100".parse().expect("a period")
}

#[test]
fn every_shape_is_sound() {
    let _alone = alone();
    for (shape, _) in SHAPES {
        let report = of_shape(shape, 20).validate();
        let error = report.issues().iter().find(|issue| issue.severity() == Severity::Error);
        assert_eq!(error, None, "{shape}");
    }
}

#[test]
fn no_question_grows_faster_than_what_it_is_asked_about() {
    for (shape, _) in SHAPES {
        for (name, ask) in QUESTIONS {
            let is_larger = LARGER_ANSWERS.iter().any(|(at, of, _)| (*at, *of) == (shape, name));
            if is_larger || SQUARES.contains(&(shape, name)) {
                continue;
            }
            let prepare = |n| {
                let dossier = of_shape(shape, n);
                (dossier.as_known(), dossier)
            };
            grows_in_proportion(
                &format!("{name} of {shape}"),
                [250, 1_000],
                prepare,
                |(known, dossier)| {
                    ask(dossier, known);
                },
            );
        }
    }
}

#[test]
fn a_hundred_questions_in_vain_cost_no_more_in_a_large_dossier() {
    let prepare = |n| of_shape("mixed", n).as_known();
    let ask = |known: &Knowledge| {
        for _ in 0..100 {
            assert!(black_box(known.person("nobody")).is_err());
        }
    };
    // What is nearest is looked for only where it is read.
    stays_the_same("look-ups in vain", [100, 400], prepare, ask);
}
