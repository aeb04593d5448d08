//! For whom people and organs act, and in what rank, on a day; and in whose voice a thing is told.

use chrono::NaiveDate;

use crate::knowledge::{Knowledge, LEADING, Root, View};
use crate::model::{
    ActorId, CitedSpeaker, Office, OfficeFunction, Organisation, OrganisationKind, Person,
    Provenance, Stance, State,
};
use crate::relations::{Voice, Witness};
use crate::time::{Truth, UncertainDate};

/// The rank in which somebody acts for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Other,
    Minister,
    Leader,
}

const MINISTERS: [OfficeFunction; 6] = [
    OfficeFunction::DEPUTY_HEAD_OF_GOVERNMENT,
    OfficeFunction::FOREIGN_MINISTER,
    OfficeFunction::DEFENCE_MINISTER,
    OfficeFunction::MINISTER,
    OfficeFunction::LEGISLATURE_HEAD,
    OfficeFunction::SECURITY_ADVISER,
];

/// Answers for whom actors act, in one state of knowledge.
#[derive(Clone, Copy)]
pub(crate) struct Principals<'k> {
    pub(crate) known: &'k Knowledge,
}

impl Principals<'_> {
    /// For whom an actor acts on a day: a state for itself, an organ for whom it speaks for or what
    /// it is part of, a person for whose office they hold. Whoever acts for nobody known acts for
    /// themselves.
    pub(crate) fn of(self, actor: &ActorId, on: Option<NaiveDate>) -> ActorId {
        self.of_person(actor, on).map_or_else(|| self.known.principal_of(actor), |(state, _)| state)
    }

    /// For whom a person acts on a day and in what rank; `None` for others, and where no office is
    /// known or the offices known are of several states. Of offices that were perhaps held, those
    /// certainly held count alone.
    pub(crate) fn of_person(
        self,
        person: &ActorId,
        on: Option<NaiveDate>,
    ) -> Option<(ActorId, Rank)> {
        self.known.find::<Person>(person.as_str())?;
        // On a day that is not known it may be any.
        let held = if let Some(day) = on {
            self.known.tenures_of_on(person.as_str(), &UncertainDate::day(day))
        } else {
            let tenures = self.known.tenures_of(person.as_str());
            tenures.filter(|each| each.is_affirmed()).map(|each| (each, Truth::Maybe)).collect()
        };
        let is_certain = held.iter().any(|(_, holds)| holds.is_certain());
        let mut acting = Vec::new();
        for (tenure, _) in held.iter().filter(|(_, holds)| !is_certain || holds.is_certain()) {
            let office = self.known.find::<Office>(tenure.office())?;
            acting.push((self.known.principal_of(office.of()), rank(office)));
        }
        // Who leads a state and its party acts for the state.
        let is_state = |id: &ActorId| self.known.find::<State>(id.as_str()).is_some();
        if acting.iter().any(|(id, _)| is_state(id)) {
            acting.retain(|(id, _)| is_state(id));
        }
        let rank = acting.iter().map(|(_, rank)| *rank).max()?;
        let (first, _) = acting.first()?.clone();
        acting.iter().all(|(id, _)| *id == first).then_some((first, rank))
    }

    /// Who tells of a thing in an account, and how; `None` if it only brings it up or denies it.
    /// The words of whoever's own act it is are no hearsay.
    pub(crate) fn witness(self, provenance: &Provenance, own: Option<&ActorId>) -> Option<Witness> {
        if !matches!(provenance.stance(), Stance::Affirms | Stance::Presupposes) {
            return None;
        }
        let source = self.known.source_of(provenance)?;
        let sources = self.known.united().sources();
        let root = match self.known.root_of(provenance) {
            Root::Speaker(speaker) => speaker,
            Root::Source(at) => sources.get(at as usize).unwrap_or(source).id.as_str(),
        };
        let told = provenance.slot.told.day();
        Some(Witness {
            source: source.id.as_str().into(),
            root: root.into(),
            voice: self.voice(provenance, own, told),
            certainty: provenance.certainty(),
            known_on: told,
        })
    }

    /// The voice of an account: that of the last in its chain who is a party. A news agency is a way
    /// to the news and no party.
    fn voice(self, provenance: &Provenance, own: Option<&ActorId>, on: Option<NaiveDate>) -> Voice {
        let last = provenance.via().iter().rev().find(|link| !self.is_medium(link));
        match last {
            None => Voice::Own,
            Some(CitedSpeaker::Unnamed(word)) => Voice::Unnamed(word.clone()),
            Some(CitedSpeaker::Named(speaker)) => {
                let principal = self.of(speaker, on);
                if own.is_some_and(|own| own == speaker || *own == principal) {
                    return Voice::Own;
                }
                Voice::Party { speaker: speaker.clone(), principal }
            }
        }
    }

    fn is_medium(self, link: &CitedSpeaker) -> bool {
        let organisation = link.actor().and_then(|id| self.known.find::<Organisation>(id.as_str()));
        organisation.is_some_and(|it| it.get(Organisation::KIND) == Some(&OrganisationKind::MEDIA))
    }
}

/// Where the accounts do not decide what the holder of an office does, the rank that it has in any case.
fn rank(office: View<'_, Office>) -> Rank {
    let ranks = office.possible(Office::FUNCTIONS).into_iter().map(|list| rank_by(list.items()));
    ranks.min().unwrap_or(Rank::Other)
}

fn rank_by(functions: &[OfficeFunction]) -> Rank {
    if functions.iter().any(|each| LEADING.contains(each)) {
        Rank::Leader
    } else if functions.iter().any(|each| MINISTERS.contains(each)) {
        Rank::Minister
    } else {
        Rank::Other
    }
}
