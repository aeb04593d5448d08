//! Views: a record, or a part of one, in one state of knowledge.

use std::fmt;

use chrono::NaiveDate;

use super::knowledge::Knowledge;
use crate::dossier::Recorded;
use crate::knowledge::choosing::resolution::{CitedValue, Resolution};
use crate::knowledge::choosing::resolver::{Resolver, pick};
use crate::model::{
    Account, Accounts, Detail, Id, NounKind, Part, PartKind, PartList, PartsOf, Progress, Record,
    RecordRef, Role, Scalar, Value,
};
use crate::time::Truth;

/// Of so many accounts the value is chosen anew whenever it is asked for; of more it is kept which one gave it.
const FEW: usize = 16;

/// A record as known: two references, resolved when asked.
///
/// Identity (`id`, and what makes the record the one it is) cannot fail. A detail is an `Option`,
/// for perhaps nobody has told it; it is read by a getter or by its constant:
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, model::{Visit, VisitForm}};
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}},
/// #  "states": {"north-korea": {}}, "persons": {"vladimir-putin": {}}, "visits": {"v":
/// #  {"guest": "vladimir-putin", "host": "north-korea", "form": "state", "locator": "P1"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let known = dossier.as_known();
/// let visit = known.visit("v")?;
/// assert_eq!(visit.get(Visit::FORM), Some(&VisitForm::STATE));
/// assert_eq!(visit.explain(Visit::FORM).to_string(), "form: state (a P1)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct View<'k, N: Recorded> {
    known: &'k Knowledge,
    record: &'k Record<N>,
}

/// A part of a record as known: a stop, a delegate, an act.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}}, "persons": {"p": {}},
/// #  "visits": {"v": {"guest": "p", "host": "n", "stops": {"talks": {"kind": "talks", "progress": "planned"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::{Progress, Stop, Visit};
///
/// let known = dossier.as_known();
/// let talks = known.visit("v")?.part(Visit::STOPS, "talks").ok_or("no talks")?;
/// assert_eq!(talks.get(Stop::PROGRESS), Some(&Progress::Planned));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PartView<'k, P: PartKind> {
    known: &'k Knowledge,
    part: &'k Part<P>,
    record: (NounKind, &'k str),
}

impl<N: Recorded> Copy for View<'_, N> {}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving would ask for `N: Clone`")]
impl<N: Recorded> Clone for View<'_, N> {
    fn clone(&self) -> Self {
        *self
    }
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving would ask for `P: Clone`")]
impl<P: PartKind> Clone for PartView<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: PartKind> Copy for PartView<'_, P> {}

impl<'k, N: Recorded> View<'k, N> {
    pub(crate) fn new(known: &'k Knowledge, record: &'k Record<N>) -> Self {
        Self { known, record }
    }

    /// The id.
    pub fn id(self) -> &'k Id<N> {
        self.record.id()
    }

    /// A reference to the record.
    pub fn reference(self) -> RecordRef {
        RecordRef::from(self.id())
    }

    /// The fields that make it this record.
    pub fn identity(self) -> &'k N::Identity {
        self.record.identity()
    }

    /// The record with every account, known by then or not.
    pub fn record(self) -> &'k Record<N> {
        self.record
    }

    /// The state of knowledge it is seen in.
    pub fn known(self) -> &'k Knowledge {
        self.known
    }

    /// The accounts told by then.
    pub fn accounts(self) -> impl Iterator<Item = &'k Account<N>> {
        let known = self.known;
        self.record.accounts().iter().filter(move |account| known.has_told(account.provenance()))
    }

    /// Whether somebody had told by then that there is such a thing, and has not since taken it
    /// back; false where it is only denied.
    pub fn is_affirmed(self) -> bool {
        self.resolver().standing().next().is_some()
    }

    /// Whether somebody had denied by then that there is such a thing, and has not since affirmed it.
    pub fn is_denied(self) -> bool {
        self.resolver().is_denied()
    }

    /// The other ids under which the same thing is recorded, in their order: see
    /// [`SameAs`](crate::model::SameAs).
    pub fn other_ids(self) -> Vec<&'k str> {
        self.known.united().names().others(N::NOUN, self.id().as_str())
    }

    /// The accounts told by then that do not deny it and have not since been taken back.
    pub(crate) fn standing(self) -> impl Iterator<Item = &'k Account<N>> {
        self.resolver().standing_at().filter_map(move |at| self.record.accounts().get(at))
    }

    /// What is known of a detail.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// use detente::model::{Progress, Visit};
    ///
    /// let visit = known.visit("pyongyang-2024")?;
    /// assert_eq!(visit.get(Visit::PROGRESS), Some(&Progress::Held));
    /// assert_eq!(visit.get(Visit::FORM), None); // Nobody has told it.
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn get<T: Value>(self, detail: Detail<N, T>) -> Option<&'k T> {
        let accounts = self.record.accounts();
        if accounts.len() > FEW {
            return self.get_of_many(detail);
        }
        pick(self.resolver(), accounts, detail)
    }

    /// Whom many tell of is named in many places, each of which asks for the name: what is taken is kept.
    #[cold]
    fn get_of_many<T: Value>(self, detail: Detail<N, T>) -> Option<&'k T> {
        let accounts = self.record.accounts();
        let take = || pick(self.resolver(), accounts, detail);
        let of = format!("{} {}", self.reference(), detail.row().name);
        let at = self.known.kept(
            |kept| &mut kept.taken,
            &of,
            || {
                let taken = take()?;
                let is_it = |value: &T| std::ptr::eq(value, taken);
                let at = accounts.iter().position(|account| account.get(detail).is_some_and(is_it));
                // What no account tells as a whole has no place among them.
                Some(at.unwrap_or(accounts.len()))
            },
        );
        match accounts.get((*at)?) {
            Some(account) => account.get(detail),
            None => take(),
        }
    }

    /// What a detail may be: the value taken, or each of those between which the accounts do not decide;
    /// nothing, where nobody has told it.
    pub(crate) fn possible<T: Value>(self, detail: Detail<N, T>) -> Vec<&'k T> {
        // Of whom many tell it is asked in many places, and nearly always nobody tells of the detail.
        if !self.resolver().accounts.give(detail.row()) {
            return Vec::new();
        }
        possible(self.get(detail), self.resolver(), || self.explain(detail))
    }

    /// What is known of a detail, from whom, and what it was chosen over.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, date};
    /// # let text = r#"{"detente": 1, "source": "paper",
    /// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// use detente::model::Visit;
    ///
    /// let known = dossier.as_known_on(date!("2024-06-20"));
    /// assert_eq!(
    ///     known.visit("v")?.explain(Visit::PROGRESS).to_string(),
    ///     "progress: held (agency)\n  over planned (paper): an outcome beats a plan"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain<T: Value>(self, detail: Detail<N, T>) -> Resolution<'k, T> {
        self.resolver().explain(detail.row()).typed()
    }

    /// How far it had got on a day, by the stages told as of that day or before; `None` where nobody has
    /// told one, where the accounts do not decide, and of what has no progress.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// # use detente::{Dossier, Progress, date};
    /// # let text = r#"{"detente": 1, "source": "paper", "sources": {"paper": {"published": "2024-06-17"}},
    /// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
    /// #   {"progress": "announced", "as_of": "2024-06-03"},
    /// #   {"progress": "postponed", "as_of": "2024-06-09"}]}}}"#;
    /// # let dossier = Dossier::from_json(text)?;
    /// let known = dossier.as_known();
    /// let visit = known.visit("v")?;
    /// assert_eq!(visit.progress_on(date!("2024-06-05")), Some(Progress::Announced));
    /// assert_eq!(visit.progress_on(date!("2024-06-10")), Some(Progress::Postponed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn progress_on(self, day: NaiveDate) -> Option<Progress> {
        self.resolver().progress_on(day)
    }

    /// The parts of one kind that somebody had told of by then, ordered by key.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// use detente::model::Agreement;
    ///
    /// let pact = known.agreement("pact")?;
    /// let days: Vec<_> = pact.parts(Agreement::ACTS).filter_map(|act| act.date()).collect();
    /// assert_eq!(days.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parts<P: PartKind>(
        self,
        list: PartsOf<N, P>,
    ) -> impl Iterator<Item = PartView<'k, P>> + use<'k, N, P> {
        let record = (N::NOUN, self.record.id().as_str());
        PartView::known_of(self.known, record, self.record.parts(list))
    }

    /// The part with this key, if somebody had told of it by then.
    pub fn part<P: PartKind>(self, list: PartsOf<N, P>, key: &str) -> Option<PartView<'k, P>> {
        let part = self.part_at(list, &key.parse().ok()?)?;
        // A key has one text, and is not found by another that means it.
        (part.key().to_string() == key).then_some(part)
    }

    /// The part with this key, if somebody had told of it by then.
    pub(crate) fn part_at<P: PartKind>(
        self,
        list: PartsOf<N, P>,
        key: &P::Key,
    ) -> Option<PartView<'k, P>> {
        self.part_if_known(self.record.parts(list).get(key)?)
    }

    /// The part at this place of its list, if somebody had told of it by then.
    pub(crate) fn part_number<P: PartKind>(
        self,
        list: PartsOf<N, P>,
        at: usize,
    ) -> Option<PartView<'k, P>> {
        self.part_if_known(self.record.parts(list).as_slice().get(at)?)
    }

    fn part_if_known<P: PartKind>(self, part: &'k Part<P>) -> Option<PartView<'k, P>> {
        let record = (N::NOUN, self.record.id().as_str());
        Some(PartView { known: self.known, part, record }).filter(|part| part.is_known())
    }

    /// A user's own field: the one told last, by the greatest source id among those told the same day.
    pub fn x(self, name: &str) -> Option<&'k Scalar> {
        self.accounts()
            .filter_map(|account| Some((account.provenance(), account.provenance().x(name)?)))
            .max_by_key(|(provenance, _)| (provenance.slot.told, provenance.source()))
            .map(|(_, value)| value)
    }

    pub(crate) fn resolver(self) -> Resolver<'k> {
        Resolver {
            known: self.known,
            accounts: Accounts::of(&self.record.body().accounts),
            record: (N::NOUN, self.record.id().as_str()),
        }
    }
}

impl<'k, P: PartKind> PartView<'k, P> {
    /// The parts of a list that somebody had told of by then.
    pub(crate) fn known_of(
        known: &'k Knowledge,
        record: (NounKind, &'k str),
        list: &'k PartList<P>,
    ) -> impl Iterator<Item = Self> + use<'k, P> {
        let view = move |part| Self { known, part, record };
        list.as_slice().iter().map(view).filter(|part| part.is_known())
    }

    /// What tells it apart within its record.
    pub fn key(self) -> &'k P::Key {
        self.part.key()
    }

    /// The accounts told by then.
    pub fn accounts(self) -> impl Iterator<Item = &'k Account<P>> {
        let known = self.known;
        self.part.accounts().iter().filter(move |account| known.has_told(account.provenance()))
    }

    /// Every account, told by then or not.
    pub(crate) fn all_accounts(&self) -> &'k [Account<P>] {
        self.part.accounts()
    }

    /// Whether somebody had told by then that there is such a part, and has not since taken it
    /// back; false where it is only denied.
    pub fn is_affirmed(self) -> bool {
        self.resolver().standing().next().is_some()
    }

    /// The accounts told by then that do not deny it and have not since been taken back.
    pub(crate) fn standing(self) -> impl Iterator<Item = &'k Account<P>> {
        self.resolver().standing_at().filter_map(move |at| self.part.accounts().get(at))
    }

    /// Whether somebody had denied by then that there is such a part, and has not since affirmed it.
    pub(crate) fn is_denied(self) -> bool {
        self.resolver().is_denied()
    }

    /// What a detail may be, as that of a record.
    pub(crate) fn possible<T: Value>(self, detail: Detail<P, T>) -> Vec<&'k T> {
        possible(self.get(detail), self.resolver(), || self.explain(detail))
    }

    /// What is known of a detail.
    pub fn get<T: Value>(self, detail: Detail<P, T>) -> Option<&'k T> {
        pick(self.resolver(), self.part.accounts(), detail)
    }

    /// What is known of a detail, from whom, and what it was chosen over.
    pub fn explain<T: Value>(self, detail: Detail<P, T>) -> Resolution<'k, T> {
        self.resolver().explain(detail.row()).typed()
    }

    /// How far it had got on a day, by the stages told as of that day or before; `None` where nobody has
    /// told one, where the accounts do not decide, and of what has no progress.
    pub fn progress_on(self, day: NaiveDate) -> Option<Progress> {
        self.resolver().progress_on(day)
    }

    /// The state of knowledge it is seen in.
    pub fn known(self) -> &'k Knowledge {
        self.known
    }

    fn is_known(self) -> bool {
        self.accounts().next().is_some()
    }

    pub(crate) fn resolver(self) -> Resolver<'k> {
        let accounts = Accounts::of(&self.part.body.accounts);
        Resolver { known: self.known, accounts, record: self.record }
    }
}

fn possible<'k, T: Value>(
    taken: Option<&'k T>,
    resolver: Resolver<'k>,
    explain: impl FnOnce() -> Resolution<'k, T>,
) -> Vec<&'k T> {
    if taken.is_some() || resolver.accounts.len() < 2 {
        return taken.into_iter().collect();
    }
    explain().undecided.iter().map(CitedValue::value).collect()
}

/// Whether something that has got so far, as taken, came about, where it counts as `unsaid` if nobody tells how far it has got: perhaps,
/// where the accounts do not decide, and where somebody denies the whole, or that it came about.
pub(crate) fn came_about(
    resolver: Resolver<'_>,
    progress: Option<Progress>,
    unsaid: bool,
) -> Truth {
    if resolver.standing().next().is_none() {
        return Truth::No;
    }
    let came = Truth::of_one_of(stages(resolver, progress), Progress::has_happened);
    let came = came.unwrap_or(Truth::known(unsaid));
    if came.is_certain() && is_disputed(resolver) { Truth::Maybe } else { came }
}

/// Whether something came about, or may yet: what is undecided between a plan and its end may.
pub(crate) fn came_or_comes(
    resolver: Resolver<'_>,
    progress: Option<Progress>,
    unsaid: bool,
) -> Truth {
    let may_yet = Truth::of_one_of(stages(resolver, progress), Progress::is_pending);
    let may_yet = may_yet.is_none_or(Truth::is_possible);
    came_about(resolver, progress, unsaid).or(Truth::between(false, may_yet))
}

/// Whether it counts as having happened: by its progress, and where nobody tells of that, by `unsaid`.
pub(crate) fn has_happened(
    resolver: Resolver<'_>,
    progress: Option<Progress>,
    unsaid: impl FnOnce() -> bool,
) -> bool {
    let told = Truth::of_one_of(stages(resolver, progress), Progress::has_happened);
    told.map_or_else(unsaid, Truth::is_certain)
}

/// The stage taken, or each of those between which the accounts do not decide.
fn stages(resolver: Resolver<'_>, progress: Option<Progress>) -> Vec<Progress> {
    progress.map_or_else(|| resolver.level_stages(), |progress| vec![progress])
}

/// Whether somebody denies that there is such a thing, or that it came about.
fn is_disputed(resolver: Resolver<'_>) -> bool {
    // Nearly nothing is denied.
    if !resolver.is_denied() {
        return false;
    }
    let denies_that_it_came = |row| {
        let denied = resolver.explain(row).denied;
        denied.iter().any(|told| told.value().as_progress().is_some_and(Progress::has_happened))
    };
    resolver.whole_denials().next().is_some()
        || resolver.accounts.with_role(Role::Progress).is_some_and(denies_that_it_came)
}

impl<N: Recorded> fmt::Debug for View<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("View").field(&self.reference().to_string()).finish()
    }
}

impl<P: PartKind> fmt::Debug for PartView<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PartView").field(&self.key().to_string()).finish()
    }
}

impl<N: Recorded> PartialEq for View<'_, N> {
    /// Whether both are views of one record.
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl<N: Recorded> Eq for View<'_, N> {}
