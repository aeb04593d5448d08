//! Every question to a dossier and to a knowledge, for dossiers of each shape.

use std::hint::black_box;

use detente::dossier::Severity;
use detente::knowledge::{Correction, Knowledge, View};
use detente::model::Visit;
use detente::time::Period;
use detente::{Dossier, date};
use support::growing::{SHAPES, of_shape};

use super::count::{alone, grows_in_proportion, listening, out_of_proportion, stays_the_same};

/// A question: its name, and what is counted of it.
type Question = (&'static str, fn(&Dossier, &Knowledge));

const QUESTIONS: [Question; 44] = [
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
    ("deadlines", |_, known| drop(black_box(known.deadlines(&ever())))),
    ("overdue", |_, known| drop(black_box(known.overdue(date!("2040-01-01"))))),
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
    ("leaders", |_, known| {
        for state in known.states() {
            drop(black_box(known.leaders(state.id(), date!("1960-01-01"))));
        }
    }),
    ("holders", |_, known| {
        for tenure in known.tenures() {
            let day = tenure.period().earliest().unwrap_or(date!("1960-01-01"));
            drop(black_box(known.holders(tenure.office(), day, tenure.criterion())));
        }
    }),
    ("state_of", |_, known| {
        for visit in known.visits() {
            let day = visit.period().and_then(|period| period.earliest());
            let _ = black_box(day.map(|day| known.state_of(visit.guest(), day)));
        }
    }),
    ("visits_between", |_, known| {
        drop(black_box(known.visits_between("state-0", "state-1", &ever())));
    }),
    ("meetings_between", |_, known| {
        for other in ["state-1", "nobody"] {
            drop(black_box(known.meetings_between("state-0", other, &ever())));
        }
    }),
    ("agreements_between", |_, known| {
        for agreement in known.agreements() {
            let parties = agreement.identity().parties.as_slice();
            let (one, other) = (parties[0].as_str(), parties[1].as_str());
            drop(black_box(known.agreements_between(one, other)));
        }
    }),
    ("ties_between", |_, known| {
        for tie in known.ties() {
            let (one, other) = tie.identity().actors();
            black_box(known.ties_between(one, other).count());
        }
    }),
    ("obligations_on", |_, known| {
        for agreement in known.agreements() {
            let parties = agreement.identity().parties.as_slice();
            let (one, other) = (parties[0].as_str(), parties[1].as_str());
            drop(black_box(agreement.obligations_on(one, other, date!("1990-01-01"))));
        }
    }),
    ("offices_of", |_, known| {
        for person in known.persons() {
            drop(black_box(known.offices_of(person.id())));
        }
    }),
    ("progress_on", |_, known| {
        for visit in known.visits() {
            black_box(visit.progress_on(date!("1990-01-01")));
        }
    }),
    ("because", |_, known| {
        let visits = known.visits_between("state-0", "state-1", &ever());
        black_box(visits.map(|visits| visits.because().rests_on.len()).ok());
        for agreement in known.agreements().take(1) {
            let parties = agreement.identity().parties.as_slice();
            let status = agreement.status_of(parties[0].as_str(), date!("1990-01-01"));
            black_box(status.map(|status| status.because().rests_on.len()).ok());
        }
    }),
    ("meetings_of", |_, known| {
        for person in known.persons() {
            black_box(known.meetings_of(&[person.id().as_str()]).count());
        }
    }),
    ("previous at a place", |_, known| {
        for visit in known.visits() {
            let place = visit.get(Visit::PLACE);
            black_box(place.and_then(|place| visit.previous_by_same_guest_at(place)));
        }
    }),
    ("previous at each place", |_, known| {
        for visit in known.visits().take(1) {
            for place in known.places() {
                black_box(visit.previous_by_same_guest_at(place.id()));
            }
        }
    }),
    ("trip", |_, known| {
        for visit in known.visits() {
            black_box(visit.trip());
        }
    }),
    ("stops", |_, known| {
        for place in known.places() {
            black_box((place.stops().count(), place.stays().count()));
        }
    }),
    ("statements_about", |_, known| {
        let states = known.states().map(View::reference);
        let visits = known.visits().map(View::reference);
        for record in states.chain(visits) {
            black_box(known.statements_about(&record.into()).count());
        }
    }),
    ("statements_by", |_, known| {
        let states = known.states().map(|state| state.id().as_str());
        for actor in states.chain(known.persons().map(|person| person.id().as_str())) {
            black_box(known.statements_by(actor).count());
        }
    }),
    ("may_be_same_as", |_, known| {
        for statement in known.statements() {
            black_box(statement.may_be_same_as().count());
        }
    }),
    ("part", |_, known| {
        for visit in known.visits() {
            for stop in visit.stops() {
                black_box(visit.part(Visit::STOPS, stop.key().as_str()));
            }
        }
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
    let mut faster = Vec::new();
    for (shape, _) in SHAPES {
        for (name, ask) in QUESTIONS {
            let is_larger = LARGER_ANSWERS.iter().any(|(at, of, _)| (*at, *of) == (shape, name));
            if is_larger {
                continue;
            }
            let prepare = |n| {
                let dossier = of_shape(shape, n);
                (listening(&dossier), dossier)
            };
            let what = format!("{name} of {shape}");
            let ask = |(known, dossier): &(Knowledge, Dossier)| ask(dossier, known);
            faster.extend(out_of_proportion(&what, [250, 1_000], prepare, ask));
        }
    }
    assert!(faster.is_empty(), "{}", faster.join("\n"));
}

/// Three visits of leaders of one state to the other, and `n` to a third.
fn visits_elsewhere(n: usize) -> Knowledge {
    let visits = (0..n + 3).map(|at| {
        let host = if at < 3 { "state-1" } else { "elsewhere" };
        format!(
            r#""visit-{at:06}": {{"guest": "guest", "host": "{host}", "progress": "held", "actual": "1990-01-01"}}"#
        )
    });
    let text = format!(
        r#"{{"detente": 1, "source": "s0", "sources": {{"s0": {{}}}},
        "states": {{"state-0": {{}}, "state-1": {{}}, "elsewhere": {{}}}},
        "persons": {{"guest": {{"citizen_of": ["state-0"]}}}},
        "visits": {{{}}}}}"#,
        visits.collect::<Vec<_>>().join(", ")
    );
    let known = listening(&Dossier::from_json(&text).unwrap());
    // Which visits name whom is found once.
    assert_eq!(known.visits_between("state-0", "state-1", &ever()).unwrap().len(), 3);
    known
}

#[test]
fn visits_elsewhere_are_not_looked_at() {
    stays_the_same("visits between two", [250, 1_000], visits_elsewhere, |known| {
        assert_eq!(known.visits_between("state-1", "state-0", &ever()).unwrap().len(), 3);
    });
}

/// A visit of which one root has told otherwise `n` times.
fn labels_told_anew(n: usize) -> Knowledge {
    let each = |write: &dyn Fn(usize) -> String| (1..n).map(write).collect::<Vec<_>>().join(", ");
    let sources = each(&|at| {
        let on = date!("1990-01-01") + chrono::Days::new(at as u64);
        format!(r#""s{at}": {{"published": "{on}", "derived_from": "s0"}}"#)
    });
    let accounts = each(&|at| format!(r#"{{"by": "s{at}", "label": "label {at}"}}"#));
    let text = format!(
        r#"{{"detente": 1, "source": "s0", "sources": {{"s0": {{"published": "1990-01-01"}}, {sources}}},
        "states": {{"state-1": {{}}}}, "persons": {{"guest": {{}}}}, "visits": {{"v": {{"guest": "guest",
        "host": "state-1", "accounts": [{{"label": "label 0"}}, {accounts}]}}}}}}"#
    );
    listening(&Dossier::from_json(&text).unwrap())
}

#[test]
fn corrections_grow_with_the_words_of_a_root() {
    grows_in_proportion("corrections", [100, 400], labels_told_anew, |known| {
        let corrections = known.corrections();
        let next =
            |one: &Correction| one.now.as_ref().map(|now| (one.was.to_string(), now.to_string()));
        let first = corrections.iter().find_map(next);
        assert_eq!(first, Some(("label 0".to_owned(), "label 1".to_owned())));
        assert!(corrections.len() >= 99);
    });
}

/// An agreement of `n` parties that s0 says to have ratified, and s1 too.
fn bare_acts(n: usize) -> Knowledge {
    let each = |write: &dyn Fn(usize) -> String| (0..n).map(write).collect::<Vec<_>>().join(", ");
    let states = each(&|at| format!(r#""state-{at}": {{}}"#));
    let parties = each(&|at| format!(r#""state-{at}""#));
    let acts = each(&|at| {
        format!(
            r#""state-{at} ratified": {{"accounts": [{{"when": "1990-01-01"}}, {{"by": "s1"}}]}}"#
        )
    });
    let text = format!(
        r#"{{"detente": 1, "source": "s0", "sources": {{"s0": {{}}, "s1": {{}}}}, "states": {{{states}}},
        "agreements": {{"treaty": {{"parties": [{parties}], "acts": {{{acts}}}}}}}}}"#
    );
    listening(&Dossier::from_json(&text).unwrap())
}

#[test]
fn a_scorecard_grows_with_the_acts_of_an_agreement() {
    grows_in_proportion("a scorecard of acts", [100, 400], bare_acts, |known| {
        known.scorecard("s0").map(|card| card.scores.len()).unwrap()
    });
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
