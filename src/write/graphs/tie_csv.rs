//! Ties as CSV, one a row.

use std::io::{self, Write};

use super::content::{Content, GraphOrDay};
use super::format::Format;
use super::graph_file::GraphFile;
use super::losses::{Loss, Losses};
use super::tie_fields::{fields, values, write_key};
use crate::graph::TieView;

/// The ties of a graph as CSV (feature `csv`), in UTF-8 after RFC 4180, with a row of headings.
///
/// The columns are `id`, `source`, `target`, what is known of the tie (`kind`, `sign`, …), of a day
/// also `holds` and the day itself (`on`), so that tables of several days can stand under each
/// other, and the labels of both ends, if actors have labels. What a tie has not is an empty cell;
/// several sources in one cell are parted by a space. Actors without ties, when actors exist, and
/// what is said of the whole are lost.
///
/// A label is written as it is, control characters and all. One that a spreadsheet would run (`=…`) is
/// refused, unless [`Loss::Formulas`] is accepted, and so stands as it is, or
/// [`defusing_formulas`](GraphFile::defusing_formulas) writes an apostrophe before it.
///
/// ```
/// use detente::graph::{RelationGraph, Sign, DatedTie};
/// use detente::id;
/// use detente::model::TieKind;
/// use detente::write;
///
/// let since = "2008-06-26/..".parse()?;
/// let sanctions = DatedTie::directed(TieKind::SANCTIONS, id!("japan"), id!("north-korea"), &since)?;
/// let graph = RelationGraph::from_ties([sanctions.with_sign(Sign::Negative)])?;
/// let text = write::tie_csv(&graph).to_text()?;
/// let row = "_:0,japan,north-korea,sanctions,-,false,1,2008-06-26,2008-06-26,,,end,false,,";
/// assert_eq!(text.lines().nth(1), Some(row));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tie_csv<'g>(of: impl Into<GraphOrDay<'g>>) -> GraphFile<'g> {
    GraphFile::new(&TIE_CSV, of.into())
}

const TIE_CSV: Format = Format { name: "csv", add_losses, write };

fn add_losses(content: &Content<'_>, losses: &mut Losses) {
    for (text, what) in [(&content.title, "the title"), (&content.signs, "the table of signs")] {
        if text.is_some() {
            losses.add(Loss::Heading, || what.to_owned());
        }
    }
    let most = content.nodes().map(|node| node.place + 1).max().unwrap_or(0);
    let mut tied = vec![false; most];
    for place in content.ties().flat_map(TieView::places) {
        tied[place] = true;
    }
    for node in content.nodes() {
        if !tied[node.place] {
            losses.add(Loss::ActorsWithoutTies, || node.id.to_string());
        }
        if !node.spells.is_empty() {
            losses.add(Loss::Existence, || node.id.to_string());
        }
        // Of an actor without ties the label is not written.
        let is_run = tied[node.place] && node.label.is_some_and(is_formula);
        if is_run && !content.defused {
            losses.add(Loss::Formulas, || node.id.to_string());
        }
    }
}

fn write(content: &Content<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    let of_a_day = content.is_of_a_day();
    let on = content.day().map(|day| day.to_string());
    let labels = Labels::of(content);
    for name in headings(of_a_day, labels.is_some()) {
        rows.write_field(name)?;
    }
    end_row(&mut rows)?;

    let mut cell = String::new();
    for tie in content.ties() {
        cell.clear();
        write_key(&mut cell, tie);
        for text in [&cell, tie.from().as_str(), tie.to().as_str()] {
            rows.write_field(text)?;
        }
        for (_, value) in values(tie, of_a_day) {
            cell.clear();
            value.write(&mut cell);
            rows.write_field(&cell)?;
        }
        if let Some(on) = &on {
            rows.write_field(on)?;
        }
        if let Some(labels) = &labels {
            for place in tie.places() {
                let label = labels.at(place);
                cell.clear();
                if content.defused && is_formula(label) {
                    cell.push('\'');
                }
                cell.push_str(label);
                rows.write_field(&cell)?;
            }
        }
        end_row(&mut rows)?;
    }
    rows.flush()
}

/// Whether a spreadsheet runs a text, as their makers and OWASP have it.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn end_row(rows: &mut csv::Writer<impl Write>) -> csv::Result<()> {
    rows.write_record(None::<&[u8]>)
}

fn headings(of_a_day: bool, labelled: bool) -> impl Iterator<Item = &'static str> {
    let ends = ["id", "source", "target"].into_iter();
    let on = of_a_day.then_some("on");
    let labels = labelled.then_some(["source_label", "target_label"]);
    ends.chain(fields(of_a_day).map(|field| field.name))
        .chain(on)
        .chain(labels.into_iter().flatten())
}

/// The labels of actors by their place in the whole graph, ascending.
struct Labels<'c>(Vec<(usize, &'c str)>);

impl<'c> Labels<'c> {
    /// `None`, if actors have none.
    fn of(content: &'c Content<'_>) -> Option<Self> {
        content.nodes().map(|node| Some((node.place, node.label?))).collect::<Option<_>>().map(Self)
    }

    fn at(&self, place: usize) -> &'c str {
        let at = self.0.binary_search_by_key(&place, |(place, _)| *place);
        at.map_or("", |at| self.0[at].1)
    }
}
