//! What is wrong with a dossier, where it stands, and the errors that list it.

pub(super) mod error;
pub(super) mod issue;
pub(super) mod issue_code;
pub(super) mod json_path;
