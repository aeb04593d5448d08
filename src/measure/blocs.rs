//! Blocs: which nodes of a signed graph go together.

use std::collections::BTreeMap;

use thiserror::Error;

/// The nodes of a signed graph in blocs, found by joining.
///
/// **Definition.** At first each node is by itself. Of all pairs of blocs, the two are joined whose
/// weights toward each other add up to most, again and again, as long as that is above 0 (greedy
/// additive edge contraction, Keuper and others 2015). Then each node moves to the bloc toward which
/// its weights add up to most, or to one of its own, as long as any gains by that (local search,
/// Gionis, Mannila and Tsaparas 2007); and both again, until neither changes anything. It seeks the
/// most weight within blocs, which is correlation clustering (Bansal, Blum and Chawla 2004), and is
/// not sure to find the very most.
///
/// How many blocs there are follows from the weights. In the end no two blocs have more for than
/// against each other, and no node has more for another bloc than for its own. Where nodes fall into
/// camps, each held together by positive pairs, with nothing but positive pairs within and nothing but
/// negative ones between them (Davis 1967), the camps are found.
///
/// **Directions** are ignored; pairs that are given twice or both ways add up. A **weight** of 0, and a
/// pair that is not given, draw nodes neither together nor apart. **Nodes without pairs** are blocs by
/// themselves. **Ties** are decided by the lower numbers. **Cost**: about nodes times pairs.
///
/// **Order.** The largest bloc comes first; each time the one follows whose pairs with the bloc before
/// have the highest mean weight. Within a bloc nodes come by the sum of their weights in it, the
/// highest first.
///
/// ```
/// use detente::measure::Blocs;
///
/// // 0 and 2 are friends, 1 and 3 as well, and 0 and 1 are not.
/// let blocs = Blocs::of(4, [(0, 2, 0.9), (1, 3, 0.4), (0, 1, -0.7)])?;
/// assert_eq!(blocs.iter().collect::<Vec<_>>(), [[0, 2], [1, 3]]);
/// assert_eq!(blocs.fit(), Some(1.0));
/// # Ok::<(), detente::measure::BlocsError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Blocs {
    blocs: Vec<Vec<usize>>,
    fit: Option<f64>,
}

/// A pair that a signed graph cannot have.
///
/// ```
/// use detente::measure::Blocs;
///
/// let error = Blocs::of(2, [(0, 1, 1.0), (1, 1, 1.0)]).unwrap_err();
/// assert_eq!(error.at(), 1);
/// assert_eq!(error.to_string(), "pair 1 of 1 and 1: found one node twice, expected two");
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[error("pair {at} of {one} and {other}: {what}")]
pub struct BlocsError {
    at: usize,
    one: usize,
    other: usize,
    what: String,
}

impl BlocsError {
    /// Which pair it is, from 0.
    pub fn at(&self) -> usize {
        self.at
    }
}

impl Blocs {
    /// The blocs of so many nodes with these pairs: one, the other, and the weight of what is for or
    /// against between them.
    ///
    /// # Errors
    /// If a pair is of a node that is not there, or of one with itself, or its weight is not finite.
    pub fn of(
        nodes: usize,
        pairs: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Result<Self, BlocsError> {
        let weights = Weights::new(nodes, pairs)?;
        let blocs = weights.in_order(weights.joined());
        let fit = weights.fit(&blocs);
        Ok(Self { blocs, fit })
    }

    /// The blocs in their order, each with its nodes in theirs.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[usize]> {
        self.blocs.iter().map(Vec::as_slice)
    }

    /// How many blocs there are.
    pub fn count(&self) -> usize {
        self.blocs.len()
    }

    /// The share of all weight, taken without its sign, that goes with the blocs: what is for within
    /// them and against between them, from 0 to 1. The rest, what is against within and for between, is
    /// what Doreian and Mrvar 1996 seek to make least. `None` where there is no weight.
    pub fn fit(&self) -> Option<f64> {
        self.fit
    }
}

/// The weight toward each node or bloc that one has a pair with; of nodes, divided by the greatest.
struct Weights(Vec<BTreeMap<usize, f64>>);

impl Weights {
    fn new(
        nodes: usize,
        pairs: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Result<Self, BlocsError> {
        let mut all = Vec::new();
        for (at, (one, other, weight)) in pairs.into_iter().enumerate() {
            let refuse = |what| Err(BlocsError { at, one, other, what });
            if one >= nodes || other >= nodes {
                return refuse(format!("found a node that is none of the {nodes}"));
            }
            if one == other {
                return refuse("found one node twice, expected two".to_owned());
            }
            if !weight.is_finite() {
                return refuse(format!("found the weight {weight}, expected a finite number"));
            }
            all.push((one.min(other), one.max(other), weight));
        }
        // In an order of their own, so that they add up to the same in whichever order they come.
        all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let greatest = all.iter().map(|(.., weight)| weight.abs()).fold(0.0, f64::max);
        let mut rows = vec![BTreeMap::new(); nodes];
        for (one, other, weight) in all.into_iter().filter(|(.., weight)| *weight != 0.0) {
            *rows[one].entry(other).or_insert(0.0) += weight / greatest;
            *rows[other].entry(one).or_insert(0.0) += weight / greatest;
        }
        Ok(Self(rows))
    }

    /// The blocs, by the lowest of their nodes.
    fn joined(&self) -> Vec<Vec<usize>> {
        let mut of: Vec<usize> = (0..self.0.len()).collect();
        loop {
            self.join(&mut of);
            if !self.move_nodes(&mut of) {
                break;
            }
        }
        let mut blocs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, bloc) in of.into_iter().enumerate() {
            blocs.entry(bloc).or_default().push(node);
        }
        let mut blocs: Vec<Vec<usize>> = blocs.into_values().collect();
        blocs.sort();
        blocs
    }

    /// Joins blocs, of which each node has the number, as long as two have more for than against each
    /// other.
    fn join(&self, of: &mut [usize]) {
        let mut toward = vec![BTreeMap::new(); of.len()];
        for (node, row) in self.0.iter().enumerate() {
            for (other, weight) in row.iter().filter(|(other, _)| of[**other] != of[node]) {
                *toward[of[node]].entry(of[*other]).or_insert(0.0) += weight;
            }
        }
        while let Some((kept, joins)) = closest(&toward) {
            for (third, weight) in std::mem::take(&mut toward[joins]) {
                toward[third].remove(&joins);
                if third != kept {
                    *toward[kept].entry(third).or_insert(0.0) += weight;
                    *toward[third].entry(kept).or_insert(0.0) += weight;
                }
            }
            of.iter_mut().filter(|bloc| **bloc == joins).for_each(|bloc| *bloc = kept);
        }
    }

    /// Moves nodes, by number, to the bloc that each has most for, as long as any gains; says whether
    /// any moved. What lies within blocs grows with every move, so it comes to an end.
    fn move_nodes(&self, of: &mut [usize]) -> bool {
        let mut sizes = vec![0_usize; of.len()];
        for bloc in of.iter() {
            sizes[*bloc] += 1;
        }
        let (mut moved, mut goes_on) = (false, true);
        while goes_on {
            goes_on = false;
            for node in 0..of.len() {
                let mut toward: BTreeMap<usize, f64> = BTreeMap::new();
                for (other, weight) in &self.0[node] {
                    *toward.entry(of[*other]).or_insert(0.0) += weight;
                }
                let own = toward.get(&of[node]).copied().unwrap_or(0.0);
                // One of its own has a number that no bloc has; where every number is taken, each node
                // is by itself.
                let alone = sizes.iter().position(|size| *size == 0).map(|bloc| (bloc, 0.0));
                let choices = toward.into_iter().chain(alone);
                let best = choices.reduce(|best, each| if each.1 > best.1 { each } else { best });
                if let Some((bloc, _)) = best.filter(|(_, gain)| gain - own > ROUNDING) {
                    sizes[of[node]] -= 1;
                    sizes[bloc] += 1;
                    of[node] = bloc;
                    (moved, goes_on) = (true, true);
                }
            }
        }
        moved
    }

    fn in_order(&self, mut blocs: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        for bloc in &mut blocs {
            bloc.sort_unstable();
            let within = |node: &usize| self.toward(*node, bloc);
            let mut nodes: Vec<(f64, usize)> = bloc.iter().map(|n| (within(n), *n)).collect();
            nodes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            *bloc = nodes.into_iter().map(|(_, node)| node).collect();
        }
        // The largest first, and of those of a size the one with the lowest node: the sort is stable.
        blocs.sort_by_key(|bloc| std::cmp::Reverse(bloc.len()));
        let mut ordered: Vec<Vec<usize>> = Vec::new();
        while !blocs.is_empty() {
            let next = ordered.last().map_or(0, |last| {
                let means = blocs.iter().map(|bloc| self.mean(last, bloc)).enumerate();
                let highest = means.reduce(|best, each| if each.1 > best.1 { each } else { best });
                highest.map_or(0, |(at, _)| at)
            });
            ordered.push(blocs.remove(next));
        }
        ordered
    }

    /// What a node's weights toward others add up to.
    fn toward(&self, node: usize, others: &[usize]) -> f64 {
        others.iter().filter_map(|other| self.0[node].get(other)).sum()
    }

    #[expect(clippy::cast_precision_loss, reason = "2⁵³ pairs do not fit into memory")]
    fn mean(&self, one: &[usize], other: &[usize]) -> f64 {
        let sum: f64 = one.iter().map(|node| self.toward(*node, other)).sum();
        sum / (one.len() * other.len()) as f64
    }

    fn fit(&self, blocs: &[Vec<usize>]) -> Option<f64> {
        let mut of = vec![0; self.0.len()];
        for (at, bloc) in blocs.iter().enumerate() {
            for node in bloc {
                of[*node] = at;
            }
        }
        let (mut with, mut all) = (0.0, 0.0);
        for (node, row) in self.0.iter().enumerate() {
            for (other, weight) in row {
                all += weight.abs();
                if (of[node] == of[*other]) == (*weight > 0.0) {
                    with += weight.abs();
                }
            }
        }
        (all > 0.0).then(|| with / all)
    }
}

/// The two blocs with most for each other, the lower first; `None` if no two have more for than
/// against.
fn closest(toward: &[BTreeMap<usize, f64>]) -> Option<(usize, usize)> {
    let pairs = toward.iter().enumerate().flat_map(|(one, row)| {
        row.range(one + 1..).map(move |(other, weight)| (*weight, one, *other))
    });
    let best = pairs.reduce(|best, each| if each.0 > best.0 { each } else { best })?;
    (best.0 > ROUNDING).then_some((best.1, best.2))
}

/// Weights that cancel out may add up to a little more than 0; the greatest weight is 1.
const ROUNDING: f64 = 1e-12;
