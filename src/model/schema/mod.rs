//! What JSON may stand for a value, said by its type: the parts of the JSON Schema of dossiers.
//!
//! The macros that write out how a detail is read say its schema as well, so that neither can be
//! without the other. Nothing here is a public interface; the schema is, as text.

mod dates;
mod node;
mod object;

pub(crate) use node::{Definitions, Described, ID, NOT_BLANK, Node, Schema, WORD, one_of, texts};
pub(crate) use object::{Fields, ObjectSchema, snake_case};
