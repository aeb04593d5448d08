//! Files for the tools that they are meant for, each beside what it has to say, in the folder
//! `graph_files` of the tests' own; `.ci/graph_files` loads them and compares.

use std::fs;
use std::path::Path;

use detente::date;
use detente::graph::{RelationGraph, TieView};
use detente::model::ActorId;
use detente::relations::{SignTable, Voices};
use detente::write::{self, GraphFile, GraphOrDay, Loss};
use serde_json::{Value, json};
use support::pyongyang::MERGED;

use super::{formats, hostile, world};

type Label<'l> = &'l dyn Fn(&ActorId) -> String;

/// Writes a graph or a day in every format, and what all of them have to say.
fn put(name: &str, title: &str, of: GraphOrDay<'_>, label: Label<'_>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("graph_files");
    fs::create_dir_all(&folder).expect("a folder");
    let save = |ending: &str, text: &str| {
        fs::write(folder.join(format!("{name}.{ending}")), text).expect("it is written");
    };
    let described = |file: GraphFile<'_>| {
        let file = file.title(title).signed_by("signs-1").labels(label);
        file.accepting(Loss::ALL.iter().copied()).to_text().expect("all is accepted")
    };
    for (ending, write) in formats() {
        save(ending, &described(write(of)));
    }
    save("possible.gexf", &described(write::gexf(of).including_possible()));
    let expected = expected(title, of, label);
    save("expected", &serde_json::to_string_pretty(&expected).expect("it is JSON"));
}

fn expected(title: &str, of: GraphOrDay<'_>, label: Label<'_>) -> Value {
    let tie = |tie: TieView<'_>| {
        let key = |tie: TieView<'_>| match tie.id() {
            Some(id) => format!("tie:{id}"),
            None => format!("_:{}", tie.ix().index()),
        };
        json!({"key": key(tie), "about": tie.object().map(key), "tie": tie})
    };
    let (actors, ties, day): (Vec<&ActorId>, Vec<Value>, _) = match of {
        GraphOrDay::Graph(graph) => {
            (graph.actors().collect(), graph.ties().map(tie).collect(), None)
        }
        GraphOrDay::Day(day) => {
            let actors = day.nodes().filter_map(|node| day.actor(node)).collect();
            (actors, day.ties().map(tie).collect(), Some(day.day().to_string()))
        }
        _ => panic!("it is one of these"),
    };
    let actor = |actor: &&ActorId| json!({"id": actor, "label": label(actor)});
    let actors: Vec<Value> = actors.iter().map(actor).collect();
    json!({"title": title, "day": day, "actors": actors, "ties": ties})
}

fn put_both(name: &str, graph: &RelationGraph, label: Label<'_>) {
    put(name, name, graph.into(), label);
    let day = graph.at(date!("1996-05-01")).including_possible();
    put(&format!("{name}.day"), name, (&day).into(), label);
}

#[test]
fn files_for_the_tools() {
    put_both("world", &world(), &|actor| actor.as_str().to_uppercase());
    put_both("empty", &RelationGraph::from_ties([]).expect("a graph"), &|_| String::new());
    for (at, text) in hostile::HOSTILE.iter().enumerate() {
        let graph = hostile::graph();
        put(&format!("hostile-{at}"), text, (&graph).into(), &|_| (*text).to_owned());
    }
    let long = "x & y ".repeat(1_700);
    put("hostile-long", &long, (&hostile::graph()).into(), &|_| long.clone());

    let known = MERGED.as_known();
    let graph = known.relations().build().graph(SignTable::builtin(), &Voices::everyone());
    put_both("pyongyang", &graph.expect("a graph"), &|actor| known.name_of(actor));
}
