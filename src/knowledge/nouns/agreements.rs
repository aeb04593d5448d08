//! Agreements as known: their acts, their parties, and where they stand for whom on a day.

use chrono::NaiveDate;
use thiserror::Error;

use super::dates::days;
use super::stages::{AgreementStatus, Life, Stage, is_intention, makes_party};
use crate::knowledge::view::came_about;
use crate::knowledge::written::because::{Grounds, Thing};
use crate::knowledge::written::found::Scope;
use crate::knowledge::{Found, PartView, Reasoned, View};
use crate::model::fault::{NearestIs, nearest, quoted};
use crate::model::{
    Act, ActKind, Actor, ActorId, Agreement, AgreementForm, Binding, Id, IdSpace, Key, KnownFrom,
    List, Obligation, Progress,
};
use crate::time::{End, Period, Truth, UncertainDate};

/// An actor is asked about that is no party to the agreement.
///
/// ```
/// # use detente::{Dossier, date};
/// # let dossier = Dossier::builder()
/// #     .agreement("pact", ["russia", "north-korea"])
/// #     .signed("2024-06-19")
/// #     .in_force("2024-12-04")
/// #     .build()?;
/// # let known = dossier.as_known();
/// let error = known.agreement("pact")?.status_of("rusia", date!("2024-12-04")).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "\"rusia\" is no party to agreement:pact; its parties are north-korea, russia; nearest is \"russia\""
/// );
/// assert_eq!(error.nearest(), Some("russia"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{} is no party to {agreement}; its parties are {}{}",
    quoted(actor), parties.join(", "),
    NearestIs(nearest.as_ref())
)]
pub struct NotAParty {
    agreement: String,
    actor: String,
    parties: Vec<String>,
    nearest: Option<String>,
}

impl NotAParty {
    /// The actor asked about.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The party that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        self.nearest.as_deref()
    }
}

/// What one party has undertaken toward another, and whether it holds on a day.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, Truth, date};
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "agreements": {"declaration": {
/// #  "parties": ["france", "japan"], "binding": "no", "acts": {"signed": {"when": "2032-10-04"}},
/// #  "obligations": {"france japan consultation": {}}}}}"#;
/// # let known = Dossier::from_json(text)?.as_known();
/// let declaration = known.agreement("declaration")?;
/// let undertaken = declaration.obligations_on("france", "japan", date!("2032-10-05"))?;
/// // It is promised, since the text does not bind, and so it is not owed.
/// assert_eq!((undertaken[0].holds, undertaken[0].is_promise), (Truth::Yes, Truth::Yes));
/// assert_eq!(undertaken[0].is_owed(), Truth::No);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Undertaking<'k> {
    /// What is undertaken.
    pub obligation: PartView<'k, Obligation>,
    /// Whether it holds on the day: the text is in force between the two, or has been declared if it does
    /// not bind.
    pub holds: Truth,
    /// Whether it is promised only, by a text that does not bind.
    pub is_promise: Truth,
}

impl Undertaking<'_> {
    /// Whether it is owed on the day; what is only promised is not.
    pub fn is_owed(self) -> Truth {
        self.holds.and(!self.is_promise)
    }
}

impl<'k> View<'k, Agreement> {
    /// The acts known, ordered by party and kind.
    pub fn acts(self) -> impl Iterator<Item = PartView<'k, Act>> {
        self.parts(Agreement::ACTS)
    }

    /// The acts known, in the order of their days; those of unknown day last.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let acts = known.agreement("pact")?.acts_by_day();
    /// let days: Vec<_> = acts.iter().filter_map(|act| act.date()).collect();
    /// assert_eq!(days, ["2024-06-19".parse()?, "2024-12-04".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn acts_by_day(self) -> Vec<PartView<'k, Act>> {
        let mut acts: Vec<_> = self.acts().map(|act| (act.date(), act)).collect();
        acts.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => UncertainDate::by_earliest(a, b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        acts.into_iter().map(|(_, act)| act).collect()
    }

    /// Everyone who is or was a party: the original parties, signatories among them, and those who
    /// consented, joined or succeeded by an act of their own, perhaps done or certainly. Whoever else signed, or has another role
    /// (a witness, a depositary), is none by that.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// assert_eq!(known.agreement("pact")?.parties(), ["north-korea", "russia"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parties(self) -> Vec<&'k str> {
        let original = self.identity().parties.as_slice().iter().map(Id::as_str);
        let joined = self.acts().filter_map(|act| {
            let joins = makes_party(act.key().kind());
            act.key().party().filter(|_| joins && act.is_done().is_possible()).map(Id::as_str)
        });
        let joined = joined.filter(|id| !self.has_other_role(id));
        let mut parties: Vec<&str> = original.chain(joined).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Who signed without being a party, or having another role: how far it has come is known of it too.
    fn signatory(self, id: &str) -> Option<&'k str> {
        let signed = self.acts().filter(|act| *act.key().kind() == ActKind::SIGNED);
        let signed = signed.filter(|act| act.is_done().is_possible());
        let mut by = signed.filter_map(|act| act.key().party().map(Id::as_str));
        by.find(|actor| *actor == id && !self.has_other_role(id))
    }

    /// Whether an actor has a part in it beside that of a party.
    /// The acts of one party, or of all together, ordered by key: few of all that there are.
    pub(crate) fn acts_of(
        self,
        party: Option<&ActorId>,
    ) -> impl Iterator<Item = PartView<'k, Act>> {
        let acts = self.record().parts(Agreement::ACTS).as_slice();
        // Keys are ordered by party first.
        let start = acts.partition_point(|act| act.key().party() < party);
        let acts = acts.iter().enumerate().skip(start);
        let acts = acts.take_while(move |(_, act)| act.key().party() == party);
        acts.filter_map(move |(at, _)| self.part_number(Agreement::ACTS, at))
    }

    pub(crate) fn has_other_role(self, actor: &str) -> bool {
        let roles = [
            Agreement::WITNESSES,
            Agreement::MEDIATORS,
            Agreement::GUARANTORS,
            Agreement::DEPOSITARIES,
            Agreement::HOSTS,
        ];
        let named = roles.into_iter().filter_map(|role| self.get(role));
        named.flat_map(List::items).any(|id| *id == *actor)
    }

    /// Whether it binds in law: by what is told, and else by its form; perhaps, where the accounts decide
    /// neither. Of what nobody tells it is taken to bind, and so is what is disputed.
    ///
    /// ```
    /// # use detente::{Dossier, Truth};
    /// # let dossier = Dossier::builder().agreement("pact", ["russia", "north-korea"]).build()?;
    /// # let known = dossier.as_known();
    /// let binds = known.agreement("pact")?.is_binding();
    /// assert_eq!(*binds, Truth::Yes);
    /// assert_eq!(binds.because().rule, "it binds where nobody says otherwise");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_binding(self) -> Reasoned<'k, Truth> {
        Reasoned::new(self.binds(), move |binds| self.because_binds(*binds))
    }

    pub(crate) fn binds(self) -> Truth {
        let soft = [
            AgreementForm::JOINT_DECLARATION,
            AgreementForm::JOINT_STATEMENT,
            AgreementForm::COMMUNIQUE,
        ];
        let told = self.possible(Agreement::BINDING);
        if told.is_empty() {
            let forms = self.possible(Agreement::FORM);
            return !Truth::of_one_of(forms, |form| soft.contains(form)).unwrap_or(Truth::No);
        }
        !Truth::of_one_of(told, |binding| *binding == Binding::No).unwrap_or(Truth::No)
    }

    /// Where the agreement stands for one party on a day. It is over for the last party, too, once
    /// every other has left, where the parties told are said to be all
    /// ([`PARTIES_CLOSED`](Agreement::PARTIES_CLOSED)).
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let pact = known.agreement("pact")?;
    /// assert_eq!(pact.status_of("russia", date!("2024-06-19"))?.to_string(), "signed");
    /// assert_eq!(pact.status_of("russia", date!("2024-12-04"))?.to_string(), "in force");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the actor is no party, and no signatory.
    pub fn status_of(
        self,
        party: impl Key<Actor>,
        on: NaiveDate,
    ) -> Result<Reasoned<'k, AgreementStatus>, NotAParty> {
        let party = self.party(party.key())?;
        let status = Life::of(self).status_of(party, on);
        let why = move |status: &_| Life::of(self).because_of(status, party, on);
        Ok(Reasoned::new(status, why))
    }

    /// Where the agreement stands between two parties on a day: where it stands for the one who
    /// has come less far, unless an objection keeps it from being in force between them.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let pact = known.agreement("pact")?;
    /// let status = pact.status_between("russia", "north-korea", date!("2024-12-03"))?;
    /// assert_eq!(status.to_string(), "signed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If either actor is no party.
    pub fn status_between(
        self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
        on: NaiveDate,
    ) -> Result<Reasoned<'k, AgreementStatus>, NotAParty> {
        let (one, other) = (self.party(one.key())?, self.party(other.key())?);
        let status = Life::of(self).between(one, other).on(on);
        let why = move |status: &_| Life::of(self).because_between(status, [one, other], on);
        Ok(Reasoned::new(status, why))
    }

    /// Whether the agreement is in force between two parties on a day.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let pact = known.agreement("pact")?;
    /// assert!(pact.in_force_between("russia", "north-korea", date!("2024-12-03"))?.is_impossible());
    /// assert!(pact.in_force_between("russia", "north-korea", date!("2024-12-04"))?.is_certain());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If either actor is no party.
    pub fn in_force_between(
        self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
        on: NaiveDate,
    ) -> Result<Truth, NotAParty> {
        Ok(self.status_between(one, other, on)?.is(Stage::InForce))
    }

    /// What one party owes another on a day, or has promised, and whether it holds; from the day after that
    /// on which it was [fulfilled](Obligation::FULFILLED) it does not. What is only denied is left out. Of what is owed no source can be said to list all.
    ///
    /// # Errors
    /// If either actor is no party.
    pub fn obligations_on(
        self,
        from: impl Key<Actor>,
        to: impl Key<Actor>,
        on: NaiveDate,
    ) -> Result<Found<'k, Undertaking<'k>>, NotAParty> {
        let (from, to) = (self.party(from.key())?, self.party(to.key())?);
        let is_promise = !self.binds();
        let status = self.status_between(from, to, on)?;
        // Owed or promised: no text that binds is only declared.
        let is_made = |stage: &Option<_>| matches!(stage, Some(Stage::InForce | Stage::Declared));
        let stands = Truth::of_one_of(status.possible(), is_made).unwrap_or(Truth::No);
        let all = move || {
            let all = self.parts(Agreement::OBLIGATIONS);
            all.filter(move |obligation| {
                let key = obligation.key();
                (key.from().as_str(), key.to().as_str()) == (from, to)
            })
        };
        let undertaken = all().filter(|obligation| obligation.is_affirmed());
        let undertaken = undertaken.map(|obligation| {
            let during = obligation.owed_during();
            let holds = stands.and(during.map_or(Truth::Yes, |period| period.contains(on)));
            Undertaking { obligation, holds, is_promise }
        });
        let undertaken = undertaken.collect();
        let why = move |undertaking: &Undertaking<'k>, grounds: &mut Grounds| {
            let thing = Thing::part("obligations", undertaking.obligation);
            grounds.rest_on(&thing, &[Obligation::DURING.row(), Obligation::FULFILLED.row()]);
            grounds.rest_on_answer(status.because());
        };
        let found = Found::new(undertaken, Scope::nowhere(self.known()), why);
        Ok(found.without(move |grounds| {
            all().for_each(|it| grounds.rest_on_absence(&Thing::part("obligations", it)));
        }))
    }

    /// The party with this id, by whichever of its names.
    pub(crate) fn party(self, id: &str) -> Result<&'k str, NotAParty> {
        let id = self.known().canonical(IdSpace::Actor, id);
        let parties = self.parties();
        let found = parties.binary_search(&id).ok().map(|at| parties[at]);
        found.or_else(|| self.signatory(id)).ok_or_else(|| NotAParty {
            agreement: self.reference().to_string(),
            actor: id.to_owned(),
            nearest: nearest(id, parties.iter().copied()).map(str::to_owned),
            parties: parties.iter().map(|&party| party.to_owned()).collect(),
        })
    }
}

impl PartView<'_, Obligation> {
    /// When it holds, up to the day on which it was met; `None`, where nobody tells of either.
    pub(crate) fn owed_during(self) -> Option<Period> {
        let during = self.span(Obligation::DURING);
        let Some(met) = self.day(Obligation::FULFILLED) else { return during };
        let (from, to) = match &during {
            Some(period) => (period.from().clone(), period.to().clone()),
            None => (End::Open, End::Open),
        };
        if matches!(to, End::On(end) if end.before(&met).is_certain()) {
            return during;
        }
        Period::new(from, End::On(met)).ok().or(during)
    }
}

impl PartView<'_, Act> {
    /// The day of the act, as known; some day of those told, where the accounts do not decide.
    pub fn date(self) -> Option<UncertainDate> {
        self.day(Act::WHEN)
    }

    /// The day from which it has effect, where that is said to be another.
    pub(crate) fn effect(self) -> Option<UncertainDate> {
        self.day(Act::EFFECTIVE)
    }

    /// Some day up to that on which it was first told, for an act of which no day is told.
    pub(crate) fn told_by(self) -> Option<UncertainDate> {
        let told = self.standing().map(|account| account.provenance().slot.told);
        told.filter_map(KnownFrom::day).min().map(|day| days(None, Some(day)))
    }

    /// Whether the act has been done, and is not only planned or denied, or taken back: perhaps, where the
    /// accounts do not decide how far it has got, and where somebody denies it, or that it was done.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, Truth, date};
    /// # let text = r#"{"detente": 1, "sources": {"daily": {}, "radio": {}}, "states": {"alba": {}, "borea": {}},
    /// #  "agreements": {"pact": {"by": "daily", "parties": ["alba", "borea"], "acts": {"signed": {"accounts": [
    /// #   {"by": "daily", "when": "2031-05-04"}, {"by": "radio", "stance": "denies"}]}}}}}"#;
    /// # let known = Dossier::from_json(text)?.as_known();
    /// let pact = known.agreement("pact")?;
    /// assert_eq!(pact.acts().next().ok_or("no act")?.is_done(), Truth::Maybe);
    /// let status = pact.status_of("alba", date!("2031-05-05"))?;
    /// assert_eq!(status.to_string(), "nothing done or signed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_done(self) -> Truth {
        came_about(
            self.resolver(),
            self.get(Act::PROGRESS).copied(),
            !is_intention(self.key().kind()),
        )
    }

    /// Whether the act is meant to be done and not known to have been.
    pub fn is_pending(self) -> bool {
        self.get(Act::PROGRESS).copied().is_some_and(Progress::is_pending)
    }
}
