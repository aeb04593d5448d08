//! Addresses: which record, and which part of it, something is about.

use std::fmt;

use crate::model::NounKind;
use crate::model::RecordRef;

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
