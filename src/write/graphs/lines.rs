//! Text on its way to a writer.

use std::io::{self, Write};

use super::content::{Content, FileNode};
use crate::graph::TieView;

/// Text on its way to a writer, handed over piece by piece.
pub(crate) struct Lines<'w> {
    writer: &'w mut dyn Write,
    text: String,
}

impl<'w> Lines<'w> {
    pub(crate) fn new(writer: &'w mut dyn Write) -> Self {
        Self { writer, text: String::new() }
    }

    /// Hands over what `write` adds.
    pub(crate) fn add(&mut self, write: impl FnOnce(&mut String)) -> io::Result<()> {
        self.text.clear();
        write(&mut self.text);
        self.writer.write_all(self.text.as_bytes())
    }

    /// Hands over what stands before a graph, each actor, and each tie, which is also told whether the
    /// graph is of a day.
    pub(crate) fn add_graph(
        &mut self,
        content: &Content<'_>,
        head: fn(&mut String, &Content<'_>),
        node: fn(&mut String, FileNode<'_>),
        edge: fn(&mut String, TieView<'_>, bool),
    ) -> io::Result<()> {
        self.add(|out| head(out, content))?;
        for each in content.nodes() {
            self.add(|out| node(out, each))?;
        }
        let of_a_day = content.is_of_a_day();
        for each in content.ties() {
            self.add(|out| edge(out, each, of_a_day))?;
        }
        Ok(())
    }
}
