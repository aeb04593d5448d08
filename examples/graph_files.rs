//! Graphs as files, for graphviz, Gephi, networkx, igraph and spreadsheets: the one of relations around
//! Pyongyang, and one of alliances from plain ties. What a format cannot carry is told, and the file
//! is written once that is accepted by name.

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

use detente::graph::{DatedTie, GraphBuilder, RelationGraph, Sign};
use detente::model::{ActorId, TieKind};
use detente::relations::{SignTable, Voices};
use detente::write::{self, GraphFile, Loss};
use detente::{Dossier, Knowledge, date, id};

const FOLDER: &str = "target/graph_files";

fn main() -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(FOLDER)?;
    pyongyang()?;
    alliances()
}

/// The graph of what records come to: as a whole, and as it is on the day the treaty is in force.
fn pyongyang() -> Result<(), Box<dyn Error>> {
    let article = Dossier::from_json(include_str!("pyongyang_2024/article.json"))?;
    let record = Dossier::from_json(include_str!("pyongyang_2024/record.json"))?;
    let known = article.merge(&record)?.as_known_on(date!("2024-12-31"));
    let relations = known.relations().build();
    let graph = relations.graph(SignTable::builtin(), &Voices::own())?;
    println!("Around Pyongyang: {} actors, {} ties", graph.actors().len(), graph.tie_count());
    save("pyongyang.graphml", &described(write::graphml(&graph), &known))?;
    save("pyongyang.json", &described(write::node_link(&graph), &known))?;
    save("pyongyang.csv", &write::tie_csv(&graph).accepting([Loss::Existence]))?;

    let timeline = described(write::gexf(&graph), &known);
    save("pyongyang.possible.gexf", &timeline.clone().including_possible())?;
    if let Err(refusal) = timeline.to_text() {
        println!("{refusal}");
    }
    save("pyongyang.gexf", &timeline.accepting([Loss::Uncertain]))?;

    let day = graph.at(date!("2024-12-04"));
    println!("\nOn {}: {} actors, {} ties", day.day(), day.node_count(), day.tie_count());
    save("pyongyang.day.dot", &described(write::dot(&day), &known))?;
    save("pyongyang.day.gexf", &described(write::gexf(&day), &known))
}

fn described<'g>(file: GraphFile<'g>, known: &Knowledge) -> GraphFile<'g> {
    let file = file.title("Around Pyongyang").signed_by(SignTable::builtin().name());
    file.labels(|actor| known.name_of(actor))
}

/// Who has owed defence to whom since 1950, by the days on which it was in force.
fn alliances() -> Result<(), Box<dyn Error>> {
    let graph = defence()?;
    println!("\nAlliances: {} actors, {} ties", graph.actors().len(), graph.tie_count());
    save("alliances.dot", &write::dot(&graph))?;
    save("alliances.graphml", &write::graphml(&graph))?;
    save("alliances.gexf", &write::gexf(&graph))?;
    save("alliances.json", &write::node_link(&graph))?;
    let accepted = [Loss::Existence, Loss::ActorsWithoutTies];
    save("alliances.csv", &write::tie_csv(&graph).accepting(accepted))
}

fn defence() -> Result<RelationGraph, Box<dyn Error>> {
    let (china, ussr, dprk) = (id!("china"), id!("soviet-union"), id!("north-korea"));
    let (usa, japan, rok) = (id!("united-states"), id!("japan"), id!("south-korea"));
    let pacts: [(&str, &ActorId, &ActorId, &str); 6] = [
        ("sino-soviet-1950", &china, &ussr, "1950-04-11/1980-04-10"),
        ("ussr-dprk-1961", &ussr, &dprk, "1961-09-10/1996-09-10"),
        ("china-dprk-1961", &china, &dprk, "1961-09-10/.."),
        ("us-japan-1951", &usa, &japan, "1952-04-28/1960-06-22"),
        ("us-japan-1960", &usa, &japan, "1960-06-23/.."),
        ("us-rok-1953", &usa, &rok, "1954-11-17/.."),
    ];
    let mut builder = GraphBuilder::new()
        .actor(id!("mongolia"))
        .actor_during(ussr.clone(), [&"1922-12-30/1991-12-25".parse()?]);
    for (id, one, other, during) in pacts {
        let kind = TieKind::DEFENCE_OBLIGATION;
        let tie = DatedTie::between(kind, one.clone(), other.clone(), &during.parse()?)?;
        builder = builder.tie(tie.with_sign(Sign::Positive).with_id(id.parse()?));
    }
    Ok(builder.build()?)
}

/// Writes a file, and says without what.
fn save(name: &str, file: &GraphFile<'_>) -> Result<(), Box<dyn Error>> {
    file.to_writer(File::create(Path::new(FOLDER).join(name))?)?;
    println!("{FOLDER}/{name}");
    for lost in file.losses() {
        println!("  without {lost}");
    }
    Ok(())
}
