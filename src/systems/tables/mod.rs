//! How rows become systems: texts to rows, rows to drafts, drafts linked to each other. The rows that are
//! built in are in `rows/`.

pub(super) mod builder;
pub(super) mod change;
pub(super) mod delimited;
pub(super) mod draft;
pub(super) mod encoding;
pub(super) mod link;
pub(super) mod polity_rows;
pub(super) mod table;
