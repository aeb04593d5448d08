//! Keys of parts, which tell the parts of one record apart, and addresses, which hold them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::model::schema::{Definitions, Described, Schema};
use crate::model::{AnyId, Id, IdError, IdSpace, NounKind, RecordRef, Renaming, Value, check_id};

/// The key of a part: written as one text, read back from it.
///
/// ```
/// use detente::model::{PartKey, PartName};
///
/// assert!("first talks".parse::<PartName>().is_err());
/// assert_eq!(PartName::EXPECTED, "a name for the part, written like an id");
/// ```
pub trait PartKey:
    Described
    + FromStr<Err: fmt::Display>
    + fmt::Display
    + Ord
    + Clone
    + fmt::Debug
    + Send
    + Sync
    + 'static
{
    /// What such a key looks like, for error messages.
    const EXPECTED: &'static str;

    /// Hands every id in the key to `sink`.
    #[doc(hidden)]
    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        let _ = sink;
    }

    /// Gives every id in the key its new text, where the key could hold it.
    #[doc(hidden)]
    fn rename_key(&mut self, names: &Renaming) {
        let _ = names;
    }
}

impl PartKey for RecordRef {
    const EXPECTED: &'static str = "a reference such as visit:putin-pyongyang-2024";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        Value::refs(self, sink);
    }

    fn rename_key(&mut self, names: &Renaming) {
        Value::rename(self, names);
    }
}

/// The key of a part that the encoder names: `lodging`, `first-talks`. It follows the rules of ids.
///
/// ```
/// use detente::model::PartName;
///
/// let talks: PartName = "first-talks".parse()?;
/// assert_eq!(talks.as_str(), "first-talks");
/// # Ok::<(), detente::model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartName(Box<str>);

impl PartName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PartName {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        check_id(text).map(|()| Self(text.into()))
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Described for PartName {
    fn name() -> Cow<'static, str> {
        "part_name".into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        definitions.refer::<AnyId>().described("A name of the encoder's choice.")
    }
}

impl PartKey for PartName {
    const EXPECTED: &'static str = "a name for the part, written like an id";
}

impl<N: ?Sized + 'static> PartKey for Id<N>
where
    Self: Value,
{
    const EXPECTED: &'static str = "an id";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        Value::refs(self, sink);
    }

    fn rename_key(&mut self, names: &Renaming) {
        Value::rename(self, names);
    }
}

/// The words of a key, and which of several it tells of: the last word, where that is a number, and
/// else the first. `None` for a number 0, as the first is 1.
pub(crate) fn with_ordinal(text: &str) -> Option<(&str, u16)> {
    match text.rsplit_once(' ').map(|(words, last)| (words, last.parse::<u16>())) {
        Some((_, Ok(0))) => None,
        Some((words, Ok(ordinal))) => Some((words, ordinal)),
        _ => Some((text, 1)),
    }
}

/// Writes which of several a key tells of, unless it is the first.
pub(crate) fn write_ordinal(f: &mut fmt::Formatter<'_>, ordinal: u16) -> fmt::Result {
    if ordinal > 1 { write!(f, " {ordinal}") } else { Ok(()) }
}

/// An ordinal after a key, as an expression.
pub(crate) const ORDINAL: &str = r"( \+?[0-9]+)?";

/// Which record, and which part of it, something is about.
///
/// ```
/// use detente::model::Address;
///
/// let visit = Address { record: "visit:putin-pyongyang-2024".parse()?, part: None };
/// assert_eq!(visit.to_string(), "visit:putin-pyongyang-2024");
/// # Ok::<(), detente::model::ReferenceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The record.
    pub record: RecordRef,
    /// The list and the key of the part, such as `stops` and `lodging`.
    pub part: Option<(&'static str, String)>,
}

/// A record itself.
impl From<RecordRef> for Address {
    fn from(record: RecordRef) -> Self {
        Self { record, part: None }
    }
}

/// As text, the form of its `Display`.
impl serde::Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Some((list, key)) => write!(f, "{}, {list}, {key}", self.record),
            None => write!(f, "{}", self.record),
        }
    }
}

/// An address by reference, for walks over every record; made an [`Address`] only where something
/// is found.
#[derive(Clone, Copy)]
pub(crate) struct AddressRef<'a> {
    pub(crate) noun: NounKind,
    pub(crate) id: &'a str,
    pub(crate) part: Option<(&'static str, &'a dyn fmt::Display)>,
}

impl AddressRef<'_> {
    pub(crate) fn address(&self) -> Address {
        Address {
            record: RecordRef::new_unchecked(self.noun, self.id),
            part: self.part.map(|(list, key)| (list, key.to_string())),
        }
    }
}
