use detente::graph::{DatedTie, Projection, RelationGraph, petgraph::algo::dijkstra};
use detente::model::TieKind;
use detente::{date, id};

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let since = |year: &str| format!("{year}/..").parse();
    let graph = RelationGraph::from_ties([
        DatedTie::between(TieKind::ALLIANCE, id!("russia"), id!("north-korea"), &since("2024-12-04")?)?,
        DatedTie::between(TieKind::ALLIANCE, id!("china"), id!("north-korea"), &since("1961-09-10")?)?,
    ])?;
    let day = graph.at(date!("2024-12-31"));
    println!("{} ties among {} actors", day.tie_count(), day.node_count());
    let ties = day.project(Projection::simple().undirected());
    let steps = dijkstra(&ties, ties.node("russia")?, None, |_| 1);
    println!("from Russia to China: {} steps", steps[&ties.node("china")?]);
    Ok(())
}
