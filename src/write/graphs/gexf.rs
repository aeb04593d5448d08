//! GEXF 1.3, the format of Gephi, with time.

use std::collections::HashSet;
use std::io::{self, Write};

use super::content::{Content, FileNode, GraphOrDay};
use super::format::{Format, unfit_texts};
use super::graph_file::GraphFile;
use super::lines::Lines;
use super::losses::{Loss, Losses};
use super::tie_fields::{fields, values, write_key};
use crate::graph::{Bounds, DayStretch, EVERY_DAY, TieView, stretches_of};
use crate::write::xml::{DECLARATION, Element, close};

/// A graph in GEXF 1.3, with a timeline for Gephi; `networkx.read_gexf` reads it too.
///
/// Of a whole graph each tie is shown on the days on which it certainly holds, and each actor on
/// those on which it certainly exists, both ends included;
/// [`including_possible`](GraphFile::including_possible) shows them on those on which they may. What
/// is then on no day is left out, which is [`Loss::Uncertain`]. The four bounds of each period stand
/// in attributes in either case. Of a [`Snapshot`](crate::graph::Snapshot) there is no timeline.
///
/// The kind of a tie is the `kind` of its edge, by which Gephi keeps edges between two nodes apart.
/// Every edge is directed, as in [`graphml`](crate::write::graphml). Title, day and table of signs stand
/// in the description.
///
/// ```
/// use detente::graph::{RelationGraph, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::write;
///
/// let (ussr, dprk) = (id!("soviet-union"), id!("north-korea"));
/// let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, ussr, dprk, &"1961-07-06/1996".parse()?)?;
/// let graph = RelationGraph::from_ties([pact])?;
///
/// let certain = write::gexf(&graph).to_text()?;
/// assert!(certain.contains(r#"start="1961-07-06" end="1996-01-01""#));
/// let possible = write::gexf(&graph).including_possible().to_text()?;
/// assert!(possible.contains(r#"start="1961-07-06" end="1996-12-31""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gexf<'g>(of: impl Into<GraphOrDay<'g>>) -> GraphFile<'g> {
    GraphFile::new(&GEXF, of.into())
}

const GEXF: Format = Format { name: "gexf", add_losses, write };

fn add_losses(content: &Content<'_>, losses: &mut Losses) {
    unfit_texts(content, losses);
    let line = Timeline::of(content);
    for node in content.nodes().filter(|node| line.stretches(node).is_empty()) {
        losses.add(Loss::Uncertain, || node.id.to_string());
    }
    for tie in content.ties().filter(|tie| line.days(*tie).is_none()) {
        losses.add(Loss::Uncertain, || tie.to_string());
    }
}

fn write(content: &Content<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(to);
    let line = Timeline::of(content);
    lines.add(|out| head(out, content))?;
    for each in content.nodes() {
        lines.add(|out| node(out, each, &line))?;
    }
    lines.add(|out| {
        close(out, "nodes");
        Element::of_data(out, "edges").open();
    })?;
    for each in content.ties() {
        lines.add(|out| edge(out, each, &line))?;
    }
    lines.add(|out| {
        for name in ["edges", "graph", "gexf"] {
            close(out, name);
        }
    })
}

/// When ties and actors are shown.
struct Timeline {
    /// Whether there is none.
    of_a_day: bool,
    possible: bool,
    /// The places of actors that are shown on no day.
    absent: HashSet<usize>,
}

impl Timeline {
    fn of(content: &Content<'_>) -> Self {
        let (of_a_day, possible) = (content.is_of_a_day(), content.possible);
        let mut line = Self { of_a_day, possible, absent: HashSet::new() };
        let nodes = content.nodes().filter(|node| line.stretches(node).is_empty());
        line.absent = nodes.map(|node| node.place).collect();
        line
    }

    /// When an actor is shown.
    fn stretches(&self, node: &FileNode<'_>) -> Vec<DayStretch> {
        let spells: &[Bounds] = if self.of_a_day { &[] } else { node.spells };
        stretches_of(spells, self.possible)
    }

    /// When a tie is shown, if it ever is.
    fn days(&self, tie: TieView<'_>) -> Option<DayStretch> {
        if self.of_a_day {
            return Some(EVERY_DAY);
        }
        let (first, last) = tie.bounds().days(self.possible);
        let has_ends = || !tie.places().iter().any(|place| self.absent.contains(place));
        (first <= last && (self.absent.is_empty() || has_ends())).then_some((first, last))
    }
}

fn head(out: &mut String, content: &Content<'_>) {
    out.push_str(DECLARATION);
    let root = Element::of_data(out, "gexf").attribute("xmlns", "http://gexf.net/1.3");
    root.attribute("version", "1.3").open();
    let day = content.day().map(|day| format!("On {day}."));
    let signs = content.signs.as_ref().map(|signs| format!("Signs by {signs}."));
    let said: Vec<&str> =
        [&content.title, &day, &signs].into_iter().flatten().map(String::as_str).collect();
    if !said.is_empty() {
        Element::of_data(out, "meta").open();
        Element::of_data(out, "description").text(&said.join("\n"));
        close(out, "meta");
    }
    let graph = Element::of_data(out, "graph").attribute("defaultedgetype", "directed");
    if content.is_of_a_day() {
        graph.attribute("mode", "static").open();
    } else {
        graph.attribute("mode", "dynamic").attribute("timeformat", "date").open();
    }
    attributes(out, "node", [("exists", "string")]);
    let fields = fields(content.is_of_a_day());
    attributes(out, "edge", fields.map(|field| (field.name, field.of.code())));
    Element::of_data(out, "nodes").open();
}

/// Says what the values under a name are.
fn attributes<'f>(out: &mut String, of: &str, all: impl IntoIterator<Item = (&'f str, &'f str)>) {
    let element = Element::of_data(out, "attributes").attribute("class", of);
    element.attribute("mode", "static").open();
    for (name, sort) in all {
        let element = Element::of_data(out, "attribute").attribute("id", name);
        element.attribute("title", name).attribute("type", sort).end();
    }
    close(out, "attributes");
}

fn node(out: &mut String, node: FileNode<'_>, line: &Timeline) {
    let stretches = line.stretches(&node);
    if stretches.is_empty() {
        return;
    }
    let label = node.label.unwrap_or(node.id.as_str());
    let element = Element::of_data(out, "node").attribute("id", node.id.as_str());
    let element = element.attribute("label", label);
    let element = match stretches[..] {
        [only] => bounded(element, only),
        _ => element,
    };
    let Some(exists) = node.exists() else {
        return element.end();
    };
    element.open();
    Element::of_data(out, "attvalues").open();
    value(out, "exists", &exists);
    close(out, "attvalues");
    if stretches.len() > 1 {
        Element::of_data(out, "spells").open();
        for stretch in stretches {
            bounded(Element::of_data(out, "spell"), stretch).end();
        }
        close(out, "spells");
    }
    close(out, "node");
}

fn edge(out: &mut String, tie: TieView<'_>, line: &Timeline) {
    let Some(days) = line.days(tie) else {
        return;
    };
    let mut text = String::new();
    write_key(&mut text, tie);
    let element = Element::of_data(out, "edge").attribute("id", &text);
    let element = element.attribute("source", tie.from().as_str());
    let element = element.attribute("target", tie.to().as_str()).attribute("kind", tie.kind());
    bounded(element, days).open();
    Element::of_data(out, "attvalues").open();
    for (field, of_tie) in values(tie, line.of_a_day) {
        text.clear();
        of_tie.write(&mut text);
        if !text.is_empty() {
            value(out, field.name, &text);
        }
    }
    close(out, "attvalues");
    close(out, "edge");
}

fn value(out: &mut String, name: &str, text: &str) {
    Element::of_data(out, "attvalue").attribute("for", name).attribute("value", text).end();
}

/// The element with the days from which and up to which it is shown.
fn bounded(mut element: Element<'_>, (first, last): DayStretch) -> Element<'_> {
    for (name, bound) in [("start", first), ("end", last)] {
        if let Some(day) = bound.date() {
            let day = day.to_string();
            // XML writes years beyond 9999 without a sign.
            element = element.attribute(name, day.trim_start_matches('+'));
        }
    }
    element
}
