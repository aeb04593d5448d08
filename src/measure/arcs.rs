//! Arcs: a graph of numbered nodes with weighted arcs.

use thiserror::Error;

/// A graph whose nodes are numbers from 0 and whose arcs have weights, in compressed rows.
///
/// Arcs may be parallel and may lead from a node to itself. A graph without directions has each arc
/// twice, there and back.
///
/// ```
/// use detente::measure::Arcs;
///
/// let arcs = Arcs::new(2, [(0, 1, 0.5), (1, 0, 2.0)])?;
/// assert_eq!((arcs.node_count(), arcs.arc_count()), (2, 2));
/// assert_eq!(arcs.from(1).collect::<Vec<_>>(), [(0, 2.0)]);
///
/// let error = Arcs::new(2, [(0, 1, f64::NAN)]).unwrap_err();
/// assert_eq!(error.to_string(), "arc 0 from 0 to 1: found the weight NaN, expected a finite number from 0 up");
/// # Ok::<(), detente::measure::ArcsError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Arcs {
    starts: Vec<usize>,
    targets: Vec<usize>,
    weights: Vec<f64>,
}

/// An arc that a graph cannot have.
///
/// ```
/// use detente::measure::Arcs;
///
/// let error = Arcs::new(2, [(0, 5, 1.0)]).unwrap_err();
/// assert_eq!(error.to_string(), "arc 0 from 0 to 5: found a node that is none of the 2");
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ArcsError {
    /// It leads from or to a node that is not there.
    #[error("arc {at} from {from} to {to}: found a node that is none of the {nodes}")]
    NoSuchNode {
        /// Which arc, from 0.
        at: usize,
        /// Where it leads from.
        from: usize,
        /// Where it leads to.
        to: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// Its weight is below 0, or not a finite number.
    #[error(
        "arc {at} from {from} to {to}: found the weight {weight}, expected a finite number from 0 up"
    )]
    Weight {
        /// Which arc, from 0.
        at: usize,
        /// Where it leads from.
        from: usize,
        /// Where it leads to.
        to: usize,
        /// The weight that was given.
        weight: f64,
    },
}

impl Arcs {
    /// A graph of so many nodes with these arcs: from, to, weight. Their order within a node is
    /// kept.
    ///
    /// # Errors
    /// If an arc leads from or to a node that is not there, or its weight is below 0 or not finite.
    pub fn new(
        nodes: usize,
        arcs: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Result<Self, ArcsError> {
        let mut all = Vec::new();
        for (at, (from, to, weight)) in arcs.into_iter().enumerate() {
            if from >= nodes || to >= nodes {
                return Err(ArcsError::NoSuchNode { at, from, to, nodes });
            }
            if !(weight >= 0.0 && weight.is_finite()) {
                return Err(ArcsError::Weight { at, from, to, weight });
            }
            all.push((from, to, weight));
        }
        all.sort_by_key(|(from, ..)| *from);
        let mut starts = vec![0; nodes + 1];
        for (from, ..) in &all {
            starts[from + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Ok(Self {
            starts,
            targets: all.iter().map(|(_, to, _)| *to).collect(),
            weights: all.iter().map(|(.., weight)| *weight).collect(),
        })
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many arcs there are.
    pub fn arc_count(&self) -> usize {
        self.targets.len()
    }

    /// The arcs that lead from a node: to which, and their weight. A node that is not there has
    /// none.
    pub fn from(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        let run = match self.starts.get(node..node.saturating_add(2)) {
            Some(ends) => ends[0]..ends[1],
            None => 0..0,
        };
        self.targets[run.clone()].iter().copied().zip(self.weights[run].iter().copied())
    }
}
