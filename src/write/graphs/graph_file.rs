//! A graph as a file: what is said of it, what is lost, and where it goes.

use std::io::{self, BufWriter, Write};

use super::content::{Content, GraphOrDay};
use super::format::Format;
use super::losses::{GraphFileError, Loss, LossError, Losses, Lost};
use crate::model::ActorId;

/// A graph about to be written in some format, by [`dot`](crate::write::dot()),
/// [`graphml`](crate::write::graphml()), [`gexf`](crate::write::gexf()), `node_link` or `tie_csv`.
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
    format: &'static Format,
    content: Content<'g>,
    accepted: Vec<Loss>,
}

impl<'g> GraphFile<'g> {
    pub(crate) fn new(format: &'static Format, of: GraphOrDay<'g>) -> Self {
        Self { format, content: Content::new(of), accepted: Vec::new() }
    }

    /// Says what the whole is.
    ///
    /// ```
    /// # use detente::{graph::RelationGraph, write};
    /// # let graph = RelationGraph::from_ties([])?;
    /// assert!(write::gexf(&graph).title("Alliances of 2024").to_text()?.contains("Alliances of 2024"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// ```
    /// use detente::{systems::Systems, write};
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::model::TieKind;
    /// # use detente::{date, id};
    /// # let (russia, korea) = (id!("russia"), id!("north-korea"));
    /// # let pact = DatedTie::directed(TieKind::DEFENCE_OBLIGATION, russia, korea, &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([pact])?;
    ///
    /// let name = |id| Systems::builtin().polity(id).map_or("", |polity| polity.name());
    /// let text = write::graphml(&graph).labels(|actor| name(actor.as_str())).to_text()?;
    /// assert!(text.contains("North Korea"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn labels<L: Into<String>>(mut self, label: impl FnMut(&'g ActorId) -> L) -> Self {
        let actors = self.content.existence().map(|(_, actor, _)| actor);
        self.content.labels = Some(actors.map(label).map(Into::into).collect());
        self
    }

    /// On a timeline, shows ties and actors also while they are only possible.
    ///
    /// [GEXF](crate::write::gexf()) of a whole graph has a timeline. Every other file carries the
    /// bounds of each period, and a [`Snapshot`](crate::graph::Snapshot) has been told what it holds.
    pub fn including_possible(mut self) -> Self {
        self.content.possible = true;
        self
    }

    /// In a table, writes an apostrophe before each label that a spreadsheet would run, which then shows
    /// it. Who reads the table otherwise finds the apostrophe in the label.
    ///
    /// Only `tie_csv` writes tables; every other file carries labels as they are.
    ///
    /// ```
    /// # #[cfg(feature = "csv")]
    /// # {
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::{id, model::TieKind, write};
    /// # let tie = DatedTie::directed(TieKind::AID, id!("a"), id!("b"), &"2024-12-04/..".parse()?)?;
    /// # let graph = RelationGraph::from_ties([tie])?;
    /// let file = write::tie_csv(&graph).labels(|_| "=1+1");
    /// assert_eq!(file.losses()[0].to_string(), "2 labels that a spreadsheet would run: a; b");
    /// assert!(file.to_text().is_err());
    /// assert!(file.defusing_formulas().to_text()?.ends_with(",'=1+1,'=1+1\n"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn defusing_formulas(mut self) -> Self {
        self.content.defused = true;
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
        (self.format.add_losses)(&self.content, &mut losses);
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
    /// ```
    /// # use detente::{graph::RelationGraph, write};
    /// # let graph = RelationGraph::from_ties([])?;
    /// let mut file = Vec::new();
    /// write::dot(&graph).to_writer(&mut file)?;
    /// assert_eq!(String::from_utf8(file)?, write::dot(&graph).to_text()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If something is lost and not accepted, and then nothing is written; or if the writer fails.
    pub fn to_writer(&self, writer: impl Write) -> Result<(), GraphFileError> {
        let mut lost = self.losses();
        lost.retain(|lost| !self.accepted.contains(&lost.loss()));
        if !lost.is_empty() {
            return Err(LossError { format: self.format.name, lost }.into());
        }
        let mut writer = BufWriter::new(writer);
        (self.format.write)(&self.content, &mut writer)?;
        Ok(writer.flush()?)
    }
}
