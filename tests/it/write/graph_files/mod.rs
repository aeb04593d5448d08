//! Graphs as files: what they carry, what they lose, and that no name breaks one.

mod carried;
mod golden;
mod hostile;
mod lost;
#[cfg(all(feature = "json", feature = "csv"))]
mod tools;

use detente::graph::{DatedTie, GraphBuilder, RelationGraph, RelationKind, Sign};
use detente::id;
use detente::time::{End, Period};
use detente::write::{self, GraphFile, GraphOrDay, Loss};

/// Everything that a tie can have and an actor can be, once at least.
fn world() -> RelationGraph {
    let (ussr, dprk, china) = (id!("soviet-union"), id!("north-korea"), id!("china"));
    let during = |text: &str| text.parse::<Period>().expect("a period");
    let still =
        Period::new(End::Open, End::Still(detente::date!("2024-06-17"))).expect("it is one");
    let directed = |kind, from: &_, to: &_, period: &_| {
        DatedTie::directed(kind, Clone::clone(from), Clone::clone(to), period).expect("two actors")
    };
    let between = |kind, one: &_, other: &_, period: &_| {
        DatedTie::between(kind, Clone::clone(one), Clone::clone(other), period).expect("two actors")
    };
    GraphBuilder::new()
        .actor(id!("iceland"))
        .actor_during(ussr.clone(), [&during("1922-12-30/1991-12-25")])
        .actor_during(dprk.clone(), [&during("1948-09-09/..")])
        .actor_during(id!("baltic"), [&during("1918-02/1940-06-15"), &during("1991-09-06/..")])
        .actor_during(id!("atlantis"), [&during("/2000")])
        .tie(
            directed(RelationKind::DEFENCE_OBLIGATION, &ussr, &dprk, &during("1961-07-06/1996"))
                .with_sign(Sign::Positive)
                .with_evidence([id!("treaties"), id!("atop/1961")])
                .with_id(id!("pact")),
        )
        .tie(
            directed(RelationKind::CONCERN, &china, &ussr, &during("1961-07-07"))
                .with_sign(Sign::Negative)
                .with_intensity(0.25)
                .expect("it is in range")
                .about(id!("pact")),
        )
        // Two ties alike in everything are two.
        .ties(
            [(), ()]
                .map(|()| between(RelationKind::TRADE_AGREEMENT, &dprk, &ussr, &during("1950/"))),
        )
        .tie(between(RelationKind::CONTIGUITY, &dprk, &china, &still))
        .tie(
            directed(RelationKind::SANCTIONS, &china, &dprk, &during("2006-10-14/.."))
                .with_id(id!("01")),
        )
        .tie(
            directed(RelationKind::SANCTIONS, &china, &dprk, &during("2009-06-12/.."))
                .with_id(id!("1")),
        )
        .tie(directed(
            RelationKind::AID,
            &id!("baltic"),
            &id!("atlantis"),
            &during("1995-01-01/1999"),
        ))
        .build()
        .expect("a graph")
}

/// The title and the labels of the files compared with others.
fn described(file: GraphFile<'_>) -> GraphFile<'_> {
    file.title("A \"small\" world")
        .signed_by("signs-1")
        .labels(|actor| actor.as_str().replace('-', " & "))
}

type Format = (&'static str, fn(GraphOrDay<'_>) -> GraphFile<'_>);

/// Every format by the ending of its files.
fn formats() -> Vec<Format> {
    vec![
        ("dot", |of| write::dot(of)),
        ("graphml", |of| write::graphml(of)),
        ("gexf", |of| write::gexf(of)),
        #[cfg(feature = "json")]
        ("json", |of| write::node_link(of)),
        #[cfg(feature = "csv")]
        ("csv", |of| write::tie_csv(of)),
    ]
}

/// The text of a file, whatever it loses.
fn text(file: GraphFile<'_>) -> String {
    file.accepting(Loss::ALL.iter().copied()).to_text().expect("all is accepted")
}
