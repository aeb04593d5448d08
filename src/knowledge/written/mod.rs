//! What is known of one record, written whole: as data, and as a sheet for a page.

mod as_data;
#[cfg(feature = "html")]
pub(super) mod sheet;
