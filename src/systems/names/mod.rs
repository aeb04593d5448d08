//! Names of polities: the rows, in every language, and what is asked of them.

mod row;
mod table;

pub use row::{NameSort, PolityName};
pub(super) use table::{NameDraft, Names};
