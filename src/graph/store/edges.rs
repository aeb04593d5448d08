//! Edges of a projection: ties by the nodes they lead from and to, and how each node finds its own.

use super::columns::VAGUE;
use super::intern::as_place;

/// A tie from a node to a node; one that holds only possibly is marked.
pub(crate) type Arrow = (u32, u32, u32);

/// The edges by the node they lead from, and the ties behind them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EdgeList {
    /// Where the edges that lead from a node start.
    pub(crate) starts: Vec<u32>,
    /// The node to which each leads.
    pub(crate) targets: Vec<u32>,
    /// Where the ties of an edge start.
    pub(crate) ties: Vec<u32>,
}

impl EdgeList {
    /// Of ties in the order of both nodes: where those of each node start, and to which node each
    /// leads. There is one edge for each, or one for each pair.
    pub(crate) fn new(runs: &[u32], to: &[u32], parallel: bool) -> Self {
        let mut starts = Vec::with_capacity(runs.len());
        starts.push(0);
        let (mut targets, mut ties) = (vec![0; to.len()], vec![0; to.len() + 1]);
        let mut len = 0;
        for run in runs.windows(2) {
            let mut last = u32::MAX;
            for at in run[0]..run[1] {
                let target = to[at as usize];
                let opens = parallel || target != last;
                // Without a branch on it: where a pair ends cannot be foreseen. So each tie says where
                // its edge ends, and the last one is right.
                len += usize::from(opens);
                targets[len - 1] = target;
                ties[len] = at + 1;
                last = target;
            }
            starts.push(as_place(len));
        }
        targets.truncate(len);
        ties.truncate(len + 1);
        Self { starts, targets, ties }
    }

    /// From which node to which each edge leads.
    pub(crate) fn ends(&self) -> Ends<'_> {
        Ends { edges: self, node: 0, at: 0 }
    }
}

/// The ends of all edges, in order.
#[derive(Clone, Debug)]
pub(crate) struct Ends<'e> {
    edges: &'e EdgeList,
    node: u32,
    at: usize,
}

impl Iterator for Ends<'_> {
    type Item = [u32; 2];

    fn next(&mut self) -> Option<[u32; 2]> {
        let target = *self.edges.targets.get(self.at)?;
        while self.edges.starts[self.node as usize + 1] as usize <= self.at {
            self.node += 1;
        }
        self.at += 1;
        Some([self.node, target])
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.edges.targets.len() - self.at;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Ends<'_> {}

/// The edges at each node, with the node at their other end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Adjacency {
    starts: Vec<u32>,
    others: Vec<u32>,
    edges: Vec<u32>,
}

impl Adjacency {
    /// The edges by the node they lead to; if they lead both ways, by the other one as well.
    ///
    /// At a node stand those from lesser nodes and then those to greater ones, so that the others
    /// ascend.
    pub(crate) fn new(edges: &EdgeList, both_ways: bool) -> Self {
        let nodes = edges.starts.len() - 1;
        let mut starts = vec![0; nodes + 1];
        for target in &edges.targets {
            starts[*target as usize + 1] += 1;
        }
        if both_ways {
            for node in 0..nodes {
                starts[node + 1] += edges.starts[node + 1] - edges.starts[node];
            }
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let all = starts[nodes] as usize;
        let (mut others, mut places, mut next) = (vec![0; all], vec![0; all], starts.clone());
        let mut put = |node: u32, other: u32, edge: u32| {
            let next = &mut next[node as usize];
            others[*next as usize] = other;
            places[*next as usize] = edge;
            *next += 1;
        };
        for (edge, [from, to]) in (0..).zip(edges.ends()) {
            put(to, from, edge);
        }
        if both_ways {
            for (edge, [from, to]) in (0..).zip(edges.ends()) {
                put(from, to, edge);
            }
        }
        Self { starts, others, edges: places }
    }

    /// The nodes at the other ends of the edges at a node, and these; none for a place of a larger
    /// projection.
    pub(crate) fn at(&self, node: usize) -> (&[u32], &[u32]) {
        match self.starts.get(node..node.saturating_add(2)) {
            Some(ends) => {
                let run = ends[0] as usize..ends[1] as usize;
                (&self.others[run.clone()], &self.edges[run])
            }
            None => (&[], &[]),
        }
    }
}

/// Arcs that are sorted, together with others that are sorted but for being the other way round.
pub(crate) fn with_turned(sorted: &[Arrow], to_turn: &[Arrow], nodes: usize) -> Vec<Arrow> {
    let mut starts = vec![0_usize; nodes + 1];
    for (_, to, _) in to_turn {
        starts[*to as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    // Those that are put to one node come in the order of the nodes they lead from.
    let mut turned = vec![(0, 0, 0); to_turn.len()];
    for (from, to, tie) in to_turn {
        let next = &mut starts[*to as usize];
        turned[*next] = (*to, *from, *tie);
        *next += 1;
    }
    let key = |(from, to, tie): &Arrow| (*from, *to, tie & !VAGUE);
    let mut merged = Vec::with_capacity(sorted.len() + turned.len());
    let (mut one, mut other) = (sorted.iter().peekable(), turned.iter().peekable());
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        let next = if key(a) <= key(b) { one.next() } else { other.next() };
        merged.extend(next);
    }
    merged.extend(one.chain(other));
    merged
}
