//! Support: how many roots are for each side of a contest of many.

use std::collections::HashMap;

use crate::knowledge::Knowledge;
use crate::knowledge::citation::Root;
use crate::knowledge::policy::firmness_of;
use crate::model::Provenance;

/// Which roots are on which sides, by what they say most firmly.
pub(super) struct Support {
    /// The sides of each root.
    roots: Vec<Vec<usize>>,
    /// The roots on each side, by their places.
    by_side: Vec<Vec<usize>>,
}

impl Support {
    /// By the sides on which each stands. What nobody is named for may rest on any of the others, and is
    /// no support.
    pub(super) fn of<'k>(
        known: &'k Knowledge,
        sides: usize,
        told: impl Iterator<Item = (usize, &'k Provenance)>,
    ) -> Self {
        let mut places: HashMap<Root<'_>, usize> = HashMap::new();
        let (mut firmest, mut on): (Vec<(bool, u8)>, _) = (Vec::new(), Vec::new());
        for (side, told) in told.filter(|(_, told)| !known.is_unattributed(told.slot.root)) {
            let place = *places.entry(known.root_of(told)).or_insert(firmest.len());
            let firm = firmness_of(told);
            match firmest.get_mut(place) {
                Some(firmest) => *firmest = firm.max(*firmest),
                None => firmest.push(firm),
            }
            on.push((place, side, firm));
        }
        let mut roots: Vec<Vec<usize>> = vec![Vec::new(); firmest.len()];
        let mut by_side: Vec<Vec<usize>> = vec![Vec::new(); sides];
        for (place, side, _) in on.into_iter().filter(|(place, _, firm)| *firm == firmest[*place]) {
            if roots[place].last() != Some(&side) {
                roots[place].push(side);
                by_side[side].push(place);
            }
        }
        Self { roots, by_side }
    }

    /// How many roots say nothing else, most firmly, than what these sides say.
    pub(super) fn roots(&self, sides: &[usize]) -> usize {
        let mut roots: Vec<usize> =
            sides.iter().flat_map(|at| &self.by_side[*at]).copied().collect();
        roots.sort_unstable();
        roots.dedup();
        let says_no_other = |root: &&usize| self.roots[**root].iter().all(|at| sides.contains(at));
        roots.iter().filter(says_no_other).count()
    }
}
