//! Names of polities: the rows, in every language, and what is asked of them.

mod keys;
mod letters;
mod mentions;
mod row;
mod table;

pub use mentions::{Mention, Mentions};
pub use row::{NameSort, PolityName};
pub(super) use table::{NameDraft, Names};
