//! GraphML, which networkx, igraph, Gephi, Cytoscape and yEd read.

use std::io::{self, Write};

use super::content::{Content, FileNode, GraphOrDay};
use super::format::{Format, unfit_texts};
use super::graph_file::GraphFile;
use super::lines::Lines;
use super::tie_fields::{FieldType, fields, values, write_key};
use crate::graph::TieView;
use crate::write::xml::{DECLARATION, Element, close};

/// A graph in `GraphML`: `networkx.read_graphml`.
///
/// Every edge is directed, so that readers that refuse mixed graphs read it; a tie that holds alike
/// has the attribute `symmetric`. The days of a period are the attributes `earliest_start`,
/// `latest_start`, `earliest_end` and `latest_end`, those on which an actor exists `exists`.
///
/// ```
/// use detente::graph::{RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::write;
///
/// let trade = "1950/..".parse()?;
/// let trade = DatedTie::between(TieKind::TRADE_AGREEMENT, id!("china"), id!("russia"), &trade)?;
/// let graph = RelationGraph::from_ties([trade.with_id(id!("pact"))])?;
/// let text = write::graphml(&graph).to_text()?;
/// assert!(text.contains(r#"<edge id="tie:pact" source="china" target="russia">"#));
/// assert!(text.contains(r#"<data key="latest_start">1950-12-31</data>"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn graphml<'g>(of: impl Into<GraphOrDay<'g>>) -> GraphFile<'g> {
    GraphFile::new(&GRAPHML, of.into())
}

const GRAPHML: Format = Format { name: "graphml", add_losses: unfit_texts, write };

fn write(content: &Content<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(to);
    lines.add_graph(content, head, node, edge)?;
    lines.add(|out| {
        close(out, "graph");
        close(out, "graphml");
    })
}

fn head(out: &mut String, content: &Content<'_>) {
    out.push_str(DECLARATION);
    let space = "http://graphml.graphdrawing.org/xmlns";
    Element::of_data(out, "graphml").attribute("xmlns", space).open();
    for (name, of) in [("name", "graph"), ("day", "graph"), ("signs", "graph")] {
        key(out, of, name, "_of_graph", FieldType::Text);
    }
    for name in ["label", "exists"] {
        key(out, "node", name, "", FieldType::Text);
    }
    for field in fields(content.is_of_a_day()) {
        key(out, "edge", field.name, "", field.of);
    }
    Element::of_data(out, "graph").attribute("edgedefault", "directed").open();
    let day = content.day().map(|day| day.to_string());
    let said = [("name", &content.title), ("day", &day), ("signs", &content.signs)];
    for (name, text) in said {
        if let Some(text) = text {
            data(out, &format!("{name}_of_graph"), text);
        }
    }
}

/// Says what the data under a key are.
fn key(out: &mut String, of: &str, name: &str, ending: &str, sort: FieldType) {
    let element = Element::of_data(out, "key").attribute("id", &format!("{name}{ending}"));
    let element = element.attribute("for", of).attribute("attr.name", name);
    element.attribute("attr.type", sort.code()).end();
}

fn data(out: &mut String, key: &str, text: &str) {
    Element::of_data(out, "data").attribute("key", key).text(text);
}

fn node(out: &mut String, node: FileNode<'_>) {
    let element = Element::of_data(out, "node").attribute("id", node.id.as_str());
    let exists = node.exists();
    if node.label.is_none() && exists.is_none() {
        return element.end();
    }
    element.open();
    for (key, text) in [("label", node.label), ("exists", exists.as_deref())] {
        if let Some(text) = text {
            data(out, key, text);
        }
    }
    close(out, "node");
}

fn edge(out: &mut String, tie: TieView<'_>, of_a_day: bool) {
    let mut text = String::new();
    write_key(&mut text, tie);
    let element = Element::of_data(out, "edge").attribute("id", &text);
    let element = element.attribute("source", tie.from().as_str());
    element.attribute("target", tie.to().as_str()).open();
    for (field, value) in values(tie, of_a_day) {
        text.clear();
        value.write(&mut text);
        if !text.is_empty() {
            data(out, field.name, &text);
        }
    }
    close(out, "edge");
}
