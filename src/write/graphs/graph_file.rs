//! A graph as a file: what is said of it, what is lost, and where it goes.

use std::io::{self, BufWriter, Write};

use chrono::NaiveDate;

use super::losses::{GraphFileError, Loss, LossError, Losses, Lost};
#[cfg(feature = "json")]
use super::node_link;
#[cfg(feature = "csv")]
use super::tie_csv;
use super::{dot, gexf, graphml};
use crate::graph::{Bounds, RelationGraph, Snapshot, TieView};
use crate::model::ActorId;
use crate::write::xml::can_hold;

/// What a file is of: a whole graph with its times, or one day of it.
///
/// The functions that write files take a reference to either.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum GraphOrDay<'g> {
    /// All ties at any time.
    Graph(&'g RelationGraph),
    /// The ties and actors of a day.
    Day(&'g Snapshot),
}

impl<'g> From<&'g RelationGraph> for GraphOrDay<'g> {
    fn from(graph: &'g RelationGraph) -> Self {
        Self::Graph(graph)
    }
}

impl<'g> From<&'g Snapshot> for GraphOrDay<'g> {
    fn from(day: &'g Snapshot) -> Self {
        Self::Day(day)
    }
}

/// A graph about to be written in some format, by [`dot`](super::dot()),
/// [`graphml`](super::graphml()), [`gexf`](super::gexf()), `node_link` or `tie_csv`.
///
/// What the format cannot carry is told by [`losses`](Self::losses), and nothing is written until
/// each kind of it is [accepted](Self::accepting) by name.
///
/// ```
/// use detente::graph::{RelationGraph, Sign, DatedTie};
/// use detente::model::TieKind;
/// use detente::write::{self, Loss};
/// use detente::{date, id};
///
/// let tie = |from, to, during: &str| {
///     let tie = DatedTie::directed(TieKind::POLITICAL_SUPPORT, from, to, &during.parse()?)?;
///     Ok::<_, Box<dyn std::error::Error>>(tie.with_sign(Sign::Positive))
/// };
/// let graph = RelationGraph::from_ties([
///     tie(id!("north-korea"), id!("russia"), "2022-02-24/..")?,
///     tie(id!("belarus"), id!("russia"), "2022/")?, // its end is not known
/// ])?;
///
/// let file = write::gexf(&graph).title("Support").labels(|actor| actor.as_str().to_uppercase());
/// let losses = file.losses();
/// assert_eq!(
///     losses[0].to_string(),
///     "1 thing that is certain on no day: political support: belarus → russia, \
///      2022-01-01..2022-12-31 to 2022-01-01..",
/// );
/// assert!(file.to_text().is_err());
/// let text = file.accepting([Loss::Uncertain]).to_text()?;
/// assert!(text.contains(r#"<node id="russia" label="RUSSIA"/>"#));
///
/// // A day is written as well.
/// write::dot(&graph.at(date!("2024-06-17"))).to_writer(std::io::sink())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct GraphFile<'g> {
    format: Format,
    content: Content<'g>,
    accepted: Vec<Loss>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Dot,
    GraphMl,
    Gexf,
    #[cfg(feature = "json")]
    NodeLink,
    #[cfg(feature = "csv")]
    TieCsv,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            #[cfg(feature = "json")]
            Self::NodeLink => "node-link json",
            #[cfg(feature = "csv")]
            Self::TieCsv => "csv",
        }
    }

    fn add_losses(self, content: &Content<'_>, losses: &mut Losses) {
        match self {
            Self::Dot | Self::GraphMl => unfit_texts(content, losses),
            Self::Gexf => {
                unfit_texts(content, losses);
                gexf::add_losses(content, losses);
            }
            #[cfg(feature = "json")]
            Self::NodeLink => {}
            #[cfg(feature = "csv")]
            Self::TieCsv => tie_csv::add_losses(content, losses),
        }
    }

    fn write(self, content: &Content<'_>, to: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Dot => dot::write(content, Lines::new(to)),
            Self::GraphMl => graphml::write(content, Lines::new(to)),
            Self::Gexf => gexf::write(content, Lines::new(to)),
            #[cfg(feature = "json")]
            Self::NodeLink => node_link::write(content, Lines::new(to)),
            #[cfg(feature = "csv")]
            Self::TieCsv => tie_csv::write(content, to),
        }
    }
}

/// What is written, in whatever format.
#[derive(Clone, Debug)]
pub(crate) struct Content<'g> {
    pub(crate) of: GraphOrDay<'g>,
    pub(crate) title: Option<String>,
    /// The name of the table of signs.
    pub(crate) signs: Option<String>,
    /// The labels of actors in their order, if there are any.
    labels: Option<Vec<String>>,
    /// Whether a timeline holds what is only possible.
    pub(crate) possible: bool,
}

/// An actor as it is written.
#[derive(Clone, Copy)]
pub(crate) struct FileNode<'c> {
    /// Its place in the whole graph.
    pub(crate) place: usize,
    pub(crate) id: &'c ActorId,
    pub(crate) label: Option<&'c str>,
    /// When it exists; without a spell on every day.
    pub(crate) spells: &'c [Bounds],
}

impl<'g> Content<'g> {
    /// The day, if it is of one.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        match self.of {
            GraphOrDay::Graph(_) => None,
            GraphOrDay::Day(day) => Some(day.day()),
        }
    }

    pub(crate) fn is_of_a_day(&self) -> bool {
        self.day().is_some()
    }

    /// Every tie, in the order of the graph.
    pub(crate) fn ties(&self) -> Box<dyn Iterator<Item = TieView<'g>> + 'g> {
        match self.of {
            GraphOrDay::Graph(graph) => Box::new(graph.ties()),
            GraphOrDay::Day(day) => Box::new(day.ties()),
        }
    }

    /// Every actor, in the order of ids.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = FileNode<'_>> {
        self.existence().enumerate().map(|(at, (place, id, spells))| {
            let label = self.labels.as_ref().and_then(|labels| labels.get(at));
            let spells = if spells.iter().any(|spell| spell.is_ever()) { &[] } else { spells };
            FileNode { place, id, label: label.map(String::as_str), spells }
        })
    }

    fn existence(&self) -> Box<dyn Iterator<Item = (usize, &'g ActorId, &'g [Bounds])> + 'g> {
        match self.of {
            GraphOrDay::Graph(graph) => Box::new(graph.existence()),
            GraphOrDay::Day(day) => Box::new(day.existence()),
        }
    }
}

impl FileNode<'_> {
    /// Writes when the actor exists, spell by spell; nothing if it is on every day.
    pub(crate) fn exists(&self) -> Option<String> {
        let spells: Vec<String> = self.spells.iter().map(ToString::to_string).collect();
        (!spells.is_empty()).then(|| spells.join(" "))
    }
}

/// The texts that XML cannot hold; graphviz turns them into no XML either.
fn unfit_texts(content: &Content<'_>, losses: &mut Losses) {
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

impl<'g> GraphFile<'g> {
    pub(crate) fn new(format: Format, of: GraphOrDay<'g>) -> Self {
        let content = Content { of, title: None, signs: None, labels: None, possible: false };
        Self { format, content, accepted: Vec::new() }
    }

    /// Says what the whole is.
    pub fn title(mut self, title: &str) -> Self {
        self.content.title = Some(title.to_owned());
        self
    }

    /// Says by which table the ties are signed, such as `signs-1`.
    pub fn signed_by(mut self, table: &str) -> Self {
        self.content.signs = Some(table.to_owned());
        self
    }

    /// Labels every actor, beside its id: by
    /// [`Knowledge::name_of`](crate::knowledge::Knowledge::name_of), say.
    pub fn labels<L: Into<String>>(mut self, label: impl FnMut(&'g ActorId) -> L) -> Self {
        let actors = self.content.existence().map(|(_, actor, _)| actor);
        self.content.labels = Some(actors.map(label).map(Into::into).collect());
        self
    }

    /// On a timeline, shows ties and actors also while they are only possible.
    ///
    /// [GEXF](super::gexf()) of a whole graph has a timeline. Every other file carries the
    /// bounds of each period, and a [`Snapshot`] has been told what it holds.
    pub fn including_possible(mut self) -> Self {
        self.content.possible = true;
        self
    }

    /// Lets the file be written without these; said again, without those as well.
    pub fn accepting(mut self, losses: impl IntoIterator<Item = Loss>) -> Self {
        self.accepted.extend(losses);
        self
    }

    /// What the file does not carry, by kind, whether it is accepted or not.
    pub fn losses(&self) -> Vec<Lost> {
        let mut losses = Losses::default();
        self.format.add_losses(&self.content, &mut losses);
        losses.into_vec()
    }

    /// The file as text.
    ///
    /// # Errors
    /// If something is lost and not accepted.
    pub fn to_text(&self) -> Result<String, GraphFileError> {
        let mut bytes = Vec::new();
        self.to_writer(&mut bytes)?;
        String::from_utf8(bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error).into())
    }

    /// Writes the file, tie by tie; it is never in memory as a whole.
    ///
    /// # Errors
    /// If something is lost and not accepted, and then nothing is written; or if the writer fails.
    pub fn to_writer(&self, writer: impl Write) -> Result<(), GraphFileError> {
        let mut lost = self.losses();
        lost.retain(|lost| !self.accepted.contains(&lost.loss()));
        if !lost.is_empty() {
            return Err(LossError { format: self.format.name(), lost }.into());
        }
        let mut writer = BufWriter::new(writer);
        self.format.write(&self.content, &mut writer)?;
        Ok(writer.flush()?)
    }
}

/// Text on its way to a writer, handed over piece by piece.
pub(crate) struct Lines<'w> {
    writer: &'w mut dyn Write,
    text: String,
}

impl<'w> Lines<'w> {
    fn new(writer: &'w mut dyn Write) -> Self {
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
