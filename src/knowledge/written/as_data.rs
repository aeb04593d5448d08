//! Views as data: id, identity and details as resolved. They are written and never read back; what
//! can be read is the record.

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

use crate::dossier::Recorded;
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::view::{PartView, View};
use crate::model::{
    Account, AnyValue, Details, Identity, NounKind, PartKind, PartList, PartVisitor, Parts,
    ValueKind,
};

/// As an object: `id`, the fields of the identity, each detail as it is resolved under its name in
/// JSON, and the parts known, by key, with theirs. What nobody has told is left out.
///
#[cfg_attr(feature = "json", doc = "```")]
#[cfg_attr(not(feature = "json"), doc = "```ignore")]
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "states": {"n": {}}, "persons": {"p": {}},
/// #  "visits": {"v": {"guest": "p", "host": "n", "form": "state", "stops": {"s": {"kind": "talks"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// # #[cfg(feature = "json")]
/// # {
/// let known = dossier.as_known();
/// assert_eq!(
///     serde_json::to_value(known.visit("v")?)?,
///     serde_json::json!({
///         "id": "v", "guest": "p", "host": "n", "form": "state", "stops": {"s": {"kind": "talks"}},
///     })
/// );
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<N: Recorded> Serialize for View<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.id())?;
        self.identity().write(&mut map)?;
        write_details(self.resolver(), self.record().accounts(), &mut map)?;
        let mut writer = PartWriter { view: *self, map, failed: None };
        self.record().all_parts().each(&mut writer);
        match writer.failed {
            Some(error) => Err(S::Error::custom(error)),
            None => writer.map.end(),
        }
    }
}

/// As an object: its `key`, and each detail as it is resolved under its name in JSON.
impl<P: PartKind> Serialize for PartView<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &self.key().to_string())?;
        write_details(self.resolver(), self.all_accounts(), &mut map)?;
        map.end()
    }
}

/// Writes what is known of each detail, as the account has it of which it is taken; what several tell
/// together, as it was put together.
fn write_details<D: Details, M: SerializeMap>(
    resolver: Resolver<'_>,
    accounts: &[Account<D>],
    map: &mut M,
) -> Result<(), M::Error> {
    for row in D::TABLE {
        let Some(best) = resolver.best(row) else { continue };
        let account = accounts.get(best.account);
        let own = account.and_then(|account| account.details().value(row.at));
        match (own, account) {
            (Some(own), Some(account)) if own == best.value => {
                account.details().write_at(row.at, map)?;
            }
            _ => write_made(row.name, best.value, map)?,
        }
    }
    Ok(())
}

/// Writes a value that no account tells as a whole: a date, or what open lists come to.
fn write_made<M: SerializeMap>(
    name: &str,
    value: &dyn AnyValue,
    map: &mut M,
) -> Result<(), M::Error> {
    match value.kind() {
        ValueKind::Date(date) => map.serialize_entry(name, date),
        ValueKind::End(end) => map.serialize_entry(name, end),
        ValueKind::Period(period) => map.serialize_entry(name, period),
        ValueKind::Day(day) => map.serialize_entry(name, day),
        ValueKind::Span(span) => map.serialize_entry(name, span),
        _ if value.as_progress().is_some() => map.serialize_entry(name, &value.as_progress()),
        _ => map.serialize_entry(name, &value.item_texts()),
    }
}

struct PartWriter<'k, N: Recorded, M: SerializeMap> {
    view: View<'k, N>,
    map: M,
    failed: Option<M::Error>,
}

impl<'k, N: Recorded, M: SerializeMap> PartVisitor<'k> for PartWriter<'k, N, M> {
    fn parts<P: PartKind>(&mut self, name: &'static str, list: &'k PartList<P>) {
        let record = (N::NOUN, self.view.id().as_str());
        let parts = WrittenParts { view: self.view, list, record };
        if self.failed.is_none() && parts.known().next().is_some() {
            self.failed = self.map.serialize_entry(name, &parts).err();
        }
    }
}

struct WrittenParts<'k, N: Recorded, P: PartKind> {
    view: View<'k, N>,
    list: &'k PartList<P>,
    record: (NounKind, &'k str),
}

impl<'k, N: Recorded, P: PartKind> WrittenParts<'k, N, P> {
    fn known(&self) -> impl Iterator<Item = PartView<'k, P>> {
        let (known, record) = (self.view.known(), self.record);
        PartView::known_of(known, record, self.list)
    }
}

impl<N: Recorded, P: PartKind> Serialize for WrittenParts<'_, N, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.known().map(|part| (part.key().to_string(), Body(part))))
    }
}

/// A part without its key, under which it stands.
struct Body<'k, P: PartKind>(PartView<'k, P>);

impl<P: PartKind> Serialize for Body<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        write_details(self.0.resolver(), self.0.all_accounts(), &mut map)?;
        map.end()
    }
}
