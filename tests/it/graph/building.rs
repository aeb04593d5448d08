//! Building a graph and asking it: right answers, and errors for what cannot be.

use detente::graph::{
    DatedTie, GraphBuilder, GraphError, GraphLookupError, Neighbour, RelationGraph, Sign, TieView,
};
use detente::model::{ActorId, TieKind};
use detente::time::{NaiveDate, Truth};
use detente::{date, id};

const DAY: NaiveDate = date!("2024-06-17");

fn tie(from: &str, to: &str, during: &str) -> DatedTie {
    let [from, to] = [from, to].map(|text| ActorId::new(text).unwrap());
    DatedTie::directed(TieKind::POLITICAL_SUPPORT, from, to, &during.parse().unwrap()).unwrap()
}

fn graph(ties: impl IntoIterator<Item = DatedTie>) -> RelationGraph {
    let graph = RelationGraph::from_ties(ties).unwrap();
    graph.verify().unwrap();
    graph
}

#[test]
fn a_tie_keeps_all_that_it_was_given() {
    let war = DatedTie::between(
        TieKind::AT_WAR,
        id!("b"),
        id!("a"),
        &"1950-06-25/1953-07-27".parse().unwrap(),
    )
    .unwrap()
    .with_sign(Sign::Negative)
    .with_intensity(0.25)
    .unwrap()
    .with_evidence([id!("two"), id!("one"), id!("two")])
    .with_id(id!("the-war"));
    let concern = tie("c", "a", "from 1950-07 to still 1951-01-01").about(id!("the-war"));
    let graph = graph([concern, war]);

    let war = graph.tie("the-war").unwrap();
    assert_eq!((war.from().as_str(), war.to().as_str(), war.kind()), ("a", "b", "at_war"));
    assert!(war.is_symmetric() && !war.is_censored() && !war.is_open());
    assert_eq!((war.sign(), war.intensity()), (Some(Sign::Negative), 0.25));
    assert!(war.evidence().map(detente::model::Id::as_str).eq(["one", "two"]));
    assert_eq!(war.earliest_start(), Some(date!("1950-06-25")));
    assert_eq!(war.latest_end(), Some(date!("1953-07-27")));
    assert_eq!(war.to_string(), "at war: a – b, 1950-06-25 to 1953-07-27");

    let concern = war.those_about_it().next().unwrap();
    assert_eq!(concern.object(), Some(war));
    assert!(war.object().is_none() && concern.those_about_it().next().is_none());
    assert!(concern.is_censored() && concern.id().is_none() && concern.sign().is_none());
    assert_eq!(
        concern.to_string(),
        "political support: c → a, 1950-07-01..1950-07-31 to still 1951-01-01"
    );
    assert_eq!(concern.holds_on(date!("1951-01-01")), Truth::Yes);
    assert_eq!(concern.holds_on(date!("1951-01-02")), Truth::Maybe);
    assert_eq!(graph.tie_at(concern.ix()), Some(concern));
    assert_eq!(graph.span(), Some((date!("1950-06-25"), date!("1953-07-27"))));
}

#[test]
fn ties_that_cannot_be_are_refused() {
    let zero = tie("a", "b", "2000/..");
    for intensity in [0.0, -0.5, 1.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(zero.clone().with_intensity(intensity).is_err(), "{intensity}");
    }
    let error = zero.with_intensity(f64::NAN).unwrap_err().to_string();
    assert_eq!(error, "found the intensity NaN, expected a number above 0 and at most 1");

    let twice = ["x", "y"].map(|to| tie("a", to, "2000/..").with_id(id!("same")));
    let error = RelationGraph::from_ties(twice).unwrap_err();
    assert_eq!(error, GraphError::IdTwice { id: id!("same") });

    let named = tie("a", "b", "2000/..").with_id(id!("treaty-2024"));
    let error =
        RelationGraph::from_ties([named, tie("c", "a", "2000/..").about(id!("treaty-2004"))]);
    let message = "a tie about \"treaty-2004\", which is no tie here; nearest is \"treaty-2024\"";
    assert_eq!(error.unwrap_err().to_string(), message);

    let of_itself = tie("a", "b", "2000/..").with_id(id!("self")).about(id!("self"));
    let error = RelationGraph::from_ties([tie("a", "c", "2000/.."), of_itself]).unwrap_err();
    assert_eq!(error, GraphError::AboutItself { id: id!("self") });
    assert_eq!(error.to_string(), "the tie \"self\" is about itself");
}

#[test]
fn unknown_actors_are_told_with_the_nearest() {
    let graph = graph([tie("russia", "north-korea", "2000/..")]);
    let now = graph.on(DAY);
    let nearest = |error: GraphLookupError| match error {
        GraphLookupError::UnknownActor { nearest, .. } => nearest.get().map(str::to_owned),
        other => panic!("{other}"),
    };
    let north_korea = || Some("north-korea".to_owned());
    assert_eq!(nearest(now.between("russia", "north-korae").unwrap_err()), north_korea());
    assert_eq!(nearest(now.neighbours("north_korea").unwrap_err()), north_korea());
    assert_eq!(nearest(graph.at(DAY).node("nort-korea").unwrap_err()), north_korea());
    assert_eq!(nearest(now.shared_friends("russia", "atlantis").unwrap_err()), None);
    assert!(graph.sweep(DAY, DAY).degrees().unwrap().of("rusia").is_err());
    assert_eq!(graph.tie("x").unwrap_err().to_string(), "no tie \"x\"");
}

#[test]
fn of_an_empty_graph_everything_is_empty() {
    let graph = graph([]);
    assert_eq!((graph.tie_count(), graph.span(), graph.actors().len()), (0, None, 0));
    let snapshot = graph.at(DAY);
    snapshot.verify().unwrap();
    assert_eq!((snapshot.node_count(), snapshot.tie_count()), (0, 0));
    assert!(!snapshot.is_within_span());
    assert_eq!(graph.on(DAY).ties().len(), 0);
    assert!(graph.changes(date!("1800-01-01"), DAY).is_empty());
    assert_eq!(graph.sweep(DAY, DAY).degrees().unwrap().ties(), [0]);
}

#[test]
fn one_actor_alone_is_a_graph() {
    let graph = GraphBuilder::new().actor(id!("iceland")).build().unwrap();
    graph.verify().unwrap();
    let snapshot = graph.at(DAY);
    let iceland = snapshot.node("iceland").unwrap();
    assert_eq!((snapshot.node_count(), snapshot.degree(iceland)), (1, 0));
    assert!(snapshot.neighbours(iceland).is_empty() && snapshot.ties_of(iceland).next().is_none());
    assert!(graph.on(DAY).between("iceland", "iceland").unwrap().is_empty());
}

#[test]
fn days_far_outside_are_answered_for() {
    let graph = graph([tie("a", "b", "2000-01-01/2010-12-31"), tie("a", "b", "2005-01-01/..")]);
    for (day, ties) in [(NaiveDate::MIN, 0), (date!("1999-12-31"), 0), (NaiveDate::MAX, 1)] {
        let snapshot = graph.at(day);
        snapshot.verify().unwrap();
        assert_eq!((snapshot.tie_count(), snapshot.is_within_span()), (ties, false), "{day}");
    }
    assert!(graph.at(date!("2010-12-31")).is_within_span());
    assert_eq!(graph.changes(NaiveDate::MIN, NaiveDate::MAX).len(), 1);
}

#[test]
fn what_is_only_possible_is_asked_for_and_says_so() {
    let graph = graph([tie("a", "b", "1961-07/1996"), tie("b", "c", "1996-05-01/..")]);
    let day = date!("1996-05-01");
    assert_eq!(graph.at(day).tie_count(), 1);
    let all = graph.at(day).including_possible();
    all.verify().unwrap();
    assert!(all.ties().map(TieView::holds).eq([Truth::Maybe, Truth::Yes]));
    let b = all.node("b").unwrap();
    assert_eq!((all.degree(b), all.neighbours(b).len(), all.ties_of(b).count()), (2, 2, 2));

    // The day question is open, the year question is not.
    let year = "1996-01-01/1996-12-31".parse().unwrap();
    assert_eq!(graph.during(&year).between("a", "b").unwrap().len(), 1);
    let change = graph.changes(date!("1995-12-31"), day);
    let truths: Vec<_> = change.iter().map(|one| (one.before(), one.after())).collect();
    assert_eq!(truths, [(Truth::Yes, Truth::Maybe), (Truth::No, Truth::Yes)]);
}

#[test]
fn who_does_not_exist_is_not_there() {
    let during =
        ["1918-10-28/1939-03-14".parse().unwrap(), "1945-05-09/1992-12-31".parse().unwrap()];
    let graph = GraphBuilder::new()
        .actor_during(id!("czechoslovakia"), &during)
        .actor_during(id!("slovakia"), [&"1993-01-01/..".parse().unwrap()])
        .tie(tie("czechoslovakia", "france", "1924-01-25/.."))
        .tie(tie("czechoslovakia", "slovakia", "1900/.."))
        .build()
        .unwrap();
    graph.verify().unwrap();

    let ties = |day| {
        let snapshot = graph.at(day);
        snapshot.verify().unwrap();
        let absent: Vec<_> = snapshot.absent().map(|actor| actor.as_str().to_owned()).collect();
        (snapshot.tie_count(), snapshot.left_out(), absent)
    };
    let missing = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(ties(date!("1930-01-01")), (1, 1, missing(&["slovakia"])));
    assert_eq!(ties(date!("1940-01-01")), (0, 2, missing(&["czechoslovakia", "slovakia"])));
    assert_eq!(ties(date!("1993-01-01")), (0, 2, missing(&["czechoslovakia"])));

    let error = graph.at(date!("1940-01-01")).node("slovakia").unwrap_err();
    assert_eq!(error.to_string(), "\"slovakia\" does not exist on 1940-01-01");
    // The two never lived on one day, whatever the tie says.
    let ever = "1800-01-01/2100-01-01".parse().unwrap();
    let between = graph.during(&ever).including_possible().between("slovakia", "czechoslovakia");
    assert!(between.unwrap().is_empty());
    let degrees =
        graph.sweep(date!("1938-01-01"), date!("1947-01-01")).every(366).degrees().unwrap();
    assert_eq!(degrees.of("france").unwrap(), [1, 1, 0, 0, 0, 0, 0, 0, 1]);
}

#[test]
fn friends_and_adversaries_are_shared() {
    let with = |from, to, sign| tie(from, to, "2000/..").with_sign(sign);
    let graph = graph([
        with("a", "x", Sign::Positive),
        with("x", "b", Sign::Positive),
        with("a", "y", Sign::Negative),
        with("b", "y", Sign::Negative),
        with("b", "z", Sign::Negative),
        with("a", "b", Sign::Positive),
        tie("a", "z", "2000/.."),
    ]);
    let now = graph.on(DAY);
    assert_eq!(now.shared_friends("a", "b").unwrap(), ["x"]);
    assert_eq!(now.shared_adversaries("a", "b").unwrap(), ["y"]);
    let of_a: Vec<_> = now.neighbours("a").unwrap();
    let counts: Vec<_> =
        of_a.iter().map(|n| (n.actor().as_str(), n.ties(), n.positive(), n.negative())).collect();
    assert_eq!(counts, [("b", 1, 1, 0), ("x", 1, 1, 0), ("y", 1, 0, 1), ("z", 1, 0, 0)]);
    assert!(of_a.iter().all(Neighbour::is_certain));
}

#[test]
fn sweeps_that_make_no_sense_are_refused() {
    let graph = graph([tie("a", "b", "2000-01-01/..")]);
    let sweep = |first, last| graph.sweep(first, last);
    assert!(sweep(DAY, date!("2020-01-01")).degrees().unwrap().days().is_empty());
    let none = sweep(DAY, DAY).every(0).degrees().unwrap_err();
    assert_eq!(none.to_string(), "found a step of 0 days, expected 1 or more");
    assert!(sweep(NaiveDate::MIN, NaiveDate::MAX).every(u32::MAX).degrees().is_ok());
    let chosen = sweep(DAY, DAY).kinds([TieKind::TENSION]).degrees().unwrap();
    assert_eq!(chosen.ties(), [0]);
    assert_eq!(sweep(DAY, DAY).negative().degrees().unwrap().ties(), [0]);
}

#[test]
fn a_million_parallel_ties_between_two_are_ties() {
    let one = tie("a", "b", "2000-01-01/2001-12-31");
    let graph = RelationGraph::from_ties(std::iter::repeat_n(one, 1_000_000)).unwrap();
    assert_eq!(graph.on(date!("2001-06-01")).between("b", "a").unwrap().len(), 1_000_000);
    assert_eq!(graph.on(date!("2002-01-01")).between("b", "a").unwrap().len(), 0);
    assert_eq!(graph.at(date!("2000-01-01")).tie_count(), 1_000_000);
    assert!(graph.size_in_bytes() < 64_000_000);
}
