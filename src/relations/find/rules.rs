//! The rules from records to relations, in one table.

use std::fmt;

use serde::Serialize;

use crate::graph::RelationKind;
use crate::model::{ObligationType, StatementAct};

/// What a record can be that comes to a relation by a rule. Ties need none: they are relations of
/// their own kind.
///
/// ```
/// use detente::graph::RelationKind;
/// use detente::relations::{Ground, rules};
///
/// let state_visit = rules().find(|(ground, _)| **ground == Ground::LeaderOnStateVisit);
/// assert_eq!(state_visit.map(|(_, kind)| kind), Some(&RelationKind::STATE_VISIT));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ground {
    /// A visit of a leader, in the form of a state visit. Leaders are heads of state and of
    /// government, and whoever leads in fact.
    LeaderOnStateVisit,
    /// A visit of a leader in another bilateral form, or of unknown form.
    LeaderVisits,
    /// A visit of a minister: a deputy head of government, a minister, the head of a legislature, or
    /// an adviser on security.
    MinisterVisits,
    /// A meeting in person of leaders.
    LeadersMeet,
    /// The same, for crisis talks between them.
    LeadersMeetInCrisis,
    /// A statement that does this.
    Says(StatementAct),
    /// A statement that does this with what is done against somebody, as it is toward them: to
    /// condemn it is for them, to pledge it against.
    SaysOfHarm(StatementAct),
    /// An obligation of this type, under an agreement.
    Owes(ObligationType),
    /// An agreement between two of whom neither is known to owe the other anything.
    Agrees,
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeaderOnStateVisit => f.write_str("a state visit of a leader"),
            Self::LeaderVisits => f.write_str("another visit of a leader"),
            Self::MinisterVisits => f.write_str("a visit of a minister"),
            Self::LeadersMeet => f.write_str("a meeting of leaders"),
            Self::LeadersMeetInCrisis => f.write_str("a meeting of leaders for crisis talks"),
            Self::Says(act) => write!(f, "a statement that {}", act.in_words()),
            Self::SaysOfHarm(act) => {
                write!(f, "a statement that {} what is done against somebody", act.in_words())
            }
            Self::Owes(owed) => write!(f, "an obligation of {}", owed.in_words()),
            Self::Agrees => f.write_str("an agreement without known obligations"),
        }
    }
}

/// The table. What has no row comes to no relation: assessments, characterisations, superlatives,
/// announcements, invitations, denials, and what is only said to be so.
const RULES: &[(Ground, RelationKind)] = &[
    (Ground::LeaderOnStateVisit, RelationKind::STATE_VISIT),
    (Ground::LeaderVisits, RelationKind::OFFICIAL_OR_WORKING_VISIT),
    (Ground::MinisterVisits, RelationKind::MINISTER_VISIT),
    (Ground::LeadersMeet, RelationKind::LEADER_MEETING),
    (Ground::LeadersMeetInCrisis, RelationKind::CRISIS_TALKS),
    (Ground::Says(StatementAct::PRAISES), RelationKind::PRAISE),
    (Ground::Says(StatementAct::SUPPORTS), RelationKind::PRAISE),
    (Ground::Says(StatementAct::CLAIMS_AFFINITY), RelationKind::AFFINITY_CLAIM),
    (Ground::Says(StatementAct::PLEDGES), RelationKind::PLEDGE_OF_SUPPORT),
    (Ground::Says(StatementAct::EXPRESSES_CONCERN), RelationKind::CONCERN),
    (Ground::Says(StatementAct::CRITICISES), RelationKind::CRITICISM_OR_ACCUSATION),
    (Ground::Says(StatementAct::CONDEMNS), RelationKind::CRITICISM_OR_ACCUSATION),
    (Ground::Says(StatementAct::DEMANDS), RelationKind::DEMAND_OR_REJECTION),
    (Ground::Says(StatementAct::REJECTS), RelationKind::DEMAND_OR_REJECTION),
    (Ground::Says(StatementAct::THREATENS), RelationKind::THREAT),
    (Ground::SaysOfHarm(StatementAct::PRAISES), RelationKind::CRITICISM_OR_ACCUSATION),
    (Ground::SaysOfHarm(StatementAct::SUPPORTS), RelationKind::CRITICISM_OR_ACCUSATION),
    (Ground::SaysOfHarm(StatementAct::PLEDGES), RelationKind::THREAT),
    (Ground::SaysOfHarm(StatementAct::EXPRESSES_CONCERN), RelationKind::PRAISE),
    (Ground::SaysOfHarm(StatementAct::CRITICISES), RelationKind::PRAISE),
    (Ground::SaysOfHarm(StatementAct::CONDEMNS), RelationKind::PRAISE),
    (Ground::SaysOfHarm(StatementAct::DEMANDS), RelationKind::DEMAND_OR_REJECTION),
    (Ground::SaysOfHarm(StatementAct::REJECTS), RelationKind::PRAISE),
    (Ground::SaysOfHarm(StatementAct::THREATENS), RelationKind::THREAT),
    (Ground::Owes(ObligationType::DEFENCE), RelationKind::DEFENCE_OBLIGATION),
    (Ground::Owes(ObligationType::OFFENCE), RelationKind::OFFENCE_OBLIGATION),
    (Ground::Owes(ObligationType::NEUTRALITY), RelationKind::NEUTRALITY_OBLIGATION),
    (Ground::Owes(ObligationType::NONAGGRESSION), RelationKind::NONAGGRESSION_OBLIGATION),
    (Ground::Owes(ObligationType::CONSULTATION), RelationKind::CONSULTATION_OBLIGATION),
    (Ground::Agrees, RelationKind::COOPERATION_AGREEMENT),
];

/// The rules by which records come to relations, in order.
///
/// ```
/// for (ground, kind) in detente::relations::rules() {
///     println!("{ground} → {kind}");
/// }
/// ```
pub fn rules() -> impl Iterator<Item = (&'static Ground, &'static RelationKind)> {
    RULES.iter().map(|(ground, kind)| (ground, kind))
}

/// The kind of relation that a ground comes to.
pub(crate) fn kind_of(ground: &Ground) -> Option<RelationKind> {
    RULES.iter().find(|(each, _)| each == ground).map(|(_, kind)| kind.clone())
}
