//! Lines: what each source derives from, step by step up to its root.

use std::collections::HashMap;

use crate::model::Source;

/// What each source derives from. Those that are the same derive from what any of them derives from.
pub(super) struct Lines {
    /// By the position of a source that stands for all that are the same, what it derives from.
    parents: HashMap<u32, u32>,
    /// By the position of a source, how many reports it is away from one that derives from none.
    steps: Box<[u32]>,
}

impl Lines {
    /// By the sources, and the first of those that each is the same as.
    pub(super) fn of(sources: &[Source], same: &dyn Fn(u32) -> u32) -> Self {
        let places: HashMap<&str, u32> =
            (0..).zip(sources).map(|(at, source)| (source.id.as_str(), at)).collect();
        let mut parents: HashMap<u32, u32> = HashMap::new();
        for (at, source) in (0..).zip(sources) {
            let parent = source.derived_from.as_ref().and_then(|id| places.get(id.as_str()));
            if let Some(parent) = parent.map(|at| same(*at)).filter(|parent| *parent != same(at)) {
                parents.entry(same(at)).or_insert(parent);
            }
        }
        let steps = steps_from_roots(sources.len(), &parents, same);
        Self { parents, steps }
    }

    /// How many steps a source is derived from its root; 0 for a root.
    pub(super) fn steps(&self, source: u32) -> u32 {
        self.steps.get(source as usize).copied().unwrap_or(0)
    }

    /// A source that stands for those that are the same, then what it derives from, nearest first.
    pub(super) fn up(&self, first: u32) -> impl Iterator<Item = u32> + '_ {
        // Rings were refused when the dossier was built; those that claims of sameness close end here.
        let up = |at: &u32| self.parents.get(at).copied();
        std::iter::successors(Some(first), up).take(self.steps.len())
    }
}

/// For each source how many reports it is away from one that derives from none. Each way up is walked but
/// once.
fn steps_from_roots(
    sources: usize,
    parents: &HashMap<u32, u32>,
    same: &dyn Fn(u32) -> u32,
) -> Box<[u32]> {
    let mut steps: HashMap<u32, u32> = HashMap::new();
    let step_of = |at: u32| {
        let mut way = vec![same(at)];
        let above = loop {
            let Some(up) = way.last().and_then(|at| parents.get(at)) else { break None };
            // Claims of sameness may close a ring; it is left where it was entered.
            if let Some(step) = steps.get(up) {
                break Some(*step);
            }
            if way.len() > sources {
                break None;
            }
            way.push(*up);
        };
        let mut step = above.map_or(0, |above| above + 1);
        while let Some(passed) = way.pop() {
            step = *steps.entry(passed).or_insert(step) + 1;
        }
        step - 1
    };
    (0..).take(sources).map(step_of).collect()
}
