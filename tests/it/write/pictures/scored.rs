//! Relations of whatever scores a test needs, for pictures of many actors.

use detente::date;
use detente::graph::{RelationKind, Sign};
use detente::model::ActorId;
use detente::relations::{
    AlignmentModel, Dimension, Relation, Relations, Voices, Weighing, Witness,
};
use detente::time::NaiveDate;

pub(super) const DAY: NaiveDate = date!("2024-12-04");

/// The strongest item for, less the strongest against: whatever holds on the day and is heard.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) name: String,
    /// What weights are multiplied by.
    pub(super) factor: f64,
}

impl Default for Plain {
    fn default() -> Self {
        Self { name: "plain".to_owned(), factor: 1.0 }
    }
}

impl AlignmentModel for Plain {
    fn name(&self) -> &str {
        &self.name
    }

    fn table(&self) -> &'static str {
        "no table"
    }

    fn weigh(&self, item: &Relation, on: NaiveDate, voices: &Voices) -> Option<Weighing> {
        let is_for = *item.kind() == RelationKind::DEFENCE_OBLIGATION;
        let sign = if is_for { Sign::Positive } else { Sign::Negative };
        let mut weighing = Weighing::new(Dimension::Security, sign, item.strength() * self.factor);
        let holds = item.period().is_some_and(|period| period.contains(on).is_certain());
        if item.is_pending() || !item.is_heard(voices) {
            weighing.presence = 0.0;
        } else if !holds {
            return None;
        }
        Some(weighing)
    }

    fn combine(&self, parts: &[(Dimension, f64)]) -> f64 {
        parts.iter().map(|(_, part)| *part).fold(0.0, f64::max)
    }
}

pub(super) fn actor(id: &str) -> ActorId {
    id.parse().unwrap()
}

/// An item between two that comes to this score, from 1945 on.
pub(super) fn scored(one: &str, other: &str, score: f64) -> Relation {
    let kind = if score > 0.0 { RelationKind::DEFENCE_OBLIGATION } else { RelationKind::SANCTIONS };
    let item = Relation::between(&format!("{one}-{other}-{score}"), kind, actor(one), actor(other));
    let item = item.unwrap().during("1945-01-01/..".parse().unwrap());
    item.intensity(score.abs()).unwrap()
}

/// Eight states of 2024, with everything there can be between two.
pub(super) fn items() -> Vec<Relation> {
    vec![
        scored("russia", "north-korea", 0.95),
        scored("russia", "china", 0.4),
        scored("russia", "ukraine", -1.0),
        scored("china", "north-korea", 0.92),
        scored("united-states", "north-korea", -0.16),
        scored("united-states", "japan", 0.9),
        scored("united-states", "ukraine", 0.6),
        scored("united-states", "russia", -0.62),
        // Torn: as much for as against.
        scored("russia", "japan", 0.3),
        scored("russia", "japan", -0.3),
        scored("russia", "vietnam", 0.25).witness(Witness::own("wire").quoting(actor("russia"))),
        scored("china", "japan", -0.35).witness(Witness::own("wire").quoting(actor("china"))),
        scored("vietnam", "united-states", 0.5).pending(),
        scored("russia", "india", 0.3).pending(),
    ]
}

pub(super) fn relations() -> Relations {
    Relations::of(items())
}

pub(super) const EIGHT: [&str; 8] =
    ["russia", "north-korea", "united-states", "ukraine", "vietnam", "china", "japan", "india"];
