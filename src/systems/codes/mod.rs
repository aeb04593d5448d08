//! Codes: whose they are, what each stood for and when, and conversion from one list to another.

pub(super) mod code_spell;
pub(super) mod code_system;
pub(super) mod column;
pub(super) mod convert;
pub(super) mod list;
