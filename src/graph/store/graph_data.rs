//! All that a graph holds, and how its parts are found.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::bounds::Bounds;
use super::by_actor::ByActor;
use super::columns::{Columns, TieSort};
use super::intern::as_place;
use super::lookup::GraphLookupError;
use super::pairs::Pairs;
use super::presence::Presence;
use crate::model::fault::nearest;
use crate::model::{Actor, ActorId, Key, SourceId, Suggestion, TieId};
use crate::time::Truth;

#[derive(Debug, PartialEq)]
pub(crate) struct GraphData {
    pub(crate) actors: Actors,
    kinds: Vec<Cow<'static, str>>,
    pub(crate) sorts: Vec<TieSort>,
    evidence: EvidenceColumn,
    pub(crate) pairs: Pairs,
    pub(crate) columns: Columns,
    pub(crate) by_actor: ByActor,
    pub(crate) names: TieNames,
    pub(crate) span: Option<(NaiveDate, NaiveDate)>,
    /// Whether any actor does not exist on every day.
    pub(crate) has_spells: bool,
    /// Whether any tie holds alike.
    pub(crate) has_alike: bool,
}

/// The actors in the order of their ids, and when each exists; no spell is on every day.
#[derive(Debug, PartialEq)]
pub(crate) struct Actors {
    pub(crate) ids: Arc<[ActorId]>,
    spells: Vec<Box<[Bounds]>>,
    /// Of each actor; empty if all exist on every day.
    presence: Vec<Presence>,
}

impl Actors {
    pub(crate) fn new(ids: Vec<ActorId>, spells: Vec<Box<[Bounds]>>) -> Self {
        let has_spells = spells.iter().any(|spells| !spells.is_empty());
        let asked = if has_spells { &*spells } else { &[] };
        let presence = asked.iter().map(|spells| Presence::new(spells)).collect();
        Self { ids: ids.into(), spells, presence }
    }

    /// Of each actor when it exists; none if all exist on every day.
    pub(crate) fn presence(&self) -> &[Presence] {
        &self.presence
    }

    pub(crate) fn existence(&self, place: usize) -> (usize, &ActorId, &[Bounds]) {
        (place, &self.ids[place], &self.spells[place])
    }

    /// Whether the actor exists at any time within the bounds.
    pub(crate) fn exists(&self, actor: u32, within: Bounds) -> Truth {
        self.presence.get(actor as usize).map_or(Truth::Yes, |one| one.meets(within))
    }
}

/// The sets of sources that ties have in common.
#[derive(Debug, PartialEq)]
pub(crate) struct EvidenceColumn {
    sources: Vec<SourceId>,
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl EvidenceColumn {
    pub(crate) fn new(sources: Vec<SourceId>, sets: &[Vec<u32>]) -> Self {
        let members = sets.concat();
        let mut starts = Vec::with_capacity(sets.len() + 1);
        starts.push(0);
        starts.extend(sets.iter().scan(0, |end, set| {
            *end += as_place(set.len());
            Some(*end)
        }));
        Self { sources, starts, members }
    }
}

/// The ids of the few ties that have one, and what ties are about.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct TieNames {
    pub(crate) by_id: Arc<[(TieId, u32)]>,
    /// Places in `by_id`, by the tie.
    by_tie: Vec<(u32, u32)>,
    /// The object and the tie that is about it.
    about: Vec<(u32, u32)>,
    /// The tie and its object.
    objects: Vec<(u32, u32)>,
}

impl TieNames {
    pub(crate) fn new(by_id: Vec<(TieId, u32)>, about: Vec<(u32, u32)>) -> Self {
        let mut by_tie: Vec<(u32, u32)> =
            (0..).zip(&by_id).map(|(at, (_, tie))| (*tie, at)).collect();
        by_tie.sort_unstable();
        let mut objects: Vec<(u32, u32)> = about.iter().map(|(of, tie)| (*tie, *of)).collect();
        objects.sort_unstable();
        Self { by_id: by_id.into(), by_tie, about, objects }
    }

    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        let at = self.by_id.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        Some(self.by_id[at].1)
    }

    pub(crate) fn id(&self, tie: u32) -> Option<&TieId> {
        let at = self.by_tie.binary_search_by_key(&tie, |(tie, _)| *tie).ok()?;
        Some(&self.by_id[self.by_tie[at].1 as usize].0)
    }

    /// The ties that are about this one.
    pub(crate) fn about(&self, object: u32) -> impl Iterator<Item = u32> {
        let from = self.about.partition_point(|(about, _)| *about < object);
        self.about[from..].iter().take_while(move |(of, _)| *of == object).map(|(_, tie)| *tie)
    }

    /// What the tie is about.
    pub(crate) fn object(&self, tie: u32) -> Option<u32> {
        let at = self.objects.binary_search_by_key(&tie, |(tie, _)| *tie).ok()?;
        Some(self.objects[at].1)
    }
}

impl GraphData {
    pub(crate) fn new(
        actors: Actors,
        kinds: Vec<Cow<'static, str>>,
        sorts: Vec<TieSort>,
        evidence: EvidenceColumn,
        pairs: Pairs,
        columns: Columns,
        names: TieNames,
    ) -> Self {
        let has_spells = !actors.presence.is_empty();
        let has_alike = sorts.iter().any(|sort| sort.symmetric);
        let by_actor = ByActor::new(&columns, &sorts, &pairs, actors.ids.len());
        let span = columns.span().and_then(|(first, last)| first.date().zip(last.date()));
        Self {
            actors,
            kinds,
            sorts,
            evidence,
            pairs,
            columns,
            by_actor,
            names,
            span,
            has_spells,
            has_alike,
        }
    }

    pub(crate) fn actor(&self, id: impl Key<Actor>) -> Result<u32, GraphLookupError> {
        let ids = &self.actors.ids;
        match ids.binary_search_by(|other| other.as_str().cmp(id.key())) {
            Ok(at) => Ok(as_place(at)),
            Err(_) => Err(GraphLookupError::UnknownActor {
                id: id.key().to_owned(),
                nearest: {
                    let (ids, sought) = (Arc::clone(ids), id.key().to_owned());
                    Suggestion::new(move || {
                        nearest(&sought, ids.iter().map(ActorId::as_str)).map(str::to_owned)
                    })
                },
            }),
        }
    }

    /// The place of an actor among those that are there on a day.
    pub(crate) fn node(
        &self,
        there: &[u32],
        day: NaiveDate,
        actor: impl Key<Actor>,
    ) -> Result<u32, GraphLookupError> {
        let at = self.actor(actor)?;
        match there.binary_search(&at) {
            Ok(node) => Ok(as_place(node)),
            Err(_) => Err(GraphLookupError::NotThen {
                id: self.actors.ids[at as usize].clone(),
                day,
                perhaps: self.actors.exists(at, Bounds::day(day)).is_possible(),
            }),
        }
    }

    pub(crate) fn sort(&self, tie: usize) -> TieSort {
        self.sorts[usize::from(self.columns.sort[tie])]
    }

    pub(crate) fn kind(&self, sort: TieSort) -> &str {
        &self.kinds[sort.kind as usize]
    }

    pub(crate) fn ends(&self, tie: usize) -> (u32, u32) {
        self.pairs.ends(self.pairs.of(tie))
    }

    pub(crate) fn sources(&self, tie: usize) -> impl ExactSizeIterator<Item = &SourceId> {
        let EvidenceColumn { sources, starts, members } = &self.evidence;
        let set = self.columns.evidence(tie) as usize;
        let members = &members[starts[set] as usize..starts[set + 1] as usize];
        members.iter().map(|source| &sources[*source as usize])
    }

    /// Whether the tie holds, and both its ends exist, on a common day within the bounds.
    pub(crate) fn holds(&self, tie: usize, within: Bounds) -> Truth {
        let bounds = self.columns.bounds(tie);
        let holds = bounds.meets(within);
        if !self.has_spells || holds.is_impossible() {
            return holds;
        }
        let (from, to) = self.ends(tie);
        let [from, to] = [from, to].map(|actor| &self.actors.presence[actor as usize]);
        holds.and(from.meet(to, [bounds, within]))
    }

    pub(crate) fn size(&self) -> usize {
        let spells = self.actors.spells.iter().map(|spells| size_of_val(&**spells));
        self.columns.size()
            + self.by_actor.size()
            + self.pairs.size()
            + size_of_val(&*self.actors.ids)
            + size_of_val(&*self.actors.spells)
            + spells.sum::<usize>()
            + size_of_val(&*self.actors.presence)
            + self.actors.presence.iter().map(Presence::size).sum::<usize>()
            + size_of_val(&*self.sorts)
            + size_of_val(&*self.kinds)
            + size_of_val(&*self.evidence.sources)
            + size_of_val(&*self.evidence.starts)
            + size_of_val(&*self.evidence.members)
            + size_of_val(&*self.names.by_id)
            + size_of_val(&*self.names.by_tie)
            + size_of_val(&*self.names.about)
            + size_of_val(&*self.names.objects)
    }

    pub(crate) fn fault(&self) -> Option<&'static str> {
        let pairs = self.pairs.fault(self.actors.ids.len()).or(self.columns.fault());
        if pairs.is_some() {
            return pairs;
        }
        let Self { actors, sorts, pairs, columns, .. } = self;
        if self.by_actor != ByActor::new(columns, sorts, pairs, actors.ids.len()) {
            return Some("the ties of an actor are not found where they are");
        }
        let distinct = |ids: &[ActorId]| ids.is_sorted_by(|a, b| a < b);
        if !distinct(&self.actors.ids) || !self.sorts.is_sorted_by(|a, b| a < b) {
            return Some("the names are not sorted, or one stands twice");
        }
        for pair in 0..as_place(self.pairs.len()) {
            let run = self.pairs.run(pair);
            if !self.columns.first[run].is_sorted() {
                return Some("the ties of a pair are not sorted by start");
            }
        }
        for tie in 0..self.columns.len() {
            let intensity = self.columns.intensity(tie);
            if !self.columns.bounds(tie).is_sound() {
                return Some("a tie ends before it starts");
            }
            if !(intensity > 0.0 && intensity <= 1.0) {
                return Some("an intensity is out of its range");
            }
            let (from, to) = self.ends(tie);
            if self.sort(tie).symmetric && from > to {
                return Some("a tie that holds alike stands the wrong way round");
            }
        }
        None
    }
}
