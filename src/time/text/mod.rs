//! How dates are read and written: EDTF, literals, results.

pub(super) mod civil;
pub(super) mod edtf;
pub(super) mod form;
pub(super) mod pattern;
pub(super) mod remedy;
pub(super) mod written;
