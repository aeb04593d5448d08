//! The graph of what records come to.

use detente::graph::{RelationGraph, RelationKind, Sign, TieView};
use detente::knowledge::Stage;
use detente::relations::{Relation, Relations, SignTable, Voices};
use detente::time::{NaiveDate, Truth};
use detente::{Dossier, date, id};
use support::pyongyang::MERGED;

fn pyongyang(known: NaiveDate, voices: &Voices) -> RelationGraph {
    let relations = MERGED.as_known_on(known).relations().build();
    relations.graph(SignTable::builtin(), voices).expect("they are few")
}

/// The kinds of what holds between Russia and North Korea on a day, each once.
fn kinds(graph: &RelationGraph, day: NaiveDate) -> Vec<&str> {
    let ties = graph.on(day).between("russia", "north-korea").expect("both are known");
    let mut kinds: Vec<_> = ties.into_iter().map(TieView::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn a_treaty_is_owed_from_the_day_on_which_it_is_in_force() {
    let graph = pyongyang(date!("2024-12-31"), &Voices::own());
    let owed = |day| {
        let ties = graph.on(day).between("russia", "north-korea").expect("both are known");
        let owed = |tie: &TieView<'_>| tie.kind() == RelationKind::DEFENCE_OBLIGATION.as_str();
        ties.into_iter().filter(owed).collect::<Vec<_>>()
    };
    assert_eq!(owed(date!("2024-12-03")), []);
    let from = |tie: &TieView<'_>| tie.from().as_str().to_owned();
    let both: Vec<_> = owed(date!("2024-12-04")).iter().map(from).collect();
    assert_eq!(both, ["russia", "north-korea"]);
    let tie = owed(date!("2024-12-04"))[0];
    assert_eq!((tie.sign(), tie.holds()), (Some(Sign::Positive), Truth::Yes));
    assert!(tie.evidence().len() > 0);
    assert_eq!(graph.verify(), Ok(()));
}

#[test]
fn a_visit_is_a_tie_on_its_days_and_a_plan_is_none() {
    let visit = RelationKind::STATE_VISIT;
    let after = pyongyang(date!("2024-06-20"), &Voices::own());
    assert!(kinds(&after, date!("2024-06-19")).contains(&visit.as_str()));
    assert!(!kinds(&after, date!("2024-06-20")).contains(&visit.as_str()));
    let before = pyongyang(date!("2024-06-17"), &Voices::everyone());
    assert!(!kinds(&before, date!("2024-06-19")).contains(&visit.as_str()));
}

#[test]
fn what_a_party_alleges_is_there_in_its_voice_alone() {
    let eve = date!("2024-06-17");
    let support = RelationKind::POLITICAL_SUPPORT;
    let own = pyongyang(eve, &Voices::own());
    let russian = pyongyang(eve, &Voices::own().and("russia"));
    let count = |graph: &RelationGraph| graph.on(eve).ties().len();
    assert!(count(&russian) > count(&own));
    assert!(kinds(&russian, eve).contains(&support.as_str()));
}

#[test]
fn a_state_that_is_no_more_has_no_ties() {
    let (ussr, dprk) = (id!("soviet-union"), id!("north-korea"));
    let pact = Relation::directed("pact", RelationKind::DEFENCE_OBLIGATION, ussr, dprk);
    let pact = pact.expect("two actors").during("1961-07-06/..".parse().expect("a period"));
    let graph = Relations::of([pact]).graph(SignTable::builtin(), &Voices::own());
    let graph = graph.expect("it is one tie");
    assert_eq!(graph.on(date!("1980-01-01")).ties().len(), 1);
    assert_eq!(graph.on(date!("1992-01-01")).ties().len(), 0);
}

#[test]
fn stages_that_may_be_are_ties_that_may_be() {
    let kind = RelationKind::COOPERATION_AGREEMENT;
    let item = Relation::between("agreement:a", kind, id!("a"), id!("b")).expect("two actors");
    let item = item
        .stage_from(date!("2000-01-01"), Stage::Signed)
        .stage_from(date!("2001-01-01"), Stage::InForce)
        .stage_from(date!("2002-01-01"), Stage::Suspended)
        .stage_from(date!("2003-01-01"), Stage::InForce)
        .stage_from(date!("2004-01-01"), Stage::Ended);
    let graph = Relations::of([item]).graph(SignTable::builtin(), &Voices::own());
    let graph = graph.expect("they are two ties");
    let holds = |day| graph.on(day).ties().len();
    let days = [
        (date!("2000-12-31"), 0),
        (date!("2001-01-01"), 1),
        (date!("2001-12-31"), 1),
        (date!("2002-06-01"), 0),
        (date!("2003-12-31"), 1),
        (date!("2004-01-01"), 0),
    ];
    for (day, expected) in days {
        assert_eq!(holds(day), expected, "{day}");
    }
    let undated = Relation::directed("x", RelationKind::PRAISE, id!("a"), id!("b")).expect("two");
    let graph = Relations::of([undated]).graph(SignTable::builtin(), &Voices::own());
    let graph = graph.expect("it is one tie");
    assert_eq!(graph.on(date!("2000-01-01")).ties().len(), 0);
    assert_eq!(graph.on(date!("2000-01-01")).including_possible().ties().len(), 1);
}

#[test]
fn what_is_about_a_tie_says_so_where_that_tie_is_there() {
    let told = |second: &str, about: &str| {
        let text = format!(
            r#"{{"detente": 1, "source": "paper", "sources": {{"paper": {{"published": "2024-06-17"}}}},
            "ties": {{
                "pressure": {{"kind": "pressure", "from": "united-states", "to": "north-korea",
                    "during": {{"from": "2006", "to": "open"}}{second}}},
                "support": {{"kind": "political_support", "from": "russia", "to": "north-korea",
                    "during": {{"from": "2022", "to": "open"}}, "against": ["{about}"]}}}},
            "statements": {{"concern": {{"speaker": "united-states", "act": "expresses_concern",
                "addressee": "russia", "about": ["tie:support"]}}}}}}"#
        );
        let dossier = Dossier::from_json(&text).expect("it reads");
        let relations = dossier.as_known().relations().build();
        relations.graph(SignTable::builtin(), &Voices::own()).expect("they are few")
    };
    let graph = told("", "tie:pressure");
    let support = graph.tie("support").unwrap();
    assert_eq!(support.object().and_then(TieView::id).unwrap(), "pressure");
    let about_support: Vec<_> = support.those_about_it().map(|tie| tie.kind().to_owned()).collect();
    assert_eq!(about_support, ["concern"]);
    let about_pressure = graph.tie("pressure").unwrap().those_about_it().count();
    assert_eq!(about_pressure, 1);
    // What is only planned is no tie, and nothing can be about it.
    let graph = told(r#", "progress": "planned""#, "tie:pressure");
    assert!(graph.tie("support").unwrap().object().is_none());
    assert!(graph.tie("pressure").is_err());
    assert_eq!(graph.verify(), Ok(()));
}

#[test]
fn items_of_one_id_are_ties_without() {
    let item = |kind| {
        let item = Relation::directed("tie:t", kind, id!("russia"), id!("vietnam")).expect("two");
        item.during("2001/..".parse().expect("a period"))
    };
    let both = Relations::of([item(RelationKind::AID), item(RelationKind::PRAISE)]);
    let graph = both.graph(SignTable::builtin(), &Voices::own()).expect("they are few");
    assert_eq!(graph.tie_count(), 2);
    assert!(graph.tie("t").is_err());
}
