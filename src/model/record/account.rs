//! Account: one source's version of a record or a part of one.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::details::{Detail, Details};
use super::provenance::{Certainty, Likelihood, Scalar, Stance};
use super::provenance::{Provenance, Seen};
use super::source::SourceId;
use crate::model::reading::{FieldName, unknown_field};
use crate::model::{CitedSpeaker, Value};
use crate::time::{Moment, Said};

/// One source's version of a thing: the details it gives, and how it tells them.
///
/// One source may give several accounts of a record, when it has parts of it from different
/// people. Setters take and return the account.
///
/// ```
/// use detente::model::{Account, Progress, Stance, Visit, VisitForm};
/// use detente::id;
///
/// let kremlin = Account::by(id!("article"))
///     .via([id!("kremlin")])
///     .quote("friendly state visit")
///     .with(Visit::FORM, VisitForm::STATE);
/// assert_eq!(kremlin.get(Visit::FORM), Some(&VisitForm::STATE));
/// assert_eq!(kremlin.get(Visit::PROGRESS), None);
/// assert_eq!(kremlin.provenance().stance(), Stance::Affirms);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account<D> {
    provenance: Provenance,
    details: D,
}

impl<D: Details> Account<D> {
    /// An account by the default source of the dossier it will stand in; by nobody, if there is none.
    ///
    /// ```
    /// use detente::model::{Account, Visit, VisitForm};
    ///
    /// let account = Account::new().with(Visit::FORM, VisitForm::STATE);
    /// assert_eq!(account.provenance().source(), None);
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// An account by `source`.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Account, Visit, VisitForm};
    ///
    /// let account = Account::by(id!("article")).with(Visit::FORM, VisitForm::STATE);
    /// assert_eq!(account.provenance().source(), Some(&id!("article")));
    /// ```
    pub fn by(source: SourceId) -> Self {
        let mut account = Self::default();
        account.provenance.by = Some(source);
        account
    }

    /// Through whom the source has it, nearest first: actors' ids, or [`CitedSpeaker`]s.
    ///
    /// ```
    /// use detente::model::{Account, CitedSpeaker, Visit};
    ///
    /// let chain = ["kremlin".parse::<CitedSpeaker>()?, "?reports".parse()?];
    /// let account = Account::<Visit>::new().via(chain);
    /// assert_eq!(account.provenance().via()[1].to_string(), "unnamed reports");
    /// assert!(!account.provenance().is_own_voice());
    /// # Ok::<(), detente::model::IdError>(())
    /// ```
    #[must_use]
    pub fn via<L: Into<CitedSpeaker>>(mut self, chain: impl IntoIterator<Item = L>) -> Self {
        self.provenance.set_via(chain.into_iter().map(Into::into).collect());
        self
    }

    /// How it stands to what it says; affirms, unless set.
    #[must_use]
    pub fn stance(mut self, stance: Stance) -> Self {
        self.provenance.stance = stance;
        self
    }

    /// How surely it says it; unstated, unless set.
    #[must_use]
    pub fn certainty(mut self, certainty: Certainty) -> Self {
        self.provenance.certainty = certainty;
        self
    }

    /// As of when what it tells of the progress of a thing held: a date or a moment, not after the day
    /// on which it is told. As of when it is told, unless set.
    ///
    /// One report may so tell a history: announced on the 3rd, put off on the 9th.
    ///
    /// ```
    /// use detente::date;
    /// use detente::model::{Account, Progress, Visit};
    ///
    /// let put_off = Account::new().with(Visit::PROGRESS, Progress::Postponed).as_of(date!("2024-05-09"));
    /// assert_eq!(put_off.provenance().as_of(), Some(&date!("2024-05-09").into()));
    /// ```
    #[must_use]
    pub fn as_of(mut self, when: impl Into<Moment>) -> Self {
        let when = when.into();
        self.provenance.tell_rare(|rare| rare.as_of = Some(when.into()));
        self
    }

    /// The word of probability used, with its scale.
    #[must_use]
    pub fn likelihood(mut self, likelihood: Likelihood) -> Self {
        self.provenance.tell_rare(|rare| rare.likelihood = Some(likelihood.into()));
        self
    }

    /// Where in the source it stands.
    #[must_use]
    pub fn locator(mut self, locator: &str) -> Self {
        self.provenance.set_locator(locator.into());
        self
    }

    /// A few of the source's own words.
    #[must_use]
    pub fn quote(mut self, quote: &str) -> Self {
        self.provenance.set_quote(quote.into());
        self
    }

    /// The words behind the value of `detail`.
    ///
    /// ```
    /// use detente::date;
    /// use detente::model::{Account, Visit};
    /// use detente::time::Said;
    ///
    /// let account = Account::new()
    ///     .with(Visit::PLANNED, date!("2024-06-18"))
    ///     .as_said(Visit::PLANNED, Said::anchored("Tuesday", date!("2024-06-17").into())?);
    /// assert_eq!(account.provenance().as_said("planned").map(Said::words), Some("Tuesday"));
    /// # Ok::<(), detente::time::SaidError>(())
    /// ```
    #[must_use]
    pub fn as_said<T>(mut self, detail: Detail<D, T>, said: Said) -> Self {
        self.provenance.tell_rare(|rare| rare.as_said.insert(detail.name(), said));
        self
    }

    /// A remark of whoever encodes the account.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.provenance.tell_rare(|rare| rare.note = Some(note.into()));
        self
    }

    /// A field of the user's own.
    ///
    /// ```
    /// use detente::model::{Account, Scalar, Visit};
    ///
    /// let account = Account::<Visit>::new().x("checked", true);
    /// assert_eq!(account.provenance().x("checked"), Some(&Scalar::Flag(true)));
    /// ```
    #[must_use]
    pub fn x(mut self, name: &str, value: impl Into<Scalar>) -> Self {
        self.provenance.tell_rare(|rare| rare.x.insert(name, value.into()));
        self
    }

    /// Sets `detail`.
    #[must_use]
    pub fn with<T>(mut self, detail: Detail<D, T>, value: impl Into<T>) -> Self {
        detail.put(&mut self.details, value.into());
        self
    }

    /// Sets `detail` to what a text says, as [`with`](Self::with) does to a value.
    ///
    /// ```
    /// use detente::model::{Account, Visit, VisitForm};
    ///
    /// let account =
    ///     Account::new().with_text(Visit::ACTUAL, "2024-06-18/2024-06-19")?.with(Visit::FORM, VisitForm::STATE);
    /// assert_eq!(account.get(Visit::ACTUAL).map(ToString::to_string).as_deref(), Some("2024-06-18/2024-06-19"));
    /// # Ok::<(), detente::time::PeriodError>(())
    /// ```
    ///
    /// # Errors
    /// If the text is no value of the detail.
    pub fn with_text<T: FromStr>(self, detail: Detail<D, T>, text: &str) -> Result<Self, T::Err> {
        Ok(self.with(detail, text.parse::<T>()?))
    }

    /// The value this account gives for `detail`.
    ///
    /// ```
    /// use detente::model::{Account, Visit, VisitForm};
    ///
    /// let account = Account::new().with(Visit::FORM, VisitForm::WORKING);
    /// assert_eq!(account.get(Visit::FORM), Some(&VisitForm::WORKING));
    /// assert_eq!(account.get(Visit::PLACE), None);
    /// ```
    pub fn get<T: Value>(&self, detail: Detail<D, T>) -> Option<&T> {
        detail.of(&self.details)
    }

    /// Who tells it, and how.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Everything it tells.
    pub fn details(&self) -> &D {
        &self.details
    }

    pub(crate) fn parts_mut(&mut self) -> (&mut Provenance, &mut D) {
        (&mut self.provenance, &mut self.details)
    }

    /// Writes the fields of the account into an object already begun.
    pub(crate) fn write<M: SerializeMap>(
        &self,
        default: Option<&SourceId>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        self.details.write(map)?;
        self.provenance.write(default, map)
    }
}

impl<'de, D: Details> Deserialize<'de> for Account<D> {
    fn deserialize<S: Deserializer<'de>>(deserializer: S) -> Result<Self, S::Error> {
        deserializer.deserialize_map(AccountVisitor(PhantomData))
    }
}

struct AccountVisitor<D>(PhantomData<D>);

impl<'de, D: Details> de::Visitor<'de> for AccountVisitor<D> {
    type Value = Account<D>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an account {..}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Account<D>, A::Error> {
        let mut account = Account::<D>::default();
        let mut seen = Seen::default();
        while let Some(key) = map.next_key_seed(FieldName)? {
            if !account.details.read(&key, &mut map)?
                && !account.provenance.read(&mut seen, &key, &mut map)?
            {
                return Err(unknown_field(&key, D::NAMES.iter().chain(Provenance::NAMES).copied()));
            }
        }
        Ok(account)
    }
}

/// An account inside a list of them, written against the dossier's default source.
pub(crate) struct WrittenAccount<'a, D> {
    pub(crate) account: &'a Account<D>,
    pub(crate) default: Option<&'a SourceId>,
}

impl<D: Details> Serialize for WrittenAccount<'_, D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.account.write(self.default, &mut map)?;
        map.end()
    }
}
