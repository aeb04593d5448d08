//! PageRank: how often a wanderer along the arcs is at each node.

use thiserror::Error;

use super::arcs::Arcs;

/// `PageRank` of the nodes of a graph.
///
/// **Definition.** A wanderer at a node follows, with the probability `damping`, an arc chosen in
/// proportion to its weight, and else goes to any node, each as likely as another. A node's rank is
/// the share of time spent there; ranks add up to 1. Where no arc leads on (or all weigh 0) the next
/// node is any, each as likely. Brin and Page 1998.
///
/// **Directions** are followed; a graph without them has each arc both ways. **Parallel arcs** add
/// up. **Weights** count in proportion within a node. **Nodes without arcs** share alike what the
/// wanderer's leaps bring. **Cost**: nodes and arcs once a round; about 170 rounds with the
/// default damping and tolerance, fewer where the graph mixes well.
///
/// The result is that of networkx' `pagerank` with a tolerance as low. petgraph's function of this
/// name computes something else.
///
/// ```
/// use detente::measure::{Arcs, PageRank};
///
/// let arcs = Arcs::new(2, [(0, 1, 1.0)])?;
/// let ranks = PageRank::new(0.85)?.of(&arcs)?;
/// assert!((ranks[0] - 1.0 / 2.85).abs() < 1e-12);
/// assert!(PageRank::new(1.5).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRank {
    damping: f64,
    tolerance: f64,
    rounds: usize,
}

/// Damping 0.85, tolerance 10⁻¹², at most 1,000 rounds.
impl Default for PageRank {
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-12, rounds: 1_000 }
    }
}

/// A number that `PageRank` cannot be computed with.
///
/// ```
/// use detente::measure::PageRank;
///
/// let error = PageRank::new(1.5).unwrap_err();
/// assert_eq!(error.to_string(), "found the damping 1.5, expected a number from 0 up to, and without, 1");
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[error("found the {what} {found}, expected {expected}")]
pub struct PageRankError {
    what: &'static str,
    found: f64,
    expected: &'static str,
}

/// The ranks still changed after the last round.
///
/// ```
/// use detente::measure::{Arcs, PageRank};
///
/// let arcs = Arcs::new(2, [(0, 1, 1.0)])?;
/// let error = PageRank::default().with_rounds(1).of(&arcs).unwrap_err();
/// assert!(error.to_string().contains("in the last of 1 rounds"));
/// # Ok::<(), detente::measure::ArcsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[error(
    "ranks changed by {change:e} in all in the last of {rounds} rounds, expected less than {tolerance:e}"
)]
pub struct NotConverged {
    rounds: usize,
    change: f64,
    tolerance: f64,
}

impl PageRank {
    /// `PageRank` with a damping from 0 up to, and without, 1.
    ///
    /// # Errors
    /// If the damping is out of this range. With 1 the ranks of many graphs would not settle.
    pub fn new(damping: f64) -> Result<Self, PageRankError> {
        if !(0.0..1.0).contains(&damping) {
            let expected = "a number from 0 up to, and without, 1";
            return Err(PageRankError { what: "damping", found: damping, expected });
        }
        Ok(Self { damping, ..Self::default() })
    }

    /// The same with another tolerance: rounds go on until the ranks change by less, all changes
    /// added up.
    ///
    /// # Errors
    /// If it is not a finite number above 0.
    pub fn with_tolerance(mut self, tolerance: f64) -> Result<Self, PageRankError> {
        if !(tolerance > 0.0 && tolerance.is_finite()) {
            let expected = "a finite number above 0";
            return Err(PageRankError { what: "tolerance", found: tolerance, expected });
        }
        self.tolerance = tolerance;
        Ok(self)
    }

    /// The same with another limit on rounds.
    #[must_use]
    pub fn with_rounds(mut self, rounds: usize) -> Self {
        self.rounds = rounds;
        self
    }

    /// The rank of each node; none where there are no nodes.
    ///
    /// # Errors
    /// If the ranks still change by the tolerance or more after the last round.
    pub fn of(&self, arcs: &Arcs) -> Result<Vec<f64>, NotConverged> {
        let nodes = arcs.node_count();
        if nodes == 0 {
            return Ok(Vec::new());
        }
        #[expect(clippy::cast_precision_loss, reason = "2⁵³ nodes do not fit into memory")]
        let share = 1.0 / nodes as f64;
        let strongest: Vec<f64> = (0..nodes)
            .map(|node| arcs.from(node).map(|(_, weight)| weight).fold(0.0, f64::max))
            .collect();
        // Divided by the strongest first, weights add up to a finite sum however large they are.
        let sums: Vec<f64> = (0..nodes)
            .map(|node| arcs.from(node).map(|(_, weight)| weight / strongest[node]).sum())
            .collect();

        let (mut ranks, mut next) = (vec![share; nodes], vec![0.0; nodes]);
        let mut change = f64::INFINITY;
        for _ in 0..self.rounds {
            let stuck: f64 =
                (0..nodes).filter(|at| strongest[*at] == 0.0).map(|at| ranks[at]).sum();
            next.fill((1.0 - self.damping + self.damping * stuck) * share);
            for node in (0..nodes).filter(|node| strongest[*node] > 0.0) {
                let rank = self.damping * ranks[node] / sums[node];
                for (to, weight) in arcs.from(node) {
                    next[to] += rank * (weight / strongest[node]);
                }
            }
            change = ranks.iter().zip(&next).map(|(before, after)| (before - after).abs()).sum();
            std::mem::swap(&mut ranks, &mut next);
            if change < self.tolerance {
                return Ok(ranks);
            }
        }
        Err(NotConverged { rounds: self.rounds, change, tolerance: self.tolerance })
    }
}
