//! Kinds of relation (those of ties, and those that visits, meetings and statements come to), and
//! their sign.

use crate::model::{Code, TieKind, TieKinds, closed_codes, open_codes};

open_codes! {
    /// What relates two actors: every [`TieKind`], and what an act of theirs comes to. Open; a kind
    /// of your own carries a namespace (`acme:cyber`), and has no sign until a table gives it one.
    ///
    /// ```
    /// use detente::graph::RelationKind;
    /// use detente::model::TieKind;
    ///
    /// assert_eq!(RelationKind::from(TieKind::PRESSURE), RelationKind::PRESSURE);
    /// assert!(RelationKind::new("acme:cyber").is_ok());
    /// ```
    RelationKind / RelationKinds, "kind of relation" {
        DEFENCE_OBLIGATION = "defence_obligation": "from owes to help if attacked",
        OFFENCE_OBLIGATION = "offence_obligation": "from owes to help also in attack",
        NEUTRALITY_OBLIGATION = "neutrality_obligation": "from owes to neutrality",
        NONAGGRESSION_OBLIGATION = "nonaggression_obligation": "from owes to not to attack",
        CONSULTATION_OBLIGATION = "consultation_obligation": "from owes to consultation",
        DEFENCE_COOPERATION = "defence_cooperation": "they cooperate in defence",
        BASING_OR_HOSTING = "basing_or_hosting": "from gives to a base",
        FIGHTS_FOR = "fights_for": "from has troops beside those of to",
        ARMS_TRANSFER = "arms_transfer": "from gives or sells to arms",
        INTELLIGENCE_SHARING = "intelligence_sharing": "from tells to what its services know",
        JOINT_EXERCISE = "joint_exercise": "they exercise together",
        STATE_VISIT = "state_visit": "the leader of from is on a state visit to to",
        OFFICIAL_OR_WORKING_VISIT = "official_or_working_visit": "the leader of from visits to, in another form",
        MINISTER_VISIT = "minister_visit": "a minister of from visits to",
        LEADER_MEETING = "leader_meeting": "their leaders meet",
        CRISIS_TALKS = "crisis_talks": "their leaders meet over a crisis between them",
        POLITICAL_SUPPORT = "political_support": "from stands up for to",
        RECOGNISES = "recognises": "from recognises to",
        RECOGNITION_WITHDRAWN = "recognition_withdrawn": "from no longer recognises to",
        ENDORSES_CLAIM = "endorses_claim": "from endorses a claim of to",
        DIPLOMATIC_RELATIONS = "diplomatic_relations": "from is represented at to",
        RELATIONS_SEVERED = "relations_severed": "they have broken relations",
        EXPELS_OR_DOWNGRADES = "expels_or_downgrades": "from lowers its relations with to",
        MEDIATES_FOR = "mediates_for": "from mediates for to",
        COOPERATION_AGREEMENT = "cooperation_agreement": "they have an agreement or partnership",
        TRADE_AGREEMENT = "trade_agreement": "they have an agreement on trade",
        TRADE_FLOW = "trade_flow": "from sells to to",
        AID = "aid": "from gives to aid",
        LOAN_OR_INVESTMENT = "loan_or_investment": "from lends to or invests in to",
        PLEDGE_OF_SUPPORT = "pledge_of_support": "from pledges to support to",
        AFFINITY_CLAIM = "affinity_claim": "from declares that it is close to to",
        DESCRIBED_AS_ALLY = "described_as_ally": "a source calls them allies; no obligation is meant",
        PRAISE = "praise": "from praises to, or declares its support",
        CONCERN = "concern": "from expresses concern about to",
        CRITICISM_OR_ACCUSATION = "criticism_or_accusation": "from criticises, accuses or condemns to",
        DEMAND_OR_REJECTION = "demand_or_rejection": "from demands something of to, or rejects what it wants",
        THREAT = "threat": "from threatens to",
        TENSION = "tension": "there is tension between them",
        PRESSURE = "pressure": "from puts pressure on to",
        SANCTIONS = "sanctions": "from has sanctions on to",
        EMBARGO_OR_BLOCKADE = "embargo_or_blockade": "from cuts to off",
        SUPPORTS_OPPONENT = "supports_opponent": "from supports whoever fights to",
        TERRITORIAL_CLAIM = "territorial_claim": "from claims territory of to",
        RIVALRY = "rivalry": "they are coded as rivals",
        MOBILISES_OR_DISPLAYS = "mobilises_or_displays": "from shows force to to",
        USES_FORCE = "uses_force": "from uses force against to",
        INVADES = "invades": "from has invaded to",
        AT_WAR = "at_war": "they are at war",
        OCCUPIES_OR_ANNEXES = "occupies_or_annexes": "from holds territory of to",
        SUCCESSION = "succession": "from succeeds to",
        SPONSORS = "sponsors": "from sponsors to",
        HOSTS_EXILE = "hosts_exile": "from hosts to in exile",
        CONTIGUITY = "contiguity": "their territories touch",
        ORGAN_OF = "organ_of": "from is an organ of to, or speaks for it",
        MEMBER_OF = "member_of": "from is a member of to",
        CLAIMS_POLITY = "claims_polity": "from claims to be the government of to",
        SIMILAR_VOTES = "similar_votes": "they vote alike",
    }
}

impl From<TieKind> for RelationKind {
    fn from(kind: TieKind) -> Self {
        Self::from(&kind)
    }
}

impl From<&TieKind> for RelationKind {
    fn from(kind: &Code<TieKinds>) -> Self {
        kind.in_list()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_tie_is_a_kind_of_relation() {
        for kind in TieKind::all() {
            assert_eq!(RelationKind::new(kind.as_str()), Ok(RelationKind::from(&kind)));
        }
    }
}

closed_codes! {
    /// Whether a tie is for or against. Closed; a tie may have none.
    ///
    /// ```
    /// use detente::graph::Sign;
    ///
    /// assert_eq!("-".parse(), Ok(Sign::Negative));
    /// assert_eq!(Sign::Positive.code(), "+");
    /// ```
    pub enum Sign, "sign" {
        /// For: support, friendship, an obligation to help.
        Positive = "+",
        /// Against: pressure, hostility, force.
        Negative = "-",
    }
}
