//! Node-link JSON, as networkx 3 reads it.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::content::{Content, FileNode, GraphOrDay};
use super::format::Format;
use super::graph_file::GraphFile;
use super::lines::Lines;
use super::tie_fields::{FieldValue, values, write_key};
use crate::graph::TieView;

/// A graph as node-link JSON (feature `json`), in which nothing is lost:
/// `networkx.node_link_graph(data, edges="edges")`.
///
/// One object a line: each actor, then each tie with a key of its own. What a tie has not is left
/// out; the sources behind it are a list.
///
/// ```
/// use detente::graph::{RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::write;
///
/// let trade = "1950/..".parse()?;
/// let trade = DatedTie::between(TieKind::TRADE_AGREEMENT, id!("china"), id!("russia"), &trade)?;
/// let graph = RelationGraph::from_ties([trade])?;
/// let text = write::node_link(&graph).to_text()?;
/// let value: serde_json::Value = serde_json::from_str(&text)?;
/// assert_eq!(value["edges"][0]["kind"], "trade_agreement");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn node_link<'g>(of: impl Into<GraphOrDay<'g>>) -> GraphFile<'g> {
    GraphFile::new(&NODE_LINK, of.into())
}

const NODE_LINK: Format = Format { name: "node-link json", add_losses: |_, _| {}, write };

fn write(content: &Content<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(to);
    let of_a_day = content.is_of_a_day();
    let whole = serde_json::to_string(&Whole(content))?;
    lines.add(|out| {
        out.push_str("{\"directed\":true,\"multigraph\":true,\n\"graph\":");
        out.push_str(&whole);
    })?;
    list(&mut lines, "nodes", content.nodes())?;
    list(&mut lines, "edges", content.ties().map(|tie| EdgeFields { tie, of_a_day }))?;
    lines.add(|out| out.push_str("}\n"))
}

/// Adds a list, one object a line.
fn list(
    lines: &mut Lines<'_>,
    name: &str,
    all: impl Iterator<Item = impl Serialize>,
) -> io::Result<()> {
    lines.add(|out| out.extend([",\n\"", name, "\":["]))?;
    for (at, each) in all.enumerate() {
        let object = serde_json::to_string(&each)?;
        lines.add(|out| out.extend([if at == 0 { "\n" } else { ",\n" }, &object]))?;
    }
    lines.add(|out| out.push(']'))
}

/// What is said of the whole.
struct Whole<'c>(&'c Content<'c>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(content) = self;
        let day = content.day().map(|day| day.to_string());
        let said = [("name", &content.title), ("day", &day), ("signs", &content.signs)];
        serializer
            .collect_map(said.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))))
    }
}

impl Serialize for FileNode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let exists = self.exists();
        let texts =
            [("id", Some(self.id.as_str())), ("label", self.label), ("exists", exists.as_deref())];
        serializer.collect_map(texts.into_iter().filter_map(|(name, text)| Some((name, text?))))
    }
}

struct EdgeFields<'g> {
    tie: TieView<'g>,
    of_a_day: bool,
}

impl Serialize for EdgeFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", self.tie.from())?;
        map.serialize_entry("target", self.tie.to())?;
        map.serialize_entry("key", &FieldValue::Key(self.tie))?;
        for (field, value) in values(self.tie, self.of_a_day) {
            if !matches!(value, FieldValue::None) {
                map.serialize_entry(field.name, &value)?;
            }
        }
        map.end()
    }
}

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Day(day) => serializer.collect_str(day),
            Self::Sources(tie) => serializer.collect_seq(tie.evidence()),
            Self::Key(tie) => {
                let mut key = String::new();
                write_key(&mut key, *tie);
                serializer.serialize_str(&key)
            }
        }
    }
}
