//! What a file cannot carry: said before it is written, and accepted by name.

use std::fmt;
use std::io;

use serde::Serialize;
use thiserror::Error;

use crate::model::closed_codes;

closed_codes! {
    /// A kind of thing that a file of a graph does not carry, to be
    /// [accepted](crate::write::GraphFile::accepting) by name. Closed.
    ///
    /// ```
    /// use detente::write::{self, Loss};
    /// # use detente::graph::{DatedTie, RelationGraph};
    /// # use detente::{id, model::TieKind};
    /// # let during = "2022/".parse()?;
    /// # let support = DatedTie::directed(TieKind::POLITICAL_SUPPORT, id!("belarus"), id!("russia"), &during)?;
    /// let graph = RelationGraph::from_ties([support])?; // of 2022, its end not known
    /// let file = write::gexf(&graph);
    /// assert_eq!(file.losses()[0].loss(), Loss::Uncertain);
    /// assert!(file.accepting([Loss::Uncertain]).to_text().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum Loss, "kind of loss" {
        /// Characters of titles and labels that the format cannot hold, such as NUL in XML; U+FFFD
        /// stands in their place.
        Characters = "characters",
        /// The title and the name of the table of signs, for the format says nothing of a whole.
        Heading = "heading",
        /// Actors without ties, for the format lists ties alone.
        ActorsWithoutTies = "actors_without_ties",
        /// When actors exist.
        Existence = "existence",
        /// Ties and actors that certainly are there on no day, on a timeline of what is certain.
        Uncertain = "uncertain",
        /// Labels that a spreadsheet would run and not show: those that begin with `=`, `+`, `-`, `@`, a
        /// tab, a carriage return or a line break. Accepted, they are written as they are;
        /// [`defusing_formulas`](crate::write::GraphFile::defusing_formulas) writes an apostrophe first.
        Formulas = "formulas",
    }
}

/// How many of the places of a loss are named.
const NAMED: usize = 3;

/// What a file cannot carry of one kind: how much, and where first.
///
/// ```
/// # #[cfg(feature = "csv")]
/// # {
/// use detente::graph::GraphBuilder;
/// use detente::id;
/// use detente::write::{self, Loss};
///
/// let graph = GraphBuilder::new().actor(id!("iceland")).build()?;
/// let losses = write::tie_csv(&graph).losses();
/// assert_eq!((losses[0].loss(), losses[0].count()), (Loss::ActorsWithoutTies, 1));
/// assert_eq!(losses[0].to_string(), "1 actor without ties: iceland");
/// # }
/// # Ok::<(), detente::graph::GraphError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lost {
    loss: Loss,
    count: usize,
    first: Vec<String>,
}

impl Lost {
    /// Its kind.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// How many things of the kind are lost.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of them, three at the most.
    pub fn first(&self) -> &[String] {
        &self.first
    }
}

/// How much, and where first: `2 actors without ties: iceland; nauru`.
impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = self.count == 1;
        let what = match self.loss {
            Loss::Characters if one => "1 text with a character that cannot be held".to_owned(),
            Loss::Characters => format!("{} texts with characters that cannot be held", self.count),
            Loss::Heading if one => "1 thing said of the whole".to_owned(),
            Loss::Heading => format!("{} things said of the whole", self.count),
            Loss::ActorsWithoutTies if one => "1 actor without ties".to_owned(),
            Loss::ActorsWithoutTies => format!("{} actors without ties", self.count),
            Loss::Existence if one => "when 1 actor exists".to_owned(),
            Loss::Existence => format!("when {} actors exist", self.count),
            Loss::Uncertain if one => "1 thing that is certain on no day".to_owned(),
            Loss::Uncertain => format!("{} things that are certain on no day", self.count),
            Loss::Formulas if one => "1 label that a spreadsheet would run".to_owned(),
            Loss::Formulas => format!("{} labels that a spreadsheet would run", self.count),
        };
        write!(f, "{what}: {}", self.first.join("; "))?;
        if self.count > self.first.len() { f.write_str(" …") } else { Ok(()) }
    }
}

/// What is lost, while it is found.
#[derive(Debug, Default)]
pub(crate) struct Losses(Vec<Lost>);

impl Losses {
    pub(crate) fn add(&mut self, loss: Loss, place: impl FnOnce() -> String) {
        let at = self.0.iter().position(|lost| lost.loss == loss).unwrap_or_else(|| {
            self.0.push(Lost { loss, count: 0, first: Vec::new() });
            self.0.len() - 1
        });
        let found = &mut self.0[at];
        found.count += 1;
        if found.first.len() < NAMED {
            found.first.push(place());
        }
    }

    pub(crate) fn into_vec(mut self) -> Vec<Lost> {
        self.0.sort_by_key(|lost| lost.loss);
        self.0
    }
}

/// A file that would not carry everything, and was to.
///
/// ```
/// # #[cfg(feature = "csv")]
/// # {
/// use detente::graph::GraphBuilder;
/// use detente::id;
/// use detente::write::{self, Loss};
///
/// let graph = GraphBuilder::new().actor(id!("iceland")).build()?;
/// let error = write::tie_csv(&graph).to_text().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "csv does not carry 1 actor without ties: iceland; accept Loss::ActorsWithoutTies to write the rest"
/// );
/// let text = write::tie_csv(&graph).accepting([Loss::ActorsWithoutTies]).to_text()?;
/// # assert_eq!(text.lines().count(), 1);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", refusal(format, lost))]
pub struct LossError {
    pub(crate) format: &'static str,
    pub(crate) lost: Vec<Lost>,
}

impl LossError {
    /// What would be lost and was not accepted, by kind.
    pub fn losses(&self) -> &[Lost] {
        &self.lost
    }
}

fn refusal(format: &str, lost: &[Lost]) -> String {
    let what: Vec<String> = lost.iter().map(Lost::to_string).collect();
    let names: Vec<String> = lost.iter().map(|lost| format!("Loss::{:?}", lost.loss)).collect();
    let (what, names) = (what.join(" and "), names.join(", "));
    format!("{format} does not carry {what}; accept {names} to write the rest")
}

/// Why a file of a graph is not written.
///
/// ```
/// use detente::write::{self, GraphFileError, Loss};
/// # use detente::graph::{DatedTie, RelationGraph};
/// # use detente::{id, model::TieKind};
/// # let during = "2022/".parse()?;
/// # let support = DatedTie::directed(TieKind::POLITICAL_SUPPORT, id!("belarus"), id!("russia"), &during)?;
/// let graph = RelationGraph::from_ties([support])?; // of 2022, its end not known
/// match write::gexf(&graph).to_text() {
///     Err(GraphFileError::Loss(error)) => assert_eq!(error.losses()[0].loss(), Loss::Uncertain),
///     other => panic!("found {other:?}"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GraphFileError {
    /// It would not carry everything. Nothing was written.
    #[error(transparent)]
    Loss(#[from] LossError),
    /// It could not be written to the end.
    #[error("the graph could not be written")]
    Io(#[from] io::Error),
}
