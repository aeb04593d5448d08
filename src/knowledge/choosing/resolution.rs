//! Resolution: the value taken of a detail, and everything it was taken over.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::knowledge::citation::Citation;
use crate::model::{AnyValue, Provenance, Source, Value};

/// One value as one source tells it.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::{Dossier, date};
/// # let text = r#"{"detente": 1, "source": "paper",
/// #  "sources": {"paper": {"published": "2024-06-17"}, "agency": {"published": "2024-06-20"}},
/// #  "states": {"n": {}}, "persons": {"p": {}}, "visits": {"v": {"guest": "p", "host": "n", "accounts": [
/// #   {"progress": "planned"}, {"by": "agency", "progress": "held"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::{Progress, Visit};
///
/// let known = dossier.as_known_on(date!("2024-06-20"));
/// let chosen = known.visit("v")?.explain(Visit::PROGRESS).chosen.ok_or("not told")?;
/// assert_eq!(chosen.value(), &Progress::Held);
/// assert_eq!(chosen.source().id, "agency");
/// assert_eq!(chosen.to_string(), "held (agency)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct CitedValue<'k, T: ?Sized> {
    pub(super) value: &'k T,
    pub(super) by: Citation<'k>,
    #[serde(skip)]
    pub(super) detail: &'static str,
}

impl<T: ?Sized> Clone for CitedValue<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for CitedValue<'_, T> {}

impl<'k, T: ?Sized> CitedValue<'k, T> {
    /// The value.
    pub fn value(&self) -> &'k T {
        self.value
    }

    /// By whom it is told, and how.
    pub fn citation(&self) -> Citation<'k> {
        self.by
    }

    /// How it is told.
    pub fn provenance(&self) -> &'k Provenance {
        self.by.provenance
    }

    /// The source.
    pub fn source(&self) -> &'k Source {
        self.by.source
    }

    /// The words behind the value, if they were kept.
    pub fn said(&self) -> Option<&'k crate::time::Said> {
        self.by.provenance.as_said(self.detail)
    }
}

impl<T: Value> fmt::Display for CitedValue<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.value.shown(), self.by)
    }
}

/// A value that was not taken.
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
/// let progress = known.visit("v")?.explain(Visit::PROGRESS);
/// assert_eq!(progress.beaten[0].value.to_string(), "planned (paper)");
/// assert_eq!(progress.beaten[0].reason, "an outcome beats a plan");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct Beaten<'k, T: ?Sized> {
    /// The value, as told.
    pub value: CitedValue<'k, T>,
    /// Why another was taken, in a few words.
    pub reason: &'static str,
    /// Whether it competes with what was taken, and is neither the same nor a vaguer word for it.
    #[serde(skip)]
    pub(crate) is_rival: bool,
}

/// Which value of a detail was taken, and everything it was taken over.
///
/// Its `Display` is the explanation, one value a line.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "sources": {"paper": {}, "agency": {}, "reprint": {"derived_from": "agency"}},
/// #  "persons": {"a": {"by": "paper"}, "b": {"by": "paper"}}, "places": {"x": {"by": "paper"}, "y": {"by": "paper"}},
/// #  "meetings": {"m": {"participants": ["a", "b"], "accounts": [{"by": "paper", "place": "x", "certainty": "possible"},
/// #  {"by": "agency", "place": "y"}, {"by": "reprint", "place": "y"}]}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::model::Meeting;
///
/// let known = dossier.as_known();
/// let place = known.meeting("m")?.explain(Meeting::PLACE);
/// assert!(place.is_contested());
/// assert_eq!(
///     place.to_string(),
///     "place: y (agency)\n  over y (reprint): the same value\n  over x (paper): told more surely"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Resolution<'k, T: ?Sized> {
    /// The name of the detail.
    pub detail: &'static str,
    /// The value taken; `None` if nobody has told one, and where it is undecided. Where it is put
    /// together of what several tell, the first of them is cited.
    pub chosen: Option<CitedValue<'k, T>>,
    /// Values that cannot be true together and of which none has more for it than the others.
    pub undecided: Vec<CitedValue<'k, T>>,
    /// Values told by then and not taken, the same value from other sources among them.
    pub beaten: Vec<Beaten<'k, T>>,
    /// Values that somebody denies.
    pub denied: Vec<CitedValue<'k, T>>,
    /// Values that the same root has since replaced by a later word, and days that were put off.
    pub replaced: Vec<CitedValue<'k, T>>,
    /// Values that repeat what the root of their report has replaced or taken back.
    pub stale: Vec<CitedValue<'k, T>>,
    /// Values in which a report differs from the one that it derives from, with nothing newer to tell.
    pub drifted: Vec<CitedValue<'k, T>>,
    /// Values told only later, or by sources not listened to.
    pub not_yet_known: Vec<CitedValue<'k, T>>,
    /// Who denies that there is such a thing at all, and with it every value.
    pub denied_whole: Vec<Citation<'k>>,
    pub(super) contested: bool,
}

impl<T: ?Sized> Resolution<'_, T> {
    /// Whether somebody denies the value taken, or the whole, or tells a value that cannot be true
    /// beside it. A place and one that it lies in can both be true; so can the days of a visit that
    /// differ by the clocks of its arrival alone.
    pub fn is_contested(&self) -> bool {
        (self.chosen.is_some() || self.is_undecided()) && !self.denied_whole.is_empty()
            || self.is_value_contested()
    }

    /// Whether nothing is taken because the accounts do not decide.
    pub fn is_undecided(&self) -> bool {
        !self.undecided.is_empty()
    }

    /// Whether the value taken is contested, and not only the whole.
    pub(crate) fn is_value_contested(&self) -> bool {
        self.contested
    }
}

/// As an object with all of its fields, and whether the value is `contested`.
impl<T: Value> Serialize for Resolution<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Resolution", 11)?;
        object.serialize_field("detail", self.detail)?;
        object.serialize_field("chosen", &self.chosen)?;
        object.serialize_field("undecided", &self.undecided)?;
        object.serialize_field("contested", &self.is_contested())?;
        object.serialize_field("beaten", &self.beaten)?;
        object.serialize_field("denied", &self.denied)?;
        object.serialize_field("replaced", &self.replaced)?;
        object.serialize_field("stale", &self.stale)?;
        object.serialize_field("drifted", &self.drifted)?;
        object.serialize_field("not_yet_known", &self.not_yet_known)?;
        object.serialize_field("denied_whole", &self.denied_whole)?;
        object.end()
    }
}

impl<T: Value> fmt::Display for Resolution<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.chosen {
            Some(chosen) => write!(f, "{}: {chosen}", self.detail)?,
            None if self.is_undecided() => write!(f, "{}: undecided", self.detail)?,
            None => write!(f, "{}: nobody has told it", self.detail)?,
        }
        for (at, told) in self.undecided.iter().enumerate() {
            let between = if at == 0 { "between" } else { "and" };
            write!(f, "\n  {between} {told}")?;
        }
        if let Some(said) = self.chosen.as_ref().and_then(CitedValue::said) {
            write!(f, ", said as \"{}\"", said.words())?;
        }
        for Beaten { value, reason, .. } in &self.beaten {
            write!(f, "\n  over {value}: {reason}")?;
        }
        for told in &self.denied {
            write!(f, "\n  denied: {told}")?;
        }
        for denial in &self.denied_whole {
            write!(f, "\n  denied as a whole: {denial}")?;
        }
        for told in &self.replaced {
            write!(f, "\n  since replaced: {told}")?;
        }
        for told in &self.stale {
            write!(f, "\n  stale, since replaced at its root: {told}")?;
        }
        for told in &self.drifted {
            write!(f, "\n  other than what it derives from: {told}")?;
        }
        for told in &self.not_yet_known {
            write!(f, "\n  not yet told: {told}")?;
        }
        Ok(())
    }
}

/// A resolution of which the type is not known.
pub(crate) type AnyResolution<'k> = Resolution<'k, dyn AnyValue + 'k>;

/// A cited value of which the type is not known.
pub(crate) type AnyCited<'k> = CitedValue<'k, dyn AnyValue + 'k>;

impl<'k> AnyCited<'k> {
    /// The same, by its type.
    fn typed<T: Value>(self) -> Option<CitedValue<'k, T>> {
        let value = self.value.as_any().downcast_ref()?;
        Some(CitedValue { value, by: self.by, detail: self.detail })
    }
}

impl<'k> AnyResolution<'k> {
    /// The same, by the type of its values.
    pub(crate) fn typed<T: Value>(self) -> Resolution<'k, T> {
        let all =
            |list: Vec<AnyCited<'k>>| list.into_iter().filter_map(CitedValue::typed).collect();
        let beaten = |Beaten { value, reason, is_rival }| {
            Some(Beaten { value: AnyCited::typed(value)?, reason, is_rival })
        };
        Resolution {
            detail: self.detail,
            chosen: self.chosen.and_then(CitedValue::typed),
            beaten: self.beaten.into_iter().filter_map(beaten).collect(),
            undecided: all(self.undecided),
            denied: all(self.denied),
            replaced: all(self.replaced),
            stale: all(self.stale),
            drifted: all(self.drifted),
            not_yet_known: all(self.not_yet_known),
            denied_whole: self.denied_whole,
            contested: self.contested,
        }
    }
}
