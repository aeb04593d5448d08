//! What is known written out: a record whole, as data, in words and as a sheet for a page; an answer
//! with its reasons.

mod as_data;
pub(super) mod because;
mod describe;
pub(super) mod found;
#[cfg(feature = "html")]
pub(super) mod sheet;
