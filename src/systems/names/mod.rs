//! Names of polities: the rows, in every language, and what is asked of them.

mod column;
mod find;
mod fold;
mod found;
mod index;
mod keys;
mod letters;
mod mentions;
mod nearby;
mod row;
mod table;
mod texts;

pub use column::NameColumn;
pub use find::{NameFinder, UnknownLanguage};
pub use found::{NameHow, NameMatch};
pub use mentions::{Mention, Mentions};
pub use row::{NameSort, PolityName};
pub(crate) use table::{NameDraft, NameTable};
