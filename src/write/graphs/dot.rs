//! DOT, the language of graphviz.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::content::{Content, FileNode, GraphOrDay};
use super::format::{Format, unfit_texts};
use super::graph_file::GraphFile;
use super::lines::Lines;
use super::tie_fields::{values, write_key};
use crate::graph::{Dates, Sign, TieView};
use crate::write::colours::{AGAINST, FOR, MUTED};
use crate::write::xml::can_hold;

/// A graph in DOT, which graphviz draws: `dot -Tsvg`.
///
/// Ties for are green, ties against red and dashed, the unsigned grey; what holds alike has no arrow.
/// Of a whole graph each tie is drawn with its period; of a day, what only may hold says so. All that
/// is known of a tie stands in attributes beside, which graphviz keeps and does not draw. A label of
/// more than 200 characters is drawn in part, and stands whole in `whole_label`. Each text is written
/// as a label is: `\\`, `\"`, `\n` and `&amp;` are what they are in every attribute.
///
/// ```
/// use detente::graph::{RelationGraph, Sign, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::write;
///
/// let tension = DatedTie::between(
///     TieKind::TENSION,
///     id!("united-states"),
///     id!("north-korea"),
///     &"1950-06-25/..".parse()?,
/// )?;
/// let graph = RelationGraph::from_ties([tension.with_sign(Sign::Negative)])?;
/// let text = write::dot(&graph).labels(|actor| actor.as_str().to_uppercase()).to_text()?;
/// assert!(text.contains(r#""united-states" [label="UNITED-STATES"];"#));
/// assert!(text.contains(r#"label="tension\n1950-06-25 to open""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn dot<'g>(of: impl Into<GraphOrDay<'g>>) -> GraphFile<'g> {
    GraphFile::new(&DOT, of.into())
}

/// Graphviz makes no XML of what XML cannot hold.
const DOT: Format = Format { name: "dot", add_losses: unfit_texts, write };

fn write(content: &Content<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(to);
    lines.add_graph(content, head, node, edge)?;
    lines.add(|out| out.push_str("}\n"))
}

fn head(out: &mut String, content: &Content<'_>) {
    out.push_str("digraph {\n");
    let day = content.day().map(|day| day.to_string());
    if let Some(title) = &content.title {
        out.push_str("  graph [");
        label(out, title);
        out.push_str("];\n");
    }
    for (name, text) in [("day", &day), ("signs", &content.signs)] {
        if let Some(text) = text {
            out.push_str("  ");
            any(out, name, text);
            out.push_str(";\n");
        }
    }
    out.push_str("  fontname=\"Helvetica\";\n  labelloc=\"t\";\n  node [shape=\"box\" style=\"rounded\" fontname=\"Helvetica\"];\n");
    out.push_str("  edge [fontname=\"Helvetica\" fontsize=\"10\"];\n");
}

fn node(out: &mut String, node: FileNode<'_>) {
    out.push_str("  ");
    quote(out, node.id.as_str());
    let exists = node.exists();
    if node.label.is_some() || exists.is_some() {
        out.push_str(" [");
        if let Some(text) = node.label {
            label(out, text);
        }
        if let Some(exists) = exists {
            if node.label.is_some() {
                out.push(' ');
            }
            attribute(out, "exists", &exists);
        }
        out.push(']');
    }
    out.push_str(";\n");
}

fn edge(out: &mut String, tie: TieView<'_>, of_a_day: bool) {
    out.push_str("  ");
    quote(out, tie.from().as_str());
    out.push_str(" -> ");
    quote(out, tie.to().as_str());
    out.push_str(" [key=\"");
    write_key(out, tie);
    out.push_str("\" label=\"");
    out.push_str(&tie.kind().replace('_', " "));
    if !of_a_day {
        let _ = write!(out, "\\n{}", Dates(tie));
    } else if !tie.holds().is_certain() {
        out.push_str(" (maybe)");
    }
    out.push('"');
    let (colour, style) = match tie.sign() {
        Some(Sign::Positive) => (FOR, "solid"),
        Some(Sign::Negative) => (AGAINST, "dashed"),
        None => (MUTED, "solid"),
    };
    for (name, text) in [("color", colour), ("fontcolor", colour), ("style", style)] {
        out.push(' ');
        attribute(out, name, text);
    }
    if tie.is_symmetric() {
        out.push_str(" dir=\"none\"");
    }
    let mut text = String::new();
    for (field, value) in values(tie, of_a_day) {
        text.clear();
        value.write(&mut text);
        if !text.is_empty() {
            out.push(' ');
            attribute(out, field.name, &text);
        }
    }
    out.push_str("];\n");
}

fn attribute(out: &mut String, name: &str, text: &str) {
    out.push_str(name);
    out.push('=');
    quote(out, text);
}

/// Writes an id, a code or a number, none of which has a character that would need an escape.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// How many bytes there are between two quotes at most; graphviz reads 16,384.
const LONGEST: usize = 16_000;

/// The most characters that are drawn of one label; graphviz fails where a node is too wide.
const DRAWN: usize = 200;

/// Writes a label: what is drawn of it, and all of it beside, if that is more.
fn label(out: &mut String, text: &str) {
    let Some((end, _)) = text.char_indices().nth(DRAWN) else {
        return any(out, "label", text);
    };
    any(out, "label", &format!("{}…", &text[..end]));
    out.push(' ');
    any(out, "whole_label", text);
}

/// Writes any text, in pieces if it is long, with the escapes and entities that graphviz reads in a
/// label.
///
/// They stand in every other attribute as well: there graphviz keeps a backslash as it is, but for one
/// before a quote, so that no text with an odd run of them before one could be written otherwise.
fn any(out: &mut String, name: &str, text: &str) {
    out.push_str(name);
    out.push_str("=\"");
    let mut start = out.len();
    for c in text.chars() {
        // Never within an escape, as each is written at once.
        if out.len() - start > LONGEST {
            out.push_str("\" + \"");
            start = out.len();
        }
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            c if can_hold(c) => out.push(c),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out.push('"');
}
