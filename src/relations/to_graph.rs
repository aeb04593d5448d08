//! From relations to a graph: each relation is a tie while it holds.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::relation::{Relation, is_operative};
use super::relations::Relations;
use super::voices::Voices;
use crate::graph::Bounds;
use crate::graph::{DatedTie, GraphBuilder, GraphError, RelationGraph};
use crate::model::{ActorId, Ends, SourceId, TieId};
use crate::relations::{SignRow, SignTable};
use crate::systems::Systems;
use crate::time::{DayNumber, End, Period};

impl Relations {
    /// The graph of all that holds between actors, signed by a table, as far as it is told in the
    /// voices listened to.
    ///
    /// A relation is a tie on the days on which it [holds](Relation::holds_on): what is planned or
    /// only signed is no tie, and one without a time may hold on any day. Where it is uncertain
    /// whether an agreement was in force at all in the time of what is owed under it, the tie is certain in no
    /// time, and of its dates only the earliest start and the latest end are told. States that are
    /// built in are there on the days of their polity, and so are their ties; everyone else always.
    /// The evidence of a tie is the sources that are heard, as far as their names are ids (those of a
    /// dossier all are), and a relation of a tie record keeps its id.
    /// What is about a tie is so in the graph, where that tie is in it and another.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::relations::{Voices, Relation, Relations, SignTable};
    /// use detente::{date, id};
    ///
    /// let (russia, dprk) = (id!("russia"), id!("north-korea"));
    /// let visit = Relation::directed("visit:v", RelationKind::STATE_VISIT, russia, dprk)?
    ///     .on(date!("2024-06-19"));
    /// let graph = Relations::of([visit]).graph(SignTable::builtin(), &Voices::own())?;
    /// assert_eq!(graph.on(date!("2024-06-19")).between("russia", "north-korea")?.len(), 1);
    /// assert_eq!(graph.on(date!("2024-06-20")).between("russia", "north-korea")?.len(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there are more ties than a graph can hold.
    pub fn graph(&self, signs: &SignTable, voices: &Voices) -> Result<RelationGraph, GraphError> {
        let heard =
            self.iter().filter(|relation| !relation.is_pending() && relation.is_heard(voices));
        let tied: Vec<(&Relation, Vec<Bounds>)> =
            heard.map(|relation| (relation, times(relation))).collect();
        // A relation is one tie with an id if it holds once, and no other has its id.
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for (relation, times) in &tied {
            *ids.entry(relation.id()).or_default() += times.len();
        }
        let id = |relation: &str| match ids.get(relation) {
            Some(1) => TieId::new(relation.strip_prefix("tie:")?).ok(),
            _ => None,
        };
        let mut builder = GraphBuilder::new();
        for (relation, times) in &tied {
            for actor in [relation.actors().0, relation.actors().1] {
                builder = match days_of(actor) {
                    Some(days) => builder.actor_during(actor.clone(), [&days]),
                    None => builder.actor(actor.clone()),
                };
            }
            for bounds in times {
                let about = relation.object().filter(|object| *object != relation.id());
                let names = [id(relation.id()), about.and_then(id)];
                builder = builder.tie(tie(relation, *bounds, names, signs, voices));
            }
        }
        builder.build()
    }
}

/// When a state that is built in existed.
fn days_of(actor: &ActorId) -> Option<Period> {
    let polity = Systems::builtin().polity(actor.as_str())?;
    let end = |day: Option<NaiveDate>| day.map_or(End::Open, End::from);
    Period::new(end(polity.from()), end(polity.to())).ok()
}

/// The tie that a relation is for one of the times in which it holds.
fn tie(
    relation: &Relation,
    bounds: Bounds,
    [id, about]: [Option<TieId>; 2],
    signs: &SignTable,
    voices: &Voices,
) -> DatedTie {
    let (from, to) = relation.actors();
    let sources = relation.heard(voices).filter_map(|each| SourceId::new(&each.source).ok());
    DatedTie {
        from: from.clone(),
        to: to.clone(),
        kind: relation.kind().clone().into_text(),
        symmetric: matches!(relation.ends(), Ends::Between(_)),
        bounds,
        censored: is_censored(relation, bounds),
        sign: signs.get(relation.kind()).and_then(SignRow::sign),
        intensity: relation.strength(),
        evidence: sources.collect(),
        id,
        about,
    }
}

/// Whether the end of a tie is the day on which it was last heard of, and not when an agreement ended.
fn is_censored(relation: &Relation, bounds: Bounds) -> bool {
    let still = relation.period().filter(|period| matches!(period.to(), End::Still(_)));
    still.is_some_and(|period| Bounds::from(period).end == bounds.end)
}

/// When a relation holds.
fn times(relation: &Relation) -> Vec<Bounds> {
    let own = relation.period().map(Bounds::from);
    if !relation.has_stages() {
        return vec![own.unwrap_or(Bounds::SOME_TIME)];
    }
    let stretches = operative(relation).into_iter();
    // That there is a time of both may itself be uncertain: in force on some day of a year, owed on
    // one day of it.
    stretches.filter_map(|each| own.map_or(Some(each), |own| each.common(own))).collect()
}

/// A stretch in which an agreement may be operative.
#[derive(Clone, Copy)]
struct Stretch {
    first: DayNumber,
    /// From when to when it certainly is, if it ever is.
    certain: Option<(DayNumber, DayNumber)>,
}

impl Stretch {
    /// Its bounds, where this is the last day on which it may be operative.
    fn until(self, last: DayNumber) -> Bounds {
        let Some((from, to)) = self.certain else {
            return Bounds::perhaps((self.first, last));
        };
        // What is uncertain is a day, even where none is known.
        let first = if self.first < from { self.first.max(DayNumber::UNKNOWN_FIRST) } else { from };
        let last = if to < last { last.min(DayNumber::UNKNOWN_LAST) } else { last };
        Bounds { start: [first, from], end: [to.min(last), last] }
    }
}

/// The stretches in which the agreement of a relation may be operative, each with the days from and up
/// to which it certainly is.
fn operative(relation: &Relation) -> Vec<Bounds> {
    let mut stretches = Vec::new();
    let mut open: Option<Stretch> = None;
    for (day, stages) in relation.stages() {
        let day = day.map_or(DayNumber::NO_START, DayNumber::from);
        let operates = is_operative(stages);
        if operates.is_impossible() {
            stretches.extend(open.take().map(|stretch| stretch.until(day.pred())));
            continue;
        }
        let stretch = open.get_or_insert(Stretch { first: day, certain: None });
        let is_certain = operates.is_certain();
        match &mut stretch.certain {
            None if is_certain => stretch.certain = Some((day, DayNumber::NO_END)),
            // Once it may be over, it is not certain again within one stretch.
            Some((_, to)) if !is_certain => *to = (*to).min(day.pred()),
            _ => {}
        }
    }
    stretches.extend(open.map(|stretch| stretch.until(DayNumber::NO_END)));
    stretches
}
