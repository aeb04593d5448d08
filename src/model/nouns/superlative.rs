//! Superlatives: claims that something is the first, the last or the only one of its kind.

use std::fmt;

use crate::model::closed_codes;
use crate::model::reading::object;
use crate::model::{
    Actor, ActorId, IdSet, OfficeId, PersonId, PlaceId, PlaceKind, RecordRef, Renaming, StateId,
    TieKind, Value, VisitForm,
};
use crate::model::{CodeSink, RefSink};
use crate::time::UncertainDate;

closed_codes! {
    /// What is claimed of the subject. Closed.
    ///
    /// ```
    /// use detente::model::{Among, Extreme, Superlative};
    /// use detente::{Dossier, knowledge::Verdict};
    ///
    /// let known = Dossier::builder()
    ///     .leader("putin", "russia", "1999-12-31/..")
    ///     .visit("putin-2000", "putin", "north-korea", "2000-07-19")
    ///     .visit("putin-2024", "putin", "north-korea", "2024-06-19")
    ///     .build()?
    ///     .as_known();
    /// let (subject, among) = ("visit:putin-2024".parse()?, Among::default());
    /// let first = Superlative { claim: Extreme::First, subject, among, since: None, years: None };
    /// assert_eq!(known.check(&first).verdict, Verdict::Fails);
    /// let last = Superlative { claim: Extreme::Last, ..first };
    /// assert_eq!(known.check(&last).verdict, Verdict::NotCovered);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum Extreme, "superlative" {
        /// No other came before it, since a day or for so many years.
        First = "first",
        /// No other has come after it.
        Last = "last",
        /// There is no other.
        Only = "only",
        /// No other lasted longer, since a day or for so many years.
        Longest = "longest",
        /// No other was shorter, since a day or for so many years.
        Shortest = "shortest",
    }
}

object! {
    /// A claim that a record is the first, the last or the only one among some.
    ///
    /// ```
    /// use detente::model::{Extreme, Superlative};
    ///
    /// let claim: Superlative = serde_json::from_str(
    ///     r#"{"claim": "first", "subject": "visit:putin-pyongyang-2024",
    ///         "among": {"guest": "vladimir-putin", "host": "north-korea"}, "years": 24}"#,
    /// )?;
    /// assert_eq!(claim.claim, Extreme::First);
    /// assert_eq!(claim.years, Some(24));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq)]
    pub struct Superlative, "a superlative {\"claim\": .., \"subject\": .., \"among\": ..}" {
        /// What is claimed.
        pub claim: Extreme = required,
        /// Of which record.
        pub subject: RecordRef = required,
        /// Among which records of the same noun.
        pub among: Among = required,
        /// Since when none came before it ("since 2000": the one before fell in that year).
        pub since: Option<UncertainDate> = optional,
        /// For how many years none came before it ("in 24 years").
        pub years: Option<u32> = optional,
    }
}

object! {
    /// The records a superlative ranges over: those for which everything given here is so.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Among, Extreme, Superlative};
    ///
    /// let among = Among { guest: Some(id!("putin")), host: Some(id!("north-korea")), ..Among::default() };
    /// let subject = "visit:putin-2024".parse()?;
    /// let claim = Superlative { claim: Extreme::First, subject, among, since: None, years: Some(24) };
    /// assert_eq!(
    ///     claim.to_string(),
    ///     "visit:putin-2024 is the first in 24 years among those by putin, to north-korea"
    /// );
    /// # Ok::<(), detente::model::ReferenceError>(())
    /// ```
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Among, "the records ranged over {..}" {
        /// Visits by this guest.
        pub guest: Option<PersonId> = optional,
        /// Visits by whoever held this office then, or terms in it.
        pub office: Option<OfficeId> = optional,
        /// Visits to this host.
        pub host: Option<ActorId> = optional,
        /// Visits of this form.
        pub form: Option<VisitForm> = optional,
        /// Meetings of all these persons.
        pub participants: Vec<PersonId> = default,
        /// Ties between these, or agreements to which all of these are parties.
        pub parties: Option<IdSet<Actor, 1>> = optional,
        /// Ties of this kind.
        pub tie: Option<TieKind> = optional,
        /// Visits, meetings or places within this place.
        pub place: Option<PlaceId> = optional,
        /// Places in this state.
        pub state: Option<StateId> = optional,
        /// Places of this kind.
        pub kind: Option<PlaceKind> = optional,
        /// Places that bear all these tags.
        pub tags: Vec<String> = default,
    }
}

impl fmt::Display for Superlative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is the {}", self.subject, self.claim)?;
        if let Some(years) = self.years {
            write!(f, " in {years} years")?;
        }
        if let Some(since) = &self.since {
            write!(f, " since {since}")?;
        }
        write!(f, "{}", self.among)
    }
}

impl fmt::Display for Among {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lead = " among those ";
        let mut part = |f: &mut fmt::Formatter<'_>, word: &str, what: &dyn fmt::Display| {
            write!(f, "{lead}{word} {what}")?;
            lead = ", ";
            Ok(())
        };
        if let Some(guest) = &self.guest {
            part(f, "by", guest)?;
        }
        if let Some(office) = &self.office {
            part(f, "by a holder of", office)?;
        }
        if let Some(host) = &self.host {
            part(f, "to", host)?;
        }
        for party in self.parties.iter().flat_map(IdSet::as_slice) {
            part(f, "between", party)?;
        }
        if let Some(tie) = &self.tie {
            part(f, "of kind", &tie.in_words())?;
        }
        if let Some(form) = &self.form {
            part(f, "of form", &form.in_words())?;
        }
        for person in &self.participants {
            part(f, "with", person)?;
        }
        if let Some(kind) = &self.kind {
            part(f, "of kind", &kind.in_words())?;
        }
        for tag in &self.tags {
            part(f, "that are", tag)?;
        }
        if let Some(place) = &self.place {
            part(f, "in", place)?;
        }
        if let Some(state) = &self.state {
            part(f, "in", state)?;
        }
        Ok(())
    }
}

impl Value for Superlative {
    fn own_codes(&self, sink: &mut CodeSink<'_>) {
        let Among { form, kind, tie, .. } = &self.among;
        if let Some(form) = form {
            form.own_codes(sink);
        }
        if let Some(kind) = kind {
            kind.own_codes(sink);
        }
        if let Some(tie) = tie {
            tie.own_codes(sink);
        }
    }

    fn refs(&self, sink: &mut RefSink<'_>) {
        self.subject.refs(sink);
        let Among { guest, office, host, participants, parties, place, state, .. } = &self.among;
        for person in guest.iter().chain(participants) {
            person.refs(sink);
        }
        if let Some(office) = office {
            office.refs(sink);
        }
        for actor in host.iter().chain(parties.iter().flat_map(IdSet::as_slice)) {
            actor.refs(sink);
        }
        if let Some(place) = place {
            place.refs(sink);
        }
        if let Some(state) = state {
            state.refs(sink);
        }
    }

    fn rename(&mut self, names: &Renaming) -> bool {
        self.subject.rename(names);
        let Among { guest, office, host, participants, parties, place, state, .. } =
            &mut self.among;
        guest.iter_mut().chain(participants).for_each(|person| {
            person.rename(names);
        });
        let renamed = [
            office.as_mut().map(|office| office.rename(names)),
            host.as_mut().map(|host| host.rename(names)),
            parties.as_mut().map(|parties| parties.rename(names)),
            place.as_mut().map(|place| place.rename(names)),
            state.as_mut().map(|state| state.rename(names)),
        ];
        renamed.into_iter().flatten().all(|fits| fits)
    }
}
