use detente::graph::{DatedTie, Projection, RelationGraph, petgraph::algo::dijkstra};
use detente::model::TieKind;
use detente::{date, id};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (russia, china, korea) = (id!("russia"), id!("china"), id!("north-korea"));
    let graph = RelationGraph::from_ties([
        DatedTie::between(
            TieKind::DEFENCE_COOPERATION,
            russia,
            korea.clone(),
            &"2024-12-04/..".parse()?,
        )?,
        DatedTie::between(TieKind::DEFENCE_COOPERATION, china, korea, &"1961-09-10/..".parse()?)?,
    ])?;
    let ties = graph.at(date!("2024-12-31")).project(Projection::simple().undirected());
    let steps = dijkstra(&ties, ties.node("russia")?, None, |_| 1);
    println!("from Russia to China: {} steps", steps[&ties.node("china")?]);
    Ok(())
}
