//! Keys of parts: what tells the parts of one record apart.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::model::schema::{Definitions, Described, Schema};
use crate::model::{AnyId, Id, IdError, IdSpace, RecordRef, Renaming, Value, check_id};

/// The key of a part: written as one text, read back from it.
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
