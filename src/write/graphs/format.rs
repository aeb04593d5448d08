//! A format of graph files: what it is called, what it loses and how it is written.

use std::io::{self, Write};

use super::content::Content;
use super::losses::{Loss, Losses};
use crate::write::xml::can_hold;

/// A format. Each is a constant beside the functions that it names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// What errors call it.
    pub(crate) name: &'static str,
    /// Adds what a file of it would not carry.
    pub(crate) add_losses: fn(&Content<'_>, &mut Losses),
    pub(crate) write: fn(&Content<'_>, &mut dyn Write) -> io::Result<()>,
}

/// The texts that XML cannot hold; graphviz turns them into no XML either.
pub(crate) fn unfit_texts(content: &Content<'_>, losses: &mut Losses) {
    let is_unfit = |text: &str| !text.chars().all(can_hold);
    for (text, what) in [(&content.title, "the title"), (&content.signs, "the table of signs")] {
        if text.as_ref().is_some_and(|text| is_unfit(text)) {
            losses.add(Loss::Characters, || what.to_owned());
        }
    }
    for node in content.nodes().filter(|node| node.label.is_some_and(is_unfit)) {
        losses.add(Loss::Characters, || format!("the label of {}", node.id));
    }
}
