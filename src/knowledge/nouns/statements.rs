//! Statements, conflicts and ties as known: who said what about whom; framings by holder.

use std::collections::{BTreeMap, HashMap};

use crate::knowledge::View;
use crate::knowledge::{CitedValue, Knowledge};
use crate::model::{
    Actor, Conflict, Ends, IdSpace, Key, List, Speaker, Stance, Statement, StatementAct, Subject,
    Superlative, Tie, TieKind, Value,
};
use crate::time::{Period, UncertainDate};

impl<'k> View<'k, Statement> {
    /// Who makes it.
    pub fn speaker(self) -> &'k Speaker {
        &self.identity().speaker
    }

    /// What is done by it.
    pub fn act(self) -> &'k StatementAct {
        &self.identity().act
    }

    /// When it was made; on some of the days told, where the accounts do not decide.
    pub fn date(self) -> Option<UncertainDate> {
        self.day(Statement::WHEN)
    }

    /// What it is about.
    pub fn about(self) -> &'k [Subject] {
        self.get(Statement::ABOUT).map_or(&[], |list| list.items())
    }

    /// The grounds given.
    pub fn because(self) -> &'k [Subject] {
        self.get(Statement::BECAUSE).map_or(&[], |list| list.items())
    }

    /// The superlative claimed.
    pub fn superlative(self) -> Option<&'k Superlative> {
        self.get(Statement::SUPERLATIVE)
    }

    /// Whether it is made by this actor: as the speaker, as the organ, or as the principal.
    pub fn is_by(self, actor: impl Key<Actor>) -> bool {
        let actor = self.known().canonical(IdSpace::Actor, actor.key());
        let speaker = self.speaker().actor().is_some_and(|id| *id == *actor);
        let organ = self.get(Statement::ORGAN).is_some_and(|id| *id == *actor);
        speaker || organ || self.get(Statement::PRINCIPAL).is_some_and(|id| *id == *actor)
    }

    /// Statements that may be this same one under another name: those it names, and those that
    /// name it.
    pub fn may_be_same_as(self) -> impl Iterator<Item = Self> {
        let same = |a: Self| a.get(Statement::MAY_BE_SAME_AS).map_or(&[][..], List::items);
        let own = same(self).iter().filter_map(|id| self.known().find(id));
        let naming = self.known().naming::<Statement>(self.id().as_str());
        let all = own.chain(naming.filter(|other| same(*other).contains(self.id())));
        let all = all.filter(|other| *other != self).map(|other| (other.id(), other));
        all.collect::<BTreeMap<_, _>>().into_values()
    }
}

impl<'k> View<'k, Conflict> {
    /// What the conflict is called, by each who puts a word on it.
    pub fn framings(self) -> Vec<CitedValue<'k, String>> {
        let resolution = self.explain(Conflict::FRAMING);
        let beaten = resolution.beaten.into_iter().map(|beaten| beaten.value);
        resolution.chosen.into_iter().chain(resolution.undecided).chain(beaten).collect()
    }

    /// When it is fought; on some of the days told, where the accounts do not decide.
    pub fn period(self) -> Option<Period> {
        self.span(Conflict::DURING)
    }
}

impl<'k> View<'k, Tie> {
    /// What holds.
    pub fn kind(self) -> &'k TieKind {
        self.identity().kind()
    }

    /// Between whom.
    pub fn ends(self) -> &'k Ends {
        self.identity().ends()
    }

    /// When it holds; on some of the days told, where the accounts do not decide.
    pub fn period(self) -> Option<Period> {
        self.span(Tie::DURING)
    }

    /// Whether some source affirms or presupposes it in its own voice, and not only inside the
    /// words of somebody else.
    pub fn is_in_own_voice(self) -> bool {
        self.standing().any(|account| {
            let provenance = account.provenance();
            let committed = matches!(provenance.stance(), Stance::Affirms | Stance::Presupposes);
            committed && provenance.is_own_voice()
        })
    }
}

impl Knowledge {
    /// The statements about a subject, ordered by id: those that name it as what they are about,
    /// as what they pledge or announce, or as that of which they claim a superlative.
    pub fn statements_about<'k>(
        &'k self,
        subject: &Subject,
    ) -> impl Iterator<Item = View<'k, Statement>> {
        let mut subject = subject.clone();
        subject.rename(self.united().names());
        let naming: Box<dyn Iterator<Item = View<'k, Statement>>> = match &subject {
            Subject::Record(record) => Box::new(self.naming(record.id())),
            Subject::Relation(a, b) => Box::new(self.naming_both([a.as_str(), b.as_str()])),
        };
        naming.filter(move |statement| {
            let content = statement.get(Statement::CONTENT);
            let claimed = statement.superlative().map(|claim| &claim.subject);
            statement.about().contains(&subject)
                || content == Some(&subject)
                || claimed.is_some_and(|record| subject == Subject::Record(record.clone()))
        })
    }

    /// The statements made by an actor: as speaker, organ or principal; ordered by id.
    pub fn statements_by(
        &self,
        actor: impl Key<Actor>,
    ) -> impl Iterator<Item = View<'_, Statement>> {
        let actor = self.canonical(IdSpace::Actor, actor.key()).to_owned();
        self.naming(&actor)
            .filter(move |statement: &View<'_, Statement>| statement.is_by(actor.as_str()))
    }

    /// Groups statements that may be one and the same, so that a speech reported under two names
    /// counts once. Groups and their members keep the order given, each statement once.
    pub fn count_once<'k>(
        &'k self,
        statements: impl IntoIterator<Item = View<'k, Statement>>,
    ) -> Vec<Vec<View<'k, Statement>>> {
        let mut given: Vec<View<'k, Statement>> = Vec::new();
        let mut positions = HashMap::new();
        for statement in statements {
            positions.entry(statement.id().as_str()).or_insert_with(|| {
                given.push(statement);
                given.len() - 1
            });
        }
        // Each statement leads to an earlier one of its group, the first to itself.
        let mut leads: Vec<usize> = (0..given.len()).collect();
        for (at, statement) in given.iter().enumerate() {
            let same = statement.get(Statement::MAY_BE_SAME_AS);
            let same = same.into_iter().flat_map(List::items);
            for other in same.filter_map(|id| positions.get(id.as_str())) {
                let (a, b) = (first_of(&mut leads, at), first_of(&mut leads, *other));
                leads[a.max(b)] = a.min(b);
            }
        }
        let mut groups: BTreeMap<usize, Vec<View<'k, Statement>>> = BTreeMap::new();
        for (at, statement) in given.into_iter().enumerate() {
            groups.entry(first_of(&mut leads, at)).or_default().push(statement);
        }
        groups.into_values().collect()
    }

    /// The ties between two actors, in either direction, ordered by id.
    pub fn ties_between(
        &self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
    ) -> impl Iterator<Item = View<'_, Tie>> {
        let canonical = |id| self.canonical(IdSpace::Actor, id).to_owned();
        let (one, other) = (canonical(one.key()), canonical(other.key()));
        self.naming_both([&one, &other]).filter(move |tie: &View<'_, Tie>| {
            let (a, b) = tie.identity().actors();
            (*a == *one.as_str() && *b == *other.as_str())
                || (*a == *other.as_str() && *b == *one.as_str())
        })
    }
}

impl<T> CitedValue<'_, T> {
    /// The source and the chain behind it, as a reader would write them:
    /// `article P1, citing kremlin`.
    pub fn chain(&self) -> String {
        self.citation().to_string()
    }
}

/// The first of the group to which the one at `at` belongs; the way there is made shorter.
fn first_of(leads: &mut [usize], mut at: usize) -> usize {
    while leads[at] != at {
        leads[at] = leads[leads[at]];
        at = leads[at];
    }
    at
}

impl View<'_, Statement> {
    /// Who tells of the statement, as a reader would write it: `article P3, citing reports`.
    pub fn told_by(self) -> Vec<String> {
        let known = self.known();
        self.accounts()
            .filter_map(|account| known.cite(account.provenance()))
            .map(|by| by.to_string())
            .collect()
    }
}
