//! A contest among the values told of a detail: which agree and are one value, told more or less exactly,
//! which compete, and which of these is taken.
//!
//! A value is a *head* if no finer one that is told as firmly lies within it. Heads compete, place by
//! place of their ranks; what is then still level, and excludes one another, is undecided.

use std::cmp::Ordering;

use super::support::Support;
use super::told::is_within;
use crate::knowledge::citation::Root;
use crate::knowledge::knowledge::Knowledge;
use crate::knowledge::policy::{Candidate, Rank, firmness_of};
use crate::model::{AnyValue, DetailRow, KnownFrom, NounKind, Progress, Provenance, Role};

/// A value as one account tells it.
#[derive(Clone, Copy)]
pub(super) struct Entrant<'v> {
    /// As it is read: a date by another record dated, an end that was open when told still so then.
    pub(super) read: &'v dyn AnyValue,
    pub(super) provenance: &'v Provenance,
    pub(super) happened: bool,
    pub(super) is_ruled: bool,
}

impl<'v> Entrant<'v> {
    fn candidate(&self, is_to_come: bool, roots: usize, as_of: [KnownFrom; 2]) -> Candidate<'v> {
        Candidate {
            provenance: self.provenance,
            progress: self.read.as_progress(),
            happened: self.happened,
            is_to_come,
            roots,
            as_of,
        }
    }
}

/// Why another value is taken, the nearest rival last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// What is known comes before what is said not to be.
    IsUnknown,
    /// The user has ruled for another.
    Ruled,
    /// It came after another at this place of the ranks.
    Rank(usize),
}

/// What became of an entrant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    Beaten(Why),
    /// It is level with one that excludes it.
    Level,
    /// What is taken lies within it, and is told more exactly.
    Within,
    /// Its value is taken, or is a part of what is.
    Taken,
}

/// How a contest came out.
pub(super) struct Outcome {
    /// For each entrant.
    pub(super) fates: Vec<Fate>,
    /// The place of the entrant that tells the value taken, and of those the best.
    pub(super) best: Option<usize>,
    /// What is taken, where no entrant tells it: what several come to together.
    pub(super) made: Option<Box<dyn AnyValue>>,
}

/// What is contested, as far as it counts.
#[derive(Clone, Copy)]
pub(super) struct Contest<'k> {
    pub(super) known: &'k Knowledge,
    pub(super) record: (NounKind, &'k str),
    pub(super) row: &'k DetailRow,
    /// Whether it is about something yet to come: then the latest word counts before the number of those
    /// who say otherwise.
    pub(super) is_to_come: bool,
}

/// The entrants of one value.
struct Side<'v> {
    value: SideValue<'v>,
    /// Their places.
    places: Vec<usize>,
    firmness: (bool, u8),
    rank: Rank,
}

enum SideValue<'v> {
    Told(&'v dyn AnyValue),
    Made(Box<dyn AnyValue>),
}

impl Side<'_> {
    fn value(&self) -> &dyn AnyValue {
        match &self.value {
            SideValue::Told(value) => *value,
            SideValue::Made(value) => &**value,
        }
    }
}

impl Contest<'_> {
    /// Who wins.
    pub(super) fn decide(self, entrants: &[Entrant<'_>]) -> Outcome {
        let mut fates = vec![Fate::Within; entrants.len()];
        let mut sides = sides(entrants, running(entrants, &mut fates));
        let mut heads = self.heads(&sides);
        add_up(&mut sides, &mut heads);
        if heads.len() > 1 {
            self.rank(entrants, &mut sides, &heads);
        }
        let (mut left, mut lost) = (heads, Vec::new());
        eliminate(
            &mut left,
            |at, place| sides[*at].rank.range(place),
            |at, place| lost.push((*at, place)),
        );
        let is_undecided = self.exclude_each_other(&sides, &left);
        let of_left = if is_undecided { Fate::Level } else { Fate::Taken };
        let mut of_sides: Vec<Option<Fate>> = vec![None; sides.len()];
        for at in &left {
            of_sides[*at] = Some(of_left);
        }
        for (at, place) in &lost {
            of_sides[*at] = Some(Fate::Beaten(Why::Rank(*place)));
        }
        for (at, side) in sides.iter().enumerate() {
            let fate = of_sides[at].unwrap_or_else(|| self.of_vaguer(&sides, at, &left, &lost));
            side.places.iter().for_each(|place| fates[*place] = fate);
        }
        let (made, best) =
            if is_undecided { (None, None) } else { self.taken(sides, &left, entrants) };
        Outcome { fates, best, made }
    }

    /// The place of the one cited for what is taken, of few values none of which can be told more exactly,
    /// so that each is a head; `None` where more than one value is left at the end, or where somebody ruled.
    pub(super) fn best_of_few(self, entrants: &[Entrant<'_>]) -> Option<usize> {
        if entrants.is_empty() || entrants.len() > FEW || entrants.iter().any(|it| it.is_ruled) {
            return None;
        }
        // The first that tells the same value stands for all who do.
        let (mut sides, mut roots) = ([0; FEW], [None; FEW]);
        for (at, entrant) in entrants.iter().enumerate() {
            let first = (0..at).find(|other| entrants[*other].read == entrant.read);
            sides[at] = first.unwrap_or(at);
            let is_named = !self.known.is_unattributed(entrant.provenance.slot.root);
            roots[at] = is_named.then(|| self.known.root_of(entrant.provenance));
        }
        let (sides, roots) = (&sides[..entrants.len()], &roots[..entrants.len()]);
        let mut left: Vec<(usize, Rank)> = Vec::with_capacity(entrants.len());
        for (at, side) in sides.iter().enumerate().filter(|(at, side)| at == *side) {
            left.push((at, self.rank_of_side(entrants, sides, roots, *side)?));
        }
        eliminate(&mut left, |(_, rank), place| rank.range(place), |_, _| ());
        let &[(best, _)] = &left[..] else { return None };
        let alike = (0..entrants.len()).filter(|at| sides[*at] == best);
        if alike.clone().count() == 1 { Some(best) } else { self.best_told(entrants, alike) }
    }

    /// The rank of those who tell one value, by the best of them.
    fn rank_of_side(
        self,
        entrants: &[Entrant<'_>],
        sides: &[usize],
        roots: &[Option<Root<'_>>],
        side: usize,
    ) -> Option<Rank> {
        let alike = || (0..entrants.len()).filter(|at| sides[*at] == side);
        // A root counts once, and only if it says nothing else as firmly.
        let firm = |at: usize| firmness_of(entrants[at].provenance);
        let counts = |at: &usize| {
            let mut of_root = (0..entrants.len()).filter(|other| roots[*other] == roots[*at]);
            roots[*at].is_some()
                && of_root.all(|other| match firm(other).cmp(&firm(*at)) {
                    Ordering::Less => true,
                    Ordering::Equal => sides[other] == side && other >= *at,
                    Ordering::Greater => false,
                })
        };
        let roots = alike().filter(counts).count();
        self.rank_of_alike(alike().map(|at| &entrants[at]), roots)
    }

    /// What becomes of a side that is no head: as of the best that lies within it.
    fn of_vaguer(
        self,
        sides: &[Side<'_>],
        side: usize,
        left: &[usize],
        lost: &[(usize, usize)],
    ) -> Fate {
        let is_within = |other: usize| self.is_within(sides[other].value(), sides[side].value());
        if left.iter().any(|other| is_within(*other)) {
            return Fate::Within;
        }
        let places = lost.iter().filter(|(other, _)| is_within(*other)).map(|(_, place)| *place);
        places.max().map_or(Fate::Within, |place| Fate::Beaten(Why::Rank(place)))
    }

    /// Whether the first value is the second, told as exactly or more.
    pub(super) fn is_within(self, inner: &dyn AnyValue, outer: &dyn AnyValue) -> bool {
        is_within(self.known, self.row, inner, outer)
    }

    fn is_finer(self, inner: &dyn AnyValue, outer: &dyn AnyValue) -> bool {
        !outer.is_exact() && self.is_within(inner, outer) && !self.is_within(outer, inner)
    }

    /// The sides that no finer one, told as firmly, lies within.
    fn heads(self, sides: &[Side<'_>]) -> Vec<usize> {
        let is_head = |at: &usize| {
            let side = &sides[*at];
            let mut firm = sides.iter().filter(|other| other.firmness >= side.firmness);
            side.value().is_exact() || !firm.any(|other| self.is_finer(other.value(), side.value()))
        };
        (0..sides.len()).filter(is_head).collect()
    }

    /// Gives each head its rank.
    fn rank(self, entrants: &[Entrant<'_>], sides: &mut [Side<'_>], heads: &[usize]) {
        let told = sides.iter().enumerate().flat_map(|(at, side)| {
            side.places.iter().map(move |place| (at, entrants[*place].provenance))
        });
        let support = (entrants.len() > FEW).then(|| Support::of(self.known, sides.len(), told));
        // The sides that a finer value may lie within.
        let vague: Vec<usize> =
            (0..sides.len()).filter(|at| !sides[*at].value().is_exact()).collect();
        for head in heads {
            let roots = match &support {
                Some(support) => support.roots(&self.said_by(sides, &vague, *head)),
                None => self.roots_of_few(entrants, sides, *head),
            };
            let told = sides[*head].places.iter().map(|place| &entrants[*place]);
            let rank = self.rank_of_alike(told, roots).unwrap_or_default();
            sides[*head].rank = rank;
        }
    }

    /// The rank of those who tell one value, as of the latest day that any of them tells: that of the best.
    fn rank_of_alike<'e, 'v: 'e>(
        self,
        told: impl Iterator<Item = &'e Entrant<'v>> + Clone,
        roots: usize,
    ) -> Option<Rank> {
        let as_of = told.clone().map(|told| told.provenance.held_as_of());
        let as_of = as_of.reduce(|[a, b], [c, d]| [a.max(c), b.max(d)])?;
        let rank = |told: &Entrant<'_>| {
            self.known.policy().rank(&told.candidate(self.is_to_come, roots, as_of))
        };
        told.map(rank).max_by_key(Rank::upper)
    }

    /// A side, and those that say the same less exactly.
    fn said_by(self, sides: &[Side<'_>], vague: &[usize], head: usize) -> Vec<usize> {
        let said = sides[head].value();
        let holds = |at: &usize| *at != head && self.is_finer(said, sides[*at].value());
        std::iter::once(head).chain(vague.iter().copied().filter(holds)).collect()
    }

    /// How many roots are for a side, of few entrants: each is compared with each.
    fn roots_of_few(self, entrants: &[Entrant<'_>], sides: &[Side<'_>], head: usize) -> usize {
        let value = sides[head].value();
        let holds = |at: usize| at == head || self.is_finer(value, sides[at].value());
        let root = |place: &usize| self.known.root_of(entrants[*place].provenance);
        let firm = |place: &usize| firmness_of(entrants[*place].provenance);
        let all = || sides.iter().flat_map(|side| &side.places);
        let is_firmest = |place: &usize| {
            let mut of_root = all().filter(|other| root(other) == root(place));
            of_root.all(|other| firm(other) <= firm(place))
        };
        let is_named = |place: &&usize| {
            !self.known.is_unattributed(entrants[**place].provenance.slot.root) && is_firmest(place)
        };
        let told = || all().filter(is_named);
        let of_holding = || {
            let holding = sides.iter().enumerate().filter(|(at, _)| holds(*at));
            holding.flat_map(|(_, side)| &side.places).filter(is_named)
        };
        let is_first = |n: usize, place: &usize| {
            of_holding().take(n).all(|earlier| root(earlier) != root(place))
        };
        // A root is for a side if all that it says most firmly is this, told as exactly or less.
        let says_no_other = |place: &usize| {
            let own = told().filter(|other| root(other) == root(place)).count();
            own == of_holding().filter(|other| root(other) == root(place)).count()
        };
        let firsts = of_holding().enumerate().filter(|(n, place)| is_first(*n, place));
        firsts.filter(|(_, place)| says_no_other(place)).count()
    }

    /// Whether two values can both be true.
    pub(super) fn can_both_be(self, one: &dyn AnyValue, other: &dyn AnyValue) -> bool {
        one.agrees_with(other)
            || self.row.role != Role::Within && self.known.is_within_either(one, other)
            || self.record.0 == NounKind::Visit
                && self.row.role == Role::Actual
                && self.known.differ_by_zone(self.record.1, one, other)
    }

    fn exclude_each_other(self, sides: &[Side<'_>], left: &[usize]) -> bool {
        left.iter().enumerate().any(|(n, one)| {
            let others = left.iter().skip(n + 1);
            others
                .map(|other| sides[*other].value())
                .any(|other| !self.can_both_be(sides[*one].value(), other))
        })
    }

    /// What is taken of those left, which all may be true: of dates the days that all allow, of stages
    /// the one that has got furthest.
    fn taken(
        self,
        mut sides: Vec<Side<'_>>,
        left: &[usize],
        entrants: &[Entrant<'_>],
    ) -> (Option<Box<dyn AnyValue>>, Option<usize>) {
        let Some(first) = furthest(&sides, left) else { return (None, None) };
        let others: Vec<&dyn AnyValue> =
            left.iter().filter(|at| **at != first).map(|at| sides[*at].value()).collect();
        let sum = if others.is_empty() { None } else { sides[first].value().common(&others) };
        let best = self.best_told(entrants, sides[first].places.iter().copied());
        match std::mem::replace(&mut sides[first].value, SideValue::Told(&true)) {
            _ if sum.is_some() => (sum, best),
            SideValue::Made(made) => (Some(made), best),
            SideValue::Told(_) => (None, best),
        }
    }

    /// Of those who tell one value the one whose word is best: the first to be cited.
    fn best_told(
        self,
        entrants: &[Entrant<'_>],
        places: impl Iterator<Item = usize>,
    ) -> Option<usize> {
        let rank = |place: &usize| {
            let told = &entrants[*place];
            let as_of = told.provenance.held_as_of();
            let rank = self.known.policy().rank(&told.candidate(self.is_to_come, 1, as_of));
            (told.is_ruled, rank.upper(), std::cmp::Reverse(*place))
        };
        places.max_by_key(rank)
    }
}

/// The places of those who take part: whoever the user ruled for alone, and who knows before who says
/// that it is not known.
fn running(entrants: &[Entrant<'_>], fates: &mut [Fate]) -> Vec<usize> {
    let is_ruled = entrants.iter().any(|each| each.is_ruled);
    let is_known = entrants.iter().any(|each| !each.read.is_unknown());
    let mut running = Vec::with_capacity(entrants.len());
    for (at, each) in entrants.iter().enumerate() {
        if is_ruled && !each.is_ruled {
            fates[at] = Fate::Beaten(Why::Ruled);
        } else if !is_ruled && is_known && each.read.is_unknown() {
            fates[at] = Fate::Beaten(Why::IsUnknown);
        } else {
            running.push(at);
        }
    }
    running
}

/// So many are compared each with each; more by their texts.
pub(super) const FEW: usize = 8;

/// Puts places of equal values behind each other, and else leaves them as they are.
fn put_alike_together(entrants: &[Entrant<'_>], places: &mut [usize]) {
    let mut done = 0;
    while let Some(first) = places.get(done) {
        let value = entrants[*first].read;
        done += 1;
        while let Some(next) = (done..places.len()).find(|at| entrants[places[*at]].read == value) {
            places[done..=next].rotate_right(1);
            done += 1;
        }
    }
}

/// Those who tell one value together.
fn sides<'v>(entrants: &[Entrant<'v>], mut running: Vec<usize>) -> Vec<Side<'v>> {
    if running.len() <= FEW {
        put_alike_together(entrants, &mut running);
    } else if running.windows(2).any(|two| entrants[two[0]].read != entrants[two[1]].read) {
        // Equal values have equal texts.
        running.sort_by_cached_key(|at| (entrants[*at].read.shown(), *at));
    }
    let alike = running.chunk_by(|a, b| entrants[*a].read == entrants[*b].read);
    alike
        .map(|places| {
            let firm = places.iter().map(|at| firmness_of(entrants[*at].provenance));
            Side {
                value: SideValue::Told(entrants[places[0]].read),
                places: places.to_vec(),
                firmness: firm.max().unwrap_or_default(),
                rank: Rank::default(),
            }
        })
        .collect()
}

/// Of stages the one that has got furthest; of other values, which all may be true, one that does not
/// depend on who was entered first.
fn furthest(sides: &[Side<'_>], left: &[usize]) -> Option<usize> {
    let [_, _, ..] = left else { return left.first().copied() };
    let value = |at: &usize| sides[*at].value();
    let key = |at: &usize| {
        let stage = value(at).as_progress().map(Progress::place);
        (stage, std::cmp::Reverse(value(at).shown()))
    };
    left.iter().copied().max_by_key(key)
}

/// Makes one side of the open lists that are told most firmly: they add up, and do not compete.
fn add_up(sides: &mut [Side<'_>], heads: &mut Vec<usize>) {
    let firmest = heads.iter().map(|at| sides[*at].firmness).max();
    let is_open =
        |side: &Side<'_>| Some(side.firmness) == firmest && side.value().together(&[]).is_some();
    let mut open: Vec<usize> = heads.iter().copied().filter(|at| is_open(&sides[*at])).collect();
    open.sort_by_cached_key(|at| sides[*at].value().shown());
    let [first, others @ ..] = &open[..] else { return };
    let values: Vec<&dyn AnyValue> = others.iter().map(|at| sides[*at].value()).collect();
    let Some(sum) = sides[*first].value().together(&values).filter(|_| !others.is_empty()) else {
        return;
    };
    let places = others.iter().flat_map(|at| std::mem::take(&mut sides[*at].places));
    let places: Vec<usize> = places.collect();
    sides[*first].places.extend(places);
    sides[*first].value = SideValue::Made(sum);
    heads.retain(|at| !others.contains(at));
}

/// Place by place of the ranks, takes out those who are certainly beaten there by one still left, and tells
/// of each at which place it went out.
fn eliminate<T>(
    left: &mut Vec<T>,
    range: impl Fn(&T, usize) -> (i64, i64),
    mut out: impl FnMut(&T, usize),
) {
    for place in 0..Rank::PLACES {
        if left.len() < 2 {
            return;
        }
        let bar = left.iter().map(|each| range(each, place).0).max();
        left.retain(|each| {
            let stays = bar.is_none_or(|bar| range(each, place).1 >= bar);
            if !stays {
                out(each, place);
            }
            stays
        });
    }
}
