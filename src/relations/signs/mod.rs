//! Which relations count for and which against: the table, and its form as text.

pub(super) mod sign_text;
pub(super) mod table;
