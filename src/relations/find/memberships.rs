//! What organisations and conflicts come to: who is a member of what, and what is no relation of its own.

use super::finding::{Finder, still};
use crate::graph::RelationKind;
use crate::knowledge::{PartView, View};
use crate::model::{Conflict, Member, Organisation};
use crate::relations::Relation;
use crate::time::End;

/// The status of whoever sits in an organisation without belonging to it.
const OBSERVER: &str = "observer";

impl<'k> Finder<'k> {
    pub(crate) fn memberships(&mut self) {
        for organisation in self.known.organisations() {
            for member in organisation.members() {
                if let Err(reason) = self.membership(organisation, member) {
                    let reason = format!("{}: {reason}", member.key());
                    self.leave_out(organisation.reference(), reason);
                }
            }
            if let Some(state) = organisation.get(Organisation::CLAIMS) {
                let reason =
                    format!("that it claims to govern {state} is a relation where a tie tells it");
                self.leave_out(organisation.reference(), reason);
            }
        }
        for conflict in self.known.conflicts() {
            if conflict.get(Conflict::PARTIES).is_some_and(|parties| parties.items().len() > 1) {
                let reason = "which of its parties fight each other is told by ties";
                self.leave_out(conflict.reference(), reason);
            }
        }
    }

    fn membership(
        &mut self,
        organisation: View<'k, Organisation>,
        member: PartView<'k, Member>,
    ) -> Result<(), String> {
        let witnesses = self.witnesses(member.standing(), None);
        if witnesses.is_empty() {
            return Err("only mentioned or denied".to_owned());
        }
        if member.get(Member::STATUS).is_some_and(|status| status == OBSERVER) {
            return Err("an observer is no member".to_owned());
        }
        let id = format!("{} {}", organisation.reference(), member.key());
        let (from, to) = (member.key().actor().clone(), organisation.id().actor());
        let relation = Relation::directed(&id, RelationKind::MEMBER_OF, from, to);
        let relation = relation.map_err(|error| error.to_string())?;
        let own = member.period();
        let is_told = [own.from(), own.to()].into_iter().any(|end| *end != End::Unknown);
        let told = || witnesses.iter().filter_map(|each| each.known_on);
        let heard = || told().min().zip(told().max()).map(|(first, last)| still(first, last));
        let period = if is_told { Some(own) } else { heard() };
        let relation = relation.during_if(period).contested_if(member.resolver().is_denied());
        self.add(relation.witnesses_all(witnesses));
        Ok(())
    }
}
